/* SPDX-License-Identifier: MIT */
/* test-edit: the line editor, one act at a time. In the texts `|` is the cursor. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "rir/edit.h"
#include "rir/str.h"
#include "rir/text.h"

/* Not nested in the text of a test, so that a mark may stand behind it. */
#define E_ACUTE "e\u0301"
#define FAMILY "\U0001F468\u200D\U0001F469\u200D\U0001F467"
#define FLAG "\U0001F1EC\U0001F1E7"

static Edit *edit;

static int set_up(void **state)
{
    (void)state;
    edit = edit_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    edit_free(edit);
    return 0;
}

static void set(const char *marked)
{
    Str text = STR_EMPTY;
    const char *cursor = strchr(marked, '|');
    str_add_bytes(&text, marked, (size_t)(cursor - marked));
    str_add(&text, cursor + 1);
    edit_set_text(edit, str_text(&text));
    edit_set_cursor(edit, (size_t)(cursor - marked));
    str_free(&text);
}

static void check_at(int line, const char *marked)
{
    Str text = STR_EMPTY;
    str_add_bytes(&text, edit_text(edit), edit_cursor(edit));
    str_add_byte(&text, '|');
    str_add(&text, edit_text(edit) + edit_cursor(edit));
    if (strcmp(str_text(&text), marked))
        fail_msg("line %d: %s\n  not %s", line, str_text(&text), marked);
    str_free(&text);
}
#define CHECK(marked) check_at(__LINE__, marked)

static void act_at(int line, const char *before, EditAct act, const char *after)
{
    set(before);
    bool changed = edit_handle(edit, act);
    check_at(line, after);
    if (changed != (strcmp(before, after) != 0))
        fail_msg("line %d: said %d", line, changed);
}
#define ACT(before, act, after) act_at(__LINE__, before, act, after)

static void type(const char *text)
{
    for (size_t at = 0, size = strlen(text); at < size;) {
        uint32_t point;
        at += text_read_point(text + at, size - at, &point);
        edit_type(edit, point);
    }
}

static void undo(void)
{
    assert_true(edit_handle(edit, EDIT_UNDO));
}

/* --- moving */

static void test_left(void **state)
{
    (void)state;
    ACT("foo|", EDIT_LEFT, "fo|o");
    ACT("|foo", EDIT_LEFT, "|foo");
    ACT("|", EDIT_LEFT, "|");
    ACT("a" E_ACUTE "|b", EDIT_LEFT, "a|" E_ACUTE "b");
    ACT("信任|", EDIT_LEFT, "信|任");
    ACT(FAMILY "|", EDIT_LEFT, "|" FAMILY);
    ACT("a" FLAG "|b", EDIT_LEFT, "a|" FLAG "b");
    ACT("กำ|", EDIT_LEFT, "|กำ");
    ACT("a\n|b", EDIT_LEFT, "a|\nb");
}

static void test_right(void **state)
{
    (void)state;
    ACT("|foo", EDIT_RIGHT, "f|oo");
    ACT("foo|", EDIT_RIGHT, "foo|");
    ACT("|", EDIT_RIGHT, "|");
    ACT("|" E_ACUTE "b", EDIT_RIGHT, E_ACUTE "|b");
    ACT("|信任", EDIT_RIGHT, "信|任");
    ACT("a|" FAMILY "b", EDIT_RIGHT, "a" FAMILY "|b");
    ACT("|" FLAG FLAG, EDIT_RIGHT, FLAG "|" FLAG);
}

static void test_words(void **state)
{
    (void)state;
    ACT("foo bar|", EDIT_WORD_LEFT, "foo |bar");
    ACT("foo |bar", EDIT_WORD_LEFT, "|foo bar");
    ACT("foo, bar|", EDIT_WORD_LEFT, "foo, |bar");
    ACT("|", EDIT_WORD_LEFT, "|");
    ACT("|foo, bar", EDIT_WORD_RIGHT, "foo|, bar");
    ACT("foo|, bar", EDIT_WORD_RIGHT, "foo, bar|");
    ACT("foo|", EDIT_WORD_RIGHT, "foo|");
    ACT("|gr" E_ACUTE "e und", EDIT_WORD_RIGHT, "gr" E_ACUTE "e| und");
    ACT("gr" E_ACUTE "e|", EDIT_WORD_LEFT, "|gr" E_ACUTE "e");
    ACT("信任 很|", EDIT_WORD_LEFT, "信任 |很");
}

