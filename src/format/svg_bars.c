/* SPDX-License-Identifier: MIT */
/* Horizontal bars: the words above, the bar below, its number behind. */
#include <stdio.h>
#include <string.h>

#include "rir/svg.h"
#include "svg_parts.h"

#define BAR_HEIGHT 16
#define BAR_MOST (SVG_WIDTH - 56) /* leaves room for the number */
#define GAP 12
#define WORDS_BELOW 4 /* what letters like g need below their line */
#define TEXT_LINES 2

/* Told apart in black and white too: solid, white, and six kinds of lines and dots. */
static const char *const patterns[SVG_SERIES_MOST] = {
    "<rect width=\"8\" height=\"8\" fill=\"" SVG_DARK "\"/>",
    "<rect width=\"8\" height=\"8\" fill=\"#fff\"/>",
    "<rect width=\"8\" height=\"8\" fill=\"#fff\"/><path d=\"M-2 2 2 -2M0 8 8 0M6 10 10 6\" "
    "stroke=\"" SVG_DARK "\" stroke-width=\"2\"/>",
    "<rect width=\"8\" height=\"8\" fill=\"#fff\"/><circle cx=\"2\" cy=\"2\" r=\"1.3\" fill=\"" SVG_DARK
    "\"/><circle cx=\"6\" cy=\"6\" r=\"1.3\" fill=\"" SVG_DARK "\"/>",
    "<rect width=\"8\" height=\"8\" fill=\"#fff\"/><path d=\"M0 2H8M0 6H8\" stroke=\"" SVG_DARK
    "\" stroke-width=\"1.5\"/>",
    "<rect width=\"8\" height=\"8\" fill=\"" SVG_DARK
    "\"/><circle cx=\"4\" cy=\"4\" r=\"2.2\" fill=\"#fff\"/>",
    "<rect width=\"8\" height=\"8\" fill=\"#fff\"/><path d=\"M2 0V8M6 0V8\" stroke=\"" SVG_DARK
    "\" stroke-width=\"1.5\"/>",
    "<rect width=\"8\" height=\"8\" fill=\"#ccc\"/>",
};

int64_t svg_add_up(const SvgBar *bar, size_t series_count)
{
    int64_t sum = 0;
    for (size_t i = 0; i < series_count; i++)
        sum += bar->values[i];
    return sum;
}

static bool is_split(const SvgBars *bars)
{
    return bars->series_count > 1 && bars->series_count <= SVG_SERIES_MOST;
}

static void join_name(Str *name, const SvgBar *bar)
{
    str_clear(name);
    str_add_format(name, "%s%s%s", bar->label, *bar->label && *bar->text ? "  " : "", bar->text);
}

static int measure(const SvgBars *bars, int64_t *most)
{
    int height = is_split(bars) ? (int)bars->series_count * SVG_LINE + GAP : 0;
    Str name = STR_EMPTY;
    *most = 1;
    for (size_t i = 0; i < bars->count; i++) {
        int64_t value = svg_add_up(&bars->bars[i], bars->series_count);
        *most = value > *most ? value : *most;
        join_name(&name, &bars->bars[i]);
        height += svg_add_wrapped(NULL, 0, 0, "", str_text(&name), SVG_COLUMNS, TEXT_LINES) * SVG_LINE;
        height += WORDS_BELOW + BAR_HEIGHT + GAP;
    }
    str_free(&name);
    return height;
}

static void add_block(Str *out, int x, int y, int width, size_t series)
{
    str_add_format(
        out,
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"url(#pattern-%zu)\" stroke=\"" SVG_INK
        "\"/>\n",
        x, y, width, BAR_HEIGHT, series + 1);
}

static int add_legend(Str *out, const SvgBars *bars)
{
    int y = 0;
    for (size_t i = 0; i < bars->series_count; i++, y += SVG_LINE) {
        add_block(out, 1, y + 1, 24, i);
        svg_add_wrapped(out, 32, y + 14, "", bars->series[i], SVG_COLUMNS - 4, 1);
    }
    return y + GAP;
}

/* The parts of a bar; rounding is of their ends, so that the whole is as long as it should be. */
static void add_bar(Str *out, const SvgBars *bars, const SvgBar *bar, int y, int64_t most)
{
    size_t parts = is_split(bars) ? bars->series_count : 1;
    int64_t sum = 0, whole = svg_add_up(bar, bars->series_count);
    int from = 0;
    for (size_t i = 0; i < parts; i++) {
        sum += parts == 1 ? whole : bar->values[i];
        int to = (int)((double)sum / (double)most * BAR_MOST + 0.5);
        if (to > from)
            add_block(out, 1 + from, y, to - from, i);
        from = to;
    }
    char text[32];
    int size = snprintf(text, sizeof text, "%lld", (long long)whole);
    svg_add_words(out, from + (from ? 8 : 1), y + 13, "font-weight=\"bold\"", text, (size_t)size);
}

int svg_add_bars(Str *out, const SvgBars *bars)
{
    int64_t most;
    int height = measure(bars, &most), y = 0;
    size_t shown = is_split(bars) ? bars->series_count : 1;
    height = height > 0 ? height : 1;
    svg_begin(out, height, bars->title, bars->description);
    str_add(out, "<defs>\n");
    for (size_t i = 0; i < shown; i++)
        str_add_format(out,
                       "<pattern id=\"pattern-%zu\" width=\"8\" height=\"8\" "
                       "patternUnits=\"userSpaceOnUse\">%s</pattern>\n",
                       i + 1, patterns[i]);
    str_add(out, "</defs>\n");
    if (is_split(bars))
        y = add_legend(out, bars);
    Str name = STR_EMPTY;
    for (size_t i = 0; i < bars->count; i++) {
        join_name(&name, &bars->bars[i]);
        y += svg_add_wrapped(out, 1, y + 14, "", str_text(&name), SVG_COLUMNS, TEXT_LINES) * SVG_LINE +
             WORDS_BELOW;
        add_bar(out, bars, &bars->bars[i], y, most);
        y += BAR_HEIGHT + GAP;
    }
    str_free(&name);
    svg_end(out);
    return height;
}
