/* SPDX-License-Identifier: MIT */
/* tasks: what a study waits for. */
#include "tasks.h"

#include <stdlib.h>
#include <string.h>

#include "rir/clock.h"
#include "rir/conflict.h"
#include "rir/maturity.h"
#include "rir/mem.h"
#include "rir/observation.h"
#include "rir/rows.h"
#include "rir/summary.h"
#include "rir/waiting.h"
#include "when.h"

static const char *const names[TASK_TYPES] = {"resume", "conflict", "consent",  "summary",
                                              "expand", "promised", "maturity", "erase"};

const char *tasks_name(TaskType type)
{
    return names[type];
}

static Task *add_task(Tasks *tasks, TaskType type, const char *session, int64_t number)
{
    tasks->list = mem_grow(tasks->list, &tasks->room, tasks->count + 1, sizeof *tasks->list);
    Task *task = &tasks->list[tasks->count++];
    *task = (Task){.type = type, .session = id_read(session), .number = number};
    return task;
}

void tasks_free(Tasks *tasks)
{
    for (size_t i = 0; i < tasks->count; i++) {
        free(tasks->list[i].what);
        free(tasks->list[i].who);
        free(tasks->list[i].team);
    }
    free(tasks->list);
    *tasks = (Tasks){.list = NULL};
}

size_t tasks_count(const Tasks *tasks, TaskType type)
{
    size_t count = 0;

    for (size_t i = 0; i < tasks->count; i++)
        count += tasks->list[i].type == type;
    return count;
}

const Task *tasks_find(const Tasks *tasks, TaskType type, size_t index)
{
    for (size_t i = 0; i < tasks->count; i++)
        if (tasks->list[i].type == type && index-- == 0)
            return &tasks->list[i];
    return NULL;
}

/* "P07  Strategic leaders" */
static char *join_who(const char *whose, const char *title)
{
    Str who = STR_EMPTY;

    str_add_format(&who, "%s%s%s", whose, *whose != '\0' && *title != '\0' ? "  " : "", title);
    return str_take(&who);
}

/* The same of a session. */
static char *find_who(Store *store, const char *session, const char *title)
{
    Str whose = STR_EMPTY;

    waiting_add_whose(&whose, store, session);
    char *who = join_who(str_text(&whose), title);
    str_free(&whose);
    return who;
}

/* The same of a row of read_open, which knows it already but for a document: this is read for the first
 * picture. */
static char *find_open_who(Store *store, Rows *rows)
{
    Str whose = STR_EMPTY;

    if (strcmp(rows_text(rows, 9), "document") == 0)
        return find_who(store, rows_text(rows, 0), rows_text(rows, 4));
    waiting_add_who(&whose, rows_text(rows, 3), rows_text(rows, 8));
    char *who = join_who(str_text(&whose), rows_text(rows, 4));
    str_free(&whose);
    return who;
}

static int read_open(Tasks *tasks, Store *store, size_t most, Err *err)
{
    /* Which they are comes first, for what the view says of each takes longer. CROSS JOIN keeps SQLite from
     * walking the view. */
    static const char sql[] =
        "SELECT a.id, a.number, a.state, a.people, a.title, s.tz, s.rehearsal, s.last, s.team, s.kind FROM "
        "(SELECT n, tz, rehearsal, team, kind, coalesce((SELECT coalesce(stop_at, at) FROM sitting WHERE "
        "session = session.n ORDER BY number DESC LIMIT 1), at) AS last FROM session WHERE ended IS NULL "
        "ORDER BY last DESC LIMIT ?1) s CROSS JOIN any_session a WHERE a.n = s.n ORDER BY s.last DESC";
    int64_t now = clock_read().wall;
    Rows *rows = rows_open(store, err, sql, "i", (int64_t)most);
    size_t count = 0;

    for (; rows_next(rows); count++) {
        Task *task = add_task(tasks, TASK_RESUME, rows_text(rows, 0), rows_number(rows, 1));
        bool is_adjourned = strcmp(rows_text(rows, 2), "adjourned") == 0;
        Str what = STR_EMPTY;
        str_add(&what, rows_number(rows, 6) ? "rehearsal, " : "");
        str_add(&what, is_adjourned ? "adjourned " : "open since ");
        when_add(&what, rows_number(rows, 7), (int)rows_number(rows, 5), now, true);
        task->what = str_take(&what);
        task->who = find_open_who(store, rows);
        task->is_urgent = !is_adjourned;
    }
    if (count == most)
        tasks->all[TASK_RESUME] =
            (size_t)rows_find_number(store, 0, "SELECT count(*) FROM session WHERE ended IS NULL", "");
    return rows_close(rows, err);
}

