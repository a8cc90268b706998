/* SPDX-License-Identifier: MIT */
/* The register of documents. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "label.h"
#include "rir/document.h"
#include "rir/json.h"
#include "rir/mem.h"
#include "rir/rows.h"

static const DocumentMemberRow members[DOCUMENT_MEMBERS] = {
    {"title", "its title", NULL},
    {"author", "who wrote it: a role or an office, no private names", NULL},
    {"organisation", "for which organisation it speaks", NULL},
    {"type", "strategy, minutes, agreement, policy, job description, email, ...", NULL},
    {"date", "of the document: 2026, 2026-03 or 2026-03-31", NULL},
    {"version", "draft 2, final, ...", NULL},
    {"audience", "for whom it was written", NULL},
    {"purpose", "what it was written for", NULL},
    {"provenance", "how and when it was obtained", NULL},
    {"confidentiality", "public; internal: nothing of it leaves for others; confidential: nor that it exists",
     "public|internal|confidential"},
    {"scope", "in or out of the study", "in|out"},
    {"why", "why it is in or out", NULL},
};

const DocumentMemberRow *document_list_members(void)
{
    return members;
}

static const char *const aspects[] = {"authenticity", "credibility", "representativeness", "meaning", NULL};

const char *const *document_list_aspects(void)
{
    return aspects;
}

const char *document_find_aspect(const char *word)
{
    const char *found = NULL;
    for (size_t i = 0; aspects[i] && *word; i++)
        if (strncasecmp(aspects[i], word, strlen(word)) == 0)
            found = aspects[i];
    return found; /* no two begin alike */
}

void document_free(Document *document)
{
    for (size_t i = 0; i < DOCUMENT_MEMBERS; i++)
        free(document->values[i]);
    free(document->label);
    free(document->appraised);
    *document = (Document){.extracts = 0};
}

void documents_free(Documents *documents)
{
    for (size_t i = 0; i < documents->count; i++)
        document_free(&documents->list[i]);
    free(documents->list);
    *documents = (Documents){0};
}

int document_find(Store *store, const char *word, Id *id, Err *err)
{
    static const LabelSort sort = {LABEL_FIND("any_document_label"), LABEL_LIST("any_document_label"),
                                   "document", "documents", "rir document add \"TITLE\""};
    return label_find(store, &sort, word, id, err);
}

/* --- reading */

#define COLUMNS                                                                                              \
    "SELECT d.id, d.label, d.title, d.author, d.organisation, d.type, d.date, d.version, d.audience, "       \
    "d.purpose, d.provenance, "                                                                              \
    "d.confidentiality, d.scope, d.why, d.extracts, (SELECT count(*) FROM any_extract x WHERE x.document_n " \
    "= d.n AND x.absent AND "                                                                                \
    "x.rehearsal = 0), (SELECT group_concat(DISTINCT x.appraisal) FROM any_extract x WHERE x.document_n = "  \
    "d.n AND x.rehearsal = 0 "                                                                               \
    "AND x.appraisal IS NOT NULL) FROM documents d JOIN any_document_label l ON l.n = d.n "

static void take_row(Document *document, Rows *rows)
{
    *document = (Document){.id = id_read(rows_text(rows, 0)),
                           .label = mem_copy_text(rows_text(rows, 1)),
                           .extracts = rows_number(rows, 2 + DOCUMENT_MEMBERS),
                           .absent = rows_number(rows, 3 + DOCUMENT_MEMBERS),
                           .appraised = mem_copy_text(rows_text(rows, 4 + DOCUMENT_MEMBERS))};
    for (int i = 0; i < DOCUMENT_MEMBERS; i++)
        document->values[i] = mem_copy_text(rows_text(rows, 2 + i));
}

int document_read(Store *store, const char *id, Document *document, Err *err)
{
    *document = (Document){.extracts = 0};
    Rows *rows = rows_open(store, err, COLUMNS "WHERE d.id = ?1", "t", id);
    bool is_there = rows_next(rows);
    if (is_there)
        take_row(document, rows);
    if (rows_close(rows, err) != 0) {
        document_free(document);
        return -1;
    }
    return is_there ? 0 : err_set(err, ERR_REFUSED, "there is no such document in this study");
}

int document_list(Store *store, Documents *documents, Err *err)
{
    documents_free(documents);
    Rows *rows = rows_open(store, err, COLUMNS "ORDER BY l.number, l.label", "");
    while (rows_next(rows)) {
        documents->list =
            mem_grow(documents->list, &documents->room, documents->count + 1, sizeof *documents->list);
        take_row(&documents->list[documents->count++], rows);
    }
    return rows_close(rows, err);
}

#define CHOICE_MOST 6

