/* SPDX-License-Identifier: MIT */
/* enter: into a live session, and what follows it. */
#include "enter.h"

#include "rir/capture.h"
#include "rir/home.h"
#include "rir/rows.h"

static void come_back(Enter *enter, Desk *desk, const char *said)
{
    if (enter->left != NULL)
        enter->left(enter->owner, desk);
    if (said[0] != '\0')
        desk_say(desk, ROLE_SAVED, "%s", said);
}

static void adjourned(void *owner, Desk *desk, const char *session, const char *said)
{
    (void)session;
    come_back(owner, desk, said);
}

static void ended(void *owner, Desk *desk, const char *session, const char *said)
{
    static const char sql[] = "SELECT rehearsal FROM session WHERE n = (SELECT n FROM thing WHERE id = ?1)";
    Enter enter = *(Enter *)owner; /* its view may leave */
    bool is_rehearsal = rows_find_number(enter.store, 0, sql, "t", session) != 0;

    if (enter.left != NULL)
        enter.left(enter.owner, desk);
    if (is_rehearsal)
        reader_open(desk, enter.store, enter.settings, session, NULL, NULL);
    else
        summary_sheet_open(desk, enter.store, enter.settings, session);
    if (said[0] != '\0')
        desk_say(desk, ROLE_SAVED, "%s", said);
}

void enter_session(Enter *enter, Desk *desk, Session *session)
{
    capture_open(desk, session, enter->settings,
                 &(CaptureExits){.ended = ended, .adjourned = adjourned, .owner = enter});
}

bool enter_resume(Enter *enter, Desk *desk, const char *session)
{
    Err err;
    Session *resumed = session_resume(enter->store, session, &err);

    if (resumed == NULL) {
        desk_say(desk, ROLE_WARNING, "%s", err.text);
        return false;
    }
    enter_session(enter, desk, resumed);
    return true;
}
