/* SPDX-License-Identifier: MIT */
/* index: which notes the full text index holds. A note is in it when its session is over and indexed up to
 * it, and it is not hidden. Everything that changes a note's row tells the index before and after. */
#ifndef STORE_INDEX_H
#define STORE_INDEX_H

#include "db.h"

int index_forget_note(Store *store, int64_t note, Err *err);
int index_learn_note(Store *store, int64_t note, int64_t session, Err *err);
/* Indexes up to `most` notes; 1 when there is more, 0 when not, -1 on an error. */
int index_do_slice(Store *store, int64_t most, Err *err);
/* Merges the index into one segment. FTS5 before SQLite 3.42 keeps deleted words in older ones until then. */
int index_merge(Store *store, Err *err);

#endif
