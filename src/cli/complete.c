/* SPDX-License-Identifier: MIT */
/* What can stand where the cursor is on a shell's command line. */
#include "complete.h"

#include <stdio.h>
#include <string.h>

#include "arguments.h"
#include "guides.h"
#include "print.h"
#include "rir/file.h"
#include "rir/rows.h"

/* --- candidates */

typedef struct {
    Str *out;
    const char *start; /* what is typed of the word already */
} Offer;

static void offer(const Offer *to, const char *word, const char *help)
{
    if (strncmp(word, to->start, strlen(to->start)) != 0)
        return;
    print_add_line(to->out, word);
    if (help && *help) {
        str_add_byte(to->out, '\t');
        print_add_line(to->out, help);
    }
    str_add_byte(to->out, '\n');
}

static void offer_choices(const Offer *to, const char *choices)
{
    Str word = STR_EMPTY;
    for (const char *at = choices;; at++) {
        if (*at != '|' && *at != '\0') {
            str_add_byte(&word, *at);
            continue;
        }
        offer(to, str_text(&word), NULL);
        str_clear(&word);
        if (*at == '\0')
            break;
    }
    str_free(&word);
}

/* First words of commands, or second ones behind `group`. A group is offered once. */
static void offer_commands(const Offer *to, const char *group)
{
    size_t count, size = group ? strlen(group) : 0;
    const CommandRow *const *rows = command_list(&count);
    Str last = STR_EMPTY;
    for (size_t i = 0; i < count; i++) {
        const char *name = rows[i]->name;
        const char *space = strchr(name, ' ');
        if (group) {
            if (strncmp(name, group, size) == 0 && name[size] == ' ')
                offer(to, name + size + 1, rows[i]->help);
            continue;
        }
        Str word = STR_EMPTY;
        str_add_bytes(&word, name, space ? (size_t)(space - name) : strlen(name));
        if (strcmp(str_text(&word), str_text(&last)) != 0)
            offer(to, str_text(&word), space ? "" : rows[i]->help);
        str_free(&last);
        last = word;
    }
    str_free(&last);
}

static void offer_options(const Offer *to, const OptionRow *options)
{
    for (const OptionRow *row = options; row && row->name; row++) {
        Str word = STR_EMPTY;
        str_add_format(&word, "--%s", row->name);
        offer(to, str_text(&word), row->help);
        str_free(&word);
    }
}

static void offer_guides(const Offer *to)
{
    GuideFiles files = {NULL, 0, 0};
    if (guides_list(&files, NULL) == 0)
        for (size_t i = 0; i < files.count; i++)
            offer(to, files.list[i].name, files.list[i].kind);
    guides_free(&files);
    str_add(to->out, ":files .md\n");
}

static void offer_rows(const Offer *to, const Call *call, const char *sql)
{
    Str path = STR_EMPTY;
    Store *store = NULL;
    if (call_find_study(call, &path, NULL) == 0)
        store = store_open(str_text(&path), STORE_READ_ONLY, "", NULL);
    if (store) {
        Rows *rows = rows_open(store, NULL, sql, "");
        while (rows_next(rows))
            offer(to, rows_text(rows, 0), rows_text(rows, 1));
        rows_close(rows, NULL);
    }
    store_close(store);
    str_free(&path);
}

static void offer_kind(const Offer *to, const Call *call, Completes kind)
{
    if (!kind)
        return;
    if (strcmp(kind, "guide") == 0)
        offer_guides(to);
    else if (strcmp(kind, "person") == 0)
        offer_rows(to, call, "SELECT pseudonym, coalesce(role, '') FROM people ORDER BY pseudonym");
    else if (strcmp(kind, "session") == 0)
        offer_rows(to, call,
                   "SELECT number, coalesce(people, '') || ' ' || title FROM sessions ORDER BY number DESC");
    else if (strcmp(kind, "study") == 0)
        str_add(to->out, ":files .rir\n");
    else if (strcmp(kind, "file") == 0)
        str_add(to->out, ":files \n");
    else if (strcmp(kind, "folder") == 0)
        str_add(to->out, ":folders\n");
    else if (strcmp(kind, "command") == 0)
        offer_commands(to, NULL);
    else
        offer_choices(to, kind);
}

/* --- where the cursor is */

typedef struct {
    const CommandRow *row;
    const char *group;        /* first word of a command of two, the second not yet typed */
    const OptionRow *waiting; /* the option whose value is due */
    size_t place;             /* words of the command so far */
    bool is_lost;             /* there is no such command */
} Place;

static const OptionRow *find_option(const CommandRow *row, const char *word)
{
    const OptionRow *tables[] = {row ? row->options : NULL, command_list_common()};
    for (size_t i = 0; i < 2; i++)
        for (const OptionRow *option = tables[i]; option && option->name; option++)
            if ((strncmp(word, "--", 2) == 0 && strcmp(word + 2, option->name) == 0) ||
                (option->letter && word[1] == option->letter && word[2] == '\0'))
                return option;
    return NULL;
}

