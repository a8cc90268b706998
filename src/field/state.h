/* SPDX-License-Identifier: MIT */
/* What a session amounts to, folded from its acts. The same functions take in what is read from the study and
 * what was just saved, so that the live state is the loaded one. */
#ifndef FIELD_STATE_H
#define FIELD_STATE_H

#include "rir/session.h"

/* From here on the session's time ran, or stood. */
typedef struct {
    int64_t at, elapsed;
    bool runs;
} Tick;

/* A recorder ran from `at` until `end`. */
typedef struct {
    int64_t at, end;
    char *label;
} Mark;

/* Off the record, by the real clock: what was typed then. */
typedef struct {
    int64_t from, end;
    int64_t elapsed; /* session ms from which */
    bool keep;
} OffSpan;
#define STATE_OPEN_END INT64_MAX

typedef struct {
    SessionQuestion face;
    char *id, *text, *why; /* id and text are its own for an added question, else NULL */
    bool *probes;
    size_t own_notes, volunteered;
    bool is_visited;
    bool is_said; /* coverage as the researcher said */
    Coverage said;
} Entry;

/* Somebody was here, from coming to leaving. */
typedef struct {
    int64_t at, elapsed;
    int64_t until_at, until_elapsed; /* STATE_OPEN_END: is here still */
} Stay;

typedef struct {
    SessionPerson face;
    char *id, *pseudonym, *group;
    ConsentAnswer *consent;
    bool has_joined; /* came in the middle: not a participant from the start */
    int table;       /* where they sit; 0: not said */
    Stay *stays;
    size_t stay_count, stay_room;
} PersonState;

/* A topic, or activity, as it went. */
typedef struct {
    size_t visits;
    int64_t first_at, last_at; /* wall ms it was first come to and last left */
    int64_t extended;          /* ms given to its minutes, or taken */
    bool is_skipped;
    char *why; /* of the skip; NULL for none */
} Course;

/* Somebody had the floor. */
typedef struct {
    size_t person; /* SESSION_NONE: whoever `seat` says */
    char *seat;
    size_t topic, visit; /* where the session was, counted by its moves */
    int64_t at, elapsed;
    int64_t until_at, until_elapsed; /* STATE_OPEN_END: still */
    size_t overlaps;                 /* marked while they spoke */
} Turn;

/* The round has come to somebody, who may speak or pass. */
typedef struct {
    size_t person; /* SESSION_NONE: no round, or nobody */
    int64_t at, elapsed;
} Offer;

/* How somebody is taken in: a participant from the start, who may be late, or one who joined. */
typedef struct {
    const char *id, *pseudonym, *group;
    bool has_joined, is_late;
} Newcomer;

/* Where next and prev stop: a question, or a topic without any. */
typedef struct {
    size_t topic, entry;
} Stop;

typedef struct {
    const Plan *plan; /* the session's */
    Entry *entries;   /* planned ones, then those added, in the order asked */
    size_t entry_count, entry_room;
    size_t *walk;  /* walking order: entries */
    size_t *place; /* of an entry in walk */
    Stop *stops;
    size_t stop_count;
    SessionQuestion current; /* the one at the cursor as handed out, with the time up to now */
    size_t cursor, topic;    /* entry, topic; SESSION_NONE for none */
    int64_t since;           /* elapsed when it came there */
    int64_t *topic_used;
    bool *topic_read;   /* its text was read out */
    Course *courses;    /* one a topic */
    char *phase;        /* as said; NULL: the topic's */
    size_t phase_topic; /* where it was said */

    Tick *ticks;
    size_t tick_count, tick_room;
    Mark *marks;
    size_t mark_count, mark_room;
    OffSpan *offs;
    size_t off_count, off_room;
    int64_t until;
    int64_t last_elapsed; /* of the latest live act: how far the session was watched */

    PersonState *people;
    size_t person_count, person_room;
    size_t speaker; /* person, or SESSION_NONE */
    char *seat;     /* a speaker who is no participant; NULL for none */
    Turn *turns;
    size_t turn_count, turn_room;
    Offer offer;
    size_t visit;      /* grows with every move to another topic */
    size_t round_last; /* who had the floor last in this activity: the round goes on behind them */

    int table;           /* from which notes come, 0 for none */
    char *dimension;     /* under discussion, NULL for none; of a matrix where it was said */
    size_t dimension_topic;
    char *sheet;         /* the paper from which they are copied, NULL for none */
    size_t stage;        /* of the activity, from 0 */
    int64_t stage_since; /* elapsed when it began */
    char *role;          /* the observer's, NULL when not said */
    char *document;      /* id of what is read, NULL for none */
    char *page;          /* of it, as typed; NULL when not said */
    char *finding;       /* id of the one that is up, NULL for none */
    char *finding_version; /* its version then, SITE:SEQ */
    size_t pending;      /* entry under which the next note belongs, or SESSION_NONE */
    int64_t pending_hlc; /* while loading */
    bool has_exception;  /* the missing consent was logged */
    size_t notes;        /* shown */
    int64_t started;     /* wall ms, and that of those who were here from the start */
    bool is_paper;
    int64_t paper_at, paper_elapsed;
} State;

