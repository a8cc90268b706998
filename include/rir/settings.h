/* SPDX-License-Identifier: MIT */
/* settings: what rir keeps about its researcher between studies, in `rir/settings` of the configuration
 * folder: one `name = value` a line, `#` begins a comment line. Lines this rir does not know are kept as they
 * are. */
#ifndef RIR_SETTINGS_H
#define RIR_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "rir/err.h"

typedef struct {
    const char *name;   /* "researcher" */
    const char *first;  /* the value before anyone chose one */
    const char *values; /* allowed, separated by spaces; NULL for any text */
    const char *help;
} SettingRow;

const SettingRow *settings_list(size_t *count);

typedef struct Settings Settings;

/* Reads the file; a missing one gives the first values. A line that cannot be read is an error with
 * file:line. */
Settings *settings_open(Err *err);
void settings_close(Settings *settings); /* NULL is fine */
/* Never NULL; "" when unset and without a first value. Valid until the next settings_set. Unknown names give
 * "". */
const char *settings_find(const Settings *settings, const char *name);
/* Sets and writes the file at once. Refuses unknown names and values not allowed. */
int settings_set(Settings *settings, const char *name, const char *value, Err *err);
/* Key changes: lines `key.ACTION = KEYS`. The n-th of them, false when there are no more. */
bool settings_find_key(const Settings *settings, size_t n, const char **action, const char **keys);

#endif
