/* SPDX-License-Identifier: MIT */
/* The facilitator's screen of a workshop, activity by activity. */
#include "screen.h"

#include <stdio.h>

#include "rir/capture.h"

static const char guide[] = "---\n"
                            "title: Recommendations\n"
                            "kind: workshop\n"
                            "minutes: 90\n"
                            "tables: 2\n"
                            "consent:\n"
                            "  - id: part\n"
                            "    text: Agrees to take part\n"
                            "    required: true\n"
                            "---\n"
                            "# Welcome {method=welcome minutes=5}\n\n"
                            "Thank you for coming.\n\n"
                            "# Ideas {method=silent-generation minutes=10}\n\n"
                            "# Round robin {method=round-robin minutes=20}\n\n"
                            "One idea each in turn, in their words, no discussion. Pass is fine.\n\n"
                            "# Clarify and merge {method=clarify minutes=10}\n\n"
                            "# Sort {method=affinity minutes=10}\n\n"
                            "# Alone to all {method=1-2-4-all minutes=12}\n\n"
                            "# What to do {method=recommendations minutes=13}\n\n"
                            "# Close {method=plenary minutes=10}\n\n"
                            "1. What was not said? {#unsaid .must}\n";

static SessionOpening find_opening(void)
{
    SessionOpening opening = lab_opening("P01", "P02", "P03", "P04", "P05", "P06", NULL);
    opening.guide_text = guide;
    opening.guide_size = strlen(guide);
    opening.guide_name = "recommendations";
    opening.team = "North";
    return opening;
}

static void show(int rows, int columns)
{
    Session *session = lab_session;
    lab_session = NULL; /* the screen closes it */
    screen_open(rows, columns);
    capture_open(screen_desk, session, screen_settings, NULL);
    screen_work();
}

/* Six people at the activity `go` (NULL: the first), after consent. */
static void begin(int rows, int columns, const char *go)
{
    SessionOpening opening = find_opening();
    lab_session = session_start(lab_store, &opening, &lab_err);
    if (lab_session == NULL)
        fail_msg("%s", lab_err.text);
    session_settle(lab_session, &lab_err);
    lab_type("/consent all part yes paper");
    if (go != NULL)
        lab_type(go);
    show(rows, columns);
}

static void put_ideas(void)
{
    screen_enter("One triage desk for the whole locality");
    screen_enter("Team leads from both employers");
    screen_enter("Stop changing the forms every quarter");
    screen_enter("Joint induction for new staff");
}

/* --- what it looks like */

static void one_idea_a_turn(void **state)
{
    (void)state;
    begin(24, 80, "/go robin");
    put_ideas();
    screen_press("Alt-w");
    screen_pass(6 * LAB_MINUTE + 10 * LAB_SECOND);
    screen_enter("/depart P06");
    screen_enter("Shared electronic record view @1");
    screen_pass(5 * LAB_SECOND);
    screen_expect(
        " 06:15 of 90   5 of 6 here  North  Recommendations\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " NOW   13:45 left  Round robin                NEXT  10 min  Clarify and merge\n"
        " read out: One idea each in turn, in their words, no discussion. Pass is fine.\n"
        " turn: seat 2   next: seat 3\n"
        "── Alt: w turn ────────────────────────────────────────────────────── 5 ideas ──\n"
        " A  One triage desk for the whole locality\n"
        " B  Team leads from both employers\n"
        " C  Stop changing the forms every quarter\n"
        " D  Joint induction for new staff\n"
        " E  Shared electronic record view\n"
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
        "       idea\n"
        " saved    Alt: n next  p back  g go to  w turn  + more  h heard   F1 keys\n");
    screen_expect_mono(
        "-bbbbbbbbbbb---bbbbbbbbbbb--bbbbb\n"
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "-ddd---bbbbbbbbbb--bbbbbbbbbbb----------------dddd--dddddd--ddddddddddddddddd\n"
        "\n"
        "\n"
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "-b\n"
        "-b\n"
        "-b\n"
        "-b\n"
        "-b\n"
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
        "----------ddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n");
    screen_resize(20, 60);
    screen_expect(
        " 06:15 of 90   5 of 6 here  North  Recommendations\n"
        "────────────────────────────────────────────────────────────\n"
        " NOW   13:45 left  Round robin    NEXT  10 min  Clarify an…\n"
        " read out: One idea each in turn, in their words, no\n"
        " discussion. Pass is fine.\n"
        " turn: seat 2   next: seat 3\n"
        "── Alt: w turn ────────────────────────────────── 5 ideas ──\n"
        " A  One triage desk for the whole locality\n"
        " B  Team leads from both employers\n"
        " C  Stop changing the forms every quarter\n"
        " D  Joint induction for new staff\n"
        " E  Shared electronic record view\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────\n"
        "       idea\n"
        " saved    Alt: n next  p back  g go to  w turn   F1 keys\n");
}

