/* SPDX-License-Identifier: MIT */
/* What the files of this room share about a session under way. */
#ifndef FIELD_SESSION_H
#define FIELD_SESSION_H

#include "rir/json.h"
#include "rir/session.h"
#include "state.h"
#include "step.h"

#define SESSION_TEXTS 10

struct Session {
    Store *store;
    Id id;
    Plan *plan;
    Plan *matrix;        /* of the activity under way, once it was asked for */
    size_t matrix_topic; /* the activity it was read for */
    State *state;
    SessionFacts facts;
    char *texts[SESSION_TEXTS]; /* what facts point to */
    Str notice;
    Step opening; /* what starting or resuming has yet to write */
    bool is_unsettled;
    bool wants_codebook; /* that the guide names */
    char *guide_path;    /* where the guide was read, NULL when that is not known */
    bool wants_notes;    /* they have yet to be counted */
    Id sitting;
    int64_t sitting_at; /* wall ms, read once */
    int64_t sitting_boot;
    int64_t gap_ms; /* without rir before this sitting; -1: no gap */
    int tz;
    bool is_watched; /* looked on at: never written to */
    int64_t version; /* of the study when it was last looked at */
    bool is_live;  /* holds the study and has a sitting under way */
    bool is_over;  /* adjourned or ended */
    bool is_stale; /* the study went further than what is held here could be read again */
    bool has_draft;
    bool keeps_draft; /* a key was pressed beside the line that is being typed */
    Id edit;          /* the note being edited, "" for none */
    Str reply, fill;
    Err failure;
    Str gap;
    Str refusal;
};

/* --- time of this sitting */
int64_t session_find_real(const Session *session); /* wall ms by the sitting's clock */
int64_t session_find_now(const Session *session);  /* the same, or on paper the time last given */
int64_t session_find_elapsed(const Session *session);

/* --- reading (load.c) */
int session_load(Session *session,
                 Err *err); /* facts and plan, then the state, its notes later if they can wait */
int session_load_notes(Session *session, Err *err);
int session_reload(Session *session, Err *err); /* the state anew, after undo and the like */
/* One of the texts in the order in which the facts have them, kind first; NULL is "". */
void session_set_text(Session *session, int index, const char *text);
/* Reads what participants answered before into the state. */
int session_load_consent(Session *session, State *state, Err *err);

/* A session as it stands in the study, to look at only; session_forget frees it. NULL on error. */
Session *session_read(Store *store, const char *id, Err *err);
void session_forget(Session *session);

/* Where a session stands in its own time: now when it is under way here, else at the last thing known. */
typedef struct {
    int64_t at, elapsed;
    bool runs;  /* the clock, and here */
    bool is_over;
} SessionClock;
SessionClock session_find_clock(const Session *session);

/* --- what commands answer with */
__attribute__((format(printf, 3, 4))) int session_tell(Session *session, SessionReply *reply,
                                                       const char *format, ...);
__attribute__((format(printf, 3, 4))) int session_refuse(Session *session, SessionReply *reply,
                                                         const char *format, ...);
