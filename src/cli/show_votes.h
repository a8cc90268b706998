/* SPDX-License-Identifier: MIT */
/* Ballots and ratings of a session, for `rir show`. */
#ifndef RIR_CLI_SHOW_VOTES_H
#define RIR_CLI_SHOW_VOTES_H

#include "command.h"
#include "sessions.h"

/* Nothing for a session without any. What is not revealed yet is only counted. */
int show_add_votes(Call *call, const SessionName *name, Err *err);

#endif
