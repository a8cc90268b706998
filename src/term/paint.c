/* SPDX-License-Identifier: MIT */
/* paint: the cells that changed, the looks they have, and the shortest way of the cursor between them. */
#include "paint.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "rir/mem.h"
#include "rir/text.h"
#include "terminfo.h"

#define COLOURS 16
#define SHIFT_MOST 4  /* rows a part of the screen is moved by, at most */
#define SHIFT_LEAST 2 /* rows that must be right then, to be worth the bytes */
#define CELL_MARKS 5 /* more marks on one character are not sent */

/* What the description says of the terminal. */
typedef struct {
    Str sgr0;  /* ends all looks */
    Str plain; /* the same where no other character set was chosen, which rir never does */
    Str bold, dim, underline, reverse;
    Str fore[COLOURS], back[COLOURS];
    Str clear, erase; /* the screen; from the cursor to the end of its row */
    Str wrap_on, wrap_off;
    const char *cup, *cuf, *setaf, *setab;
    const char *csr; /* chooses rows that move by themselves; "" where that cannot be done */
    const char *ri;  /* moves them down */
    bool is_ansi;    /* its cup is that of ANSI */
    bool steps_back; /* a backspace moves one to the left */
    bool feeds;      /* CR and LF move to the start of the row below */
    bool wraps_late; /* at the right edge the cursor stays until something follows */
    bool wraps;
    int colours;
    int barred; /* looks that it cannot have together with colours */
} Terminal;

static Terminal terminal;
static Theme theme;
static Cell *shown;            /* row after row */
static uint64_t *shown_stamps; /* of the rows, as they were given; 0: not known */
static int rows, columns;
static bool is_forgotten;
static int at_row, at_column; /* the cursor; at_row is -1 when that is not known */
static Look look;             /* what is in force */
static const Look plain_look = {-1, -1, 0};
static const Cell blank = {.text = " ", .width = 1, .role = ROLE_TEXT};

/* --- the terminal */

static Str keep(const char *capability)
{
    Str kept = STR_EMPTY;

    terminfo_add(&kept, terminfo_find(capability));
    return kept;
}

/* `sgr0` mostly chooses the usual character set too. */
static void make_plain(void)
{
    static const char usual[] = "\x1b(B";
    const char *sgr0 = str_text(&terminal.sgr0);

    for (size_t at = 0; at < terminal.sgr0.size;) {
        if (strncmp(sgr0 + at, usual, sizeof usual - 1) == 0) {
            at += sizeof usual - 1;
            continue;
        }
        if (sgr0[at] != '\x0f')
            str_add_byte(&terminal.plain, sgr0[at]);
        at++;
    }
}

static void find_colours(void)
{
    terminal.setaf = terminfo_find("setaf");
    terminal.setab = terminfo_find("setab");
    terminal.colours = terminfo_find_number("colors");
    if (terminal.colours < 0 || *terminal.setaf == '\0' || *terminal.setab == '\0')
        terminal.colours = 0;
    /* As terminfo numbers them in `ncv`. */
    int ncv = terminfo_find_number("ncv");
    if (ncv > 0)
        terminal.barred = (ncv & 2 ? LOOK_UNDERLINE : 0) | (ncv & (1 | 4) ? LOOK_REVERSE : 0) |
                          (ncv & 16 ? LOOK_DIM : 0) | (ncv & 32 ? LOOK_BOLD : 0);
}

static void find_moves(void)
{
    terminal.cup = terminfo_find("cup");
    terminal.is_ansi = strcmp(terminal.cup, "\x1b[%i%p1%d;%p2%dH") == 0;
    terminal.cuf = terminfo_find("cuf");
    terminal.steps_back = strcmp(terminfo_find("cub1"), "\b") == 0;
    terminal.feeds = strcmp(terminfo_find("cr"), "\r") == 0 && strcmp(terminfo_find("cud1"), "\n") == 0;
    terminal.csr = strcmp(terminfo_find("ind"), "\n") == 0 ? terminfo_find("csr") : "";
    terminal.ri = terminfo_find("ri");
    terminal.wraps = terminfo_has("am");
    terminal.wraps_late = terminfo_has("xenl");
    terminal.wrap_on = keep("smam");
    terminal.wrap_off = keep("rmam");
}

