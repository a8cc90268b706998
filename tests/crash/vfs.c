/* SPDX-License-Identifier: MIT */
/* The recording half: SQLite's own files below, a journal beside. */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "rir/file.h"
#include "rir/mem.h"
#include "vfs.h"

#define FILE_MOST ((size_t)1 << 30)

typedef struct {
    sqlite3_file base;
    int file; /* -1: not watched */
    sqlite3_file *real;
} WatchedFile;

static const char *const endings[VFS_PARTS] = {"", "-wal", "-journal"};

static struct {
    sqlite3_vfs vfs;
    sqlite3_vfs *real;
    char *paths[VFS_STUDIES * VFS_PARTS];
    Str starts[VFS_STUDIES * VFS_PARTS];
    int studies;
    VfsOp *ops;
    size_t count, room;
    unsigned long fail_in, syncs;
} watch;

static int find_file(const char *path)
{
    for (int i = 0; path && i < watch.studies * VFS_PARTS; i++)
        if (strcmp(watch.paths[i], path) == 0)
            return i;
    return -1;
}

static void add_op(VfsAct act, int file, int64_t offset, const void *bytes, size_t size)
{
    watch.ops = mem_grow(watch.ops, &watch.room, watch.count + 1, sizeof *watch.ops);
    VfsOp *op = &watch.ops[watch.count++];
    *op = (VfsOp){act, file, offset, size, bytes ? (uint8_t *)mem_copy_bytes(bytes, size) : NULL};
}

/* --- files */

static sqlite3_file *real_of(sqlite3_file *file)
{
    return ((WatchedFile *)file)->real;
}

static int close_file(sqlite3_file *file)
{
    return real_of(file)->pMethods->xClose(real_of(file));
}

static int read_file(sqlite3_file *file, void *bytes, int size, sqlite3_int64 offset)
{
    return real_of(file)->pMethods->xRead(real_of(file), bytes, size, offset);
}

static int write_file(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset)
{
    int number = ((WatchedFile *)file)->file;
    if (number >= 0)
        add_op(VFS_WRITE, number, offset, bytes, (size_t)size);
    return real_of(file)->pMethods->xWrite(real_of(file), bytes, size, offset);
}

static int truncate_file(sqlite3_file *file, sqlite3_int64 size)
{
    int number = ((WatchedFile *)file)->file;
    if (number >= 0)
        add_op(VFS_TRUNCATE, number, size, NULL, 0);
    return real_of(file)->pMethods->xTruncate(real_of(file), size);
}

