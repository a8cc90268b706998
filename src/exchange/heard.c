/* SPDX-License-Identifier: MIT */
/* Reading what was said in a session, with the reason for each note that is not given back. */
#include "heard.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "rir/mem.h"
#include "rir/recommendation.h"
#include "rir/rows.h"
#include "views.h"

/* --- pseudonyms in the words */

void heard_add_plain(const Heard *heard, Str *out, const char *text)
{
    plain_add(&heard->plain, out, text);
}

static char *copy_plain(const Heard *heard, const char *text)
{
    Str plain = STR_EMPTY;
    heard_add_plain(heard, &plain, text);
    return str_take(&plain);
}

/* --- notes */

/* What may be done with words hangs on whose they are, so it is asked once for each voice, not for each note.
 */
typedef struct {
    int64_t speaker; /* 0: none */
    char *seat;
    bool is_made; /* by the group, in nobody's words */
    HeardReason reason;
} Voice;

typedef struct {
    Voice *list;
    size_t count, room;
} Voices;

static HeardReason ask_reason(Store *store, int64_t note)
{
    static const char sql[] = "SELECT CASE WHEN EXISTS(SELECT 1 FROM any_shared v WHERE v.n = ?1) THEN 0 "
                              "WHEN NOT EXISTS(SELECT 1 FROM "
                              "any_seen v WHERE v.n = ?1) THEN 1 WHEN (SELECT v.quotable FROM any_note v "
                              "WHERE v.n = ?1) = 0 THEN 2 "
                              "ELSE 3 END";
    static const HeardReason reasons[] = {HEARD_SHARED, HEARD_REFUSED, HEARD_UNQUOTABLE, HEARD_REUSE};
    return reasons[rows_find_number(store, 1, sql, "i", note)];
}

static HeardReason find_voice(Store *store, Voices *voices, int64_t note, int64_t speaker, const char *seat,
                              bool is_made)
{
    for (size_t i = 0; i < voices->count; i++)
        if (voices->list[i].speaker == speaker && voices->list[i].is_made == is_made &&
            strcmp(voices->list[i].seat, seat) == 0)
            return voices->list[i].reason;
    voices->list = mem_grow(voices->list, &voices->room, voices->count + 1, sizeof *voices->list);
    voices->list[voices->count++] = (Voice){speaker, mem_copy_text(seat), is_made, ask_reason(store, note)};
    return voices->list[voices->count - 1].reason;
}

enum { N, ID, KIND, HIDDEN, OWN, SPEAKER, SEAT, TEXT, QUESTION, ACTIVITY, OWNER, DUE, HOW, ANSWER, MADE };

static HeardReason find_reason(const Heard *heard, Voices *voices, Rows *rows, NoteKind kind)
{
    int64_t hidden = rows_number(rows, HIDDEN);
    if (hidden)
        return hidden & 1 ? HEARD_STRUCK : HEARD_OFF;
    if (rows_number(rows, OWN))
        return HEARD_OWN;
    HeardReason reason = find_voice(heard->store, voices, rows_number(rows, N), rows_number(rows, SPEAKER),
                                    rows_text(rows, SEAT), rows_number(rows, MADE) != 0);
    return reason == HEARD_SHARED && kind == NOTE_OBSERVATION && !heard->is_observation ? HEARD_SEEN : reason;
}

static void add_said(Heard *heard, Voices *voices, Rows *rows)
{
    const NoteKindRow *kind = note_kind_find_name(rows_text(rows, KIND));
    heard->list = mem_grow(heard->list, &heard->room, heard->count + 1, sizeof *heard->list);
    Said *said = &heard->list[heard->count++];
    *said = (Said){.n = rows_number(rows, N),
                   .id = id_read(rows_text(rows, ID)),
                   .kind = kind ? kind->kind : NOTE_PARAPHRASE};
    said->reason = find_reason(heard, voices, rows, said->kind);
    bool is_shared = said->reason == HEARD_SHARED;
    said->is_answer = rows_number(rows, ANSWER) != 0;
    said->text = copy_plain(heard, is_shared ? rows_text(rows, TEXT) : "");
    said->question = mem_copy_text(rows_text(rows, QUESTION));
    said->activity = mem_copy_text(rows_text(rows, ACTIVITY));
    said->owner = copy_plain(heard, is_shared ? rows_text(rows, OWNER) : "");
    said->due = copy_plain(heard, is_shared ? rows_text(rows, DUE) : "");
    said->how = copy_plain(heard, is_shared ? rows_text(rows, HOW) : "");
    heard->left_out[said->reason]++;
}

static int read_notes(Heard *heard, Err *err)
{
    static const char sql[] =
        "SELECT b.n, t.id, b.kind, b.hidden, b.kind IN (SELECT kind FROM "
        "any_own_kind), coalesce(b.speaker, 0), b.seat, b.text, b.question, "
        "c.activity, c.owner, c.due, c.how, EXISTS(SELECT 1 FROM response r WHERE "
        "r.session = b.session AND b.n IN (r.wording, r.reason)) OR EXISTS(SELECT 1 FROM "
        "consensus_said x WHERE x.session = b.session AND x.evidence = b.n), EXISTS(SELECT 1 FROM "
        "any_made m WHERE m.n = b.n) FROM note b JOIN thing t ON t.n = b.n LEFT JOIN "
        "card c ON c.note = b.n WHERE b.session = (SELECT n FROM thing WHERE id = ?1) "
        "ORDER BY b.elapsed, b.hlc, t.id";
    Voices voices = {NULL, 0, 0};
    Rows *rows = rows_open(heard->store, err, sql, "t", heard->session);
    while (rows_next(rows))
        add_said(heard, &voices, rows);
    for (size_t i = 0; i < voices.count; i++)
        free(voices.list[i].seat);
    free(voices.list);
    return rows_close(rows, err);
}

