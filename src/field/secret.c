/* SPDX-License-Identifier: MIT */
/* Groups, tokens and mixing of what no one is to be known by. */
#include "secret.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rir/digest.h"
#include "rir/mem.h"
#include "rir/roster.h"
#include "rir/rows.h"
#include "rir/text.h"

/* --- groups */

static int compare_groups(const void *a, const void *b)
{
    return strcmp(((const SecretGroup *)a)->name, ((const SecretGroup *)b)->name);
}

static void add_here(SecretGroups *groups, const char *name, bool is_here)
{
    size_t i = 0;
    while (i < groups->count && strcmp(groups->list[i].name, name) != 0)
        i++;
    if (i == groups->count) {
        groups->list = mem_grow(groups->list, &groups->room, groups->count + 1, sizeof *groups->list);
        groups->list[groups->count++] = (SecretGroup){mem_copy_text(name), 0};
    }
    groups->list[i].here += is_here;
    groups->here += is_here;
}

static bool leads_here(const Session *session, const Topic *activity, const char *value)
{
    if (strncmp(value, STATE_TOPIC, strlen(STATE_TOPIC)) == 0)
        return strcmp(value + strlen(STATE_TOPIC), activity->id) == 0;
    size_t entry = state_find_entry(session->state, value);
    size_t topic = entry == SESSION_NONE ? SESSION_NONE : session->state->entries[entry].face.topic;
    return topic != SESSION_NONE && &session->plan->topics[topic] == activity;
}

/* When the activity was first gone to, as the log counts; 0 for the one the session begins with. */
static int64_t find_begin(const Session *session)
{
    static const char sql[] =
        "SELECT value, hlc FROM moment WHERE session = (SELECT n FROM thing WHERE id = ?1) AND kind = "
        "'go' ORDER BY hlc";
    const Topic *activity = session_find_activity(session);
    int64_t begin = 0;
    Rows *rows = rows_open(session->store, NULL, sql, "t", session->id.text);
    while (activity && begin == 0 && rows_next(rows))
        if (leads_here(session, activity, rows_text(rows, 0)))
            begin = rows_number(rows, 1);
    rows_close(rows, NULL);
    return begin;
}

static bool has_left_since(const Session *session, const char *person, int64_t begin)
{
    return rows_find_number(
               session->store, 0,
               "SELECT 1 FROM moment WHERE session = (SELECT n FROM thing WHERE id = ?1) AND kind = 'depart' "
               "AND value = ?2 AND hlc > ?3",
               "tti", session->id.text, person, begin) != 0;
}

void secret_list_groups(const Session *session, SecretGroups *groups)
{
    int64_t begin = find_begin(session);
    *groups = (SecretGroups){NULL, 0, 0, 0};
    for (size_t i = 0; i < session_count_people(session); i++) {
        RosterPerson person = roster_find_person(session, i);
        bool is_here = person.state == ROSTER_HERE ||
                       has_left_since(session, session_find_person(session, i)->id, begin);
        if (!person.refuses)
            add_here(groups, person.group, is_here);
    }
    if (groups->count > 1)
        qsort(groups->list, groups->count, sizeof *groups->list, compare_groups);
}

int secret_list_past(Store *store, const char *session, SecretGroups *groups, Err *err)
{
    static const char sql[] = "SELECT DISTINCT person, coalesce(trim(\"group\"), '') FROM any_presence WHERE "
                              "session = ?1 ORDER BY 2";
    *groups = (SecretGroups){NULL, 0, 0, 0};
    Rows *rows = rows_open(store, err, sql, "t", session);
    while (rows_next(rows))
        add_here(groups, rows_text(rows, 1), true);
    return rows_close(rows, err);
}

void secret_free_groups(SecretGroups *groups)
{
    for (size_t i = 0; i < groups->count; i++)
        free(groups->list[i].name);
    free(groups->list);
    *groups = (SecretGroups){NULL, 0, 0, 0};
}

/* The group that words name: in any letter case, or by the beginning when only one begins so. SESSION_NONE
 * when none does, or several: *several then says how many. */
static size_t find_group(const SecretGroups *groups, const char *words, size_t *several)
{
    Str wanted = STR_EMPTY;
    size_t found = SESSION_NONE, exact = SESSION_NONE;
    *several = 0;
    text_add_folded(&wanted, words, strlen(words));
    for (size_t i = 0; i < groups->count; i++) {
        Str name = STR_EMPTY;
        text_add_folded(&name, groups->list[i].name, strlen(groups->list[i].name));
        if (strcmp(str_text(&name), str_text(&wanted)) == 0)
            exact = i;
        if (wanted.size && strncmp(str_text(&name), str_text(&wanted), wanted.size) == 0) {
            found = i;
            ++*several;
        }
        str_free(&name);
    }
    str_free(&wanted);
    if (exact != SESSION_NONE)
        return exact;
    return *several == 1 ? found : SESSION_NONE;
}

