/* SPDX-License-Identifier: MIT */
/* `rir summary`: the contact summary sheet, soon after a session. */
#include "rir/summary.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "print.h"
#include "rir/clock.h"
#include "rir/csv.h"
#include "rir/file.h"
#include "rir/json.h"
#include "rir/mem.h"
#include "rir/text.h"
#include "sessions.h"

/* One option a part, its underscore a hyphen; a test holds them equal to the parts. */
static const OptionRow options[] = {
    {0, "field-note", "TEXT", "place, rapport, who else was there, interruptions", NULL},
    {0, "themes", "TEXT", "the main issues", NULL},
    {0, "got", "TEXT", "what was got on the questions", NULL},
    {0, "missed", "TEXT", "what was not got", NULL},
    {0, "salient", "TEXT", "what was striking or surprising", NULL},
    {0, "next", "TEXT", "new questions for the next contact", NULL},
    {0, "lines", NULL, "answer part by part, a line each; an empty line leaves a part as it is", NULL},
    OPTION_JSON,
    OPTION_CSV,
    OPTIONS_END,
};

/* --- those that are missing */

static void list_for_people(Str *out, const SummaryDue *due, int count)
{
    for (int i = 0; i < count; i++) {
        str_add_format(out, "%" PRId64 "  ", due[i].number);
        print_add_moment(out, due[i].ended);
        str_add_format(out, "  %s  %s  ", due[i].is_overdue ? "OVERDUE" : "due", due[i].people);
        print_add_line(out, due[i].title);
        str_add(out, "\n");
    }
    if (count == 0)
        str_add(out, "every ended session has its contact summary\n");
}

static void list_as_json(Str *out, const SummaryDue *due, int count)
{
    Json json = json_begin(out, 2);
    json_open(&json, NULL, '[');
    for (int i = 0; i < count; i++) {
        json_open(&json, NULL, '{');
        json_add_text(&json, "session", due[i].session.text);
        json_add_number(&json, "number", due[i].number);
        print_add_json_moment(&json, "ended", due[i].ended);
        json_add_bool(&json, "overdue", due[i].is_overdue);
        json_add_text(&json, "people", due[i].people);
        json_add_text(&json, "title", due[i].title);
        json_close(&json, '}');
    }
    json_close(&json, ']');
    str_add(out, "\n");
}

static void list_as_csv(Str *out, const SummaryDue *due, int count)
{
    static const char *const headings[] = {"session", "number", "ended", "overdue", "people", "title"};
    char ended[CLOCK_STAMP_SIZE], number[24];
    Csv csv = csv_begin(out);
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        csv_add_text(&csv, headings[i]);
    csv_end_row(&csv);
    for (int i = 0; i < count; i++) {
        clock_format_utc(ended, due[i].ended);
        snprintf(number, sizeof number, "%" PRId64, due[i].number);
        const char *cells[] = {due[i].session.text,           number,        ended,
                               due[i].is_overdue ? "1" : "0", due[i].people, due[i].title};
        for (size_t j = 0; j < sizeof cells / sizeof *cells; j++)
            csv_add_text(&csv, cells[j]);
        csv_end_row(&csv);
    }
}

static int list_due(Call *call, Err *err)
{
    int count = summary_list_due(call->store, NULL, 0, err);
    if (count < 0)
        return -1;
    SummaryDue *due = mem_new(((size_t)count + 1) * sizeof *due);
    int listed = summary_list_due(call->store, due, (size_t)count, err);
    if (listed > count)
        listed = count; /* one more came just now */
    if (listed >= 0)
        (call->form == FORM_JSON  ? list_as_json
         : call->form == FORM_CSV ? list_as_csv
                                  : list_for_people)(&call->out, due, listed);
    free(due);
    return listed < 0 ? -1 : 0;
}

/* --- one sheet */

static void add_sheet(Call *call, const SessionName *session, const Summary *summary)
{
    const SummaryPartRow *rows = summary_list_parts();
    Str *out = &call->out;
    if (call->form == FORM_JSON) {
        Json json = json_begin(out, 2);
        json_open(&json, NULL, '{');
        json_add_text(&json, "session", session->id.text);
        for (size_t i = 0; i < SUMMARY_PARTS; i++)
            json_add_text(&json, rows[i].name, str_text(&summary->parts[i]));
        json_close(&json, '}');
        str_add(out, "\n");
        return;
    }
    str_add_format(out, "contact summary of session %" PRId64 "\n", session->number);
    for (size_t i = 0; i < SUMMARY_PARTS; i++) {
        str_add_format(out, "\n%s\n  ", rows[i].title);
        if (summary->parts[i].size)
            print_add_block(out, str_text(&summary->parts[i]), 2);
        else
            str_add_format(out, "(%s)", rows[i].help);
        str_add(out, "\n");
    }
}

