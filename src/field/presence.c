/* SPDX-License-Identifier: MIT */
/* Who is here, where they sit, and who has the floor, folded from the moments that say so. */
#include <stdlib.h>

#include "rir/mem.h"
#include "state.h"

/* --- coming and going */

static void begin_stay(PersonState *person, int64_t at, int64_t elapsed)
{
    person->stays =
        mem_grow(person->stays, &person->stay_room, person->stay_count + 1, sizeof *person->stays);
    person->stays[person->stay_count++] = (Stay){at, elapsed, STATE_OPEN_END, STATE_OPEN_END};
    person->face.is_here = true;
}

void state_take_person(State *state, const Newcomer *who)
{
    if (state_find_person(state, who->id) != SESSION_NONE)
        return;
    state->people =
        mem_grow(state->people, &state->person_room, state->person_count + 1, sizeof *state->people);
    PersonState *person = &state->people[state->person_count++];
    *person = (PersonState){.id = mem_copy_text(who->id),
                            .pseudonym = mem_copy_text(who->pseudonym),
                            .group = mem_copy_text(who->group),
                            .has_joined = who->has_joined};
    person->consent = mem_new((state->plan->consent_count + 1) * sizeof *person->consent);
    person->face = (SessionPerson){person->id, person->pseudonym, state->person_count, false,
                                   state->plan->consent_count ? person->consent : NULL};
    if (!who->has_joined && !who->is_late)
        begin_stay(person, state->started, 0);
}

static void give_seat(State *state, size_t index, size_t seat)
{
    /* A seat is free again when whoever had it left; they get another when they come back. */
    for (size_t i = 0; i < state->person_count; i++)
        if (i != index && state->people[i].face.seat == seat && !state->people[i].face.is_here)
            state->people[i].face.seat = 0;
    state->people[index].face.seat = seat;
}

void state_take_arrive(State *state, const Happening *what)
{
    size_t index = state_find_person(state, what->value);
    size_t seat = strtoul(what->detail, NULL, 10);
    if (index == SESSION_NONE)
        return;
    if (!state->people[index].face.is_here)
        begin_stay(&state->people[index], what->at, what->elapsed);
    if (seat)
        give_seat(state, index, seat);
}

void state_take_depart(State *state, const Happening *what)
{
    size_t index = state_find_person(state, what->value);
    if (index == SESSION_NONE || !state->people[index].face.is_here)
        return;
    PersonState *person = &state->people[index];
    person->face.is_here = false;
    person->stays[person->stay_count - 1].until_at = what->at;
    person->stays[person->stay_count - 1].until_elapsed = what->elapsed;
    const Turn *turn = state_find_turn(state);
    if ((turn && turn->person == index) || state->offer.person == index)
        state_end_turn(state, what->at, what->elapsed);
}

void state_take_seat(State *state, const Happening *what)
{
    size_t index = state_find_person(state, what->value);
    size_t seat = strtoul(what->detail, NULL, 10);
    if (index != SESSION_NONE && seat)
        give_seat(state, index, seat);
}

void state_take_sit(State *state, const Happening *what)
{
    size_t index = state_find_person(state, what->value);
    if (index != SESSION_NONE)
        state->people[index].table = (int)strtol(what->detail, NULL, 10);
}

/* --- the floor */

const Turn *state_find_turn(const State *state)
{
    const Turn *last = state->turn_count ? &state->turns[state->turn_count - 1] : NULL;
    return last && last->until_elapsed == STATE_OPEN_END ? last : NULL;
}

static Turn *find_open(State *state)
{
    return state_find_turn(state) ? &state->turns[state->turn_count - 1] : NULL;
}

void state_end_turn(State *state, int64_t at, int64_t elapsed)
{
    Turn *turn = find_open(state);
    state->offer.person = SESSION_NONE;
    if (!turn)
        return;
    turn->until_at = at > turn->at ? at : turn->at; /* a leaving may be typed later, of an earlier time */
    turn->until_elapsed = elapsed > turn->elapsed ? elapsed : turn->elapsed;
}

void state_take_turn(State *state, const Happening *what)
{
    state_end_turn(state, what->at, what->elapsed);
    if (!*what->value)
        return;
    size_t person = state_find_person(state, what->value);
    state->turns = mem_grow(state->turns, &state->turn_room, state->turn_count + 1, sizeof *state->turns);
    state->turns[state->turn_count++] =
        (Turn){.person = person,
               .seat = person == SESSION_NONE ? mem_copy_text(what->value) : NULL,
               .topic = state->topic,
               .visit = state->visit,
               .at = what->at,
               .elapsed = what->elapsed,
               .until_at = STATE_OPEN_END,
               .until_elapsed = STATE_OPEN_END};
    if (person != SESSION_NONE)
        state->round_last = person;
}

void state_take_offer(State *state, const Happening *what)
{
    state_end_turn(state, what->at, what->elapsed);
    state->offer = (Offer){state_find_person(state, what->value), what->at, what->elapsed};
    if (state->offer.person != SESSION_NONE)
        state->round_last = state->offer.person;
}

void state_take_overlap(State *state, const Happening *what)
{
    (void)what;
    Turn *turn = find_open(state);
    if (turn)
        turn->overlaps++;
}
