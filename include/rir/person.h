/* SPDX-License-Identifier: MIT */
/* person: participants, known by pseudonym. Names never belong in the study file. */
#ifndef RIR_PERSON_H
#define RIR_PERSON_H

#include <stdbool.h>
#include <stddef.h>

#include "rir/err.h"
#include "rir/id.h"
#include "rir/store.h"

typedef enum {
    PERSON_PSEUDONYM,
    PERSON_RELATIONSHIP, /* to the researcher before the study (COREQ 6) */
    PERSON_APPROACH,     /* how approached (COREQ 11) */
    PERSON_ROLE,
    PERSON_LEVEL, /* strategic, operational */
    PERSON_GROUP, /* stakeholder group */
    PERSON_ORGANISATION,
    PERSON_TEAM,
    PERSON_PLACE,
    PERSON_ABOUT,
    PERSON_ATTRIBUTES
} PersonAttribute;

typedef struct {
    PersonAttribute attribute;
    const char *name; /* as in the view and on the command line: "role" */
    const char *help; /* one line */
} PersonAttributeRow;
const PersonAttributeRow *person_list_attributes(void); /* PERSON_ATTRIBUTES rows */

typedef struct {
    Id id;
    char *values[PERSON_ATTRIBUTES]; /* "" where nothing is known */
} Person;
typedef struct {
    Person *list;
    size_t count;
    size_t room;
} People;
void people_free(People *people); /* empty after it */

/* A pseudonym: 1 to 32 letters, digits, - and _, beginning with a letter or digit, not only digits (`@3` is a
 * seat). ERR_REFUSED says how to write it. */
int person_check_pseudonym(const char *pseudonym, Err *err);
/* A caution for a pseudonym or text that looks like a real name, "" for none; a caution is never a refusal.
 */
const char *person_caution(const char *pseudonym);
/* The next free one of P01, P02, ... */
void person_next_pseudonym(Store *store, char out[16]);

/* `values` has PERSON_ATTRIBUTES members, NULL or "" for nothing; a NULL pseudonym takes the next free one.
 * ERR_REFUSED: the pseudonym is taken (letter case does not distinguish) or cannot be one. */
int person_add(Store *store, const char *const *values, Id *id, Err *err);
/* A new version: NULL leaves an attribute as it is, "" clears it. Renaming keeps the person. */
int person_set(Store *store, const char *id, const char *const *values, Err *err);
/* By pseudonym (any letter case), id, or the unmistakable start of an id of 8 characters or more.
 * ERR_REFUSED: no such one; names those that are near. */
int person_find(Store *store, const char *word, Id *id, Err *err);
/* Finds by pseudonym or adds: for the start of an interview, which nothing should hold up. */
int person_need(Store *store, const char *pseudonym, Id *id, bool *is_new, Err *err);
/* The same for a rehearsal: whoever is not a participant yet is made up for rehearsals, and is in no list,
 * view or export. No other function finds those. */
int person_rehearse(Store *store, const char *pseudonym, Id *id, Err *err);
int person_read(Store *store, const char *id, Person *person, Err *err); /* the caller calls person_free */
void person_free(Person *person);
/* Everybody by pseudonym, in natural order (P2 before P10); `words` filters over all attributes, NULL or ""
 * for all. */
int person_list(Store *store, const char *words, People *people, Err *err);

/* People put into stakeholder groups in one line, "health: P01 P02; social care: P03", in that order. */
typedef struct {
    char *pseudonym, *group;
} PersonGroup;
typedef struct {
    PersonGroup *list;
    size_t count, room;
} PersonGroups;
/* Adds those of `text` ("" for none). ERR_REFUSED: how it is written; somebody stands in two groups. */
int person_read_groups(const char *text, PersonGroups *groups, Err *err);
void person_free_groups(PersonGroups *groups); /* empty after it */
/* From now on they are of these groups. ERR_REFUSED: one is no participant. */
int person_set_groups(Store *store, const PersonGroups *groups, Err *err);

/* The latest answer to each consent item that a person gave: `part yes, record no (paper)`; "" when none. */
int person_add_consent(Store *store, const char *id, Str *out, Err *err);
/* Whether they may be asked again: 1 they agreed to `recontact`, -1 they refused that or taking part, 0
 * nobody asked. */
int person_find_recontact(Store *store, const char *id);

#endif
