/* SPDX-License-Identifier: MIT */
/* A maturity profile: for each dimension its levels from left to right, a diamond for now, a ring for the
 * earlier round, and a band from the lowest to the highest rating. */
#include <stdio.h>
#include <string.h>

#include "rir/svg.h"
#include "svg_parts.h"

#define EDGE 20       /* of the first and the last level */
#define AXIS_BELOW 12 /* from the words down to the line of levels */
#define ROW_BELOW 40  /* and on to the next row */

static int find_x(const SvgProfile *profile, double level)
{
    double range = profile->most > profile->least ? profile->most - profile->least : 1;
    return EDGE + (int)((level - profile->least) / range * (SVG_WIDTH - 2 * EDGE) + 0.5);
}

static void add_diamond(Str *out, int x, int y)
{
    str_add_format(out, "<path d=\"M%d %dl8 8-8 8-8-8z\" fill=\"" SVG_DARK "\" stroke=\"#fff\"/>\n", x,
                   y - 8);
}

static void add_ring(Str *out, int x, int y)
{
    str_add_format(out,
                   "<circle cx=\"%d\" cy=\"%d\" r=\"8\" fill=\"none\" stroke=\"" SVG_INK
                   "\" stroke-width=\"2\"/>\n",
                   x, y);
}

static void add_band(Str *out, int from, int to, int y)
{
    str_add_format(
        out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"10\" rx=\"5\" fill=\"#ccc\" stroke=\"#666\"/>\n",
        from - 5, y - 5, to - from + 10);
}

static int add_legend(Str *out, const SvgProfile *profile)
{
    int y = 10;
    add_diamond(out, 14, y);
    svg_add_wrapped(out, 32, y + 5, "", profile->now_name, SVG_COLUMNS - 4, 1);
    y += SVG_LINE;
    if (*profile->earlier_name) {
        add_ring(out, 14, y);
        svg_add_wrapped(out, 32, y + 5, "", profile->earlier_name, SVG_COLUMNS - 4, 1);
        y += SVG_LINE;
    }
    add_band(out, 9, 20, y);
    svg_add_words(out, 32, y + 5, "", "lowest to highest rating", strlen("lowest to highest rating"));
    return y + SVG_LINE;
}

static void add_axis(Str *out, const SvgProfile *profile, int y)
{
    str_add_format(out, "<path d=\"M%d %dH%d", EDGE, y, SVG_WIDTH - EDGE);
    for (int level = profile->least; level <= profile->most; level++)
        str_add_format(out, "M%d %dv8", find_x(profile, level), y - 4);
    str_add(out, "\" stroke=\"#666\" fill=\"none\"/>\n");
    for (int level = profile->least; level <= profile->most; level++) {
        char text[16];
        int size = snprintf(text, sizeof text, "%d", level);
        svg_add_words(out, find_x(profile, level), y + 22, "text-anchor=\"middle\" font-size=\"12\"", text,
                      (size_t)size);
    }
}

/* Returns how far down the words came. With out NULL only that. */
static int add_words(Str *out, const SvgDimension *dimension, int y)
{
    y += svg_add_wrapped(out, 1, y + 14, "font-weight=\"bold\"", dimension->name, SVG_COLUMNS - 4, 2) *
         SVG_LINE;
    return y + svg_add_wrapped(out, 1, y + 14, "", dimension->remark, SVG_COLUMNS, 2) * SVG_LINE;
}

static int add_dimension(Str *out, const SvgProfile *profile, const SvgDimension *dimension, int y)
{
    y = add_words(out, dimension, y) + AXIS_BELOW;
    add_axis(out, profile, y);
    if (dimension->low >= 0 && dimension->high >= 0)
        add_band(out, find_x(profile, dimension->low), find_x(profile, dimension->high), y);
    if (dimension->now >= 0)
        add_diamond(out, find_x(profile, dimension->now), y);
    if (*profile->earlier_name && dimension->earlier >= 0)
        add_ring(out, find_x(profile, dimension->earlier), y);
    return y + ROW_BELOW;
}

int svg_add_profile(Str *out, const SvgProfile *profile)
{
    int height = (*profile->earlier_name ? 3 : 2) * SVG_LINE + 10;
    for (size_t i = 0; i < profile->count; i++)
        height = add_words(NULL, &profile->dimensions[i], height) + AXIS_BELOW + ROW_BELOW;
    svg_begin(out, height, profile->title, profile->description);
    int y = add_legend(out, profile);
    for (size_t i = 0; i < profile->count; i++)
        y = add_dimension(out, profile, &profile->dimensions[i], y);
    svg_end(out);
    return height;
}
