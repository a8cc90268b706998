/* SPDX-License-Identifier: MIT */
/* Reading notes, a window at a time. */
#include "rir/notes.h"

#include <stdlib.h>
#include <string.h>

#include "rir/mem.h"
#include "rir/rows.h"

#define NOTE_COLUMNS                                                                                         \
    "SELECT (SELECT id FROM thing WHERE n = note.n), note.n, note.kind, note.text, CASE WHEN "               \
    "note.anonymous AND coalesce(note.speaker, note.seat) IS NOT NULL THEN '' ELSE note.raw END, "           \
    "note.question, CASE WHEN EXISTS(SELECT 1 FROM any_unnamed u WHERE u.session = note.session AND "        \
    "u.person = note.speaker) THEN '?' WHEN NOT note.anonymous THEN coalesce((SELECT pseudonym FROM person " \
    "WHERE n = note.speaker), note.seat) END, note.at, note.elapsed, note.tz, coalesce(note.recorder, -1), " \
    "note.phase, note.author, note.later, note.about, note.volunteered, note.heads > 1 FROM any_seen note "

#define SESSION_IS "note.session = (SELECT n FROM thing WHERE id = ?1)"

/* --- lists */

static void free_note(Note *note)
{
    for (size_t i = 0; i < note->code_count; i++)
        free(note->codes[i].name);
    free(note->codes);
    free(note->text);
    free(note->raw);
    free(note->question);
    free(note->speaker);
    free(note->phase);
    free(note->author);
}

void notes_free(Notes *notes)
{
    for (size_t i = 0; i < notes->count; i++)
        free_note(&notes->list[i]);
    free(notes->list);
    *notes = (Notes){0};
}

static void add_note(Notes *notes, Rows *rows)
{
    notes->list = mem_grow(notes->list, &notes->room, notes->count + 1, sizeof *notes->list);
    const NoteKindRow *kind = note_kind_find_name(rows_text(rows, 2));
    notes->list[notes->count++] = (Note){.id = id_read(rows_text(rows, 0)),
                                         .n = rows_number(rows, 1),
                                         .kind = kind ? kind->kind : NOTE_PARAPHRASE,
                                         .text = mem_copy_text(rows_text(rows, 3)),
                                         .raw = mem_copy_text(rows_text(rows, 4)),
                                         .question = mem_copy_text(rows_text(rows, 5)),
                                         .speaker = mem_copy_text(rows_text(rows, 6)),
                                         .at = rows_number(rows, 7),
                                         .elapsed = rows_number(rows, 8),
                                         .tz = (int)rows_number(rows, 9),
                                         .recorder = rows_number(rows, 10),
                                         .phase = mem_copy_text(rows_text(rows, 11)),
                                         .author = mem_copy_text(rows_text(rows, 12)),
                                         .later = rows_number(rows, 13) != 0,
                                         .about = rows_number(rows, 14) != 0,
                                         .volunteered = rows_number(rows, 15) != 0,
                                         .conflict = rows_number(rows, 16) != 0};
}

static int read_codes(Store *store, Note *note, Err *err)
{
    static const char sql[] =
        "SELECT coalesce((SELECT name FROM code WHERE n = c.code), c.name), c.valence, c.start, c.\"end\" "
        "FROM coding c WHERE c.note = ?1 ORDER BY c.start, c.name";
    size_t room = 0;
    Rows *rows = rows_open(store, err, sql, "i", note->n);
    while (rows_next(rows)) {
        note->codes = mem_grow(note->codes, &room, note->code_count + 1, sizeof *note->codes);
        NoteCode *code = &note->codes[note->code_count++];
        *code = (NoteCode){.name = mem_copy_text(rows_text(rows, 0)),
                           .start = (size_t)rows_number(rows, 2),
                           .end = (size_t)rows_number(rows, 3)};
        line_find_valence(rows_text(rows, 1), &code->valence);
    }
    return rows_close(rows, err);
}

/* Adds what the rows give, then their codes; closes the rows. */
static int take_rows(Store *store, Rows *rows, Notes *notes, Err *err)
{
    size_t from = notes->count;
    while (rows_next(rows))
        add_note(notes, rows);
    int result = rows_close(rows, err);
    for (size_t i = from; result == 0 && i < notes->count; i++)
        result = read_codes(store, &notes->list[i], err);
    return result;
}

static void turn_around(Notes *notes, size_t from)
{
    for (size_t i = from, j = notes->count; i + 1 < j; i++) {
        Note other = notes->list[i];
        notes->list[i] = notes->list[--j];
        notes->list[j] = other;
    }
}

int notes_find_quotable(Store *store, int64_t n)
{
    static const char sql[] = "SELECT CASE WHEN tells THEN -1 ELSE quotable END FROM any_note WHERE n = ?1";
    return (int)rows_find_number(store, 0, sql, "i", n);
}

