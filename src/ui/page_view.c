/* SPDX-License-Identifier: MIT */
/* page_view: a page of a report on the screen, wrapped as wide as that is. */
#include "page_view.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "rir/file.h"
#include "rir/markdown.h"
#include "rir/mem.h"
#include "rir/text.h"

typedef struct {
    char *text; /* of an item with its label before it */
    Role role;
    int indent;
    size_t label; /* bytes of the text that stand out */
    int rows;     /* as wide as it was laid out */
} PageRow;

typedef struct {
    Store *store;
    Page *page;
    char *name;
    PageRow *list;
    size_t count, room;
    int columns; /* for which rows are known */
    int all;     /* rows in all */
    int top;     /* the first one shown */
    int shown;   /* as last drawn */
} PageView;

/* --- taking the page in */

static void add_row(PageView *view, PageRow row)
{
    view->list = mem_grow(view->list, &view->room, view->count + 1, sizeof *view->list);
    view->list[view->count++] = row;
}

static void add_space(PageView *view)
{
    if (view->count > 0)
        add_row(view, (PageRow){.text = mem_copy_text("")});
}

static void take(void *owner, PageLine line, int level, const char *label, const char *text)
{
    PageView *view = owner;
    Str words = STR_EMPTY;

    str_add_format(&words, "%s%s%s", label, *label != '\0' && *text != '\0' ? "  " : "", text);
    PageRow row = {.text = str_take(&words), .role = ROLE_TEXT, .indent = 1, .label = strlen(label)};
    switch (line) {
    case PAGE_LINE_HEADING:
        row.role = level < 3 ? ROLE_TITLE : ROLE_ACCENT;
        add_space(view);
        break;
    case PAGE_LINE_WORDS:
        add_space(view);
        break;
    case PAGE_LINE_ITEM:
        row.indent = 3;
        break;
    case PAGE_LINE_REMARK:
        row.role = ROLE_DIM;
        row.indent = 5;
        break;
    }
    add_row(view, row);
}

/* --- drawing */

static void lay_out(PageView *view, int columns)
{
    if (view->columns == columns)
        return;
    view->columns = columns;
    view->all = 0;
    for (size_t i = 0; i < view->count; i++) {
        PageRow *row = &view->list[i];
        row->rows = grid_count_lines(row->text, strlen(row->text), columns - row->indent - 1);
        view->all += row->rows;
    }
}

static void draw_row(const PageRow *row, Grid *grid, Area area, int skip)
{
    Area place = {area.row, row->indent, area.rows, area.columns - row->indent - 1};

    grid_put_wrapped(grid, place, row->role, row->text, strlen(row->text), skip);
    if (row->label > 0 && skip == 0)
        grid_set_role(grid, (Area){area.row, row->indent, 1, (int)text_measure(row->text, row->label)},
                      ROLE_ACCENT);
}

static void scroll_to(PageView *view, int top)
{
    int last = view->all > view->shown ? view->all - view->shown : 0;

    view->top = top < 0 ? 0 : top > last ? last : top;
}

static void page_draw(void *self, Desk *desk, Grid *grid)
{
    PageView *view = self;
    Area area = grid_find_area(grid);
    int first = 2, end = area.rows - 2;

    view->shown = end - first;
    lay_out(view, area.columns);
    scroll_to(view, view->top);
    desk_draw_head(grid, page_find_title(view->page), NULL);
    int row = first - view->top;
    for (size_t i = 0; i < view->count && row < end; row += view->list[i].rows, i++) {
        int skip = row < first ? first - row : 0, at = row + skip;
        int rows = view->list[i].rows - skip;
        if (rows > 0)
            draw_row(&view->list[i], grid, (Area){at, 0, rows < end - at ? rows : end - at, area.columns},
                     skip);
    }
    if (view->top > 0)
        grid_put_sign(grid, first, area.columns - 1, ROLE_DIM, SIGN_MORE_UP);
    if (view->top + view->shown < view->all)
        grid_put_sign(grid, end - 1, area.columns - 1, ROLE_DIM, SIGN_MORE_DOWN);
    grid_set_cursor(grid, first, 0);
    desk_draw_foot(desk, grid, ROLE_DIM, "");
}

/* --- acting */

/* `STUDY-before-P07.md` beside STUDY.rir, with a number behind it while that exists. */
static void add_path(const PageView *view, Str *path)
{
    const char *study = store_find_path(view->store);
    size_t size = strlen(study);

    if (size > 4 && strcmp(study + size - 4, ".rir") == 0)
        size -= 4;
    for (int copy = 1; copy == 1 || file_exists(path->data); copy++) {
        str_clear(path);
        str_add_format(path, "%.*s-", (int)size, study);
        for (const char *at = view->name; *at != '\0'; at++)
            str_add_byte(path, isalnum((unsigned char)*at) || (unsigned char)*at >= 0x80 ? *at : '-');
        if (copy > 1)
            str_add_format(path, "-%d", copy);
        str_add(path, ".md");
    }
}

static void write_page(const PageView *view, Desk *desk)
{
    Str text = STR_EMPTY, path = STR_EMPTY;
    Err err;

    markdown_add_page(&text, view->page);
    add_path(view, &path);
    if (file_write(path.data, str_text(&text), text.size, &err) == 0)
        desk_say(desk, ROLE_SAVED, "written to %s", file_find_name(path.data));
    else
        desk_say(desk, ROLE_ALARM, "%s", err.text);
    str_free(&text);
    str_free(&path);
}

static bool page_act(void *self, Desk *desk, Action action, int number)
{
    PageView *view = self;

    (void)number;
    switch (action) {
    case ACTION_UP:
        scroll_to(view, view->top - 1);
        return true;
    case ACTION_DOWN:
        scroll_to(view, view->top + 1);
        return true;
    case ACTION_PAGE_UP:
        scroll_to(view, view->top - view->shown + 1);
        return true;
    case ACTION_PAGE_DOWN:
        scroll_to(view, view->top + view->shown - 1);
        return true;
    case ACTION_FIRST:
        scroll_to(view, 0);
        return true;
    case ACTION_LAST:
        scroll_to(view, view->all);
        return true;
    case ACTION_WRITE_PAGE:
        write_page(view, desk);
        return true;
    default:
        return false;
    }
}

static void page_add_safety(const void *self, Str *out)
{
    (void)self;
    str_add(out, "Everything is saved.");
}

static void page_close(void *self)
{
    PageView *view = self;

    for (size_t i = 0; i < view->count; i++)
        free(view->list[i].text);
    free(view->list);
    free(view->name);
    page_free(view->page);
    free(view);
}

static const ViewClass page_class = {
    .name = "page",
    .context = CONTEXT_PAGE,
    .draw = page_draw,
    .act = page_act,
    .add_safety = page_add_safety,
    .close = page_close,
};

void page_view_open(Desk *desk, Store *store, Page *page, const char *name)
{
    PageView *view = mem_new(sizeof *view);

    view->store = store;
    view->page = page;
    view->name = mem_copy_text(name);
    page_read(page, take, view);
    desk_push(desk, &page_class, view);
}
