/* SPDX-License-Identifier: MIT */
/* What the room is shown of the activity under way: the finding that is up, the result of a vote or rating
 * once it is revealed, else the cards; where there are none, what was read out. */
#ifndef UI_PROJECTOR_SHOW_H
#define UI_PROJECTOR_SHOW_H

#include <stdbool.h>
#include <stddef.h>

#include "rir/err.h"
#include "rir/session.h"
#include "rir/str.h"

typedef enum {
    SHOWN_CARD,    /* label and text */
    SHOWN_HEADING, /* text: the name of what stands below it */
    SHOWN_RESULT,  /* rank, label, count, text */
    SHOWN_LEVEL    /* label and count: so many gave this level */
} ShownKind;

typedef struct {
    ShownKind kind;
    char *rank;  /* "2=" */
    char *label; /* may be "" */
    char *text;
    size_t count; /* points or ratings */
} Shown;

typedef struct {
    Shown *list;
    size_t count, room;
    size_t most;        /* the largest count in it */
    bool is_from_first; /* where there is no room for all, the first are seen; else the last */
    char *instruction;  /* what is read out, without what the facilitator does; "" for none */
} Showing;

/* Reads it anew. After an error it is empty. */
int showing_read(Showing *showing, Session *session, Err *err);
void showing_free(Showing *showing); /* empty after it */

/* One of them as a line of text. */
void showing_add_line(const Shown *shown, Str *out);

#endif
