/* SPDX-License-Identifier: MIT */
/* home: what waits, who takes part, which sessions there are. */
#include "rir/home.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "home.h"
#include "log_list.h"
#include "page_view.h"
#include "people.h"
#include "reader.h"
#include "rir/clock.h"
#include "rir/mem.h"
#include "when.h"

/* --- drawing */

#define ITEM_COLUMN 2 /* within a row: below the second letter of a heading */
#define WORD_COLUMNS 10
#define NUMBER_COLUMNS 4
#define LATEST_COLUMNS 26 /* `session 1234, 31 Dec 2025` and some */

static void draw_task(const Home *home, Grid *grid, Area row, const HomeLine *line)
{
    const Task *task = tasks_find(&home->tasks, line->type, line->index);
    int column = row.column + ITEM_COLUMN, end = row.column + row.columns;
    char number[32];

    if (task == NULL)
        return;
    grid_put(grid, row.row, column, task->is_urgent ? ROLE_WARNING : ROLE_ACCENT, tasks_name(line->type));
    column += WORD_COLUMNS;
    snprintf(number, sizeof number, "%lld", (long long)task->number);
    if (task->number > 0)
        grid_put_right(grid, row.row, column, column + NUMBER_COLUMNS, ROLE_TEXT, number);
    column += NUMBER_COLUMNS + 2;
    column += grid_put(grid, row.row, column, ROLE_TEXT, task->what) + 2;
    grid_put_short(grid, row.row, column, ROLE_TEXT, task->who, strlen(task->who), end - column);
}

/* What a row says that stands for several. */
static void add_more(Str *out, TaskType type, size_t count)
{
    static const char *const words[TASK_TYPES] = {
        [TASK_RESUME] = "more sessions to resume",
        [TASK_CONFLICT] = "things with two versions",
        [TASK_CONSENT] = "more sessions whose consent is not on record",
        [TASK_SUMMARY] = "more contact summaries to write",
        [TASK_JOTTINGS] = "more observations whose jottings wait",
        [TASK_PROMISED] = "more sessions with things to return to",
        [TASK_ROUND] = "more teams to rate themselves again",
        [TASK_ERASE] = "",
    };

    str_add_format(out, "%zu %s", count, words[type]);
}

static void draw_more_tasks(const Home *home, Grid *grid, Area row, const HomeLine *line)
{
    Str text = STR_EMPTY;

    int column = row.column + ITEM_COLUMN;

    grid_put(grid, row.row, column, ROLE_WARNING, tasks_name(line->type));
    add_more(&text, line->type, home->tasks.all[line->type] - line->index);
    column += WORD_COLUMNS + NUMBER_COLUMNS + 2;
    grid_put_short(grid, row.row, column, ROLE_TEXT, text.data, text.size, row.column + row.columns - column);
    str_free(&text);
}

static void draw_person(const Home *home, Grid *grid, Area row, const HomeLine *line)
{
    const LatestPerson *person = &home->people[line->index];
    int column = row.column + ITEM_COLUMN, end = row.column + row.columns;
    Str text = STR_EMPTY;

    grid_put_short(grid, row.row, column, ROLE_TEXT, person->pseudonym, strlen(person->pseudonym),
                   WORD_COLUMNS - 2);
    column += WORD_COLUMNS;
    str_add_format(&text, "session %lld, ", (long long)person->number);
    when_add(&text, person->at, person->tz, home->now, true);
    grid_put_text(grid, row.row, column, ROLE_DIM, text.data, text.size, LATEST_COLUMNS);
    column += LATEST_COLUMNS + 2;
    grid_put_short(grid, row.row, column, ROLE_TEXT, person->about, strlen(person->about), end - column);
    str_free(&text);
}

static void draw_heading(const Home *home, Grid *grid, Area row, const HomeLine *line)
{
    int column = row.column + grid_put(grid, row.row, row.column, ROLE_TITLE, line->heading);

    if (strcmp(line->heading, "People") == 0)
        grid_put_format(grid, row.row, column + 2, ROLE_DIM, "%lld in all: p lists them",
                        (long long)home->people_in_all);
    else if (strcmp(line->heading, "Sessions") == 0 && home->observed != NULL)
        grid_put(grid, row.row, column + 2, ROLE_DIM, home->observed);
}

static void draw_line(const void *owner, Grid *grid, Area row, size_t item)
{
    const Home *home = owner;

    if (item >= home->line_count) {
        session_row_draw(&home->sessions.list[item - home->line_count], grid, row, home->now);
        return;
    }
    const HomeLine *line = &home->lines[item];
    switch (line->kind) {
    case LINE_HEADING:
        draw_heading(home, grid, row, line);
        break;
    case LINE_TASK:
        draw_task(home, grid, row, line);
        break;
    case LINE_MORE_TASKS:
        draw_more_tasks(home, grid, row, line);
        break;
    case LINE_PERSON:
        draw_person(home, grid, row, line);
        break;
    case LINE_BLANK:
    case LINE_SESSIONS:
        break;
    }
}

