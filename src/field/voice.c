/* SPDX-License-Identifier: MIT */
/* Who was heard: turns, and notes that name somebody, over those who were there while it was observed. */
#include "rir/voice.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "rir/mem.h"
#include "rir/roster.h"
#include "rir/rows.h"
#include "rir/study.h"
#include "session.h"

/* --- what was observed: in each stay at an activity, from its first turn to the end of its last */

typedef struct {
    int64_t from, until;
} Span;

typedef struct {
    Span *list;
    size_t count, room;
} Spans;

static int64_t find_end(const Turn *turn, int64_t elapsed)
{
    int64_t end = turn->until_elapsed == STATE_OPEN_END ? elapsed : turn->until_elapsed;
    return end > turn->elapsed ? end : turn->elapsed;
}

static Spans find_spans(const State *state, int64_t elapsed)
{
    Spans spans = {NULL, 0, 0};
    size_t visit = SESSION_NONE;
    for (size_t i = 0; i < state->turn_count; i++) {
        const Turn *turn = &state->turns[i];
        if (turn->visit != visit) {
            spans.list = mem_grow(spans.list, &spans.room, spans.count + 1, sizeof *spans.list);
            spans.list[spans.count++] = (Span){turn->elapsed, turn->elapsed};
        }
        spans.list[spans.count - 1].until = find_end(turn, elapsed);
        visit = turn->visit;
    }
    return spans;
}

static int64_t find_overlap(const Spans *spans, const PersonState *person)
{
    int64_t sum = 0;
    for (size_t i = 0; i < person->stay_count; i++)
        for (size_t j = 0; j < spans->count; j++) {
            const Stay *stay = &person->stays[i];
            const Span *span = &spans->list[j];
            int64_t from = stay->elapsed > span->from ? stay->elapsed : span->from;
            int64_t until = stay->until_elapsed < span->until ? stay->until_elapsed : span->until;
            sum += until > from ? until - from : 0;
        }
    return sum;
}

/* --- people */

typedef struct {
    Session *session;
    Voice *voice;
    size_t *place; /* of a person of the session among those of the voice, SESSION_NONE for none */
    int64_t elapsed;
} Hearing;

static VoicePerson *find_person(const Hearing *hearing, size_t person)
{
    bool is_there = person != SESSION_NONE && hearing->place[person] != SESSION_NONE;
    return is_there ? &hearing->voice->people[hearing->place[person]] : NULL;
}

static void take_people(Hearing *hearing, const Spans *spans)
{
    const State *state = hearing->session->state;
    Voice *voice = hearing->voice;
    size_t *seats = roster_list_seats(hearing->session);
    voice->people = mem_new((state->person_count + 1) * sizeof *voice->people);
    for (size_t i = 0; i < state->person_count; i++) {
        const PersonState *person = &state->people[seats[i]];
        RosterPerson facts = roster_find_person(hearing->session, seats[i]);
        hearing->place[seats[i]] = SESSION_NONE;
        if (facts.refuses || !person->stay_count)
            continue;
        hearing->place[seats[i]] = voice->count;
        int64_t observed = find_overlap(spans, person);
        voice->people[voice->count++] = (VoicePerson){.pseudonym = mem_copy_text(person->pseudonym),
                                                      .group = mem_copy_text(person->group),
                                                      .seat = facts.seat,
                                                      .is_here = person->face.is_here,
                                                      .present = facts.present,
                                                      .observed = observed,
                                                      .counts = observed > 0 || voice->observed == 0};
    }
    free(seats);
}

static void take_turns(Hearing *hearing)
{
    const State *state = hearing->session->state;
    Voice *voice = hearing->voice;
    for (size_t i = 0; i < state->turn_count; i++) {
        const Turn *turn = &state->turns[i];
        int64_t lasted = find_end(turn, hearing->elapsed) - turn->elapsed;
        VoicePerson *person = find_person(hearing, turn->person);
        if (turn->person != SESSION_NONE && !person)
            continue;
        voice->turns++;
        voice->talk += lasted;
        if (!person) {
            voice->unknown_turns++;
            voice->unknown_talk += lasted;
            continue;
        }
        person->turns++;
        person->talk += lasted;
        person->overlaps += turn->overlaps;
        person->is_heard = voice->can_tell = true;
    }
}

