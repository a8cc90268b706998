/* SPDX-License-Identifier: MIT */
/* paint: thousands of random pictures after one another, and what a terminal makes of them is the picture. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <vterm.h>

#include "paint.h"
#include "rir/text.h"
#include "terminfo.h"

#define PICTURES 400

typedef struct {
    VTerm *vterm;
    VTermScreen *screen;
    int rows, columns;
    bool lacks_corner; /* a terminal that scrolls when its last cell is written */
    Theme theme;
} Glass;

static uint32_t seed;

/* The same numbers each time. */
static int choose(int most)
{
    seed = seed * 1664525u + 1013904223u;
    return (int)((seed >> 8) % (uint32_t)most);
}

static void open_glass(Glass *glass, int rows, int columns)
{
    *glass = (Glass){.vterm = vterm_new(rows, columns), .rows = rows, .columns = columns};
    vterm_set_utf8(glass->vterm, 1);
    glass->screen = vterm_obtain_screen(glass->vterm);
    vterm_screen_enable_altscreen(glass->screen, 1);
    vterm_screen_reset(glass->screen, 1);
    glass->lacks_corner = terminfo_has("am") && !terminfo_has("xenl") && *terminfo_find("rmam") == '\0';
    glass->theme = theme_choose("auto", NULL, paint_count_colours());
    paint_set_theme(glass->theme);
}

/* --- pictures */

/* Not more than libvterm measures as rir does. */
static const char *const words[] = {"the money", "bed 12", "résumé", "e\xcc\x81t", "你好", "✓ yes",
                                    "───",       "x",      "   ",    "a  b",       "한글 ok"};

static void put_something(Grid *grid)
{
    int row = choose(grid_count_rows(grid)), column = choose(grid_count_columns(grid) + 4) - 2;
    const char *word = words[choose((int)(sizeof words / sizeof *words))];

    switch (choose(9)) {
    case 0:
        grid_erase(grid, (Area){row, column, choose(3), choose(30)});
        break;
    case 1:
        grid_set_role(grid, (Area){row, column, 1, choose(20)}, (Role)choose(ROLES));
        break;
    case 2:
        grid_set_attributes(grid, (Area){row, column, 1, choose(20)}, (uint8_t)choose(16));
        break;
    case 3:
        grid_draw_across(grid, row, 0, grid_count_columns(grid));
        break;
    default:
        grid_put(grid, row, column, (Role)choose(ROLES), word);
        break;
    }
}

/* libvterm sometimes takes a mark at the right edge for the next row's. */
static void avoid_edge(Grid *grid)
{
    int last = grid_count_columns(grid) - 1;

    char text[TEXT_CELL_BYTES];

    for (int i = 0; i < grid_count_rows(grid); i++)
        if (strcmp(grid_read_cell(grid_find_cell(grid, i, last), text), "e\xcc\x81") == 0)
            grid_put(grid, i, last, ROLE_TEXT, "x");
}

/* Rows further up or down than they were, or a part of them. */
static void scroll(Grid *grid)
{
    int from = choose(grid_count_rows(grid)), offset = choose(7);

    for (int i = from; i < grid_count_rows(grid) - choose(3); i++) {
        int line = i + offset;
        grid_erase(grid, (Area){i, 0, 1, grid_count_columns(grid)});
        grid_put_format(grid, i, line % 3, (Role)(line % ROLES), "%d %s", line, words[line % 11]);
    }
}

static void change(Grid *grid)
{
    int count = choose(12);

    if (choose(20) == 0)
        grid_clear(grid);
    if (choose(40) == 0)
        paint_forget();
    for (int i = 0; i <= count; i++)
        put_something(grid);
    if (choose(3) == 0)
        scroll(grid);
    avoid_edge(grid);
    if (choose(10) != 0)
        grid_set_cursor(grid, choose(grid_count_rows(grid)), choose(grid_count_columns(grid)));
}

/* --- comparing */

static void read_shown(const VTermScreenCell *cell, char out[64])
{
    Str text = STR_EMPTY;

    for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i] != 0; i++)
        text_add_point(&text, cell->chars[i]);
    snprintf(out, 64, "%s", text.size > 0 ? str_text(&text) : " ");
    str_free(&text);
}

static int find_colour(VTermColor colour, bool is_back)
{
    if (is_back ? VTERM_COLOR_IS_DEFAULT_BG(&colour) : VTERM_COLOR_IS_DEFAULT_FG(&colour))
        return -1;
    return VTERM_COLOR_IS_INDEXED(&colour) ? colour.indexed.idx : -2;
}

static void compare_look(const Glass *glass, const Cell *cell, const VTermScreenCell *seen)
{
    const Look *look = theme_find_look(glass->theme, (Role)cell->role);
    unsigned wanted = (unsigned)look->attributes | cell->attributes;
    bool has_colour = look->fore >= 0 || look->back >= 0;
    int ncv = terminfo_find_number("ncv");

    if (cell->text[0] != ' ')
        assert_int_equal(find_colour(seen->fg, false), look->fore);
    assert_int_equal(find_colour(seen->bg, true), look->back);
    if (has_colour && ncv > 0)
        return;
    assert_int_equal(seen->attrs.bold, (wanted & LOOK_BOLD) != 0 && *terminfo_find("bold") != '\0');
    assert_int_equal(seen->attrs.reverse, (wanted & LOOK_REVERSE) != 0 && *terminfo_find("rev") != '\0');
    assert_int_equal(seen->attrs.underline != 0,
                     (wanted & LOOK_UNDERLINE) != 0 && *terminfo_find("smul") != '\0');
}

