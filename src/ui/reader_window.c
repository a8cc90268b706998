/* SPDX-License-Identifier: MIT */
/* reader_window: the notes of a session, a window at a time, laid out as text. Cost follows what is shown. */
#include <stdlib.h>
#include <string.h>

#include "reader.h"
#include "rir/clock.h"
#include "rir/mem.h"
#include "rir/rows.h"

#define WINDOW 40 /* notes on either side of the cursor, at least */
#define HEADING_MOST 3
#define TIME_END 9
#define KIND_COLUMN 10
#define TEXT_COLUMN 25

/* --- the window */

static void find_first(Reader *reader, Str *id)
{
    static const char sql[] =
        "SELECT a.id FROM note JOIN any_note a ON a.n = note.n WHERE note.session = (SELECT n FROM "
        "thing WHERE id = ?1) ORDER BY note.elapsed, note.hlc LIMIT 1";

    rows_find_text(reader->store, id, sql, "t", reader->session.text);
}

static void forget_heights(Reader *reader)
{
    size_t count = reader->notes.count;

    reader->heights = mem_grow(reader->heights, &reader->height_room, count + 1, sizeof *reader->heights);
    memset(reader->heights, 0, (count + 1) * sizeof *reader->heights);
}

static size_t find_index(const Reader *reader, const char *note)
{
    for (size_t i = 0; i < reader->notes.count; i++)
        if (strcmp(reader->notes.list[i].id.text, note) == 0)
            return i;
    return SESSION_NONE;
}

/* The first note of the window is only looked at for its question, unless it is the session's first. */
static size_t find_from(const Reader *reader)
{
    return reader->is_first || reader->notes.count == 0 ? 0 : 1;
}

int reader_load_around(Reader *reader, const char *note, Err *err)
{
    size_t most = reader->rows > WINDOW ? (size_t)reader->rows : WINDOW;
    Str first = STR_EMPTY;

    if (note == NULL || note[0] == '\0')
        find_first(reader, &first);
    const char *around = first.size > 0 ? first.data : note;
    Str id = STR_EMPTY;
    str_add(&id, around != NULL ? around : ""); /* `note` may be in the window that goes */
    reader->cursor = 0;
    reader->top = 0;
    reader->skip = 0;
    reader->is_first = reader->is_last = true;
    int result = 0;
    if (id.size == 0)
        notes_free(&reader->notes);
    else
        result = notes_read_around(reader->store, id.data, most, most, &reader->notes, err);
    if (result != 0)
        notes_free(&reader->notes);
    notes_look_for_quotes(reader->store, &reader->notes);
    if (reader->notes.count > 0) {
        size_t here = find_index(reader, id.data);
        reader->is_first = here < most;
        reader->is_last = reader->notes.count - here - 1 < most;
        reader->cursor = reader->top = here;
    }
    forget_heights(reader);
    str_free(&first);
    str_free(&id);
    return result;
}

/* Moves the window on when the cursor comes near its end. */
static void follow(Reader *reader)
{
    size_t near = reader->rows > 0 ? (size_t)reader->rows : 1;
    bool is_low = !reader->is_last && reader->cursor + near >= reader->notes.count;
    bool is_high = !reader->is_first && reader->cursor < near + 1;

    if (reader->notes.count == 0 || (!is_low && !is_high))
        return;
    Id here = reader->notes.list[reader->cursor].id, top = reader->notes.list[reader->top].id;
    int skip = reader->skip;
    if (reader_load_around(reader, here.text, NULL) != 0)
        return;
    size_t index = find_index(reader, top.text);
    if (index != SESSION_NONE && index >= find_from(reader)) {
        reader->top = index;
        reader->skip = skip;
    }
}

const Note *reader_find_note(const Reader *reader)
{
    return reader->cursor < reader->notes.count ? &reader->notes.list[reader->cursor] : NULL;
}

