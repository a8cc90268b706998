/* SPDX-License-Identifier: MIT */
/* append: how events enter the log. */
#ifndef STORE_APPEND_H
#define STORE_APPEND_H

#include "apply.h"
#include "rir/digest.h"

/* Whether the digest fits: also for an erased event. */
bool event_holds(const Event *event);

/* Puts the event into the log, with site number `site`, and fills *applied, which points into *event. */
int append_insert(Store *store, const Event *event, int64_t site, Applied *applied, Err *err);

/* store_append within an open transaction. */
int append_in_transaction(Store *store, const Act *act, EventKey *key, Err *err);

/* Runs `work` in the open transaction, or in one of its own. Within a caller's transaction a savepoint keeps
 * a failure from being half applied. */
typedef int AppendWork(Store *store, void *context, Err *err);
int append_within(Store *store, AppendWork *work, void *context, Err *err);

/* A clock beyond the year 2500 is none. Ours stays below; from others a day more is taken, so that ours can
 * follow. */
#define APPEND_WALL_MOST INT64_C(16725225600000)
#define APPEND_HLC_MOST ((APPEND_WALL_MOST + INT64_C(86400000)) << 16)

int64_t append_find_last_hlc(Store *store);

#endif
