/* SPDX-License-Identifier: MIT */
/* From events to the projection.
 *
 * The rows of an entity are a function of the set of its events, not of the order in which they came. The
 * only event of its entity, which most are, is applied at once; another one folds its entity: the rows are
 * dropped and made again from all its events, causes before effects (hlc, then site, then seq). */
#include <stdlib.h>
#include <string.h>

#include "apply.h"
#include "index.h"
#include "rir/mem.h"

static int bind_and_run(Store *store, const char *sql, const Applied *event, Err *err)
{
    sqlite3_stmt *statement = db_prepare(store, sql, err);
    if (!statement)
        return -1;
    int most = sqlite3_bind_parameter_count(statement);
    db_bind_number(statement, 1, event->entity);
    if (most >= 2)
        db_bind_text(statement, 2, event->body);
    if (most >= 3)
        db_bind_key(statement, 3, event->session);
    if (most >= 4)
        db_bind_key(statement, 4, event->person);
    if (most >= 5)
        db_bind_number(statement, 5, event->at);
    if (most >= 6)
        db_bind_number(statement, 6, event->tz);
    if (most >= 7)
        db_bind_text(statement, 7, event->author);
    if (most >= 8)
        db_bind_number(statement, 8, event->hlc);
    return db_run(store, statement, err);
}

static int project(Store *store, const Applied *event, Err *err)
{
    if (event->kind->project)
        return event->kind->project(store, event, err);
    for (size_t i = 0; i < KIND_MOST_SQL && event->kind->sql[i]; i++)
        if (bind_and_run(store, event->kind->sql[i], event, err) != 0)
            return -1;
    return 0;
}

/* --- rows of an entity */

static const char *const forgetting[] = {
    "DELETE FROM note WHERE n = ?1",          "DELETE FROM note_head WHERE note = ?1",
    "DELETE FROM card WHERE note = ?1",
    "DELETE FROM moment WHERE n = ?1",        "DELETE FROM question_state WHERE n = ?1",
    "DELETE FROM question_added WHERE n = ?1", "DELETE FROM probe_used WHERE n = ?1",
    "DELETE FROM consent_answer WHERE n = ?1", "DELETE FROM sitting WHERE n = ?1",
    "DELETE FROM session WHERE n = ?1",       "DELETE FROM session_person WHERE session = ?1",
    "DELETE FROM person WHERE n = ?1",        "DELETE FROM code WHERE n = ?1",
    "DELETE FROM summary WHERE n = ?1",       "DELETE FROM guide WHERE n = ?1",
    "DELETE FROM guide_topic WHERE guide = ?1",
    "DELETE FROM guide_question WHERE guide = ?1", "DELETE FROM guide_consent WHERE guide = ?1",
    "DELETE FROM card_merge WHERE n = ?1",
    "DELETE FROM card_move WHERE n = ?1",     "DELETE FROM cluster_name WHERE n = ?1",
    "DELETE FROM study WHERE n = ?1",         "DELETE FROM conflict WHERE entity = ?1",
    "DELETE FROM ballot WHERE n = ?1",        "DELETE FROM ballot_choice WHERE ballot = ?1",
    "DELETE FROM rating_sheet WHERE n = ?1",  "DELETE FROM rating WHERE sheet = ?1",
    "DELETE FROM consensus_said WHERE n = ?1",
    "DELETE FROM erased WHERE entity = ?1",
    "DELETE FROM finding WHERE n = ?1",       "DELETE FROM finding_version WHERE finding = ?1",
    "DELETE FROM finding_extract WHERE finding = ?1",
    "DELETE FROM response WHERE n = ?1",      "DELETE FROM recommendation WHERE n = ?1",
    "DELETE FROM recommendation_said WHERE n = ?1", "DELETE FROM document WHERE n = ?1",
    "DELETE FROM log_entry WHERE n = ?1",     "DELETE FROM log_person WHERE entry = ?1",
};

