/* SPDX-License-Identifier: MIT */
/* What a guide names and does not hold: its codebook, its matrices. */
#ifndef FIELD_GUIDE_FILES_H
#define FIELD_GUIDE_FILES_H

#include "session.h"

/* The text of NAME.md: one's own, beside the guide (NULL: where that is, is not known), else the one that
 * came with rir, in its folder `shared`. */
bool guide_file_read(const char *guide, const char *shared, const char *name, Str *bytes);

/* Adds to the opening of a session the texts of the matrices its activities are rated by, and which they are.
 */
void matrices_keep(Session *session, Step *step);
/* Adds the matrix that `words` mean, a file or a name, as the one that the guide calls `name`. False: *wrong
 * says why. */
bool matrix_take(Session *session, Step *step, const char *name, const char *words, Str *wrong);

#endif
