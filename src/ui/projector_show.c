/* SPDX-License-Identifier: MIT */
/* projector_show: what the room may see; no name, no seat, no group, no table. */
#include "projector_show.h"

#include <stdlib.h>
#include <string.h>

#include "rir/ballot.h"
#include "rir/cards.h"
#include "rir/finding.h"
#include "rir/mem.h"
#include "rir/method.h"
#include "rir/plain.h"
#include "rir/rating.h"
#include "rir/study.h"

/* --- the list */

static void empty(Showing *showing)
{
    for (size_t i = 0; i < showing->count; i++) {
        free(showing->list[i].rank);
        free(showing->list[i].label);
        free(showing->list[i].text);
    }
    showing->count = 0;
    showing->most = 0;
    showing->is_from_first = false;
    free(showing->instruction);
    showing->instruction = NULL;
}

void showing_free(Showing *showing)
{
    empty(showing);
    free(showing->list);
    *showing = (Showing){0};
}

/* The text is shown without pseudonyms. */
static Shown *add(Showing *showing, const Plain *plain, ShownKind kind, const char *label, const char *text)
{
    Str shown = STR_EMPTY;
    plain_add(plain, &shown, text);
    showing->list = mem_grow(showing->list, &showing->room, showing->count + 1, sizeof *showing->list);
    showing->list[showing->count] =
        (Shown){kind, mem_copy_text(""), mem_copy_text(label), str_take(&shown), 0};
    return &showing->list[showing->count++];
}

static void add_count(Showing *showing, Shown *shown, size_t count)
{
    shown->count = count;
    showing->most = count > showing->most ? count : showing->most;
}

void showing_add_line(const Shown *shown, Str *out)
{
    if (*shown->rank)
        str_add_format(out, "%s  ", shown->rank);
    if (*shown->label)
        str_add_format(out, "%s  ", shown->label);
    if (shown->kind == SHOWN_RESULT || shown->kind == SHOWN_LEVEL)
        str_add_format(out, "%zu  ", shown->count);
    str_add(out, shown->text);
    while (out->size > 0 && out->data[out->size - 1] == ' ')
        str_cut(out, out->size - 1);
}

/* --- cards: what the group made in the activity under way; what is clarified, ranked or sorted was made in
 * those before */

static CardChoice choose(const Topic *activity)
{
    static const char *const of_before[] = {"round-robin", "clarify", "rank", "dot-vote", "affinity"};
    CardChoice choice = {.activity = activity->id, .kinds = "idea recommendation decision parked"};
    for (size_t i = 0; i < sizeof of_before / sizeof *of_before; i++)
        if (strcmp(of_before[i], activity->method) == 0)
            choice = (CardChoice){.kinds = "idea"};
    if (strcmp(activity->method, "recommendations") == 0)
        choice = (CardChoice){.kinds = "recommendation"};
    return choice;
}

/* With the labels of those that were merged into it: whoever brought one finds it again. */
static void add_card(Showing *showing, const Plain *plain, const Cards *cards, const Card *card)
{
    Str label = STR_EMPTY;
    str_add(&label, card->label);
    for (size_t i = 0; i < cards->count; i++)
        if (*cards->list[i].merged_into && id_is_same(&cards->list[i].counts, &card->id))
            str_add_format(&label, "+%s", cards->list[i].label);
    add(showing, plain, SHOWN_CARD, str_text(&label), card->text);
    str_free(&label);
}

/* Those of one heap, its name above them, which may be NULL. Returns how many there are. */
static size_t add_heap(Showing *showing, const Plain *plain, const Cards *cards, size_t cluster,
                       const char *name)
{
    size_t count = 0;
    for (size_t i = 0; i < cards->count; i++) {
        if (cards->list[i].cluster != cluster || *cards->list[i].merged_into)
            continue;
        if (count++ == 0 && name)
            add(showing, plain, SHOWN_HEADING, "", name);
        add_card(showing, plain, cards, &cards->list[i]);
    }
    return count;
}

static int add_cards(Showing *showing, const Plain *plain, Session *session, const Topic *activity, Err *err)
{
    Cards cards = {0};
    CardChoice choice = choose(activity);
    int result =
        cards_read(session_find_store(session), session_find_facts(session)->id, &choice, &cards, err);
    size_t sorted = 0;
    for (size_t i = 0; result == 0 && i < cards.cluster_count; i++)
        sorted += add_heap(showing, plain, &cards, i, cards.clusters[i].name);
    if (result == 0)
        add_heap(showing, plain, &cards, CARDS_NONE, sorted > 0 ? "in no cluster yet" : NULL);
    cards_free(&cards);
    return result;
}

