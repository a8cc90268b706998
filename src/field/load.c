/* SPDX-License-Identifier: MIT */
/* Reading a session from the study. */
#include <stdlib.h>
#include <string.h>

#include "rir/clock.h"
#include "rir/mem.h"
#include "rir/rows.h"
#include "session.h"

/* --- facts */

void session_set_text(Session *session, int index, const char *text)
{
    SessionFacts *facts = &session->facts;
    const char **texts[SESSION_TEXTS] = {&facts->kind,       &facts->title,       &facts->guide,
                                         &facts->researcher, &facts->mode,        &facts->setting,
                                         &facts->others,     &facts->interpreter, &facts->place,
                                         &facts->team};
    char *copy = mem_copy_text(text ? text : "");
    free(session->texts[index]);
    *texts[index] = session->texts[index] = copy;
}

static void read_facts(Session *session, Rows *rows)
{
    SessionFacts *facts = &session->facts;
    for (int i = 0; i < SESSION_TEXTS; i++)
        session_set_text(session, i, rows_text(rows, i));
    facts->id = session->id.text;
    facts->number = rows_number(rows, 10);
    facts->pilot = rows_number(rows, 11) != 0;
    facts->rehearsal = rows_number(rows, 12) != 0;
    facts->paper = rows_number(rows, 13) != 0;
    facts->minutes = (int)rows_number(rows, 14);
    facts->started = rows_number(rows, 15);
    facts->is_ended = !rows_is_null(rows, 16);
    session->tz = (int)rows_number(rows, 17);
}

static int load_facts(Session *session, Err *err)
{
    static const char sql[] =
        "SELECT s.kind, s.title, (SELECT name FROM guide WHERE n = s.guide), s.researcher, s.mode, "
        "s.setting, s.others, s.interpreter, s.place, s.team, s.number, s.pilot, s.rehearsal, s.paper, "
        "s.minutes, s.at, s.ended, s.tz FROM session s WHERE s.n = (SELECT n FROM thing WHERE id = ?1)";
    Rows *rows = rows_open(session->store, err, sql, "t", session->id.text);
    bool is_there = rows_next(rows);
    if (is_there)
        read_facts(session, rows);
    if (rows_close(rows, err) != 0)
        return -1;
    return is_there ? 0 : err_set(err, ERR_REFUSED, "there is no such session in this study");
}

static int load_plan(Session *session, Err *err)
{
    static const char sql[] = "SELECT g.text FROM guide g JOIN session s ON s.guide = g.n WHERE s.n = "
                              "(SELECT n FROM thing WHERE id = ?1)";
    Str text = STR_EMPTY;
    Mistakes mistakes = {NULL, 0, 0};
    if (rows_find_text(session->store, &text, sql, "t", session->id.text))
        session->plan = guide_read(str_text(&text), text.size, &mistakes);
    guide_free_mistakes(&mistakes);
    str_free(&text);
    if (session->plan)
        return 0;
    return err_set(err, ERR_REFUSED,
                   "the guide of this session cannot be read any more; its notes are safe and can be read "
                   "and exported");
}

/* --- the course of it: sittings and moments, as they were written */

typedef struct {
    int64_t hlc, at, elapsed;
    char *why; /* of a stop; NULL: a start */
} Bound;

typedef struct {
    Bound *list;
    size_t count, room;
} Bounds;

static void add_bound(Bounds *bounds, int64_t hlc, int64_t at, int64_t elapsed, const char *why)
{
    bounds->list = mem_grow(bounds->list, &bounds->room, bounds->count + 1, sizeof *bounds->list);
    bounds->list[bounds->count++] = (Bound){hlc, at, elapsed, mem_copy_text(why)};
}

static void free_bounds(Bounds *bounds)
{
    for (size_t i = 0; i < bounds->count; i++)
        free(bounds->list[i].why);
    free(bounds->list);
}

static int read_bounds(Session *session, Bounds *bounds, Err *err)
{
    static const char sql[] = "SELECT (SELECT min(hlc) FROM event WHERE entity = s.n), s.at, s.elapsed, "
                              "(SELECT max(hlc) FROM event WHERE entity = s.n AND kind = 'sitting.stop'), "
                              "s.stop_at, s.stop_elapsed, s.why FROM sitting s WHERE s.session = (SELECT n "
                              "FROM thing WHERE id = ?1) ORDER BY s.number";
    Rows *rows = rows_open(session->store, err, sql, "t", session->id.text);
    while (rows_next(rows)) {
        add_bound(bounds, rows_number(rows, 0), rows_number(rows, 1), rows_number(rows, 2), NULL);
        if (!rows_is_null(rows, 4))
            add_bound(bounds, rows_number(rows, 3), rows_number(rows, 4), rows_number(rows, 5),
                      rows_text(rows, 6));
    }
    return rows_close(rows, err);
}

