/* SPDX-License-Identifier: MIT */
/* briefing: what to look at before the next contact. */
#include "page_view.h"
#include "rir/rows.h"

void briefing_open(Desk *desk, Store *store, BriefingOf of, const char *name)
{
    static const char *const sql[] = {
        [BRIEFING_SESSION] =
            "SELECT 'session ' || s.number FROM session s JOIN thing t ON t.n = s.n WHERE t.id = ?1",
        [BRIEFING_PERSON] = "SELECT pseudonym FROM person WHERE n = (SELECT n FROM thing WHERE id = ?1)",
        [BRIEFING_TEAM] = "SELECT ?1",
    };
    Str file = STR_EMPTY;
    Err err;
    Page *page = report_make_briefing(store, of, name, &err);

    if (page == NULL) {
        desk_say(desk, err.code == ERR_REFUSED ? ROLE_DIM : ROLE_ALARM, "%s", err.text);
        return;
    }
    str_add(&file, "before ");
    rows_find_text(store, &file, sql[of], "t", name);
    page_view_open(desk, store, page, file.data);
    str_free(&file);
}

void briefing_open_session(Desk *desk, Store *store, const char *session)
{
    static const char team_sql[] =
        "SELECT nullif(trim(team), '') FROM session WHERE n = (SELECT n FROM thing "
        "WHERE id = ?1) AND rehearsal = 0 AND trim(coalesce(team, '')) <> ''";
    static const char person_sql[] =
        "SELECT max(t.id) FROM any_roster r JOIN thing t ON t.n = r.person WHERE "
        "r.session = (SELECT n FROM thing WHERE id = ?1) HAVING count(*) = 1";
    Str name = STR_EMPTY;

    if (rows_find_text(store, &name, team_sql, "t", session))
        briefing_open(desk, store, BRIEFING_TEAM, str_text(&name));
    else if (rows_find_text(store, &name, person_sql, "t", session))
        briefing_open(desk, store, BRIEFING_PERSON, str_text(&name));
    else
        briefing_open(desk, store, BRIEFING_SESSION, session);
    str_free(&name);
}
