/* SPDX-License-Identifier: MIT */
/* measure: every figure against values worked out by hand or in exact arithmetic. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rir/cell.h"
#include "rir/consensus.h"
#include "rir/equity.h"
#include "rir/measure.h"
#include "rir/tally.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static void assert_measure(Measure measure, double value)
{
    assert_true(measure.defined);
    assert_float_equal(measure.value, value, 0.0000005);
}

static void assert_undefined(Measure measure)
{
    assert_false(measure.defined);
    assert_true(measure.value == 0);
}

/* --- a figure or none */

static void undefined_is_not_zero(void **state)
{
    (void)state;
    assert_undefined(measure_divide(0, 0));
    assert_undefined(measure_divide(1, 0));
    assert_undefined(measure_divide(NAN, 1));
    assert_undefined(measure_divide(1, INFINITY));
    assert_undefined(measure_divide(1e308, 1e-308));
    assert_measure(measure_divide(0, 4), 0);
    assert_measure(measure_divide(1, 4), 0.25);

    Str out = STR_EMPTY;
    measure_add_text(&out, MEASURE_UNDEFINED, 2);
    str_add(&out, " ");
    measure_add_text(&out, (Measure){true, 0}, 2);
    str_add(&out, " ");
    measure_add_text(&out, (Measure){true, -0.001}, 2);
    str_add(&out, " ");
    measure_add_text(&out, (Measure){true, -0.5}, 1);
    str_add(&out, " ");
    measure_add_text(&out, (Measure){true, 41.666}, 0);
    assert_string_equal(str_text(&out), "- 0.00 0.00 -0.5 42");
    str_free(&out);
}

/* --- voice */

static void gini_has_its_vectors(void **state)
{
    (void)state;
    static const struct {
        double amounts[6];
        size_t count;
        double gini, normalised;
    } vectors[] = {
        {{5, 5, 5, 5}, 4, 0, 0},
        {{0, 0, 0, 20}, 4, 0.75, 1},
        {{20, 0, 0, 0}, 4, 0.75, 1},
        {{1, 2, 3, 4}, 4, 0.25, 0.333333},
        {{12, 7, 3, 1, 0, 0}, 6, 0.601449, 0.721739},
        {{0.1, 0.1, 0.1}, 3, 0, 0},
    };
    for (size_t i = 0; i < COUNT(vectors); i++) {
        assert_measure(equity_find_gini(vectors[i].amounts, vectors[i].count), vectors[i].gini);
        assert_measure(equity_find_gini_normalised(vectors[i].amounts, vectors[i].count),
                       vectors[i].normalised);
        assert_true(equity_find_gini(vectors[i].amounts, vectors[i].count).value >= 0);
    }
}

static void gini_of_silence_is_undefined(void **state)
{
    (void)state;
    static const double silent[] = {0, 0, 0}, one[] = {7}, wrong[] = {1, -1}, broken[] = {1, NAN};
    assert_undefined(equity_find_gini(silent, 3));
    assert_undefined(equity_find_gini_normalised(silent, 3));
    assert_undefined(equity_find_gini(NULL, 0));
    assert_undefined(equity_find_gini(wrong, 2));
    assert_undefined(equity_find_gini(broken, 2));
    assert_measure(equity_find_gini(one, 1), 0);
    assert_undefined(equity_find_gini_normalised(one, 1));
}

static void participation_weighs_people_by_presence(void **state)
{
    (void)state;
    assert_measure(equity_find_participation(10, 20, 2, 4), 1);
    assert_measure(equity_find_participation(15, 20, 2, 4), 1.5);
    assert_measure(equity_find_participation(0, 20, 2, 4), 0);
    assert_undefined(equity_find_participation(0, 0, 2, 4));
    assert_undefined(equity_find_participation(3, 20, 0, 4));
    assert_undefined(equity_find_participation(0, 0, 0, 0));
}

