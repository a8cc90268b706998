/* SPDX-License-Identifier: MIT */
/* `rir export md|csv|json`. */
#include "rir/export.h"

#include <string.h>

#include "commands.h"
#include "print.h"
#include "rir/file.h"
#include "sessions.h"

static int read_choice(Call *call, const char *session, ExportChoice *choice, SessionName *name, Err *err)
{
    const char *rehearsal = call_find_option(call, "rehearsal");
    bool for_others;
    if (call_read_audience(call, &for_others, err) != 0)
        return -1;
    if (session && rehearsal)
        return err_set(err, ERR_USAGE, "name the session or the --rehearsal, not both");
    *choice = (ExportChoice){for_others ? EXPORT_OTHERS : EXPORT_TEAM, NULL, false};
    if (!session && !rehearsal)
        return 0;
    if (sessions_find(call->store, rehearsal ? rehearsal : session, name, err) != 0)
        return -1;
    if (rehearsal && !name->is_rehearsal)
        return err_set(err, ERR_REFUSED, "%s is no rehearsal (these are named r1, r2, ...)", rehearsal);
    if (session && name->is_rehearsal)
        return err_set(err, ERR_REFUSED, "%s is a rehearsal; ask for it by --rehearsal %s", session, session);
    choice->session = name->id.text;
    choice->rehearsal = name->is_rehearsal;
    return 0;
}

/* Says what was left out: on standard output, unless the export itself is there. */
static int say_left_out(Call *call, const ExportChoice *choice, bool is_out_taken, Err *err)
{
    Str lines = STR_EMPTY;
    int result = export_add_left_out(call->store, choice, &lines, err);
    const char *made = choice->audience == EXPORT_OTHERS ? "made for others" : "made for the team";
    if (lines.size)
        str_cut(&lines, lines.size - 1);
    if (result == 0 && is_out_taken) {
        call_remark("%s; left out: %s", made, lines.size ? str_text(&lines) : "nothing");
    } else if (result == 0) {
        str_add_format(&call->out, "%s; left out:\n  ", made);
        print_add_block(&call->out, lines.size ? str_text(&lines) : "nothing", 2);
        str_add(&call->out, "\n");
    }
    str_free(&lines);
    return result;
}

static int say_written(Call *call, const ExportChoice *choice, const char *path, Err *err)
{
    str_add(&call->out, "written to ");
    print_add_line(&call->out, path);
    str_add(&call->out, "\n");
    return say_left_out(call, choice, false, err);
}

static int run_md(Call *call, Err *err)
{
    ExportChoice choice;
    SessionName name;
    Str text = STR_EMPTY;
    const char *path = call_find_option(call, "to");
    int result = -1;
    if (path && file_exists(path))
        return call_refuse_existing(path, err);
    if (read_choice(call, call_find_word(call, 0), &choice, &name, err) != 0 ||
        export_add_md(call->store, &choice, &text, err) != 0)
        goto out;
    if (path) {
        if (file_write(path, str_text(&text), text.size, err) == 0)
            result = say_written(call, &choice, path, err);
    } else {
        str_add_bytes(&call->out, str_text(&text), text.size);
        if (call_flush(call, err) == 0)
            result = say_left_out(call, &choice, true, err);
    }
out:
    str_free(&text);
    return result;
}

static int give_to_file(void *context, const char *bytes, size_t size, Err *err)
{
    return file_add(context, bytes, size, err);
}

static int give_to_output(void *context, const char *bytes, size_t size, Err *err)
{
    Call *call = context;
    str_add_bytes(&call->out, bytes, size);
    return call_flush(call, err);
}

static int run_json(Call *call, Err *err)
{
    ExportChoice choice;
    SessionName name;
    const char *path = call_find_option(call, "to");
    if (path && file_exists(path))
        return call_refuse_existing(path, err);
    if (read_choice(call, NULL, &choice, &name, err) != 0)
        return -1;
    if (!path)
        return export_give_json(call->store, &choice, give_to_output, call, err) == 0
                   ? say_left_out(call, &choice, true, err)
                   : -1;
    FileWriter *writer = file_begin(path, err);
    if (!writer)
        return -1;
    if (export_give_json(call->store, &choice, give_to_file, writer, err) != 0) {
        file_drop(writer);
        return -1;
    }
    return file_finish(writer, err) == 0 ? say_written(call, &choice, path, err) : -1;
}

static int run_csv(Call *call, Err *err)
{
    ExportChoice choice;
    SessionName name;
    const char *folder = call_find_word(call, 0);
    if (read_choice(call, NULL, &choice, &name, err) != 0 ||
        export_write_csv(call->store, &choice, folder, err) != 0)
        return -1;
    str_add(&call->out, "written to ");
    print_add_line(&call->out, folder);
    str_add(&call->out, ": ");
    for (size_t i = 0; export_find_view(i); i++)
        str_add_format(&call->out, "%s%s.csv", i ? ", " : "", export_find_view(i));
    str_add(&call->out, ", left-out.txt\n");
    return say_left_out(call, &choice, false, err);
}

#define FOR                                                                                                  \
    {                                                                                                        \
        0, "for", "WHOM",                                                                                    \
            "team (as it is without this), or others: only what may be quoted, and whose reuse nobody "      \
            "refused",                                                                                       \
            "team|others"                                                                                    \
    }
#define REHEARSAL {0, "rehearsal", "SESSION", "a rehearsal, which is otherwise in no export", "session"}
#define TO {0, "to", "FILE", "write to this file instead of printing", "file"}

static const OptionRow options_text[] = {FOR, TO, REHEARSAL, OPTIONS_END};
static const OptionRow options_folder[] = {FOR, REHEARSAL, OPTIONS_END};

#define LEFT_OUT                                                                                             \
    "What was struck, is off the record, or is of people who did not agree to take part is in no export. "   \
    "With --for others words that may not be quoted, or whose reuse was refused, are left out too, and the " \
    "researchers' own notes. Every export says how much was left out and why."

const CommandRow cli_export_md = {
    .name = "export md",
    .arguments = "[SESSION]",
    .help = "write a readable report in Markdown",
    .more = "Each session with its notes by question, the kinds of note apart, its coverage and "
            "summary. " LEFT_OUT,
    .options = options_text,
    .words = {"session"},
    .least = 0,
    .most = 1,
    .study = STUDY_READ,
    .run = run_md,
};

const CommandRow cli_export_csv = {
    .name = "export csv",
    .arguments = "FOLDER",
    .help = "write a CSV file for each view",
    .more = "The views are described in doc/schema.md; each becomes VIEW.csv in a new folder. A text that a "
            "spreadsheet could take for a formula gets an apostrophe before it. " LEFT_OUT,
    .options = options_folder,
    .words = {"folder"},
    .least = 1,
    .most = 1,
    .study = STUDY_READ,
    .run = run_csv,
};

const CommandRow cli_export_json = {
    .name = "export json",
    .arguments = "",
    .help = "write all views as one JSON object",
    .more = LEFT_OUT,
    .options = options_text,
    .study = STUDY_READ,
    .run = run_json,
};
