/* SPDX-License-Identifier: MIT */
/* What the room sees of a workshop. */
#include "screen.h"

#include "rir/capture.h"
#include "rir/projector.h"

static void start(void)
{
    static const char guide[] = "---\n"
                                "title: Half a day\n"
                                "kind: workshop\n"
                                "minutes: 40\n"
                                "---\n"
                                "# Welcome {method=welcome minutes=5}\n"
                                "Thank you for coming, all of you here.\n"
                                "# Ideas {method=silent-generation minutes=10}\n"
                                "Write in silence.\n"
                                "# Round {method=round-robin minutes=15}\n"
                                "# Talk {method=plenary}\n";
    SessionOpening opening = lab_opening("P01", "P02", NULL);
    opening.guide_text = guide;
    opening.guide_size = strlen(guide);
    opening.guide_name = "half-day";
    lab_session = session_start(lab_store, &opening, &lab_err);
    assert_non_null(lab_session);
    assert_int_equal(session_settle(lab_session, &lab_err), 0);
}

static void open_projector(int rows, int columns)
{
    screen_open(rows, columns);
    projector_open_over(screen_desk, lab_session);
}

static void a_small_terminal_has_small_letters(void **state)
{
    (void)state;
    start();
    lab_type("/go ideas");
    lab_type("One triage desk for the whole locality @1");
    lab_type("A rota that covers weekends");
    lab_type("\xe6\x80\xa5\xe8\xaf\x8a\xe5\x88\x86\xe8\xaf\x8a @P02"); /* Chinese: as wide as it is */
    lab_type(",o P02 looks tired");
    lab_type(",c a good start");
    open_projector(20, 60);
    screen_expect(
        "\n"
        " ▀█▀ █▀▄ █▀▀ ▄▀▄ ▄▀▀                  ▄█  █▀█ ▄ █▀█ █▀█\n"
        "  █  █ █ █▀  █▀█  ▀▄                   █  █ █ ▄ █ █ █ █\n"
        " ▀▀▀ ▀▀  ▀▀▀ ▀ ▀ ▀▀                   ▀▀▀ ▀▀▀   ▀▀▀ ▀▀▀\n"
        "────────────────────────────────────────────────────────────\n"
        "\n"
        " A   One triage desk for the whole locality\n"
        " B   A rota that covers weekends\n"
        " C   急诊分诊\n"
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
        "\n");
}

static void letters_are_as_large_as_fits(void **state)
{
    (void)state;
    start();
    open_projector(24, 80);
    screen_expect(
        "\n"
        " █   █ █▀▀ █   ▄▀▀ ▄▀▄ █▄ ▄█ █▀▀                          █▀█ █▀▀ ▄ █▀█ █▀█\n"
        " █▄▀▄█ █▀  █   █   █ █ █ ▀ █ █▀                           █ █ ▀▀▄ ▄ █ █ █ █\n"
        " ▀   ▀ ▀▀▀ ▀▀▀  ▀▀  ▀  ▀   ▀ ▀▀▀                          ▀▀▀ ▀▀    ▀▀▀ ▀▀▀\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " ▀█▀ █ █ ▄▀▄ █▄ █ █ █    █ █ ▄▀▄ █ █    █▀▀ ▄▀▄ █▀▄\n"
        "  █  █▀█ █▀█ █ ▀█ █▀▄     █  █ █ █ █    █▀  █ █ █▀▄\n"
        "  ▀  ▀ ▀ ▀ ▀ ▀  ▀ ▀ ▀     ▀   ▀  ▀▀▀    ▀    ▀  ▀ ▀\n"
        "\n"
        " ▄▀▀ ▄▀▄ █▄ ▄█ ▀█▀ █▄ █ ▄▀▀       ▄▀▄ █   █      ▄▀▄ █▀▀    █ █ ▄▀▄ █ █\n"
        " █   █ █ █ ▀ █  █  █ ▀█ █ █  ▄    █▀█ █   █      █ █ █▀      █  █ █ █ █\n"
        "  ▀▀  ▀  ▀   ▀ ▀▀▀ ▀  ▀  ▀▀ ▀     ▀ ▀ ▀▀▀ ▀▀▀     ▀  ▀       ▀   ▀  ▀▀▀\n"
        "\n"
        " █ █ █▀▀ █▀▄ █▀▀\n"
        " █▀█ █▀  █▀▄ █▀\n"
        " ▀ ▀ ▀▀▀ ▀ ▀ ▀▀▀ ▀\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n");
    screen_resize(50, 160);
    assert_true(screen_has("\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88"));
    screen_set_ascii(true);
    screen_resize(24, 80);
    screen_expect(
        "\n"
        " Welcome                                                                  05:00\n"
        "--------------------------------------------------------------------------------\n"
        " Thank you for coming, all of you here.\n"
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
        "\n");
}

