/* SPDX-License-Identifier: MIT */
/* shelf: sessions held before, for the screens that list and read them. The study and its clock are the
 * lab's. */
#ifndef TEST_SHELF_H
#define TEST_SHELF_H

#include "screen.h"

/* Starts an interview of that title (NULL: the guide's) with consent to take part, types the notes (NULL ends
 * them), one every five minutes, and leaves it open. */
void shelf_start(const char *person, const char *title, const char *note, ...);
Id shelf_end(void); /* ends it and leaves it */
/* Both; the session's id. */
Id shelf_hold(const char *person, const char *title, const char *note, ...);
/* Writes its contact summary, so that it waits for nothing. */
void shelf_sum_up(const Id *session);

/* Ada and Ben each correct the note, and hear of each other only then. */
void shelf_edit_apart(const Id *note, const char *ada, const char *ben);

#endif
