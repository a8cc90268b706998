/* SPDX-License-Identifier: MIT */
/* source: the bytes of a guide as clean lines of text, and where a mistake in them stands. */
#ifndef GUIDE_SOURCE_H
#define GUIDE_SOURCE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "rir/guide.h"
#include "rir/str.h"

typedef struct {
    Str text; /* valid UTF-8, lines end in LF, no control characters but TAB and LF */
    size_t
        *lines; /* the offset at which each line begins; a text that ends in LF has no empty line behind it */
    size_t line_count;
    Mistakes *mistakes;
} Source;

/* What is no text (bytes that are not UTF-8, control characters) is reported and replaced by U+FFFD; a byte
 * order mark is passed over. */
void source_open(Source *source, const char *bytes, size_t size, Mistakes *mistakes);
void source_close(Source *source);

size_t source_find_line(const Source *source, size_t at);  /* the line, from 0, in which the offset is */
size_t source_find_end(const Source *source, size_t line); /* the offset of its LF, or the text's end */
size_t source_find_last(const Source *source);             /* the end of the last line that is not blank */
bool source_is_blank(const Source *source, size_t line);

/* Adds a mistake. A text of the document in it goes through source_cut. */
void source_report(const Source *source, size_t at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same by line and column, both from 1. */
void source_report_at(const Source *source, size_t line, size_t column, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Whether there is room for more mistakes: what is costly to say need not be said when not. */
bool source_takes_mistakes(const Source *source);

/* The first character in a text that no text of a guide may hold (all controls but TAB and LF, separators
 * that end lines for some readers only, codes that are no characters), or NULL. */
const char *source_find_control(const char *text, size_t size);

/* A text of the document as a message shows it: one line, at most 40 codepoints. */
typedef struct {
    char text[40 * 4 + sizeof "..."];
} SourceCut;
SourceCut source_cut(const char *text, size_t size);

#endif
