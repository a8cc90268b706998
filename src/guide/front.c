/* SPDX-License-Identifier: MIT */
/* Front matter: the lines of YAML between --- and ---. libyaml gives events; what a guide has no use for
 * (anchors, aliases, tags, deep nesting) is refused, so that none of it can grow. */
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "rir/mem.h"

#include "reader.h"

/* libyaml's time grows with the square of some inputs, and nobody writes this much. */
#define MOST_FRONT_BYTES (32 * 1024)
#define MOST_DEPTH 20
#define MOST_NUMBER 99 /* of tables, of ratings outside the region */

typedef struct {
    Reader *reader;
    yaml_parser_t parser;
    size_t first_line; /* of the YAML, from 0 */
    bool broken;       /* the YAML makes no sense from here on */
} Front;

/* --- events */

static void report(const Front *front, const yaml_mark_t *mark, const char *text)
{
    source_report_at(&front->reader->source, front->first_line + mark->line + 1, mark->column + 1, "%s",
                     text);
}

/* What libyaml found, in our words where its own would not help. */
static void report_broken(const Front *front)
{
    const yaml_parser_t *parser = &front->parser;
    const Source *source = &front->reader->source;
    size_t line = front->first_line + parser->problem_mark.line, column = parser->problem_mark.column;
    if (parser->error == YAML_READER_ERROR) {
        source_report(source, source->lines[front->first_line] + parser->problem_offset,
                      "the front matter has a character that YAML does not allow: take it out");
        return;
    }
    const char *problem = parser->problem != NULL ? parser->problem : "memory ran out";
    const char *context = parser->context != NULL ? parser->context : "";
    const char *how = "write each entry on a line of its own, as in title: Strategic leaders";
    if (strstr(context, "quoted scalar") != NULL && strstr(problem, "end of stream") != NULL) {
        report(front, &parser->context_mark,
               "this quotation mark is not closed: write another where the text ends");
        return;
    }
    if (strstr(problem, "mapping values are not allowed") != NULL)
        how = "put a text with a colon in quotation marks, and indent all entries alike";
    else if (strstr(context, "flow") != NULL)
        how = "close each bracket, or put a text that begins with one in quotation marks";
    else if (strstr(problem, "cannot start any token") != NULL)
        how = "indent with spaces, not tabs; put a text that begins with a sign in quotation marks";
    source_report_at(source, line + 1, column + 1, "the front matter cannot be read here (%s): %s", problem,
                     how);
}

static void refuse_extras(const Front *front, const yaml_event_t *event)
{
    const yaml_char_t *anchor = NULL, *tag = NULL;
    switch (event->type) {
    case YAML_ALIAS_EVENT:
        report(front, &event->start_mark,
               "references like *name are not read: write the text out, or in quotation marks");
        return;
    case YAML_SCALAR_EVENT:
        anchor = event->data.scalar.anchor;
        tag = event->data.scalar.tag;
        break;
    case YAML_SEQUENCE_START_EVENT:
        anchor = event->data.sequence_start.anchor;
        tag = event->data.sequence_start.tag;
        break;
    case YAML_MAPPING_START_EVENT:
        anchor = event->data.mapping_start.anchor;
        tag = event->data.mapping_start.tag;
        break;
    default:
        return;
    }
    if (anchor != NULL)
        report(front, &event->start_mark,
               "names like &name are not read: take it out, or put the text in quotation marks");
    if (tag != NULL)
        report(front, &event->start_mark,
               "types like !name are not read: take it out, or put the text in quotation marks");
}

/* The next event, which the caller deletes; false when the YAML is broken or at its end. */
static bool next_event(Front *front, yaml_event_t *event)
{
    if (front->broken)
        return false;
    if (!yaml_parser_parse(&front->parser, event)) {
        front->broken = true;
        report_broken(front);
        return false;
    }
    refuse_extras(front, event);
    return event->type != YAML_STREAM_END_EVENT && event->type != YAML_NO_EVENT;
}

static int count_depth(const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT:
        return 1;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        return -1;
    default:
        return 0;
    }
}

/* Passes over what is left of the node that `event` begins. libyaml's time grows with the square of the
 * depth. */
static void skip_node(Front *front, const yaml_event_t *event)
{
    yaml_event_t next;
    for (int depth = count_depth(event); depth > 0 && next_event(front, &next); yaml_event_delete(&next)) {
        depth += count_depth(&next);
        if (depth > MOST_DEPTH) {
            report(front, &next.start_mark,
                   "the front matter is nested too deeply to read: write plain entries");
            front->broken = true;
        }
    }
}

/* --- values */

