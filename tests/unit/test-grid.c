/* SPDX-License-Identifier: MIT */
/* The grid: what is drawn comes out as text, whatever the text and however small the grid. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "rir/grid.h"

typedef void (*Picture)(Str *out, const Grid *grid);

static void check_picture(const Grid *grid, Picture picture, const char *wanted)
{
    Str out = STR_EMPTY;

    picture(&out, grid);
    assert_string_equal(str_text(&out), wanted);
    str_free(&out);
}

/* Every wide cell has its half beside it, every half its wide cell, every row its columns. */
static void check_halves(const Grid *grid)
{
    for (int row = 0; row < grid_count_rows(grid); row++)
        for (int column = 0; column < grid_count_columns(grid); column++) {
            const Cell *cell = grid_find_cell(grid, row, column);
            char text[TEXT_CELL_BYTES];
            if (cell->width == 2)
                assert_int_equal(grid_find_cell(grid, row, column + 1)->width, 0);
            if (cell->width == 0) {
                assert_true(column > 0);
                assert_int_equal(grid_find_cell(grid, row, column - 1)->width, 2);
                assert_string_equal(grid_read_cell(cell, text), "");
            } else {
                grid_read_cell(cell, text);
                assert_int_equal(text_measure(text, strlen(text)), cell->width);
            }
        }
}

static void test_text_is_clipped(void **state)
{
    (void)state;
    Grid *grid = grid_new(3, 6);

    assert_int_equal(grid_put(grid, 0, 0, ROLE_TEXT, "too long"), 6);
    assert_int_equal(grid_put(grid, 1, -2, ROLE_TEXT, "from left"), 8);
    assert_int_equal(grid_put(grid, 3, 0, ROLE_TEXT, "below"), 0);
    assert_int_equal(grid_put(grid, -1, 0, ROLE_TEXT, "above"), 0);
    assert_int_equal(grid_put(grid, 2, 9, ROLE_TEXT, "beside"), 0);
    assert_int_equal(grid_put_text(grid, 2, 1, ROLE_TEXT, "abcdef", 6, 3), 3);
    check_picture(grid, grid_add_text, "too lo\nom lef\n abc\n");
    grid_free(grid);
}

static void test_short_and_right(void **state)
{
    (void)state;
    Grid *grid = grid_new(5, 10);

    assert_int_equal(grid_put_short(grid, 0, 0, ROLE_TEXT, "whole", 5, 5), 5);
    assert_int_equal(grid_put_short(grid, 1, 0, ROLE_TEXT, "shortened", 9, 5), 5);
    assert_int_equal(grid_put_right(grid, 2, 0, 10, ROLE_TEXT, "right"), 5);
    assert_int_equal(grid_put_right(grid, 3, 4, 10, ROLE_TEXT, "too long"), 4);
    grid_set_ascii(grid, true);
    assert_int_equal(grid_put_short(grid, 4, 2, ROLE_TEXT, "shortened", 9, -1), 8);
    check_picture(grid, grid_add_text, "whole\nshor…\n     right\n    too l…\n  shorten~\n");
    grid_free(grid);
}

static void test_wide_clusters_are_never_split(void **state)
{
    (void)state;
    Grid *grid = grid_new(6, 5);

    grid_put(grid, 0, 0, ROLE_TEXT, "整合照护"); /* half of the third does not fit */
    grid_put(grid, 1, -1, ROLE_TEXT, "整合");
    grid_put(grid, 2, 0, ROLE_TEXT, "整合");
    grid_put(grid, 2, 1, ROLE_TEXT, "x"); /* over the right half of one */
    grid_put(grid, 3, 0, ROLE_TEXT, "整合");
    grid_put(grid, 3, 2, ROLE_TEXT, "x"); /* over the left half */
    grid_put(grid, 4, 0, ROLE_TEXT, "整合");
    grid_put(grid, 4, 1, ROLE_TEXT, "照"); /* over halves of both */
    grid_put(grid, 5, 0, ROLE_TEXT, "整合");
    grid_erase(grid, (Area){5, 1, 1, 1});
    check_halves(grid);
    check_picture(grid, grid_add_text, "整合\n 合\n x合\n整x\n 照\n  合\n");
    grid_free(grid);
}

static void test_a_sign_hides_half_a_wide_cluster(void **state)
{
    (void)state;
    Grid *grid = grid_new(1, 6);

    assert_int_equal(grid_put_short(grid, 0, 0, ROLE_TEXT, "整合照护", strlen("整合照护"), -1), 5);
    check_halves(grid);
    check_picture(grid, grid_add_text, "整合…\n");
    grid_free(grid);
}

