/* SPDX-License-Identifier: MIT */
/* What rir keeps about its researcher between studies: lines of `name = value`. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "rir/file.h"
#include "rir/mem.h"
#include "rir/settings.h"
#include "rir/text.h"

#define MOST_BYTES (256 * 1024)

static const SettingRow rows[] = {
    {"researcher", "", NULL, "your name, kept with every event you make"},
    {"initials", "", NULL, "your initials, shown where a name is too long"},
    {"contact", "", NULL, "how people reach you, given on the summaries they get: an address, a number"},
    {"theme", "auto", "auto colour mono", "colours of the screens"},
    {"symbols", "unicode", "unicode ascii", "marks on the screens: ticks and lines, or plain letters"},
    {"discreet", "yes", "yes no", "show saved observations, comments and memos by kind and time only"},
    {"clock", "yes", "yes no", "show the running clock in a session (costs one wakeup a second)"},
};

/* A line of the file; name is NULL for what is kept as it is (comments, blank lines). */
typedef struct {
    char *name;
    char *value;
    char *raw;
} Entry;

struct Settings {
    char *path;
    Entry *entries;
    size_t count, room;
};

const SettingRow *settings_list(size_t *count)
{
    *count = sizeof rows / sizeof *rows;
    return rows;
}

static const SettingRow *find_row(const char *name)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    return NULL;
}

static char *copy_trimmed(const char *from, const char *to)
{
    while (from < to && isspace((unsigned char)*from))
        from++;
    while (to > from && isspace((unsigned char)to[-1]))
        to--;
    return mem_copy_bytes(from, (size_t)(to - from));
}

static Entry *add_entry(Settings *settings)
{
    settings->entries = mem_grow(settings->entries, &settings->room, settings->count + 1, sizeof(Entry));
    Entry *entry = &settings->entries[settings->count++];
    *entry = (Entry){NULL, NULL, NULL};
    return entry;
}

static int read_line(Settings *settings, const char *from, const char *to, int number, Err *err)
{
    char *line = copy_trimmed(from, to);
    const char *equals = strchr(line, '=');
    if (line[0] != '\0' && line[0] != '#' && (!equals || equals == line)) {
        err_set(err, ERR_REFUSED, "%s:%d:1: a line is `name = value`, and this is not: %s", settings->path,
                number, line);
        free(line);
        return -1;
    }
    Entry *entry = add_entry(settings);
    entry->raw = line;
    if (equals && line[0] != '#') {
        entry->name = copy_trimmed(line, equals);
        entry->value = copy_trimmed(equals + 1, line + strlen(line));
    }
    return 0;
}

static int read_lines(Settings *settings, const Str *text, Err *err)
{
    const char *at = str_text(text);
    for (int number = 1; *at; number++) {
        const char *end = strchr(at, '\n');
        const char *stop = end ? end : at + strlen(at);
        if (read_line(settings, at, stop, number, err) != 0)
            return -1;
        at = end ? end + 1 : stop;
    }
    return 0;
}

Settings *settings_open(Err *err)
{
    Str path = STR_EMPTY;
    Str bytes = STR_EMPTY, text = STR_EMPTY;
    Settings *settings = NULL;
    if (file_find_folder(FILE_FOLDER_CONFIG, &path, err) != 0)
        goto out;
    str_add(&path, "/settings");
    settings = mem_new(sizeof *settings);
    settings->path = mem_copy_text(str_text(&path));
    if (!file_exists(settings->path))
        goto out;
    if (file_read(settings->path, MOST_BYTES, &bytes, err) == 0) {
        text_add_clean(&text, str_text(&bytes), bytes.size);
        if (read_lines(settings, &text, err) == 0)
            goto out;
    }
    settings_close(settings);
    settings = NULL;
out:
    str_free(&path);
    str_free(&bytes);
    str_free(&text);
    return settings;
}

void settings_close(Settings *settings)
{
    if (!settings)
        return;
    for (size_t i = 0; i < settings->count; i++) {
        free(settings->entries[i].name);
        free(settings->entries[i].value);
        free(settings->entries[i].raw);
    }
    free(settings->entries);
    free(settings->path);
    free(settings);
}

static Entry *find_entry(const Settings *settings, const char *name)
{
    /* The last line with a name wins, as people expect of a file they edit. */
    for (size_t i = settings->count; i > 0; i--)
        if (settings->entries[i - 1].name && strcmp(settings->entries[i - 1].name, name) == 0)
            return &settings->entries[i - 1];
    return NULL;
}

static bool is_allowed(const SettingRow *row, const char *value)
{
    if (!row->values)
        return strchr(value, '\n') == NULL;
    size_t size = strlen(value);
    for (const char *at = row->values; (at = strstr(at, value)) != NULL; at += size)
        if (size > 0 && (at == row->values || at[-1] == ' ') && (at[size] == ' ' || at[size] == '\0'))
            return true;
    return false;
}

const char *settings_find(const Settings *settings, const char *name)
{
    const SettingRow *row = find_row(name);
    if (!row)
        return "";
    const Entry *entry = settings ? find_entry(settings, name) : NULL;
    return entry && is_allowed(row, entry->value) ? entry->value : row->first;
}

static int write_file(const Settings *settings, Err *err)
{
    Str text = STR_EMPTY;
    for (size_t i = 0; i < settings->count; i++) {
        const Entry *entry = &settings->entries[i];
        if (entry->name)
            str_add_format(&text, "%s = %s\n", entry->name, entry->value);
        else
            str_add_format(&text, "%s\n", entry->raw);
    }
    int result = file_write(settings->path, str_text(&text), text.size, err);
    str_free(&text);
    return result;
}

int settings_set(Settings *settings, const char *name, const char *value, Err *err)
{
    const SettingRow *row = find_row(name);
    if (!row)
        return err_set(err, ERR_REFUSED, "there is no setting `%s`", name);
    if (!is_allowed(row, value))
        return err_set(err, ERR_REFUSED, "%s cannot be `%s`; it can be: %s", name, value,
                       row->values ? row->values : "any text on one line");
    Entry *entry = find_entry(settings, name);
    if (!entry) {
        entry = add_entry(settings);
        entry->name = mem_copy_text(name);
    }
    free(entry->value);
    entry->value = mem_copy_text(value);
    return write_file(settings, err);
}

bool settings_find_key(const Settings *settings, size_t n, const char **action, const char **keys)
{
    for (size_t i = 0; settings && i < settings->count; i++) {
        const Entry *entry = &settings->entries[i];
        if (!entry->name || strncmp(entry->name, "key.", 4) != 0 || n-- > 0)
            continue;
        *action = entry->name + 4;
        *keys = entry->value;
        return true;
    }
    return false;
}
