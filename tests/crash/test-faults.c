/* SPDX-License-Identifier: MIT */
/* Each act a study knows, with every n-th write, sync, open, truncation, mapping, read, renaming and
 * allocation failing, once or for good. After each: no crash, words that say what happened, nothing
 * acknowledged lost, nothing half done, and the act succeeds when the fault is over. */
#include <errno.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "faults.h"
#include "rir/file.h"
#include "rir/mem.h"
#include "rir/rows.h"
#include "rir/upkeep.h"
#include "scene.h"

#define CLOCK INT64_C(1794800000000)
#define NOTES 40

/* --- the study each act begins with */

static struct {
    Id session, ended, person, notes[NOTES], fresh;
    Str study, mark;
    char mark_path[256];
} start;

static Store *store, *other;
static Err err;

static void keep_mark(void)
{
    Str names = STR_EMPTY;
    Str folder = STR_EMPTY;
    str_add_format(&folder, "%s/rir", scene_folder());
    int count = file_list(str_text(&folder), ".mark", &names, &err);
    const char *name = str_text(&names);
    for (int i = 0; i < count; i++, name += strlen(name) + 1) {
        snprintf(start.mark_path, sizeof start.mark_path, "%s/%s", str_text(&folder), name);
        assert_int_equal(file_read(start.mark_path, 4096, &start.mark, &err), 0);
    }
    assert_int_equal(count, 1);
    str_free(&names);
    str_free(&folder);
}