static void test_scripts_of_the_world(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "e\xcc\x81 a\xcc\x82\xcc\x83",                             /* marks stay with their letter */
        "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7!",           /* a joined family: its first person */
        "\xe2\x9c\x93\xef\xb8\x8e.",                               /* a variation selector is not sent */
        "\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd!",                       /* a skin tone neither */
        "ไม่มีเงิน",                                                 /* Thai */
        "שלום עולם",                                               /* right to left, in the order stored */
        "\x1b[31mred\x07\x7f",                                     /* control characters are shown */
        "\xe2\x80\xaegnp.exe",                                     /* an override of direction is not sent */
        "\xcc\x81 lone",                                           /* a lone mark stands on a circle */
        "tab\there",
    };
    Grid *grid = grid_new(10, 12);

    for (int i = 0; i < 10; i++)
        grid_put(grid, i, 0, ROLE_TEXT, lines[i]);
    check_halves(grid);
    check_picture(grid, grid_add_text,
                  "e\xcc\x81 a\xcc\x82\xcc\x83\n"
                  "\xf0\x9f\x91\xa9!\n"
                  "✓.\n"
                  "\xf0\x9f\x91\x8d!\n"
                  "ไม่มีเงิน\n"
                  "שלום עולם\n"
                  "␛[31mred␇␡\n"
                  "gnp.exe\n"
                  "◌\xcc\x81 lone\n"
                  "tab here\n");
    grid_free(grid);
}

static void test_wrapping(void **state)
{
    (void)state;
    const char *text = "The money follows the bed,\nnot the person 整合照护整合照护";
    Grid *grid = grid_new(6, 14);

    assert_int_equal(grid_count_lines(text, strlen(text), 12), 7);
    assert_int_equal(grid_put_wrapped(grid, (Area){0, 1, 6, 12}, ROLE_TEXT, text, strlen(text), 0), 7);
    check_picture(grid, grid_add_text, " The money\n follows the\n bed,\n not the\n person\n 整合照护整合\n");
    grid_clear(grid);
    assert_int_equal(grid_put_wrapped(grid, (Area){0, 0, 2, 12}, ROLE_TEXT, text, strlen(text), 4), 7);
    check_picture(grid, grid_add_text, "person\n整合照护整合\n\n\n\n\n");
    assert_int_equal(grid_count_lines("", 0, 12), 1);
    grid_free(grid);
}

static void test_a_long_note_in_any_grid(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1, 1}, {5, 20}, {20, 60}, {24, 80}, {40, 120}};
    Str note = STR_EMPTY;

    while (note.size < 4000)
        str_add(&note, "e\xcc\x81t\xc3\xa9 整合 ไม่มี 👩‍👧 שלום\t");
    for (size_t i = 0; i < 5; i++) {
        Grid *grid = grid_new(sizes[i][0], sizes[i][1]);
        for (int column = -3; column < sizes[i][1] + 2; column++) {
            grid_put_text(grid, 0, column, ROLE_TEXT, note.data, note.size, -1);
            check_halves(grid);
        }
        int lines = grid_put_wrapped(grid, grid_find_area(grid), ROLE_TEXT, note.data, note.size, 0);
        assert_true(lines >= 1200 / (sizes[i][1] + 1));
        check_halves(grid);
        grid_free(grid);
    }
    str_free(&note);
}

static void test_lines_and_signs_have_twins(void **state)
{
    (void)state;
    Grid *grid = grid_new(3, 5);

    for (int ascii = 0; ascii < 2; ascii++) {
        grid_clear(grid);
        grid_set_ascii(grid, ascii == 1);
        grid_draw_across(grid, 0, 0, 9);
        grid_draw_down(grid, 1, 2, 9);
        grid_put_sign(grid, 1, 0, ROLE_SAVED, SIGN_COVERED);
        grid_put_sign(grid, 2, 0, ROLE_SAVED, SIGN_PARTLY);
        check_picture(grid, grid_add_text, ascii ? "-----\nx |\n/ |\n" : "─────\n✓ │\n◐ │\n");
    }
    for (int sign = 0; sign < SIGNS; sign++)
        for (int ascii = 0; ascii < 2; ascii++) {
            const char *text = theme_find_sign((Sign)sign, ascii == 1);
            assert_int_equal(text_measure(text, strlen(text)), 1);
            assert_true(ascii == 0 || (strlen(text) == 1 && text[0] > ' ' && text[0] < 0x7f));
        }
    grid_free(grid);
}

