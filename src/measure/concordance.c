/* SPDX-License-Identifier: MIT */
/* Kendall's W. */
#include <math.h>
#include <stdlib.h>

#include "rir/mem.h"
#include "rir/tally.h"

typedef struct {
    double score;
    size_t item;
} Scored;

static int compare_scored(const void *a, const void *b)
{
    const Scored *left = a, *right = b;
    if (left->score != right->score)
        return left->score < right->score ? -1 : 1;
    return (left->item > right->item) - (left->item < right->item);
}

/* Adds one rater's ranks, equal scores sharing the mean of theirs, to the sums; returns sum(t^3 - t) over the
 * ties. */
static double add_ranks(const double *scores, size_t items, Scored *sorted, double *sums)
{
    double ties = 0;
    for (size_t i = 0; i < items; i++)
        sorted[i] = (Scored){scores[i], i};
    qsort(sorted, items, sizeof *sorted, compare_scored);
    for (size_t first = 0, next; first < items; first = next) {
        next = first + 1;
        while (next < items && sorted[next].score == sorted[first].score)
            next++;
        double tied = (double)(next - first);
        for (size_t i = first; i < next; i++)
            sums[sorted[i].item] += ((double)first + 1 + (double)next) / 2;
        ties += tied * tied * tied - tied;
    }
    return ties;
}

Measure tally_find_concordance(const double *scores, size_t raters, size_t items)
{
    if (raters < 2 || items < 2)
        return MEASURE_UNDEFINED;
    for (size_t i = 0; i < raters * items; i++) {
        if (!isfinite(scores[i]))
            return MEASURE_UNDEFINED;
    }
    double *sums = mem_new(items * sizeof *sums);
    Scored *sorted = mem_new(items * sizeof *sorted);
    double ties = 0;
    for (size_t i = 0; i < raters; i++)
        ties += add_ranks(scores + i * items, items, sorted, sums);

    double m = (double)raters, n = (double)items, spread = 0;
    for (size_t i = 0; i < items; i++) {
        double off = sums[i] - m * (n + 1) / 2;
        spread += off * off;
    }
    free(sums);
    free(sorted);
    return measure_divide(12 * spread, m * m * (n * n * n - n) - m * ties);
}

Measure tally_find_ballot_concordance(const TallyRule *rule, size_t item_count, const TallyBallot *ballots,
                                      size_t count)
{
    double *scores = mem_new(count * item_count * sizeof *scores + 1);
    size_t raters = 0;
    for (size_t i = 0; i < count; i++) {
        const TallyBallot *ballot = &ballots[i];
        if (ballot->count == 0 || tally_check_ballot(rule, item_count, ballot, NULL) != TALLY_FINE)
            continue;
        double *row = scores + raters++ * item_count;
        for (size_t j = 0; j < ballot->count; j++)
            row[ballot->choices[j]] += rule->way == TALLY_RANK ? (double)(rule->most - j) : 1;
    }
    Measure found = tally_find_concordance(scores, raters, item_count);
    free(scores);
    return found;
}
