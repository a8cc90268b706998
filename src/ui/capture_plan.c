/* SPDX-License-Identifier: MIT */
/* The schedule with its coverage, and the question that is asked now. */
#include <stdlib.h>
#include <string.h>

#include "capture.h"
#include "rir/mem.h"

#define MARKS_MOST 7         /* a topic with more questions says how many are covered */
#define EXPANDED_COLUMNS 100 /* a screen as wide shows questions in the schedule */
#define MINUTE_MS 60000

static Sign find_sign(Coverage coverage)
{
    static const Sign signs[] = {
        [COVERAGE_NOT_ASKED] = SIGN_OPEN,      [COVERAGE_VOLUNTEERED] = SIGN_COVERED,
        [COVERAGE_COVERED] = SIGN_COVERED,     [COVERAGE_FULL] = SIGN_COVERED,
        [COVERAGE_PARTLY] = SIGN_PARTLY,       [COVERAGE_SKIPPED] = SIGN_SKIPPED,
        [COVERAGE_ELSEWHERE] = SIGN_ELSEWHERE,
    };

    return signs[coverage];
}

/* --- schedule */

typedef struct {
    size_t topic;
    size_t question; /* SESSION_NONE: the topic's own row */
} PlanRow;

typedef struct {
    PlanRow *list;
    size_t count, room;
    size_t here; /* the row of where the talk is */
} PlanRows;

typedef enum { EXPAND_NONE, EXPAND_HERE, EXPAND_ALL } Expand;

static void add_row(PlanRows *rows, size_t topic, size_t question)
{
    rows->list = mem_grow(rows->list, &rows->room, rows->count + 1, sizeof *rows->list);
    rows->list[rows->count++] = (PlanRow){topic, question};
}

/* The questions of a topic stand together, in walking order. */
static void add_questions(const Session *session, PlanRows *rows, size_t topic, bool is_shown, size_t *next)
{
    size_t count = session_count_questions(session);

    for (; *next < count && session_find_question(session, *next)->topic == topic; (*next)++) {
        if (!is_shown)
            continue;
        if (*next == session_find_cursor(session))
            rows->here = rows->count;
        add_row(rows, topic, *next);
    }
}

static PlanRows find_rows(const Session *session, Expand expand)
{
    PlanRows rows = {NULL, 0, 0, 0};
    size_t topics = session_count_topics(session), next = 0;

    for (size_t topic = 0; topic < topics; topic++) {
        bool is_here = session_find_topic(session) == topic;
        if (is_here)
            rows.here = rows.count;
        add_row(&rows, topic, SESSION_NONE);
        add_questions(session, &rows, topic, expand == EXPAND_ALL || (expand == EXPAND_HERE && is_here),
                      &next);
    }
    return rows;
}

/* As much as fits: all questions, those of the topic under way, or topics only. */
static PlanRows choose_rows(const Session *session, Area area)
{
    for (Expand expand = area.columns * 80 / 27 >= EXPANDED_COLUMNS ? EXPAND_ALL : EXPAND_NONE;
         expand > EXPAND_NONE; expand--) {
        PlanRows rows = find_rows(session, expand);
        if (rows.count <= (size_t)area.rows)
            return rows;
        free(rows.list);
    }
    return find_rows(session, EXPAND_NONE);
}

static int count_mark_columns(const Session *session)
{
    size_t most = 0;

    for (size_t i = 0; i < session_count_topics(session); i++) {
        size_t count = session_find_topic_state(session, i).questions;
        count = count > MARKS_MOST ? 5 : count; /* 12/15 */
        most = count > most ? count : most;
    }
    return (int)most;
}

static void draw_marks(const Session *session, Grid *grid, int row, int column, size_t topic,
                       const SessionTopic *state)
{
    size_t count = session_count_questions(session);

    if (state->questions > MARKS_MOST) {
        grid_put_format(grid, row, column, ROLE_TEXT, "%zu/%zu", state->covered, state->questions);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const SessionQuestion *question = session_find_question(session, i);
        if (question->topic == topic)
            column += grid_put_sign(grid, row, column, ROLE_TEXT, find_sign(question->coverage));
    }
}

static void draw_topic(const Session *session, Grid *grid, Area area, size_t topic, int marks)
{
    SessionTopic state = session_find_topic_state(session, topic);
    bool is_here = session_find_topic(session) == topic;
    int end = area.column + area.columns - marks - 1;

    if (is_here)
        grid_put_sign(grid, area.row, area.column, ROLE_ACCENT, SIGN_HERE);
    grid_put_short(grid, area.row, area.column + 1, is_here ? ROLE_ACCENT : ROLE_TEXT, state.topic->title,
                   strlen(state.topic->title), end - area.column - 2);
    draw_marks(session, grid, area.row, end, topic, &state);
}

