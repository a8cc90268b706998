/* SPDX-License-Identifier: MIT */
/* Findings, answers and recommendations: undone, struck, off the record, erased and exchanged as notes are.
 */
#include "lab.h"

#include <unistd.h>

#include "rir/concordance.h"
#include "rir/conflict.h"
#include "rir/consent.h"
#include "rir/finding.h"
#include "rir/notes.h"
#include "rir/recommendation.h"
#include "rir/trail.h"
#include "rir/upkeep.h"

static const char guide[] = "---\n"
                            "title: Findings back\n"
                            "kind: workshop\n"
                            "consent:\n"
                            "  - id: part\n"
                            "    text: Agrees to take part\n"
                            "---\n"
                            "# What we found {#found method=co-interpretation minutes=30}\n\n"
                            "Do you recognise this?\n\n"
                            "# What to do {#todo method=recommendations minutes=30}\n\n"
                            "One at a time.\n";

static void start_workshop(const char *team, bool rehearsal)
{
    SessionOpening opening = lab_opening("P01", "P02", NULL);
    opening.guide_text = guide;
    opening.guide_size = strlen(guide);
    opening.guide_name = "findings-back";
    opening.team = team;
    opening.rehearsal = rehearsal;
    lab_session = session_start(lab_store, &opening, &lab_err);
    assert_non_null(lab_session);
    assert_int_equal(session_settle(lab_session, &lab_err), 0);
}

static Id add_finding(Store *store, const char *text)
{
    Id id;
    FindingChange change = {.text = text};
    assert_int_equal(finding_add(store, &change, &id, &lab_err), 0);
    return id;
}

static void end_session(void)
{
    lab_type("/end");
    lab_leave();
}

/* --- in a session */

static void what_is_up_holds_for_the_activity(void **state)
{
    (void)state;
    Id id = add_finding(lab_store, "Forms double the work"), up;
    int version;
    start_workshop("North", false);
    assert_false(finding_find_up(lab_session, &up, &version));
    lab_expect_result("/finding", SESSION_TOLD, "no finding is up; /finding and one of: F1");
    lab_expect("/finding f1", "F1 version 1: Forms double the work");
    assert_true(finding_find_up(lab_session, &up, &version));
    assert_true(id_is_same(&up, &id));
    assert_int_equal(version, 1);
    /* Changed meanwhile: what is answered is what was shown. */
    FindingChange change = {.text = "Forms treble the work"};
    assert_int_equal(finding_set(lab_store, id.text, &change, &lab_err), 0);
    lab_expect("/challenge it is one form", "saved 00:00:00 F1 version 1 challenged; it is one form");
    lab_expect("/challenge F1 it is one form", "saved 00:00:00 F1 version 1 challenged; it is one form");
    lab_type("/go found");
    assert_true(finding_find_up(lab_session, NULL, NULL));
    lab_type("/go todo");
    assert_false(finding_find_up(lab_session, NULL, NULL));
    lab_expect("/recognise F1", "saved 00:00:00 F1 version 2 recognised");
    lab_kill();
    lab_resume();
    lab_expect_result("/amend", SESSION_REFUSED, "no finding is up");
    lab_expect_result("/finding F7", SESSION_REFUSED, "there is no finding F7; this study has F1");
}

static void an_amendment_is_parted(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *wording, *reason;
    } cases[] = {
        {"/amend Fewer forms", "Fewer forms", ""},
        {"/amend Fewer forms because of time", "Fewer forms", "of time"},
        {"/amend They wait because no one decides because we saw it", "They wait because no one decides",
         "we saw it"},
        {"/amend \"They wait because no one decides\"", "They wait because no one decides", ""},
        {"/amend \"They wait because no one decides\" because we saw it", "They wait because no one decides",
         "we saw it"},
        {"/amend The \"form\" doubles", "The \"form\" doubles", ""},
        {"/amend It is becauseless", "It is becauseless", ""},
    };
    add_finding(lab_store, "Forms");
    start_workshop("North", false);
    lab_type("/finding F1");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lab_type(cases[i].typed);
        assert_int_equal(lab_reply.result, SESSION_SAVED);
        assert_string_equal(lab_text("SELECT wording FROM responses ORDER BY n DESC"), cases[i].wording);
        assert_string_equal(lab_text("SELECT reason FROM responses ORDER BY n DESC"), cases[i].reason);
        lab_type("/undo");
    }
    lab_expect_result("/amend because we saw it", SESSION_SAVED, "because we saw it");
    lab_expect_result("/amend \"\"", SESSION_REFUSED, "to what wording?");
    lab_expect_result("/challenge", SESSION_REFUSED, "why?");
}