static void read_sessions_near(Home *home)
{
    size_t rows = (size_t)home->rows, selected = home->list.selected, lines = home->line_count;

    home->first = selected > lines + rows ? selected - lines - rows : 0;
    home->last = selected + rows > lines ? selected + rows - lines : 0;
    if (home->last > home->sessions.count)
        home->last = home->sessions.count;
    session_rows_read(&home->sessions, home->store, home->first, home->last);
}

static void draw_head(const Home *home, Grid *grid)
{
    size_t due = home->tasks.all[TASK_SUMMARY];
    Str more = STR_EMPTY;

    str_add_format(&more, "%lld session%s", (long long)home->session_count,
                   home->session_count == 1 ? "" : "s");
    size_t whole = more.size;
    if (due > 0)
        str_add_format(&more, ", %zu not summed up", due);
    if ((int)more.size >= grid_count_columns(grid) / 2)
        str_cut(&more, whole);
    desk_draw_head(grid, home->title[0] != '\0' ? home->title : "A study without a title", more.data);
    str_free(&more);
}

/* A study in which nothing has happened yet. */
static void draw_welcome(const Home *home, Grid *grid, int row)
{
    static const char *const lines[] = {
        "No session yet.",
        "",
        "s  starts the first one: choose a guide and a participant",
        "p  lists the people who take part, and adds them",
        "l  keeps the residency log, d the register of documents",
        "?  has all keys of this screen; : finds any act by name",
        "",
        "Guides of this study are the Markdown files beside it.",
        "Names belong nowhere in it: participants are P01, P02, ...",
    };

    (void)home;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        grid_put(grid, row + (int)i, 3, i == 0 ? ROLE_TEXT : ROLE_DIM, lines[i]);
}

static void home_draw(void *self, Desk *desk, Grid *grid)
{
    Home *home = self;
    Area area = grid_find_area(grid);
    bool is_resized = home->screen_rows != area.rows;

    home->now = clock_read().wall;
    home->screen_rows = area.rows;
    home->rows = area.rows - 4;
    if (home->must_load)
        home_load(home);
    else if (is_resized)
        home_lay_out(home);
    read_sessions_near(home);
    draw_head(home, grid);
    list_draw(&home->list, grid, (Area){2, 0, home->rows, area.columns}, draw_line, home, true);
    if (home->sessions.count == 0)
        draw_welcome(home, grid, 2 + (int)home->line_count);
    grid_draw_across(grid, area.rows - 2, 0, area.columns);
    home_say_failure(home, desk);
    desk_draw_foot(desk, grid, ROLE_DIM, "");
}

/* --- acting */

/* One that is open is gone on with; where that cannot be, as when it runs in another window, it is read. */
static void open_session(Home *home, Desk *desk, const SessionRow *session)
{
    home->must_load = true;
    if (strcmp(session->state, "ended") == 0 || !enter_resume(&home->enter, desk, session->id.text))
        reader_open(desk, home->store, home->settings, session->id.text, NULL, NULL);
}

static void erase_struck(Home *home, Desk *desk)
{
    Err err;
    int count = session_erase_left(home->store, &err);

    if (count < 0)
        desk_say(desk, ROLE_ALARM, "%s", err.text);
    else
        desk_say(desk, ROLE_SAVED, "erased for good: the words of %d struck note%s", count,
                 count == 1 ? "" : "s");
}

static void do_task(Home *home, Desk *desk, const Task *task)
{
    home->must_load = true;
    switch (task->type) {
    case TASK_RESUME:
        enter_resume(&home->enter, desk, task->session.text);
        break;
    case TASK_CONFLICT:
        if (id_is_set(&task->session))
            reader_open(desk, home->store, home->settings, task->session.text, task->entity.text, NULL);
        settle_open(desk, home->store, task->entity.text, id_is_set(&task->session));
        break;
    case TASK_CONSENT:
        late_consent_open(desk, home->store, task->session.text);
        break;
    case TASK_SUMMARY:
        summary_sheet_open(desk, home->store, home->settings, task->session.text);
        break;
    case TASK_JOTTINGS:
        reader_open(desk, home->store, home->settings, task->session.text, NULL, NULL);
        break;
    case TASK_PROMISED:
        briefing_open_session(desk, home->store, task->session.text);
        break;
    case TASK_ROUND:
        briefing_open(desk, home->store, BRIEFING_TEAM, task->team);
        break;
    case TASK_ERASE:
        erase_struck(home, desk);
        break;
    case TASK_TYPES:
        break;
    }
}

