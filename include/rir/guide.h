/* SPDX-License-Identifier: MIT */
/* guide: a Markdown document becomes a plan. Pure: text in, plan or mistakes out.
 *
 * The format is doc/guides.md (design section 4): YAML front matter (libyaml), headings as topics
 * (activities, codes, dimensions), numbered lists as main questions (levels), nested bullets as probes,
 * paragraphs as text to read out. Blocks are libcmark's; attributes in braces are taken from the source at
 * cmark's positions. Everything a Plan points to belongs to the plan and lives until guide_free. Texts are
 * valid UTF-8, never NULL
 * ("" where there is none) unless said. */
#ifndef RIR_GUIDE_H
#define RIR_GUIDE_H

#include <stdbool.h>
#include <stddef.h>

#include "rir/digest.h"
#include "rir/str.h"

typedef enum {
    GUIDE_INTERVIEW,
    GUIDE_FOCUS_GROUP,
    GUIDE_OBSERVATION,
    GUIDE_DOCUMENT,
    GUIDE_WORKSHOP,
    GUIDE_CODEBOOK,
    GUIDE_MATRIX,
    GUIDE_KINDS
} GuideKind;

/* "interview", "focus-group", ... : the word in front matter, views and exports. */
const char *guide_name_kind(GuideKind kind);
bool guide_find_kind(const char *name, GuideKind *kind);

typedef struct {
    const char *id; /* part, record, quote, ... */
    const char *text;
    bool required;
} ConsentItem;

typedef struct {
    const char *text;
} Probe;

typedef struct {
    const char *id; /* {#vision}, else made: q1, q2, ... in document order; unique in the guide */
    const char *text;
    const char *codes; /* codes="enabler barrier", separated by single spaces */
    bool must;         /* .must */
    int minutes;       /* minutes=5 on the question itself; 0 when not given */
    size_t number;     /* 1, 2, ... through the whole guide, as shown and as `/go 4` means it */
    size_t topic;      /* index into topics */
    const Probe *probes;
    size_t probe_count;
} Question;

typedef struct {
    const char *id; /* {#opening}, else a slug of the title; unique among topics */
    const char *title;
    const char *phase;  /* opening, main, closing, after: phase=, else that of the topic before; but behind an
                         * opening that of the heading above, else main */
    const char *method; /* workshops: round-robin, ...; else "" */
    const char *say;    /* text to read out: the paragraphs, separated by a blank line */
    int minutes;        /* 0 when not given */
    int level;          /* of the heading, 1 to 6 */
    size_t first_question, question_count; /* a run of questions[] */

    /* An activity of a workshop; "" and 0 elsewhere, and where not given unless said. */
    const char *groups;    /* alone, pairs, fours, tables, all: groups=, else as the method is usually done */
    const char *lead;      /* who leads it: a role */
    const char *materials; /* what has to be on the tables */
    const char *kind;      /* name of the kind of note a bare line is, over that of the method */
    const char *tie;       /* rank, dot-vote: shared (also when not given) or voters */
    const char *matrix;    /* maturity: name of a matrix guide; always given there */
    int rank;              /* rank: how many each ranks; 5 when not given */
    int dots;              /* dot-vote: how many each has; 5 when not given */
    int cap;               /* dot-vote: how many on one item; 0 for as many as there are */
    int rounds;            /* world-cafe: 3 when not given */
} Topic;

/* A stage of an activity that has some: 1-2-4-all, world-cafe. */
typedef struct {
    char name[24];      /* "alone", "round 2", "harvest" */
    const char *groups; /* as of Topic */
    int seconds;        /* 0 when the activity has no minutes; else all add up to its minutes */
} Stage;
#define GUIDE_MOST_STAGES 10

/* The stages of an activity in their order; none for most methods. 1-2-4-all: alone, pairs, fours and all in
 * the ratio 1 : 2 : 4 : 5, which is their minutes in the usual twelve. World cafe: its rounds and the
 * harvest, of equal length. */
size_t guide_find_stages(const Topic *topic, Stage stages[GUIDE_MOST_STAGES]);

