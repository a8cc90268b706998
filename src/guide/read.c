/* SPDX-License-Identifier: MIT */
/* From bytes to a plan, or to its mistakes. */
#include <stdlib.h>
#include <string.h>

#include "rir/text.h"

#include "reader.h"

/* --- kinds */

static const char *const kinds[GUIDE_KINDS] = {"interview", "focus-group", "observation", "document",
                                               "workshop",  "codebook",    "matrix"};

const char *guide_name_kind(GuideKind kind)
{
    return kinds[kind];
}

bool guide_find_kind(const char *name, GuideKind *kind)
{
    for (GuideKind i = 0; i < GUIDE_KINDS; i++) {
        if (strcmp(kinds[i], name) == 0) {
            *kind = i;
            return true;
        }
    }
    return false;
}

/* --- what the kinds' readers share */

/* The plain text of a heading or paragraph, in the arena; "" when there is none. */
static const char *take_text(Reader *reader, cmark_node *node)
{
    Str text = STR_EMPTY;
    document_add_text(&reader->document, node, &text);
    const char *kept = arena_copy(reader->arena, str_text(&text), text.size);
    str_free(&text);
    return kept;
}

const char *reader_take_item(Reader *reader, cmark_node *item, unsigned taken, const char *what,
                             Attributes *attributes)
{
    static const AttributePlace nowhere;
    Str text = STR_EMPTY;
    bool first = true;
    *attributes = attribute_read(&reader->source, reader->arena, &nowhere, taken, what);
    for (cmark_node *child = cmark_node_first_child(item); child != NULL; child = cmark_node_next(child)) {
        if (cmark_node_get_type(child) != CMARK_NODE_PARAGRAPH) {
            first = false;
            continue;
        }
        const AttributePlace *place = &document_find_block(child)->attributes;
        if (place->end > 0 && !first && taken != 0)
            source_report(&reader->source, place->begin,
                          "attributes in braces stand at the end of the first lines of %s: move this there",
                          what);
        else if (place->end > 0)
            *attributes = attribute_read(&reader->source, reader->arena, place, taken, what);
        if (text.size > 0)
            str_add_byte(&text, '\n');
        document_add_text(&reader->document, child, &text);
        first = false;
    }
    const char *kept = arena_copy(reader->arena, str_text(&text), text.size);
    str_free(&text);
    return kept;
}

void reader_add_paragraph(Reader *reader, cmark_node *paragraph, Str *texts)
{
    attribute_read(&reader->source, reader->arena, &document_find_block(paragraph)->attributes, 0,
                   "a paragraph");
    size_t begin = texts->size;
    if (begin > 0)
        str_add(texts, "\n\n");
    document_add_text(&reader->document, paragraph, texts);
    if (texts->size == begin + 2)
        str_cut(texts, begin); /* a comment and nothing else */
}

Attributes reader_take_heading(Reader *reader, cmark_node *heading, unsigned taken, const char *what,
                               const char **title)
{
    const Block *block = document_find_block(heading);
    *title = take_text(reader, heading);
    if (**title == '\0')
        source_report(&reader->source, block->at,
                      "this heading is empty: write the name of %s after the mark", what);
    return attribute_read(&reader->source, reader->arena, &block->attributes, taken, what);
}

const char *reader_keep_id(Reader *reader, Names *names, const Attributes *attributes)
{
    size_t first;
    if (*attributes->id == '\0' || names_add(names, attributes->id, attributes->id_at, &first))
        return attributes->id;
    source_report(&reader->source, attributes->id_at,
                  "the id #%s is given twice: line %zu has it already, choose another",
                  source_cut(attributes->id, strlen(attributes->id)).text,
                  source_find_line(&reader->source, first) + 1);
    return "";
}

