/* SPDX-License-Identifier: MIT */
/* Thousands of commands in no order: what is held in memory is always what a fresh load gives, undo and redo
 * come back to where they were, a write that fails changes nothing, and a long session stays quick. */
#include "lab.h"

#include <time.h>
#include <unistd.h>

#include "../../src/field/session.h"
#include "rir/notes.h"
#include "rir/upkeep.h"

static const char *pick_line(void)
{
    static const char *const lines[] = {
        "a plain note",
        "\"words of somebody #money-",
        ",o a look #trust+",
        ",c my own",
        ",m a memo",
        "?later",
        "said @1",
        "said @2",
        "said @P09",
        "both @1 @2",
        "[+0:05] later",
        "[~10:01] about",
        "[23:59] never",
        "[+9:00:00] never",
        "/go vision",
        "/go barriers",
        "/go 4",
        "/go last",
        "/go opening",
        "/go e1",
        "/go e2",
        "/go nowhere",
        "/next",
        "/prev",
        "/probe 1",
        "/probe 2",
        "/say",
        "/cover full",
        "/cover partly no time",
        "/cover skipped",
        "/cover elsewhere",
        "/for barriers",
        "/for deciding",
        "/for vision last 2",
        "/for e1 last 3",
        "/for last last",
        "/ask And then?",
        "/ask Who else?",
        "/consent @1 part yes",
        "/consent @1 part no",
        "/consent @2 part no spoken",
        "/consent all part yes",
        "/consent all record yes",
        "/consent @2 record no",
        "/consent @1 quote yes",
        "/phase main",
        "/phase closing",
        "/phase after",
        "/pause",
        "/resume",
        "/until 10m",
        "/until 23:00",
        "/speaker 1",
        "/speaker P02",
        "/speaker P09",
        "/speaker none",
        "/arrive P05",
        "/arrive P01",
        "/depart P02",
        "/depart P05",
        "/mark",
        "/mark tape",
        "/off",
        "/off 1m",
        "/off keep",
        "/off 30s keep",
        "/on",
        "/on",
        "/on",
        "/strike",
        "/strike 2",
        "/strike 3",
        "/undo",
        "/undo",
        "/undo",
        "/undo",
        "/redo",
        "/redo",
        "/redo",
        "/edit 1",
        "/edit 2 another text #money",
        "/edit 3",
        "",
        "/kind v",
        "/kind c 2",
        "/kind f 3",
        "/time",
        "/status",
        "/help",
    };
    return lines[lab_pick(sizeof lines / sizeof *lines)];
}

static void live_is_loaded(void **state)
{
    (void)state;
    lab_set_seed(20260525);
    lab_add_person("P05");
    lab_start_with("P01", "P02", NULL);
    for (int step = 0; step < 1000; step++) {
        const char *line = pick_line();
        lab_pass(lab_pick(20) * LAB_SECOND);
        SessionStamp stamp = session_take_stamp(lab_session);
        lab_pass(lab_pick(3) * LAB_SECOND);
        Line read = line_read(line, strlen(line));
        session_type(lab_session, &read, &stamp, &lab_reply);
        line_free(&read);
        assert_int_not_equal(lab_reply.result, SESSION_FAILED);
        lab_assert_loaded(lab_add_account, line, step);
        if (step % 10 == 0)
            lab_assert_undone(lab_add_account, line, step);
        if (step % 250 == 249) {
            lab_leave();
            lab_pass(LAB_MINUTE);
            lab_resume();
            lab_assert_loaded(lab_add_account, "resume", step);
        }
    }
    lab_expect_result("/end", SESSION_TOLD, "ended");
    lab_leave();
    VerifyResult result;
    assert_int_equal(upkeep_verify(lab_store, &result, NULL, NULL, &lab_err), 0);
    assert_int_equal(result.faults, 0);
    upkeep_free_result(&result);
}

static void coverage_is_as_the_view_says(void **state)
{
    (void)state;
    lab_set_seed(7);
    lab_start_with("P01", "P02", NULL);
    for (int step = 0; step < 300; step++) {
        lab_pass(LAB_SECOND);
        lab_type(pick_line());
        Rows *rows = rows_open(lab_store, &lab_err,
                               "SELECT question, state, probes_used FROM coverage ORDER BY ord", "");
        size_t seen = 0;
        for (; rows_next(rows); seen++) {
            size_t entry = state_find_entry(lab_session->state, rows_text(rows, 0));
            assert_int_not_equal(entry, SESSION_NONE);
            assert_string_equal(coverage_name(lab_session->state->entries[entry].face.coverage),
                                rows_text(rows, 1));
            assert_int_equal(lab_session->state->entries[entry].face.probes_used, rows_number(rows, 2));
        }
        assert_int_equal(rows_close(rows, &lab_err), 0);
        assert_int_equal(seen, session_count_questions(lab_session));
        assert_int_equal(session_count_notes(lab_session), lab_number("SELECT count(*) FROM notes"));
    }
}