static void dissent_belongs_to_the_recommendation_spoken_of(void **state)
{
    (void)state;
    add_finding(lab_store, "Forms");
    start_workshop("North", false);
    lab_type("/go todo");
    lab_expect("One form", "saved 00:00:00 recommendation R1");
    lab_type("One desk");
    lab_type("/owner R1 team lead");
    lab_type(",x not me");
    assert_string_equal(
        lab_text(
            "SELECT group_concat(label || dissent, ' ') FROM (SELECT * FROM recommendations ORDER BY label)"),
        "R11 R20");
    lab_type("/finding F1");
    lab_type("Drop the second form");
    assert_string_equal(lab_text("SELECT findings FROM recommendations WHERE label = 'R3'"), "F1");
    lab_type("/undo");
    assert_int_equal(lab_number("SELECT count(*) FROM recommendation_said WHERE what = 'link'"), 0);
    /* Another kind after all, and back. */
    lab_type("/kind d 2");
    assert_int_equal(lab_number("SELECT count(*) FROM recommendations"), 1);
    lab_type("/kind r 2");
    assert_int_equal(lab_number("SELECT count(*) FROM recommendations"), 2);
    lab_type(",i a thought");
    lab_expect("/kind r", "now 00:00:00 recommendation R3");
}

/* --- off the record, struck, erased */

static void off_takes_answers_and_statements(void **state)
{
    (void)state;
    add_finding(lab_store, "Forms");
    start_workshop("North", false);
    lab_type("/go todo");
    lab_type("One form");
    lab_type("/measure count the xylophones");
    lab_type("/finding F1");
    lab_type("/recognise");
    lab_pass(5 * LAB_MINUTE);
    lab_type("/measure count the zithers");
    lab_type("/edit 1 One form of zithers");
    lab_type("/challenge zithers are better");
    lab_type("/table 2");
    lab_type("/recognise");
    lab_expect_result("/off 2m", SESSION_TOLD, "NOT KEEPING");
    assert_string_equal(lab_text("SELECT group_concat(answer) FROM responses"), "recognised");
    assert_string_equal(lab_text("SELECT label || text || measure FROM recommendations"),
                        "R1One formcount the xylophones");
    lab_type("/challenge zithers");
    assert_int_equal(lab_reply.result, SESSION_NOT_KEPT);
    lab_type("/recognise");
    assert_int_equal(lab_reply.result, SESSION_NOT_KEPT);
    lab_type("/measure zithers");
    assert_int_equal(lab_reply.result, SESSION_NOT_KEPT);
    lab_type("/on");
    end_session();
    assert_int_equal(lab_files_have("zithers"), 0);
    assert_int_equal(lab_files_have("xylophones"), 1);
}

static void what_is_kept_apart_is_in_nothing(void **state)
{
    (void)state;
    add_finding(lab_store, "Forms");
    start_workshop("North", false);
    lab_type("/finding F1");
    lab_pass(5 * LAB_MINUTE);
    lab_type("/challenge we do not");
    lab_type("/table 2");
    lab_type("/recognise");
    lab_type("/off 2m keep");
    assert_int_equal(lab_number("SELECT count(*) FROM responses"), 0);
    lab_expect("/recognise quietly", "kept apart 00:05:00 F1 version 1 recognised, table 2; quietly");
    lab_type("/on");
    assert_int_equal(lab_number("SELECT count(*) FROM responses"), 0);
    assert_int_equal(lab_number("SELECT count(*) FROM response"), 3);
    Concordance concordance;
    assert_int_equal(concordance_read(lab_store, false, &concordance, &lab_err), 0);
    assert_int_equal(concordance.cells[0].state, CONCORDANCE_NO_ANSWER);
    assert_int_equal(concordance.cells[0].left_out, 3);
    concordance_free(&concordance);
}

