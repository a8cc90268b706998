/* SPDX-License-Identifier: MIT */
/* The roster as faces see it. */
#include "rir/roster.h"

#include <stdlib.h>

#include "rir/mem.h"
#include "session.h"

const char *roster_name_state(RosterState state)
{
    static const char *const names[] = {"expected", "here", "left"};
    return names[state];
}

static bool refuses(const State *state, const PersonState *person)
{
    size_t item = state_find_item(state, "part");
    return item != SESSION_NONE && person->consent[item] == CONSENT_NO;
}

static int64_t find_present(const PersonState *person, int64_t elapsed)
{
    int64_t present = 0;
    for (size_t i = 0; i < person->stay_count; i++) {
        const Stay *stay = &person->stays[i];
        int64_t until = stay->until_elapsed == STATE_OPEN_END ? elapsed : stay->until_elapsed;
        present += until > stay->elapsed ? until - stay->elapsed : 0;
    }
    return present;
}

RosterPerson roster_find_person(const Session *session, size_t index)
{
    const PersonState *person = &session->state->people[index];
    const Stay *last = person->stay_count ? &person->stays[person->stay_count - 1] : NULL;
    RosterPerson result = {.pseudonym = person->pseudonym,
                           .group = person->group,
                           .state = ROSTER_EXPECTED,
                           .seat = person->face.seat,
                           .table = person->table,
                           .refuses = refuses(session->state, person)};
    if (last) {
        result.state = person->face.is_here ? ROSTER_HERE : ROSTER_LEFT;
        result.since = person->face.is_here ? last->at : last->until_at;
        result.present = find_present(person, session_find_clock(session).elapsed);
    }
    return result;
}

RosterCount roster_count(const Session *session)
{
    RosterCount count = {0, 0, 0};
    for (size_t i = 0; i < session->state->person_count; i++) {
        const PersonState *person = &session->state->people[i];
        if (person->face.is_here)
            count.here++;
        else if (person->stay_count)
            count.left++;
        else
            count.expected++;
    }
    return count;
}

/* --- by seat */

typedef struct {
    size_t seat, index;
} Place;

static int compare_places(const void *a, const void *b)
{
    const Place *x = a, *y = b;
    if (x->seat != y->seat)
        return x->seat - 1 < y->seat - 1 ? -1 : 1; /* 0, no seat, is last */
    return x->index < y->index ? -1 : x->index > y->index;
}

size_t *roster_list_seats(const Session *session)
{
    size_t count = session->state->person_count;
    if (!count)
        return NULL;
    Place *places = mem_new(count * sizeof *places);
    size_t *list = mem_new(count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        places[i] = (Place){session->state->people[i].face.seat, i};
    qsort(places, count, sizeof *places, compare_places);
    for (size_t i = 0; i < count; i++)
        list[i] = places[i].index;
    free(places);
    return list;
}

/* --- the floor */

RosterTurn roster_find_turn(const Session *session)
{
    const Turn *turn = state_find_turn(session->state);
    const Offer *offer = &session->state->offer;
    int64_t elapsed = session_find_clock(session).elapsed;
    if (!turn)
        return (RosterTurn){.is_on = offer->person != SESSION_NONE,
                            .is_round = true,
                            .person = offer->person,
                            .seat = "",
                            .at = offer->at,
                            .lasted = elapsed > offer->elapsed ? elapsed - offer->elapsed : 0};
    return (RosterTurn){.is_on = true,
                        .person = turn->person,
                        .seat = turn->seat ? turn->seat : "",
                        .at = turn->at,
                        .lasted = elapsed > turn->elapsed ? elapsed - turn->elapsed : 0,
                        .overlaps = turn->overlaps};
}
