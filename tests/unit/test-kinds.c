/* SPDX-License-Identifier: MIT */
/* Observations, documents and the residency log: undone, broken off, withdrawn, erased and exchanged. */
#include "lab.h"

#include <unistd.h>

#include "rir/conflict.h"
#include "rir/consent.h"
#include "rir/document.h"
#include "rir/notes.h"
#include "rir/observation.h"
#include "rir/residency.h"
#include "rir/upkeep.h"

static const char meeting[] = "---\n"
                              "title: A meeting\n"
                              "kind: observation\n"
                              "consent:\n"
                              "  - id: part\n"
                              "    text: Agrees to take part\n"
                              "---\n"
                              "# What happens\n\n1. What is done? {#acts}\n2. Who is here? {#actors}\n";
static const char paper[] =
    "---\ntitle: A document\nkind: document\n---\n# Extract\n\n1. What for? {#purpose}\n";

static void start(const char *guide, const char *role, const char *document)
{
    SessionOpening opening = lab_opening("P01", "P02", NULL);
    opening.guide_text = guide;
    opening.guide_size = strlen(guide);
    opening.guide_name = "kinds";
    opening.role = role;
    opening.document = document;
    if (document) {
        opening.people = NULL;
        opening.person_count = 0;
    }
    lab_session = session_start(lab_store, &opening, &lab_err);
    if (!lab_session)
        fail_msg("%s", lab_err.text);
    assert_int_equal(session_settle(lab_session, &lab_err), 0);
}

static Id add_document(Store *store, const char *title)
{
    const char *values[DOCUMENT_MEMBERS] = {[DOCUMENT_TITLE] = title};
    Id id;
    assert_int_equal(document_add(store, values, &id, &lab_err), 0);
    return id;
}

static Id add_entry(Store *store, const char *text, const char *with)
{
    const char *values[RESIDENCY_MEMBERS] = {[RESIDENCY_WHAT] = "contact",
                                             [RESIDENCY_TEXT] = text,
                                             [RESIDENCY_WITH] = with,
                                             [RESIDENCY_DATE] = "2026-03"};
    Id id;
    if (residency_add(store, values, &id, &lab_err) != 0)
        fail_msg("%s", lab_err.text);
    return id;
}

/* --- what holds */

static void words_find_one_name(void **state)
{
    (void)state;
    assert_string_equal(observation_find_dimension("act"), "act");
    assert_string_equal(observation_find_dimension("ACTI"), "activity");
    assert_string_equal(observation_find_dimension("acto"), "actor");
    assert_string_equal(observation_find_dimension("s"), "space");
    assert_null(observation_find_dimension("a"));
    assert_null(observation_find_dimension("ac"));
    assert_null(observation_find_dimension(""));
    assert_null(observation_find_dimension("spaces"));
    assert_string_equal(observation_find_role("complete observer"), "complete-observer");
    assert_string_equal(observation_find_role("p"), "participant-as-observer");
    assert_null(observation_find_role("complete"));
    assert_string_equal(document_find_aspect("Repr"), "representativeness");
    assert_null(document_find_aspect("truth"));
}

static void what_holds_survives_a_crash_and_undo(void **state)
{
    (void)state;
    start(meeting, "observer-as", NULL);
    assert_string_equal(session_find_role(lab_session), "observer-as-participant");
    lab_type("/dimension space");
    lab_type("/role complete-o");
    lab_kill();
    lab_resume();
    assert_string_equal(session_find_role(lab_session), "complete-observer");
    assert_string_equal(session_find_dimension(lab_session), "space");
    lab_type("/dimension none"); /* put back, it is another copy, which undoes its own steps only */
    lab_type("/role part");
    lab_type("/undo");
    assert_string_equal(session_find_role(lab_session), "complete-observer");
    lab_type("/undo");
    assert_string_equal(session_find_dimension(lab_session), "space");
    lab_type("/redo");
    assert_string_equal(session_find_dimension(lab_session), "");
    lab_type("/dimension sp");
    lab_type("/next");
    lab_type("two rooms");
    assert_string_equal(lab_text("SELECT dimension FROM field_notes"), "space");
}

static void hours_are_counted_by_role(void **state)
{
    (void)state;
    start(meeting, NULL, NULL);
    lab_pass(30 * LAB_MINUTE);
    lab_type("/role complete-observer");
    lab_pass(60 * LAB_MINUTE);
    lab_type("/pause");
    lab_pass(15 * LAB_MINUTE);
    lab_type("/resume");
    lab_type("/role complete-participant");
    lab_pass(6 * LAB_MINUTE);
    lab_type("/role complete-observer");
    lab_pass(12 * LAB_MINUTE);
    lab_type("/end");
    lab_leave();
    assert_string_equal(lab_text("SELECT group_concat(coalesce(role, '') || ' ' || net_minutes, ', ') FROM "
                                 "(SELECT * FROM observations "
                                 "ORDER BY role)"),
                        " 30.0, complete-observer 72.0, complete-participant 6.0");
    ObservedTime all = observation_find_time(lab_store, NULL),
                 some = observation_find_time(lab_store, "complete-observer");
    assert_int_equal(all.sessions, 1);
    assert_int_equal((int)(all.minutes + 0.5), 108);
    assert_int_equal((int)(some.minutes + 0.5), 72);
}

