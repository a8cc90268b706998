/* SPDX-License-Identifier: MIT */
/* voice: who was heard in a session, over all who were there, in the time they were there. For the
 * facilitator only, and only for a moment: never projected, never in what goes to others. The formulas are
 * rir/equity.h's.
 *
 * Turns are observed in plenary only. Observed is, in each stay at an activity, the time from its first turn
 * to the end of its last. What was not observed says so: it is not 0. Those who did not agree to take part
 * are in no figure. */
#ifndef RIR_VOICE_H
#define RIR_VOICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rir/equity.h"
#include "rir/err.h"
#include "rir/measure.h"
#include "rir/session.h"
#include "rir/str.h"

typedef struct {
    char *pseudonym;
    char *group; /* as the study has it, "" when not stated; show it only where the group is named */
    size_t seat;
    bool is_here;  /* now, or at the end */
    bool is_heard; /* a turn, or a note that names the person */
    size_t turns, overlaps, notes;
    int64_t talk;                   /* ms of turns */
    int64_t present;                /* ms in the session */
    int64_t observed;               /* ms present while turns were observed */
    bool counts;                    /* present while turns were observed: in the shares */
    Measure turn_ratio, time_ratio; /* participation: share of it / share of the presence observed */
} VoicePerson;

typedef struct {
    bool is_observed;            /* turns were recorded; else the shares say nothing */
    bool has_time;               /* and their time was: not on paper, nor where only ideas tell of turns */
    bool can_tell;               /* who was not heard: some turn or note names somebody */
    int64_t observed;            /* ms */
    size_t turns, unknown_turns; /* of all; of people who are not known */
    int64_t talk, unknown_talk;
    VoicePerson *people; /* all who were there, by seat */
    size_t count;
    EquityGroup *turn_groups, *time_groups; /* by stakeholder group, small ones joined */
    size_t turn_group_count, time_group_count;
    Measure turn_gini, turn_gini_small; /* the second normalised for a small group */
    Measure time_gini, time_gini_small;
    size_t unheard;              /* of those here now; of a session that has ended, of all who were there */
    EquityGroup *unheard_groups; /* the same people by group: `silent` of each */
    size_t unheard_group_count;
} Voice;

/* Of a session under way, up to now. */
int voice_find(Session *session, Voice *voice, Err *err);
/* Of any session. ERR_REFUSED: no such session, or a guide that cannot be read. */
int voice_read(Store *store, const char *session, Voice *voice, Err *err);
void voice_free(Voice *voice);

/* `3 people (2 social care, 1 others)`, added; nothing when can_tell is false or all were heard. */
void voice_add_unheard(Str *out, const Voice *voice);
/* The name of a group for readers: its own, `others` of joined ones, `no group stated`. */
const char *voice_name_group(const EquityGroup *group);

#endif
