/* SPDX-License-Identifier: MIT */
/* UTF-8 text: cleaning, counting, clusters, folding. Unicode's data and rules are libunistring's. */
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uninorm.h>
#include <unistr.h>

#include "rir/mem.h"
#include "rir/text.h"

static const uint8_t *as_u8(const char *text)
{
    return (const uint8_t *)text;
}

bool text_is_valid(const char *bytes, size_t size)
{
    return memchr(bytes, 0, size) == NULL && u8_check(as_u8(bytes), size) == NULL;
}

size_t text_read_point(const char *text, size_t size, uint32_t *point)
{
    ucs4_t read;
    int used = u8_mbtoucr(&read, as_u8(text), size);
    if (used <= 0) {
        *point = 0xFFFD;
        return 1;
    }
    *point = read;
    return (size_t)used;
}

void text_add_point(Str *out, uint32_t point)
{
    uint8_t bytes[6];
    int used = u8_uctomb(bytes, point, sizeof bytes);
    if (used > 0)
        str_add_bytes(out, bytes, (size_t)used);
}

void text_add_clean(Str *out, const char *bytes, size_t size)
{
    size_t at = 0;
    while (at < size) {
        /* Runs that need nothing are copied whole: a pasted megabyte is mostly that. */
        size_t run = at;
        while (run < size && (unsigned char)bytes[run] < 0x80 && bytes[run] != '\0' && bytes[run] != '\r')
            run++;
        str_add_bytes(out, bytes + at, run - at);
        at = run;
        if (at == size)
            break;
        uint32_t point;
        size_t used = text_read_point(bytes + at, size - at, &point);
        if (bytes[at] == '\0')
            text_add_point(out, 0x2400);
        else if (bytes[at] == '\r' && at + 1 < size && bytes[at + 1] == '\n')
            ; /* its LF follows */
        else if (bytes[at] == '\r')
            str_add_byte(out, '\n');
        else
            text_add_point(out, point);
        at += used;
    }
}

