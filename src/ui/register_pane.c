/* SPDX-License-Identifier: MIT */
/* register_pane: the recommendations of this session, whose they are, by when, and who is for them. */
#include <string.h>

#include "workshop.h"

int register_load(Capture *capture, Err *err)
{
    return recommendation_list(session_find_store(capture->session), session_find_facts(capture->session)->id,
                               &capture->workshop->recommendations, err);
}

static void add_said(Str *out, const char *what, const char *value)
{
    if (*value != '\0')
        str_add_format(out, "%s%s%s", out->size > 0 ? "   " : "", what, value);
}

static void add_account(const Recommendation *one, Str *out)
{
    if (strcmp(one->status, "proposed") != 0)
        add_said(out, "", one->status);
    add_said(out, "owner ", one->owner);
    add_said(out, "by ", one->horizon);
    add_said(out, "level ", one->level);
    if (one->support >= 0)
        str_add_format(out, "%ssupport %lld", out->size > 0 ? "   " : "", (long long)one->support);
    if (one->against > 0)
        str_add_format(out, ", against %lld", (long long)one->against);
    if (one->dissent > 0)
        str_add_format(out, "%sdissent %zu", out->size > 0 ? "   " : "", one->dissent);
    add_said(out, "from ", one->findings);
    add_said(out, "measure: ", one->measure);
    if (out->size == 0)
        str_add(out, "owner, horizon and support are open");
}

static int count_rows(const Recommendation *one, int columns)
{
    int rows = grid_count_lines(one->text, strlen(one->text), columns);

    return (rows < 2 ? rows : 2) + 1;
}

static void draw_one(const Recommendation *one, Grid *grid, Area area, int rows)
{
    Str account = STR_EMPTY;

    grid_put_short(grid, area.row, area.column, ROLE_ACCENT, one->label, strlen(one->label), 5);
    grid_put_wrapped(grid, (Area){area.row, area.column + 6, rows - 1, area.columns - 7}, ROLE_TEXT,
                     one->text, strlen(one->text), 0);
    add_account(one, &account);
    grid_put_short(grid, area.row + rows - 1, area.column + 6, ROLE_DIM, account.data, account.size,
                   area.columns - 7);
    str_free(&account);
}

/* The first that lets the last one be seen. */
static size_t find_last_first(const Recommendations *list, Area area)
{
    size_t first = list->count;
    int rows = 0;

    while (first > 0 && rows + count_rows(&list->list[first - 1], area.columns - 7) <= area.rows)
        rows += count_rows(&list->list[--first], area.columns - 7);
    return first < list->count || first == 0 ? first : first - 1;
}

void register_compose(Capture *capture, const Desk *desk, Grid *grid, Area area)
{
    static const char empty[] = "No recommendation yet: type, and press Enter";
    const Recommendations *list = &capture->workshop->recommendations;
    BoardWindow *window = &capture->workshop->window;
    size_t last = find_last_first(list, area);
    int row = area.row, end = area.row + area.rows;

    (void)desk;
    if (list->count == 0) {
        grid_put_wrapped(grid, area, ROLE_DIM, empty, strlen(empty), 0);
        return;
    }
    window->first = window->is_following || window->first > last ? last : window->first;
    window->all = list->count;
    window->shown = 0;
    for (size_t i = window->first; i < list->count; i++, window->shown++) {
        int rows = count_rows(&list->list[i], area.columns - 7);
        if (row + rows > end)
            break;
        draw_one(&list->list[i], grid, (Area){row, area.column, rows, area.columns}, rows);
        row += rows;
    }
    if (window->first > 0)
        grid_put_sign(grid, area.row, area.column + area.columns - 1, ROLE_DIM, SIGN_MORE_UP);
    if (window->first + window->shown < list->count)
        grid_put_sign(grid, end - 1, area.column + area.columns - 1, ROLE_DIM, SIGN_MORE_DOWN);
}
