/* SPDX-License-Identifier: MIT */
/* roster: who is expected, here or gone, where they sit, and who has the floor. Of a session under way;
 * people are told by their index as in session_find_person. */
#ifndef RIR_ROSTER_H
#define RIR_ROSTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rir/session.h"

typedef enum { ROSTER_EXPECTED /* late */, ROSTER_HERE, ROSTER_LEFT } RosterState;
const char *roster_name_state(RosterState state); /* "expected", "here", "left" */

typedef struct {
    const char *pseudonym;
    const char *group; /* stakeholder group, "" when not stated */
    RosterState state;
    size_t seat;     /* 0: none */
    int table;       /* 0: not said */
    int64_t since;   /* wall ms of the latest coming or leaving; 0: expected */
    int64_t present; /* ms of session time so far */
    bool refuses;    /* did not agree to take part: not to be counted or given the floor */
} RosterPerson;
RosterPerson roster_find_person(const Session *session, size_t index);

typedef struct {
    size_t expected, here, left;
} RosterCount;
RosterCount roster_count(const Session *session);

/* Indexes in the order of the seats, those without one last; the caller frees. NULL when nobody is named. */
size_t *roster_list_seats(const Session *session);

/* Who has the floor. */
typedef struct {
    bool is_on;
    bool is_round;    /* the round came to them: it is a turn when an idea comes, else they passed */
    size_t person;    /* SESSION_NONE: nobody known */
    const char *seat; /* then what was typed: `?`, words; else "" */
    int64_t at;       /* wall ms from which */
    int64_t lasted;   /* ms of session time */
    size_t overlaps;
} RosterTurn;
RosterTurn roster_find_turn(const Session *session);
/* Whose turn it is next: the next seat behind the one that had the floor last in this activity, around the
 * table; SESSION_NONE when nobody is here. */
size_t roster_find_next(const Session *session);
/* Turns are observed where all hear each other: not in pairs or at tables, not in silence, not in a break. */
bool roster_is_plenary(const Session *session);

#endif
