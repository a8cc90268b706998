/* SPDX-License-Identifier: MIT */
/* The program in the hands of terminals, signals and disks that behave badly: what was saved stays, what is
 * half typed is kept, the terminal is given back, and what is wrong is said plainly. */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "place.h"
#include "rir/mem.h"
#include "rir/rows.h"

static const char *const start_words[] = {"start", "strategic-leaders", "--person", "P01", NULL};
static const char *const resume_words[] = {"resume", NULL};

static Place *place;

/* --- helpers */

static int set_up(void **state)
{
    (void)state;
    place = place_new(NULL);
    place_make_study(place);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    place_free(place);
    place = NULL;
    return 0;
}

static void fail_with_screen(Pty *pty, const char *what)
{
    Str screen = STR_EMPTY;

    pty_add_screen(pty, &screen);
    print_message("missing: %s\n%s", what, str_text(&screen));
    str_free(&screen);
    fail();
}

static void expect(Pty *pty, const char *text)
{
    if (!pty_wait_text(pty, text))
        fail_with_screen(pty, text);
}

static void expect_not(Pty *pty, const char *text)
{
    if (!pty_wait_no_text(pty, text))
        fail_with_screen(pty, text);
}

static Pty *open_at(int rows, int columns, const char *const *words)
{
    Pty *pty = place_open(place, rows, columns, words);

    expect(pty, " saved");
    return pty;
}

static Pty *open_session(void)
{
    return open_at(24, 80, start_words);
}

static int wait_end(Pty *pty)
{
    int status = 0;

    if (!pty_wait_end(pty, &status, PTY_PATIENCE))
        fail_with_screen(pty, "the end of the program");
    return status;
}

static Store *open_study(void)
{
    Err err = {ERR_NONE, ""};
    Store *store = store_open(place_find_study(place), STORE_READ_ONLY, "Test", &err);

    if (store == NULL)
        fail_msg("%s", err.text);
    return store;
}

static int64_t count(const char *sql, const char *text)
{
    Store *store = open_study();
    int64_t number = rows_find_number(store, -1, sql, "t", text);

    store_close(store);
    return number;
}

static int64_t count_notes(const char *text)
{
    return count("SELECT count(*) FROM notes WHERE text = ?1", text);
}

/* Those that end so: what is typed can be the end of what stood in the line. */
static int64_t count_ends(const char *text)
{
    return count("SELECT count(*) FROM notes WHERE text LIKE '%' || ?1", text);
}

/* What the program answers to keys comes when it comes: this waits until the study says so. */
static bool wait_count(Pty *pty, int64_t (*count_texts)(const char *text), const char *text, int64_t wanted)
{
    for (int left = PTY_PATIENCE; count_texts(text) != wanted && left > 0; left -= 10)
        pty_watch(pty, 10);
    return count_texts(text) == wanted;
}

static void expect_note(Pty *pty, const char *text)
{
    if (!wait_count(pty, count_notes, text, 1))
        fail_with_screen(pty, text);
}

static void type_note(Pty *pty, const char *text)
{
    int64_t before = count_ends(text);

    pty_type(pty, text);
    pty_type(pty, "\r");
    if (!wait_count(pty, count_ends, text, before + 1))
        fail_with_screen(pty, text);
    expect(pty, " saved ");
    expect(pty, text);
}

static int64_t count_drafts(const char *text)
{
    return count("SELECT count(*) FROM draft WHERE text = ?1", text);
}

static void expect_draft(const char *text)
{
    assert_int_equal(count_drafts(text), 1);
}

static void expect_verified(void)
{
    static const char *const words[] = {"verify", NULL};
    Str said = STR_EMPTY;

    if (place_run(place, words, NULL, &said) != 0)
        fail_msg("%s", str_text(&said));
    str_free(&said);
}

static struct termios find_fresh_modes(void)
{
    static const char *const argv[] = {"cat", NULL};
    Pty *pty = pty_open(24, 80, argv, NULL);
    struct termios modes = pty_find_modes(pty);

    pty_close(pty);
    return modes;
}

static void expect_given_back(Pty *pty)
{
    struct termios fresh = find_fresh_modes(), modes = pty_find_modes(pty);

    assert_false(pty_is_alternate(pty));
    assert_false(pty_is_pasting(pty));
    assert_int_equal(modes.c_iflag, fresh.c_iflag);
    assert_int_equal(modes.c_oflag, fresh.c_oflag);
    assert_int_equal(modes.c_lflag, fresh.c_lflag);
}

