/* SPDX-License-Identifier: MIT */
/* grid: cells, and drawing text and lines into them. */
#include "rir/grid.h"

#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "cluster.h"
#include "rir/mem.h"

struct Grid {
    int rows;
    int columns;
    Cell *cells;      /* row after row */
    uint64_t *stamps; /* of the rows */
    bool ascii;
    bool has_cursor;
    int cursor_row;
    int cursor_column;
};

static const Cell empty_cell = {.text = " ", .width = 1, .role = ROLE_TEXT};

Grid *grid_new(int rows, int columns)
{
    Grid *grid = mem_new(sizeof *grid);

    grid_resize(grid, rows, columns);
    return grid;
}

void grid_free(Grid *grid)
{
    if (grid == NULL)
        return;
    free(grid->cells);
    free(grid->stamps);
    free(grid);
}

/* To be called for every row whose cells change. */
static void stamp_row(Grid *grid, int row)
{
    static uint64_t last;

    grid->stamps[row] = ++last;
}

static void stamp_rows(Grid *grid, Area area)
{
    for (int row = area.row; row < area.row + area.rows; row++)
        stamp_row(grid, row);
}

void grid_resize(Grid *grid, int rows, int columns)
{
    rows = rows < 1 ? 1 : rows;
    columns = columns < 1 ? 1 : columns;
    if (rows != grid->rows || columns != grid->columns) {
        grid->cells = mem_resize(grid->cells, (size_t)rows * (size_t)columns * sizeof *grid->cells);
        grid->stamps = mem_resize(grid->stamps, (size_t)rows * sizeof *grid->stamps);
        grid->rows = rows;
        grid->columns = columns;
    }
    grid_clear(grid);
}

void grid_clear(Grid *grid)
{
    size_t count = (size_t)grid->rows * (size_t)grid->columns;

    for (size_t i = 0; i < count; i++)
        grid->cells[i] = empty_cell;
    stamp_rows(grid, grid_find_area(grid));
    grid->has_cursor = false;
}

void grid_copy(Grid *to, const Grid *from)
{
    if (to->rows != from->rows || to->columns != from->columns)
        grid_resize(to, from->rows, from->columns);
    for (int row = 0; row < from->rows; row++) {
        if (to->stamps[row] == from->stamps[row])
            continue;
        size_t start = (size_t)row * (size_t)from->columns;
        memcpy(to->cells + start, from->cells + start, (size_t)from->columns * sizeof *from->cells);
        to->stamps[row] = from->stamps[row];
    }
    to->ascii = from->ascii;
    to->has_cursor = from->has_cursor;
    to->cursor_row = from->cursor_row;
    to->cursor_column = from->cursor_column;
}

int grid_count_rows(const Grid *grid)
{
    return grid->rows;
}

int grid_count_columns(const Grid *grid)
{
    return grid->columns;
}

Area grid_find_area(const Grid *grid)
{
    return (Area){0, 0, grid->rows, grid->columns};
}

static Cell *find_cell(const Grid *grid, int row, int column)
{
    return &grid->cells[(size_t)row * (size_t)grid->columns + (size_t)column];
}

const Cell *grid_find_cell(const Grid *grid, int row, int column)
{
    if (row < 0 || row >= grid->rows || column < 0 || column >= grid->columns)
        return NULL;
    return find_cell(grid, row, column);
}

void grid_set_ascii(Grid *grid, bool ascii)
{
    grid->ascii = ascii;
}

bool grid_is_ascii(const Grid *grid)
{
    return grid->ascii;
}

const char *grid_read_cell(const Cell *cell, char out[TEXT_CELL_BYTES])
{
    uint32_t number;

    memcpy(out, cell->text, sizeof cell->text);
    out[sizeof cell->text] = '\0';
    if (cell->is_long) {
        memcpy(&number, cell->text, sizeof number);
        strcpy(out, cluster_find(number));
    }
    return out;
}

uint64_t grid_find_stamp(const Grid *grid, int row)
{
    return grid->stamps[row];
}

static Cell make_cell(Role role, const char *text, int width)
{
    Cell cell = {.width = (uint8_t)width, .role = (uint8_t)role};
    size_t size = strlen(text);

    if (size <= sizeof cell.text) {
        memcpy(cell.text, text, size);
    } else {
        uint32_t number = cluster_keep(text, size);
        memcpy(cell.text, &number, sizeof number);
        cell.is_long = 1;
    }
    return cell;
}

