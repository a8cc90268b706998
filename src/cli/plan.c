/* SPDX-License-Identifier: MIT */
/* A guide as JSON: the same parts as doc/guides.md has, in the order of the document. */
#include "plan.h"

#include "rir/json.h"

static void add_some_number(Json *json, const char *key, int number)
{
    if (number > 0)
        json_add_number(json, key, number);
}

static void add_consent(Json *json, const Plan *plan)
{
    json_open(json, "consent", '[');
    for (size_t i = 0; i < plan->consent_count; i++) {
        json_open(json, NULL, '{');
        json_add_text(json, "id", plan->consent[i].id);
        json_add_text(json, "text", plan->consent[i].text);
        json_add_bool(json, "required", plan->consent[i].required);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void add_question(Json *json, const Question *question)
{
    json_open(json, NULL, '{');
    json_add_text(json, "id", question->id);
    json_add_number(json, "number", (int64_t)question->number);
    json_add_text(json, "text", question->text);
    json_add_bool(json, "must", question->must);
    add_some_number(json, "minutes", question->minutes);
    json_add_some(json, "codes", question->codes);
    json_open(json, "probes", '[');
    for (size_t i = 0; i < question->probe_count; i++)
        json_add_text(json, NULL, question->probes[i].text);
    json_close(json, ']');
    json_close(json, '}');
}

/* What only activities of a workshop have. */
static void add_activity(Json *json, const Topic *topic)
{
    json_add_some(json, "method", topic->method);
    json_add_some(json, "groups", topic->groups);
    json_add_some(json, "lead", topic->lead);
    json_add_some(json, "materials", topic->materials);
    json_add_some(json, "note_kind", topic->kind);
    json_add_some(json, "matrix", topic->matrix);
    json_add_some(json, "tie", topic->tie);
    add_some_number(json, "rank", topic->rank);
    add_some_number(json, "dots", topic->dots);
    add_some_number(json, "cap", topic->cap);
    add_some_number(json, "rounds", topic->rounds);
}

static void add_topics(Json *json, const Plan *plan)
{
    json_open(json, "topics", '[');
    for (size_t i = 0; i < plan->topic_count; i++) {
        const Topic *topic = &plan->topics[i];
        json_open(json, NULL, '{');
        json_add_text(json, "id", topic->id);
        json_add_text(json, "title", topic->title);
        json_add_text(json, "phase", topic->phase);
        json_add_number(json, "level", topic->level);
        add_some_number(json, "minutes", topic->minutes);
        json_add_some(json, "say", topic->say);
        if (plan->kind == GUIDE_WORKSHOP)
            add_activity(json, topic);
        json_open(json, "questions", '[');
        for (size_t k = 0; k < topic->question_count; k++)
            add_question(json, &plan->questions[topic->first_question + k]);
        json_close(json, ']');
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void add_codes(Json *json, const Plan *plan)
{
    json_open(json, "codes", '[');
    for (size_t i = 0; i < plan->code_count; i++) {
        const GuideCode *code = &plan->code_list[i];
        json_open(json, NULL, '{');
        json_add_text(json, "id", code->id);
        json_add_text(json, "name", code->name);
        json_add_text(json, "parent",
                      code->parent == GUIDE_NO_PARENT ? NULL : plan->code_list[code->parent].id);
        json_add_some(json, "definition", code->definition);
        json_add_some(json, "include", code->include);
        json_add_some(json, "exclude", code->exclude);
        json_add_some(json, "example", code->example);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void add_dimensions(Json *json, const Plan *plan)
{
    json_open(json, "dimensions", '[');
    for (size_t i = 0; i < plan->dimension_count; i++) {
        const Dimension *dimension = &plan->dimensions[i];
        json_open(json, NULL, '{');
        json_add_text(json, "id", dimension->id);
        json_add_text(json, "title", dimension->title);
        json_add_some(json, "text", dimension->text);
        json_add_number(json, "lowest", dimension->lowest);
        json_open(json, "levels", '[');
        for (size_t k = 0; k < dimension->level_count; k++)
            json_add_text(json, NULL, dimension->levels[k]);
        json_close(json, ']');
        json_close(json, '}');
    }
    json_close(json, ']');
}

void plan_add_json(Str *out, const Plan *plan, const char *path)
{
    char digest[DIGEST_HEX_SIZE];
    Json json = json_begin(out, 2);

    digest_format(digest, &plan->digest);
    json_open(&json, NULL, '{');
    json_add_text(&json, "title", plan->title);
    json_add_text(&json, "kind", guide_name_kind(plan->kind));
    json_add_text(&json, "path", path);
    json_add_text(&json, "digest", digest);
    json_add_some(&json, "source", plan->source);
    json_add_some(&json, "text", plan->text);
    add_some_number(&json, "minutes", plan->minutes);
    add_some_number(&json, "tables", plan->tables);
    add_some_number(&json, "outside", plan->outside);
    if (plan->kind == GUIDE_CODEBOOK) {
        add_codes(&json, plan);
    } else if (plan->kind == GUIDE_MATRIX) {
        add_dimensions(&json, plan);
    } else {
        json_add_some(&json, "codebook", plan->codes);
        add_consent(&json, plan);
        add_topics(&json, plan);
    }
    json_close(&json, '}');
    str_add(out, "\n");
}