static void groups_of_a_roster_are_told(void **state)
{
    (void)state;
    /* Six of health for two hours, one of whom was there for half the time; four of social care; one of the
     * council. */
    static const EquityPerson people[] = {
        {"social care", 0, 120}, {"health", 6, 120},      {"health", 6, 120},  {"health", 0, 60},
        {"social care", 4, 120}, {"health", 0, 120},      {"council", 4, 120}, {"social care", 0, 120},
        {"health", 0, 120},      {"social care", 0, 120}, {"health", 0, 120},
    };
    EquityGroup *groups;
    assert_int_equal(equity_find_groups(people, COUNT(people), 1, &groups), 3);
    assert_string_equal(groups[0].group, "council");
    assert_string_equal(groups[1].group, "health");
    assert_int_equal(groups[1].people, 6);
    assert_int_equal(groups[1].silent, 4);
    assert_measure(groups[1].share, 0.6);
    assert_measure(groups[1].participation, 0.6 / (660.0 / 1260.0));
    assert_string_equal(groups[2].group, "social care");
    assert_int_equal(groups[2].silent, 3);
    assert_measure(groups[2].participation, 0.2 / (480.0 / 1260.0));
    free(groups);

    /* One of the council alone would be told by subtraction, so the next smallest group goes with it. */
    assert_int_equal(equity_find_groups(people, COUNT(people), 3, &groups), 2);
    assert_string_equal(groups[0].group, "health");
    assert_false(groups[0].joined);
    assert_string_equal(groups[1].group, CELL_OTHERS);
    assert_true(groups[1].joined);
    assert_int_equal(groups[1].people, 5);
    assert_measure(groups[1].share, 0.4);
    free(groups);

    assert_int_equal(equity_find_groups(people, 0, 3, &groups), 0);
    assert_null(groups);
    assert_int_equal(equity_find_groups(people, 1, 3, &groups), 1);
    assert_true(groups[0].joined);
    assert_undefined(groups[0].participation);
    free(groups);
}

static void silence_of_all_has_no_shares(void **state)
{
    (void)state;
    static const EquityPerson people[] = {{"a", 0, 10}, {"a", 0, 10}, {"b", 0, 0}, {"b", 0, 0}};
    EquityGroup *groups;
    assert_int_equal(equity_find_groups(people, 4, 1, &groups), 2);
    assert_undefined(groups[0].share);
    assert_undefined(groups[0].participation);
    assert_int_equal(groups[0].silent, 2);
    assert_undefined(groups[1].participation);
    free(groups);
}

/* --- small groups */

static void assert_joined(const size_t *people, size_t count, size_t limit, const char *expected)
{
    bool joined[16];
    size_t number = 0;
    size_t found = cell_join_small(people, count, limit, joined);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(joined[i], expected[i] == 'x');
        number += joined[i];
    }
    assert_int_equal(found, number);
}

static void small_groups_are_joined(void **state)
{
    (void)state;
    assert_joined((size_t[]){3, 4, 5}, 3, 3, "...");
    assert_joined((size_t[]){8, 2, 1}, 3, 3, ".xx");
    assert_joined((size_t[]){8, 2, 6}, 3, 3, ".xx");     /* 2 alone is the total less the others */
    assert_joined((size_t[]){8, 1, 1, 6}, 4, 3, ".xxx"); /* 2 together are still too few */
    assert_joined((size_t[]){4, 1, 4}, 3, 3, "xx.");     /* the first of two alike */
    assert_joined((size_t[]){1, 1}, 2, 5, "xx");
    assert_joined((size_t[]){2}, 1, 3, "x");
    assert_joined((size_t[]){0, 9, 0}, 3, 3, "..."); /* nobody is no small group */
    assert_joined((size_t[]){1, 1, 1}, 3, 1, "...");
    assert_joined((size_t[]){1, 1, 1}, 3, 0, "...");
    assert_joined((size_t[]){0}, 0, 3, "");
}

/* --- ballots */

#define BALLOT(group, ...)                                                                                   \
    {                                                                                                        \
        group, (const size_t[]){__VA_ARGS__}, sizeof((const size_t[]){__VA_ARGS__}) / sizeof(size_t)         \
    }
#define EMPTY(group)                                                                                         \
    {                                                                                                        \
        group, NULL, 0                                                                                       \
    }

