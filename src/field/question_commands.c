/* SPDX-License-Identifier: MIT */
/* Commands about questions: the ways through them, their probes, what is read out, coverage, questions that
 * nobody had planned. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "rir/cards.h"
#include "rir/method.h"
#include "rir/roster.h"
#include "session.h"

/* --- going */

void session_add_go(const Session *session, Step *step, const Stop *stop)
{
    Str value = STR_EMPTY;
    if (stop->entry != SESSION_NONE)
        str_add(&value, session->state->entries[stop->entry].face.id);
    else
        str_add_format(&value, STATE_TOPIC "%s", session->plan->topics[stop->topic].id);
    step_add_moment(step, "session.go", session_find_now(session), session_find_elapsed(session),
                    str_text(&value), NULL);
    str_free(&value);
}

static int go_to(Order *order, const Stop *stop)
{
    Session *session = order->session;
    Step step = {0};
    session_add_go(session, &step, stop);
    Stop there = *stop;
    order->reply->changed = SESSION_CURSOR | SESSION_CLOCK | SESSION_COVERAGE;
    if (session_save(session, &step, order->reply) != 0)
        return -1;
    session_add_stop(session, &session->reply, &there);
    bool is_empty = session->state->person_count && roster_count(session).here == 0;
    return session_tell(session, order->reply, "%s", is_empty ? "; nobody is here" : "");
}

int command_go(Order *order)
{
    Session *session = order->session;
    const char *words = order->line->rest;
    size_t several;
    if (!*words)
        return session_refuse(session, order->reply, "where to? /go 4, /go vision, or words of the question");
    size_t stop = session_find_stop(session, words, &several);
    if (stop != SESSION_NONE)
        return go_to(order, &session->state->stops[stop]);
    if (several > 1)
        return session_refuse(session, order->reply, "%zu questions have that: say more of it, or its number",
                              several);
    return session_refuse(session, order->reply, "no %s has that; /go takes a number, a name or words",
                          session->plan->kind == GUIDE_WORKSHOP ? "activity or question" : "question");
}

static size_t find_place(const State *state)
{
    for (size_t i = 0; i < state->stop_count; i++)
        if (state->stops[i].entry == state->cursor && state->stops[i].topic == state->topic)
            return i;
    return 0;
}

int command_next(Order *order)
{
    const State *state = order->session->state;
    size_t place = find_place(state) + 1;
    while (place < state->stop_count && state_is_skipped(state, state->stops[place].topic))
        place++;
    if (place >= state->stop_count)
        return session_refuse(order->session, order->reply, "this is the last %s; /end ends the session",
                              session_find_activity(order->session) ? "activity" : "question");
    return go_to(order, &state->stops[place]);
}

int command_prev(Order *order)
{
    const State *state = order->session->state;
    size_t here = find_place(state), place = here;
    while (place > 0 && (place == here || state_is_skipped(state, state->stops[place].topic)))
        place--;
    if (place == here || state_is_skipped(state, state->stops[place].topic))
        return session_refuse(order->session, order->reply, "this is the first %s",
                              session_find_activity(order->session) ? "activity" : "question");
    return go_to(order, &state->stops[place]);
}

/* --- at the question */

static int refuse_no_question(Order *order)
{
    return session_refuse(order->session, order->reply,
                          "no question is asked here yet; /next goes to the first");
}

int command_probe(Order *order)
{
    Session *session = order->session;
    size_t cursor = session->state->cursor;
    if (cursor == SESSION_NONE)
        return refuse_no_question(order);
    const Entry *entry = &session->state->entries[cursor];
    size_t probes = entry->face.planned ? entry->face.planned->probe_count : 0;
    char *end;
    const char *word = order_word(order, 0);
    long number = strtol(word, &end, 10);
    if (!*word || *end || number < 1 || (size_t)number > probes) {
        if (probes == 0)
            return session_refuse(session, order->reply, "this question has no probes");
        return session_refuse(session, order->reply,
                              "this question has %zu probe%s: /probe 1 ticks the first", probes,
                              probes == 1 ? "" : "s");
    }
    bool used = !entry->probes[number - 1];
    Str name = STR_EMPTY;
    Step step = {0};
    str_add_format(&name, "%s %s %ld", session->id.text, entry->face.id, number);
    Id id = id_make_named("probe", str_text(&name));
    str_free(&name);
    StepBody body = step_add(&step, "probe.use", &id, NULL);
    json_add_text(&body.json, "question", entry->face.id);
    json_add_number(&body.json, "probe", number);
    json_add_number(&body.json, "used", used);
    json_add_number(&body.json, "at", session_find_now(session));
    step_end(&body);
    order->reply->changed = SESSION_COVERAGE;
    if (session_save(session, &step, order->reply) != 0)
        return -1;
    state_take_probe(session->state, entry->face.id, number, used);
    return session_tell(session, order->reply, "probe %ld %s: %s", number,
                        used ? "used" : "not used after all", entry->face.planned->probes[number - 1].text);
}

/* What is read out at a topic: the guide's text; where it has none and no question, what its method says; and
 * what the stage under way asks for. NULL: nothing. */
