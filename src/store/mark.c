/* SPDX-License-Identifier: MIT */
/* Marks and locks in the state folder. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mark.h"
#include "rir/digest.h"
#include "rir/file.h"

#define OPEN_BYTE 0
#define LIVE_BYTE 1
#define ADVICE "Close it there first"

/* --- the mark */

static int find_mark(const Store *store, Str *path)
{
    if (file_find_folder(FILE_FOLDER_STATE, path, NULL) != 0)
        return -1;
    str_add_format(path, "/%s-%s.mark", store->study, store->site);
    return 0;
}

static void find_digest(Store *store, int64_t seq, char hex[DIGEST_HEX_SIZE])
{
    sqlite3_stmt *row = db_prepare(
        store, "SELECT hex(substr(digest, 33)) FROM event WHERE site = ?1 AND seq = ?2", &store->trouble);
    hex[0] = '\0';
    if (row) {
        db_bind_number(row, 1, mark_find_site(store));
        db_bind_number(row, 2, seq);
        if (db_step(store, row, &store->trouble) == 1)
            snprintf(hex, DIGEST_HEX_SIZE, "%s", db_text(row, 0));
        db_reset(store, row);
    }
}

static int64_t find_last_seq(Store *store)
{
    return db_find_number(store, 0, "SELECT max(seq) FROM event WHERE site = ?1", "i", mark_find_site(store));
}

void mark_write(Store *store)
{
    Str path = STR_EMPTY, text = STR_EMPTY;
    char hex[DIGEST_HEX_SIZE];
    err_clear(&store->trouble);
    int64_t seq = find_last_seq(store);
    if (store->is_read_only || !store->site_n || seq == store->marked_seq || find_mark(store, &path) != 0)
        goto out;
    find_digest(store, seq, hex);
    if (store->trouble.code != ERR_NONE)
        goto out;
    str_add_format(&text, "%" PRId64 " %" PRId64 " %" PRId64 " %s\n", store->device, store->inode, seq, hex);
    if (file_write(str_text(&path), str_text(&text), text.size, NULL) == 0)
        store->marked_seq = seq;
out:
    str_free(&path);
    str_free(&text);
}

typedef struct {
    int64_t device, inode, seq;
    char digest[DIGEST_HEX_SIZE];
} Mark;

/* 1 read, 0 there is none, -1 it cannot be told: no state folder, or it cannot be read. */
static int read_mark(const Store *store, Mark *mark)
{
    Str path = STR_EMPTY, text = STR_EMPTY;
    int result = find_mark(store, &path);
    if (result == 0 && file_exists(str_text(&path)))
        result = file_read(str_text(&path), 4096, &text, NULL);
    if (result == 0 && text.size > 0)
        result = sscanf(str_text(&text), "%" SCNd64 " %" SCNd64 " %" SCNd64 " %64s", &mark->device,
                        &mark->inode, &mark->seq, mark->digest) == 4;
    str_free(&path);
    str_free(&text);
    return result;
}

static const char *find_difference(Store *store, const Mark *mark)
{
    char hex[DIGEST_HEX_SIZE];
    if (mark->device != store->device || mark->inode != store->inode)
        return "is a copy of another file";
    if (find_last_seq(store) < mark->seq)
        return "was restored from an older copy";
    find_digest(store, mark->seq, hex);
    return strcmp(hex, mark->digest) != 0 ? "was replaced by another copy" : NULL;
}

bool mark_is_own(Store *store)
{
    Mark mark;
    return store->site[0] && read_mark(store, &mark) == 1 && !find_difference(store, &mark);
}

void mark_look(Store *store)
{
    Mark mark;
    if (!store->site[0])
        return;
    int got = read_mark(store, &mark);
    /* Without a state folder nothing can be told; a fork would still be found at the next exchange. */
    if (got < 0 || store->is_read_only)
        return;
    const char *difference = got == 0 ? "came from another computer or user" : find_difference(store, &mark);
    if (store->trouble.code != ERR_NONE)
        return;
    if (!difference) {
        store->marked_seq = mark.seq;
        return;
    }
    str_add_format(&store->notice, "%s %s. What is written here from now on is kept apart under a new mark "
                                   "of origin, so that both can be brought together later",
                   store->path, difference);
    store->site[0] = '\0';
    store->site_n = 0;
    store->marked_seq = 0;
}

int64_t mark_find_site(Store *store)
{
    if (!store->site_n && store->site[0])
        store->site_n = db_find_number(store, 0, "SELECT n FROM site WHERE id = ?1", "t", store->site);
    return store->site_n;
}

int mark_ensure_site(Store *store, Err *err)
{
    if (mark_find_site(store))
        return 0;
    if (!store->site[0]) {
        Id id = id_make();
        memcpy(store->site, id.text, sizeof store->site);
    }
    if (db_do(store, err, "INSERT OR IGNORE INTO site(id) VALUES(?1)", "t", store->site) != 0)
        return -1;
    store->site_n = db_find_number(store, 0, "SELECT n FROM site WHERE id = ?1", "t", store->site);
    return db_do(store, err, "INSERT OR REPLACE INTO meta(key, value) VALUES('site', ?1)", "t", store->site);
}

