/* SPDX-License-Identifier: MIT */
/* What holds for a whole study. */
#include "rir/study.h"

#include <string.h>

#include "db.h"
#include "rir/cell.h"
#include "rir/json.h"
#include "rir/rows.h"
#include "rir/str.h"

int study_find_small_cell(Store *store)
{
    return (int)rows_find_number(store, CELL_LIMIT, "SELECT coalesce(small_cell, ?1) FROM study", "i",
                                 (int64_t)CELL_LIMIT);
}

typedef struct {
    Str title, about;
    int64_t small_cell, outside, round_months; /* -1: not said */
} Facts;

static int read_facts(Store *store, Facts *facts, Err *err)
{
    static const char sql[] = "SELECT title, about, coalesce(small_cell, -1), coalesce(outside, -1), "
                              "coalesce(round_months, -1) FROM study";
    Rows *rows = rows_open(store, err, sql, "");
    if (rows_next(rows)) {
        str_add(&facts->title, rows_text(rows, 0));
        str_add(&facts->about, rows_text(rows, 1));
        facts->small_cell = rows_number(rows, 2);
        facts->outside = rows_number(rows, 3);
        facts->round_months = rows_number(rows, 4);
    }
    return rows_close(rows, err);
}

/* A number that is to be changed; false when it is like that already. */
static bool change_number(int64_t *number, int to)
{
    bool is_new = to >= 0 && to != *number;
    if (is_new)
        *number = to;
    return is_new;
}

/* Takes the change in; false when it changes nothing. */
static bool change_facts(Facts *facts, const StudyChange *change)
{
    bool is_new = (change->title && strcmp(change->title, str_text(&facts->title)) != 0) ||
                  (change->about && strcmp(change->about, str_text(&facts->about)) != 0);
    int months = change->round_months == 0 && facts->round_months < 0 ? -1 : change->round_months;
    is_new = change_number(&facts->small_cell, change->small_cell) || is_new;
    is_new = change_number(&facts->outside, change->outside) || is_new;
    is_new = change_number(&facts->round_months, months) || is_new;
    if (change->title) {
        str_clear(&facts->title);
        str_add(&facts->title, change->title);
    }
    if (change->about) {
        str_clear(&facts->about);
        str_add(&facts->about, change->about);
    }
    return is_new;
}

static int write_facts(Store *store, const Facts *facts, Err *err)
{
    Str body = STR_EMPTY;
    Json json = json_begin(&body, 0);
    json_open(&json, NULL, '{');
    json_add_text(&json, "title", str_text(&facts->title));
    json_add_some(&json, "about", str_text(&facts->about));
    if (facts->small_cell >= 0)
        json_add_number(&json, "small_cell", facts->small_cell);
    if (facts->outside >= 0)
        json_add_number(&json, "outside", facts->outside);
    if (facts->round_months > 0)
        json_add_number(&json, "round_months", facts->round_months);
    json_close(&json, '}');
    Act act = {.kind = "study.set", .entity = store->study, .body = str_text(&body)};
    int result = store_append(store, &act, NULL, err);
    str_free(&body);
    return result;
}

int study_set(Store *store, const StudyChange *change, Err *err)
{
    Facts facts = {STR_EMPTY, STR_EMPTY, -1, -1, -1};
    int result = -1;
    if (change->title && !*change->title)
        err_set(err, ERR_REFUSED, "a study needs a title");
    else if (change->small_cell == 0 || change->small_cell > STUDY_SMALL_CELL_MOST)
        err_set(err, ERR_REFUSED, "the smallest group that is named has 1 to %d people",
                STUDY_SMALL_CELL_MOST);
    else if (read_facts(store, &facts, err) != 0)
        result = -1;
    else if (!change_facts(&facts, change))
        err_set(err, ERR_REFUSED, "nothing to change: the study is like that already");
    else
        result = write_facts(store, &facts, err);
    str_free(&facts.title);
    str_free(&facts.about);
    return result;
}
