/* SPDX-License-Identifier: MIT */
/* Writing events: transactions, the numbers of an event, its digest. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "apply.h"
#include "append.h"
#include "erase.h"
#include "mark.h"
#include "rir/clock.h"
#include "rir/digest.h"
#include "rir/id.h"
#include "rir/watch.h"

/* --- transactions */

int64_t store_read_version(Store *store)
{
    return db_find_number(store, 0, "PRAGMA data_version", "");
}

/* What is kept here of the file may have changed under another program's hands. */
static int look_again(Store *store, Err *err)
{
    err_clear(&store->trouble);
    int64_t version = db_find_number(store, 0, "PRAGMA data_version", "");
    if (version != store->data_version) {
        int64_t hlc = append_find_last_hlc(store);
        store->last_hlc = hlc > store->last_hlc ? hlc : store->last_hlc;
    }
    store->data_version = version;
    return db_check_trouble(store, err);
}

int store_begin(Store *store, Err *err)
{
    if (store->is_read_only)
        return err_set(err, ERR_REFUSED, "%s is open for reading only; nothing can be saved in it",
                       store->path);
    if (store->in_transaction)
        return err_set(err, ERR_FAILED, "an act is being saved already");
    if (!store->rollback &&
        sqlite3_prepare_v2(store->db, "ROLLBACK", -1, &store->rollback, NULL) != SQLITE_OK)
        return db_fail(store, err, "saving");
    sqlite3_stmt *begin = db_prepare(store, "BEGIN IMMEDIATE", err);
    if (!begin || db_run(store, begin, err) != 0)
        return -1;
    store->in_transaction = true;
    store->step = 0;
    bool is_in_place = mark_check_place(store, err) == 0;
    if (is_in_place && look_again(store, err) == 0)
        return 0;
    store_rollback(store);
    /* A -wal without a name is lost with this process: what lies in it goes into the study. */
    if (!is_in_place)
        sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    return -1;
}

int store_commit(Store *store, Err *err)
{
    sqlite3_stmt *commit = db_check_trouble(store, err) == 0 ? db_prepare(store, "COMMIT", err) : NULL;
    if (!commit || db_run(store, commit, err) != 0) {
        store_rollback(store);
        return -1;
    }
    store->in_transaction = false;
    watch_tell(store->path);
    return 0;
}

/* What was counted on in what is rolled back is not there. The clock goes on: that costs nothing and cannot
 * fail. */
static void forget_counted(Store *store)
{
    db_forget_interned(store);
    store->site_n = 0;
}

void store_rollback(Store *store)
{
    if (!store->in_transaction)
        return;
    store->in_transaction = false;
    store->owes_rollback = store->owes_look = true;
    db_roll_back(store);
    forget_counted(store);
}

/* --- numbers */

int64_t append_find_last_hlc(Store *store)
{
    /* The last event of each site has that site's largest hlc; sites are few. */
    return db_find_number(store, 0, "SELECT max(hlc) FROM (SELECT (SELECT hlc FROM event WHERE site = s.n "
                                    "ORDER BY seq DESC "
                                    "LIMIT 1) AS hlc FROM site s)", "");
}

static int64_t tick(Store *store)
{
    int64_t wall = clock_read().wall;
    int64_t now = wall < 0 ? 0 : (wall < APPEND_WALL_MOST ? wall : APPEND_WALL_MOST) << 16;
    store->last_hlc = now > store->last_hlc ? now : store->last_hlc + 1;
    return store->last_hlc;
}

/* Over the header and the body's hash, which is in event->digest. */
static Digest find_digest(const Event *event)
{
    DigestRun run;
    digest_begin(&run);
    digest_add_text(&run, "rir event 1");
    digest_add_text(&run, event->site);
    digest_add_number(&run, event->seq);
    digest_add_number(&run, event->hlc);
    digest_add_number(&run, event->at);
    digest_add_number(&run, event->tz);
    digest_add_text(&run, event->author);
    digest_add_text(&run, event->kind);
    digest_add_number(&run, event->ver);
    digest_add_text(&run, event->entity);
    digest_add_text(&run, event->session);
    digest_add_text(&run, event->person);
    digest_add_text(&run, event->seen);
    digest_add(&run, event->digest, DIGEST_BYTES);
    return digest_end(&run);
}