/* --- signals */

static void test_the_window_is_closed(void **state)
{
    (void)state;
    Pty *pty = open_session();

    type_note(pty, "kept before");
    pty_type(pty, "half a not");
    expect(pty, "half a not");
    pty_hang_up(pty);
    wait_end(pty);
    pty_close(pty);
    assert_int_equal(count_notes("kept before"), 1);
    expect_draft("half a not");
    pty = place_open(place, 24, 80, resume_words);
    expect(pty, "half a not");
    type_note(pty, "e");
    assert_int_equal(count_notes("half a note"), 1);
    pty_close(pty);
    expect_verified();
}

/* However often: the session is left in order, not broken off. */
static void test_the_window_is_closed_again_and_again(void **state)
{
    (void)state;
    Str wal = STR_EMPTY;

    str_add_format(&wal, "%s-wal", place_find_study(place));
    for (int i = 0; i < 12; i++) {
        Pty *pty = open_at(24, 80, i == 0 ? start_words : resume_words);
        pty_watch(pty, i * 3);
        pty_hang_up(pty);
        assert_true(WIFEXITED(wait_end(pty)));
        pty_close(pty);
        assert_int_equal(access(str_text(&wal), F_OK), -1);
    }
    Store *store = open_study();
    assert_int_equal(rows_find_number(store, 0, "SELECT count(*) FROM sitting WHERE why = 'left'", ""), 12);
    store_close(store);
    str_free(&wal);
}

static void check_signal(int number)
{
    Pty *pty = open_session();

    type_note(pty, "kept before");
    pty_type(pty, "half a not");
    expect(pty, "half a not");
    kill(pty_find_process(pty), number);
    wait_end(pty);
    expect_given_back(pty);
    pty_close(pty);
    assert_int_equal(count_notes("kept before"), 1);
    expect_draft("half a not");
    expect_verified();
}

static void test_the_system_goes_down(void **state)
{
    (void)state;
    check_signal(SIGTERM);
}

static void test_a_hangup_alone(void **state)
{
    (void)state;
    check_signal(SIGHUP);
}

/* The draft is as old as it was; the terminal is usable. */
static void test_a_fault(void **state)
{
    (void)state;
    Pty *pty = open_session();

    type_note(pty, "kept before");
    pty_type(pty, "half a not");
    expect(pty, "half a not");
    assert_true(wait_count(pty, count_drafts, "half a not", 1));
    kill(pty_find_process(pty), SIGSEGV);
    int status = wait_end(pty);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
    expect_given_back(pty);
    pty_close(pty);
    expect_draft("half a not");
    pty = place_open(place, 24, 80, resume_words);
    expect(pty, "half a not");
    expect(pty, "without");
    pty_close(pty);
    expect_verified();
}

static void test_suspended_in_the_middle(void **state)
{
    (void)state;
    Str command = STR_EMPTY;
    const char *variables[] = {NULL, "LC_ALL=C.UTF-8", NULL, NULL};
    Str study = STR_EMPTY, home = STR_EMPTY;

    str_add_format(&study, "RIR_STUDY=%s", place_find_study(place));
    str_add_format(&home, "HOME=%s/home", place_find_folder(place));
    variables[0] = str_text(&study);
    variables[2] = str_text(&home);
    str_add_format(
        &command, "set -m; %s start strategic-leaders --person P01; echo in the shell; read a; fg; echo gone",
        place_find_program());
    const char *const argv[] = {"sh", "-c", str_text(&command), NULL};
    Pty *pty = pty_open(24, 80, argv, variables);
    expect(pty, " saved");
    type_note(pty, "kept before");
    pty_type(pty, "half a not");
    expect(pty, "half a not");
    pty_type(pty, "\x1a");
    expect(pty, "in the shell");
    expect_given_back(pty);
    pty_type(pty, "\n");
    expect(pty, "half a not");
    type_note(pty, "e");
    pty_type(pty, "/adjourn\r");
    expect(pty, "gone");
    pty_close(pty);
    assert_int_equal(count_notes("half a note"), 1);
    str_free(&command);
    str_free(&study);
    str_free(&home);
    expect_verified();
}

/* --- terminals */

