/* SPDX-License-Identifier: MIT */
/* A session: opening, going through the questions, typing notes, and looking at what was kept. */
#include "lab.h"

#include "rir/guide.h"
#include "rir/mem.h"
#include "rir/note_kind.h"
#include "rir/notes.h"

static void a_session_starts_at_the_opening(void **state)
{
    (void)state;
    lab_start();
    assert_int_equal(session_find_cursor(lab_session), SESSION_NONE);
    assert_int_equal(session_find_topic(lab_session), 0);
    assert_string_equal(session_find_facts(lab_session)->title, "Working together");
    assert_int_equal(session_find_facts(lab_session)->number, 1);
    assert_string_equal(lab_text("SELECT people FROM sessions"), "P01");
    assert_string_equal(lab_text("SELECT state FROM sessions"), "open");
    lab_expect("/say", "Thank you for making the time.");
    lab_expect("/next", "1 What does integrated care mean here?  must ask, 2 probes");
    lab_expect("/go barriers", "3 What gets in the way: money, rules, habits?  must ask, 1 probe");
    lab_expect("/go 2", "2 What has helped?");
    lab_expect("/go decid", "4 Who decides?  must ask");
    lab_expect("/go integrated care", "1 What does integrated care mean here?  must ask, 2 probes");
    lab_expect("/prev", "Opening  5 minutes  read out already");
    lab_expect_result("/prev", SESSION_REFUSED, "first");
    lab_expect_result("/go nowhere", SESSION_REFUSED, "no question");
    lab_expect_result("/go what", SESSION_REFUSED, "questions have that");
}

static void a_note_is_what_was_typed(void **state)
{
    (void)state;
    lab_start();
    lab_type("/go barriers");
    lab_pass(14 * LAB_MINUTE);
    lab_type_slowly("\"The money follows the bed #money-", 5 * LAB_SECOND);
    assert_string_equal(lab_reply.text, "saved 00:14:00 verbatim, money (barrier)");
    assert_int_equal(lab_reply.result, SESSION_SAVED);
    assert_string_equal(lab_text("SELECT text FROM notes"), "The money follows the bed");
    assert_string_equal(lab_text("SELECT raw FROM notes"), "\"The money follows the bed #money-");
    assert_string_equal(lab_text("SELECT kind FROM notes"), "verbatim");
    assert_string_equal(lab_text("SELECT question FROM notes"), "barriers");
    assert_string_equal(lab_text("SELECT speaker FROM notes"), "P01");
    assert_string_equal(lab_text("SELECT at FROM notes"), "2026-05-25T10:14:00.000Z");
    assert_int_equal(lab_number("SELECT elapsed_ms FROM notes"), 14 * LAB_MINUTE);
    assert_string_equal(lab_text("SELECT id FROM notes"), lab_reply.entity.text);
    assert_string_equal(
        lab_text("SELECT code || ' ' || valence || ' ' || start || ' ' || \"end\" FROM codings"),
        "money barrier 0 25");
    assert_string_equal(lab_text("SELECT name || ' ' || origin FROM codes"), "money emergent");
    lab_expect("the meeting was moved #MONEY", "saved 00:14:05 paraphrase, money");
    assert_int_equal(lab_number("SELECT count(*) FROM codes"), 1);
    lab_expect(",o looks away", "saved 00:14:05 observation");
    lab_expect("?who chairs the finance group", "saved 00:14:05 follow-up");
    assert_int_equal(session_count_notes(lab_session), 4);
    assert_int_equal(lab_number("SELECT count(DISTINCT body->>'$.with') FROM event WHERE kind = 'note.set'"),
                     0);
}

