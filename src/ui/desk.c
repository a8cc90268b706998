/* SPDX-License-Identifier: MIT */
/* desk: the stack of views; keys to acts or text, deadlines, idle work. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "rir/mem.h"
#include "rir/view.h"

typedef struct {
    const ViewClass *class;
    void *self;
} View;

struct Desk {
    Keymap *keymap;
    View *views; /* the last is on top */
    size_t count;
    size_t room;
    View *closing; /* popped, to be closed when no function of theirs can be running */
    size_t closing_count;
    size_t closing_room;
    int depth; /* of calls into views */
    bool is_ended;
    bool is_stale;
    bool is_prefixed; /* Esc was pressed where it means nothing by itself: the next key counts as with Alt */
    DeskRequest request;
    Str message;
    Role message_role;
    Str hints; /* as made last, for a context and columns: they stay the same from key to key */
    Context hints_context;
    size_t hints_columns;
};

Desk *desk_new(const Settings *settings)
{
    Desk *desk = mem_new(sizeof *desk);

    desk->keymap = keymap_new();
    desk->is_stale = true;
    if (settings != NULL) {
        Str problems = STR_EMPTY;
        keymap_read_settings(desk->keymap, settings, &problems);
        desk->message_role = ROLE_WARNING;
        for (const char *line = str_text(&problems); *line != '\0';) {
            size_t size = strcspn(line, "\n");
            str_add(&desk->message, desk->message.size > 0 ? ". " : "");
            str_add_bytes(&desk->message, line, size);
            line += size + (line[size] != '\0');
        }
        str_free(&problems);
    }
    return desk;
}

static View *find_top(const Desk *desk)
{
    return desk->count > 0 ? &desk->views[desk->count - 1] : NULL;
}

static void enter(Desk *desk)
{
    desk->depth++;
}

/* Closes what was popped once no function of a view is running. */
static void leave(Desk *desk)
{
    if (--desk->depth > 0)
        return;
    while (desk->closing_count > 0) {
        View view = desk->closing[--desk->closing_count];
        if (view.class->close != NULL)
            view.class->close(view.self);
    }
}

void desk_free(Desk *desk)
{
    if (desk == NULL)
        return;
    while (desk->count > 0)
        desk_pop(desk);
    keymap_free(desk->keymap);
    free(desk->views);
    free(desk->closing);
    str_free(&desk->message);
    str_free(&desk->hints);
    free(desk);
}

void desk_push(Desk *desk, const ViewClass *class, void *self)
{
    desk->views = mem_grow(desk->views, &desk->room, desk->count + 1, sizeof *desk->views);
    desk->views[desk->count++] = (View){class, self};
    desk->is_stale = true;
    desk->is_prefixed = false;
}

void desk_pop(Desk *desk)
{
    if (desk->count == 0)
        return;
    enter(desk);
    desk->closing =
        mem_grow(desk->closing, &desk->closing_room, desk->closing_count + 1, sizeof *desk->closing);
    desk->closing[desk->closing_count++] = desk->views[--desk->count];
    desk->is_stale = true;
    desk->is_prefixed = false;
    leave(desk);
}

bool desk_is_over(const Desk *desk)
{
    return desk->is_ended || desk->count == 0;
}

bool desk_is_stale(const Desk *desk)
{
    return desk->is_stale;
}

void desk_touch(Desk *desk)
{
    desk->is_stale = true;
}

DeskRequest desk_take_request(Desk *desk)
{
    DeskRequest request = desk->request;

    desk->request = DESK_NOTHING;
    return request;
}

const Keymap *desk_find_keymap(const Desk *desk)
{
    return desk->keymap;
}

Context desk_find_context(const Desk *desk)
{
    const View *view = find_top(desk);

    return view != NULL ? view->class->context : CONTEXT_NONE;
}

void desk_say(Desk *desk, Role role, const char *format, ...)
{
    va_list args;

    str_clear(&desk->message);
    va_start(args, format);
    str_add_formatv(&desk->message, format, args);
    va_end(args);
    desk->message_role = role;
    desk->is_stale = true;
}

void desk_say_error(Desk *desk, const Err *err)
{
    desk_say(desk, err->code == ERR_REFUSED ? ROLE_WARNING : ROLE_ALARM, "%s", err->text);
}

const char *desk_find_message(const Desk *desk)
{
    return str_text(&desk->message);
}

