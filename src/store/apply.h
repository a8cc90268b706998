/* SPDX-License-Identifier: MIT */
/* apply: from events to the projection. The one way, for local entry, exchange and rebuild. */
#ifndef STORE_APPLY_H
#define STORE_APPLY_H

#include "db.h"
#include "kind.h"

/* An event with its ids as numbers of this file. */
typedef struct Applied {
    const Kind *kind;
    int64_t entity, session, person; /* 0 for none */
    const char *site;
    int64_t seq, hlc, at;
    int tz;
    const char *author, *seen, *body;
} Applied;

/* Applies an event that is in the log already. `must_fold` is set, and nothing done, when its entity has other events
 * too: the caller then calls apply_fold when it suits. */
int apply_event(Store *store, const Applied *event, bool *must_fold, Err *err);

/* Makes the entity's rows anew from all its events: causes before effects, undone ones left out. */
int apply_fold(Store *store, int64_t entity, Err *err);

/* Adds the entity's heads, `SITE:SEQ` separated by spaces. Returns how many events of any kind it has, or -1. */
int apply_add_heads(Store *store, int64_t entity, Str *seen, Err *err);

/* A set of things, a bit each. */
typedef struct {
    uint8_t *bits;
    size_t room;
    int64_t most;
} ThingSet;
void thing_set_add(ThingSet *set, int64_t n);
int64_t thing_set_find_next(const ThingSet *set, int64_t n); /* the next behind n; 0 when there is none */
void thing_set_free(ThingSet *set);

/* Applies the whole log into an empty projection. */
int apply_all(Store *store, void (*report)(void *context, int64_t done, int64_t whole), void *context, Err *err);

/* Removes a note's codings and counts them out of code_use. */
int apply_drop_codings(Store *store, int64_t note, Err *err);

/* Projecting functions named in the table of kinds. */
int apply_guide_keep(Store *store, const Applied *event, Err *err);
int apply_session_set(Store *store, const Applied *event, Err *err);
int apply_note_set(Store *store, const Applied *event, Err *err);
int apply_code_set(Store *store, const Applied *event, Err *err);
int apply_erase(Store *store, const Applied *event, Err *err);

#endif
