/* SPDX-License-Identifier: MIT */
/* Which groups are too small to be named. */
#include "rir/cell.h"

/* The smallest group that is neither joined nor empty, or `count`. */
static size_t find_smallest(const size_t *people, size_t count, const bool *joined)
{
    size_t found = count;
    for (size_t i = 0; i < count; i++) {
        if (people[i] > 0 && !joined[i] && (found == count || people[i] < people[found]))
            found = i;
    }
    return found;
}

size_t cell_join_small(const size_t *people, size_t count, size_t limit, bool *joined)
{
    size_t total = 0, groups = 0;
    for (size_t i = 0; i < count; i++) {
        joined[i] = people[i] > 0 && people[i] < limit;
        total += joined[i] ? people[i] : 0;
        groups += joined[i];
    }
    while (groups > 0 && total < limit) {
        size_t next = find_smallest(people, count, joined);
        if (next == count)
            break;
        joined[next] = true;
        total += people[next];
        groups++;
    }
    return groups;
}
