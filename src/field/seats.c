/* SPDX-License-Identifier: MIT */
/* Who comes and goes, and where they sit. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "rir/clock.h"
#include "rir/mem.h"
#include "rir/roster.h"
#include "rir/rows.h"
#include "rir/text.h"
#include "session.h"
#include "type_note.h"

#define SEAT_MOST 999
#define TABLE_MOST 99

size_t session_find_free_seat(const Session *session)
{
    size_t most = 0;
    for (size_t i = 0; i < session->state->person_count; i++)
        if (session->state->people[i].face.seat > most)
            most = session->state->people[i].face.seat;
    return most + 1;
}

/* Who else sits there now; SESSION_NONE when nobody. */
static size_t find_holder(const State *state, size_t person, size_t seat)
{
    for (size_t i = 0; i < state->person_count; i++)
        if (i != person && state->people[i].face.seat == seat && state->people[i].face.is_here)
            return i;
    return SESSION_NONE;
}

/* --- those whom a line names */

typedef struct {
    Who who;
    Str known;   /* id of a participant of the study who is not of the session yet; "" for none */
    bool is_new; /* nobody of the study until now: `known` is the id they get */
} Comer;

typedef struct {
    Comer *list;
    size_t count;
} Comers;

static void free_comers(Comers *comers)
{
    for (size_t i = 0; i < comers->count; i++)
        str_free(&comers->list[i].known);
    free(comers->list);
}

bool session_find_known(const Session *session, const char *pseudonym, Str *id)
{
    static const char sql[] =
        "SELECT t.id FROM person p JOIN thing t ON t.n = p.n WHERE p.pseudonym = ?1 COLLATE NOCASE "
        "AND (p.rehearsal = 0 OR ?2) ORDER BY p.rehearsal";
    return rows_find_text(session->store, id, sql, "ti", pseudonym, (int64_t)session->facts.rehearsal);
}

static bool is_known(const Comer *comer)
{
    return comer->who.person != SESSION_NONE || comer->known.size > 0;
}

/* P and a number, as pseudonyms usually are: no word that somebody is described by. */
static bool is_pseudonym(const char *word)
{
    size_t digits = *word == 'P' || *word == 'p' ? strspn(word + 1, "0123456789") : 0;
    return digits > 0 && digits < 8 && word[1 + digits] == '\0';
}

/* To a group people come as they come: nothing holds it up that somebody is not in the study yet. */
static void take_in(const Session *session, Comer *comer)
{
    if (session->plan->kind == GUIDE_INTERVIEW || !is_pseudonym(comer->who.seat))
        return;
    Id id = id_make();
    str_add(&comer->known, id.text);
    comer->is_new = true;
}

static void add_person(const Session *session, Step *step, const Comer *comer)
{
    Id id = id_read(str_text(&comer->known));
    StepBody body = step_add(step, "person.set", &id, id.text);
    Str pseudonym = STR_EMPTY;
    text_add_cased(&pseudonym, comer->who.seat, strlen(comer->who.seat), TEXT_UPPER);
    json_add_text(&body.json, "pseudonym", str_text(&pseudonym));
    if (session->facts.rehearsal)
        json_add_number(&body.json, "rehearsal", 1);
    step_end(&body);
    body.act->is_outside = !session->facts.rehearsal;
    str_free(&pseudonym);
}

/* Participants, a word each; or, when the first word is none, one who is named by all the words. -1 with the
 * reply filled. */
static int find_comers(Order *order, bool comes, Comers *comers)
{
    Session *session = order->session;
    size_t count = order->line->word_count;
    comers->list = mem_new((count + 1) * sizeof *comers->list);
    for (comers->count = 0; comers->count < count;) {
        Comer *comer = &comers->list[comers->count++];
        comer->who = session_find_who(session, order_word(order, comers->count - 1));
        if (session_check_who(order, &comer->who) != 0)
            return -1;
        if (comer->who.person == SESSION_NONE)
            session_find_known(session, comer->who.seat, &comer->known);
        if (!is_known(comer) && comes)
            take_in(session, comer);
        if (!is_known(comer))
            break;
    }
    const Comer *last = &comers->list[comers->count - 1];
    if (is_known(last))
        return 0;
    if (comers->count > 1)
        return session_refuse(session, order->reply,
                              "%s is no participant of this study, and nothing was done; the "
                              "others can be named without",
                              last->who.seat);
    comers->list[0].who.seat = *order_rest(order, 0) == '@' ? order_rest(order, 0) + 1 : order_rest(order, 0);
    return *order_keep(order, 0) ? 0 : session_refuse_words(order);
}

