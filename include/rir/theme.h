/* SPDX-License-Identifier: MIT */
/* theme: what things on a screen are (roles), and how each role looks in sixteen colours and in none.
 *
 * A view says what something is, never how it looks. No meaning rests on colour alone: what a role says is
 * also said by a word or a sign beside it, and mono keeps apart by bold, underline and reverse what must be
 * apart. */
#ifndef RIR_THEME_H
#define RIR_THEME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rir/note_kind.h"

typedef enum {
    ROLE_TEXT,     /* what is read */
    ROLE_DIM,      /* beside the point: times of old notes, counts, hints */
    ROLE_RULE,     /* lines between parts */
    ROLE_TITLE,    /* what this screen is about */
    ROLE_ACCENT,   /* the one thing that matters now: the question, the topic under way */
    ROLE_KEY,      /* a key's name in the hint line and in help */
    ROLE_FIELD,    /* what is being typed */
    ROLE_SELECTED, /* the row the cursor is on */
    ROLE_MATCH,    /* the words that were looked for */
    ROLE_SAVED,    /* on disk */
    ROLE_PENDING,  /* typing, saving: not on disk yet */
    ROLE_WARNING,  /* needs a look: behind, consent open, conflict */
    ROLE_ALARM,    /* NOT KEEPING, a write that failed */
    ROLE_WORDS,    /* note kinds, see NoteRole: what was said */
    ROLE_SEEN,     /* what was seen or read */
    ROLE_OWN,      /* the researcher's own */
    ROLE_TASK,     /* to do */
    ROLE_OUTPUT,   /* what a group made */
    ROLES
} Role;

/* A letter for each role in pictures of a grid (grid_add_roles); '.' for ROLE_TEXT. */
char theme_find_letter(Role role);
Role theme_find_note_role(NoteKind kind); /* ROLE_TEXT for NOTE_NONE */

enum { LOOK_BOLD = 1, LOOK_DIM = 2, LOOK_UNDERLINE = 4, LOOK_REVERSE = 8 };

typedef struct {
    int8_t fore;       /* 0 to 15 as terminals number them, -1 the terminal's own */
    int8_t back;
    uint8_t attributes; /* LOOK_... */
} Look;

typedef enum { THEME_COLOUR, THEME_MONO } Theme;

const Look *theme_find_look(Theme theme, Role role);

/* `setting` is "auto", "colour" or "mono" (anything else counts as auto), `no_color` the value of NO_COLOR
 * (NULL when unset; empty counts as unset), `colours` how many the terminal has. */
Theme theme_choose(const char *setting, const char *no_color, int colours);

/* Signs, each one column wide, with a twin in ASCII. */
typedef enum {
    SIGN_COVERED,   /* ✓ x */
    SIGN_PARTLY,    /* ◐ / */
    SIGN_OPEN,      /* · . */
    SIGN_SKIPPED,   /* – - */
    SIGN_ELSEWHERE, /* → > */
    SIGN_HERE,      /* ▸ > */
    SIGN_RECORDING, /* ● * */
    SIGN_DASH,      /* – - */
    SIGN_ARROW,     /* → > */
    SIGN_ACROSS,    /* ─ - */
    SIGN_DOWN,      /* │ | */
    SIGN_MORE,      /* … ~ : there is more of this */
    SIGN_MORE_UP,   /* ↑ ^ */
    SIGN_MORE_DOWN, /* ↓ v */
    SIGN_BAR_LOW,    /* ▂ _ */
    SIGN_BAR_MIDDLE, /* ▅ = */
    SIGN_BAR,        /* █ # */
    SIGNS
} Sign;

const char *theme_find_sign(Sign sign, bool ascii);

/* The setting `symbols`: true for "ascii". */
bool theme_wants_ascii(const char *setting);

#endif
