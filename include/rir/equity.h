/* SPDX-License-Identifier: MIT */
/* equity: how evenly people were heard. Pure.
 *
 * Every measure is over the roster, not over those who spoke: whoever was there and said nothing counts with
 * 0. An amount is turns, or milliseconds of talk; presence is the milliseconds a person was there while it
 * was observed. For the facilitator only: shown for a moment, never projected. */
#ifndef RIR_EQUITY_H
#define RIR_EQUITY_H

#include <stddef.h>

#include "rir/measure.h"

/* Gini coefficient of the amounts, from 0 (all equal) towards 1 (one has everything):
 *     G = 2 * sum(i * x_i) / (n * sum(x)) - (n + 1) / n,  x ascending, i from 1
 * (Gini 1912, in the form for sorted data). Undefined when there are no people, when the sum is 0, or when an
 * amount is negative or not a finite number. Of one person with something: 0. */
Measure equity_find_gini(const double *amounts, size_t count);

/* The same times n / (n - 1), so that one of a small group who has everything gives 1. Undefined for one
 * person too. */
Measure equity_find_gini_normalised(const double *amounts, size_t count);

/* Participation ratio: share of the turns / share of the people, people weighed by the time they were
 * present: (amount / all_amounts) / (presence / all_presence) 1 is in proportion. Undefined when nobody said
 * anything, or when the group, or everybody, was present for no time. */
Measure equity_find_participation(double amount, double all_amounts, double presence, double all_presence);

typedef struct {
    const char *group; /* stakeholder group, "" when not stated; borrowed */
    double amount;
    double presence;
} EquityPerson;

typedef struct {
    const char *group; /* CELL_OTHERS for the joined ones; else as given, borrowed from a person */
    bool joined;       /* small groups together (see rir/cell.h) */
    size_t people;
    size_t silent; /* of these, with an amount of 0: "not yet heard" */
    double amount;
    double presence;
    Measure share;         /* of all amounts, 0 to 1; undefined when nobody said anything */
    Measure participation; /* as above */
} EquityGroup;

/* The groups of the roster in the order of their names (bytes), the joined ones last. A person counts among
 * the people of the group however short the presence. *groups: the caller frees; NULL when there are none.
 * Returns how many. */
size_t equity_find_groups(const EquityPerson *people, size_t count, size_t limit, EquityGroup **groups);

#endif
