/* SPDX-License-Identifier: MIT */
/* `rir person add|set|erase|list`: the participants, by pseudonym. */
#include "rir/person.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "commands.h"
#include "print.h"
#include "rir/csv.h"
#include "rir/file.h"
#include "rir/json.h"
#include "rir/rows.h"
#include "rir/upkeep.h"

/* The options of `person add` and `person set`, one an attribute; a test holds them equal to the table of
 * attributes. */
static const OptionRow options_values[] = {
    {0, "relationship", "TEXT", "relationship to the researcher before the study", NULL},
    {0, "approach", "TEXT", "how the person was approached", NULL},
    {0, "role", "TEXT", "role", NULL},
    {0, "level", "TEXT", "strategic or operational", "strategic|operational"},
    {0, "group", "TEXT", "stakeholder group", NULL},
    {0, "organisation", "TEXT", "organisation", NULL},
    {0, "team", "TEXT", "team", NULL},
    {0, "place", "TEXT", "place of work", NULL},
    {0, "about", "TEXT", "anything else; no names", NULL},
    {0, "pseudonym", "P02", "another pseudonym (person set only)", NULL},
    OPTIONS_END,
};

static void take_values(const Call *call, const char *values[PERSON_ATTRIBUTES])
{
    const PersonAttributeRow *rows = person_list_attributes();
    for (size_t i = 0; i < PERSON_ATTRIBUTES; i++)
        values[i] = call_find_option(call, rows[i].name);
}

static void warn_of_name(const char *pseudonym)
{
    const char *caution = person_caution(pseudonym);
    if (*caution)
        call_remark("%s", caution);
}

/* --- add */

static int run_add(Call *call, Err *err)
{
    const char *values[PERSON_ATTRIBUTES];
    Person person;
    Id id;
    take_values(call, values);
    if (values[PERSON_PSEUDONYM])
        return err_set(err, ERR_USAGE, "the pseudonym stands without --pseudonym: rir person add P01");
    values[PERSON_PSEUDONYM] = call_find_word(call, 0);
    if (person_add(call->store, values, &id, err) != 0 ||
        person_read(call->store, id.text, &person, err) != 0)
        return -1;
    str_add_format(&call->out, "added %s\n", person.values[PERSON_PSEUDONYM]);
    warn_of_name(person.values[PERSON_PSEUDONYM]);
    person_free(&person);
    return 0;
}

const CommandRow cli_person_add = {
    .name = "person add",
    .arguments = "[P01]",
    .help = "add a participant, by pseudonym",
    .more = "Without a pseudonym the next free one is taken. Names never belong in the study: keep the list "
            "of who is who somewhere else.",
    .options = options_values,
    .least = 0,
    .most = 1,
    .study = STUDY_WRITE,
    .run = run_add,
};

/* --- set */

static int run_set(Call *call, Err *err)
{
    const char *values[PERSON_ATTRIBUTES];
    Id id;
    take_values(call, values);
    bool is_any = false;
    for (size_t i = 0; i < PERSON_ATTRIBUTES; i++)
        is_any = is_any || values[i];
    if (!is_any)
        return err_set(err, ERR_USAGE,
                       "say what to set: rir person set %s --role TEXT (`rir help person "
                       "set` lists what there is)",
                       call_find_word(call, 0));
    if (person_find(call->store, call_find_word(call, 0), &id, err) != 0 ||
        person_set(call->store, id.text, values, err) != 0)
        return -1;
    str_add_format(&call->out, "%s is changed\n",
                   values[PERSON_PSEUDONYM] ? values[PERSON_PSEUDONYM] : call_find_word(call, 0));
    if (values[PERSON_PSEUDONYM])
        warn_of_name(values[PERSON_PSEUDONYM]);
    return 0;
}

const CommandRow cli_person_set = {
    .name = "person set",
    .arguments = "P01",
    .help = "set what is known of a participant",
    .more = "An empty value takes it away: --team ''.",
    .options = options_values,
    .words = {"person"},
    .least = 1,
    .most = 1,
    .study = STUDY_WRITE,
    .run = run_set,
};

/* --- erase */