static void test_roles_and_mono(void **state)
{
    (void)state;
    Grid *grid = grid_new(3, 12);

    grid_put(grid, 0, 0, ROLE_TITLE, "P07");
    grid_put(grid, 0, 4, ROLE_WORDS, "verbatim");
    grid_put(grid, 1, 0, ROLE_ALARM, "NOT KEEPING");
    grid_put(grid, 2, 0, ROLE_TEXT, "a word found");
    grid_set_role(grid, (Area){2, 2, 1, 4}, ROLE_MATCH);
    grid_set_attributes(grid, (Area){0, 0, 1, 3}, LOOK_REVERSE);
    grid_set_attributes(grid, (Area){2, 7, 9, 99}, LOOK_UNDERLINE);
    check_picture(grid, grid_add_roles, "TTT.qqqqqqqq\nxxxxxxxxxxx\n..mmmm.:::::\n");
    check_picture(grid, grid_add_mono, "RRR\nRRRRRRRRRRR\n--UUUU-uuuuu\n");
    grid_free(grid);
}

static void test_roles_have_letters_of_their_own(void **state)
{
    (void)state;
    for (int one = 0; one < ROLES; one++)
        for (int other = one + 1; other < ROLES; other++)
            assert_int_not_equal(theme_find_letter((Role)one), theme_find_letter((Role)other));
}

static void test_mono_has_no_colour_and_alarms_stand_out(void **state)
{
    (void)state;
    for (int role = 0; role < ROLES; role++) {
        const Look *look = theme_find_look(THEME_MONO, (Role)role);
        assert_int_equal(look->fore, -1);
        assert_int_equal(look->back, -1);
    }
    static const Role loud[] = {ROLE_SELECTED, ROLE_MATCH, ROLE_WARNING, ROLE_ALARM};
    for (size_t i = 0; i < 4; i++)
        assert_int_not_equal(theme_find_look(THEME_MONO, loud[i])->attributes & ~LOOK_DIM, 0);
}

static void test_theme_choice(void **state)
{
    (void)state;
    assert_int_equal(theme_choose("auto", NULL, 256), THEME_COLOUR);
    assert_int_equal(theme_choose("auto", "", 256), THEME_COLOUR);
    assert_int_equal(theme_choose("auto", "1", 256), THEME_MONO);
    assert_int_equal(theme_choose("auto", NULL, 2), THEME_MONO);
    assert_int_equal(theme_choose("mono", NULL, 256), THEME_MONO);
    assert_int_equal(theme_choose("colour", "1", 256), THEME_COLOUR);
    assert_int_equal(theme_choose("colour", NULL, 0), THEME_MONO);
    assert_true(theme_wants_ascii("ascii"));
    assert_false(theme_wants_ascii("unicode"));
}

static void test_cursor_is_clamped(void **state)
{
    (void)state;
    Grid *grid = grid_new(5, 20);
    int row, column;

    assert_false(grid_find_cursor(grid, &row, &column));
    grid_set_cursor(grid, 9, 99);
    assert_true(grid_find_cursor(grid, &row, &column));
    assert_int_equal(row, 4);
    assert_int_equal(column, 19);
    grid_set_cursor(grid, -1, -1);
    grid_find_cursor(grid, &row, &column);
    assert_int_equal(row, 0);
    assert_int_equal(column, 0);
    grid_resize(grid, 0, -5);
    assert_int_equal(grid_count_rows(grid), 1);
    assert_int_equal(grid_count_columns(grid), 1);
    assert_false(grid_find_cursor(grid, &row, &column));
    grid_free(grid);
}

/* Hundreds of them, so that the table they are kept in grows; each is read as it was put. */
static void test_long_clusters_are_kept(void **state)
{
    (void)state;
    Grid *grid = grid_new(3, 300);
    char text[TEXT_CELL_BYTES];
    Str wanted = STR_EMPTY;

    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < 600; i++) {
            str_clear(&wanted);
            text_add_point(&wanted, 0x4e00 + (uint32_t)i);
            str_add(&wanted, "\xcc\x81");
            assert_int_equal(grid_put(grid, i % 3, i / 6 * 2, ROLE_TEXT, str_text(&wanted)), 2);
            const Cell *cell = grid_find_cell(grid, i % 3, i / 6 * 2);
            assert_string_equal(grid_read_cell(cell, text), str_text(&wanted));
            assert_string_equal(grid_read_cell(cell + 1, text), "");
        }
    str_free(&wanted);
    grid_put(grid, 0, 1, ROLE_TEXT, "x");
    assert_string_equal(grid_read_cell(grid_find_cell(grid, 0, 0), text), " ");
    check_halves(grid);
    grid_free(grid);
}

