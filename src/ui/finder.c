/* SPDX-License-Identifier: MIT */
/* finder: words found in all sessions and in the residency log while they are typed. Looking happens on idle,
 * a slice at a time. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "log_list.h"
#include "marks.h"
#include "rir/clock.h"
#include "rir/home.h"
#include "rir/mem.h"
#include "rir/note_kind.h"
#include "rir/search.h"
#include "rir/widget.h"
#include "session_rows.h"
#include "when.h"

#define HITS_MOST 2000
#define SLICE_MS 4
#define LOOKED_MOST 500   /* notes between two looks at the clock */
#define SESSIONS_MOST 5   /* shown above the notes */
#define SESSIONS_SLICE 40 /* read at a time */
#define PREVIEW_ROWS 3
#define PREVIEW_LEAST 22 /* rows of the screen from which the note under the cursor is shown whole */

typedef struct {
    Id note, session;
    Id entry; /* of the residency log; "" for a note */
    int64_t number, at, elapsed;
    NoteKind kind;
    bool is_discreet;
    char *what;  /* of an entry: "meeting" */
    char *label; /* of an entry: "L3" */
    char *date;
    char *speaker, *text;
} Hit;

typedef struct {
    Hit *list;
    size_t count, room;
} Hits;

typedef struct {
    Store *store;
    const Settings *settings;
    Field field;
    char *words;   /* what the hits are of */
    bool is_dirty; /* the field has other words, or a session was looked into */
    bool must_read;
    Search *search; /* NULL when all was found */
    Hits hits;
    bool has_more;        /* than HITS_MOST */
    SessionRows sessions; /* all of the study, read on idle */
    size_t sessions_read;
    size_t matches[SESSIONS_MOST]; /* those whose number, people or title have the words */
    size_t match_count;
    bool is_revealed;
    Id wanted; /* what was opened: the cursor goes back to it when it is found again; "" for nothing */
    List list;
    int rows;
    int64_t now;
} Finder;

/* --- looking */

static void free_hits(Hits *hits)
{
    for (size_t i = 0; i < hits->count; i++) {
        free(hits->list[i].what);
        free(hits->list[i].label);
        free(hits->list[i].date);
        free(hits->list[i].speaker);
        free(hits->list[i].text);
    }
    hits->count = 0;
}

static void stop(Finder *finder)
{
    search_close(finder->search);
    finder->search = NULL;
}

/* Of the residency log what happened and what a word means is for all; whom the researcher met, and thought
 * of it, is not. */
static bool is_own_account(const char *what)
{
    return strcmp(what, "event") != 0 && strcmp(what, "term") != 0;
}

static void add_hit(Hits *hits, const SearchHit *found)
{
    bool is_entry = found->from == SEARCH_LOG;
    const NoteKindRow *kind = is_entry ? NULL : note_kind_find_name(found->kind);

    hits->list = mem_grow(hits->list, &hits->room, hits->count + 1, sizeof *hits->list);
    hits->list[hits->count++] = (Hit){
        .note = id_read(found->note),
        .session = id_read(found->session),
        .entry = id_read(found->entry),
        .number = found->number,
        .at = found->at,
        .elapsed = found->elapsed,
        .kind = kind != NULL ? kind->kind : NOTE_PARAPHRASE,
        .is_discreet = is_entry ? is_own_account(found->kind) : kind != NULL && kind->is_discreet,
        .what = mem_copy_text(found->kind),
        .label = mem_copy_text(found->label),
        .date = mem_copy_text(found->date),
        .speaker = mem_copy_text(found->speaker != NULL ? found->speaker : ""),
        .text = mem_copy_text(found->text),
    };
}

/* The row of what was opened; the number of rows when it is not found again yet. */
static size_t find_wanted(const Finder *finder)
{
    size_t rows = finder->match_count + finder->hits.count;

    for (size_t i = 0; i < finder->match_count; i++)
        if (id_is_same(&finder->sessions.list[finder->matches[i]].id, &finder->wanted))
            return i;
    for (size_t i = 0; i < finder->hits.count; i++)
        if (id_is_same(&finder->hits.list[i].note, &finder->wanted) ||
            id_is_same(&finder->hits.list[i].entry, &finder->wanted))
            return finder->match_count + i;
    return rows;
}

static void count_rows(Finder *finder)
{
    list_set_count(&finder->list, finder->match_count + finder->hits.count);
    if (!id_is_set(&finder->wanted))
        return;
    size_t row = find_wanted(finder);
    if (row < finder->list.count)
        list_select(&finder->list, row);
}

static bool session_has_words(const SessionRow *row, const char *words)
{
    Str hay = STR_EMPTY;

    str_add_format(&hay, "%lld %s %s", (long long)row->number, row->people, row->title);
    bool has = text_has_words(hay.data, words);
    str_free(&hay);
    return has;
}

