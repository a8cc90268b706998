/* SPDX-License-Identifier: MIT */
/* /reveal: what was secret is closed and shown. */
#include "ballot.h"

int command_reveal(Order *order)
{
    const Topic *activity = session_find_activity(order->session);
    TallyRule rule;
    if (ballot_find_rule(activity, &rule))
        return ballot_reveal(order, activity);
    return session_refuse(order->session, order->reply,
                          "nothing secret is collected here; ballots are cast in activities with method=rank or dot-vote");
}