void reader_reload(Reader *reader, Desk *desk)
{
    Id here = {""}, other = {""}, top = {""};
    int skip = reader->skip;
    Err err;

    if (reader->cursor < reader->notes.count) {
        here = reader->notes.list[reader->cursor].id;
        top = reader->notes.list[reader->top].id;
        if (reader->cursor + 1 < reader->notes.count)
            other = reader->notes.list[reader->cursor + 1].id;
        else if (reader->cursor > find_from(reader))
            other = reader->notes.list[reader->cursor - 1].id;
    }
    reader->must_load = false;
    reader->note_count = -1;
    if (reader_load_facts(reader, &err) != 0)
        desk_say(desk, ROLE_ALARM, "%s", err.text);
    if (reader_load_around(reader, here.text, NULL) == 0 ||
        reader_load_around(reader, other.text, NULL) == 0 || reader_load_around(reader, NULL, &err) == 0) {
        size_t index = find_index(reader, top.text);
        if (index != SESSION_NONE && index <= reader->cursor && index >= find_from(reader)) {
            reader->top = index;
            reader->skip = index < reader->cursor ? skip : 0;
        }
        return;
    }
    desk_say(desk, ROLE_ALARM, "%s", err.text);
}

void reader_go(Reader *reader, Desk *desk, const char *note)
{
    Err err;
    Id before = {""};

    if (reader_find_note(reader) != NULL)
        before = reader_find_note(reader)->id;
    if (reader_load_around(reader, note, &err) == 0) {
        reader->must_centre = true;
        return;
    }
    desk_say(desk, ROLE_WARNING, "%s", err.text);
    reader_load_around(reader, before.text, NULL);
}

/* --- lines */

bool reader_is_hidden(const Reader *reader, const Note *note)
{
    const NoteKindRow *row = note_kind_find(note->kind);

    return !reader->is_revealed && row != NULL && row->is_discreet;
}

void reader_add_time(const Reader *reader, Str *out, const Note *note)
{
    char stamp[CLOCK_STAMP_SIZE];

    if (reader->facts.is_paper)
        clock_format_time(stamp, note->at, note->tz);
    else
        clock_format_span(stamp, note->elapsed);
    str_add(out, stamp);
}

static bool has_heading(const Reader *reader, size_t index)
{
    const Note *note = &reader->notes.list[index];

    if (index == 0)
        return reader->is_first && note->question[0] != '\0';
    return strcmp(note->question, reader->notes.list[index - 1].question) != 0;
}

/* The number a heading begins with, "" for none; the text hangs behind it. */
static void add_heading_number(const Reader *reader, Str *out, const Note *note)
{
    const ReaderQuestion *question = reader_find_question(reader, note->question);

    if (question != NULL && question->number > 0)
        str_add_format(out, "%zu", question->number);
}

static void add_heading(const Reader *reader, Str *out, const Note *note)
{
    const ReaderQuestion *question = reader_find_question(reader, note->question);

    if (note->question[0] == '\0')
        str_add(out, "Under no question");
    else if (question == NULL)
        str_add(out, note->question);
    else
        str_add_format(out, "%s%s", question->number > 0 ? "" : "Asked beside the guide: ", question->text);
}

/* What stands below the text of a note: its codes, and what sets it apart. */
static void add_tail(const Reader *reader, Str *out, const Note *note)
{
    if (note->conflict)
        str_add(out, "TWO VERSIONS: Enter settles");
    if (!reader_is_hidden(reader, note) && note->code_count > 0) {
        str_add(out, out->size > 0 ? "; " : "");
        notes_add_codes(out, note);
    }
    if (note->is_kept)
        str_add_format(out, "%snot to be quoted", out->size > 0 ? "; " : "");
    if (note->volunteered)
        str_add_format(out, "%svolunteered", out->size > 0 ? "; " : "");
    if (note->later)
        str_add_format(out, "%sentered later", out->size > 0 ? "; " : "");
    if (note->about)
        str_add_format(out, "%sat about this time", out->size > 0 ? "; " : "");
}

static bool needs_speaker(const Reader *reader, const Note *note)
{
    return note->speaker[0] != '\0' &&
           (reader->facts.has_several || strcmp(note->speaker, reader->facts.people) != 0);
}

