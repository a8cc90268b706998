/* SPDX-License-Identifier: MIT */
/* What a study takes for true: events made by a newer rir, forked numbers, changed headers, spoilt files.
 * Events are sealed here by hand, from what event.h says of the digest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>
#include <cmocka.h>

#include "../crash/scene.h"
#include "rir/digest.h"
#include "rir/file.h"
#include "rir/mem.h"
#include "rir/rows.h"
#include "rir/upkeep.h"

static Err err;
static Id session;

#define OK(call)                                                                                             \
    do {                                                                                                     \
        if ((call) != 0)                                                                                     \
            fail_msg("%s: %s", #call, err.text);                                                             \
    } while (0)

/* --- events made by hand */

static void seal(Event *event)
{
    DigestRun run;
    Digest body = digest_of(event->body, strlen(event->body));
    digest_begin(&run);
    digest_add_text(&run, "rir event 1");
    digest_add_text(&run, event->site);
    digest_add_number(&run, event->seq);
    digest_add_number(&run, event->hlc);
    digest_add_number(&run, event->at);
    digest_add_number(&run, event->tz);
    digest_add_text(&run, event->author);
    digest_add_text(&run, event->kind);
    digest_add_number(&run, event->ver);
    digest_add_text(&run, event->entity);
    digest_add_text(&run, event->session);
    digest_add_text(&run, event->person);
    digest_add_text(&run, event->seen);
    digest_add(&run, body.bytes, sizeof body.bytes);
    Digest whole = digest_end(&run);
    memcpy(event->digest, body.bytes, DIGEST_BYTES);
    memcpy(event->digest + DIGEST_BYTES, whole.bytes, DIGEST_BYTES);
}

static Id far_site, far_entity;

/* The seq-th event of a copy that was never here. */
static Event make_event(int64_t seq, const char *kind, int ver, const char *body)
{
    Event event = {.site = far_site.text,
                   .seq = seq,
                   .hlc = (scene_find_clock() + seq) << 16,
                   .at = scene_find_clock(),
                   .tz = 60,
                   .author = "Someone far",
                   .kind = kind,
                   .ver = ver,
                   .entity = far_entity.text,
                   .session = session.text,
                   .seen = "",
                   .body = body};
    seal(&event);
    return event;
}

static int take(Store *store, const Event *events, size_t count, ParcelResult *result)
{
    Parcel *parcel = parcel_begin(store, &err);
    if (!parcel)
        return -1;
    for (size_t i = 0; i < count; i++)
        if (parcel_take(parcel, &events[i], &err) != 0) {
            parcel_drop(parcel);
            return -1;
        }
    return parcel_finish(parcel, result, &err);
}

/* --- studies */

static Store *make(const char *name)
{
    scene_remove_study(scene_path(name));
    Store *store = store_create(scene_path(name), "Locality evaluation", "Ann Brown", true, &err);
    if (!store)
        fail_msg("%s", err.text);
    OK(scene_session(store, session.text, &err));
    return store;
}

static Store *copy(Store *store, const char *name)
{
    scene_remove_study(scene_path(name));
    OK(upkeep_backup(store, scene_path(name), &err));
    Store *other = store_open(scene_path(name), STORE_WRITE, "Bob", &err);
    if (!other)
        fail_msg("%s", err.text);
    return other;
}

static Store *reopen(Store *store, StoreMode mode)
{
    Str path = STR_EMPTY;
    str_add(&path, store_find_path(store));
    store_close(store);
    store = store_open(str_text(&path), mode, "Ann Brown", &err);
    str_free(&path);
    if (!store)
        fail_msg("%s", err.text);
    return store;
}

static int64_t count(Store *store, const char *sql)
{
    return rows_find_number(store, -1, sql, "");
}

static void do_sql(Store *store, const char *sql)
{
    Rows *rows = rows_open(store, &err, sql, "");
    if (!rows)
        fail_msg("%s", err.text);
    rows_next(rows);
    OK(rows_close(rows, &err));
}