/* Leaving with Ctrl-c is for lists and forms; the screen at the bottom stays. */
static void interrupt(Desk *desk)
{
    const ActionRow *back = action_find(ACTION_BACK);

    if (desk->count > 1 && (back->contexts & (unsigned)desk_find_context(desk)) != 0)
        desk_act(desk, ACTION_BACK, 0);
    else
        desk_say(desk, ROLE_DIM, "Nothing to interrupt: everything saved stays saved");
}

static void answer(Desk *desk, Action action)
{
    switch (action) {
    case ACTION_HELP:
        help_open(desk);
        break;
    case ACTION_PALETTE:
        palette_open(desk);
        break;
    case ACTION_REDRAW:
        desk->request = DESK_REPAINT;
        break;
    case ACTION_SUSPEND:
        desk->request = DESK_SUSPEND;
        break;
    case ACTION_BACK:
        desk_pop(desk);
        break;
    case ACTION_INTERRUPT:
        interrupt(desk);
        break;
    case ACTION_QUIT:
        desk->is_ended = true;
        break;
    default:
        break;
    }
}

void desk_act(Desk *desk, Action action, int number)
{
    View *view = find_top(desk);

    desk->is_stale = true;
    if (view == NULL)
        return;
    View now = *view;
    enter(desk);
    if (now.class->act == NULL || !now.class->act(now.self, desk, action, number))
        answer(desk, action);
    leave(desk);
}

static void take_text(Desk *desk, const char *text, size_t size, bool is_paste)
{
    View *view = find_top(desk);

    if (view == NULL || view->class->type == NULL || !context_is_text(view->class->context))
        return;
    View now = *view;
    enter(desk);
    now.class->type(now.self, desk, text, size, is_paste);
    leave(desk);
}

static void take_key(Desk *desk, Key key)
{
    bool was_prefixed = desk->is_prefixed;
    int number = 0;

    desk->is_prefixed = false;
    if (was_prefixed && key == PRESS_ESCAPE)
        return;
    if (was_prefixed)
        key |= KEY_ALT;
    Action action = keymap_find(desk->keymap, desk_find_context(desk), key, &number);
    if (action == ACTION_NONE && was_prefixed &&
        (key_is_named(key) || !context_is_text(desk_find_context(desk)))) {
        /* An Esc too many, pressed to get out of where nothing is left to get out of, costs no key. */
        key &= ~KEY_ALT;
        action = keymap_find(desk->keymap, desk_find_context(desk), key, &number);
    }
    if (action != ACTION_NONE) {
        desk_act(desk, action, number);
    } else if (key == PRESS_ESCAPE) {
        desk->is_prefixed = true;
    } else if (key_is_text(key)) {
        Str text = STR_EMPTY;
        text_add_point(&text, key);
        take_text(desk, text.data, text.size, false);
        str_free(&text);
    }
}

static void tick_views(Desk *desk)
{
    enter(desk);
    for (size_t i = desk->count; i-- > 0;)
        if (i < desk->count && desk->views[i].class->tick != NULL)
            desk->views[i].class->tick(desk->views[i].self, desk);
    leave(desk);
}

static void take_change(Desk *desk)
{
    const View *top = desk->count > 0 ? &desk->views[desk->count - 1] : NULL;

    enter(desk);
    if (top != NULL && top->class->change != NULL)
        top->class->change(top->self, desk);
    leave(desk);
}

static void hang_up(Desk *desk)
{
    enter(desk);
    for (size_t i = desk->count; i-- > 0;)
        if (i < desk->count && desk->views[i].class->hang_up != NULL)
            desk->views[i].class->hang_up(desk->views[i].self, desk);
    leave(desk);
    desk->is_ended = true;
}

void desk_handle(Desk *desk, const Input *input)
{
    /* Of a change the view says by desk_touch whether anything is to be drawn; what was to be drawn before it
     * still is. */
    desk->is_stale = desk->is_stale || input->type != INPUT_CHANGE;
    switch (input->type) {
    case INPUT_KEY:
        str_clear(&desk->message);
        take_key(desk, input->key);
        break;
    case INPUT_PASTE:
        str_clear(&desk->message);
        desk->is_prefixed = false;
        take_text(desk, input->text, input->size, true);
        break;
    case INPUT_RESIZE:
        break;
    case INPUT_HANG_UP:
        hang_up(desk);
        break;
    case INPUT_CHANGE:
        take_change(desk);
        break;
    case INPUT_RESUME:
    case INPUT_TICK:
        tick_views(desk);
        break;
    }
}

