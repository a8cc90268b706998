/* SPDX-License-Identifier: MIT */
/* The upper part of a workshop's screen: the activity and the time left, what is read out, whose turn it is.
 */
#include <string.h>

#include "big.h"
#include "rir/clock.h"
#include "rir/method.h"
#include "rir/roster.h"
#include "workshop.h"

#define MINUTE_MS 60000
#define LABEL_COLUMNS 6
#define TIME_COLUMNS 12

/* --- now and next */

/* The time left as it is said: "4:10 left", "0:40 over"; "" where the activity has no minutes. */
static void add_left(const Capture *capture, Str *out)
{
    const Agenda *agenda = &capture->workshop->agenda;
    bool is_over = agenda->left < 0;
    int64_t left = is_over ? -agenda->left : agenda->left;

    if (!agenda->has_left)
        return;
    if (capture->has_clock)
        capture_add_stamp(out, left);
    else
        str_add_format(out, "%lld min", (long long)((left + MINUTE_MS - 1) / MINUTE_MS));
    str_add(out, is_over ? " over" : " left");
}

static Role find_cue_role(AgendaCue cue)
{
    if (cue == AGENDA_CALM)
        return ROLE_ACCENT;
    return cue == AGENDA_FIVE ? ROLE_WARNING : ROLE_ALARM;
}

static void put_short(Grid *grid, int row, int column, int end, Role role, const char *text)
{
    if (column < end)
        grid_put_short(grid, row, column, role, text, strlen(text), end - column);
}

static void draw_next(const Agenda *agenda, Grid *grid, int row, int column, int end)
{
    const Activity *next = agenda->next != SESSION_NONE ? &agenda->list[agenda->next] : NULL;

    column += grid_put(grid, row, column, ROLE_DIM, "NEXT") + 2;
    if (next == NULL) {
        put_short(grid, row, column, end, ROLE_DIM, "nothing more");
        return;
    }
    if (next->planned > 0)
        column +=
            grid_put_format(grid, row, column, ROLE_DIM, "%lld min", (long long)(next->planned / MINUTE_MS)) +
            2;
    put_short(grid, row, column, end, ROLE_DIM, next->topic->title);
}

static void draw_activity(const Capture *capture, Grid *grid, int row, Area area)
{
    const Agenda *agenda = &capture->workshop->agenda;
    int middle = area.column + area.columns * 58 / 100, column = area.column;
    const Topic *activity = session_find_activity(capture->session);
    Role role = find_cue_role(agenda->cue);
    Str left = STR_EMPTY;

    grid_erase(grid, (Area){row, 0, 1, grid_count_columns(grid)});
    grid_put(grid, row, column, ROLE_DIM, "NOW");
    column += LABEL_COLUMNS;
    add_left(capture, &left);
    if (left.size > 0) {
        grid_put(grid, row, column, role, left.data);
        column += left.size >= TIME_COLUMNS ? (int)left.size + 1 : TIME_COLUMNS;
    }
    str_free(&left);
    put_short(grid, row, column, middle - 1, ROLE_ACCENT, activity->title);
    draw_next(agenda, grid, row, middle, area.column + area.columns);
}

/* --- what holds */

static void add_seat(const Session *session, Str *out, const char *what, size_t person)
{
    size_t seat = roster_find_person(session, person).seat;

    if (seat > 0)
        capture_add_part(out, "%s: seat %zu", what, seat);
    else
        capture_add_part(out, "%s: somebody without a seat", what);
}

static void add_turn(const Session *session, Str *out)
{
    RosterTurn turn = roster_find_turn(session);
    const Topic *activity = session_find_activity(session);
    bool is_round = strcmp(activity->method, "round-robin") == 0;

    if (turn.is_on && turn.person != SESSION_NONE)
        add_seat(session, out, "turn", turn.person);
    else if (turn.is_on)
        capture_add_part(out, "turn: somebody else");
    size_t next = is_round ? roster_find_next(session) : SESSION_NONE;
    if (next != SESSION_NONE && next != turn.person)
        add_seat(session, out, "next", next);
    if (turn.overlaps > 0)
        capture_add_part(out, "several at once");
}

static void add_stage(const Capture *capture, Str *out)
{
    SessionStage stage = session_find_stage(capture->session);

    if (stage.count == 0)
        return;
    capture_add_part(out, "stage %zu of %zu: %s", stage.index + 1, stage.count, stage.name);
    if (stage.planned == 0)
        return;
    bool is_over = stage.used > stage.planned;
    str_add(out, "  ");
    if (capture->has_clock)
        capture_add_stamp(out, is_over ? stage.used - stage.planned : stage.planned - stage.used);
    else
        str_add_format(out, "%lld min", (long long)((stage.planned + MINUTE_MS - 1) / MINUTE_MS));
    str_add(out, !capture->has_clock ? "" : is_over ? " over" : " left");
}

