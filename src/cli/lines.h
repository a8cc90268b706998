/* SPDX-License-Identifier: MIT */
/* Line mode: a session spoken line by line, for screen readers, plain terminals, slow lines and scripts. */
#ifndef RIR_CLI_LINES_H
#define RIR_CLI_LINES_H

#include "rir/err.h"
#include "rir/session.h"

/* Reads lines from standard input until it ends, the session is over, or the program is told to stop. Every
 * line in is answered by one line on standard output, flushed; a line that ends in `\` goes on in the next
 * and is one with it. All else (what the session is, the prompt, what was left open) goes to standard error.
 * Closes the session, which stays open to resume unless it was ended. */
int lines_run(Session *session, Err *err);

#endif
