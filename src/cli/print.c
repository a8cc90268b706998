/* SPDX-License-Identifier: MIT */
/* Tables, wrapped text and safe text. */
#include "print.h"

#include "others.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "rir/clock.h"
#include "rir/csv.h"
#include "rir/mem.h"
#include "rir/text.h"

/* --- text */

static void add_safe_point(Str *out, uint32_t point)
{
    if (point < 0x20)
        text_add_point(out, 0x2400 + point);
    else if (point == 0x7F)
        text_add_point(out, 0x2421);
    else if (point > 0x7F && point < 0xA0)
        text_add_point(out, 0xFFFD);
    else
        text_add_point(out, point);
}

static void add_safe(Str *out, const char *text, const char *line_end)
{
    size_t size = strlen(text);
    for (size_t at = 0; at < size;) {
        uint32_t point;
        at += text_read_point(text + at, size - at, &point);
        if (point == '\n')
            str_add(out, line_end);
        else if (point == '\t')
            str_add(out, "    ");
        else
            add_safe_point(out, point);
    }
}

void print_add_line(Str *out, const char *text)
{
    add_safe(out, text, " \xE2\x8F\x8E ");
}

void print_add_block(Str *out, const char *text, int indent)
{
    Str line_end = STR_EMPTY;
    str_add_format(&line_end, "\n%*s", indent, "");
    add_safe(out, text, str_text(&line_end));
    str_free(&line_end);
}

void print_add_wrapped(Str *out, const char *text, size_t columns, int indent)
{
    size_t size = strlen(text), next;
    for (size_t at = 0; at < size; at += next) {
        size_t line = text_wrap(text + at, size - at, columns - (size_t)indent, &next);
        if (line > 0)
            str_add_format(out, "%*s", indent, "");
        str_add_bytes(out, text + at, line);
        str_add_byte(out, '\n');
    }
}

void print_add_words(Str *out, const char *text, int indent)
{
    Str block = STR_EMPTY;
    print_add_block(&block, text, 0);
    print_add_wrapped(out, str_text(&block), PRINT_COLUMNS, indent);
    str_free(&block);
}

void print_add_json_moment(Json *json, const char *key, int64_t wall)
{
    char stamp[CLOCK_STAMP_SIZE];
    clock_format_utc(stamp, wall);
    json_add_text(json, key, stamp);
}

void print_add_json_quotable(Json *json, int quotable)
{
    if (quotable < 0)
        json_add_null(json, "quotable");
    else
        json_add_bool(json, "quotable", quotable != 0);
}

void print_add_json_measure(Json *json, const char *key, Measure measure)
{
    if (measure.defined)
        json_add_real(json, key, measure.value);
    else
        json_add_null(json, key);
}

void print_add_gap(Str *out, size_t from, size_t column)
{
    size_t width = text_measure(str_text(out) + from, out->size - from);
    str_add_format(out, "%*s", width < column ? (int)(column - width) : 1, "");
}

void print_add_moment(Str *out, int64_t wall)
{
    char day[CLOCK_STAMP_SIZE], time[CLOCK_STAMP_SIZE];
    int offset = clock_find_offset(wall);
    clock_format_day(day, wall, offset);
    clock_format_time(time, wall, offset);
    str_add_format(out, "%s %s", day, time);
}

void print_add_count(Str *out, int64_t count, const char *one, const char *many)
{
    str_add_format(out, "%" PRId64 " %s", count, count == 1 ? one : many);
}

/* --- rows */

/* A text as this reader gets it; the caller frees it. */
static char *copy_text(const Call *call, const PrintColumn *column, Rows *rows, int n)
{
    char *text = mem_copy_text(rows_text(rows, n));
    if (column->type == PRINT_WORDS)
        others_hide(call, &text);
    else if (column->type == PRINT_OWNER)
        others_hide_owner(call, &text);
    return text;
}

static void add_text(Str *out, const char *text, bool is_for_people)
{
    if (is_for_people)
        print_add_line(out, text);
    else
        str_add(out, text);
}

static void add_cell(const Call *call, Str *out, const PrintColumn *column, Rows *rows, int n,
                     bool is_for_people)
{
    char stamp[CLOCK_STAMP_SIZE], *text;
    if (rows_is_null(rows, n))
        return;
    switch (column->type) {
    case PRINT_TEXT:
        add_text(out, rows_text(rows, n), is_for_people);
        break;
    case PRINT_WORDS:
    case PRINT_OWNER:
        text = copy_text(call, column, rows, n);
        add_text(out, text, is_for_people);
        free(text);
        break;
    case PRINT_NUMBER:
        str_add(out, rows_text(rows, n));
        break;
    case PRINT_YES:
        str_add(out, is_for_people ? (rows_number(rows, n) ? "yes" : "") : rows_number(rows, n) ? "1" : "0");
        break;
    case PRINT_MOMENT:
        if (is_for_people) {
            print_add_moment(out, rows_number(rows, n));
        } else {
            clock_format_utc(stamp, rows_number(rows, n));
            str_add(out, stamp);
        }
        break;
    case PRINT_SPAN:
        clock_format_span(stamp, rows_number(rows, n));
        if (is_for_people)
            str_add(out, stamp);
        else
            str_add_format(out, "%" PRId64, rows_number(rows, n));
        break;
    }
}

