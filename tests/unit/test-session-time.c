/* SPDX-License-Identifier: MIT */
/* The time of a session: pauses, clocks that jump, computers that die, sittings, recorders, paper. */
#include "lab.h"

#include "rir/notes.h"

static const char notes_in_order[] =
    "SELECT group_concat(text, ' ') FROM (SELECT text FROM notes ORDER BY elapsed_ms, n)";

/* --- one sitting */

static void a_note_has_the_time_of_its_first_key(void **state)
{
    (void)state;
    lab_start();
    lab_pass(LAB_MINUTE);
    lab_type_slowly("slow", 40 * LAB_SECOND);
    lab_type("quick");
    assert_int_equal(lab_number("SELECT elapsed_ms FROM notes WHERE text = 'slow'"), LAB_MINUTE);
    assert_int_equal(lab_number("SELECT elapsed_ms FROM notes WHERE text = 'quick'"), 100 * LAB_SECOND);
    assert_string_equal(lab_text("SELECT at FROM notes WHERE text = 'slow'"), "2026-05-25T10:01:00.000Z");
}

static void a_pause_is_not_counted(void **state)
{
    (void)state;
    lab_start();
    lab_pass(10 * LAB_MINUTE);
    lab_expect("/pause", "paused at 00:10:00; /resume lets the clock run");
    lab_expect_result("/pause", SESSION_REFUSED, "stands already");
    lab_pass(20 * LAB_MINUTE);
    assert_true(session_find_time(lab_session).is_paused);
    assert_int_equal(session_find_time(lab_session).paused, 20 * LAB_MINUTE);
    lab_type("during");
    assert_int_equal(lab_number("SELECT elapsed_ms FROM notes"), 10 * LAB_MINUTE);
    assert_string_equal(lab_text("SELECT at FROM notes"), "2026-05-25T10:30:00.000Z");
    lab_expect("/resume", "goes on at 00:10:00 after a pause of 00:20:00");
    lab_pass(LAB_MINUTE);
    lab_type("after");
    assert_int_equal(lab_number("SELECT elapsed_ms FROM notes WHERE text = 'after'"), 11 * LAB_MINUTE);
    /* A first key before the pause, an Enter within. */
    lab_type("/go vision");
    SessionStamp stamp = session_take_stamp(lab_session);
    lab_pass(LAB_SECOND);
    lab_type("/pause");
    lab_pass(LAB_MINUTE);
    Line line = line_read("across", 6);
    session_type(lab_session, &line, &stamp, &lab_reply);
    line_free(&line);
    assert_string_equal(lab_reply.text, "saved 00:11:00 paraphrase");
    lab_type("/end");
    assert_string_equal(lab_text("SELECT minutes || ' ' || net_minutes FROM sessions"), "32.0 11.0");
}

static void clocks_that_jump_disturb_nothing(void **state)
{
    (void)state;
    lab_start();
    lab_pass(LAB_MINUTE);
    lab_type("one");
    lab_clock.now.wall -= 3653 * LAB_DAY; /* ten years back */
    lab_pass(LAB_MINUTE);
    lab_type("two");
    lab_clock.now.wall += 2 * 3653 * LAB_DAY;
    lab_pass(LAB_MINUTE);
    lab_type("three");
    lab_clock.now.boot += LAB_HOUR; /* asleep: the wall clock stood still, the boot clock did not */
    lab_type("four");
    lab_clock.offset = 60; /* summer time begins */
    lab_pass(LAB_MINUTE);
    lab_type("five");
    assert_string_equal(lab_text(notes_in_order), "one two three four five");
    assert_string_equal(
        lab_text("SELECT group_concat(elapsed_ms / 60000, ' ') FROM (SELECT * FROM notes ORDER BY n)"),
        "1 2 3 63 64");
    assert_string_equal(
        lab_text("SELECT group_concat(strftime('%H:%M', at), ' ') FROM (SELECT * FROM notes ORDER BY n)"),
        "10:01 10:02 10:03 11:03 11:04");
    assert_string_equal(lab_text("SELECT group_concat(tz, ' ') FROM (SELECT * FROM notes ORDER BY n)"),
                        "0 0 0 0 60");
    lab_type("/undo");
    lab_type("/redo");
    assert_string_equal(lab_text(notes_in_order), "one two three four five");
}