static void what_needs_no_names_has_none(void **state)
{
    (void)state;
    begin(24, 80, "/go robin");
    screen_enter("An idea @2");
    screen_press("Alt-w");
    for (int seat = 1; seat <= 6; seat++) {
        char name[16];
        snprintf(name, sizeof name, "P0%d", seat);
        assert_false(screen_has(name));
    }
    assert_true(screen_has("turn: seat 4   next: seat 5"));
}

static void who_does_not_take_part_is_not_told(void **state)
{
    (void)state;
    begin(24, 80, "/go ideas");
    screen_enter("/consent @2 part no");
    screen_enter("An idea of theirs @2");
    assert_int_equal(lab_number("SELECT count(*) FROM note"), 1);
    assert_int_equal(lab_number("SELECT count(*) FROM notes"), 0);
    assert_false(screen_has("left out"));
    assert_false(screen_has("take part"));
}

/* What only the facilitator should see. */
static void not_yet_heard_folds_away(void **state)
{
    (void)state;
    begin(24, 80, "/go robin");
    screen_enter("An idea @2");
    screen_press("Alt-h");
    assert_true(screen_has("not yet heard"));
    screen_pass(4 * LAB_SECOND);
    assert_true(screen_has("not yet heard"));
    screen_pass(2 * LAB_SECOND);
    screen_expect_row(-1, " saved    Alt: n next  p back  g go to  w turn  + more  h heard   F1 keys");
}

static void silence_and_the_time_left(void **state)
{
    (void)state;
    begin(24, 80, "/go ideas");
    screen_pass(90 * LAB_SECOND);
    screen_expect(
        " 01:30 of 90   6 here  North  Recommendations\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " NOW   08:30 left  Ideas                      NEXT  20 min  Round robin\n"
        " read out: Please write down your own ideas, a few words each, in silence. Do\n"
        " not talk to each other yet: we want everybody's ideas before anybody's opinion\n"
        " of them.\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "\n"
        "                    ██████  ██████      ██████  ██████\n"
        "                    ██  ██  ██  ██  ██      ██  ██  ██\n"
        "                    ██  ██  ██████        ████  ██  ██\n"
        "                    ██  ██  ██  ██  ██      ██  ██  ██\n"
        "                    ██████  ██████      ██████  ██████\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "       idea\n"
        " saved    Alt: n next  p back  g go to  w turn  + more  h heard   F1 keys\n");
    screen_resize(20, 60);
    screen_expect(
        " 01:30 of 90   6 here  North  Recommendations\n"
        "────────────────────────────────────────────────────────────\n"
        " NOW   08:30 left  Ideas          NEXT  20 min  Round robin\n"
        " read out: Please write down your own ideas, a few words\n"
        " each, in silence. Do not talk to each other yet: we want\n"
        " everybody's ideas before anybody's opinion of them.\n"
        "────────────────────────────────────────────────────────────\n"
        "\n"
        "               ██████  ██████      ██████  ██████\n"
        "               ██  ██  ██  ██  ██      ██  ██  ██\n"
        "               ██  ██  ██████        ████  ██  ██\n"
        "               ██  ██  ██  ██  ██      ██  ██  ██\n"
        "               ██████  ██████      ██████  ██████\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────\n"
        "       idea\n"
        " saved    Alt: n next  p back  g go to  w turn   F1 keys\n");
}

