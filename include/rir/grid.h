/* SPDX-License-Identifier: MIT */
/* grid: the picture of a screen, in cells, with no terminal in it.
 *
 * Views draw on a Grid; term/ shows it; tests print it. Every function clips: nothing outside the grid is an
 * error. A cell holds one grapheme cluster as text_make_cell gives it, and what it is (its Role). A cluster
 * of two columns has its text in the left cell; the right one has width 0. A wide cluster of which only half
 * would fit, or of which a half is drawn over, leaves a space. Rows and columns count from 0. */
#ifndef RIR_GRID_H
#define RIR_GRID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rir/str.h"
#include "rir/text.h"
#include "rir/theme.h"

/* Eight bytes, so that a picture is quickly copied and compared: cells that show the same are the same bytes.
 * grid_read_cell gives the text. */
typedef struct {
    char text[4];       /* UTF-8, the rest zero; of a longer cluster the number by which it is kept */
    uint8_t width;      /* 1, 2, or 0: the right half of the cell to the left */
    uint8_t role;       /* Role */
    uint8_t attributes; /* LOOK_... on top of what the role has */
    uint8_t is_long;    /* 1: the text is kept elsewhere */
} Cell;

typedef struct {
    int row, column, rows, columns;
} Area;

typedef struct Grid Grid;

/* An empty grid: spaces of ROLE_TEXT, cursor hidden. Rows and columns under 1 count as 1. Free with
 * grid_free. */
Grid *grid_new(int rows, int columns);
void grid_free(Grid *grid); /* NULL is fine */
/* Takes the new size and is empty after. */
void grid_resize(Grid *grid, int rows, int columns);
void grid_clear(Grid *grid);
/* Size, cells, cursor and signs. Rows that `to` has already are not touched. */
void grid_copy(Grid *to, const Grid *from);

int grid_count_rows(const Grid *grid);
int grid_count_columns(const Grid *grid);
Area grid_find_area(const Grid *grid); /* all of it */
const Cell *grid_find_cell(const Grid *grid, int row, int column); /* NULL outside */
/* The cluster in a cell, NUL-terminated: " " when it is empty, "" in the right half of a wide one. Returns
 * `out`. */
const char *grid_read_cell(const Cell *cell, char out[TEXT_CELL_BYTES]);
/* Rows of the same stamp, of this grid or another, hold the same cells: what has been seen need not be looked
 * at again. Never 0. */
uint64_t grid_find_stamp(const Grid *grid, int row);

/* Signs and lines in ASCII from now on. */
void grid_set_ascii(Grid *grid, bool ascii);
bool grid_is_ascii(const Grid *grid);

/* One line of text from row, column on, in at most `most` columns (negative: to the right edge), cut between
 * clusters. A TAB is one space, an LF is shown as its picture. Returns the columns used. Text left of column
 * 0 is cut off too. */
int grid_put_text(Grid *grid, int row, int column, Role role, const char *text, size_t size, int most);
/* The same for a NUL-terminated text up to the right edge. */
int grid_put(Grid *grid, int row, int column, Role role, const char *text);
int grid_put_format(Grid *grid, int row, int column, Role role, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* As grid_put_text, with SIGN_MORE in the last column when something had to be cut. */
int grid_put_short(Grid *grid, int row, int column, Role role, const char *text, size_t size, int most);
/* Ends before the column `end`: starts further left, or at `from` when it does not fit, cut with SIGN_MORE.
 * Returns the column where it starts. */
int grid_put_right(Grid *grid, int row, int from, int end, Role role, const char *text);
int grid_put_sign(Grid *grid, int row, int column, Role role, Sign sign); /* returns 1 */

/* Text wrapped into the area, leaving out its first `skip` lines. Returns the lines the whole text has (at
 * least 1), whether they fit or not. */
int grid_put_wrapped(Grid *grid, Area area, Role role, const char *text, size_t size, int skip);
/* The lines `text` has at `columns`, by the same measure; no grid needed. */
int grid_count_lines(const char *text, size_t size, int columns);

void grid_draw_across(Grid *grid, int row, int column, int columns); /* a horizontal line of ROLE_RULE */
void grid_draw_down(Grid *grid, int row, int column, int rows);      /* a vertical one */
void grid_erase(Grid *grid, Area area);                              /* spaces of ROLE_TEXT */
/* Gives cells a role, and puts attributes on top, the text left as it is: a selected row, a found word. */
void grid_set_role(Grid *grid, Area area, Role role);
void grid_set_attributes(Grid *grid, Area area, uint8_t attributes);

/* The terminal's own cursor stands on the focus, always, for screen readers and magnifiers. Clamped to the
 * grid. */
void grid_set_cursor(Grid *grid, int row, int column);
bool grid_find_cursor(const Grid *grid, int *row, int *column); /* false: no focus was set */

/* For tests. The grid as text: rows end in LF, spaces at the end of a row left out. */
void grid_add_text(Str *out, const Grid *grid);
/* As large as the grid: the letter of each cell's role (theme_find_letter; upper case where attributes were
 * put on top), dots at the end of a row left out. */
void grid_add_roles(Str *out, const Grid *grid);
/* What mono keeps of it: `-` nothing, `b` bold, `d` dim, `u` underline, `r` reverse; bold with another is
 * upper case (`U`, `R`). `-` at the end of a row is left out. */
void grid_add_mono(Str *out, const Grid *grid);

#endif
