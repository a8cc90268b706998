/* SPDX-License-Identifier: MIT */
/* The sheet for before the next contact with a person or a team. For the researcher's own eyes. */
#include <stdlib.h>
#include <string.h>

#include "day.h"
#include "rir/mem.h"
#include "rir/recommendation.h"
#include "rir/report.h"
#include "rir/rows.h"

typedef struct {
    Store *store;
    Page *page;
    Err *err;
    char **sessions; /* ids, newest first */
    size_t count, room;
    char **settled; /* questions that a later session answered, or left open too */
    size_t settled_count, settled_room;
    size_t said; /* what there was to say */
} Briefing;

static const char session_sql[] = "WITH RECURSIVE line(n) AS (SELECT n FROM thing WHERE id = ?1 UNION SELECT "
                                  "s.part_of FROM session s JOIN line ON s.n = line.n WHERE "
                                  "s.part_of IS NOT NULL) SELECT t.id FROM line JOIN session s ON s.n = "
                                  "line.n JOIN thing t ON t.n = s.n ORDER BY s.at DESC, t.id DESC";
static const char person_sql[] =
    "SELECT t.id FROM session s JOIN thing t ON t.n = s.n WHERE s.rehearsal = 0 AND EXISTS(SELECT 1 FROM "
    "any_roster r WHERE r.session "
    "= s.n AND r.person = (SELECT n FROM thing WHERE id = ?1)) ORDER BY s.at DESC, t.id DESC";
static const char team_sql[] = "SELECT t.id FROM session s JOIN thing t ON t.n = s.n WHERE s.rehearsal = 0 "
                               "AND lower(trim(s.team)) = lower(trim(?1)) "
                               "ORDER BY s.at DESC, t.id DESC";

static int read_sessions(Briefing *briefing, BriefingOf of, const char *name)
{
    static const char *const sql[] = {session_sql, person_sql, team_sql};
    Rows *rows = rows_open(briefing->store, briefing->err, sql[of], "t", name);
    while (rows_next(rows)) {
        briefing->sessions =
            mem_grow(briefing->sessions, &briefing->room, briefing->count + 1, sizeof *briefing->sessions);
        briefing->sessions[briefing->count++] = mem_copy_text(rows_text(rows, 0));
    }
    return rows_close(rows, briefing->err);
}

/* --- one session */

/* A heading over the first of a kind. */
static void begin(Briefing *briefing, size_t count, const char *title)
{
    if (count == 0)
        page_add_heading(briefing->page, 3, title);
    briefing->said++;
}

static int add_sheet_part(Briefing *briefing, const char *session, const char *sql, const char *title)
{
    Rows *rows = rows_open(briefing->store, briefing->err, sql, "t", session);
    if (rows_next(rows) && *rows_text(rows, 0)) {
        begin(briefing, 0, title);
        page_add_paragraph(briefing->page, rows_text(rows, 0));
    }
    return rows_close(rows, briefing->err);
}

/* Answered in a later session, or told of there: the first `among`. */
static bool is_settled(const Briefing *briefing, size_t among, const char *text)
{
    for (size_t i = 0; i < among; i++)
        if (strcmp(briefing->settled[i], text) == 0)
            return true;
    return false;
}

static void keep_settled(Briefing *briefing, const char *text)
{
    briefing->settled = mem_grow(briefing->settled, &briefing->settled_room, briefing->settled_count + 1,
                                 sizeof *briefing->settled);
    briefing->settled[briefing->settled_count++] = mem_copy_text(text);
}

/* Questions that neither this session nor a later one answered; each once, where it was left open last. */
static int add_questions(Briefing *briefing, const char *session)
{
    static const char sql[] =
        "SELECT text, state, why, must FROM any_coverage WHERE session = ?1 ORDER BY ord";
    size_t count = 0, before = briefing->settled_count;
    Rows *rows = rows_open(briefing->store, briefing->err, sql, "t", session);
    while (rows_next(rows)) {
        const char *text = rows_text(rows, 0), *state = rows_text(rows, 1);
        bool is_open =
            strcmp(state, "not asked") == 0 || strcmp(state, "partly") == 0 || strcmp(state, "skipped") == 0;
        if (!is_open) {
            keep_settled(briefing, text);
            continue;
        }
        if (is_settled(briefing, before, text))
            continue;
        Str remark = STR_EMPTY;
        str_add_format(&remark, "%s%s%s%s", rows_number(rows, 3) ? "must ask; " : "", state,
                       *rows_text(rows, 2) ? ": " : "", rows_text(rows, 2));
        begin(briefing, count++, "Left open");
        page_add_item(briefing->page, "", text, str_text(&remark));
        str_free(&remark);
        keep_settled(briefing, text);
    }
    return rows_close(rows, briefing->err);
}

