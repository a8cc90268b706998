/* SPDX-License-Identifier: MIT */
/* The screen of a session, as it is seen. */
#include "screen.h"

#include <signal.h>
#include <sys/resource.h>

#include "rir/capture.h"
#include "rir/mem.h"

/* --- a session on a screen */

static void open_screen(int rows, int columns)
{
    Session *session = lab_session;
    lab_session = NULL; /* the screen closes it */
    screen_open(rows, columns);
    capture_open(screen_desk, session, screen_settings, NULL);
    screen_work();
}

static void start_guide(const char *guide, const char *person, bool is_rehearsal)
{
    SessionOpening opening = lab_opening(person, NULL);
    opening.guide_text = guide;
    opening.guide_size = strlen(guide);
    opening.rehearsal = is_rehearsal;
    lab_session = session_start(lab_store, &opening, &lab_err);
    if (lab_session == NULL)
        fail_msg("%s", lab_err.text);
}

static void give_consent(void)
{
    screen_enter("/consent all part yes");
    screen_enter("/consent all record yes");
    screen_enter("/consent all quote yes");
}

static void play_interview(void)
{
    screen_press("Alt-s");
    give_consent();
    screen_pass(4 * LAB_MINUTE + 20 * LAB_SECOND);
    screen_press("Alt-m Alt-n");
    screen_pass(8 * LAB_MINUTE + 38 * LAB_SECOND);
    screen_enter("\"We were told to integrate by Friday. #urgency-");
    screen_pass(22 * LAB_SECOND);
    screen_enter(",o looks at the door before answering");
    screen_pass(21 * LAB_SECOND);
    screen_enter("since the 2014 bid");
    screen_pass(21 * LAB_SECOND);
    screen_enter("?who chairs the finance group");
    screen_press("Alt-1");
    screen_pass(3 * LAB_SECOND);
}

/* --- what an interview looks like */

static void the_first_picture_waits_for_no_disk(void **state)
{
    (void)state;
    SessionOpening opening = lab_opening("P01", NULL);
    Session *session = session_start(lab_store, &opening, &lab_err);
    screen_open(24, 80);
    capture_open(screen_desk, session, screen_settings, NULL);
    assert_true(screen_has(" saving   Alt:"));
    assert_int_equal(lab_number("SELECT count(*) FROM sessions"), 0);
    screen_work();
    assert_true(screen_has(" saved    Alt:"));
    assert_int_equal(lab_number("SELECT count(*) FROM sessions"), 1);
}

/* Its codebook is looked for once the screen stands. */
static void a_codebook_that_is_missing_is_said(void **state)
{
    (void)state;
    start_guide("---\ntitle: T\nkind: interview\ncodes: no-such-book\n---\n# A\n1. What? {#what}\n", "P01",
                false);
    Session *session = lab_session;
    lab_session = NULL;
    screen_open(24, 80);
    capture_open(screen_desk, session, screen_settings, NULL);
    assert_false(screen_has("no-such-book"));
    screen_work();
    assert_true(screen_has("the codebook no-such-book was not found"));
}

static void the_opening_has_the_words_to_read_out(void **state)
{
    (void)state;
    lab_start();
    open_screen(24, 80);
    screen_expect(
        " 00:00 of 60   P01  Working together\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "▸Opening                   │ Opening\n"
        " Shared vision         ··  │ read out:\n"
        " What gets in the way  ··  │   Thank you for making the time.\n"
        " Closing               ·   │────────────────────────────────────────────────────\n"
        "                           │ Nothing is noted yet: type, and press Enter\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        " 0 of 5 covered            │\n"
        " 3 must-asks left          │\n"
        "── consent not on record: part (P01): Alt-C ────────────────────────────────────\n"
        "       paraphrase\n"
        " saved    Alt: n next  p back  g go to  1-9 probe  o off  m mark   F1 keys\n");
}

static void what_was_read_and_which_phase_is_seen(void **state)
{
    (void)state;
    lab_start();
    open_screen(24, 80);
    screen_expect_row(3, " Shared vision         ··  │ read out:");
    screen_press("Alt-s");
    screen_expect_row(3, " Shared vision         ··  │ read out already:");
    screen_enter("/phase closing");
    screen_expect_row(0, " 00:00 of 60   phase closing   P01  Working together");
    screen_close();
    lab_kill();
    lab_resume();
    open_screen(24, 80);
    screen_expect_row(0, " 00:00 of 60   phase closing   P01  Working together");
    screen_expect_row(3, " Shared vision         ··  │ read out already:");
    screen_press("Alt-z Alt-z");
    screen_expect_row(0, " 00:00 of 60   P01  Working together");
    screen_expect_row(3, " Shared vision         ··  │ read out:");
}

static void an_interview_in_all_sizes(void **state)
{
    (void)state;
    lab_start();
    open_screen(24, 80);
    play_interview();
    screen_press("Tab");
    screen_type("The money follows the bed, not the per");
    screen_expect(
        " 14:05 of 60   ● recording 09:45   P01  Working together\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " Opening                   │ 1   What does integrated care mean here?\n"
        "▸Shared vision         ✓·  │     must ask  covered  4 notes  topic 9 of 20 min\n"
        " What gets in the way  ··  │     ✓ 1 Whose vision is it?\n"
        " Closing               ·   │     · 2 How has it changed?\n"
        "                           │────────────────────────────────────────────────────\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │ 12:58 verbatim    We were told to integrate by\n"
        "                           │                   Friday.\n"
        "                           │                   urgency (barrier)\n"
        "                           │ 13:20 observation\n"
        " 1 of 5 covered            │ 13:41 paraphrase  since the 2014 bid\n"
        " 2 must-asks left          │ 14:02 follow-up   who chairs the finance group\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " 14:05 verbatim    The money follows the bed, not the per\n"
        " typing   Alt: n next  p back  g go to  1-9 probe  o off  m mark   F1 keys\n");
    screen_expect_roles(
        ".ttttttttttt.......................ttt\n"
        "--------------------------------------------------------------------------------\n"
        "...........................-.a...aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n"
        "aaaaaaaaaaaaaa.............-.....ddddddddddddddddddddddddddddddddddddddddddddd\n"
        "...........................-.....ddd.ddddddddddddddddddd\n"
        "...........................-\n"
        "...........................-----------------------------------------------------\n"
        "...........................-\n"
        "...........................-\n"
        "...........................-\n"
        "...........................-\n"
        "...........................-\n"
        "...........................-\n"
        "...........................-\n"
        "...........................-\n"
        "...........................-.ddddd.qqqqqqqq\n"
        "...........................-\n"
        "...........................-...................ddddddddddddddddd\n"
        "...........................-.ddddd.ooooooooooo\n"
        "...........................-.ddddd.qqqqqqqqqq\n"
        "...........................-.ddddd.jjjjjjjjj\n"
        "--------------------------------------------------------------------------------\n"
        ".ddddd.qqqqqqqq....ffffffffffffffffffffffffffffffffffffff\n"
        ".pppppp...dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n");
    screen_expect_mono(
        "-bbbbbbbbbbb-----------------------bbb\n"
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "---------------------------d-b---bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\n"
        "bbbbbbbbbbbbbb-------------d-----ddddddddddddddddddddddddddddddddddddddddddddd\n"
        "---------------------------d-----ddd-ddddddddddddddddddd\n"
        "---------------------------d\n"
        "---------------------------ddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "---------------------------d\n"
        "---------------------------d\n"
        "---------------------------d\n"
        "---------------------------d\n"
        "---------------------------d\n"
        "---------------------------d\n"
        "---------------------------d\n"
        "---------------------------d\n"
        "---------------------------d-ddddd\n"
        "---------------------------d\n"
        "---------------------------d-------------------ddddddddddddddddd\n"
        "---------------------------d-ddddd\n"
        "---------------------------d-ddddd\n"
        "---------------------------d-ddddd-uuuuuuuuu\n"
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "-ddddd\n"
        "-dddddd---dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n");
    screen_resize(20, 60);
    screen_expect(
        " 14:05 of 60   ● recording 09:45   P01  Working together\n"
        "────────────────────────────────────────────────────────────\n"
        " 2/4   1 of 5 covered   2 must-asks left   Shared vision\n"
        " 1   What does integrated care mean here?\n"
        "     must ask  covered  4 notes  topic 9 of 20 min\n"
        "     ✓ 1 Whose vision is it?\n"
        "     · 2 How has it changed?\n"
        "────────────────────────────────────────────────────────────\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " 12:58 verbatim    We were told to integrate by Friday.\n"
        "                   urgency (barrier)\n"
        " 13:20 observation\n"
        " 13:41 paraphrase  since the 2014 bid\n"
        " 14:02 follow-up   who chairs the finance group\n"
        "────────────────────────────────────────────────────────────\n"
        " 14:05 verbatim    The money follows the bed, not the per\n"
        " typing   Alt: n next  p back  g go to  1-9 probe   F1 keys\n");
    screen_resize(40, 120);
    screen_expect(
        " 14:05 of 60   ● recording 09:45   P01  Working together\n"
        "────────────────────────────────────────────────────────────────────────────────────────────────────"
        "────────────────────\n"
        " Opening                                │ 1   What does integrated care mean here?\n"
        "▸Shared vision                      ✓·  │     must ask  covered  4 notes  topic 9 of 20 min\n"
        " ▸✓  1 What does integrated care mean … │     ✓ 1 Whose vision is it?\n"
        "  ·  2 What has helped?                 │     · 2 How has it changed?\n"
        " What gets in the way               ··  "
        "│───────────────────────────────────────────────────────────────────────────────\n"
        "  ·  3 What gets in the way: money, ru… │\n"
        "  ·  4 Who decides?                     │\n"
        " Closing                            ·   │\n"
        "  ·  5 Anything I have not asked?       │\n"
        "                                        │\n"
        "                                        │\n"
        "                                        │\n"
        "                                        │\n"
        "                                        │\n"
        "                                        │\n"
        "                                        │\n"
        "                                        │\n"
        "                                        │\n"
        "                                        │\n"
        "                                        │\n"
        "                                        │\n"
        "                                        │\n"
        "                                        │\n"
        "                                        │\n"
        "                                        │\n"
        "                                        │\n"
        "                                        │\n"
        "                                        │\n"
        "                                        │\n"
        "                                        │\n"
        "                                        │ 12:58 verbatim    We were told to integrate by Friday.\n"
        "                                        │                   urgency (barrier)\n"
        "                                        │ 13:20 observation\n"
        " 1 of 5 covered                         │ 13:41 paraphrase  since the 2014 bid\n"
        " 2 must-asks left                       │ 14:02 follow-up   who chairs the finance group\n"
        "────────────────────────────────────────────────────────────────────────────────────────────────────"
        "────────────────────\n"
        " 14:05 verbatim    The money follows the bed, not the per\n"
        " typing   Alt: n next  p back  g go to  1-9 probe  o off  m mark  k kind  v privacy  r re-plan  h "
        "covered   F1 keys\n");
    screen_set_ascii(true);
    screen_resize(20, 60);
    screen_expect(
        " 14:05 of 60   * recording 09:45   P01  Working together\n"
        "------------------------------------------------------------\n"
        " 2/4   1 of 5 covered   2 must-asks left   Shared vision\n"
        " 1   What does integrated care mean here?\n"
        "     must ask  covered  4 notes  topic 9 of 20 min\n"
        "     x 1 Whose vision is it?\n"
        "     . 2 How has it changed?\n"
        "------------------------------------------------------------\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " 12:58 verbatim    We were told to integrate by Friday.\n"
        "                   urgency (barrier)\n"
        " 13:20 observation\n"
        " 13:41 paraphrase  since the 2014 bid\n"
        " 14:02 follow-up   who chairs the finance group\n"
        "------------------------------------------------------------\n"
        " 14:05 verbatim    The money follows the bed, not the per\n"
        " typing   Alt: n next  p back  g go to  1-9 probe   F1 keys\n");
    screen_resize(19, 60);
    screen_expect(
        "Too small: 60 x 19 here, 60 x 20 needed. 4 notes are saved.\n"
        "The line goes on; Enter saves it.\n"
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
        "\n");
    screen_press("Enter");
    screen_expect(
        "Too small: 60 x 19 here, 60 x 20 needed. 5 notes are saved.\n"
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
        "\n");
}

