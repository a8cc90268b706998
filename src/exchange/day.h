/* SPDX-License-Identifier: MIT */
/* Days as people write them. */
#ifndef RIR_EXCHANGE_DAY_H
#define RIR_EXCHANGE_DAY_H

#include <stdint.h>

#include "rir/str.h"

/* Adds `21 November 2026`; tz is minutes east of UTC. */
void day_add(Str *out, int64_t wall, int tz);

#endif
