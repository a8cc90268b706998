/* SPDX-License-Identifier: MIT */
/* Ballots and ratings of a session under way: what is kept of them and what is not, and two laptops that
 * enter them. */
#include "lab.h"

#include "rir/ballot.h"
#include "rir/file.h"
#include "rir/rating.h"
#include "rir/upkeep.h"

static const char workshop[] = "---\ntitle: Priorities\nkind: workshop\nminutes: 60\n---\n"
                               "# Ideas {method=silent-generation}\n\nWrite.\n\n"
                               "# Ranking {method=rank rank=3}\n\nRank.\n\n"
                               "# Rating {method=maturity matrix=trial}\n\nRate.\n";
static const char matrix[] = "---\ntitle: A trial\nkind: matrix\n---\n"
                             "# Trust {#trust}\n\n0. None.\n1. Some.\n2. Much.\n3. All.\n\n"
                             "# Money {#money}\n\n0. None.\n1. Some.\n2. Much.\n3. All.\n";

/* A workshop of six, with four ideas, at its ranking. */
static void start_workshop(void)
{
    char path[128], guide[128];
    SessionOpening opening = lab_opening("P01", "P02", "P03", "P04", "P05", "P06", NULL);
    snprintf(path, sizeof path, "%s/trial.md", lab_folder);
    snprintf(guide, sizeof guide, "%s/workshop.md", lab_folder);
    assert_int_equal(file_write(path, matrix, strlen(matrix), &lab_err), 0);
    opening.guide_text = workshop;
    opening.guide_size = strlen(workshop);
    opening.guide_name = "workshop";
    opening.guide_path = guide;
    opening.team = "North";
    lab_session = session_start(lab_store, &opening, &lab_err);
    assert_non_null(lab_session);
    assert_int_equal(session_settle(lab_session, &lab_err), 0);
    lab_type("One desk");
    lab_type("One form");
    lab_type("A rota");
    lab_type("A phone");
    lab_type("/next");
}

static void take_token(char token[32])
{
    const char *at = strstr(lab_reply.text, "/recall ");
    assert_non_null(at);
    assert_int_equal(sscanf(at, "/recall %31s", token), 1);
}

static void draft(const char *text)
{
    SessionDraft half = {.stamp = session_take_stamp(lab_session)};
    str_add(&half.text, text);
    half.cursor = half.text.size;
    assert_int_equal(session_save_draft(lab_session, &half, &lab_err), 0);
    session_free_draft(&half);
}

static void a_half_typed_ballot_is_no_draft(void **state)
{
    (void)state;
    start_workshop();
    draft("what they say");
    assert_int_equal(lab_number("SELECT count(*) FROM draft"), 1);
    draft("/ballot : B A");
    assert_int_equal(lab_number("SELECT count(*) FROM draft"), 0);
    draft("/balot : D C B"); /* mistyped, and in the activity all the same */
    assert_int_equal(lab_number("SELECT count(*) FROM draft"), 0);
    lab_type("/prev");
    draft("  /TALLY : C A");
    draft("/rate : 3 2");
    assert_int_equal(lab_number("SELECT count(*) FROM draft"), 0);
    draft("/go ranking"); /* nobody's secret */
    assert_int_equal(lab_number("SELECT count(*) FROM draft"), 1);
    assert_false(lab_files_have("B A") || lab_files_have("D C B") || lab_files_have("C A"));
}

static void what_was_cast_goes_on_after_a_crash(void **state)
{
    char token[32], line[64];
    (void)state;
    start_workshop();
    lab_type("/ballot : A B C");
    take_token(token);
    lab_type("/tally : B A");
    lab_kill();
    lab_resume();
    lab_expect("/tally", "2 of 6 ballots: no group 2 of 6; missing 4 without a group");
    snprintf(line, sizeof line, "/recall %s", token);
    lab_expect(line, "the ballot was taken back; another can be cast");
    lab_expect_result("/reveal", SESSION_TOLD,
                      "1 ballot; 1 B One form, 3 points from 1; 2 A One desk, 2 points from 1;");
    lab_expect("/undo", "undone: a reveal");
    lab_expect("/undo", "undone: taking one back");
    lab_expect_result("/reveal", SESSION_TOLD,
                      "2 ballots; 1= A One desk, 5 points from 2; 1= B One form, 5 points from 2; 3 C");
    lab_kill();
    lab_resume();
    lab_expect_result("/reveal", SESSION_TOLD,
                      "3 C A rota, 1 point from 1; equal points share a rank; revealed before");
}

