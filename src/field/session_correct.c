/* SPDX-License-Identifier: MIT */
/* A session's facts as versions of it are written: corrections afterwards, and the start that paper tells
 * late. */
#include <stdlib.h>
#include <string.h>

#include "rir/clock.h"
#include "rir/mem.h"
#include "rir/rows.h"
#include "rir/summary.h"
#include "session.h"

/* The facts as they are written, in the order of their columns below. */
static const char *const text_keys[] = {"title",  "researcher",  "mode",  "setting",
                                        "others", "interpreter", "place", "team", "part_of"};
#define TEXT_KEYS (sizeof text_keys / sizeof *text_keys)

static const char facts_sql[] = "SELECT title, researcher, mode, setting, others, interpreter, place, team, "
                                "(SELECT id FROM thing WHERE n = part_of), number, kind, (SELECT id FROM "
                                "thing WHERE n = guide), pilot, rehearsal, paper, minutes, at, tz FROM "
                                "session WHERE n = (SELECT n FROM thing WHERE id = ?1)";

static void fill_numbers(Json *json, Rows *rows, const SessionChange *change, int64_t at)
{
    bool is_moved = at != 0;
    json_add_number(json, "number", rows_number(rows, 9));
    json_add_text(json, "kind", rows_text(rows, 10));
    json_add_some(json, "guide", rows_text(rows, 11));
    json_add_number(json, "pilot", change->pilot < 0 ? rows_number(rows, 12) : change->pilot != 0);
    json_add_number(json, "rehearsal", rows_number(rows, 13));
    json_add_number(json, "paper", rows_number(rows, 14));
    json_add_number(json, "minutes", change->minutes < 0 ? rows_number(rows, 15) : change->minutes);
    json_add_number(json, "at", is_moved ? at : rows_number(rows, 16));
    json_add_number(json, "tz", is_moved ? clock_find_offset(at) : rows_number(rows, 17));
}

static const char people_sql[] = "SELECT t.id FROM session_person sp JOIN thing t ON t.n = sp.person WHERE "
                                 "sp.session = (SELECT n FROM thing WHERE id = "
                                 "?1) ORDER BY sp.ord";

static bool is_given(const SessionChange *change, const char *person)
{
    for (size_t i = 0; i < change->person_count; i++)
        if (strcmp(change->people[i], person) == 0)
            return true;
    return false;
}

/* Who was expected later stays so, and so is whoever takes that place. */
static int fill_late(Store *store, Json *json, const char *session, const SessionChange *change, Err *err)
{
    static const char sql[] = "SELECT t.id, sp.ord FROM session_person sp JOIN thing t ON t.n = sp.person "
                              "WHERE sp.late AND sp.session = (SELECT n FROM thing WHERE id = ?1) ORDER BY "
                              "sp.ord";
    bool is_any = false;
    Rows *rows = rows_open(store, err, sql, "t", session);
    for (; rows_next(rows); is_any = true) {
        if (!is_any)
            json_open(json, "late", '[');
        size_t place = (size_t)rows_number(rows, 1);
        bool is_replaced =
            change->people && place < change->person_count && !is_given(change, rows_text(rows, 0));
        json_add_text(json, NULL, is_replaced ? change->people[place] : rows_text(rows, 0));
    }
    if (is_any)
        json_close(json, ']');
    return rows_close(rows, err);
}

static int fill_people(Store *store, Json *json, const char *session, const SessionChange *change, Err *err)
{
    json_open(json, "people", '[');
    if (change->people) {
        for (size_t i = 0; i < change->person_count; i++)
            json_add_text(json, NULL, change->people[i]);
        json_close(json, ']');
        return 0;
    }
    Rows *rows = rows_open(store, err, people_sql, "t", session);
    while (rows_next(rows))
        json_add_text(json, NULL, rows_text(rows, 0));
    json_close(json, ']');
    return rows_close(rows, err);
}

