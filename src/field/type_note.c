/* SPDX-License-Identifier: MIT */
/* A typed line becomes a note, or the next version of one. */
#include <stdlib.h>
#include <string.h>

#include "cards.h"
#include "findings.h"
#include "observation.h"
#include "reading.h"
#include "recommendations.h"
#include "record.h"
#include "rir/clock.h"
#include "rir/mem.h"
#include "rir/rows.h"
#include "session.h"
#include "turns.h"
#include "type_note.h"

/* --- when */

#define MINUTE_MS INT64_C(60000)
#define DAY_MS (24 * 60 * MINUTE_MS)

static int refuse_before(Order *order, int64_t at)
{
    char typed[CLOCK_STAMP_SIZE], day[CLOCK_STAMP_SIZE], start[CLOCK_STAMP_SIZE];
    int64_t started = order->session->facts.started;
    clock_format_time(typed, at, clock_find_offset(at));
    clock_format_day(day, started, clock_find_offset(started));
    clock_format_time(start, started, clock_find_offset(started));
    return session_refuse(order->session, order->reply,
                          "%s is before the session began, on %s at %s; nothing was saved", typed, day,
                          start);
}

/* A note that is entered later: its time as typed. -1, and the reply filled, when that is in the future or
 * before the session. */
static int place_clock(Order *order, NoteRecord *record)
{
    Session *session = order->session;
    bool is_paper = session->facts.paper;
    int64_t now = session_find_real(session), started = session->facts.started;
    int64_t day = is_paper ? started : now;
    int64_t at = clock_find_midnight(day, clock_find_offset(day)) + order->line->time_ms;
    /* Ten to midnight, typed soon after it. */
    if (at > now && !is_paper && at - DAY_MS >= started)
        at -= DAY_MS;
    /* Ten past midnight, of an evening on paper. */
    if (is_paper && at < started && at + DAY_MS - started <= DAY_MS / 2)
        at += DAY_MS;
    if (at > now)
        return session_refuse(session, order->reply, "that time is still to come; nothing was saved");
    /* Minutes are typed, and a session begins in the middle of one. */
    if (at < started && started - at < MINUTE_MS)
        at = started;
    if (at < started)
        return refuse_before(order, at);
    record->at = at;
    record->elapsed = is_paper ? at - started : state_find_elapsed(session->state, at);
    return 0;
}

static int place_elapsed(Order *order, NoteRecord *record)
{
    Session *session = order->session;
    bool is_paper = session->facts.paper;
    record->elapsed = order->line->time_ms;
    record->at =
        is_paper ? session->facts.started + record->elapsed : state_find_at(session->state, record->elapsed);
    bool is_ahead =
        is_paper ? record->at > session_find_real(session) : record->elapsed > session_find_elapsed(session);
    if (is_ahead)
        return session_refuse(session, order->reply,
                              "the session has not come as far as that; nothing was saved");
    return 0;
}

static void place_now(const Order *order, NoteRecord *record)
{
    bool is_paper = order->session->facts.paper;
    record->at = is_paper ? order->session->state->paper_at : order->stamp.at;
    record->elapsed = order->stamp.elapsed;
    record->later = is_paper || *session_find_sheet(order->session);
}

int type_place(Order *order, int64_t *at, int64_t *elapsed)
{
    NoteRecord record = {.at = session_find_now(order->session),
                         .elapsed = session_find_elapsed(order->session)};
    int result = 0;
    if (order->line->time == LINE_TIME_CLOCK)
        result = place_clock(order, &record);
    else if (order->line->time == LINE_TIME_SESSION)
        result = place_elapsed(order, &record);
    *at = record.at;
    *elapsed = record.elapsed;
    return result;
}

static int place_note(Order *order, NoteRecord *record)
{
    int result = 0;
    if (order->line->time == LINE_TIME_NOW)
        place_now(order, record);
    else {
        record->later = true;
        record->about = order->line->about;
        result =
            order->line->time == LINE_TIME_CLOCK ? place_clock(order, record) : place_elapsed(order, record);
    }
    const Mark *mark = state_find_mark(order->session->state, record->at);
    record->recorder = mark ? record->at - mark->at : -1;
    record->tz = clock_find_offset(record->at);
    return result;
}

