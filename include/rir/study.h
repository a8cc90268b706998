/* SPDX-License-Identifier: MIT */
/* study: what holds for a whole study, beside its sessions and people. */
#ifndef RIR_STUDY_H
#define RIR_STUDY_H

#include "rir/err.h"
#include "rir/store.h"

#define STUDY_SMALL_CELL_MOST 100

/* Groups with fewer people than this are never named in shares or tallies by group (rir/cell.h): the study's
 * limit, else CELL_LIMIT; 1 names every group. */
int study_find_small_cell(Store *store);

typedef struct {
    const char *title; /* this and the next: NULL as it is; "" clears the second */
    const char *about;
    int small_cell;   /* this and the next two: -1 as it is */
    int outside;      /* so many ratings outside the region are no agreement (rir/consensus.h) */
    int round_months; /* from one maturity round of a team to its next (rir/maturity.h); 0: not said */
} StudyChange;
#define STUDY_CHANGE_NONE ((StudyChange){.small_cell = -1, .outside = -1, .round_months = -1})
/* Writes the study's facts anew. ERR_REFUSED: an empty title, a limit outside 1 to STUDY_SMALL_CELL_MOST,
 * nothing to change. */
int study_set(Store *store, const StudyChange *change, Err *err);

#endif
