/* SPDX-License-Identifier: MIT */
/* votes_pane: how many ballots there are, and after the reveal what they say, as bars with their numbers. */
#include <string.h>

#include "workshop.h"

#define LABEL_COLUMNS 4
#define NUMBER_COLUMNS 10 /* "12 by 7": points, and from how many ballots */

int votes_load(Capture *capture, Err *err)
{
    Workshop *workshop = capture->workshop;
    Session *session = capture->session;

    if (ballot_read_count(session, &workshop->ballots, err) != 0)
        return -1;
    if (!workshop->ballots.is_revealed)
        return 0;
    return ballot_read_tally(session_find_store(session), session_find_facts(session)->id,
                             session_find_activity(session)->id, &workshop->tally, err);
}

/* `  2= A     9 by 3  ██████████  One triage desk`, the text last. */
static void draw_item(const BallotTally *votes, Grid *grid, Area row, size_t place, size_t most)
{
    const Tally *tally = votes->tally;
    size_t at = tally->order[place];
    const TallyItem *item = &tally->items[at];
    const BallotCard *card = &votes->cards[at];
    int column = row.column, bar = row.columns / 4;
    int length = most > 0 ? (int)((size_t)bar * item->points / most) : 0;

    grid_put_format(grid, row.row, column, ROLE_DIM, "%3zu%s", item->rank,
                    tally_is_shared(tally, place) ? "=" : "");
    column += 5;
    grid_put_short(grid, row.row, column, ROLE_ACCENT, card->label, strlen(card->label), LABEL_COLUMNS - 1);
    column += LABEL_COLUMNS;
    int used = grid_put_format(grid, row.row, column, ROLE_TEXT, "%3zu", item->points);
    if (item->voters > 0)
        grid_put_format(grid, row.row, column + used, ROLE_DIM, " by %zu", item->voters);
    column += NUMBER_COLUMNS;
    for (int i = 0; i < length || (i == 0 && item->points > 0); i++)
        grid_put_sign(grid, row.row, column + i, ROLE_ACCENT, SIGN_BAR);
    column += bar + 1;
    grid_put_short(grid, row.row, column, ROLE_TEXT, card->text, strlen(card->text),
                   row.column + row.columns - column);
}

static void add_account(const BallotTally *votes, Str *out)
{
    const Tally *tally = votes->tally;
    bool has_ties = false;

    for (size_t i = 0; i < tally->item_count; i++)
        has_ties = has_ties || (tally_is_shared(tally, i) && tally->items[tally->order[i]].points > 0);
    str_add_format(out, "%zu ballot%s", tally->ballots, tally->ballots == 1 ? "" : "s");
    if (tally->empty > 0)
        str_add_format(out, ", %zu empty", tally->empty);
    if (votes->spoiled > 0)
        str_add_format(out, ", %zu spoiled", votes->spoiled);
    str_add_format(out, ", %zu %s", tally->points, votes->rule.way == TALLY_RANK ? "points" : "dots");
    if (has_ties)
        str_add(out, votes->rule.ties == TALLY_VOTERS ? "; = tied, also in voters" : "; = tied");
}

static void draw_result(Capture *capture, Grid *grid, Area area)
{
    const BallotTally *votes = &capture->workshop->tally;
    BoardWindow *window = &capture->workshop->window;
    const Tally *tally = votes->tally;
    size_t rows = (size_t)area.rows - 1, count = tally->item_count;
    size_t last = count > rows ? count - rows : 0;
    size_t most = count > 0 ? tally->items[tally->order[0]].points : 0;
    Str account = STR_EMPTY;

    /* The first stand first, whatever was newest on the board. */
    window->first = window->is_following ? 0 : window->first < last ? window->first : last;
    window->is_following = false;
    window->all = count;
    window->shown = count < rows ? count : rows;
    for (size_t i = 0; i < window->shown; i++)
        draw_item(votes, grid, (Area){area.row + (int)i, area.column, 1, area.columns - 1}, window->first + i,
                  most);
    add_account(votes, &account);
    grid_put_short(grid, area.row + area.rows - 1, area.column, ROLE_DIM, account.data, account.size,
                   area.columns - 1);
    str_free(&account);
}

void votes_compose(Capture *capture, const Desk *desk, Grid *grid, Area area)
{
    (void)desk;
    if (capture->workshop->tally.tally != NULL)
        draw_result(capture, grid, area);
    else
        workshop_draw_board(capture, grid, area, BOARD_IDEAS, false);
}
