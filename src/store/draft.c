/* SPDX-License-Identifier: MIT */
/* The draft of a session: one row, overwritten as someone types. */
#include "append.h"

typedef struct {
    const char *session;
    const Draft *draft;
} DraftWork;

static int do_save(Store *store, void *context, Err *err)
{
    const DraftWork *work = context;
    const Draft *draft = work->draft;
    return db_do(store, err,
                 "INSERT OR REPLACE INTO draft(session, text, cursor, started, elapsed, paste, "
                 "context) "
                 "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                 "ttiiiit", work->session, str_text(&draft->text), (int64_t)draft->cursor, draft->started,
                 draft->elapsed, (int64_t)draft->is_paste, str_text(&draft->context));
}

int store_save_draft(Store *store, const char *session, const Draft *draft, Err *err)
{
    DraftWork work = {session, draft};
    return append_within(store, do_save, &work, err);
}

static int do_clear(Store *store, void *context, Err *err)
{
    return db_do(store, err, "DELETE FROM draft WHERE session = ?1", "t", (const char *)context);
}

int store_clear_draft(Store *store, const char *session, Err *err)
{
    if (!db_find_number(store, 0, "SELECT 1 FROM draft WHERE session = ?1", "t", session))
        return 0;
    return append_within(store, do_clear, (void *)(uintptr_t)session, err);
}

int store_read_draft(Store *store, const char *session, Draft *draft, Err *err)
{
    sqlite3_stmt *row = db_prepare(store, "SELECT text, cursor, started, elapsed, paste, context FROM draft "
                                          "WHERE session = ?1", err);
    if (!row)
        return -1;
    db_bind_text(row, 1, session);
    *draft = (Draft){.text = STR_EMPTY, .context = STR_EMPTY};
    if (!store->in_transaction)
        err_clear(&store->trouble);
    int got = db_step(store, row, err);
    if (got == 1) {
        str_add(&draft->text, db_text(row, 0));
        draft->cursor = (size_t)sqlite3_column_int64(row, 1);
        draft->started = sqlite3_column_int64(row, 2);
        draft->elapsed = sqlite3_column_int64(row, 3);
        draft->is_paste = sqlite3_column_int(row, 4) != 0;
        str_add(&draft->context, db_text(row, 5));
    }
    db_reset(store, row);
    return db_check_trouble(store, err) == 0 ? got : -1;
}

void draft_free(Draft *draft)
{
    str_free(&draft->text);
    str_free(&draft->context);
}
