/* SPDX-License-Identifier: MIT */
/* waiting: what sessions have left to be seen to: consent that is not on record, and what is to be returned
 * to or was promised. Contact summaries that are due are in summary.h, jottings in observation.h, maturity
 * rounds in maturity.h. Rehearsals wait for nothing. */
#ifndef RIR_WAITING_H
#define RIR_WAITING_H

#include <stddef.h>
#include <stdint.h>

#include "rir/err.h"
#include "rir/id.h"
#include "rir/store.h"
#include "rir/str.h"

typedef struct {
    Id session;
    int64_t number; /* of the session */
    char *title;
    char
        *whose; /* see waiting_add_whose; of consent whose answer is missing: "P03, P04", "6 people, North" */
    char *items;   /* consent: those that are missing, "part, record"; else "" */
    int64_t count; /* promised: how many there are; else 0 */
} Waiting;
typedef struct {
    Waiting *list;
    size_t count, room;
} WaitingList;
void waiting_free(WaitingList *list); /* empty after it */

/* Sessions that lack an answer to a consent item that the guide needs, of anybody who took part, the latest
 * first, at most `most`. Adds to the list, as the next does. */
int waiting_read_consent(Store *store, size_t most, WaitingList *list, Err *err);
/* Sessions that ended with follow-ups, actions or parked things, the latest first, as long as no later one
 * was begun with the same team or, where it had none, with one of the same people: there they are taken up.
 * Only the WAITING_SESSIONS latest sessions are looked at; what older ones left is in the briefing
 * (report.h). */
#define WAITING_SESSIONS 50
int waiting_read_promised(Store *store, size_t most, WaitingList *list, Err *err);

/* Whose a session is: the team, a few pseudonyms, `6 people`, or the document that is read; nothing when none
 * is known. */
void waiting_add_whose(Str *out, Store *store, const char *session);
/* The same of pseudonyms between spaces, and a team, either of which may be "". */
void waiting_add_who(Str *out, const char *people, const char *team);

#endif