/* --- a write that fails */

static void a_failed_write_changes_nothing(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "a note #code",
        "/go vision",
        "/probe 1",
        "/cover full",
        "/ask What?",
        "/consent part no",
        "/phase after",
        "/pause",
        "/until 5m",
        "/speaker 1",
        "/mark",
        "/off 1m",
        "/strike",
        "/edit 1 other",
        "/kind v",
        "/for vision",
        "/for last last 1",
        "/arrive somebody",
        "/say",
        "/adjourn",
        "/end",
    };
    lab_start();
    lab_type("/next");
    lab_type("one");
    lab_type("two");
    Id session = id_read(session_find_facts(lab_session)->id);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        Str before = STR_EMPTY, after = STR_EMPTY;
        lab_add_account(&before);
        int64_t events = lab_number("SELECT count(*) FROM event");
        /* An act is being saved already, so none can begin. */
        assert_int_equal(store_begin(lab_store, &lab_err), 0);
        lab_type(lines[i]);
        store_rollback(lab_store);
        assert_int_equal(lab_reply.result, SESSION_FAILED);
        assert_non_null(strstr(lab_reply.text, "NOT SAVED"));
        assert_int_equal(session_find_failure(lab_session)->code, ERR_FAILED);
        lab_add_account(&after);
        assert_string_equal(str_text(&before), str_text(&after));
        assert_int_equal(lab_number("SELECT count(*) FROM event"), events);
        str_free(&before);
        str_free(&after);
    }
    lab_expect("goes on", "saved 00:00:00 paraphrase");
    lab_assert_loaded(lab_add_account, "goes on", 0);
    assert_string_equal(session.text, session_find_facts(lab_session)->id);
}

/* --- a long session */

static double measure_ms(const struct timespec *from)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)(now.tv_sec - from->tv_sec) * 1e3 + (double)(now.tv_nsec - from->tv_nsec) / 1e6;
}

static double measure_resume(void)
{
    double best = 1e9;
    for (int i = 0; i < 5; i++) {
        Id id = id_read(session_find_facts(lab_session)->id);
        lab_leave();
        struct timespec from;
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
        lab_session = session_resume(lab_store, id.text, &lab_err);
        double took = measure_ms(&from);
        assert_non_null(lab_session);
        if (took < best)
            best = took;
    }
    return best;
}

/* Time of this process, which does not grow when the machine has other things to do. */
static void two_thousand_notes_are_not_slow(void **state)
{
    (void)state;
    Notes notes = {NULL, 0, 0};
    lab_start();
    struct timespec from;
    double first = 1e9, last = 1e9;
    for (int i = 0; i < 2000; i++) {
        char text[80];
        snprintf(text, sizeof text, "note number %d about money and rules #c%d", i, i % 20);
        if (i % 40 == 0)
            lab_type(i % 80 ? "/go vision" : "/go barriers");
        lab_pass(LAB_SECOND);
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
        lab_type(text);
        double took = measure_ms(&from);
        if (i < 200 && took < first)
            first = took;
        if (i >= 1800 && took < last)
            last = took;
    }
    double resume = measure_resume();
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    assert_int_equal(notes_read_last(lab_store, session_find_facts(lab_session)->id, 30, &notes, &lab_err),
                     0);
    double window = measure_ms(&from);
    notes_free(&notes);
    print_message("# a note: %.3f ms at first, %.3f ms behind 2,000; resume %.3f ms; window %.3f ms\n", first,
                  last, resume, window);
    assert_true(last < 3 * first + 1);
    assert_true(resume < 50);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, lab_set_up, lab_tear_down)
    static const struct CMUnitTest tests[] = {
        TEST(live_is_loaded),
        TEST(coverage_is_as_the_view_says),
        TEST(a_failed_write_changes_nothing),
        TEST(two_thousand_notes_are_not_slow),
    };
    return cmocka_run_group_tests_name("session-random", tests, NULL, NULL);
}
