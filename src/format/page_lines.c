/* SPDX-License-Identifier: MIT */
/* A page read part by part, for a screen. */
#include "page_blocks.h"

const char *page_find_title(const Page *page)
{
    return page_find_text(page, page->title);
}

/* The rows of the table whose blocks begin at `at`; returns how many blocks it has. */
static size_t read_table(const Page *page, size_t at, PageRead read, void *owner)
{
    size_t columns = page_count_run(page, at + 1, PAGE_COLUMN);
    size_t cells = page_count_run(page, at + 1 + columns, PAGE_CELL);
    const PageBlock *column = &page->blocks[at + 1], *cell = column + columns;
    Str row = STR_EMPTY;
    if (*page_find_text(page, page->blocks[at].text))
        read(owner, PAGE_LINE_WORDS, 0, "", page_find_text(page, page->blocks[at].text));
    for (size_t i = 0; columns > 0 && i < cells; i += columns) {
        str_clear(&row);
        for (size_t k = 1; k < columns && i + k < cells; k++)
            str_add_format(&row, "%s%s %s", k > 1 ? ", " : "", page_find_text(page, column[k].text),
                           page_find_text(page, cell[i + k].text));
        read(owner, PAGE_LINE_ITEM, 0, page_find_text(page, cell[i].text), str_text(&row));
    }
    str_free(&row);
    return 1 + columns + cells;
}

void page_read(const Page *page, PageRead read, void *owner)
{
    for (size_t i = 0; i < page->count; i++) {
        const PageBlock *block = &page->blocks[i];
        const char *label = page_find_text(page, block->label), *text = page_find_text(page, block->text);
        if (block->type == PAGE_HEADING)
            read(owner, PAGE_LINE_HEADING, block->level, "", text);
        else if (block->type == PAGE_PARAGRAPH)
            read(owner, PAGE_LINE_WORDS, 0, "", text);
        else if (block->type == PAGE_FACT || block->type == PAGE_ITEM)
            read(owner, PAGE_LINE_ITEM, 0, label, text);
        else if (block->type == PAGE_TABLE)
            i += read_table(page, i, read, owner) - 1;
        if (block->type == PAGE_ITEM && *page_find_text(page, block->remark))
            read(owner, PAGE_LINE_REMARK, 0, "", page_find_text(page, block->remark));
    }
}
