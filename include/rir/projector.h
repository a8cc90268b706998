/* SPDX-License-Identifier: MIT */
/* projector: what everybody in the room may see of a workshop: the activity, the time left, and the cards, in
 * the largest letters that fit; a finding that is up, and what was revealed of a vote or rating, in their
 * place. No name, no seat, no group, no count of turns; nothing of an observation, comment or memo. */
#ifndef RIR_PROJECTOR_H
#define RIR_PROJECTOR_H

#include "rir/session.h"
#include "rir/view.h"

/* Pushes the view of a session that is live elsewhere (session_watch), which it takes over and closes; it
 * follows what is written there. -1: the folder of the study cannot be watched; the session is closed then
 * too. */
int projector_open(Desk *desk, Session *session, Err *err);
/* Pushes the same view over a session of this process, which stays its owner's: for the facilitator's own
 * screen turned to the room. */
void projector_open_over(Desk *desk, Session *session);
/* The board as lines of text, for where there are no screens. */
int projector_add_text(Session *session, Str *out, Err *err);

#endif