static void test_home_and_end(void **state)
{
    (void)state;
    ACT("foo b|ar", EDIT_HOME, "|foo bar");
    ACT("|foo", EDIT_HOME, "|foo");
    ACT("foo b|ar", EDIT_END, "foo bar|");
    ACT("foo|", EDIT_END, "foo|");
    ACT("one\ntw|o\nthree", EDIT_HOME, "one\n|two\nthree");
    ACT("one\ntw|o\nthree", EDIT_END, "one\ntwo|\nthree");
    ACT("one\n|", EDIT_HOME, "one\n|");
    ACT("|", EDIT_END, "|");
}

static void test_cursor(void **state)
{
    (void)state;
    edit_set_text(edit, "a" E_ACUTE "b");
    CHECK("a" E_ACUTE "b|");
    edit_set_cursor(edit, 2); /* between e and its accent */
    CHECK("a" E_ACUTE "|b");
    edit_set_cursor(edit, 99);
    CHECK("a" E_ACUTE "b|");
    edit_set_text(edit, "bad \xff byte");
    CHECK("bad \xef\xbf\xbd byte|");
}

/* --- typing and erasing */

static void test_type(void **state)
{
    (void)state;
    set("fo| bar");
    type("o信");
    CHECK("foo信| bar");
    set("e|b");
    type("\u0301");
    CHECK("e\u0301|b");
    set("|");
    type(FAMILY "x");
    CHECK(FAMILY "x|");
    set("x|\u0301"); /* the mark is x's: the cursor cannot stand before it */
    CHECK("x\u0301|");
}

static void test_insert(void **state)
{
    (void)state;
    set("a|b");
    edit_insert(edit, "one\r\ntwo\xff", 9);
    CHECK("aone\ntwo\xef\xbf\xbd|b");
    undo();
    CHECK("a|b");
    edit_insert(edit, "", 0);
    assert_false(edit_handle(edit, EDIT_UNDO));
    ACT("a|b", EDIT_NEWLINE, "a\n|b");
}

static void test_erase(void **state)
{
    (void)state;
    ACT("fo|o", EDIT_BACKSPACE, "f|o");
    ACT("|foo", EDIT_BACKSPACE, "|foo");
    ACT("a" E_ACUTE "|b", EDIT_BACKSPACE, "a|b");
    ACT(FAMILY "|", EDIT_BACKSPACE, "|");
    ACT("a\n|b", EDIT_BACKSPACE, "a|b");
    ACT("f|oo", EDIT_DELETE, "f|o");
    ACT("foo|", EDIT_DELETE, "foo|");
    ACT("|" FLAG "b", EDIT_DELETE, "|b");
    ACT("信|任", EDIT_DELETE, "信|");
}

/* --- cutting and putting back */

static void test_cut(void **state)
{
    (void)state;
    ACT("foo bar|", EDIT_CUT_WORD_LEFT, "foo |");
    ACT("foo, |bar", EDIT_CUT_WORD_LEFT, "|bar");
    ACT("|foo", EDIT_CUT_WORD_LEFT, "|foo");
    ACT("see #data-sharing |x", EDIT_CUT_SPACE_LEFT, "see |x");
    ACT("信任\u3000很|", EDIT_CUT_SPACE_LEFT, "信任\u3000|");
    ACT("  |", EDIT_CUT_SPACE_LEFT, "|");
    ACT("foo| bar baz", EDIT_CUT_WORD_RIGHT, "foo| baz");
    ACT("foo|", EDIT_CUT_WORD_RIGHT, "foo|");
    ACT("fo|o bar", EDIT_CUT_TO_END, "fo|");
    ACT("o|ne\ntwo", EDIT_CUT_TO_END, "o|\ntwo");
    ACT("one|\ntwo", EDIT_CUT_TO_END, "one|two");
    ACT("foo|", EDIT_CUT_TO_END, "foo|");
    ACT("foo b|ar", EDIT_CUT_TO_HOME, "|ar");
    ACT("one\ntw|o", EDIT_CUT_TO_HOME, "one\n|o");
    ACT("one\n|two", EDIT_CUT_TO_HOME, "one|two");
    ACT("|foo", EDIT_CUT_TO_HOME, "|foo");
}

static void test_yank(void **state)
{
    (void)state;
    ACT("a|b", EDIT_YANK, "a|b");
    set("foo bar| baz");
    edit_handle(edit, EDIT_CUT_WORD_LEFT);
    CHECK("foo | baz");
    edit_handle(edit, EDIT_END);
    edit_handle(edit, EDIT_YANK);
    CHECK("foo  bazbar|");
    /* Cuts one after another make one. */
    set("one two three| four");
    edit_handle(edit, EDIT_CUT_WORD_LEFT);
    edit_handle(edit, EDIT_CUT_WORD_LEFT);
    edit_handle(edit, EDIT_CUT_WORD_RIGHT);
    CHECK("one |");
    edit_handle(edit, EDIT_YANK);
    CHECK("one two three four|");
    /* A cut stays when the text is another. */
    edit_set_text(edit, "");
    edit_handle(edit, EDIT_YANK);
    CHECK("two three four|");
}

