/* SPDX-License-Identifier: MIT */
/* base: text, time, ids, digests, files, settings. */
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "rir/clock.h"
#include "rir/digest.h"
#include "rir/err.h"
#include "rir/file.h"
#include "rir/id.h"
#include "rir/mem.h"
#include "rir/settings.h"
#include "rir/str.h"
#include "rir/text.h"
#include "rir/watch.h"

static void clean_text_is_valid(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t size;
        const char *clean;
    } rows[] = {
        {"plain", 5, "plain"},
        {"a\0b", 3, "a\xE2\x90\x80" "b"},
        {"a\r\nb\rc", 6, "a\nb\nc"},
        {"caf\xC3\xA9", 5, "caf\xC3\xA9"},
        {"\xFF\xFEx", 3, "\xEF\xBF\xBD\xEF\xBF\xBDx"},
        {"\xED\xA0\x80", 3, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"}, /* a surrogate */
        {"\xC3", 1, "\xEF\xBF\xBD"},
        {"\x1B[31m", 5, "\x1B[31m"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Str out = STR_EMPTY;
        text_add_clean(&out, rows[i].bytes, rows[i].size);
        assert_string_equal(str_text(&out), rows[i].clean);
        assert_true(text_is_valid(str_text(&out), out.size));
        str_free(&out);
    }
}

static void width_follows_what_is_seen(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t columns;
    } rows[] = {
        {"abc", 3},
        {"e\xCC\x81", 1},                                              /* e + acute */
        {"\xE4\xB8\xAD\xE6\x96\x87", 4},                               /* Chinese */
        {"\xE0\xB8\x81\xE0\xB8\xB3\xE0\xB9\x89", 2},                   /* Thai */
        {"\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7", 2},           /* a joined family */
        {"\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD", 2},                       /* thumb with skin tone */
        {"\xE2\x9D\xA4\xEF\xB8\x8F", 1},                               /* heart, selector dropped */
        {"\x1B[", 2},                                                  /* control shown */
        {"\xCC\x81", 1},                                               /* lone mark on a circle */
        {"a\xC2\xAD" "b", 2},                                          /* soft hyphen dropped */
        {"\xD7\xA9\xD7\x9C", 2},                                       /* Hebrew */
        {"a\tb\n", 4},                                                  /* as the grid shows them */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(text_measure(rows[i].text, strlen(rows[i].text)), rows[i].columns);
}

static void case_follows_the_letters(void **state)
{
    (void)state;
    static const struct {
        TextCase as;
        const char *text, *cased;
    } rows[] = {
        {TEXT_UPPER, "nhs gro\xC3\x9F", "NHS GROSS"},
        {TEXT_LOWER, "\xC3\x89" "COLE NHS", "\xC3\xA9" "cole nhs"},
        {TEXT_CAPITAL, "nORTH team", "North Team"},
        {TEXT_UPPER, "", ""},
        {TEXT_LOWER, "\xE4\xB8\xAD 12", "\xE4\xB8\xAD 12"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Str cased = STR_EMPTY;
        text_add_cased(&cased, rows[i].text, strlen(rows[i].text), rows[i].as);
        assert_string_equal(str_text(&cased), rows[i].cased);
        str_free(&cased);
    }
}

static void marks_are_at_most_four(void **state)
{
    (void)state;
    Str text = STR_EMPTY;
    char cell[TEXT_CELL_BYTES];
    str_add(&text, "Z");
    for (int i = 0; i < 40; i++)
        str_add(&text, "\xCC\x81");
    assert_int_equal(text_make_cell(str_text(&text), text.size, cell), 1);
    assert_int_equal(strlen(cell), 1 + 4 * 2);
    str_free(&text);
}

static void wrapping_loses_nothing(void **state)
{
    (void)state;
    const char *text =
        "The money follows the bed, not the person.\n\nAnd "
        "\xE4\xB8\xAD\xE6\x96\x87\xE4\xB8\xAD\xE6\x96\x87\xE4\xB8\xAD\xE6\x96\x87 averyverylongwordindeed";
    size_t size = strlen(text);
    for (size_t columns = 2; columns < 60; columns++) {
        Str seen = STR_EMPTY;
        for (size_t at = 0; at < size;) {
            size_t next;
            size_t used = text_wrap(text + at, size - at, columns, &next);
            assert_true(text_measure(text + at, used) <= columns);
            assert_true(next > 0);
            str_add_bytes(&seen, text + at, used);
            at += next;
        }
        size_t i = 0;
        for (const char *c = text; *c; c++)
            if (*c != ' ' && *c != '\n') {
                while (seen.data[i] == ' ')
                    i++;
                assert_int_equal(seen.data[i++], *c);
            }
        str_free(&seen);
    }
}

static void folding_finds_words(void **state)
{
    (void)state;
    assert_true(text_has_words("Caf\xC3\xA9 au lait", "CAFE lait"));
    assert_true(text_has_words("Stra\xC3\x9F" "e", "strasse"));
    assert_true(text_has_words("anything", ""));
    assert_false(text_has_words("shared vision", "vision money"));
    assert_true(text_is_same("Caf\xC3\xA9", "CAFE au lait", 4));
    assert_false(text_is_same("cafe", "CAFE au lait", 5));
    assert_true(text_begins("\xC3\x89quipe mobile", "equi"));
    assert_false(text_begins("equi", "equipe"));
    assert_false(text_begins("equipe", ""));
    assert_true(text_lacks_spaces("\xE4\xBF\xA1\xE4\xBB\xBB"));
    assert_false(text_lacks_spaces("vertrauen"));
}

static void clusters_step_both_ways(void **state)
{
    (void)state;
    const char *text = "ae\xCC\x81\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7z";
    size_t size = strlen(text), at = 0;
    size_t stops[] = {1, 4, 15, 16}; /* a, e with its accent, a joined family, z */
    for (size_t i = 0; i < 4; i++) {
        at = text_find_next(text, size, at);
        assert_int_equal(at, stops[i]);
    }
    for (size_t i = 3; i > 0; i--) {
        at = text_find_previous(text, size, at);
        assert_int_equal(at, stops[i - 1]);
    }
    assert_int_equal(text_find_next_word("one, two", 8, 3), 8);
    assert_int_equal(text_find_previous_word("one, two", 8, 5), 0);
    assert_int_equal(text_count_points(text, size), 7);
}

static void times_are_written_and_read(void **state)
{
    (void)state;
    char out[CLOCK_STAMP_SIZE];
    clock_format_utc(out, INT64_C(1763719333250));
    assert_string_equal(out, "2025-11-21T10:02:13.250Z");
    clock_format_local(out, INT64_C(1763719333250), -210);
    assert_string_equal(out, "2025-11-21T06:32:13.250-03:30");
    clock_format_utc(out, -1);
    assert_string_equal(out, "1969-12-31T23:59:59.999Z");
    clock_format_span(out, 845000);
    assert_string_equal(out, "14:05");
    clock_format_span(out, 3600000);
    assert_string_equal(out, "1:00:00");
    clock_format_span_long(out, 845000);
    assert_string_equal(out, "00:14:05");
    int64_t ms;
    assert_true(clock_parse_time("9:40", &ms));
    assert_int_equal(ms, 34800000);
    assert_false(clock_parse_time("24:00", &ms));
    assert_false(clock_parse_time("9", &ms));
    assert_false(clock_parse_time("9:60", &ms));
    assert_true(clock_parse_span("12:00", &ms));
    assert_int_equal(ms, 720000);
    assert_true(clock_parse_span("2m", &ms));
    assert_int_equal(ms, 120000);
    assert_true(clock_parse_span("90s", &ms));
    assert_int_equal(ms, 90000);
    assert_false(clock_parse_span("2x", &ms));
    assert_false(clock_parse_span("", &ms));
    bool has_time;
    assert_true(clock_parse_day("2026-02-28 14:30", &ms, &has_time));
    assert_true(has_time);
    clock_format_utc(out, ms);
    assert_string_equal(out, "2026-02-28T14:30:00.000Z");
    assert_false(clock_parse_day("2026-02-30", &ms, &has_time));
    assert_false(clock_parse_day("yesterday", &ms, &has_time));
    assert_int_equal(clock_find_midnight(INT64_C(1763719333250), 60), INT64_C(1763679600000));
}

static void ids_have_their_layout(void **state)
{
    (void)state;
    Id one = id_make(), two = id_make();
    assert_true(id_is_valid(one.text));
    assert_int_equal(one.text[14], '7');
    assert_non_null(strchr("89ab", one.text[19]));
    assert_false(id_is_same(&one, &two));
    for (int i = 0; i < 10000; i++) {
        Id next = id_make();
        assert_true(strcmp(two.text, next.text) < 0);
        two = next;
    }
    Id named = id_make_named("code", "money"), again = id_make_named("code", "money");
    assert_true(id_is_same(&named, &again));
    assert_int_equal(named.text[14], '8');
    named = id_make_named("codemoney", "");
    assert_false(id_is_same(&named, &again));
    assert_false(id_is_valid("not an id"));
    assert_false(id_is_valid("018F4E1C-0000-7000-8000-000000000000"));
    id_set_seed(7);
    Id seeded = id_make_named("x", "y");
    uint8_t a[20], b[20];
    id_set_seed(9);
    id_fill_random(a, sizeof a);
    id_set_seed(9);
    id_fill_random(b, sizeof b);
    assert_memory_equal(a, b, sizeof a);
    assert_true(id_is_set(&seeded));
}

static void digest_is_blake2b_256(void **state)
{
    (void)state;
    char hex[DIGEST_HEX_SIZE];
    Digest digest = digest_of("abc", 3);
    digest_format(hex, &digest);
    assert_string_equal(hex, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
    DigestRun one, two;
    digest_begin(&one);
    digest_add_text(&one, "ab");
    digest_add_text(&one, "c");
    digest_begin(&two);
    digest_add_text(&two, "a");
    digest_add_text(&two, "bc");
    Digest first = digest_end(&one), second = digest_end(&two);
    assert_memory_not_equal(first.bytes, second.bytes, DIGEST_BYTES);
}

static void errors_are_cut_at_a_codepoint(void **state)
{
    (void)state;
    Err err;
    Str text = STR_EMPTY;
    str_add(&text, "x");
    for (int i = 0; i < 2000; i++)
        str_add(&text, "\xC3\xA9");
    assert_int_equal(err_set(&err, ERR_REFUSED, "%s", str_text(&text)), -1);
    assert_true(text_is_valid(err.text, strlen(err.text)));
    err_set(&err, ERR_REFUSED, "no such file");
    err_prefix(&err, "guide.md:%d", 3);
    assert_string_equal(err.text, "guide.md:3: no such file");
    str_free(&text);
}

static void files_are_whole_and_private(void **state)
{
    (void)state;
    char folder[] = "/tmp/rir-test-XXXXXX";
    assert_non_null(mkdtemp(folder));
    Str path = STR_EMPTY, read = STR_EMPTY;
    Err err;
    str_add_format(&path, "%s/one.txt", folder);
    assert_int_equal(file_write(str_text(&path), "hello", 5, &err), 0);
    assert_int_equal(file_write(str_text(&path), "again", 5, &err), 0);
    struct stat facts;
    assert_int_equal(stat(str_text(&path), &facts), 0);
    assert_int_equal(facts.st_mode & 0777, 0600);
    assert_int_equal(file_read(str_text(&path), 100, &read, &err), 0);
    assert_string_equal(str_text(&read), "again");
    assert_int_equal(file_read(str_text(&path), 3, &read, &err), -1);
    assert_int_equal(file_read(folder, 100, &read, &err), -1);
    Str names = STR_EMPTY;
    assert_int_equal(file_list(folder, ".txt", &names, &err), 1);
    assert_string_equal(str_text(&names), "one.txt");
    assert_int_equal(file_list("/nonexistent", ".txt", &names, &err), -1);
    unlink(str_text(&path));
    rmdir(folder);
    str_free(&path);
    str_free(&read);
    str_free(&names);
}

static void put(const char *folder, const char *name)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "a");
    assert_non_null(file);
    fputs("x", file);
    fclose(file);
}

static void read_only(const char *path)
{
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    fclose(file);
}

static bool is_readable(const Watch *watch)
{
    struct pollfd polled = {.fd = watch_find_descriptor(watch), .events = POLLIN};
    return poll(&polled, 1, 0) == 1;
}

static void what_others_write_is_seen(void **state)
{
    (void)state;
    Err err = {0};
    char folder[] = "/tmp/rir-test-XXXXXX", path[128], wal[64], moved[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/a.rir", folder);
    snprintf(wal, sizeof wal, "%s/a.rir-wal", folder);
    snprintf(moved, sizeof moved, "%s.b", folder);
    put(folder, "a.rir");
    Watch *watch = watch_open(path, &err);
    assert_non_null(watch);
    assert_false(is_readable(watch));
    assert_false(watch_take(watch));
    put(folder, "a.rir-wal"); /* it comes, is written to, goes and comes again */
    assert_true(is_readable(watch) && watch_take(watch) && !is_readable(watch));
    put(folder, "a.rir-wal");
    assert_true(watch_take(watch));
    watch_tell(path);
    assert_true(is_readable(watch) && watch_take(watch) && !is_readable(watch));
    read_only(path); /* as whoever opens the study does */
    assert_true(is_readable(watch));
    assert_false(watch_take(watch));
    unlink(wal);
    assert_true(watch_take(watch));
    watch_tell(path);
    assert_false(is_readable(watch)); /* and nothing was made */
    put(folder, "a.rir-wal");
    assert_true(watch_take(watch));
    put(folder, "b.rir");
    put(folder, "a.rir-shm");
    assert_true(is_readable(watch));
    assert_false(watch_take(watch)); /* of another study, or none of our business */
    assert_int_equal(rename(folder, moved), 0);
    assert_int_equal(mkdir(folder, 0700), 0);
    assert_true(watch_take(watch));
    put(folder, "a.rir");
    assert_true(watch_take(watch));
    watch_close(watch);
    assert_null(watch_open("/no/such/folder/a.rir", &err));
    assert_non_null(strstr(err.text, "/no/such/folder/a.rir"));
    unlink(path);
    rmdir(folder);
    snprintf(path, sizeof path, "%s/a.rir", moved);
    unlink(path);
    snprintf(path, sizeof path, "%s/b.rir", moved);
    unlink(path);
    snprintf(path, sizeof path, "%s/a.rir-wal", moved);
    unlink(path);
    snprintf(path, sizeof path, "%s/a.rir-shm", moved);
    unlink(path);
    rmdir(moved);
}

static void settings_are_kept(void **state)
{
    (void)state;
    char folder[] = "/tmp/rir-test-XXXXXX";
    assert_non_null(mkdtemp(folder));
    setenv("XDG_CONFIG_HOME", folder, 1);
    Err err;
    Settings *settings = settings_open(&err);
    assert_non_null(settings);
    assert_string_equal(settings_find(settings, "theme"), "auto");
    assert_int_equal(settings_set(settings, "researcher", "Ann Brown", &err), 0);
    assert_int_equal(settings_set(settings, "theme", "pink", &err), -1);
    assert_int_equal(settings_set(settings, "theme", "mono", &err), 0);
    settings_close(settings);
    Str path = STR_EMPTY;
    str_add_format(&path, "%s/rir/settings", folder);
    const char *more = "# mine\nresearcher = Ann Brown\nkey.next = Alt-x\nlater = 1\n";
    assert_int_equal(file_write(str_text(&path), more, strlen(more), &err), 0);
    settings = settings_open(&err);
    assert_string_equal(settings_find(settings, "researcher"), "Ann Brown");
    const char *action, *keys;
    assert_true(settings_find_key(settings, 0, &action, &keys));
    assert_string_equal(action, "next");
    assert_string_equal(keys, "Alt-x");
    assert_false(settings_find_key(settings, 1, &action, &keys));
    assert_int_equal(settings_set(settings, "initials", "AB", &err), 0);
    settings_close(settings);
    Str text = STR_EMPTY;
    assert_int_equal(file_read(str_text(&path), 1000, &text, &err), 0);
    assert_string_equal(str_text(&text),
                        "# mine\nresearcher = Ann Brown\nkey.next = Alt-x\nlater = 1\ninitials = AB\n");
    assert_int_equal(file_write(str_text(&path), "a = b\nnonsense\n", 15, &err), 0);
    assert_null(settings_open(&err));
    assert_non_null(strstr(err.text, ":2:1:"));
    unlink(str_text(&path));
    str_cut(&path, path.size - strlen("/settings"));
    rmdir(str_text(&path));
    rmdir(folder);
    str_free(&path);
    str_free(&text);
    unsetenv("XDG_CONFIG_HOME");
}

static void one_failed_request_is_survived(void **state)
{
    (void)state;
    free(mem_new(10));
    assert_false(mem_is_low());
    mem_fail_at(2);
    void *one = mem_new(10), *two = mem_new(10);
    assert_non_null(one);
    assert_non_null(two);
    assert_true(mem_is_low());
    free(one);
    free(two);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clean_text_is_valid),
        cmocka_unit_test(width_follows_what_is_seen),
        cmocka_unit_test(case_follows_the_letters),
        cmocka_unit_test(marks_are_at_most_four),
        cmocka_unit_test(wrapping_loses_nothing),
        cmocka_unit_test(folding_finds_words),
        cmocka_unit_test(clusters_step_both_ways),
        cmocka_unit_test(times_are_written_and_read),
        cmocka_unit_test(ids_have_their_layout),
        cmocka_unit_test(digest_is_blake2b_256),
        cmocka_unit_test(errors_are_cut_at_a_codepoint),
        cmocka_unit_test(files_are_whole_and_private),
        cmocka_unit_test(what_others_write_is_seen),
        cmocka_unit_test(settings_are_kept),
        cmocka_unit_test(one_failed_request_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
