/* SPDX-License-Identifier: MIT */
/* Reading the cards of a session. What was done with them (merged, moved, named) is read whole, as it is
 * little; of the cards only the window is copied. */
#include <stdlib.h>
#include <string.h>

#include "cards.h"
#include "rir/mem.h"
#include "rir/rows.h"

#define SESSION "(SELECT n FROM thing WHERE id = ?1)"

/* --- what was done with cards */

/* Cards that may be seen among those with which something was done. The view that says so is asked once for
 * all of them: it is long, and to make it ready takes longer than to read five hundred cards. */
typedef struct {
    int64_t card, hlc;
    Id id;
    bool is_here; /* put forward in this session */
} Seen;

typedef struct {
    int64_t card, target;
    Id id; /* of the target */
    char *label, *how;
} Merge;

typedef struct {
    int64_t card, cluster;
} Place;

typedef struct {
    Seen *seen; /* by card */
    size_t seen_count, seen_room;
    Merge *merges;
    size_t merge_count, merge_room;
    Place *places; /* by card, each once */
    size_t place_count, place_room;
    int64_t *clusters; /* numbers, as in Cards.clusters */
    size_t cluster_room;
    char **small; /* groups that are not named */
    size_t small_count, small_room;
    bool has_doubles; /* some label was given twice */
} Deeds;

static void free_merge(Merge *merge)
{
    free(merge->label);
    free(merge->how);
}

static void free_deeds(Deeds *deeds)
{
    for (size_t i = 0; i < deeds->merge_count; i++)
        free_merge(&deeds->merges[i]);
    for (size_t i = 0; i < deeds->small_count; i++)
        free(deeds->small[i]);
    free(deeds->seen);
    free(deeds->merges);
    free(deeds->places);
    free(deeds->clusters);
    free(deeds->small);
}

static int read_seen(Store *store, const char *session, Deeds *deeds, Err *err)
{
    static const char sql[] =
        "SELECT note.n, note.hlc, t.id, note.session = " SESSION " FROM any_seen note JOIN thing t ON t.n = "
        "note.n WHERE note.n IN (SELECT card FROM card_merge WHERE session = " SESSION " UNION SELECT target "
        "FROM card_merge WHERE session = " SESSION
        " UNION SELECT card FROM card_move WHERE session = " SESSION ") ORDER BY note.n";
    Rows *rows = rows_open(store, err, sql, "t", session);
    while (rows_next(rows)) {
        deeds->seen = mem_grow(deeds->seen, &deeds->seen_room, deeds->seen_count + 1, sizeof *deeds->seen);
        deeds->seen[deeds->seen_count++] = (Seen){rows_number(rows, 0), rows_number(rows, 1),
                                                  id_read(rows_text(rows, 2)), rows_number(rows, 3) != 0};
    }
    return rows_close(rows, err);
}

static int compare_seen(const void *card, const void *seen)
{
    int64_t a = *(const int64_t *)card, b = ((const Seen *)seen)->card;
    return (a > b) - (a < b);
}

/* NULL: it may not be seen. */
static const Seen *find_seen(const Deeds *deeds, int64_t card)
{
    return deeds->seen_count
               ? bsearch(&card, deeds->seen, deeds->seen_count, sizeof *deeds->seen, compare_seen)
               : NULL;
}

static const Merge *find_merge(const Deeds *deeds, int64_t card)
{
    for (size_t i = 0; i < deeds->merge_count; i++)
        if (deeds->merges[i].card == card)
            return &deeds->merges[i];
    return NULL;
}

static bool was_made_before(const Seen *a, const Seen *b)
{
    return a->hlc != b->hlc ? a->hlc < b->hlc : strcmp(a->id.text, b->id.text) < 0;
}

/* Where laptops merged in a circle, the card made first of it stands for itself; as in any_merge. */
static bool heads_circle(const Deeds *deeds, const Merge *merge)
{
    const Merge *at = merge;
    for (size_t steps = 0; at && steps < deeds->merge_count; steps++) {
        if (at->target == merge->card)
            return true;
        if (was_made_before(find_seen(deeds, at->target), find_seen(deeds, merge->card)))
            return false;
        at = find_merge(deeds, at->target);
    }
    return false;
}

static void open_circles(Deeds *deeds)
{
    for (size_t i = 0; i < deeds->merge_count;)
        if (heads_circle(deeds, &deeds->merges[i])) {
            free_merge(&deeds->merges[i]);
            deeds->merges[i] = deeds->merges[--deeds->merge_count];
        } else {
            i++;
        }
}

