/* SPDX-License-Identifier: MIT */
/* notes: reading the notes of a session, live or closed, a window at a time, and correcting them afterwards.
 *
 * Only what may be shown is read: nothing struck, nothing kept apart. Order is that of session time. Cost
 * follows the window, not the session. */
#ifndef RIR_NOTES_H
#define RIR_NOTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rir/err.h"
#include "rir/id.h"
#include "rir/line.h"
#include "rir/note_kind.h"
#include "rir/store.h"

typedef LineCode NoteCode; /* name, sign, and what of the text it is applied to */

typedef struct {
    Id id;
    int64_t n; /* as in the view notes */
    NoteKind kind;
    char *text;
    char *raw;
    char *question; /* id, "" for none */
    char *speaker;  /* pseudonym, or a seat; "" when no one was named */
    int64_t at, elapsed;
    int tz;
    int64_t recorder; /* ms; -1 for none */
    char *phase;
    char *author;
    bool later; /* entered later */
    bool about; /* its time is approximate */
    bool volunteered;
    bool conflict; /* edits that did not see each other: see notes_read_versions */
    bool is_kept;  /* exact words that may not be quoted: set by notes_look_for_quotes alone */
    NoteCode *codes;
    size_t code_count;
} Note;

typedef struct {
    Note *list; /* in order of session time */
    size_t count;
    size_t room;
} Notes;
void notes_free(Notes *notes); /* empty after it */

/* The last `most` notes of a session. `notes` is emptied first here and below. */
int notes_read_last(Store *store, const char *session, size_t most, Notes *notes, Err *err);
/* The note, up to `before` notes before it and `after` behind it. ERR_REFUSED: no such note, or not to be
 * shown. */
int notes_read_around(Store *store, const char *note, size_t before, size_t after, Notes *notes, Err *err);
/* The note alone. */
int notes_read_one(Store *store, const char *note, Notes *notes, Err *err);
/* Whether the words of the note with that number may be quoted, as the view notes says: 1, 0, or -1 where
 * saying so would tell whose they are. */
int notes_find_quotable(Store *store, int64_t n);
/* Looks which of the quotations and extracts may not be quoted. */
void notes_look_for_quotes(Store *store, Notes *notes);
/* The n-th note counted back from the last one entered (1: the last). ERR_REFUSED when there are not so many.
 */
int notes_find_back(Store *store, const char *session, size_t n, Id *note, Err *err);
/* The id that `word` names: the id itself or the unmistakable start of one (8 characters or more). */
int notes_find(Store *store, const char *word, Id *note, Err *err);
/* Adds `money (barrier), urgency`: the codes of a note as rir says them; what is said of several words,
 * once. */
void notes_add_codes(Str *out, const Note *note);

/* --- corrections: new versions of the same note, in a live or closed session. NULL leaves a member as it is.
 * Refused when nothing would change. */
typedef struct {
    const char *typed;    /* the line anew, in the typed grammar: text, kind if said, codes if any */
    const char *text;     /* or the text alone; codes keep to the text or the words they are of */
    const char *codes; /* codes alone, typed: those that stay keep to their words, others come over the whole
                          text or go */
    NoteKind kind;        /* NOTE_NONE: as it is */
    const char *speaker;  /* pseudonym, seat number, `?`; "" for no one named */
    const char *question; /* id; "" for none */
} NoteChange;
int notes_correct(Store *store, const char *note, const NoteChange *change, Err *err);

/* A note entered after the session, from memory or paper; marked so. Without a time in the line it belongs
 * behind the note `after` (NULL: at the session's end), at about its time, under its question. ERR_REFUSED:
 * the line is no note, no such session, or one that is live; a time still to come. */
int notes_add_later(Store *store, const char *session, const Line *line, const char *after, Id *note,
                    Err *err);

/* --- edits that did not see each other */
typedef struct {
    char *author;
    int64_t at;
    NoteKind kind;
    char *text;
    char site[ID_SIZE];
    int64_t seq;
} NoteVersion;
typedef struct {
    NoteVersion *list; /* oldest first */
    size_t count;
    size_t room;
} NoteVersions;
int notes_read_versions(Store *store, const char *note, NoteVersions *versions, Err *err);
void notes_free_versions(NoteVersions *versions);
/* What a step that undo takes back was, in words: "a note", "a strike"; never its text, which may have been
 * struck. */
const char *notes_name_step(Store *store, const EventKey *key);
/* Settles with version `which` (1, 2, ...): a version that has seen them all. */
int notes_settle(Store *store, const char *note, size_t which, Err *err);

#endif
