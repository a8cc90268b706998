/* SPDX-License-Identifier: MIT */
/* note_edit: a few lines typed about a note, under what they are about. */
#ifndef UI_NOTE_EDIT_H
#define UI_NOTE_EDIT_H

#include "rir/view.h"
#include "rir/store.h"

typedef struct {
    const char *title; /* "Correct a note" */
    const char *about; /* what it is about; may have several lines */
    const char *help;  /* one line: what can be typed here */
    const char *text;  /* to begin with */
    /* Where the draft is kept within a second: a session that has ended; NULL for nowhere. `purpose` names
     * what the text was meant for: `correct NOTE`. */
    Store *store;
    const char *session;
    const char *purpose;
    /* Takes the text. False: the reason was said on the screen, typing goes on. True: the view leaves. It
     * must not push or pop. */
    bool (*save)(void *owner, Desk *desk, const char *text, bool is_paste);
    /* After that, when the view has left; may be NULL. */
    void (*done)(void *owner, Desk *desk);
    void *owner; /* lies below on the desk */
} NoteEditSpec;

void note_edit_open(Desk *desk, const NoteEditSpec *spec);

#endif
