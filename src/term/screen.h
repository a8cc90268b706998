/* SPDX-License-Identifier: MIT */
/* screen: the terminal taken, given back and drawn on. One screen a process. */
#ifndef TERM_SCREEN_H
#define TERM_SCREEN_H

#include "rir/decode.h"
#include "rir/err.h"
#include "rir/grid.h"
#include "rir/theme.h"

/* Reads the description of TERM, or of a terminal everybody is like when that one is not known: then a
 * sentence is added to *notice. */
int screen_start(Str *notice, Err *err);
void screen_stop(void); /* hides, and frees what is held */

int screen_count_colours(void);
void screen_set_theme(Theme theme);
/* The keys of the terminal's description. */
void screen_add_keys(Decoder *decoder);

/* The pair for start, end and suspension: alternate screen, input mode and bracketed paste, on and off. */
void screen_show(void);
void screen_hide(void);

void screen_find_size(int *rows, int *columns);
void screen_resize(void); /* reads the terminal's size */
void screen_forget(void); /* the terminal's content is not known */
/* Sends what differs from the last grid. `is_plain`: nothing but ASCII can be sent. */
void screen_draw(const Grid *grid, bool is_plain);

/* The bytes that undo everything, for a process that dies: valid from screen_start on. */
const char *screen_find_reset(size_t *size);

#endif