static int sync_file(sqlite3_file *file, int flags)
{
    int number = ((WatchedFile *)file)->file;
    if (number < 0)
        return real_of(file)->pMethods->xSync(real_of(file), flags);
    watch.syncs++;
    bool fails = watch.fail_in > 0 && --watch.fail_in == 0;
    add_op(fails ? VFS_SYNC_FAILED : VFS_SYNC, number, 0, NULL, 0);
    /* The files below live in memory: syncing them would prove nothing. */
    return fails ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

static int size_file(sqlite3_file *file, sqlite3_int64 *size)
{
    return real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int lock_file(sqlite3_file *file, int level)
{
    return real_of(file)->pMethods->xLock(real_of(file), level);
}

static int unlock_file(sqlite3_file *file, int level)
{
    return real_of(file)->pMethods->xUnlock(real_of(file), level);
}

static int check_lock(sqlite3_file *file, int *locked)
{
    return real_of(file)->pMethods->xCheckReservedLock(real_of(file), locked);
}

static int control_file(sqlite3_file *file, int command, void *value)
{
    return real_of(file)->pMethods->xFileControl(real_of(file), command, value);
}

static int find_sector(sqlite3_file *file)
{
    (void)file;
    return VFS_SECTOR;
}

static int find_character(sqlite3_file *file)
{
    /* Bytes beside those written stay whole; nothing else is promised. */
    (void)file;
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static int map_shared(sqlite3_file *file, int page, int size, int extend, void volatile **at)
{
    return real_of(file)->pMethods->xShmMap(real_of(file), page, size, extend, at);
}

static int lock_shared(sqlite3_file *file, int offset, int count, int flags)
{
    return real_of(file)->pMethods->xShmLock(real_of(file), offset, count, flags);
}

static void order_shared(sqlite3_file *file)
{
    real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static int unmap_shared(sqlite3_file *file, int remove)
{
    return real_of(file)->pMethods->xShmUnmap(real_of(file), remove);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = size_file,
    .xLock = lock_file,
    .xUnlock = unlock_file,
    .xCheckReservedLock = check_lock,
    .xFileControl = control_file,
    .xSectorSize = find_sector,
    .xDeviceCharacteristics = find_character,
    .xShmMap = map_shared,
    .xShmLock = lock_shared,
    .xShmBarrier = order_shared,
    .xShmUnmap = unmap_shared,
};

/* --- the file system */

static int open_file(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *got)
{
    (void)vfs;
    WatchedFile *watched = (WatchedFile *)file;
    watched->real = (sqlite3_file *)(watched + 1);
    watched->file = find_file(path);
    int result = watch.real->xOpen(watch.real, path, watched->real, flags, got);
    watched->base.pMethods = watched->real->pMethods ? &methods : NULL;
    return result;
}

static int delete_file(sqlite3_vfs *vfs, const char *path, int sync)
{
    (void)vfs;
    int file = find_file(path);
    if (file >= 0)
        add_op(sync ? VFS_DELETE_SYNCED : VFS_DELETE, file, 0, NULL, 0);
    return watch.real->xDelete(watch.real, path, sync);
}

static int access_file(sqlite3_vfs *vfs, const char *path, int flags, int *result)
{
    (void)vfs;
    return watch.real->xAccess(watch.real, path, flags, result);
}

static int find_whole_path(sqlite3_vfs *vfs, const char *path, int size, char *out)
{
    (void)vfs;
    return watch.real->xFullPathname(watch.real, path, size, out);
}

void vfs_install(void)
{
    watch.real = sqlite3_vfs_find("unix");
    watch.vfs = *watch.real;
    watch.vfs.pNext = NULL;
    watch.vfs.zName = "crash";
    watch.vfs.szOsFile = (int)sizeof(WatchedFile) + watch.real->szOsFile;
    watch.vfs.xOpen = open_file;
    watch.vfs.xDelete = delete_file;
    watch.vfs.xAccess = access_file;
    watch.vfs.xFullPathname = find_whole_path;
    sqlite3_vfs_register(&watch.vfs, 1);
}

void vfs_remove(void)
{
    sqlite3_vfs_unregister(&watch.vfs);
    sqlite3_vfs_register(watch.real, 1);
}

int vfs_watch(const char *path)
{
    int study = watch.studies++;
    for (int i = 0; i < VFS_PARTS; i++) {
        Str name = STR_EMPTY;
        str_add_format(&name, "%s%s", path, endings[i]);
        int file = study * VFS_PARTS + i;
        if (file_exists(str_text(&name)))
            file_read(str_text(&name), FILE_MOST, &watch.starts[file], NULL);
        watch.paths[file] = str_take(&name);
    }
    return study;
}

void vfs_add_mark(int64_t number)
{
    add_op(VFS_MARK, 0, number, NULL, 0);
}

void vfs_fail_sync(unsigned long n)
{
    watch.fail_in = n;
}

unsigned long vfs_count_syncs(void)
{
    return watch.syncs;
}

const VfsOp *vfs_list_ops(size_t *count)
{
    *count = watch.count;
    return watch.ops;
}

const Str *vfs_find_start(int file)
{
    return &watch.starts[file];
}

void vfs_forget(void)
{
    for (size_t i = 0; i < watch.count; i++)
        free(watch.ops[i].bytes);
    free(watch.ops);
    for (int i = 0; i < watch.studies * VFS_PARTS; i++) {
        free(watch.paths[i]);
        str_free(&watch.starts[i]);
    }
    watch.ops = NULL;
    watch.count = watch.room = 0;
    watch.studies = 0;
    watch.syncs = watch.fail_in = 0;
}
