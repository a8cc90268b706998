/* SPDX-License-Identifier: MIT */
/* Words as others get them. */
#include "others.h"

#include <stdlib.h>

#include "rir/mem.h"
#include "rir/recommendation.h"

int others_begin(Call *call, bool *for_others, Err *err)
{
    if (call_read_audience(call, for_others, err) != 0)
        return -1;
    if (!*for_others)
        return 0;
    call->plain = mem_new(sizeof *call->plain);
    return plain_read(call->store, call->plain, err);
}

void others_end(Call *call)
{
    if (call->plain)
        plain_free(call->plain);
    free(call->plain);
    call->plain = NULL;
}

void others_hide(const Call *call, char **words)
{
    Str plain = STR_EMPTY;
    if (!call->plain || !*words)
        return;
    plain_add(call->plain, &plain, *words);
    free(*words);
    *words = str_take(&plain);
}

void others_hide_owner(const Call *call, char **owner)
{
    if (call->plain && *owner && *recommendation_caution(SAID_OWNER, *owner))
        (*owner)[0] = '\0';
    others_hide(call, owner);
}
