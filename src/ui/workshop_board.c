/* SPDX-License-Identifier: MIT */
/* The board: cards in columns, one below the other, as on a wall. When they do not all fit, each takes one
 * row and the newest are seen. */
#include <stdlib.h>
#include <string.h>

#include "rir/mem.h"
#include "workshop.h"

#define TWO_COLUMNS 72
#define THREE_COLUMNS 132
#define COLUMNS_MOST 3
#define LINES_MOST 3 /* rows of one card */
#define LABEL_MOST 8

/* A card, or the name of a cluster above its cards. */
typedef struct {
    const Card *card; /* NULL for a heading */
    const char *heading;
    size_t count; /* of a heading: cards below it */
} Item;

typedef struct {
    Item *list;
    size_t count, room;
} Items;

/* --- which cards */

static bool is_shown(const Card *card, BoardScope scope, const Topic *activity)
{
    if (*card->merged_into != '\0')
        return false;
    switch (scope) {
    case BOARD_NONE:
        return false;
    case BOARD_IDEAS:
        return card->kind == NOTE_IDEA;
    case BOARD_HERE:
        return strcmp(card->activity, activity->id) == 0;
    case BOARD_RECOMMENDATIONS:
        return card->kind == NOTE_RECOMMENDATION;
    }
    return false;
}

size_t workshop_count_board(const Workshop *workshop, BoardScope scope, const Topic *activity)
{
    size_t count = 0;

    for (size_t i = 0; i < workshop->cards.count; i++)
        count += is_shown(&workshop->cards.list[i], scope, activity);
    return count;
}

static Item *add_item(Items *items)
{
    items->list = mem_grow(items->list, &items->room, items->count + 1, sizeof *items->list);
    items->list[items->count] = (Item){NULL, NULL, 0};
    return &items->list[items->count++];
}

static size_t add_cards(Items *items, const Cards *cards, BoardScope scope, const Topic *activity,
                        bool is_all, size_t cluster)
{
    size_t count = 0;

    for (size_t i = 0; i < cards->count; i++) {
        const Card *card = &cards->list[i];
        if (!is_shown(card, scope, activity) || (!is_all && card->cluster != cluster))
            continue;
        add_item(items)->card = card;
        count++;
    }
    return count;
}

static void add_cluster(Items *items, const Cards *cards, BoardScope scope, const Topic *activity,
                        const char *name, size_t cluster)
{
    size_t at = items->count;

    add_item(items)->heading = name;
    size_t count = add_cards(items, cards, scope, activity, false, cluster); /* the list may move */
    items->list[at].count = count;
    if (count == 0 && cluster == CARDS_NONE)
        items->count = at; /* all are in clusters */
}

static Items find_items(const Cards *cards, BoardScope scope, const Topic *activity, bool has_clusters)
{
    Items items = {NULL, 0, 0};

    if (!has_clusters || cards->cluster_count == 0) {
        add_cards(&items, cards, scope, activity, true, CARDS_NONE);
        return items;
    }
    for (size_t i = 0; i < cards->cluster_count; i++)
        add_cluster(&items, cards, scope, activity, cards->clusters[i].name, i);
    add_cluster(&items, cards, scope, activity, "in no cluster yet", CARDS_NONE);
    return items;
}

/* --- labels: with those of the cards that were merged into it */

typedef struct {
    const Card **list;
    size_t count, room;
} Merges;

static Merges find_merges(const Cards *cards)
{
    Merges merges = {NULL, 0, 0};

    for (size_t i = 0; i < cards->count; i++)
        if (*cards->list[i].merged_into != '\0') {
            merges.list = mem_grow(merges.list, &merges.room, merges.count + 1, sizeof *merges.list);
            merges.list[merges.count++] = &cards->list[i];
        }
    return merges;
}

static void add_label(const Merges *merges, const Card *card, Str *out)
{
    str_add(out, card->label);
    for (size_t i = 0; i < merges->count; i++)
        if (id_is_same(&merges->list[i]->counts, &card->id))
            str_add_format(out, "+%s", merges->list[i]->label);
}

/* --- where they stand */

typedef struct {
    Merges merges;
    Area area;
    int ways;   /* columns of cards */
    int width;  /* of one of them */
    int labels; /* columns of the label */
    int lines;  /* rows a card takes at most */
} Wall;

static int find_label_columns(const Wall *wall, const Items *items)
{
    size_t most = 1;
    Str label = STR_EMPTY;

    for (size_t i = 0; i < items->count; i++) {
        if (items->list[i].card == NULL)
            continue;
        str_clear(&label);
        add_label(&wall->merges, items->list[i].card, &label);
        most = label.size > most ? label.size : most;
    }
    str_free(&label);
    return most < LABEL_MOST ? (int)most : LABEL_MOST;
}

