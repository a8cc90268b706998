/* SPDX-License-Identifier: MIT */
/* The rows of the command table, each in the file of its first word. */
#ifndef RIR_CLI_COMMANDS_H
#define RIR_CLI_COMMANDS_H

#include "command.h"

extern const CommandRow cli_backup;
extern const CommandRow cli_consent;
extern const CommandRow cli_doctor;
extern const CommandRow cli_document_add;
extern const CommandRow cli_document_list;
extern const CommandRow cli_document_set;
extern const CommandRow cli_document_show;
extern const CommandRow cli_edit;
extern const CommandRow cli_equity;
extern const CommandRow cli_export_csv;
extern const CommandRow cli_export_json;
extern const CommandRow cli_export_md;
extern const CommandRow cli_finding_add;
extern const CommandRow cli_finding_concordance;
extern const CommandRow cli_finding_list;
extern const CommandRow cli_finding_set;
extern const CommandRow cli_finding_show;
extern const CommandRow cli_guide_check;
extern const CommandRow cli_guide_list;
extern const CommandRow cli_guide_new;
extern const CommandRow cli_guide_print;
extern const CommandRow cli_guide_show;
extern const CommandRow cli_help;
extern const CommandRow cli_history;
extern const CommandRow cli_maturity;
extern const CommandRow cli_maturity_rate;
extern const CommandRow cli_log;
extern const CommandRow cli_log_add;
extern const CommandRow cli_log_set;
extern const CommandRow cli_log_term;
extern const CommandRow cli_new;
extern const CommandRow cli_person_add;
extern const CommandRow cli_person_erase;
extern const CommandRow cli_person_list;
extern const CommandRow cli_person_set;
extern const CommandRow cli_rebuild;
extern const CommandRow cli_recommend_add;
extern const CommandRow cli_recommend_list;
extern const CommandRow cli_recommend_set;
extern const CommandRow cli_recommend_show;
extern const CommandRow cli_report;
extern const CommandRow cli_report_briefing;
extern const CommandRow cli_resume;
extern const CommandRow cli_search;
extern const CommandRow cli_sessions;
extern const CommandRow cli_settle;
extern const CommandRow cli_show;
extern const CommandRow cli_projector;
extern const CommandRow cli_start;
extern const CommandRow cli_status;
extern const CommandRow cli_study_set;
extern const CommandRow cli_summary;
extern const CommandRow cli_verify;

#endif