const char *reader_make_id(Reader *reader, Names *names, const char *title, const char *word)
{
    Str folded = STR_EMPTY, slug = STR_EMPTY;
    text_add_folded(&folded, title, strlen(title));
    for (size_t at = 0; at < folded.size;) {
        uint32_t point;
        size_t used = text_read_point(folded.data + at, folded.size - at, &point);
        if (text_is_letter(point) || text_is_digit(point))
            str_add_bytes(&slug, folded.data + at, used);
        else if (slug.size > 0 && slug.data[slug.size - 1] != '-')
            str_add_byte(&slug, '-');
        at += used;
    }
    if (slug.size > 0 && slug.data[slug.size - 1] == '-')
        str_cut(&slug, slug.size - 1);
    if (!attribute_is_id(str_text(&slug), slug.size)) { /* begins with a digit, or is empty */
        if (slug.size > 0)
            str_insert(&slug, 0, "-", 1);
        str_insert(&slug, 0, word, strlen(word));
    }
    const char *id = names_make(names, reader->arena, str_text(&slug));
    str_free(&folded);
    str_free(&slug);
    return id;
}

/* --- the whole */

static void read_body(Reader *reader)
{
    switch (reader->plan->kind) {
    case GUIDE_CODEBOOK:
        codebook_read(reader);
        break;
    case GUIDE_MATRIX:
        matrix_read(reader);
        break;
    default:
        schedule_read(reader);
        break;
    }
}

static void keep_lists(Reader *reader)
{
    Plan *plan = reader->plan;
    Arena *arena = reader->arena;
    plan->topics = arena_copy_array(arena, reader->topics, plan->topic_count, sizeof *plan->topics);
    plan->questions =
        arena_copy_array(arena, reader->questions, plan->question_count, sizeof *plan->questions);
    plan->code_list = arena_copy_array(arena, reader->codes, plan->code_count, sizeof *plan->code_list);
    plan->dimensions =
        arena_copy_array(arena, reader->dimensions, plan->dimension_count, sizeof *plan->dimensions);
    plan->consent = arena_copy_array(arena, reader->consent, plan->consent_count, sizeof *plan->consent);
}

static void close_reader(Reader *reader)
{
    document_close(&reader->document);
    source_close(&reader->source);
    names_free(&reader->ids);
    names_free(&reader->topic_ids);
    free(reader->topics);
    free(reader->questions);
    free(reader->codes);
    free(reader->dimensions);
    free(reader->consent);
}

Plan *guide_read(const char *bytes, size_t size, Mistakes *mistakes)
{
    guide_free_mistakes(mistakes);
    if (size > GUIDE_MOST_BYTES) {
        Source nothing = {.mistakes = mistakes};
        source_report_at(&nothing, 1, 1,
                         "the guide is larger than %d bytes, which no session needs: is it the right file?",
                         GUIDE_MOST_BYTES);
        return NULL;
    }
    Reader reader = {.arena = arena_new()};
    reader.plan = arena_take(reader.arena, sizeof *reader.plan);
    *reader.plan = (Plan){.title = "", .source = "", .text = "", .codes = "", .memory = reader.arena};
    reader.plan->digest = digest_of(bytes, size);
    source_open(&reader.source, bytes, size, mistakes);
    size_t body = front_read(&reader);
    document_open(&reader.document, &reader.source, body);
    read_body(&reader);
    keep_lists(&reader);
    Plan *plan = reader.plan;
    close_reader(&reader);
    if (mistakes->count == 0)
        return plan;
    guide_free(plan);
    return NULL;
}

void guide_free(Plan *plan)
{
    if (plan != NULL)
        arena_free(plan->memory);
}

void guide_free_mistakes(Mistakes *mistakes)
{
    for (size_t i = 0; i < mistakes->count; i++)
        free(mistakes->list[i].text);
    free(mistakes->list);
    *mistakes = (Mistakes){NULL, 0, 0};
}

void guide_add_mistakes(Str *out, const char *file, const Mistakes *mistakes)
{
    for (size_t i = 0; i < mistakes->count; i++)
        str_add_format(out, "%s:%d:%d: %s\n", file, mistakes->list[i].line, mistakes->list[i].column,
                       mistakes->list[i].text);
}
