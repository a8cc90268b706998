/* SPDX-License-Identifier: MIT */
/* Pseudonyms in words that people typed. */
#include "rir/plain.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "rir/mem.h"
#include "rir/rows.h"
#include "rir/text.h"

static int compare_words(const void *left, const void *right)
{
    return strcasecmp(*(char *const *)left, *(char *const *)right);
}

int plain_read(Store *store, Plain *plain, Err *err)
{
    *plain = (Plain){0};
    Rows *rows = rows_open(store, err, "SELECT pseudonym FROM person", "");
    while (rows_next(rows)) {
        plain->list = mem_grow(plain->list, &plain->room, plain->count + 1, sizeof *plain->list);
        plain->list[plain->count++] = mem_copy_text(rows_text(rows, 0));
    }
    if (plain->count)
        qsort(plain->list, plain->count, sizeof *plain->list, compare_words);
    return rows_close(rows, err);
}

void plain_free(Plain *plain)
{
    for (size_t i = 0; i < plain->count; i++)
        free(plain->list[i]);
    free(plain->list);
    *plain = (Plain){0};
}

/* Any other than ASCII may be a letter. */
static bool is_word_byte(char byte)
{
    return (unsigned char)byte >= 0x80 || isalnum((unsigned char)byte) || byte == '_';
}

static bool is_pseudonym(const Plain *plain, const char *word)
{
    char **found =
        plain->count ? bsearch(&word, plain->list, plain->count, sizeof *plain->list, compare_words) : NULL;
    return found && (strpbrk(word, "0123456789") || strcmp(*found, word) == 0);
}

/* A pseudonym may have hyphens in it, so the longest run that is one counts. */
static size_t find_pseudonym(const Plain *plain, const char *word)
{
    Str run = STR_EMPTY;
    size_t found = 0, size = 0;
    while (word[size] && (is_word_byte(word[size]) || word[size] == '-')) {
        while (word[size] && is_word_byte(word[size]))
            size++;
        str_clear(&run);
        str_add_bytes(&run, word, size);
        if (is_pseudonym(plain, str_text(&run)))
            found = size;
        size += word[size] == '-';
    }
    str_free(&run);
    return found;
}

/* The bytes of the next piece of text; *is_named when it is a pseudonym, else it is a word or what stands
 * between two. */
static size_t find_piece(const Plain *plain, const char *text, bool *is_named)
{
    size_t size = is_word_byte(*text) ? find_pseudonym(plain, text) : 0;
    *is_named = size > 0;
    if (size)
        return size;
    do
        size++;
    while (text[size] && is_word_byte(text[size - 1]) && is_word_byte(text[size]));
    return size;
}

size_t plain_add(const Plain *plain, Str *out, const char *text)
{
    size_t found = 0;
    while (*text) {
        bool is_named;
        size_t size = find_piece(plain, text, &is_named);
        if (is_named)
            str_add(out, PLAIN_SOMEBODY);
        else
            str_add_bytes(out, text, size);
        found += is_named;
        text += size;
    }
    return found;
}

size_t plain_find_place(const Plain *plain, const char *text, size_t place)
{
    size_t before = 0, after = 0;
    while (*text && before < place) {
        bool is_named;
        size_t size = find_piece(plain, text, &is_named), points = text_count_points(text, size);
        size_t within = place - before < points ? place - before : points;
        after += is_named ? strlen(PLAIN_SOMEBODY) : within;
        before += points;
        text += size;
    }
    return after;
}
