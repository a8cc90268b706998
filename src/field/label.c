/* SPDX-License-Identifier: MIT */
/* What a typed label names. */
#include "label.h"

#include <ctype.h>
#include <string.h>

#include "rir/rows.h"
#include "rir/str.h"

#define START_LEAST 8 /* of an id, for its start to be a name */

bool label_is(const char *word, char letter)
{
    size_t digits = toupper((unsigned char)*word) == letter ? strspn(word + 1, "0123456789") : 0;
    return digits && (!word[1 + digits] || (isalpha((unsigned char)word[1 + digits]) && !word[2 + digits]));
}

static int refuse_unknown(Store *store, const LabelSort *sort, const char *word, Err *err)
{
    Str list = STR_EMPTY;
    Rows *rows = rows_open(store, NULL, sort->list, "");
    while (rows_next(rows))
        str_add_format(&list, "%s%s", list.size ? ", " : "", rows_text(rows, 0));
    rows_close(rows, NULL);
    int result =
        list.size ? err_set(err, ERR_REFUSED, "there is no %s %s; this study has %s", sort->one, word,
                            str_text(&list))
                  : err_set(err, ERR_REFUSED, "this study has no %s yet: %s", sort->many, sort->how_to_begin);
    str_free(&list);
    return result;
}

int label_find(Store *store, const LabelSort *sort, const char *word, Id *id, Err *err)
{
    int count = 0;
    bool may_be_id = strlen(word) >= START_LEAST;
    Rows *rows = rows_open(store, err, sort->find, "ti", word, (int64_t)may_be_id);
    for (; rows_next(rows); count++)
        *id = count == 0 ? id_read(rows_text(rows, 0)) : *id;
    if (rows_close(rows, err) != 0)
        return -1;
    if (count > 1 && may_be_id)
        return err_set(err, ERR_REFUSED, "several %s begin with %s: give more of it", sort->many, word);
    return count ? 0 : refuse_unknown(store, sort, word, err);
}