static const char *find_say(Session *session, Str *text)
{
    const State *state = session->state;
    const Topic *topic = state->topic == SESSION_NONE ? NULL : &session->plan->topics[state->topic];
    const MethodRow *method =
        topic && session->plan->kind == GUIDE_WORKSHOP ? method_find(topic->method) : NULL;
    SessionStage stage = session_find_stage(session);
    if (topic && stage.index == 0)
        str_add(text, *topic->say ? topic->say : method && state->cursor == SESSION_NONE ? method->say : "");
    if (*stage.say)
        str_add_format(text, "%s%s", text->size ? " " : "", stage.say);
    return text->size ? str_text(text) : NULL;
}

int command_say(Order *order)
{
    Session *session = order->session;
    const State *state = session->state;
    Str text = STR_EMPTY, value = STR_EMPTY;
    const char *say = find_say(session, &text);
    if (!say && state->cursor == SESSION_NONE)
        return session_refuse(session, order->reply, "the guide has nothing to read out here");
    Step step = {0};
    str_add_format(&value, "%s%s", say ? STATE_TOPIC : "",
                   say ? session->plan->topics[state->topic].id : state->entries[state->cursor].face.id);
    step_add_moment(&step, "session.say", session_find_now(session), session_find_elapsed(session),
                    str_text(&value), NULL);
    str_free(&value);
    order->reply->changed = SESSION_COVERAGE;
    int result = session_save(session, &step, order->reply);
    if (result == 0)
        result =
            session_tell(session, order->reply, "%s", say ? say : state->entries[state->cursor].face.text);
    str_free(&text);
    return result;
}

int command_cover(Order *order)
{
    Session *session = order->session;
    size_t cursor = session->state->cursor;
    if (cursor == SESSION_NONE)
        return refuse_no_question(order);
    const char *word = order_word(order, 0), *said = NULL;
    for (Coverage coverage = COVERAGE_FULL; coverage <= COVERAGE_ELSEWHERE; coverage++)
        if (strcasecmp(word, coverage_name(coverage)) == 0)
            said = coverage_name(coverage);
    if (!said)
        return session_refuse(session, order->reply,
                              "say how far: /cover full, partly, skipped or elsewhere, and why");
    const char *why = order_keep(order, 1);
    const char *question = session->state->entries[cursor].face.id;
    Step step = {0};
    Id id = id_make();
    StepBody body = step_add(&step, "question.cover", &id, NULL);
    json_add_text(&body.json, "question", question);
    json_add_text(&body.json, "state", said);
    json_add_some(&body.json, "why", why);
    json_add_number(&body.json, "at", session_find_now(session));
    step_end(&body);
    order->reply->changed = SESSION_COVERAGE;
    if (session_save(session, &step, order->reply) != 0)
        return -1;
    state_take_cover(session->state, question, said, why);
    session_add_label(session, &session->reply, cursor);
    return session_tell(session, order->reply, " %s%s%s%s%s", said, *why ? " (" : "", why, *why ? ")" : "",
                        order_find_loss(order, 1));
}

/* --- a question nobody had planned */

static size_t find_next_added(const State *state)
{
    size_t next = 1;
    for (size_t i = 0; i < state->entry_count; i++) {
        const char *id = state->entries[i].face.id;
        size_t number = !state->entries[i].face.planned && *id == 'e' ? strtoul(id + 1, NULL, 10) : 0;
        if (number >= next)
            next = number + 1;
    }
    return next;
}

/* The guide may call a question of its own e1. */
static void add_free_id(const State *state, Str *id)
{
    size_t number = find_next_added(state);
    do {
        str_clear(id);
        str_add_format(id, "e%zu", number++);
    } while (state_find_entry(state, str_text(id)) != SESSION_NONE);
}

int command_ask(Order *order)
{
    Session *session = order->session;
    State *state = session->state;
    const char *text = order->line->rest;
    if (!*text)
        return session_refuse(session, order->reply, "what do you ask? /ask and the question");
    if (session_was_off(session, order->stamp.at))
        return session_refuse(session, order->reply,
                              "NOT KEEPING: a question would keep what was typed; /on first");
    Step step = {0};
    Str id = STR_EMPTY;
    int64_t now = session_find_now(session), elapsed = session_find_elapsed(session);
    const char *topic = state->topic == SESSION_NONE ? "" : session->plan->topics[state->topic].id;
    add_free_id(state, &id);
    Id entity = id_make();
    StepBody body = step_add(&step, "question.ask", &entity, NULL);
    json_add_text(&body.json, "question", str_text(&id));
    json_add_text(&body.json, "text", text);
    json_add_text(&body.json, "topic", topic);
    json_add_number(&body.json, "at", now);
    json_add_number(&body.json, "elapsed", elapsed);
    step_end(&body);
    step_add_moment(&step, "session.go", now, elapsed, str_text(&id), NULL);
    step.must_reload = true; /* the question is to be known before the conversation moves to it */
    order->reply->changed = SESSION_PLAN | SESSION_CURSOR | SESSION_COVERAGE;
    order->reply->entity = entity;
    int result = session_save(session, &step, order->reply);
    if (result == 0)
        result = session_tell(session, order->reply, "%s %s  added", str_text(&id), text);
    str_free(&id);
    return result;
}
