/* SPDX-License-Identifier: MIT */
/* What a workshop's activities show beside cards: votes, ratings, findings, recommendations; ballots one
 * person at a time; the lists of people and cards. */
#include "screen.h"

#include "rir/capture.h"
#include "rir/file.h"
#include "rir/finding.h"
#include "rir/person.h"

static const char guide[] = "---\n"
                            "title: Priorities\n"
                            "kind: workshop\n"
                            "minutes: 100\n"
                            "consent:\n"
                            "  - id: part\n"
                            "    text: Agrees to take part\n"
                            "    required: true\n"
                            "---\n"
                            "# Ideas {method=round-robin minutes=10}\n\n"
                            "# Rank {method=rank rank=3 minutes=10}\n\n"
                            "# Dots {method=dot-vote dots=4 cap=2 tie=voters minutes=10}\n\n"
                            "# Rate {method=maturity matrix=trial minutes=10}\n\nOn your own first.\n\n"
                            "# Findings {method=co-interpretation minutes=20}\n\nDo you recognise it?\n\n"
                            "# What to do {method=recommendations minutes=20}\n\nWhat should be done?\n\n"
                            "# Break {method=break minutes=20}\n";
static const char matrix[] = "---\ntitle: A trial\nkind: matrix\n---\n"
                             "# Shared leadership {#lead}\n\nWho decides.\n\n"
                             "0. Nobody.\n1. One employer.\n2. Both, apart.\n3. Both, at times together.\n"
                             "4. Together.\n5. Together with residents.\n\n"
                             "# Money {#money}\n\n0. None.\n1. Some.\n2. Much.\n3. All.\n";

static const char *add_person(const char *pseudonym, const char *group, Id *id)
{
    const char *values[PERSON_ATTRIBUTES] = {[PERSON_PSEUDONYM] = pseudonym, [PERSON_GROUP] = group};
    if (lab_number("SELECT count(*) FROM people") >= 6) { /* from the session before */
        bool is_new;
        assert_int_equal(person_need(lab_store, pseudonym, id, &is_new, &lab_err), 0);
        return id->text;
    }
    assert_int_equal(person_add(lab_store, values, id, &lab_err), 0);
    return id->text;
}

/* Six people of two groups and four ideas, at the activity `go`. */
static void begin(int rows, int columns, const char *go)
{
    static Id ids[6];
    static const char *people[6];
    char path[128], where[128];
    SessionOpening opening = {.guide_text = guide,
                              .guide_size = strlen(guide),
                              .guide_name = "priorities",
                              .guide_path = where,
                              .people = people,
                              .person_count = 6,
                              .team = "North"};
    snprintf(path, sizeof path, "%s/trial.md", lab_folder);
    snprintf(where, sizeof where, "%s/priorities.md", lab_folder);
    assert_int_equal(file_write(path, matrix, strlen(matrix), &lab_err), 0);
    for (int i = 0; i < 6; i++) {
        char name[16];
        snprintf(name, sizeof name, "P0%d", i + 1);
        people[i] = add_person(name, i < 3 ? "health" : "social care", &ids[i]);
    }
    lab_session = session_start(lab_store, &opening, &lab_err);
    if (lab_session == NULL)
        fail_msg("%s", lab_err.text);
    session_settle(lab_session, &lab_err);
    lab_type("/consent all part yes paper");
    lab_type("One triage desk for the whole locality");
    lab_type("Team leads from both employers");
    lab_type("Stop changing the forms");
    lab_type("Joint induction for new staff");
    lab_type(go);
    Session *session = lab_session;
    lab_session = NULL; /* the screen closes it */
    screen_open(rows, columns);
    capture_open(screen_desk, session, screen_settings, NULL);
    screen_work();
    screen_pass(6 * LAB_SECOND);
}

/* One person votes, reads the word, and goes. */
static void vote(const char *group, const char *choices)
{
    screen_press("Alt-B");
    screen_type(group);
    screen_enter(choices);
    screen_press("Enter Esc");
}

