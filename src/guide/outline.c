/* SPDX-License-Identifier: MIT */
/* What rir understood of a guide, at a glance. */
#include <string.h>

#include "paper.h"
#include "rir/guide.h"
#include "rir/method.h"
#include "rir/text.h"

#define LINE_COLUMNS 78

/* One line of `text`, cut or filled with spaces to `columns`. */
static void add_column(Str *out, const char *text, size_t columns)
{
    size_t size = strcspn(text, "\n"), fits = text_fit(text, size, columns);
    size_t filled = text_measure(text, fits);
    str_add_bytes(out, text, fits);
    for (; filled < columns; filled++)
        str_add_byte(out, ' ');
}

/* The rest of a line: what fits, and dots when something does not. */
static void add_rest(Str *out, const char *text, size_t columns)
{
    size_t size = strcspn(text, "\n");
    if (text_measure(text, size) <= columns && text[size] == '\0') {
        str_add(out, text);
        return;
    }
    str_add_bytes(out, text, text_fit(text, size, columns - 3));
    str_add(out, "...");
}

/* The words of a text on as many lines as they need, each behind `indent` spaces. */
static void add_wrapped(Str *out, const char *text, size_t indent)
{
    size_t used = 0;
    while (*text != '\0') {
        size_t size = strcspn(text, " \n"), columns = text_measure(text, size);
        bool breaks = used == 0 || used + 1 + columns > LINE_COLUMNS;
        if (breaks)
            str_add_format(out, "%s%*s", used == 0 ? "" : "\n", (int)indent, "");
        else
            str_add_byte(out, ' ');
        str_add_bytes(out, text, size);
        used = (breaks ? indent : used + 1) + columns;
        text += size + strspn(text + size, " \n");
    }
    str_add(out, "\n");
}

static void add_count(Str *out, size_t count, const char *noun)
{
    str_add_format(out, "%zu %s%s", count, noun, count == 1 ? "" : "s");
}

static size_t count_probes(const Plan *plan, size_t first, size_t count)
{
    size_t probes = 0;
    for (size_t i = first; i < first + count; i++)
        probes += plan->questions[i].probe_count;
    return probes;
}

static const char *name_part(const Plan *plan)
{
    return plan->kind == GUIDE_WORKSHOP ? "part" : "topic";
}

static void add_minutes(Str *out, const Plan *plan)
{
    int sum = 0;
    for (size_t i = 0; i < plan->topic_count; i++)
        sum += plan->topics[i].minutes;
    if (plan->minutes > 0)
        str_add_format(out, ", %d minutes", plan->minutes);
    if (sum > 0 && sum != plan->minutes)
        str_add_format(out, "; its %ss add up to %d", name_part(plan), sum);
    if (plan->tables > 0) {
        str_add(out, "; ");
        add_count(out, (size_t)plan->tables, "table");
    }
    str_add(out, "\n");
    if (plan->outside > 0)
        str_add_format(out, "agreement when fewer than %d ratings lie outside the region\n", plan->outside);
}

static void add_consent(Str *out, const Plan *plan)
{
    for (size_t i = 0; i < plan->consent_count; i++)
        str_add_format(out, "%s%s%s", i > 0 ? ", " : "consent: ", plan->consent[i].id,
                       plan->consent[i].required ? " (needed)" : "");
    if (plan->consent_count > 0)
        str_add(out, "\n");
}

static void add_totals(Str *out, const Plan *plan)
{
    size_t must = 0;
    for (size_t i = 0; i < plan->question_count; i++)
        must += plan->questions[i].must;
    if (plan->kind == GUIDE_CODEBOOK) {
        add_count(out, plan->code_count, "code");
    } else if (plan->kind == GUIDE_MATRIX) {
        add_count(out, plan->dimension_count, "dimension");
    } else {
        add_count(out, plan->topic_count, name_part(plan));
        str_add(out, ", ");
        add_count(out, plan->question_count, "question");
        str_add_format(out, " (%zu must ask), ", must);
        add_count(out, count_probes(plan, 0, plan->question_count), "probe");
    }
    str_add(out, "\n");
}

static void add_question(Str *out, const Question *question)
{
    str_add_format(out, "  %3zu  ", question->number);
    add_column(out, question->id, 16);
    str_add(out, question->must ? "  must  " : "        ");
    add_rest(out, question->text, LINE_COLUMNS - 31);
    str_add(out, "\n");
}

