/* SPDX-License-Identifier: MIT */
/* watch: tells when another program may have written to a study. No thread, no waking up: a descriptor to
 * poll. */
#ifndef RIR_WATCH_H
#define RIR_WATCH_H

#include <stdbool.h>

#include "rir/err.h"

typedef struct Watch Watch;

/* Watches the folder of the file `path` for the file and what SQLite keeps beside it (`path`-wal), also when
 * those come, go or are put in the place of others. ERR_FAILED: the system's reason (there is no such folder;
 * it gives no more watches). */
Watch *watch_open(const char *path, Err *err);
void watch_close(Watch *watch); /* NULL is fine */
/* Readable when something happened in the folder. */
int watch_find_descriptor(const Watch *watch);
/* Takes in what has happened; whether any of it was about the file. Takes the folder anew when that was moved
 * or made again. Never blocks. */
bool watch_take(Watch *watch);
/* Tells whoever watches `path` to look once more: what was written is there to be read only now. Changes
 * nothing and does nothing when there is no `path`-wal. */
void watch_tell(const char *path);

#endif
