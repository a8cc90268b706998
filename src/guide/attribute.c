/* SPDX-License-Identifier: MIT */
/* Attributes in braces. One pass over the text finds the list, one reads it. */
#include <stdint.h>
#include <string.h>

#include "rir/method.h"
#include "rir/text.h"

#include "activity.h"
#include "attribute.h"

#define MOST_MINUTES 1440

/* --- finding */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t pass_spaces(const char *text, size_t at, size_t end)
{
    while (at < end && is_space(text[at]))
        at++;
    return at;
}

/* Behind the quoted value that opens at `at`; 0 when it is never closed. */
static size_t pass_quoted(const char *text, size_t at, size_t end)
{
    char quote = text[at++];
    for (; at < end && text[at] != quote; at++) {
        if (text[at] == '\\' && at + 1 < end)
            at++;
    }
    return at < end ? at + 1 : 0;
}

/* Behind the } that closes the { at `at`; 0 when another { or the end comes first. */
static size_t find_close(const char *text, size_t at, size_t end)
{
    for (at++; at < end; at++) {
        if (text[at] == '}')
            return at + 1;
        if (text[at] == '{')
            return 0;
        if (text[at] == '=' && at + 1 < end && (text[at + 1] == '"' || text[at + 1] == '\'')) {
            size_t behind = pass_quoted(text, at + 1, end);
            if (behind > 0) /* else the quotation mark is a mistake, and the brace may still close */
                at = behind - 1;
        }
    }
    return 0;
}

/* Whether what follows the { at `at` is a list of attributes and not words of the text: #id, .class or key=.
 */
static bool looks_like_list(const char *text, size_t at, size_t end)
{
    at = pass_spaces(text, at + 1, end);
    if (at + 1 < end && text[at] == '.')
        return is_letter(text[at + 1]);
    if (at < end && text[at] == '#')
        return true;
    size_t begin = at;
    while (at < end && is_letter(text[at]))
        at++;
    return at > begin && at < end && text[at] == '=';
}

/* The [ that the ] at `close` belongs to; `close` itself when there is none. */
static size_t find_bracket(const char *text, size_t begin, size_t close)
{
    size_t depth = 0;
    for (size_t at = close + 1; at-- > begin;) {
        bool escaped = at > begin && text[at - 1] == '\\';
        if (text[at] == ']' && !escaped)
            depth++;
        else if (text[at] == '[' && !escaped && --depth == 0)
            return at;
    }
    return close;
}

static AttributePlace make_place(const char *text, size_t begin, size_t open, size_t end)
{
    AttributePlace place = {.begin = open, .end = end};
    if (open > begin + 1 && text[open - 1] == ']' && text[open - 2] != '\\') {
        size_t bracket = find_bracket(text, begin, open - 1);
        if (bracket < open - 1) {
            place.bracket_open = bracket;
            place.bracket_close = open - 1;
        }
    }
    return place;
}

AttributePlace attribute_find(const Source *source, size_t begin, size_t end, bool takes)
{
    const char *text = str_text(&source->text);
    while (end > begin && is_space(text[end - 1]))
        end--;
    for (size_t at = begin; at < end; at++) {
        if (text[at] == '\\') {
            at++;
            continue;
        }
        if (text[at] != '{')
            continue;
        bool list = looks_like_list(text, at, end);
        size_t behind = find_close(text, at, end);
        if (behind == end && (takes || list))
            return make_place(text, begin, at, end);
        if (behind == 0 && (takes || list))
            source_report(source, at,
                          "this brace is not closed: write } at the end, or \\{ for a plain brace");
        else if (behind > 0 && takes && list)
            source_report(source, at,
                          "attributes in braces stand at the very end, in one pair: move this there");
        if (behind > 0)
            at = behind - 1;
    }
    return (AttributePlace){0};
}

/* --- reading */

typedef struct {
    const Source *source;
    Arena *arena;
    unsigned taken;
    unsigned given;
    const char *what;
    Attributes *out;
} Reading;

/* One value or word: where it stands, and its text without quotation marks and backslashes. */
typedef struct {
    size_t at;
    Str text;
} Word;

