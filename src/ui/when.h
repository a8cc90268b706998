/* SPDX-License-Identifier: MIT */
/* when: moments as people say them in a list. */
#ifndef UI_WHEN_H
#define UI_WHEN_H

#include <stdbool.h>
#include <stdint.h>

#include "rir/str.h"

#define WHEN_COLUMNS 12

/* `wall` as seen at `now` (both ms UTC, shown `tz` minutes east of it): "today 10:02", "Tue 10:02" within six
 * days, "14 Nov 10:02", "14 Nov 2025". At most WHEN_COLUMNS. Without the time: "today", "Tue", "14 Nov", "14
 * Nov 2025". */
void when_add(Str *out, int64_t wall, int tz, int64_t now, bool has_time);
/* How long ago in days of 24 hours, at least one: "1 day", "12 days". */
void when_add_days(Str *out, int64_t ms);

#endif
