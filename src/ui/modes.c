/* SPDX-License-Identifier: MIT */
/* modes: suggestions for mode and setting. */
#include "modes.h"

#include <string.h>

#include "rir/rows.h"

static void add(FormOptions *options, const char *value, const char *typed)
{
    if (value[0] == '\0' || !text_has_words(value, typed))
        return;
    for (size_t i = 0; i < options->count; i++)
        if (strcmp(options->list[i].value, value) == 0)
            return;
    form_add_option(options, value, "", false);
}

void modes_add_options(Store *store, ModesOf of, const char *typed, FormOptions *options)
{
    static const char *const usual[3][8] = {
        {"face-to-face", "phone", "video", "walking", NULL},
        {"office", "home", "meeting room", "ward", "clinic", "outdoors", NULL},
        {NULL},
    };
    static const char *const sql[3] = {
        "SELECT DISTINCT mode FROM (SELECT mode FROM session ORDER BY at DESC LIMIT 50) WHERE mode IS NOT "
        "NULL",
        "SELECT DISTINCT setting FROM (SELECT setting FROM session ORDER BY at DESC LIMIT 50) WHERE setting "
        "IS NOT NULL",
        "SELECT DISTINCT team FROM session WHERE team IS NOT NULL AND rehearsal = 0 ORDER BY at DESC LIMIT "
        "50",
    };
    Rows *rows = rows_open(store, NULL, sql[of], "");

    while (rows_next(rows))
        add(options, rows_text(rows, 0), typed);
    rows_close(rows, NULL);
    for (size_t i = 0; usual[of][i] != NULL; i++)
        add(options, usual[of][i], typed);
}

void modes_add_yes_no(const char *typed, FormOptions *options)
{
    add(options, "no", typed);
    add(options, "yes", typed);
}
