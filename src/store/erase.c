/* SPDX-License-Identifier: MIT */
/* Erasure: bodies out of the log, rows out of the projection, words out of the index, and then the sweep: the
 * file is written anew, for cells that moved between pages leave bytes behind, and the -wal is emptied. That
 * the sweep is due is kept in the study itself, so that nothing is forgotten when it fails or power is cut
 * before it. */
#include <stdlib.h>
#include <string.h>

#include "append.h"
#include "erase.h"
#include "index.h"
#include "mark.h"
#include "rir/file.h"
#include "rir/json.h"
#include "rir/mem.h"
#include "rir/upkeep.h"

/* --- erasing */

static bool is_erased(Store *store, const char *entity)
{
    return db_find_number(store, 0, "SELECT 1 FROM erased WHERE entity = (SELECT n FROM thing WHERE id = ?1)",
                          "t", entity) != 0;
}

static int empty_entity(Store *store, const char *entity, const char *why, Err *err)
{
    if (is_erased(store, entity)) /* asked again, because the sweep failed */
        return 0;
    Str body = STR_EMPTY;
    Json json = json_begin(&body, 0);
    json_open(&json, NULL, '{');
    json_add_some(&json, "why", why);
    json_close(&json, '}');
    int result =
        db_do(store, err, "UPDATE event SET body = NULL WHERE entity = (SELECT n FROM thing WHERE id = ?1)",
              "t", entity);
    if (result == 0) {
        Act act = {.kind = "erase", .entity = entity, .body = str_text(&body)};
        result = append_in_transaction(store, &act, NULL, err);
    }
    str_free(&body);
    return result;
}

int erase_need_sweep(Store *store, Err *err)
{
    return db_do(store, err, "INSERT OR REPLACE INTO meta(key, value) VALUES('sweep', 'due')", "");
}

int erase_need_struck(Store *store, const char *session, Err *err)
{
    return db_do(store, err, "INSERT OR REPLACE INTO meta(key, value) VALUES('struck ' || ?1, 'due')", "t",
                 session);
}

static int forget_struck(Store *store, const char *session, Err *err)
{
    return db_do(store, err, "DELETE FROM meta WHERE key = 'struck ' || ?1", "t", session);
}

typedef struct {
    const char *const *entities;
    size_t count;
    const char *why;
    const char *session; /* whose draft goes too, or NULL */
    const char *person;  /* the drafts of whose sessions go too, or NULL */
} EraseWork;

static int do_erase(Store *store, void *context, Err *err)
{
    static const char drafts_sql[] =
        "DELETE FROM draft WHERE session IN (SELECT t.id FROM any_roster r JOIN thing t ON t.n = r.session "
        "WHERE r.person = (SELECT n FROM thing WHERE id = ?1))";
    const EraseWork *work = context;
    if (work->person && db_do(store, err, drafts_sql, "t", work->person) != 0)
        return -1;
    for (size_t i = 0; i < work->count; i++)
        if (empty_entity(store, work->entities[i], work->why, err) != 0)
            return -1;
    if (work->session &&
        (db_do(store, err, "DELETE FROM draft WHERE session = ?1", "t", work->session) != 0 ||
         forget_struck(store, work->session, err) != 0))
        return -1;
    return index_merge(store, err) == 0 ? erase_need_sweep(store, err) : -1;
}

/* --- the sweep */

int erase_is_due(Store *store, Err *err)
{
    sqlite3_stmt *row = db_prepare(store, "SELECT 1 FROM meta WHERE key = 'sweep'", err);
    int due = row ? db_step(store, row, err) : -1;
    db_reset(store, row);
    return due;
}

/* SQLite does not sync the -wal it has emptied: after a power cut the words could be in it again. */
static int empty_wal(Store *store, Err *err)
{
    sqlite3_file *wal = NULL;
    if (sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) != SQLITE_OK)
        return db_fail(store, err, "erasing");
    if (sqlite3_file_control(store->db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &wal) == SQLITE_OK && wal &&
        wal->pMethods && wal->pMethods->xSync(wal, SQLITE_SYNC_NORMAL) != SQLITE_OK)
        return err_set(err, ERR_FAILED, "erasing: the disk of %s failed", store->path);
    return 0;
}

#define MOST_IN_MEMORY (64 << 20)

