/* SPDX-License-Identifier: MIT */
/* rebuild: making the projection again beside the one that is there, to compare. */
#ifndef STORE_REBUILD_H
#define STORE_REBUILD_H

#include "db.h"
#include "rir/digest.h"
#include "rir/upkeep.h"

/* The digest of the projection's rows alone. */
int digest_find_projection(Store *store, Digest *digest, Err *err);

/* Whether the projection is what the log gives. It is made anew in temporary tables, which take the names of
 * the real ones meanwhile: in a connection of its own, so that nothing can go astray. 1 it is, 0 it is not,
 * -1 on an error. */
int rebuild_compare(const Store *store, Err *err);

#endif
