/* SPDX-License-Identifier: MIT */
/* What ballots and rating sheets share: they are of no one, counted against those here by stakeholder group,
 * taken back by a token until the reveal, and mixed at the reveal. */
#ifndef FIELD_SECRET_H
#define FIELD_SECRET_H

#include "session.h"

/* --- stakeholder groups of those here */

typedef struct {
    char *name; /* as the roster has it; "" for those without one */
    size_t here;
} SecretGroup;

typedef struct {
    SecretGroup *list; /* by name */
    size_t count, room;
    size_t here; /* in all */
} SecretGroups;

/* Whoever was here since the activity began counts as here, for papers may be typed in when some have left;
 * nobody who did not agree to take part. */
void secret_list_groups(const Session *session, SecretGroups *groups);
/* The same of a session that is over: whoever was there. */
int secret_list_past(Store *store, const char *session, SecretGroups *groups, Err *err);
void secret_free_groups(SecretGroups *groups);

/* --- a line `GROUP: CHOICES` */

typedef struct {
    const SecretGroup *group; /* NULL: not stated */
    char **words;             /* the choices as typed */
    size_t count;
} SecretLine;

/* Reads what stands behind the command; -1, and what is wrong added to *wrong. Free in every case. */
int secret_read_line(const char *text, const SecretGroups *groups, SecretLine *line, Str *wrong);
void secret_free_line(SecretLine *line);
/* Refuses what was typed off the record. 0: it may be kept. */
int secret_check_record(Order *order);

/* --- tokens */

#define SECRET_TOKEN_SIZE 16
/* The token of a ballot follows from its id. "amber-41" */
void secret_format_token(char out[SECRET_TOKEN_SIZE], const char *id);
/* A new id, whose token no other ballot or sheet of the session has. */
Id secret_make_id(const Session *session);

/* --- the reveal */

typedef enum { SECRET_BALLOTS, SECRET_SHEETS } SecretKind;

/* Adds a copy of each under another id, in a random order, and strikes the first ones; those are erased for
 * good when the session ends, and with them what the log knew of the order. Of one activity and one
 * dimension; NULL: of all. On two laptops the copies are the same. */
int secret_mix(const Session *session, Step *step, SecretKind kind, const char *activity,
               const char *dimension, Err *err);

#endif