static void compare(const Glass *glass, const Grid *grid)
{
    VTermPos at;
    int row, column;

    for (int i = 0; i < glass->rows; i++)
        for (int j = 0; j < glass->columns; j++) {
            VTermScreenCell seen;
            char text[64], wanted[TEXT_CELL_BYTES];
            const Cell *cell = grid_find_cell(grid, i, j);
            /* A wide character may be what is missing there, and half of another what is left. */
            bool is_corner = i == glass->rows - 1 && j >= glass->columns - 3;
            if (cell->width == 0 || (glass->lacks_corner && is_corner))
                continue;
            vterm_screen_get_cell(glass->screen, (VTermPos){.row = i, .col = j}, &seen);
            read_shown(&seen, text);
            assert_string_equal(text, grid_read_cell(cell, wanted));
            assert_int_equal(seen.width, cell->width);
            compare_look(glass, cell, &seen);
        }
    vterm_state_get_cursorpos(vterm_obtain_state(glass->vterm), &at);
    if (!grid_find_cursor(grid, &row, &column)) {
        row = glass->rows - 1;
        column = 0;
    }
    assert_int_equal(at.row, row);
    assert_int_equal(at.col, column);
}

static void show(Glass *glass, const Grid *grid)
{
    Str out = STR_EMPTY;

    paint_add(&out, grid, false);
    vterm_input_write(glass->vterm, str_text(&out), out.size);
    str_free(&out);
    vterm_screen_flush_damage(glass->screen);
    compare(glass, grid);
}

/* --- the tests */

static void paint_pictures(const char *name, int rows, int columns)
{
    Glass glass;

    if (!terminfo_open(name)) {
        print_message("no description of %s here\n", name);
        return;
    }
    seed = 7;
    paint_start();
    open_glass(&glass, rows, columns);
    Grid *grid = grid_new(rows, columns);
    for (int i = 0; i < PICTURES; i++) {
        change(grid);
        show(&glass, grid);
    }
    grid_free(grid);
    vterm_free(glass.vterm);
    paint_stop();
    terminfo_close();
}

static void test_pictures(void **state)
{
    static const char *const names[] = {"xterm-256color", "xterm",         "linux", "vt100", "vt220",
                                        "screen",         "tmux-256color", "ansi",  "rxvt"};

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        paint_pictures(names[i], 12, 40);
        paint_pictures(names[i], 3, 7);
    }
}

static void test_sizes(void **state)
{
    Glass glass;

    (void)state;
    assert_true(terminfo_open("xterm-256color"));
    paint_start();
    seed = 3;
    for (int i = 1; i < 30; i++) {
        Grid *grid = grid_new(i, 2 * i);
        open_glass(&glass, i, 2 * i);
        change(grid);
        show(&glass, grid);
        change(grid);
        show(&glass, grid);
        vterm_free(glass.vterm);
        grid_free(grid);
    }
    paint_stop();
    terminfo_close();
}

static size_t count_bytes(const Grid *grid)
{
    Str out = STR_EMPTY;

    paint_add(&out, grid, false);
    size_t size = out.size;
    str_free(&out);
    return size;
}

static void test_few_bytes(void **state)
{
    (void)state;
    assert_true(terminfo_open("xterm-256color"));
    paint_start();
    paint_set_theme(THEME_COLOUR);
    Grid *grid = grid_new(24, 80);
    grid_put(grid, 20, 0, ROLE_TEXT, "> The money");
    grid_set_cursor(grid, 20, 11);
    count_bytes(grid);
    assert_int_equal(count_bytes(grid), 0);
    grid_put(grid, 20, 11, ROLE_TEXT, "!"); /* a letter typed */
    grid_set_cursor(grid, 20, 12);
    assert_int_equal(count_bytes(grid), 1);
    grid_put(grid, 20, 11, ROLE_TEXT, " "); /* and taken back */
    grid_set_cursor(grid, 20, 11);
    assert_int_equal(count_bytes(grid), 3);
    grid_erase(grid, (Area){20, 0, 1, 80});
    grid_set_cursor(grid, 20, 0);
    assert_int_equal(count_bytes(grid), 4);
    grid_free(grid);
    paint_stop();
    terminfo_close();
}

/* Rows that move up are not sent again. */
static void test_moved_rows(void **state)
{
    (void)state;
    assert_true(terminfo_open("xterm-256color"));
    paint_start();
    Grid *grid = grid_new(24, 80);
    for (int step = 0; step < 2; step++) {
        grid_clear(grid);
        for (int i = 0; i < 10; i++)
            grid_put_format(grid, i + 5 - step, 0, ROLE_TEXT, "%d the money follows the bed and who is in it",
                            i);
        size_t size = count_bytes(grid);
        assert_true(step == 0 ? size > 400 : size < 40);
    }
    grid_free(grid);
    paint_stop();
    terminfo_close();
}

/* Where only ASCII can be sent nothing else is. */
static void test_plain(void **state)
{
    Str out = STR_EMPTY;

    (void)state;
    assert_true(terminfo_open("vt100"));
    paint_start();
    Grid *grid = grid_new(2, 20);
    grid_put(grid, 0, 0, ROLE_TEXT, "r\xc3\xa9s \xe4\xbd\xa0 e\xcc\x81");
    paint_add(&out, grid, true);
    assert_non_null(strstr(str_text(&out), "r?s ?  e"));
    for (size_t i = 0; i < out.size; i++)
        assert_true((unsigned char)out.data[i] < 0x80);
    str_free(&out);
    grid_free(grid);
    paint_stop();
    terminfo_close();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pictures),
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_few_bytes),
        cmocka_unit_test(test_moved_rows),
        cmocka_unit_test(test_plain),
    };

    if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
        print_message("no UTF-8 locale here\n");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
