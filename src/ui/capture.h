/* SPDX-License-Identifier: MIT */
/* What the files of the session screen share.
 *
 * capture.c        the view: opening, deadlines, leaving
 * capture_line.c   what is being typed: its stamp, its kind, its draft, Enter
 * capture_keys.c   what keys do, by their typed twins
 * capture_lists.c  lists to choose from: questions, and the must-asks with the time left
 * capture_consent.c  consent, item by item
 * capture_draw.c   where things stand; head, line and foot
 * capture_plan.c   schedule and question
 * capture_stream.c the latest notes
 * capture_kind.c   the table of the kinds of sessions: their keys, what stands between head and line
 * workshop.h       the files of a workshop */
#ifndef UI_CAPTURE_H
#define UI_CAPTURE_H

#include "rir/capture.h"
#include "rir/notes.h"
#include "rir/widget.h"

typedef struct Capture Capture;
typedef struct Workshop Workshop;
typedef struct Circle Circle;

/* One of a few, by a letter: shown in the foot until the next key. */
typedef enum { CHOICE_NONE, CHOICE_KIND, CHOICE_COVER, CHOICE_PHASE } Choice;

/* A window into the notes of the session. */
typedef struct {
    Notes notes;
    bool is_loaded;
    bool has_first, has_last; /* the window holds the session's first note, its last */
    bool is_following;        /* the newest stands at the bottom */
    size_t bottom;            /* the lowest note shown */
    size_t top;               /* the highest one shown whole, as last drawn */
    int rows, columns;        /* as last drawn */
} Stream;

/* Where things stand, for one size of screen, line and foot. */
typedef struct {
    int rows, columns;
    bool is_wide; /* the schedule stands beside, else it is one row */
    Area schedule;
    Area panes; /* question above, notes below, a rule between */
    int rule;   /* the row above the line, where what is due is said */
    Area line;
    Area foot;
} Layout;

/* How the screen is for a kind of session. What is NULL is as in an interview, or not there. */
typedef struct {
    GuideKind guide;
    Context context;
    bool has_schedule; /* beside, or in one row where there is no room */
    bool has_band;     /* a row below the head says what holds */
    bool is_safe; /* it may be mirrored on a wall: no name is on it, and what was said folds away by itself */
    void (*begin)(Capture *capture);
    void (*refresh)(Capture *capture); /* something was done, or a minute is over: takes anew what is shown */
    bool (*catch_up)(Capture *capture); /* what refresh has left for later; false: nothing */
    void (*tick)(Capture *capture);    /* a second of the clock, or what find_deadline asked for */
    int64_t (*find_deadline)(const Capture *capture); /* ms until something of its own changes; -1 never */
    void (*draw_now)(const Capture *capture, Grid *grid,
                     Area area); /* what changes every second, on top of the panes */
    void (*draw_band)(const Capture *capture, Grid *grid, Area row); /* NULL: the text of `band` */
    void (*compose)(Capture *capture, const Desk *desk, Grid *grid, Area panes);
    bool (*act)(Capture *capture, Desk *desk, Action action, int number);
    bool (*scroll)(Capture *capture, Action action);
    void (*add_due)(Capture *capture, const Keymap *keymap,
                    Str *due); /* in place of what an interview has due */
    void (*end)(Capture *capture);
} CaptureKind;
const CaptureKind *capture_find_screen(GuideKind guide);

struct Capture {
    Session *session; /* NULL once the session was left */
    const CaptureKind *kind;
    Workshop *workshop; /* NULL in others */
    Circle *circle;     /* of a focus group; NULL in others */
    Str band;           /* what holds in an observation or a document */
    int64_t band_mark;  /* of the study, when it was read */
    CaptureExits exits;
    bool has_clock, is_discreet;

    /* the line */
    Field field;
    bool has_stamp;
    SessionStamp stamp;  /* of its first key */
    NoteKind chosen;     /* with Tab */
    NoteKind typed_kind; /* what the line itself says; NOTE_NONE: nothing */
    bool is_command;
    Str typed_speakers; /* whom the line itself names */
    bool is_long;       /* too long to be read anew with every key */
    bool is_tainted;    /* begun or touched off the record */
    char **pastes;      /* texts that were pasted into it */
    size_t paste_count, paste_room;
    bool is_entering;  /* the note that Enter has saved is being shown: see CaptureKind.catch_up */
    bool is_saving;    /* Enter was pressed; the screen says so before the disk is asked */
    bool is_slow;      /* the disk took its time when last asked */
    int64_t draft_due; /* boot ms; 0: nothing to be kept */
    int64_t last_key;  /* boot ms */
    int64_t quiet_due; /* boot ms: there will have been a pause; 0 for none awaited */

    /* what was said last, until the next key; and what failed, until something is saved again */
    Str said, failure;
    Role said_role;
    int64_t said_due; /* boot ms; 0: it stays until the next key */
    Choice choice;

    /* as shown; between keys nothing of it changes */
    SessionTime time;
    Str due; /* what stands in the rule above the line */
    bool is_private, is_revealed;
    int64_t fold_due;  /* boot ms; 0: nothing to be folded away */
    int question_skip; /* rows scrolled down in the question's pane */
    int question_rows; /* shown of it */
    Stream stream;
    Grid *panes;   /* schedule, question and notes, drawn anew when something of them changed */
    Layout layout; /* of `panes` */
    bool is_stale;

    /* the list that lies on top: what its items stand for */
    char **targets;
    size_t target_count, target_room;
    const char *list_command; /* that the words of a list are for */
    bool is_list_begun;       /* what is chosen begins a command in the line; else it is carried out */
};

