/* SPDX-License-Identifier: MIT */
/* big: an alphabet of dots, five high, and the ways to show a dot. */
#include "big.h"

#include <stdlib.h>
#include <string.h>

#include "rir/mem.h"
#include "rir/str.h"
#include "rir/text.h"

#define HEIGHT 5

typedef struct {
    char letter;
    const char *rows[HEIGHT];
} Letter;

/* Small letters are shown as capitals. */
static const Letter letters[] = {
    {'A', {" # ", "# #", "###", "# #", "# #"}},      {'B', {"## ", "# #", "## ", "# #", "## "}},
    {'C', {" ##", "#  ", "#  ", "#  ", " ##"}},      {'D', {"## ", "# #", "# #", "# #", "## "}},
    {'E', {"###", "#  ", "## ", "#  ", "###"}},      {'F', {"###", "#  ", "## ", "#  ", "#  "}},
    {'G', {" ##", "#  ", "# #", "# #", " ##"}},      {'H', {"# #", "# #", "###", "# #", "# #"}},
    {'I', {"###", " # ", " # ", " # ", "###"}},      {'J', {"  #", "  #", "  #", "# #", " # "}},
    {'K', {"# #", "# #", "## ", "# #", "# #"}},      {'L', {"#  ", "#  ", "#  ", "#  ", "###"}},
    {'M', {"#   #", "## ##", "# # #", "#   #", "#   #"}}, {'N', {"#  #", "## #", "# ##", "#  #", "#  #"}},
    {'O', {" # ", "# #", "# #", "# #", " # "}},      {'P', {"## ", "# #", "## ", "#  ", "#  "}},
    {'Q', {" ## ", "#  #", "#  #", "# ##", " ###"}}, {'R', {"## ", "# #", "## ", "# #", "# #"}},
    {'S', {" ##", "#  ", " # ", "  #", "## "}},      {'T', {"###", " # ", " # ", " # ", " # "}},
    {'U', {"# #", "# #", "# #", "# #", "###"}},      {'V', {"# #", "# #", "# #", "# #", " # "}},
    {'W', {"#   #", "#   #", "# # #", "## ##", "#   #"}}, {'X', {"# #", "# #", " # ", "# #", "# #"}},
    {'Y', {"# #", "# #", " # ", " # ", " # "}},      {'Z', {"###", "  #", " # ", "#  ", "###"}},
    {'0', {"###", "# #", "# #", "# #", "###"}},      {'1', {" # ", "## ", " # ", " # ", "###"}},
    {'2', {"## ", "  #", " # ", "#  ", "###"}},      {'3', {"###", "  #", " ##", "  #", "###"}},
    {'4', {"# #", "# #", "###", "  #", "  #"}},      {'5', {"###", "#  ", "## ", "  #", "## "}},
    {'6', {" ##", "#  ", "###", "# #", "###"}},      {'7', {"###", "  #", " # ", " # ", " # "}},
    {'8', {"###", "# #", "###", "# #", "###"}},      {'9', {"###", "# #", "###", "  #", "## "}},
    {':', {" ", "#", " ", "#", " "}},                {'.', {" ", " ", " ", " ", "#"}},
    {',', {"  ", "  ", "  ", " #", "# "}},           {'\'', {"#", "#", " ", " ", " "}},
    {'-', {"  ", "  ", "##", "  ", "  "}},           {'+', {"   ", " # ", "###", " # ", "   "}},
    {'?', {"## ", "  #", " # ", "   ", " # "}},      {'!', {"#", "#", "#", " ", "#"}},
    {'(', {" #", "# ", "# ", "# ", " #"}},           {')', {"# ", " #", " #", " #", "# "}},
    {'/', {"  #", "  #", " # ", "#  ", "#  "}},      {'&', {" # ", "# #", " # ", "# #", " ##"}},
    {'%', {"# #", "  #", " # ", "#  ", "# #"}},      {';', {" ", "#", " ", "#", "#"}},
    {'=', {"   ", "###", "   ", "###", "   "}},      {'#', {"# #", "###", "# #", "###", "# #"}},
    {'[', {"##", "# ", "# ", "# ", "##"}},           {']', {"##", " #", " #", " #", "##"}},
    {'"', {"# #", "# #", "   ", "   ", "   "}},      {' ', {"  ", "  ", "  ", "  ", "  "}},
};

static const Letter *find_letter(char letter)
{
    char capital = letter >= 'a' && letter <= 'z' ? (char)(letter - 'a' + 'A') : letter;
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (letters[i].letter == capital)
            return &letters[i];
    return NULL;
}

/* --- what fits */

