/* SPDX-License-Identifier: MIT */
/* Making, opening and closing a study file. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "append.h"
#include "erase.h"
#include "index.h"
#include "mark.h"
#include "memory.h"
#include "open.h"
#include "rir/file.h"
#include "rir/json.h"
#include "rir/mem.h"
#include "rir/text.h"
#include "rir/upkeep.h"

#define APPLICATION_ID 0x72697221 /* "rir!" */
#define BUSY_MS 5000

/* --- connection */

static Store *make_store(const char *path, const char *author)
{
    Store *store = mem_new(sizeof *store);
    store->path = mem_copy_text(path);
    store->author = mem_copy_text(author && *author ? author : "unknown");
    store->lock = -1;
    return store;
}

static int count_pages(void *context, sqlite3 *db, const char *name, int pages)
{
    (void)db;
    (void)name;
    ((Store *)context)->wal_pages = pages;
    return SQLITE_OK;
}

static int connect_to(Store *store, int flags, Err *err)
{
    umask(077);
    memory_configure();
    if (sqlite3_open_v2(store->path, &store->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL) !=
        SQLITE_OK)
        return db_fail(store, err, "opening the study");
    /* SQLite opens for reading what it cannot open for writing, and says nothing. */
    if ((flags & SQLITE_OPEN_READWRITE) && sqlite3_db_readonly(store->db, "main") == 1)
        return err_set(err, ERR_FAILED, "%s cannot be written to. Nothing was changed; look at the "
                                        "permissions of the file and "
                                        "its folder", store->path);
    sqlite3_busy_timeout(store->db, BUSY_MS);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    return 0;
}

static int prepare_connection(Store *store, Err *err)
{
    /* A backup is no WAL file until someone works in it. */
    if (!store->is_read_only && db_execute(store, "PRAGMA journal_mode = WAL", err) != 0)
        return -1;
    static const char settings[] = "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA "
                                   "cell_size_check = ON; PRAGMA secure_delete = ON; PRAGMA "
                                   "wal_autocheckpoint = 0; PRAGMA temp_store = MEMORY;";
    if (db_execute(store, settings, err) != 0)
        return -1;
    /* After the settings: switching automatic checkpoints off takes the hook away. */
    sqlite3_wal_hook(store->db, count_pages, store);
    store->data_version = db_find_number(store, 0, "PRAGMA data_version", "");
    return db_check_trouble(store, err);
}

void store_let_go(Store *store)
{
    if (store->db) {
        store_rollback(store);
        mark_write(store);
        db_forget_statements(store);
        sqlite3_finalize(store->rollback);
        sqlite3_close(store->db);
    }
    store->db = NULL;
    store->rollback = NULL;
    mark_close_lock(store);
}

void store_close(Store *store)
{
    if (!store)
        return;
    store_let_go(store);
    str_free(&store->notice);
    free(store->path);
    free(store->author);
    free(store);
}

/* --- making */

int open_make_projection(Store *store, Err *err)
{
    if (db_execute_lines(store, schema_projection, err) != 0 ||
        db_execute_lines(store, schema_views, err) != 0 || db_execute_lines(store, schema_index, err) != 0)
        return -1;
    return db_do(store, err, "INSERT OR REPLACE INTO meta(key, value) VALUES('projection', ?1)", "i",
                 (int64_t)OPEN_PROJECTION);
}

static int make_schema(Store *store, Err *err)
{
    char pragmas[128];
    snprintf(pragmas, sizeof pragmas, "PRAGMA application_id = %d; PRAGMA user_version = %d;", APPLICATION_ID,
             STORE_LAYOUT);
    if (db_execute(store, pragmas, err) != 0 || db_execute_lines(store, schema_log, err) != 0)
        return -1;
    if (db_do(store, err, "INSERT INTO meta(key, value) VALUES('study', ?1)", "t", store->study) != 0)
        return -1;
    return open_make_projection(store, err);
}

static int append_study(Store *store, const char *title, Err *err)
{
    Str body = STR_EMPTY;
    Json json = json_begin(&body, 0);
    json_open(&json, NULL, '{');
    json_add_text(&json, "title", title);
    json_close(&json, '}');
    Act act = {.kind = "study.set", .entity = store->study, .body = str_text(&body)};
    int result = append_in_transaction(store, &act, NULL, err);
    str_free(&body);
    return result;
}

static int fill_new(Store *store, const char *title, Err *err)
{
    Id id = id_make();
    memcpy(store->study, id.text, sizeof store->study);
    if (prepare_connection(store, err) != 0 || store_begin(store, err) != 0)
        return -1;
    if (make_schema(store, err) != 0 || append_study(store, title, err) != 0) {
        store_rollback(store);
        return -1;
    }
    if (store_commit(store, err) != 0)
        return -1;
    /* From here on a copied file alone holds the whole study. */
    if (sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) != SQLITE_OK)
        return db_fail(store, err, "making the study");
    return 0;
}