static const struct {
    unsigned attribute;
    const char *name; /* as it is written before = */
    const char *how;  /* as a message shows it */
} rows[] = {
    {ATTRIBUTE_ID, "id", "#id"},
    {ATTRIBUTE_MUST, "must", ".must"},
    {ATTRIBUTE_MINUTES, "minutes", "minutes=5"},
    {ATTRIBUTE_CODES, "codes", "codes=\"enabler barrier\""},
    {ATTRIBUTE_PHASE, "phase", "phase=main"},
    {ATTRIBUTE_METHOD, "method", "method=round-robin"},
    {ATTRIBUTE_GROUPS, "groups", "groups=tables"},
    {ATTRIBUTE_LEAD, "lead", "lead=\"the host\""},
    {ATTRIBUTE_MATERIALS, "materials", "materials=\"cards, pens\""},
    {ATTRIBUTE_KIND, "kind", "kind=idea"},
    {ATTRIBUTE_RANK, "rank", "rank=5"},
    {ATTRIBUTE_DOTS, "dots", "dots=5"},
    {ATTRIBUTE_CAP, "cap", "cap=3"},
    {ATTRIBUTE_TIE, "tie", "tie=shared"},
    {ATTRIBUTE_MATRIX, "matrix", "matrix=integrated-locality-team"},
    {ATTRIBUTE_ROUNDS, "rounds", "rounds=3"},
};
#define ROWS (sizeof rows / sizeof *rows)

static const char *const phases[] = {"opening", "main", "closing", "after", NULL};
static const char *const groups[] = {"alone", "pairs", "fours", "tables", "all", NULL};
static const char *const ties[] = {"shared", "voters", NULL};
static const char *const note_kinds[] = {
    "verbatim", "paraphrase",     "observation", "comment", "memo",   "follow-up", "action",
    "idea",     "recommendation", "decision",    "dissent", "parked", NULL,
};

const char *const *guide_list_note_kinds(void)
{
    return note_kinds;
}

const char *attribute_find_name(unsigned attribute)
{
    size_t i = 0;
    while (i + 1 < ROWS && rows[i].attribute != attribute)
        i++;
    return rows[i].name;
}

bool attribute_is_id(const char *text, size_t size)
{
    bool ends = false;
    for (size_t at = 0; at < size;) {
        uint32_t point;
        size_t used = text_read_point(text + at, size - at, &point);
        bool letter = text_is_letter(point), digit = text_is_digit(point);
        if (at == 0 && !letter)
            return false;
        ends = letter || digit;
        if (!ends && (point >= 0x80 || strchr("-_.:/", (int)point) == NULL))
            return false;
        at += used;
    }
    return ends;
}

int attribute_read_number(const char *text, size_t size, int most)
{
    int number = 0;
    for (size_t i = 0; i < size; i++) {
        if (text[i] < '0' || text[i] > '9' || number > most)
            return 0;
        number = number * 10 + (text[i] - '0');
    }
    return number <= most ? number : 0;
}

int attribute_read_minutes(const char *text, size_t size)
{
    return attribute_read_number(text, size, MOST_MINUTES);
}

/* "a, b, c" of a NULL-ended list. */
static void add_names(Str *out, const char *const *names)
{
    for (size_t i = 0; names[i] != NULL; i++)
        str_add_format(out, "%s%s", i > 0 ? ", " : "", names[i]);
}

static void report_unknown(const Reading *reading, size_t at, const char *word, size_t size)
{
    Str known = STR_EMPTY;
    for (size_t i = 0; i < ROWS; i++) {
        if (reading->taken & rows[i].attribute)
            str_add_format(&known, "%s%s", known.size > 0 ? ", " : "", rows[i].how);
    }
    if (reading->taken == 0)
        source_report(reading->source, at,
                      "%s takes no attributes: take the braces out, or write \\{ for a plain brace",
                      reading->what);
    else
        source_report(reading->source, at,
                      "unknown attribute \"%s\": %s takes %s; a plain brace is written \\{",
                      source_cut(word, size).text, reading->what, str_text(&known));
    str_free(&known);
}

/* Whether the attribute may stand here, and stands here for the first time. */
static bool accept(Reading *reading, unsigned attribute, size_t at, const char *word, size_t size)
{
    if (!(reading->taken & attribute)) {
        report_unknown(reading, at, word, size);
        return false;
    }
    if (reading->given & attribute) {
        source_report(reading->source, at, "\"%s\" is given twice in these braces: keep one",
                      source_cut(word, size).text);
        return false;
    }
    reading->given |= attribute;
    for (size_t i = 0; i < ATTRIBUTE_COUNT; i++) {
        if (attribute == 1u << i)
            reading->out->at[i] = at;
    }
    return true;
}

static const char *choose(const Reading *reading, const Word *word, const char *key, const char *const *names)
{
    for (size_t i = 0; names[i] != NULL; i++) {
        if (strcmp(str_text(&word->text), names[i]) == 0)
            return names[i];
    }
    Str known = STR_EMPTY;
    add_names(&known, names);
    source_report(reading->source, word->at, "unknown %s \"%s\": known are %s", key,
                  source_cut(str_text(&word->text), word->text.size).text, str_text(&known));
    str_free(&known);
    return "";
}