/* VACUUM works in a temporary file: a large one lies beside the study, on the same disk, and has no name. */
static int write_anew(Store *store, Err *err)
{
    int64_t size = db_find_number(
        store, 0, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", "");
    db_forget_statements(store);
    if (size > MOST_IN_MEMORY) {
        const char *name = file_find_name(store->path);
        sqlite3_temp_directory = name > store->path
                                     ? sqlite3_mprintf("%.*s", (int)(name - store->path), store->path)
                                     : sqlite3_mprintf(".");
        db_execute(store, "PRAGMA temp_store = FILE", NULL);
    }
    int result = db_execute(store, "VACUUM", err);
    if (size > MOST_IN_MEMORY) {
        db_execute(store, "PRAGMA temp_store = MEMORY", NULL);
        sqlite3_free(sqlite3_temp_directory);
        sqlite3_temp_directory = NULL;
    }
    return result;
}

int erase_sweep(Store *store, Err *err)
{
    int due = erase_is_due(store, err);
    if (due <= 0)
        return due;
    if (write_anew(store, err) != 0 || empty_wal(store, err) != 0 ||
        db_do(store, err, "DELETE FROM meta WHERE key = 'sweep'", "") != 0)
        return err_prefix(err, "what is erased can no longer be read in the study, but its bytes may still "
                               "be in the file. Try again");
    return 0;
}

/* --- what callers say */

static int erase_entities(Store *store, EraseWork *work, Err *err)
{
    if (mark_take_sole(store, err) != 0)
        return -1;
    int result = append_within(store, do_erase, work, err);
    if (result == 0)
        result = erase_sweep(store, err);
    mark_give_sole(store);
    return result;
}

/* While no session is live. */
static int erase_at_rest(Store *store, EraseWork *work, Err *err)
{
    if (work->count == 0)
        return 0;
    if (mark_refuse_live(store, err) != 0)
        return -1;
    return erase_entities(store, work, err);
}

int upkeep_erase(Store *store, const char *const *entities, size_t count, const char *why, Err *err)
{
    EraseWork work = {entities, count, why, NULL, NULL};
    return erase_at_rest(store, &work, err);
}

/* Ids, one a row of `sql`, in which `word` is ?1. The caller frees the list, whatever is returned. */
static int read_entities(Store *store, const char *sql, const char *word, char ***list, size_t *count,
                         Err *err)
{
    size_t room = 0;
    int got;
    *list = NULL;
    *count = 0;
    sqlite3_stmt *row = db_prepare(store, sql, err);
    if (!row)
        return -1;
    db_bind_text(row, 1, word);
    while ((got = db_step(store, row, err)) == 1) {
        *list = mem_grow(*list, &room, *count + 1, sizeof **list);
        (*list)[(*count)++] = mem_copy_text(db_text(row, 0));
    }
    db_reset(store, row);
    return got;
}

static void free_entities(char **list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(list[i]);
    free(list);
}

/* What any version ever said to be theirs; what is theirs now without being said, in a session that was put
 * right or by one of several who spoke at once; and what is known of them. A session is nobody's. */
static int read_person(Store *store, const char *person, char ***list, size_t *count, Err *err)
{
    static const char sql[] =
        "WITH who(n) AS (SELECT n FROM thing WHERE id = ?1), theirs(n) AS (SELECT n FROM who UNION SELECT "
        "e.entity FROM event e, who WHERE e.person = who.n UNION SELECT note.n FROM note, who WHERE "
        "note.speaker = who.n UNION SELECT note.n FROM note, person p, who WHERE p.n = who.n AND "
        "note.speaker IS NULL AND instr(' ' || upper(note.seat) || ' ', ' ' || upper(p.pseudonym) || ' ') > "
        "0 UNION SELECT note.n FROM note JOIN any_came sp ON sp.session = note.session, who WHERE "
        "sp.person = who.n AND note.speaker IS NULL AND note.seat IS NULL AND note.kind NOT IN (SELECT kind "
        "FROM any_own_kind) AND NOT EXISTS(SELECT 1 FROM any_came o WHERE o.session = note.session AND "
        "o.person <> who.n AND (o.since, o.hlc) < (note.elapsed, note.hlc))), full(n) AS (SELECT n FROM "
        "theirs UNION SELECT c.note FROM card c JOIN theirs "
        "ON theirs.n = c.jotting) SELECT thing.id FROM full AS theirs JOIN thing ON thing.n = theirs.n WHERE "
        "theirs.n NOT IN (SELECT n FROM session)";
    return read_entities(store, sql, person, list, count, err);
}

int upkeep_erase_person(Store *store, const char *person, const char *why, Err *err)
{
    char **list;
    size_t count;
    int result = read_person(store, person, &list, &count, err);
    if (result == 0)
        result = erase_at_rest(store, &(EraseWork){(const char *const *)list, count, why, NULL, person}, err);
    free_entities(list, count);
    return result;
}

/* Struck notes, and what was struck that has no note to show it: a note that was undone before, an added
 * question; and what was said of a recommendation whose words are struck. */
static int read_struck(Store *store, const char *session, char ***list, size_t *count, Err *err)
{
    static const char sql[] =
        "SELECT thing.id FROM note JOIN thing ON thing.n = note.n WHERE note.session = (SELECT n FROM thing "
        "WHERE id = ?1) AND note.hidden & 1 UNION SELECT thing.id FROM card c JOIN note j ON j.n = c.jotting "
        "JOIN thing ON thing.n = c.note WHERE j.session = (SELECT n FROM thing WHERE id = ?1) AND j.hidden & "
        "1 UNION SELECT thing.id FROM event e JOIN thing ON thing.n = e.entity WHERE e.session = (SELECT n "
        "FROM thing WHERE id = ?1) AND e.kind = 'note.strike' AND e.body IS NOT NULL AND NOT EXISTS(SELECT 1 "
        "FROM note WHERE n = e.entity) AND coalesce((SELECT u.kind FROM event u WHERE u.entity = e.entity "
        "AND u.kind IN ('undo', 'redo') AND u.body->>'$.seq' = e.seq AND u.body->>'$.site' = (SELECT id FROM "
        "site WHERE n = e.site) ORDER BY u.hlc DESC LIMIT 1), 'redo') = 'redo' UNION SELECT thing.id FROM "
        "recommendation_said x JOIN recommendation r ON r.n = x.recommendation JOIN note ON note.n = r.note "
        "JOIN thing ON thing.n = x.n WHERE note.session = (SELECT n FROM thing WHERE id = ?1) AND "
        "note.hidden & 1";
    return read_entities(store, sql, session, list, count, err);
}

/* A draft that was dropped lies in the -wal until that is emptied, also where no note was struck. */
static bool had_secrets(Store *store, const char *session)
{
    return db_find_number(store, 0,
                          "SELECT 1 FROM event WHERE session = (SELECT n FROM thing WHERE id = ?1) "
                          "AND kind IN "
                          "('note.strike', 'session.off') LIMIT 1",
                          "t", session) != 0;
}

int upkeep_erase_struck(Store *store, const char *session, Err *err)
{
    char **list;
    size_t count;
    int result = read_struck(store, session, &list, &count, err);
    if (result == 0 && (count > 0 || had_secrets(store, session))) {
        EraseWork work = {(const char *const *)list, count, "struck", session, NULL};
        result = erase_entities(store, &work, err);
    }
    free_entities(list, count);
    return result == 0 ? (int)count : -1;
}

/* --- what was left undone: the power was cut, or another window had the study open */

static void erase_left(Store *store)
{
    static const char sql[] =
        "SELECT t.id FROM meta JOIN thing t ON t.id = substr(key, 8) JOIN session s ON s.n = t.n WHERE key "
        "BETWEEN ?1 AND ?1 || 'g' AND s.ended IS NOT NULL";
    char **list;
    size_t count;
    if (read_entities(store, sql, "struck ", &list, &count, NULL) != 0)
        return;
    for (size_t i = 0; i < count && mark_refuse_live(store, NULL) == 0; i++)
        if (upkeep_erase_struck(store, list[i], NULL) == 0)
            forget_struck(store, list[i], NULL);
    free_entities(list, count);
}

void erase_go_on(Store *store)
{
    if (erase_is_due(store, NULL) == 1 && mark_refuse_live(store, NULL) == 0 &&
        mark_take_sole(store, NULL) == 0) {
        erase_sweep(store, NULL);
        mark_give_sole(store);
    }
    erase_left(store);
}
