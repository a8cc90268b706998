/* SPDX-License-Identifier: MIT */
/* The plural views as they leave the study. */
#ifndef RIR_EXCHANGE_VIEWS_H
#define RIR_EXCHANGE_VIEWS_H

#include "rir/export.h"
#include "rir/rows.h"

typedef struct {
    const char *name; /* of the view, and of the file */
    const char *words; /* columns with words that people typed; behind `=` those that another view has too */
    const char *sql;  /* its columns but n; ?1 session or NULL, ?2 rehearsal, ?3 1 for others */
} ExportView;

const ExportView *views_list(size_t *count);
Rows *views_open(Store *store, const ExportView *view, const ExportChoice *choice, Err *err);

/* Whether the note v (any_note) with its row b (note) may be shared with others: SQL conditions. */
#define VIEWS_OWN "v.kind IN (SELECT kind FROM any_own_kind)"
/* The last column of a view that is only there to find places in its words: not given. */
#define VIEWS_SECRET "words"
#define VIEWS_SHARED "EXISTS(SELECT 1 FROM any_shared WHERE n = v.n)"

#endif
