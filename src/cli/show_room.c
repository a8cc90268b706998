/* SPDX-License-Identifier: MIT */
/* For `rir show`: the agenda of a workshop as it went, who was there and when, and who was not heard. */
#include "show_room.h"

#include <string.h>

#include "print.h"
#include "rir/agenda.h"
#include "rir/clock.h"
#include "rir/voice.h"

static void add_time(Str *out, int64_t at)
{
    char stamp[CLOCK_STAMP_SIZE];
    clock_format_time(stamp, at, clock_find_offset(at));
    str_add(out, stamp);
}

static void add_activity(Str *out, const Activity *activity)
{
    char span[CLOCK_STAMP_SIZE];
    size_t from = out->size;
    str_add_format(out, "  %s", agenda_name_state(activity->state));
    print_add_gap(out, from, 11);
    if (activity->visits) {
        add_time(out, activity->start);
        str_add(out, "-");
        if (activity->end)
            add_time(out, activity->end);
    }
    print_add_gap(out, from, 24);
    clock_format_span(span, activity->used);
    str_add(out, activity->visits ? span : "");
    print_add_gap(out, from, 32);
    clock_format_span(span, activity->planned);
    str_add_format(out, "%s%s", activity->planned ? "of " : "", activity->planned ? span : "");
    print_add_gap(out, from, 42);
    print_add_line(out, activity->topic->title);
    if (*activity->why) {
        str_add(out, ": ");
        print_add_line(out, activity->why);
    }
    str_add(out, "\n");
}

int show_add_agenda(Call *call, const SessionName *name, Err *err)
{
    Agenda agenda;
    if (agenda_read(call->store, name->id.text, &agenda, err) != 0)
        return err->code == ERR_REFUSED ? 0
                                        : -1; /* a guide that is not understood any more hides nothing else */
    if (agenda.count)
        str_add(&call->out, "\nagenda\n");
    for (size_t i = 0; i < agenda.count; i++)
        add_activity(&call->out, &agenda.list[i]);
    agenda_free(&agenda);
    return 0;
}

/* --- people */

static int add_presence(Call *call, const SessionName *name, Err *err)
{
    Str *out = &call->out;
    bool is_first = true;
    Rows *rows = rows_open(
        call->store, err,
        "SELECT person, seat, \"table\", strftime('%s', \"from\") * 1000, strftime('%s', until) * 1000, "
        "minutes FROM any_presence WHERE n = ?1 ORDER BY seat IS NULL, seat, person, from_ms",
        "i", name->n);
    for (; rows_next(rows); is_first = false) {
        if (is_first)
            str_add(out, "\npeople\n");
        size_t from = out->size;
        str_add(out, "  ");
        if (!rows_is_null(rows, 1))
            str_add_format(out, "@%s ", rows_text(rows, 1));
        print_add_line(out, rows_text(rows, 0));
        print_add_gap(out, from, 16);
        if (!rows_is_null(rows, 2))
            str_add_format(out, "table %s", rows_text(rows, 2));
        print_add_gap(out, from, 26);
        add_time(out, rows_number(rows, 3));
        str_add(out, "-");
        if (!rows_is_null(rows, 4))
            add_time(out, rows_number(rows, 4));
        if (!rows_is_null(rows, 5))
            str_add_format(out, "  %s minutes", rows_text(rows, 5));
        str_add(out, "\n");
    }
    return rows_close(rows, err);
}

static int add_silent(Call *call, const SessionName *name, Err *err)
{
    Voice voice;
    const char *mark = "  not heard: ";
    if (voice_read(call->store, name->id.text, &voice, err) != 0)
        return err->code == ERR_REFUSED ? 0 : -1;
    if (!voice.can_tell && voice.count > 1)
        str_add(&call->out, "  who was heard was not observed\n");
    for (size_t i = 0; voice.unheard && i < voice.count; i++) {
        const VoicePerson *person = &voice.people[i];
        if (person->is_heard || (!person->is_here && !name->has_ended))
            continue;
        str_add(&call->out, mark);
        print_add_line(&call->out, person->pseudonym);
        mark = ", ";
    }
    str_add(&call->out, voice.unheard ? "\n" : "");
    voice_free(&voice);
    return 0;
}

int show_add_people(Call *call, const SessionName *name, Err *err)
{
    return add_presence(call, name, err) == 0 ? add_silent(call, name, err) : -1;
}
