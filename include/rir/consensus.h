/* SPDX-License-Identifier: MIT */
/* consensus: what silent ratings of one dimension of a maturity matrix amount to. Pure.
 *
 * The rule is that of the Delphi study with the SCIROCCO tool (IJIC, doi 10.5334/ijic.7747, panel of 12,
 * levels 0 to 5): agreement when fewer than 4 ratings lie outside the 3-point region containing the median;
 * with agreement a median of 0-2 is Initial, 3-4 Progressing, 5 Optimising; without it the level is
 * Uncertain. What the source leaves open:
 * - Half medians round up: a published 2.5 with 75 % was called Progressing.
 * - Several regions can contain the median: the one with the most ratings is taken; of those with equally
 * many the one whose middle is nearest to the median, then the lower one.
 * - The 4 suits a panel of about 12 and is a setting. Of n raters who all agree the answer is Agreement
 * whatever n; with fewer raters than the setting it always is.
 * - Other ranges of levels: the region is 3 levels wide from five levels up, 2 of four levels, 1 of three or
 * two (a wider one would hold everything); the top level is Optimising, the lowest two fifths of the way up
 * (0-2 of 0-5, 1-2 of 1-5 and 1-4) are Initial.
 *
 * "Don't know" is counted apart and is never 0. */
#ifndef RIR_CONSENSUS_H
#define RIR_CONSENSUS_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#include "rir/measure.h"

#define CONSENSUS_DONT_KNOW INT_MIN /* among ratings */
#define CONSENSUS_OUTSIDE 4         /* of a guide that says no `outside:` */

typedef struct {
    int lowest;     /* level of the scale */
    int highest;    /* not below lowest */
    size_t outside; /* agreement when fewer ratings than this lie outside the region; at least 1 */
} ConsensusRule;

typedef enum {
    CONSENSUS_NOT_RATED, /* nobody gave a level */
    CONSENSUS_INITIAL,
    CONSENSUS_PROGRESSING,
    CONSENSUS_OPTIMISING,
    CONSENSUS_UNCERTAIN, /* any Split */
    CONSENSUS_LEVELS
} ConsensusLevel;

/* "not rated", "Initial", "Progressing", "Optimising", "Uncertain" */
const char *consensus_name_level(ConsensusLevel level);

typedef struct {
    size_t rated;                /* gave a level of the scale */
    size_t dont_know;            /* counted apart */
    size_t faulty;               /* a level the scale does not have: not counted in anything else */
    Measure median;              /* halves kept, as 2.5; undefined when nobody rated */
    int lowest, highest;         /* given; 0 when nobody rated */
    int region_low, region_high; /* the region containing the median; 0 when nobody rated */
    size_t inside;               /* ratings in the region */
    Measure percent;             /* of those rated, in the region: 0 to 100 */
    bool agreement;              /* false is Split; false too when nobody rated */
    ConsensusLevel level;
} Consensus;

/* Ratings in any order, levels or CONSENSUS_DONT_KNOW. */
Consensus consensus_find(const ConsensusRule *rule, const int *ratings, size_t count);

/* "Agreement", "Split", or "not rated". */
const char *consensus_name_outcome(const Consensus *consensus);

/* Which of Initial, Progressing and Optimising a median is on the scale, halves rounded up. */
ConsensusLevel consensus_find_level(const ConsensusRule *rule, double median);

#endif
