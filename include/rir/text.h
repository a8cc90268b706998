/* SPDX-License-Identifier: MIT */
/* text: UTF-8 as people see it. The only measure of display width in rir (Unicode data: libunistring).
 *
 * Offsets are bytes unless a name says codepoints. Text is NUL-terminated UTF-8 unless a size is given. */
#ifndef RIR_TEXT_H
#define RIR_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rir/str.h"

bool text_is_valid(const char *bytes, size_t size);

/* Adds `bytes` to *out as valid UTF-8 text: each ill-formed byte becomes U+FFFD, NUL becomes U+2400, CR LF
 * and a lone CR become LF. All other codepoints, control characters too, are kept as they are. */
void text_add_clean(Str *out, const char *bytes, size_t size);

/* The codepoint at `text` (`size` bytes left, at least 1) into *point; returns its bytes. Ill-formed:
 * U+FFFD, 1. */
size_t text_read_point(const char *text, size_t size, uint32_t *point);
void text_add_point(Str *out, uint32_t point);

size_t text_count_points(const char *text, size_t size);

/* Grapheme clusters (UAX 29). `at` is a byte offset at a cluster's start; returns the offset of the next or
 * the one before, clamped to 0 and size. */
size_t text_find_next(const char *text, size_t size, size_t at);
size_t text_find_previous(const char *text, size_t size, size_t at);
/* Word ends as readline moves: to the next or previous boundary of a run of letters and digits. */
size_t text_find_next_word(const char *text, size_t size, size_t at);
size_t text_find_previous_word(const char *text, size_t size, size_t at);

/* One grapheme cluster as the grid shows it: variation selectors, joiners, skin tones and soft hyphens
 * dropped, at most four marks kept, control characters as their visible pictures (U+2400 block, or U+FFFD).
 * Returns its columns, 1 or 2 (a lone mark stands on U+25CC, 1), 0 when nothing is left to show. TAB and LF
 * are the caller's: they give 0. `out` holds at least TEXT_CELL_BYTES; NUL-terminated. */
#define TEXT_CELL_BYTES 32
int text_make_cell(const char *cluster, size_t size, char out[TEXT_CELL_BYTES]);

/* Columns of a text on one line, by the same measure; a TAB and an LF are one column each, as the grid
 * shows them. */
size_t text_measure(const char *text, size_t size);
/* The longest start of `text`, cut between clusters, that fits `columns`; its bytes. */
size_t text_fit(const char *text, size_t size, size_t columns);
/* Where to break for a line of `columns` (at least 2): returns bytes of this line, and in *next where the
 * next begins (spaces at the break are passed over). LF always breaks. Lines without spaces break between
 * clusters. */
size_t text_wrap(const char *text, size_t size, size_t columns, size_t *next);

/* Adds `text` in capitals, in small letters, or with a capital where each word begins, by the rules that hold
 * for all languages. */
typedef enum { TEXT_UPPER, TEXT_LOWER, TEXT_CAPITAL } TextCase;
void text_add_cased(Str *out, const char *text, size_t size, TextCase as);

/* Adds `text` folded for looking up: case folded, marks removed (NFKD), as FTS5's remove_diacritics does. */
void text_add_folded(Str *out, const char *text, size_t size);
/* Whether the first `size` bytes of `b` are `a`, both folded. */
bool text_is_same(const char *a, const char *b, size_t size);
/* Whether `text` begins with `start`, both folded; with nothing it does not. */
bool text_begins(const char *text, const char *start);
/* Whether every word of `needle` is in `hay`, both folded. An empty needle is in everything. */
bool text_has_words(const char *hay, const char *needle);
/* A script written without spaces (Chinese, Japanese, Thai, Lao, Khmer, Myanmar) is in the text. */
bool text_lacks_spaces(const char *text);
bool text_is_letter(uint32_t point);
bool text_is_digit(uint32_t point);

#endif