/* How large a dot is. Halves: two dots above one another share a cell. */
typedef struct {
    bool is_half;
    int rows, columns;
} Dot;

static const Dot dots[] = {{false, 4, 8}, {false, 3, 6}, {false, 2, 4}, {false, 1, 2}, {true, 1, 1}};

static int measure_line_rows(const Dot *dot)
{
    return dot->is_half ? HEIGHT / 2 + 1 : HEIGHT * dot->rows;
}

static int measure_letter(const Letter *letter)
{
    return (int)strlen(letter->rows[0]) + 1;
}

static int measure_word(const char *word, size_t size)
{
    int dots_wide = 0;
    for (size_t i = 0; i < size; i++)
        dots_wide += measure_letter(find_letter(word[i]));
    return dots_wide;
}

/* The size of the line that begins at `text`, in bytes without the space it is broken at. 0: a word is too
 * wide. */
static size_t find_line(const char *text, int most)
{
    size_t line = 0;
    for (size_t end = 0;; end++) {
        if (text[end] != ' ' && text[end] != '\0')
            continue;
        if (measure_word(text, end) - 1 > most)
            break;
        line = end;
        if (text[end] == '\0')
            break;
    }
    return line;
}

/* Rows that the text takes with dots of this size, 0 when it does not fit. */
static int measure(const char *text, const Dot *dot, Area area)
{
    int most = area.columns / dot->columns, line_rows = measure_line_rows(dot), lines = 0;
    while (*text) {
        size_t size = find_line(text, most);
        if (size == 0)
            return 0;
        text += size;
        text += *text == ' ';
        lines++;
    }
    int rows = lines > 0 ? lines * (line_rows + 1) - 1 : 0;
    return rows <= area.rows ? rows : 0;
}

/* --- drawing */

static bool is_set(const Letter *letter, int row, int column)
{
    return row < HEIGHT && letter->rows[row][column] == '#';
}

static void draw_halves(Grid *grid, int row, int column, Role role, const Letter *letter)
{
    static const char *const halves[] = {NULL, "\xe2\x96\x80", "\xe2\x96\x84",
                                         "\xe2\x96\x88"}; /* upper, lower, both */
    for (int x = 0; letter->rows[0][x] != '\0'; x++)
        for (int y = 0; y < HEIGHT; y += 2) {
            int which = (is_set(letter, y, x) ? 1 : 0) + (is_set(letter, y + 1, x) ? 2 : 0);
            if (which)
                grid_put(grid, row + y / 2, column + x, role, halves[which]);
        }
}

static void draw_dots(Grid *grid, int row, int column, Role role, const Letter *letter, const Dot *dot)
{
    const char *full = grid_is_ascii(grid) ? "#" : "\xe2\x96\x88";
    for (int y = 0; y < HEIGHT * dot->rows; y++)
        for (int x = 0; letter->rows[0][x / dot->columns] != '\0'; x++)
            if (is_set(letter, y / dot->rows, x / dot->columns))
                grid_put(grid, row + y, column + x, role, full);
}

static void draw_line(Grid *grid, int row, int column, Role role, const Dot *dot, const char *text,
                      size_t size)
{
    for (size_t i = 0; i < size; i++) {
        const Letter *letter = find_letter(text[i]);
        if (dot->is_half)
            draw_halves(grid, row, column, role, letter);
        else
            draw_dots(grid, row, column, role, letter, dot);
        column += measure_letter(letter) * dot->columns;
    }
}

static void draw(Grid *grid, Area area, Role role, const Dot *dot, const char *text)
{
    int row = area.row;
    while (*text) {
        size_t size = find_line(text, area.columns / dot->columns);
        draw_line(grid, row, area.column, role, dot, text, size);
        row += measure_line_rows(dot) + 1;
        text += size;
        text += *text == ' ';
    }
}

/* Marks fall away, so that Zoë is shown as ZOE. */
static bool make_plain(Str *plain, const char *text)
{
    text_add_folded(plain, text, strlen(text));
    for (size_t i = 0; i < plain->size; i++)
        if (!find_letter(plain->data[i]))
            return false;
    return plain->size > 0;
}

int big_put(Grid *grid, Area area, Role role, const char *text)
{
    Str plain = STR_EMPTY;
    int rows = 0;
    bool can = make_plain(&plain, text);
    for (size_t i = 0; can && rows == 0 && i < sizeof dots / sizeof *dots; i++) {
        if (dots[i].is_half && grid_is_ascii(grid))
            break;
        rows = measure(str_text(&plain), &dots[i], area);
        if (rows > 0)
            draw(grid, area, role, &dots[i], str_text(&plain));
    }
    str_free(&plain);
    return rows;
}
