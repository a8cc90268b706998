/* SPDX-License-Identifier: MIT */
/* Time used, left and behind; and how the rest may be shared out over what must be asked. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rir/agenda.h"
#include "rir/clock.h"
#include "rir/mem.h"
#include "recommendations.h"
#include "rir/roster.h"
#include "session.h"

#define MINUTE_MS INT64_C(60000)

/* --- behind or ahead */

/* Topics that took longer than planned put one behind; only a topic with nothing left open puts one ahead.
 * Once the end was set anew the guide's minutes are the plan no more: what fits is told by the time left. */
static int64_t find_drift(const Session *session)
{
    int64_t drift = 0;
    if (session->plan->kind == GUIDE_WORKSHOP) {
        Agenda agenda = agenda_find(session);
        drift = agenda.drift;
        agenda_free(&agenda);
        return drift;
    }
    if (session->state->until)
        return 0;
    for (size_t i = 0; i < session->plan->topic_count; i++) {
        SessionTopic topic = session_find_topic_state(session, i);
        bool is_left = i != session->state->topic && topic.used > 0 && topic.covered == topic.questions;
        if (topic.planned && (topic.used > topic.planned || is_left))
            drift += topic.used - topic.planned;
    }
    return drift;
}

SessionTime session_find_time(const Session *session)
{
    const State *state = session->state;
    SessionTime time = {.at = session_find_now(session), .elapsed = session_find_elapsed(session)};
    time.tz = clock_find_offset(time.at);
    time.planned = session->facts.minutes * MINUTE_MS;
    time.until = state->until;
    time.has_end = !session->facts.paper && (time.until || time.planned);
    if (time.has_end)
        time.remaining = time.until ? time.until - time.at : time.planned - time.elapsed;
    time.drift = find_drift(session);
    time.is_paused = !session->facts.paper && !state_is_running(state);
    if (time.is_paused)
        time.paused = time.at - state->ticks[state->tick_count - 1].at;
    const Mark *mark = state_find_mark(state, time.at);
    time.is_recording = mark != NULL;
    time.recorder = mark ? time.at - mark->at : 0;
    time.mark = mark ? mark->label : "";
    time.phase = state_find_phase(state);
    time.has_phase = state->phase != NULL;
    return time;
}

/* --- re-planning */

/* Minutes a must-ask is worth: its own, else its share of its topic, else five. */
static double find_weight(const Session *session, const SessionQuestion *question)
{
    if (question->planned && question->planned->minutes)
        return question->planned->minutes;
    if (question->topic == SESSION_NONE)
        return 5;
    const Topic *topic = &session->plan->topics[question->topic];
    return topic->minutes && topic->question_count ? (double)topic->minutes / (double)topic->question_count
                                                   : 5;
}

static void add_rows(const Session *session, SessionReplan *replan)
{
    size_t count = session_count_questions(session);
    replan->rows = mem_new((count + 1) * sizeof *replan->rows);
    for (size_t i = 0; i < count; i++) {
        const SessionQuestion *question = session_find_question(session, i);
        if (question->must && coverage_is_open(question->coverage))
            replan->rows[replan->count++] = (SessionReplanRow){i, 0};
    }
}

#define MOMENT_MS 1000

/* Whole ones; of ten minutes that were said a moment ago, ten are left. */
static int64_t count_minutes(int64_t left)
{
    return left > 0 ? (left + MOMENT_MS) / MINUTE_MS : 0;
}

/* Whole minutes by weight, at least one each as long as there are any, no minute lost in rounding. */
static void share_out(const Session *session, SessionReplan *replan)
{
    int64_t left = count_minutes(replan->left);
    replan->fit = left < (int64_t)replan->count ? (size_t)left : replan->count;
    double weights = 0, passed = 0;
    for (size_t i = 0; i < replan->fit; i++)
        weights += find_weight(session, session_find_question(session, replan->rows[i].question));
    int64_t spare = left - (int64_t)replan->fit, given = 0;
    for (size_t i = 0; i < replan->fit; i++) {
        passed += find_weight(session, session_find_question(session, replan->rows[i].question));
        int64_t due = i + 1 == replan->fit ? spare : (int64_t)((double)spare * passed / weights);
        replan->rows[i].minutes = (int)(1 + due - given);
        given = due;
    }
}

static double find_need(const Session *session, const SessionReplan *replan)
{
    double minutes = 0;
    for (size_t i = 0; i < replan->count; i++)
        minutes += find_weight(session, session_find_question(session, replan->rows[i].question));
    return minutes;
}

