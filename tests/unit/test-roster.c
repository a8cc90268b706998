/* SPDX-License-Identifier: MIT */
/* The agenda, the roster and the turns of a workshop, by a clock that is set by hand. */
#include "lab.h"

#include <time.h>

#include "../../src/field/session.h"
#include "rir/agenda.h"
#include "rir/mem.h"
#include "rir/person.h"
#include "rir/roster.h"
#include "rir/study.h"
#include "rir/summary.h"
#include "rir/upkeep.h"
#include "rir/voice.h"

static const char guide[] = "---\n"
                            "title: Half a day\n"
                            "kind: workshop\n"
                            "minutes: 60\n"
                            "consent:\n"
                            "  - id: part\n"
                            "    text: Agrees to take part\n"
                            "    required: true\n"
                            "  - id: quote\n"
                            "    text: Agrees to anonymised quotes\n"
                            "---\n"
                            "# Welcome {method=welcome minutes=5}\n"
                            "# Ideas {method=silent-generation minutes=10}\n"
                            "# Round robin {method=round-robin minutes=20 #robin}\n"
                            "# Break {method=break minutes=1}\n"
                            "# Plenary {method=plenary minutes=24}\n"
                            "# Open end {method=plenary #open}\n";

static const char focus_guide[] = "---\n"
                                  "title: A focus group\n"
                                  "kind: focus-group\n"
                                  "consent:\n"
                                  "  - id: part\n"
                                  "    text: Agrees to take part\n"
                                  "---\n"
                                  "# Key questions {minutes=30}\n"
                                  "1. What works? {#works}\n"
                                  "2. What does not? {#not}\n";

/* --- beginning */

static Id ids[256];
static const char *list[256];

static void begin_with(const char *text, size_t people, size_t late)
{
    char pseudonym[24];
    for (size_t i = 0; i < people; i++) {
        snprintf(pseudonym, sizeof pseudonym, "P%02zu", i + 1);
        ids[i] = lab_add_person(pseudonym);
        list[i] = ids[i].text;
    }
    SessionOpening opening = {.guide_text = text,
                              .guide_size = strlen(text),
                              .guide_name = "half-a-day",
                              .people = list,
                              .person_count = people,
                              .late = list + people - late,
                              .late_count = late};
    lab_session = session_start(lab_store, &opening, &lab_err);
    if (!lab_session)
        fail_msg("%s", lab_err.text);
    assert_int_equal(session_settle(lab_session, &lab_err), 0);
}

static void begin(size_t people, size_t late)
{
    begin_with(guide, people, late);
}

static void set_group(const char *pseudonym, const char *group)
{
    const char *values[PERSON_ATTRIBUTES] = {NULL};
    Id id;
    values[PERSON_GROUP] = group;
    assert_int_equal(person_find(lab_store, pseudonym, &id, &lab_err), 0);
    assert_int_equal(person_set(lab_store, id.text, values, &lab_err), 0);
}

static Activity look_at(size_t index)
{
    Agenda agenda = agenda_find(lab_session);
    assert_true(index < agenda.count);
    Activity activity = agenda.list[index];
    activity.why = NULL;
    agenda_free(&agenda);
    return activity;
}

static Agenda look(void)
{
    Agenda agenda = agenda_find(lab_session), copy = agenda;
    agenda_free(&agenda);
    copy.list = NULL;
    return copy;
}

/* --- all of it, as text */

static void add_agenda(Str *out, const Agenda *agenda)
{
    for (size_t i = 0; i < agenda->count; i++) {
        const Activity *a = &agenda->list[i];
        str_add_format(
            out, "%s %s (%s) guide %lld planned %lld used %lld plan %lld start %lld end %lld visits %zu\n",
            a->topic->id, agenda_name_state(a->state), a->why, (long long)a->guide, (long long)a->planned,
            (long long)a->used, (long long)a->planned_start, (long long)a->start, (long long)a->end,
            a->visits);
    }
    str_add_format(out, "now %zu next %zu left %d %lld cue %s at %lld planned %lld drift %lld ends %lld\n",
                   agenda->now, agenda->next, agenda->has_left, (long long)agenda->left,
                   agenda_name_cue(agenda->cue), (long long)agenda->cue_at, (long long)agenda->planned,
                   (long long)agenda->drift, (long long)agenda->ends);
}

