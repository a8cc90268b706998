/* SPDX-License-Identifier: MIT */
/* Power cuts: a working day with two copies of a study is done once, on a disk that writes down what reaches
 * it. Then it is replayed, and after every single write, truncation and sync the power is cut: what would be
 * found is opened, and must hold all that was acknowledged, verify, and be one act or the next, never half of
 * one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "rir/file.h"
#include "rir/mem.h"
#include "rir/rows.h"
#include "rir/upkeep.h"
#include "scene.h"
#include "vfs.h"

#define STUDIES 2
#define EVENT_DIGEST_HEX (2 * EVENT_DIGEST_BYTES + 1)

/* --- what was promised */

typedef struct {
    char site[ID_SIZE];
    int64_t seq;
    char digest[EVENT_DIGEST_HEX];
    int64_t since;  /* the mark from which on it must be there */
    int64_t erased; /* the mark from which on its body must be gone; 0: never */
} Promised;

/* How a study stood after an act: the state that a cut may leave, or the one after the next act. */
typedef struct {
    int study;
    char site[ID_SIZE];
    char digest[DIGEST_HEX_SIZE];
    char draft[64];
    size_t events;
    char gone[64]; /* a word that no file may hold from now on; "" for none */
} Mark;

static struct {
    Promised *list[STUDIES];
    size_t count[STUDIES], room[STUDIES];
    Mark *marks;
    size_t mark_count, mark_room;
} promise;

static Promised *find_promised(int study, const char *site, int64_t seq)
{
    for (size_t i = 0; i < promise.count[study]; i++)
        if (promise.list[study][i].seq == seq && strcmp(promise.list[study][i].site, site) == 0)
            return &promise.list[study][i];
    return NULL;
}

static const char all_events[] =
    "SELECT s.id, e.seq, hex(e.digest), e.body IS NULL FROM event e JOIN site s ON s.n = e.site";

static void note_events(Store *store, int study, int64_t mark)
{
    Rows *rows = rows_open(store, NULL, all_events, "");
    while (rows_next(rows)) {
        Promised *known = find_promised(study, rows_text(rows, 0), rows_number(rows, 1));
        if (!known) {
            promise.list[study] = mem_grow(promise.list[study], &promise.room[study],
                                           promise.count[study] + 1, sizeof **promise.list);
            known = &promise.list[study][promise.count[study]++];
            *known = (Promised){.seq = rows_number(rows, 1), .since = mark};
            snprintf(known->site, sizeof known->site, "%s", rows_text(rows, 0));
            snprintf(known->digest, sizeof known->digest, "%s", rows_text(rows, 2));
        }
        if (rows_number(rows, 3) && !known->erased)
            known->erased = mark;
    }
    assert_int_equal(rows_close(rows, NULL), 0);
}

static void read_draft(Store *store, char out[64])
{
    Str text = STR_EMPTY;
    rows_find_text(store, &text, "SELECT text FROM draft", "");
    snprintf(out, 64, "%s", str_text(&text));
    str_free(&text);
}

/* Called when an act has returned 0: from here on it is a promise. */
static void acknowledge(Store *store, int study, const char *gone)
{
    promise.marks =
        mem_grow(promise.marks, &promise.mark_room, promise.mark_count + 1, sizeof *promise.marks);
    int64_t number = (int64_t)promise.mark_count + 1;
    Mark *mark = &promise.marks[promise.mark_count++];
    *mark = (Mark){.study = study};
    note_events(store, study, number);
    mark->events = promise.count[study];
    snprintf(mark->site, sizeof mark->site, "%s", store_find_site(store));
    snprintf(mark->gone, sizeof mark->gone, "%s", gone);
    scene_digest(store, mark->digest);
    read_draft(store, mark->draft);
    vfs_add_mark(number);
}

static void forget_promises(void)
{
    for (int i = 0; i < STUDIES; i++)
        free(promise.list[i]);
    free(promise.marks);
    memset(&promise, 0, sizeof promise);
}

/* --- the day */

static Err err;
static bool may_fail; /* a sync is made to fail: an act that says so is no promise */
static unsigned long refusals;

static const char *const names[STUDIES] = {"a.rir", "b.rir"};

