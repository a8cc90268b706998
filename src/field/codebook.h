/* SPDX-License-Identifier: MIT */
/* The codebook a guide starts from, and the identity of codes. */
#ifndef FIELD_CODEBOOK_H
#define FIELD_CODEBOOK_H

#include "session.h"

/* The id that a code's name always has, in any letter case. */
Id code_make_id(const char *name);
/* Adds what the study calls the code of this name; the name itself when it knows none. */
void code_add_name(Store *store, Str *out, const char *name);
/* Adds the codes of the codebook that the session's guide names, and that the study does not have yet, to the
 * step. It lies beside the file `guide`, which may be NULL, or came with rir. What is wrong with it goes to
 * the session's notice: it holds up no interview. */
void codebook_add(Session *session, Step *step, const char *guide);

#endif
