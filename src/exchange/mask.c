/* SPDX-License-Identifier: MIT */
/* Words as others get them. */
#include "mask.h"

#include <stdio.h>
#include <string.h>

#include "rir/recommendation.h"

int mask_begin(Store *store, const ExportChoice *choice, Mask *mask, Err *err)
{
    *mask = (Mask){.is_on = choice->audience == EXPORT_OTHERS};
    return mask->is_on ? plain_read(store, &mask->plain, err) : 0;
}

void mask_end(Mask *mask)
{
    plain_free(&mask->plain);
    str_free(&mask->text);
}

/* --- columns */

static bool has_word(const char *list, const char *word)
{
    size_t size = strlen(word);
    for (const char *at = list; (at = strstr(at, word)) != NULL; at += size)
        if ((at == list || at[-1] == ' ' || at[-1] == '=') && (at[size] == ' ' || at[size] == '\0'))
            return true;
    return false;
}

static MaskColumn find_column(const ExportView *view, const char *name)
{
    char again[32];
    snprintf(again, sizeof again, "=%s", name);
    if (strcmp(name, "owner") == 0)
        return MASK_OWNER;
    if (has_word(view->words, again))
        return MASK_AGAIN;
    return has_word(view->words, name) ? MASK_WORDS : MASK_KEPT;
}

int mask_find_columns(const Mask *mask, const ExportView *view, Rows *rows, MaskColumn *columns)
{
    int count = rows_count_columns(rows);
    bool has_secret = strcmp(rows_name_column(rows, count - 1), VIEWS_SECRET) == 0;
    for (int i = 0; i < count; i++) {
        const char *name = rows_name_column(rows, i);
        bool is_place = has_secret && (strcmp(name, "start") == 0 || strcmp(name, "end") == 0);
        columns[i] = !mask->is_on ? MASK_KEPT : is_place ? MASK_PLACE : find_column(view, name);
    }
    if (has_secret)
        columns[count - 1] = MASK_SECRET;
    return count - has_secret;
}

/* --- cells */

static const char *mask_text(Mask *mask, const char *text, bool counts)
{
    str_clear(&mask->text);
    size_t found = plain_add(&mask->plain, &mask->text, text);
    if (counts) {
        mask->named += found > 0;
        mask->doubtful += *recommendation_caution(SAID_OWNER, text) != '\0';
    }
    return str_text(&mask->text);
}

/* Words get longer or shorter before the place. */
static const char *mask_place(Mask *mask, Rows *rows, int column)
{
    const char *text = rows_text(rows, rows_count_columns(rows) - 1);
    size_t place = plain_find_place(&mask->plain, text, (size_t)rows_number(rows, column));
    str_clear(&mask->text);
    str_add_format(&mask->text, "%zu", place);
    return str_text(&mask->text);
}

const char *mask_cell(Mask *mask, Rows *rows, int column, const MaskColumn *columns)
{
    const char *text = rows_text(rows, column);
    if (rows_is_null(rows, column))
        return NULL;
    switch (columns[column]) {
    case MASK_WORDS:
    case MASK_AGAIN:
        return mask_text(mask, text, columns[column] == MASK_WORDS);
    case MASK_OWNER:
        if (!*recommendation_caution(SAID_OWNER, text))
            return mask_text(mask, text, true);
        mask->owners++;
        return NULL;
    case MASK_PLACE:
        return mask_place(mask, rows, column);
    case MASK_KEPT:
    case MASK_SECRET:
        break;
    }
    return text;
}

const char *mask_words(Mask *mask, const char *text)
{
    return mask->is_on ? mask_text(mask, text, true) : text;
}