static void a_recorder_counts_from_its_mark(void **state)
{
    (void)state;
    lab_start();
    lab_type("/consent record yes");
    lab_pass(LAB_MINUTE);
    lab_type("before");
    lab_expect("/mark", "recorder marked at 00:01:00");
    lab_pass(LAB_MINUTE);
    lab_type("/pause");
    lab_pass(LAB_MINUTE);
    lab_type("/resume");
    lab_type("a recorder runs through a pause");
    lab_type("/mark second tape");
    lab_pass(30 * LAB_SECOND);
    lab_type("second");
    assert_string_equal(session_find_time(lab_session).mark, "second tape");
    assert_int_equal(session_find_time(lab_session).recorder, 30 * LAB_SECOND);
    lab_expect("/phase after", "phase after, the recorder is off");
    lab_type("after the recorder");
    assert_string_equal(
        lab_text(
            "SELECT group_concat(coalesce(recorder_ms, '-'), ' ') FROM (SELECT * FROM notes ORDER BY n)"),
        "- 120000 30000 -");
    assert_string_equal(lab_text("SELECT phase FROM notes ORDER BY n DESC LIMIT 1"), "after");
    assert_int_equal(lab_number("SELECT recorded FROM sessions"), 1);
}

static void a_note_can_be_entered_later(void **state)
{
    (void)state;
    lab_start();
    lab_pass(20 * LAB_MINUTE);
    lab_expect("[10:05] by the clock", "saved 00:05:00 paraphrase; entered later");
    lab_expect("[+12:00] \"by the session", "saved 00:12:00 verbatim; entered later");
    lab_expect("[~10:07] about then", "saved 00:07:00 paraphrase; entered later");
    assert_string_equal(
        lab_text("SELECT at || approximate || entered_later FROM notes WHERE text = 'about then'"),
        "2026-05-25T10:07:00.000Z11");
    lab_expect_result("[~9:40] before it", SESSION_REFUSED,
                      "09:40 is before the session began, on 2026-05-25 at 10:00; nothing was saved");
    lab_expect_result("[10:21] soon", SESSION_REFUSED, "still to come");
    lab_expect_result("[+20:01] soon", SESSION_REFUSED, "not come as far");
    lab_type("now");
    assert_string_equal(lab_text(notes_in_order), "by the clock about then by the session now");
    assert_string_equal(lab_text("SELECT at FROM notes WHERE kind = 'verbatim'"), "2026-05-25T10:12:00.000Z");
}

static void after_midnight_an_evening_time_is_of_yesterday(void **state)
{
    (void)state;
    lab_clock.now.wall += 13 * LAB_HOUR + 30 * LAB_MINUTE; /* 23:30 */
    lab_start();
    lab_pass(45 * LAB_MINUTE);
    lab_expect("[23:50] late", "saved 00:20:00 paraphrase; entered later");
    lab_expect_result("[23:20] too late", SESSION_REFUSED, "still to come");
    lab_expect("/until 1:00",
               "45 minutes left for 3 must-asks: 1 vision 13 min, 3 barriers 16 min, 4 deciding 16 min");
}

/* --- time planned and used */

