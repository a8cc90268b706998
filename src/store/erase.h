/* SPDX-License-Identifier: MIT */
/* erase: what erasure here and erasure that arrives with other events share. */
#ifndef STORE_ERASE_H
#define STORE_ERASE_H

#include "db.h"

/* Notes that bodies were emptied in the open transaction: a sweep is due after it. */
int erase_need_sweep(Store *store, Err *err);
int erase_is_due(Store *store, Err *err); /* 1 yes, 0 no, -1 cannot be told */
/* With sole use, after the commit: writes the file anew and empties the -wal, when that is due. Until it has
 * returned 0, nothing is called erased. */
int erase_sweep(Store *store, Err *err);
/* Notes, in the open transaction, that something was struck in the session (id), which is to be erased once
 * it has ended. */
int erase_need_struck(Store *store, const char *session, Err *err);
/* Does what was left undone, a sweep or what was struck in sessions that have ended, when nobody else is at
 * the study. */
void erase_go_on(Store *store);

#endif