static void time_that_runs_out_is_said(void **state)
{
    (void)state;
    start();
    lab_type("/go ideas");
    lab_pass(6 * LAB_MINUTE);
    open_projector(24, 80);
    assert_true(screen_has("5 minutes left"));
    screen_pass(3 * LAB_MINUTE + LAB_SECOND);
    assert_true(screen_has("1 minute left"));
    screen_pass(LAB_MINUTE);
    assert_true(screen_has("over time"));
}

static void an_activity_without_minutes_wakes_nobody(void **state)
{
    (void)state;
    start();
    lab_type("/go ideas");
    open_projector(24, 80);
    assert_true(screen_has(""));
    assert_in_range(screen_pass(10 * LAB_SECOND), 9, 11);
    screen_close();
    lab_leave();
    start();
    lab_type("/go talk");
    open_projector(24, 80);
    assert_int_equal(screen_pass(10 * LAB_SECOND), 0);
}

static void many_cards_leave_the_last_in_sight(void **state)
{
    (void)state;
    char line[64];
    start();
    lab_type("/go round");
    for (int i = 1; i <= 60; i++) {
        snprintf(line, sizeof line, "idea number %d of the whole room", i);
        lab_type(line);
    }
    lab_type("/merge A into B agreed by all");
    open_projector(24, 80);
    screen_expect(
        "\n"
        " ████      ██    ██  ██  ██    ██  ████                   ▄█  █▀▀ ▄ █▀█ █▀█\n"
        " ██  ██  ██  ██  ██  ██  ████  ██  ██  ██                  █  ▀▀▄ ▄ █ █ █ █\n"
        " ████    ██  ██  ██  ██  ██  ████  ██  ██                 ▀▀▀ ▀▀    ▀▀▀ ▀▀▀\n"
        " ██  ██  ██  ██  ██  ██  ██    ██  ██  ██\n"
        " ██  ██    ██    ██████  ██    ██  ████\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " 29 more before these\n"
        " AE  idea number 31 of the whole room   AT  idea number 46 of the whole room\n"
        " AF  idea number 32 of the whole room   AU  idea number 47 of the whole room\n"
        " AG  idea number 33 of the whole room   AV  idea number 48 of the whole room\n"
        " AH  idea number 34 of the whole room   AW  idea number 49 of the whole room\n"
        " AI  idea number 35 of the whole room   AX  idea number 50 of the whole room\n"
        " AJ  idea number 36 of the whole room   AY  idea number 51 of the whole room\n"
        " AK  idea number 37 of the whole room   AZ  idea number 52 of the whole room\n"
        " AL  idea number 38 of the whole room   BA  idea number 53 of the whole room\n"
        " AM  idea number 39 of the whole room   BB  idea number 54 of the whole room\n"
        " AN  idea number 40 of the whole room   BC  idea number 55 of the whole room\n"
        " AO  idea number 41 of the whole room   BD  idea number 56 of the whole room\n"
        " AP  idea number 42 of the whole room   BE  idea number 57 of the whole room\n"
        " AQ  idea number 43 of the whole room   BF  idea number 58 of the whole room\n"
        " AR  idea number 44 of the whole room   BG  idea number 59 of the whole room\n"
        " AS  idea number 45 of the whole room   BH  idea number 60 of the whole room\n"
        "\n");
}

