/* SPDX-License-Identifier: MIT */
/* What was agreed, refused, struck or said off the record: that the program does what was promised. */
#include "lab.h"

#include "rir/consent.h"
#include "rir/notes.h"
#include "rir/upkeep.h"

/* --- consent */

static void missing_consent_is_an_exception_once(void **state)
{
    (void)state;
    lab_start_with("P01", "P02", NULL);
    assert_string_equal(session_find_consent_gap(lab_session),
                        "consent not on record: part (P01), part (P02)");
    lab_type("words before consent");
    assert_int_equal(lab_reply.result, SESSION_SAVED);
    assert_string_equal(lab_text("SELECT value FROM moments WHERE kind = 'exception'"),
                        "consent not on record: part (P01), part (P02)");
    lab_type("more");
    assert_int_equal(lab_number("SELECT count(*) FROM moments WHERE kind = 'exception'"), 1);
    lab_expect_result("/status", SESSION_TOLD, "consent not on record: part (P01), part (P02)");
    lab_expect_result("/consent part yes", SESSION_REFUSED, "whose consent?");
    lab_expect("/consent @1 part yes spoken", "P01 part yes (spoken)");
    lab_expect("/consent all part yes paper", "P01, P02 part yes (paper)");
    assert_string_equal(session_find_consent_gap(lab_session), "");
    assert_int_equal(session_find_person(lab_session, 1)->consent[0], CONSENT_YES);
    assert_string_equal(lab_text("SELECT group_concat(person || item || answer || how, ' ') FROM consents"),
                        "P01partyespaper P02partyespaper");
    assert_int_equal(lab_number("SELECT count(*) FROM notes"), 2);
}

static void consent_given_first_needs_no_exception(void **state)
{
    (void)state;
    lab_start();
    lab_type("/consent part yes");
    lab_type("words");
    assert_int_equal(lab_number("SELECT count(*) FROM moments WHERE kind = 'exception'"), 0);
    lab_expect("/consent", "all required consent is on record");
}

static void who_takes_no_part_is_in_nothing(void **state)
{
    (void)state;
    lab_start_with("P01", "P02", NULL);
    lab_type("\"mine @1");
    lab_type("\"yours @2");
    lab_type(",c my own thought");
    lab_type("of both");
    lab_expect_result("/consent @2 part no", SESSION_TOLD, "P02 part no: their words are left out");
    assert_string_equal(lab_text("SELECT group_concat(text, ',') FROM (SELECT text FROM notes ORDER BY n)"),
                        "mine,my own thought");
    assert_int_equal(session_count_notes(lab_session), 2);
    lab_type("again @2");
    assert_int_equal(session_count_notes(lab_session), 2);
    Notes notes = {NULL, 0, 0};
    assert_int_equal(notes_read_last(lab_store, session_find_facts(lab_session)->id, 10, &notes, &lab_err),
                     0);
    assert_int_equal(notes.count, 2);
    notes_free(&notes);
    lab_type("/undo");
    lab_type("/undo");
    assert_int_equal(session_count_notes(lab_session), 4);
}

static void nobody_is_recorded_who_said_no(void **state)
{
    (void)state;
    lab_start();
    lab_expect("/mark", "recorder marked at 00:00:00; consent to recording is not on record");
    lab_pass(LAB_MINUTE);
    assert_true(session_find_time(lab_session).is_recording);
    lab_expect("/consent record no", "P01 record no: no recorder: /mark is refused; stop one that runs");
    assert_false(session_find_time(lab_session).is_recording);
    lab_type("unrecorded");
    assert_string_equal(lab_text("SELECT coalesce(recorder_ms, 'none') FROM notes"), "none");
    lab_expect_result("/mark", SESSION_REFUSED, "not everyone agreed");
    lab_type("/consent record yes");
    lab_expect("/mark tape 2", "recorder marked at 00:01:00: tape 2");
}

static void words_are_quotable_when_all_agreed(void **state)
{
    (void)state;
    lab_start_with("P01", "P02", NULL);
    lab_type("\"one @1");
    lab_type("\"both");
    lab_type("/consent @1 quote yes");
    assert_string_equal(
        lab_text("SELECT group_concat(quotable, '') FROM (SELECT quotable FROM notes ORDER BY n)"), "10");
    lab_type("/consent @2 quote yes");
    assert_string_equal(
        lab_text("SELECT group_concat(quotable, '') FROM (SELECT quotable FROM notes ORDER BY n)"), "11");
}