static void add_account(Str *out)
{
    Agenda agenda = agenda_find(lab_session);
    add_agenda(out, &agenda);
    agenda_free(&agenda);
    for (size_t i = 0; i < session_count_people(lab_session); i++) {
        RosterPerson p = roster_find_person(lab_session, i);
        str_add_format(out, "@%zu %s %s table %d since %lld present %lld refuses %d\n", p.seat, p.pseudonym,
                       roster_name_state(p.state), p.table, (long long)p.since, (long long)p.present,
                       p.refuses);
    }
    RosterTurn turn = roster_find_turn(lab_session);
    str_add_format(out, "turn %d round %d %zu %s at %lld lasted %lld overlaps %zu next %zu\n", turn.is_on,
                   turn.is_round, turn.person, turn.seat, (long long)turn.at, (long long)turn.lasted,
                   turn.overlaps, roster_find_next(lab_session));
    str_add_format(out, "gap %s\n", session_find_consent_gap(lab_session));
    lab_add_account(out);
}

/* --- the agenda */

static void time_is_left_and_cued(void **state)
{
    (void)state;
    begin(2, 0);
    assert_int_equal(look_at(2).planned_start, LAB_START + 15 * LAB_MINUTE);
    assert_int_equal(look().cue, AGENDA_CALM);
    /* Five minutes are planned: the cue at five would stand from the start. */
    assert_int_equal(look().cue_at, LAB_START + 4 * LAB_MINUTE);
    lab_pass(4 * LAB_MINUTE);
    assert_int_equal(look().cue, AGENDA_ONE);
    assert_int_equal(look().cue_at, LAB_START + 5 * LAB_MINUTE);
    lab_pass(LAB_MINUTE);
    assert_int_equal(look().cue, AGENDA_OVER);
    assert_int_equal(look().cue_at, 0);
    lab_type("/next");
    assert_int_equal(look().cue, AGENDA_CALM);
    assert_int_equal(look().cue_at, LAB_START + 10 * LAB_MINUTE);
    lab_pass(5 * LAB_MINUTE - 1);
    assert_int_equal(look().cue, AGENDA_CALM);
    lab_pass(1);
    assert_int_equal(look().cue, AGENDA_FIVE);
    assert_int_equal(look().cue_at, LAB_START + 14 * LAB_MINUTE);
    lab_type("/pause");
    lab_pass(LAB_HOUR);
    assert_int_equal(look().cue, AGENDA_FIVE);
    assert_int_equal(look().cue_at, 0);
    assert_int_equal(look().left, 5 * LAB_MINUTE);
    lab_type("/resume");
    assert_int_equal(look().cue_at, LAB_START + 74 * LAB_MINUTE);
    lab_type("/go break");
    /* A minute is planned: nothing but its end. */
    assert_int_equal(look().cue, AGENDA_CALM);
    assert_int_equal(look().cue_at, LAB_START + 71 * LAB_MINUTE);
    lab_type("/go open");
    assert_false(look().has_left);
    assert_int_equal(look().cue_at, 0);
}

static void drift_is_what_the_whole_will_have_taken(void **state)
{
    (void)state;
    begin(2, 0);
    assert_int_equal(look().planned, 60 * LAB_MINUTE);
    assert_int_equal(look().drift, 0);
    assert_int_equal(look().ends, LAB_START + 60 * LAB_MINUTE);
    lab_pass(3 * LAB_MINUTE);
    assert_int_equal(look().drift, 0);
    lab_type("/next");
    assert_int_equal(look().drift, -2 * LAB_MINUTE);
    assert_int_equal(look_at(2).start, LAB_START + 13 * LAB_MINUTE);
    lab_pass(15 * LAB_MINUTE);
    assert_int_equal(look().left, -5 * LAB_MINUTE);
    assert_int_equal(look().drift, 3 * LAB_MINUTE);
    assert_int_equal(session_find_time(lab_session).drift, 3 * LAB_MINUTE);
    lab_type("/next");
    lab_type("/extend 10m");
    assert_int_equal(look().drift, 13 * LAB_MINUTE);
    lab_type("/steal 10 from plenary");
    assert_int_equal(look().drift, 13 * LAB_MINUTE);
    assert_int_equal(look().left, 40 * LAB_MINUTE);
    assert_int_equal(look_at(4).planned, 14 * LAB_MINUTE);
    lab_type("/skip plenary");
    assert_int_equal(look().drift, -LAB_MINUTE);
    assert_int_equal(look_at(4).state, ACTIVITY_SKIPPED);
    lab_type("/next");
    assert_int_equal(look_at(3).state, ACTIVITY_NOW);
    assert_int_equal(look().next, 5);
    lab_type("/next");
    assert_int_equal(look().now, 5);
    lab_type("/go plenary");
    assert_int_equal(look_at(4).state, ACTIVITY_NOW);
    assert_int_equal(look_at(5).state, ACTIVITY_DONE);
}

