/* SPDX-License-Identifier: MIT */
/* What the files about ballots share. */
#ifndef FIELD_BALLOT_H
#define FIELD_BALLOT_H

#include "rir/ballot.h"
#include "secret.h"

/* The plan of a session, from the text kept in the study; the caller frees it. NULL when it cannot be read.
 */
Plan *ballot_read_plan(Store *store, const char *session);
/* Ballots of a group, NULL for all; empty and spoiled ones too. */
size_t ballot_count_cast(const Session *session, const char *activity, const char *group);
/* /reveal in an activity with ballots. */
int ballot_reveal(Order *order, const Topic *activity);
/* What they add up to, in a line. */
void ballot_add_result(Str *out, const BallotTally *tally);

#endif