static int add_promises(Briefing *briefing, const char *session)
{
    static const char sql[] = "SELECT v.kind, v.text, coalesce((SELECT label FROM any_card_label l WHERE l.n "
                              "= v.n), ''), coalesce(c.owner, ''), "
                              "coalesce(c.due, '') FROM note b JOIN any_note v ON v.n = b.n LEFT JOIN card c "
                              "ON c.note = b.n WHERE b.session = (SELECT n "
                              "FROM thing WHERE id = ?1) AND b.kind IN ('follow-up', 'action', 'parked') "
                              "ORDER BY b.kind, b.elapsed, b.hlc";
    size_t count = 0;
    Rows *rows = rows_open(briefing->store, briefing->err, sql, "t", session);
    while (rows_next(rows)) {
        Str label = STR_EMPTY, remark = STR_EMPTY;
        str_add_format(&label, "%s%s%s", rows_text(rows, 0), *rows_text(rows, 2) ? " " : "",
                       rows_text(rows, 2));
        if (*rows_text(rows, 3))
            str_add_format(&remark, "who sees to it: %s", rows_text(rows, 3));
        if (*rows_text(rows, 4))
            str_add_format(&remark, "%suntil: %s", remark.size ? "; " : "", rows_text(rows, 4));
        begin(briefing, count++, "To return to, and promised");
        page_add_item(briefing->page, str_text(&label), rows_text(rows, 1), str_text(&remark));
        str_free(&label);
        str_free(&remark);
    }
    return rows_close(rows, briefing->err);
}

/* Questions that came up beside the guide: to be asked of others too, or again. */
static int add_emergent(Briefing *briefing, const char *session)
{
    static const char sql[] =
        "SELECT text FROM any_question WHERE session = ?1 AND emergent = 1 ORDER BY ord";
    size_t count = 0;
    Rows *rows = rows_open(briefing->store, briefing->err, sql, "t", session);
    while (rows_next(rows)) {
        begin(briefing, count++, "Asked beside the guide");
        page_add_item(briefing->page, "", rows_text(rows, 0), "");
    }
    return rows_close(rows, briefing->err);
}

static int add_recommendations(Briefing *briefing, const char *session)
{
    Recommendations list = {NULL, 0, 0};
    int result = recommendation_list(briefing->store, session, &list, briefing->err);
    size_t count = 0;
    for (size_t i = 0; result == 0 && i < list.count; i++) {
        const Recommendation *one = &list.list[i];
        if (strcmp(one->status, "done") == 0 || strcmp(one->status, "dropped") == 0)
            continue;
        Str remark = STR_EMPTY;
        str_add_format(&remark, "%s%s%s%s%s", one->status, *one->owner ? "; who answers for it: " : "",
                       one->owner, *one->horizon ? "; by when: " : "", one->horizon);
        begin(briefing, count++, "Recommendations not done yet");
        page_add_item(briefing->page, one->label, one->text, str_text(&remark));
        str_free(&remark);
    }
    recommendations_free(&list);
    return result;
}

static int add_heading(Briefing *briefing, const char *session)
{
    static const char sql[] = "SELECT v.number, v.kind, v.people, s.at, s.tz, v.team, v.rehearsal FROM "
                              "any_session v JOIN session s ON s.n "
                              "= v.n WHERE v.id = ?1";
    Rows *rows = rows_open(briefing->store, briefing->err, sql, "t", session);
    if (rows_next(rows)) {
        Str title = STR_EMPTY;
        str_add_format(&title, "Session %s%s, %s, ", rows_number(rows, 6) ? "r" : "", rows_text(rows, 0),
                       rows_text(rows, 1));
        day_add(&title, rows_number(rows, 3), (int)rows_number(rows, 4));
        if (*rows_text(rows, 5))
            str_add_format(&title, ", %s", rows_text(rows, 5));
        page_add_heading(briefing->page, 2, str_text(&title));
        str_free(&title);
    }
    return rows_close(rows, briefing->err);
}

static int add_session(Briefing *briefing, const char *session)
{
    size_t before = briefing->said;
    if (add_heading(briefing, session) != 0 ||
        add_sheet_part(briefing, session, "SELECT missed FROM any_summary WHERE session = ?1", "Not got") !=
            0 ||
        add_questions(briefing, session) != 0 || add_promises(briefing, session) != 0 ||
        add_sheet_part(briefing, session, "SELECT next FROM any_summary WHERE session = ?1",
                       "For the next contact") != 0 ||
        add_emergent(briefing, session) != 0 || add_recommendations(briefing, session) != 0)
        return -1;
    if (briefing->said == before)
        page_add_paragraph(briefing->page, "Nothing is open.");
    return 0;
}

/* --- the whole */

static void add_title(Str *title, Store *store, BriefingOf of, const char *name)
{
    str_add(title, "Before the next contact");
    if (of == BRIEFING_TEAM)
        str_add_format(title, ": %s", name);
    if (of == BRIEFING_PERSON) {
        str_add(title, ": ");
        rows_find_text(store, title,
                       "SELECT p.pseudonym FROM person p JOIN thing t ON t.n = p.n WHERE t.id = ?1", "t",
                       name);
    }
}

Page *report_make_briefing(Store *store, BriefingOf of, const char *name, Err *err)
{
    Briefing briefing = {.store = store, .err = err};
    Str title = STR_EMPTY;
    int result = read_sessions(&briefing, of, name);
    if (result == 0 && briefing.count == 0)
        result = err_set(err, ERR_REFUSED, "there is no session yet to look back on");
    if (result == 0) {
        add_title(&title, store, of, name);
        briefing.page = page_new("en-GB", str_text(&title));
        page_add_paragraph(briefing.page,
                           "What earlier sessions left open, the latest first. For the team only.");
    }
    for (size_t i = 0; result == 0 && i < briefing.count; i++)
        result = add_session(&briefing, briefing.sessions[i]);
    for (size_t i = 0; i < briefing.count; i++)
        free(briefing.sessions[i]);
    for (size_t i = 0; i < briefing.settled_count; i++)
        free(briefing.settled[i]);
    free(briefing.sessions);
    free(briefing.settled);
    str_free(&title);
    if (result == 0)
        return briefing.page;
    page_free(briefing.page);
    return NULL;
}
