/* SPDX-License-Identifier: MIT */
/* Whose is what waits on home: consent, jottings, what was promised, maturity rounds; and the briefing. */
#include "shelf.h"

#include "rir/file.h"
#include "rir/home.h"
#include "rir/study.h"

static const char workshop[] =
    "---\ntitle: Where do we stand?\nkind: workshop\n---\n\n# Rate {#rate method=maturity "
    "matrix=trial}\n\n1. Why? {#why}\n";
static const char matrix[] = "---\ntitle: Trial\nkind: matrix\n---\n\n# Leading\n\n0. alone\n1. together\n";
static const char meeting[] =
    "---\ntitle: Observing a meeting\nkind: observation\n---\n\n# What happens\n\n1. What "
    "is done? {#acts}\n";

/* A session of the guide for a team, held: these lines, an hour each. */
static Id hold(const char *guide, const char *team, const char *const *lines)
{
    char path[192];
    SessionOpening opening =
        lab_opening(guide == workshop ? "P11" : NULL, guide == workshop ? "P12" : NULL, NULL);
    snprintf(path, sizeof path, "%s/trial.md", lab_folder);
    assert_int_equal(file_write(path, matrix, strlen(matrix), &lab_err), 0);
    opening.guide_text = guide;
    opening.guide_size = strlen(guide);
    opening.guide_name = "ours";
    snprintf(path, sizeof path, "%s/ours.md", lab_folder);
    opening.guide_path = path;
    opening.team = team;
    lab_session = session_start(lab_store, &opening, &lab_err);
    if (lab_session == NULL)
        fail_msg("%s", lab_err.text);
    for (; *lines != NULL; lines++) {
        lab_pass(LAB_HOUR);
        lab_type(*lines);
    }
    return shelf_end();
}

static void rate(const char *team)
{
    static const char *const lines[] = {"/next", "/rate : 1", "/rate : 0", "/reveal all", NULL};
    Id id = hold(workshop, team, lines);
    shelf_sum_up(&id);
}

static void hold_all(void)
{
    static const char *const seen[] = {"chair cuts short", "long silence", NULL};
    static const char *const promised[] = {
        "/next", "/rate : 1", "/reveal all", ",k who pays for the van", ",a book the room", NULL};
    lab_start_with("P07", NULL);
    lab_type("?who chairs the finance group");
    lab_type("/cover skipped no time");
    shelf_end(); /* without consent, without a summary */
    lab_pass(2 * LAB_DAY);
    Id id = hold(meeting, "Hub", seen);
    shelf_sum_up(&id);
    hold(workshop, "North", promised);
    lab_pass(LAB_DAY);
    rate("South");
    lab_pass(LAB_DAY);
    rate("South");
}

static void open_home(int rows, int columns)
{
    screen_open(rows, columns);
    home_open(screen_desk, lab_store, screen_settings);
    assert_true(screen_has(""));
    screen_work();
}

