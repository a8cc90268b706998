/* SPDX-License-Identifier: MIT */
/* `rir equity`: who was heard in a session, for the one who ran it. */
#include <inttypes.h>
#include <string.h>

#include "commands.h"
#include "print.h"
#include "rir/cell.h"
#include "rir/clock.h"
#include "rir/json.h"
#include "rir/voice.h"
#include "sessions.h"

/* What the group of a person may be called: small ones are not named. */
static const char *find_group(const Voice *voice, const VoicePerson *person)
{
    const EquityGroup *groups = voice->is_observed ? voice->turn_groups : voice->unheard_groups;
    size_t count = voice->is_observed ? voice->turn_group_count : voice->unheard_group_count;
    for (size_t i = 0; i < count; i++)
        if (!groups[i].joined && strcmp(groups[i].group, person->group) == 0)
            return voice_name_group(&groups[i]);
    return CELL_OTHERS;
}

/* --- for people */

static void add_span(Str *out, int64_t ms)
{
    char span[CLOCK_STAMP_SIZE];
    clock_format_span(span, ms);
    str_add(out, span);
}

static void add_whole(Str *out, const Voice *voice)
{
    if (!voice->is_observed) {
        str_add(out, "turns: not observed; /turn marks in plenary who has the floor\n");
        return;
    }
    str_add_format(out, "turns: %zu", voice->turns);
    if (voice->has_time) {
        str_add(out, " in ");
        add_span(out, voice->observed);
        str_add(out, " observed");
    }
    if (voice->unknown_turns)
        str_add_format(out, ", of these %zu of people who are not known and in no share",
                       voice->unknown_turns);
    str_add(out, "\nGini of turns: ");
    measure_add_text(out, voice->turn_gini, 2);
    str_add(out, " (");
    measure_add_text(out, voice->turn_gini_small, 2);
    str_add(out, " for a small group); of time: ");
    if (voice->has_time) {
        measure_add_text(out, voice->time_gini, 2);
        str_add(out, " (");
        measure_add_text(out, voice->time_gini_small, 2);
        str_add(out, ")\n");
    } else {
        str_add(out, "not observed\n");
    }
}

static void add_cells(Str *out, size_t from, const char *const *cells, const size_t *columns, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i)
            print_add_gap(out, from, columns[i]);
        str_add(out, cells[i]);
    }
    str_add(out, "\n");
}

static const size_t group_columns[] = {0, 26, 34, 42, 50, 58, 68, 76};
static const size_t person_columns[] = {0, 12, 32, 42, 50, 58, 68, 76};

static void add_group(Str *out, const Voice *voice, size_t index)
{
    const EquityGroup *turns = &voice->turn_groups[index];
    const EquityGroup *time = voice->has_time ? &voice->time_groups[index] : NULL;
    size_t from = out->size;
    print_add_line(out, voice_name_group(turns));
    print_add_gap(out, from, group_columns[1]);
    str_add_format(out, "%zu", turns->people);
    print_add_gap(out, from, group_columns[2]);
    str_add_format(out, "%zu", turns->silent);
    print_add_gap(out, from, group_columns[3]);
    str_add_format(out, "%.0f", turns->amount);
    print_add_gap(out, from, group_columns[4]);
    measure_add_text(out, turns->participation, 2);
    print_add_gap(out, from, group_columns[5]);
    if (time)
        add_span(out, (int64_t)time->amount);
    else
        str_add(out, "not observed");
    if (time) {
        print_add_gap(out, from, group_columns[6]);
        measure_add_text(out, time->participation, 2);
    }
    str_add(out, "\n");
}

static void add_groups(Str *out, const Voice *voice)
{
    static const char *const heads[] = {"group", "people", "silent", "turns", "ratio", "time", "ratio"};
    if (!voice->is_observed)
        return;
    str_add(out, "\n");
    add_cells(out, out->size, heads, group_columns, 7);
    for (size_t i = 0; i < voice->turn_group_count; i++)
        add_group(out, voice, i);
}

static void add_person(Str *out, const Voice *voice, const VoicePerson *person)
{
    size_t from = out->size;
    bool is_observed = voice->is_observed && person->counts;
    if (person->seat)
        str_add_format(out, "@%zu ", person->seat);
    print_add_line(out, person->pseudonym);
    print_add_gap(out, from, person_columns[1]);
    print_add_line(out, find_group(voice, person));
    print_add_gap(out, from, person_columns[2]);
    add_span(out, person->present);
    print_add_gap(out, from, person_columns[3]);
    str_add_format(out, "%zu", person->notes);
    print_add_gap(out, from, person_columns[4]);
    if (!is_observed) {
        str_add(out, "not observed\n");
        return;
    }
    str_add_format(out, "%zu", person->turns);
    print_add_gap(out, from, person_columns[5]);
    measure_add_text(out, person->turn_ratio, 2);
    if (voice->has_time) {
        print_add_gap(out, from, person_columns[6]);
        add_span(out, person->talk);
        print_add_gap(out, from, person_columns[7]);
        measure_add_text(out, person->time_ratio, 2);
    }
    str_add(out, "\n");
}

static void add_people(Str *out, const Voice *voice)
{
    static const char *const heads[] = {"person", "group", "present", "notes",
                                        "turns",  "ratio", "time",    "ratio"};
    str_add(out, "\n");
    add_cells(out, out->size, heads, person_columns, 8);
    for (size_t i = 0; i < voice->count; i++)
        add_person(out, voice, &voice->people[i]);
}