static bool settle(Store *store, int study, int result, const char *call, const char *gone)
{
    if (result == 0) {
        acknowledge(store, study, gone);
        return true;
    }
    refusals++;
    if (!may_fail || err.text[0] == '\0')
        fail_msg("%s: %s", call, err.text);
    return false;
}

#define DO(study, call) settle(stores[study], study, (call), #call, "")

static Store *stores[STUDIES];

static void open_study(int study)
{
    stores[study] = store_open(scene_path(names[study]), STORE_WRITE, "Ann Brown", &err);
    /* A sync that fails while opening is a plain error; the next try succeeds. */
    if (!stores[study] && may_fail)
        stores[study] = store_open(scene_path(names[study]), STORE_WRITE, "Ann Brown", &err);
    if (!stores[study])
        fail_msg("%s", err.text);
}

static void rest(int study)
{
    while (store_do_idle(stores[study]))
        ;
    acknowledge(stores[study], study, "");
}

static void prepare(void)
{
    Id guide = id_make();
    Store *store = store_create(scene_path(names[0]), "Locality evaluation", "Ann Brown", true, &err);
    assert_non_null(store);
    Str text = STR_EMPTY;
    for (const char *at = scene_guide; *at; at++)
        str_add(&text, *at == '\n' ? "\\n" : (char[]){*at, '\0'});
    assert_int_equal(scene_act(store, "guide.keep", guide.text, NULL, NULL, &err,
                               "{\"name\":\"leaders\",\"text\":\"%s\"}", str_text(&text)),
                     0);
    str_free(&text);
    assert_int_equal(upkeep_backup(store, scene_path(names[1]), &err), 0);
    store_close(store);
    for (int i = 0; i < STUDIES; i++)
        assert_int_equal(vfs_watch(scene_path(names[i])), i);
    for (int i = 0; i < STUDIES; i++) {
        open_study(i);
        acknowledge(stores[i], i, "");
    }
}

static void interview(int study, int round, Id *session, Id *notes, const Id *person)
{
    Store *store = stores[study];
    char text[64];
    *session = id_make();
    DO(study,
       scene_act(store, "person.set", person->text, NULL, NULL, &err, "{\"pseudonym\":\"P%02d\"}", round));
    DO(study, scene_session(store, session->text, &err));
    Id sitting = id_make(), item = id_make_named("consent", person->text), moment = id_make();
    DO(study, scene_act(store, "sitting.start", sitting.text, session->text, NULL, &err,
                        "{\"number\":1,\"boot\":5}"));
    DO(study, scene_act(store, "consent.answer", item.text, session->text, person->text, &err,
                        "{\"item\":\"quote\",\"answer\":\"yes\"}"));
    DO(study,
       scene_act(store, "session.go", moment.text, session->text, NULL, &err, "{\"value\":\"vision\"}"));
    for (int i = 0; i < 3; i++) {
        notes[i] = id_make();
        snprintf(text, sizeof text, "note %d of round %d at %d", i, round, study);
        DO(study, scene_draft(store, session->text, "note", &err));
        DO(study, scene_draft(store, session->text, text, &err));
        DO(study, scene_typed_note(store, notes[i].text, session->text, text, &err));
    }
    snprintf(text, sizeof text, "words with codes %d", round);
    notes[3] = id_make();
    DO(study, scene_coded_note(store, notes[3].text, session->text, person->text, text, &err));
    notes[4] = id_make();
    snprintf(text, sizeof text, "unsayable%dword for nobody", round);
    DO(study, scene_note(store, notes[4].text, session->text, text, &err));
    DO(study, scene_note(store, notes[0].text, session->text, "a better wording", &err));
    DO(study, scene_undo(store, session->text, false, &err));
    DO(study, scene_undo(store, session->text, true, &err));
    DO(study, scene_act(store, "note.strike", notes[4].text, session->text, NULL, &err, "{}"));
}

static void swap(void)
{
    DO(1, scene_exchange(stores[0], stores[1], false, NULL, &err));
    DO(0, scene_exchange(stores[1], stores[0], true, NULL, &err));
}

