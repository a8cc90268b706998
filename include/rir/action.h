/* SPDX-License-Identifier: MIT */
/* action: the one table of what a key can do. It feeds key dispatch, the hint line, the help screen, the
 * palette, the man page and the user's own keys (`key.NAME = KEYS` in the settings).
 *
 * A context is where keys are pressed. In contexts where text is typed plain characters are text, never acts:
 * a key such as `e` in a row that holds for a list and for the session counts in the list only. There the
 * editing keys of CONTEXT_FIELD come first, then the context's own, then those of CONTEXT_ANY. */
#ifndef RIR_ACTION_H
#define RIR_ACTION_H

#include <stdbool.h>
#include <stddef.h>

#include "rir/err.h"
#include "rir/key.h"
#include "rir/settings.h"
#include "rir/str.h"

typedef enum {
    CONTEXT_NONE = 0,
    CONTEXT_ANY = 1 << 0,   /* on every screen */
    CONTEXT_FIELD = 1 << 1, /* wherever text is typed */
    CONTEXT_HOME = 1 << 2,
    CONTEXT_START = 1 << 3,   /* the form that starts a session; text */
    CONTEXT_SESSION = 1 << 4, /* an interview; text */
    CONTEXT_READER = 1 << 5,
    CONTEXT_SEARCH = 1 << 6, /* text */
    CONTEXT_HELP = 1 << 7,
    CONTEXT_PALETTE = 1 << 8,  /* text */
    CONTEXT_PICKER = 1 << 9,   /* text */
    CONTEXT_SUMMARY = 1 << 10, /* text */
    CONTEXT_FORM = 1 << 11,    /* any other form; text */
    CONTEXT_CHOICE = 1 << 12,  /* a few things shown whole, one to be chosen */
    CONTEXT_CONSENT = 1 << 13, /* consent items, each to be answered */
    CONTEXT_NOTE = 1 << 14,    /* a note typed outside a session; text */
    /* sessions of the other kinds; text, as CONTEXT_SESSION */
    CONTEXT_WORKSHOP = 1 << 15,
    CONTEXT_FOCUS_GROUP = 1 << 16,
    CONTEXT_OBSERVATION = 1 << 17,
    CONTEXT_DOCUMENT = 1 << 18,
    CONTEXT_ROSTER = 1 << 19,    /* the people of a session */
    CONTEXT_CARDS = 1 << 20,     /* the cards of a workshop */
    CONTEXT_PROJECTOR = 1 << 21, /* what the room may see */
    CONTEXT_BOOTH = 1 << 22,     /* a ballot or a rating sheet, for one person; text */
    CONTEXT_REGISTER = 1 << 23,  /* the documents of the study; text */
    CONTEXT_PAGE = 1 << 24       /* a page to read, and to write to a file */
} Context;
#define CONTEXT_COUNT 25
#define CONTEXT_SESSIONS                                                                                     \
    (CONTEXT_SESSION | CONTEXT_WORKSHOP | CONTEXT_FOCUS_GROUP | CONTEXT_OBSERVATION | CONTEXT_DOCUMENT)

bool context_is_text(Context context);
const char *context_name(Context context); /* "session"; "everywhere" and "while typing" for the first two */