/* --- a line */

static void add_no_group(Str *wrong, const SecretGroups *groups, const char *words, size_t several)
{
    Str names = STR_EMPTY;
    for (size_t i = 0; i < groups->count; i++)
        if (*groups->list[i].name)
            str_add_format(&names, "%s%s", names.size ? ", " : "", groups->list[i].name);
    if (several > 1)
        str_add_format(wrong, "%zu groups begin with \"%s\": %s", several, words, str_text(&names));
    else if (names.size)
        str_add_format(wrong, "no group of those here is called \"%s\": %s", words, str_text(&names));
    else
        str_add(wrong, "nobody in this session has a group: `rir person set P01 --group \"social care\"` "
                       "gives one, or leave it "
                       "out before the colon");
    str_free(&names);
}

static void split(SecretLine *line, const char *text)
{
    static const char spaces[] = " \t\n,;";
    size_t room = 0;
    for (text += strspn(text, spaces); *text; text += strspn(text, spaces)) {
        size_t size = strcspn(text, spaces);
        line->words = mem_grow(line->words, &room, line->count + 1, sizeof *line->words);
        line->words[line->count++] = mem_copy_bytes(text, size);
        text += size;
    }
}

int secret_read_line(const char *text, const SecretGroups *groups, SecretLine *line, Str *wrong)
{
    const char *colon = strchr(text, ':');
    *line = (SecretLine){NULL, NULL, 0};
    split(line, colon ? colon + 1 : text);
    size_t size = colon ? (size_t)(colon - text) : 0, several = 0;
    while (size && strchr(" \t\n", text[size - 1]))
        size--;
    if (size == 0)
        return 0;
    char *words = mem_copy_bytes(text, size);
    size_t group = find_group(groups, words, &several);
    if (group == SESSION_NONE)
        add_no_group(wrong, groups, words, several);
    else
        line->group = &groups->list[group];
    free(words);
    return group == SESSION_NONE ? -1 : 0;
}

void secret_free_line(SecretLine *line)
{
    for (size_t i = 0; i < line->count; i++)
        free(line->words[i]);
    free(line->words);
    *line = (SecretLine){NULL, NULL, 0};
}

int secret_check_record(Order *order)
{
    bool is_kept = session_find_record(order->session, NULL) == RECORD_ON &&
                   !session_was_off(order->session, order->stamp.at);
    return is_kept ? 0
                   : session_refuse(order->session, order->reply,
                                    "NOT KEEPING: this would be kept; /on first, then type it again");
}

/* --- tokens: short to say and to copy, hard to mistake for another */

static const char *const token_words[] = {
    "amber",  "anchor",  "apple",  "apron",  "arrow",  "basket", "beacon", "berry",   "birch",  "blanket",
    "bridge", "bucket",  "button", "candle", "canoe",  "carrot", "cedar",  "chalk",   "cherry", "clover",
    "cobalt", "copper",  "coral",  "cotton", "dune",   "ember",  "falcon", "fern",    "flint",  "garden",
    "ginger", "harbour", "hazel",  "heron",  "indigo", "ivory",  "jade",   "kettle",  "ladder", "lemon",
    "lilac",  "linen",   "maple",  "marble", "meadow", "mint",   "ochre",  "olive",   "onyx",   "orchid",
    "otter",  "paper",   "pebble", "pepper", "plum",   "quartz", "raven",  "saffron", "sage",   "slate",
    "teal",   "thyme",   "violet", "willow",
};
#define TOKEN_WORDS (sizeof token_words / sizeof *token_words)

void secret_format_token(char out[SECRET_TOKEN_SIZE], const char *id)
{
    Digest digest = digest_of(id, strlen(id));
    snprintf(out, SECRET_TOKEN_SIZE, "%s-%d", token_words[digest.bytes[0] % TOKEN_WORDS],
             10 + digest.bytes[1] % 90);
}

static bool is_taken(const Session *session, const char *token)
{
    static const char sql[] = "SELECT t.id FROM ballot b JOIN thing t ON t.n = b.n WHERE b.session = (SELECT "
                              "n FROM thing WHERE id = ?1) UNION ALL "
                              "SELECT t.id FROM rating_sheet b JOIN thing t ON t.n = b.n WHERE b.session = "
                              "(SELECT n FROM thing WHERE id = ?1)";
    bool taken = false;
    Rows *rows = rows_open(session->store, NULL, sql, "t", session->id.text);
    while (rows_next(rows)) {
        char other[SECRET_TOKEN_SIZE];
        secret_format_token(other, rows_text(rows, 0));
        taken = taken || strcmp(other, token) == 0;
    }
    rows_close(rows, NULL);
    return taken;
}

