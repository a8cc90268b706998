/* SPDX-License-Identifier: MIT */
/* Undo and redo: an event that says of another that it is as if it had not been, or counts again. Nothing is
 * changed or removed; the entity's rows follow from what still counts. Events saved as one act (see
 * store_begin) are one step. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "append.h"
#include "apply.h"
#include "mark.h"
#include "rir/mem.h"

/* An event of a step, newest first while reading backwards. */
typedef struct {
    int64_t seq, with;
    char entity[ID_SIZE], session[ID_SIZE], person[ID_SIZE];
} StepEvent;

static bool is_undone(Store *store, const char *site, int64_t seq, const char *entity)
{
    /* The last word on the event counts. */
    static const char sql[] =
        "SELECT kind = 'undo' FROM event WHERE entity = (SELECT n FROM thing WHERE id = ?1) AND kind IN "
        "('undo', 'redo') AND body->>'$.site' = ?2 AND body->>'$.seq' = ?3 ORDER BY hlc DESC, (SELECT id "
        "FROM site WHERE n = event.site) DESC, seq DESC LIMIT 1";
    return db_find_number(store, 0, sql, "tti", entity, site, seq) == 1;
}

/* All events of the step that the event (site, seq) began or belongs to, but those erased since. */
static int read_step(Store *store, const EventKey *key, StepEvent **list, size_t *count, Err *err)
{
    static const char sql[] =
        "WITH root(seq) AS (SELECT coalesce((SELECT body->>'$.with' FROM event WHERE site = (SELECT n FROM "
        "site WHERE id = ?1) AND seq = ?2), ?2)) SELECT e.seq, t.id, (SELECT id FROM thing WHERE n = "
        "e.session), (SELECT id FROM thing WHERE n = e.person), e.kind, e.ver FROM event e JOIN thing t ON "
        "t.n = e.entity, root WHERE e.site = (SELECT n FROM site WHERE id = ?1) AND e.seq >= root.seq AND "
        "e.seq <= root.seq + 4096 AND e.body IS NOT NULL AND (e.seq = root.seq OR e.body->>'$.with' = "
        "root.seq) ORDER BY e.seq";
    size_t room = 0;
    *list = NULL;
    *count = 0;
    sqlite3_stmt *row = db_prepare(store, sql, err);
    if (!row)
        return -1;
    db_bind_text(row, 1, key->site);
    db_bind_number(row, 2, key->seq);
    int got;
    while ((got = db_step(store, row, err)) == 1) {
        const Kind *kind = kind_find(db_text(row, 4), sqlite3_column_int(row, 5));
        if (!kind || !(kind->flags & KIND_STEP))
            continue;
        *list = mem_grow(*list, &room, *count + 1, sizeof **list);
        StepEvent *event = &(*list)[(*count)++];
        event->seq = sqlite3_column_int64(row, 0);
        snprintf(event->entity, ID_SIZE, "%s", db_text(row, 1));
        snprintf(event->session, ID_SIZE, "%s", db_text(row, 2));
        snprintf(event->person, ID_SIZE, "%s", db_text(row, 3));
    }
    db_reset(store, row);
    return got;
}

typedef struct {
    const EventKey *key;
    bool redo;
    int64_t at;
    int tz;
} UndoWork;

static int undo_one(Store *store, const UndoWork *work, const StepEvent *event, Err *err)
{
    Str body = STR_EMPTY;
    str_add_format(&body, "{\"site\":\"%s\",\"seq\":%lld}", work->key->site, (long long)event->seq);
    Act act = {.kind = work->redo ? "redo" : "undo",
               .entity = event->entity,
               .session = event->session[0] ? event->session : NULL,
               .person = event->person[0] ? event->person : NULL,
               .at = work->at,
               .tz = work->tz,
               .body = str_text(&body)};
    int result = append_in_transaction(store, &act, NULL, err);
    str_free(&body);
    return result;
}

static int do_undo(Store *store, void *context, Err *err)
{
    UndoWork *work = context;
    StepEvent *list;
    size_t count;
    int result = read_step(store, work->key, &list, &count, err);
    if (result == 0 && count == 0)
        result = err_set(err, ERR_REFUSED, "there is no such step to %s", work->redo ? "redo" : "undo");
    if (result == 0 && is_undone(store, work->key->site, list[0].seq, list[0].entity) != work->redo)
        result =
            err_set(err, ERR_REFUSED, work->redo ? "that step is not undone" : "that step is undone already");
    for (size_t i = count; result == 0 && i > 0; i--)
        result = undo_one(store, work, &list[i - 1], err);
    free(list);
    return result;
}

int store_undo(Store *store, const EventKey *key, bool redo, int64_t at, int tz, Err *err)
{
    UndoWork work = {key, redo, at, tz};
    return append_within(store, do_undo, &work, err);
}

static const char back_sql[] =
    "SELECT e.seq, e.kind, e.ver, e.body->>'$.with', e.body->>'$.seq', t.id FROM event e JOIN thing t ON t.n "
    "= e.entity WHERE e.site = ?1 AND e.session = (SELECT n FROM thing WHERE id = ?2) AND e.body IS NOT NULL "
    "AND (e.kind NOT IN ('undo', 'redo') OR e.body->>'$.site' = ?3) ORDER BY e.seq DESC";

/* Reads backwards to the latest step that counts. For redo: over the undos and redos behind the latest step
 * of all, to the first whose event is still undone; a step is undone from its last event to its first, so
 * that is the step's own. What counts may have been settled on another copy meanwhile. */
static int64_t walk_back(sqlite3_stmt *row, Store *store, bool redo)
{
    while (db_step(store, row, NULL) == 1) {
        const char *name = db_text(row, 1);
        if (strcmp(name, "undo") == 0 || strcmp(name, "redo") == 0) {
            int64_t target = sqlite3_column_int64(row, 4);
            if (redo && is_undone(store, store->site, target, db_text(row, 5)))
                return target;
            continue;
        }
        const Kind *kind = kind_find(name, sqlite3_column_int(row, 2));
        if (!kind || !(kind->flags & KIND_STEP))
            continue;
        int64_t seq = sqlite3_column_int64(row, 0);
        if (redo)
            return 0;
        if (!is_undone(store, store->site, seq, db_text(row, 5)))
            return sqlite3_column_type(row, 3) == SQLITE_NULL ? seq : sqlite3_column_int64(row, 3);
    }
    return 0;
}

EventKey store_find_undo(Store *store, const char *session, bool redo)
{
    EventKey key = {"", 0};
    sqlite3_stmt *row = db_prepare(store, back_sql, NULL);
    if (!row)
        return key;
    db_bind_number(row, 1, mark_find_site(store));
    db_bind_text(row, 2, session);
    db_bind_text(row, 3, store->site);
    key.seq = walk_back(row, store, redo);
    db_reset(store, row);
    if (key.seq)
        memcpy(key.site, store->site, sizeof key.site);
    return key;
}