#define OK(call)                                                                                             \
    do {                                                                                                     \
        if ((call) != 0)                                                                                     \
            fail_msg("%s: %s", #call, err.text);                                                             \
    } while (0)

/* Two sessions, one ended and in the index, with codes, an edited, a struck and an undone note. */
static void make_start(void)
{
    char text[128];
    id_set_seed(1);
    scene_set_clock(CLOCK);
    store = store_create(scene_path("a.rir"), "Locality evaluation", "Ann Brown", true, &err);
    assert_non_null(store);
    start.session = id_make();
    start.ended = id_make();
    start.person = id_make();
    start.fresh = id_make();
    OK(scene_act(store, "person.set", start.person.text, NULL, NULL, &err, "{\"pseudonym\":\"P01\"}"));
    OK(scene_session(store, start.ended.text, &err));
    OK(scene_session(store, start.session.text, &err));
    for (int i = 0; i < NOTES; i++) {
        const char *session = i < NOTES / 2 ? start.ended.text : start.session.text;
        start.notes[i] = id_make();
        snprintf(text, sizeof text, "note %d of trust and money, with words enough for a line", i);
        OK(i % 5 ? scene_note(store, start.notes[i].text, session, text, &err)
                 : scene_coded_note(store, start.notes[i].text, session, start.person.text, text, &err));
    }
    OK(scene_act(store, "session.end", start.ended.text, start.ended.text, NULL, &err, "{\"at\":5000}"));
    while (store_do_idle(store))
        ;
    OK(scene_note(store, start.notes[30].text, start.session.text, "changed once", &err));
    OK(scene_act(store, "note.strike", start.notes[31].text, start.session.text, NULL, &err, "{}"));
    OK(scene_draft(store, start.session.text, "half a thou", &err));
    OK(upkeep_backup(store, scene_path("b.rir"), &err));
    store_close(store);
    store = NULL;
    other = store_open(scene_path("b.rir"), STORE_WRITE, "Bob", &err);
    assert_non_null(other);
    keep_mark();
    OK(scene_note(other, start.notes[1].text, start.ended.text, "by the other", &err));
    OK(scene_note(other, start.notes[32].text, start.session.text, "by the other too", &err));
    OK(scene_coded_note(other, start.fresh.text, start.session.text, start.person.text, "new from the other",
                        &err));
    OK(upkeep_erase(other, (const char *[]){start.notes[2].text}, 1, "withdrawn", &err));
    OK(file_read(scene_path("a.rir"), 1 << 24, &start.study, &err));
}

/* The same file, inode and mark, so that it is no copy. */
static void put_back(void)
{
    char path[300];
    static const char *const endings[] = {"-wal", "-shm", "-journal"};
    for (size_t i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s%s", scene_path("a.rir"), endings[i]);
        unlink(path);
    }
    FILE *file = fopen(scene_path("a.rir"), "r+");
    assert_non_null(file);
    assert_int_equal(fwrite(start.study.data, 1, start.study.size, file), start.study.size);
    fclose(file);
    assert_int_equal(truncate(scene_path("a.rir"), (off_t)start.study.size), 0);
    OK(file_write(start.mark_path, start.mark.data, start.mark.size, &err));
    scene_remove_study(scene_path("new.rir"));
    scene_set_clock(CLOCK + 10000000);
    id_set_seed(99);
}

static int open_store(void)
{
    store = store_open(scene_path("a.rir"), STORE_WRITE, "Ann Brown", &err);
    return store ? 0 : -1;
}

/* --- the acts: 0 or -1 */

static int do_create(void)
{
    Store *made = store_create(scene_path("new.rir"), "Another", "Ann Brown", true, &err);
    store_close(made);
    return made ? 0 : -1;
}

static int do_open(void)
{
    store_close(store);
    return open_store();
}

static int do_note(void)
{
    return scene_note(store, start.fresh.text, start.session.text, "a new note", &err);
}

static int do_coded_note(void)
{
    return scene_coded_note(store, start.fresh.text, start.session.text, start.person.text,
                            "a new note with codes", &err);
}

static int do_typed_note(void)
{
    return scene_typed_note(store, start.fresh.text, start.session.text, "a typed note", &err);
}

static int do_draft(void)
{
    return scene_draft(store, start.session.text, "a longer thought, still being typed", &err);
}

static int do_undo(void)
{
    EventKey key = store_find_undo(store, start.session.text, false);
    if (key.seq == 0)
        return err_set(&err, ERR_FAILED, "there is nothing to undo, it says");
    return store_undo(store, &key, false, 0, 0, &err);
}

static int do_edit(void)
{
    return scene_coded_note(store, start.notes[0].text, start.ended.text, start.person.text,
                            "changed after the end", &err);
}

static int do_erase(void)
{
    const char *list[] = {start.notes[3].text, start.notes[33].text};
    return upkeep_erase(store, list, 2, "withdrawn", &err);
}

static int do_erase_struck(void)
{
    return upkeep_erase_struck(store, start.session.text, &err) < 0 ? -1 : 0;
}

static int do_backup(void)
{
    return upkeep_backup(store, scene_path("new.rir"), &err);
}

static int do_parcel(void)
{
    return scene_exchange(other, store, true, NULL, &err);
}

static int do_rebuild(void)
{
    return upkeep_rebuild(store, NULL, NULL, &err);
}

static int do_verify(void)
{
    return scene_verify(store, &err);
}

static int do_search(void)
{
    int64_t hits = scene_search(store, "trust", &err);
    if (hits >= 0 && hits != NOTES - 2)
        fail_msg("search found %lld notes without a word of what is missing", (long long)hits);
    return hits < 0 ? -1 : 0;
}

static int do_idle(void)
{
    while (store_do_idle(store))
        ;
    return 0;
}

static int do_close(void)
{
    store_close(store);
    store = NULL;
    return 0;
}

typedef struct {
    const char *name;
    int (*act)(void);
    int prepare;    /* 1: a session to be indexed */
    bool is_silent; /* has no error to tell: what failed is tried again another time */
    bool may_stand; /* what is done can have been done though an error came behind it */
} Scenario;

static const Scenario scenarios[] = {
    {"create", do_create, 0, false, false},
    {"open", do_open, 0, false, false},
    {"note", do_note, 0, false, false},
    {"note with codes", do_coded_note, 0, false, false},
    {"typed note", do_typed_note, 0, false, false},
    {"draft", do_draft, 0, false, false},
    {"undo", do_undo, 0, false, false},
    {"edit", do_edit, 0, false, false},
    {"erase", do_erase, 0, false, true},
    {"erase what was struck", do_erase_struck, 0, false, true},
    {"backup", do_backup, 0, false, false},
    {"parcel", do_parcel, 0, false, true},
    {"rebuild", do_rebuild, 0, false, false},
    {"verify", do_verify, 0, false, false},
    {"search", do_search, 0, false, false},
    {"idle", do_idle, 1, true, false},
    {"close", do_close, 0, true, false},
};

#define SCENARIOS (sizeof scenarios / sizeof *scenarios)

/* --- one fault */

typedef struct {
    const Scenario *scenario;
    FaultKind kind;
    unsigned long n;
    bool for_ever;
    int error;
} Case;

static const Case *current;
static unsigned long cases, strikes;

#define FAIL(...)                                                                                            \
    do {                                                                                                     \
        print_message("# %s: %s %lu, %s, error %d\n", current->scenario->name, fault_name(current->kind),    \
                      current->n, current->for_ever ? "for ever" : "once", current->error);                  \
        fail_msg(__VA_ARGS__);                                                                               \
    } while (0)

static void begin_case(const Scenario *scenario)
{
    put_back();
    OK(open_store());
    if (scenario->prepare) {
        OK(scene_act(store, "session.end", start.session.text, start.session.text, NULL, &err,
                     "{\"at\":5000}"));
        /* as an end does, and else the next opening */
        OK(do_erase_struck());
    }
    err_clear(&err);
}

/* What a researcher can read: not silence, and not SQLite's own words for nothing. */
static void check_words(void)
{
    if (err.code == ERR_NONE || strlen(err.text) < 20 || strstr(err.text, "not an error") ||
        strstr(err.text, "unknown error") || strstr(err.text, "SQL logic error"))
        FAIL("the error says only \"%s\"", err.text);
}

static int64_t count_events(void)
{
    return rows_find_number(store, -1, "SELECT count(*) FROM event", "");
}

static void check_whole(const char *before, const char *after, int result)
{
    char digest[DIGEST_HEX_SIZE];
    scene_digest(store, digest);
    bool is_before = strcmp(digest, before) == 0, is_after = strcmp(digest, after) == 0;

    if (result == 0 ? !is_after : !(is_before || (is_after && current->scenario->may_stand)))
        FAIL("the study is %s", is_before  ? "as before, though it said done"
                                : is_after ? "changed, though it said failed"
                                           : "neither as before nor done");
    if (scene_verify(store, &err) != 0)
        FAIL("%s", err.text);
}

static void reopen(void)
{
    store_close(store);
    if (open_store() != 0)
        FAIL("%s", err.text);
    if (store_find_notice(store)[0])
        FAIL("%s", store_find_notice(store));
}

/* Whether the fault struck. */
static bool try_case(const Case *given, const char *before, const char *after, int64_t events)
{
    bool struck;
    current = given;
    begin_case(given->scenario);
    fault_arm(given->kind, given->n, given->for_ever, given->error);
    int result = given->scenario->act();
    fault_disarm(&struck);
    if (result != 0)
        check_words();
    if (!store && open_store() != 0)
        FAIL("%s", err.text);
    if (!given->scenario->is_silent)
        check_whole(before, after, result);
    /* The fault is over: the same act is done now, in the same store. */
    if (result != 0 && given->scenario->act() != 0)
        FAIL("again: %s", err.text);
    if (!store && open_store() != 0)
        FAIL("%s", err.text);
    if (count_events() != events)
        FAIL("%lld events, not %lld", (long long)count_events(), (long long)events);
    /* A statement left half read would stop this. */
    if ((scene_is_soak() || cases % 2 == 0) && upkeep_backup(store, scene_path("copy.rir"), &err) != 0)
        FAIL("afterwards: %s", err.text);
    scene_remove_study(scene_path("copy.rir"));
    reopen();
    if ((scene_is_soak() || cases % 8 == 1) && scene_verify(store, &err) != 0)
        FAIL("afterwards: %s", err.text);
    if (count_events() != events)
        FAIL("afterwards %lld events, not %lld", (long long)count_events(), (long long)events);
    store_close(store);
    store = NULL;
    return struck;
}

/* --- all faults of a kind */

static void try_all(const Scenario *scenario, FaultKind kind, int error, bool for_ever)
{
    char before[DIGEST_HEX_SIZE], after[DIGEST_HEX_SIZE];
    bool struck;
    fault_disarm(&struck); /* a case that failed did not */
    begin_case(scenario);
    scene_digest(store, before);
    fault_arm(kind, 0, false, error);
    OK(scenario->act());
    unsigned long calls = fault_disarm(&struck);
    if (!store)
        OK(open_store());
    scene_digest(store, after);
    int64_t events = count_events();
    store_close(store);
    store = NULL;
    /* In check a few of them, at other places with each error and scene. */
    unsigned long few = kind == FAULT_MEMORY ? 4 : 1;
    unsigned long stride = scene_is_soak() || calls <= few ? 1 : calls / few;
    unsigned long first = stride > 1 ? 1 + cases * 7 % stride : 1;
    for (unsigned long n = first; n <= calls; n += stride) {
        Case one = {scenario, kind, n, for_ever, error};
        strikes += try_case(&one, before, after, events);
        cases++;
    }
}

static void try_kind(FaultKind kind, const int *errors, size_t count)
{
    const char *only = getenv("RIR_FAULT_SCENE");
    cases = strikes = 0;
    for (size_t i = 0; i < SCENARIOS; i++)
        for (size_t j = 0; j < count; j++)
            for (int for_ever = 0; for_ever < 2; for_ever++)
                if (!only || strcmp(only, scenarios[i].name) == 0)
                    try_all(&scenarios[i], kind, errors[j], for_ever);
    print_message("# %s: %lu faults in %zu scenes, %lu struck\n", fault_name(kind), cases, SCENARIOS,
                  strikes);
    assert_true(only || strikes > 0);
}

#define FAULT_TEST(name, kind, ...)                                                                          \
    static void name(void **state)                                                                           \
    {                                                                                                        \
        (void)state;                                                                                         \
        static const int errors[] = {__VA_ARGS__};                                                           \
        try_kind(kind, errors, sizeof errors / sizeof *errors);                                              \
    }

FAULT_TEST(writes_that_fail, FAULT_WRITE, EIO, ENOSPC, FAULT_SHORT)
FAULT_TEST(syncs_that_fail, FAULT_SYNC, EIO)
FAULT_TEST(opens_that_fail, FAULT_OPEN, EACCES, EMFILE)
FAULT_TEST(truncations_that_fail, FAULT_TRUNCATE, EIO)
FAULT_TEST(mappings_that_fail, FAULT_MAP, ENOMEM)
FAULT_TEST(reads_that_fail, FAULT_READ, EIO)
FAULT_TEST(names_that_fail, FAULT_NAME, EIO, ENOSPC)
FAULT_TEST(memory_that_fails, FAULT_MEMORY, ENOMEM)

/* --- what is kept in memory stays there, whatever is taken and given back beside it */

#define BLOCKS 400
#define TURNS 60000
#define MOST_BYTES 3000

typedef struct {
    unsigned char *bytes;
    int size;
    unsigned char mark;
} Kept;

static void check_kept(const Kept *kept, int size)
{
    for (int i = 0; i < size; i++)
        if (kept->bytes[i] != (unsigned char)(kept->mark + i))
            fail_msg("byte %d of %d is another", i, size);
}

static void mark_kept(Kept *kept, unsigned mark)
{
    kept->mark = (unsigned char)mark;
    for (int i = 0; i < kept->size; i++)
        kept->bytes[i] = (unsigned char)(mark + (unsigned)i);
}

static unsigned draw_number(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 12;
}

static void memory_keeps_what_is_in_it(void **state)
{
    static Kept kept[BLOCKS];
    unsigned seed = 7;

    (void)state;
    for (unsigned turn = 0; turn < TURNS; turn++) {
        Kept *one = &kept[draw_number(&seed) % BLOCKS];
        /* Mostly small, as SQLite's are. */
        int size = (int)(draw_number(&seed) % (draw_number(&seed) % 8 ? 200 : MOST_BYTES)) + 1;
        int before = one->size;
        if (one->bytes != NULL)
            check_kept(one, before);
        if (one->bytes != NULL && draw_number(&seed) % 3 == 0) {
            sqlite3_free(one->bytes);
            *one = (Kept){.size = 0};
            continue;
        }
        one->bytes = sqlite3_realloc(one->bytes, size);
        assert_non_null(one->bytes);
        assert_int_equal((uintptr_t)one->bytes % 8, 0);
        assert_true(sqlite3_msize(one->bytes) >= (sqlite3_uint64)size);
        one->size = size;
        check_kept(one, before < size ? before : size);
        mark_kept(one, turn);
    }
    for (size_t i = 0; i < BLOCKS; i++)
        sqlite3_free(kept[i].bytes);
}

/* A case that failed leaves its study open. */
static int tidy(void **state)
{
    (void)state;
    store_close(store);
    store = NULL;
    return 0;
}

int main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, tidy)
    const struct CMUnitTest tests[] = {
        TEST(writes_that_fail),   TEST(syncs_that_fail), TEST(opens_that_fail), TEST(truncations_that_fail),
        TEST(mappings_that_fail), TEST(reads_that_fail), TEST(names_that_fail), TEST(memory_that_fails),
        TEST(memory_keeps_what_is_in_it),
    };
    if (!scene_begin("faults"))
        return 99;
    fault_install(scene_folder());
    scene_use_clock();
    make_start();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    store_close(other);
    str_free(&start.study);
    str_free(&start.mark);
    scene_end();
    return failed;
}
