/* SPDX-License-Identifier: MIT */
/* The summary for those who took part: what goes on the page, in which order. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "day.h"
#include "heard.h"
#include "rir/cell.h"
#include "rir/clock.h"
#include "rir/mem.h"
#include "rir/report.h"
#include "rir/rows.h"
#include "rir/study.h"

#define BLANK ".............................." /* to write on by hand */

static const struct {
    const char *kind, *title, *thanks;
} kinds[] = {
    {"workshop", "What we heard", "Thank you for taking part in the workshop on "},
    {"focus-group", "What we heard", "Thank you for taking part in the group discussion on "},
    {"interview", "What we heard", "Thank you for the conversation on "},
    {"observation", "What we saw and heard", "Thank you for letting us be there on "},
    {"document", "What we read", ""},
};

static size_t find_kind(const char *name)
{
    size_t i = 0;
    while (i + 1 < sizeof kinds / sizeof *kinds && strcmp(kinds[i].kind, name) != 0)
        i++;
    return i;
}

/* --- about it */

typedef struct {
    char *name;
    size_t people;
} Group;

static size_t read_groups(Store *store, const char *session, Group **groups)
{
    static const char sql[] = "SELECT coalesce(\"group\", ''), count(DISTINCT person) FROM any_presence "
                              "WHERE session = ?1 GROUP BY 1 "
                              "ORDER BY 1 = '', 1";
    size_t count = 0, room = 0;
    *groups = NULL;
    Rows *rows = rows_open(store, NULL, sql, "t", session);
    while (rows_next(rows)) {
        *groups = mem_grow(*groups, &room, count + 1, sizeof **groups);
        (*groups)[count++] = (Group){mem_copy_text(rows_text(rows, 0)), (size_t)rows_number(rows, 1)};
    }
    rows_close(rows, NULL);
    return count;
}

static void add_group(Str *out, size_t people, const char *name, size_t *shown)
{
    str_add_format(out, "%s%zu %s", (*shown)++ ? ", " : ": ", people,
                   *name ? name : "whose group is not stated");
}

/* `16 people: 6 social care, 5 health, 5 others`; groups too small to be named are joined. */
static void add_people(Store *store, const char *session, Str *out)
{
    Group *groups;
    size_t count = read_groups(store, session, &groups), all = 0, others = 0, shown = 0;
    size_t *people = mem_new((count + 1) * sizeof *people);
    bool *joined = mem_new((count + 1) * sizeof *joined);
    for (size_t i = 0; i < count; i++)
        all += people[i] = groups[i].people;
    size_t joined_count = cell_join_small(people, count, (size_t)study_find_small_cell(store), joined);
    if (all)
        str_add_format(out, "%zu %s", all, all == 1 ? "person" : "people");
    for (size_t i = 0; i < count && joined_count < count && count > 1; i++) {
        others += joined[i] ? people[i] : 0;
        if (!joined[i])
            add_group(out, people[i], groups[i].name, &shown);
    }
    if (others)
        add_group(out, others, CELL_OTHERS, &shown);
    for (size_t i = 0; i < count; i++)
        free(groups[i].name);
    free(groups);
    free(people);
    free(joined);
}

static void add_time(Str *out, int64_t from, int64_t to, int tz)
{
    char time[CLOCK_STAMP_SIZE];
    day_add(out, from, tz);
    clock_format_time(time, from, tz);
    str_add_format(out, ", %s", time);
    clock_format_time(time, to, tz);
    if (to)
        str_add_format(out, " to %s", time);
}

enum { KIND, GUIDE, TEAM, AT, TZ, ENDED, PAPER, REHEARSAL, RESEARCHER };

static void add_thanks(Rows *rows, Page *page)
{
    Str text = STR_EMPTY;
    str_add(&text, kinds[find_kind(rows_text(rows, KIND))].thanks);
    if (text.size) {
        day_add(&text, rows_number(rows, AT), (int)rows_number(rows, TZ));
        str_add(&text, ", and for what you gave to it. ");
    }
    str_add(&text, "This page gives back what we took from it, so that you can see it and put it right. It "
                   "names nobody.");
    page_add_paragraph(page, str_text(&text));
    if (rows_number(rows, REHEARSAL))
        page_add_paragraph(page, "This was a rehearsal: nothing on this page is meant.");
    else if (rows_is_null(rows, ENDED))
        page_add_paragraph(page, "It is not over yet: this is how it stands.");
    str_free(&text);
}

static void add_about(Store *store, const char *session, Rows *rows, Page *page)
{
    Str text = STR_EMPTY;
    page_add_heading(page, 2, "About it");
    if (*rows_text(rows, TEAM))
        page_add_fact(page, "Team", rows_text(rows, TEAM));
    if (rows_number(rows, PAPER))
        day_add(&text, rows_number(rows, AT), (int)rows_number(rows, TZ));
    else
        add_time(&text, rows_number(rows, AT), rows_number(rows, ENDED), (int)rows_number(rows, TZ));
    page_add_fact(page, "When", str_text(&text));
    str_clear(&text);
    add_people(store, session, &text);
    if (text.size)
        page_add_fact(page, "Who", str_text(&text));
    str_free(&text);
}

