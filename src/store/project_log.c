/* SPDX-License-Identifier: MIT */
/* The residency log: from events to rows. */
#include "apply.h"

int apply_log_set(Store *store, const Applied *event, Err *err)
{
    static const char intern[] =
        "INSERT OR IGNORE INTO thing(id) SELECT value FROM json_each(?1, '$.people')";
    static const char set[] = "INSERT INTO log_entry(n, number, what, date, until, name, \"with\", hat, "
                              "place, minutes, type, text, author, at, hlc) VALUES(?1, "
                              "coalesce(?2->>'$.number', 0), coalesce(?2->>'$.what', ''), ?2->>'$.date', "
                              "?2->>'$.until', ?2->>'$.name', ?2->>'$.with', "
                              "?2->>'$.hat', ?2->>'$.place', CAST(?2->>'$.minutes' AS INTEGER), "
                              "?2->>'$.type', ?2->>'$.text', ?3, ?4, ?5) ON CONFLICT(n) DO "
                              "UPDATE SET what = excluded.what, date = excluded.date, until = "
                              "excluded.until, name = excluded.name, \"with\" = "
                              "excluded.\"with\", hat = excluded.hat, place = excluded.place, minutes = "
                              "excluded.minutes, type = excluded.type, text = "
                              "excluded.text";
    static const char people[] =
        "INSERT OR IGNORE INTO log_person(entry, ord, person) SELECT ?1, j.key, thing.n FROM json_each(?2, "
        "'$.people') j JOIN thing ON thing.id = j.value";
    if (apply_intern(store, event->body, intern, err) != 0 ||
        db_do(store, err, set, "ittii", event->entity, event->body, event->author, event->at, event->hlc) !=
            0 ||
        db_do(store, err, "DELETE FROM log_person WHERE entry = ?1", "i", event->entity) != 0)
        return -1;
    return db_do(store, err, people, "it", event->entity, event->body);
}
