/* SPDX-License-Identifier: MIT */
/* Corrections of notes afterwards: always a new version, never a change of an old one. */
#include <stdlib.h>
#include <string.h>

#include "cards.h"
#include "observation.h"
#include "recommendations.h"
#include "record.h"
#include "rir/conflict.h"
#include "rir/mem.h"
#include "rir/notes.h"
#include "rir/rows.h"

int record_write(Store *store, const NoteRecord *record, Err *err)
{
    Step step = {0};
    Id person = record_find_person(store, record);
    record_add(record, &step, NULL);
    Act act = {.kind = "note.set",
               .entity = record->id.text,
               .session = record->session.text,
               .person = id_is_set(&person) ? person.text : NULL,
               .body = str_text(&step.list[0].body)};
    int result = store_append(store, &act, NULL, err);
    step_free(&step);
    return result;
}

int record_write_listed(Store *store, const NoteRecord *record, Err *err)
{
    Step step = {0};
    Id person = record_find_person(store, record);
    record_add(record, &step, id_is_set(&person) ? person.text : NULL);
    recommendation_place(store, record, NULL, NULL, &step);
    int result = step_write_outside(store, &step, record->session.text, err);
    step_free(&step);
    return result;
}

/* --- who spoke, in a session that need not be open: its people by pseudonym or seat */

static void set_one(Store *store, NoteRecord *record, const char *word)
{
    /* The seat as it was when the note was: whoever took it last has it. */
    static const char sql[] =
        "SELECT id FROM (SELECT t.id, p.pseudonym, coalesce(m.detail, CAST(row_number() OVER (ORDER BY "
        "w.joined, w.place) AS TEXT)) AS seat, coalesce(m.hlc, 0) AS since FROM (SELECT person AS n, 0 AS "
        "joined, "
        "ord AS place FROM session_person WHERE session = ?1 UNION ALL SELECT a.n, 1, "
        "m.hlc FROM moment m JOIN thing a ON a.id = m.value WHERE m.session = ?1 AND "
        "m.kind = 'arrive' AND a.n NOT IN (SELECT person FROM session_person WHERE "
        "session = ?1)) w JOIN person p ON p.n = w.n JOIN thing t ON t.n = w.n LEFT JOIN "
        "moment m ON m.n = (SELECT n FROM moment WHERE session = ?1 AND kind IN ('arrive', "
        "'seat') AND value = t.id AND detail IS NOT NULL AND elapsed <= ?3 ORDER BY hlc "
        "DESC LIMIT 1)) WHERE pseudonym = ?2 COLLATE NOCASE OR seat = ?2 ORDER BY since "
        "DESC, seat LIMIT 1";
    Str id = STR_EMPTY;
    free(record->seat);
    record->seat = NULL;
    record->speaker = (Id){""};
    if (*word == '@')
        word++;
    int64_t session =
        rows_find_number(store, 0, "SELECT n FROM thing WHERE id = ?1", "t", record->session.text);
    if (*word && rows_find_text(store, &id, sql, "iti", session, word, record->elapsed))
        record->speaker = id_read(str_text(&id));
    else if (*word)
        record->seat = mem_copy_text(word);
    str_free(&id);
}

/* Words of several are nobody's alone: all of them are named, and what one of them refused holds. */
void record_set_speaker(Store *store, NoteRecord *record, const char *words)
{
    static const char sql[] = "SELECT pseudonym FROM person WHERE n = (SELECT n FROM thing WHERE id = ?1)";
    char *copy = mem_copy_text(words), *rest = NULL;
    Str all = STR_EMPTY;
    size_t count = 0;
    set_one(store, record, "");
    for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest), count++) {
        set_one(store, record, word);
        str_add(&all, count ? " " : "");
        if (record->seat || !rows_find_text(store, &all, sql, "t", record->speaker.text))
            str_add(&all, record->seat ? record->seat : word);
    }
    if (count > 1) {
        record->speaker = (Id){""};
        free(record->seat);
        record->seat = str_take(&all);
    }
    str_free(&all);
    free(copy);
}

void record_set_speakers(Store *store, NoteRecord *record, const Line *line)
{
    Str words = STR_EMPTY;
    for (size_t i = 0; i < line->speaker_count; i++)
        str_add_format(&words, "%s%s", i ? " " : "", line->speakers[i]);
    record_set_speaker(store, record, str_text(&words));
    str_free(&words);
}