/* Looks at the sessions from `from` on that were read. */
static void match_sessions(Finder *finder, size_t from)
{
    if (from == 0)
        finder->match_count = 0;
    for (size_t i = from; i < finder->sessions_read && finder->match_count < SESSIONS_MOST; i++)
        if (finder->words[0] != '\0' && session_has_words(&finder->sessions.list[i], finder->words))
            finder->matches[finder->match_count++] = i;
    count_rows(finder);
}

/* Reads some more sessions; false when all are read. */
static bool read_sessions(Finder *finder)
{
    size_t from = finder->sessions_read;

    if (from == finder->sessions.count && finder->sessions.is_whole)
        return false;
    if (from == finder->sessions.count)
        session_rows_add(&finder->sessions, finder->store, SESSIONS_SLICE, NULL);
    finder->sessions_read = finder->sessions.count;
    session_rows_read(&finder->sessions, finder->store, from, finder->sessions_read);
    match_sessions(finder, from);
    return true;
}

static void begin(Finder *finder, Desk *desk)
{
    Err err;

    stop(finder);
    finder->is_dirty = false;
    finder->has_more = false;
    if (strcmp(finder->words, field_text(&finder->field)) != 0)
        finder->wanted = id_read("");
    free(finder->words);
    finder->words = mem_copy_text(field_text(&finder->field));
    free_hits(&finder->hits);
    finder->list.top = 0;
    match_sessions(finder, 0);
    list_select(&finder->list, 0);
    finder->search = search_open(finder->store, finder->words, &err);
    if (finder->search == NULL)
        desk_say(desk, ROLE_ALARM, "%s", err.text);
    else
        search_set_patience(finder->search, LOOKED_MOST);
}

static void finish(Finder *finder, Desk *desk, bool has_more)
{
    Err err;

    finder->has_more = has_more;
    if (search_check(finder->search, &err) != 0)
        desk_say(desk, ROLE_ALARM, "%s", err.text);
    stop(finder);
}

static bool finder_work(void *self, Desk *desk)
{
    Finder *finder = self;
    int64_t end = clock_read().boot + SLICE_MS;

    if (finder->must_read) { /* a session was read and may have been changed */
        session_rows_free(&finder->sessions);
        finder->sessions_read = 0;
        finder->must_read = false;
    }
    if (finder->is_dirty)
        begin(finder, desk);
    if (finder->search == NULL) {
        if (!read_sessions(finder))
            return false;
        desk_touch(desk);
        return true;
    }
    do {
        const SearchHit *found = search_next(finder->search);
        if (found == NULL && search_is_resting(finder->search))
            continue;
        if (found == NULL || finder->hits.count == HITS_MOST) {
            finish(finder, desk, found != NULL);
            break;
        }
        add_hit(&finder->hits, found);
    } while (clock_read().boot < end);
    count_rows(finder);
    desk_touch(desk);
    return true;
}

/* The hit the cursor is on; NULL on a session and where there is none. */
static const Hit *find_hit(const Finder *finder)
{
    size_t at = finder->list.selected;

    if (at < finder->match_count || at - finder->match_count >= finder->hits.count)
        return NULL;
    return &finder->hits.list[at - finder->match_count];
}

static void changed(Finder *finder)
{
    finder->is_dirty = finder->is_dirty || strcmp(field_text(&finder->field), finder->words) != 0;
}

/* --- drawing */

enum { NUMBER_COLUMNS = 4, SPAN_COLUMNS = 8, KIND_COLUMNS = 12 };

static bool is_hidden(const Finder *finder, const Hit *hit)
{
    return !finder->is_revealed && hit->is_discreet;
}

/* The text from where its first found word is seen in `columns`. */
static size_t find_start(const char *text, const Marks *marks, int columns)
{
    size_t size = strlen(text), at = 0;

    if (marks->count == 0 || (int)text_measure(text, marks->list[0].end) < columns)
        return 0;
    size_t start = marks->list[0].start;
    while (at < start && (int)text_measure(text + at, marks->list[0].end - at) + 2 > columns * 2 / 3) {
        size_t next = text_find_next_word(text, size, at);
        at = next > at ? next : start;
    }
    return at < start ? at : start;
}

static void draw_text(const Finder *finder, Grid *grid, Area place, const Hit *hit)
{
    Marks marks = {NULL, 0, 0};
    Str line = STR_EMPTY;

    if (is_hidden(finder, hit)) {
        grid_put_short(grid, place.row, place.column, ROLE_DIM, "not shown: Alt-. shows it", 25,
                       place.columns);
        return;
    }
    marks_find(&marks, hit->text, finder->words);
    size_t start = find_start(hit->text, &marks, place.columns);
    if (start > 0)
        str_add_format(&line, "%s ", theme_find_sign(SIGN_MORE, grid_is_ascii(grid)));
    str_add(&line, hit->text + start + strspn(hit->text + start, " "));
    marks_find(&marks, line.data, finder->words);
    marks_put_short(grid, place.row, place.column, ROLE_TEXT, line.data, line.size, place.columns, &marks);
    marks_free(&marks);
    str_free(&line);
}

