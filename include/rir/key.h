/* SPDX-License-Identifier: MIT */
/* key: keys, their names, and what else comes in from a terminal.
 *
 * A Key is a codepoint or a named key, with modifier bits. Control with a letter is that small letter with
 * KEY_CTRL; Tab, Enter, Escape and Backspace are named keys, not Ctrl-I, Ctrl-M, Ctrl-[ and Ctrl-H. */
#ifndef RIR_KEY_H
#define RIR_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rir/str.h"

typedef uint32_t Key;

#define KEY_NONE ((Key)0)
#define KEY_ALT ((Key)1 << 24)
#define KEY_CTRL ((Key)1 << 25)
#define KEY_SHIFT ((Key)1 << 26) /* with named keys only: a shifted letter is another letter */
#define KEY_MODIFIERS (KEY_ALT | KEY_CTRL | KEY_SHIFT)

/* Named keys stand behind the last codepoint. (Not called KEY_...: terminfo has those names.) */
enum {
    PRESS_FIRST = 0x110000,
    PRESS_UP = PRESS_FIRST,
    PRESS_DOWN,
    PRESS_LEFT,
    PRESS_RIGHT,
    PRESS_HOME,
    PRESS_END,
    PRESS_PAGE_UP,
    PRESS_PAGE_DOWN,
    PRESS_INSERT,
    PRESS_DELETE,
    PRESS_BACKSPACE,
    PRESS_TAB,
    PRESS_ENTER,
    PRESS_ESCAPE,
    PRESS_F1,
    PRESS_F12 = PRESS_F1 + 11,
    PRESS_LAST = PRESS_F12
};
#define PRESS_BACK_TAB ((Key)PRESS_TAB | KEY_SHIFT)

/* Whether the key is a character to be put into a text: a codepoint from space on, no modifiers. */
bool key_is_text(Key key);
bool key_is_named(Key key); /* Up, F1, ...; modifiers do not matter */

/* The name, for the hint line and help: `n`, `Alt-n`, `Ctrl-a`, `F1`, `Shift-Tab`, `Alt-Enter`, `Space`. */
void key_add_name(Str *out, Key key);
/* The next of several names separated by spaces or commas: returns it and moves *names on. KEY_NONE at the
 * end or at what is no key; *names then points at NUL or at the wrong name. Names as people write them:
 * `alt-n`, `M-n`, `Ctrl-A`, `C-a`, `^A`, `PgUp`, `PageUp`, `Esc`, `BackTab`, ... Upper and lower case differ
 * for a lone letter behind Alt- and by itself only. */
Key key_read_next(const char **names);

typedef enum {
    INPUT_KEY,
    INPUT_PASTE,   /* a whole bracketed paste */
    INPUT_RESIZE,  /* the terminal has another size */
    INPUT_HANG_UP, /* the terminal is gone, or the system asks the program to end: save and leave */
    INPUT_RESUME,  /* back from suspension: everything is to be drawn anew, time has passed */
    INPUT_CHANGE,  /* what is watched may have changed (desk_find_watch) */
    INPUT_TICK     /* the deadline that was asked for has come */
} InputType;

typedef struct {
    InputType type;
    Key key;          /* INPUT_KEY */
    const char *text; /* INPUT_PASTE: valid UTF-8, newlines are LF; lives until the next input is asked for */
    size_t size;
    int rows, columns; /* INPUT_RESIZE */
} Input;

Input input_from_key(Key key);

#endif
