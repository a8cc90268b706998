/* SPDX-License-Identifier: MIT */
/* paper: what all that is printed is made of. Each sort of guide has a file that prints what only it has. */
#ifndef GUIDE_PAPER_H
#define GUIDE_PAPER_H

#include "rir/guide.h"
#include "rir/str.h"

#define PAPER_RULE "____________________________________________________________"
#define PAPER_BLANK "____________________"
#define PAPER_BOX "\xE2\x98\x90"

/* Adds text so that Markdown reads it as written; lines after the first begin with `opening`. */
void paper_add_text(Str *out, const char *text, const char *opening);
/* `## Title`, without the end of the line. */
void paper_add_heading(Str *out, int level, const char *title);
const char *paper_find_plural(size_t count);
/* "5 minutes" */
void paper_add_minutes(Str *out, int minutes);
/* So many lines to write on, each behind an empty line. */
void paper_add_rules(Str *out, int count);
/* Whom an activity is done with: "at tables", "in stages". */
const char *paper_name_groups(const Topic *topic);
/* A page of its own. */
void paper_begin_page(Str *out, const char *title);

/* A question with its probes; `rules` lines to write on. */
void paper_add_question(Str *out, const Question *question, int rules);
/* The consent items with boxes to tick. */
void paper_add_consent_items(Str *out, const Plan *plan);
/* The form that each of many signs. */
void paper_add_consent_form(Str *out, const Plan *plan);
/* A line each to sign in, with the answers to the consent items. */
void paper_add_sign_in(Str *out, const Plan *plan, const GuidePaper *paper);

void paper_add_workshop(Str *out, const Plan *plan, const GuidePaper *paper);
void paper_add_seating(Str *out, const GuidePaper *paper);
void paper_add_debrief(Str *out);
void paper_add_observer(Str *out);
void paper_add_jottings(Str *out);
void paper_add_register(Str *out);
void paper_add_extracts(Str *out);

#endif
