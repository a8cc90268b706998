/* SPDX-License-Identifier: MIT */
/* Consent, item by item and person by person; during a session and after it. */
#include "rir/consent.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "rir/clock.h"
#include "rir/mem.h"
#include "rir/rows.h"
#include "session.h"

/* What a refusal changes; "" for an item of the guide's own, by which nothing changes. */
static const char *find_effect(const char *item)
{
    static const struct {
        const char *item, *refused;
    } rows[] = {
        {"part", "their words are left out of every view, search and export, those noted before too; your "
                 "own comments, memos and follow-ups stay"},
        {"record", "no recorder: /mark is refused; stop one that runs"},
        {"quote", "their words are kept for analysis and never quoted to others"},
        {"recontact", "they are not to be asked again: `rir person list` says so"},
        {"reuse", "their words are left out of what goes to an archive"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].item, item) == 0)
            return rows[i].refused;
    return "";
}

bool consent_has_effect(const char *item)
{
    return *find_effect(item) != '\0';
}

const char *consent_explain(const char *item, bool agrees)
{
    if (agrees)
        return "";
    return consent_has_effect(item) ? find_effect(item)
                                    : "on record; rir changes nothing by it: see to it yourself";
}

typedef struct {
    const char *item;
    bool agrees;
    const char *how;
    int64_t at;
    bool is_rehearsed; /* holds for that rehearsal alone */
} Answer;

static void add_answer(Step *step, const char *person, const Answer *answer)
{
    Id id = id_make();
    StepBody body = step_add(step, "consent.answer", &id, person);
    json_add_text(&body.json, "item", answer->item);
    json_add_text(&body.json, "answer", answer->agrees ? "yes" : "no");
    json_add_some(&body.json, "how", answer->how);
    json_add_number(&body.json, "at", answer->at);
    if (answer->is_rehearsed)
        json_add_number(&body.json, "rehearsal", 1);
    step_end(&body);
}

/* --- in a session */

#define GAP_NAMED 6 /* people of an item who are named; the others are counted */

/* Those who were here and were not asked; whoever is still expected will be. */
static void add_gap(Str *gap, const State *state, size_t item)
{
    size_t count = 0;
    for (size_t i = 0; i < state->person_count; i++) {
        const PersonState *person = &state->people[i];
        if (!person->stay_count || person->consent[item] != CONSENT_NOT_ASKED || count++ >= GAP_NAMED)
            continue;
        str_add(gap, gap->size ? ", " : "consent not on record: ");
        str_add_format(gap, "%s (%s)", state->plan->consent[item].id, person->pseudonym);
    }
    if (count > GAP_NAMED)
        str_add_format(gap, " and %zu more", count - GAP_NAMED);
}

const char *session_find_consent_gap(Session *session)
{
    const State *state = session->state;
    str_clear(&session->gap);
    for (size_t i = 0; i < session->plan->consent_count; i++)
        if (session->plan->consent[i].required)
            add_gap(&session->gap, state, i);
    return str_text(&session->gap);
}

const char *session_find_refusal(Session *session)
{
    const State *state = session->state;
    size_t part = state_find_item(state, "part"), count = 0;
    str_clear(&session->refusal);
    for (size_t i = 0; part != SESSION_NONE && i < state->person_count; i++)
        if (state->people[i].consent[part] == CONSENT_NO && count++ < GAP_NAMED)
            str_add_format(&session->refusal, "%s%s", count > 1 ? ", " : "", state->people[i].pseudonym);
    if (count > GAP_NAMED)
        str_add_format(&session->refusal, " and %zu more", count - GAP_NAMED);
    if (count)
        str_add(&session->refusal, count > 1 ? " do not take part" : " does not take part");
    return str_text(&session->refusal);
}

void session_add_quote_gap(const Session *session, Str *out)
{
    const State *state = session->state;
    size_t item = state_find_item(state, "quote"), came = 0, refused = 0, open = 0;
    Str names = STR_EMPTY;
    for (size_t i = 0; item != SESSION_NONE && i < state->person_count; i++) {
        const PersonState *person = &state->people[i];
        came += person->stay_count > 0;
        refused += person->stay_count > 0 && person->consent[item] == CONSENT_NO;
        if (person->stay_count == 0 || person->consent[item] != CONSENT_NOT_ASKED || open++ >= GAP_NAMED)
            continue;
        str_add_format(&names, "%s%s", names.size ? ", " : "", person->pseudonym);
    }
    if (open > GAP_NAMED)
        str_add_format(&names, " and %zu more", open - GAP_NAMED);
    if (came > 1 && refused + open > 0)
        str_add(out, "what nobody is named for stays out of what others get: quote ");
    if (came > 1 && refused > 0)
        str_add_format(out, "refused by %zu%s", refused, open > 0 ? ", " : "");
    if (came > 1 && open > 0)
        str_add_format(out, "not asked of %s", str_text(&names));
    str_free(&names);
}

/* Whose answer a consent order gives, by index. */
typedef struct {
    size_t *list;
    size_t count;
    bool is_said;
} Whose;

static void add_whose(Whose *whose, size_t person)
{
    whose->list[whose->count++] = person;
}