static void topics_take_their_time(void **state)
{
    (void)state;
    lab_start();
    lab_pass(7 * LAB_MINUTE);
    assert_int_equal(session_find_time(lab_session).drift, 2 * LAB_MINUTE);
    lab_type("/go vision");
    lab_pass(10 * LAB_MINUTE);
    lab_type("/go barriers");
    lab_pass(5 * LAB_MINUTE);
    lab_type("/go enablers");
    lab_pass(4 * LAB_MINUTE);
    assert_int_equal(session_find_topic_state(lab_session, 1).used, 14 * LAB_MINUTE);
    assert_int_equal(session_find_topic_state(lab_session, 2).used, 5 * LAB_MINUTE);
    assert_int_equal(session_find_question(lab_session, 0)->used, 10 * LAB_MINUTE);
    assert_int_equal(session_find_question(lab_session, 1)->used, 4 * LAB_MINUTE);
    assert_int_equal(session_find_time(lab_session).drift, 2 * LAB_MINUTE);
    lab_type("a word on enablers");
    lab_type("/go vision");
    lab_type("a word on vision");
    lab_type("/go barriers");
    /* The vision is done in 14 of its 20 minutes. */
    assert_int_equal(session_find_time(lab_session).drift, -4 * LAB_MINUTE);
    lab_expect("/time", "00:26:00 of 60 minutes, 00:34:00 left, 4 ahead, phase main");
    lab_pass(21 * LAB_MINUTE);
    assert_int_equal(session_find_time(lab_session).drift, -3 * LAB_MINUTE);
}

static void a_new_end_is_a_new_plan(void **state)
{
    (void)state;
    lab_start();
    lab_pass(7 * LAB_MINUTE);
    lab_expect("/time", "00:07:00 of 60 minutes, 00:53:00 left, 2 behind, phase opening");
    lab_type("/until 10:30");
    assert_int_equal(session_find_time(lab_session).drift, 0);
    lab_expect("/time", "00:07:00 of 60 minutes, 00:23:00 left, phase opening");
    assert_false(session_find_time(lab_session).has_phase);
}

static void the_rest_is_planned_anew(void **state)
{
    (void)state;
    lab_start();
    lab_pass(35 * LAB_MINUTE);
    SessionReplan replan = session_find_replan(lab_session);
    assert_int_equal(replan.left, 25 * LAB_MINUTE);
    assert_int_equal(replan.count, 3);
    assert_true(replan.is_due);
    session_free_replan(&replan);
    lab_expect("/until 10m",
               "10 minutes left for 3 must-asks: 1 vision 3 min, 3 barriers 3 min, 4 deciding 4 min");
    assert_int_equal(session_find_time(lab_session).remaining, 10 * LAB_MINUTE);
    lab_pass(LAB_SECOND);
    lab_expect_result("/until", SESSION_TOLD, "10 minutes left for 3 must-asks");
    lab_type("/go vision");
    lab_type("said");
    lab_pass(8 * LAB_MINUTE + LAB_SECOND);
    lab_expect("/until", "1 minute left for 2 must-asks: 3 barriers 1 min, 4 deciding does not fit");
    replan = session_find_replan(lab_session);
    assert_int_equal(replan.fit, 1);
    session_free_replan(&replan);
    lab_pass(5 * LAB_MINUTE);
    assert_true(session_find_time(lab_session).remaining < 0);
    lab_type("/undo");
    lab_type("/undo");
    lab_type("/undo");
    assert_int_equal(session_find_time(lab_session).until, 0);
    lab_expect_result("/until 10:30", SESSION_REFUSED, "past");
}

static void a_phase_follows_the_guide_until_said(void **state)
{
    (void)state;
    lab_start();
    assert_string_equal(session_find_time(lab_session).phase, "opening");
    lab_type("/go vision");
    assert_string_equal(session_find_time(lab_session).phase, "main");
    lab_type("/phase closing");
    lab_type("/go barriers");
    assert_string_equal(session_find_time(lab_session).phase, "closing");
    lab_type("/go last");
    lab_type("/go vision");
    assert_string_equal(session_find_time(lab_session).phase, "main");
    lab_type("/phase after");
    lab_type("/go last");
    assert_string_equal(session_find_time(lab_session).phase, "after");
}

/* --- more than one sitting */

