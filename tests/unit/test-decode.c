/* SPDX-License-Identifier: MIT */
/* The bytes terminals send, whole and in pieces. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "rir/decode.h"

/* All inputs as names: `Alt-n Up paste(text)`. */
static void add_inputs(Str *out, Decoder *decoder)
{
    Input input;

    while (decode_next(decoder, &input)) {
        if (out->size > 0)
            str_add(out, " ");
        if (input.type == INPUT_PASTE)
            str_add_format(out, "paste(%s)", input.text);
        else
            key_add_name(out, input.key);
    }
}

/* Fed whole, and in pieces of one to three bytes, gives the same. */
static void check_sized(const char *bytes, size_t size, const char *wanted)
{
    const size_t steps[] = {1, 2, 3, size};

    for (size_t i = 0; i < 4; i++) {
        size_t step = steps[i];
        Decoder *decoder = decode_new();
        Str out = STR_EMPTY;
        for (size_t at = 0; at < size; at += step) {
            decode_feed(decoder, bytes + at, size - at < step ? size - at : step);
            add_inputs(&out, decoder);
        }
        decode_settle(decoder);
        add_inputs(&out, decoder);
        assert_string_equal(str_text(&out), wanted);
        str_free(&out);
        decode_free(decoder);
    }
}

static void check(const char *bytes, const char *wanted)
{
    check_sized(bytes, strlen(bytes), wanted);
}

static void test_text_and_controls(void **state)
{
    (void)state;
    check("aé整👩", "a é 整 👩");
    check("\x01\x0f\x1a\x1c\x1f", "Ctrl-a Ctrl-o Ctrl-z Ctrl-\\ Ctrl-_");
    check("\t\r\n\b\x7f", "Tab Enter Enter Backspace Backspace");
    check_sized("\0a", 2, "Ctrl-Space a");
    check("\x1b", "Esc");
    check("\x1b\x1b", "Esc Esc");
}

static void test_ill_formed_bytes(void **state)
{
    (void)state;
    check("a\xffz", "a \xef\xbf\xbd z");
    check("\xe6\x95!", "\xef\xbf\xbd \xef\xbf\xbd !");
    check("\xc3", "\xef\xbf\xbd");
    check("\xed\xa0\x80", "\xef\xbf\xbd \xef\xbf\xbd \xef\xbf\xbd"); /* a surrogate */
}

static void test_alt(void **state)
{
    (void)state;
    check("\x1bn\x1bN\x1b.\x1b-", "Alt-n Alt-N Alt-. Alt--");
    check("\x1b\r\x1b\x7f\x1b\x01", "Alt-Enter Alt-Backspace Ctrl-Alt-a");
    check("\x1b\xc3\xa9", "Alt-é");
    check("\x1b[", "Alt-[");
    check("\x1bO", "Alt-O");
    check("\x1b\x1b[A", "Alt-Up");
    check("\x1b\x1bx", "Esc Alt-x");
}

static void test_named_keys_of_many_terminals(void **state)
{
    (void)state;
    check("\x1b[A\x1b[B\x1b[C\x1b[D\x1b[H\x1b[F", "Up Down Right Left Home End");
    check("\x1bOA\x1bOB\x1bOC\x1bOD\x1bOH\x1bOF", "Up Down Right Left Home End");
    check("\x1b[1~\x1b[2~\x1b[3~\x1b[4~\x1b[5~\x1b[6~\x1b[7~\x1b[8~",
          "Home Insert Delete End PgUp PgDn Home End");
    check("\x1bOP\x1bOQ\x1bOR\x1bOS\x1b[15~\x1b[17~\x1b[21~\x1b[23~\x1b[24~",
          "F1 F2 F3 F4 F5 F6 F10 F11 F12");
    check("\x1b[11~\x1b[14~\x1b[[A\x1b[[E", "F1 F4 F1 F5");
    check("\x1b[1;5C\x1b[1;3D\x1b[3;5~\x1b[1;2P\x1b[Z", "Ctrl-Right Alt-Left Ctrl-Delete Shift-F1 Shift-Tab");
    check("\x1bOc\x1b[7^\x1b[3$", "Ctrl-Right Ctrl-Home Shift-Delete");
    check("\x1bOM\x1bOq\x1bOk", "Enter 1 +");
    check("\x1b[27;3;13~\x1b[110;3u\x1b[97;6u\x1b[27u", "Alt-Enter Alt-n Ctrl-a Esc");
}

static void test_what_is_no_key_is_passed_over(void **state)
{
    (void)state;
    check("\x1b[?1;2cx", "x");
    check("\x1b[Ix\x1b[O", "x");
    check("\x1b[1;2;3;4;5;6;7;8;9zx", "x");
    check("\x1b[99999999999999999999~x", "x");
    check("\x1b[1;\x1b[Ax", "Up x");
    check("\x1b[12", "");
    check("\x1b[201~x", "x");
}