/* An entry of the residency log, in the columns of a note: its label for the session, its date for the times,
 * its kind behind the word log. */
static void draw_entry(const Finder *finder, Grid *grid, Area row, const Hit *hit)
{
    int column = row.column, end = row.column + row.columns;
    int date_columns = SPAN_COLUMNS + (row.columns >= 100 ? WHEN_COLUMNS + 1 : 0);

    grid_put_right(grid, row.row, column, column + NUMBER_COLUMNS, ROLE_TEXT, hit->label);
    column += NUMBER_COLUMNS + 1;
    grid_put_short(grid, row.row, column, ROLE_DIM, hit->date, strnlen(hit->date, 10),
                   row.columns >= 100 ? date_columns : 0);
    column += date_columns + 1;
    grid_put_format(grid, row.row, column, ROLE_ACCENT, "log %.*s", KIND_COLUMNS - 4, hit->what);
    column += KIND_COLUMNS + 1;
    draw_text(finder, grid, (Area){row.row, column, 1, end - column}, hit);
}

static void draw_hit(const void *owner, Grid *grid, Area row, size_t at)
{
    const Finder *finder = owner;

    if (at < finder->match_count) {
        session_row_draw(&finder->sessions.list[finder->matches[at]], grid, row, finder->now);
        return;
    }
    const Hit *hit = &finder->hits.list[at - finder->match_count];
    if (id_is_set(&hit->entry)) {
        draw_entry(finder, grid, row, hit);
        return;
    }
    const NoteKindRow *kind = note_kind_find(hit->kind);
    int column = row.column, end = row.column + row.columns;
    char text[64], span[CLOCK_STAMP_SIZE];

    snprintf(text, sizeof text, "%lld", (long long)hit->number);
    grid_put_right(grid, row.row, column, column + NUMBER_COLUMNS, ROLE_TEXT, text);
    column += NUMBER_COLUMNS + 1;
    if (row.columns >= 100) {
        Str when = STR_EMPTY;
        when_add(&when, hit->at, clock_find_offset(hit->at), finder->now, false);
        grid_put_text(grid, row.row, column, ROLE_DIM, when.data, when.size, WHEN_COLUMNS);
        column += WHEN_COLUMNS + 1;
        str_free(&when);
    }
    clock_format_span(span, hit->elapsed);
    grid_put_right(grid, row.row, column, column + SPAN_COLUMNS, ROLE_DIM, span);
    column += SPAN_COLUMNS + 1;
    grid_put_short(grid, row.row, column, theme_find_note_role(hit->kind), kind->name, strlen(kind->name),
                   KIND_COLUMNS);
    column += KIND_COLUMNS + 1;
    draw_text(finder, grid, (Area){row.row, column, 1, end - column}, hit);
}

/* The note under the cursor, whole. */
static void draw_preview(const Finder *finder, Grid *grid, Area area)
{
    Marks marks = {NULL, 0, 0};

    grid_draw_across(grid, area.row - 1, 0, area.columns);
    const Hit *hit = find_hit(finder);
    if (hit == NULL || is_hidden(finder, hit))
        return;
    Str text = STR_EMPTY;
    if (id_is_set(&hit->entry))
        str_add_format(&text, "%s%s%s%s", hit->date, hit->date[0] != '\0' ? "  " : "",
                       hit->speaker[0] != '\0' ? "with " : "", hit->speaker);
    else
        str_add(&text, hit->speaker);
    str_add_format(&text, "%s%s", text.size > 0 && text.data[text.size - 1] != ' ' ? "  " : "", hit->text);
    marks_find(&marks, text.data, finder->words);
    /* Scrolled to the line with the first found word. */
    int skip = 0;
    Area place = {area.row, 1, area.rows, area.columns - 2};
    int lines = grid_count_lines(text.data, text.size, place.columns);
    if (marks.count > 0 && lines > area.rows)
        skip = grid_count_lines(text.data, marks.list[0].end, place.columns) - 2;
    skip = skip < lines - area.rows ? skip : lines - area.rows;
    marks_put_wrapped(grid, place, ROLE_TEXT, text.data, text.size, skip > 0 ? skip : 0, &marks);
    marks_free(&marks);
    str_free(&text);
}

