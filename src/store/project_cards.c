/* SPDX-License-Identifier: MIT */
/* What is done with cards: from events to rows. The latest of a card or a cluster holds. */
#include "apply.h"

#define MOMENT_TIMES "coalesce(?2->>'$.at', ?4), coalesce(?2->>'$.elapsed', 0), coalesce(?2->>'$.order', ?5)"

int apply_card_merge(Store *store, const Applied *event, Err *err)
{
    static const char named[] = "INSERT OR IGNORE INTO thing(id) SELECT value FROM "
                                "json_each(json_array(?1->>'$.card', ?1->>'$.into')) WHERE value IS NOT NULL";
    static const char set[] =
        "INSERT OR REPLACE INTO card_merge(n, session, card, target, how, at, elapsed, hlc) SELECT ?1, ?3, "
        "t.n, (SELECT n FROM thing WHERE id = ?2->>'$.into'), ?2->>'$.how', " MOMENT_TIMES
        " FROM thing t WHERE t.id = ?2->>'$.card' AND ?3 <> 0";
    return apply_within_session(store, event, named, set, "itiii", err);
}

int apply_card_move(Store *store, const Applied *event, Err *err)
{
    static const char named[] =
        "INSERT OR IGNORE INTO thing(id) SELECT value FROM json_each(json_array(?1->>'$.card', "
        "?1->>'$.cluster')) WHERE value IS NOT NULL";
    static const char set[] =
        "INSERT OR REPLACE INTO card_move(n, session, card, cluster, at, elapsed, hlc) SELECT ?1, ?3, t.n, "
        "(SELECT n FROM thing WHERE id = ?2->>'$.cluster'), " MOMENT_TIMES
        " FROM thing t WHERE t.id = ?2->>'$.card' AND ?3 <> 0";
    return apply_within_session(store, event, named, set, "itiii", err);
}

int apply_cluster_name(Store *store, const Applied *event, Err *err)
{
    static const char named[] = "INSERT OR IGNORE INTO thing(id) SELECT ?1->>'$.cluster' WHERE "
                                "?1->>'$.cluster' IS NOT NULL";
    static const char set[] =
        "INSERT OR REPLACE INTO cluster_name(n, session, cluster, name, at, elapsed, hlc) SELECT ?1, ?3, "
        "t.n, coalesce(?2->>'$.name', ''), " MOMENT_TIMES
        " FROM thing t WHERE t.id = ?2->>'$.cluster' AND ?3 <> 0";
    return apply_within_session(store, event, named, set, "itiii", err);
}
