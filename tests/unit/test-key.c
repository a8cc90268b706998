/* SPDX-License-Identifier: MIT */
/* The names of keys, both ways. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "rir/key.h"

/* The key of a name that stands alone. */
static Key find_key(const char *name)
{
    Key key = key_read_next(&name);
    return *name == '\0' ? key : KEY_NONE;
}

static void check_name(Key key, const char *name)
{
    Str out = STR_EMPTY;

    key_add_name(&out, key);
    assert_string_equal(str_text(&out), name);
    str_free(&out);
}

static void test_names(void **state)
{
    (void)state;
    check_name('n', "n");
    check_name(' ', "Space");
    check_name(KEY_ALT | 'n', "Alt-n");
    check_name(KEY_ALT | 'N', "Alt-N");
    check_name(KEY_ALT | '-', "Alt--");
    check_name(KEY_CTRL | 'a', "Ctrl-a");
    check_name(KEY_CTRL | ' ', "Ctrl-Space");
    check_name(PRESS_F1, "F1");
    check_name(PRESS_F12, "F12");
    check_name(PRESS_PAGE_UP, "PgUp");
    check_name(PRESS_BACK_TAB, "Shift-Tab");
    check_name(KEY_ALT | PRESS_ENTER, "Alt-Enter");
    check_name(KEY_CTRL | KEY_ALT | PRESS_LEFT, "Ctrl-Alt-Left");
    check_name(0xe9, "é");
}

static void test_every_name_reads_back(void **state)
{
    (void)state;
    static const Key modifiers[] = {0, KEY_ALT, KEY_CTRL, KEY_ALT | KEY_CTRL, KEY_SHIFT};
    Str out = STR_EMPTY;

    for (Key key = PRESS_FIRST; key <= PRESS_LAST; key++)
        for (size_t i = 0; i < 5; i++) {
            str_clear(&out);
            key_add_name(&out, key | modifiers[i]);
            assert_int_equal(find_key(str_text(&out)), key | modifiers[i]);
        }
    for (Key key = '!'; key < 0x7f; key++)
        for (size_t i = 0; i < 2; i++) {
            str_clear(&out);
            key_add_name(&out, key | modifiers[i]);
            assert_int_equal(find_key(str_text(&out)), key | modifiers[i]);
        }
    str_free(&out);
}

static void test_other_spellings(void **state)
{
    (void)state;
    assert_int_equal(find_key("alt-n"), KEY_ALT | 'n');
    assert_int_equal(find_key("M-N"), KEY_ALT | 'N');
    assert_int_equal(find_key("C-a"), KEY_CTRL | 'a');
    assert_int_equal(find_key("Ctrl-A"), KEY_CTRL | 'a');
    assert_int_equal(find_key("^A"), KEY_CTRL | 'a');
    assert_int_equal(find_key("^"), '^');
    assert_int_equal(find_key("f10"), PRESS_F1 + 9);
    assert_int_equal(find_key("f"), 'f');
    assert_int_equal(find_key("pageup"), PRESS_PAGE_UP);
    assert_int_equal(find_key("escape"), PRESS_ESCAPE);
    assert_int_equal(find_key("BackTab"), PRESS_BACK_TAB);
    assert_int_equal(find_key("alt-f4"), KEY_ALT | (PRESS_F1 + 3));
    assert_int_equal(find_key("é"), 0xe9);
}

static void test_what_terminals_cannot_tell_apart(void **state)
{
    (void)state;
    assert_int_equal(find_key("Ctrl-i"), PRESS_TAB);
    assert_int_equal(find_key("Ctrl-m"), PRESS_ENTER);
    assert_int_equal(find_key("Ctrl-j"), PRESS_ENTER);
    assert_int_equal(find_key("Ctrl-["), PRESS_ESCAPE);
    assert_int_equal(find_key("Ctrl-h"), PRESS_BACKSPACE);
    assert_int_equal(find_key("Ctrl-?"), PRESS_BACKSPACE);
    assert_int_equal(find_key("Ctrl-/"), KEY_CTRL | '_');
    assert_int_equal(find_key("Ctrl-@"), KEY_CTRL | ' ');
    assert_int_equal(find_key("Alt-Ctrl-m"), KEY_ALT | PRESS_ENTER);
}

static void test_no_keys(void **state)
{
    (void)state;
    static const char *const names[] = {"",        "Alt-",    "nn",   "F0",   "F13",        "F1x",
                                        "Shift-a", "Hyper-x", "\x01", "\xff", "Alt-up-down"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        assert_int_equal(find_key(names[i]), KEY_NONE);
}

static void test_lists(void **state)
{
    (void)state;
    const char *names = "Alt-n  F3, x ,Alt-, ,";

    assert_int_equal(key_read_next(&names), KEY_ALT | 'n');
    assert_int_equal(key_read_next(&names), PRESS_F1 + 2);
    assert_int_equal(key_read_next(&names), 'x');
    assert_int_equal(key_read_next(&names), ',');
    assert_int_equal(key_read_next(&names), KEY_ALT | ',');
    assert_int_equal(key_read_next(&names), ',');
    assert_int_equal(key_read_next(&names), KEY_NONE);
    assert_int_equal(*names, '\0');
    names = "F1 nokey F2";
    assert_int_equal(key_read_next(&names), PRESS_F1);
    assert_int_equal(key_read_next(&names), KEY_NONE);
    assert_string_equal(names, "nokey F2");
}

static void test_text_keys(void **state)
{
    (void)state;
    assert_true(key_is_text('a'));
    assert_true(key_is_text(' '));
    assert_true(key_is_text(0x10ffff));
    assert_false(key_is_text(KEY_ALT | 'a'));
    assert_false(key_is_text(PRESS_UP));
    assert_false(key_is_text(0x7f));
    assert_false(key_is_text(0x1b));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),           cmocka_unit_test(test_every_name_reads_back),
        cmocka_unit_test(test_other_spellings), cmocka_unit_test(test_what_terminals_cannot_tell_apart),
        cmocka_unit_test(test_no_keys),         cmocka_unit_test(test_lists),
        cmocka_unit_test(test_text_keys),
    };
    return cmocka_run_group_tests_name("key", tests, NULL, NULL);
}
