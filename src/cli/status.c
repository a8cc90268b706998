/* SPDX-License-Identifier: MIT */
/* `rir status`: where the study stands and what waits to be done. */
#include <inttypes.h>
#include <string.h>

#include "commands.h"
#include "home.h"
#include "print.h"
#include "rir/clock.h"
#include "rir/conflict.h"
#include "rir/file.h"
#include "rir/json.h"
#include "rir/maturity.h"
#include "rir/observation.h"
#include "rir/summary.h"
#include "rir/waiting.h"

#define MOST_DUE 20
#define MOST_CONFLICTS 5
#define MOST_WAITING 200

typedef struct {
    Str title;
    int64_t sessions, open, people, codes, rehearsals, newer;
    SummaryDue due[MOST_DUE];
    int due_count;
    Conflicts conflicts;
    Jottings jottings;
    ObservedTime observed;
    WaitingList consent, promised;
    MaturityDues rounds;
} Status;

static int read_status(Store *store, Status *status, Err *err)
{
    rows_find_text(store, &status->title, "SELECT title FROM study", "");
    status->sessions = rows_find_number(store, 0, "SELECT count(*) FROM sessions", "");
    status->open = rows_find_number(store, 0, "SELECT count(*) FROM sessions WHERE state != 'ended'", "");
    status->people = rows_find_number(store, 0, "SELECT count(*) FROM people", "");
    status->codes = rows_find_number(store, 0, "SELECT count(*) FROM codes", "");
    status->rehearsals = rows_find_number(store, 0, "SELECT count(*) FROM session WHERE rehearsal = 1", "");
    status->newer = rows_find_number(store, 0, "SELECT count(*) FROM newer", "");
    status->due_count = summary_list_due(store, status->due, MOST_DUE, err);
    status->observed = observation_find_time(store, NULL);
    if (status->due_count < 0 || jottings_read(store, &status->jottings, err) != 0 ||
        waiting_read_consent(store, MOST_WAITING, &status->consent, err) != 0 ||
        waiting_read_promised(store, MOST_WAITING, &status->promised, err) != 0 ||
        maturity_list_due(store, clock_read().wall, &status->rounds, err) != 0)
        return -1;
    return conflict_list(store, &status->conflicts, err);
}

static void add_open(Call *call)
{
    Rows *rows = rows_open(call->store, NULL,
                           "SELECT number, coalesce(people, ''), title, state FROM sessions WHERE state != "
                           "'ended' ORDER BY started",
                           "");
    while (rows_next(rows)) {
        str_add_format(&call->out, "  %s: session %s, ", rows_text(rows, 3), rows_text(rows, 0));
        print_add_line(&call->out, rows_text(rows, 1));
        str_add(&call->out, ", ");
        print_add_line(&call->out, rows_text(rows, 2));
        str_add_format(&call->out, " (rir resume %s)\n", rows_text(rows, 0));
    }
    rows_close(rows, NULL);
}

/* `12.5 hours observed in 7 sessions: 8.0 complete-observer, 4.5 part not said` */
static void add_observed(Call *call, const ObservedTime *all)
{
    Str *out = &call->out;
    const char *const *roles = observation_list_roles();
    const char *between = ": ";
    if (all->sessions == 0)
        return;
    str_add(out, "  ");
    observation_add_hours(out, call->store);
    str_add(out, " in ");
    print_add_count(out, all->sessions, "session", "sessions");
    for (size_t i = 0; i == 0 || roles[i - 1]; i++) {
        ObservedTime time = observation_find_time(call->store, roles[i] ? roles[i] : "");
        if (time.sessions)
            str_add_format(out, "%s%.1f %s", between, time.minutes / 60,
                           roles[i] ? roles[i] : "part not said");
        between = time.sessions ? ", " : between;
    }
    str_add(out, "\n");
}

static void add_who(Str *out, const char *whose, const char *title)
{
    print_add_line(out, whose);
    str_add(out, *whose ? ", " : "");
    print_add_line(out, title);
}