static void add_status(const Capture *capture, Str *out)
{
    const Session *session = capture->session;
    int table = session_find_table(session);
    const char *sheet = session_find_sheet(session);

    add_stage(capture, out);
    if (capture->workshop->ballots.count > 0)
        capture_add_part(out, "%zu of %zu ballots%s", capture->workshop->ballots.cast,
                         capture->workshop->ballots.here,
                         capture->workshop->ballots.is_revealed ? ", closed" : "");
    if (roster_is_plenary(session))
        add_turn(session, out);
    if (table > 0)
        capture_add_part(out, "from table %d", table);
    if (*sheet != '\0')
        capture_add_part(out, "from sheet %s", sheet);
}

/* In the largest figures that fit. */
static void draw_clock(const Capture *capture, Grid *grid)
{
    const Workshop *workshop = capture->workshop;
    int64_t left = workshop->agenda.left;
    Area area = workshop->clock;
    Str text = STR_EMPTY;

    if (area.rows == 0)
        return;
    capture_add_stamp(&text, left < 0 ? -left : left);
    if (area.rows > 3)
        area = (Area){area.row + 1, area.column + area.columns / 4, area.rows - 2,
                      area.columns - area.columns / 4 - 1};
    if (big_put(grid, area, find_cue_role(workshop->agenda.cue), text.data) > 0 && left < 0)
        grid_put(grid, workshop->clock.row, workshop->clock.column, ROLE_ALARM, "over time by");
    str_free(&text);
}

void workshop_draw_now(const Capture *capture, Grid *grid, Area area)
{
    const Workshop *workshop = capture->workshop;
    Str status = STR_EMPTY;

    draw_activity(capture, grid, workshop->now_row, (Area){area.row, area.column, 1, area.columns - 1});
    draw_clock(capture, grid);
    if (workshop->status_row < 0)
        return;
    add_status(capture, &status);
    grid_erase(grid, (Area){workshop->status_row, 0, 1, grid_count_columns(grid)});
    put_short(grid, workshop->status_row, area.column, area.column + area.columns - 1, ROLE_TEXT,
              str_text(&status));
    str_free(&status);
}

/* --- what is read out */

/* What this stage of it begins with, what the guide says, or what the method usually says. */
static void add_instruction(const Session *session, Str *out)
{
    SessionTopic state = session_find_topic_state(session, session_find_topic(session));
    SessionStage stage = session_find_stage(session);
    const MethodRow *method = method_find(state.topic->method);
    const char *say = state.topic->say;

    if (stage.count > 0 && stage.index > 0 && *stage.say != '\0')
        say = stage.say;
    else if (*say == '\0' && method != NULL)
        say = method->say;
    if (*say != '\0')
        str_add_format(out, "%s %s", state.is_read ? "read out already:" : "read out:", say);
}

/* Returns the rows it takes; one of them is enough once it was read out. */
static int compose_instruction(Capture *capture, Grid *grid, Area area, int most, bool *is_cut)
{
    Session *session = capture->session;
    bool is_read = session_find_topic_state(session, session_find_topic(session)).is_read;
    Str text = STR_EMPTY;

    add_instruction(session, &text);
    int all = text.size > 0 ? grid_count_lines(text.data, text.size, area.columns - 1) : 0;
    if (is_read && capture->question_skip == 0)
        most = 1;
    int rows = all < most ? all : most, over = all - rows;
    if (capture->question_skip > over)
        capture->question_skip = over;
    if (capture->question_skip < 0)
        capture->question_skip = 0;
    if (rows > 0)
        grid_put_wrapped(grid, (Area){area.row, area.column, rows, area.columns - 1},
                         is_read ? ROLE_DIM : ROLE_TEXT, text.data, text.size, capture->question_skip);
    capture->question_rows = rows;
    *is_cut = over > capture->question_skip;
    str_free(&text);
    return rows;
}

/* --- the rule above the board: what is below it, and what else there is */

static size_t count_kind(const Cards *cards, NoteKind kind)
{
    size_t count = 0;

    for (size_t i = 0; i < cards->count; i++)
        count += cards->list[i].kind == kind;
    return count;
}

static void add_count(Str *out, size_t count, const char *one, const char *many)
{
    if (count > 0)
        capture_add_part(out, "%zu %s", count, count == 1 ? one : many);
}

/* The stages of rating are its dimensions. */
static const char *find_label(const Capture *capture, Action action)
{
    bool is_rating = strcmp(session_find_activity(capture->session)->method, "maturity") == 0;
    return action == ACTION_STAGE && is_rating ? "dimension" : action_find(action)->label;
}