static void going_back_adds_to_its_time(void **state)
{
    (void)state;
    begin(2, 0);
    lab_pass(4 * LAB_MINUTE);
    lab_type("/next");
    lab_pass(2 * LAB_MINUTE);
    lab_type("/go welcome");
    lab_pass(3 * LAB_MINUTE);
    Activity welcome = look_at(0);
    assert_int_equal(welcome.used, 7 * LAB_MINUTE);
    assert_int_equal(welcome.visits, 2);
    assert_int_equal(welcome.start, LAB_START);
    assert_int_equal(look().left, -2 * LAB_MINUTE);
    assert_int_equal(look_at(1).state, ACTIVITY_DONE);
    assert_int_equal(look_at(1).end, LAB_START + 6 * LAB_MINUTE);
    assert_int_equal(look().next, 2);
}

static void what_cannot_be_taken_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *line, *part;
    } rows[] = {
        {"/extend soon", "how long"},
        {"/extend 0", "how long"},
        {"/extend 25h", "how long"},
        {"/extend 5m 6m", "how long"},
        {"/steal", "how long"},
        {"/steal 24m", "Plenary has 24:00 and keeps one minute: at most 23:00"},
        {"/steal 5m from nowhere", "no one activity"},
        {"/steal 5m from welcome", "is now"},
        {"/steal 1m from break", "Break has 01:00 and keeps one minute: at most nothing"},
        {"/steal 5m from open", "no minutes"},
        {"/prev", "first activity"},
    };
    begin(1, 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        lab_expect_result(rows[i].line, SESSION_REFUSED, rows[i].part);
    lab_type("/go open");
    lab_expect_result("/skip", SESSION_REFUSED, "last activity");
    lab_expect_result("/next", SESSION_REFUSED, "last activity");
    lab_expect_result("/skip welcome", SESSION_REFUSED, "held already");
    lab_type("/skip ideas");
    lab_expect_result("/skip ideas", SESSION_REFUSED, "skipped already");
    lab_expect_result("/extend 23m", SESSION_TOLD, "extended by 23:00: Open end, 23:00 left of 23:00");
}

static void an_interview_has_no_agenda(void **state)
{
    (void)state;
    lab_start();
    lab_expect_result("/extend", SESSION_REFUSED, "workshops");
    lab_expect_result("/steal 5m", SESSION_REFUSED, "workshops");
    lab_expect_result("/skip", SESSION_REFUSED, "workshops");
    lab_expect_result("/turn 1", SESSION_REFUSED, "/speaker");
}

static void paper_keeps_times_without_a_countdown(void **state)
{
    (void)state;
    SessionOpening opening = {.guide_text = guide,
                              .guide_size = strlen(guide),
                              .guide_name = "half-a-day",
                              .paper = true,
                              .on = LAB_START - LAB_DAY,
                              .on_has_time = true};
    lab_session = session_start(lab_store, &opening, &lab_err);
    assert_non_null(lab_session);
    lab_type("[10:06] ,o late start");
    lab_type("/next");
    lab_type("[10:20] an idea");
    assert_int_equal(look_at(0).used, 6 * LAB_MINUTE);
    assert_int_equal(look_at(1).used, 14 * LAB_MINUTE);
    assert_int_equal(look_at(1).start, LAB_START - LAB_DAY + 6 * LAB_MINUTE);
    assert_int_equal(look_at(2).start, 0);
    assert_false(look().has_left);
    assert_int_equal(look().ends, 0);
    assert_int_equal(look().cue_at, 0);
    lab_add_person("P09");
    lab_type("/arrive P09");
    lab_type("/go plenary");
    lab_type("/turn @1");
    Voice voice;
    assert_int_equal(voice_find(lab_session, &voice, &lab_err), 0);
    assert_true(voice.is_observed);
    assert_false(voice.has_time);
    assert_int_equal(voice.people[0].turns, 1);
    voice_free(&voice);
}

