/* SPDX-License-Identifier: MIT */
/* Sessions of reading a document, for the other files of this room. */
#ifndef FIELD_READING_H
#define FIELD_READING_H

#include "record.h"
#include "session.h"

/* What is known of a note of a document session beside its words: which document, and where in it. */
void reading_place(const Session *session, NoteRecord *record);
/* The document at the start of a session, taken in; NULL or "" for none. ERR_REFUSED: no document session, or
 * no such document. */
int reading_begin(Session *session, Step *step, const char *document, Err *err);

#endif