static void test_sizes_in_a_storm(void **state)
{
    (void)state;
    static const char letters[] = "the money follows the bed and not the person";
    Pty *pty = open_session();

    for (size_t i = 0; letters[i] != '\0'; i++) {
        pty_send(pty, letters + i, 1);
        pty_resize(pty, (int)(1 + i * 7 % 60), (int)(1 + i * 31 % 200));
    }
    pty_resize(pty, 24, 80);
    type_note(pty, " we say");
    assert_int_equal(count_notes("the money follows the bed and not the person we say"), 1);
    pty_close(pty);
    expect_verified();
}

static void test_small_terminals(void **state)
{
    (void)state;
    Pty *pty = open_at(20, 60, start_words);

    type_note(pty, "in a small one");
    pty_resize(pty, 10, 40);
    expect(pty, "Too small");
    pty_type(pty, "typed unseen\r");
    expect(pty, "2 notes are saved");
    pty_resize(pty, 1, 1);
    pty_type(pty, "in one cell\r");
    pty_settle(pty, 200);
    pty_resize(pty, 24, 80);
    expect(pty, "in one cell");
    expect(pty, "typed unseen");
    expect_note(pty, "typed unseen");
    expect_note(pty, "in one cell");
    pty_close(pty);
    expect_verified();
}

static void test_a_pasted_megabyte(void **state)
{
    (void)state;
    const size_t size = 1 << 20;
    char *text = mem_new(size + 1);
    Pty *pty = open_session();

    for (size_t i = 0; i < size; i++)
        text[i] = i % 61 == 60 ? '\n' : (char)('a' + i % 26);
    pty_type(pty, "\x1b[200~");
    pty_send(pty, text, size);
    pty_type(pty, "\x1b[201~");
    expect(pty, "typing");
    pty_type(pty, "\r");
    type_note(pty, "and on it goes");
    Store *store = open_study();
    assert_int_equal(rows_find_number(store, 0, "SELECT count(*) FROM notes WHERE length(text) >= ?1 - 1",
                                      "i", (int64_t)size),
                     1);
    assert_int_equal(rows_find_number(store, 0, "SELECT count(*) FROM notes", ""), 2);
    store_close(store);
    pty_close(pty);
    assert_int_equal(count_notes("and on it goes"), 1);
    expect_verified();
    free(text);
}

static void test_bytes_that_are_no_text(void **state)
{
    (void)state;
    static const char bad[] = "bad \xff\xfe\xc3( \xed\xa0\x80 \xf5\x80\x80\x80 bytes\0 and a NUL\r";
    Pty *pty = open_session();

    pty_send(pty, bad, sizeof bad - 1);
    type_note(pty, "and a clean one");
    pty_type(pty, "naïve 整合照护 e\xcc\x81 👩‍👧\r");
    expect(pty, "naïve 整合照护");
    expect_note(pty, "naïve 整合照护 e\xcc\x81 👩‍👧");
    pty_close(pty);
    assert_int_equal(count_notes("and a clean one"), 1);
    Store *store = open_study();
    assert_int_equal(
        rows_find_number(store, 0, "SELECT count(*) FROM notes WHERE text LIKE 'bad %bytes%'", ""), 1);
    store_close(store);
    expect_verified();
}

static void test_an_unknown_terminal(void **state)
{
    (void)state;
    place_set(place, "TERM=made-up-9000");
    Pty *pty = place_open(place, 24, 80, start_words);

    expect(pty, "made-up-9000");
    type_note(pty, "all the same");
    pty_close(pty);
    assert_int_equal(count_notes("all the same"), 1);
}

/* A terminal that only prints gets the session line by line. */
static void test_a_dumb_terminal(void **state)
{
    (void)state;
    static const char *const terminals[] = {"TERM=dumb", "TERM=", "TERM"};

    for (size_t i = 0; i < sizeof terminals / sizeof terminals[0]; i++) {
        place_set(place, terminals[i]);
        Pty *pty = place_open(place, 24, 80, i == 0 ? start_words : resume_words);
        expect(pty, "at: Opening");
        pty_type(pty, "on paper, as it were\n");
        expect(pty, "saved 00:0"); /* minutes into the session */
        pty_type(pty, "\x04");
        assert_int_equal(wait_end(pty), 0);
        pty_close(pty);
        assert_int_equal(count_notes("on paper, as it were"), i + 1);
    }
}

