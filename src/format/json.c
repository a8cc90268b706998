/* SPDX-License-Identifier: MIT */
/* JSON (RFC 8259) written value by value. */
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rir/json.h"

void json_add_quoted(Str *out, const char *text)
{
    static const char short_names[] = "btnvfr"; /* \b to \r in ASCII order; \v has no short form */
    str_add_byte(out, '"');
    const char *run = text;
    for (const char *at = text;; at++) {
        unsigned char byte = (unsigned char)*at;
        if (byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7F)
            continue;
        str_add_bytes(out, run, (size_t)(at - run));
        run = at + 1;
        if (byte == '\0')
            break;
        if (byte == '"' || byte == '\\')
            str_add_format(out, "\\%c", byte);
        else if (byte >= '\b' && byte <= '\r' && byte != '\v')
            str_add_format(out, "\\%c", short_names[byte - '\b']);
        else
            str_add_format(out, "\\u%04x", byte);
    }
    str_add_byte(out, '"');
}

static void begin_line(Json *json)
{
    if (json->indent == 0)
        return;
    str_add_byte(json->out, '\n');
    for (int i = 0; i < json->depth * json->indent; i++)
        str_add_byte(json->out, ' ');
}

/* What stands before a value: the comma of the one before, a new line, the key. */
static void begin_value(Json *json, const char *key)
{
    if (json->comma)
        str_add_byte(json->out, ',');
    if (json->depth > 0)
        begin_line(json);
    if (key != NULL) {
        json_add_quoted(json->out, key);
        str_add(json->out, json->indent > 0 ? ": " : ":");
    }
    json->comma = true;
}

Json json_begin(Str *out, int indent)
{
    return (Json){.out = out, .indent = indent};
}

void json_open(Json *json, const char *key, char bracket)
{
    begin_value(json, key);
    str_add_byte(json->out, bracket);
    json->depth++;
    json->comma = false;
}

void json_close(Json *json, char bracket)
{
    json->depth--;
    if (json->comma) /* something is inside */
        begin_line(json);
    str_add_byte(json->out, bracket);
    json->comma = json->depth > 0;
}

void json_add_text(Json *json, const char *key, const char *text)
{
    if (text == NULL) {
        json_add_null(json, key);
        return;
    }
    begin_value(json, key);
    json_add_quoted(json->out, text);
}

void json_add_number(Json *json, const char *key, int64_t number)
{
    begin_value(json, key);
    str_add_format(json->out, "%lld", (long long)number);
}

/* The shortest digits that read back as the same number, with a full stop whatever the locale says. */
static void add_shortest(Str *out, double number)
{
    char digits[40];
    for (int precision = 15; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, number);
        if (!(strtod(digits, NULL) < number || strtod(digits, NULL) > number))
            break;
    }
    const char *point = localeconv()->decimal_point;
    char *found = strstr(digits, point);
    if (found == NULL) {
        str_add(out, digits);
        return;
    }
    str_add_bytes(out, digits, (size_t)(found - digits));
    str_add_byte(out, '.');
    str_add(out, found + strlen(point));
}

void json_add_real(Json *json, const char *key, double number)
{
    if (!isfinite(number)) { /* JSON has no word for these */
        json_add_null(json, key);
        return;
    }
    begin_value(json, key);
    add_shortest(json->out, number);
}

void json_add_bool(Json *json, const char *key, bool value)
{
    begin_value(json, key);
    str_add(json->out, value ? "true" : "false");
}

void json_add_null(Json *json, const char *key)
{
    begin_value(json, key);
    str_add(json->out, "null");
}

void json_add_some(Json *json, const char *key, const char *text)
{
    if (text != NULL && *text != '\0')
        json_add_text(json, key, text);
}
