/* SPDX-License-Identifier: MIT */
/* `rir log`, `rir log add|set|term`: the residency log. */
#include <string.h>

#include "commands.h"
#include "print.h"
#include "rir/person.h"
#include "rir/residency.h"

#define COLUMNS_WIDE 78
#define KINDS "contact|meeting|memo|event|term"

/* --- printing */

static const PrintColumn columns[] = {
    {"id", NULL, PRINT_TEXT},        {"label", NULL, PRINT_TEXT}, {"what", NULL, PRINT_TEXT},
    {"date", NULL, PRINT_TEXT},      {"until", NULL, PRINT_TEXT}, {"name", NULL, PRINT_TEXT},
    {"with", NULL, PRINT_TEXT},      {"hat", NULL, PRINT_TEXT},   {"place", NULL, PRINT_TEXT},
    {"minutes", NULL, PRINT_NUMBER}, {"type", NULL, PRINT_TEXT},  {"text", NULL, PRINT_TEXT},
    {"author", NULL, PRINT_TEXT},
};

static void add_some(Str *line, const char *before, const char *text, const char *behind)
{
    if (!*text)
        return;
    str_add(line, before);
    print_add_line(line, text);
    str_add(line, behind);
}

/* `L3  2026-03-31  meeting  board, with P01, team lead, as evaluator, at the town hall, 90 minutes` and its
 * words below. */
static void add_entry(Str *out, const ResidencyEntry *entry)
{
    Str head = STR_EMPTY, text = STR_EMPTY;
    char *const *values = entry->values;
    str_add_format(&head, "%s  ", entry->label);
    add_some(&head, "", values[RESIDENCY_DATE], "");
    if (strcmp(values[RESIDENCY_WHAT], "term") == 0 && !*values[RESIDENCY_DATE])
        str_add(&head, "always");
    add_some(&head, " to ", values[RESIDENCY_UNTIL], "");
    str_add_format(&head, "  %s", values[RESIDENCY_WHAT]);
    add_some(&head, ", ", values[RESIDENCY_TYPE], "");
    add_some(&head, "  ", values[RESIDENCY_NAME], "");
    add_some(&head, ", with ", values[RESIDENCY_WITH], "");
    add_some(&head, ", as ", values[RESIDENCY_HAT], "");
    add_some(&head, ", at ", values[RESIDENCY_PLACE], "");
    add_some(&head, ", ", values[RESIDENCY_MINUTES], " minutes");
    print_add_wrapped(out, str_text(&head), COLUMNS_WIDE, 0);
    if (*values[RESIDENCY_TEXT]) {
        print_add_block(&text, values[RESIDENCY_TEXT], 0);
        print_add_wrapped(out, str_text(&text), COLUMNS_WIDE, 4);
    }
    str_free(&head);
    str_free(&text);
}

/* For programs by the rows of the view, in the same order. */
static int print_log(Call *call, const ResidencyLog *log, const char *none, Err *err)
{
    if (call->form == FORM_PEOPLE) {
        for (size_t i = 0; i < log->count; i++)
            add_entry(&call->out, &log->list[i]);
        if (log->count == 0)
            str_add_format(&call->out, "%s\n", none);
        return 0;
    }
    Str ids = STR_EMPTY;
    for (size_t i = 0; i < log->count; i++)
        str_add_format(&ids, "%s ", log->list[i].id.text);
    int result = print_rows(
        call, columns, PRINT_COUNT(columns),
        rows_open(
            call->store, err,
            "SELECT id, label, what, date, until, name, \"with\", hat, place, minutes, type, text, author "
            "FROM log WHERE instr(?1, id) > 0 ORDER BY instr(?1, id)",
            "t", str_text(&ids)),
        none, err);
    str_free(&ids);
    return result;
}

/* --- list */

