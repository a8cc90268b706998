/* SPDX-License-Identifier: MIT */
/* A finding comes up, and a table or the whole team answers it. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "findings.h"
#include "label.h"
#include "recommendations.h"
#include "rir/clock.h"
#include "rir/finding.h"
#include "rir/mem.h"
#include "rir/recommendation.h"
#include "rir/rows.h"
#include "rir/text.h"
#include "type_note.h"

/* --- notes meanwhile */

static bool is_recommending(const Session *session)
{
    const Topic *activity = session_find_activity(session);
    return activity && strcmp(activity->method, "recommendations") == 0;
}

void findings_place(const Session *session, NoteRecord *record)
{
    Id last;
    if (record->kind == NOTE_DISSENT && is_recommending(session) && recommendation_find_last(session, &last))
        record_set_card(record, CARD_FINDING, last.text);
    else if (session->state->finding)
        record_set_card(record, CARD_FINDING, session->state->finding);
}

/* --- /finding */

static int put_up(Order *order, const char *id, const char *key)
{
    Session *session = order->session;
    Step step = {0};
    step_add_moment(&step, "session.finding", session_find_now(session), session_find_elapsed(session), id,
                    key);
    order->reply->changed = SESSION_CURSOR | SESSION_NOTES;
    return session_save(session, &step, order->reply);
}

/* What participants may see of it. */
static int show(Order *order, const char *id, int version)
{
    Session *session = order->session;
    Finding finding;
    if (finding_read(session->store, id, version, FINDING_FOR_OTHERS, &finding, &session->failure) != 0)
        return session_fail(session, order->reply);
    session_add(session, "%s version %d: %s", finding.label, finding.version,
                *finding.text ? finding.text : "(its wording may not be shown)");
    for (size_t i = 0; i < finding.extract_count; i++)
        session_add(session, " | \xE2\x80\x9C%s\xE2\x80\x9D", finding.extracts[i].text);
    if (finding.left_out)
        session_add(session, "; %zu extract%s may not be shown", finding.left_out,
                    finding.left_out == 1 ? "" : "s");
    finding_free(&finding);
    return session_tell(session, order->reply, "%s", "");
}

static int show_up(Order *order)
{
    Session *session = order->session;
    Id id;
    int version;
    if (finding_find_up(session, &id, &version))
        return show(order, id.text, version);
    static const char sql[] = "SELECT label FROM any_finding_label l WHERE (SELECT status FROM "
                              "finding_version v WHERE v.finding = l.n "
                              "ORDER BY ord DESC LIMIT 1) <> 'dropped' ORDER BY number, label";
    Str list = STR_EMPTY;
    Rows *rows = rows_open(session->store, NULL, sql, "");
    while (rows_next(rows))
        str_add_format(&list, " %s", rows_text(rows, 0));
    rows_close(rows, NULL);
    if (list.size)
        session_tell(session, order->reply, "no finding is up; /finding and one of:%s", str_text(&list));
    else
        session_tell(session, order->reply, "this study has no findings yet; `rir finding add` makes one");
    str_free(&list);
    return 0;
}

static bool has_findings(const Session *session)
{
    return session->plan->kind == GUIDE_WORKSHOP || session->plan->kind == GUIDE_FOCUS_GROUP;
}

static int refuse_kind(Order *order)
{
    return session_refuse(order->session, order->reply,
                          "findings are brought up in workshops and focus groups");
}

int command_finding(Order *order)
{
    Session *session = order->session;
    const char *word = order_word(order, 0);
    Id id;
    Finding finding;
    if (!has_findings(session))
        return refuse_kind(order);
    if (!*word)
        return show_up(order);
    if (strcasecmp(word, "none") == 0)
        return put_up(order, "", NULL) == 0 ? session_tell(session, order->reply, "no finding is up") : -1;
    if (finding_find(session->store, word, &id, &session->failure) != 0)
        return session_refuse(session, order->reply, "%s", session->failure.text);
    if (finding_read(session->store, id.text, 0, FINDING_FOR_TEAM, &finding, &session->failure) != 0)
        return session_fail(session, order->reply);
    int result = put_up(order, id.text, finding.key);
    if (result == 0)
        result = show(order, id.text, finding.version);
    finding_free(&finding);
    return result;
}

/* --- what is answered */

typedef struct {
    Id id;
    const char *answer;
    Id finding;
    char key[80]; /* of the version that is answered */
    Str wording, reason;
    NoteRecord notes[2]; /* of these two, empty where there are no words */
} Answer;

static void free_answer(Answer *answer)
{
    str_free(&answer->wording);
    str_free(&answer->reason);
    record_free(&answer->notes[0]);
    record_free(&answer->notes[1]);
}

/* The finding that is answered: named by the first word, else the one that is up. Returns the words behind,
 * NULL when refused. */
