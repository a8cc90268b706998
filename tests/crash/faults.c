/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#include "../../src/store/memory.h"
#include "faults.h"

#define MOST_FILES 1024

static struct {
    bool is_armed, for_ever, struck, was_short;
    FaultKind kind;
    unsigned long n, calls;
    int error;
    const char *folder;
    bool is_ours[MOST_FILES]; /* by descriptor */
    sqlite3_mem_methods memory;
} fault;

void fault_arm(FaultKind kind, unsigned long n, bool for_ever, int error)
{
    fault.kind = kind;
    fault.n = n;
    fault.for_ever = for_ever;
    fault.error = error;
    fault.calls = 0;
    fault.struck = fault.was_short = false;
    fault.is_armed = true;
}

unsigned long fault_disarm(bool *struck)
{
    fault.is_armed = false;
    *struck = fault.struck;
    return fault.calls;
}

const char *fault_name(FaultKind kind)
{
    static const char *const names[FAULT_KINDS] = {"write", "sync", "open", "truncate",
                                                   "map",   "read", "name", "memory"};
    return names[kind];
}

static bool must_fail(FaultKind kind)
{
    if (!fault.is_armed || kind != fault.kind)
        return false;
    fault.calls++;
    if (fault.calls != fault.n && !(fault.for_ever && fault.calls > fault.n))
        return false;
    fault.struck = true;
    errno = fault.error;
    return true;
}

static bool is_ours(int descriptor)
{
    return descriptor >= 0 && descriptor < MOST_FILES && fault.is_ours[descriptor];
}

static bool fails_on(FaultKind kind, int descriptor)
{
    return is_ours(descriptor) && must_fail(kind);
}

/* --- the calls; below them is the kernel */

static int open_below(const char *path, int flags, mode_t mode)
{
    bool ours = fault.folder && strncmp(path, fault.folder, strlen(fault.folder)) == 0;
    if (ours && must_fail(FAULT_OPEN))
        return -1;
    int descriptor = (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
    if (descriptor >= 0 && descriptor < MOST_FILES)
        fault.is_ours[descriptor] = ours;
    return descriptor;
}

int open(const char *path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? (mode_t)va_arg(more, int) : 0;
    va_end(more);
    return open_below(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? (mode_t)va_arg(more, int) : 0;
    va_end(more);
    return open_below(path, flags, mode);
}

static ssize_t write_below(int descriptor, const void *bytes, size_t size, bool has_offset, off64_t offset)
{
    if (fails_on(FAULT_WRITE, descriptor)) {
        if (fault.error != FAULT_SHORT)
            return -1;
        if (fault.was_short || size < 2) {
            errno = ENOSPC;
            return -1;
        }
        /* What is left of the disk takes half; the next finds it full. */
        fault.was_short = fault.for_ever;
        size /= 2;
    }
    return has_offset ? syscall(SYS_pwrite64, descriptor, bytes, size, offset)
                      : syscall(SYS_write, descriptor, bytes, size);
}

ssize_t write(int descriptor, const void *bytes, size_t size)
{
    return write_below(descriptor, bytes, size, false, 0);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t size, off_t offset)
{
    return write_below(descriptor, bytes, size, true, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t offset)
{
    return write_below(descriptor, bytes, size, true, offset);
}

ssize_t read(int descriptor, void *bytes, size_t size)
{
    return fails_on(FAULT_READ, descriptor) ? -1 : syscall(SYS_read, descriptor, bytes, size);
}

ssize_t pread(int descriptor, void *bytes, size_t size, off_t offset)
{
    return fails_on(FAULT_READ, descriptor) ? -1 : syscall(SYS_pread64, descriptor, bytes, size, offset);
}

ssize_t pread64(int descriptor, void *bytes, size_t size, off64_t offset)
{
    return fails_on(FAULT_READ, descriptor) ? -1 : syscall(SYS_pread64, descriptor, bytes, size, offset);
}

int fsync(int descriptor)
{
    return fails_on(FAULT_SYNC, descriptor) ? -1 : (int)syscall(SYS_fsync, descriptor);
}

int fdatasync(int descriptor)
{
    return fails_on(FAULT_SYNC, descriptor) ? -1 : (int)syscall(SYS_fdatasync, descriptor);
}

int ftruncate(int descriptor, off_t size)
{
    return fails_on(FAULT_TRUNCATE, descriptor) ? -1 : (int)syscall(SYS_ftruncate, descriptor, size);
}

int ftruncate64(int descriptor, off64_t size)
{
    return fails_on(FAULT_TRUNCATE, descriptor) ? -1 : (int)syscall(SYS_ftruncate, descriptor, size);
}

void *mmap(void *at, size_t size, int protection, int flags, int descriptor, off_t offset)
{
    return fails_on(FAULT_MAP, descriptor)
               ? MAP_FAILED
               : (void *)syscall(SYS_mmap, at, size, protection, flags, descriptor, offset);
}

void *mmap64(void *at, size_t size, int protection, int flags, int descriptor, off64_t offset)
{
    return fails_on(FAULT_MAP, descriptor)
               ? MAP_FAILED
               : (void *)syscall(SYS_mmap, at, size, protection, flags, descriptor, offset);
}

int rename(const char *from, const char *to)
{
    return must_fail(FAULT_NAME) ? -1 : (int)syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
}

int link(const char *from, const char *to)
{
    return must_fail(FAULT_NAME) ? -1 : (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

/* --- memory of SQLite */

static void *take_memory(int size)
{
    return must_fail(FAULT_MEMORY) ? NULL : fault.memory.xMalloc(size);
}

static void *resize_memory(void *block, int size)
{
    return must_fail(FAULT_MEMORY) ? NULL : fault.memory.xRealloc(block, size);
}

void fault_install(const char *folder)
{
    static sqlite3_mem_methods methods;
    fault.folder = folder;
    memory_configure();
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &fault.memory);
    methods = fault.memory;
    methods.xMalloc = take_memory;
    methods.xRealloc = resize_memory;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
}
