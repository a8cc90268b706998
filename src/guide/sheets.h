/* SPDX-License-Identifier: MIT */
/* sheets: what lies on the tables of a workshop. */
#ifndef GUIDE_SHEETS_H
#define GUIDE_SHEETS_H

#include "paper.h"

/* A numbered sheet for each table and activity in which tables write; slips without a number where people
 * write alone. */
void sheets_add_tables(Str *out, const Plan *plan, const GuidePaper *paper);
/* Ballots for rankings and dots: no name, no number, nothing that tells one from another. */
void sheets_add_ballots(Str *out, const Plan *plan, const GuidePaper *paper);

#endif