void notes_look_for_quotes(Store *store, Notes *notes)
{
    for (size_t i = 0; i < notes->count; i++) {
        Note *note = &notes->list[i];
        note->is_kept = (note->kind == NOTE_VERBATIM || note->kind == NOTE_EXTRACT) &&
                        notes_find_quotable(store, note->n) == 0;
    }
}

/* --- windows */

int notes_read_last(Store *store, const char *session, size_t most, Notes *notes, Err *err)
{
    static const char sql[] =
        NOTE_COLUMNS "WHERE " SESSION_IS " ORDER BY note.elapsed DESC, note.hlc DESC LIMIT ?2";
    notes_free(notes);
    int result = take_rows(store, rows_open(store, err, sql, "ti", session, (int64_t)most), notes, err);
    turn_around(notes, 0);
    return result;
}

int notes_read_one(Store *store, const char *note, Notes *notes, Err *err)
{
    static const char sql[] = NOTE_COLUMNS "WHERE note.n = (SELECT n FROM thing WHERE id = ?1)";
    notes_free(notes);
    if (take_rows(store, rows_open(store, err, sql, "t", note), notes, err) != 0)
        return -1;
    return notes->count ? 0 : err_set(err, ERR_REFUSED, "there is no such note, or it may not be shown");
}

int notes_read_around(Store *store, const char *note, size_t before, size_t after, Notes *notes, Err *err)
{
    static const char before_sql[] =
        NOTE_COLUMNS "JOIN note here ON here.n = (SELECT n FROM thing WHERE id = ?1) WHERE note.session = "
                     "here.session AND (note.elapsed, note.hlc) < (here.elapsed, here.hlc) "
                     "ORDER BY note.elapsed DESC, note.hlc DESC LIMIT ?2";
    static const char after_sql[] =
        NOTE_COLUMNS "JOIN note here ON here.n = (SELECT n FROM thing WHERE id = ?1) WHERE note.session = "
                     "here.session AND (note.elapsed, note.hlc) >= (here.elapsed, here.hlc) "
                     "ORDER BY note.elapsed, note.hlc LIMIT ?2";
    notes_free(notes);
    if (take_rows(store, rows_open(store, err, before_sql, "ti", note, (int64_t)before), notes, err) != 0)
        return -1;
    turn_around(notes, 0);
    size_t here = notes->count;
    if (take_rows(store, rows_open(store, err, after_sql, "ti", note, (int64_t)after + 1), notes, err) != 0)
        return -1;
    bool is_shown = here < notes->count && strcmp(notes->list[here].id.text, note) == 0;
    return is_shown ? 0 : err_set(err, ERR_REFUSED, "there is no such note, or it may not be shown");
}

/* --- finding one */

int notes_find_back(Store *store, const char *session, size_t n, Id *note, Err *err)
{
    static const char sql[] =
        "SELECT (SELECT id FROM thing WHERE n = note.n) FROM any_seen note WHERE " SESSION_IS
        " ORDER BY note.hlc DESC LIMIT 1 OFFSET ?2";
    Str id = STR_EMPTY;
    bool is_there = n > 0 && rows_find_text(store, &id, sql, "ti", session, (int64_t)n - 1);
    *note = id_read(str_text(&id));
    str_free(&id);
    if (is_there)
        return 0;
    return err_set(err, ERR_REFUSED, n == 1 ? "there is no note yet" : "there are not so many notes");
}

#define START_LEAST 8

int notes_find(Store *store, const char *word, Id *note, Err *err)
{
    static const char sql[] =
        "SELECT t.id FROM thing t JOIN note ON note.n = t.n WHERE t.id >= lower(?1) AND t.id < lower(?1) || "
        "'g' LIMIT 2";
    if (strlen(word) < START_LEAST)
        return err_set(err, ERR_REFUSED,
                       "%s is too short for the id of a note: give 8 characters of it or more", word);
    Rows *rows = rows_open(store, err, sql, "t", word);
    int count = 0;
    while (rows_next(rows))
        if (count++ == 0)
            *note = id_read(rows_text(rows, 0));
    if (rows_close(rows, err) != 0)
        return -1;
    if (count == 1)
        return 0;
    return err_set(err, ERR_REFUSED,
                   count ? "several notes begin with %s: give more of the id" : "there is no note %s", word);
}

/* The same of another word is said already. */
static bool is_said(const Note *note, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (note->codes[i].valence == note->codes[at].valence &&
            strcmp(note->codes[i].name, note->codes[at].name) == 0)
            return true;
    return false;
}

void notes_add_codes(Str *out, const Note *note)
{
    for (size_t i = 0; i < note->code_count; i++) {
        if (is_said(note, i))
            continue;
        str_add_format(out, "%s%s", i ? ", " : "", note->codes[i].name);
        if (note->codes[i].valence != VALENCE_NEUTRAL)
            str_add_format(out, " (%s)", line_name_valence(note->codes[i].valence));
    }
}

