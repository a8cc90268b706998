/* SPDX-License-Identifier: MIT */
/* Talking to SQLite: statements kept ready, values bound, errors in words. */
#include <string.h>

#include "db.h"

int db_fail(Store *store, Err *err, const char *doing)
{
    int code = store->db ? sqlite3_extended_errcode(store->db) : SQLITE_NOMEM;
    const char *file = store->path;
    switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return err_set(err, ERR_BUSY,
                       "%s: another program is using %s; nothing was changed. Try again in a moment", doing,
                       file);
    case SQLITE_FULL:
        return err_set(err, ERR_FAILED, "%s: the disk of %s is full; nothing of this was saved, all that was "
                                        "saved "
                       "before is safe. Free some space and try again", doing, file);
    case SQLITE_NOMEM:
        return err_set(err, ERR_MEMORY, "%s: memory has run out; nothing of this was saved, all that was "
                                        "saved before "
                       "is safe. Close other programs and try again", doing);
    case SQLITE_READONLY:
        return err_set(err, ERR_FAILED, "%s: %s cannot be written to; nothing was changed. Look at the "
                                        "permissions of "
                       "the file and its folder", doing, file);
    case SQLITE_CANTOPEN:
        return err_set(err, ERR_FAILED,
                       "%s: %s, or a file that belongs beside it, cannot be opened; nothing "
                       "was changed. Look at "
                       "the permissions of its folder, and whether it is still there",
                       doing, file);
    case SQLITE_IOERR:
        return err_set(err, ERR_FAILED,
                       "%s: the disk of %s failed (%s); nothing of this was saved, all that "
                       "was saved "
                       "before is kept. Try again, and if it fails again save a backup elsewhere",
                       doing, file, sqlite3_errstr(code));
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return err_set(err, ERR_ALARM, "%s: %s is damaged (%s). Do not write to it; keep a copy as it is, "
                                       "and go on "
                       "from a backup", doing, file, sqlite3_errmsg(store->db));
    default:
        return err_set(err, ERR_FAILED, "%s: %s (%s)", doing, sqlite3_errmsg(store->db), file);
    }
}

int db_check_trouble(const Store *store, Err *err)
{
    return store->trouble.code == ERR_NONE ? 0 : err_set(err, store->trouble.code, "%s", store->trouble.text);
}

static DbStatement *find_slot(Store *store, const char *sql)
{
    uintptr_t start = ((uintptr_t)sql >> 3) * 31;
    for (size_t i = 0; i < DB_STATEMENTS; i++) {
        DbStatement *slot = &store->statements[(start + i) % DB_STATEMENTS];
        if (!slot->sql || slot->sql == sql)
            return slot;
    }
    return NULL;
}

static sqlite3_stmt *take_slot(Store *store, DbStatement *slot)
{
    slot->is_used = true;
    store->recent[store->recent_at] = slot;
    store->recent_at = (store->recent_at + 1) % DB_RECENT;
    if (store->recent_count < DB_RECENT)
        store->recent_count++;
    return slot->statement;
}

void db_roll_back(Store *store)
{
    if (!sqlite3_get_autocommit(store->db)) {
        sqlite3_step(store->rollback);
        sqlite3_reset(store->rollback);
    }
    store->owes_rollback = !sqlite3_get_autocommit(store->db);
}

/* A rollback that is due comes first. After some errors SQLite has rolled back a transaction by itself: what
 * its owner still has to do would be committed piece by piece. */
static int check_transaction(Store *store, Err *err)
{
    if (store->owes_rollback)
        db_roll_back(store);
    /* FTS5 keeps in memory what it counted on when memory or the disk failed under it: it is made to look
     * anew. */
    if (!store->owes_rollback && store->owes_look)
        store->owes_look =
            sqlite3_exec(store->db, "PRAGMA writable_schema = RESET", NULL, NULL, NULL) != SQLITE_OK;
    if (store->owes_rollback || store->owes_look)
        return db_fail(store, err, "going back to what was saved");
    if (!store->in_transaction || (store->trouble.code == ERR_NONE && !sqlite3_get_autocommit(store->db)))
        return 0;
    if (store->trouble.code == ERR_NONE)
        err_set(&store->trouble, ERR_FAILED, "the disk or the memory failed while %s was saved to; nothing "
                                             "of this was saved. Try "
                                             "again", store->path);
    return db_check_trouble(store, err);
}

sqlite3_stmt *db_prepare(Store *store, const char *sql, Err *err)
{
    if (check_transaction(store, err) != 0)
        return NULL;
    DbStatement *slot = find_slot(store, sql);
    if (slot && slot->statement && !slot->is_used)
        return take_slot(store, slot);
    sqlite3_stmt *statement = NULL;
    bool is_kept = slot && !slot->statement;
    if (sqlite3_prepare_v3(store->db, sql, -1, is_kept ? SQLITE_PREPARE_PERSISTENT : 0, &statement, NULL) !=
        SQLITE_OK) {
        db_fail(store, err, "reading the study");
        return NULL;
    }
    if (!is_kept)
        return statement;
    *slot = (DbStatement){sql, statement, false};
    return take_slot(store, slot);
}

/* The slot a statement is kept in. Those given back last were mostly taken last. */
static DbStatement *find_statement(Store *store, sqlite3_stmt *statement)
{
    for (size_t i = 0; i < store->recent_count; i++) {
        DbStatement *slot = store->recent[(store->recent_at + DB_RECENT - 1 - i) % DB_RECENT];
        if (slot->statement == statement)
            return slot;
    }
    for (size_t i = 0; i < DB_STATEMENTS; i++)
        if (store->statements[i].statement == statement)
            return &store->statements[i];
    return NULL;
}

