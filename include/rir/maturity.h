/* SPDX-License-Identifier: MIT */
/* maturity: how teams rated themselves by a matrix, round after round, and what changed.
 *
 * A round is an activity of a workshop in which sheets or a consensus were given; it is counted for each team
 * and matrix, by the name of the matrix. Rounds by different texts of it (another digest) are not comparable,
 * and are never compared. There is no figure over all dimensions. Formulas are those of rir/consensus.h;
 * rehearsals are not in it, but for one that is asked for by itself. Only what is revealed is read. */
#ifndef RIR_MATURITY_H
#define RIR_MATURITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rir/consensus.h"
#include "rir/err.h"
#include "rir/guide.h"
#include "rir/id.h"
#include "rir/store.h"

/* --- which there are */

typedef struct {
    char *team;   /* as typed first, or "session 3" where none was named */
    char *matrix; /* its name */
    int rounds;
    int64_t latest; /* wall ms */
    int tz;
    bool is_comparable; /* all rounds are by the same text */
} MaturityTeam;
typedef struct {
    MaturityTeam *list; /* by matrix, then team */
    size_t count, room;
} MaturityTeams;
/* Of this team and matrix, in any letter case; NULL: all. Free in every case; what *teams held is not. */
int maturity_list(Store *store, const char *team, const char *matrix, MaturityTeams *teams, Err *err);
void maturity_free_teams(MaturityTeams *teams);

/* --- which are due: the months that the study says lie between rounds (rir/study.h) are over, or will be
 * within MATURITY_SOON_DAYS; without that rule, when another team had more rounds by the same matrix.
 * Sessions without a team wait for nothing. */

#define MATURITY_SOON_DAYS 14
typedef struct {
    char *team, *matrix;
    int round;   /* the one that is due: 2, 3, ... */
    int64_t due; /* wall ms of the day; 0: another team is ahead */
    int64_t latest;
    int tz;
    Id session; /* of its latest round */
} MaturityDue;
typedef struct {
    MaturityDue *list; /* the longest due first */
    size_t count, room;
} MaturityDues;
int maturity_list_due(Store *store, int64_t now, MaturityDues *dues, Err *err); /* emptied first */
void maturity_free_dues(MaturityDues *dues);

/* --- one round */

typedef struct {
    char *name; /* stakeholder group; "others" for those under the study's small-cell limit, "" when not
                   stated */
    size_t raters;
} MaturityGroup;

typedef struct {
    size_t *at_level; /* ratings at each level, lowest first */
    Consensus consensus;
    bool is_hidden; /* ratings were given and are not revealed yet */
    bool is_agreed;
    int agreed;
    char *evidence;
    char **dissent;
    size_t dissent_count;
} MaturityCell;

typedef struct {
    int round;
    Id session;
    int64_t number; /* of the session */
    char *activity;
    int64_t at; /* wall ms */
    int tz;
    char *digest; /* of the matrix, hex */
    Plan *matrix; /* NULL when its text cannot be read */
    size_t outside;
    MaturityCell *cells; /* one each of matrix->dimensions */
    MaturityGroup *groups;
    size_t group_count;
    size_t raters; /* the most that rated any dimension */
    char **people; /* ids of those who were here, in order */
    size_t people_count;
} MaturityRound;

/* The round of a team with a matrix; `round` 0: the latest. `outside` 0: as the study, guide or matrix say.
 * ERR_REFUSED: there is no such round, which the text says. Free in every case. */
int maturity_read_round(Store *store, const char *team, const char *matrix, int round, size_t outside,
                        MaturityRound *into, Err *err);
/* What was rated in an activity of a session by the matrix with this digest; of a rehearsal too. */
int maturity_read_here(Store *store, const char *session, const char *activity, const char *digest,
                       MaturityRound *into, Err *err);
void maturity_free_round(MaturityRound *round);

/* --- two rounds */

bool maturity_is_comparable(const MaturityRound *before, const MaturityRound *now);
/* Who of the raters' session were there both times; new, and gone. */
typedef struct {
    size_t stayed, came, went;
    bool
        is_warned; /* fewer than three in four of those now were there before: what changed may be who came */
} MaturityTurnover;
MaturityTurnover maturity_find_turnover(const MaturityRound *before, const MaturityRound *now);
/* Median now less median before; undefined when either is. */
Measure maturity_find_change(const MaturityCell *before, const MaturityCell *now);

#endif
