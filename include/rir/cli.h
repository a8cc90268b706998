/* SPDX-License-Identifier: MIT */
/* cli: the program as it is called: `rir COMMAND ...`. */
#ifndef RIR_CLI_H
#define RIR_CLI_H

/* Carries out one command line and gives the exit status: 0 done, 1 refused or failed, 2 not understood. */
int cli_run(int argc, char **argv);

#endif
