/* SPDX-License-Identifier: MIT */
/* document: the body of a guide as libcmark's tree, with what the source says of each block beside it. */
#ifndef GUIDE_DOCUMENT_H
#define GUIDE_DOCUMENT_H

#include <cmark.h>

#include "attribute.h"
#include "source.h"

/* Stands for a list of attributes in the second tree. Braces are punctuation, so that emphasis beside it
 * stays emphasis; the control character is in no source. */
#define DOCUMENT_BLANK "{\x01}"

typedef struct {
    size_t at;                 /* where the block begins in the source */
    AttributePlace attributes; /* of a heading or paragraph */
    cmark_node *inlines;       /* the node whose children are its text without the attributes */
} Block;

typedef struct {
    const Source *source;
    cmark_node *root;
    cmark_node *bare; /* parsed again with attributes taken out; NULL when there are none */
    Block *blocks;    /* of every block node, in order */
    size_t count;
} Document;

/* Parses the lines from `first_line` (from 0) on. Reports what is unsafe to read (nesting without end) or
 * would be lost without a trace (link definitions), and goes on without it. */
void document_open(Document *document, const Source *source, size_t first_line);
void document_close(Document *document);

const Block *document_find_block(const cmark_node *node);
/* Adds the plain text of a heading or paragraph: emphasis marks dropped, a link's address behind it in
 * brackets, a wrapped line joined by a space, a hard break as LF. Reports what has no plain text (HTML,
 * pictures, tables). */
void document_add_text(const Document *document, cmark_node *node, Str *out);
/* Reports a block where it cannot stand; `place` is "in a question". Comments and rules across the page pass.
 */
void document_report_block(const Document *document, cmark_node *node, const char *place);

#endif