static const char *find_answered(Order *order, Answer *answer)
{
    Session *session = order->session;
    const char *word = order_word(order, 0);
    Finding finding;
    if (!label_is(word, 'F')) {
        if (!session->state->finding) {
            session_refuse(session, order->reply,
                           "no finding is up; /finding F1 brings one up, or name it: /%s F1",
                           order->line->command->name);
            return NULL;
        }
        answer->finding = id_read(session->state->finding);
        snprintf(answer->key, sizeof answer->key, "%s", session->state->finding_version);
        return order_rest(order, 0);
    }
    if (finding_find(session->store, word, &answer->finding, &session->failure) != 0 ||
        finding_read(session->store, answer->finding.text, 0, FINDING_FOR_TEAM, &finding,
                     &session->failure) != 0) {
        session_refuse(session, order->reply, "%s", session->failure.text);
        return NULL;
    }
    /* The one that is up is answered as it was when it came up. */
    bool is_up = session->state->finding && strcmp(session->state->finding, answer->finding.text) == 0;
    snprintf(answer->key, sizeof answer->key, "%s", is_up ? session->state->finding_version : finding.key);
    finding_free(&finding);
    return order_rest(order, 1);
}

#define BECAUSE "because"

static bool is_because(const char *at)
{
    size_t size = strlen(BECAUSE);
    return strncasecmp(at, BECAUSE, size) == 0 && (at[size] == ' ' || at[size] == '\t' || at[size] == '\n');
}

/* Splits `NEW WORDING because REASON`: at the last such word, or behind a wording in quotation marks. */
static void split_amendment(Answer *answer, const char *rest)
{
    const char *end = *rest == '"' ? strchr(rest + 1, '"') : NULL;
    const char *behind = end ? end + 1 + strspn(end + 1, " \t\n") : NULL;
    if (end && (!*behind || is_because(behind))) {
        str_add_bytes(&answer->wording, rest + 1, (size_t)(end - rest - 1));
        str_add(&answer->reason, *behind ? behind + strlen(BECAUSE) + 1 : "");
        return;
    }
    const char *last = NULL;
    for (const char *at = rest; *at; at++)
        if (at > rest && strchr(" \t\n", at[-1]) && is_because(at))
            last = at;
    str_add_bytes(&answer->wording, rest, last ? (size_t)(last - rest) : strlen(rest));
    str_add(&answer->reason, last ? last + strlen(BECAUSE) + 1 : "");
}

static bool has_words(const Str *words)
{
    return words->size && str_text(words)[strspn(str_text(words), " \t\n")];
}

/* `@P01` and nothing else: somebody, and no words of theirs. */
static bool is_speaker_alone(const Str *words)
{
    const char *at = str_text(words);
    at += strspn(at, " \t\n");
    const char *end = at + strcspn(at, " \t\n");
    return *at == '@' && !end[strspn(end, " \t\n")];
}

/* --- keeping it */

static void add_response(Order *order, const Answer *answer, Step *step)
{
    const Session *session = order->session;
    const NoteRecord *words = answer->notes[0].text   ? &answer->notes[0]
                              : answer->notes[1].text ? &answer->notes[1]
                                                      : NULL;
    Id person = words ? record_find_person(session->store, words) : (Id){""};
    StepBody body = step_add(step, "response.set", &answer->id, id_is_set(&person) ? person.text : NULL);
    Json *json = &body.json;
    json_add_text(json, "finding", answer->finding.text);
    json_add_text(json, "version", answer->key);
    json_add_text(json, "answer", answer->answer);
    if (session->state->table)
        json_add_number(json, "table", session->state->table);
    json_add_some(json, "wording", answer->notes[0].text ? answer->notes[0].id.text : NULL);
    json_add_some(json, "reason", answer->notes[1].text ? answer->notes[1].id.text : NULL);
    json_add_number(json, "at",
                    words                  ? words->at
                    : session->facts.paper ? session->state->paper_at
                                           : order->stamp.at);
    json_add_number(json, "elapsed", words ? words->elapsed : order->stamp.elapsed);
    if (session_find_record(session, NULL) == RECORD_APART)
        json_add_number(json, "off", 1);
    step_end(&body);
    /* First, for it gives the step its name when it is undone. */
    StepAct act = step->list[step->count - 1];
    memmove(step->list + 1, step->list, (step->count - 1) * sizeof *step->list);
    step->list[0] = act;
}

static int add_words(Order *order, Answer *answer, Step *step)
{
    const Str *words[] = {&answer->wording, &answer->reason};
    for (int i = 0; i < 2; i++) {
        if (!has_words(words[i]))
            continue;
        if (type_add_words(order, str_text(words[i]), CARD_FINDING, answer->finding.text, step,
                           &answer->notes[i]) != 0)
            return -1;
    }
    return 0;
}

static void say_answer(Order *order, const Answer *answer)
{
    static const char sql[] =
        "SELECT label || ' version ' || version FROM any_finding_version WHERE finding = ?1 AND key = ?2";
    Session *session = order->session;
    char stamp[CLOCK_STAMP_SIZE];
    bool is_apart = session_find_record(session, NULL) == RECORD_APART;
    clock_format_span_long(stamp, answer->notes[0].text   ? answer->notes[0].elapsed
                                  : answer->notes[1].text ? answer->notes[1].elapsed
                                                          : order->stamp.elapsed);
    session_add(session, "%s %s ", is_apart ? "kept apart" : "saved", stamp);
    rows_find_text(session->store, &session->reply, sql, "tt", answer->finding.text, answer->key);
    session_add(session, " %s", answer->answer);
    if (session->state->table)
        session_add(session, ", table %d", session->state->table);
    if (answer->notes[0].text)
        session_add(session, ", to: %s", answer->notes[0].text);
    if (answer->notes[1].text)
        session_add(session, "; %s", answer->notes[1].text);
    session_tell(session, order->reply, "%s", "");
    order->reply->result = SESSION_SAVED;
    order->reply->entity = answer->id;
}