/* Which of several tasks of a type is meant. The picker gives the index back; the type is that of the first.
 */
static void task_chosen(void *owner, Desk *desk, size_t item, const char *typed)
{
    Home *home = owner;
    const Task *task = tasks_find(&home->tasks, home->picked, item);

    (void)typed;
    if (task != NULL)
        do_task(home, desk, task);
}

static void pick_task(Home *home, Desk *desk, TaskType type, const char *title)
{
    size_t count = tasks_count(&home->tasks, type);
    PickerItem *items = mem_new((count + 1) * sizeof *items);
    char(*numbers)[24] = mem_new((count + 1) * sizeof *numbers);

    for (size_t i = 0; i < count; i++) {
        const Task *task = tasks_find(&home->tasks, type, i);
        snprintf(numbers[i], sizeof numbers[i], "%lld", (long long)task->number);
        items[i] = (PickerItem){.key = numbers[i], .label = task->what, .detail = task->who};
    }
    home->picked = type;
    picker_open(
        desk,
        &(PickerSpec){.title = title, .items = items, .count = count, .chosen = task_chosen, .owner = home});
    free(numbers);
    free(items);
}

/* The first picture had only those that it shows. */
static void read_all_open(Home *home)
{
    if (home->has_tasks)
        return;
    tasks_free(&home->tasks);
    tasks_read(&home->tasks, home->store, TASK_RESUME, &home->failure);
}

static void pick_more(Home *home, Desk *desk, TaskType type)
{
    static const char *const titles[TASK_TYPES] = {
        [TASK_RESUME] = "Sessions to resume",
        [TASK_CONFLICT] = "Two versions that did not see each other",
        [TASK_CONSENT] = "Consent not on record",
        [TASK_SUMMARY] = "Contact summaries to write",
        [TASK_JOTTINGS] = "Jottings not expanded",
        [TASK_PROMISED] = "To return to, and promised",
        [TASK_ROUND] = "Teams to rate themselves again",
        [TASK_ERASE] = "",
    };

    read_all_open(home);
    pick_task(home, desk, type, titles[type]);
}

static void open_selected(Home *home, Desk *desk)
{
    size_t item = home->list.selected;

    if (item >= home->line_count) {
        if (item - home->line_count < home->sessions.count)
            open_session(home, desk, &home->sessions.list[item - home->line_count]);
        return;
    }
    const HomeLine *line = &home->lines[item];
    if (line->kind == LINE_TASK)
        do_task(home, desk, tasks_find(&home->tasks, line->type, line->index));
    else if (line->kind == LINE_MORE_TASKS)
        pick_more(home, desk, line->type);
    else if (line->kind == LINE_PERSON) {
        home->must_load = true;
        person_form_open(desk, home->store, home->people[line->index].id.text, NULL, false);
    }
}

/* The session the cursor is on, by a task or by itself; NULL on anything else. */
static const char *find_selected_session(const Home *home)
{
    size_t item = home->list.selected;

    if (item >= home->line_count)
        return item - home->line_count < home->sessions.count
                   ? home->sessions.list[item - home->line_count].id.text
                   : NULL;
    if (home->lines[item].kind != LINE_TASK)
        return NULL;
    const Task *task = tasks_find(&home->tasks, home->lines[item].type, home->lines[item].index);
    return task != NULL && id_is_set(&task->session) ? task->session.text : NULL;
}

static void open_summary(Home *home, Desk *desk)
{
    const char *session = find_selected_session(home);
    const Task *due = tasks_find(&home->tasks, TASK_SUMMARY, 0);

    home->must_load = true;
    if (session != NULL)
        summary_sheet_open(desk, home->store, home->settings, session);
    else if (due != NULL)
        summary_sheet_open(desk, home->store, home->settings, due->session.text);
    else
        desk_say(desk, ROLE_DIM, "Put the cursor on a session to write its contact summary");
}

/* Of whoever the row under the cursor is about. */
static void open_briefing(Home *home, Desk *desk)
{
    size_t item = home->list.selected;
    const HomeLine *line = item < home->line_count ? &home->lines[item] : NULL;
    const char *session = find_selected_session(home);
    const Task *task =
        line != NULL && line->kind == LINE_TASK ? tasks_find(&home->tasks, line->type, line->index) : NULL;

    if (line != NULL && line->kind == LINE_PERSON)
        briefing_open(desk, home->store, BRIEFING_PERSON, home->people[line->index].id.text);
    else if (task != NULL && task->team != NULL)
        briefing_open(desk, home->store, BRIEFING_TEAM, task->team);
    else if (session != NULL)
        briefing_open_session(desk, home->store, session);
    else
        desk_say(desk, ROLE_DIM, "Put the cursor on a session or a person: the briefing is of those");
}

