/* SPDX-License-Identifier: MIT */
/* Jottings and what they were in full: always a new note beside the jotting, never a change of it. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "observation.h"
#include "rir/clock.h"
#include "rir/mem.h"
#include "rir/notes.h"
#include "rir/observation.h"
#include "rir/rows.h"
#include "type_note.h"

/* --- which they are */

static int read_jotting(Store *store, const char *note, NoteRecord *jotting, Err *err)
{
    static const char sql[] =
        "SELECT s.kind = 'observation' FROM any_seen b JOIN session s ON s.n = b.session JOIN thing t ON "
        "t.n = b.n WHERE t.id = ?1";
    int64_t is_observed = rows_find_number(store, -1, sql, "t", note);
    if (is_observed < 0)
        return err_set(err, ERR_REFUSED, "there is no such note, or it may not be shown");
    if (!is_observed)
        return err_set(err, ERR_REFUSED,
                       "only what was noted while observing is expanded; /edit changes a note");
    if (record_read(store, note, jotting, err) != 0)
        return -1;
    const char *of = jotting->card[CARD_JOTTING];
    int result = 0;
    if (record_is_own(jotting->kind))
        result = err_set(err, ERR_REFUSED,
                         "that is a note of your own, no jotting of what you saw; add another beside it");
    else if (of && strcmp(of, note) != 0)
        result = err_set(err, ERR_REFUSED, "that is an expansion already: edit it, or expand its jotting");
    if (result != 0)
        record_free(jotting);
    return result;
}

/* The next version, or the first, of a note that expands another. */
static int compose(Store *store, const char *jotting, const Line *line, NoteRecord *record, Err *err)
{
    NoteRecord from;
    if (line->type != LINE_NOTE)
        return err_set(err, ERR_REFUSED, "%s", line->wrong ? line->wrong : "an expansion needs words");
    if (line->time != LINE_TIME_NOW)
        return err_set(err, ERR_REFUSED, "an expansion has the time of its jotting: leave the [time] out");
    if (read_jotting(store, jotting, &from, err) != 0)
        return -1;
    *record = (NoteRecord){.id = id_make(),
                           .session = from.session,
                           .kind = line->kind != NOTE_NONE ? line->kind : from.kind,
                           .raw = mem_copy_text(line->raw),
                           .question = mem_copy_text(from.question),
                           .phase = mem_copy_text(from.phase),
                           .speaker = from.speaker,
                           .seat = mem_copy_text(from.seat),
                           .at = from.at,
                           .elapsed = from.elapsed,
                           .recorder = from.recorder,
                           .tz = from.tz,
                           .typed = clock_read().wall,
                           .later = true,
                           .about = from.about,
                           .off = from.off};
    if (line->speaker_count)
        record_set_speakers(store, record, line);
    record_set_line(record, line);
    record_set_card(record, CARD_DIMENSION, from.card[CARD_DIMENSION]);
    record_set_card(record, CARD_ABSENT, from.card[CARD_ABSENT]);
    record_set_card(record, CARD_JOTTING, jotting);
    record_free(&from);
    if (!record_is_own(record->kind) && observe_check_speaker(store, record, err) == 0)
        return 0;
    if (record_is_own(record->kind))
        err_set(err, ERR_REFUSED,
                "an expansion says what was seen; your own thoughts are notes of their own");
    record_free(record);
    return -1;
}

/* The jotting, marked as full. */
static int read_full(Store *store, const char *jotting, NoteRecord *record, Err *err)
{
    if (read_jotting(store, jotting, record, err) != 0)
        return -1;
    if (!record->card[CARD_JOTTING]) {
        record_set_card(record, CARD_JOTTING, jotting);
        return 0;
    }
    record_free(record);
    return err_set(err, ERR_REFUSED, "that jotting is full as it stands already");
}

/* --- while the session runs */

/* It is no next note: what is filed ahead, and the time given last on paper, wait for that. */
static void take_expansion(Session *session, const NoteRecord *record)
{
    State *state = session->state;
    size_t pending = state->pending;
    int64_t at = state->paper_at, elapsed = state->paper_elapsed;
    type_take_words(session, record);
    state->pending = pending;
    state->paper_at = at;
    state->paper_elapsed = elapsed;
}

