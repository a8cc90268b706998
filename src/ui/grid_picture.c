/* SPDX-License-Identifier: MIT */
/* grid_picture: a grid as text, for tests and for the pictures in the handbook. */
#include <ctype.h>
#include <string.h>

#include "rir/grid.h"

/* Ends a row: takes away the fill at its end. */
static void end_row(Str *out, size_t from, char fill)
{
    while (out->size > from && out->data[out->size - 1] == fill)
        str_cut(out, out->size - 1);
    str_add_byte(out, '\n');
}

void grid_add_text(Str *out, const Grid *grid)
{
    for (int row = 0; row < grid_count_rows(grid); row++) {
        size_t from = out->size;
        char text[TEXT_CELL_BYTES];
        for (int column = 0; column < grid_count_columns(grid); column++)
            str_add(out, grid_read_cell(grid_find_cell(grid, row, column), text));
        end_row(out, from, ' ');
    }
}

void grid_add_roles(Str *out, const Grid *grid)
{
    for (int row = 0; row < grid_count_rows(grid); row++) {
        size_t from = out->size;
        for (int column = 0; column < grid_count_columns(grid); column++) {
            const Cell *cell = grid_find_cell(grid, row, column);
            int letter = theme_find_letter((Role)cell->role);
            if (cell->attributes != 0)
                letter = letter == '.' ? ':' : toupper(letter);
            str_add_byte(out, (char)letter);
        }
        end_row(out, from, '.');
    }
}

static char find_mono_letter(unsigned attributes)
{
    char letter = '-';

    if (attributes & LOOK_REVERSE)
        letter = 'r';
    else if (attributes & LOOK_UNDERLINE)
        letter = 'u';
    else if (attributes & LOOK_DIM)
        letter = 'd';
    else if (attributes & LOOK_BOLD)
        return 'b';
    return (attributes & LOOK_BOLD) != 0 ? (char)toupper(letter) : letter;
}

void grid_add_mono(Str *out, const Grid *grid)
{
    for (int row = 0; row < grid_count_rows(grid); row++) {
        size_t from = out->size;
        for (int column = 0; column < grid_count_columns(grid); column++) {
            const Cell *cell = grid_find_cell(grid, row, column);
            const Look *look = theme_find_look(THEME_MONO, (Role)cell->role);
            str_add_byte(out, find_mono_letter((unsigned)look->attributes | cell->attributes));
        }
        end_row(out, from, '-');
    }
}
