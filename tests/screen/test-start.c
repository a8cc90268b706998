/* SPDX-License-Identifier: MIT */
/* The form that starts a session. */
#include "shelf.h"

#include <sys/stat.h>

#include "rir/document.h"
#include "rir/file.h"
#include "rir/home.h"
#include "rir/rows.h"

/* --- guides beside the study, and one that came with rir */

static void write_guide(const char *name, const char *text)
{
    char path[192];
    snprintf(path, sizeof path, "%s/%s", lab_folder, name);
    assert_int_equal(file_write(path, text, strlen(text), &lab_err), 0);
}

static void write_guides(void)
{
    char path[192];
    snprintf(path, sizeof path, "%s/share", lab_folder);
    mkdir(path, 0700);
    setenv("RIR_SHARE", path, 1);
    snprintf(path, sizeof path, "%s/share/guides", lab_folder);
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/share/guides/interviews", lab_folder);
    mkdir(path, 0700);
    write_guide("share/guides/interviews/strategic-leaders.md",
                "---\ntitle: Strategic leaders\nkind: interview\nminutes: 60\n---\n# Role\n1. What do you "
                "do? {#role}\n");
    write_guide("working-together.md", lab_guide);
    write_guide("ward-round.md", "---\ntitle: Ward round\nkind: observation\n---\n# Morning\n");
    write_guide("notes.md", "# Not a guide\nSome Markdown.\n");
    write_guide("broken.md",
                "---\ntitle: Broken\nkind: interview\nminutes: many\n---\n# Role\n1. What do you do?\n");
}

static int set_up(void **state)
{
    int result = screen_set_up(state);
    write_guides();
    return result;
}

static int tear_down(void **state)
{
    unsetenv("RIR_SHARE");
    return screen_tear_down(state);
}

static void open_form(int rows, int columns)
{
    screen_open(rows, columns);
    start_open(screen_desk, lab_store, screen_settings);
    screen_work();
}

/* --- how it looks */

static void it_offers_what_there_is(void **state)
{
    (void)state;
    open_form(24, 80);
    screen_expect(
        " Start a session\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "▸guide      working-together\n"
        " people     P01\n"
        " mode       face-to-face\n"
        " setting\n"
        " others\n"
        " rehearsal  no\n"
        " held on\n"
        "\n"
        " type some of it; own guides are .md files beside the study\n"
        "   ward-round  observation  Ward round\n"
        " ▸ working-together  60 min  Working together\n"
        "   strategic-leaders  60 min  Strategic leaders\n"
        "   broken  broken.md:4:10: \"many\" is no number of minutes: write a whole numbe…\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " Enter begins session 1 with P01 (new): Working together\n"
        "\n"
        " Enter begin  Tab next  Esc back   F1 keys\n");
    screen_expect_mono(
        "-bbbbbbbbbbbbbbb\n"
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "bbbbbb------rrrrrrrrrrrrrrrr\n"
        "-dddddd\n"
        "-dddd\n"
        "-ddddddd\n"
        "-dddddd\n"
        "-ddddddddd\n"
        "-ddddddd\n"
        "\n"
        "-dddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "\n"
        "-b-rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr\n"
        "\n"
        "---bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "\n"
        "\n"
        "-ddddddddddddddddddddddddddddddddddddddddd\n");
    screen_resize(20, 60);
    screen_expect(
        " Start a session\n"
        "────────────────────────────────────────────────────────────\n"
        "▸guide      working-together\n"
        " people     P01\n"
        " mode       face-to-face\n"
        " setting\n"
        " others\n"
        " rehearsal  no\n"
        " held on\n"
        "\n"
        " type some of it; own guides are .md files beside the study\n"
        "   ward-round  observation  Ward round\n"
        " ▸ working-together  60 min  Working together\n"
        "   strategic-leaders  60 min  Strategic leaders\n"
        "   broken  broken.md:4:10: \"many\" is no number of minutes:…\n"
        "\n"
        "────────────────────────────────────────────────────────────\n"
        " Enter begins session 1 with P01 (new): Working together\n"
        "\n"
        " Enter begin  Tab next  Esc back   F1 keys\n");
    screen_set_ascii(true);
    screen_expect(
        " Start a session\n"
        "------------------------------------------------------------\n"
        ">guide      working-together\n"
        " people     P01\n"
        " mode       face-to-face\n"
        " setting\n"
        " others\n"
        " rehearsal  no\n"
        " held on\n"
        "\n"
        " type some of it; own guides are .md files beside the study\n"
        "   ward-round  observation  Ward round\n"
        " > working-together  60 min  Working together\n"
        "   strategic-leaders  60 min  Strategic leaders\n"
        "   broken  broken.md:4:10: \"many\" is no number of minutes:~\n"
        "\n"
        "------------------------------------------------------------\n"
        " Enter begins session 1 with P01 (new): Working together\n"
        "\n"
        " Enter begin  Tab next  Esc back   F1 keys\n");
    screen_resize(40, 120);
    screen_set_ascii(false);
    screen_expect(
        " Start a session\n"
        "────────────────────────────────────────────────────────────────────────────────────────────────────"
        "────────────────────\n"
        "▸guide      working-together\n"
        " people     P01\n"
        " mode       face-to-face\n"
        " setting\n"
        " others\n"
        " rehearsal  no\n"
        " held on\n"
        "\n"
        " type some of it; own guides are .md files beside the study\n"
        "   ward-round  observation  Ward round\n"
        " ▸ working-together  60 min  Working together\n"
        "   strategic-leaders  60 min  Strategic leaders\n"
        "   broken  broken.md:4:10: \"many\" is no number of minutes: write a whole number from 1 to 1440, "
        "as in minutes: 60\n"
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
        "────────────────────────────────────────────────────────────────────────────────────────────────────"
        "────────────────────\n"
        " Enter begins session 1 with P01 (new): Working together\n"
        "\n"
        " Enter begin  Tab next  Esc back   F1 keys\n");
}