static void what_cannot_be_meant_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *line, *part;
    } rows[] = {
        {"/table 3", "workshops"},
        {"/probe 1", "no question"},
        {"/cover full", "no question"},
        {"/frobnicate", "no /frobnicate"},
        {"/phase lunch", "phases are"},
        {"/strike", "no note yet"},
        {"/strike x", "no number"},
        {"/kind z", "no kind"},
        {"/kind", "which kind"},
        {"/next question", "takes nothing behind it"},
        {"/end of it", "takes nothing behind it"},
        {"/adjourn to Thursday", "takes nothing behind it"},
        {"/consent @P09 part yes", "does not take part"},
        {"/consent P09 part yes", "does not take part"},
        {"/consent part maybe", "yes or no"},
        {"/consent milk yes", "no consent item"},
        {"/until 9:00", "past"},
        {"/until soon", "no time"},
        {"/resume", "running"},
        {"/on", "on the record"},
        {"/off yesterday", "/off 2m"},
        {"/ask", "what do you ask"},
        {"/for", "under which"},
        {"/for zebra", "no question"},
        {"/undo", "nothing to undo"},
        {"/redo", "nothing to redo"},
        {"/photo /no/such.jpg", "such.jpg"},
        {"/edit 4", "not so many"},
        {"/arrive", "who came"},
        {"/help frob", "no /frob"},
    };
    lab_start();
    int64_t events = lab_number("SELECT count(*) FROM event");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        lab_expect_result(rows[i].line, SESSION_REFUSED, rows[i].part);
    assert_int_equal(lab_number("SELECT count(*) FROM event"), events);
}

/* /help is one line, so it names subjects; each command is in one. */
static void help_leaves_no_command_out(void **state)
{
    (void)state;
    size_t count;
    const LineCommandRow *rows = line_list_commands(&count);
    Str all = STR_EMPTY;
    lab_start();
    lab_expect("/help questions",
               "questions: /go /next /prev /probe /say /cover /for /ask; /help COMMAND says what one does");
    char *subjects = mem_copy_text(strstr(lab_type("/help"), "a command, or ") + strlen("a command, or "));
    for (char *word = strtok(subjects, ", "); word; word = strtok(NULL, ", ")) {
        Str line = STR_EMPTY;
        str_add_format(&line, "/help %s", word);
        str_add_format(&all, "%s ", lab_type(str_text(&line)));
        str_free(&line);
    }
    for (char *at = all.data; *at; at++)
        *at = *at == ';' ? ' ' : *at;
    for (size_t i = 0; i < count; i++) {
        Str name = STR_EMPTY;
        str_add_format(&name, " /%s ", rows[i].name);
        if (!strstr(str_text(&all), str_text(&name)))
            fail_msg("no subject of /help has /%s", rows[i].name);
        str_free(&name);
    }
    free(subjects);
    str_free(&all);
}

static void coverage_is_apart_from_the_cursor(void **state)
{
    (void)state;
    lab_start();
    lab_type("/go vision");
    lab_expect("/for barriers", "the next note goes under 3 barriers");
    lab_expect("rules of two employers", "saved 00:00:00 paraphrase; volunteered under 3 barriers");
    assert_int_equal(session_find_cursor(lab_session), 0);
    lab_type("one");
    lab_type("two");
    lab_expect("/for 4 last 2", "2 notes filed under 4 deciding, volunteered");
    lab_expect("/probe 2", "probe 2 used: How has it changed?");
    lab_expect_result("/probe 3", SESSION_REFUSED, "2 probes");
    lab_type("/go enablers");
    lab_expect("/cover skipped no time", "2 enablers skipped (no time)");
    lab_type("/go last");
    lab_expect("/cover partly", "5 last partly");
    assert_string_equal(
        lab_text("SELECT group_concat(state, ' ') FROM (SELECT state FROM coverage ORDER BY ord)"),
        "covered skipped volunteered volunteered partly");
    for (size_t i = 0; i < session_count_questions(lab_session); i++) {
        static const Coverage expected[] = {COVERAGE_COVERED, COVERAGE_SKIPPED, COVERAGE_VOLUNTEERED,
                                            COVERAGE_VOLUNTEERED, COVERAGE_PARTLY};
        assert_int_equal(session_find_question(lab_session, i)->coverage, expected[i]);
    }
    assert_string_equal(lab_text("SELECT why FROM coverage WHERE question = 'enablers'"), "no time");
    lab_expect("/probe 1", "this question has no probes");
    lab_type("/go vision");
    lab_expect("/probe 2", "probe 2 not used after all: How has it changed?");
    assert_string_equal(lab_text("SELECT state FROM coverage WHERE question = 'vision'"), "not asked");
}