/* Code names between spaces or commas, joined by single spaces. */
static const char *read_codes(const Reading *reading, const Word *word)
{
    Str codes = STR_EMPTY;
    for (const char *at = str_text(&word->text); *at != '\0';) {
        size_t size = strcspn(at, " \t\n,");
        if (size > 0 && !attribute_is_id(at, size))
            source_report(reading->source, word->at,
                          "\"%s\" is no name of a code: a letter first, then letters, digits, - _ . : /, "
                          "as in codes=\"enabler barrier\"",
                          source_cut(at, size).text);
        if (size > 0 && codes.size > 0)
            str_add_byte(&codes, ' ');
        str_add_bytes(&codes, at, size);
        at += size + (at[size] != '\0');
    }
    const char *kept = arena_copy(reading->arena, str_text(&codes), codes.size);
    str_free(&codes);
    return kept;
}

static void take_id(Reading *reading, const Word *word)
{
    const char *id = str_text(&word->text);
    if (!attribute_is_id(id, word->text.size)) {
        source_report(
            reading->source, word->at,
            "\"#%s\" is no id: write # and a letter, then letters, digits, - _ . : /, as in {#vision}",
            source_cut(id, word->text.size).text);
        return;
    }
    reading->out->id = arena_copy(reading->arena, id, word->text.size);
    reading->out->id_at = word->at;
}

static int read_number(const Reading *reading, const Word *word, const char *key, int most)
{
    const char *value = str_text(&word->text);
    int number = attribute_read_number(value, word->text.size, most);
    if (number == 0)
        source_report(reading->source, word->at, "%s= takes a whole number from 1 to %d, not \"%s\"", key,
                      most, source_cut(value, word->text.size).text);
    return number;
}

static int read_minutes(const Reading *reading, const Word *word)
{
    const char *value = str_text(&word->text);
    int minutes = attribute_read_minutes(value, word->text.size);
    if (minutes == 0)
        source_report(reading->source, word->at,
                      "\"%s\" is no number of minutes: write a whole number from 1 to %d, as in minutes=5",
                      source_cut(value, word->text.size).text, MOST_MINUTES);
    return minutes;
}

static const char *read_name(const Reading *reading, const Word *word)
{
    const char *value = str_text(&word->text);
    if (!attribute_is_id(value, word->text.size))
        source_report(reading->source, word->at,
                      "matrix= takes the name of one matrix, as in matrix=integrated-locality-team");
    return arena_copy(reading->arena, value, word->text.size);
}

static const char *copy(const Reading *reading, const Word *word)
{
    return arena_copy(reading->arena, str_text(&word->text), word->text.size);
}

static void take_value(Reading *reading, unsigned attribute, const Word *word)
{
    Attributes *out = reading->out;
    switch (attribute) {
    case ATTRIBUTE_MINUTES:
        out->minutes = read_minutes(reading, word);
        return;
    case ATTRIBUTE_CODES:
        out->codes = read_codes(reading, word);
        return;
    case ATTRIBUTE_PHASE:
        out->phase = choose(reading, word, "phase", phases);
        return;
    case ATTRIBUTE_METHOD:
        out->method = choose(reading, word, "method", method_list_names());
        return;
    case ATTRIBUTE_GROUPS:
        out->groups = choose(reading, word, "groups", groups);
        return;
    case ATTRIBUTE_LEAD:
        out->lead = copy(reading, word);
        return;
    case ATTRIBUTE_MATERIALS:
        out->materials = copy(reading, word);
        return;
    case ATTRIBUTE_KIND:
        out->kind = choose(reading, word, "kind of note", note_kinds);
        return;
    case ATTRIBUTE_TIE:
        out->tie = choose(reading, word, "tie rule", ties);
        return;
    case ATTRIBUTE_MATRIX:
        out->matrix = read_name(reading, word);
        return;
    case ATTRIBUTE_RANK:
        out->rank = read_number(reading, word, "rank", ACTIVITY_MOST_RANK);
        return;
    case ATTRIBUTE_DOTS:
        out->dots = read_number(reading, word, "dots", ACTIVITY_MOST_DOTS);
        return;
    case ATTRIBUTE_CAP:
        out->cap = read_number(reading, word, "cap", ACTIVITY_MOST_DOTS);
        return;
    default:
        out->rounds = read_number(reading, word, "rounds", ACTIVITY_MOST_ROUNDS);
        return;
    }
}

