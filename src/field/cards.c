/* SPDX-License-Identifier: MIT */
/* What a note of a workshop is beside its words: where it comes from, and what it is called. */
#include "cards.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "rir/roster.h"
#include "rir/rows.h"
#include "rir/text.h"

/* --- labels */

/* A for 1, Z for 26, AA for 27. */
static void add_letter(Str *out, int64_t number)
{
    char letters[16];
    size_t count = 0;
    for (; number > 0 && count < sizeof letters; number = (number - 1) / 26)
        letters[count++] = (char)('A' + (number - 1) % 26);
    while (count)
        str_add_byte(out, letters[--count]);
}

/* Of those that were struck too: what was called C aloud stays C. ZZ comes before AAA: the longest first,
 * then the last of that length, which the index gives from its end. */
static int64_t find_next_letter(Store *store, const char *session)
{
    static const char longest[] =
        "SELECT max(length(label)) FROM card WHERE session = (SELECT n FROM thing WHERE id = ?1) "
        "AND label NOT GLOB '*[^A-Z]*'";
    static const char last[] =
        "SELECT label FROM card WHERE session = (SELECT n FROM thing WHERE id = ?1) AND length(label) = ?2 "
        "AND label NOT GLOB '*[^A-Z]*' ORDER BY label DESC LIMIT 1";
    int64_t number = 0;
    Str label = STR_EMPTY;
    rows_find_text(store, &label, last, "ti", session, rows_find_number(store, 0, longest, "t", session));
    for (const char *at = str_text(&label); *at; at++)
        number = number * 26 + *at - 'A' + 1;
    str_free(&label);
    return number + 1;
}

static int64_t find_next_number(Store *store, const char *session, const char *series)
{
    static const char sql[] =
        "SELECT coalesce(max(CAST(substr(label, 2) AS INTEGER)), 0) FROM card WHERE session = "
        "(SELECT n FROM thing WHERE id = ?1) AND label GLOB ?2 || '[0-9]*'";
    return rows_find_number(store, 0, sql, "tt", session, series) + 1;
}

/* Recommendations have theirs from the study's register. */
static const char *find_series(NoteKind kind)
{
    switch (kind) {
    case NOTE_IDEA:
        return "A";
    case NOTE_ACTION:
        return "T"; /* to do */
    case NOTE_DECISION:
        return "D";
    case NOTE_DISSENT:
        return "X";
    case NOTE_PARKED:
        return "K";
    default:
        return NULL;
    }
}

void cards_give_label(Store *store, NoteRecord *record)
{
    const char *series = find_series(record->kind);
    Str label = STR_EMPTY;
    if (!series || record->card[CARD_LABEL] || !record_is_anonymous(store, record))
        return;
    if (record->kind == NOTE_IDEA)
        add_letter(&label, find_next_letter(store, record->session.text));
    else
        str_add_format(&label, "%s%lld", series,
                       (long long)find_next_number(store, record->session.text, series));
    record_set_card(record, CARD_LABEL, str_text(&label));
    str_free(&label);
}

void cards_add_label(Store *store, Str *out, const char *card)
{
    rows_find_text(store, out,
                   "SELECT label FROM any_card_label WHERE n = (SELECT n FROM thing WHERE id = ?1)", "t",
                   card);
}

void cards_add_about(Store *store, Str *out, const char *about)
{
    static const char sql[] =
        "SELECT coalesce((SELECT l.label FROM any_card_label l JOIN any_seen o ON o.n = l.n WHERE l.n = "
        "t.n), (SELECT label FROM "
        "any_finding_label WHERE n = t.n), (SELECT label FROM any_recommendation_label WHERE n = t.n)) "
        "FROM thing t WHERE t.id = ?1";
    rows_find_text(store, out, sql, "t", about);
}

/* --- a new note */

/* Dissent is about what was decided last, unless something else is said; while a dimension is looked at, of
 * that dimension. */
static void place_about(const Session *session, NoteRecord *record)
{
    static const char sql[] =
        "SELECT t.id FROM any_seen note JOIN thing t ON t.n = note.n WHERE note.session = (SELECT n "
        "FROM thing WHERE id = ?1) AND note.kind = 'decision' AND (?2 IS NULL OR EXISTS(SELECT 1 FROM card c "
        "WHERE c.note = note.n AND c.dimension = ?2)) ORDER BY note.hlc DESC LIMIT 1";
    Str decision = STR_EMPTY;
    if (record->kind == NOTE_DISSENT && !record->card[CARD_FINDING] &&
        rows_find_text(session->store, &decision, sql, "tt", session->id.text, record->card[CARD_DIMENSION]))
        record_set_card(record, CARD_FINDING, str_text(&decision));
    str_free(&decision);
}

/* Nobody was named: what a table says comes from the group that all who sit there are of. */
static void place_group(const Session *session, NoteRecord *record)
{
    const char *group = NULL;
    if (!session->state->table || record->card[CARD_GROUP] || id_is_set(&record->speaker) || record->seat)
        return;
    for (size_t i = 0; i < session_count_people(session); i++) {
        RosterPerson person = roster_find_person(session, i);
        if (person.state != ROSTER_HERE || person.table != session->state->table)
            continue;
        if (!*person.group || (group && strcmp(group, person.group) != 0))
            return;
        group = person.group;
    }
    record_set_card(record, CARD_GROUP, group);
}