static int run_list(Call *call, Err *err)
{
    ResidencyLog log = {NULL, 0, 0};
    Str words = STR_EMPTY;
    call_add_words(call, 0, &words);
    ResidencyChoice choice = {call_find_option(call, "kind"), call_find_option(call, "since"),
                              str_text(&words)};
    int result = residency_list(call->store, &choice, &log, err);
    bool is_chosen = choice.what || choice.since || words.size;
    if (result == 0)
        result = print_log(call, &log,
                           is_chosen ? "no entry has that"
                                     : "nothing yet: rir log add contact \"WHAT IT WAS\" --with ROLE",
                           err);
    residency_free_log(&log);
    str_free(&words);
    return result;
}

static const OptionRow options_list[] = {
    {0, "kind", "KIND", "only these: contact, meeting, memo, event, term", KINDS},
    {0, "since", "DATE", "only what was then or later: 2026-03", NULL},
    OPTION_JSON,
    OPTION_CSV,
    OPTIONS_END,
};

const CommandRow cli_log = {
    .name = "log",
    .arguments = "[WORDS]",
    .help = "read the residency log: contacts, meetings, memos, events, terms",
    .more = "With words only entries that have all of them. `rir history` is something else: all that was "
            "done in the study.",
    .options = options_list,
    .least = 0,
    .most = -1,
    .study = STUDY_READ,
    .run = run_list,
};

/* --- add and set */

static const OptionRow options_values[] = {
    {0, "date", "DATE", "when: 2026-03-31, 2026-03, 2026-03-31T14:30; today if not said", NULL},
    {0, "from", "DATE", "of an event or a term: since when; the same as --date", NULL},
    {0, "until", "DATE", "of an event or a term: the last day", NULL},
    {0, "to", "DATE", "the same as --until", NULL},
    {0, "name", "TEXT", "of a meeting, an event or a term: what it is called", NULL},
    {0, "with", "TEXT", "roles or pseudonyms, between commas; no names", NULL},
    {0, "hat", "TEXT", "in which part you were there: evaluator, colleague, ...", NULL},
    {0, "place", "TEXT", "where", NULL},
    {0, "minutes", "N", "how long", NULL},
    {0, "type", "TYPE", "of a memo", "reflexive|methodological|analytic|theoretical"},
    {0, "text", "TEXT", "the words, if they do not stand without --text", NULL},
    {0, "strike", NULL, "erase the entry for good (log set only)", NULL},
    OPTIONS_END,
};

static void take_values(const Call *call, const char *values[RESIDENCY_MEMBERS])
{
    const ResidencyMemberRow *rows = residency_list_members();
    for (int i = 0; i < RESIDENCY_MEMBERS; i++)
        values[i] = i == RESIDENCY_WHAT ? NULL : call_find_option(call, rows[i].name);
    if (!values[RESIDENCY_DATE])
        values[RESIDENCY_DATE] = call_find_option(call, "from");
    if (!values[RESIDENCY_UNTIL])
        values[RESIDENCY_UNTIL] = call_find_option(call, "to");
}

static void warn_of_name(const char *with)
{
    const char *caution = with ? person_caution(with) : "";
    if (*caution)
        call_remark("%s: %s", with, caution);
}

static int say_entry(Call *call, const char *id, Err *err)
{
    ResidencyEntry entry;
    if (residency_read(call->store, id, &entry, err) != 0)
        return -1;
    add_entry(&call->out, &entry);
    residency_free(&entry);
    return 0;
}

static bool is_named(const char *what)
{
    return strcmp(what, "event") == 0 || strcmp(what, "term") == 0;
}

