/* SPDX-License-Identifier: MIT */
/* Cards: notes of a workshop, with where they come from and what they are called. */
#ifndef FIELD_CARDS_H
#define FIELD_CARDS_H

#include "record.h"
#include "rir/cards.h"
#include "session.h"

/* Fills what the moment in the workshop says of a new note; nothing elsewhere. */
void cards_place(const Session *session, NoteRecord *record);
/* The next label of its kind's series, for a note of a workshop that has none: ideas A, B, ..., decisions D1,
 * ... */
void cards_give_label(Store *store, NoteRecord *record);
/* The stakeholder group that a word behind @ names: `social-care`; false when it may be a person. */
bool cards_find_group(const Session *session, const char *word, Str *group);
/* The label as it is shown; nothing when there is none. */
void cards_add_label(Store *store, Str *out, const char *card);
/* The label of what the card `about` (an id) is: of a card, a finding, a recommendation. */
void cards_add_about(Store *store, Str *out, const char *about);

/* A note became another one, as off_record.c writes down what was before: what was done with its card until
 * `before` (wall ms) is done with the new one. */
void cards_follow_note(const Session *session, Step *step, const char *from, const char *to, int64_t before);

void clusters_follow_note(const Session *session, Step *step, const char *from, const char *to);

/* The card that a word names by its label, `C` or `C,`, for commands; -1 with the reply filled. */
int cards_need(Order *order, const char *word, Id *card);
/* When it was done, into the body of an act. */
void cards_add_times(const Session *session, StepBody *body);
/* 0 in a workshop; else -1 with the reply filled. */
int cards_need_workshop(Order *order);

#endif