void document_add_choice(Str *out, Store *store)
{
    static const char sql[] =
        "SELECT l.label, CASE WHEN d.confidentiality = 'confidential' THEN 'confidential' ELSE d.title END "
        "FROM "
        "document d JOIN any_document_label l ON l.n = d.n WHERE coalesce(d.scope, 'in') <> 'out' ORDER BY "
        "l.number, l.label";
    size_t count = 0;
    Rows *rows = rows_open(store, NULL, sql, "");
    for (; rows_next(rows); count++)
        if (count < CHOICE_MOST)
            str_add_format(out, "%s%s %s", count ? "; " : "", rows_text(rows, 0), rows_text(rows, 1));
    rows_close(rows, NULL);
    if (count > CHOICE_MOST)
        str_add_format(out, "; %zu more", count - CHOICE_MOST);
}

/* --- writing: always a whole new version */

/* 2026, 2026-03, 2026-03-31 */
static bool is_date(const char *text)
{
    static const char form[] = "0000-00-00";
    size_t size = strlen(text);
    for (size_t i = 0; i < size; i++)
        if (i >= strlen(form) || (form[i] == '-' ? text[i] != '-' : text[i] < '0' || text[i] > '9'))
            return false;
    long month = size > 4 ? strtol(text + 5, NULL, 10) : 1, day = size > 7 ? strtol(text + 8, NULL, 10) : 1;
    return (size == 4 || size == 7 || size == 10) && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static bool is_choice(const char *choices, const char *value)
{
    size_t size = strlen(value);
    for (const char *at = choices; at; at = strchr(at, '|') ? strchr(at, '|') + 1 : NULL)
        if (strncmp(at, value, size) == 0 && (at[size] == '|' || at[size] == '\0'))
            return true;
    return false;
}

static int check_values(const char *const values[DOCUMENT_MEMBERS], Err *err)
{
    for (size_t i = 0; i < DOCUMENT_MEMBERS; i++)
        if (values[i] && *values[i] && members[i].choices && !is_choice(members[i].choices, values[i]))
            return err_set(err, ERR_REFUSED, "%s is %s, not `%s`", members[i].name, members[i].choices,
                           values[i]);
    const char *date = values[DOCUMENT_DATE];
    if (date && *date && !is_date(date))
        return err_set(err, ERR_REFUSED, "a date is 2026, 2026-03 or 2026-03-31, not `%s`", date);
    return 0;
}

static void fill(Str *body, int64_t number, const char *const values[DOCUMENT_MEMBERS])
{
    Json json = json_begin(body, 0);
    json_open(&json, NULL, '{');
    json_add_number(&json, "number", number);
    for (size_t i = 0; i < DOCUMENT_MEMBERS; i++)
        json_add_some(&json, members[i].name, values[i]);
    json_close(&json, '}');
}

static int write_version(Store *store, const char *id, const Str *body, Err *err)
{
    Act act = {.kind = "document.set", .entity = id, .body = str_text(body)};
    return store_append(store, &act, NULL, err);
}

int document_add(Store *store, const char *const values[DOCUMENT_MEMBERS], Id *id, Err *err)
{
    Str body = STR_EMPTY;
    if (!values[DOCUMENT_TITLE] || !*values[DOCUMENT_TITLE])
        return err_set(err, ERR_REFUSED, "a document needs a title: rir document add \"TITLE\"");
    if (check_values(values, err) != 0)
        return -1;
    *id = id_make();
    fill(&body, rows_find_number(store, 0, "SELECT max(number) FROM document", "") + 1, values);
    int result = write_version(store, id->text, &body, err);
    str_free(&body);
    return result;
}

int document_set(Store *store, const char *id, const char *const values[DOCUMENT_MEMBERS], Err *err)
{
    Document had;
    Str before = STR_EMPTY, after = STR_EMPTY;
    const char *now[DOCUMENT_MEMBERS];
    if (check_values(values, err) != 0 || document_read(store, id, &had, err) != 0)
        return -1;
    for (size_t i = 0; i < DOCUMENT_MEMBERS; i++)
        now[i] = values[i] ? values[i] : had.values[i];
    int64_t number =
        rows_find_number(store, 0, "SELECT number FROM any_document_label WHERE id = ?1", "t", id);
    fill(&before, number, (const char *const *)had.values);
    fill(&after, number, now);
    int result = 0;
    if (!*now[DOCUMENT_TITLE])
        result =
            err_set(err, ERR_REFUSED, "a document needs a title; --scope out leaves it out of the study");
    else if (strcmp(str_text(&before), str_text(&after)) == 0)
        result = err_set(err, ERR_REFUSED, "nothing to change: the document is like that already");
    if (result == 0)
        result = write_version(store, id, &after, err);
    str_free(&before);
    str_free(&after);
    document_free(&had);
    return result;
}