/* A code that nobody uses any more leaves nothing of its name. */
int apply_drop_codings(Store *store, int64_t note, Err *err)
{
    static const char *const sql[] = {
        "UPDATE code_use SET uses = uses - (SELECT count(*) FROM coding c WHERE c.note = ?1 AND c.code = "
        "code_use.code), name = coalesce((SELECT c.name FROM coding c WHERE c.code = code_use.code AND "
        "c.note <> ?1 ORDER BY c.at, c.name DESC LIMIT 1), '') WHERE code IN (SELECT code FROM coding WHERE "
        "note = ?1)",
        "DELETE FROM code_use WHERE uses <= 0 AND code IN (SELECT code FROM coding WHERE note = ?1)",
        "DELETE FROM coding WHERE note = ?1",
    };
    if (db_find_number(store, 0, "SELECT 1 FROM coding WHERE note = ?1", "i", note) == 0)
        return 0;
    for (size_t i = 0; i < sizeof sql / sizeof *sql; i++)
        if (db_do(store, err, sql[i], "i", note) != 0)
            return -1;
    return 0;
}

static int forget_entity(Store *store, int64_t entity, Err *err)
{
    if (index_forget_note(store, entity, err) != 0 || apply_drop_codings(store, entity, err) != 0)
        return -1;
    for (size_t i = 0; i < sizeof forgetting / sizeof *forgetting; i++)
        if (db_do(store, err, forgetting[i], "i", entity) != 0)
            return -1;
    return 0;
}

/* --- one event */

static bool has_company(Store *store, int64_t entity)
{
    return db_find_number(store, 0, "SELECT count(*) FROM (SELECT 1 FROM event WHERE entity = ?1 LIMIT 2)",
                          "i", entity) > 1;
}

int apply_only(Store *store, Applied *event, Err *err)
{
    event->is_first = true;
    return event->body ? project(store, event, err) : 0;
}

int apply_event(Store *store, Applied *event, Err *err)
{
    return has_company(store, event->entity) ? apply_fold(store, event->entity, err)
                                             : apply_only(store, event, err);
}

static int keep_newer(Store *store, const char *site, int64_t seq, const char *kind, int64_t ver, Err *err)
{
    return db_do(store, err, "INSERT OR REPLACE INTO newer(site, seq, kind, ver) VALUES((SELECT n FROM site "
                             "WHERE "
                             "id = ?1), ?2, ?3, ?4)", "titi", site, seq, kind, ver);
}

/* --- all events of an entity */

typedef struct {
    Applied event;
    char *texts[5]; /* site, author, seen, body, content: what event points to */
    char *kind_name;
    int64_t ver;
    char *target_site; /* of an undo or redo */
    int64_t target_seq;
    bool is_undone;
} Member;

typedef struct {
    Member *list;
    size_t count, room;
    bool is_erased;
} Members;

static const char members_sql[] =
    "SELECT e.kind, e.ver, e.session, e.person, e.at, e.tz, e.author, e.hlc, s.id, e.seq, e.seen, e.body, "
    "CASE WHEN e.kind IN ('undo', 'redo') THEN e.body->>'$.site' END, "
    "CASE WHEN e.kind IN ('undo', 'redo') THEN e.body->>'$.seq' END "
    "FROM event e JOIN site s ON s.n = e.site WHERE e.entity = ?1 ORDER BY e.hlc, s.id, e.seq";

static char *copy_column(sqlite3_stmt *statement, int column)
{
    return mem_copy_text((const char *)sqlite3_column_text(statement, column));
}

