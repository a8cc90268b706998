/* SPDX-License-Identifier: MIT */
/* What a session's notes say, for those who took part: which may be given back, and in which words. */
#ifndef RIR_EXCHANGE_HEARD_H
#define RIR_EXCHANGE_HEARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rir/cards.h"
#include "rir/err.h"
#include "rir/page.h"
#include "rir/plain.h"
#include "rir/store.h"

/* Why a note is not given back, in the order in which the reasons are looked at. */
typedef enum {
    HEARD_SHARED,
    HEARD_STRUCK,
    HEARD_OFF,     /* off the record, kept apart */
    HEARD_OWN,     /* the researchers' own */
    HEARD_REFUSED, /* of people who did not agree to take part */
    HEARD_UNQUOTABLE,
    HEARD_REUSE,
    HEARD_SEEN, /* what was seen, not what was said */
    HEARD_REASONS
} HeardReason;

typedef struct {
    int64_t n;
    Id id;
    NoteKind kind;
    HeardReason reason;
    char *text;                      /* with pseudonyms taken out; "" when it is not shared */
    char *question;                  /* id, "" for none */
    char *activity;                  /* id of the topic, "" for none */
    char *owner, *due, *how, *about; /* "" for none */
    bool is_answer;                  /* to a finding, or what shows a level: stands with that */
    const Card *card;                /* NULL when it is none */
} Said;

typedef struct {
    Store *store;
    const char *session;
    bool is_workshop, is_observation;
    Said *list; /* in the order in which it was said */
    size_t count, room;
    Cards cards;
    Plain plain;
    size_t left_out[HEARD_REASONS];
    size_t owners_left_out; /* owners that look like names */
} Heard;

int heard_read(Store *store, const char *session, Heard *heard, Err *err);
void heard_free(Heard *heard);

/* Adds `text` with each pseudonym in it as `[somebody]`. */
void heard_add_plain(const Heard *heard, Str *out, const char *text);
/* The note by its id; NULL when it is not of this session. */
const Said *heard_find(const Heard *heard, const char *id);
/* The words of a note by its id, when they may be given back; "" otherwise. */
const char *heard_find_words(const Heard *heard, const char *id);
/* The role that answers for something; "" (and counted) when it looks like a name. */
const char *heard_find_owner(Heard *heard, const char *owner);

/* Parts of the summary, each with its heading, nothing when there is nothing to say. */
void heard_add_ideas(Heard *heard, const char *title, Page *page);    /* what we heard */
void heard_add_outcomes(Heard *heard, Page *page); /* decisions, dissent, actions, what was parked */
int heard_add_findings(Heard *heard, Page *page, Err *err);
int heard_add_recommendations(Heard *heard, Page *page, Err *err);
int heard_add_votes(Heard *heard, Page *page, Err *err);
int heard_add_maturity(Heard *heard, Page *page, Err *err);
void heard_add_left_out(const Heard *heard, Page *page);

#endif