static void the_end_erases_the_order(void **state)
{
    (void)state;
    start_workshop();
    lab_type("/ballot : A B C");
    lab_type("/ballot : D");
    lab_type("/ballot :");
    lab_type("/undo");
    lab_type("/reveal");
    assert_int_equal(lab_number("SELECT count(*) FROM event WHERE kind = 'ballot.cast'"), 5);
    lab_expect_result("/end", SESSION_TOLD, "in which order ballots were cast is erased");
    lab_leave();
    assert_int_equal(lab_number("SELECT count(*) FROM event WHERE kind = 'ballot.cast' AND body IS NOT NULL"),
                     2);
    assert_int_equal(
        lab_number(
            "SELECT count(DISTINCT body->>'$.with') FROM event WHERE kind = 'ballot.cast' AND body IS NOT "
            "NULL"),
        1);
    assert_int_equal(lab_number("SELECT count(DISTINCT ballot) FROM votes"), 2);
    assert_int_equal(
        lab_number("SELECT count(*) FROM event WHERE kind = 'ballot.cast' AND person IS NOT NULL"), 0);
}

/* A second window hinders it, and the next that opens the study alone goes on with it. */
static void the_order_is_erased_once_nobody_else_is_there(void **state)
{
    static const char left[] =
        "SELECT count(*) FROM event e JOIN event s ON s.entity = e.entity AND s.kind = "
        "'note.strike' WHERE e.kind = 'ballot.cast' AND e.body IS NOT NULL";
    (void)state;
    start_workshop();
    lab_type("/ballot : A B C");
    lab_type("/ballot : D");
    lab_type("/reveal");
    Str path = STR_EMPTY;
    str_add(&path, store_find_path(lab_store));
    Store *other = store_open(str_text(&path), STORE_READ_ONLY, "Bea", &lab_err);
    assert_non_null(other);
    lab_expect_result("/end", SESSION_TOLD, "in which order ballots were cast, is hidden but NOT ERASED YET");
    lab_leave();
    assert_int_equal(lab_number(left), 2);
    store_close(lab_store);
    lab_store = store_open(str_text(&path), STORE_WRITE, "Ada", &lab_err);
    assert_int_equal(lab_number(left), 2); /* the other is still there */
    store_let_go(other);
    store_close(lab_store);
    lab_store = store_open(str_text(&path), STORE_WRITE, "Ada", &lab_err);
    assert_int_equal(lab_number(left), 0);
    assert_int_equal(lab_number("SELECT count(*) FROM meta WHERE key LIKE 'struck%' OR key = 'sweep'"), 0);
    assert_int_equal(lab_number("SELECT count(DISTINCT ballot) FROM votes"), 2);
    store_close(other);
    str_free(&path);
}

/* Nobody revealed them: they are mixed and shown all the same. */
static void the_end_mixes_what_was_not_revealed(void **state)
{
    (void)state;
    start_workshop();
    lab_type("/ballot : A B C");
    lab_type("/ballot : D");
    lab_type("/next");
    lab_type("/rate : 3 1");
    lab_expect_result("/end", SESSION_TOLD, "in which order ballots were cast is erased");
    lab_leave();
    assert_int_equal(lab_number("SELECT count(*) FROM event WHERE kind IN ('ballot.cast', 'rating.give') AND "
                                "body->>'$.mixed' IS NULL AND body IS NOT NULL"),
                     0);
    assert_int_equal(lab_number("SELECT count(DISTINCT ballot) FROM votes"), 2);
    assert_int_equal(lab_number("SELECT count(*) FROM ratings"), 2);
}

static void off_the_record_nothing_is_cast(void **state)
{
    (void)state;
    start_workshop();
    lab_type("/off keep");
    lab_expect_result("/ballot : A", SESSION_REFUSED, "NOT KEEPING");
    lab_type("/on");
    lab_pass(LAB_SECOND);
    lab_expect_result("/ballot : A", SESSION_TOLD, "cast: ballot 1 of 6");
    lab_type("/depart P06");
    lab_expect_result("/tally", SESSION_TOLD, "1 of 6"); /* who left since it began may have left a paper */
    lab_type("/prev");
    lab_type("/next");
    lab_expect_result("/tally", SESSION_TOLD, "1 of 6");
}

/* --- ratings */

