/* SPDX-License-Identifier: MIT */
/* Who has the floor, and the round of one idea a turn. */
#include "turns.h"

#include "observation.h"

#include <string.h>
#include <strings.h>

#include "rir/clock.h"
#include "rir/roster.h"

/* --- whose turn it is next */

static bool can_speak(const Session *session, size_t index)
{
    return session->state->people[index].face.is_here && !roster_find_person(session, index).refuses;
}

/* The lowest seat above `seat`, SESSION_NONE when none. */
static size_t find_above(const Session *session, size_t seat)
{
    const State *state = session->state;
    size_t found = SESSION_NONE;
    for (size_t i = 0; i < state->person_count; i++) {
        size_t own = state->people[i].face.seat;
        if (own > seat && can_speak(session, i) &&
            (found == SESSION_NONE || own < state->people[found].face.seat))
            found = i;
    }
    return found;
}

static size_t find_behind(const Session *session, size_t last)
{
    size_t seat = last == SESSION_NONE ? 0 : session->state->people[last].face.seat;
    size_t next = find_above(session, seat);
    return next != SESSION_NONE ? next : find_above(session, 0);
}

size_t roster_find_next(const Session *session)
{
    return find_behind(session, session->state->round_last);
}

/* --- where turns are observed */

bool roster_is_plenary(const Session *session)
{
    static const char *const apart[] = {"silent-generation", "rank",       "dot-vote",
                                        "1-2-4-all",         "world-cafe", "break"};
    static const char *const joins[] = {"co-interpretation",
                                        "maturity"}; /* end with all, however they begin */
    const Topic *activity = session_find_activity(session);
    if (!activity)
        return true;
    for (size_t i = 0; i < sizeof apart / sizeof *apart; i++)
        if (strcmp(activity->method, apart[i]) == 0)
            return false;
    for (size_t i = 0; i < sizeof joins / sizeof *joins; i++)
        if (strcmp(activity->method, joins[i]) == 0)
            return true;
    return !*activity->groups || strcmp(activity->groups, "all") == 0;
}

static bool is_round(const Session *session)
{
    const Topic *activity = session_find_activity(session);
    return activity && strcmp(activity->method, "round-robin") == 0;
}

size_t turns_find_round(const Session *session)
{
    return is_round(session) ? session->state->offer.person : SESSION_NONE;
}

/* --- writing */

typedef struct {
    int64_t at, elapsed;
} Point;

static Point find_point(const Session *session)
{
    return (Point){session_find_now(session), session_find_elapsed(session)};
}

static void add_turn(const Session *session, Step *step, Point point, const char *value)
{
    const State *state = session->state;
    const char *activity = state->topic == SESSION_NONE ? NULL : session->plan->topics[state->topic].id;
    step_add_moment(step, "session.turn", point.at, point.elapsed, value, activity);
}

static void add_offer(const Session *session, Step *step, size_t person)
{
    Point point = find_point(session);
    step_add_moment(step, "session.offer", point.at, point.elapsed, session->state->people[person].id, NULL);
}

/* A turn of the round began when it came to the speaker; out of turn, with the first key. */
static Point find_start(const State *state, size_t speaker, const NoteRecord *record)
{
    const Offer *offer = &state->offer;
    bool is_later = offer->person == SESSION_NONE || record->elapsed > offer->elapsed;
    return offer->person == speaker || !is_later ? (Point){offer->at, offer->elapsed}
                                                 : (Point){record->at, record->elapsed};
}

size_t turns_add_round(const Session *session, Step *step, const NoteRecord *record)
{
    const State *state = session->state;
    size_t speaker =
        id_is_set(&record->speaker) ? state_find_person(state, record->speaker.text) : SESSION_NONE;
    bool is_now = !record->later || session->facts.paper;
    if (!is_round(session) || record->kind != NOTE_IDEA || speaker == SESSION_NONE || !is_now)
        return SESSION_NONE;
    add_turn(session, step, find_start(state, speaker, record), record->speaker.text);
    size_t next = find_behind(session, speaker);
    if (next != SESSION_NONE)
        add_offer(session, step, next);
    return next;
}

/* --- commands */

static int check_kind(Order *order)
{
    Session *session = order->session;
    GuideKind kind = session->plan->kind;
    if (kind == GUIDE_INTERVIEW || kind == GUIDE_DOCUMENT)
        return session_refuse(
            session, order->reply,
            "turns are for workshops, focus groups and meetings; here /speaker says who speaks");
    if (roster_is_plenary(session))
        return 0;
    return session_refuse(session, order->reply, "turns are observed in plenary; in %s they are not",
                          session_find_activity(session)->title);
}

static int tell_turn(Order *order)
{
    Session *session = order->session;
    RosterTurn turn = roster_find_turn(session);
    char span[CLOCK_STAMP_SIZE];
    if (!turn.is_on)
        return session_tell(session, order->reply, "nobody has the floor; /turn @3 says that seat 3 has it");
    clock_format_span(span, turn.lasted);
    return session_tell(
        session, order->reply, "%s has the floor, since %s",
        turn.person == SESSION_NONE ? turn.seat : session->state->people[turn.person].pseudonym, span);
}

