/* SPDX-License-Identifier: MIT */
/* Two terminals on one study: the workshop is typed into one, and seen by the room on the other. Whatever has
 * a λ in it is shown in letters of the usual size, for that is not among the large ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "place.h"

static Place *place;
static Pty *typed, *shown;

static int set_up(void **state)
{
    (void)state;
    Str guide = STR_EMPTY;
    place = place_new(NULL);
    place_make_study(place);
    place_add_source(&guide, "tests/data/projector.md");
    typed = place_open(
        place, 24, 80,
        (const char *const[]){"start", str_text(&guide), "--person", "P01", "--person", "P02", NULL});
    str_free(&guide);
    assert_true(pty_wait_text(typed, "saved"));
    shown = place_open(place, 24, 80, (const char *const[]){"projector", NULL});
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    pty_close(shown);
    pty_close(typed);
    place_free(place);
    return 0;
}

static void enter(const char *line)
{
    pty_type(typed, line);
    pty_type(typed, "\r");
}

static void a_card_is_seen_within_a_second(void **state)
{
    (void)state;
    char line[48];
    int quick = 0;
    assert_true(pty_wait_text(shown, "Welcome, λ."));
    enter("/go ideas");
    assert_true(pty_wait_text(shown, "Write down what would help, λ."));
    /* On a loaded machine both are slow now and then, but not always. That no look once a second has found it
     * is seen below: nothing wakes the second terminal while the clock stands. */
    for (int i = 1; i <= 40 && quick < 6; i++) {
        snprintf(line, sizeof line, "idea λ number %d @1", i);
        assert_true(pty_wait_idle(typed, 50));
        enter(line);
        long long from = pty_read_clock();
        snprintf(line, sizeof line, "idea λ number %d", i);
        assert_true(pty_wait_text(shown, line));
        quick += pty_read_clock() - from < 1000000000LL;
    }
    assert_int_equal(quick, 6);
    assert_false(pty_has_text(shown, "P01"));
}

static void nothing_wakes_it_without_a_clock(void **state)
{
    (void)state;
    enter("/go ideas");
    assert_true(pty_wait_text(shown, "Write down what would help, λ."));
    assert_true(pty_wait_idle(shown, 300)); /* what the first terminal does on idle is written */
    assert_true(pty_wakes_each_second(shown));
    enter("/pause");
    assert_true(pty_wait_idle(shown, 2500));
    enter("an idea λ while the clock stands @1");
    assert_true(pty_wait_text(shown, "an idea λ while the clock stands"));
}

static void it_goes_on_when_the_session_is_left_and_resumed(void **state)
{
    (void)state;
    int status;
    assert_true(pty_wait_text(shown, "Welcome, λ."));
    enter("/go ideas");
    assert_true(pty_wait_text(shown, "Write down"));
    pty_type(typed, "\x1bq"); /* the last program to leave takes the -wal away; the next one makes it anew */
    pty_hang_up(typed);
    assert_true(pty_wait_end(typed, &status, PTY_PATIENCE));
    pty_close(typed);
    typed = place_open(place, 24, 80, (const char *const[]){"resume", NULL});
    assert_true(pty_wait_text(typed, "saved"));
    enter("after the break λ");
    assert_true(pty_wait_text(shown, "after the break λ"));
    enter("/end");
    assert_true(pty_wait_text(shown, "A workshop at the wall"));
}

/* Erasing needs the study alone: the room's view gives it free at the end. */
static void the_end_erases_though_the_room_looks_on(void **state)
{
    (void)state;
    assert_true(pty_wait_text(shown, "Welcome, λ."));
    enter("/go ideas");
    enter("a name λ slipped out");
    assert_true(pty_wait_text(shown, "a name λ slipped out"));
    enter("/strike");
    assert_true(pty_wait_text(typed, "struck"));
    enter("/end");
    assert_true(pty_wait_text(typed, "erased for good: 1 struck"));
    assert_true(pty_wait_text(shown, "A workshop at the wall"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    static const struct CMUnitTest tests[] = {
        TEST(a_card_is_seen_within_a_second),
        TEST(nothing_wakes_it_without_a_clock),
        TEST(it_goes_on_when_the_session_is_left_and_resumed),
        TEST(the_end_erases_though_the_room_looks_on),
    };
    return cmocka_run_group_tests_name("projector", tests, NULL, NULL);
}
