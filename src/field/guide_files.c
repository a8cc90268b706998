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

/* The text is that of a matrix, and kept; else *wrong says what it is not. */
static bool take_matrix(Session *session, Step *step, const char *name, const Str *text, Str *wrong)
{
    Mistakes mistakes = {NULL, 0, 0};
    Plan *matrix = guide_read(str_text(text), text->size, &mistakes);
    bool is_matrix = matrix && matrix->kind == GUIDE_MATRIX && matrix->dimension_count > 0;
    if (is_matrix)
        keep_matrix(session, step, matrix, name, text);
    else
        str_add_format(wrong, "line %d: %s", mistakes.count ? mistakes.list[0].line : 1,
                       mistakes.count ? mistakes.list[0].text : "it is no matrix");
    guide_free(matrix);
    guide_free_mistakes(&mistakes);
    return is_matrix;
}

static void read_matrix(Session *session, Step *step, const char *name)
{
    Str text = STR_EMPTY, wrong = STR_EMPTY;
    if (!guide_file_read(session->guide_path, "guides/matrices", name, &text))
        str_add_format(
            &session->notice,
            "the matrix %s was not found beside the guide: /matrix FILE names it, before it is rated. ",
            name);
    else if (!take_matrix(session, step, name, &text, &wrong))
        str_add_format(&session->notice,
                       "the matrix %s cannot be used (%s): mend it, and /matrix FILE names it, before it is "
                       "rated. ",
                       name, str_text(&wrong));
    str_free(&text);
    str_free(&wrong);
}

/* A path to a file, or a name as in a guide; that too may lie in this folder. */
static bool find_matrix(const Session *session, const char *words, Str *text)
{
    Str path = STR_EMPTY;
    str_add(&path, words);
    bool is_found = file_read(str_text(&path), GUIDE_MOST_BYTES, text, NULL) == 0;
    if (!is_found && !strchr(words, '/')) {
        str_add(&path, ".md");
        is_found = file_read(str_text(&path), GUIDE_MOST_BYTES, text, NULL) == 0 ||
                   guide_file_read(session->guide_path, "guides/matrices", words, text);
    }
    str_free(&path);
    return is_found;
}

bool matrix_take(Session *session, Step *step, const char *name, const char *words, Str *wrong)
{
    Str text = STR_EMPTY;
    bool is_taken = find_matrix(session, words, &text);
    if (!is_taken)
        str_add_format(wrong,
                       "%s was not found: give the path of its file, or the name of one that came with rir",
                       words);
    else {
        Str mistake = STR_EMPTY;
        is_taken = take_matrix(session, step, name, &text, &mistake);
        if (!is_taken)
            str_add_format(wrong, "%s cannot be used, %s", words, str_text(&mistake));
        str_free(&mistake);
    }
    str_free(&text);
    return is_taken;
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