/* In words, and only when the time comes; more time takes it back. */
static void five_minutes_and_one_are_said(void **state)
{
    (void)state;
    begin(24, 80, "/go ideas");
    screen_pass(5 * LAB_MINUTE - LAB_SECOND);
    assert_false(screen_has("minutes left"));
    screen_pass(LAB_SECOND);
    screen_expect_row(-3, "── 5 minutes left: Alt-+ gives 5 more ──────────────────────────────────────────");
    screen_press("Alt-+");
    assert_false(screen_has("5 minutes left"));
    screen_expect_row(2, " NOW   10:00 left  Ideas                      NEXT  20 min  Round robin");
    screen_pass(9 * LAB_MINUTE);
    screen_expect_row(-3, "── 1 minute left: Alt-+ gives 5 more ───────────────────────────────────────────");
    screen_pass(100 * LAB_SECOND);
    screen_expect_row(-3, "── over time: Alt-+ gives 5 more ───────────────────────────────────────────────");
    screen_expect_row(2, " NOW   00:40 over  Ideas                      NEXT  20 min  Round robin");
}

/* Without a clock it sleeps until the cue. */
static void without_a_clock_it_wakes_for_the_cue_only(void **state)
{
    (void)state;
    settings_set(screen_settings, "clock", "no", &lab_err);
    begin(24, 80, "/go ideas");
    screen_expect_row(2, " NOW   10 min left Ideas                      NEXT  20 min  Round robin");
    screen_pass(6 * LAB_SECOND); /* what was said folds away */
    assert_int_equal(screen_pass(4 * LAB_MINUTE), 0);
    assert_int_equal(screen_pass(2 * LAB_MINUTE), 1);
    assert_true(screen_has("5 minutes left"));
    assert_int_equal(screen_pass(2 * LAB_MINUTE), 0);
    assert_int_equal(screen_pass(10 * LAB_MINUTE), 2); /* one minute left, over time */
    assert_true(screen_has("over time"));
}

static void time_is_taken_from_a_later_activity(void **state)
{
    (void)state;
    begin(24, 80, "/go ideas");
    screen_press("Alt--");
    assert_true(screen_has("Take five minutes from"));
    screen_type("clar");
    screen_press("Enter");
    screen_expect_row(2, " NOW   15:00 left  Ideas                      NEXT  20 min  Round robin");
    screen_press("Alt-n Alt-n");
    screen_expect_row(2, " NOW   05:00 left  Clarify and merge          NEXT  10 min  Sort");
    screen_press("Alt-X");
    screen_type("sort");
    screen_press("Enter");
    screen_expect_row(2, " NOW   05:00 left  Clarify and merge          NEXT  12 min  Alone to all");
    screen_press("Alt-z Alt-z Alt-z Alt-z");
    screen_expect_row(2, " NOW   10:00 left  Ideas                      NEXT  20 min  Round robin");
}

static void merged_cards_stand_together(void **state)
{
    (void)state;
    begin(24, 80, "/go robin");
    put_ideas();
    screen_press("Alt-n");
    screen_enter("/merge C into A all agreed");
    screen_pass(6 * LAB_SECOND);
    screen_expect(
        " 00:06 of 90   6 here  North  Recommendations\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " NOW   09:54 left  Clarify and merge          NEXT  10 min  Sort\n"
        " read out: Ask what an idea means; do not argue for or against it. Two ideas\n"
        " are put together only when those who brought them agree, and they can be taken\n"
        " apart again.\n"
        "── Alt: M merge ───────────────────────────────────────────────────── 4 ideas ──\n"
        " A+C  One triage desk for the whole locality\n"
        " B    Team leads from both employers\n"
        " D    Joint induction for new staff\n"
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
        "       paraphrase\n"
        " saved    Alt: n next  p back  g go to  w turn  + more  h heard   F1 keys\n");
    screen_press("Alt-z");
    assert_true(screen_has(" C  Stop changing the forms every quarter"));
}

