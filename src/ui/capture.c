/* SPDX-License-Identifier: MIT */
/* capture: the view of a session under way: opening, deadlines, leaving. */
#include "capture.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "rir/clock.h"
#include "rir/mem.h"

#define SECOND_MS 1000
#define MINUTE_MS (60 * SECOND_MS)
#define QUIET_MS (2 * SECOND_MS) /* nothing was pressed for so long: there is time for the index of words */

#define GLANCE_MS (5 * SECOND_MS) /* what only the facilitator should see is seen for so long */

int64_t capture_read_boot(void)
{
    return clock_read().boot;
}

void capture_say(Capture *capture, Role role, const char *format, ...)
{
    va_list args;

    str_clear(&capture->said);
    va_start(args, format);
    str_add_formatv(&capture->said, format, args);
    va_end(args);
    capture->said_role = role;
    capture->said_due = capture->kind->is_safe && role == ROLE_DIM ? capture_read_boot() + GLANCE_MS : 0;
}

/* --- what is shown */

void capture_add_due(Str *due, const char *what, const Keymap *keymap, Context context, Action action,
                     const char *more)
{
    Key key = keymap_find_key(keymap, action, context, 0);

    str_add_format(due, "%s%s", due->size > 0 ? "   " : "", what);
    if (key == KEY_NONE)
        return;
    str_add(due, ": ");
    key_add_name(due, key);
    str_add(due, more);
}

/* Somebody in an interview does not take part: words of nobody named may be theirs, and are shown nowhere. */
static void add_refusal(const Capture *capture, Str *due)
{
    bool is_interview = session_find_plan(capture->session)->kind == GUIDE_INTERVIEW;
    const char *refusal = is_interview ? session_find_refusal(capture->session) : "";
    size_t count = session_count_people(capture->session);

    if (*refusal == '\0')
        return;
    str_add_format(due, "%s%s", due->size > 0 ? "   " : "", refusal);
    if (count > 1)
        str_add(due, ": end what others say with @WHO");
}

/* Too little time for the must-asks; consent that is not on record. */
static void add_dues(Capture *capture, const Keymap *keymap, Str *due)
{
    SessionReplan replan = session_find_replan(capture->session);
    Context context = capture->kind->context;

    if (replan.is_due)
        capture_add_due(due, replan.line, keymap, context, ACTION_UNTIL, " to re-plan");
    session_free_replan(&replan);
    const char *gap = session_find_consent_gap(capture->session);
    if (*gap != '\0')
        capture_add_due(due, due->size > 0 ? "consent open" : gap, keymap, context, ACTION_CONSENT, "");
    add_refusal(capture, due);
}

static void refresh_due(Capture *capture, Desk *desk)
{
    const Keymap *keymap = desk_find_keymap(desk);

    str_clear(&capture->due);
    if (mem_is_low())
        str_add(&capture->due, "memory is nearly used up: close other programs");
    if (capture->kind->add_due != NULL)
        capture->kind->add_due(capture, keymap, &capture->due);
    else
        add_dues(capture, keymap, &capture->due);
}

void capture_add_part(Str *out, const char *format, ...)
{
    va_list args;

    if (out->size > 0)
        str_add(out, "   ");
    va_start(args, format);
    str_add_formatv(out, format, args);
    va_end(args);
}

void capture_refresh(Capture *capture, Desk *desk)
{
    capture->time = session_find_time(capture->session);
    if (capture->kind->refresh != NULL)
        capture->kind->refresh(capture);
    refresh_due(capture, desk);
    capture->is_stale = true;
}

void capture_fold(Capture *capture)
{
    capture->fold_due = 0;
    capture->is_revealed = false;
    capture->is_stale = true;
}

/* --- what comes by itself */

static bool has_running_clock(const Capture *capture)
{
    return capture->has_clock && !session_find_facts(capture->session)->paper;
}

/* A screen with a clock wakes by itself; without one it has to ask for the end of a pause. */
void capture_note_key(Capture *capture)
{
    capture->last_key = capture_read_boot();
    capture->quiet_due = has_running_clock(capture) ? 0 : capture->last_key + QUIET_MS;
}