void db_reset(Store *store, sqlite3_stmt *statement)
{
    if (!statement)
        return;
    DbStatement *slot = find_statement(store, statement);
    if (!slot) {
        sqlite3_finalize(statement);
        return;
    }
    /* Reading a column can run out of memory without another word. */
    if ((sqlite3_reset(statement) & 0xFF) == SQLITE_NOMEM && store->trouble.code == ERR_NONE)
        db_fail(store, &store->trouble, "reading the study");
    sqlite3_clear_bindings(statement);
    slot->is_used = false;
}

void db_forget_statements(Store *store)
{
    for (size_t i = 0; i < DB_STATEMENTS; i++) {
        sqlite3_finalize(store->statements[i].statement);
        store->statements[i] = (DbStatement){NULL, NULL, false};
    }
}

int db_step(Store *store, sqlite3_stmt *statement, Err *err)
{
    switch (sqlite3_step(statement)) {
    case SQLITE_ROW:
        return 1;
    case SQLITE_DONE:
        return 0;
    default:
        return db_fail(store, err, sqlite3_stmt_readonly(statement) ? "reading the study" : "saving");
    }
}

int db_check_row(Store *store, Err *err)
{
    return sqlite3_errcode(store->db) == SQLITE_NOMEM ? db_fail(store, err, "reading the study") : 0;
}

int db_run(Store *store, sqlite3_stmt *statement, Err *err)
{
    int result;
    do
        result = db_step(store, statement, err);
    while (result == 1);
    db_reset(store, statement);
    return result;
}

void db_bind_text(sqlite3_stmt *statement, int at, const char *text)
{
    sqlite3_bind_text(statement, at, text, -1, SQLITE_STATIC);
}

void db_bind_number(sqlite3_stmt *statement, int at, int64_t number)
{
    sqlite3_bind_int64(statement, at, number);
}

void db_bind_key(sqlite3_stmt *statement, int at, int64_t n)
{
    if (n)
        sqlite3_bind_int64(statement, at, n);
    else
        sqlite3_bind_null(statement, at);
}

const char *db_text(sqlite3_stmt *statement, int column)
{
    const unsigned char *text = sqlite3_column_text(statement, column);
    return text ? (const char *)text : "";
}

int db_execute(Store *store, const char *sql, Err *err)
{
    if (check_transaction(store, err) != 0)
        return -1;
    return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : db_fail(store, err, "saving");
}

int db_execute_lines(Store *store, const char *const *lines, Err *err)
{
    Str sql = STR_EMPTY;
    for (; *lines; lines++)
        str_add(&sql, *lines);
    int result = db_execute(store, str_text(&sql), err);
    str_free(&sql);
    return result;
}

int db_bind_values(Store *store, sqlite3_stmt *statement, bool copies, Err *err, const char *types,
                   va_list values)
{
    int code = SQLITE_OK;
    for (int at = 1; *types && code == SQLITE_OK; types++, at++) {
        if (*types == 'i')
            db_bind_number(statement, at, va_arg(values, int64_t));
        else
            code = sqlite3_bind_text(statement, at, va_arg(values, const char *), -1,
                                     copies ? SQLITE_TRANSIENT : SQLITE_STATIC);
    }
    return code == SQLITE_OK ? 0 : db_fail(store, err, "reading the study");
}

int db_do(Store *store, Err *err, const char *sql, const char *types, ...)
{
    sqlite3_stmt *statement = db_prepare(store, sql, err);
    if (!statement)
        return -1;
    va_list values;
    va_start(values, types);
    int bound = db_bind_values(store, statement, false, err, types, values);
    va_end(values);
    if (bound == 0)
        return db_run(store, statement, err);
    db_reset(store, statement);
    return -1;
}

int64_t db_find_numberv(Store *store, int64_t otherwise, const char *sql, const char *types, va_list values)
{
    sqlite3_stmt *statement = db_prepare(store, sql, &store->trouble);
    if (!statement)
        return otherwise;
    int64_t number = otherwise;
    if (db_bind_values(store, statement, false, &store->trouble, types, values) == 0 &&
        db_step(store, statement, &store->trouble) == 1 && sqlite3_column_type(statement, 0) != SQLITE_NULL)
        number = sqlite3_column_int64(statement, 0);
    db_reset(store, statement);
    return number;
}

int64_t db_find_number(Store *store, int64_t otherwise, const char *sql, const char *types, ...)
{
    va_list values;
    va_start(values, types);
    int64_t number = db_find_numberv(store, otherwise, sql, types, values);
    va_end(values);
    return number;
}

static DbIntern *find_interned(Store *store, const char *id)
{
    uint32_t hash = 2166136261u;
    for (const char *at = id; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 16777619u;
    return &store->interned[hash % DB_INTERNED];
}

int64_t db_intern(Store *store, const char *id, Err *err)
{
    if (!id || !*id)
        return 0;
    DbIntern *kept = find_interned(store, id);
    if (kept->n && strcmp(kept->id, id) == 0)
        return kept->n;
    int64_t n = db_find_number(store, 0, "SELECT n FROM thing WHERE id = ?1", "t", id);
    if (n == 0) {
        if (db_do(store, err, "INSERT INTO thing(id) VALUES(?1)", "t", id) != 0)
            return 0;
        n = sqlite3_last_insert_rowid(store->db);
    }
    if (strlen(id) < sizeof kept->id) {
        strcpy(kept->id, id);
        kept->n = n;
    }
    return n;
}

void db_forget_interned(Store *store)
{
    for (size_t i = 0; i < DB_INTERNED; i++)
        store->interned[i].n = 0;
}