static void each_thing_to_do_says_whose_it_is(void **state)
{
    (void)state;
    hold_all();
    open_home(24, 80);
    screen_expect(" Locality evaluation                                5 sessions, 2 not summed up\n"
                  "────────────────────────────────────────────────────────────────────────────────\n"
                  " To do\n"
                  "▸  consent      1  not on record: part  P07  Working together\n"
                  "   summary      1  contact summary, 3 days late  P07  Working together\n"
                  "   summary      3  contact summary, 1 day late  North  Where do we stand?\n"
                  "   expand       2  2 jottings to write out  Hub  Observing a meeting\n"
                  "   promised     3  2 to return to or promised  North  Where do we stand?\n"
                  "   promised     1  1 to return to or promised  P07  Working together\n"
                  "   maturity        round 2, others are ahead  North  trial\n"
                  "\n"
                  " People  3 in all: p lists them\n"
                  "   P12       session 5, Fri 21:00\n"
                  "   P11       session 5, Fri 21:00\n"
                  "   P07       session 1, Mon 10:00\n"
                  "\n"
                  " Sessions  2.0 hours observed\n"
                  "    5  Fri 21:00      240 min    0 notes  workshop South  Where do we stand?\n"
                  "    4  Thu 17:00      240 min    0 notes  workshop South  Where do we stand?\n"
                  "    3  Wed 12:00      300 min    2 notes  workshop North  Where do we stand?\n"
                  "    2  Wed 10:00      120 min    2 notes  observation Hub  Observing a meeting\n"
                  "    1  Mon 10:00        0 min     1 note  P07  Working together\n"
                  "────────────────────────────────────────────────────────────────────────────────\n"
                  " Enter open  s start  r resume  l log  / search  p people  d documents   ? keys\n");
    screen_resize(20, 60);
    screen_expect(" Locality evaluation            5 sessions, 2 not summed up\n"
                  "────────────────────────────────────────────────────────────\n"
                  " To do\n"
                  "▸  consent      1  not on record: part  P07  Working toget…\n"
                  "   summary      1  contact summary, 3 days late  P07  Work…\n"
                  "   summary      3  contact summary, 1 day late  North  Whe…\n"
                  "   expand       2  2 jottings to write out  Hub  Observing…\n"
                  "   promised     3  2 to return to or promised  North  Wher…\n"
                  "   promised     1  1 to return to or promised  P07  Workin…\n"
                  "   maturity        round 2, others are ahead  North  trial\n"
                  "\n"
                  " Sessions  2.0 hours observed\n"
                  "    5  Fri 21:00      240 min  workshop South  Where do we…\n"
                  "    4  Thu 17:00      240 min  workshop South  Where do we…\n"
                  "    3  Wed 12:00      300 min  workshop North  Where do we…\n"
                  "    2  Wed 10:00      120 min  observation Hub  Observing …\n"
                  "    1  Mon 10:00        0 min  P07  Working together\n"
                  "\n"
                  "────────────────────────────────────────────────────────────\n"
                  " Enter open  s start  r resume  l log  / search   ? keys\n");
}

static void what_was_promised_waits_until_they_meet_again(void **state)
{
    (void)state;
    static const char *const again[] = {"/next", NULL};
    hold_all();
    open_home(24, 80);
    assert_true(screen_has("2 to return to or promised  North"));
    assert_true(screen_has("1 to return to or promised  P07"));
    screen_close();
    hold(workshop, " north ", again);
    open_home(24, 80);
    assert_false(screen_has("promised  North"));
    screen_close();
    Id interview = shelf_hold("P07", NULL, NULL);
    shelf_sum_up(&interview);
    open_home(24, 80);
    assert_false(screen_has("return to or promised"));
}

static void a_round_is_due_by_the_rule_of_the_study(void **state)
{
    (void)state;
    StudyChange change = STUDY_CHANGE_NONE;
    rate("North");
    lab_pass(20 * LAB_DAY);
    rate("South");
    lab_pass(LAB_DAY);
    open_home(20, 60);
    assert_false(screen_has("maturity")); /* both have had one */
    screen_close();
    change.round_months = 1;
    assert_int_equal(study_set(lab_store, &change, &lab_err), 0);
    open_home(20, 60);
    screen_expect_row(3, "▸  maturity        round 2 due 25 Jun  North  trial");
    screen_close();
    lab_pass(20 * LAB_DAY);
    open_home(20, 60);
    screen_expect_row(3, "▸  maturity        round 2 due, 10 days late  North  trial");
    screen_expect_row(4, "   maturity        round 2 due 14 Jul  South  trial");
    screen_close();
    rate("North");
    open_home(20, 60);
    screen_expect_row(3, "▸  maturity        round 2 due 14 Jul  South  trial");
    change.round_months = 0;
    screen_close();
    assert_int_equal(study_set(lab_store, &change, &lab_err), 0);
    open_home(20, 60);
    screen_expect_row(3, "▸  maturity        round 2, others are ahead  South  trial");
    assert_int_equal(study_set(lab_store, &change, &lab_err), -1); /* it is like that already */
}

