/* SPDX-License-Identifier: MIT */
/* A page in Markdown (CommonMark, with the tables that nearly every reader knows). */
#include "page_blocks.h"
#include "rir/markdown.h"

static void add_heading(Str *out, int level, const char *text)
{
    for (int i = 0; i < level; i++)
        str_add_byte(out, '#');
    str_add_byte(out, ' ');
    markdown_add_line(out, text);
    str_add(out, "\n");
}

static void add_item(Str *out, const Page *page, const PageBlock *block)
{
    const char *label = page_find_text(page, block->label), *text = page_find_text(page, block->text);
    const char *remark = page_find_text(page, block->remark);
    str_add(out, "- ");
    if (*label) {
        str_add(out, "**");
        markdown_add_line(out, label);
        str_add(out, *text ? "** " : "**");
    }
    markdown_add_text(out, text, 2);
    if (*remark) {
        if (*label || *text)
            str_add(out, "\\\n  ");
        markdown_add_text(out, remark, 2);
    }
    str_add(out, "\n");
}

static void add_fact(Str *out, const Page *page, const PageBlock *block)
{
    str_add(out, "- ");
    markdown_add_text(out, page_find_text(page, block->label), 2);
    str_add(out, ": ");
    markdown_add_text(out, page_find_text(page, block->text), 2);
    str_add(out, "\n");
}

/* The table whose blocks begin at `at`; returns how many they are. */
static size_t add_table(Str *out, const Page *page, size_t at)
{
    const char *caption = page_find_text(page, page->blocks[at].text);
    size_t columns = page_count_run(page, at + 1, PAGE_COLUMN);
    const PageBlock *column = &page->blocks[at + 1];
    size_t cells = page_count_run(page, at + 1 + columns, PAGE_CELL);
    const PageBlock *cell = column + columns;
    if (*caption) {
        str_add(out, "**");
        markdown_add_line(out, caption);
        str_add(out, "**\n\n");
    }
    for (size_t i = 0; i < columns; i++) {
        str_add(out, i ? " | " : "| ");
        markdown_add_line(out, page_find_text(page, column[i].text));
    }
    str_add(out, " |\n|");
    for (size_t i = 0; i < columns; i++)
        str_add(out, column[i].level == PAGE_NUMBERS ? "---:|" : "---|");
    for (size_t i = 0; i < cells; i++) {
        str_add(out, i % columns ? " | " : i ? " |\n| " : "\n| ");
        markdown_add_line(out, page_find_text(page, cell[i].text));
    }
    str_add(out, cells ? " |\n" : "\n");
    return 1 + columns + cells;
}

void markdown_add_page(Str *out, const Page *page)
{
    add_heading(out, 1, page_find_text(page, page->title));
    for (size_t i = 0; i < page->count;) {
        const PageBlock *block = &page->blocks[i];
        bool goes_on =
            i > 0 && block[-1].type == block->type && (block->type == PAGE_ITEM || block->type == PAGE_FACT);
        if (!goes_on && block->type != PAGE_PICTURE)
            str_add(out, "\n");
        i++;
        if (block->type == PAGE_HEADING) {
            add_heading(out, block->level, page_find_text(page, block->text));
        } else if (block->type == PAGE_PARAGRAPH) {
            markdown_add_text(out, page_find_text(page, block->text), 0);
            str_add(out, "\n");
        } else if (block->type == PAGE_FACT) {
            add_fact(out, page, block);
        } else if (block->type == PAGE_ITEM) {
            add_item(out, page, block);
        } else if (block->type == PAGE_TABLE) {
            i += add_table(out, page, i - 1) - 1;
        }
    }
}