/* `P07  The money follows the bed`; nothing of a hidden note. */
static void add_text(const Reader *reader, Str *out, const Note *note)
{
    if (reader_is_hidden(reader, note)) {
        str_add(out, "(. shows it)");
        return;
    }
    if (needs_speaker(reader, note))
        str_add_format(out, "%s  ", note->speaker);
    str_add(out, note->text);
}

static int count_lines(const Str *text, int columns)
{
    return grid_count_lines(str_text(text), text->size, columns);
}

static int find_text_columns(const Reader *reader)
{
    return reader->columns - TEXT_COLUMN - 1;
}

/* An empty line stands above every heading but the session's first. */
static int has_blank(const Reader *reader, size_t index)
{
    return has_heading(reader, index) && (index > 0 || !reader->is_first);
}

/* Lines above the screen: those scrolled away, and never an empty one at the top. */
static int find_skip(const Reader *reader)
{
    return reader->skip > 0 ? reader->skip : has_blank(reader, reader->top);
}

/* Where the text of a heading begins. */
static int find_heading_column(const Reader *reader, const Note *note)
{
    Str number = STR_EMPTY;

    add_heading_number(reader, &number, note);
    int column = 1 + (number.size > 0 ? (int)number.size + 2 : 0);
    str_free(&number);
    return column;
}

/* Lines of the heading with the empty one above it. */
static int count_heading(const Reader *reader, size_t index)
{
    const Note *note = &reader->notes.list[index];
    Str text = STR_EMPTY;

    if (!has_heading(reader, index))
        return 0;
    add_heading(reader, &text, note);
    int lines = count_lines(&text, reader->columns - find_heading_column(reader, note) - 1);
    str_free(&text);
    return (lines > HEADING_MOST ? HEADING_MOST : lines) + has_blank(reader, index);
}

static int measure(Reader *reader, size_t index)
{
    const Note *note = &reader->notes.list[index];
    Str text = STR_EMPTY;

    if (reader->heights[index] > 0)
        return reader->heights[index];
    add_text(reader, &text, note);
    int lines = count_heading(reader, index) + count_lines(&text, find_text_columns(reader));
    str_clear(&text);
    add_tail(reader, &text, note);
    if (text.size > 0)
        lines += count_lines(&text, find_text_columns(reader));
    str_free(&text);
    reader->heights[index] = lines;
    return lines;
}

/* --- moving */

/* Lines from the top of the screen to the end of the note under the cursor. */
static int measure_to_cursor(Reader *reader)
{
    int lines = -find_skip(reader);

    for (size_t i = reader->top; i <= reader->cursor && lines < reader->rows * 3; i++)
        lines += measure(reader, i);
    return lines;
}

/* Some of what came before stands above a note that was gone to. */
static void show_before(Reader *reader)
{
    int lines = 0;

    reader->must_centre = false;
    reader->skip = 0;
    reader->top = reader->cursor;
    while (reader->top > find_from(reader) && lines + measure(reader, reader->top - 1) <= reader->rows / 3)
        lines += measure(reader, --reader->top);
}

/* Brings the note under the cursor onto the screen, all of it where it fits. */
static void show_cursor(Reader *reader)
{
    if (reader->notes.count == 0)
        return;
    if (reader->cursor < reader->top) {
        reader->top = reader->cursor;
        reader->skip = 0;
    }
    if (reader->cursor == reader->top)
        return;
    while (reader->top < reader->cursor && measure_to_cursor(reader) > reader->rows) {
        reader->skip = 0;
        reader->top++;
    }
}

static void move_down(Reader *reader)
{
    int below = measure_to_cursor(reader) - reader->rows;

    if (below > 0) { /* a note taller than the screen: its next lines */
        reader->skip += below < reader->rows - 2 ? below : reader->rows - 2;
        return;
    }
    if (reader->cursor + 1 < reader->notes.count)
        reader->cursor++;
    follow(reader);
    show_cursor(reader);
}