static int save_expansion(Order *order, const char *jotting, const char *text)
{
    Session *session = order->session;
    NoteRecord record;
    Line line = line_read(text, strlen(text));
    int result = compose(session->store, jotting, &line, &record, &session->failure);
    line_free(&line);
    if (result != 0)
        return session_refuse(session, order->reply, "%s", session->failure.text);
    record.typed = order->stamp.at;
    record.off = record.off || session_find_record(session, NULL) == RECORD_APART;
    Step step = {0};
    Id person = record_find_person(session->store, &record);
    record_add(&record, &step, id_is_set(&person) ? person.text : NULL);
    order->reply->changed = SESSION_NOTES | SESSION_COVERAGE;
    result = session_save(session, &step, order->reply);
    if (result == 0) {
        take_expansion(session, &record);
        type_say_saved(order, &record, "; in full, beside its jotting");
    }
    record_free(&record);
    return result;
}

static int save_full(Order *order, const char *jotting)
{
    Session *session = order->session;
    NoteRecord record;
    if (read_full(session->store, jotting, &record, &session->failure) != 0)
        return session_refuse(session, order->reply, "%s", session->failure.text);
    Step step = {.must_reload = true};
    Id person = record_find_person(session->store, &record);
    record_add(&record, &step, id_is_set(&person) ? person.text : NULL);
    record_free(&record);
    order->reply->changed = SESSION_NOTES;
    if (session_save(session, &step, order->reply) != 0)
        return -1;
    return session_tell(session, order->reply, "full as it stands: it waits no longer");
}

static int tell_jotting(Order *order, const char *jotting, const char *number)
{
    Session *session = order->session;
    NoteRecord record;
    char stamp[CLOCK_STAMP_SIZE];
    if (read_jotting(session->store, jotting, &record, &session->failure) != 0)
        return session_refuse(session, order->reply, "%s", session->failure.text);
    clock_format_span_long(stamp, record.elapsed);
    session_tell(session, order->reply,
                 "%s: %s | /expand %s and what it was in full, or /expand %s full when it is that", stamp,
                 record.text, number, number);
    record_free(&record);
    return 0;
}

int command_expand(Order *order)
{
    Session *session = order->session;
    const char *word = order_word(order, 0), *text = order_rest(order, 1);
    const char *number = *word ? word : "last";
    char *end;
    long back = strcasecmp(number, "last") == 0 ? 1 : strtol(number, &end, 10);
    Id jotting;
    if (session->plan->kind != GUIDE_OBSERVATION)
        return session_refuse(session, order->reply, "jottings are of observations; /edit changes a note");
    if (strcasecmp(number, "last") != 0 && (*end || back < 1))
        return session_refuse(
            session, order->reply,
            "%s is no number: /expand 2 and what it was in full; 1 is the last note, 2 the one before", word);
    int kept = *text ? type_check_record(order) : 0;
    if (kept != 0)
        return kept < 0 ? -1 : 0;
    if (notes_find_back(session->store, session->id.text, (size_t)back, &jotting, &session->failure) != 0)
        return session->failure.code == ERR_REFUSED
                   ? session_refuse(session, order->reply, "%s", session->failure.text)
                   : session_fail(session, order->reply);
    if (!*text)
        return tell_jotting(order, jotting.text, number);
    return strcasecmp(text, "full") == 0 ? save_full(order, jotting.text)
                                         : save_expansion(order, jotting.text, text);
}

/* --- afterwards */

static int refuse_live(Store *store, const char *note, Err *err)
{
    static const char sql[] = "SELECT s.number FROM note b JOIN thing t ON t.n = b.n JOIN session s ON s.n = "
                              "b.session WHERE t.id = ?1 AND s.ended IS NULL "
                              "AND EXISTS(SELECT 1 FROM sitting WHERE session = s.n AND stop_at IS NULL)";
    int64_t number = rows_find_number(store, 0, sql, "t", note);
    return number ? err_set(err, ERR_REFUSED,
                            "session %lld is not over: type it there, /expand 2 and what it was in full",
                            (long long)number)
                  : 0;
}

int notes_check_jotting(Store *store, const char *note, Err *err)
{
    NoteRecord record;
    if (read_jotting(store, note, &record, err) != 0)
        return -1;
    record_free(&record);
    return 0;
}

int notes_expand(Store *store, const char *jotting, const Line *line, Id *note, Err *err)
{
    NoteRecord record;
    if (refuse_live(store, jotting, err) != 0 || compose(store, jotting, line, &record, err) != 0)
        return -1;
    *note = record.id;
    int result = record_write(store, &record, err);
    record_free(&record);
    return result;
}

