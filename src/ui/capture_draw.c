/* SPDX-License-Identifier: MIT */
/* Where things stand on the screen of a session; its head, its line and its foot.
 *
 * What changes with every key (the line) is drawn every time; what does not (the panes) is kept as a picture
 * and drawn anew only when something of it changed. What people typed stands last on its row. */
#include <stdio.h>
#include <string.h>

#include "workshop.h"
#include "rir/clock.h"
#include "rir/roster.h"

#define WIDE_COLUMNS 72 /* from here on the schedule stands beside the question */
#define FOOT_MOST 4
#define SPEAKER_MOST 8
#define GAP 3 /* columns between parts of the head */
#define MINUTE_MS 60000
#define HOUR_MS (60 * MINUTE_MS)

/* --- measures */

int capture_find_stamp_columns(const Capture *capture)
{
    bool is_long = capture->time.elapsed >= HOUR_MS || session_find_facts(capture->session)->paper;

    return is_long ? 7 : 5;
}

int capture_find_speaker_columns(const Capture *capture)
{
    size_t count = session_count_people(capture->session), most = 0;
    const char *seat;

    if (capture->kind->is_safe)
        return 0;
    session_find_speaker(capture->session, &seat);
    if (count < 2 && *seat == '\0')
        return 0;
    for (size_t i = 0; i < count; i++) {
        const char *name = session_find_person(capture->session, i)->pseudonym;
        size_t columns = text_measure(name, strlen(name));
        most = columns > most ? columns : most;
    }
    return most < SPEAKER_MOST ? (int)most : SPEAKER_MOST;
}

void capture_add_stamp(Str *out, int64_t elapsed)
{
    char text[CLOCK_STAMP_SIZE];

    clock_format_span(text, elapsed);
    str_add(out, text);
}

static const char *find_kind_word(const Capture *capture)
{
    return capture->is_command ? "command" : note_kind_find(capture_find_kind(capture))->name;
}

static bool says_speaker(const Capture *capture)
{
    return !capture->is_command && capture_find_speaker_columns(capture) > 0 &&
           note_kind_find(capture_find_kind(capture))->is_words;
}

/* Columns in front of the typed text. */
static int find_prefix(const Capture *capture)
{
    int kind = (int)strlen(find_kind_word(capture));
    int speaker = says_speaker(capture) ? capture_find_speaker_columns(capture) + 1 : 0;

    kind = kind > CAPTURE_KIND_COLUMNS ? kind : CAPTURE_KIND_COLUMNS;
    return 1 + capture_find_stamp_columns(capture) + 1 + kind + 1 + speaker;
}

/* --- what the foot says */

typedef struct {
    const char *word;
    Role role;
} Status;

static Status find_status(const Capture *capture)
{
    Record record = session_find_record(capture->session, NULL);

    if (record == RECORD_OFF || capture->is_tainted)
        return (Status){"NOT KEEPING", ROLE_ALARM};
    if (capture->failure.size > 0)
        return (Status){"NOT SAVED", ROLE_ALARM};
    if (capture->is_saving)
        return (Status){"saving", ROLE_PENDING};
    if (session_find_edit(capture->session)[0] != '\0')
        return (Status){"editing", ROLE_PENDING};
    if (!capture_is_empty(capture))
        return capture->said.size > 0 && capture->said_role == ROLE_WARNING
                   ? (Status){"not done", ROLE_WARNING}
                   : (Status){"typing", ROLE_PENDING};
    if (!session_is_settled(capture->session))
        return (Status){"saving", ROLE_PENDING};
    if (record == RECORD_APART)
        return (Status){"kept apart", ROLE_WARNING};
    return (Status){"saved", ROLE_SAVED};
}

/* What the status says already is not said again behind it. */
static void add_without_status(Str *out, const char *text, const Status *status)
{
    size_t size = strlen(status->word);

    if (strncmp(text, status->word, size) == 0 && text[size] != '\0')
        text += size + strspn(text + size, ": ");
    str_add(out, text);
}