/* Whether the words, as typed, name somebody. */
static bool names(const char *words, const char *pseudonym)
{
    size_t size = strlen(pseudonym);
    while (*words) {
        size_t length = strcspn(words, " ");
        if (length == size && strncasecmp(words, pseudonym, size) == 0)
            return true;
        words += length;
        words += strspn(words, " ");
    }
    return false;
}

/* Notes that name somebody: as their speaker, or among several. Whoever has a card is heard, but their notes
 * do not count it: with the board beside it, a count could tell whose it is. */
static int take_notes(Hearing *hearing, Err *err)
{
    static const char speaker_sql[] =
        "SELECT t.id, sum(NOT v.anonymous) FROM any_seen v JOIN thing t ON t.n = v.speaker WHERE v.session = "
        "(SELECT n FROM thing WHERE id = ?1) AND v.kind NOT IN ('comment', 'memo') GROUP BY v.speaker";
    static const char seat_sql[] = "SELECT v.seat, v.anonymous FROM any_seen v WHERE v.session = (SELECT n "
                                   "FROM thing WHERE id = ?1) AND v.seat <> '?' AND v.seat IS NOT NULL AND "
                                   "v.kind NOT IN ('comment', 'memo')";
    const State *state = hearing->session->state;
    Rows *rows = rows_open(hearing->session->store, err, speaker_sql, "t", hearing->session->id.text);
    while (rows_next(rows)) {
        VoicePerson *person = find_person(hearing, state_find_person(state, rows_text(rows, 0)));
        if (person) {
            person->notes += (size_t)rows_number(rows, 1);
            person->is_heard = hearing->voice->can_tell = true;
        }
    }
    if (rows_close(rows, err) != 0)
        return -1;
    rows = rows_open(hearing->session->store, err, seat_sql, "t", hearing->session->id.text);
    while (rows_next(rows))
        for (size_t i = 0; i < hearing->voice->count; i++)
            if (names(rows_text(rows, 0), hearing->voice->people[i].pseudonym)) {
                hearing->voice->people[i].notes += !rows_number(rows, 1);
                hearing->voice->people[i].is_heard = hearing->voice->can_tell = true;
            }
    return rows_close(rows, err);
}

/* --- shares */

typedef struct {
    EquityGroup **groups;
    size_t *group_count;
    Measure *gini, *gini_small;
    bool is_time;
} Share;

static double find_amount(const VoicePerson *person, bool is_time)
{
    return is_time ? (double)person->talk : (double)person->turns;
}

static double find_presence(const Voice *voice, const VoicePerson *person)
{
    return voice->observed ? (double)person->observed : 1;
}

static void share_out(Voice *voice, const Share *share, size_t limit)
{
    EquityPerson *list = mem_new((voice->count + 1) * sizeof *list);
    double *amounts = mem_new((voice->count + 1) * sizeof *amounts), sum = 0, presence = 0;
    size_t count = 0;
    for (size_t i = 0; i < voice->count; i++) {
        const VoicePerson *person = &voice->people[i];
        if (!person->counts)
            continue;
        amounts[count] = find_amount(person, share->is_time);
        list[count] = (EquityPerson){person->group, amounts[count], find_presence(voice, person)};
        sum += amounts[count];
        presence += list[count++].presence;
    }
    *share->gini = equity_find_gini(amounts, count);
    *share->gini_small = equity_find_gini_normalised(amounts, count);
    *share->group_count = equity_find_groups(list, count, limit, share->groups);
    for (size_t i = 0; i < voice->count; i++) {
        VoicePerson *person = &voice->people[i];
        Measure ratio = equity_find_participation(find_amount(person, share->is_time), sum,
                                                  find_presence(voice, person), presence);
        *(share->is_time ? &person->time_ratio : &person->turn_ratio) =
            person->counts ? ratio : MEASURE_UNDEFINED;
    }
    free(list);
    free(amounts);
}

