/* SPDX-License-Identifier: MIT */
/* Which face a session gets: screens on a terminal, else lines. */
#ifndef RIR_CLI_FACE_H
#define RIR_CLI_FACE_H

#include <stdbool.h>

#include "command.h"
#include "rir/session.h"

/* Whether there is a terminal that screens can be shown on: TERM says of some that they only print. */
bool face_has_screens(void);
/* Whether the call speaks in lines: by --lines, or because there is no terminal for screens. */
bool face_is_lines(const Call *call);
/* Runs the session in its face, and closes it. */
int face_run(Call *call, Session *session, Err *err);

#endif
