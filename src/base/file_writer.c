/* SPDX-License-Identifier: MIT */
/* Writing whole files: beside, synced, renamed. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rir/file.h"
#include "rir/mem.h"

struct FileWriter {
    char *path;
    char *beside; /* the name until it is finished */
    int descriptor;
};

static int fail(const FileWriter *writer, Err *err)
{
    return err_set(err, ERR_FAILED, "cannot write %s: %s", writer->path, strerror(errno));
}

static void free_writer(FileWriter *writer)
{
    if (writer->descriptor >= 0)
        close(writer->descriptor);
    free(writer->path);
    free(writer->beside);
    free(writer);
}

FileWriter *file_begin(const char *path, Err *err)
{
    Str beside = STR_EMPTY;
    FileWriter *writer = mem_new(sizeof *writer);
    str_add_format(&beside, "%s.%ld.new", path, (long)getpid());
    writer->path = mem_copy_text(path);
    writer->beside = str_take(&beside);
    writer->descriptor = open(writer->beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (writer->descriptor < 0) {
        fail(writer, err);
        free_writer(writer);
        return NULL;
    }
    return writer;
}

int file_add(FileWriter *writer, const void *bytes, size_t size, Err *err)
{
    const char *from = bytes;
    while (size > 0) {
        ssize_t put = write(writer->descriptor, from, size);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return fail(writer, err);
        from += put;
        size -= (size_t)put;
    }
    return 0;
}

void file_drop(FileWriter *writer)
{
    if (!writer)
        return;
    unlink(writer->beside);
    free_writer(writer);
}

/* Some file systems say only when it is closed that there was no room. */
static int close_synced(FileWriter *writer)
{
    bool is_synced = fsync(writer->descriptor) == 0;
    int saved = errno;
    bool is_closed = close(writer->descriptor) == 0;
    writer->descriptor = -1;
    if (!is_synced)
        errno = saved;
    return is_synced && is_closed ? 0 : -1;
}

int file_finish(FileWriter *writer, Err *err)
{
    if (close_synced(writer) != 0 || rename(writer->beside, writer->path) != 0) {
        fail(writer, err);
        file_drop(writer);
        return -1;
    }
    int result = file_sync_folder(writer->path, err);
    free_writer(writer);
    return result;
}

int file_write(const char *path, const void *bytes, size_t size, Err *err)
{
    FileWriter *writer = file_begin(path, err);
    if (!writer)
        return -1;
    if (file_add(writer, bytes, size, err) == 0)
        return file_finish(writer, err);
    file_drop(writer);
    return -1;
}
