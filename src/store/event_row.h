/* SPDX-License-Identifier: MIT */
/* Whole events out of the log, ids and all. */
#ifndef STORE_EVENT_ROW_H
#define STORE_EVENT_ROW_H

#include "db.h"
#include "rir/event.h"

/* Goes on with `ORDER BY`, or WHERE, on e (event) and s (site). */
#define EVENT_ROW_SQL                                                                                        \
    "SELECT s.id, e.seq, e.hlc, e.at, e.tz, e.author, e.kind, e.ver, t.id, (SELECT id FROM thing WHERE n = " \
    "e.session), (SELECT id FROM thing WHERE n = e.person), e.seen, e.body, e.digest FROM event e JOIN "     \
    "site s ON s.n = e.site JOIN thing t ON t.n = e.entity "

/* Texts point into the row: valid until its next step. */
void event_row_read(sqlite3_stmt *row, Event *event);

#endif
