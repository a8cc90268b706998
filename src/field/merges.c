/* SPDX-License-Identifier: MIT */
/* Cards merged by consent, and parted again. Each of these is an act of its own, so that the history is kept
 * and any of them can be taken back. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cards.h"
#include "rir/mem.h"
#include "rir/rows.h"
#include "rir/text.h"

static void add_label(Session *session, const Id *card)
{
    cards_add_label(session->store, &session->reply, card->text);
}

/* --- merging */

static void add_merge(const Session *session, Step *step, const Id *card, const Id *into, const char *how)
{
    Id id = id_make();
    StepBody body = step_add(step, "card.merge", &id, NULL);
    json_add_text(&body.json, "card", card->text);
    json_add_some(&body.json, "into", into ? into->text : NULL);
    json_add_some(&body.json, "how", how);
    cards_add_times(session, &body);
    step_end(&body);
}

/* The card it is merged into now; false when it stands for itself. */
static bool find_target(const Session *session, const Id *card, Id *target)
{
    static const char sql[] =
        "SELECT t.id FROM any_merge m JOIN thing t ON t.n = m.target WHERE m.card = (SELECT n FROM thing "
        "WHERE id = ?1)";
    Str id = STR_EMPTY;
    bool is_merged = rows_find_text(session->store, &id, sql, "t", card->text);
    *target = id_read(str_text(&id));
    str_free(&id);
    return is_merged;
}

/* 0: may be merged; else the reply is filled. */
static int check_merge(Order *order, const Id *card, const Id *into)
{
    Session *session = order->session;
    Str one = STR_EMPTY, other = STR_EMPTY;
    Id now, end = cards_find_counting(session->store, into->text);
    int result = 0;
    cards_add_label(session->store, &one, card->text);
    cards_add_label(session->store, &other, into->text);
    if (id_is_same(card, into))
        result = session_refuse(session, order->reply, "%s is one card: name the other", str_text(&one));
    else if (id_is_same(&end, card))
        result = session_refuse(session, order->reply, "%s was merged into %s: /part %s first",
                                str_text(&other), str_text(&one), str_text(&other));
    else if (find_target(session, card, &now) && id_is_same(&now, into))
        result =
            session_refuse(session, order->reply, "%s is merged into %s already; /part %s takes it apart",
                           str_text(&one), str_text(&other), str_text(&one));
    str_free(&one);
    str_free(&other);
    return result;
}

static int say_merged(Order *order, const Id *cards, size_t count, const Id *into, const char *how)
{
    Session *session = order->session;
    Id end = cards_find_counting(session->store, into->text);
    for (size_t i = 0; i < count; i++) {
        session_add(session, i ? ", " : "");
        add_label(session, &cards[i]);
    }
    session_add(session, " merged into ");
    add_label(session, into);
    if (!id_is_same(&end, into)) {
        session_add(session, ", which counts for ");
        add_label(session, &end);
    }
    session_add(session, " (%s); /part ", how);
    add_label(session, &cards[0]);
    return session_tell(session, order->reply, " takes it apart, both texts stay");
}

static int save_merge(Order *order, const Id *cards, size_t count, const Id *into, const char *how)
{
    Session *session = order->session;
    Step step = {0};
    for (size_t i = 0; i < count; i++)
        if (check_merge(order, &cards[i], into) != 0) {
            step_free(&step);
            return -1;
        }
    for (size_t i = 0; i < count; i++)
        add_merge(session, &step, &cards[i], into, how);
    order->reply->changed = SESSION_NOTES;
    order->reply->entity = *into;
    if (session_save(session, &step, order->reply) != 0)
        return -1;
    return say_merged(order, cards, count, into, how);
}

/* Whether the card behind the first `count` is one of them: named twice it is merged once. */
static bool is_among(const Id *cards, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (id_is_same(&cards[i], &cards[count]))
            return true;
    return false;
}

int command_merge(Order *order)
{
    Session *session = order->session;
    size_t words = order->line->word_count, at = 0;
    if (cards_need_workshop(order) != 0)
        return -1;
    while (at < words && strcasecmp(order_word(order, at), "into") != 0)
        at++;
    if (at == 0 || at + 1 >= words)
        return session_refuse(
            session, order->reply,
            "which card into which, and how was it agreed? /merge C into A both groups agreed");
    const char *how = order_rest(order, at + 2);
    if (!*how)
        return session_refuse(
            session, order->reply,
            "cards are merged only by consent: say how it was agreed, as in /merge %s into %s those who "
            "wrote them agreed",
            order_word(order, 0), order_word(order, at + 1));
    if (!*order_keep(order, at + 2))
        return session_refuse(session, order->reply,
                              "NOT KEEPING: how it was agreed would be kept; /on first");
    Id into, *cards = mem_new(at * sizeof *cards);
    int result = cards_need(order, order_word(order, at + 1), &into);
    size_t count = 0;
    for (size_t i = 0; result == 0 && i < at; i++) {
        result = cards_need(order, order_word(order, i), &cards[count]);
        count += result == 0 && !is_among(cards, count);
    }
    if (result == 0)
        result = save_merge(order, cards, count, &into, how);
    free(cards);
    return result;
}

int command_part(Order *order)
{
    Session *session = order->session;
    Id card, target;
    if (cards_need_workshop(order) != 0)
        return -1;
    if (order->line->word_count != 1)
        return session_refuse(session, order->reply, "which card stands for itself again? /part C");
    if (cards_need(order, order_word(order, 0), &card) != 0)
        return -1;
    if (!find_target(session, &card, &target))
        return session_refuse(session, order->reply, "%s is merged into no other card", order_word(order, 0));
    Step step = {0};
    add_merge(session, &step, &card, NULL, NULL);
    order->reply->changed = SESSION_NOTES;
    order->reply->entity = card;
    if (session_save(session, &step, order->reply) != 0)
        return -1;
    add_label(session, &card);
    session_add(session, " stands for itself again; it was merged into ");
    add_label(session, &target);
    return session_tell(session, order->reply, "%s", "");
}

/* --- a card became another note */

static void follow_merges(const Session *session, Step *step, const char *from, const char *to,
                          int64_t before)
{
    static const char sql[] = "SELECT c.id, t.id, m.how FROM any_merge m JOIN card_merge d ON d.n = m.n JOIN "
                              "thing c ON c.n = m.card JOIN thing t ON "
                              "t.n = m.target WHERE ?1 IN (c.id, t.id) AND d.at < ?2 ORDER BY c.id";
    Rows *rows = rows_open(session->store, NULL, sql, "ti", from, before);
    while (rows_next(rows)) {
        bool is_card = strcmp(rows_text(rows, 0), from) == 0;
        Id card = id_read(is_card ? to : rows_text(rows, 0)),
           target = id_read(is_card ? rows_text(rows, 1) : to);
        add_merge(session, step, &card, &target, rows_text(rows, 2));
    }
    rows_close(rows, NULL);
}

void cards_follow_note(const Session *session, Step *step, const char *from, const char *to, int64_t before)
{
    follow_merges(session, step, from, to, before);
    clusters_follow_note(session, step, from, to);
}
