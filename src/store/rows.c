/* SPDX-License-Identifier: MIT */
/* Rows for the rooms above, which know no SQLite. */
#include <stdarg.h>
#include <stdlib.h>

#include "db.h"
#include "rir/mem.h"
#include "rir/rows.h"

struct Rows {
    Store *store;
    sqlite3_stmt *statement;
    Err failure;
    bool is_begun;
};

Rows *rows_open(Store *store, Err *err, const char *sql, const char *types, ...)
{
    sqlite3_stmt *statement = db_prepare(store, sql, err);
    if (!statement)
        return NULL;
    va_list values;
    va_start(values, types);
    int bound = db_bind_values(store, statement, true, err, types, values);
    va_end(values);
    if (bound != 0) {
        db_reset(store, statement);
        return NULL;
    }
    Rows *rows = mem_new(sizeof *rows);
    rows->store = store;
    rows->statement = statement;
    return rows;
}

bool rows_next(Rows *rows)
{
    if (!rows || rows->failure.code != ERR_NONE)
        return false;
    if (rows->is_begun && db_check_row(rows->store, &rows->failure) != 0)
        return false;
    rows->is_begun = true;
    return db_step(rows->store, rows->statement, &rows->failure) == 1;
}

const char *rows_text(Rows *rows, int column)
{
    return db_text(rows->statement, column);
}

char *rows_copy(Rows *rows, int column)
{
    return rows_is_null(rows, column) ? NULL : mem_copy_text(rows_text(rows, column));
}

int64_t rows_number(Rows *rows, int column)
{
    return sqlite3_column_int64(rows->statement, column);
}

double rows_real(Rows *rows, int column)
{
    return sqlite3_column_double(rows->statement, column);
}

bool rows_is_null(Rows *rows, int column)
{
    return sqlite3_column_type(rows->statement, column) == SQLITE_NULL;
}

bool rows_is_number(Rows *rows, int column)
{
    int type = sqlite3_column_type(rows->statement, column);
    return type == SQLITE_INTEGER || type == SQLITE_FLOAT;
}

int rows_count_columns(Rows *rows)
{
    return sqlite3_column_count(rows->statement);
}

const char *rows_name_column(Rows *rows, int column)
{
    return sqlite3_column_name(rows->statement, column);
}

int rows_close(Rows *rows, Err *err)
{
    if (!rows)
        return -1;
    int result = 0;
    if (rows->failure.code != ERR_NONE)
        result = err_set(err, rows->failure.code, "%s", rows->failure.text);
    db_reset(rows->store, rows->statement);
    free(rows);
    return result;
}

int64_t rows_find_number(Store *store, int64_t otherwise, const char *sql, const char *types, ...)
{
    va_list values;
    va_start(values, types);
    int64_t number = db_find_numberv(store, otherwise, sql, types, values);
    va_end(values);
    return number;
}

bool rows_find_text(Store *store, Str *out, const char *sql, const char *types, ...)
{
    sqlite3_stmt *statement = db_prepare(store, sql, &store->trouble);
    if (!statement)
        return false;
    va_list values;
    va_start(values, types);
    bool found = db_bind_values(store, statement, false, &store->trouble, types, values) == 0
                 && db_step(store, statement, &store->trouble) == 1;
    va_end(values);
    if (found)
        str_add(out, db_text(statement, 0));
    db_reset(store, statement);
    return found;
}
