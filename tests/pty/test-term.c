/* SPDX-License-Identifier: MIT */
/* The terminal as it is: the real thing in a pty, looked at through libvterm. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "pty.h"
#include "rir/err.h"
#include "rir/file.h"

static char demo_path[4096], plain_demo_path[4096 + 8];

static Pty *open_demo_with(int rows, int columns, const char *const *environment)
{
    const char *const argv[] = {demo_path, NULL};

    return pty_open(rows, columns, argv, environment);
}

static Pty *open_demo(void)
{
    Pty *pty = open_demo_with(24, 80, NULL);

    assert_true(pty_wait_text(pty, "F1 keys"));
    return pty;
}

typedef struct {
    int row;
    const char *wanted;
} RowText;

static bool has_row(Pty *pty, void *owner)
{
    const RowText *row = owner;
    Str text = STR_EMPTY;

    pty_add_row(pty, &text, row->row);
    bool has = strcmp(str_text(&text), row->wanted) == 0;
    str_free(&text);
    return has;
}

/* Waits for the row to be exactly this. */
static void check_row(Pty *pty, int row, const char *wanted)
{
    Str text = STR_EMPTY;

    if (pty_wait(pty, has_row, &(RowText){row, wanted}, PTY_PATIENCE))
        return;
    pty_add_row(pty, &text, row);
    assert_string_equal(str_text(&text), wanted);
    str_free(&text);
}

/* The modes of a terminal nobody has touched. */
static struct termios find_fresh_modes(void)
{
    static const char *const argv[] = {"cat", NULL};
    Pty *pty = pty_open(24, 80, argv, NULL);
    struct termios modes = pty_find_modes(pty);

    pty_close(pty);
    return modes;
}

/* Nothing of rir is left on the terminal. */
static void check_given_back(Pty *pty)
{
    struct termios fresh = find_fresh_modes(), modes = pty_find_modes(pty);

    assert_false(pty_is_alternate(pty));
    assert_false(pty_is_pasting(pty));
    assert_int_equal(modes.c_iflag, fresh.c_iflag);
    assert_int_equal(modes.c_oflag, fresh.c_oflag);
    assert_int_equal(modes.c_lflag, fresh.c_lflag);
    assert_int_equal(modes.c_cc[VMIN], fresh.c_cc[VMIN]);
}

static void test_first_paint(void **state)
{
    (void)state;
    Pty *pty = open_demo();
    int row, column;

    check_row(pty, 0, " Demo                                              80 x 24, 0 pastes of 0 bytes");
    check_row(pty, 2, "▸first");
    check_row(pty, 23, " saved   Alt: n next  p back  g go to  1-9 probe  o off  m mark   F1 keys");
    pty_find_cursor(pty, &row, &column);
    assert_int_equal(row, 22);
    assert_int_equal(column, 7);
    assert_true(pty_is_alternate(pty));
    assert_true(pty_is_pasting(pty));
    assert_true(pty_is_bold(pty, 0, 1));
    assert_true(pty_has_colour(pty, 23, 1));
    assert_true(pty_is_reverse(pty, 2, 1));
    pty_close(pty);
}

static void test_the_end_gives_the_terminal_back(void **state)
{
    (void)state;
    Pty *pty = open_demo();
    int status;

    pty_type(pty, "\x1b");
    pty_watch(pty, 100); /* Esc by itself, and the letter later */
    pty_type(pty, "E");
    assert_true(pty_wait_end(pty, &status, PTY_PATIENCE));
    assert_int_equal(status, 0);
    assert_true(pty_has_text(pty, "demo is over"));
    check_given_back(pty);
    pty_close(pty);
}

static void test_any_script_is_typed(void **state)
{
    (void)state;
    Pty *pty = open_demo();
    int row, column;

    pty_type(pty, "e\xcc\x81 \xe6\x95"); /* in the middle of a codepoint */
    pty_settle(pty, 50);
    pty_type(pty, "\xb4合 👩‍👧 ไม่มี שלום ");
    assert_true(pty_wait_text(pty, "e\xcc\x81 整合 👩 ไม่มี שלום"));
    pty_type(pty, "x");
    assert_true(pty_wait_text(pty, "שלום x"));
    pty_find_cursor(pty, &row, &column);
    assert_int_equal(row, 22);
    assert_int_equal(column, 7 + 2 + 5 + 3 + 4 + 5 + 1);
    pty_type(pty, "\r");
    assert_true(pty_wait_text(pty, "▸e\xcc\x81 整合 👩 ไม่มี שלום x"));
    pty_close(pty);
}

static bool has_cursor_at(Pty *pty, void *owner)
{
    int row, column;

    pty_find_cursor(pty, &row, &column);
    return column == *(int *)owner;
}