static void an_ended_session_is_read_as_it_was(void **state)
{
    (void)state;
    Agenda agenda;
    begin(2, 0);
    lab_pass(4 * LAB_MINUTE);
    lab_type("/next");
    lab_pass(6 * LAB_MINUTE);
    lab_type("/skip robin no time");
    Id id = id_read(session_find_facts(lab_session)->id);
    lab_type("/end");
    lab_leave();
    lab_pass(LAB_DAY);
    assert_int_equal(agenda_read(lab_store, id.text, &agenda, &lab_err), 0);
    assert_int_equal(agenda.now, SESSION_NONE);
    assert_int_equal(agenda.list[1].state, ACTIVITY_DONE);
    assert_int_equal(agenda.list[1].used, 6 * LAB_MINUTE);
    assert_int_equal(agenda.list[1].end, LAB_START + 10 * LAB_MINUTE);
    assert_string_equal(agenda.list[2].why, "no time");
    assert_int_equal(agenda.list[4].state, ACTIVITY_TO_COME);
    assert_int_equal(agenda.drift, -50 * LAB_MINUTE);
    agenda_free(&agenda);
    assert_int_equal(agenda_read(lab_store, ids[0].text, &agenda, &lab_err), -1);
    assert_int_equal(lab_err.code, ERR_REFUSED);
}

/* --- the roster */

static void people_come_and_go(void **state)
{
    (void)state;
    begin(3, 1);
    assert_int_equal(roster_count(lab_session).expected, 1);
    assert_string_equal(session_find_consent_gap(lab_session),
                        "consent not on record: part (P01), part (P02)");
    lab_expect("/consent all part yes paper", "P01, P02 part yes (paper)");
    lab_pass(10 * LAB_MINUTE);
    lab_expect_result("/depart @3", SESSION_REFUSED, "P03 has not come yet");
    lab_expect("/arrive P03", "P03 came, @3; consent is to be asked");
    assert_string_equal(session_find_consent_gap(lab_session), "consent not on record: part (P03)");
    lab_expect("/undo", "undone: an arrival");
    assert_int_equal(roster_count(lab_session).expected, 1);
    lab_expect("/redo", "done again: an arrival");
    lab_add_person("P08");
    lab_add_person("P09");
    lab_expect("/arrive P08 P09", "P08 came, @4, P09 came, @5; consent is to be asked");
    lab_expect("/undo", "undone: an arrival");
    assert_int_equal(session_count_people(lab_session), 3);
    lab_type("/redo");
    lab_pass(10 * LAB_MINUTE);
    lab_expect("/depart P01 4", "P01, P08 left");
    lab_expect_result("/depart P01", SESSION_REFUSED, "P01 left already");
    lab_expect_result("/depart P02 P02", SESSION_REFUSED, "named twice");
    lab_expect_result("/arrive P01 Zebedee", SESSION_REFUSED, "Zebedee is no participant");
    lab_pass(10 * LAB_MINUTE);
    lab_expect("/arrive P01", "P01 came, @1");
    RosterPerson person = roster_find_person(lab_session, 0);
    assert_int_equal(person.present, 20 * LAB_MINUTE);
    assert_int_equal(person.since, LAB_START + 30 * LAB_MINUTE);
    lab_pass(5 * LAB_MINUTE);
    lab_expect("/depart 1 2 3 5", "P01, P02, P03, P09 left; nobody is here now");
    lab_expect_result("/consent all part yes", SESSION_REFUSED, "nobody is here");
    lab_expect_result("/heard", SESSION_REFUSED, "nobody is here");
    lab_type("/go robin");
    lab_expect_result("/turn", SESSION_REFUSED, "nobody is here");
    lab_type("/end");
    assert_string_equal(
        lab_text("SELECT group_concat(person || ' ' || seat || ' ' || minutes, ', ') FROM (SELECT * FROM "
                 "presence ORDER BY person, \"from\")"),
        "P01 1 20.0, P01 1 5.0, P02 2 35.0, P03 3 25.0, P08 4 10.0, P09 5 25.0");
}

static void seats_are_one_persons(void **state)
{
    (void)state;
    begin(3, 0);
    lab_expect_result("/seat P01 2", SESSION_REFUSED, "P02 sits in seat 2");
    lab_expect_result("/seat P01", SESSION_REFUSED, "where?");
    lab_expect_result("/seat P01 3 4", SESSION_REFUSED, "where?");
    lab_expect_result("/seat P01 table 100", SESSION_REFUSED, "where?");
    lab_expect_result("/seat P99 4", SESSION_REFUSED, "not among the participants");
    lab_expect("/seat P01 7 table 2", "P01 sits in seat 7 at table 2");
    lab_type("by seat @7");
    assert_string_equal(lab_text("SELECT speaker FROM notes WHERE text = 'by seat'"), "P01");
    lab_expect("by nobody @1", "saved 00:00:00 paraphrase; 1 is not among the participants");
    /* A seat is free when whoever had it left, and they get another when they are back. */
    lab_type("/depart P02");
    lab_expect("/seat P03 2", "P03 sits in seat 2");
    lab_type("she is back @2");
    assert_string_equal(lab_text("SELECT speaker FROM notes WHERE text = 'she is back'"), "P03");
    lab_expect("/arrive P02", "P02 came, @8; consent is to be asked");
    lab_expect("/seat", "@2 P03, @7 P01 table 2, @8 P02");
}