static void add_member(Members *members, sqlite3_stmt *row, int64_t entity)
{
    members->list = mem_grow(members->list, &members->room, members->count + 1, sizeof *members->list);
    Member *member = &members->list[members->count++];
    memset(member, 0, sizeof *member);
    member->kind_name = copy_column(row, 0);
    member->ver = sqlite3_column_int64(row, 1);
    member->texts[0] = copy_column(row, 8);
    member->texts[1] = copy_column(row, 6);
    member->texts[2] = copy_column(row, 10);
    member->texts[3] = copy_column(row, 11);
    member->target_site = copy_column(row, 12);
    member->target_seq = sqlite3_column_int64(row, 13);
    member->event = (Applied){
        .kind = kind_find(member->kind_name, (int)member->ver),
        .entity = entity,
        .session = sqlite3_column_int64(row, 2),
        .person = sqlite3_column_int64(row, 3),
        .at = sqlite3_column_int64(row, 4),
        .tz = sqlite3_column_int(row, 5),
        .hlc = sqlite3_column_int64(row, 7),
        .seq = sqlite3_column_int64(row, 9),
        .site = member->texts[0],
        .author = member->texts[1],
        .seen = member->texts[2],
        .body = member->texts[3],
    };
    if (strcmp(member->kind_name, "erase") == 0)
        members->is_erased = true;
}

static void free_members(Members *members)
{
    for (size_t i = 0; i < members->count; i++) {
        Member *member = &members->list[i];
        for (size_t j = 0; j < 5; j++)
            free(member->texts[j]);
        free(member->kind_name);
        free(member->target_site);
    }
    free(members->list);
    *members = (Members){NULL, 0, 0, false};
}

static Member *find_member(Members *members, const char *site, int64_t seq)
{
    for (size_t i = 0; site && i < members->count; i++)
        if (members->list[i].event.seq == seq && strcmp(members->list[i].event.site, site) == 0)
            return &members->list[i];
    return NULL;
}

static void settle_undone(Members *members)
{
    for (size_t i = 0; i < members->count; i++) {
        Member *member = &members->list[i];
        bool is_undo = strcmp(member->kind_name, "undo") == 0;
        if (!is_undo && strcmp(member->kind_name, "redo") != 0)
            continue;
        Member *target = find_member(members, member->target_site, member->target_seq);
        if (target)
            target->is_undone = is_undo;
    }
}

static int read_members(Store *store, int64_t entity, Members *members, Err *err)
{
    *members = (Members){NULL, 0, 0, false};
    sqlite3_stmt *row = db_prepare(store, members_sql, err);
    if (!row)
        return -1;
    db_bind_number(row, 1, entity);
    int got;
    while ((got = db_step(store, row, err)) == 1) {
        add_member(members, row, entity);
        if ((got = db_check_row(store, err)) != 0)
            break;
    }
    db_reset(store, row);
    if (got < 0) {
        free_members(members);
        return -1;
    }
    settle_undone(members);
    return 0;
}

static bool is_version(const Member *member)
{
    return member->event.kind && (member->event.kind->flags & KIND_EDITS) && !member->is_undone &&
           member->event.body;
}

static bool names_key(const char *seen, const char *site, int64_t seq)
{
    Str key = STR_EMPTY;
    str_add_format(&key, "%s:%lld", site, (long long)seq);
    bool found = false;
    for (const char *at = seen; !found && (at = strstr(at, str_text(&key))) != NULL; at += key.size)
        found = (at == seen || at[-1] == ' ') && (at[key.size] == '\0' || at[key.size] == ' ');
    str_free(&key);
    return found;
}

static bool is_head(const Members *members, const Member *member)
{
    if (!is_version(member))
        return false;
    for (size_t i = 0; i < members->count; i++)
        if (is_version(&members->list[i]) &&
            names_key(members->list[i].event.seen, member->event.site, member->event.seq))
            return false;
    return true;
}

/* --- conflicts */

/* Two laptops that load the same codebook write the same content twice: no conflict. Salt and step do not
 * count. */
static int find_content(Store *store, Member *member, Err *err)
{
    sqlite3_stmt *row = db_prepare(store, "SELECT json_remove(?1, '$.salt', '$.with')", err);
    if (!row)
        return -1;
    db_bind_text(row, 1, member->event.body);
    int got = db_step(store, row, err);
    if (got == 1)
        member->texts[4] = copy_column(row, 0);
    db_reset(store, row);
    return got == 1 ? 0 : -1;
}

