/* SPDX-License-Identifier: MIT */
/* Notes that a command makes of the words behind it. */
#ifndef FIELD_TYPE_NOTE_H
#define FIELD_TYPE_NOTE_H

#include "record.h"
#include "session.h"

/* 0: what is typed now is to be kept (or kept apart); else the reply says why it is not. */
int type_check_record(Order *order);
/* When what is typed was: now, or at the time on the line. -1 with the reply filled when that cannot be. */
int type_place(Order *order, int64_t *at, int64_t *elapsed);
/* Adds a note of these words to the step, as if they had been typed alone: with codes and speakers at their
 * end; a paraphrase unless they say another kind; one member of its card is set. The caller frees the record.
 * -1: the reply is filled. */
int type_add_words(Order *order, const char *words, CardMember member, const char *value, Step *step,
                   NoteRecord *record);
/* The same of another kind; what else there is to say of it is added to the remark: "; ...". */
int type_add_note(Order *order, const char *words, NoteKind kind, CardMember member, const char *value,
                  Step *step, NoteRecord *record, Str *remark);
/* Once it is saved. */
void type_take_words(Session *session, const NoteRecord *record);
/* The reply then: `saved 00:12:04 idea A3`, with its codes and the remark behind it. */
void type_say_saved(Order *order, const NoteRecord *record, const char *remark);

#endif
