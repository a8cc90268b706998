/* SPDX-License-Identifier: MIT */
/* What mattered most: each vote as bars and a table. There are only sums in it. */
#include <stdlib.h>
#include <string.h>

#include "heard.h"
#include "rir/ballot.h"
#include "rir/mem.h"
#include "rir/rows.h"
#include "rir/study.h"

#define BARS_MOST 40 /* more make no picture */

static void add_rule(const BallotTally *ballots, Page *page)
{
    const TallyRule *rule = &ballots->rule;
    const Tally *tally = ballots->tally;
    size_t cast = tally->ballots + ballots->spoiled;
    Str text = STR_EMPTY;
    if (rule->way == TALLY_RANK)
        str_add_format(&text,
                       "Each ranked up to %zu, in private: the first got %zu points, the next one point "
                       "fewer, and so on.",
                       rule->most, rule->most);
    else
        str_add_format(&text, "Each had %zu dots, given in private.", rule->most);
    if (rule->way == TALLY_DOTS && rule->cap)
        str_add_format(&text, " At most %zu could go to one.", rule->cap);
    str_add_format(&text, " %zu ballot%s %s cast", cast, cast == 1 ? "" : "s", cast == 1 ? "was" : "were");
    if (tally->empty)
        str_add_format(&text, ", %zu of them empty", tally->empty);
    if (ballots->spoiled)
        str_add_format(&text, ", %zu could not be counted", ballots->spoiled);
    str_add(&text, rule->ties == TALLY_VOTERS ? ". With equal points, what more people chose comes first."
                                              : ". Equal points share a place.");
    page_add_paragraph(page, str_text(&text));
    str_free(&text);
}

/* "1. A" and, of equal ones, "2= C" */
static char *make_label(const BallotTally *ballots, size_t place)
{
    size_t item = ballots->tally->order[place];
    Str label = STR_EMPTY;
    str_add_format(&label, "%zu%s %s", ballots->tally->items[item].rank,
                   tally_is_shared(ballots->tally, place) ? "=" : ".", ballots->cards[item].label);
    return str_take(&label);
}

static int64_t *make_values(const Tally *tally, size_t item, size_t series)
{
    int64_t *values = mem_new(series * sizeof *values);
    for (size_t i = 0; i < series; i++)
        values[i] = (int64_t)(series > 1 ? tally->groups[i].points[item] : tally->items[item].points);
    return values;
}

static void describe(Str *out, const BallotTally *ballots, const SvgBars *bars)
{
    for (size_t i = 0; i < bars->count; i++)
        str_add_format(out, "%s%s: %lld", i ? ", " : "", bars->bars[i].label,
                       (long long)svg_add_up(&bars->bars[i], bars->series_count));
    str_add_format(out, " %s.", ballots->rule.way == TALLY_RANK ? "points" : "dots");
}

static void add_bars(const Heard *heard, const char *title, const BallotTally *ballots, size_t chosen,
                     Page *page)
{
    const Tally *tally = ballots->tally;
    size_t series = tally->group_count > 1 ? tally->group_count : 1,
           count = chosen < BARS_MOST ? chosen : BARS_MOST;
    const char **names = mem_new(series * sizeof *names);
    SvgBar *list = mem_new(count * sizeof *list);
    for (size_t i = 0; i < series && series > 1; i++)
        names[i] = *tally->groups[i].group ? tally->groups[i].group : "not stated";
    for (size_t i = 0; i < count; i++) {
        const char *words = heard_find_words(heard, ballots->cards[tally->order[i]].id.text);
        list[i] = (SvgBar){make_label(ballots, i), *words ? words : "(words left out)",
                           make_values(tally, tally->order[i], series)};
    }
    Str description = STR_EMPTY;
    SvgBars bars = {title, "",   ballots->rule.way == TALLY_RANK ? "points" : "dots", names, series,
                    list,  count};
    describe(&description, ballots, &bars);
    bars.description = str_text(&description);
    page_add_bars(page, &bars, "What");
    for (size_t i = 0; i < count; i++) {
        free((char *)list[i].label);
        free((int64_t *)list[i].values);
    }
    str_free(&description);
    free(list);
    free(names);
}

/* A card that was merged into another is not one of its own. */
static size_t count_unchosen(const Heard *heard, const BallotTally *ballots, size_t chosen)
{
    size_t count = 0;
    for (size_t i = chosen; i < ballots->tally->item_count; i++) {
        const Said *said = heard_find(heard, ballots->cards[ballots->tally->order[i]].id.text);
        count += said && said->card && !*said->card->merged_into;
    }
    return count;
}

static void add_rest(const Heard *heard, const BallotTally *ballots, size_t chosen, Page *page)
{
    size_t unchosen = count_unchosen(heard, ballots, chosen);
    Str text = STR_EMPTY;
    if (chosen > BARS_MOST)
        str_add_format(&text, "%zu more had fewer. ", chosen - BARS_MOST);
    if (unchosen)
        str_add_format(&text, "%zu %s chosen by nobody.", unchosen, unchosen == 1 ? "was" : "were");
    if (text.size)
        page_add_paragraph(page, str_text(&text));
    str_free(&text);
}

static int add_vote(const Heard *heard, const char *activity, const char *title, Page *page, Err *err)
{
    BallotTally ballots;
    size_t chosen = 0;
    int result = 0;
    page_add_heading(page, 3, title);
    if (!ballot_is_revealed(heard->store, heard->session, activity, NULL)) {
        page_add_paragraph(page, "These votes are not opened yet.");
        return 0;
    }
    result = ballot_read_tally(heard->store, heard->session, activity, &ballots, err);
    if (result == 0) {
        add_rule(&ballots, page);
        bool is_told =
            ballots.tally->ballots - ballots.tally->empty >= (size_t)study_find_small_cell(heard->store);
        if (!is_told)
            page_add_paragraph(page, "There are too few votes to show what was chosen.");
        while (is_told && chosen < ballots.tally->item_count &&
               ballots.tally->items[ballots.tally->order[chosen]].points)
            chosen++;
        if (chosen)
            add_bars(heard, title, &ballots, chosen, page);
        if (is_told)
            add_rest(heard, &ballots, chosen, page);
    }
    ballot_free_tally(&ballots);
    return result;
}

int heard_add_votes(Heard *heard, Page *page, Err *err)
{
    static const char sql[] =
        "SELECT g.id, g.title FROM guide_topic g JOIN session s ON s.guide = g.guide JOIN thing t ON t.n = "
        "s.n WHERE t.id = ?1 AND "
        "EXISTS(SELECT 1 FROM ballot b WHERE b.session = s.n AND b.activity = g.id) ORDER BY g.ord";
    int result = 0;
    bool has_title = false;
    Rows *rows = rows_open(heard->store, err, sql, "t", heard->session);
    while (result == 0 && rows_next(rows)) {
        Str activity = STR_EMPTY, title = STR_EMPTY;
        str_add(&activity, rows_text(rows, 0));
        str_add(&title, rows_text(rows, 1));
        if (!has_title)
            page_add_heading(page, 2, "What matters most");
        has_title = true;
        result = add_vote(heard, str_text(&activity), str_text(&title), page, err);
        str_free(&activity);
        str_free(&title);
    }
    return rows_close(rows, result == 0 ? err : NULL) == 0 ? result : -1;
}
