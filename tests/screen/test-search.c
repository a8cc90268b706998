/* SPDX-License-Identifier: MIT */
/* Search: words found in all sessions while they are typed. */
#include "shelf.h"

#include "rir/home.h"
#include "rir/residency.h"

static void open_search(int rows, int columns)
{
    screen_open(rows, columns);
    finder_open(screen_desk, lab_store, screen_settings);
    screen_work();
}

static void hold_sessions(void)
{
    shelf_hold("P01", "Strategic leaders", "\"The money follows the bed, so nobody minds the money",
               ",o counts the money on her fingers", "nothing to do with it", NULL);
    lab_pass(40 * LAB_DAY);
    shelf_hold("P02", NULL, "monetary words are no help, but a café is",
               "There was a long story about how the two boards came to share one building, and who had "
               "wanted it, and who had not, and at the very end of it she said that all of it came down to "
               "money",
               "整合的钱从哪里来", NULL);
}

static void it_finds_while_one_types(void **state)
{
    (void)state;
    hold_sessions();
    open_search(24, 80);
    screen_expect(
        " Search notes and log\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " words\n"
        "\n"
        "   Every word must be in the note, or entry of the log;\n"
        "   \"double quotes\" hold a phrase.\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " Enter open  Esc back   F1 keys\n");
    screen_type("mone");
    screen_work();
    screen_expect(
        " Search notes and log                                                   4 found\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " words  mone\n"
        "\n"
        "▸   2    10:00 paraphrase   … all of it came down to money\n"
        "    2    05:00 paraphrase   monetary words are no help, but a café is\n"
        "    1    10:00 observation  not shown: Alt-. shows it\n"
        "    1    05:00 verbatim     The money follows the bed, so nobody minds the mon…\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " P02  There was a long story about how the two boards came to share one\n"
        " building, and who had wanted it, and who had not, and at the very end of it\n"
        " she said that all of it came down to money\n"
        "\n"
        " Enter open  Esc back   F1 keys\n");
    screen_type("y");
    screen_expect_row(
        0,
        " Search notes and log                                                  4 so far"); /* not on the
                                                                                               key's path */
    screen_work();
    screen_expect(
        " Search notes and log                                                   3 found\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " words  money\n"
        "\n"
        "▸   2    10:00 paraphrase   … all of it came down to money\n"
        "    1    10:00 observation  not shown: Alt-. shows it\n"
        "    1    05:00 verbatim     The money follows the bed, so nobody minds the mon…\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " P02  There was a long story about how the two boards came to share one\n"
        " building, and who had wanted it, and who had not, and at the very end of it\n"
        " she said that all of it came down to money\n"
        "\n"
        " Enter open  Esc back   F1 keys\n");
    screen_expect_mono(
        "-bbbbbbbbbbbbbbbbbbbb---------------------------------------------------ddddddd\n"
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "-ddddd\n"
        "\n"
        "brrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrRRRRRrrrrrrrrrrrrrrrrrrrrr\n"
        "---------ddddd--------------ddddddddddddddddddddddddd\n"
        "---------ddddd------------------UUUUU--------------------------------------UUUU\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "\n"
        "\n"
        "--------------------------------------UUUUU\n"
        "\n"
        "-dddddddddddddddddddddddddddddd\n");
    screen_press("Alt-.");
    screen_press("Down Down");
    screen_expect(
        " Search notes and log                                                   3 found\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " words  money\n"
        "\n"
        "    2    10:00 paraphrase   … all of it came down to money\n"
        "    1    10:00 observation  counts the money on her fingers\n"
        "▸   1    05:00 verbatim     The money follows the bed, so nobody minds the mon…\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " P01  The money follows the bed, so nobody minds the money\n"
        "\n"
        "\n"
        "\n"
        " Enter open  Esc back   F1 keys\n");
}

static void it_fits_sixty_columns(void **state)
{
    (void)state;
    hold_sessions();
    open_search(20, 60);
    screen_type("money");
    screen_work();
    screen_expect(
        " Search notes and log                               3 found\n"
        "────────────────────────────────────────────────────────────\n"
        " words  money\n"
        "\n"
        "▸   2    10:00 paraphrase   … down to money\n"
        "    1    10:00 observation  not shown: Alt-. shows it\n"
        "    1    05:00 verbatim     The money follows the bed, so …\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " Enter open  Esc back   F1 keys\n");
    screen_set_ascii(true);
    screen_expect(
        " Search notes and log                               3 found\n"
        "------------------------------------------------------------\n"
        " words  money\n"
        "\n"
        ">   2    10:00 paraphrase   ~ down to money\n"
        "    1    10:00 observation  not shown: Alt-. shows it\n"
        "    1    05:00 verbatim     The money follows the bed, so ~\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " Enter open  Esc back   F1 keys\n");
    screen_resize(40, 120);
    screen_expect(
        " Search notes and log                                                                      "
        "                     3 found\n"
        "-------------------------------------------------------------------------------------------"
        "-----------------------------\n"
        " words  money\n"
        "\n"
        ">   2 today           10:00 paraphrase   ~ of it she said that all of it came down to money\n"
        "    1 25 May          10:00 observation  not shown: Alt-. shows it\n"
        "    1 25 May          05:00 verbatim     The money follows the bed, so nobody minds the money\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "-------------------------------------------------------------------------------------------"
        "-----------------------------\n"
        " P02  There was a long story about how the two boards came to share one building, and who h"
        "ad wanted it, and who had\n"
        " not, and at the very end of it she said that all of it came down to money\n"
        "\n"
        "\n"
        " Enter open  Esc back   F1 keys\n");
}

static void it_looks_through_accents_phrases_and_scripts(void **state)
{
    (void)state;
    hold_sessions();
    open_search(24, 80);
    screen_type("CAFE");
    screen_work();
    assert_true(screen_has("1 found"));
    screen_press("Ctrl-u");
    screen_type("\"the money\"");
    screen_work();
    assert_true(screen_has("2 found"));
    screen_press("Ctrl-u");
    screen_type("钱");
    screen_work();
    assert_true(screen_has("整合的钱从哪里来"));
    assert_true(screen_has("1 found"));
    screen_press("Ctrl-u");
    screen_type("nowhere to be found");
    screen_work();
    assert_true(screen_has("Nothing has these words."));
    screen_press("Ctrl-u");
    screen_work();
    assert_true(screen_has("Every word must be in the note"));
    screen_type("\" * : ( ) - OR");
    screen_work();
}

static void enter_reads_the_session_there(void **state)
{
    (void)state;
    hold_sessions();
    open_search(24, 80);
    screen_type("bed");
    screen_work();
    screen_press("Enter");
    assert_true(screen_has("Strategic leaders"));
    assert_true(screen_has("▸   05:00 verbatim       The money follows the bed"));
    screen_press("x Esc"); /* struck there, it is not found on the way back */
    screen_work();
    assert_true(screen_has("Nothing has these words."));
}

static void sessions_are_found_by_people_title_and_number(void **state)
{
    (void)state;
    hold_sessions();
    open_search(24, 80);
    screen_type("p01");
    screen_work();
    screen_expect_row(4, "▸   1  25 May 10:00    20 min             P01  Strategic leaders");
    screen_press("Ctrl-u");
    screen_type("leaders money");
    screen_work();
    assert_false(screen_has("25 May")); /* all words */
    screen_press("Ctrl-u");
    screen_type("lead");
    screen_work();
    screen_press("Enter");
    assert_true(screen_has("The money follows the bed"));
    screen_press("P Tab Ctrl-u");
    screen_type("Managers");
    screen_press("Enter Esc");
    screen_work();
    assert_true(screen_has("Nothing has these words.")); /* it has another title now */
}

static void many_are_found_a_slice_at_a_time(void **state)
{
    (void)state;
    lab_start();
    lab_type("/consent all part yes");
    Id session = id_read(session_find_facts(lab_session)->id);
    assert_int_equal(store_begin(lab_store, &lab_err), 0);
    for (int i = 1; i <= 2500; i++) {
        char body[160];
        Id id = id_make();
        snprintf(body, sizeof body,
                 "{\"kind\":\"paraphrase\",\"text\":\"money %d\",\"raw\":\"x\",\"at\":%lld,\"elapsed\":%d}",
                 i, (long long)(LAB_START + i * LAB_SECOND), i * 1000);
        Act act = {.kind = "note.set", .entity = id.text, .session = session.text, .body = body};
        assert_int_equal(store_append(lab_store, &act, NULL, &lab_err), 0);
    }
    assert_int_equal(store_commit(lab_store, &lab_err), 0);
    shelf_end();
    open_search(24, 80);
    screen_type("money");
    lab_clock.step = 1; /* a slice ends by the clock */
    assert_true(desk_work(screen_desk));
    lab_clock.step = 0;
    assert_true(screen_has("so far"));
    screen_press("Down Down Down"); /* and keys are answered meanwhile */
    screen_type(" 2000");
    screen_work();
    assert_true(screen_has("1 found"));
    screen_press("Ctrl-w");
    screen_work();
    assert_true(screen_has("2000 and more found"));
    screen_press("PgDn PgDn PgUp");
}

/* --- the residency log */

static Id add_entry(const char *what, const char *date, const char *name, const char *with, const char *text)
{
    const char *values[RESIDENCY_MEMBERS] = {[RESIDENCY_WHAT] = what,
                                             [RESIDENCY_DATE] = date,
                                             [RESIDENCY_NAME] = name,
                                             [RESIDENCY_WITH] = with,
                                             [RESIDENCY_TEXT] = text};
    Id id;
    if (residency_add(lab_store, values, &id, &lab_err) != 0)
        fail_msg("%s", lab_err.text);
    return id;
}

static void the_residency_log_is_looked_through_too(void **state)
{
    (void)state;
    shelf_hold("P01", NULL, "the money follows the bed", NULL);
    add_entry("meeting", "2026-04-02", "locality board", "chair", "money put off again");
    add_entry("term", NULL, "pooled money", NULL, "one budget for both");
    Id erased = add_entry("memo", "2026-03-31", NULL, NULL, "I spoke of money and should not have");
    assert_int_equal(residency_strike(lab_store, erased.text, &lab_err), 0);
    open_search(24, 80);
    screen_type("money");
    screen_work();
    screen_expect(" Search notes and log                                                   3 found\n"
                  "────────────────────────────────────────────────────────────────────────────────\n"
                  " words  money\n"
                  "\n"
                  "▸  L2          log term     pooled money: one budget for both\n"
                  "   L1          log meeting  not shown: Alt-. shows it\n"
                  "    1    05:00 paraphrase   the money follows the bed\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "────────────────────────────────────────────────────────────────────────────────\n"
                  " pooled money: one budget for both\n"
                  "\n"
                  "\n"
                  "\n"
                  " Enter open  Esc back   F1 keys\n");
    screen_press("Alt-. Down");
    screen_expect(" Search notes and log                                                   3 found\n"
                  "────────────────────────────────────────────────────────────────────────────────\n"
                  " words  money\n"
                  "\n"
                  "   L2          log term     pooled money: one budget for both\n"
                  "▸  L1          log meeting  locality board: money put off again\n"
                  "    1    05:00 paraphrase   the money follows the bed\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "────────────────────────────────────────────────────────────────────────────────\n"
                  " 2026-04-02  with chair  locality board: money put off again\n"
                  "\n"
                  "\n"
                  "\n"
                  " Enter open  Esc back   F1 keys\n");
    screen_resize(20, 60);
    screen_press("Enter");
    screen_expect_row(0, " L1, meeting");
    screen_press("Esc");
    screen_work();
    screen_expect(" Search notes and log                               3 found\n"
                  "────────────────────────────────────────────────────────────\n"
                  " words  money\n"
                  "\n"
                  "   L2          log term     pooled money: one budget for b…\n"
                  "▸  L1          log meeting  locality board: money put off …\n"
                  "    1    05:00 paraphrase   the money follows the bed\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  " Enter open  Esc back   F1 keys\n");
    screen_resize(24, 120);
    screen_expect_row(4, "   L2                       log term     pooled money: one budget for both");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, screen_set_up, screen_tear_down)
        TEST(it_finds_while_one_types),
        TEST(it_fits_sixty_columns),
        TEST(it_looks_through_accents_phrases_and_scripts),
        TEST(enter_reads_the_session_there),
        TEST(sessions_are_found_by_people_title_and_number),
        TEST(many_are_found_a_slice_at_a_time),
        TEST(the_residency_log_is_looked_through_too),
#undef TEST
    };
    return cmocka_run_group_tests_name("search", tests, NULL, NULL);
}
