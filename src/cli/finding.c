/* SPDX-License-Identifier: MIT */
/* `rir finding add|set|list|show`. */
#include "rir/finding.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "others.h"
#include "print.h"
#include "rir/clock.h"
#include "rir/json.h"
#include "rir/mem.h"
#include "sessions.h"

/* --- what is asked for */

/* others_end is due either way. */
static int read_audience(Call *call, FindingAudience *audience, Err *err)
{
    bool for_others;
    if (others_begin(call, &for_others, err) != 0)
        return -1;
    *audience = for_others ? FINDING_FOR_OTHERS : FINDING_FOR_TEAM;
    return 0;
}

typedef struct {
    Id *ids;
    const char **texts;
    size_t count;
} NoteList;

static void free_notes(NoteList *notes)
{
    free(notes->ids);
    free(notes->texts);
}

/* The notes that an option names, given several times. */
static int read_notes(const Call *call, const char *option, NoteList *notes, Err *err)
{
    size_t count = 0;
    while (call_find_option_at(call, option, count))
        count++;
    *notes = (NoteList){mem_new((count + 1) * sizeof(Id)), mem_new((count + 1) * sizeof(char *)), count};
    for (size_t i = 0; i < count; i++) {
        if (sessions_find_any_note(call->store, call_find_option_at(call, option, i), &notes->ids[i], err) !=
            0)
            return -1;
        notes->texts[i] = notes->ids[i].text;
    }
    return 0;
}

static int say_finding(Call *call, const char *id, Err *err)
{
    Finding finding;
    if (finding_read(call->store, id, 0, FINDING_FOR_TEAM, &finding, err) != 0)
        return -1;
    str_add_format(&call->out, "%s version %d: ", finding.label, finding.version);
    print_add_line(&call->out, *finding.text ? finding.text : "(its wording may not be shown any more)");
    str_add(&call->out, "\n");
    finding_free(&finding);
    return 0;
}

static const OptionRow options_add[] = {
    {0, "extract", "NOTE", "a note it refers to: 12:3 is note 3 of session 12; several times for several",
     NULL},
    {0, "theme", "TEXT", "the theme it belongs to", NULL},
    OPTIONS_END,
};

static int run_add(Call *call, Err *err)
{
    Str text = STR_EMPTY;
    NoteList notes;
    Id id;
    call_add_words(call, 0, &text);
    int result = read_notes(call, "extract", &notes, err);
    if (result == 0) {
        FindingChange change = {.text = str_text(&text),
                                .extracts = notes.texts,
                                .extract_count = notes.count,
                                .theme = call_find_option(call, "theme")};
        result = finding_add(call->store, &change, &id, err);
    }
    if (result == 0)
        result = say_finding(call, id.text, err);
    free_notes(&notes);
    str_free(&text);
    return result;
}

const CommandRow cli_finding_add = {
    .name = "finding add",
    .arguments = "TEXT",
    .help = "add a finding, to bring back to the teams",
    .more = "It gets the next label: F1, F2, ... A finding is in your words and refers to notes by "
            "--extract; their words stay in "
            "the notes and are shown without who said them, and only where they may be.",
    .options = options_add,
    .least = 1,
    .most = -1,
    .study = STUDY_WRITE,
    .run = run_add,
};

/* --- set */

static const OptionRow options_set[] = {
    {0, "extract", "NOTE", "a note it refers to from now on: 12:3 is note 3 of session 12", NULL},
    {0, "drop", "NOTE", "a note it refers to no longer", NULL},
    {0, "from", "RESPONSE", "take over the wording of an amendment, by its number in `rir finding show`",
     NULL},
    {0, "theme", "TEXT", "the theme it belongs to; '' for none", NULL},
    {0, "status", "STATUS", "open, settled or dropped", "open|settled|dropped"},
    OPTIONS_END,
};