/* --- what comes last */

static void add_photographs(const Heard *heard, Page *page)
{
    static const char sql[] = "SELECT CASE WHEN json_valid(detail) THEN detail->>'$.caption' END FROM "
                              "any_moment WHERE session = ?1 "
                              "AND kind = 'photo' ORDER BY elapsed_ms, id";
    size_t bare = 0, count = 0;
    Str text = STR_EMPTY;
    Rows *rows = rows_open(heard->store, NULL, sql, "t", heard->session);
    for (; rows_next(rows); count++) {
        if (count == 0)
            page_add_heading(page, 2, "Photographs");
        str_clear(&text);
        heard_add_plain(heard, &text, rows_text(rows, 0));
        if (text.size)
            page_add_item(page, "", str_text(&text), "");
        bare += text.size == 0;
    }
    rows_close(rows, NULL);
    if (bare) {
        str_clear(&text);
        str_add_format(&text, "%zu without a caption", bare);
        page_add_item(page, "", str_text(&text), "");
    }
    str_free(&text);
}

static bool is_said(const char *words)
{
    return words && *words;
}

static void add_correcting(const ReportWords *words, const char *researcher, Page *page)
{
    Str contact = STR_EMPTY;
    page_add_heading(page, 2, "How to put it right");
    page_add_paragraph(
        page,
        "Is something wrong or missing, or should something be taken out? Please tell us. You need give no "
        "reason, and nobody will hear who asked.");
    str_add_format(&contact, "%s%s", researcher, *researcher ? ", " : "");
    str_add(&contact, words && is_said(words->contact) ? words->contact : BLANK);
    page_add_fact(page, "Whom to tell", str_text(&contact));
    page_add_fact(page, "Until when", words && is_said(words->until) ? words->until : BLANK);
    str_free(&contact);
}

static void add_use(Store *store, const char *session, const ReportWords *words, Page *page)
{
    static const char sql[] = "SELECT c.text FROM guide_consent c JOIN session s ON s.guide = c.guide JOIN "
                              "thing t ON t.n = s.n WHERE "
                              "t.id = ?1 ORDER BY c.ord";
    page_add_heading(page, 2, "What happens with it");
    if (words && is_said(words->use))
        page_add_paragraph(page, words->use);
    page_add_paragraph(
        page,
        "Notes are kept with pseudonyms in place of names. Votes and ratings are kept without who gave them. "
        "Words are "
        "passed on only where those concerned agreed to it. You can change your mind at any time: we say "
        "plainly what can still be taken out.");
    Rows *rows = rows_open(store, NULL, sql, "t", session);
    for (size_t count = 0; rows_next(rows); count++) {
        if (count == 0)
            page_add_paragraph(page, "This is what you were asked to agree to:");
        page_add_item(page, "", rows_text(rows, 0), "");
    }
    rows_close(rows, NULL);
}

/* --- the whole */

static int add_heard(Store *store, const char *session, const char *title, Page *page,
                     const ReportWords *words, const char *researcher, Err *err)
{
    Heard heard;
    int result = heard_read(store, session, &heard, err);
    if (result == 0) {
        heard_add_ideas(&heard, title, page);
        result = heard_add_findings(&heard, page, err);
    }
    if (result == 0)
        result = heard_add_votes(&heard, page, err);
    if (result == 0)
        result = heard_add_maturity(&heard, page, err);
    if (result == 0)
        result = heard_add_recommendations(&heard, page, err);
    if (result == 0) {
        heard_add_outcomes(&heard, page);
        add_photographs(&heard, page);
        add_correcting(words, researcher, page);
        add_use(store, session, words, page);
        heard_add_left_out(&heard, page);
    }
    heard_free(&heard);
    return result;
}

Page *report_make_summary(Store *store, const char *session, const ReportWords *words, Err *err)
{
    static const char sql[] = "SELECT s.kind, coalesce(g.title, ''), coalesce(s.team, ''), s.at, s.tz, "
                              "s.ended, s.paper, s.rehearsal, "
                              "s.researcher FROM session s JOIN thing t ON t.n = s.n LEFT JOIN guide g ON "
                              "g.n = s.guide WHERE t.id = ?1";
    Page *page = NULL;
    const char *heading = "";
    Str title = STR_EMPTY, researcher = STR_EMPTY;
    Rows *rows = rows_open(store, err, sql, "t", session);
    if (rows_next(rows)) {
        heading = kinds[find_kind(rows_text(rows, KIND))].title;
        str_add_format(&title, "%s%s%s", heading, *rows_text(rows, GUIDE) ? ": " : "",
                       rows_text(rows, GUIDE));
        str_add(&researcher, rows_text(rows, RESEARCHER));
        page = page_new("en-GB", str_text(&title));
        add_thanks(rows, page);
        add_about(store, session, rows, page);
    }
    int result = rows_close(rows, err);
    if (result == 0 && !page)
        result = err_set(err, ERR_REFUSED, "there is no such session");
    if (result == 0)
        result = add_heard(store, session, heading, page, words, str_text(&researcher), err);
    if (result != 0) {
        page_free(page);
        page = NULL;
    }
    str_free(&title);
    str_free(&researcher);
    return page;
}