SessionReplan session_find_replan(const Session *session)
{
    SessionReplan replan = {0};
    SessionTime time = session_find_time(session);
    replan.left = time.has_end ? time.remaining : 0;
    add_rows(session, &replan);
    int64_t minutes = count_minutes(replan.left);
    if (!time.has_end)
        snprintf(replan.line, sizeof replan.line, "no end is set; %zu must-ask%s left", replan.count,
                 replan.count == 1 ? "" : "s");
    else if (time.remaining < 0)
        snprintf(replan.line, sizeof replan.line, "the time is over; %zu must-ask%s left", replan.count,
                 replan.count == 1 ? "" : "s");
    else
        snprintf(replan.line, sizeof replan.line, "%lld minute%s left for %zu must-ask%s", (long long)minutes,
                 minutes == 1 ? "" : "s", replan.count, replan.count == 1 ? "" : "s");
    if (time.has_end) {
        share_out(session, &replan);
        replan.is_due =
            replan.count > 0 && (double)replan.left < find_need(session, &replan) * (double)MINUTE_MS;
    } else
        replan.fit = replan.count;
    return replan;
}

void session_free_replan(SessionReplan *replan)
{
    free(replan->rows);
    *replan = (SessionReplan){0};
}

/* --- said in a line */

static void add_minutes(Session *session, int64_t ms)
{
    char span[CLOCK_STAMP_SIZE];
    clock_format_span_long(span, ms);
    session_add(session, "%s", span);
}

int command_time(Order *order)
{
    Session *session = order->session;
    SessionTime time = session_find_time(session);
    add_minutes(session, time.elapsed);
    if (time.planned)
        session_add(session, " of %lld minutes", (long long)(time.planned / MINUTE_MS));
    if (time.has_end) {
        session_add(session, ", ");
        add_minutes(session, time.remaining < 0 ? -time.remaining : time.remaining);
        session_add(session, time.remaining < 0 ? " over" : " left");
    }
    int64_t behind = session->plan->kind == GUIDE_WORKSHOP ? 0 : time.drift / MINUTE_MS;
    if (behind)
        session_add(session, ", %lld %s", (long long)(behind < 0 ? -behind : behind),
                    behind < 0 ? "ahead" : "behind");
    if (time.is_paused)
        session_add(session, ", paused");
    if (time.is_recording) {
        session_add(session, ", recording ");
        add_minutes(session, time.recorder);
    }
    if (session->plan->kind == GUIDE_WORKSHOP && session->state->topic != SESSION_NONE) {
        Agenda agenda = agenda_find(session);
        session_add(session, "; ");
        agenda_add_line(&session->reply, &agenda);
        agenda_free(&agenda);
        return session_tell(session, order->reply, "%s", "");
    }
    return session_tell(session, order->reply, ", phase %s", time.phase);
}

#define NAMED_MOST 12 /* people whom a line can name */

static void add_people(Session *session)
{
    const State *state = session->state;
    RosterCount count = roster_count(session);
    for (size_t i = 0; state->person_count <= NAMED_MOST && i < state->person_count; i++)
        session_add(session, " %s", state->people[i].pseudonym);
    if (state->person_count > NAMED_MOST)
        session_add(session, ", %zu people", state->person_count);
    if (count.expected || count.left)
        session_add(session, ", %zu here", count.here);
    if (count.expected)
        session_add(session, ", %zu expected", count.expected);
    if (count.left)
        session_add(session, ", %zu left", count.left);
}

int command_status(Order *order)
{
    Session *session = order->session;
    const State *state = session->state;
    if (order->line->word_count)
        return recommendation_set_status(order);
    SessionCoverage coverage = session_find_coverage(session);
    session_add(session, "session %lld", (long long)session->facts.number);
    add_people(session);
    if (session->facts.rehearsal)
        session_add(session, ", REHEARSAL");
    session_add(session, ", ");
    add_minutes(session, session_find_elapsed(session));
    session_add(session, ", at ");
    if (state->cursor != SESSION_NONE)
        session_add_label(session, &session->reply, state->cursor);
    else if (state->topic != SESSION_NONE)
        session_add(session, "%s", session->plan->topics[state->topic].title);
    if (coverage.questions)
        session_add(session, ", %zu of %zu covered, %zu must-ask%s left", coverage.covered,
                    coverage.questions, coverage.must_left, coverage.must_left == 1 ? "" : "s");
    session_add(session, ", %zu note%s saved", state->notes, state->notes == 1 ? "" : "s");
    Record record = session_find_record(session, NULL);
    if (record != RECORD_ON)
        session_add(session, record == RECORD_OFF ? ", NOT KEEPING" : ", kept apart");
    if (!state_is_running(state) && !session->facts.paper)
        session_add(session, ", paused");
    session_add_unheard(session, &session->reply, ", ");
    const char *gap = session_find_consent_gap(session);
    return session_tell(session, order->reply, "%s%s", *gap ? ", " : "", gap);
}
