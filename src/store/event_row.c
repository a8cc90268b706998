/* SPDX-License-Identifier: MIT */
/* An event and its row: the header that the digest covers, and reading it back. */
#include <string.h>

#include "event_row.h"

void event_row_read(sqlite3_stmt *row, Event *event)
{
    *event = (Event){
        .site = db_text(row, 0),
        .seq = sqlite3_column_int64(row, 1),
        .hlc = sqlite3_column_int64(row, 2),
        .at = sqlite3_column_int64(row, 3),
        .tz = sqlite3_column_int(row, 4),
        .author = db_text(row, 5),
        .kind = db_text(row, 6),
        .ver = sqlite3_column_int(row, 7),
        .entity = db_text(row, 8),
        .session = (const char *)sqlite3_column_text(row, 9),
        .person = (const char *)sqlite3_column_text(row, 10),
        .seen = db_text(row, 11),
        .body = (const char *)sqlite3_column_text(row, 12),
    };
    const void *digest = sqlite3_column_blob(row, 13);
    if (digest && sqlite3_column_bytes(row, 13) == EVENT_DIGEST_BYTES)
        memcpy(event->digest, digest, EVENT_DIGEST_BYTES);
}
