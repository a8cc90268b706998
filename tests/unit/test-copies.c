/* SPDX-License-Identifier: MIT */
/* A workshop on two laptops: cards, merges, clusters, ballots and findings are carried from one copy of the
 * study to the other, work goes on in both, somebody withdraws, and the copies end the same. What was erased
 * comes back from nowhere. */
#include "lab.h"

#include "rir/ballot.h"
#include "rir/cards.h"
#include "rir/finding.h"
#include "rir/parcel.h"
#include "rir/person.h"
#include "rir/upkeep.h"

static const char guide[] = "---\n"
                            "title: Two laptops\n"
                            "kind: workshop\n"
                            "minutes: 120\n"
                            "consent:\n"
                            "  - id: part\n"
                            "    text: Agrees to take part\n"
                            "    required: true\n"
                            "---\n"
                            "# Ideas {#ideas method=silent-generation minutes=10}\n"
                            "# Sort {#sort method=affinity minutes=10}\n"
                            "# Ranking {#ranking method=rank rank=3 minutes=10}\n"
                            "# Meaning {#meaning method=co-interpretation minutes=20}\n"
                            "# What to do {#todo method=recommendations minutes=20}\n";

static Store *ours, *theirs; /* lab_store is the one that is worked on */
static char session[ID_SIZE];

/* --- two copies */

/* `is_stale`: all is sent, also what is there already. */
static ParcelResult carry(Store *from, Store *to, bool is_stale)
{
    return is_stale ? lab_send_all(from, to, "") : lab_send(from, to);
}

static void assert_holds(Store *store)
{
    VerifyResult result;
    assert_int_equal(upkeep_verify(store, &result, NULL, NULL, &lab_err), 0);
    if (result.faults)
        fail_msg("%s", str_text(&result.account));
    upkeep_free_result(&result);
}

static void work_on(Store *store)
{
    lab_store = store;
    lab_session = session_resume(store, session, &lab_err);
    if (!lab_session)
        fail_msg("%s", lab_err.text);
}

static void type_all(const char *const *lines)
{
    for (; *lines; lines++) {
        lab_type(*lines);
        if (lab_reply.result != SESSION_SAVED && lab_reply.result != SESSION_TOLD)
            fail_msg("%s: %s", *lines, lab_reply.text);
        lab_pass(LAB_SECOND);
    }
}

static void leave(void)
{
    lab_leave();
    lab_pass(LAB_MINUTE);
}

/* A workshop of four with all that is made in one, and a copy of it for a colleague. */
static void begin(void)
{
    static const char *const lines[] = {"/consent all part yes paper",
                                        "One desk for the zither @1",
                                        "A rota of xylophones @2",
                                        "A shared record @3",
                                        "A duty phone @1",
                                        "/merge D into A agreed by both",
                                        "/go sort",
                                        "/cluster Music: A B",
                                        "/go ranking",
                                        "/tally : A B",
                                        "/tally : C",
                                        "/go meaning",
                                        "/finding F1",
                                        "/challenge never a zither here @1",
                                        "/recognise every Monday @2",
                                        "/go todo",
                                        "A zither for every team @1",
                                        "/measure zithers counted",
                                        NULL};
    FindingChange finding = {.text = "Forms double the work"};
    Id id;
    char path[128];
    ours = lab_store;
    assert_int_equal(finding_add(lab_store, &finding, &id, &lab_err), 0);
    SessionOpening opening = lab_opening("P01", "P02", "P03", "P04", NULL);
    opening.guide_text = guide;
    opening.guide_size = strlen(guide);
    opening.guide_name = "two-laptops";
    opening.team = "North";
    lab_session = session_start(lab_store, &opening, &lab_err);
    if (!lab_session)
        fail_msg("%s", lab_err.text);
    assert_int_equal(session_settle(lab_session, &lab_err), 0);
    snprintf(session, sizeof session, "%s", session_find_facts(lab_session)->id);
    type_all(lines);
    leave();
    snprintf(path, sizeof path, "%s/theirs.rir", lab_folder);
    assert_int_equal(upkeep_backup(ours, path, &lab_err), 0);
    theirs = store_open(path, STORE_WRITE, "Bob", &lab_err);
    if (!theirs)
        fail_msg("%s", lab_err.text);
}

static void end(void)
{
    assert_holds(ours);
    assert_holds(theirs);
    lab_store = ours;
    store_close(theirs);
}

/* Both go on, not knowing of each other. */
static void work_apart(void)
{
    static const char *const here[] = {
        "/go ideas", "A bell for the zither @1", "/part D", "/go ranking", "/tally : A", NULL};
    static const char *const there[] = {"/go ideas",
                                        "A drum for all @4",
                                        "/merge B into C agreed",
                                        "/go sort",
                                        "/move C Music",
                                        "/go ranking",
                                        "/tally : C A",
                                        "/go meaning",
                                        "/finding F1",
                                        "/amend Forms treble the work @2",
                                        NULL};
    work_on(ours);
    type_all(here);
    leave();
    work_on(theirs);
    type_all(there);
    leave();
}

static void assert_views(Store *store, const char *sql, const char *wanted)
{
    lab_store = store;
    assert_string_equal(lab_text(sql), wanted);
}

/* --- */

