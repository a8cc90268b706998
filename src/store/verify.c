/* SPDX-License-Identifier: MIT */
/* Proving that a study is whole: the file, every event, no gap, and the projection. */
#include <string.h>

#include "append.h"
#include "event_row.h"
#include "rebuild.h"

#define MOST_LINES 50

static void add_fault(VerifyResult *result, const char *text)
{
    if (result->faults++ < MOST_LINES)
        str_add_format(&result->account, "%s\n", text);
}

static int check_file(Store *store, VerifyResult *result, Err *err)
{
    sqlite3_stmt *row = db_prepare(store, "PRAGMA integrity_check", err);
    if (!row)
        return -1;
    int got;
    while ((got = db_step(store, row, err)) == 1)
        if (strcmp(db_text(row, 0), "ok") != 0)
            add_fault(result, db_text(row, 0));
    db_reset(store, row);
    return got;
}

static void check_event(const Event *event, int64_t expected, VerifyResult *result)
{
    Str line = STR_EMPTY;
    result->events++;
    result->erased += event->body == NULL;
    result->newer += kind_find(event->kind, event->ver) == NULL;
    if (event->seq != expected) {
        str_add_format(&line, "events %lld to %lld of %s are missing", (long long)expected,
                       (long long)event->seq - 1, event->site);
        add_fault(result, str_text(&line));
        str_clear(&line);
    }
    if (!event_holds(event)) {
        str_add_format(&line, "event %lld of %s (%s) is not what was written: its digest does not fit",
                       (long long)event->seq, event->site, event->kind);
        add_fault(result, str_text(&line));
    }
    str_free(&line);
}

static int check_log(Store *store, VerifyResult *result, UpkeepReport *report, void *context, Err *err)
{
    static const char sql[] = EVENT_ROW_SQL "ORDER BY e.site, e.seq";
    int64_t whole = report ? db_find_number(store, 0, "SELECT count(*) FROM event", "") : 0;
    int64_t expected = 1;
    char site[ID_SIZE] = "";
    sqlite3_stmt *row = db_prepare(store, sql, err);
    if (!row)
        return -1;
    int got;
    while ((got = db_step(store, row, err)) == 1) {
        Event event;
        event_row_read(row, &event);
        if (strcmp(site, event.site) != 0)
            expected = 1;
        strncpy(site, event.site, sizeof site - 1);
        check_event(&event, expected, result);
        expected = event.seq + 1;
        if (report && result->events % 10000 == 0)
            report(context, result->events, whole);
    }
    db_reset(store, row);
    return got;
}

/* The study's id is said twice: in its own first event, and where the file says what it is. */
static int check_identity(Store *store, VerifyResult *result, Err *err)
{
    err_clear(&store->trouble);
    if (!db_find_number(store, 0, "SELECT 1 FROM event WHERE kind = 'study.set' AND entity = (SELECT n FROM "
                                  "thing WHERE id = ?1) "
                                  "LIMIT 1", "t", store->study))
        add_fault(result, "the file says it is another study than the one its events are of");
    return db_check_trouble(store, err);
}

static int check_projection(Store *store, VerifyResult *result, Err *err)
{
    int same = rebuild_compare(store, err);
    if (same < 0)
        return -1;
    if (!same)
        add_fault(result, "the tables are not what the log of events gives; `rir rebuild` makes them again");
    return 0;
}

int upkeep_verify(Store *store, VerifyResult *result, UpkeepReport *report, void *context, Err *err)
{
    *result = (VerifyResult){0, 0, 0, 0, STR_EMPTY};
    if (store->in_transaction)
        return err_set(err, ERR_FAILED, "an act is being saved; a study is looked at before or after that");
    if (check_file(store, result, err) != 0 || check_log(store, result, report, context, err) != 0
        || check_identity(store, result, err) != 0)
        return -1;
    /* A damaged file or log would only give a second fault for the same reason. */
    return result->faults ? 0 : check_projection(store, result, err);
}

void upkeep_free_result(VerifyResult *result)
{
    str_free(&result->account);
}
