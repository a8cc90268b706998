/* SPDX-License-Identifier: MIT */
/* Reading ballots: how many there are, and after the reveal what they add up to. */
#include "ballot.h"

#include <stdlib.h>
#include <string.h>

#include "rir/mem.h"
#include "rir/rows.h"
#include "rir/study.h"

/* --- rules */

bool ballot_find_rule(const Topic *activity, TallyRule *rule)
{
    bool is_rank = activity && strcmp(activity->method, "rank") == 0;
    if (!is_rank && !(activity && strcmp(activity->method, "dot-vote") == 0))
        return false;
    *rule = (TallyRule){.way = is_rank ? TALLY_RANK : TALLY_DOTS,
                        .most = (size_t)(is_rank ? activity->rank : activity->dots),
                        .cap = (size_t)activity->cap};
    if (!tally_find_ties(activity->tie, &rule->ties))
        rule->ties = TALLY_SHARED;
    return true;
}

Plan *ballot_read_plan(Store *store, const char *session)
{
    static const char sql[] = "SELECT g.text FROM guide g JOIN session s ON s.guide = g.n WHERE s.n = "
                              "(SELECT n FROM thing WHERE id = ?1)";
    Str text = STR_EMPTY;
    Mistakes mistakes = {NULL, 0, 0};
    Plan *plan = NULL;
    if (rows_find_text(store, &text, sql, "t", session))
        plan = guide_read(str_text(&text), text.size, &mistakes);
    guide_free_mistakes(&mistakes);
    str_free(&text);
    return plan;
}

static const Topic *find_topic(const Plan *plan, const char *id)
{
    for (size_t i = 0; plan && i < plan->topic_count; i++)
        if (strcmp(plan->topics[i].id, id) == 0)
            return &plan->topics[i];
    return NULL;
}

bool ballot_is_revealed(Store *store, const char *session, const char *activity, const char *dimension)
{
    static const char sql[] = "SELECT s.ended IS NOT NULL OR EXISTS(SELECT 1 FROM moment m WHERE m.session = "
                              "s.n AND m.kind = 'reveal' AND m.value = "
                              "?2 AND (coalesce(m.detail, '') = '' OR m.detail = ?3)) FROM session s WHERE "
                              "s.n = (SELECT n FROM thing WHERE id = ?1)";
    return rows_find_number(store, 0, sql, "ttt", session, activity, dimension) != 0;
}

/* --- counting what is cast */

size_t ballot_count_cast(const Session *session, const char *activity, const char *group)
{
    static const char sql[] =
        "SELECT count(*) FROM ballot WHERE session = (SELECT n FROM thing WHERE id = ?1) AND activity = ?2 "
        "AND (?3 IS NULL OR \"group\" = ?3)";
    return (size_t)rows_find_number(session->store, 0, sql, "ttt", session->id.text, activity, group);
}

static void take_groups(const Session *session, const char *activity, BallotCount *count)
{
    SecretGroups groups;
    secret_list_groups(session, &groups);
    count->groups = mem_new((groups.count + 1) * sizeof *count->groups);
    for (size_t i = 0; i < groups.count; i++) {
        SecretGroup *group = &groups.list[i];
        count->groups[count->count++] =
            (BallotGroup){group->name, group->here, ballot_count_cast(session, activity, group->name)};
        group->name = NULL; /* it is the count's now */
    }
    count->here = groups.here;
    secret_free_groups(&groups);
}

int ballot_read_count(const Session *session, BallotCount *count, Err *err)
{
    static const char sql[] =
        "SELECT count(*), total(spoiled), total(spoiled = 0 AND NOT EXISTS(SELECT 1 FROM ballot_choice WHERE "
        "ballot = b.n)) FROM "
        "ballot b WHERE session = (SELECT n FROM thing WHERE id = ?1) AND activity = ?2";
    const Topic *activity = session_find_activity(session);
    TallyRule rule;
    *count = (BallotCount){0};
    if (!ballot_find_rule(activity, &rule))
        return err_set(err, ERR_REFUSED, "no ballots are cast in this activity");
    take_groups(session, activity->id, count);
    Rows *rows = rows_open(session->store, err, sql, "tt", session->id.text, activity->id);
    if (rows_next(rows)) {
        count->cast = (size_t)rows_number(rows, 0);
        count->spoiled = (size_t)rows_number(rows, 1);
        count->empty = (size_t)rows_number(rows, 2);
    }
    count->is_revealed = ballot_is_revealed(session->store, session->id.text, activity->id, NULL);
    return rows_close(rows, err);
}

void ballot_free_count(BallotCount *count)
{
    for (size_t i = 0; i < count->count; i++)
        free(count->groups[i].group);
    free(count->groups);
    *count = (BallotCount){0};
}

