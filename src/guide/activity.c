/* SPDX-License-Identifier: MIT */
/* Activities of a workshop: what each method takes, and how it is usually done. */
#include <stdio.h>
#include <string.h>

#include "rir/method.h"

#include "activity.h"

#define USUAL_RANK 5
#define USUAL_DOTS 5
#define USUAL_ROUNDS 3
_Static_assert(ACTIVITY_MOST_ROUNDS + 1 <= GUIDE_MOST_STAGES, "the rounds and the harvest");

/* Attributes that say how a method is done, and so stand beside it only. */
static const struct {
    unsigned attribute;
    const char *methods[3];
} bound[] = {
    {ATTRIBUTE_RANK, {"rank"}},       {ATTRIBUTE_DOTS, {"dot-vote"}},
    {ATTRIBUTE_CAP, {"dot-vote"}},    {ATTRIBUTE_TIE, {"rank", "dot-vote"}},
    {ATTRIBUTE_MATRIX, {"maturity"}}, {ATTRIBUTE_ROUNDS, {"world-cafe"}},
};

static size_t find_place(const Attributes *attributes, unsigned attribute)
{
    size_t i = 0;
    while (i + 1 < ATTRIBUTE_COUNT && attribute != 1u << i)
        i++;
    return attributes->at[i];
}

static bool is_method(const Topic *topic, const char *method)
{
    return strcmp(topic->method, method) == 0;
}

/* Whom it is done with where the guide does not say: all together where the method is not said either. */
static const char *find_groups(const Topic *topic)
{
    const MethodRow *method = method_find(topic->method);
    return method ? method->groups : "all";
}

static void check_bound(const Reader *reader, const Topic *topic, const Attributes *attributes)
{
    if (attributes->given & ATTRIBUTE_METHOD && *topic->method == '\0')
        return; /* the method is unknown, and that was said */
    for (size_t i = 0; i < sizeof bound / sizeof *bound; i++) {
        const char *const *methods = bound[i].methods;
        bool fits = is_method(topic, methods[0]) || (methods[1] != NULL && is_method(topic, methods[1]));
        if (fits || !(attributes->given & bound[i].attribute))
            continue;
        const char *name = attribute_find_name(bound[i].attribute);
        source_report(&reader->source, find_place(attributes, bound[i].attribute),
                      "%s= goes with method=%s%s%s only: write that method, or take %s= out", name,
                      methods[0], methods[1] != NULL ? " or method=" : "",
                      methods[1] != NULL ? methods[1] : "", name);
    }
}

static void check_values(const Reader *reader, const Topic *topic, const Attributes *attributes)
{
    if (topic->cap > topic->dots && topic->dots > 0)
        source_report(&reader->source, find_place(attributes, ATTRIBUTE_CAP),
                      "cap=%d is more than the %d dots there are: write at most cap=%d", topic->cap,
                      topic->dots, topic->dots);
    if (is_method(topic, "maturity") && !(attributes->given & ATTRIBUTE_MATRIX))
        source_report(&reader->source, find_place(attributes, ATTRIBUTE_METHOD),
                      "this does not say which matrix is rated: add its name, as in "
                      "matrix=integrated-locality-team");
}

void activity_take(Reader *reader, Topic *topic, const Attributes *attributes)
{
    topic->groups = attributes->groups;
    topic->lead = attributes->lead;
    topic->materials = attributes->materials;
    topic->kind = attributes->kind;
    topic->tie = attributes->tie;
    topic->matrix = attributes->matrix;
    topic->rank = attributes->rank;
    topic->dots = attributes->dots;
    topic->cap = attributes->cap;
    topic->rounds = attributes->rounds;
    if (reader->plan->kind != GUIDE_WORKSHOP)
        return;

    bool ranks = is_method(topic, "rank"), dots = is_method(topic, "dot-vote");
    if (*topic->groups == '\0')
        topic->groups = find_groups(topic);
    if (ranks && topic->rank == 0)
        topic->rank = USUAL_RANK;
    if (dots && topic->dots == 0)
        topic->dots = USUAL_DOTS;
    if ((ranks || dots) && *topic->tie == '\0')
        topic->tie = "shared";
    if (is_method(topic, "world-cafe") && topic->rounds == 0)
        topic->rounds = USUAL_ROUNDS;
    check_bound(reader, topic, attributes);
    check_values(reader, topic, attributes);
}

void activity_check_minutes(Reader *reader)
{
    const Plan *plan = reader->plan;
    long sum = 0;
    if (plan->kind != GUIDE_WORKSHOP || plan->minutes == 0)
        return;
    for (size_t i = 0; i < plan->topic_count; i++)
        sum += reader->topics[i].minutes;
    if (sum > plan->minutes)
        source_report_at(
            &reader->source, reader->minutes_line, reader->minutes_column,
            "the activities add up to %ld minutes, which is %ld more than the workshop has: shorten "
            "some, or write minutes: %ld",
            sum, sum - plan->minutes, sum);
}

/* --- stages */

static void add_stage(Stage *stage, const char *name, const char *groups)
{
    *stage = (Stage){.groups = groups};
    snprintf(stage->name, sizeof stage->name, "%s", name);
}

/* Shares the minutes out in the ratio of `shares`; the last stage has what is left over. */
static void share_time(Stage *stages, size_t count, const int *shares, int minutes)
{
    int sum = 0, left = minutes * 60;
    for (size_t i = 0; i < count; i++)
        sum += shares[i];
    for (size_t i = 0; i < count; i++) {
        stages[i].seconds = i + 1 < count ? minutes * 60 * shares[i] / sum : left;
        left -= stages[i].seconds;
    }
}

static size_t find_all_stages(const Topic *topic, Stage *stages)
{
    static const char *const names[] = {"alone", "in pairs", "in fours", "all together"};
    static const char *const groups[] = {"alone", "pairs", "fours", "all"};
    static const int shares[] = {1, 2, 4, 5};
    for (size_t i = 0; i < 4; i++)
        add_stage(&stages[i], names[i], groups[i]);
    share_time(stages, 4, shares, topic->minutes);
    return 4;
}

static size_t find_cafe_stages(const Topic *topic, Stage *stages)
{
    int shares[GUIDE_MOST_STAGES];
    size_t count = 0;
    for (; (int)count < topic->rounds && count < ACTIVITY_MOST_ROUNDS; count++) {
        char name[24];
        snprintf(name, sizeof name, "round %zu", count + 1);
        add_stage(&stages[count], name, "tables");
        shares[count] = 1;
    }
    add_stage(&stages[count], "harvest", "all");
    shares[count++] = 1;
    share_time(stages, count, shares, topic->minutes);
    return count;
}

size_t guide_find_stages(const Topic *topic, Stage stages[GUIDE_MOST_STAGES])
{
    if (is_method(topic, "1-2-4-all"))
        return find_all_stages(topic, stages);
    return is_method(topic, "world-cafe") ? find_cafe_stages(topic, stages) : 0;
}
