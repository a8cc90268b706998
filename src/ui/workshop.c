/* SPDX-License-Identifier: MIT */
/* workshop: what the facilitator's screen holds, when it is read anew, and what its keys do. */
#include "workshop.h"

#include <stdlib.h>
#include <string.h>

#include "rir/mem.h"
#include "rir/roster.h"

/* --- what is held */

void workshop_begin(Capture *capture)
{
    capture->workshop = mem_new(sizeof *capture->workshop);
    *capture->workshop = (Workshop){.agenda = agenda_find(capture->session),
                                    .mark = -1,
                                    .topic = SESSION_NONE,
                                    .window = {.is_following = true},
                                    .now_row = -1,
                                    .status_row = -1};
}

/* What was read for the activity. */
static void free_activity(Workshop *workshop)
{
    ballot_free_count(&workshop->ballots);
    ballot_free_tally(&workshop->tally);
    for (size_t i = 0; i < workshop->dimension_count; i++)
        rating_free_spread(&workshop->spreads[i]);
    free(workshop->spreads);
    free(workshop->counts);
    workshop->spreads = NULL;
    workshop->counts = NULL;
    workshop->dimension_count = 0;
    maturity_free_round(&workshop->before);
    workshop->before = (MaturityRound){.round = 0};
    finding_free(&workshop->finding);
    workshop->has_finding = false;
    responses_free(&workshop->responses);
    recommendations_free(&workshop->recommendations);
}

void workshop_end(Capture *capture)
{
    agenda_free(&capture->workshop->agenda);
    cards_free(&capture->workshop->cards);
    free_activity(capture->workshop);
    free(capture->workshop);
    capture->workshop = NULL;
}

void workshop_tick(Capture *capture)
{
    Workshop *workshop = capture->workshop;

    agenda_free(&workshop->agenda);
    workshop->agenda = agenda_find(capture->session);
}

static void load_activity(Capture *capture)
{
    const ActivityPane *pane = activity_find_pane(session_find_activity(capture->session));
    Err err = {ERR_NONE, ""};

    free_activity(capture->workshop);
    if (pane->load != NULL && pane->load(capture, &err) != 0)
        capture_say(capture, ROLE_WARNING, "The activity cannot be shown: %s", err.text);
}

/* Only what is on the disk is shown. */
static void load(Capture *capture)
{
    Workshop *workshop = capture->workshop;
    Store *store = session_find_store(capture->session);
    Err err = {ERR_NONE, ""};
    size_t before = workshop->cards.count, topic = session_find_topic(capture->session);

    if (!session_is_settled(capture->session))
        return;
    bool has_changed = cards_have_changed(store, &workshop->mark);
    if (has_changed || topic != workshop->topic) {
        workshop->topic = topic;
        load_activity(capture);
    }
    if (!has_changed)
        return;
    if (cards_read(store, session_find_facts(capture->session)->id, NULL, &workshop->cards, &err) != 0)
        capture_say(capture, ROLE_WARNING, "The cards cannot be shown: %s", err.text);
    if (workshop->cards.count > before)
        workshop->window.is_following = true; /* what is new is seen */
}

/* A note is echoed before all the cards are read anew: the line is empty, and the word `saved` stands.
 * Another activity is never shown with what belongs to the one before. */
void workshop_refresh(Capture *capture)
{
    Workshop *workshop = capture->workshop;

    workshop_tick(capture);
    workshop->is_behind = capture->is_entering && workshop->mark >= 0 &&
                          workshop->topic == session_find_topic(capture->session);
    if (!workshop->is_behind)
        load(capture);
}

bool workshop_catch_up(Capture *capture)
{
    bool was_behind = capture->workshop->is_behind;

    capture->workshop->is_behind = false;
    if (was_behind)
        load(capture);
    return was_behind;
}

int64_t workshop_find_deadline(const Capture *capture)
{
    int64_t at = capture->workshop->agenda.cue_at;
    int64_t now = at != 0 ? session_take_stamp(capture->session).at : 0;

    if (at == 0)
        return -1;
    return at > now ? at - now : 0;
}

