/* SPDX-License-Identifier: MIT */
/* command: reading `/word arguments`. Private to line. */
#ifndef RIR_LINE_COMMAND_H
#define RIR_LINE_COMMAND_H

#include "rir/line.h"

/* The command meant by a word that is none, NULL when nothing is near. */
const LineCommandRow *command_find_nearest(const char *word);

/* Splits `rest` at white space. "Double quotes" at a word's start keep one together, `\"` is a plain one, a
 * quote that is never closed reaches to the end. The caller frees each word and the array. */
char **command_split(const char *rest, size_t *count);

#endif
