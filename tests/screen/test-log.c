/* SPDX-License-Identifier: MIT */
/* The residency log from home, hours observed, jottings that wait and are written out. */
#include "shelf.h"

#include "rir/home.h"
#include "rir/observation.h"
#include "rir/person.h"
#include "rir/residency.h"

static const char guide[] = "---\ntitle: Observing a meeting\nkind: observation\nminutes: 60\n---\n\n# What "
                            "happens\n\n1. What is done? {#acts}\n";

static void add(const char *what, const char *date, const char *name, const char *with, const char *text)
{
    const char *values[RESIDENCY_MEMBERS] = {[RESIDENCY_WHAT] = what,
                                             [RESIDENCY_DATE] = date,
                                             [RESIDENCY_NAME] = name,
                                             [RESIDENCY_WITH] = with,
                                             [RESIDENCY_TEXT] = text};
    Id id;
    if (residency_add(lab_store, values, &id, &lab_err) != 0)
        fail_msg("%s", lab_err.text);
}

static void open_home(int rows, int columns)
{
    screen_open(rows, columns);
    home_open(screen_desk, lab_store, screen_settings);
    assert_true(screen_has("")); /* first it is painted, then it reads on */
    screen_work();
}

static void it_is_one_key_from_home(void **state)
{
    (void)state;
    add("meeting", "2026-04-02", "locality board", "chair", "budget put off");
    add("memo", "2026-03-31", NULL, NULL, "我累了 of the rota");
    add("term", NULL, "MDT", NULL, "the weekly meeting");
    open_home(24, 80);
    screen_press("l");
    screen_expect(" Residency log                                                                8\n"
                  "────────────────────────────────────────────────────────────────────────────────\n"
                  " find\n"
                  "\n"
                  "▸new         contact\n"
                  " new         meeting\n"
                  " new         memo\n"
                  " new         event\n"
                  " new         term\n"
                  " 2026-04-02  meeting  locality board, with chair: budget put off\n"
                  " 2026-03-31  memo     reflexive: 我累了 of the rota\n"
                  "             term     MDT: the weekly meeting\n"
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
    screen_type("board");
    screen_press("Enter");
    screen_expect(" L1, meeting\n"
                  "────────────────────────────────────────────────────────────\n"
                  "▸name     locality board\n"
                  " text     budget put off\n"
                  " date     2026-04-02\n"
                  " with     chair\n"
                  " hat\n"
                  " place\n"
                  " minutes\n"
                  "\n"
                  " what it is called\n"
                  "   MDT\n"
                  "   locality board\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  " Your own account: no names, never words of participants\n"
                  " Enter save  Tab next  Esc back   F1 keys\n");
}

static void a_contact_is_typed_at_once(void **state)
{
    (void)state;
    open_home(20, 60);
    screen_press("l");
    screen_type("asked about the rota");
    screen_press("Enter");
    screen_press("Enter");
    assert_int_equal(
        rows_find_number(lab_store, 0,
                         "SELECT count(*) FROM log WHERE what = 'contact' AND text = 'asked about the rota' "
                         "AND date IS NOT NULL",
                         ""),
        1);
}

/* A meeting with two jottings and a memo, held and summed up. */
static Id observe(void)
{
    SessionOpening opening = lab_opening(NULL, NULL);
    opening.guide_text = guide;
    opening.guide_size = strlen(guide);
    opening.guide_name = "meeting";
    opening.role = "complete-observer";
    lab_session = session_start(lab_store, &opening, &lab_err);
    if (lab_session == NULL)
        fail_msg("%s", lab_err.text);
    lab_pass(30 * LAB_MINUTE);
    lab_type("chair cuts short");
    lab_pass(60 * LAB_MINUTE);
    lab_type("long silence");
    lab_type(",m I took sides");
    Id session = shelf_end();
    shelf_sum_up(&session);
    return session;
}

static void home_counts_hours_and_jottings(void **state)
{
    (void)state;
    observe();
    open_home(24, 80);
    screen_expect(" Locality evaluation                                                  1 session\n"
                  "────────────────────────────────────────────────────────────────────────────────\n"
                  " To do\n"
                  "▸  expand       1  2 jottings to write out  Observing a meeting\n"
                  "\n"
                  " Sessions  1.5 hours observed\n"
                  "    1  today 10:00     90 min    3 notes  observation Observing a meeting\n"
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
                  "────────────────────────────────────────────────────────────────────────────────\n"
                  " Enter open  s start  r resume  l log  / search  p people  d documents   ? keys\n");
}

static void a_jotting_is_written_out_in_the_reader(void **state)
{
    (void)state;
    observe();
    open_home(20, 60);
    screen_press("Enter");
    screen_press("<");
    screen_press("f");
    screen_expect(" A jotting in full\n"
                  "────────────────────────────────────────────────────────────\n"
                  " What is done?\n"
                  " 30:00  observation  by Ada\n"
                  " chair cuts short\n"
                  "────────────────────────────────────────────────────────────\n"
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
                  " what it was in full; nothing: it is full as it stands\n"
                  " Enter save  Esc back   F1 keys\n");
    screen_type("The chair looked at the clock");
    screen_press("Enter");
    assert_true(screen_has("saved beside its jotting"));
    screen_press("End");
    screen_press("f");
    assert_false(screen_has("A jotting in full"));
    screen_press("Up");
    screen_press("f");
    screen_press("Enter");
    assert_true(screen_has("full as it stands"));
    Jottings jottings = {NULL, 0, 0, 0};
    assert_int_equal(jottings_read(lab_store, &jottings, &lab_err), 0);
    assert_int_equal(jottings.jottings, 0);
    jottings_free(&jottings);
    screen_press("z");
    assert_int_equal(jottings_read(lab_store, &jottings, &lab_err), 0);
    assert_int_equal(jottings.jottings, 1);
    jottings_free(&jottings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, screen_set_up, screen_tear_down)
        TEST(it_is_one_key_from_home),
        TEST(a_contact_is_typed_at_once),
        TEST(home_counts_hours_and_jottings),
        TEST(a_jotting_is_written_out_in_the_reader),
#undef TEST
    };
    return cmocka_run_group_tests_name("screen/log", tests, NULL, NULL);
}
