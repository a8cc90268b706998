/* SPDX-License-Identifier: MIT */
/* line: what a typed line means. Pure: text in, a Line out; it knows no session.
 *
 * doc/grammar.md tells the grammar. All faces read their lines here. */
#ifndef RIR_LINE_H
#define RIR_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rir/note_kind.h"
#include "rir/str.h"

typedef enum {
    LINE_EMPTY, /* nothing, or only white space */
    LINE_NOTE,
    LINE_COMMAND,
    LINE_WRONG /* `wrong` says why; nothing may be done */
} LineType;

typedef enum { VALENCE_NEUTRAL, VALENCE_ENABLER, VALENCE_BARRIER, VALENCE_MIXED } Valence;
const char *line_name_valence(Valence valence); /* "neutral", "enabler", "barrier", "mixed" */
bool line_find_valence(const char *name, Valence *valence);

typedef struct {
    char *name; /* as typed, without # and sign */
    Valence valence;
    size_t start, end; /* what of the text it is applied to: codepoints, end exclusive */
} LineCode;

typedef enum {
    LINE_TIME_NOW,
    LINE_TIME_CLOCK,  /* `[9:40]`: ms since midnight */
    LINE_TIME_SESSION /* `[+12:00]`: ms of session time */
} LineTime;

/* The commands of the capture line. The table row gives name, arguments and help; who carries a command out
 * is field's and the faces' affair. */
typedef enum {
    LINE_GO,
    LINE_NEXT,
    LINE_PREV,
    LINE_PROBE,
    LINE_SAY,
    LINE_COVER,
    LINE_FOR,
    LINE_ASK,
    LINE_CONSENT,
    LINE_PHASE,
    LINE_PAUSE,
    LINE_RESUME,
    LINE_UNTIL,
    LINE_ADJOURN,
    LINE_SPEAKER,
    LINE_ARRIVE,
    LINE_DEPART,
    LINE_TABLE,
    LINE_FINDING,
    LINE_RECOGNISE,
    LINE_AMEND,
    LINE_CHALLENGE,
    LINE_ADD,
    LINE_OWNER,
    LINE_HORIZON,
    LINE_LEVEL,
    LINE_MEASURE,
    LINE_EFFORT,
    LINE_SUPPORT,
    LINE_LINK,
    LINE_TALLY,
    LINE_BALLOT,
    LINE_RECALL,
    LINE_REVEAL,
    LINE_MATRIX,
    LINE_DIMENSION,
    LINE_RATE,
    LINE_CONSENSUS,
    LINE_ROLE,
    LINE_EXPAND,
    LINE_ABSENT,
    LINE_DOCUMENT,
    LINE_PAGE,
    LINE_APPRAISE,
    LINE_MARK,
    LINE_PHOTO,
    LINE_OFF,
    LINE_ON,
    LINE_STRIKE,
    LINE_UNDO,
    LINE_REDO,
    LINE_EDIT,
    LINE_KIND,
    LINE_TIME,
    LINE_STATUS,
    LINE_HELP,
    LINE_END,
    LINE_EXTEND,
    LINE_STEAL,
    LINE_SKIP,
    LINE_SEAT,
    LINE_TURN,
    LINE_OVERLAP,
    LINE_HEARD,
    LINE_SHEET,
    LINE_STAGE,
    LINE_MERGE,
    LINE_PART,
    LINE_CARDS,
    LINE_CLUSTER,
    LINE_MOVE,
    LINE_DUE,
    LINE_HOW,
    LINE_ABOUT,
    LINE_COMMANDS
} LineCommand;

typedef struct {
    LineCommand command;
    const char *name;      /* without the slash: "go" */
    const char *arguments; /* "ID" */
    const char *help;      /* one line */
} LineCommandRow;

const LineCommandRow *line_list_commands(size_t *count);
const LineCommandRow *line_find_command(const char *name); /* exactly; NULL when unknown */

typedef struct {
    LineType type;
    char *raw; /* as typed (valid UTF-8); never NULL */
    /* LINE_NOTE */
    NoteKind kind;   /* NOTE_NONE: the moment's */
    char *text;      /* what a reader should see, no white space around it; NULL unless LINE_NOTE */
    /* In the order typed. One inside the text holds for its word; one of the run at the end for the whole
     * text, each name once with its last sign, and then for nothing less. */
    LineCode *codes;
    size_t code_count;
    char **speakers; /* "3", "P07", "?"; each once, in the order typed */
    size_t speaker_count;
    LineTime time; /* of /arrive and /depart too */
    int64_t time_ms;
    bool about; /* `[~9:40]` */
    /* LINE_COMMAND */
    const LineCommandRow *command;
    char *rest;   /* all behind the name, trimmed */
    char **words; /* of rest, split at white space; "double quotes" keep one together */
    size_t word_count;
    /* LINE_WRONG */
    char *wrong; /* what is wrong and how to write it */
} Line;

/* Reads one typed line (it may hold LF from Alt-Enter). Bytes are cleaned first, see text_add_clean. The
 * caller calls line_free. */
Line line_read(const char *bytes, size_t size);
/* A pasted text: one note of the moment's kind, newlines kept, nothing in it parsed. */
Line line_read_paste(const char *bytes, size_t size);
void line_free(Line *line);

/* Whether `name` can be a code: a letter first, then letters, digits, - _ . : / (a trailing - is barrier). */
bool line_is_code(const char *name);

/* Adds what a researcher would type to get this kind with this text: `,o text`, `"text`, with plain
 * characters escaped where they would mean something. Reading it gives the same kind and text and nothing
 * else; an extract has no letter and is read as of no kind. `text` is as in a Line: clean, not empty, no
 * white space around it. */
void line_add_typed(Str *out, NoteKind kind, const char *text);
/* The same with its codes: those of the whole text stand behind it, those of just their own word in it.
 * shown[i] is set for each that stands there; others are applied to something that cannot be typed. */
void line_add_typed_codes(Str *out, NoteKind kind, const char *text, const LineCode *codes, size_t count,
                          bool *shown);

#endif