/* "North, Half day" */
static void add_whose(Call *call, const char *session, const char *title)
{
    Str whose = STR_EMPTY;
    waiting_add_whose(&whose, call->store, session);
    add_who(&call->out, str_text(&whose), title);
    str_free(&whose);
}

static void add_waiting(Str *out, const WaitingList *list, bool is_consent)
{
    for (size_t i = 0; i < list->count && i < MOST_DUE; i++) {
        const Waiting *waiting = &list->list[i];
        if (is_consent)
            str_add_format(out, "  consent not on record (%s): session %" PRId64 ", ", waiting->items,
                           waiting->number);
        else
            str_add_format(out, "  %" PRId64 " to return to or promised: session %" PRId64 ", ",
                           waiting->count, waiting->number);
        add_who(out, waiting->whose, waiting->title);
        str_add_format(out,
                       is_consent ? " (rir consent %" PRId64 " @WHO ITEM yes)\n"
                                  : " (rir report briefing %" PRId64 ")\n",
                       waiting->number);
    }
    if (list->count > MOST_DUE)
        str_add_format(out, "  and %zu more sessions like these\n", list->count - MOST_DUE);
}

static void add_rounds(Str *out, const MaturityDues *rounds)
{
    char day[CLOCK_STAMP_SIZE];
    for (size_t i = 0; i < rounds->count; i++) {
        const MaturityDue *due = &rounds->list[i];
        clock_format_day(day, due->due, due->tz);
        str_add_format(out, "  maturity round %d of ", due->round);
        print_add_line(out, due->team);
        str_add(out, " with ");
        print_add_line(out, due->matrix);
        if (due->due == 0)
            str_add(out, ": others are ahead");
        else
            str_add_format(out, "%s: %s", due->due <= clock_read().wall ? " OVERDUE" : " due", day);
        str_add(out, "\n");
    }
}

static void add_jottings(Call *call, const Jottings *jottings)
{
    Str *out = &call->out;
    char day[CLOCK_STAMP_SIZE];
    for (size_t i = 0; i < jottings->count; i++) {
        const JottingsLeft *left = &jottings->list[i];
        clock_format_day(day, left->since, clock_find_offset(left->since));
        str_add(out, "  ");
        print_add_count(out, left->count, "jotting", "jottings");
        str_add_format(out, " not expanded%s: session %" PRId64 ", ", left->is_overdue ? ", OVERDUE" : "",
                       left->number);
        add_whose(call, left->session.text, left->title);
        str_add_format(out, ", since %s (rir edit %" PRId64 " NOTE --expand TEXT, or --full)\n", day,
                       left->number);
    }
}

/* Of a note only that it is one: what it says is for whoever asks. */
static void add_conflicts(Str *out, const Conflicts *conflicts)
{
    for (size_t i = 0; i < conflicts->count && i < MOST_CONFLICTS; i++) {
        const Conflict *conflict = &conflicts->list[i];
        bool is_note = strcmp(conflict->what, "note") == 0;
        str_add_format(out, "  %zu versions of %s%s", conflict->versions, is_note ? "a " : "",
                       conflict->what);
        if (!is_note) {
            str_add(out, " ");
            print_add_line(out, conflict->name);
        }
        str_add_format(out, " that did not see each other (rir settle %zu)\n", i + 1);
    }
    if (conflicts->count > MOST_CONFLICTS)
        str_add_format(out, "  and %zu more to settle (rir settle)\n", conflicts->count - MOST_CONFLICTS);
}

