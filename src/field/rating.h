/* SPDX-License-Identifier: MIT */
/* What the files about ratings share. */
#ifndef FIELD_RATING_H
#define FIELD_RATING_H

#include "rir/rating.h"
#include "secret.h"

#define RATING_EMPTY (INT_MIN + 1) /* nothing was said; CONSENSUS_DONT_KNOW is something */

/* One level a dimension as typed: `3`, `?`, `-`. -1, and what is wrong with it added to *wrong. */
int rating_read_levels(const Plan *matrix, char *const *words, size_t count, int *levels, Str *wrong);
/* The one rating of a dimension. */
int rating_read_level(const Dimension *dimension, const char *word, int *level, Str *wrong);
/* The body of a sheet; a level for each dimension. */
void rating_fill_sheet(Json *json, const char *activity, const char *matrix, const char *group,
                       const Plan *plan, const int *levels, bool is_paper);
/* The guide entity of the matrix an activity is rated by, "" when it was not kept; and its plan, which the
 * caller frees. */
Id rating_find_kept(Store *store, const char *session, const Topic *activity);
Plan *rating_read_matrix(Store *store, const Id *kept);
/* Ratings of a dimension by a group, NULL for all; don't know too. */
size_t rating_count_given(Store *store, const char *session, const char *activity, const char *dimension,
                          const char *group);

int rating_reveal(Order *order, const Topic *activity);

#endif
