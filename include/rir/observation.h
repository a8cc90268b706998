/* SPDX-License-Identifier: MIT */
/* observation: what is particular to sessions of observing: what is looked at, the observer's part, hours,
 * jottings and what they were in full.
 *
 * Descriptive notes and the researcher's own (comments, memos, follow-ups: note_kind.h, is_own) stay apart
 * wherever notes are shown. Whoever has not agreed to take part is never named by a note: it is saved without
 * who. */
#ifndef RIR_OBSERVATION_H
#define RIR_OBSERVATION_H

#include <stddef.h>
#include <stdint.h>

#include "rir/err.h"
#include "rir/id.h"
#include "rir/line.h"
#include "rir/session.h"
#include "rir/store.h"

/* Spradley's nine dimensions and Gold's four parts of an observer: names, NULL-ended, in the order of the
 * books. */
const char *const *observation_list_dimensions(void);
const char *const *observation_list_roles(void);
/* The one that a word begins unambiguously, in any letter case; a whole name is always that one. NULL: none,
 * or several. */
const char *observation_find_dimension(const char *word);
const char *observation_find_role(const char *word);

/* --- while the session runs */

/* What is looked at until said otherwise, and the observer's part; "" for none, and where nothing is
 * observed. */
const char *session_find_dimension(const Session *session);
const char *session_find_role(const Session *session);

/* --- of the study, without rehearsals */

typedef struct {
    int64_t sessions;
    double minutes; /* net of pauses */
} ObservedTime;
/* Of a role; NULL: of all, "" where none was said. */
ObservedTime observation_find_time(Store *store, const char *role);
/* Adds `12.5 hours observed`; nothing when nothing was. */
void observation_add_hours(Str *out, Store *store);

/* Observations without an expansion in sessions that are not under way. */
typedef struct {
    Id session;
    int64_t number; /* of the session */
    char *title;
    int64_t count;
    int64_t since;   /* wall ms of the oldest */
    bool is_overdue; /* older than a day: memory fades */
} JottingsLeft;
typedef struct {
    JottingsLeft *list; /* a session each, oldest first */
    size_t count, room;
    int64_t jottings; /* in all */
} Jottings;
int jottings_read(Store *store, Jottings *jottings, Err *err); /* emptied first */
void jottings_free(Jottings *jottings);                        /* empty after it */

/* Whether the note is a jotting, which can be expanded. ERR_REFUSED: why not. */
int notes_check_jotting(Store *store, const char *note, Err *err);
/* Adds a note that says in full what a jotting noted: with its time, place and dimension, its kind unless the
 * line says another, marked as entered later. The jotting stays as it was; struck or withdrawn, its
 * expansions go with it. ERR_REFUSED: no such note, one of no observation, the researcher's own, an expansion
 * itself; somebody named who did not agree. */
int notes_expand(Store *store, const char *jotting, const Line *line, Id *note, Err *err);
/* The jotting is full as it stands: it waits no longer. ERR_REFUSED as above. */
int notes_set_full(Store *store, const char *jotting, Err *err);
/* All those of a session (id) that wait. Returns how many, or -1. */
int jottings_set_full(Store *store, const char *session, Err *err);

#endif