/* The names kind= takes, NULL-ended: those of the kinds of note that a line can be. */
const char *const *guide_list_note_kinds(void);

typedef struct {
    const char *id;   /* {#money}, else a slug of the name */
    const char *name; /* the heading */
    const char *definition;
    const char *include; /* bullets `include:`, several joined by "\n" */
    const char *exclude;
    const char *example;
    size_t parent; /* index into codes, GUIDE_NO_PARENT at the top */
} GuideCode;
#define GUIDE_NO_PARENT ((size_t)-1)

typedef struct {
    const char *id;
    const char *title;
    const char *text;
    const char *const *levels; /* the descriptors, lowest first */
    size_t level_count;
    int lowest; /* the number of the first level: the list's start */
} Dimension;

typedef struct {
    GuideKind kind;
    const char *title;
    const char *source; /* front matter `source:`: whose work it builds on */
    const char *text;   /* codebooks, matrices: the paragraphs before the first heading; else "" */
    int minutes;        /* 0 when not given */
    int tables;         /* workshops: how many; 0 when not given */
    int outside; /* workshops, matrices: how many ratings outside the region are no agreement any more (see
                  * rir/consensus.h); 0 when not given */
    const char *codes; /* the codebook to start from, "" for none */
    const ConsentItem *consent;
    size_t consent_count;
    const Topic *topics;
    size_t topic_count;
    const Question *questions;
    size_t question_count;
    const GuideCode *code_list;
    size_t code_count;
    const Dimension *dimensions;
    size_t dimension_count;
    Digest digest; /* of the very bytes read */
    void *memory;  /* the plan's own */
} Plan;

typedef struct {
    int line;   /* from 1 */
    int column; /* from 1, in codepoints */
    char *text; /* what is wrong, and how to write it */
} Mistake;

typedef struct {
    Mistake *list; /* in the order of the document */
    size_t count;
    size_t room;
} Mistakes;

/* The plan, or NULL with at least one mistake. Never fails otherwise, whatever the bytes; reading goes on
 * behind a mistake so that one look finds them all (at most 100). `mistakes` is emptied first. A front matter
 * that is missing is a mistake; an unknown key or attribute too, naming the known ones. Cost is linear in the
 * size; documents over GUIDE_MOST_BYTES are refused. */
#define GUIDE_MOST_BYTES (1024 * 1024)
Plan *guide_read(const char *bytes, size_t size, Mistakes *mistakes);
void guide_free(Plan *plan); /* NULL is fine */
void guide_free_mistakes(Mistakes *mistakes);
/* Adds `FILE:LINE:COLUMN: TEXT\n` for each. */
void guide_add_mistakes(Str *out, const char *file, const Mistakes *mistakes);

/* What to print for: both 0 where not known. */
typedef struct {
    int people; /* so many ballots, rating sheets, lines to sign in; else one of each, to be copied */
    int tables; /* over those of the guide */
} GuidePaper;

/* Everything for paper: title, consent form with boxes, topics with minutes, questions with numbers, must-ask
 * marks and probes, room to write; no attributes. Of a workshop also agenda, script, sign-in sheet, table
 * sheets (numbered, so that a harvest can say which it came from) and ballots (never numbered: they cannot be
 * traced); of a focus group a seating plan; of an observation sheets for jottings; of a document the form for
 * the register and for extracts; of a matrix numbered rating sheets. Markdown in UTF-8, for `rir guide
 * print`; `* * *` stands between what goes on pages of its own. `paper` may be NULL. */
void guide_add_print(Str *out, const Plan *plan, const GuidePaper *paper);
/* Only the rating sheets of a matrix and the one for what is agreed, for a workshop in which it is rated. */
void guide_add_rating_sheets(Str *out, const Plan *matrix, const GuidePaper *paper);
/* A short account of what rir understood, for `rir guide show`: a line a topic, question and probe count,
 * minutes. */
void guide_add_outline(Str *out, const Plan *plan);
/* A new guide of the kind to begin from, which guide_read accepts. */
void guide_add_template(Str *out, GuideKind kind, const char *title);

#endif
