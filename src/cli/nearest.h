/* SPDX-License-Identifier: MIT */
/* Which of several words a mistyped one was meant to be. */
#ifndef RIR_CLI_NEAREST_H
#define RIR_CLI_NEAREST_H

#include <stddef.h>

typedef struct {
    const char *typed;
    const char *best;
    size_t distance;
} Nearest;

Nearest nearest_begin(const char *typed);
void nearest_try(Nearest *nearest, const char *word);
/* The nearest word tried; NULL when none is near enough to be offered. */
const char *nearest_end(const Nearest *nearest);

#endif