static void the_briefing_is_read_and_written(void **state)
{
    (void)state;
    hold_all();
    open_home(24, 80);
    screen_press("Down Down Down Down B");
    screen_expect(" Before the next contact: North\n"
                  "────────────────────────────────────────────────────────────────────────────────\n"
                  " What earlier sessions left open, the latest first. For the team only.\n"
                  "\n"
                  " Session 3, workshop, 27 May 2026, North\n"
                  "\n"
                  " To return to, and promised\n"
                  "   action T1  book the room\n"
                  "   parked K1  who pays for the van\n"
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
                  " w write  Esc back   ? keys\n");
    screen_press("w");
    assert_true(screen_has("written to study-before-North.md"));
    screen_press("w");
    assert_true(screen_has("written to study-before-North-2.md"));
    screen_press("Esc Up Up Up B");
    screen_expect(" Before the next contact: P07\n"
                  "────────────────────────────────────────────────────────────────────────────────\n"
                  " What earlier sessions left open, the latest first. For the team only.\n"
                  "\n"
                  " Session 1, interview, 25 May 2026\n"
                  "\n"
                  " Left open\n"
                  "   What does integrated care mean here?\n"
                  "     must ask; not asked\n"
                  "   What has helped?\n"
                  "     not asked\n"
                  "   What gets in the way: money, rules, habits?\n"
                  "     must ask; not asked\n"
                  "   Who decides?\n"
                  "     must ask; not asked\n"
                  "   Anything I have not asked?\n"
                  "     not asked\n"
                  "\n"
                  " To return to, and promised\n"
                  "   follow-up  who chairs the finance group\n"
                  "\n"
                  "\n"
                  "\n"
                  " w write  Esc back   ? keys\n");
    screen_expect_mono("-bbbbbbbbbbbbbbbbbbbbbbbbbbbb\n"
                       "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
                       "\n"
                       "\n"
                       "-bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\n"
                       "\n"
                       "-bbbbbbbbb\n"
                       "\n"
                       "-----ddddddddddddddddddd\n"
                       "\n"
                       "-----ddddddddd\n"
                       "\n"
                       "-----ddddddddddddddddddd\n"
                       "\n"
                       "-----ddddddddddddddddddd\n"
                       "\n"
                       "-----ddddddddd\n"
                       "\n"
                       "-bbbbbbbbbbbbbbbbbbbbbbbbbb\n"
                       "---bbbbbbbbb\n"
                       "\n"
                       "\n"
                       "\n"
                       "-dddddddddddddddddddddddddd\n");
    screen_resize(20, 60);
    screen_press("PgDn");
    screen_expect(" Before the next contact: P07\n"
                  "────────────────────────────────────────────────────────────\n"
                  " What earlier sessions left open, the latest first. For the\n"
                  " team only.\n"
                  "\n"
                  " Session 1, interview, 25 May 2026\n"
                  "\n"
                  " Left open\n"
                  "   What does integrated care mean here?\n"
                  "     must ask; not asked\n"
                  "   What has helped?\n"
                  "     not asked\n"
                  "   What gets in the way: money, rules, habits?\n"
                  "     must ask; not asked\n"
                  "   Who decides?\n"
                  "     must ask; not asked\n"
                  "   Anything I have not asked?\n"
                  "     not asked                                             ↓\n"
                  "\n"
                  " w write  Esc back   ? keys\n");
    screen_press("End");
    screen_expect_row(-3, "   follow-up  who chairs the finance group");
    screen_press("Home Down");
    screen_expect_row(2, " team only.                                                ↑");
    screen_press("w");
    assert_true(screen_has("written to study-before-P07.md"));
    screen_press("q End B"); /* the oldest session, of the same person */
    screen_expect_row(0, " Before the next contact: P07");
    screen_press("q");
    screen_resize(24, 80);
    assert_true(lab_files_have("# Before the next contact: North"));
}

static void where_nothing_was_held_there_is_no_briefing(void **state)
{
    (void)state;
    open_home(20, 60);
    screen_press("B");
    assert_true(screen_has("Put the cursor on a session or a person"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, screen_set_up, screen_tear_down)
        TEST(each_thing_to_do_says_whose_it_is),
        TEST(what_was_promised_waits_until_they_meet_again),
        TEST(a_round_is_due_by_the_rule_of_the_study),
        TEST(the_briefing_is_read_and_written),
        TEST(where_nothing_was_held_there_is_no_briefing),
#undef TEST
    };
    return cmocka_run_group_tests_name("waiting", tests, NULL, NULL);
}
