/* SPDX-License-Identifier: MIT */
/* session: an interview, workshop or other session under way. What every face drives; it draws nothing and
 * reads no keys.
 *
 * A session is a row of acts in the log; what is held in memory is their picture and equals what a fresh load
 * gives. Every function that writes has its work on the disk when it returns 0; when it returns -1 nothing of
 * the call was applied and the state is as before. Times: `at` is wall ms UTC by the sitting's own clock (the
 * wall clock is read once when a sitting starts, the boot clock carries on from there), `elapsed` is ms of
 * session time net of pauses. Texts that are handed out belong to the session and live until its next call,
 * unless said. */
#ifndef RIR_SESSION_H
#define RIR_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rir/err.h"
#include "rir/guide.h"
#include "rir/id.h"
#include "rir/line.h"
#include "rir/note_kind.h"
#include "rir/store.h"
#include "rir/str.h"

typedef struct Session Session;

#define SESSION_PEOPLE_MOST 256 /* named when a session is started or corrected */

/* --- opening and leaving */

typedef struct {
    Plan *plan;             /* the guide as read, taken over in every case; NULL: it is read from the text */
    const char *guide_text; /* Markdown bytes; kept in the study */
    size_t guide_size;
    const char *guide_name;    /* the file's name without folder and ending: "strategic-leaders" */
    const char *guide_path;    /* where it was read; the codebook that its `codes:` names may lie beside it as
                                  NAME.md. NULL: only those that came with rir */
    const char *const *people; /* ids of the participants in seat order (see person_need) */
    size_t person_count;
    const char *const
        *late; /* of these, ids of the ones who are expected later: they count from /arrive on */
    size_t late_count;
    const char *title;      /* this and the next: NULL or "" for not said; the guide's title then */
    const char *researcher; /* who asks, when it is not the author */
    const char *mode;       /* face-to-face, phone, video, ... */
    const char *setting;    /* office, home, ... */
    const char *others;     /* who else is present */
    const char *interpreter;
    const char *place;
    const char *team;    /* whose workshop, focus group or meeting it is */
    const char *role;    /* of an observation: the part of the observer (see observation.h) */
    const char *document; /* of a document session: id of the one that is read */
    const char *part_of; /* id of the session it goes on from */
    int minutes;         /* planned; 0: the guide's */
    bool pilot;
    bool rehearsal;   /* never in a view, search or export */
    bool paper;       /* held already, entered from paper: times are given by hand */
    int64_t on;       /* paper: wall ms of its start, or of that day's midnight */
    bool on_has_time; /* paper: `on` is a time, not only a day */
} SessionOpening;

/* Whether sessions are run by guides of the kind, and whether such a session must name a participant from the
 * start: a codebook or a matrix is run by none, and people come to a workshop as they come. */
bool session_can_run(GuideKind kind);
bool session_needs_people(GuideKind kind);
/* Makes a session, keeps its guide, takes in its codebook, starts sitting 1. The study is held live until
 * close. What there is to write is written by session_settle, so that a screen can show the session before
 * the disk is waited for. ERR_REFUSED: the guide has mistakes (the first is in the text), is a codebook
 * or a matrix, no or unknown people, a day in the future. ERR_BUSY: a session is live in another process. */
Session *session_start(Store *store, const SessionOpening *opening, Err *err);
/* Goes on with a session in a new sitting: question, phase, off the record, speaker, recorder and draft as
 * they were; the clock runs, also when it was paused. The time without rir is marked as a gap. Written as
 * session_start does it. ERR_REFUSED: no such session, ended. */
Session *session_resume(Store *store, const char *id, Err *err);
/* Looks on at a session that is open or live elsewhere: writes nothing, holds nothing, and every line typed
 * is refused. Its time runs by the clock of the sitting under way. ERR_REFUSED: no such session. */
Session *session_watch(Store *store, const char *id, Err *err);
/* Reads what others have written since: 1 when there was something, 0 when not, -1 when it could not be read
 * (what was known stands). */
int session_look(Session *session, Err *err);
/* Writes what starting or resuming has to write, and counts the notes of a session that goes on; doing it
 * again is fine. Everything that writes does this first, and fails where this fails; it is tried again by the
 * next. May add to the notice. */
int session_settle(Session *session, Err *err);
bool session_is_settled(const Session *session);
/* The session to resume that `word` names: its number, its id or the start of it; "" or NULL: the latest open
 * one. ERR_REFUSED: none, or several. */
int session_find_open(Store *store, const char *word, Id *id, Err *err);
/* What starting or resuming has to say in one line, e.g. `session 1 goes on at 00:14:05, sitting 2, after
 * 00:03:00 without rir`. */
const char *session_find_notice(const Session *session);
/* Leaves the session open to resume, unless it was adjourned or ended, and frees it in every case. -1: the
 * end of the sitting could not be written (nothing that was acknowledged is lost); NULL is fine. */
int session_close(Session *session, Err *err);

/* --- typing */

