/* SPDX-License-Identifier: MIT */
/* projector: read from the study, not from what is typed: a card is shown once it is on the disk. */
#include "rir/projector.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "big.h"
#include "projector_show.h"
#include "rir/agenda.h"
#include "rir/cards.h"
#include "rir/clock.h"
#include "rir/mem.h"
#include "rir/watch.h"

#define SECOND_MS 1000
#define LABEL_MOST 8
#define TALL_ROWS 3     /* of letters of half a cell */
#define TALL_COLUMNS 10 /* of a number of two figures in them, and what keeps it apart */

typedef struct {
    Session *session; /* NULL: it was own, and has ended */
    bool is_own;      /* the session is closed with the view */
    char *title;      /* of the session that has ended */
    Watch *watch;
    Showing showing;
    bool must_load;
    size_t looks;     /* that found nothing, since something was written */
    int64_t look_due; /* boot ms; 0: nothing is to be looked for */
    char *trouble;    /* why the last look failed; NULL when it did not */
} Projector;

/* --- what is on */

/* What the activity is called and how long it lasts still; "" when it has no minutes. */
typedef struct {
    const char *title, *instruction;
    char left[CLOCK_STAMP_SIZE + 8];
    AgendaCue cue;
    char stage[sizeof((SessionStage *)0)->name]; /* "in pairs"; "" for none */
    char stage_left[CLOCK_STAMP_SIZE + 8];
} Head;

/* `04:10`, or `+00:40` when it is over. */
static void format_left(char *out, size_t size, int64_t left)
{
    char span[CLOCK_STAMP_SIZE];
    clock_format_span(span, left < 0 ? -left : left);
    snprintf(out, size, "%s%s", left < 0 ? "+" : "", span);
}

static void find_stage(const Session *session, Head *head)
{
    SessionStage stage = session_find_stage(session);
    if (stage.count == 0)
        return;
    memcpy(head->stage, stage.name, sizeof head->stage);
    if (stage.planned > 0)
        format_left(head->stage_left, sizeof head->stage_left, stage.planned - stage.used);
}

static Head find_head(const Projector *projector)
{
    Head head = {"", "", "", AGENDA_CALM, "", ""};
    if (!projector->session) {
        head.title = projector->title;
        head.instruction = "Thank you.";
        return head;
    }
    Agenda agenda = agenda_find(projector->session);
    const SessionFacts *facts = session_find_facts(projector->session);
    if (agenda.now == SESSION_NONE) {
        head.title = facts->title;
        head.instruction = facts->is_ended ? "Thank you." : "";
    } else {
        head.title = agenda.list[agenda.now].topic->title;
        head.instruction = projector->showing.instruction ? projector->showing.instruction : "";
        find_stage(projector->session, &head);
    }
    if (agenda.now != SESSION_NONE && agenda.has_left) {
        format_left(head.left, sizeof head.left, agenda.left);
        head.cue = agenda.cue;
    }
    agenda_free(&agenda);
    return head;
}

/* --- drawing */

/* Returns the row below it. */
static int draw_title(Grid *grid, const Head *head)
{
    int columns = grid_count_columns(grid), rows = grid_count_rows(grid);
    int room = *head->left ? columns - 24 : columns - 2;
    int title = big_put(grid, (Area){1, 1, rows / 4, room}, ROLE_TITLE, head->title);
    if (title == 0) {
        grid_put_short(grid, 1, 1, ROLE_TITLE, head->title, strlen(head->title), room);
        title = 1;
    }
    int left = 0;
    Role role = head->cue == AGENDA_CALM ? ROLE_ACCENT : ROLE_WARNING;
    if (*head->left)
        left = big_put(grid, (Area){1, columns - 22, rows / 4, 21}, role, head->left);
    if (*head->left && left == 0) {
        grid_put_right(grid, 1, columns - 22, columns - 1, role, head->left);
        left = 1;
    }
    int below = 1 + (title > left ? title : left);
    if (*agenda_name_cue(head->cue))
        grid_put_right(grid, below++, 1, columns - 1, ROLE_WARNING, agenda_name_cue(head->cue));
    grid_draw_across(grid, below, 0, columns);
    return below + 1;
}

