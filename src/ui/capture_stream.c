/* SPDX-License-Identifier: MIT */
/* The notes of the session, the newest at the bottom; a window of them, moved when somebody scrolls out of
 * it. */
#include <stdlib.h>
#include <string.h>

#include "capture.h"
#include "rir/clock.h"
#include "rir/mem.h"

#define WINDOW 100 /* notes to each side of where one looks */
#define NONE ((size_t)-1)

static Store *find_store(const Capture *capture)
{
    return session_find_store(capture->session);
}

static size_t find_index(const Stream *stream, const Id *id)
{
    for (size_t i = stream->notes.count; i > 0; i--)
        if (id_is_same(&stream->notes.list[i - 1].id, id))
            return i - 1;
    return NONE;
}

static void follow(Stream *stream)
{
    stream->is_following = true;
    stream->bottom = stream->notes.count > 0 ? stream->notes.count - 1 : 0;
}

void capture_load_stream(Capture *capture)
{
    Stream *stream = &capture->stream;
    Err err = {ERR_NONE, ""};

    stream->is_loaded = true;
    if (notes_read_last(find_store(capture), session_find_facts(capture->session)->id, WINDOW, &stream->notes,
                        &err) != 0)
        capture_say(capture, ROLE_WARNING, "The notes cannot be shown: %s", err.text);
    stream->has_first = stream->notes.count < WINDOW;
    stream->has_last = true;
    follow(stream);
}

/* --- a note that was saved */

static void insert(Notes *notes, size_t at, Note note)
{
    notes->list = mem_grow(notes->list, &notes->room, notes->count + 1, sizeof *notes->list);
    memmove(&notes->list[at + 1], &notes->list[at], (notes->count - at) * sizeof *notes->list);
    notes->list[at] = note;
    notes->count++;
}

/* A new note goes where its time puts it, mostly to the end. False when the window has to be read anew. */
static bool take_in(Stream *stream, Notes *one)
{
    Notes *notes = &stream->notes;
    const Note *note = &one->list[0];
    size_t at = notes->count;

    if (find_index(stream, &note->id) != NONE)
        return false;
    while (at > 0 && notes->list[at - 1].elapsed > note->elapsed)
        at--;
    if (at == 0 && !stream->has_first)
        return false;
    insert(notes, at, *note);
    one->count = 0; /* its texts have moved */
    return true;
}

void capture_take_note(Capture *capture, const Id *id)
{
    Stream *stream = &capture->stream;
    Notes one = {NULL, 0, 0};

    if (!stream->is_loaded)
        return; /* it is read with the others */
    if (notes_read_one(find_store(capture), id->text, &one, NULL) == 0) {
        if (!stream->has_last || stream->notes.count > 3 * WINDOW || !take_in(stream, &one))
            capture_load_stream(capture);
        follow(stream);
    }
    notes_free(&one);
}

/* --- drawing */

static bool is_folded(const Capture *capture, const Note *note)
{
    return capture->is_discreet && !capture->is_revealed && note_kind_find(note->kind)->is_discreet;
}

typedef struct {
    int stamp, kind, speaker; /* columns */
    int text;                 /* the column where text begins */
    int columns;              /* of the text */
    int most;                 /* rows a note may take */
} Columns;

static Columns find_columns(const Capture *capture, Area area)
{
    Columns columns = {.stamp = capture_find_stamp_columns(capture),
                       .kind = CAPTURE_KIND_COLUMNS,
                       .speaker = capture_find_speaker_columns(capture)};

    columns.text = columns.stamp + 1 + columns.kind + 1 + (columns.speaker > 0 ? columns.speaker + 1 : 0);
    columns.columns = area.columns - columns.text - 1;
    columns.most = area.rows * 2 / 3 > 3 ? area.rows * 2 / 3 : 3;
    return columns;
}