/* A text of one line, white space folded; *mark is where it begins. NULL and a mistake when there is none. */
static const char *read_text(Front *front, const char *key, yaml_mark_t *mark)
{
    yaml_event_t event;
    if (!next_event(front, &event))
        return NULL;
    *mark = event.start_mark;
    const char *kept = NULL;
    Str text = STR_EMPTY, wrong = STR_EMPTY;
    if (event.type == YAML_SCALAR_EVENT) {
        const char *value = (const char *)event.data.scalar.value;
        size_t size = event.data.scalar.length;
        for (size_t i = 0; i < size; i++) {
            bool space = strchr(" \t\n", value[i]) != NULL && value[i] != '\0';
            if (!space || (text.size > 0 && text.data[text.size - 1] != ' '))
                str_add_byte(&text, space ? ' ' : value[i]);
        }
        if (text.size > 0 && text.data[text.size - 1] == ' ')
            str_cut(&text, text.size - 1);
        if (source_find_control(value, size) != NULL)
            str_add_format(&wrong, "%s: has a control character: take it out", key);
        else if (text.size == 0)
            str_add_format(&wrong, "%s: has no value: write it on the same line", key);
        else
            kept = arena_copy(front->reader->arena, text.data, text.size);
    } else if (event.type != YAML_ALIAS_EVENT) {
        str_add_format(&wrong, "%s: takes one text, on the same line", key);
        skip_node(front, &event);
    }
    if (wrong.size > 0)
        report(front, &event.start_mark, str_text(&wrong));
    yaml_event_delete(&event);
    str_free(&text);
    str_free(&wrong);
    return kept;
}

static void read_kind(Front *front, const char *text, const yaml_mark_t *mark)
{
    Plan *plan = front->reader->plan;
    if (guide_find_kind(text, &plan->kind))
        return;
    Str wrong = STR_EMPTY;
    str_add_format(&wrong, "unknown kind \"%s\": known are ", source_cut(text, strlen(text)).text);
    for (GuideKind kind = 0; kind < GUIDE_KINDS; kind++) {
        str_add_format(&wrong, "%s%s", kind > 0 ? ", " : "", guide_name_kind(kind));
        if ((*guide_name_kind(kind) | 0x20) == (*text | 0x20))
            plan->kind = kind; /* no two begin alike */
    }
    report(front, mark, str_text(&wrong));
    str_free(&wrong);
}

static void read_minutes(Front *front, const char *text, const yaml_mark_t *mark)
{
    front->reader->plan->minutes = attribute_read_minutes(text, strlen(text));
    front->reader->minutes_line = front->first_line + mark->line + 1;
    front->reader->minutes_column = mark->column + 1;
    if (front->reader->plan->minutes > 0)
        return;
    Str wrong = STR_EMPTY;
    str_add_format(&wrong,
                   "\"%s\" is no number of minutes: write a whole number from 1 to 1440, as in minutes: 60",
                   source_cut(text, strlen(text)).text);
    report(front, mark, str_text(&wrong));
    str_free(&wrong);
}

static int read_number(Front *front, const char *key, const char *text, const yaml_mark_t *mark)
{
    int number = attribute_read_number(text, strlen(text), MOST_NUMBER);
    if (number > 0)
        return number;
    Str wrong = STR_EMPTY;
    str_add_format(&wrong, "%s: takes a whole number from 1 to %d, not \"%s\"", key, MOST_NUMBER,
                   source_cut(text, strlen(text)).text);
    report(front, mark, str_text(&wrong));
    str_free(&wrong);
    return 0;
}

static void read_codes(Front *front, const char *text, const yaml_mark_t *mark)
{
    front->reader->plan->codes = text;
    if (!attribute_is_id(text, strlen(text)))
        report(front, mark, "codes: takes the name of one codebook, as in codes: selfie");
}

static bool read_required(Front *front, const char *text, const yaml_mark_t *mark)
{
    if (strcmp(text, "true") != 0 && strcmp(text, "false") != 0)
        report(front, mark, "required: is true or false");
    return strcmp(text, "true") == 0;
}

/* --- mappings */

/* A key of a mapping: which of `keys` (NULL-ended) it is; -1 when it is none and was passed over with its
 * value; -2 at the mapping's end. */