/* What each card was merged into last; the same as any_merge says. */
static int read_merges(Store *store, const char *session, Deeds *deeds, Err *err)
{
    static const char sql[] =
        "SELECT m.card, m.target, (SELECT label FROM any_card_label WHERE n = m.target), m.how FROM "
        "card_merge m JOIN thing t ON t.n = m.n WHERE m.session = " SESSION " AND m.target <> m.card AND NOT "
        "EXISTS(SELECT 1 FROM card_merge b JOIN thing bt ON bt.n = b.n WHERE b.card = m.card AND (b.hlc, "
        "bt.id) > (m.hlc, t.id))";
    Rows *rows = rows_open(store, err, sql, "t", session);
    while (rows_next(rows)) {
        const Seen *card = find_seen(deeds, rows_number(rows, 0));
        const Seen *target = find_seen(deeds, rows_number(rows, 1));
        if (!card || !target || !card->is_here || !target->is_here)
            continue;
        deeds->merges =
            mem_grow(deeds->merges, &deeds->merge_room, deeds->merge_count + 1, sizeof *deeds->merges);
        deeds->merges[deeds->merge_count++] =
            (Merge){card->card, target->card, target->id, mem_copy_text(rows_text(rows, 2)),
                    mem_copy_text(rows_text(rows, 3))};
    }
    open_circles(deeds);
    return rows_close(rows, err);
}

/* By card, the latest move of each first. */
static int read_places(Store *store, const char *session, Deeds *deeds, Err *err)
{
    static const char sql[] =
        "SELECT m.card, coalesce(m.cluster, 0) FROM card_move m JOIN thing t ON t.n = m.n "
        "WHERE m.session = " SESSION " ORDER BY m.card, m.hlc DESC, t.id DESC";
    Rows *rows = rows_open(store, err, sql, "t", session);
    while (rows_next(rows)) {
        int64_t card = rows_number(rows, 0);
        if (!find_seen(deeds, card) ||
            (deeds->place_count && deeds->places[deeds->place_count - 1].card == card))
            continue;
        deeds->places =
            mem_grow(deeds->places, &deeds->place_room, deeds->place_count + 1, sizeof *deeds->places);
        deeds->places[deeds->place_count++] = (Place){card, rows_number(rows, 1)};
    }
    return rows_close(rows, err);
}

static size_t find_cluster(const Cards *cards, const Deeds *deeds, int64_t number)
{
    for (size_t i = 0; number && i < cards->cluster_count; i++)
        if (deeds->clusters[i] == number)
            return i;
    return CARDS_NONE;
}

static int read_clusters(Store *store, const char *session, Cards *cards, Deeds *deeds, Err *err)
{
    static const char sql[] =
        "SELECT n, id, name FROM any_cluster WHERE in_session = " SESSION " ORDER BY hlc, id";
    Rows *rows = rows_open(store, err, sql, "t", session);
    while (rows_next(rows)) {
        size_t count = cards->cluster_count++;
        cards->clusters = mem_grow(cards->clusters, &cards->cluster_room, count + 1, sizeof *cards->clusters);
        deeds->clusters = mem_grow(deeds->clusters, &deeds->cluster_room, count + 1, sizeof *deeds->clusters);
        deeds->clusters[count] = rows_number(rows, 0);
        cards->clusters[count] = (Cluster){id_read(rows_text(rows, 1)), mem_copy_text(rows_text(rows, 2)), 0};
    }
    for (size_t i = 0; i < deeds->place_count; i++) {
        size_t cluster = find_cluster(cards, deeds, deeds->places[i].cluster);
        if (cluster != CARDS_NONE)
            cards->clusters[cluster].count++;
    }
    return rows_close(rows, err);
}

static int read_small(Store *store, const char *session, Deeds *deeds, Err *err)
{
    static const char sql[] = "SELECT name FROM any_small_group WHERE session = " SESSION;
    Rows *rows = rows_open(store, err, sql, "t", session);
    while (rows_next(rows)) {
        deeds->small =
            mem_grow(deeds->small, &deeds->small_room, deeds->small_count + 1, sizeof *deeds->small);
        deeds->small[deeds->small_count++] = mem_copy_text(rows_text(rows, 0));
    }
    return rows_close(rows, err);
}

static int read_deeds(Store *store, const char *session, Cards *cards, Deeds *deeds, Err *err)
{
    static const char doubles[] =
        "SELECT 1 FROM card WHERE session = " SESSION " AND label IS NOT NULL GROUP BY label HAVING "
        "count(*) > 1 LIMIT 1";
    if (read_seen(store, session, deeds, err) != 0 || read_merges(store, session, deeds, err) != 0 ||
        read_places(store, session, deeds, err) != 0 ||
        read_clusters(store, session, cards, deeds, err) != 0 || read_small(store, session, deeds, err) != 0)
        return -1;
    deeds->has_doubles = rows_find_number(store, 0, doubles, "t", session) != 0;
    return 0;
}