/* --- who */

/* In a workshop a group may be named instead of somebody. */
static bool place_group(const Session *session, NoteRecord *record, const char *word, Str *remark)
{
    Str group = STR_EMPTY;
    bool is_group = cards_find_group(session, word, &group);
    if (is_group) {
        record_set_card(record, CARD_GROUP, str_text(&group));
        if (remark)
            str_add_format(remark, "; from %s", str_text(&group));
    }
    str_free(&group);
    return is_group;
}

/* Sets who spoke as typed. Words of nobody who is known keep what was typed as their seat. Whether somebody
 * may not be named, and was left out. */
static bool place_typed_speakers(const Order *order, NoteRecord *record, Str *remark)
{
    Session *session = order->session;
    const Line *line = order->line;
    Str seats = STR_EMPTY;
    bool is_left_out = false;
    for (size_t i = 0; i < line->speaker_count; i++) {
        Who who = session_find_who(session, line->speakers[i]);
        if (who.person == SESSION_NONE && place_group(session, record, who.seat, remark))
            continue;
        if (observe_leave_out(session, &who, remark)) {
            str_add(&seats, is_left_out ? "" : seats.size ? " ?" : "?");
            is_left_out = true;
            continue;
        }
        if (who.person == SESSION_NONE && strcmp(who.seat, "?") != 0)
            str_add_format(remark, "; %s is not among the participants", who.seat);
        else if (who.person != SESSION_NONE && !session->state->people[who.person].face.is_here)
            str_add_format(remark, "; %s is not here by the roster",
                           session->state->people[who.person].pseudonym);
        if (line->speaker_count == 1 && who.person != SESSION_NONE) {
            record->speaker = id_read(session->state->people[who.person].id);
            break;
        }
        str_add(&seats, seats.size ? " " : "");
        session_add_who(session, &seats, &who);
    }
    if (seats.size)
        record->seat = str_take(&seats);
    str_free(&seats);
    return is_left_out;
}

/* The line as typed names somebody who may not be named: it is kept as it would be typed without. */
static void clean_raw(const Session *session, NoteRecord *record)
{
    Str typed = STR_EMPTY;
    record_add_typed(session->store, &typed, record);
    free(record->raw);
    record->raw = str_take(&typed);
}

/* Whether somebody whom nobody had expected had come by then, to others. */
static bool has_joined(const State *state, int64_t elapsed)
{
    size_t came = 0, joined = 0;
    for (size_t i = 0; i < state->person_count; i++) {
        const PersonState *person = &state->people[i];
        bool is_in = person->stay_count && person->stays[0].elapsed <= elapsed;
        came += is_in;
        joined += is_in && person->has_joined;
    }
    return came > 1 && joined > 0;
}

/* Nobody was typed: who was said to be speaking, whose turn it is in a round, or who has the floor in a focus
 * group. */
static void place_said_speaker(const Session *session, NoteRecord *record)
{
    const State *state = session->state;
    size_t in_round = record->kind == NOTE_IDEA ? turns_find_round(session) : SESSION_NONE;
    const Turn *floor = session->plan->kind == GUIDE_FOCUS_GROUP ? state_find_turn(state) : NULL;
    if (!note_kind_find(record->kind)->is_words ||
        *session_find_sheet(session)) /* who wrote a sheet is not who speaks */
        return;
    if (in_round != SESSION_NONE)
        record->speaker = id_read(state->people[in_round].id);
    else if (floor && floor->person != SESSION_NONE)
        record->speaker = id_read(state->people[floor->person].id);
    else if (floor && floor->seat && *floor->seat)
        record->seat = mem_copy_text(floor->seat);
    else if (state->speaker != SESSION_NONE &&
             observe_may_name(session->store, session->id.text, state->people[state->speaker].id))
        record->speaker = id_read(state->people[state->speaker].id);
    else if (state->seat && place_group(session, record, state->seat, NULL))
        return;
    else if (state->seat)
        record->seat = mem_copy_text(state->seat);
    else if (has_joined(state, record->elapsed) && session->plan->kind != GUIDE_WORKSHOP)
        record->seat = mem_copy_text("?"); /* no longer the only one in the room */
}

