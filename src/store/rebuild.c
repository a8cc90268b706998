/* SPDX-License-Identifier: MIT */
/* Making the projection again from the log: in its place, or beside it to compare. */
#include <stdio.h>
#include <string.h>

#include "apply.h"
#include "index.h"
#include "mark.h"
#include "open.h"
#include "rebuild.h"

#define WORK_PAGES "PRAGMA cache_size = -65536"
#define USUAL_PAGES "PRAGMA cache_size = -2000"

/* Drops all tables or views that the schema's lines make, so that the schema is the one list of them. */
static int drop_all(Store *store, const char *what, const char *place, const char *const *schema, Err *err)
{
    char begins[32];
    Str sql = STR_EMPTY;
    int size = snprintf(begins, sizeof begins, "CREATE %s ", what);
    for (; *schema; schema++)
        if (strncmp(*schema, begins, (size_t)size) == 0) {
            const char *name = *schema + size;
            str_add_format(&sql, "DROP %s IF EXISTS %s.%.*s;", what, place, (int)strcspn(name, "( "), name);
        }
    int result = db_execute(store, str_text(&sql), err);
    str_free(&sql);
    return result;
}

static int make_again(Store *store, UpkeepReport *report, void *context, Err *err)
{
    db_forget_statements(store);
    if (drop_all(store, "VIEW", "main", schema_views, err) != 0 ||
        db_execute(store, "DROP TABLE IF EXISTS note_fts; DELETE FROM indexed", err) != 0 ||
        drop_all(store, "TABLE", "main", schema_projection, err) != 0 ||
        open_make_projection(store, err) != 0)
        return -1;
    return apply_all(store, report, context, err);
}

int upkeep_rebuild(Store *store, UpkeepReport *report, void *context, Err *err)
{
    if (mark_refuse_live(store, err) != 0 || store_begin(store, err) != 0)
        return -1;
    db_execute(store, WORK_PAGES, NULL);
    int result = make_again(store, report, context, err);
    if (result == 0)
        result = store_commit(store, err);
    else
        store_rollback(store);
    db_execute(store, USUAL_PAGES, NULL);
    sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    return result;
}

/* --- beside */

static int make_beside(Store *store, Err *err)
{
    Str sql = STR_EMPTY;
    for (const char *const *line = schema_projection; *line; line++) {
        /* Indexes of temporary tables need the schema named; tables do not. */
        if (strncmp(*line, "CREATE TABLE ", 13) == 0)
            str_add_format(&sql, "CREATE TEMP TABLE %s", *line + 13);
        else if (strncmp(*line, "CREATE INDEX ", 13) == 0)
            str_add_format(&sql, "CREATE INDEX temp.%s", *line + 13);
        else
            str_add(&sql, *line);
    }
    /* Nothing is in the index of the copy. */
    str_add(&sql, "CREATE TEMP TABLE indexed(session INTEGER PRIMARY KEY, upto INTEGER NOT NULL, done "
                  "INTEGER NOT NULL);");
    int result = db_execute(store, str_text(&sql), err);
    str_free(&sql);
    return result;
}

static int compare(Store *beside, Err *err)
{
    Digest now, anew;
    /* Both of one moment, whoever writes meanwhile. */
    if (db_execute(beside, "BEGIN", err) != 0 || digest_find_projection(beside, &now, err) != 0)
        return -1;
    /* Statements kept so far mean the real tables. */
    db_forget_statements(beside);
    if (make_beside(beside, err) != 0 || apply_all(beside, NULL, NULL, err) != 0
        || digest_find_projection(beside, &anew, err) != 0 || db_check_trouble(beside, err) != 0)
        return -1;
    return memcmp(now.bytes, anew.bytes, sizeof now.bytes) == 0;
}

int rebuild_compare(const Store *store, Err *err)
{
    Store *beside = open_beside(store, err);
    int result = beside ? compare(beside, err) : -1;
    store_close(beside);
    return result;
}
