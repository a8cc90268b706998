/* SPDX-License-Identifier: MIT */
/* finding: what the researchers take the data to say, brought to team after team, and what they answered.
 *
 * A finding belongs to the study and has a label, F1, F2, ...; every change of its words or extracts is a new
 * version, and each version is kept, for a team answers the one it saw. It refers to notes as extracts and
 * never copies their words: they are read when shown, without who said them, and those that may not be shown
 * are counted instead. */
#ifndef RIR_FINDING_H
#define RIR_FINDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rir/err.h"
#include "rir/id.h"
#include "rir/session.h"
#include "rir/store.h"

typedef enum {
    FINDING_FOR_TEAM,  /* those who do the study: every extract that may be seen */
    FINDING_FOR_OTHERS /* participants, readers: only what may be quoted, and whose reuse nobody refused */
} FindingAudience;

typedef struct {
    Id note;
    char *text;
    char *kind;      /* of the note: "verbatim", ... */
    int64_t session; /* number of its session */
    int quotable; /* 1, 0; -1 where that would tell whose card it is */
} FindingExtract;

typedef struct {
    Id id;
    char *label;  /* "F2"; "F2b" when another laptop had given F2 first */
    int version;  /* of these words: 1, 2, ... */
    char key[80]; /* names the version wherever it is meant: SITE:SEQ */
    char *text;   /* "" when they are a team's wording that may not be shown */
    char *theme;  /* "" for none */
    char *status; /* open, settled, dropped */
    char *author;
    int64_t at;
    Id response; /* whose wording it took over, "" for none */
    FindingExtract *extracts;
    size_t extract_count;
    size_t left_out; /* extracts that may not be shown */
} Finding;
void finding_free(Finding *finding); /* empty after it */

typedef struct {
    Finding *list; /* by label; current versions */
    size_t count, room;
} Findings;
void findings_free(Findings *findings);

/* The finding that `word` names: its label, as `f2`, its id, or the unmistakable start of one (8 characters
 * or more). ERR_REFUSED: none, which ones there are is said. */
int finding_find(Store *store, const char *word, Id *id, Err *err);
/* One version of it; 0: the current one. ERR_REFUSED: no such finding, no such version. What *finding held is
 * not freed; on an error it is empty. */
int finding_read(Store *store, const char *id, int version, FindingAudience audience, Finding *finding,
                 Err *err);
int finding_list(Store *store, FindingAudience audience, Findings *findings, Err *err); /* emptied first */

/* What to make of it. NULL leaves a member as it is; for a new one text is needed. */
typedef struct {
    const char *text;
    const char *response; /* id of an amendment whose wording it takes over; with text, that text is the words
                             and the response the reason for them */
    const char *const *extracts; /* ids of notes to add */
    size_t extract_count;
    const char *const *drops; /* ids of notes to take away */
    size_t drop_count;
    const char *theme; /* "" takes it away */
    const char *status;
} FindingChange;
/* ERR_REFUSED: nothing to say, an unknown note or one of a rehearsal, a response to another finding or
 * without new wording, a status that is none. */
int finding_add(Store *store, const FindingChange *change, Id *id, Err *err);
/* ERR_REFUSED too when nothing would change. */
int finding_set(Store *store, const char *id, const FindingChange *change, Err *err);

/* --- what teams answered */

typedef struct {
    Id id;
    char *answer; /* recognised, amended, challenged, added */
    int version;
    int64_t session;  /* number */
    char *team;       /* without one `session 3` */
    int table;        /* 0: the whole team */
    char *wording;    /* "" for none */
    char *reason;     /* "" for none; of added, what is missing */
    bool is_quotable; /* its words are, or it has none */
    int64_t at, elapsed;
} Response;

typedef struct {
    Response *list; /* in the order given */
    size_t count, room;
    size_t left_out; /* answers that may not be seen: struck, kept apart, of people who do not take part */
    size_t dissent;  /* notes of dissent that belong to it */
} Responses;
/* Answers to a finding; in one session (id), or NULL for all but those of rehearsals. The list is emptied
 * first. */
int finding_list_responses(Store *store, const char *finding, const char *session, Responses *responses,
                           Err *err);
void responses_free(Responses *responses);
/* The response to a finding that `word` names: 1, 2, ... in the order of finding_list_responses over all
 * sessions, or its id. ERR_REFUSED: none. */
int finding_find_response(Store *store, const char *finding, const char *word, Id *id, Err *err);

/* --- in a session */

/* The finding that is up, and the version of it that was when it came up; false when none is. */
bool finding_find_up(const Session *session, Id *id, int *version);

#endif
