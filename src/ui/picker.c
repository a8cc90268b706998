/* SPDX-License-Identifier: MIT */
/* picker: one of many, by typing some of it. Whole keys first, then labels that begin so, then all that have
 * the words; inside each the order is the one given. */
#include <stdlib.h>
#include <string.h>

#include "rir/mem.h"
#include "rir/widget.h"

typedef struct {
    char *key, *mark, *label, *detail; /* "" for none */
} Item;

typedef struct {
    char *title;
    char *fresh; /* NULL: only items can be chosen */
    Item *items;
    size_t count;
    size_t *found; /* indexes of items, in the order shown */
    size_t found_count;
    int key_columns, mark_columns, label_columns;
    Field filter;
    List list;
    int rows; /* of the list as drawn */
    void (*chosen)(void *owner, Desk *desk, size_t item, const char *typed);
    void (*left)(void *owner, Desk *desk);
    void *owner;
} Picker;

enum { RANK_KEY, RANK_START, RANK_LABEL, RANK_ANYWHERE, RANKS };

static int rank_item(const Item *item, const char *filter, Str *all)
{
    if (filter[0] == '\0')
        return RANK_LABEL;
    if (strcmp(item->key, filter) == 0)
        return RANK_KEY;
    if (text_has_words(item->label, filter))
        return text_begins(item->label, filter) ? RANK_START : RANK_LABEL;
    str_clear(all);
    str_add_format(all, "%s %s %s %s", item->key, item->mark, item->label, item->detail);
    return text_has_words(all->data, filter) ? RANK_ANYWHERE : RANKS;
}

static void find_items(Picker *picker)
{
    const char *filter = field_text(&picker->filter);
    unsigned char *ranks = mem_new(picker->count + 1);
    Str all = STR_EMPTY;

    for (size_t i = 0; i < picker->count; i++)
        ranks[i] = (unsigned char)rank_item(&picker->items[i], filter, &all);
    picker->found_count = 0;
    for (int rank = 0; rank < RANKS; rank++)
        for (size_t i = 0; i < picker->count; i++)
            if (ranks[i] == rank)
                picker->found[picker->found_count++] = i;
    free(ranks);
    str_free(&all);
}

static bool has_fresh(const Picker *picker)
{
    return picker->fresh != NULL && field_text(&picker->filter)[0] != '\0';
}

/* Looks anew after the filter changed: the first that fits is the one meant. */
static void filter_changed(Picker *picker)
{
    find_items(picker);
    picker->list.top = 0;
    picker->list.selected = 0;
    list_set_count(&picker->list, picker->found_count + (has_fresh(picker) ? 1 : 0));
}

static void draw_row(const void *owner, Grid *grid, Area row, size_t at)
{
    const Picker *picker = owner;
    int column = row.column;

    if (at >= picker->found_count) {
        column += grid_put(grid, row.row, column, ROLE_ACCENT, picker->fresh) + 2;
        const char *typed = field_text(&picker->filter);
        grid_put_short(grid, row.row, column, ROLE_TEXT, typed, strlen(typed),
                       row.column + row.columns - column);
        return;
    }
    const Item *item = &picker->items[picker->found[at]];
    int end = row.column + row.columns;
    if (picker->key_columns > 0) {
        grid_put_right(grid, row.row, column, column + picker->key_columns, ROLE_KEY, item->key);
        column += picker->key_columns + 2;
    }
    if (picker->mark_columns > 0) {
        grid_put_short(grid, row.row, column, ROLE_DIM, item->mark, strlen(item->mark), picker->mark_columns);
        column += picker->mark_columns + 2;
    }
    int columns = end - column;
    if (item->detail[0] != '\0')
        columns = picker->label_columns < columns * 3 / 5 ? picker->label_columns : columns * 3 / 5;
    grid_put_short(grid, row.row, column, ROLE_TEXT, item->label, strlen(item->label), columns);
    column += columns + 2;
    if (column < end)
        grid_put_short(grid, row.row, column, ROLE_DIM, item->detail, strlen(item->detail), end - column);
}

static void picker_draw(void *self, Desk *desk, Grid *grid)
{
    Picker *picker = self;
    Area area = grid_find_area(grid);
    Str count = STR_EMPTY;

    if (picker->found_count == picker->count)
        str_add_format(&count, "%zu", picker->count);
    else
        str_add_format(&count, "%zu of %zu", picker->found_count, picker->count);
    desk_draw_head(grid, picker->title, count.data);
    int column = 1 + grid_put(grid, 2, 1, ROLE_DIM, "find") + 2;
    area = (Area){4, 0, area.rows - 6, area.columns};
    picker->rows = area.rows;
    list_draw(&picker->list, grid, area, draw_row, picker, false);
    if (picker->list.count == 0)
        grid_put(grid, 4, 1, ROLE_DIM, "nothing has these words");
    desk_draw_foot(desk, grid, ROLE_DIM, "");
    field_draw(&picker->filter, grid, (Area){2, column, 1, area.columns - column - 1}, ROLE_FIELD, true);
    str_free(&count);
}

