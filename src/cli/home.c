/* SPDX-License-Identifier: MIT */
/* `rir` alone: the home screen of the study; its status where there is no terminal; what can be done where
 * there is no study. */
#include "home.h"

#include "face.h"
#include "help.h"
#include "rir/home.h"
#include "rir/term.h"

static int run_screens(Call *call, Err *err)
{
    Desk *desk = desk_new(call->settings);
    home_open(desk, call->store, call->settings);
    int result = term_run(desk, call->settings, err);
    desk_free(desk);
    return result;
}

int home_run(Call *call, Err *err)
{
    bool has_screens = face_has_screens();
    if (call_open_study(call, has_screens ? STORE_WRITE : STORE_READ_ONLY, err) == 0)
        return has_screens ? run_screens(call, err) : home_add_status(call, err);
    if (!call_has_option(call, "study"))
        help_add_overview(&call->out);
    return -1;
}