/* Of an event or a term the first word is the name, unless --name says it. */
static int run_add(Call *call, Err *err)
{
    const char *values[RESIDENCY_MEMBERS], *what = call_find_word(call, 0);
    Str text = STR_EMPTY;
    Id id;
    take_values(call, values);
    values[RESIDENCY_WHAT] = what;
    bool takes_name = is_named(what) && !values[RESIDENCY_NAME] && call->word_count > 1;
    if (takes_name)
        values[RESIDENCY_NAME] = call_find_word(call, 1);
    call_add_words(call, takes_name ? 2 : 1, &text);
    if (text.size && values[RESIDENCY_TEXT]) {
        str_free(&text);
        return err_set(err, ERR_USAGE, "the words stand behind the kind, or behind --text, not both");
    }
    if (text.size)
        values[RESIDENCY_TEXT] = str_text(&text);
    int result = residency_add(call->store, values, &id, err);
    str_free(&text);
    if (result != 0 || say_entry(call, id.text, err) != 0)
        return -1;
    warn_of_name(values[RESIDENCY_WITH]);
    return 0;
}

const CommandRow cli_log_add = {
    .name = "log add",
    .arguments = "KIND [NAME] TEXT",
    .help = "write into the residency log",
    .more = "KIND is contact, meeting, memo, event or term. Of an event or a term the first word behind it "
            "is its name (in quotes when "
            "it has several), the others what it means:\n\nrir log add term MDT 'multidisciplinary team, "
            "weekly' --from 2026-01\n\n"
            "The log is your own account: no names, and never words of participants.",
    .options = options_values,
    .words = {KINDS},
    .least = 1,
    .most = -1,
    .study = STUDY_WRITE,
    .run = run_add,
};

static int strike(Call *call, const Id *id, Err *err)
{
    if (residency_strike(call->store, id->text, err) != 0)
        return -1;
    str_add(&call->out, "erased for good\n");
    return 0;
}

static int run_set(Call *call, Err *err)
{
    const char *values[RESIDENCY_MEMBERS];
    Id id;
    bool is_any = false;
    take_values(call, values);
    for (size_t i = 0; i < RESIDENCY_MEMBERS; i++)
        is_any = is_any || values[i];
    if (residency_find(call->store, call_find_word(call, 0), &id, err) != 0)
        return -1;
    if (call_has_option(call, "strike"))
        return strike(call, &id, err);
    if (!is_any)
        return err_set(err, ERR_USAGE, "say what to set: rir log set %s --text TEXT",
                       call_find_word(call, 0));
    if (residency_set(call->store, id.text, values, err) != 0 || say_entry(call, id.text, err) != 0)
        return -1;
    warn_of_name(values[RESIDENCY_WITH]);
    return 0;
}

const CommandRow cli_log_set = {
    .name = "log set",
    .arguments = "L1",
    .help = "put an entry of the residency log right",
    .more = "An empty value takes it away: --until ''. The log of the study keeps what was there before, "
            "unless --strike erases it.",
    .options = options_values,
    .least = 1,
    .most = 1,
    .study = STUDY_WRITE,
    .run = run_set,
};

/* --- terms */

static int run_term(Call *call, Err *err)
{
    ResidencyLog log = {NULL, 0, 0};
    Str name = STR_EMPTY;
    const char *on = call_find_option(call, "on");
    call_add_words(call, 0, &name);
    int result =
        residency_find_term(call->store, str_text(&name), call_has_option(call, "all") ? "" : on, &log, err);
    if (result == 0 && log.count == 0)
        result = err_set(err, ERR_REFUSED,
                         "the log does not say what %s meant%s%s; `rir log --kind term` lists the terms",
                         str_text(&name), on ? " on " : " today", on ? on : "");
    if (result == 0)
        result = print_log(call, &log, "", err);
    residency_free_log(&log);
    str_free(&name);
    return result;
}

static const OptionRow options_term[] = {
    {0, "on", "DATE", "what it meant then: 2026-03-31, 2026-03; today if not said", NULL},
    {0, "all", NULL, "all that it ever meant", NULL},
    OPTION_JSON,
    OPTION_CSV,
    OPTIONS_END,
};

const CommandRow cli_log_term = {
    .name = "log term",
    .arguments = "NAME",
    .help = "say what a term of the glossary meant at a date",
    .more = "",
    .options = options_term,
    .least = 1,
    .most = -1,
    .study = STUDY_READ,
    .run = run_term,
};