static int run_set(Call *call, Err *err)
{
    Str text = STR_EMPTY;
    NoteList extracts = {NULL, NULL, 0}, drops = {NULL, NULL, 0};
    Id id, response;
    const char *from = call_find_option(call, "from");
    FindingChange change = {.theme = call_find_option(call, "theme"),
                            .status = call_find_option(call, "status")};
    call_add_words(call, 1, &text);
    int result = finding_find(call->store, call_find_word(call, 0), &id, err);
    if (result == 0 && from)
        result = finding_find_response(call->store, id.text, from, &response, err);
    if (result == 0)
        result = read_notes(call, "extract", &extracts, err);
    if (result == 0)
        result = read_notes(call, "drop", &drops, err);
    if (result == 0) {
        change.text = call->word_count > 1 ? str_text(&text) : NULL;
        change.response = from ? response.text : NULL;
        change.extracts = extracts.texts;
        change.extract_count = extracts.count;
        change.drops = drops.texts;
        change.drop_count = drops.count;
        result = finding_set(call->store, id.text, &change, err);
    }
    if (result == 0)
        result = say_finding(call, id.text, err);
    free_notes(&extracts);
    free_notes(&drops);
    str_free(&text);
    return result;
}

const CommandRow cli_finding_set = {
    .name = "finding set",
    .arguments = "F1 [TEXT]",
    .help = "change a finding: other words or extracts are its next version",
    .more = "Each version is kept, for a team answers the one it saw. `rir finding set F2 --from 3` takes "
            "over the wording of the "
            "third response: it stays that team's words, in its note. With TEXT the words are yours, and the "
            "response is on record "
            "as the reason for them.",
    .options = options_set,
    .least = 1,
    .most = -1,
    .study = STUDY_WRITE,
    .run = run_set,
};

/* --- list */

static const PrintColumn columns[] = {
    {"label", "", PRINT_TEXT},
    {"version", "version", PRINT_NUMBER},
    {"status", "status", PRINT_TEXT},
    {"theme", "theme", PRINT_WORDS},
    {"extracts", "extracts", PRINT_NUMBER},
    {"left_out", "left out", PRINT_NUMBER},
    {"text", "finding", PRINT_WORDS},
    {"id", NULL, PRINT_TEXT},
};

static int run_list(Call *call, Err *err)
{
    static const char sql[] =
        "SELECT f.label, f.version, f.status, f.theme, (SELECT count(*) FROM finding_extract e WHERE "
        "e.finding = f.n AND e.ord = f.ord) "
        "- f.left_out, f.left_out, CASE WHEN ?1 = 0 OR f.is_own OR EXISTS(SELECT 1 FROM response r JOIN "
        "thing t ON t.n = r.n JOIN "
        "any_shared h ON h.n = r.wording WHERE t.id = f.response) THEN f.text END, f.finding FROM "
        "any_finding_version f JOIN "
        "any_finding_label l ON l.n = f.n WHERE f.is_current ORDER BY l.number, f.label";
    FindingAudience audience;
    int result = read_audience(call, &audience, err);
    if (result == 0)
        result = print_rows(call, columns, PRINT_COUNT(columns),
                            rows_open(call->store, err, sql, "i", (int64_t)(audience == FINDING_FOR_OTHERS)),
                            "no findings yet: rir finding add \"WHAT IT SAYS\"\n", err);
    others_end(call);
    return result;
}

static const OptionRow options_list[] = {OPTION_FOR, OPTION_JSON, OPTION_CSV, OPTIONS_END};

const CommandRow cli_finding_list = {
    .name = "finding list",
    .arguments = "",
    .help = "list the findings as they are now",
    .more = "Extracts that may not be seen any more are counted as left out.",
    .options = options_list,
    .least = 0,
    .most = 0,
    .study = STUDY_READ,
    .run = run_list,
};

/* --- as this reader gets it */

static int read_version(Call *call, const char *id, int version, FindingAudience audience, Finding *finding,
                        Err *err)
{
    if (finding_read(call->store, id, version, audience, finding, err) != 0)
        return -1;
    others_hide(call, &finding->text);
    others_hide(call, &finding->theme);
    for (size_t i = 0; i < finding->extract_count; i++)
        others_hide(call, &finding->extracts[i].text);
    return 0;
}

/* A table with one of a group at it would say whose words they are. */
static int read_responses(Call *call, const char *id, Responses *responses, Err *err)
{
    if (finding_list_responses(call->store, id, NULL, responses, err) != 0)
        return -1;
    for (size_t i = 0; call->plain && i < responses->count; i++) {
        responses->list[i].table = 0;
        others_hide(call, &responses->list[i].team);
        others_hide(call, &responses->list[i].wording);
        others_hide(call, &responses->list[i].reason);
    }
    return 0;
}

/* --- show, for people */

