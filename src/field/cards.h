/* SPDX-License-Identifier: MIT */
/* Cards: notes of a workshop, with the activity and table they come from. */
#ifndef FIELD_CARDS_H
#define FIELD_CARDS_H

#include "record.h"
#include "session.h"

/* Fills what the moment in the workshop says of a new note; nothing elsewhere. An idea gets the next letter. */
void cards_place(const Session *session, NoteRecord *record);
/* A for 1, Z for 26, AA for 27. */
void cards_add_letter(Str *out, int64_t number);

#endif
