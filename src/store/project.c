/* SPDX-License-Identifier: MIT */
/* The kinds of event that need more than one statement to become rows. */
#include <string.h>

#include "apply.h"
#include "index.h"
#include "plain_body.h"
#include "rir/digest.h"
#include "rir/guide.h"

/* --- guides: the plan is read from the very text kept */

static int keep_questions(Store *store, int64_t guide, const Plan *plan, Err *err)
{
    for (size_t i = 0; i < plan->topic_count; i++)
        if (db_do(store, err, "INSERT INTO guide_topic(guide, ord, id, title) VALUES(?1, ?2, ?3, ?4)", "iitt",
                  guide, (int64_t)i + 1, plan->topics[i].id, plan->topics[i].title) != 0)
            return -1;
    for (size_t i = 0; i < plan->question_count; i++) {
        const Question *question = &plan->questions[i];
        const char *topic = question->topic < plan->topic_count ? plan->topics[question->topic].title : "";
        if (db_do(store, err,
                  "INSERT INTO guide_question(guide, ord, id, text, topic, must, probes) "
                  "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                  "iitttii", guide, (int64_t)i + 1, question->id, question->text, topic,
                  (int64_t)question->must, (int64_t)question->probe_count) != 0)
            return -1;
    }
    for (size_t i = 0; i < plan->consent_count; i++) {
        const ConsentItem *item = &plan->consent[i];
        if (db_do(store, err,
                  "INSERT INTO guide_consent(guide, ord, item, text, required) VALUES(?1, ?2, ?3, ?4, ?5)",
                  "iitti", guide, (int64_t)i + 1, item->id, item->text, (int64_t)item->required) != 0)
            return -1;
    }
    return 0;
}

static int keep_guide(Store *store, int64_t guide, const char *name, const char *text, Err *err)
{
    Mistakes mistakes = {NULL, 0, 0};
    Plan *plan = guide_read(text, strlen(text), &mistakes);
    Digest digest = digest_of(text, strlen(text));
    char hex[DIGEST_HEX_SIZE];
    digest_format(hex, &digest);
    int result = db_do(store, err, "INSERT INTO guide(n, name, kind, title, minutes, digest, text) "
                                   "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)", "itttitt", guide, name,
                       plan ? guide_name_kind(plan->kind) : "", plan ? plan->title : name,
                       plan ? (int64_t)plan->minutes : 0, hex, text);
    if (result == 0 && plan)
        result = keep_questions(store, guide, plan, err);
    guide_free(plan);
    guide_free_mistakes(&mistakes);
    return result;
}

int apply_guide_keep(Store *store, const Applied *event, Err *err)
{
    /* The same guide kept on two laptops is one entity with the same text: the first is enough. */
    if (db_find_number(store, 0, "SELECT 1 FROM guide WHERE n = ?1", "i", event->entity))
        return 0;
    sqlite3_stmt *row = db_prepare(store, "SELECT ?1->>'$.name', ?1->>'$.text'", err);
    if (!row)
        return -1;
    db_bind_text(row, 1, event->body);
    int result = db_step(store, row, err) == 1
                     ? keep_guide(store, event->entity, db_text(row, 0), db_text(row, 1), err)
                     : -1;
    db_reset(store, row);
    return result;
}

/* --- sessions */

int apply_intern(Store *store, const char *body, const char *sql, Err *err)
{
    if (store->is_read_only) /* verifying: what an applied event names is here already */
        return 0;
    return db_do(store, err, sql, "t", body);
}

int apply_within_session(Store *store, const Applied *event, const char *named, const char *set,
                         const char *types, Err *err)
{
    if (apply_intern(store, event->body, named, err) != 0)
        return -1;
    return db_do(store, err, set, types, event->entity, event->body, event->session, event->at, event->hlc);
}

