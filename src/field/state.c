/* SPDX-License-Identifier: MIT */
/* The state of a session, folded from its acts. */
#include "state.h"

#include <stdlib.h>
#include <string.h>

#include "rir/mem.h"

/* --- making */

static void add_entry(State *state, const Entry *entry)
{
    state->entries =
        mem_grow(state->entries, &state->entry_room, state->entry_count + 1, sizeof *state->entries);
    state->entries[state->entry_count++] = *entry;
}

static void add_planned(State *state, const Question *question)
{
    bool *probes = question->probe_count ? mem_new(question->probe_count * sizeof *probes) : NULL;
    size_t topic = question->topic < state->plan->topic_count ? question->topic : SESSION_NONE;
    Entry entry = {.face = {.id = question->id,
                            .text = question->text,
                            .planned = question,
                            .number = question->number,
                            .topic = topic,
                            .must = question->must,
                            .why = "",
                            .probe_used = probes},
                   .probes = probes};
    add_entry(state, &entry);
}

static size_t walk_topic(State *state, size_t topic, size_t count)
{
    /* Planned entries come first in the list, so that those added stand behind them. */
    for (size_t i = 0; i < state->entry_count; i++)
        if (state->entries[i].face.topic == topic) {
            state->walk[count] = i;
            state->place[i] = count++;
        }
    return count;
}

static void add_stops(State *state, size_t topic, size_t from, size_t end)
{
    /* A topic that the guide left without questions is read out, also when one was added to it. */
    if (topic != SESSION_NONE && state->plan->topics[topic].question_count == 0)
        state->stops[state->stop_count++] = (Stop){topic, SESSION_NONE};
    for (size_t i = from; i < end; i++)
        state->stops[state->stop_count++] = (Stop){topic, state->walk[i]};
}

/* The walking order: topic by topic, added questions behind the planned ones. */
static void order_entries(State *state)
{
    size_t topics = state->plan->topic_count, count = 0;
    state->walk = mem_resize(state->walk, (state->entry_count + 1) * sizeof *state->walk);
    state->place = mem_resize(state->place, (state->entry_count + 1) * sizeof *state->place);
    state->stops = mem_resize(state->stops, (state->entry_count + topics + 1) * sizeof *state->stops);
    state->stop_count = 0;
    for (size_t topic = 0; topic < topics; topic++) {
        size_t from = count;
        count = walk_topic(state, topic, count);
        add_stops(state, topic, from, count);
    }
    size_t from = count;
    count = walk_topic(state, SESSION_NONE, count);
    add_stops(state, SESSION_NONE, from, count);
}

State *state_new(const Plan *plan, bool is_paper, int64_t started)
{
    State *state = mem_new(sizeof *state);
    state->plan = plan;
    state->is_paper = is_paper;
    state->paper_at = started;
    state->topic_used = mem_new((plan->topic_count + 1) * sizeof *state->topic_used);
    state->topic_read = mem_new((plan->topic_count + 1) * sizeof *state->topic_read);
    state->courses = mem_new((plan->topic_count + 1) * sizeof *state->courses);
    state->started = started;
    state->speaker = state->pending = SESSION_NONE;
    state->round_last = state->offer.person = SESSION_NONE;
    state->cursor = state->topic = SESSION_NONE;
    for (size_t i = 0; i < plan->question_count; i++)
        add_planned(state, &plan->questions[i]);
    order_entries(state);
    if (state->stop_count) {
        state->cursor = state->stops[0].entry;
        state_enter_topic(state, state->stops[0].topic, started);
        state->topic = state->stops[0].topic;
    }
    return state;
}

void state_free(State *state)
{
    if (!state)
        return;
    for (size_t i = 0; i < state->entry_count; i++) {
        free(state->entries[i].id);
        free(state->entries[i].text);
        free(state->entries[i].why);
        free(state->entries[i].probes);
    }
    for (size_t i = 0; i < state->person_count; i++) {
        free(state->people[i].id);
        free(state->people[i].pseudonym);
        free(state->people[i].group);
        free(state->people[i].stays);
        free(state->people[i].consent);
    }
    for (size_t i = 0; i < state->mark_count; i++)
        free(state->marks[i].label);
    for (size_t i = 0; i < state->plan->topic_count; i++)
        free(state->courses[i].why);
    free(state->courses);
    for (size_t i = 0; i < state->turn_count; i++)
        free(state->turns[i].seat);
    free(state->turns);
    free(state->entries);
    free(state->walk);
    free(state->place);
    free(state->stops);
    free(state->topic_used);
    free(state->topic_read);
    free(state->phase);
    free(state->ticks);
    free(state->marks);
    free(state->offs);
    free(state->people);
    free(state->seat);
    free(state->dimension);
    free(state->sheet);
    free(state->role);
    free(state->document);
    free(state->page);
    free(state->finding);
    free(state->finding_version);
    free(state);
}