static void a_killed_session_goes_on_where_it_was(void **state)
{
    (void)state;
    SessionDraft draft = {.cursor = 4};
    lab_start_with("P01", "P02", NULL);
    lab_type("/consent all record yes");
    lab_type("/go barriers");
    lab_type("/phase closing");
    lab_type("/speaker 2");
    lab_type("/mark");
    lab_pass(10 * LAB_MINUTE);
    lab_type("the last note");
    lab_pass(LAB_MINUTE);
    str_add(&draft.text, "half a line");
    draft.stamp = session_take_stamp(lab_session);
    draft.stamp.kind = NOTE_MEMO;
    assert_int_equal(session_save_draft(lab_session, &draft, &lab_err), 0);
    str_free(&draft.text);
    lab_pass(30 * LAB_SECOND);
    lab_kill();
    lab_pass(2 * LAB_MINUTE + 30 * LAB_SECOND);
    lab_clock.now.wall -= 3653 * LAB_DAY;
    lab_resume();
    assert_string_equal(session_find_notice(lab_session),
                        "session 1 goes on at 00:11:00, sitting 2, after 00:03:00 without rir");
    assert_string_equal(session_find_question(lab_session, session_find_cursor(lab_session))->id, "barriers");
    assert_string_equal(session_find_time(lab_session).phase, "closing");
    assert_int_equal(session_find_speaker(lab_session, NULL), 1);
    assert_int_equal(session_find_time(lab_session).recorder, 14 * LAB_MINUTE);
    assert_int_equal(session_read_draft(lab_session, &draft, &lab_err), 1);
    assert_string_equal(str_text(&draft.text), "half a line");
    assert_int_equal(draft.cursor, 4);
    assert_int_equal(draft.stamp.elapsed, 11 * LAB_MINUTE);
    assert_int_equal(draft.stamp.kind, NOTE_MEMO);
    Line line = line_read("half a line", 11);
    lab_pass(LAB_SECOND);
    session_type(lab_session, &line, &draft.stamp, &lab_reply);
    line_free(&line);
    session_free_draft(&draft);
    assert_string_equal(lab_reply.text, "saved 00:11:00 memo");
    assert_int_equal(session_read_draft(lab_session, &draft, &lab_err), 0);
    lab_type("after the gap");
    assert_string_equal(
        lab_text("SELECT group_concat(strftime('%H:%M:%S', at), ' ') FROM (SELECT * FROM notes ORDER BY n)"),
        "10:10:00 10:11:00 10:14:01");
    assert_string_equal(
        lab_text("SELECT group_concat(elapsed_ms / 1000, ' ') FROM (SELECT * FROM notes ORDER BY n)"),
        "600 660 661");
    assert_int_equal(lab_number("SELECT gap FROM sitting WHERE number = 2"), 3 * LAB_MINUTE);
    assert_int_equal(lab_number("SELECT stop_elapsed FROM sitting WHERE number = 1"), 11 * LAB_MINUTE);
}

static void after_a_reboot_the_gap_is_by_the_wall_clock(void **state)
{
    (void)state;
    lab_start();
    lab_pass(10 * LAB_MINUTE);
    lab_type("/off keep");
    lab_type("last");
    lab_kill();
    lab_clock.now.wall += 5 * LAB_MINUTE;
    lab_clock.now.boot = 20 * LAB_SECOND;
    strcpy(lab_clock.boot_id, "22222222-2222-4222-8222-222222222222");
    lab_resume();
    assert_string_equal(
        session_find_notice(lab_session),
        "session 1 goes on at 00:10:00, sitting 2, after about 00:05:00 without rir, by the wall clock: the "
        "computer was started anew");
    assert_int_equal(session_find_record(lab_session, NULL), RECORD_APART);
    lab_type("/on");
    lab_pass(LAB_MINUTE);
    lab_type("again");
    assert_int_equal(lab_number("SELECT elapsed_ms FROM notes WHERE text = 'again'"), 11 * LAB_MINUTE);
    lab_kill();
    lab_clock.now.wall -= 3653 * LAB_DAY;
    lab_clock.now.boot = 0;
    strcpy(lab_clock.boot_id, "33333333-3333-4333-8333-333333333333");
    lab_resume();
    assert_non_null(strstr(session_find_notice(lab_session), "which was set back"));
    lab_type("ten years ago");
    assert_int_equal(lab_number("SELECT elapsed_ms FROM notes WHERE text = 'ten years ago'"),
                     11 * LAB_MINUTE);
    assert_string_equal(lab_text(notes_in_order), "again ten years ago");
    assert_string_equal(lab_text("SELECT sitting || state FROM sessions"), "3open");
    lab_type("[+10:30] between");
    assert_string_equal(lab_text("SELECT at FROM notes WHERE text = 'between'"), "2026-05-25T10:15:30.000Z");
}