static int keep_head(Store *store, const Member *head, Err *err)
{
    const Applied *event = &head->event;
    if (strcmp(head->kind_name, "note.set") == 0)
        return db_do(store, err,
                     "INSERT OR REPLACE INTO note_head(note, site, seq, author, at, kind, text) "
                     "VALUES(?1, "
                     "?2, ?3, ?4, ?5, coalesce(?6->>'$.kind', ''), coalesce(?6->>'$.text', ''))",
                     "ititit", event->entity, event->site, event->seq, event->author, event->at, event->body);
    return db_do(store, err, "INSERT OR REPLACE INTO conflict(entity, site, seq, kind, author, at, body) "
                             "VALUES(?1, ?2, "
                             "?3, ?4, ?5, ?6, ?7)", "itittit", event->entity, event->site, event->seq,
                 head->kind_name, event->author, event->at, head->texts[4]);
}

static int keep_conflict(Store *store, Members *members, int64_t entity, Err *err)
{
    size_t heads = 0;
    Member *first = NULL;
    bool differ = false;
    for (size_t i = 0; i < members->count; i++) {
        Member *member = &members->list[i];
        if (!is_head(members, member))
            continue;
        if (find_content(store, member, err) != 0)
            return -1;
        differ = differ || (first && strcmp(first->texts[4], member->texts[4]) != 0);
        first = first ? first : member;
        heads++;
    }
    if (!differ)
        return 0;
    for (size_t i = 0; i < members->count; i++)
        if (members->list[i].texts[4] && keep_head(store, &members->list[i], err) != 0)
            return -1;
    return db_do(store, err, "UPDATE note SET heads = ?2 WHERE n = ?1", "ii", entity, (int64_t)heads);
}

static bool counts(const Members *members, const Member *member)
{
    return member->event.kind && member->event.body && !member->is_undone
           && (!members->is_erased || strcmp(member->kind_name, "erase") == 0);
}

static int project_members(Store *store, Members *members, Err *err)
{
    for (size_t i = 0; i < members->count; i++) {
        Member *member = &members->list[i];
        if (!member->event.kind && keep_newer(store, member->event.site, member->event.seq, member->kind_name,
                                              member->ver, err) != 0)
            return -1;
    }
    for (int last = 0; last < 2; last++)
        for (size_t i = 0; i < members->count; i++) {
            Member *member = &members->list[i];
            if (counts(members, member) && ((member->event.kind->flags & KIND_LAST) != 0) == last
                && project(store, &member->event, err) != 0)
                return -1;
        }
    return 0;
}

static int learn_note(Store *store, int64_t entity, Err *err)
{
    int64_t session = db_find_number(store, 0, "SELECT session FROM note WHERE n = ?1", "i", entity);
    return session ? index_learn_note(store, entity, session, err) : 0;
}

int apply_fold(Store *store, int64_t entity, Err *err)
{
    Members members;
    if (read_members(store, entity, &members, err) != 0)
        return -1;
    int result = forget_entity(store, entity, err);
    if (result == 0)
        result = project_members(store, &members, err);
    if (result == 0 && !members.is_erased)
        result = keep_conflict(store, &members, entity, err);
    if (result == 0)
        result = learn_note(store, entity, err);
    free_members(&members);
    return result;
}

int apply_add_heads(Store *store, int64_t entity, Str *seen, Err *err)
{
    Members members;
    if (!has_company(store, entity)
        && db_find_number(store, 0, "SELECT count(*) FROM event WHERE entity = ?1", "i", entity) == 0)
        return 0;
    if (read_members(store, entity, &members, err) != 0)
        return -1;
    for (size_t i = 0; i < members.count; i++)
        if (is_head(&members, &members.list[i]))
            str_add_format(seen, "%s%s:%lld", seen->size ? " " : "", members.list[i].event.site,
                           (long long)members.list[i].event.seq);
    int count = (int)members.count;
    free_members(&members);
    return count;
}

