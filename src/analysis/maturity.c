/* SPDX-License-Identifier: MIT */
/* Rounds of rating by a matrix, read across sessions. */
#include "rir/maturity.h"

#include <stdlib.h>
#include <string.h>

#include "rir/mem.h"
#include "rir/rows.h"

#define TEAM "coalesce(nullif(trim(s.team), ''), 'session ' || s.number)"

/* --- which there are */

int maturity_list(Store *store, const char *team, const char *matrix, MaturityTeams *teams, Err *err)
{
    static const char sql[] = "SELECT min(" TEAM "), o.name, count(*), max(s.at), s.tz, count(DISTINCT "
                              "o.digest) FROM any_round o JOIN session s ON s.n = "
                              "o.session WHERE o.rehearsal = 0 AND (?1 IS NULL OR lower(" TEAM
                              ") = lower(?1)) AND (?2 IS NULL OR lower(o.name) = "
                              "lower(?2)) GROUP BY o.name, lower(" TEAM ") ORDER BY o.name, lower(" TEAM ")";
    *teams = (MaturityTeams){NULL, 0, 0};
    Rows *rows = rows_open(store, err, sql, "tt", team, matrix);
    while (rows_next(rows)) {
        teams->list = mem_grow(teams->list, &teams->room, teams->count + 1, sizeof *teams->list);
        teams->list[teams->count++] = (MaturityTeam){.team = mem_copy_text(rows_text(rows, 0)),
                                                     .matrix = mem_copy_text(rows_text(rows, 1)),
                                                     .rounds = (int)rows_number(rows, 2),
                                                     .latest = rows_number(rows, 3),
                                                     .tz = (int)rows_number(rows, 4),
                                                     .is_comparable = rows_number(rows, 5) == 1};
    }
    return rows_close(rows, err);
}

void maturity_free_teams(MaturityTeams *teams)
{
    for (size_t i = 0; i < teams->count; i++) {
        free(teams->list[i].team);
        free(teams->list[i].matrix);
    }
    free(teams->list);
    *teams = (MaturityTeams){NULL, 0, 0};
}

/* --- a round: what it is */

static Plan *read_plan(const char *text)
{
    Mistakes mistakes = {NULL, 0, 0};
    Plan *plan = guide_read(text, strlen(text), &mistakes);
    guide_free_mistakes(&mistakes);
    return plan;
}

static size_t find_outside(Store *store, const char *guide, const Plan *matrix)
{
    int64_t outside = rows_find_number(store, 0, "SELECT coalesce(outside, 0) FROM study", "");
    Plan *plan = outside > 0 ? NULL : read_plan(guide);
    if (outside <= 0 && plan)
        outside = plan->outside;
    if (outside <= 0 && matrix)
        outside = matrix->outside;
    guide_free(plan);
    return outside > 0 ? (size_t)outside : CONSENSUS_OUTSIDE;
}

#define ROUND                                                                                                \
    "SELECT o.round, ss.id, s.number, o.activity, s.at, s.tz, o.digest, m.text, coalesce((SELECT text FROM " \
    "guide WHERE n = s.guide), '') FROM any_round o JOIN session s ON s.n = o.session JOIN thing ss ON "     \
    "ss.n = s.n JOIN guide m ON m.n = o.matrix WHERE "

/* False when there is none. */
static bool take_round(Store *store, Rows *rows, size_t outside, MaturityRound *round)
{
    if (!rows_next(rows))
        return false;
    round->round = (int)rows_number(rows, 0);
    round->session = id_read(rows_text(rows, 1));
    round->number = rows_number(rows, 2);
    round->activity = mem_copy_text(rows_text(rows, 3));
    round->at = rows_number(rows, 4);
    round->tz = (int)rows_number(rows, 5);
    round->digest = mem_copy_text(rows_text(rows, 6));
    round->matrix = read_plan(rows_text(rows, 7));
    round->outside = outside ? outside : find_outside(store, rows_text(rows, 8), round->matrix);
    return true;
}

static int find_round(Store *store, const char *team, const char *matrix, int number, size_t outside,
                      MaturityRound *round, Err *err)
{
    static const char sql[] =
        ROUND "o.rehearsal = 0 AND lower(" TEAM
              ") = lower(?1) AND lower(o.name) = lower(?2) AND (?3 = 0 OR o.round = ?3) "
              "ORDER BY o.round DESC LIMIT 1";
    Rows *rows = rows_open(store, err, sql, "tti", team, matrix, (int64_t)number);
    bool is_there = take_round(store, rows, outside, round);
    if (rows_close(rows, err) != 0)
        return -1;
    if (!is_there && number)
        return err_set(err, ERR_REFUSED,
                       "there is no round %d of %s with the matrix %s; `rir maturity` lists them", number,
                       team, matrix);
    return is_there ? 0
                    : err_set(err, ERR_REFUSED,
                              "%s has no round with the matrix %s; `rir maturity` lists them", team, matrix);
}

