/* SPDX-License-Identifier: MIT */
/* Participants by pseudonym; corrections of notes and sessions; the contact summary; codebooks. */
#include "lab.h"

#include <unistd.h>

#include "rir/conflict.h"
#include "rir/file.h"
#include "rir/note_kind.h"
#include "rir/notes.h"
#include "rir/person.h"
#include "rir/plain.h"
#include "rir/summary.h"
#include "rir/upkeep.h"

/* --- participants */

static void a_pseudonym_is_one_persons(void **state)
{
    (void)state;
    Id first, second, found;
    const char *values[PERSON_ATTRIBUTES] = {"P01", NULL, "e-mail", "manager", "strategic", "health"};
    char next[16];
    person_next_pseudonym(lab_store, next);
    assert_string_equal(next, "P01");
    assert_int_equal(person_add(lab_store, values, &first, &lab_err), 0);
    assert_int_equal(person_add(lab_store, values, &second, &lab_err), -1);
    assert_int_equal(lab_err.code, ERR_REFUSED);
    values[PERSON_PSEUDONYM] = "p01";
    assert_int_equal(person_add(lab_store, values, &second, &lab_err), -1);
    values[PERSON_PSEUDONYM] = NULL;
    assert_int_equal(person_add(lab_store, values, &second, &lab_err), 0);
    assert_int_equal(person_find(lab_store, "p02", &found, &lab_err), 0);
    assert_true(id_is_same(&found, &second));
    assert_int_equal(person_find(lab_store, "@P01", &found, &lab_err), 0);
    assert_true(id_is_same(&found, &first));
    assert_int_equal(person_find(lab_store, first.text, &found, &lab_err), 0);
    assert_int_equal(person_find(lab_store, "P09", &found, &lab_err), -1);
    assert_non_null(strstr(lab_err.text, "P01, P02"));
    lab_add_person("P9");
    lab_add_person("Px");
    person_next_pseudonym(lab_store, next);
    assert_string_equal(next, "P10");
}

static void what_is_known_of_a_person_changes(void **state)
{
    (void)state;
    Person person;
    Id id = lab_add_person("P01"), other = lab_add_person("P02");
    const char *values[PERSON_ATTRIBUTES] = {[PERSON_ROLE] = "nurse", [PERSON_TEAM] = "north"};
    assert_int_equal(person_set(lab_store, id.text, values, &lab_err), 0);
    assert_int_equal(person_set(lab_store, id.text, values, &lab_err), -1);
    values[PERSON_TEAM] = "";
    values[PERSON_PSEUDONYM] = "P07";
    assert_int_equal(person_set(lab_store, id.text, values, &lab_err), 0);
    assert_int_equal(person_read(lab_store, id.text, &person, &lab_err), 0);
    assert_string_equal(person.values[PERSON_ROLE], "nurse");
    assert_string_equal(person.values[PERSON_TEAM], "");
    assert_string_equal(person.values[PERSON_PSEUDONYM], "P07");
    person_free(&person);
    assert_int_equal(person_set(lab_store, other.text, values, &lab_err), -1);
    assert_string_equal(lab_text("SELECT role FROM people WHERE pseudonym = 'P07'"), "nurse");
    assert_int_equal(
        lab_number("SELECT count(*) FROM event WHERE person IS NOT NULL AND kind = 'person.set'"), 4);
}

static void people_are_listed_in_their_order(void **state)
{
    (void)state;
    static const char *const names[] = {"P10", "P2", "A1", "P1", "P02b"};
    People people = {NULL, 0, 0};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        lab_add_person(names[i]);
    assert_int_equal(person_list(lab_store, NULL, &people, &lab_err), 0);
    static const char *const order[] = {"A1", "P1", "P2", "P02b", "P10"};
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(people.list[i].values[PERSON_PSEUDONYM], order[i]);
    assert_int_equal(person_list(lab_store, "p1", &people, &lab_err), 0);
    assert_int_equal(people.count, 2);
    people_free(&people);
}