/* What the session itself tells, where nothing was written yet. */
static int add_hints(Call *call, const SessionName *session, const Summary *summary, Err *err)
{
    Str got = STR_EMPTY, missed = STR_EMPTY;
    int result = summary_add_hints(call->store, session->id.text, &got, &missed, err);
    if (result == 0 && (got.size || missed.size) && summary->at == 0) {
        str_add(&call->out, "\nfrom the session itself\n");
        str_add(&call->out, got.size ? "  got: " : "");
        print_add_block(&call->out, str_text(&got), 2);
        str_add(&call->out, got.size ? "\n" : "");
        str_add(&call->out, missed.size ? "  missed: " : "");
        print_add_block(&call->out, str_text(&missed), 2);
        str_add(&call->out, missed.size ? "\n" : "");
    }
    str_free(&got);
    str_free(&missed);
    return result;
}

/* --- writing */

static bool take_options(const Call *call, Summary *summary)
{
    const SummaryPartRow *rows = summary_list_parts();
    bool is_any = false;
    for (size_t i = 0; i < SUMMARY_PARTS; i++) {
        Str name = STR_EMPTY;
        str_add(&name, rows[i].name);
        for (char *at = name.data; at && *at; at++)
            *at = *at == '_' ? '-' : *at;
        const char *text = call_find_option(call, str_text(&name));
        str_free(&name);
        if (!text)
            continue;
        str_clear(&summary->parts[i]);
        text_add_clean(&summary->parts[i], text, strlen(text));
        is_any = true;
    }
    return is_any;
}

static bool take_lines(Summary *summary)
{
    const SummaryPartRow *rows = summary_list_parts();
    bool is_any = false;
    Str line = STR_EMPTY;
    for (size_t i = 0; i < SUMMARY_PARTS; i++) {
        if (file_is_terminal(0))
            fprintf(stderr, "%s: %s\n> ", rows[i].title, rows[i].help);
        if (!call_read_line(&line))
            break;
        if (line.size == 0)
            continue;
        str_clear(&summary->parts[i]);
        str_add_bytes(&summary->parts[i], str_text(&line), line.size);
        is_any = true;
    }
    str_free(&line);
    return is_any;
}

static bool is_writing(const Call *call)
{
    for (const OptionRow *row = options; row->name; row++)
        if (strcmp(row->name, "json") != 0 && strcmp(row->name, "csv") != 0 &&
            call_has_option(call, row->name))
            return true;
    return false;
}

static int run_summary(Call *call, Err *err)
{
    SessionName session;
    Summary summary = {.at = 0};
    const char *word = call_find_word(call, 0);
    if (call_open_study(call, is_writing(call) ? STORE_WRITE : STORE_READ_ONLY, err) != 0)
        return -1;
    if (!word)
        return list_due(call, err);
    if (call->form == FORM_CSV)
        return err_set(err, ERR_USAGE,
                       "--csv lists the summaries that are missing; one sheet is `rir summary %s --json`",
                       word);
    if (sessions_find(call->store, word, &session, err) != 0 ||
        summary_read(call->store, session.id.text, &summary, err) != 0)
        return -1;
    bool is_changed = take_options(call, &summary);
    if (call_has_option(call, "lines"))
        is_changed = take_lines(&summary) || is_changed;
    int result = 0;
    if (is_changed) {
        result = summary_write(call->store, session.id.text, &summary, err);
        if (result == 0)
            str_add_format(&call->out, "the contact summary of session %" PRId64 " is saved\n",
                           session.number);
    } else {
        add_sheet(call, &session, &summary);
        if (call->form == FORM_PEOPLE)
            result = add_hints(call, &session, &summary, err);
    }
    summary_free(&summary);
    return result;
}

const CommandRow cli_summary = {
    .name = "summary",
    .arguments = "[SESSION]",
    .help = "show or write a contact summary",
    .more = "Without a session it lists those whose summary is missing; after a day they are overdue. With "
            "nothing to write it shows the sheet, and what the session itself tells for it.",
    .options = options,
    .words = {"session"},
    .least = 0,
    .most = 1,
    .study = STUDY_OWN,
    .run = run_summary,
};
