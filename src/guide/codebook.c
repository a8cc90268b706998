/* SPDX-License-Identifier: MIT */
/* Codebooks: headings are codes, one under another; paragraphs their definition; bullets say what goes in,
 * what stays out, and give examples. What stands before the first heading introduces the codebook to its
 * reader. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "rir/mem.h"

#include "reader.h"

enum { INCLUDE, EXCLUDE, EXAMPLE, FIELDS };
static const char *const fields[FIELDS] = {"include:", "exclude:", "example:"};

typedef struct {
    Reader *reader;
    Str definition;
    Str notes[FIELDS];
    size_t above[7]; /* by level of heading: the code last begun there, GUIDE_NO_PARENT when none */
} Codebook;

static GuideCode *find_code(const Codebook *codebook)
{
    size_t count = codebook->reader->plan->code_count;
    return count > 0 ? &codebook->reader->codes[count - 1] : NULL;
}

static const char *take(Reader *reader, Str *text)
{
    const char *kept = arena_copy(reader->arena, str_text(text), text->size);
    str_clear(text);
    return kept;
}

static void end_code(Codebook *codebook)
{
    GuideCode *code = find_code(codebook);
    if (code == NULL)
        return;
    code->definition = take(codebook->reader, &codebook->definition);
    code->include = take(codebook->reader, &codebook->notes[INCLUDE]);
    code->exclude = take(codebook->reader, &codebook->notes[EXCLUDE]);
    code->example = take(codebook->reader, &codebook->notes[EXAMPLE]);
}

static void begin_code(Codebook *codebook, cmark_node *heading)
{
    Reader *reader = codebook->reader;
    end_code(codebook);
    GuideCode code = {.parent = GUIDE_NO_PARENT};
    Attributes attributes = reader_take_heading(reader, heading, ATTRIBUTE_ID, "a code", &code.name);
    code.id = reader_keep_id(reader, &reader->ids, &attributes);
    int level = cmark_node_get_heading_level(heading);
    for (int above = 1; above < level; above++) {
        if (codebook->above[above] != GUIDE_NO_PARENT)
            code.parent = codebook->above[above];
    }
    for (int below = level; below <= 6; below++)
        codebook->above[below] = GUIDE_NO_PARENT;
    codebook->above[level] = reader->plan->code_count;
    reader->codes =
        mem_grow(reader->codes, &reader->code_room, reader->plan->code_count + 1, sizeof *reader->codes);
    reader->codes[reader->plan->code_count++] = code;
}

static void add_note(Codebook *codebook, cmark_node *item)
{
    Reader *reader = codebook->reader;
    Attributes none;
    const char *text = reader_take_item(reader, item, 0, "a bullet of a codebook", &none);
    size_t at = document_find_block(item)->at, field = 0;
    while (field < FIELDS && strncasecmp(text, fields[field], strlen(fields[field])) != 0)
        field++;
    for (cmark_node *child = cmark_node_first_child(item); child != NULL; child = cmark_node_next(child)) {
        if (cmark_node_get_type(child) != CMARK_NODE_PARAGRAPH)
            document_report_block(&reader->document, child, "in a bullet of a codebook");
    }
    if (field == FIELDS) {
        source_report(&reader->source, at,
                      "a bullet of a codebook begins with include:, exclude: or example:");
        return;
    }
    text += strlen(fields[field]);
    while (isspace((unsigned char)*text))
        text++;
    if (*text == '\0')
        source_report(&reader->source, at,
                      "nothing follows %s write it on the same line, or take the bullet out", fields[field]);
    if (codebook->notes[field].size > 0)
        str_add_byte(&codebook->notes[field], '\n');
    str_add(&codebook->notes[field], text);
}

static void add_list(Codebook *codebook, cmark_node *list)
{
    Reader *reader = codebook->reader;
    size_t at = document_find_block(list)->at;
    if (cmark_node_get_list_type(list) == CMARK_ORDERED_LIST) {
        source_report(
            &reader->source, at,
            "a codebook has no numbered list: write bullets that begin with include:, exclude: or example:");
        return;
    }
    if (find_code(codebook) == NULL) {
        source_report(&reader->source, at,
                      "this bullet stands before the first code: write a heading above it");
        return;
    }
    for (cmark_node *item = cmark_node_first_child(list); item != NULL; item = cmark_node_next(item))
        add_note(codebook, item);
}

void codebook_read(Reader *reader)
{
    Codebook codebook = {.reader = reader};
    Str introduction = STR_EMPTY;
    for (size_t i = 0; i < sizeof codebook.above / sizeof *codebook.above; i++)
        codebook.above[i] = GUIDE_NO_PARENT;
    for (cmark_node *node = cmark_node_first_child(reader->document.root); node != NULL;
         node = cmark_node_next(node)) {
        cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_HEADING)
            begin_code(&codebook, node);
        else if (type == CMARK_NODE_PARAGRAPH)
            reader_add_paragraph(reader, node,
                                 find_code(&codebook) != NULL ? &codebook.definition : &introduction);
        else if (type == CMARK_NODE_LIST)
            add_list(&codebook, node);
        else
            document_report_block(&reader->document, node, "in a codebook");
    }
    end_code(&codebook);
    for (size_t i = 0; i < reader->plan->code_count; i++) {
        if (*reader->codes[i].id == '\0')
            reader->codes[i].id = reader_make_id(reader, &reader->ids, reader->codes[i].name, "code");
    }
    if (reader->plan->code_count == 0)
        source_report(&reader->source, source_find_last(&reader->source),
                      "there is no code: write a heading for each, as in # Shared vision");
    reader->plan->text = arena_copy(reader->arena, str_text(&introduction), introduction.size);
    str_free(&introduction);
    str_free(&codebook.definition);
    for (int field = 0; field < FIELDS; field++)
        str_free(&codebook.notes[field]);
}
