/* SPDX-License-Identifier: MIT */
/* Help for people, from the tables. */
#ifndef RIR_CLI_HELP_H
#define RIR_CLI_HELP_H

#include "command.h"

void help_add_overview(Str *out);                         /* `rir --help` */
void help_add_command(Str *out, const CommandRow *row);   /* `rir help NAME` */

/* Chapters of help and of the manual that come from other tables than that of the commands. */
typedef struct {
    const char *name;  /* `rir help lines` */
    const char *title;
    const char *intro; /* a paragraph */
    void (*list)(void (*give)(void *context, const char *name, const char *arguments, const char *help),
                 void *context);
} HelpTopic;
const HelpTopic *help_list_topics(size_t *count);

#endif
