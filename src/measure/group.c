/* SPDX-License-Identifier: MIT */
/* Sorts people or ballots into their groups. */
#include "group.h"

#include <stdlib.h>
#include <string.h>

#include "rir/cell.h"
#include "rir/mem.h"

typedef struct {
    const char *name;
    size_t at; /* in the names given */
} Named;

static int compare_names(const void *a, const void *b)
{
    const Named *left = a, *right = b;
    int order = strcmp(left->name, right->name);
    return order != 0 ? order : (left->at > right->at) - (left->at < right->at);
}

/* Fills `groups` as the names alone have it; returns the number of people of each. */
static size_t *count_names(Groups *groups, const char *const *names, size_t count)
{
    Named *sorted = mem_new(count * sizeof *sorted + 1);
    size_t *people = mem_new(count * sizeof *people + 1);
    for (size_t i = 0; i < count; i++)
        sorted[i] = (Named){names[i], i};
    if (count > 1)
        qsort(sorted, count, sizeof *sorted, compare_names);

    for (size_t i = 0; i < count; i++) {
        if (i == 0 || strcmp(sorted[i].name, sorted[i - 1].name) != 0)
            groups->list[groups->count++] = (Group){sorted[i].name, false, 0};
        groups->of[sorted[i].at] = groups->count - 1;
        people[groups->count - 1]++;
    }
    free(sorted);
    return people;
}

Groups group_sort_names(const char *const *names, size_t count, size_t limit)
{
    Groups groups = {mem_new(count * sizeof(Group) + 1), 0, mem_new(count * sizeof(size_t) + 1)};
    size_t *people = count_names(&groups, names, count);
    bool *joined = mem_new(groups.count + 1);
    size_t *moved = mem_new(groups.count * sizeof *moved + 1);
    bool any = cell_join_small(people, groups.count, limit, joined) > 0;

    size_t kept = 0, others = 0;
    for (size_t i = 0; i < groups.count; i++) {
        if (joined[i]) {
            others += people[i];
            continue;
        }
        groups.list[kept] = (Group){groups.list[i].name, false, people[i]};
        moved[i] = kept++;
    }
    for (size_t i = 0; i < groups.count; i++)
        moved[i] = joined[i] ? kept : moved[i];
    for (size_t i = 0; i < count; i++)
        groups.of[i] = moved[groups.of[i]];
    if (any)
        groups.list[kept] = (Group){CELL_OTHERS, true, others};
    groups.count = kept + any;

    free(people);
    free(joined);
    free(moved);
    return groups;
}

void group_free(Groups *groups)
{
    free(groups->list);
    free(groups->of);
    *groups = (Groups){NULL, 0, NULL};
}