/* To the next full second of what runs on the screen: the session's time, or its pause. */
static int64_t find_clock_deadline(const Capture *capture)
{
    SessionStamp now = session_take_stamp(capture->session);
    const SessionTime *shown = &capture->time;
    int64_t running = shown->is_paused ? now.at - (shown->at - shown->paused) : now.elapsed;
    int64_t before = shown->is_paused ? shown->paused : shown->elapsed;

    if (running / SECOND_MS != before / SECOND_MS)
        return 0;
    return SECOND_MS - running % SECOND_MS;
}

static int64_t find_sooner(int64_t deadline, int64_t due, int64_t now)
{
    int64_t left = due > now ? due - now : 0;

    if (due == 0)
        return deadline;
    return deadline < 0 || left < deadline ? left : deadline;
}

static int64_t view_find_deadline(const void *self)
{
    const Capture *capture = self;
    int64_t deadline = -1, now = capture_read_boot();

    if (capture->session == NULL)
        return -1;
    if (capture->is_saving)
        return 0;
    if (has_running_clock(capture))
        deadline = find_clock_deadline(capture);
    deadline = find_sooner(deadline, capture->draft_due, now);
    deadline = find_sooner(deadline, capture->said_due, now);
    deadline = find_sooner(deadline, capture_is_empty(capture) ? capture->quiet_due : 0, now);
    int64_t own = capture->kind->find_deadline != NULL ? capture->kind->find_deadline(capture) : -1;
    if (own >= 0 && (deadline < 0 || own < deadline))
        deadline = own;
    return find_sooner(deadline, capture->fold_due, now);
}

static void tick_clock(Capture *capture, Desk *desk)
{
    int64_t minute = capture->time.elapsed / MINUTE_MS;

    bool is_own = capture->kind->find_deadline != NULL && capture->kind->find_deadline(capture) == 0;

    if ((!has_running_clock(capture) || find_clock_deadline(capture) != 0) && !is_own)
        return;
    capture->time = session_find_time(capture->session);
    if (capture->kind->tick != NULL)
        capture->kind->tick(capture);
    if (is_own || capture->time.elapsed / MINUTE_MS != minute)
        capture_refresh(capture, desk);
}

static void view_tick(void *self, Desk *desk)
{
    Capture *capture = self;

    capture_finish_saving(capture, desk);
    if (capture->session == NULL)
        return;
    int64_t now = capture_read_boot();
    if (capture->draft_due != 0 && now >= capture->draft_due)
        capture_save_draft(capture);
    if (now >= capture->quiet_due)
        capture->quiet_due = 0;
    if (capture->fold_due != 0 && now >= capture->fold_due)
        capture_fold(capture);
    if (capture->said_due != 0 && now >= capture->said_due) {
        str_clear(&capture->said);
        capture->said_due = 0;
    }
    tick_clock(capture, desk);
}

/* After the first picture: what the session has begun with goes to the disk, and the notes come from there.
 * The index of words while nothing is being typed. */
static bool view_work(void *self, Desk *desk)
{
    Capture *capture = self;

    if (capture->session == NULL)
        return false;
    if (!session_is_settled(capture->session) && capture->draft_due == 0) {
        capture_settle(capture);
        capture_refresh(capture, desk);
        desk_touch(desk);
        return true;
    }
    if (!capture->stream.is_loaded) {
        capture_load_stream(capture);
        capture_refresh(capture, desk);
        desk_touch(desk);
        return true;
    }
    if (capture->kind->catch_up != NULL && capture->kind->catch_up(capture)) {
        capture->is_stale = true;
        desk_touch(desk);
        return true;
    }
    /* A sync is felt by whoever types on. */
    bool is_quiet = capture_read_boot() - capture->last_key >= QUIET_MS;
    return is_quiet && capture_is_empty(capture) && store_do_idle(session_find_store(capture->session));
}

/* --- the view */

static void view_draw(void *self, Desk *desk, Grid *grid)
{
    capture_draw(self, desk, grid);
}

static bool view_act(void *self, Desk *desk, Action action, int number)
{
    return capture_act(self, desk, action, number);
}

static void view_type(void *self, Desk *desk, const char *text, size_t size, bool is_paste)
{
    capture_type(self, desk, text, size, is_paste);
}

