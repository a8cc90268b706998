/* SPDX-License-Identifier: MIT */
/* What a command prints for others names nobody: the rule of exports (exchange), for what is printed
 * alone. */
#ifndef RIR_CLI_OTHERS_H
#define RIR_CLI_OTHERS_H

#include "command.h"
#include "rir/plain.h"

/* Reads --for; for others the pseudonyms too, which print_rows then leaves out. others_end is due either
 * way. */
int others_begin(Call *call, bool *for_others, Err *err);
void others_end(Call *call);

/* For others: the words without pseudonyms, and an owner that looks like a name "". For the team as they
 * are. */
void others_hide(const Call *call, char **words);
void others_hide_owner(const Call *call, char **owner);

#endif
