/* SPDX-License-Identifier: MIT */
/* ballot: private rankings and dot votes of a workshop's activity, and what they add up to.
 *
 * A ballot names no caster: it has a stakeholder group of the roster, or none, and choices. Until the reveal
 * nothing shows what is on any of them, only how many there are; a session that ended without one counts as
 * revealed. Formulas are those of rir/tally.h; groups under the study's small-cell limit are joined there.
 * Typed: /tally, /ballot, /recall, /reveal (see doc/grammar.md). Ballots are read in an order that says
 * nothing of when they were cast. */
#ifndef RIR_BALLOT_H
#define RIR_BALLOT_H

#include <stdbool.h>
#include <stddef.h>

#include "rir/err.h"
#include "rir/session.h"
#include "rir/store.h"
#include "rir/tally.h"

/* Whether ballots are cast in the activity, and by which rule; false for another method. */
bool ballot_find_rule(const Topic *activity, TallyRule *rule);

/* --- while they are cast: for the facilitator, no choice is in it */

typedef struct {
    char *group; /* as the roster writes it, "" for those without one */
    size_t here; /* people here in this activity, who may have left it since */
    size_t cast; /* empty and spoiled ones too */
} BallotGroup;

typedef struct {
    BallotGroup *groups; /* by name */
    size_t count;
    size_t here, cast; /* of all groups */
    size_t empty, spoiled;
    bool is_revealed;
} BallotCount;

/* Of the activity under way. ERR_REFUSED: it has no ballots. Free in every case. */
int ballot_read_count(const Session *session, BallotCount *count, Err *err);
void ballot_free_count(BallotCount *count);

/* --- what they add up to */

typedef struct {
    Id id;       /* its note; that of the card it was merged into */
    char *label; /* "A" */
    char *text;  /* "" when it may not be shown */
} BallotCard;

typedef struct {
    TallyRule rule;
    BallotCard *cards; /* the items of `tally`, in the order of their labels */
    size_t card_count;
    Tally *tally;   /* NULL only after an error */
    size_t spoiled; /* cast, and counted nowhere in `tally` */
    size_t paper;   /* of all cast, those entered from paper */
    Measure concordance; /* Kendall's W of the rankings (rir/tally.h); undefined where dots were given */
} BallotTally;

/* Of one activity (its topic's id) of a session. ERR_REFUSED: no such session or activity, no ballots in this
 * method, or not revealed yet. No ballots at all are no error. Free in every case. */
int ballot_read_tally(Store *store, const char *session, const char *activity, BallotTally *tally, Err *err);
void ballot_free_tally(BallotTally *tally);

/* Whether the activity, and with `dimension` not NULL that dimension of its matrix, was revealed, or the
 * session is over. */
bool ballot_is_revealed(Store *store, const char *session, const char *activity, const char *dimension);

#endif