static const char odd_texts[][200] = {
    "caf\xc3\xa9 cafe\xcc\x81 a\xcc\x80\xcc\x81\xcc\x82\xcc\x83\xcc\x84 marks",
    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7 family "
    "\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd thumb \xe2\x9d\xa4\xef\xb8\x8f heart \xf0\x9f\x87\xac\xf0\x9f\x87\xa7 "
    "flag",
    "\xe9\x92\xb1\xe8\xb7\x9f\xe7\x9d\x80\xe5\xba\x8a\xe4\xbd\x8d\xe8\xb5\xb0\xef\xbc\x8c\xe4\xb8\x8d\xe6\x98"
    "\xaf"
    "\xe8\xb7\x9f\xe7\x9d\x80\xe4\xba\xba\xe8\xb5\xb0\xe3\x80\x82\xe6\x89\x80\xe4\xbb\xa5\xe6\x88\x91\xe4\xbb"
    "\xac"
    "\xe6\xb2\xa1\xe6\x9c\x89\xe6\x94\xb6\xe5\x85\xa5\xe3\x80\x82",
    "\xe0\xb9\x80\xe0\xb8\x87\xe0\xb8\xb4\xe0\xb8\x99\xe0\xb8\x95\xe0\xb8\xb2\xe0\xb8\xa1\xe0\xb9\x80\xe0\xb8"
    "\x95\xe0"
    "\xb8\xb5\xe0\xb8\xa2\xe0\xb8\x87",
    "\xd7\x94\xd7\x9b\xd7\xa1\xd7\xa3 \xd7\x94\xd7\x95\xd7\x9c\xd7\x9a \xd7\x90\xd7\x97\xd7\xa8\xd7\x99 "
    "\xd7\x94\xd7\x9e"
    "\xd7\x99\xd7\x98\xd7\x94 \xd8\xa7\xd9\x84\xd9\x85\xd8\xa7\xd9\x84",
    "control \x1b[31m and \x07 bell",
};

static void text_of_all_scripts_stays_in_its_place(void **state)
{
    (void)state;
    lab_start();
    open_screen(24, 80);
    screen_enter("/next");
    for (size_t i = 0; i < sizeof odd_texts / sizeof odd_texts[0]; i++) {
        screen_paste(odd_texts[i]);
        screen_press("Enter");
    }
    screen_type("\xe9\x92\xb1 e\xcc\x81");
    screen_expect(
        " 00:00 of 60   P01  Working together\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " Opening                   │ 1   What does integrated care mean here?\n"
        "▸Shared vision         ✓·  │     must ask  covered  6 notes  topic 0 of 20 min\n"
        " What gets in the way  ··  │     · 1 Whose vision is it?\n"
        " Closing               ·   │     · 2 How has it changed?\n"
        "                           │────────────────────────────────────────────────────\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │ 00:00 paraphrase  café café à́̂̃ marks\n"
        "                           │ 00:00 paraphrase  👩 family 👍 thumb ❤ heart 🇬🇧\n"
        "                           │                   flag\n"
        "                           │ 00:00 paraphrase  钱跟着床位走，不是跟着人走。所以\n"
        "                           │                   我们没有收入。\n"
        "                           │ 00:00 paraphrase  เงินตามเตียง\n"
        " 1 of 5 covered            │ 00:00 paraphrase  הכסף הולך אחרי המיטה المال\n"
        " 2 must-asks left          │ 00:00 paraphrase  control ␛[31m and ␇ bell\n"
        "── consent not on record: part (P01): Alt-C ────────────────────────────────────\n"
        " 00:00 paraphrase  钱 é\n"
        " typing   Alt: n next  p back  g go to  1-9 probe  o off  m mark   F1 keys\n");
}

static void a_long_note_leaves_room_for_others(void **state)
{
    (void)state;
    Str text = STR_EMPTY;
    for (int i = 0; text.size < 4000; i++)
        str_add_format(&text, "word%d ", i);
    lab_start();
    open_screen(24, 80);
    screen_enter("/next");
    screen_enter("before");
    screen_paste(text.data);
    screen_expect(
        " 00:00 of 60   P01  Working together\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " Opening                   │ 1   What does integrated care mean here?\n"
        "▸Shared vision         ✓·  │     must ask  covered  1 note  topic 0 of 20 min\n"
        " What gets in the way  ··  │     · 1 Whose vision is it?\n"
        " Closing               ·   │     · 2 How has it changed?\n"
        "                           │────────────────────────────────────────────────────\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        " 1 of 5 covered            │\n"
        " 2 must-asks left          │ 00:00 paraphrase  before\n"
        "── consent not on record: part (P01): Alt-C ────────────────────────────────────\n"
        " 00:00 paraphrase  word476 word477 word478 word479 word480 word481 word482\n"
        "                   word483 word484 word485 word486 word487 word488 word489\n"
        "                   word490 word491 word492 word493 word494 word495 word496\n"
        "                   word497 word498 word499 word500 word501 word502 word503\n"
        "                   word504 word505 word506 word507 word508 word509 word510\n"
        "                   word511 word512 word513\n"
        " typing   Alt: n next  p back  g go to  1-9 probe  o off  m mark   F1 keys\n");
    screen_press("Enter");
    screen_enter("behind");
    screen_expect(
        " 00:00 of 60   P01  Working together\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " Opening                   │ 1   What does integrated care mean here?\n"
        "▸Shared vision         ✓·  │     must ask  covered  3 notes  topic 0 of 20 min\n"
        " What gets in the way  ··  │     · 1 Whose vision is it?\n"
        " Closing               ·   │     · 2 How has it changed?\n"
        "                           │────────────────────────────────────────────────────\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │ 00:00 paraphrase  before\n"
        "                           │ 00:00 paraphrase  word0 word1 word2 word3 word4\n"
        "                           │                   word5 word6 word7 word8 word9\n"
        "                           │                   word10 word11 word12 word13\n"
        "                           │                   word14 word15 word16 word17\n"
        "                           │                   word18 word19 word20 word21\n"
        "                           │                   word22 word23 word24 word25\n"
        "                           │                   word26 word27 word28 word29\n"
        "                           │                   word30 word31 word32 word33\n"
        " 1 of 5 covered            │                   word34 word35 word36 word37     …\n"
        " 2 must-asks left          │ 00:00 paraphrase  behind\n"
        "── consent not on record: part (P01): Alt-C ────────────────────────────────────\n"
        "       paraphrase\n"
        " saved    Alt: n next  p back  g go to  1-9 probe  o off  m mark   F1 keys\n");
    assert_int_equal(lab_number("SELECT max(length(text)) FROM notes"), text.size - 1);
    str_free(&text);
}