static void it_says_what_is_wrong_with_a_guide(void **state)
{
    (void)state;
    open_form(24, 80);
    screen_type("brok");
    screen_expect(
        " Start a session\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "▸guide      brok\n"
        " people     P01\n"
        " mode       face-to-face\n"
        " setting\n"
        " others\n"
        " rehearsal  no\n"
        " held on\n"
        "\n"
        " type some of it; own guides are .md files beside the study\n"
        " ▸ broken  broken.md:4:10: \"many\" is no number of minutes: write a whole numbe…\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " This guide has a mistake: broken.md:4:10: \"many\" is no number of minutes:\n"
        " write a whole number from 1 to 1440, as in minutes: 60\n"
        " Enter begin  Tab next  Esc back   F1 keys\n");
    screen_press("Enter");
    assert_true(screen_has("Start a session")); /* nothing was started */
    screen_press("Tab");
    assert_int_equal(lab_number("SELECT count(*) FROM sessions"), 0);
    screen_press("Ctrl-u");
    screen_type("nothing like it");
    screen_expect_row(-3, " No guide has these words");
}

static void without_a_guide_it_says_what_to_do(void **state)
{
    (void)state;
    char path[192];
    unsetenv("RIR_SHARE");
    setenv("RIR_SHARE", "/nowhere", 1);
    snprintf(path, sizeof path, "%s/working-together.md", lab_folder);
    remove(path);
    snprintf(path, sizeof path, "%s/ward-round.md", lab_folder);
    remove(path);
    snprintf(path, sizeof path, "%s/broken.md", lab_folder);
    remove(path);
    open_form(20, 60);
    screen_press("Enter");
    assert_true(screen_has("There is no guide"));
}

/* --- starting */

static void one_enter_starts_with_what_was_said_last(void **state)
{
    (void)state;
    open_form(24, 80);
    screen_press("Enter");
    assert_true(screen_has("Working together"));
    screen_work();
    assert_string_equal(lab_text("SELECT people || guide || mode || state FROM sessions"),
                        "P01working-togetherface-to-faceopen");
    screen_enter("/end");
    assert_true(screen_has("Contact summary  1"));
    screen_press("Esc");
    screen_close();
    open_form(24, 80);
    screen_expect_row(-3, " Enter begins session 2 with P02 (new): Working together");
    screen_press("Tab");
    screen_type("phone");
    screen_press("Tab");
    screen_type("his office");
    screen_press("Enter");
    screen_enter("/end");
    screen_close();
    open_form(24, 80);
    screen_expect_row(4, " mode       phone");
    screen_expect_row(5, " setting    his office");
    screen_press("Enter");
    screen_work();
    assert_string_equal(lab_text("SELECT people || mode || setting FROM sessions WHERE number = 3"),
                        "P03phonehis office");
}