static void assert_same(Store *a, Store *b)
{
    char one[DIGEST_HEX_SIZE], two[DIGEST_HEX_SIZE];
    scene_digest(a, one);
    scene_digest(b, two);
    assert_string_equal(one, two);
    assert_int_equal(one[0] != '\0', 1);
}

static int set_up(void **state)
{
    (void)state;
    err_clear(&err);
    session = id_make();
    far_site = id_make();
    far_entity = id_make();
    return 0;
}

/* --- a newer rir */

static const char strange_body[] = "{\"salt\":\"00\",\"what\":\"\xE2\x98\x83 nobody knows\",  \"n\":1.50}";

typedef struct {
    const Event *wanted;
    size_t found;
} Sought;

static int seek(void *context, const Event *event, Err *failure)
{
    (void)failure;
    Sought *sought = context;
    const Event *wanted = sought->wanted;
    if (strcmp(event->site, wanted->site) != 0 || event->seq != wanted->seq)
        return 0;
    assert_string_equal(event->body, wanted->body);
    assert_string_equal(event->kind, wanted->kind);
    assert_string_equal(event->author, wanted->author);
    assert_string_equal(event->entity, wanted->entity);
    assert_string_equal(event->session, wanted->session);
    assert_null(event->person);
    assert_int_equal(event->ver, wanted->ver);
    assert_int_equal(event->hlc, wanted->hlc);
    assert_int_equal(event->at, wanted->at);
    assert_int_equal(event->tz, wanted->tz);
    assert_memory_equal(event->digest, wanted->digest, EVENT_DIGEST_BYTES);
    sought->found++;
    return 0;
}

static void what_a_newer_rir_made_is_kept_and_relayed(void **state)
{
    (void)state;
    Store *a = make("a.rir");
    Event events[] = {
        make_event(1, "card.turn", 1, strange_body),
        make_event(2, "note.set", 2, "{\"salt\":\"1\",\"text\":\"in a new way\"}"),
        make_event(3, "note.set", 1, "{\"salt\":\"2\",\"kind\":\"memo\",\"text\":\"in the old way\"}"),
        make_event(4, "blob", 7, "no json at all")};
    ParcelResult result;
    OK(take(a, events, 4, &result));
    assert_int_equal(result.fresh, 4);
    assert_int_equal(result.newer, 3);
    assert_int_equal(count(a, "SELECT count(*) FROM newer"), 3);
    assert_int_equal(count(a, "SELECT count(*) FROM notes WHERE text = 'in the old way'"), 1);
    OK(scene_verify(a, &err));
    a = reopen(a, STORE_WRITE);
    OK(upkeep_rebuild(a, NULL, NULL, &err));
    assert_int_equal(count(a, "SELECT count(*) FROM newer"), 3);
    /* To a third copy, as they are. */
    Store *b = copy(a, "b.rir");
    Store *third = copy(b, "c.rir");
    OK(scene_note(a, far_entity.text, session.text, "edited here", &err));
    OK(scene_exchange(a, third, true, &result, &err));
    for (size_t i = 0; i < 4; i++) {
        Sought sought = {&events[i], 0};
        OK(parcel_send(third, "", seek, &sought, &err));
        assert_int_equal(sought.found, 1);
    }
    assert_same(a, third);
    OK(scene_verify(third, &err));
    /* Erasing reaches them too. */
    OK(upkeep_erase(a, (const char *[]){far_entity.text}, 1, "withdrawn", &err));
    assert_int_equal(count(a, "SELECT count(*) FROM events WHERE erased"), 5);
    OK(scene_exchange(a, third, false, &result, &err));
    assert_same(a, third);
    assert_false(scene_file_has(scene_path("c.rir"), "nobody knows"));
    OK(scene_verify(third, &err));
    store_close(a);
    store_close(b);
    store_close(third);
}