int desk_find_watch(const Desk *desk)
{
    const View *top = desk->count > 0 ? &desk->views[desk->count - 1] : NULL;

    return top != NULL && top->class->find_watch != NULL ? top->class->find_watch(top->self) : -1;
}

int64_t desk_find_deadline(const Desk *desk)
{
    int64_t soonest = -1;

    for (size_t i = 0; i < desk->count; i++) {
        const View *view = &desk->views[i];
        int64_t deadline = view->class->find_deadline != NULL ? view->class->find_deadline(view->self) : -1;
        if (deadline >= 0 && (soonest < 0 || deadline < soonest))
            soonest = deadline;
    }
    return soonest;
}

bool desk_work(Desk *desk)
{
    bool is_more = false;

    enter(desk);
    for (size_t i = desk->count; i-- > 0 && !is_more;)
        if (i < desk->count && desk->views[i].class->work != NULL)
            is_more = desk->views[i].class->work(desk->views[i].self, desk);
    leave(desk);
    return is_more;
}

/* A screen too small to show anything says so, and what is safe. */
static void draw_too_small(Desk *desk, Grid *grid)
{
    const View *view = find_top(desk);
    Area area = grid_find_area(grid);
    Str text = STR_EMPTY;

    str_add_format(&text, "Too small: %d x %d here, %d x %d needed. ", area.columns, area.rows,
                   DESK_LEAST_COLUMNS, DESK_LEAST_ROWS);
    if (view->class->add_safety != NULL)
        view->class->add_safety(view->self, &text);
    else
        str_add(&text, "Nothing is lost.");
    int lines = grid_put_wrapped(grid, area, ROLE_TEXT, text.data, text.size, 0);
    grid_set_cursor(grid, lines, 0);
    str_free(&text);
}

void desk_draw(Desk *desk, Grid *grid)
{
    View *view = find_top(desk);
    bool is_small = grid_count_rows(grid) < DESK_LEAST_ROWS || grid_count_columns(grid) < DESK_LEAST_COLUMNS;

    if (view == NULL || is_small || !view->class->draws_over)
        grid_clear(grid);
    desk->is_stale = false;
    if (view == NULL)
        return;
    if (is_small)
        draw_too_small(desk, grid);
    else if (view->class->draw != NULL)
        view->class->draw(view->self, desk, grid);
}

static const char *find_hints(Desk *desk, size_t columns)
{
    Context context = desk_find_context(desk);

    if (desk->hints.size == 0 || desk->hints_context != context || desk->hints_columns != columns) {
        str_clear(&desk->hints);
        keymap_add_hints(&desk->hints, desk->keymap, context, columns);
        desk->hints_context = context;
        desk->hints_columns = columns;
    }
    return str_text(&desk->hints);
}

void desk_draw_foot(Desk *desk, Grid *grid, Role role, const char *status)
{
    Area area = grid_find_area(grid);
    int row = area.rows - 1;

    if (desk->message.size > 0) {
        int lines = grid_count_lines(desk->message.data, desk->message.size, area.columns - 2);
        lines = lines > 4 ? 4 : lines;
        area = (Area){area.rows - lines, 1, lines, area.columns - 2};
        grid_erase(grid, (Area){area.row, 0, lines, area.columns + 2});
        grid_put_wrapped(grid, area, desk->message_role, desk->message.data, desk->message.size, 0);
        return;
    }
    int column = 1;
    if (desk->is_prefixed)
        column += grid_put(grid, row, column, ROLE_KEY, "Esc") + 3;
    else if (*status != '\0')
        column += grid_put(grid, row, column, role, status) + 3;
    if (column < area.columns - 1)
        grid_put(grid, row, column, ROLE_DIM, find_hints(desk, (size_t)(area.columns - 1 - column)));
}

void desk_draw_head(Grid *grid, const char *title, const char *more)
{
    int columns = grid_count_columns(grid);
    int end = columns - 1;

    if (more != NULL)
        end = grid_put_right(grid, 0, columns / 2, columns - 1, ROLE_DIM, more) - 1;
    grid_put_short(grid, 0, 1, ROLE_TITLE, title, strlen(title), end - 1);
    grid_draw_across(grid, 1, 0, columns);
}
