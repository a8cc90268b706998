/* SPDX-License-Identifier: MIT */
/* paint: from what the terminal shows to a picture, in few bytes. Knows the terminal by terminfo only, which
 * must be open from paint_start to paint_stop. One terminal a process. */
#ifndef TERM_PAINT_H
#define TERM_PAINT_H

#include <stdbool.h>

#include "rir/grid.h"
#include "rir/str.h"
#include "rir/theme.h"

void paint_start(void);
void paint_stop(void);

int paint_count_colours(void); /* 0 when it has none that can be used */
void paint_set_theme(Theme theme);
/* What the terminal shows is not known: the next picture clears it first. */
void paint_forget(void);
/* Adds the bytes that make the terminal show the grid, its cursor last; from then on it is taken to show it.
 * `is_plain`: nothing but ASCII can be sent. */
void paint_add(Str *out, const Grid *grid, bool is_plain);

#endif
