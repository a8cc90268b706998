/* SPDX-License-Identifier: MIT */
/* export: the study as files that others read: Markdown, CSV, JSON.
 *
 * What is struck, off the record, or of people who did not agree to take part is in none of them; rehearsals
 * are only in one that asks for a rehearsal by name. Each export says what it left out and why. */
#ifndef RIR_EXPORT_H
#define RIR_EXPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "rir/err.h"
#include "rir/store.h"
#include "rir/str.h"

typedef enum {
    EXPORT_TEAM,  /* those who do the study: all words, with pseudonyms */
    EXPORT_OTHERS /* participants, readers, a data archive: only words that may be quoted and reused, and none
                     of the researchers' own */
} ExportAudience;

typedef struct {
    ExportAudience audience;
    const char *session; /* id: only this one; NULL: all */
    bool rehearsal;      /* `session` is a rehearsal, asked for by name */
} ExportChoice;

/* The names of the views that are exported, in order: `sessions`, `people`, `notes`, ...
 * NULL behind the last. */
const char *export_find_view(size_t n);

/* The account of what was left out and why, a line each, without final full stop: `3 notes of P02: quoting
 * was refused`. Nothing is added when nothing was left out. */
int export_add_left_out(Store *store, const ExportChoice *choice, Str *out, Err *err);

/* A readable report: each session with its notes by question and kind, coverage and summary. */
int export_add_md(Store *store, const ExportChoice *choice, Str *out, Err *err);
/* One JSON object: study, title, for, left_out, and each view by its name: a list of objects with its
 * columns. Given away in pieces, so that a large study needs no large memory. `give` returns 0 to go on. */
typedef int ExportGive(void *context, const char *bytes, size_t size, Err *err);
int export_give_json(Store *store, const ExportChoice *choice, ExportGive *give, void *context, Err *err);
/* A folder that must not exist yet, with a file VIEW.csv for each view and `left-out.txt`: written beside
 * under another name and renamed when complete. Files 0600, folder 0700. */
int export_write_csv(Store *store, const ExportChoice *choice, const char *folder, Err *err);

#endif
