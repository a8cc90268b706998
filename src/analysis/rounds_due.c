/* SPDX-License-Identifier: MIT */
/* Which teams are to rate themselves again. */
#include <stdlib.h>
#include <string.h>

#include "rir/maturity.h"
#include "rir/mem.h"
#include "rir/rows.h"

#define DAY_MS (INT64_C(24) * 3600 * 1000)

void maturity_free_dues(MaturityDues *dues)
{
    for (size_t i = 0; i < dues->count; i++) {
        free(dues->list[i].team);
        free(dues->list[i].matrix);
    }
    free(dues->list);
    *dues = (MaturityDues){NULL, 0, 0};
}

int maturity_list_due(Store *store, int64_t now, MaturityDues *dues, Err *err)
{
    /* Of the columns beside max(at) SQLite takes those of the row that has it: the latest round. */
    static const char sql[] =
        "WITH latest AS (SELECT trim(s.team) AS team, o.name AS matrix, count(*) AS rounds, max(s.at) AS at, "
        "s.tz AS tz, t.id AS session FROM any_round o JOIN session s ON s.n = o.session JOIN thing t ON t.n "
        "= "
        "s.n WHERE o.rehearsal = 0 AND trim(coalesce(s.team, '')) <> '' GROUP BY o.name, "
        "lower(trim(s.team))), "
        "ruled AS (SELECT *, max(rounds) OVER (PARTITION BY matrix) AS most, coalesce((SELECT round_months "
        "FROM "
        "study LIMIT 1), 0) AS months FROM latest) SELECT team, matrix, rounds + 1, CASE WHEN months > 0 "
        "THEN "
        "CAST(strftime('%s', at / 1000, 'unixepoch', '+' || months || ' months') AS INTEGER) * 1000 ELSE 0 "
        "END "
        "AS due, at, tz, session FROM ruled WHERE CASE WHEN months > 0 THEN due <= ?1 ELSE rounds < most END "
        "ORDER BY due, at, matrix, team";

    maturity_free_dues(dues);
    Rows *rows = rows_open(store, err, sql, "i", now + MATURITY_SOON_DAYS * DAY_MS);
    while (rows_next(rows)) {
        dues->list = mem_grow(dues->list, &dues->room, dues->count + 1, sizeof *dues->list);
        dues->list[dues->count++] = (MaturityDue){.team = mem_copy_text(rows_text(rows, 0)),
                                                  .matrix = mem_copy_text(rows_text(rows, 1)),
                                                  .round = (int)rows_number(rows, 2),
                                                  .due = rows_number(rows, 3),
                                                  .latest = rows_number(rows, 4),
                                                  .tz = (int)rows_number(rows, 5),
                                                  .session = id_read(rows_text(rows, 6))};
    }
    return rows_close(rows, err);
}