/* --- cards: what may be chosen, and what was */

static int compare_labels(const void *a, const void *b)
{
    const BallotCard *left = a, *right = b;
    size_t left_size = strlen(left->label), right_size = strlen(right->label);
    if (left_size != right_size)
        return left_size < right_size ? -1 : 1;
    int order = strcmp(left->label, right->label);
    return order ? order : strcmp(left->id.text, right->id.text);
}

static int read_cards(Store *store, const char *session, const char *activity, BallotTally *tally, Err *err)
{
    /* The ideas of the session that count for themselves and were there when the ballots were closed, and
     * whatever else was chosen, also when it was struck since. */
    static const char sql[] =
        "WITH here(n) AS (SELECT n FROM thing WHERE id = ?1), item(n, label) AS "
        "(SELECT note.n, l.label FROM any_seen note JOIN any_card_label l ON l.n = note.n "
        "WHERE note.session = (SELECT n FROM here) AND note.kind = 'idea' "
        "AND NOT EXISTS(SELECT 1 FROM any_merge m WHERE m.card = note.n) "
        "AND note.hlc < coalesce((SELECT max(m.hlc) FROM moment m WHERE m.session = note.session "
        "AND m.kind = 'reveal' AND m.value = ?2), note.hlc + 1) "
        "UNION SELECT k.counts, k.label FROM ballot b JOIN ballot_choice o ON o.ballot = b.n "
        "JOIN any_counting k ON k.card = o.card "
        "WHERE b.session = (SELECT n FROM here) AND b.activity = ?2) "
        "SELECT t.id, coalesce(item.label, '?'), coalesce((SELECT text FROM any_seen "
        "WHERE n = item.n), '') FROM item JOIN thing t ON t.n = item.n";
    size_t room = 0;
    Rows *rows = rows_open(store, err, sql, "tt", session, activity);
    while (rows_next(rows)) {
        tally->cards = mem_grow(tally->cards, &room, tally->card_count + 1, sizeof *tally->cards);
        tally->cards[tally->card_count++] =
            (BallotCard){id_read(rows_text(rows, 0)), mem_copy_text(rows_text(rows, 1)),
                         mem_copy_text(rows_text(rows, 2))};
    }
    if (tally->card_count > 1)
        qsort(tally->cards, tally->card_count, sizeof *tally->cards, compare_labels);
    return rows_close(rows, err);
}

/* --- the ballots as the formulas want them */

typedef struct {
    TallyBallot *list;
    char **groups;
    size_t count, room, group_room;
} Box;

static void add_ballot(Box *box, const char *group)
{
    box->list = mem_grow(box->list, &box->room, box->count + 1, sizeof *box->list);
    box->groups = mem_grow(box->groups, &box->group_room, box->count + 1, sizeof *box->groups);
    box->groups[box->count] = mem_copy_text(group);
    box->list[box->count] = (TallyBallot){box->groups[box->count], NULL, 0};
    box->count++;
}

static size_t find_card(const BallotTally *tally, const char *id)
{
    size_t i = 0;
    while (i < tally->card_count && strcmp(tally->cards[i].id.text, id) != 0)
        i++;
    return i;
}

static bool has_choice(const TallyBallot *ballot, size_t card)
{
    for (size_t i = 0; i < ballot->count; i++)
        if (ballot->choices[i] == card)
            return true;
    return false;
}

/* Two cards of one ranking may have been merged since: the better place counts, and what stands behind moves
 * up. */
static void add_choice(Box *box, const BallotTally *tally, const char *card)
{
    TallyBallot *ballot = &box->list[box->count - 1];
    size_t item = find_card(tally, card);
    if (tally->rule.way == TALLY_RANK && has_choice(ballot, item))
        return;
    size_t *choices = mem_resize((size_t *)ballot->choices, (ballot->count + 1) * sizeof *choices);
    choices[ballot->count++] = item;
    ballot->choices = choices;
}

static int read_ballots(Store *store, const char *session, const char *activity, BallotTally *tally, Box *box,
                        Err *err)
{
    static const char sql[] =
        "SELECT b.salt, b.\"group\", b.spoiled, b.paper, t.id FROM ballot b LEFT JOIN ballot_choice c ON "
        "c.ballot = b.n LEFT JOIN "
        "any_counting k ON k.card = c.card LEFT JOIN thing t ON t.n = k.counts WHERE b.session = (SELECT n "
        "FROM thing WHERE id = ?1) AND b.activity = ?2 ORDER BY b.salt, b.n, "
        "c.place";
    Str last = STR_EMPTY;
    Rows *rows = rows_open(store, err, sql, "tt", session, activity);
    while (rows_next(rows)) {
        bool is_new = strcmp(str_text(&last), rows_text(rows, 0)) != 0,
             is_spoiled = rows_number(rows, 2) != 0;
        if (is_new) {
            str_clear(&last);
            str_add(&last, rows_text(rows, 0));
            tally->spoiled += is_spoiled;
            tally->paper += rows_number(rows, 3) != 0;
            if (!is_spoiled)
                add_ballot(box, rows_text(rows, 1));
        }
        if (!is_spoiled && !rows_is_null(rows, 4))
            add_choice(box, tally, rows_text(rows, 4));
    }
    str_free(&last);
    return rows_close(rows, err);
}

