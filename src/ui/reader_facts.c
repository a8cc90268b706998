/* SPDX-License-Identifier: MIT */
/* reader_facts: what a session is, and its questions. */
#include <stdlib.h>
#include <string.h>

#include "reader.h"
#include "rir/mem.h"
#include "rir/rows.h"

static void read_questions(Reader *reader, Err *err)
{
    static const char sql[] =
        "SELECT id, text, must, emergent FROM any_question WHERE session = ?1 ORDER BY ord";
    Rows *rows = rows_open(reader->store, err, sql, "t", reader->session.text);

    while (rows_next(rows)) {
        reader->questions = mem_grow(reader->questions, &reader->question_room, reader->question_count + 1,
                                     sizeof *reader->questions);
        ReaderQuestion *question = &reader->questions[reader->question_count++];
        *question = (ReaderQuestion){
            .id = mem_copy_text(rows_text(rows, 0)),
            .text = mem_copy_text(rows_text(rows, 1)),
            .is_must = rows_number(rows, 2) != 0,
            .number = rows_number(rows, 3) ? 0 : reader->question_count,
        };
    }
    rows_close(rows, err);
}

void reader_free_facts(Reader *reader)
{
    for (size_t i = 0; i < reader->question_count; i++) {
        free(reader->questions[i].id);
        free(reader->questions[i].text);
    }
    reader->question_count = 0;
    free(reader->facts.people);
    free(reader->facts.title);
    reader->facts = (ReaderFacts){.people = NULL};
}

int reader_load_facts(Reader *reader, Err *err)
{
    static const char sql[] =
        "SELECT a.number, a.people, a.title, a.state, s.paper, s.rehearsal, s.at, s.tz, a.net_minutes, "
        "a.kind FROM session s JOIN any_session a ON a.n = s.n WHERE s.n = (SELECT n FROM thing WHERE id = "
        "?1)";
    Rows *rows = rows_open(reader->store, err, sql, "t", reader->session.text);

    reader_free_facts(reader);
    bool is_there = rows_next(rows);
    reader->facts = (ReaderFacts){
        .number = is_there ? rows_number(rows, 0) : 0,
        .people = mem_copy_text(is_there ? rows_text(rows, 1) : ""),
        .title = mem_copy_text(is_there ? rows_text(rows, 2) : ""),
    };
    if (is_there) {
        reader->facts.is_open = strcmp(rows_text(rows, 3), "ended") != 0;
        reader->facts.is_paper = rows_number(rows, 4) != 0;
        reader->facts.is_rehearsal = rows_number(rows, 5) != 0;
        reader->facts.at = rows_number(rows, 6);
        reader->facts.tz = (int)rows_number(rows, 7);
        reader->facts.minutes = (int64_t)(rows_real(rows, 8) + 0.5);
        reader->facts.is_observed = strcmp(rows_text(rows, 9), "observation") == 0;
        reader->facts.has_several = strchr(reader->facts.people, ' ') != NULL;
    }
    if (rows_close(rows, err) != 0)
        return -1;
    if (!is_there)
        return err_set(err, ERR_REFUSED, "there is no such session in this study");
    read_questions(reader, err);
    return 0;
}

const ReaderQuestion *reader_find_question(const Reader *reader, const char *id)
{
    for (size_t i = 0; i < reader->question_count; i++)
        if (strcmp(reader->questions[i].id, id) == 0)
            return &reader->questions[i];
    return NULL;
}
