/* SPDX-License-Identifier: MIT */
/* Opening a session: what is written before the first word. */
#include <stdlib.h>
#include <string.h>

#include "codebook.h"
#include "guide_files.h"
#include "observation.h"
#include "reading.h"
#include "rir/clock.h"
#include "rir/mem.h"
#include "rir/rows.h"
#include "rir/upkeep.h"
#include "session.h"

/* --- the clock of a sitting */

static void read_clock(Session *session)
{
    Moment now = clock_read();
    session->sitting_at = now.wall;
    session->sitting_boot = now.boot;
}

#define NO_GAP (-1)

void session_add_sitting(const Session *session, Step *step, int64_t at, int64_t elapsed)
{
    StepBody body = step_add(step, "sitting.start", &session->sitting, NULL);
    json_add_number(&body.json, "number", session->facts.sitting);
    json_add_number(&body.json, "at", at);
    json_add_number(&body.json, "boot", session->sitting_boot);
    json_add_text(&body.json, "boot_id", clock_find_boot_id());
    json_add_number(&body.json, "elapsed", elapsed);
    if (session->gap_ms != NO_GAP)
        json_add_number(&body.json, "gap", session->gap_ms);
    step_end(&body);
}

/* --- start */

bool session_can_run(GuideKind kind)
{
    return kind != GUIDE_CODEBOOK && kind != GUIDE_MATRIX;
}

bool session_needs_people(GuideKind kind)
{
    return kind == GUIDE_INTERVIEW;
}

static Plan *read_guide(const SessionOpening *opening, Err *err)
{
    Mistakes mistakes = {NULL, 0, 0};
    Plan *plan =
        opening->plan ? opening->plan : guide_read(opening->guide_text, opening->guide_size, &mistakes);
    if (!plan && mistakes.count)
        err_set(err, ERR_REFUSED, "%s:%d:%d: %s", opening->guide_name, mistakes.list[0].line,
                mistakes.list[0].column, mistakes.list[0].text);
    else if (!plan)
        err_set(err, ERR_REFUSED, "%s cannot be read as a guide", opening->guide_name);
    guide_free_mistakes(&mistakes);
    if (plan && !session_can_run(plan->kind)) {
        err_set(err, ERR_REFUSED, "%s is a %s, which no session is run by", opening->guide_name,
                guide_name_kind(plan->kind));
        guide_free(plan);
        return NULL;
    }
    return plan;
}

static int check_opening(Store *store, const SessionOpening *opening, GuideKind kind, Err *err)
{
    if (opening->person_count == 0 && session_needs_people(kind))
        return err_set(err, ERR_REFUSED, "an interview needs a participant: say who takes part");
    for (size_t i = 0; i < opening->person_count; i++) {
        for (size_t j = 0; j < i; j++)
            if (strcmp(opening->people[i], opening->people[j]) == 0)
                return err_set(err, ERR_REFUSED, "the same participant is named twice");
        if (!rows_find_number(store, 0, "SELECT 1 FROM person WHERE n = (SELECT n FROM thing WHERE id = ?1)",
                              "t", opening->people[i]))
            return err_set(err, ERR_REFUSED, "there is no such participant in this study: %s",
                           opening->people[i]);
    }
    if (opening->paper && opening->on > clock_read().wall)
        return err_set(err, ERR_REFUSED, "a session held on paper cannot be in the future");
    return 0;
}

static bool is_known_guide(Store *store, const Id *guide)
{
    return rows_find_number(store, 0, "SELECT 1 FROM guide WHERE n = (SELECT n FROM thing WHERE id = ?1)",
                            "t", guide->text) != 0;
}

static Id add_guide(Store *store, Step *step, const SessionOpening *opening, const Plan *plan)
{
    char hex[DIGEST_HEX_SIZE];
    digest_format(hex, &plan->digest);
    Id id = id_make_named("guide", hex);
    if (is_known_guide(store, &id))
        return id;
    Str text = STR_EMPTY;
    str_add_bytes(&text, opening->guide_text, opening->guide_size);
    StepBody body = step_add(step, "guide.keep", &id, NULL);
    json_add_text(&body.json, "name", opening->guide_name);
    json_add_text(&body.json, "text", str_text(&text));
    step_end(&body);
    body.act->is_outside = !opening->rehearsal;
    str_free(&text);
    return id;
}

static int64_t find_number(Store *store, bool rehearsal)
{
    return 1 + rows_find_number(store, 0, "SELECT coalesce(max(number), 0) FROM session WHERE rehearsal = ?1",
                                "i", (int64_t)rehearsal);
}

