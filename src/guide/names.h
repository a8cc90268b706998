/* SPDX-License-Identifier: MIT */
/* names: the ids of one guide, each once. */
#ifndef GUIDE_NAMES_H
#define GUIDE_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"

typedef struct {
    const char *text;
    size_t where; /* of the first to have it: an offset in the source */
    size_t next;  /* the number to try when the name must be made different */
} Name;

typedef struct {
    Name *slots; /* open addressing; a power of two of them, at most half full */
    size_t room;
    size_t count;
} Names;

#define NAMES_EMPTY ((Names){NULL, 0, 0})

/* False, and *first set to where it stands, when the name is taken. `text` must outlive the set. */
bool names_add(Names *names, const char *text, size_t where, size_t *first);
/* `base`, or when that is taken base-2, base-3, ...: added, and kept in the arena. */
const char *names_make(Names *names, Arena *arena, const char *base);
void names_free(Names *names);

#endif
