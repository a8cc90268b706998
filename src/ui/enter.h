/* SPDX-License-Identifier: MIT */
/* enter: into a live session, and what follows it. */
#ifndef UI_ENTER_H
#define UI_ENTER_H

#include <stdbool.h>

#include "rir/session.h"
#include "rir/settings.h"
#include "rir/view.h"

/* Part of the view from which the session is entered; that view stays on the desk below it. */
typedef struct {
    Store *store;
    const Settings *settings;
    /* The session has left the desk, and nothing is pushed yet; may be NULL. */
    void (*left)(void *owner, Desk *desk);
    void *owner;
} Enter;

/* Takes the session over and pushes its screen. When it ends, its contact summary opens, after a rehearsal
 * its reader. */
void enter_session(Enter *enter, Desk *desk, Session *session);
/* The same with one that is open. False: it cannot be gone on with, and why is said on the screen. */
bool enter_resume(Enter *enter, Desk *desk, const char *session);

#endif
