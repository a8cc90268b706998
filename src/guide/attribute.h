/* SPDX-License-Identifier: MIT */
/* attribute: `{#id .must key=value key="v w"}` at the end of a heading or item, as pandoc writes it; also
 * with the item in brackets before it, `[question]{...}`. Found and read in the source, where cmark says the
 * text stands. */
#ifndef GUIDE_ATTRIBUTE_H
#define GUIDE_ATTRIBUTE_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "source.h"

/* Where a list of attributes stands: offsets in the source. */
typedef struct {
    size_t begin, end;                  /* { to behind }; end 0 when there is none */
    size_t bracket_open, bracket_close; /* of the span's [ and ]; both 0 when there is none */
} AttributePlace;

/* Looks at the end of the text from `begin` to `end` (trailing white space left out). In a text that takes
 * attributes whatever stands in braces there is a list of them, and braces not closed or not at the end are
 * mistakes; in another
 * (`takes` false) only what looks like a list is, which the reader of that text then refuses. */
AttributePlace attribute_find(const Source *source, size_t begin, size_t end, bool takes);

enum {
    ATTRIBUTE_ID = 1 << 0,
    ATTRIBUTE_MUST = 1 << 1,
    ATTRIBUTE_MINUTES = 1 << 2,
    ATTRIBUTE_CODES = 1 << 3,
    ATTRIBUTE_PHASE = 1 << 4,
    ATTRIBUTE_METHOD = 1 << 5,
    ATTRIBUTE_GROUPS = 1 << 6,
    ATTRIBUTE_LEAD = 1 << 7,
    ATTRIBUTE_MATERIALS = 1 << 8,
    ATTRIBUTE_KIND = 1 << 9,
    ATTRIBUTE_RANK = 1 << 10,
    ATTRIBUTE_DOTS = 1 << 11,
    ATTRIBUTE_CAP = 1 << 12,
    ATTRIBUTE_TIE = 1 << 13,
    ATTRIBUTE_MATRIX = 1 << 14,
    ATTRIBUTE_ROUNDS = 1 << 15
};
#define ATTRIBUTE_COUNT 16
/* What only an activity of a workshop takes, besides what a topic takes. */
#define ATTRIBUTE_ACTIVITY (~0u << 5 & ((1u << ATTRIBUTE_COUNT) - 1))

typedef struct {
    const char *id; /* texts are in the arena, "" when not given */
    size_t id_at;
    bool must;
    int minutes; /* 0 when not given */
    const char *codes;
    const char *phase;
    const char *method;
    const char *groups;
    const char *lead;
    const char *materials;
    const char *kind;
    const char *tie;
    const char *matrix;
    int rank, dots, cap, rounds;
    unsigned given;             /* which of them stand there, right or wrong */
    size_t at[ATTRIBUTE_COUNT]; /* where each stands, by the number of its bit */
} Attributes;

/* Reads the list at `place`; `taken` are the attributes that `what` ("a question") takes. Reports mistakes.
 */
Attributes attribute_read(const Source *source, Arena *arena, const AttributePlace *place, unsigned taken,
                          const char *what);

/* An id: a letter first, then letters, digits, - _ . : / and a letter or digit last, so that it can be a
 * code. */
bool attribute_is_id(const char *text, size_t size);
/* A whole number of minutes from 1 to 1440, else 0. */
int attribute_read_minutes(const char *text, size_t size);
/* A whole number from 1 to `most`, else 0. */
int attribute_read_number(const char *text, size_t size, int most);
/* As the braces show it: "dots". `attribute` is one bit. */
const char *attribute_find_name(unsigned attribute);

#endif
