/* SPDX-License-Identifier: MIT */
/* rating: silent individual ratings by a maturity matrix in one session's activity, their spread, and what
 * was agreed.
 *
 * A sheet names no rater: it has a stakeholder group of the roster, or none. Until a dimension is revealed
 * nothing shows what was given, only how many there are. "Don't know" is counted apart and never 0; what was
 * left empty is not counted at all. Formulas are those of rir/consensus.h. The matrix is the text kept when
 * the session began, named by its digest. Typed: /dimension, /rate, /reveal, /consensus. Rounds over time are
 * in rir/maturity.h. */
#ifndef RIR_RATING_H
#define RIR_RATING_H

#include <stdbool.h>
#include <stddef.h>

#include "rir/consensus.h"
#include "rir/err.h"
#include "rir/session.h"
#include "rir/store.h"

/* The matrix of the activity under way; NULL when that is no maturity rating, or its matrix was not found
 * when the session began. The session's own until the activity changes. */
const Plan *rating_find_matrix(Session *session);
/* The dimension looked at, an index into its dimensions; SESSION_NONE for none. */
size_t rating_find_dimension(Session *session);

/* How many gave a level, or said that they do not know, against those here: no level is in it. */
typedef struct {
    size_t here;
    size_t given;
    bool is_revealed;
} RatingCount;
/* Of a dimension of the matrix of the activity under way. */
RatingCount rating_count(Session *session, size_t dimension);

typedef struct {
    bool is_revealed;
    size_t *at_level; /* ratings at each level, lowest first; all 0 while it is not revealed, as is what comes
                         of them */
    size_t level_count;
    ConsensusRule rule;
    Consensus consensus;
    bool is_agreed; /* the group said a level, /consensus */
    int agreed;     /* then: which */
    char *evidence; /* "" for none, or words that may not be shown */
    char **dissent; /* words of dissent noted at this dimension */
    size_t dissent_count;
} RatingSpread;

/* Of one dimension in one activity (its topic's id) of a session. `outside` as rating_find_outside gives it.
 * Free in every case. */
int rating_read_spread(Store *store, const char *session, const char *activity, const Dimension *dimension,
                       size_t outside, RatingSpread *spread, Err *err);
void rating_free_spread(RatingSpread *spread);

/* So many ratings outside the region are no agreement any more: as the study says, else the guide, else the
 * matrix, else CONSENSUS_OUTSIDE. Either plan may be NULL. */
size_t rating_find_outside(Store *store, const Plan *guide, const Plan *matrix);

/* "Shared leadership: 2 at 1, 8 at 3; median 3, 9 of 12 within 2 to 4 (75.0 %), Agreement, Progressing; 1
 * does not know" */
void rating_add_spread(Str *out, const Dimension *dimension, const RatingSpread *spread);

/* Enters one sheet of a session that has ended: "social care: 3 2 ? -", its levels in the order of the
 * dimensions. The activity is its topic's id; NULL: the only one with ratings. ERR_REFUSED says what is wrong
 * with the sheet, or that the session is still open. */
int rating_add_sheet(Store *store, const char *session, const char *activity, const char *sheet, Err *err);

#endif
