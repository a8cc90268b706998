/* SPDX-License-Identifier: MIT */
/* Findings as they are written: always a whole new version. */
#include <stdlib.h>
#include <string.h>

#include "rir/finding.h"
#include "rir/json.h"
#include "rir/mem.h"
#include "rir/rows.h"

/* A version to be: ids of the extracts that may not be seen stay in it, and show again when they may. */
typedef struct {
    int64_t number;
    char *text, *response, *theme, *status; /* NULL for none */
    char **extracts;
    size_t count, room;
} Next;

static void free_next(Next *next)
{
    for (size_t i = 0; i < next->count; i++)
        free(next->extracts[i]);
    free(next->extracts);
    free(next->text);
    free(next->response);
    free(next->theme);
    free(next->status);
}

static size_t find_extract(const Next *next, const char *note)
{
    size_t at = 0;
    while (at < next->count && strcmp(next->extracts[at], note) != 0)
        at++;
    return at;
}

static void add_extract(Next *next, const char *note)
{
    if (find_extract(next, note) < next->count)
        return;
    next->extracts = mem_grow(next->extracts, &next->room, next->count + 1, sizeof *next->extracts);
    next->extracts[next->count++] = mem_copy_text(note);
}

static int read_next(Store *store, const char *finding, Next *next, Err *err)
{
    static const char sql[] =
        "SELECT f.number, v.text, v.response, v.theme, v.status FROM finding f JOIN thing t ON t.n = f.n "
        "JOIN "
        "finding_version v ON v.finding = f.n WHERE t.id = ?1 ORDER BY v.ord DESC LIMIT 1";
    static const char extracts_sql[] =
        "SELECT t.id FROM finding_extract e JOIN thing t ON t.n = e.note JOIN thing f ON f.n = e.finding "
        "WHERE f.id = ?1 AND e.ord = "
        "(SELECT max(ord) FROM finding_version WHERE finding = f.n) ORDER BY e.place";
    Rows *rows = rows_open(store, err, sql, "t", finding);
    bool is_there = rows_next(rows);
    if (is_there) {
        next->number = rows_number(rows, 0);
        next->text = rows_copy(rows, 1);
        next->response = rows_copy(rows, 2);
        next->theme = rows_copy(rows, 3);
        next->status = rows_copy(rows, 4);
    }
    if (rows_close(rows, err) != 0)
        return -1;
    if (!is_there)
        return err_set(err, ERR_REFUSED, "there is no such finding in this study");
    rows = rows_open(store, err, extracts_sql, "t", finding);
    while (rows_next(rows))
        add_extract(next, rows_text(rows, 0));
    return rows_close(rows, err);
}

static void fill(const Next *next, Str *body)
{
    Json json = json_begin(body, 0);
    json_open(&json, NULL, '{');
    json_add_number(&json, "number", next->number);
    json_add_some(&json, "text", next->text);
    json_add_some(&json, "response", next->response);
    json_open(&json, "extracts", '[');
    for (size_t i = 0; i < next->count; i++)
        json_add_text(&json, NULL, next->extracts[i]);
    json_close(&json, ']');
    json_add_some(&json, "theme", next->theme);
    json_add_some(&json, "status", next->status);
    json_close(&json, '}');
}

/* --- what is asked for */

static int check_note(Store *store, const char *note, Err *err)
{
    static const char sql[] = "SELECT rehearsal FROM any_note WHERE id = ?1";
    int64_t rehearsal = rows_find_number(store, -1, sql, "t", note);
    if (rehearsal < 0)
        return err_set(err, ERR_REFUSED, "there is no note %s that may be shown", note);
    return rehearsal ? err_set(err, ERR_REFUSED, "note %s is of a rehearsal: no finding stands on that", note)
                     : 0;
}

