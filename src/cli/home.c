/* SPDX-License-Identifier: MIT */
/* `rir` alone: the status of the study, or what can be done where there is none. */
#include "home.h"

#include "help.h"

int home_run(Call *call, Err *err)
{
    if (call_open_study(call, STORE_READ_ONLY, err) == 0)
        return home_add_status(call, err);
    if (!call_has_option(call, "study"))
        help_add_overview(&call->out);
    return -1;
}
