/* SPDX-License-Identifier: MIT */
/* The manual page, made from the tables. */
#ifndef RIR_CLI_MANUAL_H
#define RIR_CLI_MANUAL_H

#include "rir/str.h"

/* Adds rir(1) in mdoc. */
void manual_add(Str *out);

#endif