/* --- versions in conflict */

void notes_free_versions(NoteVersions *versions)
{
    for (size_t i = 0; i < versions->count; i++) {
        free(versions->list[i].author);
        free(versions->list[i].text);
    }
    free(versions->list);
    *versions = (NoteVersions){0};
}

int notes_read_versions(Store *store, const char *note, NoteVersions *versions, Err *err)
{
    static const char sql[] =
        "SELECT author, at, kind, text, site, seq FROM note_head WHERE note = (SELECT n FROM thing WHERE id "
        "= ?1) ORDER BY at, site, seq";
    notes_free_versions(versions);
    Rows *rows = rows_open(store, err, sql, "t", note);
    while (rows_next(rows)) {
        versions->list =
            mem_grow(versions->list, &versions->room, versions->count + 1, sizeof *versions->list);
        const NoteKindRow *kind = note_kind_find_name(rows_text(rows, 2));
        NoteVersion *version = &versions->list[versions->count++];
        *version = (NoteVersion){.author = mem_copy_text(rows_text(rows, 0)),
                                 .at = rows_number(rows, 1),
                                 .kind = kind ? kind->kind : NOTE_PARAPHRASE,
                                 .text = mem_copy_text(rows_text(rows, 3)),
                                 .seq = rows_number(rows, 5)};
        memcpy(version->site, id_read(rows_text(rows, 4)).text, sizeof version->site);
    }
    return rows_close(rows, err);
}

/* --- steps in words */

const char *notes_name_step(Store *store, const EventKey *key)
{
    static const char sql[] =
        "SELECT CASE WHEN kind = 'note.strike' AND EXISTS(SELECT 1 FROM event b WHERE b.entity = e.entity "
        "AND b.kind IN ('ballot.cast', 'rating.give')) THEN 'secret.recall' WHEN kind = 'note.set' AND "
        "EXISTS(SELECT 1 FROM event b WHERE b.site = e.site AND b.seq IN (e.seq + 1, e.seq + 2) AND b.kind = "
        "'consensus.say' AND b.body->>'$.with' = e.seq) THEN 'consensus.say' ELSE kind END || CASE WHEN kind "
        "= 'note.set' AND EXISTS(SELECT 1 FROM event b WHERE b.entity = e.entity AND b.kind = 'note.set' AND "
        "(b.hlc < e.hlc OR (b.site = e.site AND b.seq < e.seq))) THEN ' again' ELSE '' END FROM event e "
        "WHERE site = (SELECT n FROM site WHERE id = ?1) AND seq = ?2";
    static const struct {
        const char *kind, *name;
    } names[] = {
        {"note.set", "a note"},
        {"note.set again", "a change to a note"},
        {"note.strike", "a strike"},
        {"session.go", "a move"},
        {"session.pause", "a pause"},
        {"session.resume", "going on"},
        {"session.phase", "a phase"},
        {"session.mark", "a mark"},
        {"session.until", "a new end"},
        {"session.off", "off the record"},
        {"session.on", "on the record"},
        {"session.speaker", "a speaker"},
        {"session.arrive", "an arrival"},
        {"session.depart", "a leaving"},
        {"session.table", "a table"},
        {"session.sheet", "a sheet"},
        {"session.stage", "a stage"},
        {"card.merge", "a merge"},
        {"card.move", "a move of a card"},
        {"cluster.name", "the name of a cluster"},
        {"session.seat", "a seat"},
        {"session.sit", "a table"},
        {"session.turn", "a turn"},
        {"session.offer", "a turn of the round"},
        {"session.overlap", "an overlap"},
        {"session.extend", "a change of the agenda"},
        {"session.skip", "a skip"},
        {"ballot.cast", "a ballot"},
        {"rating.give", "a rating sheet"},
        {"secret.recall", "taking one back"},
        {"session.reveal", "a reveal"},
        {"session.dimension", "a dimension"},
        {"consensus.say", "a consensus"},
        {"session.role", "the part as observer"},
        {"session.document", "a document"},
        {"session.page", "a page"},
        {"session.say", "a reading out"},
        {"session.photo", "a photograph"},
        {"session.for", "filing ahead"},
        {"question.ask", "a question"},
        {"question.cover", "coverage"},
        {"probe.use", "a probe"},
        {"consent.answer", "consent"},
        {"session.finding", "a finding"},
        {"response.set", "an answer to a finding"},
        {"recommendation.set", "a recommendation"},
        {"recommendation.say", "a word on a recommendation"},
    };
    Str kind = STR_EMPTY;
    const char *name = "a step";
    rows_find_text(store, &kind, sql, "ti", key->site, key->seq);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i].kind, str_text(&kind)) == 0)
            name = names[i].name;
    str_free(&kind);
    return name;
}
