/* SPDX-License-Identifier: MIT */
/* test-grammar: doc/grammar.md says what the program does. Its two tables are those of the program, row by
 * row, and every example is typed and must be kept as the page says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rir/clock.h"
#include "rir/file.h"
#include "rir/line.h"
#include "rir/text.h"

#define EXAMPLE_COLUMN 48 /* where the meaning of an example begins, without the margin of 4 */

static Str page;

static int read_page(void **state)
{
    (void)state;
    Str path = STR_EMPTY;
    Err err = {0};
    const char *source = getenv("RIR_SOURCE");
    str_add_format(&path, "%s/doc/grammar.md", source ? source : ".");
    int result = file_read(str_text(&path), 1 << 20, &page, &err);
    if (result)
        print_error("%s\n", err.text);
    str_free(&path);
    return result;
}

static int free_page(void **state)
{
    (void)state;
    str_free(&page);
    return 0;
}

static void assert_row(const Str *row)
{
    if (!strstr(str_text(&page), str_text(row)))
        fail_msg("doc/grammar.md has no line:%s", str_text(row));
}

static void test_kinds(void **state)
{
    (void)state;
    size_t count;
    const NoteKindRow *kinds = note_kind_list(&count);
    for (size_t i = 0; i < count; i++) {
        Str row = STR_EMPTY;
        if (kinds[i].letter)
            str_add_format(&row, "\n    ,%c  %-16s%s\n", kinds[i].letter, kinds[i].name, kinds[i].help);
        else
            str_add_format(&row, "\n        %-16s%s\n", kinds[i].name, kinds[i].help);
        assert_row(&row);
        str_free(&row);
    }
}

static void test_commands(void **state)
{
    (void)state;
    size_t count;
    const LineCommandRow *commands = line_list_commands(&count);
    for (size_t i = 0; i < count; i++) {
        Str typed = STR_EMPTY;
        Str row = STR_EMPTY;
        str_add_format(&typed, "/%s %s", commands[i].name, commands[i].arguments);
        str_add_format(&row, "\n    %-44s%s\n", str_text(&typed), commands[i].help);
        assert_row(&row);
        str_free(&typed);
        str_free(&row);
    }
}

/* --- examples */

static void describe_time(Str *out, const Line *line)
{
    char span[CLOCK_STAMP_SIZE];
    clock_format_span(span, line->time_ms / 60); /* hours and minutes read as minutes and seconds */
    if (line->time == LINE_TIME_SESSION)
        clock_format_span(span, line->time_ms);
    if (line->time != LINE_TIME_NOW)
        str_add_format(out, "; at %s%s%s", line->about ? "about " : "", span,
                       line->time == LINE_TIME_SESSION ? " of the session" : "");
}

static void describe(Str *out, const Line *line)
{
    if (line->type == LINE_WRONG) {
        str_add(out, "refused");
        return;
    }
    if (line->type == LINE_COMMAND) {
        str_add_format(out, "command %s: %s", line->command->name, line->rest);
        describe_time(out, line);
        return;
    }
    const NoteKindRow *kind = note_kind_find(line->kind);
    str_add_format(out, "%s: %s", kind ? kind->name : "note", line->text ? line->text : "");
    for (size_t i = 0; i < line->code_count; i++) {
        str_add_format(out, "; code %s", line->codes[i].name);
        if (line->codes[i].valence != VALENCE_NEUTRAL)
            str_add_format(out, " (%s)", line_name_valence(line->codes[i].valence));
    }
    for (size_t i = 0; i < line->speaker_count; i++)
        str_add_format(out, "; speaker %s", line->speakers[i]);
    describe_time(out, line);
}

static void assert_example(const char *typed, size_t typed_size, const char *meaning, size_t meaning_size)
{
    while (typed_size > 0 && typed[typed_size - 1] == ' ')
        typed_size--;
    Line line = line_read(typed, typed_size);
    Str kept = STR_EMPTY;
    describe(&kept, &line);
    if (kept.size != meaning_size || memcmp(kept.data, meaning, meaning_size))
        fail_msg("%.*s\n  is kept as  %s\n  the page says %.*s", (int)typed_size, typed, str_text(&kept),
                 (int)meaning_size, meaning);
    str_free(&kept);
    line_free(&line);
}

/* An example has its meaning at a column of its own; the rows of the tables have theirs elsewhere. */
static bool is_example(const char *row, size_t size, size_t *meaning)
{
    if (size < 5 || strncmp(row, "    ", 4))
        return false;
    *meaning = 4 + text_fit(row + 4, size - 4, EXAMPLE_COLUMN);
    return *meaning < size && text_measure(row + 4, *meaning - 4) == EXAMPLE_COLUMN && row[*meaning] != ' ' &&
           row[*meaning - 1] == ' ' && row[*meaning - 2] == ' ';
}

static void test_examples(void **state)
{
    (void)state;
    size_t examples = 0;
    for (size_t at = 0; at < page.size;) {
        const char *row = page.data + at;
        size_t size = strcspn(row, "\n"), meaning;
        if (is_example(row, size, &meaning)) {
            assert_example(row + 4, meaning - 4, row + meaning, size - meaning);
            examples++;
        }
        at += size + 1;
    }
    assert_true(examples >= 36); /* all were seen as examples */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_commands),
        cmocka_unit_test(test_examples),
    };
    return cmocka_run_group_tests_name("grammar", tests, read_page, free_page);
}
