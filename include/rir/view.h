/* SPDX-License-Identifier: MIT */
/* view: screens, and the desk they lie on.
 *
 * A view is one screen: it draws itself on a grid, carries out acts and takes typed text. The desk is a stack
 * of views; the one on top has the keys. It knows no terminal: tests hand it inputs and look at the grid.
 *
 * A function of a view may push views and pop itself; a popped view is closed only after the function
 * returned. */
#ifndef RIR_VIEW_H
#define RIR_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rir/action.h"
#include "rir/err.h"
#include "rir/grid.h"
#include "rir/key.h"
#include "rir/settings.h"

/* Below this only what is safe is said; keys go on working. */
#define DESK_LEAST_COLUMNS 60
#define DESK_LEAST_ROWS 20

typedef struct Desk Desk;

/* What is NULL is not wanted. `self` is what was pushed. */
typedef struct {
    const char *name;
    Context context; /* one of them; decides whether characters are text */
    /* Draws all of the grid (at least DESK_LEAST_ROWS x DESK_LEAST_COLUMNS, empty, cursor unset) and sets the
     * cursor on the focus. Must not take long: everything slow belongs into `work`. */
    void (*draw)(void *self, Desk *desk, Grid *grid);
    bool draws_over; /* the grid need not be empty for it: it draws all of it, whatever stands there */
    /* Carries out an act of the context, or of those that hold everywhere; number as in keymap_find. False:
     * not done here, the desk's own answer follows. */
    bool (*act)(void *self, Desk *desk, Action action, int number);
    /* Text typed (one character) or pasted (valid UTF-8, LF). Only asked in contexts where text is typed. */
    void (*type)(void *self, Desk *desk, const char *text, size_t size, bool is_paste);
    /* Milliseconds until something must be done or changes on the screen by itself: a clock, a draft to be
     * saved; -1 never. Views below the top are asked too. */
    int64_t (*find_deadline)(const void *self);
    /* A deadline, of this view or another, has come, or the machine woke up: do what is due. */
    void (*tick)(void *self, Desk *desk);
    /* A descriptor that can be read from when what is shown may have changed elsewhere, -1 for none; `change`
     * then takes it in. Only the view on top is asked. */
    int (*find_watch)(const void *self);
    void (*change)(void *self, Desk *desk);
    /* One slice, under 10 ms, of what can wait until nobody types; true when there is more to do. */
    bool (*work)(void *self, Desk *desk);
    /* Adds one sentence about what is safe, for a screen too small to show anything. */
    void (*add_safety)(const void *self, Str *out);
    /* The terminal is gone or the system ends: put everything typed on disk now. `close` follows. */
    void (*hang_up)(void *self, Desk *desk);
    void (*close)(void *self); /* frees self */
} ViewClass;

/* `settings` (may be NULL) gives the user's keys; lines that cannot be taken are said on the first screen. */
Desk *desk_new(const Settings *settings);
void desk_free(Desk *desk); /* closes all views from the top; NULL is fine */

void desk_push(Desk *desk, const ViewClass *class, void *self);
void desk_pop(Desk *desk);           /* the top view leaves */
bool desk_is_over(const Desk *desk); /* ended, or no view is left */

void desk_handle(Desk *desk, const Input *input);
/* As if the key for it had been pressed on the view on top. */
void desk_act(Desk *desk, Action action, int number);
/* Draws the view on top, on a grid that is empty unless the view draws over what stands there. */
void desk_draw(Desk *desk, Grid *grid);
/* Something has happened since the last desk_draw. Every input makes it so; idle work that changes what is
 * shown says so with desk_touch. */
bool desk_is_stale(const Desk *desk);
void desk_touch(Desk *desk);
/* Milliseconds until INPUT_TICK is wanted: 0 now, -1 never. */
int64_t desk_find_deadline(const Desk *desk);
/* What INPUT_CHANGE is wanted for, -1 for nothing. */
int desk_find_watch(const Desk *desk);
/* Does one slice of work for the views from the top; true when there is more. */
bool desk_work(Desk *desk);

/* What the desk asks of the terminal; taking it clears it. */
typedef enum { DESK_NOTHING, DESK_SUSPEND, DESK_REPAINT } DeskRequest;
DeskRequest desk_take_request(Desk *desk);

/* For views. */
const Keymap *desk_find_keymap(const Desk *desk);
Context desk_find_context(const Desk *desk); /* of the view on top; CONTEXT_NONE when there is none */
/* One sentence, shown in place of the hints until the next key. */
void desk_say(Desk *desk, Role role, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* What went wrong: a refusal as a warning, anything else as an alarm. */
void desk_say_error(Desk *desk, const Err *err);
const char *desk_find_message(const Desk *desk); /* "" when there is none */
/* The last row of a screen: a status word (may be ""), then the hints of the view's context or what was said.
 * A long sentence takes rows above, up to four in all. */
void desk_draw_foot(Desk *desk, Grid *grid, Role role, const char *status);
/* A screen's head: title at the left, more at the right end of row 0 (may be NULL), a line below. */
void desk_draw_head(Grid *grid, const char *title, const char *more);

/* Views of the desk's own. */
void help_open(Desk *desk);    /* the keys of the view on top */
void palette_open(Desk *desk); /* every act of the view on top by name */

#endif
