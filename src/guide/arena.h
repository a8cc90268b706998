/* SPDX-License-Identifier: MIT */
/* arena: the memory of one plan, taken bit by bit and given back at once. */
#ifndef GUIDE_ARENA_H
#define GUIDE_ARENA_H

#include <stddef.h>

typedef struct Arena Arena;

Arena *arena_new(void);
void arena_free(Arena *arena); /* NULL is fine */
/* Zeroed, aligned for anything, lives as long as the arena. */
void *arena_take(Arena *arena, size_t bytes);
/* A copy with a NUL behind; "" for no bytes. */
const char *arena_copy(Arena *arena, const char *text, size_t size);
/* A copy of an array, NULL when it is empty. */
void *arena_copy_array(Arena *arena, const void *array, size_t count, size_t item);

#endif
