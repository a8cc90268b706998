/* SPDX-License-Identifier: MIT */
/* page_view: a page to read, and to write to a file beside the study. */
#ifndef UI_PAGE_VIEW_H
#define UI_PAGE_VIEW_H

#include "rir/page.h"
#include "rir/report.h"
#include "rir/store.h"
#include "rir/view.h"

/* The page is taken over. `name` is what its file is called behind the study's name: "before P07". */
void page_view_open(Desk *desk, Store *store, Page *page, const char *name);
/* What to look at before the next contact with a person, a team, or whoever took part in a session; `name` as
 * in report_make_briefing. Where there is nothing to look back on, that is said and nothing is pushed. */
void briefing_open(Desk *desk, Store *store, BriefingOf of, const char *name);
/* The same of whose a session (id) was: its team, its only participant, else the session. */
void briefing_open_session(Desk *desk, Store *store, const char *session);

#endif
