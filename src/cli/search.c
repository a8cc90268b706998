/* SPDX-License-Identifier: MIT */
/* `rir search`: words in the notes of all sessions, and in the residency log. */
#include "rir/search.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "print.h"
#include "rir/clock.h"
#include "rir/csv.h"
#include "rir/json.h"
#include "rir/notes.h"

/* `L3  2026-04-02  residency log, meeting, with chair  locality board: budget put off` */
static void add_entry_for_people(Str *out, const SearchHit *hit)
{
    str_add_format(out, "%s  ", hit->label);
    if (*hit->date) {
        print_add_line(out, hit->date);
        str_add(out, "  ");
    }
    str_add_format(out, "residency log, %s", hit->kind);
    if (*hit->speaker) {
        str_add(out, ", with ");
        print_add_line(out, hit->speaker);
    }
    str_add(out, "  ");
    print_add_line(out, hit->text);
    str_add_byte(out, '\n');
}

static void add_hit_for_people(Store *store, Str *out, const SearchHit *hit)
{
    if (hit->from == SEARCH_LOG) {
        add_entry_for_people(out, hit);
        return;
    }
    str_add_format(out, "%" PRId64 "  ", hit->number);
    print_add_moment(out, hit->at);
    str_add_format(out, "  %s", hit->kind);
    if (*hit->speaker) {
        str_add_byte(out, ' ');
        print_add_line(out, hit->speaker);
    }
    str_add(out, "  ");
    /* Words that are found are words that get quoted. */
    if (strcmp(hit->kind, note_kind_find(NOTE_VERBATIM)->name) == 0 &&
        notes_find_quotable(store, hit->n) == 0)
        str_add(out, "NOT TO BE QUOTED: ");
    print_add_line(out, hit->text);
    str_add_byte(out, '\n');
}

static const char *name_source(const SearchHit *hit)
{
    return hit->from == SEARCH_LOG ? "log" : "note";
}

static void add_entry_json(Json *json, const SearchHit *hit)
{
    json_open(json, NULL, '{');
    json_add_text(json, "from", name_source(hit));
    json_add_text(json, "entry", hit->entry);
    json_add_text(json, "label", hit->label);
    json_add_text(json, "date", hit->date);
    json_add_text(json, "kind", hit->kind);
    json_add_text(json, "with", hit->speaker);
    json_add_text(json, "text", hit->text);
    json_close(json, '}');
}

static void add_hit_json(Store *store, Json *json, const SearchHit *hit)
{
    if (hit->from == SEARCH_LOG) {
        add_entry_json(json, hit);
        return;
    }
    json_open(json, NULL, '{');
    json_add_text(json, "from", name_source(hit));
    json_add_text(json, "note", hit->note);
    json_add_text(json, "session", hit->session);
    json_add_number(json, "number", hit->number);
    print_add_json_moment(json, "at", hit->at);
    json_add_number(json, "elapsed_ms", hit->elapsed);
    json_add_text(json, "kind", hit->kind);
    json_add_text(json, "question", hit->question);
    json_add_text(json, "speaker", hit->speaker);
    json_add_text(json, "text", hit->text);
    print_add_json_quotable(json, notes_find_quotable(store, hit->n));
    json_close(json, '}');
}

static void add_hit_csv(Csv *csv, const SearchHit *hit)
{
    char at[CLOCK_STAMP_SIZE] = "", number[24] = "";
    if (hit->from == SEARCH_NOTE) {
        clock_format_utc(at, hit->at);
        snprintf(number, sizeof number, "%" PRId64, hit->number);
    }
    const char *cells[] = {hit->note,    hit->session, number,           at,         hit->kind, hit->question,
                           hit->speaker, hit->text,    name_source(hit), hit->label, hit->date};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        csv_add_text(csv, cells[i]);
    csv_end_row(csv);
}

static int64_t add_hits(Call *call, Search *search, int64_t most)
{
    static const char *const headings[] = {"note",    "session", "number", "at",    "kind", "question",
                                           "speaker", "text",    "from",   "label", "date"};
    const SearchHit *hit;
    int64_t count = 0;
    Json json = json_begin(&call->out, 2);
    Csv csv = csv_begin(&call->out);
    if (call->form == FORM_JSON)
        json_open(&json, NULL, '[');
    for (size_t i = 0; call->form == FORM_CSV && i < sizeof headings / sizeof *headings; i++)
        csv_add_text(&csv, headings[i]);
    if (call->form == FORM_CSV)
        csv_end_row(&csv);
    for (; count < most && (hit = search_next(search)) != NULL; count++) {
        if (call->form == FORM_JSON)
            add_hit_json(call->store, &json, hit);
        else if (call->form == FORM_CSV)
            add_hit_csv(&csv, hit);
        else
            add_hit_for_people(call->store, &call->out, hit);
    }
    if (call->form == FORM_JSON) {
        json_close(&json, ']');
        str_add(&call->out, "\n");
    }
    return count;
}

static int run_search(Call *call, Err *err)
{
    const char *limit = call_find_option(call, "most");
    int64_t most = limit ? strtoll(limit, NULL, 10) : INT64_MAX;
    if (most <= 0)
        return err_set(err, ERR_USAGE, "--most needs a number from 1 on");
    Str words = STR_EMPTY;
    call_add_words(call, 0, &words);
    Search *search = search_open(call->store, str_text(&words), err);
    int result = search ? 0 : -1;
    if (search && add_hits(call, search, most) == 0 && call->form == FORM_PEOPLE)
        str_add(&call->out, "nothing has these words\n");
    if (search)
        result = search_check(search, err);
    search_close(search);
    str_free(&words);
    return result;
}

static const OptionRow options[] = {
    {0, "most", "N", "show at most N", NULL},
    OPTION_JSON,
    OPTION_CSV,
    OPTIONS_END,
};

const CommandRow cli_search = {
    .name = "search",
    .arguments = "WORDS",
    .help = "find words in all notes and the residency log, newest first",
    .more =
        "Entries of the residency log come first, and say so. Every word must be in the note or entry, the "
        "last also as the beginning of one; capitals and accents do not matter. Words in \"double quotes\" "
        "stand together as they are (for the shell: '\"bed flow\"').",
    .options = options,
    .least = 1,
    .most = -1,
    .study = STUDY_READ,
    .run = run_search,
};
