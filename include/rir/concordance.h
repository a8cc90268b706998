/* SPDX-License-Identifier: MIT */
/* concordance: which team said what to which finding, over all workshops and focus groups but rehearsals.
 *
 * What counts is the last word of each table, and of the whole team where no table was set, in each session
 * of the team; what they added is counted beside, for it takes nothing back. A team that says several things
 * is mixed: nothing is averaged. A finding that a team was not shown is not asked, which is never the same as
 * no. Only what may be seen counts; answers that may not are counted as left out. */
#ifndef RIR_CONCORDANCE_H
#define RIR_CONCORDANCE_H

#include <stdbool.h>
#include <stddef.h>

#include "rir/err.h"
#include "rir/id.h"
#include "rir/store.h"
#include "rir/str.h"

typedef enum {
    CONCORDANCE_NOT_ASKED,
    CONCORDANCE_NO_ANSWER, /* it was shown */
    CONCORDANCE_RECOGNISED,
    CONCORDANCE_AMENDED,
    CONCORDANCE_CHALLENGED,
    CONCORDANCE_ADDED, /* and nothing else */
    CONCORDANCE_MIXED
} ConcordanceState;
const char *concordance_name_state(ConcordanceState state); /* "not asked", ... */

typedef struct {
    ConcordanceState state; /* recognised, amended, challenged or added */
    int version;            /* 0: that version is not known here */
    size_t voices;          /* tables, or the whole team */
} ConcordanceCount;

typedef struct {
    ConcordanceState state;
    ConcordanceCount *counts; /* by state, then version */
    size_t count, room;
    size_t dissent;
    size_t left_out;
} ConcordanceCell;
/* How many voices said it, of any version. */
size_t concordance_count(const ConcordanceCell *cell, ConcordanceState state);
/* Adds `mixed: 2 recognised v1, 1 challenged v1; 1 added v1; 2 dissent`. */
void concordance_add_cell(Str *out, const ConcordanceCell *cell);

typedef struct {
    Id id;
    char *label;
    char *text;   /* of the current version; "" when it may not be shown */
    char *status; /* open, settled, dropped */
    int version;  /* the current one */
} ConcordanceFinding;

typedef struct {
    ConcordanceFinding *findings; /* by label */
    size_t finding_count, finding_room;
    char **teams; /* those who were shown any or answered, in the order in which they first were; `session 3`
                     without a team */
    size_t team_count, team_room;
    ConcordanceCell *cells; /* of finding f and team t: f * team_count + t */
} Concordance;
/* `for_others`: a team's wording that a finding took over is shown only where it may be quoted and reused.
 * Free in every case. */
int concordance_read(Store *store, bool for_others, Concordance *concordance, Err *err);
void concordance_free(Concordance *concordance);

#endif