static void live(int rounds, uint64_t seed)
{
    Id session, notes[5], person = id_make();
    char word[64];
    for (int round = 0; round < rounds; round++) {
        int study = round % STUDIES;
        interview(study, round, &session, notes, &person);
        rest(study);
        snprintf(word, sizeof word, "unsayable%dword", round);
        int struck = upkeep_erase_struck(stores[study], session.text, &err);
        /* A strike that was refused leaves nothing to erase. */
        settle(stores[study], study, struck < 0 ? -1 : 0, "upkeep_erase_struck", struck > 0 ? word : "");
        assert_true(struck > 0 || may_fail);
        DO(study,
           scene_act(stores[study], "session.end", session.text, session.text, NULL, &err, "{\"at\":9000}"));
        rest(study);
        swap();
        DO(0, scene_note(stores[0], notes[1].text, session.text, "as a has it", &err));
        DO(1, scene_note(stores[1], notes[1].text, session.text, "as b has it", &err));
        swap();
        const char *list[] = {notes[2].text};
        snprintf(word, sizeof word, "note 2 of round %d at %d", round, study);
        settle(stores[0], 0, upkeep_erase(stores[0], list, 1, "withdrawn", &err), "upkeep_erase", word);
        swap();
        DO(study, upkeep_rebuild(stores[study], NULL, NULL, &err));
        rest(1);
        if ((seed + (uint64_t)round) % 2 == 0) {
            store_close(stores[study]);
            open_study(study);
            acknowledge(stores[study], study, "");
        }
    }
    for (int i = 0; i < STUDIES; i++)
        store_close(stores[i]);
}

/* --- after the cut */

typedef struct {
    unsigned long states, lost, damaged, torn_acts, words, strangers;
    char first[256]; /* the first thing that went wrong */
} Found;

static void add_found(unsigned long *number, Found *found, const char *what, const Mark *mark, size_t op)
{
    ++*number;
    if (!found->first[0])
        snprintf(found->first, sizeof found->first, "%.160s (mark %td, step %zu)", what,
                 mark - promise.marks + 1, op);
}

/* The last event of the mark's own site that was acknowledged by then, NULL for none. */
static const Promised *find_last_own(int study, const Mark *mark)
{
    const Promised *last = NULL;
    int64_t now = mark - promise.marks + 1;
    for (size_t i = 0; i < promise.count[study]; i++) {
        const Promised *event = &promise.list[study][i];
        if (event->since <= now && strcmp(event->site, mark->site) == 0 && (!last || event->seq > last->seq))
            last = event;
    }
    return last;
}

/* The mark as the live study's own could say it at most: how far the promises go. */
static void write_mark(int study, const Mark *mark, const char *study_id)
{
    const Promised *last = find_last_own(study, mark);
    struct stat facts;
    if (!last || stat(scene_path("cut.rir"), &facts) != 0)
        return;
    char path[256], text[256];
    snprintf(path, sizeof path, "%s/cut/rir/%s-%s.mark", scene_folder(), study_id, mark->site);
    int size = snprintf(text, sizeof text, "%lld %lld %lld %s\n", (long long)facts.st_dev,
                        (long long)facts.st_ino, (long long)last->seq, last->digest + EVENT_DIGEST_BYTES);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fwrite(text, 1, (size_t)size, file);
    fclose(file);
}

static const Mark *find_next(const Mark *mark)
{
    for (const Mark *next = mark + 1; next < promise.marks + promise.mark_count; next++)
        if (next->study == mark->study)
            return next;
    return NULL;
}

static const char *check_events(Store *store, const Mark *mark, const Mark *next)
{
    int64_t now = mark - promise.marks + 1, then = next ? next - promise.marks + 1 : now;
    size_t here = 0, kept = 0, strange = 0;
    Rows *rows = rows_open(store, NULL, all_events, "");
    const char *wrong = NULL;
    while (rows_next(rows)) {
        const Promised *event = find_promised(mark->study, rows_text(rows, 0), rows_number(rows, 1));
        bool is_erased = rows_number(rows, 3) != 0;
        here++;
        if (!event || event->since > then || strcmp(event->digest, rows_text(rows, 2)) != 0) {
            strange++;
            continue;
        }
        kept += event->since <= now;
        if (is_erased && (!event->erased || event->erased > then))
            wrong = "a body is lost";
        if (!is_erased && event->erased && event->erased <= now)
            wrong = "an erased body is back";
    }
    if (rows_close(rows, NULL) != 0)
        return "the events cannot be read";
    if (kept != mark->events)
        return "an acknowledged event is lost";
    /* With failing syncs an act may be there that was never acknowledged. */
    if (!may_fail && (strange || (here != mark->events && (!next || here != next->events))))
        return "half an act, or an event from nowhere";
    return wrong;
}

