/* SPDX-License-Identifier: MIT */
/* conflict: versions of one thing that did not see each other, made on two laptops. Both are kept; a
 * researcher settles it by choosing one, or by writing another, which has then seen them all. */
#ifndef RIR_CONFLICT_H
#define RIR_CONFLICT_H

#include <stddef.h>
#include <stdint.h>

#include "rir/err.h"
#include "rir/id.h"
#include "rir/store.h"

typedef struct {
    Id entity;
    const char *what; /* "note", "participant", "session", "code", "summary", "study" */
    char *name;       /* its text, pseudonym, title ... as it shows now */
    size_t versions;
} Conflict;

typedef struct {
    Conflict *list;
    size_t count;
    size_t room;
} Conflicts;

/* All of the study, notes first. The list is emptied first; struck notes are not in it. */
int conflict_list(Store *store, Conflicts *conflicts, Err *err);
void conflict_free(Conflicts *conflicts);

typedef struct {
    char *author;
    int64_t at;
    char *says; /* `kind: paraphrase, text: ...`: what it holds, without what is the same in all versions */
    char site[ID_SIZE];
    int64_t seq;
} ConflictVersion;

typedef struct {
    ConflictVersion *list; /* oldest first */
    size_t count;
    size_t room;
} ConflictVersions;

/* Emptied first; none for a thing without conflict. */
int conflict_read(Store *store, const char *entity, ConflictVersions *versions, Err *err);
void conflict_free_versions(ConflictVersions *versions);

/* Settles with version `which` (1, 2, ...). ERR_REFUSED: no conflict, or not so many versions. */
int conflict_settle(Store *store, const char *entity, size_t which, Err *err);

#endif