/* --- what so few gave that it would tell who: not for the room */

static bool are_few(Session *session, size_t people)
{
    return people < (size_t)study_find_small_cell(session_find_store(session));
}

/* --- votes */

static bool is_tied(const Tally *tally, size_t place)
{
    size_t rank = tally->items[tally->order[place]].rank;
    return (place > 0 && tally->items[tally->order[place - 1]].rank == rank) ||
           (place + 1 < tally->item_count && tally->items[tally->order[place + 1]].rank == rank);
}

static int add_votes(Showing *showing, const Plain *plain, Session *session, const Topic *activity, Err *err)
{
    BallotTally votes = {0};
    int result = ballot_read_tally(session_find_store(session), session_find_facts(session)->id, activity->id,
                                   &votes, err);
    bool is_hidden = result == 0 && are_few(session, votes.tally->ballots - votes.tally->empty);
    if (is_hidden)
        add(showing, plain, SHOWN_CARD, "",
            "So few chose that it would tell who: the result is not shown here.");
    for (size_t i = 0; result == 0 && !is_hidden && i < votes.tally->item_count; i++) {
        size_t at = votes.tally->order[i];
        const TallyItem *item = &votes.tally->items[at];
        Shown *shown = add(showing, plain, SHOWN_RESULT, votes.cards[at].label, votes.cards[at].text);
        Str rank = STR_EMPTY;
        str_add_format(&rank, "%zu%s", item->rank, is_tied(votes.tally, i) ? "=" : "");
        free(shown->rank);
        shown->rank = str_take(&rank);
        add_count(showing, shown, item->points);
    }
    ballot_free_tally(&votes);
    return result;
}

/* --- ratings */

#define FEW_RATED "so few rated it that it would tell who"

static void add_outcome(Str *out, const RatingSpread *spread)
{
    const Consensus *found = &spread->consensus;
    if (found->rated == 0) {
        str_add(out, "nobody gave a level");
        return;
    }
    str_add(out, "median ");
    measure_add_text(out, found->median, found->median.value == (double)(int)found->median.value ? 0 : 1);
    str_add_format(out, ", %zu of %zu within %d to %d: %s", found->inside, found->rated, found->region_low,
                   found->region_high, consensus_name_outcome(found));
}

static size_t count_raters(const RatingSpread *spread)
{
    return spread->consensus.rated + spread->consensus.dont_know;
}

static void add_spread(Showing *showing, const Plain *plain, const RatingSpread *spread, bool is_hidden)
{
    Str text = STR_EMPTY;
    for (size_t i = 0; !is_hidden && i < spread->level_count; i++) {
        str_clear(&text);
        str_add_format(&text, "%d", spread->rule.lowest + (int)i);
        add_count(showing, add(showing, plain, SHOWN_LEVEL, str_text(&text), ""), spread->at_level[i]);
    }
    str_clear(&text);
    if (is_hidden)
        str_add(&text, FEW_RATED);
    else
        add_outcome(&text, spread);
    if (spread->consensus.dont_know > 0 && !is_hidden)
        str_add_format(&text, "; %zu do%s not know", spread->consensus.dont_know,
                       spread->consensus.dont_know == 1 ? "es" : "");
    add(showing, plain, SHOWN_CARD, "", str_text(&text));
    if (spread->is_agreed) {
        str_clear(&text);
        str_add_format(&text, "agreed on %d%s%s", spread->agreed, *spread->evidence ? ": " : "",
                       spread->evidence);
        add(showing, plain, SHOWN_CARD, "", str_text(&text));
    }
    str_free(&text);
}

static void add_levels(Showing *showing, const Plain *plain, const Dimension *dimension)
{
    Str label = STR_EMPTY;
    for (size_t i = 0; i < dimension->level_count; i++) {
        str_clear(&label);
        str_add_format(&label, "%d", dimension->lowest + (int)i);
        add(showing, plain, SHOWN_CARD, str_text(&label), dimension->levels[i]);
    }
    str_free(&label);
}

static void add_dimension_row(Showing *showing, const Plain *plain, const Dimension *dimension,
                              const RatingSpread *spread, bool is_hidden)
{
    Str text = STR_EMPTY;
    str_add(&text, dimension->title);
    if (spread->is_agreed)
        str_add_format(&text, ": agreed on %d", spread->agreed);
    else if (spread->is_revealed) {
        str_add(&text, ": ");
        if (is_hidden)
            str_add(&text, FEW_RATED);
        else
            add_outcome(&text, spread);
    }
    add(showing, plain, SHOWN_CARD, "", str_text(&text));
    str_free(&text);
}

