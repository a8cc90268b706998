/* SPDX-License-Identifier: MIT */
/* What is said of a card after it was noted: who sees to it and by when, how it was decided, what dissent is
 * about. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cards.h"
#include "label.h"
#include "recommendations.h"
#include "rir/rows.h"

/* --- which card is meant */

typedef struct {
    const char *kinds; /* " action parked " */
    const char *none;  /* what to say when there is no such card */
} Wanted;

static bool is_of_kind(const Session *session, const Id *card, const char *kinds)
{
    static const char sql[] =
        "SELECT instr(?2, ' ' || kind || ' ') FROM any_seen WHERE n = (SELECT n FROM thing WHERE id = ?1)";
    return rows_find_number(session->store, 0, sql, "tt", card->text, kinds) != 0;
}

static bool find_last(const Session *session, const char *kinds, Id *card)
{
    static const char sql[] =
        "SELECT t.id FROM any_seen note JOIN thing t ON t.n = note.n WHERE note.session = (SELECT n FROM "
        "thing WHERE id = ?1) AND instr(?2, ' ' || note.kind || ' ') ORDER BY note.hlc DESC, t.id DESC LIMIT "
        "1";
    Str id = STR_EMPTY;
    bool is_there = rows_find_text(session->store, &id, sql, "tt", session->id.text, kinds);
    *card = id_read(str_text(&id));
    str_free(&id);
    return is_there;
}

/* Whether a word may be meant as a label: one with a number, or a letter that is the label of such a card. */
static bool is_label(const char *word)
{
    size_t size = strlen(word),
           letters = strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    return letters >= 1 && letters <= 2 && size > letters &&
           strspn(word + letters, "0123456789.bcdefgh") == size - letters;
}

/* The card that the first word names, or the last of these kinds; *rest is what is said of it. -1 with the
 * reply filled. */
static int find_meant(Order *order, const Wanted *wanted, Id *card, const char **rest)
{
    Session *session = order->session;
    const char *word = order_word(order, 0);
    bool is_last = strcasecmp(word, "last") == 0, has_more = order->line->word_count > 1;
    bool is_card = !is_last && has_more &&
                   cards_find_label(session->store, session->id.text, word, card, NULL, NULL) == 0 &&
                   is_of_kind(session, card, wanted->kinds);
    *rest = order_rest(order, is_last || is_card ? 1 : 0);
    if (is_card)
        return 0;
    if (has_more && is_label(word))
        return session_refuse(session, order->reply,
                              "there is no card %s that /%s goes with; nothing was done", word,
                              order->line->command->name);
    if (find_last(session, wanted->kinds, card))
        return 0;
    return session_refuse(session, order->reply, "%s", wanted->none);
}

/* --- saying it: a new version of the note */

static int say(Order *order, const Id *card, CardMember member, const char *value, const char *what)
{
    Session *session = order->session;
    NoteRecord record;
    Str name = STR_EMPTY;
    if (record_read(session->store, card->text, &record, &session->failure) != 0)
        return session_fail(session, order->reply);
    Step step = {0};
    record_set_card(&record, member, strcasecmp(value, "none") == 0 ? NULL : value);
    Id person = record_find_person(session->store, &record);
    record_add(&record, &step, id_is_set(&person) ? person.text : NULL);
    order->reply->changed = SESSION_NOTES;
    order->reply->entity = record.id;
    int result = session_save(session, &step, order->reply);
    if (result == 0) {
        cards_add_label(session->store, &name, card->text);
        session_add(session, "%s %s: %s", name.size ? str_text(&name) : note_kind_find(record.kind)->name,
                    what, value);
    }
    str_free(&name);
    record_free(&record);
    return result;
}

