/* SPDX-License-Identifier: MIT */
/* Who is here, who speaks, who comes and goes. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "observation.h"
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

/* Whose seat that is: of those who are here, else of anyone. */
static Who find_seat(const State *state, const char *word)
{
    Who who = {SESSION_NONE, SESSION_NONE, word};
    char *end;
    unsigned long seat = strtoul(word, &end, 10);
    if (*word < '1' || *word > '9' || *end)
        return who;
    for (size_t i = 0; i < state->person_count; i++) {
        const SessionPerson *person = &state->people[i].face;
        if (person->seat != seat)
            continue;
        bool is_first = who.person == SESSION_NONE;
        if (is_first || (person->is_here && !state->people[who.person].face.is_here)) {
            who.person = i;
            who.other = SESSION_NONE;
        } else if (person->is_here == state->people[who.person].face.is_here) {
            who.other = i;
        }
    }
    return who;
}

Who session_find_who(const Session *session, const char *word)
{
    const State *state = session->state;
    if (*word == '@')
        word++;
    Who who = find_seat(state, word);
    for (size_t i = 0; who.person == SESSION_NONE && i < state->person_count; i++)
        if (strcasecmp(state->people[i].pseudonym, word) == 0)
            who.person = i;
    return who;
}

int session_check_who(Order *order, const Who *who)
{
    const State *state = order->session->state;
    if (who->other == SESSION_NONE)
        return 0;
    const char *one = state->people[who->person].pseudonym, *other = state->people[who->other].pseudonym;
    return session_refuse(order->session, order->reply,
                          "seat %s is %s's and %s's: nothing was done; say @%s or @%s, or give one another "
                          "seat: /seat %s %zu",
                          who->seat, one, other, one, other, other, session_find_free_seat(order->session));
}

void session_add_who(const Session *session, Str *out, const Who *who)
{
    str_add(out, who->person == SESSION_NONE ? who->seat : session->state->people[who->person].pseudonym);
}

/* --- speaking */

/* Whoever is no participant is named by words, and words are not kept now. */
int session_refuse_words(Order *order)
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
        Who who = {speaker, SESSION_NONE, *seat ? seat : "no one in particular"};
        session_add(session, "speaking: ");
        session_add_who(session, &session->reply, &who);
        return session_tell(session, order->reply, "; /speaker @1 sets who, /speaker none no one");
    }
    if (strcasecmp(word, "none") == 0) {
        if (order_save_moment(order, "session.speaker", "", SESSION_PEOPLE) != 0)
            return -1;
        return session_tell(session, order->reply, "no one in particular is speaking");
    }
    Who who = session_find_who(session, word);
    if (session_check_who(order, &who) != 0)
        return -1;
    if (who.person == SESSION_NONE && !*order_keep(order, 0))
        return session_refuse_words(order);
    Str why = STR_EMPTY;
    if (observe_leave_out(session, &who, &why)) {
        int result =
            session_refuse(session, order->reply, "in an observation they cannot be named%s", str_text(&why));
        str_free(&why);
        return result;
    }
    const char *value = who.person == SESSION_NONE ? who.seat : session->state->people[who.person].id;
    if (order_save_moment(order, "session.speaker", value, SESSION_PEOPLE) != 0)
        return -1;
    session_add_who(session, &session->reply, &who);
    return session_tell(session, order->reply,
                        who.person == SESSION_NONE ? " is speaking, who is not among the participants"
                                                   : " is speaking");
}
