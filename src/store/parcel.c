/* SPDX-License-Identifier: MIT */
/* Exchange of events: each goes into the log as it is, in one transaction that ends well or not at all; then
 * the entities they speak of are folded. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "append.h"
#include "erase.h"
#include "event_row.h"
#include "index.h"
#include "mark.h"
#include "rir/clock.h"
#include "rir/mem.h"
#include "rir/parcel.h"

/* --- sending */

int parcel_add_held(Store *store, Str *out, Err *err)
{
    sqlite3_stmt *row = db_prepare(store, "SELECT s.id, max(e.seq) FROM event e JOIN site s ON s.n = e.site "
                                          "GROUP BY e.site "
                                          "ORDER BY s.id", err);
    if (!row)
        return -1;
    int got;
    while ((got = db_step(store, row, err)) == 1)
        str_add_format(out, "%s %lld\n", db_text(row, 0), (long long)sqlite3_column_int64(row, 1));
    db_reset(store, row);
    return got;
}

static int64_t find_held(const char *held, const char *site)
{
    size_t size = strlen(site);
    for (const char *line = held; line && *line; line = strchr(line, '\n'), line = line ? line + 1 : NULL)
        if (strncmp(line, site, size) == 0 && line[size] == ' ')
            return strtoll(line + size, NULL, 10);
    return 0;
}

int parcel_send(Store *store, const char *held, ParcelGive *give, void *context, Err *err)
{
    sqlite3_stmt *row = db_prepare(store, EVENT_ROW_SQL "ORDER BY e.hlc, s.id, e.seq", err);
    if (!row)
        return -1;
    int got;
    while ((got = db_step(store, row, err)) == 1) {
        Event event;
        event_row_read(row, &event);
        if ((got = db_check_row(store, err)) != 0)
            break;
        if (event.seq > find_held(held, event.site) && give(context, &event, err) != 0) {
            got = -1;
            break;
        }
    }
    db_reset(store, row);
    return got;
}

/* --- taking */

struct Parcel {
    Store *store;
    ParcelResult result;
    ThingSet touched; /* things that got an event */
    ThingSet sites;   /* site.n */
    ThingSet erased;  /* things that an arriving event erases */
    bool is_over;     /* something was refused: nothing can be finished */
};

Parcel *parcel_begin(Store *store, Err *err)
{
    if (mark_refuse_live(store, err) != 0 || store_begin(store, err) != 0)
        return NULL;
    Parcel *parcel = mem_new(sizeof *parcel);
    parcel->store = store;
    return parcel;
}

void parcel_drop(Parcel *parcel)
{
    if (!parcel)
        return;
    store_rollback(parcel->store);
    thing_set_free(&parcel->touched);
    thing_set_free(&parcel->sites);
    thing_set_free(&parcel->erased);
    free(parcel);
}

/* A body of a kind known here must be an object; others are nobody's business here. */
static bool is_body_good(Store *store, const Event *event)
{
    return !event->body || !kind_find(event->kind, event->ver) ||
           db_find_number(store, 0, "SELECT json_valid(?1) AND json_type(?1) = 'object'", "t", event->body);
}

static int check_event(Store *store, const Event *event, Err *err)
{
    if (!id_is_valid(event->site) || !id_is_valid(event->entity) || event->seq < 1 || event->hlc < 0
        || event->hlc >= APPEND_HLC_MOST || (event->session && !id_is_valid(event->session))
        || (event->person && !id_is_valid(event->person)))
        return err_set(err, ERR_ALARM, "event %lld of %s is not one that rir makes. Nothing was taken",
                       (long long)event->seq, event->site);
    if (!event_holds(event))
        return err_set(err, ERR_ALARM,
                       "event %lld of %s (%s) was changed on the way: its digest does not "
                       "fit. Nothing was "
                       "taken; ask for the copy again",
                       (long long)event->seq, event->site, event->kind);
    if (!is_body_good(store, event))
        return err_set(err, ERR_ALARM,
                       "event %lld of %s (%s) does not hold what its kind says. Nothing was taken",
                       (long long)event->seq, event->site, event->kind);
    if (strcmp(event->kind, "study.set") == 0 && strcmp(event->entity, store->study) != 0)
        return err_set(err, ERR_REFUSED, "what came is of another study than %s. Nothing was taken",
                       store->path);
    return 0;
}

/* 1 when the event is here already, 0 when not, -1 when another is in its place. */
static int find_known(Store *store, int64_t site, const Event *event, Err *err)
{
    sqlite3_stmt *row =
        db_prepare(store, "SELECT digest, kind, at FROM event WHERE site = ?1 AND seq = ?2", err);
    if (!row)
        return -1;
    db_bind_number(row, 1, site);
    db_bind_number(row, 2, event->seq);
    int got = db_step(store, row, err);
    if (got == 1 && memcmp(sqlite3_column_blob(row, 0), event->digest, EVENT_DIGEST_BYTES) != 0) {
        char here[CLOCK_STAMP_SIZE], there[CLOCK_STAMP_SIZE];
        clock_format_utc(here, sqlite3_column_int64(row, 2));
        clock_format_utc(there, event->at);
        got = err_set(err, ERR_ALARM, "two events claim to be number %lld of %s: %s of %s here, %s of %s "
                                      "there. One copy was duplicated and both were written to. Nothing was "
                                      "taken; keep both files as they are",
                      (long long)event->seq, event->site, db_text(row, 1), here, event->kind, there);
    }
    db_reset(store, row);
    return got;
}