static void a_question_nobody_planned_is_added(void **state)
{
    (void)state;
    lab_start();
    lab_type("/go vision");
    lab_expect("/ask Who was at the table in 2014?", "e1 Who was at the table in 2014?  added");
    assert_int_equal(session_count_questions(lab_session), 6);
    assert_int_equal(session_find_cursor(lab_session), 2);
    lab_type("nobody from the wards");
    lab_expect("/next", "3 What gets in the way: money, rules, habits?  must ask, 1 probe");
    lab_expect("/go e1", "e1 Who was at the table in 2014?  added");
    assert_string_equal(lab_text("SELECT state || emergent FROM coverage WHERE question = 'e1'"), "covered1");
    assert_string_equal(
        lab_text("SELECT group_concat(DISTINCT topic) FROM questions WHERE id IN ('vision', 'e1')"),
        "Shared vision");
    assert_string_equal(
        lab_text("SELECT group_concat(DISTINCT topic) FROM coverage WHERE question IN ('vision', 'e1')"),
        "Shared vision");
    lab_expect("/ask And now?", "e2 And now?  added");
    lab_type("/undo");
    assert_int_equal(session_count_questions(lab_session), 6);
    lab_expect("/ask Another?", "e2 Another?  added");
}

static void a_note_is_corrected_as_a_new_version(void **state)
{
    (void)state;
    lab_start();
    lab_type("\"the first #money @P01");
    lab_type("second");
    lab_expect("/edit 2", "editing 00:00:00 verbatim: \"the first #money @P01");
    assert_string_equal(lab_reply.fill, "\"the first #money @P01");
    assert_int_equal(lab_reply.changed, SESSION_LINE);
    lab_expect("\"the very first #money-", "saved 00:00:00 verbatim, money (barrier); changed");
    assert_string_equal(session_find_edit(lab_session), "");
    assert_string_equal(lab_text("SELECT text FROM notes WHERE kind = 'verbatim'"), "the very first");
    lab_expect("/edit 2 ,o she smiled", "saved 00:00:00 observation; changed");
    assert_string_equal(lab_text("SELECT text FROM notes WHERE kind = 'observation'"), "she smiled");
    lab_expect("/kind f", "now 00:00:00 follow-up");
    assert_string_equal(lab_text("SELECT kind FROM notes WHERE text = 'second'"), "follow-up");
    lab_type("/edit 1");
    lab_expect("", "left as it was");
    lab_expect("third", "saved 00:00:00 paraphrase");
    assert_int_equal(lab_number("SELECT count(*) FROM notes"), 3);
}

static void undo_brings_back_what_was(void **state)
{
    (void)state;
    lab_start();
    lab_type("/go vision");
    lab_type("a note #code");
    lab_expect("/undo", "undone: a note");
    assert_int_equal(lab_number("SELECT count(*) FROM notes"), 0);
    assert_int_equal(session_count_notes(lab_session), 0);
    lab_expect("/undo", "undone: a move");
    assert_int_equal(session_find_cursor(lab_session), SESSION_NONE);
    lab_expect_result("/undo", SESSION_REFUSED, "nothing");
    lab_expect("/redo", "done again: a move");
    lab_expect("/redo", "done again: a note");
    assert_int_equal(session_count_notes(lab_session), 1);
    lab_expect_result("/redo", SESSION_REFUSED, "nothing");
    lab_type("/strike");
    assert_int_equal(lab_number("SELECT count(*) FROM notes"), 0);
    lab_type("/undo");
    assert_string_equal(lab_text("SELECT text FROM notes"), "a note");
}

static void two_people_are_told_apart(void **state)
{
    (void)state;
    lab_start_with("P01", "P02", NULL);
    lab_type("by seat @2");
    assert_string_equal(lab_text("SELECT speaker FROM notes WHERE text = 'by seat'"), "P02");
    lab_type("by name @p01");
    assert_string_equal(lab_text("SELECT speaker FROM notes WHERE text = 'by name'"), "P01");
    lab_expect("not here @P09", "saved 00:00:00 paraphrase; P09 is not among the participants");
    assert_string_equal(lab_text("SELECT speaker FROM notes WHERE text = 'not here'"), "P09");
    lab_type("both of them @1 @2");
    assert_string_equal(lab_text("SELECT speaker FROM notes WHERE text = 'both of them'"), "P01 P02");
    lab_type("nobody said");
    assert_string_equal(lab_text("SELECT speaker FROM notes WHERE text = 'nobody said'"), "");
    lab_expect("/speaker 2", "P02 is speaking");
    lab_type("goes on");
    assert_string_equal(lab_text("SELECT speaker FROM notes WHERE text = 'goes on'"), "P02");
    lab_type(",c my own view");
    assert_string_equal(lab_text("SELECT speaker FROM notes WHERE text = 'my own view'"), "");
    assert_int_equal(lab_number("SELECT count(*) FROM event WHERE kind = 'note.set' AND person IS NOT NULL"),
                     3);
    lab_type("/speaker none");
    lab_expect("/depart P02", "P02 left");
    assert_false(session_find_person(lab_session, 1)->is_here);
}

