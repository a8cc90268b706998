/* SPDX-License-Identifier: MIT */
/* fuzz-line: any bytes as a typed line and as a paste. What must hold is checked here, not only that it does
 * not crash. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rir/line.h"
#include "rir/text.h"

#define SIZE_LIMIT 1024

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "fuzz-line: does not hold: %s\n", what);
    abort();
}

static void check_round_trip(NoteKind kind, const char *text)
{
    Str typed = STR_EMPTY;
    line_add_typed(&typed, kind, text);
    Line line = line_read(str_text(&typed), typed.size);
    check(line.type == LINE_NOTE, "a note written back is a note");
    check(line.kind == (kind == NOTE_EXTRACT ? NOTE_NONE : kind), "it has the same kind");
    check(!strcmp(line.text, text), "it has the same text");
    check(!line.code_count && !line.speaker_count, "it has no codes or speakers");
    check(line.time == LINE_TIME_NOW, "it has no time");
    line_free(&line);
    str_free(&typed);
}

static void check_codes(const Line *line)
{
    size_t points = text_count_points(line->text, strlen(line->text));
    bool shown[256];
    Str typed = STR_EMPTY;
    check(line->code_count <= sizeof shown / sizeof *shown, "codes are not without number");
    for (size_t i = 0; i < line->code_count; i++)
        check(line->codes[i].start < line->codes[i].end && line->codes[i].end <= points,
              "a code has a place");
    line_add_typed_codes(&typed, line->kind, line->text, line->codes, line->code_count, shown);
    Line again = line_read(str_text(&typed), typed.size);
    check(again.type == LINE_NOTE && !strcmp(again.text, line->text),
          "written with its codes it has the same text");
    size_t count = 0;
    for (size_t i = 0; i < line->code_count; i++)
        count += shown[i];
    check(again.code_count == count, "and the codes that are shown");
    line_free(&again);
    str_free(&typed);
}

static void check_note(const Line *line)
{
    check(line->text && line->text[0], "a note has text");
    check(text_is_valid(line->text, strlen(line->text)), "its text is UTF-8");
    for (size_t i = 0; i < line->code_count; i++)
        check(line_is_code(line->codes[i].name), "a code is one");
    for (size_t i = 0; i < line->speaker_count; i++)
        check(line->speakers[i][0], "a speaker has a name");
    check(line->time_ms >= 0, "a time is not negative");
    check_codes(line);
    check_round_trip(line->kind, line->text);
    check_round_trip((NoteKind)(strlen(line->text) % NOTE_KINDS), line->text);
}

static void check_line(Line *line, const Str *clean)
{
    check(!strcmp(line->raw, str_text(clean)), "the line as typed is kept");
    check((line->type == LINE_WRONG) == (line->wrong != NULL), "a refusal has words, and only a refusal");
    check((line->type == LINE_COMMAND) == (line->command && line->rest), "a command is one of the table");
    check(!line->wrong || text_is_valid(line->wrong, strlen(line->wrong)), "a refusal is UTF-8");
    for (size_t i = 0; i < line->word_count; i++)
        check(text_is_valid(line->words[i], strlen(line->words[i])), "a word is UTF-8");
    if (line->type == LINE_NOTE)
        check_note(line);
    line_free(line);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > SIZE_LIMIT)
        return 0;
    Str clean = STR_EMPTY;
    text_add_clean(&clean, (const char *)data, size);
    Line line = line_read((const char *)data, size);
    check_line(&line, &clean);
    Line paste = line_read_paste((const char *)data, size);
    check(paste.type == LINE_EMPTY || paste.type == LINE_NOTE, "a paste is a note");
    check_line(&paste, &clean);
    str_free(&clean);
    return 0;
}
