/* SPDX-License-Identifier: MIT */
/* Commands that change the agenda of a workshop: give an activity more time, take it from another, leave one
 * out. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "rir/agenda.h"
#include "rir/clock.h"
#include "session.h"

#define MINUTE_MS INT64_C(60000)
#define LEAST_MS MINUTE_MS /* what an activity keeps */
#define MOST_MS (24 * 60 * MINUTE_MS)
#define EXTENSION_MS (5 * MINUTE_MS)

static void add_span(Session *session, int64_t ms)
{
    char span[CLOCK_STAMP_SIZE];
    clock_format_span(span, ms);
    session_add(session, "%s", span);
}

/* 0, or -1 with the reply filled. */
static int check_agenda(Order *order)
{
    Session *session = order->session;
    if (session->plan->kind != GUIDE_WORKSHOP)
        return session_refuse(
            session, order->reply,
            "an agenda is for workshops; elsewhere /until moves the end, /cover skipped leaves a "
            "question out");
    if (session->state->topic == SESSION_NONE)
        return session_refuse(session, order->reply, "the guide of this workshop has no activities");
    return 0;
}

/* The activity that a word names: its number, its name or the start of it, its whole title. SESSION_NONE when
 * none, or several. */
static size_t find_activity(const Session *session, const char *word)
{
    const Plan *plan = session->plan;
    size_t found = SESSION_NONE, count = 0, size = strlen(word);
    char *end;
    unsigned long number = strtoul(word, &end, 10);
    if (*word >= '0' && *word <= '9' && !*end)
        return number >= 1 && number <= plan->topic_count ? number - 1 : SESSION_NONE;
    for (size_t i = 0; i < plan->topic_count; i++) {
        if (strcasecmp(plan->topics[i].id, word) == 0 || strcasecmp(plan->topics[i].title, word) == 0)
            return i;
        if (size >= 3 && strncasecmp(plan->topics[i].id, word, size) == 0) {
            found = i;
            count++;
        }
    }
    return count == 1 ? found : SESSION_NONE;
}

static void add_change(const Session *session, Step *step, size_t topic, int64_t ms)
{
    Str detail = STR_EMPTY;
    str_add_format(&detail, "%lld", (long long)ms);
    step_add_moment(step, "session.extend", session_find_now(session), session_find_elapsed(session),
                    session->plan->topics[topic].id, str_text(&detail));
    str_free(&detail);
}

static int tell_agenda(Order *order)
{
    Agenda agenda = agenda_find(order->session);
    agenda_add_line(&order->session->reply, &agenda);
    agenda_free(&agenda);
    return session_tell(order->session, order->reply, "%s", "");
}

/* The time that a word says; 0 when none, or too much. */
static int64_t read_span(const char *word)
{
    int64_t ms;
    return clock_parse_span(word, &ms) && ms >= LEAST_MS && ms <= MOST_MS ? ms : 0;
}

/* What the present activity is given so that it has `ms` more; one without minutes has used what it has. */
static int64_t find_gift(const Agenda *agenda, int64_t ms)
{
    const Activity *now = &agenda->list[agenda->now];
    return now->planned ? ms : now->used + ms;
}

int command_extend(Order *order)
{
    Session *session = order->session;
    const char *word = order_word(order, 0);
    if (check_agenda(order) != 0)
        return -1;
    int64_t ms = *word ? read_span(word) : EXTENSION_MS;
    if (!ms || order->line->word_count > 1)
        return session_refuse(session, order->reply, "how long? /extend gives five minutes, /extend 10m ten");
    Agenda agenda = agenda_find(session);
    Step step = {0};
    add_change(session, &step, agenda.now, find_gift(&agenda, ms));
    agenda_free(&agenda);
    order->reply->changed = SESSION_PLAN | SESSION_CLOCK;
    if (session_save(session, &step, order->reply) != 0)
        return -1;
    session_add(session, "extended by ");
    add_span(session, ms);
    session_add(session, ": ");
    return tell_agenda(order);
}

/* --- from a later one */

static size_t find_longest(const Agenda *agenda)
{
    size_t found = SESSION_NONE;
    for (size_t i = 0; i < agenda->count; i++)
        if (agenda->list[i].state == ACTIVITY_TO_COME && agenda->list[i].planned > LEAST_MS &&
            (found == SESSION_NONE || agenda->list[i].planned > agenda->list[found].planned))
            found = i;
    return found;
}