static const TallyRule ranking = {TALLY_RANK, 5, 0, TALLY_SHARED};
static const TallyRule dots = {TALLY_DOTS, 5, 3, TALLY_SHARED};

static void rankings_add_up(void **state)
{
    (void)state;
    /* A B C D E F; by hand: A 5+4+5 = 14, B 4+3+1 = 8, C 3+5+4 = 12, D 2+2 = 4, E 1+3 = 4, F 1+2 = 3 */
    const TallyBallot ballots[] = {
        BALLOT("health", 0, 1, 2, 3, 4),
        BALLOT("health", 2, 0, 1, 3, 5),
        BALLOT("social care", 0, 2, 4, 5, 1),
        EMPTY("social care"),
    };
    Tally *tally = tally_count(&ranking, 6, ballots, COUNT(ballots), 1);
    static const size_t points[] = {14, 8, 12, 4, 4, 3}, voters[] = {3, 3, 3, 2, 2, 2},
                        ranks[] = {1, 3, 2, 4, 4, 6};
    static const size_t order[] = {0, 2, 1, 3, 4, 5};
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(tally->items[i].points, points[i]);
        assert_int_equal(tally->items[i].voters, voters[i]);
        assert_int_equal(tally->items[i].rank, ranks[i]);
        assert_int_equal(tally->order[i], order[i]);
        assert_int_equal(tally_is_shared(tally, i), tally->items[order[i]].rank == 4);
    }
    assert_int_equal(tally->ballots, 4);
    assert_int_equal(tally->empty, 1);
    assert_int_equal(tally->faulty, 0);
    assert_int_equal(tally->points, 45);

    assert_int_equal(tally->group_count, 2);
    assert_string_equal(tally->groups[0].group, "health");
    assert_int_equal(tally->groups[0].ballots, 2);
    assert_int_equal(tally->groups[0].points[0], 9);
    assert_int_equal(tally->groups[0].voters[4], 1);
    assert_string_equal(tally->groups[1].group, "social care");
    assert_int_equal(tally->groups[1].ballots, 2);
    assert_int_equal(tally->groups[1].points[0], 5);
    assert_int_equal(tally->groups[1].points[3], 0);
    tally_free(tally);
}

static void short_rankings_still_begin_at_the_top(void **state)
{
    (void)state;
    const TallyBallot ballots[] = {BALLOT("", 1), BALLOT("", 0, 1)};
    Tally *tally = tally_count(&ranking, 2, ballots, 2, 3);
    assert_int_equal(tally->items[0].points, 5);
    assert_int_equal(tally->items[1].points, 9);
    tally_free(tally);
}

static void ties_are_broken_as_stated(void **state)
{
    (void)state;
    /* A 3 dots of one, B 3 dots of three, C 3 dots of three, D 6, E none */
    const TallyBallot ballots[] = {
        BALLOT("", 0, 0, 0, 1, 2),
        BALLOT("", 1, 2, 3, 3, 3),
        BALLOT("", 1, 2, 3, 3, 3),
    };
    TallyRule rule = dots;
    Tally *tally = tally_count(&rule, 5, ballots, 3, 3);
    static const size_t shared[] = {2, 2, 2, 1, 5}, voters[] = {4, 2, 2, 1, 5}, order[] = {3, 1, 2, 0, 4};
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(tally->items[i].rank, shared[i]);
    assert_int_equal(tally->order[1], 0);
    assert_int_equal(tally->items[0].voters, 1);
    assert_int_equal(tally->items[4].points, 0);
    tally_free(tally);

    rule.ties = TALLY_VOTERS;
    tally = tally_count(&rule, 5, ballots, 3, 3);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(tally->items[i].rank, voters[i]);
        assert_int_equal(tally->order[i], order[i]);
    }
    tally_free(tally);

    TallyTies ties;
    assert_true(tally_find_ties("voters", &ties) && ties == TALLY_VOTERS);
    assert_true(tally_find_ties("shared", &ties) && ties == TALLY_SHARED);
    assert_false(tally_find_ties("coin", &ties));
}