static void test_paste_is_one_input(void **state)
{
    (void)state;
    check("a\x1b[200~one\rtwo\r\n\x1b[A\x1b[201~b", "a paste(one\ntwo\n\x1b[A) b");
    check("\x1b[200~\x1b[201~", "paste()");
    check_sized("\x1b[200~a\0\xff\x1b[201~", 15, "paste(a␀\xef\xbf\xbd)");
    check("\x1b[200~no end", "paste(no end)");
    check("\x1b[200~\x1b[201\x1b[201~x", "paste(\x1b[201) x");
}

static void test_a_megabyte(void **state)
{
    (void)state;
    Decoder *decoder = decode_new();
    Input input;
    char block[4096];
    size_t size = 0;

    memset(block, 'x', sizeof block);
    decode_feed(decoder, "\x1b[200~", 6);
    for (; size < 1 << 20; size += sizeof block) {
        decode_feed(decoder, block, sizeof block);
        assert_false(decode_next(decoder, &input));
    }
    assert_int_equal(decode_find_wait(decoder), DECODE_PASTE_MS);
    decode_feed(decoder, "\x1b[201~", 6);
    assert_true(decode_next(decoder, &input));
    assert_int_equal(input.type, INPUT_PASTE);
    assert_int_equal(input.size, size);
    assert_false(decode_next(decoder, &input));
    assert_int_equal(decode_find_wait(decoder), -1);
    decode_free(decoder);
}

static void test_waits(void **state)
{
    (void)state;
    Decoder *decoder = decode_new();
    Input input;

    assert_int_equal(decode_find_wait(decoder), -1);
    decode_feed(decoder, "\x1b", 1);
    assert_false(decode_next(decoder, &input));
    assert_int_equal(decode_find_wait(decoder), DECODE_ESCAPE_MS);
    decode_set_delay(decoder, 100);
    assert_int_equal(decode_find_wait(decoder), 100);
    decode_feed(decoder, "[1", 2);
    assert_false(decode_next(decoder, &input));
    assert_int_equal(decode_find_wait(decoder), DECODE_PIECE_MS);
    decode_feed(decoder, "~", 1);
    assert_true(decode_next(decoder, &input));
    assert_int_equal(input.key, PRESS_HOME);
    decode_free(decoder);
}

static void test_the_description_of_the_terminal_counts_first(void **state)
{
    (void)state;
    Decoder *decoder = decode_new();
    Str out = STR_EMPTY;

    decode_add_sequence(decoder, "\x1b[A", PRESS_F1);
    decode_add_sequence(decoder, "\x1b?x", PRESS_DELETE);
    decode_add_sequence(decoder, "no escape", PRESS_HOME);
    decode_feed(decoder, "\x1b[A\x1b?", 5);
    add_inputs(&out, decoder);
    decode_feed(decoder, "x\x1b?", 3);
    add_inputs(&out, decoder);
    decode_settle(decoder);
    add_inputs(&out, decoder);
    assert_string_equal(str_text(&out), "F1 Delete Alt-?");
    str_free(&out);
    decode_free(decoder);
}

/* Any bytes whatever, in any pieces, come to an end. */
static void test_noise(void **state)
{
    (void)state;
    static const char bytes[] = "\x1b\x1b\x1b[[O;~12004uAZ$^\x7f\xc3\xe6\xff\0a";
    uint32_t seed = 1;

    for (int round = 0; round < 2000; round++) {
        Decoder *decoder = decode_new();
        Input input;
        for (int i = 0; i < 40; i++) {
            seed = seed * 1664525u + 1013904223u;
            decode_feed(decoder, &bytes[(seed >> 16) % (sizeof bytes - 1)], 1);
            if ((seed >> 8) % 4 == 0)
                decode_settle(decoder);
            while (decode_next(decoder, &input))
                assert_true(input.type == INPUT_PASTE || input.key != KEY_NONE);
        }
        decode_settle(decoder);
        while (decode_next(decoder, &input))
            ;
        assert_int_equal(decode_find_wait(decoder), -1);
        decode_free(decoder);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_and_controls),
        cmocka_unit_test(test_ill_formed_bytes),
        cmocka_unit_test(test_alt),
        cmocka_unit_test(test_named_keys_of_many_terminals),
        cmocka_unit_test(test_what_is_no_key_is_passed_over),
        cmocka_unit_test(test_paste_is_one_input),
        cmocka_unit_test(test_a_megabyte),
        cmocka_unit_test(test_waits),
        cmocka_unit_test(test_the_description_of_the_terminal_counts_first),
        cmocka_unit_test(test_noise),
    };
    return cmocka_run_group_tests_name("decode", tests, NULL, NULL);
}
