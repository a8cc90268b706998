/* SPDX-License-Identifier: MIT */
/* A consistent copy of a study that is open. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db.h"
#include "rir/file.h"
#include "rir/upkeep.h"

/* The copy carries no site, and nothing that was only being typed. */
static int strip(const char *path, Err *err)
{
    sqlite3 *copy = NULL;
    int result = 0;
    if (sqlite3_open_v2(path, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK ||
        sqlite3_exec(copy,
                     "PRAGMA journal_mode = DELETE; PRAGMA secure_delete = ON; BEGIN IMMEDIATE; "
                     "DELETE FROM meta WHERE key IN ('site', 'sweep'); DELETE FROM draft; COMMIT",
                     NULL, NULL, NULL) != SQLITE_OK)
        result = err_set(err, ERR_FAILED, "the copy could not be finished: %s", sqlite3_errmsg(copy));
    sqlite3_close(copy);
    return result;
}

/* link, not rename: a file that came there meanwhile is not overwritten. Not every file system has links. */
static bool give_name(const char *beside, const char *path)
{
    if (link(beside, path) == 0) {
        unlink(beside);
        return true;
    }
    return errno != EEXIST && rename(beside, path) == 0;
}

static int sync_and_name(const char *beside, const char *path, Err *err)
{
    int descriptor = open(beside, O_RDONLY | O_CLOEXEC);
    bool synced = descriptor >= 0 && fsync(descriptor) == 0;
    int saved = errno;
    if (descriptor >= 0)
        close(descriptor);
    if (!synced)
        return err_set(err, ERR_FAILED, "cannot write %s: %s", path, strerror(saved));
    if (!give_name(beside, path))
        return err_set(err, ERR_FAILED, "cannot write %s: %s", path, strerror(errno));
    if (file_sync_folder(path, err) == 0)
        return 0;
    /* A copy that may lose its name is none. */
    unlink(path);
    return -1;
}

int upkeep_backup(Store *store, const char *path, Err *err)
{
    Str beside = STR_EMPTY;
    int result = -1;
    if (file_exists(path))
        return err_set(err, ERR_REFUSED, "%s exists already; nothing was changed. Choose another name", path);
    str_add_format(&beside, "%s.%ld.new", path, (long)getpid());
    unlink(str_text(&beside));
    umask(077);
    sqlite3_stmt *copy = db_prepare(store, "VACUUM INTO ?1", err);
    if (!copy)
        goto out;
    db_bind_text(copy, 1, str_text(&beside));
    if (db_run(store, copy, err) == 0 && strip(str_text(&beside), err) == 0)
        result = sync_and_name(str_text(&beside), path, err);
    if (result != 0)
        unlink(str_text(&beside));
out:
    str_free(&beside);
    return result;
}
