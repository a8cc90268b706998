/* SPDX-License-Identifier: MIT */
/* A workshop for paper: what is needed, the agenda, and what the facilitator says and does. */
#include <string.h>

#include "paper.h"
#include "rir/method.h"
#include "sheets.h"

/* --- time */

/* When an activity is planned to begin, from the start of the workshop. */
typedef struct {
    int minutes;
    bool about; /* an activity before it has no minutes */
} Start;

static Start find_start(const Plan *plan, size_t topic)
{
    Start start = {0, false};
    for (size_t i = 0; i < topic; i++) {
        start.minutes += plan->topics[i].minutes;
        start.about = start.about || plan->topics[i].minutes == 0;
    }
    return start;
}

static void add_start(Str *out, Start start)
{
    str_add_format(out, "%s%d:%02d", start.about ? "after " : "", start.minutes / 60, start.minutes % 60);
}

/* --- the pages */

static void add_needs(Str *out, const Plan *plan)
{
    bool any = false;
    for (size_t i = 0; i < plan->topic_count; i++) {
        const Topic *topic = &plan->topics[i];
        const MethodRow *method = method_find(topic->method);
        const char *needs = *topic->materials != '\0' || method == NULL ? topic->materials : method->needs;
        if (*needs == '\0')
            continue;
        str_add(out, any ? "- " : "\n## What has to be there\n\n- ");
        paper_add_text(out, topic->title, "  ");
        str_add(out, ": ");
        paper_add_text(out, needs, "  ");
        str_add(out, "\n");
        any = true;
    }
}

static void add_agenda(Str *out, const Plan *plan)
{
    str_add(out, "\n## Agenda\n\nHours and minutes from the start.\n\n");
    for (size_t i = 0; i < plan->topic_count; i++) {
        const Topic *topic = &plan->topics[i];
        str_add(out, "- ");
        add_start(out, find_start(plan, i));
        str_add(out, "  ");
        paper_add_text(out, topic->title, "  ");
        if (topic->minutes > 0) {
            str_add(out, ", ");
            paper_add_minutes(out, topic->minutes);
        }
        str_add_format(out, ", %s  Began: _____\n", paper_name_groups(topic));
    }
    str_add(out, "- ");
    add_start(out, find_start(plan, plan->topic_count));
    str_add(out, "  End\n");
}

static void add_ties(Str *out, const Topic *topic)
{
    if (strcmp(topic->tie, "voters") == 0)
        str_add(out, "- Equal points: what more people voted for comes first; if that is equal too, they "
                     "share the place.\n");
    else
        str_add(out, "- Equal points share a place, as in 1, 2, 2, 4.\n");
}

static void add_vote(Str *out, const Topic *topic)
{
    if (topic->rank > 0)
        str_add_format(out,
                       "- %d letters, the most important first: %d point%s for the first, one less for each "
                       "that follows.\n",
                       topic->rank, topic->rank, paper_find_plural((size_t)topic->rank));
    else if (topic->cap > 0)
        str_add_format(out, "- %d dot%s each, at most %d on one thing.\n", topic->dots,
                       paper_find_plural((size_t)topic->dots), topic->cap);
    else
        str_add_format(out, "- %d dot%s each, as many on one thing as you like.\n", topic->dots,
                       paper_find_plural((size_t)topic->dots));
    add_ties(out, topic);
    str_add(out, "- An empty ballot counts as cast. All are in before any result is shown.\n");
}

static void add_stages(Str *out, const Topic *topic)
{
    Stage stages[GUIDE_MOST_STAGES];
    size_t count = guide_find_stages(topic, stages);
    for (size_t i = 0; i < count; i++) {
        str_add_format(out, "- " PAPER_BOX " %s", stages[i].name);
        if (stages[i].seconds > 0)
            str_add_format(out, ", %d:%02d minutes", stages[i].seconds / 60, stages[i].seconds % 60);
        str_add_format(out, ". %s\n", method_find_stage_say(topic->method, stages[i].name));
    }
}

static void add_steps(Str *out, const Topic *topic)
{
    str_add(out, "\n");
    const MethodRow *method = method_find(topic->method);
    for (size_t i = 0; method != NULL && method->steps[i] != NULL; i++)
        str_add_format(out, "- %s\n", method->steps[i]);
    add_stages(out, topic);
    if (topic->rank > 0 || topic->dots > 0)
        add_vote(out, topic);
    if (*topic->matrix != '\0')
        str_add_format(out, "- Matrix: %s\n", topic->matrix);
}

static void add_how(Str *out, const Topic *topic)
{
    str_add_format(out, "\n%s%s%s", *topic->method != '\0' ? "Method: " : "", topic->method,
                   *topic->method != '\0' ? ", " : "");
    str_add(out, paper_name_groups(topic));
    if (*topic->lead != '\0') {
        str_add(out, ". Lead: ");
        paper_add_text(out, topic->lead, "");
    }
    str_add(out, "\n");
}

static void add_activity(Str *out, const Plan *plan, size_t at)
{
    const Topic *topic = &plan->topics[at];
    str_add(out, "\n### ");
    add_start(out, find_start(plan, at));
    str_add(out, "  ");
    paper_add_text(out, topic->title, "");
    if (topic->minutes > 0) {
        str_add(out, " (");
        paper_add_minutes(out, topic->minutes);
        str_add(out, ")");
    }
    str_add(out, "\n");
    add_how(out, topic);
    const MethodRow *method = method_find(topic->method);
    const char *say = *topic->say != '\0' || method == NULL ? topic->say : method->say;
    if (*say != '\0') {
        str_add(out, "\n> ");
        paper_add_text(out, say, "> ");
        str_add(out, "\n");
    }
    add_steps(out, topic);
    for (size_t i = 0; i < topic->question_count; i++)
        paper_add_question(out, &plan->questions[topic->first_question + i], 0);
    paper_add_rules(out, 2);
}

void paper_add_workshop(Str *out, const Plan *plan, const GuidePaper *paper)
{
    add_needs(out, plan);
    add_agenda(out, plan);
    paper_add_consent_form(out, plan);
    paper_add_sign_in(out, plan, paper);
    paper_begin_page(out, "Facilitator's script");
    for (size_t i = 0; i < plan->topic_count; i++)
        add_activity(out, plan, i);
    sheets_add_tables(out, plan, paper);
    sheets_add_ballots(out, plan, paper);
}