/* --- looking */

size_t state_find_entry(const State *state, const char *id)
{
    for (size_t i = 0; i < state->entry_count; i++)
        if (strcmp(state->entries[i].face.id, id) == 0)
            return i;
    return SESSION_NONE;
}

size_t state_find_topic(const State *state, const char *id)
{
    for (size_t i = 0; i < state->plan->topic_count; i++)
        if (strcmp(state->plan->topics[i].id, id) == 0)
            return i;
    return SESSION_NONE;
}

size_t state_find_person(const State *state, const char *id)
{
    for (size_t i = 0; i < state->person_count; i++)
        if (strcmp(state->people[i].id, id) == 0)
            return i;
    return SESSION_NONE;
}

size_t state_find_item(const State *state, const char *item)
{
    for (size_t i = 0; i < state->plan->consent_count; i++)
        if (strcmp(state->plan->consent[i].id, item) == 0)
            return i;
    return SESSION_NONE;
}

bool state_has_answer(const State *state, const char *item, ConsentAnswer answer)
{
    size_t index = state_find_item(state, item);
    for (size_t i = 0; index != SESSION_NONE && i < state->person_count; i++)
        if (state->people[i].consent[index] == answer)
            return true;
    return false;
}

static Coverage find_coverage(const Entry *entry)
{
    if (entry->is_said)
        return entry->said;
    if (entry->own_notes || entry->face.probes_used)
        return COVERAGE_COVERED;
    return entry->volunteered ? COVERAGE_VOLUNTEERED : COVERAGE_NOT_ASKED;
}

const char *state_find_phase(const State *state)
{
    if (state->phase)
        return state->phase;
    return state->topic == SESSION_NONE ? "main" : state->plan->topics[state->topic].phase;
}

const OffSpan *state_find_off(const State *state)
{
    const OffSpan *last = state->off_count ? &state->offs[state->off_count - 1] : NULL;
    return last && last->end == STATE_OPEN_END ? last : NULL;
}

/* --- questions */

void state_take_question(State *state, const char *id, const char *text, const char *topic)
{
    Entry entry = {.id = mem_copy_text(id), .text = mem_copy_text(text)};
    entry.face = (SessionQuestion){
        .id = entry.id, .text = entry.text, .topic = state_find_topic(state, topic), .why = ""};
    add_entry(state, &entry);
    order_entries(state);
}

static void refresh(Entry *entry)
{
    entry->face.coverage = find_coverage(entry);
    entry->face.notes = entry->own_notes + entry->volunteered;
}

void state_take_cover(State *state, const char *question, const char *coverage, const char *why)
{
    size_t index = state_find_entry(state, question);
    if (index == SESSION_NONE)
        return;
    Entry *entry = &state->entries[index];
    for (Coverage said = COVERAGE_FULL; said <= COVERAGE_ELSEWHERE; said++)
        if (strcmp(coverage_name(said), coverage) == 0) {
            entry->is_said = true;
            entry->said = said;
        }
    free(entry->why);
    entry->why = mem_copy_text(why ? why : "");
    entry->face.why = entry->why;
    refresh(entry);
}

void state_take_probe(State *state, const char *question, int64_t probe, bool used)
{
    size_t index = state_find_entry(state, question);
    Entry *entry = index == SESSION_NONE ? NULL : &state->entries[index];
    size_t count = entry && entry->face.planned ? entry->face.planned->probe_count : 0;
    if (probe < 1 || (size_t)probe > count || entry->probes[probe - 1] == used)
        return;
    entry->probes[probe - 1] = used;
    entry->face.probes_used = used ? entry->face.probes_used + 1 : entry->face.probes_used - 1;
    refresh(entry);
}

void state_take_notes(State *state, const char *question, size_t own, size_t volunteered)
{
    size_t index = state_find_entry(state, question);
    if (index == SESSION_NONE)
        return;
    state->entries[index].own_notes += own;
    state->entries[index].volunteered += volunteered;
    refresh(&state->entries[index]);
}

/* --- people */

void state_take_consent(State *state, const char *person, const char *item, bool agrees)
{
    size_t who = state_find_person(state, person), which = state_find_item(state, item);
    if (who != SESSION_NONE && which != SESSION_NONE)
        state->people[who].consent[which] = agrees ? CONSENT_YES : CONSENT_NO;
}