static Role add_message(const Capture *capture, const Desk *desk, const Status *status, Str *out)
{
    capture_add_choice(out, capture->choice);
    if (out->size == 0)
        str_add(out, desk_find_message(desk));
    if (out->size > 0)
        return ROLE_TEXT;
    if (capture->said.size > 0 && !capture->is_private) {
        add_without_status(out, capture->said.data, status);
        return capture->said_role;
    }
    add_without_status(out, str_text(&capture->failure), status);
    return ROLE_ALARM;
}

static int find_message_columns(const Status *status, int columns)
{
    return columns - 1 - (int)strlen(status->word) - GAP - 1;
}

static int count_foot_rows(const Capture *capture, const Desk *desk, int columns)
{
    Status status = find_status(capture);
    Str message = STR_EMPTY;
    int rows = 1;

    add_message(capture, desk, &status, &message);
    if (message.size > 0)
        rows = grid_count_lines(message.data, message.size, find_message_columns(&status, columns));
    str_free(&message);
    return rows < FOOT_MOST ? rows : FOOT_MOST;
}

static void draw_foot(const Capture *capture, Desk *desk, Grid *grid, Area foot)
{
    Status status = find_status(capture);
    Str message = STR_EMPTY;
    Role role = add_message(capture, desk, &status, &message);

    if (message.size > 0) {
        int columns = find_message_columns(&status, foot.columns);
        grid_put(grid, foot.row, 1, status.role, status.word);
        grid_put_wrapped(grid, (Area){foot.row, foot.columns - 1 - columns, foot.rows, columns}, role,
                         message.data, message.size, 0);
    } else if (capture->is_private) {
        grid_put(grid, foot.row, 1, status.role, status.word);
    } else {
        /* As wide as the longest of those that come and go while typing, so that nothing else moves. */
        char word[16];
        snprintf(word, sizeof word, "%-6s", status.word);
        desk_draw_foot(desk, grid, status.role, word);
    }
    str_free(&message);
}

/* --- layout */

static Layout find_layout(Capture *capture, const Desk *desk, const Grid *grid)
{
    Layout layout = {.rows = grid_count_rows(grid), .columns = grid_count_columns(grid)};
    int prefix = find_prefix(capture), most = layout.rows / 4;
    int foot_rows = count_foot_rows(capture, desk, layout.columns);
    int line_rows = field_count_rows(&capture->field, layout.columns - prefix - 1);

    line_rows = line_rows < most ? line_rows : most;
    layout.is_wide = capture->kind->has_schedule && layout.columns >= WIDE_COLUMNS;
    layout.foot = (Area){layout.rows - foot_rows, 0, foot_rows, layout.columns};
    layout.line = (Area){layout.foot.row - line_rows, prefix, line_rows, layout.columns - prefix - 1};
    layout.rule = layout.line.row - 1;
    int beside = layout.is_wide ? layout.columns * 27 / 80 : 0;
    beside = beside < 44 ? beside : 44;
    int first = capture->kind->has_band ? 3 : 2;
    int top = layout.is_wide || !capture->kind->has_schedule ? first : first + 1;
    layout.schedule =
        layout.is_wide ? (Area){first, 0, layout.rule - first, beside} : (Area){first, 0, 1, layout.columns};
    beside += layout.is_wide ? 2 : 1;
    layout.panes = (Area){top, beside, layout.rule - top, layout.columns - beside};
    return layout;
}

static bool is_same_layout(const Layout *a, const Layout *b)
{
    return a->rows == b->rows && a->columns == b->columns && a->is_wide == b->is_wide && a->rule == b->rule;
}

/* --- head */

typedef struct {
    Grid *grid;
    int column;
} Head;

static void put_part(Head *head, Role role, const char *text)
{
    int end = grid_count_columns(head->grid) - 1;

    if (*text == '\0' || head->column >= end)
        return;
    head->column +=
        grid_put_short(head->grid, 0, head->column, role, text, strlen(text), end - head->column) + GAP;
}

/* Minutes as they are said beside a running clock; without one the time stands still between acts. */
static void add_elapsed(const Capture *capture, Str *out)
{
    const SessionTime *time = &capture->time;

    if (capture->has_clock)
        capture_add_stamp(out, time->elapsed);
    else
        str_add_format(out, "%lld", (long long)(time->elapsed / MINUTE_MS));
    if (time->planned > 0 && time->until == 0)
        str_add_format(out, " of %lld", (long long)(time->planned / MINUTE_MS));
    if (!capture->has_clock)
        str_add(out, " min");
}

