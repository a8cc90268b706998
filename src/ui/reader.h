/* SPDX-License-Identifier: MIT */
/* What the files of the session reader share: a window of notes, how they lie on the screen, and what is done
 * to the one under the cursor. */
#ifndef UI_READER_H
#define UI_READER_H

#include "enter.h"
#include "exporter.h"
#include "marks.h"
#include "rir/notes.h"
#include "rir/widget.h"

typedef struct {
    char *id, *text;
    size_t number; /* as in the guide; 0 for one that was added */
    bool is_must;
} ReaderQuestion;

typedef struct {
    int64_t number;
    char *people, *title;
    bool is_open, is_paper, is_rehearsal;
    bool is_observed; /* what the researcher thought stands apart from what was seen */
    bool has_several; /* participants: then who spoke is said of each note */
    int64_t at, minutes;
    int tz;
} ReaderFacts;

typedef struct {
    Store *store;
    const Settings *settings;
    Enter enter;
    Exporter exporter;
    Id session;
    ReaderFacts facts;
    ReaderQuestion *questions;
    size_t question_count, question_room;
    int64_t note_count; /* -1 until counted on idle */

    /* The window: notes next to each other, one of them under the cursor. */
    Notes notes;
    bool is_first, is_last; /* it reaches the session's first note, its last */
    size_t cursor;
    size_t top; /* the note at the top of the screen, its first `skip` lines above it */
    int skip;
    int *heights; /* lines of each note at `columns`; 0 for not measured */
    size_t height_room;
    int columns, rows; /* as last drawn */

    char *words;      /* marked; "" for none */
    bool is_revealed; /* discreet notes are shown */
    bool must_load;
    bool must_centre; /* the cursor went somewhere else: something before it is shown too */
    bool has_struck;
    int64_t since; /* this copy's events up to here were there when the reader opened: undo stops there */
    Str target;    /* id of the note that is being corrected on a screen above */
    Str first;     /* how its text stood there at first; "" for one that was broken off */
} Reader;

/* --- reader_facts.c */
int reader_load_facts(Reader *reader, Err *err);
void reader_free_facts(Reader *reader);
/* NULL when the session has none of this id. */
const ReaderQuestion *reader_find_question(const Reader *reader, const char *id);

/* --- reader_window.c */
/* Loads around this note; "" or NULL: from the first on. A note that is not there leaves the window empty. */
int reader_load_around(Reader *reader, const char *note, Err *err);
/* Loads anew, the cursor on the same note, or where it was. */
void reader_reload(Reader *reader, Desk *desk);
const Note *reader_find_note(const Reader *reader); /* under the cursor; NULL when there is none */
bool reader_move(Reader *reader, Action action); /* false: no act of moving */
/* Puts the cursor on a note wherever it is in the session. */
void reader_go(Reader *reader, Desk *desk, const char *note);
bool reader_is_hidden(const Reader *reader, const Note *note); /* discreet, and not revealed */
void reader_draw_notes(Reader *reader, Grid *grid, Area area);
/* `12:58`, or of a session from paper the time of day. */
void reader_add_time(const Reader *reader, Str *out, const Note *note);

/* --- reader_correct.c: what can be done to the note under the cursor. False: no such act. */
bool reader_correct(Reader *reader, Desk *desk, Action action);
/* Opens again what was being typed when the program was broken off. */
void reader_restore(Reader *reader, Desk *desk);
/* Erases for good what was struck here, once the session has ended. */
void reader_erase_struck(Reader *reader, Desk *desk);

/* --- reader_find.c */
void reader_find(Reader *reader, Desk *desk);
void reader_find_next(Reader *reader, Desk *desk, bool is_back);

/* --- reader_coverage.c: question by question; one leads to its first note. */
void reader_open_coverage(Reader *reader, Desk *desk);

/* --- versions.c: both versions of a thing in conflict, to choose from, a note also to be written anew; or
 * all a note ever was. */
void settle_open(Desk *desk, Store *store, const char *entity, bool is_note);
void versions_open(Desk *desk, Store *store, const char *note);

/* --- late_consent.c: consent that was given on paper, or entered after the session. */
void late_consent_open(Desk *desk, Store *store, const char *session);

/* --- session_form.c: who took part, title, mode, setting and the rest of a session, corrected. */
void session_form_open(Desk *desk, Store *store, const char *session);

#endif