static const char *find_whose(const Session *session, const NoteRecord *record)
{
    const State *state = session->state;
    const char *only = NULL;
    if (id_is_set(&record->speaker))
        return record->speaker.text;
    if (record->seat || record_is_own(record->kind))
        return NULL;
    for (size_t i = 0; i < state->person_count; i++) {
        const PersonState *person = &state->people[i];
        if (!person->stay_count || person->stays[0].elapsed > record->elapsed)
            continue;
        if (only)
            return NULL; /* two could have said it */
        only = person->id;
    }
    return only;
}

/* 0 when each seat that was typed is one person's; else -1 with the reply filled. */
static int check_speakers(Order *order)
{
    for (size_t i = 0; i < order->line->speaker_count; i++) {
        Who who = session_find_who(order->session, order->line->speakers[i]);
        if (session_check_who(order, &who) != 0)
            return -1;
    }
    return 0;
}

/* --- off the record */

/* 0: to be kept; else the reply is filled. */
static int check_record(Order *order)
{
    Session *session = order->session;
    int64_t first = order->stamp.at;
    if (session_is_off(session)) {
        session_tell(session, order->reply, "NOT KEEPING: nothing of it was kept");
        order->reply->result = SESSION_NOT_KEPT;
        return 1;
    }
    if (!session_was_off(session, first))
        return 0;
    for (size_t i = 0; i < session->state->off_count; i++) {
        const OffSpan *span = &session->state->offs[i];
        if (!span->keep && span->from <= first && first < span->end) {
            session_tell(session, order->reply, "NOT KEPT: it was begun off the record");
            order->reply->result = SESSION_NOT_KEPT;
            return 1;
        }
    }
    session_refuse(session, order->reply,
                   "not kept: part of this line was typed off the record; clear it and type it again");
    return -1;
}

/* --- a note */

static NoteKind find_kind(const Order *order, NoteKind otherwise)
{
    if (order->line->kind != NOTE_NONE)
        return order->line->kind;
    return order->stamp.kind != NOTE_NONE ? order->stamp.kind : otherwise;
}

static bool is_asked(const State *state, size_t entry)
{
    const Entry *asked = &state->entries[entry];
    return asked->is_visited || entry == state->cursor || asked->own_notes || asked->face.probes_used;
}

static int compose(Order *order, NoteRecord *record, size_t *entry, Str *remark)
{
    Session *session = order->session;
    const State *state = session->state;
    *record = (NoteRecord){.id = id_make(), .session = session->id, .recorder = -1, .typed = order->stamp.at};
    record->kind = find_kind(order, session_find_kind(session));
    record->raw = mem_copy_text(order->line->raw);
    if (place_note(order, record) != 0)
        return -1;
    bool is_left_out = place_typed_speakers(order, record, remark);
    if (order->line->speaker_count == 0)
        place_said_speaker(session, record);
    *entry = state->pending != SESSION_NONE ? state->pending : state->cursor;
    if (*entry != SESSION_NONE)
        record->question = mem_copy_text(state->entries[*entry].face.id);
    record->volunteered = state->pending != SESSION_NONE && !is_asked(state, *entry);
    record->phase = mem_copy_text(state_find_phase(state));
    record->off = session_find_record(session, NULL) == RECORD_APART;
    record_set_line(record, order->line);
    if (is_left_out)
        clean_raw(session, record);
    observe_add_caution(session, remark, record->text);
    cards_place(session, record);
    findings_place(session, record);
    observe_place(session, record);
    reading_place(session, record);
    return 0;
}

