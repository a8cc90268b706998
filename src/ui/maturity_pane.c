/* SPDX-License-Identifier: MIT */
/* maturity_pane: how many have rated, and after the reveal the spread of one dimension, or a row for each. */
#include <stdlib.h>
#include <string.h>

#include "rir/digest.h"
#include "rir/mem.h"
#include "workshop.h"

#define LEVEL_COLUMNS 3

/* The team's latest round with this matrix that is not of this session. */
static void load_before(Capture *capture)
{
    Workshop *workshop = capture->workshop;
    const SessionFacts *facts = session_find_facts(capture->session);
    Store *store = session_find_store(capture->session);
    const char *matrix = session_find_activity(capture->session)->matrix;
    MaturityTeams teams = {NULL, 0, 0};
    int round = 0;

    if (*facts->team != '\0' && maturity_list(store, facts->team, matrix, &teams, NULL) == 0 &&
        teams.count > 0)
        round = teams.list[0].rounds;
    maturity_free_teams(&teams);
    for (; round > 0; round--) {
        bool is_read =
            maturity_read_round(store, facts->team, matrix, round, 0, &workshop->before, NULL) == 0;
        if (is_read && strcmp(workshop->before.session.text, facts->id) != 0)
            return;
        maturity_free_round(&workshop->before);
        workshop->before = (MaturityRound){.round = 0};
    }
}

int maturity_load(Capture *capture, Err *err)
{
    Workshop *workshop = capture->workshop;
    Session *session = capture->session;
    Store *store = session_find_store(session);
    size_t outside;

    workshop->matrix = rating_find_matrix(session);
    if (workshop->matrix == NULL)
        return 0;
    outside = rating_find_outside(store, session_find_plan(session), workshop->matrix);
    workshop->dimension_count = workshop->matrix->dimension_count;
    workshop->counts = mem_new((workshop->dimension_count + 1) * sizeof *workshop->counts);
    workshop->spreads = mem_new((workshop->dimension_count + 1) * sizeof *workshop->spreads);
    load_before(capture);
    for (size_t i = 0; i < workshop->dimension_count; i++) {
        workshop->counts[i] = rating_count(session, i);
        if (rating_read_spread(store, session_find_facts(session)->id, session_find_activity(session)->id,
                               &workshop->matrix->dimensions[i], outside, &workshop->spreads[i], err) != 0)
            return -1;
    }
    return 0;
}

/* --- one dimension */

static Sign find_bar(size_t count, size_t most)
{
    if (count == 0)
        return SIGN_OPEN;
    if (count == most)
        return SIGN_BAR;
    return count * 2 >= most ? SIGN_BAR_MIDDLE : SIGN_BAR_LOW;
}

/* Levels, a bar over each, and how many gave it. */
static void draw_bars(const RatingSpread *spread, Grid *grid, int row, int column)
{
    size_t most = 0;

    for (size_t i = 0; i < spread->level_count; i++)
        most = spread->at_level[i] > most ? spread->at_level[i] : most;
    for (size_t i = 0; i < spread->level_count; i++, column += LEVEL_COLUMNS) {
        grid_put_format(grid, row, column, ROLE_DIM, "%2d", spread->rule.lowest + (int)i);
        grid_put_sign(grid, row + 1, column + 1, ROLE_ACCENT, find_bar(spread->at_level[i], most));
        if (spread->at_level[i] > 0)
            grid_put_format(grid, row + 2, column, ROLE_TEXT, "%2zu", spread->at_level[i]);
    }
}

static void add_median(Str *out, Measure median)
{
    measure_add_text(out, median, median.value == (double)(int)median.value ? 0 : 1);
}

/* Three rows beside the bars: what they amount to; how many are near each other; what is known beside. */
static void add_figures(const RatingSpread *spread, Str *rows)
{
    const Consensus *found = &spread->consensus;

    if (found->rated == 0) {
        str_add(&rows[0], "nobody gave a level");
    } else {
        str_add(&rows[0], "median ");
        add_median(&rows[0], found->median);
        str_add_format(&rows[0], "   %s", consensus_name_outcome(found));
        str_add_format(&rows[1], "%zu of %zu within %d-%d", found->inside, found->rated, found->region_low,
                       found->region_high);
    }
    if (found->dont_know > 0)
        str_add_format(&rows[2], "%zu do%s not know   ", found->dont_know, found->dont_know == 1 ? "es" : "");
    if (spread->is_agreed)
        str_add_format(&rows[2], "agreed on: %d", spread->agreed);
}

/* `round 1: median 2, Split`; of another text of the matrix nothing is compared. */
static void add_before(const Workshop *workshop, size_t index, Str *out)
{
    const MaturityRound *before = &workshop->before;
    char digest[DIGEST_HEX_SIZE];

    if (before->round == 0)
        return;
    digest_format(digest, &workshop->matrix->digest);
    bool is_same = before->matrix != NULL && strcmp(digest, before->digest) == 0;
    str_add_format(out, "round %d: ", before->round);
    if (!is_same) {
        str_add(out, "another matrix, not comparable");
    } else if (before->cells[index].is_agreed) {
        str_add_format(out, "agreed on %d", before->cells[index].agreed);
    } else if (before->cells[index].consensus.rated == 0) {
        str_add(out, "not rated");
    } else {
        str_add(out, "median ");
        add_median(out, before->cells[index].consensus.median);
        str_add_format(out, ", %s", consensus_name_outcome(&before->cells[index].consensus));
    }
}