/* --- capture.c */
int64_t capture_read_boot(void);
void capture_note_key(Capture *capture); /* something was pressed just now */
/* Says one sentence until the next key. */
void capture_say(Capture *capture, Role role, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* Takes the time and what depends on it into what is shown. */
void capture_refresh(Capture *capture, Desk *desk);
/* Adds what is due, and the key that helps. */
void capture_add_due(Str *due, const char *what, const Keymap *keymap, Context context, Action action,
                     const char *more);
/* Discreet notes fold away. */
void capture_fold(Capture *capture);
/* The session was ended or adjourned: the view leaves. */
void capture_leave(Capture *capture, Desk *desk, bool is_ended, const char *said);

/* --- capture_line.c */
/* Carries a typed command out, as if it had been typed; the line being typed stays. */
void capture_do(Capture *capture, Desk *desk, const char *typed);
void capture_enter(Capture *capture, Desk *desk);
/* Saves what Enter was pressed for, if that was put off. */
void capture_finish_saving(Capture *capture, Desk *desk);
void capture_type_text(Capture *capture, const char *text, size_t size, bool is_paste);
/* Puts a text into the empty line, the cursor behind it. */
void capture_fill_line(Capture *capture, const char *text);
/* The line's text or cursor has changed. */
void capture_touch_line(Capture *capture);
void capture_turn_kind(Capture *capture, bool is_back);
NoteKind capture_find_kind(const Capture *capture); /* what the line would be saved as */
void capture_read_draft(Capture *capture);
void capture_save_draft(Capture *capture);
/* Writes what the session has begun with, once it has been shown. */
void capture_settle(Capture *capture);
void capture_free_line(Capture *capture);
bool capture_is_empty(const Capture *capture); /* nothing is in the line */

/* --- capture_keys.c */
bool capture_act(Capture *capture, Desk *desk, Action action, int number);
void capture_type(Capture *capture, Desk *desk, const char *text, size_t size, bool is_paste);
void capture_add_choice(Str *out, Choice choice); /* what the foot shows for it */
/* The act whose list or choice answers a command that was typed without arguments; ACTION_NONE for most. */
Action capture_find_list(LineCommand command);
/* Puts the start of a command into the empty line. */
void capture_begin_command(Capture *capture, const char *start);

/* --- capture_lists.c */
void capture_open_go(Capture *capture, Desk *desk);
void capture_open_for(Capture *capture, Desk *desk);
void capture_open_replan(Capture *capture, Desk *desk);
/* The activities to come, one to be taken time from, or to be left out. */
void capture_open_steal(Capture *capture, Desk *desk);
void capture_open_skip(Capture *capture, Desk *desk);
/* What an item of the list that is about to be opened stands for. */
void capture_add_target(Capture *capture, const char *id);
void capture_free_targets(Capture *capture);

/* One of a few words: `/dimension space`. What is chosen is carried out, or begun in the line. `command` is a
 * constant; "" when the words are the commands themselves. */
void capture_open_words(Capture *capture, Desk *desk, const char *title, const char *const *words,
                        const char *now, const char *command, bool is_begun);

/* --- capture_circle.c: a focus group */
void circle_begin(Capture *capture);
void circle_refresh(Capture *capture);
void circle_draw_band(const Capture *capture, Grid *grid, Area row);
bool circle_act(Capture *capture, Desk *desk, Action action, int number);
void circle_end(Capture *capture);

/* --- capture_observe.c, capture_document.c */
void observe_refresh(Capture *capture);
bool observe_act(Capture *capture, Desk *desk, Action action, int number);
void document_refresh(Capture *capture);
bool document_act(Capture *capture, Desk *desk, Action action, int number);
/* Adds what holds, two columns from what stands before it. */
void capture_add_part(Str *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* --- capture_consent.c */
void capture_open_consent(Capture *capture, Desk *desk);

/* --- capture_draw.c */
void capture_draw(Capture *capture, Desk *desk, Grid *grid);
int capture_find_stamp_columns(const Capture *capture);
int capture_find_speaker_columns(const Capture *capture); /* 0 when nobody has to be told apart */
/* Question above, notes below: what an interview has. */
void capture_compose_talk(Capture *capture, const Desk *desk, Grid *grid, Area panes);
/* The notes, with a rule above them at `row`, which says when newer ones are not shown. */
void capture_compose_notes(Capture *capture, const Desk *desk, Grid *grid, Area notes, int rule);
/* A key and what it does, on a rule. Ends before `end`, or starts at `column` where `end` is 0. */
void capture_put_key(Grid *grid, int row, int column, int end, const Desk *desk, const char *what,
                     Action action);
/* Adds a time of the session as stamps show it. */
void capture_add_stamp(Str *out, int64_t elapsed);
#define CAPTURE_KIND_COLUMNS 11 /* "observation"; longer words take more where they stand */

/* --- capture_plan.c */
void capture_draw_schedule(Capture *capture, Grid *grid, Area area);
void capture_draw_fold(Capture *capture, Grid *grid, Area row); /* the schedule in one row */
/* Draws the question into the top of the area; returns its rows. `most` bounds them. */
int capture_draw_question(Capture *capture, Grid *grid, Area area, int most, bool *is_cut);

/* --- capture_stream.c */
void capture_load_stream(Capture *capture);
/* A note was saved, or made anew: takes it in and shows the newest. */
void capture_take_note(Capture *capture, const Id *note);
bool capture_scroll(Capture *capture, Action action);
void capture_draw_stream(Capture *capture, Grid *grid, Area area);
void capture_free_stream(Capture *capture);

#endif