/* --- people */

static void a_withdrawal_takes_what_was_in_full_with_it(void **state)
{
    (void)state;
    start(meeting, NULL, NULL);
    lab_type("/consent P01 part yes");
    lab_type("zither @P01");
    lab_type("/expand 1 the zither was loud");
    lab_type("/expand 2 a zither at last");
    assert_int_equal(lab_number("SELECT count(*) FROM field_notes"), 3);
    lab_type("/consent P01 part no");
    assert_int_equal(lab_number("SELECT count(*) FROM field_notes"), 0);
    lab_type("/consent P01 part yes");
    assert_int_equal(lab_number("SELECT count(*) FROM field_notes WHERE speaker = 'P01'"), 3);
    lab_type("/end");
    lab_leave();
    Id person = lab_add_person("P01");
    assert_int_equal(upkeep_erase_person(lab_store, person.text, "asked", &lab_err), 0);
    assert_int_equal(lab_files_have("zither"), 0);
}

static void off_the_record_goes_with_its_jotting(void **state)
{
    (void)state;
    start(meeting, NULL, NULL);
    lab_type("/off keep");
    lab_type("kept apart");
    lab_type("/on");
    lab_type("jotting");
    lab_type("/off");
    lab_expect_result("/expand 1 xylophone", SESSION_NOT_KEPT, "NOT KEEPING");
    lab_expect_result("/absent xylophone", SESSION_NOT_KEPT, "NOT KEEPING");
    lab_type("/on");
    lab_type("/off keep");
    lab_type("/expand 1 in full but apart");
    lab_type("/on");
    assert_string_equal(lab_text("SELECT group_concat(text) FROM field_notes"), "jotting");
    lab_type("/end");
    lab_leave();
    assert_int_equal(lab_files_have("xylophone"), 0);
}

static void the_log_follows_consent_and_erasing(void **state)
{
    (void)state;
    Id person = lab_add_person("P01");
    Id id = add_entry(lab_store, "asked about the rota", "P01, clerk");
    assert_string_equal(lab_text("SELECT \"with\" FROM log"), "P01, clerk");
    assert_int_equal(lab_number("SELECT count(*) FROM event WHERE body LIKE '%P01%' AND kind = 'log.set'"),
                     0);
    const char *values[RESIDENCY_MEMBERS] = {[RESIDENCY_HAT] = "evaluator"};
    assert_int_equal(residency_set(lab_store, id.text, values, &lab_err), 0);
    assert_string_equal(lab_text("SELECT \"with\" || hat FROM log"), "P01, clerkevaluator");
    assert_int_equal(upkeep_erase_person(lab_store, person.text, "asked", &lab_err), 0);
    assert_string_equal(lab_text("SELECT \"with\" FROM log"), "clerk");
}

static void a_term_means_what_it_meant(void **state)
{
    (void)state;
    static const struct {
        const char *on;
        size_t count;
        const char *text;
    } cases[] = {{"2026-02", 1, "old"}, {"2026-06-30", 1, "old"}, {"2026-07-01", 1, "new"},
                 {"2025-12-31", 0, ""}, {"2026", 2, "new"},       {"2030-01-01T09:00", 1, "new"},
                 {"", 2, "new"}};
    const char *old[RESIDENCY_MEMBERS] = {[RESIDENCY_WHAT] = "term",
                                          [RESIDENCY_NAME] = "MDT",
                                          [RESIDENCY_TEXT] = "old",
                                          [RESIDENCY_DATE] = "2026-01",
                                          [RESIDENCY_UNTIL] = "2026-06"};
    const char *new[RESIDENCY_MEMBERS] = {[RESIDENCY_WHAT] = "term",
                                          [RESIDENCY_NAME] = "mdt",
                                          [RESIDENCY_TEXT] = "new",
                                          [RESIDENCY_DATE] = "2026-07-01"};
    ResidencyLog log = {NULL, 0, 0};
    Id id;
    assert_int_equal(residency_add(lab_store, old, &id, &lab_err), 0);
    assert_int_equal(residency_add(lab_store, new, &id, &lab_err), 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(residency_find_term(lab_store, "MDT", cases[i].on, &log, &lab_err), 0);
        if (log.count != cases[i].count ||
            (log.count && strcmp(log.list[0].values[RESIDENCY_TEXT], cases[i].text) != 0))
            fail_msg("on %s: %zu", cases[i].on, log.count);
    }
    residency_free_log(&log);
}

