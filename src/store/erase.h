/* SPDX-License-Identifier: MIT */
/* erase: what erasure here and erasure that arrives with other events share. */
#ifndef STORE_ERASE_H
#define STORE_ERASE_H

#include "db.h"

/* Bytes that must be in no file of the study afterwards. */
typedef struct {
    char **list;
    size_t count, room;
} Traces;

/* Adds what the entity's bodies would leave. Call before they are emptied. */
int erase_read_traces(Store *store, const char *entity, Traces *traces, Err *err);
void erase_free_traces(Traces *traces);
/* Whether the entity is a note whose words the index holds. */
bool erase_was_indexed(Store *store, const char *entity);
/* After the commit: empties the -wal, looks for the traces, and writes the file anew when there is one. */
int erase_sweep(Store *store, const Traces *traces, Err *err);

#endif
