/* SPDX-License-Identifier: MIT */
/* Faults as they happen on a desk: a full disk, folders and files that cannot be written to, a file that is
 * moved, replaced or locked while it is open, two windows at once, memory that runs out. */
#include <errno.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <fcntl.h>
#include <unistd.h>
#include <cmocka.h>

#include "rir/file.h"
#include "rir/mem.h"
#include "rir/rows.h"
#include "rir/upkeep.h"
#include "scene.h"

static Err err;
static Id session;

/* --- in a process of its own: what fails there is said on standard output as a diagnostic */

enum { CHILD_GOOD, CHILD_BAD, CHILD_CANNOT };

#define CHECK(what)                                                                                          \
    do {                                                                                                     \
        if (!(what)) {                                                                                       \
            printf("# line %d: %s: %s\n", __LINE__, #what, err.text);                                        \
            fflush(stdout);                                                                                  \
            _exit(CHILD_BAD);                                                                                \
        }                                                                                                    \
    } while (0)

static int run_child(void (*work)(void))
{
    fflush(stdout);
    pid_t child = fork();
    int status;
    if (child == 0) {
        work();
        fflush(stdout);
        _exit(CHILD_GOOD);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    if (!WIFEXITED(status))
        fail_msg("the process was ended by signal %d", WTERMSIG(status));
    return WEXITSTATUS(status);
}

static void expect_good(void (*work)(void))
{
    assert_int_equal(run_child(work), CHILD_GOOD);
}

/* --- studies */

static Store *make(const char *name)
{
    scene_remove_study(scene_path(name));
    Store *store = store_create(scene_path(name), "Locality evaluation", "Ann Brown", true, &err);
    if (store && scene_session(store, session.text, &err) == 0)
        return store;
    store_close(store);
    return NULL;
}

static int add(Store *store, const char *text)
{
    Id note = id_make();
    return scene_note(store, note.text, session.text, text, &err);
}

static int64_t count_notes(Store *store)
{
    return rows_find_number(store, -1, "SELECT count(*) FROM note", "");
}

static Store *open_for(const char *name, StoreMode mode)
{
    return store_open(scene_path(name), mode, "Ann Brown", &err);
}

static bool says(const char *part)
{
    return strstr(err.text, part) != NULL;
}

/* --- a full disk */

static bool mount_small(const char *folder)
{
    if (unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
        return false;
    return mkdir(folder, 0700) == 0 && mount("tmpfs", folder, "tmpfs", 0, "size=1m") == 0;
}

static int64_t fill_with_notes(Store *store)
{
    char text[512];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    int64_t kept = 0;
    while (kept < 100000 && add(store, text) == 0)
        kept++;
    return kept;
}

static bool fill_to_the_brim(const char *path)
{
    char byte[256] = "";
    int descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
    while (write(descriptor, byte, sizeof byte) > 0)
        ;
    return descriptor >= 0 && close(descriptor) == 0;
}

static void live_on_a_full_disk(void)
{
    if (!mount_small(scene_path("full")))
        _exit(CHILD_CANNOT);
    Store *store = make("full/a.rir");
    CHECK(store);
    int64_t kept = fill_with_notes(store);
    CHECK(kept > 10 && err.code == ERR_FAILED && says("full"));
    CHECK(fill_to_the_brim(scene_path("full/ballast")));
    CHECK(count_notes(store) == kept);
    CHECK(scene_draft(store, session.text, "still typing, and a lot of it", &err) == 0 || says("full"));
    CHECK(upkeep_backup(store, scene_path("full/copy.rir"), &err) == -1 && says("full"));
    CHECK(!file_exists(scene_path("full/copy.rir")));
    while (store_do_idle(store))
        ;
    store_close(store);
    /* Nothing can be saved there; what was saved is there, and can be taken elsewhere. */
    store = open_for("full/a.rir", STORE_WRITE);
    CHECK(store || (err.text[0] && says("full")));
    if (store) {
        CHECK(count_notes(store) == kept && scene_verify(store, &err) == 0);
        CHECK(upkeep_backup(store, scene_path("elsewhere.rir"), &err) == 0);
        store_close(store);
    }
    CHECK(unlink(scene_path("full/ballast")) == 0);
    store = open_for("full/a.rir", STORE_WRITE);
    CHECK(store && count_notes(store) == kept);
    while (store_do_idle(store))
        ;
    CHECK(scene_verify(store, &err) == 0);
    store_close(store);
}

static void a_full_disk_loses_nothing(void **state)
{
    (void)state;
    int result = run_child(live_on_a_full_disk);
    if (result == CHILD_CANNOT) {
        print_message("# skipped: a small disk can only be mounted as root\n");
        skip();
    }
    assert_int_equal(result, CHILD_GOOD);
}

/* --- permissions: root has them all, so that this is done as someone else */

static void become_nobody(void)
{
    if (geteuid() != 0)
        return;
    CHECK(setgid(65534) == 0 && setuid(65534) == 0);
}

static void use_read_only_things(void)
{
    CHECK(mkdir(scene_path("shut"), 0777) == 0 && chmod(scene_path("shut"), 0777) == 0);
    CHECK(chmod(scene_folder(), 0755) == 0);
    CHECK(geteuid() != 0 || chown(scene_path("shut"), 65534, 65534) == 0);
    become_nobody();
    setenv("XDG_STATE_HOME", scene_path("shut"), 1);
    Store *store = make("shut/a.rir");
    CHECK(store && add(store, "kept") == 0);
    /* chmod under way: what is open stays writable. */
    CHECK(chmod(scene_path("shut/a.rir"), 0400) == 0);
    CHECK(add(store, "kept too") == 0);
    store_close(store);
    /* A file that cannot be written to. */
    CHECK(!open_for("shut/a.rir", STORE_WRITE) && err.code == ERR_FAILED && says("cannot be written to"));
    store = open_for("shut/a.rir", STORE_READ_ONLY);
    CHECK(store && count_notes(store) == 2 && add(store, "no") == -1 && err.code == ERR_REFUSED);
    CHECK(upkeep_backup(store, scene_path("shut/copy.rir"), &err) == 0);
    store_close(store);
    CHECK(chmod(scene_path("shut/a.rir"), 0000) == 0);
    CHECK(!open_for("shut/a.rir", STORE_READ_ONLY) && err.code == ERR_FAILED && says("cannot open"));
    CHECK(chmod(scene_path("shut/a.rir"), 0600) == 0);
    /* A folder that cannot be written to: a study needs files beside it, a backup does not. */
    store = open_for("shut/a.rir", STORE_WRITE);
    CHECK(store);
    store_close(store);
    CHECK(chmod(scene_path("shut"), 0555) == 0);
    CHECK(!open_for("shut/a.rir", STORE_WRITE) && err.code == ERR_FAILED && says("folder"));
    CHECK(!store_create(scene_path("shut/new.rir"), "x", "Ann", true, &err) && err.code == ERR_FAILED);
    store = open_for("shut/copy.rir", STORE_READ_ONLY);
    CHECK(store && count_notes(store) == 2 && scene_verify(store, &err) == 0);
    CHECK(upkeep_backup(store, scene_path("shut/other.rir"), &err) == -1 && err.text[0]);
    store_close(store);
    CHECK(chmod(scene_path("shut"), 0777) == 0);
    store = open_for("shut/a.rir", STORE_WRITE);
    CHECK(store && count_notes(store) == 2 && scene_verify(store, &err) == 0);
    store_close(store);
}

static void what_cannot_be_written_says_so(void **state)
{
    (void)state;
    expect_good(use_read_only_things);
}

/* --- the file goes away, or another takes its place */

static void a_file_that_goes_away_takes_no_promise(void **state)
{
    (void)state;
    Store *store = make("a.rir");
    assert_non_null(store);
    for (int i = 0; i < 20; i++)
        assert_int_equal(add(store, "kept"), 0);
    assert_int_equal(unlink(scene_path("a.rir")), 0);
    assert_int_equal(add(store, "into nowhere"), -1);
    assert_true(says("moved, deleted or replaced"));
    assert_int_equal(scene_draft(store, session.text, "nowhere", &err), -1);
    /* All that was kept can still be read here, and taken to safety. */
    assert_int_equal(count_notes(store), 20);
    assert_int_equal(upkeep_backup(store, scene_path("safe.rir"), &err), 0);
    store_close(store);
    store = open_for("safe.rir", STORE_WRITE);
    assert_int_equal(count_notes(store), 20);
    assert_int_equal(scene_verify(store, &err), 0);
    store_close(store);
}

static void a_file_in_its_place_is_not_written_to(void **state)
{
    (void)state;
    Store *other = make("other.rir");
    store_close(other);
    Store *store = make("a.rir");
    assert_int_equal(add(store, "kept"), 0);
    assert_int_equal(rename(scene_path("a.rir"), scene_path("moved.rir")), 0);
    assert_int_equal(add(store, "into nowhere"), -1);
    assert_int_equal(rename(scene_path("other.rir"), scene_path("a.rir")), 0);
    assert_int_equal(add(store, "into another"), -1);
    assert_true(says("moved, deleted or replaced"));
    /* Put back, it goes on. */
    assert_int_equal(rename(scene_path("moved.rir"), scene_path("a.rir")), 0);
    assert_int_equal(add(store, "kept too"), 0);
    assert_int_equal(count_notes(store), 2);
    store_close(store);
    store = open_for("a.rir", STORE_WRITE);
    assert_int_equal(count_notes(store), 2);
    assert_int_equal(scene_verify(store, &err), 0);
    store_close(store);
}

static void a_lost_wal_takes_nothing_with_it(void **state)
{
    (void)state;
    Store *store = make("a.rir");
    for (int i = 0; i < 20; i++)
        assert_int_equal(add(store, "kept"), 0);
    assert_int_equal(unlink(scene_path("a.rir-wal")), 0);
    assert_int_equal(add(store, "into nowhere"), -1);
    assert_true(says("a.rir-wal"));
    /* What lay in it has been brought into the study itself, whatever happens to this process now. */
    assert_true(scene_copy_file(scene_path("a.rir"), scene_path("b.rir")));
    Store *copy = open_for("b.rir", STORE_WRITE);
    assert_non_null(copy);
    assert_int_equal(count_notes(copy), 20);
    assert_int_equal(scene_verify(copy, &err), 0);
    store_close(copy);
    store_close(store);
    store = open_for("a.rir", STORE_WRITE);
    assert_int_equal(count_notes(store), 20);
    assert_int_equal(add(store, "goes on"), 0);
    store_close(store);
}

/* --- two windows on one study */

#define EACH 150

static void write_from_another_window(void)
{
    Store *store = open_for("a.rir", STORE_WRITE);
    CHECK(store && !store_find_notice(store)[0]);
    for (int i = 0; i < EACH; i++)
        CHECK(add(store, "from there") == 0);
    store_close(store);
}

static void two_windows_write_one_history(void **state)
{
    (void)state;
    Store *store = make("a.rir");
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        write_from_another_window();
        _exit(CHILD_GOOD);
    }
    for (int i = 0; i < EACH; i++)
        if (add(store, "from here") != 0)
            fail_msg("%s", err.text);
    int status;
    waitpid(child, &status, 0);
    assert_int_equal(WEXITSTATUS(status), CHILD_GOOD);
    assert_int_equal(count_notes(store), 2 * EACH);
    assert_int_equal(rows_find_number(store, -1, "SELECT max(seq) - count(*) FROM event", ""), 0);
    assert_int_equal(scene_verify(store, &err), 0);
    store_close(store);
}

/* One window's clock is years ahead: what the other writes afterwards still comes after it. */
static void a_clock_ahead_in_one_window_is_followed_in_the_other(void **state)
{
    (void)state;
    Str text = STR_EMPTY;
    Id note = id_make();
    Store *here = make("a.rir"), *there = open_for("a.rir", STORE_WRITE);
    int64_t now = scene_find_clock();
    assert_int_equal(add(there, "first"), 0);
    scene_set_clock(now + INT64_C(315576000000));
    assert_int_equal(scene_note(here, note.text, session.text, "ten years ahead", &err), 0);
    scene_set_clock(now);
    assert_int_equal(scene_note(there, note.text, session.text, "corrected", &err), 0);
    assert_true(rows_find_text(
        here, &text, "SELECT text FROM note WHERE n = (SELECT n FROM thing WHERE id = ?1)", "t", note.text));
    assert_string_equal(str_text(&text), "corrected");
    assert_int_equal(scene_verify(here, &err), 0);
    str_free(&text);
    store_close(here);
    store_close(there);
}

/* --- memory of rir itself: the first failure is survived, the second ends it with all that was kept on disk
 */

static unsigned long memory_at;
static bool memory_is_low;

static void keep_a_note_short_of_memory(void)
{
    Store *store = open_for("a.rir", STORE_WRITE);
    CHECK(store);
    if (memory_is_low) {
        CHECK(freopen("/dev/null", "w", stderr) != NULL);
        mem_fail_at(1);
        free(mem_new(1));
        CHECK(mem_is_low());
    }
    mem_fail_at(memory_at);
    int result = add(store, "kept, or not");
    mem_fail_at(0);
    CHECK(result == 0);
    store_close(store);
}

static void memory_runs_out(bool twice, unsigned long step)
{
    int64_t ends = 0, notes = 0;
    memory_is_low = twice;
    store_close(make("a.rir"));
    for (memory_at = 1; memory_at < 400; memory_at += step) {
        int result = run_child(keep_a_note_short_of_memory);
        assert_true(result == CHILD_GOOD || (twice && result == 1));
        ends += result != CHILD_GOOD;
        Store *store = open_for("a.rir", STORE_WRITE);
        assert_non_null(store);
        int64_t here = count_notes(store);
        assert_true(here == notes || here == notes + 1);
        assert_true(result != CHILD_GOOD || here == notes + 1);
        notes = here;
        store_close(store);
    }
    Store *store = open_for("a.rir", STORE_WRITE);
    assert_int_equal(scene_verify(store, &err), 0);
    store_close(store);
    assert_true(twice ? ends > 0 : ends == 0);
}

static void memory_that_fails_once_is_survived(void **state)
{
    (void)state;
    memory_runs_out(false, scene_is_soak() ? 1 : 7);
}

static void memory_that_fails_twice_ends_with_all_kept(void **state)
{
    (void)state;
    memory_runs_out(true, scene_is_soak() ? 1 : 7);
}

static int set_up(void **state)
{
    (void)state;
    session = id_make();
    err_clear(&err);
    return 0;
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup(name, set_up)
    const struct CMUnitTest tests[] = {
        TEST(a_full_disk_loses_nothing),
        TEST(what_cannot_be_written_says_so),
        TEST(a_file_that_goes_away_takes_no_promise),
        TEST(a_file_in_its_place_is_not_written_to),
        TEST(a_lost_wal_takes_nothing_with_it),
        TEST(two_windows_write_one_history),
        TEST(a_clock_ahead_in_one_window_is_followed_in_the_other),
        TEST(memory_that_fails_once_is_survived),
        TEST(memory_that_fails_twice_ends_with_all_kept),
    };
    if (!scene_begin("real"))
        return 99;
    scene_use_clock();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    scene_end();
    return failed;
}