static void test_no_utf8_locale(void **state)
{
    (void)state;
    static const char *const locales[] = {"LC_ALL=C", "LC_ALL=POSIX", "LC_ALL=xx_YY.nothing"};

    for (size_t i = 0; i < sizeof locales / sizeof locales[0]; i++) {
        place_set(place, locales[i]);
        Pty *pty = open_at(24, 80, i == 0 ? start_words : resume_words);
        pty_type(pty, "naïve 整合\r");
        type_note(pty, "plain");
        pty_hang_up(pty);
        wait_end(pty);
        pty_close(pty);
        assert_int_equal(count_notes("naïve 整合"), i + 1);
    }
}

/* Nothing to read from, nothing to write to. */
static void test_closed_streams(void **state)
{
    (void)state;
    static const char *const closed[] = {"<&-", ">&-", "<&- >&-", "<&- >&- 2>&-", "2>&-"};
    static const char *const commands[] = {"", "status", "start strategic-leaders --person P01 --lines",
                                           "resume"};
    Str command = STR_EMPTY, out = STR_EMPTY;

    for (size_t i = 0; i < sizeof closed / sizeof closed[0]; i++)
        for (size_t j = 0; j < sizeof commands / sizeof commands[0]; j++) {
            str_clear(&command);
            str_add_format(&command, "exec timeout 300 %s %s %s", place_find_program(), commands[j],
                           closed[i]);
            const char *const argv[] = {"sh", "-c", str_text(&command), NULL};
            str_clear(&out);
            int status = place_run_program(place, argv, "typed\n", &out);
            if (status > 2)
                fail_msg("%s: exit status %d: %s", str_text(&command), status, str_text(&out));
        }
    /* None of the program's own files was taken for what was typed. */
    Store *store = open_study();
    assert_int_equal(rows_find_number(store, 0, "SELECT count(*) FROM notes WHERE text <> 'typed'", ""), 0);
    store_close(store);
    expect_verified();
    str_free(&command);
    str_free(&out);
}

/* --- disks */

static void remove_study(void)
{
    static const char *const endings[] = {"", "-wal", "-shm"};
    Str path = STR_EMPTY;

    for (size_t i = 0; i < 3; i++) {
        str_clear(&path);
        str_add_format(&path, "%s%s", place_find_study(place), endings[i]);
        unlink(str_text(&path));
    }
    str_free(&path);
}

static void test_the_study_is_deleted(void **state)
{
    (void)state;
    Pty *pty = open_session();

    type_note(pty, "kept before");
    remove_study();
    pty_type(pty, "typed into nothing\r");
    expect(pty, "NOT SAVED");
    expect(pty, "typed into nothing");
    pty_resize(pty, 40, 120);
    expect(pty, "NOT SAVED");
    expect(pty, "typed into nothing");
    pty_hang_up(pty);
    wait_end(pty);
    pty_close(pty);
}

static void test_the_study_is_moved_and_comes_back(void **state)
{
    (void)state;
    Pty *pty = open_session();
    Str away = STR_EMPTY;

    type_note(pty, "kept before");
    str_add_format(&away, "%s.away", place_find_study(place));
    assert_int_equal(rename(place_find_study(place), str_text(&away)), 0);
    pty_type(pty, "typed meanwhile\r");
    expect(pty, "NOT SAVED");
    expect(pty, "typed meanwhile");
    assert_int_equal(rename(str_text(&away), place_find_study(place)), 0);
    pty_type(pty, "\r");
    expect(pty, " saved ");
    expect_not(pty, "NOT SAVED");
    pty_close(pty);
    assert_int_equal(count_notes("kept before"), 1);
    assert_int_equal(count_notes("typed meanwhile"), 1);
    expect_verified();
    str_free(&away);
}

/* What is open stays open; what is opened anew can only be read, and says so. */
static void test_the_study_becomes_read_only(void **state)
{
    (void)state;
    static const char *const show[] = {"show", "1", NULL};
    Str said = STR_EMPTY;

    if (!place_drop_root(place)) {
        print_message("permissions cannot be tried by root, and nobody else can run rir here\n");
        skip();
    }
    Pty *pty = open_session();
    type_note(pty, "kept before");
    chmod(place_find_study(place), 0400);
    chmod(place_find_folder(place), 0500);
    type_note(pty, "kept all the same");
    kill(pty_find_process(pty), SIGKILL);
    wait_end(pty);
    pty_close(pty);
    assert_int_not_equal(place_run(place, resume_words, NULL, &said), 0);
    assert_non_null(strstr(str_text(&said), "cannot be written to"));
    str_clear(&said);
    assert_int_equal(place_run(place, show, NULL, &said), 0);
    assert_non_null(strstr(str_text(&said), "kept all the same"));
    chmod(place_find_folder(place), 0700);
    chmod(place_find_study(place), 0600);
    expect_verified();
    str_free(&said);
}