/* --- the whole log */

void thing_set_add(ThingSet *set, int64_t n)
{
    size_t had = set->room;
    set->bits = mem_grow(set->bits, &set->room, (size_t)n / 8 + 1, 1);
    memset(set->bits + had, 0, set->room - had);
    set->bits[n / 8] |= (uint8_t)(1 << (n % 8));
    if (n > set->most)
        set->most = n;
}

static bool has_thing(const ThingSet *set, int64_t n)
{
    return n <= set->most && (set->bits[n / 8] & (1 << (n % 8)));
}

int64_t thing_set_find_next(const ThingSet *set, int64_t n)
{
    for (n++; n <= set->most; n++)
        if (has_thing(set, n))
            return n;
    return 0;
}

void thing_set_free(ThingSet *set)
{
    free(set->bits);
    *set = (ThingSet){NULL, 0, 0};
}

/* Things with more than one event. */
static int find_many(Store *store, ThingSet *many, Err *err)
{
    sqlite3_stmt *row =
        db_prepare(store, "SELECT entity FROM event GROUP BY entity HAVING count(*) > 1", err);
    if (!row)
        return -1;
    int got;
    while ((got = db_step(store, row, err)) == 1)
        thing_set_add(many, sqlite3_column_int64(row, 0));
    db_reset(store, row);
    return got;
}

static int apply_row(Store *store, sqlite3_stmt *row, const ThingSet *many, Err *err)
{
    Applied event = {
        .kind = kind_find(db_text(row, 0), sqlite3_column_int(row, 1)),
        .entity = sqlite3_column_int64(row, 2),
        .session = sqlite3_column_int64(row, 3),
        .person = sqlite3_column_int64(row, 4),
        .at = sqlite3_column_int64(row, 5),
        .tz = sqlite3_column_int(row, 6),
        .author = db_text(row, 7),
        .hlc = sqlite3_column_int64(row, 8),
        .site = db_text(row, 9),
        .seq = sqlite3_column_int64(row, 10),
        .seen = db_text(row, 11),
        .body = (const char *)sqlite3_column_text(row, 12),
    };
    if (db_check_row(store, err) != 0)
        return -1;
    if (has_thing(many, event.entity))
        return 0;
    if (!event.kind)
        return keep_newer(store, event.site, event.seq, db_text(row, 0), sqlite3_column_int64(row, 1), err);
    return apply_only(store, &event, err);
}

static int fold_many(Store *store, const ThingSet *many, Err *err)
{
    for (int64_t n = 0; (n = thing_set_find_next(many, n)) != 0;)
        if (apply_fold(store, n, err) != 0)
            return -1;
    return 0;
}

int apply_all(Store *store, void (*report)(void *context, int64_t done, int64_t whole), void *context,
              Err *err)
{
    static const char sql[] = "SELECT e.kind, e.ver, e.entity, e.session, e.person, e.at, e.tz, e.author, "
                              "e.hlc, s.id, e.seq, e.seen, e.body FROM event e JOIN site s ON s.n = e.site "
                              "ORDER BY e.site, e.seq";
    int64_t whole = report ? db_find_number(store, 0, "SELECT count(*) FROM event", "") : 0, done = 0;
    ThingSet many = {NULL, 0, 0};
    sqlite3_stmt *row = NULL;
    int got = find_many(store, &many, err);
    if (got == 0 && !(row = db_prepare(store, sql, err)))
        got = -1;
    while (got >= 0 && (got = db_step(store, row, err)) == 1) {
        if (apply_row(store, row, &many, err) != 0)
            got = -1;
        if (report && ++done % 10000 == 0)
            report(context, done, whole);
    }
    db_reset(store, row);
    int result = got < 0 ? -1 : fold_many(store, &many, err);
    thing_set_free(&many);
    return result;
}
