/* SPDX-License-Identifier: MIT */
/* /matrix: which matrix an activity is rated by, when it was not found as the session began. */
#include "guide_files.h"
#include "rating.h"
#include "rir/rows.h"

/* Whether anything was given by it already, sheets or a consensus. */
static bool is_rated(const Session *session, const Id *kept)
{
    static const char sql[] = "SELECT EXISTS(SELECT 1 FROM rating_sheet WHERE session = s.n AND matrix = "
                              "m.n) OR EXISTS(SELECT 1 FROM "
                              "consensus_said WHERE session = s.n AND matrix = m.n) FROM thing s, thing m "
                              "WHERE s.id = ?1 AND m.id = ?2";
    return rows_find_number(session->store, 0, sql, "tt", session->id.text, kept->text) != 0;
}

static int save(Order *order, const char *name, const char *words)
{
    Session *session = order->session;
    Step step = {.must_reload = true};
    Str wrong = STR_EMPTY;
    int result = 0;
    if (!matrix_take(session, &step, name, words, &wrong))
        result = session_refuse(session, order->reply, "%s; nothing was done", str_text(&wrong));
    str_free(&wrong);
    if (result != 0) {
        step_free(&step);
        return -1;
    }
    order->reply->changed = SESSION_PLAN | SESSION_CURSOR;
    return session_save(session, &step, order->reply);
}

static int tell(Order *order, const char *before)
{
    Session *session = order->session;
    const Plan *matrix = rating_find_matrix(session);
    return session_tell(session, order->reply, "%s%s, %zu dimensions", before,
                        matrix ? matrix->title : "none", matrix ? matrix->dimension_count : 0);
}

int command_matrix(Order *order)
{
    Session *session = order->session;
    const Topic *activity = session_find_activity(session);
    const char *words = order_rest(order, 0);
    if (!activity || !*activity->matrix)
        return session_refuse(
            session, order->reply,
            "nothing is rated here; that is in activities of a workshop with method=maturity");
    Id kept = rating_find_kept(session->store, session->id.text, activity);
    if (!*words && !id_is_set(&kept))
        return session_refuse(session, order->reply,
                              "which? /matrix FILE, or the name of one that came with rir, stands for %s",
                              activity->matrix);
    if (!*words)
        return tell(order, "rated by ");
    if (id_is_set(&kept) && is_rated(session, &kept))
        return session_refuse(
            session, order->reply,
            "ratings were given by the matrix there is, and it stays; /undo or /recall those first");
    return save(order, activity->matrix, words) == 0 ? tell(order, "rated from now on by ") : -1;
}
