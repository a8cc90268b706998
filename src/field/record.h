/* SPDX-License-Identifier: MIT */
/* The whole of a note as one version of it is written: read, change, write as the next. */
#ifndef FIELD_RECORD_H
#define FIELD_RECORD_H

#include "rir/line.h"
#include "rir/store.h"
#include "step.h"

typedef struct {
    Id id;
    char *name; /* as typed */
    Valence valence;
    size_t start, end;
} RecordCode;

/* What more is known of a note than where it was typed, as in the table card. NULL for what is not. */
typedef enum {
    CARD_ACTIVITY,
    CARD_STAGE,
    CARD_TABLE, /* a number */
    CARD_GROUP,
    CARD_SHEET,
    CARD_LABEL,
    CARD_OWNER,
    CARD_DUE,
    CARD_HOW,
    CARD_DIMENSION,
    CARD_PAGE,
    CARD_DOCUMENT, /* this and the next two: ids */
    CARD_JOTTING,
    CARD_FINDING,
    CARD_ABSENT, /* a number: what did not happen, what a document does not say */
    CARD_APPRAISAL,
    CARD_MEMBERS
} CardMember;

typedef struct {
    Id id;
    Id session;
    NoteKind kind;
    char *text, *raw;
    char *question;                /* NULL for none */
    Id speaker;                    /* person, "" when no one was named */
    char *seat;                    /* a speaker who is no participant, NULL for none */
    char *phase;                   /* NULL for none */
    int64_t at, elapsed, recorder; /* recorder -1 for none */
    int64_t typed;                 /* wall ms of the first key of this version */
    int tz;
    bool later, about, volunteered, off;
    RecordCode *codes;
    size_t code_count, code_room;
    char *card[CARD_MEMBERS];
} NoteRecord;

/* ERR_REFUSED: no such note, or struck. */
int record_read(Store *store, const char *note, NoteRecord *record, Err *err);
void record_free(NoteRecord *record);
void record_add(const NoteRecord *record, Step *step, const char *person);
/* Whose data it is, from the study: the speaker, or whoever alone had come by then; "" for no one's. */
Id record_find_person(Store *store, const NoteRecord *record);
/* NULL or "" takes it away. */
void record_set_card(NoteRecord *record, CardMember member, const char *value);
/* Put forward in a workshop: whose it is, is kept but never shown (see any_seen in views.sql). */
bool record_is_anonymous(Store *store, const NoteRecord *record);
bool record_is_own(NoteKind kind); /* the researcher's: never a participant's data */

/* Outside a running session (correct.c): one version as an act of its own, and who spoke, by pseudonym, seat
 * or `?`. */
int record_write(Store *store, const NoteRecord *record, Err *err);
/* With its label, where it has become a recommendation of a workshop; not in an open transaction. */
int record_write_listed(Store *store, const NoteRecord *record, Err *err);
void record_set_speaker(Store *store, NoteRecord *record, const char *words /* several: of all of them */);
void record_set_speakers(Store *store, NoteRecord *record, const Line *line);

/* Text and codes of a typed line in place of those that record_add_typed shows; codes it does not show keep
 * to their words. */
void record_set_line(NoteRecord *record, const Line *line);
/* Codes alone, as in a run at the end: those that stay keep to their words, others come over the whole text,
 * or go. */
void record_set_codes(NoteRecord *record, const Line *line);
/* Another text: codes over the whole go on doing so, others keep to their words or go with them. */
void record_set_text(NoteRecord *record, const char *text);
/* What a researcher would type to get it: `,v The money follows the bed #money- @P07`; who, unless it is
 * anonymous. */
void record_add_typed(Store *store, Str *out, const NoteRecord *record);
/* `, money (barrier), urgency` */
void record_add_codes(Store *store, Str *out, const NoteRecord *record);

#endif
