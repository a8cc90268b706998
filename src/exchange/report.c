/* SPDX-License-Identifier: MIT */
/* The report in Markdown: each session by question, the kinds of note apart. */
#include <inttypes.h>
#include <string.h>

#include "rir/clock.h"
#include "rir/export.h"
#include "rir/markdown.h"
#include "rir/note_kind.h"
#include "rir/rows.h"
#include "mask.h"
#include "views.h"

typedef struct {
    Store *store;
    const ExportChoice *choice;
    Str *out;
    Err *err;
    Mask *mask;
} Report;

static int64_t is_for_others(const Report *report)
{
    return report->choice->audience == EXPORT_OTHERS;
}

/* --- a session's facts */

static void add_fact(Str *out, const char *label, const char *text)
{
    if (!*text)
        return;
    str_add_format(out, "- %s: ", label);
    markdown_add_line(out, text);
    str_add(out, "\n");
}

static int add_facts(const Report *report, const char *session)
{
    Str *out = report->out;
    char day[CLOCK_STAMP_SIZE], time[CLOCK_STAMP_SIZE];
    Rows *rows = rows_open(report->store, report->err,
                           "SELECT v.number, v.title, v.people, v.kind, s.at, s.tz, v.minutes, v.sitting, "
                           "v.researcher, v.mode, v.setting, v.place, v.others_present, v.interpreter, "
                           "v.pilot, v.paper, v.rehearsal, v.recorded, v.state, v.team FROM any_session v "
                           "JOIN session s ON s.n = v.n WHERE v.id = ?1",
                           "t", session);
    if (rows_next(rows)) {
        int tz = (int)rows_number(rows, 5);
        clock_format_day(day, rows_number(rows, 4), tz);
        clock_format_time(time, rows_number(rows, 4), tz);
        str_add_format(out, "\n## Session %s", rows_text(rows, 0));
        if (!is_for_others(report)) {
            str_add(out, ": ");
            markdown_add_line(out, rows_text(rows, 1));
        }
        str_add(out, rows_number(rows, 16) ? " (rehearsal)\n\n" : "\n\n");
        add_fact(out, "with", rows_text(rows, 2));
        str_add_format(out, "- %s on %s at %s, %s minutes", rows_text(rows, 3), day, time,
                       rows_text(rows, 6));
        if (rows_number(rows, 7) > 1)
            str_add_format(out, " in %s sittings", rows_text(rows, 7));
        str_add_format(out, ", %s%s%s%s\n", rows_text(rows, 18), rows_number(rows, 17) ? ", recorded" : "",
                       rows_number(rows, 15) ? ", entered from paper" : "",
                       rows_number(rows, 14) ? ", pilot" : "");
        add_fact(out, "team", mask_words(report->mask, rows_text(rows, 19)));
        add_fact(out, "researcher", rows_text(rows, 8));
        add_fact(out, "mode", rows_text(rows, 9));
        if (!is_for_others(report)) {
            add_fact(out, "setting", rows_text(rows, 10));
            add_fact(out, "place", rows_text(rows, 11));
            add_fact(out, "others present", rows_text(rows, 12));
            add_fact(out, "interpreter", rows_text(rows, 13));
        }
    }
    return rows_close(rows, report->err);
}

/* For the team: where not everybody agreed to quoting, no card says so by itself. */
static void add_quoting(const Report *report, const char *session)
{
    static const char sql[] =
        "SELECT max(tells) FROM any_note WHERE n IN (SELECT n FROM note WHERE session = (SELECT n "
        "FROM thing WHERE id = ?1))";
    if (!is_for_others(report) && rows_find_number(report->store, 0, sql, "t", session))
        str_add(report->out,
                "- quoting: not everybody agreed, and which cards may not be quoted would tell whose "
                "they are: quote from what is made for others\n");
}

static int add_consent(const Report *report, const char *session)
{
    Rows *rows = rows_open(report->store, report->err,
                           "SELECT p.pseudonym, coalesce((SELECT group_concat(item || ' ' || answer, ', ') "
                           "FROM (SELECT c.item, c.answer FROM any_answer c WHERE c.person = p.n AND c.scope "
                           "= CASE WHEN s.rehearsal THEN s.n ELSE 0 END ORDER BY c.item)), 'nothing on "
                           "record') FROM session s JOIN thing t ON t.n = s.n JOIN person p ON p.n IN "
                           "(SELECT person FROM any_came WHERE session = s.n) WHERE t.id = ?1 ORDER BY "
                           "p.pseudonym",
                           "t", session);
    while (rows_next(rows)) {
        str_add(report->out, "- consent of ");
        markdown_add_line(report->out, rows_text(rows, 0));
        str_add(report->out, ": ");
        markdown_add_line(report->out, rows_text(rows, 1));
        str_add(report->out, "\n");
    }
    add_quoting(report, session);
    return rows_close(rows, report->err);
}

