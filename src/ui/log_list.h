/* SPDX-License-Identifier: MIT */
/* log_list: the residency log in a list and a form. */
#ifndef UI_LOG_LIST_H
#define UI_LOG_LIST_H

#include "form.h"
#include "rir/residency.h"

/* The log, the latest first, with a new entry of each kind above it; what is typed and found nowhere becomes
 * a contact. */
void log_list_open(Desk *desk, Store *store);
/* The form of one entry; `id` NULL for a new one of the kind `what`, of which `text` may be given. When it
 * leaves, the list opens again if it came from there. */
void log_form_open(Desk *desk, Store *store, const char *id, const char *what, const char *text,
                   bool is_from_list);
void log_list_add_today(Str *out); /* 2026-03-31 */

#endif