static void add_detail(Str *out, const char *name, const char *text)
{
    if (*text != '\0')
        str_add_format(out, "; %s: %s", name, text);
}

static void add_stages(Str *out, const Topic *topic)
{
    Stage stages[GUIDE_MOST_STAGES];
    size_t count = guide_find_stages(topic, stages);
    for (size_t i = 0; i < count; i++) {
        str_add_format(out, "%s%s", i > 0 ? ", " : "; ", stages[i].name);
        if (stages[i].seconds > 0)
            str_add_format(out, " %d:%02d", stages[i].seconds / 60, stages[i].seconds % 60);
    }
}

/* How an activity is done, on a line of its own. */
static void add_activity(Str *out, const Topic *topic)
{
    Str line = STR_EMPTY;
    str_add(&line, paper_name_groups(topic));
    add_stages(&line, topic);
    if (topic->rank > 0)
        str_add_format(&line, "; each ranks %d", topic->rank);
    if (topic->dots > 0)
        str_add_format(&line, "; %d dots each", topic->dots);
    if (topic->cap > 0)
        str_add_format(&line, ", at most %d on one", topic->cap);
    add_detail(&line, "ties", topic->tie);
    add_detail(&line, "matrix", topic->matrix);
    add_detail(&line, "a bare line is", topic->kind);
    add_detail(&line, "lead", topic->lead);
    add_detail(&line, "materials", topic->materials);
    add_wrapped(out, str_text(&line), 5);
    str_clear(&line);
    /* What the guide leaves to the method. */
    const MethodRow *method = method_find(topic->method);
    if (method && *topic->materials == '\0' && *method->needs)
        str_add_format(&line, "needs %s", method->needs);
    if (method && *topic->say == '\0' && *method->say)
        str_add_format(&line, "%sread out: %s", line.size ? "; " : "", method->say);
    if (line.size)
        add_wrapped(out, str_text(&line), 5);
    str_free(&line);
}

static void add_topic(Str *out, const Plan *plan, const Topic *topic)
{
    str_add(out, "\n");
    add_column(out, topic->title, 28);
    str_add(out, "  ");
    if (plan->kind == GUIDE_WORKSHOP)
        add_column(out, topic->method, 17); /* the longest is co-interpretation */
    else
        add_column(out, topic->phase, 7);
    if (topic->minutes > 0)
        str_add_format(out, "  %3d min  ", topic->minutes);
    else
        str_add(out, "           ");
    add_count(out, topic->question_count, "question");
    str_add(out, ", ");
    add_count(out, count_probes(plan, topic->first_question, topic->question_count), "probe");
    str_add(out, "\n");
    if (plan->kind == GUIDE_WORKSHOP)
        add_activity(out, topic);
    for (size_t i = 0; i < topic->question_count; i++)
        add_question(out, &plan->questions[topic->first_question + i]);
}

static void add_code(Str *out, const Plan *plan, const GuideCode *code)
{
    for (size_t parent = code->parent; parent != GUIDE_NO_PARENT; parent = plan->code_list[parent].parent)
        str_add(out, "  ");
    str_add_format(out, "#%s  ", code->id);
    add_rest(out, code->name, LINE_COLUMNS / 2);
    str_add(out, "\n");
}

static void add_dimension(Str *out, const Dimension *dimension)
{
    add_column(out, dimension->title, 40);
    str_add_format(out, "  levels %d to %lld\n", dimension->lowest,
                   (long long)dimension->lowest + (long long)dimension->level_count - 1);
}

void guide_add_outline(Str *out, const Plan *plan)
{
    str_add_format(out, "%s\n%s", plan->title, guide_name_kind(plan->kind));
    add_minutes(out, plan);
    add_totals(out, plan);
    add_consent(out, plan);
    if (*plan->codes != '\0')
        str_add_format(out, "codebook: %s\n", plan->codes);
    if (*plan->source != '\0')
        str_add_format(out, "source: %s\n", plan->source);
    for (size_t i = 0; i < plan->topic_count; i++)
        add_topic(out, plan, &plan->topics[i]);
    if (plan->code_count > 0 || plan->dimension_count > 0)
        str_add(out, "\n");
    for (size_t i = 0; i < plan->code_count; i++)
        add_code(out, plan, &plan->code_list[i]);
    for (size_t i = 0; i < plan->dimension_count; i++)
        add_dimension(out, &plan->dimensions[i]);
}
