/* SPDX-License-Identifier: MIT */
/* Finding what a guide names, and keeping the matrices of a workshop: the very text, named by its content. */
#include "guide_files.h"

#include <string.h>

#include "rir/file.h"
#include "rir/rows.h"

static bool read_in(Str *folder, const char *name, Str *bytes)
{
    str_add_format(folder, "%s.md", name);
    return file_read(str_text(folder), GUIDE_MOST_BYTES, bytes, NULL) == 0;
}

bool guide_file_read(const char *guide, const char *shared, const char *name, Str *bytes)
{
    Str path = STR_EMPTY;
    bool found = false;
    if (strchr(name, '/'))
        return false;
    if (guide) {
        str_add_bytes(&path, guide, (size_t)(file_find_name(guide) - guide));
        found = read_in(&path, name, bytes);
    }
    str_clear(&path);
    if (!found && file_find_shared(shared, &path, NULL) == 0) {
        str_add(&path, "/");
        found = read_in(&path, name, bytes);
    }
    str_free(&path);
    return found;
}

/* --- matrices */

static bool is_known(const Session *session, const Step *step, const Id *id)
{
    for (size_t i = 0; i < step->count; i++)
        if (id_is_same(&step->list[i].entity, id))
            return true;
    return rows_find_number(session->store, 0,
                            "SELECT 1 FROM guide WHERE n = (SELECT n FROM thing WHERE id = ?1)", "t",
                            id->text) != 0;
}

static void keep_matrix(Session *session, Step *step, const Plan *matrix, const char *name, const Str *text)
{
    char hex[DIGEST_HEX_SIZE];
    digest_format(hex, &matrix->digest);
    Id id = id_make_named("guide", hex);
    if (!is_known(session, step, &id)) {
        StepBody body = step_add(step, "guide.keep", &id, NULL);
        json_add_text(&body.json, "name", name);
        json_add_text(&body.json, "text", str_text(text));
        step_end(&body);
        body.act->is_outside = !session->facts.rehearsal;
    }
    step_add_moment(step, "session.matrix", session->facts.started, 0, id.text, name);
}

static void read_matrix(Session *session, Step *step, const char *name)
{
    Str text = STR_EMPTY;
    Mistakes mistakes = {NULL, 0, 0};
    if (!guide_file_read(session->guide_path, "guides/matrices", name, &text)) {
        str_add_format(&session->notice, "the matrix %s was not found, and cannot be rated in this session. ",
                       name);
    } else {
        Plan *matrix = guide_read(str_text(&text), text.size, &mistakes);
        if (matrix && matrix->kind == GUIDE_MATRIX)
            keep_matrix(session, step, matrix, name, &text);
        else
            str_add_format(&session->notice, "the matrix %s cannot be used (line %d: %s). ", name,
                           mistakes.count ? mistakes.list[0].line : 1,
                           mistakes.count ? mistakes.list[0].text : "it is no matrix");
        guide_free(matrix);
    }
    guide_free_mistakes(&mistakes);
    str_free(&text);
}

static bool is_named_before(const Plan *plan, size_t topic)
{
    for (size_t i = 0; i < topic; i++)
        if (strcmp(plan->topics[i].matrix, plan->topics[topic].matrix) == 0)
            return true;
    return false;
}

void matrices_keep(Session *session, Step *step)
{
    const Plan *plan = session->plan;
    for (size_t i = 0; i < plan->topic_count; i++)
        if (*plan->topics[i].matrix && !is_named_before(plan, i))
            read_matrix(session, step, plan->topics[i].matrix);
}