static void add_for_people(Call *call, const Status *status)
{
    Str *out = &call->out;
    print_add_line(out, str_text(&status->title));
    str_add(out, "\n  ");
    print_add_count(out, status->sessions, "session, ", "sessions, ");
    print_add_count(out, status->people, "participant, ", "participants, ");
    print_add_count(out, status->codes, "code", "codes");
    if (status->rehearsals) {
        str_add(out, ", ");
        print_add_count(out, status->rehearsals, "rehearsal apart", "rehearsals apart");
    }
    str_add(out, "\n");
    add_open(call);
    add_waiting(out, &status->consent, true);
    int listed = status->due_count < MOST_DUE ? status->due_count : MOST_DUE;
    for (int i = 0; i < listed; i++) {
        const SummaryDue *due = &status->due[i];
        str_add_format(out, "  contact summary %s: session %" PRId64 ", ",
                       due->is_overdue ? "OVERDUE" : "due", due->number);
        add_whose(call, due->session.text, due->title);
        str_add_format(out, " (rir summary %" PRId64 ")\n", due->number);
    }
    if (status->due_count > MOST_DUE)
        str_add_format(out, "  and %d more contact summaries\n", status->due_count - MOST_DUE);
    add_observed(call, &status->observed);
    add_jottings(call, &status->jottings);
    add_waiting(out, &status->promised, false);
    add_rounds(out, &status->rounds);
    add_conflicts(out, &status->conflicts);
    if (status->newer) {
        str_add(out, "  ");
        print_add_count(out, status->newer, "event", "events");
        str_add(out, " made by a newer rir: kept, and understood after an upgrade\n");
    }
}

static void add_as_json(Call *call, const Status *status)
{
    Json json = json_begin(&call->out, 2);
    json_open(&json, NULL, '{');
    json_add_text(&json, "study", store_find_study(call->store));
    json_add_text(&json, "title", str_text(&status->title));
    json_add_text(&json, "file", store_find_path(call->store));
    json_add_text(&json, "site", store_find_site(call->store));
    json_add_number(&json, "sessions", status->sessions);
    json_add_number(&json, "open_sessions", status->open);
    json_add_number(&json, "people", status->people);
    json_add_number(&json, "codes", status->codes);
    json_add_number(&json, "summaries_due", status->due_count);
    json_add_real(&json, "observed_minutes", status->observed.minutes);
    json_add_number(&json, "observed_sessions", status->observed.sessions);
    json_add_number(&json, "jottings_unexpanded", status->jottings.jottings);
    json_add_number(&json, "consent_missing", (int64_t)status->consent.count);
    json_add_number(&json, "promised_in", (int64_t)status->promised.count);
    json_open(&json, "maturity_rounds_due", '[');
    for (size_t i = 0; i < status->rounds.count; i++) {
        const MaturityDue *due = &status->rounds.list[i];
        json_open(&json, NULL, '{');
        json_add_text(&json, "team", due->team);
        json_add_text(&json, "matrix", due->matrix);
        json_add_number(&json, "round", due->round);
        if (due->due)
            print_add_json_moment(&json, "due", due->due);
        json_close(&json, '}');
    }
    json_close(&json, ']');
    json_add_number(&json, "conflicts", (int64_t)status->conflicts.count);
    json_add_number(&json, "newer_events", status->newer);
    json_add_bool(&json, "read_only", store_is_read_only(call->store));
    json_close(&json, '}');
    str_add(&call->out, "\n");
}

int home_add_status(Call *call, Err *err)
{
    Status status = {.title = STR_EMPTY};
    int result = read_status(call->store, &status, err);
    if (result == 0 && call->form == FORM_JSON)
        add_as_json(call, &status);
    else if (result == 0)
        add_for_people(call, &status);
    str_free(&status.title);
    conflict_free(&status.conflicts);
    jottings_free(&status.jottings);
    waiting_free(&status.consent);
    waiting_free(&status.promised);
    maturity_free_dues(&status.rounds);
    return result;
}

static const OptionRow options[] = {OPTION_JSON, OPTIONS_END};

const CommandRow cli_status = {
    .name = "status",
    .arguments = "",
    .help = "say where the study stands and what waits",
    .more = "",
    .options = options,
    .study = STUDY_READ,
    .run = home_add_status,
};
