/* SPDX-License-Identifier: MIT */
/* upkeep: proving, rebuilding, copying and erasing. */
#ifndef RIR_UPKEEP_H
#define RIR_UPKEEP_H

#include "rir/digest.h"
#include "rir/err.h"
#include "rir/store.h"

/* Called now and then in long work: `done` of `whole` steps. May be NULL. */
typedef void UpkeepReport(void *context, int64_t done, int64_t whole);

typedef struct {
    int64_t events, erased, newer; /* newer: kept, but made by a newer rir */
    int64_t faults;                /* what did not hold */
    Str account;                   /* a line a fault, for the researcher */
} VerifyResult;

/* Checks the file's integrity, every event's digest, that no seq is missing, and that the projection is what
 * the log gives (rebuilt into memory and compared by digest). 0 also when faults were found; -1 when it could
 * not look. Call with no transaction open. */
int upkeep_verify(Store *store, VerifyResult *result, UpkeepReport *report, void *context, Err *err);
void upkeep_free_result(VerifyResult *result);

/* Drops the projection and makes it again from the log, in one transaction. ERR_BUSY while a session is
 * live. */
int upkeep_rebuild(Store *store, UpkeepReport *report, void *context, Err *err);

/* The digest of the study: logical rows by id, not local numbers, drafts or the index. Equal after any
 * exchange. */
int upkeep_find_digest(Store *store, Digest *digest, Err *err);

/* A consistent copy while the study is open, without a site (the copy takes its own when it is written to),
 * as one plain file 0600, written aside, synced and renamed. ERR_REFUSED when `path` exists. */
int upkeep_backup(Store *store, const char *path, Err *err);

/* Erases the bodies of every event of the entity, its rows, its words in the search index, in the -wal and in
 * free pages. An `erase` event remains. Call with no transaction open; needs sole use: ERR_BUSY when another
 * process has the study open or a session is live elsewhere. Done is only said when no file of the study
 * holds the bodies. Several entities at once cost one sweep. */
int upkeep_erase(Store *store, const char *const *entities, size_t count, const char *why, Err *err);

/* The same of a person: what is known of them, their answers, and every note that was theirs in any of its
 * versions or is so now, also where a session was put right from one person to another. A session stays,
 * without its notes; lines half typed in sessions they came to go. */
int upkeep_erase_person(Store *store, const char *person, const char *why, Err *err);

/* Erases what was struck, or typed in time that went off the record without `keep`, in the session, for good.
 * For the end of a session; the live hold of this store itself does not hinder. Returns how many notes, or
 * -1. */
int upkeep_erase_struck(Store *store, const char *session, Err *err);

#endif