/* No more of a long text than its rows can show. */
static size_t bound_size(const char *text, const Columns *columns)
{
    size_t size = strlen(text), most = (size_t)(columns->most + 1) * (size_t)columns->columns * 8;

    if (size <= most)
        return size;
    while (most > 0 && ((unsigned char)text[most] & 0xC0) == 0x80)
        most--;
    return most;
}

/* On paper everything was entered later. */
static void add_more(const Capture *capture, Str *out, const Note *note)
{
    notes_add_codes(out, note);
    if (note->volunteered)
        str_add_format(out, "%sunder %s", out->size > 0 ? "   " : "", note->question);
    if (note->later && !session_find_facts(capture->session)->paper)
        str_add_format(out, "%sentered later", out->size > 0 ? "   " : "");
    if (note->conflict)
        str_add_format(out, "%stwo versions", out->size > 0 ? "   " : "");
}

typedef struct {
    int text, more; /* rows */
} Rows;

static Rows count_rows(const Capture *capture, const Note *note, const Columns *columns)
{
    Str more = STR_EMPTY;
    Rows rows = {1, 0};

    if (is_folded(capture, note))
        return rows;
    rows.text = grid_count_lines(note->text, bound_size(note->text, columns), columns->columns);
    rows.text = rows.text < columns->most ? rows.text : columns->most;
    add_more(capture, &more, note);
    rows.more = more.size > 0 ? 1 : 0;
    str_free(&more);
    return rows;
}

static void put_stamp(const Capture *capture, Grid *grid, int row, int column, const Note *note, int columns)
{
    Str stamp = STR_EMPTY;

    if (note->about)
        str_add(&stamp, "~");
    if (session_find_facts(capture->session)->paper) {
        char time[CLOCK_STAMP_SIZE];
        clock_format_time(time, note->at, note->tz);
        str_add(&stamp, time);
    } else {
        capture_add_stamp(&stamp, note->elapsed);
    }
    grid_put_right(grid, row, column, column + columns, ROLE_DIM, stamp.data);
    str_free(&stamp);
}

/* The note in the rows of the area, leaving out its first `skip`. */
static void draw_note(const Capture *capture, Grid *grid, Area area, const Note *note, const Columns *columns,
                      int skip)
{
    Rows rows = count_rows(capture, note, columns);
    const NoteKindRow *kind = note_kind_find(note->kind);
    int column = area.column + columns->stamp + 1;

    put_stamp(capture, grid, area.row, area.column, note, columns->stamp);
    grid_put_short(grid, area.row, column, theme_find_note_role(note->kind), kind->name, strlen(kind->name),
                   columns->kind);
    if (is_folded(capture, note))
        return;
    column += columns->kind + 1;
    if (columns->speaker > 0 && kind->is_words)
        grid_put_short(grid, area.row, column, ROLE_DIM, note->speaker, strlen(note->speaker),
                       columns->speaker);
    column = area.column + columns->text;
    if (skip > 0) /* it began further up */
        grid_put_sign(grid, area.row, column - 1, ROLE_DIM, SIGN_MORE_UP);
    int shown = rows.text - skip;
    if (shown > 0) {
        size_t size = bound_size(note->text, columns);
        int all = grid_put_wrapped(grid, (Area){area.row, column, shown, columns->columns}, ROLE_TEXT,
                                   note->text, size, skip);
        if (all > rows.text)
            grid_put_sign(grid, area.row + shown - 1, column + columns->columns, ROLE_DIM, SIGN_MORE);
    }
    if (rows.more > 0) {
        Str more = STR_EMPTY;
        add_more(capture, &more, note);
        grid_put_short(grid, area.row + (shown > 0 ? shown : 0), column, ROLE_DIM, more.data, more.size,
                       columns->columns);
        str_free(&more);
    }
}

static void draw_empty(const Stream *stream, Grid *grid, Area area)
{
    static const char hint[] = "Nothing is noted yet: type, and press Enter";

    if (stream->is_loaded)
        grid_put_wrapped(grid, area, ROLE_DIM, hint, strlen(hint), 0);
}

