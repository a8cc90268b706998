/* SPDX-License-Identifier: MIT */
/* home_load: what home shows, read in slices, and laid out as rows. */
#include <stdlib.h>
#include <string.h>

#include "home.h"
#include "rir/mem.h"
#include "rir/observation.h"
#include "rir/rows.h"

#define FIRST_SESSIONS 64
#define MORE_SESSIONS 1000
#define PEOPLE_LEAST_ROWS 24 /* of the screen: below it people give way to sessions */

void home_free_people(Home *home)
{
    for (size_t i = 0; i < home->person_count; i++) {
        free(home->people[i].pseudonym);
        free(home->people[i].about);
    }
    home->person_count = 0;
}

/* Those of the latest sessions. */
static int read_people(Home *home, Err *err)
{
    static const char sql[] =
        "WITH s AS MATERIALIZED (SELECT n, at, number, tz FROM session WHERE rehearsal = 0 ORDER BY at DESC "
        "LIMIT 40) SELECT t.id, p.pseudonym, p.role, p.organisation, max(s.at), s.number, s.tz FROM s CROSS "
        "JOIN (SELECT s.n AS session, sp.person FROM s JOIN session_person sp ON sp.session = s.n WHERE "
        "sp.late = 0 UNION ALL SELECT s.n, a.n FROM s JOIN moment m ON m.session = s.n AND m.kind = 'arrive' "
        "JOIN thing a ON a.id = m.value) came ON came.session = s.n JOIN person p ON p.n = came.person JOIN "
        "thing t ON t.n = p.n GROUP BY p.n ORDER BY max(s.at) DESC LIMIT ?1";

    home_free_people(home);
    home->people_in_all = rows_find_number(home->store, 0, "SELECT count(*) FROM person", "");
    Rows *rows = rows_open(home->store, err, sql, "i", (int64_t)HOME_PEOPLE);
    while (rows_next(rows)) {
        LatestPerson *person = &home->people[home->person_count++];
        Str about = STR_EMPTY;
        str_add(&about, rows_text(rows, 2));
        if (about.size > 0 && rows_text(rows, 3)[0] != '\0')
            str_add(&about, ", ");
        str_add(&about, rows_text(rows, 3));
        *person = (LatestPerson){
            .id = id_read(rows_text(rows, 0)),
            .pseudonym = mem_copy_text(rows_text(rows, 1)),
            .about = str_take(&about),
            .at = rows_number(rows, 4),
            .number = rows_number(rows, 5),
            .tz = (int)rows_number(rows, 6),
        };
    }
    return rows_close(rows, err);
}

static void add_line(Home *home, HomeLine line)
{
    home->lines = mem_grow(home->lines, &home->line_room, home->line_count + 1, sizeof *home->lines);
    home->lines[home->line_count++] = line;
}

static void add_heading(Home *home, const char *heading)
{
    if (home->line_count > 0)
        add_line(home, (HomeLine){.kind = LINE_BLANK});
    add_line(home, (HomeLine){.kind = LINE_HEADING, .heading = heading});
}

#define RESUME_LINES 3

static void add_task_lines(Home *home)
{
    static const size_t most[TASK_TYPES] = {
        [TASK_RESUME] = RESUME_LINES, [TASK_CONFLICT] = 1, [TASK_CONSENT] = 2, [TASK_SUMMARY] = 3,
        [TASK_JOTTINGS] = 2, [TASK_PROMISED] = 2, [TASK_ROUND] = 2, [TASK_ERASE] = 1,
    };

    if (home->tasks.count > 0)
        add_heading(home, "To do");
    for (int type = 0; type < TASK_TYPES; type++) {
        size_t count = tasks_count(&home->tasks, (TaskType)type);
        if (type == TASK_RESUME) /* at first only those that are shown are in the list */
            count = home->tasks.all[type];
        size_t shown = count <= most[type] ? count : most[type] - 1;
        for (size_t i = 0; i < shown; i++)
            add_line(home, (HomeLine){.kind = LINE_TASK, .type = (TaskType)type, .index = i});
        if (shown < count)
            add_line(home, (HomeLine){.kind = LINE_MORE_TASKS, .type = (TaskType)type, .index = shown});
    }
}