static const char *check_state(Store *store, const Mark *mark, const Mark *next)
{
    char digest[DIGEST_HEX_SIZE], draft[64];
    scene_digest(store, digest);
    if (!may_fail && strcmp(digest, mark->digest) != 0 && (!next || strcmp(digest, next->digest) != 0))
        return "the digest is neither before nor after the act";
    read_draft(store, draft);
    if (!may_fail && strcmp(draft, mark->draft) != 0 && (!next || strcmp(draft, next->draft) != 0))
        return "the draft is not the one that was kept";
    return NULL;
}

static bool is_same_state(Store *store, const Mark *mark)
{
    char digest[DIGEST_HEX_SIZE];
    scene_digest(store, digest);
    return strcmp(digest, mark->digest) == 0;
}

/* Work goes on after the cut, under the same site if that had written anything. */
static const char *check_going_on(Store *store, const Mark *mark)
{
    Id session = id_make();
    if (find_last_own(mark->study, mark) &&
        (store_find_notice(store)[0] || strcmp(store_find_site(store), mark->site) != 0))
        return "after the cut the study takes itself for a copy";
    return scene_session(store, session.text, &err) == 0 ? NULL : err.text;
}

static void check_cut(const Mark *mark, size_t op, Found *found)
{
    const Mark *next = find_next(mark);
    const char *path = scene_path("cut.rir");
    found->states++;
    for (const Mark *past = promise.marks; past <= mark; past++)
        if (past->gone[0] && past->study == mark->study && scene_file_has(path, past->gone))
            add_found(&found->words, found, past->gone, mark, op);
    Store *store = store_open(path, STORE_WRITE, "Ann Brown", &err);
    if (!store) {
        add_found(&found->damaged, found, err.text, mark, op);
        return;
    }
    const char *wrong = check_events(store, mark, next);
    if (wrong)
        add_found(&found->lost, found, wrong, mark, op);
    else if ((wrong = check_state(store, mark, next)) != NULL)
        add_found(&found->torn_acts, found, wrong, mark, op);
    if (scene_verify(store, &err) != 0)
        add_found(&found->damaged, found, err.text, mark, op);
    else if (!wrong && found->states % 4 == 0 && (wrong = check_going_on(store, mark)) != NULL)
        add_found(&found->strangers, found, wrong, mark, op);
    /* An erasure that was cut short goes on when the study is opened. */
    bool must_be_gone = next && next->gone[0] && !may_fail && is_same_state(store, next);
    store_close(store);
    if (must_be_gone && scene_file_has(path, next->gone))
        add_found(&found->words, found, "what was erased before the cut is in the file after it", mark, op);
}

static void cut_here(Disk *disk, int study, const Mark *marks[STUDIES], const char *study_id, Cut cut,
                     size_t op, Found *found)
{
    if (!disk_write(disk, study, cut, scene_path("cut.rir")))
        fail_msg("the cut cannot be written");
    write_mark(study, marks[study], study_id);
    check_cut(marks[study], op, found);
}

typedef struct {
    bool believes_sync;
    bool spoils;        /* a sector of what was synced is overwritten */
    bool is_sparse;     /* only every 8th step that leaves something unsynced */
    int some;           /* random cuts at each point */
    unsigned long most; /* states, then stop; 0: no limit */
} Replay;

