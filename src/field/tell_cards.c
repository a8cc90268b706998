/* SPDX-License-Identifier: MIT */
/* /cards: the board read out, for whoever does not see it. */
#include <string.h>
#include <strings.h>

#include "cards.h"

static void add_card(Session *session, const Cards *cards, const Card *card)
{
    bool has_more = false;
    session_add(session, " %s %s", card->label, card->text);
    for (size_t i = 0; i < cards->count; i++) {
        if (!*cards->list[i].merged_into || !id_is_same(&cards->list[i].counts, &card->id))
            continue;
        session_add(session, "%s%s %s", has_more ? ", " : " (with ", cards->list[i].label,
                    cards->list[i].text);
        has_more = true;
    }
    session_add(session, "%s;", has_more ? ")" : "");
}

/* By the beginning of the kind's name, also in the plural; true when there is one. */
static bool find_kind(const char *word, NoteKind *kind)
{
    static const NoteKind kinds[] = {NOTE_IDEA,    NOTE_RECOMMENDATION, NOTE_DECISION,
                                     NOTE_DISSENT, NOTE_ACTION,         NOTE_PARKED};
    size_t size = strlen(word);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const char *name = note_kind_find(kinds[i])->name;
        bool is_plural = size == strlen(name) + 1 && (word[size - 1] == 's' || word[size - 1] == 'S');
        if (size < 2 || strncasecmp(name, word, is_plural ? size - 1 : size) != 0)
            continue;
        *kind = kinds[i];
        return true;
    }
    return false;
}

static int tell_kind(Order *order, const Cards *cards, NoteKind kind)
{
    Session *session = order->session;
    size_t count = 0;
    for (size_t i = 0; i < cards->count; i++)
        count += cards->list[i].kind == kind && !*cards->list[i].merged_into;
    session_add(session, "%s, %zu:", note_kind_find(kind)->name, count);
    for (size_t i = 0; i < cards->count; i++)
        if (cards->list[i].kind == kind && !*cards->list[i].merged_into)
            add_card(session, cards, &cards->list[i]);
    if (count == 0)
        session_add(session, " none yet");
    return session_tell(session, order->reply, "%s", "");
}

static int tell_one(Order *order, const Cards *cards, const char *label)
{
    Session *session = order->session;
    for (size_t i = 0; i < cards->count; i++) {
        const Card *card = &cards->list[i];
        if (strcasecmp(card->label, label) != 0)
            continue;
        session_add(session, "%s:", note_kind_find(card->kind)->name);
        add_card(session, cards, card);
        if (*card->merged_into)
            session_add(session, " merged into %s;", card->merged_into);
        if (card->cluster != CARDS_NONE)
            session_add(session, " in %s;", cards->clusters[card->cluster].name);
        return session_tell(session, order->reply, "%s", "");
    }
    return session_refuse(
        session, order->reply,
        "there is no card %s; /cards alone reads the ideas, /cards decisions, dissent, actions, "
        "parked or recommendations those",
        label);
}

int command_cards(Order *order)
{
    Session *session = order->session;
    const char *word = order_word(order, 0);
    Cards cards = {0};
    NoteKind kind = strcmp(session_find_activity(session) ? session_find_activity(session)->method : "",
                           "recommendations") == 0
                        ? NOTE_RECOMMENDATION
                        : NOTE_IDEA;
    if (cards_need_workshop(order) != 0)
        return -1;
    if (cards_read(session->store, session->id.text, NULL, &cards, &session->failure) != 0)
        return session_fail(session, order->reply);
    int result =
        !*word || find_kind(word, &kind) ? tell_kind(order, &cards, kind) : tell_one(order, &cards, word);
    cards_free(&cards);
    return result;
}