static void draw_question_row(const Session *session, Grid *grid, Area area, const PlanRow *row)
{
    const SessionQuestion *question = session_find_question(session, row->question);
    bool is_here = row->question == session_find_cursor(session);
    int column = area.column + 2;

    if (is_here)
        grid_put_sign(grid, area.row, column - 1, ROLE_ACCENT, SIGN_HERE);
    column += grid_put_sign(grid, area.row, column, ROLE_TEXT, find_sign(question->coverage)) + 1;
    if (question->number > 0)
        grid_put_format(grid, area.row, column, ROLE_DIM, "%2zu", question->number);
    column += 3;
    grid_put_short(grid, area.row, column, is_here ? ROLE_ACCENT : ROLE_DIM, question->text,
                   strlen(question->text), area.column + area.columns - column);
}

static void draw_counts(const Session *session, Grid *grid, Area area)
{
    SessionCoverage coverage = session_find_coverage(session);

    grid_put_format(grid, area.row, area.column + 1, ROLE_TEXT, "%zu of %zu covered", coverage.covered,
                    coverage.questions);
    if (coverage.must > 0)
        grid_put_format(grid, area.row + 1, area.column + 1, ROLE_TEXT, "%zu must-ask%s left",
                        coverage.must_left, coverage.must_left == 1 ? "" : "s");
}

void capture_draw_schedule(Capture *capture, Grid *grid, Area area)
{
    const Session *session = capture->session;
    int marks = count_mark_columns(session), end = area.column + area.columns - 1;
    Area list = {area.row, area.column, area.rows - 3, area.columns};
    PlanRows rows = choose_rows(session, list);
    size_t shown = (size_t)list.rows, top = 0;

    /* Two rows behind the one under way are seen as well. */
    if (rows.here + 3 > shown)
        top = rows.here + 3 - shown;
    if (top + shown > rows.count)
        top = rows.count > shown ? rows.count - shown : 0;
    for (size_t i = 0; i < shown && top + i < rows.count; i++) {
        const PlanRow *row = &rows.list[top + i];
        Area place = {list.row + (int)i, list.column, 1, list.columns - 1};
        if (row->question == SESSION_NONE)
            draw_topic(session, grid, place, row->topic, marks);
        else
            draw_question_row(session, grid, place, row);
    }
    if (top > 0)
        grid_put_sign(grid, list.row, end, ROLE_DIM, SIGN_MORE_UP);
    if (top + shown < rows.count)
        grid_put_sign(grid, list.row + list.rows - 1, end, ROLE_DIM, SIGN_MORE_DOWN);
    free(rows.list);
    draw_counts(session, grid, (Area){area.row + area.rows - 2, area.column, 2, area.columns});
}

void capture_draw_fold(Capture *capture, Grid *grid, Area row)
{
    const Session *session = capture->session;
    SessionCoverage coverage = session_find_coverage(session);
    size_t topic = session_find_topic(session);
    Str text = STR_EMPTY;

    str_add_format(&text, "%zu/%zu   %zu of %zu covered   ", topic + 1, session_count_topics(session),
                   coverage.covered, coverage.questions);
    if (coverage.must > 0)
        str_add_format(&text, "%zu must-ask%s left   ", coverage.must_left,
                       coverage.must_left == 1 ? "" : "s");
    int column = row.column + 1 + grid_put(grid, row.row, row.column + 1, ROLE_TEXT, text.data);
    const char *title = session_find_topic_state(session, topic).topic->title;
    grid_put_short(grid, row.row, column, ROLE_ACCENT, title, strlen(title), row.columns - column - 1);
    str_free(&text);
}

/* --- question */

/* Rows put one below the other, some of them scrolled out above. Without a grid they are only counted. */
typedef struct {
    Grid *grid;
    Area area;
    int skip;
    int rows; /* so far, those scrolled out too */
} Pane;

static void put_text(Pane *pane, int indent, Role role, const char *text, size_t size)
{
    int columns = pane->area.columns - indent - 1, row = pane->rows - pane->skip, hidden = row < 0 ? -row : 0;
    int rows = grid_count_lines(text, size, columns);
    int room = pane->area.rows - (row > 0 ? row : 0);

    if (pane->grid != NULL && room > 0 && hidden < rows)
        grid_put_wrapped(
            pane->grid,
            (Area){pane->area.row + (row > 0 ? row : 0), pane->area.column + indent, room, columns}, role,
            text, size, hidden);
    pane->rows += rows;
}

/* A sign or a number in front of the text that is put next. */
static void put_mark(const Pane *pane, int indent, Role role, const char *mark)
{
    int row = pane->rows - pane->skip;

    if (pane->grid != NULL && row >= 0 && row < pane->area.rows)
        grid_put(pane->grid, pane->area.row + row, pane->area.column + indent, role, mark);
}

static const char *find_say_heading(const SessionTopic *state)
{
    return state->is_read ? "read out already:" : "read out:";
}

