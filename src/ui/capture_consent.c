/* SPDX-License-Identifier: MIT */
/* Consent, item by item and person by person: y or n where the cursor is, and on to the next. */
#include <stdlib.h>
#include <string.h>

#include "capture.h"
#include "rir/mem.h"

typedef struct {
    Capture *capture;
    List list;
    int rows; /* of the list as drawn */
    size_t how;
} Consent;

static const char *const hows[] = {"", "spoken", "on paper", "recorded"};
#define HOWS (sizeof hows / sizeof hows[0])

/* --- rows: the items of each person in turn */

static size_t count_items(const Consent *consent)
{
    return session_find_plan(consent->capture->session)->consent_count;
}

static const SessionPerson *find_person(const Consent *consent, size_t row)
{
    return session_find_person(consent->capture->session, row / count_items(consent));
}

static const ConsentItem *find_item(const Consent *consent, size_t row)
{
    return &session_find_plan(consent->capture->session)->consent[row % count_items(consent)];
}

static ConsentAnswer find_answer(const Consent *consent, size_t row)
{
    const SessionPerson *person = find_person(consent, row);

    return person->consent != NULL ? person->consent[row % count_items(consent)] : CONSENT_NOT_ASKED;
}

static size_t find_open(const Consent *consent, size_t from)
{
    for (size_t row = from; row < consent->list.count; row++)
        if (find_answer(consent, row) == CONSENT_NOT_ASKED)
            return row;
    return from < consent->list.count ? from : consent->list.count - 1;
}

/* --- drawing */

static void draw_row(const void *owner, Grid *grid, Area area, size_t row)
{
    static const struct {
        const char *word;
        Role role;
    } answers[] = {{"not asked", ROLE_WARNING}, {"yes", ROLE_SAVED}, {"no", ROLE_ALARM}};
    const Consent *consent = owner;
    const ConsentItem *item = find_item(consent, row);
    ConsentAnswer answer = find_answer(consent, row);
    int column = area.column;

    grid_put(grid, area.row, column, answers[answer].role, answers[answer].word);
    column += 10;
    if (session_count_people(consent->capture->session) > 1) {
        const char *name = find_person(consent, row)->pseudonym;
        grid_put_short(grid, area.row, column, ROLE_TEXT, name, strlen(name), 6);
        column += 7;
    }
    if (item->required)
        grid_put(grid, area.row, column, ROLE_DIM, "required");
    column += 9;
    grid_put_short(grid, area.row, column, ROLE_TEXT, item->text, strlen(item->text),
                   area.column + area.columns - column);
}

static void view_draw(void *self, Desk *desk, Grid *grid)
{
    Consent *consent = self;
    Area area = grid_find_area(grid);
    int text_rows = area.rows / 4;
    const ConsentItem *item = find_item(consent, consent->list.selected);
    Str how = STR_EMPTY;

    if (consent->how > 0)
        str_add_format(&how, "given: %s", hows[consent->how]);
    desk_draw_head(grid, "Consent", str_text(&how));
    str_free(&how);
    consent->rows = area.rows - 5 - text_rows;
    list_draw(&consent->list, grid, (Area){2, 0, consent->rows, area.columns}, draw_row, consent, true);
    /* The whole of the item, to be read out. */
    grid_draw_across(grid, 3 + consent->rows, 0, area.columns);
    grid_put_wrapped(grid, (Area){4 + consent->rows, 2, text_rows, area.columns - 4}, ROLE_ACCENT, item->text,
                     strlen(item->text), 0);
    desk_draw_foot(desk, grid, ROLE_DIM, "");
}

/* --- acts */

/* Whether it was recorded. */
static bool answer(Consent *consent, Desk *desk, bool agrees)
{
    Capture *capture = consent->capture;
    size_t row = consent->list.selected;
    Str typed = STR_EMPTY;

    str_add_format(&typed, "/consent @%s %s %s%s%s", find_person(consent, row)->pseudonym,
                   find_item(consent, row)->id, agrees ? "yes" : "no", consent->how > 0 ? " " : "",
                   hows[consent->how]);
    capture_do(capture, desk, str_text(&typed));
    str_free(&typed);
    bool is_failed = capture->failure.size > 0;
    desk_say(desk, is_failed ? ROLE_ALARM : capture->said_role, "%s",
             str_text(is_failed ? &capture->failure : &capture->said));
    str_clear(&capture->said);
    return !is_failed;
}

static bool view_act(void *self, Desk *desk, Action action, int number)
{
    Consent *consent = self;

    (void)number;
    switch (action) {
    case ACTION_YES:
    case ACTION_NO:
        if (answer(consent, desk, action == ACTION_YES))
            list_select(&consent->list, find_open(consent, consent->list.selected + 1));
        return true;
    case ACTION_ANSWER:
        answer(consent, desk, find_answer(consent, consent->list.selected) != CONSENT_YES);
        return true;
    case ACTION_HOW:
        consent->how = (consent->how + 1) % HOWS;
        return true;
    default:
        return list_act(&consent->list, action, consent->rows);
    }
}

static void view_close(void *self)
{
    free(self);
}

static const ViewClass consent_class = {
    .name = "consent",
    .context = CONTEXT_CONSENT,
    .draw = view_draw,
    .act = view_act,
    .close = view_close,
};

void capture_open_consent(Capture *capture, Desk *desk)
{
    size_t items = session_find_plan(capture->session)->consent_count;
    size_t people = session_count_people(capture->session);

    if (items == 0 || people == 0) {
        capture_say(capture, ROLE_DIM, "The guide has no consent items");
        return;
    }
    if (capture->draft_due != 0)
        capture_save_draft(capture);
    Consent *consent = mem_new(sizeof *consent);
    consent->capture = capture;
    list_set_count(&consent->list, items * people);
    list_select(&consent->list, find_open(consent, 0));
    desk_push(desk, &consent_class, consent);
}
