/* SPDX-License-Identifier: MIT */
/* The agenda and the people of a session, for `rir show`. */
#ifndef RIR_CLI_SHOW_ROOM_H
#define RIR_CLI_SHOW_ROOM_H

#include "command.h"
#include "sessions.h"

int show_add_agenda(Call *call, const SessionName *name, Err *err);
int show_add_people(Call *call, const SessionName *name, Err *err);

#endif
