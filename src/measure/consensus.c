/* SPDX-License-Identifier: MIT */
/* Median, region, agreement, level. */
#include "rir/consensus.h"

#include <stdlib.h>

#include "rir/mem.h"

static const char *const level_names[CONSENSUS_LEVELS] = {
    [CONSENSUS_NOT_RATED] = "not rated",     [CONSENSUS_INITIAL] = "Initial",
    [CONSENSUS_PROGRESSING] = "Progressing", [CONSENSUS_OPTIMISING] = "Optimising",
    [CONSENSUS_UNCERTAIN] = "Uncertain",
};

const char *consensus_name_level(ConsensusLevel level)
{
    return level < CONSENSUS_LEVELS ? level_names[level] : level_names[CONSENSUS_NOT_RATED];
}

const char *consensus_name_outcome(const Consensus *consensus)
{
    if (consensus->rated == 0)
        return level_names[CONSENSUS_NOT_RATED];
    return consensus->agreement ? "Agreement" : "Split";
}

static int compare_ratings(const void *a, const void *b)
{
    const int *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

/* Keeps the levels of the scale, ascending; counts the others in *found. */
static int *sort_ratings(const ConsensusRule *rule, const int *ratings, size_t count, Consensus *found)
{
    int *sorted = mem_new(count * sizeof *sorted + 1);
    for (size_t i = 0; i < count; i++) {
        if (ratings[i] == CONSENSUS_DONT_KNOW)
            found->dont_know++;
        else if (ratings[i] < rule->lowest || ratings[i] > rule->highest)
            found->faulty++;
        else
            sorted[found->rated++] = ratings[i];
    }
    if (found->rated > 1)
        qsort(sorted, found->rated, sizeof *sorted, compare_ratings);
    return sorted;
}

/* Halves, the only fractions a median has, round up. */
static long long round_up(double median)
{
    long long whole = (long long)median;
    return whole + ((double)whole < median);
}

static long long region_width(const ConsensusRule *rule)
{
    long long levels = (long long)rule->highest - rule->lowest + 1;
    return levels >= 5 ? 3 : levels == 4 ? 2 : 1;
}

static size_t count_inside(const int *sorted, size_t count, long long low, long long high)
{
    size_t inside = 0;
    for (size_t i = 0; i < count; i++)
        inside += sorted[i] >= low && sorted[i] <= high;
    return inside;
}

/* Of the regions that contain the median, the one with the most ratings, then the nearest, then the lowest.
 */
static void find_region(const ConsensusRule *rule, const int *sorted, Consensus *found)
{
    long long width = region_width(rule);
    double median = width == 1 ? (double)round_up(found->median.value) : found->median.value;
    long long last = (long long)rule->highest - width + 1;
    long long low = round_up(median) - width + 1;
    double nearest = 0;
    bool any = false;

    for (low = low < rule->lowest ? rule->lowest : low; low <= last && (double)low <= median; low++) {
        size_t inside = count_inside(sorted, found->rated, low, low + width - 1);
        double off = (double)low + (double)(width - 1) / 2 - median;
        off = off < 0 ? -off : off;
        if (any && (inside < found->inside || (inside == found->inside && off >= nearest)))
            continue;
        any = true;
        nearest = off;
        found->inside = inside;
        found->region_low = (int)low;
        found->region_high = (int)(low + width - 1);
    }
}

ConsensusLevel consensus_find_level(const ConsensusRule *rule, double median)
{
    long long steps = (long long)rule->highest - rule->lowest;
    long long level = round_up(median);
    if (level <= rule->lowest + steps * 2 / 5)
        return CONSENSUS_INITIAL;
    return level < rule->highest ? CONSENSUS_PROGRESSING : CONSENSUS_OPTIMISING;
}

Consensus consensus_find(const ConsensusRule *rule, const int *ratings, size_t count)
{
    Consensus found = {.level = CONSENSUS_NOT_RATED};
    int *sorted = sort_ratings(rule, ratings, count, &found);
    size_t n = found.rated;
    if (n > 0) {
        found.median = (Measure){true, ((double)sorted[(n - 1) / 2] + (double)sorted[n / 2]) / 2};
        found.lowest = sorted[0];
        found.highest = sorted[n - 1];
        find_region(rule, sorted, &found);
        found.percent = measure_divide(100 * (double)found.inside, (double)n);
        found.agreement = n - found.inside < (rule->outside > 0 ? rule->outside : 1);
        found.level = found.agreement ? consensus_find_level(rule, found.median.value) : CONSENSUS_UNCERTAIN;
    }
    free(sorted);
    return found;
}