static void export_session(Home *home, Desk *desk)
{
    const char *session = find_selected_session(home);

    if (session == NULL) {
        desk_say(desk, ROLE_DIM,
                 "Put the cursor on a session to export it; `rir export` writes all of the study");
        return;
    }
    home->exporter = (Exporter){.store = home->store, .session = id_read(session)};
    exporter_open(&home->exporter, desk);
}

/* The one under the cursor when it is open, else the only open one, else a choice. */
static void resume(Home *home, Desk *desk)
{
    read_all_open(home);
    size_t count = tasks_count(&home->tasks, TASK_RESUME);
    const char *selected = find_selected_session(home);

    home->must_load = true;
    for (size_t i = 0; i < count; i++) {
        const Task *task = tasks_find(&home->tasks, TASK_RESUME, i);
        if (count == 1 || (selected != NULL && strcmp(selected, task->session.text) == 0)) {
            enter_resume(&home->enter, desk, task->session.text);
            return;
        }
    }
    if (count > 0)
        pick_more(home, desk, TASK_RESUME);
    else
        desk_say(desk, ROLE_DIM, "No session is open; s starts one");
}

/* Over headings and empty rows, in the direction of the move. */
static void move(Home *home, Action action)
{
    size_t before = home->list.selected;
    bool is_up = action == ACTION_UP || action == ACTION_PAGE_UP;

    home->has_moved = true;
    if (home->list.count == 0)
        return;
    list_act(&home->list, action, home->rows);
    while (!home_is_choosable(home, home->list.selected)) {
        size_t at = home->list.selected;
        if (is_up && at > 0)
            list_select(&home->list, at - 1);
        else if (!is_up && at + 1 < home->list.count)
            list_select(&home->list, at + 1);
        else
            break;
    }
    if (!home_is_choosable(home, home->list.selected))
        home->list.selected = before;
    /* The headings above the first row are seen again with it. */
    size_t first = 0;
    while (first < home->list.count && !home_is_choosable(home, first))
        first++;
    if (home->list.selected == first)
        home->list.top = 0;
}

static bool home_act(void *self, Desk *desk, Action action, int number)
{
    Home *home = self;

    (void)number;
    switch (action) {
    case ACTION_UP:
    case ACTION_DOWN:
    case ACTION_PAGE_UP:
    case ACTION_PAGE_DOWN:
    case ACTION_FIRST:
    case ACTION_LAST:
        move(home, action);
        return true;
    case ACTION_ACCEPT:
        open_selected(home, desk);
        return true;
    case ACTION_START:
        home->must_load = true;
        start_open(desk, home->store, home->settings);
        return true;
    case ACTION_RESUME_SESSION:
        resume(home, desk);
        return true;
    case ACTION_SEARCH:
        home->must_load = true;
        finder_open(desk, home->store, home->settings);
        return true;
    case ACTION_PEOPLE:
        home->must_load = true;
        people_open(desk, home->store);
        return true;
    case ACTION_DOCUMENTS:
        home->must_load = true;
        documents_open(desk, home->store, home->settings);
        return true;
    case ACTION_LOG:
        home->must_load = true;
        log_list_open(desk, home->store);
        return true;
    case ACTION_BRIEFING:
        open_briefing(home, desk);
        return true;
    case ACTION_SUMMARY:
        open_summary(home, desk);
        return true;
    case ACTION_EXPORT:
        export_session(home, desk);
        return true;
    default:
        return false;
    }
}

static bool work(void *self, Desk *desk)
{
    return home_work(self, desk);
}

static void home_add_safety(const void *self, Str *out)
{
    (void)self;
    str_add(out, "Everything is saved.");
}

static void home_close(void *self)
{
    Home *home = self;

    tasks_free(&home->tasks);
    tasks_free(&home->fresh);
    home_free_people(home);
    session_rows_free(&home->sessions);
    free(home->lines);
    free(home->title);
    free(home->observed);
    free(home);
}

static const ViewClass home_class = {
    .name = "home",
    .context = CONTEXT_HOME,
    .draw = home_draw,
    .act = home_act,
    .work = work,
    .add_safety = home_add_safety,
    .close = home_close,
};

void home_open(Desk *desk, Store *store, const Settings *settings)
{
    Home *home = mem_new(sizeof *home);

    home->store = store;
    home->settings = settings;
    home->enter = (Enter){.store = store, .settings = settings};
    home->must_load = true;
    desk_push(desk, &home_class, home);
    if (store_find_notice(store)[0] != '\0' && desk_find_message(desk)[0] == '\0')
        desk_say(desk, ROLE_WARNING, "%s", store_find_notice(store));
}
