/* SPDX-License-Identifier: MIT */
/* booth_ballot: cards by their letters, and the letters of those that are chosen. */
#include <ctype.h>
#include <string.h>

#include "booth.h"

static void begin(Booth *booth)
{
    booth->capture->workshop->window = (BoardWindow){.is_following = false};
}

static void count(Booth *booth, size_t *given, size_t *here)
{
    BallotCount ballots;

    *given = *here = 0;
    if (ballot_read_count(booth->capture->session, &ballots, NULL) == 0) {
        *given = ballots.cast;
        *here = ballots.here;
    }
    ballot_free_count(&ballots);
}

static void add_help(const TallyRule *rule, Str *out)
{
    if (rule->way == TALLY_RANK) {
        str_add_format(out,
                       "Choose up to %zu, the most important first, by their letters: B A D. Enter casts the "
                       "ballot; with "
                       "nothing typed it is an empty one.",
                       rule->most);
        return;
    }
    str_add_format(out, "You have %zu dots", rule->most);
    if (rule->cap > 0 && rule->cap < rule->most)
        str_add_format(out, ", at most %zu on one card", rule->cap);
    str_add(out, ": a letter for each dot, as in A A C. Enter casts the ballot; with nothing typed it is an "
                 "empty one.");
}

static void draw(Booth *booth, Grid *grid, Area area)
{
    TallyRule rule = {TALLY_RANK, 0, 0, TALLY_SHARED};
    Str help = STR_EMPTY;

    ballot_find_rule(session_find_activity(booth->capture->session), &rule);
    add_help(&rule, &help);
    int rows = grid_put_wrapped(grid, (Area){area.row, area.column, 3, area.columns}, ROLE_TEXT, help.data,
                                help.size, 0);
    str_free(&help);
    rows = rows < 3 ? rows : 3;
    Area board = {area.row + rows + 1, area.column, area.rows - rows - 3, area.columns};
    workshop_draw_board(booth->capture, grid, board, BOARD_IDEAS, false);
    booth_draw_field(booth, grid, area, "your choice");
}

static bool enter(Booth *booth, Str *typed)
{
    booth_add_command(booth, typed, "ballot");
    for (const char *at = field_text(&booth->field); *at != '\0'; at++)
        str_add_byte(typed, *at == ',' ? ' ' : *at);
    return true;
}

static bool act(Booth *booth, Action action)
{
    bool is_list = action == ACTION_UP || action == ACTION_DOWN || action == ACTION_PAGE_UP ||
                   action == ACTION_PAGE_DOWN;

    return is_list && workshop_scroll(booth->capture, action);
}

const BoothKind booth_ballot = {"Ballot", "Your ballot is saved.", begin, draw, enter, act, count};