static int set_question(Store *store, NoteRecord *record, const char *question, Err *err)
{
    static const char sql[] = "SELECT 1 FROM guide_question q JOIN session s ON s.guide = q.guide WHERE s.n "
                              "= ?1 AND q.id = ?2 UNION ALL SELECT 1 FROM question_added WHERE session = ?1 "
                              "AND id = ?2";
    int64_t session =
        rows_find_number(store, 0, "SELECT n FROM thing WHERE id = ?1", "t", record->session.text);
    if (*question && !rows_find_number(store, 0, sql, "it", session, question))
        return err_set(err, ERR_REFUSED, "%s is no question of that session", question);
    free(record->question);
    record->question = *question ? mem_copy_text(question) : NULL;
    record->volunteered = false;
    return 0;
}

static int set_typed(Store *store, NoteRecord *record, const char *typed, Err *err)
{
    Line line = line_read(typed, strlen(typed));
    int result = 0;
    if (line.type != LINE_NOTE)
        result = err_set(err, ERR_REFUSED, "%s", line.wrong ? line.wrong : "a note needs words");
    else {
        /* Who put something forward is not in the line that is corrected: it stays. */
        bool keeps_speaker = line.speaker_count == 0 && record_is_anonymous(store, record);
        record_set_line(record, &line);
        record->kind = line.kind != NOTE_NONE ? line.kind : record->kind;
        free(record->raw);
        record->raw = mem_copy_text(line.raw);
        if (!keeps_speaker)
            record_set_speakers(store, record, &line);
    }
    line_free(&line);
    return result;
}

/* Behind a word, codes make a run; without any the line is that word. */
static int set_codes(NoteRecord *record, const char *codes, Err *err)
{
    Str typed = STR_EMPTY;
    str_add_format(&typed, "x %s", codes);
    Line line = line_read(typed.data, typed.size);
    int result = 0;
    if (line.type != LINE_NOTE || strcmp(line.text, "x") != 0 || line.speaker_count)
        result = err_set(err, ERR_REFUSED, "only codes can stand here: #money #trust+ #rules-");
    else
        record_set_codes(record, &line);
    line_free(&line);
    str_free(&typed);
    return result;
}

static int change_record(Store *store, NoteRecord *record, const NoteChange *change, Err *err)
{
    if (change->typed && set_typed(store, record, change->typed, err) != 0)
        return -1;
    if (change->text) {
        if (change->text[strspn(change->text, " \t\r\n")] == '\0')
            return err_set(err, ERR_REFUSED, "a note needs words; `strike` removes one");
        record_set_text(record, change->text);
        free(record->raw);
        record->raw = mem_copy_text(change->text);
    }
    if (change->codes && set_codes(record, change->codes, err) != 0)
        return -1;
    if (change->kind != NOTE_NONE)
        record->kind = change->kind;
    cards_give_label(store, record);
    if (change->speaker)
        record_set_speaker(store, record, change->speaker);
    return change->question ? set_question(store, record, change->question, err) : 0;
}

static void describe(const NoteRecord *record, Str *out)
{
    Step step = {0};
    record_add(record, &step, NULL);
    str_add(out, str_text(&step.list[0].body));
    step_free(&step);
}

int notes_correct(Store *store, const char *note, const NoteChange *change, Err *err)
{
    NoteRecord record;
    Str before = STR_EMPTY, after = STR_EMPTY;
    if (record_read(store, note, &record, err) != 0)
        return -1;
    describe(&record, &before);
    int result = change_record(store, &record, change, err);
    describe(&record, &after);
    if (result == 0 && (change->typed || change->speaker))
        result = observe_check_speaker(store, &record, err);
    if (result == 0 && strcmp(str_text(&before), str_text(&after)) == 0)
        result = err_set(err, ERR_REFUSED, "nothing to change: the note is like that already");
    if (result == 0)
        result = record_write_listed(store, &record, err);
    str_free(&before);
    str_free(&after);
    record_free(&record);
    return result;
}

int notes_settle(Store *store, const char *note, size_t which, Err *err)
{
    return conflict_settle(store, note, which, err);
}