static void long_words_to_read_out_scroll(void **state)
{
    (void)state;
    Str guide = STR_EMPTY;
    str_add(&guide, "---\ntitle: Much to say\nkind: interview\n---\n# Opening {phase=opening}\n\n");
    for (int i = 1; i <= 30; i++)
        str_add_format(&guide, "This is sentence %d of what is to be read out. ", i);
    str_add(&guide, "\n\n# Questions\n\nLet us begin.\n\n1. What happened?\n");
    start_guide(guide.data, "P01", false);
    open_screen(20, 60);
    screen_expect(
        " 00:00   P01  Much to say\n"
        "────────────────────────────────────────────────────────────\n"
        " 1/2   0 of 1 covered   Opening\n"
        " Opening\n"
        " read out:\n"
        "   This is sentence 1 of what is to be read out. This is\n"
        "   sentence 2 of what is to be read out. This is sentence 3\n"
        "   of what is to be read out. This is sentence 4 of what is\n"
        "   to be read out. This is sentence 5 of what is to be read\n"
        "   out. This is sentence 6 of what is to be read out. This\n"
        "   is sentence 7 of what is to be read out. This is\n"
        "   sentence 8 of what is to be read out. This is sentence 9\n"
        "   of what is to be read out. This is sentence 10 of what\n"
        "──── more: Alt-Down ────────────────────────────────────────\n"
        " Nothing is noted yet: type, and press Enter\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────\n"
        "       paraphrase\n"
        " saved    Alt: n next  p back  g go to  1-9 probe   F1 keys\n");
    screen_type("he nods");
    screen_press("Alt-Down");
    screen_expect(
        " 00:00   P01  Much to say\n"
        "────────────────────────────────────────────────────────────\n"
        " 1/2   0 of 1 covered   Opening\n"
        "   of what is to be read out. This is sentence 10 of what\n"
        "   is to be read out. This is sentence 11 of what is to be\n"
        "   read out. This is sentence 12 of what is to be read out.\n"
        "   This is sentence 13 of what is to be read out. This is\n"
        "   sentence 14 of what is to be read out. This is sentence\n"
        "   15 of what is to be read out. This is sentence 16 of\n"
        "   what is to be read out. This is sentence 17 of what is\n"
        "   to be read out. This is sentence 18 of what is to be\n"
        "   read out. This is sentence 19 of what is to be read out.\n"
        "   This is sentence 20 of what is to be read out. This is\n"
        "──── more: Alt-Down ────────────────────────────────────────\n"
        " Nothing is noted yet: type, and press Enter\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────\n"
        " 00:00 paraphrase  he nods\n"
        " typing   Alt: n next  p back  g go to  1-9 probe   F1 keys\n");
    screen_press("Alt-Down Alt-Down Alt-Down");
    assert_true(screen_has("sentence 30"));
    assert_false(screen_has("more: Alt-Down"));
    screen_press("Alt-Up Alt-Up Alt-Up Alt-Up");
    assert_true(screen_has("sentence 1 of"));
    screen_press("Alt-Down Alt-n");
    screen_expect(
        " 00:00   P01  Much to say\n"
        "────────────────────────────────────────────────────────────\n"
        " 2/2   0 of 1 covered   Questions\n"
        " read out: Let us begin.\n"
        " 1   What happened?\n"
        "────────────────────────────────────────────────────────────\n"
        " Nothing is noted yet: type, and press Enter\n"
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
        "────────────────────────────────────────────────────────────\n"
        " 00:00 paraphrase  he nods\n"
        " typing   Alt: n next  p back  g go to  1-9 probe   F1 keys\n");
    str_free(&guide);
}

/* --- what is due */

static void off_the_record(void **state)
{
    (void)state;
    lab_start();
    open_screen(24, 80);
    play_interview();
    screen_type("her manager said");
    screen_press("Alt-o");
    screen_pass(5 * LAB_SECOND);
    screen_expect(
        " 14:10 of 60   ● recording 09:50   P01  Working together\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " Opening                   │ 1   What does integrated care mean here?\n"
        "▸Shared vision         ✓·  │     must ask  covered  4 notes  topic 9 of 20 min\n"
        " What gets in the way  ··  │     ✓ 1 Whose vision is it?\n"
        " Closing               ·   │     · 2 How has it changed?\n"
        "                           │────────────────────────────────────────────────────\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │ 12:58 verbatim    We were told to integrate by\n"
        "                           │                   Friday.\n"
        "                           │                   urgency (barrier)\n"
        "                           │ 13:20 observation\n"
        " 1 of 5 covered            │ 13:41 paraphrase  since the 2014 bid\n"
        " 2 must-asks left          │ 14:02 follow-up   who chairs the finance group\n"
        "── NOT KEEPING since 14:05, on again: Alt-o ────────────────────────────────────\n"
        " 14:05 paraphrase  her manager said\n"
        " NOT KEEPING   since 00:14:05; the recorder runs on\n");
    screen_press("Enter");
    screen_expect_row(-1, " NOT KEEPING   nothing of it was kept");
    screen_enter("this is not kept");
    screen_press("Alt-o");
    screen_expect_row(-1, " saved   on the record again");
    screen_enter("this is");
    screen_enter("/off keep");
    screen_enter("kept apart");
    screen_expect(
        " 14:10 of 60   ● recording 09:50   P01  Working together\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " Opening                   │ 1   What does integrated care mean here?\n"
        "▸Shared vision         ✓·  │     must ask  covered  5 notes  topic 9 of 20 min\n"
        " What gets in the way  ··  │     ✓ 1 Whose vision is it?\n"
        " Closing               ·   │     · 2 How has it changed?\n"
        "                           │────────────────────────────────────────────────────\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │ 12:58 verbatim    We were told to integrate by\n"
        "                           │                   Friday.\n"
        "                           │                   urgency (barrier)\n"
        "                           │ 13:20 observation\n"
        "                           │ 13:41 paraphrase  since the 2014 bid\n"
        " 1 of 5 covered            │ 14:02 follow-up   who chairs the finance group\n"
        " 2 must-asks left          │ 14:10 paraphrase  this is\n"
        "── kept apart since 14:10, on again: Alt-o ─────────────────────────────────────\n"
        "       paraphrase\n"
        " kept apart   00:14:10 paraphrase\n");
}

static void paused(void **state)
{
    (void)state;
    lab_start();
    open_screen(24, 80);
    play_interview();
    screen_press("Alt-q");
    screen_pass(94 * LAB_SECOND);
    screen_expect_row(0, " 14:05 of 60   paused 01:34   ● recording 11:19   P01  Working together");
    screen_press("Alt-q");
    screen_expect(
        " 14:05 of 60   ● recording 11:19   P01  Working together\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " Opening                   │ 1   What does integrated care mean here?\n"
        "▸Shared vision         ✓·  │     must ask  covered  4 notes  topic 9 of 20 min\n"
        " What gets in the way  ··  │     ✓ 1 Whose vision is it?\n"
        " Closing               ·   │     · 2 How has it changed?\n"
        "                           │────────────────────────────────────────────────────\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │ 12:58 verbatim    We were told to integrate by\n"
        "                           │                   Friday.\n"
        "                           │                   urgency (barrier)\n"
        "                           │ 13:20 observation\n"
        " 1 of 5 covered            │ 13:41 paraphrase  since the 2014 bid\n"
        " 2 must-asks left          │ 14:02 follow-up   who chairs the finance group\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "       paraphrase\n"
        " saved   goes on at 00:14:05 after a pause of 00:01:34\n");
}

static void behind_and_replanned(void **state)
{
    (void)state;
    lab_start();
    open_screen(24, 80);
    play_interview();
    screen_pass(32 * LAB_MINUTE);
    screen_expect(
        " 46:05 of 60   21 behind   ● recording 41:45   P01  Working together\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " Opening                   │ 1   What does integrated care mean here?\n"
        "▸Shared vision         ✓·  │     must ask  covered  4 notes  topic 41 of 20 min\n"
        " What gets in the way  ··  │     ✓ 1 Whose vision is it?\n"
        " Closing               ·   │     · 2 How has it changed?\n"
        "                           │────────────────────────────────────────────────────\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │ 12:58 verbatim    We were told to integrate by\n"
        "                           │                   Friday.\n"
        "                           │                   urgency (barrier)\n"
        "                           │ 13:20 observation\n"
        " 1 of 5 covered            │ 13:41 paraphrase  since the 2014 bid\n"
        " 2 must-asks left          │ 14:02 follow-up   who chairs the finance group\n"
        "── 14 minutes left for 2 must-asks: Alt-r to re-plan ───────────────────────────\n"
        "       paraphrase\n"
        " saved    Alt: n next  p back  g go to  1-9 probe  o off  m mark   F1 keys\n");
    screen_press("Alt-r");
    screen_expect(
        " 13 minutes left for 2 must-asks: go to one, or type when it ends             2\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " find\n"
        "\n"
        "▸3  6 min  What gets in the way: money, rules, habits?\n"
        " 4  7 min  Who decides?\n"
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
        " Enter choose  Esc back   F1 keys\n");
    screen_type("10:53");
    screen_expect(
        " 13 minutes left for 2 must-asks: go to one, or type when it ends        0 of 2\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " find  10:53\n"
        "\n"
        "▸it ends at (14:30, or 10m from now)  10:53\n"
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
        "\n"
        " Enter choose  Esc back   F1 keys\n");
    screen_press("Enter");
    screen_expect(
        " 46:05   6 left to 10:53   ● recording 41:45   P01  Working together\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " Opening                   │ 1   What does integrated care mean here?\n"
        "▸Shared vision         ✓·  │     must ask  covered  4 notes  topic 41 of 20 min\n"
        " What gets in the way  ··  │     ✓ 1 Whose vision is it?\n"
        " Closing               ·   │     · 2 How has it changed?\n"
        "                           │────────────────────────────────────────────────────\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │ 12:58 verbatim    We were told to integrate by\n"
        "                           │                   Friday.\n"
        "                           │                   urgency (barrier)\n"
        "                           │ 13:20 observation\n"
        " 1 of 5 covered            │ 13:41 paraphrase  since the 2014 bid\n"
        " 2 must-asks left          │ 14:02 follow-up   who chairs the finance group\n"
        "── 6 minutes left for 2 must-asks: Alt-r to re-plan ────────────────────────────\n"
        "       paraphrase\n"
        " saved   6 minutes left for 2 must-asks: 3 barriers 3 min, 4 deciding 3 min\n");
    screen_press("Alt-r Enter");
    screen_expect_row(2, " Opening                   │ 3   What gets in the way: money, rules, habits?");
    screen_pass(20 * LAB_MINUTE);
    screen_expect_row(0, " 1:06:05   13 over   ● recording 1:01:45   P01  Working together");
    screen_expect_row(-3, "── the time is over; 2 must-asks left: Alt-r to re-plan ────────────────────────");
}

