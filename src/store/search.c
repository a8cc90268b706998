/* SPDX-License-Identifier: MIT */
/* Finding words: the index for what it holds, a scan for the rest. */
#include <stdlib.h>
#include <string.h>

#include "db.h"
#include "rir/mem.h"
#include "rir/search.h"
#include "rir/text.h"

/* Newest first means the order in which notes were written here; n grows with it. */
#define COLUMNS "notes.n, notes.id, notes.session, s.number, notes.kind, notes.question, notes.speaker, notes.text, note.at, " \
                "note.elapsed"
#define JOINS " JOIN note ON note.n = notes.n JOIN session s ON s.n = note.session "

static const char indexed_sql[] = "SELECT " COLUMNS " FROM note_fts f JOIN notes ON notes.n = f.rowid" JOINS
                                  "WHERE note_fts MATCH ?1 ORDER BY f.rowid DESC";
/* Sessions that the index does not hold whole. */
static const char fresh_sql[] = "SELECT " COLUMNS " FROM session u JOIN note ON note.session = u.n JOIN notes ON notes.n = note.n "
                                "JOIN session s ON s.n = note.session LEFT JOIN indexed i ON i.session = u.n "
                                "WHERE coalesce(i.done, 0) = 0 AND note.n > coalesce(i.upto, 0) ORDER BY note.n DESC";
static const char all_sql[] = "SELECT " COLUMNS " FROM notes" JOINS "ORDER BY notes.n DESC";

struct Search {
    Store *store;
    sqlite3_stmt *rows;
    bool is_scan;       /* rows are compared here */
    bool then_indexed;  /* the index comes behind the scan */
    char *match;        /* FTS5 expression */
    char *words;        /* for scanning */
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

/* `"a phrase" word beg` becomes `"a phrase" "word" "beg"*`. Pieces without letters would match nothing. */
static void add_match(Str *out, const char *words)
{
    bool is_last_open = false;
    while (*words) {
        words += strspn(words, " \t\n");
        bool phrase = *words == '"';
        words += phrase;
        size_t size = strcspn(words, phrase ? "\"" : " \t\n");
        if (size > 0 && has_letters(words, size)) {
            str_add(out, out->size ? " " : "");
            add_quoted(out, words, size);
            is_last_open = !phrase;
        }
        words += size;
        words += phrase && *words == '"';
    }
    if (is_last_open)
        str_add(out, "*");
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

static bool matches(const Search *search, const char *text)
{
    Str hay = STR_EMPTY, needle = STR_EMPTY;
    text_add_folded(&hay, text, strlen(text));
    text_add_folded(&needle, search->words, strlen(search->words));
    char *words = str_take(&needle);
    bool all = true;
    for (char *word = words; all && *word;) {
        word += strspn(word, " \t\n");
        bool phrase = *word == '"';
        word += phrase;
        size_t size = strcspn(word, phrase ? "\"" : " \t\n");
        char *end = word + size;
        bool more = *end != '\0';
        *end = '\0';
        char *next = more ? end + 1 : end;
        bool is_last = !phrase && next[strspn(next, " \t\n")] == '\0';
        if (size > 0 && has_letters(word, size))
            all = has_word(str_text(&hay), word, is_last);
        word = next;
    }
    free(words);
    str_free(&hay);
    return all;
}

static int start(Search *search, const char *sql, bool scan, Err *err)
{
    search->rows = db_prepare(search->store, sql, err);
    search->is_scan = scan;
    if (search->rows && !scan)
        db_bind_text(search->rows, 1, search->match);
    return search->rows ? 0 : -1;
}

Search *search_open(Store *store, const char *words, Err *err)
{
    Search *search = mem_new(sizeof *search);
    Str match = STR_EMPTY;
    add_match(&match, words);
    bool is_empty = match.size == 0;
    search->store = store;
    search->match = str_take(&match);
    search->words = mem_copy_text(words);
    if (is_empty)
        return search;
    bool unspaced = text_lacks_spaces(words);
    search->then_indexed = !unspaced;
    if (start(search, unspaced ? all_sql : fresh_sql, true, err) == 0)
        return search;
    search_close(search);
    return NULL;
}

static const SearchHit *read_hit(Search *search)
{
    sqlite3_stmt *row = search->rows;
    search->hit = (SearchHit){
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
    };
    return &search->hit;
}

const SearchHit *search_next(Search *search)
{
    while (search->rows) {
        while (db_step(search->store, search->rows, NULL) == 1)
            if (!search->is_scan || matches(search, db_text(search->rows, 7)))
                return read_hit(search);
        db_reset(search->store, search->rows);
        search->rows = NULL;
        if (search->then_indexed) {
            search->then_indexed = false;
            start(search, indexed_sql, false, NULL);
        }
    }
    return NULL;
}

void search_close(Search *search)
{
    if (!search)
        return;
    db_reset(search->store, search->rows);
    free(search->match);
    free(search->words);
    free(search);
}
