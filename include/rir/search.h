/* SPDX-License-Identifier: MIT */
/* search: finding words in notes and in the residency log. The index (FTS5) is filled on idle for ended
 * sessions; notes not yet in it, the residency log, and queries in scripts without spaces are scanned.
 * Struck, off the record, withdrawn and rehearsed notes are not found, nor erased entries of the log. */
#ifndef RIR_SEARCH_H
#define RIR_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

#include "rir/err.h"
#include "rir/store.h"

typedef struct Search Search;

typedef enum { SEARCH_NOTE, SEARCH_LOG } SearchFrom;

typedef struct {
    SearchFrom from;
    int64_t n;        /* local number of the note, as in the view notes; of the entry, as in the view log */
    const char *note; /* ids; of the log's entry "" */
    const char *session;
    int64_t number;                               /* of the session */
    const char *kind, *question, *speaker, *text; /* speaker: pseudonym. Of an entry its kind (contact, memo,
                                                     ...), no question, whom it was with, and its name and
                                                     words */
    int64_t at, elapsed;                          /* ms; 0 of an entry */
    const char *entry, *label, *date;             /* of an entry: id, "L3", the date as typed; "" of a note */
} SearchHit;

/* Every word of `words` must be in a note or an entry of the log, the last as a beginning; "double quotes"
 * hold a phrase. The log comes first, as it is short, then notes; each newest first. Nothing in `words` is an
 * operator. Empty words find nothing. */
Search *search_open(Store *store, const char *words, Err *err);
/* The next hit, NULL at the end and on an error; valid until the next call. */
const SearchHit *search_next(Search *search);
/* From now on search_next rests after `most` notes or entries without a hit (0: never, as at first): it gives
 * NULL, and goes on when it is called again as long as search_is_resting. For screens, which must not wait.
 */
void search_set_patience(Search *search, size_t most);
bool search_is_resting(const Search *search);
/* 0, or -1 with *err set when the search broke off: there may be more than it has given. */
int search_check(const Search *search, Err *err);
void search_close(Search *search);

#endif