/* Cuts the power after every step of the journal. */
static Found replay(const Replay *how, const char *study_id)
{
    Found found = {0};
    const Mark *marks[STUDIES] = {NULL, NULL};
    size_t count;
    const VfsOp *ops = vfs_list_ops(&count);
    Disk *disk = disk_new(STUDIES, how->believes_sync);
    setenv("XDG_STATE_HOME", scene_path("cut"), 1);
    for (size_t i = 0; i < count && (!how->most || found.states < how->most); i++) {
        int study = ops[i].file / VFS_PARTS;
        disk_do(disk, &ops[i]);
        if (ops[i].act == VFS_MARK) {
            study = promise.marks[ops[i].offset - 1].study;
            marks[study] = &promise.marks[ops[i].offset - 1];
        }
        if (!marks[study] || (how->is_sparse && i % 8 && ops[i].act != VFS_MARK))
            continue;
        if (how->spoils)
            disk_spoil(disk, study);
        /* Nothing unsynced, or an act just acknowledged: only one thing can be found, and it must be enough.
         */
        if (ops[i].act == VFS_MARK || !disk_is_dirty(disk, study)) {
            cut_here(disk, study, marks, study_id, CUT_UNSYNCED, i, &found);
            continue;
        }
        for (int j = 0; j < how->some; j++)
            cut_here(disk, study, marks, study_id, CUT_SOME, i, &found);
        if (i % 2)
            cut_here(disk, study, marks, study_id, i % 4 == 1 ? CUT_NOTHING : CUT_UNSYNCED, i, &found);
    }
    setenv("XDG_STATE_HOME", scene_folder(), 1);
    disk_free(disk);
    return found;
}

static void record(int rounds, uint64_t seed, unsigned long failing_sync, char study_id[ID_SIZE])
{
    id_set_seed(seed);
    disk_set_seed(seed);
    refusals = 0;
    vfs_install();
    prepare();
    snprintf(study_id, ID_SIZE, "%s", store_find_study(stores[0]));
    if (failing_sync)
        vfs_fail_sync(failing_sync);
    live(rounds, seed);
    vfs_remove();
}

static void tidy(void)
{
    vfs_forget();
    forget_promises();
    for (int i = 0; i < STUDIES; i++)
        scene_remove_study(scene_path(names[i]));
    scene_remove_study(scene_path("cut.rir"));
}

static void print_found(const char *what, const Found *found)
{
    print_message("# %s: %lu states, %lu lost an acknowledged event, %lu damaged, %lu with half an act, %lu "
                  "with erased words, "
                  "%lu that took themselves for a copy\n",
                  what, found->states, found->lost, found->damaged, found->torn_acts, found->words,
                  found->strangers);
}

static void assert_nothing_found(const Found *found, uint64_t seed)
{
    if (found->first[0])
        fail_msg("seed %llu: %s", (unsigned long long)seed, found->first);
    assert_int_equal(found->lost + found->damaged + found->torn_acts + found->words + found->strangers, 0);
}

/* --- tests */

static void add(Found *sum, const Found *found)
{
    sum->states += found->states;
    sum->lost += found->lost;
    sum->damaged += found->damaged;
    sum->torn_acts += found->torn_acts;
    sum->words += found->words;
    sum->strangers += found->strangers;
}

static void a_power_cut_loses_nothing_acknowledged(void **state)
{
    (void)state;
    char study_id[ID_SIZE];
    Found sum = {0};
    uint64_t first = (uint64_t)scene_read_number("RIR_CUT_SEED", 1);
    int some = scene_is_soak() ? 4 : 1;
    unsigned long wanted = scene_is_soak() ? 20000 : 400;
    for (uint64_t seed = first; sum.states < wanted; seed++) {
        record(scene_is_soak() ? 4 : 1, seed, 0, study_id);
        Replay how = {.believes_sync = true, .some = some, .most = wanted + 100 - sum.states};
        Found found = replay(&how, study_id);
        tidy();
        add(&sum, &found);
        if (found.first[0])
            print_found("power cuts", &found);
        assert_nothing_found(&found, seed);
    }
    print_found("power cuts", &sum);
}