bool home_is_choosable(const Home *home, size_t item)
{
    return item >= home->line_count || home->lines[item].kind >= LINE_TASK;
}

static bool is_same_line(const HomeLine *one, const HomeLine *other)
{
    return one->kind == other->kind && one->type == other->type && one->index == other->index;
}

void home_lay_out(Home *home)
{
    HomeLine before = {.kind = LINE_SESSIONS};
    size_t session = 0;

    if (home->line_count > home->list.selected)
        before = home->lines[home->list.selected];
    else
        session = home->list.selected - home->line_count;
    home->line_count = 0;
    add_task_lines(home);
    if (home->person_count > 0 && home->screen_rows >= PEOPLE_LEAST_ROWS) {
        add_heading(home, "People");
        for (size_t i = 0; i < home->person_count; i++)
            add_line(home, (HomeLine){.kind = LINE_PERSON, .index = i});
    }
    add_heading(home, "Sessions");
    size_t selected = home->line_count + session;
    if (!home->has_moved && home->tasks.count > 0)
        selected = 0; /* what waits comes first, else the latest session */
    for (size_t i = 0; home->has_moved && before.kind != LINE_SESSIONS && i < home->line_count; i++)
        if (is_same_line(&home->lines[i], &before))
            selected = i;
    list_set_count(&home->list, home->line_count + home->sessions.count);
    while (selected < home->list.count && !home_is_choosable(home, selected))
        selected++;
    list_select(&home->list, selected);
    if (!home->has_moved)
        home->list.top = 0;
}

void home_say_failure(Home *home, Desk *desk)
{
    if (home->failure.code == ERR_NONE)
        return;
    desk_say(desk, ROLE_ALARM, "%s", home->failure.text);
    err_clear(&home->failure);
}

void home_load(Home *home)
{
    Str title = STR_EMPTY;

    home->must_load = false;
    rows_find_text(home->store, &title, "SELECT title FROM study LIMIT 1", "");
    free(home->title);
    home->title = str_take(&title);
    home->session_count =
        rows_find_number(home->store, 0, "SELECT count(*) FROM session WHERE rehearsal = 0", "");
    session_rows_free(&home->sessions);
    session_rows_add(&home->sessions, home->store, FIRST_SESSIONS, &home->failure);
    read_people(home, &home->failure);
    tasks_free(&home->fresh);
    home->stage = 0;
    if (!home->has_tasks) { /* what can be resumed is seen at once */
        tasks_free(&home->tasks);
        tasks_read_first(&home->tasks, home->store, RESUME_LINES, &home->failure);
    }
    home_lay_out(home);
}

static void take_tasks(Home *home)
{
    Str observed = STR_EMPTY;

    tasks_free(&home->tasks);
    home->tasks = home->fresh;
    home->fresh = (Tasks){.list = NULL};
    home->has_tasks = true;
    observation_add_hours(&observed, home->store);
    free(home->observed);
    home->observed = str_take(&observed);
}

bool home_work(Home *home, Desk *desk)
{
    if (home->must_load)
        return false;
    if (home->stage < TASK_TYPES) {
        tasks_read(&home->fresh, home->store, (TaskType)home->stage, &home->failure);
        if (++home->stage == TASK_TYPES) {
            take_tasks(home);
            home_lay_out(home);
            desk_touch(desk);
        }
        home_say_failure(home, desk);
        return true;
    }
    if (session_rows_count_notes(&home->sessions, home->store, home->first, home->last)) {
        desk_touch(desk);
        return true;
    }
    if (!home->sessions.is_whole) {
        session_rows_add(&home->sessions, home->store, MORE_SESSIONS, &home->failure);
        list_set_count(&home->list, home->line_count + home->sessions.count);
        return true;
    }
    return store_do_idle(home->store);
}