/* A note may be discreet: of it only kind and time are said. */
static void add_note_conflict(Tasks *tasks, Store *store, const Id *note)
{
    static const char sql[] =
        "SELECT a.session, s.number, n.elapsed, n.kind FROM any_note a JOIN note n ON n.n = a.n JOIN "
        "session s ON s.n = n.session WHERE a.n = (SELECT n FROM thing WHERE id = ?1)";
    Rows *rows = rows_open(store, NULL, sql, "t", note->text);

    if (rows_next(rows)) {
        Task *task = add_task(tasks, TASK_CONFLICT, rows_text(rows, 0), rows_number(rows, 1));
        char span[CLOCK_STAMP_SIZE];
        Str what = STR_EMPTY;
        clock_format_span(span, rows_number(rows, 2));
        str_add_format(&what, "two versions of the %s at %s", rows_text(rows, 3), span);
        task->entity = *note;
        task->what = str_take(&what);
        task->who = mem_copy_text("");
        task->is_urgent = true;
    }
    rows_close(rows, NULL);
}

static int read_conflicts(Tasks *tasks, Store *store, Err *err)
{
    Conflicts conflicts = {NULL, 0, 0};
    int result = conflict_list(store, &conflicts, err);

    for (size_t i = 0; result == 0 && i < conflicts.count && i < TASKS_MOST; i++) {
        const Conflict *conflict = &conflicts.list[i];
        if (strcmp(conflict->what, "note") == 0) {
            add_note_conflict(tasks, store, &conflict->entity);
            continue;
        }
        Task *task = add_task(tasks, TASK_CONFLICT, "", 0);
        Str what = STR_EMPTY;
        str_add_format(&what, "two versions of the %s", conflict->what);
        task->entity = conflict->entity;
        task->what = str_take(&what);
        task->who = mem_copy_text(conflict->name);
        task->is_urgent = true;
    }
    if (conflicts.count > TASKS_MOST)
        tasks->all[TASK_CONFLICT] = conflicts.count;
    conflict_free(&conflicts);
    return result;
}

static int read_consent(Tasks *tasks, Store *store, Err *err)
{
    WaitingList list = {NULL, 0, 0};
    int result = waiting_read_consent(store, TASKS_MOST, &list, err);

    for (size_t i = 0; i < list.count; i++) {
        const Waiting *waiting = &list.list[i];
        Task *task = add_task(tasks, TASK_CONSENT, waiting->session.text, waiting->number);
        Str what = STR_EMPTY;
        str_add_format(&what, "not on record: %s", waiting->items);
        task->what = str_take(&what);
        task->who = join_who(waiting->whose, waiting->title);
        task->is_urgent = true;
    }
    waiting_free(&list);
    return result;
}

static int read_summaries(Tasks *tasks, Store *store, Err *err)
{
    SummaryDue *list = mem_new(TASKS_MOST * sizeof *list);
    int64_t now = clock_read().wall;
    int count = summary_list_due(store, list, TASKS_MOST, err);

    for (int i = 0; i < count && i < TASKS_MOST; i++) {
        Task *task = add_task(tasks, TASK_SUMMARY, list[i].session.text, list[i].number);
        Str what = STR_EMPTY;
        str_add(&what, "contact summary");
        if (list[i].is_overdue) {
            str_add(&what, ", ");
            when_add_days(&what, now - list[i].ended - SUMMARY_DUE_MS);
            str_add(&what, " late");
        }
        task->what = str_take(&what);
        task->who = find_who(store, list[i].session.text, list[i].title);
        task->is_urgent = list[i].is_overdue;
    }
    if (count > TASKS_MOST)
        tasks->all[TASK_SUMMARY] = (size_t)count;
    free(list);
    return count < 0 ? -1 : 0;
}

static int read_jottings(Tasks *tasks, Store *store, Err *err)
{
    Jottings jottings = {NULL, 0, 0, 0};
    int result = jottings_read(store, &jottings, err);

    for (size_t i = 0; result == 0 && i < jottings.count && i < TASKS_MOST; i++) {
        const JottingsLeft *left = &jottings.list[i];
        Task *task = add_task(tasks, TASK_JOTTINGS, left->session.text, left->number);
        Str what = STR_EMPTY;
        str_add_format(&what, "%lld jotting%s to write out", (long long)left->count,
                       left->count == 1 ? "" : "s");
        task->what = str_take(&what);
        task->who = find_who(store, left->session.text, left->title);
        task->is_urgent = left->is_overdue;
    }
    tasks->all[TASK_JOTTINGS] = jottings.count;
    jottings_free(&jottings);
    return result;
}