static void take_bounds(State *state, const Bounds *bounds, size_t *next, int64_t before)
{
    for (; *next < bounds->count && bounds->list[*next].hlc < before; ++*next) {
        const Bound *bound = &bounds->list[*next];
        if (bound->why)
            state_take_stop(state, bound->at, bound->elapsed, bound->why);
        else
            state_take_sitting(state, bound->at, bound->elapsed);
    }
}

static int load_course(Session *session, State *state, int64_t *last, Err *err)
{
    static const char sql[] = "SELECT kind, at, elapsed, value, detail, hlc FROM moment WHERE session = "
                              "(SELECT n FROM thing WHERE id = ?1) ORDER BY hlc";
    Bounds bounds = {NULL, 0, 0};
    size_t next = 0;
    if (read_bounds(session, &bounds, err) != 0) {
        free_bounds(&bounds);
        return -1;
    }
    Rows *rows = rows_open(session->store, err, sql, "t", session->id.text);
    while (rows_next(rows)) {
        take_bounds(state, &bounds, &next, rows_number(rows, 5));
        const char *kind = rows_text(rows, 0);
        state_take_moment(state, kind, rows_number(rows, 1), rows_number(rows, 2), rows_text(rows, 3),
                          rows_text(rows, 4));
        if (strcmp(kind, "for") == 0)
            state->pending_hlc = rows_number(rows, 5);
        if (strcmp(kind, "off") != 0 && strcmp(kind, "on") != 0)
            *last = rows_number(rows, 5);
    }
    take_bounds(state, &bounds, &next, INT64_MAX);
    free_bounds(&bounds);
    return rows_close(rows, err);
}

/* --- questions, probes, coverage */

static int load_added(Session *session, State *state, Err *err)
{
    static const char sql[] = "SELECT id, text, topic FROM question_added WHERE session = (SELECT n FROM "
                              "thing WHERE id = ?1) ORDER BY n";
    Rows *rows = rows_open(session->store, err, sql, "t", session->id.text);
    while (rows_next(rows))
        state_take_question(state, rows_text(rows, 0), rows_text(rows, 1), rows_text(rows, 2));
    return rows_close(rows, err);
}

static int load_said(Session *session, State *state, Err *err)
{
    static const char sql[] = "SELECT question, state, why FROM question_state WHERE session = (SELECT n "
                              "FROM thing WHERE id = ?1) ORDER BY hlc";
    Rows *rows = rows_open(session->store, err, sql, "t", session->id.text);
    while (rows_next(rows))
        state_take_cover(state, rows_text(rows, 0), rows_text(rows, 1), rows_text(rows, 2));
    return rows_close(rows, err);
}

static int load_probes(Session *session, State *state, Err *err)
{
    static const char sql[] = "SELECT question, probe FROM probe_used WHERE session = (SELECT n FROM thing "
                              "WHERE id = ?1)";
    Rows *rows = rows_open(session->store, err, sql, "t", session->id.text);
    while (rows_next(rows))
        state_take_probe(state, rows_text(rows, 0), rows_number(rows, 1), true);
    return rows_close(rows, err);
}

/* --- people */

int session_load_consent(Session *session, State *state, Err *err)
{
    /* A rehearsal has answers of its own, none at first. */
    static const char sql[] =
        "SELECT item, answer FROM any_answer WHERE person = (SELECT n FROM thing WHERE id = ?1) AND scope = "
        "CASE WHEN ?3 THEN coalesce((SELECT n FROM thing WHERE id = ?2), -1) ELSE 0 END";
    for (size_t i = 0; i < state->person_count; i++) {
        Rows *rows = rows_open(session->store, err, sql, "tti", state->people[i].id, session->id.text,
                               (int64_t)session->facts.rehearsal);
        while (rows_next(rows))
            state_take_consent(state, state->people[i].id, rows_text(rows, 0),
                               !strcmp(rows_text(rows, 1), "yes"));
        if (rows_close(rows, err) != 0)
            return -1;
    }
    return 0;
}

static int load_people(Session *session, State *state, Err *err)
{
    /* Those who joined in the middle stand behind those who were there. */
    static const char sql[] =
        "SELECT t.id, p.pseudonym, p.\"group\", sp.late, 0 AS joined, sp.ord AS place FROM session_person sp "
        "JOIN person p ON p.n = sp.person JOIN thing t ON t.n = p.n WHERE sp.session = (SELECT n FROM thing "
        "WHERE id = ?1) UNION ALL SELECT t.id, p.pseudonym, p.\"group\", 1, 1, m.hlc FROM moment m JOIN "
        "thing t ON t.id = m.value JOIN person p ON p.n = t.n WHERE m.session = (SELECT n FROM thing WHERE "
        "id = ?1) AND m.kind = 'arrive' ORDER BY joined, place";
    Rows *rows = rows_open(session->store, err, sql, "t", session->id.text);
    while (rows_next(rows))
        state_take_person(state, &(Newcomer){.id = rows_text(rows, 0),
                                           .pseudonym = rows_text(rows, 1),
                                           .group = rows_text(rows, 2),
                                           .is_late = rows_number(rows, 3) != 0,
                                           .has_joined = rows_number(rows, 4) != 0});
    return rows_close(rows, err) == 0 ? session_load_consent(session, state, err) : -1;
}

