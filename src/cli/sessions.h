/* SPDX-License-Identifier: MIT */
/* Naming sessions on the command line. */
#ifndef RIR_CLI_SESSIONS_H
#define RIR_CLI_SESSIONS_H

#include <stdint.h>

#include "rir/err.h"
#include "rir/id.h"
#include "rir/store.h"

typedef struct {
    Id id;
    int64_t n;      /* of its row */
    int64_t number;
    bool is_rehearsal;
    bool has_ended;
} SessionName;

/* The session that `word` names: its number, its id, or the unmistakable start of one; "last" is the latest.
 * Rehearsals too: they are named on purpose. ERR_REFUSED: none, or several. */
int sessions_find(Store *store, const char *word, SessionName *name, Err *err);

#endif
