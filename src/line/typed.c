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

static void add_escaped(Str *out, const char *text)
{
    size_t size = strlen(text);
    uint32_t point, before = 0;
    for (size_t at = 0; at < size; before = point) {
        size_t bytes = text_read_point(text + at, size - at, &point);
        if (needs_escape(point, before, !at))
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

/* Whether `typed` is read as just this kind and this text. */
static bool is_read_as(const Str *typed, NoteKind kind, const char *text)
{
    Line line = line_read(str_text(typed), typed->size);
    bool is_same = line.type == LINE_NOTE && line.kind == kind && line.time == LINE_TIME_NOW &&
                   !line.code_count && !line.speaker_count && !strcmp(line.text, text);
    line_free(&line);
    return is_same;
}

void line_add_typed(Str *out, NoteKind kind, const char *text)
{
    Str typed = STR_EMPTY;
    const NoteKindRow *row = note_kind_find(kind);
    bool has_quotes = strchr(text, '"');
    add_prefix(&typed, kind, has_quotes);
    str_add(&typed, text);
    if (!is_read_as(&typed, row && row->letter ? kind : NOTE_NONE, text)) {
        str_clear(&typed);
        add_prefix(&typed, kind, has_quotes);
        add_escaped(&typed, text);
    }
    str_add_bytes(out, str_text(&typed), typed.size);
    str_free(&typed);
}
