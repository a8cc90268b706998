/* SPDX-License-Identifier: MIT */
/* store: the log, its projection, undo, drafts, search, exchange, erasure, copies. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "rir/clock.h"
#include "rir/file.h"
#include "rir/id.h"
#include "rir/json.h"
#include "rir/mem.h"
#include "rir/parcel.h"
#include "rir/rows.h"
#include "rir/search.h"
#include "rir/store.h"
#include "rir/upkeep.h"

/* --- a folder of its own for every test */

static char folder[64];
static Err err;

static int set_up(void **state)
{
    (void)state;
    const char *place = getenv("TMPDIR"); /* in memory, where tests/environment.sh has found room */
    snprintf(folder, sizeof folder, "%s/rir-store-XXXXXX", place && *place ? place : "/tmp");
    if (!mkdtemp(folder))
        return -1;
    setenv("XDG_STATE_HOME", folder, 1);
    err_clear(&err);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    Str names = STR_EMPTY, path = STR_EMPTY;
    static const char *const parts[] = {"", "/rir"};
    for (size_t i = 2; i > 0; i--) {
        str_clear(&path);
        str_clear(&names);
        str_add_format(&path, "%s%s", folder, parts[i - 1]);
        int count = file_list(str_text(&path), "", &names, NULL);
        const char *name = str_text(&names);
        for (int j = 0; j < count; j++, name += strlen(name) + 1) {
            Str file = STR_EMPTY;
            str_add_format(&file, "%s/%s", str_text(&path), name);
            unlink(str_text(&file));
            str_free(&file);
        }
        rmdir(str_text(&path));
    }
    str_free(&names);
    str_free(&path);
    return 0;
}

static char *path_of(const char *name)
{
    static char paths[8][128];
    static int next;
    char *path = paths[next++ % 8];
    snprintf(path, 128, "%s/%s", folder, name);
    return path;
}

static Store *make(const char *name)
{
    Store *store = store_create(path_of(name), "Locality evaluation", "Ann Brown", true, &err);
    if (!store)
        fail_msg("%s", err.text);
    return store;
}

static Store *reopen(const char *name)
{
    Store *store = store_open(path_of(name), STORE_WRITE, "Ann Brown", &err);
    if (!store)
        fail_msg("%s", err.text);
    return store;
}

