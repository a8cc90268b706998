/* SPDX-License-Identifier: MIT */
/* json: a writer of JSON (RFC 8259) into a Str. UTF-8 stays as it is; control characters are escaped. */
#ifndef RIR_JSON_H
#define RIR_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "rir/str.h"

typedef struct {
    Str *out;
    bool comma;  /* a comma is due before the next value */
    int indent;  /* spaces a level; 0 writes all on one line */
    int depth;
} Json;

Json json_begin(Str *out, int indent);
void json_open(Json *json, const char *key, char bracket); /* bracket { or [ ; key NULL inside a list */
void json_close(Json *json, char bracket);                 /* } or ] */
void json_add_text(Json *json, const char *key, const char *text); /* NULL writes null */
void json_add_number(Json *json, const char *key, int64_t number);
void json_add_real(Json *json, const char *key, double number);
void json_add_bool(Json *json, const char *key, bool value);
void json_add_null(Json *json, const char *key);
/* Only when there is something: not NULL and not "". */
void json_add_some(Json *json, const char *key, const char *text);
/* The quoted, escaped text alone. */
void json_add_quoted(Str *out, const char *text);

#endif