static int compare_places(const void *card, const void *place)
{
    int64_t a = *(const int64_t *)card, b = ((const Place *)place)->card;
    return (a > b) - (a < b);
}

static size_t find_place(const Cards *cards, const Deeds *deeds, int64_t card)
{
    const Place *place = deeds->place_count ? bsearch(&card, deeds->places, deeds->place_count,
                                                      sizeof *deeds->places, compare_places)
                                            : NULL;
    return place ? find_cluster(cards, deeds, place->cluster) : CARDS_NONE;
}

/* --- a card */

/* Merges never go round in a circle, see any_merge. */
static Id find_end(const Deeds *deeds, const Merge *merge)
{
    const Merge *next;
    while ((next = find_merge(deeds, merge->target)) != NULL)
        merge = next;
    return merge->id;
}

static bool is_small(const Deeds *deeds, const char *group)
{
    for (size_t i = 0; i < deeds->small_count; i++)
        if (strcmp(deeds->small[i], group) == 0)
            return true;
    return false;
}

enum {
    N,
    ID,
    KIND,
    TEXT,
    LABEL,
    TABLE,
    ACTIVITY,
    STAGE,
    SHEET,
    GROUP,
    OWNER,
    DUE,
    HOW,
    ABOUT,
    AT,
    ELAPSED,
    LATER
};

/* Texts of a card, one behind the other, in one piece of memory. */
typedef struct {
    Str bytes;
    size_t at[12], count;
} Texts;

static void add_text(Texts *texts, const char *text)
{
    texts->at[texts->count++] = texts->bytes.size;
    str_add_bytes(&texts->bytes, text, strlen(text) + 1);
}

static void place_texts(Card *card, Texts *texts)
{
    const char **places[] = {&card->label, &card->text,  &card->group,       &card->activity,
                             &card->stage, &card->sheet, &card->owner,       &card->due,
                             &card->how,   &card->about, &card->merged_into, &card->agreed};
    card->memory = str_take(&texts->bytes);
    for (size_t i = 0; i < texts->count; i++)
        *places[i] = card->memory + texts->at[i];
}

static void add_label(Store *store, const Deeds *deeds, Rows *rows, Texts *texts)
{
    bool is_recommendation =
        rows_is_null(rows, LABEL) && strcmp(rows_text(rows, KIND), "recommendation") == 0;
    Str label = STR_EMPTY;
    if (is_recommendation)
        rows_find_text(store, &label,
                       "SELECT l.label FROM recommendation r JOIN any_recommendation_label l ON l.n = r.n "
                       "WHERE r.note = ?1 ORDER BY l.id LIMIT 1",
                       "i", rows_number(rows, N));
    else if (deeds->has_doubles)
        rows_find_text(store, &label, "SELECT label FROM any_card_label WHERE n = ?1", "i",
                       rows_number(rows, N));
    else
        str_add(&label, rows_text(rows, LABEL));
    add_text(texts, str_text(&label));
    str_free(&label);
}

static void add_card(Store *store, Cards *cards, const Deeds *deeds, Rows *rows)
{
    const Merge *merge = find_merge(deeds, rows_number(rows, N));
    const NoteKindRow *kind = note_kind_find_name(rows_text(rows, KIND));
    Texts texts = {STR_EMPTY, {0}, 0};
    Str about = STR_EMPTY;
    cards->list = mem_grow(cards->list, &cards->room, cards->count + 1, sizeof *cards->list);
    Card *card = &cards->list[cards->count++];
    *card = (Card){.id = id_read(rows_text(rows, ID)),
                   .n = rows_number(rows, N),
                   .kind = kind ? kind->kind : NOTE_PARAPHRASE,
                   .table = (int)rows_number(rows, TABLE),
                   .cluster = find_place(cards, deeds, rows_number(rows, N)),
                   .at = rows_number(rows, AT),
                   .elapsed = rows_number(rows, ELAPSED),
                   .later = rows_number(rows, LATER) != 0};
    card->counts = merge ? find_end(deeds, merge) : card->id;
    add_label(store, deeds, rows, &texts);
    add_text(&texts, rows_text(rows, TEXT));
    add_text(&texts, is_small(deeds, rows_text(rows, GROUP)) ? "" : rows_text(rows, GROUP));
    add_text(&texts, rows_text(rows, ACTIVITY));
    add_text(&texts, rows_text(rows, STAGE));
    add_text(&texts, rows_text(rows, SHEET));
    add_text(&texts, rows_text(rows, OWNER));
    add_text(&texts, rows_text(rows, DUE));
    add_text(&texts, rows_text(rows, HOW));
    if (!rows_is_null(rows, ABOUT))
        cards_add_about(store, &about, rows_text(rows, ABOUT));
    add_text(&texts, str_text(&about));
    add_text(&texts, merge ? merge->label : "");
    add_text(&texts, merge ? merge->how : "");
    place_texts(card, &texts);
    str_free(&about);
}