static void blank_text(Cell *cell)
{
    memcpy(cell->text, empty_cell.text, sizeof cell->text);
    cell->is_long = 0;
    cell->width = 1;
}

/* Before a cell is drawn over: what a wide cluster leaves of itself beside it becomes a space. */
static void break_wide(Grid *grid, int row, int column)
{
    Cell *cell = find_cell(grid, row, column);

    if (cell->width == 0 && column > 0)
        blank_text(find_cell(grid, row, column - 1));
    if (cell->width == 2 && column + 1 < grid->columns)
        blank_text(find_cell(grid, row, column + 1));
}

/* A cell of one column. The row is stamped by who calls, here and below. */
static void put_cell(Grid *grid, int row, int column, Cell cell)
{
    if (column < 0 || column >= grid->columns)
        return;
    Cell *place = find_cell(grid, row, column);
    if (place->width != 1)
        break_wide(grid, row, column);
    *place = cell;
}

/* Clips; half of a wide cluster is a space. */
static void put_cluster(Grid *grid, int row, int column, Role role, const char *text, int width)
{
    if (width != 2) {
        put_cell(grid, row, column, make_cell(role, text, width));
        return;
    }
    bool fits = column >= 0 && column + 1 < grid->columns;
    Cell space = make_cell(role, " ", 1);
    put_cell(grid, row, column, fits ? make_cell(role, text, width) : space);
    put_cell(grid, row, column + 1, fits ? (Cell){.role = (uint8_t)role} : space);
}

/* ASCII followed by ASCII is a cluster of its own: most of what is drawn is that. */
static bool is_plain(const char *text, size_t size, size_t at)
{
    unsigned char byte = (unsigned char)text[at];

    return byte >= 0x20 && byte < 0x7f && (at + 1 == size || (unsigned char)text[at + 1] < 0x80);
}

/* The next cluster of `text` as the grid shows it; moves *at on and returns its columns (0: nothing to
 * show). */
static int read_cluster(const char *text, size_t size, size_t *at, char out[TEXT_CELL_BYTES])
{
    char byte = text[*at];
    size_t from = *at;
    *at = text_find_next(text, size, from);
    if (byte == '\t') {
        strcpy(out, " ");
        return 1;
    }
    if (byte == '\n' || byte == '\r') {
        strcpy(out, "\xe2\x90\xa4"); /* SYMBOL FOR NEWLINE */
        return 1;
    }
    return text_make_cell(text + from, *at - from, out);
}

int grid_put_text(Grid *grid, int row, int column, Role role, const char *text, size_t size, int most)
{
    int used = 0;

    if (row < 0 || row >= grid->rows)
        return 0;
    if (most < 0 || most > grid->columns - column)
        most = grid->columns - column;
    stamp_row(grid, row);
    for (size_t at = 0; at < size;) {
        if (used < most && is_plain(text, size, at)) {
            put_cell(grid, row, column + used++,
                     (Cell){.text = {text[at++]}, .width = 1, .role = (uint8_t)role});
            continue;
        }
        char cluster[TEXT_CELL_BYTES];
        int width = read_cluster(text, size, &at, cluster);
        if (used + width > most) {
            if (used < most)
                put_cluster(grid, row, column + used, role, " ", 1);
            return most > 0 ? most : 0;
        }
        if (width > 0)
            put_cluster(grid, row, column + used, role, cluster, width);
        used += width;
    }
    return used;
}

int grid_put(Grid *grid, int row, int column, Role role, const char *text)
{
    return grid_put_text(grid, row, column, role, text, strlen(text), -1);
}

int grid_put_format(Grid *grid, int row, int column, Role role, const char *format, ...)
{
    Str text = STR_EMPTY;
    va_list args;

    va_start(args, format);
    str_add_formatv(&text, format, args);
    va_end(args);
    int used = grid_put_text(grid, row, column, role, str_text(&text), text.size, -1);
    str_free(&text);
    return used;
}

int grid_put_short(Grid *grid, int row, int column, Role role, const char *text, size_t size, int most)
{
    if (most < 0 || most > grid->columns - column)
        most = grid->columns - column;
    if (most <= 0)
        return 0;
    /* Bytes are at least columns, so a short text need not be measured. */
    if (size <= (size_t)most || text_measure(text, size) <= (size_t)most)
        return grid_put_text(grid, row, column, role, text, size, most);

    size_t kept = text_fit(text, size, (size_t)most - 1);
    int used = grid_put_text(grid, row, column, role, text, kept, most - 1);
    return used + grid_put_sign(grid, row, column + used, role, SIGN_MORE);
}