static int read_key(Front *front, const char *const *keys, unsigned *given)
{
    yaml_event_t event, value;
    if (!next_event(front, &event))
        return -2;
    if (event.type == YAML_MAPPING_END_EVENT) {
        yaml_event_delete(&event);
        return -2;
    }
    int found = -1;
    Str wrong = STR_EMPTY;
    if (event.type == YAML_SCALAR_EVENT) {
        const char *key = (const char *)event.data.scalar.value;
        while (keys[++found] != NULL && strcmp(keys[found], key) != 0)
            ;
        if (keys[found] == NULL) {
            found = -1;
            str_add_format(&wrong, "unknown key \"%s\": known are ", source_cut(key, strlen(key)).text);
            for (size_t i = 0; keys[i] != NULL; i++)
                str_add_format(&wrong, "%s%s:", i > 0 ? ", " : "", keys[i]);
        } else if (*given & 1u << found) {
            str_add_format(&wrong, "%s: is given twice: keep one", key);
            found = -1;
        } else {
            *given |= 1u << found;
        }
    } else {
        str_add(&wrong, "this is no key: write each entry as key: value");
        skip_node(front, &event);
    }
    if (wrong.size > 0)
        report(front, &event.start_mark, str_text(&wrong));
    str_free(&wrong);
    yaml_event_delete(&event);
    if (found < 0 && next_event(front, &value)) {
        skip_node(front, &value);
        yaml_event_delete(&value);
    }
    return found;
}

/* --- consent */

static void add_consent(Front *front, const ConsentItem *item)
{
    Reader *reader = front->reader;
    Plan *plan = reader->plan;
    reader->consent =
        mem_grow(reader->consent, &reader->consent_room, plan->consent_count + 1, sizeof *reader->consent);
    reader->consent[plan->consent_count++] = *item;
}

static void take_consent_id(Front *front, ConsentItem *item, const char *id, const yaml_mark_t *mark)
{
    const Plan *plan = front->reader->plan;
    item->id = id;
    if (!attribute_is_id(id, strlen(id)))
        report(front, mark, "an id is a letter, then letters, digits, - _ . : /, as in id: record");
    for (size_t i = 0; i < plan->consent_count; i++) {
        if (strcmp(front->reader->consent[i].id, id) == 0) {
            report(front, mark, "this id is given to two consent items: choose another for one of them");
            return;
        }
    }
}

/* Reads one item, whose mapping has begun at `begin`. */
static void read_consent_item(Front *front, const yaml_mark_t *begin)
{
    static const char *const keys[] = {"id", "text", "required", NULL};
    ConsentItem item = {.id = "", .text = ""};
    unsigned given = 0;
    yaml_mark_t mark;
    for (int key; (key = read_key(front, keys, &given)) != -2;) {
        const char *text = key >= 0 ? read_text(front, keys[key], &mark) : NULL;
        if (text == NULL)
            continue;
        if (key == 0)
            take_consent_id(front, &item, text, &mark);
        else if (key == 1)
            item.text = text;
        else
            item.required = read_required(front, text, &mark);
    }
    if (front->broken)
        return;
    if (!(given & 1))
        report(front, begin, "this consent item has no id: add a short name, as in id: record");
    if (!(given & 2))
        report(front, begin,
               "this consent item has no text: add what the participant agrees to, as in text: Agrees to "
               "audio recording");
    add_consent(front, &item);
}

static void read_consent(Front *front)
{
    yaml_event_t event;
    if (!next_event(front, &event))
        return;
    if (event.type != YAML_SEQUENCE_START_EVENT) {
        report(front, &event.start_mark,
               "consent: is a list: write each item as - id: record and, below it, text: and "
               "required:");
        skip_node(front, &event);
        yaml_event_delete(&event);
        return;
    }
    yaml_event_delete(&event);
    while (next_event(front, &event)) {
        yaml_mark_t begin = event.start_mark;
        yaml_event_type_t type = event.type;
        if (type != YAML_MAPPING_START_EVENT && type != YAML_SEQUENCE_END_EVENT && type != YAML_ALIAS_EVENT)
            report(front, &begin,
                   "this is no consent item: write - id: record and, below it, text: and required:");
        if (type != YAML_MAPPING_START_EVENT)
            skip_node(front, &event);
        yaml_event_delete(&event);
        if (type == YAML_SEQUENCE_END_EVENT)
            return;
        if (type == YAML_MAPPING_START_EVENT)
            read_consent_item(front, &begin);
    }
}

/* --- the whole */

