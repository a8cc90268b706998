/* SPDX-License-Identifier: MIT */
/* What sessions have left to be seen to. */
#include "rir/waiting.h"

#include <stdlib.h>
#include <string.h>

#include "rir/mem.h"
#include "rir/rows.h"

#define WHO_MOST 4 /* more are counted */

void waiting_free(WaitingList *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->list[i].title);
        free(list->list[i].whose);
        free(list->list[i].items);
    }
    free(list->list);
    *list = (WaitingList){NULL, 0, 0};
}

static Waiting *add(WaitingList *list, Rows *rows)
{
    list->list = mem_grow(list->list, &list->room, list->count + 1, sizeof *list->list);
    Waiting *waiting = &list->list[list->count++];
    *waiting = (Waiting){.session = id_read(rows_text(rows, 0)),
                         .number = rows_number(rows, 1),
                         .title = mem_copy_text(rows_text(rows, 2))};
    return waiting;
}

/* --- whose it is */

void waiting_add_who(Str *out, const char *people, const char *team)
{
    size_t count = 0;

    for (const char *at = people; *at != '\0'; count++) {
        at += strcspn(at, " ");
        at += strspn(at, " ");
    }
    if (*team != '\0')
        str_add(out, team);
    else if (count > WHO_MOST)
        str_add_format(out, "%zu people", count);
    else
        str_add(out, people);
}

static void add_document(Str *out, Store *store, const char *session)
{
    static const char sql[] = "SELECT l.label FROM moment m JOIN any_document_label l ON l.id = m.value "
                              "WHERE m.session = (SELECT n "
                              "FROM thing WHERE id = ?1) AND m.kind = 'document' ORDER BY m.hlc DESC LIMIT 1";

    rows_find_text(store, out, sql, "t", session);
}

void waiting_add_whose(Str *out, Store *store, const char *session)
{
    static const char sql[] = "SELECT coalesce(people, ''), coalesce(trim(team), ''), kind FROM any_session "
                              "WHERE n = (SELECT n FROM "
                              "thing WHERE id = ?1)";
    Rows *rows = rows_open(store, NULL, sql, "t", session);

    if (rows_next(rows)) {
        if (strcmp(rows_text(rows, 2), "document") == 0)
            add_document(out, store, session);
        else
            waiting_add_who(out, rows_text(rows, 0), rows_text(rows, 1));
    }
    rows_close(rows, NULL);
}

/* --- consent */

/* "a,b" becomes "a, b". */
static char *copy_list(const char *items)
{
    Str out = STR_EMPTY;

    for (; *items != '\0'; items++) {
        str_add_byte(&out, *items);
        if (*items == ',')
            str_add_byte(&out, ' ');
    }
    return str_take(&out);
}

int waiting_read_consent(Store *store, size_t most, WaitingList *list, Err *err)
{
    /* Of those who took part, also of those who came later. */
    static const char sql[] =
        "SELECT t.id, s.number, s.title, group_concat(DISTINCT g.item), group_concat(DISTINCT p.pseudonym), "
        "coalesce(trim(s.team), '') FROM session s CROSS JOIN (SELECT session, person FROM session_person "
        "WHERE late = 0 UNION ALL SELECT m.session, t.n FROM moment m JOIN thing t ON t.id = m.value JOIN "
        "person p ON p.n = t.n WHERE m.kind = 'arrive') w JOIN guide_consent g JOIN thing t ON t.n = s.n "
        "JOIN "
        "person p ON p.n = w.person WHERE w.session = s.n AND g.guide = s.guide AND g.required = 1 AND "
        "s.rehearsal = 0 AND NOT EXISTS(SELECT 1 FROM any_answer c WHERE c.person = w.person AND c.item = "
        "g.item AND c.scope = 0) GROUP BY s.n ORDER BY s.at DESC LIMIT ?1";
    Rows *rows = rows_open(store, err, sql, "i", (int64_t)most);

    while (rows_next(rows)) {
        Waiting *waiting = add(list, rows);
        Str whose = STR_EMPTY, people = STR_EMPTY;
        for (const char *at = rows_text(rows, 4); *at != '\0'; at++)
            str_add_byte(&people, *at == ',' ? ' ' : *at);
        waiting_add_who(&whose, str_text(&people), "");
        if (*rows_text(rows, 5) != '\0')
            str_add_format(&whose, ", %s", rows_text(rows, 5));
        waiting->whose = str_take(&whose);
        waiting->items = copy_list(rows_text(rows, 3));
        str_free(&people);
    }
    return rows_close(rows, err);
}

/* --- what is to be returned to */

int waiting_read_promised(Store *store, size_t most, WaitingList *list, Err *err)
{
    /* Such notes have an index of their own (note_promised), which SQLite takes for its very words only; what
     * may not be seen is left out only where they are counted, of the few sessions that are left. */
    static const char sql[] =
        "WITH left_open AS MATERIALIZED (SELECT s.n, s.number, s.title, s.at FROM (SELECT * FROM session "
        "WHERE "
        "rehearsal = 0 ORDER BY at DESC LIMIT ?2) s WHERE s.ended IS NOT NULL AND EXISTS(SELECT 1 FROM note "
        "b "
        "WHERE b.session = s.n AND (b.kind = 'follow-up' OR b.kind = 'action' OR b.kind = 'parked') AND "
        "b.hidden = 0) AND NOT "
        "EXISTS(SELECT 1 FROM session l WHERE l.at > s.at AND l.rehearsal = 0 AND CASE WHEN "
        "trim(coalesce(s.team, '')) <> '' THEN lower(trim(l.team)) = lower(trim(s.team)) ELSE EXISTS(SELECT "
        "1 "
        "FROM session_person a JOIN session_person b ON b.person = a.person WHERE a.session = s.n AND "
        "b.session = l.n) END)) SELECT t.id, o.number, o.title, (SELECT count(*) FROM note b WHERE b.session "
        "= "
        "o.n AND (b.kind = 'follow-up' OR b.kind = 'action' OR b.kind = 'parked') AND b.hidden = 0 AND "
        "EXISTS(SELECT 1 FROM "
        "any_seen "
        "v WHERE v.n = b.n)) FROM left_open o JOIN thing t ON t.n = o.n ORDER BY o.at DESC LIMIT ?1";
    Rows *rows = rows_open(store, err, sql, "ii", (int64_t)most, (int64_t)WAITING_SESSIONS);

    while (rows_next(rows)) {
        if (rows_number(rows, 3) == 0)
            continue;
        Waiting *waiting = add(list, rows);
        Str whose = STR_EMPTY;
        waiting->count = rows_number(rows, 3);
        waiting_add_whose(&whose, store, waiting->session.text);
        waiting->whose = str_take(&whose);
        waiting->items = mem_copy_text("");
    }
    return rows_close(rows, err);
}