static void struck_words_take_what_was_said_of_them(void **state)
{
    (void)state;
    add_finding(lab_store, "Forms");
    start_workshop("North", false);
    lab_type("/go todo");
    lab_type("One form for zithers");
    lab_type("/measure zithers counted");
    lab_type("/strike");
    assert_int_equal(lab_number("SELECT count(*) FROM recommendations"), 0);
    lab_expect_result("/owner R1 team lead", SESSION_REFUSED, "there is no recommendation yet");
    lab_expect("One desk", "saved 00:00:00 recommendation R2");
    lab_type("/finding F1");
    lab_type("/challenge zithers");
    lab_type("/strike");
    assert_int_equal(lab_number("SELECT count(*) FROM responses"), 0);
    end_session();
    assert_int_equal(lab_files_have("zithers"), 0);
}

static void erasing_a_person_takes_their_part(void **state)
{
    (void)state;
    add_finding(lab_store, "Forms");
    start_workshop("North", false);
    lab_type("/finding F1");
    lab_type("/challenge my zither @P01");
    lab_type("/challenge my xylophone @P02");
    lab_type("/go todo");
    lab_type("A zither for all @P01");
    lab_type("/measure zithers counted");
    end_session();
    Id id = lab_add_person("P01");
    assert_int_equal(upkeep_erase_person(lab_store, id.text, "asked", &lab_err), 0);
    assert_int_equal(lab_files_have("zither"), 0);
    assert_string_equal(lab_text("SELECT group_concat(reason) FROM responses"), "my xylophone");
    assert_int_equal(lab_number("SELECT count(*) FROM recommendations"), 0);
    assert_int_equal(lab_number("SELECT count(*) FROM recommendation_said"), 0);
}

static void others_see_what_may_be_quoted(void **state)
{
    (void)state;
    Finding finding;
    Trail trail;
    Id id = add_finding(lab_store, "Forms"), response;
    start_workshop("North", false);
    lab_type("/consent @1 quote yes");
    lab_type("/finding F1");
    lab_type("/amend Mine @P01");
    lab_type("/amend Yours @P02");
    lab_type("/go todo");
    lab_type("One form @P02");
    end_session();
    assert_int_equal(finding_find_response(lab_store, id.text, "2", &response, &lab_err), 0);
    FindingChange change = {.response = response.text};
    assert_int_equal(finding_set(lab_store, id.text, &change, &lab_err), 0);
    assert_int_equal(finding_read(lab_store, id.text, 0, FINDING_FOR_TEAM, &finding, &lab_err), 0);
    assert_string_equal(finding.text, "Yours");
    assert_int_equal(finding.version, 2);
    finding_free(&finding);
    assert_int_equal(finding_read(lab_store, id.text, 0, FINDING_FOR_OTHERS, &finding, &lab_err), 0);
    assert_string_equal(finding.text, "");
    finding_free(&finding);
    Id recommendation;
    assert_int_equal(recommendation_find(lab_store, NULL, "r1", &recommendation, &lab_err), 0);
    assert_int_equal(recommendation_link(lab_store, recommendation.text, id.text, true, &lab_err), 0);
    assert_int_equal(trail_read(lab_store, recommendation.text, false, &trail, &lab_err), 0);
    assert_int_equal(trail.origin.count, 1);
    assert_string_equal(trail.origin.list[0].team, "North");
    assert_int_equal(trail.findings[0].wording.count, 1);
    trail_free(&trail);
    assert_int_equal(trail_read(lab_store, recommendation.text, true, &trail, &lab_err), 0);
    assert_int_equal(trail.origin.count, 0);
    assert_int_equal(trail.origin.left_out, 1);
    assert_string_equal(trail.findings[0].text, "");
    assert_int_equal(trail.findings[0].wording.left_out, 1);
    trail_free(&trail);
}