/* The dimension looked at: its levels, and once it is revealed how many gave each. Without one all of them.
 */
static int add_ratings(Showing *showing, const Plain *plain, Session *session, const Topic *activity,
                       Err *err)
{
    Store *store = session_find_store(session);
    const Plan *matrix = rating_find_matrix(session);
    size_t now = rating_find_dimension(session), outside;
    if (!matrix)
        return 0;
    outside = rating_find_outside(store, session_find_plan(session), matrix);
    for (size_t i = 0; i < matrix->dimension_count; i++) {
        const Dimension *dimension = &matrix->dimensions[i];
        RatingSpread spread = {0};
        if (now != SESSION_NONE && i != now)
            continue;
        if (rating_read_spread(store, session_find_facts(session)->id, activity->id, dimension, outside,
                               &spread, err) != 0) {
            rating_free_spread(&spread);
            return -1;
        }
        bool is_hidden = are_few(session, count_raters(&spread));
        if (now == SESSION_NONE) {
            add_dimension_row(showing, plain, dimension, &spread, is_hidden);
        } else {
            add(showing, plain, SHOWN_HEADING, "", dimension->title);
            if (spread.is_revealed)
                add_spread(showing, plain, &spread, is_hidden);
            else
                add_levels(showing, plain, dimension);
        }
        rating_free_spread(&spread);
    }
    return 0;
}

/* --- a finding */

static int add_finding(Showing *showing, const Plain *plain, Session *session, Err *err)
{
    Id id;
    int version;
    Finding finding = {0};
    if (!finding_find_up(session, &id, &version))
        return 0;
    int result =
        finding_read(session_find_store(session), id.text, version, FINDING_FOR_OTHERS, &finding, err);
    if (result == 0)
        add(showing, plain, SHOWN_CARD, finding.label,
            *finding.text ? finding.text : "a team's own words, which may not be shown");
    for (size_t i = 0; result == 0 && i < finding.extract_count; i++)
        add(showing, plain, SHOWN_CARD, "-", finding.extracts[i].text);
    finding_free(&finding);
    return result;
}

/* --- what is read out */

/* A paragraph in square brackets is what the facilitator does. */
static void add_spoken(Str *out, const char *say)
{
    while (*say) {
        const char *end = strstr(say, "\n\n");
        size_t size = end ? (size_t)(end - say) : strlen(say);
        if (size > 0 && !(say[0] == '[' && say[size - 1] == ']')) {
            str_add(out, out->size > 0 ? "\n\n" : "");
            str_add_bytes(out, say, size);
        }
        say += size;
        say += strspn(say, "\n");
    }
}

static char *find_instruction(Session *session, const Topic *activity)
{
    SessionStage stage = session_find_stage(session);
    const MethodRow *method = method_find(activity->method);
    Str out = STR_EMPTY;
    if (stage.count > 0 && stage.index > 0 && *stage.say)
        str_add(&out, stage.say);
    else if (*activity->say)
        add_spoken(&out, activity->say);
    else if (method)
        str_add(&out, method->say);
    return str_take(&out);
}

/* --- the whole */

static int read_activity(Showing *showing, const Plain *plain, Session *session, const Topic *activity,
                         Err *err)
{
    TallyRule rule;
    if (add_finding(showing, plain, session, err) != 0)
        return -1;
    showing->is_from_first = true;
    if (showing->count > 0)
        return 0;
    if (strcmp(activity->method, "maturity") == 0)
        return add_ratings(showing, plain, session, activity, err);
    if (ballot_find_rule(activity, &rule) &&
        ballot_is_revealed(session_find_store(session), session_find_facts(session)->id, activity->id, NULL))
        return add_votes(showing, plain, session, activity, err);
    showing->is_from_first = false;
    return add_cards(showing, plain, session, activity, err);
}

int showing_read(Showing *showing, Session *session, Err *err)
{
    const Topic *activity = session_find_activity(session);
    Plain plain = {0};
    empty(showing);
    if (!activity)
        return 0;
    int result = plain_read(session_find_store(session), &plain, err);
    if (result == 0)
        result = read_activity(showing, &plain, session, activity, err);
    plain_free(&plain);
    if (result != 0)
        empty(showing);
    else
        showing->instruction = find_instruction(session, activity);
    return result;
}
