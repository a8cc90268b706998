/* SPDX-License-Identifier: MIT */
/* reader: a session read as text, its notes corrected. */
#include "reader.h"

#include <stdlib.h>
#include <string.h>

#include "rir/clock.h"
#include "rir/home.h"
#include "rir/mem.h"
#include "rir/rows.h"
#include "when.h"

static void draw_head(const Reader *reader, Grid *grid)
{
    const ReaderFacts *facts = &reader->facts;
    Str title = STR_EMPTY, more = STR_EMPTY;

    str_add_format(&title, "%lld  %s%s%s", (long long)facts->number, facts->people,
                   facts->people[0] ? "  " : "", facts->title);
    if (facts->is_rehearsal)
        str_add(&more, "rehearsal, ");
    when_add(&more, facts->at, facts->tz, clock_read().wall, true);
    if (facts->is_open)
        str_add(&more, ", open");
    else if (facts->minutes > 0)
        str_add_format(&more, ", %lld min", (long long)facts->minutes);
    if (reader->note_count >= 0)
        str_add_format(&more, ", %lld note%s", (long long)reader->note_count,
                       reader->note_count == 1 ? "" : "s");
    desk_draw_head(grid, title.data, more.data);
    str_free(&title);
    str_free(&more);
}

static void reader_draw(void *self, Desk *desk, Grid *grid)
{
    Reader *reader = self;
    Area area = grid_find_area(grid);

    if (reader->must_load)
        reader_reload(reader, desk);
    draw_head(reader, grid);
    grid_draw_across(grid, area.rows - 2, 0, area.columns);
    reader_draw_notes(reader, grid, (Area){2, 0, area.rows - 4, area.columns});
    desk_draw_foot(desk, grid, ROLE_DIM, "");
}

static void leave(Reader *reader, Desk *desk)
{
    reader_erase_struck(reader, desk);
    desk_pop(desk);
}

/* Away to another screen, from which the session may come back changed. */
static bool open_other(Reader *reader, Desk *desk, Action action)
{
    const char *session = reader->session.text;

    switch (action) {
    case ACTION_COVERAGE:
        reader_open_coverage(reader, desk);
        return true;
    case ACTION_CONSENT:
        late_consent_open(desk, reader->store, session);
        break;
    case ACTION_FACTS:
        session_form_open(desk, reader->store, session);
        break;
    case ACTION_SUMMARY:
        summary_sheet_open(desk, reader->store, reader->settings, session);
        break;
    case ACTION_EXPORT:
        exporter_open(&reader->exporter, desk);
        return true;
    case ACTION_RESUME_SESSION:
        if (reader->facts.is_open)
            enter_resume(&reader->enter, desk, session);
        else
            desk_say(desk, ROLE_DIM,
                     "This session has ended: it can be read and corrected, not gone on with");
        break;
    default:
        return false;
    }
    reader->must_load = true;
    return true;
}

static bool reader_act(void *self, Desk *desk, Action action, int number)
{
    Reader *reader = self;

    (void)number;
    if (reader_move(reader, action) || reader_correct(reader, desk, action) ||
        open_other(reader, desk, action))
        return true;
    switch (action) {
    case ACTION_REVEAL:
        reader->is_revealed = !reader->is_revealed;
        reader->columns = 0; /* measured anew */
        return true;
    case ACTION_SEARCH:
        reader_find(reader, desk);
        return true;
    case ACTION_NEXT_MATCH:
    case ACTION_PREVIOUS_MATCH:
        reader_find_next(reader, desk, action == ACTION_PREVIOUS_MATCH);
        return true;
    case ACTION_BACK:
        leave(reader, desk);
        return true;
    default:
        return false;
    }
}

static bool reader_work(void *self, Desk *desk)
{
    static const char sql[] =
        "SELECT count(*) FROM any_seen WHERE session = (SELECT n FROM thing WHERE id = ?1)";
    Reader *reader = self;

    if (reader->note_count >= 0)
        return false;
    reader->note_count = rows_find_number(reader->store, 0, sql, "t", reader->session.text);
    desk_touch(desk);
    return true;
}

static void reader_add_safety(const void *self, Str *out)
{
    (void)self;
    str_add(out, "Everything is saved.");
}

static void reader_close(void *self)
{
    Reader *reader = self;

    reader_free_facts(reader);
    notes_free(&reader->notes);
    free(reader->questions);
    free(reader->heights);
    free(reader->words);
    str_free(&reader->target);
    str_free(&reader->first);
    free(reader);
}

static const ViewClass reader_class = {
    .name = "reader",
    .context = CONTEXT_READER,
    .draw = reader_draw,
    .act = reader_act,
    .work = reader_work,
    .add_safety = reader_add_safety,
    .close = reader_close,
};

/* The last of this copy's events: what comes behind it was done here. */
static int64_t find_last_seq(Store *store)
{
    static const char sql[] = "SELECT max(seq) FROM event WHERE site = (SELECT n FROM site WHERE id = ?1)";

    return rows_find_number(store, 0, sql, "t", store_find_site(store));
}

void reader_open(Desk *desk, Store *store, const Settings *settings, const char *session, const char *note,
                 const char *words)
{
    Reader *reader = mem_new(sizeof *reader);
    Err err;

    reader->store = store;
    reader->settings = settings;
    reader->enter = (Enter){.store = store, .settings = settings};
    reader->session = id_read(session);
    reader->exporter = (Exporter){.store = store, .session = reader->session};
    reader->words = mem_copy_text(words != NULL ? words : "");
    reader->is_revealed = settings != NULL && strcmp(settings_find(settings, "discreet"), "no") == 0;
    reader->note_count = -1;
    reader->since = find_last_seq(store);
    if (reader_load_facts(reader, &err) != 0 || reader_load_around(reader, note, &err) != 0) {
        desk_say(desk, ROLE_WARNING, "%s", err.text);
        reader_close(reader);
        return;
    }
    reader->must_centre = note != NULL && note[0] != '\0';
    desk_push(desk, &reader_class, reader);
    reader_restore(reader, desk);
}
