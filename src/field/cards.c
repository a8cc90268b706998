/* SPDX-License-Identifier: MIT */
/* What a note of a workshop is beside its words. */
#include "cards.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "rir/rows.h"

void cards_add_letter(Str *out, int64_t number)
{
    char letters[16];
    size_t count = 0;
    for (; number > 0 && count < sizeof letters; number = (number - 1) / 26)
        letters[count++] = (char)('A' + (number - 1) % 26);
    while (count)
        str_add_byte(out, letters[--count]);
}

/* Ideas that were struck keep their letter: what was called C aloud stays C. */
static int64_t find_next_letter(const Session *session)
{
    static const char sql[] =
        "SELECT coalesce(max(CASE length(c.label) WHEN 1 THEN 0 WHEN 2 THEN 26 * (unicode(c.label) - 64) ELSE "
        "676 * (unicode(c.label) - 64) + 26 * (unicode(substr(c.label, 2)) - 64) END + unicode(substr(c.label, -1)) - 64), 0) "
        "FROM card c JOIN note ON note.n = c.note WHERE note.session = (SELECT n FROM thing WHERE id = ?1)";
    return rows_find_number(session->store, 0, sql, "t", session->id.text) + 1;
}

void cards_place(const Session *session, NoteRecord *record)
{
    const Topic *activity = session_find_activity(session);
    Str value = STR_EMPTY;
    if (!activity)
        return;
    record_set_card(record, CARD_ACTIVITY, activity->id);
    if (session->state->dimension && session->state->dimension_topic == session->state->topic)
        record_set_card(record, CARD_DIMENSION, session->state->dimension);
    if (session->state->table) {
        str_add_format(&value, "%d", session->state->table);
        record_set_card(record, CARD_TABLE, str_text(&value));
    }
    if (record->kind == NOTE_IDEA) {
        str_clear(&value);
        cards_add_letter(&value, find_next_letter(session));
        record_set_card(record, CARD_LABEL, str_text(&value));
    }
    str_free(&value);
}

/* --- tables */

int command_table(Order *order)
{
    Session *session = order->session;
    const char *word = order_word(order, 0);
    char *end;
    long number = strtol(word, &end, 10);
    bool is_none = strcasecmp(word, "none") == 0;
    if (session->plan->kind != GUIDE_WORKSHOP)
        return session_refuse(session, order->reply,
                              "tables are for workshops; elsewhere there are speakers: /speaker @1");
    if (!*word && session->state->table)
        return session_tell(session, order->reply, "notes come from table %d; /table none when from no table",
                            session->state->table);
    if (!*word)
        return session_tell(session, order->reply, "notes come from no table; /table 3 sets one");
    if (!is_none && (*end || number < 1 || number > 99))
        return session_refuse(session, order->reply, "tables are numbers from 1: /table 3, or /table none");
    Step step = {0};
    step_add_moment(&step, "session.table", session_find_now(session), session_find_elapsed(session), is_none ? "" : word,
                    NULL);
    order->reply->changed = SESSION_PEOPLE;
    if (session_save(session, &step, order->reply) != 0)
        return -1;
    if (is_none)
        return session_tell(session, order->reply, "notes come from no table");
    return session_tell(session, order->reply, "table %ld, until you say another", number);
}
