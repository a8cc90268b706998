/* SPDX-License-Identifier: MIT */
/* file: reading and writing whole files, and where this user's folders are. All new files are 0600. */
#ifndef RIR_FILE_H
#define RIR_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rir/err.h"
#include "rir/str.h"

typedef enum {
    FILE_SYSTEM_LOCAL,   /* keeps what fsync promises: ext, xfs, btrfs, f2fs, zfs, tmpfs, overlay */
    FILE_SYSTEM_STICK,   /* FAT, exFAT, NTFS: no permissions, fragile against pulling */
    FILE_SYSTEM_NETWORK, /* NFS, SMB, 9p, FUSE: locks and shared memory cannot be trusted */
    FILE_SYSTEM_OTHER
} FileSystem;

typedef enum { FILE_FOLDER_CONFIG, FILE_FOLDER_STATE } FileFolder;

/* Adds the file's bytes to *out. Refuses a folder, and more than `most` bytes. */
int file_read(const char *path, size_t most, Str *out, Err *err);
/* Writes beside it, syncs, renames over it, syncs the folder: the old file or the new one, never half. */
int file_write(const char *path, const void *bytes, size_t size, Err *err);
/* The same piece by piece, for what is too large to hold. Nothing is at `path` until file_finish; its
 * failure, and file_drop, leave what was there. Both free the writer. */
typedef struct FileWriter FileWriter;
FileWriter *file_begin(const char *path, Err *err); /* NULL on an error */
int file_add(FileWriter *writer, const void *bytes, size_t size, Err *err);
int file_finish(FileWriter *writer, Err *err);
void file_drop(FileWriter *writer); /* NULL is fine */
/* Makes a rename or a new name in the folder of `path` durable. */
int file_sync_folder(const char *path, Err *err);
bool file_exists(const char *path);
/* Whether the open standard stream (0, 1, 2) is a terminal. */
bool file_is_terminal(int descriptor);

/* `$XDG_CONFIG_HOME/rir` or `~/.config/rir`; `$XDG_STATE_HOME/rir` or `~/.local/state/rir`. Made when missing
 * (0700). */
int file_find_folder(FileFolder folder, Str *path, Err *err);
/* The folder of shipped files named `part` ("guides"): RIR_SHARE, beside the program, or where it is
 * installed. */
int file_find_shared(const char *part, Str *path, Err *err);

/* Names in a folder that end in `ending`, sorted bytewise, each added behind the other with a NUL after it;
 * returns how many or -1. */
int file_list(const char *folder, const char *ending, Str *names, Err *err);

FileSystem file_find_system(const char *path);
/* Bytes free for this user on the file system of `path`; -1 when not known. */
int64_t file_find_space(const char *path);

const char *file_find_name(const char *path); /* behind the last slash; points into path */

#endif