static void view_add_safety(const void *self, Str *out)
{
    const Capture *capture = self;
    size_t notes = session_count_notes(capture->session);
    bool is_off = session_find_record(capture->session, NULL) == RECORD_OFF;

    if (is_off)
        str_add(out, "NOT KEEPING what is typed. ");
    str_add_format(out, "%zu note%s %s saved.", notes, notes == 1 ? "" : "s", notes == 1 ? "is" : "are");
    if (capture->failure.size > 0)
        str_add_format(out, " %s", capture->failure.data);
    else if (!capture_is_empty(capture) && !is_off)
        str_add(out, " The line goes on; Enter saves it.");
}

static void view_hang_up(void *self, Desk *desk)
{
    Capture *capture = self;

    capture_finish_saving(capture, desk);
    if (capture->session != NULL && capture->draft_due != 0)
        capture_save_draft(capture);
}

static void view_close(void *self)
{
    Capture *capture = self;

    if (capture->kind->end != NULL)
        capture->kind->end(capture);
    session_close(capture->session, NULL);
    capture_free_line(capture);
    capture_free_stream(capture);
    capture_free_targets(capture);
    grid_free(capture->panes);
    str_free(&capture->said);
    str_free(&capture->failure);
    str_free(&capture->due);
    str_free(&capture->band);
    free(capture);
}

/* The same view for each kind of session, whose keys differ. */
#define CAPTURE_CLASS(keys)                                                                                  \
    {                                                                                                        \
        .name = "session", .context = (keys), .draw = view_draw, .draws_over = true, .act = view_act,        \
        .type = view_type, .find_deadline = view_find_deadline, .tick = view_tick, .work = view_work,        \
        .add_safety = view_add_safety, .hang_up = view_hang_up, .close = view_close                          \
    }

static const ViewClass classes[] = {CAPTURE_CLASS(CONTEXT_SESSION), CAPTURE_CLASS(CONTEXT_WORKSHOP),
                                    CAPTURE_CLASS(CONTEXT_FOCUS_GROUP), CAPTURE_CLASS(CONTEXT_OBSERVATION),
                                    CAPTURE_CLASS(CONTEXT_DOCUMENT)};

static const ViewClass *find_class(const CaptureKind *kind)
{
    size_t i = 0;

    while (classes[i].context != kind->context)
        i++;
    return &classes[i];
}

void capture_leave(Capture *capture, Desk *desk, bool is_ended, const char *said)
{
    Id id = id_read(session_find_facts(capture->session)->id);
    CaptureExits exits = capture->exits;
    char *words = mem_copy_text(said);
    Err err = {ERR_NONE, ""};

    desk_pop(desk);
    int result = session_close(capture->session, &err);
    capture->session = NULL;
    desk_say(desk, result == 0 ? ROLE_DIM : ROLE_WARNING, "%s%s%s", words, result == 0 ? "" : "; ", err.text);
    if (is_ended && exits.ended != NULL)
        exits.ended(exits.owner, desk, id.text, words);
    else if (!is_ended && exits.adjourned != NULL)
        exits.adjourned(exits.owner, desk, id.text, words);
    free(words);
}

static bool is_set(const Settings *settings, const char *name)
{
    return settings == NULL || strcmp(settings_find(settings, name), "no") != 0;
}

void capture_open(Desk *desk, Session *session, const Settings *settings, const CaptureExits *exits)
{
    static const CaptureExits none;
    Capture *capture = mem_new(sizeof *capture);

    *capture = (Capture){
        .session = session,
        .kind = capture_find_screen(session_find_plan(session)->kind),
        .exits = exits != NULL ? *exits : none,
        .has_clock = is_set(settings, "clock"),
        .is_discreet = is_set(settings, "discreet"),
        .field = field_new(),
        .panes = grid_new(1, 1),
        .stream = {.is_following = true},
        .band_mark = -1,
    };
    if (capture->kind->begin != NULL)
        capture->kind->begin(capture);
    capture_say(capture, ROLE_DIM, "%s", session_find_notice(session));
    capture_read_draft(capture);
    capture_refresh(capture, desk);
    desk_push(desk, find_class(capture->kind), capture);
}
