/* SPDX-License-Identifier: MIT */
/* A page being put together. */
#include "rir/page.h"

#include <stdlib.h>
#include <string.h>

#include "page_blocks.h"
#include "rir/mem.h"

static size_t keep_text(Page *page, const char *text)
{
    if (text == NULL || *text == '\0')
        return 0;
    size_t offset = page->words.size;
    str_add_bytes(&page->words, text, strlen(text) + 1);
    return offset;
}

const char *page_find_text(const Page *page, size_t offset)
{
    return page->words.data + offset;
}

size_t page_count_run(const Page *page, size_t at, PageBlockType type)
{
    size_t end = at;
    while (end < page->count && page->blocks[end].type == type)
        end++;
    return end - at;
}

Page *page_new(const char *language, const char *title)
{
    Page *page = mem_new(sizeof *page);
    str_add_byte(&page->words, '\0');
    page->language = keep_text(page, language);
    page->title = keep_text(page, title);
    return page;
}

void page_free(Page *page)
{
    if (page == NULL)
        return;
    str_free(&page->words);
    free(page->blocks);
    free(page);
}

static void add_block(Page *page, PageBlockType type, int level, const char *label, const char *text,
                      const char *remark)
{
    page->blocks = mem_grow(page->blocks, &page->room, page->count + 1, sizeof *page->blocks);
    PageBlock block = {.type = type, .level = level};
    block.label = keep_text(page, label);
    block.text = keep_text(page, text);
    block.remark = keep_text(page, remark);
    page->blocks[page->count++] = block;
}

void page_add_heading(Page *page, int level, const char *text)
{
    add_block(page, PAGE_HEADING, level, NULL, text, NULL);
}

void page_add_paragraph(Page *page, const char *text)
{
    add_block(page, PAGE_PARAGRAPH, 0, NULL, text, NULL);
}

void page_add_fact(Page *page, const char *name, const char *value)
{
    add_block(page, PAGE_FACT, 0, name, value, NULL);
}

void page_add_item(Page *page, const char *label, const char *text, const char *remark)
{
    add_block(page, PAGE_ITEM, 0, label, text, remark);
}

void page_open_table(Page *page, const char *caption)
{
    add_block(page, PAGE_TABLE, 0, NULL, caption, NULL);
}

void page_add_column(Page *page, PageColumn column, const char *heading)
{
    add_block(page, PAGE_COLUMN, (int)column, NULL, heading, NULL);
}

void page_add_cell(Page *page, const char *text)
{
    add_block(page, PAGE_CELL, 0, NULL, text, NULL);
}

void page_add_number(Page *page, long long number)
{
    Str text = STR_EMPTY;
    str_add_format(&text, "%lld", number);
    page_add_cell(page, str_text(&text));
    str_free(&text);
}

/* --- pictures */

static void add_bars_table(Page *page, const SvgBars *bars, const char *heading)
{
    bool is_split = bars->series_count > 1;
    page_open_table(page, bars->title);
    page_add_column(page, PAGE_WORDS, heading);
    for (size_t i = 0; is_split && i < bars->series_count; i++)
        page_add_column(page, PAGE_NUMBERS, bars->series[i]);
    page_add_column(page, PAGE_NUMBERS, is_split ? "all" : bars->unit);
    for (size_t i = 0; i < bars->count; i++) {
        const SvgBar *bar = &bars->bars[i];
        Str name = STR_EMPTY;
        str_add_format(&name, "%s%s%s", bar->label, *bar->label && *bar->text ? " " : "", bar->text);
        page_add_cell(page, str_text(&name));
        str_free(&name);
        for (size_t j = 0; is_split && j < bars->series_count; j++)
            page_add_number(page, bar->values[j]);
        page_add_number(page, svg_add_up(bar, bars->series_count));
    }
}

void page_add_bars(Page *page, const SvgBars *bars, const char *heading)
{
    Str picture = STR_EMPTY;
    int height = svg_add_bars(&picture, bars);
    add_block(page, PAGE_PICTURE, height, bars->title, str_text(&picture), bars->description);
    str_free(&picture);
    add_bars_table(page, bars, heading);
}

/* 3, 2.5; the words where there is no level */
static void add_level(Page *page, double level, const char *none)
{
    Str text = STR_EMPTY;
    int tenths = (int)(level * 10 + 0.5);
    if (level < 0)
        str_add(&text, none);
    else
        str_add_format(&text, tenths % 10 ? "%d.%d" : "%d", tenths / 10, tenths % 10);
    page_add_cell(page, str_text(&text));
    str_free(&text);
}

static void add_spread(Page *page, const SvgDimension *dimension)
{
    Str text = STR_EMPTY;
    if (dimension->low >= 0)
        str_add_format(&text, dimension->low < dimension->high ? "%d to %d" : "%d", (int)dimension->low,
                       (int)dimension->high);
    page_add_cell(page, str_text(&text));
    str_free(&text);
}

void page_add_profile(Page *page, const SvgProfile *profile, const char *heading)
{
    bool has_earlier = *profile->earlier_name != '\0';
    Str picture = STR_EMPTY;
    int height = svg_add_profile(&picture, profile);
    add_block(page, PAGE_PICTURE, height, profile->title, str_text(&picture), profile->description);
    str_free(&picture);
    page_open_table(page, profile->title);
    page_add_column(page, PAGE_WORDS, heading);
    if (has_earlier)
        page_add_column(page, PAGE_NUMBERS, profile->earlier_name);
    page_add_column(page, PAGE_NUMBERS, profile->now_name);
    page_add_column(page, PAGE_NUMBERS, "ratings");
    page_add_column(page, PAGE_WORDS, "");
    for (size_t i = 0; i < profile->count; i++) {
        const SvgDimension *dimension = &profile->dimensions[i];
        page_add_cell(page, dimension->name);
        if (has_earlier)
            add_level(page, dimension->earlier, "not rated");
        add_level(page, dimension->now, "not rated");
        add_spread(page, dimension);
        page_add_cell(page, dimension->remark);
    }
}
