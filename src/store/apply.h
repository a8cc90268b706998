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
    bool is_first; /* no row of the entity is there yet */
} Applied;

/* Applies an event that is in the log already, when it is the only one of its entity; else folds the
 * entity. */
int apply_event(Store *store, Applied *event, Err *err);
/* When it is known to be the only one. */
int apply_only(Store *store, Applied *event, Err *err);

/* Makes the entity's rows anew from all its events: causes before effects, undone ones left out. */
int apply_fold(Store *store, int64_t entity, Err *err);

/* Adds the entity's heads, `SITE:SEQ` separated by spaces. Returns how many events of any kind it has, or
 * -1. */
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
int apply_all(Store *store, void (*report)(void *context, int64_t done, int64_t whole), void *context,
              Err *err);

/* Removes a note's codings and counts them out of code_use. */
int apply_drop_codings(Store *store, int64_t note, Err *err);

/* Things that a body names may be spoken of for the first time: `sql` puts them into thing, ?1 is the
 * body. */
int apply_intern(Store *store, const char *body, const char *sql, Err *err);

/* Interns what `named` selects from the body, then carries out `set` with what `types` (as for db_do) takes
 * of: ?1 the entity, ?2 the body, ?3 the session (0 for none), ?4 when it was written, ?5 its hybrid
 * clock. */
int apply_within_session(Store *store, const Applied *event, const char *named, const char *set,
                         const char *types, Err *err);

/* Projecting functions named in the table of kinds. */
int apply_guide_keep(Store *store, const Applied *event, Err *err);
int apply_session_set(Store *store, const Applied *event, Err *err);
int apply_note_set(Store *store, const Applied *event, Err *err);
int apply_card_merge(Store *store, const Applied *event, Err *err);
int apply_card_move(Store *store, const Applied *event, Err *err);
int apply_cluster_name(Store *store, const Applied *event, Err *err);
int apply_code_set(Store *store, const Applied *event, Err *err);
int apply_finding_set(Store *store, const Applied *event, Err *err);
int apply_log_set(Store *store, const Applied *event, Err *err);
int apply_response_set(Store *store, const Applied *event, Err *err);
int apply_recommendation_set(Store *store, const Applied *event, Err *err);
int apply_recommendation_say(Store *store, const Applied *event, Err *err);
int apply_ballot_cast(Store *store, const Applied *event, Err *err);
int apply_rating_give(Store *store, const Applied *event, Err *err);
int apply_consensus_say(Store *store, const Applied *event, Err *err);
int apply_erase(Store *store, const Applied *event, Err *err);

#endif