void paint_start(void)
{
    terminal = (Terminal){0};
    terminal.sgr0 = keep("sgr0");
    terminal.clear = keep("clear");
    terminal.erase = keep("el");
    make_plain();
    /* Where looks take up cells of their own there are none. */
    if (terminfo_find_number("xmc") <= 0 && terminal.sgr0.size > 0) {
        terminal.bold = keep("bold");
        terminal.dim = keep("dim");
        terminal.underline = keep("smul");
        terminal.reverse = keep("rev");
        find_colours();
    }
    find_moves();
    theme = THEME_MONO;
    paint_forget();
}

void paint_stop(void)
{
    Str *strings[] = {&terminal.sgr0,      &terminal.plain,   &terminal.bold,  &terminal.dim,
                      &terminal.underline, &terminal.reverse, &terminal.clear, &terminal.erase,
                      &terminal.wrap_on,   &terminal.wrap_off};

    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        str_free(strings[i]);
    for (size_t i = 0; i < COLOURS; i++) {
        str_free(&terminal.fore[i]);
        str_free(&terminal.back[i]);
    }
    free(shown);
    free(shown_stamps);
    shown = NULL;
    shown_stamps = NULL;
    rows = columns = 0;
}

int paint_count_colours(void)
{
    return terminal.colours;
}

void paint_set_theme(Theme chosen)
{
    theme = chosen;
}

void paint_forget(void)
{
    is_forgotten = true;
    at_row = -1;
}

/* --- looks */

static Look find_look(const Cell *cell)
{
    Look found = *theme_find_look(theme, (Role)cell->role);

    found.attributes |= cell->attributes;
    if (found.fore >= terminal.colours || found.fore >= COLOURS)
        found.fore = -1;
    if (found.back >= terminal.colours || found.back >= COLOURS)
        found.back = -1;
    if (found.fore >= 0 || found.back >= 0)
        found.attributes &= (uint8_t)~terminal.barred;
    return found;
}

static bool is_same(Look a, Look b)
{
    return a.fore == b.fore && a.back == b.back && a.attributes == b.attributes;
}

static void add_attribute(Str *out, unsigned attributes, unsigned which, const Str *string)
{
    if (attributes & which)
        str_add_bytes(out, str_text(string), string->size);
}

static void add_colour(Str *out, int colour, Str *made, const char *capability)
{
    if (colour < 0)
        return;
    if (made[colour].size == 0)
        terminfo_add_numbers(&made[colour], capability, colour, 0);
    str_add_bytes(out, str_text(&made[colour]), made[colour].size);
}

/* Looks can be added to those in force; only all together can be taken away. */
static void set_look(Str *out, Look wanted)
{
    if (is_same(wanted, look))
        return;
    if ((look.attributes & ~wanted.attributes) != 0 || (look.fore >= 0 && look.fore != wanted.fore) ||
        (look.back >= 0 && look.back != wanted.back)) {
        str_add_bytes(out, str_text(&terminal.plain), terminal.plain.size);
        look = plain_look;
    }
    unsigned added = wanted.attributes & ~(unsigned)look.attributes;
    add_attribute(out, added, LOOK_BOLD, &terminal.bold);
    add_attribute(out, added, LOOK_DIM, &terminal.dim);
    add_attribute(out, added, LOOK_UNDERLINE, &terminal.underline);
    add_attribute(out, added, LOOK_REVERSE, &terminal.reverse);
    add_colour(out, wanted.fore != look.fore ? wanted.fore : -1, terminal.fore, terminal.setaf);
    add_colour(out, wanted.back != look.back ? wanted.back : -1, terminal.back, terminal.setab);
    look = wanted;
}

/* --- the cursor */