static void keep_group_names(BallotTally *tally)
{
    for (size_t i = 0; i < tally->tally->group_count; i++)
        tally->tally->groups[i].group = mem_copy_text(tally->tally->groups[i].group);
}

static void free_box(Box *box)
{
    for (size_t i = 0; i < box->count; i++) {
        free((size_t *)box->list[i].choices);
        free(box->groups[i]);
    }
    free(box->list);
    free(box->groups);
}

static int add_up(Store *store, const char *session, const char *activity, BallotTally *tally, Err *err)
{
    Box box = {NULL, NULL, 0, 0, 0};
    size_t limit = (size_t)study_find_small_cell(store);
    int result = read_cards(store, session, activity, tally, err);
    if (result == 0)
        result = read_ballots(store, session, activity, tally, &box, err);
    if (result == 0) {
        /* What was over the cap was refused when it was cast; a merge may bring more together. */
        TallyRule rule = tally->rule;
        rule.cap = 0;
        tally->tally = tally_count(&rule, tally->card_count, box.list, box.count, limit);
        keep_group_names(tally);
        if (rule.way == TALLY_RANK)
            tally->concordance = tally_find_ballot_concordance(&rule, tally->card_count, box.list, box.count);
    }
    free_box(&box);
    return result;
}

int ballot_read_tally(Store *store, const char *session, const char *activity, BallotTally *tally, Err *err)
{
    *tally = (BallotTally){.tally = NULL};
    Plan *plan = ballot_read_plan(store, session);
    const Topic *topic = find_topic(plan, activity);
    int result = 0;
    if (!topic)
        result = err_set(err, ERR_REFUSED, "there is no such activity in the session's guide");
    else if (!ballot_find_rule(topic, &tally->rule))
        result = err_set(err, ERR_REFUSED, "no ballots are cast in \"%s\"", topic->title);
    else if (!ballot_is_revealed(store, session, activity, NULL))
        result = err_set(err, ERR_REFUSED, "the ballots of \"%s\" are not revealed yet", topic->title);
    else
        result = add_up(store, session, activity, tally, err);
    guide_free(plan);
    return result;
}

void ballot_free_tally(BallotTally *tally)
{
    for (size_t i = 0; i < tally->card_count; i++) {
        free(tally->cards[i].label);
        free(tally->cards[i].text);
    }
    free(tally->cards);
    for (size_t i = 0; tally->tally && i < tally->tally->group_count; i++)
        free((char *)tally->tally->groups[i].group);
    tally_free(tally->tally);
    *tally = (BallotTally){.tally = NULL};
}

/* --- in a line */

#define RESULT_MOST 10

static void add_item(Str *out, const BallotTally *tally, size_t place)
{
    const TallyItem *item = &tally->tally->items[tally->tally->order[place]];
    const BallotCard *card = &tally->cards[tally->tally->order[place]];
    str_add_format(out, "; %zu%s %s %s, %zu point%s from %zu", item->rank,
                   tally_is_shared(tally->tally, place) ? "=" : "", card->label,
                   *card->text ? card->text : "(not shown)", item->points, item->points == 1 ? "" : "s",
                   item->voters);
}

void ballot_add_result(Str *out, const BallotTally *tally)
{
    const Tally *sum = tally->tally;
    size_t shown = 0, left = 0;
    str_add_format(out, "%zu ballot%s", sum->ballots + tally->spoiled,
                   sum->ballots + tally->spoiled == 1 ? "" : "s");
    if (sum->empty)
        str_add_format(out, ", %zu empty", sum->empty);
    if (tally->spoiled)
        str_add_format(out, ", %zu spoiled", tally->spoiled);
    for (size_t i = 0; i < sum->item_count; i++) {
        if (sum->items[sum->order[i]].voters == 0)
            continue;
        if (shown++ < RESULT_MOST)
            add_item(out, tally, i);
        else
            left++;
    }
    if (left)
        str_add_format(out, "; and %zu more", left);
    if (shown == 0)
        str_add(out, "; no card was chosen");
    else
        str_add(out, tally->rule.ties == TALLY_VOTERS ? "; of equal points those of more voters come first"
                                                      : "; equal points share a rank");
}
