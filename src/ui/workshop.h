/* SPDX-License-Identifier: MIT */
/* What the files of a workshop's screen share.
 *
 * workshop.c       what is held, when it is read anew, what keys do
 * workshop_now.c   activity and time left, what is read out, whose turn it is
 * workshop_board.c cards in columns
 * activity_panes.c the table of methods: what is read and shown in each
 * votes_pane.c     ballots cast, and what they say
 * maturity_pane.c  ratings given, and their spread
 * finding_pane.c   a finding, and what was answered to it
 * register_pane.c  recommendations
 * booth.c          a ballot or a rating sheet, one person at a time
 * card_list.c      all cards, whole
 * roster_list.c    all people
 *
 * Cards are read when the study has changed, never for a key. */
#ifndef UI_WORKSHOP_H
#define UI_WORKSHOP_H

#include "capture.h"
#include "rir/agenda.h"
#include "rir/ballot.h"
#include "rir/cards.h"
#include "rir/finding.h"
#include "rir/maturity.h"
#include "rir/rating.h"
#include "rir/recommendation.h"

/* Which cards are on the board. */
typedef enum {
    BOARD_NONE,
    BOARD_IDEAS,          /* all ideas of the session, in whatever activity they came */
    BOARD_HERE,           /* what was put forward in this activity */
    BOARD_RECOMMENDATIONS /* all recommendations of the session */
} BoardScope;

/* How an activity is shown. */
typedef struct {
    const char *method;
    BoardScope scope;
    void (*compose)(Capture *capture, const Desk *desk, Grid *grid, Area area); /* below the rule */
    int (*load)(Capture *capture, Err *err); /* reads what it shows beside cards; NULL for nothing */
    Action acts[5];                          /* what is done in it more than elsewhere: said on the rule */
} ActivityPane;
const ActivityPane *activity_find_pane(const Topic *activity); /* never NULL */

/* A window of the board. */
typedef struct {
    size_t first;
    size_t shown, all; /* as last drawn; headings count */
    bool is_following; /* the newest is seen */
} BoardWindow;

struct Workshop {
    Agenda agenda; /* as of the last second or act */
    Cards cards;   /* of the whole session */
    int64_t mark;  /* of the study, when they were read */
    bool is_behind; /* something was done since; it is read once that stands on the screen */
    BoardWindow window;
    int now_row, status_row; /* as composed; -1: none */
    Area clock;              /* where the time left stands large; no rows: nowhere */

    /* of the activity under way, as read last */
    size_t topic; /* index */
    BallotCount ballots;
    BallotTally tally; /* its `tally` is NULL before the reveal */
    const Plan *matrix;
    RatingCount *counts;   /* one a dimension */
    RatingSpread *spreads; /* one a dimension */
    size_t dimension_count;
    MaturityRound before; /* the team's last round with this matrix; `round` 0: none */
    bool has_finding;
    Finding finding;
    Responses responses;
    Recommendations recommendations;
};

/* --- workshop.c */
void workshop_begin(Capture *capture);
void workshop_refresh(Capture *capture);
/* Reads what the Enter of a note has left for later; false when there was nothing. */
bool workshop_catch_up(Capture *capture);
void workshop_tick(Capture *capture);
int64_t workshop_find_deadline(const Capture *capture);
bool workshop_act(Capture *capture, Desk *desk, Action action, int number);
bool workshop_scroll(Capture *capture, Action action);
void workshop_add_due(Capture *capture, const Keymap *keymap, Str *due);
void workshop_end(Capture *capture);

/* --- workshop_now.c */
void workshop_draw_now(const Capture *capture, Grid *grid, Area area);
void workshop_compose(Capture *capture, const Desk *desk, Grid *grid, Area panes);

/* --- workshop_board.c */
/* How many cards of the scope there are on the board. */
size_t workshop_count_board(const Workshop *workshop, BoardScope scope, const Topic *activity);
void workshop_draw_board(Capture *capture, Grid *grid, Area area, BoardScope scope, bool has_clusters);

/* --- panes of activities */
int votes_load(Capture *capture, Err *err);
void votes_compose(Capture *capture, const Desk *desk, Grid *grid, Area area);
int maturity_load(Capture *capture, Err *err);
void maturity_compose(Capture *capture, const Desk *desk, Grid *grid, Area area);
int finding_load(Capture *capture, Err *err);
void finding_compose(Capture *capture, const Desk *desk, Grid *grid, Area area);
int register_load(Capture *capture, Err *err);
void register_compose(Capture *capture, const Desk *desk, Grid *grid, Area area);

/* --- screens of their own */
void booth_open(Capture *capture, Desk *desk);
void card_list_open(Capture *capture, Desk *desk);
void roster_list_open(Capture *capture, Desk *desk);
void finding_open_list(Capture *capture, Desk *desk);

#endif