static void consent_can_be_entered_afterwards(void **state)
{
    (void)state;
    lab_start();
    Id session = id_read(session_find_facts(lab_session)->id),
       person = id_read(session_find_person(lab_session, 0)->id);
    lab_type("words");
    lab_type("/end");
    lab_leave();
    lab_pass(LAB_DAY);
    assert_int_equal(consent_record(lab_store, session.text, person.text, "milk", true, "paper", 0, &lab_err),
                     -1);
    assert_int_equal(consent_record(lab_store, session.text, person.text, "part", true, "paper",
                                    LAB_START + 9 * LAB_DAY, &lab_err),
                     -1);
    assert_int_equal(
        consent_record(lab_store, session.text, person.text, "part", true, "paper", LAB_START, &lab_err), 0);
    assert_int_equal(consent_record(lab_store, NULL, person.text, "quote", false, NULL, 0, &lab_err), 0);
    assert_string_equal(
        lab_text("SELECT group_concat(item || answer, ' ') FROM (SELECT * FROM consents ORDER BY item)"),
        "partyes quoteno");
}

/* --- off the record */

static void off_the_record_minds_the_recorder(void **state)
{
    (void)state;
    lab_start();
    lab_type("/mark start");
    lab_expect("/off", "NOT KEEPING since 00:00:00; the recorder runs on");
    lab_type("/on");
    lab_type("/phase after");
    lab_expect("/off", "NOT KEEPING since 00:00:00");
}

static void off_the_record_keeps_nothing(void **state)
{
    (void)state;
    SessionDraft draft = {.cursor = 3};
    lab_start();
    lab_type("on the record");
    lab_pass(LAB_MINUTE);
    lab_expect("/off", "NOT KEEPING since 00:01:00");
    int64_t events = lab_number("SELECT count(*) FROM event");
    lab_type("Zanzibar is the secret");
    assert_int_equal(lab_reply.result, SESSION_NOT_KEPT);
    lab_type("\"Zanzibar again #zanzibar");
    str_add(&draft.text, "Zanzibar draft");
    draft.stamp = session_take_stamp(lab_session);
    assert_int_equal(session_save_draft(lab_session, &draft, &lab_err), 0);
    lab_expect_result("/ask About Zanzibar?", SESSION_REFUSED, "NOT KEEPING");
    lab_type("/edit 1 Zanzibar");
    assert_int_equal(lab_reply.result, SESSION_NOT_KEPT);
    assert_int_equal(lab_number("SELECT count(*) FROM event"), events);
    assert_int_equal(lab_number("SELECT count(*) FROM draft"), 0);
    lab_type("/next");
    lab_type("/cover skipped Zanzibar");
    assert_false(lab_files_have("Zanzibar"));
    assert_false(lab_files_have("zanzibar"));
    lab_pass(LAB_MINUTE);
    SessionStamp begun_off = session_take_stamp(lab_session);
    lab_pass(LAB_SECOND);
    lab_expect("/on", "on the record again");
    Line line = line_read("Zanzibar late", 13);
    session_type(lab_session, &line, &begun_off, &lab_reply);
    assert_int_equal(lab_reply.result, SESSION_NOT_KEPT);
    begun_off.at = begun_off.at - 90 * LAB_SECOND;
    session_type(lab_session, &line, &begun_off, &lab_reply);
    assert_int_equal(lab_reply.result, SESSION_REFUSED);
    line_free(&line);
    str_clear(&draft.text);
    str_add(&draft.text, "Zanzibar half");
    draft.stamp = begun_off;
    assert_int_equal(session_save_draft(lab_session, &draft, &lab_err), 0);
    str_free(&draft.text);
    assert_false(lab_files_have("Zanzibar"));
    lab_pass(LAB_SECOND);
    lab_expect("back", "saved 00:02:02 paraphrase");
}

