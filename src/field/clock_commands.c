/* SPDX-License-Identifier: MIT */
/* Commands about time: pause, phase, recorder, the end. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "rir/clock.h"
#include "rir/rows.h"
#include "rir/upkeep.h"
#include "secret.h"
#include "session.h"

static void add_span(Session *session, int64_t ms)
{
    char span[CLOCK_STAMP_SIZE];
    clock_format_span_long(span, ms);
    session_add(session, "%s", span);
}

static int refuse_paper(Order *order)
{
    return session_refuse(order->session, order->reply, "no clock runs in a session entered from paper");
}

/* --- pause and phase */

int command_pause(Order *order)
{
    Session *session = order->session;
    if (session->facts.paper)
        return refuse_paper(order);
    if (!state_is_running(session->state))
        return session_refuse(session, order->reply, "the clock stands already; /resume lets it run");
    const char *why = order_keep(order, 0);
    if (order_save_moment(order, "session.pause", why, SESSION_CLOCK) != 0)
        return -1;
    session_add(session, "paused at ");
    add_span(session, session_find_elapsed(session));
    return session_tell(session, order->reply, "%s%s; /resume lets the clock run%s", *why ? ": " : "", why,
                        order_find_loss(order, 0));
}

int command_resume(Order *order)
{
    Session *session = order->session;
    if (session->facts.paper)
        return refuse_paper(order);
    if (state_is_running(session->state))
        return session_refuse(session, order->reply, "the clock is running");
    int64_t paused = session_find_time(session).paused;
    if (order_save_moment(order, "session.resume", NULL, SESSION_CLOCK) != 0)
        return -1;
    session_add(session, "goes on at ");
    add_span(session, session_find_elapsed(session));
    session_add(session, " after a pause of ");
    add_span(session, paused);
    return session_tell(session, order->reply, "%s", "");
}

int command_phase(Order *order)
{
    static const char *const phases[] = {"opening", "main", "closing", "after"};
    Session *session = order->session;
    const char *word = order_word(order, 0);
    for (size_t i = 0; i < sizeof phases / sizeof *phases; i++) {
        if (strcasecmp(word, phases[i]) != 0)
            continue;
        bool was_recording = session_find_time(session).is_recording;
        if (order_save_moment(order, "session.phase", phases[i], SESSION_CLOCK) != 0)
            return -1;
        bool is_stopped = was_recording && !session_find_time(session).is_recording;
        return session_tell(session, order->reply, "phase %s%s", phases[i],
                            is_stopped ? ", the recorder is off" : "");
    }
    return session_refuse(session, order->reply, "phases are opening, main, closing, after; this is %s",
                          state_find_phase(session->state));
}

/* --- recorder */

int command_mark(Order *order)
{
    Session *session = order->session;
    const State *state = session->state;
    const char *label = order_keep(order, 0);
    if (state_has_answer(state, "record", CONSENT_NO))
        return session_refuse(session, order->reply,
                              "no mark: not everyone agreed to recording; stop the recorder");
    bool is_asked = state_find_item(state, "record") == SESSION_NONE ||
                    !state_has_answer(state, "record", CONSENT_NOT_ASKED);
    if (order_save_moment(order, "session.mark", label, SESSION_CLOCK) != 0)
        return -1;
    session_add(session, "recorder marked at ");
    add_span(session, session_find_elapsed(session));
    return session_tell(session, order->reply, "%s%s%s%s", *label ? ": " : "", label,
                        is_asked ? "" : "; consent to recording is not on record", order_find_loss(order, 0));
}

/* --- the end, moved */

#define MINUTE_MS INT64_C(60000)
#define DAY_MS (24 * 60 * MINUTE_MS)

/* A time of day, today or soon after midnight, or a span from now. 0 when it is neither, or past. */
static int64_t read_end(int64_t now, const char *word)
{
    int64_t ms;
    if (clock_parse_time(word, &ms)) {
        int64_t at = clock_find_midnight(now, clock_find_offset(now)) + ms;
        if (at <= now)
            at += DAY_MS;
        return at - now <= DAY_MS / 2 ? at : 0;
    }
    return clock_parse_span(word, &ms) && ms > 0 ? now + ms : 0;
}

int command_until(Order *order)
{
    Session *session = order->session;
    const char *word = order_word(order, 0);
    if (session->facts.paper)
        return refuse_paper(order);
    if (*word) {
        int64_t at = read_end(session_find_real(session), word);
        if (!at)
            return session_refuse(session, order->reply, "%s is past or no time: /until 14:30 or /until 10m",
                                  word);
        Str value = STR_EMPTY;
        str_add_format(&value, "%lld", (long long)at);
        int result =
            order_save_moment(order, "session.until", str_text(&value), SESSION_CLOCK | SESSION_PLAN);
        str_free(&value);
        if (result != 0)
            return -1;
    }
    SessionReplan replan = session_find_replan(session);
    session_add(session, "%s", replan.line);
    for (size_t i = 0; i < replan.count; i++) {
        session_add(session, i ? ", " : ": ");
        session_add_label(session, &session->reply, session->state->walk[replan.rows[i].question]);
        if (replan.rows[i].minutes)
            session_add(session, " %d min", replan.rows[i].minutes);
        else
            session_add(session, " does not fit");
    }
    session_free_replan(&replan);
    return session_tell(session, order->reply, "%s", "");
}

