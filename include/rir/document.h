/* SPDX-License-Identifier: MIT */
/* document: the register of documents that the study reads.
 *
 * A document belongs to the study and has a label, DOC1, DOC2, ...; it is read in sessions by a document
 * guide, whose notes are its extracts, what it does not say, and how it is judged. Documents are accounts
 * made by somebody for somebody, not facts. */
#ifndef RIR_DOCUMENT_H
#define RIR_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rir/err.h"
#include "rir/id.h"
#include "rir/session.h"
#include "rir/store.h"

typedef enum {
    DOCUMENT_TITLE,
    DOCUMENT_AUTHOR, /* a role or an office */
    DOCUMENT_ORGANISATION,
    DOCUMENT_TYPE, /* strategy, minutes, agreement, policy, job description, email, ... */
    DOCUMENT_DATE, /* 2026, 2026-03 or 2026-03-31 */
    DOCUMENT_VERSION,
    DOCUMENT_AUDIENCE,
    DOCUMENT_PURPOSE,
    DOCUMENT_PROVENANCE,      /* how it was obtained */
    DOCUMENT_CONFIDENTIALITY, /* public; internal, also when not said: nothing of it leaves for others;
                                 confidential: nor that it exists */
    DOCUMENT_SCOPE,           /* in or out */
    DOCUMENT_WHY,             /* of the scope */
    DOCUMENT_MEMBERS
} DocumentMember;

typedef struct {
    const char *name; /* the option, the column, the JSON key */
    const char *help;
    const char *choices; /* separated by |, NULL for any text */
} DocumentMemberRow;
const DocumentMemberRow *document_list_members(void); /* DOCUMENT_MEMBERS rows */

/* The four of an appraisal, NULL-ended; and the one that a word begins unambiguously, NULL for none or
 * several. */
const char *const *document_list_aspects(void);
const char *document_find_aspect(const char *word);

typedef struct {
    Id id;
    char *label;                    /* "DOC2"; "DOC2b" when another laptop had given DOC2 first */
    char *values[DOCUMENT_MEMBERS]; /* "" where not said */
    int64_t extracts, absent;       /* notes that may be seen, without rehearsals */
    char *appraised;                /* the aspects that were judged: "authenticity, meaning" */
} Document;
typedef struct {
    Document *list; /* by label */
    size_t count, room;
} Documents;
void document_free(Document *document); /* empty after it */
void documents_free(Documents *documents);

/* The document that `word` names: its label, as `doc2`, its id or the unmistakable start of one (8 characters
 * or more). ERR_REFUSED: none, which ones there are is said. */
int document_find(Store *store, const char *word, Id *id, Err *err);
/* ERR_REFUSED: there is none. On an error *document is empty. */
int document_read(Store *store, const char *id, Document *document, Err *err);
int document_list(Store *store, Documents *documents, Err *err); /* emptied first */
/* Adds those of the study that could be read next, a few of them: "DOC1 Locality strategy; DOC2 confidential;
 * 4 more". Titles of confidential ones are not said. */
void document_add_choice(Str *out, Store *store);
/* NULL leaves a member as it is, "" takes it away. A new one needs a title. ERR_REFUSED: a value that is none
 * of the choices, a date that is none, or nothing would change. */
int document_add(Store *store, const char *const values[DOCUMENT_MEMBERS], Id *id, Err *err);
int document_set(Store *store, const char *id, const char *const values[DOCUMENT_MEMBERS], Err *err);

/* --- while the session runs: which document is read, its label, and where in it; false and "" when that is
 * not said. `label` may be NULL. */
bool session_find_document(const Session *session, Id *id, Str *label);
const char *session_find_page(const Session *session);

#endif