static void what_both_did_is_on_both(void **state)
{
    (void)state;
    begin();
    work_apart();
    carry(ours, theirs, false);
    carry(theirs, ours, false);
    lab_assert_same(ours, theirs);
    static const char cards[] = "SELECT group_concat(text || coalesce('>' || merged_into, '') || coalesce(' "
                                "in ' || cluster, ''), ', ') FROM (SELECT * FROM cards WHERE kind = 'idea' "
                                "ORDER BY text)";
    for (int i = 0; i < 2; i++) {
        Store *store = i ? theirs : ours;
        assert_views(store, cards,
                     "A bell for the zither, A drum for all, A duty phone, A rota of xylophones>C in Music, "
                     "A shared record in Music, One desk for the zither in Music");
        assert_views(store,
                     "SELECT group_concat(coalesce(wording, reason), ', ') FROM (SELECT * FROM responses "
                     "ORDER BY coalesce(wording, reason))",
                     "Forms treble the work, every Monday, never a zither here");
        /* Two cards were given one letter, and each has its own in the end. */
        assert_int_equal(lab_number("SELECT count(*) - count(DISTINCT label) FROM cards WHERE kind = 'idea'"),
                         0);
        assert_int_equal(lab_number("SELECT count(*) FROM recommendations"), 1);
    }
    /* A B, C, A and C A, of which B counts for C since: C 2 + 3 + 3, A 3 + 3 + 2. */
    static const char *const reveal[] = {"/go ranking", "/reveal", NULL};
    work_on(theirs);
    type_all(reveal);
    leave();
    carry(theirs, ours, false);
    lab_assert_same(ours, theirs);
    for (int i = 0; i < 2; i++) {
        BallotTally tally;
        assert_int_equal(ballot_read_tally(i ? theirs : ours, session, "ranking", &tally, &lab_err), 0);
        assert_int_equal(tally.tally->ballots, 4);
        assert_int_equal(tally.tally->items[0].points, 8);
        assert_int_equal(tally.tally->items[1].points, 8);
        ballot_free_tally(&tally);
    }
    end();
}

/* The author of cards withdraws here while there others still work with them. */
static void a_withdrawal_reaches_every_copy(void **state)
{
    static const char *const after[] = {"/go sort", "/move A none", "/cluster More: A C", NULL};
    (void)state;
    begin();
    work_apart();
    Id author = lab_add_person("P01");
    lab_store = ours;
    assert_int_equal(upkeep_erase_person(ours, author.text, "withdrawn", &lab_err), 0);
    work_on(theirs);
    type_all(after);
    leave();
    assert_int_equal(lab_files_have("zither"), 1); /* in theirs, who do not know yet */
    carry(ours, theirs, false);
    assert_int_equal(lab_files_have("zither"), 0);
    carry(theirs, ours, false);
    lab_assert_same(ours, theirs);
    /* The whole of each once more: nothing comes back. */
    assert_int_equal(carry(theirs, ours, true).fresh, 0);
    assert_int_equal(carry(ours, theirs, true).fresh, 0);
    lab_assert_same(ours, theirs);
    assert_int_equal(lab_files_have("zither"), 0);
    for (int i = 0; i < 2; i++) {
        Store *store = i ? theirs : ours;
        assert_views(
            store,
            "SELECT group_concat(text, ', ') FROM (SELECT * FROM cards WHERE kind = 'idea' ORDER BY text)",
            "A drum for all, A rota of xylophones, A shared record");
        assert_views(store,
                     "SELECT group_concat(coalesce(wording, reason), ', ') FROM (SELECT * FROM responses "
                     "ORDER BY coalesce(wording, reason))",
                     "Forms treble the work, every Monday");
        assert_int_equal(lab_number("SELECT count(*) FROM recommendations"), 0);
        assert_int_equal(lab_number("SELECT count(*) FROM presence WHERE person = 'P01'"), 0);
    }
    /* Both go on with what is left. */
    static const char *const on[] = {"/part B", "/go ranking", "/reveal", NULL};
    work_on(ours);
    type_all(on);
    leave();
    carry(ours, theirs, false);
    lab_assert_same(ours, theirs);
    end();
}

/* Consent taken back is not erasure: what they brought is in no view, on both, until they agree again. */
static void refusing_to_take_part_hides_cards_on_both(void **state)
{
    static const char *const no[] = {"/consent @1 part no", NULL}, *const yes[] = {
                                                                       "/consent @1 part yes paper", NULL};
    (void)state;
    begin();
    work_on(ours);
    type_all(no);
    leave();
    carry(ours, theirs, false);
    lab_assert_same(ours, theirs);
    static const char ideas[] =
        "SELECT group_concat(text, ', ') FROM (SELECT * FROM cards WHERE kind = 'idea' ORDER BY text)";
    assert_views(theirs, ideas, "A rota of xylophones, A shared record");
    assert_views(theirs, "SELECT group_concat(coalesce(wording, reason)) FROM responses", "every Monday");
    assert_int_equal(lab_number("SELECT count(*) FROM recommendations"), 0);
    work_on(theirs);
    type_all(yes);
    leave();
    carry(theirs, ours, false);
    lab_assert_same(ours, theirs);
    assert_views(ours, ideas, "A duty phone, A rota of xylophones, A shared record, One desk for the zither");
    end();
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, lab_set_up, lab_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(what_both_did_is_on_both),
        TEST(a_withdrawal_reaches_every_copy),
        TEST(refusing_to_take_part_hides_cards_on_both),
    };
#undef TEST
    return cmocka_run_group_tests_name("copies", tests, NULL, NULL);
}
