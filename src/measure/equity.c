/* SPDX-License-Identifier: MIT */
/* Gini, participation, and the groups of a roster. */
#include "rir/equity.h"

#include <math.h>
#include <stdlib.h>

#include "group.h"
#include "rir/mem.h"

static int compare_amounts(const void *a, const void *b)
{
    const double *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

static bool amounts_are_valid(const double *amounts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(amounts[i]) || amounts[i] < 0)
            return false;
    }
    return count > 0;
}

Measure equity_find_gini(const double *amounts, size_t count)
{
    if (!amounts_are_valid(amounts, count))
        return MEASURE_UNDEFINED;
    double *sorted = mem_new(count * sizeof *sorted);
    for (size_t i = 0; i < count; i++)
        sorted[i] = amounts[i];
    qsort(sorted, count, sizeof *sorted, compare_amounts);

    double sum = 0, weighed = 0;
    for (size_t i = 0; i < count; i++) {
        sum += sorted[i];
        weighed += (double)(i + 1) * sorted[i];
    }
    free(sorted);

    double n = (double)count;
    Measure gini = measure_divide(2 * weighed - (n + 1) * sum, n * sum);
    if (gini.value < 0)
        gini.value = 0; /* equal amounts that are no exact binary fractions */
    return gini;
}

Measure equity_find_gini_normalised(const double *amounts, size_t count)
{
    Measure gini = equity_find_gini(amounts, count);
    if (!gini.defined || count < 2)
        return MEASURE_UNDEFINED;
    return measure_divide(gini.value * (double)count, (double)(count - 1));
}

Measure equity_find_participation(double amount, double all_amounts, double presence, double all_presence)
{
    Measure said = measure_divide(amount, all_amounts);
    Measure there = measure_divide(presence, all_presence);
    return said.defined && there.defined ? measure_divide(said.value, there.value) : MEASURE_UNDEFINED;
}

size_t equity_find_groups(const EquityPerson *people, size_t count, size_t limit, EquityGroup **groups)
{
    *groups = NULL;
    if (count == 0)
        return 0;
    const char **names = mem_new(count * sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = people[i].group;
    Groups sorted = group_sort_names(names, count, limit);
    free(names);

    EquityGroup *list = mem_new(sorted.count * sizeof *list);
    double all_amounts = 0, all_presence = 0;
    for (size_t i = 0; i < count; i++) {
        EquityGroup *group = &list[sorted.of[i]];
        group->amount += people[i].amount;
        group->presence += people[i].presence;
        group->silent += people[i].amount == 0;
        all_amounts += people[i].amount;
        all_presence += people[i].presence;
    }
    for (size_t i = 0; i < sorted.count; i++) {
        EquityGroup *group = &list[i];
        group->group = sorted.list[i].name;
        group->joined = sorted.list[i].joined;
        group->people = sorted.list[i].people;
        group->share = measure_divide(group->amount, all_amounts);
        group->participation =
            equity_find_participation(group->amount, all_amounts, group->presence, all_presence);
    }
    *groups = list;
    size_t found = sorted.count;
    group_free(&sorted);
    return found;
}