/* --- moments */

/* Time spent where the cursor was goes there. */
static void leave(State *state, int64_t elapsed)
{
    int64_t spent = elapsed > state->since ? elapsed - state->since : 0;
    if (state->cursor != SESSION_NONE)
        state->entries[state->cursor].face.used += spent;
    if (state->topic != SESSION_NONE)
        state->topic_used[state->topic] += spent;
    state->since = elapsed;
}

static void set_finding(State *state, const char *id, const char *version)
{
    free(state->finding);
    free(state->finding_version);
    state->finding = *id ? mem_copy_text(id) : NULL;
    state->finding_version = *id ? mem_copy_text(version) : NULL;
}

static void take_finding(State *state, const Happening *what)
{
    set_finding(state, what->value, what->detail);
}

/* Another activity, another matter: what was up is put away. */
static void take_go(State *state, const Happening *what)
{
    bool is_topic = strncmp(what->value, STATE_TOPIC, strlen(STATE_TOPIC)) == 0;
    size_t entry = is_topic ? SESSION_NONE : state_find_entry(state, what->value);
    size_t topic = is_topic                ? state_find_topic(state, what->value + strlen(STATE_TOPIC))
                   : entry != SESSION_NONE ? state->entries[entry].face.topic
                                           : SESSION_NONE;
    if (entry == SESSION_NONE && topic == SESSION_NONE)
        return;
    if (topic != state->topic) { /* an activity begins with its first stage */
        state->stage = 0;
        state->stage_since = what->elapsed;
    }
    leave(state, what->elapsed);
    state_end_turn(state, what->at, what->elapsed);
    state_enter_topic(state, topic, what->at);
    if (topic != state->topic)
        set_finding(state, "", "");
    state->cursor = entry;
    state->topic = topic;
    if (entry != SESSION_NONE)
        state->entries[entry].is_visited = true;
    /* A phase that was said holds until the guide enters another one; after the recorder there is no way
     * back. */
    if (state->phase && strcmp(state->phase, "after") != 0 && topic != SESSION_NONE &&
        state->phase_topic != SESSION_NONE &&
        strcmp(state->plan->topics[topic].phase, state->plan->topics[state->phase_topic].phase) != 0) {
        free(state->phase);
        state->phase = NULL;
    }
}

static void add_tick(State *state, int64_t at, int64_t elapsed, bool runs)
{
    state->ticks = mem_grow(state->ticks, &state->tick_room, state->tick_count + 1, sizeof *state->ticks);
    state->ticks[state->tick_count++] = (Tick){at, elapsed, runs};
}

static void stop_recorder(State *state, int64_t at)
{
    Mark *last = state->mark_count ? &state->marks[state->mark_count - 1] : NULL;
    if (last && last->end == STATE_OPEN_END)
        last->end = at;
}

static void take_pause(State *state, const Happening *what)
{
    add_tick(state, what->at, what->elapsed, false);
}

static void take_resume(State *state, const Happening *what)
{
    add_tick(state, what->at, what->elapsed, true);
}

static void take_phase(State *state, const Happening *what)
{
    free(state->phase);
    state->phase = mem_copy_text(what->value);
    state->phase_topic = state->topic;
    if (strcmp(what->value, "after") == 0)
        stop_recorder(state, what->at);
}

static void take_mark(State *state, const Happening *what)
{
    stop_recorder(state, what->at);
    state->marks = mem_grow(state->marks, &state->mark_room, state->mark_count + 1, sizeof *state->marks);
    state->marks[state->mark_count++] = (Mark){what->at, STATE_OPEN_END, mem_copy_text(what->value)};
}

static void take_until(State *state, const Happening *what)
{
    state->until = strtoll(what->value, NULL, 10);
}

static void close_off(State *state, int64_t at)
{
    OffSpan *last = state->off_count ? &state->offs[state->off_count - 1] : NULL;
    if (last && last->end == STATE_OPEN_END)
        last->end = at;
}

static void take_off(State *state, const Happening *what)
{
    close_off(state, what->at);
    state->offs = mem_grow(state->offs, &state->off_room, state->off_count + 1, sizeof *state->offs);
    state->offs[state->off_count++] = (OffSpan){what->at, STATE_OPEN_END, strtoll(what->value, NULL, 10),
                                                strcmp(what->detail, "keep") == 0};
}

static void take_on(State *state, const Happening *what)
{
    close_off(state, what->at);
}

