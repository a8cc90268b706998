/* SPDX-License-Identifier: MIT */
/* A session as faces see it: what it is, its time, its draft, and the line that is typed. */
#include "session.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "rir/clock.h"
#include "rir/method.h"
#include "rir/rows.h"

/* --- time of this sitting */

int64_t session_find_real(const Session *session)
{
    int64_t passed = clock_read().boot - session->sitting_boot;
    return session->sitting_at + (passed > 0 ? passed : 0);
}

int64_t session_find_now(const Session *session)
{
    return session->facts.paper ? session->state->paper_at : session_find_real(session);
}

int64_t session_find_elapsed(const Session *session)
{
    return state_find_elapsed(session->state, session_find_real(session));
}

SessionClock session_find_clock(const Session *session)
{
    const State *state = session->state;
    bool is_paper = session->facts.paper;
    SessionClock clock = {.is_over = session->facts.is_ended};
    if (session->is_live || (session->is_watched && !clock.is_over)) {
        clock.at = session_find_now(session);
        clock.elapsed = session_find_elapsed(session);
        clock.runs = !is_paper && state_is_running(state);
        return clock;
    }
    const Tick *last = state->tick_count ? &state->ticks[state->tick_count - 1] : NULL;
    const Tick *stopped = last && !last->runs ? last : NULL;
    clock.elapsed = is_paper ? state->paper_elapsed : stopped ? stopped->elapsed : state->last_elapsed;
    clock.at = is_paper ? state->paper_at : stopped ? stopped->at : state_find_at(state, clock.elapsed);
    return clock;
}

SessionStamp session_take_stamp(const Session *session)
{
    return (SessionStamp){session_find_real(session), session_find_elapsed(session), NOTE_NONE};
}

static SessionStamp place_stamp(const Session *session, const SessionStamp *given)
{
    SessionStamp now = session_take_stamp(session);
    if (!given)
        return now;
    now.kind = given->kind;
    if (given->at < now.at)
        now.at = given->at;
    if (given->elapsed < now.elapsed)
        now.elapsed = given->elapsed;
    return now;
}

/* --- replies */

void session_add(Session *session, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str_add_formatv(&session->reply, format, args);
    va_end(args);
}

static void answer(Session *session, SessionReply *reply, SessionResult result)
{
    /* One line: texts of people may hold newlines. */
    for (size_t i = 0; i < session->reply.size; i++)
        if (session->reply.data[i] == '\n')
            session->reply.data[i] = ' ';
    reply->result = result;
    reply->text = str_text(&session->reply);
}

int session_tell(Session *session, SessionReply *reply, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str_add_formatv(&session->reply, format, args);
    va_end(args);
    answer(session, reply, SESSION_TOLD);
    return 0;
}

int session_refuse(Session *session, SessionReply *reply, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str_clear(&session->reply);
    str_add_formatv(&session->reply, format, args);
    va_end(args);
    answer(session, reply, SESSION_REFUSED);
    return -1;
}

int session_fail(Session *session, SessionReply *reply)
{
    str_clear(&session->reply);
    str_add_format(&session->reply, "NOT SAVED: %s", session->failure.text);
    answer(session, reply, SESSION_FAILED);
    reply->changed = 0;
    return -1;
}

int session_save(Session *session, Step *step, SessionReply *reply)
{
    int result = step_save(session, step, &session->failure);
    step_free(step);
    return result == 0 ? 0 : session_fail(session, reply);
}

const Err *session_find_failure(const Session *session)
{
    return &session->failure;
}

/* --- typing */

static int type_empty(Session *session, SessionReply *reply)
{
    if (!id_is_set(&session->edit))
        return session_tell(session, reply, "nothing to save");
    session_drop_edit(session);
    return session_tell(session, reply, "left as it was");
}

/* A line that saved nothing is gone from the screen too; its draft with it. */
static void drop_draft(Session *session, const SessionReply *reply)
{
    bool is_gone = reply->result == SESSION_TOLD || reply->result == SESSION_NOT_KEPT;
    if (is_gone && session->has_draft)
        session_clear_draft(session, NULL);
}

