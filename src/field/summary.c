/* SPDX-License-Identifier: MIT */
/* The contact summary sheet. */
#include "rir/summary.h"

#include <stdio.h>
#include <string.h>

#include "rir/clock.h"
#include "rir/json.h"
#include "rir/rows.h"
#include "rir/voice.h"

static const SummaryPartRow parts[SUMMARY_PARTS] = {
    {SUMMARY_FIELD_NOTE, "field_note", "Field note",
     "The place, the rapport, who else was there, what interrupted?"},
    {SUMMARY_THEMES, "themes", "Main themes", "What were the main issues or themes in this contact?"},
    {SUMMARY_GOT, "got", "What was got", "What did you get on each question?"},
    {SUMMARY_MISSED, "missed", "What was missed", "What did you fail to get, and why?"},
    {SUMMARY_SALIENT, "salient", "Salient", "What was striking, surprising, illuminating?"},
    {SUMMARY_NEXT, "next", "For the next contact", "What new questions are there for the next contact?"},
};

const SummaryPartRow *summary_list_parts(void)
{
    return parts;
}

int summary_read(Store *store, const char *session, Summary *summary, Err *err)
{
    static const char sql[] =
        "SELECT field_note, themes, got, missed, salient, next, at FROM summary WHERE session = (SELECT n "
        "FROM thing WHERE id = ?1) ORDER BY at DESC LIMIT 1";
    *summary = (Summary){0};
    Rows *rows = rows_open(store, err, sql, "t", session);
    if (rows_next(rows)) {
        for (int i = 0; i < SUMMARY_PARTS; i++)
            str_add(&summary->parts[i], rows_text(rows, i));
        summary->at = rows_number(rows, SUMMARY_PARTS);
    }
    return rows_close(rows, err);
}

void summary_free(Summary *summary)
{
    for (int i = 0; i < SUMMARY_PARTS; i++)
        str_free(&summary->parts[i]);
    *summary = (Summary){0};
}

static bool is_empty(const Summary *summary)
{
    for (int i = 0; i < SUMMARY_PARTS; i++)
        if (summary->parts[i].size)
            return false;
    return true;
}

int summary_write(Store *store, const char *session, const Summary *summary, Err *err)
{
    static const char known_sql[] = "SELECT 1 FROM session WHERE n = (SELECT n FROM thing WHERE id = ?1)";
    static const char written_sql[] =
        "SELECT 1 FROM summary WHERE session = (SELECT n FROM thing WHERE id = ?1)";
    if (!rows_find_number(store, 0, known_sql, "t", session))
        return err_set(err, ERR_REFUSED, "there is no such session in this study");
    if (is_empty(summary) && !rows_find_number(store, 0, written_sql, "t", session))
        return err_set(err, ERR_REFUSED, "the summary is empty; nothing was written");
    Str body = STR_EMPTY;
    Json json = json_begin(&body, 0);
    json_open(&json, NULL, '{');
    for (int i = 0; i < SUMMARY_PARTS; i++)
        json_add_some(&json, parts[i].name, str_text(&summary->parts[i]));
    json_close(&json, '}');
    /* One sheet a session, wherever it is written. */
    Id id = id_make_named("summary", session);
    Act act = {.kind = "summary.set", .entity = id.text, .session = session, .body = str_text(&body)};
    int result = store_append(store, &act, NULL, err);
    str_free(&body);
    return result;
}

/* --- to start from */

static void add_line(Str *out, Rows *rows, const char *state, const char *why)
{
    str_add_format(out, "%s%s (%s%s%s)", out->size ? "\n" : "", rows_text(rows, 0), state, *why ? ": " : "",
                   why);
}

/* In a group: who was there, and of whom there is neither a turn nor a note. */
static int add_unheard(Store *store, const char *session, Str *missed, Err *err)
{
    Voice voice;
    Err reason = {ERR_NONE, ""};
    const char *mark = missed->size ? "\nnot heard: " : "not heard: ";
    if (voice_read(store, session, &voice, &reason) != 0) {
        if (reason.code == ERR_REFUSED) /* a guide that is not understood any more: the rest can be told */
            return 0;
        return err_set(err, reason.code, "%s", reason.text);
    }
    for (size_t i = 0; voice.can_tell && voice.count > 1 && i < voice.count; i++) {
        if (voice.people[i].is_heard)
            continue;
        str_add_format(missed, "%s%s", mark, voice.people[i].pseudonym);
        mark = ", ";
    }
    voice_free(&voice);
    return 0;
}

int summary_add_hints(Store *store, const char *session, Str *got, Str *missed, Err *err)
{
    static const char sql[] =
        "SELECT text, state, coalesce(why, ''), must FROM coverage WHERE session = ?1 ORDER BY ord";
    Rows *rows = rows_open(store, err, sql, "t", session);
    while (rows_next(rows)) {
        const char *state = rows_text(rows, 1), *why = rows_text(rows, 2);
        bool is_missed = !strcmp(state, "not asked") || !strcmp(state, "skipped") || !strcmp(state, "partly");
        add_line(is_missed ? missed : got, rows, state, why);
    }
    return rows_close(rows, err) == 0 ? add_unheard(store, session, missed, err) : -1;
}

/* --- what is due */

/* As much of the text as fits, no character cut in two. */
static void copy_cut(char *to, size_t room, const char *text)
{
    size_t size = strlen(text);
    if (size >= room)
        for (size = room - 1; size > 0 && ((unsigned char)text[size] & 0xC0) == 0x80;)
            size--;
    memcpy(to, text, size);
    to[size] = '\0';
}

int summary_list_due(Store *store, SummaryDue *list, size_t most, Err *err)
{
    static const char sql[] = "SELECT t.id, s.number, s.ended, s.title, (SELECT people FROM any_session v "
                              "WHERE v.n = s.n) FROM session s JOIN thing "
                              "t ON t.n = s.n WHERE s.ended IS NOT NULL AND s.rehearsal = 0 AND NOT "
                              "EXISTS(SELECT 1 FROM summary WHERE session = s.n) ORDER BY s.ended";
    int64_t now = clock_read().wall;
    int count = 0;
    Rows *rows = rows_open(store, err, sql, "");
    for (; rows_next(rows); count++) {
        if ((size_t)count >= most)
            continue;
        SummaryDue *due = &list[count];
        *due = (SummaryDue){.session = id_read(rows_text(rows, 0)),
                            .number = rows_number(rows, 1),
                            .ended = rows_number(rows, 2)};
        due->is_overdue = now - due->ended > SUMMARY_DUE_MS;
        copy_cut(due->title, sizeof due->title, rows_text(rows, 3));
        copy_cut(due->people, sizeof due->people, rows_text(rows, 4));
    }
    return rows_close(rows, err) == 0 ? count : -1;
}
