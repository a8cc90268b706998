/* SPDX-License-Identifier: MIT */
/* Home, as it is seen: what waits, who takes part, which sessions there are. */
#include "shelf.h"

#include "rir/home.h"

/* First it is painted, then what can wait is done. */
static void look(void)
{
    assert_true(screen_has(""));
    screen_work();
}

static void open_home(int rows, int columns)
{
    screen_open(rows, columns);
    home_open(screen_desk, lab_store, screen_settings);
    look();
}

/* Four sessions over a week: one summed up, one not, one adjourned, one broken off an hour ago. */
static void hold_week(void)
{
    Id first =
        shelf_hold("P01", "Strategic leaders", "\"We were told to integrate by Friday. #urgency-", NULL);
    lab_pass(2 * LAB_HOUR);
    shelf_sum_up(&first);
    lab_pass(2 * LAB_DAY);
    shelf_hold("P02", NULL, "the rota never covers weekends", "nor nights", NULL);
    lab_pass(2 * LAB_DAY);
    shelf_start("P03", "Frontline", "nobody asked us", NULL);
    lab_type("/adjourn");
    lab_leave();
    lab_pass(LAB_DAY);
    lab_start_with("P04", NULL);
    lab_leave();
    lab_pass(LAB_HOUR);
}

/* --- how it looks */

static void an_empty_study_says_how_to_begin(void **state)
{
    (void)state;
    open_home(24, 80);
    screen_expect(
        " Locality evaluation                                                 0 sessions\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "▸Sessions\n"
        "   No session yet.\n"
        "\n"
        "   s  starts the first one: choose a guide and a participant\n"
        "   p  lists the people who take part, and adds them\n"
        "   l  keeps the residency log, d the register of documents\n"
        "   ?  has all keys of this screen; : finds any act by name\n"
        "\n"
        "   Guides of this study are the Markdown files beside it.\n"
        "   Names belong nowhere in it: participants are P01, P02, ...\n"
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
        " Enter open  s start  r resume  l log  / search  p people  d documents   ? keys\n");
    screen_resize(20, 60);
    screen_expect(
        " Locality evaluation                             0 sessions\n"
        "────────────────────────────────────────────────────────────\n"
        "▸Sessions\n"
        "   No session yet.\n"
        "\n"
        "   s  starts the first one: choose a guide and a participant\n"
        "   p  lists the people who take part, and adds them\n"
        "   l  keeps the residency log, d the register of documents\n"
        "   ?  has all keys of this screen; : finds any act by name\n"
        "\n"
        "   Guides of this study are the Markdown files beside it.\n"
        "   Names belong nowhere in it: participants are P01, P02, ..\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────\n"
        " Enter open  s start  r resume  l log  / search   ? keys\n");
    screen_press("Down Up End Enter r u X"); /* nothing is there to act on */
    screen_expect_row(2, "▸Sessions");
}