/* Enough of them that the list of what is on the board moves in memory while it grows. */
static void what_is_in_no_cluster_stays_on_the_board(void **state)
{
    (void)state;
    char line[64];
    begin(40, 80, "/go robin");
    for (int i = 1; i <= 20; i++) {
        snprintf(line, sizeof line, "Idea number %d", i);
        screen_enter(line);
    }
    screen_enter("/go sort");
    screen_enter("/cluster Access: A C F");
    assert_true(screen_has("Access  3"));
    assert_true(screen_has("in no cluster yet  17"));
    assert_true(screen_has(" T  Idea number 20"));
}

static void clusters_have_their_names(void **state)
{
    (void)state;
    begin(24, 80, "/go robin");
    put_ideas();
    screen_enter(",d We go on monthly");
    screen_enter(",k The budget");
    screen_press("Alt-n Alt-n");
    screen_enter("/cluster Access: A C");
    screen_enter("/cluster Staff: B");
    screen_pass(6 * LAB_SECOND);
    screen_expect(
        " 00:06 of 90   6 here  North  Recommendations\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " NOW   09:54 left  Sort                       NEXT  12 min  Alone to all\n"
        " read out: Put cards that belong together next to each other, without talking\n"
        " at first. Anybody may move any card. When nothing moves any more, find a name\n"
        " for each heap.\n"
        "── Alt: L cluster ─────────────────────────── 4 ideas   1 decision   1 parked ──\n"
        " Access  2\n"
        " A  One triage desk for the whole locality\n"
        " C  Stop changing the forms every quarter\n"
        "\n"
        " Staff  1\n"
        " B  Team leads from both employers\n"
        "\n"
        " in no cluster yet  1\n"
        " D  Joint induction for new staff\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "       idea\n"
        " saved    Alt: n next  p back  g go to  w turn  + more  h heard   F1 keys\n");
    screen_resize(20, 60);
    screen_expect(
        " 00:06 of 90   6 here  North  Recommendations\n"
        "────────────────────────────────────────────────────────────\n"
        " NOW   09:54 left  Sort           NEXT  12 min  Alone to a…\n"
        " read out: Put cards that belong together next to each\n"
        " other, without talking at first. Anybody may move any\n"
        " card. When nothing moves any more, find a name for each\n"
        " heap.\n"
        "── Alt: L cluster ─────── 4 ideas   1 decision   1 parked ──\n"
        " Access  2\n"
        " A  One triage desk for the whole locality\n"
        " C  Stop changing the forms every quarter\n"
        "\n"
        " Staff  1\n"
        " B  Team leads from both employers\n"
        "\n"
        " in no cluster yet  1\n"
        " D  Joint induction for new staff\n"
        "────────────────────────────────────────────────────────────\n"
        "       idea\n"
        " saved    Alt: n next  p back  g go to  w turn   F1 keys\n");
}

static void stages_have_their_time(void **state)
{
    (void)state;
    begin(24, 80, "/go alone");
    screen_enter("Ask the ward first");
    screen_pass(70 * LAB_SECOND);
    screen_press("Alt-G");
    screen_pass(10 * LAB_SECOND);
    screen_enter("/table 2");
    screen_pass(6 * LAB_SECOND);
    screen_expect(
        " 01:26 of 90   6 here  North  Recommendations\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " NOW   10:34 left  Alone to all               NEXT  13 min  What to do\n"
        " read out: In pairs: tell each other your ideas, and build on them.\n"
        " stage 2 of 4: in pairs  01:44 left   from table 2\n"
        "── Alt: G stage  T table ───────────────────────────────────────────── 1 idea ──\n"
        " A  Ask the ward first\n"
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
        "       idea\n"
        " saved    Alt: n next  p back  g go to  w turn  + more  h heard   F1 keys\n");
}