static void move_up(Reader *reader)
{
    if (reader->cursor == reader->top && reader->skip > 0) {
        reader->skip = reader->skip > reader->rows - 2 ? reader->skip - (reader->rows - 2) : 0;
        return;
    }
    if (reader->cursor > find_from(reader))
        reader->cursor--;
    follow(reader);
    show_cursor(reader);
    int height = measure(reader, reader->cursor);
    if (reader->cursor == reader->top && height > reader->rows)
        reader->skip = height - reader->rows;
}

static void page(Reader *reader, bool is_up)
{
    size_t before = reader->cursor;
    int lines = 0;

    do { /* at least one step, then as many notes as make a screen */
        size_t at = reader->cursor;
        int skip = reader->skip;
        Id here = reader->notes.list[at].id;
        is_up ? move_up(reader) : move_down(reader);
        if (strcmp(reader->notes.list[reader->cursor].id.text, here.text) == 0) {
            if (reader->skip == skip || before != at)
                break;
            return; /* a screen of one long note */
        }
        lines += measure(reader, reader->cursor);
    } while (lines < reader->rows - 2);
    if (is_up)
        return;
    reader->top = reader->cursor;
    reader->skip = 0;
}

bool reader_move(Reader *reader, Action action)
{
    bool is_move = action == ACTION_UP || action == ACTION_DOWN || action == ACTION_PAGE_UP ||
                   action == ACTION_PAGE_DOWN || action == ACTION_FIRST || action == ACTION_LAST;

    if (!is_move || reader->notes.count == 0)
        return is_move;
    if (action == ACTION_UP)
        move_up(reader);
    else if (action == ACTION_DOWN)
        move_down(reader);
    else if (action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN)
        page(reader, action == ACTION_PAGE_UP);
    else if (action == ACTION_FIRST)
        reader_load_around(reader, NULL, NULL);
    else {
        Notes last = {NULL, 0, 0};
        if (notes_read_last(reader->store, reader->session.text, 1, &last, NULL) == 0 && last.count > 0)
            reader_load_around(reader, last.list[0].id.text, NULL);
        notes_free(&last);
        reader->top = find_from(reader);
        show_cursor(reader);
    }
    return true;
}

/* --- drawing */

/* Wrapped text from `row` on, which may be above the area: only what is inside is drawn. Returns its lines.
 */
static int draw_lines(Grid *grid, Area area, int row, int column, Role role, const Str *text, int most,
                      const Marks *marks)
{
    int columns = area.columns - column - 1;
    int lines = grid_count_lines(str_text(text), text->size, columns);
    int skip = row < area.row ? area.row - row : 0;

    if (most > 0 && lines > most)
        lines = most;
    int shown = lines - skip, room = area.row + area.rows - (row + skip);
    shown = shown < room ? shown : room;
    if (shown > 0)
        marks_put_wrapped(grid, (Area){row + skip, column, shown, columns}, role, str_text(text), text->size,
                          skip, marks);
    return lines;
}

static bool is_inside(Area area, int row)
{
    return row >= area.row && row < area.row + area.rows;
}

/* Names the question of the note under the cursor in the rule below, when its heading is above the screen. */
static void draw_question(const Reader *reader, Grid *grid, int row)
{
    const Note *note = &reader->notes.list[reader->cursor];
    Str text = STR_EMPTY;

    if (note->question[0] == '\0')
        return;
    str_add(&text, " ");
    add_heading_number(reader, &text, note);
    str_add(&text, text.size > 1 ? "  " : "");
    add_heading(reader, &text, note);
    str_add(&text, " ");
    grid_put_short(grid, row, 2, ROLE_DIM, text.data, text.size, reader->columns - 4);
    str_free(&text);
}

/* In brackets, as in a field book, what is the researcher's own. */
static void add_kind(const Reader *reader, Str *out, const NoteKindRow *kind)
{
    bool is_apart = reader->facts.is_observed && kind != NULL && kind->is_own;

    str_add_format(out, "%s%s%s", is_apart ? "(" : "", kind != NULL ? kind->name : "", is_apart ? ")" : "");
}

