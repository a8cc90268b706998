/* SPDX-License-Identifier: MIT */
/* How many columns text takes, and where a line of it ends: the only measure of width in rir. */
#include <string.h>
#include <unictype.h>
#include <unistr.h>
#include <uniwidth.h>

#include "rir/text.h"

#define MOST_MARKS 4
#define DOTTED_CIRCLE 0x25CC

/* What terminals disagree on is not sent: the grid is about seeing, the store keeps it. */
static bool is_dropped(uint32_t point)
{
    return (point >= 0xFE00 && point <= 0xFE0F) ||
           (point >= 0xE0100 && point <= 0xE01EF) /* variation selectors */
           || (point >= 0x180B && point <= 0x180F) ||
           (point >= 0x200B && point <= 0x200F) /* joiners, direction */
           || (point >= 0x202A && point <= 0x202E) || (point >= 0x2060 && point <= 0x206F) ||
           (point >= 0x1F3FB && point <= 0x1F3FF) /* skin tones */
           || point == 0x00AD || point == 0x061C || point == 0xFEFF ||
           (point >= 0xE0000 && point <= 0xE007F); /* tags */
}

static bool is_mark(uint32_t point)
{
    return uc_is_general_category_withtable(point, UC_CATEGORY_MASK_Mn | UC_CATEGORY_MASK_Me);
}

static uint32_t show_control(uint32_t point)
{
    if (point < 0x20)
        return 0x2400 + point;
    if (point == 0x7F)
        return 0x2421;
    return 0xFFFD;
}

static bool is_control(uint32_t point)
{
    return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x2028 || point == 0x2029;
}

static size_t put_point(char *out, size_t used, uint32_t point)
{
    int size = u8_uctomb((uint8_t *)out + used, point, (ptrdiff_t)(TEXT_CELL_BYTES - 1 - used));
    used += size > 0 ? (size_t)size : 0;
    out[used] = '\0';
    return used;
}

static int measure_point(uint32_t point)
{
    /* Regional indicators pair into a flag; terminals that know none show two letters: two columns either
     * way. */
    if (point >= 0x1F1E6 && point <= 0x1F1FF)
        return 1;
    int width = uc_width((ucs4_t)point, "UTF-8");
    return width < 0 ? 1 : width;
}

int text_make_cell(const char *cluster, size_t size, char out[TEXT_CELL_BYTES])
{
    size_t used = 0;
    int columns = 0, marks = 0;
    bool joined = false;
    out[0] = '\0';
    /* Most text is ASCII. */
    if (size == 1 && cluster[0] >= 0x20 && cluster[0] < 0x7F) {
        out[0] = cluster[0];
        out[1] = '\0';
        return 1;
    }
    for (size_t at = 0; at < size;) {
        uint32_t point;
        at += text_read_point(cluster + at, size - at, &point);
        if (point == '\n' || point == '\t' || point == '\r')
            continue;
        if (point == 0x200D)
            joined = columns > 0;
        if (is_dropped(point))
            continue;
        if (is_control(point))
            point = show_control(point);
        if (is_mark(point)) {
            if (columns == 0) {
                used = put_point(out, used, DOTTED_CIRCLE);
                columns = 1;
            }
            if (marks++ < MOST_MARKS)
                used = put_point(out, used, point);
            continue;
        }
        /* Of a joined sequence (a family) the first picture stands for all. */
        if (joined)
            continue;
        int width = measure_point(point);
        if (columns + width > 2)
            continue;
        used = put_point(out, used, point);
        columns += width;
    }
    return columns;
}

static size_t measure_cluster(const char *cluster, size_t size)
{
    char cell[TEXT_CELL_BYTES];
    bool is_shown_as_one = cluster[0] == '\t' || cluster[0] == '\n' || cluster[0] == '\r';
    return is_shown_as_one ? 1 : (size_t)text_make_cell(cluster, size, cell);
}

/* The cluster at *at, which is moved on. ASCII before ASCII, which most text is, is one of one column. */
static size_t measure_next(const char *text, size_t size, size_t *at)
{
    size_t from = *at;
    if (text[from] >= 0x20 && text[from] < 0x7F &&
        (from + 1 == size || (unsigned char)text[from + 1] < 0x80)) {
        *at = from + 1;
        return 1;
    }
    *at = text_find_next(text, size, from);
    return measure_cluster(text + from, *at - from);
}

size_t text_measure(const char *text, size_t size)
{
    size_t columns = 0;
    for (size_t at = 0; at < size;)
        columns += measure_next(text, size, &at);
    return columns;
}

size_t text_fit(const char *text, size_t size, size_t columns)
{
    size_t used = 0;
    for (size_t at = 0; at < size;) {
        size_t from = at;
        used += measure_next(text, size, &at);
        if (used > columns)
            return from;
    }
    return size;
}

size_t text_wrap(const char *text, size_t size, size_t columns, size_t *next)
{
    /* LF counts a column, so it is looked for no further than one behind what fits: the rest may be a
     * megabyte. */
    size_t fits = text_fit(text, size, columns);
    const char *newline = memchr(text, '\n', fits < size ? fits + 1 : size);
    if (newline || fits == size) {
        size_t line = newline ? (size_t)(newline - text) : size;
        *next = newline ? line + 1 : line;
        return line;
    }
    size_t cut = fits;
    while (cut > 0 && text[cut] != ' ')
        cut--;
    if (cut == 0)
        cut = fits > 0 ? fits : text_find_next(text, size, 0);
    *next = cut;
    while (*next < size && text[*next] == ' ')
        (*next)++;
    if (*next < size && text[*next] == '\n')
        (*next)++;
    while (cut > 0 && text[cut - 1] == ' ' && cut < fits)
        cut--;
    return cut;
}