/* Leaves the desk first, so that what `chosen` opens lies on top of what was below. */
static void choose(Picker *picker, Desk *desk, size_t at)
{
    if (at >= picker->list.count)
        return;
    desk_pop(desk);
    if (at < picker->found_count)
        picker->chosen(picker->owner, desk, picker->found[at], "");
    else
        picker->chosen(picker->owner, desk, PICKER_TYPED, field_text(&picker->filter));
}

static bool picker_act(void *self, Desk *desk, Action action, int number)
{
    Picker *picker = self;

    switch (action) {
    case ACTION_PICK:
        choose(picker, desk, picker->list.selected);
        return true;
    case ACTION_PICK_NUMBER:
        choose(picker, desk, picker->list.top + (size_t)number - 1);
        return true;
    case ACTION_BACK:
            desk_pop(desk);
        if (picker->left != NULL)
            picker->left(picker->owner, desk);
        return true;
    case ACTION_PALETTE:
        return true; /* it would lie on itself, or on a list in the middle of another act */
    case ACTION_FIELD_NEWLINE:
        return true;
    default:
        break;
    }
    if (list_act(&picker->list, action, picker->rows))
        return true;
    Str before = STR_EMPTY;
    str_add(&before, field_text(&picker->filter));
    bool is_done = field_act(&picker->filter, action);
    if (strcmp(str_text(&before), field_text(&picker->filter)) != 0)
        filter_changed(picker);
    str_free(&before);
    return is_done;
}

static void picker_type(void *self, Desk *desk, const char *text, size_t size, bool is_paste)
{
    Picker *picker = self;

    (void)desk;
    field_type(&picker->filter, text, size, is_paste, false);
    filter_changed(picker);
}

static void picker_close(void *self)
{
    Picker *picker = self;

    for (size_t i = 0; i < picker->count; i++) {
        free(picker->items[i].key);
        free(picker->items[i].mark);
        free(picker->items[i].label);
        free(picker->items[i].detail);
    }
    free(picker->items);
    free(picker->found);
    free(picker->title);
    free(picker->fresh);
    field_free(&picker->filter);
    free(picker);
}

static const ViewClass picker_class = {
    .name = "list",
    .context = CONTEXT_PICKER,
    .draw = picker_draw,
    .act = picker_act,
    .type = picker_type,
    .close = picker_close,
};

static const ViewClass palette_class = {
    .name = "palette",
    .context = CONTEXT_PALETTE,
    .draw = picker_draw,
    .act = picker_act,
    .type = picker_type,
    .close = picker_close,
};

static char *copy_part(const char *text, int *columns, int most)
{
    if (text == NULL)
        text = "";
    size_t size = strlen(text);
    int measured = (int)text_measure(text, size < 512 ? size : 512);
    if (measured > *columns)
        *columns = measured < most ? measured : most;
    return mem_copy_text(text);
}

void picker_open(Desk *desk, const PickerSpec *spec)
{
    Picker *picker = mem_new(sizeof *picker);
    int unused = 0;

    picker->title = mem_copy_text(spec->title);
    picker->fresh = mem_copy_text(spec->fresh);
    picker->count = spec->count;
    picker->items = mem_new((spec->count + 1) * sizeof *picker->items);
    picker->found = mem_new((spec->count + 1) * sizeof *picker->found);
    for (size_t i = 0; i < spec->count; i++) {
        const PickerItem *item = &spec->items[i];
        picker->items[i] = (Item){
            .key = copy_part(item->key, &picker->key_columns, 6),
            .mark = copy_part(item->mark, &picker->mark_columns, PICKER_MARK_COLUMNS),
            .label = copy_part(item->label, &picker->label_columns, 512),
            .detail = copy_part(item->detail, &unused, 0),
        };
    }
    picker->filter = field_new();
    picker->chosen = spec->chosen;
    picker->left = spec->left;
    picker->owner = spec->owner;
    filter_changed(picker);
    list_select(&picker->list, spec->selected);
    desk_push(desk, spec->context == CONTEXT_PALETTE ? &palette_class : &picker_class, picker);
}