/* An older rir, to which notes were news, leaves a study like this one; ours knows them. */
static void after_an_upgrade_it_is_applied(void **state)
{
    (void)state;
    char whole[DIGEST_HEX_SIZE], half[DIGEST_HEX_SIZE], after[DIGEST_HEX_SIZE];
    Store *store = make("a.rir");
    Id note = id_make();
    OK(scene_coded_note(store, note.text, session.text, id_make().text, "what was new once", &err));
    scene_digest(store, whole);
    OK(store_begin(store, &err));
    do_sql(store, "INSERT INTO newer(site, seq, kind, ver) SELECT site, seq, kind, ver FROM event WHERE kind "
                  "= 'note.set'");
    do_sql(store, "DELETE FROM note");
    do_sql(store, "DELETE FROM coding");
    do_sql(store, "DELETE FROM code_use");
    do_sql(store, "UPDATE meta SET value = '0' WHERE key = 'projection'");
    OK(store_commit(store, &err));
    scene_digest(store, half);
    assert_string_not_equal(whole, half);
    store_close(store);
    assert_null(store_open(scene_path("a.rir"), STORE_READ_ONLY, "Ann", &err));
    assert_non_null(strstr(err.text, "older rir"));
    store = store_open(scene_path("a.rir"), STORE_WRITE, "Ann", &err);
    assert_non_null(store);
    assert_int_equal(count(store, "SELECT count(*) FROM newer"), 0);
    assert_int_equal(count(store, "SELECT count(*) FROM notes"), 1);
    scene_digest(store, after);
    assert_string_equal(whole, after);
    OK(scene_verify(store, &err));
    store_close(store);
}

static void a_newer_study_is_read_or_refused(void **state)
{
    (void)state;
    Store *store = make("a.rir");
    do_sql(store, "UPDATE meta SET value = '99' WHERE key = 'projection'");
    store = reopen(store, STORE_WRITE);
    assert_true(store_is_read_only(store));
    assert_non_null(strstr(store_find_notice(store), "newer rir"));
    assert_int_equal(count(store, "SELECT count(*) FROM sessions"), 1);
    assert_int_equal(scene_session(store, session.text, &err), -1);
    assert_int_equal(err.code, ERR_REFUSED);
    assert_int_equal(upkeep_rebuild(store, NULL, NULL, &err), -1);
    assert_null(parcel_begin(store, &err));
    assert_int_equal(upkeep_erase(store, (const char *[]){session.text}, 1, "x", &err), -1);
    store_close(store);
    FILE *file = fopen(scene_path("a.rir"), "r+b");
    fseek(file, 60, SEEK_SET);
    fwrite("\0\0\0\2", 1, 4, file);
    fclose(file);
    for (int mode = STORE_WRITE; mode <= STORE_READ_ONLY; mode++) {
        assert_null(store_open(scene_path("a.rir"), (StoreMode)mode, "Ann", &err));
        assert_int_equal(err.code, ERR_REFUSED);
        assert_non_null(strstr(err.text, "layout 2"));
    }
}

/* --- contradictions */

static void a_forked_number_names_both(void **state)
{
    (void)state;
    char before[DIGEST_HEX_SIZE], after[DIGEST_HEX_SIZE];
    Store *a = make("a.rir");
    Event here = make_event(1, "note.set", 1, "{\"salt\":\"1\",\"kind\":\"memo\",\"text\":\"one\"}");
    Event there = make_event(1, "note.strike", 1, "{\"salt\":\"2\"}");
    there.at += 86400000;
    seal(&there);
    OK(take(a, &here, 1, NULL));
    scene_digest(a, before);
    assert_int_equal(take(a, &there, 1, NULL), -1);
    assert_int_equal(err.code, ERR_ALARM);
    assert_non_null(strstr(err.text, far_site.text));
    assert_non_null(strstr(err.text, "note.set"));
    assert_non_null(strstr(err.text, "note.strike"));
    /* Also when both come in one parcel. */
    Event twice[] = {make_event(2, "note.strike", 1, "{\"salt\":\"3\"}"),
                     make_event(2, "note.strike", 1, "{\"salt\":\"4\"}")};
    assert_int_equal(take(a, twice, 2, NULL), -1);
    assert_int_equal(err.code, ERR_ALARM);
    /* And when its body was erased on the way: the header still tells. */
    there.body = NULL;
    assert_int_equal(take(a, &there, 1, NULL), -1);
    assert_int_equal(err.code, ERR_ALARM);
    scene_digest(a, after);
    assert_string_equal(before, after);
    store_close(a);
}

