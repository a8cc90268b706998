/* SPDX-License-Identifier: MIT */
/* typed: writing a note back as it would be typed, so that it can be edited in the line it came from. */
#include <string.h>

#include "rir/line.h"
#include "rir/text.h"
#include "scan.h"

/* Whether this character could mean something, or would take the backslash before it as its escape. */
static bool needs_escape(uint32_t point, uint32_t before, bool is_start)
{
    if (!scan_is_escapable(point))
        return false;
    if (before == '\\')
        return true;
    if (point == '#' || point == '@')
        return is_start || scan_opens_word(before) || before == ',' || before == ';';
    return is_start;
}

/* `marks`: a code that stands before a codepoint of the text with # and behind it with its sign, or NULL. */
static void add_text(Str *out, const char *text, const LineCode *codes, size_t count, const bool *marks,
                     bool is_escaped)
{
    static const char *const signs[] = {"", "+", "-", "~"};
    size_t size = strlen(text), points = 0;
    uint32_t point, before = 0;
    for (size_t at = 0; at <= size; before = point, points++) {
        for (size_t i = 0; i < count; i++)
            if (marks[i] && codes[i].end == points)
                str_add(out, signs[codes[i].valence]);
        if (at == size)
            return;
        bool is_marked = false;
        for (size_t i = 0; i < count; i++)
            is_marked = is_marked || (marks[i] && codes[i].start == points);
        size_t bytes = text_read_point(text + at, size - at, &point);
        if (is_marked)
            str_add_byte(out, '#');
        else if (is_escaped && needs_escape(point, before, !at))
            str_add_byte(out, '\\');
        str_add_bytes(out, text + at, bytes);
        at += bytes;
    }
}

static void add_prefix(Str *out, NoteKind kind, bool has_quotes)
{
    const NoteKindRow *row = note_kind_find(kind);
    if (kind == NOTE_VERBATIM && !has_quotes)
        str_add_byte(out, '"');
    else if (kind == NOTE_FOLLOW_UP)
        str_add_byte(out, '?');
    else if (row && row->letter)
        str_add_format(out, ",%c ", row->letter);
}

static bool has_code(const Line *line, const LineCode *code)
{
    for (size_t i = 0; i < line->code_count; i++) {
        const LineCode *other = &line->codes[i];
        if (other->start == code->start && other->end == code->end && other->valence == code->valence &&
            text_is_same(other->name, code->name, strlen(code->name)))
            return true;
    }
    return false;
}

/* Whether `typed` is read as just this kind, this text and the codes that are marked. */
static bool is_read_as(const Str *typed, NoteKind kind, const char *text, const LineCode *codes, size_t count,
                       const bool *marks)
{
    const NoteKindRow *row = note_kind_find(kind);
    Line line = line_read(str_text(typed), typed->size);
    bool is_same = line.type == LINE_NOTE && line.kind == (row && row->letter ? kind : NOTE_NONE) &&
                   line.time == LINE_TIME_NOW && !line.speaker_count && !strcmp(line.text, text);
    size_t marked = 0;
    for (size_t i = 0; is_same && i < count; i++) {
        marked += marks[i];
        is_same = !marks[i] || has_code(&line, &codes[i]);
    }
    is_same = is_same && line.code_count == marked;
    line_free(&line);
    return is_same;
}

static void add_note(Str *out, NoteKind kind, const char *text, const LineCode *codes, size_t count,
                     const bool *marks, bool is_escaped)
{
    str_clear(out);
    add_prefix(out, kind, strchr(text, '"') != NULL);
    add_text(out, text, codes, count, marks, is_escaped);
}

void line_add_typed(Str *out, NoteKind kind, const char *text)
{
    Str typed = STR_EMPTY;
    add_note(&typed, kind, text, NULL, 0, NULL, false);
    if (!is_read_as(&typed, kind, text, NULL, 0, NULL))
        add_note(&typed, kind, text, NULL, 0, NULL, true);
    str_add_bytes(out, str_text(&typed), typed.size);
    str_free(&typed);
}

/* --- with codes */

/* Whether the code is that of a word which is its name. */
static bool is_own_word(const LineCode *code, const char *text)
{
    size_t from = 0, size = strlen(text), points = 0;
    uint32_t point;
    while (from < size && points < code->start) {
        from += text_read_point(text + from, size - from, &point);
        points++;
    }
    size_t to = from;
    while (to < size && points < code->end) {
        to += text_read_point(text + to, size - to, &point);
        points++;
    }
    return to > from && points == code->end && text_is_same(code->name, text + from, to - from);
}

/* A code of the whole text holds for its words too: behind the text it would be read for both. */
static bool has_whole(const LineCode *codes, size_t count, size_t points, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (codes[i].start == 0 && codes[i].end >= points && text_is_same(codes[i].name, name, strlen(name)))
            return true;
    return false;
}

void line_add_typed_codes(Str *out, NoteKind kind, const char *text, const LineCode *codes, size_t count,
                          bool *shown)
{
    static const char *const signs[] = {"", "+", "-", "~"};
    Str typed = STR_EMPTY;
    size_t points = text_count_points(text, strlen(text));
    bool has_words = false;
    for (size_t i = 0; i < count; i++) {
        shown[i] = line_is_code(codes[i].name) && is_own_word(&codes[i], text) &&
                   !has_whole(codes, count, points, codes[i].name);
        has_words = has_words || shown[i];
    }
    for (int is_escaped = 0; has_words && is_escaped < 2; is_escaped++) {
        add_note(&typed, kind, text, codes, count, shown, is_escaped);
        if (is_read_as(&typed, kind, text, codes, count, shown))
            break;
        str_clear(&typed);
    }
    if (!typed.size) {
        memset(shown, 0, count * sizeof *shown);
        line_add_typed(&typed, kind, text);
    }
    for (size_t i = 0; i < count; i++)
        if (codes[i].start == 0 && codes[i].end >= points && line_is_code(codes[i].name)) {
            shown[i] = true;
            str_add_format(&typed, " #%s%s", codes[i].name, signs[codes[i].valence]);
        }
    str_add_bytes(out, str_text(&typed), typed.size);
    str_free(&typed);
}