/* Two laptops gave one seat to two people: nothing is attributed before that is settled. */
static void two_in_one_seat_are_both_named(void **state)
{
    (void)state;
    begin(3, 0);
    Id id = id_make();
    char body[200];
    snprintf(body, sizeof body, "{\"at\":%lld,\"elapsed\":0,\"value\":\"%s\",\"detail\":\"1\"}",
             (long long)LAB_START, ids[1].text);
    Act act = {.kind = "session.seat",
               .entity = id.text,
               .session = session_find_facts(lab_session)->id,
               .body = body};
    assert_int_equal(store_append(lab_store, &act, NULL, &lab_err), 0);
    assert_int_equal(session_reload(lab_session, &lab_err), 0);
    static const char *const lines[] = {"words @1",  "/speaker 1", "/turn @1", "/consent @1 part yes",
                                        "/depart 1", "/seat @1 5"};
    int64_t events = lab_number("SELECT count(*) FROM event");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        lab_expect_result(lines[i], SESSION_REFUSED, "seat 1 is P01's and P02's: nothing was done");
    assert_int_equal(lab_number("SELECT count(*) FROM event"), events);
    lab_expect("/seat P02 2", "P02 sits in seat 2");
    lab_type("words @1");
    assert_string_equal(lab_text("SELECT speaker FROM notes"), "P01");
}

/* Started with the wrong person, or another came in the place of the one who was late: all that was kept is
 * theirs. */
static void another_in_the_place_of_one(void **state)
{
    (void)state;
    begin(3, 1);
    lab_type("/consent all part yes");
    lab_type("/go plenary");
    lab_pass(LAB_MINUTE);
    lab_type("/turn 2");
    lab_pass(LAB_MINUTE);
    lab_type("/arrive P03");
    lab_type("/turn 3");
    lab_pass(LAB_MINUTE);
    lab_type("/depart P02");
    lab_pass(LAB_MINUTE);
    lab_type("/end");
    Id id = id_read(session_find_facts(lab_session)->id);
    lab_leave();
    Id other = lab_add_person("P08"), late = lab_add_person("P09");
    const char *people[] = {ids[0].text, other.text, late.text};
    SessionChange change = SESSION_CHANGE_NONE;
    change.people = people;
    change.person_count = 3;
    assert_int_equal(session_correct(lab_store, id.text, &change, &lab_err), 0);
    assert_string_equal(
        lab_text("SELECT group_concat(p.pseudonym || ' ' || seconds, ', ') FROM (SELECT * FROM any_turn "
                 "ORDER BY \"from\") v JOIN person p ON p.n = v.speaker"),
        "P08 60.0, P09 120.0");
    assert_string_equal(
        lab_text("SELECT group_concat(person || ' ' || seat || ' ' || minutes, ', ') FROM (SELECT * FROM "
                 "presence ORDER BY person)"),
        "P01 1 4.0, P08 2 3.0, P09 3 2.0");
    assert_string_equal(lab_text("SELECT people FROM sessions"), "P01 P08 P09");
    assert_string_equal(lab_text("SELECT group_concat(person) FROM consents"), "P01,P08");
}

/* --- the round */

static void the_round_goes_from_seat_to_seat(void **state)
{
    (void)state;
    begin(4, 1);
    lab_type("/consent all part yes");
    lab_type("/consent P02 part no");
    lab_type("/go robin");
    lab_expect("/turn", "@1 P01 is next");
    assert_true(roster_find_turn(lab_session).is_round);
    lab_pass(LAB_MINUTE);
    lab_expect("one", "saved 00:01:00 idea A; @3 P03 is next");
    assert_string_equal(lab_text("SELECT p.pseudonym FROM note JOIN person p ON p.n = note.speaker"), "P01");
    lab_expect("/arrive P04", "P04 came, @4; consent is to be asked");
    lab_expect("/turn pass", "P03 passes; @4 P04 is next");
    lab_pass(LAB_MINUTE);
    lab_expect("out of turn @3", "saved 00:02:00 idea B; @4 P04 is next");
    lab_expect("/undo", "undone: a note");
    assert_int_equal(roster_find_turn(lab_session).person, 3);
    assert_int_equal(roster_find_turn(lab_session).lasted, LAB_MINUTE);
    lab_type("/depart P04");
    assert_false(roster_find_turn(lab_session).is_on);
    lab_expect("/turn", "@1 P01 is next");
    lab_expect(",o they laugh", "saved 00:02:00 observation");
    assert_int_equal(roster_find_turn(lab_session).person, 0);
    lab_type("/next");
    assert_false(roster_find_turn(lab_session).is_on);
    /* Whoever was next when it ended had no turn. */
    assert_string_equal(
        lab_text(
            "SELECT group_concat(p.pseudonym || seconds) FROM any_turn v JOIN person p ON p.n = v.speaker"),
        "P0160.0");
}