static const char *find_value(const Session *session, const Comer *comer)
{
    if (comer->who.person != SESSION_NONE)
        return session->state->people[comer->who.person].id;
    return comer->known.size ? str_text(&comer->known) : comer->who.seat;
}

/* Whether the list names the same one twice. */
static bool is_twice(const Session *session, const Comers *comers, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (strcmp(find_value(session, &comers->list[i]), find_value(session, &comers->list[index])) == 0 ||
            (comers->list[i].is_new &&
             strcasecmp(comers->list[i].who.seat, comers->list[index].who.seat) == 0))
            return true;
    return false;
}

/* When they came, or went. */
typedef struct {
    int64_t at, elapsed;
} Time;

static void add_time(Str *out, int64_t at)
{
    char stamp[CLOCK_STAMP_SIZE];
    clock_format_time(stamp, at, clock_find_offset(at));
    str_add_format(out, " at %s", stamp);
}

/* Whoever comes left before that, whoever goes came before that. */
static int check_order(Order *order, const PersonState *who, const Time *time, bool comes)
{
    Str last = STR_EMPTY;
    int result = 0;
    if (who->stay_count == 0)
        return 0;
    const Stay *stay = &who->stays[who->stay_count - 1];
    int64_t elapsed = comes ? stay->until_elapsed : stay->elapsed;
    add_time(&last, comes ? stay->until_at : stay->at);
    if (time->elapsed < elapsed)
        result = session_refuse(order->session, order->reply, "%s %s%s, after that; nothing was done",
                                who->pseudonym, comes ? "left" : "came", str_text(&last));
    str_free(&last);
    return result;
}

/* Paper that says only the day: its first note with a time says when it began. */
static int check_day(Order *order)
{
    Session *session = order->session;
    int64_t started = session->facts.started;
    if (!session->facts.paper || order->line->time != LINE_TIME_CLOCK ||
        clock_find_midnight(started, clock_find_offset(started)) != started)
        return 0;
    return session_refuse(
        session, order->reply,
        "when it began is not known yet: the first note with a time says it, as in [9:30] we begin");
}

static int find_time(Order *order, Time *time)
{
    return check_day(order) == 0 ? type_place(order, &time->at, &time->elapsed) : -1;
}

/* 0 when each may come, or go; else -1 with the reply filled. */
static int check_comers(Order *order, const Comers *comers, const Time *time, bool comes)
{
    Session *session = order->session;
    for (size_t i = 0; i < comers->count; i++) {
        size_t person = comers->list[i].who.person;
        if (is_twice(session, comers, i))
            return session_refuse(session, order->reply, "%s is named twice; nothing was done",
                                  order_word(order, i));
        if (person == SESSION_NONE)
            continue;
        if (session->state->people[person].face.is_here != comes) {
            if (check_order(order, &session->state->people[person], time, comes) != 0)
                return -1;
            continue;
        }
        const PersonState *who = &session->state->people[person];
        return session_refuse(session, order->reply, "%s %s; nothing was done", who->pseudonym,
                              comes             ? "is here already"
                              : who->stay_count ? "left already"
                                                : "has not come yet");
    }
    return 0;
}

static void add_moment(const Session *session, Step *step, const char *kind, const char *value, size_t number)
{
    Str detail = STR_EMPTY;
    str_add_format(&detail, "%zu", number);
    step_add_moment(step, kind, session_find_now(session), session_find_elapsed(session), value,
                    str_text(&detail));
    str_free(&detail);
}