static int count_rows(const Wall *wall, const Item *item)
{
    if (item->card == NULL || wall->lines == 1)
        return 1;
    int rows = grid_count_lines(item->card->text, strlen(item->card->text), wall->width - wall->labels - 3);
    return rows < wall->lines ? rows : wall->lines;
}

static void draw_item(const Wall *wall, Grid *grid, int row, int column, int rows, const Item *item)
{
    int text = column + wall->labels + 2, columns = wall->width - wall->labels - 3;
    Str label = STR_EMPTY;

    if (item->card == NULL) {
        str_add_format(&label, "%zu", item->count);
        column += grid_put_short(grid, row, column, ROLE_TITLE, item->heading, strlen(item->heading),
                                 wall->width - (int)label.size - 4);
        grid_put(grid, row, column + 2, ROLE_DIM, label.data);
        str_free(&label);
        return;
    }
    add_label(&wall->merges, item->card, &label);
    grid_put_short(grid, row, column, ROLE_ACCENT, str_text(&label), label.size, wall->labels);
    str_free(&label);
    if (rows == 1)
        grid_put_short(grid, row, text, ROLE_TEXT, item->card->text, strlen(item->card->text), columns);
    else if (grid_put_wrapped(grid, (Area){row, text, rows, columns}, ROLE_TEXT, item->card->text,
                              strlen(item->card->text), 0) > rows)
        grid_put_sign(grid, row + rows - 1, text + columns, ROLE_DIM, SIGN_MORE);
}

/* From `first` on, column after column; draws them unless `grid` is NULL. Returns how many found their place.
 * A heading is never the last thing in a column. */
static size_t place(const Wall *wall, Grid *grid, const Items *items, size_t first)
{
    int row = 0, way = 0;
    size_t i = first;

    for (; i < items->count; i++) {
        int rows = count_rows(wall, &items->list[i]);
        bool leads = items->list[i].card == NULL && i + 1 < items->count;
        if (items->list[i].card == NULL && row > 0)
            row++; /* a heading stands apart */
        if (row + rows + leads > wall->area.rows) {
            row = 0;
            if (++way == wall->ways || rows > wall->area.rows)
                break;
        }
        if (grid != NULL)
            draw_item(wall, grid, wall->area.row + row, wall->area.column + way * (wall->width + 1), rows,
                      &items->list[i]);
        row += rows;
    }
    return i - first;
}

static void set_ways(Wall *wall, int ways)
{
    wall->ways = ways;
    wall->width = (wall->area.columns - 1 - (ways - 1)) / ways;
}

/* Few columns and whole texts, as long as all of them are seen; else as many columns as there is room for. */
static void choose_form(Wall *wall, const Items *items)
{
    int most = wall->area.columns >= THREE_COLUMNS ? COLUMNS_MOST : wall->area.columns >= TWO_COLUMNS ? 2 : 1;

    for (int ways = 1; ways <= most; ways++) {
        set_ways(wall, ways);
        for (wall->lines = LINES_MOST; wall->lines > 0; wall->lines--)
            if (items->count <= (size_t)(wall->area.rows * ways) &&
                place(wall, NULL, items, 0) == items->count)
                return;
    }
    wall->lines = 1;
}

static size_t find_first(const Wall *wall, const Items *items, BoardWindow *window)
{
    size_t room = (size_t)(wall->area.rows * wall->ways);
    size_t last = items->count > room ? items->count - room : 0;

    /* Headings at the foot of a column leave rows empty. */
    while (last < items->count && last > 0 && last + place(wall, NULL, items, last) < items->count)
        last++;
    if (window->is_following || window->first > last)
        window->first = last;
    return window->first;
}

static void draw_signs(Grid *grid, Area area, const BoardWindow *window)
{
    int end = area.column + area.columns - 1;

    if (window->first > 0)
        grid_put_sign(grid, area.row, end, ROLE_DIM, SIGN_MORE_UP);
    if (window->first + window->shown < window->all)
        grid_put_sign(grid, area.row + area.rows - 1, end, ROLE_DIM, SIGN_MORE_DOWN);
}

void workshop_draw_board(Capture *capture, Grid *grid, Area area, BoardScope scope, bool has_clusters)
{
    Workshop *workshop = capture->workshop;
    BoardWindow *window = &workshop->window;
    Items items = find_items(&workshop->cards, scope, session_find_activity(capture->session), has_clusters);
    Wall wall = {.merges = find_merges(&workshop->cards), .area = area};

    wall.labels = find_label_columns(&wall, &items);
    choose_form(&wall, &items);
    size_t first = find_first(&wall, &items, window);
    window->shown = place(&wall, grid, &items, first);
    window->all = items.count;
    draw_signs(grid, area, window);
    free(wall.merges.list);
    free(items.list);
}
