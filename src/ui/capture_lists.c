/* SPDX-License-Identifier: MIT */
/* Lists to choose from: where to go, where to file, and the must-asks in the time that is left. */
#include <stdlib.h>
#include <string.h>

#include "capture.h"
#include "rir/agenda.h"
#include "rir/mem.h"

void capture_free_targets(Capture *capture)
{
    for (size_t i = 0; i < capture->target_count; i++)
        free(capture->targets[i]);
    free(capture->targets);
    capture->targets = NULL;
    capture->target_count = 0;
    capture->target_room = 0;
}

void capture_add_target(Capture *capture, const char *id)
{
    capture->targets = mem_grow(capture->targets, &capture->target_room, capture->target_count + 1,
                                sizeof *capture->targets);
    capture->targets[capture->target_count++] = mem_copy_text(id);
}

/* --- items, with texts of their own */

typedef struct {
    PickerItem *list;
    size_t count, room;
} Items;

static PickerItem *add_item(Items *items)
{
    items->list = mem_grow(items->list, &items->room, items->count + 1, sizeof *items->list);
    PickerItem *item = &items->list[items->count++];
    *item = (PickerItem){NULL, NULL, NULL, NULL};
    return item;
}

static void free_items(Items *items)
{
    for (size_t i = 0; i < items->count; i++) {
        free((void *)(uintptr_t)items->list[i].key);
        free((void *)(uintptr_t)items->list[i].detail);
        free((void *)(uintptr_t)items->list[i].mark);
    }
    free(items->list);
}

static char *make_key(const SessionQuestion *question)
{
    Str key = STR_EMPTY;

    if (question->number > 0)
        str_add_format(&key, "%zu", question->number);
    else
        str_add(&key, question->id);
    return str_take(&key);
}

/* What else a question is found by: its probes, its topic, its name. */
static char *make_detail(const Session *session, const SessionQuestion *question)
{
    Str detail = STR_EMPTY;

    for (size_t i = 0; question->planned != NULL && i < question->planned->probe_count; i++)
        str_add_format(&detail, "%s   ", question->planned->probes[i].text);
    str_add(&detail, session_find_topic_state(session, question->topic).topic->title);
    str_add_format(&detail, "   %s", question->id);
    return str_take(&detail);
}

static void add_question(Capture *capture, Items *items, const SessionQuestion *question)
{
    PickerItem *item = add_item(items);
    bool is_must = question->must && coverage_is_open(question->coverage);

    item->key = make_key(question);
    item->mark = mem_copy_text(
        is_must && question->coverage == COVERAGE_NOT_ASKED ? "must ask" : coverage_name(question->coverage));
    item->label = question->text;
    item->detail = make_detail(capture->session, question);
    capture_add_target(capture, question->id);
}

/* A topic without questions is a place to go to as well: an opening to read out. */
static void add_topic(Capture *capture, Items *items, const Topic *topic)
{
    PickerItem *item = add_item(items);

    item->mark = mem_copy_text("topic");
    item->label = topic->title;
    capture_add_target(capture, topic->id);
}

/* All questions in walking order; with topics those that have none. Returns the item of where the talk is. */
static size_t add_places(Capture *capture, Items *items, bool has_topics)
{
    const Session *session = capture->session;
    size_t topics = has_topics ? session_count_topics(session) : 0,
           questions = session_count_questions(session);
    size_t here = 0, next = 0;

    for (size_t topic = 0; topic <= topics; topic++) {
        size_t before = items->count;
        for (; next < questions; next++) {
            const SessionQuestion *question = session_find_question(session, next);
            if (topic < topics && question->topic != topic)
                break;
            if (next == session_find_cursor(session))
                here = items->count;
            add_question(capture, items, question);
        }
        if (topic < topics && items->count == before) {
            if (session_find_cursor(session) == SESSION_NONE && session_find_topic(session) == topic)
                here = items->count;
            add_topic(capture, items, session_find_topic_state(session, topic).topic);
        }
    }
    return here;
}

/* What is on the screen only is kept before something else stands on it. */
static void open_list(Capture *capture, Desk *desk, const PickerSpec *spec)
{
    if (capture->draft_due != 0)
        capture_save_draft(capture);
    picker_open(desk, spec);
}

static void do_with_target(Capture *capture, Desk *desk, const char *command, size_t item, const char *more)
{
    Str typed = STR_EMPTY;

    str_add_format(&typed, "%s %s%s", command, capture->targets[item], more);
    capture_do(capture, desk, str_text(&typed));
    str_free(&typed);
}

/* --- go to */

static void go_chosen(void *owner, Desk *desk, size_t item, const char *typed)
{
    (void)typed;
    do_with_target(owner, desk, "/go", item, "");
}

void capture_open_go(Capture *capture, Desk *desk)
{
    Items items = {NULL, 0, 0};

    capture_free_targets(capture);
    size_t here = add_places(capture, &items, true);
    open_list(capture, desk,
              &(PickerSpec){.title = "Go to",
                            .items = items.list,
                            .count = items.count,
                            .selected = here,
                            .chosen = go_chosen,
                            .owner = capture});
    free_items(&items);
}

/* --- file under: the line that is being typed, else the note saved last */

static void for_chosen(void *owner, Desk *desk, size_t item, const char *typed)
{
    Capture *capture = owner;

    (void)typed;
    do_with_target(capture, desk, "/for", item, capture_is_empty(capture) ? " last" : "");
}

