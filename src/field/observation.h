/* SPDX-License-Identifier: MIT */
/* Sessions of observing, for the other files of this room. */
#ifndef FIELD_OBSERVATION_H
#define FIELD_OBSERVATION_H

#include "record.h"
#include "session.h"

/* /dimension, in an observation. */
int observe_dimension(Order *order);
/* What is known of a note of an observation beside its words. */
void observe_place(const Session *session, NoteRecord *record);
/* Whether the person (id) may be named in the session: agreed to take part, or it is no observation. */
bool observe_may_name(Store *store, const char *session, const char *person);
/* Whether who was typed is to be left out of a note; the remark then says why. */
bool observe_leave_out(const Session *session, const Who *who, Str *remark);
/* ERR_REFUSED when the record names somebody who may not be named. */
int observe_check_speaker(Store *store, const NoteRecord *record, Err *err);
/* Which participants who may not be named are named by the words of the note, added as a remark. */
void observe_add_caution(const Session *session, Str *remark, const char *text);
/* The role at the start of a session, taken in; NULL or "" for none. ERR_REFUSED: no such role, or nothing is
 * observed. */
int observe_begin(Session *session, Step *step, const char *role, Err *err);

#endif
