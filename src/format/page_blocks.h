/* SPDX-License-Identifier: MIT */
/* A page as its writers see it: a list of blocks. */
#ifndef RIR_FORMAT_PAGE_BLOCKS_H
#define RIR_FORMAT_PAGE_BLOCKS_H

#include "rir/page.h"
#include "rir/str.h"

typedef enum {
    PAGE_HEADING,
    PAGE_PARAGRAPH,
    PAGE_FACT,
    PAGE_ITEM,
    PAGE_TABLE,
    PAGE_COLUMN,
    PAGE_CELL,
    PAGE_PICTURE /* label: its title, text: the SVG, remark: its description */
} PageBlockType;

typedef struct {
    PageBlockType type;
    int level;                  /* of a heading; of a column its PageColumn; of a picture its height */
    size_t label, text, remark; /* offsets into words */
} PageBlock;

struct Page {
    Str words; /* all texts, a NUL behind each; "" at 0 */
    size_t language, title;
    PageBlock *blocks;
    size_t count, room;
};

const char *page_find_text(const Page *page, size_t offset);
/* The blocks of one type from `at` on, one behind the other. */
size_t page_count_run(const Page *page, size_t at, PageBlockType type);

#endif