/* --- its notes: question by question, kind by kind */

/* What an observer thought stands apart from what was seen. */
#define NOTES_APART "(s.kind = 'observation' AND v.kind IN (SELECT kind FROM any_own_kind))"

#define NOTES                                                                                                \
    "SELECT coalesce(v.question, ''), v.kind, v.speaker, v.text, b.elapsed, v.quotable OR v.tells, "         \
    "v.approximate, "                                                                                        \
    "v.entered_later, v.conflict, (SELECT group_concat(c.name || CASE c.valence WHEN 'neutral' THEN '' "     \
    "ELSE ' (' || c.valence || ')' END, ', ') FROM (SELECT coalesce((SELECT name FROM code WHERE n = "       \
    "k.code), k.name) AS name, k.valence AS valence FROM coding k WHERE k.note = v.n ORDER BY k.start, 1) "  \
    "c), "                                                                                                   \
    "q.text, q.number, q.topic, " NOTES_APART                                                                \
    " AS apart, c.dimension, c.page, c.absent, c.appraisal, c.jotting <> v.n "                               \
    "FROM any_note v JOIN session s ON s.n = (SELECT session FROM note WHERE n = v.n) LEFT JOIN card c ON "  \
    "c.note = v.n JOIN note b ON b.n = v.n JOIN thing t ON t.n = b.session LEFT JOIN (SELECT id, text, "     \
    "CASE WHEN emergent THEN 'Asked beside the guide' ELSE topic END AS topic, ord, row_number() OVER "      \
    "(ORDER BY ord) AS number FROM any_question WHERE session = ?1) q ON q.id = v.question "                 \
    "WHERE t.id = ?1 AND (?2 = 0 OR " VIEWS_SHARED ") "                                                      \
    "ORDER BY apart, q.ord IS NOT NULL, q.ord, v.question, instr(' verbatim paraphrase observation extract " \
    "idea recommendation decision dissent action parked follow-up comment memo ', ' ' || v.kind || ' '), "   \
    "b.elapsed, b.hlc"