static void a_cafe_has_rounds_and_a_harvest(void **state)
{
    (void)state;
    static const char cafe[] =
        "---\ntitle: A cafe\nkind: workshop\nminutes: 70\ntables: 4\n---\n"
        "# Cafe {method=world-cafe rounds=3 minutes=60}\n\nWhat would help people here?\n\n"
        "# Close {method=plenary minutes=10}\n";
    SessionOpening opening = find_opening();
    opening.guide_text = cafe;
    opening.guide_size = strlen(cafe);
    lab_session = session_start(lab_store, &opening, &lab_err);
    assert_non_null(lab_session);
    session_settle(lab_session, &lab_err);
    show(24, 80);
    screen_enter("/table 3");
    screen_enter("A duty phone for families");
    screen_pass(14 * LAB_MINUTE);
    screen_press("Alt-G");
    screen_enter("/table 1");
    screen_enter("One number for everybody");
    screen_pass(6 * LAB_SECOND);
    screen_expect(
        " 14:06 of 70   6 here  North  A cafe\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " NOW   45:54 left  Cafe                       NEXT  10 min  Close\n"
        " read out: The host stays and tells what was said; everybody else goes to\n"
        " another table. Build on it.\n"
        " stage 2 of 4: round 2  14:54 left   from table 1\n"
        "── Alt: G stage  T table ──────────────────────────────────────────── 2 ideas ──\n"
        " A  A duty phone for families\n"
        " B  One number for everybody\n"
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
        "       idea\n"
        " saved    Alt: n next  p back  g go to  w turn  + more  h heard   F1 keys\n");
    screen_expect_mono(
        "-bbbbbbbbbbb---bbbbbb--bbbbb\n"
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "-ddd---bbbbbbbbbb--bbbb-----------------------dddd--dddddd--ddddd\n"
        "\n"
        "\n"
        "\n"
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "-b\n"
        "-b\n"
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
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "\n"
        "----------ddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n");
    screen_press("Alt-G Alt-G");
    screen_pass(6 * LAB_SECOND);
    screen_resize(20, 60);
    screen_expect(
        " 14:12 of 70   6 here  North  A cafe\n"
        "────────────────────────────────────────────────────────────\n"
        " NOW   45:48 left  Cafe           NEXT  10 min  Close\n"
        " read out: Back together: what did the tables find? The\n"
        " hosts begin, and everybody adds.\n"
        " stage 4 of 4: harvest  14:54 left   from table 1\n"
        "── Alt: G stage  T table ──────────────────────── 2 ideas ──\n"
        " A  A duty phone for families\n"
        " B  One number for everybody\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────\n"
        "       idea\n"
        " saved    Alt: n next  p back  g go to  w turn   F1 keys\n");
}

static void what_is_said_of_a_decision_is_chosen(void **state)
{
    (void)state;
    begin(24, 80, "/go do");
    screen_enter(",d We go on monthly");
    screen_press("Alt-D Enter");
    screen_enter("a show of hands");
    assert_string_equal(lab_text("SELECT how FROM cards WHERE kind = 'decision'"), "a show of hands");
    screen_enter("Fund a joint rota");
    screen_press("Alt-I");
    screen_type("hor");
    screen_press("Enter");
    screen_enter("3m");
    assert_true(screen_has("by 3m"));
}

static void recommendations_have_their_labels(void **state)
{
    (void)state;
    begin(24, 80, "/go do");
    screen_enter("Fund a joint rota by spring");
    screen_enter("One form for both employers");
    screen_pass(6 * LAB_SECOND);
    screen_expect_row(7, " R1    Fund a joint rota by spring");
    screen_expect_row(9, " R2    One form for both employers");
}

