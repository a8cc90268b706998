/* SPDX-License-Identifier: MIT */
/* method: the one table of the ways in which an activity of a workshop can be done. It feeds the reading of
 * guides, the kind of a bare line, /say, /help, the screens, `rir guide show` and doc/guides.md. Pure. */
#ifndef RIR_METHOD_H
#define RIR_METHOD_H

#include <stddef.h>

typedef struct {
    const char *name;   /* as in method= */
    const char *kind;   /* name of the kind of note that a bare line is */
    const char *groups; /* whom it is usually done with: alone, pairs, fours, tables, all */
    const char *needs;  /* what has to be there beforehand, for the facilitator; "" for nothing */
    const char *help;   /* what it is, one line for the facilitator */
    const char *say;    /* the instruction to read out, where the guide has no text of its own; "" for none */
    const char *steps[4]; /* what the facilitator does, in order; NULL behind the last */
} MethodRow;
const MethodRow *method_list(size_t *count);
const MethodRow *method_find(const char *name); /* NULL when there is none */
const char *const *method_list_names(void);     /* NULL-ended */
/* What is read out as a stage of an activity begins (see guide_find_stages); "" where there is nothing. */
const char *method_find_stage_say(const char *method, const char *stage);

#endif