static size_t write_number(char *to, int number)
{
    char digits[12];
    size_t count = 0, size = 0;

    do
        digits[count++] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    while (count > 0)
        to[size++] = digits[--count];
    return size;
}

static void make_jump(Str *jump, int row, int column)
{
    char bytes[32] = "\x1b[";
    size_t size = 2;

    if (!terminal.is_ansi) {
        terminfo_add_numbers(jump, terminal.cup, row, column);
        return;
    }
    size += write_number(bytes + size, row + 1);
    bytes[size++] = ';';
    size += write_number(bytes + size, column + 1);
    bytes[size++] = 'H';
    str_add_bytes(jump, bytes, size);
}

static bool is_letter(const Cell *cell)
{
    return cell->width == 1 && !cell->is_long && cell->text[1] == '\0' && cell->text[0] >= ' ' &&
           cell->text[0] < 0x7f;
}

/* Whether the cells up to `column` can be written once more as they are, for fewer than `most` bytes. */
static bool can_retrace(const Cell *cells, int column, size_t most)
{
    if ((size_t)(column - at_column) >= most)
        return false;
    for (int i = at_column; i < column; i++)
        if (!is_letter(&cells[i]) || !is_same(find_look(&cells[i]), look))
            return false;
    return true;
}

static void move_in_row(Str *out, const Cell *cells, int column, const Str *jump)
{
    Str forward = STR_EMPTY;

    if (column == 0 && terminal.feeds) {
        str_add_byte(out, '\r');
    } else if (column > at_column && can_retrace(cells, column, jump->size)) {
        for (int i = at_column; i < column; i++)
            str_add_byte(out, cells[i].text[0]);
    } else if (column < at_column && terminal.steps_back && (size_t)(at_column - column) < jump->size) {
        for (int i = column; i < at_column; i++)
            str_add_byte(out, '\b');
    } else {
        if (column > at_column)
            terminfo_add_numbers(&forward, terminal.cuf, column - at_column, 0);
        const Str *way = forward.size > 0 && forward.size < jump->size ? &forward : jump;
        str_add_bytes(out, str_text(way), way->size);
        str_free(&forward);
    }
}

/* `cells`: the row as it shall be, of which what lies between is so already. */
static void move_to(Str *out, const Cell *cells, int row, int column)
{
    static Str jump;

    if (row == at_row && column == at_column)
        return;
    str_clear(&jump);
    make_jump(&jump, row, column);
    if (row == at_row)
        move_in_row(out, cells, column, &jump);
    else if (at_row >= 0 && row == at_row + 1 && column == 0 && terminal.feeds)
        str_add(out, "\r\n");
    else
        str_add_bytes(out, str_text(&jump), jump.size);
    at_row = row;
    at_column = column;
}

/* --- cells */

/* A cell holds mostly one spacing codepoint with marks; two in some scripts and in flags. Where the C
 * library, as most terminals do, measures otherwise than rir does, rir's measure holds: what is too wide for
 * its cell is replaced, what is too narrow gets a space behind it. */
static void add_points(Str *out, const Cell *cell, bool is_plain)
{
    char text[TEXT_CELL_BYTES];
    size_t size = strlen(grid_read_cell(cell, text));
    int used = 0, marks = 0;

    for (size_t at = 0; at < size;) {
        uint32_t point;
        at += text_read_point(text + at, size - at, &point);
        int width = is_plain && point >= 0x7f ? -1 : wcwidth((wchar_t)point);
        if (width == 0 && (used == 0 || ++marks > CELL_MARKS))
            continue;
        if (width < 0 || width > cell->width - used) {
            if (used >= cell->width)
                continue;
            point = is_plain ? '?' : 0xfffd;
            width = 1;
        }
        if (width > 0)
            marks = 0;
        text_add_point(out, point);
        used += width;
    }
    for (; used < cell->width; used++)
        str_add_byte(out, ' ');
}