static void assert_fault(const TallyRule *rule, TallyBallot ballot, TallyFault expected, size_t expected_at)
{
    size_t at = 99;
    assert_int_equal(tally_check_ballot(rule, 6, &ballot, &at), expected);
    assert_int_equal(at, expected == TALLY_FINE ? 99 : expected_at);
}

static void faulty_ballots_are_found_and_not_counted(void **state)
{
    (void)state;
    assert_fault(&ranking, (TallyBallot)EMPTY(""), TALLY_FINE, 0);
    assert_fault(&ranking, (TallyBallot)BALLOT("", 5, 4, 3, 2, 1), TALLY_FINE, 0);
    assert_fault(&ranking, (TallyBallot)BALLOT("", 0, 6), TALLY_UNKNOWN_ITEM, 1);
    assert_fault(&ranking, (TallyBallot)BALLOT("", 0, 1, 0), TALLY_TWICE, 2);
    assert_fault(&ranking, (TallyBallot)BALLOT("", 0, 1, 2, 3, 4, 5), TALLY_TOO_MANY, 5);
    assert_fault(&dots, (TallyBallot)BALLOT("", 0, 0, 0, 1, 1), TALLY_FINE, 0);
    assert_fault(&dots, (TallyBallot)BALLOT("", 0, 0, 0, 0), TALLY_OVER_CAP, 3);
    assert_fault(&dots, (TallyBallot)BALLOT("", 0, 0, 0, 1, 1, 1), TALLY_TOO_MANY, 5);
    TallyRule uncapped = dots;
    uncapped.cap = 0;
    assert_fault(&uncapped, (TallyBallot)BALLOT("", 2, 2, 2, 2, 2), TALLY_FINE, 0);

    const TallyBallot ballots[] = {BALLOT("a", 0, 9), BALLOT("a", 1), BALLOT("b", 1, 1, 1, 1)};
    Tally *tally = tally_count(&dots, 2, ballots, 3, 1);
    assert_int_equal(tally->faulty, 2);
    assert_int_equal(tally->ballots, 1);
    assert_int_equal(tally->group_count, 1);
    assert_int_equal(tally->items[0].points, 0);
    assert_int_equal(tally->items[1].points, 1);
    tally_free(tally);
}

static void no_small_group_is_left_by_subtraction(void **state)
{
    (void)state;
    const TallyBallot ballots[] = {
        BALLOT("health", 0),      BALLOT("health", 0),      BALLOT("health", 1),
        BALLOT("social care", 0), BALLOT("social care", 1), BALLOT("social care", 1),
        BALLOT("social care", 1), BALLOT("carers", 1),
    };
    Tally *tally = tally_count(&dots, 2, ballots, COUNT(ballots), 3);
    assert_int_equal(tally->group_count, 2);
    assert_string_equal(tally->groups[0].group, "social care");
    assert_true(tally->groups[1].joined);
    assert_int_equal(tally->groups[1].ballots, 4);
    assert_int_equal(tally->groups[1].points[0], 2);
    assert_int_equal(tally->groups[1].points[1], 2);
    tally_free(tally);
}

static void nothing_to_count_is_no_trouble(void **state)
{
    (void)state;
    Tally *tally = tally_count(&ranking, 0, NULL, 0, 3);
    assert_int_equal(tally->ballots, 0);
    assert_int_equal(tally->group_count, 0);
    tally_free(tally);
    tally_free(NULL);
    const TallyBallot empty[] = {EMPTY("a"), EMPTY("a"), EMPTY("a")};
    tally = tally_count(&dots, 2, empty, 3, 3);
    assert_int_equal(tally->ballots, 3);
    assert_int_equal(tally->empty, 3);
    assert_int_equal(tally->items[0].rank, 1);
    assert_int_equal(tally->items[1].rank, 1);
    assert_int_equal(tally->groups[0].ballots, 3);
    tally_free(tally);
}