/* Somebody came, and sits in this seat, or (0) left. */
static void add_change(const Order *order, Step *step, const char *kind, const char *value, size_t seat,
                       const Time *time)
{
    Str detail = STR_EMPTY;
    if (seat)
        str_add_format(&detail, "%zu", seat);
    (order->line->about ? step_add_moment_about : step_add_moment)(step, kind, time->at, time->elapsed, value,
                                                                   seat ? str_text(&detail) : NULL);
    str_free(&detail);
}

/* ` at 10:05`, when that was typed. */
static void say_time(const Order *order, const Time *time)
{
    if (order->line->time == LINE_TIME_NOW)
        return;
    str_add(&order->session->reply, order->line->about ? " about" : "");
    add_time(&order->session->reply, time->at);
}

/* --- coming */

/* The seat that somebody who comes takes: the one they have, when nobody sits there, else a new one. */
static size_t choose_seat(const State *state, const Comer *comer, size_t *free_seat)
{
    size_t person = comer->who.person;
    size_t own = person == SESSION_NONE ? 0 : state->people[person].face.seat;
    if (person == SESSION_NONE && !comer->known.size)
        return 0;
    return own && find_holder(state, person, own) == SESSION_NONE ? own : (*free_seat)++;
}

static int save_arrivals(Order *order, const Comers *comers, const Time *time)
{
    Session *session = order->session;
    Step step = {0};
    size_t free_seat = session_find_free_seat(session);
    for (size_t i = 0; i < comers->count; i++) {
        const Comer *comer = &comers->list[i];
        if (comer->is_new)
            add_person(session, &step, comer);
        add_change(order, &step, "session.arrive", find_value(session, comer),
                   choose_seat(session->state, comer, &free_seat), time);
        step.must_reload = step.must_reload || comer->known.size;
    }
    order->reply->changed = SESSION_PEOPLE | SESSION_CONSENT;
    return session_save(session, &step, order->reply);
}

static bool is_asked_all(const State *state, const Who *who)
{
    for (size_t i = 0; i < state->plan->consent_count; i++)
        if (state->plan->consent[i].required && state->people[who->person].consent[i] == CONSENT_NOT_ASKED)
            return false;
    return true;
}

int command_arrive(Order *order)
{
    Session *session = order->session;
    Comers comers = {NULL, 0};
    if (!*order_rest(order, 0))
        return session_refuse(
            session, order->reply,
            "who came? /arrive P02, several: /arrive P02 P03, or a few words: /arrive a colleague");
    bool is_known_one = false, wants_consent = false;
    Time time;
    int result = find_time(order, &time);
    if (result == 0)
        result = find_comers(order, true, &comers);
    if (result == 0)
        result = check_comers(order, &comers, &time, true);
    if (result == 0)
        result = save_arrivals(order, &comers, &time);
    for (size_t i = 0; result == 0 && i < comers.count; i++) {
        Who who =
            is_known(&comers.list[i]) ? session_find_who(session, order_word(order, i)) : comers.list[i].who;
        session_add(session, "%s", i ? ", " : "");
        session_add_who(session, &session->reply, &who);
        session_add(session, " came");
        say_time(order, &time);
        session_add(session, "%s", comers.list[i].is_new ? ", new in this study" : "");
        if (who.person == SESSION_NONE)
            continue;
        is_known_one = true;
        wants_consent = wants_consent || !is_asked_all(session->state, &who);
        session_add(session, ", @%zu", session->state->people[who.person].face.seat);
    }
    free_comers(&comers);
    if (result != 0)
        return -1;
    if (!is_known_one)
        return session_tell(
            session, order->reply,
            "; not a participant of this study, so words are kept as theirs by what is typed behind @");
    return session_tell(session, order->reply, "%s", wants_consent ? "; consent is to be asked" : "");
}

/* --- going */

