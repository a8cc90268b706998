/* SPDX-License-Identifier: MIT */
/* /reveal: what was secret is closed and shown. */
#include "ballot.h"
#include "rating.h"

int command_reveal(Order *order)
{
    Session *session = order->session;
    const Topic *activity = session_find_activity(session);
    TallyRule rule;
    if (activity && *activity->matrix)
        return rating_reveal(order, activity);
    if (!ballot_find_rule(activity, &rule))
        return session_refuse(
            session, order->reply,
            "nothing secret is collected here; that is in activities with method=rank, dot-vote or maturity");
    if (*order->line->rest)
        return session_refuse(session, order->reply,
                              "/reveal alone closes the ballots; a dimension has only a matrix");
    return ballot_reveal(order, activity);
}
