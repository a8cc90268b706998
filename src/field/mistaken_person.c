/* SPDX-License-Identifier: MIT */
/* A session that was held with somebody else than it says: what was recorded of the one is the other's. */
#include <stdlib.h>

#include "record.h"
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
    static const char sql[] =
        "SELECT t.id FROM note JOIN thing t ON t.n = note.n WHERE note.session = (SELECT n FROM "
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

/* --- consent: each answer given in the session is given by the other, in its place, and taken back from the
 * one */

typedef struct {
    Id entity;
    Str body, undo; /* of a moment: its kind instead of the second */
} Answer;

typedef struct {
    Answer *list;
    size_t count, room;
} Answers;

static int read_answers(Store *store, const char *session, const char *from, Answers *answers, Err *err)
{
    static const char sql[] =
        "SELECT t.id, json_set(json_remove(e.body, '$.salt', '$.with'), '$.order', a.hlc), "
        "json_object('site', s.id, "
        "'seq', e.seq) FROM consent_answer a JOIN thing t ON t.n = a.n JOIN event e ON e.entity = a.n AND "
        "e.kind = "
        "'consent.answer' AND e.body IS NOT NULL JOIN site s ON s.n = e.site WHERE a.session = (SELECT n "
        "FROM thing "
        "WHERE id = ?1) AND a.person = (SELECT n FROM thing WHERE id = ?2) ORDER BY e.hlc";
    Rows *rows = rows_open(store, err, sql, "tt", session, from);
    while (rows_next(rows)) {
        answers->list = mem_grow(answers->list, &answers->room, answers->count + 1, sizeof *answers->list);
        Answer *answer = &answers->list[answers->count++];
        *answer = (Answer){id_read(rows_text(rows, 0)), STR_EMPTY, STR_EMPTY};
        str_add(&answer->body, rows_text(rows, 1));
        str_add(&answer->undo, rows_text(rows, 2));
    }
    return rows_close(rows, err);
}

static int move_answer(Store *store, const char *session, const char *from, const char *to,
                       const Answer *answer, Err *err)
{
    Id id = id_make();
    Act given = {.kind = "consent.answer",
                 .entity = id.text,
                 .session = session,
                 .person = to,
                 .body = str_text(&answer->body)};
    Act taken = {.kind = "undo",
                 .entity = answer->entity.text,
                 .session = session,
                 .person = from,
                 .body = str_text(&answer->undo)};
    return store_append(store, &given, NULL, err) == 0 ? store_append(store, &taken, NULL, err) : -1;
}

static int move_consent(Store *store, const char *session, const char *from, const char *to, Err *err)
{
    Answers answers = {NULL, 0, 0};
    int result = read_answers(store, session, from, &answers, err);
    for (size_t i = 0; i < answers.count; i++) {
        if (result == 0)
            result = move_answer(store, session, from, to, &answers.list[i], err);
        str_free(&answers.list[i].body);
        str_free(&answers.list[i].undo);
    }
    free(answers.list);
    return result;
}

/* --- coming, going, sitting, speaking: each moment is the other's, in its place */

static int move_moments(Store *store, const char *session, const char *from, const char *to, Err *err)
{
    static const char sql[] =
        "SELECT t.id, json_set(json_remove(e.body, '$.salt', '$.with'), '$.value', ?3, '$.order', m.hlc), "
        "e.kind FROM moment m JOIN thing t ON t.n = m.n JOIN event e ON e.entity = m.n AND e.kind = "
        "'session.' || m.kind AND e.body IS NOT NULL WHERE m.session = (SELECT n FROM thing WHERE id = ?1) "
        "AND m.value = ?2 AND m.kind IN ('arrive', 'depart', 'seat', 'sit', 'turn', 'offer', 'speaker') "
        "GROUP BY m.n HAVING max(e.hlc) ORDER BY m.hlc";
    Answers moments = {NULL, 0, 0};
    Rows *rows = rows_open(store, err, sql, "ttt", session, from, to);
    while (rows_next(rows)) {
        moments.list = mem_grow(moments.list, &moments.room, moments.count + 1, sizeof *moments.list);
        Answer *moment = &moments.list[moments.count++];
        *moment = (Answer){id_read(rows_text(rows, 0)), STR_EMPTY, STR_EMPTY};
        str_add(&moment->body, rows_text(rows, 1));
        str_add(&moment->undo, rows_text(rows, 2));
    }
    int result = rows_close(rows, err);
    for (size_t i = 0; i < moments.count; i++) {
        Answer *moment = &moments.list[i];
        Act act = {.kind = str_text(&moment->undo), .entity = moment->entity.text, .session = session,
                   .body = str_text(&moment->body)};
        if (result == 0)
            result = store_append(store, &act, NULL, err);
        str_free(&moment->body);
        str_free(&moment->undo);
    }
    free(moments.list);
    return result;
}

int session_put_right(Store *store, const char *session, const char *from, const char *to, Err *err)
{
    if (move_notes(store, session, from, to, err) != 0 || move_consent(store, session, from, to, err) != 0)
        return -1;
    return move_moments(store, session, from, to, err);
}
