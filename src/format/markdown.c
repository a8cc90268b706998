/* SPDX-License-Identifier: MIT */
/* Text put into Markdown (CommonMark 0.30) so that nothing in it becomes a mark. */
#include <stdbool.h>
#include <string.h>

#include "rir/markdown.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_word(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

/* Whether the byte is a mark wherever it stands. | and ~ are marks only to the many readers that know tables
 * and struck text. */
static bool is_mark(const char *line, size_t size, size_t at)
{
    char before = at > 0 ? line[at - 1] : ' ', after = at + 1 < size ? line[at + 1] : ' ';
    switch (line[at]) {
    case '\\':
    case '`':
    case '*':
    case '[':
    case ']':
    case '<':
    case '|':
    case '~':
        return true;
    case '_':
        return !(is_word(before) && is_word(after));
    case '&':
        return after == '#' || is_word(after);
    case '#': /* a run that closes a heading */
        return at + 1 == size && (is_space(before) || before == '#');
    default:
        return false;
    }
}

/* Bytes at the start of a line that are to be followed by a backslash: 0 for a heading, list or quote mark,
 * all the digits for `1. `, -1 when the line begins as plain text. */
static int find_opening(const char *line, size_t size)
{
    if (size == 0)
        return -1;
    if (strchr("#+-=>", line[0]) != NULL)
        return 0;
    size_t digits = 0;
    while (digits < size && digits < 10 && is_digit(line[digits]))
        digits++;
    if (digits > 0 && digits < size && (line[digits] == '.' || line[digits] == ')') &&
        (digits + 1 == size || is_space(line[digits + 1])))
        return (int)digits;
    return -1;
}

static void add_line(Str *out, const char *line, size_t size, bool is_start)
{
    size_t at = 0;
    if (size > 0 && is_space(line[0])) { /* white space that Markdown would drop or take for code */
        str_add(out, line[0] == ' ' ? "&#32;" : "&#9;");
        at = 1;
    }
    bool trailing = size > at && is_space(line[size - 1]);
    size_t end = trailing ? size - 1 : size;
    int opening = is_start && at == 0 ? find_opening(line, end) : -1;
    for (; at < end; at++) {
        if (line[at] == '\r') { /* would end the line */
            str_add(out, "&#13;");
            continue;
        }
        if (is_mark(line, end, at) || (int)at == opening)
            str_add_byte(out, '\\');
        str_add_byte(out, line[at]);
    }
    if (trailing)
        str_add(out, line[end] == ' ' ? "&#32;" : "&#9;");
}

void markdown_add_text(Str *out, const char *text, int indent)
{
    size_t size = strlen(text);
    while (size > 0 && text[size - 1] == '\n') /* a hard break needs something behind it */
        size--;
    for (size_t at = 0; at < size;) {
        const char *end = memchr(text + at, '\n', size - at);
        size_t length = end != NULL ? (size_t)(end - text) - at : size - at;
        add_line(out, text + at, length, true);
        at += length + 1;
        if (end == NULL)
            return;
        str_add(out, "\\\n");
        for (int i = 0; i < indent; i++)
            str_add_byte(out, ' ');
    }
}

void markdown_add_line(Str *out, const char *text)
{
    Str line = STR_EMPTY;
    for (const char *at = text; *at; at++)
        str_add_byte(&line, *at == '\n' || *at == '\r' ? ' ' : *at);
    add_line(out, str_text(&line), line.size, false);
    str_free(&line);
}
