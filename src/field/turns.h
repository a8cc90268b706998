/* SPDX-License-Identifier: MIT */
/* turns: who has the floor, and the round of one idea a turn. */
#ifndef FIELD_TURNS_H
#define FIELD_TURNS_H

#include "record.h"
#include "session.h"

/* Who is offered the floor when ideas go round: index of a person; SESSION_NONE when there is no round, or
 * nobody known has the floor. */
size_t turns_find_round(const Session *session);
/* An idea of the round was said: it was the speaker's turn, and it is the next one's; added to the step.
 * Returns whose, SESSION_NONE when the idea moves nothing. */
size_t turns_add_round(const Session *session, Step *step, const NoteRecord *record);

#endif