static void the_next_is_who_waits_for_an_interview(void **state)
{
    (void)state;
    shelf_hold("P01", NULL, NULL);
    lab_add_person("P07");
    open_form(24, 80);
    screen_expect_row(3, "▸people     P07");
    screen_expect_row(-3, " Enter begins session 2 with P07: Working together");
}

static void people_are_found_as_they_are_typed(void **state)
{
    (void)state;
    lab_add_person("P07");
    lab_add_person("P12");
    open_form(24, 80);
    screen_press("Tab");
    screen_type("P1");
    screen_expect(
        " Start a session\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " guide      working-together\n"
        "▸people     P1\n"
        " mode       face-to-face\n"
        " setting\n"
        " others\n"
        " rehearsal  no\n"
        " held on\n"
        "\n"
        " pseudonyms in seat order; one that is unknown is added\n"
        "   P12\n"
        "   P1  new in this study\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " Enter begins session 1 with P1 (new): Working together\n"
        "\n"
        " Enter begin  Tab next  Esc back   F1 keys\n");
    screen_press("Down Tab Shift-Tab");
    screen_type(" n2");
    screen_expect_row(-3, " Enter begins session 1 with P12, n2 (new): Working together");
    screen_press("Enter");
    screen_work();
    assert_string_equal(lab_text("SELECT people FROM sessions"), "P12 n2");
}

static void a_name_is_cautioned_and_not_refused(void **state)
{
    (void)state;
    open_form(24, 80);
    screen_press("Tab");
    screen_type("Anna-Miller");
    assert_true(screen_has("Caution: that looks like a real name"));
    screen_press("Enter");
    screen_work();
    assert_string_equal(lab_text("SELECT people FROM sessions"), "Anna-Miller");
}

static void what_cannot_be_a_pseudonym_is_refused(void **state)
{
    (void)state;
    open_form(24, 80);
    screen_press("Tab Ctrl-u");
    screen_press("Enter");
    assert_true(screen_has("say who takes part"));
    screen_type("12");
    screen_press("Enter");
    assert_true(screen_has("a pseudonym needs a letter"));
    assert_int_equal(lab_number("SELECT count(*) FROM session"), 0);
}

static void a_guide_is_found_by_the_start_of_a_word(void **state)
{
    (void)state;
    write_guide("demonstration.md",
                "---\ntitle: A demonstration\nkind: interview\n---\n# Role\n1. What? {#w}\n");
    open_form(24, 80);
    screen_type("stra");
    screen_press("Tab");
    screen_expect_row(2, " guide      strategic-leaders");
}

static void a_rehearsal_is_said_to_be_one(void **state)
{
    (void)state;
    open_form(24, 80);
    screen_press("Tab Tab Tab Tab Tab");
    screen_type("y");
    screen_expect_row(-3, " Enter begins a rehearsal with P01 (new): Working together");
    screen_press("Enter");
    screen_enter("only trying");
    screen_enter("/end");
    assert_int_equal(lab_number("SELECT count(*) FROM sessions"), 0);
    assert_true(screen_has("only trying")); /* it is read, and there is no summary to write */
    assert_true(screen_has("rehearsal"));
}

static void paper_is_entered_for_its_day(void **state)
{
    (void)state;
    open_form(24, 80);
    screen_press("Shift-Tab");
    screen_type("yesterday");
    screen_press("Enter");
    assert_true(screen_has("the day is written 2026-11-21"));
    screen_press("Ctrl-u");
    screen_type("2026-05-20 14:30");
    screen_press("Enter");
    screen_enter("[14:40] she was late");
    screen_enter("/end");
    assert_string_equal(lab_text("SELECT started || paper FROM sessions"), "2026-05-20T14:30:00.000Z1");
    screen_press("Esc");
    screen_close();
    screen_open(24, 80);
    home_open(screen_desk, lab_store, screen_settings);
    assert_true(screen_has("Wed 14:30"));
    screen_press("End Enter");
    assert_true(screen_has("14:40 paraphrase     she was late"));
}

/* To a workshop people come as they come; whose it is, and who is late, is asked there only. */
static void a_workshop_asks_for_its_team(void **state)
{
    (void)state;
    write_guide("half-day.md", "---\ntitle: Half day\nkind: workshop\n---\n# Welcome {method=welcome}\n");
    open_form(24, 80);
    assert_false(screen_has(" team"));
    screen_type("half");
    screen_expect_row(3, " people");
    screen_expect_row(4, " late");
    screen_expect_row(5, " team");
    screen_expect_row(-3, " Enter begins session 1: Half day");
    screen_press("Tab");
    screen_type("P01 P02");
    screen_press("Tab");
    screen_type("P03");
    screen_press("Tab");
    screen_type("North");
    screen_press("Enter");
    assert_true(screen_has("2 of 3 here  North  Half day"));
    screen_work();
    assert_string_equal(lab_text("SELECT people || '|' || team FROM sessions"), "P01 P02|North");
}