int session_fail(Session *session, SessionReply *reply); /* with session->failure set */
void session_add(Session *session, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Saves the step; on failure fills the reply. The step is freed in every case. */
int session_save(Session *session, Step *step, SessionReply *reply);
/* Off the record without keep: typed words must not be kept; now, or at any time from `from` on. */
bool session_is_off(const Session *session);
bool session_was_off(const Session *session, int64_t from);

/* --- who is meant (speakers.c) */
typedef struct {
    size_t person;    /* index, or SESSION_NONE */
    size_t other;     /* who has the same seat, SESSION_NONE when that is clear */
    const char *seat; /* as typed, without @ */
} Who;
Who session_find_who(const Session *session, const char *word);
size_t session_find_free_seat(const Session *session);
void session_add_who(const Session *session, Str *out, const Who *who);

/* --- questions (questions.c) */
/* The stop that words name; SESSION_NONE when none or several, *several says which. */
size_t session_find_stop(const Session *session, const char *words, size_t *several);
/* Going there, added. */
void session_add_go(const Session *session, Step *step, const Stop *stop);
void session_add_stop(const Session *session, Str *out, const Stop *stop);
void session_add_label(const Session *session, Str *out, size_t entry); /* `6 barriers`, `e1` */

/* --- a line that is a command (commands.c), or a note (type_note.c) */
typedef struct {
    Session *session;
    const Line *line;
    SessionStamp stamp;
    SessionReply *reply;
} Order;
int session_command(Order *order);
const char *order_word(const Order *order, size_t index); /* "" behind the last */
const char *order_rest(const Order *order, size_t index); /* from the word on, as typed */
/* Words that are kept with what the command does: from the word on, "" off the record. The loss is then said.
 */
const char *order_keep(const Order *order, size_t index);
const char *order_find_loss(const Order *order, size_t index);
/* Saves one moment, now; `value` may be NULL. `changed` is what faces draw anew (SESSION_CLOCK and so on). */
int order_save_moment(Order *order, const char *kind, const char *value, unsigned changed);

/* A participant of the study, of this session or not: the id added to *id. */
bool session_find_known(const Session *session, const char *pseudonym, Str *id);
/* 0; -1 with the reply filled when two people have the seat that was typed. */
int session_check_who(Order *order, const Who *who);
/* Whoever is no participant is named by words, and words are not kept now. */
int session_refuse_words(Order *order);
/* `not yet heard: 3 people (2 social care)`, added with `mark` before it; nothing when everybody was, or
 * nothing could tell. */
void session_add_unheard(Session *session, Str *out, const char *mark);

int type_note(Order *order);
int type_new_version(Order *order, const char *note);

/* Adds the sitting under way, or a new version of it. */
void session_add_sitting(const Session *session, Step *step, int64_t at, int64_t elapsed);
/* In the open transaction: consent and words recorded of `from` in the session are those of `to`, both ids of
 * persons. */
int session_put_right(Store *store, const char *session, const char *from, const char *to, Err *err);
/* The session's start moves to `at` (paper): adds a version of it and of its sitting. */
int session_add_start(Session *session, Step *step, int64_t at, Err *err);

/* --- commands by subject */
int command_go(Order *order);
int command_next(Order *order);
int command_prev(Order *order);
int command_probe(Order *order);
int command_say(Order *order);
int command_cover(Order *order);
int command_for(Order *order);
int command_ask(Order *order);
int command_consent(Order *order);
int command_phase(Order *order);
int command_pause(Order *order);
int command_resume(Order *order);
int command_until(Order *order);
int command_adjourn(Order *order);
int command_end(Order *order);
int command_speaker(Order *order);
int command_arrive(Order *order);
int command_depart(Order *order);
int command_table(Order *order);
int command_tally(Order *order);
int command_ballot(Order *order);
int command_recall(Order *order);
int command_reveal(Order *order);
int command_matrix(Order *order);
int command_dimension(Order *order);
int command_rate(Order *order);
int command_consensus(Order *order);
int command_sheet(Order *order);
int command_merge(Order *order);
int command_part(Order *order);
int command_cards(Order *order);
int command_cluster(Order *order);
int command_move(Order *order);
int command_stage(Order *order);
int command_due(Order *order);
int command_how(Order *order);
int command_about(Order *order);
int command_role(Order *order);
int command_expand(Order *order);
int command_absent(Order *order);
int command_document(Order *order);
int command_page(Order *order);
int command_appraise(Order *order);
int command_mark(Order *order);
int command_photo(Order *order);
int command_off(Order *order);
int command_on(Order *order);
int command_strike(Order *order);
int command_undo(Order *order);
int command_redo(Order *order);
int command_edit(Order *order);
int command_kind(Order *order);
int command_time(Order *order);
int command_status(Order *order);
int command_help(Order *order);
int command_extend(Order *order);
int command_steal(Order *order);
int command_skip(Order *order);
int command_seat(Order *order);
int command_turn(Order *order);
int command_overlap(Order *order);
int command_heard(Order *order);
int command_finding(Order *order);
int command_recognise(Order *order);
int command_amend(Order *order);
int command_challenge(Order *order);
int command_add(Order *order);
int command_owner(Order *order);
int command_horizon(Order *order);
int command_level(Order *order);
int command_measure(Order *order);
int command_effort(Order *order);
int command_support(Order *order);
int command_link(Order *order);

#endif
