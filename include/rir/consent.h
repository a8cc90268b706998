/* SPDX-License-Identifier: MIT */
/* consent: a participant's answers outside a running session: from paper, or after it was closed. */
#ifndef RIR_CONSENT_H
#define RIR_CONSENT_H

#include <stdbool.h>
#include <stdint.h>

#include "rir/err.h"
#include "rir/store.h"

/* Records an answer; the latest one recorded holds. `session` is the one it was given for, or NULL; the item
 * must then be one of its guide. `how`: paper, spoken, ...; NULL for not said. `at` 0: now. ERR_REFUSED: no
 * such person, session or item, at in the future. */
int consent_record(Store *store, const char *session, const char *person, const char *item, bool agrees,
                   const char *how, int64_t at, Err *err);
/* What an answer means for the words, plainly, in one line; "" when nothing follows. */
const char *consent_explain(const char *item, bool agrees);
/* Whether a refusal of the item changes what rir does: part, record, quote, recontact and reuse. */
bool consent_has_effect(const char *item);

#endif
