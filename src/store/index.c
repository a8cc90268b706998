/* SPDX-License-Identifier: MIT */
/* The full text index. Notes of a session under way are never in it, so that what is struck there leaves no
 * trace, and an Enter costs one commit; search scans them. An external content index must be told the exact
 * old text. */
#include "index.h"

#define IN_INDEX                                                                                             \
    "note.hidden = 0 AND note.n <= coalesce((SELECT upto FROM indexed WHERE session = note.session), 0)"

int index_forget_note(Store *store, int64_t note, Err *err)
{
    if (store->is_read_only) /* verifying: nothing of the copy is in the index */
        return 0;
    return db_do(store, err, "INSERT INTO note_fts(note_fts, rowid, text) SELECT 'delete', n, text FROM note "
                             "WHERE n = ?1 AND " IN_INDEX, "i", note);
}

int index_learn_note(Store *store, int64_t note, int64_t session, Err *err)
{
    /* A session under way is not in the index at all: the common Enter ends here. */
    if (db_find_number(store, 0, "SELECT 1 FROM indexed WHERE session = ?1", "i", session) == 0)
        return 0;
    if (db_do(store, err, "UPDATE indexed SET upto = max(upto, ?1) WHERE done = 1 AND session = ?2", "ii",
              note, session) != 0)
        return -1;
    return db_do(store, err,
                 "INSERT INTO note_fts(rowid, text) SELECT n, text FROM note WHERE n = ?1 AND " IN_INDEX, "i",
                 note);
}

static int index_session(Store *store, int64_t session, int64_t upto, int64_t most, Err *err)
{
    int64_t last = db_find_number(store, 0, "SELECT max(n) FROM (SELECT n FROM note WHERE session = ?1 AND n "
                                            "> ?2 "
                                            "ORDER BY n LIMIT ?3)", "iii", session, upto, most);
    if (last == 0)
        return db_do(store, err, "INSERT INTO indexed(session, upto, done) VALUES(?1, ?2, 1) ON "
                                 "CONFLICT(session) DO "
                                 "UPDATE SET done = 1", "ii", session, upto);
    if (db_do(store, err, "INSERT INTO note_fts(rowid, text) SELECT n, text FROM note WHERE session = ?1 AND "
                          "n > ?2 "
                          "AND n <= ?3 AND hidden = 0", "iii", session, upto, last) != 0)
        return -1;
    return db_do(store, err, "INSERT INTO indexed(session, upto, done) VALUES(?1, ?2, 0) ON "
                             "CONFLICT(session) DO UPDATE "
                             "SET upto = excluded.upto", "ii", session, last);
}

/* The next session with notes to index; 0 when there is none. */
static int64_t find_session(Store *store, int64_t *upto)
{
    static const char next[] =
        "SELECT s.n, coalesce(i.upto, 0) FROM session s LEFT JOIN indexed i ON i.session = s.n WHERE s.ended "
        "IS NOT NULL AND s.rehearsal = 0 AND coalesce(i.done, 0) = 0 LIMIT 1";
    sqlite3_stmt *row = db_prepare(store, next, NULL);
    int64_t session = 0;
    if (row && db_step(store, row, NULL) == 1) {
        session = sqlite3_column_int64(row, 0);
        *upto = sqlite3_column_int64(row, 1);
    }
    db_reset(store, row);
    return session;
}

/* A slice of notes adds some eight pages, and each page is merged about six times on its way up. */
#define MERGE_PAGES 64

static int merge_some(Store *store, Err *err)
{
    return db_do(store, err, "INSERT INTO note_fts(note_fts, rank) VALUES('merge', ?1)", "i",
                 (int64_t)MERGE_PAGES);
}

int index_do_slice(Store *store, int64_t most, Err *err)
{
    int64_t upto = 0, session = find_session(store, &upto);
    if (session == 0)
        return 0;
    if (store_begin(store, err) != 0)
        return -1;
    if (index_session(store, session, upto, most, err) != 0 || merge_some(store, err) != 0) {
        store_rollback(store);
        return -1;
    }
    return store_commit(store, err) == 0 ? 1 : -1;
}

int index_merge(Store *store, Err *err)
{
    if (!db_find_number(store, 0, "SELECT 1 FROM indexed LIMIT 1", ""))
        return 0;
    return db_execute(store, "INSERT INTO note_fts(note_fts) VALUES('optimize')", err);
}
