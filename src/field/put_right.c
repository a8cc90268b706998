/* SPDX-License-Identifier: MIT */
/* A session that was held with somebody else than it says: what was recorded of the one is the other's. */
#include <stdlib.h>
#include <string.h>

#include "record.h"
#include "rir/consent.h"
#include "rir/json.h"
#include "rir/mem.h"
#include "rir/rows.h"
#include "session.h"

/* --- notes that name the speaker; the others are the session's only participant's by themselves */

static int move_note(Store *store, const char *note, const char *to, Err *err)
{
    NoteRecord record;
    if (record_read(store, note, &record, err) != 0)
        return -1;
    record.speaker = id_read(to);
    int result = record_write(store, &record, err);
    record_free(&record);
    return result;
}

static int move_notes(Store *store, const char *session, const char *from, const char *to, Err *err)
{
    static const char sql[] = "SELECT t.id FROM note JOIN thing t ON t.n = note.n WHERE note.session = (SELECT n FROM "
                              "thing WHERE id = ?1) AND note.speaker = (SELECT n FROM thing WHERE id = ?2) AND "
                              "note.hidden & 1 = 0 ORDER BY note.n";
    Id *notes = NULL;
    size_t count = 0, room = 0;
    Rows *rows = rows_open(store, err, sql, "tt", session, from);
    while (rows_next(rows)) {
        notes = mem_grow(notes, &room, count + 1, sizeof *notes);
        notes[count++] = id_read(rows_text(rows, 0));
    }
    int result = rows_close(rows, err);
    for (size_t i = 0; result == 0 && i < count; i++)
        result = move_note(store, notes[i].text, to, err);
    free(notes);
    return result;
}

/* --- consent */

typedef struct {
    char *item, *answer, *how; /* how may be NULL */
    int64_t at;
} Answer;

typedef struct {
    Answer *list;
    size_t count, room;
} Answers;

static void free_answers(Answers *answers)
{
    for (size_t i = 0; i < answers->count; i++) {
        free(answers->list[i].item);
        free(answers->list[i].answer);
        free(answers->list[i].how);
    }
    free(answers->list);
}

/* Those that `from` gave in the session. */
static int read_answers(Store *store, const char *session, const char *from, Answers *answers, Err *err)
{
    static const char sql[] = "SELECT item, answer, how, at FROM consent WHERE session = (SELECT n FROM thing WHERE id = ?1) "
                              "AND person = (SELECT n FROM thing WHERE id = ?2) ORDER BY n";
    Rows *rows = rows_open(store, err, sql, "tt", session, from);
    while (rows_next(rows)) {
        const char *how = rows_text(rows, 2);
        answers->list = mem_grow(answers->list, &answers->room, answers->count + 1, sizeof *answers->list);
        answers->list[answers->count++] = (Answer){
            .item = mem_copy_text(rows_text(rows, 0)),
            .answer = mem_copy_text(rows_text(rows, 1)),
            .how = how[0] ? mem_copy_text(how) : NULL,
            .at = rows_number(rows, 3),
        };
    }
    return rows_close(rows, err);
}

static int give_answer(Store *store, const char *session, const char *to, const Answer *answer, Err *err)
{
    static const char sql[] = "SELECT 1 FROM consent WHERE person = (SELECT n FROM thing WHERE id = ?1) AND item = ?2 AND "
                              "at > ?3";
    if (rows_find_number(store, 0, sql, "tti", to, answer->item, answer->at))
        return 0; /* what was said later holds */
    Id id = consent_make_id(to, answer->item);
    Str body = STR_EMPTY;
    Json json = json_begin(&body, 0);
    json_open(&json, NULL, '{');
    json_add_text(&json, "item", answer->item);
    json_add_text(&json, "answer", answer->answer);
    json_add_some(&json, "how", answer->how);
    json_add_number(&json, "at", answer->at);
    json_close(&json, '}');
    Act act = {.kind = "consent.answer", .entity = id.text, .session = session, .person = to, .body = str_text(&body)};
    int result = store_append(store, &act, NULL, err);
    str_free(&body);
    return result;
}

/* Takes back what was recorded of the wrong person in this session; answers in other sessions hold again. */
static int take_back(Store *store, const char *session, const char *from, const char *item, Err *err)
{
    static const char sql[] = "SELECT json_object('site', s.id, 'seq', e.seq) FROM event e JOIN site s ON s.n = e.site WHERE "
                              "e.entity = (SELECT n FROM thing WHERE id = ?1) AND e.session = (SELECT n FROM thing WHERE id "
                              "= ?2) AND e.kind = 'consent.answer' AND e.body IS NOT NULL ORDER BY e.hlc DESC";
    Id id = consent_make_id(from, item);
    Str *bodies = NULL;
    size_t count = 0, room = 0;
    Rows *rows = rows_open(store, err, sql, "tt", id.text, session);
    while (rows_next(rows)) {
        bodies = mem_grow(bodies, &room, count + 1, sizeof *bodies);
        Str body = STR_EMPTY;
        str_add(&body, rows_text(rows, 0));
        bodies[count++] = body;
    }
    int result = rows_close(rows, err);
    for (size_t i = 0; i < count; i++) {
        Act act = {
            .kind = "undo", .entity = id.text, .session = session, .person = from, .body = str_text(&bodies[i])};
        if (result == 0)
            result = store_append(store, &act, NULL, err);
        str_free(&bodies[i]);
    }
    free(bodies);
    return result;
}

static int move_consent(Store *store, const char *session, const char *from, const char *to, Err *err)
{
    Answers answers = {NULL, 0, 0};
    int result = read_answers(store, session, from, &answers, err);
    for (size_t i = 0; result == 0 && i < answers.count; i++) {
        result = give_answer(store, session, to, &answers.list[i], err);
        if (result == 0)
            result = take_back(store, session, from, answers.list[i].item, err);
    }
    free_answers(&answers);
    return result;
}

int session_put_right(Store *store, const char *session, const char *from, const char *to, Err *err)
{
    return move_notes(store, session, from, to, err) == 0 && move_consent(store, session, from, to, err) == 0 ? 0 : -1;
}
