/* SPDX-License-Identifier: MIT */
/* `rir show`: a session as text. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "print.h"
#include "rir/clock.h"
#include "rir/json.h"
#include "rir/notes.h"
#include "sessions.h"
#include "show_room.h"
#include "show_votes.h"

#define INDENT 6

/* --- what it is */

static void add_fact(Str *out, const char *label, const char *text)
{
    if (!*text)
        return;
    str_add_format(out, "%s%s", label, *label ? ": " : "");
    print_add_line(out, text);
    str_add(out, "\n");
}

static void add_consent(Str *out, Store *store, int64_t session)
{
    Rows *rows =
        rows_open(store, NULL,
                  "SELECT p.pseudonym, (SELECT group_concat(c.item || ' ' || c.answer || coalesce(' "
                  "(' || nullif(c.how, '') || ')', ''), ', ') FROM any_answer c WHERE c.person = "
                  "p.n AND c.scope = CASE WHEN s.rehearsal THEN s.n ELSE 0 END), CASE WHEN p.n IN "
                  "(SELECT person FROM any_came WHERE session = s.n) THEN '' WHEN s.ended THEN ' (did "
                  "not come)' ELSE ' (expected)' END FROM session s JOIN "
                  "any_roster r ON r.session = s.n JOIN person p ON p.n = r.person LEFT JOIN "
                  "session_person sp ON sp.session = s.n AND sp.person = p.n WHERE s.n = ?1 ORDER "
                  "BY sp.ord IS NULL, sp.ord, p.pseudonym",
                  "i", session);
    while (rows_next(rows)) {
        str_add(out, "consent ");
        print_add_line(out, rows_text(rows, 0));
        str_add(out, ": ");
        print_add_line(out, rows_is_null(rows, 1) ? "nothing on record" : rows_text(rows, 1));
        str_add(out, rows_text(rows, 2));
        str_add(out, "\n");
    }
    rows_close(rows, NULL);
}

static int add_head(Call *call, const SessionName *name, Err *err)
{
    Str *out = &call->out;
    Rows *rows = rows_open(call->store, err,
                           "SELECT v.title, s.at, v.minutes, v.net_minutes, v.planned_minutes, v.sitting, "
                           "v.state, v.people, v.researcher, v.mode, v.setting, v.others_present, "
                           "v.interpreter, v.place, v.kind, v.paper, v.pilot, v.team FROM any_session v JOIN "
                           "session s ON s.n = v.n WHERE v.n = ?1",
                           "i", name->n);
    if (rows_next(rows)) {
        sessions_add_name(out, name->number, name->is_rehearsal);
        str_add(out, "  ");
        print_add_line(out, rows_text(rows, 0));
        str_add(out, name->is_rehearsal ? "   REHEARSAL\n" : "\n");
        print_add_moment(out, rows_number(rows, 1));
        str_add_format(out, ", %s, %s minutes", rows_text(rows, 14), rows_text(rows, 2));
        if (rows_real(rows, 2) > rows_real(rows, 3))
            str_add_format(out, " (%s without pauses)", rows_text(rows, 3));
        if (rows_number(rows, 4))
            str_add_format(out, " of %s planned", rows_text(rows, 4));
        if (rows_number(rows, 5) > 1)
            str_add_format(out, " in %s sittings", rows_text(rows, 5));
        str_add_format(out, ", %s%s%s\n", rows_text(rows, 6),
                       rows_number(rows, 15) ? ", entered from paper" : "",
                       rows_number(rows, 16) ? ", pilot" : "");
        add_fact(out, "with", rows_text(rows, 7));
        add_fact(out, "team", rows_text(rows, 17));
        add_fact(out, "researcher", rows_text(rows, 8));
        add_fact(out, "mode", rows_text(rows, 9));
        add_fact(out, "setting", rows_text(rows, 10));
        add_fact(out, "place", rows_text(rows, 13));
        add_fact(out, "others present", rows_text(rows, 11));
        add_fact(out, "interpreter", rows_text(rows, 12));
    }
    if (rows_close(rows, err) != 0)
        return -1;
    add_consent(out, call->store, name->n);
    if (rows_find_number(call->store, 0,
                         "SELECT max(tells) FROM any_note v JOIN note b ON b.n = v.n WHERE b.session = ?1",
                         "i", name->n))
        str_add(out,
                "quoting: not everybody agreed, and which cards may not be quoted would tell whose they\n"
                "         are: quote from what is made --for others\n");
    return 0;
}

