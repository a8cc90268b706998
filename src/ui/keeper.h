/* SPDX-License-Identifier: MIT */
/* keeper: keeps what is being typed outside a live session as the draft of its session, within a second. */
#ifndef UI_KEEPER_H
#define UI_KEEPER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rir/err.h"
#include "rir/id.h"
#include "rir/store.h"

typedef struct {
    Store *store; /* NULL: nothing is kept */
    Id session;
    Str purpose; /* goes with the draft: what the text was meant for */
    int64_t due; /* boot ms at which it must be on disk; 0: nothing is waiting */
    int64_t began;
    bool has_draft;
} Keeper;

/* Keeps only for a session that has ended: the draft of an open one is its live screen's. */
Keeper keeper_new(Store *store, const char *session, const char *purpose);
void keeper_free(Keeper *keeper);
void keeper_set_purpose(Keeper *keeper, const char *purpose);
/* The text has changed. */
void keeper_note(Keeper *keeper);
/* Milliseconds until keeper_save is due; -1 for not. */
int64_t keeper_find_deadline(const Keeper *keeper);
/* Saves what is waiting when it is due, or at once. */
int keeper_save(Keeper *keeper, const char *text, size_t cursor, bool at_once, Err *err);
/* What was typed is saved elsewhere, or given up. */
void keeper_clear(Keeper *keeper);

/* The draft of an ended session and its purpose: true when there is one; the caller frees both. */
bool keeper_read(Store *store, const char *session, Str *text, Str *purpose);

#endif