static int take_new(Parcel *parcel, const Event *event, int64_t site, Err *err)
{
    Store *store = parcel->store;
    Event kept = *event;
    Applied applied;
    bool is_erase = strcmp(event->kind, "erase") == 0;
    if (!is_erase &&
        db_find_number(store, 0, "SELECT 1 FROM erased WHERE entity = (SELECT n FROM thing WHERE id = ?1)",
                       "t", event->entity))
        kept.body = NULL;
    if (append_insert(store, &kept, site, &applied, err) != 0)
        return -1;
    thing_set_add(&parcel->touched, applied.entity);
    thing_set_add(&parcel->sites, site);
    if (is_erase)
        thing_set_add(&parcel->erased, applied.entity);
    parcel->result.fresh++;
    parcel->result.erased += kept.body == NULL;
    parcel->result.newer += applied.kind == NULL;
    if (event->hlc > store->last_hlc)
        store->last_hlc = event->hlc;
    return 0;
}

int parcel_take(Parcel *parcel, const Event *event, Err *err)
{
    Store *store = parcel->store;
    int result = check_event(store, event, err);
    if (result == 0)
        result = db_do(store, err, "INSERT OR IGNORE INTO site(id) VALUES(?1)", "t", event->site);
    int64_t site = db_find_number(store, 0, "SELECT n FROM site WHERE id = ?1", "t", event->site);
    int known = result == 0 ? find_known(store, site, event, err) : -1;
    if (known == 1)
        parcel->result.known++;
    else if (known == 0)
        known = take_new(parcel, event, site, err);
    if (known < 0)
        parcel->is_over = true;
    return known < 0 ? -1 : 0;
}

static int check_gaps(Parcel *parcel, Err *err)
{
    static const char sql[] = "SELECT (SELECT id FROM site WHERE n = ?1), count(*), max(seq), (SELECT "
                              "min(a.seq) + 1 FROM event a WHERE a.site = ?1 AND NOT EXISTS(SELECT 1 FROM "
                              "event b WHERE b.site = ?1 AND b.seq = a.seq + 1)) FROM event WHERE site = ?1";
    Store *store = parcel->store;
    for (int64_t site = 0; (site = thing_set_find_next(&parcel->sites, site)) != 0;) {
        sqlite3_stmt *row = db_prepare(store, "SELECT count(*), max(seq) FROM event WHERE site = ?1", err);
        if (!row)
            return -1;
        db_bind_number(row, 1, site);
        int got = db_step(store, row, err);
        bool has_gap = got == 1 && sqlite3_column_int64(row, 0) != sqlite3_column_int64(row, 1);
        db_reset(store, row);
        if (got < 0)
            return -1;
        if (!has_gap)
            continue;
        row = db_prepare(store, sql, err);
        if (!row)
            return -1;
        db_bind_number(row, 1, site);
        if (db_step(store, row, err) == 1)
            err_set(err, ERR_REFUSED,
                    "events of %s are missing, the first is number %lld. Nothing was "
                    "taken; exchange with the "
                    "copy that made them first",
                    db_text(row, 0),
                    db_find_number(store, 1,
                                   "SELECT 1 WHERE EXISTS(SELECT 1 FROM event WHERE site = ?1 AND seq = 1)",
                                   "i", site)
                        ? (long long)sqlite3_column_int64(row, 3)
                        : 1LL);
        db_reset(store, row);
        return -1;
    }
    return 0;
}

/* --- erasures that arrive */

/* 1 when there were bodies to empty, 0 when not. */
static int empty_erased(Parcel *parcel, Err *err)
{
    Store *store = parcel->store;
    int64_t before = parcel->result.erased;
    for (int64_t n = 0; (n = thing_set_find_next(&parcel->erased, n)) != 0;) {
        if (db_do(store, err,
                  "UPDATE event SET body = NULL WHERE entity = ?1 AND kind <> 'erase' AND body IS NOT NULL",
                  "i", n) != 0)
            return -1;
        parcel->result.erased += sqlite3_changes64(store->db);
    }
    return parcel->result.erased > before;
}

static int apply_touched(Parcel *parcel, Err *err)
{
    for (int64_t n = 0; (n = thing_set_find_next(&parcel->touched, n)) != 0;)
        if (apply_fold(parcel->store, n, err) != 0)
            return err_prefix(err, "what came cannot be applied, and nothing of it was taken");
    return 0;
}

static int64_t count_conflicts(Store *store)
{
    return db_find_number(store, 0, "SELECT (SELECT count(DISTINCT note) FROM note_head) + (SELECT "
                                    "count(DISTINCT entity) FROM "
                                    "conflict)", "");
}

static int finish(Parcel *parcel, Err *err)
{
    if (parcel->is_over)
        return err_set(err, ERR_REFUSED, "something of this was refused before. Nothing was taken");
    if (check_gaps(parcel, err) != 0)
        return -1;
    int emptied = empty_erased(parcel, err);
    if (emptied < 0 || apply_touched(parcel, err) != 0)
        return -1;
    if (emptied && (index_merge(parcel->store, err) != 0 || erase_need_sweep(parcel->store, err) != 0))
        return -1;
    parcel->result.conflicts = count_conflicts(parcel->store);
    return store_commit(parcel->store, err);
}

int parcel_finish(Parcel *parcel, ParcelResult *result, Err *err)
{
    Store *store = parcel->store;
    bool needs_sole = thing_set_find_next(&parcel->erased, 0) != 0 || erase_is_due(store, NULL) != 0;
    int done = needs_sole ? mark_take_sole(store, err) : 0;
    if (done == 0) {
        done = finish(parcel, err);
        if (needs_sole) {
            if (done == 0)
                done = erase_sweep(store, err);
            mark_give_sole(store);
        }
    }
    if (done == 0 && result)
        *result = parcel->result;
    parcel_drop(parcel);
    return done;
}