static void no_part_of_a_header_can_be_changed(void **state)
{
    (void)state;
    Store *store = make("a.rir");
    Id other = id_make();
    const Event good = make_event(1, "note.set", 1, "{\"salt\":\"1\",\"kind\":\"memo\",\"text\":\"one\"}");
    for (int i = 0; i < 15; i++) {
        Event bad = good;
        switch (i) {
        case 0:
            bad.site = other.text;
            break;
        case 1:
            bad.seq++;
            break;
        case 2:
            bad.hlc++;
            break;
        case 3:
            bad.at--;
            break;
        case 4:
            bad.tz = 0;
            break;
        case 5:
            bad.author = "Someone fa";
            break;
        case 6:
            bad.kind = "note.sex";
            break;
        case 7:
            bad.ver = 2;
            break;
        case 8:
            bad.entity = other.text;
            break;
        case 9:
            bad.session = NULL;
            break;
        case 10:
            bad.person = other.text;
            break;
        case 11:
            bad.seen = " ";
            break;
        case 12:
            bad.body = "{\"salt\":\"1\",\"kind\":\"memo\",\"text\":\"two\"}";
            break;
        case 13:
            bad.digest[3] ^= 1;
            break;
        default:
            bad.digest[63] ^= 0x80;
            break;
        }
        if (take(store, &bad, 1, NULL) != -1 || err.code != ERR_ALARM)
            fail_msg("change %d was taken", i);
    }
    assert_int_equal(count(store, "SELECT count(*) FROM event"), 2);
    OK(take(store, &good, 1, NULL));
    store_close(store);
}

/* Sealed rightly, but nothing that rir would make: no parcel with one is taken, and none breaks what is here.
 */
static void what_no_rir_makes_is_not_taken(void **state)
{
    (void)state;
    char before[DIGEST_HEX_SIZE], after[DIGEST_HEX_SIZE];
    Store *store = make("a.rir");
    scene_digest(store, before);
    Event bad[] = {
        make_event(0, "note.set", 1, "{}"),
        make_event(-5, "note.set", 1, "{}"),
        make_event(1, "note.set", 1, "{broken"),
        make_event(1, "note.set", 1, "[1]"),
        make_event(1, "note.set", 1, ""),
        make_event(1, "note.set", 1, "{\"salt\":\"1\",\"elapsed\":\"soon\"}"),
        make_event(1, "session.go", 1, "{\"salt\":\"1\"}"),
        make_event(1, "note.set", 1, "{\"salt\":\"1\",\"codes\":7}"),
        make_event(1, "session.set", 1, "{\"salt\":\"1\",\"people\":{\"a\":[]}}"),
        make_event(1, "study.set", 1, "{\"salt\":\"1\",\"title\":\"another study\"}"),
        make_event(1, "note.set", 1, "{\"salt\":\"1\"}"),
        make_event(1, "note.set", 1, "{\"salt\":\"1\"}"),
        make_event(2, "note.set", 1, "{\"salt\":\"1\"}"),
    };
    bad[6].session = NULL;
    bad[10].hlc = INT64_MAX;
    bad[11].entity = "not an id";
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        seal(&bad[i]);
        err_clear(&err);
        int result = take(store, &bad[i], 1, NULL);
        if (result != 0 && (err.code == ERR_NONE || err.text[0] == '\0'))
            fail_msg("event %zu was refused without a word", i);
        /* Some are odd and harmless. */
        if (result == 0 && i != 7 && i != 8)
            fail_msg("event %zu was taken", i);
        OK(scene_verify(store, &err));
        if (result == 0) {
            store_close(store);
            store = make("a.rir");
            scene_digest(store, before);
        }
        scene_digest(store, after);
        assert_string_equal(before, after);
    }
    OK(scene_act(store, "person.set", id_make().text, NULL, NULL, &err, "{\"pseudonym\":\"P01\"}"));
    store_close(store);
}

