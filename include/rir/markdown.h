/* SPDX-License-Identifier: MIT */
/* markdown: text of people put into Markdown so that it reads as they wrote it (CommonMark). */
#ifndef RIR_MARKDOWN_H
#define RIR_MARKDOWN_H

#include "rir/page.h"
#include "rir/str.h"

/* Adds `text` with every character that CommonMark would take for a mark escaped; line ends become hard
 * breaks, indented by `indent` spaces. */
void markdown_add_text(Str *out, const char *text, int indent);
/* The same on one line, behind other text of it (a heading's #, the | of a table, a name): line ends become
 * spaces. */
void markdown_add_line(Str *out, const char *text);

void markdown_add_page(Str *out, const Page *page);

#endif