static void nobody_alone_is_in_a_round(void **state)
{
    (void)state;
    begin(1, 0);
    lab_type("/consent all part yes");
    lab_type("/go robin");
    lab_expect("/turn", "@1 P01 is next");
    lab_expect("mine", "saved 00:00:00 idea A; @1 P01 is next");
    lab_expect("/heard", "everybody here was heard; turns others 1 (1.00 of their share); Gini 0.00");
}

/* --- who was heard */

static void not_observed_is_not_nought(void **state)
{
    (void)state;
    Voice voice;
    begin(4, 0);
    lab_type("a note of nobody");
    assert_int_equal(voice_find(lab_session, &voice, &lab_err), 0);
    assert_false(voice.is_observed);
    assert_false(voice.can_tell);
    assert_int_equal(voice.unheard, 0);
    assert_false(voice.turn_gini.defined);
    voice_free(&voice);
    lab_type("somebody @3");
    lab_type("two of them @1 @3");
    assert_int_equal(voice_find(lab_session, &voice, &lab_err), 0);
    assert_true(voice.can_tell);
    for (size_t i = 0; i < voice.count; i++)
        assert_int_equal(voice.people[i].is_heard, strcmp(voice.people[i].pseudonym, "P01") == 0 ||
                                                       strcmp(voice.people[i].pseudonym, "P03") == 0);
    voice_free(&voice);
    lab_expect("/heard", "not yet heard: 2 people; turns were not observed");
    lab_type("/turn ?");
    lab_pass(LAB_MINUTE);
    assert_int_equal(voice_find(lab_session, &voice, &lab_err), 0);
    assert_true(voice.is_observed);
    assert_int_equal(voice.unknown_turns, 1);
    assert_false(voice.turn_gini.defined);
    voice_free(&voice);
}

static void a_focus_group_knows_who_was_silent(void **state)
{
    (void)state;
    begin_with(focus_guide, 6, 0);
    for (int i = 0; i < 6; i++) {
        char name[16];
        snprintf(name, sizeof name, "P%02d", i + 1);
        set_group(name, i < 3 ? "nurse" : "patient");
    }
    assert_int_equal(session_reload(lab_session, &lab_err), 0);
    lab_type("it works @1");
    lab_type("\"not for us\" @4");
    lab_type("yes @?");
    lab_type("/turn 5");
    lab_pass(LAB_MINUTE);
    lab_type("/overlap");
    lab_type("/next");
    lab_expect("/heard",
               "not yet heard: 3 people (2 nurse, 1 patient); turns nurse 0 (0.00 of their share), patient 1 "
               "(2.00 of their share); Gini 0.83");
    lab_expect_result("/status", SESSION_TOLD, "not yet heard: 3 people (2 nurse, 1 patient)");
    assert_string_equal(
        lab_text("SELECT person || ' ' || activity || ' ' || seconds || ' ' || overlap FROM turns"),
        "P05 key-questions 60.0 1");
    /* Whoever withdraws is in no figure. */
    lab_type("/consent 5 part no");
    assert_int_equal(lab_number("SELECT count(*) FROM turns"), 0);
    StudyChange change = STUDY_CHANGE_NONE;
    change.small_cell = 1;
    assert_int_equal(study_set(lab_store, &change, &lab_err), 0);
    assert_int_equal(study_find_small_cell(lab_store), 1);
    assert_int_equal(study_set(lab_store, &change, &lab_err), -1);
    assert_int_equal(lab_err.code, ERR_REFUSED);
}

/* One who does not take part takes their own words with them, not those of the others. */
static void a_refusal_in_a_group_leaves_the_others(void **state)
{
    (void)state;
    begin(3, 0);
    lab_type("of the table");
    lab_type("mine @2");
    lab_type("/consent @2 part no");
    assert_string_equal(lab_text("SELECT group_concat(text) FROM notes"), "of the table");
    lab_type("/consent all part no");
    assert_int_equal(lab_number("SELECT count(*) FROM notes"), 0);
}

