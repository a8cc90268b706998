/* SPDX-License-Identifier: MIT */
/* watch: the folder, not the files, is watched: a -wal that comes and goes, or a file renamed over the old
 * one, cannot be lost from sight (inotify(7)). */
#include "rir/watch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "rir/file.h"
#include "rir/mem.h"
#include "rir/str.h"

#define EVENTS                                                                                               \
    (IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF |      \
     IN_CLOSE_NOWRITE)

struct Watch {
    int descriptor, folder_watch;
    Str folder, name; /* of the file, without the folder */
};

static int take_folder(Watch *watch)
{
    watch->folder_watch = inotify_add_watch(watch->descriptor, str_text(&watch->folder), EVENTS);
    return watch->folder_watch < 0 ? -1 : 0;
}

Watch *watch_open(const char *path, Err *err)
{
    Watch *watch = mem_new(sizeof *watch);
    const char *name = file_find_name(path);
    str_add(&watch->name, name);
    if (name > path)
        str_add_bytes(&watch->folder, path, (size_t)(name - path));
    else
        str_add(&watch->folder, ".");
    watch->descriptor = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (watch->descriptor >= 0 && take_folder(watch) == 0)
        return watch;
    err_set(err, ERR_FAILED, "what others write to %s cannot be watched: %s", path, strerror(errno));
    watch_close(watch);
    return NULL;
}

void watch_close(Watch *watch)
{
    if (!watch)
        return;
    if (watch->descriptor >= 0)
        close(watch->descriptor);
    str_free(&watch->folder);
    str_free(&watch->name);
    free(watch);
}

int watch_find_descriptor(const Watch *watch)
{
    return watch->descriptor;
}

/* Whoever only reads the study closes it too; the -wal is closed unwritten by watch_tell alone. */
static bool is_ours(const Watch *watch, const char *name, bool is_told)
{
    size_t size = watch->name.size;
    return strncmp(name, str_text(&watch->name), size) == 0 &&
           ((name[size] == '\0' && !is_told) || strcmp(name + size, "-wal") == 0);
}

static bool take_event(Watch *watch, const struct inotify_event *event)
{
    if (event->mask & IN_Q_OVERFLOW)
        return true;
    if (event->mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED)) {
        if (event->mask & IN_MOVE_SELF)
            inotify_rm_watch(watch->descriptor, watch->folder_watch);
        take_folder(watch);
        return true;
    }
    return event->len > 0 && is_ours(watch, event->name, event->mask & IN_CLOSE_NOWRITE);
}

bool watch_take(Watch *watch)
{
    _Alignas(struct inotify_event) char bytes[4096];
    bool is_about_it = false;
    ssize_t size;
    while ((size = read(watch->descriptor, bytes, sizeof bytes)) > 0)
        for (char *at = bytes; at < bytes + size;) {
            const struct inotify_event *event = (const struct inotify_event *)(void *)at;
            is_about_it = take_event(watch, event) || is_about_it;
            at += sizeof *event + event->len;
        }
    return is_about_it;
}

/* Opening it for reading changes no time and waits for no disk. Never the study itself: closing any descriptor
 * of that lets go of the locks SQLite holds on it (fcntl(2)). */
void watch_tell(const char *path)
{
    Str wal = STR_EMPTY;
    str_add(&wal, path);
    str_add(&wal, "-wal");
    int file = open(str_text(&wal), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (file >= 0)
        close(file);
    str_free(&wal);
}
