/* SPDX-License-Identifier: MIT */
/* Off the record: what is said now, or was said in the last minutes, is not kept. */
#include <string.h>
#include <strings.h>

#include "cards.h"
#include "findings.h"
#include "record.h"
#include "rir/clock.h"
#include "rir/mem.h"
#include "rir/rows.h"
#include "session.h"

/* What was entered since `from`, read backwards from the last act. A line begun before and entered then was
 * typed in part in that time, and goes with the rest. */
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
        "e.at < ?2 AND EXISTS(SELECT 1 FROM note WHERE n = e.entity AND hidden = "
        "0) AND NOT EXISTS(SELECT 1 FROM event u WHERE u.entity = e.entity AND u.kind = 'undo' AND "
        "u.body->>'$.seq' = e.seq) ORDER BY e.hlc DESC LIMIT 1";
    Rows *rows = rows_open(sweep->session->store, NULL, sql, "ti", note, sweep->from);
    if (rows_next(rows)) {
        Id id = id_make();
        step_add_body(sweep->step, "note.set", &id, rows_is_null(rows, 1) ? NULL : rows_text(rows, 1),
                      rows_text(rows, 0));
        findings_follow_note(sweep->session->store, sweep->step, note, id.text, NULL);
        cards_follow_note(sweep->session, sweep->step, note, id.text, sweep->from);
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

/* What was written here for this session, the latest first, back to its first event: the walk costs what it
 * passes. */
#define BACKWARDS                                                                                            \
    "FROM event e JOIN thing t ON t.n = e.entity WHERE e.site = (SELECT n FROM site WHERE id = ?2) AND "     \
    "(e.session = (SELECT n FROM thing WHERE id = ?1) OR (t.id = ?1 AND e.seen = '')) ORDER BY e.seq DESC"

static Rows *walk_back(const Sweep *sweep, const char *sql, Err *err)
{
    const Session *session = sweep->session;
    return rows_open(session->store, err, sql, "tt", session->id.text, store_find_site(session->store));
}

/* The next act of the time that goes; of every row the first columns are entity, kind and time. */
static bool find_next(const Sweep *sweep, Rows *rows)
{
    return rows_next(rows) && rows_number(rows, 2) >= sweep->from &&
           strcmp(rows_text(rows, 0), sweep->session->id.text) != 0;
}

/* Every note and question entered in that time goes, also one that was undone. */
static int sweep_typed(Sweep *sweep, Err *err)
{
    static const char sql[] =
        "SELECT t.id, e.kind, e.at, e.kind IN ('note.set', 'question.ask', "
        "'response.set') AND "
        "e.body IS NOT NULL, EXISTS(SELECT 1 FROM note WHERE n = e.entity AND hidden = 0) " BACKWARDS;
    Rows *rows = walk_back(sweep, sql, err);
    while (find_next(sweep, rows))
        if (rows_number(rows, 3))
            strike(sweep, rows_text(rows, 0), rows_number(rows, 4) != 0);
    return rows_close(rows, err);
}

/* --- words typed behind commands */

/* Their acts stay, without the words, in their place among the others; a photograph, or somebody named by
 * words, is nothing without them and goes whole. */
#define WORDS                                                                                                \
    "SELECT t.id, e.kind, e.at, CASE WHEN e.kind IN ('session.mark', 'session.pause', 'session.photo', "     \
    "'session.sheet') THEN e.body->>'$.value' <> '' WHEN e.kind = 'cluster.name' THEN 1 WHEN e.kind = "      \
    "'card.merge' THEN e.body->>'$.how' <> '' WHEN e.kind = 'question.cover' THEN e.body->>'$.why' <> '' "   \
    "WHEN e.kind = 'consent.answer' THEN e.body->>'$.how' <> '' WHEN e.kind = 'recommendation.say' THEN "    \
    "e.body->>'$.what' <> 'link' WHEN e.kind IN ('session.speaker', 'session.arrive', 'session.depart') "    \
    "THEN e.body->>'$.value' <> '' AND NOT EXISTS(SELECT 1 FROM thing x JOIN person p ON p.n = x.n WHERE "   \
    "x.id = e.body->>'$.value') END, EXISTS(SELECT 1 FROM moment WHERE n = e.entity) OR EXISTS(SELECT 1 "    \
    "FROM question_state WHERE n = e.entity) OR EXISTS(SELECT 1 FROM consent_answer WHERE n = e.entity) OR " \
    "EXISTS(SELECT 1 FROM recommendation_said WHERE n = e.entity) OR EXISTS(SELECT 1 FROM card_merge WHERE " \
    "n = e.entity) OR EXISTS(SELECT 1 FROM cluster_name WHERE n = e.entity), (SELECT id FROM thing WHERE n " \
    "= e.person), json_set(json_remove(e.body, '$.salt', '$.with', '$.how', '$.why', CASE WHEN e.kind IN "   \
    "('session.mark', 'session.pause') THEN '$.value' ELSE '$.salt' END), '$.order', "                       \
    "coalesce(e.body->>'$.order', e.hlc)), coalesce(e.body->>'$.why', e.body->>'$.how', "                    \
    "e.body->>'$.value', e.body->>'$.name') || CASE e.kind WHEN 'session.photo' THEN coalesce(': ' || "      \
    "json_extract(e.body->>'$.detail', '$.caption'), '') ELSE '' END, coalesce(e.body->>'$.at', e.at), "     \
    "coalesce(e.body->>'$.elapsed', 0) " BACKWARDS

static const char *find_constant(const char *kind)
{
    static const char *const kinds[] = {"session.mark", "session.pause", "question.cover", "consent.answer"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i], kind) == 0)
            return kinds[i];
    return NULL;
}

static void keep_apart(Sweep *sweep, const char *words, int64_t at, int64_t elapsed)
{
    NoteRecord record = {.id = id_make(),
                         .session = sweep->session->id,
                         .kind = NOTE_COMMENT,
                         .text = mem_copy_text(words),
                         .raw = mem_copy_text(words),
                         .at = at,
                         .elapsed = elapsed,
                         .recorder = -1,
                         .tz = clock_find_offset(at),
                         .off = true};
    record_add(&record, sweep->step, NULL);
    record_free(&record);
}

static void strip(Sweep *sweep, Rows *rows, bool keep)
{
    Id old = id_read(rows_text(rows, 0)), id = id_make();
    const char *kind = find_constant(rows_text(rows, 1));
    bool is_there = rows_number(rows, 4) != 0;
    if (is_struck(sweep->step, old.text))
        return;
    step_add_body(sweep->step, "note.strike", &old, NULL, "{}");
    if (kind && is_there)
        step_add_body(sweep->step, kind, &id, rows_is_null(rows, 5) ? NULL : rows_text(rows, 5),
                      rows_text(rows, 6));
    if (keep && is_there)
        keep_apart(sweep, rows_text(rows, 7), rows_number(rows, 8), rows_number(rows, 9));
}

static int sweep_words(Sweep *sweep, bool keep, Err *err)
{
    Rows *rows = walk_back(sweep, WORDS, err);
    while (find_next(sweep, rows))
        if (rows_number(rows, 3))
            strip(sweep, rows, keep);
    return rows_close(rows, err);
}

/* --- /off */

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
    else if (words.span)
        result = sweep_typed(&sweep, &session->failure);
    if (result == 0 && words.span)
        result = sweep_words(&sweep, words.keep, &session->failure);
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
    return result == 0 ? findings_move_apart(session, step, from, &session->failure) : -1;
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
