/* SPDX-License-Identifier: MIT */
/* What an export leaves out, counted by reason and by whose it is. */
#include <inttypes.h>
#include <string.h>

#include "rir/export.h"
#include "rir/rows.h"
#include "views.h"

/* Of one session its notes are looked up, of the study all are scanned. */
#define OF_ALL "FROM note b JOIN session s ON s.n = b.session WHERE s.rehearsal = ?2 AND ?1 IS NULL "
#define OF_ONE                                                                                               \
    "FROM note b JOIN session s ON s.n = b.session WHERE s.rehearsal = ?2 AND b.session = (SELECT n FROM "   \
    "thing WHERE id = ?1) "
#define COUNT(condition) {"SELECT count(*) " OF_ALL condition, "SELECT count(*) " OF_ONE condition}

static const struct {
    const char *sql[2]; /* of all sessions, of one */
    const char *one, *many;
} counts[] = {
    {COUNT("AND b.hidden & 1"), "note: struck, to be erased when its session ends",
     "notes: struck, to be erased when their sessions end"},
    {COUNT("AND b.hidden = 2"), "note: off the record, kept apart", "notes: off the record, kept apart"},
    {COUNT("AND b.hidden = 0 AND NOT EXISTS(SELECT 1 FROM any_seen v WHERE v.n = b.n)"),
     "note: its speaker did not agree to take part", "notes: their speakers did not agree to take part"},
    {{"SELECT count(*) FROM session WHERE rehearsal = 1 AND ?2 = 0 AND ?1 IS NULL",
      "SELECT 0 WHERE ?1 IS NULL AND ?2 IS NULL"}, "rehearsal", "rehearsals"},
};

static int add_for_all(Store *store, const ExportChoice *choice, Str *out, Err *err)
{
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        int64_t count = 0;
        Rows *rows = rows_open(store, err, counts[i].sql[choice->session != NULL], "ti", choice->session,
                               (int64_t)choice->rehearsal);
        if (rows_next(rows))
            count = rows_number(rows, 0);
        if (rows_close(rows, err) != 0)
            return -1;
        if (count)
            str_add_format(out, "%" PRId64 " %s\n", count, count == 1 ? counts[i].one : counts[i].many);
    }
    return 0;
}

/* Whom a note names; never as typed when it is somebody who is no participant, for that may be a name. */
#define WHO                                                                                                  \
    "CASE WHEN b.speaker IS NULL AND b.seat IS NOT NULL AND b.seat <> '?' AND length(b.seat) <> (SELECT "    \
    "coalesce(sum(length(p.pseudonym) + 1) - 1, 0) FROM person p WHERE instr(' ' || b.seat || ' ', ' ' || "  \
    "p.pseudonym || ' ')) THEN 'somebody who is no participant' ELSE coalesce(v.speaker, s.people, '') END"

/* The reasons in the order in which they are looked at, whose words, and how many. */
#define REASONS(which)                                                                                       \
    "SELECT reason, who, count(*) FROM (SELECT CASE WHEN " VIEWS_OWN " THEN 1 WHEN v.quotable = 0 THEN 2 "   \
    "ELSE 3 END AS reason, CASE WHEN " VIEWS_OWN " THEN '' ELSE " WHO " END AS who FROM any_note v JOIN "     \
    "note b ON b.n = v.n JOIN any_session s ON s.n = b.session WHERE v.rehearsal = ?2 AND " which " AND "     \
    "NOT " VIEWS_SHARED ") GROUP BY reason, who ORDER BY reason, who"

static int add_for_others(Store *store, const ExportChoice *choice, Str *out, Err *err)
{
    static const char *const reasons[] = {"", "the researchers' own", "quoting was not agreed to",
                                          "reuse was refused"};
    static const char *const sql[] = {REASONS("?1 IS NULL"),
                                      REASONS("b.session = (SELECT n FROM thing WHERE id = ?1)")};
    Rows *rows = rows_open(store, err, sql[choice->session != NULL], "ti", choice->session,
                           (int64_t)choice->rehearsal);
    while (rows_next(rows)) {
        int64_t count = rows_number(rows, 2);
        const char *who = rows_text(rows, 1);
        str_add_format(out, "%" PRId64 " note%s%s%s: %s\n", count, count == 1 ? "" : "s", *who ? " of " : "",
                       who, reasons[rows_number(rows, 0)]);
    }
    if (rows_close(rows, err) != 0)
        return -1;
    str_add(out, "everywhere: contact summaries, the event log, recorder marks, lines as typed, titles, "
                 "others present, reasons, places and what is free text about people: for the team only\n");
    return 0;
}

int export_add_left_out(Store *store, const ExportChoice *choice, Str *out, Err *err)
{
    if (add_for_all(store, choice, out, err) != 0)
        return -1;
    return choice->audience == EXPORT_OTHERS ? add_for_others(store, choice, out, err) : 0;
}
