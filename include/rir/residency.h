/* SPDX-License-Identifier: MIT */
/* residency: the log of a researcher in residence: contacts and meetings, memos, what happened in the
 * programme, and what its words meant, each with its date. It holds the researcher's own account, never words
 * of participants.
 *
 * An entry belongs to the study and has a label, L1, L2, ...; every change is a new version, and the log of
 * the study keeps those before. Dates are as typed: 2026, 2026-03, 2026-03-31, or with a time
 * 2026-03-31T14:30. */
#ifndef RIR_RESIDENCY_H
#define RIR_RESIDENCY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rir/err.h"
#include "rir/id.h"
#include "rir/store.h"
#include "rir/str.h"

typedef enum {
    RESIDENCY_WHAT,  /* contact, meeting, memo, event, term */
    RESIDENCY_DATE,  /* when it was; of an event or a term, from when on */
    RESIDENCY_UNTIL, /* of an event or a term: the last day */
    RESIDENCY_NAME,  /* of an event, a term, a meeting */
    RESIDENCY_WITH,  /* of a contact or a meeting: roles and pseudonyms, between commas */
    RESIDENCY_HAT,   /* in which part the researcher was there: evaluator, colleague, clinician, ... */
    RESIDENCY_PLACE,
    RESIDENCY_MINUTES,
    RESIDENCY_TYPE, /* of a memo: reflexive, methodological, analytic, theoretical */
    RESIDENCY_TEXT, /* what it was, or means */
    RESIDENCY_MEMBERS
} ResidencyMember;

typedef struct {
    const char *name; /* the option, the column, the JSON key */
    const char *help;
    const char *choices; /* separated by |, NULL for any text */
    const char *of;      /* kinds of entry that have it, between spaces; NULL: all */
} ResidencyMemberRow;
const ResidencyMemberRow *residency_list_members(void); /* RESIDENCY_MEMBERS rows */
/* Whether an entry of this kind has the member. */
bool residency_has(const char *what, ResidencyMember member);

typedef struct {
    Id id;
    char *label;                     /* "L3"; "L3b" when another laptop had given L3 first */
    char *values[RESIDENCY_MEMBERS]; /* "" where not said; of whoever did not agree to take part `?` */
    char *author;
} ResidencyEntry;
typedef struct {
    ResidencyEntry *list; /* by date, then as they were made */
    size_t count, room;
} ResidencyLog;
void residency_free(ResidencyEntry *entry); /* empty after it */
void residency_free_log(ResidencyLog *log);

typedef struct {
    const char *what;  /* NULL: of every kind */
    const char *since; /* a date, NULL: from the beginning; what still held then counts */
    const char *words; /* each of which is in the entry, in any letter case; NULL or "": any */
} ResidencyChoice;
/* The log is emptied first. */
int residency_list(Store *store, const ResidencyChoice *choice, ResidencyLog *log, Err *err);
/* What a term was said to mean at a date (NULL: today), the latest first; and with `on` "" at any time. None
 * is no error: the log is empty then. */
int residency_find_term(Store *store, const char *name, const char *on, ResidencyLog *log, Err *err);
/* By label, as `l3`, or 8 characters of the id and more. ERR_REFUSED: none, which ones there are is said. */
int residency_find(Store *store, const char *word, Id *id, Err *err);
/* ERR_REFUSED: there is none. */
int residency_read(Store *store, const char *id, ResidencyEntry *entry, Err *err);

/* NULL leaves a member as it is, "" takes it away. A new one has today's date when none is said (a term
 * none), and a memo is reflexive. ERR_REFUSED: a kind that is none, a member that the kind has not, a value
 * or a date that is none, no text or name, or nothing would change. */
int residency_add(Store *store, const char *const values[RESIDENCY_MEMBERS], Id *id, Err *err);
int residency_set(Store *store, const char *id, const char *const values[RESIDENCY_MEMBERS], Err *err);
/* Erases it for good; needs sole use of the study (see upkeep_erase). */
int residency_strike(Store *store, const char *id, Err *err);

#endif
