/* SPDX-License-Identifier: MIT */
/* Reading ratings: the matrix, how many there are, and after the reveal their spread. */
#include "rating.h"

#include <stdlib.h>
#include <string.h>

#include "rir/ballot.h"
#include "rir/mem.h"
#include "rir/rows.h"

/* --- the matrix */

Id rating_find_kept(Store *store, const char *session, const Topic *activity)
{
    static const char sql[] =
        "SELECT value FROM moment WHERE session = (SELECT n FROM thing WHERE id = ?1) AND kind = 'matrix' "
        "AND detail = ?2 ORDER BY hlc DESC LIMIT 1";
    Str id = STR_EMPTY;
    Id kept = {""};
    if (activity && *activity->matrix && rows_find_text(store, &id, sql, "tt", session, activity->matrix))
        kept = id_read(str_text(&id));
    str_free(&id);
    return kept;
}

Plan *rating_read_matrix(Store *store, const Id *kept)
{
    static const char sql[] = "SELECT text FROM guide WHERE n = (SELECT n FROM thing WHERE id = ?1)";
    Str text = STR_EMPTY;
    Mistakes mistakes = {NULL, 0, 0};
    Plan *matrix = NULL;
    if (id_is_set(kept) && rows_find_text(store, &text, sql, "t", kept->text))
        matrix = guide_read(str_text(&text), text.size, &mistakes);
    guide_free_mistakes(&mistakes);
    str_free(&text);
    return matrix;
}

const Plan *rating_find_matrix(Session *session)
{
    const Topic *activity = session_find_activity(session);
    if (!activity || !*activity->matrix)
        return NULL;
    if (session->matrix && session->matrix_topic == session->state->topic)
        return session->matrix;
    Id kept = rating_find_kept(session->store, session->id.text, activity);
    guide_free(session->matrix);
    session->matrix = rating_read_matrix(session->store, &kept);
    session->matrix_topic = session->state->topic;
    return session->matrix;
}

size_t rating_find_dimension(Session *session)
{
    const State *state = session->state;
    const Plan *matrix = rating_find_matrix(session);
    if (!state->dimension || state->dimension_topic != state->topic)
        return SESSION_NONE;
    for (size_t i = 0; matrix && i < matrix->dimension_count; i++)
        if (strcmp(matrix->dimensions[i].id, state->dimension) == 0)
            return i;
    return SESSION_NONE;
}

size_t rating_find_outside(Store *store, const Plan *guide, const Plan *matrix)
{
    int64_t outside = rows_find_number(store, 0, "SELECT coalesce(outside, 0) FROM study", "");
    if (outside <= 0 && guide)
        outside = guide->outside;
    if (outside <= 0 && matrix)
        outside = matrix->outside;
    return outside > 0 ? (size_t)outside : CONSENSUS_OUTSIDE;
}

/* --- how many */

size_t rating_count_given(Store *store, const char *session, const char *activity, const char *dimension,
                          const char *group)
{
    static const char sql[] = "SELECT count(*) FROM rating_sheet s JOIN rating r ON r.sheet = s.n WHERE "
                              "s.session = (SELECT n FROM thing WHERE id = ?1) "
                              "AND s.activity = ?2 AND r.dimension = ?3 AND (?4 IS NULL OR s.\"group\" = ?4)";
    return (size_t)rows_find_number(store, 0, sql, "tttt", session, activity, dimension, group);
}

RatingCount rating_count(Session *session, size_t dimension)
{
    const Plan *matrix = rating_find_matrix(session);
    const Topic *activity = session_find_activity(session);
    RatingCount count = {0, 0, false};
    SecretGroups groups;
    secret_list_groups(session, &groups);
    count.here = groups.here;
    secret_free_groups(&groups);
    if (!matrix || dimension >= matrix->dimension_count)
        return count;
    const char *id = matrix->dimensions[dimension].id;
    count.given = rating_count_given(session->store, session->id.text, activity->id, id, NULL);
    count.is_revealed = ballot_is_revealed(session->store, session->id.text, activity->id, id);
    return count;
}

