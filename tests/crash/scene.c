/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rir/clock.h"
#include "rir/file.h"
#include "rir/json.h"
#include "rir/search.h"
#include "rir/upkeep.h"
#include "scene.h"

#define PATH_SIZE 256
#define FILE_MOST ((size_t)1 << 30)

long scene_read_number(const char *variable, long otherwise)
{
    const char *given = getenv(variable);
    return given && *given ? strtol(given, NULL, 10) : otherwise;
}

bool scene_is_soak(void)
{
    return scene_read_number("RIR_SOAK", 0) != 0;
}

long scene_count(long few, long many)
{
#ifdef __SANITIZE_ADDRESS__
    const long share = 3;
#else
    const long share = 1;
#endif
    return scene_is_soak() ? many : (few + share - 1) / share;
}

/* --- the folder */

static char folder[64];

static bool remove_all(const char *path)
{
    DIR *open_folder = opendir(path);
    if (!open_folder)
        return unlink(path) == 0;
    for (struct dirent *entry; (entry = readdir(open_folder)) != NULL;) {
        char below[PATH_SIZE + 256];
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        snprintf(below, sizeof below, "%s/%s", path, entry->d_name);
        struct stat facts;
        if (lstat(below, &facts) == 0 && S_ISDIR(facts.st_mode))
            remove_all(below);
        else
            unlink(below);
    }
    closedir(open_folder);
    return rmdir(path) == 0;
}

bool scene_begin(const char *name)
{
    static const char *const places[] = {"/dev/shm", "/tmp"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        snprintf(folder, sizeof folder, "%s/rir-%s-XXXXXX", places[i], name);
        if (mkdtemp(folder)) {
            setenv("XDG_STATE_HOME", folder, 1);
            return true;
        }
    }
    return false;
}

void scene_end(void)
{
    /* To look at what a failing test has left. */
    if (scene_read_number("RIR_KEEP", 0))
        return;
    remove_all(folder);
}

const char *scene_folder(void)
{
    return folder;
}

const char *scene_path(const char *name)
{
    static char paths[8][PATH_SIZE];
    static unsigned next;
    char *path = paths[next++ % 8];
    snprintf(path, PATH_SIZE, "%s/%s", folder, name);
    return path;
}

static bool copy_one(const char *from, const char *to)
{
    Str bytes = STR_EMPTY;
    bool copied = file_read(from, FILE_MOST, &bytes, NULL) == 0;
    int descriptor = copied ? open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : -1;
    copied = descriptor >= 0 && write(descriptor, str_text(&bytes), bytes.size) == (ssize_t)bytes.size;
    if (descriptor >= 0)
        close(descriptor);
    str_free(&bytes);
    return copied;
}

void scene_remove_study(const char *path)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    char name[PATH_SIZE + 16];
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        snprintf(name, sizeof name, "%s%s", path, endings[i]);
        unlink(name);
    }
}

bool scene_copy_file(const char *from, const char *to)
{
    char from_wal[PATH_SIZE + 16], to_wal[PATH_SIZE + 16];
    scene_remove_study(to);
    snprintf(from_wal, sizeof from_wal, "%s-wal", from);
    snprintf(to_wal, sizeof to_wal, "%s-wal", to);
    if (file_exists(from_wal) && !copy_one(from_wal, to_wal))
        return false;
    return copy_one(from, to);
}

/* --- the clock */

static int64_t wall = INT64_C(1794736800000); /* 2026-11-15 */

static Moment read_clock(void)
{
    wall += 1000;
    return (Moment){wall, wall};
}

static int find_no_offset(int64_t at)
{
    (void)at;
    return 0;
}

void scene_use_clock(void)
{
    static const ClockSource source = {read_clock, NULL, find_no_offset};
    clock_set_source(&source);
}

void scene_set_clock(int64_t given)
{
    wall = given;
}

int64_t scene_find_clock(void)
{
    return wall;
}

/* --- acts */

const char scene_guide[] = "---\ntitle: Leaders\nkind: interview\nminutes: 60\nconsent:\n  - id: part\n"
                           "    text: Agrees to take part\n    required: true\n---\n# Opening {minutes=5}\n"
                           "1. What does it mean here? {#vision .must}\n   - Whose vision is it?\n"
                           "2. What has helped? {#enablers}\n";

int scene_act(Store *store, const char *kind, const char *entity, const char *session, const char *person,
              Err *err, const char *format, ...)
{
    Str body = STR_EMPTY;
    va_list args;
    va_start(args, format);
    str_add_formatv(&body, format, args);
    va_end(args);
    Act act = {.kind = kind, .entity = entity, .session = session, .person = person, .body = str_text(&body)};
    int result = store_append(store, &act, NULL, err);
    str_free(&body);
    return result;
}

