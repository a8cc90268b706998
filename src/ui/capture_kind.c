/* SPDX-License-Identifier: MIT */
/* The kinds of sessions, and how the screen is for each. */
#include "capture.h"
#include "workshop.h"

static const CaptureKind kinds[] = {
    {.guide = GUIDE_INTERVIEW,
     .context = CONTEXT_SESSION,
     .has_schedule = true,
     .compose = capture_compose_talk},
    {.guide = GUIDE_WORKSHOP,
     .context = CONTEXT_WORKSHOP,
     .is_safe = true,
     .begin = workshop_begin,
     .refresh = workshop_refresh,
     .catch_up = workshop_catch_up,
     .tick = workshop_tick,
     .find_deadline = workshop_find_deadline,
     .draw_now = workshop_draw_now,
     .compose = workshop_compose,
     .act = workshop_act,
     .scroll = workshop_scroll,
     .add_due = workshop_add_due,
     .end = workshop_end},
    {.guide = GUIDE_FOCUS_GROUP,
     .context = CONTEXT_FOCUS_GROUP,
     .has_schedule = true,
     .has_band = true,
     .begin = circle_begin,
     .refresh = circle_refresh,
     .draw_band = circle_draw_band,
     .compose = capture_compose_talk,
     .act = circle_act,
     .end = circle_end},
    {.guide = GUIDE_OBSERVATION,
     .context = CONTEXT_OBSERVATION,
     .has_schedule = true,
     .has_band = true,
     .refresh = observe_refresh,
     .compose = capture_compose_talk,
     .act = observe_act},
    {.guide = GUIDE_DOCUMENT,
     .context = CONTEXT_DOCUMENT,
     .has_schedule = true,
     .has_band = true,
     .refresh = document_refresh,
     .compose = capture_compose_talk,
     .act = document_act},
};

const CaptureKind *capture_find_screen(GuideKind guide)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (kinds[i].guide == guide)
            return &kinds[i];
    return &kinds[0];
}
