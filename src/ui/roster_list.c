/* SPDX-License-Identifier: MIT */
/* roster_list: all people of a session by seat: who is expected, here or gone, where they sit, and whose
 * consent is open. */
#include <stdlib.h>
#include <string.h>

#include "rir/mem.h"
#include "rir/roster.h"
#include "workshop.h"

typedef struct {
    Capture *capture;
    List list;
    size_t *seats; /* indexes of people, in the order of the seats */
    int rows;      /* of the list as drawn */
} RosterList;

static void find_people(RosterList *list)
{
    free(list->seats);
    list->seats = roster_list_seats(list->capture->session);
    list_set_count(&list->list, session_count_people(list->capture->session));
}

/* --- drawing */

static void add_consent(const Session *session, size_t index, Str *out)
{
    static const char *const words[] = {"not asked", "yes", "no"};
    const Plan *plan = session_find_plan(session);
    const SessionPerson *person = session_find_person(session, index);

    for (size_t i = 0; person->consent != NULL && i < plan->consent_count; i++)
        if (plan->consent[i].required || person->consent[i] == CONSENT_NO)
            str_add_format(out, "%s%s %s", out->size > 0 ? ", " : "", plan->consent[i].id,
                           words[person->consent[i]]);
}

static Role find_consent_role(const Session *session, size_t index)
{
    const Plan *plan = session_find_plan(session);
    const SessionPerson *person = session_find_person(session, index);

    for (size_t i = 0; person->consent != NULL && i < plan->consent_count; i++)
        if (plan->consent[i].required && person->consent[i] != CONSENT_YES)
            return ROLE_WARNING;
    return ROLE_DIM;
}

static void draw_row(const void *owner, Grid *grid, Area row, size_t item)
{
    const RosterList *list = owner;
    const Session *session = list->capture->session;
    size_t index = list->seats[item];
    RosterPerson person = roster_find_person(session, index);
    int column = row.column, end = row.column + row.columns;
    Str text = STR_EMPTY;

    grid_put(grid, row.row, column, person.state == ROSTER_HERE ? ROLE_SAVED : ROLE_DIM,
             roster_name_state(person.state));
    column += 10;
    if (person.seat > 0)
        grid_put_format(grid, row.row, column, ROLE_TEXT, "%3zu", person.seat);
    column += 5;
    if (person.table > 0)
        grid_put_format(grid, row.row, column, ROLE_DIM, "table %d", person.table);
    column += 10;
    add_consent(session, index, &text);
    grid_put_short(grid, row.row, column, find_consent_role(session, index), str_text(&text), text.size, 16);
    column += 17;
    str_free(&text);
    grid_put_short(grid, row.row, column, ROLE_TEXT, person.pseudonym, strlen(person.pseudonym), 11);
    column += 12;
    if (column < end)
        grid_put_short(grid, row.row, column, ROLE_DIM, person.group, strlen(person.group), end - column);
}

static void view_draw(void *self, Desk *desk, Grid *grid)
{
    RosterList *list = self;
    Area area = grid_find_area(grid);
    RosterCount count = roster_count(list->capture->session);
    Str more = STR_EMPTY;

    str_add_format(&more, "%zu here, %zu expected, %zu left", count.here, count.expected, count.left);
    desk_draw_head(grid, "People", more.data);
    str_free(&more);
    grid_put(grid, 2, 1, ROLE_DIM, "          seat table     consent");
    list->rows = area.rows - 4;
    if (list->list.count > 0)
        list_draw(&list->list, grid, (Area){3, 0, list->rows, area.columns}, draw_row, list, true);
    else
        grid_put(grid, 3, 1, ROLE_DIM, "Nobody is named: /arrive P01 says who came");
    desk_draw_foot(desk, grid, ROLE_DIM, "");
}

/* --- acts: each what its typed twin does */

static void tell(RosterList *list, Desk *desk)
{
    Capture *capture = list->capture;
    bool is_failed = capture->failure.size > 0;

    desk_say(desk, is_failed ? ROLE_ALARM : capture->said_role, "%s",
             str_text(is_failed ? &capture->failure : &capture->said));
    str_clear(&capture->said);
    find_people(list);
}

static void toggle(RosterList *list, Desk *desk)
{
    RosterPerson person = roster_find_person(list->capture->session, list->seats[list->list.selected]);
    Str typed = STR_EMPTY;

    str_add_format(&typed, "/%s %s", person.state == ROSTER_HERE ? "depart" : "arrive", person.pseudonym);
    capture_do(list->capture, desk, typed.data);
    str_free(&typed);
    tell(list, desk);
    size_t next = list->list.selected + 1;
    list_select(&list->list, next < list->list.count ? next : list->list.selected);
}

/* Goes on in the line, where it is completed. */
static void begin_line(RosterList *list, Desk *desk, const char *start)
{
    Capture *capture = list->capture;

    desk_pop(desk);
    capture_begin_command(capture, start);
}

static void begin_seat(RosterList *list, Desk *desk)
{
    RosterPerson person = roster_find_person(list->capture->session, list->seats[list->list.selected]);
    Str start = STR_EMPTY;

    str_add_format(&start, "/seat %s ", person.pseudonym);
    begin_line(list, desk, start.data);
    str_free(&start);
}

static void begin_consent(RosterList *list, Desk *desk)
{
    const Plan *plan = session_find_plan(list->capture->session);
    Str start = STR_EMPTY;

    str_add_format(&start, "/consent all %s yes paper",
                   plan->consent_count > 0 ? plan->consent[0].id : "part");
    begin_line(list, desk, start.data);
    str_free(&start);
}

static bool view_act(void *self, Desk *desk, Action action, int number)
{
    RosterList *list = self;
    bool is_on_one = list->list.count > 0;

    (void)number;
    switch (action) {
    case ACTION_PRESENT:
        if (is_on_one)
            toggle(list, desk);
        return true;
    case ACTION_SEAT:
        if (is_on_one)
            begin_seat(list, desk);
        return true;
    case ACTION_CONSENT:
        capture_open_consent(list->capture, desk);
        return true;
    case ACTION_CONSENT_ALL:
        begin_consent(list, desk);
        return true;
    case ACTION_UNDO:
        capture_do(list->capture, desk, "/undo");
        tell(list, desk);
        return true;
    default:
        return list_act(&list->list, action, list->rows);
    }
}

static void view_close(void *self)
{
    RosterList *list = self;

    free(list->seats);
    free(list);
}

static const ViewClass roster_list_class = {
    .name = "people here",
    .context = CONTEXT_ROSTER,
    .draw = view_draw,
    .act = view_act,
    .close = view_close,
};

void roster_list_open(Capture *capture, Desk *desk)
{
    if (capture->draft_due != 0)
        capture_save_draft(capture);
    RosterList *list = mem_new(sizeof *list);
    list->capture = capture;
    find_people(list);
    desk_push(desk, &roster_list_class, list);
}