#define TOKEN_TRIES 64 /* of some six thousand tokens: enough for every workshop */

Id secret_make_id(const Session *session)
{
    char token[SECRET_TOKEN_SIZE];
    Id id = id_make();
    for (int i = 0; i < TOKEN_TRIES; i++, id = id_make()) {
        secret_format_token(token, id.text);
        if (!is_taken(session, token))
            break;
    }
    return id;
}

/* --- mixing */

typedef struct {
    Id old;
    char *salted, *body; /* as it lies in the log, and to be written again */
} Slip;

static void shuffle(Slip *slips, size_t count)
{
    for (size_t i = count; i > 1; i--) {
        uint64_t random;
        id_fill_random(&random, sizeof random);
        size_t j = (size_t)(random % i);
        Slip slip = slips[j];
        slips[j] = slips[i - 1];
        slips[i - 1] = slip;
    }
}

static void add_slips(Step *step, const char *kind, const Slip *slips, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        /* From the salt, which goes with the old body: nobody can tell afterwards which became which. */
        Id id = id_make_named(kind, slips[i].salted);
        step_add_body(step, kind, &id, NULL, slips[i].body);
    }
    for (size_t i = 0; i < count; i++)
        step_add_body(step, "note.strike", &slips[i].old, NULL, "{}");
}

/* What was undone has no rows any more, but lies in the log with its place. */
static int strike_undone(const Session *session, Step *step, const char *kind, const char *activity, Err *err)
{
    static const char sql[] =
        "SELECT DISTINCT t.id FROM event e JOIN thing t ON t.n = e.entity WHERE e.session = (SELECT n FROM "
        "thing WHERE id = ?1) AND e.kind = ?2 AND (?3 IS NULL OR e.body->>'$.activity' = ?3) AND e.body IS "
        "NOT NULL AND e.body->>'$.mixed' IS NULL AND NOT EXISTS(SELECT 1 FROM ballot WHERE n = e.entity) AND "
        "NOT EXISTS(SELECT 1 FROM rating_sheet WHERE n = e.entity) AND NOT EXISTS(SELECT 1 FROM event s "
        "WHERE s.entity = e.entity AND s.kind = 'note.strike')";
    Rows *rows = rows_open(session->store, err, sql, "ttt", session->id.text, kind, activity);
    while (rows_next(rows)) {
        Id id = id_read(rows_text(rows, 0));
        step_add_body(step, "note.strike", &id, NULL, "{}");
    }
    return rows_close(rows, err);
}

#define MIXED "json_set(json_remove(e.body, '$.salt', '$.with'), '$.mixed', 1)"
#define MIX(table, kind)                                                                                     \
    "SELECT t.id, e.body, " MIXED " FROM " table " b JOIN thing t ON t.n = b.n JOIN event e ON e.entity = "  \
    "b.n AND e.kind = '" kind "' AND e.body->>'$.salt' = b.salt WHERE b.session = (SELECT n FROM thing "     \
    "WHERE id = ?1) AND b.mixed = 0 AND (?2 IS NULL OR b.activity = ?2) AND (?3 IS NULL OR EXISTS(SELECT 1 " \
    "FROM rating WHERE sheet = b.n AND dimension = ?3)) GROUP BY b.n"

static const struct {
    const char *kind, *sql;
} mixing[] = {
    [SECRET_BALLOTS] = {"ballot.cast", MIX("ballot", "ballot.cast")},
    [SECRET_SHEETS] = {"rating.give", MIX("rating_sheet", "rating.give")},
};

int secret_mix(const Session *session, Step *step, SecretKind kind, const char *activity,
               const char *dimension, Err *err)
{
    Slip *slips = NULL;
    size_t count = 0, room = 0;
    Rows *rows =
        rows_open(session->store, err, mixing[kind].sql, "ttt", session->id.text, activity, dimension);
    while (rows_next(rows)) {
        slips = mem_grow(slips, &room, count + 1, sizeof *slips);
        slips[count++] = (Slip){id_read(rows_text(rows, 0)), mem_copy_text(rows_text(rows, 1)),
                                mem_copy_text(rows_text(rows, 2))};
    }
    int result = rows_close(rows, err);
    if (result == 0) {
        shuffle(slips, count);
        add_slips(step, mixing[kind].kind, slips, count);
        result = strike_undone(session, step, mixing[kind].kind, activity, err);
    }
    for (size_t i = 0; i < count; i++) {
        free(slips[i].salted);
        free(slips[i].body);
    }
    free(slips);
    return result;
}