/* A typed letter is a byte: that is what a slow line feels like. */
static void test_bytes_of_a_typed_letter(void **state)
{
    (void)state;
    static const char text[] = "the money follows the bed, not the person";
    Pty *pty = open_demo();

    pty_type(pty, "a");
    assert_true(pty_wait_text(pty, "note  a"));
    assert_true(pty_wait_idle(pty, 50));
    size_t before = pty_count_bytes(pty);
    int column = 8;
    for (const char *at = text; *at != '\0'; at++) {
        pty_send(pty, at, 1);
        column++;
        assert_true(pty_wait(pty, has_cursor_at, &column, PTY_PATIENCE));
    }
    assert_true(pty_wait_idle(pty, 50));
    size_t bytes = pty_count_bytes(pty) - before;
    print_message("# %zu bytes for %zu typed letters\n", bytes, strlen(text));
    assert_true(bytes <= 2 * strlen(text));
    pty_close(pty);
}

static void test_flow_control_is_off(void **state)
{
    (void)state;
    Pty *pty = open_demo();

    pty_type(pty, "before\x13");
    pty_type(pty, "after");
    assert_true(pty_wait_text(pty, "beforeafter"));
    pty_type(pty, "\x03\x1c");
    pty_type(pty, "!");
    assert_true(pty_wait_text(pty, "beforeafter!"));
    pty_close(pty);
}

static void test_a_storm_of_sizes(void **state)
{
    (void)state;
    Pty *pty = open_demo();
    uint32_t seed = 7;

    for (int i = 0; i < 300; i++) {
        seed = seed * 1664525u + 1013904223u;
        pty_resize(pty, 1 + (int)(seed >> 8) % (i % 3 == 0 ? 4 : 60),
                   1 + (int)(seed >> 16) % (i % 3 == 1 ? 4 : 200));
        pty_type(pty, "x");
    }
    pty_resize(pty, 1, 1);
    pty_type(pty, "\x15ok");
    pty_settle(pty, 50);
    pty_resize(pty, 10, 30);
    assert_true(pty_wait_text(pty, "Too small: 30 x 10"));
    pty_resize(pty, 40, 120);
    assert_true(pty_wait_text(pty, "120 x 40"));
    check_row(pty, 38, " note  ok");
    pty_resize(pty, 20, 60);
    assert_true(pty_wait_text(pty, "60 x 20"));
    check_row(pty, 18, " note  ok");
    check_row(pty, 19, " saved   Alt: n next  p back  g go to  1-9 probe   F1 keys");
    pty_close(pty);
}

static void test_repaint(void **state)
{
    (void)state;
    Pty *pty = open_demo();

    assert_true(pty_wait_idle(pty, 50));
    size_t before = pty_count_bytes(pty);
    pty_type(pty, "\x0c");
    assert_true(pty_wait_bytes(pty, before + 200));
    check_row(pty, 2, "▸first");
    pty_close(pty);
}

/* A shell with job control around the demo, so that there is someone to stop for. */
static Pty *open_demo_in_shell(void)
{
    Str script = STR_EMPTY;

    str_add_format(&script, "set -m; '%s'; echo 'back in the shell'; read line; fg; echo gone", demo_path);
    const char *const argv[] = {"/bin/sh", "-c", script.data, NULL};
    Pty *pty = pty_open(24, 80, argv, NULL);
    assert_true(pty_wait_text(pty, "F1 keys"));
    str_free(&script);
    return pty;
}

static void test_suspend_and_resume(void **state)
{
    (void)state;
    Pty *pty = open_demo_in_shell();
    int status;

    pty_type(pty, "half a no");
    assert_true(pty_wait_text(pty, "half a no"));
    pty_type(pty, "\x1a");
    assert_true(pty_wait_text(pty, "back in the shell"));
    check_given_back(pty);
    pty_resize(pty, 30, 100);
    pty_type(pty, "\n"); /* fg */
    assert_true(pty_wait_text(pty, "100 x 30"));
    assert_true(pty_is_alternate(pty));
    assert_true(pty_is_pasting(pty));
    check_row(pty, 28, " note  half a no");
    pty_type(pty, "te");
    assert_true(pty_wait_text(pty, "half a note"));
    pty_type(pty, "\x1b" "E");
    assert_true(pty_wait_end(pty, &status, PTY_PATIENCE));
    assert_true(pty_has_text(pty, "gone"));
    check_given_back(pty);
    pty_close(pty);
}