static void test_yank_pop(void **state)
{
    (void)state;
    set("one two|");
    edit_handle(edit, EDIT_CUT_WORD_LEFT);
    edit_handle(edit, EDIT_HOME);
    edit_handle(edit, EDIT_CUT_WORD_RIGHT);
    CHECK("| ");
    edit_handle(edit, EDIT_YANK);
    CHECK("one| ");
    assert_true(edit_handle(edit, EDIT_YANK_POP));
    CHECK("two| ");
    assert_true(edit_handle(edit, EDIT_YANK_POP));
    CHECK("one| ");
    edit_handle(edit, EDIT_LEFT);
    assert_false(edit_handle(edit, EDIT_YANK_POP));
    /* More cuts than are kept. */
    for (int i = 0; i < 30; i++) {
        char text[8] = {(char)('a' + i % 26), '|', 0};
        set(text);
        edit_handle(edit, EDIT_CUT_TO_HOME);
    }
    edit_handle(edit, EDIT_YANK);
    CHECK("d|");
    for (int i = 0; i < 9; i++)
        edit_handle(edit, EDIT_YANK_POP);
    CHECK("u|");
    edit_handle(edit, EDIT_YANK_POP);
    CHECK("d|");
}

/* --- swapping and letters */

static void test_swap(void **state)
{
    (void)state;
    ACT("f|oo bar", EDIT_SWAP, "of|o bar");
    ACT("teh|", EDIT_SWAP, "the|");
    ACT("|foo", EDIT_SWAP, "|foo");
    ACT("a|", EDIT_SWAP, "a|");
    ACT("|", EDIT_SWAP, "|");
    ACT("信|任", EDIT_SWAP, "任信|");
    ACT("a" E_ACUTE "|", EDIT_SWAP, E_ACUTE "a|");
    ACT(FAMILY "|" FLAG "x", EDIT_SWAP, FLAG FAMILY "|x");
}

static void test_swap_words(void **state)
{
    (void)state;
    ACT("care integrated|", EDIT_SWAP_WORDS, "integrated care|");
    ACT("one| two three", EDIT_SWAP_WORDS, "two one| three");
    ACT("one, t|wo.", EDIT_SWAP_WORDS, "two, one|.");
    ACT("one|", EDIT_SWAP_WORDS, "one|");
    ACT("|", EDIT_SWAP_WORDS, "|");
    ACT("信任 gr" E_ACUTE "|", EDIT_SWAP_WORDS, "gr" E_ACUTE " 信任|");
}

static void test_case(void **state)
{
    (void)state;
    ACT("|nhs trust", EDIT_UPPER, "NHS| trust");
    ACT("n|hs trust", EDIT_UPPER, "nHS| trust");
    ACT("|größe", EDIT_UPPER, "GRÖSSE|");
    ACT("NHS| TRUST", EDIT_LOWER, "NHS trust|");
    ACT("|ÉCOLE", EDIT_LOWER, "école|");
    ACT("|nORTH team", EDIT_CAPITAL, "North| team");
    ACT("| élan", EDIT_CAPITAL, " Élan|");
    ACT("foo|", EDIT_UPPER, "foo|");
}

/* --- undo */

static void test_undo(void **state)
{
    (void)state;
    set("|");
    assert_false(edit_handle(edit, EDIT_UNDO));
    type("the money follows");
    CHECK("the money follows|");
    undo();
    CHECK("the money |");
    undo();
    CHECK("the |");
    undo();
    CHECK("|");
    assert_false(edit_handle(edit, EDIT_UNDO));
    /* Erasing goes back in one step. */
    set("the money|");
    for (int i = 0; i < 5; i++)
        edit_handle(edit, EDIT_BACKSPACE);
    CHECK("the |");
    undo();
    CHECK("the money|");
    set("|the money");
    edit_handle(edit, EDIT_DELETE);
    edit_handle(edit, EDIT_DELETE);
    undo();
    CHECK("|the money");
    /* Moving in between begins a new step. */
    set("|");
    type("ab");
    edit_handle(edit, EDIT_LEFT);
    type("c");
    CHECK("ac|b");
    undo();
    CHECK("a|b");
    undo();
    CHECK("|");
}

