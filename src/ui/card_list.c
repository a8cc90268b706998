/* SPDX-License-Identifier: MIT */
/* card_list: all cards of a workshop, one a row, the chosen one whole below: where it comes from, what it was
 * merged into, whose it is. */
#include <stdlib.h>
#include <string.h>

#include "rir/mem.h"
#include "workshop.h"

#define KIND_COLUMNS 14 /* "recommendation" */

typedef struct {
    Capture *capture;
    List list;
    const Card **cards;
    size_t room;
    size_t kind; /* index of kinds */
    int rows;    /* of the list as drawn */
    bool is_revealed;
} CardList;

static const struct {
    NoteKind kind;
    const char *title;
} kinds[] = {
    {NOTE_NONE, "All cards"},     {NOTE_IDEA, "Ideas"},      {NOTE_RECOMMENDATION, "Recommendations"},
    {NOTE_DECISION, "Decisions"}, {NOTE_DISSENT, "Dissent"}, {NOTE_ACTION, "Actions"},
    {NOTE_PARKED, "Parked"},
};
#define KINDS (sizeof kinds / sizeof kinds[0])

static void find_cards(CardList *list)
{
    const Cards *cards = &list->capture->workshop->cards;
    size_t count = 0;

    list->cards = mem_grow(list->cards, &list->room, cards->count + 1, sizeof *list->cards);
    for (size_t i = 0; i < cards->count; i++)
        if (kinds[list->kind].kind == NOTE_NONE || cards->list[i].kind == kinds[list->kind].kind)
            list->cards[count++] = &cards->list[i];
    list_set_count(&list->list, count);
}

/* --- drawing */

static void draw_row(const void *owner, Grid *grid, Area row, size_t item)
{
    const Card *card = ((const CardList *)owner)->cards[item];
    const char *kind = note_kind_find(card->kind)->name;
    int column = row.column;

    grid_put_short(grid, row.row, column, ROLE_ACCENT, card->label, strlen(card->label), 5);
    column += 6;
    grid_put_short(grid, row.row, column, theme_find_note_role(card->kind), kind, strlen(kind), KIND_COLUMNS);
    column += KIND_COLUMNS + 1;
    grid_put_short(grid, row.row, column, *card->merged_into != '\0' ? ROLE_DIM : ROLE_TEXT, card->text,
                   strlen(card->text), row.column + row.columns - column);
}

static void add_said(Str *out, const char *what, const char *value)
{
    if (*value != '\0')
        str_add_format(out, "%s%s%s", out->size > 0 ? "   " : "", what, value);
}

static void add_place(const CardList *list, const Card *card, Str *out)
{
    const Cards *cards = &list->capture->workshop->cards;

    capture_add_stamp(out, card->elapsed);
    if (card->table > 0)
        str_add_format(out, "   table %d", card->table);
    add_said(out, "", card->stage);
    add_said(out, "sheet ", card->sheet);
    if (list->is_revealed)
        add_said(out, "from ", card->group);
    if (*card->merged_into != '\0')
        str_add_format(out, "   merged into %s%s%s%s", card->merged_into, *card->agreed != '\0' ? " (" : "",
                       card->agreed, *card->agreed != '\0' ? ")" : "");
    if (card->cluster != CARDS_NONE && card->cluster < cards->cluster_count)
        add_said(out, "under ", cards->clusters[card->cluster].name);
    add_said(out, "about ", card->about);
    add_said(out, "owner ", card->owner);
    add_said(out, "due ", card->due);
    add_said(out, "decided: ", card->how);
}

static void draw_detail(const CardList *list, Grid *grid, Area area)
{
    const Card *card = list->list.count > 0 ? list->cards[list->list.selected] : NULL;
    Str place = STR_EMPTY;

    if (card == NULL)
        return;
    add_place(list, card, &place);
    int rows = grid_put_wrapped(grid, (Area){area.row, area.column, area.rows - 1, area.columns}, ROLE_TEXT,
                                card->text, strlen(card->text), 0);
    rows = rows < area.rows - 1 ? rows : area.rows - 1;
    grid_put_wrapped(grid, (Area){area.row + rows, area.column, area.rows - rows, area.columns}, ROLE_DIM,
                     place.data, place.size, 0);
    str_free(&place);
}

static void view_draw(void *self, Desk *desk, Grid *grid)
{
    CardList *list = self;
    Area area = grid_find_area(grid);
    int detail = area.rows / 4 + 1;
    Str more = STR_EMPTY;

    str_add_format(&more, "%zu", list->list.count);
    desk_draw_head(grid, kinds[list->kind].title, more.data);
    str_free(&more);
    list->rows = area.rows - 4 - detail;
    if (list->list.count > 0)
        list_draw(&list->list, grid, (Area){2, 0, list->rows, area.columns}, draw_row, list, true);
    else
        grid_put(grid, 2, 1, ROLE_DIM, "None yet");
    grid_draw_across(grid, 2 + list->rows, 0, area.columns);
    draw_detail(list, grid, (Area){3 + list->rows, 2, detail, area.columns - 4});
    desk_draw_foot(desk, grid, ROLE_DIM, "");
}

/* --- acts */

static bool view_act(void *self, Desk *desk, Action action, int number)
{
    CardList *list = self;

    (void)desk;
    (void)number;
    switch (action) {
    case ACTION_CARD_KIND:
        list->kind = (list->kind + 1) % KINDS;
        find_cards(list);
        return true;
    case ACTION_REVEAL:
        list->is_revealed = !list->is_revealed;
        return true;
    default:
        return list_act(&list->list, action, list->rows);
    }
}

static void view_close(void *self)
{
    CardList *list = self;

    free(list->cards);
    free(list);
}

static const ViewClass card_list_class = {
    .name = "cards",
    .context = CONTEXT_CARDS,
    .draw = view_draw,
    .act = view_act,
    .close = view_close,
};

void card_list_open(Capture *capture, Desk *desk)
{
    if (capture->draft_due != 0)
        capture_save_draft(capture);
    CardList *list = mem_new(sizeof *list);
    list->capture = capture;
    find_cards(list);
    list_select(&list->list, list->list.count);
    desk_push(desk, &card_list_class, list);
}