static void somebody_comes_in_the_middle(void **state)
{
    (void)state;
    lab_add_person("P07");
    lab_start();
    lab_type("alone");
    lab_expect("/arrive P07", "P07 came, @2; consent is to be asked");
    lab_type("somebody said");
    lab_type("I said @2");
    assert_string_equal(lab_text("SELECT speaker FROM notes WHERE text = 'alone'"), "P01");
    assert_string_equal(lab_text("SELECT speaker FROM notes WHERE text = 'somebody said'"), "?");
    assert_string_equal(lab_text("SELECT speaker FROM notes WHERE text = 'I said'"), "P07");
    lab_expect_result("/arrive a colleague", SESSION_TOLD, "not a participant");
}

static void another_terminal_looks_on(void **state)
{
    (void)state;
    SessionReply reply;
    lab_start();
    lab_type("/go barriers");
    Store *store = store_open(store_find_path(lab_store), STORE_READ_ONLY, "Ben", &lab_err);
    assert_non_null(store);
    Session *other = session_watch(store, session_find_facts(lab_session)->id, &lab_err);
    assert_non_null(other);
    assert_int_equal(session_look(other, &lab_err), 0);
    assert_int_equal(session_find_cursor(other), session_find_cursor(lab_session));
    lab_pass(3 * LAB_MINUTE);
    assert_int_equal(session_find_time(other).elapsed, session_find_time(lab_session).elapsed);
    lab_type("the money follows the bed");
    lab_type("/next");
    assert_int_equal(session_look(other, &lab_err), 1);
    assert_int_equal(session_look(other, &lab_err), 0);
    assert_int_equal(session_count_notes(other), 1);
    assert_int_equal(session_find_cursor(other), session_find_cursor(lab_session));
    assert_int_equal(session_do(other, "a note of its own", &reply), -1);
    assert_int_equal(reply.result, SESSION_REFUSED);
    lab_type("/end");
    assert_int_equal(session_look(other, &lab_err), 1);
    assert_true(session_find_facts(other)->is_ended);
    assert_int_equal(session_close(other, &lab_err), 0);
    store_close(store);
}

static void notes_are_read_a_window_at_a_time(void **state)
{
    (void)state;
    Notes notes = {NULL, 0, 0};
    Id ids[20];
    lab_start();
    for (int i = 0; i < 20; i++) {
        char text[32];
        snprintf(text, sizeof text, "note %d #c%d", i, i);
        lab_pass(LAB_SECOND);
        lab_type(text);
        ids[i] = lab_reply.entity;
    }
    assert_int_equal(notes_read_last(lab_store, session_find_facts(lab_session)->id, 3, &notes, &lab_err), 0);
    assert_int_equal(notes.count, 3);
    assert_string_equal(notes.list[0].text, "note 17");
    assert_string_equal(notes.list[2].text, "note 19");
    assert_string_equal(notes.list[2].codes[0].name, "c19");
    assert_int_equal(notes_read_around(lab_store, ids[5].text, 2, 3, &notes, &lab_err), 0);
    assert_int_equal(notes.count, 6);
    assert_string_equal(notes.list[0].text, "note 3");
    assert_string_equal(notes.list[5].text, "note 8");
    lab_type("/strike 2");
    assert_int_equal(notes_read_last(lab_store, session_find_facts(lab_session)->id, 2, &notes, &lab_err), 0);
    assert_string_equal(notes.list[0].text, "note 17");
    assert_int_equal(notes_read_around(lab_store, ids[18].text, 1, 1, &notes, &lab_err), -1);
    notes_free(&notes);
}

