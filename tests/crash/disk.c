/* SPDX-License-Identifier: MIT */
/* The replaying half: what a power cut leaves. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rir/mem.h"
#include "vfs.h"

/* Bytes and size of a file, on the disk for good. */
typedef struct {
    uint8_t *bytes;
    size_t size, room;
    bool is_there;
} Image;

/* `pending`: writes, truncations, deletions that were not synced, in order. Bytes belong to the journal. */
typedef struct {
    Image synced;
    const VfsOp **pending;
    size_t count, room;
    bool is_there; /* for who writes */
    bool is_new;   /* made, and the folder not synced since */
} DiskFile;

struct Disk {
    DiskFile files[VFS_STUDIES * VFS_PARTS];
    bool believes_sync;
};

static uint64_t seed = 1;

uint64_t chance_next(uint64_t *state)
{
    /* xorshift64* */
    uint64_t x = *state ? *state : 88172645463325252u;
    x ^= x >> 12;
    x ^= x << 25;
    x ^= x >> 27;
    *state = x;
    return x * 2685821657736338717u;
}

uint64_t chance_below(uint64_t *state, uint64_t limit)
{
    return (chance_next(state) >> 16) % limit;
}

void disk_set_seed(uint64_t given)
{
    seed = given * 2654435769u + 1;
}

/* --- images */

static void set_size(Image *image, size_t size)
{
    if (size > image->room) {
        image->room = size * 2;
        image->bytes = mem_resize(image->bytes, image->room);
    }
    if (size > image->size)
        memset(image->bytes + image->size, 0, size - image->size);
    image->size = size;
}

static void put(Image *image, size_t offset, const uint8_t *bytes, size_t size)
{
    if (offset + size > image->size)
        set_size(image, offset + size);
    memcpy(image->bytes + offset, bytes, size);
    image->is_there = true;
}

static void do_whole(Image *image, const VfsOp *op)
{
    if (op->act == VFS_WRITE)
        put(image, (size_t)op->offset, op->bytes, op->size);
    else if (op->act == VFS_TRUNCATE)
        set_size(image, (size_t)op->offset);
    else {
        image->is_there = false;
        set_size(image, 0);
    }
}

/* A write reaches the disk sector by sector; each may be kept, missed or spoilt. Only bytes that were written
 * are. */
static void do_torn(Image *image, const VfsOp *op, unsigned keep)
{
    uint8_t spoilt[VFS_SECTOR];
    size_t at = 0;
    while (at < op->size) {
        size_t offset = (size_t)op->offset + at;
        size_t part = VFS_SECTOR - offset % VFS_SECTOR;
        part = part < op->size - at ? part : op->size - at;
        uint64_t lot = chance_below(&seed, 100);
        if (lot < keep) {
            put(image, offset, op->bytes + at, part);
        } else if (lot >= 96) {
            for (size_t i = 0; i < part; i++)
                spoilt[i] = (uint8_t)chance_next(&seed);
            put(image, offset, spoilt, part);
        }
        at += part;
    }
}

static void do_some(Image *image, const VfsOp *op, unsigned keep)
{
    if (op->act == VFS_WRITE)
        do_torn(image, op, keep);
    else if (chance_below(&seed, 100) < keep)
        do_whole(image, op);
}

/* --- replaying */

Disk *disk_new(int studies, bool believes_sync)
{
    Disk *disk = mem_new(sizeof *disk);
    disk->believes_sync = believes_sync;
    for (int i = 0; i < studies * VFS_PARTS; i++) {
        const Str *start = vfs_find_start(i);
        if (start->data)
            put(&disk->files[i].synced, 0, (const uint8_t *)start->data, start->size);
        disk->files[i].is_there = start->data != NULL;
    }
    return disk;
}

void disk_free(Disk *disk)
{
    for (int i = 0; i < VFS_STUDIES * VFS_PARTS; i++) {
        free(disk->files[i].synced.bytes);
        free(disk->files[i].pending);
    }
    free(disk);
}

static void sync_all(DiskFile *file)
{
    for (size_t i = 0; i < file->count; i++)
        do_whole(&file->synced, file->pending[i]);
    file->count = 0;
}

