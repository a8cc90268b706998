/* SPDX-License-Identifier: MIT */
/* note_kind: the one table of the kinds of note. It feeds the grammar, the screens, the exports and help. */
#ifndef RIR_NOTE_KIND_H
#define RIR_NOTE_KIND_H

#include <stdbool.h>
#include <stddef.h>

typedef enum {
    NOTE_NONE, /* not said: the kind of the moment */
    NOTE_VERBATIM,
    NOTE_PARAPHRASE,
    NOTE_OBSERVATION,
    NOTE_COMMENT,
    NOTE_MEMO,
    NOTE_FOLLOW_UP,
    NOTE_ACTION,
    NOTE_IDEA,
    NOTE_RECOMMENDATION,
    NOTE_DECISION,
    NOTE_DISSENT,
    NOTE_PARKED,
    NOTE_EXTRACT, /* from a document; no letter: it is the kind of the moment there */
    NOTE_KINDS
} NoteKind;

typedef enum { NOTE_ROLE_WORDS, NOTE_ROLE_SEEN, NOTE_ROLE_OWN, NOTE_ROLE_TASK, NOTE_ROLE_OUTPUT } NoteRole;

typedef struct {
    NoteKind kind;
    char letter;      /* typed behind a comma; 0 for none */
    const char *name; /* the word in views, exports and --json: "follow-up" */
    NoteRole role;    /* which colour, never the only mark */
    bool is_words;    /* holds what a participant said: quoting needs consent, `person` is the speaker */
    bool is_discreet; /* only kind and time on the screen until a key shows it */
    bool is_own;      /* the researcher's own: never counted as data of a participant */
    const char *help; /* one line */
    const char *heading; /* over its list in exports: "Follow-ups" */
} NoteKindRow;

const NoteKindRow *note_kind_find(NoteKind kind);        /* NULL for NOTE_NONE */
const NoteKindRow *note_kind_find_letter(char letter);   /* NULL when there is none */
/* By name or by letter; NULL when unknown. */
const NoteKindRow *note_kind_find_name(const char *name);
const NoteKindRow *note_kind_list(size_t *count);

#endif