int apply_session_set(Store *store, const Applied *event, Err *err)
{
    static const char intern[] =
        "INSERT OR IGNORE INTO thing(id) SELECT value FROM json_each(json_array(?1->>'$.guide', "
        "?1->>'$.part_of')) WHERE value IS NOT NULL UNION ALL SELECT value FROM json_each(?1, '$.people')";
    static const char set[] =
        "INSERT INTO session(n, number, kind, guide, title, researcher, mode, setting, others, interpreter, "
        "place, team, pilot, rehearsal, paper, part_of, minutes, at, tz) VALUES(?1, "
        "coalesce(?2->>'$.number', 0), coalesce(?2->>'$.kind', ''), (SELECT n FROM thing WHERE id = "
        "?2->>'$.guide'), coalesce(?2->>'$.title', ''), coalesce(?2->>'$.researcher', ?4), ?2->>'$.mode', "
        "?2->>'$.setting', ?2->>'$.others', ?2->>'$.interpreter', ?2->>'$.place', ?2->>'$.team', "
        "coalesce(?2->>'$.pilot', 0), coalesce(?2->>'$.rehearsal', 0), coalesce(?2->>'$.paper', 0), (SELECT "
        "n FROM thing WHERE id = ?2->>'$.part_of'), coalesce(?2->>'$.minutes', 0), coalesce(?2->>'$.at', "
        "?3), coalesce(?2->>'$.tz', 0)) ON CONFLICT(n) DO UPDATE SET number = excluded.number, kind = "
        "excluded.kind, guide = excluded.guide, title = excluded.title, researcher = excluded.researcher, "
        "mode = excluded.mode, setting = excluded.setting, others = excluded.others, interpreter = "
        "excluded.interpreter, place = excluded.place, team = excluded.team, pilot = excluded.pilot, "
        "rehearsal = excluded.rehearsal, paper = excluded.paper, part_of = excluded.part_of, minutes = "
        "excluded.minutes, at = excluded.at, tz = excluded.tz";
    static const char people[] =
        "INSERT OR IGNORE INTO session_person(session, person, ord, late) SELECT ?1, thing.n, j.key, "
        "EXISTS(SELECT 1 FROM json_each(?2, '$.late') l WHERE l.value = j.value) "
        "FROM json_each(?2, '$.people') j JOIN thing ON thing.id = j.value";
    if (apply_intern(store, event->body, intern, err) != 0)
        return -1;
    if (db_do(store, err, set, "itit", event->entity, event->body, event->at, event->author) != 0)
        return -1;
    if (db_do(store, err, "DELETE FROM session_person WHERE session = ?1", "i", event->entity) != 0)
        return -1;
    return db_do(store, err, people, "it", event->entity, event->body);
}

/* --- notes */

static int keep_coding(Store *store, const Applied *event, sqlite3_stmt *code, Err *err)
{
    int64_t n = db_intern(store, db_text(code, 0), err);
    if (n == 0)
        return db_text(code, 0)[0] ? -1 : 0; /* a code without an id is none */
    if (db_do(store, err,
              "INSERT OR IGNORE INTO coding(note, code, coder, name, valence, start, \"end\", "
              "at) VALUES(?1, ?2, ?3, ?4, "
              "?5, ?6, ?7, ?8)",
              "iitttiii", event->entity, n, event->author, db_text(code, 1), db_text(code, 2),
              sqlite3_column_int64(code, 3), sqlite3_column_int64(code, 4), event->at) != 0)
        return -1;
    if (sqlite3_changes(store->db) == 0)
        return 0;
    return db_do(store, err, "INSERT INTO code_use(code, name, uses) VALUES(?1, ?2, 1) ON CONFLICT(code) DO "
                             "UPDATE SET uses = uses + 1, name = (SELECT name FROM coding WHERE code = ?1 "
                             "ORDER BY at, name DESC LIMIT 1)",
                 "it", n, db_text(code, 1));
}

static int keep_codings(Store *store, const Applied *event, Err *err)
{
    static const char sql[] =
        "SELECT j.value->>'$.id', coalesce(j.value->>'$.name', ''), coalesce(j.value->>'$.valence', "
        "'neutral'), j.value->>'$.start', j.value->>'$.end' FROM json_each(?1, '$.codes') j";
    sqlite3_stmt *code = db_prepare(store, sql, err);
    if (!code)
        return -1;
    db_bind_text(code, 1, event->body);
    int got;
    while ((got = db_step(store, code, err)) == 1)
        if (keep_coding(store, event, code, err) != 0) {
            got = -1;
            break;
        }
    db_reset(store, code);
    return got;
}