/* Whatever the ballots, the groups together are the whole, and nobody's group is alone behind the others. */
static void groups_always_add_up(void **state)
{
    (void)state;
    static const char *const names[] = {"a", "b", "c", "d", "e"};
    uint32_t seed = 7;
    for (int round = 0; round < 300; round++) {
        TallyBallot ballots[40];
        size_t choices[40][5];
        seed = seed * 1664525 + 1013904223;
        size_t count = (seed >> 16) % 40;
        for (size_t i = 0; i < count; i++) {
            seed = seed * 1664525 + 1013904223;
            ballots[i] = (TallyBallot){names[(seed >> 16) % (1 + i % 5)], choices[i], (seed >> 20) % 6};
            for (size_t j = 0; j < 5; j++)
                choices[i][j] = (seed >> (3 * j + 2)) % 4;
        }
        Tally *tally = tally_count(&dots, 4, ballots, count, 4);
        size_t cast = 0, points = 0;
        for (size_t i = 0; i < tally->group_count; i++) {
            cast += tally->groups[i].ballots;
            for (size_t j = 0; j < 4; j++)
                points += tally->groups[i].points[j];
            assert_true(tally->groups[i].ballots >= 4 || tally->group_count == 1);
        }
        assert_int_equal(cast, tally->ballots);
        assert_int_equal(points, tally->points);
        assert_int_equal(tally->ballots + tally->faulty, count);
        tally_free(tally);
    }
}

/* --- Kendall's W */

static void concordance_has_its_vectors(void **state)
{
    (void)state;
    static const double alike[] = {1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4};
    static const double three[] = {1, 6, 3, 2, 5, 4, 1, 5, 6, 2, 4, 3, 6, 3, 2, 5, 4, 1};
    static const double opposed[] = {1, 2, 3, 3, 2, 1};
    assert_measure(tally_find_concordance(alike, 3, 4), 1);
    assert_measure(tally_find_concordance(three, 3, 6), 0.212698);
    assert_measure(tally_find_concordance(opposed, 2, 3), 0);
    /* Scores are ranked, so any that stand in the same order give the same. */
    static const double scores[] = {90, 50, 20, 10, 4, 3, 2, 1, 7, 6, 5, 4};
    assert_measure(tally_find_concordance(scores, 3, 4), 1);
}

static void concordance_is_corrected_for_ties(void **state)
{
    (void)state;
    /* Ranks 1 2.5 2.5 4 and 1 2 3 4: sums 2 4.5 5.5 8, S = 18.5, T = 6: W = 222 / (240 - 12) */
    static const double tied[] = {1, 2.5, 2.5, 4, 1, 2, 3, 4};
    assert_measure(tally_find_concordance(tied, 2, 4), 222.0 / 228.0);
    /* Alike with ties is alike. */
    static const double alike[] = {2, 1, 1, 0, 9, 5, 5, 1, 4, 3, 3, 2};
    assert_measure(tally_find_concordance(alike, 3, 4), 1);
}

static void concordance_of_nothing_is_undefined(void **state)
{
    (void)state;
    static const double flat[] = {3, 3, 3, 3, 3, 3}, broken[] = {1, 2, NAN, 1};
    assert_undefined(tally_find_concordance(flat, 2, 3));
    assert_undefined(tally_find_concordance(flat, 1, 6));
    assert_undefined(tally_find_concordance(flat, 6, 1));
    assert_undefined(tally_find_concordance(NULL, 0, 0));
    assert_undefined(tally_find_concordance(broken, 2, 2));
}

static void concordance_of_ballots_leaves_out_empty_ones(void **state)
{
    (void)state;
    const TallyBallot ballots[] = {
        BALLOT("", 2, 0), EMPTY(""), BALLOT("", 2, 0), BALLOT("", 9), BALLOT("", 2, 0),
    };
    assert_measure(tally_find_ballot_concordance(&ranking, 4, ballots, COUNT(ballots)), 1);
    const TallyBallot one[] = {BALLOT("", 2, 0), EMPTY("")};
    assert_undefined(tally_find_ballot_concordance(&ranking, 4, one, 2));
    assert_undefined(tally_find_ballot_concordance(&ranking, 4, NULL, 0));
}

/* --- consensus */

static const ConsensusRule scirocco = {0, 5, CONSENSUS_OUTSIDE};