static void add_count(const Finder *finder, Str *out)
{
    if (finder->words[0] == '\0' && !finder->is_dirty)
        return;
    if (finder->search != NULL || finder->is_dirty)
        str_add_format(out, "%zu so far", finder->hits.count);
    else
        str_add_format(out, "%zu%s found", finder->hits.count, finder->has_more ? " and more" : "");
}

static void finder_draw(void *self, Desk *desk, Grid *grid)
{
    Finder *finder = self;
    Area area = grid_find_area(grid);
    bool has_preview = area.rows >= PREVIEW_LEAST;
    Str count = STR_EMPTY;

    finder->now = clock_read().wall;
    add_count(finder, &count);
    desk_draw_head(grid, "Search notes and log", str_text(&count));
    int column = 1 + grid_put(grid, 2, 1, ROLE_DIM, "words") + 2;
    finder->rows = area.rows - 6 - (has_preview ? PREVIEW_ROWS + 1 : 0);
    list_draw(&finder->list, grid, (Area){4, 0, finder->rows, area.columns}, draw_hit, finder, false);
    if (finder->list.count == 0 && finder->words[0] == '\0') {
        grid_put(grid, 4, 3, ROLE_DIM, "Every word must be in the note, or entry of the log;");
        grid_put(grid, 5, 3, ROLE_DIM, "\"double quotes\" hold a phrase.");
    } else if (finder->list.count == 0 && finder->search == NULL && !finder->is_dirty)
        grid_put(grid, 4, 3, ROLE_DIM, "Nothing has these words.");
    if (has_preview)
        draw_preview(finder, grid, (Area){area.rows - 2 - PREVIEW_ROWS, 0, PREVIEW_ROWS, area.columns});
    desk_draw_foot(desk, grid, ROLE_DIM, "");
    field_draw(&finder->field, grid, (Area){2, column, 1, area.columns - column - 1}, ROLE_FIELD, true);
    str_free(&count);
}

/* --- acting */

static void open_selected(Finder *finder, Desk *desk)
{
    const Hit *hit = find_hit(finder);
    size_t at = finder->list.selected;

    stop(finder); /* looked for anew on the way back: the note may be another one then */
    if (hit != NULL)
        finder->wanted = id_is_set(&hit->entry) ? hit->entry : hit->note;
    else if (at < finder->match_count)
        finder->wanted = finder->sessions.list[finder->matches[at]].id;
    if (hit != NULL && id_is_set(&hit->entry))
        log_form_open(desk, finder->store, hit->entry.text, NULL, NULL, false);
    else if (hit != NULL)
        reader_open(desk, finder->store, finder->settings, hit->session.text, hit->note.text, finder->words);
    else if (at < finder->match_count)
        reader_open(desk, finder->store, finder->settings, finder->sessions.list[finder->matches[at]].id.text,
                    NULL, NULL);
    finder->is_dirty = true;
    finder->must_read = true;
}

static bool finder_act(void *self, Desk *desk, Action action, int number)
{
    Finder *finder = self;

    (void)number;
    switch (action) {
    case ACTION_ACCEPT:
        open_selected(finder, desk);
        return true;
    case ACTION_REVEAL:
        finder->is_revealed = !finder->is_revealed;
        return true;
    case ACTION_FIELD_NEWLINE:
        return true;
    default:
        break;
    }
    if (list_act(&finder->list, action, finder->rows)) {
        finder->wanted = id_read("");
        return true;
    }
    bool is_done = field_act(&finder->field, action);
    changed(finder);
    return is_done;
}

static void finder_type(void *self, Desk *desk, const char *text, size_t size, bool is_paste)
{
    Finder *finder = self;

    (void)desk;
    field_type(&finder->field, text, size, is_paste, false);
    changed(finder);
}

static void finder_add_safety(const void *self, Str *out)
{
    (void)self;
    str_add(out, "Everything is saved.");
}

static void finder_close(void *self)
{
    Finder *finder = self;

    stop(finder);
    free_hits(&finder->hits);
    free(finder->hits.list);
    session_rows_free(&finder->sessions);
    free(finder->words);
    field_free(&finder->field);
    free(finder);
}

static const ViewClass finder_class = {
    .name = "search",
    .context = CONTEXT_SEARCH,
    .draw = finder_draw,
    .act = finder_act,
    .type = finder_type,
    .work = finder_work,
    .add_safety = finder_add_safety,
    .close = finder_close,
};

void finder_open(Desk *desk, Store *store, const Settings *settings)
{
    Finder *finder = mem_new(sizeof *finder);

    finder->store = store;
    finder->settings = settings;
    finder->field = field_new();
    finder->words = mem_copy_text("");
    finder->is_revealed = settings != NULL && strcmp(settings_find(settings, "discreet"), "no") == 0;
    desk_push(desk, &finder_class, finder);
}
