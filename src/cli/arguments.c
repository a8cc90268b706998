/* SPDX-License-Identifier: MIT */
/* Options may stand anywhere: `--name value`, `--name=value`, `-s value`; `--` ends them, `-` alone is a
 * word. */
#include "arguments.h"

#include <stdlib.h>
#include <string.h>

#include "codeset.h"
#include "nearest.h"
#include "rir/mem.h"
#include "rir/text.h"

/* A file may have any bytes for its name. */
static bool is_file_kind(Completes kind)
{
    static const char *const kinds[] = {"file", "folder", "study", "guide"};
    for (size_t i = 0; kind && i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kind, kinds[i]) == 0)
            return true;
    return false;
}

/* The text as UTF-8; the call keeps it when it had to be translated. */
static const char *take_text(Call *call, const char *bytes, Completes kind)
{
    Str typed = STR_EMPTY, text = STR_EMPTY;
    if (is_file_kind(kind) || text_is_valid(bytes, strlen(bytes)))
        return bytes;
    codeset_add_in(&typed, bytes, strlen(bytes));
    text_add_clean(&text, str_text(&typed), typed.size);
    str_free(&typed);
    call->texts = mem_resize(call->texts, (call->text_count + 1) * sizeof *call->texts);
    call->texts[call->text_count] = str_take(&text);
    return call->texts[call->text_count++];
}

static void add_word(Call *call, const char *word)
{
    Completes kind = call->row ? command_find_word_kind(call->row, call->word_count) : NULL;
    call->words = mem_resize(call->words, (call->word_count + 1) * sizeof *call->words);
    call->words[call->word_count++] = take_text(call, word, kind);
}

static void add_option(Call *call, const OptionRow *row, const char *value)
{
    call->options = mem_resize(call->options, (call->option_count + 1) * sizeof *call->options);
    call->options[call->option_count].row = row;
    call->options[call->option_count++].value = take_text(call, value, row->completes);
}

/* --- which command */

/* The command is the first one or two words that are no options; they may stand behind -s FILE. */
static bool is_option(const char *word)
{
    return word[0] == '-' && word[1] != '\0';
}

static bool takes_value(const char *word)
{
    return strcmp(word, "-s") == 0 || strcmp(word, "--study") == 0;
}

static int refuse_command(const char *name, Err *err)
{
    const char *nearest = command_find_nearest_name(name);
    if (nearest)
        return err_set(err, ERR_USAGE, "there is no command `%s`. Did you mean `rir %s`?", name, nearest);
    return err_set(err, ERR_USAGE, "there is no command `%s`; `rir --help` lists them all", name);
}

static int refuse_group(const char *group, const char *second, Err *err)
{
    Str names = STR_EMPTY;
    size_t count, size = strlen(group);
    const CommandRow *const *rows = command_list(&count);
    for (size_t i = 0; i < count; i++)
        if (strncmp(rows[i]->name, group, size) == 0 && rows[i]->name[size] == ' ')
            str_add_format(&names, "%s`rir %s`", names.size ? ", " : "", rows[i]->name);
    if (second)
        err_set(err, ERR_USAGE, "there is no command `%s %s`; there is %s", group, second, str_text(&names));
    else
        err_set(err, ERR_USAGE, "`rir %s` needs to know what to do: %s", group, str_text(&names));
    str_free(&names);
    return -1;
}

/* Sets call->row, and *first and *second to the places of its words in argv (-1 for none). */
static int find_command(Call *call, int count, char **argv, int *first, int *second, Err *err)
{
    *first = *second = -1;
    for (int i = 0; i < count && *second < 0; i++) {
        if (strcmp(argv[i], "--") == 0)
            break;
        if (is_option(argv[i])) {
            i += takes_value(argv[i]);
            continue;
        }
        *(*first < 0 ? first : second) = i;
    }
    if (*first < 0)
        return 0;
    const char *group = argv[*first];
    if (!command_is_group(group)) {
        *second = -1;
        call->row = command_find(group);
        return call->row ? 0 : refuse_command(group, err);
    }
    const CommandRow *alone = command_find(group); /* `maturity`, beside `maturity rate` */
    if (*second < 0 && alone)
        call->row = alone;
    if (*second < 0)
        return alone ? 0 : refuse_group(group, NULL, err);
    Str name = STR_EMPTY;
    str_add_format(&name, "%s %s", group, argv[*second]);
    call->row = command_find(str_text(&name));
    str_free(&name);
    if (!call->row && alone) {
        call->row = alone;
        *second = -1;
    }
    return call->row ? 0 : refuse_group(group, argv[*second], err);
}

/* --- options */

static const OptionRow *find_in(const OptionRow *rows, const char *word, size_t size)
{
    for (const OptionRow *row = rows; row && row->name; row++) {
        if (word[1] == '-' ? strlen(row->name) == size - 2 && memcmp(row->name, word + 2, size - 2) == 0
                           : size == 2 && row->letter == word[1])
            return row;
    }
    return NULL;
}