static void add_cell(Str *out, const Cell *cell, bool is_plain)
{
    set_look(out, find_look(cell));
    if (is_letter(cell))
        str_add_byte(out, cell->text[0]);
    else
        add_points(out, cell, is_plain);
    at_column += cell->width;
    /* Beyond the right edge terminals differ. */
    if (at_column >= columns)
        at_row = -1;
}

/* The last cell of all, on a terminal that would go on to a new row and scroll. */
static void add_corner(Str *out, const Cell *cell, bool is_plain)
{
    if (terminal.wrap_on.size == 0 || terminal.wrap_off.size == 0)
        return;
    str_add_bytes(out, str_text(&terminal.wrap_off), terminal.wrap_off.size);
    add_cell(out, cell, is_plain);
    str_add_bytes(out, str_text(&terminal.wrap_on), terminal.wrap_on.size);
}

/* From which column on the row shall be empty. */
static int find_blank_end(const Cell *cells)
{
    int from = columns;

    while (from > 0 && is_letter(&cells[from - 1]) && cells[from - 1].text[0] == ' ' &&
           is_same(find_look(&cells[from - 1]), plain_look))
        from--;
    return from;
}

/* To the eye. */
static bool differs(const Cell *a, const Cell *b)
{
    if (a->width != b->width || a->is_long != b->is_long || memcmp(a->text, b->text, sizeof a->text) != 0)
        return true;
    return (a->role != b->role || a->attributes != b->attributes) && !is_same(find_look(a), find_look(b));
}

static bool is_worth_erasing(const Cell *cells, const Cell *before, int column)
{
    size_t count = 0;

    if (terminal.erase.size == 0)
        return false;
    for (int i = column; i < columns && count <= terminal.erase.size; i++)
        count += differs(&cells[i], &before[i]);
    return count > terminal.erase.size;
}

/* What is drawn over a half of a wide character takes the other half with it; from left to right every such
 * cell comes after what spoils it, for it has changed too. */
static void draw_row(Str *out, const Cell *cells, Cell *before, int row, bool is_plain)
{
    bool scrolls = terminal.wraps && !terminal.wraps_late && row == rows - 1;
    int blank_end = find_blank_end(cells);

    for (int column = 0; column < columns; column++) {
        const Cell *cell = &cells[column];
        if (cell->width == 0 || !differs(cell, &before[column]))
            continue;
        move_to(out, cells, row, column);
        if (column >= blank_end && is_worth_erasing(cells, before, column)) {
            set_look(out, plain_look);
            str_add_bytes(out, str_text(&terminal.erase), terminal.erase.size);
            break;
        }
        if (scrolls && column + cell->width >= columns)
            add_corner(out, cell, is_plain);
        else
            add_cell(out, cell, is_plain);
    }
    memcpy(before, cells, (size_t)columns * sizeof *cells);
}

/* --- rows that moved: a list that grew by a line, a foot that takes one more */

static const Cell *find_shown(int row)
{
    return &shown[(size_t)row * (size_t)columns];
}

static bool is_row(const Cell *cells, const Cell *others)
{
    return memcmp(cells, others, (size_t)columns * sizeof *cells) == 0;
}

/* As it should be; most rows are as they were, and are not looked at. */
static bool is_right(const Grid *grid, int row)
{
    uint64_t stamp = grid_find_stamp(grid, row);

    if (shown_stamps[row] != stamp && is_row(grid_find_cell(grid, row, 0), find_shown(row)))
        shown_stamps[row] = stamp;
    return shown_stamps[row] == stamp;
}

/* Rows `first` to `last` of the picture are shown `by` rows further down (up: below 0). */
typedef struct {
    int first, last, by, gain;
} Shift;

/* The longest run of such rows; its gain are those that are not right as they are, nor empty. */
static Shift find_shift(const Grid *grid, int by)
{
    Shift best = {0, -1, by, 0}, now = best;

    for (int row = 0; row < rows; row++) {
        const Cell *cells = grid_find_cell(grid, row, 0);
        if (row + by < 0 || row + by >= rows || !is_row(cells, find_shown(row + by))) {
            now.gain = 0;
            now.last = -1;
            continue;
        }
        if (now.last < 0)
            now.first = row;
        now.last = row;
        now.gain += !is_row(cells, find_shown(row)) && find_blank_end(cells) > 0;
        if (now.gain > best.gain)
            best = now;
    }
    return best;
}