/* `in pairs  01:40` in letters of half the size; returns the row below it. */
static int draw_stage(Grid *grid, int row, const Head *head)
{
    Str text = STR_EMPTY;
    if (!*head->stage)
        return row;
    str_add_format(&text, "%s%s%s", head->stage, *head->stage_left ? "  " : "", head->stage_left);
    int columns = grid_count_columns(grid) - 2;
    int rows = big_put(grid, (Area){row, 1, grid_count_rows(grid) / 8, columns}, ROLE_TITLE, str_text(&text));
    if (rows == 0) {
        grid_put_short(grid, row, 1, ROLE_TITLE, text.data, text.size, columns);
        rows = 1;
    }
    str_free(&text);
    return row + rows + 1;
}

/* All large, one below the other; false when they do not fit so. */
static bool draw_large(Grid *grid, Area area, const Showing *showing)
{
    Grid *trial = grid_new(grid_count_rows(grid), grid_count_columns(grid));
    bool fits = true;
    grid_set_ascii(trial, grid_is_ascii(grid));
    for (int pass = 0; pass < 2 && fits; pass++) {
        int row = area.row;
        for (size_t i = 0; i < showing->count && fits; i++) {
            const Shown *shown = &showing->list[i];
            Str text = STR_EMPTY;
            showing_add_line(shown, &text);
            int share = (area.row + area.rows - row) / (int)(showing->count - i) - 1;
            int taken = share > 0
                            ? big_put(pass == 0 ? trial : grid, (Area){row, area.column, share, area.columns},
                                      shown->kind == SHOWN_HEADING ? ROLE_TITLE : ROLE_TEXT, str_text(&text))
                            : 0;
            fits = taken > 0;
            row += taken + 1;
            str_free(&text);
        }
    }
    grid_free(trial);
    return fits;
}

static bool has_levels(const Showing *showing)
{
    for (size_t i = 0; i < showing->count; i++)
        if (showing->list[i].kind == SHOWN_LEVEL)
            return true;
    return false;
}

/* How the columns of what is not large are laid out. */
typedef struct {
    int rank, label, count, bar; /* columns of each, 0 where none has it */
    size_t most;
    bool is_tall; /* numbers and bars as high as the smallest of the large letters */
} Layout;

static Layout find_layout(const Showing *showing, int columns)
{
    Layout layout = {0, 0, 0, 0, showing->most, false};
    for (size_t i = 0; i < showing->count; i++) {
        const Shown *shown = &showing->list[i];
        int rank = (int)strlen(shown->rank), label = (int)strlen(shown->label);
        layout.rank = rank > layout.rank ? rank : layout.rank;
        layout.label = label > layout.label ? label : layout.label;
        if (shown->kind == SHOWN_RESULT || shown->kind == SHOWN_LEVEL)
            layout.count = 5;
    }
    layout.label = layout.label > LABEL_MOST ? LABEL_MOST : layout.label;
    layout.label = layout.label < 3 ? 3 : layout.label;
    layout.label++;
    layout.rank += layout.rank > 0;
    layout.bar = layout.count > 0 ? columns / 4 : 0;
    return layout;
}

static int find_text_column(const Layout *layout, const Shown *shown)
{
    bool is_result = shown->kind == SHOWN_RESULT || shown->kind == SHOWN_LEVEL;
    if (shown->kind == SHOWN_HEADING || (!is_result && layout->count > 0))
        return 0;
    return layout->rank + layout->label + (is_result ? layout->count + layout->bar + 1 : 0);
}

/* Whether a line of text can stand there in the smallest of the large letters; draws it unless `grid` is
 * NULL. */
static bool put_tall(Grid *grid, int row, int column, int columns, Role role, const char *text)
{
    Grid *trial = grid ? NULL : grid_new(TALL_ROWS, columns > 0 ? columns : 1);
    Area area = {grid ? row : 0, grid ? column : 0, TALL_ROWS, columns};
    bool fits = columns > 0 && big_put(grid ? grid : trial, area, role, text) > 0;
    grid_free(trial);
    return fits;
}