static int check_place(const char *path, bool anywhere, Store *store, Err *err)
{
    Str folder = STR_EMPTY;
    const char *name = file_find_name(path);
    str_add_bytes(&folder, path, (size_t)(name - path));
    if (folder.size == 0)
        str_add(&folder, ".");
    FileSystem system = file_find_system(str_text(&folder));
    str_free(&folder);
    if (system != FILE_SYSTEM_STICK && system != FILE_SYSTEM_NETWORK)
        return 0;
    const char *where =
        system == FILE_SYSTEM_STICK ? "a stick or other FAT disk" : "a network or shared folder";
    if (!anywhere)
        return err_set(err, ERR_REFUSED, "%s is on %s, where a study under way is not safe: keep it on this "
                                         "computer's own "
                                         "disk and take copies with `rir backup`", path, where);
    str_add_format(&store->notice,
                   "%s is on %s, where saved notes can be lost when it is pulled or disconnected", path,
                   where);
    return 0;
}

static void remove_halfmade(const char *path)
{
    static const char *const endings[] = {"", "-wal", "-shm"};
    Str name = STR_EMPTY;
    for (size_t i = 0; i < 3; i++) {
        str_clear(&name);
        str_add_format(&name, "%s%s", path, endings[i]);
        unlink(str_text(&name));
    }
    str_free(&name);
}

Store *store_create(const char *path, const char *title, const char *author, bool anywhere, Err *err)
{
    Store *store = make_store(path, author);
    if (check_place(path, anywhere, store, err) != 0) {
        store_close(store);
        return NULL;
    }
    int descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        if (errno == EEXIST)
            err_set(err, ERR_REFUSED, "%s exists already; nothing was changed. Choose another name", path);
        else
            err_set(err, ERR_FAILED, "cannot make %s: %s", path, strerror(errno));
        store_close(store);
        return NULL;
    }
    close(descriptor);
    mark_open_lock(store);
    if (connect_to(store, SQLITE_OPEN_READWRITE, err) == 0 && fill_new(store, title, err) == 0) {
        mark_write(store);
        return store;
    }
    store_close(store);
    remove_halfmade(path);
    return NULL;
}

/* --- opening */

static int check_identity(const char *path, int64_t id, int64_t layout, Err *err)
{
    if (id != APPLICATION_ID)
        return err_set(err, ERR_REFUSED, "%s is not a study of rir. Nothing was changed", path);
    if (layout > STORE_LAYOUT)
        return err_set(err, ERR_REFUSED,
                       "%s was made by a newer rir (layout %lld, this one knows %d). "
                       "Nothing was changed; "
                       "install the newer rir to open it",
                       path, (long long)layout, STORE_LAYOUT);
    return 0;
}

/* Whether SQLite has something to put right before the file says what it is: power was lost with it open. */
static bool has_journal(const char *path)
{
    static const char *const endings[] = {"-wal", "-journal"};
    bool found = false;
    Str name = STR_EMPTY;
    for (size_t i = 0; !found && i < 2; i++) {
        struct stat facts;
        str_clear(&name);
        str_add_format(&name, "%s%s", path, endings[i]);
        found = stat(str_text(&name), &facts) == 0 && facts.st_size > 0;
    }
    str_free(&name);
    return found;
}

static int64_t read_big_endian(const unsigned char *bytes)
{
    return (int64_t)bytes[0] << 24 | (int64_t)bytes[1] << 16 | (int64_t)bytes[2] << 8 | (int64_t)bytes[3];
}

/* 0 a study; 1 cannot be told before SQLite has looked at its journal; -1 not to be opened. */
static int check_header(const char *path, Err *err)
{
    static const char magic[] = "SQLite format 3";
    unsigned char header[100] = {0};
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        if (errno == ENOENT)
            return err_set(err, ERR_REFUSED, "there is no file %s. `rir new NAME` makes a study", path);
        return err_set(err, ERR_FAILED, "cannot open %s: %s", path, strerror(errno));
    }
    ssize_t got = read(descriptor, header, sizeof header);
    int saved = errno;
    close(descriptor);
    if (got < 0)
        return err_set(err, saved == EISDIR ? ERR_REFUSED : ERR_FAILED, "%s is not a study of rir: %s", path,
                       strerror(saved));
    bool is_sqlite = got == (ssize_t)sizeof header && memcmp(header, magic, sizeof magic) == 0;
    if (!is_sqlite && has_journal(path))
        return 1;
    return check_identity(path, is_sqlite ? read_big_endian(header + 68) : 0, read_big_endian(header + 60),
                          err);
}

static int check_repaired(Store *store, Err *err)
{
    return check_identity(store->path, db_find_number(store, 0, "PRAGMA application_id", ""),
                          db_find_number(store, 0, "PRAGMA user_version", ""), err);
}

