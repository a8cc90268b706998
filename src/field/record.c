/* SPDX-License-Identifier: MIT */
/* Notes as they are written. */
#include "record.h"

#include <stdlib.h>
#include <string.h>

#include "codebook.h"
#include "rir/mem.h"
#include "rir/rows.h"
#include "rir/text.h"

bool record_is_own(NoteKind kind)
{
    const NoteKindRow *row = note_kind_find(kind);
    return row && row->is_own;
}

/* --- reading */

static void add_code(NoteRecord *record, RecordCode code)
{
    record->codes =
        mem_grow(record->codes, &record->code_room, record->code_count + 1, sizeof *record->codes);
    record->codes[record->code_count++] = code;
}

static void take_row(NoteRecord *record, Rows *rows)
{
    const NoteKindRow *kind = note_kind_find_name(rows_text(rows, 1));
    record->session = id_read(rows_text(rows, 0));
    record->kind = kind ? kind->kind : NOTE_PARAPHRASE;
    record->text = mem_copy_text(rows_text(rows, 2));
    record->raw = mem_copy_text(rows_text(rows, 3));
    record->question = rows_copy(rows, 4);
    record->speaker = id_read(rows_text(rows, 5));
    record->seat = rows_copy(rows, 6);
    record->phase = rows_copy(rows, 7);
    record->at = rows_number(rows, 8);
    record->tz = (int)rows_number(rows, 9);
    record->elapsed = rows_number(rows, 10);
    record->recorder = rows_is_null(rows, 11) ? -1 : rows_number(rows, 11);
    record->later = rows_number(rows, 12) != 0;
    record->about = rows_number(rows, 13) != 0;
    record->volunteered = rows_number(rows, 14) != 0;
    record->off = (rows_number(rows, 15) & 2) != 0;
    record->typed = rows_number(rows, 16);
}

static int read_codes(Store *store, NoteRecord *record, Err *err)
{
    static const char sql[] =
        "SELECT t.id, c.name, c.valence, c.start, c.\"end\" FROM coding c JOIN thing t ON t.n = c.code WHERE "
        "c.note = (SELECT n FROM thing WHERE id = ?1) ORDER BY c.start, c.name";
    Rows *rows = rows_open(store, err, sql, "t", record->id.text);
    while (rows_next(rows)) {
        RecordCode code = {.id = id_read(rows_text(rows, 0)),
                           .name = mem_copy_text(rows_text(rows, 1)),
                           .start = (size_t)rows_number(rows, 3),
                           .end = (size_t)rows_number(rows, 4)};
        line_find_valence(rows_text(rows, 2), &code.valence);
        add_code(record, code);
    }
    return rows_close(rows, err);
}

static int read_card(Store *store, NoteRecord *record, Err *err)
{
    static const char sql[] =
        "SELECT activity, stage, \"table\", \"group\", sheet, label, owner, due, how, dimension, page, "
        "(SELECT id FROM thing WHERE n = document), (SELECT id FROM thing WHERE n = jotting), (SELECT id "
        "FROM thing WHERE n = finding), absent, appraisal FROM card WHERE note = (SELECT n FROM thing WHERE "
        "id = ?1)";
    Rows *rows = rows_open(store, err, sql, "t", record->id.text);
    if (rows_next(rows))
        for (int i = 0; i < CARD_MEMBERS; i++)
            record->card[i] = rows_copy(rows, i);
    return rows_close(rows, err);
}

int record_read(Store *store, const char *note, NoteRecord *record, Err *err)
{
    static const char sql[] = "SELECT (SELECT id FROM thing WHERE n = note.session), kind, text, raw, "
                              "question, (SELECT id FROM thing WHERE n = note.speaker), seat, phase, at, tz, "
                              "elapsed, recorder, later, about, volunteered, hidden, (SELECT "
                              "max(body->>'$.typed') FROM event WHERE entity = note.n AND kind = 'note.set') "
                              "FROM note WHERE n = (SELECT n FROM thing WHERE id = ?1) AND hidden & 1 = 0";
    *record = (NoteRecord){.id = id_read(note), .recorder = -1};
    Rows *rows = rows_open(store, err, sql, "t", note);
    bool is_there = rows_next(rows);
    if (is_there)
        take_row(record, rows);
    if (rows_close(rows, err) != 0 ||
        (is_there && (read_codes(store, record, err) != 0 || read_card(store, record, err) != 0))) {
        record_free(record);
        return -1;
    }
    return is_there ? 0 : err_set(err, ERR_REFUSED, "there is no such note, or it was struck");
}