/* Ratings as digits, `?` for don't know. */
static Consensus rate(const ConsensusRule *rule, const char *digits)
{
    int ratings[64];
    size_t count = strlen(digits);
    for (size_t i = 0; i < count; i++)
        ratings[i] = digits[i] == '?' ? CONSENSUS_DONT_KNOW : digits[i] - '0';
    return consensus_find(rule, ratings, count);
}

static void assert_rated(const char *digits, double median, double percent, const char *outcome,
                         const char *level)
{
    Consensus found = rate(&scirocco, digits);
    assert_measure(found.median, median);
    assert_float_equal(found.percent.value, percent, 0.05);
    assert_string_equal(consensus_name_outcome(&found), outcome);
    assert_string_equal(consensus_name_level(found.level), level);
    assert_true((double)found.region_low <= median && median <= (double)found.region_high);
}

static void published_rows_come_out(void **state)
{
    (void)state;
    assert_rated("033333333344", 3, 91.7, "Agreement", "Progressing");
    assert_rated("000333333344", 3, 75.0, "Agreement", "Progressing");
    assert_rated("000033333344", 3, 66.7, "Split", "Uncertain");
    assert_rated("000222335555", 2.5, 41.7, "Split", "Uncertain");
    assert_rated("112222333555", 2.5, 75.0, "Agreement", "Progressing");
    assert_rated("011112222333", 2, 91.7, "Agreement", "Initial");
    assert_rated("055555555555", 5, 91.7, "Agreement", "Optimising");
}

static void levels_follow_the_median(void **state)
{
    (void)state;
    static const char *const rows[] = {"0000", "1111", "2222", "3333", "4444", "5555"};
    static const ConsensusLevel levels[] = {CONSENSUS_INITIAL,     CONSENSUS_INITIAL,
                                            CONSENSUS_INITIAL,     CONSENSUS_PROGRESSING,
                                            CONSENSUS_PROGRESSING, CONSENSUS_OPTIMISING};
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(rate(&scirocco, rows[i]).level, levels[i]);
    assert_int_equal(rate(&scirocco, "1122").level, CONSENSUS_INITIAL);     /* 1.5 */
    assert_int_equal(rate(&scirocco, "2233").level, CONSENSUS_PROGRESSING); /* 2.5 */
    assert_int_equal(rate(&scirocco, "4455").level, CONSENSUS_OPTIMISING);  /* 4.5 */
}

static void dont_know_is_never_zero(void **state)
{
    (void)state;
    Consensus found = rate(&scirocco, "?3?43?");
    assert_int_equal(found.rated, 3);
    assert_int_equal(found.dont_know, 3);
    assert_measure(found.median, 3);
    assert_int_equal(found.lowest, 3);
    assert_int_equal(found.highest, 4);

    found = rate(&scirocco, "???");
    assert_int_equal(found.rated, 0);
    assert_int_equal(found.dont_know, 3);
    assert_undefined(found.median);
    assert_undefined(found.percent);
    assert_false(found.agreement);
    assert_int_equal(found.level, CONSENSUS_NOT_RATED);
    assert_string_equal(consensus_name_outcome(&found), "not rated");
    assert_string_equal(consensus_name_level(found.level), "not rated");

    found = rate(&scirocco, "");
    assert_int_equal(found.level, CONSENSUS_NOT_RATED);
    found = rate(&scirocco, "379");
    assert_int_equal(found.rated, 1);
    assert_int_equal(found.faulty, 2);
}

static void region_is_the_fullest_then_the_nearest(void **state)
{
    (void)state;
    Consensus found = rate(&scirocco, "003333355555"); /* 3-5 holds ten, 2-4 and 1-3 five */
    assert_int_equal(found.region_low, 3);
    assert_int_equal(found.inside, 10);
    found = rate(&scirocco, "333"); /* all hold all: the one around the median */
    assert_int_equal(found.region_low, 2);
    assert_int_equal(found.region_high, 4);
    found = rate(&scirocco, "23"); /* 2.5: 1-3 and 2-4 alike: the lower */
    assert_int_equal(found.region_low, 1);
    found = rate(&scirocco, "000"); /* inside the scale */
    assert_int_equal(found.region_low, 0);
    found = rate(&scirocco, "555");
    assert_int_equal(found.region_high, 5);
}