static void the_own_screen_is_turned_to_the_room(void **state)
{
    (void)state;
    start();
    lab_type("/go ideas");
    screen_open(24, 80);
    capture_open(screen_desk, lab_session, screen_settings, NULL);
    lab_session = NULL;
    screen_work();
    screen_press("Alt-j");
    assert_false(screen_has("saved"));
    assert_true(screen_has("\xe2\x96\x88"));
    screen_press("j");
    assert_true(screen_has("saved"));
}

/* Equal points share a place; bars are as long as points. */
static void what_so_few_gave_is_not_for_the_room(void **state)
{
    static const char guide[] = "---\ntitle: Votes\nkind: workshop\n---\n"
                                "# Round {method=round-robin}\n# Dots {method=dot-vote dots=1}\n";
    SessionOpening opening = lab_opening("P01", "P02", NULL);
    (void)state;
    opening.guide_text = guide;
    opening.guide_size = strlen(guide);
    opening.guide_name = "votes";
    lab_session = session_start(lab_store, &opening, &lab_err);
    assert_non_null(lab_session);
    lab_type("A car");
    lab_type("A rota");
    lab_type("/go dots");
    lab_type("/tally : A");
    lab_type("/tally : B");
    lab_type("/reveal");
    open_projector(20, 60);
    assert_true(screen_has("So few chose that it would tell who"));
    assert_false(screen_has("A car"));
}

static void a_result_is_seen_from_afar(void **state)
{
    static const char guide[] = "---\ntitle: Votes\nkind: workshop\n---\n"
                                "# Round {method=round-robin}\n# Dots {method=dot-vote dots=3}\n";
    SessionOpening opening = lab_opening("P01", "P02", "P03", NULL);
    (void)state;
    opening.guide_text = guide;
    opening.guide_size = strlen(guide);
    opening.guide_name = "votes";
    lab_session = session_start(lab_store, &opening, &lab_err);
    assert_non_null(lab_session);
    assert_int_equal(session_settle(lab_session, &lab_err), 0);
    lab_type("/go round");
    lab_type("One triage desk for the whole locality and everybody in it, day and night");
    lab_type("A rota that covers weekends");
    lab_type("A car");
    lab_type("/go dots");
    lab_type("/tally : A A");
    lab_type("/tally : B");
    lab_type("/tally : C");
    lab_type("/reveal");
    open_projector(20, 60);
    screen_expect(
        "\n"
        " ████      ██    ██████    ████\n"
        " ██  ██  ██  ██    ██    ██\n"
        " ██  ██  ██  ██    ██      ██\n"
        " ██  ██  ██  ██    ██        ██\n"
        " ████      ██      ██    ████\n"
        "────────────────────────────────────────────────────────────\n"
        "\n"
        " 1  A     2  ██████████████ One triage desk for the whole\n"
        "                            locality and everybody in it,\n"
        "                            day and night\n"
        " 2= B     1  ███████        A rota that covers weekends\n"
        " 2= C     1  ███████        A car\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n");
    screen_expect_mono("\n"
                       "-bbbb------bb----bbbbbb----bbbb\n"
                       "-bb--bb--bb--bb----bb----bb\n"
                       "-bb--bb--bb--bb----bb------bb\n"
                       "-bb--bb--bb--bb----bb--------bb\n"
                       "-bbbb------bb------bb----bbbb\n"
                       "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
                       "\n"
                       "-d--b--------bbbbbbbbbbbbbb\n"
                       "\n"
                       "\n"
                       "-dd-b--------bbbbbbb\n"
                       "-dd-b--------bbbbbbb\n"
                       "\n\n\n\n\n\n\n");
    screen_close();
    lab_type("/undo");
    open_projector(24, 80);
    assert_false(screen_has("2="));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, screen_set_up, screen_tear_down)
    static const struct CMUnitTest tests[] = {
        TEST(a_small_terminal_has_small_letters), TEST(letters_are_as_large_as_fits),
        TEST(time_that_runs_out_is_said),         TEST(an_activity_without_minutes_wakes_nobody),
        TEST(many_cards_leave_the_last_in_sight), TEST(the_own_screen_is_turned_to_the_room),
        TEST(what_so_few_gave_is_not_for_the_room),
        TEST(a_result_is_seen_from_afar),
    };
    return cmocka_run_group_tests_name("projector", tests, NULL, NULL);
}
