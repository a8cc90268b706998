/* SPDX-License-Identifier: MIT */
#ifndef STORE_REBUILD_H
#define STORE_REBUILD_H

#include "db.h"
#include "rir/digest.h"
#include "rir/upkeep.h"

/* The digest of the projection's rows alone. */
int digest_find_projection(Store *store, Digest *digest, Err *err);

/* The digest that the projection would have if it were made anew from the log: made in temporary tables, which take
 * the names of the real ones meanwhile. Works in a store that is open for reading only. */
int rebuild_find_digest(Store *store, Digest *digest, UpkeepReport *report, void *context, Err *err);

#endif
