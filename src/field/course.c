/* SPDX-License-Identifier: MIT */
/* How the topics, or activities, of a session went: when each was come to and left, what was given to its
 * minutes, and whether it was skipped. */
#include <stdlib.h>

#include "rir/mem.h"
#include "state.h"

void state_enter_topic(State *state, size_t topic, int64_t at)
{
    if (topic == state->topic)
        return;
    if (state->topic != SESSION_NONE)
        state->courses[state->topic].last_at = at;
    state->round_last = SESSION_NONE;
    state->visit++;
    if (topic == SESSION_NONE)
        return;
    Course *course = &state->courses[topic];
    if (course->visits++ == 0)
        course->first_at = at;
    course->is_skipped = false;
}

void state_take_extend(State *state, const Happening *what)
{
    size_t topic = state_find_topic(state, what->value);
    if (topic != SESSION_NONE)
        state->courses[topic].extended += strtoll(what->detail, NULL, 10);
}

void state_take_skip(State *state, const Happening *what)
{
    size_t topic = state_find_topic(state, what->value);
    if (topic == SESSION_NONE)
        return;
    Course *course = &state->courses[topic];
    course->is_skipped = true;
    free(course->why);
    course->why = mem_copy_text(what->detail);
}

bool state_is_skipped(const State *state, size_t topic)
{
    return topic != SESSION_NONE && state->courses[topic].is_skipped;
}