/* A study being made when power goes is whole, or nothing that is taken for one. */
static void a_study_half_made_is_none(void **state)
{
    (void)state;
    unsigned long states = 0, whole = 0;
    size_t count, step = scene_is_soak() ? 1 : 3;
    for (uint64_t seed = 1; seed <= (uint64_t)scene_count(1, 40); seed++) {
        id_set_seed(seed);
        disk_set_seed(seed);
        vfs_install();
        vfs_watch(scene_path(names[0]));
        Store *store = store_create(scene_path(names[0]), "Locality evaluation", "Ann Brown", true, &err);
        assert_non_null(store);
        vfs_add_mark(1);
        store_close(store);
        vfs_remove();
        const VfsOp *ops = vfs_list_ops(&count);
        Disk *disk = disk_new(1, true);
        bool is_made = false;
        for (size_t i = 0; i < count; i++) {
            disk_do(disk, &ops[i]);
            is_made = is_made || ops[i].act == VFS_MARK;
            if (i % step)
                continue;
            /* With nothing unsynced there is but one thing to be found. */
            int last = disk_is_dirty(disk, 0) ? CUT_SOME : CUT_NOTHING;
            for (int cut = CUT_NOTHING; cut <= last; cut++, states++) {
                err_clear(&err);
                assert_true(disk_write(disk, 0, (Cut)cut, scene_path("cut.rir")));
                store = store_open(scene_path("cut.rir"), STORE_WRITE, "Ann Brown", &err);
                bool is_whole = store && scene_verify(store, &err) == 0;
                whole += is_whole;
                if (!is_whole && (is_made || err.text[0] == '\0'))
                    fail_msg("seed %llu, step %zu: %s", (unsigned long long)seed, i, err.text);
                store_close(store);
            }
        }
        disk_free(disk);
        tidy();
    }
    print_message("# half-made studies: %lu states, %lu whole\n", states, whole);
    assert_true(whole > 0 && whole < states);
}

/* Proof that the test can see: on a disk that only says it synced, acknowledged events must be found missing.
 */
static void a_disk_that_does_not_sync_is_found_out(void **state)
{
    (void)state;
    char study_id[ID_SIZE];
    record(1, 7, 0, study_id);
    Replay how = {.believes_sync = false, .some = 1, .most = scene_is_soak() ? 4000 : 200};
    Found found = replay(&how, study_id);
    tidy();
    print_found("with syncs ignored", &found);
    assert_true(found.lost > found.states / 4);
}

/* And it must see what is spoilt in what was synced, which nothing can protect against. */
static void a_spoilt_disk_is_found_out(void **state)
{
    (void)state;
    char study_id[ID_SIZE];
    record(1, 8, 0, study_id);
    Replay how = {.believes_sync = true, .spoils = true, .some = 0, .most = scene_is_soak() ? 2000 : 100};
    Found found = replay(&how, study_id);
    tidy();
    print_found("with synced sectors spoilt", &found);
    assert_true(found.lost + found.damaged > 0);
}

/* A sync that fails once and then succeeds, though the kernel has dropped what it could not write. */
static void a_failed_sync_is_no_promise(void **state)
{
    (void)state;
    char study_id[ID_SIZE];
    Found sum = {0};
    unsigned long refused = 0, step = scene_is_soak() ? 1 : 13, runs = 0;
    may_fail = true;
    for (unsigned long n = 1, syncs = n; n <= syncs; n += step, runs++) {
        record(1, 9, n, study_id);
        syncs = vfs_count_syncs();
        refused += refusals;
        Replay how = {.believes_sync = true, .some = 0, .is_sparse = !scene_is_soak()};
        Found found = replay(&how, study_id);
        tidy();
        add(&sum, &found);
        if (found.first[0])
            fail_msg("sync %lu: %s", n, found.first);
    }
    may_fail = false;
    print_found("failing syncs", &sum);
    print_message("# %lu runs, %lu acts refused\n", runs, refused);
    assert_true(refused > runs / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_power_cut_loses_nothing_acknowledged),
        cmocka_unit_test(a_study_half_made_is_none),
        cmocka_unit_test(a_disk_that_does_not_sync_is_found_out),
        cmocka_unit_test(a_spoilt_disk_is_found_out),
        cmocka_unit_test(a_failed_sync_is_no_promise),
    };
    if (!scene_begin("cut") || mkdir(scene_path("cut"), 0700) != 0 || mkdir(scene_path("cut/rir"), 0700) != 0)
        return 99;
    scene_use_clock();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    scene_end();
    return failed;
}