/* --- the spread */

static int read_ratings(Store *store, const char *session, const char *activity, const Dimension *dimension,
                        RatingSpread *spread, Err *err)
{
    static const char sql[] = "SELECT r.level FROM rating_sheet s JOIN rating r ON r.sheet = s.n WHERE "
                              "s.session = (SELECT n FROM thing WHERE id = ?1) "
                              "AND s.activity = ?2 AND r.dimension = ?3 ORDER BY s.salt";
    int *ratings = NULL;
    size_t count = 0, room = 0;
    Rows *rows = rows_open(store, err, sql, "ttt", session, activity, dimension->id);
    while (rows_next(rows)) {
        int level = rows_is_null(rows, 0) ? CONSENSUS_DONT_KNOW : (int)rows_number(rows, 0);
        ratings = mem_grow(ratings, &room, count + 1, sizeof *ratings);
        ratings[count++] = level;
        if (level >= spread->rule.lowest && level <= spread->rule.highest)
            spread->at_level[level - spread->rule.lowest]++;
    }
    spread->consensus = consensus_find(&spread->rule, ratings, count);
    free(ratings);
    return rows_close(rows, err);
}

static int read_agreed(Store *store, const char *session, const char *activity, const Dimension *dimension,
                       RatingSpread *spread, Err *err)
{
    static const char sql[] =
        "SELECT level, evidence FROM any_consensus WHERE session = ?1 AND activity = ?2 AND dimension = ?3";
    Rows *rows = rows_open(store, err, sql, "ttt", session, activity, dimension->id);
    Str evidence = STR_EMPTY;
    if (rows_next(rows)) {
        spread->is_agreed = true;
        spread->agreed = (int)rows_number(rows, 0);
        str_add(&evidence, rows_text(rows, 1));
    }
    spread->evidence = str_take(&evidence);
    return rows_close(rows, err);
}

static int read_dissent(Store *store, const char *session, const char *activity, const Dimension *dimension,
                        RatingSpread *spread, Err *err)
{
    static const char sql[] = "SELECT note.text FROM any_seen note JOIN card c ON c.note = note.n WHERE "
                              "note.session = (SELECT n FROM thing WHERE id = "
                              "?1) AND c.activity = ?2 AND c.dimension = ?3 AND note.kind = 'dissent' ORDER "
                              "BY note.elapsed, note.hlc";
    size_t room = 0;
    Rows *rows = rows_open(store, err, sql, "ttt", session, activity, dimension->id);
    while (rows_next(rows)) {
        spread->dissent =
            mem_grow(spread->dissent, &room, spread->dissent_count + 1, sizeof *spread->dissent);
        spread->dissent[spread->dissent_count++] = mem_copy_text(rows_text(rows, 0));
    }
    return rows_close(rows, err);
}

int rating_read_spread(Store *store, const char *session, const char *activity, const Dimension *dimension,
                       size_t outside, RatingSpread *spread, Err *err)
{
    *spread = (RatingSpread){
        .level_count = dimension->level_count,
        .rule = {dimension->lowest, dimension->lowest + (int)dimension->level_count - 1, outside}};
    spread->at_level = mem_new((dimension->level_count + 1) * sizeof *spread->at_level);
    spread->is_revealed = ballot_is_revealed(store, session, activity, dimension->id);
    if (read_agreed(store, session, activity, dimension, spread, err) != 0 ||
        read_dissent(store, session, activity, dimension, spread, err) != 0)
        return -1;
    return spread->is_revealed ? read_ratings(store, session, activity, dimension, spread, err) : 0;
}