/* Most notes say no more than this: 1 when it is kept, 0 when it says more, -1 on an error. */
static int add_common_note(Store *store, const Applied *event, Err *err)
{
    enum { KIND, TEXT, RAW, QUESTION, PHASE, AT, ELAPSED, NAMES };
    static const char *const names[] = {"kind", "text", "raw", "question", "phase", "at", "elapsed", NULL};
    static const char *const rare[] = {"speaker", "seat",        "tz",  "recorder", "later",
                                       "about",   "volunteered", "off", "card",     NULL};
    PlainMember members[NAMES];
    if (!plain_body_read(event->body, names, members, rare))
        return 0;
    for (int i = 0; i < NAMES; i++)
        if (members[i].is_there && (members[i].text != NULL) != (i < AT))
            return 0;
    static const char sql[] =
        "INSERT INTO note(n, session, kind, text, raw, question, phase, at, elapsed, tz, author, hlc, later, "
        "about, volunteered, hidden, heads) VALUES(?8, ?9, coalesce(?1, ''), coalesce(?2, ''), coalesce(?3, "
        "''), ?4, ?5, coalesce(?6, ?10), coalesce(?7, 0), ?11, ?12, ?13, 0, 0, 0, 0, 1)";
    sqlite3_stmt *set = db_prepare(store, sql, err);
    if (!set)
        return -1;
    for (int i = 0; i < NAMES; i++)
        if (members[i].text)
            sqlite3_bind_text(set, i + 1, members[i].text, (int)members[i].size, SQLITE_STATIC);
        else if (members[i].is_there)
            db_bind_number(set, i + 1, members[i].number);
    db_bind_number(set, NAMES + 1, event->entity);
    db_bind_number(set, NAMES + 2, event->session);
    db_bind_number(set, NAMES + 3, event->at);
    db_bind_number(set, NAMES + 4, event->tz);
    db_bind_text(set, NAMES + 5, event->author);
    db_bind_number(set, NAMES + 6, event->hlc);
    return db_run(store, set, err) == 0 ? 1 : -1;
}

/* What more is known of it. */
static int keep_card(Store *store, const Applied *event, Err *err)
{
    static const char intern[] =
        "INSERT OR IGNORE INTO thing(id) SELECT value FROM json_each(json_array(?1->>'$.card.document', "
        "?1->>'$.card.jotting', ?1->>'$.card.finding')) WHERE value IS NOT NULL";
    static const char set[] =
        "INSERT INTO card(note, session, activity, stage, \"table\", \"group\", sheet, label, owner, due, "
        "how, dimension, page, document, jotting, finding, absent, appraisal) VALUES(?1, ?3, "
        "?2->>'$.card.activity', ?2->>'$.card.stage', CAST(?2->>'$.card.table' AS INTEGER), "
        "?2->>'$.card.group', ?2->>'$.card.sheet', ?2->>'$.card.label', ?2->>'$.card.owner', "
        "?2->>'$.card.due', ?2->>'$.card.how', ?2->>'$.card.dimension', ?2->>'$.card.page', (SELECT n FROM "
        "thing WHERE id = ?2->>'$.card.document'), (SELECT n FROM thing WHERE id = ?2->>'$.card.jotting'), "
        "(SELECT n FROM thing WHERE id = ?2->>'$.card.finding'), CAST(?2->>'$.card.absent' AS INTEGER), "
        "?2->>'$.card.appraisal')";
    if (apply_intern(store, event->body, intern, err) != 0)
        return -1;
    return db_do(store, err, set, "iti", event->entity, event->body, event->session);
}

/* --- notes, as they are set */