/* When the first key of a line was typed, and what Tab chose. Taken at the first key, given back at Enter. */
typedef struct {
    int64_t at;
    int64_t elapsed;
    NoteKind kind; /* NOTE_NONE: nothing was chosen. What the line itself says wins */
} SessionStamp;
SessionStamp session_take_stamp(const Session *session);

typedef enum {
    SESSION_SAVED,    /* a note is on the disk */
    SESSION_TOLD,     /* a command was carried out, or asked something: the text answers */
    SESSION_NOT_KEPT, /* off the record: nothing was kept of the line, clear it */
    SESSION_REFUSED,  /* nothing was done; the line stays as it is, the text says what is wrong */
    SESSION_FAILED    /* a write failed; nothing was done, the line stays; err has the reason */
} SessionResult;

/* What changed, so that a screen draws only that. */
enum {
    SESSION_NOTES = 1 << 0,    /* the stream of notes */
    SESSION_CURSOR = 1 << 1,   /* the question */
    SESSION_COVERAGE = 1 << 2, /* coverage and probes */
    SESSION_CLOCK = 1 << 3,    /* pause, end, recorder, phase */
    SESSION_CONSENT = 1 << 4,
    SESSION_PEOPLE = 1 << 5,   /* who is here, who speaks */
    SESSION_RECORD = 1 << 6,   /* on or off the record */
    SESSION_PLAN = 1 << 7,     /* questions were added */
    SESSION_LINE = 1 << 8,     /* put `fill` into the line */
    SESSION_OVER = 1 << 9,     /* adjourned or ended: close it */
    SESSION_ALL = (1 << 8) - 1 /* everything but the last two: after undo and redo */
};

typedef struct {
    SessionResult result;
    const char *text; /* one line, UTF-8, no newline: `saved 00:14:05 verbatim, money (barrier)`; may be "" */
    const char
        *fill; /* with SESSION_LINE: what to put into the line, e.g. the note to edit; NULL otherwise */
    Id entity; /* the note or other thing made or changed; "" for none */
    unsigned changed;
} SessionReply;

/* Carries one line out. `stamp` NULL: now. Returns 0, or -1 with SESSION_REFUSED and SESSION_FAILED; the
 * reply is filled in every case. */
int session_type(Session *session, const Line *line, const SessionStamp *stamp, SessionReply *reply);
/* The same from text: for keys ("/next") and scripts. */
int session_do(Session *session, const char *typed, SessionReply *reply);
/* Why the last session_type gave SESSION_FAILED. */
const Err *session_find_failure(const Session *session);

/* The note being edited after `/edit`: its id, "" for none. The next note typed is its new version; an empty
 * line, or session_drop_edit, lets it be as it was. */
const char *session_find_edit(const Session *session);
void session_drop_edit(Session *session);

/* --- the draft: to be saved within a second of typing. Off the record without keep nothing is saved, and 0
 * returned. A line begun or touched off the record is not saved either. */
typedef struct {
    Str text;
    size_t cursor; /* byte offset */
    bool is_paste;
    SessionStamp stamp;
} SessionDraft;
int session_save_draft(Session *session, const SessionDraft *draft, Err *err);
int session_clear_draft(Session *session, Err *err);
/* 1 when there is one (the caller calls session_free_draft), 0 when not, -1 on an error. */
int session_read_draft(Session *session, SessionDraft *draft, Err *err);
void session_free_draft(SessionDraft *draft);

/* --- what it is */

typedef struct {
    const char *id;
    int64_t number;
    const char *kind; /* interview, workshop, ... */
    const char *title;
    const char *guide;                                                      /* its name */
    const char *researcher, *mode, *setting, *others, *interpreter, *place, *team; /* "" for not said */
    bool pilot, rehearsal, paper, is_ended;
    int minutes;     /* planned; 0: open end */
    int sitting;     /* 1, 2, ... */
    int64_t started; /* at, of the first sitting */
    int64_t at;      /* of this sitting */
} SessionFacts;
const SessionFacts *session_find_facts(const Session *session);
const Plan *session_find_plan(const Session *session);
Store *session_find_store(const Session *session);

/* --- questions, in walking order: the guide's, with those added behind the others of their topic */

typedef enum {
    COVERAGE_NOT_ASKED,
    COVERAGE_VOLUNTEERED, /* answered before it was asked */
    COVERAGE_COVERED,     /* something was noted or ticked under it */
    COVERAGE_FULL,        /* the next four: as the researcher said */
    COVERAGE_PARTLY,
    COVERAGE_SKIPPED,
    COVERAGE_ELSEWHERE
} Coverage;
const char *coverage_name(Coverage coverage); /* as in the view: "not asked", "covered", "full", ... */
bool coverage_is_open(Coverage coverage);     /* still to be asked: not asked, or partly */