typedef void Change(Grid *grid);

static void put_letter(Grid *grid)
{
    grid_put(grid, 1, 2, ROLE_TEXT, "x");
}
static void put_sign(Grid *grid)
{
    grid_put_sign(grid, 1, 0, ROLE_TEXT, SIGN_MORE);
}
static void draw_across(Grid *grid)
{
    grid_draw_across(grid, 1, 3, 2);
}
static void erase_row(Grid *grid)
{
    grid_erase(grid, (Area){1, 0, 1, 9});
}
static void set_role(Grid *grid)
{
    grid_set_role(grid, (Area){1, 1, 1, 1}, ROLE_TITLE);
}
static void set_attributes(Grid *grid)
{
    grid_set_attributes(grid, (Area){1, 1, 1, 1}, LOOK_BOLD);
}

/* Whatever changes a row changes its stamp, and no other; a copy has the same stamps, and after it both go
 * their own ways. */
static void test_a_stamp_stands_for_a_row(void **state)
{
    (void)state;
    static Change *const changes[] = {put_letter, put_sign, draw_across, erase_row, set_role, set_attributes};
    Grid *grid = grid_new(3, 9), *copy = grid_new(3, 9);

    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        uint64_t before[3];
        grid_copy(copy, grid);
        for (int row = 0; row < 3; row++) {
            before[row] = grid_find_stamp(grid, row);
            assert_true(before[row] != 0);
            assert_true(before[row] == grid_find_stamp(copy, row));
        }
        changes[i](grid);
        assert_true(grid_find_stamp(grid, 0) == before[0]);
        assert_true(grid_find_stamp(grid, 1) != before[1]);
        assert_true(grid_find_stamp(grid, 2) == before[2]);
        put_letter(copy);
        assert_true(grid_find_stamp(grid, 1) != grid_find_stamp(copy, 1));
        if (i == 0) /* the same was done to both, and only their stamps do not know it */
            assert_memory_equal(grid_find_cell(grid, 1, 0), grid_find_cell(copy, 1, 0), 9 * sizeof(Cell));
    }
    grid_clear(copy);
    for (int row = 0; row < 3; row++)
        assert_true(grid_find_stamp(grid, row) != grid_find_stamp(copy, row));
    grid_copy(copy, grid);
    for (int row = 0; row < 3; row++)
        assert_memory_equal(grid_find_cell(grid, row, 0), grid_find_cell(copy, row, 0), 9 * sizeof(Cell));
    grid_free(grid);
    grid_free(copy);
}

static void test_equal_cells_are_equal_bytes(void **state)
{
    (void)state;
    Grid *one = grid_new(1, 8), *other = grid_new(1, 8);

    grid_put(one, 0, 0, ROLE_TEXT, "a long 整\xcc\x81");
    grid_put(one, 0, 0, ROLE_TEXT, "ab      ");
    grid_put(other, 0, 0, ROLE_TEXT, "ab");
    for (int column = 0; column < 8; column++)
        assert_memory_equal(grid_find_cell(one, 0, column), grid_find_cell(other, 0, column), sizeof(Cell));
    grid_put(one, 0, 2, ROLE_TITLE, "c");
    grid_copy(other, one);
    check_picture(other, grid_add_roles, "..t\n");
    grid_free(one);
    grid_free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_is_clipped),
        cmocka_unit_test(test_short_and_right),
        cmocka_unit_test(test_wide_clusters_are_never_split),
        cmocka_unit_test(test_a_sign_hides_half_a_wide_cluster),
        cmocka_unit_test(test_scripts_of_the_world),
        cmocka_unit_test(test_wrapping),
        cmocka_unit_test(test_a_long_note_in_any_grid),
        cmocka_unit_test(test_lines_and_signs_have_twins),
        cmocka_unit_test(test_roles_and_mono),
        cmocka_unit_test(test_roles_have_letters_of_their_own),
        cmocka_unit_test(test_mono_has_no_colour_and_alarms_stand_out),
        cmocka_unit_test(test_theme_choice),
        cmocka_unit_test(test_cursor_is_clamped),
        cmocka_unit_test(test_long_clusters_are_kept),
        cmocka_unit_test(test_a_stamp_stands_for_a_row),
        cmocka_unit_test(test_equal_cells_are_equal_bytes),
    };
    return cmocka_run_group_tests_name("grid", tests, NULL, NULL);
}