static int keep_answer(Order *order, Answer *answer)
{
    Session *session = order->session;
    Step step = {0};
    int kept = type_check_record(order);
    if (kept != 0)
        return kept < 0 ? -1 : 0;
    answer->id = id_make();
    if (add_words(order, answer, &step) != 0) {
        step_free(&step);
        return -1;
    }
    add_response(order, answer, &step);
    order->reply->changed = SESSION_NOTES | SESSION_COVERAGE;
    if (session_save(session, &step, order->reply) != 0)
        return -1;
    for (int i = 0; i < 2; i++)
        if (answer->notes[i].text)
            type_take_words(session, &answer->notes[i]);
    say_answer(order, answer);
    return 0;
}

static int answer_with(Order *order, const char *said, const char *needs)
{
    Answer answer = {.answer = said};
    if (!has_findings(order->session))
        return refuse_kind(order);
    const char *rest = find_answered(order, &answer);
    if (!rest)
        return -1;
    int result;
    if (strcmp(said, "amended") == 0)
        split_amendment(&answer, rest);
    else
        str_add(&answer.reason, rest);
    bool is_missing =
        strcmp(said, "amended") == 0 ? !has_words(&answer.wording) : *needs && !has_words(&answer.reason);
    if (is_missing)
        result = session_refuse(order->session, order->reply, "%s", needs);
    else if (is_speaker_alone(&answer.reason) || is_speaker_alone(&answer.wording))
        result = session_refuse(
            order->session, order->reply,
            "who said it goes behind what they said: /%s WORDS %s; an answer alone names nobody",
            order->line->command->name,
            str_text(has_words(&answer.wording) ? &answer.wording : &answer.reason));
    else
        result = keep_answer(order, &answer);
    free_answer(&answer);
    return result;
}

int command_recognise(Order *order)
{
    return answer_with(order, "recognised", "");
}

int command_amend(Order *order)
{
    return answer_with(
        order, "amended",
        "to what wording? /amend NEW WORDING because REASON; a wording with because in it stands in "
        "quotation marks");
}

int command_challenge(Order *order)
{
    return answer_with(order, "challenged", "why? /challenge REASON");
}

int command_add(Order *order)
{
    return answer_with(order, "added", "what is missing? /add WHAT IS MISSING");
}

/* --- off the record afterwards */

static void add_version(Step *step, Rows *rows)
{
    Id id = id_read(rows_text(rows, 0));
    step_add_body(step,
                  strcmp(rows_text(rows, 1), "response.set") == 0 ? "response.set" : "recommendation.set",
                  &id, rows_is_null(rows, 2) ? NULL : rows_text(rows, 2), rows_text(rows, 3));
}

#define LATEST                                                                                               \
    "FROM event e WHERE e.body IS NOT NULL AND e.kind IN ('response.set', 'recommendation.set') AND NOT "    \
    "EXISTS(SELECT 1 FROM "                                                                                  \
    "event b WHERE b.entity = e.entity AND b.kind = e.kind AND b.hlc > e.hlc AND b.body IS NOT NULL) AND "   \
    "e.entity "

int findings_move_apart(const Session *session, Step *step, int64_t from, Err *err)
{
    static const char sql[] = "SELECT (SELECT id FROM thing WHERE n = e.entity), e.kind, (SELECT id FROM "
                              "thing WHERE n = e.person), "
                              "json_set(json_remove(e.body, '$.salt', '$.with'), '$.off', 1) " LATEST
                              "IN (SELECT n FROM response WHERE session = (SELECT "
                              "n FROM thing WHERE id = ?1) AND at >= ?2 AND hidden = 0)";
    Rows *rows = rows_open(session->store, err, sql, "ti", session->id.text, from);
    while (rows_next(rows))
        add_version(step, rows);
    return rows_close(rows, err);
}

int findings_follow_note(Store *store, Step *step, const char *note, const char *now, Err *err)
{
    static const char sql[] = "SELECT (SELECT id FROM thing WHERE n = e.entity), e.kind, (SELECT id FROM "
                              "thing WHERE n = e.person), "
                              "replace(json_remove(e.body, '$.salt', '$.with'), ?1, ?2) " LATEST
                              "IN (SELECT r.n FROM response r JOIN thing t ON t.n IN "
                              "(r.wording, r.reason) WHERE t.id = ?1 UNION SELECT r.n FROM recommendation r "
                              "JOIN thing t ON t.n = r.note WHERE t.id = ?1)";
    Rows *rows = rows_open(store, err, sql, "tt", note, now);
    while (rows_next(rows))
        add_version(step, rows);
    return rows_close(rows, err);
}
