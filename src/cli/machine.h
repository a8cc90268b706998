/* SPDX-License-Identifier: MIT */
/* What the laptop itself is like: encryption of its disks and swap, its power. Read from /sys and /proc; the
 * environment variable RIR_SYSTEM names another root for both, for tests. */
#ifndef RIR_CLI_MACHINE_H
#define RIR_CLI_MACHINE_H

#include <stdbool.h>

#include "rir/str.h"

typedef enum {
    MACHINE_SEALED,   /* encrypted */
    MACHINE_OPEN,     /* not encrypted */
    MACHINE_UNKNOWN   /* cannot be told from here */
} MachineSeal;

/* Whether the file system that holds `path` lies on encrypted ground; *how gets a few words, "by
 * dm-crypt". */
MachineSeal machine_find_seal(const char *path, Str *how);
/* The same for swap, into which memory may be written; no swap, and swap in memory, count as sealed. */
MachineSeal machine_find_swap(Str *how);

typedef struct {
    bool has_battery;
    bool is_on_mains;
    int percent; /* -1 when not known */
} MachinePower;
MachinePower machine_find_power(void);

#endif
