/* SPDX-License-Identifier: MIT */
/* svg: pictures of votes and of maturity, drawn so that they fit a phone and print in black and white.
 *
 * Nothing is said by colour alone: parts of a bar differ by pattern and have their number in the table that
 * goes with it, marks differ by shape. Each picture carries its title and a description for those who do not
 * see it. */
#ifndef RIR_SVG_H
#define RIR_SVG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rir/str.h"

/* --- horizontal bars: votes by card, whole or by group */

typedef struct {
    const char *label;     /* the letter of the card; "" for none */
    const char *text;      /* its words */
    const int64_t *values; /* one for each series, from 0 */
} SvgBar;

#define SVG_SERIES_MOST 8 /* more than can be told apart: bars are drawn whole */
typedef struct {
    const char *title, *description;
    const char *unit;          /* "points", "dots" */
    const char *const *series; /* names of the groups; not read when there is one */
    size_t series_count;       /* at least 1 */
    const SvgBar *bars;
    size_t count;
} SvgBars;

/* --- a maturity profile: dimensions as rows, levels as columns */

#define SVG_NO_LEVEL (-1.0)
typedef struct {
    const char *name;
    const char *remark;  /* "9 of 12 within 2 to 4: agreement" */
    double now, earlier; /* levels, or SVG_NO_LEVEL */
    double low, high;    /* the lowest and the highest rating, or SVG_NO_LEVEL */
} SvgDimension;

typedef struct {
    const char *title, *description;
    int least, most;                     /* levels of the matrix */
    const char *now_name, *earlier_name; /* "round 2", "round 1"; earlier "" when there is none */
    const SvgDimension *dimensions;
    size_t count;
} SvgProfile;

#define SVG_WIDTH 360 /* of every picture; a phone shows a unit as about one pixel */
/* Each adds one <svg> element with all it needs, and returns its height. */
int svg_add_bars(Str *out, const SvgBars *bars);
int svg_add_profile(Str *out, const SvgProfile *profile);

int64_t svg_add_up(const SvgBar *bar, size_t series_count); /* the whole bar */

#endif
