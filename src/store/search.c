/* SPDX-License-Identifier: MIT */
/* Finding words: the index for what it holds, a scan for the rest. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "db.h"
#include "rir/mem.h"
#include "rir/search.h"
#include "rir/text.h"

/* Candidates, newest first: n grows in the order in which notes came here. What a hit shows is read for hits
 * only. */
static const char indexed_sql[] = "SELECT rowid FROM note_fts WHERE note_fts MATCH ?1 ORDER BY rowid DESC";
/* Sessions that the index does not hold whole. CROSS JOIN keeps SQLite from walking all notes instead, and
 * the order is that of note_session, so that nothing is sorted. Hidden notes are among them: the view leaves
 * them out of what is found, and looking at each here would cost more. */
static const char fresh_sql[] = "SELECT note.n, note.text FROM session s LEFT JOIN indexed i ON i.session = "
                                "s.n CROSS JOIN note ON note.session = s.n WHERE coalesce(i.done, 0) = 0 AND "
                                "note.n > coalesce(i.upto, 0) ORDER BY s.n DESC, "
                                "note.elapsed DESC, note.hlc DESC";
static const char all_sql[] = "SELECT n, text FROM note WHERE hidden = 0 ORDER BY n DESC";
/* All of the residency log: it is short, and its labels are counted once for all. Whoever did not agree is
 * `?` in the view. */
static const char log_sql[] =
    "SELECT n, coalesce(name, '') || ' ' || coalesce(text, '') || ' ' || coalesce(\"with\", '') || ' ' || "
    "coalesce(place, '') || ' ' || coalesce(hat, '') || ' ' || coalesce(type, '') || ' ' || what, id, label, "
    "what, date, \"with\", coalesce(name || CASE WHEN text IS NULL THEN '' ELSE ': ' END, '') || "
    "coalesce(text, '') FROM log ORDER BY coalesce(date, at) DESC, at DESC, id";
/* The view leaves out who did not agree, and rehearsals. */
static const char hit_sql[] = "SELECT v.n, v.id, v.session, s.number, v.kind, v.question, v.speaker, v.text, "
                              "note.at, note.elapsed FROM notes v JOIN note ON note.n = v.n JOIN session s "
                              "ON s.n = note.session WHERE v.n = ?1";

typedef struct {
    char *text;
    bool is_start_only; /* the last word, as long as it is being typed */
} Term;

struct Search {
    Store *store;
    sqlite3_stmt *candidates;
    sqlite3_stmt *shown; /* the row of the last hit */
    const char *const *next; /* what is looked through behind these candidates, ended by NULL */
    bool is_scan;            /* candidates are compared here */
    bool is_log;             /* they are entries of the log */
    size_t patience;     /* candidates without a hit after which to rest; 0: all */
    bool is_resting;
    char *match;         /* FTS5 expression */
    Term *terms;         /* for scanning */
    size_t term_count, term_room;
    Str folded;
    Err failure;
    SearchHit hit;
};

/* --- the query: nothing typed is an operator */

static void add_quoted(Str *out, const char *word, size_t size)
{
    str_add_byte(out, '"');
    for (size_t i = 0; i < size; i++) {
        if (word[i] == '"')
            str_add_byte(out, '"');
        str_add_byte(out, word[i]);
    }
    str_add_byte(out, '"');
}

static bool has_letters(const char *word, size_t size)
{
    for (size_t at = 0; at < size;) {
        uint32_t point;
        at += text_read_point(word + at, size - at, &point);
        if (text_is_letter(point) || text_is_digit(point))
            return true;
    }
    return false;
}

/* --- scanning compares as the index does: folded, whole words, the last as a beginning */

static bool is_word_point(const char *text, size_t size, size_t at)
{
    uint32_t point;
    text_read_point(text + at, size - at, &point);
    return text_is_letter(point) || text_is_digit(point);
}