/* --- two copies */

static void two_laptops_agree(void **state)
{
    (void)state;
    char path[96];
    Id id = add_finding(lab_store, "Forms"), made;
    snprintf(path, sizeof path, "%s/other.rir", lab_folder);
    assert_int_equal(upkeep_backup(lab_store, path, &lab_err), 0);
    Store *other = store_open(path, STORE_WRITE, "Ben", &lab_err);
    assert_non_null(other);
    /* The same label twice, and the same finding changed twice without seeing each other. */
    lab_pass(LAB_SECOND);
    add_finding(lab_store, "Ada's second");
    FindingChange ada = {.text = "Forms, says Ada"}, ben = {.text = "Forms, says Ben"};
    assert_int_equal(finding_set(lab_store, id.text, &ada, &lab_err), 0);
    lab_pass(LAB_SECOND);
    add_finding(other, "Ben's second");
    assert_int_equal(finding_set(other, id.text, &ben, &lab_err), 0);
    assert_int_equal(recommendation_add(lab_store, NULL, "Ada's", &made, &lab_err), 0);
    lab_pass(LAB_SECOND);
    assert_int_equal(recommendation_add(other, NULL, "Ben's", &made, &lab_err), 0);
    lab_send(lab_store, other);
    lab_send(other, lab_store);
    lab_assert_same(lab_store, other);
    static const char labels[] = "SELECT group_concat(label || ' ' || text, '; ') FROM (SELECT label, text "
                                 "FROM findings ORDER BY label)";
    static const char all[] = "F1 Forms, says Ben; F2 Ada's second; F2b Ben's second";
    Str there = STR_EMPTY;
    assert_string_equal(lab_text(labels), all);
    rows_find_text(other, &there, labels, "");
    assert_string_equal(str_text(&there), all);
    str_free(&there);
    assert_string_equal(
        lab_text(
            "SELECT group_concat(label || text, ' ') FROM (SELECT * FROM recommendations ORDER BY label)"),
        "R1Ada's R1bBen's");
    assert_string_equal(lab_text("SELECT group_concat(version || text, '; ') FROM (SELECT * FROM "
                                 "finding_versions WHERE label = 'F1' "
                                 "ORDER BY version)"),
                        "1Forms; 2Forms, says Ada; 3Forms, says Ben");
    assert_int_equal(lab_number("SELECT count(*) FROM conflict"), 2);
    /* One of them is taken: the next version, and the others stay what they were. */
    assert_int_equal(conflict_settle(lab_store, id.text, 1, &lab_err), 0);
    assert_int_equal(lab_number("SELECT count(*) FROM conflict"), 0);
    assert_string_equal(lab_text("SELECT version || text FROM findings WHERE label = 'F1'"),
                        "4Forms, says Ada");
    Id found;
    assert_int_equal(finding_find(lab_store, "f2B", &found, &lab_err), 0);
    assert_int_equal(recommendation_find(lab_store, NULL, "r1b", &found, &lab_err), 0);
    assert_true(id_is_same(&found, &made));
    store_close(other);
}

/* --- whatever is typed */

static void add_account(Str *out)
{
    Id up = {""};
    int version = 0;
    bool is_up = finding_find_up(lab_session, &up, &version);
    lab_add_account(out);
    str_add_format(out, "%d %s %d table %d\n", is_up, up.text, version, session_find_table(lab_session));
    rows_find_text(
        lab_store, out,
        "SELECT group_concat(id || answer || version || coalesce(\"table\", '') || coalesce(wording, '') || "
        "coalesce(reason, ''), '\n') FROM (SELECT * FROM responses ORDER BY id)",
        "");
    rows_find_text(lab_store, out,
                   "SELECT group_concat(id || label || text || coalesce(owner, '') || coalesce(support, '-') "
                   "|| dissent || "
                   "coalesce(findings, ''), '\n') FROM (SELECT * FROM recommendations ORDER BY id)",
                   "");
}