static void it_shows_what_waits(void **state)
{
    (void)state;
    hold_week();
    open_home(24, 80);
    screen_expect(
        " Locality evaluation                                4 sessions, 1 not summed up\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " To do\n"
        "▸  resume       4  open since today 12:35  P04  Working together\n"
        "   resume       3  adjourned Fri 12:35  P03  Frontline\n"
        "   consent      4  not on record: part  P04  Working together\n"
        "   summary      2  contact summary, 2 days late  P02  Working together\n"
        "\n"
        " People  4 in all: p lists them\n"
        "   P04       session 4, today 12:35\n"
        "   P03       session 3, Fri 12:25\n"
        "   P02       session 2, Wed 12:10\n"
        "\n"
        " Sessions\n"
        "    4  today 12:35       open    0 notes  P04  Working together\n"
        "    3  Fri 12:25    adjourned     1 note  P03  Frontline\n"
        "    2  Wed 12:10       15 min    2 notes  P02  Working together\n"
        "    1  Mon 10:00       10 min     1 note  P01  Strategic leaders\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " Enter open  s start  r resume  l log  / search  p people  d documents   ? keys\n");
    screen_expect_mono(
        "-bbbbbbbbbbbbbbbbbbb--------------------------------ddddddddddddddddddddddddddd\n"
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "-bbbbb\n"
        "brrRRRRRRrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr\n"
        "---bbbbbb\n"
        "---bbbbbbb\n"
        "---bbbbbbb\n"
        "\n"
        "-bbbbbb--dddddddddddddddddddddd\n"
        "-------------dddddddddddddddddddddd\n"
        "-------------dddddddddddddddddddd\n"
        "-------------dddddddddddddddddddd\n"
        "\n"
        "-bbbbbbbb\n"
        "-------ddddddddddd-------bbbb----ddddddd\n"
        "-------ddddddddd----bbbbbbbbb-----dddddd\n"
        "-------ddddddddd-------dddddd----ddddddd\n"
        "-------ddddddddd-------dddddd-----dddddd\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
        "-dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n");
    screen_expect_roles(
        ".ttttttttttttttttttt................................ddddddddddddddddddddddddddd\n"
        "--------------------------------------------------------------------------------\n"
        ".ttttt\n"
        "a::WWWWWW::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::\n"
        "...aaaaaa\n"
        "...wwwwwww\n"
        "...wwwwwww\n"
        "\n"
        ".tttttt..dddddddddddddddddddddd\n"
        ".............dddddddddddddddddddddd\n"
        ".............dddddddddddddddddddd\n"
        ".............dddddddddddddddddddd\n"
        "\n"
        ".tttttttt\n"
        ".......ddddddddddd.......aaaa....ddddddd\n"
        ".......ddddddddd....aaaaaaaaa.....dddddd\n"
        ".......ddddddddd.......dddddd....ddddddd\n"
        ".......ddddddddd.......dddddd.....dddddd\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "--------------------------------------------------------------------------------\n"
        ".dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n");
}

static void it_fits_sixty_columns(void **state)
{
    (void)state;
    hold_week();
    open_home(20, 60);
    screen_expect(
        " Locality evaluation            4 sessions, 1 not summed up\n"
        "────────────────────────────────────────────────────────────\n"
        " To do\n"
        "▸  resume       4  open since today 12:35  P04  Working to…\n"
        "   resume       3  adjourned Fri 12:35  P03  Frontline\n"
        "   consent      4  not on record: part  P04  Working toget…\n"
        "   summary      2  contact summary, 2 days late  P02  Work…\n"
        "\n"
        " Sessions\n"
        "    4  today 12:35       open  P04  Working together\n"
        "    3  Fri 12:25    adjourned  P03  Frontline\n"
        "    2  Wed 12:10       15 min  P02  Working together\n"
        "    1  Mon 10:00       10 min  P01  Strategic leaders\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────\n"
        " Enter open  s start  r resume  l log  / search   ? keys\n");
    screen_set_ascii(true);
    screen_expect(
        " Locality evaluation            4 sessions, 1 not summed up\n"
        "------------------------------------------------------------\n"
        " To do\n"
        ">  resume       4  open since today 12:35  P04  Working to~\n"
        "   resume       3  adjourned Fri 12:35  P03  Frontline\n"
        "   consent      4  not on record: part  P04  Working toget~\n"
        "   summary      2  contact summary, 2 days late  P02  Work~\n"
        "\n"
        " Sessions\n"
        "    4  today 12:35       open  P04  Working together\n"
        "    3  Fri 12:25    adjourned  P03  Frontline\n"
        "    2  Wed 12:10       15 min  P02  Working together\n"
        "    1  Mon 10:00       10 min  P01  Strategic leaders\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "------------------------------------------------------------\n"
        " Enter open  s start  r resume  l log  / search   ? keys\n");
}

static void it_uses_a_wide_screen(void **state)
{
    (void)state;
    hold_week();
    open_home(40, 120);
    screen_expect(
        " Locality evaluation                                                                       "
        " 4 sessions, 1 not summed up\n"
        "───────────────────────────────────────────────────────────────────────────────────────────"
        "─────────────────────────────\n"
        " To do\n"
        "▸  resume       4  open since today 12:35  P04  Working together\n"
        "   resume       3  adjourned Fri 12:35  P03  Frontline\n"
        "   consent      4  not on record: part  P04  Working together\n"
        "   summary      2  contact summary, 2 days late  P02  Working together\n"
        "\n"
        " People  4 in all: p lists them\n"
        "   P04       session 4, today 12:35\n"
        "   P03       session 3, Fri 12:25\n"
        "   P02       session 2, Wed 12:10\n"
        "\n"
        " Sessions\n"
        "    4  today 12:35  interview        open    0 notes  P04  Working together\n"
        "    3  Fri 12:25    interview   adjourned     1 note  P03  Frontline\n"
        "    2  Wed 12:10    interview      15 min    2 notes  P02  Working together\n"
        "    1  Mon 10:00    interview      10 min     1 note  P01  Strategic leaders\n"
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
        "\n"
        "\n"
        "───────────────────────────────────────────────────────────────────────────────────────────"
        "─────────────────────────────\n"
        " Enter open  s start  r resume  l log  / search  p people  d documents  B briefing  u summa"
        "ry  q quit   ? keys\n");
}

static void below_the_least_size_it_says_what_is_safe(void **state)
{
    (void)state;
    open_home(24, 80);
    screen_resize(19, 60);
    screen_expect_row(0, "Too small: 60 x 19 here, 60 x 20 needed. Everything is");
    screen_expect_row(1, "saved.");
    screen_resize(1, 1);
    screen_resize(200, 60);
    screen_resize(24, 80);
    screen_expect_row(3, "   No session yet.");
}

/* Titles and pseudonyms of any script stand last, and move nothing. */
static void it_takes_text_of_every_script(void **state)
{
    (void)state;
    static const char *const titles[] = {
        "整合的领导，第一次访谈",
        "ผู้นำเชิงกลยุทธ์ของพื้นที่",
        "مقابلة مع القيادات",
        "ניהול משותף",
        "Cafe\u0301 de la sante\u0301 👩‍⚕️ 🇩🇪",
        "a title that is much longer than any row of eighty columns could ever hold, and a bit more",
    };
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++) {
        Id id = shelf_hold("P01", titles[i], NULL);
        shelf_sum_up(&id);
        lab_pass(LAB_DAY);
    }
    open_home(20, 80);
    screen_expect(
        " Locality evaluation                                                 6 sessions\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " Sessions\n"
        "▸   6  Sat 10:25        5 min    0 notes  P01  a title that is much longer tha…\n"
        "    5  Fri 10:20        5 min    0 notes  P01  Café de la santé 👩 🇩🇪\n"
        "    4  Thu 10:15        5 min    0 notes  P01  ניהול משותף\n"
        "    3  Wed 10:10        5 min    0 notes  P01  مقابلة مع القيادات\n"
        "    2  Tue 10:05        5 min    0 notes  P01  ผู้นำเชิงกลยุทธ์ของพื้นที่\n"
        "    1  Mon 10:00        5 min    0 notes  P01  整合的领导，第一次访谈\n"
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
        " Enter open  s start  r resume  l log  / search  p people  d documents   ? keys\n");
}