static void shift(Str *out, const Shift *best)
{
    int distance = abs(best->by);
    int top = best->by > 0 ? best->first : best->first + best->by;
    int bottom = best->by > 0 ? best->last + best->by : best->last;
    size_t row = (size_t)columns * sizeof *shown;
    Cell *start = &shown[(size_t)top * (size_t)columns];
    Cell *further = start + (size_t)distance * (size_t)columns;
    size_t kept = (size_t)(bottom - top + 1 - distance) * row;
    Cell *empty = best->by > 0 ? start + kept / sizeof *shown : start;

    set_look(out, plain_look);
    terminfo_add_numbers(out, terminal.csr, top, bottom);
    terminfo_add_numbers(out, terminal.cup, best->by > 0 ? bottom : top, 0);
    for (int i = 0; i < distance; i++)
        terminfo_add(out, best->by > 0 ? "\n" : terminal.ri);
    terminfo_add_numbers(out, terminal.csr, 0, rows - 1);
    at_row = -1;
    memmove(best->by > 0 ? start : further, best->by > 0 ? further : start, kept);
    for (size_t i = 0; i < (size_t)distance * (size_t)columns; i++)
        empty[i] = blank;
    for (int i = top; i <= bottom; i++)
        shown_stamps[i] = 0;
}

static void shift_rows(Str *out, const Grid *grid, int changed)
{
    Shift best = {0, -1, 0, 0};

    if (changed <= SHIFT_LEAST || *terminal.csr == '\0')
        return;
    for (int by = -SHIFT_MOST; by <= SHIFT_MOST; by++) {
        if (by == 0 || (by < 0 && *terminal.ri == '\0'))
            continue;
        Shift found = find_shift(grid, by);
        if (found.gain > best.gain)
            best = found;
    }
    if (best.gain >= SHIFT_LEAST)
        shift(out, &best);
}

static void clear(Str *out, const Grid *grid)
{
    if (rows != grid_count_rows(grid) || columns != grid_count_columns(grid)) {
        rows = grid_count_rows(grid);
        columns = grid_count_columns(grid);
        shown = mem_resize(shown, (size_t)rows * (size_t)columns * sizeof *shown);
        shown_stamps = mem_resize(shown_stamps, (size_t)rows * sizeof *shown_stamps);
    }
    for (size_t i = 0; i < (size_t)rows * (size_t)columns; i++)
        shown[i] = blank;
    memset(shown_stamps, 0, (size_t)rows * sizeof *shown_stamps);
    str_add_bytes(out, str_text(&terminal.sgr0), terminal.sgr0.size);
    look = plain_look;
    str_add_bytes(out, str_text(&terminal.clear), terminal.clear.size);
    at_row = at_column = 0;
    is_forgotten = false;
}

void paint_add(Str *out, const Grid *grid, bool is_plain)
{
    int row, column, changed = 0;
    bool is_new = is_forgotten || rows != grid_count_rows(grid) || columns != grid_count_columns(grid);

    if (is_new)
        clear(out, grid);
    for (int i = 0; !is_new && i < rows; i++)
        changed += !is_right(grid, i);
    shift_rows(out, grid, changed);
    for (int i = 0; (is_new || changed > 0) && i < rows; i++)
        if (!is_right(grid, i)) {
            draw_row(out, grid_find_cell(grid, i, 0), &shown[(size_t)i * (size_t)columns], i, is_plain);
            shown_stamps[i] = grid_find_stamp(grid, i);
        }
    if (!grid_find_cursor(grid, &row, &column)) {
        row = rows - 1;
        column = 0;
    }
    move_to(out, grid_find_cell(grid, row, 0), row, column);
}