/* --- documents */

static void pages_hold_and_survive(void **state)
{
    (void)state;
    Id id = add_document(lab_store, "Strategy");
    add_document(lab_store, "Minutes");
    start(paper, NULL, "doc1");
    Id read;
    Str label = STR_EMPTY;
    assert_true(session_find_document(lab_session, &read, &label));
    assert_true(id_is_same(&read, &id));
    assert_string_equal(str_text(&label), "DOC1");
    str_free(&label);
    lab_type("/page 4-6 para 2");
    lab_kill();
    lab_resume();
    assert_string_equal(session_find_page(lab_session), "4-6 para 2");
    lab_type("joined up");
    lab_type("/document DOC2");
    assert_string_equal(session_find_page(lab_session), "");
    lab_type("/undo");
    assert_string_equal(session_find_page(lab_session), "4-6 para 2");
    lab_type("/absent carers");
    lab_type("/undo");
    assert_string_equal(lab_text("SELECT document || page || text FROM extracts"), "DOC14-6 para 2joined up");
    assert_int_equal(lab_number("SELECT quotable FROM notes"), 0);
    const char *values[DOCUMENT_MEMBERS] = {[DOCUMENT_CONFIDENTIALITY] = "public"};
    assert_int_equal(document_set(lab_store, id.text, values, &lab_err), 0);
    assert_int_equal(lab_number("SELECT quotable FROM notes"), 1);
    assert_int_equal(document_set(lab_store, id.text, values, &lab_err), -1);
}

/* --- two laptops */

static void two_laptops_agree(void **state)
{
    (void)state;
    char path[160];
    Id id = add_document(lab_store, "Strategy");
    start(meeting, "complete-observer", NULL);
    lab_type("jotting");
    lab_type("/end");
    lab_leave();
    snprintf(path, sizeof path, "%s/other.rir", lab_folder);
    assert_int_equal(upkeep_backup(lab_store, path, &lab_err), 0);
    Store *other = store_open(path, STORE_WRITE, "Ben", &lab_err);
    assert_non_null(other);
    add_document(lab_store, "Minutes");
    add_entry(lab_store, "here", "P01");
    lab_pass(LAB_SECOND);
    add_document(other, "Letters");
    add_entry(other, "there", "clerk");
    const char *one[DOCUMENT_MEMBERS] = {[DOCUMENT_SCOPE] = "in"},
               *two[DOCUMENT_MEMBERS] = {[DOCUMENT_SCOPE] = "out"};
    assert_int_equal(document_set(lab_store, id.text, one, &lab_err), 0);
    assert_int_equal(document_set(other, id.text, two, &lab_err), 0);
    Line line = line_read("in full", 7);
    Id jotting = id_read(lab_text("SELECT id FROM field_notes")), note;
    assert_int_equal(notes_expand(other, jotting.text, &line, &note, &lab_err), 0);
    line_free(&line);
    lab_send(other, lab_store);
    lab_send(lab_store, other);
    lab_assert_same(lab_store, other);
    assert_string_equal(
        lab_text("SELECT group_concat(label, ' ') FROM (SELECT label FROM documents ORDER BY label)"),
        "DOC1 DOC2 DOC2b");
    assert_string_equal(
        lab_text("SELECT group_concat(label, ' ') FROM (SELECT label FROM log ORDER BY label)"), "L1 L1b");
    assert_int_equal(lab_number("SELECT expanded FROM field_notes WHERE text = 'jotting'"), 1);
    Conflicts conflicts = {NULL, 0, 0};
    assert_int_equal(conflict_list(lab_store, &conflicts, &lab_err), 0);
    assert_int_equal(conflicts.count, 1);
    assert_string_equal(conflicts.list[0].what, "document");
    assert_string_equal(conflicts.list[0].name, "DOC1");
    conflict_free(&conflicts);
    assert_int_equal(conflict_settle(lab_store, id.text, 2, &lab_err), 0);
    assert_int_equal(upkeep_rebuild(lab_store, NULL, NULL, &lab_err), 0);
    lab_send(lab_store, other);
    lab_assert_same(lab_store, other);
    store_close(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, lab_set_up, lab_tear_down)
        TEST(words_find_one_name),
        TEST(what_holds_survives_a_crash_and_undo),
        TEST(hours_are_counted_by_role),
        TEST(a_withdrawal_takes_what_was_in_full_with_it),
        TEST(off_the_record_goes_with_its_jotting),
        TEST(the_log_follows_consent_and_erasing),
        TEST(a_term_means_what_it_meant),
        TEST(pages_hold_and_survive),
        TEST(two_laptops_agree),
#undef TEST
    };
    return cmocka_run_group_tests_name("kinds", tests, NULL, NULL);
}