/* Votes and ratings are told by stakeholder group: the form takes them in one line. */
static void a_workshop_asks_for_groups(void **state)
{
    (void)state;
    write_guide("half-day.md", "---\ntitle: Half day\nkind: workshop\n---\n# Welcome {method=welcome}\n");
    open_form(24, 80);
    screen_type("half");
    screen_press("Tab");
    screen_type("P01 P02");
    screen_press("Tab Tab Tab");
    screen_type("health: P01, P03; social");
    screen_expect(" Start a session\n"
                  "────────────────────────────────────────────────────────────────────────────────\n"
                  " guide      half-day\n"
                  " people     P01 P02\n"
                  " late\n"
                  " team\n"
                  "▸groups     health: P01, P03; social\n"
                  " mode       face-to-face\n"
                  " setting\n"
                  " others\n"
                  " rehearsal  no\n"
                  " held on\n"
                  "\n"
                  " stakeholder groups: health: P01 P02; social care: P03\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "────────────────────────────────────────────────────────────────────────────────\n"
                  " Enter begins session 1 with P01 (new), P02 (new), P03 (new): Half day\n"
                  "\n"
                  " Enter begin  Tab next  Esc back   F1 keys\n");
    screen_press("Enter");
    assert_true(screen_has("groups are written health: P01 P02; social care: P03"));
    screen_type(" care: p02 P01");
    screen_press("Enter");
    assert_true(screen_has("P01 stands in two groups: health and social care"));
    assert_int_equal(lab_number("SELECT count(*) FROM person"), 0);
    screen_press("Backspace Backspace Backspace Backspace Enter");
    assert_true(screen_has("3 here  Half day"));
    screen_work();
    assert_string_equal(lab_text("SELECT people FROM sessions"), "P01 P02 P03");
    assert_string_equal(lab_text("SELECT group_concat(pseudonym || ' ' || \"group\", ', ') FROM people"),
                        "P01 health, P02 social care, P03 health");
    screen_enter("/end");
    screen_press("Esc");
    screen_close();
    open_form(20, 60);
    screen_press("Tab Tab Tab");
    screen_type("health: P04; s");
    screen_expect(" Start a session\n"
                  "────────────────────────────────────────────────────────────\n"
                  " guide      half-day\n"
                  " people\n"
                  " late\n"
                  " team\n"
                  "▸groups     health: P04; s\n"
                  " mode       face-to-face\n"
                  " setting\n"
                  " others\n"
                  " rehearsal  no\n"
                  " held on\n"
                  "\n"
                  " stakeholder groups: health: P01 P02; social care: P03\n"
                  "   health: P04; social care:\n"
                  "\n"
                  "────────────────────────────────────────────────────────────\n"
                  " Enter begins session 2 with P04 (new): Half day\n"
                  "\n"
                  " Enter begin  Tab next  Esc back   F1 keys\n");
}

/* --- what the other kinds are asked for */

static void an_observation_asks_for_the_observers_part(void **state)
{
    (void)state;
    open_form(24, 80);
    assert_false(screen_has(" role "));
    screen_type("ward");
    screen_press("Tab Tab Tab Tab");
    screen_expect(" Start a session\n"
                  "────────────────────────────────────────────────────────────────────────────────\n"
                  " guide      ward-round\n"
                  " people\n"
                  " late\n"
                  " team\n"
                  "▸role\n"
                  " mode       face-to-face\n"
                  " setting\n"
                  " others\n"
                  " rehearsal  no\n"
                  " held on\n"
                  "\n"
                  " your part in what you observe; it may change on the way\n"
                  "   complete-participant  one of them, who takes part in all of it\n"
                  "   participant-as-observer  takes part, and is known to observe\n"
                  "   observer-as-participant  observes, and takes part now and then\n"
                  "   complete-observer  only observes\n"
                  "\n"
                  "\n"
                  "────────────────────────────────────────────────────────────────────────────────\n"
                  " Enter begins session 1: Ward round\n"
                  "\n"
                  " Enter begin  Tab next  Esc back   F1 keys\n");
    screen_type("compl obs");
    screen_expect_row(6, "▸role       compl obs");
    screen_press("Enter");
    screen_work();
    assert_string_equal(lab_text("SELECT value FROM moment WHERE kind = 'role'"), "complete-observer");
    screen_enter("/end");
    screen_press("Esc");
    screen_close();
    open_form(20, 60);
    screen_expect(" Start a session\n"
                  "────────────────────────────────────────────────────────────\n"
                  " guide      ward-round\n"
                  "▸people\n"
                  " late\n"
                  " team\n"
                  " role       complete-observer\n"
                  " mode       face-to-face\n"
                  " setting\n"
                  " others\n"
                  " rehearsal  no\n"
                  " held on\n"
                  "\n"
                  " pseudonyms in seat order; one that is unknown is added\n"
                  "\n"
                  "\n"
                  "────────────────────────────────────────────────────────────\n"
                  " Enter begins session 2: Ward round\n"
                  "\n"
                  " Enter begin  Tab next  Esc back   F1 keys\n");
}