/* --- leaving */

int command_adjourn(Order *order)
{
    Session *session = order->session;
    Step step = {0};
    int64_t now = session_find_now(session), elapsed = session_find_elapsed(session);
    step_add_stop(&step, &session->sitting, now, elapsed, "adjourn");
    if (session_save(session, &step, order->reply) != 0)
        return -1;
    session->is_over = true;
    order->reply->changed = SESSION_OVER;
    session_add(session, "adjourned at ");
    add_span(session, elapsed);
    return session_tell(session, order->reply, "; `rir resume %lld` goes on",
                        (long long)session->facts.number);
}

#define TRIES 12
#define TRY_MS 50

/* The projector of the workshop lets go of the study as soon as it sees the end. */
static int erase_struck(Session *session, Err *err)
{
    static const struct timespec wait = {0, TRY_MS * 1000000L};
    int erased = upkeep_erase_struck(session->store, session->id.text, err);
    for (int i = 0; i < TRIES && erased < 0 && err->code == ERR_BUSY; i++) {
        nanosleep(&wait, NULL);
        erased = upkeep_erase_struck(session->store, session->id.text, err);
    }
    return erased;
}

static void say_erased(Session *session)
{
    /* Of ballots that were mixed at a reveal nobody struck anything. */
    static const char slips_sql[] =
        "SELECT count(DISTINCT e.entity) FROM event e JOIN event s ON s.entity = e.entity AND s.kind = "
        "'note.strike' WHERE e.session = (SELECT n FROM thing WHERE id = ?1) AND e.kind IN ('ballot.cast', "
        "'rating.give') AND e.body IS NULL";
    Err err = {ERR_NONE, ""};
    int erased = erase_struck(session, &err);
    int slips = erased > 0 ? (int)rows_find_number(session->store, 0, slips_sql, "t", session->id.text) : 0;
    if (erased > slips)
        session_add(session, "; erased for good: %d struck", erased - slips);
    if (slips)
        session_add(session, "; in which order ballots were cast is erased");
    if (erased < 0)
        session_add(
            session,
            "; what was struck, and in which order ballots were cast, is hidden but NOT ERASED YET: %s. "
            "The next rir that finds itself alone does it",
            err.text);
}

/* When a session ends. From paper notes may be copied in any order: it lasted until the latest of them, not
 * the last one typed. */
static void find_end(const Session *session, int64_t *at, int64_t *elapsed)
{
    static const char sql[] =
        "SELECT max(at), max(elapsed) FROM (SELECT at, elapsed FROM note WHERE hidden = 0 AND session = "
        "(SELECT n FROM thing WHERE id = ?1) UNION ALL SELECT at, elapsed FROM moment WHERE session = "
        "(SELECT n FROM thing WHERE id = ?1))";
    *at = session_find_now(session);
    *elapsed = session_find_elapsed(session);
    if (!session->facts.paper)
        return;
    Rows *rows = rows_open(session->store, NULL, sql, "t", session->id.text);
    if (rows_next(rows) && rows_number(rows, 1) > *elapsed) {
        *at = rows_number(rows, 0);
        *elapsed = rows_number(rows, 1);
    }
    rows_close(rows, NULL);
}

/* While those who can be asked are still in the room. */
static void say_quote_gap(Session *session)
{
    Str gap = STR_EMPTY;
    session_add_quote_gap(session, &gap);
    session_add(session, "%s%s", gap.size ? "; " : "", str_text(&gap));
    str_free(&gap);
}

int command_end(Order *order)
{
    Session *session = order->session;
    Step step = {.clears_draft = true};
    int64_t now, elapsed;
    find_end(session, &now, &elapsed);
    StepBody body = step_add(&step, "session.end", &session->id, NULL);
    json_add_number(&body.json, "at", now);
    json_add_number(&body.json, "elapsed", elapsed);
    step_end(&body);
    step_add_stop(&step, &session->sitting, now, elapsed, "end");
    /* What was never revealed is mixed all the same. */
    if (secret_mix(session, &step, SECRET_BALLOTS, NULL, NULL, &session->failure) != 0 ||
        secret_mix(session, &step, SECRET_SHEETS, NULL, NULL, &session->failure) != 0) {
        step_free(&step);
        return session_fail(session, order->reply);
    }
    if (session_save(session, &step, order->reply) != 0)
        return -1;
    session->is_over = true;
    order->reply->changed = SESSION_OVER;
    session_add(session, "ended at ");
    add_span(session, elapsed);
    session_add(session, ", %zu note%s", session->state->notes, session->state->notes == 1 ? "" : "s");
    SessionCoverage coverage = session_find_coverage(session);
    if (coverage.questions)
        session_add(session, ", %zu of %zu covered", coverage.covered, coverage.questions);
    const char *gap = session_find_consent_gap(session);
    session_add(session, "%s%s", *gap ? "; " : "", gap);
    say_quote_gap(session);
    say_erased(session);
    return session_tell(session, order->reply, "%s",
                        session->facts.rehearsal ? "" : "; the contact summary is due within a day");
}
