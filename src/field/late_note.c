/* SPDX-License-Identifier: MIT */
/* A note entered after its session, from memory or paper: always marked as that. */
#include <stdlib.h>
#include <string.h>

#include "cards.h"
#include "observation.h"
#include "rir/clock.h"
#include "rir/mem.h"
#include "rir/notes.h"
#include "rir/rows.h"

/* Session time and clock time of one another, by the sitting the moment was in. Pauses are not looked at: a
 * time from memory is never so exact. */
static int64_t find_elapsed(Store *store, const char *session, int64_t at)
{
    static const char sql[] =
        "SELECT min(max(0, elapsed + ?2 - at), coalesce(stop_elapsed, ?2)) FROM sitting WHERE session = "
        "(SELECT n FROM thing WHERE id = ?1) ORDER BY at > ?2, CASE WHEN at > ?2 THEN at ELSE -at END "
        "LIMIT 1";
    return rows_find_number(store, 0, sql, "ti", session, at);
}

static int64_t find_at(Store *store, const char *session, int64_t elapsed)
{
    static const char sql[] =
        "SELECT at + max(0, ?2 - elapsed) FROM sitting WHERE session = (SELECT n FROM thing WHERE id = ?1) "
        "ORDER BY elapsed > ?2, -elapsed LIMIT 1";
    return rows_find_number(store, 0, sql, "ti", session, elapsed);
}

/* The place behind another note, or at the session's end. */
static int place(Store *store, NoteRecord *record, const char *after, Err *err)
{
    static const char end_sql[] =
        "SELECT coalesce(s.ended, s.at), coalesce(s.ended_elapsed, 0), EXISTS(SELECT 1 FROM sitting WHERE "
        "session = s.n AND "
        "stop_at IS NULL) AND s.ended IS NULL FROM session s WHERE s.n = (SELECT n FROM thing WHERE id = ?1)";
    Rows *rows = rows_open(store, err, end_sql, "t", record->session.text);
    bool is_there = rows_next(rows), is_live = false;
    if (is_there) {
        record->at = rows_number(rows, 0);
        record->elapsed = rows_number(rows, 1);
        is_live = rows_number(rows, 2) != 0;
    }
    if (rows_close(rows, err) != 0)
        return -1;
    if (!is_there)
        return err_set(err, ERR_REFUSED, "there is no such session in this study");
    if (is_live)
        return err_set(err, ERR_REFUSED,
                       "this session is not over: resume it and type the note there, with its time in "
                       "front: [9:40] or [+12:00]");
    NoteRecord other;
    if (!after || !*after)
        return 0;
    if (record_read(store, after, &other, err) != 0)
        return -1;
    record->at = other.at;
    record->elapsed = other.elapsed;
    record->question = mem_copy_text(other.question);
    record->phase = mem_copy_text(other.phase);
    record_free(&other);
    return 0;
}

#define MINUTE_MS INT64_C(60000)
#define DAY_MS (24 * 60 * MINUTE_MS)

/* A time of day, on the day of the place it is filed at, or on the one before when that is the session's
 * first. */
static int place_clock(Store *store, NoteRecord *record, const Line *line, Err *err)
{
    static const char sql[] = "SELECT at FROM session WHERE n = (SELECT n FROM thing WHERE id = ?1)";
    int64_t started = rows_find_number(store, 0, sql, "t", record->session.text);
    int64_t at = clock_find_midnight(record->at, clock_find_offset(record->at)) + line->time_ms;
    char day[CLOCK_STAMP_SIZE], start[CLOCK_STAMP_SIZE];
    if (at > record->at + DAY_MS / 2 && at - DAY_MS >= started)
        at -= DAY_MS;
    if (at < started && started - at < MINUTE_MS)
        at = started;
    clock_format_day(day, started, clock_find_offset(started));
    clock_format_time(start, started, clock_find_offset(started));
    if (at < started)
        return err_set(err, ERR_REFUSED, "that is before the session began, on %s at %s; nothing was saved",
                       day, start);
    record->at = at;
    return 0;
}

static int place_time(Store *store, NoteRecord *record, const Line *line, Err *err)
{
    record->about = line->time == LINE_TIME_NOW || line->about;
    if (line->time == LINE_TIME_CLOCK) {
        if (place_clock(store, record, line, err) != 0)
            return -1;
        record->elapsed = find_elapsed(store, record->session.text, record->at);
    } else if (line->time == LINE_TIME_SESSION) {
        record->elapsed = line->time_ms;
        record->at = find_at(store, record->session.text, record->elapsed);
    }
    record->tz = clock_find_offset(record->at);
    if (record->at > clock_read().wall)
        return err_set(err, ERR_REFUSED, "that time is still to come; nothing was saved");
    return 0;
}

/* Of a line that does not say it. */
static NoteKind find_kind(Store *store, const char *session)
{
    static const char sql[] = "SELECT kind = 'observation', kind = 'document' FROM session WHERE n = (SELECT "
                              "n FROM thing WHERE id = ?1)";
    NoteKind kind = NOTE_PARAPHRASE;
    Rows *rows = rows_open(store, NULL, sql, "t", session);
    if (rows_next(rows))
        kind = rows_number(rows, 0)   ? NOTE_OBSERVATION
               : rows_number(rows, 1) ? NOTE_EXTRACT
                                      : NOTE_PARAPHRASE;
    rows_close(rows, NULL);
    return kind;
}

int notes_add_later(Store *store, const char *session, const Line *line, const char *after, Id *note,
                    Err *err)
{
    if (line->type != LINE_NOTE)
        return err_set(err, ERR_REFUSED, "%s", line->wrong ? line->wrong : "a note needs words");
    NoteRecord record = {.id = id_make(), .session = id_read(session), .recorder = -1, .later = true};
    record.typed = clock_read().wall;
    record.kind = line->kind != NOTE_NONE ? line->kind : find_kind(store, session);
    record.raw = mem_copy_text(line->raw);
    int result = place(store, &record, after, err);
    if (result == 0)
        result = place_time(store, &record, line, err);
    if (result == 0) {
        record_set_line(&record, line);
        record_set_speakers(store, &record, line);
        cards_give_label(store, &record);
        result = observe_check_speaker(store, &record, err);
    }
    if (result == 0) {
        result = record_write_listed(store, &record, err);
        *note = record.id;
    }
    record_free(&record);
    return result;
}