void capture_open_for(Capture *capture, Desk *desk)
{
    Items items = {NULL, 0, 0};

    capture_free_targets(capture);
    add_places(capture, &items, false);
    open_list(capture, desk,
              &(PickerSpec){.title = capture_is_empty(capture) ? "File the last note under"
                                                               : "File what is being typed under",
                            .items = items.list,
                            .count = items.count,
                            .chosen = for_chosen,
                            .owner = capture});
    free_items(&items);
}

/* --- re-plan */

static void replan_chosen(void *owner, Desk *desk, size_t item, const char *typed)
{
    Capture *capture = owner;
    Str line = STR_EMPTY;

    if (item != PICKER_TYPED) {
        do_with_target(capture, desk, "/go", item, "");
        return;
    }
    str_add_format(&line, "/until %s", typed);
    capture_do(capture, desk, str_text(&line));
    str_free(&line);
}

static char *make_minutes(int minutes)
{
    Str text = STR_EMPTY;

    if (minutes > 0)
        str_add_format(&text, "%d min", minutes);
    else
        str_add(&text, "does not fit");
    return str_take(&text);
}

void capture_open_replan(Capture *capture, Desk *desk)
{
    SessionReplan replan = session_find_replan(capture->session);
    Items items = {NULL, 0, 0};
    Str title = STR_EMPTY;

    capture_free_targets(capture);
    for (size_t i = 0; i < replan.count; i++) {
        const SessionQuestion *question = session_find_question(capture->session, replan.rows[i].question);
        PickerItem *item = add_item(&items);
        item->key = make_key(question);
        item->mark = make_minutes(replan.rows[i].minutes);
        item->label = question->text;
        capture_add_target(capture, question->id);
    }
    str_add_format(&title, "%s: go to one, or type when it ends", replan.line);
    open_list(capture, desk,
              &(PickerSpec){.title = title.data,
                            .items = items.list,
                            .count = items.count,
                            .fresh = "it ends at (14:30, or 10m from now)",
                            .chosen = replan_chosen,
                            .owner = capture});
    free_items(&items);
    str_free(&title);
    session_free_replan(&replan);
}

/* --- activities to come: one to take time from, one to leave out */

static char *make_planned(const Activity *activity)
{
    Str text = STR_EMPTY;

    if (activity->planned > 0)
        str_add_format(&text, "%lld min", (long long)(activity->planned / 60000));
    return str_take(&text);
}

static void open_activities(Capture *capture, Desk *desk, const char *title,
                            void (*chosen)(void *owner, Desk *desk, size_t item, const char *typed))
{
    Agenda agenda = agenda_find(capture->session);
    Items items = {NULL, 0, 0};

    capture_free_targets(capture);
    for (size_t i = 0; i < agenda.count; i++) {
        const Activity *activity = &agenda.list[i];
        if (activity->state != ACTIVITY_TO_COME)
            continue;
        PickerItem *item = add_item(&items);
        item->mark = make_planned(activity);
        item->label = activity->topic->title;
        capture_add_target(capture, activity->topic->id);
    }
    if (items.count == 0)
        capture_say(capture, ROLE_DIM, "No activity is to come");
    else
        open_list(capture, desk,
                  &(PickerSpec){.title = title,
                                .items = items.list,
                                .count = items.count,
                                .chosen = chosen,
                                .owner = capture});
    free_items(&items);
    agenda_free(&agenda);
}

static void steal_chosen(void *owner, Desk *desk, size_t item, const char *typed)
{
    (void)typed;
    do_with_target(owner, desk, "/steal 5m from", item, "");
}

void capture_open_steal(Capture *capture, Desk *desk)
{
    open_activities(capture, desk, "Take five minutes from", steal_chosen);
}

static void skip_chosen(void *owner, Desk *desk, size_t item, const char *typed)
{
    (void)typed;
    do_with_target(owner, desk, "/skip", item, "");
}

void capture_open_skip(Capture *capture, Desk *desk)
{
    open_activities(capture, desk, "Leave out", skip_chosen);
}

/* --- one of a few words */

static void word_chosen(void *owner, Desk *desk, size_t item, const char *typed)
{
    Capture *capture = owner;
    Str line = STR_EMPTY;

    (void)typed;
    str_add_format(&line, "/%s%s%s%s", capture->list_command, *capture->list_command != '\0' ? " " : "",
                   capture->targets[item], capture->is_list_begun ? " " : "");
    if (capture->is_list_begun)
        capture_begin_command(capture, line.data);
    else
        capture_do(capture, desk, line.data);
    str_free(&line);
}

void capture_open_words(Capture *capture, Desk *desk, const char *title, const char *const *words,
                        const char *now, const char *command, bool is_begun)
{
    Items items = {NULL, 0, 0};
    size_t selected = 0;

    capture_free_targets(capture);
    capture->list_command = command;
    capture->is_list_begun = is_begun;
    for (size_t i = 0; words[i] != NULL; i++) {
        add_item(&items)->label = words[i];
        capture_add_target(capture, words[i]);
        if (strcmp(words[i], now) == 0)
            selected = i;
    }
    open_list(capture, desk,
              &(PickerSpec){.title = title,
                            .items = items.list,
                            .count = items.count,
                            .selected = selected,
                            .chosen = word_chosen,
                            .owner = capture});
    free_items(&items);
}
