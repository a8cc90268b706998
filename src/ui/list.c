/* SPDX-License-Identifier: MIT */
/* list: a list of rows that scrolls. */
#include "rir/widget.h"

void list_set_count(List *list, size_t count)
{
    list->count = count;
    list_select(list, list->selected);
}

void list_select(List *list, size_t item)
{
    if (item >= list->count)
        item = list->count > 0 ? list->count - 1 : 0;
    list->selected = item;
}

static void move(List *list, size_t by, bool is_up)
{
    if (is_up)
        list_select(list, list->selected > by ? list->selected - by : 0);
    else
        list_select(list, list->selected + by);
}

bool list_act(List *list, Action action, int rows)
{
    size_t page = rows > 1 ? (size_t)rows - 1 : 1;

    switch (action) {
    case ACTION_UP:
    case ACTION_DOWN:
        move(list, 1, action == ACTION_UP);
        return true;
    case ACTION_PAGE_UP:
    case ACTION_PAGE_DOWN:
        move(list, page, action == ACTION_PAGE_UP);
        return true;
    case ACTION_FIRST:
        list_select(list, 0);
        return true;
    case ACTION_LAST:
        list_select(list, list->count);
        return true;
    default:
        return false;
    }
}

static void scroll(List *list, size_t rows)
{
    if (list->selected < list->top)
        list->top = list->selected;
    if (list->selected >= list->top + rows)
        list->top = list->selected - rows + 1;
    if (list->top + rows > list->count)
        list->top = list->count > rows ? list->count - rows : 0;
}

void list_draw(List *list, Grid *grid, Area area, ListRow draw_row, const void *owner, bool has_focus)
{
    int end = area.column + area.columns - 1;

    if (area.rows < 1 || area.columns < 3)
        return;
    scroll(list, (size_t)area.rows);
    for (int i = 0; i < area.rows && list->top + (size_t)i < list->count; i++) {
        size_t item = list->top + (size_t)i;
        Area row = {area.row + i, area.column + 1, 1, area.columns - 2};
        draw_row(owner, grid, row, item);
        if (item != list->selected)
            continue;
        grid_put_sign(grid, row.row, area.column, ROLE_ACCENT, SIGN_HERE);
        grid_set_attributes(grid, row, LOOK_REVERSE);
        if (has_focus)
            grid_set_cursor(grid, row.row, row.column);
    }
    if (list->top > 0)
        grid_put_sign(grid, area.row, end, ROLE_DIM, SIGN_MORE_UP);
    if (list->top + (size_t)area.rows < list->count)
        grid_put_sign(grid, area.row + area.rows - 1, end, ROLE_DIM, SIGN_MORE_DOWN);
}
