/* SPDX-License-Identifier: MIT */
/* scan: where codes and speakers are in a typed text. One reading for the grammar and for writing it back. */
#include "scan.h"

#include <string.h>

#include "rir/text.h"

#define NAME_CLUSTERS 100 /* a longer word behind # or @ is no name but a slip */

/* --- characters */

bool scan_is_space(uint32_t point)
{
    return (point >= 0x09 && point <= 0x0d) || point == ' ' || point == 0x85 || point == 0xa0 ||
           point == 0x1680 || (point >= 0x2000 && point <= 0x200b) || point == 0x2028 || point == 0x2029 ||
           point == 0x202f || point == 0x205f || point == 0x3000 || point == 0xfeff;
}

static bool is_in(uint32_t point, const uint32_t *list)
{
    for (; *list; list++)
        if (*list == point)
            return true;
    return false;
}

bool scan_opens_word(uint32_t point)
{
    /* Brackets and quotation marks that open; and the marks of scripts that put no space behind them. */
    static const uint32_t OPENING[] = {'(',    '[',    '{',    '<',    '"',    '\'',   0xab,   0xbf,
                                       0xa1,   0x2018, 0x201a, 0x201c, 0x201e, 0x2039, 0x2013, 0x2014,
                                       0x3001, 0x3002, 0x3008, 0x300a, 0x300c, 0x300e, 0x3010, 0xff01,
                                       0xff08, 0xff0c, 0xff1a, 0xff1b, 0xff1f, 0};
    return scan_is_space(point) || is_in(point, OPENING);
}

bool scan_is_escapable(uint32_t point)
{
    static const uint32_t ESCAPABLE[] = {'#', '@', '"', ',', '?', '/', '[', 0};
    return is_in(point, ESCAPABLE);
}

static bool is_word_point(uint32_t point)
{
    return text_is_letter(point) || text_is_digit(point);
}

static bool is_word_at(const char *text, size_t at, size_t end)
{
    uint32_t point;
    if (at >= end)
        return false;
    text_read_point(text + at, end - at, &point);
    return is_word_point(point);
}

size_t scan_skip_space(const char *text, size_t start, size_t end)
{
    while (start < end) {
        uint32_t point;
        size_t bytes = text_read_point(text + start, end - start, &point);
        if (!scan_is_space(point))
            break;
        start += bytes;
    }
    return start;
}

size_t scan_trim_end(const char *text, size_t start, size_t end)
{
    while (end > start) {
        size_t at = end - 1;
        while (at > start && ((unsigned char)text[at] & 0xc0) == 0x80)
            at--;
        uint32_t point;
        text_read_point(text + at, end - at, &point);
        if (!scan_is_space(point))
            break;
        end = at;
    }
    return end;
}

/* --- names */

/* The end of the name that begins at `at`, with `joints` allowed inside it but not at its end. */
static size_t find_name_end(const char *text, size_t at, size_t end, const char *joints)
{
    size_t last = at; /* behind the last cluster a name may end with */
    size_t clusters = 0;
    while (at < end) {
        uint32_t point;
        text_read_point(text + at, end - at, &point);
        bool is_joint = point < 0x80 && point && strchr(joints, (int)point);
        if (!is_word_point(point) && point != '_' && !is_joint)
            break;
        /* A cluster takes its marks along: an accent, a vowel sign. */
        size_t next = text_find_next(text, end, at);
        if (is_joint && next < end && text[next] == text[at] && (point == '-' || point == '.'))
            break; /* "--" and "..." are a dash and an ellipsis */
        if (++clusters > NAME_CLUSTERS)
            return 0;
        if (!is_joint || next > at + 1)
            last = next;
        at = next;
    }
    return last;
}

/* Whether a code or speaker may end before `at`. Inside `R&D` or `l'argent` it may not, before `'s` it may.
 */
static bool is_name_over(const char *text, size_t at, size_t end, const char *joints)
{
    if (at >= end)
        return true;
    uint32_t point;
    size_t next = at + text_read_point(text + at, end - at, &point);
    if (is_word_point(point))
        return false;
    bool is_joint = point < 0x80 && point && strchr(joints, (int)point);
    if ((!is_joint && point != 0x2019) || !is_word_at(text, next, end))
        return true;
    bool is_apostrophe = point == '\'' || point == 0x2019;
    return is_apostrophe && text[next] == 's' && !is_word_at(text, next + 1, end);
}

static Valence find_valence(char sign)
{
    return sign == '+' ? VALENCE_ENABLER : sign == '-' ? VALENCE_BARRIER : VALENCE_MIXED;
}