void cards_place(const Session *session, NoteRecord *record)
{
    const State *state = session->state;
    const Topic *activity = session_find_activity(session);
    Str table = STR_EMPTY;
    if (session->plan->kind != GUIDE_WORKSHOP)
        return;
    record_set_card(record, CARD_ACTIVITY, activity ? activity->id : NULL);
    if (state->dimension && state->dimension_topic == state->topic)
        record_set_card(record, CARD_DIMENSION, state->dimension);
    record_set_card(record, CARD_STAGE, session_find_stage(session).name);
    record_set_card(record, CARD_SHEET, state->sheet);
    if (state->table)
        str_add_format(&table, "%d", state->table);
    record_set_card(record, CARD_TABLE, str_text(&table));
    str_free(&table);
    place_group(session, record);
    place_about(session, record);
    cards_give_label(session->store, record);
}

/* --- groups */

/* Letters of any case, and blanks for dashes: `Social-Care` is social care. */
static void add_plain(Str *out, const char *text)
{
    Str plain = STR_EMPTY;
    for (; *text; text++)
        str_add_byte(&plain, *text == '-' || *text == '_' ? ' ' : *text);
    text_add_folded(out, str_text(&plain), plain.size);
    str_free(&plain);
}

static bool find_known_group(const Session *session, const char *word, Str *group)
{
    static const char sql[] =
        "SELECT DISTINCT \"group\" FROM person WHERE \"group\" <> '' AND (rehearsal = 0 OR ?1) ORDER BY 1";
    Str wanted = STR_EMPTY, plain = STR_EMPTY;
    bool is_found = false;
    add_plain(&wanted, word);
    Rows *rows = rows_open(session->store, NULL, sql, "i", (int64_t)session->facts.rehearsal);
    while (!is_found && rows_next(rows)) {
        str_clear(&plain);
        add_plain(&plain, rows_text(rows, 0));
        is_found = strcmp(str_text(&plain), str_text(&wanted)) == 0;
        if (is_found)
            str_add(group, rows_text(rows, 0));
    }
    rows_close(rows, NULL);
    str_free(&wanted);
    str_free(&plain);
    return is_found;
}

bool cards_find_group(const Session *session, const char *word, Str *group)
{
    bool has_digit = strpbrk(word, "0123456789?") != NULL;
    if (session->plan->kind != GUIDE_WORKSHOP)
        return false;
    if (find_known_group(session, word, group))
        return true;
    /* A pseudonym has a number in it; other words are a group that no participant is known to be of. */
    for (const char *at = word; !has_digit && *at; at++)
        str_add_byte(group, *at == '-' || *at == '_' ? ' ' : *at);
    return !has_digit;
}

/* --- for commands */

int cards_need_workshop(Order *order)
{
    if (order->session->plan->kind == GUIDE_WORKSHOP)
        return 0;
    return session_refuse(order->session, order->reply,
                          "/%s is for the cards of a workshop; this is no workshop",
                          order->line->command->name);
}

void cards_add_times(const Session *session, StepBody *body)
{
    json_add_number(&body->json, "at", session_find_now(session));
    json_add_number(&body->json, "elapsed", session_find_elapsed(session));
}

int cards_need(Order *order, const char *word, Id *card)
{
    Session *session = order->session;
    Str label = STR_EMPTY;
    str_add(&label, word);
    while (label.size && strchr(",;", label.data[label.size - 1]))
        str_cut(&label, label.size - 1);
    int result =
        cards_find_label(session->store, session->id.text, str_text(&label), card, NULL, &session->failure);
    str_free(&label);
    if (result == 0)
        return 0;
    if (session->failure.code == ERR_REFUSED)
        return session_refuse(session, order->reply, "%s; nothing was done", session->failure.text);
    return session_fail(session, order->reply);
}

/* --- tables and sheets: hold until changed */

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
    if (order_save_moment(order, "session.table", is_none ? "" : word, SESSION_PEOPLE) != 0)
        return -1;
    if (is_none)
        return session_tell(session, order->reply, "notes come from no table");
    return session_tell(session, order->reply, "table %ld, until you say another", number);
}

#define SHEET_MOST_BYTES 64

int command_sheet(Order *order)
{
    Session *session = order->session;
    const char *label = order_rest(order, 0), *sheet = session_find_sheet(session);
    bool is_none = strcasecmp(label, "none") == 0;
    if (cards_need_workshop(order) != 0)
        return -1;
    if (!*label && *sheet)
        return session_tell(session, order->reply,
                            "notes are copied from sheet %s; /sheet none when from no paper", sheet);
    if (!*label)
        return session_tell(session, order->reply,
                            "notes are copied from no paper; /sheet T3-1 says from which");
    if (strlen(label) > SHEET_MOST_BYTES)
        return session_refuse(session, order->reply,
                              "that is no name of a sheet: give what is printed on it, /sheet T3-1");
    if (!is_none && !*order_keep(order, 0))
        return session_refuse(session, order->reply,
                              "NOT KEEPING: the name of a sheet would be kept; /on first");
    if (order_save_moment(order, "session.sheet", is_none ? "" : label, SESSION_PEOPLE) != 0)
        return -1;
    if (is_none)
        return session_tell(session, order->reply, "notes are copied from no paper");
    return session_tell(session, order->reply,
                        "sheet %s, until you say another; its notes are marked as entered from paper",
                        session_find_sheet(session));
}

const char *session_find_sheet(const Session *session)
{
    return session->state->sheet ? session->state->sheet : "";
}
