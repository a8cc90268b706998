/* SPDX-License-Identifier: MIT */
/* scene: what a researcher does, in single acts, for tests of the store. Nothing here asserts: each act
 * returns what the store said, 0 or -1, so that a test can make it fail. */
#ifndef CRASH_SCENE_H
#define CRASH_SCENE_H

#include <stdbool.h>
#include <stdint.h>

#include "rir/digest.h"
#include "rir/err.h"
#include "rir/event.h"
#include "rir/id.h"
#include "rir/parcel.h"
#include "rir/store.h"
#include "rir/str.h"

/* A new folder, in memory where the machine has such a disk, for studies and for the state of this user. */
bool scene_begin(const char *name);
/* Removes it and all in it, unless RIR_KEEP is set. */
void scene_end(void);
const char *scene_folder(void);
/* A path in it; the last eight are valid. */
const char *scene_path(const char *name);
/* Copies a study's files: the main file and the -wal, when there is one. */
bool scene_copy_file(const char *from, const char *to);
void scene_remove_study(const char *path);

/* Whether this is the long run: `make soak` sets RIR_SOAK. */
bool scene_is_soak(void);
/* How often to try: `many` in the long run, else `few`, of which the sanitizers, being slow, do a third. */
long scene_count(long few, long many);
/* A number from the environment, for trying one case again; `otherwise` when it is not set. */
long scene_read_number(const char *variable, long otherwise);

/* --- a clock that tests move: wall ms, the same for all */
void scene_set_clock(int64_t wall);
int64_t scene_find_clock(void);
/* Each reading moves it by a second. */
void scene_use_clock(void);

/* --- acts */

int scene_act(Store *store, const char *kind, const char *entity, const char *session, const char *person,
              Err *err, const char *format, ...) __attribute__((format(printf, 7, 8)));
int scene_session(Store *store, const char *session, Err *err);
int scene_note(Store *store, const char *note, const char *session, const char *text, Err *err);
/* A note with two codes, a speaker and a question. */
int scene_coded_note(Store *store, const char *note, const char *session, const char *person,
                     const char *text, Err *err);
/* The note and the end of its draft in one transaction, as a face saves it. */
int scene_typed_note(Store *store, const char *note, const char *session, const char *text, Err *err);
int scene_draft(Store *store, const char *session, const char *text, Err *err);
int scene_undo(Store *store, const char *session, bool redo, Err *err); /* nothing to undo is fine */
int scene_exchange(Store *from, Store *to, bool stale, ParcelResult *result, Err *err);
int64_t scene_search(Store *store, const char *words, Err *err); /* how many hits, -1 */

/* --- looking */

/* 0 when the study verifies without a fault; the account is in *err otherwise. */
int scene_verify(Store *store, Err *err);
/* The study's digest as hex; "" when it cannot be read. */
void scene_digest(Store *store, char hex[DIGEST_HEX_SIZE]);
/* Whether a file of the study (main, -wal, -journal) holds the bytes. */
bool scene_file_has(const char *path, const char *word);

extern const char scene_guide[];

#endif
