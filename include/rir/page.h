/* SPDX-License-Identifier: MIT */
/* page: what a report says, said once: headings, paragraphs, facts, lists, tables and pictures, in order.
 *
 * markdown_add_page and html_add_page write the same page. All words are plain text; line ends in them are
 * kept (in headings, names and cells they become spaces), and the writers escape what they must. Texts given
 * are copied. An empty text or NULL where there is nothing to say. */
#ifndef RIR_PAGE_H
#define RIR_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "rir/svg.h"

typedef struct Page Page;

/* `language` as BCP 47 names it ("en-GB"). The caller frees the page with page_free (NULL is fine). */
Page *page_new(const char *language, const char *title);
void page_free(Page *page);

/* level 2 for a part, 3 and 4 for parts of parts; the title is level 1. */
void page_add_heading(Page *page, int level, const char *text);
void page_add_paragraph(Page *page, const char *text);
/* Facts that follow each other are one list. */
void page_add_fact(Page *page, const char *name, const char *value);
/* Items that follow each other are one list. `label` stands out before the text, `remark` is on a line below
 * it. */
void page_add_item(Page *page, const char *label, const char *text, const char *remark);

/* A table: open it, name its columns, then give its cells row by row from the left; the first cell of a row
 * names the row. Anything else that is added ends it. */
typedef enum { PAGE_WORDS, PAGE_NUMBERS } PageColumn; /* numbers stand at the right */
void page_open_table(Page *page, const char *caption);
void page_add_column(Page *page, PageColumn column, const char *heading);
void page_add_cell(Page *page, const char *text);
void page_add_number(Page *page, long long number);

/* A picture with the table that says the same: in Markdown the table alone. `heading` names the first column
 * of the table. */
void page_add_bars(Page *page, const SvgBars *bars, const char *heading);
void page_add_profile(Page *page, const SvgProfile *profile, const char *heading);

/* --- for a screen */

typedef enum { PAGE_LINE_HEADING, PAGE_LINE_WORDS, PAGE_LINE_ITEM, PAGE_LINE_REMARK } PageLine;
/* Called for each part of the page in its order, the title left out: headings with their level, paragraphs,
 * items and facts with what stands out before them in `label`, what is said below them as PAGE_LINE_REMARK.
 * Of a table its rows are items: the first cell is the label, the others follow. Pictures are left out, as
 * the table says the same. Texts may have line ends and live until page_free, but for those of tables, which
 * live until the next call. */
typedef void (*PageRead)(void *owner, PageLine line, int level, const char *label, const char *text);
void page_read(const Page *page, PageRead read, void *owner);
const char *page_find_title(const Page *page);

#endif