static void off_for_two_minutes_strikes_them(void **state)
{
    (void)state;
    lab_start();
    lab_pass(10 * LAB_MINUTE);
    lab_type("stays");
    lab_type_slowly("Zanzibar was begun before", 30 * LAB_SECOND);
    lab_pass(LAB_SECOND);
    lab_type("Zanzibar one");
    lab_type("Zanzibar undone");
    lab_type("/undo");
    lab_type("/ask Is Zanzibar far?");
    lab_pass(89 * LAB_SECOND);
    lab_expect("/off 2m", "NOT KEEPING since 00:10:00, 3 notes struck");
    assert_int_equal(lab_number("SELECT count(*) FROM notes"), 0);
    assert_int_equal(session_count_questions(lab_session), 5);
    lab_type("/undo");
    assert_int_equal(session_find_record(lab_session, NULL), RECORD_ON);
    assert_int_equal(lab_number("SELECT count(*) FROM notes"), 3);
    assert_int_equal(session_count_questions(lab_session), 6);
    lab_pass(LAB_SECOND);
    lab_expect("/off 2m", "NOT KEEPING since 00:10:01, 2 notes struck");
    assert_int_equal(lab_number("SELECT count(*) FROM notes"), 1);
    lab_type("/on");
    assert_true(lab_files_have("Zanzibar one"));
    lab_expect_result("/end", SESSION_TOLD, "erased for good");
    assert_false(lab_files_have("Zanzibar one"));
    assert_false(lab_files_have("Zanzibar undone"));
    assert_false(lab_files_have("Is Zanzibar far"));
    /* Begun before and entered in that time: typed in part off the record. */
    assert_false(lab_files_have("Zanzibar was begun before"));
    assert_true(lab_files_have("stays"));
}

/* The acts stay as they were, in their place; the words typed with them are in no file. */
static void words_behind_commands_go_too(void **state)
{
    (void)state;
    lab_start();
    lab_type("/consent quote no Xylophone form");
    lab_pass(10 * LAB_MINUTE);
    lab_type("/next");
    lab_expect("/pause the Zanzibar alarm",
               "paused at 00:10:00: the Zanzibar alarm; /resume lets the clock run");
    lab_pass(LAB_SECOND);
    lab_type("/resume");
    lab_type("/mark Zanzibar tape");
    lab_type("/cover partly Zanzibar again");
    lab_type("/cover full Zanzibar once more");
    lab_type("/consent quote yes on a Zanzibar form");
    lab_type("/consent quote no Zanzibar, undone");
    lab_type("/undo");
    lab_type("/speaker Zanzibari");
    lab_type("/arrive a Zanzibari colleague");
    lab_type("/depart a Zanzibari colleague");
    lab_pass(LAB_SECOND);
    lab_type("recorded");
    assert_int_equal(lab_number("SELECT recorder_ms FROM notes"), LAB_SECOND);
    lab_expect("/off 1m", "NOT KEEPING since 00:09:02, 1 note struck; the recorder runs on");
    lab_type("/undo");
    assert_string_equal(lab_text("SELECT why FROM coverage WHERE state = 'full'"), "Zanzibar once more");
    assert_string_equal(lab_text("SELECT value FROM moments WHERE kind = 'mark'"), "Zanzibar tape");
    lab_type("/redo");
    assert_string_equal(lab_text("SELECT state || coalesce(why, '') FROM coverage WHERE question = 'vision'"),
                        "full");
    assert_string_equal(lab_text("SELECT answer || coalesce(how, '') FROM consents"), "yes");
    assert_string_equal(
        lab_text("SELECT group_concat(kind || coalesce(value, ''), ' ') FROM (SELECT v.kind, v.value FROM "
                 "moments v JOIN moment ON moment.n = v.n WHERE v.kind IN ('pause', 'resume', 'mark', "
                 "'speaker', 'arrive', 'depart') ORDER BY hlc)"),
        "pause resume mark");
    lab_expect_result("/time", SESSION_TOLD, "recording 00:00:01");
    lab_expect("/cover skipped Zanzibar",
               "1 vision skipped; off the record: the words behind it were not kept");
    lab_expect_result("/mark Zanzibar", SESSION_TOLD, "were not kept");
    lab_expect_result("/pause Zanzibar", SESSION_TOLD, "were not kept");
    lab_expect_result("/consent quote yes Zanzibar", SESSION_TOLD, "were not kept");
    lab_expect_result("/speaker Zanzibar", SESSION_REFUSED, "only participants");
    lab_expect_result("/arrive Zanzibar", SESSION_REFUSED, "only participants");
    lab_expect_result("/depart Zanzibar", SESSION_REFUSED, "only participants");
    lab_expect("/speaker P01", "P01 is speaking");
    lab_type("/on");
    lab_type("/end");
    assert_false(lab_files_have("Zanzibar"));
    assert_true(lab_files_have("Xylophone"));
    assert_string_equal(lab_text("SELECT answer FROM consents"), "yes");
    lab_leave();
    VerifyResult result = {.faults = 0};
    assert_int_equal(upkeep_verify(lab_store, &result, NULL, NULL, &lab_err), 0);
    assert_int_equal(result.faults, 0);
    upkeep_free_result(&result);
}