static void take_speaker(State *state, const Happening *what)
{
    free(state->seat);
    state->speaker = state_find_person(state, what->value);
    state->seat = state->speaker == SESSION_NONE && *what->value ? mem_copy_text(what->value) : NULL;
}

static void take_table(State *state, const Happening *what)
{
    state->table = (int)strtol(what->value, NULL, 10);
}

static void take_dimension(State *state, const Happening *what)
{
    free(state->dimension);
    state->dimension = *what->value ? mem_copy_text(what->value) : NULL;
    state->dimension_topic = state->topic;
}

static void take_sheet(State *state, const Happening *what)
{
    free(state->sheet);
    state->sheet = *what->value ? mem_copy_text(what->value) : NULL;
}

static void take_stage(State *state, const Happening *what)
{
    long number = strtol(what->value, NULL, 10);
    state->stage = number > 0 ? (size_t)number - 1 : 0;
    state->stage_since = what->elapsed;
}

static void take_text(char **text, const Happening *what)
{
    free(*text);
    *text = *what->value ? mem_copy_text(what->value) : NULL;
}

static void take_role(State *state, const Happening *what)
{
    take_text(&state->role, what);
}

static void take_document(State *state, const Happening *what)
{
    take_text(&state->document, what);
    free(state->page); /* of the one before */
    state->page = NULL;
}

static void take_page(State *state, const Happening *what)
{
    take_text(&state->page, what);
}

static void take_for(State *state, const Happening *what)
{
    state->pending = state_find_entry(state, what->value);
}

static void take_say(State *state, const Happening *what)
{
    bool is_topic = strncmp(what->value, STATE_TOPIC, strlen(STATE_TOPIC)) == 0;
    size_t topic = is_topic ? state_find_topic(state, what->value + strlen(STATE_TOPIC)) : SESSION_NONE;
    if (topic != SESSION_NONE)
        state->topic_read[topic] = true;
}

static void take_exception(State *state, const Happening *what)
{
    (void)what;
    state->has_exception = true;
}

static const struct {
    const char *kind;
    void (*take)(State *state, const Happening *what);
} moments[] = {
    {"go", take_go},
    {"pause", take_pause},
    {"resume", take_resume},
    {"phase", take_phase},
    {"mark", take_mark},
    {"until", take_until},
    {"off", take_off},
    {"on", take_on},
    {"speaker", take_speaker},
    {"arrive", state_take_arrive},
    {"depart", state_take_depart},
    {"seat", state_take_seat},
    {"sit", state_take_sit},
    {"turn", state_take_turn},
    {"offer", state_take_offer},
    {"overlap", state_take_overlap},
    {"extend", state_take_extend},
    {"skip", state_take_skip},
    {"table", take_table},
    {"sheet", take_sheet},
    {"stage", take_stage},
    {"finding", take_finding},
    {"dimension", take_dimension},
    {"role", take_role},
    {"document", take_document},
    {"page", take_page},
    {"for", take_for},
    {"say", take_say},
    {"exception", take_exception},
};

void state_take_moment(State *state, const char *kind, int64_t at, int64_t elapsed, const char *value,
                       const char *detail)
{
    Happening what = {at, elapsed, value ? value : "", detail ? detail : ""};
    bool is_record = strcmp(kind, "off") == 0 || strcmp(kind, "on") == 0;
    for (size_t i = 0; i < sizeof moments / sizeof *moments; i++)
        if (strcmp(moments[i].kind, kind) == 0)
            moments[i].take(state, &what);
    if (elapsed > state->last_elapsed)
        state->last_elapsed = elapsed;
    if (state->is_paper && !is_record) {
        state->paper_at = at;
        state->paper_elapsed = elapsed;
    }
}

void state_take_note_time(State *state, int64_t at, int64_t elapsed, bool is_later)
{
    state->pending = SESSION_NONE;
    if (!is_later && elapsed > state->last_elapsed)
        state->last_elapsed = elapsed;
    if (state->is_paper) {
        state->paper_at = at;
        state->paper_elapsed = elapsed;
    }
}

/* --- sittings */

void state_take_sitting(State *state, int64_t at, int64_t elapsed)
{
    add_tick(state, at, elapsed, true);
    if (elapsed > state->last_elapsed)
        state->last_elapsed = elapsed;
}

void state_take_stop(State *state, int64_t at, int64_t elapsed, const char *why)
{
    add_tick(state, at, elapsed, false);
    state_end_turn(state, at, elapsed);
    if (strcmp(why, "adjourn") == 0) {
        stop_recorder(state, at);
        state->until = 0;
    }
}
