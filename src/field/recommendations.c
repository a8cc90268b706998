/* SPDX-License-Identifier: MIT */
/* The register of recommendations. */
#include "recommendations.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "rir/clock.h"
#include "rir/mem.h"
#include "rir/rows.h"

/* --- what can be said */

static const struct {
    const char *name, *choices; /* separated by spaces; NULL: any words */
} whats[SAID_WHATS] = {
    [SAID_OWNER] = {"owner", NULL},
    [SAID_HORIZON] = {"horizon", NULL},
    [SAID_LEVEL] = {"level", "team organisation system"},
    [SAID_MEASURE] = {"measure", NULL},
    [SAID_EFFORT] = {"effort", NULL},
    [SAID_SUPPORT] = {"support", NULL},
    [SAID_AGAINST] = {"against", NULL},
    [SAID_STATUS] = {"status", "proposed agreed started done dropped"},
    [SAID_LINK] = {"link", "yes no"},
};

const char *recommendation_name_what(SaidWhat what)
{
    return whats[what].name;
}

/* Adds the choice that `value` is, whatever its case; false when it is none. */
static bool add_choice(Str *fixed, const char *choices, const char *value)
{
    size_t size = strlen(value);
    for (const char *at = choices; *at; at += strcspn(at, " "), at += *at == ' ')
        if (strcspn(at, " ") == size && strncasecmp(at, value, size) == 0) {
            str_add_bytes(fixed, at, size);
            return true;
        }
    return false;
}

static bool has_digits(const char *text, size_t least, size_t most)
{
    size_t count = strspn(text, "0123456789");
    return count >= least && count <= most && text[count] == '\0';
}

