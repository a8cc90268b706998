/* SPDX-License-Identifier: MIT */
/* The memory that SQLite works in. */
#ifndef STORE_MEMORY_H
#define STORE_MEMORY_H

/* Says once, before SQLite is first used, how rir uses it. Later calls do nothing, so that a test can put
 * what it likes over it. */
void memory_configure(void);

#endif