/* Sets event->digest from its body and header. */
static void seal(Event *event)
{
    Digest body = digest_of(event->body, strlen(event->body));
    memcpy(event->digest, body.bytes, DIGEST_BYTES);
    Digest whole = find_digest(event);
    memcpy(event->digest + DIGEST_BYTES, whole.bytes, DIGEST_BYTES);
}

bool event_holds(const Event *event)
{
    if (event->body) {
        Digest body = digest_of(event->body, strlen(event->body));
        if (memcmp(body.bytes, event->digest, DIGEST_BYTES) != 0)
            return false;
    }
    Digest whole = find_digest(event);
    return memcmp(whole.bytes, event->digest + DIGEST_BYTES, DIGEST_BYTES) == 0;
}

/* --- one event */

int append_insert(Store *store, const Event *event, int64_t site, Applied *applied, Err *err)
{
    static const char sql[] = "INSERT INTO event(site, seq, hlc, at, tz, author, kind, ver, entity, session, "
                              "person, seen, body, digest) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
                              "?11, ?12, ?13, ?14)";
    Err worse = {ERR_NONE, ""};
    int64_t entity = db_intern(store, event->entity, &worse);
    int64_t session = db_intern(store, event->session, &worse);
    int64_t person = db_intern(store, event->person, &worse);
    if (worse.code != ERR_NONE || entity == 0)
        return err_set(err, worse.code ? worse.code : ERR_FAILED, "%s", worse.text);
    sqlite3_stmt *insert = db_prepare(store, sql, err);
    if (!insert)
        return -1;
    db_bind_number(insert, 1, site);
    db_bind_number(insert, 2, event->seq);
    db_bind_number(insert, 3, event->hlc);
    db_bind_number(insert, 4, event->at);
    db_bind_number(insert, 5, event->tz);
    db_bind_text(insert, 6, event->author);
    db_bind_text(insert, 7, event->kind);
    db_bind_number(insert, 8, event->ver);
    db_bind_number(insert, 9, entity);
    db_bind_key(insert, 10, session);
    db_bind_key(insert, 11, person);
    db_bind_text(insert, 12, event->seen);
    db_bind_text(insert, 13, event->body);
    sqlite3_bind_blob(insert, 14, event->digest, EVENT_DIGEST_BYTES, SQLITE_STATIC);
    if (db_run(store, insert, err) != 0)
        return -1;
    *applied = (Applied){kind_find(event->kind, event->ver), entity, session, person, event->site, event->seq,
                         event->hlc, event->at, event->tz, event->author, event->seen, event->body, false};
    return 0;
}

static int check_body(Store *store, const Act *act, Err *err)
{
    if (db_find_number(store, 0, "SELECT json_valid(?1) AND json_type(?1) = 'object'", "t", act->body))
        return 0;
    return err_set(err, ERR_REFUSED, "an event's body is no JSON object: %s", act->kind);
}

/* Salt first: it makes the body's hash say nothing about a short text once the body is erased. */
static void add_salted(Str *body, const char *given, int64_t step)
{
    static const char digits[] = "0123456789abcdef";
    uint8_t salt[14]; /* what one block of randomness gives */
    id_fill_random(salt, sizeof salt);
    str_add(body, "{\"salt\":\"");
    for (size_t i = 0; i < sizeof salt; i++) {
        str_add_byte(body, digits[salt[i] >> 4]);
        str_add_byte(body, digits[salt[i] & 15]);
    }
    str_add(body, "\"");
    if (step)
        str_add_format(body, ",\"with\":%lld", (long long)step);
    const char *rest = strchr(given, '{') + 1;
    rest += strspn(rest, " \t\n");
    str_add(body, *rest == '}' ? "" : ",");
    str_add(body, rest);
}

static int refuse_erased(Store *store, int64_t entity, Err *err)
{
    if (entity == 0 || !db_find_number(store, 0, "SELECT 1 FROM erased WHERE entity = ?1", "i", entity))
        return 0;
    return err_set(err, ERR_REFUSED, "what this belongs to was erased for good; nothing can be added to it");
}

