/* SPDX-License-Identifier: MIT */
/* `rir maturity`: how a team rated itself by a matrix, and what changed since the round before. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "print.h"
#include "rir/clock.h"
#include "rir/json.h"
#include "rir/maturity.h"
#include "rir/rating.h"
#include "rir/text.h"
#include "sessions.h"

#define COLUMNS 80
#define INDENT 5

/* --- parts */

static void add_day(Str *out, int64_t at, int tz)
{
    char day[CLOCK_STAMP_SIZE];
    clock_format_day(day, at, tz);
    str_add(out, day);
}

/* Medians have halves at most. */
static void add_half(Str *out, Measure measure, bool is_change)
{
    bool is_whole = measure.value == (double)(int)measure.value;
    if (is_change && measure.defined && measure.value > 0)
        str_add(out, "+");
    measure_add_text(out, measure, is_whole ? 0 : 1);
}

static void add_outcome(Str *out, const MaturityCell *cell)
{
    if (cell->is_hidden)
        str_add(out, "not revealed yet");
    else
        str_add(out, consensus_name_outcome(&cell->consensus));
}

/* --- the profile of a round */

static void add_levels(Str *out, const Dimension *dimension)
{
    str_add_format(out, "%*s", INDENT, "");
    for (size_t i = 0; i < dimension->level_count; i++)
        str_add_format(out, "%-3d", dimension->lowest + (int)i);
    str_add(out, "\n");
}

