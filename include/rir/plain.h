/* SPDX-License-Identifier: MIT */
/* plain: words as they may be shown to a room or given to those who took part: without the pseudonyms in
 * them. */
#ifndef RIR_PLAIN_H
#define RIR_PLAIN_H

#include <stddef.h>

#include "rir/err.h"
#include "rir/store.h"
#include "rir/str.h"

typedef struct Plain {
    char **list; /* the pseudonyms of the study, sorted */
    size_t count, room;
} Plain;

/* Reads the pseudonyms of the study. -1 when they cannot be read; plain_free is due either way. */
int plain_read(Store *store, Plain *plain, Err *err);
void plain_free(Plain *plain); /* empty after it */

#define PLAIN_SOMEBODY "[somebody]"

/* Adds `text` with each pseudonym in it as `[somebody]`, and returns how many there were: in any letter case
 * when it has a digit, as P07 and p07; else as it was given, for Will is somebody and will is a word. */
size_t plain_add(const Plain *plain, Str *out, const char *text);
/* Where the codepoint `place` of `text` stands in what plain_add makes of it; one within a pseudonym, behind
 * it. */
size_t plain_find_place(const Plain *plain, const char *text, size_t place);

#endif
