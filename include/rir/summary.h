/* SPDX-License-Identifier: MIT */
/* summary: the contact summary sheet of a session, and what may be corrected of a session itself. */
#ifndef RIR_SUMMARY_H
#define RIR_SUMMARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rir/err.h"
#include "rir/id.h"
#include "rir/store.h"
#include "rir/str.h"

typedef enum {
    SUMMARY_FIELD_NOTE, /* place, rapport, who else, interruptions */
    SUMMARY_THEMES,     /* main issues */
    SUMMARY_GOT,        /* what was got on the questions */
    SUMMARY_MISSED,     /* what was failed to be got */
    SUMMARY_SALIENT,    /* striking, surprising */
    SUMMARY_NEXT,       /* new questions for the next contact */
    SUMMARY_PARTS
} SummaryPart;

typedef struct {
    SummaryPart part;
    const char *name;  /* as in the view and on the command line: "field_note" */
    const char *title; /* "Field note" */
    const char *help;  /* what belongs there, as a question */
} SummaryPartRow;
const SummaryPartRow *summary_list_parts(void); /* SUMMARY_PARTS rows */

typedef struct {
    Str parts[SUMMARY_PARTS]; /* "" where nothing was written */
    int64_t at;               /* of its last change; 0: not written yet */
} Summary;
int summary_read(Store *store, const char *session, Summary *summary, Err *err);
/* Writes all parts as they are in *summary; saying nothing in any part is refused when there was nothing
 * before. */
int summary_write(Store *store, const char *session, const Summary *summary, Err *err);
void summary_free(Summary *summary);
/* What the session itself tells for the parts got and missed: questions answered, and those left with why; to
 * start from. Added to *got and *missed. */
int summary_add_hints(Store *store, const char *session, Str *got, Str *missed, Err *err);

#define SUMMARY_DUE_MS (INT64_C(24) * 3600 * 1000)
typedef struct {
    Id session;
    int64_t number;
    int64_t ended;    /* wall ms */
    bool is_overdue;  /* more than SUMMARY_DUE_MS ago */
    char people[128]; /* pseudonyms, as in the view */
    char title[160];
} SummaryDue;
/* Ended sessions without a summary, oldest first, at most `most`; returns how many there are in all, or -1.
 * Rehearsals and paper sessions entered on are judged by when they ended, rehearsals are not listed. */
int summary_list_due(Store *store, SummaryDue *list, size_t most, Err *err);

/* --- corrections of a session, as new versions. NULL (-1 for a number) leaves a fact as it is; "" clears it.
 * Where one person takes another's place, the words and the consent recorded of that one in the session
 * follow. */
typedef struct {
    const char *title, *researcher, *mode, *setting, *others, *interpreter, *place, *team;
    const char *part_of;       /* id */
    int minutes;               /* planned; -1 as it is */
    int pilot;                 /* 0, 1; -1 as it is */
    const char *const *people; /* ids, in seat order; NULL as they are */
    size_t person_count;
} SessionChange;
#define SESSION_CHANGE_NONE ((SessionChange){.minutes = -1, .pilot = -1})
int session_correct(Store *store, const char *session, const SessionChange *change, Err *err);

#endif
