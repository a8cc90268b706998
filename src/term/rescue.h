/* SPDX-License-Identifier: MIT */
/* rescue: the terminal is given back whatever ends the process. */
#ifndef TERM_RESCUE_H
#define TERM_RESCUE_H

#include <stddef.h>

/* Keeps the terminal's modes as they are now, and watches for faults and exit. */
void rescue_prepare(void);
/* From here on `reset` (kept by the caller) must be sent when the process dies. */
void rescue_arm(const char *reset, size_t size);
void rescue_disarm(void);
/* Lets faults be as they were before rescue_prepare. */
void rescue_end(void);

#endif
