/* SPDX-License-Identifier: MIT */
/* Casting ballots, on paper and on the laptop. What was typed is kept as the ballot and nowhere else. */
#include <string.h>
#include <stdlib.h>
#include <strings.h>

#include "ballot.h"
#include "rir/cards.h"
#include "rir/mem.h"
#include "rir/rows.h"

typedef struct {
    const Topic *activity;
    TallyRule rule;
    SecretGroups groups;
    SecretLine line;
    Id *cards;  /* the ones chosen, as typed */
    Id *counts; /* those that count for them */
    bool is_spoiled;
} Casting;

static void free_casting(Casting *casting)
{
    secret_free_line(&casting->line);
    secret_free_groups(&casting->groups);
    free(casting->cards);
    free(casting->counts);
}

static bool is_spoiled(const SecretLine *line)
{
    return line->count == 1 &&
           (strcasecmp(line->words[0], "spoiled") == 0 || strcasecmp(line->words[0], "spoilt") == 0);
}

/* --- checks: each fills the reply */

static int check_moment(Order *order, Casting *casting)
{
    Session *session = order->session;
    casting->activity = session_find_activity(session);
    if (!ballot_find_rule(casting->activity, &casting->rule))
        return session_refuse(
            session, order->reply,
            "no ballots are cast here; they are in activities with method=rank or method=dot-vote");
    if (ballot_is_revealed(session->store, session->id.text, casting->activity->id, NULL))
        return session_refuse(
            session, order->reply,
            "these ballots are revealed, and no more are taken; /undo of the reveal opens them again");
    return secret_check_record(order);
}

static int check_room(Order *order, const Casting *casting)
{
    Session *session = order->session;
    const SecretGroup *group = casting->line.group;
    if (casting->groups.here == 0)
        return session_refuse(session, order->reply,
                              "nobody is here by the roster, and so nobody can vote: /arrive P01 first");
    if (ballot_count_cast(session, casting->activity->id, NULL) >= casting->groups.here)
        return session_refuse(session, order->reply,
                              "%zu %s cast a ballot: /arrive WHO when somebody came, /recall WORD or /undo "
                              "when one was typed twice",
                              casting->groups.here,
                              casting->groups.here == 1 ? "person is here and has"
                                                        : "people are here and all have");
    if (group && ballot_count_cast(session, casting->activity->id, group->name) >= group->here)
        return session_refuse(
            session, order->reply,
            "%s has %zu here and as many ballots: another group? /arrive WHO when somebody came, /recall "
            "WORD or /undo when one was typed twice",
            group->name, group->here);
    return 0;
}

/* Whether each letter alone is a card: CAF for C A F. It is asked again, for AB may be a card too. */
static bool is_run_together(const Session *session, const char *word)
{
    Id card, counts;
    for (const char *at = word; *at; at++) {
        char letter[] = {*at, '\0'};
        if (cards_find_label(session->store, session->id.text, letter, &card, &counts, NULL) != 0)
            return false;
    }
    return strlen(word) > 1;
}

static int check_cards(Order *order, Casting *casting)
{
    Session *session = order->session;
    casting->cards = mem_new((casting->line.count + 1) * sizeof *casting->cards);
    casting->counts = mem_new((casting->line.count + 1) * sizeof *casting->counts);
    for (size_t i = 0; i < casting->line.count; i++) {
        const char *label = casting->line.words[i];
        if (cards_find_label(session->store, session->id.text, label, &casting->cards[i], &casting->counts[i],
                             &session->failure) == 0)
            continue;
        if (session->failure.code != ERR_REFUSED)
            return session_fail(session, order->reply);
        if (is_run_together(session, label))
            return session_refuse(session, order->reply,
                                  "place %zu: there is no card %s; with a space after each letter those are "
                                  "cards; nothing was cast",
                                  i + 1, label);
        return session_refuse(session, order->reply, "place %zu: there is no card %s%s; nothing was cast",
                              i + 1, label,
                              strchr(order->line->rest, ':') ? "" : "; a group stands before a colon");
    }
    return 0;
}

static int refuse_choice(Order *order, const Casting *casting, TallyFault fault, size_t at)
{
    Session *session = order->session;
    const char *label = casting->line.words[at];
    bool is_rank = casting->rule.way == TALLY_RANK;
    size_t first = 0;
    while (!id_is_same(&casting->counts[first], &casting->counts[at]))
        first++;
    if (fault == TALLY_TWICE && strcasecmp(casting->line.words[first], label) != 0)
        return session_refuse(session, order->reply,
                              "place %zu: %s and %s are one card, they were merged; nothing was cast", at + 1,
                              label, casting->line.words[first]);
    if (fault == TALLY_TWICE)
        return session_refuse(session, order->reply, "place %zu: %s stands there twice; nothing was cast",
                              at + 1, label);
    if (fault == TALLY_OVER_CAP)
        return session_refuse(session, order->reply,
                              "dot %zu: at most %zu dot%s may be on one card, and %s has more; nothing "
                              "was cast",
                              at + 1, casting->rule.cap, casting->rule.cap == 1 ? "" : "s", label);
    return session_refuse(session, order->reply,
                          "place %zu: a ballot has at most %zu %s, and this has %zu; nothing was cast",
                          at + 1, casting->rule.most, is_rank ? "places" : "dots", casting->line.count);
}