static void kept_apart_are_words_behind_commands_too(void **state)
{
    (void)state;
    lab_start();
    lab_pass(10 * LAB_MINUTE);
    lab_type("/mark Zanzibar tape");
    lab_type("/off 1m keep");
    assert_int_equal(lab_number("SELECT count(*) FROM moments WHERE value LIKE '%Zanzibar%'"), 0);
    assert_int_equal(lab_number("SELECT count(*) FROM moments WHERE kind = 'mark'"), 1);
    assert_string_equal(lab_text("SELECT text FROM note WHERE hidden = 2"), "Zanzibar tape");
    lab_type("/end");
    assert_true(lab_files_have("Zanzibar tape"));
    assert_int_equal(lab_number("SELECT count(*) FROM notes"), 0);
}

/* A script types faster than the clock ticks. */
static void off_from_now_on_strikes_nothing(void **state)
{
    (void)state;
    lab_start();
    lab_type("before");
    lab_expect("/off", "NOT KEEPING since 00:00:00");
    lab_type("/on");
    assert_string_equal(lab_text("SELECT text FROM notes"), "before");
}

static void words_edited_off_the_record_go_and_older_stay(void **state)
{
    (void)state;
    lab_start();
    lab_type("\"the old words #old @P01");
    Id old = lab_reply.entity;
    lab_pass(10 * LAB_MINUTE);
    lab_type("/edit 1 \"the old words and Zanzibar");
    lab_type("/kind p");
    assert_string_equal(lab_text("SELECT text FROM notes"), "the old words and Zanzibar");
    lab_expect("/off 1m", "NOT KEEPING since 00:09:00, 1 note struck");
    assert_string_equal(lab_text("SELECT text || kind || elapsed_ms FROM notes"), "the old wordsverbatim0");
    assert_string_not_equal(lab_text("SELECT id FROM notes"), old.text);
    assert_string_equal(lab_text("SELECT code FROM codings"), "old");
    lab_type("/end");
    assert_false(lab_files_have("Zanzibar"));
    assert_true(lab_files_have("the old words"));
}

static void with_keep_it_is_kept_apart(void **state)
{
    (void)state;
    lab_start();
    lab_pass(LAB_HOUR);
    lab_type("just now");
    lab_expect("/off 1m keep", "kept apart since 00:59:00");
    assert_int_equal(lab_number("SELECT count(*) FROM notes"), 0);
    lab_expect("more #code", "kept apart 01:00:00 paraphrase, code");
    assert_int_equal(lab_number("SELECT count(*) FROM notes"), 0);
    assert_int_equal(lab_number("SELECT count(*) FROM note WHERE hidden = 2"), 2);
    assert_int_equal(session_count_notes(lab_session), 0);
    lab_type("/on");
    lab_type("in the open");
    lab_type("/end");
    assert_true(lab_files_have("just now"));
    assert_string_equal(lab_text("SELECT text FROM notes"), "in the open");
}

static void struck_is_gone_for_good_at_the_end(void **state)
{
    (void)state;
    lab_start();
    lab_type("/go vision");
    lab_type("Zanzibar #zanzibar");
    lab_type("stays here");
    lab_expect_result("/strike 2", SESSION_TOLD, "struck 00:00:00 paraphrase");
    assert_int_equal(lab_number("SELECT count(*) FROM notes"), 1);
    assert_int_equal(lab_number("SELECT count(*) FROM codes"), 0);
    lab_type("/undo");
    assert_int_equal(lab_number("SELECT count(*) FROM notes"), 2);
    lab_type("/strike 2");
    assert_true(lab_files_have("Zanzibar"));
    lab_expect(
        "/end",
        "ended at 00:00:00, 1 note, 1 of 5 covered; consent not on record: part (P01); erased for good: 1 "
        "struck; the contact summary is due within a day");
    assert_int_equal(lab_reply.changed, SESSION_OVER);
    assert_false(lab_files_have("Zanzibar"));
    lab_expect_result("more", SESSION_REFUSED, "over");
    lab_leave();
    assert_int_equal(session_erase_left(lab_store, &lab_err), 0);
}

