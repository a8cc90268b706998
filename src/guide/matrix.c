/* SPDX-License-Identifier: MIT */
/* Matrices: headings are dimensions; a numbered list gives each its levels, lowest first; paragraphs say what
 * it is about. What stands before the first heading introduces the matrix to its reader. */
#include <limits.h>
#include <stdlib.h>

#include "rir/mem.h"

#include "reader.h"

typedef struct {
    Reader *reader;
    Str text;
    size_t at; /* where the dimension being read begins */
    const char **levels;
    size_t level_count;
    size_t level_room;
} Matrix;

static Dimension *find_dimension(const Matrix *matrix)
{
    size_t count = matrix->reader->plan->dimension_count;
    return count > 0 ? &matrix->reader->dimensions[count - 1] : NULL;
}

static void end_dimension(Matrix *matrix)
{
    Reader *reader = matrix->reader;
    Dimension *dimension = find_dimension(matrix);
    if (dimension == NULL)
        return;
    if (matrix->level_count < 2)
        source_report(&reader->source, matrix->at,
                      "this dimension has %s: number at least two below it, lowest first, as in 0. Not begun",
                      matrix->level_count == 0 ? "no levels" : "only one level");
    dimension->text = arena_copy(reader->arena, str_text(&matrix->text), matrix->text.size);
    dimension->levels =
        arena_copy_array(reader->arena, matrix->levels, matrix->level_count, sizeof *matrix->levels);
    dimension->level_count = matrix->level_count;
    matrix->level_count = 0;
    str_clear(&matrix->text);
}

static void begin_dimension(Matrix *matrix, cmark_node *heading)
{
    Reader *reader = matrix->reader;
    end_dimension(matrix);
    Dimension dimension = {.text = ""};
    Attributes attributes =
        reader_take_heading(reader, heading, ATTRIBUTE_ID, "a dimension", &dimension.title);
    dimension.id = reader_keep_id(reader, &reader->ids, &attributes);
    matrix->at = document_find_block(heading)->at;
    reader->dimensions = mem_grow(reader->dimensions, &reader->dimension_room,
                                  reader->plan->dimension_count + 1, sizeof *reader->dimensions);
    reader->dimensions[reader->plan->dimension_count++] = dimension;
}

/* A level may be blank, for a team to write what it means. */
static void add_level(Matrix *matrix, cmark_node *item)
{
    Reader *reader = matrix->reader;
    Attributes none;
    const char *text = reader_take_item(reader, item, 0, "a level", &none);
    for (cmark_node *child = cmark_node_first_child(item); child != NULL; child = cmark_node_next(child)) {
        if (cmark_node_get_type(child) != CMARK_NODE_PARAGRAPH)
            document_report_block(&reader->document, child, "in a level");
    }
    matrix->levels =
        mem_grow(matrix->levels, &matrix->level_room, matrix->level_count + 1, sizeof *matrix->levels);
    matrix->levels[matrix->level_count++] = text;
}

static void add_list(Matrix *matrix, cmark_node *list)
{
    Reader *reader = matrix->reader;
    Dimension *dimension = find_dimension(matrix);
    size_t at = document_find_block(list)->at;
    if (cmark_node_get_list_type(list) == CMARK_BULLET_LIST) {
        source_report(&reader->source, at,
                      "a matrix has no bullets: number the levels, lowest first, as in 0. Not begun");
    } else if (dimension == NULL) {
        source_report(&reader->source, at,
                      "these levels stand before the first dimension: write a heading above them");
    } else if (matrix->level_count > 0) {
        source_report(&reader->source, at,
                      "this dimension has a second list of levels: write one list, in one way of numbering");
    } else {
        dimension->lowest = cmark_node_get_list_start(list);
        for (cmark_node *item = cmark_node_first_child(list); item != NULL; item = cmark_node_next(item))
            add_level(matrix, item);
    }
}

void matrix_read(Reader *reader)
{
    Matrix matrix = {.reader = reader};
    Str introduction = STR_EMPTY;
    for (cmark_node *node = cmark_node_first_child(reader->document.root); node != NULL;
         node = cmark_node_next(node)) {
        cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_HEADING)
            begin_dimension(&matrix, node);
        else if (type == CMARK_NODE_PARAGRAPH)
            reader_add_paragraph(reader, node,
                                 find_dimension(&matrix) != NULL ? &matrix.text : &introduction);
        else if (type == CMARK_NODE_LIST)
            add_list(&matrix, node);
        else
            document_report_block(&reader->document, node, "in a matrix");
    }
    end_dimension(&matrix);
    for (size_t i = 0; i < reader->plan->dimension_count; i++) {
        if (*reader->dimensions[i].id == '\0')
            reader->dimensions[i].id =
                reader_make_id(reader, &reader->ids, reader->dimensions[i].title, "dimension");
    }
    if (reader->plan->dimension_count == 0)
        source_report(&reader->source, source_find_last(&reader->source),
                      "there is no dimension: write a heading for each, with its levels numbered below it");
    reader->plan->text = arena_copy(reader->arena, str_text(&introduction), introduction.size);
    str_free(&introduction);
    str_free(&matrix.text);
    free(matrix.levels);
}
