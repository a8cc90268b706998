/* SPDX-License-Identifier: MIT */
/* rir(1) in mdoc: one chapter a table. */
#include "manual.h"

#include <ctype.h>

#include "command.h"
#include "help.h"

#define MANUAL_DAY "November 21, 2026" /* of the last change to what the manual describes */

/* Text of ours in roff: a mark at the beginning of a line, backslashes and hyphens are made plain. */
static void add_text(Str *out, const char *text)
{
    bool is_line_start = out->size == 0 || out->data[out->size - 1] == '\n';
    for (const char *at = text; *at; at++) {
        if (is_line_start && (*at == '.' || *at == '\''))
            str_add(out, "\\&");
        if (*at == '\\')
            str_add(out, "\\e");
        else if (*at == '-')
            str_add(out, "\\-");
        else if (*at == '\n')
            str_add(out, at[1] == '\n' ? "\n.Pp" : "\n");
        else
            str_add_byte(out, *at);
        is_line_start = *at == '\n';
    }
}

/* The same as one argument of a macro. */
static void add_argument(Str *out, const char *text)
{
    str_add_byte(out, '"');
    for (const char *at = text; *at; at++) {
        char one[2] = {*at, '\0'};
        if (*at == '"')
            str_add(out, "\\(dq");
        else if (at == text && (*at == '.' || *at == '\''))
            str_add_format(out, "\\&%c", *at);
        else
            add_text(out, one);
    }
    str_add_byte(out, '"');
}

static void add_item(Str *out, const char *name, const char *arguments, const char *help)
{
    str_add(out, ".It Sy ");
    add_argument(out, name);
    if (*arguments) {
        str_add(out, " Ar ");
        add_argument(out, arguments);
    }
    str_add_byte(out, '\n');
    add_text(out, help);
    str_add(out, "\n");
}

static void give_item(void *context, const char *name, const char *arguments, const char *help)
{
    add_item(context, name, arguments, help);
}

static void add_options(Str *out, const OptionRow *options)
{
    if (!options || !options->name)
        return;
    str_add(out, ".Bl -tag -width Ds -compact\n");
    for (const OptionRow *row = options; row->name; row++) {
        Str name = STR_EMPTY;
        if (row->letter)
            str_add_format(&name, "-%c, ", row->letter);
        str_add_format(&name, "--%s", row->name);
        add_item(out, str_text(&name), row->value ? row->value : "", row->help);
        str_free(&name);
    }
    str_add(out, ".El\n");
}

static void add_command(Str *out, const CommandRow *row)
{
    str_add(out, ".It Sy ");
    add_argument(out, row->name);
    if (*row->arguments) {
        str_add(out, " Ar ");
        add_argument(out, row->arguments);
    }
    str_add_byte(out, '\n');
    size_t from = out->size;
    add_text(out, row->help);
    out->data[from] = (char)toupper((unsigned char)out->data[from]);
    str_add(out, ".\n");
    if (*row->more) {
        add_text(out, row->more);
        str_add(out, "\n");
    }
    add_options(out, row->options);
}

static void add_chapter(Str *out, const HelpTopic *topic)
{
    str_add(out, ".Sh ");
    for (const char *at = topic->title; *at; at++)
        str_add_byte(out, *at >= 'a' && *at <= 'z' ? (char)(*at - 'a' + 'A') : *at);
    str_add_byte(out, '\n');
    add_text(out, topic->intro);
    str_add(out, "\n.Bl -tag -width Ds\n");
    topic->list(give_item, out);
    str_add(out, ".El\n");
}

void manual_add(Str *out)
{
    size_t count;
    str_add(out, ".\\\" Made by `rir --print-man` from the tables of the program: change those, not this.\n"
                 ".Dd " MANUAL_DAY "\n.Dt RIR 1\n.Os rir " PACKAGE_VERSION "\n"
                 ".Sh NAME\n.Nm rir\n.Nd guide interviews in a terminal and keep every note with its time\n"
                 ".Sh SYNOPSIS\n.Nm\n.Op Fl s Ar FILE\n.Op Ar command ...\n"
                 ".Sh DESCRIPTION\n");
    add_text(out, "rir guides a Researcher-in-Residence through interviews in a terminal, keeps every note "
                  "with its time, and leaves one SQLite file, the study, ready for analysis. Without a "
                  "command it opens the home screen of the study.\n"
                  "\n"
                  "The study is the only *.rir in the folder, backups and copies aside, or the one named by "
                  "-s or RIR_STUDY. A guide is named by its file, or by its name if it came with rir. A "
                  "session is named by its number, or by its id or the start of it.\n"
                  "\n"
                  "A saved note is on the disk before rir says so. A laptop that dies costs at most the line "
                  "being typed, and of that the last second.");
    str_add(out, "\n.Sh COMMANDS\n.Bl -tag -width Ds\n");
    const CommandRow *const *rows = command_list(&count);
    for (size_t i = 0; i < count; i++)
        add_command(out, rows[i]);
    str_add(out, ".El\n.Pp\nEvery command takes these too:\n.Pp\n");
    add_options(out, command_list_common());
    const HelpTopic *topics = help_list_topics(&count);
    for (size_t i = 0; i < count; i++)
        add_chapter(out, &topics[i]);
    str_add(out, ".Sh ENVIRONMENT\n.Bl -tag -width Ds\n");
    add_item(out, "RIR_STUDY", "", "The study to use.");
    add_item(out, "RIR_SHARE", "",
             "The folder that holds the guides of rir, if it is not where rir was installed.");
    add_item(out, "NO_COLOR", "", "When set and not empty, the screens use no colours.");
    str_add(out, ".El\n.Sh FILES\n.Bl -tag -width Ds\n");
    add_item(out, "NAME.rir", "",
             "A study: an SQLite file. NAME.rir-wal and NAME.rir-shm stand beside it while it is "
             "open, and belong to it.");
    add_item(out, "~/.config/rir/settings", "", "Who the researcher is, colours, and changed keys.");
    str_add(out, ".El\n"
                 ".Sh EXIT STATUS\n"
                 "0 when done, 1 when refused or failed, 2 when the command was not understood.\n"
                 ".Sh SEE ALSO\n"
                 ".Xr sqlite3 1\n"
                 ".Pp\n");
    add_text(out, "The handbook, in doc/handbook.md, goes from a guide to an analysed file.");
    str_add(out, "\n");
}
