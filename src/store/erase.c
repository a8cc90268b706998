/* SPDX-License-Identifier: MIT */
/* Erasure: bodies out of the log, rows out of the projection, words out of index, -wal and free pages; and a look
 * whether that is so before it is called done. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "append.h"
#include "erase.h"
#include "index.h"
#include "mark.h"
#include "rir/json.h"
#include "rir/mem.h"
#include "rir/upkeep.h"

/* --- what must not be found afterwards */

#define TRACE_LEAST 8
#define TRACE_MOST 24

static void add_trace(Traces *traces, const char *text, size_t size)
{
    if (size < TRACE_LEAST)
        return;
    traces->list = mem_grow(traces->list, &traces->room, traces->count + 1, sizeof *traces->list);
    traces->list[traces->count++] = mem_copy_bytes(text, size < TRACE_MOST ? size : TRACE_MOST);
}

void erase_free_traces(Traces *traces)
{
    for (size_t i = 0; i < traces->count; i++)
        free(traces->list[i]);
    free(traces->list);
}

/* The salt of a body is found nowhere else; the text alone is what the rows held. */
int erase_read_traces(Store *store, const char *entity, Traces *traces, Err *err)
{
    static const char sql[] = "SELECT body->>'$.salt', coalesce(body->>'$.text', '') FROM event WHERE entity = (SELECT n FROM "
                              "thing WHERE id = ?1) AND body IS NOT NULL";
    sqlite3_stmt *row = db_prepare(store, sql, err);
    if (!row)
        return -1;
    db_bind_text(row, 1, entity);
    int got;
    while ((got = db_step(store, row, err)) == 1)
        for (int i = 0; i < 2; i++)
            add_trace(traces, db_text(row, i), strlen(db_text(row, i)));
    db_reset(store, row);
    return got;
}

static bool has_trace(const char *block, size_t size, const Traces *traces)
{
    for (size_t i = 0; i < traces->count; i++)
        if (memmem(block, size, traces->list[i], strlen(traces->list[i])))
            return true;
    return false;
}

#define BLOCK_BYTES (1 << 20)

static bool file_has_trace(const char *path, const Traces *traces)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    char *block = mem_new(BLOCK_BYTES + TRACE_MOST);
    size_t kept = 0;
    bool found = false;
    ssize_t got;
    while (!found && (got = read(descriptor, block + kept, BLOCK_BYTES)) > 0) {
        size_t size = kept + (size_t)got;
        found = has_trace(block, size, traces);
        /* A trace may lie across two blocks. */
        kept = size < TRACE_MOST ? size : TRACE_MOST;
        memmove(block, block + size - kept, kept);
    }
    free(block);
    close(descriptor);
    return found;
}

static bool study_has_trace(const Store *store, const Traces *traces)
{
    Str wal = STR_EMPTY;
    str_add_format(&wal, "%s-wal", store->path);
    bool found = file_has_trace(store->path, traces) || file_has_trace(str_text(&wal), traces);
    str_free(&wal);
    return found;
}

/* --- erasing */

bool erase_was_indexed(Store *store, const char *entity)
{
    return db_find_number(store, 0, "SELECT 1 FROM note JOIN indexed ON indexed.session = note.session WHERE note.n = (SELECT n "
                                    "FROM thing WHERE id = ?1) AND note.n <= indexed.upto", "t", entity) != 0;
}

static int empty_entity(Store *store, const char *entity, const char *why, Err *err)
{
    Str body = STR_EMPTY;
    Json json = json_begin(&body, 0);
    json_open(&json, NULL, '{');
    json_add_some(&json, "why", why);
    json_close(&json, '}');
    int result = db_do(store, err, "UPDATE event SET body = NULL WHERE entity = (SELECT n FROM thing WHERE id = ?1)", "t", entity);
    if (result == 0) {
        Act act = {.kind = "erase", .entity = entity, .body = str_text(&body)};
        result = append_in_transaction(store, &act, NULL, err);
    }
    str_free(&body);
    return result;
}

typedef struct {
    const char *const *entities;
    size_t count;
    const char *why;
    const char *session; /* whose draft goes too, or NULL */
} EraseWork;

static int do_erase(Store *store, void *context, Err *err)
{
    const EraseWork *work = context;
    bool indexed = false;
    for (size_t i = 0; i < work->count; i++) {
        indexed = indexed || erase_was_indexed(store, work->entities[i]);
        if (empty_entity(store, work->entities[i], work->why, err) != 0)
            return -1;
    }
    if (work->session && db_do(store, err, "DELETE FROM draft WHERE session = ?1", "t", work->session) != 0)
        return -1;
    return indexed ? index_merge(store, err) : 0;
}

