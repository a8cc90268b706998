/* SPDX-License-Identifier: MIT */
/* marks: found words, marked. */
#include "marks.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "rir/mem.h"
#include "rir/text.h"

/* A text folded for comparing, and where each of its bytes comes from. */
typedef struct {
    Str text;
    size_t *from; /* offsets of the clusters in the text as it is; one more than bytes */
    size_t room;
} Folded;

static void fold(Folded *folded, const char *text, size_t size)
{
    for (size_t at = 0; at < size;) {
        size_t next = text_find_next(text, size, at), before = folded->text.size;
        if (next == at + 1 && (unsigned char)text[at] < 0x80)
            str_add_byte(&folded->text, (char)tolower((unsigned char)text[at]));
        else
            text_add_folded(&folded->text, text + at, next - at);
        folded->from = mem_grow(folded->from, &folded->room, folded->text.size + 1, sizeof *folded->from);
        for (size_t i = before; i < folded->text.size; i++)
            folded->from[i] = at;
        at = next;
        folded->from[folded->text.size] = at;
    }
}

static bool is_word_at(const char *text, size_t size, size_t at)
{
    uint32_t point;

    if (at >= size)
        return false;
    text_read_point(text + at, size - at, &point);
    return text_is_letter(point) || text_is_digit(point);
}

static void add_mark(Marks *marks, size_t start, size_t end)
{
    marks->list = mem_grow(marks->list, &marks->room, marks->count + 1, sizeof *marks->list);
    marks->list[marks->count++] = (Mark){start, end};
}

/* Where one folded word stands; `is_open` when it may go on. */
static void find_word(Marks *marks, const Folded *folded, size_t size, const char *word, bool is_open)
{
    const char *text = str_text(&folded->text);
    size_t length = strlen(word), whole = folded->text.size;
    bool anywhere = text_lacks_spaces(word);

    for (const char *found = text; (found = strstr(found, word)) != NULL; found += length) {
        size_t at = (size_t)(found - text), end = at + length;
        bool begins = at == 0 || !is_word_at(text, whole, text_find_previous(text, whole, at));
        bool ends = is_open || !is_word_at(text, whole, end);
        if (anywhere || (begins && ends))
            add_mark(marks, folded->from[at], end < whole ? folded->from[end] : size);
    }
}

static int compare_marks(const void *a, const void *b)
{
    const Mark *one = a, *other = b;

    return one->start < other->start ? -1 : one->start > other->start;
}

/* In order, those that touch made one. */
static void tidy(Marks *marks)
{
    size_t kept = 0;

    if (marks->count == 0)
        return;
    qsort(marks->list, marks->count, sizeof *marks->list, compare_marks);
    for (size_t i = 1; i < marks->count; i++) {
        if (marks->list[i].start <= marks->list[kept].end) {
            if (marks->list[i].end > marks->list[kept].end)
                marks->list[kept].end = marks->list[i].end;
        } else {
            marks->list[++kept] = marks->list[i];
        }
    }
    marks->count = kept + 1;
}

void marks_find(Marks *marks, const char *text, const char *words)
{
    Folded folded = {.text = STR_EMPTY};
    Str needle = STR_EMPTY;
    size_t size = strlen(text);

    marks->count = 0;
    if (words[strspn(words, " \t\n\"")] == '\0')
        return;
    fold(&folded, text, size);
    for (const char *at = words; folded.text.size > 0 && *at != '\0';) {
        at += strspn(at, " \t\n");
        bool is_phrase = *at == '"';
        at += is_phrase;
        size_t length = strcspn(at, is_phrase ? "\"" : " \t\n");
        const char *next = at + length;
        next += is_phrase && *next == '"';
        str_clear(&needle);
        text_add_folded(&needle, at, length);
        bool is_last = next[strspn(next, " \t\n")] == '\0';
        if (needle.size > 0)
            find_word(marks, &folded, size, needle.data, is_last && !is_phrase);
        at = next;
    }
    tidy(marks);
    free(folded.from);
    str_free(&folded.text);
    str_free(&needle);
}

void marks_free(Marks *marks)
{
    free(marks->list);
    *marks = (Marks){NULL, 0, 0};
}

/* Gives the marked part of a line, which is `text` from byte `from` on, its role. */
static void mark_line(Grid *grid, int row, int column, int most, const char *text, size_t from, size_t size,
                      const Marks *marks)
{
    for (size_t i = 0; i < marks->count; i++) {
        size_t start = marks->list[i].start, end = marks->list[i].end;
        if (end <= from || start >= from + size)
            continue;
        start = start > from ? start - from : 0;
        end = end - from < size ? end - from : size;
        int first = (int)text_measure(text + from, start);
        int columns = (int)text_measure(text + from + start, end - start);
        if (first + columns > most)
            columns = most - first;
        if (columns > 0)
            grid_set_role(grid, (Area){row, column + first, 1, columns}, ROLE_MATCH);
    }
}

int marks_put_short(Grid *grid, int row, int column, Role role, const char *text, size_t size, int most,
                    const Marks *marks)
{
    int used = grid_put_short(grid, row, column, role, text, size, most);

    mark_line(grid, row, column, used, text, 0, size, marks);
    return used;
}

int marks_put_wrapped(Grid *grid, Area area, Role role, const char *text, size_t size, int skip,
                      const Marks *marks)
{
    int lines = grid_put_wrapped(grid, area, role, text, size, skip);
    size_t at = 0;

    for (int line = 0; marks->count > 0 && line < lines && line < skip + area.rows; line++) {
        size_t next = 0;
        size_t length = text_wrap(text + at, size - at, (size_t)area.columns, &next);
        if (line >= skip)
            mark_line(grid, area.row + line - skip, area.column, area.columns, text, at, length, marks);
        at += next;
    }
    return lines;
}