int notes_set_full(Store *store, const char *jotting, Err *err)
{
    NoteRecord record;
    if (read_full(store, jotting, &record, err) != 0)
        return -1;
    int result = record_write(store, &record, err);
    record_free(&record);
    return result;
}

/* A jotting that waits: b in session s. */
#define WAITS                                                                                                \
    "s.kind = 'observation' AND b.kind = 'observation' AND NOT EXISTS(SELECT 1 FROM card c WHERE c.note = "  \
    "b.n AND c.jotting IS "                                                                                  \
    "NOT NULL) AND NOT EXISTS(SELECT 1 FROM card c JOIN any_seen e ON e.n = c.note WHERE c.jotting = b.n)"

int jottings_set_full(Store *store, const char *session, Err *err)
{
    static const char sql[] =
        "SELECT t.id FROM any_seen b JOIN session s ON s.n = b.session JOIN thing t ON t.n = b.n WHERE "
        "s.n = (SELECT n FROM thing WHERE id = ?1) AND " WAITS;
    Str ids = STR_EMPTY;
    int count = 0;
    Rows *rows = rows_open(store, err, sql, "t", session);
    while (rows_next(rows))
        str_add_format(&ids, "%s ", rows_text(rows, 0));
    int result = rows_close(rows, err);
    if (result == 0 && ids.size)
        result = store_begin(store, err);
    for (size_t at = 0; result == 0 && at + ID_SIZE <= ids.size; at += ID_SIZE, count++) {
        char id[ID_SIZE] = "";
        memcpy(id, ids.data + at, ID_SIZE - 1);
        result = notes_set_full(store, id, err);
    }
    if (ids.size && result == 0)
        result = store_commit(store, err);
    else if (ids.size)
        store_rollback(store);
    str_free(&ids);
    return result == 0 ? count : -1;
}

#define DAY_MS (24 * INT64_C(3600000))

int jottings_read(Store *store, Jottings *jottings, Err *err)
{
    static const char sql[] =
        "SELECT t.id, s.number, s.title, count(*), min(b.at) FROM session s JOIN thing t ON t.n = s.n JOIN "
        "any_seen b ON b.session = s.n "
        "WHERE s.kind = 'observation' AND s.rehearsal = 0 AND (s.ended IS NOT NULL OR (SELECT stop_at FROM "
        "sitting WHERE session = s.n "
        "ORDER BY number DESC LIMIT 1) IS NOT NULL) AND " WAITS " GROUP BY s.n ORDER BY min(b.at)";
    jottings_free(jottings);
    int64_t now = clock_read().wall;
    Rows *rows = rows_open(store, err, sql, "");
    while (rows_next(rows)) {
        jottings->list =
            mem_grow(jottings->list, &jottings->room, jottings->count + 1, sizeof *jottings->list);
        JottingsLeft *left = &jottings->list[jottings->count++];
        *left = (JottingsLeft){.session = id_read(rows_text(rows, 0)),
                               .number = rows_number(rows, 1),
                               .title = mem_copy_text(rows_text(rows, 2)),
                               .count = rows_number(rows, 3),
                               .since = rows_number(rows, 4)};
        left->is_overdue = now - left->since > DAY_MS;
        jottings->jottings += left->count;
    }
    return rows_close(rows, err);
}

void jottings_free(Jottings *jottings)
{
    for (size_t i = 0; i < jottings->count; i++)
        free(jottings->list[i].title);
    free(jottings->list);
    *jottings = (Jottings){0};
}

/* --- hours */

ObservedTime observation_find_time(Store *store, const char *role)
{
    static const char sql[] =
        "SELECT count(DISTINCT session), coalesce(sum(net_minutes), 0) FROM observations WHERE ?1 IS NULL OR "
        "coalesce(role, '') = ?1";
    ObservedTime time = {0, 0};
    Rows *rows = rows_open(store, NULL, sql, "t", role);
    if (rows_next(rows))
        time = (ObservedTime){rows_number(rows, 0), rows_real(rows, 1)};
    rows_close(rows, NULL);
    return time;
}

void observation_add_hours(Str *out, Store *store)
{
    ObservedTime time = observation_find_time(store, NULL);
    if (time.sessions)
        str_add_format(out, "%.1f hours observed", time.minutes / 60);
}
