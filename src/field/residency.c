/* SPDX-License-Identifier: MIT */
/* The residency log as it is read. */
#include "rir/residency.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "label.h"
#include "rir/clock.h"
#include "rir/mem.h"
#include "rir/rows.h"
#include "rir/text.h"

static const ResidencyMemberRow members[RESIDENCY_MEMBERS] = {
    {"what", "kind of entry", "contact|meeting|memo|event|term", NULL},
    {"date", "2026-03-31, 2026-03 or with a time 2026-03-31T14:30; of an event or a term, from when on", NULL,
     NULL},
    {"until", "the last day it was so", NULL, "event term"},
    {"name", "what it is called", NULL, "meeting event term"},
    {"with", "roles or pseudonyms, between commas; no names", NULL, "contact meeting"},
    {"hat", "in which part you were there: evaluator, colleague, ...", NULL, "contact meeting"},
    {"place", "where", NULL, "contact meeting event"},
    {"minutes", "how long", NULL, "contact meeting"},
    {"type", "of the memo", "reflexive|methodological|analytic|theoretical", "memo"},
    {"text", "what it was, or means", NULL, NULL},
};

const ResidencyMemberRow *residency_list_members(void)
{
    return members;
}

static bool is_one_of(const char *list, const char *word)
{
    size_t size = strlen(word);
    for (const char *at = list; *at; at += strcspn(at, " "), at += strspn(at, " "))
        if (strncmp(at, word, size) == 0 && (at[size] == ' ' || !at[size]))
            return true;
    return false;
}

bool residency_has(const char *what, ResidencyMember member)
{
    return !members[member].of || is_one_of(members[member].of, what);
}

void residency_free(ResidencyEntry *entry)
{
    for (size_t i = 0; i < RESIDENCY_MEMBERS; i++)
        free(entry->values[i]);
    free(entry->label);
    free(entry->author);
    *entry = (ResidencyEntry){.label = NULL};
}

void residency_free_log(ResidencyLog *log)
{
    for (size_t i = 0; i < log->count; i++)
        residency_free(&log->list[i]);
    free(log->list);
    *log = (ResidencyLog){0};
}

/* --- reading */

#define COLUMNS                                                                                              \
    "SELECT v.id, v.label, v.author, v.what, v.date, v.until, v.name, v.\"with\", v.hat, v.place, "          \
    "v.minutes, v.type, "                                                                                    \
    "v.text FROM log v "

static void take_row(ResidencyEntry *entry, Rows *rows)
{
    *entry = (ResidencyEntry){.id = id_read(rows_text(rows, 0)),
                              .label = mem_copy_text(rows_text(rows, 1)),
                              .author = mem_copy_text(rows_text(rows, 2))};
    for (int i = 0; i < RESIDENCY_MEMBERS; i++)
        entry->values[i] = mem_copy_text(rows_text(rows, 3 + i));
}

/* Each of the words is somewhere in it. */
static bool has_words(const ResidencyEntry *entry, const char *words)
{
    Str all = STR_EMPTY, wanted = STR_EMPTY;
    for (size_t i = 0; i < RESIDENCY_MEMBERS; i++) {
        text_add_folded(&all, entry->values[i], strlen(entry->values[i]));
        str_add(&all, " ");
    }
    text_add_folded(&wanted, words, strlen(words));
    bool has = text_has_words(str_text(&all), str_text(&wanted));
    str_free(&all);
    str_free(&wanted);
    return has;
}

static int take_rows(Rows *rows, const char *words, ResidencyLog *log, Err *err)
{
    while (rows_next(rows)) {
        log->list = mem_grow(log->list, &log->room, log->count + 1, sizeof *log->list);
        take_row(&log->list[log->count++], rows);
        if (words && *words && !has_words(&log->list[log->count - 1], words))
            residency_free(&log->list[--log->count]);
    }
    return rows_close(rows, err);
}

/* What held at a date still counts since it. A date that is shorter is all of its month or year. */
int residency_list(Store *store, const ResidencyChoice *choice, ResidencyLog *log, Err *err)
{
    static const char sql[] = COLUMNS
        "WHERE (?1 IS NULL OR v.what = ?1) AND (?2 IS NULL OR coalesce(v.date, '') >= substr(?2, 1, "
        "length(coalesce(v.date, ''))) OR (v.what = 'term' AND v.until IS NULL) OR v.until >= substr(?2, "
        "1, length(v.until))) ORDER BY coalesce(v.date, ''), v.at, v.id";
    residency_free_log(log);
    return take_rows(rows_open(store, err, sql, "tt", choice->what, choice->since), choice->words, log, err);
}

int residency_find_term(Store *store, const char *name, const char *on, ResidencyLog *log, Err *err)
{
    static const char sql[] =
        COLUMNS "WHERE v.what = 'term' AND v.name = ?1 COLLATE NOCASE AND (?2 = '' OR ((v.date IS NULL OR "
                "substr(v.date, 1, length(?2)) "
                "<= substr(?2, 1, length(v.date))) AND (v.until IS NULL OR substr(v.until, 1, length(?2)) >= "
                "substr(?2, 1, "
                "length(v.until))))) ORDER BY coalesce(v.date, '') DESC, v.at DESC, v.id";
    char today[CLOCK_STAMP_SIZE];
    int64_t now = clock_read().wall;
    clock_format_day(today, now, clock_find_offset(now));
    residency_free_log(log);
    return take_rows(rows_open(store, err, sql, "tt", name, on ? on : today), NULL, log, err);
}

int residency_read(Store *store, const char *id, ResidencyEntry *entry, Err *err)
{
    *entry = (ResidencyEntry){.label = NULL};
    Rows *rows = rows_open(store, err, COLUMNS "WHERE v.id = ?1", "t", id);
    bool is_there = rows_next(rows);
    if (is_there)
        take_row(entry, rows);
    if (rows_close(rows, err) != 0) {
        residency_free(entry);
        return -1;
    }
    return is_there ? 0 : err_set(err, ERR_REFUSED, "there is no such entry in the residency log");
}

int residency_find(Store *store, const char *word, Id *id, Err *err)
{
    static const LabelSort sort = {LABEL_FIND("any_log_label"), LABEL_LIST("any_log_label"), "log entry",
                                   "log entries", "rir log add contact \"WHAT IT WAS\""};
    return label_find(store, &sort, word, id, err);
}
