/* SPDX-License-Identifier: MIT */
/* `rir finding concordance`: finding by team. */
#include "rir/concordance.h"

#include <string.h>

#include "commands.h"
#include "others.h"
#include "print.h"
#include "rir/csv.h"
#include "rir/json.h"
#include "rir/text.h"

static const ConcordanceCell *find_cell(const Concordance *concordance, size_t finding, size_t team)
{
    return &concordance->cells[finding * concordance->team_count + team];
}

/* --- for people: the states side by side where they fit, then each in words */

static size_t measure(const char *text)
{
    return text_measure(text, strlen(text));
}

static size_t find_width(const Concordance *concordance, size_t team)
{
    size_t width = measure(concordance->teams[team]);
    for (size_t f = 0; f < concordance->finding_count; f++) {
        size_t state = strlen(concordance_name_state(find_cell(concordance, f, team)->state));
        width = state > width ? state : width;
    }
    return width + 2;
}

static void add_matrix(Str *out, const Concordance *concordance)
{
    size_t whole = 6;
    for (size_t t = 0; t < concordance->team_count; t++)
        whole += find_width(concordance, t);
    if (whole > PRINT_COLUMNS)
        return;
    for (size_t row = 0; row <= concordance->finding_count; row++) {
        size_t from = out->size, column = 6;
        if (row)
            str_add(out, concordance->findings[row - 1].label);
        for (size_t t = 0; t < concordance->team_count; t++) {
            print_add_gap(out, from, column);
            if (row)
                str_add(out, concordance_name_state(find_cell(concordance, row - 1, t)->state));
            else
                print_add_line(out, concordance->teams[t]);
            column += find_width(concordance, t);
        }
        str_add(out, "\n");
    }
    str_add(out, "\n");
}

static void add_finding(Str *out, const Concordance *concordance, size_t f)
{
    const ConcordanceFinding *finding = &concordance->findings[f];
    Str text = STR_EMPTY;
    str_add_format(&text, "%s version %d, %s: ", finding->label, finding->version, finding->status);
    print_add_line(&text, *finding->text ? finding->text : "(its wording may not be shown)");
    print_add_wrapped(out, str_text(&text), PRINT_COLUMNS, 0);
    for (size_t t = 0; t < concordance->team_count; t++) {
        str_clear(&text);
        print_add_line(&text, concordance->teams[t]);
        str_add(&text, ": ");
        concordance_add_cell(&text, find_cell(concordance, f, t));
        print_add_wrapped(out, str_text(&text), PRINT_COLUMNS, 4);
    }
    str_free(&text);
}

static void print_for_people(Call *call, const Concordance *concordance)
{
    if (concordance->finding_count == 0)
        str_add(&call->out, "no findings yet: rir finding add \"WHAT IT SAYS\"\n");
    else if (concordance->team_count == 0)
        str_add(&call->out, "no team was shown a finding yet: /finding F1 in a workshop\n");
    else
        add_matrix(&call->out, concordance);
    for (size_t f = 0; concordance->team_count && f < concordance->finding_count; f++)
        add_finding(&call->out, concordance, f);
}

/* --- for programs: what was not asked has no numbers */

static const ConcordanceState answers[] = {CONCORDANCE_RECOGNISED, CONCORDANCE_AMENDED,
                                           CONCORDANCE_CHALLENGED, CONCORDANCE_ADDED};

static void add_json_cell(Json *json, const char *team, const ConcordanceCell *cell)
{
    bool was_asked = cell->state != CONCORDANCE_NOT_ASKED;
    json_open(json, NULL, '{');
    json_add_text(json, "team", team);
    json_add_text(json, "state", concordance_name_state(cell->state));
    json_open(json, "answers", '[');
    for (size_t i = 0; i < cell->count; i++) {
        json_open(json, NULL, '{');
        json_add_text(json, "answer", concordance_name_state(cell->counts[i].state));
        json_add_number(json, "version", cell->counts[i].version);
        json_add_number(json, "voices", (int64_t)cell->counts[i].voices);
        json_close(json, '}');
    }
    json_close(json, ']');
    if (was_asked) {
        json_add_number(json, "dissent", (int64_t)cell->dissent);
        json_add_number(json, "left_out", (int64_t)cell->left_out);
    } else {
        json_add_null(json, "dissent");
        json_add_null(json, "left_out");
    }
    json_close(json, '}');
}