/* 2027, 2027-03, 2027-03-31 */
static bool is_date(const char *value)
{
    static const size_t sizes[] = {4, 7, 10};
    int month = 1, day = 1;
    size_t size = strlen(value);
    for (size_t i = 0; i < size; i++)
        if (i == 4 || i == 7 ? value[i] != '-' : !isdigit((unsigned char)value[i]))
            return false;
    if (size >= 7)
        month = (int)strtol(value + 5, NULL, 10);
    if (size >= 10)
        day = (int)strtol(value + 8, NULL, 10);
    bool is_whole = size == sizes[0] || size == sizes[1] || size == sizes[2];
    return is_whole && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static bool add_horizon(Str *fixed, const char *value)
{
    size_t digits = strspn(value, "0123456789");
    if (strcasecmp(value, "now") == 0) {
        str_add(fixed, "now");
        return true;
    }
    bool is_months = digits >= 1 && digits <= 3 && (value[digits] == 'm' || value[digits] == 'M') &&
                     !value[digits + 1] && strtol(value, NULL, 10) > 0;
    if (is_months)
        str_add_format(fixed, "%ldm", strtol(value, NULL, 10));
    else if (is_date(value))
        str_add(fixed, value);
    return is_months || is_date(value);
}

static bool add_value(Str *fixed, SaidWhat what, const char *value)
{
    if (!*value)
        return true;
    if (what == SAID_HORIZON)
        return add_horizon(fixed, value);
    if (what == SAID_SUPPORT || what == SAID_AGAINST) {
        if (!has_digits(value, 1, 6))
            return false;
        str_add_format(fixed, "%ld", strtol(value, NULL, 10));
        return true;
    }
    if (whats[what].choices)
        return add_choice(fixed, whats[what].choices, value);
    str_add(fixed, value);
    return true;
}

int recommendation_check(SaidWhat what, const char *value, Str *fixed, Err *err)
{
    static const char *const wanted[SAID_WHATS] = {
        [SAID_HORIZON] = "a horizon is now, 3m, 12m, or a date: 2027, 2027-03, 2027-03-31",
        [SAID_LEVEL] = "a level is team, organisation or system",
        [SAID_SUPPORT] = "support is a number of people",
        [SAID_AGAINST] = "against is a number of people",
        [SAID_STATUS] = "a status is proposed, agreed, started, done or dropped",
        [SAID_LINK] = "a link is yes or no",
    };
    Str kept = STR_EMPTY;
    bool is_fine = add_value(&kept, what, value);
    if (is_fine && fixed)
        str_add(fixed, str_text(&kept));
    str_free(&kept);
    return is_fine ? 0
                   : err_set(err, ERR_REFUSED, "%s",
                             wanted[what] ? wanted[what] : "that cannot be said of a recommendation");
}

/* Words that stand in the names of roles and bodies, and not in those of people. */
static bool is_role_word(const char *word, size_t size)
{
    static const char *const words[] = {
        "team",        "lead",      "leader",      "manager",    "director",     "head",
        "chief",       "chair",     "board",       "service",    "services",     "nurse",
        "nursing",     "doctor",    "officer",     "care",       "social",       "health",
        "worker",      "practice",  "group",       "council",    "trust",        "network",
        "locality",    "community", "hospital",    "ward",       "clinical",     "operations",
        "integration", "public",    "partnership", "committee",  "commissioner", "commissioning",
        "matron",      "therapist", "therapy",     "pharmacist", "coordinator",  "administrator",
        "programme",   "project",   "deputy",      "senior",     "general",      "north",
        "south",       "east",      "west",        "discharge",  "executive",    "partner",
        "finance",     "data",      "office",      "staff",      "district",     "county",
        "rapid",       "response",  "primary",     "secondary",
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == size && strncasecmp(words[i], word, size) == 0)
            return true;
    return false;
}

const char *recommendation_caution(SaidWhat what, const char *value)
{
    int names = 0;
    if (what != SAID_OWNER)
        return "";
    for (const char *at = value; *at;) {
        size_t size = strcspn(at, " ,;/");
        bool is_name = size >= 2 && isupper((unsigned char)at[0]) && islower((unsigned char)at[1]) &&
                       !is_role_word(at, size);
        bool is_title = (size == 2 && strncmp(at, "Dr", 2) == 0) ||
                        (size == 2 && strncmp(at, "Mr", 2) == 0) ||
                        (size == 3 && strncmp(at, "Mrs", 3) == 0) || (size == 2 && strncmp(at, "Ms", 2) == 0);
        names = is_title ? names + 2 : is_name ? names + 1 : 0;
        if (names >= 2)
            return "an owner is a role; that looks like a name, and names belong in no study file";
        at += size;
        at += strspn(at, " ,;/");
    }
    return "";
}

/* --- naming */

/* Those that are meant from here: of the rehearsal under way its own, else the study's. */
#define WITHIN                                                                                               \
    "(CASE WHEN coalesce((SELECT rehearsal FROM session WHERE n = (SELECT n FROM thing WHERE id = ?1)), 0) " \
    "THEN r.rehearsal = 1 "                                                                                  \
    "AND r.session = ?1 ELSE r.rehearsal = 0 END)"

int recommendation_find(Store *store, const char *session, const char *word, Id *id, Err *err)
{
    static const char sql[] =
        "SELECT r.id FROM any_recommendation r WHERE " WITHIN " AND (r.label = ?2 COLLATE NOCASE OR (?3 AND "
        "substr(r.id, 1, length(?2)) = lower(?2))) LIMIT 2";
    static const char list_sql[] =
        "SELECT r.label FROM any_recommendation r WHERE " WITHIN " ORDER BY r.number, r.label LIMIT 12";
    int count = 0;
    Rows *rows = rows_open(store, err, sql, "tti", session, word, (int64_t)(strlen(word) >= 8));
    for (; rows_next(rows); count++)
        *id = id_read(rows_text(rows, 0));
    if (rows_close(rows, err) != 0)
        return -1;
    if (count == 1)
        return 0;
    Str list = STR_EMPTY;
    rows = rows_open(store, NULL, list_sql, "t", session);
    while (rows_next(rows))
        str_add_format(&list, "%s%s", list.size ? ", " : "", rows_text(rows, 0));
    rows_close(rows, NULL);
    int result =
        list.size
            ? err_set(err, ERR_REFUSED, "there is no recommendation %s; there is %s", word, str_text(&list))
            : err_set(err, ERR_REFUSED,
                      "there is no recommendation yet: in a workshop, ,r and its words make one");
    str_free(&list);
    return result;
}

/* --- reading */

void recommendation_free(Recommendation *recommendation)
{
    char **texts[] = {&recommendation->label,   &recommendation->text,   &recommendation->owner,
                      &recommendation->horizon, &recommendation->level,  &recommendation->measure,
                      &recommendation->effort,  &recommendation->status, &recommendation->findings};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        free(*texts[i]);
    *recommendation = (Recommendation){.support = -1, .against = -1};
}

void recommendations_free(Recommendations *recommendations)
{
    for (size_t i = 0; i < recommendations->count; i++)
        recommendation_free(&recommendations->list[i]);
    free(recommendations->list);
    *recommendations = (Recommendations){0};
}

#define COLUMNS                                                                                              \
    "SELECT r.id, r.label, r.text, r.owner, r.horizon, r.level, r.measure, r.effort, r.support, r.against, " \
    "r.dissent, "                                                                                            \
    "r.status, (SELECT max(x.at) FROM any_recommendation_said x WHERE x.recommendation = r.n AND x.what = "  \
    "'status' AND x.back = 1), "                                                                             \
    "r.findings, r.session, r.note, r.note IS NULL OR EXISTS(SELECT 1 FROM any_note q WHERE q.id = r.note "  \
    "AND q.quotable), "                                                                                      \
    "(SELECT at FROM recommendation WHERE n = r.n) FROM any_recommendation r "

static void take_row(Recommendation *to, Rows *rows)
{
    *to =
        (Recommendation){.id = id_read(rows_text(rows, 0)),
                         .label = mem_copy_text(rows_text(rows, 1)),
                         .text = mem_copy_text(rows_text(rows, 2)),
                         .owner = mem_copy_text(rows_text(rows, 3)),
                         .horizon = mem_copy_text(rows_text(rows, 4)),
                         .level = mem_copy_text(rows_text(rows, 5)),
                         .measure = mem_copy_text(rows_text(rows, 6)),
                         .effort = mem_copy_text(rows_text(rows, 7)),
                         .support = rows_is_null(rows, 8) ? -1 : rows_number(rows, 8),
                         .against = rows_is_null(rows, 9) ? -1 : rows_number(rows, 9),
                         .dissent = (size_t)rows_number(rows, 10),
                         .status = mem_copy_text(rows_text(rows, 11)),
                         .status_at = rows_is_null(rows, 12) ? rows_number(rows, 17) : rows_number(rows, 12),
                         .findings = mem_copy_text(rows_text(rows, 13)),
                         .session = id_read(rows_text(rows, 14)),
                         .note = id_read(rows_text(rows, 15)),
                         .is_quotable = rows_number(rows, 16) != 0};
}

int recommendation_list(Store *store, const char *session, Recommendations *recommendations, Err *err)
{
    static const char sql[] =
        COLUMNS "WHERE (?1 IS NULL AND r.rehearsal = 0) OR r.session = ?1 ORDER BY r.number, r.label";
    recommendations_free(recommendations);
    Rows *rows = rows_open(store, err, sql, "t", session);
    while (rows_next(rows)) {
        recommendations->list = mem_grow(recommendations->list, &recommendations->room,
                                         recommendations->count + 1, sizeof *recommendations->list);
        take_row(&recommendations->list[recommendations->count++], rows);
    }
    return rows_close(rows, err);
}

int recommendation_read(Store *store, const char *id, Recommendation *recommendation, Err *err)
{
    *recommendation = (Recommendation){.support = -1, .against = -1};
    Rows *rows = rows_open(store, err, COLUMNS "WHERE r.id = ?1", "t", id);
    bool is_there = rows_next(rows);
    if (is_there)
        take_row(recommendation, rows);
    if (rows_close(rows, err) != 0) {
        recommendation_free(recommendation);
        return -1;
    }
    return is_there
               ? 0
               : err_set(err, ERR_REFUSED, "there is no such recommendation, or its words may not be shown");
}

bool recommendation_find_last(const Session *session, Id *id)
{
    static const char sql[] =
        "WITH since(hlc) AS (SELECT coalesce(max(hlc), 0) FROM moment WHERE session = (SELECT n FROM thing "
        "WHERE id = ?1) AND kind = "
        "'go') SELECT r.id FROM (SELECT n, hlc FROM recommendation WHERE session = (SELECT n FROM thing "
        "WHERE id = ?1) UNION ALL "
        "SELECT recommendation, hlc FROM recommendation_said WHERE session = (SELECT n FROM thing WHERE id = "
        "?1)) x JOIN "
        "any_recommendation r ON r.n = x.n, since WHERE x.hlc > since.hlc ORDER BY x.hlc DESC LIMIT 1";
    Str found = STR_EMPTY;
    bool is_there = rows_find_text(session->store, &found, sql, "t", session->id.text);
    *id = id_read(str_text(&found));
    str_free(&found);
    return is_there;
}

/* --- writing */

static Id find_whose(Store *store, const char *recommendation)
{
    static const char sql[] =
        "SELECT (SELECT id FROM thing WHERE n = e.person) FROM event e JOIN recommendation r ON r.note = "
        "e.entity "
        "JOIN thing t ON t.n = r.n WHERE t.id = ?1 AND e.person IS NOT NULL ORDER BY e.hlc DESC LIMIT 1";
    Str found = STR_EMPTY;
    rows_find_text(store, &found, sql, "t", recommendation);
    Id id = id_read(str_text(&found));
    str_free(&found);
    return id;
}

static StepBody begin_said(Step *step, const char *id, SaidWhat what, const char *value, const char *person)
{
    Id said = id_make();
    StepBody body = step_add(step, "recommendation.say", &said, *person ? person : NULL);
    json_add_text(&body.json, "recommendation", id);
    json_add_text(&body.json, "what", whats[what].name);
    json_add_text(&body.json, "value", value);
    return body;
}

void recommendation_add_said(Store *store, Step *step, const char *id, SaidWhat what, const char *value,
                             const char *why)
{
    Id person = find_whose(store, id);
    StepBody body = begin_said(step, id, what, value, person.text);
    json_add_some(&body.json, "why", why);
    step_end(&body);
}

static void add_link(Step *step, const char *id, const char *finding, const char *version, bool is_linked,
                     const char *person)
{
    StepBody body = begin_said(step, id, SAID_LINK, is_linked ? "yes" : "no", person);
    json_add_text(&body.json, "finding", finding);
    json_add_some(&body.json, "version", version);
    step_end(&body);
}

void recommendation_add_link(Store *store, Step *step, const char *id, const char *finding, bool is_linked)
{
    static const char sql[] = "SELECT key FROM any_finding_version WHERE finding = ?1 AND is_current";
    Str key = STR_EMPTY;
    Id person = find_whose(store, id);
    rows_find_text(store, &key, sql, "t", finding);
    add_link(step, id, finding, str_text(&key), is_linked, person.text);
    str_free(&key);
}

/* Of the rehearsal that `session` is, or of the study. */
static int64_t find_next_number(Store *store, const char *session)
{
    static const char sql[] =
        "SELECT coalesce(max(r.number), 0) + 1 FROM recommendation r LEFT JOIN note m ON m.n = r.note LEFT "
        "JOIN session s ON s.n = "
        "coalesce(m.session, r.session) WHERE CASE WHEN coalesce((SELECT rehearsal FROM session WHERE n = "
        "(SELECT n FROM thing WHERE "
        "id = ?1)), 0) THEN s.n = (SELECT n FROM thing WHERE id = ?1) ELSE coalesce(s.rehearsal, 0) = 0 END";
    return rows_find_number(store, 1, sql, "t", session);
}

static Id add_record(Store *store, Step *step, const char *session, const char *note, const char *text,
                     const char *person)
{
    Id id = id_make();
    StepBody body = step_add(step, "recommendation.set", &id, person && *person ? person : NULL);
    json_add_number(&body.json, "number", find_next_number(store, session));
    json_add_some(&body.json, "note", note);
    json_add_some(&body.json, "text", text);
    step_end(&body);
    return id;
}

void recommendation_place(Store *store, const NoteRecord *record, const char *finding, const char *version,
                          Step *step)
{
    static const char sql[] = "SELECT s.kind = 'workshop' AND NOT EXISTS(SELECT 1 FROM recommendation r JOIN "
                              "thing t ON t.n = r.note WHERE "
                              "t.id = ?2) FROM session s JOIN thing t ON t.n = s.n WHERE t.id = ?1";
    if (record->kind != NOTE_RECOMMENDATION ||
        !rows_find_number(store, 0, sql, "tt", record->session.text, record->id.text))
        return;
    Id person = record_find_person(store, record);
    Id id = add_record(store, step, record->session.text, record->id.text, NULL, person.text);
    if (finding)
        add_link(step, id.text, finding, version, true, person.text);
}

void recommendation_add_label(Store *store, Str *out, const char *note)
{
    static const char sql[] = "SELECT ' ' || l.label FROM any_recommendation_label l JOIN recommendation r "
                              "ON r.n = l.n JOIN thing t ON "
                              "t.n = r.note WHERE t.id = ?1";
    rows_find_text(store, out, sql, "t", note);
}

/* --- at the desk */

int recommendation_say_all(Store *store, const char *id, const char *const values[SAID_WHATS],
                           const char *why, Err *err)
{
    Step step = {0};
    int result = 0;
    for (SaidWhat what = 0; result == 0 && what < SAID_WHATS; what++) {
        Str fixed = STR_EMPTY;
        if (values[what] && (result = recommendation_check(what, values[what], &fixed, err)) == 0)
            recommendation_add_said(store, &step, id, what, str_text(&fixed),
                                    what == SAID_STATUS ? why : NULL);
        str_free(&fixed);
    }
    if (result == 0)
        result = step_write_outside(store, &step, NULL, err);
    step_free(&step);
    return result;
}

int recommendation_link(Store *store, const char *id, const char *finding, bool is_linked, Err *err)
{
    Step step = {0};
    recommendation_add_link(store, &step, id, finding, is_linked);
    int result = step_write_outside(store, &step, NULL, err);
    step_free(&step);
    return result;
}

int recommendation_add(Store *store, const char *note, const char *text, Id *id, Err *err)
{
    static const char sql[] = "SELECT v.kind = 'recommendation', v.rehearsal, EXISTS(SELECT 1 FROM "
                              "recommendation WHERE note = v.n), "
                              "v.session FROM any_note v WHERE v.id = ?1";
    Step step = {0};
    Str session = STR_EMPTY;
    bool is_there = !note, is_its_kind = true, is_rehearsal = false, is_known = false;
    if (!note && (!text || !text[strspn(text, " \t\r\n")]))
        return err_set(err, ERR_REFUSED, "a recommendation needs words: rir recommend add \"WHAT TO DO\"");
    Rows *rows = note ? rows_open(store, err, sql, "t", note) : NULL;
    if (rows_next(rows)) {
        is_there = true;
        is_its_kind = rows_number(rows, 0) != 0;
        is_rehearsal = rows_number(rows, 1) != 0;
        is_known = rows_number(rows, 2) != 0;
        str_add(&session, rows_text(rows, 3));
    }
    int result = note ? rows_close(rows, err) : 0;
    if (result == 0 && !is_there)
        result = err_set(err, ERR_REFUSED, "there is no such note that may be shown");
    if (result == 0 && is_rehearsal)
        result = err_set(err, ERR_REFUSED, "that note is of a rehearsal");
    if (result == 0 && !is_its_kind)
        result = err_set(err, ERR_REFUSED,
                         "that note is no recommendation; `rir edit SESSION NOTE --kind r` makes it one");
    if (result == 0 && is_known)
        result = err_set(err, ERR_REFUSED, "that note is in the register already");
    if (result == 0) {
        NoteRecord record = {.recorder = -1};
        Id person = {""};
        if (note && record_read(store, note, &record, NULL) == 0)
            person = record_find_person(store, &record);
        record_free(&record);
        *id = add_record(store, &step, session.size ? str_text(&session) : NULL, note, note ? NULL : text,
                         person.text);
        result = step_write_outside(store, &step, session.size ? str_text(&session) : NULL, err);
    }
    step_free(&step);
    str_free(&session);
    return result;
}