static bool read_code(const char *text, size_t at, size_t end, Piece *piece)
{
    uint32_t point;
    size_t name = at + 1;
    if (name >= end)
        return false;
    text_read_point(text + name, end - name, &point);
    /* A mark counts as a letter, but one on the # itself begins no name. */
    if (!text_is_letter(point) || text_find_next(text, end, at) != name)
        return false;
    size_t name_end = find_name_end(text, name, end, "-.:/");
    if (!name_end)
        return false;
    size_t signs = strspn(text + name_end, "+-~");
    if (signs > end - name_end)
        signs = end - name_end;
    bool is_dash =
        signs > 1 && strspn(text + name_end, "-") >= signs && is_word_at(text, name_end + signs, end);
    if (is_dash)
        signs = 0;
    else if (!is_name_over(text, name_end + signs, end, "&'=%$\\"))
        return false;
    *piece =
        (Piece){.type = PIECE_CODE, .start = at, .name = name, .name_end = name_end, .end = name_end + signs};
    if (signs)
        piece->valence = find_valence(text[name_end + signs - 1]);
    return true;
}

static bool read_speaker(const char *text, size_t at, size_t end, Piece *piece)
{
    uint32_t point;
    size_t name = at + 1;
    if (name >= end)
        return false;
    text_read_point(text + name, end - name, &point);
    size_t name_end = name;
    bool is_seat = !text_is_letter(point);
    if (text_find_next(text, end, at) != name)
        return false;
    if (point == '?')
        name_end++;
    else if (!is_seat)
        name_end = find_name_end(text, name, end, "-");
    else
        while (name_end < end && name_end - name < 4 && text[name_end] >= '0' && text[name_end] <= '9')
            name_end++;
    /* `@10:30`, `@5pm` and `@a.b` are no speakers. */
    if (name_end <= name || !is_name_over(text, name_end, end, is_seat ? ".:/-_,&'=%$\\" : ".:/&'=%$\\"))
        return false;
    *piece = (Piece){.type = PIECE_SPEAKER, .start = at, .name = name, .name_end = name_end, .end = name_end};
    piece->is_seat = is_seat;
    return true;
}

bool line_is_code(const char *name)
{
    Str typed = STR_EMPTY;
    Piece piece;
    str_add_format(&typed, "#%s", name);
    bool is_code = text_is_valid(name, strlen(name)) && read_code(typed.data, 0, typed.size, &piece) &&
                   piece.name_end == typed.size;
    str_free(&typed);
    return is_code;
}

/* --- pieces */

Scan scan_begin(const char *text, size_t start, size_t end)
{
    return (Scan){.text = text, .at = start, .end = end, .at_word = true};
}

static bool read_mark(const Scan *scan, Piece *piece)
{
    if (!scan->at_word)
        return false;
    if (scan->text[scan->at] == '#')
        return read_code(scan->text, scan->at, scan->end, piece);
    if (scan->text[scan->at] == '@')
        return read_speaker(scan->text, scan->at, scan->end, piece);
    return false;
}

bool scan_next(Scan *scan, Piece *piece)
{
    if (scan->at >= scan->end)
        return false;
    if (read_mark(scan, piece)) {
        scan->at = piece->end;
        scan->at_word = scan->after_mark = true; /* `#money#trust` is two codes */
        return true;
    }
    *piece = (Piece){.type = PIECE_PLAIN, .start = scan->at, .name = scan->at};
    if (scan->text[scan->at] == '\\' && scan->at + 1 < scan->end &&
        scan_is_escapable((unsigned char)scan->text[scan->at + 1])) {
        piece->type = PIECE_ESCAPED;
        piece->name++;
    }
    const char *character = scan->text + piece->name;
    piece->end = piece->name_end =
        piece->name + text_read_point(character, scan->end - piece->name, &piece->point);
    bool is_list = scan->after_mark && (piece->point == ',' || piece->point == ';'); /* `#money,#trust` */
    scan->at = piece->end;
    scan->at_word = is_list || scan_opens_word(piece->point);
    scan->after_mark = false;
    return true;
}

size_t scan_find_run(const char *text, size_t start, size_t end)
{
    Scan scan = scan_begin(text, start, end);
    Piece piece;
    size_t run = end;
    while (scan_next(&scan, &piece)) {
        bool is_mark = piece.type == PIECE_CODE || piece.type == PIECE_SPEAKER;
        bool is_between = piece.type == PIECE_PLAIN &&
                          (scan_is_space(piece.point) || piece.point == ',' || piece.point == ';');
        if (is_mark && run == end)
            run = piece.start;
        else if (!is_mark && !is_between)
            run = end;
    }
    return run;
}