static void off_the_record_survives_the_kill(void **state)
{
    (void)state;
    lab_start();
    lab_type("/off");
    lab_kill();
    lab_pass(LAB_MINUTE);
    lab_resume();
    assert_int_equal(session_find_record(lab_session, NULL), RECORD_OFF);
    lab_type("Zanzibar");
    assert_int_equal(lab_reply.result, SESSION_NOT_KEPT);
    assert_false(lab_files_have("Zanzibar"));
}

static void an_adjourned_session_goes_on_another_day(void **state)
{
    (void)state;
    lab_start();
    lab_type("/consent record yes");
    lab_type("/mark");
    lab_pass(30 * LAB_MINUTE);
    lab_type("/until 20m");
    lab_expect("/adjourn", "adjourned at 00:30:00; `rir resume 1` goes on");
    lab_leave();
    assert_string_equal(lab_text("SELECT state FROM sessions"), "adjourned");
    lab_pass(3 * LAB_DAY);
    lab_resume();
    assert_string_equal(session_find_notice(lab_session), "session 1 goes on at 00:30:00, sitting 2");
    assert_false(session_find_time(lab_session).is_recording);
    assert_int_equal(session_find_time(lab_session).until, 0);
    lab_pass(10 * LAB_MINUTE);
    lab_type("Thursday");
    assert_int_equal(lab_number("SELECT elapsed_ms FROM notes"), 40 * LAB_MINUTE);
    assert_string_equal(lab_text("SELECT at FROM notes"), "2026-05-28T10:40:00.000Z");
    assert_int_equal(lab_number("SELECT gap IS NULL FROM sitting WHERE number = 2"), 1);
    lab_type("/end");
    lab_leave();
    assert_string_equal(
        lab_text("SELECT minutes || ' ' || net_minutes || ' ' || sitting || ' ' || state FROM sessions"),
        "40.0 40.0 2 ended");
    assert_null(session_resume(lab_store, lab_text("SELECT id FROM sessions"), &lab_err));
    assert_int_equal(lab_err.code, ERR_REFUSED);
}

static void end_of_input_leaves_it_open(void **state)
{
    (void)state;
    lab_start();
    lab_pass(LAB_MINUTE);
    lab_type("/pause");
    lab_leave();
    assert_string_equal(lab_text("SELECT state FROM sessions"), "open");
    lab_pass(LAB_MINUTE);
    Id id;
    assert_int_equal(session_find_open(lab_store, "1", &id, &lab_err), 0);
    assert_int_equal(session_find_open(lab_store, "7", &id, &lab_err), -1);
    lab_resume();
    assert_string_equal(session_find_notice(lab_session),
                        "session 1 goes on at 00:01:00, sitting 2, after 00:01:00 without rir");
    assert_false(session_find_time(lab_session).is_paused);
    lab_pass(LAB_MINUTE);
    assert_int_equal(session_find_time(lab_session).elapsed, 2 * LAB_MINUTE);
}

/* --- paper */