static int find_here(Store *store, const char *session, const char *activity, const char *matrix,
                     MaturityRound *round, Err *err)
{
    static const char sql[] = ROUND "ss.id = ?1 AND o.activity = ?2 AND o.digest = ?3";
    Rows *rows = rows_open(store, err, sql, "ttt", session, activity, matrix);
    bool is_there = take_round(store, rows, 0, round);
    if (rows_close(rows, err) != 0)
        return -1;
    return is_there ? 0 : err_set(err, ERR_REFUSED, "nothing was rated in this activity");
}

/* --- its ratings */

typedef struct {
    int *list;
    size_t count, room;
} Ratings;

static int read_cell(Store *store, const MaturityRound *round, const Dimension *dimension, MaturityCell *cell,
                     Err *err)
{
    static const char sql[] = "SELECT level FROM any_rating WHERE session = ?1 AND activity = ?2 AND "
                              "dimension = ?3 AND matrix_digest = ?4";
    ConsensusRule rule = {dimension->lowest, dimension->lowest + (int)dimension->level_count - 1,
                          round->outside};
    Ratings ratings = {NULL, 0, 0};
    Rows *rows = rows_open(store, err, sql, "tttt", round->session.text, round->activity, dimension->id,
                           round->digest);
    cell->at_level = mem_new((dimension->level_count + 1) * sizeof *cell->at_level);
    while (rows_next(rows)) {
        int level = rows_is_null(rows, 0) ? CONSENSUS_DONT_KNOW : (int)rows_number(rows, 0);
        ratings.list = mem_grow(ratings.list, &ratings.room, ratings.count + 1, sizeof *ratings.list);
        ratings.list[ratings.count++] = level;
        if (level >= rule.lowest && level <= rule.highest)
            cell->at_level[level - rule.lowest]++;
    }
    cell->consensus = consensus_find(&rule, ratings.list, ratings.count);
    free(ratings.list);
    return rows_close(rows, err);
}

static bool is_hidden(Store *store, const MaturityRound *round, const Dimension *dimension)
{
    static const char sql[] = "SELECT 1 FROM rating_sheet s JOIN rating r ON r.sheet = s.n WHERE s.session = "
                              "(SELECT n FROM thing WHERE id = ?1) AND "
                              "s.activity = ?2 AND r.dimension = ?3 AND NOT EXISTS(SELECT 1 FROM any_rating "
                              "v WHERE v.session = ?1 AND v.activity = ?2 "
                              "AND v.dimension = ?3) LIMIT 1";
    return rows_find_number(store, 0, sql, "ttt", round->session.text, round->activity, dimension->id) != 0;
}

static int read_agreed(Store *store, const MaturityRound *round, const Dimension *dimension,
                       MaturityCell *cell, Err *err)
{
    static const char sql[] =
        "SELECT level, evidence FROM any_consensus WHERE session = ?1 AND activity = ?2 AND dimension = ?3";
    Rows *rows = rows_open(store, err, sql, "ttt", round->session.text, round->activity, dimension->id);
    if (rows_next(rows)) {
        cell->is_agreed = true;
        cell->agreed = (int)rows_number(rows, 0);
        cell->evidence = mem_copy_text(rows_text(rows, 1));
    } else {
        cell->evidence = mem_copy_text("");
    }
    return rows_close(rows, err);
}

static int read_dissent(Store *store, const MaturityRound *round, const Dimension *dimension,
                        MaturityCell *cell, Err *err)
{
    static const char sql[] = "SELECT note.text FROM any_seen note JOIN card c ON c.note = note.n WHERE "
                              "note.session = (SELECT n FROM thing WHERE id = "
                              "?1) AND c.activity = ?2 AND c.dimension = ?3 AND note.kind = 'dissent' ORDER "
                              "BY note.elapsed, note.hlc";
    size_t room = 0;
    Rows *rows = rows_open(store, err, sql, "ttt", round->session.text, round->activity, dimension->id);
    while (rows_next(rows)) {
        cell->dissent = mem_grow(cell->dissent, &room, cell->dissent_count + 1, sizeof *cell->dissent);
        cell->dissent[cell->dissent_count++] = mem_copy_text(rows_text(rows, 0));
    }
    return rows_close(rows, err);
}

static int read_cells(Store *store, MaturityRound *round, Err *err)
{
    size_t count = round->matrix->dimension_count;
    round->cells = mem_new((count + 1) * sizeof *round->cells);
    for (size_t i = 0; i < count; i++) {
        const Dimension *dimension = &round->matrix->dimensions[i];
        MaturityCell *cell = &round->cells[i];
        if (read_cell(store, round, dimension, cell, err) != 0 ||
            read_agreed(store, round, dimension, cell, err) != 0 ||
            read_dissent(store, round, dimension, cell, err) != 0)
            return -1;
        size_t raters = cell->consensus.rated + cell->consensus.dont_know;
        cell->is_hidden = raters == 0 && is_hidden(store, round, dimension);
        round->raters = raters > round->raters ? raters : round->raters;
    }
    return 0;
}

