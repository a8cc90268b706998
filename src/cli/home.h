/* SPDX-License-Identifier: MIT */
/* `rir` alone. */
#ifndef RIR_CLI_HOME_H
#define RIR_CLI_HOME_H

#include "command.h"

int home_run(Call *call, Err *err);
/* Adds what there is to know of the open study, as `rir status` prints it. */
int home_add_status(Call *call, Err *err);

#endif