/* --- ballots */

static void before_the_reveal_only_their_number(void **state)
{
    (void)state;
    begin(24, 80, "/go rank");
    vote("1", "B A D");
    vote("2", "b");
    screen_expect(
        " 00:06 of 100   6 here  North  Priorities\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " NOW   09:54 left  Rank                       NEXT  10 min  Dots\n"
        " read out: On your own and in private, put the ideas that matter most to you in\n"
        " order, the most important one first. Nobody sees who chose what.\n"
        " 2 of 6 ballots\n"
        "── Alt: B ballot  J tally  W result ───────────────────────────────── 4 ideas ──\n"
        " A  One triage desk for the whole locality\n"
        " B  Team leads from both employers\n"
        " C  Stop changing the forms\n"
        " D  Joint induction for new staff\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "       paraphrase\n"
        " saved    Alt: n next  p back  g go to  w turn  + more  h heard   F1 keys\n");
    assert_false(screen_has("points"));
}

static void one_person_at_a_time(void **state)
{
    (void)state;
    begin(24, 80, "/go rank");
    screen_press("Alt-B");
    screen_expect(
        " Ballot                                                                  0 of 6\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " Which group are you from? Its number:\n"
        "\n"
        " 1   health\n"
        " 2   social care\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " Enter save  Esc back   F1 keys\n");
    screen_type("2");
    screen_expect(
        " Ballot                                                                  0 of 6\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " Choose up to 3, the most important first, by their letters: B A D. Enter casts\n"
        " the ballot; with nothing typed it is an empty one.\n"
        "\n"
        " A  One triage desk for the whole locality\n"
        " B  Team leads from both employers\n"
        " C  Stop changing the forms\n"
        " D  Joint induction for new staff\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " your choice\n"
        " Enter save  Esc back   F1 keys\n");
    screen_enter("A B C D");
    assert_true(screen_has("at most 3"));
    screen_press("Ctrl-u");
    screen_enter("C A");
    assert_true(screen_has("Your ballot is saved.  1 of 6"));
    assert_true(screen_has("Its word is"));
    screen_press("Enter");
    assert_false(screen_has("Its word is"));
    assert_true(screen_has("Next person: Enter"));
    screen_press("Enter");
    screen_type("2");
    /* Nothing that one typed comes back to the next. */
    screen_press("Ctrl-y Ctrl-_");
    screen_expect_row(-2, " your choice");
    screen_press("Esc");
    screen_press("Ctrl-y");
    screen_expect_row(-2, "       paraphrase");
}

static void the_booth_is_whole_at_sixty_columns(void **state)
{
    (void)state;
    begin(20, 60, "/go dots");
    screen_press("Alt-B");
    screen_expect(
        " Ballot                                              0 of 6\n"
        "────────────────────────────────────────────────────────────\n"
        " Which group are you from? Its number:\n"
        "\n"
        " 1   health\n"
        " 2   social care\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " Enter save  Esc back   F1 keys\n");
    screen_type("1A A");
    screen_expect(
        " Ballot                                              0 of 6\n"
        "────────────────────────────────────────────────────────────\n"
        " You have 4 dots, at most 2 on one card: a letter for each\n"
        " dot, as in A A C. Enter casts the ballot; with nothing\n"
        " typed it is an empty one.\n"
        "\n"
        " A  One triage desk for the whole locality\n"
        " B  Team leads from both employers\n"
        " C  Stop changing the forms\n"
        " D  Joint induction for new staff\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────\n"
        " your choice  A A\n"
        " Enter save  Esc back   F1 keys\n");
}

static void a_word_takes_it_back(void **state)
{
    (void)state;
    char word[32] = "";
    begin(24, 80, "/go rank");
    screen_press("Alt-B");
    screen_type("1");
    screen_enter("C A");
    Str seen = STR_EMPTY;
    screen_add_text(&seen);
    const char *at = strstr(str_text(&seen), "Its word is ");
    assert_non_null(at);
    assert_int_equal(sscanf(at, "Its word is %31[^.]", word), 1);
    str_free(&seen);
    screen_press("Enter Enter");
    screen_type("2");
    screen_enter(word);
    assert_true(screen_has("taken back"));
    screen_expect_row(0, " Ballot                                                                  0 of 6");
}

static void the_result_has_bars_and_numbers(void **state)
{
    (void)state;
    begin(24, 80, "/go rank");
    vote("1", "B A D");
    vote("1", "A B C");
    vote("2", "C");
    vote("2", "");
    screen_enter("/tally social care: spoiled");
    screen_press("Alt-W Enter");
    screen_expect(
        " 00:06 of 100   6 here  North  Priorities\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " NOW   09:54 left  Rank                       NEXT  10 min  Dots\n"
        " read out: On your own and in private, put the ideas that matter most to you in\n"
        " order, the most important one first. Nobody sees who chose what.\n"
        " 5 of 6 ballots, closed\n"
        "── Alt: B ballot  J tally  W result ───────────────────────────────── 4 ideas ──\n"
        "   1= A     5 by 2  ███████████████████ One triage desk for the whole locality\n"
        "   1= B     5 by 2  ███████████████████ Team leads from both employers\n"
        "   3  C     4 by 2  ███████████████     Stop changing the forms\n"
        "   4  D     1 by 1  ███                 Joint induction for new staff\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " 4 ballots, 1 empty, 1 spoiled, 15 points; = tied\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "       paraphrase\n"
        " saved    Alt: n next  p back  g go to  w turn  + more  h heard   F1 keys\n");
    screen_expect_mono(
        "-bbbbbbbbbbbb---bbbbbb--bbbbb\n"
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "-ddd---bbbbbbbbbb--bbbb-----------------------dddd--dddddd--dddd\n"
        "\n"
        "\n"
        "\n"
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "-dddd-b------ddddd--bbbbbbbbbbbbbbbbbbb\n"
        "-dddd-b------ddddd--bbbbbbbbbbbbbbbbbbb\n"
        "-ddd--b------ddddd--bbbbbbbbbbbbbbb\n"
        "-ddd--b------ddddd--bbb\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "-dddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "\n"
        "----------ddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n");
    screen_resize(20, 60);
    screen_expect(
        " 00:06 of 100   6 here  North  Priorities\n"
        "────────────────────────────────────────────────────────────\n"
        " NOW   09:54 left  Rank           NEXT  10 min  Dots\n"
        " read out: On your own and in private, put the ideas that\n"
        " matter most to you in order, the most important one first.\n"
        " Nobody sees who chose what.\n"
        " 5 of 6 ballots, closed\n"
        "── Alt: B ballot  J tally  W result ───────────── 4 ideas ──\n"
        "   1= A     5 by 2  ██████████████ One triage desk for the…\n"
        "   1= B     5 by 2  ██████████████ Team leads from both em…\n"
        "   3  C     4 by 2  ███████████    Stop changing the forms\n"
        "   4  D     1 by 1  ██             Joint induction for new…\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " 4 ballots, 1 empty, 1 spoiled, 15 points; = tied\n"
        "────────────────────────────────────────────────────────────\n"
        "       paraphrase\n"
        " saved    Alt: n next  p back  g go to  w turn   F1 keys\n");
    screen_set_ascii(true);
    assert_true(screen_has("1= A     5 by 2  ####"));
    screen_press("Alt-z");
    assert_true(screen_has("5 of 6 ballots"));
    assert_false(screen_has("points"));
}

static void dots_and_their_ties(void **state)
{
    (void)state;
    begin(24, 80, "/go dots");
    vote("1", "A A B B");
    vote("2", "A A B C");
    vote("2", "D D B C");
    screen_press("Alt-W Enter");
    screen_expect(
        " 00:06 of 100   6 here  North  Priorities\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " NOW   09:54 left  Dots                       NEXT  10 min  Rate\n"
        " read out: Give your dots to the ideas that matter most to you, in private.\n"
        " Nobody sees who chose what, and nothing is counted aloud before all have\n"
        " voted.\n"
        " 3 of 6 ballots, closed\n"
        "── Alt: B ballot  J tally  W result ───────────────────────────────── 4 ideas ──\n"
        "   1  B     4 by 3  ███████████████████ Team leads from both employers\n"
        "   2  A     4 by 2  ███████████████████ One triage desk for the whole locality\n"
        "   3  C     2 by 2  █████████           Stop changing the forms\n"
        "   4  D     2 by 1  █████████           Joint induction for new staff\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " 3 ballots, 12 dots\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "       paraphrase\n"
        " saved    Alt: n next  p back  g go to  w turn  + more  h heard   F1 keys\n");
}

/* --- ratings */

static void rate(const char *group, const char *level)
{
    screen_press("Alt-B");
    screen_type(group);
    screen_enter(level);
    screen_press("Enter Esc");
}

static void a_sheet_is_given_in_silence(void **state)
{
    (void)state;
    begin(24, 80, "/go rate");
    screen_expect(
        " 00:06 of 100   6 here  North  Priorities\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " NOW   09:54 left  Rate                       NEXT  20 min  Findings\n"
        " read out: On your own first.\n"
        "── Alt: G dimension  B ballot  W result  K agreed ─────────────────── 4 ideas ──\n"
        " 0 of 6 rated            Shared leadership\n"
        " 0 of 6 rated            Money\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "       paraphrase\n"
        " saved    Alt: n next  p back  g go to  w turn  + more  h heard   F1 keys\n");
    screen_press("Alt-B");
    screen_type("1");
    screen_expect(
        " Rating sheet                                                            0 of 6\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " 1 of 2  Shared leadership\n"
        " Who decides.\n"
        "\n"
        "  0  Nobody.\n"
        "  1  One employer.\n"
        "  2  Both, apart.\n"
        "  3  Both, at times together.\n"
        "  4  Together.\n"
        "  5  Together with residents.\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " your level (? you do not know, - none)\n"
        " Enter save  Esc back   F1 keys\n");
    screen_enter("7");
    assert_true(screen_has("A level from 0 to 5"));
    screen_press("Ctrl-u");
    screen_enter("3");
    assert_true(screen_has("2 of 2  Money"));
    screen_enter("?");
    screen_expect(
        " Rating sheet                                                            0 of 6\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " Your sheet: Enter gives it, Up changes it\n"
        "\n"
        " 3     Shared leadership\n"
        " ?     Money\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " Enter save  Esc back   F1 keys\n");
    screen_press("Up");
    assert_true(screen_has("2 of 2  Money"));
    screen_press("Enter Enter");
    assert_true(screen_has("Your sheet is saved.  1 of 6"));
    screen_press("Enter");
    screen_resize(20, 60);
    screen_expect(
        " Rating sheet                                        1 of 6\n"
        "────────────────────────────────────────────────────────────\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " Your sheet is saved.  1 of 6\n"
        "\n"
        " Next person: Enter\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " Enter save  Esc back   F1 keys\n");
}

static void the_spread_is_revealed(void **state)
{
    (void)state;
    begin(24, 80, "/go rate");
    screen_press("Alt-G");
    rate("1", "3");
    rate("1", "3");
    rate("1", "?");
    rate("2", "2");
    rate("2", "4");
    assert_true(screen_has("5 of 6 have rated   Shared leadership"));
    screen_press("Alt-W Enter");
    screen_enter("/consensus 3 joint huddles since March; budget still apart");
    screen_enter(",x on paper only");
    screen_pass(6 * LAB_SECOND);
    screen_expect(
        " 00:12 of 100   6 here  North  Priorities\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " NOW   09:48 left  Rate                       NEXT  20 min  Findings\n"
        " read out: On your own first.\n"
        "── Alt: G dimension  B ballot  W result  K agreed ──────────────────────────────\n"
        " panel of 5   Shared leadership\n"
        "   0  1  2  3  4  5     median 3   Agreement\n"
        "   ·  ·  ▅  █  ▅  ·     4 of 4 within 2-4\n"
        "         1  2  1        1 does not know   agreed on: 3\n"
        "\n"
        "\n"
        " evidence  joint huddles since March; budget still apart\n"
        " dissent   on paper only\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "       paraphrase\n"
        " saved    Alt: n next  p back  g go to  w turn  + more  h heard   F1 keys\n");
    screen_expect_mono(
        "-bbbbbbbbbbbb---bbbbbb--bbbbb\n"
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "-ddd---bbbbbbbbbb--bbbb-----------------------dddd--dddddd--dddddddd\n"
        "\n"
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "-dddddddddddddbbbbbbbbbbbbbbbbb\n"
        "--dd-dd-dd-dd-dd-dd-----bbbbbbbbbbbbbbbbbbbb\n"
        "---b--b--b--b--b--b\n"
        "\n"
        "\n"
        "\n"
        "-dddddddd\n"
        "-ddddddd\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "\n"
        "----------ddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n");
    screen_set_ascii(true);
    screen_resize(20, 60);
    screen_expect(
        " 00:12 of 100   6 here  North  Priorities\n"
        "------------------------------------------------------------\n"
        " NOW   09:48 left  Rate           NEXT  20 min  Findings\n"
        " read out: On your own first.\n"
        "-- Alt: G dimension  B ballot  W result  K agreed ----------\n"
        " panel of 5   Shared leadership\n"
        "   0  1  2  3  4  5     median 3   Agreement\n"
        "   .  .  =  #  =  .     4 of 4 within 2-4\n"
        "         1  2  1        1 does not know   agreed on: 3\n"
        "\n"
        "\n"
        " evidence  joint huddles since March; budget still apart\n"
        " dissent   on paper only\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "------------------------------------------------------------\n"
        "       paraphrase\n"
        " saved    Alt: n next  p back  g go to  w turn   F1 keys\n");
    screen_enter("/dimension none");
    screen_pass(6 * LAB_SECOND);
    screen_expect(
        " 00:18 of 100   6 here  North  Priorities\n"
        "------------------------------------------------------------\n"
        " NOW   09:42 left  Rate           NEXT  20 min  Findings\n"
        " read out: On your own first.\n"
        "-- Alt: G dimension  B ballot  W result  K agreed ----------\n"
        " agreed: 3               Shared leadership\n"
        " 0 of 6 rated            Money\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "------------------------------------------------------------\n"
        "       paraphrase\n"
        " saved    Alt: n next  p back  g go to  w turn   F1 keys\n");
}

/* Longer than an hour, the time left touches nothing. */
static void time_and_title_stand_apart(void **state)
{
    (void)state;
    begin(20, 60, "/go rate");
    screen_enter("/extend 60m");
    screen_expect_row(2, " NOW   1:09:54 left Rate          NEXT  20 min  Findings");
}

/* What the team said the last time stands beside, when it was by the same text. */
static void the_round_before_is_seen(void **state)
{
    (void)state;
    begin(24, 80, "/go rate");
    screen_press("Alt-G");
    rate("1", "2");
    rate("2", "2");
    screen_press("Alt-W Enter");
    assert_false(screen_has("round 1"));
    screen_enter("/end");
    screen_close();
    begin(24, 80, "/go rate");
    screen_press("Alt-G");
    rate("1", "4");
    screen_press("Alt-W Enter");
    assert_true(screen_has("round 1: median 2, Agreement"));
}

/* --- findings and recommendations */

static void a_finding_and_its_answers(void **state)
{
    (void)state;
    Id id;
    lab_start_with("P09", NULL);
    lab_type("/consent part yes");
    lab_type("/consent quote yes");
    lab_type("\"My diary is not hers");
    lab_type("they do not meet");
    lab_type("/end");
    lab_leave();
    Id said = id_read(lab_text("SELECT id FROM notes WHERE kind = 'verbatim'"));
    Id heard = id_read(lab_text("SELECT id FROM notes WHERE kind = 'paraphrase'"));
    const char *extracts[] = {said.text, heard.text};
    FindingChange change = {
        .text = "Teams share a building but not a diary", .extracts = extracts, .extract_count = 2};
    assert_int_equal(finding_add(lab_store, &change, &id, &lab_err), 0);
    begin(24, 80, "/go findings");
    assert_true(screen_has("No finding is up yet: Alt-F"));
    screen_press("Alt-F Enter");
    screen_enter("/recognise");
    screen_enter("/table 2");
    screen_enter("/amend Teams share a car park because the building was sold");
    screen_press("Alt-N");
    screen_enter("it is not so in the north");
    screen_pass(6 * LAB_SECOND);
    screen_expect(
        " 00:12 of 100   6 here  North  Priorities\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " NOW   19:48 left  Findings                   NEXT  20 min  What to do\n"
        " read out: Do you recognise it?\n"
        " from table 2\n"
        "── Alt: F finding  Y recognise  a amend  N challenge  U missing ───── 4 ideas ──\n"
        " F1, version 1: Teams share a building but not a diary\n"
        "   - My diary is not hers\n"
        "   - they do not meet\n"
        "\n"
        " recognised 1   amended 1   challenged 1   added 0\n"
        " table 2 challenged: it is not so in the north\n"
        " table 2 amended: Teams share a car park, because the building was sold\n"
        " recognised\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "       paraphrase\n"
        " saved    Alt: n next  p back  g go to  w turn  + more  h heard   F1 keys\n");
    screen_expect_mono(
        "-bbbbbbbbbbbb---bbbbbb--bbbbb\n"
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "-ddd---bbbbbbbbbb--bbbbbbbb-------------------dddd--dddddd--dddddddddd\n"
        "\n"
        "\n"
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "-bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\n"
        "\n"
        "\n"
        "\n"
        "-bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "\n"
        "----------ddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n");
    screen_resize(20, 60);
    screen_expect(
        " 00:12 of 100   6 here  North  Priorities\n"
        "────────────────────────────────────────────────────────────\n"
        " NOW   19:48 left  Findings       NEXT  20 min  What to do\n"
        " read out: Do you recognise it?\n"
        " from table 2\n"
        "── Alt: F finding  Y recognise  a amend  N challenge ───────\n"
        " F1, version 1: Teams share a building but not a diary\n"
        "   - My diary is not hers\n"
        "   - they do not meet\n"
        "\n"
        " recognised 1   amended 1   challenged 1   added 0\n"
        " table 2 challenged: it is not so in the north\n"
        " table 2 amended: Teams share a car park, because the\n"
        " building was sold\n"
        " recognised\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────\n"
        "       paraphrase\n"
        " saved    Alt: n next  p back  g go to  w turn   F1 keys\n");
}

static void recommendations_and_whose_they_are(void **state)
{
    (void)state;
    begin(24, 80, "/go what");
    screen_enter("Fund a joint rota by spring");
    screen_enter("/owner R1 locality manager");
    screen_enter("/horizon 3m");
    screen_enter("/support R1 5 against 1");
    screen_enter("One form for both employers");
    screen_enter(",x It cannot be paid for");
    screen_pass(6 * LAB_SECOND);
    screen_expect(
        " 00:12 of 100   6 here  North  Priorities\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " NOW   19:48 left  What to do                 NEXT  20 min  Break\n"
        " read out: What should be done?\n"
        "── Alt: I owner  T table ──────────── 4 ideas   2 recommendations   1 dissent ──\n"
        " R1    Fund a joint rota by spring\n"
        "       owner locality manager   by 3m   support 5, against 1\n"
        " R2    One form for both employers\n"
        "       dissent 1\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "       recommendation\n"
        " saved    Alt: n next  p back  g go to  w turn  + more  h heard   F1 keys\n");
    screen_expect_mono(
        "-bbbbbbbbbbbb---bbbbbb--bbbbb\n"
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "-ddd---bbbbbbbbbb--bbbbbbbbbb-----------------dddd--dddddd--ddddd\n"
        "\n"
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "-bb\n"
        "-------ddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "-bb\n"
        "-------ddddddddd\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "\n"
        "----------ddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n");
    screen_resize(20, 60);
    screen_expect(
        " 00:12 of 100   6 here  North  Priorities\n"
        "────────────────────────────────────────────────────────────\n"
        " NOW   19:48 left  What to do     NEXT  20 min  Break\n"
        " read out: What should be done?\n"
        "── Alt: I owner  T table ───────────────────────────────────\n"
        " R1    Fund a joint rota by spring\n"
        "       owner locality manager   by 3m   support 5, against…\n"
        " R2    One form for both employers\n"
        "       dissent 1\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────\n"
        "       recommendation\n"
        " saved    Alt: n next  p back  g go to  w turn   F1 keys\n");
}

/* --- lists */

static void everybody_in_one_list(void **state)
{
    (void)state;
    begin(24, 80, "/go ideas");
    screen_press("Alt-R");
    screen_press("Down Enter");
    screen_expect(
        " People                                              5 here, 0 expected, 1 left\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "           seat table     consent\n"
        " here        1            part yes         P01         health\n"
        " left        2            part yes         P02         health\n"
        "▸here        3            part yes         P03         health\n"
        " here        4            part yes         P04         social care\n"
        " here        5            part yes         P05         social care\n"
        " here        6            part yes         P06         social care\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " P02 left\n");
    screen_press("z");
    assert_true(screen_has("6 here, 0 expected, 0 left"));
    screen_press("s");
    assert_true(screen_has("/seat P03"));
    screen_type("9");
    screen_press("Enter Alt-R A");
    assert_true(screen_has("/consent all part yes paper"));
    screen_press("Enter Alt-R");
    screen_resize(20, 60);
    screen_expect(
        " People                          6 here, 0 expected, 0 left\n"
        "────────────────────────────────────────────────────────────\n"
        "           seat table     consent\n"
        "▸here        1            part yes         P01         hea…\n"
        " here        2            part yes         P02         hea…\n"
        " here        4            part yes         P04         soc…\n"
        " here        5            part yes         P05         soc…\n"
        " here        6            part yes         P06         soc…\n"
        " here        9            part yes         P03         hea…\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " s seat  z undo  C consent  Enter here or gone   ? keys\n");
}

static void all_cards_whole(void **state)
{
    (void)state;
    begin(24, 80, "/go ideas");
    screen_enter(",d We meet again in May");
    screen_enter("/how a show of hands");
    screen_enter(
        ",k The budget, which is decided elsewhere, by people who are not here today and were not asked");
    screen_enter("/merge C into A all agreed");
    screen_press("Alt-i");
    screen_expect(
        " All cards                                                                    6\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " A     idea           One triage desk for the whole locality\n"
        " B     idea           Team leads from both employers\n"
        " C     idea           Stop changing the forms\n"
        " D     idea           Joint induction for new staff\n"
        " D1    decision       We meet again in May\n"
        "▸K1    parked         The budget, which is decided elsewhere, by people who ar…\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "  The budget, which is decided elsewhere, by people who are not here today and\n"
        "  were not asked\n"
        "  00:06\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " . show  Tab kind  Esc back   ? keys\n");
    screen_press("Tab Tab Tab");
    assert_true(screen_has("decided: a show of hands"));
    screen_press("Esc");
    assert_true(screen_has("NOW"));
}

static void a_break_has_large_figures(void **state)
{
    (void)state;
    begin(24, 80, "/go break");
    screen_expect(
        " 00:06 of 100   6 here  North  Priorities\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " NOW   19:54 left  Break                      NEXT  nothing more\n"
        "───────────────────────────────────────────────────────────────────── 4 ideas ──\n"
        "\n"
        "                      ██    ██████      ██████  ██  ██\n"
        "                    ████    ██  ██  ██  ██      ██  ██\n"
        "                      ██    ██████      ████    ██████\n"
        "                      ██        ██  ██      ██      ██\n"
        "                    ██████  ████        ████        ██\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " 00:00 idea        One triage desk for the whole locality\n"
        " 00:00 idea        Team leads from both employers\n"
        " 00:00 idea        Stop changing the forms\n"
        " 00:00 idea        Joint induction for new staff\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "       observation\n"
        " saved    Alt: n next  p back  g go to  w turn  + more  h heard   F1 keys\n");
}

/* --- any key in any order, in any size, in every activity */

static unsigned roll(unsigned *seed, unsigned limit)
{
    *seed = *seed * 1103515245u + 12345u;
    return (*seed >> 16) % limit;
}

static void press_something(unsigned *seed)
{
    size_t count;
    const ActionRow *rows = action_list(&count), *row;
    Str name = STR_EMPTY;
    Key key;

    do { /* one that means something here, and does not end it */
        row = &rows[roll(seed, (unsigned)count)];
        key = keymap_find_key(desk_find_keymap(screen_desk), row->action, desk_find_context(screen_desk), 0);
    } while (key == KEY_NONE || row->action == ACTION_END || row->action == ACTION_ADJOURN ||
             row->action == ACTION_QUIT);
    key_add_name(&name, key);
    screen_press(name.data);
    str_free(&name);
}

static void whatever_is_pressed_is_borne(void **state)
{
    (void)state;
    static const char *const texts[] = {"an idea",
                                        ",d agreed",
                                        ",x not me",
                                        "/go rank",
                                        "/go dots",
                                        "/go rate",
                                        "/go findings",
                                        "/go what",
                                        "/go ideas",
                                        "/merge B into A yes",
                                        "/cluster Money: A B",
                                        "A B",
                                        "1",
                                        "2",
                                        "3",
                                        "/reveal",
                                        "/dimension next",
                                        "/table 2",
                                        "/ballot health: A",
                                        "/rate : 3 2",
                                        "/depart P02",
                                        "/arrive P02",
                                        "/off",
                                        "/on",
                                        "\xe9\x92\xb1 \xd8\xb3"};
    static const int sizes[][2] = {{24, 80}, {20, 60}, {40, 120}, {10, 30}, {1, 1}, {21, 73}, {60, 200}};
    unsigned seed = 11;
    begin(24, 80, "/go ideas");
    for (int i = 0; i < 1200; i++) {
        unsigned what = roll(&seed, 20);
        if (what < 6) {
            if (roll(&seed, 2) == 0) /* out of lists, and a line of its own */
                screen_press("Ctrl-g Ctrl-u");
            screen_type(texts[roll(&seed, sizeof texts / sizeof texts[0])]);
        } else if (what < 10) {
            screen_press("Enter");
        } else if (what == 10) {
            const int *size = sizes[roll(&seed, 7)];
            screen_resize(size[0], size[1]);
        } else if (what < 12) {
            screen_pass(roll(&seed, 30000));
            screen_work();
        } else {
            press_something(&seed);
        }
    }
    screen_close();
    assert_true(lab_number("SELECT count(*) FROM event") > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, screen_set_up, screen_tear_down)
        TEST(before_the_reveal_only_their_number),
        TEST(one_person_at_a_time),
        TEST(the_booth_is_whole_at_sixty_columns),
        TEST(a_word_takes_it_back),
        TEST(the_result_has_bars_and_numbers),
        TEST(dots_and_their_ties),
        TEST(a_sheet_is_given_in_silence),
        TEST(the_spread_is_revealed),
        TEST(time_and_title_stand_apart),
        TEST(the_round_before_is_seen),
        TEST(a_finding_and_its_answers),
        TEST(recommendations_and_whose_they_are),
        TEST(everybody_in_one_list),
        TEST(all_cards_whole),
        TEST(a_break_has_large_figures),
        TEST(whatever_is_pressed_is_borne),
#undef TEST
    };
    return cmocka_run_group_tests_name("activities", tests, NULL, NULL);
}