/* What was typed lies in drafts as it grew. */
static void drafts_of_what_was_struck_are_gone_too(void **state)
{
    (void)state;
    static const char text[] = "Zanzibar is where the Quagga went when the Xylophone stopped, so they say";
    SessionDraft draft = {.cursor = 0};
    lab_start();
    for (int round = 0; round < 40; round++) {
        char words[200];
        SessionStamp stamp = session_take_stamp(lab_session);
        for (size_t size = 4; size <= strlen(text); size += 3) {
            str_clear(&draft.text);
            str_add_format(&draft.text, "%02d %.*s", round, (int)size, text);
            draft.stamp = stamp;
            assert_int_equal(session_save_draft(lab_session, &draft, &lab_err), 0);
        }
        snprintf(words, sizeof words, "%02d %s", round, text);
        lab_pass(LAB_SECOND);
        Line line = line_read(words, strlen(words));
        session_type(lab_session, &line, &stamp, &lab_reply);
        line_free(&line);
        if (round % 3 == 0)
            lab_type("an ordinary note of some length that stands between them");
        lab_type(round % 3 == 0 ? "/strike 2" : "/strike");
    }
    lab_pass(2 * LAB_MINUTE);
    str_clear(&draft.text);
    str_add(&draft.text, "Zanzibar half typed and off the record then");
    draft.stamp = session_take_stamp(lab_session);
    assert_int_equal(session_save_draft(lab_session, &draft, &lab_err), 0);
    str_free(&draft.text);
    lab_type("/off 1m");
    assert_true(lab_files_have("Zanzibar"));
    lab_type("/on");
    lab_type("/end");
    assert_false(lab_files_have("Zanz"));
    assert_false(lab_files_have("Quagga"));
    assert_false(lab_files_have("Xylophone"));
    assert_int_equal(lab_number("SELECT count(*) FROM notes"), 14);
}

/* No note was struck, only a long line left half typed; other rows came and went around it. */
static void a_draft_alone_is_gone_too(void **state)
{
    (void)state;
    SessionDraft draft = {.cursor = 0};
    lab_start();
    draft.stamp = session_take_stamp(lab_session);
    for (int i = 0; i < 300; i++) {
        str_add_format(&draft.text, "Zanzibar %d ", i);
        assert_int_equal(session_save_draft(lab_session, &draft, &lab_err), 0);
        if (i % 10 == 0)
            session_do(lab_session, i % 20 ? "a note beside it" : "/next", &lab_reply);
        if (i % 50 == 0)
            while (store_do_idle(lab_store))
                ;
    }
    str_free(&draft.text);
    lab_type("/off");
    lab_type("/on");
    lab_type("/end");
    assert_false(lab_files_have("Zanzibar"));
}

static void a_rehearsal_is_in_no_view(void **state)
{
    (void)state;
    SessionOpening opening = lab_opening("P01", NULL);
    opening.rehearsal = true;
    lab_session = session_start(lab_store, &opening, &lab_err);
    lab_type("trying it out #code");
    lab_type("/mark");
    lab_type("/consent part no");
    assert_int_equal(session_find_person(lab_session, 0)->consent[0], CONSENT_NO);
    assert_int_equal(session_count_notes(lab_session), 0);
    lab_type("/consent part yes");
    lab_type("/ask And this?");
    assert_int_equal(lab_number("SELECT count(*) FROM consents"), 0);
    assert_int_equal(lab_number("SELECT count(*) FROM questions"), 0);
    assert_int_equal(lab_number("SELECT count(*) FROM events WHERE kind NOT IN ('study.set', 'person.set')"),
                     0);
    assert_int_equal(lab_number("SELECT count(*) FROM sessions"), 0);
    assert_int_equal(lab_number("SELECT count(*) FROM notes"), 0);
    assert_int_equal(lab_number("SELECT count(*) FROM codes"), 0);
    assert_int_equal(lab_number("SELECT count(*) FROM moments"), 0);
    assert_int_equal(session_count_notes(lab_session), 1);
    lab_expect_result("/status", SESSION_TOLD, "REHEARSAL");
    lab_expect("/end", "ended at 00:00:00, 1 note, 0 of 6 covered");
    lab_leave();
    /* What was answered then is not answered now. */
    lab_start();
    assert_int_equal(session_find_person(lab_session, 0)->consent[0], CONSENT_NOT_ASKED);
}

