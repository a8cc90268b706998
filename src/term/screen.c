/* SPDX-License-Identifier: MIT */
/* screen: curses started, stopped, and fed with the cells that changed. */
#include "screen.h"

#include <curses.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "rir/text.h"

#define RESET_SIZE 256

static SCREEN *screen;
static Theme screen_theme = THEME_MONO;
static bool has_colours;
static Grid *shown; /* what the terminal shows; of no size that counts when is_forgotten */
static bool is_forgotten;
static const char *paste_on, *paste_off; /* "" when the terminal is not one for it */

static char reset[RESET_SIZE];
static size_t reset_size;

/* Without the padding `$<5>` that some descriptions have for old hardware. */
static void add_reset(const char *string)
{
    for (; *string != '\0' && reset_size < RESET_SIZE; string++) {
        const char *end = string[0] == '$' && string[1] == '<' ? strchr(string, '>') : NULL;
        if (end != NULL)
            string = end;
        else
            reset[reset_size++] = *string;
    }
}

static const char *find_string(const char *capability)
{
    char *found = tigetstr((char *)capability);

    return found == NULL || found == (char *)-1 ? "" : found;
}

static void make_reset(void)
{
    static const char *const capabilities[] = {"sgr0", "op", "cnorm", "rmcup"};

    reset_size = 0;
    add_reset(paste_off);
    for (size_t i = 0; i < sizeof capabilities / sizeof capabilities[0]; i++)
        add_reset(find_string(capabilities[i]));
}

const char *screen_find_reset(size_t *size)
{
    *size = reset_size;
    return reset;
}

/* curses only for its own: a description that cannot place the cursor is of no use here. */
static bool start_as(const char *name)
{
    screen = newterm(name, stdout, stdin);
    if (screen == NULL)
        return false;
    if (*find_string("cup") != '\0')
        return true;
    endwin();
    delscreen(screen);
    screen = NULL;
    return false;
}

static int start_terminal(Str *notice, Err *err)
{
    static const char *const others[] = {"xterm-256color", "xterm", "vt100", "ansi"};
    const char *name = getenv("TERM");

    if (name == NULL || *name == '\0' || strcmp(name, "dumb") == 0)
        return err_set(err, ERR_REFUSED,
                       "This terminal cannot show screens (TERM is %s). The same session works line by line: add "
                       "--lines",
                       name == NULL || *name == '\0' ? "not set" : name);
    if (start_as(name))
        return 0;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (start_as(others[i])) {
            str_add_format(notice,
                           "The terminal \"%s\" is not known here and is treated as %s; if the screen looks wrong, add "
                           "--lines",
                           name, others[i]);
            return 0;
        }
    return err_set(err, ERR_REFUSED,
                   "This system has no description of the terminal \"%s\", nor of a common one (package ncurses-base). "
                   "The same session works line by line: add --lines",
                   name);
}

int screen_start(Str *notice, Err *err)
{
    if (start_terminal(notice, err) != 0)
        return -1;
    raw();
    noecho();
    nonl();
    /* Bracketed paste is newer than most descriptions; terminals of the ANSI kind pass over what they do not know. */
    bool is_ansi = strncmp(find_string("cup"), "\x1b[", 2) == 0;
    paste_on = find_string("BE");
    paste_off = find_string("BD");
    if (*paste_on == '\0' || *paste_off == '\0') {
        paste_on = is_ansi ? "\x1b[?2004h" : "";
        paste_off = is_ansi ? "\x1b[?2004l" : "";
    }
    has_colours = start_color() == OK && has_colors() && use_default_colors() == OK;
    make_reset();
    shown = grid_new(1, 1);
    is_forgotten = true;
    return 0;
}

void screen_stop(void)
{
    screen_hide();
    delscreen(screen);
    screen = NULL;
    grid_free(shown);
    shown = NULL;
}

int screen_count_colours(void)
{
    return has_colours ? COLORS : 0;
}

void screen_set_theme(Theme theme)
{
    screen_theme = theme;
    if (theme == THEME_MONO)
        return;
    for (short role = 0; role < ROLES; role++) {
        const Look *look = theme_find_look(theme, (Role)role);
        init_pair((short)(role + 1), look->fore, look->back);
    }
}

typedef struct {
    const char *capability;
    Key key;
} KeyCapability;

void screen_add_keys(Decoder *decoder)
{
    static const KeyCapability keys[] = {
        {"kcuu1", PRESS_UP},       {"kcud1", PRESS_DOWN},  {"kcub1", PRESS_LEFT},    {"kcuf1", PRESS_RIGHT},
        {"khome", PRESS_HOME},     {"kend", PRESS_END},    {"kpp", PRESS_PAGE_UP},   {"knp", PRESS_PAGE_DOWN},
        {"kich1", PRESS_INSERT},   {"kdch1", PRESS_DELETE}, {"kcbt", PRESS_BACK_TAB}, {"kent", PRESS_ENTER},
        {"kbs", PRESS_BACKSPACE},  {"kf1", PRESS_F1},      {"kf2", PRESS_F1 + 1},    {"kf3", PRESS_F1 + 2},
        {"kf4", PRESS_F1 + 3},     {"kf5", PRESS_F1 + 4},  {"kf6", PRESS_F1 + 5},    {"kf7", PRESS_F1 + 6},
        {"kf8", PRESS_F1 + 7},     {"kf9", PRESS_F1 + 8},  {"kf10", PRESS_F1 + 9},   {"kf11", PRESS_F1 + 10},
        {"kf12", PRESS_F1 + 11},
    };

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        decode_add_sequence(decoder, find_string(keys[i].capability), keys[i].key);
}