size_t text_count_points(const char *text, size_t size)
{
    size_t count = 0;
    for (size_t i = 0; i < size; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

/* --- clusters and words */

/* Bytes of the first cluster. libunistring's step from one cluster to the next looks at pairs and so splits
 * joined emoji; its marking of all breaks does not, so a window is marked, wider when no break is in it. */
static size_t measure_cluster(const char *text, size_t size)
{
    char marks[256];
    char *wide = NULL;
    size_t window = sizeof marks, found = 0;
    for (;;) {
        if (window > size)
            window = size;
        size_t whole = window;
        while (whole < size && whole > 0 && ((unsigned char)text[whole] & 0xC0) == 0x80)
            whole--;
        char *into = whole > sizeof marks ? (wide = mem_resize(wide, whole)) : marks;
        u8_grapheme_breaks(as_u8(text), whole, into);
        for (found = 1; found < whole && !into[found]; found++)
            ;
        if (found < whole || whole == size)
            break;
        window *= 4;
    }
    free(wide);
    return found;
}

size_t text_find_next(const char *text, size_t size, size_t at)
{
    if (at >= size)
        return size;
    unsigned char first = (unsigned char)text[at];
    if (first < 0x80 && first != '\r' && (at + 1 == size || (unsigned char)text[at + 1] < 0x80))
        return at + 1;
    return at + measure_cluster(text + at, size - at);
}

#define BACK_BYTES 256

size_t text_find_previous(const char *text, size_t size, size_t at)
{
    if (at > size)
        at = size;
    if (at <= 1)
        return 0;
    /* A cluster's start can only be told from before it: begin behind the nearest plain character. */
    size_t from = at - 1, stop = at > BACK_BYTES ? at - BACK_BYTES : 0;
    while (from > stop && (unsigned char)text[from] >= 0x80)
        from--;
    while (from > 0 && ((unsigned char)text[from] & 0xC0) == 0x80)
        from--;
    for (;;) {
        size_t next = text_find_next(text, size, from);
        if (next >= at)
            return from;
        from = next;
    }
}

bool text_is_letter(uint32_t point)
{
    return uc_is_general_category_withtable(point, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M);
}

bool text_is_digit(uint32_t point)
{
    return uc_is_general_category_withtable(point, UC_CATEGORY_MASK_N);
}

static bool is_word_at(const char *text, size_t size, size_t at)
{
    uint32_t point;
    text_read_point(text + at, size - at, &point);
    return text_is_letter(point) || text_is_digit(point) || point == '_';
}

size_t text_find_next_word(const char *text, size_t size, size_t at)
{
    while (at < size && !is_word_at(text, size, at))
        at = text_find_next(text, size, at);
    while (at < size && is_word_at(text, size, at))
        at = text_find_next(text, size, at);
    return at;
}

size_t text_find_previous_word(const char *text, size_t size, size_t at)
{
    size_t before = text_find_previous(text, size, at);
    while (at > 0 && !is_word_at(text, size, before)) {
        at = before;
        before = text_find_previous(text, size, at);
    }
    while (at > 0 && is_word_at(text, size, before)) {
        at = before;
        before = text_find_previous(text, size, at);
    }
    return at;
}

/* --- case */

void text_add_cased(Str *out, const char *text, size_t size, TextCase as)
{
    size_t cased_size = 0;
    uint8_t *cased = as == TEXT_UPPER   ? u8_toupper(as_u8(text), size, NULL, NULL, NULL, &cased_size)
                     : as == TEXT_LOWER ? u8_tolower(as_u8(text), size, NULL, NULL, NULL, &cased_size)
                                        : u8_totitle(as_u8(text), size, NULL, NULL, NULL, &cased_size);
    if (cased)
        str_add_bytes(out, cased, cased_size);
    else
        str_add_bytes(out, text, size);
    free(cased);
}

/* --- folding */

static void add_without_marks(Str *out, const uint8_t *text, size_t size)
{
    size_t at = 0;
    while (at < size) {
        ucs4_t point;
        int used = u8_mbtoucr(&point, text + at, size - at);
        if (used <= 0)
            return;
        if (!uc_is_general_category_withtable(point, UC_CATEGORY_MASK_Mn))
            str_add_bytes(out, text + at, (size_t)used);
        at += (size_t)used;
    }
}

void text_add_folded(Str *out, const char *text, size_t size)
{
    size_t plain = 0;
    while (plain < size && (unsigned char)text[plain] < 0x80)
        plain++;
    if (plain == size) {
        for (size_t i = 0; i < size; i++)
            str_add_byte(out, (char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] + 32 : text[i]));
        return;
    }
    size_t folded_size = 0;
    uint8_t *folded = u8_casefold(as_u8(text), size, NULL, UNINORM_NFKD, NULL, &folded_size);
    if (!folded) {
        str_add_bytes(out, text, size);
        return;
    }
    add_without_marks(out, folded, folded_size);
    free(folded);
}

bool text_is_same(const char *a, const char *b, size_t size)
{
    Str x = STR_EMPTY, y = STR_EMPTY;
    text_add_folded(&x, a, strlen(a));
    text_add_folded(&y, b, size);
    bool is_same = strcmp(str_text(&x), str_text(&y)) == 0;
    str_free(&x);
    str_free(&y);
    return is_same;
}

bool text_begins(const char *text, const char *start)
{
    Str x = STR_EMPTY, y = STR_EMPTY;
    text_add_folded(&x, text, strlen(text));
    text_add_folded(&y, start, strlen(start));
    bool begins = y.size && strncmp(str_text(&x), str_text(&y), y.size) == 0;
    str_free(&x);
    str_free(&y);
    return begins;
}

bool text_has_words(const char *hay, const char *needle)
{
    Str folded_hay = STR_EMPTY;
    Str folded_needle = STR_EMPTY;
    text_add_folded(&folded_hay, hay, strlen(hay));
    text_add_folded(&folded_needle, needle, strlen(needle));
    bool all = true;
    char *rest = NULL;
    char *words = str_take(&folded_needle);
    for (char *word = strtok_r(words, " \t\n", &rest); word && all; word = strtok_r(NULL, " \t\n", &rest))
        all = strstr(str_text(&folded_hay), word) != NULL;
    free(words);
    str_free(&folded_hay);
    return all;
}

static bool is_unspaced(uint32_t point)
{
    return (point >= 0x0E00 && point <= 0x0EFF)       /* Thai, Lao */
           || (point >= 0x1000 && point <= 0x109F)    /* Myanmar */
           || (point >= 0x1780 && point <= 0x17FF)    /* Khmer */
           || (point >= 0x3040 && point <= 0x30FF)    /* kana */
           || (point >= 0x3400 && point <= 0x9FFF)    /* Han */
           || (point >= 0xF900 && point <= 0xFAFF)    /* Han, compatible */
           || (point >= 0x20000 && point <= 0x3FFFF); /* Han, further planes */
}

bool text_lacks_spaces(const char *text)
{
    size_t size = strlen(text);
    for (size_t at = 0; at < size;) {
        uint32_t point;
        at += text_read_point(text + at, size - at, &point);
        if (is_unspaced(point))
            return true;
    }
    return false;
}