static void pass_word(Place *place, const char *word)
{
    if (place->waiting) {
        place->waiting = NULL;
    } else if (word[0] == '-' && word[1] != '\0') {
        const OptionRow *option = find_option(place->row, word);
        place->waiting = option && option->value ? option : NULL;
    } else if (place->row) {
        place->place++;
    } else if (place->group) {
        Str name = STR_EMPTY;
        str_add_format(&name, "%s %s", place->group, word);
        place->row = command_find(str_text(&name));
        if (!place->row && (place->row = command_find(place->group)) != NULL)
            place->place++;
        place->is_lost = !place->row;
        str_free(&name);
    } else if (command_is_group(word)) {
        place->group = word;
    } else {
        place->row = command_find(word);
        place->is_lost = !place->row;
    }
}

void complete_add_words(Str *out, int count, char **words)
{
    Call call = {.out = STR_EMPTY};
    Place place = {NULL, NULL, NULL, 0, false};
    const Offer to = {out, words[count - 1]};
    for (int i = 0; i + 1 < count; i++)
        pass_word(&place, words[i]);
    /* For -s FILE; a line that is not finished need not be right. */
    arguments_read(&call, count - 1, words, NULL);
    if (place.waiting) {
        offer_kind(&to, &call, place.waiting->completes);
    } else if (to.start[0] == '-') {
        offer_options(&to, place.row ? place.row->options : NULL);
        offer_options(&to, command_list_common());
    } else if (place.row) {
        offer_kind(&to, &call, command_find_word_kind(place.row, place.place));
    } else if (!place.is_lost) {
        const CommandRow *alone = place.group ? command_find(place.group) : NULL;
        offer_commands(&to, place.group);
        offer_kind(&to, &call, alone ? command_find_word_kind(alone, 0) : NULL);
    }
    arguments_free(&call);
}

/* --- the scripts */

static const char bash[] =
    "# bash completion for rir, made by `rir --print-completion bash`\n"
    "_rir() {\n"
    "    local line word=${COMP_WORDS[COMP_CWORD]}\n"
    "    COMPREPLY=()\n"
    "    while IFS= read -r line; do\n"
    "        case $line in\n"
    "        ':files '*)\n"
    "            compopt -o filenames 2>/dev/null\n"
    "            while IFS= read -r line; do\n"
    "                COMPREPLY+=(\"$line\")\n"
    "            done < <(compgen -d -- \"$word\"; compgen -f -X \"!*${line#:files }\" -- \"$word\")\n"
    "            ;;\n"
    "        :folders)\n"
    "            compopt -o filenames 2>/dev/null\n"
    "            while IFS= read -r line; do COMPREPLY+=(\"$line\"); done < <(compgen -d -- \"$word\")\n"
    "            ;;\n"
    "        *) COMPREPLY+=(\"${line%%$'\\t'*}\") ;;\n"
    "        esac\n"
    "    done < <(\"${COMP_WORDS[0]}\" --complete \"${COMP_WORDS[@]:1:COMP_CWORD}\" 2>/dev/null)\n"
    "}\n"
    "complete -F _rir rir\n";

static const char zsh[] =
    "#compdef rir\n"
    "# zsh completion for rir, made by `rir --print-completion zsh`\n"
    "_rir() {\n"
    "    local line\n"
    "    local -a offers\n"
    "    for line in \"${(@f)$(\"$words[1]\" --complete \"${(@)words[2,CURRENT]}\" 2>/dev/null)}\"; do\n"
    "        case $line in\n"
    "        (':files '*) _files -g \"*${line#:files }\" ;;\n"
    "        (:folders) _files -/ ;;\n"
    "        (?*) offers+=(\"${${line%%$'\\t'*}//:/\\\\:}:${line#*$'\\t'}\") ;;\n"
    "        esac\n"
    "    done\n"
    "    _describe rir offers\n"
    "}\n"
    "_rir \"$@\"\n";

static const char fish[] =
    "# fish completion for rir, made by `rir --print-completion fish`\n"
    "function __rir_complete\n"
    "    set -l words (commandline -opc) (commandline -ct)\n"
    "    for line in (command rir --complete $words[2..-1] 2>/dev/null)\n"
    "        switch $line\n"
    "            case ':files *'\n"
    "                __fish_complete_suffix (string replace ':files ' '' -- $line)\n"
    "            case ':folders'\n"
    "                __fish_complete_directories (commandline -ct)\n"
    "            case '*'\n"
    "                echo $line\n"
    "        end\n"
    "    end\n"
    "end\n"
    "complete -c rir -f -a '(__rir_complete)'\n";

bool complete_add_script(Str *out, const char *shell)
{
    const struct {
        const char *shell, *script;
    } scripts[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        if (strcmp(shell, scripts[i].shell) == 0) {
            str_add(out, scripts[i].script);
            return true;
        }
    }
    return false;
}
