/* SPDX-License-Identifier: MIT */
/* guide_list: the guides a session can be started with: those beside the study, then those that
 * came with rir. */
#ifndef UI_GUIDE_LIST_H
#define UI_GUIDE_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "rir/guide.h"

typedef struct {
    char *name; /* of its file: "strategic-leaders" */
    char *path;
    char *title;   /* "" of one that cannot be used */
    char *mistake; /* the first, `FILE:LINE:COLUMN: ...`; NULL when it can be used */
    GuideKind kind;
    int minutes;
    bool is_own; /* of the study's folder */
} GuideEntry;

typedef struct {
    GuideEntry *list; /* usable ones first */
    size_t count, room;
} GuideList;

/* Reads the guides beside the study file `study` and the shipped ones; a folder that cannot be read is empty.
 * A study's own guide hides a shipped one of the same name. Markdown without a front matter is no guide. */
void guide_list_read(GuideList *list, const char *study);
void guide_list_free(GuideList *list);                                      /* empty after it */
const GuideEntry *guide_list_find(const GuideList *list, const char *name); /* NULL when there is none */

#endif