static void panel_size_is_a_setting(void **state)
{
    (void)state;
    ConsensusRule rule = scirocco;
    assert_true(rate(&rule, "003333").agreement);
    rule.outside = 2;
    assert_false(rate(&rule, "003333").agreement);
    assert_int_equal(rate(&rule, "003333").level, CONSENSUS_UNCERTAIN);
    assert_true(rate(&rule, "033333").agreement);
    rule.outside = 0; /* as 1: nobody may lie outside */
    assert_false(rate(&rule, "033333").agreement);
    assert_true(rate(&rule, "333333").agreement);
}

static void assert_levels(int lowest, int highest, const char *expected)
{
    ConsensusRule rule = {lowest, highest, 4};
    for (int level = lowest; level <= highest; level++) {
        static const char letters[] = "-IPOU";
        assert_int_equal(letters[consensus_find_level(&rule, level)], expected[level - lowest]);
    }
}

static void other_scales_work(void **state)
{
    (void)state;
    assert_levels(0, 5, "IIIPPO");
    assert_levels(1, 5, "IIPPO");
    assert_levels(1, 4, "IIPO");
    assert_levels(0, 3, "IIPO");
    assert_levels(1, 3, "IPO");
    assert_levels(0, 1, "IO");
    assert_levels(-2, 2, "IIPPO");
    assert_levels(1, 10, "IIIIPPPPPO");

    ConsensusRule four = {1, 4, 2}, three = {1, 3, 2};
    Consensus found = rate(&four, "112244"); /* 1-2 around 2 */
    assert_int_equal(found.region_low, 1);
    assert_int_equal(found.region_high, 2);
    assert_int_equal(found.level, CONSENSUS_UNCERTAIN);
    found = rate(&three, "1222");
    assert_int_equal(found.region_low, 2);
    assert_int_equal(found.region_high, 2);
    assert_true(found.agreement);
    assert_int_equal(rate(&three, "1133").level, CONSENSUS_UNCERTAIN);
    assert_int_equal(rate(&three, "1122").region_low, 2); /* 1.5 rounds up */
    ConsensusRule wide = {INT_MIN + 1, INT_MAX, 4};
    assert_int_equal(rate(&wide, "333").level, CONSENSUS_PROGRESSING);
    static const int edges[] = {INT_MAX, INT_MAX, INT_MIN + 1, INT_MIN + 1};
    assert_true(consensus_find(&wide, edges, 4).median.defined);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(undefined_is_not_zero),
        cmocka_unit_test(gini_has_its_vectors),
        cmocka_unit_test(gini_of_silence_is_undefined),
        cmocka_unit_test(participation_weighs_people_by_presence),
        cmocka_unit_test(groups_of_a_roster_are_told),
        cmocka_unit_test(silence_of_all_has_no_shares),
        cmocka_unit_test(small_groups_are_joined),
        cmocka_unit_test(rankings_add_up),
        cmocka_unit_test(short_rankings_still_begin_at_the_top),
        cmocka_unit_test(ties_are_broken_as_stated),
        cmocka_unit_test(faulty_ballots_are_found_and_not_counted),
        cmocka_unit_test(no_small_group_is_left_by_subtraction),
        cmocka_unit_test(nothing_to_count_is_no_trouble),
        cmocka_unit_test(groups_always_add_up),
        cmocka_unit_test(concordance_has_its_vectors),
        cmocka_unit_test(concordance_is_corrected_for_ties),
        cmocka_unit_test(concordance_of_nothing_is_undefined),
        cmocka_unit_test(concordance_of_ballots_leaves_out_empty_ones),
        cmocka_unit_test(published_rows_come_out),
        cmocka_unit_test(levels_follow_the_median),
        cmocka_unit_test(dont_know_is_never_zero),
        cmocka_unit_test(region_is_the_fullest_then_the_nearest),
        cmocka_unit_test(panel_size_is_a_setting),
        cmocka_unit_test(other_scales_work),
    };
    return cmocka_run_group_tests_name("measure", tests, NULL, NULL);
}
