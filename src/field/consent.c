/* SPDX-License-Identifier: MIT */
/* Consent, item by item and person by person; during a session and after it. */
#include "rir/consent.h"

#include <string.h>
#include <strings.h>

#include "rir/clock.h"
#include "rir/rows.h"
#include "session.h"

Id consent_make_id(const char *person, const char *item)
{
    Str name = STR_EMPTY;
    str_add_format(&name, "%s %s", person, item);
    Id id = id_make_named("consent", str_text(&name));
    str_free(&name);
    return id;
}

/* In a rehearsal nobody agrees to anything, nor refuses: what is answered there stays there. */
static const char *find_kind(bool is_rehearsal)
{
    return is_rehearsal ? "consent.rehearse" : "consent.answer";
}

static Id make_id(bool is_rehearsal, const char *session, const char *person, const char *item)
{
    Str name = STR_EMPTY;
    if (!is_rehearsal)
        return consent_make_id(person, item);
    str_add_format(&name, "%s %s %s", session, person, item);
    Id id = id_make_named("rehearsed", str_text(&name));
    str_free(&name);
    return id;
}

const char *consent_explain(const char *item, bool agrees)
{
    static const struct {
        const char *item, *refused;
    } rows[] = {
        {"part", "their words are left out of every view, search and export, those noted before too; your "
                 "own comments and memos stay"},
        {"record", "no recorder: /mark is refused; stop one that runs"},
        {"quote", "their words are kept for analysis and never quoted to others"},
        {"reuse", "their words are left out of what goes to an archive"},
    };
    for (size_t i = 0; !agrees && i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].item, item) == 0)
            return rows[i].refused;
    return "";
}

static void fill_answer(StepBody *body, const char *item, bool agrees, const char *how, int64_t at)
{
    json_add_text(&body->json, "item", item);
    json_add_text(&body->json, "answer", agrees ? "yes" : "no");
    json_add_some(&body->json, "how", how);
    json_add_number(&body->json, "at", at);
    step_end(body);
}

/* --- in a session */

const char *session_find_consent_gap(Session *session)
{
    const State *state = session->state;
    str_clear(&session->gap);
    for (size_t i = 0; i < session->plan->consent_count; i++)
        for (size_t j = 0; session->plan->consent[i].required && j < state->person_count; j++) {
            if (state->people[j].consent[i] != CONSENT_NOT_ASKED)
                continue;
            str_add(&session->gap, session->gap.size ? ", " : "consent not on record: ");
            str_add_format(&session->gap, "%s (%s)", session->plan->consent[i].id,
                           state->people[j].pseudonym);
        }
    return str_text(&session->gap);
}

/* Which people a consent order speaks of: from `first` up to before `end`; false when it does not say. */
static bool find_whose(const Order *order, size_t *at, size_t *first, size_t *end)
{
    const State *state = order->session->state;
    const char *word = order_word(order, 0);
    size_t item = state_find_item(state, word);
    *at = 0;
    *first = 0;
    *end = state->person_count;
    if (item != SESSION_NONE)
        return state->person_count == 1;
    *at = 1;
    if (strcasecmp(word, "all") == 0)
        return true;
    Who who = session_find_who(order->session, word);
    *first = who.person;
    *end = who.person + 1;
    return who.person != SESSION_NONE;
}

static int refuse_item(Order *order, const char *word)
{
    Session *session = order->session;
    Str items = STR_EMPTY;
    for (size_t i = 0; i < session->plan->consent_count; i++)
        str_add_format(&items, "%s%s", i ? ", " : "", session->plan->consent[i].id);
    int result =
        session->plan->consent_count
            ? session_refuse(session, order->reply, "%s is no consent item of this guide; they are: %s", word,
                             str_text(&items))
            : session_refuse(session, order->reply, "this guide has no consent items");
    str_free(&items);
    return result;
}

static int save_answers(Order *order, const char *item, bool agrees, const char *how, size_t first,
                        size_t end)
{
    Session *session = order->session;
    State *state = session->state;
    bool must_reload = strcmp(item, "part") == 0; /* it hides notes, or shows them again */
    Step step = {.must_reload = must_reload};
    for (size_t i = first; i < end; i++) {
        Id id = make_id(session->facts.rehearsal, session->id.text, state->people[i].id, item);
        StepBody body = step_add(&step, find_kind(session->facts.rehearsal), &id, state->people[i].id);
        fill_answer(&body, item, agrees, how, session_find_now(session));
    }
    order->reply->changed = SESSION_CONSENT | SESSION_NOTES | SESSION_CLOCK;
    if (session_save(session, &step, order->reply) != 0)
        return -1;
    for (size_t i = first; !must_reload && i < end; i++)
        state_take_consent(state, state->people[i].id, item, agrees);
    return 0;
}