static void test_undo_all(void **state)
{
    (void)state;
    set("one two|");
    edit_handle(edit, EDIT_CUT_WORD_LEFT);
    edit_handle(edit, EDIT_YANK);
    edit_handle(edit, EDIT_YANK);
    edit_handle(edit, EDIT_YANK_POP);
    edit_handle(edit, EDIT_SWAP_WORDS);
    edit_handle(edit, EDIT_HOME);
    edit_handle(edit, EDIT_UPPER);
    edit_handle(edit, EDIT_NEWLINE);
    edit_insert(edit, "a\nb", 3);
    edit_handle(edit, EDIT_BACKSPACE);
    edit_handle(edit, EDIT_CUT_TO_HOME);
    edit_handle(edit, EDIT_SWAP);
    while (edit_handle(edit, EDIT_UNDO))
        ;
    CHECK("one two|");
}

static void test_forget(void **state)
{
    (void)state;
    set("a secret|");
    edit_handle(edit, EDIT_CUT_TO_HOME);
    type("and more");
    edit_forget(edit);
    CHECK("|");
    assert_false(edit_handle(edit, EDIT_UNDO));
    assert_false(edit_handle(edit, EDIT_YANK));
    type("x");
    CHECK("x|");
}

/* --- rows */

/* `a/b|c/d`: the rows, with the cursor drawn in its row at its column. */
static void check_rows_at(int line, const char *marked, size_t columns, const char *expected)
{
    if (marked)
        set(marked);
    EditLayout layout = edit_lay_out(edit, columns);
    Str rows = STR_EMPTY;
    for (size_t i = 0; i < layout.count; i++) {
        const char *text = edit_text(edit) + layout.rows[i].start;
        size_t size = layout.rows[i].size;
        str_add(&rows, i ? "/" : "");
        if (i == layout.cursor_row) {
            size_t at = text_fit(text, size, layout.cursor_column);
            str_add_bytes(&rows, text, at);
            for (size_t gap = text_measure(text, at); gap < layout.cursor_column; gap++)
                str_add_byte(&rows, '_');
            str_add_byte(&rows, '|');
            str_add_bytes(&rows, text + at, size - at);
        } else {
            str_add_bytes(&rows, text, size);
        }
        assert_true(text_measure(text, size) < columns);
    }
    if (strcmp(str_text(&rows), expected))
        fail_msg("line %d: %s\n  not %s", line, str_text(&rows), expected);
    str_free(&rows);
}
#define ROWS(marked, columns, expected) check_rows_at(__LINE__, marked, columns, expected)

static void test_rows(void **state)
{
    (void)state;
    ROWS("|", 10, "|");
    ROWS("abc|", 10, "abc|");
    ROWS("the money follows|", 10, "the money/follows|");
    ROWS("the money| follows", 10, "the money|/follows");
    ROWS("the money |follows", 10, "the money/|follows");
    ROWS("the money |", 10, "the money|");
    ROWS("the money   |", 11, "the money |");
    ROWS("abcdefghij|", 6, "abcde/fghij|");
    ROWS("abcde|fghij", 6, "abcde/|fghij");
    ROWS("one\n\ntw|o", 10, "one//tw|o");
    ROWS("one\n|", 10, "one/|");
    ROWS("one|\n", 10, "one|/");
    ROWS("信任很重要|", 6, "信任/很重/要|");
    ROWS("a\tb|", 10, "a\tb|");
    ROWS("x" FAMILY "y|", 10, "x" FAMILY "y|");
    ROWS("abc|", 3, "ab/c|");
    ROWS("a long line\nand a second\n\nlast|", 80, "a long line/and a second//last|");
}

static void test_rows_again(void **state)
{
    (void)state;
    ROWS("the money follows the bed and not the person|", 12,
         "the money/follows the/bed and not/the person|");
    ROWS(NULL, 20, "the money follows/the bed and not the/person|");
    ROWS(NULL, 12, "the money/follows the/bed and not/the person|");
    type(" now");
    ROWS(NULL, 12, "the money/follows the/bed and not/the person/now|");
    edit_set_cursor(edit, 0);
    type("All ");
    ROWS(NULL, 12, "All |the/money/follows the/bed and not/the person/now");
    undo();
    ROWS(NULL, 12, "|the money/follows the/bed and not/the person/now");
    edit_set_cursor(edit, 11);
    edit_handle(edit, EDIT_CUT_TO_END);
    ROWS(NULL, 12, "the money f|");
    edit_handle(edit, EDIT_NEWLINE);
    ROWS(NULL, 12, "the money f/|");
}

