/* SPDX-License-Identifier: MIT */
/* Making the projection again from the log: in its place, or beside it to compare. */
#include <stdio.h>
#include <string.h>

#include "apply.h"
#include "index.h"
#include "mark.h"
#include "open.h"
#include "rebuild.h"

static const char *const tables[] = {
    "study", "guide", "guide_question", "guide_consent", "person", "session", "session_person", "sitting", "moment",
    "question_added", "question_state", "probe_used", "note", "note_head", "conflict", "code", "coding", "code_use",
    "consent", "summary", "erased", "newer",
};
static const char *const views[] = {
    "sessions", "people", "notes", "questions", "coverage", "codes", "codings", "consents", "moments", "summaries", "events",
};

#define WORK_PAGES "PRAGMA cache_size = -65536"
#define USUAL_PAGES "PRAGMA cache_size = -2000"

static int drop_all(Store *store, const char *what, const char *prefix, const char *const *names, size_t count, Err *err)
{
    char sql[96];
    for (size_t i = 0; i < count; i++) {
        snprintf(sql, sizeof sql, "DROP %s IF EXISTS %s%s", what, prefix, names[i]);
        if (db_execute(store, sql, err) != 0)
            return -1;
    }
    return 0;
}

#define COUNT(list) (sizeof(list) / sizeof *(list))

static int make_again(Store *store, UpkeepReport *report, void *context, Err *err)
{
    db_forget_statements(store);
    if (drop_all(store, "VIEW", "main.", views, COUNT(views), err) != 0
        || db_execute(store, "DROP TABLE IF EXISTS note_fts; DELETE FROM indexed", err) != 0
        || drop_all(store, "TABLE", "main.", tables, COUNT(tables), err) != 0 || open_make_projection(store, err) != 0)
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
    str_add(&sql, "CREATE TEMP TABLE indexed(session INTEGER PRIMARY KEY, upto INTEGER NOT NULL, done INTEGER NOT NULL);");
    int result = db_execute(store, str_text(&sql), err);
    str_free(&sql);
    return result;
}

int rebuild_find_digest(Store *store, Digest *digest, UpkeepReport *report, void *context, Err *err)
{
    /* Statements kept so far mean the real tables. */
    db_forget_statements(store);
    int result = make_beside(store, err);
    if (result == 0)
        result = apply_all(store, report, context, err);
    if (result == 0)
        result = digest_find_projection(store, digest, err);
    db_forget_statements(store);
    if (drop_all(store, "TABLE", "temp.", tables, COUNT(tables), result == 0 ? err : NULL) != 0
        || db_execute(store, "DROP TABLE IF EXISTS temp.indexed", NULL) != 0)
        result = -1;
    return result;
}
