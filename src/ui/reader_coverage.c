/* SPDX-License-Identifier: MIT */
/* reader_coverage: what was covered, question by question. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reader.h"
#include "rir/clock.h"
#include "rir/mem.h"
#include "rir/rows.h"

typedef struct {
    char number[24];
    char *state, *detail, *text;
} CoverageRow;

static void add_part(Str *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add_part(Str *out, const char *format, ...)
{
    va_list args;

    str_add(out, out->size > 0 ? ", " : "");
    va_start(args, format);
    str_add_formatv(out, format, args);
    va_end(args);
}

/* `5 notes from 14:05, probes 2/3: answered under 2` */
static char *describe(const Reader *reader, Rows *rows)
{
    int64_t notes = rows_number(rows, 4), used = rows_number(rows, 5), probes = rows_number(rows, 6);
    Str out = STR_EMPTY;

    if (notes > 0)
        add_part(&out, "%lld note%s", (long long)notes, notes == 1 ? "" : "s");
    if (notes > 0 && !reader->facts.is_paper) {
        char span[CLOCK_STAMP_SIZE];
        clock_format_span(span, rows_number(rows, 8));
        str_add_format(&out, " from %s", span);
    }
    if (rows_number(rows, 7))
        add_part(&out, "must ask");
    if (probes > 0)
        add_part(&out, "probes %lld/%lld", (long long)used, (long long)probes);
    if (rows_text(rows, 3)[0] != '\0')
        str_add_format(&out, "%s%s", out.size > 0 ? ": " : "", rows_text(rows, 3));
    return str_take(&out);
}

static void go_to_question(void *owner, Desk *desk, size_t item, const char *typed)
{
    static const char sql[] =
        "SELECT a.id FROM note JOIN any_note a ON a.n = note.n WHERE note.session = (SELECT n FROM "
        "thing WHERE id = ?1) AND note.question = ?2 ORDER BY note.elapsed, note.hlc LIMIT 1";
    Reader *reader = owner;
    Str id = STR_EMPTY;

    (void)typed;
    if (item < reader->question_count &&
        rows_find_text(reader->store, &id, sql, "tt", reader->session.text, reader->questions[item].id))
        reader_go(reader, desk, id.data);
    else
        desk_say(desk, ROLE_DIM, "No note is filed under that question");
    str_free(&id);
}

void reader_open_coverage(Reader *reader, Desk *desk)
{
    static const char sql[] = "SELECT c.question, c.text, c.state, c.why, (SELECT count(*) FROM any_seen "
                              "WHERE session = c.n AND question = c.question), c.probes_used, "
                              "c.probes_total, c.must, (SELECT min(elapsed) FROM any_seen WHERE session = "
                              "c.n AND question = c.question), c.emergent FROM any_coverage c WHERE "
                              "c.session = ?1 ORDER BY c.ord";
    CoverageRow *list = mem_new((reader->question_count + 1) * sizeof *list);
    PickerItem *items = mem_new((reader->question_count + 1) * sizeof *items);
    Err err;
    size_t count = 0;
    Rows *rows = rows_open(reader->store, &err, sql, "t", reader->session.text);

    while (count < reader->question_count && rows_next(rows)) {
        CoverageRow *row = &list[count];
        if (!rows_number(rows, 9))
            snprintf(row->number, sizeof row->number, "%zu", count + 1);
        row->state = mem_copy_text(rows_text(rows, 2));
        row->text = mem_copy_text(rows_text(rows, 1));
        row->detail = describe(reader, rows);
        items[count++] =
            (PickerItem){.key = row->number, .mark = row->state, .label = row->text, .detail = row->detail};
    }
    if (rows_close(rows, &err) != 0)
        desk_say(desk, ROLE_ALARM, "%s", err.text);
    else if (count == 0)
        desk_say(desk, ROLE_DIM, "This session has no questions");
    else
        picker_open(desk, &(PickerSpec){.title = "What was covered",
                                        .items = items,
                                        .count = count,
                                        .chosen = go_to_question,
                                        .owner = reader});
    for (size_t i = 0; i < count; i++) {
        free(list[i].state);
        free(list[i].text);
        free(list[i].detail);
    }
    free(items);
    free(list);
}