/* Rows it takes in a column of this width. */
static int count_rows(const Layout *layout, const Shown *shown, int columns)
{
    if (layout->is_tall &&
        (shown->kind == SHOWN_LEVEL || put_tall(NULL, 0, 0, columns, ROLE_TEXT, shown->text)))
        return TALL_ROWS + 1;
    int rows = grid_count_lines(shown->text, strlen(shown->text), columns - find_text_column(layout, shown));
    return rows > 0 ? rows : 1;
}

/* How the ratings of a dimension lie, as large as they fit: true when that is larger than a row each. */
static bool is_tall(const Layout *layout, const Showing *showing, int rows, int columns)
{
    Layout tall = *layout;
    tall.is_tall = true;
    for (size_t i = 0; i < showing->count; i++)
        rows -= count_rows(&tall, &showing->list[i], columns);
    return rows >= 0;
}

static void draw_tall_level(Grid *grid, Area area, const Layout *layout, const Shown *shown)
{
    Str count = STR_EMPTY;
    int column = area.column + TALL_COLUMNS, bar = area.columns - 2 * TALL_COLUMNS;
    int length = layout->most > 0 ? (int)((size_t)bar * shown->count / layout->most) : 0;
    put_tall(grid, area.row, area.column, TALL_COLUMNS, ROLE_ACCENT, shown->label);
    for (int row = 0; row < TALL_ROWS - 1; row++)
        for (int i = 0; i < length || (i == 0 && shown->count > 0); i++)
            grid_put_sign(grid, area.row + row, column + i, ROLE_ACCENT, SIGN_BAR);
    str_add_format(&count, "%zu", shown->count);
    if (shown->count > 0)
        put_tall(grid, area.row, column + length + 2, TALL_COLUMNS, ROLE_TEXT, str_text(&count));
    str_free(&count);
}

static void draw_bar(Grid *grid, int row, int column, const Layout *layout, size_t count)
{
    int length = layout->most > 0 ? (int)((size_t)layout->bar * count / layout->most) : 0;
    for (int i = 0; i < length || (i == 0 && count > 0); i++)
        grid_put_sign(grid, row, column + i, ROLE_ACCENT, SIGN_BAR);
}

static void draw_one(Grid *grid, Area area, const Layout *layout, const Shown *shown)
{
    int column = area.column, text = find_text_column(layout, shown);
    if (layout->is_tall && shown->kind == SHOWN_LEVEL) {
        draw_tall_level(grid, area, layout, shown);
        return;
    }
    if (layout->is_tall && put_tall(grid, area.row, column, area.columns, ROLE_TEXT, shown->text))
        return;
    grid_put_short(grid, area.row, column, ROLE_DIM, shown->rank, strlen(shown->rank), layout->rank);
    column += layout->rank;
    if (layout->label > 0)
        grid_put_short(grid, area.row, column, ROLE_ACCENT, shown->label, strlen(shown->label),
                       layout->label - 1);
    column += layout->label;
    if (shown->kind == SHOWN_RESULT || shown->kind == SHOWN_LEVEL) {
        grid_put_format(grid, area.row, column, ROLE_TEXT, "%3zu", shown->count);
        draw_bar(grid, area.row, column + layout->count, layout, shown->count);
    }
    grid_put_wrapped(grid, (Area){area.row, area.column + text, area.rows, area.columns - text},
                     shown->kind == SHOWN_HEADING ? ROLE_TITLE : ROLE_TEXT, shown->text, strlen(shown->text),
                     0);
}

/* As many of the last, or of the first, as there is room for, in one column or two; a line says how many are
 * not seen. */
