/* SPDX-License-Identifier: MIT */
/* cards: what people put forward in a workshop, as on a wall: ideas, decisions, dissent, actions, what was
 * parked; where each comes from, what it was merged into, in which cluster it lies.
 *
 * A card is a note; only what may be seen is read. Who put it forward is never in it. The stakeholder group
 * is, unless it is so small in this session that it would say who. Labels: A, B, ... AA of ideas, T1 of
 * actions, D1 of decisions, X1 of dissent, K1 of what was parked, R1 of recommendations (see
 * recommendation.h); given once and kept when the kind changes. Where two laptops gave the same, the one made
 * first has it as it is, the next ones `A.2`, `T1b`, the same on every copy. */
#ifndef RIR_CARDS_H
#define RIR_CARDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rir/err.h"
#include "rir/id.h"
#include "rir/note_kind.h"
#include "rir/session.h"
#include "rir/store.h"

/* Texts belong to the card; "" where there is none. */
typedef struct {
    Id id;     /* of the note */
    int64_t n; /* as in the views */
    NoteKind kind;
    const char *label;
    const char *text;
    const char *group;       /* stakeholder group it comes from */
    int table;               /* 0 for none */
    const char *activity;    /* id of the topic */
    const char *stage;       /* of the activity: "in pairs", "round 2" */
    const char *sheet;       /* the paper it was copied from */
    const char *merged_into; /* label of the card it was merged into */
    const char *agreed;      /* how that was agreed */
    Id counts;         /* the card that counts for it: the end of the chain, itself when it is not merged */
    size_t cluster;    /* index in Cards.clusters; CARDS_NONE for none */
    const char *owner; /* a role */
    const char *due;   /* as typed */
    const char *how;   /* how a decision was made */
    const char *about; /* label of what dissent is about: "D1", "R2", "F1" */
    int64_t at, elapsed;
    bool later; /* from paper or memory */
    char *memory;
} Card;
#define CARDS_NONE ((size_t)-1)

typedef struct {
    Id id;
    char *name;
    size_t count; /* cards in it that may be seen, in the whole session */
} Cluster;

typedef struct {
    Card *list; /* in the order in which they were put forward */
    size_t count, room;
    size_t all;        /* that the choice has, inside the window or not */
    Cluster *clusters; /* of the session, in the order in which they were first named; also empty ones */
    size_t cluster_count, cluster_room;
} Cards;
void cards_free(Cards *cards); /* empty after it */

typedef struct {
    const char *activity; /* id of a topic; NULL: of all */
    const char *kinds;    /* names separated by spaces, "idea parked"; NULL: all that are on cards: idea,
                             recommendation, decision, dissent, action, parked */
    const char *cluster;  /* id of one; "": those in none; NULL: all */
    bool unmerged;        /* leaves out those that were merged into another */
    size_t first;         /* cards to pass over */
    size_t most;          /* 0: all */
} CardChoice;
/* The cards of a session (id). `choice` NULL: all. `cards` is emptied first. Five hundred take about a
 * millisecond. */
int cards_read(Store *store, const char *session, const CardChoice *choice, Cards *cards, Err *err);
/* Whether anything was written to the study since the mark was taken, which it then moves on; begin with -1.
 * Costs microseconds: ask before reading again. */
bool cards_have_changed(Store *store, int64_t *mark);

/* The card of a session that has this label, in any letter case, and the one that counts for it, which is
 * where a vote for it goes; `counts` may be NULL. ERR_REFUSED: there is none. */
int cards_find_label(Store *store, const char *session, const char *label, Id *card, Id *counts, Err *err);
/* The card that counts for one: what it was merged into, and that into; itself when it was not. */
Id cards_find_counting(Store *store, const char *card);

/* --- while the session runs */

/* From which paper notes are copied until said otherwise; "" for none. */
const char *session_find_sheet(const Session *session);

/* Where an activity with stages stands; the first begins with the activity. */
typedef struct {
    size_t count;  /* 0: the activity has no stages, and nothing else is set */
    size_t index;  /* from 0 */
    char name[24]; /* "in pairs", "round 2", "harvest" */
    const char *groups;
    const char *say; /* what to read out as it begins */
    int64_t planned; /* ms; 0: the activity has no minutes */
    int64_t used;    /* ms of session time */
} SessionStage;
SessionStage session_find_stage(const Session *session);

#endif