static int check_rule(Order *order, const Casting *casting)
{
    size_t *choices = mem_new((casting->line.count + 1) * sizeof *choices), at = 0;
    for (size_t i = 0; i < casting->line.count; i++) {
        size_t first = 0;
        while (!id_is_same(&casting->counts[first], &casting->counts[i]))
            first++;
        choices[i] = first;
    }
    TallyBallot ballot = {"", choices, casting->line.count};
    TallyFault fault = tally_check_ballot(&casting->rule, casting->line.count, &ballot, &at);
    free(choices);
    return fault == TALLY_FINE ? 0 : refuse_choice(order, casting, fault, at);
}

/* --- casting */

static void add_ballot(const Casting *casting, bool is_paper, const Id *id, Step *step)
{
    StepBody body = step_add(step, "ballot.cast", id, NULL);
    Json *json = &body.json;
    json_add_text(json, "activity", casting->activity->id);
    json_add_text(json, "way", casting->rule.way == TALLY_RANK ? "rank" : "dots");
    json_add_number(json, "most", (int64_t)casting->rule.most);
    json_add_some(json, "group", casting->line.group ? casting->line.group->name : NULL);
    json_open(json, "choices", '[');
    for (size_t i = 0; !casting->is_spoiled && i < casting->line.count; i++)
        json_add_text(json, NULL, casting->cards[i].text);
    json_close(json, ']');
    if (casting->is_spoiled)
        json_add_number(json, "spoiled", 1);
    if (is_paper)
        json_add_number(json, "paper", 1);
    step_end(&body);
}

static int say_cast(Order *order, const Casting *casting, const Id *id)
{
    Session *session = order->session;
    char token[SECRET_TOKEN_SIZE];
    secret_format_token(token, id->text);
    session_add(session, "%s ballot %zu of %zu",
                casting->is_spoiled   ? "spoiled"
                : casting->line.count ? "cast:"
                                      : "empty",
                ballot_count_cast(session, casting->activity->id, NULL), casting->groups.here);
    if (casting->line.group && *casting->line.group->name)
        session_add(session, ", %s %zu of %zu", casting->line.group->name,
                    ballot_count_cast(session, casting->activity->id, casting->line.group->name),
                    casting->line.group->here);
    return session_tell(session, order->reply, "; /recall %s takes it back until the reveal", token);
}

static int cast(Order *order, Casting *casting, bool is_paper)
{
    Session *session = order->session;
    casting->is_spoiled = is_spoiled(&casting->line);
    if (check_room(order, casting) != 0)
        return -1;
    if (!casting->is_spoiled && (check_cards(order, casting) != 0 || check_rule(order, casting) != 0))
        return -1;
    Step step = {.clears_draft = true};
    Id id = secret_make_id(session);
    add_ballot(casting, is_paper, &id, &step);
    order->reply->changed = SESSION_PLAN;
    if (session_save(session, &step, order->reply) != 0)
        return -1;
    return say_cast(order, casting, &id);
}

static int take_ballot(Order *order, bool is_paper)
{
    Casting casting = {.activity = NULL};
    int result = check_moment(order, &casting);
    if (result == 0) {
        Str wrong = STR_EMPTY;
        secret_list_groups(order->session, &casting.groups);
        if (secret_read_line(order->line->rest, &casting.groups, &casting.line, &wrong) != 0)
            result = session_refuse(order->session, order->reply, "%s; nothing was cast", str_text(&wrong));
        str_free(&wrong);
    }
    if (result == 0)
        result = cast(order, &casting, is_paper);
    free_casting(&casting);
    return result;
}

/* --- how many there are */

static void add_missing(Str *out, const BallotCount *count)
{
    size_t listed = 0;
    for (size_t i = 0; i < count->count; i++) {
        const BallotGroup *group = &count->groups[i];
        if (group->here > group->cast)
            str_add_format(out, "%s%zu %s", listed++ ? ", " : "; missing ", group->here - group->cast,
                           *group->group ? group->group : "without a group");
    }
}

static int say_count(Order *order)
{
    Session *session = order->session;
    BallotCount count;
    if (ballot_read_count(session, &count, &session->failure) != 0) {
        ballot_free_count(&count);
        return session->failure.code == ERR_REFUSED
                   ? session_refuse(session, order->reply,
                                    "no ballots are cast here; they are in activities with method=rank or "
                                    "method=dot-vote")
                   : session_fail(session, order->reply);
    }
    session_add(session, "%zu of %zu ballots", count.cast, count.here);
    for (size_t i = 0; i < count.count; i++)
        session_add(session, "%s %s %zu of %zu", i ? "," : ":",
                    *count.groups[i].group ? count.groups[i].group : "no group", count.groups[i].cast,
                    count.groups[i].here);
    if (!count.is_revealed)
        add_missing(&session->reply, &count);
    if (count.empty)
        session_add(session, "; %zu empty", count.empty);
    if (count.spoiled)
        session_add(session, "; %zu spoiled", count.spoiled);
    session_add(session, count.is_revealed ? "; revealed" : "");
    ballot_free_count(&count);
    return session_tell(session, order->reply, "%s", "");
}