void record_free(NoteRecord *record)
{
    for (size_t i = 0; i < record->code_count; i++)
        free(record->codes[i].name);
    free(record->codes);
    free(record->text);
    free(record->raw);
    free(record->question);
    free(record->seat);
    free(record->phase);
    for (size_t i = 0; i < CARD_MEMBERS; i++)
        free(record->card[i]);
    *record = (NoteRecord){.recorder = -1};
}

/* --- writing */

static void fill_codes(Json *json, const NoteRecord *record)
{
    if (!record->code_count)
        return;
    json_open(json, "codes", '[');
    for (size_t i = 0; i < record->code_count; i++) {
        const RecordCode *code = &record->codes[i];
        json_open(json, NULL, '{');
        json_add_text(json, "id", code->id.text);
        json_add_text(json, "name", code->name);
        json_add_text(json, "valence", line_name_valence(code->valence));
        json_add_number(json, "start", (int64_t)code->start);
        json_add_number(json, "end", (int64_t)code->end);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static const char *const card_keys[CARD_MEMBERS] = {
    "activity", "stage",     "table", "group",    "sheet",   "label",   "owner",  "due",
    "how",      "dimension", "page",  "document", "jotting", "finding", "absent", "appraisal"};

static void fill_card(Json *json, const NoteRecord *record)
{
    bool is_open = false;
    for (size_t i = 0; i < CARD_MEMBERS; i++) {
        if (!record->card[i])
            continue;
        if (!is_open)
            json_open(json, "card", '{');
        is_open = true;
        if (i == CARD_TABLE || i == CARD_ABSENT)
            json_add_number(json, card_keys[i], strtoll(record->card[i], NULL, 10));
        else
            json_add_text(json, card_keys[i], record->card[i]);
    }
    if (is_open)
        json_close(json, '}');
}

void record_set_card(NoteRecord *record, CardMember member, const char *value)
{
    free(record->card[member]);
    record->card[member] = value && *value ? mem_copy_text(value) : NULL;
}

static void add_flag(Json *json, const char *key, bool value)
{
    if (value)
        json_add_number(json, key, 1);
}

void record_add(const NoteRecord *record, Step *step, const char *person)
{
    StepBody body = step_add(step, "note.set", &record->id, person);
    Json *json = &body.json;
    json_add_text(json, "kind", note_kind_find(record->kind)->name);
    json_add_text(json, "text", record->text);
    json_add_text(json, "raw", record->raw);
    json_add_some(json, "question", record->question);
    json_add_some(json, "speaker", record->speaker.text);
    json_add_some(json, "seat", record->seat);
    json_add_number(json, "at", record->at);
    json_add_number(json, "elapsed", record->elapsed);
    json_add_number(json, "tz", record->tz);
    if (record->recorder >= 0)
        json_add_number(json, "recorder", record->recorder);
    json_add_some(json, "phase", record->phase);
    add_flag(json, "later", record->later);
    add_flag(json, "about", record->about);
    add_flag(json, "volunteered", record->volunteered);
    add_flag(json, "off", record->off);
    if (record->typed)
        json_add_number(json, "typed", record->typed);
    fill_codes(json, record);
    fill_card(json, record);
    step_end(&body);
}

Id record_find_person(Store *store, const NoteRecord *record)
{
    static const char sql[] = "SELECT CASE WHEN count(DISTINCT t.id) = 1 THEN max(t.id) ELSE '' END FROM "
                              "any_came sp JOIN thing t ON t.n = sp.person WHERE sp.session = (SELECT n FROM "
                              "thing WHERE id = ?1) AND (sp.since, sp.hlc) < (?2, coalesce((SELECT hlc FROM "
                              "note WHERE n = (SELECT n FROM thing WHERE id = ?3)), 9e18))";
    if (id_is_set(&record->speaker) || record->seat || record_is_own(record->kind))
        return record->speaker;
    Str only = STR_EMPTY;
    rows_find_text(store, &only, sql, "tit", record->session.text, record->elapsed, record->id.text);
    Id person = id_read(str_text(&only));
    str_free(&only);
    return person;
}

bool record_is_anonymous(Store *store, const NoteRecord *record)
{
    static const char sql[] = "SELECT 1 FROM session WHERE n = (SELECT n FROM thing WHERE id = ?1) AND kind "
                              "= 'workshop' AND ?2 IN (SELECT kind FROM any_card_kind)";
    const NoteKindRow *kind = note_kind_find(record->kind);
    return kind && rows_find_number(store, 0, sql, "tt", record->session.text, kind->name) != 0;
}

/* --- changing */

static size_t count_points(const char *text)
{
    return text_count_points(text, strlen(text));
}

static bool is_whole(const NoteRecord *record, const RecordCode *code)
{
    return code->start == 0 && code->end >= count_points(record->text);
}

/* Codepoints that two texts begin, or end, with in common. */
static size_t count_common(const char *a, const char *b, bool from_end)
{
    size_t a_size = strlen(a), b_size = strlen(b), least = a_size < b_size ? a_size : b_size, same = 0;
    while (same < least && (from_end ? a[a_size - 1 - same] == b[b_size - 1 - same] : a[same] == b[same]))
        same++;
    const char *run = from_end ? a + a_size - same : a;
    /* A codepoint cut in two is not in common. */
    size_t cut = 0;
    if (from_end)
        while (cut < same && ((unsigned char)run[cut] & 0xC0) == 0x80)
            cut++;
    else
        while (cut < same && ((unsigned char)a[same - cut] & 0xC0) == 0x80)
            cut++;
    return from_end ? text_count_points(run + cut, same - cut) : text_count_points(a, same - cut);
}

static const char *find_only(const char *text, const char *words)
{
    const char *first = strstr(text, words);
    return first && !strstr(first + 1, words) ? first : NULL;
}

/* Words on both sides were changed: where the coded words stand now, when it is clear which they are. */
static bool follow_words(const char *had, const char *has, RecordCode *code)
{
    size_t points = 0, from = 0, to, size = strlen(had);
    uint32_t point;
    for (; from < size && points < code->start; points++)
        from += text_read_point(had + from, size - from, &point);
    for (to = from; to < size && points < code->end; points++)
        to += text_read_point(had + to, size - to, &point);
    char *words = mem_copy_bytes(had + from, to - from);
    const char *found = to > from && find_only(had, words) ? find_only(has, words) : NULL;
    free(words);
    if (!found)
        return false;
    size_t length = code->end - code->start;
    code->start = text_count_points(has, (size_t)(found - has));
    code->end = code->start + length;
    return true;
}

void record_set_text(NoteRecord *record, const char *text)
{
    size_t had = count_points(record->text), has = count_points(text), kept = 0;
    size_t before = count_common(record->text, text, false), behind = count_common(record->text, text, true);
    for (size_t i = 0; i < record->code_count; i++) {
        RecordCode *code = &record->codes[i];
        bool is_kept = true;
        if (is_whole(record, code))
            code->end = has;
        else if (code->start >= had - behind && code->end <= had) {
            code->start = code->start + has - had;
            code->end = code->end + has - had;
        } else
            is_kept = code->end <= before || follow_words(record->text, text, code);
        if (is_kept)
            record->codes[kept++] = *code;
        else
            free(code->name);
    }
    record->code_count = kept;
    free(record->text);
    record->text = mem_copy_text(text);
}

static void add_line_code(NoteRecord *record, const LineCode *code)
{
    add_code(record, (RecordCode){.id = code_make_id(code->name),
                                  .name = mem_copy_text(code->name),
                                  .valence = code->valence,
                                  .start = code->start,
                                  .end = code->end});
}

/* The codes as typed ones; they borrow the names. */
static LineCode *list_codes(const NoteRecord *record)
{
    LineCode *list = mem_new((record->code_count + 1) * sizeof *list);
    for (size_t i = 0; i < record->code_count; i++)
        list[i] = (LineCode){record->codes[i].name, record->codes[i].valence, record->codes[i].start,
                             record->codes[i].end};
    return list;
}

/* Keeps the codes that are marked, and takes the marks back. */
static void keep_codes(NoteRecord *record, bool *is_kept)
{
    size_t kept = 0;
    for (size_t i = 0; i < record->code_count; i++) {
        if (is_kept[i])
            record->codes[kept++] = record->codes[i];
        else
            free(record->codes[i].name);
    }
    record->code_count = kept;
    free(is_kept);
}

void record_set_line(NoteRecord *record, const Line *line)
{
    Str typed = STR_EMPTY;
    LineCode *codes = list_codes(record);
    bool *is_kept = mem_new((record->code_count + 1) * sizeof *is_kept);
    if (record->text) {
        line_add_typed_codes(&typed, record->kind, record->text, codes, record->code_count, is_kept);
        for (size_t i = 0; i < record->code_count; i++)
            is_kept[i] = !is_kept[i];
        keep_codes(record, is_kept);
        record_set_text(record, line->text);
    } else {
        record->text = mem_copy_text(line->text);
        free(is_kept);
    }
    for (size_t i = 0; i < line->code_count; i++)
        add_line_code(record, &line->codes[i]);
    free(codes);
    str_free(&typed);
}

static bool has_code(const NoteRecord *record, const Id *id, const Valence *valence)
{
    for (size_t i = 0; i < record->code_count; i++)
        if (strcmp(record->codes[i].id.text, id->text) == 0 &&
            (!valence || record->codes[i].valence == *valence))
            return true;
    return false;
}

void record_set_codes(NoteRecord *record, const Line *line)
{
    bool *is_kept = mem_new((record->code_count + 1) * sizeof *is_kept);
    for (size_t at = 0; at < line->code_count; at++) {
        const LineCode *code = &line->codes[at];
        Id id = code_make_id(code->name);
        bool is_known = has_code(record, &id, NULL), is_same = has_code(record, &id, &code->valence);
        for (size_t i = 0; i < record->code_count; i++)
            if (strcmp(record->codes[i].id.text, id.text) == 0) {
                is_kept[i] = true;
                record->codes[i].valence = is_same ? record->codes[i].valence : code->valence;
            }
        if (is_known)
            continue;
        LineCode whole = {code->name, code->valence, 0, count_points(record->text)};
        is_kept = mem_resize(is_kept, (record->code_count + 2) * sizeof *is_kept);
        is_kept[record->code_count] = true;
        add_line_code(record, &whole);
    }
    keep_codes(record, is_kept);
}

/* --- saying */

void record_add_typed(Store *store, Str *out, const NoteRecord *record)
{
    LineCode *codes = list_codes(record);
    bool *shown = mem_new((record->code_count + 1) * sizeof *shown);
    line_add_typed_codes(out, record->kind, record->text, codes, record->code_count, shown);
    free(shown);
    free(codes);
    Str who = STR_EMPTY;
    if (record_is_anonymous(store, record))
        return;
    if (id_is_set(&record->speaker))
        rows_find_text(store, &who,
                       "SELECT pseudonym FROM person WHERE n = (SELECT n FROM thing WHERE id = ?1)", "t",
                       record->speaker.text);
    else if (record->seat)
        str_add(&who, record->seat);
    for (size_t at = 0; at < who.size;) {
        size_t size = strcspn(who.data + at, " ");
        str_add_format(out, " @%.*s", (int)size, who.data + at);
        at += size + strspn(who.data + at + size, " ");
    }
    str_free(&who);
}

/* The same of another word is said already. */
static bool is_said(const NoteRecord *record, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (record->codes[i].valence == record->codes[at].valence &&
            strcmp(record->codes[i].id.text, record->codes[at].id.text) == 0)
            return true;
    return false;
}

void record_add_codes(Store *store, Str *out, const NoteRecord *record)
{
    for (size_t i = 0; i < record->code_count; i++) {
        if (is_said(record, i))
            continue;
        str_add(out, ", ");
        code_add_name(store, out, record->codes[i].name);
        if (record->codes[i].valence != VALENCE_NEUTRAL)
            str_add_format(out, " (%s)", line_name_valence(record->codes[i].valence));
    }
}