/* --- who rated */

static int read_groups(Store *store, MaturityRound *round, Err *err)
{
    static const char sql[] =
        "SELECT coalesce(name, ''), max(raters) FROM (SELECT \"group\" AS name, count(*) AS raters FROM "
        "any_rating WHERE session = "
        "?1 AND activity = ?2 GROUP BY \"group\", dimension) GROUP BY name ORDER BY name = 'others', name";
    size_t room = 0;
    Rows *rows = rows_open(store, err, sql, "tt", round->session.text, round->activity);
    while (rows_next(rows)) {
        round->groups = mem_grow(round->groups, &room, round->group_count + 1, sizeof *round->groups);
        round->groups[round->group_count++] =
            (MaturityGroup){mem_copy_text(rows_text(rows, 0)), (size_t)rows_number(rows, 1)};
    }
    return rows_close(rows, err);
}

static int read_people(Store *store, MaturityRound *round, Err *err)
{
    static const char sql[] = "SELECT DISTINCT t.id FROM any_presence v JOIN person p ON p.pseudonym = "
                              "v.person JOIN thing t ON t.n "
                              "= p.n WHERE v.session = ?1 ORDER BY t.id";
    size_t room = 0;
    Rows *rows = rows_open(store, err, sql, "t", round->session.text);
    while (rows_next(rows)) {
        round->people = mem_grow(round->people, &room, round->people_count + 1, sizeof *round->people);
        round->people[round->people_count++] = mem_copy_text(rows_text(rows, 0));
    }
    return rows_close(rows, err);
}

/* What is known of the round that was found. */
static int read_found(Store *store, const char *matrix, MaturityRound *into, Err *err)
{
    if (!into->matrix)
        return err_set(
            err, ERR_REFUSED,
            "the text of the matrix %s cannot be read any more; its ratings are in the view ratings", matrix);
    if (read_cells(store, into, err) != 0 || read_groups(store, into, err) != 0)
        return -1;
    return read_people(store, into, err);
}

int maturity_read_round(Store *store, const char *team, const char *matrix, int round, size_t outside,
                        MaturityRound *into, Err *err)
{
    *into = (MaturityRound){.round = 0};
    if (find_round(store, team, matrix, round, outside, into, err) != 0)
        return -1;
    return read_found(store, matrix, into, err);
}

int maturity_read_here(Store *store, const char *session, const char *activity, const char *digest,
                       MaturityRound *into, Err *err)
{
    *into = (MaturityRound){.round = 0};
    if (find_here(store, session, activity, digest, into, err) != 0)
        return -1;
    return read_found(store, digest, into, err);
}

static void free_cell(MaturityCell *cell)
{
    for (size_t i = 0; i < cell->dissent_count; i++)
        free(cell->dissent[i]);
    free(cell->dissent);
    free(cell->evidence);
    free(cell->at_level);
}

void maturity_free_round(MaturityRound *round)
{
    for (size_t i = 0; round->cells && i < round->matrix->dimension_count; i++)
        free_cell(&round->cells[i]);
    for (size_t i = 0; i < round->group_count; i++)
        free(round->groups[i].name);
    for (size_t i = 0; i < round->people_count; i++)
        free(round->people[i]);
    free(round->cells);
    free(round->groups);
    free(round->people);
    free(round->activity);
    free(round->digest);
    guide_free(round->matrix);
    *round = (MaturityRound){.round = 0};
}

/* --- two rounds */

bool maturity_is_comparable(const MaturityRound *before, const MaturityRound *now)
{
    return strcmp(before->digest, now->digest) == 0;
}

MaturityTurnover maturity_find_turnover(const MaturityRound *before, const MaturityRound *now)
{
    MaturityTurnover turnover = {0, 0, 0, false};
    for (size_t i = 0, j = 0; i < before->people_count && j < now->people_count;) {
        int order = strcmp(before->people[i], now->people[j]);
        turnover.stayed += order == 0;
        i += order <= 0;
        j += order >= 0;
    }
    turnover.came = now->people_count - turnover.stayed;
    turnover.went = before->people_count - turnover.stayed;
    turnover.is_warned = 4 * turnover.stayed < 3 * now->people_count;
    return turnover;
}

Measure maturity_find_change(const MaturityCell *before, const MaturityCell *now)
{
    const Measure *first = &before->consensus.median, *second = &now->consensus.median;
    return first->defined && second->defined ? (Measure){true, second->value - first->value}
                                             : MEASURE_UNDEFINED;
}
