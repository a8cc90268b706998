/* SPDX-License-Identifier: MIT */
/* rating: silent individual ratings by a maturity matrix in one session's activity, their spread, and what was agreed.
 *
 * A sheet names no rater: it has a stakeholder group of the roster, or none. Until a dimension is revealed nothing shows
 * what was given, only how many sheets there are. "Don't know" is counted apart and never 0; what was left empty is not
 * counted at all. Formulas are those of rir/consensus.h. The matrix is the text kept when the session began, named by
 * its digest. Typed: /dimension, /rate, /reveal, /consensus. Rounds over time are in rir/maturity.h. */
#ifndef RIR_RATING_H
#define RIR_RATING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rir/consensus.h"
#include "rir/err.h"
#include "rir/session.h"
#include "rir/store.h"

/* The matrix of the activity under way; NULL when that is no maturity rating, or its matrix was not found when the
 * session began. The session's own until the activity changes. */
const Plan *rating_find_matrix(Session *session);
/* The dimension under discussion, an index into its dimensions; SESSION_NONE for none. */
size_t rating_find_dimension(Session *session);

/* How many gave a level, or said that they do not know, against those here: no level is in it. */
typedef struct {
    size_t here;
    size_t given; /* for the dimension asked for; without one, the most that any dimension has */
    bool is_revealed;
} RatingCount;
int rating_read_count(Session *session, size_t dimension, RatingCount *count, Err *err);

typedef struct {
    bool is_revealed;     /* the rest is empty while it is not */
    size_t *at_level;     /* ratings at each level, lowest first; as many as the dimension has levels */
    size_t level_count;
    ConsensusRule rule;
    Consensus consensus;  /* of the ratings */
    bool is_agreed;       /* the group said a level, /consensus */
    int agreed;           /* then: which */
    char *evidence;       /* "" for none, or words that may not be shown */
    char **dissent;       /* words of dissent noted at this dimension */
    size_t dissent_count;
} RatingSpread;

/* Of one dimension. ERR_REFUSED: no such session, activity or dimension. Free in every case. */
int rating_read_spread(Store *store, const char *session, const char *activity, const Dimension *dimension,
                       RatingSpread *spread, Err *err);
void rating_free_spread(RatingSpread *spread);

/* Ratings outside the region that are no agreement any more: as the session's guide says, else the matrix, else the
 * study (setting `outside`), else CONSENSUS_OUTSIDE. */
size_t rating_find_outside(Store *store, const char *session);

#endif