void capture_draw_stream(Capture *capture, Grid *grid, Area area)
{
    Stream *stream = &capture->stream;
    Columns columns = find_columns(capture, area);
    int end = area.row + area.rows;

    stream->rows = area.rows;
    stream->columns = area.columns;
    stream->top = stream->bottom;
    if (stream->notes.count == 0) {
        draw_empty(stream, grid, area);
        return;
    }
    for (size_t i = stream->bottom + 1; i > 0 && end > area.row; i--) {
        const Note *note = &stream->notes.list[i - 1];
        Rows rows = count_rows(capture, note, &columns);
        int start = end - rows.text - rows.more, skip = start < area.row ? area.row - start : 0;
        draw_note(capture, grid, (Area){start + skip, area.column, end - start - skip, area.columns}, note,
                  &columns, skip);
        if (skip == 0)
            stream->top = i - 1;
        end = start;
    }
}

/* --- scrolling, by notes */

/* Reads around the note at `index`, which then may have another index; *index is set to it. */
static bool move_window(Capture *capture, size_t *index)
{
    Stream *stream = &capture->stream;
    Id id = stream->notes.list[*index].id;
    Err err = {ERR_NONE, ""};

    if (notes_read_around(find_store(capture), id.text, WINDOW, WINDOW, &stream->notes, &err) != 0) {
        capture_load_stream(capture);
        capture_say(capture, ROLE_WARNING, "The notes cannot be shown: %s", err.text);
        return false;
    }
    *index = find_index(stream, &id);
    stream->has_first = *index < WINDOW;
    stream->has_last = stream->notes.count - 1 - *index < WINDOW;
    return true;
}

/* One note up, or so far that the highest one shown stands at the bottom. */
static void scroll_up(Capture *capture, bool is_page)
{
    Stream *stream = &capture->stream;
    size_t shown = stream->bottom - stream->top;

    if (stream->notes.count == 0)
        return;
    if (stream->top < WINDOW / 2 && !stream->has_first && !move_window(capture, &stream->bottom))
        return;
    size_t by = is_page && shown > 0 ? shown : 1;
    if (stream->bottom > shown) /* there is more above */
        stream->bottom -= by < stream->bottom ? by : stream->bottom;
    stream->is_following = stream->has_last && stream->bottom == stream->notes.count - 1;
}

static void scroll_down(Capture *capture, size_t by)
{
    Stream *stream = &capture->stream;

    if (stream->notes.count == 0)
        return;
    if (stream->bottom + WINDOW / 2 >= stream->notes.count && !stream->has_last &&
        !move_window(capture, &stream->bottom))
        return;
    stream->bottom += by;
    if (stream->bottom + 1 >= stream->notes.count) {
        stream->bottom = stream->notes.count - 1;
        stream->is_following = stream->has_last;
    }
}

/* How many notes below the lowest one fill the rows. */
static size_t count_page(const Capture *capture)
{
    const Stream *stream = &capture->stream;
    Columns columns = find_columns(capture, (Area){0, 0, stream->rows, stream->columns});
    size_t count = 0;
    int used = 0;

    for (size_t i = stream->bottom + 1; i < stream->notes.count; i++, count++) {
        Rows rows = count_rows(capture, &stream->notes.list[i], &columns);
        used += rows.text + rows.more;
        if (used > stream->rows)
            break;
    }
    return count > 0 ? count : 1;
}

bool capture_scroll(Capture *capture, Action action)
{
    switch (action) {
    case ACTION_UP:
    case ACTION_PAGE_UP:
        scroll_up(capture, action == ACTION_PAGE_UP);
        return true;
    case ACTION_DOWN:
        scroll_down(capture, 1);
        return true;
    case ACTION_PAGE_DOWN:
        scroll_down(capture, count_page(capture));
        return true;
    default:
        return false;
    }
}

void capture_free_stream(Capture *capture)
{
    notes_free(&capture->stream.notes);
}