static void add_extracts(Str *out, const Finding *finding)
{
    for (size_t i = 0; i < finding->extract_count; i++) {
        const FindingExtract *extract = &finding->extracts[i];
        str_add_format(out, "  extract, session %" PRId64 ", %s%s\n", extract->session, extract->kind,
                       extract->quotable == 0 ? "  NOT TO BE QUOTED" : "");
        print_add_words(out, extract->text, 6);
    }
    if (finding->left_out) {
        str_add(out, "  ");
        print_add_count(out, (int64_t)finding->left_out, "extract is", "extracts are");
        str_add(out, " left out\n");
    }
}

static void add_version(Str *out, const Finding *finding, bool is_current)
{
    char day[CLOCK_STAMP_SIZE];
    clock_format_day(day, finding->at, clock_find_offset(finding->at));
    str_add_format(out, "%s version %d, %s, ", finding->label, finding->version, day);
    print_add_line(out, finding->author);
    if (is_current)
        str_add_format(out, ", %s", finding->status);
    if (is_current && *finding->theme) {
        str_add(out, ", theme ");
        print_add_line(out, finding->theme);
    }
    if (id_is_set(&finding->response))
        str_add(out, ", after a response");
    str_add(out, "\n");
    print_add_words(out, *finding->text ? finding->text : "(its wording may not be shown)", 2);
}

/* One version: the one asked for, or the current one and a line of each before it. */
static int show_versions(Call *call, const char *id, int version, FindingAudience audience, Err *err)
{
    Finding finding;
    if (read_version(call, id, version, audience, &finding, err) != 0)
        return -1;
    add_version(&call->out, &finding, version == 0);
    add_extracts(&call->out, &finding);
    int last = version ? 0 : finding.version - 1;
    finding_free(&finding);
    for (int before = last; before > 0; before--) {
        if (read_version(call, id, before, audience, &finding, err) != 0)
            return -1;
        add_version(&call->out, &finding, false);
        finding_free(&finding);
    }
    return 0;
}

static void add_response(Str *out, const Response *response, size_t number, bool is_shown)
{
    str_add_format(out, "%4zu  ", number);
    print_add_line(out, response->team);
    str_add_format(out, ", session %" PRId64, response->session);
    if (response->table)
        str_add_format(out, ", table %d", response->table);
    str_add_format(out, ": %s version %d%s\n", response->answer, response->version,
                   is_shown && !response->is_quotable ? "  NOT TO BE QUOTED" : "");
    if (is_shown && *response->wording)
        print_add_words(out, response->wording, 6);
    if (is_shown && *response->reason) {
        Str reason = STR_EMPTY;
        str_add_format(&reason, "%s%s", *response->wording ? "because " : "", response->reason);
        print_add_words(out, str_text(&reason), 6);
        str_free(&reason);
    }
}

/* For others the words of a response that may not be quoted are left out; the answer itself is no one's
 * words. */
static bool is_shown(const Response *response, FindingAudience audience)
{
    return audience == FINDING_FOR_TEAM || response->is_quotable;
}

static int show_responses(Call *call, const char *id, FindingAudience audience, Err *err)
{
    Responses responses = {0};
    Str *out = &call->out;
    if (read_responses(call, id, &responses, err) != 0) {
        responses_free(&responses);
        return -1;
    }
    str_add(out, responses.count ? "responses\n" : "no responses yet\n");
    for (size_t i = 0; i < responses.count; i++)
        add_response(out, &responses.list[i], i + 1, is_shown(&responses.list[i], audience));
    if (responses.left_out) {
        str_add(out, "  ");
        print_add_count(out, (int64_t)responses.left_out, "response is", "responses are");
        str_add(out, " left out\n");
    }
    if (responses.dissent) {
        str_add(out, "  ");
        print_add_count(out, (int64_t)responses.dissent, "note of dissent\n", "notes of dissent\n");
    }
    responses_free(&responses);
    return 0;
}

/* --- show, for programs */

static void add_json_version(Json *json, const Finding *finding)
{
    json_add_number(json, "version", finding->version);
    json_add_text(json, "text", *finding->text ? finding->text : NULL);
    json_add_text(json, "response", id_is_set(&finding->response) ? finding->response.text : NULL);
    json_add_text(json, "author", finding->author);
    print_add_json_moment(json, "at", finding->at);
    json_open(json, "extracts", '[');
    for (size_t i = 0; i < finding->extract_count; i++) {
        json_open(json, NULL, '{');
        json_add_text(json, "note", finding->extracts[i].note.text);
        json_add_number(json, "session", finding->extracts[i].session);
        json_add_text(json, "kind", finding->extracts[i].kind);
        json_add_text(json, "text", finding->extracts[i].text);
        print_add_json_quotable(json, finding->extracts[i].quotable);
        json_close(json, '}');
    }
    json_close(json, ']');
    json_add_number(json, "left_out", (int64_t)finding->left_out);
}