static void a_document_guide_asks_for_the_document(void **state)
{
    (void)state;
    write_guide("analysis.md", "---\ntitle: Analysis\nkind: document\n---\n# Extract\n1. What? {#w}\n");
    static const char *const titles[] = {"Locality strategy", "Minutes of the board"};
    for (size_t i = 0; i < 2; i++) {
        const char *values[DOCUMENT_MEMBERS] = {[DOCUMENT_TITLE] = titles[i]};
        Id id;
        assert_int_equal(document_add(lab_store, values, &id, &lab_err), 0);
    }
    open_form(24, 80);
    screen_type("analy");
    screen_press("Tab");
    screen_type("board");
    screen_expect(" Start a session\n"
                  "────────────────────────────────────────────────────────────────────────────────\n"
                  " guide      analysis\n"
                  "▸document   board\n"
                  " rehearsal  no\n"
                  " held on\n"
                  "\n"
                  " which one is read; type some of it\n"
                  " ▸ DOC2  Minutes of the board\n"
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
                  " Enter begins session 1 with DOC2: Analysis\n"
                  "\n"
                  " Enter begin  Tab next  Esc back   F1 keys\n");
    screen_press("Enter");
    screen_work();
    screen_enter("Item three");
    assert_string_equal(lab_text("SELECT document FROM extracts"), "DOC2");
    assert_int_equal(lab_number("SELECT mode IS NULL AND setting IS NULL AND people IS NULL FROM sessions"),
                     1);
}

/* Nobody is added to the study for a session that does not begin. */
static void too_many_people_are_refused_before_any_is_added(void **state)
{
    (void)state;
    Str words = STR_EMPTY;
    for (int i = 0; i <= SESSION_PEOPLE_MOST; i++)
        str_add_format(&words, " Q%03d", i);
    open_form(24, 80);
    screen_press("Tab Ctrl-u");
    screen_paste(str_text(&words));
    screen_press("Enter");
    assert_true(screen_has("more than 256 participants are too many for one session"));
    assert_int_equal(lab_number("SELECT count(*) FROM person"), 0);
    screen_press("Ctrl-u");
    screen_type("P01 @p01 P*2");
    screen_press("Enter");
    assert_true(screen_has("cannot be a pseudonym"));
    assert_int_equal(lab_number("SELECT count(*) FROM person"), 0);
    str_free(&words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        TEST(it_offers_what_there_is),
        TEST(it_says_what_is_wrong_with_a_guide),
        TEST(without_a_guide_it_says_what_to_do),
        TEST(one_enter_starts_with_what_was_said_last),
        TEST(the_next_is_who_waits_for_an_interview),
        TEST(people_are_found_as_they_are_typed),
        TEST(a_name_is_cautioned_and_not_refused),
        TEST(what_cannot_be_a_pseudonym_is_refused),
        TEST(a_guide_is_found_by_the_start_of_a_word),
        TEST(a_rehearsal_is_said_to_be_one),
        TEST(paper_is_entered_for_its_day),
        TEST(a_workshop_asks_for_its_team),
        TEST(a_workshop_asks_for_groups),
        TEST(an_observation_asks_for_the_observers_part),
        TEST(a_document_guide_asks_for_the_document),
        TEST(too_many_people_are_refused_before_any_is_added),
#undef TEST
    };
    return cmocka_run_group_tests_name("start", tests, NULL, NULL);
}
