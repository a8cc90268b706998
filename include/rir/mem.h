/* SPDX-License-Identifier: MIT */
/* mem: memory that does not fail in the middle of a thought.
 *
 * A reserve is set aside at start. When the system has no more, the reserve is given back and the request
 * tried again, so that one failed allocation never costs a word; faces ask mem_is_low() and say so. When even
 * that does not help, the last words hook runs (it restores the terminal) and the program ends: every
 * acknowledged note is already on disk. Nothing here returns NULL. */
#ifndef RIR_MEM_H
#define RIR_MEM_H

#include <stdbool.h>
#include <stddef.h>

#define MEM_RESERVE_BYTES (256 * 1024)

void *mem_new(size_t bytes);                /* zeroed; the caller frees with free() */
void *mem_resize(void *block, size_t bytes); /* as realloc; new bytes are not zeroed */
char *mem_copy_text(const char *text);      /* NULL gives NULL; the caller frees */
char *mem_copy_bytes(const void *bytes, size_t size); /* one NUL is added behind; the caller frees */

/* Makes room for `need` items of `item` bytes in an array that holds *room; grows by doubling. */
void *mem_grow(void *array, size_t *room, size_t need, size_t item);

bool mem_is_low(void);                      /* the reserve has been used */
void mem_set_last_words(void (*hook)(void)); /* must only use async-signal-safe calls */

/* For tests: the n-th request from now (1 = the next) fails once; 0 switches it off. */
void mem_fail_at(unsigned long n);

#endif
