/* SPDX-License-Identifier: MIT */
/* tally: what ballots add up to. Pure; a ballot has a stakeholder group and choices, never a person.
 *
 * Private ranking (nominal group technique, Delbecq & Van de Ven 1971): each ranks N items; the first gets N
 * points, the second N - 1, ... A ballot with fewer choices still gives N to its first. Dot voting: each has
 * N dots and may put several on one item, up to the cap; a choice repeated is a dot more. An empty ballot was
 * cast and counts as a ballot. */
#ifndef RIR_TALLY_H
#define RIR_TALLY_H

#include <stdbool.h>
#include <stddef.h>

#include "rir/measure.h"

typedef enum { TALLY_RANK, TALLY_DOTS } TallyWay;

/* How items with equal points stand. Both ways ranks are shared as in sport, 1, 2, 2, 4. */
typedef enum {
    TALLY_SHARED, /* equal points share a rank */
    TALLY_VOTERS  /* more voters first; equal points from equally many voters share a rank */
} TallyTies;

/* By "shared" or "voters"; false, and *ties as it was, for any other name. */
bool tally_find_ties(const char *name, TallyTies *ties);

typedef struct {
    TallyWay way;
    size_t most; /* choices to rank, or dots, on one ballot; at least 1 */
    size_t cap;  /* dots on one item at most; 0: as many as there are. Not used in ranking */
    TallyTies ties;
} TallyRule;

typedef struct {
    const char *group;     /* stakeholder group, "" when not stated; borrowed */
    const size_t *choices; /* indices of items; in ranking the first is the most important */
    size_t count;          /* 0: an empty ballot */
} TallyBallot;

typedef enum {
    TALLY_FINE,
    TALLY_UNKNOWN_ITEM, /* there is no such item */
    TALLY_TWICE,        /* ranked twice */
    TALLY_TOO_MANY,     /* more choices, or dots, than `most` */
    TALLY_OVER_CAP      /* more dots on one item than the cap */
} TallyFault;

/* What is wrong with a ballot; *at, unless NULL, is the index in choices of the first that is wrong. */
TallyFault tally_check_ballot(const TallyRule *rule, size_t item_count, const TallyBallot *ballot,
                              size_t *at);

typedef struct {
    size_t points; /* of all ballots */
    size_t voters; /* ballots that chose it */
    size_t rank;   /* from 1. Items nobody chose share the last one */
} TallyItem;

typedef struct {
    const char *group; /* CELL_OTHERS for the joined ones (rir/cell.h, by number of ballots); borrowed from a
                          ballot */
    bool joined;
    size_t ballots;
    size_t *points; /* an item each */
    size_t *voters;
} TallyGroup;

typedef struct {
    size_t item_count;
    TallyItem *items; /* in the order given */
    size_t *order;    /* indices of items by rank; equal ones in the order given */
    size_t ballots;   /* cast and valid, empty ones too */
    size_t empty;
    size_t faulty; /* not counted in anything else; tally_check_ballot says why */
    size_t points; /* given in all */
    size_t group_count;
    TallyGroup *groups; /* by name (bytes), the joined ones last */
} Tally;

/* Never fails. Free with tally_free. */
Tally *tally_count(const TallyRule *rule, size_t item_count, const TallyBallot *ballots, size_t count,
                   size_t limit);
void tally_free(Tally *tally); /* NULL is fine */
/* Whether the item in this place of `order` shares its rank with another. */
bool tally_is_shared(const Tally *tally, size_t place);

/* Kendall's coefficient of concordance of `raters` who each scored `items` (scores[rater * items + item]),
 * corrected for ties (Kendall & Babington Smith 1939; ties: Siegel 1956), from 0 (none) to 1 (all alike):
 *     W = 12 * sum((S_j - mean S)^2) / (m^2 (n^3 - n) - m * sum(t^3 - t)),  t: sizes of the runs of equal
 * scores Scores are ranked here, equal ones sharing the mean rank; whether high or low is best makes no
 * difference. Undefined for fewer than two raters or items, and when every rater scores all items alike. */
Measure tally_find_concordance(const double *scores, size_t raters, size_t items);

/* The same over valid ballots that are not empty: the points each gave, so that all items a ballot leaves out
 * are tied behind those it chose. */
Measure tally_find_ballot_concordance(const TallyRule *rule, size_t item_count, const TallyBallot *ballots,
                                      size_t count);

#endif
