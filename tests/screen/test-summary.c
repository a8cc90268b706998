/* SPDX-License-Identifier: MIT */
/* The contact summary: a form beside what the session itself tells. */
#include "shelf.h"

#include "rir/home.h"

static Id session;

static void open_sheet(int rows, int columns)
{
    screen_open(rows, columns);
    summary_sheet_open(screen_desk, lab_store, screen_settings, session.text);
    screen_work();
}

static void hold_session(void)
{
    lab_start();
    lab_type("/consent all part yes");
    lab_type("/next");
    lab_type("the money follows the bed #money-");
    lab_type("?who chairs the finance group #money");
    lab_type("/cover partly she had to leave");
    lab_type("/go barriers");
    lab_type("the forms change every quarter #rules-");
    session = shelf_end();
}

static void it_stands_beside_what_the_session_tells(void **state)
{
    (void)state;
    hold_session();
    open_sheet(24, 80);
    screen_expect(
        " Contact summary  1  P01  Working together                      not written yet\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "▸Field note            The place, the rapport, who else was there, what\n"
        "                       interrupted?\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " Main themes           ·\n"
        " What was got          ·\n"
        " What was missed       ·\n"
        " Salient               ·\n"
        " For the next contact  ·\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " saved   Tab next  Esc back   F1 keys\n");
    screen_press("Tab Tab Tab");
    screen_expect(
        " Contact summary  1  P01  Working together                      not written yet\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " Field note            ·\n"
        " Main themes           ·\n"
        " What was got          ·\n"
        "▸What was missed       What did you fail to get, and why?\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " Salient               ·\n"
        " For the next contact  ·\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " From the session:\n"
        " - What does integrated care mean here? (partly: she had to leave)\n"
        " - What has helped? (not asked)\n"
        " - Who decides? (not asked)\n"
        " - Anything I have not asked? (not asked)\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " saved   Tab next  Esc back   F1 keys\n");
    screen_expect_mono(
        "-bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb----------------------ddddddddddddddd\n"
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "-dddddddddd------------d\n"
        "-ddddddddddd-----------d\n"
        "-dddddddddddd----------d\n"
        "bbbbbbbbbbbbbbbb-------dddddddddddddddddddddddddddddddddd\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "-ddddddd---------------d\n"
        "-dddddddddddddddddddd--d\n"
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "-ddddddddddddddddd\n"
        "-ddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "-dddddddddddddddddddddddddddddd\n"
        "-dddddddddddddddddddddddddd\n"
        "-dddddddddddddddddddddddddddddddddddddddd\n"
        "\n"
        "\n"
        "\n"
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "---------dddddddddddddddddddddddddddd\n");
    screen_resize(20, 60);
    screen_expect(
        " Contact summary  1  P01  Working together  not written yet\n"
        "────────────────────────────────────────────────────────────\n"
        " Field note            ·\n"
        " Main themes           ·\n"
        " What was got          ·\n"
        "▸What was missed       What did you fail to get, and why?\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " Salient               ·\n"
        " For the next contact  ·\n"
        "────────────────────────────────────────────────────────────\n"
        " From the session:\n"
        " - What does integrated care mean here? (partly: she had to\n"
        " leave)\n"
        " - What has helped? (not asked)                            ↓\n"
        "────────────────────────────────────────────────────────────\n"
        " saved   Tab next  Esc back   F1 keys\n");
    screen_set_ascii(true);
    screen_press("Tab Tab");
    screen_expect(
        " Contact summary  1  P01  Working together  not written yet\n"
        "------------------------------------------------------------\n"
        " Field note            .\n"
        " Main themes           .\n"
        " What was got          .\n"
        " What was missed       .\n"
        " Salient               .\n"
        ">For the next contact  What new questions are there for the\n"
        "                       next contact?\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "------------------------------------------------------------\n"
        " From the session:\n"
        " - who chairs the finance group\n"
        "\n"
        "\n"
        "------------------------------------------------------------\n"
        " saved   Tab next  Esc back   F1 keys\n");
    screen_set_ascii(false);
    screen_resize(40, 120);
    screen_press("Tab Tab Tab");
    screen_expect(
        " Contact summary  1  P01  Working "
        "together                                                              not written yet\n"
        "────────────────────────────────────────────────────────────────────────────────────────────────────"
        "────────────────────\n"
        " Field note            ·                                                │ From the session:\n"
        " Main themes           ·                                                │ - What gets in the way: "
        "money, rules, habits?\n"
        "▸What was got          What did you get on each question?               │ (covered)\n"
        "                                                                        │\n"
        "                                                                        │\n"
        "                                                                        │\n"
        "                                                                        │\n"
        "                                                                        │\n"
        " What was missed       ·                                                │\n"
        " Salient               ·                                                │\n"
        " For the next contact  ·                                                │\n"
        "                                                                        │\n"
        "                                                                        │\n"
        "                                                                        │\n"
        "                                                                        │\n"
        "                                                                        │\n"
        "                                                                        │\n"
        "                                                                        │\n"
        "                                                                        │\n"
        "                                                                        │\n"
        "                                                                        │\n"
        "                                                                        │\n"
        "                                                                        │\n"
        "                                                                        │\n"
        "                                                                        │\n"
        "                                                                        │\n"
        "                                                                        │\n"
        "                                                                        │\n"
        "                                                                        │\n"
        "                                                                        │\n"
        "                                                                        │\n"
        "                                                                        │\n"
        "                                                                        │\n"
        "                                                                        │\n"
        "                                                                        │\n"
        "                                                                        │\n"
        "────────────────────────────────────────────────────────────────────────────────────────────────────"
        "────────────────────\n"
        " saved   Tab next  Esc back   F1 keys\n");
}

static void a_part_is_saved_when_the_cursor_leaves_it(void **state)
{
    (void)state;
    hold_session();
    open_sheet(24, 80);
    screen_type("Quiet room, door open.");
    screen_expect_row(-1, " typing   Tab next  Esc back   F1 keys");
    assert_int_equal(lab_number("SELECT count(*) FROM summary"), 0);
    screen_press("Tab");
    screen_expect_row(-1, " saved   Tab next  Esc back   F1 keys");
    assert_string_equal(lab_text("SELECT field_note FROM summaries"), "Quiet room, door open.");
    screen_type("money");
    screen_press("Alt-Enter");
    screen_type("rules");
    screen_press("Enter"); /* on to the next */
    assert_string_equal(lab_text("SELECT themes FROM summaries"), "money\nrules");
    screen_press("Up Up");
    screen_press("Esc");
    open_sheet(24, 80);
    screen_expect(
        " Contact summary  1  P01  Working together                  written today 10:00\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "▸Field note            The place, the rapport, who else was there, what\n"
        "                       interrupted?\n"
        "                       Quiet room, door open.\n"
        "\n"
        "\n"
        "\n"
        " Main themes           money\n"
        " What was got          ·\n"
        " What was missed       ·\n"
        " Salient               ·\n"
        " For the next contact  ·\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " saved   Tab next  Esc back   F1 keys\n");
    assert_int_equal(lab_number("SELECT count(*) FROM event WHERE kind = 'summary.set'"), 2);
}

static void a_long_part_grows_and_scrolls(void **state)
{
    (void)state;
    hold_session();
    open_sheet(20, 60);
    screen_press("Tab Tab Tab Tab");
    for (int i = 1; i <= 30; i++) {
        char line[64];
        snprintf(line, sizeof line, "surprise number %d", i);
        screen_type(line);
        screen_press("Alt-Enter");
    }
    screen_expect(
        " Contact summary  1  P01  Working together  not written yet\n"
        "────────────────────────────────────────────────────────────\n"
        " Field note            ·\n"
        " Main themes           ·\n"
        " What was got          ·\n"
        " What was missed       ·\n"
        "▸Salient               What was striking, surprising,\n"
        "                       illuminating?\n"
        "                       surprise number 23\n"
        "                       surprise number 24\n"
        "                       surprise number 25\n"
        "                       surprise number 26\n"
        "                       surprise number 27\n"
        "                       surprise number 28\n"
        "                       surprise number 29\n"
        "                       surprise number 30\n"
        "\n"
        " For the next contact  ·\n"
        "────────────────────────────────────────────────────────────\n"
        " typing   Tab next  Esc back   F1 keys\n");
    screen_press("Up Up Up Up Up Up Up Up Up Up Up Up Up Up Up Up Up Up Up Up");
    assert_true(screen_has("surprise number 11"));
    screen_press("Esc");
    assert_true(desk_is_over(screen_desk));
}

static void lateness_is_said(void **state)
{
    (void)state;
    hold_session();
    lab_pass(3 * LAB_DAY + LAB_HOUR);
    open_sheet(24, 80);
    screen_expect_row(0, " Contact summary  1  P01  Working together                          2 days late");
    screen_type("late");
    screen_press("Tab");
    screen_expect_row(0, " Contact summary  1  P01  Working together                  written today 11:00");
}

static void what_is_being_typed_survives_a_kill(void **state)
{
    (void)state;
    hold_session();
    open_sheet(24, 80);
    screen_press("Tab");
    screen_type("half a tho");
    assert_in_range(screen_pass(LAB_SECOND), 1, 1);
    assert_int_equal(screen_pass(LAB_MINUTE), 0); /* nothing wakes it while nobody types */
    lab_keep_files();
    screen_close();
    lab_put_back_files();
    open_sheet(24, 80);
    screen_expect_row(4, "                       half a tho");
    assert_true(screen_has("This was being typed when rir was broken off"));
    screen_type("ught");
    screen_press("Esc");
    assert_string_equal(lab_text("SELECT themes FROM summaries"), "half a thought");
    screen_close();
    open_sheet(24, 80);
    assert_false(screen_has("broken off"));
}

static void a_hang_up_saves(void **state)
{
    (void)state;
    hold_session();
    open_sheet(24, 80);
    screen_type("the line went");
    screen_hang_up();
    assert_string_equal(lab_text("SELECT field_note FROM summaries"), "the line went");
}

static void too_small_it_says_what_is_safe(void **state)
{
    (void)state;
    hold_session();
    open_sheet(24, 80);
    screen_resize(10, 40);
    assert_true(screen_has("Everything is saved."));
    screen_type("x");
    assert_true(screen_has("What is being typed is kept as a"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, screen_set_up, screen_tear_down)
        TEST(it_stands_beside_what_the_session_tells),
        TEST(a_part_is_saved_when_the_cursor_leaves_it),
        TEST(a_long_part_grows_and_scrolls),
        TEST(lateness_is_said),
        TEST(what_is_being_typed_survives_a_kill),
        TEST(a_hang_up_saves),
        TEST(too_small_it_says_what_is_safe),
#undef TEST
    };
    return cmocka_run_group_tests_name("summary", tests, NULL, NULL);
}