#define OK(call)                                                                                             \
    do {                                                                                                     \
        if ((call) != 0)                                                                                     \
            fail_msg("%s: %s", #call, err.text);                                                             \
    } while (0)

/* --- acts */

static EventKey append(Store *store, const char *kind, const Id *entity, const Id *session,
                       const char *format, ...)
{
    Str body = STR_EMPTY;
    EventKey key;
    va_list args;
    va_start(args, format);
    str_add_formatv(&body, format, args);
    va_end(args);
    Act act = {.kind = kind,
               .entity = entity->text,
               .session = session ? session->text : NULL,
               .body = str_text(&body)};
    OK(store_append(store, &act, &key, &err));
    str_free(&body);
    return key;
}

static Id add_session(Store *store)
{
    Id session = id_make();
    append(store, "session.set", &session, NULL,
           "{\"number\":1,\"kind\":\"interview\",\"title\":\"Leaders\",\"at\":1000}");
    return session;
}

static Id add_note(Store *store, const Id *session, const char *text)
{
    Id note = id_make();
    Str quoted = STR_EMPTY;
    json_add_quoted(&quoted, text);
    append(store, "note.set", &note, session,
           "{\"kind\":\"paraphrase\",\"text\":%s,\"raw\":%s,\"elapsed\":1000}", str_text(&quoted),
           str_text(&quoted));
    str_free(&quoted);
    return note;
}

static int64_t count(Store *store, const char *sql)
{
    return rows_find_number(store, -1, sql, "");
}

static char *text_of(Store *store, const Id *note)
{
    Str text = STR_EMPTY;
    rows_find_text(store, &text, "SELECT text FROM notes WHERE id = ?1", "t", note->text);
    return str_take(&text);
}

static void assert_text(Store *store, const Id *note, const char *expected)
{
    char *text = text_of(store, note);
    assert_string_equal(text, expected);
    free(text);
}

static void assert_whole(Store *store)
{
    VerifyResult result;
    OK(upkeep_verify(store, &result, NULL, NULL, &err));
    if (result.faults)
        fail_msg("%s", str_text(&result.account));
    upkeep_free_result(&result);
}

static void assert_same_digest(Store *a, Store *b)
{
    Digest one, two;
    OK(upkeep_find_digest(a, &one, &err));
    OK(upkeep_find_digest(b, &two, &err));
    assert_memory_equal(one.bytes, two.bytes, sizeof one.bytes);
}

/* --- tests */

static void a_study_is_private_and_whole(void **state)
{
    (void)state;
    Store *store = make("a.rir");
    struct stat facts;
    assert_int_equal(stat(path_of("a.rir"), &facts), 0);
    assert_int_equal(facts.st_mode & 0777, 0600);
    assert_int_equal(count(store, "SELECT count(*) FROM events"), 1);
    Id session = add_session(store);
    Id note = add_note(store, &session, "The money follows the bed");
    assert_text(store, &note, "The money follows the bed");
    assert_int_equal(count(store, "SELECT max(seq) FROM events"), 3);
    assert_whole(store);
    store_close(store);
    assert_null(store_create(path_of("a.rir"), "x", "y", true, &err));
    assert_int_equal(err.code, ERR_REFUSED);
    store = reopen("a.rir");
    assert_string_equal(store_find_notice(store), "");
    assert_text(store, &note, "The money follows the bed");
    store_close(store);
}

static void what_is_no_study_is_refused(void **state)
{
    (void)state;
    assert_null(store_open(path_of("none.rir"), STORE_WRITE, "A", &err));
    assert_int_equal(err.code, ERR_REFUSED);
    assert_int_equal(file_write(path_of("text.rir"), "hello", 5, &err), 0);
    assert_null(store_open(path_of("text.rir"), STORE_WRITE, "A", &err));
    assert_int_equal(err.code, ERR_REFUSED);
    assert_null(store_open(folder, STORE_WRITE, "A", &err));
    Store *store = make("new.rir");
    store_close(store);
    FILE *file = fopen(path_of("new.rir"), "r+b");
    fseek(file, 63, SEEK_SET);
    fputc(STORE_LAYOUT + 1, file);
    fclose(file);
    assert_null(store_open(path_of("new.rir"), STORE_WRITE, "A", &err));
    assert_non_null(strstr(err.text, "newer rir"));
}

static void bad_acts_change_nothing(void **state)
{
    (void)state;
    Store *store = make("a.rir");
    Id thing = id_make();
    Act act = {.kind = "nonsense", .entity = thing.text, .body = "{}"};
    assert_int_equal(store_append(store, &act, NULL, &err), -1);
    act.kind = "person.set";
    act.body = "{broken";
    assert_int_equal(store_append(store, &act, NULL, &err), -1);
    act.body = "[1]";
    assert_int_equal(store_append(store, &act, NULL, &err), -1);
    act.body = "{}";
    act.entity = "no id";
    assert_int_equal(store_append(store, &act, NULL, &err), -1);
    assert_int_equal(count(store, "SELECT count(*) FROM events"), 1);
    /* Within a transaction the good acts before a bad one stay. */
    OK(store_begin(store, &err));
    Id session = add_session(store);
    act.entity = thing.text;
    act.body = "{broken";
    act.kind = "person.set";
    assert_int_equal(store_append(store, &act, NULL, &err), -1);
    OK(store_commit(store, &err));
    (void)session;
    assert_int_equal(count(store, "SELECT count(*) FROM events"), 2);
    assert_whole(store);
    store_close(store);
}

static void undo_takes_steps_back_and_redo_brings_them(void **state)
{
    (void)state;
    Store *store = make("a.rir");
    Id session = add_session(store);
    Id one = add_note(store, &session, "first"), two = add_note(store, &session, "second");
    append(store, "note.strike", &two, &session, "{}");
    assert_int_equal(count(store, "SELECT count(*) FROM notes"), 1);
    EventKey key = store_find_undo(store, session.text, false);
    OK(store_undo(store, &key, false, 0, 0, &err));
    assert_text(store, &two, "second");
    assert_int_equal(store_undo(store, &key, false, 0, 0, &err), -1);
    key = store_find_undo(store, session.text, false);
    OK(store_undo(store, &key, false, 0, 0, &err));
    assert_int_equal(count(store, "SELECT count(*) FROM notes"), 1);
    key = store_find_undo(store, session.text, false);
    OK(store_undo(store, &key, false, 0, 0, &err));
    assert_int_equal(count(store, "SELECT count(*) FROM notes"), 0);
    assert_int_equal(store_find_undo(store, session.text, false).seq, 0);
    for (int i = 0; i < 3; i++) {
        key = store_find_undo(store, session.text, true);
        assert_int_not_equal(key.seq, 0);
        OK(store_undo(store, &key, true, 0, 0, &err));
    }
    assert_int_equal(store_find_undo(store, session.text, true).seq, 0);
    assert_int_equal(count(store, "SELECT count(*) FROM notes"), 1); /* struck again */
    assert_text(store, &one, "first");
    key = store_find_undo(store, session.text, false);
    OK(store_undo(store, &key, false, 0, 0, &err));
    add_note(store, &session, "third");
    assert_int_equal(store_find_undo(store, session.text, true).seq, 0);
    assert_whole(store);
    store_close(store);
}

static void acts_saved_together_are_one_step(void **state)
{
    (void)state;
    Store *store = make("a.rir");
    Id session = add_session(store);
    add_note(store, &session, "before");
    OK(store_begin(store, &err));
    add_note(store, &session, "one");
    add_note(store, &session, "two");
    add_note(store, &session, "three");
    OK(store_commit(store, &err));
    assert_int_equal(count(store, "SELECT count(*) FROM notes"), 4);
    EventKey key = store_find_undo(store, session.text, false);
    OK(store_undo(store, &key, false, 0, 0, &err));
    assert_int_equal(count(store, "SELECT count(*) FROM notes"), 1);
    key = store_find_undo(store, session.text, true);
    OK(store_undo(store, &key, true, 0, 0, &err));
    assert_int_equal(count(store, "SELECT count(*) FROM notes"), 4);
    assert_whole(store);
    store_close(store);
}

static void rebuilding_gives_the_same(void **state)
{
    (void)state;
    Store *store = make("a.rir");
    Id session = add_session(store);
    for (int i = 0; i < 50; i++) {
        Id note = add_note(store, &session, "some words");
        if (i % 5 == 0)
            append(store, "note.set", &note, &session,
                   "{\"kind\":\"memo\",\"text\":\"edited\",\"raw\":\"edited\"}");
        if (i % 7 == 0)
            append(store, "note.strike", &note, &session, "{}");
        if (i % 3 == 0)
            append(store, "note.set", &note, &session,
                   "{\"kind\":\"verbatim\",\"text\":\"coded\",\"raw\":\"coded\",\"codes\":[{\"id\":\"%s\","
                   "\"name\":\"money\","
                   "\"valence\":\"barrier\",\"start\":0,\"end\":5}]}",
                   id_make_named("code", "money").text);
    }
    Digest before, after;
    OK(upkeep_find_digest(store, &before, &err));
    assert_int_equal(count(store, "SELECT uses FROM code_use"), count(store, "SELECT count(*) FROM coding"));
    OK(upkeep_rebuild(store, NULL, NULL, &err));
    OK(upkeep_find_digest(store, &after, &err));
    assert_memory_equal(before.bytes, after.bytes, sizeof before.bytes);
    assert_whole(store);
    store_close(store);
}

static void verify_finds_what_was_changed(void **state)
{
    (void)state;
    static const char *const harms[] = {
        "UPDATE event SET body = replace(body, 'true', 'fake') WHERE kind = 'note.set'",
        "UPDATE event SET at = at + 1 WHERE kind = 'note.set'",
        "UPDATE event SET author = 'Someone' WHERE kind = 'note.set'",
        "UPDATE note SET text = 'other words'",
        "DELETE FROM event WHERE seq = 2",
    };
    for (size_t i = 0; i < sizeof harms / sizeof *harms; i++) {
        char name[16];
        snprintf(name, sizeof name, "%zu.rir", i);
        Store *store = make(name);
        Id session = add_session(store);
        add_note(store, &session, "true words");
        assert_whole(store);
        Rows *rows = rows_open(store, &err, harms[i], "");
        assert_non_null(rows);
        rows_next(rows);
        rows_close(rows, &err);
        VerifyResult result;
        OK(upkeep_verify(store, &result, NULL, NULL, &err));
        assert_true(result.faults > 0);
        upkeep_free_result(&result);
        store_close(store);
    }
}

static void a_draft_is_kept_until_its_note(void **state)
{
    (void)state;
    Store *store = make("a.rir");
    Id session = add_session(store);
    Draft draft = {.text = STR_EMPTY, .cursor = 3, .started = 5, .elapsed = 6, .context = STR_EMPTY}, read;
    assert_int_equal(store_read_draft(store, session.text, &read, &err), 0);
    draft_free(&read);
    str_add(&draft.text, "half a thou");
    OK(store_save_draft(store, session.text, &draft, &err));
    assert_int_equal(store_read_draft(store, session.text, &read, &err), 1);
    assert_string_equal(str_text(&read.text), "half a thou");
    draft_free(&read);
    OK(store_begin(store, &err));
    add_note(store, &session, "half a thought");
    OK(store_clear_draft(store, session.text, &err));
    OK(store_commit(store, &err));
    assert_int_equal(store_read_draft(store, session.text, &read, &err), 0);
    draft_free(&read);
    draft_free(&draft);
    store_close(store);
}

/* --- two copies */

static int give(void *context, const Event *event, Err *failure)
{
    return parcel_take(context, event, failure);
}

static int exchange(Store *from, Store *to, bool stale, ParcelResult *result)
{
    Str held = STR_EMPTY;
    if (!stale)
        OK(parcel_add_held(to, &held, &err));
    Parcel *parcel = parcel_begin(to, &err);
    if (!parcel)
        fail_msg("%s", err.text);
    int sent = parcel_send(from, str_text(&held), give, parcel, &err);
    str_free(&held);
    if (sent != 0) {
        parcel_drop(parcel);
        return -1;
    }
    return parcel_finish(parcel, result, &err);
}

static Store *copy(Store *store, const char *name)
{
    OK(upkeep_backup(store, path_of(name), &err));
    return reopen(name);
}

static void copies_converge_in_any_order(void **state)
{
    (void)state;
    Store *a = make("a.rir");
    Id session = add_session(a);
    Id note = add_note(a, &session, "as first written");
    Store *b = copy(a, "b.rir"), *c = copy(a, "c.rir");
    append(a, "note.set", &note, &session, "{\"kind\":\"verbatim\",\"text\":\"by a\",\"raw\":\"by a\"}");
    append(b, "note.set", &note, &session, "{\"kind\":\"verbatim\",\"text\":\"by b\",\"raw\":\"by b\"}");
    add_note(c, &session, "only c");
    assert_string_not_equal(store_find_site(a), store_find_site(b));
    ParcelResult result;
    OK(exchange(b, c, false, &result));
    assert_int_equal(result.fresh, 1);
    OK(exchange(a, c, true, &result));
    OK(exchange(c, a, false, &result));
    OK(exchange(a, b, false, &result));
    OK(exchange(a, b, true, &result));
    assert_int_equal(result.fresh, 0);
    OK(exchange(b, a, true, &result));
    assert_same_digest(a, b);
    assert_same_digest(a, c);
    assert_int_equal(count(a, "SELECT count(*) FROM note_head"), 2);
    assert_int_equal(count(a, "SELECT count(*) FROM notes WHERE conflict"), 1);
    /* Settling it: a version that has seen both. */
    append(b, "note.set", &note, &session,
           "{\"kind\":\"verbatim\",\"text\":\"settled\",\"raw\":\"settled\"}");
    OK(exchange(b, a, false, &result));
    OK(exchange(b, c, false, &result));
    assert_int_equal(count(a, "SELECT count(*) FROM note_head"), 0);
    assert_text(a, &note, "settled");
    assert_same_digest(a, b);
    assert_same_digest(a, c);
    assert_whole(a);
    assert_whole(b);
    assert_whole(c);
    store_close(a);
    store_close(b);
    store_close(c);
}

static void a_forked_number_stops(void **state)
{
    (void)state;
    Store *a = make("a.rir");
    Id session = add_session(a);
    store_close(a);
    /* A byte copy, with a mark that says it is the same file: what a cloned disk would be. */
    Str bytes = STR_EMPTY;
    OK(file_read(path_of("a.rir"), 1 << 24, &bytes, &err));
    OK(file_write(path_of("b.rir"), bytes.data, bytes.size, &err));
    str_free(&bytes);
    a = reopen("a.rir");
    Id one = add_note(a, &session, "in a");
    setenv("XDG_STATE_HOME", "/dev/null", 1); /* no state folder: nothing can tell */
    Store *b = reopen("b.rir");
    setenv("XDG_STATE_HOME", folder, 1);
    assert_string_equal(store_find_site(a), store_find_site(b));
    add_note(b, &session, "in b");
    Digest before, after;
    OK(upkeep_find_digest(a, &before, &err));
    assert_int_equal(exchange(b, a, true, NULL), -1);
    assert_int_equal(err.code, ERR_ALARM);
    assert_non_null(strstr(err.text, "two events claim"));
    OK(upkeep_find_digest(a, &after, &err));
    assert_memory_equal(before.bytes, after.bytes, sizeof before.bytes);
    assert_text(a, &one, "in a");
    store_close(a);
    store_close(b);
}

static void a_copied_file_takes_a_new_site(void **state)
{
    (void)state;
    Store *a = make("a.rir");
    Id session = add_session(a);
    char site[ID_SIZE];
    strcpy(site, store_find_site(a));
    store_close(a);
    Str bytes = STR_EMPTY;
    OK(file_read(path_of("a.rir"), 1 << 24, &bytes, &err));
    OK(file_write(path_of("b.rir"), bytes.data, bytes.size, &err));
    Store *b = reopen("b.rir");
    assert_non_null(strstr(store_find_notice(b), "copy of another file"));
    add_note(b, &session, "elsewhere");
    assert_string_not_equal(store_find_site(b), site);
    assert_whole(b);
    store_close(b);
    /* An older state put back over the same file. */
    a = reopen("a.rir");
    assert_string_equal(store_find_notice(a), "");
    add_note(a, &session, "later");
    store_close(a);
    FILE *file = fopen(path_of("a.rir"), "r+b");
    assert_int_equal(fwrite(bytes.data, 1, bytes.size, file), bytes.size);
    fclose(file);
    truncate(path_of("a.rir"), (off_t)bytes.size);
    a = reopen("a.rir");
    assert_non_null(strstr(store_find_notice(a), "restored"));
    add_note(a, &session, "afterwards");
    assert_string_not_equal(store_find_site(a), site);
    store_close(a);
    str_free(&bytes);
}

typedef struct {
    Event event;
    char *texts[8];
} Kept;

static int keep_last(void *context, const Event *event, Err *failure)
{
    (void)failure;
    Kept *kept = context;
    for (size_t i = 0; i < 8; i++)
        free(kept->texts[i]);
    kept->event = *event;
    const char *from[8] = {event->site,    event->author, event->kind, event->entity,
                           event->session, event->person, event->seen, event->body};
    for (size_t i = 0; i < 8; i++)
        kept->texts[i] = mem_copy_text(from[i]);
    kept->event.site = kept->texts[0];
    kept->event.author = kept->texts[1];
    kept->event.kind = kept->texts[2];
    kept->event.entity = kept->texts[3];
    kept->event.session = kept->texts[4];
    kept->event.person = kept->texts[5];
    kept->event.seen = kept->texts[6];
    kept->event.body = kept->texts[7];
    return 0;
}

static void a_changed_or_missing_event_is_not_taken(void **state)
{
    (void)state;
    Store *a = make("a.rir"), *b = copy(a, "b.rir");
    Id session = add_session(a);
    add_note(a, &session, "the words");
    Kept kept;
    memset(&kept, 0, sizeof kept);
    OK(parcel_send(a, "", keep_last, &kept, &err));
    Parcel *parcel = parcel_begin(b, &err);
    OK(parcel_take(parcel, &kept.event, &err));
    assert_int_equal(parcel_finish(parcel, NULL, &err), -1); /* number 2 is missing */
    assert_non_null(strstr(err.text, "missing"));
    for (int i = 0; i < 4; i++) {
        Event changed = kept.event;
        if (i == 0)
            changed.body = "{\"text\":\"other\"}";
        else if (i == 1)
            changed.at++;
        else if (i == 2)
            changed.person = session.text;
        else
            changed.digest[40] ^= 1;
        parcel = parcel_begin(b, &err);
        assert_int_equal(parcel_take(parcel, &changed, &err), -1);
        assert_int_equal(err.code, ERR_ALARM);
        assert_int_equal(parcel_finish(parcel, NULL, &err), -1);
    }
    assert_int_equal(count(b, "SELECT count(*) FROM events"), 1);
    for (size_t i = 0; i < 8; i++)
        free(kept.texts[i]);
    store_close(a);
    store_close(b);
}

/* --- erasing */

static bool folder_has(const char *word)
{
    Str names = STR_EMPTY;
    int files = file_list(folder, "", &names, NULL);
    const char *name = str_text(&names);
    bool found = false;
    for (int i = 0; i < files; i++, name += strlen(name) + 1) {
        Str bytes = STR_EMPTY;
        if (file_read(path_of(name), 1 << 28, &bytes, NULL) == 0)
            found = found || memmem(str_text(&bytes), bytes.size, word, strlen(word)) != NULL;
        str_free(&bytes);
    }
    str_free(&names);
    return found;
}

static void what_is_erased_is_nowhere(void **state)
{
    (void)state;
    static const char *const words[] = {"zanzibarish", "qu\xC3\xAAteuse",
                                        "\xE7\xA7\x98\xE5\xAF\x86\xE7\x9A\x84\xE8\xAF\x9D"};
    Store *a = make("a.rir"), *b = copy(a, "b.rir");
    Id session = add_session(a);
    Id notes[3];
    for (int i = 0; i < 400; i++)
        add_note(a, &session, "ordinary words that stay where they are, with some length to fill the pages");
    for (int i = 0; i < 3; i++)
        notes[i] = add_note(a, &session, words[i]);
    for (int i = 0; i < 400; i++)
        add_note(a, &session, "ordinary words that stay where they are, with some length to fill the pages");
    append(a, "session.end", &session, &session, "{\"at\":5000}");
    while (store_do_idle(a))
        ;
    assert_int_equal(count(a, "SELECT count(*) FROM note_fts WHERE note_fts MATCH 'zanzibarish'"), 1);
    ParcelResult result;
    OK(exchange(a, b, false, &result));
    for (int i = 0; i < 3; i++)
        assert_true(folder_has(words[i]));
    const char *list[3] = {notes[0].text, notes[1].text, notes[2].text};
    /* Sole use is needed. */
    Store *other = reopen("a.rir");
    assert_int_equal(upkeep_erase(a, list, 3, "withdrawn", &err), -1);
    assert_int_equal(err.code, ERR_BUSY);
    store_close(other);
    OK(upkeep_erase(a, list, 3, "withdrawn", &err));
    assert_int_equal(count(a, "SELECT count(*) FROM events WHERE erased"), 3);
    assert_whole(a);
    /* A stale copy brings nothing back; the erasure reaches it. */
    OK(exchange(b, a, true, &result));
    assert_int_equal(count(a, "SELECT count(*) FROM notes WHERE length(text) < 20"), 0);
    OK(exchange(a, b, false, &result));
    assert_int_equal(result.erased, 3);
    assert_same_digest(a, b);
    assert_whole(b);
    for (int i = 0; i < 3; i++)
        assert_false(folder_has(words[i]));
    Act act = {
        .kind = "note.set", .entity = notes[0].text, .session = session.text, .body = "{\"text\":\"again\"}"};
    assert_int_equal(store_append(a, &act, NULL, &err), -1);
    store_close(a);
    store_close(b);
}

static void what_is_struck_goes_at_the_end(void **state)
{
    (void)state;
    Store *store = make("a.rir");
    Id session = add_session(store);
    OK(store_hold_live(store, &err));
    add_note(store, &session, "this stays");
    Id struck = add_note(store, &session, "unsayableword here");
    Draft draft = {.text = STR_EMPTY, .context = STR_EMPTY};
    str_add(&draft.text, "unsayableword draft");
    OK(store_save_draft(store, session.text, &draft, &err));
    draft_free(&draft);
    append(store, "note.strike", &struck, &session, "{}");
    assert_int_equal(upkeep_erase_struck(store, session.text, &err), 1);
    assert_false(folder_has("unsayableword"));
    assert_true(folder_has("this stays"));
    assert_int_equal(count(store, "SELECT count(*) FROM notes"), 1);
    assert_whole(store);
    store_close(store);
}

static void a_live_session_keeps_others_away(void **state)
{
    (void)state;
    Store *a = make("a.rir"), *b = reopen("a.rir");
    OK(store_hold_live(a, &err));
    assert_int_equal(store_hold_live(b, &err), -1);
    assert_int_equal(err.code, ERR_BUSY);
    assert_int_equal(upkeep_rebuild(b, NULL, NULL, &err), -1);
    assert_null(parcel_begin(b, &err));
    store_release_live(a);
    OK(store_hold_live(b, &err));
    store_close(a);
    store_close(b);
}

/* --- search */

static int64_t find_all(Store *store, const char *words)
{
    Search *search = search_open(store, words, &err);
    assert_non_null(search);
    int64_t hits = 0;
    while (search_next(search))
        hits++;
    search_close(search);
    return hits;
}

static void words_are_found_indexed_or_not(void **state)
{
    (void)state;
    Store *store = make("a.rir");
    Id session = add_session(store);
    add_note(store, &session, "The money follows the bed, not the person.");
    add_note(store, &session, "Caf\xC3\xA9 talk about mon\xC3\xA9tary things");
    add_note(store, &session, "\xE4\xBF\xA1\xE4\xBB\xBB\xE5\xBE\x88\xE9\x87\x8D\xE8\xA6\x81");
    Id hidden = add_note(store, &session, "struck money");
    append(store, "note.strike", &hidden, &session, "{}");
    for (int round = 0; round < 2; round++) {
        assert_int_equal(find_all(store, "money"), 1);
        assert_int_equal(find_all(store, "MONEY bed"), 1);
        assert_int_equal(find_all(store, "mon"), 2);
        assert_int_equal(find_all(store, "mon bed"), 0); /* only the last word is a beginning */
        assert_int_equal(find_all(store, "cafe"), 1);
        assert_int_equal(find_all(store, "\"the bed\""), 1);
        assert_int_equal(find_all(store, "\"the person\" money"), 1);
        assert_int_equal(find_all(store, "\"bed the\""), 0);
        assert_int_equal(find_all(store, "\xE4\xBB\xBB\xE5\xBE\x88"), 1);
        assert_int_equal(find_all(store, "ollows"), 0);
        assert_int_equal(find_all(store, ""), 0);
        assert_int_equal(find_all(store, "\" ' * ( ) NEAR AND -"), 0);
        assert_int_equal(find_all(store, "money OR nothing"), 0);
        if (round == 0)
            append(store, "session.end", &session, &session, "{\"at\":5000}");
        while (store_do_idle(store))
            ;
    }
    Id late = add_note(store, &session, "added after the end");
    assert_int_equal(find_all(store, "added"), 1);
    append(store, "note.set", &late, &session,
           "{\"kind\":\"memo\",\"text\":\"changed since\",\"raw\":\"x\"}");
    assert_int_equal(find_all(store, "added"), 0);
    assert_int_equal(find_all(store, "changed"), 1);
    Rows *rows = rows_open(store, &err, "INSERT INTO note_fts(note_fts) VALUES('integrity-check')", "");
    assert_non_null(rows);
    rows_next(rows);
    OK(rows_close(rows, &err));
    assert_whole(store);
    store_close(store);
}

static void a_search_rests_where_it_may_not_wait(void **state)
{
    (void)state;
    Store *store = make("a.rir");
    Id session = add_session(store);
    add_note(store, &session, "needle");
    for (int i = 0; i < 20; i++)
        add_note(store, &session, "hay");
    Search *search = search_open(store, "needle", &err);
    search_set_patience(search, 7);
    const SearchHit *hit = search_next(search);
    int rests = 0;
    for (; !hit && search_is_resting(search); hit = search_next(search))
        rests++;
    assert_int_equal(rests, 2);
    assert_non_null(hit);
    assert_string_equal(hit->text, "needle");
    assert_null(search_next(search));
    assert_false(search_is_resting(search));
    OK(search_check(search, &err));
    search_close(search);
    store_close(store);
}

/* How often the -wal was begun anew, as its header says. */
static unsigned count_begins(void)
{
    unsigned char header[16] = {0};
    FILE *file = fopen(path_of("a.rir-wal"), "re");
    assert_non_null(file);
    assert_int_equal(fread(header, 1, sizeof header, file), sizeof header);
    fclose(file);
    return (unsigned)header[12] << 24 | (unsigned)header[13] << 16 | (unsigned)header[14] << 8 | header[15];
}

/* It costs the next Enter a second wait for the disk. */
static void the_wal_goes_on_while_a_session_runs(void **state)
{
    (void)state;
    Store *store = make("a.rir");
    Id session = add_session(store);
    OK(store_hold_live(store, &err));
    unsigned before = count_begins();
    for (int i = 0; i < 3; i++) {
        add_note(store, &session, "one more");
        while (store_do_idle(store))
            ;
    }
    assert_int_equal(count_begins(), before);
    store_release_live(store);
    while (store_do_idle(store))
        ;
    add_note(store, &session, "the last");
    assert_int_equal(count_begins(), before + 1);
    assert_whole(store);
    store_close(store);
}

/* Between the last byte of an act and the moment it can be read lies a sync, however long that takes. */
static void who_looks_on_is_told_when_an_act_can_be_read(void **state)
{
    (void)state;
    Store *store = make("a.rir");
    Id session = add_session(store);
    _Alignas(struct inotify_event) char bytes[4096];
    int told = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    assert_true(told >= 0 && inotify_add_watch(told, folder, IN_MODIFY | IN_CLOSE_NOWRITE) >= 0);
    for (int i = 0; i < 3; i++) {
        add_note(store, &session, "one more");
        ssize_t size = read(told, bytes, sizeof bytes);
        assert_true(size > 0);
        const struct inotify_event *last;
        for (char *at = bytes; at < bytes + size; at += sizeof *last + last->len)
            last = (const struct inotify_event *)(void *)at;
        assert_true(last->mask & IN_CLOSE_NOWRITE);
        assert_string_equal(last->name, "a.rir-wal");
    }
    close(told);
    store_close(store);
}

/* --- however plain a body is, its note says what SQLite's JSON finds in it */

#define SAYS(column, member, otherwise) "note." column " IS coalesce(e.body->>'$." member "', " otherwise ")"

static void a_note_says_what_its_body_says(void **state)
{
    static const char *const kinds[] = {"\"idea\"", "\"\"", "\"me\\u006do\"", "\"\\\"\"",
                                        "\"k \xC3\xA9 \xE2\x82\xAC\""};
    static const char *const texts[] = {"\"plain words, [and] {more}: \"",
                                        "\"a\\nb\"",
                                        "\"\"",
                                        "\"\xE6\xBC\xA2\xE5\xAD\x97\"",
                                        "\"\\\\\"",
                                        "\"he said \\\"no\\\"\"",
                                        "null"};
    static const char *const numbers[] = {"0",   "1700000000000", "-5", "999999999999999999",
                                          "1e3", "null",          "12 "};
    static const char *const more[] = {
        "", ",\"phase\":\"main\"", ",\"later\":1", ",\"about\":true", ",\"tz\":120", ",\"off\":1",
        ",\"seat\":\"3\"", ",\"codes\":[]",
        ",\"codes\":[{\"id\":\"c\",\"name\":\"]\\\"[\",\"start\":0,\"end\":2}]", ",\"new\":{\"kind\":\"x\"}",
        ",\"card\":{\"label\":\"A\"}", " , \"elapsed\" : 7 ", ",\"recorder\":5,\"volunteered\":1",
        ",\"\\u0070hase\":\"x\"", ",\"codes2\":[[\"a\"],[]],\"phase\":\"\""};
    static const char alike[] =
        "SELECT count(*) FROM note JOIN event e ON e.entity = note.n WHERE e.kind = 'note.set' AND "
        SAYS("kind", "kind", "''") " AND " SAYS("text", "text", "''") " AND " SAYS("raw", "raw", "''") " AND "
        SAYS("question", "question", "NULL") " AND " SAYS("phase", "phase", "NULL") " AND "
        SAYS("at", "at", "e.at") " AND " SAYS("elapsed", "elapsed", "0") " AND "
        SAYS("tz", "tz", "e.tz") " AND "
        SAYS("later", "later", "0") " AND " SAYS("about", "about", "0") " AND "
        SAYS("volunteered", "volunteered", "0") " AND " SAYS("recorder", "recorder", "NULL") " AND "
        SAYS("seat", "seat", "NULL") " AND note.hidden = CASE WHEN e.body->>'$.off' THEN 2 ELSE 0 END AND "
        "note.author = e.author AND note.hlc = e.hlc AND note.session = e.session";
    enum { CASES = 400 };
    unsigned chance = 11;
    Id session = id_make();

    (void)state;
    Store *store = make("a.rir");
    append(store, "session.set", &session, NULL, "{\"number\":1,\"kind\":\"interview\"}");
    for (int i = 0; i < CASES; i++) {
        unsigned picks[8];
        for (size_t j = 0; j < 8; j++)
            picks[j] = (chance = chance * 1103515245u + 12345u) >> 16;
        if (i % 2) /* nothing of it is rare but `more` */
            picks[0] = picks[1] = picks[2] = picks[3] = picks[5] = 0;
        Id note = id_make();
        append(store, "note.set", &note, &session,
               "{\"kind\":%s,\"text\":%s,\"raw\":%s,\"at\":%s%s,\"question\":%s%s}",
               kinds[picks[0] % 5], texts[picks[1] % 6], texts[picks[2] % 6], numbers[picks[3] % 7],
               picks[4] % 2 ? "" : ",\"elapsed\":1500", texts[picks[5] % 7], more[picks[6] % 15]);
    }
    assert_int_equal(count(store, "SELECT count(*) FROM note"), CASES);
    assert_int_equal(count(store, alike), CASES);
    store_close(store);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_study_is_private_and_whole),
        TEST(what_is_no_study_is_refused),
        TEST(bad_acts_change_nothing),
        TEST(undo_takes_steps_back_and_redo_brings_them),
        TEST(acts_saved_together_are_one_step),
        TEST(rebuilding_gives_the_same),
        TEST(verify_finds_what_was_changed),
        TEST(a_draft_is_kept_until_its_note),
        TEST(copies_converge_in_any_order),
        TEST(a_forked_number_stops),
        TEST(a_copied_file_takes_a_new_site),
        TEST(a_changed_or_missing_event_is_not_taken),
        TEST(what_is_erased_is_nowhere),
        TEST(what_is_struck_goes_at_the_end),
        TEST(a_live_session_keeps_others_away),
        TEST(words_are_found_indexed_or_not),
        TEST(a_search_rests_where_it_may_not_wait),
        TEST(the_wal_goes_on_while_a_session_runs),
        TEST(who_looks_on_is_told_when_an_act_can_be_read),
        TEST(a_note_says_what_its_body_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
