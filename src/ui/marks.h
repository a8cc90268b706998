/* SPDX-License-Identifier: MIT */
/* marks: where the words that were looked for stand in a text, and texts drawn with them marked (ROLE_MATCH).
 */
#ifndef UI_MARKS_H
#define UI_MARKS_H

#include <stddef.h>

#include "rir/grid.h"

typedef struct {
    size_t start, end; /* bytes */
} Mark;

typedef struct {
    Mark *list; /* in order, none within another */
    size_t count, room;
} Marks;

/* The places of the words as search.h finds them: whole words, the last as a beginning, "phrases". Emptied
 * first. */
void marks_find(Marks *marks, const char *text, const char *words);
void marks_free(Marks *marks);

/* As grid_put_short and grid_put_wrapped. */
int marks_put_short(Grid *grid, int row, int column, Role role, const char *text, size_t size, int most,
                    const Marks *marks);
int marks_put_wrapped(Grid *grid, Area area, Role role, const char *text, size_t size, int skip,
                      const Marks *marks);

#endif