static void a_rating_is_silent_until_its_dimension_is_revealed(void **state)
{
    RatingSpread spread;
    (void)state;
    start_workshop();
    lab_type("/next");
    const Plan *plan = rating_find_matrix(lab_session);
    assert_non_null(plan);
    assert_int_equal(plan->dimension_count, 2);
    assert_int_equal(rating_find_dimension(lab_session), SESSION_NONE);
    lab_type("/rate : 3 1");
    lab_type("/dimension trust");
    lab_type("/rate : 1");
    lab_type("/rate : ?");
    lab_kill();
    lab_resume();
    assert_int_equal(rating_find_dimension(lab_session), 0);
    plan = rating_find_matrix(lab_session);
    RatingCount count = rating_count(lab_session, 0);
    assert_int_equal(count.given, 3);
    assert_int_equal(count.here, 6);
    assert_false(count.is_revealed);
    const char *id = session_find_facts(lab_session)->id;
    size_t outside = rating_find_outside(lab_store, session_find_plan(lab_session), plan);
    assert_int_equal(outside, CONSENSUS_OUTSIDE);
    assert_int_equal(
        rating_read_spread(lab_store, id, "rating", &plan->dimensions[0], outside, &spread, &lab_err), 0);
    assert_false(spread.is_revealed);
    assert_int_equal(spread.at_level[1] + spread.at_level[3] + spread.consensus.rated, 0);
    rating_free_spread(&spread);
    assert_int_equal(lab_number("SELECT count(*) FROM ratings"), 0);
    lab_expect(
        "/reveal",
        "Trust: 1 at 1, 1 at 3; median 2, 1 of 2 within 1 to 2 (50.0 %), Agreement, Progressing; 1 does not "
        "know");
}

/* --- two laptops with one study */

static void type_into(Store *store, const char *session, const char *first, const char *second)
{
    lab_session = session_resume(store, session, &lab_err);
    if (!lab_session)
        fail_msg("%s", lab_err.text);
    lab_type(first);
    if (lab_reply.result != SESSION_TOLD)
        fail_msg("%s", lab_reply.text);
    if (second)
        lab_type(second);
    lab_leave();
    lab_pass(LAB_MINUTE);
}

static void two_laptops_enter_papers_and_both_reveal(void **state)
{
    char path[128];
    Digest ours, theirs;
    BallotTally tally;
    (void)state;
    start_workshop();
    lab_type("/tally : A B C");
    char session[ID_SIZE];
    snprintf(session, sizeof session, "%s", session_find_facts(lab_session)->id);
    lab_leave();
    snprintf(path, sizeof path, "%s/other.rir", lab_folder);
    assert_int_equal(upkeep_backup(lab_store, path, &lab_err), 0);
    Store *other = store_open(path, STORE_WRITE, "colleague", &lab_err);
    if (!other)
        fail_msg("%s", lab_err.text);
    type_into(other, session, "/tally : B A", "/tally : C");
    type_into(lab_store, session, "/tally : A C", NULL);
    lab_send(lab_store, other);
    lab_send(other, lab_store);
    /* Each closes them, not knowing of the other. */
    type_into(lab_store, session, "/reveal", NULL);
    type_into(other, session, "/reveal", NULL);
    lab_send(lab_store, other);
    lab_send(other, lab_store);
    assert_int_equal(upkeep_find_digest(lab_store, &ours, &lab_err), 0);
    assert_int_equal(upkeep_find_digest(other, &theirs, &lab_err), 0);
    assert_memory_equal(&ours, &theirs, sizeof ours);
    /* A B C, B A, C, A C: A 3 + 2 + 3, B 2 + 3, C 1 + 3 + 2. Written again by both, and still four. */
    assert_int_equal(ballot_read_tally(other, session, "ranking", &tally, &lab_err), 0);
    assert_int_equal(tally.tally->ballots, 4);
    assert_int_equal(tally.tally->items[0].points, 8);
    assert_int_equal(tally.tally->items[1].points, 5);
    assert_int_equal(tally.tally->items[2].points, 6);
    assert_int_equal(tally.paper, 4);
    ballot_free_tally(&tally);
    /* Undone on one laptop the reveal of the other still holds. */
    type_into(lab_store, session, "/undo", NULL);
    assert_true(ballot_is_revealed(lab_store, session, "ranking", NULL));
    assert_int_equal(ballot_read_tally(lab_store, session, "ranking", &tally, &lab_err), 0);
    assert_int_equal(tally.tally->ballots, 4);
    ballot_free_tally(&tally);
    store_close(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_half_typed_ballot_is_no_draft, lab_set_up, lab_tear_down),
        cmocka_unit_test_setup_teardown(what_was_cast_goes_on_after_a_crash, lab_set_up, lab_tear_down),
        cmocka_unit_test_setup_teardown(the_end_erases_the_order, lab_set_up, lab_tear_down),
        cmocka_unit_test_setup_teardown(the_order_is_erased_once_nobody_else_is_there, lab_set_up,
                                        lab_tear_down),
        cmocka_unit_test_setup_teardown(the_end_mixes_what_was_not_revealed, lab_set_up, lab_tear_down),
        cmocka_unit_test_setup_teardown(off_the_record_nothing_is_cast, lab_set_up, lab_tear_down),
        cmocka_unit_test_setup_teardown(a_rating_is_silent_until_its_dimension_is_revealed, lab_set_up,
                                        lab_tear_down),
        cmocka_unit_test_setup_teardown(two_laptops_enter_papers_and_both_reveal, lab_set_up, lab_tear_down),
    };
    return cmocka_run_group_tests_name("ballot", tests, NULL, NULL);
}
