/* SPDX-License-Identifier: MIT */
/* trail: where a recommendation comes from, down to the note: its own note and session, the findings it
 * follows from in the version it was linked to, and the notes those stand on. Words are shown as the reader
 * may see them and without who said them; what may not be shown is counted. */
#ifndef RIR_TRAIL_H
#define RIR_TRAIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rir/err.h"
#include "rir/id.h"
#include "rir/store.h"

typedef struct {
    Id id;
    char *kind; /* "verbatim", ... */
    char *text;
    int quotable; /* 1, 0; -1 where that would tell whose card it is */
    int64_t number; /* in its session, as `rir show` numbers notes */
    int64_t elapsed;
    int table; /* 0: none */
    Id session;
    int64_t session_number;
    int64_t session_at;
    char *session_kind; /* "workshop", ... */
    char *team;         /* "" for none */
} TrailNote;

typedef struct {
    TrailNote *list;
    size_t count, room;
    size_t left_out; /* that may not be shown */
} TrailNotes;

typedef struct {
    Id id;
    char *label;
    int version; /* as it was when it was linked */
    int current_version;
    char *text;         /* of that version; "" when it may not be shown */
    TrailNotes wording; /* the note of a team whose wording it took over */
    TrailNotes extracts;
} TrailFinding;

typedef struct {
    char *value, *why, *author; /* why "" for none */
    int64_t at;
} TrailStatus;

typedef struct {
    TrailNotes origin;  /* its own note; none when it was made at the desk */
    TrailNotes dissent; /* that belongs to it */
    TrailFinding *findings;
    size_t finding_count, finding_room;
    TrailStatus *statuses; /* in the order in which they were said */
    size_t status_count, status_room;
} Trail;

/* Of the recommendation with this id; `for_others`: only words that may be quoted and reused. Free in every
 * case. */
int trail_read(Store *store, const char *recommendation, bool for_others, Trail *trail, Err *err);
void trail_free(Trail *trail);

#endif
