/* SPDX-License-Identifier: MIT */
/* vfs: a disk that can lose power.
 *
 * A VFS for SQLite over the machine's own. What is written to, cut, synced and deleted of the files it
 * watches is also kept in a journal. A Disk replays the journal step by step and says what could be found
 * after a power cut there: what was synced is there; of what was not, any part may be, in pieces of a sector,
 * in any order, or spoilt. */
#ifndef CRASH_VFS_H
#define CRASH_VFS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rir/str.h"

#define VFS_SECTOR 512

typedef enum {
    VFS_WRITE,
    VFS_TRUNCATE,
    VFS_SYNC,
    VFS_SYNC_FAILED, /* what was not synced is dropped by the kernel, though it can still be read */
    VFS_DELETE, /* may come back until the folder is synced: with the first sync of the next new journal */
    VFS_DELETE_SYNCED,
    VFS_MARK /* the test's own: `offset` is its number */
} VfsAct;

typedef struct {
    VfsAct act;
    int file; /* 0 main file, 1 -wal, 2 -journal of the study watched first, 3, 4, 5 of the second ... */
    int64_t offset;
    size_t size;
    uint8_t *bytes;
} VfsOp;

#define VFS_PARTS 3 /* files of one study */
#define VFS_STUDIES 4

/* Registers it as SQLite's default; the second call gives the machine's back. */
void vfs_install(void);
void vfs_remove(void);

/* Watches the study at `path` from now on. Returns its number, 0, 1 ...; what is on the disk now counts as
 * synced. */
int vfs_watch(const char *path);
void vfs_add_mark(int64_t number);
/* The n-th sync from now (1: the next) fails with an error. 0 switches it off. */
void vfs_fail_sync(unsigned long n);
unsigned long vfs_count_syncs(void);
const VfsOp *vfs_list_ops(size_t *count);
/* The bytes of a file when it was watched first. */
const Str *vfs_find_start(int file);
/* Forgets journal and watched files. */
void vfs_forget(void);

/* --- a power cut */

typedef enum {
    CUT_NOTHING,  /* all that was written is there, synced or not */
    CUT_UNSYNCED, /* only what was synced is there */
    CUT_SOME      /* any part of what was not synced, torn at sectors, some sectors spoilt */
} Cut;

typedef struct Disk Disk;
/* `believes_sync`: false for a disk that says it synced and did not. */
Disk *disk_new(int studies, bool believes_sync);
void disk_free(Disk *disk);
void disk_do(Disk *disk, const VfsOp *op);
/* Whether anything of the study is not synced. */
bool disk_is_dirty(const Disk *disk, int study);
/* Overwrites a sector of the study's synced bytes with others. */
void disk_spoil(Disk *disk, int study);
/* Writes what is found of the study after the cut to `path`, `path`-wal, `path`-journal (removed when not
 * there, and so is `path`-shm); the file keeps its inode. False when it cannot. */
bool disk_write(Disk *disk, int study, Cut cut, const char *path);

/* A fast random number for tests, the same for the same seed. */
uint64_t chance_next(uint64_t *state);
uint64_t chance_below(uint64_t *state, uint64_t limit);
/* For the cuts of all disks. */
void disk_set_seed(uint64_t seed);

#endif