/* On a terminal the pseudonym is typed once more: it cannot be undone. */
static int confirm(const char *pseudonym, Err *err)
{
    Str answer = STR_EMPTY, shown = STR_EMPTY;
    if (!file_is_terminal(0) || !file_is_terminal(2))
        return 0;
    print_add_line(&shown, pseudonym);
    fprintf(stderr, "Everything of %s will be erased for good. Type %s again to go on: ", str_text(&shown),
            str_text(&shown));
    fflush(stderr);
    bool is_same = call_read_line(&answer) && strcasecmp(str_text(&answer), pseudonym) == 0;
    str_free(&answer);
    str_free(&shown);
    return is_same ? 0 : err_set(err, ERR_REFUSED, "that was another; nothing was erased");
}

static int64_t count_rows(Store *store, const char *sql)
{
    return rows_find_number(store, 0, sql, "");
}

static int erase(Call *call, const char *id, const char *pseudonym, const char *why, Err *err)
{
    static const char notes_sql[] = "SELECT count(*) FROM note",
                      answers_sql[] = "SELECT count(*) FROM consent_answer";
    Str *out = &call->out;
    int64_t notes = count_rows(call->store, notes_sql), answers = count_rows(call->store, answers_sql);
    if (upkeep_erase_person(call->store, id, why, err) != 0)
        return -1;
    print_add_line(out, pseudonym);
    str_add(out, " is erased for good: what was known of them, ");
    print_add_count(out, notes - count_rows(call->store, notes_sql), "note", "notes");
    str_add(out, ", ");
    print_add_count(out, answers - count_rows(call->store, answers_sql), "answer", "answers");
    str_add(out, " to consent items. Backups and exports made before have it still: delete them. Your own "
                 "comments, memos and contact summaries stay, and what others said of them\n");
    return 0;
}

static int run_erase(Call *call, Err *err)
{
    const char *word = call_find_word(call, 0), *why = call_find_option(call, "why");
    Str pseudonym = STR_EMPTY;
    Id id;
    if (person_find(call->store, word, &id, err) != 0)
        return -1;
    if (!why || !*why)
        return err_set(err, ERR_USAGE,
                       "this cannot be undone; say why, for the log: rir person erase %s --why TEXT", word);
    rows_find_text(call->store, &pseudonym,
                   "SELECT pseudonym FROM person WHERE n = (SELECT n FROM thing WHERE id = ?1)", "t",
                   id.text);
    int result = confirm(str_text(&pseudonym), err);
    if (result == 0)
        result = erase(call, id.text, str_text(&pseudonym), why, err);
    str_free(&pseudonym);
    return result;
}

static const OptionRow options_erase[] = {
    {0, "why", "TEXT", "why, as the log keeps it: withdrew on 3 May", NULL},
    OPTIONS_END,
};

const CommandRow cli_person_erase = {
    .name = "person erase",
    .arguments = "P01",
    .help = "erase a participant, and every note of theirs, for good",
    .more =
        "For somebody who wants nothing kept. What is known of them, their consent and every note that was "
        "ever theirs is erased from the study, also where a session was put right from one person to "
        "another; the sessions stay, without those notes. The log keeps that something was erased, when "
        "and why, and not what. What others said of them stays, and your own comments, memos and contact "
        "summaries: `rir search P01` finds where they are named. Ballots and ratings stay too, for they are "
        "of "
        "no one. No session may be live meanwhile. On a terminal the pseudonym is asked for once more: it "
        "cannot be undone.",
    .options = options_erase,
    .words = {"person"},
    .least = 1,
    .most = 1,
    .study = STUDY_WRITE,
    .run = run_erase,
};

/* --- list */

static void add_sessions(Store *store, const char *id, Str *out)
{
    Rows *rows = rows_open(store, NULL,
                           "SELECT s.number FROM sessions s JOIN any_roster sp ON sp.session = s.n "
                           "JOIN thing ON thing.n = sp.person WHERE thing.id = ?1 ORDER BY s.number",
                           "t", id);
    while (rows_next(rows))
        str_add_format(out, "%s%s", out->size ? " " : "", rows_text(rows, 0));
    rows_close(rows, NULL);
}