int grid_put_right(Grid *grid, int row, int from, int end, Role role, const char *text)
{
    size_t size = strlen(text);
    size_t columns = text_measure(text, size);
    int room = end - from > 0 ? end - from : 0;

    if (columns <= (size_t)room)
        from = end - (int)columns;
    grid_put_short(grid, row, from, role, text, size, room);
    return from;
}

int grid_put_sign(Grid *grid, int row, int column, Role role, Sign sign)
{
    if (row >= 0 && row < grid->rows) {
        stamp_row(grid, row);
        put_cell(grid, row, column, make_cell(role, theme_find_sign(sign, grid->ascii), 1));
    }
    return 1;
}

/* Without a grid only counts. */
static int wrap_lines(Grid *grid, Area area, Role role, const char *text, size_t size, int skip)
{
    size_t columns = area.columns > 2 ? (size_t)area.columns : 2;
    int line = 0;

    for (size_t at = 0; at < size; line++) {
        size_t next = 0;
        size_t bytes = text_wrap(text + at, size - at, columns, &next);
        int row = line - skip;
        if (grid != NULL && row >= 0 && row < area.rows)
            grid_put_text(grid, area.row + row, area.column, role, text + at, bytes, area.columns);
        at += next;
    }
    return line > 0 ? line : 1;
}

int grid_put_wrapped(Grid *grid, Area area, Role role, const char *text, size_t size, int skip)
{
    return wrap_lines(grid, area, role, text, size, skip);
}

int grid_count_lines(const char *text, size_t size, int columns)
{
    return wrap_lines(NULL, (Area){0, 0, 0, columns}, ROLE_TEXT, text, size, 0);
}

void grid_draw_across(Grid *grid, int row, int column, int columns)
{
    Cell cell = make_cell(ROLE_RULE, theme_find_sign(SIGN_ACROSS, grid->ascii), 1);

    if (row < 0 || row >= grid->rows)
        return;
    stamp_row(grid, row);
    for (int i = 0; i < columns; i++)
        put_cell(grid, row, column + i, cell);
}

void grid_draw_down(Grid *grid, int row, int column, int rows)
{
    for (int i = 0; i < rows; i++)
        grid_put_sign(grid, row + i, column, ROLE_RULE, SIGN_DOWN);
}

static Area clip_area(const Grid *grid, Area area)
{
    if (area.row < 0) {
        area.rows += area.row;
        area.row = 0;
    }
    if (area.column < 0) {
        area.columns += area.column;
        area.column = 0;
    }
    if (area.rows > grid->rows - area.row)
        area.rows = grid->rows - area.row;
    if (area.columns > grid->columns - area.column)
        area.columns = grid->columns - area.column;
    return area;
}

void grid_erase(Grid *grid, Area area)
{
    area = clip_area(grid, area);
    stamp_rows(grid, area);
    for (int row = area.row; row < area.row + area.rows; row++)
        for (int column = area.column; column < area.column + area.columns; column++) {
            break_wide(grid, row, column);
            *find_cell(grid, row, column) = empty_cell;
        }
}

void grid_set_role(Grid *grid, Area area, Role role)
{
    area = clip_area(grid, area);
    stamp_rows(grid, area);
    for (int row = area.row; row < area.row + area.rows; row++)
        for (int column = area.column; column < area.column + area.columns; column++)
            find_cell(grid, row, column)->role = (uint8_t)role;
}

void grid_set_attributes(Grid *grid, Area area, uint8_t attributes)
{
    area = clip_area(grid, area);
    stamp_rows(grid, area);
    for (int row = area.row; row < area.row + area.rows; row++)
        for (int column = area.column; column < area.column + area.columns; column++)
            find_cell(grid, row, column)->attributes = attributes;
}

static int clamp(int value, int most)
{
    if (value < 0)
        return 0;
    return value > most ? most : value;
}

void grid_set_cursor(Grid *grid, int row, int column)
{
    grid->has_cursor = true;
    grid->cursor_row = clamp(row, grid->rows - 1);
    grid->cursor_column = clamp(column, grid->columns - 1);
}

bool grid_find_cursor(const Grid *grid, int *row, int *column)
{
    *row = grid->cursor_row;
    *column = grid->cursor_column;
    return grid->has_cursor;
}