static int read_meta(Store *store, int64_t *projection, Err *err)
{
    sqlite3_stmt *row = db_prepare(store, "SELECT key, value FROM meta", err);
    if (!row)
        return -1;
    int got;
    while ((got = db_step(store, row, err)) == 1) {
        const char *key = db_text(row, 0), *value = db_text(row, 1);
        if (strcmp(key, "study") == 0)
            snprintf(store->study, sizeof store->study, "%s", value);
        else if (strcmp(key, "site") == 0)
            snprintf(store->site, sizeof store->site, "%s", value);
        else if (strcmp(key, "projection") == 0)
            *projection = strtoll(value, NULL, 10);
    }
    db_reset(store, row);
    if (got < 0)
        return -1;
    if (*projection > OPEN_PROJECTION && !store->is_read_only) {
        store->is_read_only = true;
        str_add_format(&store->notice, "%s was last used by a newer rir: it is open for reading only",
                       store->path);
    }
    return 0;
}

/* The files beside a study got its permissions when they were made: those of a time when it could only be
 * read. */
static int check_writable(const char *path, Err *err)
{
    static const char *const endings[] = {"", "-wal", "-shm"};
    Str name = STR_EMPTY;
    int result = 0;
    for (size_t i = 0; result == 0 && i < 3; i++) {
        str_clear(&name);
        str_add_format(&name, "%s%s", path, endings[i]);
        if (access(str_text(&name), W_OK) == 0 ||
            (i > 0 && (errno == ENOENT || chmod(str_text(&name), 0600) == 0)))
            continue;
        result = err_set(err, ERR_FAILED, "%s cannot be written to (%s). Nothing was changed",
                         str_text(&name), strerror(errno));
    }
    str_free(&name);
    return result;
}

/* Last used by an older rir: its tables are made anew, with what it kept and did not know. */
static int upgrade(Store *store, Err *err)
{
    if (store->is_read_only)
        return err_set(err, ERR_REFUSED, "%s was last used by an older rir. Open it once where it can be "
                                         "written to; nothing was "
                                         "changed", store->path);
    return upkeep_rebuild(store, NULL, NULL, err);
}

static int open_file(Store *store, StoreMode mode, bool was_cut, Err *err)
{
    store->is_read_only = mode == STORE_READ_ONLY;
    if (mode == STORE_WRITE && check_writable(store->path, err) != 0)
        return -1;
    mark_open_lock(store);
    if (connect_to(store, store->is_read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE, err) != 0)
        return -1;
    int64_t projection = 0;
    if ((was_cut && check_repaired(store, err) != 0) || read_meta(store, &projection, err) != 0
        || prepare_connection(store, err) != 0)
        return -1;
    if (projection < OPEN_PROJECTION && upgrade(store, err) != 0)
        return -1;
    mark_look(store);
    store->last_hlc = append_find_last_hlc(store);
    if (db_check_trouble(store, err) != 0)
        return -1;
    if (!store->is_read_only)
        erase_go_on(store);
    return 0;
}

Store *store_open(const char *path, StoreMode mode, const char *author, Err *err)
{
    int looked = check_header(path, err);
    if (looked < 0)
        return NULL;
    Store *store = make_store(path, author);
    if (open_file(store, mode, looked == 1, err) == 0)
        return store;
    store_close(store);
    return NULL;
}

Store *open_beside(const Store *store, Err *err)
{
    Store *beside = make_store(store->path, store->author);
    beside->is_read_only = true;
    if (connect_to(beside, SQLITE_OPEN_READONLY, err) == 0 && prepare_connection(beside, err) == 0)
        return beside;
    store_close(beside);
    return NULL;
}

const char *store_find_path(const Store *store)
{
    return store->path;
}

const char *store_find_site(const Store *store)
{
    return store->site;
}

const char *store_find_study(const Store *store)
{
    return store->study;
}

bool store_was_written_here(Store *store)
{
    return mark_is_own(store);
}

const char *store_find_author(const Store *store)
{
    return store->author;
}

bool store_is_read_only(const Store *store)
{
    return store->is_read_only;
}

const char *store_find_notice(const Store *store)
{
    return str_text(&store->notice);
}

/* --- quiet moments */

#define SLICE_NOTES 100
#define WAL_PAGES 256 /* as much as is put into the study in one slice while there is more to do */

/* PASSIVE never waits for anybody. */
static void checkpoint(Store *store)
{
    sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    store->wal_pages = 0;
}

bool store_do_idle(Store *store)
{
    if (store->is_read_only || store->in_transaction)
        return false;
    if (store->wal_pages >= WAL_PAGES) {
        checkpoint(store);
        return true;
    }
    if (index_do_slice(store, SLICE_NOTES, NULL) == 1)
        return true;
    /* An Enter that begins the -wal anew waits for the disk twice; while a session runs here it is left to
     * grow. */
    if (!store->is_live)
        checkpoint(store);
    mark_write(store);
    return false;
}
