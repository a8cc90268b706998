/* SPDX-License-Identifier: MIT */
/* Focus groups, observations and documents: what holds in them stands below the head. */
#include "screen.h"

#include "rir/capture.h"
#include "rir/document.h"

#define QUESTIONS                                                                                            \
    "# Opening {minutes=10}\n\n1. What is it like to work here? {#like .must}\n   - On a Monday?\n2. Who "   \
    "helps? {#helps}\n"

static void begin(int rows, int columns, const char *kind)
{
    static char guide[512];
    SessionOpening opening = lab_opening("P01", "P02", "P03", "P04", NULL);
    snprintf(guide, sizeof guide,
             "---\n"
             "title: Working here\n"
             "kind: %s\n"
             "minutes: 60\n"
             "consent:\n"
             "  - id: part\n"
             "    text: Agrees to take part\n"
             "    "
             "required: true\n---\n" QUESTIONS,
             kind);
    opening.guide_text = guide;
    opening.guide_size = strlen(guide);
    opening.guide_name = "working-here";
    if (strcmp(kind, "document") == 0)
        opening.person_count = 0;
    Session *session = session_start(lab_store, &opening, &lab_err);
    if (session == NULL)
        fail_msg("%s", lab_err.text);
    screen_open(rows, columns);
    capture_open(screen_desk, session, screen_settings, NULL);
    screen_work();
    if (opening.person_count > 0)
        screen_enter("/consent all part yes");
}

static void a_focus_group_and_its_seats(void **state)
{
    (void)state;
    begin(24, 80, "focus-group");
    screen_expect_row(2, " 1 P01 ·  2 P02 ·  3 P03 ·  4 P04 ·");
    screen_press("Alt-3");
    screen_enter("\"We never met before Easter");
    screen_pass(10 * LAB_SECOND);
    screen_press("Alt-0");
    screen_enter("in the car park");
    screen_press("Alt-2 Alt-O");
    screen_pass(10 * LAB_SECOND);
    screen_press("Alt-.");
    screen_expect(
        " 00:20 of 60   P01, P02, P03, P04  Working here\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " 1 P01 · ▸2 P02 ✓  3 P03 ✓  4 P04 ·  overlap   2 silent\n"
        "▸Opening               ✓·  │ 1   What is it like to work here?\n"
        "                           │     must ask  covered  2 notes  topic 0 of 10 min\n"
        "                           │     · 1 On a Monday?\n"
        "                           │────────────────────────────────────────────────────\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        " 1 of 2 covered            │ 00:00 verbatim    P03 We never met before Easter\n"
        " 0 must-asks left          │ 00:10 paraphrase  ?   in the car park\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "       paraphrase  P02\n"
        " saved    Alt: n next  p back  g go to  1-9 speaks  0 somebody  o off   F1 keys\n");
    assert_string_equal(lab_text("SELECT group_concat(coalesce(speaker, '-'), ' ') FROM notes"), "P03 ?");
    screen_resize(20, 60);
    screen_expect(
        " 00:20 of 60   P01, P02, P03, P04  Working here\n"
        "────────────────────────────────────────────────────────────\n"
        " 1 P01 · ▸2 P02 ✓  3 P03 ✓  4 P04 ·  overlap   2 silent\n"
        " 1/1   1 of 2 covered   0 must-asks left   Opening\n"
        " 1   What is it like to work here?\n"
        "     must ask  covered  2 notes  topic 0 of 10 min\n"
        "     · 1 On a Monday?\n"
        "────────────────────────────────────────────────────────────\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " 00:00 verbatim    P03 We never met before Easter\n"
        " 00:10 paraphrase  ?   in the car park\n"
        "────────────────────────────────────────────────────────────\n"
        "       paraphrase  P02\n"
        " saved    Alt: n next  p back  g go to  O overlap   F1 keys\n");
    screen_set_ascii(true);
    screen_expect_row(2, " 1 P01 . >2 P02 x  3 P03 x  4 P04 .  overlap   2 silent");
}

/* With many seats their numbers are enough. */
static void the_bar_has_room_for_all(void **state)
{
    (void)state;
    begin(20, 60, "focus-group");
    for (int i = 5; i <= 9; i++) {
        char line[32];
        snprintf(line, sizeof line, "/arrive P0%d", i);
        lab_add_person(line + strlen("/arrive "));
        screen_enter(line);
    }
    screen_press("Alt-9");
    screen_enter("nobody asked us");
    screen_expect_row(2, " 1 ·  2 ·  3 ·  4 ·  5 ·  6 ·  7 ·  8 · ▸9 ✓  8 silent");
}

