/* SPDX-License-Identifier: MIT */
/* booth_sheet: one dimension of the matrix after the other, with the words of its levels. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "booth.h"
#include "rir/mem.h"

/* A whole sheet, or the dimension that is looked at. */
static void begin(Booth *booth)
{
    size_t now = rating_find_dimension(booth->capture->session), all = booth->matrix->dimension_count;

    booth->first = now < all ? now : 0;
    booth->end = now < all ? now + 1 : all;
    booth->dimension = booth->first;
    free(booth->levels);
    booth->levels = mem_new((all + 1) * sizeof *booth->levels);
}

static void count(Booth *booth, size_t *given, size_t *here)
{
    *given = *here = 0;
    size_t now = rating_find_dimension(booth->capture->session), all = booth->matrix->dimension_count;

    for (size_t i = now < all ? now : 0; i < (now < all ? now + 1 : all); i++) {
        RatingCount count_of = rating_count(booth->capture->session, i);
        *here = count_of.here;
        *given = count_of.given > *given ? count_of.given : *given;
    }
}

static void draw_dimension(const Booth *booth, Grid *grid, Area area)
{
    const Dimension *dimension = &booth->matrix->dimensions[booth->dimension];
    int row = area.row, end = area.row + area.rows;
    Str text = STR_EMPTY;

    if (booth->end - booth->first > 1)
        str_add_format(&text, "%zu of %zu  ", booth->dimension + 1, booth->matrix->dimension_count);
    int column = area.column + grid_put(grid, row, area.column, ROLE_DIM, str_text(&text));
    grid_put_short(grid, row, column, ROLE_TITLE, dimension->title, strlen(dimension->title),
                   area.column + area.columns - column);
    str_free(&text);
    row += 1;
    if (*dimension->text != '\0')
        row += grid_put_wrapped(grid, (Area){row, area.column, 3, area.columns}, ROLE_DIM, dimension->text,
                                strlen(dimension->text), 0);
    row = row < area.row + 4 ? row + 1 : area.row + 5;
    for (size_t i = 0; i < dimension->level_count && row < end; i++) {
        grid_put_format(grid, row, area.column, ROLE_ACCENT, "%2d", dimension->lowest + (int)i);
        row += grid_put_wrapped(grid, (Area){row, area.column + 4, end - row, area.columns - 4}, ROLE_TEXT,
                                dimension->levels[i], strlen(dimension->levels[i]), 0);
    }
}

static void draw_sheet(const Booth *booth, Grid *grid, Area area)
{
    grid_put(grid, area.row, area.column, ROLE_TITLE, "Your sheet: Enter gives it, Up changes it");
    for (size_t i = booth->first; i < booth->end; i++) {
        int row = area.row + 2 + (int)(i - booth->first);
        const char *level = booth->levels[i], *title = booth->matrix->dimensions[i].title;
        if (row >= area.row + area.rows)
            break;
        grid_put(grid, row, area.column, ROLE_ACCENT, strcmp(level, "-") == 0 ? "none" : level);
        grid_put_short(grid, row, area.column + 6, ROLE_TEXT, title, strlen(title), area.columns - 6);
    }
    grid_set_cursor(grid, area.row, area.column);
}

static void draw(Booth *booth, Grid *grid, Area area)
{
    if (booth->dimension >= booth->end) {
        draw_sheet(booth, grid, area);
        return;
    }
    draw_dimension(booth, grid, (Area){area.row, area.column, area.rows - 2, area.columns});
    booth_draw_field(booth, grid, area, "your level (? you do not know, - none)");
}

static bool is_level(const Dimension *dimension, const char *text)
{
    char *end;
    long level = strtol(text, &end, 10);

    if (strcmp(text, "?") == 0 || strcmp(text, "-") == 0)
        return true;
    return *text != '\0' && *end == '\0' && level >= dimension->lowest &&
           level < dimension->lowest + (long)dimension->level_count;
}

static void add_command(const Booth *booth, Str *typed)
{
    booth_add_command(booth, typed, "rate");
    for (size_t i = booth->first; i < booth->end; i++)
        str_add_format(typed, "%s%s", i > booth->first ? " " : "", booth->levels[i]);
}

static void go_to(Booth *booth, size_t dimension)
{
    booth->dimension = dimension;
    booth_forget(booth);
    if (dimension < booth->end)
        field_set_text(&booth->field, booth->levels[dimension]);
}

/* One more level; the whole sheet is seen before it is given, a single level is given at once. */
static bool enter(Booth *booth, Str *typed)
{
    const char *text = field_text(&booth->field);

    if (booth->dimension < booth->end) {
        const Dimension *dimension = &booth->matrix->dimensions[booth->dimension];
        if (!is_level(dimension, text)) {
            booth_say(booth, "A level from %d to %d, ? when you do not know, - for none", dimension->lowest,
                      dimension->lowest + (int)dimension->level_count - 1);
            return false;
        }
        snprintf(booth->levels[booth->dimension], sizeof booth->levels[0], "%s", text);
        go_to(booth, booth->dimension + 1);
        if (booth->end - booth->first > 1)
            return false;
    }
    add_command(booth, typed);
    return true;
}

static bool act(Booth *booth, Action action)
{
    if (action == ACTION_UP && booth->dimension > booth->first) {
        go_to(booth, booth->dimension - 1);
        return true;
    }
    return action == ACTION_UP || action == ACTION_DOWN;
}

const BoothKind booth_sheet = {"Rating sheet", "Your sheet is saved.", begin, draw, enter, act, count};
