/* SPDX-License-Identifier: MIT */
/* home: the screens around a live session. Each function pushes one on the desk; store and settings must
 * outlive it. `settings` may be NULL for the first values. */
#ifndef RIR_HOME_H
#define RIR_HOME_H

#include "rir/settings.h"
#include "rir/store.h"
#include "rir/view.h"

/* What waits, who takes part, which sessions there are; from here to all other screens. */
void home_open(Desk *desk, Store *store, const Settings *settings);

/* The form that starts a session, and goes on to it (rir/capture.h). */
void start_open(Desk *desk, Store *store, const Settings *settings);
/* The same, with a guide for documents, and this one (its label, DOC1) to be read. */
void start_open_document(Desk *desk, Store *store, const Settings *settings, const char *document);

/* The register of documents: found, registered, described, and read. */
void documents_open(Desk *desk, Store *store, const Settings *settings);

/* A session read as text, its notes corrected. `note` (may be NULL or "") is where to begin, `words` (may be
 * NULL or
 * "") what to mark in it. An unknown session is said on the screen below, and nothing is pushed. */
void reader_open(Desk *desk, Store *store, const Settings *settings, const char *session, const char *note,
                 const char *words);

/* Words found in all sessions while they are typed. */
void finder_open(Desk *desk, Store *store, const Settings *settings);

/* The contact summary sheet of a session. */
void summary_sheet_open(Desk *desk, Store *store, const Settings *settings, const char *session);

/* The people of the study: found, added, described. */
void people_open(Desk *desk, Store *store);

#endif