static void test_stopped_by_force_and_continued(void **state)
{
    (void)state;
    Pty *pty = open_demo();
    int status;

    kill(pty_find_process(pty), SIGSTOP);
    assert_int_equal(waitpid(pty_find_process(pty), &status, WUNTRACED), pty_find_process(pty));
    size_t before = pty_count_bytes(pty);
    kill(pty_find_process(pty), SIGCONT);
    pty_type(pty, "on");
    assert_true(pty_wait_text(pty, "note  on"));
    assert_true(pty_wait_bytes(pty, before + 200)); /* everything is drawn anew */
    pty_close(pty);
}

static void test_paste_is_one_text(void **state)
{
    (void)state;
    Pty *pty = open_demo();

    pty_type(pty, "\x1b[200~one\rtwo\x1b[A\r\x1b[20");
    pty_settle(pty, 60);
    pty_type(pty, "1~!");
    assert_true(pty_wait_text(pty, "1 pastes of 11 bytes"));
    check_row(pty, 2, "▸first"); /* no line of it was entered */
    check_row(pty, 3, "");
    pty_close(pty);
}

static void test_a_pasted_megabyte(void **state)
{
    (void)state;
    Pty *pty = open_demo();
    Str paste = STR_EMPTY;

    str_add(&paste, "\x1b[200~");
    while (paste.size < 6 + (1 << 20))
        str_add(&paste, "The money follows the bed, not the person.\r");
    size_t size = paste.size - 6;
    str_add(&paste, "\x1b[201~on");
    pty_send(pty, paste.data, paste.size);
    str_clear(&paste);
    str_add_format(&paste, "1 pastes of %zu bytes", size);
    assert_true(pty_wait_text(pty, paste.data));
    assert_true(pty_wait_text(pty, "note  on"));
    str_free(&paste);
    pty_close(pty);
}

/* The terminal goes away: what was typed is on disk, and the process is gone, not spinning. */
static void test_hang_up(void **state)
{
    (void)state;
    char draft[] = "/tmp/rir-draft-XXXXXX";
    int file = mkstemp(draft);
    Str variable = STR_EMPTY;
    Err err;

    assert_true(file >= 0);
    close(file);
    str_add_format(&variable, "DEMO_DRAFT=%s", draft);
    const char *const environment[] = {variable.data, NULL};
    for (int way = 0; way < 3; way++) {
        Pty *pty = open_demo_with(24, 80, environment);
        int status;
        assert_true(pty_wait_text(pty, "F1 keys"));
        pty_type(pty, "half a note");
        assert_true(pty_wait_text(pty, "half a note"));
        if (way == 0)
            pty_hang_up(pty);
        else
            kill(pty_find_process(pty), way == 1 ? SIGHUP : SIGTERM);
        assert_true(pty_wait_end(pty, &status, PTY_PATIENCE));
        Str text = STR_EMPTY;
        assert_int_equal(file_read(draft, 100, &text, &err), 0);
        assert_string_equal(str_text(&text), "half a note");
        str_free(&text);
        if (way > 0)
            check_given_back(pty);
        pty_close(pty);
        assert_int_equal(truncate(draft, 0), 0);
    }
    unlink(draft);
    str_free(&variable);
}

static void check_death(const char *line, int wanted_signal, int wanted_exit)
{
    Pty *pty = open_demo();
    int status;

    pty_type(pty, line);
    pty_type(pty, "\r");
    assert_true(pty_wait_end(pty, &status, PTY_PATIENCE));
#ifndef __SANITIZE_ADDRESS__
    if (wanted_signal != 0)
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == wanted_signal);
#endif
    if (wanted_signal == 0)
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == wanted_exit);
    else
        assert_non_null(strstr(pty_find_bytes(pty), "rir has stopped because of a fault"));
    check_given_back(pty);
    pty_close(pty);
}

static void test_a_fault_gives_the_terminal_back(void **state)
{
    (void)state;
    check_death("!fault", SIGSEGV, 0);
}

static void test_a_stack_overflow_too(void **state)
{
    (void)state;
    check_death("!stack", SIGSEGV, 0);
}

static void test_an_abort_and_an_exit_too(void **state)
{
    (void)state;
    check_death("!abort", SIGABRT, 0);
    check_death("!exit", 0, 3);
}

static void check_refused(const char *term)
{
    const char *const environment[] = {term, NULL};
    Pty *pty = open_demo_with(24, 80, environment);
    int status;

    assert_true(pty_wait_end(pty, &status, PTY_PATIENCE));
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 1);
    assert_true(pty_has_text(pty, "--lines"));
    assert_null(strchr(pty_find_bytes(pty), '\x1b')); /* nothing was sent to a terminal that would show it */
    check_given_back(pty);
    pty_close(pty);
}

