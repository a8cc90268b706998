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
        say_empty(grid, area, scope == BOARD_RECOMMENDATIONS ? "No recommendation yet: type, and press Enter"
                                                             : "No card yet: type, and press Enter");
    else
        workshop_draw_board(capture, grid, area, scope, false);
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
    {"silent-generation", BOARD_HERE, compose_board},
    {"round-robin", BOARD_IDEAS, compose_board},
    {"clarify", BOARD_IDEAS, compose_board},
    {"rank", BOARD_IDEAS, compose_board},
    {"dot-vote", BOARD_IDEAS, compose_board},
    {"affinity", BOARD_IDEAS, compose_clusters},
    {"1-2-4-all", BOARD_HERE, compose_board},
    {"world-cafe", BOARD_HERE, compose_board},
    {"recommendations", BOARD_RECOMMENDATIONS, compose_board},
};

const ActivityPane *activity_find_pane(const Topic *activity)
{
    static const ActivityPane other = {"", BOARD_NONE, compose_notes};

    for (size_t i = 0; activity != NULL && i < sizeof panes / sizeof panes[0]; i++)
        if (strcmp(panes[i].method, activity->method) == 0)
            return &panes[i];
    return &other;
}