static int carry_out(Order *order)
{
    Session *session = order->session;
    switch (order->line->type) {
    case LINE_EMPTY:
        return type_empty(session, order->reply);
    case LINE_WRONG:
        return session_refuse(session, order->reply, "%s", order->line->wrong);
    case LINE_COMMAND:
        return session_command(order);
    case LINE_NOTE:
        break;
    }
    return id_is_set(&session->edit) ? type_new_version(order, session->edit.text) : type_note(order);
}

static int take_line(Session *session, const Line *line, const SessionStamp *stamp, SessionReply *reply)
{
    *reply = (SessionReply){SESSION_TOLD, "", NULL, {""}, 0};
    str_clear(&session->reply);
    err_clear(&session->failure);
    if (session->is_watched)
        return session_refuse(session, reply,
                              "here the session is only looked at; type where it was started");
    if (session->is_over)
        return session_refuse(session, reply, "this sitting is over; nothing more can be typed into it");
    if (session_settle(session, &session->failure) != 0 ||
        (session->is_stale && session_reload(session, &session->failure) != 0))
        return session_fail(session, reply);
    Order order = {session, line, place_stamp(session, stamp), reply};
    int result = carry_out(&order);
    if (result == 0 && reply->result == SESSION_TOLD)
        answer(session, reply, SESSION_TOLD);
    return result;
}

int session_type(Session *session, const Line *line, const SessionStamp *stamp, SessionReply *reply)
{
    int result = take_line(session, line, stamp, reply);
    drop_draft(session, reply);
    return result;
}

int session_do(Session *session, const char *typed, SessionReply *reply)
{
    /* A key that is pressed while a line is being typed leaves that line, and its draft, alone. */
    Line line = line_read(typed, strlen(typed));
    session->keeps_draft = true;
    int result = take_line(session, &line, NULL, reply);
    session->keeps_draft = false;
    line_free(&line);
    return result;
}

const char *session_find_edit(const Session *session)
{
    return session->edit.text;
}

void session_drop_edit(Session *session)
{
    session->edit = (Id){""};
}

/* --- the draft */

/* Whether any of the time from `from` on was off the record without keep. */
bool session_was_off(const Session *session, int64_t from)
{
    for (size_t i = 0; i < session->state->off_count; i++) {
        const OffSpan *span = &session->state->offs[i];
        if (!span->keep && span->end > from)
            return true;
    }
    return false;
}

static const char *find_context(const SessionDraft *draft, const Id *edit, Str *out)
{
    const NoteKindRow *kind = note_kind_find(draft->stamp.kind);
    Json json = json_begin(out, 0);
    json_open(&json, NULL, '{');
    json_add_some(&json, "kind", kind ? kind->name : NULL);
    json_add_some(&json, "edit", edit->text);
    json_close(&json, '}');
    return str_text(out);
}

/* A ballot half typed would tell what someone chose, and when. */
static bool is_secret(const Session *session, const char *text)
{
    static const char *const commands[] = {"/ballot", "/tally", "/rate"};
    static const char *const methods[] = {"rank", "dot-vote", "maturity"};
    const Topic *activity = session_find_activity(session);
    text += strspn(text, " \t\n");
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (strncasecmp(text, commands[i], strlen(commands[i])) == 0)
            return true;
    /* Mistyped, it is a command all the same. */
    for (size_t i = 0; activity && *text == '/' && i < sizeof methods / sizeof *methods; i++)
        if (strcmp(activity->method, methods[i]) == 0)
            return true;
    return false;
}