static void list_for_people(Call *call, const People *people)
{
    const PersonAttributeRow *rows = person_list_attributes();
    for (size_t i = 0; i < people->count; i++) {
        const Person *person = &people->list[i];
        Str sessions = STR_EMPTY, consent = STR_EMPTY;
        size_t from = call->out.size;
        print_add_line(&call->out, person->values[PERSON_PSEUDONYM]);
        print_add_gap(&call->out, from, 8);
        const char *between = "";
        for (size_t at = 1; at < PERSON_ATTRIBUTES; at++) {
            if (!*person->values[at])
                continue;
            str_add_format(&call->out, "%s%s: ", between, rows[at].name);
            print_add_line(&call->out, person->values[at]);
            between = "; ";
        }
        add_sessions(call->store, person->id.text, &sessions);
        if (sessions.size)
            str_add_format(&call->out, "%ssessions: %s", between, str_text(&sessions));
        if (person_add_consent(call->store, person->id.text, &consent, NULL) == 0 && consent.size)
            str_add_format(&call->out, "%sconsent: %s", *between || sessions.size ? "; " : "",
                           str_text(&consent));
        int again = person_find_recontact(call->store, person->id.text);
        if (again)
            str_add(&call->out, again > 0 ? "; may be contacted again" : "; NOT to be contacted again");
        str_add_byte(&call->out, '\n');
        str_free(&sessions);
        str_free(&consent);
    }
    if (people->count == 0)
        str_add(&call->out, call_has_option(call, "recontact") ? "nobody agreed to be contacted again\n"
                            : call->word_count                 ? "nobody fits these words\n"
                                                               : "nobody yet: rir person add P01\n");
}

/* As in the column: yes, no, or nothing where nobody asked. */
static const char *find_recontact(Store *store, const Person *person)
{
    static const char *const words[] = {"no", "", "yes"};
    return words[1 + person_find_recontact(store, person->id.text)];
}

static void list_for_programs(Call *call, const People *people)
{
    const PersonAttributeRow *rows = person_list_attributes();
    Json json = json_begin(&call->out, 2);
    Csv csv = csv_begin(&call->out);
    bool is_json = call->form == FORM_JSON;
    if (is_json)
        json_open(&json, NULL, '[');
    else
        csv_add_text(&csv, "id");
    for (size_t at = 0; !is_json && at < PERSON_ATTRIBUTES; at++)
        csv_add_text(&csv, rows[at].name);
    if (!is_json) {
        csv_add_text(&csv, "recontact");
        csv_end_row(&csv);
    }
    for (size_t i = 0; i < people->count; i++) {
        const Person *person = &people->list[i];
        if (is_json) {
            json_open(&json, NULL, '{');
            json_add_text(&json, "id", person->id.text);
        } else {
            csv_add_text(&csv, person->id.text);
        }
        for (size_t at = 0; at < PERSON_ATTRIBUTES; at++) {
            if (is_json)
                json_add_text(&json, rows[at].name, person->values[at]);
            else
                csv_add_text(&csv, person->values[at]);
        }
        const char *again = find_recontact(call->store, person);
        if (is_json) {
            json_add_text(&json, "recontact", again);
            json_close(&json, '}');
        } else {
            csv_add_text(&csv, again);
            csv_end_row(&csv);
        }
    }
    if (is_json) {
        json_close(&json, ']');
        str_add(&call->out, "\n");
    }
}

static void keep_recontact(Store *store, People *people)
{
    size_t kept = 0;
    for (size_t i = 0; i < people->count; i++) {
        if (person_find_recontact(store, people->list[i].id.text) > 0)
            people->list[kept++] = people->list[i];
        else
            person_free(&people->list[i]);
    }
    people->count = kept;
}

static int run_list(Call *call, Err *err)
{
    People people = {NULL, 0, 0};
    Str words = STR_EMPTY;
    call_add_words(call, 0, &words);
    int result = person_list(call->store, str_text(&words), &people, err);
    if (call_has_option(call, "recontact"))
        keep_recontact(call->store, &people);
    if (result == 0 && call->form == FORM_PEOPLE)
        list_for_people(call, &people);
    else if (result == 0)
        list_for_programs(call, &people);
    people_free(&people);
    str_free(&words);
    return result;
}

static const OptionRow options_list[] = {
    {0, "recontact", NULL, "only those who agreed to be contacted again", NULL},
    OPTION_JSON,
    OPTION_CSV,
    OPTIONS_END,
};

const CommandRow cli_person_list = {
    .name = "person list",
    .arguments = "[WORDS]",
    .help = "list participants, their sessions and consent",
    .more = "With words only those who have them in any attribute.",
    .options = options_list,
    .least = 0,
    .most = -1,
    .study = STUDY_READ,
    .run = run_list,
};
