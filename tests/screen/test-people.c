/* SPDX-License-Identifier: MIT */
/* People: found, added, described. */
#include "shelf.h"

#include "rir/home.h"
#include "rir/person.h"

static void add(const char *pseudonym, const char *role, const char *group)
{
    const char *values[PERSON_ATTRIBUTES] = {
        [PERSON_PSEUDONYM] = pseudonym, [PERSON_ROLE] = role, [PERSON_GROUP] = group};
    Id id;
    assert_int_equal(person_add(lab_store, values, &id, &lab_err), 0);
}

static void open_people(int rows, int columns)
{
    screen_open(rows, columns);
    home_open(screen_desk, lab_store, screen_settings); /* so that something lies below */
    screen_press("p");
}

static void they_are_listed_with_their_latest_session(void **state)
{
    (void)state;
    add("P10", "ward manager", "health");
    add("P2", "社区护士", "health");
    shelf_hold("P2", NULL, NULL);
    open_people(24, 80);
    screen_expect(
        " People                                                                       3\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " find\n"
        "\n"
        "▸session 1   P2   社区护士, health\n"
        " no session  P10  ward manager, health\n"
        " new         P11  the next free pseudonym\n"
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
        " Enter choose  Esc back   F1 keys\n");
    screen_resize(20, 60);
    screen_type("ward");
    screen_expect(
        " People                                              1 of 3\n"
        "────────────────────────────────────────────────────────────\n"
        " find  ward\n"
        "\n"
        "▸no session  P10  ward manager, health\n"
        " new participant  ward\n"
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
        " Enter choose  Esc back   F1 keys\n");
}

static void one_is_described(void **state)
{
    (void)state;
    add("P01", "nurse", "health");
    add("P02", "", "");
    open_people(24, 80);
    screen_type("P02");
    screen_press("Enter");
    screen_expect(
        " P02\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " pseudonym     P02\n"
        "▸relationship\n"
        " approach\n"
        " role\n"
        " level\n"
        " group\n"
        " organisation\n"
        " team\n"
        " place\n"
        " about\n"
        "\n"
        " to the researcher before the study: none, colleague, ...\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " Enter save  Tab next  Esc back   F1 keys\n");
    screen_press("Tab");
    screen_type("e-mail");
    screen_press("Tab");
    screen_type("nu");
    screen_expect(
        " P02\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " pseudonym     P02\n"
        " relationship\n"
        " approach      e-mail\n"
        "▸role          nu\n"
        " level\n"
        " group\n"
        " organisation\n"
        " team\n"
        " place\n"
        " about\n"
        "\n"
        " what they do, not so exactly that it names them\n"
        "   nurse\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " Enter save  Tab next  Esc back   F1 keys\n");
    screen_press("Down Enter");
    assert_true(screen_has("saved: P02"));
    assert_true(screen_has("People")); /* back in the list, for the next */
    assert_string_equal(lab_text("SELECT approach || role FROM people WHERE pseudonym = 'P02'"),
                        "e-mailnurse");
    screen_press("Esc");
    assert_true(screen_has("Locality evaluation"));
}

static void one_is_added(void **state)
{
    (void)state;
    add("P01", "nurse", "health");
    open_people(24, 80);
    screen_type("new");
    screen_press("Enter"); /* the next free pseudonym */
    screen_press("Enter");
    assert_true(screen_has("saved: P02"));
    screen_type("Anna-Miller");
    screen_press("Down Enter");
    screen_expect_row(0, " A new participant");
    assert_true(screen_has("Caution: that looks like a real name"));
    screen_press("Shift-Tab Tab Ctrl-u");
    screen_type("p01");
    screen_press("Enter");
    assert_true(screen_has("p01 is in this study already"));
    screen_press("Ctrl-u");
    screen_type("Nurse4");
    screen_press("Enter");
    assert_string_equal(
        lab_text("SELECT group_concat(pseudonym, ' ') FROM (SELECT pseudonym FROM people ORDER BY 1)"),
        "Nurse4 P01 P02");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, screen_set_up, screen_tear_down)
        TEST(they_are_listed_with_their_latest_session),
        TEST(one_is_described),
        TEST(one_is_added),
#undef TEST
    };
    return cmocka_run_group_tests_name("people", tests, NULL, NULL);
}
