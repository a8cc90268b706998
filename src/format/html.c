/* SPDX-License-Identifier: MIT */
/* A page in HTML, by the rules of XML. */
#include "rir/html.h"

#include <string.h>

#include "page_blocks.h"
#include "rir/text.h"

/* What XML 1.0 allows, without the control characters that HTML does not. */
static bool is_allowed(uint32_t point)
{
    if (point < 0x20)
        return point == '\t' || point == '\n';
    return !(point >= 0x7F && point < 0xA0) && (point & 0xFFFE) != 0xFFFE &&
           !(point >= 0xFDD0 && point <= 0xFDEF);
}

static void add_point(Str *out, uint32_t point, const char *bytes, size_t size)
{
    switch (point) {
    case '&':
        str_add(out, "&amp;");
        break;
    case '<':
        str_add(out, "&lt;");
        break;
    case '>':
        str_add(out, "&gt;");
        break;
    case '"':
        str_add(out, "&quot;");
        break;
    default:
        if (is_allowed(point) && point != 0xFFFD)
            str_add_bytes(out, bytes, size);
        else
            str_add(out, "\xEF\xBF\xBD");
    }
}

void html_add_text(Str *out, const char *text)
{
    size_t left = strlen(text);
    while (left > 0) {
        uint32_t point;
        size_t used = text_read_point(text, left, &point);
        add_point(out, point, text, used);
        text += used;
        left -= used;
    }
}

/* Several lines, with breaks between. */
static void add_lines(Str *out, const char *text)
{
    Str line = STR_EMPTY;
    for (const char *end; (end = strchr(text, '\n')) != NULL; text = end + 1) {
        str_clear(&line);
        str_add_bytes(&line, text, (size_t)(end - text));
        html_add_text(out, str_text(&line));
        str_add(out, end[1] ? "<br />" : "");
    }
    html_add_text(out, text);
    str_free(&line);
}

/* The words stand in a direction of their own, whatever script they are in. */
static void add_element(Str *out, const char *name, const char *attributes, const char *text)
{
    str_add_format(out, "<%s%s dir=\"auto\">", name, attributes);
    add_lines(out, text);
    str_add_format(out, "</%s>", name);
}

static const char style[] =
    "html{background:#fff;color:#1a1a1a;font:100%/1.5 system-ui,\"Liberation Sans\",Arial,sans-serif}\n"
    "body{max-width:44rem;margin:0 auto;padding:1rem;overflow-wrap:break-word}\n"
    "h1{font-size:1.6rem;line-height:1.25;margin:.5rem 0 1rem}\n"
    "h2{font-size:1.3rem;line-height:1.3;margin:2rem 0 .5rem;padding-top:.5rem;border-top:2px solid "
    "#1f4e79}\n"
    "h3{font-size:1.1rem;margin:1.5rem 0 .5rem}\n"
    "h4{font-size:1rem;margin:1rem 0 .25rem}\n"
    "p,ul{margin:.5rem 0}\n"
    "ul{padding-left:1.25rem}\n"
    "li{margin:.35rem 0}\n"
    "small{font-size:.875rem;color:#444}\n"
    "table{border-collapse:collapse;width:100%;margin:1rem 0}\n"
    "caption{text-align:left;font-weight:bold;padding:.25rem 0}\n"
    "th,td{text-align:left;vertical-align:top;padding:.3rem .5rem;border-bottom:1px solid #999}\n"
    "thead th{border-bottom:2px solid #1a1a1a;vertical-align:bottom}\n"
    "tbody th{font-weight:normal}\n"
    ".number{text-align:right;font-variant-numeric:tabular-nums}\n"
    "@media screen and (max-width:36rem){.wide tr{display:flex;flex-wrap:wrap;justify-content:space-between;"
    "gap:0 1rem;border-bottom:1px solid #999;padding:.3rem 0}\n"
    ".wide thead{position:absolute;left:-9999px}\n"
    ".wide tbody{display:block}\n"
    ".wide th,.wide td{border:0;padding:.1rem 0}\n"
    ".wide tbody th{flex-basis:100%;font-weight:bold}\n"
    ".wide td{text-align:left}\n"
    ".wide td[data-name]::before{content:attr(data-name) \": \"}\n"
    ".wide td:empty{display:none}}\n"
    "figure{margin:1rem 0}\n"
    "figure img{display:block;width:100%;max-width:28rem;height:auto}\n"
    "@media print{@page{margin:18mm}\n"
    "html{font-size:11pt}\n"
    "body{max-width:none;padding:0}\n"
    "h1,h2,h3,h4,caption{break-after:avoid}\n"
    "li,tr,figure{break-inside:avoid}\n"
    "figure img{width:auto;max-width:110mm;max-height:230mm}}\n";