/* The body of the session's next version. `at` 0: as it is. */
static int add_body(Store *store, Str *out, const char *session, const SessionChange *change, int64_t at,
                    Err *err)
{
    const char *given[TEXT_KEYS] = {change->title,   change->researcher, change->mode,
                                    change->setting, change->others,     change->interpreter,
                                    change->place,   change->team,       change->part_of};
    Rows *rows = rows_open(store, err, facts_sql, "t", session);
    bool is_there = rows_next(rows);
    Json json = json_begin(out, 0);
    json_open(&json, NULL, '{');
    for (size_t i = 0; is_there && i < TEXT_KEYS; i++)
        json_add_some(&json, text_keys[i], given[i] ? given[i] : rows_text(rows, (int)i));
    if (is_there)
        fill_numbers(&json, rows, change, at);
    if (rows_close(rows, err) != 0)
        return -1;
    if (!is_there)
        return err_set(err, ERR_REFUSED, "there is no such session in this study");
    if (fill_people(store, &json, session, change, err) != 0 ||
        fill_late(store, &json, session, change, err) != 0)
        return -1;
    json_close(&json, '}');
    return 0;
}

static int check_people(Store *store, const SessionChange *change, Err *err)
{
    if (change->people && change->person_count == 0)
        return err_set(err, ERR_REFUSED, "a session needs a participant");
    for (size_t i = 0; change->people && i < change->person_count; i++)
        if (!rows_find_number(store, 0, "SELECT 1 FROM person WHERE n = (SELECT n FROM thing WHERE id = ?1)",
                              "t", change->people[i]))
            return err_set(err, ERR_REFUSED, "there is no such participant in this study: %s",
                           change->people[i]);
    if (change->title && !*change->title)
        return err_set(err, ERR_REFUSED, "a session needs a title");
    return 0;
}

/* --- who took part: where as many come as go, those who come were there in the place of those who go */

typedef struct {
    Id *list;
    size_t count, room;
} Ids;

static int read_people(Store *store, const char *session, Ids *people, Err *err)
{
    Rows *rows = rows_open(store, err, people_sql, "t", session);
    while (rows_next(rows)) {
        people->list = mem_grow(people->list, &people->room, people->count + 1, sizeof *people->list);
        people->list[people->count++] = id_read(rows_text(rows, 0));
    }
    return rows_close(rows, err);
}

static bool is_listed(const Ids *people, const char *person)
{
    for (size_t i = 0; i < people->count; i++)
        if (strcmp(people->list[i].text, person) == 0)
            return true;
    return false;
}

static int put_people_right(Store *store, const char *session, const SessionChange *change, Err *err)
{
    Ids before = {NULL, 0, 0};
    int result = read_people(store, session, &before, err);
    if (before.count != change->person_count)
        before.count = 0; /* somebody more or less: nobody is in another's place */
    for (size_t i = 0, next = 0; result == 0 && i < before.count; i++) {
        if (is_given(change, before.list[i].text))
            continue;
        while (next < change->person_count && is_listed(&before, change->people[next]))
            next++;
        if (next < change->person_count)
            result = session_put_right(store, session, before.list[i].text, change->people[next++], err);
    }
    free(before.list);
    return result;
}

static int write_correction(Store *store, const char *session, const SessionChange *change, const char *body,
                            Err *err)
{
    Act act = {.kind = "session.set", .entity = session, .session = session, .body = body};
    if (store_begin(store, err) != 0)
        return -1;
    /* The session's facts last: an undo while reading it stops there. */
    if ((change->people && put_people_right(store, session, change, err) != 0) ||
        store_append(store, &act, NULL, err) != 0) {
        store_rollback(store);
        return -1;
    }
    return store_commit(store, err);
}

int session_correct(Store *store, const char *session, const SessionChange *change, Err *err)
{
    const SessionChange none = SESSION_CHANGE_NONE;
    Str before = STR_EMPTY, after = STR_EMPTY;
    if (check_people(store, change, err) != 0)
        return -1;
    int result = add_body(store, &before, session, &none, 0, err);
    if (result == 0)
        result = add_body(store, &after, session, change, 0, err);
    if (result == 0 && strcmp(str_text(&before), str_text(&after)) == 0)
        result = err_set(err, ERR_REFUSED, "nothing to change: the session is like that already");
    if (result == 0)
        result = write_correction(store, session, change, str_text(&after), err);
    str_free(&before);
    str_free(&after);
    return result;
}

int session_add_start(Session *session, Step *step, int64_t at, Err *err)
{
    const SessionChange none = SESSION_CHANGE_NONE;
    Str body = STR_EMPTY;
    int result = add_body(session->store, &body, session->id.text, &none, at, err);
    if (result == 0) {
        step_add_body(step, "session.set", &session->id, NULL, str_text(&body));
        session_add_sitting(session, step, at, 0);
    }
    str_free(&body);
    return result;
}
