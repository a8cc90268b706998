/* SPDX-License-Identifier: MIT */
/* session_rows: the sessions of a study, newest first, each read when it is first looked at. Rehearsals are
 * not among them. */
#ifndef UI_SESSION_ROWS_H
#define UI_SESSION_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rir/err.h"
#include "rir/grid.h"
#include "rir/id.h"
#include "rir/store.h"

typedef struct {
    int64_t n;
    int64_t at;
    bool is_read; /* what follows is known */
    Id id;
    int64_t number;
    int tz;
    char *kind;
    char *state; /* open, adjourned, ended */
    int64_t minutes;
    bool is_paper, is_pilot;
    char *people; /* pseudonyms, whose team, or how many */
    char *title;
    int64_t notes; /* -1: not counted yet */
} SessionRow;

typedef struct {
    SessionRow *list;
    size_t count, room;
    bool is_whole; /* there are no more behind the last */
} SessionRows;

/* Adds at most `most` more, of which only place and number in the order are known then. */
int session_rows_add(SessionRows *rows, Store *store, size_t most, Err *err);
void session_rows_free(SessionRows *rows); /* empty after it */
/* Reads those from `from` to before `to` that are not read yet. */
void session_rows_read(SessionRows *rows, Store *store, size_t from, size_t to);
/* Counts the notes of one of those between from and to that are not counted; false when all are. */
bool session_rows_count_notes(SessionRows *rows, Store *store, size_t from, size_t to);
/* In one line, what people typed last. */
void session_row_draw(const SessionRow *row, Grid *grid, Area area, int64_t now);

#endif
