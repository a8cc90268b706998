/* SPDX-License-Identifier: MIT */
/* scan: a typed text in pieces: plain characters, escaped ones, codes and speakers. Private to line. */
#ifndef RIR_LINE_SCAN_H
#define RIR_LINE_SCAN_H

#include "rir/line.h"

typedef enum { PIECE_PLAIN, PIECE_ESCAPED, PIECE_CODE, PIECE_SPEAKER } PieceType;

typedef struct {
    PieceType type;
    size_t start, end;     /* bytes of the whole piece */
    size_t name, name_end; /* the name in a code or speaker; the character itself in the others */
    uint32_t point;        /* PIECE_PLAIN and PIECE_ESCAPED: the character */
    Valence valence;       /* PIECE_CODE */
    bool is_seat;          /* PIECE_SPEAKER: `3` or `?`, no name */
} Piece;

typedef struct {
    const char *text;
    size_t at, end;
    bool at_word;    /* a code or speaker may begin here */
    bool after_mark; /* the last piece was a code or speaker */
} Scan;

/* Begins at byte `start`, where a word may begin; reads nothing at or behind `end`. */
Scan scan_begin(const char *text, size_t start, size_t end);
/* The next piece; false at the end. */
bool scan_next(Scan *scan, Piece *piece);

bool scan_is_space(uint32_t point);
/* Whether a `#` or `@` behind this character begins a word. */
bool scan_opens_word(uint32_t point);
/* Whether `\` before this character takes its meaning away. */
bool scan_is_escapable(uint32_t point);

size_t scan_skip_space(const char *text, size_t start, size_t end);
/* `end` without the white space before it, not below `start`. */
size_t scan_trim_end(const char *text, size_t start, size_t end);

/* Where the run of codes and speakers begins that ends the text; `end` when there is none. */
size_t scan_find_run(const char *text, size_t start, size_t end);

#endif