static bool has_word(const char *hay, const char *word, bool is_start_only)
{
    size_t size = strlen(word), whole = strlen(hay);
    bool anywhere = text_lacks_spaces(word);
    for (const char *found = hay; (found = strstr(found, word)) != NULL; found++) {
        size_t at = (size_t)(found - hay);
        bool begins = at == 0 || !is_word_point(hay, whole, text_find_previous(hay, whole, at));
        bool ends = is_start_only || at + size == whole || !is_word_point(hay, whole, at + size);
        if (anywhere || (begins && ends))
            return true;
    }
    return false;
}

/* What is looked for when scanning, folded once. */
static void add_term(Search *search, const char *word, size_t size, bool is_start_only)
{
    Str folded = STR_EMPTY;
    text_add_folded(&folded, word, size);
    search->terms =
        mem_grow(search->terms, &search->term_room, search->term_count + 1, sizeof *search->terms);
    search->terms[search->term_count++] = (Term){str_take(&folded), is_start_only};
}

/* Whether the text has no letter beyond ASCII, eight bytes at a time. */
static bool is_plain(const char *text, size_t size)
{
    uint64_t all = 0, eight;
    size_t at = 0;
    for (; at + sizeof eight <= size; at += sizeof eight) {
        memcpy(&eight, text + at, sizeof eight);
        all |= eight;
    }
    for (; at < size; at++)
        all |= (unsigned char)text[at];
    return !(all & 0x8080808080808080);
}

static bool has_from(const char *text, size_t size, char first, const char *term, size_t length)
{
    const char *at = text, *end = text + size;
    for (; (at = memchr(at, first, (size_t)(end - at))) != NULL; at++)
        if (strncasecmp(at, term, length) == 0)
            return true;
    return false;
}

/* Whether the term, which is folded, is somewhere in the text, whatever the case of its letters. */
static bool has_term(const char *text, size_t size, const char *term)
{
    char first = *term, upper = (char)(first >= 'a' && first <= 'z' ? first - 'a' + 'A' : first);
    size_t length = strlen(term);
    return has_from(text, size, first, term, length) ||
           (upper != first && has_from(text, size, upper, term, length));
}

static bool matches(Search *search, const char *text)
{
    size_t size = strlen(text);
    /* In plain text a term that is nowhere, whatever its case, need not be looked for with care. */
    if (is_plain(text, size))
        for (size_t i = 0; i < search->term_count; i++)
            if (!has_term(text, size, search->terms[i].text))
                return false;
    str_clear(&search->folded);
    text_add_folded(&search->folded, text, size);
    for (size_t i = 0; i < search->term_count; i++)
        if (!has_word(str_text(&search->folded), search->terms[i].text, search->terms[i].is_start_only))
            return false;
    return true;
}

/* `"a phrase" word beg` becomes `"a phrase" "word" "beg"*`. Pieces without letters would match nothing. */
static void read_words(Search *search, const char *words)
{
    Str match = STR_EMPTY;
    while (*words) {
        words += strspn(words, " \t\n");
        bool phrase = *words == '"';
        words += phrase;
        size_t size = strcspn(words, phrase ? "\"" : " \t\n");
        const char *rest = words + size;
        rest += phrase && *rest == '"';
        bool is_last = !phrase && rest[strspn(rest, " \t\n")] == '\0';
        if (size > 0 && has_letters(words, size)) {
            str_add(&match, match.size ? " " : "");
            add_quoted(&match, words, size);
            str_add(&match, is_last ? "*" : "");
            add_term(search, words, size, is_last);
        }
        words = rest;
    }
    search->match = str_take(&match);
}

/* Begins with the next of what is to be looked through. */
static int start(Search *search, Err *err)
{
    const char *sql = *search->next++;
    search->candidates = db_prepare(search->store, sql, err);
    search->is_scan = sql != indexed_sql;
    search->is_log = sql == log_sql;
    if (search->candidates && !search->is_scan)
        db_bind_text(search->candidates, 1, search->match);
    return search->candidates ? 0 : -1;
}

