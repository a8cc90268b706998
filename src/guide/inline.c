/* SPDX-License-Identifier: MIT */
/* The plain text of a heading or paragraph, and what cannot be one. */
#include <stdint.h>
#include <string.h>

#include "rir/text.h"

#include "document.h"

/* --- text */

typedef struct {
    const Document *document;
    const Block *block;
    Str *out;
    size_t link; /* where the text of the link being read begins in *out */
} Walk;

/* Where `literal` stands in the block's part of the source; the block's start when it is not there as
 * written. */
static size_t find_literal(const Walk *walk, const char *literal)
{
    const Document *document = walk->document;
    const Block *next = walk->block + 1;
    size_t at = walk->block->at;
    size_t end = next < document->blocks + document->count ? next->at : document->source->text.size;
    const char *text = str_text(&document->source->text), *found = NULL;
    if (end > at && source_takes_mistakes(document->source))
        found = memmem(text + at, end - at, literal, strlen(literal));
    return found != NULL ? (size_t)(found - text) : at;
}

static void report_html(const Walk *walk, const char *literal)
{
    if (strncmp(literal, "<!--", 4) == 0)
        return;
    source_report(walk->document->source, find_literal(walk, literal),
                  "%s is HTML, which no reader would see: write [words] or \\<",
                  source_cut(literal, strlen(literal)).text);
}

/* A link keeps its address where the words do not already say it. */
static void end_link(const Walk *walk, const char *url)
{
    const char *words = str_text(walk->out) + walk->link;
    if (strncmp(url, "mailto:", 7) == 0)
        url += 7;
    if (*url != '\0' && strcmp(words, url) != 0)
        str_add_format(walk->out, *words != '\0' ? " (%s)" : "%s", url);
}

static void add_literal(const Walk *walk, const char *literal)
{
    size_t begin = walk->out->size;
    str_add(walk->out, literal);
    for (size_t i = begin; i < walk->out->size; i++) {
        if (walk->out->data[i] == '\t')
            walk->out->data[i] = ' ';
    }
}

static void add_node(Walk *walk, cmark_node *node, cmark_event_type event)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE:
        add_literal(walk, cmark_node_get_literal(node));
        break;
    case CMARK_NODE_SOFTBREAK:
        str_add_byte(walk->out, ' ');
        break;
    case CMARK_NODE_LINEBREAK:
        str_add_byte(walk->out, '\n');
        break;
    case CMARK_NODE_HTML_INLINE:
        report_html(walk, cmark_node_get_literal(node));
        break;
    case CMARK_NODE_IMAGE:
        if (event == CMARK_EVENT_ENTER)
            source_report(walk->document->source, find_literal(walk, "!["),
                          "a picture cannot be shown in a guide: describe it in words");
        break;
    case CMARK_NODE_LINK:
        if (event == CMARK_EVENT_ENTER)
            walk->link = walk->out->size;
        else
            end_link(walk, cmark_node_get_url(node));
        break;
    default:
        break;
    }
}

/* Takes out what stands for attributes, and white space at the ends. */
static void tidy(Str *out, size_t begin)
{
    size_t to = begin;
    for (size_t at = begin; at < out->size;) {
        if (strncmp(out->data + at, DOCUMENT_BLANK, sizeof DOCUMENT_BLANK - 1) == 0) {
            at += sizeof DOCUMENT_BLANK - 1;
            continue;
        }
        char byte = out->data[at++];
        if (to > begin || (byte != ' ' && byte != '\n'))
            out->data[to++] = byte;
    }
    while (to > begin && (out->data[to - 1] == ' ' || out->data[to - 1] == '\n'))
        to--;
    str_cut(out, to);
}

/* --- lines that look like something else */

static bool is_letter(const char *text, size_t size)
{
    uint32_t point;
    return size > 0 && text_read_point(text, size, &point) > 0 && text_is_letter(point);
}

/* | --- | --- |: other programs would make a table of it, here its cells would run together. */
static bool is_table_rule(const char *line, size_t size)
{
    return memchr(line, '|', size) != NULL && memchr(line, '-', size) != NULL &&
           strspn(line, "|-: \t") >= size;
}

/* A line of a paragraph that was surely meant to be more: what is wrong with it, or NULL. */
static const char *judge_line(const char *line, size_t size)
{
    size_t digits = strspn(line, "0123456789"), marks = strspn(line, "#");
    if (size == 0)
        return NULL;
    if (digits > 0 && digits <= 3 && digits < size && (line[digits] == '.' || line[digits] == ')')) {
        if (digits + 1 == size || line[digits + 1] == ' ' || line[digits + 1] == '\t')
            return "this number begins no list, for the line above runs on into it: put an empty line "
                   "between, or "
                   "write 1\\. for a plain number";
        if (is_letter(line + digits + 1, size - digits - 1))
            return "this number begins no list: put a space behind it, as in 1. What changed?";
    }
    if (marks > 0 && marks <= 6 && is_letter(line + marks, size - marks))
        return "this is no heading: put a space behind #, as in # Opening, or write \\# for a plain sign";
    if ((*line == '-' || *line == '+') && is_letter(line + 1, size - 1))
        return "this begins no list: put a space behind the mark, or write \\- for a plain sign";
    if (strncmp(line, "\xE2\x80\xA2", 3) == 0)
        return "this sign begins no list: write - and a space";
    if (is_table_rule(line, size))
        return "a table is not read, its cells would run together: write a list or plain paragraphs";
    return NULL;
}