typedef enum {
    ACTION_NONE,
    /* everywhere */
    ACTION_HELP,
    ACTION_PALETTE,
    ACTION_REDRAW,
    ACTION_SUSPEND,
    ACTION_BACK,
    ACTION_INTERRUPT,
    ACTION_QUIT,
    /* lists and forms */
    ACTION_UP,
    ACTION_DOWN,
    ACTION_PAGE_UP,
    ACTION_PAGE_DOWN,
    ACTION_FIRST,
    ACTION_LAST,
    ACTION_ACCEPT,
    ACTION_PICK,
    ACTION_PICK_NUMBER,
    ACTION_SAVE,
    ACTION_NEXT_FIELD,
    ACTION_PREVIOUS_FIELD,
    /* home */
    ACTION_START,
    ACTION_RESUME_SESSION,
    ACTION_SEARCH,
    ACTION_SUMMARY,
    ACTION_PEOPLE,
    ACTION_LOG,
    ACTION_DOCUMENTS,
    ACTION_BRIEFING,
    ACTION_EXPORT,
    ACTION_BEGIN,
    /* session */
    ACTION_NEXT,
    ACTION_PREVIOUS,
    ACTION_GO,
    ACTION_PROBE,
    ACTION_NOTE_KIND,
    ACTION_NOTE_KIND_BACK,
    ACTION_KIND,
    ACTION_MARK,
    ACTION_OFF,
    ACTION_PRIVACY,
    ACTION_PROJECTOR,
    ACTION_UNTIL,
    ACTION_COVER,
    ACTION_SAY,
    ACTION_FOR,
    ACTION_ASK,
    ACTION_CONSENT,
    ACTION_PHASE,
    ACTION_PAUSE,
    ACTION_SPEAKER,
    ACTION_ARRIVE,
    ACTION_DEPART,
    ACTION_TABLE,
    ACTION_SEAT,
    ACTION_TURN,
    ACTION_OVERLAP,
    ACTION_HEARD,
    ACTION_EXTEND,
    ACTION_STEAL,
    ACTION_SKIP,
    ACTION_FINDING,
    ACTION_RECOGNISE,
    ACTION_AMEND,
    ACTION_CHALLENGE,
    ACTION_ADD,
    ACTION_REGISTER,
    ACTION_SHEET,
    ACTION_STAGE,
    ACTION_MERGE,
    ACTION_CLUSTER,
    ACTION_DECIDED,
    ACTION_PHOTO,
    ACTION_STRIKE,
    ACTION_UNDO,
    ACTION_REDO,
    ACTION_EDIT,
    ACTION_REVEAL,
    ACTION_READ_UP,
    ACTION_READ_DOWN,
    ACTION_TIME,
    ACTION_STATUS,
    ACTION_ADJOURN,
    ACTION_END,
    /* workshop and focus group */
    ACTION_SEAT_SPEAKS,
    ACTION_SEAT_UNKNOWN,
    ACTION_ROSTER,
    ACTION_CARDS,
    ACTION_BALLOT,
    ACTION_TALLY,
    ACTION_RESULT,
    ACTION_CONSENSUS,
    /* observation and document */
    ACTION_DIMENSION,
    ACTION_ROLE,
    ACTION_EXPAND,
    ACTION_ABSENT,
    ACTION_DOCUMENT,
    ACTION_PAGE,
    ACTION_APPRAISE,
    /* the documents of the study */
    ACTION_NEW_DOCUMENT,
    /* a page */
    ACTION_WRITE_PAGE,
    /* people of a session */
    ACTION_PRESENT,
    ACTION_CONSENT_ALL,
    /* cards */
    ACTION_CARD_KIND,
    /* consent */
    ACTION_YES,
    ACTION_NO,
    ACTION_HOW,
    ACTION_ANSWER,
    /* reader */
    ACTION_CODES,
    ACTION_ADD_LATER,
    ACTION_FACTS,
    ACTION_COVERAGE,
    ACTION_VERSIONS,
    ACTION_NEXT_MATCH,
    ACTION_PREVIOUS_MATCH,
    /* while typing, as readline has them */
    ACTION_FIELD_HOME,
    ACTION_FIELD_END,
    ACTION_FIELD_LEFT,
    ACTION_FIELD_RIGHT,
    ACTION_FIELD_WORD_LEFT,
    ACTION_FIELD_WORD_RIGHT,
    ACTION_FIELD_BACKSPACE,
    ACTION_FIELD_DELETE,
    ACTION_FIELD_CUT_WORD_LEFT,
    ACTION_FIELD_CUT_SPACE_LEFT,
    ACTION_FIELD_CUT_WORD_RIGHT,
    ACTION_FIELD_CUT_TO_END,
    ACTION_FIELD_CUT_TO_HOME,
    ACTION_FIELD_YANK,
    ACTION_FIELD_YANK_POP,
    ACTION_FIELD_SWAP,
    ACTION_FIELD_SWAP_WORDS,
    ACTION_FIELD_UPPER,
    ACTION_FIELD_LOWER,
    ACTION_FIELD_CAPITAL,
    ACTION_FIELD_UNDO,
    ACTION_FIELD_NEWLINE,
    ACTIONS
} Action;

typedef struct {
    Action action;
    const char *name;     /* in the settings and the palette: "go-to" */
    unsigned contexts;    /* Context bits */
    unsigned hints;       /* those in whose hint line it stands, in the table's order */
    const char *keys;     /* default keys, separated by spaces; the first is shown */
    const char *label;    /* a word or two for the hint line: "go to" */
    const char *help;     /* one line */
    const char *commands; /* the typed twins, without slash, separated by spaces: "off on"; NULL for none */
} ActionRow;

const ActionRow *action_list(size_t *count);         /* in the order of help */
const ActionRow *action_find(Action action);         /* NULL for ACTION_NONE */
const ActionRow *action_find_name(const char *name); /* NULL when unknown */

typedef struct Keymap Keymap;

Keymap *keymap_new(void); /* the table's keys */
void keymap_free(Keymap *keymap);

/* Takes all `key.` lines of the settings at once, so that two actions may change places: an action has these
 * keys (any number; "none" takes all away) in place of those it had. A line with an unknown name or key, or
 * with one that is taken in a context of the action, leaves that action as it was, and one sentence about it,
 * ended by LF, is added to *problems. */
void keymap_read_settings(Keymap *keymap, const Settings *settings, Str *problems);

/* What the key does there; ACTION_NONE when nothing. *number (may be NULL) is 1 to 9 for a key with a digit,
 * else 0. `context` is one of the contexts, without CONTEXT_FIELD or CONTEXT_ANY, which are looked at as said
 * above. */
Action keymap_find(const Keymap *keymap, Context context, Key key, int *number);
/* The n-th key of an action that counts in the context; KEY_NONE when there are no more. */
Key keymap_find_key(const Keymap *keymap, Action action, Context context, size_t n);
/* All its keys there as people read them: "Alt-n, Alt-Right"; a run of digits as "Alt-1..9". */
void keymap_add_keys(Str *out, const Keymap *keymap, Action action, Context context);
/* The hint line of a context in at most `columns`: whole hints only, "Alt: n next  p back   F1 keys" where
 * text is typed, "Enter open  s start   ? keys" elsewhere. */
void keymap_add_hints(Str *out, const Keymap *keymap, Context context, size_t columns);

#endif