/* Where all talk notes are seen, and questions as in an interview. */
static void a_plenary_has_notes_and_questions(void **state)
{
    (void)state;
    begin(24, 80, "/go close");
    screen_enter("Nobody asked the carers @2");
    screen_enter(",d We meet again in May");
    screen_pass(6 * LAB_SECOND);
    screen_expect(
        " 00:06 of 90   6 here  North  Recommendations\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " NOW   09:54 left  Close                      NEXT  nothing more\n"
        " 1   What was not said?\n"
        "     must ask  covered  2 notes  topic 0 of 10 min\n"
        "────────────────────────────────────────────────────────────────── 1 decision ──\n"
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
        " 00:00 paraphrase  Nobody asked the carers\n"
        " 00:00 decision    We meet again in May\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "       paraphrase\n"
        " saved    Alt: n next  p back  g go to  w turn  + more  h heard   F1 keys\n");
}

/* --- text of all scripts */

static void cards_in_other_scripts(void **state)
{
    (void)state;
    begin(24, 80, "/go robin");
    screen_enter("一个为整个地区服务的分诊台，所有的人都可以去那里，不管他们住在哪里，也不管他们是谁，这是最重要的事情之一");
    screen_enter("سجل مشترك للجميع");
    screen_enter("Cafe\xcc\x81 fu\xcc\x88r alle");
    screen_enter("\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb one record for all of us");
    screen_pass(6 * LAB_SECOND);
    screen_expect(
        " 00:06 of 90   6 here  North  Recommendations\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " NOW   19:54 left  Round robin                NEXT  10 min  Clarify and merge\n"
        " read out: One idea each in turn, in their words, no discussion. Pass is fine.\n"
        " next: seat 1\n"
        "── Alt: w turn ────────────────────────────────────────────────────── 4 ideas ──\n"
        " A  一个为整个地区服务的分诊台，所有的人都可以去那里，不管他们住在哪里，也不管\n"
        "    他们是谁，这是最重要的事情之一\n"
        " B  سجل مشترك للجميع\n"
        " C  Café für alle\n"
        " D  👩 one record for all of us\n"
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
        "       idea\n"
        " saved    Alt: n next  p back  g go to  w turn  + more  h heard   F1 keys\n");
}

/* --- many of them */

static void put_many(int people, int cards)
{
    static char names[200][16];
    static const char *list[200];
    SessionOpening opening = find_opening();
    for (int i = 0; i < people; i++) {
        snprintf(names[i], sizeof names[i], "X%03d", i + 1);
        static Id ids[200];
        ids[i] = lab_add_person(names[i]);
        list[i] = ids[i].text;
    }
    opening.people = list;
    opening.person_count = (size_t)people;
    lab_session = session_start(lab_store, &opening, &lab_err);
    assert_non_null(lab_session);
    session_settle(lab_session, &lab_err);
    lab_type("/consent all part yes paper");
    lab_type("/go robin");
    for (int i = 0; i < cards; i++) {
        char text[64];
        snprintf(text, sizeof text, "Idea number %d of very many", i + 1);
        lab_type(text);
    }
}