static int compare_notes(const void *left, const void *right)
{
    int64_t a = ((const Card *)left)->n, b = ((const Card *)right)->n;
    return (a > b) - (a < b);
}

/* Cards are sorted by note here, the list stays in the order of what was said. */
static int read_cards(Heard *heard, Err *err)
{
    if (cards_read(heard->store, heard->session, NULL, &heard->cards, err) != 0)
        return -1;
    if (heard->cards.count)
        qsort(heard->cards.list, heard->cards.count, sizeof *heard->cards.list, compare_notes);
    for (size_t i = 0; i < heard->count; i++) {
        const Card key = {.n = heard->list[i].n};
        const Card *card = heard->cards.count ? bsearch(&key, heard->cards.list, heard->cards.count,
                                                        sizeof *heard->cards.list, compare_notes)
                                              : NULL;
        heard->list[i].card = card;
        heard->list[i].about = copy_plain(heard, card ? card->about : "");
    }
    return 0;
}

int heard_read(Store *store, const char *session, Heard *heard, Err *err)
{
    static const char kind[] = "SELECT s.kind FROM session s JOIN thing t ON t.n = s.n WHERE t.id = ?1";
    Str name = STR_EMPTY;
    *heard = (Heard){.store = store, .session = session};
    rows_find_text(store, &name, kind, "t", session);
    heard->is_workshop = strcmp(str_text(&name), "workshop") == 0;
    heard->is_observation = strcmp(str_text(&name), "observation") == 0;
    str_free(&name);
    if (plain_read(heard->store, &heard->plain, err) != 0 || read_notes(heard, err) != 0)
        return -1;
    return read_cards(heard, err);
}

void heard_free(Heard *heard)
{
    for (size_t i = 0; i < heard->count; i++) {
        Said *said = &heard->list[i];
        char *texts[] = {said->text, said->question, said->activity, said->owner,
                         said->due,  said->how,      said->about};
        for (size_t j = 0; j < sizeof texts / sizeof *texts; j++)
            free(texts[j]);
    }
    plain_free(&heard->plain);
    free(heard->list);
    cards_free(&heard->cards);
}

const Said *heard_find(const Heard *heard, const char *id)
{
    Id wanted = id_read(id);
    for (size_t i = heard->count; i-- > 0;)
        if (memcmp(heard->list[i].id.text, wanted.text, sizeof wanted.text) == 0)
            return &heard->list[i];
    return NULL;
}

const char *heard_find_words(const Heard *heard, const char *id)
{
    const Said *said = *id ? heard_find(heard, id) : NULL;
    return said ? said->text : "";
}

const char *heard_find_owner(Heard *heard, const char *owner)
{
    if (!*owner || !*recommendation_caution(SAID_OWNER, owner))
        return owner;
    heard->owners_left_out++;
    return "";
}

/* --- what is left out */

static const struct {
    const char *one, *many;
} reasons[HEARD_REASONS] = {
    [HEARD_STRUCK] = {"note was taken back", "notes were taken back"},
    [HEARD_OFF] = {"note was said off the record", "notes were said off the record"},
    [HEARD_OWN] = {"note is the researchers' own", "notes are the researchers' own"},
    [HEARD_REFUSED] = {"note may hold words of people who did not agree to take part",
                       "notes may hold words of people who did not agree to take part"},
    [HEARD_UNQUOTABLE] = {"note may not be quoted: not everybody concerned agreed to it",
                          "notes may not be quoted: not everybody concerned agreed to it"},
    [HEARD_REUSE] = {"note may not be passed on: somebody concerned refused that",
                     "notes may not be passed on: somebody concerned refused that"},
    [HEARD_SEEN] = {"note is of what was seen, not of what was said",
                    "notes are of what was seen, not of what was said"},
};

void heard_add_left_out(const Heard *heard, Page *page)
{
    bool is_any = heard->owners_left_out > 0;
    for (int i = HEARD_SHARED + 1; i < HEARD_REASONS; i++)
        is_any = is_any || heard->left_out[i] > 0;
    page_add_heading(page, 2, "What is not on this page");
    page_add_paragraph(page, is_any ? "Left out:" : "Nothing that was noted is left out.");
    Str text = STR_EMPTY;
    for (int i = HEARD_SHARED + 1; i < HEARD_REASONS; i++) {
        if (heard->left_out[i] == 0)
            continue;
        str_clear(&text);
        str_add_format(&text, "%zu %s", heard->left_out[i],
                       heard->left_out[i] == 1 ? reasons[i].one : reasons[i].many);
        page_add_item(page, "", str_text(&text), "");
    }
    if (heard->owners_left_out) {
        str_clear(&text);
        str_add_format(&text, "who sees to it, %zu time%s: what was noted looks like a name",
                       heard->owners_left_out, heard->owners_left_out == 1 ? "" : "s");
        page_add_item(page, "", str_text(&text), "");
    }
    str_free(&text);
}
