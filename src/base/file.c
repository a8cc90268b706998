/* SPDX-License-Identifier: MIT */
/* Whole files, and where this user's folders are. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "rir/file.h"
#include "rir/mem.h"

static int fail(Err *err, const char *what, const char *path)
{
    return err_set(err, ERR_FAILED, "%s %s: %s", what, path, strerror(errno));
}

static int read_all(int descriptor, const char *path, size_t most, Str *out, Err *err)
{
    char block[65536];
    size_t before = out->size;
    for (;;) {
        ssize_t got = read(descriptor, block, sizeof block);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(err, "cannot read", path);
        if (got == 0)
            return 0;
        if (out->size - before + (size_t)got > most)
            return err_set(err, ERR_REFUSED, "%s is larger than %zu bytes, which is more than rir reads here",
                           path, most);
        str_add_bytes(out, block, (size_t)got);
    }
}

int file_read(const char *path, size_t most, Str *out, Err *err)
{
    struct stat facts;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return fail(err, "cannot open", path);
    int result;
    if (fstat(descriptor, &facts) == 0 && S_ISDIR(facts.st_mode))
        result = err_set(err, ERR_REFUSED, "%s is a folder, not a file", path);
    else
        result = read_all(descriptor, path, most, out, err);
    close(descriptor);
    return result;
}

int file_sync_folder(const char *path, Err *err)
{
    Str folder = STR_EMPTY;
    str_add_bytes(&folder, path, (size_t)(file_find_name(path) - path));
    int descriptor = open(folder.size ? str_text(&folder) : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int result =
        descriptor >= 0 && fsync(descriptor) == 0 ? 0 : fail(err, "cannot make sure of the folder of", path);
    if (descriptor >= 0)
        close(descriptor);
    str_free(&folder);
    return result;
}

bool file_exists(const char *path)
{
    struct stat facts;
    return stat(path, &facts) == 0;
}

bool file_is_terminal(int descriptor)
{
    return isatty(descriptor) == 1;
}

/* --- folders */

static int make_folders(char *path, Err *err)
{
    for (char *slash = path + 1; *slash; slash++) {
        if (*slash != '/')
            continue;
        *slash = '\0';
        int made = mkdir(path, 0700);
        int saved = errno;
        *slash = '/';
        errno = saved;
        if (made != 0 && errno != EEXIST && errno != EACCES && errno != EROFS)
            return fail(err, "cannot make the folder", path);
    }
    if (mkdir(path, 0700) != 0 && errno != EEXIST)
        return fail(err, "cannot make the folder", path);
    return 0;
}

int file_find_folder(FileFolder folder, Str *path, Err *err)
{
    const char *variable = folder == FILE_FOLDER_CONFIG ? "XDG_CONFIG_HOME" : "XDG_STATE_HOME";
    const char *below = folder == FILE_FOLDER_CONFIG ? ".config" : ".local/state";
    const char *given = getenv(variable);
    const char *home = getenv("HOME");
    str_clear(path);
    if (given && given[0] == '/')
        str_add_format(path, "%s/rir", given);
    else if (home && home[0] == '/')
        str_add_format(path, "%s/%s/rir", home, below);
    else
        return err_set(err, ERR_FAILED, "neither HOME nor %s says where your folders are: set HOME",
                       variable);
    return make_folders(path->data, err);
}

static bool is_folder_there(Str *path, const char *base, size_t size, const char *part)
{
    str_clear(path);
    str_add_bytes(path, base, size);
    str_add_format(path, "/%s", part);
    return file_exists(str_text(path));
}

int file_find_shared(const char *part, Str *path, Err *err)
{
    char program[4096];
    const char *given = getenv("RIR_SHARE");
    if (given && is_folder_there(path, given, strlen(given), part))
        return 0;
    ssize_t size = readlink("/proc/self/exe", program, sizeof program - 1);
    if (size > 0) {
        program[size] = '\0';
        size_t folder = (size_t)(file_find_name(program) - program);
        if (folder > 1 && is_folder_there(path, program, folder - 1, part))
            return 0;
    }
    if (is_folder_there(path, PKGDATADIR, strlen(PKGDATADIR), part))
        return 0;
    return err_set(err, ERR_FAILED,
                   "the folder of rir's own %s is not where it was installed (%s): install rir again", part,
                   PKGDATADIR);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

int file_list(const char *folder, const char *ending, Str *names, Err *err)
{
    DIR *open_folder = opendir(folder);
    if (!open_folder)
        return fail(err, "cannot open the folder", folder);
    char **list = NULL;
    size_t count = 0, room = 0, tail = strlen(ending);
    for (struct dirent *entry; (entry = readdir(open_folder)) != NULL;) {
        size_t size = strlen(entry->d_name);
        if (entry->d_name[0] == '.' || size <= tail || strcmp(entry->d_name + size - tail, ending) != 0)
            continue;
        list = mem_grow(list, &room, count + 1, sizeof *list);
        list[count++] = mem_copy_text(entry->d_name);
    }
    closedir(open_folder);
    if (count > 0)
        qsort(list, count, sizeof *list, compare_names);
    for (size_t i = 0; i < count; i++) {
        str_add_bytes(names, list[i], strlen(list[i]) + 1);
        free(list[i]);
    }
    free(list);
    return (int)count;
}

FileSystem file_find_system(const char *path)
{
    struct statfs facts;
    if (statfs(path, &facts) != 0)
        return FILE_SYSTEM_OTHER;
    switch ((unsigned long)facts.f_type) {
    case EXT4_SUPER_MAGIC:
    case XFS_SUPER_MAGIC:
    case BTRFS_SUPER_MAGIC:
    case F2FS_SUPER_MAGIC:
    case TMPFS_MAGIC:
    case OVERLAYFS_SUPER_MAGIC:
    case 0x2FC12FC1UL: /* zfs */
        return FILE_SYSTEM_LOCAL;
    case MSDOS_SUPER_MAGIC:
    case EXFAT_SUPER_MAGIC:
    case 0x5346544EUL: /* ntfs */
    case 0x7366746EUL: /* ntfs3 */
        return FILE_SYSTEM_STICK;
    case NFS_SUPER_MAGIC:
    case SMB_SUPER_MAGIC:
    case CIFS_SUPER_MAGIC:
    case SMB2_SUPER_MAGIC:
    case V9FS_MAGIC:
    case FUSE_SUPER_MAGIC:
        return FILE_SYSTEM_NETWORK;
    default:
        return FILE_SYSTEM_OTHER;
    }
}

int64_t file_find_space(const char *path)
{
    struct statvfs facts;
    if (statvfs(path, &facts) != 0)
        return -1;
    return (int64_t)facts.f_bavail * (int64_t)facts.f_frsize;
}

const char *file_find_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}