static int add_event(Store *store, const Act *act, const Kind *kind, EventKey *key, Err *err)
{
    Str body = STR_EMPTY, seen = STR_EMPTY;
    Applied applied;
    int result = -1;
    if (mark_ensure_site(store, err) != 0)
        return -1;
    Event event = {.site = store->site, .author = store->author, .kind = act->kind, .ver = kind->row.ver,
                   .entity = act->entity, .session = act->session, .person = act->person};
    event.seq =
        db_find_number(store, 0, "SELECT max(seq) FROM event WHERE site = ?1", "i", store->site_n) + 1;
    event.at = act->at ? act->at : clock_read().wall;
    event.tz = act->at ? act->tz : clock_find_offset(event.at);
    event.hlc = tick(store);
    int64_t entity = db_find_number(store, 0, "SELECT n FROM thing WHERE id = ?1", "t", act->entity);
    if (refuse_erased(store, entity, err) != 0)
        goto out;
    if ((kind->flags & KIND_EDITS) && entity && apply_add_heads(store, entity, &seen, err) < 0)
        goto out;
    add_salted(&body, act->body, store->step);
    event.body = str_text(&body);
    event.seen = str_text(&seen);
    seal(&event);
    if (append_insert(store, &event, store->site_n, &applied, err) != 0)
        goto out;
    if ((entity ? apply_event(store, &applied, err) : apply_only(store, &applied, err)) != 0)
        goto out;
    if (store->step == 0)
        store->step = event.seq;
    if (key) {
        memcpy(key->site, store->site, sizeof key->site);
        key->seq = event.seq;
    }
    result = 0;
out:
    str_free(&body);
    str_free(&seen);
    return result;
}

int append_in_transaction(Store *store, const Act *act, EventKey *key, Err *err)
{
    const Kind *kind = NULL;
    size_t count;
    const Kind *list = kind_list(&count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i].row.kind, act->kind) == 0)
            kind = &list[i];
    if (!kind)
        return err_set(err, ERR_REFUSED, "this rir knows no event of the kind %s", act->kind);
    if (!id_is_valid(act->entity) || (act->session && !id_is_valid(act->session)) ||
        (act->person && !id_is_valid(act->person)))
        return err_set(err, ERR_REFUSED, "an event of the kind %s names something that is no id", act->kind);
    if (check_body(store, act, err) != 0 || add_event(store, act, kind, key, err) != 0)
        return -1;
    bool leaves_words = strcmp(act->kind, "note.strike") == 0 || strcmp(act->kind, "session.off") == 0;
    return leaves_words && act->session ? erase_need_struck(store, act->session, err) : 0;
}

int append_within(Store *store, AppendWork *work, void *context, Err *err)
{
    if (!store->in_transaction) {
        if (store_begin(store, err) != 0)
            return -1;
        if (work(store, context, err) == 0)
            return store_commit(store, err);
        store_rollback(store);
        return -1;
    }
    int64_t step = store->step;
    if (db_check_trouble(store, err) != 0 || db_execute(store, "SAVEPOINT act", err) != 0)
        return -1;
    if (work(store, context, err) == 0 && db_check_trouble(store, err) == 0)
        return db_execute(store, "RELEASE act", err);
    store->step = step;
    forget_counted(store);
    err_clear(&store->trouble);
    /* SQLite may have rolled back the whole transaction, or be unable to roll back this part: then nothing of
     * it counts. */
    if (sqlite3_get_autocommit(store->db)
        || sqlite3_exec(store->db, "ROLLBACK TO act; RELEASE act", NULL, NULL, NULL) != SQLITE_OK)
        store->trouble =
            err ? *err : (Err){ERR_FAILED, "an act failed, and all that was to be saved with it"};
    return -1;
}

typedef struct {
    const Act *act;
    EventKey *key;
} OneAct;

static int do_append(Store *store, void *context, Err *err)
{
    OneAct *one = context;
    return append_in_transaction(store, one->act, one->key, err);
}

int store_append(Store *store, const Act *act, EventKey *key, Err *err)
{
    OneAct one = {act, key};
    return append_within(store, do_append, &one, err);
}