int command_consent(Order *order)
{
    Session *session = order->session;
    size_t at, first, end;
    if (!*order_word(order, 0)) {
        const char *gap = session_find_consent_gap(session);
        return session_tell(session, order->reply, "%s", *gap ? gap : "all required consent is on record");
    }
    bool is_said = find_whose(order, &at, &first, &end);
    const char *item = order_word(order, at), *answer = order_word(order, at + 1);
    if (!is_said && at == 0)
        return session_refuse(session, order->reply,
                              "whose consent? /consent @1 %s yes, or /consent all %s yes", item, item);
    if (!is_said)
        return refuse_item(order, order_word(order, 0));
    size_t index = state_find_item(session->state, item);
    if (index == SESSION_NONE)
        return refuse_item(order, item);
    bool agrees = strcasecmp(answer, "yes") == 0;
    if (!agrees && strcasecmp(answer, "no") != 0)
        return session_refuse(session, order->reply, "the answer is yes or no: /consent %s yes", item);
    item = session->plan->consent[index].id;
    const char *how = session_is_off(session) ? "" : order_rest(order, at + 2);
    if (save_answers(order, item, agrees, how, first, end) != 0)
        return -1;
    for (size_t i = first; i < end; i++)
        session_add(session, "%s%s", i > first ? ", " : "", session->state->people[i].pseudonym);
    session_add(session, " %s %s%s%s%s", item, agrees ? "yes" : "no", *how ? " (" : "", how, *how ? ")" : "");
    const char *meaning = consent_explain(item, agrees);
    return session_tell(session, order->reply, "%s%s", *meaning ? ": " : "", meaning);
}

/* --- afterwards */

static int check_item(Store *store, const char *session, const char *item, Err *err)
{
    static const char in_guide[] =
        "SELECT 1 FROM guide_consent WHERE item = ?1 AND guide = (SELECT guide FROM session WHERE n = "
        "(SELECT n FROM thing WHERE id = ?2))";
    static const char in_any[] = "SELECT 1 FROM guide_consent WHERE item = ?1 LIMIT 1";
    bool is_known = session ? rows_find_number(store, 0, in_guide, "tt", item, session) != 0
                            : rows_find_number(store, 0, in_any, "t", item) != 0;
    if (is_known)
        return 0;
    return err_set(err, ERR_REFUSED, "%s is no consent item of %s", item,
                   session ? "the guide of this session" : "any guide used in this study");
}

int consent_record(Store *store, const char *session, const char *person, const char *item, bool agrees,
                   const char *how, int64_t at, Err *err)
{
    static const char person_sql[] = "SELECT 1 FROM person WHERE n = (SELECT n FROM thing WHERE id = ?1)";
    static const char session_sql[] = "SELECT 1 FROM session WHERE n = (SELECT n FROM thing WHERE id = ?1)";
    static const char rehearsal_sql[] = "SELECT rehearsal FROM session WHERE n = (SELECT n FROM thing WHERE id = ?1)";
    int64_t now = clock_read().wall;
    if (!rows_find_number(store, 0, person_sql, "t", person))
        return err_set(err, ERR_REFUSED, "there is no such participant in this study");
    if (session && !rows_find_number(store, 0, session_sql, "t", session))
        return err_set(err, ERR_REFUSED, "there is no such session in this study");
    if (at > now)
        return err_set(err, ERR_REFUSED, "consent cannot have been given in the future");
    if (check_item(store, session, item, err) != 0)
        return -1;
    Step step = {0};
    bool is_rehearsal = session && rows_find_number(store, 0, rehearsal_sql, "t", session) != 0;
    Id id = make_id(is_rehearsal, session, person, item);
    StepBody body = step_add(&step, find_kind(is_rehearsal), &id, person);
    fill_answer(&body, item, agrees, how, at ? at : now);
    Act act = {.kind = find_kind(is_rehearsal),
               .entity = id.text,
               .session = session,
               .person = person,
               .body = str_text(&body.act->body)};
    int result = store_append(store, &act, NULL, err);
    step_free(&step);
    return result;
}
