/* SPDX-License-Identifier: MIT */
/* term: shows grids on a terminal and waits for what comes from it. The only room that knows terminfo.
 *
 * One terminal a process, on standard input and output. From term_open to term_close the terminal is in rir's
 * hands: alternate screen, bracketed paste, every key a byte (Ctrl-s stops nothing, Ctrl-c and Ctrl-z are
 * keys). However the process ends, by exit, by a fault or for want of memory, the terminal is given back as
 * it was. */
#ifndef RIR_TERM_H
#define RIR_TERM_H

#include <stdbool.h>
#include <stdint.h>

#include "rir/err.h"
#include "rir/grid.h"
#include "rir/settings.h"
#include "rir/view.h"

typedef struct Term Term;

/* Takes the terminal. Settings `theme` and `symbols` count, and the environment's TERM, NO_COLOR and
 * ESCDELAY. ERR_REFUSED when standard input or output is no terminal, or one on which the cursor cannot be
 * placed: the text says that `--lines` works there. Nothing was changed then. */
Term *term_open(const Settings *settings, Err *err);
void term_close(Term *term); /* gives the terminal back; NULL is fine */

/* What the researcher should know of this terminal ("it is treated as xterm-256color"), "" mostly. */
const char *term_find_notice(const Term *term);
bool term_is_ascii(const Term *term); /* signs and lines are to be ASCII */
void term_find_size(const Term *term, int *rows, int *columns);

/* Sends what differs from what is shown, the cursor last. */
void term_show(Term *term, const Grid *grid);
/* The next term_show sends everything, as if nothing were on the screen. */
void term_forget(Term *term);
/* Gives the terminal back and stops the process as Ctrl-z does; returns when it goes on, the terminal
 * taken. */
void term_suspend(Term *term);

/* Gives INPUT_CHANGE as long as this descriptor can be read from; -1: none. */
void term_watch(Term *term, int descriptor);
/* Waits for an input for up to `timeout` ms (-1: for ever, without waking). False when nothing came.
 * INPUT_TICK is never given. When the terminal is gone every call gives INPUT_HANG_UP at once. */
bool term_wait(Term *term, int64_t timeout, Input *input);

/* Shows the desk and hands it what comes in until it is over. Opens and closes the terminal; -1 with what
 * term_open says. */
int term_run(Desk *desk, const Settings *settings, Err *err);

#endif