/* Before the id of a topic where a question's could stand: `session.go` to an opening without questions. */
#define STATE_TOPIC "topic:"

/* The questions of a plan, nothing done yet. */
State *state_new(const Plan *plan, bool is_paper, int64_t started);
void state_free(State *state); /* NULL is fine */

/* --- taking in what happened */
void state_take_sitting(State *state, int64_t at, int64_t elapsed);
void state_take_stop(State *state, int64_t at, int64_t elapsed, const char *why);
/* `kind` without "session.". */
void state_take_moment(State *state, const char *kind, int64_t at, int64_t elapsed, const char *value,
                       const char *detail);
void state_take_question(State *state, const char *id, const char *text, const char *topic);
void state_take_cover(State *state, const char *question, const char *coverage, const char *why);
void state_take_probe(State *state, const char *question, int64_t probe, bool used);
void state_take_notes(State *state, const char *question, size_t own, size_t volunteered);
void state_take_note_time(State *state, int64_t at, int64_t elapsed, bool is_later);
void state_take_person(State *state, const Newcomer *who);
void state_take_consent(State *state, const char *person, const char *item, bool agrees);

/* --- of one moment: what it does (state.c, presence.c, course.c) */
typedef struct {
    int64_t at, elapsed;
    const char *value, *detail;
} Happening;
void state_take_arrive(State *state, const Happening *what);
void state_take_depart(State *state, const Happening *what);
void state_take_seat(State *state, const Happening *what);
void state_take_sit(State *state, const Happening *what);
void state_take_turn(State *state, const Happening *what);
void state_take_offer(State *state, const Happening *what);
void state_take_overlap(State *state, const Happening *what);
/* Whoever has the floor, or is offered it, has it no more. */
void state_end_turn(State *state, int64_t at, int64_t elapsed);
void state_take_extend(State *state, const Happening *what);
void state_take_skip(State *state, const Happening *what);
/* The conversation comes to a topic at this time, from the one that it was at. */
void state_enter_topic(State *state, size_t topic, int64_t at);

/* --- looking */
bool state_is_skipped(const State *state, size_t topic);
const Turn *state_find_turn(const State *state); /* under way, NULL when nobody has the floor */
size_t state_find_topic(const State *state, const char *id);  /* SESSION_NONE when there is none */
size_t state_find_entry(const State *state, const char *id);  /* SESSION_NONE when there is none */
size_t state_find_person(const State *state, const char *id); /* SESSION_NONE when there is none */
size_t state_find_item(const State *state,
                       const char *item); /* of consent; SESSION_NONE when there is none */
bool state_has_answer(const State *state, const char *item, ConsentAnswer answer); /* anyone's */
const char *state_find_phase(const State *state);
const OffSpan *state_find_off(const State *state); /* the one under way, NULL when on the record */

/* --- time (timing.c) */
int64_t state_find_elapsed(const State *state, int64_t at);
int64_t state_find_at(const State *state, int64_t elapsed);
bool state_is_running(const State *state);
const Mark *state_find_mark(const State *state, int64_t at); /* the recorder running then, NULL for none */

#endif