static void add_json_cell(const Call *call, Json *json, const PrintColumn *column, Rows *rows, int n)
{
    char stamp[CLOCK_STAMP_SIZE];
    if (rows_is_null(rows, n)) {
        json_add_null(json, column->name);
    } else if (column->type == PRINT_YES) {
        json_add_bool(json, column->name, rows_number(rows, n) != 0);
    } else if (column->type == PRINT_MOMENT) {
        clock_format_utc(stamp, rows_number(rows, n));
        json_add_text(json, column->name, stamp);
    } else if (column->type == PRINT_WORDS || column->type == PRINT_OWNER) {
        char *text = copy_text(call, column, rows, n);
        json_add_text(json, column->name, *text || !*rows_text(rows, n) ? text : NULL);
        free(text);
    } else if (column->type != PRINT_TEXT && rows_is_number(rows, n)) {
        if (strchr(rows_text(rows, n), '.'))
            json_add_real(json, column->name, rows_real(rows, n));
        else
            json_add_number(json, column->name, rows_number(rows, n));
    } else {
        json_add_text(json, column->name, rows_text(rows, n));
    }
}

static void print_json(Call *call, const PrintColumn *columns, size_t count, Rows *rows)
{
    Json json = json_begin(&call->out, 2);
    json_open(&json, NULL, '[');
    while (rows_next(rows)) {
        json_open(&json, NULL, '{');
        for (size_t i = 0; i < count; i++)
            if (*columns[i].name)
                add_json_cell(call, &json, &columns[i], rows, (int)i);
        json_close(&json, '}');
    }
    json_close(&json, ']');
    str_add(&call->out, "\n");
}

static void print_csv(Call *call, const PrintColumn *columns, size_t count, Rows *rows)
{
    Str cell = STR_EMPTY;
    Csv csv = csv_begin(&call->out);
    for (size_t i = 0; i < count; i++)
        if (*columns[i].name)
            csv_add_text(&csv, columns[i].name);
    csv_end_row(&csv);
    while (rows_next(rows)) {
        for (size_t i = 0; i < count; i++) {
            if (!*columns[i].name)
                continue;
            str_clear(&cell);
            add_cell(call, &cell, &columns[i], rows, (int)i, false);
            csv_add_text(&csv, rows_is_null(rows, (int)i) ? NULL : str_text(&cell));
        }
        csv_end_row(&csv);
    }
    str_free(&cell);
}

/* --- a table for people: cells first, then widths, then lines */

typedef struct {
    char **cells; /* row by row */
    size_t count, room;
    size_t *widths; /* 0: nothing in it */
} Grid;

static void add_grid_cell(Grid *grid, char *text)
{
    grid->cells = mem_grow(grid->cells, &grid->room, grid->count + 1, sizeof *grid->cells);
    grid->cells[grid->count++] = text;
}

/* A column in which no row has anything is left out, heading and all. */
static void measure_grid(Grid *grid, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t widest = 0;
        for (size_t at = i + count; at < grid->count; at += count) {
            size_t width = text_measure(grid->cells[at], strlen(grid->cells[at]));
            widest = width > widest ? width : widest;
        }
        size_t heading = text_measure(grid->cells[i], strlen(grid->cells[i]));
        grid->widths[i] = widest == 0 ? 0 : heading > widest ? heading : widest;
    }
}

static void add_grid_lines(Str *out, const Grid *grid, const PrintColumn *columns, size_t count)
{
    for (size_t at = 0; at < grid->count; at += count) {
        for (size_t i = 0; i < count; i++) {
            if (!columns[i].heading || grid->widths[i] == 0)
                continue;
            const char *text = grid->cells[at + i];
            size_t gap = grid->widths[i] - text_measure(text, strlen(text));
            bool is_right = columns[i].type == PRINT_NUMBER || columns[i].type == PRINT_SPAN;
            str_add_format(out, "%*s%s%*s  ", is_right ? (int)gap : 0, "", text, is_right ? 0 : (int)gap, "");
        }
        while (out->size > 0 && out->data[out->size - 1] == ' ')
            str_cut(out, out->size - 1);
        str_add_byte(out, '\n');
    }
}

static void print_table(Call *call, const PrintColumn *columns, size_t count, Rows *rows, const char *none)
{
    Grid grid = {NULL, 0, 0, mem_new(count * sizeof(size_t))};
    Str cell = STR_EMPTY;
    for (size_t i = 0; i < count; i++)
        add_grid_cell(&grid, mem_copy_text(columns[i].heading ? columns[i].heading : ""));
    while (rows_next(rows)) {
        for (size_t i = 0; i < count; i++) {
            add_cell(call, &cell, &columns[i], rows, (int)i, true);
            add_grid_cell(&grid, str_take(&cell));
        }
    }
    measure_grid(&grid, count);
    if (grid.count == count)
        str_add_format(&call->out, "%s\n", none);
    else
        add_grid_lines(&call->out, &grid, columns, count);
    for (size_t i = 0; i < grid.count; i++)
        free(grid.cells[i]);
    free(grid.cells);
    free(grid.widths);
    str_free(&cell);
}

int print_rows(Call *call, const PrintColumn *columns, size_t count, Rows *rows, const char *none, Err *err)
{
    if (!rows)
        return -1;
    if (call->form == FORM_JSON)
        print_json(call, columns, count, rows);
    else if (call->form == FORM_CSV)
        print_csv(call, columns, count, rows);
    else
        print_table(call, columns, count, rows, none);
    return rows_close(rows, err);
}
