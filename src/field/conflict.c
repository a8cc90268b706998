/* SPDX-License-Identifier: MIT */
/* Versions that did not see each other. */
#include "rir/conflict.h"

#include <stdlib.h>
#include <string.h>

#include "rir/mem.h"
#include "rir/rows.h"

/* --- all of them */

static const char *name_kind(const char *event)
{
    static const struct {
        const char *event, *what;
    } names[] = {{"note.set", "note"},       {"person.set", "participant"},
                 {"session.set", "session"}, {"code.set", "code"},
                 {"summary.set", "summary"}, {"study.set", "study"},
                 {"finding.set", "finding"}, {"document.set", "document"},
                 {"log.set", "log entry"},   {"recommendation.set", "recommendation"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i].event, event) == 0)
            return names[i].what;
    return "other";
}

void conflict_free(Conflicts *conflicts)
{
    for (size_t i = 0; i < conflicts->count; i++)
        free(conflicts->list[i].name);
    free(conflicts->list);
    *conflicts = (Conflicts){0};
}

int conflict_list(Store *store, Conflicts *conflicts, Err *err)
{
    static const char sql[] = "SELECT t.id, 'note.set', note.text, count(*), 0 AS place, s.at AS at, "
                              "note.elapsed AS elapsed FROM note_head h JOIN any_seen note ON note.n = "
                              "h.note JOIN session s ON s.n = note.session JOIN thing t ON t.n = h.note "
                              "GROUP BY h.note UNION ALL SELECT t.id, c.kind, coalesce((SELECT pseudonym "
                              "FROM person WHERE n = c.entity), (SELECT title FROM session WHERE n = "
                              "c.entity), (SELECT name FROM code WHERE n = c.entity), (SELECT s.title FROM "
                              "summary JOIN session s ON s.n = summary.session WHERE summary.n = c.entity), "
                              "(SELECT title FROM study WHERE n = c.entity), (SELECT label FROM "
                              "any_finding_label WHERE n = c.entity), (SELECT label FROM "
                              "any_recommendation_label WHERE n = c.entity), (SELECT label FROM "
                              "any_document_label WHERE n = c.entity), (SELECT label FROM any_log_label "
                              "WHERE n = c.entity), ''), count(*), 1, min(c.at), 0 FROM conflict c JOIN "
                              "thing t ON t.n = c.entity GROUP BY c.entity ORDER BY place, at, elapsed";
    conflict_free(conflicts);
    Rows *rows = rows_open(store, err, sql, "");
    while (rows_next(rows)) {
        conflicts->list =
            mem_grow(conflicts->list, &conflicts->room, conflicts->count + 1, sizeof *conflicts->list);
        conflicts->list[conflicts->count++] = (Conflict){.entity = id_read(rows_text(rows, 0)),
                                                         .what = name_kind(rows_text(rows, 1)),
                                                         .name = mem_copy_text(rows_text(rows, 2)),
                                                         .versions = (size_t)rows_number(rows, 3)};
    }
    return rows_close(rows, err);
}

/* --- one of them */

void conflict_free_versions(ConflictVersions *versions)
{
    for (size_t i = 0; i < versions->count; i++) {
        free(versions->list[i].author);
        free(versions->list[i].says);
    }
    free(versions->list);
    *versions = (ConflictVersions){0};
}

