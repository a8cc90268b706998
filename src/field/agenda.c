/* SPDX-License-Identifier: MIT */
/* The agenda of a session as it stands: planned, used, left, and what that makes of the whole. */
#include "rir/agenda.h"

#include <stdlib.h>

#include "rir/clock.h"
#include "rir/mem.h"
#include "session.h"

#define MINUTE_MS INT64_C(60000)

const char *agenda_name_state(ActivityState state)
{
    static const char *const names[] = {"to come", "now", "done", "skipped"};
    return names[state];
}

const char *agenda_name_cue(AgendaCue cue)
{
    static const char *const names[] = {"", "5 minutes left", "1 minute left", "over time"};
    return names[cue];
}

/* --- each activity */

static ActivityState find_state(const Session *session, size_t index, const SessionClock *clock)
{
    const Course *course = &session->state->courses[index];
    if (index == session->state->topic && !clock->is_over)
        return ACTIVITY_NOW;
    if (course->is_skipped)
        return ACTIVITY_SKIPPED;
    return course->visits ? ACTIVITY_DONE : ACTIVITY_TO_COME;
}

static int64_t find_used(const State *state, size_t index, int64_t elapsed)
{
    int64_t running = index == state->topic && elapsed > state->since ? elapsed - state->since : 0;
    return state->topic_used[index] + running;
}

static Activity describe(const Session *session, size_t index, const SessionClock *clock)
{
    const State *state = session->state;
    const Course *course = &state->courses[index];
    Activity activity = {.topic = &session->plan->topics[index],
                         .state = find_state(session, index, clock),
                         .why = mem_copy_text(course->is_skipped && course->why ? course->why : ""),
                         .used = find_used(state, index, clock->elapsed),
                         .visits = course->visits};
    activity.guide = activity.topic->minutes * MINUTE_MS;
    activity.planned = activity.guide + course->extended;
    if (course->visits)
        activity.start = course->first_at;
    if (activity.state != ACTIVITY_NOW && course->visits)
        activity.end = index == state->topic ? clock->at : course->last_at;
    return activity;
}

/* --- the whole */

static bool has_future(const Session *session, const SessionClock *clock)
{
    return !clock->is_over && !session->facts.paper;
}

/* When those to come are to be expected, one after the other behind the present one; returns what is left to
 * do. */
static int64_t expect(const Session *session, Agenda *agenda, const SessionClock *clock)
{
    int64_t rest = agenda->has_left && agenda->left > 0 ? agenda->left : 0;
    for (size_t i = 0; i < agenda->count; i++) {
        Activity *activity = &agenda->list[i];
        if (activity->state != ACTIVITY_TO_COME)
            continue;
        if (has_future(session, clock))
            activity->start = clock->at + rest;
        rest += clock->is_over ? 0 : activity->planned;
    }
    return rest;
}

static void set_cue(Agenda *agenda, const SessionClock *clock)
{
    static const struct {
        AgendaCue cue;
        int64_t left;
    } steps[] = {{AGENDA_FIVE, 5 * MINUTE_MS}, {AGENDA_ONE, MINUTE_MS}, {AGENDA_OVER, 0}};
    if (!agenda->has_left)
        return;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (agenda->list[agenda->now].planned <= steps[i].left)
            continue;
        if (agenda->left <= steps[i].left)
            agenda->cue = steps[i].cue;
        else if (!agenda->cue_at && clock->runs)
            agenda->cue_at = clock->at + agenda->left - steps[i].left;
    }
}

Agenda agenda_find(const Session *session)
{
    SessionClock clock = session_find_clock(session);
    Agenda agenda = {.count = session->plan->topic_count, .now = SESSION_NONE, .next = SESSION_NONE};
    int64_t before = session->facts.started;
    agenda.list = mem_new((agenda.count + 1) * sizeof *agenda.list);
    for (size_t i = 0; i < agenda.count; i++) {
        Activity *activity = &agenda.list[i];
        *activity = describe(session, i, &clock);
        activity->planned_start = before;
        before += activity->guide;
        agenda.planned += activity->guide;
        if (activity->state == ACTIVITY_NOW)
            agenda.now = i;
        else if (activity->state == ACTIVITY_TO_COME && agenda.now != SESSION_NONE &&
                 agenda.next == SESSION_NONE)
            agenda.next = i;
    }
    if (agenda.now != SESSION_NONE && !session->facts.paper && agenda.list[agenda.now].planned > 0) {
        agenda.has_left = true;
        agenda.left = agenda.list[agenda.now].planned - agenda.list[agenda.now].used;
    }
    int64_t rest = expect(session, &agenda, &clock);
    if (agenda.planned) {
        agenda.drift = clock.elapsed + rest - agenda.planned;
        agenda.ends = has_future(session, &clock) ? clock.at + rest : 0;
    }
    set_cue(&agenda, &clock);
    return agenda;
}

void agenda_free(Agenda *agenda)
{
    for (size_t i = 0; i < agenda->count; i++)
        free(agenda->list[i].why);
    free(agenda->list);
    guide_free(agenda->plan);
    *agenda = (Agenda){.now = SESSION_NONE, .next = SESSION_NONE};
}

int agenda_read(Store *store, const char *id, Agenda *agenda, Err *err)
{
    Session *session = session_read(store, id, err);
    *agenda = (Agenda){.now = SESSION_NONE, .next = SESSION_NONE};
    if (!session)
        return -1;
    *agenda = agenda_find(session);
    agenda->plan = session->plan;
    session->plan = NULL;
    session_forget(session);
    return 0;
}

/* --- in a line */

static void add_span(Str *out, int64_t ms)
{
    char span[CLOCK_STAMP_SIZE];
    clock_format_span(span, ms);
    str_add(out, span);
}

static void add_present(Str *out, const Agenda *agenda)
{
    const Activity *now = &agenda->list[agenda->now];
    str_add(out, now->topic->title);
    if (agenda->has_left) {
        str_add(out, ", ");
        add_span(out, agenda->left < 0 ? -agenda->left : agenda->left);
        str_add(out, agenda->left < 0 ? " over its " : " left of ");
        add_span(out, now->planned);
    } else {
        str_add(out, ", ");
        add_span(out, now->used);
        str_add(out, " used");
        if (now->planned) {
            str_add(out, " of ");
            add_span(out, now->planned);
        }
    }
}

void agenda_add_line(Str *out, const Agenda *agenda)
{
    if (agenda->now == SESSION_NONE)
        return;
    add_present(out, agenda);
    if (agenda->next != SESSION_NONE)
        str_add_format(out, "; next %s", agenda->list[agenda->next].topic->title);
    else
        str_add(out, "; nothing comes after it");
    int64_t minutes = agenda->drift / MINUTE_MS;
    if (minutes)
        str_add_format(out, "; %lld minute%s %s", (long long)(minutes < 0 ? -minutes : minutes),
                       minutes == 1 || minutes == -1 ? "" : "s", minutes < 0 ? "ahead" : "behind");
    if (agenda->ends) {
        char stamp[CLOCK_STAMP_SIZE];
        clock_format_time(stamp, agenda->ends, clock_find_offset(agenda->ends));
        str_add_format(out, "; ends about %s", stamp);
    }
}
