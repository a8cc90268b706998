/* SPDX-License-Identifier: MIT */
/* terminfo: what the system's description of the terminal says. One description at a time. */
#ifndef TERM_TERMINFO_H
#define TERM_TERMINFO_H

#include <stdbool.h>

#include "rir/str.h"

bool terminfo_open(const char *name); /* false: there is no such description */
void terminfo_close(void);

/* A capability by its name in terminfo(5); "" when the terminal has none. Kept until terminfo_close. */
const char *terminfo_find(const char *capability);
int terminfo_find_number(const char *capability); /* -1 when it has none */
bool terminfo_has(const char *capability);        /* one that is there or not */

/* Adds a string without the padding `$<5>` that some have for old hardware. */
void terminfo_add(Str *out, const char *string);
/* The same with its one or two numbers put in. */
void terminfo_add_numbers(Str *out, const char *string, int first, int second);

#endif
