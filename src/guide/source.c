/* SPDX-License-Identifier: MIT */
/* Cleaning the bytes, counting lines, collecting mistakes. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "rir/mem.h"
#include "rir/text.h"

#include "source.h"

#define MOST_MISTAKES 100

/* --- cleaning */

/* Characters that no text of a guide may hold: all controls but TAB and LF, separators that end lines for
 * some readers only, and codes that are no characters. */
static bool is_control(unsigned point)
{
    return (point < 0x20 && point != '\t' && point != '\n') || (point >= 0x7F && point < 0xA0) ||
           point == 0x2028 || point == 0x2029 || (point & 0xFFFE) == 0xFFFE;
}

const char *source_find_control(const char *text, size_t size)
{
    for (size_t at = 0; at < size;) {
        uint32_t point;
        size_t used = text_read_point(text + at, size - at, &point);
        if (is_control(point))
            return text + at;
        at += used;
    }
    return NULL;
}

typedef struct {
    size_t first; /* the offset in the clean text */
    size_t count;
} Dirt;

/* Copies the bytes clean and says where each sort of dirt was first met. */
static void copy_clean(Str *text, const char *bytes, size_t size, Dirt *foreign, Dirt *nul, Dirt *control)
{
    for (size_t at = 0; at < size;) {
        uint32_t point;
        size_t used = text_read_point(bytes + at, size - at, &point);
        Dirt *dirt = NULL;
        if (point == 0xFFFD && used == 1)
            dirt = foreign;
        else if (point == 0)
            dirt = nul;
        else if (point != '\r' && is_control(point))
            dirt = control;
        if (dirt != NULL) {
            if (dirt->count++ == 0)
                dirt->first = text->size;
            str_add(text, "\xEF\xBF\xBD");
        } else if (point == '\r') {
            str_add_byte(text, '\n');
            if (at + 1 < size && bytes[at + 1] == '\n')
                used = 2;
        } else {
            str_add_bytes(text, bytes + at, used);
        }
        at += used;
    }
}

static void report_dirt(const Source *source, const Dirt *dirt, const char *what)
{
    if (dirt->count == 1)
        source_report(source, dirt->first, "%s", what);
    else if (dirt->count > 1)
        source_report(source, dirt->first, "%s (%zu in all)", what, dirt->count);
}

static void find_lines(Source *source)
{
    size_t room = 0;
    for (size_t at = 0; at < source->text.size;) {
        source->lines = mem_grow(source->lines, &room, source->line_count + 1, sizeof *source->lines);
        source->lines[source->line_count++] = at;
        const char *end = memchr(source->text.data + at, '\n', source->text.size - at);
        at = end != NULL ? (size_t)(end - source->text.data) + 1 : source->text.size;
    }
}

void source_open(Source *source, const char *bytes, size_t size, Mistakes *mistakes)
{
    *source = (Source){.mistakes = mistakes};
    if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        bytes += 3;
        size -= 3;
    }
    Dirt foreign = {0, 0}, nul = {0, 0}, control = {0, 0};
    copy_clean(&source->text, bytes, size, &foreign, &nul, &control);
    find_lines(source);
    report_dirt(source, &foreign, "this is not UTF-8: save the file as UTF-8 text");
    report_dirt(source, &nul, "a NUL byte has no place in a text: save the file as plain text in UTF-8");
    report_dirt(source, &control, "a control character has no place in a guide: take it out");
}

void source_close(Source *source)
{
    str_free(&source->text);
    free(source->lines);
}

/* --- lines */

size_t source_find_line(const Source *source, size_t at)
{
    size_t low = 0, high = source->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->lines[middle] <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

size_t source_find_end(const Source *source, size_t line)
{
    if (line + 1 < source->line_count)
        return source->lines[line + 1] - 1;
    size_t end = source->text.size;
    return end > 0 && source->text.data[end - 1] == '\n' ? end - 1 : end;
}

bool source_is_blank(const Source *source, size_t line)
{
    size_t end = source_find_end(source, line);
    for (size_t at = source->lines[line]; at < end; at++) {
        if (source->text.data[at] != ' ' && source->text.data[at] != '\t')
            return false;
    }
    return true;
}

size_t source_find_last(const Source *source)
{
    size_t line = source->line_count;
    while (line > 0 && source_is_blank(source, line - 1))
        line--;
    return line > 0 ? source_find_end(source, line - 1) : 0;
}

/* --- mistakes */

SourceCut source_cut(const char *text, size_t size)
{
    SourceCut cut;
    size_t used = 0, at = 0;
    for (int points = 0; at < size && points < 40; points++) {
        uint32_t point;
        size_t bytes = text_read_point(text + at, size - at, &point);
        if (point < 0x20 || is_control(point)) /* an escape in the front matter can make one */
            cut.text[used++] = ' ';
        else
            memcpy(cut.text + used, text + at, bytes);
        used += point < 0x20 || is_control(point) ? 0 : bytes;
        at += bytes;
    }
    strcpy(cut.text + used, at < size ? "..." : "");
    return cut;
}

bool source_takes_mistakes(const Source *source)
{
    return source->mistakes->count < MOST_MISTAKES;
}

/* Kept in the document's order; those of one place in the order found. */
static void add_mistake(Mistakes *mistakes, size_t line, size_t column, const char *format, va_list args)
{
    if (mistakes->count >= MOST_MISTAKES)
        return;
    mistakes->list = mem_grow(mistakes->list, &mistakes->room, mistakes->count + 1, sizeof *mistakes->list);
    Str text = STR_EMPTY;
    str_add_formatv(&text, format, args);
    Mistake mistake = {.line = (int)line, .column = (int)column, .text = str_take(&text)};
    size_t at = mistakes->count++;
    for (; at > 0; at--) {
        const Mistake *before = &mistakes->list[at - 1];
        if (before->line < mistake.line || (before->line == mistake.line && before->column <= mistake.column))
            break;
        mistakes->list[at] = *before;
    }
    mistakes->list[at] = mistake;
}

void source_report(const Source *source, size_t at, const char *format, ...)
{
    if (!source_takes_mistakes(source))
        return;
    size_t line = source_find_line(source, at);
    size_t begin = source->line_count > 0 ? source->lines[line] : 0;
    va_list args;
    va_start(args, format);
    add_mistake(source->mistakes, line + 1,
                text_count_points(str_text(&source->text) + begin, at - begin) + 1, format, args);
    va_end(args);
}

void source_report_at(const Source *source, size_t line, size_t column, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add_mistake(source->mistakes, line, column, format, args);
    va_end(args);
}