static void add_bars(Str *out, const Dimension *dimension, const MaturityCell *cell)
{
    static const char *const bars[] = {"·", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    size_t most = 1;
    for (size_t i = 0; i < dimension->level_count; i++)
        most = cell->at_level[i] > most ? cell->at_level[i] : most;
    str_add_format(out, "%*s", INDENT, "");
    for (size_t i = 0; i < dimension->level_count; i++)
        str_add_format(out, "%s  ", bars[(cell->at_level[i] * 8 + most - 1) / most]);
}

static void add_figures(Str *out, const MaturityCell *cell)
{
    const Consensus *consensus = &cell->consensus;
    if (cell->is_hidden || consensus->rated == 0) {
        str_add(out, cell->is_hidden ? "not revealed yet" : "not rated");
    } else {
        str_add(out, "median ");
        add_half(out, consensus->median, false);
        str_add_format(out, "   %zu of %zu within %d to %d   %s, %s", consensus->inside, consensus->rated,
                       consensus->region_low, consensus->region_high, consensus_name_outcome(consensus),
                       consensus_name_level(consensus->level));
    }
    str_add(out, "\n");
    if (consensus->dont_know)
        str_add_format(out, "%*s%zu do%s not know\n", INDENT, "", consensus->dont_know,
                       consensus->dont_know == 1 ? "es" : "");
}

static void add_before(Str *out, int round, const MaturityCell *before)
{
    str_add_format(out, "%*sround %d: ", INDENT, "", round);
    if (before->consensus.rated) {
        str_add(out, "median ");
        add_half(out, before->consensus.median, false);
        str_add_format(out, ", %s, %s\n", consensus_name_outcome(&before->consensus),
                       consensus_name_level(before->consensus.level));
    } else {
        add_outcome(out, before);
        str_add(out, "\n");
    }
}

static void add_words(Str *out, const char *what, const char *words)
{
    Str line = STR_EMPTY;
    str_add_format(&line, "%s  ", what);
    print_add_line(&line, words);
    print_add_wrapped(out, str_text(&line), COLUMNS, INDENT);
    str_free(&line);
}

static void add_agreed(Str *out, const MaturityCell *cell)
{
    if (cell->is_agreed)
        str_add_format(out, "%*sagreed on level %d\n", INDENT, "", cell->agreed);
    if (cell->is_agreed && *cell->evidence)
        add_words(out, "evidence", cell->evidence);
    for (size_t i = 0; i < cell->dissent_count; i++)
        add_words(out, "dissent", cell->dissent[i]);
}

static void add_profile(Str *out, const MaturityRound *now, const MaturityRound *before)
{
    for (size_t i = 0; i < now->matrix->dimension_count; i++) {
        const Dimension *dimension = &now->matrix->dimensions[i];
        str_add(out, "\n");
        print_add_line(out, dimension->title);
        str_add(out, "\n");
        add_levels(out, dimension);
        add_bars(out, dimension, &now->cells[i]);
        str_add(out, "  ");
        add_figures(out, &now->cells[i]);
        if (before)
            add_before(out, before->round, &before->cells[i]);
        add_agreed(out, &now->cells[i]);
    }
}

/* --- who they were */

static void add_raters(Str *out, const MaturityRound *round)
{
    str_add_format(out, "round %d, ", round->round);
    add_day(out, round->at, round->tz);
    str_add_format(out, ", session %" PRId64 ": %zu rated", round->number, round->raters);
    for (size_t i = 0; round->group_count > 1 && i < round->group_count; i++) {
        str_add_format(out, "%s%zu ", i ? ", " : ": ", round->groups[i].raters);
        print_add_line(out, *round->groups[i].name ? round->groups[i].name : "without a group");
    }
    str_add_format(out, "; %zu were there\n", round->people_count);
}

static void add_turnover(Str *out, const MaturityRound *now, const MaturityRound *before)
{
    MaturityTurnover turnover = maturity_find_turnover(before, now);
    Str line = STR_EMPTY;
    str_add_format(&line, "%zu of the %zu were there in round %d too; %zu came, %zu went.", turnover.stayed,
                   now->people_count, before->round, turnover.came, turnover.went);
    if (turnover.is_warned)
        str_add(&line, " COMPARE WITH CARE: what changed may be who rated, and not how they work.");
    print_add_wrapped(out, str_text(&line), COLUMNS, 0);
    str_free(&line);
}

/* --- what changed */

static void add_change_row(Str *out, const Dimension *dimension, const MaturityCell *before,
                           const MaturityCell *now)
{
    Str title = STR_EMPTY;
    size_t from = out->size;
    print_add_line(&title, dimension->title);
    str_add_bytes(out, str_text(&title), text_fit(str_text(&title), title.size, 30));
    print_add_gap(out, from, 32);
    add_half(out, before->consensus.median, false);
    str_add(out, " ");
    add_outcome(out, before);
    print_add_gap(out, from, 48);
    add_half(out, now->consensus.median, false);
    str_add(out, " ");
    add_outcome(out, now);
    print_add_gap(out, from, 64);
    add_half(out, maturity_find_change(before, now), true);
    if (before->is_agreed && now->is_agreed)
        str_add_format(out, "  agreed %d to %d", before->agreed, now->agreed);
    str_add(out, "\n");
    if (now->is_agreed && *now->evidence)
        add_words(out, "evidence", now->evidence);
    str_free(&title);
}

static void add_changes(Str *out, const MaturityRound *now, const MaturityRound *before)
{
    str_add(out, "\n");
    size_t from = out->size;
    str_add(out, "change of medians");
    print_add_gap(out, from, 32);
    str_add_format(out, "round %d", before->round);
    print_add_gap(out, from, 48);
    str_add_format(out, "round %d", now->round);
    print_add_gap(out, from, 64);
    str_add(out, "change\n");
    for (size_t i = 0; i < now->matrix->dimension_count; i++)
        add_change_row(out, &now->matrix->dimensions[i], &before->cells[i], &now->cells[i]);
}

/* In the study the rule comes from two in three within were a split already. */
static void add_limit(Str *out, const MaturityRound *now)
{
    size_t least = now->raters + 1 > now->outside ? now->raters + 1 - now->outside : 0;
    if (now->raters == 0 || 3 * least > 2 * now->raters)
        return;
    if (now->raters < now->outside)
        str_add_format(out, "with %zu who rated that is always so", now->raters);
    else
        str_add_format(out, "with %zu who rated %zu near each other are enough for it", now->raters, least);
    str_add_format(out, ": --outside %zu, say, tells more\n", (now->raters + 2) / 3);
}

static void print_for_people(Str *out, const char *team, const MaturityRound *now,
                             const MaturityRound *before)
{
    bool is_comparable = before && maturity_is_comparable(before, now);
    print_add_line(out, team);
    str_add(out, ", ");
    print_add_line(out, now->matrix->title);
    str_add(out, "\n");
    add_raters(out, now);
    if (before)
        add_raters(out, before);
    if (is_comparable)
        add_turnover(out, now, before);
    else if (before)
        str_add_format(out, "NOT COMPARABLE: round %d was rated by another version of this matrix\n",
                       before->round);
    str_add_format(out, "agreement: fewer than %zu ratings outside the three levels around the median\n",
                   now->outside);
    add_limit(out, now);
    add_profile(out, now, is_comparable ? before : NULL);
    if (is_comparable)
        add_changes(out, now, before);
}

/* --- for programs */

static void json_cell(Json *json, const Dimension *dimension, const MaturityCell *cell)
{
    const Consensus *consensus = &cell->consensus;
    json_open(json, NULL, '{');
    json_add_text(json, "dimension", dimension->id);
    json_add_text(json, "title", dimension->title);
    json_add_number(json, "lowest", dimension->lowest);
    json_open(json, "ratings", '[');
    for (size_t i = 0; i < dimension->level_count; i++)
        json_add_number(json, NULL, (int64_t)cell->at_level[i]);
    json_close(json, ']');
    json_add_number(json, "rated", (int64_t)consensus->rated);
    json_add_number(json, "dont_know", (int64_t)consensus->dont_know);
    json_add_bool(json, "hidden", cell->is_hidden);
    print_add_json_measure(json, "median", consensus->median);
    json_add_number(json, "inside", (int64_t)consensus->inside);
    print_add_json_measure(json, "percent", consensus->percent);
    json_add_text(json, "outcome", consensus_name_outcome(consensus));
    json_add_text(json, "level", consensus_name_level(consensus->level));
    if (cell->is_agreed)
        json_add_number(json, "agreed", cell->agreed);
    else
        json_add_null(json, "agreed");
    json_add_text(json, "evidence", cell->evidence);
    json_open(json, "dissent", '[');
    for (size_t i = 0; i < cell->dissent_count; i++)
        json_add_text(json, NULL, cell->dissent[i]);
    json_close(json, ']');
    json_close(json, '}');
}

static void json_round(Json *json, const char *key, const MaturityRound *round)
{
    json_open(json, key, '{');
    json_add_number(json, "round", round->round);
    json_add_text(json, "session", round->session.text);
    json_add_text(json, "activity", round->activity);
    json_add_number(json, "at", round->at);
    json_add_text(json, "matrix_digest", round->digest);
    json_add_number(json, "outside", (int64_t)round->outside);
    json_add_number(json, "raters", (int64_t)round->raters);
    json_add_number(json, "people", (int64_t)round->people_count);
    json_open(json, "groups", '[');
    for (size_t i = 0; i < round->group_count; i++) {
        json_open(json, NULL, '{');
        json_add_text(json, "group", round->groups[i].name);
        json_add_number(json, "raters", (int64_t)round->groups[i].raters);
        json_close(json, '}');
    }
    json_close(json, ']');
    json_open(json, "dimensions", '[');
    for (size_t i = 0; i < round->matrix->dimension_count; i++)
        json_cell(json, &round->matrix->dimensions[i], &round->cells[i]);
    json_close(json, ']');
    json_close(json, '}');
}

static void print_as_json(Str *out, const MaturityTeam *team, const MaturityRound *now,
                          const MaturityRound *before)
{
    Json json = json_begin(out, 1);
    json_open(&json, NULL, '{');
    json_add_text(&json, "team", team->team);
    json_add_text(&json, "matrix", team->matrix);
    json_add_number(&json, "rounds", team->rounds);
    json_round(&json, "now", now);
    if (before)
        json_round(&json, "before", before);
    else
        json_add_null(&json, "before");
    bool is_comparable = before && maturity_is_comparable(before, now);
    json_add_bool(&json, "comparable", is_comparable);
    json_open(&json, "changes", '[');
    for (size_t i = 0; is_comparable && i < now->matrix->dimension_count; i++) {
        json_open(&json, NULL, '{');
        json_add_text(&json, "dimension", now->matrix->dimensions[i].id);
        print_add_json_measure(&json, "change", maturity_find_change(&before->cells[i], &now->cells[i]));
        json_close(&json, '}');
    }
    json_close(&json, ']');
    json_close(&json, '}');
    str_add(out, "\n");
}

/* --- all teams */

static void list_teams(Str *out, const MaturityTeams *teams)
{
    for (size_t i = 0; i < teams->count; i++) {
        const MaturityTeam *team = &teams->list[i];
        size_t from = out->size;
        print_add_line(out, team->team);
        print_add_gap(out, from, 24);
        print_add_line(out, team->matrix);
        print_add_gap(out, from, 50);
        print_add_count(out, team->rounds, "round", "rounds");
        str_add(out, ", the latest ");
        add_day(out, team->latest, team->tz);
        str_add(out, team->is_comparable ? "\n" : ", by several versions of the matrix\n");
    }
}

static void json_teams(Str *out, const MaturityTeams *teams)
{
    Json json = json_begin(out, 1);
    json_open(&json, NULL, '[');
    for (size_t i = 0; i < teams->count; i++) {
        const MaturityTeam *team = &teams->list[i];
        json_open(&json, NULL, '{');
        json_add_text(&json, "team", team->team);
        json_add_text(&json, "matrix", team->matrix);
        json_add_number(&json, "rounds", team->rounds);
        json_add_number(&json, "latest", team->latest);
        json_add_bool(&json, "comparable", team->is_comparable);
        json_close(&json, '}');
    }
    json_close(&json, ']');
    str_add(out, "\n");
}

/* --- the command */

static int read_number(const Call *call, const char *option, int *number, Err *err)
{
    const char *value = call_find_option(call, option);
    char *end = NULL;
    *number = 0;
    if (!value)
        return 0;
    long read = strtol(value, &end, 10);
    if (!*value || *end || read < 1 || read > 1000)
        return err_set(err, ERR_USAGE, "--%s needs a number from 1 on", option);
    *number = (int)read;
    return 0;
}

typedef struct {
    int round, against, outside;
} Wanted;

static int print_team(Call *call, const MaturityTeam *team, const Wanted *wanted, Err *err)
{
    MaturityRound now, before = {.round = 0};
    size_t outside = (size_t)wanted->outside;
    int result =
        maturity_read_round(call->store, team->team, team->matrix, wanted->round, outside, &now, err);
    int against = wanted->against ? wanted->against : now.round - 1;
    bool has_before = result == 0 && against > 0;
    if (has_before)
        result = maturity_read_round(call->store, team->team, team->matrix, against, outside, &before, err);
    if (result == 0 && wanted->against && !maturity_is_comparable(&before, &now))
        result = err_set(
            err, ERR_REFUSED,
            "not comparable: rounds %d and %d of %s were rated by different versions of the matrix %s",
            against, now.round, team->team, team->matrix);
    if (result == 0 && call->form == FORM_JSON)
        print_as_json(&call->out, team, &now, has_before ? &before : NULL);
    else if (result == 0)
        print_for_people(&call->out, team->team, &now, has_before ? &before : NULL);
    maturity_free_round(&now);
    maturity_free_round(&before);
    return result;
}

static int run_maturity(Call *call, Err *err)
{
    Wanted wanted;
    MaturityTeams teams;
    Str team = STR_EMPTY;
    const char *matrix = call_find_option(call, "matrix");
    if (read_number(call, "round", &wanted.round, err) != 0 ||
        read_number(call, "against", &wanted.against, err) != 0 ||
        read_number(call, "outside", &wanted.outside, err) != 0)
        return -1;
    call_add_words(call, 0, &team);
    int result = maturity_list(call->store, team.size ? str_text(&team) : NULL, matrix, &teams, err);
    if (result == 0 && teams.count == 0 && (team.size || matrix))
        result = err_set(err, ERR_REFUSED,
                         "no team of this name rated itself by such a matrix; `rir maturity` lists them");
    else if (result == 0 && teams.count == 1)
        result = print_team(call, &teams.list[0], &wanted, err);
    else if (result == 0 && team.size)
        result = err_set(err, ERR_REFUSED,
                         "%s was rated by several matrices: say --matrix, one of those `rir maturity` lists",
                         str_text(&team));
    else if (result == 0 && call->form == FORM_JSON)
        json_teams(&call->out, &teams);
    else if (result == 0 && teams.count == 0)
        str_add(
            &call->out,
            "no team was rated by a matrix yet; a workshop does that in an activity with method=maturity\n");
    else if (result == 0)
        list_teams(&call->out, &teams);
    maturity_free_teams(&teams);
    str_free(&team);
    return result;
}

static const OptionRow options[] = {
    {0, "matrix", "NAME", "by this matrix, when there are several", "guide"},
    {0, "round", "N", "this round instead of the latest", NULL},
    {0, "against", "N", "compared with this round instead of the one before", NULL},
    {0, "outside", "N", "so many ratings outside the region are no agreement", NULL},
    OPTION_JSON,
    OPTIONS_END,
};

const CommandRow cli_maturity = {
    .name = "maturity",
    .arguments = "[TEAM]",
    .help = "how a team rated itself by a matrix, and what changed",
    .more = "Alone it lists the teams and their rounds, or shows the only one. Of a team it shows the latest "
            "round: who rated, the "
            "spread of each dimension, whether it is an agreement, what was agreed on and why, and what "
            "changed since the round "
            "before. Rounds by another version of the matrix are not compared. There is no figure over all "
            "dimensions.\n\n"
            "A few ratings far from the others make a split: from how many on, depends on how many rate. It "
            "is --outside, else "
            "`rir study set --outside`, else what the guide or the matrix says, else 4, which suits twelve "
            "raters.",
    .options = options,
    .least = 0,
    .most = -1,
    .study = STUDY_READ,
    .run = run_maturity,
};

/* --- sheets that come later */

static int run_rate(Call *call, Err *err)
{
    SessionName session;
    Str sheet = STR_EMPTY, line = STR_EMPTY;
    size_t count = 0;
    const char *activity = call_find_option(call, "activity");
    if (sessions_find(call->store, call_find_word(call, 0), &session, err) != 0)
        return -1;
    call_add_words(call, 1, &sheet);
    int result = 0;
    if (sheet.size) {
        result = rating_add_sheet(call->store, session.id.text, activity, str_text(&sheet), err);
        count += result == 0;
    }
    while (!sheet.size && result == 0 && call_read_line(&line)) {
        if (line.size)
            result = rating_add_sheet(call->store, session.id.text, activity, str_text(&line), err);
        count += result == 0 && line.size;
        if (result != 0)
            err_prefix(err, "after %zu sheet%s were entered", count, count == 1 ? "" : "s");
    }
    if (result == 0) {
        print_add_count(&call->out, (int64_t)count, "sheet", "sheets");
        str_add(&call->out, " entered\n");
    }
    str_free(&sheet);
    str_free(&line);
    return result;
}

static const OptionRow rate_options[] = {
    {0, "activity", "ID", "of this activity, when several are rated", NULL},
    OPTIONS_END,
};

const CommandRow cli_maturity_rate = {
    .name = "maturity rate",
    .arguments = "SESSION [GROUP: 3 2 ? -]",
    .help = "enter rating sheets of a workshop that is over",
    .more = "A sheet is its levels in the order of the dimensions: ? for don't know, - for what was left "
            "empty; before a colon the "
            "stakeholder group it comes from. Without a sheet they are read from standard input, one a line. "
            "In a workshop that is "
            "still open, /rate does it.",
    .options = rate_options,
    .words = {"session"},
    .least = 1,
    .most = -1,
    .study = STUDY_WRITE,
    .run = run_rate,
};