typedef struct {
    const char *id;
    const char *text;
    const Question *planned; /* NULL: asked beside the guide */
    size_t number;           /* as in the guide; 0 for an added one */
    size_t topic;            /* index into topics; SESSION_NONE when the guide has none */
    bool must;
    Coverage coverage;
    const char *why;        /* of /cover, "" for none */
    size_t notes;           /* shown ones filed under it */
    const bool *probe_used; /* one each of planned->probes; NULL without any */
    size_t probes_used;
    int64_t used; /* ms spent at it so far */
} SessionQuestion;

#define SESSION_NONE ((size_t)-1)
size_t session_count_questions(const Session *session);
const SessionQuestion *session_find_question(const Session *session, size_t index); /* NULL behind the end */
/* Where the conversation is. The question is SESSION_NONE at a topic without questions (an opening to read
 * out). */
size_t session_find_cursor(const Session *session);
size_t session_find_topic(const Session *session); /* SESSION_NONE when the guide has no topics */

typedef struct {
    const Topic *topic;
    size_t questions, covered; /* covered: no longer open */
    size_t must_left;
    int64_t planned, used; /* ms; planned 0 when the guide gives none */
    bool is_read;          /* its text was read out */
} SessionTopic;
size_t session_count_topics(const Session *session);
SessionTopic session_find_topic_state(const Session *session, size_t index);
/* Over all questions. */
typedef struct {
    size_t questions, covered, must, must_left;
} SessionCoverage;
SessionCoverage session_find_coverage(const Session *session);

/* --- time, as of now */

typedef struct {
    int64_t at, elapsed;
    int tz;            /* minutes east of UTC */
    int64_t planned;   /* ms of session time; 0: open end */
    int64_t until;     /* wall ms of the end given with /until; 0 for none */
    int64_t remaining; /* ms to the end; negative when over; 0 with an open end */
    bool has_end;      /* `remaining` means something */
    int64_t drift; /* ms behind (positive) or ahead of the minutes planned for the topics; 0 once the end was
                      set anew */
    bool is_paused;
    int64_t paused; /* ms of the pause so far */
    bool is_recording;
    int64_t recorder;  /* ms since the last mark */
    const char *mark;  /* its label */
    const char *phase; /* opening, main, closing, after */
    bool has_phase;    /* that was said with /phase, and is not merely the topic's */
} SessionTime;
SessionTime session_find_time(const Session *session);

/* The time left shared out over the must-asks that are left. */
typedef struct {
    size_t question; /* index */
    int minutes;     /* suggested; 0: does not fit any more */
} SessionReplanRow;
typedef struct {
    int64_t left; /* ms */
    SessionReplanRow *rows;
    size_t count;   /* must-asks left */
    size_t fit;     /* of these, how many fit */
    bool is_due;    /* time is too short for what is left: show the line */
    char line[160]; /* `14 minutes left for 3 must-asks` */
} SessionReplan;
SessionReplan session_find_replan(const Session *session);
void session_free_replan(SessionReplan *replan);

/* --- people and consent */

typedef enum { CONSENT_NOT_ASKED, CONSENT_YES, CONSENT_NO } ConsentAnswer;

typedef struct {
    const char *id;
    const char *pseudonym;
    size_t seat; /* 1, 2, ...: `@1`; 0: none, somebody else has it since they left */
    bool is_here;
    const ConsentAnswer *consent; /* one each of plan->consent; NULL when the guide has none */
} SessionPerson;
size_t session_count_people(const Session *session);
const SessionPerson *session_find_person(const Session *session, size_t index);
/* Who speaks until said otherwise: index of a person, or SESSION_NONE; *seat is then a speaker who is no
 * participant, or "". seat may be NULL. */
size_t session_find_speaker(const Session *session, const char **seat);
/* Required consent that is not on record, in words: `consent not on record: part (P01), quote (P02)`; "" when
 * all is. */
const char *session_find_consent_gap(Session *session);
/* Who refused to take part in what is noted here: `P02 does not take part`; "" when nobody did. */
const char *session_find_refusal(Session *session);
/* Of several people: why what is theirs together, as a card from a table, may not be quoted to others: who
 * refused quoting, counted, and who was not asked. Adds "" when all who came agreed, or the guide does not ask.
 */
void session_add_quote_gap(const Session *session, Str *out);

/* --- on and off the record */

typedef enum { RECORD_ON, RECORD_OFF /* nothing is kept */, RECORD_APART /* kept apart */ } Record;
Record session_find_record(const Session *session, int64_t *since /* elapsed; may be NULL */);

/* --- notes (see notes.h for reading them) */

size_t session_count_notes(const Session *session); /* shown ones */
/* The kind of a bare line: that of the session, in a workshop that of the activity. */
NoteKind session_find_kind(const Session *session);

/* --- workshops */

/* The activity under way: the topic of the guide. NULL where the session is no workshop. */
const Topic *session_find_activity(const Session *session);
/* From which table notes come until said otherwise; 0: no table. */
int session_find_table(const Session *session);

/* Tries once more to erase for good what was struck in sessions that have ended, where that could not be done
 * at once (another program had the study open). Returns how many notes, or -1. For quiet moments: no session
 * may be live. */
int session_erase_left(Store *store, Err *err);

#endif
