/* SPDX-License-Identifier: MIT */
/* What a group answered to findings, and what it recommended. */
#include <inttypes.h>
#include <string.h>

#include "heard.h"
#include "rir/finding.h"
#include "rir/recommendation.h"
#include "rir/rows.h"

/* --- findings: of each the last word of every table, and of the whole group */

enum { FINDING, LABEL, ANSWER, TABLE, WORDING, REASON };

static const struct {
    const char *name, *table, *group;
} answers[] = {
    {"recognised", "One table recognises it", "The group recognises it"},
    {"amended", "One table would say it otherwise", "The group would say it otherwise"},
    {"challenged", "One table does not recognise it", "The group does not recognise it"},
    {"added", "One table adds", "The group adds"},
};

static void add_answer(Heard *heard, Rows *rows, Page *page)
{
    Str label = STR_EMPTY, text = STR_EMPTY;
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
        if (strcmp(answers[i].name, rows_text(rows, ANSWER)) == 0)
            str_add(&label, rows_is_null(rows, TABLE) ? answers[i].group : answers[i].table);
    const char *wording = heard_find_words(heard, rows_text(rows, WORDING));
    const char *reason = heard_find_words(heard, rows_text(rows, REASON));
    if (*wording || *reason)
        str_add(&label, ":");
    if (*wording)
        str_add_format(&text, "\xE2\x80\x9C%s\xE2\x80\x9D", wording);
    if (*reason)
        str_add_format(&text, "%s%s", *wording ? ", because: " : "", reason);
    page_add_item(page, str_text(&label), str_text(&text), "");
    str_free(&label);
    str_free(&text);
}

/* As the group saw it; a wording that may not be given back is not there. */
static int add_finding(Heard *heard, const char *id, const char *label, Page *page, Err *err)
{
    Finding finding;
    int result = finding_read(heard->store, id, 0, FINDING_FOR_OTHERS, &finding, err);
    if (result == 0) {
        Str title = STR_EMPTY;
        str_add_format(&title, "%s ", label);
        heard_add_plain(heard, &title, *finding.text ? finding.text : "(its words are left out)");
        page_add_heading(page, 3, str_text(&title));
        str_free(&title);
    }
    finding_free(&finding);
    return result;
}

int heard_add_findings(Heard *heard, Page *page, Err *err)
{
    static const char sql[] = "SELECT r.finding, r.label, r.answer, r.\"table\", r.wording_note, "
                              "r.reason_note FROM any_response r JOIN any_finding_label "
                              "l ON l.id = r.finding WHERE r.session = ?1 AND (r.answer = 'added' OR NOT "
                              "EXISTS(SELECT 1 FROM any_response o WHERE "
                              "o.session = r.session AND o.finding = r.finding AND o.\"table\" IS "
                              "r.\"table\" AND o.answer <> 'added' AND (o.hlc, o.id) > "
                              "(r.hlc, r.id))) ORDER BY l.number, r.label, r.answer = 'added', r.\"table\" "
                              "IS NOT NULL, r.\"table\", r.hlc, r.id";
    Str last = STR_EMPTY;
    int result = 0;
    Rows *rows = rows_open(heard->store, err, sql, "t", heard->session);
    while (result == 0 && rows_next(rows)) {
        bool is_first = last.size == 0, is_new = strcmp(str_text(&last), rows_text(rows, FINDING)) != 0;
        if (is_first) {
            page_add_heading(page, 2, "What you said about our findings");
            page_add_paragraph(page, "This is what we had found, and what was answered to it here.");
        }
        if (is_new) {
            str_clear(&last);
            str_add(&last, rows_text(rows, FINDING));
            result = add_finding(heard, str_text(&last), rows_text(rows, LABEL), page, err);
        }
        add_answer(heard, rows, page);
    }
    str_free(&last);
    return rows_close(rows, result == 0 ? err : NULL) == 0 ? result : -1;
}

/* --- recommendations */

static const char *spell_horizon(const char *horizon)
{
    static const char *const words[][2] = {
        {"now", "now"}, {"3m", "within three months"}, {"12m", "within twelve months"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i][0], horizon) == 0)
            return words[i][1];
    return horizon;
}

static void add_part(Str *out, const char *name, const char *value)
{
    if (*value)
        str_add_format(out, "%s%s: %s", out->size ? "; " : "", name, value);
}

static void add_support(Str *out, const Recommendation *recommendation)
{
    Str text = STR_EMPTY;
    if (recommendation->support >= 0)
        str_add_format(&text, "%" PRId64, recommendation->support);
    add_part(out, "for it", str_text(&text));
    str_clear(&text);
    if (recommendation->against >= 0)
        str_add_format(&text, "%" PRId64, recommendation->against);
    add_part(out, "against it", str_text(&text));
    str_clear(&text);
    if (recommendation->dissent)
        str_add_format(&text, "%zu", recommendation->dissent);
    add_part(out, "seen differently", str_text(&text));
    str_free(&text);
}

static void add_said(Heard *heard, const Recommendation *recommendation, Str *out)
{
    add_part(out, "who answers for it", heard_find_owner(heard, recommendation->owner));
    add_part(out, "by when", spell_horizon(recommendation->horizon));
    add_part(out, "for", recommendation->level);
    add_part(out, "how we shall see that it works", recommendation->measure);
    add_part(out, "how much work", recommendation->effort);
    add_support(out, recommendation);
    add_part(out, "follows from", recommendation->findings);
}

/* What was said of one goes with its words. */
static void add_recommendation(Heard *heard, const Recommendation *recommendation, Page *page)
{
    bool is_desk = *recommendation->note.text == '\0';
    const char *words = is_desk ? recommendation->text : heard_find_words(heard, recommendation->note.text);
    Str remark = STR_EMPTY, plain = STR_EMPTY, text = STR_EMPTY;
    if (*words)
        add_said(heard, recommendation, &remark);
    add_part(&remark, "how far it is", recommendation->status);
    heard_add_plain(heard, &plain, str_text(&remark));
    heard_add_plain(heard, &text, *words ? words : "(words left out)");
    page_add_item(page, recommendation->label, str_text(&text), str_text(&plain));
    str_free(&text);
    str_free(&plain);
    str_free(&remark);
}

int heard_add_recommendations(Heard *heard, Page *page, Err *err)
{
    Recommendations recommendations = {NULL, 0, 0};
    int result = recommendation_list(heard->store, heard->session, &recommendations, err);
    bool has_title = false;
    for (size_t i = 0; result == 0 && i < recommendations.count; i++) {
        if (!has_title)
            page_add_heading(page, 2, "What was recommended");
        has_title = true;
        add_recommendation(heard, &recommendations.list[i], page);
    }
    /* Those noted outside a workshop are in no register. */
    for (size_t i = 0; result == 0 && i < heard->count; i++) {
        const Said *said = &heard->list[i];
        bool is_listed = said->kind != NOTE_RECOMMENDATION || said->reason != HEARD_SHARED;
        for (size_t j = 0; !is_listed && j < recommendations.count; j++)
            is_listed = strcmp(recommendations.list[j].note.text, said->id.text) == 0;
        if (is_listed)
            continue;
        if (!has_title)
            page_add_heading(page, 2, "What was recommended");
        has_title = true;
        page_add_item(page, "", said->text, "");
    }
    recommendations_free(&recommendations);
    return result;
}