/* SQLite does not sync the -wal it has emptied: after a power cut the words could be in it again. */
static int empty_wal(Store *store, Err *err)
{
    sqlite3_file *wal = NULL;
    if (sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) != SQLITE_OK)
        return db_fail(store, err, "erasing");
    if (sqlite3_file_control(store->db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &wal) == SQLITE_OK && wal && wal->pMethods
        && wal->pMethods->xSync(wal, SQLITE_SYNC_NORMAL) != SQLITE_OK)
        return err_set(err, ERR_FAILED, "erasing: the disk of %s failed; what is erased may still be found on it. Try again",
                       store->path);
    return 0;
}

int erase_sweep(Store *store, const Traces *traces, Err *err)
{
    if (empty_wal(store, err) != 0)
        return -1;
    if (!study_has_trace(store, traces))
        return 0;
    /* Cells that moved between pages can leave their bytes behind; a file written anew has none. */
    db_forget_statements(store);
    if (db_execute(store, "VACUUM", err) != 0)
        return -1;
    return empty_wal(store, err);
}

static int erase_entities(Store *store, const EraseWork *work, Err *err)
{
    Traces traces = {NULL, 0, 0};
    EraseWork given = *work;
    int result = 0;
    for (size_t i = 0; result == 0 && i < work->count; i++)
        result = erase_read_traces(store, work->entities[i], &traces, err);
    if (result == 0)
        result = mark_take_sole(store, err);
    if (result == 0) {
        result = append_within(store, do_erase, &given, err);
        if (result == 0)
            result = erase_sweep(store, &traces, err);
        mark_give_sole(store);
    }
    erase_free_traces(&traces);
    return result;
}

int upkeep_erase(Store *store, const char *const *entities, size_t count, const char *why, Err *err)
{
    EraseWork work = {entities, count, why, NULL};
    if (count == 0)
        return 0;
    if (mark_refuse_live(store, err) != 0)
        return -1;
    return erase_entities(store, &work, err);
}

/* Struck notes, and what was struck that has no note to show it: a note that was undone before, an added question. */
static int read_struck(Store *store, const char *session, char ***list, size_t *count, Err *err)
{
    static const char sql[] =
        "SELECT thing.id FROM note JOIN thing ON thing.n = note.n WHERE note.session = (SELECT n FROM thing WHERE id = ?1) "
        "AND note.hidden & 1 UNION SELECT thing.id FROM event e JOIN thing ON thing.n = e.entity WHERE e.session = (SELECT "
        "n FROM thing WHERE id = ?1) AND e.kind = 'note.strike' AND e.body IS NOT NULL AND NOT EXISTS(SELECT 1 FROM note "
        "WHERE n = e.entity) AND coalesce((SELECT u.kind FROM event u WHERE u.entity = e.entity AND u.kind IN ('undo', "
        "'redo') AND u.body->>'$.seq' = e.seq AND u.body->>'$.site' = (SELECT id FROM site WHERE n = e.site) ORDER BY u.hlc "
        "DESC LIMIT 1), 'redo') = 'redo'";
    size_t room = 0;
    *list = NULL;
    *count = 0;
    sqlite3_stmt *row = db_prepare(store, sql, err);
    if (!row)
        return -1;
    db_bind_text(row, 1, session);
    int got;
    while ((got = db_step(store, row, err)) == 1) {
        *list = mem_grow(*list, &room, *count + 1, sizeof **list);
        (*list)[(*count)++] = mem_copy_text(db_text(row, 0));
    }
    db_reset(store, row);
    return got;
}

/* A draft that was dropped lies in the -wal until that is emptied, also where no note was struck. */
static bool had_secrets(Store *store, const char *session)
{
    return db_find_number(store, 0, "SELECT 1 FROM event WHERE session = (SELECT n FROM thing WHERE id = ?1) AND kind IN "
                                    "('note.strike', 'session.off') LIMIT 1", "t", session) != 0;
}

int upkeep_erase_struck(Store *store, const char *session, Err *err)
{
    char **list;
    size_t count;
    int result = read_struck(store, session, &list, &count, err);
    if (result == 0 && (count > 0 || had_secrets(store, session))) {
        EraseWork work = {(const char *const *)list, count, "struck", session};
        result = erase_entities(store, &work, err);
    }
    for (size_t i = 0; i < count; i++)
        free(list[i]);
    free(list);
    return result == 0 ? (int)count : -1;
}