/* The guide's name in this study, when it was kept before under another. */
static void set_guide_name(Session *session, const SessionOpening *opening, const Id *guide, int index)
{
    static const char sql[] = "SELECT name FROM guide WHERE n = (SELECT n FROM thing WHERE id = ?1)";
    Str name = STR_EMPTY;
    bool is_known = rows_find_text(session->store, &name, sql, "t", guide->text);
    session_set_text(session, index, is_known ? str_text(&name) : opening->guide_name);
    str_free(&name);
}

/* The facts as they will be read from the study. */
static void take_facts(Session *session, const SessionOpening *opening, const Id *guide, int64_t at)
{
    const Plan *plan = session->plan;
    bool has_researcher = opening->researcher && *opening->researcher;
    SessionFacts *facts = &session->facts;
    session_set_text(session, 0, guide_name_kind(plan->kind));
    session_set_text(session, 1, opening->title && *opening->title ? opening->title : plan->title);
    set_guide_name(session, opening, guide, 2);
    session_set_text(session, 3, has_researcher ? opening->researcher : store_find_author(session->store));
    session_set_text(session, 4, opening->mode);
    session_set_text(session, 5, opening->setting);
    session_set_text(session, 6, opening->others);
    session_set_text(session, 7, opening->interpreter);
    session_set_text(session, 8, opening->place);
    session_set_text(session, 9, opening->team);
    facts->id = session->id.text;
    facts->number = find_number(session->store, opening->rehearsal);
    facts->pilot = opening->pilot;
    facts->rehearsal = opening->rehearsal;
    facts->paper = opening->paper;
    facts->minutes = opening->minutes ? opening->minutes : plan->minutes;
    facts->started = facts->at = at;
    session->tz = clock_find_offset(at);
}

static void add_session(const Session *session, Step *step, const SessionOpening *opening, const Id *guide)
{
    const SessionFacts *facts = &session->facts;
    StepBody body = step_add(step, "session.set", &session->id, NULL);
    Json *json = &body.json;
    json_add_number(json, "number", facts->number);
    json_add_text(json, "kind", facts->kind);
    json_add_text(json, "guide", guide->text);
    json_add_text(json, "title", facts->title);
    json_add_some(json, "researcher", opening->researcher);
    json_add_some(json, "mode", facts->mode);
    json_add_some(json, "setting", facts->setting);
    json_add_some(json, "others", facts->others);
    json_add_some(json, "interpreter", facts->interpreter);
    json_add_some(json, "place", facts->place);
    json_add_some(json, "team", facts->team);
    json_add_some(json, "part_of", opening->part_of);
    json_add_number(json, "pilot", facts->pilot);
    json_add_number(json, "rehearsal", facts->rehearsal);
    json_add_number(json, "paper", facts->paper);
    json_add_number(json, "minutes", facts->minutes);
    json_add_number(json, "at", facts->started);
    json_add_number(json, "tz", session->tz);
    json_open(json, "people", '[');
    for (size_t i = 0; i < opening->person_count; i++)
        json_add_text(json, NULL, opening->people[i]);
    json_close(json, ']');
    if (opening->late_count)
        json_open(json, "late", '[');
    for (size_t i = 0; i < opening->late_count; i++)
        json_add_text(json, NULL, opening->late[i]);
    if (opening->late_count)
        json_close(json, ']');
    step_end(&body);
}

static bool is_late(const SessionOpening *opening, const char *person)
{
    for (size_t i = 0; i < opening->late_count; i++)
        if (strcmp(opening->late[i], person) == 0)
            return true;
    return false;
}

/* The state as it will be read from the study. */
static int take_state(Session *session, const SessionOpening *opening, Err *err)
{
    static const char sql[] =
        "SELECT pseudonym, \"group\" FROM person WHERE n = (SELECT n FROM thing WHERE id = ?1)";
    State *state = state_new(session->plan, session->facts.paper, session->facts.started);
    session->state = state;
    for (size_t i = 0; i < opening->person_count; i++) {
        Rows *rows = rows_open(session->store, err, sql, "t", opening->people[i]);
        if (rows_next(rows))
            state_take_person(state, &(Newcomer){.id = opening->people[i],
                                               .pseudonym = rows_text(rows, 0),
                                               .group = rows_text(rows, 1),
                                               .is_late = is_late(opening, opening->people[i])});
        if (rows_close(rows, err) != 0)
            return -1;
    }
    state_take_sitting(state, session->facts.started, 0);
    return session_load_consent(session, state, err);
}

