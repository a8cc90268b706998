/* SPDX-License-Identifier: MIT */
/* exporter: one session written as Markdown beside the study. */
#include "exporter.h"

#include <string.h>

#include "rir/export.h"
#include "rir/file.h"
#include "rir/rows.h"
#include "rir/widget.h"

/* `STUDY-session-12.md` beside STUDY.rir, with a number behind it while that exists. */
static void add_path(const Exporter *exporter, Str *path, const ExportChoice *choice)
{
    static const char sql[] = "SELECT number FROM session WHERE n = (SELECT n FROM thing WHERE id = ?1)";
    const char *study = store_find_path(exporter->store);
    size_t size = strlen(study);
    long long number = (long long)rows_find_number(exporter->store, 0, sql, "t", exporter->session.text);

    if (size > 4 && strcmp(study + size - 4, ".rir") == 0)
        size -= 4;
    for (int copy = 1; copy == 1 || file_exists(path->data); copy++) {
        str_clear(path);
        str_add_format(path, "%.*s-%s-%lld%s", (int)size, study, choice->rehearsal ? "rehearsal" : "session",
                       number, choice->audience == EXPORT_OTHERS ? "-others" : "");
        if (copy > 1)
            str_add_format(path, "-%d", copy);
        str_add(path, ".md");
    }
}

static int write(const Exporter *exporter, const ExportChoice *choice, Str *said, Err *err)
{
    Str text = STR_EMPTY, path = STR_EMPTY, left = STR_EMPTY;
    int result = export_add_md(exporter->store, choice, &text, err);

    if (result == 0)
        result = export_add_left_out(exporter->store, choice, &left, err);
    if (result == 0) {
        add_path(exporter, &path, choice);
        result = file_write(path.data, str_text(&text), text.size, err);
    }
    if (result == 0) {
        for (size_t i = 0; i < left.size; i++)
            if (left.data[i] == '\n')
                left.data[i] = i + 1 < left.size ? ';' : ' ';
        str_add_format(said, "written to %s; left out: %s", file_find_name(path.data),
                       left.size > 0 ? left.data : "nothing");
    }
    str_free(&text);
    str_free(&path);
    str_free(&left);
    return result;
}

static void chosen(void *owner, Desk *desk, size_t item, const char *typed)
{
    static const char sql[] = "SELECT rehearsal FROM session WHERE n = (SELECT n FROM thing WHERE id = ?1)";
    const Exporter *exporter = owner;
    ExportChoice choice = {
        .audience = item == 0 ? EXPORT_TEAM : EXPORT_OTHERS,
        .session = exporter->session.text,
        .rehearsal = rows_find_number(exporter->store, 0, sql, "t", exporter->session.text) != 0,
    };
    Str said = STR_EMPTY;
    Err err;

    (void)typed;
    if (write(exporter, &choice, &said, &err) == 0)
        desk_say(desk, ROLE_SAVED, "%s", said.data);
    else
        desk_say(desk, ROLE_ALARM, "%s", err.text);
    str_free(&said);
}

void exporter_open(Exporter *exporter, Desk *desk)
{
    static const PickerItem items[] = {
        {.label = "for the team", .detail = "all words, with pseudonyms"},
        {.label = "for others", .detail = "only what may be quoted, and whose reuse nobody refused"},
    };

    picker_open(desk, &(PickerSpec){.title = "Write the session as Markdown",
                                    .items = items,
                                    .count = 2,
                                    .chosen = chosen,
                                    .owner = exporter});
}
