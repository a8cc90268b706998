/* SPDX-License-Identifier: MIT */
/* run: the one loop of the screens. Draw what changed, do idle work in slices, wait for exactly what comes
 * next. */
#include "rir/term.h"

#include <time.h>

/* Input that keeps coming faster than it can be shown still shows so often. */
#define MOST_UNDRAWN 64

static void answer_request(Term *term, Desk *desk)
{
    Input resume = {.type = INPUT_RESUME};

    switch (desk_take_request(desk)) {
    case DESK_SUSPEND:
        term_suspend(term);
        desk_handle(desk, &resume);
        break;
    case DESK_REPAINT:
        term_forget(term);
        break;
    case DESK_NOTHING:
        break;
    }
}

static void draw(Term *term, Desk *desk, Grid *grid)
{
    int rows, columns;

    term_find_size(term, &rows, &columns);
    if (rows != grid_count_rows(grid) || columns != grid_count_columns(grid))
        grid_resize(grid, rows, columns);
    grid_set_ascii(grid, term_is_ascii(term));
    desk_draw(desk, grid);
    term_show(term, grid);
}

/* How long to wait: not at all while there is work, else until the desk's next deadline. */
static int64_t find_timeout(const Desk *desk, bool has_work)
{
    return has_work ? 0 : desk_find_deadline(desk);
}

static void run(Term *term, Desk *desk, Grid *grid)
{
    Input input, tick = {.type = INPUT_TICK};
    bool has_work = true;
    int undrawn = 0;

    while (!desk_is_over(desk)) {
        /* What has come in already is taken first, so that a burst of keys is drawn once. */
        bool is_next = desk_is_stale(desk) && undrawn++ < MOST_UNDRAWN && term_wait(term, 0, &input);
        if (!is_next && desk_is_stale(desk)) {
            draw(term, desk, grid);
            undrawn = 0;
        }
        term_watch(term, desk_find_watch(desk));
        if (!is_next)
            is_next = term_wait(term, find_timeout(desk, has_work), &input);
        if (is_next) {
            desk_handle(desk, &input);
            answer_request(term, desk);
            has_work = true;
        } else if (desk_find_deadline(desk) == 0) {
            desk_handle(desk, &tick);
            has_work = true;
        } else if (has_work) {
            has_work = desk_work(desk);
        }
    }
}

int term_run(Desk *desk, const Settings *settings, Err *err)
{
    Term *term = term_open(settings, err);
    Grid *grid = grid_new(1, 1);

    if (term != NULL) {
        if (term_find_notice(term)[0] != '\0')
            desk_say(desk, ROLE_WARNING, "%s", term_find_notice(term));
        run(term, desk, grid);
    }
    grid_free(grid);
    bool was_open = term != NULL;
    term_close(term);
    return was_open ? 0 : -1;
}