/* From now on no file may grow: what a full disk does. */
static void fill_disk(bool is_full)
{
    struct rlimit limit = {is_full ? 0 : RLIM_INFINITY, RLIM_INFINITY};
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static int tear_down_full_disk(void **state)
{
    fill_disk(false);
    return screen_tear_down(state);
}

static void what_cannot_be_saved_stays(void **state)
{
    (void)state;
    lab_start();
    open_screen(24, 80);
    play_interview();
    fill_disk(true);
    screen_type("not on the disk");
    screen_pass(LAB_SECOND);
    screen_expect_row(-3, "             disk of /tmp/rir-lab-XXXXXX/study.rir failed (disk I/O error);");
    screen_press("Enter");
    screen_expect(
        " 14:06 of 60   ● recording 09:46   P01  Working together\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " Opening                   │ 1   What does integrated care mean here?\n"
        "▸Shared vision         ✓·  │     must ask  covered  4 notes  topic 9 of 20 min\n"
        " What gets in the way  ··  │     ✓ 1 Whose vision is it?\n"
        " Closing               ·   │     · 2 How has it changed?\n"
        "                           │────────────────────────────────────────────────────\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │ 12:58 verbatim    We were told to integrate by\n"
        "                           │                   Friday.\n"
        "                           │                   urgency (barrier)\n"
        "                           │ 13:20 observation\n"
        " 1 of 5 covered            │ 13:41 paraphrase  since the 2014 bid\n"
        " 2 must-asks left          │ 14:02 follow-up   who chairs the finance group\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " 14:05 paraphrase  not on the disk\n"
        " NOT SAVED   reading the study: the disk of /tmp/rir-lab-XXXXXX/study.rir\n"
        "             failed (disk I/O error); nothing of this was saved, all that was\n"
        "             saved before is kept. Try again, and if it fails again save a\n"
        "             backup elsewhere\n");
    screen_type(" yet");
    screen_expect_row(-5, " 14:05 paraphrase  not on the disk yet");
    fill_disk(false);
    screen_press("Enter");
    screen_expect(
        " 14:06 of 60   ● recording 09:46   P01  Working together\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " Opening                   │ 1   What does integrated care mean here?\n"
        "▸Shared vision         ✓·  │     must ask  covered  5 notes  topic 9 of 20 min\n"
        " What gets in the way  ··  │     ✓ 1 Whose vision is it?\n"
        " Closing               ·   │     · 2 How has it changed?\n"
        "                           │────────────────────────────────────────────────────\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │ 12:58 verbatim    We were told to integrate by\n"
        "                           │                   Friday.\n"
        "                           │                   urgency (barrier)\n"
        "                           │ 13:20 observation\n"
        "                           │ 13:41 paraphrase  since the 2014 bid\n"
        " 1 of 5 covered            │ 14:02 follow-up   who chairs the finance group\n"
        " 2 must-asks left          │ 14:05 paraphrase  not on the disk yet\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "       paraphrase\n"
        " saved    Alt: n next  p back  g go to  1-9 probe  o off  m mark   F1 keys\n");
}

static void privacy(void **state)
{
    (void)state;
    lab_start();
    open_screen(24, 80);
    play_interview();
    screen_press("Alt-v");
    screen_type("she whispers");
    screen_expect(
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
        "                                  14:05 of 60\n"
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
        " typing\n");
    screen_press("Enter Alt-v");
    assert_true(screen_has("14:05 paraphrase  she whispers"));
}

static void discreet_notes_fold(void **state)
{
    (void)state;
    lab_start();
    open_screen(24, 80);
    play_interview();
    assert_false(screen_has("looks at the door"));
    screen_press("Alt-.");
    assert_true(screen_has("13:20 observation looks at the door"));
    screen_press("Alt-.");
    assert_false(screen_has("looks at the door"));
    screen_press("Alt-.");
    screen_pass(19 * LAB_SECOND);
    assert_true(screen_has("looks at the door"));
    screen_pass(2 * LAB_SECOND);
    assert_false(screen_has("looks at the door"));
}

static void two_participants(void **state)
{
    (void)state;
    lab_start_with("P07", "P08", NULL);
    open_screen(24, 80);
    screen_enter("/next");
    screen_enter("\"We never met @1");
    screen_press("Alt-w Alt-w");
    screen_enter("they have different managers");
    screen_enter(",o they laugh");
    screen_type("\"and no");
    screen_expect(
        " 00:00 of 60   P07, P08  Working together\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " Opening                   │ 1   What does integrated care mean here?\n"
        "▸Shared vision         ✓·  │     must ask  covered  3 notes  topic 0 of 20 min\n"
        " What gets in the way  ··  │     · 1 Whose vision is it?\n"
        " Closing               ·   │     · 2 How has it changed?\n"
        "                           │────────────────────────────────────────────────────\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │ 00:00 verbatim    P07 We never met\n"
        " 1 of 5 covered            │ 00:00 paraphrase  P08 they have different managers\n"
        " 2 must-asks left          │ 00:00 observation\n"
        "── consent not on record: part (P07), part (P08): Alt-C ────────────────────────\n"
        " 00:00 verbatim    P08 \"and no\n"
        " typing   Alt: n next  p back  g go to  1-9 probe  o off  m mark   F1 keys\n");
    screen_type(" @1");
    screen_expect_row(-2, " 00:00 verbatim    P07 \"and no @1");
    screen_resize(20, 60);
    screen_expect(
        " 00:00 of 60   P07, P08  Working together\n"
        "────────────────────────────────────────────────────────────\n"
        " 2/4   1 of 5 covered   2 must-asks left   Shared vision\n"
        " 1   What does integrated care mean here?\n"
        "     must ask  covered  3 notes  topic 0 of 20 min\n"
        "     · 1 Whose vision is it?\n"
        "     · 2 How has it changed?\n"
        "────────────────────────────────────────────────────────────\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " 00:00 verbatim    P07 We never met\n"
        " 00:00 paraphrase  P08 they have different managers\n"
        " 00:00 observation\n"
        "── consent not on record: part (P07), part (P08): Alt-C ────\n"
        " 00:00 verbatim    P07 \"and no @1\n"
        " typing   Alt: n next  p back  g go to  1-9 probe   F1 keys\n");
}

static void consent_item_by_item(void **state)
{
    (void)state;
    lab_start_with("P07", "P08", NULL);
    open_screen(24, 80);
    screen_press("Alt-C");
    screen_expect(
        " Consent\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "▸not asked P07    required Agrees to take part\n"
        " not asked P07             Agrees to audio recording\n"
        " not asked P07             Agrees to anonymised quotes\n"
        " not asked P08    required Agrees to take part\n"
        " not asked P08             Agrees to audio recording\n"
        " not asked P08             Agrees to anonymised quotes\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "  Agrees to take part\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " y yes  n no  Enter yes or no  h how  Esc back   ? keys\n");
    screen_press("h y y n");
    screen_expect(
        " Consent                                                          given: spoken\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " yes       P07    required Agrees to take part\n"
        " yes       P07             Agrees to audio recording\n"
        " no        P07             Agrees to anonymised quotes\n"
        "▸not asked P08    required Agrees to take part\n"
        " not asked P08             Agrees to audio recording\n"
        " not asked P08             Agrees to anonymised quotes\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "  Agrees to take part\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " P07 quote no (spoken): their words are kept for analysis and never quoted to\n"
        " others\n");
    screen_press("Enter");
    screen_expect_row(5, "▸yes       P08    required Agrees to take part");
    screen_press("Enter");
    screen_expect_row(5, "▸no        P08    required Agrees to take part");
    screen_press("Enter");
    screen_expect_row(5, "▸yes       P08    required Agrees to take part");
    screen_press("Esc Alt-z Alt-z Alt-z");
    screen_expect_row(-3, "── consent not on record: part (P08): Alt-C ────────────────────────────────────");
}

static void going_by_a_list(void **state)
{
    (void)state;
    lab_start();
    open_screen(24, 80);
    play_interview();
    screen_type("half a li");
    screen_press("Alt-g");
    screen_expect(
        " Go to                                                                        6\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " find\n"
        "\n"
        "    topic      Opening\n"
        "▸1  covered    What does integrated care mean here?    Whose vision is it?   H…\n"
        " 2  not asked  What has helped?                        Shared vision   enablers\n"
        " 3  must ask   What gets in the way: money, rules, h…  An example?   What gets…\n"
        " 4  must ask   Who decides?                            What gets in the way   …\n"
        " 5  not asked  Anything I have not asked?              Closing   last\n"
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
        " Enter choose  Esc back   F1 keys\n");
    screen_type("examp");
    screen_expect(
        " Go to                                                                   1 of 6\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " find  examp\n"
        "\n"
        "▸3  must ask   What gets in the way: money, rules, h…  An example?   What gets…\n"
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
        "\n"
        " Enter choose  Esc back   F1 keys\n");
    screen_press("Enter");
    screen_expect(
        " 14:05 of 60   ● recording 09:45   P01  Working together\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " Opening                   │ 3   What gets in the way: money, rules, habits?\n"
        " Shared vision         ✓·  │     must ask  topic 0 of 25 min\n"
        "▸What gets in the way  ··  │     · 1 An example?\n"
        " Closing               ·   │────────────────────────────────────────────────────\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │ 12:58 verbatim    We were told to integrate by\n"
        "                           │                   Friday.\n"
        "                           │                   urgency (barrier)\n"
        "                           │ 13:20 observation\n"
        " 1 of 5 covered            │ 13:41 paraphrase  since the 2014 bid\n"
        " 2 must-asks left          │ 14:02 follow-up   who chairs the finance group\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " 14:05 paraphrase  half a li\n"
        " typing   Alt: n next  p back  g go to  1-9 probe  o off  m mark   F1 keys\n");
    screen_press("Alt-g");
    screen_enter("5");
    screen_expect_row(2, " Opening                   │ 5   Anything I have not asked?");
    screen_press("Alt-g");
    screen_enter("Opening");
    screen_expect_row(2, "▸Opening                   │ Opening");
    screen_press("Alt-i");
    screen_enter("4");
    screen_press("Enter");
    screen_expect(
        " 14:05 of 60   ● recording 09:45   P01  Working together\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "▸Opening                   │ Opening\n"
        " Shared vision         ✓·  │ read out already:\n"
        " What gets in the way  ·✓  │   Thank you for making the time.\n"
        " Closing               ·   │────────────────────────────────────────────────────\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │ 12:58 verbatim    We were told to integrate by\n"
        "                           │                   Friday.\n"
        "                           │                   urgency (barrier)\n"
        "                           │ 13:20 observation\n"
        "                           │ 13:41 paraphrase  since the 2014 bid\n"
        "                           │ 14:02 follow-up   who chairs the finance group\n"
        " 2 of 5 covered            │ 14:05 paraphrase  half a li\n"
        " 1 must-ask left           │                   under deciding\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "       paraphrase\n"
        " saved   00:14:05 paraphrase; volunteered under 4 deciding\n");
}

static void after_a_crash(void **state)
{
    (void)state;
    lab_start();
    open_screen(24, 80);
    play_interview();
    screen_press("Tab");
    screen_type("The money follows the bed");
    screen_press("Alt-b");
    screen_pass(LAB_SECOND);
    lab_keep_files();
    screen_close();
    lab_put_back_files();
    lab_pass(3 * LAB_MINUTE);
    lab_resume();
    open_screen(24, 80);
    screen_expect(
        " 14:05 of 60   ● recording 12:46   P01  Working together\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " Opening                   │ 1   What does integrated care mean here?\n"
        "▸Shared vision         ✓·  │     must ask  covered  4 notes  topic 9 of 20 min\n"
        " What gets in the way  ··  │     ✓ 1 Whose vision is it?\n"
        " Closing               ·   │     · 2 How has it changed?\n"
        "                           │────────────────────────────────────────────────────\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │ 12:58 verbatim    We were told to integrate by\n"
        "                           │                   Friday.\n"
        "                           │                   urgency (barrier)\n"
        "                           │ 13:20 observation\n"
        " 1 of 5 covered            │ 13:41 paraphrase  since the 2014 bid\n"
        " 2 must-asks left          │ 14:02 follow-up   who chairs the finance group\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " 14:05 verbatim    The money follows the bed\n"
        " typing   session 1 goes on at 00:14:05, sitting 2, after 00:03:01 without rir\n");
    screen_type("Yes: ");
    screen_press("Enter");
    assert_string_equal(lab_text("SELECT text || ' ' || elapsed_ms FROM notes ORDER BY n DESC LIMIT 1"),
                        "The money follows the Yes: bed 845000");
}

static void a_rehearsal_is_marked(void **state)
{
    (void)state;
    start_guide(lab_guide, "P01", true);
    open_screen(20, 60);
    screen_expect_row(0, " 00:00 of 60   rehearsal   P01  Working together");
}

static void notes_from_paper_have_the_time_of_day(void **state)
{
    (void)state;
    SessionOpening opening = lab_opening("P01", NULL);
    opening.paper = true;
    opening.on = LAB_START - LAB_DAY;
    opening.on_has_time = true;
    lab_session = session_start(lab_store, &opening, &lab_err);
    assert_non_null(lab_session);
    open_screen(24, 80);
    screen_enter("/next");
    screen_enter("[10:05] it began late");
    screen_enter("[~10:20] \"about then");
    screen_enter("the next is soon after");
    assert_int_equal(screen_pass(LAB_HOUR), 1);
    assert_int_equal(screen_pass(LAB_HOUR), 0);
    screen_expect(
        " from paper, held on 2026-05-24   P01  Working together\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " Opening                   │ 1   What does integrated care mean here?\n"
        "▸Shared vision         ✓·  │     must ask  covered  3 notes  topic 20 of 20 min\n"
        " What gets in the way  ··  │     · 1 Whose vision is it?\n"
        " Closing               ·   │     · 2 How has it changed?\n"
        "                           │────────────────────────────────────────────────────\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │   10:05 paraphrase  it began late\n"
        " 1 of 5 covered            │  ~10:20 verbatim    about then\n"
        " 2 must-asks left          │   10:20 paraphrase  the next is soon after\n"
        "── consent not on record: part (P01): Alt-C ────────────────────────────────────\n"
        "         paraphrase\n"
        " saved    Alt: n next  p back  g go to  1-9 probe  o off  m mark   F1 keys\n");
}

static void long_words_in_little_room(void **state)
{
    (void)state;
    start_guide("---\n"
                "title: Long words\n"
                "kind: interview\n"
                "---\n"
                "# Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch and the like\n"
                "\n"
                "1. And then, after everybody had left and "
                "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch was quiet?\n"
                "   - Whowasthereandwhosaidsoandwhywasthatnotwrittendownanywhereatall?\n",
                "P01", false);
    open_screen(24, 80);
    screen_enter(
        "Donaudampfschifffahrtselektrizit\xc3\xa4tenhauptbetriebswerkbauunterbeamtengesellschaft said so");
    screen_type("Rindfleischetikettierungs\xc3\xbc" "berwachungsaufgaben\xc3\xbc" "bertragungsgesetz");
    screen_expect(
        " 00:00   P01  Long words\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "▸Llanfairpwllgwyngyllg… ✓  │ 1   And then, after everybody had left and\n"
        "                           │     Llanfairpwllgwyngyllgogerychwyrndrobwllllantys\n"
        "                           │     iliogogogoch was quiet?\n"
        "                           │     covered  1 note\n"
        "                           │     · 1 Whowasthereandwhosaidsoandwhywasthatnotwri\n"
        "                           │         ttendownanywhereatall?\n"
        "                           │────────────────────────────────────────────────────\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │ 00:00 paraphrase  Donaudampfschifffahrtselektrizit\n"
        " 1 of 1 covered            │                   ätenhauptbetriebswerkbauunterbea\n"
        "                           │                   mtengesellschaft said so\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " 00:00 paraphrase  Rindfleischetikettierungsüberwachungsaufgabenübertragungsge\n"
        "                   setz\n"
        " typing   Alt: n next  p back  g go to  1-9 probe  o off  m mark   F1 keys\n");
    screen_resize(20, 60);
    screen_expect(
        " 00:00   P01  Long words\n"
        "────────────────────────────────────────────────────────────\n"
        " 1/1   1 of 1 covered   Llanfairpwllgwyngyllgogerychwyrndr…\n"
        " 1   And then, after everybody had left and\n"
        "     Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogo\n"
        "     goch was quiet?\n"
        "     covered  1 note\n"
        "     · 1 Whowasthereandwhosaidsoandwhywasthatnotwrittendown\n"
        "         anywhereatall?\n"
        "────────────────────────────────────────────────────────────\n"
        "\n"
        "\n"
        "\n"
        " 00:00 paraphrase  Donaudampfschifffahrtselektrizitätenhaup\n"
        "                   tbetriebswerkbauunterbeamtengesellschaft\n"
        "                   said so\n"
        "────────────────────────────────────────────────────────────\n"
        " 00:00 paraphrase  Rindfleischetikettierungsüberwachungsau\n"
        "                   fgabenübertragungsgesetz\n"
        " typing   Alt: n next  p back  g go to  1-9 probe   F1 keys\n");
}

static void a_guide_of_sixty_questions(void **state)
{
    (void)state;
    Str guide = STR_EMPTY;
    str_add(&guide, "---\ntitle: Sixty\nkind: interview\nminutes: 60\n---\n");
    for (int topic = 1; topic <= 20; topic++) {
        str_add_format(&guide, "# Topic %d\n\n", topic);
        for (int i = 1; i <= (topic == 12 ? 12 : topic % 3 + 2); i++)
            str_add_format(&guide, "1. Question %d of topic %d?\n", i, topic);
        str_add(&guide, "\n");
    }
    start_guide(guide.data, "P01", false);
    open_screen(24, 80);
    screen_enter("/go 38");
    screen_expect(
        " 00:00 of 60   P01  Sixty\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " Topic 1            ···    │ 38  Question 4 of topic 12?\n"
        " Topic 2            ····   │────────────────────────────────────────────────────\n"
        " Topic 3            ··     │ Nothing is noted yet: type, and press Enter\n"
        " Topic 4            ···    │\n"
        " Topic 5            ····   │\n"
        " Topic 6            ··     │\n"
        " Topic 7            ···    │\n"
        " Topic 8            ····   │\n"
        " Topic 9            ··     │\n"
        " Topic 10           ···    │\n"
        " Topic 11           ····   │\n"
        "▸Topic 12           0/12   │\n"
        " Topic 13           ···    │\n"
        " Topic 14           ····   │\n"
        " Topic 15           ··     │\n"
        " Topic 16           ···   ↓│\n"
        "                           │\n"
        " 0 of 71 covered           │\n"
        "                           │\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "       paraphrase\n"
        " saved    Alt: n next  p back  g go to  1-9 probe  o off  m mark   F1 keys\n");
    screen_resize(40, 120);
    screen_expect(
        " 00:00 of 60   P01  Sixty\n"
        "────────────────────────────────────────────────────────────────────────────────────────────────────"
        "────────────────────\n"
        " Topic 1                         ···    │ 38  Question 4 of topic 12?\n"
        " Topic 2                         ····   "
        "│───────────────────────────────────────────────────────────────────────────────\n"
        " Topic 3                         ··     │ Nothing is noted yet: type, and press Enter\n"
        " Topic 4                         ···    │\n"
        " Topic 5                         ····   │\n"
        " Topic 6                         ··     │\n"
        " Topic 7                         ···    │\n"
        " Topic 8                         ····   │\n"
        " Topic 9                         ··     │\n"
        " Topic 10                        ···    │\n"
        " Topic 11                        ····   │\n"
        "▸Topic 12                        0/12   │\n"
        "  · 35 Question 1 of topic 12?          │\n"
        "  · 36 Question 2 of topic 12?          │\n"
        "  · 37 Question 3 of topic 12?          │\n"
        " ▸· 38 Question 4 of topic 12?          │\n"
        "  · 39 Question 5 of topic 12?          │\n"
        "  · 40 Question 6 of topic 12?          │\n"
        "  · 41 Question 7 of topic 12?          │\n"
        "  · 42 Question 8 of topic 12?          │\n"
        "  · 43 Question 9 of topic 12?          │\n"
        "  · 44 Question 10 of topic 12?         │\n"
        "  · 45 Question 11 of topic 12?         │\n"
        "  · 46 Question 12 of topic 12?         │\n"
        " Topic 13                        ···    │\n"
        " Topic 14                        ····   │\n"
        " Topic 15                        ··     │\n"
        " Topic 16                        ···    │\n"
        " Topic 17                        ····   │\n"
        " Topic 18                        ··     │\n"
        " Topic 19                        ···    │\n"
        " Topic 20                        ····   │\n"
        "                                        │\n"
        " 0 of 71 covered                        │\n"
        "                                        │\n"
        "────────────────────────────────────────────────────────────────────────────────────────────────────"
        "────────────────────\n"
        "       paraphrase\n"
        " saved    Alt: n next  p back  g go to  1-9 probe  o off  m mark  k kind  v privacy  r re-plan  h "
        "covered   F1 keys\n");
    str_free(&guide);
}

/* --- what is typed */

static void a_letter_changes_its_cell_only(void **state)
{
    int row, column, cursor_row, cursor_column;
    (void)state;
    lab_start();
    open_screen(24, 80);
    play_interview();
    screen_count_changes(NULL, NULL);
    screen_type("T");
    assert_int_equal(screen_count_changes(NULL, NULL), 12); /* its cell, its stamp and `typing` */
    for (const char *at = "he money"; *at; at++) {
        char letter[2] = {*at, 0};
        screen_find_cursor(&cursor_row, &cursor_column);
        lab_pass(60); /* the clock goes on, nobody looks at it */
        screen_type(letter);
        assert_int_equal(screen_count_changes(&row, &column), 1);
        assert_int_equal(row, cursor_row);
        assert_int_equal(column, cursor_column);
    }
    screen_type("\xe9\x92\xb1");
    assert_int_equal(screen_count_changes(NULL, NULL), 2);
    screen_press("Backspace");
    assert_int_equal(screen_count_changes(NULL, NULL), 2);
    screen_press("Left Left Ctrl-a Ctrl-e");
    assert_int_equal(screen_count_changes(NULL, NULL), 0);
}

static void a_second_changes_the_clock_only(void **state)
{
    int row, column;
    (void)state;
    lab_start();
    open_screen(24, 80);
    play_interview();
    screen_type("typed");
    screen_pass(800); /* the draft */
    screen_count_changes(NULL, NULL);
    assert_int_equal(screen_pass(10 * LAB_SECOND), 10);
    assert_int_equal(screen_count_changes(&row, &column), 2); /* a digit of each clock */
    assert_int_equal(row, 0);
    screen_press("Alt-q");
    assert_int_equal(screen_pass(10 * LAB_SECOND), 10);
}

static void without_a_clock_nothing_wakes(void **state)
{
    (void)state;
    lab_start();
    assert_int_equal(settings_set(screen_settings, "clock", "no", &lab_err), 0);
    open_screen(24, 80);
    assert_int_equal(screen_pass(LAB_HOUR), 0);
    screen_type("x");
    assert_int_equal(screen_pass(LAB_HOUR), 1);
    screen_type("y");
    screen_type("z");
    assert_int_equal(screen_pass(LAB_HOUR), 1);
    screen_press("Enter Left Right"); /* the end of the pause after it is awaited, and no more */
    assert_int_equal(screen_pass(LAB_HOUR), 1);
    screen_press("Alt-q");
    assert_int_equal(screen_pass(LAB_HOUR), 1);
    assert_int_equal(screen_pass(LAB_HOUR), 0);
    screen_expect_row(0, " 240 of 60 min   180 over   paused   P01  Working together");
}

static const char *find_draft(void)
{
    return lab_text("SELECT text || '|' || cursor FROM draft");
}

static void a_draft_is_kept_within_a_second(void **state)
{
    (void)state;
    lab_start();
    open_screen(24, 80);
    screen_type("half a ");
    assert_string_equal(find_draft(), "");
    screen_pass(900);
    assert_string_equal(find_draft(), "half a |7");
    screen_type("line");
    screen_press("Ctrl-a");
    screen_pass(900);
    assert_string_equal(find_draft(), "half a line|0");
    screen_press("Alt-g"); /* a list on top keeps it as well */
    assert_string_equal(find_draft(), "half a line|0");
    screen_press("Esc Ctrl-e");
    screen_type(" more");
    screen_press("Alt-g");
    assert_string_equal(find_draft(), "half a line more|16");
    screen_press("Esc Ctrl-u");
    screen_pass(LAB_SECOND);
    assert_string_equal(find_draft(), "");
    screen_type("again");
    screen_press("Alt-n");
    screen_hang_up();
    assert_string_equal(find_draft(), "again|5");
}

static void off_the_record_no_draft_is_kept(void **state)
{
    (void)state;
    lab_start();
    open_screen(24, 80);
    screen_type("begun before");
    screen_pass(LAB_SECOND);
    assert_string_equal(find_draft(), "begun before|12");
    screen_press("Alt-o");
    assert_string_equal(find_draft(), "");
    screen_type(" and after");
    screen_pass(LAB_SECOND);
    assert_string_equal(find_draft(), "");
    screen_press("Alt-o");
    screen_type(" and on again");
    screen_pass(LAB_SECOND);
    assert_string_equal(find_draft(), "");
    assert_true(screen_has("NOT KEEPING"));
    screen_press("Enter");
    assert_true(screen_has("begun before and after and on again")); /* not kept: it stays, to be typed anew */
    screen_press("Ctrl-u");
    assert_false(screen_has("NOT KEEPING"));
    screen_enter("kept");
    assert_int_equal(lab_number("SELECT count(*) FROM notes"), 1);
}

static void a_slow_disk_is_waited_for_in_words(void **state)
{
    (void)state;
    lab_start();
    open_screen(24, 80);
    lab_clock.step = 100; /* ms, with every look at it */
    screen_enter("slow");
    lab_clock.step = 0;
    assert_true(screen_has(" saved "));
    screen_enter("slow again");
    assert_true(screen_has(" saving "));
    assert_int_equal(lab_number("SELECT count(*) FROM notes"), 1);
    assert_int_equal(screen_pass(1), 1);
    assert_true(screen_has(" saved "));
    assert_int_equal(lab_number("SELECT count(*) FROM notes"), 2);
    lab_clock.step = 100;
    screen_enter("and");
    lab_clock.step = 0;
    screen_enter("a");
    screen_enter("b"); /* a key does not overtake an Enter */
    screen_pass(1);
    assert_string_equal(lab_text("SELECT group_concat(text) FROM notes"), "slow,slow again,and,a,b");
}

static void what_is_no_command_stays(void **state)
{
    (void)state;
    lab_start();
    open_screen(24, 80);
    screen_enter("/nxt");
    screen_expect_row(-2, " not done   there is no /nxt. Did you mean /next? A note that begins with / is");
    screen_expect_row(-1, "            typed \\/");
    screen_press("Left");
    screen_expect_row(-1, " typing   Alt: n next  p back  g go to  1-9 probe  o off  m mark   F1 keys");
}

static void a_paste_means_itself(void **state)
{
    (void)state;
    lab_start();
    open_screen(24, 80);
    screen_paste("/end\n#first @P01\r\n\"quoted");
    screen_expect(
        " 00:00 of 60   P01  Working together\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "▸Opening                   │ Opening\n"
        " Shared vision         ··  │ read out:\n"
        " What gets in the way  ··  │   Thank you for making the time.\n"
        " Closing               ·   │────────────────────────────────────────────────────\n"
        "                           │ Nothing is noted yet: type, and press Enter\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        " 0 of 5 covered            │\n"
        " 3 must-asks left          │\n"
        "── consent not on record: part (P01): Alt-C ────────────────────────────────────\n"
        " 00:00 paraphrase  /end\n"
        "                   #first @P01\n"
        "                   \"quoted\n"
        " typing   Alt: n next  p back  g go to  1-9 probe  o off  m mark   F1 keys\n");
    screen_press("Enter");
    assert_string_equal(lab_text("SELECT kind || ': ' || text FROM notes"),
                        "paraphrase: /end\n#first @P01\n\"quoted");
    /* what is typed around it means what it always does */
    screen_type("\"");
    screen_paste("he said #this");
    screen_enter(" #money- @P01");
    assert_string_equal(lab_text("SELECT kind || ': ' || text FROM notes ORDER BY n DESC LIMIT 1"),
                        "verbatim: he said #this");
    assert_string_equal(lab_text("SELECT group_concat(code) FROM codings"), "money");
    /* a paste that was changed may not come to mean anything */
    screen_paste("x/end");
    screen_press("Ctrl-a Delete Enter");
    assert_string_equal(lab_text("SELECT text FROM notes ORDER BY n DESC LIMIT 1"), "/end");
    assert_int_equal(lab_number("SELECT count(*) FROM codings"), 1);
}

static void the_kind_is_seen_as_it_is_typed(void **state)
{
    (void)state;
    lab_start();
    open_screen(24, 80);
    screen_type("\"We");
    screen_expect_row(-2, " 00:00 verbatim    \"We");
    screen_press("Ctrl-u");
    screen_type(",o she");
    screen_expect_row(-2, " 00:00 observation ,o she");
    screen_press("Ctrl-u Tab Tab");
    screen_type("she");
    screen_expect_row(-2, " 00:00 observation she");
    screen_press("Shift-Tab Shift-Tab Shift-Tab");
    screen_expect_row(-2, " 00:00 action      she");
    screen_press("Ctrl-u");
    screen_type("/go 3");
    screen_expect_row(-2, "       command     /go 3");
    screen_press("Enter");
    screen_expect_row(-2, "       paraphrase");
}

/* --- what keys do */

static void keys_of_a_saved_note(void **state)
{
    (void)state;
    lab_start();
    open_screen(24, 80);
    screen_enter("/next");
    screen_enter("first");
    screen_type("sec");
    screen_press("Alt-k");
    screen_expect(
        " 00:00 of 60   P01  Working together\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " Opening                   │ 1   What does integrated care mean here?\n"
        "▸Shared vision         ✓·  │     must ask  covered  1 note  topic 0 of 20 min\n"
        " What gets in the way  ··  │     · 1 Whose vision is it?\n"
        " Closing               ·   │     · 2 How has it changed?\n"
        "                           │────────────────────────────────────────────────────\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        "                           │\n"
        " 1 of 5 covered            │\n"
        " 2 must-asks left          │ 00:00 paraphrase  first\n"
        "── consent not on record: part (P01): Alt-C ────────────────────────────────────\n"
        " 00:00 paraphrase  sec\n"
        " typing   The last note is:  v verbatim  p paraphrase  o observation  c comment\n"
        "          m memo  f follow-up  a action  i idea  r recommendation  d decision\n"
        "          x dissent  k parked\n");
    screen_type("v");
    assert_true(screen_has("verbatim    first"));
    screen_expect_row(-2, " 00:00 paraphrase  sec");
    screen_type("ond");
    screen_press("Alt-e");
    screen_expect_row(-1, " not done   The line is not saved yet: Enter first, then this key");
    screen_press("Enter Alt-e");
    screen_expect_row(-2, " 00:00 paraphrase  ,p second");
    screen_expect_row(-1, " editing   Enter saves the note anew; an empty line leaves it as it was");
    screen_enter(" and more");
    assert_true(screen_has("paraphrase  second and more"));
    screen_press("Alt-x");
    assert_false(screen_has("second and more"));
    screen_press("Alt-z");
    assert_true(screen_has("second and more"));
    screen_press("Alt-h");
    screen_type("p");
    assert_true(screen_has("must ask  partly  2 notes"));
    screen_press("Alt-h");
    screen_type("x"); /* none of the choice: a letter as ever */
    screen_expect_row(-2, " 00:00 paraphrase  x");
    screen_press("Ctrl-u Alt-a");
    screen_enter("Who was at the table?");
    screen_expect_row(2, " Opening                   │ +   Who was at the table?");
    screen_press("Alt-j");
    screen_expect_row(-1, " saved   The phase is:  o opening  m main  c closing  a after");
    screen_type("a");
    assert_true(screen_has("after the recording"));
}

static void notes_scroll_while_a_line_is_typed(void **state)
{
    (void)state;
    char note[20];
    lab_start();
    for (int i = 1; i <= 250; i++) {
        snprintf(note, sizeof note, "note %d", i);
        lab_pass(LAB_SECOND);
        lab_type(note);
    }
    open_screen(24, 80);
    screen_type("half a line");
    assert_true(screen_has("note 250"));
    screen_press("PgUp");
    screen_expect(
        " 04:10 of 60   P01  Working together\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "▸Opening                   │ Opening\n"
        " Shared vision         ··  │ read out:\n"
        " What gets in the way  ··  │   Thank you for making the time.\n"
        " Closing               ·   │─────────────────────── earlier notes; newer: PgDn ─\n"
        "                           │ 03:42 paraphrase  note 222\n"
        "                           │ 03:43 paraphrase  note 223\n"
        "                           │ 03:44 paraphrase  note 224\n"
        "                           │ 03:45 paraphrase  note 225\n"
        "                           │ 03:46 paraphrase  note 226\n"
        "                           │ 03:47 paraphrase  note 227\n"
        "                           │ 03:48 paraphrase  note 228\n"
        "                           │ 03:49 paraphrase  note 229\n"
        "                           │ 03:50 paraphrase  note 230\n"
        "                           │ 03:51 paraphrase  note 231\n"
        "                           │ 03:52 paraphrase  note 232\n"
        "                           │ 03:53 paraphrase  note 233\n"
        "                           │ 03:54 paraphrase  note 234\n"
        " 0 of 5 covered            │ 03:55 paraphrase  note 235\n"
        " 3 must-asks left          │ 03:56 paraphrase  note 236\n"
        "── consent not on record: part (P01): Alt-C ────────────────────────────────────\n"
        " 04:10 paraphrase  half a line\n"
        " typing   Alt: n next  p back  g go to  1-9 probe  o off  m mark   F1 keys\n");
    for (int i = 0; i < 30; i++)
        screen_press("PgUp");
    assert_true(screen_has("note 1\n"));
    assert_true(screen_has("half a line"));
    for (int i = 0; i < 40; i++)
        screen_press("PgDn");
    assert_true(screen_has("note 250"));
    assert_false(screen_has("earlier notes"));
    screen_press("Up Up Up");
    assert_false(screen_has("note 248"));
    assert_true(screen_has("note 247"));
    screen_press("Down PgUp PgUp PgUp PgUp PgUp PgUp PgUp PgUp PgUp Enter");
    assert_true(screen_has("half a line"));
    assert_false(screen_has("earlier notes"));
}

static char *left_by;
static void leave(void *owner, Desk *desk, const char *session, const char *said)
{
    assert_string_equal(desk_find_message(desk), said);
    assert_string_equal(session, lab_text("SELECT id FROM sessions"));
    left_by = owner;
}

static void ending_closes_the_screen(void **state)
{
    (void)state;
    static char ended[] = "ended";
    CaptureExits exits = {.ended = leave, .owner = ended};
    left_by = NULL;
    lab_start();
    Session *session = lab_session;
    lab_session = NULL;
    screen_open(24, 80);
    capture_open(screen_desk, session, screen_settings, &exits);
    screen_enter("a note");
    screen_press("Alt-E"); /* what cannot be taken back takes an Enter */
    screen_expect_row(-2, "       command     /end");
    assert_false(desk_is_over(screen_desk));
    screen_press("Enter");
    assert_true(desk_is_over(screen_desk));
    assert_ptr_equal(left_by, ended);
    assert_string_equal(lab_text("SELECT state FROM sessions"), "ended");
}

static void adjourning_closes_the_screen(void **state)
{
    (void)state;
    static char adjourned[] = "adjourned";
    CaptureExits exits = {.adjourned = leave, .owner = adjourned};
    left_by = NULL;
    lab_start();
    Session *session = lab_session;
    lab_session = NULL;
    screen_open(24, 80);
    capture_open(screen_desk, session, screen_settings, &exits);
    screen_enter("/adjourn");
    assert_true(desk_is_over(screen_desk));
    assert_ptr_equal(left_by, adjourned);
    lab_resume();
}

static void help_and_acts_by_name(void **state)
{
    (void)state;
    lab_start();
    open_screen(24, 80);
    screen_enter("/help");
    assert_true(screen_has("Keys: session"));
    for (int i = 0; i < 9 && !screen_has("cut the word before"); i++)
        screen_press("PgDn");
    assert_true(screen_has(" Alt-Backspace,    cut the word before"));
    assert_true(screen_has(" Ctrl-Backspace"));
    screen_press("Esc F2");
    screen_enter("take the last");
    assert_true(screen_has("nothing to undo"));
    screen_enter("/consent");
    assert_true(screen_has("not asked required Agrees to take part"));
    screen_press("Esc");
    screen_enter("/go");
    screen_enter("3");
    assert_true(screen_has("3   What gets in the way"));
    assert_int_equal(lab_number("SELECT count(*) FROM draft"), 0);
}

/* A generator of its own, so that every run presses the same. */
static unsigned roll(unsigned *seed, unsigned sides)
{
    *seed = *seed * 1103515245u + 12345u;
    return (*seed >> 16) % sides;
}

static void reopen_when_over(void)
{
    if (!desk_is_over(screen_desk))
        return;
    screen_close();
    Id id;
    if (session_find_open(lab_store, "", &id, &lab_err) == 0)
        lab_session = session_resume(lab_store, id.text, &lab_err);
    else
        lab_start_with("P01", "P02", NULL);
    assert_non_null(lab_session);
    open_screen(24, 80);
}

static void whatever_is_pressed_is_borne(void **state)
{
    (void)state;
    static const char *const texts[] = {"a note ",   "\"words #code- ",
                                        ",o seen",   "/go 3",
                                        "/edit 2",   "/off 1m",
                                        "/on",       "/kind v 2",
                                        "/strike 3", "/end",
                                        "/adjourn",  "/until 5m",
                                        "/for 4",    "\xe9\x92\xb1 \xf0\x9f\x91\x8d",
                                        "\n\n",      "/ask Why?",
                                        "y",         "n"};
    static const int sizes[][2] = {{24, 80}, {20, 60}, {40, 120}, {10, 30},
                                   {1, 1},   {21, 73}, {20, 71},  {60, 200}};
    Str keys = STR_EMPTY;
    size_t count;
    unsigned seed = 7;
    lab_start_with("P01", "P02", NULL);
    open_screen(24, 80);
    /* What is pressed hangs on how many acts there are: it goes on until some sessions have ended. */
    for (int i = 0; i < 3000 || (i < 30000 && lab_number("SELECT count(*) FROM sessions") <= 3); i++) {
        unsigned what = roll(&seed, 20);
        if (what < 6) {
            if (roll(&seed, 2) == 0) /* out of lists, and a line of its own */
                screen_press("Ctrl-g Ctrl-u");
            screen_type(texts[roll(&seed, sizeof texts / sizeof texts[0])]);
        } else if (what < 9) {
            screen_press("Enter");
        } else if (what == 9) {
            screen_paste(texts[roll(&seed, sizeof texts / sizeof texts[0])]);
        } else if (what == 10) {
            const int *size = sizes[roll(&seed, 8)];
            screen_resize(size[0], size[1]);
        } else if (what < 13) {
            screen_pass(roll(&seed, 30000));
            screen_work();
        } else {
            const ActionRow *rows = action_list(&count);
            const ActionRow *row;
            Key key;
            do { /* one that means something here */
                row = &rows[roll(&seed, (unsigned)count)];
                key = keymap_find_key(desk_find_keymap(screen_desk), row->action,
                                      desk_find_context(screen_desk), 0);
            } while (key == KEY_NONE);
            str_clear(&keys);
            key_add_name(&keys, key);
            if (row->action != ACTION_QUIT)
                screen_press(keys.data);
        }
        reopen_when_over();
    }
    screen_close();
    assert_true(lab_number("SELECT count(*) FROM event") > 250);
    assert_true(lab_number("SELECT count(*) FROM sessions") > 3);
    str_free(&keys);
}

static void little_memory_is_said(void **state)
{
    (void)state;
    lab_start();
    open_screen(24, 80);
    mem_fail_at(1);
    screen_enter("still kept");
    assert_true(screen_has("memory is nearly used up: close other programs"));
    assert_int_equal(lab_number("SELECT count(*) FROM notes"), 1);
}

/* --- keys and lines are two ways to the same acts */

/* Ids by the order in which they come up: they are made anew each time. */
static void add_without_ids(Str *out, const char *text)
{
    static char ids[256][ID_SIZE];
    static int count;
    if (out->size == 0)
        count = 0;
    while (*text) {
        char id[ID_SIZE];
        snprintf(id, sizeof id, "%s", text);
        if (!id_is_valid(id)) {
            str_add_byte(out, *text++);
            continue;
        }
        int at = 0;
        while (at < count && strcmp(ids[at], id) != 0)
            at++;
        if (at == count)
            strcpy(ids[count++], id);
        str_add_format(out, "<%d>", at);
        text += strlen(id);
    }
}

static void add_events(Str *out)
{
    static const char sql[] = "SELECT kind || ' ' || coalesce((SELECT id FROM thing WHERE n = entity), '') "
                              "|| ' ' || json_remove(body, '$.salt') FROM event WHERE kind <> 'study.set' "
                              "ORDER BY seq";
    Rows *rows = rows_open(lab_store, &lab_err, sql, "");
    while (rows_next(rows)) {
        add_without_ids(out, rows_text(rows, 0));
        str_add(out, "\n");
    }
    assert_int_equal(rows_close(rows, &lab_err), 0);
}

/* What is typed into lines, and what is pressed on the screen for it: keys, then text, then keys. */
static const struct {
    const char *line, *keys, *text, *more;
} twins[] = {
    {"/consent @1 part yes", "Alt-C", NULL, "y Esc"},
    {"/mark", "Alt-m", NULL, NULL},
    {"/say", "Alt-s", NULL, NULL},
    {"/next", "Alt-n", NULL, NULL},
    {"\"The money follows the bed #money- @1", NULL, "\"The money follows the bed #money- @1", "Enter"},
    {",o looks away", NULL, ",o looks away", "Enter"},
    {"/probe 2", "Alt-2", NULL, NULL},
    {"/go barriers", "Alt-g", "3", "Enter"},
    {"/prev", "Alt-p", NULL, NULL},
    {"/for deciding last", "Alt-i", "4", "Enter"},
    {"/kind comment", "Alt-k", "c", NULL},
    {"/cover partly", "Alt-h", "p", NULL},
    {"/pause", "Alt-q", NULL, NULL},
    {"/resume", "Alt-q", NULL, NULL},
    {"/strike", "Alt-x", NULL, NULL},
    {"/undo", "Alt-z", NULL, NULL},
    {"/redo", "Alt-Z", NULL, NULL},
    {"/off", "Alt-o", NULL, NULL},
    {"not kept", NULL, "not kept", "Enter"},
    {"/on", "Alt-o", NULL, NULL},
    {"/ask Who pays?", "Alt-a", "Who pays?", "Enter"},
    {"/phase after", "Alt-j", "a", NULL},
    {"/until 10m", "Alt-r", "10m", "Enter"},
    {"/speaker @2", "Alt-w", NULL, NULL},
    {"they all talk", NULL, "they all talk", "Enter"},
    {"/depart P02", "Alt--", "P02", "Enter"},
    {"/end", "Alt-E", NULL, "Enter"},
};
#define TWINS (sizeof twins / sizeof twins[0])

static void start_alike(void)
{
    lab_start_with("P01", "P02", NULL);
    lab_type("/speaker @1");
}

static void keys_and_lines_make_the_same_events(void **state)
{
    Str by_line = STR_EMPTY, by_key = STR_EMPTY;
    start_alike();
    for (size_t i = 0; i < TWINS; i++) {
        lab_pass(LAB_SECOND);
        lab_type(twins[i].line);
    }
    lab_leave();
    add_events(&by_line);
    screen_tear_down(state);
    screen_set_up(state);
    start_alike();
    open_screen(24, 80);
    for (size_t i = 0; i < TWINS; i++) {
        lab_pass(LAB_SECOND);
        if (twins[i].keys)
            screen_press(twins[i].keys);
        if (twins[i].text)
            screen_type(twins[i].text);
        if (twins[i].more)
            screen_press(twins[i].more);
    }
    add_events(&by_key);
    assert_true(by_line.size > 3000);
    assert_string_equal(str_text(&by_key), str_text(&by_line));
    str_free(&by_line);
    str_free(&by_key);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, screen_set_up, screen_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(the_opening_has_the_words_to_read_out),
        TEST(what_was_read_and_which_phase_is_seen),
        TEST(an_interview_in_all_sizes),
        TEST(text_of_all_scripts_stays_in_its_place),
        TEST(a_long_note_leaves_room_for_others),
        TEST(long_words_to_read_out_scroll),
        TEST(off_the_record),
        TEST(paused),
        TEST(behind_and_replanned),
        cmocka_unit_test_setup_teardown(what_cannot_be_saved_stays, screen_set_up, tear_down_full_disk),
        TEST(privacy),
        TEST(discreet_notes_fold),
        TEST(two_participants),
        TEST(consent_item_by_item),
        TEST(going_by_a_list),
        TEST(after_a_crash),
        TEST(a_rehearsal_is_marked),
        TEST(notes_from_paper_have_the_time_of_day),
        TEST(long_words_in_little_room),
        TEST(a_guide_of_sixty_questions),
        TEST(a_letter_changes_its_cell_only),
        TEST(a_second_changes_the_clock_only),
        TEST(without_a_clock_nothing_wakes),
        TEST(a_draft_is_kept_within_a_second),
        TEST(off_the_record_no_draft_is_kept),
        TEST(a_slow_disk_is_waited_for_in_words),
        TEST(what_is_no_command_stays),
        TEST(a_paste_means_itself),
        TEST(the_kind_is_seen_as_it_is_typed),
        TEST(keys_of_a_saved_note),
        TEST(notes_scroll_while_a_line_is_typed),
        TEST(ending_closes_the_screen),
        TEST(the_first_picture_waits_for_no_disk),
        TEST(a_codebook_that_is_missing_is_said),
        TEST(adjourning_closes_the_screen),
        TEST(help_and_acts_by_name),
        TEST(keys_and_lines_make_the_same_events),
        TEST(whatever_is_pressed_is_borne),
        TEST(little_memory_is_said), /* and stays so: the last */
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
