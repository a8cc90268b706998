/* SPDX-License-Identifier: MIT */
/* `rir --help`, `rir help WHAT` and `rir WHAT --help`. */
#include "help.h"

#include <ctype.h>
#include <string.h>

#include "commands.h"
#include "print.h"

#define GAP 26

static void add_row(Str *out, const char *name, const char *arguments, const char *help)
{
    size_t from = out->size;
    str_add_format(out, "  %s%s%s", name, *arguments ? " " : "", arguments);
    if (out->size - from > GAP - 2) {
        str_add_byte(out, '\n');
        from = out->size;
    }
    Str wrapped = STR_EMPTY;
    print_add_wrapped(&wrapped, help, PRINT_COLUMNS, GAP);
    size_t shown = out->size - from;
    str_add_bytes(out, str_text(&wrapped) + shown, wrapped.size - shown);
    str_free(&wrapped);
}

static void give_row(void *context, const char *name, const char *arguments, const char *help)
{
    add_row(context, name, arguments, help);
}

void help_add_overview(Str *out)
{
    size_t count;
    str_add(out, "rir guides a Researcher-in-Residence through interviews and keeps every note\n"
                 "with its time in one study file.\n\n"
                 "usage: rir [-s FILE] COMMAND ...\n\n");
    const CommandRow *const *rows = command_list(&count);
    for (size_t i = 0; i < count; i++)
        add_row(out, rows[i]->name, rows[i]->arguments, rows[i]->help);
    str_add(out, "\n");
    print_add_wrapped(out,
                      "The study is the only *.rir in this folder, or the one that -s FILE or RIR_STUDY "
                      "names. `rir help COMMAND` tells more of one.",
                      PRINT_COLUMNS, 0);
    const HelpTopic *topics = help_list_topics(&count);
    for (size_t i = 0; i < count; i++) {
        Str name = STR_EMPTY;
        str_add_format(&name, "rir help %s", topics[i].name);
        add_row(out, str_text(&name), "", topics[i].title);
        str_free(&name);
    }
}

static void add_option(Str *out, const OptionRow *row)
{
    Str name = STR_EMPTY;
    if (row->letter)
        str_add_format(&name, "-%c, ", row->letter);
    str_add_format(&name, "--%s", row->name);
    add_row(out, str_text(&name), row->value ? row->value : "", row->help);
    str_free(&name);
}

/* Commands of two words that begin with this one. */
static void add_group(Str *out, const char *name)
{
    size_t count, size = strlen(name);
    const CommandRow *const *rows = command_list(&count);
    for (size_t i = 0; i < count; i++)
        if (strncmp(rows[i]->name, name, size) == 0 && rows[i]->name[size] == ' ')
            add_row(out, rows[i]->name, rows[i]->arguments, rows[i]->help);
}

void help_add_command(Str *out, const CommandRow *row)
{
    str_add_format(out, "usage: rir %s%s%s\n\n", row->name, *row->arguments ? " " : "", row->arguments);
    Str first = STR_EMPTY;
    str_add_format(&first, "%s.", row->help);
    first.data[0] = (char)toupper((unsigned char)first.data[0]);
    print_add_wrapped(out, str_text(&first), PRINT_COLUMNS, 0);
    str_free(&first);
    if (*row->more) {
        str_add(out, "\n");
        print_add_wrapped(out, row->more, PRINT_COLUMNS, 0);
    }
    str_add(out, "\n");
    for (const OptionRow *option = row->options; option && option->name; option++)
        add_option(out, option);
    for (const OptionRow *option = command_list_common(); option->name; option++)
        if (row->study != STUDY_NONE || strcmp(option->name, "study") != 0)
            add_option(out, option);
    if (command_is_group(row->name)) {
        str_add(out, "\nCommands of two words that begin so:\n");
        add_group(out, row->name);
    }
}

static void add_topic(Str *out, const HelpTopic *topic)
{
    str_add_format(out, "%s\n\n", topic->title);
    print_add_wrapped(out, topic->intro, PRINT_COLUMNS, 0);
    str_add(out, "\n");
    topic->list(give_row, out);
}

static int run_help(Call *call, Err *err)
{
    Str name = STR_EMPTY;
    int result = 0;
    call_add_words(call, 0, &name);
    const char *what = str_text(&name);
    size_t count;
    const HelpTopic *topics = help_list_topics(&count);
    const HelpTopic *topic = NULL;
    for (size_t i = 0; i < count; i++)
        if (strcmp(topics[i].name, what) == 0)
            topic = &topics[i];
    const CommandRow *row = command_find(what);
    if (!*what) {
        help_add_overview(&call->out);
    } else if (topic) {
        add_topic(&call->out, topic);
    } else if (row) {
        help_add_command(&call->out, row);
    } else if (command_is_group(what)) {
        add_group(&call->out, what);
    } else {
        const char *nearest = command_find_nearest_name(what);
        result = nearest
                     ? err_set(err, ERR_USAGE, "there is no command `%s`. Did you mean `rir help %s`?", what,
                               nearest)
                     : err_set(err, ERR_USAGE, "there is no command `%s`; `rir --help` lists them all", what);
    }
    str_free(&name);
    return result;
}

const CommandRow cli_help = {
    .name = "help",
    .arguments = "[COMMAND|lines|kinds|keys|settings]",
    .help = "tell what can be done, and how",
    .more = "With `lines` it shows what can be typed in a session, with `kinds` the kinds of note, with "
            "`keys` the keys of the screens.",
    .words = {"command", "command"},
    .least = 0,
    .most = 2,
    .study = STUDY_NONE,
    .run = run_help,
};