int command_tally(Order *order)
{
    return *order->line->rest ? take_ballot(order, true) : say_count(order);
}

int command_ballot(Order *order)
{
    return *order->line->rest ? take_ballot(order, false) : say_count(order);
}

/* --- taking one back */

/* Ballots and sheets that are not revealed yet, of all activities. */
#define OPEN_BALLOTS                                                                                         \
    "SELECT t.id, 0, b.activity, '' FROM ballot b JOIN thing t ON t.n = b.n WHERE b.session = (SELECT n "    \
    "FROM "                                                                                                  \
    "thing WHERE id = ?1) UNION ALL SELECT t.id, 1, b.activity, (SELECT group_concat(dimension, ' ') FROM "  \
    "rating WHERE sheet = b.n) FROM rating_sheet b JOIN thing t ON t.n = b.n WHERE b.session = (SELECT n "   \
    "FROM thing WHERE id = ?1)"

static bool is_open(const Session *session, const char *activity, const char *dimensions)
{
    char *list = mem_copy_text(dimensions), *rest = NULL;
    bool is_revealed = ballot_is_revealed(session->store, session->id.text, activity, NULL);
    for (char *word = strtok_r(list, " ", &rest); word && !is_revealed; word = strtok_r(NULL, " ", &rest))
        is_revealed = ballot_is_revealed(session->store, session->id.text, activity, word);
    free(list);
    return !is_revealed;
}

int command_recall(Order *order)
{
    Session *session = order->session;
    const char *wanted = order_word(order, 0);
    Id found = {""};
    size_t count = 0;
    bool is_sheet = false, is_late = false;
    if (!*wanted)
        return session_refuse(session, order->reply,
                              "which one? /recall and the word it was given, as in /recall amber-41");
    Rows *rows = rows_open(session->store, &session->failure, OPEN_BALLOTS, "t", session->id.text);
    while (rows_next(rows)) {
        char token[SECRET_TOKEN_SIZE];
        secret_format_token(token, rows_text(rows, 0));
        if (strcasecmp(token, wanted) != 0)
            continue;
        is_late = is_late || !is_open(session, rows_text(rows, 2), rows_text(rows, 3));
        found = id_read(rows_text(rows, 0));
        is_sheet = rows_number(rows, 1) != 0;
        count++;
    }
    if (rows_close(rows, &session->failure) != 0)
        return session_fail(session, order->reply);
    if (count > 1)
        return session_refuse(session, order->reply,
                              "two ballots have the word %s, cast on two laptops; neither was taken back",
                              wanted);
    if (count == 0 || is_late)
        return session_refuse(session, order->reply,
                              "no ballot that is still closed has the word %s; what is revealed stays",
                              wanted);
    Step step = {.clears_draft = true};
    step_add_body(&step, "note.strike", &found, NULL, "{}");
    order->reply->changed = SESSION_PLAN;
    if (session_save(session, &step, order->reply) != 0)
        return -1;
    return session_tell(session, order->reply, "the %s was taken back; another can be cast",
                        is_sheet ? "sheet" : "ballot");
}

/* --- the reveal */

static int reveal(Order *order, const Topic *activity)
{
    Session *session = order->session;
    Step step = {0};
    step_add_moment(&step, "session.reveal", session_find_now(session), session_find_elapsed(session),
                    activity->id, NULL);
    if (secret_mix(session, &step, SECRET_BALLOTS, activity->id, NULL, &session->failure) != 0) {
        step_free(&step);
        return session_fail(session, order->reply);
    }
    order->reply->changed = SESSION_PLAN | SESSION_NOTES;
    return session_save(session, &step, order->reply);
}

int ballot_reveal(Order *order, const Topic *activity)
{
    Session *session = order->session;
    bool was_revealed = ballot_is_revealed(session->store, session->id.text, activity->id, NULL);
    BallotTally tally;
    if (!was_revealed && ballot_count_cast(session, activity->id, NULL) == 0)
        return session_refuse(session, order->reply,
                              "no ballot was cast yet: /tally GROUP: A B C enters one from paper");
    if (!was_revealed && (secret_check_record(order) != 0 || reveal(order, activity) != 0))
        return -1;
    int result = ballot_read_tally(session->store, session->id.text, activity->id, &tally, &session->failure);
    if (result != 0)
        result = session_fail(session, order->reply);
    else {
        ballot_add_result(&session->reply, &tally);
        result = session_tell(session, order->reply, was_revealed ? "; revealed before" : "%s", "");
    }
    ballot_free_tally(&tally);
    return result;
}
