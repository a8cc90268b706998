/* SPDX-License-Identifier: MIT */
/* The body is parsed twice. The first tree says where headings and items end, so that their attributes are
 * found in the source; in the second the attributes are blanked, so that `_` or `[` in them spoil no text. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "rir/mem.h"

#include "document.h"

/* Limits that no guide for people meets, without which libcmark's time grows with the square of the size. */
#define MOST_COLUMNS 128   /* of indentation and list marks before a line's text */
#define MOST_BRACKETS 1000 /* [ in one paragraph */

/* --- before parsing */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Behind the white space and list or quote marks that open a line; *columns says how wide they are. */
static size_t pass_opening(const char *text, size_t at, size_t end, size_t *columns)
{
    *columns = 0;
    while (at < end) {
        size_t mark = 1;
        while (is_digit(text[at]) && mark < 10 && at + mark < end && is_digit(text[at + mark]))
            mark++;
        if (is_digit(text[at]))
            mark = at + mark < end && (text[at + mark] == '.' || text[at + mark] == ')') ? mark + 1 : 0;
        bool space = text[at] == ' ' || text[at] == '\t';
        bool listed = mark > 1 || strchr("-+*", text[at]) != NULL;
        bool followed = at + mark >= end || text[at + mark] == ' ' || text[at + mark] == '\t';
        if (mark == 0 || !(space || text[at] == '>' || (listed && followed)))
            break;
        *columns += text[at] == '\t' ? 4 - *columns % 4 : mark;
        at += mark;
    }
    return at;
}

/* Whether the [ at `at` opens a link definition, `[label]: address`; then the offset of the colon, else 0. */
static size_t find_definition(const char *text, size_t at, size_t end)
{
    for (at++; at < end; at++) {
        if (text[at] == '\\')
            at++;
        else if (text[at] == '[' || (text[at] == '\n' && at + 1 < end && text[at + 1] == '\n'))
            return 0;
        else if (text[at] == ']')
            return at + 1 < end && text[at + 1] == ':' ? at + 1 : 0;
    }
    return 0;
}

/* Makes the copy of the source that libcmark gets safe to parse, in place and at equal length. */
static void defuse(const Source *source, char *body, size_t begin, size_t first_line)
{
    size_t size = source->text.size - begin, brackets = 0;
    for (size_t line = first_line; line < source->line_count; line++) {
        size_t at = source->lines[line] - begin, end = source_find_end(source, line) - begin, columns;
        size_t opened = pass_opening(body, at, end, &columns);
        if (source_is_blank(source, line))
            brackets = 0; /* the paragraph has ended */
        if (columns > MOST_COLUMNS) {
            source_report(source, begin + at,
                          "this line is indented or nested too deeply to read: begin it further left");
            memset(body + at, 'x', opened - at);
        }
        size_t colon = opened < end && body[opened] == '[' ? find_definition(body, opened, size) : 0;
        if (colon > 0) {
            source_report(
                source, begin + opened,
                "this is a link definition, which no reader would see: write the link in the text as "
                "[words](address), or \\[ for a plain bracket");
            body[colon] = ';';
        }
        for (at = opened; at < end; at++) {
            if (body[at] != '[' || ++brackets <= MOST_BRACKETS)
                continue;
            if (brackets == MOST_BRACKETS + 1)
                source_report(source, begin + at,
                              "this paragraph has more than %d opening brackets: split it", MOST_BRACKETS);
            body[at] = '(';
        }
    }
}

/* --- parsing */

static void *allocate(size_t count, size_t size)
{
    return mem_new(count * size);
}

static cmark_mem memory = {allocate, mem_resize, free};

static cmark_node *parse(const char *text, size_t size)
{
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &memory);
    cmark_parser_feed(parser, text, size);
    cmark_node *root = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return root;
}

static bool is_block(const cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type((cmark_node *)node);
    return type >= CMARK_NODE_FIRST_BLOCK && type <= CMARK_NODE_LAST_BLOCK;
}

static bool has_text(const cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type((cmark_node *)node);
    return type == CMARK_NODE_HEADING || type == CMARK_NODE_PARAGRAPH;
}