/* Deletions that were done in the folder; what was written before them does not matter any more. */
static void sync_folder(Disk *disk, int study)
{
    for (int i = study * VFS_PARTS; i < (study + 1) * VFS_PARTS; i++) {
        DiskFile *file = &disk->files[i];
        size_t behind = 0;
        for (size_t j = 0; j < file->count; j++)
            if (file->pending[j]->act == VFS_DELETE)
                behind = j + 1;
        if (behind == 0)
            continue;
        do_whole(&file->synced, file->pending[behind - 1]);
        memmove(file->pending, file->pending + behind, (file->count - behind) * sizeof *file->pending);
        file->count -= behind;
    }
}

/* After a failed sync the kernel calls its pages clean: what did not get to the disk by then never will. */
static void sync_some(DiskFile *file)
{
    unsigned keep = 40 * (unsigned)chance_below(&seed, 3);
    for (size_t i = 0; i < file->count; i++)
        do_some(&file->synced, file->pending[i], keep);
    file->count = 0;
}

void disk_do(Disk *disk, const VfsOp *op)
{
    DiskFile *file = &disk->files[op->file];
    if (op->act == VFS_MARK)
        return;
    if (op->act == VFS_SYNC) {
        if (!disk->believes_sync)
            return;
        /* SQLite syncs the folder with the first sync of a journal it made. */
        if (file->is_new)
            sync_folder(disk, op->file / VFS_PARTS);
        file->is_new = false;
        sync_all(file);
        return;
    }
    if (op->act == VFS_SYNC_FAILED) {
        sync_some(file);
        return;
    }
    if (op->act == VFS_WRITE && !file->is_there)
        file->is_there = file->is_new = true;
    else if (op->act == VFS_DELETE || op->act == VFS_DELETE_SYNCED)
        file->is_there = false;
    file->pending = mem_grow(file->pending, &file->room, file->count + 1, sizeof *file->pending);
    file->pending[file->count++] = op;
    if (op->act == VFS_DELETE_SYNCED && disk->believes_sync)
        sync_all(file);
}

bool disk_is_dirty(const Disk *disk, int study)
{
    for (int i = 0; i < VFS_PARTS; i++)
        if (disk->files[study * VFS_PARTS + i].count > 0)
            return true;
    return false;
}

void disk_spoil(Disk *disk, int study)
{
    Image *image = &disk->files[study * VFS_PARTS + (int)chance_below(&seed, 2)].synced;
    if (image->size < VFS_SECTOR)
        return;
    size_t at = (size_t)chance_below(&seed, image->size / VFS_SECTOR) * VFS_SECTOR;
    for (size_t i = 0; i < VFS_SECTOR; i++)
        image->bytes[at + i] = (uint8_t)chance_next(&seed);
}

/* --- the cut */

static bool write_whole(const char *path, const Image *image)
{
    if (!image->is_there)
        return unlink(path) == 0 || access(path, F_OK) != 0;
    int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool good = descriptor >= 0;
    for (size_t at = 0; good && at < image->size;) {
        ssize_t put_bytes = write(descriptor, image->bytes + at, image->size - at);
        good = put_bytes > 0;
        at += good ? (size_t)put_bytes : 0;
    }
    if (descriptor >= 0)
        close(descriptor);
    return good;
}

static bool write_file(const DiskFile *file, Cut cut, unsigned keep, const char *path)
{
    Image image = {NULL, 0, 0, file->synced.is_there};
    if (file->synced.size)
        put(&image, 0, file->synced.bytes, file->synced.size);
    for (size_t i = 0; cut != CUT_UNSYNCED && i < file->count; i++) {
        if (cut == CUT_NOTHING)
            do_whole(&image, file->pending[i]);
        else
            do_some(&image, file->pending[i], keep);
    }
    bool good = write_whole(path, &image);
    free(image.bytes);
    return good;
}

bool disk_write(Disk *disk, int study, Cut cut, const char *path)
{
    static const char *const endings[VFS_PARTS] = {"", "-wal", "-journal"};
    static const unsigned keeps[] = {5, 30, 60, 90};
    unsigned keep = keeps[chance_below(&seed, sizeof keeps / sizeof *keeps)];
    Str name = STR_EMPTY;
    bool good = true;
    for (int i = 0; good && i < VFS_PARTS; i++) {
        str_clear(&name);
        str_add_format(&name, "%s%s", path, endings[i]);
        good = write_file(&disk->files[study * VFS_PARTS + i], cut, keep, str_text(&name));
    }
    str_clear(&name);
    str_add_format(&name, "%s-shm", path);
    unlink(str_text(&name));
    str_free(&name);
    return good;
}