static void print_json(Call *call, const Concordance *concordance)
{
    Json json = json_begin(&call->out, 2);
    json_open(&json, NULL, '[');
    for (size_t f = 0; f < concordance->finding_count; f++) {
        const ConcordanceFinding *finding = &concordance->findings[f];
        json_open(&json, NULL, '{');
        json_add_text(&json, "id", finding->id.text);
        json_add_text(&json, "label", finding->label);
        json_add_number(&json, "version", finding->version);
        json_add_text(&json, "status", finding->status);
        json_add_text(&json, "text", *finding->text ? finding->text : NULL);
        json_open(&json, "teams", '[');
        for (size_t t = 0; t < concordance->team_count; t++)
            add_json_cell(&json, concordance->teams[t], find_cell(concordance, f, t));
        json_close(&json, ']');
        json_close(&json, '}');
    }
    json_close(&json, ']');
    str_add(&call->out, "\n");
}

static void print_csv(Call *call, const Concordance *concordance)
{
    static const char *const heads[] = {"finding", "label",      "team",  "state",   "recognised",
                                        "amended", "challenged", "added", "dissent", "left_out"};
    Csv csv = csv_begin(&call->out);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        csv_add_text(&csv, heads[i]);
    csv_end_row(&csv);
    for (size_t i = 0; i < concordance->finding_count * concordance->team_count; i++) {
        const ConcordanceCell *cell = &concordance->cells[i];
        const ConcordanceFinding *finding = &concordance->findings[i / concordance->team_count];
        bool was_asked = cell->state != CONCORDANCE_NOT_ASKED;
        csv_add_text(&csv, finding->id.text);
        csv_add_text(&csv, finding->label);
        csv_add_text(&csv, concordance->teams[i % concordance->team_count]);
        csv_add_text(&csv, concordance_name_state(cell->state));
        for (size_t n = 0; n < 6; n++) {
            Str number = STR_EMPTY;
            size_t value = n < 4    ? concordance_count(cell, answers[n])
                           : n == 4 ? cell->dissent
                                    : cell->left_out;
            str_add_format(&number, "%zu", value);
            csv_add_text(&csv, was_asked ? str_text(&number) : NULL);
            str_free(&number);
        }
        csv_end_row(&csv);
    }
}

static int run_concordance(Call *call, Err *err)
{
    Concordance concordance;
    bool for_others;
    if (others_begin(call, &for_others, err) != 0) {
        others_end(call);
        return -1;
    }
    int result = concordance_read(call->store, for_others, &concordance, err);
    for (size_t i = 0; i < concordance.finding_count; i++)
        others_hide(call, &concordance.findings[i].text);
    for (size_t i = 0; i < concordance.team_count; i++)
        others_hide(call, &concordance.teams[i]);
    others_end(call);
    if (result == 0 && call->form == FORM_JSON)
        print_json(call, &concordance);
    else if (result == 0 && call->form == FORM_CSV)
        print_csv(call, &concordance);
    else if (result == 0)
        print_for_people(call, &concordance);
    concordance_free(&concordance);
    return result;
}

static const OptionRow options[] = {
    OPTION_FOR,
    OPTION_JSON,
    OPTION_CSV,
    OPTIONS_END,
};

const CommandRow cli_finding_concordance = {
    .name = "finding concordance",
    .arguments = "",
    .help = "table of findings and teams: who recognised, amended, challenged or added what",
    .more = "The last answer of each table counts, and of the team where no table was set; what they added "
            "is counted beside. Tables "
            "that say different things make the team mixed. A team that a finding was not shown to is `not "
            "asked`, which is not no.",
    .options = options,
    .least = 0,
    .most = 0,
    .study = STUDY_READ,
    .run = run_concordance,
};