/* --- thousands of commands in no order */

static const char *pick_line(void)
{
    static const char *const lines[] = {
        "a bare line",
        "an idea @1",
        "an idea @3",
        ",i one @P02",
        "unknown @?",
        "both @1 @2",
        "[+0:10] later",
        ",o a look",
        "/next",
        "/next",
        "/prev",
        "/go robin",
        "/go robin",
        "/go plenary",
        "/go welcome",
        "/go open",
        "/extend",
        "/extend 3m",
        "/steal 2m",
        "/steal 4m from plenary",
        "/steal 9m from robin",
        "/skip",
        "/skip break late",
        "/skip plenary",
        "/skip ideas",
        "/seat P01 9",
        "/seat P02 3 table 2",
        "/seat P03 1",
        "/seat 2 table 4",
        "/seat P05 2",
        "/turn",
        "/turn",
        "/turn pass",
        "/turn none",
        "/turn 1",
        "/turn @2",
        "/turn P05",
        "/turn ?",
        "/turn a guest",
        "/overlap",
        "/heard",
        "/arrive P04",
        "/arrive P05",
        "/arrive P01 P02",
        "/arrive a guest",
        "/depart P01",
        "/depart 2 3",
        "/depart P05",
        "/consent all part yes",
        "/consent 1 part no",
        "/consent 1 part yes",
        "/consent P05 part yes paper",
        "/pause",
        "/resume",
        "/resume",
        "/off",
        "/on",
        "/on",
        "/table 3",
        "/time",
        "/status",
        "/strike",
        "/undo",
        "/undo",
        "/undo",
        "/redo",
        "/redo",
    };
    return lines[lab_pick(sizeof lines / sizeof *lines)];
}

/* What the views say of turns is what the figures are made of. */
static void assert_views(int step)
{
    Voice voice;
    assert_int_equal(voice_find(lab_session, &voice, &lab_err), 0);
    for (size_t i = 0; i < voice.count; i++) {
        Rows *rows = rows_open(lab_store, &lab_err,
                               "SELECT count(*), sum(coalesce(seconds, 0)), sum(overlap), count(*) - "
                               "count(seconds) FROM any_turn v "
                               "JOIN person p ON p.n = v.speaker WHERE p.pseudonym = ?1",
                               "t", voice.people[i].pseudonym);
        assert_true(rows_next(rows));
        if ((size_t)rows_number(rows, 0) != voice.people[i].turns ||
            (size_t)rows_number(rows, 2) != voice.people[i].overlaps ||
            (rows_number(rows, 3) == 0 && rows_number(rows, 1) * LAB_SECOND != voice.people[i].talk))
            fail_msg(
                "step %d: %s had %zu turns of %lld ms with %zu overlaps, and %s of %s s with %s in the view",
                step, voice.people[i].pseudonym, voice.people[i].turns, (long long)voice.people[i].talk,
                voice.people[i].overlaps, rows_text(rows, 0), rows_text(rows, 1), rows_text(rows, 2));
        assert_int_equal(rows_close(rows, &lab_err), 0);
    }
    voice_free(&voice);
}

static void undo_everything(const char *first)
{
    Str last = STR_EMPTY;
    int count = 0;
    while (session_do(lab_session, "/undo", &lab_reply) == 0)
        assert_true(++count < 5000);
    assert_non_null(strstr(lab_reply.text, "nothing to undo"));
    for (size_t i = 0; i < session_count_people(lab_session); i++)
        str_add_format(&last, "%s", roster_name_state(roster_find_person(lab_session, i).state));
    Agenda agenda = agenda_find(lab_session);
    str_add_format(&last, " %zu", agenda.now);
    for (size_t i = 0; i < agenda.count; i++)
        str_add_format(&last, " %s %lld", agenda_name_state(agenda.list[i].state),
                       (long long)agenda.list[i].planned);
    agenda_free(&agenda);
    assert_string_equal(str_text(&last), first);
    assert_int_equal(lab_number("SELECT count(*) FROM turns"), 0);
    str_free(&last);
}

/* Types that many lines; the session breaks off now and then, by being left or by a death. */
static void wander(int steps, bool dies)
{
    lab_set_seed(dies ? 20260526 : 20260525);
    lab_add_person("P05");
    begin(4, 1);
    for (int step = 0; step < steps; step++) {
        const char *line = pick_line();
        lab_pass(lab_pick(30) * LAB_SECOND);
        lab_type(line);
        assert_int_not_equal(lab_reply.result, SESSION_FAILED);
        lab_assert_loaded(add_account, line, step);
        if (step % 10 == 9)
            assert_views(step);
        if (step % 75 == 74) {
            (dies ? lab_kill : lab_leave)();
            lab_pass(LAB_MINUTE);
            lab_resume();
            lab_assert_loaded(add_account, "resume", step);
        }
    }
}