/* The end that was set by the clock on the wall. */
static void add_until(const Capture *capture, Str *out)
{
    char end[CLOCK_STAMP_SIZE];

    if (capture->time.until == 0)
        return;
    clock_format_time(end, capture->time.until, capture->time.tz);
    if (capture->time.remaining >= 0)
        str_add_format(out, "%lld left to %s", (long long)(capture->time.remaining / MINUTE_MS), end);
}

static void put_times(Head *head, const Capture *capture)
{
    const SessionTime *time = &capture->time;
    int64_t drift = capture->workshop != NULL ? capture->workshop->agenda.drift : time->drift;
    Str text = STR_EMPTY;

    add_elapsed(capture, &text);
    put_part(head, ROLE_TITLE, str_text(&text));
    str_clear(&text);
    add_until(capture, &text);
    put_part(head, ROLE_TEXT, str_text(&text));
    str_clear(&text);
    /* Being ahead asks for nothing. */
    if (time->has_end && time->remaining <= -MINUTE_MS)
        str_add_format(&text, "%lld over", (long long)(-time->remaining / MINUTE_MS));
    else if (drift >= MINUTE_MS)
        str_add_format(&text, "%lld behind", (long long)(drift / MINUTE_MS));
    put_part(head, ROLE_WARNING, str_text(&text));
    str_clear(&text);
    if (time->is_paused) {
        str_add(&text, "paused");
        if (capture->has_clock)
            str_add(&text, " ");
        if (capture->has_clock)
            capture_add_stamp(&text, time->paused);
        put_part(head, ROLE_WARNING, str_text(&text));
    }
    str_free(&text);
}

static void put_recorder(Head *head, const Capture *capture)
{
    Str text = STR_EMPTY;

    if (!capture->time.is_recording)
        return;
    str_add_format(&text, "%s recording", theme_find_sign(SIGN_RECORDING, grid_is_ascii(head->grid)));
    if (capture->has_clock)
        str_add(&text, " ");
    if (capture->has_clock)
        capture_add_stamp(&text, capture->time.recorder);
    put_part(head, ROLE_TEXT, text.data);
    str_free(&text);
}

/* Who is here; where nobody may be named, how many. */
static void add_present(const Capture *capture, Str *out)
{
    if (capture->kind->is_safe) {
        RosterCount count = roster_count(capture->session);
        size_t all = count.here + count.left + count.expected;
        str_add_format(out, all > count.here ? "%zu of %zu here" : "%zu here", count.here, all);
        return;
    }
    for (size_t i = 0; i < session_count_people(capture->session); i++) {
        const SessionPerson *person = session_find_person(capture->session, i);
        if (person->is_here)
            str_add_format(out, "%s%s", out->size > 0 ? ", " : "", person->pseudonym);
    }
}

static void draw_band(const Capture *capture, Grid *grid)
{
    Area row = {2, 1, 1, grid_count_columns(grid) - 2};

    if (capture->kind->draw_band != NULL)
        capture->kind->draw_band(capture, grid, row);
    else if (capture->kind->has_band)
        grid_put_short(grid, row.row, row.column, ROLE_TEXT, str_text(&capture->band), capture->band.size,
                       row.columns);
}

static void draw_head(const Capture *capture, Grid *grid)
{
    const SessionFacts *facts = session_find_facts(capture->session);
    Head head = {grid, 1};
    Str text = STR_EMPTY;

    if (!facts->paper) {
        put_times(&head, capture);
        put_recorder(&head, capture);
    } else {
        char day[CLOCK_STAMP_SIZE];
        clock_format_day(day, facts->started, capture->time.tz);
        str_add_format(&text, "from paper, held on %s", day);
        put_part(&head, ROLE_TITLE, text.data);
        str_clear(&text);
    }
    if (facts->rehearsal)
        put_part(&head, ROLE_WARNING, "rehearsal");
    if (strcmp(capture->time.phase, "after") == 0)
        put_part(&head, ROLE_WARNING, "after the recording");
    else if (capture->time.has_phase) {
        str_add_format(&text, "phase %s", capture->time.phase);
        put_part(&head, ROLE_TEXT, text.data);
        str_clear(&text);
    }
    add_present(capture, &text);
    put_part(&head, ROLE_TITLE, str_text(&text));
    head.column -= 1; /* two columns are enough between who and what */
    put_part(&head, ROLE_TITLE, capture->kind->is_safe ? facts->team : "");
    if (capture->kind->is_safe && *facts->team != '\0')
        head.column -= 1;
    put_part(&head, ROLE_TEXT, facts->title);
    grid_draw_across(grid, 1, 0, grid_count_columns(grid));
    str_free(&text);
}

