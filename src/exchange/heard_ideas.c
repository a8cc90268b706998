/* SPDX-License-Identifier: MIT */
/* What we heard, by activity or by question; and what came of it: decisions, dissent, actions, what was
 * parked. */
#include <string.h>

#include "heard.h"
#include "rir/rows.h"

/* --- one note */

static bool is_told(const Said *said)
{
    bool is_kind = said->kind == NOTE_VERBATIM || said->kind == NOTE_PARAPHRASE ||
                   said->kind == NOTE_OBSERVATION || said->kind == NOTE_EXTRACT || said->kind == NOTE_IDEA;
    return is_kind && !said->is_answer;
}

static const char *find_label(const Said *said)
{
    return said->card ? said->card->label : "";
}

static void add_words(Str *out, const Said *said)
{
    bool is_quoted = said->kind == NOTE_VERBATIM;
    str_add_format(out, is_quoted ? "\xE2\x80\x9C%s\xE2\x80\x9D" : "%s", said->text);
}

/* What was put together with a card, by consent: the words are given too. */
static void add_merged(const Heard *heard, const Said *into, Str *out)
{
    for (size_t i = 0; into->card && i < heard->count; i++) {
        const Said *said = &heard->list[i];
        if (!said->card || said == into || strcmp(said->card->merged_into, into->card->label) != 0 ||
            !*into->card->label)
            continue;
        str_add_format(out, "%stogether with %s", out->size ? "\n" : "", said->card->label);
        if (said->reason == HEARD_SHARED)
            str_add_format(out, ": %s", said->text);
        if (*said->card->agreed) {
            str_add(out, " (agreed: ");
            heard_add_plain(heard, out, said->card->agreed);
            str_add(out, ")");
        }
    }
}

/* A card that was merged stands with the other; one whose words may not be given back only when another was
 * merged into it. */
static bool add_told(const Heard *heard, const Said *said, Page *page)
{
    if (!is_told(said) || (said->card && *said->card->merged_into))
        return false;
    Str words = STR_EMPTY, merged = STR_EMPTY;
    add_merged(heard, said, &merged);
    bool is_shown = said->reason == HEARD_SHARED || merged.size > 0;
    if (said->reason == HEARD_SHARED)
        add_words(&words, said);
    else
        str_add(&words, "(words left out)");
    if (is_shown)
        page_add_item(page, find_label(said), str_text(&words), str_text(&merged));
    str_free(&words);
    str_free(&merged);
    return is_shown;
}

/* --- one place: an activity or a question, and in it what was put together in a cluster */

typedef struct {
    const char *activity, *question; /* NULL: any */
    size_t cluster;
} Place;

static bool is_at(const Said *said, const Place *place)
{
    size_t cluster = said->card ? said->card->cluster : CARDS_NONE;
    return (!place->activity || strcmp(said->activity, place->activity) == 0) &&
           (!place->question || strcmp(said->question, place->question) == 0) && cluster == place->cluster;
}

static bool has_any(const Heard *heard, const Place *place)
{
    for (size_t i = 0; i < heard->count; i++) {
        const Said *said = &heard->list[i];
        if (is_told(said) && is_at(said, place) && said->reason == HEARD_SHARED)
            return true;
    }
    return false;
}

static bool add_at(const Heard *heard, const Place *place, int level, const char *title, Page *page)
{
    if (!has_any(heard, place))
        return false;
    page_add_heading(page, level, title);
    for (size_t i = 0; i < heard->count; i++)
        if (is_at(&heard->list[i], place))
            add_told(heard, &heard->list[i], page);
    return true;
}

static bool add_place(const Heard *heard, Place place, const char *title, Page *page)
{
    bool has_title = false;
    place.cluster = CARDS_NONE;
    has_title = add_at(heard, &place, 3, title, page);
    for (size_t i = 0; i < heard->cards.cluster_count; i++) {
        Str name = STR_EMPTY;
        place.cluster = i;
        if (!has_title && has_any(heard, &place)) {
            page_add_heading(page, 3, title);
            has_title = true;
        }
        str_add(&name, "Put together as: ");
        heard_add_plain(heard, &name, heard->cards.clusters[i].name);
        add_at(heard, &place, 4, str_text(&name), page);
        str_free(&name);
    }
    return has_title;
}

/* Each with its id and title, in the order of the guide; what belongs to none last. */
static bool add_places(const Heard *heard, const char *sql, Page *page)
{
    bool is_any = false;
    Rows *rows = rows_open(heard->store, NULL, sql, "t", heard->session);
    while (rows_next(rows)) {
        Place place = {NULL, NULL, CARDS_NONE};
        *(heard->is_workshop ? &place.activity : &place.question) = rows_text(rows, 0);
        Str title = STR_EMPTY;
        heard_add_plain(heard, &title, rows_text(rows, 1));
        is_any = add_place(heard, place, str_text(&title), page) || is_any;
        str_free(&title);
    }
    rows_close(rows, NULL);
    Place none = {heard->is_workshop ? "" : NULL, heard->is_workshop ? NULL : "", CARDS_NONE};
    return add_place(heard, none, is_any ? "And also" : "In the order in which it came", page) || is_any;
}

void heard_add_ideas(Heard *heard, const char *title, Page *page)
{
    static const char activities[] =
        "SELECT g.id, g.title FROM guide_topic g JOIN session s ON s.guide = g.guide JOIN thing t ON "
        "t.n = s.n WHERE t.id = ?1 ORDER BY g.ord";
    static const char questions[] = "SELECT id, text FROM any_question WHERE session = ?1 ORDER BY ord";
    page_add_heading(page, 2, title);
    if (!add_places(heard, heard->is_workshop ? activities : questions, page))
        page_add_paragraph(page, "Nothing was noted that may be given back.");
}

/* --- what came of it */

static void add_part(Str *out, const char *name, const char *value)
{
    if (*value)
        str_add_format(out, "%s%s%s", out->size ? "; " : "", name, value);
}

static void add_outcome(Heard *heard, const Said *said, Page *page)
{
    Str remark = STR_EMPTY;
    add_part(&remark, "how it was decided: ", said->how);
    add_part(&remark, "about ", said->about);
    add_part(&remark, said->kind == NOTE_PARKED ? "answer promised by: " : "who sees to it: ",
             heard_find_owner(heard, said->owner));
    add_part(&remark, "until: ", said->due);
    page_add_item(page, find_label(said), said->text, str_text(&remark));
    str_free(&remark);
}

static void add_kind(Heard *heard, NoteKind kind, const char *title, const char *before, Page *page)
{
    bool is_any = false;
    for (size_t i = 0; i < heard->count; i++) {
        if (heard->list[i].kind != kind || heard->list[i].reason != HEARD_SHARED || heard->list[i].is_answer)
            continue;
        if (!is_any) {
            page_add_heading(page, 2, title);
            page_add_paragraph(page, before);
        }
        is_any = true;
        add_outcome(heard, &heard->list[i], page);
    }
}

void heard_add_outcomes(Heard *heard, Page *page)
{
    add_kind(heard, NOTE_DECISION, "What was agreed", "Decided together:", page);
    add_kind(heard, NOTE_DISSENT, "What was seen differently",
             "Not everybody agreed with everything. This counts as much as what was agreed:", page);
    add_kind(heard, NOTE_ACTION, "Who does what", "Somebody will see to this:", page);
    add_kind(heard, NOTE_PARKED, "Put aside for later",
             "There was no time for this. It is not forgotten:", page);
}
