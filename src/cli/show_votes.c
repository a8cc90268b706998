/* SPDX-License-Identifier: MIT */
/* For `rir show`: what ballots of a session add up to, and how its ratings lie. */
#include "show_votes.h"

#include <stdlib.h>
#include <string.h>

#include "print.h"
#include "rir/ballot.h"
#include "rir/maturity.h"
#include "rir/rows.h"

/* --- ballots */

static void add_groups(Str *out, const Tally *tally, size_t item)
{
    bool is_first = true;
    for (size_t i = 0; i < tally->group_count; i++) {
        if (!tally->groups[i].points[item])
            continue;
        str_add_format(out, "%s%zu ", is_first ? "        " : ", ", tally->groups[i].points[item]);
        print_add_line(out, *tally->groups[i].group ? tally->groups[i].group : "without a group");
        is_first = false;
    }
    str_add(out, is_first ? "" : "\n");
}

static void add_items(Str *out, const BallotTally *ballots)
{
    const Tally *tally = ballots->tally;
    for (size_t i = 0; i < tally->item_count; i++) {
        size_t item = tally->order[i];
        if (!tally->items[item].voters)
            continue;
        str_add_format(out, "  %3zu  %4zu point%s from %zu  %s ", tally->items[item].rank,
                       tally->items[item].points, tally->items[item].points == 1 ? "" : "s",
                       tally->items[item].voters, ballots->cards[item].label);
        print_add_line(out, *ballots->cards[item].text ? ballots->cards[item].text : "(not shown)");
        str_add(out, "\n");
        if (tally->group_count > 1)
            add_groups(out, tally, item);
    }
}

static int add_tally(Call *call, const SessionName *name, const char *activity, const char *title, Err *err)
{
    BallotTally ballots;
    Str *out = &call->out;
    int result = ballot_read_tally(call->store, name->id.text, activity, &ballots, err);
    if (result == 0) {
        size_t cast = ballots.tally->ballots + ballots.spoiled;
        str_add(out, "\nvotes, ");
        print_add_line(out, title);
        str_add_format(out, ": %zu ballot%s, %zu empty, %zu spoiled, %zu from paper; %s\n", cast,
                       cast == 1 ? "" : "s", ballots.tally->empty, ballots.spoiled, ballots.paper,
                       ballots.rule.ties == TALLY_VOTERS ? "of equal points more voters come first"
                                                         : "equal points share a rank");
        if (ballots.concordance.defined) {
            str_add(out, "  how alike they were ranked: Kendall's W ");
            measure_add_text(out, ballots.concordance, 2);
            str_add(out, ", from 0 to 1 (all alike)\n");
        }
        add_items(out, &ballots);
    }
    ballot_free_tally(&ballots);
    return result;
}

static int add_ballots(Call *call, const SessionName *name, Err *err)
{
    static const char sql[] =
        "SELECT b.activity, coalesce((SELECT t.title FROM guide_topic t JOIN session s ON s.guide = t.guide "
        "WHERE s.n = b.session "
        "AND t.id = b.activity), b.activity), count(*) FROM ballot b WHERE b.session = ?1 GROUP BY "
        "b.activity ORDER BY (SELECT t.ord "
        "FROM guide_topic t JOIN session s ON s.guide = t.guide WHERE s.n = b.session AND t.id = b.activity)";
    int result = 0;
    Rows *rows = rows_open(call->store, err, sql, "i", name->n);
    while (result == 0 && rows_next(rows)) {
        const char *activity = rows_text(rows, 0);
        if (ballot_is_revealed(call->store, name->id.text, activity, NULL)) {
            result = add_tally(call, name, activity, rows_text(rows, 1), err);
            continue;
        }
        str_add(&call->out, "\nvotes, ");
        print_add_line(&call->out, rows_text(rows, 1));
        str_add_format(&call->out, ": not revealed yet, %d cast\n", (int)rows_number(rows, 2));
    }
    return rows_close(rows, result == 0 ? err : NULL) == 0 ? result : -1;
}

/* --- ratings */

static void add_cell(Str *out, const Dimension *dimension, const MaturityCell *cell)
{
    const Consensus *consensus = &cell->consensus;
    str_add(out, "  median ");
    measure_add_text(out, consensus->median,
                     consensus->median.value == (double)(int)consensus->median.value ? 0 : 1);
    str_add_format(out, ", %s, %zu rated, %zu don't know",
                   cell->is_hidden ? "not revealed yet" : consensus_name_outcome(consensus), consensus->rated,
                   consensus->dont_know);
    if (cell->is_agreed)
        str_add_format(out, ", agreed on %d", cell->agreed);
    str_add(out, "  ");
    print_add_line(out, dimension->title);
    str_add(out, "\n");
}

static int add_round(Call *call, const SessionName *name, const char *activity, const char *digest,
                     const char *team, Err *err)
{
    MaturityRound round;
    Str *out = &call->out;
    int result = maturity_read_here(call->store, name->id.text, activity, digest, &round, err);
    if (result == 0) {
        str_add_format(out, "\nratings, round %d of ", round.round);
        print_add_line(out, team);
        str_add(out, ": ");
        print_add_line(out, round.matrix->title);
        str_add(out, "\n");
        for (size_t i = 0; i < round.matrix->dimension_count; i++)
            add_cell(out, &round.matrix->dimensions[i], &round.cells[i]);
    }
    maturity_free_round(&round);
    return result;
}

static int add_ratings(Call *call, const SessionName *name, Err *err)
{
    static const char sql[] =
        "SELECT o.activity, o.digest, coalesce(nullif(trim(s.team), ''), CASE WHEN s.rehearsal "
        "THEN 'this rehearsal' ELSE 'session ' || s.number END) FROM any_round o JOIN session "
        "s ON s.n = o.session WHERE o.session = ?1 ORDER BY o.round, o.name";
    int result = 0;
    Rows *rows = rows_open(call->store, err, sql, "i", name->n);
    while (result == 0 && rows_next(rows))
        result = add_round(call, name, rows_text(rows, 0), rows_text(rows, 1), rows_text(rows, 2), err);
    return rows_close(rows, result == 0 ? err : NULL) == 0 ? result : -1;
}

int show_add_votes(Call *call, const SessionName *name, Err *err)
{
    return add_ballots(call, name, err) == 0 ? add_ratings(call, name, err) : -1;
}