static int save_turn(Order *order, const char *value)
{
    Session *session = order->session;
    Step step = {0};
    add_turn(session, &step, find_point(session), value);
    order->reply->changed = SESSION_PEOPLE;
    return session_save(session, &step, order->reply);
}

/* In a round whoever is named may speak or pass; elsewhere they have the floor. */
static int give_floor(Order *order, size_t person)
{
    Session *session = order->session;
    if (is_round(session)) {
        Step step = {0};
        add_offer(session, &step, person);
        order->reply->changed = SESSION_PEOPLE;
        if (session_save(session, &step, order->reply) != 0)
            return -1;
    } else if (save_turn(order, session->state->people[person].id) != 0) {
        return -1;
    }
    session_add(session, "@%zu %s", session->state->people[person].face.seat,
                session->state->people[person].pseudonym);
    return session_tell(session, order->reply, is_round(session) ? " is next" : " has the floor");
}

static int go_on(Order *order)
{
    Session *session = order->session;
    size_t next = roster_find_next(session);
    if (next == SESSION_NONE)
        return session_refuse(session, order->reply,
                              "nobody is here whose turn it could be; /arrive P01 says who came");
    return give_floor(order, next);
}

static int pass(Order *order)
{
    Session *session = order->session;
    if (turns_find_round(session) == SESSION_NONE)
        return session_refuse(session, order->reply,
                              "nobody is next in a round who could pass; /turn none ends a turn");
    session_add(session, "%s passes; ", session->state->people[session->state->offer.person].pseudonym);
    return go_on(order);
}

static int refuse_absent(Order *order, const char *pseudonym)
{
    return session_refuse(order->session, order->reply, "%s is not here; /arrive %s if they came", pseudonym,
                          pseudonym);
}

/* Somebody unknown, or who is told by words. */
static int name_stranger(Order *order, const char *words)
{
    Session *session = order->session;
    bool is_unknown = strcmp(words, "?") == 0;
    Str id = STR_EMPTY;
    bool is_known = session_find_known(session, words, &id);
    str_free(&id);
    if (is_known)
        return refuse_absent(order, words);
    if (!is_unknown && !*order_keep(order, 0))
        return session_refuse_words(order);
    if (save_turn(order, words) != 0)
        return -1;
    return session_tell(
        session, order->reply,
        is_unknown ? "somebody has the floor" : "%s has the floor, who is not among the participants", words);
}

/* Somebody who is named: a participant who is here, or whoever the words say. */
static int name_speaker(Order *order)
{
    Session *session = order->session;
    Who who = session_find_who(session, order_word(order, 0));
    if (session_check_who(order, &who) != 0)
        return -1;
    Str why = STR_EMPTY;
    if (observe_leave_out(session, &who, &why)) {
        int result = session_refuse(session, order->reply, "in an observation they cannot be named%s; /turn "
                                                           "? marks a turn without a "
                                    "name", str_text(&why));
        str_free(&why);
        return result;
    }
    if (who.person == SESSION_NONE)
        return name_stranger(order, who.seat);
    RosterPerson person = roster_find_person(session, who.person);
    if (person.refuses)
        return session_refuse(session, order->reply,
                              "%s did not agree to take part; /turn ? marks a turn without a name",
                              person.pseudonym);
    if (person.state != ROSTER_HERE)
        return refuse_absent(order, person.pseudonym);
    return give_floor(order, who.person);
}

int command_turn(Order *order)
{
    Session *session = order->session;
    const char *word = order_word(order, 0);
    if (check_kind(order) != 0)
        return -1;
    if (!*word && !is_round(session))
        return tell_turn(order);
    if (!*word || strcasecmp(word, "next") == 0)
        return go_on(order);
    if (strcasecmp(word, "pass") == 0)
        return pass(order);
    if (strcasecmp(word, "none") != 0)
        return name_speaker(order);
    if (!roster_find_turn(session).is_on)
        return session_refuse(session, order->reply, "nobody has the floor");
    if (save_turn(order, "") != 0)
        return -1;
    return session_tell(session, order->reply, "nobody has the floor");
}

int command_overlap(Order *order)
{
    Session *session = order->session;
    Step step = {0};
    char span[CLOCK_STAMP_SIZE];
    if (check_kind(order) != 0)
        return -1;
    Point point = find_point(session);
    step_add_moment(&step, "session.overlap", point.at, point.elapsed, NULL, NULL);
    order->reply->changed = SESSION_PEOPLE;
    if (session_save(session, &step, order->reply) != 0)
        return -1;
    clock_format_span_long(span, point.elapsed);
    return session_tell(session, order->reply, "several speak at once at %s", span);
}
