/* SPDX-License-Identifier: MIT */
/* activity_panes: what stands below the rule in each kind of activity. */
#include <string.h>

#include "workshop.h"

static void compose_notes(Capture *capture, const Desk *desk, Grid *grid, Area area)
{
    capture_compose_notes(capture, desk, grid, area, area.row - 1);
}

static void say_empty(Grid *grid, Area area, const char *text)
{
    grid_put_wrapped(grid, area, ROLE_DIM, text, strlen(text), 0);
}

static void compose_board(Capture *capture, const Desk *desk, Grid *grid, Area area)
{
    const Topic *activity = session_find_activity(capture->session);
    BoardScope scope = activity_find_pane(activity)->scope;

    (void)desk;
    if (workshop_count_board(capture->workshop, scope, activity) == 0)
        say_empty(grid, area,
                  scope == BOARD_RECOMMENDATIONS ? "No recommendation yet: type, and press Enter"
                                                 : "No card yet: type, and press Enter");
    else
        workshop_draw_board(capture, grid, area, scope, false);
}

/* While all write, the time in large figures; once something was typed the board. */
static void compose_silence(Capture *capture, const Desk *desk, Grid *grid, Area area)
{
    bool is_empty =
        workshop_count_board(capture->workshop, BOARD_HERE, session_find_activity(capture->session)) == 0;

    if (is_empty && capture->workshop->agenda.has_left && capture->has_clock)
        capture->workshop->clock = area;
    else
        compose_board(capture, desk, grid, area);
}

static void compose_break(Capture *capture, const Desk *desk, Grid *grid, Area area)
{
    Area notes = area;

    if (capture->workshop->agenda.has_left && capture->has_clock && area.rows > 10) {
        capture->workshop->clock = (Area){area.row, area.column, area.rows / 2, area.columns};
        notes.row += area.rows / 2;
        notes.rows -= area.rows / 2;
    }
    compose_notes(capture, desk, grid, notes);
}

static void compose_clusters(Capture *capture, const Desk *desk, Grid *grid, Area area)
{
    const Topic *activity = session_find_activity(capture->session);

    (void)desk;
    if (workshop_count_board(capture->workshop, BOARD_IDEAS, activity) == 0)
        say_empty(grid, area, "No idea to be sorted yet");
    else
        workshop_draw_board(capture, grid, area, BOARD_IDEAS, true);
}

static const ActivityPane panes[] = {
    {"silent-generation", BOARD_HERE, compose_silence, NULL, {ACTION_NONE}},
    {"round-robin", BOARD_IDEAS, compose_board, NULL, {ACTION_TURN}},
    {"clarify", BOARD_IDEAS, compose_board, NULL, {ACTION_MERGE}},
    {"rank", BOARD_IDEAS, votes_compose, votes_load, {ACTION_BALLOT, ACTION_TALLY, ACTION_RESULT}},
    {"dot-vote", BOARD_IDEAS, votes_compose, votes_load, {ACTION_BALLOT, ACTION_TALLY, ACTION_RESULT}},
    {"affinity", BOARD_IDEAS, compose_clusters, NULL, {ACTION_CLUSTER}},
    {"1-2-4-all", BOARD_HERE, compose_board, NULL, {ACTION_STAGE, ACTION_TABLE}},
    {"world-cafe", BOARD_HERE, compose_board, NULL, {ACTION_STAGE, ACTION_TABLE}},
    {"recommendations",
     BOARD_RECOMMENDATIONS,
     register_compose,
     register_load,
     {ACTION_REGISTER, ACTION_TABLE}},
    {"co-interpretation",
     BOARD_NONE,
     finding_compose,
     finding_load,
     {ACTION_FINDING, ACTION_RECOGNISE, ACTION_AMEND, ACTION_CHALLENGE, ACTION_ADD}},
    {"maturity",
     BOARD_NONE,
     maturity_compose,
     maturity_load,
     {ACTION_STAGE, ACTION_BALLOT, ACTION_RESULT, ACTION_CONSENSUS}},
    {"break", BOARD_NONE, compose_break, NULL, {ACTION_NONE}},
};

const ActivityPane *activity_find_pane(const Topic *activity)
{
    static const ActivityPane other = {"", BOARD_NONE, compose_notes, NULL, {ACTION_NONE}};

    for (size_t i = 0; activity != NULL && i < sizeof panes / sizeof panes[0]; i++)
        if (strcmp(panes[i].method, activity->method) == 0)
            return &panes[i];
    return &other;
}