/* --- the rule above the line, and the line */

/* Off the record: since when, and the key that goes on. */
static void add_record(const Capture *capture, const Desk *desk, Str *out)
{
    int64_t since;
    Record record = session_find_record(capture->session, &since);
    Key key = keymap_find_key(desk_find_keymap(desk), ACTION_OFF, capture->kind->context, 0);

    if (record == RECORD_ON)
        return;
    str_add(out, record == RECORD_OFF ? " NOT KEEPING since " : " kept apart since ");
    capture_add_stamp(out, since);
    if (key != KEY_NONE)
        str_add(out, ", on again: ");
    if (key != KEY_NONE)
        key_add_name(out, key);
    str_add(out, " ");
}

static void draw_rule(const Capture *capture, const Desk *desk, Grid *grid, int row)
{
    bool is_off = session_find_record(capture->session, NULL) == RECORD_OFF;
    int columns = grid_count_columns(grid), column = 2;
    Str text = STR_EMPTY;

    grid_draw_across(grid, row, 0, columns);
    add_record(capture, desk, &text);
    if (text.size > 0)
        column += grid_put(grid, row, column, is_off ? ROLE_ALARM : ROLE_WARNING, text.data) + 2;
    str_clear(&text);
    if (capture->due.size > 0 && column < columns - 4) {
        str_add_format(&text, " %s ", capture->due.data);
        grid_put_short(grid, row, column, ROLE_WARNING, text.data, text.size, columns - 2 - column);
    }
    str_free(&text);
}

static const char *find_speaker(const Capture *capture)
{
    const char *seat;
    size_t person = session_find_speaker(capture->session, &seat);

    if (capture->typed_speakers.size > 0)
        return capture->typed_speakers.data;
    if (session_find_plan(capture->session)->kind == GUIDE_FOCUS_GROUP) {
        RosterTurn turn = roster_find_turn(capture->session);
        if (turn.is_on && turn.person != SESSION_NONE)
            return session_find_person(capture->session, turn.person)->pseudonym;
        if (turn.is_on && *turn.seat != '\0')
            return turn.seat;
    }
    if (person != SESSION_NONE)
        return session_find_person(capture->session, person)->pseudonym;
    return *seat != '\0' ? seat : "?";
}

static void put_speaker(const Capture *capture, Grid *grid, int row, int column)
{
    const char *who = find_speaker(capture);

    grid_put_short(grid, row, column, ROLE_DIM, who, strlen(who), capture_find_speaker_columns(capture));
}

static void draw_line(Capture *capture, Grid *grid, Area line)
{
    int column = 1, stamp_columns = capture_find_stamp_columns(capture);
    NoteKind kind = capture_find_kind(capture);

    if (capture->has_stamp && !capture->is_command) {
        Str stamp = STR_EMPTY;
        capture_add_stamp(&stamp, capture->stamp.elapsed);
        grid_put_right(grid, line.row, column, column + stamp_columns, ROLE_DIM, stamp.data);
        str_free(&stamp);
    }
    column += stamp_columns + 1;
    grid_put(grid, line.row, column, capture->is_command ? ROLE_DIM : theme_find_note_role(kind),
             find_kind_word(capture));
    if (says_speaker(capture))
        put_speaker(capture, grid, line.row, line.column - capture_find_speaker_columns(capture) - 1);
    field_draw(&capture->field, grid, line, ROLE_FIELD, true);
}

/* --- the whole */