/* The first note that is taken without all consent is a decision: it goes into the log, once. */
static void add_exception(Session *session, Step *step, const NoteRecord *record)
{
    const char *gap = session->state->has_exception ? "" : session_find_consent_gap(session);
    if (*gap)
        step_add_moment(step, "session.exception", record->at, record->elapsed, gap, NULL);
}

/* Paper tells a time of day for the first time: that is when the session began. */
static int move_start(Order *order, Step *step, NoteRecord *record)
{
    Session *session = order->session;
    int64_t started = session->facts.started;
    bool is_day = clock_find_midnight(started, clock_find_offset(started)) == started;
    if (!session->facts.paper || !is_day || order->line->time != LINE_TIME_CLOCK)
        return 0;
    record->elapsed = 0;
    step->must_reload = true;
    return session_add_start(session, step, record->at, &session->failure);
}

/* Not kept apart, and nobody's words who does not take part. */
static bool is_seen(const Session *session, const NoteRecord *record)
{
    static const char sql[] = "SELECT 1 FROM any_seen WHERE n = (SELECT n FROM thing WHERE id = ?1)";
    return rows_find_number(session->store, 0, sql, "t", record->id.text) != 0;
}

static void take_note(Session *session, const NoteRecord *record)
{
    State *state = session->state;
    state_take_note_time(state, record->at, record->elapsed, record->later);
    if (record->off)
        return;
    state_take_notes(state, record->question ? record->question : "", !record->volunteered,
                     record->volunteered);
    state->notes += is_seen(session, record);
}

/* What is saved and shown nowhere must not look like the rest. The wall may show what a workshop answers. */
static void add_left_out(Session *session, const NoteRecord *record, Str *remark)
{
    if (record->off || is_seen(session, record))
        return;
    const char *who = session->plan->kind == GUIDE_INTERVIEW ? session_find_refusal(session) : "";
    str_add_format(remark, "; left out everywhere: %s",
                   *who ? who : "these words may be of somebody who does not take part");
}

void type_say_saved(Order *order, const NoteRecord *record, const char *remark)
{
    Session *session = order->session;
    char stamp[CLOCK_STAMP_SIZE];
    clock_format_span_long(stamp, record->elapsed);
    session_add(session, "%s %s %s", record->off ? "kept apart" : "saved", stamp,
                note_kind_find(record->kind)->name);
    if (record->card[CARD_LABEL])
        session_add(session, " ");
    cards_add_label(session->store, &session->reply, record->id.text);
    if (record->kind == NOTE_RECOMMENDATION)
        recommendation_add_label(session->store, &session->reply, record->id.text);
    record_add_codes(session->store, &session->reply, record);
    if (record->kind == NOTE_DISSENT && record->card[CARD_FINDING]) {
        session_add(session, " about ");
        cards_add_about(session->store, &session->reply, record->card[CARD_FINDING]);
    }
    session_tell(session, order->reply, "%s", remark);
    order->reply->result = SESSION_SAVED;
    order->reply->entity = record->id;
}

static int save_note(Order *order, NoteRecord *record, Str *remark)
{
    Session *session = order->session;
    Step step = {0};
    if (move_start(order, &step, record) != 0) {
        step_free(&step);
        return session_fail(session, order->reply);
    }
    record_add(record, &step, find_whose(session, record));
    recommendation_place(session->store, record, session->state->finding, session->state->finding_version,
                         &step);
    add_exception(session, &step, record);
    size_t next = turns_add_round(session, &step, record);
    bool is_reloaded = step.must_reload;
    if (session_save(session, &step, order->reply) != 0)
        return -1;
    if (!is_reloaded)
        take_note(session, record);
    order->reply->changed = SESSION_NOTES | SESSION_COVERAGE | (next != SESSION_NONE ? SESSION_PEOPLE : 0);
    if (next != SESSION_NONE)
        str_add_format(remark, "; @%zu %s is next", session->state->people[next].face.seat,
                       session->state->people[next].pseudonym);
    add_left_out(session, record, remark);
    type_say_saved(order, record, str_text(remark));
    return 0;
}

