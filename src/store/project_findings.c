/* SPDX-License-Identifier: MIT */
/* Findings, what teams answered to them, and recommendations: from events to rows. */
#include <stdio.h>

#include "apply.h"

/* A version is numbered anew when its words or its extracts are others than those of the one before; a theme
 * or a status is no new version to a team. Folding puts the versions of all copies in one order, so each copy
 * numbers them alike. */
int apply_finding_set(Store *store, const Applied *event, Err *err)
{
    static const char intern[] =
        "INSERT OR IGNORE INTO thing(id) SELECT value FROM json_each(?1, '$.extracts')";
    static const char extracts[] =
        "INSERT INTO finding_extract(finding, ord, place, note) SELECT ?1, (SELECT max(ord) FROM "
        "finding_version WHERE finding = ?1), "
        "j.key, t.n FROM json_each(?2, '$.extracts') j JOIN thing t ON t.id = j.value";
    static const char set[] =
        "INSERT OR IGNORE INTO finding(n, number, hlc) VALUES(?1, coalesce(?2->>'$.number', 0), ?3)";
    static const char version[] = "INSERT INTO finding_version(finding, ord, key, number, text, response, "
                                  "extracts, theme, status, author, at) "
                                  "SELECT ?1, coalesce(max(ord), 0) + 1, ?3, coalesce(max(number), 0) + NOT "
                                  "EXISTS(SELECT 1 FROM finding_version b WHERE "
                                  "b.finding = ?1 AND b.ord = (SELECT max(ord) FROM finding_version WHERE "
                                  "finding = ?1) AND b.text IS ?2->>'$.text' AND "
                                  "b.response IS ?2->>'$.response' AND b.extracts = "
                                  "coalesce(?2->'$.extracts', '[]')), ?2->>'$.text', ?2->>'$.response', "
                                  "coalesce(?2->'$.extracts', '[]'), ?2->>'$.theme', "
                                  "coalesce(?2->>'$.status', 'open'), ?4, ?5 FROM finding_version "
                                  "WHERE finding = ?1";
    char key[80];
    snprintf(key, sizeof key, "%s:%lld", event->site, (long long)event->seq);
    if (apply_intern(store, event->body, intern, err) != 0 ||
        db_do(store, err, set, "iti", event->entity, event->body, event->hlc) != 0 ||
        db_do(store, err, version, "ittti", event->entity, event->body, key, event->author, event->at) != 0)
        return -1;
    return db_do(store, err, extracts, "it", event->entity, event->body);
}

/* Interns what the body names, then carries out `set`: ?1 the entity, ?2 the body, ?3 the session (0 for
 * none), ?4 when it was written, ?5 its author, ?6 its hybrid clock. */
static int apply_said(Store *store, const Applied *event, const char *intern, const char *set, Err *err)
{
    if (apply_intern(store, event->body, intern, err) != 0)
        return -1;
    return db_do(store, err, set, "itiiti", event->entity, event->body, event->session, event->at,
                 event->author, event->hlc);
}

int apply_response_set(Store *store, const Applied *event, Err *err)
{
    static const char intern[] =
        "INSERT OR IGNORE INTO thing(id) SELECT value FROM json_each(json_array(?1->>'$.finding', "
        "?1->>'$.wording', ?1->>'$.reason')) WHERE value IS NOT NULL";
    static const char set[] = "INSERT OR REPLACE INTO response(n, session, finding, version, answer, "
                              "\"table\", wording, reason, at, elapsed, author, hlc, "
                              "hidden) SELECT ?1, ?3, (SELECT n FROM thing WHERE id = ?2->>'$.finding'), "
                              "?2->>'$.version', coalesce(?2->>'$.answer', ''), "
                              "CAST(?2->>'$.table' AS INTEGER), (SELECT n FROM thing WHERE id = "
                              "?2->>'$.wording'), (SELECT n FROM thing WHERE id = "
                              "?2->>'$.reason'), coalesce(?2->>'$.at', ?4), coalesce(?2->>'$.elapsed', 0), "
                              "?5, coalesce((SELECT hlc FROM response WHERE "
                              "n = ?1), ?6), CASE WHEN ?2->>'$.off' THEN 2 ELSE 0 END WHERE ?3 <> 0 AND "
                              "?2->>'$.finding' IS NOT NULL";
    return apply_said(store, event, intern, set, err);
}

int apply_recommendation_set(Store *store, const Applied *event, Err *err)
{
    static const char intern[] =
        "INSERT OR IGNORE INTO thing(id) SELECT ?1->>'$.note' WHERE ?1->>'$.note' IS NOT NULL";
    static const char set[] = "INSERT INTO recommendation(n, number, note, text, session, at, author, hlc) "
                              "VALUES(?1, coalesce(?2->>'$.number', 0), "
                              "(SELECT n FROM thing WHERE id = ?2->>'$.note'), ?2->>'$.text', nullif(?3, 0), "
                              "?4, ?5, ?6) ON CONFLICT(n) DO UPDATE SET "
                              "note = excluded.note, text = excluded.text";
    return apply_said(store, event, intern, set, err);
}

int apply_recommendation_say(Store *store, const Applied *event, Err *err)
{
    static const char intern[] =
        "INSERT OR IGNORE INTO thing(id) SELECT value FROM json_each(json_array(?1->>'$.recommendation', "
        "?1->>'$.finding')) WHERE value IS NOT NULL";
    static const char set[] = "INSERT OR REPLACE INTO recommendation_said(n, recommendation, what, value, "
                              "why, finding, version, session, at, author, hlc) "
                              "SELECT ?1, (SELECT n FROM thing WHERE id = ?2->>'$.recommendation'), "
                              "coalesce(?2->>'$.what', ''), coalesce(?2->>'$.value', "
                              "''), ?2->>'$.why', (SELECT n FROM thing WHERE id = ?2->>'$.finding'), "
                              "?2->>'$.version', nullif(?3, 0), "
                              "coalesce(?2->>'$.at', ?4), ?5, ?6 WHERE ?2->>'$.recommendation' IS NOT NULL";
    return apply_said(store, event, intern, set, err);
}