static void draw_small(Grid *grid, Area area, const Showing *showing)
{
    int ways =
        area.columns >= 70 && showing->count > (size_t)area.rows / 2 && !showing->is_from_first ? 2 : 1;
    int width = area.columns / ways;
    Layout layout = find_layout(showing, width);
    layout.is_tall =
        has_levels(showing) && !grid_is_ascii(grid) && is_tall(&layout, showing, area.rows - 1, width - 1);
    size_t first = showing->is_from_first ? 0 : showing->count, last = showing->count;
    int free_rows[2] = {area.rows - 1, ways == 2 ? area.rows - 1 : 0};
    /* From the last one backwards: the right column first. */
    for (int way = ways - 1; way >= 0 && first > 0; way--)
        while (first > 0 && count_rows(&layout, &showing->list[first - 1], width - 1) <= free_rows[way])
            free_rows[way] -= count_rows(&layout, &showing->list[--first], width - 1);
    if (first > 0)
        grid_put_format(grid, area.row, area.column, ROLE_DIM, "%zu more before these", first);
    int row = area.row + 1, way = 0;
    for (size_t i = first; i < last; i++) {
        int rows = count_rows(&layout, &showing->list[i], width - 1);
        if (row + rows > area.row + area.rows && way + 1 < ways) {
            way++;
            row = area.row + 1;
        }
        if (row + rows > area.row + area.rows && showing->is_from_first) {
            grid_put_format(grid, area.row, area.column, ROLE_DIM, "%zu more after these", last - i);
            break;
        }
        draw_one(grid, (Area){row, area.column + way * width, rows, width - 1}, &layout, &showing->list[i]);
        row += rows;
    }
}

static void projector_draw(void *self, Desk *desk, Grid *grid)
{
    Projector *projector = self;
    Head head = find_head(projector);
    (void)desk;
    int row = draw_stage(grid, draw_title(grid, &head), &head);
    Area area = {row, 1, grid_count_rows(grid) - row - 1, grid_count_columns(grid) - 2};
    if (projector->showing.count == 0) {
        if (big_put(grid, area, ROLE_TEXT, head.instruction) == 0)
            grid_put_wrapped(grid, area, ROLE_TEXT, head.instruction, strlen(head.instruction), 0);
    } else if (has_levels(&projector->showing) || !draw_large(grid, area, &projector->showing)) {
        draw_small(grid, area, &projector->showing);
    }
    if (projector->trouble)
        grid_put_short(grid, grid_count_rows(grid) - 1, 1, ROLE_WARNING, projector->trouble,
                       strlen(projector->trouble), area.columns);
    grid_set_cursor(grid, grid_count_rows(grid) - 1, 0);
}

/* --- following */

/* What was struck in a session is erased at its end, and for that nobody else may have the study open. */
static void leave(Projector *projector)
{
    Store *store = session_find_store(projector->session);
    projector->title = mem_copy_text(session_find_facts(projector->session)->title);
    showing_free(&projector->showing);
    session_close(projector->session, NULL);
    projector->session = NULL;
    store_let_go(store);
}

/* Returns whether anything was found. */
static bool look(Projector *projector, Desk *desk)
{
    Err err = {0};
    if (!projector->session)
        return false;
    int found = projector->is_own ? session_look(projector->session, &err) : 1;
    if (found > 0 || projector->must_load)
        found = showing_read(&projector->showing, projector->session, &err) == 0 ? 1 : -1;
    projector->must_load = found < 0;
    free(projector->trouble);
    projector->trouble = found < 0 ? mem_copy_text(err.text) : NULL;
    if (found > 0 && projector->is_own && session_find_facts(projector->session)->is_ended)
        leave(projector);
    if (found != 0)
        desk_touch(desk);
    return found > 0;
}

/* What is written can be read only a little after the last byte of it: once it is synced, and SQLite has said
 * so in memory, of which the folder tells nothing. */
static void look_again(Projector *projector, Desk *desk)
{
    static const int64_t waits[] = {10, 30, 100, 300, 500};
    bool is_done = look(projector, desk) || projector->looks == sizeof waits / sizeof *waits;
    projector->look_due = is_done ? 0 : clock_read().boot + waits[projector->looks];
    projector->looks = is_done ? 0 : projector->looks + 1;
}

static int projector_find_watch(const void *self)
{
    const Projector *projector = self;
    return projector->watch ? watch_find_descriptor(projector->watch) : -1;
}

