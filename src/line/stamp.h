/* SPDX-License-Identifier: MIT */
/* stamp: the time at the start of a line. Private to line. */
#ifndef RIR_LINE_STAMP_H
#define RIR_LINE_STAMP_H

#include "rir/line.h"

typedef struct {
    LineTime time;
    int64_t ms;
    bool about;
} Stamp;

/* Reads a stamp at *at and moves *at behind it: 1. 0 when there is none, 0 too for `[laughs]`. -1 when it is
 * meant as a time and is none; *wrong then says why. */
int stamp_read(const char *text, size_t end, size_t *at, Stamp *stamp, Str *wrong);

#endif
