/* SPDX-License-Identifier: MIT */
/* The frame of a picture, and text in it: SVG wraps nothing by itself. */
#include "svg_parts.h"

#include <string.h>

#include "rir/html.h"
#include "rir/text.h"

void svg_begin(Str *out, int height, const char *title, const char *description)
{
    str_add_format(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"title text\" "
        "viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"14\" "
        "fill=\"" SVG_INK "\">\n<title id=\"title\">",
        SVG_WIDTH, height, SVG_WIDTH, height);
    html_add_text(out, title);
    str_add(out, "</title>\n<desc id=\"text\">");
    html_add_text(out, description);
    str_add(out, "</desc>\n");
}

void svg_end(Str *out)
{
    str_add(out, "</svg>\n");
}

void svg_add_words(Str *out, int x, int y, const char *style, const char *text, size_t size)
{
    Str line = STR_EMPTY;
    for (size_t i = 0; i < size; i++)
        str_add_byte(&line, text[i] == '\n' || text[i] == '\t' ? ' ' : text[i]);
    str_add_format(out, "<text x=\"%d\" y=\"%d\"%s%s>", x, y, *style ? " " : "", style);
    html_add_text(out, str_text(&line));
    str_add(out, "</text>\n");
    str_free(&line);
}

int svg_add_wrapped(Str *out, int x, int y, const char *style, const char *text, size_t columns, int most)
{
    size_t left = strlen(text);
    int lines = 0;
    while (left > 0 && lines < most) {
        size_t next, size = text_wrap(text, left, columns, &next);
        bool is_cut = next < left && lines + 1 == most;
        if (out && is_cut) {
            Str cut = STR_EMPTY;
            str_add_bytes(&cut, text, text_fit(text, size, columns - 1));
            str_add(&cut, "\xE2\x80\xA6");
            svg_add_words(out, x, y + lines * SVG_LINE, style, str_text(&cut), cut.size);
            str_free(&cut);
        } else if (out) {
            svg_add_words(out, x, y + lines * SVG_LINE, style, text, size);
        }
        lines++;
        text += next;
        left -= next;
    }
    return lines;
}
