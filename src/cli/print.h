/* SPDX-License-Identifier: MIT */
/* Printing for people and for programs. What people typed never controls a terminal: control characters are
 * shown. */
#ifndef RIR_CLI_PRINT_H
#define RIR_CLI_PRINT_H

#include "command.h"
#include "rir/json.h"
#include "rir/measure.h"
#include "rir/rows.h"

/* Adds `text` on one line: line ends become `⏎`, control characters their pictures. */
void print_add_line(Str *out, const char *text);
/* Adds `text` with its line ends, later lines indented by `indent` spaces; control characters as pictures. */
void print_add_block(Str *out, const char *text, int indent);
/* Adds words from `text` (our own prose) wrapped at `columns`, every line indented by `indent`, a line end
 * behind. */
void print_add_wrapped(Str *out, const char *text, size_t columns, int indent);
/* The same of what people typed: its own line ends kept, control characters as pictures, in PRINT_COLUMNS. */
void print_add_words(Str *out, const char *text, int indent);
#define PRINT_COLUMNS 78 /* of prose, where there is no terminal to ask */
/* Spaces up to `column`, at least one, where `from` is the offset at which the line began. */
void print_add_gap(Str *out, size_t from, size_t column);
/* `2026-11-21 14:05` at the place of this machine. */
void print_add_moment(Str *out, int64_t wall);
/* Wall ms as ISO 8601 in UTC. */
void print_add_json_moment(Json *json, const char *key, int64_t wall);
/* Whether words may be quoted; null for -1, where that would tell whose they are. */
void print_add_json_quotable(Json *json, int quotable);
void print_add_json_measure(Json *json, const char *key, Measure measure);        /* null when undefined */
void print_add_count(Str *out, int64_t count, const char *one, const char *many); /* `3 notes` */

typedef enum {
    PRINT_TEXT,
    PRINT_WORDS, /* that people typed: without pseudonyms for others */
    PRINT_OWNER, /* the same, and nothing for others when it looks like a name */
    PRINT_NUMBER,
    PRINT_YES,    /* 0 or 1: yes or empty for people, true or false in JSON */
    PRINT_MOMENT, /* wall ms: local time for people, ISO in UTC for programs */
    PRINT_SPAN    /* ms: H:MM:SS for people, ms for programs */
} PrintType;

typedef struct {
    const char *name; /* the JSON key and CSV heading; "" leaves the column out for programs */
    const char *heading; /* for people; NULL leaves it out for them */
    PrintType type;
} PrintColumn;

/* Prints all rows as the call's form wants: a table (the last column as long as it is), a JSON list, or CSV.
 * `none` is said to people when there are no rows. Closes the rows. */
int print_rows(Call *call, const PrintColumn *columns, size_t count, Rows *rows, const char *none, Err *err);
#define PRINT_COUNT(columns) (sizeof(columns) / sizeof *(columns))

#endif