static Session *new_session(Store *store, Id id)
{
    Session *session = mem_new(sizeof *session);
    session->store = store;
    session->id = id;
    session->facts.sitting = 1;
    return session;
}

static void free_session(Session *session)
{
    if (session->is_live)
        store_release_live(session->store);
    state_free(session->state);
    guide_free(session->plan);
    guide_free(session->matrix);
    for (int i = 0; i < SESSION_TEXTS; i++)
        free(session->texts[i]);
    step_free(&session->opening);
    free(session->guide_path);
    str_free(&session->notice);
    str_free(&session->reply);
    str_free(&session->fill);
    str_free(&session->gap);
    str_free(&session->refusal);
    free(session);
}

Session *session_read(Store *store, const char *id, Err *err)
{
    Session *session = new_session(store, id_read(id));
    if (session_load(session, err) == 0)
        return session;
    free_session(session);
    return NULL;
}

void session_forget(Session *session)
{
    if (session)
        free_session(session);
}

static int hold(Session *session, Err *err)
{
    if (store_hold_live(session->store, err) != 0)
        return -1;
    session->is_live = true;
    return 0;
}

static int begin(Session *session, const SessionOpening *opening, Err *err)
{
    Step *step = &session->opening;
    read_clock(session);
    int64_t at = opening->paper ? opening->on : session->sitting_at;
    Id guide = add_guide(session->store, step, opening, session->plan);
    take_facts(session, opening, &guide, at);
    session->wants_codebook = true;
    session->guide_path = opening->guide_path ? mem_copy_text(opening->guide_path) : NULL;
    add_session(session, step, opening, &guide);
    session->sitting = id_make();
    session->gap_ms = NO_GAP;
    session_add_sitting(session, step, at, 0);
    session->is_unsettled = true;
    if (take_state(session, opening, err) != 0 || observe_begin(session, step, opening->role, err) != 0 ||
        reading_begin(session, step, opening->document, err) != 0)
        return -1;
    for (size_t i = 0; i < step->count; i++)
        if (step->list[i].is_moment)
            step_take_moment(session, &step->list[i]);
    return 0;
}

Session *session_start(Store *store, const SessionOpening *opening, Err *err)
{
    Plan *plan = read_guide(opening, err);
    if (!plan)
        return NULL;
    Session *session = new_session(store, id_make());
    session->plan = plan;
    if (check_opening(store, opening, plan->kind, err) == 0 && hold(session, err) == 0 &&
        begin(session, opening, err) == 0)
        return session;
    free_session(session);
    return NULL;
}

/* --- writing what was begun */

bool session_is_settled(const Session *session)
{
    return !session->is_unsettled;
}

int session_settle(Session *session, Err *err)
{
    if (!session->is_unsettled)
        return 0;
    if (session_load_notes(session, err) != 0)
        return -1;
    if (session->wants_codebook) {
        codebook_add(session, &session->opening, session->guide_path);
        matrices_keep(session, &session->opening);
    }
    session->wants_codebook = false;
    bool keeps_draft = session->keeps_draft;
    session->keeps_draft = true;
    int result = step_write(session, &session->opening, err);
    session->keeps_draft = keeps_draft;
    if (result != 0)
        return -1;
    step_free(&session->opening);
    session->is_unsettled = false;
    return 0;
}

/* --- resume */

/* How the sitting before came to its end. */
typedef struct {
    Id id;
    int number;
    int64_t at, boot, stop_at;
    bool is_stopped, is_adjourned, is_same_boot;
} Before;

static int read_before(Session *session, Before *before, Err *err)
{
    static const char sql[] =
        "SELECT t.id, s.number, s.at, s.boot, s.boot_id, s.stop_at, coalesce(s.why, '') FROM sitting s JOIN "
        "thing t ON t.n = s.n WHERE s.session = (SELECT n FROM thing WHERE id = ?1) ORDER BY s.number DESC "
        "LIMIT 1";
    Rows *rows = rows_open(session->store, err, sql, "t", session->id.text);
    *before = (Before){0};
    if (rows_next(rows)) {
        before->id = id_read(rows_text(rows, 0));
        before->number = (int)rows_number(rows, 1);
        before->at = rows_number(rows, 2);
        before->boot = rows_number(rows, 3);
        before->is_same_boot = strcmp(rows_text(rows, 4), clock_find_boot_id()) == 0;
        before->is_stopped = !rows_is_null(rows, 5);
        before->stop_at = rows_number(rows, 5);
        before->is_adjourned = strcmp(rows_text(rows, 6), "adjourn") == 0;
    }
    return rows_close(rows, err);
}

