/* SPDX-License-Identifier: MIT */
/* From a recommendation back to the notes. */
#include "rir/trail.h"

#include <stdlib.h>

#include "rir/mem.h"
#include "rir/rows.h"

/* --- notes */

static void free_notes(TrailNotes *notes)
{
    for (size_t i = 0; i < notes->count; i++) {
        free(notes->list[i].kind);
        free(notes->list[i].text);
        free(notes->list[i].session_kind);
        free(notes->list[i].team);
    }
    free(notes->list);
    *notes = (TrailNotes){0};
}

static void take_note(TrailNotes *notes, Rows *rows)
{
    if (!rows_number(rows, 0)) {
        notes->left_out++;
        return;
    }
    notes->list = mem_grow(notes->list, &notes->room, notes->count + 1, sizeof *notes->list);
    notes->list[notes->count++] = (TrailNote){.id = id_read(rows_text(rows, 1)),
                                              .kind = mem_copy_text(rows_text(rows, 2)),
                                              .text = mem_copy_text(rows_text(rows, 3)),
                                              .quotable = (int)rows_number(rows, 4),
                                              .number = rows_number(rows, 5),
                                              .elapsed = rows_number(rows, 6),
                                              .table = (int)rows_number(rows, 7),
                                              .session = id_read(rows_text(rows, 8)),
                                              .session_number = rows_number(rows, 9),
                                              .session_at = rows_number(rows, 10),
                                              .session_kind = mem_copy_text(rows_text(rows, 11)),
                                              .team = mem_copy_text(rows_text(rows, 12))};
}

/* Of the notes x(n, place): whether it may be shown, and what it is. ?2 is 1 for others. */
#define NOTES                                                                                                \
    "SELECT v.id IS NOT NULL AND (?2 = 0 OR EXISTS(SELECT 1 FROM any_shared h WHERE h.n = v.n)), v.id, "     \
    "v.kind, v.text, CASE WHEN v.tells THEN -1 ELSE v.quotable END, "                                        \
    "(SELECT count(*) FROM any_seen o WHERE o.session = b.session AND (o.elapsed < b.elapsed OR (o.elapsed " \
    "= b.elapsed AND o.hlc <= "                                                                              \
    "b.hlc))), b.elapsed, (SELECT \"table\" FROM card WHERE note = b.n), v.session, s.number, s.at, "        \
    "s.kind, s.team FROM x LEFT JOIN "                                                                       \
    "any_note v ON v.n = x.n LEFT JOIN note b ON b.n = v.n LEFT JOIN session s ON s.n = b.session ORDER BY " \
    "x.place, s.at, b.elapsed, "                                                                             \
    "b.hlc"

static int read_notes(Store *store, const char *sql, const char *id, bool for_others, TrailNotes *notes,
                      Err *err)
{
    Rows *rows = rows_open(store, err, sql, "ti", id, (int64_t)for_others);
    while (rows_next(rows))
        take_note(notes, rows);
    return rows_close(rows, err);
}

/* --- findings */

static int read_extracts(Store *store, TrailFinding *finding, const char *key, bool for_others, Err *err)
{
    static const char sql[] = "WITH x(n, place) AS (SELECT e.note, e.place FROM finding_extract e JOIN "
                              "finding_version v ON v.finding = "
                              "e.finding AND v.ord = e.ord WHERE v.key = ?1) " NOTES;
    static const char wording_sql[] =
        "WITH x(n, place) AS (SELECT r.wording, 0 FROM response r JOIN thing t ON t.n = r.n JOIN "
        "finding_version v ON v.response = t.id WHERE v.key = ?1 AND r.wording IS NOT NULL) " NOTES;
    if (read_notes(store, sql, key, for_others, &finding->extracts, err) != 0)
        return -1;
    return read_notes(store, wording_sql, key, for_others, &finding->wording, err);
}

