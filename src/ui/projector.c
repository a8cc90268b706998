/* SPDX-License-Identifier: MIT */
/* projector: read from the study, not from what is typed: a card is shown once it is on the disk. */
#include "rir/projector.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "big.h"
#include "rir/agenda.h"
#include "rir/cards.h"
#include "rir/clock.h"
#include "rir/mem.h"
#include "rir/plain.h"
#include "rir/watch.h"

#define SECOND_MS 1000

typedef struct {
    char *label, *text; /* the label may be "" */
} Shown;

typedef struct {
    Session *session;
    bool is_own; /* the session is closed with the view */
    Watch *watch;
    Shown *list;
    size_t count, room;
    bool must_load;
    size_t looks;      /* that found nothing, since something was written */
    int64_t look_due;  /* boot ms; 0: nothing is to be looked for */
    char *trouble; /* why the last look failed; NULL when it did not */
} Projector;

/* --- what is shown */

static void forget_cards(Projector *projector)
{
    for (size_t i = 0; i < projector->count; i++) {
        free(projector->list[i].label);
        free(projector->list[i].text);
    }
    projector->count = 0;
}

static void add_shown(Projector *projector, const Plain *plain, const char *label, const char *text)
{
    Str shown = STR_EMPTY;
    plain_add(plain, &shown, text);
    projector->list =
        mem_grow(projector->list, &projector->room, projector->count + 1, sizeof *projector->list);
    projector->list[projector->count++] = (Shown){mem_copy_text(label), str_take(&shown)};
}

/* What a group made, in the activity under way; what is clarified, ranked or sorted was made in those
 * before. */
static CardChoice choose(const Topic *activity)
{
    static const char *const of_before[] = {"round-robin", "clarify", "rank", "dot-vote", "affinity"};
    CardChoice choice = {
        .activity = activity->id, .kinds = "idea recommendation decision parked", .unmerged = true};
    for (size_t i = 0; i < sizeof of_before / sizeof *of_before; i++)
        if (strcmp(of_before[i], activity->method) == 0)
            choice = (CardChoice){.kinds = "idea", .unmerged = true};
    if (strcmp(activity->method, "recommendations") == 0)
        choice = (CardChoice){.kinds = "recommendation", .unmerged = true};
    return choice;
}

static void take_cards(Projector *projector, const Plain *plain, const Cards *cards, size_t cluster)
{
    for (size_t i = 0; i < cards->count; i++)
        if (cards->list[i].cluster == cluster)
            add_shown(projector, plain, cards->list[i].label, cards->list[i].text);
}

/* Heaps with their names, then what lies in none. */
static int load(Projector *projector, Err *err)
{
    const Topic *activity = session_find_activity(projector->session);
    const char *id = session_find_facts(projector->session)->id;
    Cards cards = {0};
    forget_cards(projector);
    if (!activity)
        return 0;
    CardChoice choice = choose(activity);
    Plain plain = {0};
    Store *store = session_find_store(projector->session);
    int result = cards_read(store, id, &choice, &cards, err);
    if (result == 0)
        result = plain_read(store, &plain, err);
    for (size_t i = 0; result == 0 && i < cards.cluster_count; i++)
        if (cards.clusters[i].count > 0) {
            add_shown(projector, &plain, "", cards.clusters[i].name);
            take_cards(projector, &plain, &cards, i);
        }
    if (result == 0)
        take_cards(projector, &plain, &cards, CARDS_NONE);
    plain_free(&plain);
    cards_free(&cards);
    return result;
}

/* What the activity is called and how long it lasts still; "" when it has no minutes. */
typedef struct {
    const char *title, *instruction;
    char left[CLOCK_STAMP_SIZE + 8];
    AgendaCue cue;
} Head;

static Head find_head(const Projector *projector)
{
    Head head = {"", "", "", AGENDA_CALM};
    Agenda agenda = agenda_find(projector->session);
    const SessionFacts *facts = session_find_facts(projector->session);
    if (agenda.now == SESSION_NONE) {
        head.title = facts->title;
        head.instruction = facts->is_ended ? "Thank you." : "";
    } else {
        head.title = agenda.list[agenda.now].topic->title;
        head.instruction = agenda.list[agenda.now].topic->say;
    }
    if (agenda.now != SESSION_NONE && agenda.has_left) {
        bool is_over = agenda.left < 0;
        char span[CLOCK_STAMP_SIZE];
        clock_format_span(span, is_over ? -agenda.left : agenda.left);
        snprintf(head.left, sizeof head.left, "%s%s", is_over ? "+" : "", span);
        head.cue = agenda.cue;
    }
    agenda_free(&agenda);
    return head;
}

/* --- drawing */