static void words_of_two_go_when_one_refuses(void **state)
{
    (void)state;
    lab_start_with("P01", "P02", NULL);
    lab_type("both of them @1 @2");
    lab_type("only the first @1");
    lab_type("a stranger @7");
    lab_type("/consent @2 part no");
    assert_string_equal(lab_text("SELECT group_concat(text, ',') FROM (SELECT text FROM notes ORDER BY n)"),
                        "only the first,a stranger");
    assert_int_equal(session_count_notes(lab_session), 2);
    lab_type("again both @P01 @P02");
    assert_int_equal(session_count_notes(lab_session), 2);
    lab_type("/consent @2 part yes");
    assert_int_equal(session_count_notes(lab_session), 4);
}

static void the_latest_answer_holds(void **state)
{
    (void)state;
    lab_start();
    lab_type("\"words");
    lab_type("/consent quote yes spoken");
    lab_pass(LAB_MINUTE);
    lab_type("/consent quote no");
    assert_string_equal(lab_text("SELECT answer FROM consents"), "no");
    assert_int_equal(lab_number("SELECT quotable FROM notes"), 0);
    lab_type("/undo");
    assert_string_equal(lab_text("SELECT answer || how FROM consents"), "yesspoken");
    assert_int_equal(lab_number("SELECT quotable FROM notes"), 1);
    lab_type("/redo");
    lab_type("/consent quote yes renewed");
    assert_string_equal(lab_text("SELECT answer || how FROM consents"), "yesrenewed");
}

static void consent_in_a_rehearsal_is_nobodys(void **state)
{
    (void)state;
    SessionOpening opening = lab_opening("P01", NULL);
    lab_start();
    lab_type("/consent part yes");
    lab_type("/consent quote no");
    lab_type("her words");
    lab_leave();
    opening.rehearsal = true;
    lab_session = session_start(lab_store, &opening, &lab_err);
    Id rehearsal = id_read(session_find_facts(lab_session)->id);
    assert_true(session_find_consent_gap(lab_session)[0] != '\0');
    lab_expect("/consent part yes", "P01 part yes");
    assert_string_equal(session_find_consent_gap(lab_session), "");
    lab_expect("/consent quote yes", "P01 quote yes");
    lab_type("/consent record no");
    lab_expect("/undo", "undone: consent");
    lab_leave();
    lab_session = session_resume(lab_store, rehearsal.text, &lab_err);
    assert_string_equal(session_find_consent_gap(lab_session), "");
    lab_leave();
    assert_int_equal(
        consent_record(lab_store, rehearsal.text, opening.people[0], "quote", true, NULL, 0, &lab_err), 0);
    assert_string_equal(
        lab_text("SELECT group_concat(item || ' ' || answer) FROM (SELECT * FROM consents ORDER BY item)"),
        "part yes,quote no");
    assert_int_equal(lab_number("SELECT quotable FROM notes"), 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, lab_set_up, lab_tear_down)
    static const struct CMUnitTest tests[] = {
        TEST(missing_consent_is_an_exception_once),
        TEST(consent_given_first_needs_no_exception),
        TEST(who_takes_no_part_is_in_nothing),
        TEST(nobody_is_recorded_who_said_no),
        TEST(words_are_quotable_when_all_agreed),
        TEST(consent_can_be_entered_afterwards),
        TEST(off_the_record_minds_the_recorder),
        TEST(off_the_record_keeps_nothing),
        TEST(off_for_two_minutes_strikes_them),
        TEST(words_behind_commands_go_too),
        TEST(kept_apart_are_words_behind_commands_too),
        TEST(off_from_now_on_strikes_nothing),
        TEST(words_edited_off_the_record_go_and_older_stay),
        TEST(with_keep_it_is_kept_apart),
        TEST(struck_is_gone_for_good_at_the_end),
        TEST(drafts_of_what_was_struck_are_gone_too),
        TEST(a_draft_alone_is_gone_too),
        TEST(a_rehearsal_is_in_no_view),
        TEST(consent_in_a_rehearsal_is_nobodys),
        TEST(words_of_two_go_when_one_refuses),
        TEST(the_latest_answer_holds),
    };
    return cmocka_run_group_tests_name("session-record", tests, NULL, NULL);
}