static void an_observation_says_what_is_looked_at(void **state)
{
    (void)state;
    begin(24, 80, "observation");
    screen_press("Alt-D");
    screen_type("goal");
    screen_press("Enter Alt-L");
    screen_type("complete-obs");
    screen_press("Enter");
    screen_enter("People sit by employer");
    screen_enter(",c I was nervous");
    screen_pass(6 * LAB_SECOND);
    screen_expect(
        " 00:06 of 60   P01, P02, P03, P04  Working here\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " looking at: goal   1 seen, 1 own   0.0 h in all   complete-observer\n"
        "▸Opening               ✓·  │ 1   What is it like to work here?\n"
        "                           │     must ask  covered  2 notes  topic 0 of 10 min\n"
        "                           │     · 1 On a Monday?\n"
        "                           │────────────────────────────────────────────────────\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        " 1 of 2 covered            │ 00:00 observation\n"
        " 0 must-asks left          │ 00:00 comment\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "       observation\n"
        " saved    Alt: n next  p back  g go to  1-9 probe  D dimension  o off   F1 keys\n");
    screen_resize(20, 60);
    screen_expect(
        " 00:06 of 60   P01, P02, P03, P04  Working here\n"
        "────────────────────────────────────────────────────────────\n"
        " looking at: goal   1 seen, 1 own   0.0 h in all   complet…\n"
        " 1/1   1 of 2 covered   0 must-asks left   Opening\n"
        " 1   What is it like to work here?\n"
        "     must ask  covered  2 notes  topic 0 of 10 min\n"
        "     · 1 On a Monday?\n"
        "────────────────────────────────────────────────────────────\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " 00:00 observation\n"
        " 00:00 comment\n"
        "────────────────────────────────────────────────────────────\n"
        "       observation\n"
        " saved    Alt: n next  p back  g go to  1-9 probe   F1 keys\n");
}

static void a_document_says_where_one_is(void **state)
{
    (void)state;
    const char *values[DOCUMENT_MEMBERS] = {[DOCUMENT_TITLE] = "Locality strategy 2026"};
    Id id;
    assert_int_equal(document_add(lab_store, values, &id, &lab_err), 0);
    begin(24, 80, "document");
    screen_expect_row(2, " which document is read is not said yet: /document DOC1");
    screen_press("Alt-D Enter");
    screen_press("Alt-G");
    screen_enter("12");
    screen_enter("One team, one plan");
    screen_press("Alt-N");
    screen_enter("money");
    screen_press("Alt-J Enter");
    screen_enter("signed by both employers");
    screen_expect(
        " 00:00 of 60  Working here\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " DOC1   page 12   1 extract   1 absent   judged: authenticity   Locality strat…\n"
        "▸Opening               ✓·  │ 1   What is it like to work here?\n"
        "                           │     must ask  covered  3 notes  topic 0 of 10 min\n"
        "                           │     · 1 On a Monday?\n"
        "                           │────────────────────────────────────────────────────\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │ 00:00 extract     One team, one plan\n"
        " 1 of 2 covered            │ 00:00 comment\n"
        " 0 must-asks left          │ 00:00 comment\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "       extract\n"
        " saved   00:00:00 comment; authenticity\n");
    screen_resize(20, 60);
    screen_expect(
        " 00:00 of 60  Working here\n"
        "────────────────────────────────────────────────────────────\n"
        " DOC1   page 12   1 extract   1 absent   judged: authentic…\n"
        " 1/1   1 of 2 covered   0 must-asks left   Opening\n"
        " 1   What is it like to work here?\n"
        "     must ask  covered  3 notes  topic 0 of 10 min\n"
        "     · 1 On a Monday?\n"
        "────────────────────────────────────────────────────────────\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " 00:00 extract     One team, one plan\n"
        " 00:00 comment\n"
        " 00:00 comment\n"
        "────────────────────────────────────────────────────────────\n"
        "       extract\n"
        " saved   00:00:00 comment; authenticity\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, screen_set_up, screen_tear_down)
        TEST(a_focus_group_and_its_seats),
        TEST(the_bar_has_room_for_all),
        TEST(an_observation_says_what_is_looked_at),
        TEST(a_document_says_where_one_is),
#undef TEST
    };
    return cmocka_run_group_tests_name("kinds", tests, NULL, NULL);
}