int scene_session(Store *store, const char *session, Err *err)
{
    return scene_act(store, "session.set", session, NULL, NULL, err,
                     "{\"number\":1,\"kind\":\"interview\",\"title\":\"Leaders\",\"at\":1000}");
}

static int put_note(Store *store, const char *note, const char *session, const char *person, const char *text,
                    const char *more, Err *err)
{
    Str quoted = STR_EMPTY;
    json_add_quoted(&quoted, text);
    int result = scene_act(store, "note.set", note, session, person, err,
                           "{\"kind\":\"paraphrase\",\"text\":%s,\"raw\":%s,\"elapsed\":1000%s}",
                           str_text(&quoted), str_text(&quoted), more);
    str_free(&quoted);
    return result;
}

int scene_note(Store *store, const char *note, const char *session, const char *text, Err *err)
{
    return put_note(store, note, session, NULL, text, "", err);
}

int scene_coded_note(Store *store, const char *note, const char *session, const char *person,
                     const char *text, Err *err)
{
    Str more = STR_EMPTY;
    Id barrier = id_make_named("code", "barrier"), trust = id_make_named("code", "trust");
    str_add_format(
        &more,
        ",\"question\":\"vision\",\"speaker\":\"%s\",\"codes\":[{\"id\":\"%s\",\"name\":\"barrier\"},"
        "{\"id\":\"%s\",\"name\":\"trust\",\"valence\":\"enabler\"}]",
        person, barrier.text, trust.text);
    int result = put_note(store, note, session, person, text, str_text(&more), err);
    str_free(&more);
    return result;
}

int scene_typed_note(Store *store, const char *note, const char *session, const char *text, Err *err)
{
    if (store_begin(store, err) != 0)
        return -1;
    if (scene_note(store, note, session, text, err) == 0 && store_clear_draft(store, session, err) == 0)
        return store_commit(store, err);
    store_rollback(store);
    return -1;
}

int scene_draft(Store *store, const char *session, const char *text, Err *err)
{
    Draft draft = {.text = STR_EMPTY, .cursor = 3, .started = 5, .elapsed = 6, .context = STR_EMPTY};
    str_add(&draft.text, text);
    int result = store_save_draft(store, session, &draft, err);
    draft_free(&draft);
    return result;
}

int scene_undo(Store *store, const char *session, bool redo, Err *err)
{
    EventKey key = store_find_undo(store, session, redo);
    return key.seq ? store_undo(store, &key, redo, 0, 0, err) : 0;
}

static int give(void *context, const Event *event, Err *err)
{
    return parcel_take(context, event, err);
}

int scene_exchange(Store *from, Store *to, bool stale, ParcelResult *result, Err *err)
{
    Str held = STR_EMPTY;
    if (!stale && parcel_add_held(to, &held, err) != 0) {
        str_free(&held);
        return -1;
    }
    Parcel *parcel = parcel_begin(to, err);
    int sent = parcel ? parcel_send(from, str_text(&held), give, parcel, err) : -1;
    str_free(&held);
    if (sent == 0)
        return parcel_finish(parcel, result, err);
    parcel_drop(parcel);
    return -1;
}

int64_t scene_search(Store *store, const char *words, Err *err)
{
    Search *search = search_open(store, words, err);
    int64_t hits = 0;
    if (!search)
        return -1;
    while (search_next(search))
        hits++;
    if (search_check(search, err) != 0)
        hits = -1;
    search_close(search);
    return hits;
}

/* --- looking */

int scene_verify(Store *store, Err *err)
{
    VerifyResult result;
    int done = upkeep_verify(store, &result, NULL, NULL, err);
    if (done == 0 && result.faults)
        done = err_set(err, ERR_ALARM, "%s", str_text(&result.account));
    upkeep_free_result(&result);
    return done;
}

void scene_digest(Store *store, char hex[DIGEST_HEX_SIZE])
{
    Digest digest;
    hex[0] = '\0';
    if (upkeep_find_digest(store, &digest, NULL) == 0)
        digest_format(hex, &digest);
}

bool scene_file_has(const char *path, const char *word)
{
    static const char *const endings[] = {"", "-wal", "-journal"};
    char name[PATH_SIZE + 16];
    bool found = false;
    for (size_t i = 0; !found && i < sizeof endings / sizeof *endings; i++) {
        Str bytes = STR_EMPTY;
        snprintf(name, sizeof name, "%s%s", path, endings[i]);
        if (file_exists(name) && file_read(name, FILE_MOST, &bytes, NULL) == 0)
            found = memmem(str_text(&bytes), bytes.size, word, strlen(word)) != NULL;
        str_free(&bytes);
    }
    return found;
}