/* What a version holds that not all of them hold. */
static int read_difference(Store *store, const char *entity, ConflictVersion *version, Err *err)
{
    static const char sql[] = "WITH heads(site, seq) AS (SELECT site, seq FROM note_head WHERE note = "
                              "(SELECT n FROM thing WHERE id = ?1) UNION ALL SELECT site, seq FROM conflict "
                              "WHERE entity = (SELECT n FROM thing WHERE id = ?1)), bodies(site, seq, body) "
                              "AS (SELECT h.site, h.seq, e.body FROM heads h JOIN event e ON e.site = "
                              "(SELECT n FROM site WHERE id = h.site) AND e.seq = h.seq) SELECT j.key, "
                              "j.value FROM bodies b, json_each(b.body) j WHERE b.site = ?2 AND b.seq = ?3 "
                              "AND j.key NOT IN ('salt', 'with', 'raw', 'typed') AND EXISTS(SELECT 1 FROM "
                              "bodies o WHERE json_extract(o.body, '$.' || j.key) IS NOT j.value)";
    Str says = STR_EMPTY;
    Rows *rows = rows_open(store, err, sql, "tti", entity, version->site, version->seq);
    while (rows_next(rows))
        str_add_format(&says, "%s%s: %s", says.size ? ", " : "", rows_text(rows, 0), rows_text(rows, 1));
    version->says = str_take(&says);
    return rows_close(rows, err);
}

int conflict_read(Store *store, const char *entity, ConflictVersions *versions, Err *err)
{
    static const char sql[] = "SELECT author, at, site, seq FROM note_head WHERE note = (SELECT n FROM thing "
                              "WHERE id = ?1) UNION ALL SELECT author, at, site, seq FROM conflict WHERE "
                              "entity = (SELECT n FROM thing WHERE id = ?1) ORDER BY at, site, seq";
    conflict_free_versions(versions);
    Rows *rows = rows_open(store, err, sql, "t", entity);
    while (rows_next(rows)) {
        versions->list =
            mem_grow(versions->list, &versions->room, versions->count + 1, sizeof *versions->list);
        ConflictVersion *version = &versions->list[versions->count++];
        *version = (ConflictVersion){.author = mem_copy_text(rows_text(rows, 0)),
                                     .at = rows_number(rows, 1),
                                     .seq = rows_number(rows, 3)};
        memcpy(version->site, id_read(rows_text(rows, 2)).text, sizeof version->site);
    }
    int result = rows_close(rows, err);
    for (size_t i = 0; result == 0 && i < versions->count; i++)
        result = read_difference(store, entity, &versions->list[i], err);
    return result;
}

/* --- settling */

/* The version once more, as the latest word, which has seen all the others. */
static int write_again(Store *store, const char *entity, const ConflictVersion *version, Err *err)
{
    static const char sql[] = "SELECT json_remove(e.body, '$.salt', '$.with'), e.kind, (SELECT id FROM thing "
                              "WHERE n = e.session), (SELECT id FROM thing WHERE n = e.person) FROM event e "
                              "WHERE e.site = (SELECT n FROM site WHERE id = ?1) AND e.seq = ?2 AND e.body "
                              "IS NOT NULL";
    Str body = STR_EMPTY, kind = STR_EMPTY;
    Id session = {""}, person = {""};
    Rows *rows = rows_open(store, err, sql, "ti", version->site, version->seq);
    if (rows_next(rows)) {
        str_add(&body, rows_text(rows, 0));
        str_add(&kind, rows_text(rows, 1));
        session = id_read(rows_text(rows, 2));
        person = id_read(rows_text(rows, 3));
    }
    int result = rows_close(rows, err);
    Act act = {.kind = str_text(&kind),
               .entity = entity,
               .session = id_is_set(&session) ? session.text : NULL,
               .person = id_is_set(&person) ? person.text : NULL,
               .body = str_text(&body)};
    if (result == 0)
        result = store_append(store, &act, NULL, err);
    str_free(&body);
    str_free(&kind);
    return result;
}

int conflict_settle(Store *store, const char *entity, size_t which, Err *err)
{
    ConflictVersions versions = {NULL, 0, 0};
    int result = conflict_read(store, entity, &versions, err);
    if (result == 0 && versions.count == 0)
        result = err_set(err, ERR_REFUSED, "that has one version only; nothing is to be settled");
    else if (result == 0 && (which < 1 || which > versions.count))
        result = err_set(err, ERR_REFUSED, "there are %zu versions of that: choose 1 to %zu", versions.count,
                         versions.count);
    if (result == 0)
        result = write_again(store, entity, &versions.list[which - 1], err);
    conflict_free_versions(&versions);
    return result;
}