static int put_words(Grid *grid, Area area, Role role, const char *label, const char *words)
{
    if (*words == '\0' || area.rows <= 0)
        return 0;
    grid_put(grid, area.row, area.column, ROLE_DIM, label);
    int rows =
        grid_put_wrapped(grid, (Area){area.row, area.column + 10, area.rows < 2 ? 1 : 2, area.columns - 11},
                         role, words, strlen(words), 0);
    return rows < 2 ? rows : 2;
}

static void draw_revealed(const Workshop *workshop, size_t index, Grid *grid, Area area)
{
    const RatingSpread *spread = &workshop->spreads[index];
    int right = area.column + 2 + (int)spread->level_count * LEVEL_COLUMNS + 3, row = area.row + 5;
    Str rows[4] = {STR_EMPTY, STR_EMPTY, STR_EMPTY, STR_EMPTY};

    draw_bars(spread, grid, area.row, area.column + 1);
    add_figures(spread, rows);
    add_before(workshop, index, &rows[3]);
    for (int i = 0; i < 4; i++) {
        grid_put_short(grid, area.row + i, right, i == 0 ? ROLE_ACCENT : ROLE_TEXT, str_text(&rows[i]),
                       rows[i].size, area.column + area.columns - right - 1);
        str_free(&rows[i]);
    }
    int end = area.row + area.rows;
    row += put_words(grid, (Area){row, area.column, end - row, area.columns}, ROLE_TEXT, "evidence",
                     spread->evidence != NULL ? spread->evidence : "");
    for (size_t i = 0; i < spread->dissent_count && row < end; i++)
        row += put_words(grid, (Area){row, area.column, end - row, area.columns}, ROLE_TEXT, "dissent",
                         spread->dissent[i]);
}

static void draw_levels(const Dimension *dimension, Grid *grid, Area area)
{
    int row = area.row, end = area.row + area.rows;

    for (size_t i = 0; i < dimension->level_count && row < end; i++) {
        grid_put_format(grid, row, area.column, ROLE_ACCENT, "%2d", dimension->lowest + (int)i);
        row += grid_put_wrapped(grid, (Area){row, area.column + 4, end - row, area.columns - 5}, ROLE_TEXT,
                                dimension->levels[i], strlen(dimension->levels[i]), 0);
    }
}

static void draw_dimension(const Workshop *workshop, Grid *grid, Area area, size_t index)
{
    const Dimension *dimension = &workshop->matrix->dimensions[index];
    const RatingSpread *spread = &workshop->spreads[index];
    Str text = STR_EMPTY;

    if (spread->is_revealed)
        str_add_format(&text, "panel of %zu   ", spread->consensus.rated + spread->consensus.dont_know);
    else
        str_add_format(&text, "%zu of %zu have rated   ", workshop->counts[index].given,
                       workshop->counts[index].here);
    int column = area.column + grid_put(grid, area.row, area.column, ROLE_DIM, text.data);
    grid_put_short(grid, area.row, column, ROLE_TITLE, dimension->title, strlen(dimension->title),
                   area.column + area.columns - column - 1);
    str_free(&text);
    Area below = {area.row + 1, area.column, area.rows - 1, area.columns};
    if (spread->is_revealed)
        draw_revealed(workshop, index, grid, below);
    else
        draw_levels(dimension, grid, below);
}

/* --- all of them, a row each */

static void draw_row(const Workshop *workshop, Grid *grid, Area row, size_t index)
{
    const Dimension *dimension = &workshop->matrix->dimensions[index];
    const RatingSpread *spread = &workshop->spreads[index];
    const RatingCount *count = &workshop->counts[index];
    Str text = STR_EMPTY;

    if (!spread->is_revealed)
        str_add_format(&text, "%zu of %zu rated", count->given, count->here);
    else if (spread->is_agreed)
        str_add_format(&text, "agreed: %d", spread->agreed);
    else {
        str_add(&text, "median ");
        add_median(&text, spread->consensus.median);
        str_add_format(&text, ", %s", consensus_name_outcome(&spread->consensus));
    }
    grid_put_short(grid, row.row, row.column, spread->is_revealed ? ROLE_ACCENT : ROLE_DIM, text.data,
                   text.size, 22);
    str_free(&text);
    grid_put_short(grid, row.row, row.column + 24, ROLE_TEXT, dimension->title, strlen(dimension->title),
                   row.columns - 25);
}

static void draw_all(Workshop *workshop, Grid *grid, Area area)
{
    BoardWindow *window = &workshop->window;
    size_t rows = (size_t)area.rows, count = workshop->dimension_count,
           last = count > rows ? count - rows : 0;

    window->first = window->is_following ? 0 : window->first < last ? window->first : last;
    window->is_following = false;
    window->all = count;
    window->shown = count < rows ? count : rows;
    for (size_t i = 0; i < window->shown; i++)
        draw_row(workshop, grid, (Area){area.row + (int)i, area.column, 1, area.columns}, window->first + i);
}

void maturity_compose(Capture *capture, const Desk *desk, Grid *grid, Area area)
{
    static const char none[] =
        "The matrix of this activity was not found when the session began: type /matrix and its file, or the "
        "name of one that came with rir";
    Workshop *workshop = capture->workshop;
    size_t now = rating_find_dimension(capture->session);

    (void)desk;
    if (workshop->matrix == NULL)
        grid_put_wrapped(grid, area, ROLE_WARNING, none, strlen(none), 0);
    else if (workshop->dimension_count > 0 && now < workshop->dimension_count)
        draw_dimension(workshop, grid, area, now);
    else if (workshop->dimension_count > 0)
        draw_all(workshop, grid, area);
}
