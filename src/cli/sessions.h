/* SPDX-License-Identifier: MIT */
/* Naming sessions on the command line. */
#ifndef RIR_CLI_SESSIONS_H
#define RIR_CLI_SESSIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "rir/err.h"
#include "rir/id.h"
#include "rir/store.h"
#include "rir/str.h"

typedef struct {
    Id id;
    int64_t n;      /* of its row */
    int64_t number;
    bool is_rehearsal;
    bool has_ended;
} SessionName;

/* The session that `word` names: its number, its id, or the unmistakable start of one; "last" is the latest.
 * A rehearsal is named on purpose: by `r` and its number, or by its id. ERR_REFUSED: none, or several. */
int sessions_find(Store *store, const char *word, SessionName *name, Err *err);
/* Adds what to call it on the command line: `12`, or `r3` for a rehearsal. */
void sessions_add_name(Str *out, int64_t number, bool is_rehearsal);

/* The note of a session by the number `rir show` gives it, or by its id. */
int sessions_find_note(Store *store, const SessionName *session, const char *word, Id *note, Err *err);
/* A note of any session: `12:3` is note 3 of session 12; or its id. */
int sessions_find_any_note(Store *store, const char *word, Id *note, Err *err);

#endif