int command_depart(Order *order)
{
    Session *session = order->session;
    Comers comers = {NULL, 0};
    Step step = {0};
    if (!*order_rest(order, 0))
        return session_refuse(session, order->reply, "who left? /depart P02, several: /depart P02 P03");
    Time time;
    int result = find_time(order, &time);
    if (result == 0)
        result = find_comers(order, false, &comers);
    if (result == 0)
        result = check_comers(order, &comers, &time, false);
    for (size_t i = 0; result == 0 && i < comers.count; i++)
        add_change(order, &step, "session.depart", find_value(session, &comers.list[i]), 0, &time);
    order->reply->changed = SESSION_PEOPLE;
    result = result == 0 ? session_save(session, &step, order->reply) : -1;
    for (size_t i = 0; result == 0 && i < comers.count; i++) {
        session_add(session, "%s", i ? ", " : "");
        session_add_who(session, &session->reply, &comers.list[i].who);
    }
    free_comers(&comers);
    if (result != 0)
        return -1;
    bool is_empty = session->state->person_count && roster_count(session).here == 0;
    session_add(session, " left");
    say_time(order, &time);
    return session_tell(session, order->reply, "%s", is_empty ? "; nobody is here now" : "");
}

/* --- sitting */

static size_t read_number(const char *word, size_t most)
{
    char *end;
    unsigned long number = strtoul(word, &end, 10);
    return *word >= '1' && *word <= '9' && !*end && number <= most ? number : 0;
}

static int refuse_seat(Order *order)
{
    return session_refuse(order->session, order->reply,
                          "where? /seat P07 3, /seat P07 3 table 2, or /seat P07 table 2");
}

/* Reads `3`, `3 table 2` or `table 2` behind who. */
static int read_place(Order *order, size_t *seat, size_t *table)
{
    size_t at = 1;
    *seat = read_number(order_word(order, at), SEAT_MOST);
    at += *seat != 0;
    *table = strcasecmp(order_word(order, at), "table") == 0
                 ? read_number(order_word(order, at + 1), TABLE_MOST)
                 : 0;
    at += *table ? 2 : 0;
    return (*seat || *table) && at == order->line->word_count ? 0 : refuse_seat(order);
}

static int tell_seats(Order *order)
{
    Session *session = order->session;
    size_t *order_of = roster_list_seats(session);
    size_t count = session->state->person_count;
    for (size_t i = 0; i < count; i++) {
        const PersonState *person = &session->state->people[order_of[i]];
        session_add(session, "%s@%zu %s", i ? ", " : "", person->face.seat, person->pseudonym);
        if (person->table)
            session_add(session, " table %d", person->table);
        if (!person->face.is_here)
            session_add(session, person->stay_count ? " (left)" : " (expected)");
    }
    free(order_of);
    return session_tell(session, order->reply, "%s",
                        count ? "" : "nobody is named; /arrive P01 says who came");
}

int command_seat(Order *order)
{
    Session *session = order->session;
    State *state = session->state;
    size_t seat, table;
    if (!*order_word(order, 0))
        return tell_seats(order);
    Who who = session_find_who(session, order_word(order, 0));
    if (session_check_who(order, &who) != 0)
        return -1;
    if (who.person == SESSION_NONE)
        return session_refuse(session, order->reply,
                              "%s is not among the participants; /arrive %s if they came", who.seat,
                              who.seat);
    if (read_place(order, &seat, &table) != 0)
        return -1;
    const char *name = state->people[who.person].pseudonym;
    size_t holder = seat ? find_holder(state, who.person, seat) : SESSION_NONE;
    if (holder != SESSION_NONE) {
        const char *other = state->people[holder].pseudonym;
        return session_refuse(
            session, order->reply,
            "%s sits in seat %zu: nothing was done for %s; /seat %s %zu gives %s another first", other, seat,
            name, other, session_find_free_seat(session), other);
    }
    Step step = {0};
    if (seat)
        add_moment(session, &step, "session.seat", state->people[who.person].id, seat);
    if (table)
        add_moment(session, &step, "session.sit", state->people[who.person].id, table);
    order->reply->changed = SESSION_PEOPLE;
    if (session_save(session, &step, order->reply) != 0)
        return -1;
    session_add(session, "%s sits", name);
    if (seat)
        session_add(session, " in seat %zu", seat);
    if (table)
        session_add(session, " at table %zu", table);
    return session_tell(session, order->reply, "%s", "");
}
