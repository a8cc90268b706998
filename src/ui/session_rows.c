/* SPDX-License-Identifier: MIT */
/* session_rows: the sessions of a study in a list. */
#include "session_rows.h"

#include <stdlib.h>
#include <string.h>

#include "rir/mem.h"
#include "rir/rows.h"
#include "rir/waiting.h"
#include "when.h"

int session_rows_add(SessionRows *list, Store *store, size_t most, Err *err)
{
    static const char sql[] =
        "SELECT n, at FROM session WHERE (at, n) < (?1, ?2) AND rehearsal = 0 ORDER BY at DESC, n DESC "
        "LIMIT ?3";
    const SessionRow *last = list->count > 0 ? &list->list[list->count - 1] : NULL;
    size_t before = list->count;
    Rows *rows = rows_open(store, err, sql, "iii", last != NULL ? last->at : INT64_MAX,
                           last != NULL ? last->n : INT64_MAX, (int64_t)most);

    while (rows_next(rows)) {
        list->list = mem_grow(list->list, &list->room, list->count + 1, sizeof *list->list);
        list->list[list->count++] =
            (SessionRow){.n = rows_number(rows, 0), .at = rows_number(rows, 1), .notes = -1};
    }
    list->is_whole = list->count - before < most;
    return rows_close(rows, err);
}

void session_rows_free(SessionRows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        free(rows->list[i].kind);
        free(rows->list[i].state);
        free(rows->list[i].people);
        free(rows->list[i].title);
    }
    free(rows->list);
    *rows = (SessionRows){.list = NULL};
}

static void read_row(SessionRow *row, Store *store)
{
    static const char sql[] =
        "SELECT a.id, a.number, s.tz, a.kind, a.state, a.net_minutes, a.paper, a.pilot, a.people, "
        "a.title, s.team FROM session s JOIN any_session a ON a.n = s.n WHERE s.n = ?1";
    Rows *rows = rows_open(store, NULL, sql, "i", row->n);

    row->is_read = true;
    bool is_there = rows_next(rows);
    row->id = id_read(is_there ? rows_text(rows, 0) : "");
    row->number = is_there ? rows_number(rows, 1) : 0;
    row->tz = is_there ? (int)rows_number(rows, 2) : 0;
    row->kind = mem_copy_text(is_there ? rows_text(rows, 3) : "");
    row->state = mem_copy_text(is_there ? rows_text(rows, 4) : "");
    row->minutes = is_there ? (int64_t)(rows_real(rows, 5) + 0.5) : 0;
    row->is_paper = is_there && rows_number(rows, 6) != 0;
    row->is_pilot = is_there && rows_number(rows, 7) != 0;
    Str who = STR_EMPTY;
    if (is_there)
        waiting_add_who(&who, rows_text(rows, 8), rows_text(rows, 10));
    row->people = mem_copy_text(str_text(&who));
    str_free(&who);
    row->title = mem_copy_text(is_there ? rows_text(rows, 9) : "");
    rows_close(rows, NULL);
}

void session_rows_read(SessionRows *rows, Store *store, size_t from, size_t to)
{
    for (size_t i = from; i < to && i < rows->count; i++)
        if (!rows->list[i].is_read)
            read_row(&rows->list[i], store);
}

bool session_rows_count_notes(SessionRows *rows, Store *store, size_t from, size_t to)
{
    static const char sql[] = "SELECT count(*) FROM any_seen WHERE session = ?1";

    for (size_t i = from; i < to && i < rows->count; i++)
        if (rows->list[i].notes < 0) {
            rows->list[i].notes = rows_find_number(store, 0, sql, "i", rows->list[i].n);
            return true;
        }
    return false;
}

enum { NUMBER_COLUMNS = 4, STATE_COLUMNS = 9, NOTES_COLUMNS = 10, KIND_COLUMNS = 11 };

static void add_state(Str *out, const SessionRow *row)
{
    if (strcmp(row->state, "ended") != 0)
        str_add(out, row->state);
    else if (row->is_paper && row->minutes == 0)
        str_add(out, "on paper");
    else
        str_add_format(out, "%lld min", (long long)row->minutes);
}

void session_row_draw(const SessionRow *row, Grid *grid, Area area, int64_t now)
{
    int column = area.column, end = area.column + area.columns;
    bool is_open = strcmp(row->state, "ended") != 0;
    Str text = STR_EMPTY;

    str_add_format(&text, "%lld", (long long)row->number);
    grid_put_right(grid, area.row, column, column + NUMBER_COLUMNS, ROLE_TEXT, text.data);
    column += NUMBER_COLUMNS + 2;
    str_clear(&text);
    when_add(&text, row->at, row->tz, now, true);
    grid_put_text(grid, area.row, column, ROLE_DIM, text.data, text.size, WHEN_COLUMNS);
    column += WHEN_COLUMNS + 1;
    if (area.columns >= 100) {
        grid_put_text(grid, area.row, column, ROLE_DIM, row->kind, strlen(row->kind), KIND_COLUMNS);
        column += KIND_COLUMNS + 1;
    }
    str_clear(&text);
    add_state(&text, row);
    grid_put_right(grid, area.row, column, column + STATE_COLUMNS, is_open ? ROLE_ACCENT : ROLE_DIM,
                   text.data);
    column += STATE_COLUMNS + 1;
    if (area.columns >= 70) {
        str_clear(&text);
        if (row->notes >= 0)
            str_add_format(&text, "%lld note%s", (long long)row->notes, row->notes == 1 ? "" : "s");
        grid_put_right(grid, area.row, column, column + NOTES_COLUMNS, ROLE_DIM, str_text(&text));
        column += NOTES_COLUMNS + 1;
    }
    column++;
    if (row->is_pilot)
        column += grid_put(grid, area.row, column, ROLE_DIM, "pilot") + 1;
    if (area.columns < 100 && strcmp(row->kind, "interview") != 0)
        column += grid_put(grid, area.row, column, ROLE_DIM, row->kind) + 1;
    str_clear(&text);
    str_add_format(&text, "%s%s%s", row->people, row->people[0] != '\0' ? "  " : "", row->title);
    grid_put_short(grid, area.row, column, ROLE_TEXT, text.data, text.size, end - column);
    str_free(&text);
}