static void a_wall_of_five_hundred(void **state)
{
    (void)state;
    put_many(200, 500);
    show(24, 80);
    screen_expect(
        " 00:00 of 90   200 here  North  Recommendations\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " NOW   20:00 left  Round robin                NEXT  10 min  Clarify and merge\n"
        " read out: One idea each in turn, in their words, no discussion. Pass is fine.\n"
        " next: seat 1\n"
        "── Alt: w turn ──────────────────────────────────────────────────── 500 ideas ──\n"
        " RC  Idea number 471 of very many       RR  Idea number 486 of very many       ↑\n"
        " RD  Idea number 472 of very many       RS  Idea number 487 of very many\n"
        " RE  Idea number 473 of very many       RT  Idea number 488 of very many\n"
        " RF  Idea number 474 of very many       RU  Idea number 489 of very many\n"
        " RG  Idea number 475 of very many       RV  Idea number 490 of very many\n"
        " RH  Idea number 476 of very many       RW  Idea number 491 of very many\n"
        " RI  Idea number 477 of very many       RX  Idea number 492 of very many\n"
        " RJ  Idea number 478 of very many       RY  Idea number 493 of very many\n"
        " RK  Idea number 479 of very many       RZ  Idea number 494 of very many\n"
        " RL  Idea number 480 of very many       SA  Idea number 495 of very many\n"
        " RM  Idea number 481 of very many       SB  Idea number 496 of very many\n"
        " RN  Idea number 482 of very many       SC  Idea number 497 of very many\n"
        " RO  Idea number 483 of very many       SD  Idea number 498 of very many\n"
        " RP  Idea number 484 of very many       SE  Idea number 499 of very many\n"
        " RQ  Idea number 485 of very many       SF  Idea number 500 of very many\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "       idea\n"
        " saved    Alt: n next  p back  g go to  w turn  + more  h heard   F1 keys\n");
    screen_type("a");
    screen_count_changes(NULL, NULL);
    int row, column;
    screen_type("b");
    assert_int_equal(screen_count_changes(&row, &column), 1);
    assert_int_equal(row, 22);
    screen_press("PgUp");
    assert_false(screen_has("Idea number 500 of"));
    screen_press("PgDn");
    assert_true(screen_has("Idea number 500 of"));
    screen_press("PgUp Enter");
    screen_work(); /* what is new is seen */
    assert_true(screen_has(" SG  ab"));
    screen_resize(20, 60);
    screen_expect(
        " 00:00 of 90   200 here  North  Recommendations\n"
        "────────────────────────────────────────────────────────────\n"
        " NOW   20:00 left  Round robin    NEXT  10 min  Clarify an…\n"
        " read out: One idea each in turn, in their words, no\n"
        " discussion. Pass is fine.\n"
        " next: seat 1\n"
        "── Alt: w turn ──────────────────────────────── 501 ideas ──\n"
        " RX  Idea number 492 of very many                          ↑\n"
        " RY  Idea number 493 of very many\n"
        " RZ  Idea number 494 of very many\n"
        " SA  Idea number 495 of very many\n"
        " SB  Idea number 496 of very many\n"
        " SC  Idea number 497 of very many\n"
        " SD  Idea number 498 of very many\n"
        " SE  Idea number 499 of very many\n"
        " SF  Idea number 500 of very many\n"
        " SG  ab\n"
        "────────────────────────────────────────────────────────────\n"
        "       idea\n"
        " saved   00:00:00 idea SG\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, screen_set_up, screen_tear_down)
        TEST(one_idea_a_turn),
        TEST(what_needs_no_names_has_none),
        TEST(who_does_not_take_part_is_not_told),
        TEST(not_yet_heard_folds_away),
        TEST(silence_and_the_time_left),
        TEST(five_minutes_and_one_are_said),
        TEST(without_a_clock_it_wakes_for_the_cue_only),
        TEST(time_is_taken_from_a_later_activity),
        TEST(merged_cards_stand_together),
        TEST(clusters_have_their_names),
        TEST(what_is_in_no_cluster_stays_on_the_board),
        TEST(stages_have_their_time),
        TEST(a_cafe_has_rounds_and_a_harvest),
        TEST(what_is_said_of_a_decision_is_chosen),
        TEST(recommendations_have_their_labels),
        TEST(a_plenary_has_notes_and_questions),
        TEST(cards_in_other_scripts),
        TEST(a_wall_of_five_hundred),
#undef TEST
    };
    return cmocka_run_group_tests_name("workshop", tests, NULL, NULL);
}