static int check_response(Store *store, const char *finding, const FindingChange *change, Err *err)
{
    static const char sql[] = "SELECT finding = ?2, wording <> '', rehearsal FROM any_response WHERE id = ?1";
    bool is_there = false, is_its = false, has_wording = false, is_rehearsal = false;
    Rows *rows = rows_open(store, err, sql, "tt", change->response, finding);
    if (rows_next(rows)) {
        is_there = true;
        is_its = rows_number(rows, 0) != 0;
        has_wording = rows_number(rows, 1) != 0;
        is_rehearsal = rows_number(rows, 2) != 0;
    }
    if (rows_close(rows, err) != 0)
        return -1;
    if (!is_there || is_rehearsal)
        return err_set(err, ERR_REFUSED, "there is no such response that may be used");
    if (!is_its)
        return err_set(err, ERR_REFUSED, "that response answers another finding");
    if (!has_wording && !change->text)
        return err_set(
            err, ERR_REFUSED,
            "that response has no new wording: give the text too, and the response stays on record as "
            "its reason");
    return 0;
}

static int set_status(Next *next, const char *status, Err *err)
{
    static const char *const names[] = {"open", "settled", "dropped"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], status) == 0) {
            free(next->status);
            next->status = mem_copy_text(status);
            return 0;
        }
    return err_set(err, ERR_REFUSED, "a finding is open, settled or dropped, not `%s`", status);
}

static int change_next(Store *store, Next *next, const char *finding, const FindingChange *change, Err *err)
{
    if (change->response && check_response(store, finding, change, err) != 0)
        return -1;
    if (change->text || change->response) {
        free(next->text);
        free(next->response);
        next->text = mem_copy_text(change->text);
        next->response = mem_copy_text(change->response);
    }
    for (size_t i = 0; i < change->extract_count; i++) {
        if (check_note(store, change->extracts[i], err) != 0)
            return -1;
        add_extract(next, change->extracts[i]);
    }
    for (size_t i = 0; i < change->drop_count; i++) {
        size_t at = find_extract(next, change->drops[i]);
        if (at == next->count)
            return err_set(err, ERR_REFUSED, "note %s is no extract of this finding", change->drops[i]);
        free(next->extracts[at]);
        memmove(next->extracts + at, next->extracts + at + 1, (--next->count - at) * sizeof *next->extracts);
    }
    if (change->theme) {
        free(next->theme);
        next->theme = *change->theme ? mem_copy_text(change->theme) : NULL;
    }
    return change->status ? set_status(next, change->status, err) : 0;
}

static int write_version(Store *store, const char *finding, const Str *body, Err *err)
{
    Act act = {.kind = "finding.set", .entity = finding, .body = str_text(body)};
    return store_append(store, &act, NULL, err);
}

/* --- what callers say */

static bool is_blank(const char *text)
{
    return !text[strspn(text, " \t\r\n")];
}

int finding_add(Store *store, const FindingChange *change, Id *id, Err *err)
{
    Next next = {.number = rows_find_number(store, 0, "SELECT max(number) FROM finding", "") + 1};
    Str body = STR_EMPTY;
    if (!change->text || is_blank(change->text))
        return err_set(err, ERR_REFUSED, "a finding needs words: rir finding add \"WHAT IT SAYS\"");
    *id = id_make();
    int result = change_next(store, &next, id->text, change, err);
    if (result == 0) {
        fill(&next, &body);
        result = write_version(store, id->text, &body, err);
    }
    str_free(&body);
    free_next(&next);
    return result;
}

int finding_set(Store *store, const char *id, const FindingChange *change, Err *err)
{
    Next next = {0};
    Str before = STR_EMPTY, after = STR_EMPTY;
    int result = read_next(store, id, &next, err);
    fill(&next, &before);
    if (result == 0 && change->text && is_blank(change->text))
        result = err_set(err, ERR_REFUSED, "a finding needs words; --status dropped lets it go");
    if (result == 0)
        result = change_next(store, &next, id, change, err);
    fill(&next, &after);
    if (result == 0 && strcmp(str_text(&before), str_text(&after)) == 0)
        result = err_set(err, ERR_REFUSED, "nothing to change: the finding is like that already");
    if (result == 0)
        result = write_version(store, id, &after, err);
    str_free(&before);
    str_free(&after);
    free_next(&next);
    return result;
}