/* Returns the row below it. */
static int draw_title(Grid *grid, const Head *head)
{
    int columns = grid_count_columns(grid), rows = grid_count_rows(grid);
    int room = *head->left ? columns - 24 : columns - 2;
    int title = big_put(grid, (Area){1, 1, rows / 4, room}, ROLE_TITLE, head->title);
    if (title == 0) {
        grid_put_short(grid, 1, 1, ROLE_TITLE, head->title, strlen(head->title), room);
        title = 1;
    }
    int left = 0;
    Role role = head->cue == AGENDA_CALM ? ROLE_ACCENT : ROLE_WARNING;
    if (*head->left)
        left = big_put(grid, (Area){1, columns - 22, rows / 4, 21}, role, head->left);
    if (*head->left && left == 0) {
        grid_put_right(grid, 1, columns - 22, columns - 1, role, head->left);
        left = 1;
    }
    int below = 1 + (title > left ? title : left);
    if (*agenda_name_cue(head->cue))
        grid_put_right(grid, below++, 1, columns - 1, ROLE_WARNING, agenda_name_cue(head->cue));
    grid_draw_across(grid, below, 0, columns);
    return below + 1;
}

static void add_card(Str *out, const Shown *card)
{
    str_add_format(out, "%s%s%s", card->label, *card->label ? "  " : "", card->text);
}

/* All cards large, one below the other; false when they do not fit so. */
static bool draw_large(Grid *grid, Area area, const Projector *projector)
{
    Grid *trial = grid_new(grid_count_rows(grid), grid_count_columns(grid));
    bool fits = true;
    grid_set_ascii(trial, grid_is_ascii(grid));
    for (int pass = 0; pass < 2 && fits; pass++) {
        int row = area.row;
        for (size_t i = 0; i < projector->count && fits; i++) {
            Str text = STR_EMPTY;
            add_card(&text, &projector->list[i]);
            int share = (area.row + area.rows - row) / (int)(projector->count - i) - 1;
            int taken = share > 0
                            ? big_put(pass == 0 ? trial : grid, (Area){row, area.column, share, area.columns},
                                      ROLE_TEXT, str_text(&text))
                            : 0;
            fits = taken > 0;
            row += taken + 1;
            str_free(&text);
        }
    }
    grid_free(trial);
    return fits;
}

/* Rows a card takes in a column of this width. */
static int count_rows(const Shown *card, int columns)
{
    return grid_count_lines(card->text, strlen(card->text), columns - 4);
}

static void draw_card(Grid *grid, Area area, const Shown *card)
{
    grid_put_short(grid, area.row, area.column, ROLE_ACCENT, card->label, strlen(card->label), 3);
    grid_put_wrapped(grid, (Area){area.row, area.column + 4, area.rows, area.columns - 4}, ROLE_TEXT,
                     card->text, strlen(card->text), 0);
}

/* As many of the last cards as there is room for, in one column or two; a line says how many came before. */
static void draw_small(Grid *grid, Area area, const Projector *projector)
{
    int ways = area.columns >= 70 && projector->count > (size_t)area.rows / 2 ? 2 : 1;
    int width = area.columns / ways;
    size_t first = projector->count;
    int free_rows[2] = {area.rows - 1, ways == 2 ? area.rows - 1 : 0};
    /* From the last one backwards: the right column first. */
    for (int way = ways - 1; way >= 0 && first > 0; way--)
        while (first > 0 && count_rows(&projector->list[first - 1], width) <= free_rows[way])
            free_rows[way] -= count_rows(&projector->list[--first], width);
    if (first > 0)
        grid_put_format(grid, area.row, area.column, ROLE_DIM, "%zu more before these", first);
    int row = area.row + 1, way = 0;
    for (size_t i = first; i < projector->count; i++) {
        int rows = count_rows(&projector->list[i], width);
        if (row + rows > area.row + area.rows && way + 1 < ways) {
            way++;
            row = area.row + 1;
        }
        draw_card(grid, (Area){row, area.column + way * width, rows, width - 1}, &projector->list[i]);
        row += rows;
    }
}

static void projector_draw(void *self, Desk *desk, Grid *grid)
{
    Projector *projector = self;
    Head head = find_head(projector);
    (void)desk;
    int row = draw_title(grid, &head);
    Area area = {row, 1, grid_count_rows(grid) - row - 1, grid_count_columns(grid) - 2};
    if (projector->count == 0) {
        if (big_put(grid, area, ROLE_TEXT, head.instruction) == 0)
            grid_put_wrapped(grid, area, ROLE_TEXT, head.instruction, strlen(head.instruction), 0);
    } else if (!draw_large(grid, area, projector)) {
        draw_small(grid, area, projector);
    }
    if (projector->trouble)
        grid_put_short(grid, grid_count_rows(grid) - 1, 1, ROLE_WARNING, projector->trouble,
                       strlen(projector->trouble), area.columns);
    grid_set_cursor(grid, grid_count_rows(grid) - 1, 0);
}