/* --- the cards of a session */

void cards_free(Cards *cards)
{
    for (size_t i = 0; i < cards->count; i++)
        free(cards->list[i].memory);
    for (size_t i = 0; i < cards->cluster_count; i++)
        free(cards->clusters[i].name);
    free(cards->list);
    free(cards->clusters);
    *cards = (Cards){0};
}

static bool is_chosen(const CardChoice *choice, const Cards *cards, const Deeds *deeds, int64_t card)
{
    if (choice->unmerged && find_merge(deeds, card))
        return false;
    if (!choice->cluster)
        return true;
    size_t cluster = find_place(cards, deeds, card);
    return cluster == CARDS_NONE ? !*choice->cluster
                                 : strcmp(cards->clusters[cluster].id.text, choice->cluster) == 0;
}

static int read_cards(Store *store, const char *session, const CardChoice *choice, Cards *cards,
                      const Deeds *deeds, Err *err)
{
    static const char sql[] =
        "SELECT note.n, t.id, note.kind, note.text, c.label, c.\"table\", c.activity, c.stage, c.sheet, "
        "coalesce(c.\"group\", "
        "(SELECT \"group\" FROM person WHERE n = note.speaker)), c.owner, c.due, c.how, (SELECT id FROM "
        "thing WHERE n = "
        "c.finding), note.at, note.elapsed, note.later FROM card c JOIN any_seen note ON note.n = c.note "
        "JOIN thing t ON t.n = "
        "c.note WHERE c.session = " SESSION
        " AND (?2 IS NULL OR c.activity = ?2) AND CASE WHEN ?3 IS NULL THEN note.kind IN "
        "(SELECT kind FROM any_card_kind) ELSE instr(' ' || ?3 || ' ', ' ' || note.kind || ' ') > 0 END "
        "ORDER BY note.hlc, t.id";
    Rows *rows = rows_open(store, err, sql, "ttt", session, choice->activity, choice->kinds);
    while (rows_next(rows)) {
        if (!is_chosen(choice, cards, deeds, rows_number(rows, N)))
            continue;
        size_t place = cards->all++;
        if (place >= choice->first && (!choice->most || place - choice->first < choice->most))
            add_card(store, cards, deeds, rows);
    }
    return rows_close(rows, err);
}

int cards_read(Store *store, const char *session, const CardChoice *choice, Cards *cards, Err *err)
{
    static const CardChoice every = {NULL, NULL, NULL, false, 0, 0};
    Deeds deeds = {0};
    cards_free(cards);
    int result = read_deeds(store, session, cards, &deeds, err);
    if (result == 0)
        result = read_cards(store, session, choice ? choice : &every, cards, &deeds, err);
    free_deeds(&deeds);
    if (result != 0)
        cards_free(cards);
    return result;
}

bool cards_have_changed(Store *store, int64_t *mark)
{
    static const char sql[] =
        "SELECT coalesce(sum((SELECT max(seq) FROM event e WHERE e.site = s.n)), 0) FROM site s";
    int64_t had = *mark;
    *mark = rows_find_number(store, had, sql, "");
    return *mark != had;
}

/* --- one card */

Id cards_find_counting(Store *store, const char *card)
{
    static const char sql[] =
        "SELECT t.id FROM any_merge m JOIN thing t ON t.n = m.target WHERE m.card = (SELECT n FROM thing "
        "WHERE id = ?1)";
    Id end = id_read(card);
    Str next = STR_EMPTY;
    while (rows_find_text(store, &next, sql, "t", end.text)) {
        end = id_read(str_text(&next));
        str_clear(&next);
    }
    str_free(&next);
    return end;
}

int cards_find_label(Store *store, const char *session, const char *label, Id *card, Id *counts, Err *err)
{
    static const char sql[] =
        "SELECT l.id FROM any_card_label l JOIN any_seen note ON note.n = l.n WHERE l.session = " SESSION
        " AND l.label = ?2 COLLATE NOCASE UNION ALL SELECT t.id FROM recommendation r JOIN "
        "any_recommendation_label l ON l.n = r.n "
        "JOIN any_seen note ON note.n = r.note JOIN thing t ON t.n = r.note WHERE note.session = " SESSION
        " AND l.label = ?2 COLLATE NOCASE LIMIT 1";
    Str id = STR_EMPTY;
    bool is_there = *label && rows_find_text(store, &id, sql, "tt", session, label);
    if (is_there) {
        *card = id_read(str_text(&id));
        if (counts)
            *counts = cards_find_counting(store, card->text);
    }
    str_free(&id);
    return is_there ? 0
                    : err_set(err, ERR_REFUSED, "there is no card %s", *label ? label : "without a label");
}
