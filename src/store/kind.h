/* SPDX-License-Identifier: MIT */
/* The table of event kinds, as the store's own files see it. */
#ifndef STORE_KIND_H
#define STORE_KIND_H

#include "db.h"
#include "rir/event.h"

enum {
    KIND_EDITS = 1, /* a version of its entity: versions that did not see each other are a conflict */
    KIND_FINAL = 2, /* about other events; has no rows of its own */
    KIND_STEP = 4,  /* a researcher's step in a session: /undo takes it back */
    KIND_LAST =
        8 /* says something of rows that other events of its entity make, wherever it stands among them */
};

#define KIND_MOST_SQL 16

struct Applied;

typedef struct {
    EventKindRow row;
    int flags;
    const char *sql[KIND_MOST_SQL];
    int (*project)(Store *store, const struct Applied *event, Err *err); /* instead of sql */
} Kind;

const Kind *kind_list(size_t *count);
const Kind *kind_find(const char *name, int ver); /* NULL: made by a newer rir */

#endif