/* --- its notes */

#define NOTES                                                                                                \
    "WITH numbered AS (SELECT v.n AS n, row_number() OVER (ORDER BY b.elapsed, b.hlc) AS number FROM "       \
    "any_note v JOIN note b ON b.n = v.n WHERE b.session = ?1) SELECT v.id, b.elapsed, v.kind, v.speaker, "  \
    "v.text, v.question, CASE WHEN v.tells = 0 THEN v.quotable END, v.entered_later, v.approximate, "        \
    "v.conflict, v.recorder_ms, (SELECT "                                                                    \
    "group_concat(c.name || CASE c.valence WHEN 'neutral' THEN '' ELSE ' (' || c.valence || ')' END, ', ') " \
    "FROM (SELECT coalesce((SELECT name FROM code WHERE n = k.code), k.name) AS name, k.valence AS valence " \
    "FROM coding k WHERE k.note = v.n ORDER BY k.start, 1) c), coalesce((SELECT text FROM question_added "   \
    "WHERE session = b.session AND id = v.question), (SELECT text FROM guide_question q WHERE q.guide = "    \
    "s.guide AND q.id = v.question)), b.at, coalesce((SELECT label FROM any_card_label WHERE n = v.n), "     \
    "CASE WHEN v.kind = 'recommendation' THEN (SELECT l.label FROM recommendation r JOIN "                   \
    "any_recommendation_label l ON l.n = r.n WHERE r.note = v.n ORDER BY l.id LIMIT 1) END), c.dimension, "  \
    "c.absent, c.page, c.appraisal, (SELECT id FROM thing WHERE n = c.jotting AND n <> v.n), CASE WHEN "     \
    "s.kind = 'observation' THEN CASE WHEN v.kind IN (SELECT kind FROM any_own_kind) THEN 'reflective' "     \
    "ELSE 'descriptive' END END AS side, row_number() OVER (ORDER BY b.elapsed, b.hlc), CASE WHEN "          \
    "c.jotting <> v.n THEN (SELECT number FROM numbered WHERE n = c.jotting) END FROM any_note v JOIN note " \
    "b ON b.n = v.n JOIN session s ON s.n = b.session LEFT JOIN card c ON c.note = v.n WHERE b.session = "   \
    "?1 ORDER BY side = 'reflective', b.elapsed, b.hlc"