/* A session can be shown before it is written; it is then what will be read. */
static void check_settled(const SessionOpening *opening)
{
    Str before = STR_EMPTY, after = STR_EMPTY;
    int64_t events = lab_number("SELECT count(*) FROM event");
    lab_session = session_start(lab_store, opening, &lab_err);
    assert_non_null(lab_session);
    assert_false(session_is_settled(lab_session));
    assert_int_equal(lab_number("SELECT count(*) FROM event"), events);
    const SessionFacts facts = *session_find_facts(lab_session);
    char *texts[] = {
        mem_copy_text(facts.kind),       mem_copy_text(facts.title),       mem_copy_text(facts.guide),
        mem_copy_text(facts.researcher), mem_copy_text(facts.mode),        mem_copy_text(facts.setting),
        mem_copy_text(facts.others),     mem_copy_text(facts.interpreter), mem_copy_text(facts.place)};
    lab_add_account(&before);
    lab_type("the first note");
    assert_int_equal(lab_reply.result, SESSION_SAVED);
    assert_true(session_is_settled(lab_session));
    assert_int_equal(lab_number("SELECT count(*) FROM sessions WHERE state = 'open'"),
                     opening->rehearsal ? 0 : 1);
    lab_type("/undo"); /* reads all of it anew */
    lab_add_account(&after);
    assert_string_equal(str_text(&before), str_text(&after));
    const SessionFacts *read = session_find_facts(lab_session);
    const char *again[] = {read->kind, read->title, read->guide, read->researcher, read->mode, read->setting,
                           read->others, read->interpreter, read->place};
    for (size_t i = 0; i < sizeof again / sizeof *again; i++) {
        assert_string_equal(texts[i], again[i]);
        free(texts[i]);
    }
    assert_int_equal(facts.number, read->number);
    assert_int_equal(facts.minutes, read->minutes);
    assert_int_equal(facts.started, read->started);
    assert_int_equal(facts.pilot, read->pilot);
    assert_int_equal(facts.rehearsal, read->rehearsal);
    assert_int_equal(facts.paper, read->paper);
    str_free(&before);
    str_free(&after);
    lab_type("/end");
    lab_leave();
}

static void what_is_shown_first_is_what_is_written_then(void **state)
{
    (void)state;
    SessionOpening opening = lab_opening("P01", "P02", NULL);
    check_settled(&opening);
    opening.title = "Another title";
    opening.researcher = "Eve";
    opening.mode = "phone";
    opening.setting = "office";
    opening.others = "an aide";
    opening.interpreter = "Olga";
    opening.place = "Room 4";
    opening.minutes = 20;
    opening.pilot = true;
    check_settled(&opening);
    opening.rehearsal = true;
    check_settled(&opening);
}

static void a_session_that_is_left_at_once_is_there(void **state)
{
    (void)state;
    SessionOpening opening = lab_opening("P01", NULL);
    lab_session = session_start(lab_store, &opening, &lab_err);
    lab_leave();
    assert_string_equal(lab_text("SELECT state || sitting FROM sessions"), "open1");
    Id id;
    assert_int_equal(session_find_open(lab_store, "", &id, &lab_err), 0);
    lab_session = session_resume(lab_store, id.text, &lab_err);
    assert_string_equal(lab_text("SELECT sitting FROM sessions"), "1");
    lab_leave();
    assert_string_equal(lab_text("SELECT sitting FROM sessions"), "2");
}

/* What kind= of an activity takes are the kinds of note that a line can be, each by its name. */
static void guides_know_the_kinds_of_note(void **state)
{
    (void)state;
    const char *const *names = guide_list_note_kinds();
    size_t count, letters = 0, found = 0;
    const NoteKindRow *kinds = note_kind_list(&count);
    for (size_t i = 0; i < count; i++)
        letters += kinds[i].letter != 0;
    for (; names[found]; found++) {
        const NoteKindRow *row = note_kind_find_name(names[found]);
        assert_non_null(row);
        assert_true(row->letter != 0);
    }
    assert_int_equal(found, letters);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, lab_set_up, lab_tear_down)
    static const struct CMUnitTest tests[] = {
        TEST(a_session_starts_at_the_opening),    TEST(a_note_is_what_was_typed),
        TEST(what_cannot_be_meant_is_refused),    TEST(help_leaves_no_command_out),
        TEST(coverage_is_apart_from_the_cursor),
        TEST(a_question_nobody_planned_is_added), TEST(a_note_is_corrected_as_a_new_version),
        TEST(undo_brings_back_what_was),          TEST(two_people_are_told_apart),
        TEST(somebody_comes_in_the_middle),       TEST(another_terminal_looks_on),
        TEST(notes_are_read_a_window_at_a_time),
        TEST(what_is_shown_first_is_what_is_written_then),
        TEST(a_session_that_is_left_at_once_is_there),
        TEST(guides_know_the_kinds_of_note),
    };
    return cmocka_run_group_tests_name("session", tests, NULL, NULL);
}