/* --- following */

/* Returns whether anything was found. */
static bool look(Projector *projector, Desk *desk)
{
    Err err = {0};
    int found = projector->is_own ? session_look(projector->session, &err) : 1;
    if (found > 0 || projector->must_load)
        found = load(projector, &err) == 0 ? 1 : -1;
    projector->must_load = found < 0;
    free(projector->trouble);
    projector->trouble = found < 0 ? mem_copy_text(err.text) : NULL;
    if (found != 0)
        desk_touch(desk);
    return found > 0;
}

/* What is written can be read only a little after the last byte of it: once it is synced, and SQLite has said
 * so in memory, of which the folder tells nothing. */
static void look_again(Projector *projector, Desk *desk)
{
    static const int64_t waits[] = {10, 30, 100, 300, 500};
    bool is_done = look(projector, desk) || projector->looks == sizeof waits / sizeof *waits;
    projector->look_due = is_done ? 0 : clock_read().boot + waits[projector->looks];
    projector->looks = is_done ? 0 : projector->looks + 1;
}

static int projector_find_watch(const void *self)
{
    const Projector *projector = self;
    return projector->watch ? watch_find_descriptor(projector->watch) : -1;
}

static void projector_change(void *self, Desk *desk)
{
    Projector *projector = self;
    if (!watch_take(projector->watch))
        return;
    projector->looks = 0;
    look_again(projector, desk);
}

/* Once a second while a time is shown that runs. */
static int64_t find_clock_deadline(const Projector *projector)
{
    SessionTime time = session_find_time(projector->session);
    Head head = find_head(projector);
    return *head.left && !time.is_paused ? SECOND_MS - time.elapsed % SECOND_MS : -1;
}

static int64_t projector_find_deadline(const void *self)
{
    const Projector *projector = self;
    int64_t deadline = find_clock_deadline(projector);
    if (projector->must_load)
        deadline = SECOND_MS;
    if (projector->look_due == 0)
        return deadline;
    int64_t left = projector->look_due - clock_read().boot;
    left = left > 0 ? left : 0;
    return deadline < 0 || left < deadline ? left : deadline;
}

static void projector_tick(void *self, Desk *desk)
{
    Projector *projector = self;
    if (projector->must_load)
        look(projector, desk);
    else if (projector->look_due != 0 && clock_read().boot >= projector->look_due)
        look_again(projector, desk);
    desk_touch(desk);
}

static bool projector_act(void *self, Desk *desk, Action action, int number)
{
    (void)self;
    (void)number;
    if (action != ACTION_BACK && action != ACTION_PROJECTOR)
        return false;
    desk_pop(desk);
    return true;
}

static void projector_add_safety(const void *self, Str *out)
{
    (void)self;
    str_add(out, "Everything is saved.");
}

static void projector_close(void *self)
{
    Projector *projector = self;
    forget_cards(projector);
    free(projector->list);
    free(projector->trouble);
    watch_close(projector->watch);
    if (projector->is_own)
        session_close(projector->session, NULL);
    free(projector);
}

static const ViewClass projector_class = {
    .name = "projector",
    .context = CONTEXT_PROJECTOR,
    .draw = projector_draw,
    .act = projector_act,
    .find_deadline = projector_find_deadline,
    .tick = projector_tick,
    .find_watch = projector_find_watch,
    .change = projector_change,
    .add_safety = projector_add_safety,
    .close = projector_close,
};

static void push(Desk *desk, Projector *projector)
{
    projector->must_load = true;
    desk_push(desk, &projector_class, projector);
    look(projector, desk);
}

int projector_open(Desk *desk, Session *session, Err *err)
{
    Watch *watch = watch_open(store_find_path(session_find_store(session)), err);
    if (!watch) {
        session_close(session, NULL);
        return -1;
    }
    Projector *projector = mem_new(sizeof *projector);
    *projector = (Projector){.session = session, .is_own = true, .watch = watch};
    push(desk, projector);
    return 0;
}

void projector_open_over(Desk *desk, Session *session)
{
    Projector *projector = mem_new(sizeof *projector);
    *projector = (Projector){.session = session};
    push(desk, projector);
}

int projector_add_text(Session *session, Str *out, Err *err)
{
    Projector projector = {.session = session};
    int result = load(&projector, err);
    Head head = find_head(&projector);
    if (result == 0)
        str_add_format(out, "%s%s%s%s\n", head.title, *head.left ? "  " : "", head.left,
                       *head.left ? " left" : "");
    for (size_t i = 0; result == 0 && i < projector.count; i++) {
        add_card(out, &projector.list[i]);
        str_add(out, "\n");
    }
    forget_cards(&projector);
    free(projector.list);
    return result;
}