void rating_free_spread(RatingSpread *spread)
{
    for (size_t i = 0; i < spread->dissent_count; i++)
        free(spread->dissent[i]);
    free(spread->dissent);
    free(spread->evidence);
    free(spread->at_level);
    *spread = (RatingSpread){.at_level = NULL};
}

/* --- in a line */

void rating_add_spread(Str *out, const Dimension *dimension, const RatingSpread *spread)
{
    const Consensus *consensus = &spread->consensus;
    bool is_first = true;
    str_add_format(out, "%s: ", dimension->title);
    for (size_t i = 0; i < spread->level_count; i++) {
        if (!spread->at_level[i])
            continue;
        str_add_format(out, "%s%zu at %d", is_first ? "" : ", ", spread->at_level[i],
                       spread->rule.lowest + (int)i);
        is_first = false;
    }
    if (consensus->rated == 0) {
        str_add(out, "not rated");
    } else {
        str_add(out, "; median ");
        measure_add_text(out, consensus->median,
                         consensus->median.value == (double)(int)consensus->median.value ? 0 : 1);
        str_add_format(out, ", %zu of %zu within %d to %d (", consensus->inside, consensus->rated,
                       consensus->region_low, consensus->region_high);
        measure_add_text(out, consensus->percent, 1);
        str_add_format(out, " %%), %s, %s", consensus_name_outcome(consensus),
                       consensus_name_level(consensus->level));
    }
    if (consensus->dont_know)
        str_add_format(out, "; %zu do%s not know", consensus->dont_know,
                       consensus->dont_know == 1 ? "es" : "");
}

/* --- sheets as typed */

int rating_read_level(const Dimension *dimension, const char *word, int *level, Str *wrong)
{
    char *end;
    long number = strtol(word, &end, 10);
    int highest = dimension->lowest + (int)dimension->level_count - 1;
    if (strcmp(word, "-") == 0)
        *level = RATING_EMPTY;
    else if (strcmp(word, "?") == 0)
        *level = CONSENSUS_DONT_KNOW;
    else if (!*word || *end || number < dimension->lowest || number > highest) {
        str_add_format(wrong,
                       "%s is no level of \"%s\", which goes from %d to %d; ? is don't know, - left empty",
                       word, dimension->title, dimension->lowest, highest);
        return -1;
    } else
        *level = (int)number;
    return 0;
}

int rating_read_levels(const Plan *matrix, char *const *words, size_t count, int *levels, Str *wrong)
{
    size_t said = 0;
    if (count != matrix->dimension_count) {
        str_add_format(wrong,
                       "a sheet has %zu dimensions, and this has %zu: - stands for what was left empty",
                       matrix->dimension_count, count);
        return -1;
    }
    for (size_t i = 0; i < count; i++) {
        Str one = STR_EMPTY;
        int result = rating_read_level(&matrix->dimensions[i], words[i], &levels[i], &one);
        if (result != 0)
            str_add_format(wrong, "place %zu: %s", i + 1, str_text(&one));
        str_free(&one);
        if (result != 0)
            return -1;
        said += levels[i] != RATING_EMPTY;
    }
    if (said)
        return 0;
    str_add(wrong, "nothing is on this sheet");
    return -1;
}

void rating_fill_sheet(Json *json, const char *activity, const char *matrix, const char *group,
                       const Plan *plan, const int *levels, bool is_paper)
{
    json_add_text(json, "activity", activity);
    json_add_text(json, "matrix", matrix);
    json_add_some(json, "group", group);
    json_open(json, "ratings", '[');
    for (size_t i = 0; i < plan->dimension_count; i++) {
        if (levels[i] == RATING_EMPTY)
            continue;
        json_open(json, NULL, '{');
        json_add_text(json, "dimension", plan->dimensions[i].id);
        if (levels[i] != CONSENSUS_DONT_KNOW)
            json_add_number(json, "level", levels[i]);
        json_close(json, '}');
    }
    json_close(json, ']');
    if (is_paper)
        json_add_number(json, "paper", 1);
}