static void add_head(Str *out, const char *language, const char *title)
{
    str_add(out, "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"");
    html_add_text(out, language);
    str_add(out, "\" xml:lang=\"");
    html_add_text(out, language);
    str_add(out, "\">\n<head>\n<meta charset=\"UTF-8\" />\n"
                 "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; "
                 "style-src 'unsafe-inline'\" />\n"
                 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n<title>");
    html_add_text(out, title);
    str_add_format(out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n", style);
}

static void add_heading(Str *out, int level, const char *text)
{
    char name[] = {'h', (char)('0' + level), '\0'};
    add_element(out, name, "", text);
    str_add(out, "\n");
}

static size_t add_facts(Str *out, const Page *page, size_t at)
{
    size_t count = page_count_run(page, at, PAGE_FACT);
    str_add(out, "<ul>\n");
    for (size_t i = at; i < at + count; i++) {
        str_add(out, "<li dir=\"auto\"><strong>");
        html_add_text(out, page_find_text(page, page->blocks[i].label));
        str_add(out, ":</strong> ");
        add_lines(out, page_find_text(page, page->blocks[i].text));
        str_add(out, "</li>\n");
    }
    str_add(out, "</ul>\n");
    return count;
}

static size_t add_items(Str *out, const Page *page, size_t at)
{
    size_t count = page_count_run(page, at, PAGE_ITEM);
    str_add(out, "<ul>\n");
    for (size_t i = at; i < at + count; i++) {
        const char *label = page_find_text(page, page->blocks[i].label);
        const char *text = page_find_text(page, page->blocks[i].text);
        const char *remark = page_find_text(page, page->blocks[i].remark);
        str_add(out, "<li dir=\"auto\">");
        if (*label) {
            str_add(out, "<strong>");
            html_add_text(out, label);
            str_add(out, *text ? "</strong> " : "</strong>");
        }
        add_lines(out, text);
        if (*remark) {
            str_add(out, *label || *text ? "<br /><small>" : "<small>");
            add_lines(out, remark);
            str_add(out, "</small>");
        }
        str_add(out, "</li>\n");
    }
    str_add(out, "</ul>\n");
    return count;
}

/* A narrow screen shows each row of a wide table as a block of its own, in which a cell names its column; so
 * that it stays a table to those who hear it, its parts say what they are. */
static void add_cell(Str *out, const Page *page, const PageBlock *cell, const PageBlock *column,
                     bool is_first)
{
    const char *heading = page_find_text(page, column->text);
    if (is_first) {
        add_element(out, "th", " scope=\"row\" role=\"rowheader\"", page_find_text(page, cell->text));
        return;
    }
    Str attributes = STR_EMPTY;
    str_add_format(&attributes, " role=\"cell\"%s", column->level == PAGE_NUMBERS ? " class=\"number\"" : "");
    if (*heading) {
        str_add(&attributes, " data-name=\"");
        html_add_text(&attributes, heading);
        str_add(&attributes, "\"");
    }
    add_element(out, "td", str_text(&attributes), page_find_text(page, cell->text));
    str_free(&attributes);
}

#define COLUMN " scope=\"col\" role=\"columnheader\""
#define WIDE_COLUMNS 3 /* from here a phone is too narrow for them side by side */

static void add_table_head(Str *out, const Page *page, const char *caption, const PageBlock *column,
                           size_t columns)
{
    str_add_format(out, "<table role=\"table\"%s>\n", columns >= WIDE_COLUMNS ? " class=\"wide\"" : "");
    if (*caption) {
        add_element(out, "caption", "", caption);
        str_add(out, "\n");
    }
    str_add(out, "<thead role=\"rowgroup\"><tr role=\"row\">");
    for (size_t i = 0; i < columns; i++)
        add_element(out, "th", column[i].level == PAGE_NUMBERS ? COLUMN " class=\"number\"" : COLUMN,
                    page_find_text(page, column[i].text));
    str_add(out, "</tr></thead>\n");
}

static size_t add_table(Str *out, const Page *page, size_t at)
{
    size_t columns = page_count_run(page, at + 1, PAGE_COLUMN);
    const PageBlock *column = &page->blocks[at + 1];
    size_t cells = page_count_run(page, at + 1 + columns, PAGE_CELL);
    const PageBlock *cell = column + columns;
    add_table_head(out, page, page_find_text(page, page->blocks[at].text), column, columns);
    str_add(out, "<tbody role=\"rowgroup\">\n");
    for (size_t i = 0; i < cells; i++) {
        str_add(out, i % columns == 0 ? "<tr role=\"row\">" : "");
        add_cell(out, page, &cell[i], &column[i % columns], i % columns == 0);
        str_add(out, i % columns == columns - 1 ? "</tr>\n" : "");
    }
    str_add(out, "</tbody>\n</table>\n");
    return 1 + columns + cells;
}

/* --- pictures: as images, for word processors take the words out of an <svg> in the page and drop the rest
 */

static void add_base64(Str *out, const char *bytes, size_t size)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t at = 0; at < size; at += 3) {
        unsigned long group = 0;
        for (size_t i = 0; i < 3; i++)
            group = group << 8 | (at + i < size ? (unsigned char)bytes[at + i] : 0);
        for (size_t i = 0; i < 4; i++)
            str_add_byte(out, at + i > size ? '=' : digits[group >> (18 - 6 * i) & 63]);
    }
}

static void add_picture(Str *out, const Page *page, const PageBlock *block)
{
    const char *svg = page_find_text(page, block->text);
    str_add(out, "<figure><img alt=\"");
    html_add_text(out, page_find_text(page, block->label));
    str_add(out, ". ");
    html_add_text(out, page_find_text(page, block->remark));
    str_add_format(out, "\" width=\"%d\" height=\"%d\" src=\"data:image/svg+xml;base64,", SVG_WIDTH,
                   block->level);
    add_base64(out, svg, strlen(svg));
    str_add(out, "\" /></figure>\n");
}

/* Adds what begins at block `at`; returns how many blocks it took. */
static size_t add_blocks(Str *out, const Page *page, size_t at)
{
    const PageBlock *block = &page->blocks[at];
    switch (block->type) {
    case PAGE_HEADING:
        add_heading(out, block->level, page_find_text(page, block->text));
        return 1;
    case PAGE_FACT:
        return add_facts(out, page, at);
    case PAGE_ITEM:
        return add_items(out, page, at);
    case PAGE_TABLE:
        return add_table(out, page, at);
    case PAGE_PICTURE:
        add_picture(out, page, block);
        return 1;
    case PAGE_PARAGRAPH:
    case PAGE_COLUMN: /* these two only stand in a table */
    case PAGE_CELL:
        break;
    }
    add_element(out, "p", "", page_find_text(page, block->text));
    str_add(out, "\n");
    return 1;
}

void html_add_page(Str *out, const Page *page)
{
    const char *title = page_find_text(page, page->title);
    add_head(out, page_find_text(page, page->language), title);
    add_heading(out, 1, title);
    for (size_t i = 0; i < page->count;)
        i += add_blocks(out, page, i);
    str_add(out, "</main>\n</body>\n</html>\n");
}