static void projector_change(void *self, Desk *desk)
{
    Projector *projector = self;
    if (!watch_take(projector->watch))
        return;
    projector->looks = 0;
    look_again(projector, desk);
}

/* Once a second while a time is shown that runs. */
static int64_t find_clock_deadline(const Projector *projector)
{
    if (!projector->session)
        return -1;
    SessionTime time = session_find_time(projector->session);
    Head head = find_head(projector);
    return (*head.left || *head.stage_left) && !time.is_paused ? SECOND_MS - time.elapsed % SECOND_MS : -1;
}

static int64_t projector_find_deadline(const void *self)
{
    const Projector *projector = self;
    int64_t deadline = find_clock_deadline(projector);
    if (projector->must_load)
        deadline = SECOND_MS;
    if (projector->look_due == 0)
        return deadline;
    int64_t left = projector->look_due - clock_read().boot;
    left = left > 0 ? left : 0;
    return deadline < 0 || left < deadline ? left : deadline;
}

static void projector_tick(void *self, Desk *desk)
{
    Projector *projector = self;
    if (projector->must_load)
        look(projector, desk);
    else if (projector->look_due != 0 && clock_read().boot >= projector->look_due)
        look_again(projector, desk);
    desk_touch(desk);
}

static bool projector_act(void *self, Desk *desk, Action action, int number)
{
    (void)self;
    (void)number;
    if (action != ACTION_BACK && action != ACTION_PROJECTOR)
        return false;
    desk_pop(desk);
    return true;
}

static void projector_add_safety(const void *self, Str *out)
{
    (void)self;
    str_add(out, "Everything is saved.");
}

static void projector_close(void *self)
{
    Projector *projector = self;
    showing_free(&projector->showing);
    free(projector->trouble);
    free(projector->title);
    watch_close(projector->watch);
    if (projector->is_own)
        session_close(projector->session, NULL);
    free(projector);
}

static const ViewClass projector_class = {
    .name = "projector",
    .context = CONTEXT_PROJECTOR,
    .draw = projector_draw,
    .act = projector_act,
    .find_deadline = projector_find_deadline,
    .tick = projector_tick,
    .find_watch = projector_find_watch,
    .change = projector_change,
    .add_safety = projector_add_safety,
    .close = projector_close,
};

static void push(Desk *desk, Projector *projector)
{
    projector->must_load = true;
    desk_push(desk, &projector_class, projector);
    look(projector, desk);
}

int projector_open(Desk *desk, Session *session, Err *err)
{
    Watch *watch = watch_open(store_find_path(session_find_store(session)), err);
    if (!watch) {
        session_close(session, NULL);
        return -1;
    }
    Projector *projector = mem_new(sizeof *projector);
    *projector = (Projector){.session = session, .is_own = true, .watch = watch};
    push(desk, projector);
    return 0;
}

void projector_open_over(Desk *desk, Session *session)
{
    Projector *projector = mem_new(sizeof *projector);
    *projector = (Projector){.session = session};
    push(desk, projector);
}

/* `Ideas  04:10 left`, `Ideas  00:40 over`. */
static void add_heading(Str *out, const char *title, const char *left)
{
    bool is_over = *left == '+';
    str_add_format(out, "%s%s%s%s\n", title, *left ? "  " : "", left + is_over,
                   *left == '\0' ? ""
                   : is_over     ? " over"
                                 : " left");
}

int projector_add_text(Session *session, Str *out, Err *err)
{
    Projector projector = {.session = session};
    int result = showing_read(&projector.showing, session, err);
    Head head = find_head(&projector);
    if (result == 0)
        add_heading(out, head.title, head.left);
    if (result == 0 && *head.stage)
        add_heading(out, head.stage, head.stage_left);
    for (size_t i = 0; result == 0 && i < projector.showing.count; i++) {
        showing_add_line(&projector.showing.list[i], out);
        str_add(out, "\n");
    }
    if (result == 0 && projector.showing.count == 0 && *head.instruction)
        str_add_format(out, "%s\n", head.instruction);
    showing_free(&projector.showing);
    return result;
}