static int read_promised(Tasks *tasks, Store *store, Err *err)
{
    WaitingList list = {NULL, 0, 0};
    int result = waiting_read_promised(store, TASKS_MOST, &list, err);

    for (size_t i = 0; i < list.count; i++) {
        const Waiting *waiting = &list.list[i];
        Task *task = add_task(tasks, TASK_PROMISED, waiting->session.text, waiting->number);
        Str what = STR_EMPTY;
        str_add_format(&what, "%lld to return to or promised", (long long)waiting->count);
        task->what = str_take(&what);
        task->who = join_who(waiting->whose, waiting->title);
    }
    waiting_free(&list);
    return result;
}

static int read_rounds(Tasks *tasks, Store *store, Err *err)
{
    MaturityDues dues = {NULL, 0, 0};
    int64_t now = clock_read().wall;
    int result = maturity_list_due(store, now, &dues, err);

    for (size_t i = 0; i < dues.count && i < TASKS_MOST; i++) {
        const MaturityDue *due = &dues.list[i];
        Task *task = add_task(tasks, TASK_ROUND, due->session.text, 0);
        Str what = STR_EMPTY;
        str_add_format(&what, "round %d", due->round);
        if (due->due == 0) {
            str_add(&what, ", others are ahead");
        } else if (due->due > now) {
            str_add(&what, " due ");
            when_add(&what, due->due, due->tz, now, false);
        } else {
            str_add(&what, " due, ");
            when_add_days(&what, now - due->due);
            str_add(&what, " late");
        }
        task->what = str_take(&what);
        task->who = join_who(due->team, due->matrix);
        task->team = mem_copy_text(due->team);
        task->is_urgent = due->due > 0 && due->due <= now;
    }
    if (dues.count > TASKS_MOST)
        tasks->all[TASK_ROUND] = dues.count;
    maturity_free_dues(&dues);
    return result;
}

/* Struck notes of ended sessions whose words the log still holds. */
static int read_struck(Tasks *tasks, Store *store, Err *err)
{
    static const char sql[] =
        "SELECT count(*) FROM note JOIN session s ON s.n = note.session WHERE note.hidden > 0 AND "
        "note.hidden & 1 AND s.ended IS NOT NULL";
    int64_t count = 0;
    Rows *rows = rows_open(store, err, sql, "");

    if (rows_next(rows))
        count = rows_number(rows, 0);
    if (count > 0) {
        Task *task = add_task(tasks, TASK_ERASE, "", 0);
        Str what = STR_EMPTY;
        str_add_format(&what, "the words of %lld struck note%s are still in the file", (long long)count,
                       count == 1 ? "" : "s");
        task->what = str_take(&what);
        task->who = mem_copy_text("");
        task->is_urgent = true;
    }
    return rows_close(rows, err);
}

static int read_type(Tasks *tasks, Store *store, TaskType type, Err *err)
{
    switch (type) {
    case TASK_RESUME:
        return read_open(tasks, store, TASKS_MOST, err);
    case TASK_CONFLICT:
        return read_conflicts(tasks, store, err);
    case TASK_CONSENT:
        return read_consent(tasks, store, err);
    case TASK_SUMMARY:
        return read_summaries(tasks, store, err);
    case TASK_JOTTINGS:
        return read_jottings(tasks, store, err);
    case TASK_PROMISED:
        return read_promised(tasks, store, err);
    case TASK_ROUND:
        return read_rounds(tasks, store, err);
    case TASK_ERASE:
        return read_struck(tasks, store, err);
    case TASK_TYPES:
        break;
    }
    return 0;
}

static void count_type(Tasks *tasks, TaskType type)
{
    size_t count = tasks_count(tasks, type);

    if (tasks->all[type] < count)
        tasks->all[type] = count;
}

int tasks_read(Tasks *tasks, Store *store, TaskType type, Err *err)
{
    int result = read_type(tasks, store, type, err);

    count_type(tasks, type);
    return result;
}

int tasks_read_first(Tasks *tasks, Store *store, size_t most, Err *err)
{
    int result = read_open(tasks, store, most, err);

    count_type(tasks, TASK_RESUME);
    return result;
}
