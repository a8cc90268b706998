/* SPDX-License-Identifier: MIT */
/* The words of a command line become a Call. */
#ifndef RIR_CLI_ARGUMENTS_H
#define RIR_CLI_ARGUMENTS_H

#include "command.h"

/* Reads argv (without the program's name) into *call: the command's row, its words and options. ERR_USAGE
 * says what was not understood, with the nearest thing that would have been. call->row stays NULL when there
 * is no command. Names of files are argv's bytes; all else is UTF-8, translated from the terminal's character
 * set where it was none. arguments_free gives back what was made. */
int arguments_read(Call *call, int count, char **argv, Err *err);
void arguments_free(Call *call);

#endif
