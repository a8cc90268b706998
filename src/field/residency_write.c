/* SPDX-License-Identifier: MIT */
/* Entries of the residency log as they are written: always a whole new version. */
#include <stdlib.h>
#include <string.h>

#include "rir/clock.h"
#include "rir/json.h"
#include "rir/mem.h"
#include "rir/residency.h"
#include "rir/rows.h"
#include "rir/upkeep.h"

/* --- what may be said */

/* 2026, 2026-03, 2026-03-31, 2026-03-31T14:30 */
static bool is_date(const char *text)
{
    static const char form[] = "0000-00-00T00:00";
    size_t size = strlen(text);
    for (size_t i = 0; i < size; i++)
        if (i >= strlen(form) || (form[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != form[i]))
            return false;
    long month = size > 4 ? strtol(text + 5, NULL, 10) : 1, day = size > 7 ? strtol(text + 8, NULL, 10) : 1;
    long hour = size > 10 ? strtol(text + 11, NULL, 10) : 0,
         minute = size > 13 ? strtol(text + 14, NULL, 10) : 0;
    return (size == 4 || size == 7 || size == 10 || size == 16) && month >= 1 && month <= 12 && day >= 1 &&
           day <= 31 && hour < 24 && minute < 60;
}

static bool is_choice(const char *choices, const char *value)
{
    size_t size = strlen(value);
    for (const char *at = choices; at; at = strchr(at, '|') ? strchr(at, '|') + 1 : NULL)
        if (size && strncmp(at, value, size) == 0 && (at[size] == '|' || at[size] == '\0'))
            return true;
    return false;
}

static int check_member(const char *what, ResidencyMember member, const char *value, Err *err)
{
    const ResidencyMemberRow *row = &residency_list_members()[member];
    char *end;
    if (!residency_has(what, member))
        return err_set(err, ERR_REFUSED, "a %s has no %s", what, row->name);
    if (row->choices && !is_choice(row->choices, value))
        return err_set(err, ERR_REFUSED, "%s is one of %s, not `%s`", row->name, row->choices, value);
    if ((member == RESIDENCY_DATE || member == RESIDENCY_UNTIL) && !is_date(value))
        return err_set(err, ERR_REFUSED,
                       "a date is 2026-03-31, 2026-03, 2026, or with a time 2026-03-31T14:30, not `%s`",
                       value);
    if (member == RESIDENCY_MINUTES && (strtol(value, &end, 10) < 0 || *end || strlen(value) > 5))
        return err_set(err, ERR_REFUSED, "minutes are a number, not `%s`", value);
    return 0;
}

static int check(const char *const values[RESIDENCY_MEMBERS], Err *err)
{
    const char *what = values[RESIDENCY_WHAT], *from = values[RESIDENCY_DATE],
               *until = values[RESIDENCY_UNTIL];
    bool is_named = strcmp(what, "event") == 0 || strcmp(what, "term") == 0;
    if (!is_choice(residency_list_members()[RESIDENCY_WHAT].choices, what))
        return err_set(err, ERR_REFUSED,
                       "an entry is a contact, a meeting, a memo, an event or a term, not `%s`", what);
    for (int i = 0; i < RESIDENCY_MEMBERS; i++)
        if (*values[i] && check_member(what, (ResidencyMember)i, values[i], err) != 0)
            return -1;
    if (is_named && !*values[RESIDENCY_NAME])
        return err_set(err, ERR_REFUSED, "%s needs a name",
                       strcmp(what, "event") == 0 ? "an event" : "a term");
    if (!*values[RESIDENCY_TEXT] && strcmp(what, "event") != 0)
        return err_set(err, ERR_REFUSED, "an entry needs words: what it was, or means");
    if (*from && *until &&
        strncmp(from, until, strlen(from) < strlen(until) ? strlen(from) : strlen(until)) > 0)
        return err_set(err, ERR_REFUSED, "it ends (%s) before it begins (%s)", until, from);
    return 0;
}

/* --- who: pseudonyms of participants are kept as who they are, so that withdrawal and erasing reach them */

static bool find_person(Store *store, const char *word, Id *id)
{
    static const char sql[] = "SELECT t.id FROM person p JOIN thing t ON t.n = p.n WHERE (p.pseudonym = ?1 "
                              "COLLATE NOCASE OR t.id = ?1) AND "
                              "p.rehearsal = 0 ORDER BY p.n LIMIT 1";
    Str found = STR_EMPTY;
    bool is_there = rows_find_text(store, &found, sql, "t", *word == '@' ? word + 1 : word);
    *id = id_read(str_text(&found));
    str_free(&found);
    return is_there;
}

static void add_with(Store *store, Json *json, const char *with)
{
    Str roles = STR_EMPTY;
    char *words = mem_copy_text(with), *rest = NULL;
    bool is_open = false;
    for (char *word = strtok_r(words, ",", &rest); word; word = strtok_r(NULL, ",", &rest)) {
        Id id;
        word += strspn(word, " ");
        size_t size = strlen(word);
        while (size && word[size - 1] == ' ')
            word[--size] = '\0';
        if (find_person(store, word, &id)) {
            if (!is_open)
                json_open(json, "people", '[');
            is_open = true;
            json_add_text(json, NULL, id.text);
        } else if (*word) {
            str_add_format(&roles, "%s%s", roles.size ? ", " : "", word);
        }
    }
    if (is_open)
        json_close(json, ']');
    json_add_some(json, "with", str_text(&roles));
    str_free(&roles);
    free(words);
}

/* --- writing */

static void fill(Store *store, Str *body, int64_t number, const char *const values[RESIDENCY_MEMBERS])
{
    Json json = json_begin(body, 0);
    json_open(&json, NULL, '{');
    json_add_number(&json, "number", number);
    for (int i = 0; i < RESIDENCY_MEMBERS; i++)
        if (i == RESIDENCY_WITH)
            add_with(store, &json, values[i]);
        else if (i == RESIDENCY_MINUTES && *values[i])
            json_add_number(&json, "minutes", strtoll(values[i], NULL, 10));
        else
            json_add_some(&json, residency_list_members()[i].name, values[i]);
    json_close(&json, '}');
}

static int write_version(Store *store, const char *id, const Str *body, Err *err)
{
    Act act = {.kind = "log.set", .entity = id, .body = str_text(body)};
    return store_append(store, &act, NULL, err);
}

int residency_add(Store *store, const char *const values[RESIDENCY_MEMBERS], Id *id, Err *err)
{
    const char *now[RESIDENCY_MEMBERS];
    char today[CLOCK_STAMP_SIZE];
    Str body = STR_EMPTY;
    int64_t wall = clock_read().wall;
    clock_format_day(today, wall, clock_find_offset(wall));
    for (size_t i = 0; i < RESIDENCY_MEMBERS; i++)
        now[i] = values[i] ? values[i] : "";
    if (!values[RESIDENCY_DATE] && strcmp(now[RESIDENCY_WHAT], "term") != 0)
        now[RESIDENCY_DATE] = today;
    if (!*now[RESIDENCY_TYPE] && strcmp(now[RESIDENCY_WHAT], "memo") == 0)
        now[RESIDENCY_TYPE] = "reflexive";
    if (check(now, err) != 0)
        return -1;
    *id = id_make();
    fill(store, &body, rows_find_number(store, 0, "SELECT max(number) FROM log_entry", "") + 1, now);
    int result = write_version(store, id->text, &body, err);
    str_free(&body);
    return result;
}

/* Who it was with, by id: also those who are not shown any more. */
static void add_had_with(Store *store, const char *id, Str *out)
{
    static const char sql[] = "SELECT t.id FROM log_person lp JOIN thing t ON t.n = lp.person JOIN thing e "
                              "ON e.n = lp.entry WHERE e.id = "
                              "?1 UNION ALL SELECT \"with\" FROM log_entry WHERE n = (SELECT n FROM thing "
                              "WHERE id = ?1) AND \"with\" "
                              "IS NOT NULL";
    Rows *rows = rows_open(store, NULL, sql, "t", id);
    while (rows_next(rows))
        str_add_format(out, "%s%s", out->size ? "," : "", rows_text(rows, 0));
    rows_close(rows, NULL);
}

int residency_set(Store *store, const char *id, const char *const values[RESIDENCY_MEMBERS], Err *err)
{
    ResidencyEntry had;
    const char *now[RESIDENCY_MEMBERS];
    Str before = STR_EMPTY, after = STR_EMPTY;
    if (residency_read(store, id, &had, err) != 0)
        return -1;
    Str with = STR_EMPTY;
    add_had_with(store, id, &with);
    free(had.values[RESIDENCY_WITH]);
    had.values[RESIDENCY_WITH] = str_take(&with);
    for (size_t i = 0; i < RESIDENCY_MEMBERS; i++)
        now[i] = values[i] ? values[i] : had.values[i];
    int64_t number = rows_find_number(store, 0, "SELECT number FROM any_log_label WHERE id = ?1", "t", id);
    fill(store, &before, number, (const char *const *)had.values);
    int result = check(now, err);
    if (result == 0)
        fill(store, &after, number, now);
    if (result == 0 && strcmp(str_text(&before), str_text(&after)) == 0)
        result = err_set(err, ERR_REFUSED, "nothing to change: the entry is like that already");
    if (result == 0)
        result = write_version(store, id, &after, err);
    str_free(&before);
    str_free(&after);
    residency_free(&had);
    return result;
}

int residency_strike(Store *store, const char *id, Err *err)
{
    return upkeep_erase(store, &id, 1, "struck", err);
}
