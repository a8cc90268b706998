/* SPDX-License-Identifier: MIT */
/* Questions: reading them, and finding the one that somebody means. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rir/method.h"
#include "rir/text.h"
#include "session.h"

/* --- coverage */

const char *coverage_name(Coverage coverage)
{
    static const char *const names[] = {"not asked", "volunteered", "covered",  "full",
                                        "partly",    "skipped",     "elsewhere"};
    return names[coverage];
}

bool coverage_is_open(Coverage coverage)
{
    return coverage == COVERAGE_NOT_ASKED || coverage == COVERAGE_PARTLY;
}

/* --- reading */

size_t session_count_questions(const Session *session)
{
    return session->state->entry_count;
}

static int64_t find_running(const Session *session)
{
    int64_t spent = session_find_elapsed(session) - session->state->since;
    return spent > 0 ? spent : 0;
}

const SessionQuestion *session_find_question(const Session *session, size_t index)
{
    State *state = session->state;
    if (index >= state->entry_count)
        return NULL;
    size_t entry = state->walk[index];
    if (entry != state->cursor)
        return &state->entries[entry].face;
    session->state->current = state->entries[entry].face;
    session->state->current.used += find_running(session);
    return &session->state->current;
}

size_t session_find_cursor(const Session *session)
{
    const State *state = session->state;
    return state->cursor == SESSION_NONE ? SESSION_NONE : state->place[state->cursor];
}

size_t session_find_topic(const Session *session)
{
    return session->state->topic;
}

size_t session_count_topics(const Session *session)
{
    return session->plan->topic_count;
}

static SessionTopic count_topic(const State *state, size_t index)
{
    const Topic *topic = &state->plan->topics[index];
    SessionTopic result = {
        .topic = topic, .planned = topic->minutes * INT64_C(60000), .used = state->topic_used[index],
        .is_read = state->topic_read[index]};
    for (size_t i = 0; i < state->entry_count; i++) {
        const SessionQuestion *question = &state->entries[i].face;
        if (question->topic != index)
            continue;
        bool is_open = coverage_is_open(question->coverage);
        result.questions++;
        result.covered += !is_open;
        result.must_left += is_open && question->must;
    }
    return result;
}

SessionTopic session_find_topic_state(const Session *session, size_t index)
{
    SessionTopic result = count_topic(session->state, index);
    if (index == session->state->topic)
        result.used += find_running(session);
    return result;
}

SessionCoverage session_find_coverage(const Session *session)
{
    SessionCoverage result = {0, 0, 0, 0};
    for (size_t i = 0; i < session->state->entry_count; i++) {
        const SessionQuestion *question = &session->state->entries[i].face;
        bool is_open = coverage_is_open(question->coverage);
        result.questions++;
        result.covered += !is_open;
        result.must += question->must;
        result.must_left += is_open && question->must;
    }
    return result;
}

/* --- saying which */

void session_add_label(const Session *session, Str *out, size_t entry)
{
    const SessionQuestion *question = &session->state->entries[entry].face;
    if (question->number)
        str_add_format(out, "%zu %s", question->number, question->id);
    else
        str_add(out, question->id);
}

static void add_question(Str *out, const SessionQuestion *question)
{
    if (question->number)
        str_add_format(out, "%zu %s", question->number, question->text);
    else
        str_add_format(out, "%s %s  added", question->id, question->text);
    size_t probes = question->planned ? question->planned->probe_count : 0;
    const char *mark = "  ";
    if (question->must) {
        str_add(out, "  must ask");
        mark = ", ";
    }
    if (probes)
        str_add_format(out, "%s%zu probe%s", mark, probes, probes == 1 ? "" : "s");
}

void session_add_stop(const Session *session, Str *out, const Stop *stop)
{
    if (stop->entry != SESSION_NONE) {
        add_question(out, &session->state->entries[stop->entry].face);
        return;
    }
    const Topic *topic = &session->plan->topics[stop->topic];
    str_add(out, topic->title);
    if (topic->minutes)
        str_add_format(out, "  %d minute%s", topic->minutes, topic->minutes == 1 ? "" : "s");
    const MethodRow *method = method_find(topic->method);
    if (*topic->say || (method && *method->say))
        str_add(out, session->state->topic_read[stop->topic] ? "  read out already" : "  to read out: /say");
}

/* --- finding by what is typed */

static const char *find_stop_id(const Session *session, const Stop *stop)
{
    return stop->entry != SESSION_NONE ? session->state->entries[stop->entry].face.id
                                       : session->plan->topics[stop->topic].id;
}

/* All that a stop can be found by. */
static void add_hay(const Session *session, const Stop *stop, Str *out)
{
    if (stop->topic != SESSION_NONE)
        str_add_format(out, "%s ", session->plan->topics[stop->topic].title);
    if (stop->entry == SESSION_NONE)
        return;
    const SessionQuestion *question = &session->state->entries[stop->entry].face;
    str_add_format(out, "%s %s", question->id, question->text);
    if (question->number)
        str_add_format(out, " %zu", question->number);
    for (size_t i = 0; question->planned && i < question->planned->probe_count; i++)
        str_add_format(out, " %s", question->planned->probes[i].text);
}

enum { MATCH_NONE, MATCH_TOPIC, MATCH_WORDS, MATCH_TEXT, MATCH_START, MATCH_SAME };

/* How well the words name the stop. */
static int rate(const Session *session, const Stop *stop, const char *words)
{
    const char *id = find_stop_id(session, stop);
    const SessionQuestion *question =
        stop->entry == SESSION_NONE ? NULL : &session->state->entries[stop->entry].face;
    char number[24] = "";
    if (question && question->number)
        snprintf(number, sizeof number, "%zu", question->number);
    if (text_is_same(id, words, strlen(words)) || (*number && strcmp(number, words) == 0))
        return MATCH_SAME;
    if (text_begins(id, words))
        return MATCH_START;
    if (question && text_has_words(question->text, words))
        return MATCH_TEXT;
    Str hay = STR_EMPTY;
    add_hay(session, stop, &hay);
    bool has = text_has_words(str_text(&hay), words);
    str_free(&hay);
    if (!has)
        return MATCH_NONE;
    bool is_topic =
        stop->topic != SESSION_NONE && text_has_words(session->plan->topics[stop->topic].title, words);
    return is_topic && question ? MATCH_TOPIC : MATCH_WORDS;
}

/* A topic that has questions is gone to at its first. */
static size_t find_topic_stop(const Session *session, const char *words)
{
    for (size_t i = 0; i < session->state->stop_count; i++) {
        size_t topic = session->state->stops[i].topic;
        if (topic != SESSION_NONE && (text_is_same(session->plan->topics[topic].id, words, strlen(words)) ||
                                      text_is_same(session->plan->topics[topic].title, words, strlen(words))))
            return i;
    }
    return SESSION_NONE;
}

size_t session_find_stop(const Session *session, const char *words, size_t *several)
{
    int best = MATCH_NONE;
    size_t found = SESSION_NONE, count = 0;
    for (size_t i = 0; i < session->state->stop_count; i++) {
        int rating = rate(session, &session->state->stops[i], words);
        if (rating == MATCH_NONE || rating < best)
            continue;
        count = rating > best ? 1 : count + 1;
        if (rating > best)
            found = i;
        best = rating;
    }
    *several = count;
    if (best == MATCH_SAME)
        return found;
    size_t topic = find_topic_stop(session, words);
    if (topic != SESSION_NONE)
        return topic;
    /* Words of a topic alone mean its first question; other words must name one thing. */
    return count == 1 || best == MATCH_TOPIC ? found : SESSION_NONE;
}
