/* SPDX-License-Identifier: MIT */
/* Ballots and rating sheets become rows. The salt of an event, which is random, is what they are numbered by.
 */
#include "apply.h"

int apply_ballot_cast(Store *store, const Applied *event, Err *err)
{
    static const char named[] =
        "INSERT OR IGNORE INTO thing(id) SELECT value FROM json_each(?1, '$.choices')";
    static const char set[] =
        "INSERT OR REPLACE INTO ballot(n, session, activity, \"group\", way, most, spoiled, paper, mixed, "
        "salt) SELECT ?1, ?3, "
        "coalesce(?2->>'$.activity', ''), coalesce(?2->>'$.group', ''), coalesce(?2->>'$.way', 'rank'), "
        "coalesce(?2->>'$.most', 0), coalesce(?2->>'$.spoiled', 0), coalesce(?2->>'$.paper', 0), "
        "coalesce(?2->>'$.mixed', 0), coalesce(?2->>'$.salt', '') WHERE ?3 <> 0";
    static const char choices[] =
        "INSERT OR REPLACE INTO ballot_choice(ballot, place, card) SELECT ?1, j.key + 1, thing.n "
        "FROM json_each(?2, '$.choices') j JOIN thing ON thing.id = j.value";
    if (apply_within_session(store, event, named, set, "iti", err) != 0)
        return -1;
    return db_do(store, err, choices, "it", event->entity, event->body);
}

int apply_rating_give(Store *store, const Applied *event, Err *err)
{
    static const char named[] =
        "INSERT OR IGNORE INTO thing(id) SELECT ?1->>'$.matrix' WHERE ?1->>'$.matrix' IS NOT NULL";
    static const char set[] =
        "INSERT OR REPLACE INTO rating_sheet(n, session, activity, matrix, \"group\", paper, mixed, salt) "
        "SELECT ?1, ?3, "
        "coalesce(?2->>'$.activity', ''), (SELECT n FROM thing WHERE id = ?2->>'$.matrix'), "
        "coalesce(?2->>'$.group', ''), coalesce(?2->>'$.paper', 0), coalesce(?2->>'$.mixed', 0), "
        "coalesce(?2->>'$.salt', '') WHERE ?3 <> 0";
    /* No level is "don't know". */
    static const char ratings[] =
        "INSERT OR REPLACE INTO rating(sheet, dimension, level) SELECT ?1, j.value->>'$.dimension', "
        "CAST(j.value->>'$.level' AS INTEGER) FROM json_each(?2, '$.ratings') j WHERE "
        "j.value->>'$.dimension' IS NOT NULL";
    if (apply_within_session(store, event, named, set, "iti", err) != 0)
        return -1;
    return db_do(store, err, ratings, "it", event->entity, event->body);
}

int apply_consensus_say(Store *store, const Applied *event, Err *err)
{
    static const char named[] = "INSERT OR IGNORE INTO thing(id) SELECT value FROM "
                                "json_each(json_array(?1->>'$.matrix', ?1->>'$.evidence')) "
                                "WHERE value IS NOT NULL";
    static const char set[] =
        "INSERT OR REPLACE INTO consensus_said(n, session, activity, matrix, dimension, level, evidence, at, "
        "elapsed, hlc) "
        "SELECT ?1, ?3, coalesce(?2->>'$.activity', ''), (SELECT n FROM thing WHERE id = ?2->>'$.matrix'), "
        "coalesce(?2->>'$.dimension', ''), CAST(coalesce(?2->>'$.level', 0) AS INTEGER), (SELECT n FROM "
        "thing WHERE id = "
        "?2->>'$.evidence'), coalesce(?2->>'$.at', ?4), coalesce(?2->>'$.elapsed', 0), ?5 WHERE ?3 <> 0";
    return apply_within_session(store, event, named, set, "itiii", err);
}