/* The draft was saved while someone typed: the session was watched as far as that. */
static void watch_draft(Session *session)
{
    SessionDraft draft;
    if (session_read_draft(session, &draft, NULL) != 1)
        return;
    session->has_draft = true;
    if (draft.stamp.elapsed > session->state->last_elapsed)
        session->state->last_elapsed = draft.stamp.elapsed;
    session_free_draft(&draft);
}

/* The time of a new sitting: on the same boot clock when that still runs, else the wall clock's. */
static int64_t place_sitting(Session *session, const Before *before)
{
    read_clock(session);
    if (!before->is_adjourned && before->is_same_boot && !session->facts.paper)
        session->sitting_at = before->at + (session->sitting_boot - before->boot);
    return session->facts.paper ? session->state->paper_at : session->sitting_at;
}

static void say_gap(Session *session, const Before *before, int64_t gap)
{
    char stamp[CLOCK_STAMP_SIZE], span[CLOCK_STAMP_SIZE];
    clock_format_span_long(stamp, session->state->last_elapsed);
    clock_format_span_long(span, gap);
    str_add_format(&session->notice, "session %lld goes on at %s, sitting %d",
                   (long long)session->facts.number, stamp, session->facts.sitting);
    if (before->is_adjourned || session->facts.paper)
        return;
    if (gap < 0)
        str_add(&session->notice,
                ", after a time without rir that the wall clock, which was set back, cannot tell");
    else if (before->is_same_boot)
        str_add_format(&session->notice, ", after %s without rir", span);
    else
        str_add_format(&session->notice,
                       ", after about %s without rir, by the wall clock: the computer was started anew",
                       span);
}

static int begin_again(Session *session, Err *err)
{
    Before before;
    Step *step = &session->opening;
    if (read_before(session, &before, err) != 0)
        return -1;
    watch_draft(session);
    State *state = session->state;
    int64_t elapsed = session->facts.paper ? state->paper_elapsed : state->last_elapsed;
    int64_t left = before.is_stopped      ? before.stop_at
                   : session->facts.paper ? state->paper_at
                                          : state_find_at(state, elapsed);
    if (before.is_stopped && !session->facts.paper)
        elapsed = state_find_elapsed(state, before.stop_at);
    session->facts.sitting = before.number + 1;
    int64_t at = place_sitting(session, &before);
    int64_t gap = at - left;
    bool is_planned = before.is_adjourned || session->facts.paper;
    session->sitting = id_make();
    session->gap_ms = is_planned ? NO_GAP : gap > 0 ? gap : 0;
    if (!before.is_stopped) {
        step_add_stop(step, &before.id, left, elapsed, NULL);
        state_take_stop(state, left, elapsed, "");
    }
    session_add_sitting(session, step, at, elapsed);
    state->last_elapsed = elapsed;
    say_gap(session, &before, gap);
    state_take_sitting(state, at, elapsed);
    session->facts.at = at;
    session->is_unsettled = true;
    return 0;
}

Session *session_resume(Store *store, const char *id, Err *err)
{
    Session *session = new_session(store, id_read(id));
    if (session_load(session, err) != 0)
        goto fail;
    if (session->facts.is_ended) {
        err_set(err, ERR_REFUSED, "session %lld has ended; it can be read and corrected, not gone on with",
                (long long)session->facts.number);
        goto fail;
    }
    if (hold(session, err) != 0 || begin_again(session, err) != 0)
        goto fail;
    return session;
fail:
    free_session(session);
    return NULL;
}

/* --- looking on */

/* The clock of the sitting under way, when this machine still runs on it. */
static int take_clock(Session *session, Err *err)
{
    Before before;
    if (read_before(session, &before, err) != 0)
        return -1;
    read_clock(session);
    session->facts.sitting = before.number;
    session->facts.at = before.at;
    if (before.is_same_boot && !session->facts.paper) {
        session->sitting_at = before.at;
        session->sitting_boot = before.boot;
    }
    return 0;
}

Session *session_watch(Store *store, const char *id, Err *err)
{
    Session *session = new_session(store, id_read(id));
    session->is_watched = true;
    session->gap_ms = NO_GAP;
    session->version = store_read_version(store);
    if (session_load(session, err) == 0 && session_load_notes(session, err) == 0 &&
        take_clock(session, err) == 0)
        return session;
    free_session(session);
    return NULL;
}