/* A key and what it does, `Alt` once before all of them; false when there is no room for it. */
static bool add_key(Str *out, const Desk *desk, Action action, const char *label, size_t columns)
{
    Key key = keymap_find_key(desk_find_keymap(desk), action, CONTEXT_WORKSHOP, 0);
    bool is_alt = (key & KEY_ALT) != 0 && !key_is_named(key);
    size_t before = out->size;

    if (key == KEY_NONE)
        return true;
    str_add(out, out->size == 0 ? is_alt ? "Alt: " : "" : "  ");
    key_add_name(out, is_alt ? key & ~KEY_ALT : key);
    str_add_format(out, " %s", label);
    if (text_measure(out->data, out->size) > columns)
        str_cut(out, before);
    return out->size > before;
}

/* What is done here more than elsewhere, and that there is more to be read out. Returns the column behind it.
 */
static int draw_acts(const Capture *capture, const Desk *desk, Grid *grid, int row, bool is_cut)
{
    const ActivityPane *pane = activity_find_pane(session_find_activity(capture->session));
    size_t columns = (size_t)grid_count_columns(grid) - 6, most = sizeof pane->acts / sizeof pane->acts[0];
    Str keys = STR_EMPTY, text = STR_EMPTY;

    for (size_t i = 0; i < most && pane->acts[i] != ACTION_NONE; i++)
        if (!add_key(&keys, desk, pane->acts[i], find_label(capture, pane->acts[i]), columns))
            break;
    if (is_cut)
        add_key(&keys, desk, ACTION_READ_DOWN, action_find(ACTION_READ_DOWN)->label, columns);
    if (keys.size > 0)
        str_add_format(&text, " %s ", keys.data);
    int column = 2 + grid_put(grid, row, 2, ROLE_DIM, str_text(&text));
    str_free(&keys);
    str_free(&text);
    return column;
}

static void draw_heading(const Capture *capture, const Desk *desk, Grid *grid, int row, bool is_cut)
{
    const Cards *cards = &capture->workshop->cards;
    int columns = grid_count_columns(grid);
    Str text = STR_EMPTY;

    grid_draw_across(grid, row, 0, columns);
    int from = draw_acts(capture, desk, grid, row, is_cut) + 2;
    add_count(&text, count_kind(cards, NOTE_IDEA), "idea", "ideas");
    add_count(&text, count_kind(cards, NOTE_RECOMMENDATION), "recommendation", "recommendations");
    add_count(&text, count_kind(cards, NOTE_DECISION), "decision", "decisions");
    add_count(&text, count_kind(cards, NOTE_DISSENT), "dissent", "dissent");
    add_count(&text, count_kind(cards, NOTE_ACTION), "action", "actions");
    add_count(&text, count_kind(cards, NOTE_PARKED), "parked", "parked");
    if (text.size > 0) {
        Str framed = STR_EMPTY;
        str_add_format(&framed, " %s ", text.data);
        if (from + (int)framed.size <= columns - 2)
            grid_put_right(grid, row, from, columns - 2, ROLE_DIM, framed.data);
        str_free(&framed);
    }
    str_free(&text);
}

/* --- the whole */

static int compose_reading(Capture *capture, Grid *grid, Area area, int most, bool *is_cut)
{
    if (session_find_cursor(capture->session) != SESSION_NONE)
        return capture_draw_question(capture, grid, area, most, is_cut);
    return compose_instruction(capture, grid, area, most, is_cut);
}

/* What is to be read out has most of the screen while there is nothing else on it. */
static int find_reading_rows(const Capture *capture, const ActivityPane *pane, int rows)
{
    const Topic *activity = session_find_activity(capture->session);
    bool is_empty = pane->scope == BOARD_NONE
                        ? pane->load == NULL && capture->stream.notes.count == 0
                        : workshop_count_board(capture->workshop, pane->scope, activity) == 0;

    return is_empty ? rows * 3 / 5 : rows / 3;
}

void workshop_compose(Capture *capture, const Desk *desk, Grid *grid, Area panes)
{
    Workshop *workshop = capture->workshop;
    const ActivityPane *pane = activity_find_pane(session_find_activity(capture->session));
    bool is_cut = false;
    Str status = STR_EMPTY;
    int row = panes.row + 1;

    workshop->now_row = panes.row;
    workshop->clock = (Area){0, 0, 0, 0};
    row += compose_reading(capture, grid, (Area){row, panes.column, panes.rows, panes.columns},
                           find_reading_rows(capture, pane, panes.rows), &is_cut);
    add_status(capture, &status);
    workshop->status_row = status.size > 0 ? row++ : -1;
    str_free(&status);
    draw_heading(capture, desk, grid, row, is_cut);
    row++;
    workshop->window.all = 0;
    pane->compose(capture, desk, grid,
                  (Area){row, panes.column, panes.row + panes.rows - row, panes.columns});
}
