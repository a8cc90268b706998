/* SPDX-License-Identifier: MIT */
/* Labels that people type: F1 of a finding, R2 of a recommendation, DOC3, L4; two laptops that gave the same
 * one make it F1 and F1b. */
#ifndef FIELD_LABEL_H
#define FIELD_LABEL_H

#include <stdbool.h>

#include "rir/err.h"
#include "rir/id.h"
#include "rir/store.h"

/* `F2`, `f2b`: a letter (given as a capital), a number and perhaps one letter more. */
bool label_is(const char *word, char letter);

/* The things of one sort, by the view that labels them. */
typedef struct {
    const char *find, *list;  /* LABEL_FIND and LABEL_LIST of the view */
    const char *one, *many;   /* "finding", "findings" */
    const char *how_to_begin; /* the command that makes the first one */
} LabelSort;

#define LABEL_FIND(view)                                                                                     \
    "SELECT id FROM " view " WHERE label = ?1 COLLATE NOCASE OR (?2 AND substr(id, 1, length(?1)) = "        \
    "lower(?1)) ORDER BY label = ?1 COLLATE NOCASE DESC LIMIT 2"
#define LABEL_LIST(view) "SELECT label FROM " view " ORDER BY number, label LIMIT 12"

/* By label, or by the first eight or more characters of an id. ERR_REFUSED: there is none (the text lists
 * what there is), or several ids begin so. */
int label_find(Store *store, const LabelSort *sort, const char *word, Id *id, Err *err);

#endif
