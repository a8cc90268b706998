/* SPDX-License-Identifier: MIT */
/* What all that is printed is made of. */
#include "paper.h"

#include <string.h>

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Whether Markdown would take the sign at `at` for a mark. Signs that mean nothing there stay as they are,
 * for paper is printed from the text itself as well. `begins`: nothing but signs is before it on the line. */
static bool is_mark(const char *text, const char *at, bool begins)
{
    char before = at > text ? at[-1] : ' ', after = at[1];
    switch (*at) {
    case '\\':
    case '`':
    case '*':
    case '|':
    case '~':
        return true;
    case '_':
        return !is_word(before) || !is_word(after);
    case '<':
        return is_word(after) || (after != '\0' && strchr("/!?", after) != NULL);
    case '&':
        return is_word(after) || after == '#';
    case ']':
        return after == '(' || after == '[' || after == ':';
    case '#':
        return begins || after == '#' || after == '\0' || after == '\n';
    default:
        return begins && strchr(">+-=", *at) != NULL;
    }
}

void paper_add_text(Str *out, const char *text, const char *opening)
{
    bool begins = true;
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '\n') {
            if (at[1] == '\n') /* a new paragraph */
                str_add_format(out, "\n%.*s", (int)strcspn(opening, " "), opening);
            else
                str_add(out, "\\");
            str_add_format(out, "\n%s", opening);
            at += at[1] == '\n';
            begins = true;
            continue;
        }
        size_t digits = begins ? strspn(at, "0123456789") : 0;
        if (digits > 0 && (at[digits] == '.' || at[digits] == ')')) {
            str_add_bytes(out, at, digits);
            str_add_byte(out, '\\');
            at += digits;
        } else if (is_mark(text, at, begins)) {
            str_add_byte(out, '\\');
        }
        str_add_byte(out, *at);
        begins = begins && *at == ' ';
    }
}

const char *paper_find_plural(size_t count)
{
    return count == 1 ? "" : "s";
}

void paper_add_heading(Str *out, int level, const char *title)
{
    for (int i = 0; i < level && i < 6; i++)
        str_add_byte(out, '#');
    str_add_byte(out, ' ');
    paper_add_text(out, title, "");
}

const char *paper_name_groups(const Topic *topic)
{
    static const char *const rows[][2] = {
        {"alone", "alone"}, {"pairs", "in pairs"}, {"fours", "in fours"}, {"tables", "at tables"}};
    if (strcmp(topic->method, "1-2-4-all") == 0)
        return "in stages";
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (strcmp(rows[i][0], topic->groups) == 0)
            return rows[i][1];
    }
    return "all together";
}

void paper_add_question(Str *out, const Question *question, int rules)
{
    Str indent = STR_EMPTY;
    size_t begin = out->size;
    str_add_format(out, "\n%zu. ", question->number);
    for (size_t width = out->size - begin - 1; width > 0; width--)
        str_add_byte(&indent, ' ');
    paper_add_text(out, question->text, str_text(&indent));
    if (question->must)
        str_add(out, " **must ask**");
    if (question->minutes > 0) {
        str_add(out, " (");
        paper_add_minutes(out, question->minutes);
        str_add(out, ")");
    }
    str_add(out, "\n\n");
    for (size_t i = 0; i < question->probe_count; i++) {
        Str deeper = STR_EMPTY;
        str_add_format(&deeper, "%s  ", str_text(&indent));
        str_add_format(out, "%s- " PAPER_BOX " ", str_text(&indent));
        paper_add_text(out, question->probes[i].text, str_text(&deeper));
        str_add(out, "\n");
        str_free(&deeper);
    }
    for (int i = 0; i < rules; i++)
        str_add_format(out, "%s%s" PAPER_RULE "\n", i > 0 || question->probe_count > 0 ? "\n" : "",
                       str_text(&indent));
    str_free(&indent);
}

void paper_add_rules(Str *out, int count)
{
    for (int i = 0; i < count; i++)
        str_add(out, "\n" PAPER_RULE "\n");
}

void paper_begin_page(Str *out, const char *title)
{
    str_add(out, "\n* * *\n\n");
    paper_add_heading(out, 2, title);
    str_add(out, "\n");
}

void paper_add_minutes(Str *out, int minutes)
{
    str_add_format(out, "%d minute%s", minutes, paper_find_plural((size_t)minutes));
}