static void read_entries(Front *front)
{
    enum { TITLE, KIND, MINUTES, CONSENT, CODES, SOURCE, TABLES, OUTSIDE };
    static const char *const keys[] = {"title",  "kind",   "minutes", "consent", "codes",
                                       "source", "tables", "outside", NULL};
    Plan *plan = front->reader->plan;
    unsigned given = 0;
    yaml_mark_t mark, tables = {0}, outside = {0};
    for (int key; (key = read_key(front, keys, &given)) != -2;) {
        if (key == CONSENT) {
            read_consent(front);
            continue;
        }
        const char *text = key >= 0 ? read_text(front, keys[key], &mark) : NULL;
        if (text == NULL)
            continue;
        if (key == TITLE)
            plan->title = text;
        else if (key == KIND)
            read_kind(front, text, &mark);
        else if (key == MINUTES)
            read_minutes(front, text, &mark);
        else if (key == CODES)
            read_codes(front, text, &mark);
        else if (key == SOURCE)
            plan->source = text;
        else if (key == TABLES) {
            plan->tables = read_number(front, keys[key], text, &mark);
            tables = mark;
        } else {
            plan->outside = read_number(front, keys[key], text, &mark);
            outside = mark;
        }
    }
    if (front->broken)
        return;
    if (plan->tables > 0 && plan->kind != GUIDE_WORKSHOP)
        report(front, &tables, "tables: is for workshops: take this line out, or write kind: workshop");
    if (plan->outside > 0 && plan->kind != GUIDE_WORKSHOP && plan->kind != GUIDE_MATRIX)
        report(front, &outside,
               "outside: is for workshops and matrices, where maturity is rated: take this line out");
    if (!(given & 1u << TITLE))
        source_report_at(&front->reader->source, front->first_line, 1,
                         "the front matter has no title: add one, as in title: Strategic leaders");
    if (!(given & 1u << KIND))
        source_report_at(&front->reader->source, front->first_line, 1,
                         "the front matter does not say of what kind the guide is: add kind: interview");
}

/* Behind the entries only the end may come. */
static void pass_end(Front *front)
{
    yaml_event_t event;
    while (next_event(front, &event)) {
        if (event.type == YAML_DOCUMENT_START_EVENT)
            report(front, &event.start_mark, "the line that closes the front matter is --- and nothing else");
        yaml_event_delete(&event);
    }
}

static void read_document(Front *front)
{
    yaml_event_t event;
    while (next_event(front, &event)) {
        yaml_event_type_t type = event.type;
        yaml_mark_t mark = event.start_mark;
        if (type == YAML_MAPPING_START_EVENT) {
            yaml_event_delete(&event);
            read_entries(front);
            pass_end(front);
            return;
        }
        bool before = type == YAML_STREAM_START_EVENT || type == YAML_DOCUMENT_START_EVENT;
        yaml_event_delete(&event);
        if (!before) {
            report(front, &mark,
                   "the front matter is made of entries: write title: and kind:, each on its line");
            return;
        }
    }
    if (!front->broken)
        source_report_at(&front->reader->source, front->first_line, 1,
                         "the front matter is empty: write title: and kind: between the two lines ---");
}

/* Whether the line is `mark` and nothing else but white space. */
static bool is_fence(const Source *source, size_t line, const char *mark)
{
    const char *text = str_text(&source->text) + source->lines[line];
    size_t size = source_find_end(source, line) - source->lines[line];
    return size >= 3 && memcmp(text, mark, 3) == 0 && strspn(text + 3, " \t") >= size - 3;
}

/* The line that closes front matter begun before `line`; where that is missing, the first that looks like the
 * body. */
static size_t find_last(const Source *source, size_t line, bool *closed)
{
    size_t body = source->line_count;
    for (size_t i = line; i < source->line_count; i++) {
        *closed = is_fence(source, i, "---") || is_fence(source, i, "...");
        if (*closed)
            return i;
        char first = str_text(&source->text)[source->lines[i]];
        if (body == source->line_count && (source_is_blank(source, i) || first == '#'))
            body = i;
    }
    return body;
}

size_t front_read(Reader *reader)
{
    const Source *source = &reader->source;
    size_t line = 0;
    while (line < source->line_count && source_is_blank(source, line))
        line++;
    if (line == source->line_count || !is_fence(source, line, "---")) {
        source_report_at(
            source, line < source->line_count ? line + 1 : 1, 1,
            "there is no front matter: begin with a line ---, then title: and kind:, then a line ---");
        return 0;
    }
    Front front = {.reader = reader, .first_line = line + 1};
    bool closed = false;
    size_t last = find_last(source, line + 1, &closed);
    if (!closed)
        source_report_at(source, line + 1, 1,
                         "the front matter is not closed: write a line --- behind its last entry");
    size_t begin = line + 1 < source->line_count ? source->lines[line + 1] : source->text.size;
    size_t end = last < source->line_count ? source->lines[last] : source->text.size;
    if (end - begin > MOST_FRONT_BYTES) {
        source_report_at(source, line + 1, 1,
                         "the front matter is longer than %d bytes: shorten it, or close it with a "
                         "line ---",
                         MOST_FRONT_BYTES);
    } else if (yaml_parser_initialize(&front.parser)) {
        yaml_parser_set_encoding(&front.parser, YAML_UTF8_ENCODING);
        yaml_parser_set_input_string(&front.parser, (const unsigned char *)str_text(&source->text) + begin,
                                     end - begin);
        read_document(&front);
        yaml_parser_delete(&front.parser);
    } else {
        source_report_at(source, line + 1, 1, "memory ran out: close other programs and try again");
    }
    return closed ? last + 1 : last;
}