/* A link to a version that is not here is one to the finding as it is now. */
static int read_findings(Store *store, const char *recommendation, bool for_others, Trail *trail, Err *err)
{
    static const char sql[] = "SELECT f.finding, f.label, f.version, (SELECT version FROM "
                              "any_finding_version c WHERE c.n = f.n AND c.is_current), CASE WHEN "
                              "?2 = 0 OR f.is_own OR EXISTS(SELECT 1 FROM response r JOIN thing t ON t.n = "
                              "r.n JOIN any_shared h ON h.n = r.wording WHERE "
                              "t.id = f.response) THEN f.text END, f.key FROM any_recommendation_said k JOIN "
                              "thing t ON t.n = k.recommendation JOIN "
                              "any_finding_version f ON f.n = k.finding AND CASE WHEN EXISTS(SELECT 1 FROM "
                              "finding_version w WHERE w.finding = k.finding AND "
                              "w.key = k.version) THEN f.key = k.version ELSE f.is_current END JOIN "
                              "any_finding_label l ON l.n = f.n WHERE t.id = ?1 AND "
                              "k.what = 'link' AND k.value = 'yes' AND k.back = 1 ORDER BY l.number, f.label";
    int result = 0;
    Rows *rows = rows_open(store, err, sql, "ti", recommendation, (int64_t)for_others);
    while (result == 0 && rows_next(rows)) {
        trail->findings = mem_grow(trail->findings, &trail->finding_room, trail->finding_count + 1,
                                   sizeof *trail->findings);
        TrailFinding *finding = &trail->findings[trail->finding_count++];
        *finding = (TrailFinding){.id = id_read(rows_text(rows, 0)),
                                  .label = mem_copy_text(rows_text(rows, 1)),
                                  .version = (int)rows_number(rows, 2),
                                  .current_version = (int)rows_number(rows, 3),
                                  .text = mem_copy_text(rows_text(rows, 4))};
        char *key = mem_copy_text(rows_text(rows, 5));
        result = read_extracts(store, finding, key, for_others, err);
        free(key);
    }
    return rows_close(rows, result == 0 ? err : NULL) == 0 ? result : -1;
}

/* --- its own */

static int read_statuses(Store *store, const char *recommendation, bool for_others, Trail *trail, Err *err)
{
    static const char sql[] =
        "SELECT k.value, CASE WHEN ?2 = 0 THEN k.why END, k.author, k.at FROM any_recommendation_said k JOIN "
        "thing t "
        "ON t.n = k.recommendation WHERE t.id = ?1 AND k.what = 'status' ORDER BY k.back DESC";
    Rows *rows = rows_open(store, err, sql, "ti", recommendation, (int64_t)for_others);
    while (rows_next(rows)) {
        trail->statuses =
            mem_grow(trail->statuses, &trail->status_room, trail->status_count + 1, sizeof *trail->statuses);
        trail->statuses[trail->status_count++] = (TrailStatus){.value = mem_copy_text(rows_text(rows, 0)),
                                                               .why = mem_copy_text(rows_text(rows, 1)),
                                                               .author = mem_copy_text(rows_text(rows, 2)),
                                                               .at = rows_number(rows, 3)};
    }
    return rows_close(rows, err);
}

int trail_read(Store *store, const char *recommendation, bool for_others, Trail *trail, Err *err)
{
    static const char origin_sql[] = "WITH x(n, place) AS (SELECT r.note, 0 FROM recommendation r JOIN thing "
                                     "t ON t.n = r.n WHERE t.id = ?1 "
                                     "AND r.note IS NOT NULL) " NOTES;
    static const char dissent_sql[] = "WITH x(n, place) AS (SELECT c.note, 0 FROM card c JOIN note d ON d.n "
                                      "= c.note JOIN thing t ON t.n = c.finding WHERE t.id = ?1 "
                                      "AND d.kind = 'dissent') " NOTES;
    *trail = (Trail){.finding_count = 0};
    if (read_notes(store, origin_sql, recommendation, for_others, &trail->origin, err) != 0 ||
        read_notes(store, dissent_sql, recommendation, for_others, &trail->dissent, err) != 0 ||
        read_findings(store, recommendation, for_others, trail, err) != 0)
        return -1;
    return read_statuses(store, recommendation, for_others, trail, err);
}

void trail_free(Trail *trail)
{
    free_notes(&trail->origin);
    free_notes(&trail->dissent);
    for (size_t i = 0; i < trail->finding_count; i++) {
        free(trail->findings[i].label);
        free(trail->findings[i].text);
        free_notes(&trail->findings[i].wording);
        free_notes(&trail->findings[i].extracts);
    }
    for (size_t i = 0; i < trail->status_count; i++) {
        free(trail->statuses[i].value);
        free(trail->statuses[i].why);
        free(trail->statuses[i].author);
    }
    free(trail->findings);
    free(trail->statuses);
    *trail = (Trail){.finding_count = 0};
}
