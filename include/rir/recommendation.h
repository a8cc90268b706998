/* SPDX-License-Identifier: MIT */
/* recommendation: the register of what was recommended.
 *
 * A note of kind recommendation in a workshop gets a label of the study, R1, R2, ...; its words stay in the
 * note and are shown only when the note may be. What is said of it (owner, horizon, ...) is kept statement by
 * statement: the latest holds, the others are its history. In a rehearsal recommendations are numbered for
 * themselves. */
#ifndef RIR_RECOMMENDATION_H
#define RIR_RECOMMENDATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rir/err.h"
#include "rir/id.h"
#include "rir/session.h"
#include "rir/store.h"

typedef struct {
    Id id;
    char *label; /* "R1"; "R1b" when another laptop had given R1 first */
    char *text;
    char *owner, *horizon, *level, *measure, *effort; /* "" for not said */
    int64_t support, against;                         /* -1: not asked */
    size_t dissent;                                   /* notes of dissent that belong to it */
    char *status;                                     /* proposed, agreed, started, done, dropped */
    int64_t status_at;
    char *findings;   /* labels, separated by spaces; "" for none */
    Id session;       /* "" when it was made at the desk */
    Id note;          /* "" when it was made at the desk */
    bool is_quotable; /* its words; those of the desk are */
} Recommendation;
void recommendation_free(Recommendation *recommendation);

typedef struct {
    Recommendation *list; /* by label */
    size_t count, room;
} Recommendations;
void recommendations_free(Recommendations *recommendations);

/* Of one session (id), also a rehearsal; NULL: all of the study. Only what may be seen. The list is emptied
 * first. */
int recommendation_list(Store *store, const char *session, Recommendations *recommendations, Err *err);
/* ERR_REFUSED: there is none, or its words may not be seen. On an error *recommendation is empty. */
int recommendation_read(Store *store, const char *id, Recommendation *recommendation, Err *err);
/* The recommendation that `word` names: its label, as `r1`, its id, or the unmistakable start of one.
 * `session`: the id of the session under way, whose own they are when it is a rehearsal; else NULL.
 * ERR_REFUSED: none. */
int recommendation_find(Store *store, const char *session, const char *word, Id *id, Err *err);

/* What can be said of one: the words of what, in the order in which they are shown. */
typedef enum {
    SAID_OWNER,   /* a role, never a name */
    SAID_HORIZON, /* now, 3m, 12m, or a day, month or year: 2027-03 */
    SAID_LEVEL,   /* team, organisation, system */
    SAID_MEASURE,
    SAID_EFFORT,
    SAID_SUPPORT, /* numbers */
    SAID_AGAINST,
    SAID_STATUS, /* proposed, agreed, started, done, dropped */
    SAID_LINK,   /* a finding; see recommendation_link */
    SAID_WHATS
} SaidWhat;
const char *recommendation_name_what(SaidWhat what); /* "owner", ... */
/* Whether value can be said; *fixed, when not NULL, gets it as it is kept ("Team" is team). ERR_REFUSED: what
 * can be. */
int recommendation_check(SaidWhat what, const char *value, Str *fixed, Err *err);
/* A remark on a value that is kept all the same: an owner that looks like a name; "" for none. */
const char *recommendation_caution(SaidWhat what, const char *value);

/* At the desk, all or none of `values`: NULL for what is not said, "" takes back what was. `why`, of the
 * status, may be NULL. */
int recommendation_say_all(Store *store, const char *id, const char *const values[SAID_WHATS],
                           const char *why, Err *err);
/* Says that it follows from a finding as that is now; or, is_linked false, that it does not. */
int recommendation_link(Store *store, const char *id, const char *finding, bool is_linked, Err *err);
/* Takes a note into the register, or, with note NULL, the researcher's own text. ERR_REFUSED: no such note,
 * of a rehearsal, no recommendation, in the register already. */
int recommendation_add(Store *store, const char *note, const char *text, Id *id, Err *err);

/* --- in a session: the recommendation last noted or spoken of in this activity; false when there is none */
bool recommendation_find_last(const Session *session, Id *id);

#endif