/* Where it comes from, in an observation or a document. */
static void add_card(Str *out, Rows *rows)
{
    static const struct {
        int column;
        const char *before;
    } texts[] = {{15, "  at "}, {17, "  page "}, {18, "  "}, {22, "  in full of "}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (*rows_text(rows, texts[i].column)) {
            str_add(out, texts[i].before);
            print_add_line(out, rows_text(rows, texts[i].column));
        }
    str_add(out, rows_number(rows, 16) ? "  ABSENT" : "");
}

static void add_note(Str *out, Rows *rows)
{
    int64_t number = rows_number(rows, 21);
    char span[CLOCK_STAMP_SIZE];
    Str text = STR_EMPTY, line = STR_EMPTY;
    clock_format_span_long(span, rows_number(rows, 1));
    str_add_format(out, "%4" PRId64 "  %s%s  %s", number, rows_number(rows, 8) ? "~" : "", span,
                   rows_text(rows, 2));
    str_add_format(out, "%s%s", *rows_text(rows, 14) ? " " : "", rows_text(rows, 14));
    if (*rows_text(rows, 3)) {
        str_add(out, "  ");
        print_add_line(out, rows_text(rows, 3));
    }
    if (!rows_is_null(rows, 10)) {
        clock_format_span_long(span, rows_number(rows, 10));
        str_add_format(out, "  recorder %s", span);
    }
    add_card(out, rows);
    str_add(out, rows_number(rows, 7) ? "  entered later" : "");
    str_add(out, rows_is_null(rows, 6) || rows_number(rows, 6) ? "" : "  NOT TO BE QUOTED");
    str_add(out, rows_number(rows, 9) ? "  IN CONFLICT" : "");
    str_add(out, "\n");
    print_add_block(&text, rows_text(rows, 4), 0);
    print_add_wrapped(out, str_text(&text), PRINT_COLUMNS, INDENT);
    if (*rows_text(rows, 11)) {
        print_add_line(&line, rows_text(rows, 11));
        str_add_format(out, "%*s[%s]\n", INDENT, "", str_text(&line));
    }
    str_free(&text);
    str_free(&line);
}

static int add_notes(Call *call, const SessionName *name, Err *err)
{
    Str *out = &call->out;
    Str question = STR_EMPTY;
    bool is_first = true, is_apart = false;
    Rows *rows = rows_open(call->store, err, NOTES, "i", name->n);
    while (rows_next(rows)) {
        if (!is_apart && strcmp(rows_text(rows, 20), "reflective") == 0) {
            str_add(out, "\nreflective: the researcher's own, apart from what was seen\n");
            is_first = is_apart = true;
        }
        if (is_first || strcmp(str_text(&question), rows_text(rows, 5)) != 0) {
            str_clear(&question);
            str_add(&question, rows_text(rows, 5));
            str_add(out, "\n");
            if (question.size) {
                Str heading = STR_EMPTY;
                str_add_format(&heading, "%s: ", str_text(&question));
                print_add_line(&heading, rows_text(rows, 12));
                print_add_wrapped(out, str_text(&heading), PRINT_COLUMNS, 0);
                str_free(&heading);
            }
        }
        add_note(out, rows);
        is_first = false;
    }
    if (is_first)
        str_add(out, "\nno notes\n");
    str_free(&question);
    return rows_close(rows, err);
}

/* --- coverage */

static int add_coverage(Call *call, const SessionName *name, Err *err)
{
    Str *out = &call->out;
    bool is_first = true;
    Rows *rows = rows_open(call->store, err,
                           "SELECT question, state, why, probes_used, probes_total, must, emergent, text "
                           "FROM any_coverage WHERE n = ?1 ORDER BY ord",
                           "i", name->n);
    while (rows_next(rows)) {
        if (is_first)
            str_add(out, "\ncoverage\n");
        is_first = false;
        size_t from = out->size;
        str_add_format(out, "  %s", rows_text(rows, 1));
        print_add_gap(out, from, 15);
        if (rows_number(rows, 4))
            str_add_format(out, "%s/%s probes", rows_text(rows, 3), rows_text(rows, 4));
        print_add_gap(out, from, 27);
        str_add(out, rows_number(rows, 5) ? "must  " : "      ");
        print_add_line(out, rows_text(rows, 0));
        str_add(out, rows_number(rows, 6) ? " (emergent)" : "");
        if (*rows_text(rows, 2)) {
            str_add(out, ": ");
            print_add_line(out, rows_text(rows, 2));
        }
        str_add(out, "\n");
    }
    return rows_close(rows, err);
}

/* A later sitting: when it began, and how long rir was away when the one before broke off. */
static void add_sitting(Str *out, Rows *rows)
{
    char day[CLOCK_STAMP_SIZE], time[CLOCK_STAMP_SIZE], gap[CLOCK_STAMP_SIZE];
    int64_t at = rows_number(rows, 4);
    clock_format_day(day, at, (int)rows_number(rows, 5));
    clock_format_time(time, at, (int)rows_number(rows, 5));
    str_add_format(out, " on %s at %s", day, time);
    if (rows_is_null(rows, 6))
        return;
    clock_format_span_long(gap, rows_number(rows, 6));
    str_add_format(out, ", after %s without rir", rows_number(rows, 6) > 0 ? gap : "a time");
}

static int add_moments(Call *call, const SessionName *name, Err *err)
{
    static const char sql[] =
        "SELECT m.kind, m.elapsed_ms AS elapsed, m.value, m.approximate, b.at AS at, NULL, NULL, m.id AS id "
        "FROM any_moment m JOIN moment b ON b.n = m.n WHERE m.session = ?1 AND m.kind IN ('pause', 'resume', "
        "'mark', 'off', 'on', 'phase', 'arrive', 'depart', 'photo') UNION ALL SELECT 'sitting', x.elapsed, "
        "x.number, 0, x.at, x.tz, x.gap, '' FROM sitting x JOIN session s ON s.n = x.session WHERE x.session "
        "= ?2 AND "
        "x.number > 1 AND s.paper = 0 ORDER BY elapsed, at, id";
    char span[CLOCK_STAMP_SIZE];
    Str *out = &call->out;
    bool is_first = true;
    Rows *rows = rows_open(call->store, err, sql, "ti", name->id.text, name->n);
    while (rows_next(rows)) {
        if (is_first)
            str_add(out, "\ncourse\n");
        is_first = false;
        clock_format_span_long(span, rows_number(rows, 1));
        str_add_format(out, "  %s%s  %s", rows_number(rows, 3) ? "~" : "", span, rows_text(rows, 0));
        if (*rows_text(rows, 2) && strcmp(rows_text(rows, 0), "off") != 0) {
            str_add_byte(out, ' ');
            print_add_line(out, rows_text(rows, 2));
        }
        if (strcmp(rows_text(rows, 0), "sitting") == 0)
            add_sitting(out, rows);
        str_add(out, "\n");
    }
    return rows_close(rows, err);
}

/* --- for programs: the notes, as the view has them */

static const PrintColumn columns[] = {
    {"id", NULL, PRINT_TEXT},         {"elapsed_ms", NULL, PRINT_SPAN},  {"kind", NULL, PRINT_TEXT},
    {"speaker", NULL, PRINT_TEXT},    {"text", NULL, PRINT_TEXT},        {"question", NULL, PRINT_TEXT},
    {"quotable", NULL, PRINT_YES},    {"entered_later", NULL, PRINT_YES}, {"approximate", NULL, PRINT_YES},
    {"conflict", NULL, PRINT_YES},    {"recorder_ms", NULL, PRINT_SPAN}, {"codes", NULL, PRINT_TEXT},
    {"question_text", NULL, PRINT_TEXT}, {"at", NULL, PRINT_MOMENT},      {"label", NULL, PRINT_TEXT},
    {"dimension", NULL, PRINT_TEXT},
    {"absent", NULL, PRINT_YES},      {"page", NULL, PRINT_TEXT},        {"appraisal", NULL, PRINT_TEXT},
    {"expands", NULL, PRINT_TEXT},    {"side", NULL, PRINT_TEXT},        {"number", NULL, PRINT_NUMBER},
};

/* Of what more than two take part in. */
static int add_room(Call *call, const SessionName *name, Err *err)
{
    Str kind = STR_EMPTY;
    rows_find_text(call->store, &kind, "SELECT kind FROM session WHERE n = ?1", "i", name->n);
    bool is_workshop = strcmp(str_text(&kind), "workshop") == 0;
    bool is_group = is_workshop || strcmp(str_text(&kind), "focus-group") == 0;
    str_free(&kind);
    if (is_workshop && show_add_agenda(call, name, err) != 0)
        return -1;
    return is_group ? show_add_people(call, name, err) : 0;
}

static int run_show(Call *call, Err *err)
{
    SessionName name;
    const char *word = call_find_word(call, 0);
    if (sessions_find(call->store, word ? word : "last", &name, err) != 0)
        return word ? -1
                    : err_set(err, ERR_REFUSED,
                              "there is no session in this study yet: rir start GUIDE --person P01");
    if (call->form != FORM_PEOPLE)
        return print_rows(call, columns, PRINT_COUNT(columns),
                          rows_open(call->store, err, NOTES, "i", name.n), "", err);
    if (add_head(call, &name, err) != 0 || add_notes(call, &name, err) != 0 ||
        add_coverage(call, &name, err) != 0 || add_moments(call, &name, err) != 0)
        return -1;
    return add_room(call, &name, err) == 0 ? show_add_votes(call, &name, err) : -1;
}

static const OptionRow options[] = {OPTION_JSON, OPTION_CSV, OPTIONS_END};

const CommandRow cli_show = {
    .name = "show",
    .arguments = "[SESSION]",
    .help = "read a session as text",
    .more = "Its notes in their order, the coverage of its questions, and its course. The number before a "
            "note is the one that `rir edit` takes. Without a session it is the last one. What was struck, "
            "is off the record, or is of people who did not agree to take part, is left out.",
    .options = options,
    .words = {"session"},
    .least = 0,
    .most = 1,
    .study = STUDY_READ,
    .run = run_show,
};
