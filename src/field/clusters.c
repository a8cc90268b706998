/* SPDX-License-Identifier: MIT */
/* Cards put into clusters. A naming and a move is an act of its own, and the latest holds. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cards.h"
#include "rir/mem.h"
#include "rir/rows.h"
#include "rir/text.h"

static bool find_cluster(const Cards *cards, const char *name, Id *cluster)
{
    for (size_t i = 0; i < cards->cluster_count; i++)
        if (text_is_same(cards->clusters[i].name, name, strlen(name))) {
            *cluster = cards->clusters[i].id;
            return true;
        }
    return false;
}

static void add_name(const Session *session, Step *step, const Id *cluster, const char *name)
{
    Id id = id_make();
    StepBody body = step_add(step, "cluster.name", &id, NULL);
    json_add_text(&body.json, "cluster", cluster->text);
    json_add_text(&body.json, "name", name);
    cards_add_times(session, &body);
    step_end(&body);
}

static void add_move(const Session *session, Step *step, const Id *card, const Id *cluster)
{
    Id id = id_make();
    StepBody body = step_add(step, "card.move", &id, NULL);
    json_add_text(&body.json, "card", card->text);
    json_add_some(&body.json, "cluster", cluster ? cluster->text : NULL);
    cards_add_times(session, &body);
    step_end(&body);
}

static size_t find_place(const Cards *cards, const Id *card)
{
    for (size_t i = 0; i < cards->count; i++)
        if (id_is_same(&cards->list[i].id, card))
            return cards->list[i].cluster;
    return CARDS_NONE;
}

static bool is_in(const Cards *cards, const Id *card, const Id *cluster)
{
    size_t place = find_place(cards, card);
    return place != CARDS_NONE && cluster && id_is_same(&cards->clusters[place].id, cluster);
}

static int tell_clusters(Order *order, const Cards *cards)
{
    Session *session = order->session;
    if (!cards->cluster_count)
        return session_tell(session, order->reply, "no clusters yet: /cluster Money: A C F makes one");
    for (size_t i = 0; i < cards->cluster_count; i++) {
        session_add(session, "%s%s:", i ? "; " : "", cards->clusters[i].name);
        for (size_t j = 0; j < cards->count; j++)
            if (cards->list[j].cluster == i)
                session_add(session, " %s", cards->list[j].label);
        if (!cards->clusters[i].count)
            session_add(session, " empty");
    }
    return session_tell(session, order->reply, "%s", "");
}

static int rename_cluster(Order *order, const Id *cluster, const char *had, const char *name)
{
    Session *session = order->session;
    Step step = {0};
    add_name(session, &step, cluster, name);
    order->reply->changed = SESSION_NOTES;
    order->reply->entity = *cluster;
    if (session_save(session, &step, order->reply) != 0)
        return -1;
    return session_tell(session, order->reply, "cluster %s is called %s from now on", had, name);
}

/* `NAME as OTHER` where NAME is a cluster. */
static bool find_renaming(const Cards *cards, const char *rest, Id *cluster, Str *had, const char **name)
{
    for (const char *at = rest; (at = strstr(at, " as ")) != NULL; at++) {
        str_clear(had);
        str_add_bytes(had, rest, (size_t)(at - rest));
        if (find_cluster(cards, str_text(had), cluster)) {
            *name = at + strlen(" as ");
            return true;
        }
    }
    return false;
}

/* `NAME: A C F`; the labels begin behind the last colon that has a blank or nothing behind it. */
static const char *find_labels(const char *rest, Str *name)
{
    const char *colon = NULL;
    for (const char *at = strchr(rest, ':'); at; at = strchr(at + 1, ':'))
        if (at[1] == ' ' || at[1] == '\t' || at[1] == '\0')
            colon = at;
    size_t size = colon ? (size_t)(colon - rest) : strlen(rest);
    while (size && (rest[size - 1] == ' ' || rest[size - 1] == '\t'))
        size--;
    str_add_bytes(name, rest, size);
    return colon ? colon + 1 : "";
}

/* The card was named twice. */
static bool is_moved(const Step *step, const Id *card)
{
    for (size_t i = 0; i < step->count; i++)
        if (strstr(str_text(&step->list[i].body), card->text))
            return true;
    return false;
}

/* Moves for all that are not there yet; -1 with the reply filled. */
static int add_moves(Order *order, Step *step, const Cards *cards, const char *labels, const Id *cluster,
                     size_t *count)
{
    const char *at = labels + strspn(labels, " \t\n");
    while (*at) {
        size_t size = strcspn(at, " \t\n");
        char *word = mem_copy_bytes(at, size);
        Id card;
        int result = cards_need(order, word, &card);
        free(word);
        if (result != 0)
            return -1;
        if (!is_in(cards, &card, cluster) && !is_moved(step, &card)) {
            add_move(order->session, step, &card, cluster);
            ++*count;
        }
        at += size;
        at += strspn(at, " \t\n");
    }
    return 0;
}