Search *search_open(Store *store, const char *words, Err *err)
{
    static const char *const by_index[] = {log_sql, fresh_sql, indexed_sql, NULL};
    static const char *const by_scan[] = {log_sql, all_sql, NULL};
    Search *search = mem_new(sizeof *search);
    search->store = store;
    search->next = text_lacks_spaces(words) ? by_scan : by_index;
    read_words(search, words);
    if (search->term_count == 0 || start(search, err) == 0)
        return search;
    search_close(search);
    return NULL;
}

/* The hit for note n; NULL when the views leave it out. */
static const SearchHit *read_hit(Search *search, int64_t n)
{
    db_reset(search->store, search->shown);
    sqlite3_stmt *row = search->shown = db_prepare(search->store, hit_sql, &search->failure);
    if (!row)
        return NULL;
    db_bind_number(row, 1, n);
    if (db_step(search->store, row, &search->failure) != 1)
        return NULL;
    search->hit = (SearchHit){
        .from = SEARCH_NOTE,
        .n = sqlite3_column_int64(row, 0),
        .note = db_text(row, 1),
        .session = db_text(row, 2),
        .number = sqlite3_column_int64(row, 3),
        .kind = db_text(row, 4),
        .question = db_text(row, 5),
        .speaker = db_text(row, 6),
        .text = db_text(row, 7),
        .at = sqlite3_column_int64(row, 8),
        .elapsed = sqlite3_column_int64(row, 9),
        .entry = "",
        .label = "",
        .date = "",
    };
    return &search->hit;
}

/* The entry of the log at hand. */
static const SearchHit *read_entry(Search *search)
{
    sqlite3_stmt *row = search->candidates;
    search->hit = (SearchHit){
        .from = SEARCH_LOG,
        .n = sqlite3_column_int64(row, 0),
        .note = "",
        .session = "",
        .entry = db_text(row, 2),
        .label = db_text(row, 3),
        .kind = db_text(row, 4),
        .question = "",
        .date = db_text(row, 5),
        .speaker = db_text(row, 6),
        .text = db_text(row, 7),
    };
    return &search->hit;
}

/* The hit for the candidate at hand; NULL when it is none. */
static const SearchHit *look(Search *search)
{
    if (search->is_scan && !matches(search, db_text(search->candidates, 1)))
        return NULL;
    return search->is_log ? read_entry(search)
                          : read_hit(search, sqlite3_column_int64(search->candidates, 0));
}

static void go_on(Search *search)
{
    db_reset(search->store, search->candidates);
    search->candidates = NULL;
    if (*search->next && search->failure.code == ERR_NONE)
        start(search, &search->failure);
}

const SearchHit *search_next(Search *search)
{
    size_t looked = 0;
    search->is_resting = false;
    while (search->candidates) {
        while (db_step(search->store, search->candidates, &search->failure) == 1) {
            const SearchHit *hit = look(search);
            if (hit)
                return hit;
            if (search->failure.code != ERR_NONE)
                break;
            search->is_resting = ++looked == search->patience;
            if (search->is_resting)
                return NULL;
        }
        go_on(search);
    }
    return NULL;
}

void search_set_patience(Search *search, size_t most)
{
    search->patience = most;
}

bool search_is_resting(const Search *search)
{
    return search->is_resting;
}

int search_check(const Search *search, Err *err)
{
    const Err *failure = &search->failure;
    return failure->code == ERR_NONE ? 0 : err_set(err, failure->code, "%s", failure->text);
}

void search_close(Search *search)
{
    if (!search)
        return;
    db_reset(search->store, search->candidates);
    db_reset(search->store, search->shown);
    free(search->match);
    for (size_t i = 0; i < search->term_count; i++)
        free(search->terms[i].text);
    free(search->terms);
    str_free(&search->folded);
    free(search);
}
