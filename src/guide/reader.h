/* SPDX-License-Identifier: MIT */
/* reader: a guide while it is being read. Each sort of guide has a file that reads its body. */
#ifndef GUIDE_READER_H
#define GUIDE_READER_H

#include <stdbool.h>

#include "arena.h"
#include "document.h"
#include "names.h"
#include "source.h"

typedef struct {
    Source source;
    Document document;
    Arena *arena; /* the plan's, and all its texts' */
    Plan *plan;
    /* What grows while reading; copied into the arena at the end. The counts are the plan's. */
    Topic *topics;
    size_t topic_room;
    Question *questions;
    size_t question_room;
    GuideCode *codes;
    size_t code_room;
    Dimension *dimensions;
    size_t dimension_room;
    ConsentItem *consent;
    size_t consent_room;
    Names ids; /* of questions, codes or dimensions, whichever the kind has */
    Names topic_ids;
    size_t minutes_line,
        minutes_column; /* of the value of minutes: in the front matter, from 1; 0 when not given */
} Reader;

/* Reads the front matter into the plan and returns the line (from 0) behind it. What is missing or wrong is
 * reported; an unknown kind is taken for the likeliest, so that the body can still be looked at. */
size_t front_read(Reader *reader);

void schedule_read(Reader *reader); /* interview, focus group, observation, document, workshop */
void codebook_read(Reader *reader);
void matrix_read(Reader *reader);

/* --- shared by them */

/* The text of a list item: its paragraphs, joined by LF. Attributes at the end of the first go to
 * *attributes; what else is in the item is left to the caller, from *rest on. `taken` and `what` as for
 * attribute_read. */
const char *reader_take_item(Reader *reader, cmark_node *item, unsigned taken, const char *what,
                             Attributes *attributes);
/* Adds the paragraph to *texts behind an empty line. */
void reader_add_paragraph(Reader *reader, cmark_node *paragraph, Str *texts);
/* Reads a heading: its text into *title, its attributes. */
Attributes reader_take_heading(Reader *reader, cmark_node *heading, unsigned taken, const char *what,
                               const char **title);
/* Keeps an id that was given, or "" and a mistake when another has it. */
const char *reader_keep_id(Reader *reader, Names *names, const Attributes *attributes);
/* An id made of a title: small letters and digits, a hyphen for the rest; `word` when there is nothing to go
 * by. */
const char *reader_make_id(Reader *reader, Names *names, const char *title, const char *word);

#endif