/* Draws a note and its heading from `row` on; returns the row behind it. *text_row is where its text begins.
 */
static int draw_note(const Reader *reader, Grid *grid, Area area, int row, size_t index, int *text_row)
{
    static const Marks no_marks = {NULL, 0, 0};
    const Note *note = &reader->notes.list[index];
    const NoteKindRow *kind = note_kind_find(note->kind);
    Marks marks = {NULL, 0, 0};
    Str text = STR_EMPTY;

    if (has_heading(reader, index)) {
        row += has_blank(reader, index);
        add_heading_number(reader, &text, note);
        if (is_inside(area, row))
            grid_put(grid, row, 1, ROLE_TITLE, str_text(&text));
        str_clear(&text);
        add_heading(reader, &text, note);
        row += draw_lines(grid, area, row, find_heading_column(reader, note), ROLE_TITLE, &text, HEADING_MOST,
                          &no_marks);
        str_clear(&text);
    }
    *text_row = row;
    if (is_inside(area, row)) {
        reader_add_time(reader, &text, note);
        grid_put_right(grid, row, 1, TIME_END, ROLE_DIM, text.data);
        str_clear(&text);
        add_kind(reader, &text, kind);
        grid_put(grid, row, KIND_COLUMN, theme_find_note_role(note->kind), str_text(&text));
        str_clear(&text);
    }
    add_text(reader, &text, note);
    if (!reader_is_hidden(reader, note))
        marks_find(&marks, str_text(&text), reader->words);
    Role role = reader_is_hidden(reader, note) ? ROLE_DIM : ROLE_TEXT;
    row += draw_lines(grid, area, row, TEXT_COLUMN, role, &text, 0, &marks);
    str_clear(&text);
    add_tail(reader, &text, note);
    if (text.size > 0)
        row += draw_lines(grid, area, row, TEXT_COLUMN, note->conflict ? ROLE_WARNING : ROLE_DIM, &text, 0,
                          &no_marks);
    marks_free(&marks);
    str_free(&text);
    return row;
}

static void draw_cursor(Grid *grid, Area area, int text_row, int end)
{
    int row = text_row < area.row ? area.row : text_row;

    if (!is_inside(area, row) || row >= end)
        row = area.row;
    grid_put_sign(grid, row, 0, ROLE_ACCENT, SIGN_HERE);
    if (row == text_row)
        grid_set_attributes(grid, (Area){row, 1, 1, TEXT_COLUMN - 2}, LOOK_REVERSE);
    grid_set_cursor(grid, row, TEXT_COLUMN);
}

void reader_draw_notes(Reader *reader, Grid *grid, Area area)
{
    if (reader->columns != area.columns)
        forget_heights(reader);
    reader->columns = area.columns;
    reader->rows = area.rows;
    if (reader->notes.count == 0) {
        grid_put(grid, area.row, 1, ROLE_DIM, "No note is in this session.");
        grid_set_cursor(grid, area.row, 1);
        return;
    }
    follow(reader);
    if (reader->must_centre)
        show_before(reader);
    show_cursor(reader);
    int row = area.row - find_skip(reader), text_row;
    bool is_named = false;
    size_t i;
    for (i = reader->top; i < reader->notes.count && row < area.row + area.rows; i++) {
        is_named = is_named ||
                   (i <= reader->cursor && has_heading(reader, i) && row + has_blank(reader, i) >= area.row);
        row = draw_note(reader, grid, area, row, i, &text_row);
        if (i == reader->cursor)
            draw_cursor(grid, area, text_row, row);
    }
    if (!is_named)
        draw_question(reader, grid, area.row + area.rows);
    if (reader->skip > 0 || reader->top > find_from(reader) || !reader->is_first)
        grid_put_sign(grid, area.row, area.columns - 1, ROLE_DIM, SIGN_MORE_UP);
    if (row > area.row + area.rows || i < reader->notes.count || !reader->is_last)
        grid_put_sign(grid, area.row + area.rows - 1, area.columns - 1, ROLE_DIM, SIGN_MORE_DOWN);
}