static int refuse_option(const Call *call, const char *word, size_t size, Err *err)
{
    Str typed = STR_EMPTY;
    const char *on = call->row ? call->row->name : "";
    str_add_bytes(&typed, word, size);
    Nearest nearest = nearest_begin(size > 2 ? str_text(&typed) + 2 : "");
    const OptionRow *tables[] = {call->row ? call->row->options : NULL, command_list_common()};
    for (size_t i = 0; i < 2; i++)
        for (const OptionRow *row = tables[i]; row && row->name; row++)
            nearest_try(&nearest, row->name);
    const char *best = size > 2 ? nearest_end(&nearest) : NULL;
    if (best)
        err_set(err, ERR_USAGE, "`rir%s%s` has no option %s. Did you mean --%s?", *on ? " " : "", on,
                str_text(&typed), best);
    else
        err_set(err, ERR_USAGE, "`rir%s%s` has no option %s; `rir%s%s --help` lists what it has",
                *on ? " " : "", on, str_text(&typed), *on ? " " : "", on);
    str_free(&typed);
    return -1;
}

/* Reads the option at argv[*at]; moves *at over its value. */
static int read_option(Call *call, int count, char **argv, int *at, Err *err)
{
    const char *word = argv[*at];
    const char *equals = word[1] == '-' ? strchr(word, '=') : NULL;
    size_t size = equals ? (size_t)(equals - word) : strlen(word);
    const OptionRow *row = find_in(call->row ? call->row->options : NULL, word, size);
    if (!row)
        row = find_in(command_list_common(), word, size);
    if (!row)
        return refuse_option(call, word, size, err);
    if (!row->value) {
        if (equals)
            return err_set(err, ERR_USAGE, "--%s takes no value", row->name);
        add_option(call, row, "");
        return 0;
    }
    if (!equals && *at + 1 >= count)
        return err_set(err, ERR_USAGE, "--%s needs %s behind it", row->name, row->value);
    add_option(call, row, equals ? equals + 1 : argv[++*at]);
    return 0;
}

static int check_words(const Call *call, Err *err)
{
    const CommandRow *row = call->row;
    int count = (int)call->word_count;
    if (!row || call_has_option(call, "help"))
        return 0;
    if (count < row->least || (row->most >= 0 && count > row->most))
        return err_set(err, ERR_USAGE, "it is `rir %s%s%s`; %s", row->name, *row->arguments ? " " : "",
                       row->arguments, count < row->least ? "something is missing" : "there is too much");
    return 0;
}

int arguments_read(Call *call, int count, char **argv, Err *err)
{
    int first, second;
    bool is_words_only = false;
    if (find_command(call, count, argv, &first, &second, err) != 0)
        return -1;
    for (int i = 0; i < count; i++) {
        if (i == first || i == second)
            continue;
        if (!is_words_only && strcmp(argv[i], "--") == 0)
            is_words_only = true;
        else if (is_words_only || !is_option(argv[i]))
            add_word(call, argv[i]);
        else if (read_option(call, count, argv, &i, err) != 0)
            return -1;
    }
    if (call_has_option(call, "json") && call_has_option(call, "csv"))
        return err_set(err, ERR_USAGE, "--json and --csv exclude each other");
    call->form = call_has_option(call, "json")  ? FORM_JSON
                 : call_has_option(call, "csv") ? FORM_CSV
                                                : FORM_PEOPLE;
    return check_words(call, err);
}

void arguments_free(Call *call)
{
    for (size_t i = 0; i < call->text_count; i++)
        free(call->texts[i]);
    free(call->texts);
    free(call->words);
    free(call->options);
    call->texts = NULL;
    call->text_count = 0;
    call->words = NULL;
    call->options = NULL;
    call->word_count = call->option_count = 0;
}

/* --- reading a call */

const char *call_find_option_at(const Call *call, const char *name, size_t n)
{
    for (size_t i = 0; i < call->option_count; i++)
        if (strcmp(call->options[i].row->name, name) == 0 && n-- == 0)
            return call->options[i].value;
    return NULL;
}

const char *call_find_option(const Call *call, const char *name)
{
    const char *value = NULL;
    for (size_t i = 0; i < call->option_count; i++)
        if (strcmp(call->options[i].row->name, name) == 0)
            value = call->options[i].value;
    return value;
}

bool call_has_option(const Call *call, const char *name)
{
    return call_find_option(call, name) != NULL;
}

const char *call_find_word(const Call *call, size_t n)
{
    return n < call->word_count ? call->words[n] : NULL;
}

int call_read_audience(const Call *call, bool *for_others, Err *err)
{
    const char *word = call_find_option(call, "for");
    if (word && strcmp(word, "team") != 0 && strcmp(word, "others") != 0)
        return err_set(err, ERR_USAGE, "--for is team or others, not `%s`", word);
    *for_others = word && strcmp(word, "others") == 0;
    return 0;
}

void call_add_words(const Call *call, size_t n, Str *out)
{
    for (size_t i = n; i < call->word_count; i++) {
        str_add(out, i > n ? " " : "");
        str_add(out, call->words[i]);
    }
}
