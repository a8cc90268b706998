/* SPDX-License-Identifier: MIT */
/* Findings in a session under way: what is up, and what a new note belongs to. */
#ifndef FIELD_FINDINGS_H
#define FIELD_FINDINGS_H

#include "record.h"
#include "session.h"

/* A note typed while a finding is up belongs to it; dissent among recommendations belongs to the one last
 * spoken of. */
void findings_place(const Session *session, NoteRecord *record);
/* With `/off 2m keep`: answers without words that were given since `from` are kept apart, as notes are. */
int findings_move_apart(const Session *session, Step *step, int64_t from, Err *err);
/* A note has another id from now on: answers and recommendations whose words it holds point to that. */
int findings_follow_note(Store *store, Step *step, const char *note, const char *now, Err *err);

#endif