/* --- the file under our hands */

/* Inode of the study's file with this ending, 0 when there is none. */
static int64_t find_inode(const Store *store, const char *ending, int64_t *device)
{
    struct stat facts;
    Str path = STR_EMPTY;
    str_add_format(&path, "%s%s", store->path, ending);
    bool is_there = stat(str_text(&path), &facts) == 0;
    str_free(&path);
    *device = is_there ? (int64_t)facts.st_dev : 0;
    return is_there ? (int64_t)facts.st_ino : 0;
}

int mark_check_place(Store *store, Err *err)
{
    int64_t device;
    if (find_inode(store, "", &device) != store->inode || device != store->device)
        return err_set(err, ERR_FAILED, "%s was moved, deleted or replaced while it was open here. Nothing "
                                        "of this was saved, and all that was saved before can still be read "
                                        "here: put the file back, or save a backup "
                                        "from here before closing", store->path);
    int64_t wal = find_inode(store, "-wal", &device);
    if (!store->wal_inode)
        store->wal_inode = wal;
    if (wal == store->wal_inode && wal)
        return 0;
    return err_set(err, ERR_FAILED, "%s-wal, which belongs to the study, was deleted or replaced while it "
                                    "was open here. Nothing of this was saved; all that was saved before is "
                                    "in %s itself. Close it and open it again",
                   store->path, store->path);
}

/* --- locks */

static int lock_byte(const Store *store, int command, short type, int byte, struct flock *found)
{
    struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1};
    if (store->lock < 0)
        return 0;
    int result = fcntl(store->lock, command, &lock);
    if (found)
        *found = lock;
    return result;
}

void mark_open_lock(Store *store)
{
    Str path = STR_EMPTY;
    struct stat facts;
    store->lock = -1;
    if (stat(store->path, &facts) == 0) {
        store->device = (int64_t)facts.st_dev;
        store->inode = (int64_t)facts.st_ino;
    }
    if (file_find_folder(FILE_FOLDER_STATE, &path, NULL) == 0) {
        str_add_format(&path, "/%" PRId64 "-%" PRId64 ".lock", store->device, store->inode);
        store->lock = open(str_text(&path), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        lock_byte(store, F_OFD_SETLK, F_RDLCK, OPEN_BYTE, NULL);
    }
    str_free(&path);
}

void mark_close_lock(Store *store)
{
    if (store->lock >= 0)
        close(store->lock);
    store->lock = -1;
}

/* The process that runs the session leaves its number behind byte 1, for a message; the lock is what
 * counts. */
static long read_holder(const Store *store)
{
    char text[32] = "";
    ssize_t got = pread(store->lock, text, sizeof text - 1, 8);
    return got > 0 ? strtol(text, NULL, 10) : 0;
}

int store_hold_live(Store *store, Err *err)
{
    char text[32];
    if (store->is_live)
        return 0;
    if (lock_byte(store, F_OFD_SETLK, F_WRLCK, LIVE_BYTE, NULL) != 0)
        return err_set(err, ERR_BUSY,
                       "a session of this study is running in another window (process %ld). " ADVICE,
                       read_holder(store));
    int size = snprintf(text, sizeof text, "%-20ld\n", (long)getpid());
    /* When this fails only the message is poorer. */
    (void)!pwrite(store->lock, text, (size_t)size, 8);
    store->is_live = true;
    return 0;
}

void store_release_live(Store *store)
{
    if (store->is_live)
        lock_byte(store, F_OFD_SETLK, F_UNLCK, LIVE_BYTE, NULL);
    store->is_live = false;
}

int mark_refuse_live(Store *store, Err *err)
{
    struct flock found = {.l_type = F_UNLCK};
    if (store->is_live)
        return err_set(err, ERR_BUSY, "a session is running here. End it first");
    if (lock_byte(store, F_OFD_GETLK, F_WRLCK, LIVE_BYTE, &found) == 0 && store->lock >= 0 &&
        found.l_type != F_UNLCK)
        return err_set(err, ERR_BUSY,
                       "a session of this study is running in another window (process %ld). " ADVICE,
                       read_holder(store));
    return 0;
}

int mark_take_sole(Store *store, Err *err)
{
    if (lock_byte(store, F_OFD_SETLK, F_WRLCK, OPEN_BYTE, NULL) != 0)
        return err_set(err, ERR_BUSY,
                       "the study is open in another window, and this needs it alone. " ADVICE);
    return 0;
}

void mark_give_sole(Store *store)
{
    lock_byte(store, F_OFD_SETLK, F_RDLCK, OPEN_BYTE, NULL);
}
