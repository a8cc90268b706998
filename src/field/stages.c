/* SPDX-License-Identifier: MIT */
/* The stages of an activity: alone, in pairs, in fours, all together; the rounds of a world cafe and its
 * harvest. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cards.h"
#include "rir/clock.h"
#include "rir/method.h"

static SessionStage find_stage(const Session *session, size_t index)
{
    Stage stages[GUIDE_MOST_STAGES];
    const Topic *activity = session_find_activity(session);
    SessionStage stage = {.groups = "", .say = ""};
    stage.count = activity ? guide_find_stages(activity, stages) : 0;
    if (!stage.count)
        return stage;
    stage.index = index < stage.count ? index : stage.count - 1;
    const Stage *there = &stages[stage.index];
    memcpy(stage.name, there->name, sizeof stage.name);
    stage.groups = there->groups;
    stage.say = method_find_stage_say(activity->method, there->name);
    /* What was given to the activity, or taken from it, is shared out in proportion. */
    int64_t guide = activity->minutes * INT64_C(60000),
            extended = session->state->courses[session->state->topic].extended;
    int64_t planned = guide + extended > 0 ? guide + extended : 0;
    stage.planned = guide ? there->seconds * INT64_C(1000) * planned / guide : 0;
    return stage;
}

SessionStage session_find_stage(const Session *session)
{
    SessionStage stage = find_stage(session, session->state->stage);
    int64_t used = session_find_elapsed(session) - session->state->stage_since;
    if (stage.count)
        stage.used = used > 0 ? used : 0;
    return stage;
}

static void add_clock(Session *session, int64_t ms)
{
    session_add(session, "%lld:%02lld", (long long)(ms / 60000), (long long)(ms / 1000 % 60));
}

/* `stage 2 of 4, in pairs, 2:00: what to read out` */
static int tell_stage(Order *order, bool is_new)
{
    Session *session = order->session;
    SessionStage stage = session_find_stage(session);
    session_add(session, "stage %zu of %zu, %s", stage.index + 1, stage.count, stage.name);
    if (stage.planned) {
        session_add(session, ", ");
        if (!is_new) {
            add_clock(session, stage.used);
            session_add(session, " of ");
        }
        add_clock(session, stage.planned);
    }
    if (!is_new && stage.index + 1 < stage.count)
        session_add(session, "; next %s", find_stage(session, stage.index + 1).name);
    return session_tell(session, order->reply, "%s%s", *stage.say ? ": " : "", stage.say);
}

/* By number or by the beginning of its name; its count when there is none. */
static size_t find_index(const Session *session, const char *word, size_t count)
{
    char *end;
    unsigned long number = strtoul(word, &end, 10);
    if (*word >= '0' && *word <= '9' && *end == '\0')
        return number >= 1 && number <= count ? number - 1 : count;
    for (size_t i = 0; i < count; i++)
        if (strncasecmp(find_stage(session, i).name, word, strlen(word)) == 0)
            return i;
    return count;
}

int command_stage(Order *order)
{
    Session *session = order->session;
    const char *word = order_rest(order, 0);
    SessionStage stage = session_find_stage(session);
    char value[24];
    if (cards_need_workshop(order) != 0)
        return -1;
    if (!stage.count)
        return session_refuse(session, order->reply,
                              "this activity has no stages; those of method 1-2-4-all and world-cafe have");
    if (!*word)
        return tell_stage(order, false);
    size_t index = strcasecmp(word, "next") == 0 ? stage.index + 1 : find_index(session, word, stage.count);
    if (index >= stage.count && strcasecmp(word, "next") == 0)
        return session_refuse(session, order->reply, "%s is the last stage; /next goes to the next activity",
                              stage.name);
    if (index >= stage.count)
        return session_refuse(session, order->reply,
                              "there are %zu stages: /stage next, or /stage 1 to /stage %zu", stage.count,
                              stage.count);
    snprintf(value, sizeof value, "%zu", index + 1);
    if (order_save_moment(order, "session.stage", value, SESSION_CURSOR | SESSION_CLOCK) != 0)
        return -1;
    return tell_stage(order, true);
}
