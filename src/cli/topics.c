/* SPDX-License-Identifier: MIT */
/* What help and the manual say of the typed grammar, the kinds of note and the keys: from the tables of
 * these. */
#include <stdio.h>

#include "help.h"
#include "rir/action.h"
#include "rir/line.h"
#include "rir/note_kind.h"
#include "rir/settings.h"

typedef void Give(void *context, const char *name, const char *arguments, const char *help);

static void list_lines(Give *give, void *context)
{
    static const struct {
        const char *name, *help;
    } marks[] = {
        {"text", "a note of the moment's kind: a paraphrase in an interview"},
        {"\"text", "verbatim; a quotation mark at the end may close it"},
        {"?text", "a follow-up, to return to"},
        {",v text", "a note of any kind by its letter: see `rir help kinds`"},
        {"#code", "applies a code; #code+ as enabler, #code- as barrier, #code~ as mixed"},
        {"@P07", "says who spoke: a pseudonym, a seat (@3), or @? for unknown"},
        {"[9:40]", "when it was, entered later: [9:40] clock time, [+12:00] session time, [~9:40] about"},
        {"\\#", "the plain character; the same for \\@ \\\" \\, \\? \\/"},
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        give(context, marks[i].name, "", marks[i].help);
    size_t count;
    const LineCommandRow *rows = line_list_commands(&count);
    for (size_t i = 0; i < count; i++) {
        char name[32];
        snprintf(name, sizeof name, "/%s", rows[i].name);
        give(context, name, rows[i].arguments, rows[i].help);
    }
}

static void list_kinds(Give *give, void *context)
{
    size_t count;
    const NoteKindRow *rows = note_kind_list(&count);
    for (size_t i = 0; i < count; i++) {
        char typed[4] = {',', rows[i].letter, '\0', '\0'};
        give(context, rows[i].name, rows[i].letter ? typed : "", rows[i].help);
    }
}

static void list_keys(Give *give, void *context)
{
    size_t count;
    const ActionRow *rows = action_list(&count);
    for (size_t i = 0; i < count; i++)
        give(context, rows[i].name, rows[i].keys, rows[i].help);
}

static void list_settings(Give *give, void *context)
{
    size_t count;
    const SettingRow *rows = settings_list(&count);
    for (size_t i = 0; i < count; i++)
        give(context, rows[i].name, rows[i].values ? rows[i].values : "", rows[i].help);
    give(context, "key.ACTION", "KEYS",
         "other keys for an action of `rir help keys`; `none` takes them away");
}

static const HelpTopic topics[] = {
    {"lines", "What is typed in a session",
     "The same lines are typed on the screens, in line mode and in scripts. A bare line is a note: type and "
     "press Enter. A run of codes and speakers at the end of a line leaves the text; inside it #word leaves "
     "the word.",
     list_lines},
    {"kinds", "Kinds of note",
     "The words are those of views and exports. Quotation is never mixed with paraphrase, nor the "
     "researcher's own comments and memos with what participants said.",
     list_kinds},
    {"keys", "Keys of the screens",
     "Each act on the screens has a name and one or more keys. In a session acts are Alt with a letter, or "
     "Esc and then the letter. On every screen F1 shows those that count there.",
     list_keys},
    {"settings", "Settings",
     "Kept in rir/settings in your configuration folder (XDG_CONFIG_HOME, else ~/.config), one `name = "
     "value` a line.",
     list_settings},
};

const HelpTopic *help_list_topics(size_t *count)
{
    *count = sizeof topics / sizeof *topics;
    return topics;
}