static void print_for_people(Str *out, const SessionName *name, const Voice *voice)
{
    str_add(out, "session ");
    sessions_add_name(out, name->number, name->is_rehearsal);
    str_add(out, ": who was heard. For the facilitator; not to be shown to others.\n");
    if (!voice->count) {
        str_add(out, "nobody who takes part was there by the roster\n");
        return;
    }
    add_whole(out, voice);
    if (!voice->can_tell)
        str_add(out, "who was heard: not observed\n");
    else if (!voice->unheard)
        str_add(out, "everybody was heard\n");
    else {
        str_add(out, name->has_ended ? "not heard: " : "not yet heard: ");
        voice_add_unheard(out, voice);
        str_add(out, "\n");
    }
    add_groups(out, voice);
    add_people(out, voice);
}

/* --- for programs */

static void json_group(Json *json, const Voice *voice, size_t index)
{
    const EquityGroup *turns = &voice->turn_groups[index];
    json_open(json, NULL, '{');
    json_add_text(json, "group", turns->group);
    json_add_bool(json, "joined", turns->joined);
    json_add_number(json, "people", (int64_t)turns->people);
    json_add_number(json, "silent", (int64_t)turns->silent);
    json_add_number(json, "turns", (int64_t)turns->amount);
    print_add_json_measure(json, "turn_share", turns->share);
    print_add_json_measure(json, "turn_ratio", turns->participation);
    if (voice->has_time) {
        json_add_number(json, "talk_ms", (int64_t)voice->time_groups[index].amount);
        print_add_json_measure(json, "time_share", voice->time_groups[index].share);
        print_add_json_measure(json, "time_ratio", voice->time_groups[index].participation);
    }
    json_close(json, '}');
}

static void json_person(Json *json, const Voice *voice, const VoicePerson *person)
{
    json_open(json, NULL, '{');
    json_add_text(json, "person", person->pseudonym);
    json_add_text(json, "group", find_group(voice, person));
    json_add_number(json, "seat", (int64_t)person->seat);
    json_add_number(json, "present_ms", person->present);
    json_add_number(json, "notes", (int64_t)person->notes);
    if (voice->can_tell)
        json_add_bool(json, "heard", person->is_heard);
    else
        json_add_null(json, "heard");
    if (voice->is_observed && person->counts) {
        json_add_number(json, "observed_ms", person->observed);
        json_add_number(json, "turns", (int64_t)person->turns);
        json_add_number(json, "overlaps", (int64_t)person->overlaps);
        print_add_json_measure(json, "turn_ratio", person->turn_ratio);
    } else {
        json_add_null(json, "turns");
    }
    if (voice->has_time && person->counts) {
        json_add_number(json, "talk_ms", person->talk);
        print_add_json_measure(json, "time_ratio", person->time_ratio);
    } else {
        json_add_null(json, "talk_ms");
    }
    json_close(json, '}');
}

static void json_whole(Json *json, const Voice *voice)
{
    json_add_bool(json, "observed", voice->is_observed);
    if (!voice->is_observed)
        return;
    json_add_number(json, "turns", (int64_t)voice->turns);
    json_add_number(json, "unknown_turns", (int64_t)voice->unknown_turns);
    print_add_json_measure(json, "turn_gini", voice->turn_gini);
    print_add_json_measure(json, "turn_gini_small", voice->turn_gini_small);
    if (!voice->has_time)
        return;
    json_add_number(json, "observed_ms", voice->observed);
    json_add_number(json, "talk_ms", voice->talk);
    json_add_number(json, "unknown_talk_ms", voice->unknown_talk);
    print_add_json_measure(json, "time_gini", voice->time_gini);
    print_add_json_measure(json, "time_gini_small", voice->time_gini_small);
}

static void print_as_json(Str *out, const SessionName *name, const Voice *voice)
{
    Json json = json_begin(out, 2);
    json_open(&json, NULL, '{');
    json_add_text(&json, "session", name->id.text);
    json_whole(&json, voice);
    if (voice->can_tell)
        json_add_number(&json, "unheard", (int64_t)voice->unheard);
    else
        json_add_null(&json, "unheard");
    json_open(&json, "groups", '[');
    for (size_t i = 0; i < voice->turn_group_count; i++)
        json_group(&json, voice, i);
    json_close(&json, ']');
    json_open(&json, "people", '[');
    for (size_t i = 0; i < voice->count; i++)
        json_person(&json, voice, &voice->people[i]);
    json_close(&json, ']');
    json_close(&json, '}');
    str_add(out, "\n");
}

static int run_equity(Call *call, Err *err)
{
    SessionName name;
    Voice voice;
    const char *word = call_find_word(call, 0);
    if (sessions_find(call->store, word ? word : "last", &name, err) != 0 ||
        voice_read(call->store, name.id.text, &voice, err) != 0)
        return -1;
    if (call->form == FORM_JSON)
        print_as_json(&call->out, &name, &voice);
    else
        print_for_people(&call->out, &name, &voice);
    voice_free(&voice);
    return 0;
}

static const OptionRow options[] = {OPTION_JSON, OPTIONS_END};

const CommandRow cli_equity = {
    .name = "equity",
    .arguments = "[SESSION]",
    .help = "who was heard in a session; for the facilitator alone",
    .more = "Turns are observed in plenary, with /turn or in a round. They are set against all who were "
            "there, for as long as "
            "they were there: a ratio of 1 is in proportion. The Gini coefficient is 0 when all are equal "
            "and 1 when one has "
            "everything. What was not observed says so; it is not 0.\n\n"
            "Groups smaller than the study's limit (`rir study set --small-cell`) are not named. Whoever did "
            "not agree to take "
            "part is in no figure. Nothing of this is in what goes to others.",
    .options = options,
    .words = {"session"},
    .least = 0,
    .most = 1,
    .study = STUDY_READ,
    .run = run_equity,
};
