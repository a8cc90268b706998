/* SPDX-License-Identifier: MIT */
/* capture: the screen of a session under way, where a researcher types while somebody talks.
 *
 * It never asks and never blocks: every key acts at once, and what it did can be undone. What is being typed
 * is kept as a draft within a second; `saved` stands on the screen only once the study has it on disk. */
#ifndef RIR_CAPTURE_H
#define RIR_CAPTURE_H

#include "rir/session.h"
#include "rir/settings.h"
#include "rir/view.h"

/* What comes after. Called when the screen has left the desk and the session is closed; what is pushed then
 * lies on top of what was below. `session` is its id, `said` what ending or adjourning had to say in one
 * line; both live as long as the call. Either function may be NULL: the desk then shows what lies below. */
typedef struct {
    void (*ended)(void *owner, Desk *desk, const char *session, const char *said);
    void (*adjourned)(void *owner, Desk *desk, const char *session, const char *said);
    void *owner;
} CaptureExits;

/* Pushes the screen. It takes the session over and closes it, in every case: when it is ended or adjourned,
 * and when the desk goes (the session stays open to resume then). `settings` may be NULL for the first
 * values; `settings` and `exits` (NULL for none) are read at once. */
void capture_open(Desk *desk, Session *session, const Settings *settings, const CaptureExits *exits);

#endif