/* A clock as far ahead as is believed: ours follows it, and what we write then is still taken elsewhere. */
static void a_clock_far_ahead_can_be_followed(void **state)
{
    (void)state;
    Store *a = make("a.rir"), *b = copy(a, "b.rir");
    Event event =
        make_event(1, "note.set", 1, "{\"salt\":\"1\",\"kind\":\"memo\",\"text\":\"from the future\"}");
    event.hlc = (INT64_C(16725225600000) + 86399999) << 16;
    seal(&event);
    OK(take(a, &event, 1, NULL));
    OK(scene_note(a, far_entity.text, session.text, "after it", &err));
    ParcelResult result;
    OK(scene_exchange(a, b, false, &result, &err));
    assert_int_equal(result.fresh, 2);
    assert_int_equal(count(b, "SELECT count(*) FROM notes WHERE text = 'after it'"), 1);
    event.seq = 2;
    event.hlc += INT64_C(1) << 17;
    seal(&event);
    assert_int_equal(take(a, &event, 1, NULL), -1);
    assert_int_equal(err.code, ERR_ALARM);
    /* One's own clock may say what it likes. */
    int64_t now = scene_find_clock();
    scene_set_clock(INT64_C(4000000000000000));
    OK(scene_note(b, id_make().text, session.text, "in the year 128000", &err));
    scene_set_clock(-INT64_C(4000000000000));
    OK(scene_note(b, id_make().text, session.text, "before 1970", &err));
    scene_set_clock(now);
    OK(scene_exchange(b, a, false, &result, &err));
    assert_same(a, b);
    store_close(a);
    store_close(b);
}

/* --- spoilt files */

static Str good_file;
static char good_digest[DIGEST_HEX_SIZE];

static void make_good_file(void)
{
    char text[64];
    Store *store = make("good.rir");
    Id person = id_make();
    OK(scene_act(store, "person.set", person.text, NULL, NULL, &err, "{\"pseudonym\":\"P01\"}"));
    for (int i = 0; i < 200; i++) {
        Id note = id_make();
        snprintf(text, sizeof text, "note %d of what was said, at some length", i);
        OK(i % 4 ? scene_note(store, note.text, session.text, text, &err)
                 : scene_coded_note(store, note.text, session.text, person.text, text, &err));
    }
    OK(scene_act(store, "session.end", session.text, session.text, NULL, &err, "{\"at\":5000}"));
    while (store_do_idle(store))
        ;
    scene_digest(store, good_digest);
    store_close(store);
    OK(file_read(scene_path("good.rir"), 1 << 24, &good_file, &err));
}

/* Opens what is left and does with it what a day does. Nothing is asked but that it ends, says something when
 * it fails, and does not call whole what is not. Returns 1 when it was refused, 2 when faults were found, 3
 * when it is whole. */
static int use_spoilt(const char *path)
{
    char digest[DIGEST_HEX_SIZE];
    err_clear(&err);
    Store *store = store_open(path, STORE_WRITE, "Ann", &err);
    if (!store) {
        assert_true(err.code != ERR_NONE && err.text[0]);
        return 1;
    }
    VerifyResult result;
    int looked = upkeep_verify(store, &result, NULL, NULL, &err);
    int outcome = looked != 0 || result.faults ? 2 : 3;
    assert_true(looked == 0 || err.text[0]);
    upkeep_free_result(&result);
    scene_digest(store, digest);
    if (outcome == 3 && strcmp(digest, good_digest) != 0)
        outcome = 4;
    scene_search(store, "said", &err);
    Rows *rows = rows_open(store, &err, "SELECT * FROM notes", "");
    while (rows_next(rows))
        ;
    rows_close(rows, &err);
    scene_note(store, id_make().text, session.text, "into a spoilt file", &err);
    store_find_undo(store, session.text, false);
    while (store_do_idle(store))
        ;
    upkeep_rebuild(store, NULL, NULL, &err);
    store_close(store);
    return outcome;
}

static void write_spoilt(const char *path, size_t size)
{
    scene_remove_study(path);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(good_file.data, 1, size, file), size);
    fclose(file);
}

/* What does not end is ended by a signal after a minute of the processor: others may have the machine. */
static void allow_minute(bool begins)
{
    setitimer(ITIMER_VIRTUAL, &(struct itimerval){.it_value.tv_sec = begins ? 60 : 0}, NULL);
}

