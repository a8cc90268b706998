/* SPDX-License-Identifier: MIT */
/* Off the record: what is said now, or was said in the last minutes, is not kept. */
#include <string.h>
#include <strings.h>

#include "record.h"
#include "rir/clock.h"
#include "rir/rows.h"
#include "session.h"

/* What was typed since `from`, read backwards from the last act: entities, and whether words of theirs are
 * older. */
typedef struct {
    Session *session;
    Step *step;
    int64_t from;
    size_t struck;
} Sweep;

static bool is_struck(const Step *step, const char *entity)
{
    for (size_t i = 0; i < step->count; i++)
        if (strcmp(step->list[i].entity.text, entity) == 0)
            return true;
    return false;
}

/* A note of before that was edited in that time: erasing takes all of it, so what it was before is written
 * down as a note of its own. */
static void keep_older(Sweep *sweep, const char *note)
{
    static const char sql[] =
        "SELECT json_remove(e.body, '$.salt', '$.with'), (SELECT id FROM thing WHERE n = e.person) FROM "
        "event e WHERE e.entity = (SELECT n FROM thing WHERE id = ?1) AND e.kind = 'note.set' AND "
        "coalesce(e.body->>'$.typed', 0) < ?2 AND EXISTS(SELECT 1 FROM note WHERE n = e.entity AND hidden = "
        "0) AND NOT EXISTS(SELECT 1 FROM event u WHERE u.entity = e.entity AND u.kind = 'undo' AND "
        "u.body->>'$.seq' = e.seq) ORDER BY e.hlc DESC LIMIT 1";
    Rows *rows = rows_open(sweep->session->store, NULL, sql, "ti", note, sweep->from);
    if (rows_next(rows)) {
        Id id = id_make();
        step_add_body(sweep->step, "note.set", &id, rows_is_null(rows, 1) ? NULL : rows_text(rows, 1),
                      rows_text(rows, 0));
    }
    rows_close(rows, NULL);
}

static void strike(Sweep *sweep, const char *entity, bool is_shown)
{
    Id id = id_read(entity);
    if (is_struck(sweep->step, entity))
        return;
    step_add_body(sweep->step, "note.strike", &id, NULL, "{}");
    keep_older(sweep, entity);
    sweep->struck += is_shown;
}

/* Every note and question whose words were typed in that time goes, also one that was undone. */
static int sweep_typed(Sweep *sweep, Err *err)
{
    static const char sql[] =
        "SELECT t.id, e.at, coalesce(e.body->>'$.typed', e.body->>'$.at', e.at), EXISTS(SELECT 1 FROM note "
        "WHERE n = e.entity AND hidden = 0) FROM event e JOIN thing t ON t.n = e.entity WHERE e.session = "
        "(SELECT n FROM thing WHERE id = ?1) AND e.kind IN ('note.set', 'question.ask') AND e.body IS NOT "
        "NULL ORDER BY e.hlc DESC";
    Rows *rows = rows_open(sweep->session->store, err, sql, "t", sweep->session->id.text);
    /* A line was typed before it was entered: nothing older than this was typed since. */
    while (rows_next(rows) && rows_number(rows, 1) >= sweep->from)
        if (rows_number(rows, 2) >= sweep->from)
            strike(sweep, rows_text(rows, 0), rows_number(rows, 3) != 0);
    return rows_close(rows, err);
}

typedef struct {
    int64_t span;
    bool keep, is_wrong;
} OffWords;

static OffWords read_words(const Order *order)
{
    OffWords words = {0, false, false};
    for (size_t i = 0; i < order->line->word_count; i++) {
        const char *word = order_word(order, i);
        if (strcasecmp(word, "keep") == 0)
            words.keep = true;
        else if (!clock_parse_span(word, &words.span))
            words.is_wrong = true;
    }
    return words;
}

static void say_off(Order *order, const OffWords *words, int64_t elapsed, size_t struck)
{
    Session *session = order->session;
    char stamp[CLOCK_STAMP_SIZE];
    clock_format_span_long(stamp, elapsed);
    session_add(session, "%s since %s", words->keep ? "kept apart" : "NOT KEEPING", stamp);
    if (struck)
        session_add(session, ", %zu note%s struck", struck, struck == 1 ? "" : "s");
    if (session_find_time(session).is_recording)
        session_add(session, "; the recorder runs on");
    session_tell(session, order->reply, "%s", "");
}

static int move_apart(Order *order, Step *step, int64_t from);

int command_off(Order *order)
{
    Session *session = order->session;
    OffWords words = read_words(order);
    if (words.is_wrong)
        return session_refuse(session, order->reply, "/off, /off 2m, /off keep or /off 2m keep");
    int64_t real = order->stamp.at, from = real - words.span, elapsed = order->stamp.elapsed;
    if (words.span && !session->facts.paper)
        elapsed = state_find_elapsed(session->state, from);
    if (elapsed < 0)
        elapsed = 0; /* the session is younger than that */
    Step step = {.must_reload = true, .clears_draft = true};
    Sweep sweep = {session, &step, from, 0};
    Str value = STR_EMPTY;
    str_add_format(&value, "%lld", (long long)elapsed);
    step_add_moment(&step, "session.off", from, elapsed, str_text(&value), words.keep ? "keep" : NULL);
    str_free(&value);
    int result = 0;
    if (words.keep && words.span)
        result = move_apart(order, &step, from);
    else if (!words.keep)
        result = sweep_typed(&sweep, &session->failure);
    if (result != 0) {
        step_free(&step);
        return session_fail(session, order->reply);
    }
    order->reply->changed = SESSION_RECORD | SESSION_NOTES | SESSION_COVERAGE | SESSION_PLAN | SESSION_CURSOR;
    if (session_save(session, &step, order->reply) != 0)
        return -1;
    if (!words.keep)
        session_drop_edit(session);
    say_off(order, &words, elapsed, sweep.struck);
    return 0;
}

/* With keep: the notes of that time are set apart, not struck. */
static int move_apart(Order *order, Step *step, int64_t from)
{
    static const char sql[] = "SELECT t.id FROM note JOIN thing t ON t.n = note.n WHERE note.session = "
                              "(SELECT n FROM thing WHERE id = ?1) AND note.hidden = 0 AND note.at >= ?2";
    Session *session = order->session;
    Rows *rows = rows_open(session->store, &session->failure, sql, "ti", session->id.text, from);
    Step ids = {0};
    int result = 0;
    while (rows_next(rows)) {
        Id id = id_read(rows_text(rows, 0));
        step_add_body(&ids, "note.set", &id, NULL, "");
    }
    if (rows_close(rows, &session->failure) != 0)
        result = -1;
    for (size_t i = 0; result == 0 && i < ids.count; i++) {
        NoteRecord record;
        result = record_read(session->store, ids.list[i].entity.text, &record, &session->failure);
        if (result != 0)
            break;
        record.off = true;
        Id person = record_find_person(session->store, &record);
        record_add(&record, step, id_is_set(&person) ? person.text : NULL);
        record_free(&record);
    }
    step_free(&ids);
    return result;
}

int command_on(Order *order)
{
    Session *session = order->session;
    if (!state_find_off(session->state))
        return session_refuse(session, order->reply, "this is on the record");
    Step step = {0};
    step_add_moment(&step, "session.on", session_find_real(session), session_find_elapsed(session), NULL,
                    NULL);
    order->reply->changed = SESSION_RECORD;
    if (session_save(session, &step, order->reply) != 0)
        return -1;
    return session_tell(session, order->reply, "on the record again");
}
