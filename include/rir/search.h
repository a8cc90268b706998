/* SPDX-License-Identifier: MIT */
/* search: finding words in notes. The index (FTS5) is filled on idle for ended sessions; notes not yet in it,
 * and queries in scripts without spaces, are scanned. Struck, off the record, withdrawn and rehearsed notes
 * are not found. */
#ifndef RIR_SEARCH_H
#define RIR_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

#include "rir/err.h"
#include "rir/store.h"

typedef struct Search Search;

typedef struct {
    int64_t n;        /* local number of the note, as in the view notes */
    const char *note; /* ids */
    const char *session;
    int64_t number;                               /* of the session */
    const char *kind, *question, *speaker, *text; /* speaker: pseudonym */
    int64_t at, elapsed;                          /* ms */
} SearchHit;

/* Every word of `words` must be in a note, the last as a beginning; "double quotes" hold a phrase. Newest
 * first. Nothing in `words` is an operator. Empty words find nothing. */
Search *search_open(Store *store, const char *words, Err *err);
/* The next hit, NULL at the end and on an error; valid until the next call. */
const SearchHit *search_next(Search *search);
/* From now on search_next rests after `most` notes without a hit (0: never, as at first): it gives NULL, and
 * goes on when it is called again as long as search_is_resting. For screens, which must not wait. */
void search_set_patience(Search *search, size_t most);
bool search_is_resting(const Search *search);
/* 0, or -1 with *err set when the search broke off: there may be more than it has given. */
int search_check(const Search *search, Err *err);
void search_close(Search *search);

#endif
