/* SPDX-License-Identifier: MIT */
/* Rating sheets that come when the workshop is over. */
#include <stdlib.h>
#include <string.h>

#include "ballot.h"
#include "rating.h"
#include "rir/mem.h"
#include "rir/rows.h"

/* The activity meant; NULL with *err set. */
static const Topic *find_activity(const Plan *plan, const char *id, Err *err)
{
    const Topic *found = NULL;
    size_t count = 0;
    for (size_t i = 0; plan && i < plan->topic_count; i++) {
        const Topic *topic = &plan->topics[i];
        if (!*topic->matrix || (id && strcmp(topic->id, id) != 0))
            continue;
        found = topic;
        count++;
    }
    if (count == 1)
        return found;
    err_set(err, ERR_REFUSED,
            count ? "several activities of this session are rated: say --activity and the name of one"
                  : "no such activity of this session is rated by a matrix");
    return NULL;
}

typedef struct {
    const char *session;
    const Topic *activity;
    Id kept;
    Plan *matrix;
    SecretGroups groups;
    SecretLine line;
    int *levels;
} Late;

static int check_room(Store *store, const Late *late, Err *err)
{
    const SecretGroup *group = late->line.group;
    for (size_t i = 0; i < late->matrix->dimension_count; i++) {
        const Dimension *dimension = &late->matrix->dimensions[i];
        if (late->levels[i] == RATING_EMPTY)
            continue;
        if (rating_count_given(store, late->session, late->activity->id, dimension->id, NULL) >=
            late->groups.here)
            return err_set(err, ERR_REFUSED, "%zu people were there, and \"%s\" has as many ratings",
                           late->groups.here, dimension->title);
        if (group && rating_count_given(store, late->session, late->activity->id, dimension->id,
                                        group->name) >= group->here)
            return err_set(err, ERR_REFUSED, "of %s there were %zu, and \"%s\" has as many of their ratings",
                           group->name, group->here, dimension->title);
    }
    return 0;
}

static int read_sheet(Store *store, Late *late, const char *sheet, Err *err)
{
    Str wrong = STR_EMPTY;
    late->levels = mem_new((late->matrix->dimension_count + 1) * sizeof *late->levels);
    int result = secret_read_line(sheet, &late->groups, &late->line, &wrong);
    if (result == 0)
        result = rating_read_levels(late->matrix, late->line.words, late->line.count, late->levels, &wrong);
    if (result != 0)
        err_set(err, ERR_REFUSED, "%s; nothing was entered", str_text(&wrong));
    str_free(&wrong);
    return result == 0 ? check_room(store, late, err) : -1;
}

static int write_sheet(Store *store, const Late *late, Err *err)
{
    Str body = STR_EMPTY;
    Id id = id_make();
    Json json = json_begin(&body, 0);
    json_open(&json, NULL, '{');
    rating_fill_sheet(&json, late->activity->id, late->kept.text,
                      late->line.group ? late->line.group->name : NULL, late->matrix, late->levels, true);
    json_close(&json, '}');
    Act act = {.kind = "rating.give", .entity = id.text, .session = late->session, .body = str_text(&body)};
    int result = store_append(store, &act, NULL, err);
    str_free(&body);
    return result;
}

static int take_sheet(Store *store, Late *late, const char *sheet, Err *err)
{
    late->kept = rating_find_kept(store, late->session, late->activity);
    late->matrix = rating_read_matrix(store, &late->kept);
    if (!late->matrix)
        return err_set(err, ERR_REFUSED,
                       "the matrix %s was not found when the session began, and cannot be rated in it",
                       late->activity->matrix);
    if (secret_list_past(store, late->session, &late->groups, err) != 0 ||
        read_sheet(store, late, sheet, err) != 0)
        return -1;
    return write_sheet(store, late, err);
}

int rating_add_sheet(Store *store, const char *session, const char *activity, const char *sheet, Err *err)
{
    static const char ended[] =
        "SELECT ended IS NOT NULL FROM session WHERE n = (SELECT n FROM thing WHERE id = ?1)";
    Plan *plan = ballot_read_plan(store, session);
    Late late = {.session = session};
    int result = -1;
    if (rows_find_number(store, 0, ended, "t", session) == 0)
        err_set(err, ERR_REFUSED, "this session is open still: `rir resume` it, and /rate enters a sheet");
    else if ((late.activity = find_activity(plan, activity, err)) != NULL)
        result = take_sheet(store, &late, sheet, err);
    secret_free_line(&late.line);
    secret_free_groups(&late.groups);
    free(late.levels);
    guide_free(late.matrix);
    guide_free(plan);
    return result;
}