/* Only a clock, and whether it is saved: for a screen that somebody else can see. */
static void draw_private(const Capture *capture, Desk *desk, Grid *grid)
{
    Area area = grid_find_area(grid);
    int rows = count_foot_rows(capture, desk, area.columns);
    Str clock = STR_EMPTY;

    add_elapsed(capture, &clock);
    int column = (area.columns - (int)clock.size) / 2, row = area.rows / 2 - 1;
    grid_put(grid, row, column, ROLE_TEXT, clock.data);
    draw_foot(capture, desk, grid, (Area){area.rows - rows, 0, rows, area.columns});
    grid_set_cursor(grid, row, column + (int)clock.size);
    str_free(&clock);
}

void capture_put_key(Grid *grid, int row, int column, int end, const Desk *desk, const char *what,
                     Action action)
{
    Str text = STR_EMPTY;
    Key key = keymap_find_key(desk_find_keymap(desk), action, desk_find_context(desk), 0);

    str_add_format(&text, " %s", what);
    if (key != KEY_NONE) {
        str_add(&text, ": ");
        key_add_name(&text, key);
    }
    str_add(&text, " ");
    if (end > 0)
        grid_put_right(grid, row, column, end, ROLE_WARNING, text.data);
    else
        grid_put(grid, row, column, ROLE_DIM, text.data);
    str_free(&text);
}

void capture_compose_notes(Capture *capture, const Desk *desk, Grid *grid, Area notes, int rule)
{
    capture_draw_stream(capture, grid, notes);
    if (rule >= 0 && !capture->stream.is_following)
        capture_put_key(grid, rule, notes.column + 20, notes.column + notes.columns - 1, desk,
                        "earlier notes; newer", ACTION_PAGE_DOWN);
}

/* Between question and notes a rule says where there is more. */
void capture_compose_talk(Capture *capture, const Desk *desk, Grid *grid, Area panes)
{
    const Session *session = capture->session;
    bool is_read_out = session_find_cursor(session) == SESSION_NONE, is_cut = false;
    int notes_least = is_read_out ? 3 : panes.rows / 3;
    int rows = capture_draw_question(capture, grid, panes, panes.rows - 1 - notes_least, &is_cut);
    Area notes = panes;

    if (rows > 0) {
        int row = panes.row + rows;
        grid_draw_across(grid, row, panes.column - 1, panes.columns + 1);
        if (is_cut)
            capture_put_key(grid, row, panes.column + 3, 0, desk, "more", ACTION_READ_DOWN);
        notes.row = row + 1;
        notes.rows = panes.rows - rows - 1;
    }
    capture_compose_notes(capture, desk, grid, notes, rows > 0 ? notes.row - 1 : -1);
}

static void compose(Capture *capture, const Desk *desk, const Layout *layout, bool is_ascii)
{
    grid_resize(capture->panes, layout->rows, layout->columns);
    grid_set_ascii(capture->panes, is_ascii);
    if (layout->is_wide) {
        capture_draw_schedule(capture, capture->panes, layout->schedule);
        grid_draw_down(capture->panes, layout->schedule.row, layout->schedule.columns, layout->schedule.rows);
    } else if (capture->kind->has_schedule) {
        capture_draw_fold(capture, capture->panes, layout->schedule);
    }
    capture->kind->compose(capture, desk, capture->panes, layout->panes);
    capture->layout = *layout;
    capture->is_stale = false;
}

void capture_draw(Capture *capture, Desk *desk, Grid *grid)
{
    if (capture->is_private) {
        grid_clear(grid);
        draw_private(capture, desk, grid);
        return;
    }
    Layout layout = find_layout(capture, desk, grid);
    bool is_ascii = grid_is_ascii(grid);
    if (capture->is_stale || !is_same_layout(&layout, &capture->layout) ||
        is_ascii != grid_is_ascii(capture->panes))
        compose(capture, desk, &layout, is_ascii);
    grid_copy(grid, capture->panes);
    if (capture->kind->draw_now != NULL)
        capture->kind->draw_now(capture, grid, layout.panes);
    draw_head(capture, grid);
    draw_band(capture, grid);
    draw_rule(capture, desk, grid, layout.rule);
    draw_foot(capture, desk, grid, layout.foot);
    draw_line(capture, grid, layout.line);
}
