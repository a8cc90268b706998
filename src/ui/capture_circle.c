/* SPDX-License-Identifier: MIT */
/* A focus group: the seats, who has the floor, who was heard and who stayed silent. */
#include <stdlib.h>
#include <string.h>

#include "capture.h"
#include "rir/cards.h"
#include "rir/mem.h"
#include "rir/roster.h"
#include "rir/voice.h"
#include "workshop.h"

struct Circle {
    Voice voice;  /* as read last */
    int64_t mark; /* of the study then */
};

void circle_begin(Capture *capture)
{
    capture->circle = mem_new(sizeof *capture->circle);
    capture->circle->mark = -1;
}

void circle_end(Capture *capture)
{
    voice_free(&capture->circle->voice);
    free(capture->circle);
    capture->circle = NULL;
}

void circle_refresh(Capture *capture)
{
    Circle *circle = capture->circle;
    Err err = {ERR_NONE, ""};

    if (!session_is_settled(capture->session) ||
        !cards_have_changed(session_find_store(capture->session), &circle->mark))
        return;
    voice_free(&circle->voice);
    if (voice_find(capture->session, &circle->voice, &err) != 0)
        capture_say(capture, ROLE_WARNING, "Who was heard cannot be shown: %s", err.text);
}

/* --- the bar */

static bool is_heard(const Circle *circle, const char *pseudonym)
{
    for (size_t i = 0; i < circle->voice.count; i++)
        if (strcmp(circle->voice.people[i].pseudonym, pseudonym) == 0)
            return circle->voice.people[i].is_heard;
    return false;
}

typedef struct {
    const Capture *capture;
    Grid *grid; /* NULL: only measured */
    int row, column;
    bool has_names;
} Bar;

static void put(Bar *bar, Role role, const char *text)
{
    if (bar->grid != NULL)
        grid_put(bar->grid, bar->row, bar->column, role, text);
    bar->column += (int)text_measure(text, strlen(text));
}

static void put_seat(Bar *bar, const RosterPerson *person, bool has_floor)
{
    bool is_ascii = bar->grid != NULL && grid_is_ascii(bar->grid);
    Sign heard = is_heard(bar->capture->circle, person->pseudonym) ? SIGN_COVERED : SIGN_OPEN;
    Str text = STR_EMPTY;

    str_add_format(&text, "%s%zu", has_floor ? theme_find_sign(SIGN_HERE, is_ascii) : " ", person->seat);
    if (bar->has_names)
        str_add_format(&text, " %s", person->pseudonym);
    str_add_format(&text, " %s ", theme_find_sign(heard, is_ascii));
    put(bar, has_floor ? ROLE_ACCENT : ROLE_TEXT, text.data);
    str_free(&text);
}

static void put_bar(Bar *bar)
{
    const Session *session = bar->capture->session;
    RosterTurn turn = roster_find_turn(session);
    size_t *seats = roster_list_seats(session), silent = 0;
    Str more = STR_EMPTY;

    for (size_t i = 0; i < session_count_people(session); i++) {
        RosterPerson person = roster_find_person(session, seats[i]);
        if (person.state != ROSTER_HERE || person.seat == 0)
            continue;
        put_seat(bar, &person, turn.is_on && turn.person == seats[i]);
        silent += !is_heard(bar->capture->circle, person.pseudonym);
    }
    free(seats);
    if (turn.is_on && turn.person == SESSION_NONE) {
        str_add_format(&more, "%s%s   ",
                       theme_find_sign(SIGN_HERE, bar->grid != NULL && grid_is_ascii(bar->grid)), turn.seat);
        put(bar, ROLE_ACCENT, more.data);
        str_clear(&more);
    }
    if (turn.is_on && turn.overlaps > 0)
        str_add(&more, " overlap  ");
    if (bar->capture->circle->voice.can_tell)
        str_add_format(&more, " %zu silent", silent);
    put(bar, ROLE_DIM, str_text(&more));
    str_free(&more);
}

/* With names where there is room for them. */
void circle_draw_band(const Capture *capture, Grid *grid, Area row)
{
    Bar bar = {capture, NULL, row.row, 0, true};

    put_bar(&bar);
    bar = (Bar){capture, grid, row.row, row.column - 1, bar.column <= row.columns};
    put_bar(&bar);
}

/* --- acts */

bool circle_act(Capture *capture, Desk *desk, Action action, int number)
{
    Str typed = STR_EMPTY;

    if (action == ACTION_SEAT_SPEAKS && number > 0)
        str_add_format(&typed, "/turn @%d", number);
    else if (action == ACTION_SEAT_UNKNOWN)
        str_add(&typed, "/turn ?");
    if (typed.size > 0)
        capture_do(capture, desk, typed.data);
    bool is_done = typed.size > 0;
    str_free(&typed);
    if (action != ACTION_ROSTER)
        return is_done;
    roster_list_open(capture, desk);
    return true;
}
