/* SPDX-License-Identifier: MIT */
/* Observing: what is looked at, in which part, and how much of it is what was seen and how much the
 * researcher's own. */
#include "capture.h"
#include "rir/cards.h"
#include "rir/observation.h"
#include "rir/rows.h"
#include "workshop.h"

static int64_t count_notes(Capture *capture, bool is_own)
{
    static const char sql[] =
        "SELECT count(*) FROM note WHERE session = (SELECT n FROM thing WHERE id = ?1) AND hidden = 0 "
        "AND (kind IN (SELECT kind FROM any_own_kind)) = ?2";

    return rows_find_number(session_find_store(capture->session), 0, sql, "ti",
                            session_find_facts(capture->session)->id, (int64_t)is_own);
}

void observe_refresh(Capture *capture)
{
    Session *session = capture->session;
    const char *dimension = session_find_dimension(session), *role = session_find_role(session);

    if (!session_is_settled(session) || !cards_have_changed(session_find_store(session), &capture->band_mark))
        return;
    str_clear(&capture->band);
    capture_add_part(&capture->band, "looking at: %s", *dimension != '\0' ? dimension : "-");
    capture_add_part(&capture->band, "%lld seen, %lld own", (long long)count_notes(capture, false),
                     (long long)count_notes(capture, true));
    ObservedTime all = observation_find_time(session_find_store(session), NULL);
    capture_add_part(&capture->band, "%.1f h in all", all.minutes / 60);
    capture_add_part(&capture->band, "%s", *role != '\0' ? role : "role: -");
}

bool observe_act(Capture *capture, Desk *desk, Action action, int number)
{
    (void)number;
    switch (action) {
    case ACTION_DIMENSION:
        capture_open_words(capture, desk, "What is looked at", observation_list_dimensions(),
                           session_find_dimension(capture->session), "dimension", false);
        return true;
    case ACTION_ROLE:
        capture_open_words(capture, desk, "Your part", observation_list_roles(),
                           session_find_role(capture->session), "role", false);
        return true;
    case ACTION_ROSTER:
        roster_list_open(capture, desk);
        return true;
    default:
        return false;
    }
}