/* putp would go through stdio, behind what curses writes. */
static void send(const char *string)
{
    size_t size = strlen(string);

    while (size > 0) {
        ssize_t sent = write(STDOUT_FILENO, string, size);
        if (sent < 0 && errno != EINTR)
            return;
        if (sent > 0) {
            string += sent;
            size -= (size_t)sent;
        }
    }
}

/* curses enters its screen with the doupdate that follows. */
void screen_show(void)
{
    reset_prog_mode();
    send(paste_on);
    screen_forget();
}

void screen_hide(void)
{
    if (isendwin())
        return;
    send(paste_off);
    endwin();
}

void screen_find_size(int *rows, int *columns)
{
    *rows = LINES;
    *columns = COLS;
}

void screen_resize(void)
{
    struct winsize size;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
        resizeterm(size.ws_row, size.ws_col);
    screen_forget();
}

void screen_forget(void)
{
    is_forgotten = true;
    clearok(curscr, TRUE);
}

static attr_t find_attributes(const Cell *cell)
{
    unsigned bits = (unsigned)theme_find_look(screen_theme, (Role)cell->role)->attributes | cell->attributes;
    attr_t attributes = A_NORMAL;

    if (bits & LOOK_BOLD)
        attributes |= A_BOLD;
    if (bits & LOOK_DIM)
        attributes |= A_DIM;
    if (bits & LOOK_UNDERLINE)
        attributes |= A_UNDERLINE;
    if (bits & LOOK_REVERSE)
        attributes |= A_REVERSE;
    return attributes;
}

static void put_wide(int row, int column, const wchar_t *text, const Cell *cell)
{
    const Look *look = theme_find_look(screen_theme, (Role)cell->role);
    short pair = look->fore >= 0 || look->back >= 0 ? (short)(cell->role + 1) : 0;
    cchar_t wide;

    if (setcchar(&wide, text, find_attributes(cell), pair, NULL) == OK)
        mvadd_wch(row, column, &wide);
}

/* Puts one cell. It holds mostly one spacing codepoint with marks; two in some scripts and in flags, each then a
 * cell of curses. Where the C library measures otherwise than rir does, rir's measure holds: what is too wide for
 * its cell is replaced, what is too narrow gets a space behind it. */
static void put_cell(int row, int column, const Cell *cell, bool is_plain)
{
    wchar_t text[CCHARW_MAX + 1] = {0};
    size_t length = 0, size = strlen(cell->text);
    int used = 0, width = 0; /* columns before text, and of it */

    for (size_t at = 0; at < size;) {
        uint32_t point;
        at += text_read_point(cell->text + at, size - at, &point);
        int columns = wcwidth((wchar_t)point);
        if (is_plain && point >= 0x7f)
            columns = -1;
        if (columns == 0 && length > 0) {
            if (length < CCHARW_MAX)
                text[length++] = (wchar_t)point;
            continue;
        }
        if (columns == 0)
            continue;
        if (columns < 0 || columns > cell->width - used - width) {
            point = is_plain ? '?' : 0xfffd;
            columns = 1;
        }
        if (used + width + columns > cell->width)
            break;
        if (length > 0)
            put_wide(row, column + used, text, cell);
        used += width;
        memset(text, 0, sizeof text);
        text[0] = (wchar_t)point;
        length = 1;
        width = columns;
    }
    if (length > 0)
        put_wide(row, column + used, text, cell);
    for (used += width; used < cell->width; used++)
        put_wide(row, column + used, L" ", cell);
}

static void draw_row(const Grid *grid, int row, bool is_plain)
{
    int columns = grid_count_columns(grid);
    const Cell *cells = grid_find_cell(grid, row, 0), *before = grid_find_cell(shown, row, 0);

    if (!is_forgotten && memcmp(cells, before, (size_t)columns * sizeof *cells) == 0)
        return;
    for (int column = 0; column < columns; column++)
        if (cells[column].width > 0 &&
            (is_forgotten || memcmp(&cells[column], &before[column], sizeof *cells) != 0))
            put_cell(row, column, &cells[column], is_plain);
}

void screen_draw(const Grid *grid, bool is_plain)
{
    int row, column;

    if (grid_count_rows(grid) != grid_count_rows(shown) || grid_count_columns(grid) != grid_count_columns(shown))
        is_forgotten = true;
    if (is_forgotten)
        erase();
    for (int i = 0; i < grid_count_rows(grid); i++)
        draw_row(grid, i, is_plain);
    if (!grid_find_cursor(grid, &row, &column)) {
        row = grid_count_rows(grid) - 1;
        column = 0;
    }
    move(row, column);
    wnoutrefresh(stdscr);
    doupdate();
    grid_copy(shown, grid);
    is_forgotten = false;
}