int type_note(Order *order)
{
    NoteRecord record;
    Str remark = STR_EMPTY;
    size_t entry;
    int kept = check_record(order);
    if (kept != 0)
        return kept < 0 ? -1 : 0;
    if (check_speakers(order) != 0)
        return -1;
    int result = compose(order, &record, &entry, &remark);
    if (result == 0) {
        if (record.volunteered) {
            str_add(&remark, "; volunteered under ");
            session_add_label(order->session, &remark, entry);
        }
        if (order->line->time != LINE_TIME_NOW)
            str_add(&remark, "; entered later");
        result = save_note(order, &record, &remark);
    }
    record_free(&record);
    str_free(&remark);
    return result;
}

/* --- the next version of a note */

static int revise(Order *order, NoteRecord *record, Str *remark)
{
    const Line *line = order->line;
    /* Whose it is, is not in the line that is edited when that may not be shown: it stays. */
    bool keeps_speaker = line->speaker_count == 0 && record_is_anonymous(order->session->store, record);
    record->typed = order->stamp.at;
    record->kind = find_kind(order, record->kind);
    record_set_line(record, line);
    free(record->raw);
    record->raw = mem_copy_text(line->raw);
    if (!keeps_speaker) {
        record->speaker = (Id){""};
        free(record->seat);
        record->seat = NULL;
    }
    if (place_typed_speakers(order, record, remark))
        clean_raw(order->session, record);
    observe_add_caution(order->session, remark, record->text);
    cards_give_label(order->session->store, record);
    return line->time == LINE_TIME_NOW ? 0 : place_note(order, record);
}

int type_new_version(Order *order, const char *note)
{
    Session *session = order->session;
    NoteRecord record;
    Str remark = STR_EMPTY;
    int kept = check_record(order);
    if (kept != 0)
        return kept < 0 ? -1 : 0;
    if (check_speakers(order) != 0)
        return -1;
    if (record_read(session->store, note, &record, &session->failure) != 0) {
        session_drop_edit(session);
        return session_refuse(session, order->reply, "%s; the line was not saved", session->failure.text);
    }
    int result = revise(order, &record, &remark);
    if (result == 0) {
        Step step = {.must_reload = true};
        record_add(&record, &step, find_whose(session, &record));
        recommendation_place(session->store, &record, NULL, NULL, &step);
        result = session_save(session, &step, order->reply);
    }
    if (result == 0) {
        session_drop_edit(session);
        order->reply->changed = SESSION_NOTES | SESSION_COVERAGE;
        str_add(&remark, "; changed");
        add_left_out(session, &record, &remark);
        type_say_saved(order, &record, str_text(&remark));
    }
    record_free(&record);
    str_free(&remark);
    return result;
}

/* --- words behind a command */

int type_check_record(Order *order)
{
    return check_record(order);
}

int type_add_words(Order *order, const char *words, CardMember member, const char *value, Step *step,
                   NoteRecord *record)
{
    Str remark = STR_EMPTY;
    int result = type_add_note(order, words, NOTE_PARAPHRASE, member, value, step, record, &remark);
    str_free(&remark);
    return result;
}

int type_add_note(Order *order, const char *words, NoteKind kind, CardMember member, const char *value,
                  Step *step, NoteRecord *record, Str *remark)
{
    Session *session = order->session;
    Line line = line_read(words, strlen(words));
    size_t entry;
    if (line.type != LINE_NOTE) {
        line_free(&line);
        line = line_read_paste(words, strlen(words));
    }
    Order again = {session, &line, order->stamp, order->reply};
    again.stamp.kind = kind;
    int result = compose(&again, record, &entry, remark);
    if (result == 0) {
        record_set_card(record, member, value);
        record_add(record, step, find_whose(session, record));
        if (step->count == 1) /* once, though there may be two notes */
            add_exception(session, step, record);
    }
    line_free(&line);
    return result;
}

void type_take_words(Session *session, const NoteRecord *record)
{
    take_note(session, record);
}
