/* SPDX-License-Identifier: MIT */
/* CSV (RFC 4180) that a spreadsheet cannot take for a formula. */
#include <string.h>

#include "rir/csv.h"

static const char *pass_digits(const char *at)
{
    while (*at >= '0' && *at <= '9')
        at++;
    return at;
}

/* -5, +2.50, 1e-3: a number and nothing else, which no spreadsheet runs. */
static bool is_plain_number(const char *text)
{
    if (*text == '+' || *text == '-')
        text++;
    const char *end = pass_digits(text);
    if (end == text)
        return false;
    if (*end == '.') {
        text = end + 1;
        end = pass_digits(text);
        if (end == text)
            return false;
    }
    if (*end == 'e' || *end == 'E') {
        text = end + 1;
        if (*text == '+' || *text == '-')
            text++;
        end = pass_digits(text);
        if (end == text)
            return false;
    }
    return *end == '\0';
}

Csv csv_begin(Str *out)
{
    return (Csv){.out = out};
}

void csv_add_text(Csv *csv, const char *text)
{
    if (csv->begun)
        str_add_byte(csv->out, ',');
    csv->begun = true;
    if (text == NULL || *text == '\0')
        return;
    bool quoted = strpbrk(text, ",\"\r\n") != NULL;
    if (quoted)
        str_add_byte(csv->out, '"');
    if (strchr("=+-@\t\r", *text) != NULL && !is_plain_number(text))
        str_add_byte(csv->out, '\'');
    for (const char *quote; (quote = strchr(text, '"')) != NULL; text = quote + 1) {
        str_add_bytes(csv->out, text, (size_t)(quote - text));
        str_add(csv->out, "\"\"");
    }
    str_add(csv->out, text);
    if (quoted)
        str_add_byte(csv->out, '"');
}

void csv_end_row(Csv *csv)
{
    /* A row of one empty cell would be an empty line, which readers pass over. */
    const Str *out = csv->out;
    if (csv->begun && (out->size == 0 || out->data[out->size - 1] == '\n'))
        str_add(csv->out, "\"\"");
    str_add(csv->out, "\r\n");
    csv->begun = false;
}
