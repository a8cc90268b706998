/* SPDX-License-Identifier: MIT */
/* kill -9: a process that keeps notes and says through a pipe what was acknowledged is killed at random
 * moments. The page cache outlives a process, so that this says nothing of syncs (see test-crash-vfs); it
 * shows that locks, marks, drafts and half-done transactions are put right by the next process, under the
 * same site. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "rir/rows.h"
#include "scene.h"

/* What the child says, in one write: a pipe does not part so little. */
typedef struct {
    int64_t seq;    /* of the note just acknowledged; 0: a draft was */
    int64_t number; /* of the note or draft, counted by the child */
} Word;

static Err err;
static Id session;

static void say(int pipe, int64_t seq, int64_t number)
{
    Word word = {seq, number};
    if (write(pipe, &word, sizeof word) != sizeof word)
        _exit(3);
}

/* Never ends by itself. An error ends it with status 2, which fails the test. */
static void keep_notes(const char *path, int pipe, int64_t number)
{
    char text[64];
    Store *store = store_open(path, STORE_WRITE, "Ann Brown", &err);
    if (!store || store_hold_live(store, &err) != 0 || store_find_notice(store)[0])
        _exit(2);
    for (;; number++) {
        Id note = id_make();
        snprintf(text, sizeof text, "text %lld", (long long)number);
        if (scene_draft(store, session.text, text, &err) != 0)
            _exit(2);
        say(pipe, 0, number);
        if (scene_typed_note(store, note.text, session.text, text, &err) != 0)
            _exit(2);
        say(pipe, rows_find_number(store, 0, "SELECT max(seq) FROM event", ""), number);
        if (number % 7 == 0 && scene_note(store, note.text, session.text, "edited", &err) != 0)
            _exit(2);
        if (number % 23 == 0)
            while (store_do_idle(store))
                ;
    }
}

static void wait_a_while(uint64_t microseconds)
{
    struct timespec time = {.tv_nsec = (long)microseconds * 1000};
    nanosleep(&time, NULL);
}

/* Reads what was acknowledged up to the end; returns the last note's word. */
static Word read_words(int pipe, Word last, int64_t *draft)
{
    Word word;
    while (read(pipe, &word, sizeof word) == sizeof word) {
        if (word.seq)
            last = word;
        else
            *draft = word.number;
    }
    return last;
}

/* The note acknowledged last, and the draft: kept, or replaced by what came after it. */
static void check_last(Store *store, Word last, int64_t draft)
{
    char wanted[64];
    Str text = STR_EMPTY;
    int64_t notes = rows_find_number(store, 0, "SELECT count(*) FROM note", "");
    int64_t events = rows_find_number(store, 0, "SELECT max(seq) FROM event", "");
    assert_true(events >= last.seq);
    assert_int_equal(rows_find_number(store, 0, "SELECT count(*) FROM event", ""), events);
    assert_true(notes == last.number || notes == last.number + 1);
    rows_find_text(store, &text, "SELECT text FROM draft", "");
    snprintf(wanted, sizeof wanted, "text %lld", (long long)draft);
    if (notes < draft && strcmp(str_text(&text), wanted) != 0)
        fail_msg("the draft is \"%s\", not \"%s\"", str_text(&text), wanted);
    str_free(&text);
}

static void nothing_acknowledged_is_lost_to_kill(void **state)
{
    (void)state;
    long kills = scene_is_soak() ? 1000 : 100;
    uint64_t chance = (uint64_t)scene_read_number("RIR_KILL_SEED", 1) * 2654435761u;
    const char *path = scene_path("a.rir");
    Store *store = store_create(path, "Locality evaluation", "Ann Brown", true, &err);
    session = id_make();
    assert_non_null(store);
    assert_int_equal(scene_session(store, session.text, &err), 0);
    store_close(store);
    Word last = {2, 0};
    for (long i = 0; i < kills; i++) {
        int ends[2], status;
        int64_t draft = 0;
        assert_int_equal(pipe(ends), 0);
        pid_t child = fork();
        if (child == 0) {
            close(ends[0]);
            keep_notes(path, ends[1], last.number + 1);
        }
        close(ends[1]);
        chance = chance * 6364136223846793005u + 1442695040888963407u;
        wait_a_while(500 + (chance >> 33) % 12000);
        kill(child, SIGKILL);
        last = read_words(ends[0], last, &draft);
        close(ends[0]);
        waitpid(child, &status, 0);
        assert_true(WIFSIGNALED(status));
        store = store_open(path, STORE_WRITE, "Ann Brown", &err);
        if (!store)
            fail_msg("%s", err.text);
        assert_string_equal(store_find_notice(store), "");
        check_last(store, last, draft);
        /* The note that was kept and not acknowledged counts from here on. */
        last.number = rows_find_number(store, 0, "SELECT count(*) FROM note", "");
        last.seq = rows_find_number(store, 0, "SELECT max(seq) FROM event", "");
        if (i % 25 == 24 && scene_verify(store, &err) != 0)
            fail_msg("%s", err.text);
        store_close(store);
    }
    print_message("# %ld kills, %lld events, 0 acknowledged lost\n", kills, (long long)last.seq);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_acknowledged_is_lost_to_kill),
    };
    if (!scene_begin("kill"))
        return 99;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    scene_end();
    return failed;
}