static int refuse_victim(Order *order, const Activity *from, int64_t ms)
{
    Session *session = order->session;
    if (from->state != ACTIVITY_TO_COME)
        return session_refuse(session, order->reply, "%s is %s: time is taken from an activity to come",
                              from->topic->title, agenda_name_state(from->state));
    if (!from->planned)
        return session_refuse(session, order->reply, "%s has no minutes to take from", from->topic->title);
    if (from->planned - ms >= LEAST_MS)
        return 0;
    Str text = STR_EMPTY;
    char has[CLOCK_STAMP_SIZE], most[CLOCK_STAMP_SIZE];
    clock_format_span(has, from->planned);
    clock_format_span(most, from->planned - LEAST_MS);
    str_add_format(&text, "%s has %s and keeps one minute: at most %s can be taken", from->topic->title, has,
                   from->planned > LEAST_MS ? most : "nothing");
    int result = session_refuse(session, order->reply, "%s", str_text(&text));
    str_free(&text);
    return result;
}

static int take_time(Order *order, const Agenda *agenda, size_t from, int64_t ms)
{
    Session *session = order->session;
    if (refuse_victim(order, &agenda->list[from], ms) != 0)
        return -1;
    Step step = {0};
    add_change(session, &step, agenda->now, find_gift(agenda, ms));
    add_change(session, &step, from, -ms);
    order->reply->changed = SESSION_PLAN | SESSION_CLOCK;
    if (session_save(session, &step, order->reply) != 0)
        return -1;
    add_span(session, ms);
    session_add(session, " taken from %s, which has ", session->plan->topics[from].title);
    add_span(session, agenda->list[from].planned - ms);
    session_add(session, " now: ");
    return tell_agenda(order);
}

int command_steal(Order *order)
{
    Session *session = order->session;
    if (check_agenda(order) != 0)
        return -1;
    const char *word = order_word(order, 0), *from = order_word(order, 1);
    if (strcasecmp(from, "from") == 0)
        from = order_word(order, 2);
    int64_t ms = read_span(word);
    if (!ms)
        return session_refuse(session, order->reply, "how long? /steal 5m, or /steal 5m from %s",
                              session->plan->topics[session->plan->topic_count - 1].id);
    Agenda agenda = agenda_find(session);
    size_t index = *from ? find_activity(session, from) : find_longest(&agenda);
    int result;
    if (index != SESSION_NONE)
        result = take_time(order, &agenda, index, ms);
    else if (*from)
        result = session_refuse(session, order->reply,
                                "no one activity is called %s: give its number or its name", from);
    else
        result = session_refuse(session, order->reply,
                                "no activity to come has time to give; /extend gives it all the same");
    agenda_free(&agenda);
    return result;
}

/* --- left out */

static size_t find_stop_behind(const State *state, size_t topic)
{
    size_t place = 0;
    while (place < state->stop_count && state->stops[place].topic != topic)
        place++;
    while (place < state->stop_count &&
           (state->stops[place].topic == topic || state_is_skipped(state, state->stops[place].topic)))
        place++;
    return place;
}

static int skip(Order *order, size_t topic, size_t words)
{
    Session *session = order->session;
    const State *state = session->state;
    Step step = {0};
    int64_t now = session_find_now(session), elapsed = session_find_elapsed(session);
    bool is_present = topic == state->topic;
    size_t stop = is_present ? find_stop_behind(state, topic) : 0;
    if (is_present && stop >= state->stop_count)
        return session_refuse(session, order->reply, "%s is the last activity; /end ends the session",
                              session->plan->topics[topic].title);
    if (state->courses[topic].is_skipped)
        return session_refuse(session, order->reply, "%s is skipped already; /go %s takes it in again",
                              session->plan->topics[topic].title, session->plan->topics[topic].id);
    if (!is_present && state->courses[topic].visits)
        return session_refuse(session, order->reply, "%s was held already",
                              session->plan->topics[topic].title);
    const char *why = order_keep(order, words);
    step_add_moment(&step, "session.skip", now, elapsed, session->plan->topics[topic].id, why);
    if (is_present)
        session_add_go(session, &step, &state->stops[stop]);
    order->reply->changed =
        SESSION_PLAN | SESSION_CLOCK | (is_present ? SESSION_CURSOR | SESSION_COVERAGE : 0);
    if (session_save(session, &step, order->reply) != 0)
        return -1;
    session_add(session, "%s skipped%s%s%s: ", session->plan->topics[topic].title, *why ? " (" : "", why,
                *why ? ")" : "");
    Agenda agenda = agenda_find(session);
    agenda_add_line(&session->reply, &agenda);
    agenda_free(&agenda);
    return session_tell(session, order->reply, "%s", order_find_loss(order, words));
}

int command_skip(Order *order)
{
    if (check_agenda(order) != 0)
        return -1;
    const char *word = order_word(order, 0);
    size_t topic = *word ? find_activity(order->session, word) : SESSION_NONE;
    bool is_named = topic != SESSION_NONE;
    return skip(order, is_named ? topic : order->session->state->topic, is_named ? 1 : 0);
}
