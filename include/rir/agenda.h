/* SPDX-License-Identifier: MIT */
/* agenda: the activities of a workshop and their time. Works for the topics of any session; their minutes are
 * the guide's, with what /extend and /steal gave or took.
 *
 * Spans are ms of session time, net of pauses; points in time are wall ms UTC. */
#ifndef RIR_AGENDA_H
#define RIR_AGENDA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rir/err.h"
#include "rir/guide.h"
#include "rir/session.h"

typedef enum {
    ACTIVITY_TO_COME, /* not yet come to; when the session has ended: not held */
    ACTIVITY_NOW,
    ACTIVITY_DONE,
    ACTIVITY_SKIPPED /* left out with /skip; going there takes it in again */
} ActivityState;
const char *agenda_name_state(ActivityState state); /* "to come", "now", "done", "skipped" */

/* What to draw for the time left of the present activity; never a sound. One that is planned for five minutes
 * or less has no AGENDA_FIVE, one of a minute no AGENDA_ONE. */
typedef enum { AGENDA_CALM, AGENDA_FIVE /* five minutes left, or less */, AGENDA_ONE, AGENDA_OVER } AgendaCue;
const char *agenda_name_cue(AgendaCue cue); /* "", "5 minutes left", "1 minute left", "over time" */

typedef struct {
    const Topic *topic;
    ActivityState state;
    char *why;             /* of a skip, "" for none */
    int64_t guide;         /* as the guide has it; 0: it gives no minutes */
    int64_t planned;       /* with what was given and taken since; 0: none */
    int64_t used;          /* also of one that was left and come back to */
    int64_t planned_start; /* by the guide: the session's start, and the minutes before it */
    int64_t start; /* when it was begun; of one to come, when it is to be expected as things are; 0 when that
                      cannot be told (paper, ended) */
    int64_t end;   /* when it was last left, or the session ended in it; 0: not yet */
    size_t visits;
} Activity;

typedef struct {
    Plan *plan;     /* what the activities point into, when the agenda has it for itself; else NULL */
    Activity *list; /* in the guide's order */
    size_t count;
    size_t now;    /* index, SESSION_NONE when there are no activities, or when the session has ended */
    size_t next;   /* the next one to come behind it, past skipped ones; SESSION_NONE when none */
    bool has_left; /* the present one has minutes, and the session has not ended */
    int64_t left;  /* of the present one; negative when over */
    AgendaCue cue;
    int64_t cue_at;  /* when the cue changes next: sleep until then; 0: not by itself */
    int64_t planned; /* the whole, by the guide; 0: the guide gives no minutes */
    int64_t drift;   /* at the end the whole will have taken so much longer (less: negative) than the guide's
                        minutes, if all that is to come takes what is planned for it; 0 without minutes */
    int64_t ends;    /* then it ends; 0 when that cannot be told (paper, ended, no minutes) */
} Agenda;

/* Of a session under way, as of now. The caller frees it; it points into the session's guide, and lives no
 * longer. */
Agenda agenda_find(const Session *session);
/* Of any session, from the study: what is under way elsewhere stands at the last thing known. ERR_REFUSED: no
 * such session, or a guide that cannot be read. */
int agenda_read(Store *store, const char *session, Agenda *agenda, Err *err);
void agenda_free(Agenda *agenda);

/* `Round robin, 7:55 left of 20:00; next Clarify; 3 minutes behind; ends about 12:35`, added. */
void agenda_add_line(Str *out, const Agenda *agenda);

#endif
