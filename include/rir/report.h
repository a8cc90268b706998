/* SPDX-License-Identifier: MIT */
/* report: pages made of sessions: what those who took part get back, and what to look at before the next
 * contact.
 *
 * A page is written with markdown_add_page or html_add_page. The caller frees it with page_free. */
#ifndef RIR_REPORT_H
#define RIR_REPORT_H

#include "rir/err.h"
#include "rir/page.h"
#include "rir/store.h"

/* What the researcher says on the summary; "" or NULL leaves room to write it by hand (contact, until), or
 * what holds for every study (use). */
typedef struct {
    const char *contact; /* how to reach the researcher */
    const char *until;   /* until when corrections can be taken in */
    const char *use;     /* what happens with it */
} ReportWords;

/* The summary for the participants of a session (id), of any kind: thanks, what was heard, agreed, seen
 * differently, voted, recommended, parked, and how to correct it. Made for others: words that may not be
 * quoted, or whose reuse was refused, and the researchers' own are left out, and it is said how many and why.
 * It names nobody, pseudonyms in the words become `[somebody]`, small groups are joined, and no ballot is in
 * it. NULL on an error. */
Page *report_make_summary(Store *store, const char *session, const ReportWords *words, Err *err);

typedef enum { BRIEFING_SESSION, BRIEFING_PERSON, BRIEFING_TEAM } BriefingOf;
/* The researcher's sheet for before the next contact: what earlier sessions failed to get, questions left
 * open, what was promised, new questions, open recommendations. `name`: the id of a session or a person, or a
 * team's name, in any letter case. Sessions newest first; rehearsals only when the session is one. NULL on an
 * error; ERR_REFUSED: no session to speak of. */
Page *report_make_briefing(Store *store, BriefingOf of, const char *name, Err *err);

#endif