static void find_unheard(Voice *voice, bool is_over, size_t limit)
{
    EquityPerson *list = mem_new((voice->count + 1) * sizeof *list);
    size_t count = 0;
    for (size_t i = 0; voice->can_tell && i < voice->count; i++) {
        const VoicePerson *person = &voice->people[i];
        if (!person->is_here && !is_over)
            continue;
        list[count++] = (EquityPerson){person->group, person->is_heard ? 1 : 0, 1};
        voice->unheard += !person->is_heard;
    }
    voice->unheard_group_count = equity_find_groups(list, count, limit, &voice->unheard_groups);
    free(list);
}

static void find_shares(Voice *voice, size_t limit)
{
    Share turns = {&voice->turn_groups, &voice->turn_group_count, &voice->turn_gini, &voice->turn_gini_small,
                   false};
    Share time = {&voice->time_groups, &voice->time_group_count, &voice->time_gini, &voice->time_gini_small,
                  true};
    share_out(voice, &turns, limit);
    if (voice->has_time)
        share_out(voice, &time, limit);
}

/* --- the whole */

/* An idea with a seat behind it is a turn of which nothing tells how long it was. */
static bool has_lasted(const Voice *voice)
{
    for (size_t i = 0; i < voice->count; i++)
        if (voice->people[i].talk > 0)
            return true;
    return false;
}

int voice_find(Session *session, Voice *voice, Err *err)
{
    SessionClock clock = session_find_clock(session);
    size_t limit = (size_t)study_find_small_cell(session->store);
    Hearing hearing = {session, voice, mem_new((session->state->person_count + 1) * sizeof(size_t)),
                       clock.elapsed};
    *voice = (Voice){0};
    Spans spans = find_spans(session->state, clock.elapsed);
    for (size_t i = 0; i < spans.count; i++)
        voice->observed += spans.list[i].until - spans.list[i].from;
    take_people(&hearing, &spans);
    take_turns(&hearing);
    free(spans.list);
    int result = take_notes(&hearing, err);
    free(hearing.place);
    voice->is_observed = voice->turns > 0;
    voice->has_time = voice->is_observed && !session->facts.paper && has_lasted(voice);
    if (voice->is_observed)
        find_shares(voice, limit);
    find_unheard(voice, clock.is_over, limit);
    if (result != 0)
        voice_free(voice);
    return result;
}

int voice_read(Store *store, const char *id, Voice *voice, Err *err)
{
    *voice = (Voice){0};
    Session *session = session_read(store, id, err);
    int result = session ? voice_find(session, voice, err) : -1;
    session_forget(session);
    return result;
}

void voice_free(Voice *voice)
{
    for (size_t i = 0; i < voice->count; i++) {
        free(voice->people[i].pseudonym);
        free(voice->people[i].group);
    }
    free(voice->people);
    free(voice->turn_groups);
    free(voice->time_groups);
    free(voice->unheard_groups);
    *voice = (Voice){0};
}

/* --- said */

const char *voice_name_group(const EquityGroup *group)
{
    return *group->group ? group->group : "no group stated";
}

void voice_add_unheard(Str *out, const Voice *voice)
{
    bool is_first = true;
    if (!voice->unheard)
        return;
    str_add_format(out, "%zu %s", voice->unheard, voice->unheard == 1 ? "person" : "people");
    for (size_t i = 0; i < voice->unheard_group_count; i++) {
        const EquityGroup *group = &voice->unheard_groups[i];
        bool is_all = voice->unheard_group_count == 1 && (group->joined || !*group->group);
        if (!group->silent || is_all)
            continue;
        str_add_format(out, "%s%zu %s", is_first ? " (" : ", ", group->silent, voice_name_group(group));
        is_first = false;
    }
    str_add(out, is_first ? "" : ")");
}