static void put_topic(Pane *pane, const SessionTopic *state)
{
    const char *say = state->topic->say;

    put_text(pane, 0, ROLE_ACCENT, state->topic->title, strlen(state->topic->title));
    if (*say == '\0')
        return;
    const char *heading = find_say_heading(state);
    put_text(pane, 0, ROLE_DIM, heading, strlen(heading));
    put_text(pane, 2, ROLE_TEXT, say, strlen(say));
}

/* Words that lead over to a topic are read out before its first question. */
static void put_lead(Pane *pane, const Session *session, size_t index)
{
    const SessionQuestion *question = session_find_question(session, index);
    size_t topic = question->topic;
    Str text = STR_EMPTY;

    if (index > 0 && session_find_question(session, index - 1)->topic == topic)
        return;
    SessionTopic state = session_find_topic_state(session, topic);
    if (*state.topic->say == '\0')
        return;
    str_add_format(&text, "%s %s", find_say_heading(&state), state.topic->say);
    put_text(pane, 0, ROLE_TEXT, text.data, text.size);
    str_free(&text);
}

static void add_remark(Str *remarks, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void add_remark(Str *remarks, const char *format, ...)
{
    va_list args;

    if (remarks->size > 0)
        str_add(remarks, "  ");
    va_start(args, format);
    str_add_formatv(remarks, format, args);
    va_end(args);
}

static void put_tags(Pane *pane, const Session *session, const SessionQuestion *question)
{
    static const char must[] = "must ask";
    Str remarks = STR_EMPTY;

    if (question->must)
        add_remark(&remarks, "%s", must);
    if (question->planned == NULL)
        add_remark(&remarks, "added");
    if (question->coverage != COVERAGE_NOT_ASKED)
        add_remark(&remarks, "%s", coverage_name(question->coverage));
    if (question->notes > 0)
        add_remark(&remarks, "%zu note%s", question->notes, question->notes == 1 ? "" : "s");
    SessionTopic topic = session_find_topic_state(session, question->topic);
    if (topic.planned > 0)
        add_remark(&remarks, "topic %lld of %lld min", (long long)(topic.used / MINUTE_MS),
                   (long long)(topic.planned / MINUTE_MS));
    if (*question->why != '\0')
        add_remark(&remarks, "%s", question->why);
    Pane before = *pane;
    if (remarks.size > 0)
        put_text(pane, 4, ROLE_DIM, remarks.data, remarks.size);
    if (question->must && coverage_is_open(question->coverage))
        put_mark(&before, 4, ROLE_WARNING, must);
    str_free(&remarks);
}

static void put_probes(Pane *pane, const SessionQuestion *question)
{
    size_t count = question->planned != NULL ? question->planned->probe_count : 0;
    bool is_ascii = pane->grid != NULL && grid_is_ascii(pane->grid);

    for (size_t i = 0; i < count; i++) {
        bool is_used = question->probe_used[i];
        const char *text = question->planned->probes[i].text;
        Str mark = STR_EMPTY;
        str_add_format(&mark, "%s %zu", theme_find_sign(is_used ? SIGN_COVERED : SIGN_OPEN, is_ascii), i + 1);
        put_mark(pane, 4, is_used ? ROLE_DIM : ROLE_TEXT, mark.data);
        put_text(pane, count > 9 ? 9 : 8, is_used ? ROLE_DIM : ROLE_TEXT, text, strlen(text));
        str_free(&mark);
    }
}

static void put_all(Pane *pane, const Session *session)
{
    size_t index = session_find_cursor(session), topic = session_find_topic(session);
    Str number = STR_EMPTY;

    if (index == SESSION_NONE) {
        SessionTopic state = session_find_topic_state(session, topic);
        put_topic(pane, &state);
        return;
    }
    const SessionQuestion *question = session_find_question(session, index);
    put_lead(pane, session, index);
    if (question->number > 0)
        str_add_format(&number, "%zu", question->number);
    else
        str_add(&number, "+");
    put_mark(pane, 0, ROLE_ACCENT, number.data);
    str_free(&number);
    question = session_find_question(session, index);
    put_text(pane, 4, ROLE_ACCENT, question->text, strlen(question->text));
    put_tags(pane, session, question);
    put_probes(pane, question);
}

int capture_draw_question(Capture *capture, Grid *grid, Area area, int most, bool *is_cut)
{
    Pane pane = {NULL, area, 0, 0};

    put_all(&pane, capture->session);
    int all = pane.rows;
    pane.area.rows = all < most ? all : most;
    int over = all - pane.area.rows;
    if (capture->question_skip > over)
        capture->question_skip = over;
    if (capture->question_skip < 0)
        capture->question_skip = 0;
    pane.grid = grid;
    pane.skip = capture->question_skip;
    pane.rows = 0;
    put_all(&pane, capture->session);
    capture->question_rows = pane.area.rows;
    *is_cut = over > capture->question_skip;
    return pane.area.rows;
}