/* Where it comes from, in an observation or a document. */
static void add_card(const Report *report, Rows *rows)
{
    Str *out = report->out;
    static const struct {
        int column;
        const char *before;
    } texts[] = {{14, ", at "}, {15, ", page "}, {17, ", "}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (*rows_text(rows, texts[i].column)) {
            str_add(out, texts[i].before);
            markdown_add_line(out, mask_words(report->mask, rows_text(rows, texts[i].column)));
        }
    str_add(out, rows_number(rows, 16) ? ", absent" : "");
    str_add(out, rows_number(rows, 18) ? ", a jotting in full" : "");
}

static void add_note(const Report *report, Rows *rows)
{
    Str *out = report->out;
    char span[CLOCK_STAMP_SIZE];
    clock_format_span_long(span, rows_number(rows, 4));
    str_add_format(out, "- %s%s", rows_number(rows, 6) ? "about " : "", span);
    if (*rows_text(rows, 2)) {
        str_add_byte(out, ' ');
        markdown_add_line(out, rows_text(rows, 2));
    }
    add_card(report, rows);
    str_add(out, rows_number(rows, 7) ? ", entered later" : "");
    str_add(out, rows_number(rows, 5) ? "" : ", **not to be quoted**");
    str_add(out, rows_number(rows, 8) ? ", **in conflict**" : "");
    bool is_verbatim = strcmp(rows_text(rows, 1), "verbatim") == 0;
    str_add(out, is_verbatim ? ": \xE2\x80\x9C" : ": ");
    markdown_add_text(out, mask_words(report->mask, rows_text(rows, 3)), 2);
    str_add(out, is_verbatim ? "\xE2\x80\x9D" : "");
    if (*rows_text(rows, 9)) {
        str_add(out, " \xE2\x80\x94 *");
        markdown_add_line(out, mask_words(report->mask, rows_text(rows, 9)));
        str_add(out, "*");
    }
    str_add(out, "\n");
}

static void add_question(const Report *report, Rows *rows, Str *topic)
{
    Str *out = report->out;
    if (!*rows_text(rows, 10)) {
        str_add(out, "\n### Under no question\n");
        return;
    }
    if (strcmp(str_text(topic), rows_text(rows, 12)) != 0) {
        str_clear(topic);
        str_add(topic, rows_text(rows, 12));
        str_add(out, "\n### ");
        markdown_add_line(out, mask_words(report->mask, rows_text(rows, 12)));
        str_add(out, "\n");
    }
    str_add_format(out, "\n#### %s. ", rows_text(rows, 11));
    markdown_add_line(out, mask_words(report->mask, rows_text(rows, 10)));
    str_add(out, "\n");
}

static int add_notes(const Report *report, const char *session)
{
    Str question = STR_EMPTY, topic = STR_EMPTY, kind = STR_EMPTY;
    size_t count = 0;
    bool is_apart = false;
    Rows *rows = rows_open(report->store, report->err, NOTES, "ti", session, is_for_others(report));
    for (; rows_next(rows); count++) {
        bool is_other = count == 0 || strcmp(str_text(&question), rows_text(rows, 0)) != 0;
        bool begins_apart = !is_apart && rows_number(rows, 13);
        if (begins_apart)
            str_add(report->out, "\n### Reflective notes\n");
        is_apart = is_apart || begins_apart;
        is_other = begins_apart || (is_other && !is_apart);
        if (is_other && !is_apart)
            add_question(report, rows, &topic);
        if (is_other || strcmp(str_text(&kind), rows_text(rows, 1)) != 0) {
            const NoteKindRow *row = note_kind_find_name(rows_text(rows, 1));
            str_add_format(report->out, "\n**%s**\n\n", row ? row->heading : rows_text(rows, 1));
        }
        add_note(report, rows);
        str_clear(&question);
        str_add(&question, rows_text(rows, 0));
        str_clear(&kind);
        str_add(&kind, rows_text(rows, 1));
    }
    if (count == 0)
        str_add(report->out, "\nNo notes.\n");
    str_free(&question);
    str_free(&topic);
    str_free(&kind);
    return rows_close(rows, report->err);
}

/* --- coverage and summary */

static int add_coverage(const Report *report, const char *session)
{
    Str *out = report->out;
    size_t count = 0;
    Rows *rows = rows_open(report->store, report->err,
                           "SELECT row_number() OVER (ORDER BY ord), text, state, why, probes_used, "
                           "probes_total, must, emergent FROM any_coverage WHERE session = ?1 ORDER BY ord",
                           "t", session);
    for (; rows_next(rows); count++) {
        if (count == 0)
            str_add(out, "\n### Coverage\n\n| | Question | Covered | Probes |\n|---:|---|---|---|\n");
        str_add_format(out, "| %s | ", rows_text(rows, 0));
        markdown_add_line(out, mask_words(report->mask, rows_text(rows, 1)));
        str_add_format(out, "%s%s | %s", rows_number(rows, 6) ? " (must ask)" : "",
                       rows_number(rows, 7) ? " (emergent)" : "", rows_text(rows, 2));
        if (*rows_text(rows, 3) && !is_for_others(report)) {
            str_add(out, ": ");
            markdown_add_line(out, rows_text(rows, 3));
        }
        if (rows_number(rows, 5))
            str_add_format(out, " | %s of %s |\n", rows_text(rows, 4), rows_text(rows, 5));
        else
            str_add(out, " | |\n");
    }
    return rows_close(rows, report->err);
}

static int add_summary(const Report *report, const char *session)
{
    static const char *const titles[] = {"Field note", "Main issues",         "Got on the questions",
                                         "Not got",    "Salient, surprising", "For the next contact"};
    Rows *rows = rows_open(report->store, report->err,
                           "SELECT field_note, themes, got, missed, salient, next FROM any_summary WHERE "
                           "session = ?1 AND ?2 = 0",
                           "ti", session, is_for_others(report));
    if (rows_next(rows)) {
        str_add(report->out, "\n### Contact summary\n");
        for (int i = 0; i < 6; i++) {
            if (!*rows_text(rows, i))
                continue;
            str_add_format(report->out, "\n**%s**\n\n", titles[i]);
            markdown_add_text(report->out, rows_text(rows, i), 0);
            str_add(report->out, "\n");
        }
    }
    return rows_close(rows, report->err);
}

/* --- the whole */

static int add_left_out(const Report *report)
{
    Str lines = STR_EMPTY;
    int result = export_add_left_out(report->store, report->choice, &lines, report->err);
    str_add_format(report->out, "\nMade for %s. ", is_for_others(report) ? "others" : "the team");
    str_add(report->out, lines.size ? "Left out:\n\n" : "Nothing was left out.\n");
    char *rest = NULL;
    for (char *line = lines.data ? strtok_r(lines.data, "\n", &rest) : NULL; line;
         line = strtok_r(NULL, "\n", &rest)) {
        str_add(report->out, "- ");
        markdown_add_line(report->out, line);
        str_add(report->out, "\n");
    }
    str_free(&lines);
    return result;
}

static int add_session(const Report *report, const char *session)
{
    if (add_facts(report, session) != 0 || add_consent(report, session) != 0 ||
        add_notes(report, session) != 0 || add_coverage(report, session) != 0 ||
        add_summary(report, session) != 0)
        return -1;
    return 0;
}

/* The researcher's own account: for the team alone. */
static int add_log(const Report *report)
{
    static const char sql[] =
        "SELECT what, coalesce(date, ''), coalesce(until, ''), coalesce(name, ''), \"with\", hat, place, "
        "minutes, type, text FROM log ORDER BY instr('contact meeting memo event term', what), CASE what "
        "WHEN 'term' THEN lower(name) END, coalesce(date, ''), at, id";
    static const struct {
        const char *what, *title;
    } titles[] = {{"contact", "Contacts"},
                  {"meeting", "Meetings"},
                  {"memo", "Memos"},
                  {"event", "Events of the programme"},
                  {"term", "Glossary"}};
    static const char *const before[] = {", with ", ", as ", ", at ", ", minutes ", ", "};
    Str *out = report->out;
    Str what = STR_EMPTY;
    Rows *rows = rows_open(report->store, report->err, sql, "");
    for (bool is_first = true; rows_next(rows); is_first = false) {
        if (is_first)
            str_add(out, "\n## Residency log\n");
        for (size_t i = 0;
             strcmp(str_text(&what), rows_text(rows, 0)) != 0 && i < sizeof titles / sizeof *titles; i++)
            if (strcmp(titles[i].what, rows_text(rows, 0)) == 0)
                str_add_format(out, "\n### %s\n\n", titles[i].title);
        str_clear(&what);
        str_add(&what, rows_text(rows, 0));
        str_add_format(out, "- %s%s%s", rows_text(rows, 1), *rows_text(rows, 2) ? " to " : "",
                       rows_text(rows, 2));
        if (*rows_text(rows, 3)) {
            str_add(out, *rows_text(rows, 1) || *rows_text(rows, 2) ? " " : "");
            markdown_add_line(out, rows_text(rows, 3));
        }
        for (int i = 0; i < 5; i++)
            if (*rows_text(rows, 4 + i)) {
                str_add(out, before[i]);
                markdown_add_line(out, rows_text(rows, 4 + i));
            }
        str_add(out, ": ");
        markdown_add_text(out, rows_text(rows, 9), 2);
        str_add(out, "\n");
    }
    str_free(&what);
    return rows_close(rows, report->err);
}

static int add_all(const Report *report)
{
    Str title = STR_EMPTY;
    rows_find_text(report->store, &title, "SELECT title FROM study", "");
    str_add(report->out, "# ");
    markdown_add_line(report->out, mask_words(report->mask, str_text(&title)));
    str_add(report->out, "\n");
    str_free(&title);
    if (add_left_out(report) != 0)
        return -1;
    Rows *rows = rows_open(report->store, report->err,
                           "SELECT id FROM any_session WHERE rehearsal = ?2 AND (?1 IS NULL OR id = ?1) "
                           "ORDER BY started, number, id",
                           "ti", report->choice->session, (int64_t)report->choice->rehearsal);
    int result = 0;
    while (result == 0 && rows_next(rows)) {
        Str session = STR_EMPTY;
        str_add(&session, rows_text(rows, 0));
        result = add_session(report, str_text(&session));
        str_free(&session);
    }
    if (rows_close(rows, result == 0 ? report->err : NULL) != 0 || result != 0)
        return -1;
    return !report->choice->session && !report->choice->rehearsal && report->choice->audience != EXPORT_OTHERS
               ? add_log(report)
               : 0;
}

int export_add_md(Store *store, const ExportChoice *choice, Str *out, Err *err)
{
    Mask mask;
    const Report report = {store, choice, out, err, &mask};
    int result = mask_begin(store, choice, &mask, err);
    if (result == 0)
        result = add_all(&report);
    mask_end(&mask);
    return result;
}
