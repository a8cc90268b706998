/* SPDX-License-Identifier: MIT */
/* Completions for bash, zsh and fish. The scripts are a few lines: they ask the program, which knows its
 * tables. */
#ifndef RIR_CLI_COMPLETE_H
#define RIR_CLI_COMPLETE_H

#include <stdbool.h>

#include "rir/str.h"

/* Adds the script for a shell; false when rir knows no such shell. */
bool complete_add_script(Str *out, const char *shell);

/* Adds what can stand in place of the last of `words` (those behind `rir`; the last may be empty): a line
 * each, with a TAB and help behind it where there is help. `:files ENDING` and `:folders` ask the shell for
 * names of files (all when ENDING is empty) and of folders. Nothing is said when nothing fits, and nothing is
 * ever written. */
void complete_add_words(Str *out, int count, char **words);

#endif
