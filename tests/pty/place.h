/* SPDX-License-Identifier: MIT */
/* place: a folder with a study and a home of its own, and the program just built in it. For tests of the
 * whole program in a terminal. What cannot be made aborts the test program. */
#ifndef TESTS_PLACE_H
#define TESTS_PLACE_H

#include "pty.h"
#include "rir/str.h"

typedef struct Place Place;

/* A new folder. `settings`: lines of the user's settings file beside the researcher's name; may be NULL. */
Place *place_new(const char *settings);
/* The same in `folder`, which must exist and is only emptied at the end. */
Place *place_new_in(const char *folder, const char *settings);
void place_free(Place *place); /* removes it; NULL is fine */

/* From now on rir runs in it as somebody who has no special rights, for whom permissions count. False when
 * that cannot be done here. */
bool place_drop_root(Place *place);

/* Makes study.rir with the participants P01 and P02. */
void place_make_study(Place *place);

const char *place_find_folder(const Place *place); /* where the program runs */
const char *place_find_study(const Place *place);  /* its path */
const char *place_find_program(void);              /* the path of rir */
/* Adds the path of a file of the source. */
void place_add_source(Str *path, const char *name);
/* `NAME=VALUE` for each later start; the text must live as long as the place. */
void place_set(Place *place, const char *variable);

/* Starts `rir` with these words (ended by NULL) in a terminal of the place. */
Pty *place_open(Place *place, int rows, int columns, const char *const *words);
/* Runs it without a terminal, with `input` to read (NULL: nothing); adds what it says to *out (may be NULL).
 * Returns its exit status, or 128 + the signal that ended it. */
int place_run(Place *place, const char *const *words, const char *input, Str *out);
/* The same for another program, by its path. */
int place_run_program(Place *place, const char *const *argv, const char *input, Str *out);
/* Whether any file of the study's folder holds the bytes. */
bool place_has_bytes(const Place *place, const char *text);

#endif
