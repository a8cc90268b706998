/* SPDX-License-Identifier: MIT */
/* `rir settle`: versions of one thing that did not see each other, and the choice of one. */
#include <stdlib.h>

#include "commands.h"
#include "print.h"
#include "rir/conflict.h"
#include "rir/json.h"

static void list_for_people(Call *call, const Conflicts *conflicts)
{
    for (size_t i = 0; i < conflicts->count; i++) {
        const Conflict *conflict = &conflicts->list[i];
        size_t from = call->out.size;
        str_add_format(&call->out, "%zu", i + 1);
        print_add_gap(&call->out, from, 4);
        str_add_format(&call->out, "%zu versions of %s ", conflict->versions, conflict->what);
        print_add_line(&call->out, conflict->name);
        str_add_byte(&call->out, '\n');
    }
    str_add(&call->out, conflicts->count ? "these did not see each other; rir settle N shows them, rir "
                                           "settle N VERSION takes one\n"
                                         : "nothing is to be settled\n");
}

static void list_as_json(Call *call, const Conflicts *conflicts)
{
    Json json = json_begin(&call->out, 2);
    json_open(&json, NULL, '[');
    for (size_t i = 0; i < conflicts->count; i++) {
        const Conflict *conflict = &conflicts->list[i];
        json_open(&json, NULL, '{');
        json_add_number(&json, "number", (int64_t)i + 1);
        json_add_text(&json, "id", conflict->entity.text);
        json_add_text(&json, "what", conflict->what);
        json_add_text(&json, "name", conflict->name);
        json_add_number(&json, "versions", (int64_t)conflict->versions);
        json_close(&json, '}');
    }
    json_close(&json, ']');
    str_add(&call->out, "\n");
}

static int show_versions(Call *call, const Conflict *conflict, Err *err)
{
    ConflictVersions versions = {NULL, 0, 0};
    if (conflict_read(call->store, conflict->entity.text, &versions, err) != 0)
        return -1;
    str_add_format(&call->out, "%s ", conflict->what);
    print_add_line(&call->out, conflict->name);
    str_add(&call->out, "\n");
    for (size_t i = 0; i < versions.count; i++) {
        const ConflictVersion *version = &versions.list[i];
        str_add_format(&call->out, "version %zu, by ", i + 1);
        print_add_line(&call->out, version->author);
        str_add(&call->out, ", ");
        print_add_moment(&call->out, version->at);
        str_add(&call->out, ": ");
        print_add_line(&call->out, *version->says ? version->says : "the same");
        str_add(&call->out, "\n");
    }
    conflict_free_versions(&versions);
    return 0;
}

static int take_version(Call *call, const Conflict *conflict, const char *word, Err *err)
{
    char *end;
    long which = strtol(word, &end, 10);
    if (*end || which < 1)
        return err_set(err, ERR_USAGE, "which version? `%s` is not its number", word);
    if (conflict_settle(call->store, conflict->entity.text, (size_t)which, err) != 0)
        return -1;
    str_add_format(&call->out, "settled: version %ld of %s ", which, conflict->what);
    print_add_line(&call->out, conflict->name);
    str_add(&call->out, " holds; `rir history` keeps the others\n");
    return 0;
}

static int run_settle(Call *call, Err *err)
{
    Conflicts conflicts = {NULL, 0, 0};
    if (conflict_list(call->store, &conflicts, err) != 0)
        return -1;
    int result = 0;
    char *end = NULL;
    long number = call->word_count ? strtol(call_find_word(call, 0), &end, 10) : 0;
    if (!call->word_count && call->form == FORM_JSON)
        list_as_json(call, &conflicts);
    else if (!call->word_count)
        list_for_people(call, &conflicts);
    else if (*end || number < 1 || (size_t)number > conflicts.count)
        result = err_set(err, ERR_REFUSED,
                         "nothing that is to be settled has the number %s; `rir settle` lists all",
                         call_find_word(call, 0));
    else if (call->word_count == 1)
        result = show_versions(call, &conflicts.list[number - 1], err);
    else
        result = take_version(call, &conflicts.list[number - 1], call_find_word(call, 1), err);
    conflict_free(&conflicts);
    return result;
}

static const OptionRow options[] = {OPTION_JSON, OPTIONS_END};

const CommandRow cli_settle = {
    .name = "settle",
    .arguments = "[N [VERSION]]",
    .help = "settle versions that did not see each other",
    .more = "When two laptops changed the same note, participant, session, code or summary, both versions "
            "are kept until you take one. Without a number all of them are listed, with one the versions of "
            "that.",
    .options = options,
    .least = 0,
    .most = 2,
    .study = STUDY_WRITE,
    .run = run_settle,
};
