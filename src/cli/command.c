/* SPDX-License-Identifier: MIT */
/* The list of all commands, in the order of help, and the finding of one. */
#include <string.h>

#include "command.h"
#include "commands.h"
#include "nearest.h"

static const CommandRow *const rows[] = {
    &cli_new,
    &cli_status,
    &cli_study_set,
    &cli_person_add,
    &cli_person_set,
    &cli_person_erase,
    &cli_person_list,
    &cli_guide_list,
    &cli_guide_show,
    &cli_guide_check,
    &cli_guide_print,
    &cli_guide_new,
    &cli_start,
    &cli_resume,
    &cli_projector,
    &cli_sessions,
    &cli_show,
    &cli_edit,
    &cli_settle,
    &cli_consent,
    &cli_summary,
    &cli_equity,
    &cli_maturity,
    &cli_maturity_rate,
    &cli_document_add,
    &cli_document_set,
    &cli_document_list,
    &cli_document_show,
    &cli_log,
    &cli_log_add,
    &cli_log_set,
    &cli_log_term,
    &cli_search,
    &cli_finding_add,
    &cli_finding_set,
    &cli_finding_list,
    &cli_finding_show,
    &cli_finding_concordance,
    &cli_recommend_add,
    &cli_recommend_set,
    &cli_recommend_list,
    &cli_recommend_show,
    &cli_report,
    &cli_report_briefing,
    &cli_export_md,
    &cli_export_csv,
    &cli_export_json,
    &cli_history,
    &cli_verify,
    &cli_rebuild,
    &cli_backup,
    &cli_doctor,
    &cli_help,
};
#define ROW_COUNT (sizeof rows / sizeof *rows)

static const OptionRow common[] = {
    {'s', "study", "FILE", "the study to use, else RIR_STUDY, else the only *.rir in this folder", "study"},
    {'h', "help", NULL, "what the command does", NULL},
    {'V', "version", NULL, "which rir this is", NULL},
    OPTIONS_END,
};

const CommandRow *const *command_list(size_t *count)
{
    *count = ROW_COUNT;
    return rows;
}

const OptionRow *command_list_common(void)
{
    return common;
}

const CommandRow *command_find(const char *name)
{
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (strcmp(rows[i]->name, name) == 0)
            return rows[i];
    return NULL;
}

bool command_is_group(const char *name)
{
    size_t size = strlen(name);
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (strncmp(rows[i]->name, name, size) == 0 && rows[i]->name[size] == ' ')
            return true;
    return false;
}

const char *command_find_nearest_name(const char *name)
{
    Nearest nearest = nearest_begin(name);
    for (size_t i = 0; i < ROW_COUNT; i++)
        nearest_try(&nearest, rows[i]->name);
    return nearest_end(&nearest);
}

Completes command_find_word_kind(const CommandRow *row, size_t place)
{
    size_t given = 0;
    while (given < sizeof row->words / sizeof *row->words && row->words[given])
        given++;
    if (given == 0 || (row->most >= 0 && place >= (size_t)row->most))
        return NULL;
    return row->words[place < given ? place : given - 1];
}
