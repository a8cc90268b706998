/* SPDX-License-Identifier: MIT */
/* Cards merged by consent, and parted again; cards put into clusters. Each of these is an act of its own, so that the history
 * is kept and any of them can be taken back. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cards.h"
#include "rir/mem.h"
#include "rir/rows.h"
#include "rir/text.h"

static void add_times(const Session *session, StepBody *body)
{
    json_add_number(&body->json, "at", session_find_now(session));
    json_add_number(&body->json, "elapsed", session_find_elapsed(session));
}

static void add_label(Session *session, const Id *card)
{
    cards_add_label(session->store, &session->reply, card->text);
}

/* `C,` is C. */
static char *copy_label(const char *word)
{
    char *label = mem_copy_text(word);
    size_t size = strlen(label);
    while (size && strchr(",;", label[size - 1]))
        label[--size] = '\0';
    return label;
}

static int need_word(Order *order, const char *word, Id *card)
{
    char *label = copy_label(word);
    int result = cards_need(order, label, card);
    free(label);
    return result;
}

/* --- merging */

static void add_merge(const Session *session, Step *step, const Id *card, const Id *into, const char *how)
{
    Id id = id_make();
    StepBody body = step_add(step, "card.merge", &id, NULL);
    json_add_text(&body.json, "card", card->text);
    json_add_some(&body.json, "into", into ? into->text : NULL);
    json_add_some(&body.json, "how", how);
    add_times(session, &body);
    step_end(&body);
}

/* The card it is merged into now; false when it stands for itself. */
static bool find_target(const Session *session, const Id *card, Id *target)
{
    static const char sql[] = "SELECT t.id FROM any_merge m JOIN thing t ON t.n = m.target WHERE m.card = (SELECT n FROM thing "
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
        result = session_refuse(session, order->reply, "%s was merged into %s: /part %s first", str_text(&other),
                                str_text(&one), str_text(&other));
    else if (find_target(session, card, &now) && id_is_same(&now, into))
        result = session_refuse(session, order->reply, "%s is merged into %s already; /part %s takes it apart", str_text(&one),
                                str_text(&other), str_text(&one));
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

int command_merge(Order *order)
{
    Session *session = order->session;
    size_t words = order->line->word_count, at = 0;
    if (cards_need_workshop(order) != 0)
        return -1;
    while (at < words && strcasecmp(order_word(order, at), "into") != 0)
        at++;
    if (at == 0 || at + 1 >= words)
        return session_refuse(session, order->reply,
                              "which card into which, and how was it agreed? /merge C into A both groups agreed");
    const char *how = order_rest(order, at + 2);
    if (!*how)
        return session_refuse(session, order->reply,
                              "cards are merged only by consent: say how it was agreed, as in /merge %s into %s those who "
                              "wrote them agreed",
                              order_word(order, 0), order_word(order, at + 1));
    if (!*order_keep(order, at + 2))
        return session_refuse(session, order->reply, "NOT KEEPING: how it was agreed would be kept; /on first");
    Id into, *cards = mem_new(at * sizeof *cards);
    int result = need_word(order, order_word(order, at + 1), &into);
    for (size_t i = 0; result == 0 && i < at; i++)
        result = need_word(order, order_word(order, i), &cards[i]);
    if (result == 0)
        result = save_merge(order, cards, at, &into, how);
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
    if (need_word(order, order_word(order, 0), &card) != 0)
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

/* --- clusters */

static bool is_same_name(const char *a, const char *b)
{
    Str x = STR_EMPTY, y = STR_EMPTY;
    text_add_folded(&x, a, strlen(a));
    text_add_folded(&y, b, strlen(b));
    bool is_same = strcmp(str_text(&x), str_text(&y)) == 0;
    str_free(&x);
    str_free(&y);
    return is_same;
}

static bool find_cluster(const Cards *cards, const char *name, Id *cluster)
{
    for (size_t i = 0; i < cards->cluster_count; i++)
        if (is_same_name(cards->clusters[i].name, name)) {
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
    add_times(session, &body);
    step_end(&body);
}

static void add_move(const Session *session, Step *step, const Id *card, const Id *cluster)
{
    Id id = id_make();
    StepBody body = step_add(step, "card.move", &id, NULL);
    json_add_text(&body.json, "card", card->text);
    json_add_some(&body.json, "cluster", cluster ? cluster->text : NULL);
    add_times(session, &body);
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
static int add_moves(Order *order, Step *step, const Cards *cards, const char *labels, const Id *cluster, size_t *count)
{
    const char *at = labels + strspn(labels, " \t\n");
    while (*at) {
        size_t size = strcspn(at, " \t\n");
        char *word = mem_copy_bytes(at, size);
        Id card;
        int result = need_word(order, word, &card);
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
        result = session_refuse(session, order->reply, "there is a cluster %s, and all that is so already; /cluster %s as NAME "
                                "calls it otherwise", str_text(&name), str_text(&name));
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
        result = session_refuse(session, order->reply, "NOT KEEPING: the name of a cluster would be kept; /on first");
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
    add_label(session, card);
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
        return session_refuse(session, order->reply, "which card to which cluster? /move C Money, or /move C none");
    if (need_word(order, order_word(order, 0), &card) != 0)
        return -1;
    if (cards_read(session->store, session->id.text, NULL, &cards, &session->failure) != 0)
        return session_fail(session, order->reply);
    int result;
    if (is_none && find_place(&cards, &card) == CARDS_NONE)
        result = session_refuse(session, order->reply, "that card is in no cluster");
    else if (!is_none && !find_cluster(&cards, name, &cluster))
        result = session_refuse(session, order->reply, "there is no cluster %s: /cluster %s: %s makes it", name, name,
                                order_word(order, 0));
    else if (!is_none && is_in(&cards, &card, &cluster))
        result = session_refuse(session, order->reply, "that card is in %s already", name);
    else
        result = save_move(order, &card, is_none ? NULL : &cluster, name);
    cards_free(&cards);
    return result;
}

/* --- a card became another note */

static void follow_merges(const Session *session, Step *step, const char *from, const char *to, int64_t before)
{
    static const char sql[] =
        "SELECT c.id, t.id, m.how FROM any_merge m JOIN card_merge d ON d.n = m.n JOIN thing c ON c.n = m.card JOIN thing t ON "
        "t.n = m.target WHERE ?1 IN (c.id, t.id) AND d.at < ?2 ORDER BY c.id";
    Rows *rows = rows_open(session->store, NULL, sql, "ti", from, before);
    while (rows_next(rows)) {
        bool is_card = strcmp(rows_text(rows, 0), from) == 0;
        Id card = id_read(is_card ? to : rows_text(rows, 0)), target = id_read(is_card ? rows_text(rows, 1) : to);
        add_merge(session, step, &card, &target, rows_text(rows, 2));
    }
    rows_close(rows, NULL);
}

void cards_follow_note(const Session *session, Step *step, const char *from, const char *to, int64_t before)
{
    static const char sql[] = "SELECT k.id FROM any_move m JOIN thing c ON c.n = m.card JOIN thing k ON k.n = m.cluster WHERE c.id = ?1";
    Str cluster = STR_EMPTY;
    follow_merges(session, step, from, to, before);
    if (rows_find_text(session->store, &cluster, sql, "t", from)) {
        Id card = id_read(to), place = id_read(str_text(&cluster));
        add_move(session, step, &card, &place);
    }
    str_free(&cluster);
}