static void test_terminals_that_show_no_screens(void **state)
{
    (void)state;
    check_refused("TERM=dumb");
    check_refused("TERM=");
    check_refused("TERM");
}

static void test_an_unknown_terminal(void **state)
{
    (void)state;
    static const char *const environment[] = {"TERM=no-such-terminal", NULL};
    Pty *pty = open_demo_with(24, 80, environment);

    assert_true(pty_wait_text(pty, "The terminal \"no-such-terminal\" is not known here and is treated as"));
    pty_type(pty, "works");
    assert_true(pty_wait_text(pty, "note  works"));
    assert_true(pty_wait_text(pty, "F1 keys"));
    pty_close(pty);
}

static void test_other_terminals(void **state)
{
    (void)state;
    static const char *const terms[] = {"TERM=vt100", "TERM=linux", "TERM=screen", "TERM=tmux-256color"};

    for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++) {
        const char *const environment[] = {terms[i], NULL};
        Pty *pty = open_demo_with(24, 80, environment);
        int status;
        assert_true(pty_wait_text(pty, "F1 keys"));
        pty_type(pty, "wor\x1b[Dks\x1bOC!");
        assert_true(pty_wait_text(pty, "note  woksr!"));
        pty_type(pty, "\x1b" "E");
        assert_true(pty_wait_end(pty, &status, PTY_PATIENCE));
        assert_int_equal(status, 0);
        pty_close(pty);
    }
}

static void test_no_color(void **state)
{
    (void)state;
    static const char *const environment[] = {"NO_COLOR=1", NULL};
    Pty *pty = open_demo_with(24, 80, environment);

    assert_true(pty_wait_text(pty, "F1 keys"));
    for (int row = 0; row < 24; row++)
        for (int column = 0; column < 80; column++)
            assert_false(pty_has_colour(pty, row, column));
    assert_true(pty_is_bold(pty, 0, 1));
    pty_close(pty);
}

static void test_locales_without_utf8(void **state)
{
    (void)state;
    static const char *const environment[] = {"LC_ALL=C", NULL};
    const char *const plain[] = {plain_demo_path, NULL};
    Pty *pty = open_demo_with(24, 80, environment);

    check_row(pty, 2, "▸first");
    pty_close(pty);
    pty = pty_open(24, 80, plain, environment);
    assert_true(pty_wait_text(pty, "This system has no UTF-8 locale"));
    check_row(pty, 2, ">first");
    pty_type(pty, "caf\xc3\xa9 整!\r");
    check_row(pty, 3, ">caf? ? !");
    for (const char *at = pty_find_bytes(pty); *at != '\0'; at++)
        assert_true((unsigned char)*at < 0x80);
    pty_close(pty);
}

static void test_idle_is_idle(void **state)
{
    (void)state;
    Pty *pty = open_demo();

    assert_true(pty_wait_idle(pty, 1100));

    pty_type(pty, "!clock\r");
    assert_true(pty_wait_text(pty, "clock"));
    assert_true(pty_wait_idle(pty, 50));
    assert_true(pty_wakes_each_second(pty));
    pty_close(pty);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_first_paint),
        cmocka_unit_test(test_the_end_gives_the_terminal_back),
        cmocka_unit_test(test_any_script_is_typed),
        cmocka_unit_test(test_bytes_of_a_typed_letter),
        cmocka_unit_test(test_flow_control_is_off),
        cmocka_unit_test(test_a_storm_of_sizes),
        cmocka_unit_test(test_repaint),
        cmocka_unit_test(test_suspend_and_resume),
        cmocka_unit_test(test_stopped_by_force_and_continued),
        cmocka_unit_test(test_paste_is_one_text),
        cmocka_unit_test(test_a_pasted_megabyte),
        cmocka_unit_test(test_hang_up),
        cmocka_unit_test(test_a_fault_gives_the_terminal_back),
        cmocka_unit_test(test_a_stack_overflow_too),
        cmocka_unit_test(test_an_abort_and_an_exit_too),
        cmocka_unit_test(test_terminals_that_show_no_screens),
        cmocka_unit_test(test_an_unknown_terminal),
        cmocka_unit_test(test_other_terminals),
        cmocka_unit_test(test_no_color),
        cmocka_unit_test(test_locales_without_utf8),
        cmocka_unit_test(test_idle_is_idle),
    };
    const char *build = getenv("RIR_BUILD");

    snprintf(demo_path, sizeof demo_path, "%s/tests/pty/term-demo", build != NULL ? build : ".");
    snprintf(plain_demo_path, sizeof plain_demo_path, "%s-plain", demo_path);
    return cmocka_run_group_tests_name("term", tests, NULL, NULL);
}
