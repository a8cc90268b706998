/* SPDX-License-Identifier: MIT */
/* Who is here, who speaks, who comes and goes. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "rir/rows.h"
#include "session.h"

size_t session_count_people(const Session *session)
{
    return session->state->person_count;
}

const SessionPerson *session_find_person(const Session *session, size_t index)
{
    return index < session->state->person_count ? &session->state->people[index].face : NULL;
}

size_t session_find_speaker(const Session *session, const char **seat)
{
    if (seat)
        *seat = session->state->seat ? session->state->seat : "";
    return session->state->speaker;
}

static size_t find_seat(const State *state, const char *word)
{
    char *end;
    unsigned long seat = strtoul(word, &end, 10);
    bool is_number = *word >= '0' && *word <= '9' && *end == '\0';
    return is_number && seat >= 1 && seat <= state->person_count ? seat - 1 : SESSION_NONE;
}

Who session_find_who(const Session *session, const char *word)
{
    const State *state = session->state;
    if (*word == '@')
        word++;
    size_t person = find_seat(state, word);
    for (size_t i = 0; person == SESSION_NONE && i < state->person_count; i++)
        if (strcasecmp(state->people[i].pseudonym, word) == 0)
            person = i;
    return (Who){person, word};
}

void session_add_who(const Session *session, Str *out, const Who *who)
{
    str_add(out, who->person == SESSION_NONE ? who->seat : session->state->people[who->person].pseudonym);
}

/* --- speaking */

static int set_speaker(Order *order, const char *value)
{
    Session *session = order->session;
    Step step = {0};
    step_add_moment(&step, "session.speaker", session_find_now(session), session_find_elapsed(session), value,
                    NULL);
    order->reply->changed = SESSION_PEOPLE;
    return session_save(session, &step, order->reply);
}

/* Whoever is no participant is named by words, and words are not kept now. */
static int refuse_words(Order *order)
{
    return session_refuse(order->session, order->reply,
                          "off the record only participants can be named; /on first");
}

int command_speaker(Order *order)
{
    Session *session = order->session;
    const char *word = order_word(order, 0);
    if (!*word) {
        const char *seat;
        size_t speaker = session_find_speaker(session, &seat);
        Who who = {speaker, *seat ? seat : "no one in particular"};
        session_add(session, "speaking: ");
        session_add_who(session, &session->reply, &who);
        return session_tell(session, order->reply, "; /speaker @1 sets who, /speaker none no one");
    }
    if (strcasecmp(word, "none") == 0) {
        if (set_speaker(order, "") != 0)
            return -1;
        return session_tell(session, order->reply, "no one in particular is speaking");
    }
    Who who = session_find_who(session, word);
    if (who.person == SESSION_NONE && !*order_keep(order, 0))
        return refuse_words(order);
    if (set_speaker(order, who.person == SESSION_NONE ? who.seat : session->state->people[who.person].id) !=
        0)
        return -1;
    session_add_who(session, &session->reply, &who);
    return session_tell(session, order->reply,
                        who.person == SESSION_NONE ? " is speaking, who is not among the participants"
                                                   : " is speaking");
}

/* --- coming and going */

static bool find_known(const Session *session, const char *pseudonym, Str *id)
{
    static const char sql[] =
        "SELECT t.id FROM person p JOIN thing t ON t.n = p.n WHERE p.pseudonym = ?1 COLLATE NOCASE "
        "AND (p.rehearsal = 0 OR ?2) ORDER BY p.rehearsal";
    return rows_find_text(session->store, id, sql, "ti", *pseudonym == '@' ? pseudonym + 1 : pseudonym,
                          (int64_t)session->facts.rehearsal);
}

static int record_presence(Order *order, const char *kind, const char *value, bool must_reload)
{
    Session *session = order->session;
    Step step = {.must_reload = must_reload};
    step_add_moment(&step, kind, session_find_now(session), session_find_elapsed(session), value, NULL);
    order->reply->changed = SESSION_PEOPLE | (must_reload ? SESSION_CONSENT : 0);
    return session_save(session, &step, order->reply);
}

int command_arrive(Order *order)
{
    Session *session = order->session;
    const char *rest = order_rest(order, 0);
    if (!*rest)
        return session_refuse(session, order->reply,
                              "who came? /arrive P02, or a few words: /arrive a colleague");
    Who who = session_find_who(session, rest);
    Str known = STR_EMPTY;
    bool is_known = who.person != SESSION_NONE || find_known(session, rest, &known);
    if (!is_known && !*order_keep(order, 0)) {
        str_free(&known);
        return refuse_words(order);
    }
    const char *value = who.person != SESSION_NONE ? session->state->people[who.person].id
                        : is_known                 ? str_text(&known)
                                                   : rest;
    int result = record_presence(order, "session.arrive", value, who.person == SESSION_NONE && is_known);
    str_free(&known);
    if (result != 0)
        return -1;
    who = session_find_who(session, rest);
    session_add_who(session, &session->reply, &who);
    if (who.person == SESSION_NONE)
        return session_tell(session, order->reply,
                            " came; not a participant of this study, so words are kept as theirs by what is "
                            "typed behind @");
    return session_tell(session, order->reply, " came, @%zu%s", who.person + 1,
                        *session_find_consent_gap(session) ? "; consent is to be asked" : "");
}

int command_depart(Order *order)
{
    Session *session = order->session;
    const char *rest = order_rest(order, 0);
    if (!*rest)
        return session_refuse(session, order->reply, "who left? /depart P02");
    Who who = session_find_who(session, rest);
    if (who.person == SESSION_NONE && !*order_keep(order, 0))
        return refuse_words(order);
    const char *value = who.person == SESSION_NONE ? rest : session->state->people[who.person].id;
    if (record_presence(order, "session.depart", value, false) != 0)
        return -1;
    session_add_who(session, &session->reply, &who);
    return session_tell(session, order->reply, " left");
}
