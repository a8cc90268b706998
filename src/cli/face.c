/* SPDX-License-Identifier: MIT */
/* Choosing the face of a session. */
#include "face.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "lines.h"
#include "rir/capture.h"
#include "rir/file.h"
#include "rir/home.h"
#include "rir/rows.h"
#include "rir/term.h"

bool face_has_screens(void)
{
    const char *terminal = getenv("TERM");
    return file_is_terminal(0) && file_is_terminal(1) && terminal && *terminal &&
           strcmp(terminal, "dumb") != 0;
}

bool face_is_lines(const Call *call)
{
    return call_has_option(call, "lines") || !face_has_screens();
}

/* What ending or adjourning had to say is for the terminal that comes back. */
static void keep_said(void *owner, Desk *desk, const char *session, const char *said)
{
    Call *call = owner;
    (void)desk;
    (void)session;
    str_clear(&call->out);
    str_add_format(&call->out, "%s\n", said);
}

/* A session is not done with before its contact summary; a rehearsal has none. */
static void go_on(void *owner, Desk *desk, const char *session, const char *said)
{
    static const char rehearsal_sql[] =
        "SELECT rehearsal FROM session WHERE n = (SELECT n FROM thing WHERE id = ?1)";
    Call *call = owner;
    keep_said(owner, desk, session, said);
    if (rows_find_number(call->store, 0, rehearsal_sql, "t", session))
        return;
    summary_sheet_open(desk, call->store, call->settings, session);
    desk_say(desk, ROLE_SAVED, "%s", said);
}

static int run_screens(Call *call, Session *session, Err *err)
{
    CaptureExits exits = {.ended = go_on, .adjourned = keep_said, .owner = call};
    Desk *desk = desk_new(call->settings);
    str_add_format(&call->out, "session %" PRId64 " is open; `rir resume %" PRId64 "` goes on\n",
                   session_find_facts(session)->number, session_find_facts(session)->number);
    capture_open(desk, session, call->settings, &exits);
    int result = term_run(desk, call->settings, err);
    desk_free(desk);
    return result;
}

int face_run(Call *call, Session *session, Err *err)
{
    if (call_flush(call, err) != 0) {
        session_close(session, NULL);
        return -1;
    }
    return face_is_lines(call) ? lines_run(session, err) : run_screens(call, session, err);
}