/* All are those who are here. *at: the word behind. -1 with the reply filled when two have the seat. */
static int find_whose(Order *order, size_t *at, Whose *whose)
{
    const State *state = order->session->state;
    const char *word = order_word(order, 0);
    *whose = (Whose){.list = mem_new((state->person_count + 1) * sizeof *whose->list)};
    *at = state_find_item(state, word) == SESSION_NONE;
    if (!*at && state->person_count == 1)
        add_whose(whose, 0);
    bool is_all = *at && strcasecmp(word, "all") == 0;
    for (size_t i = 0; is_all && i < state->person_count; i++)
        if (state->people[i].face.is_here)
            add_whose(whose, i);
    if (is_all && !whose->count)
        return session_refuse(order->session, order->reply, "nobody is here whose answer it could be; "
                                                            "/arrive P01 says who came");
    if (*at && !is_all) {
        Who who = session_find_who(order->session, word);
        if (session_check_who(order, &who) != 0)
            return -1;
        if (who.person != SESSION_NONE)
            add_whose(whose, who.person);
    }
    whose->is_said = whose->count > 0;
    return 0;
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

static int save_answers(Order *order, const Answer *answer, const Whose *whose)
{
    Session *session = order->session;
    State *state = session->state;
    bool must_reload = strcmp(answer->item, "part") == 0; /* it hides notes, or shows them again */
    Step step = {.must_reload = must_reload};
    for (size_t i = 0; i < whose->count; i++)
        add_answer(&step, state->people[whose->list[i]].id, answer);
    order->reply->changed = SESSION_CONSENT | SESSION_NOTES | SESSION_CLOCK;
    if (session_save(session, &step, order->reply) != 0)
        return -1;
    for (size_t i = 0; !must_reload && i < whose->count; i++)
        state_take_consent(state, state->people[whose->list[i]].id, answer->item, answer->agrees);
    return 0;
}

/* 0 when an item and an answer stand at `at`; else -1 with the reply filled. */
static int check_answer(Order *order, size_t at, const Whose *whose)
{
    Session *session = order->session;
    const char *word = order_word(order, 0), *item = order_word(order, at),
               *answer = order_word(order, at + 1);
    if (!whose->is_said && at == 0)
        return session_refuse(session, order->reply,
                              "whose consent? /consent @1 %s yes, or /consent all %s yes", item, item);
    if (!whose->is_said &&
        (*word == '@' || state_find_item(session->state, order_word(order, 1)) != SESSION_NONE))
        return session_refuse(session, order->reply,
                              "%s does not take part in this session; /arrive %s if somebody came", word,
                              word);
    if (!whose->is_said)
        return refuse_item(order, word);
    if (state_find_item(session->state, item) == SESSION_NONE)
        return refuse_item(order, item);
    if (strcasecmp(answer, "yes") != 0 && strcasecmp(answer, "no") != 0)
        return session_refuse(session, order->reply, "the answer is yes or no: /consent %s yes", item);
    return 0;
}

#define TOLD_NAMED 12 /* people who are named in a reply */

static int answer_for(Order *order, size_t at, const Whose *whose)
{
    Session *session = order->session;
    bool agrees = strcasecmp(order_word(order, at + 1), "yes") == 0;
    const char *item = session->plan->consent[state_find_item(session->state, order_word(order, at))].id;
    const char *how = order_keep(order, at + 2);
    Answer given = {item, agrees, how, session_find_now(session), session->facts.rehearsal};
    if (save_answers(order, &given, whose) != 0)
        return -1;
    if (whose->count > TOLD_NAMED)
        session_add(session, "%zu people", whose->count);
    for (size_t i = 0; whose->count <= TOLD_NAMED && i < whose->count; i++)
        session_add(session, "%s%s", i ? ", " : "", session->state->people[whose->list[i]].pseudonym);
    session_add(session, " %s %s%s%s%s", item, agrees ? "yes" : "no", *how ? " (" : "", how, *how ? ")" : "");
    const char *meaning = consent_explain(item, agrees);
    return session_tell(session, order->reply, "%s%s%s", *meaning ? ": " : "", meaning,
                        order_find_loss(order, at + 2));
}

int command_consent(Order *order)
{
    Session *session = order->session;
    size_t at;
    Whose whose;
    if (!*order_word(order, 0)) {
        const char *gap = session_find_consent_gap(session);
        Str quote = STR_EMPTY;
        session_add_quote_gap(session, &quote);
        int told =
            session_tell(session, order->reply, "%s%s%s", *gap ? gap : "all required consent is on record",
                         quote.size ? "; " : "", str_text(&quote));
        str_free(&quote);
        return told;
    }
    int result = find_whose(order, &at, &whose);
    if (result == 0)
        result = check_answer(order, at, &whose);
    if (result == 0)
        result = answer_for(order, at, &whose);
    free(whose.list);
    return result;
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
    static const char rehearsal_sql[] =
        "SELECT rehearsal FROM session WHERE n = (SELECT n FROM thing WHERE id = ?1)";
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
    bool is_rehearsed = session && rows_find_number(store, 0, rehearsal_sql, "t", session) != 0;
    Answer answer = {item, agrees, how, at ? at : now, is_rehearsed};
    add_answer(&step, person, &answer);
    Act act = {.kind = "consent.answer",
               .entity = step.list[0].entity.text,
               .session = session,
               .person = person,
               .body = str_text(&step.list[0].body)};
    int result = store_append(store, &act, NULL, err);
    step_free(&step);
    return result;
}
