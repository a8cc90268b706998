/* SPDX-License-Identifier: MIT */
/* Codes: one id a name, and the codebook a guide starts from. */
#include "codebook.h"

#include "guide_files.h"
#include "rir/rows.h"
#include "rir/text.h"

#include <string.h>

Id code_make_id(const char *name)
{
    Str folded = STR_EMPTY;
    text_add_folded(&folded, name, strlen(name));
    Id id = id_make_named("code", str_text(&folded));
    str_free(&folded);
    return id;
}

void code_add_name(Store *store, Str *out, const char *name)
{
    static const char sql[] = "SELECT coalesce((SELECT name FROM code WHERE n = t.n), (SELECT name FROM "
                              "code_use WHERE code = t.n)) AS known FROM thing t WHERE t.id = ?1 AND known "
                              "IS NOT NULL";
    Id id = code_make_id(name);
    if (!rows_find_text(store, out, sql, "t", id.text))
        str_add(out, name);
}

static bool is_known(Store *store, const Id *id)
{
    return rows_find_number(store, 0, "SELECT 1 FROM code WHERE n = (SELECT n FROM thing WHERE id = ?1)", "t",
                            id->text) != 0;
}

static void add_codes(Session *session, Step *step, const Plan *codebook, const char *origin)
{
    for (size_t i = 0; i < codebook->code_count; i++) {
        const GuideCode *code = &codebook->code_list[i];
        Id id = code_make_id(code->id);
        if (is_known(session->store, &id))
            continue;
        StepBody body = step_add(step, "code.set", &id, NULL);
        json_add_text(&body.json, "name", code->name);
        if (code->parent != GUIDE_NO_PARENT)
            json_add_text(&body.json, "parent", code_make_id(codebook->code_list[code->parent].id).text);
        json_add_some(&body.json, "definition", code->definition);
        json_add_some(&body.json, "include", code->include);
        json_add_some(&body.json, "exclude", code->exclude);
        json_add_some(&body.json, "example", code->example);
        json_add_text(&body.json, "status", "active");
        json_add_text(&body.json, "origin", origin);
        step_end(&body);
        body.act->is_outside = true;
    }
}

/* A rehearsal leaves no codes behind, but tells what is wrong with the codebook. */
static void read_codebook(Session *session, Step *step, const char *bytes, size_t size, const char *name)
{
    Mistakes mistakes = {NULL, 0, 0};
    Plan *codebook = guide_read(bytes, size, &mistakes);
    if (codebook && codebook->kind == GUIDE_CODEBOOK) {
        if (!session->facts.rehearsal)
            add_codes(session, step, codebook, name);
    } else {
        str_add_format(&session->notice,
                       "the codebook %s cannot be used (line %d: %s); codes typed are new ones. ", name,
                       mistakes.count ? mistakes.list[0].line : 1,
                       mistakes.count ? mistakes.list[0].text : "it is no codebook");
    }
    guide_free(codebook);
    guide_free_mistakes(&mistakes);
}

void codebook_add(Session *session, Step *step, const char *guide)
{
    const char *name = session->plan->codes;
    Str bytes = STR_EMPTY;
    if (!name || !*name)
        return;
    if (guide_file_read(guide, "guides/codebooks", name, &bytes))
        read_codebook(session, step, str_text(&bytes), bytes.size, name);
    else
        str_add_format(&session->notice, "the codebook %s was not found; codes typed are new ones. ", name);
    str_free(&bytes);
}