static void live_is_loaded(void **state)
{
    (void)state;
    wander(400, false);
    undo_everything("hereherehereexpected 0 now 300000 to come 600000 to come 1200000 to come 60000 to come "
                    "1440000 to come 0");
    lab_expect_result("/end", SESSION_TOLD, "ended");
    lab_leave();
    VerifyResult result;
    assert_int_equal(upkeep_verify(lab_store, &result, NULL, NULL, &lab_err), 0);
    assert_int_equal(result.faults, 0);
    upkeep_free_result(&result);
}

static void live_is_loaded_after_deaths(void **state)
{
    (void)state;
    wander(200, true);
}

/* --- many people */

static double measure_ms(clock_t from)
{
    return (double)(clock() - from) * 1e3 / CLOCKS_PER_SEC;
}

static void two_hundred_are_not_slow(void **state)
{
    (void)state;
    static const char *const lines[] = {"/consent all part yes paper",
                                        "/consent @200 quote no",
                                        "/seat P150 300 table 4",
                                        "/depart P01 P02 P03",
                                        "/arrive P02",
                                        "/go robin",
                                        "/turn",
                                        "an idea",
                                        "/turn pass",
                                        "/go plenary",
                                        "/turn @190",
                                        "/heard",
                                        "/status",
                                        "/undo"};
    begin(200, 5);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        clock_t from = clock();
        lab_type(lines[i]);
        print_message("# %s: %.1f ms\n", lines[i], measure_ms(from));
        assert_int_not_equal(lab_reply.result, SESSION_FAILED);
        assert_int_not_equal(lab_reply.result, SESSION_REFUSED);
    }
    lab_expect("/consent",
               "all required consent is on record; what nobody is named for stays out of what others get: "
               "quote not asked of P01, P02, P03, P04, P05, P06 and 189 more");
    lab_expect("of the last @200", "saved 00:00:00 paraphrase; P200 is not here by the roster");
    assert_string_equal(lab_text("SELECT speaker FROM notes ORDER BY n DESC LIMIT 1"), "P200");
    assert_int_equal(roster_count(lab_session).here, 193);
    assert_int_equal(roster_count(lab_session).expected, 5);
    clock_t from = clock();
    for (int i = 0; i < 100; i++)
        look();
    print_message("# the agenda: %.3f ms\n", measure_ms(from) / 100);
    lab_assert_loaded(add_account, "two hundred", 0);
}

static void a_roster_of_nobody_works(void **state)
{
    (void)state;
    static const char *const lines[] = {"a note", "/go robin", "an idea", "/status", "/time",
                                        "/seat",  "/consent",  "/extend", "/turn ?"};
    begin(0, 0);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        lab_type(lines[i]);
        assert_true(lab_reply.result == SESSION_TOLD || lab_reply.result == SESSION_SAVED);
    }
    lab_expect_result("/turn", SESSION_REFUSED, "nobody is here");
    lab_expect_result("/consent all part yes", SESSION_REFUSED, "nobody is here");
    lab_expect("/depart a guest", "a guest left");
    lab_assert_loaded(add_account, "nobody", 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, lab_set_up, lab_tear_down)
    static const struct CMUnitTest tests[] = {
        TEST(time_is_left_and_cued),
        TEST(drift_is_what_the_whole_will_have_taken),
        TEST(going_back_adds_to_its_time),
        TEST(what_cannot_be_taken_is_refused),
        TEST(an_interview_has_no_agenda),
        TEST(paper_keeps_times_without_a_countdown),
        TEST(an_ended_session_is_read_as_it_was),
        TEST(people_come_and_go),
        TEST(seats_are_one_persons),
        TEST(two_in_one_seat_are_both_named),
        TEST(another_in_the_place_of_one),
        TEST(the_round_goes_from_seat_to_seat),
        TEST(nobody_alone_is_in_a_round),
        TEST(not_observed_is_not_nought),
        TEST(a_focus_group_knows_who_was_silent),
        TEST(a_refusal_in_a_group_leaves_the_others),
        TEST(live_is_loaded),
        TEST(live_is_loaded_after_deaths),
        TEST(two_hundred_are_not_slow),
        TEST(a_roster_of_nobody_works),
    };
    return cmocka_run_group_tests_name("roster", tests, NULL, NULL);
}
