/* SPDX-License-Identifier: MIT */
/* group: the different stakeholder groups in a list, the small ones joined. For equity and tallies alike. */
#ifndef RIR_MEASURE_GROUP_H
#define RIR_MEASURE_GROUP_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    const char *name; /* CELL_OTHERS when joined; else borrowed from the list */
    bool joined;
    size_t people;
} Group;

typedef struct {
    Group *list; /* by name, the joined ones last */
    size_t count;
    size_t *of; /* for each of the names given, the index of its group */
} Groups;

/* names[i] is the group of the i-th person or ballot. */
Groups group_sort_names(const char *const *names, size_t count, size_t limit);
void group_free(Groups *groups);

#endif