/* Reads one value, quoted or bare, from `at`; returns where it ends, 0 when its quotation mark is not closed.
 */
static size_t read_word(const Reading *reading, size_t at, size_t end, Word *word)
{
    const char *text = str_text(&reading->source->text);
    *word = (Word){.at = at};
    if (at < end && (text[at] == '"' || text[at] == '\'')) {
        size_t behind = pass_quoted(text, at, end);
        if (behind == 0) {
            source_report(reading->source, at, "this quotation mark is not closed: write key=\"value\"");
            return 0;
        }
        for (size_t i = at + 1; i < behind - 1; i++) {
            if (text[i] == '\\' && i + 1 < behind - 1)
                i++;
            str_add_byte(&word->text, text[i]);
        }
        return behind;
    }
    size_t begin = at;
    while (at < end && !is_space(text[at]))
        at++;
    str_add_bytes(&word->text, text + begin, at - begin);
    return at;
}

/* Word processors make quotation marks curly; said plainly, as nobody sees the difference. */
static bool is_curly(const Str *text)
{
    return text->size >= 3 && memcmp(text->data, "\xE2\x80", 2) == 0 &&
           ((unsigned char)text->data[2] & 0xF8) == 0x98;
}

/* Reads `key=value` whose = is at `equals`; returns where it ends. */
static size_t read_pair(Reading *reading, size_t at, size_t equals, size_t end)
{
    const char *key = str_text(&reading->source->text) + at;
    size_t size = equals - at, i = 0;
    while (i < ROWS && (strlen(rows[i].name) != size || memcmp(rows[i].name, key, size) != 0))
        i++;
    Word word;
    size_t behind = read_word(reading, equals + 1, end, &word);
    unsigned attribute = i < ROWS ? rows[i].attribute : 0;
    if (behind == 0)
        return end; /* what follows cannot be told apart */
    if (attribute == ATTRIBUTE_ID || attribute == ATTRIBUTE_MUST)
        source_report(reading->source, at,
                      "write %s in place of %s=", attribute == ATTRIBUTE_ID ? "#id" : ".must", rows[i].name);
    else if (!accept(reading, attribute, at, key, size))
        ; /* said */
    else if (is_curly(&word.text)) {
        source_report(reading->source, word.at,
                      "write straight quotation marks, as in codes=\"enabler barrier\"");
        behind = end;
    } else if (word.text.size == 0)
        source_report(reading->source, at, "%s= has no value: write %s", rows[i].name, rows[i].how);
    else
        take_value(reading, attribute, &word);
    str_free(&word.text);
    return behind;
}

/* Reads #id, .class or a word that is neither; returns where it ends. */
static size_t read_sign(Reading *reading, size_t at, size_t end)
{
    const char *text = str_text(&reading->source->text);
    Word word;
    bool sign = text[at] == '#' || text[at] == '.';
    size_t behind = read_word(reading, at + sign, end, &word);
    word.at = at;
    if (behind == 0)
        return end;
    if (text[at] == '#' && accept(reading, ATTRIBUTE_ID, at, text + at, behind - at))
        take_id(reading, &word);
    else if (text[at] == '.' && strcmp(str_text(&word.text), "must") == 0)
        reading->out->must = accept(reading, ATTRIBUTE_MUST, at, text + at, behind - at);
    else if (text[at] != '#')
        report_unknown(reading, at, text + at, behind - at);
    str_free(&word.text);
    return behind;
}

Attributes attribute_read(const Source *source, Arena *arena, const AttributePlace *place, unsigned taken,
                          const char *what)
{
    Attributes attributes = {.id = "",
                             .codes = "",
                             .phase = "",
                             .method = "",
                             .groups = "",
                             .lead = "",
                             .materials = "",
                             .kind = "",
                             .tie = "",
                             .matrix = ""};
    Reading reading = {.source = source, .arena = arena, .taken = taken, .what = what, .out = &attributes};
    const char *text = str_text(&source->text);
    if (place->end == 0)
        return attributes;
    size_t end = place->end - 1; /* before } */
    if (taken == 0) {
        report_unknown(&reading, place->begin, text + place->begin, place->end - place->begin);
        return attributes;
    }
    for (size_t at = pass_spaces(text, place->begin + 1, end); at < end; at = pass_spaces(text, at, end)) {
        size_t equals = at;
        while (equals < end && !is_space(text[equals]) && text[equals] != '=')
            equals++;
        bool pair = equals < end && text[equals] == '=' && text[at] != '#' && text[at] != '.';
        at = pair ? read_pair(&reading, at, equals, end) : read_sign(&reading, at, end);
    }
    attributes.given = reading.given;
    return attributes;
}