static void a_flipped_bit_is_never_believed(void **state)
{
    (void)state;
    const char *path = scene_path("spoilt.rir");
    uint64_t chance = (uint64_t)scene_read_number("RIR_FLIP_SEED", 1);
    int outcomes[5] = {0}, flips = (int)scene_count(150, 10000);
    make_good_file();
    /* Which matter is a matter of chance: it goes on until enough have. */
    for (int i = 0; i < flips || (outcomes[1] + outcomes[2] <= flips / 6 && i < 10 * flips); i++) {
        chance = chance * 6364136223846793005u + 1442695040888963407u;
        /* Every tenth in the first page, which says what the file is. */
        size_t at = (size_t)(chance >> 33) % (i % 10 ? good_file.size : 4096);
        char bit = (char)(1 << (chance >> 24) % 8);
        allow_minute(true);
        good_file.data[at] = (char)(good_file.data[at] ^ bit);
        write_spoilt(path, good_file.size);
        int outcome = use_spoilt(path);
        good_file.data[at] = (char)(good_file.data[at] ^ bit);
        outcomes[outcome]++;
        if (outcome == 4)
            fail_msg("byte %zu, bit %02x: the study is another and calls itself whole", at,
                     (unsigned char)bit);
    }
    allow_minute(false);
    print_message("# %d flips: %d refused, %d found, %d of no matter\n", flips, outcomes[1], outcomes[2],
                  outcomes[3]);
    /* Of the rest most hit pages that are free, or the words of a view that is not asked. */
    assert_true(outcomes[1] + outcomes[2] > flips / 6);
}

static void a_file_cut_short_is_found(void **state)
{
    (void)state;
    const char *path = scene_path("spoilt.rir");
    int outcomes[5] = {0};
    if (!good_file.size)
        make_good_file();
    size_t pages = scene_is_soak() ? 1 : 4;
    for (size_t size = 0; size < good_file.size; size += size < 4096 ? 512 : pages * 4096) {
        allow_minute(true);
        write_spoilt(path, size);
        int outcome = use_spoilt(path);
        outcomes[outcome]++;
        if (outcome > 2)
            fail_msg("cut to %zu bytes, and called whole", size);
    }
    allow_minute(false);
    print_message("# cut short: %d refused, %d found\n", outcomes[1], outcomes[2]);
}

/* The one place that no digest covers: which study this is. */
static void a_study_cannot_take_another_name(void **state)
{
    (void)state;
    Store *store = make("a.rir");
    do_sql(store, "UPDATE meta SET value = replace(value, substr(value, 1, 1), '9') WHERE key = 'study'");
    store = reopen(store, STORE_WRITE);
    assert_int_equal(scene_verify(store, &err), -1);
    assert_non_null(strstr(err.text, "another study"));
    store_close(store);
}

static void two_studies_do_not_mix(void **state)
{
    (void)state;
    Store *a = make("a.rir"), *b = make("b.rir");
    assert_int_equal(scene_exchange(b, a, false, NULL, &err), -1);
    assert_int_equal(err.code, ERR_REFUSED);
    assert_non_null(strstr(err.text, "another study"));
    assert_int_equal(count(a, "SELECT count(*) FROM event"), 2);
    store_close(a);
    store_close(b);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup(name, set_up)
    const struct CMUnitTest tests[] = {
        TEST(what_a_newer_rir_made_is_kept_and_relayed),
        TEST(after_an_upgrade_it_is_applied),
        TEST(a_newer_study_is_read_or_refused),
        TEST(a_forked_number_names_both),
        TEST(no_part_of_a_header_can_be_changed),
        TEST(what_no_rir_makes_is_not_taken),
        TEST(a_clock_far_ahead_can_be_followed),
        TEST(a_flipped_bit_is_never_believed),
        TEST(a_file_cut_short_is_found),
        TEST(a_study_cannot_take_another_name),
        TEST(two_studies_do_not_mix),
    };
    if (!scene_begin("evidence"))
        return 99;
    scene_use_clock();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    str_free(&good_file);
    scene_end();
    return failed;
}
