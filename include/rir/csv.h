/* SPDX-License-Identifier: MIT */
/* csv: rows as RFC 4180 writes them, UTF-8 without a byte order mark, CR LF at line ends, and safe to open in
 * a spreadsheet: a text that begins with = + - @ TAB or CR and is no plain number gets an apostrophe before
 * it. */
#ifndef RIR_CSV_H
#define RIR_CSV_H

#include <stdbool.h>

#include "rir/str.h"

typedef struct {
    Str *out;
    bool begun; /* this row has a cell */
} Csv;

Csv csv_begin(Str *out);
void csv_add_text(Csv *csv, const char *text); /* NULL is an empty cell */
void csv_end_row(Csv *csv);

#endif