static void report_lookalikes(const Document *document, cmark_node *node, const Block *block)
{
    const Source *source = document->source;
    const char *text = str_text(&source->text);
    int count = cmark_node_get_end_line(node) - cmark_node_get_start_line(node) + 1;
    size_t line = source_find_line(source, block->at), at = block->at;
    for (int i = 0; i < count && line < source->line_count; i++) {
        size_t end = source_find_end(source, line);
        at += strspn(text + at, "> \t");
        const char *wrong = at < end ? judge_line(text + at, end - at) : NULL;
        if (wrong != NULL)
            source_report(source, at, "%s", wrong);
        if (++line < source->line_count)
            at = source->lines[line];
    }
}

/* Words with --- straight under them become a heading; with a full stop they were meant to be read out. */
static void report_ruled(const Document *document, const Block *block, const char *title)
{
    const Source *source = document->source;
    size_t line = source_find_line(source, block->at) + 1;
    if (*title == '\0' || title[strlen(title) - 1] != '.' || str_text(&source->text)[block->at] == '#')
        return;
    for (; line < source->line_count && !source_is_blank(source, line); line++) {
        const char *text = str_text(&source->text) + source->lines[line];
        size_t size = source_find_end(source, line) - source->lines[line];
        if (memchr(text, '-', size) != NULL && strspn(text, "- \t") >= size) {
            source_report(source, source->lines[line],
                          "this line makes a heading of the words above it: put an empty line between");
            return;
        }
    }
}

void document_add_text(const Document *document, cmark_node *node, Str *out)
{
    Walk walk = {.document = document, .block = document_find_block(node), .out = out};
    size_t begin = out->size;
    cmark_iter *iter = cmark_iter_new(walk.block->inlines);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;)
        add_node(&walk, cmark_iter_get_node(iter), event);
    cmark_iter_free(iter);
    if (out->size > begin)
        tidy(out, begin);
    if (cmark_node_get_type(node) == CMARK_NODE_HEADING)
        report_ruled(document, walk.block, str_text(out) + begin);
    else
        report_lookalikes(document, node, walk.block);
    if (source_find_control(str_text(out) + begin, out->size - begin) != NULL)
        source_report(document->source, walk.block->at,
                      "a character written as &#...; here is a control character: take it out");
}

/* --- blocks out of place */

/* A comment is for those who edit the file; nothing else may hide behind it. */
static void report_html_block(const Document *document, cmark_node *node, const Block *block)
{
    const char *html = cmark_node_get_literal(node);
    html += strspn(html, " \t");
    if (strncmp(html, "<!--", 4) != 0) {
        source_report(
            document->source, block->at,
            "HTML is not read, no reader would see it: write plain Markdown, or \\< for a plain sign");
        return;
    }
    const char *close = strstr(html + 4, "-->");
    if (close == NULL)
        source_report(document->source, block->at, "this comment is not closed: write --> at its end");
    else if (close[3 + strspn(close + 3, " \t\n")] != '\0')
        source_report(document->source, block->at,
                      "what follows --> on the same line would be lost: begin a new line there");
}

void document_report_block(const Document *document, cmark_node *node, const char *place)
{
    const Block *block = document_find_block(node);
    const Source *source = document->source;
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_HTML_BLOCK:
        report_html_block(document, node, block);
        break;
    case CMARK_NODE_CODE_BLOCK:
        if (strchr("`~", str_text(&source->text)[block->at]) != NULL)
            source_report(source, block->at,
                          "a block of code is not read: take the fences away and write plain text");
        else
            source_report(
                source, block->at,
                "four spaces or a tab make this a block of code, which is not read: begin it further left");
        break;
    case CMARK_NODE_HEADING:
        if (str_text(&source->text)[block->at] == '#')
            source_report(source, block->at,
                          "a heading cannot stand %s: begin it at the left margin, after an empty line",
                          place);
        else
            source_report(
                source, block->at,
                "the - or = below make a heading of these words, which cannot stand %s: take them out",
                place);
        break;
    case CMARK_NODE_BLOCK_QUOTE:
        source_report(source, block->at, "a quotation cannot stand %s: take the > away", place);
        break;
    case CMARK_NODE_LIST:
        source_report(source, block->at, "a list cannot stand %s", place);
        break;
    case CMARK_NODE_PARAGRAPH:
        source_report(source, block->at, "a paragraph cannot stand %s", place);
        break;
    default: /* a rule across the page says nothing */
        break;
    }
}
