/* SPDX-License-Identifier: MIT */
/* What every command needs: its study, its researcher, and a way to say something. */
#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "codeset.h"
#include "command.h"
#include "print.h"
#include "rir/file.h"
#include "rir/mem.h"
#include "rir/text.h"

int call_flush(Call *call, Err *err)
{
    Str shown = STR_EMPTY;
    int result = 0;
    if (file_is_terminal(1)) { /* what goes into a file or another program is UTF-8 everywhere */
        codeset_add_out(&shown, str_text(&call->out), call->out.size);
        str_free(&call->out);
        call->out = shown;
    }
    size_t size = call->out.size;
    if (fwrite(str_text(&call->out), 1, size, stdout) != size || fflush(stdout) != 0)
        result = err_set(err, ERR_FAILED, "the output could not be written: %s", strerror(errno));
    str_clear(&call->out);
    return result;
}

int call_refuse_existing(const char *path, Err *err)
{
    return err_set(err, ERR_REFUSED, "%s exists already; it was left as it is", path);
}

void call_remark(const char *format, ...)
{
    Str text = STR_EMPTY, line = STR_EMPTY;
    va_list args;
    va_start(args, format);
    str_add_formatv(&text, format, args);
    va_end(args);
    print_add_block(&line, str_text(&text), 5);
    str_clear(&text);
    codeset_add_out(&text, str_text(&line), line.size);
    fflush(stdout);
    fprintf(stderr, "rir: %s\n", str_text(&text));
    str_free(&text);
    str_free(&line);
}

bool call_read_line(Str *line)
{
    int byte;
    Str raw = STR_EMPTY, typed = STR_EMPTY;
    while ((byte = getchar()) != EOF && byte != '\n')
        str_add_byte(&raw, (char)byte);
    bool is_there = raw.size > 0 || byte == '\n';
    codeset_add_in(&typed, str_text(&raw), raw.size);
    str_clear(line);
    text_add_clean(line, str_text(&typed), typed.size);
    str_free(&raw);
    str_free(&typed);
    return is_there;
}

/* --- the study */

static int find_named_study(const char *name, Str *path)
{
    str_add(path, name);
    if (!file_exists(name)) {
        str_add(path, ".rir");
        if (!file_exists(str_text(path)))
            str_cut(path, strlen(name));
    }
    return 0;
}

static int refuse_several(const Str *names, int count, Err *err)
{
    Str list = STR_EMPTY;
    const char *name = str_text(names);
    for (int i = 0; i < count; i++, name += strlen(name) + 1)
        str_add_format(&list, "%s%s", i ? ", " : "", name);
    err_set(err, ERR_REFUSED, "there are several studies in this folder: %s. Say which: rir -s FILE ...",
            str_text(&list));
    str_free(&list);
    return -1;
}

/* Backups and copies beside the study are not what is meant. */
static bool was_written_here(const char *name)
{
    Store *store = store_open(name, STORE_READ_ONLY, "", NULL);
    bool was_here = store && store_was_written_here(store);
    store_close(store);
    return was_here;
}

static int choose_study(const Str *names, int count, Str *path, Err *err)
{
    int own = 0;
    const char *name = str_text(names), *found = NULL;
    for (int i = 0; i < count; i++, name += strlen(name) + 1)
        if (was_written_here(name)) {
            found = name;
            own++;
        }
    if (own != 1)
        return refuse_several(names, count, err);
    str_add(path, found);
    return 0;
}

int call_find_study(const Call *call, Str *path, Err *err)
{
    const char *given = call_find_option(call, "study");
    if (!given)
        given = getenv("RIR_STUDY");
    if (given && *given)
        return find_named_study(given, path);
    Str names = STR_EMPTY;
    int count = file_list(".", ".rir", &names, err);
    int result = count < 0 ? -1 : 0;
    if (count == 0)
        result = err_set(err, ERR_REFUSED, "there is no study (*.rir) in this folder. Make one with `rir new "
                                           "NAME`, or name one: rir -s FILE ...");
    else if (count > 1)
        result = choose_study(&names, count, path, err);
    else if (count == 1)
        str_add(path, str_text(&names));
    str_free(&names);
    return result;
}

/* What was last used by an older rir is made anew by opening it once to write. */
static Store *open_store(const char *path, StoreMode mode, const char *researcher, Err *err)
{
    Store *store = store_open(path, mode, researcher, err);
    if (store || mode == STORE_WRITE || err->code != ERR_REFUSED)
        return store;
    Store *writer = store_open(path, STORE_WRITE, researcher, NULL);
    if (!writer)
        return NULL;
    store_close(writer);
    err_clear(err);
    return store_open(path, mode, researcher, err);
}

int call_open_study(Call *call, StoreMode mode, Err *err)
{
    Str path = STR_EMPTY;
    int result = -1;
    if (call_find_study(call, &path, err) != 0)
        goto out;
    if (mode == STORE_WRITE && call_find_researcher(call, err) != 0)
        goto out;
    call->store = open_store(str_text(&path), mode, call->researcher ? call->researcher : "", err);
    if (!call->store)
        goto out;
    if (*store_find_notice(call->store))
        call_remark("%s", store_find_notice(call->store));
    if (mode == STORE_WRITE && store_is_read_only(call->store)) {
        result = err_set(err, ERR_REFUSED, "%s can only be read here, so nothing was changed. What reads "
                                           "works: rir show, rir search, rir export",
                         str_text(&path));
        goto out;
    }
    result = 0;
out:
    str_free(&path);
    return result;
}

/* --- the researcher */

static void find_login(Str *name)
{
    const char *login = getenv("LOGNAME");
    if (!login || !*login) {
        const struct passwd *entry = getpwuid(getuid());
        login = entry && entry->pw_name && *entry->pw_name ? entry->pw_name : "researcher";
    }
    text_add_clean(name, login, strlen(login));
}


static int ask_researcher(Call *call, Str *name, Err *err)
{
    Str answer = STR_EMPTY;
    fprintf(stderr, "Your name, as it should stand beside what you note (Enter for %s): ", str_text(name));
    fflush(stderr);
    if (call_read_line(&answer) && answer.size > 0) {
        str_clear(name);
        str_add(name, str_text(&answer));
    }
    fprintf(stderr, "Your initials (Enter for none): ");
    fflush(stderr);
    bool has_initials = call_read_line(&answer) && answer.size > 0;
    int result = settings_set(call->settings, "researcher", str_text(name), err);
    if (result == 0 && has_initials)
        result = settings_set(call->settings, "initials", str_text(&answer), err);
    str_free(&answer);
    return result;
}

int call_find_researcher(Call *call, Err *err)
{
    if (call->researcher)
        return 0;
    Str name = STR_EMPTY;
    const char *known = call->settings ? settings_find(call->settings, "researcher") : "";
    if (*known) {
        str_add(&name, known);
    } else {
        find_login(&name);
        if (call->settings && file_is_terminal(0) && file_is_terminal(2) &&
            ask_researcher(call, &name, err) != 0) {
            str_free(&name);
            return -1;
        }
    }
    call->researcher_memory = str_take(&name);
    call->researcher = call->researcher_memory;
    return 0;
}
