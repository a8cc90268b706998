/* SPDX-License-Identifier: MIT */
/* cell: groups too small to be named. Pure.
 *
 * A group with fewer people than the study's limit is joined with the other small ones under "others". Where
 * the small ones together are still fewer than the limit, or are only one (so that the rest subtracted from
 * the total would give it away), the next smallest groups are joined too until they are enough. So what
 * stands under "others" always holds at least `limit` people of at least two groups, unless there are no more
 * groups at all: then everything is joined and equals the total. */
#ifndef RIR_CELL_H
#define RIR_CELL_H

#include <stdbool.h>
#include <stddef.h>

#define CELL_LIMIT 3         /* of a study that sets none */
#define CELL_OTHERS "others" /* what the joined groups are called */

/* people[i] is the number of people of group i; joined[i] is set for each. Groups of nobody are never joined
 * and do not count. Groups of one size are joined in the order given. Returns how many groups are joined. */
size_t cell_join_small(const size_t *people, size_t count, size_t limit, bool *joined);

#endif
