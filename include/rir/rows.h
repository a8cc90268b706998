/* SPDX-License-Identifier: MIT */
/* rows: reading the projection and the plural views (doc/schema.md) with SQL whose values are always bound.
 *
 *     Rows *rows = rows_open(store, err, "SELECT text FROM notes WHERE session = ?1", "t", session);
 *     while (rows_next(rows))
 *         puts(rows_text(rows, 0));
 *     if (rows_close(rows, err) != 0) ...
 */
#ifndef RIR_ROWS_H
#define RIR_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include "rir/err.h"
#include "rir/store.h"

typedef struct Rows Rows;

/* `types` has a letter a value: t text (const char *, NULL is null), i int64_t. `sql` is a constant of the
 * program: the statement is kept for the next call with the same pointer. NULL on error, with *err set. */
Rows *rows_open(Store *store, Err *err, const char *sql, const char *types, ...);
bool rows_next(Rows *rows);                      /* false at the end or on an error; NULL gives false */
const char *rows_text(Rows *rows, int column);   /* never NULL, "" for null; valid until the next step */
char *rows_copy(Rows *rows, int column);         /* the same for the caller to free; NULL for null */
int64_t rows_number(Rows *rows, int column);     /* 0 for null */
double rows_real(Rows *rows, int column);
bool rows_is_null(Rows *rows, int column);
bool rows_is_number(Rows *rows, int column);     /* integer or real */
int rows_count_columns(Rows *rows);
const char *rows_name_column(Rows *rows, int column);
int rows_close(Rows *rows, Err *err); /* -1 when reading had failed; NULL gives -1 and keeps *err */

/* One value: the first column of the first row; `otherwise` when there is none. */
int64_t rows_find_number(Store *store, int64_t otherwise, const char *sql, const char *types, ...);
/* The same as text, added to *out; false when there was no row. */
bool rows_find_text(Store *store, Str *out, const char *sql, const char *types, ...);

#endif