static void a_pseudonym_is_no_name(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "", "7", "P 1", "-x", "P#1", "abcdefghijklmnopqrstuvwxyzabcdefg", "P01-P16", "p9-P10"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(person_check_pseudonym(bad[i], &lab_err), -1);
    static const char *const good[] = {"Zo\xC3\xAB-2", "P16-P01", "A1-B2", "P01-16", "ward-P1"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_int_equal(person_check_pseudonym(good[i], &lab_err), 0);
    assert_string_equal(person_caution("P01"), "");
    assert_string_equal(person_caution("Nurse-A"), "");
    assert_string_not_equal(person_caution("Anna-Miller"), "");
    assert_string_not_equal(person_caution("AnnaMiller"), "");
    assert_string_not_equal(person_caution("Anna Miller"), "");
}

static void consent_is_listed_with_a_person(void **state)
{
    (void)state;
    Str out = STR_EMPTY;
    lab_start();
    Id id = id_read(session_find_person(lab_session, 0)->id);
    lab_type("/consent part yes spoken");
    lab_type("/consent quote no");
    assert_int_equal(person_add_consent(lab_store, id.text, &out, &lab_err), 0);
    assert_string_equal(str_text(&out), "part yes (spoken), quote no");
    str_free(&out);
}

/* --- corrections of notes */

/* --- whose it is */

static void whoever_was_ever_said_to_speak_is_erased(void **state)
{
    (void)state;
    Id wrong = lab_add_person("P01"), right = lab_add_person("P02");
    const char *people[] = {right.text};
    lab_start_with("P01", NULL);
    lab_type("theirs, of Zanzibar");
    lab_type("\"said of Madagascar @P01");
    lab_type("?mine, of Reunion");
    lab_type("/consent part yes as on Mauritius");
    char session[ID_SIZE];
    snprintf(session, sizeof session, "%s", session_find_facts(lab_session)->id);
    lab_type("/end");
    lab_leave();
    SessionChange change = SESSION_CHANGE_NONE;
    change.people = people;
    change.person_count = 1;
    assert_int_equal(session_correct(lab_store, session, &change, &lab_err), 0);
    assert_string_equal(
        lab_text("SELECT group_concat(coalesce(speaker, ''), ' ') FROM (SELECT * FROM notes ORDER BY n)"),
        "P02 P02 ");
    /* Whoever it was first, and whoever it turned out to be: each of them reaches all of it. */
    assert_int_equal(upkeep_erase_person(lab_store, right.text, "withdrawn", &lab_err), 0);
    assert_string_equal(lab_text("SELECT group_concat(text) FROM notes"), "mine, of Reunion");
    assert_false(lab_files_have("Zanzibar"));
    assert_false(lab_files_have("Madagascar"));
    assert_int_equal(lab_number("SELECT count(*) FROM people WHERE pseudonym = 'P02'"), 0);
    assert_int_equal(lab_number("SELECT count(*) FROM sessions"), 1);
    assert_true(lab_files_have("Mauritius")); /* the answer that was taken back from the other one */
    assert_int_equal(upkeep_erase_person(lab_store, wrong.text, "withdrawn", &lab_err), 0);
    assert_false(lab_files_have("Mauritius"));
    VerifyResult verified = {0};
    assert_int_equal(upkeep_verify(lab_store, &verified, NULL, NULL, &lab_err), 0);
    assert_int_equal(verified.faults, 0);
    upkeep_free_result(&verified);
}

static void a_line_half_typed_goes_with_whoever_it_was_of(void **state)
{
    (void)state;
    Id who = lab_add_person("P02");
    lab_start_with("P02", NULL);
    lab_type("of Zanzibar");
    SessionDraft draft = {.stamp = session_take_stamp(lab_session)};
    str_add(&draft.text, "half a word of Madagascar");
    assert_int_equal(session_save_draft(lab_session, &draft, &lab_err), 0);
    session_free_draft(&draft);
    lab_leave();
    assert_true(lab_files_have("Madagascar"));
    assert_int_equal(upkeep_erase_person(lab_store, who.text, "withdrawn", &lab_err), 0);
    assert_false(lab_files_have("Zanzibar"));
    assert_false(lab_files_have("Madagascar"));
}

static void what_one_did_not_turn_out_to_say_goes_too(void **state)
{
    (void)state;
    Id wrong = lab_add_person("P01"), right = lab_add_person("P02");
    const char *people[] = {right.text};
    lab_start_with("P01", NULL);
    lab_type("theirs, of Zanzibar");
    lab_type("\"said of Madagascar @P01");
    char session[ID_SIZE];
    snprintf(session, sizeof session, "%s", session_find_facts(lab_session)->id);
    lab_type("/end");
    lab_leave();
    SessionChange change = SESSION_CHANGE_NONE;
    change.people = people;
    change.person_count = 1;
    assert_int_equal(session_correct(lab_store, session, &change, &lab_err), 0);
    assert_int_equal(upkeep_erase_person(lab_store, wrong.text, "withdrawn", &lab_err), 0);
    assert_false(lab_files_have("Zanzibar"));
    assert_false(lab_files_have("Madagascar"));
    assert_int_equal(lab_number("SELECT count(*) FROM people"), 1);
}

/* Where a view compares kinds one by one, all of the list are there and no others. */
#define COMPARED(list, view)                                                                                 \
    "SELECT count(*) = (SELECT count(*) FROM " list ") AND count(*) = (SELECT (length(sql) - "               \
    "length(replace(sql, 'note.kind = ', ''))) / length('note.kind = ') FROM sqlite_schema WHERE name = '"   \
    view "') FROM " list " WHERE instr((SELECT sql FROM sqlite_schema WHERE name = '" view                   \
    "'), 'note.kind = ' || quote(kind)) > 0"

/* Nothing but the short lists of kinds is walked to look up one note: not sessions, moments or participants.
 */
static void one_note_is_looked_up_without_a_walk(void **state)
{
    (void)state;
    Rows *rows = rows_open(lab_store, &lab_err, "EXPLAIN QUERY PLAN SELECT * FROM notes WHERE n = 1", "");
    size_t steps = 0;
    for (; rows_next(rows); steps++) {
        const char *step = rows_text(rows, 3);
        if (strncmp(step, "MATERIALIZE", 11) == 0 ||
            (strncmp(step, "SCAN", 4) == 0 && strstr(step, "CONSTANT ROW") == NULL &&
             strstr(step, "kind") == NULL))
            fail_msg("%s", step);
    }
    assert_int_equal(rows_close(rows, &lab_err), 0);
    assert_true(steps > 10);
}

static void the_researchers_own_kinds_are_one_list(void **state)
{
    (void)state;
    Str own = STR_EMPTY;
    size_t count;
    const NoteKindRow *rows = note_kind_list(&count);
    for (size_t i = 0; i < count; i++)
        if (rows[i].is_own)
            str_add_format(&own, "%s%s", own.size ? "," : "", rows[i].name);
    assert_string_equal(lab_text("SELECT group_concat(kind) FROM any_own_kind"), str_text(&own));
    assert_int_equal(lab_number(COMPARED("any_own_kind", "any_note")), 1);
    assert_int_equal(lab_number(COMPARED("any_card_kind", "any_alone")), 1);
    str_free(&own);
    lab_start();
    lab_type("?ask again");
    lab_type("words");
    lab_type("/consent part no");
    assert_string_equal(lab_text("SELECT text || quotable || coalesce(speaker, '-') FROM notes"),
                        "ask again1-");
    assert_int_equal(lab_number("SELECT count(*) FROM event WHERE kind = 'note.set' AND person IS NULL"), 1);
}

static const char places_sql[] = "SELECT group_concat(code || ' ' || valence || ' ' || substr(n.text, "
                                 "c.start + 1, c.\"end\" - c.start), ', ') FROM (SELECT * FROM codings ORDER "
                                 "BY start, code) c JOIN notes n ON n.id = c.note";

static void codes_of_words_follow_them(void **state)
{
    (void)state;
    lab_start();
    lab_expect("the #money- follows the #bed, they say #rules",
               "saved 00:00:00 paraphrase, money (barrier), bed, rules");
    Id note = lab_reply.entity;
    assert_string_equal(
        lab_text(places_sql),
        "rules neutral the money follows the bed, they say, money barrier money, bed neutral bed");
    lab_type("/edit");
    assert_string_equal(lab_reply.fill, ",p the #money- follows the #bed, they say #rules");
    lab_type("in Hull the #money- follows the bed, they say #rules");
    assert_string_equal(lab_text(places_sql),
                        "rules neutral in Hull the money follows the bed, they say, money barrier money");
    NoteChange change = {.text = "in Hull, and in Grimsby, the money goes with the bed"};
    assert_int_equal(notes_correct(lab_store, note.text, &change, &lab_err), 0);
    assert_string_equal(lab_text(places_sql), "rules neutral in Hull, and in Grimsby, the money goes with "
                                              "the bed, money barrier money");
    change = (NoteChange){.codes = "#money+ #time"};
    assert_int_equal(notes_correct(lab_store, note.text, &change, &lab_err), 0);
    assert_string_equal(lab_text(places_sql), "time neutral in Hull, and in Grimsby, the money goes with the "
                                              "bed, money enabler money");
    change = (NoteChange){.codes = "a word"};
    assert_int_equal(notes_correct(lab_store, note.text, &change, &lab_err), -1);
    change = (NoteChange){.text = "in Hull it goes with the bed"};
    assert_int_equal(notes_correct(lab_store, note.text, &change, &lab_err), 0);
    assert_string_equal(lab_text(places_sql), "time neutral in Hull it goes with the bed");
}

static void a_closed_session_is_corrected(void **state)
{
    (void)state;
    lab_start_with("P01", "P02", NULL);
    lab_type("/go vision");
    lab_type("\"the money folows the bed #money- @1");
    Id note = lab_reply.entity;
    lab_type("/end");
    lab_leave();
    lab_pass(LAB_DAY);
    NoteChange change = {.text = "the money follows the bed"};
    assert_int_equal(notes_correct(lab_store, note.text, &change, &lab_err), 0);
    assert_string_equal(lab_text("SELECT text FROM notes"), "the money follows the bed");
    assert_string_equal(lab_text("SELECT code || valence || start || \"end\" FROM codings"),
                        "moneybarrier025");
    assert_int_equal(notes_correct(lab_store, note.text, &change, &lab_err), -1);
    change = (NoteChange){.kind = NOTE_PARAPHRASE, .speaker = "@2", .question = "barriers"};
    assert_int_equal(notes_correct(lab_store, note.text, &change, &lab_err), 0);
    assert_string_equal(lab_text("SELECT kind || speaker || question FROM notes"), "paraphraseP02barriers");
    assert_string_equal(
        lab_text(
            "SELECT pseudonym FROM person WHERE n = (SELECT person FROM event ORDER BY hlc DESC LIMIT 1)"),
        "P02");
    change = (NoteChange){.question = "nowhere"};
    assert_int_equal(notes_correct(lab_store, note.text, &change, &lab_err), -1);
    change = (NoteChange){.typed = ",o looked away #trust+ @P01"};
    assert_int_equal(notes_correct(lab_store, note.text, &change, &lab_err), 0);
    assert_string_equal(lab_text("SELECT kind || text || speaker FROM notes"), "observationlooked awayP01");
    assert_string_equal(lab_text("SELECT code FROM codings"), "trust");
    assert_string_equal(lab_text("SELECT at FROM notes"), "2026-05-25T10:00:00.000Z");
    change = (NoteChange){.speaker = "", .question = ""};
    assert_int_equal(notes_correct(lab_store, note.text, &change, &lab_err), 0);
    assert_string_equal(lab_text("SELECT coalesce(question, '') || coalesce(speaker, '') FROM notes"), "");
}

static void edits_apart_are_settled(void **state)
{
    (void)state;
    lab_start();
    lab_type("\"as typed #code");
    Id note = lab_reply.entity;
    lab_leave();
    Store *other = lab_copy_study();
    NoteChange change = {.text = "as Ada heard it"};
    assert_int_equal(notes_correct(lab_store, note.text, &change, &lab_err), 0);
    lab_pass(LAB_SECOND);
    change.text = "as Ben heard it";
    assert_int_equal(notes_correct(other, note.text, &change, &lab_err), 0);
    lab_send(lab_store, other);
    lab_send(other, lab_store);
    NoteVersions versions = {NULL, 0, 0};
    Conflicts conflicts = {NULL, 0, 0};
    assert_int_equal(conflict_list(lab_store, &conflicts, &lab_err), 0);
    assert_int_equal(conflicts.count, 1);
    assert_true(id_is_same(&conflicts.list[0].entity, &note));
    assert_int_equal(notes_read_versions(lab_store, note.text, &versions, &lab_err), 0);
    assert_int_equal(versions.count, 2);
    assert_string_equal(versions.list[0].text, "as Ada heard it");
    assert_string_equal(versions.list[1].author, "Ben");
    notes_free_versions(&versions);
    assert_int_equal(notes_settle(lab_store, note.text, 3, &lab_err), -1);
    assert_int_equal(notes_settle(lab_store, note.text, 1, &lab_err), 0);
    assert_int_equal(conflict_list(lab_store, &conflicts, &lab_err), 0);
    assert_int_equal(conflicts.count, 0);
    assert_string_equal(lab_text("SELECT text || conflict FROM notes"), "as Ada heard it0");
    assert_string_equal(lab_text("SELECT code FROM codings"), "code");
    assert_int_equal(notes_settle(lab_store, note.text, 1, &lab_err), -1);
    lab_send(lab_store, other);
    assert_int_equal(conflict_list(other, &conflicts, &lab_err), 0);
    assert_int_equal(conflicts.count, 0);
    conflict_free(&conflicts);
    store_close(other);
}

static void persons_known_apart_are_settled(void **state)
{
    (void)state;
    Conflicts conflicts = {NULL, 0, 0};
    ConflictVersions versions = {NULL, 0, 0};
    const char *values[PERSON_ATTRIBUTES] = {[PERSON_ROLE] = "nurse"};
    Id id = lab_add_person("P01");
    Store *other = lab_copy_study();
    assert_int_equal(person_set(lab_store, id.text, values, &lab_err), 0);
    lab_pass(LAB_SECOND);
    values[PERSON_ROLE] = "manager";
    assert_int_equal(person_set(other, id.text, values, &lab_err), 0);
    lab_send(lab_store, other);
    lab_send(other, lab_store);
    assert_int_equal(conflict_list(lab_store, &conflicts, &lab_err), 0);
    assert_int_equal(conflicts.count, 1);
    assert_string_equal(conflicts.list[0].what, "participant");
    assert_string_equal(conflicts.list[0].name, "P01");
    assert_int_equal(conflicts.list[0].versions, 2);
    assert_int_equal(conflict_read(lab_store, id.text, &versions, &lab_err), 0);
    assert_string_equal(versions.list[0].says, "role: nurse");
    assert_string_equal(versions.list[1].says, "role: manager");
    conflict_free_versions(&versions);
    assert_int_equal(conflict_settle(lab_store, id.text, 1, &lab_err), 0);
    lab_send(lab_store, other);
    assert_int_equal(conflict_list(other, &conflicts, &lab_err), 0);
    assert_int_equal(conflicts.count, 0);
    assert_int_equal(conflict_settle(lab_store, id.text, 1, &lab_err), -1);
    assert_string_equal(lab_text("SELECT role FROM people"), "nurse");
    conflict_free(&conflicts);
    store_close(other);
}

static void the_wrong_person_is_put_right(void **state)
{
    (void)state;
    Id right = lab_add_person("P07");
    const char *people[] = {right.text};
    lab_start();
    lab_type("\"nobody was named");
    lab_type("/end");
    Id session = id_read(session_find_facts(lab_session)->id);
    lab_leave();
    SessionChange change = SESSION_CHANGE_NONE;
    change.people = people;
    change.person_count = 1;
    change.place = "north";
    assert_int_equal(session_correct(lab_store, session.text, &change, &lab_err), 0);
    assert_string_equal(lab_text("SELECT people || place || minutes FROM any_session"), "P07north0.0");
    assert_string_equal(lab_text("SELECT speaker FROM notes"), "P07");
    assert_int_equal(session_correct(lab_store, session.text, &change, &lab_err), -1);
    change.person_count = 0;
    assert_int_equal(session_correct(lab_store, session.text, &change, &lab_err), -1);
    assert_string_equal(lab_text("SELECT state || guide FROM sessions"), "endedworking-together");
}

static void what_the_wrong_person_agreed_to_follows(void **state)
{
    (void)state;
    Id right = lab_add_person("P07");
    lab_start();
    lab_type("/consent part yes spoken");
    lab_type("/consent quote no");
    lab_type("\"somebody was named @P01");
    lab_type("a remark");
    lab_type("/end");
    Id session = id_read(session_find_facts(lab_session)->id);
    lab_leave();
    const char *people[] = {right.text};
    SessionChange change = SESSION_CHANGE_NONE;
    change.people = people;
    change.person_count = 1;
    assert_int_equal(session_correct(lab_store, session.text, &change, &lab_err), 0);
    for (int again = 0; again < 2; again++) {
        assert_string_equal(lab_text("SELECT group_concat(person || item || answer || coalesce(how, ''), ' "
                                     "') FROM (SELECT * FROM consents ORDER BY item)"),
                            "P07partyesspoken P07quoteno");
        assert_string_equal(lab_text("SELECT group_concat(speaker) FROM notes"), "P07,P07");
        assert_int_equal(lab_number("SELECT sum(quotable) FROM notes"), 0);
        assert_int_equal(upkeep_rebuild(lab_store, NULL, NULL, &lab_err), 0);
    }
}

/* --- the contact summary */

static void a_summary_is_due_until_written(void **state)
{
    (void)state;
    SummaryDue due[4];
    Summary summary;
    Str got = STR_EMPTY, missed = STR_EMPTY;
    lab_start();
    lab_type("/go vision");
    lab_type("a word");
    lab_type("/go barriers");
    lab_type("/cover skipped no time");
    Id session = id_read(session_find_facts(lab_session)->id);
    assert_int_equal(summary_list_due(lab_store, due, 4, &lab_err), 0);
    lab_type("/end");
    lab_leave();
    lab_pass(LAB_HOUR);
    assert_int_equal(summary_list_due(lab_store, due, 4, &lab_err), 1);
    assert_false(due[0].is_overdue);
    assert_string_equal(due[0].people, "P01");
    lab_pass(LAB_DAY);
    assert_int_equal(summary_list_due(lab_store, due, 4, &lab_err), 1);
    assert_true(due[0].is_overdue);
    assert_int_equal(summary_add_hints(lab_store, session.text, &got, &missed, &lab_err), 0);
    assert_string_equal(str_text(&got), "What does integrated care mean here? (covered)");
    assert_non_null(
        strstr(str_text(&missed), "What gets in the way: money, rules, habits? (skipped: no time)"));
    assert_int_equal(summary_read(lab_store, session.text, &summary, &lab_err), 0);
    assert_int_equal(summary_write(lab_store, session.text, &summary, &lab_err), -1);
    str_add(&summary.parts[SUMMARY_THEMES], "money and trust");
    assert_int_equal(summary_write(lab_store, session.text, &summary, &lab_err), 0);
    str_add(&summary.parts[SUMMARY_NEXT], "who signs");
    assert_int_equal(summary_write(lab_store, session.text, &summary, &lab_err), 0);
    summary_free(&summary);
    assert_int_equal(summary_read(lab_store, session.text, &summary, &lab_err), 0);
    assert_string_equal(str_text(&summary.parts[SUMMARY_THEMES]), "money and trust");
    summary_free(&summary);
    assert_int_equal(summary_list_due(lab_store, due, 4, &lab_err), 0);
    assert_string_equal(lab_text("SELECT themes || next FROM summaries"), "money and trustwho signs");
    str_free(&got);
    str_free(&missed);
}

/* --- codebooks */

static void a_guide_brings_its_codebook(void **state)
{
    (void)state;
    static const char codebook[] =
        "---\ntitle: Selfie\nkind: codebook\n---\n# Financing {#financing}\n\nMoney and who "
        "pays.\n\n## Shared budget {#shared-budget}\n\nOne purse.\n";
    Str guide = STR_EMPTY;
    str_add(&guide, lab_guide);
    str_insert(&guide, strlen("---\n"), "codes: mine\n", strlen("codes: mine\n"));
    SessionOpening opening = lab_opening("P01", NULL);
    opening.guide_text = str_text(&guide);
    opening.guide_size = guide.size;
    Str beside = STR_EMPTY, own = STR_EMPTY;
    str_add_format(&beside, "%s/guide.md", lab_folder);
    str_add_format(&own, "%s/mine.md", lab_folder);
    opening.guide_path = str_text(&beside);
    assert_int_equal(file_write(str_text(&own), codebook, strlen(codebook), &lab_err), 0);
    lab_session = session_start(lab_store, &opening, &lab_err);
    assert_int_equal(session_settle(lab_session, &lab_err), 0);
    assert_non_null(lab_session);
    assert_string_equal(session_find_notice(lab_session), "");
    assert_string_equal(
        lab_text("SELECT name || parent || definition || origin FROM codes WHERE parent IS NOT NULL"),
        "Shared budgetFinancingOne purse.mine");
    lab_expect("one purse #Shared-Budget+ #new", "saved 00:00:00 paraphrase, Shared budget (enabler), new");
    assert_int_equal(lab_number("SELECT count(*) FROM codes"), 3);
    assert_string_equal(
        lab_text("SELECT group_concat(code, ',') FROM (SELECT code FROM codings ORDER BY code)"),
        "Shared budget,new");
    lab_expect("/undo", "undone: a note");
    assert_int_equal(lab_number("SELECT count(*) FROM codes"), 2);
    lab_expect_result("/undo", SESSION_REFUSED, "nothing");
    lab_type("/end");
    lab_leave();
    int64_t events = lab_number("SELECT count(*) FROM event");
    lab_session = session_start(lab_store, &opening, &lab_err);
    assert_int_equal(session_settle(lab_session, &lab_err), 0);
    assert_int_equal(lab_number("SELECT count(*) FROM event"), events + 2);
    lab_type("/end");
    lab_leave();
    assert_int_equal(file_write(str_text(&own), "no codebook", 11, &lab_err), 0);
    lab_session = session_start(lab_store, &opening, &lab_err);
    assert_int_equal(session_settle(lab_session, &lab_err), 0);
    assert_non_null(strstr(session_find_notice(lab_session), "cannot be used"));
    lab_leave();
    unlink(str_text(&own));
    lab_session = session_start(lab_store, &opening, &lab_err);
    assert_int_equal(session_settle(lab_session, &lab_err), 0);
    assert_non_null(strstr(session_find_notice(lab_session), "the codebook mine was not found"));
    str_free(&guide);
    str_free(&beside);
    str_free(&own);
}

static void a_broken_opening_is_refused(void **state)
{
    (void)state;
    static const char broken[] = "---\ntitle: X\nkind: interview\n---\n# A {minutes=ten}\n1. One?\n";
    SessionOpening opening = lab_opening("P01", NULL);
    int64_t events = lab_number("SELECT count(*) FROM event");
    opening.guide_text = broken;
    opening.guide_size = strlen(broken);
    assert_null(session_start(lab_store, &opening, &lab_err));
    assert_non_null(strstr(lab_err.text, "working-together:5:"));
    opening = lab_opening(NULL);
    assert_null(session_start(lab_store, &opening, &lab_err));
    const char *nobody[] = {"01890000-0000-7000-8000-000000000000"};
    opening.people = nobody;
    opening.person_count = 1;
    assert_null(session_start(lab_store, &opening, &lab_err));
    assert_int_equal(lab_number("SELECT count(*) FROM event"), events);
    lab_start();
    lab_type("/end");
}

/* --- words without pseudonyms */

static void words_name_nobody(void **state)
{
    (void)state;
    static const char text[] = "p07 and Will\u2019s \u4fe1 said so, will P7-north or Will-north";
    Plain plain;
    Str out = STR_EMPTY;
    lab_add_person("P07");
    lab_add_person("Will");
    assert_int_equal(plain_read(lab_store, &plain, &lab_err), 0);
    assert_int_equal(plain_add(&plain, &out, "will P7 go"), 0);
    str_clear(&out);
    /* An apostrophe of another alphabet may be a letter, so Will's is none of theirs. */
    assert_int_equal(plain_add(&plain, &out, text), 2);
    assert_string_equal(str_text(&out),
                        "[somebody] and Will\u2019s \u4fe1 said so, will P7-north or [somebody]-north");
    /* Places before, at, within and behind what was put there; codepoints, not bytes. */
    static const size_t places[][2] = {{0, 0},   {2, 10},  {3, 10},  {4, 11}, {15, 22},
                                       {40, 47}, {43, 50}, {44, 60}, {50, 63}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        assert_int_equal(plain_find_place(&plain, text, places[i][0]), places[i][1]);
    assert_int_equal(plain_find_place(&plain, text, 1000), 66);
    str_free(&out);
    plain_free(&plain);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, lab_set_up, lab_tear_down)
    static const struct CMUnitTest tests[] = {
        TEST(a_pseudonym_is_one_persons),
        TEST(what_is_known_of_a_person_changes),
        TEST(people_are_listed_in_their_order),
        TEST(a_pseudonym_is_no_name),
        TEST(consent_is_listed_with_a_person),
        TEST(a_closed_session_is_corrected),
        TEST(codes_of_words_follow_them),
        TEST(whoever_was_ever_said_to_speak_is_erased),
        TEST(what_one_did_not_turn_out_to_say_goes_too),
        TEST(a_line_half_typed_goes_with_whoever_it_was_of),
        TEST(the_researchers_own_kinds_are_one_list),
        TEST(one_note_is_looked_up_without_a_walk),
        TEST(edits_apart_are_settled),
        TEST(persons_known_apart_are_settled),
        TEST(the_wrong_person_is_put_right),
        TEST(what_the_wrong_person_agreed_to_follows),
        TEST(a_summary_is_due_until_written),
        TEST(words_name_nobody),
        TEST(a_guide_brings_its_codebook),
        TEST(a_broken_opening_is_refused),
    };
    return cmocka_run_group_tests_name("person", tests, NULL, NULL);
}
