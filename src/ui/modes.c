/* SPDX-License-Identifier: MIT */
/* modes: suggestions for mode and setting. */
#include "modes.h"

#include <string.h>

#include "rir/rows.h"

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
        form_offer(options, rows_text(rows, 0), typed);
    rows_close(rows, NULL);
    for (size_t i = 0; usual[of][i] != NULL; i++)
        form_offer(options, usual[of][i], typed);
}

void modes_add_yes_no(const char *typed, FormOptions *options)
{
    form_offer(options, "no", typed);
    form_offer(options, "yes", typed);
}
