/* SPDX-License-Identifier: MIT */
/* The session's time: read off the boot clock, net of pauses, and back. */
#include "state.h"

bool state_is_running(const State *state)
{
    return state->tick_count && state->ticks[state->tick_count - 1].runs;
}

int64_t state_find_elapsed(const State *state, int64_t at)
{
    if (state->is_paper || !state->tick_count)
        return state->paper_elapsed;
    /* From the last tick backwards: a wall clock that was set back between sittings cannot mislead then. */
    for (size_t i = state->tick_count; i > 0; i--) {
        const Tick *tick = &state->ticks[i - 1];
        if (tick->at > at)
            continue;
        int64_t elapsed = tick->runs ? tick->elapsed + (at - tick->at) : tick->elapsed;
        bool is_last = i == state->tick_count;
        return !is_last && elapsed > tick[1].elapsed ? tick[1].elapsed : elapsed;
    }
    return state->ticks[0].elapsed - (state->ticks[0].at - at); /* before it began: negative */
}

int64_t state_find_at(const State *state, int64_t elapsed)
{
    for (size_t i = state->tick_count; i > 0; i--) {
        const Tick *tick = &state->ticks[i - 1];
        if (tick->elapsed <= elapsed)
            return tick->runs ? tick->at + (elapsed - tick->elapsed) : tick->at;
    }
    return state->tick_count ? state->ticks[0].at + (elapsed - state->ticks[0].elapsed) : state->paper_at;
}

const Mark *state_find_mark(const State *state, int64_t at)
{
    if (state_has_answer(state, "record", CONSENT_NO))
        return NULL;
    for (size_t i = state->mark_count; i > 0; i--)
        if (state->marks[i - 1].at <= at)
            return at < state->marks[i - 1].end ? &state->marks[i - 1] : NULL;
    return NULL;
}
