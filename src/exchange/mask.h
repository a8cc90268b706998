/* SPDX-License-Identifier: MIT */
/* What goes to others names nobody: one rule for CSV, JSON and Markdown. Pseudonyms of the study's people
 * leave the words that people typed; an owner that looks like a name is left out, a role stays; words that
 * may be a name otherwise are counted, for a program cannot know them. */
#ifndef RIR_EXCHANGE_MASK_H
#define RIR_EXCHANGE_MASK_H

#include <stdbool.h>

#include "rir/plain.h"
#include "rir/rows.h"
#include "views.h"

#define MASK_COLUMNS 32

typedef enum {
    MASK_KEPT,
    MASK_WORDS,
    MASK_AGAIN,  /* words that another view has too: not counted */
    MASK_OWNER,  /* a role, or left out */
    MASK_PLACE,  /* an offset into the words in the last column */
    MASK_SECRET, /* the last column: only for places, and not given */
} MaskColumn;

typedef struct {
    bool is_on;
    Plain plain;
    Str text;                       /* what was masked last */
    size_t named, owners, doubtful; /* texts that named somebody; owners left out; texts to be read */
} Mask;

/* Is on for others. mask_end is due either way. */
int mask_begin(Store *store, const ExportChoice *choice, Mask *mask, Err *err);
void mask_end(Mask *mask);

/* What is to be done with each column of an open view; how many are given. */
int mask_find_columns(const Mask *mask, const ExportView *view, Rows *rows, MaskColumn *columns);
/* The cell as it is given, NULL for none; holds until the next. */
const char *mask_cell(Mask *mask, Rows *rows, int column, const MaskColumn *columns);
/* Words as they are given: those of a note, a heading. */
const char *mask_words(Mask *mask, const char *text);

#endif