/* The next block node of a walk, NULL at the end. Text inside blocks is stepped over. */
static cmark_node *next_block(cmark_iter *walk)
{
    for (cmark_event_type event; (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(walk);
        if (event == CMARK_EVENT_ENTER && is_block(node)) {
            if (has_text(node))
                cmark_iter_reset(walk, node, CMARK_EVENT_EXIT);
            return node;
        }
    }
    return NULL;
}

/* The offset in the source of cmark's line and column, which count the body's lines and bytes from 1. */
static size_t find_offset(const Source *source, size_t first_line, int line, int column)
{
    size_t index = first_line + (size_t)(line > 0 ? line - 1 : 0);
    if (index >= source->line_count)
        return source->text.size;
    size_t at = source->lines[index] + (size_t)(column > 0 ? column - 1 : 0),
           end = source_find_end(source, index);
    return at < end ? at : end;
}

static bool is_underline(const Source *source, size_t line)
{
    size_t end = source_find_end(source, line), at = source->lines[line];
    const char *text = str_text(&source->text);
    while (at < end && (text[at] == ' ' || text[at] == '\t'))
        at++;
    while (end > at && (text[end - 1] == ' ' || text[end - 1] == '\t'))
        end--;
    size_t run = at;
    while (run < end && text[run] == text[at])
        run++;
    return at < end && run == end && (text[at] == '=' || text[at] == '-');
}

/* Where the text of a heading or paragraph ends in the source. cmark's end of an underlined heading is a line
 * or more too far, so its underline is looked for. */
static size_t find_text_end(const Source *source, size_t first_line, cmark_node *node)
{
    size_t begin = first_line + (size_t)cmark_node_get_start_line(node) - 1;
    size_t last = first_line + (size_t)cmark_node_get_end_line(node) - 1;
    if (last >= source->line_count)
        last = source->line_count - 1;
    if (cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH)
        return source_find_end(source, last > begin ? last : begin);
    for (size_t line = begin + 1; line <= last; line++) {
        if (is_underline(source, line))
            return source_find_end(source, line - 1);
    }
    const char *text = str_text(&source->text);
    size_t at = source->lines[begin], end = source_find_end(source, begin), close;
    while (end > at && (text[end - 1] == ' ' || text[end - 1] == '\t'))
        end--;
    for (close = end; close > at && text[close - 1] == '#';)
        close--;
    return close < end && close > at && (text[close - 1] == ' ' || text[close - 1] == '\t') ? close : end;
}

/* Headings and the items of numbered lists that are not in another list take attributes. */
static bool takes_attributes(cmark_node *node)
{
    if (cmark_node_get_type(node) == CMARK_NODE_HEADING)
        return true;
    cmark_node *item = cmark_node_parent(node), *list = cmark_node_parent(item);
    return cmark_node_get_type(item) == CMARK_NODE_ITEM &&
           cmark_node_get_list_type(list) == CMARK_ORDERED_LIST &&
           cmark_node_get_type(cmark_node_parent(list)) == CMARK_NODE_DOCUMENT;
}

/* Makes the list of blocks; returns how many have attributes. */
static size_t list_blocks(Document *document, size_t first_line)
{
    size_t room = 0, found = 0;
    cmark_iter *walk = cmark_iter_new(document->root);
    for (cmark_node *node; (node = next_block(walk)) != NULL;) {
        document->blocks = mem_grow(document->blocks, &room, document->count + 1, sizeof *document->blocks);
        Block *block = &document->blocks[document->count++];
        *block = (Block){.inlines = node};
        block->at = find_offset(document->source, first_line, cmark_node_get_start_line(node),
                                cmark_node_get_start_column(node));
        if (has_text(node)) {
            size_t end = find_text_end(document->source, first_line, node);
            block->attributes = attribute_find(document->source, block->at, end, takes_attributes(node));
            found += block->attributes.end > 0;
        }
    }
    cmark_iter_free(walk);
    return found;
}

static void add_blanked(Str *out, const char *body, size_t *at, size_t begin, size_t end)
{
    str_add_bytes(out, body + *at, begin - *at);
    str_add(out, DOCUMENT_BLANK);
    *at = end;
}

/* Parses the body again without the attributes, and gives each block its text from there. The trees are
 * alike, for a list of attributes and what stands for it are both the end of a text; should they not be, the
 * first one serves. */
static void parse_bare(Document *document, const char *body, size_t size, size_t begin)
{
    Str text = STR_EMPTY;
    size_t at = 0;
    for (size_t i = 0; i < document->count; i++) {
        const AttributePlace *place = &document->blocks[i].attributes;
        if (place->end == 0)
            continue;
        if (place->bracket_close > 0) {
            add_blanked(&text, body, &at, place->bracket_open - begin, place->bracket_open + 1 - begin);
            add_blanked(&text, body, &at, place->bracket_close - begin, place->bracket_close + 1 - begin);
        }
        add_blanked(&text, body, &at, place->begin - begin, place->end - begin);
    }
    str_add_bytes(&text, body + at, size - at);
    document->bare = parse(text.data, text.size);
    str_free(&text);

    cmark_iter *walk = cmark_iter_new(document->bare);
    for (size_t i = 0; i < document->count; i++) {
        cmark_node *node = next_block(walk);
        if (node == NULL || cmark_node_get_type(node) != cmark_node_get_type(document->blocks[i].inlines))
            break;
        document->blocks[i].inlines = node;
    }
    cmark_iter_free(walk);
}

void document_open(Document *document, const Source *source, size_t first_line)
{
    *document = (Document){.source = source};
    size_t begin = first_line < source->line_count ? source->lines[first_line] : source->text.size;
    size_t size = source->text.size - begin;
    char *body = mem_copy_bytes(str_text(&source->text) + begin, size);
    defuse(source, body, begin, first_line);
    document->root = parse(body, size);
    if (list_blocks(document, first_line) > 0)
        parse_bare(document, body, size, begin);
    free(body);

    cmark_iter *walk = cmark_iter_new(document->root);
    for (size_t i = 0; i < document->count; i++)
        cmark_node_set_user_data(next_block(walk), &document->blocks[i]);
    cmark_iter_free(walk);
}

void document_close(Document *document)
{
    if (document->root != NULL)
        cmark_node_free(document->root);
    if (document->bare != NULL)
        cmark_node_free(document->bare);
    free(document->blocks);
}

const Block *document_find_block(const cmark_node *node)
{
    return cmark_node_get_user_data((cmark_node *)node);
}