static int add_json_versions(Call *call, Json *json, const char *id, FindingAudience audience, int last,
                             Err *err)
{
    int result = 0;
    json_open(json, "versions", '[');
    for (int version = 1; result == 0 && version <= last; version++) {
        Finding finding;
        result = read_version(call, id, version, audience, &finding, err);
        if (result != 0)
            break;
        json_open(json, NULL, '{');
        add_json_version(json, &finding);
        json_close(json, '}');
        finding_free(&finding);
    }
    json_close(json, ']');
    return result;
}

static void add_json_response(Json *json, const Response *response, bool has_words)
{
    json_open(json, NULL, '{');
    json_add_text(json, "id", response->id.text);
    json_add_text(json, "answer", response->answer);
    json_add_number(json, "version", response->version);
    json_add_number(json, "session", response->session);
    json_add_text(json, "team", response->team);
    if (response->table)
        json_add_number(json, "table", response->table);
    else
        json_add_null(json, "table");
    json_add_text(json, "wording", has_words && *response->wording ? response->wording : NULL);
    json_add_text(json, "reason", has_words && *response->reason ? response->reason : NULL);
    json_add_bool(json, "quotable", response->is_quotable);
    json_add_number(json, "elapsed_ms", response->elapsed);
    print_add_json_moment(json, "at", response->at);
    json_close(json, '}');
}

static int show_for_programs(Call *call, const char *id, FindingAudience audience, Err *err)
{
    Finding finding;
    Responses responses = {0};
    Json json = json_begin(&call->out, 2);
    if (read_version(call, id, 0, audience, &finding, err) != 0)
        return -1;
    int result = read_responses(call, id, &responses, err);
    json_open(&json, NULL, '{');
    json_add_text(&json, "id", finding.id.text);
    json_add_text(&json, "label", finding.label);
    json_add_text(&json, "status", finding.status);
    json_add_text(&json, "theme", *finding.theme ? finding.theme : NULL);
    add_json_version(&json, &finding);
    if (result == 0)
        result = add_json_versions(call, &json, id, audience, finding.version, err);
    json_open(&json, "responses", '[');
    for (size_t i = 0; i < responses.count; i++)
        add_json_response(&json, &responses.list[i], is_shown(&responses.list[i], audience));
    json_close(&json, ']');
    json_add_number(&json, "responses_left_out", (int64_t)responses.left_out);
    json_add_number(&json, "dissent", (int64_t)responses.dissent);
    json_close(&json, '}');
    str_add(&call->out, "\n");
    finding_free(&finding);
    responses_free(&responses);
    return result;
}

static int show(Call *call, const char *id, int version, FindingAudience audience, Err *err)
{
    if (call->form == FORM_JSON)
        return show_for_programs(call, id, audience, err);
    if (show_versions(call, id, version, audience, err) != 0)
        return -1;
    return version ? 0 : show_responses(call, id, audience, err);
}

static int run_show(Call *call, Err *err)
{
    Id id;
    FindingAudience audience;
    const char *word = call_find_option(call, "version");
    char *end = NULL;
    long version = word ? strtol(word, &end, 10) : 0;
    if (word && (*end || version < 1 || version > 1000000))
        return err_set(err, ERR_USAGE, "--version needs a number, not `%s`", word);
    int result = read_audience(call, &audience, err);
    if (result == 0)
        result = finding_find(call->store, call_find_word(call, 0), &id, err);
    if (result == 0)
        result = show(call, id.text, (int)version, audience, err);
    others_end(call);
    return result;
}

static const OptionRow options_show[] = {
    {0, "version", "N", "an earlier version as it was", NULL},
    OPTION_FOR,
    OPTION_JSON,
    OPTIONS_END,
};

const CommandRow cli_finding_show = {
    .name = "finding show",
    .arguments = "F1",
    .help = "show a finding: versions, extracts, what teams answered",
    .more = "Extracts and responses are shown without who said them. Those that were struck, kept apart, or "
            "are of people who do not "
            "take part are counted as left out; --for others leaves out too what may not be quoted.",
    .options = options_show,
    .least = 1,
    .most = 1,
    .study = STUDY_READ,
    .run = run_show,
};