int session_save_draft(Session *session, const SessionDraft *draft, Err *err)
{
    if (session_settle(session, err) != 0)
        return -1;
    if (session_was_off(session, draft->stamp.at) || is_secret(session, str_text(&draft->text)))
        return session->has_draft ? session_clear_draft(session, err) : 0;
    Str context = STR_EMPTY;
    find_context(draft, &session->edit, &context);
    Draft row = {.text = draft->text,
                 .cursor = draft->cursor,
                 .started = draft->stamp.at,
                 .elapsed = draft->stamp.elapsed,
                 .is_paste = draft->is_paste,
                 .context = context};
    int result = store_save_draft(session->store, session->id.text, &row, err);
    str_free(&context);
    if (result == 0)
        session->has_draft = true;
    return result;
}

int session_clear_draft(Session *session, Err *err)
{
    if (session_settle(session, err) != 0)
        return -1;
    if (store_clear_draft(session->store, session->id.text, err) != 0)
        return -1;
    session->has_draft = false;
    return 0;
}

static void read_context(Session *session, const char *context, SessionDraft *draft)
{
    Str word = STR_EMPTY;
    const NoteKindRow *kind = NULL;
    if (rows_find_text(session->store, &word, "SELECT ?1->>'$.kind'", "t", context) && word.size)
        kind = note_kind_find_name(str_text(&word));
    draft->stamp.kind = kind ? kind->kind : NOTE_NONE;
    str_clear(&word);
    if (rows_find_text(session->store, &word, "SELECT ?1->>'$.edit'", "t", context))
        session->edit = id_read(str_text(&word));
    str_free(&word);
}

int session_read_draft(Session *session, SessionDraft *draft, Err *err)
{
    Draft row;
    int got = store_read_draft(session->store, session->id.text, &row, err);
    if (got != 1)
        return got;
    *draft = (SessionDraft){.text = row.text,
                            .cursor = row.cursor < row.text.size ? row.cursor : row.text.size,
                            .is_paste = row.is_paste,
                            .stamp = {row.started, row.elapsed, NOTE_NONE}};
    if (row.context.size)
        read_context(session, str_text(&row.context), draft);
    str_free(&row.context);
    return 1;
}

void session_free_draft(SessionDraft *draft)
{
    str_free(&draft->text);
}

/* --- what it is */

const SessionFacts *session_find_facts(const Session *session)
{
    return &session->facts;
}

const Plan *session_find_plan(const Session *session)
{
    return session->plan;
}

Store *session_find_store(const Session *session)
{
    return session->store;
}

Record session_find_record(const Session *session, int64_t *since)
{
    const OffSpan *off = state_find_off(session->state);
    if (since)
        *since = off ? off->elapsed : 0;
    if (!off)
        return RECORD_ON;
    return off->keep ? RECORD_APART : RECORD_OFF;
}

bool session_is_off(const Session *session)
{
    return session_find_record(session, NULL) == RECORD_OFF;
}

size_t session_count_notes(const Session *session)
{
    return session->state->notes;
}

/* In a workshop the activity says it: its guide, else its method. */
static NoteKind find_activity_kind(const Session *session)
{
    const Topic *activity = session_find_activity(session);
    const MethodRow *method = activity ? method_find(activity->method) : NULL;
    const char *name = activity && *activity->kind ? activity->kind : method ? method->kind : "";
    const NoteKindRow *kind = *name ? note_kind_find_name(name) : NULL;
    return kind ? kind->kind : NOTE_PARAPHRASE;
}

NoteKind session_find_kind(const Session *session)
{
    switch (session->plan->kind) {
    case GUIDE_OBSERVATION:
        return NOTE_OBSERVATION;
    case GUIDE_DOCUMENT:
        return NOTE_EXTRACT;
    case GUIDE_WORKSHOP:
        return find_activity_kind(session);
    default:
        return NOTE_PARAPHRASE;
    }
}

const Topic *session_find_activity(const Session *session)
{
    size_t topic = session->state->topic;
    bool is_activity = session->plan->kind == GUIDE_WORKSHOP && topic != SESSION_NONE;
    return is_activity ? &session->plan->topics[topic] : NULL;
}

int session_find_table(const Session *session)
{
    return session->state->table;
}
