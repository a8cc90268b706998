/* SPDX-License-Identifier: MIT */
/* Who was not yet heard, said for a moment to the one who runs the session. */
#include <stdlib.h>

#include "rir/clock.h"
#include "rir/mem.h"
#include "rir/roster.h"
#include "rir/voice.h"
#include "session.h"

void session_add_unheard(Session *session, Str *out, const char *mark)
{
    Voice voice;
    if (session->state->person_count < 2 || voice_find(session, &voice, NULL) != 0)
        return;
    if (voice.unheard) {
        str_add_format(out, "%snot yet heard: ", mark);
        voice_add_unheard(out, &voice);
    }
    voice_free(&voice);
}

/* --- /heard */

static void add_groups(Str *out, const Voice *voice)
{
    str_add(out, "; turns ");
    for (size_t i = 0; i < voice->turn_group_count; i++) {
        const EquityGroup *group = &voice->turn_groups[i];
        str_add_format(out, "%s%s %.0f (", i ? ", " : "", voice_name_group(group), group->amount);
        measure_add_text(out, group->participation, 2);
        str_add(out, " of their share)");
    }
    str_add(out, "; Gini ");
    measure_add_text(out, voice->turn_gini, 2);
}

static void add_voice(Session *session, const Voice *voice)
{
    if (!voice->can_tell)
        session_add(
            session,
            "who was heard was not observed: /turn @3 marks who has the floor, @3 behind a note who said it");
    else if (!voice->unheard)
        session_add(session, "everybody here was heard");
    else {
        session_add(session, "not yet heard: ");
        voice_add_unheard(&session->reply, voice);
    }
    if (voice->is_observed)
        add_groups(&session->reply, voice);
    else if (voice->can_tell)
        session_add(session, "; turns were not observed");
}

int command_heard(Order *order)
{
    Session *session = order->session;
    Voice voice;
    if (session->plan->kind == GUIDE_DOCUMENT)
        return session_refuse(session, order->reply, "nobody speaks in a document");
    if (roster_count(session).here == 0)
        return session_refuse(session, order->reply, "nobody is here; /arrive P01 says who came");
    if (voice_find(session, &voice, &session->failure) != 0)
        return session_fail(session, order->reply);
    add_voice(session, &voice);
    voice_free(&voice);
    return session_tell(session, order->reply, "%s", "");
}
