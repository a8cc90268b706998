/* SPDX-License-Identifier: MIT */
/* What rir understood of a guide, for programs. */
#ifndef RIR_CLI_PLAN_H
#define RIR_CLI_PLAN_H

#include "rir/guide.h"

/* One JSON object and a line end. What a guide of its kind has not is left out; texts that are not given too.
 * `path` is where it was read. */
void plan_add_json(Str *out, const Plan *plan, const char *path);

#endif
