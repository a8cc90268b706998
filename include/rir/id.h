/* SPDX-License-Identifier: MIT */
/* id: names for things that no two laptops give twice. Lower case, 36 characters, RFC 9562 layouts. */
#ifndef RIR_ID_H
#define RIR_ID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ID_SIZE 37
typedef struct {
    char text[ID_SIZE]; /* "" is no id */
} Id;

/* A new id, version 7: 48 bits of wall ms, a counter, the rest from libuuid's randomness. Those that one
 * process makes sort in the order in which it made them. */
Id id_make(void);
/* The id that `space` and `name` always give, version 8: the same code or the same guide made on two laptops
 * is one thing. 122 bits of BLAKE2b-256 over space, a NUL byte, and name. */
Id id_make_named(const char *space, const char *name);
Id id_read(const char *text); /* "" unless id_is_valid */
bool id_is_valid(const char *text);
bool id_is_set(const Id *id);
bool id_is_same(const Id *a, const Id *b);

/* `size` random bytes (libuuid). */
void id_fill_random(void *bytes, size_t size);
/* For tests: ids and random bytes follow from `seed` and count up; also the environment variable RIR_SEED. */
void id_set_seed(uint64_t seed);

#endif