/* --- what waits, when there is much of it */

static void much_of_a_kind_is_folded(void **state)
{
    (void)state;
    for (int i = 0; i < 6; i++) {
        char title[32];
        snprintf(title, sizeof title, "Interview %d", i + 1);
        shelf_hold("P01", title, NULL);
        lab_pass(LAB_DAY);
    }
    open_home(24, 80);
    screen_expect(
        " Locality evaluation                                6 sessions, 6 not summed up\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " To do\n"
        "▸  summary      1  contact summary, 5 days late  P01  Interview 1\n"
        "   summary      2  contact summary, 4 days late  P01  Interview 2\n"
        "   summary         4 more contact summaries to write\n"
        "\n"
        " People  1 in all: p lists them\n"
        "   P01       session 6, Sat 10:25\n"
        "\n"
        " Sessions\n"
        "    6  Sat 10:25        5 min    0 notes  P01  Interview 6\n"
        "    5  Fri 10:20        5 min    0 notes  P01  Interview 5\n"
        "    4  Thu 10:15        5 min    0 notes  P01  Interview 4\n"
        "    3  Wed 10:10        5 min    0 notes  P01  Interview 3\n"
        "    2  Tue 10:05        5 min    0 notes  P01  Interview 2\n"
        "    1  Mon 10:00        5 min    0 notes  P01  Interview 1\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " Enter open  s start  r resume  l log  / search  p people  d documents   ? keys\n");
    screen_press("Down Down Enter");
    screen_expect(
        " Contact summaries to write                                                   6\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " find\n"
        "\n"
        "▸1  contact summary, 5 days late  P01  Interview 1\n"
        " 2  contact summary, 4 days late  P01  Interview 2\n"
        " 3  contact summary, 3 days late  P01  Interview 3\n"
        " 4  contact summary, 2 days late  P01  Interview 4\n"
        " 5  contact summary, 1 day late   P01  Interview 5\n"
        " 6  contact summary               P01  Interview 6\n"
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
    screen_type("5");
    screen_press("Enter");
    assert_true(screen_has("Contact summary  5"));
}

static void what_was_struck_and_not_erased_waits(void **state)
{
    (void)state;
    shelf_start("P01", NULL, "a remark", NULL);
    Id note = lab_reply.entity, session = shelf_end();
    shelf_sum_up(&session);
    const Act act = {.kind = "note.strike", .entity = note.text, .session = session.text, .body = "{}"};
    assert_int_equal(store_append(lab_store, &act, NULL, &lab_err), 0);
    open_home(20, 80);
    screen_expect_row(3, "▸  erase           the words of 1 struck note are still in the file");
    screen_press("Enter");
    assert_true(screen_has("erased for good: the words of 1 struck note"));
    look();
    assert_false(screen_has("struck note are"));
    assert_int_equal(lab_files_have("a remark"), 0);
}

static void edits_apart_wait_to_be_settled(void **state)
{
    (void)state;
    shelf_start("P01", NULL, "as typed", NULL);
    Id note = lab_reply.entity, session = shelf_end();
    shelf_sum_up(&session);
    shelf_edit_apart(&note, "as Ada heard it", "as Ben heard it");
    open_home(20, 80);
    screen_expect(
        " Locality evaluation                                                  1 session\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " To do\n"
        "▸  conflict     1  two versions of the paraphrase at 05:00\n"
        "\n"
        " Sessions\n"
        "    1  today 10:00     10 min     1 note  P01  Working together\n"
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
        " Enter open  s start  r resume  l log  / search  p people  d documents   ? keys\n");
    screen_press("Enter");
    screen_expect(
        " Two versions that did not see each other                            2 versions\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "▸1  paraphrase  today 10:10  Ada\n"
        " as Ada heard it\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " 2  paraphrase  today 10:10  Ben\n"
        " as Ben heard it\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " Enter keeps that one, e writes it anew; the log keeps both\n"
        " e edit  Enter choose  Esc back   ? keys\n");
    screen_press("Down Enter");
    assert_true(screen_has("as Ben heard it"));
    assert_true(screen_has("settled; z takes it back"));
    screen_press("Esc");
    look();
    assert_false(screen_has("conflict"));
}

/* --- from here to everywhere */

static void every_key_leads_where_it_says(void **state)
{
    (void)state;
    hold_week();
    open_home(24, 80);
    screen_press("s");
    assert_true(screen_has("Start a session"));
    screen_press("Esc /");
    assert_true(screen_has("Search notes and log"));
    screen_press("Esc p");
    assert_true(screen_has("People"));
    screen_press("Esc End Enter"); /* the oldest session, ended: it is read */
    assert_true(screen_has("We were told to integrate by Friday."));
    screen_press("q u");
    assert_true(screen_has("Contact summary  1"));
    screen_press("Esc X Enter");
    assert_true(screen_has("written to study-session-1.md; left out: nothing"));
    screen_press("r");
    assert_true(screen_has("Sessions to resume"));
    screen_type("frontline");
    screen_press("Enter"); /* the screen of the session */
    look();
    assert_true(screen_has("nobody asked us"));
    screen_enter("still nobody");
    screen_enter("/end");
    assert_true(screen_has("Contact summary  3"));
    screen_press("Esc");
    look();
    assert_false(screen_has("resume       3"));
    screen_press("q");
    assert_true(desk_is_over(screen_desk));
}

static void a_session_that_was_broken_off_is_one_enter_away(void **state)
{
    (void)state;
    shelf_start("P01", NULL, "before", NULL);
    lab_kill();
    open_home(24, 80);
    screen_press("Enter");
    look();
    assert_true(screen_has("before"));
    screen_enter("after");
    screen_hang_up();
    open_home(24, 80);
    assert_true(screen_has("open since"));
}

static void one_that_runs_in_another_window_is_read(void **state)
{
    (void)state;
    shelf_start("P01", NULL, "before", NULL);
    lab_kill();
    char path[96];
    snprintf(path, sizeof path, "%s/study.rir", lab_folder);
    Store *other = store_open(path, STORE_WRITE, "Ben", &lab_err);
    assert_non_null(other);
    assert_int_equal(store_hold_live(other, &lab_err), 0);
    open_home(24, 80);
    screen_press("Enter"); /* the task: to resume */
    assert_true(screen_has("running in another window"));
    screen_press("End Enter"); /* the session */
    assert_true(screen_has("running in another window"));
    assert_true(screen_has("paraphrase     before"));
    screen_press("Esc");
    assert_true(screen_has("open since"));
    store_close(other);
}

static void an_escape_too_many_costs_no_key(void **state)
{
    (void)state;
    shelf_hold("P01", NULL, "a note", NULL);
    open_home(24, 80);
    screen_press("Esc p");
    assert_true(screen_has(" People   "));
    screen_press("Esc /");
    assert_true(screen_has("Search"));
    screen_press("Esc Esc F1 Esc");
    screen_press("Esc Esc Esc q");
    assert_true(desk_is_over(screen_desk));
}

static void with_nothing_waiting_the_latest_session_is_one_enter_away(void **state)
{
    (void)state;
    Id id = shelf_hold("P01", NULL, "a note", NULL);
    shelf_sum_up(&id);
    open_home(24, 80);
    screen_press("Enter");
    assert_true(screen_has("a note"));
}

/* --- 500 sessions */

static void many_sessions_are_read_as_they_are_shown(void **state)
{
    (void)state;
    assert_int_equal(store_begin(lab_store, &lab_err), 0);
    for (int i = 1; i <= 500; i++) {
        char body[256];
        Id id = id_make();
        snprintf(body, sizeof body,
                 "{\"number\":%d,\"kind\":\"interview\",\"title\":\"Interview %d\",\"at\":%lld}", i, i,
                 (long long)(LAB_START - (500 - i) * LAB_DAY));
        Act act = {.kind = "session.set", .entity = id.text, .body = body};
        assert_int_equal(store_append(lab_store, &act, NULL, &lab_err), 0);
        act = (Act){.kind = "session.end", .entity = id.text, .session = id.text, .body = "{}"};
        assert_int_equal(store_append(lab_store, &act, NULL, &lab_err), 0);
    }
    assert_int_equal(store_commit(lab_store, &lab_err), 0);
    open_home(24, 80);
    screen_expect(
        " Locality evaluation                            500 sessions, 500 not summed up\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " To do\n"
        "▸  summary      1  contact summary  Interview 1\n"
        "   summary      2  contact summary  Interview 2\n"
        "   summary         498 more contact summaries to write\n"
        "\n"
        " Sessions\n"
        "  500  today 10:00      0 min    0 notes  Interview 500\n"
        "  499  Sun 10:00        0 min    0 notes  Interview 499\n"
        "  498  Sat 10:00        0 min    0 notes  Interview 498\n"
        "  497  Fri 10:00        0 min    0 notes  Interview 497\n"
        "  496  Thu 10:00        0 min    0 notes  Interview 496\n"
        "  495  Wed 10:00        0 min    0 notes  Interview 495\n"
        "  494  Tue 10:00        0 min    0 notes  Interview 494\n"
        "  493  18 May 10:00     0 min    0 notes  Interview 493\n"
        "  492  17 May 10:00     0 min    0 notes  Interview 492\n"
        "  491  16 May 10:00     0 min    0 notes  Interview 491\n"
        "  490  15 May 10:00     0 min    0 notes  Interview 490\n"
        "  489  14 May 10:00     0 min    0 notes  Interview 489\n"
        "  488  13 May 10:00     0 min    0 notes  Interview 488\n"
        "  487  12 May 10:00     0 min    0 notes  Interview 487                        ↓\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " Enter open  s start  r resume  l log  / search  p people  d documents   ? keys\n");
    screen_press("End");
    screen_expect_row(-3, "▸   1  11 Jan 2025      0 min             Interview 1");
    screen_press("PgUp PgUp");
    screen_expect_row(2, "▸  39  18 Feb 2025      0 min             Interview 39                         ↑");
    screen_press("Home");
    screen_expect_row(3, "▸  summary      1  contact summary  Interview 1");
    look();
    /* Only those near the screen were counted. */
    assert_true(screen_has("0 notes"));
}

/* Whose a workshop is, not the sixteen that were there. */
static void sessions_of_all_kinds(void **state)
{
    (void)state;
    static const char guide[] = "---\ntitle: Half day\nkind: workshop\n---\n# Welcome {method=welcome}\n";
    for (int i = 0; i < 2; i++) {
        SessionOpening opening = lab_opening("P01", "P02", "P03", "P04", "P05", "P06", NULL);
        opening.guide_text = guide;
        opening.guide_size = strlen(guide);
        opening.guide_name = "half-day";
        opening.team = i == 0 ? "North" : "";
        lab_session = session_start(lab_store, &opening, &lab_err);
        assert_non_null(lab_session);
        lab_type("/end");
        lab_leave();
    }
    screen_open(24, 80);
    home_open(screen_desk, lab_store, screen_settings);
    screen_work();
    assert_true(screen_has("workshop North  Half day"));
    assert_true(screen_has("workshop 6 people  Half day"));
}

/* The first picture has what it shows and no more; whoever is faster than the rest sees all the same. */
static void the_first_picture_knows_how_many_wait(void **state)
{
    char person[16];

    (void)state;
    for (int i = 1; i <= 5; i++) {
        snprintf(person, sizeof person, "P0%d", i);
        lab_start_with(person, NULL);
        lab_leave();
        lab_pass(LAB_HOUR);
    }
    screen_open(24, 80);
    home_open(screen_desk, lab_store, screen_settings);
    screen_expect_row(2, " To do");
    screen_expect_row(3, "▸  resume       5  open since today 14:00  P05  Working together");
    screen_expect_row(4, "   resume       4  open since today 13:00  P04  Working together");
    screen_expect_row(5, "   resume          3 more sessions to resume");
    screen_expect_row(6, "");
    screen_press("Down Down Enter");
    for (int i = 1; i <= 5; i++) {
        snprintf(person, sizeof person, "P0%d", i);
        assert_true(screen_has(person));
    }
    screen_press("Esc");
    screen_work();
    screen_expect_row(5, "▸  resume          3 more sessions to resume");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, screen_set_up, screen_tear_down)
        TEST(an_empty_study_says_how_to_begin),
        TEST(it_shows_what_waits),
        TEST(it_fits_sixty_columns),
        TEST(it_uses_a_wide_screen),
        TEST(below_the_least_size_it_says_what_is_safe),
        TEST(it_takes_text_of_every_script),
        TEST(much_of_a_kind_is_folded),
        TEST(what_was_struck_and_not_erased_waits),
        TEST(edits_apart_wait_to_be_settled),
        TEST(every_key_leads_where_it_says),
        TEST(a_session_that_was_broken_off_is_one_enter_away),
        TEST(one_that_runs_in_another_window_is_read),
        TEST(an_escape_too_many_costs_no_key),
        TEST(with_nothing_waiting_the_latest_session_is_one_enter_away),
        TEST(many_sessions_are_read_as_they_are_shown),
        TEST(sessions_of_all_kinds),
        TEST(the_first_picture_knows_how_many_wait),
#undef TEST
    };
    return cmocka_run_group_tests_name("home", tests, NULL, NULL);
}
