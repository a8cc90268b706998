/* SPDX-License-Identifier: MIT */
/* The character set of the terminal. Inside rir all is UTF-8; a terminal set to another one is translated
 * for. */
#ifndef RIR_CLI_CODESET_H
#define RIR_CLI_CODESET_H

#include <stdbool.h>
#include <stddef.h>

#include "rir/str.h"

/* Takes the locale from the environment, with numbers and sorting as in C. */
void codeset_begin(void);
const char *codeset_find_name(void); /* as the environment says: "UTF-8", "ISO-8859-1", "ANSI_X3.4-1968" */
bool codeset_is_utf8(void);

/* Adds bytes that came from the terminal as UTF-8. A set of seven bits, such as that of the locale C, is read
 * as UTF-8: what else could a byte above 127 be. Bytes that are none of the set's are kept for the cleaning
 * that follows (text_add_clean). */
void codeset_add_in(Str *out, const char *bytes, size_t size);
/* Adds UTF-8 text as the terminal shows it; what its set lacks becomes `?`. */
void codeset_add_out(Str *out, const char *text, size_t size);

#endif