static void what_is_held_is_what_is_read(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "/finding F1",
        "/finding F2",
        "/finding none",
        "/finding",
        "/recognise",
        "/recognise so",
        "/amend New words because",
        "/amend New words because of old",
        "/challenge no @P01",
        "/add more @P02",
        "/table 1",
        "/table 2",
        "/table none",
        "a remark",
        ",x not us",
        ",r do it",
        "/go todo",
        "/go found",
        "/owner R1 lead",
        "/owner lead",
        "/support 3 against 1",
        "/support R2 2",
        "/link R1 F2",
        "/link F1",
        "/horizon 3m",
        "/measure R1 forms",
        "/status R1 done well",
        "/off",
        "/off 1m",
        "/off 1m keep",
        "/on",
        "/on",
        "/strike",
        "/strike 2",
        "/undo",
        "/undo",
        "/redo",
        "/redo",
        "/kind r",
        "/kind p",
        "/edit 1 other words",
        "/consent @1 part no",
        "/consent @1 part yes",
    };
    lab_set_seed(20261122);
    add_finding(lab_store, "Forms");
    add_finding(lab_store, "Trust");
    start_workshop("North", false);
    for (int step = 0; step < 400; step++) {
        Str live = STR_EMPTY, loaded = STR_EMPTY;
        const char *line = lines[lab_pick(sizeof lines / sizeof *lines)];
        lab_pass(lab_pick(20) * LAB_SECOND);
        session_do(lab_session, line, &lab_reply);
        assert_int_not_equal(lab_reply.result, SESSION_FAILED);
        add_account(&live);
        if (step % 20 == 19) {
            lab_kill();
            lab_resume();
            add_account(&loaded);
            const char *behind = strstr(str_text(&live), "record"),
                       *now = strstr(str_text(&loaded), "record");
            if (strcmp(behind, now) != 0)
                fail_msg("step %d, %s: live\n%s\nloaded\n%s", step, line, str_text(&live), str_text(&loaded));
        }
        if (step % 10 == 0)
            lab_assert_undone(add_account, line, step);
        str_free(&live);
        str_free(&loaded);
    }
    end_session();
    VerifyResult result;
    if (upkeep_verify(lab_store, &result, NULL, NULL, &lab_err) != 0)
        fail_msg("%s", lab_err.text);
    if (result.faults)
        fail_msg("%s", str_text(&result.account));
    upkeep_free_result(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_up_holds_for_the_activity, lab_set_up, lab_tear_down),
        cmocka_unit_test_setup_teardown(an_amendment_is_parted, lab_set_up, lab_tear_down),
        cmocka_unit_test_setup_teardown(dissent_belongs_to_the_recommendation_spoken_of, lab_set_up,
                                        lab_tear_down),
        cmocka_unit_test_setup_teardown(off_takes_answers_and_statements, lab_set_up, lab_tear_down),
        cmocka_unit_test_setup_teardown(what_is_kept_apart_is_in_nothing, lab_set_up, lab_tear_down),
        cmocka_unit_test_setup_teardown(struck_words_take_what_was_said_of_them, lab_set_up, lab_tear_down),
        cmocka_unit_test_setup_teardown(erasing_a_person_takes_their_part, lab_set_up, lab_tear_down),
        cmocka_unit_test_setup_teardown(others_see_what_may_be_quoted, lab_set_up, lab_tear_down),
        cmocka_unit_test_setup_teardown(two_laptops_agree, lab_set_up, lab_tear_down),
        cmocka_unit_test_setup_teardown(what_is_held_is_what_is_read, lab_set_up, lab_tear_down),
    };
    return cmocka_run_group_tests_name("finding", tests, NULL, NULL);
}