/* --- what is due */

static size_t count_consent_open(const Session *session)
{
    const Plan *plan = session_find_plan(session);
    size_t open = 0;

    for (size_t i = 0; i < session_count_people(session); i++) {
        const SessionPerson *person = session_find_person(session, i);
        bool is_open = false;
        for (size_t item = 0; person->is_here && item < plan->consent_count; item++)
            is_open = is_open || (plan->consent[item].required && person->consent[item] == CONSENT_NOT_ASKED);
        open += is_open;
    }
    return open;
}

void workshop_add_due(Capture *capture, const Keymap *keymap, Str *due)
{
    const Agenda *agenda = &capture->workshop->agenda;
    size_t open = count_consent_open(capture->session);
    Str text = STR_EMPTY;

    if (agenda->cue != AGENDA_CALM)
        capture_add_due(due, agenda_name_cue(agenda->cue), keymap, CONTEXT_WORKSHOP, ACTION_EXTEND,
                        " gives 5 more");
    if (open > 0)
        str_add_format(&text, "consent of %zu open", open);
    if (open > 0)
        capture_add_due(due, str_text(&text), keymap, CONTEXT_WORKSHOP, ACTION_ROSTER, "");
    str_free(&text);
}

/* --- acts */

static void give_floor(Capture *capture, Desk *desk, int seat)
{
    Str typed = STR_EMPTY;

    str_add_format(&typed, "/turn @%d", seat);
    capture_do(capture, desk, str_text(&typed));
    str_free(&typed);
}

static bool is_method(const Capture *capture, const char *method)
{
    return strcmp(session_find_activity(capture->session)->method, method) == 0;
}

/* Commands that are completed in the line. */
static const char *const said_of_one[] = {"owner",   "horizon", "support", "level",
                                          "measure", "effort",  "link",    NULL};
static const char *const said_of_card[] = {"how", "owner", "due", "about", NULL};

bool workshop_act(Capture *capture, Desk *desk, Action action, int number)
{
    workshop_catch_up(capture);
    switch (action) {
    case ACTION_TURN:
        capture_do(capture, desk, "/turn next");
        return true;
    case ACTION_SEAT_SPEAKS:
        give_floor(capture, desk, number);
        return true;
    case ACTION_STAGE:
        capture_do(capture, desk, is_method(capture, "maturity") ? "/dimension next" : "/stage next");
        return true;
    case ACTION_BALLOT:
        booth_open(capture, desk);
        return true;
    case ACTION_REGISTER:
        capture_open_words(capture, desk, "Say of the last recommendation", said_of_one, "", "", true);
        return true;
    case ACTION_DECIDED:
        capture_open_words(capture, desk, "Say of the last decision or action", said_of_card, "", "", true);
        return true;
    case ACTION_FINDING:
        finding_open_list(capture, desk);
        return true;
    case ACTION_ROSTER:
        roster_list_open(capture, desk);
        return true;
    case ACTION_CARDS:
        card_list_open(capture, desk);
        return true;
    case ACTION_STEAL:
        capture_open_steal(capture, desk);
        return true;
    case ACTION_SKIP:
        capture_open_skip(capture, desk);
        return true;
    default:
        return false;
    }
}

/* --- scrolling */

bool workshop_scroll(Capture *capture, Action action)
{
    workshop_catch_up(capture);
    BoardWindow *window = &capture->workshop->window;
    size_t page = window->shown > 1 ? window->shown - 1 : 1;
    size_t last = window->all > window->shown ? window->all - window->shown : 0;
    bool is_up = action == ACTION_UP || action == ACTION_PAGE_UP;

    if (window->all == 0) /* notes stand there */
        return capture_scroll(capture, action);
    if (!is_up && action != ACTION_DOWN && action != ACTION_PAGE_DOWN)
        return false;
    size_t by = action == ACTION_UP || action == ACTION_DOWN ? 1 : page;
    if (is_up)
        window->first = window->first > by ? window->first - by : 0;
    else
        window->first = window->first + by < last ? window->first + by : last;
    window->is_following = window->first == last;
    return true;
}
