/* SPDX-License-Identifier: MIT */
/* What both pictures are made of. */
#ifndef RIR_FORMAT_SVG_PARTS_H
#define RIR_FORMAT_SVG_PARTS_H

#include "rir/str.h"
#include "rir/svg.h"

#define SVG_LINE 18    /* from one line of text to the next */
#define SVG_COLUMNS 44 /* of text that surely fit a line */
#define SVG_DARK "#1f4e79"
#define SVG_INK "#1a1a1a"

/* The opening tag with title and description. */
void svg_begin(Str *out, int height, const char *title, const char *description);
void svg_end(Str *out);
/* One line of text with its baseline at y; `style` is attributes, "" for none. */
void svg_add_words(Str *out, int x, int y, const char *style, const char *text, size_t size);
/* Text on at most `most` lines of `columns`, the first baseline at y; what does not fit ends in `…`. Returns
 * the lines; with out NULL it only counts them. */
int svg_add_wrapped(Str *out, int x, int y, const char *style, const char *text, size_t columns, int most);

#endif