static int say_words(Order *order, const Wanted *wanted, CardMember member, const char *what,
                     const char *usage)
{
    Session *session = order->session;
    const char *rest;
    Id card;
    if (!*order_word(order, 0))
        return session_refuse(session, order->reply, "%s", usage);
    if (find_meant(order, wanted, &card, &rest) != 0)
        return -1;
    if (!*rest)
        return session_refuse(session, order->reply, "%s", usage);
    if (!*order_keep(order, 0))
        return session_refuse(session, order->reply,
                              "NOT KEEPING: what is said of a card would be kept; /on first");
    if (say(order, &card, member, rest, what) != 0)
        return -1;
    const char *caution = member == CARD_OWNER ? recommendation_caution(SAID_OWNER, rest) : "";
    return session_tell(session, order->reply, "%s%s", *caution ? "; " : "", caution);
}

static const Wanted tasks = {" action parked decision ",
                             "nothing to say that of yet: note it first, ,a TEXT or ,k TEXT"};

/* Without a label it is said of what was noted last: that may be a recommendation. */
static bool is_recommendation_meant(const Order *order)
{
    const char *word = order_word(order, 0);
    Id last;
    if (label_is(word, 'R'))
        return true;
    bool is_unnamed = strcasecmp(word, "last") == 0 || !is_label(word);
    return is_unnamed && find_last(order->session, " action parked decision recommendation ", &last) &&
           is_of_kind(order->session, &last, " recommendation ");
}

int command_owner(Order *order)
{
    const char *word = order_word(order, 0);
    bool is_named = label_is(word, 'R') || strcasecmp(word, "last") == 0;
    if (*word && is_recommendation_meant(order))
        return recommendation_set_owner(order, word, order_rest(order, is_named));
    return say_words(order, &tasks, CARD_OWNER, "owner",
                     "who sees to it? A role and no name: /owner T1 team lead, /owner team lead");
}

int command_due(Order *order)
{
    if (*order_word(order, 0) && is_recommendation_meant(order))
        return session_refuse(order->session, order->reply,
                              "a recommendation has a horizon: /horizon 3m, /horizon R1 2027-03");
    return say_words(order, &tasks, CARD_DUE, "due", "by when? /due T1 end of March, /due 2027-03-31");
}

int command_how(Order *order)
{
    static const Wanted decisions = {" decision ", "nothing was decided yet: note it first, ,d TEXT"};
    return say_words(order, &decisions, CARD_HOW, "decided",
                     "how was it decided? /how by a show of hands, /how D1 nobody objected");
}

/* --- what dissent is about */

static int find_subject(Order *order, const char *word, Id *subject)
{
    static const char sql[] = "SELECT id FROM any_finding_label WHERE label = ?1 COLLATE NOCASE";
    Session *session = order->session;
    Str id = STR_EMPTY;
    bool is_finding = rows_find_text(session->store, &id, sql, "t", word);
    *subject = id_read(str_text(&id));
    str_free(&id);
    if (is_finding || recommendation_find(session->store, session->id.text, word, subject, NULL) == 0)
        return 0;
    return cards_need(order, word, subject);
}

int command_about(Order *order)
{
    static const Wanted dissent = {" dissent ", "there is no dissent yet: note it first, ,x TEXT"};
    Session *session = order->session;
    const char *word;
    Id card, subject;
    if (!*order_word(order, 0) || order->line->word_count > 2)
        return session_refuse(session, order->reply,
                              "about what? /about D1 for the last dissent, /about X1 R2, /about none");
    if (find_meant(order, &dissent, &card, &word) != 0)
        return -1;
    bool is_none = strcasecmp(word, "none") == 0;
    if (!is_none && find_subject(order, word, &subject) != 0)
        return -1;
    if (!is_none && id_is_same(&subject, &card))
        return session_refuse(session, order->reply,
                              "dissent is about something else: a decision, a recommendation, a finding");
    if (say(order, &card, CARD_FINDING, is_none ? "none" : subject.text, "is about") != 0)
        return -1;
    str_clear(&session->reply);
    cards_add_label(session->store, &session->reply, card.text);
    session_add(session, " is about ");
    if (is_none)
        session_add(session, "nothing in particular");
    else
        cards_add_about(session->store, &session->reply, subject.text);
    return session_tell(session, order->reply, "%s", "");
}