int session_look(Session *session, Err *err)
{
    int64_t version = store_read_version(session->store);
    if (version == session->version)
        return 0;
    if (session_reload(session, err) != 0 || take_clock(session, err) != 0)
        return -1;
    session->version = version;
    return 1;
}

/* --- finding one to resume */

/* By number, or by the start of an id: through the index of things, for a study may have very many. */
static int find_by_word(Store *store, const char *word, Id *id, Err *err)
{
    static const char number_sql[] =
        "SELECT (SELECT id FROM thing WHERE n = s.n), s.ended IS NOT NULL FROM session s "
        "WHERE CAST(s.number AS TEXT) = ?1 ORDER BY s.ended IS NOT NULL, s.rehearsal, "
        "s.at DESC";
    static const char id_sql[] =
        "SELECT t.id, s.ended IS NOT NULL FROM thing t JOIN session s ON s.n = t.n WHERE "
        "t.id >= lower(?1) AND t.id < lower(?1) || 'g' ORDER BY s.ended IS NOT NULL, "
        "s.rehearsal, s.at DESC";
    bool is_number = strspn(word, "0123456789") == strlen(word) && strlen(word) < 8;
    Rows *rows = rows_open(store, err, is_number ? number_sql : id_sql, "t",
                           strlen(word) < 8 && !is_number ? "?" : word);
    int count = 0;
    bool is_ended = false;
    while (rows_next(rows)) {
        if (count == 0) {
            *id = id_read(rows_text(rows, 0));
            is_ended = rows_number(rows, 1) != 0;
        }
        count += rows_number(rows, 1) ? 0 : 1;
    }
    if (rows_close(rows, err) != 0)
        return -1;
    if (count > 1)
        return err_set(err, ERR_REFUSED, "several open sessions are named %s: give the id", word);
    if (is_ended && count == 0)
        return err_set(err, ERR_REFUSED, "session %s has ended; `rir show %s` reads it", word, word);
    return id_is_set(id)
               ? 0
               : err_set(err, ERR_REFUSED, "there is no session %s; `rir sessions` lists them", word);
}

int session_find_open(Store *store, const char *word, Id *id, Err *err)
{
    static const char latest[] =
        "SELECT t.id FROM session s JOIN thing t ON t.n = s.n WHERE s.ended IS NULL ORDER BY (SELECT max(at) "
        "FROM sitting WHERE session = s.n) DESC, s.n DESC LIMIT 1";
    Str found = STR_EMPTY;
    *id = (Id){""};
    if (word && *word)
        return find_by_word(store, word, id, err);
    if (rows_find_text(store, &found, latest, ""))
        *id = id_read(str_text(&found));
    str_free(&found);
    return id_is_set(id)
               ? 0
               : err_set(err, ERR_REFUSED, "no session is open in this study: `rir start` begins one");
}

/* --- leaving */

int session_close(Session *session, Err *err)
{
    if (!session)
        return 0;
    int result = session->is_live ? session_settle(session, err) : 0;
    if (result == 0 && session->is_live && !session->is_over) {
        Step step = {0};
        session->keeps_draft = true;
        step_add_stop(&step, &session->sitting, session_find_now(session), session_find_elapsed(session),
                      "left");
        result = step_write(session, &step, err);
        step_free(&step);
    }
    free_session(session);
    return result;
}

const char *session_find_notice(const Session *session)
{
    return str_text(&session->notice);
}

int session_erase_left(Store *store, Err *err)
{
    static const char sql[] =
        "SELECT DISTINCT t.id FROM note JOIN session s ON s.n = note.session JOIN thing t ON t.n = s.n WHERE "
        "note.hidden > 0 AND note.hidden & 1 AND s.ended IS NOT NULL";
    Rows *rows = rows_open(store, err, sql, "");
    Str ids = STR_EMPTY;
    while (rows_next(rows))
        str_add_format(&ids, "%s ", rows_text(rows, 0));
    int erased = rows_close(rows, err);
    for (size_t at = 0; erased >= 0 && at + ID_SIZE <= ids.size; at += ID_SIZE) {
        char id[ID_SIZE] = "";
        memcpy(id, ids.data + at, ID_SIZE - 1);
        int some = upkeep_erase_struck(store, id, err);
        erased = some < 0 ? -1 : erased + some;
    }
    str_free(&ids);
    return erased;
}