static int make_cluster(Order *order, const Cards *cards)
{
    Session *session = order->session;
    Step step = {0};
    Str name = STR_EMPTY;
    Id cluster;
    size_t count = 0;
    const char *labels = find_labels(order->line->rest, &name);
    bool is_known = find_cluster(cards, str_text(&name), &cluster);
    int result = 0;
    if (!name.size)
        result = session_refuse(session, order->reply, "what is the cluster called? /cluster Money: A C F");
    if (!is_known)
        cluster = id_make();
    if (result == 0 && !is_known)
        add_name(session, &step, &cluster, str_text(&name));
    if (result == 0)
        result = add_moves(order, &step, cards, labels, &cluster, &count);
    if (result == 0 && !step.count)
        result = session_refuse(session, order->reply,
                                "there is a cluster %s, and all that is so already; /cluster %s as NAME "
                                "calls it otherwise",
                                str_text(&name), str_text(&name));
    if (result != 0) {
        step_free(&step);
        str_free(&name);
        return -1;
    }
    order->reply->changed = SESSION_NOTES;
    order->reply->entity = cluster;
    result = session_save(session, &step, order->reply);
    if (result == 0)
        result = session_tell(session, order->reply, "cluster %s%s: %zu card%s moved to it", str_text(&name),
                              is_known ? "" : " made", count, count == 1 ? "" : "s");
    str_free(&name);
    return result;
}

int command_cluster(Order *order)
{
    Session *session = order->session;
    Cards cards = {0};
    Str had = STR_EMPTY;
    Id cluster;
    const char *name, *rest = order->line->rest;
    if (cards_need_workshop(order) != 0)
        return -1;
    if (cards_read(session->store, session->id.text, NULL, &cards, &session->failure) != 0)
        return session_fail(session, order->reply);
    int result;
    if (!*rest)
        result = tell_clusters(order, &cards);
    else if (!*order_keep(order, 0))
        result = session_refuse(session, order->reply,
                                "NOT KEEPING: the name of a cluster would be kept; /on first");
    else if (find_renaming(&cards, rest, &cluster, &had, &name))
        result = rename_cluster(order, &cluster, str_text(&had), name);
    else
        result = make_cluster(order, &cards);
    cards_free(&cards);
    str_free(&had);
    return result;
}

static int save_move(Order *order, const Id *card, const Id *cluster, const char *name)
{
    Session *session = order->session;
    Step step = {0};
    add_move(session, &step, card, cluster);
    order->reply->changed = SESSION_NOTES;
    order->reply->entity = *card;
    if (session_save(session, &step, order->reply) != 0)
        return -1;
    cards_add_label(session->store, &session->reply, card->text);
    return session_tell(session, order->reply, cluster ? " moved to %s" : " is in no cluster", name);
}

int command_move(Order *order)
{
    Session *session = order->session;
    Cards cards = {0};
    Id card, cluster;
    const char *name = order_rest(order, 1);
    bool is_none = strcasecmp(name, "none") == 0;
    if (cards_need_workshop(order) != 0)
        return -1;
    if (!*name)
        return session_refuse(session, order->reply,
                              "which card to which cluster? /move C Money, or /move C none");
    if (cards_need(order, order_word(order, 0), &card) != 0)
        return -1;
    if (cards_read(session->store, session->id.text, NULL, &cards, &session->failure) != 0)
        return session_fail(session, order->reply);
    int result;
    if (is_none && find_place(&cards, &card) == CARDS_NONE)
        result = session_refuse(session, order->reply, "that card is in no cluster");
    else if (!is_none && !find_cluster(&cards, name, &cluster))
        result = session_refuse(session, order->reply, "there is no cluster %s: /cluster %s: %s makes it",
                                name, name, order_word(order, 0));
    else if (!is_none && is_in(&cards, &card, &cluster))
        result = session_refuse(session, order->reply, "that card is in %s already", name);
    else
        result = save_move(order, &card, is_none ? NULL : &cluster, name);
    cards_free(&cards);
    return result;
}

void clusters_follow_note(const Session *session, Step *step, const char *from, const char *to)
{
    static const char sql[] = "SELECT k.id FROM any_move m JOIN thing c ON c.n = m.card JOIN thing k ON k.n "
                              "= m.cluster WHERE c.id = ?1";
    Str cluster = STR_EMPTY;
    if (rows_find_text(session->store, &cluster, sql, "t", from)) {
        Id card = id_read(to), place = id_read(str_text(&cluster));
        add_move(session, step, &card, &place);
    }
    str_free(&cluster);
}
