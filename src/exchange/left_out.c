/* SPDX-License-Identifier: MIT */
/* What an export leaves out, counted by reason and by whose it is. */
#include <inttypes.h>
#include <string.h>

#include "rir/export.h"
#include "rir/rows.h"
#include "mask.h"
#include "views.h"

/* Of one session its notes are looked up, of the study all are scanned. */
#define OF_ALL "FROM note b JOIN session s ON s.n = b.session WHERE s.rehearsal = ?2 AND ?1 IS NULL "
#define OF_ONE                                                                                               \
    "FROM note b JOIN session s ON s.n = b.session WHERE s.rehearsal = ?2 AND b.session = (SELECT n FROM "   \
    "thing WHERE id = ?1) "
#define COUNT(condition)                                                                                     \
    {                                                                                                        \
        "SELECT count(*) " OF_ALL condition, "SELECT count(*) " OF_ONE condition                             \
    }

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
      "SELECT 0 WHERE ?1 IS NULL AND ?2 IS NULL"},
     "rehearsal",
     "rehearsals"},
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
    "ELSE 3 END AS reason, CASE WHEN " VIEWS_OWN " THEN '' ELSE " WHO " END AS who FROM any_note v JOIN "    \
    "note b ON b.n = v.n JOIN any_session s ON s.n = b.session WHERE v.rehearsal = ?2 AND " which " AND "    \
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
    str_add(out,
            "everywhere: contact summaries, the event log, recorder marks, lines as typed, titles, "
            "others present, reasons, places, tables and sheets of cards, who came and left in a group, and "
            "what is free text about people: for the team only\n");
    return 0;
}

/* --- who is named in what is left */

static void add_count(Str *out, size_t count, const char *one, const char *many)
{
    if (count)
        str_add_format(out, "%zu %s\n", count, count == 1 ? one : many);
}

static int count_view(Store *store, const ExportView *view, const ExportChoice *choice, Mask *mask, Err *err)
{
    MaskColumn columns[MASK_COLUMNS];
    Rows *rows = views_open(store, view, choice, err);
    int count = rows ? mask_find_columns(mask, view, rows, columns) : 0;
    while (rows_next(rows))
        for (int i = 0; i < count; i++)
            if (columns[i] == MASK_WORDS || columns[i] == MASK_OWNER)
                mask_cell(mask, rows, i, columns);
    return rows_close(rows, err);
}

static int add_masked(Store *store, const ExportChoice *choice, Str *out, Err *err)
{
    Mask mask;
    size_t count;
    const ExportView *views = views_list(&count);
    int result = mask_begin(store, choice, &mask, err);
    for (size_t i = 0; result == 0 && i < count; i++)
        if (*views[i].words)
            result = count_view(store, &views[i], choice, &mask, err);
    if (result == 0) {
        add_count(out, mask.named,
                  "text names somebody of the study: " PLAIN_SOMEBODY " stands in place of the pseudonym",
                  "texts name somebody of the study: " PLAIN_SOMEBODY " stands in place of the pseudonym");
        add_count(out, mask.owners, "who sees to something: what was typed looks like a name",
                  "who see to something: what was typed looks like names");
        add_count(out, mask.doubtful, "text that is left may hold a name: read it before you send it",
                  "texts that are left may hold names: read them before you send them");
    }
    mask_end(&mask);
    return result;
}

/* --- what so few chose, or rated, that it could tell who */

static int add_few(Store *store, const ExportChoice *choice, Str *out, Err *err)
{
    static const char sql[] =
        "SELECT (SELECT count(*) FROM (SELECT 1 FROM ballot b JOIN session s ON s.n = b.session JOIN thing t "
        "ON t.n = "
        "s.n WHERE s.rehearsal = ?2 AND (?1 IS NULL OR t.id = ?1) GROUP BY b.session, b.activity HAVING "
        "sum(b.spoiled = 0 AND EXISTS(SELECT 1 FROM ballot_choice c WHERE c.ballot = b.n)) < (SELECT least "
        "FROM "
        "any_cell))), (SELECT count(*) FROM (SELECT 1 FROM rating_sheet b JOIN rating r ON r.sheet = b.n "
        "JOIN session "
        "s ON s.n = b.session JOIN thing t ON t.n = s.n WHERE s.rehearsal = ?2 AND (?1 IS NULL OR t.id = ?1) "
        "GROUP BY "
        "b.session, b.activity, r.dimension HAVING count(*) < (SELECT least FROM any_cell)))";
    Rows *rows = rows_open(store, err, sql, "ti", choice->session, (int64_t)choice->rehearsal);
    if (rows_next(rows)) {
        add_count(out, (size_t)rows_number(rows, 0), "vote: fewer took part in it than the study's limit",
                  "votes: fewer took part in them than the study's limit");
        add_count(out, (size_t)rows_number(rows, 1), "rated dimension: fewer rated it than the study's limit",
                  "rated dimensions: fewer rated them than the study's limit");
    }
    return rows_close(rows, err);
}

int export_add_left_out(Store *store, const ExportChoice *choice, Str *out, Err *err)
{
    if (add_for_all(store, choice, out, err) != 0)
        return -1;
    if (choice->audience != EXPORT_OTHERS)
        return 0;
    if (add_for_others(store, choice, out, err) != 0 || add_few(store, choice, out, err) != 0)
        return -1;
    return add_masked(store, choice, out, err);
}
