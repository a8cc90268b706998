/* SPDX-License-Identifier: MIT */
/* participants: the people that a session is to be started with, from what was typed. */
#ifndef UI_PARTICIPANTS_H
#define UI_PARTICIPANTS_H

#include "rir/session.h"

/* The lists point into `ids`: it stays where it is. */
typedef struct {
    Id ids[SESSION_PEOPLE_MOST];
    const char *list[SESSION_PEOPLE_MOST]; /* in seat order */
    size_t count;
    const char *late[SESSION_PEOPLE_MOST];
    size_t late_count;
} Participants;

/* Finds those whose pseudonyms stand in `words` and `late`, between spaces or commas, and adds those the
 * study does not know. ERR_REFUSED: one cannot be a pseudonym, or there are more than a session holds; then
 * nobody was added. */
int participants_find(Participants *people, Store *store, const char *words, const char *late,
                      bool is_rehearsal, Err *err);

#endif