/* Whatever is done, the rows kept from before are those made anew. */
static void test_rows_kept(void **state)
{
    (void)state;
    static const char *const PIECES[] = {"a",  " ",    "money",           "\n",    "信",
                                         "  ", FAMILY, "follows-the-bed", "\u0301"};
    Edit *fresh = edit_new();
    unsigned seed = 1;
    for (int round = 0; round < 4000; round++) {
        seed = seed * 1103515245 + 12345;
        unsigned drawn = seed >> 16;
        size_t columns = round % 500 < 250 ? 12 : 7;
        if (drawn % 7 == 0)
            edit_set_cursor(edit, drawn % (edit_size(edit) + 1));
        else if (drawn % 7 == 1)
            edit_handle(edit, (EditAct)(drawn / 7 % (EDIT_UNDO + 1)));
        else
            edit_insert(edit, PIECES[drawn / 7 % 9], strlen(PIECES[drawn / 7 % 9]));
        if (edit_size(edit) > 400)
            edit_set_text(edit, "");
        edit_set_text(fresh, edit_text(edit));
        edit_set_cursor(fresh, edit_cursor(edit));
        assert_int_equal(edit_cursor(fresh), edit_cursor(edit));
        EditLayout kept = edit_lay_out(edit, columns), made = edit_lay_out(fresh, columns);
        assert_int_equal(kept.count, made.count);
        assert_memory_equal(kept.rows, made.rows, kept.count * sizeof *kept.rows);
        assert_int_equal(kept.cursor_row, made.cursor_row);
        assert_int_equal(kept.cursor_column, made.cursor_column);
    }
    edit_free(fresh);
}

static void test_move_row(void **state)
{
    (void)state;
    set("the money follows a |bed");
    assert_false(edit_move_row(edit, 10, 1));
    assert_false(edit_move_row(edit, 10, -3));
    ROWS(NULL, 10, "the money/follows a/|bed");
    assert_true(edit_move_row(edit, 10, -1));
    ROWS(NULL, 10, "the money/|follows a/bed");
    edit_handle(edit, EDIT_END);
    ROWS(NULL, 10, "the money/follows a/bed|");
    set("the money foll|ows a bed");
    edit_move_row(edit, 10, 1);
    ROWS(NULL, 10, "the money/follows a/bed|");
    edit_move_row(edit, 10, -2); /* the column it had is kept */
    ROWS(NULL, 10, "the |money/follows a/bed");
    set("abcdefgh|ij");
    edit_move_row(edit, 6, -1);
    ROWS(NULL, 6, "abc|de/fghij");
    set("abcdefghij\nklmnopq|");
    edit_move_row(edit, 11, -1);
    ROWS(NULL, 11, "abcdefg|hij/klmnopq");
    set("信任很|重要");
    assert_true(edit_move_row(edit, 6, -1));
    ROWS(NULL, 6, "信|任/很重/要");
    assert_true(edit_move_row(edit, 6, 2));
    ROWS(NULL, 6, "信任/很重/要|");
    set("|");
    assert_false(edit_move_row(edit, 10, -1));
    assert_false(edit_move_row(edit, 10, 0));
}

/* A pasted megabyte, with typing behind it. */
static void test_large(void **state)
{
    (void)state;
    Str text = STR_EMPTY;
    while (text.size < 1 << 20)
        str_add(&text, "the money follows the bed 信任 ");
    edit_insert(edit, text.data, text.size);
    edit_lay_out(edit, 80);
    clock_t start = clock(); /* of the processor: another program may have the machine */
    for (int i = 0; i < 200; i++) {
        edit_type(edit, 'x');
        edit_lay_out(edit, 80);
        edit_handle(edit, EDIT_BACKSPACE);
        edit_lay_out(edit, 80);
    }
    assert_true(clock() - start <
                2 * CLOCKS_PER_SEC); /* 5 ms a key of the processor, under a sanitizer too */
    assert_int_equal(edit_size(edit), text.size);
    str_free(&text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_left),       TEST(test_right), TEST(test_words),      TEST(test_home_and_end),
        TEST(test_cursor),     TEST(test_type),  TEST(test_insert),     TEST(test_erase),
        TEST(test_cut),        TEST(test_yank),  TEST(test_yank_pop),   TEST(test_swap),
        TEST(test_swap_words), TEST(test_case),  TEST(test_undo),       TEST(test_undo_all),
        TEST(test_forget),     TEST(test_rows),  TEST(test_rows_again), TEST(test_rows_kept),
        TEST(test_move_row),   TEST(test_large),
    };
    return cmocka_run_group_tests_name("edit", tests, NULL, NULL);
}
