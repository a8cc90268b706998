/* SPDX-License-Identifier: MIT */
/* Adds up ballots: points, voters, ranks, groups. */
#include "rir/tally.h"

#include <stdlib.h>
#include <string.h>

#include "group.h"
#include "rir/mem.h"

bool tally_find_ties(const char *name, TallyTies *ties)
{
    bool voters = strcmp(name, "voters") == 0;
    if (!voters && strcmp(name, "shared") != 0)
        return false;
    *ties = voters ? TALLY_VOTERS : TALLY_SHARED;
    return true;
}

/* How often the choice at `at` was made before it. */
static size_t count_before(const TallyBallot *ballot, size_t at)
{
    size_t found = 0;
    for (size_t i = 0; i < at; i++)
        found += ballot->choices[i] == ballot->choices[at];
    return found;
}

static TallyFault check_choice(const TallyRule *rule, size_t item_count, const TallyBallot *ballot, size_t at)
{
    if (ballot->choices[at] >= item_count)
        return TALLY_UNKNOWN_ITEM;
    if (at >= rule->most)
        return TALLY_TOO_MANY;
    size_t before = count_before(ballot, at);
    if (rule->way == TALLY_RANK)
        return before > 0 ? TALLY_TWICE : TALLY_FINE;
    return rule->cap > 0 && before >= rule->cap ? TALLY_OVER_CAP : TALLY_FINE;
}

TallyFault tally_check_ballot(const TallyRule *rule, size_t item_count, const TallyBallot *ballot, size_t *at)
{
    /* A ballot is as long as someone made it: what lies behind one choice too many is not looked at. */
    for (size_t i = 0; i < ballot->count && i <= rule->most; i++) {
        TallyFault fault = check_choice(rule, item_count, ballot, i);
        if (fault != TALLY_FINE) {
            if (at)
                *at = i;
            return fault;
        }
    }
    return TALLY_FINE;
}

static void count_ballot(const TallyRule *rule, const TallyBallot *ballot, Tally *tally, TallyGroup *group)
{
    for (size_t i = 0; i < ballot->count; i++) {
        size_t item = ballot->choices[i];
        size_t given = rule->way == TALLY_RANK ? rule->most - i : 1;
        size_t first = count_before(ballot, i) == 0;
        group->points[item] += given;
        group->voters[item] += first;
        tally->items[item].points += given;
        tally->items[item].voters += first;
        tally->points += given;
    }
    tally->ballots++;
    tally->empty += ballot->count == 0;
}

/* Negative when a stands before b, 0 when they share a rank. */
static int compare_items(const TallyItem *a, const TallyItem *b, TallyTies ties)
{
    if (a->points != b->points)
        return a->points > b->points ? -1 : 1;
    if (ties == TALLY_VOTERS && a->voters != b->voters)
        return a->voters > b->voters ? -1 : 1;
    return 0;
}

typedef struct {
    TallyItem item;
    TallyTies ties;
    size_t at;
} Place;

static int compare_places(const void *a, const void *b)
{
    const Place *left = a, *right = b;
    int order = compare_items(&left->item, &right->item, left->ties);
    return order != 0 ? order : (left->at > right->at) - (left->at < right->at);
}

static void rank_items(Tally *tally, TallyTies ties)
{
    size_t count = tally->item_count;
    Place *places = mem_new(count * sizeof *places + 1);
    for (size_t i = 0; i < count; i++)
        places[i] = (Place){tally->items[i], ties, i};
    if (count > 1)
        qsort(places, count, sizeof *places, compare_places);
    for (size_t i = 0; i < count; i++) {
        bool shares = i > 0 && compare_items(&places[i - 1].item, &places[i].item, ties) == 0;
        tally->items[places[i].at].rank = shares ? tally->items[places[i - 1].at].rank : i + 1;
        tally->order[i] = places[i].at;
    }
    free(places);
}

static Groups sort_ballots(const TallyBallot *const *valid, size_t count, size_t limit)
{
    const char **names = mem_new(count * sizeof *names + 1);
    for (size_t i = 0; i < count; i++)
        names[i] = valid[i]->group;
    Groups groups = group_sort_names(names, count, limit);
    free(names);
    return groups;
}

/* Every group with its figures for each item. */
static void count_groups(Tally *tally, const TallyRule *rule, const TallyBallot *const *valid, size_t count,
                         size_t limit)
{
    Groups groups = sort_ballots(valid, count, limit);
    tally->group_count = groups.count;
    tally->groups = mem_new(groups.count * sizeof *tally->groups + 1);
    for (size_t i = 0; i < groups.count; i++) {
        const Group *group = &groups.list[i];
        size_t bytes = tally->item_count * sizeof(size_t) + 1;
        tally->groups[i] =
            (TallyGroup){group->name, group->joined, group->people, mem_new(bytes), mem_new(bytes)};
    }
    for (size_t i = 0; i < count; i++)
        count_ballot(rule, valid[i], tally, &tally->groups[groups.of[i]]);
    group_free(&groups);
}

Tally *tally_count(const TallyRule *rule, size_t item_count, const TallyBallot *ballots, size_t count,
                   size_t limit)
{
    Tally *tally = mem_new(sizeof *tally);
    tally->item_count = item_count;
    tally->items = mem_new(item_count * sizeof *tally->items + 1);
    tally->order = mem_new(item_count * sizeof *tally->order + 1);

    const TallyBallot **valid = mem_new(count * sizeof *valid + 1);
    size_t valid_count = 0;
    for (size_t i = 0; i < count; i++) {
        if (tally_check_ballot(rule, item_count, &ballots[i], NULL) == TALLY_FINE)
            valid[valid_count++] = &ballots[i];
        else
            tally->faulty++;
    }
    count_groups(tally, rule, valid, valid_count, limit);
    rank_items(tally, rule->ties);
    free(valid);
    return tally;
}

bool tally_is_shared(const Tally *tally, size_t place)
{
    size_t rank = tally->items[tally->order[place]].rank;
    return (place > 0 && tally->items[tally->order[place - 1]].rank == rank) ||
           (place + 1 < tally->item_count && tally->items[tally->order[place + 1]].rank == rank);
}

void tally_free(Tally *tally)
{
    if (!tally)
        return;
    for (size_t i = 0; i < tally->group_count; i++) {
        free(tally->groups[i].points);
        free(tally->groups[i].voters);
    }
    free(tally->groups);
    free(tally->items);
    free(tally->order);
    free(tally);
}