/* --- notes: only counted here */

static int load_last(Session *session, State *state, Err *err)
{
    static const char sql[] =
        "SELECT max(hlc) FROM note WHERE session = (SELECT n FROM thing WHERE "
        "id = ?1) AND NOT EXISTS(SELECT 1 FROM card c WHERE c.note = note.n AND c.jotting <> note.n) HAVING "
        "count(*) > 0";
    Rows *rows = rows_open(session->store, err, sql, "t", session->id.text);
    if (rows_next(rows) && rows_number(rows, 0) > state->pending_hlc)
        state->pending = SESSION_NONE;
    return rows_close(rows, err);
}

/* On paper time stands where the last note is, which is none that was struck. */
static int load_paper(Session *session, State *state, int64_t last, Err *err)
{
    static const char sql[] =
        "SELECT at, elapsed, max(hlc) FROM note WHERE session = (SELECT n FROM thing WHERE id = ?1) AND "
        "hidden = 0 AND NOT EXISTS(SELECT 1 FROM card c WHERE c.note = note.n AND c.jotting <> note.n) "
        "HAVING count(*) > 0";
    if (!state->is_paper)
        return 0;
    Rows *rows = rows_open(session->store, err, sql, "t", session->id.text);
    if (rows_next(rows) && rows_number(rows, 2) > last) {
        state->paper_at = rows_number(rows, 0);
        state->paper_elapsed = rows_number(rows, 1);
    }
    return rows_close(rows, err);
}

static int load_notes(Session *session, State *state, int64_t last, Err *err)
{
    static const char count_sql[] =
        "SELECT question, sum(volunteered = 0), sum(volunteered) FROM note WHERE session = (SELECT n FROM "
        "thing WHERE id = ?1) AND hidden = 0 GROUP BY question";
    static const char seen_sql[] =
        "SELECT count(*) FROM any_seen WHERE session = (SELECT n FROM thing WHERE id = ?1)";
    Rows *rows = rows_open(session->store, err, count_sql, "t", session->id.text);
    while (rows_next(rows))
        state_take_notes(state, rows_text(rows, 0), (size_t)rows_number(rows, 1),
                         (size_t)rows_number(rows, 2));
    if (rows_close(rows, err) != 0)
        return -1;
    state->notes = (size_t)rows_find_number(session->store, 0, seen_sql, "t", session->id.text);
    return load_last(session, state, err) == 0 ? load_paper(session, state, last, err) : -1;
}

/* With the notes, which take the longest in a long session, or without. */
static int load_state(Session *session, bool with_notes, Err *err)
{
    static const char elapsed_sql[] =
        "SELECT max(elapsed, ?2) FROM note WHERE session = (SELECT n FROM thing "
        "WHERE id = ?1) AND later = 0 ORDER BY elapsed DESC LIMIT 1";
    int64_t last = 0;
    State *state = state_new(session->plan, session->facts.paper, session->facts.started);
    if (load_added(session, state, err) != 0 || load_people(session, state, err) != 0 ||
        load_course(session, state, &last, err) != 0 || load_said(session, state, err) != 0 ||
        load_probes(session, state, err) != 0 || (with_notes && load_notes(session, state, last, err) != 0)) {
        state_free(state);
        return -1;
    }
    state->last_elapsed = rows_find_number(session->store, state->last_elapsed, elapsed_sql, "ti",
                                           session->id.text, state->last_elapsed);
    state_free(session->state);
    session->state = state;
    guide_free(session->matrix); /* which it is may have been said, or taken back */
    session->matrix = NULL;
    session->wants_notes = !with_notes;
    session->is_stale = false;
    return 0;
}

int session_load_notes(Session *session, Err *err)
{
    if (session->wants_notes && load_notes(session, session->state, 0, err) != 0)
        return -1;
    session->wants_notes = false;
    return 0;
}

int session_reload(Session *session, Err *err)
{
    return load_facts(session, err) == 0 ? load_state(session, true, err) : -1;
}

int session_load(Session *session, Err *err)
{
    if (load_facts(session, err) != 0 || load_plan(session, err) != 0)
        return -1;
    return load_state(session, session->facts.paper, err);
}