static void paper_is_entered_with_its_own_times(void **state)
{
    (void)state;
    SessionOpening opening = lab_opening("P01", NULL);
    opening.paper = true;
    opening.on = LAB_START - 3 * LAB_DAY - 10 * LAB_HOUR; /* midnight */
    lab_session = session_start(lab_store, &opening, &lab_err);
    assert_non_null(lab_session);
    lab_type("/go vision");
    lab_expect("[9:30] \"so it began", "saved 00:00:00 verbatim; entered later");
    assert_string_equal(lab_text("SELECT started FROM sessions"), "2026-05-22T09:30:00.000Z");
    lab_expect("[9:42] and went on", "saved 00:12:00 paraphrase; entered later");
    lab_expect_result("[9:10] before that", SESSION_REFUSED,
                      "09:10 is before the session began, on 2026-05-22 at 09:30; nothing was saved");
    lab_expect("at the same time", "saved 00:12:00 paraphrase");
    lab_expect("[~+15:00] about then", "saved 00:15:00 paraphrase; entered later");
    lab_type("/go barriers");
    lab_expect_result("/pause", SESSION_REFUSED, "paper");
    lab_pass(LAB_HOUR);
    lab_expect("[9:35] in between", "saved 00:05:00 paraphrase; entered later");
    assert_int_equal(lab_number("SELECT min(entered_later) FROM notes"), 1);
    assert_string_equal(lab_text("SELECT at FROM notes WHERE text = 'at the same time'"),
                        "2026-05-22T09:42:00.000Z");
    assert_string_equal(lab_text("SELECT text FROM notes ORDER BY elapsed_ms DESC LIMIT 1"), "about then");
    lab_kill();
    lab_pass(LAB_HOUR);
    lab_resume();
    lab_expect("goes on", "saved 00:05:00 paraphrase");
    lab_type("[10:25] the end of it");
    lab_type("/consent part yes paper");
    lab_type("/end");
    assert_string_equal(lab_text("SELECT state || net_minutes || paper FROM sessions"), "ended55.01");
    opening.on = LAB_START + LAB_DAY;
    assert_null(session_start(lab_store, &opening, &lab_err));
}

static void paper_of_an_evening_goes_past_midnight(void **state)
{
    (void)state;
    SessionOpening opening = lab_opening("P01", NULL);
    opening.paper = opening.on_has_time = true;
    opening.on = LAB_START - LAB_DAY + 13 * LAB_HOUR + 30 * LAB_SECOND; /* 23:00:30 */
    lab_session = session_start(lab_store, &opening, &lab_err);
    assert_non_null(lab_session);
    lab_expect("[23:00] in the minute it began", "saved 00:00:00 paraphrase; entered later");
    lab_expect("[0:10] past midnight", "saved 01:09:30 paraphrase; entered later");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, lab_set_up, lab_tear_down)
    static const struct CMUnitTest tests[] = {
        TEST(a_note_has_the_time_of_its_first_key),
        TEST(a_pause_is_not_counted),
        TEST(clocks_that_jump_disturb_nothing),
        TEST(a_recorder_counts_from_its_mark),
        TEST(a_note_can_be_entered_later),
        TEST(after_midnight_an_evening_time_is_of_yesterday),
        TEST(topics_take_their_time),
        TEST(a_new_end_is_a_new_plan),
        TEST(the_rest_is_planned_anew),
        TEST(a_phase_follows_the_guide_until_said),
        TEST(a_killed_session_goes_on_where_it_was),
        TEST(after_a_reboot_the_gap_is_by_the_wall_clock),
        TEST(off_the_record_survives_the_kill),
        TEST(an_adjourned_session_goes_on_another_day),
        TEST(end_of_input_leaves_it_open),
        TEST(paper_is_entered_with_its_own_times),
        TEST(paper_of_an_evening_goes_past_midnight),
    };
    return cmocka_run_group_tests_name("session-time", tests, NULL, NULL);
}