int apply_note_set(Store *store, const Applied *event, Err *err)
{
    static const char set[] =
        "INSERT INTO note(n, session, kind, text, raw, question, speaker, seat, at, tz, elapsed, recorder, "
        "phase, author, hlc, later, about, volunteered, hidden, heads) VALUES(?1, ?3, "
        "coalesce(?2->>'$.kind', ''), coalesce(?2->>'$.text', ''), coalesce(?2->>'$.raw', ''), "
        "?2->>'$.question', (SELECT n FROM thing WHERE id = ?2->>'$.speaker'), ?2->>'$.seat', "
        "coalesce(?2->>'$.at', ?4), coalesce(?2->>'$.tz', ?5), coalesce(?2->>'$.elapsed', 0), "
        "?2->>'$.recorder', ?2->>'$.phase', ?6, ?7, coalesce(?2->>'$.later', 0), coalesce(?2->>'$.about', "
        "0), coalesce(?2->>'$.volunteered', 0), CASE WHEN ?2->>'$.off' THEN 2 ELSE 0 END, 1) ON CONFLICT(n) "
        "DO UPDATE SET kind = excluded.kind, text = excluded.text, raw = excluded.raw, question = "
        "excluded.question, speaker = excluded.speaker, seat = excluded.seat, at = excluded.at, tz = "
        "excluded.tz, elapsed = excluded.elapsed, recorder = excluded.recorder, phase = excluded.phase, "
        "later = excluded.later, about = excluded.about, volunteered = excluded.volunteered, hidden = "
        "(hidden & 1) | excluded.hidden";
    /* Looking into the body for the rare members first keeps the common note at one statement. */
    bool has_speaker = strstr(event->body, "\"speaker\"") != NULL;
    bool has_codes = strstr(event->body, "\"codes\"") != NULL;
    if (has_speaker && apply_intern(store, event->body, "INSERT OR IGNORE INTO thing(id) SELECT "
                                                        "?1->>'$.speaker' "
                                                        "WHERE ?1->>'$.speaker' IS NOT NULL", err) != 0)
        return -1;
    if (!event->is_first && apply_drop_codings(store, event->entity, err) != 0)
        return -1;
    int kept = event->is_first ? add_common_note(store, event, err) : 0;
    if (kept == 0 && db_do(store, err, set, "itiiiti", event->entity, event->body, event->session, event->at,
                           (int64_t)event->tz, event->author, event->hlc) != 0)
        return -1;
    if (kept < 0)
        return -1;
    if (!event->is_first && db_do(store, err, "DELETE FROM card WHERE note = ?1", "i", event->entity) != 0)
        return -1;
    if (strstr(event->body, "\"card\"") && keep_card(store, event, err) != 0)
        return -1;
    if (has_codes && keep_codings(store, event, err) != 0)
        return -1;
    /* One of several events: apply_fold tells the index, once it is known what the note is. */
    return event->is_first ? index_learn_note(store, event->entity, event->session, err) : 0;
}

/* --- codes */

int apply_code_set(Store *store, const Applied *event, Err *err)
{
    static const char intern[] = "INSERT OR IGNORE INTO thing(id) SELECT ?1->>'$.parent' "
                                 "WHERE ?1->>'$.parent' IS NOT NULL";
    static const char set[] =
        "INSERT OR REPLACE INTO code(n, name, parent, definition, include, exclude, example, status, origin) "
        "VALUES(?1, coalesce(?2->>'$.name', ''), (SELECT n FROM thing WHERE id = ?2->>'$.parent'), "
        "?2->>'$.definition', ?2->>'$.include', ?2->>'$.exclude', ?2->>'$.example', "
        "coalesce(?2->>'$.status', 'active'), coalesce(?2->>'$.origin', 'emergent'))";
    if (apply_intern(store, event->body, intern, err) != 0)
        return -1;
    return db_do(store, err, set, "it", event->entity, event->body);
}

/* --- erasure: what is left says that something was erased, not what */

int apply_erase(Store *store, const Applied *event, Err *err)
{
    return db_do(store, err, "INSERT OR REPLACE INTO erased(entity, at) VALUES(?1, ?2)", "ii", event->entity,
                 event->at);
}