static bool mount_small(const char *folder)
{
    return unshare(CLONE_NEWNS) == 0 && mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
           mkdir(folder, 0700) == 0 && mount("tmpfs", folder, "tmpfs", 0, "size=2m") == 0;
}

static void fill_to_the_brim(const char *path)
{
    static const char block[4096] = "";
    int descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

    while (write(descriptor, block, sizeof block) > 0)
        ;
    while (write(descriptor, block, 1) > 0)
        ;
    close(descriptor);
}

static void test_the_disk_is_full(void **state)
{
    (void)state;
    Str folder = STR_EMPTY, filler = STR_EMPTY;

    str_add_format(&folder, "%s/small", place_find_folder(place));
    if (!mount_small(str_text(&folder))) {
        print_message("only root can make a small disk: %s\n", strerror(errno));
        str_free(&folder);
        skip();
    }
    Place *outside = place;
    place = place_new_in(str_text(&folder), NULL);
    place_make_study(place);
    Pty *pty = open_session();
    type_note(pty, "kept before");
    pty_settle(pty, 100);
    str_add_format(&filler, "%s/filler", str_text(&folder));
    fill_to_the_brim(str_text(&filler));
    /* What is left of the -wal may still take a note or two. */
    Str note = STR_EMPTY;
    int typed = 0;
    do {
        str_clear(&note);
        str_add_format(
            &note, "note %d of %.300s", typed++,
            "those that are typed while the disk is full, and long, so that it fills what room there was in "
            "the file that takes them, which is laid out in pages of four kilobytes each, and longer still");
        pty_type(pty, str_text(&note));
        pty_type(pty, "\r");
        for (int left = PTY_PATIENCE; left > 0 && !pty_has_text(pty, "NOT SAVED"); left -= 10) {
            if (count_notes(str_text(&note)) == 1)
                break;
            pty_watch(pty, 10);
        }
    } while (!pty_has_text(pty, "NOT SAVED") && typed < 1000);
    expect(pty, "NOT SAVED");
    expect(pty, "full");
    Str unsaved = STR_EMPTY;
    str_add_format(&unsaved, "note %d of", typed - 1);
    expect(pty, str_text(&unsaved));
    assert_int_equal(count_notes(str_text(&note)), 0);
    unlink(str_text(&filler));
    pty_type(pty, "\r");
    expect(pty, " saved ");
    expect_not(pty, "NOT SAVED");
    assert_int_equal(count_notes(str_text(&note)), 1);
    assert_int_equal(count_notes("kept before"), 1);
    Store *store = open_study();
    assert_int_equal(rows_find_number(store, 0, "SELECT count(*) FROM notes", ""), typed + 1);
    store_close(store);
    pty_hang_up(pty);
    wait_end(pty);
    pty_close(pty);
    expect_verified();
    place_free(place);
    place = outside;
    umount(str_text(&folder));
    rmdir(str_text(&folder));
    str_free(&folder);
    str_free(&filler);
    str_free(&note);
    str_free(&unsaved);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_window_is_closed),
        TEST(test_the_window_is_closed_again_and_again),
        TEST(test_the_system_goes_down),
        TEST(test_a_hangup_alone),
        TEST(test_a_fault),
        TEST(test_suspended_in_the_middle),
        TEST(test_sizes_in_a_storm),
        TEST(test_small_terminals),
        TEST(test_a_pasted_megabyte),
        TEST(test_bytes_that_are_no_text),
        TEST(test_an_unknown_terminal),
        TEST(test_a_dumb_terminal),
        TEST(test_no_utf8_locale),
        TEST(test_closed_streams),
        TEST(test_the_study_is_deleted),
        TEST(test_the_study_is_moved_and_comes_back),
        TEST(test_the_study_becomes_read_only),
        TEST(test_the_disk_is_full),
    };

    return cmocka_run_group_tests_name("program", tests, NULL, NULL);
}
