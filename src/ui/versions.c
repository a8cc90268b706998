/* SPDX-License-Identifier: MIT */
/* versions: what a note was and is. Of a note with edits that did not see each other all are shown whole,
 * side by side where there is room: one is chosen, or it is written anew. Of any other note, all it ever was.
 */
#include <stdlib.h>
#include <string.h>

#include "note_edit.h"
#include "reader.h"
#include "rir/clock.h"
#include "rir/conflict.h"
#include "rir/line.h"
#include "rir/mem.h"
#include "rir/rows.h"
#include "when.h"

#define SIDE_BY_SIDE 100 /* columns from which two versions stand beside each other */
#define LEAST_ROWS 4     /* for one version below another */

typedef struct {
    char *author;
    int64_t at;
    NoteKind kind; /* NOTE_NONE: no note */
    char *text;
} Version;

typedef enum {
    VERSIONS_OF_NOTE, /* in conflict */
    VERSIONS_OF_OTHER,
    VERSIONS_IN_TIME /* all a note ever was */
} VersionsOf;

typedef struct {
    Store *store;
    Id entity;
    VersionsOf of;
    Version *list;
    size_t count, room;
    size_t selected;
    int skip;  /* lines of the selected one that are scrolled away */
    int lines; /* that it has, and rows that were shown of it */
    int rows;
    Str typed; /* what writing anew began with */
} VersionsView;

/* --- reading */

static void add_version(VersionsView *view, Version version)
{
    view->list = mem_grow(view->list, &view->room, view->count + 1, sizeof *view->list);
    view->list[view->count++] = version;
}

/* All versions, the newest first. */
static int read_history(VersionsView *view, Err *err)
{
    static const char sql[] = "SELECT author, at, body->>'$.kind', body->>'$.text' FROM event WHERE entity = "
                              "(SELECT n FROM thing WHERE id = ?1) "
                              "AND kind = 'note.set' AND body IS NOT NULL ORDER BY hlc DESC";
    Rows *rows = rows_open(view->store, err, sql, "t", view->entity.text);

    while (rows_next(rows)) {
        const NoteKindRow *kind = note_kind_find_name(rows_text(rows, 2));
        add_version(view, (Version){
                              .author = mem_copy_text(rows_text(rows, 0)),
                              .at = rows_number(rows, 1),
                              .kind = kind != NULL ? kind->kind : NOTE_PARAPHRASE,
                              .text = mem_copy_text(rows_text(rows, 3)),
                          });
    }
    return rows_close(rows, err);
}

static int read_notes(VersionsView *view, Err *err)
{
    NoteVersions versions = {NULL, 0, 0};
    int result = notes_read_versions(view->store, view->entity.text, &versions, err);

    for (size_t i = 0; i < versions.count; i++)
        add_version(view, (Version){
                              .author = mem_copy_text(versions.list[i].author),
                              .at = versions.list[i].at,
                              .kind = versions.list[i].kind,
                              .text = mem_copy_text(versions.list[i].text),
                          });
    notes_free_versions(&versions);
    return result;
}

static int read_others(VersionsView *view, Err *err)
{
    ConflictVersions versions = {NULL, 0, 0};
    int result = conflict_read(view->store, view->entity.text, &versions, err);

    for (size_t i = 0; i < versions.count; i++)
        add_version(view, (Version){
                              .author = mem_copy_text(versions.list[i].author),
                              .at = versions.list[i].at,
                              .text = mem_copy_text(versions.list[i].says),
                          });
    conflict_free_versions(&versions);
    return result;
}

/* --- drawing */

static bool is_conflict(const VersionsView *view)
{
    return view->of != VERSIONS_IN_TIME;
}

static void draw_version(VersionsView *view, Grid *grid, Area area, size_t index)
{
    const Version *version = &view->list[index];
    const NoteKindRow *kind = note_kind_find(version->kind);
    bool is_selected = index == view->selected;
    Str head = STR_EMPTY;

    str_add_format(&head, "%zu  %s%s", index + 1, kind != NULL ? kind->name : "", kind != NULL ? "  " : "");
    when_add(&head, version->at, clock_find_offset(version->at), clock_read().wall, true);
    str_add_format(&head, "  %s", version->author);
    Area body = {area.row + 1, area.column + 1, area.rows - 1, area.columns - 3};
    int used =
        grid_put_short(grid, area.row, area.column + 1, ROLE_TITLE, head.data, head.size, area.columns - 2);
    int skip = is_selected ? view->skip : 0;
    int lines = grid_put_wrapped(grid, body, ROLE_TEXT, version->text, strlen(version->text), skip);
    if (lines - skip > body.rows)
        grid_put_sign(grid, body.row + body.rows - 1, area.column + area.columns - 1, ROLE_DIM,
                      SIGN_MORE_DOWN);
    if (is_selected) {
        grid_put_sign(grid, area.row, area.column, ROLE_ACCENT, SIGN_HERE);
        grid_set_attributes(grid, (Area){area.row, area.column + 1, 1, used}, LOOK_REVERSE);
        grid_set_cursor(grid, area.row, area.column + 1);
        view->lines = lines;
        view->rows = body.rows;
    }
    str_free(&head);
}

static void draw_beside(VersionsView *view, Grid *grid, Area area)
{
    int half = area.columns / 2;

    draw_version(view, grid, (Area){area.row, 0, area.rows, half - 1}, 0);
    grid_draw_down(grid, area.row, half, area.rows);
    draw_version(view, grid, (Area){area.row, half + 1, area.rows, area.columns - half - 1}, 1);
}

/* As many as have room, around the selected one. */
static void draw_below(VersionsView *view, Grid *grid, Area area)
{
    size_t count = view->count, most = (size_t)(area.rows / LEAST_ROWS);
    size_t shown = count < most ? count : most, first = 0;

    if (view->selected >= shown)
        first = view->selected - shown + 1;
    int rows = area.rows / (int)shown;
    for (size_t i = 0; i < shown; i++)
        draw_version(view, grid, (Area){area.row + (int)i * rows, 0, rows - 1, area.columns}, first + i);
    if (first > 0)
        grid_put_sign(grid, area.row, area.columns - 1, ROLE_DIM, SIGN_MORE_UP);
    if (first + shown < count)
        grid_put_sign(grid, area.row + area.rows - 1, area.columns - 1, ROLE_DIM, SIGN_MORE_DOWN);
}

static void versions_draw(void *self, Desk *desk, Grid *grid)
{
    VersionsView *view = self;
    Area area = grid_find_area(grid);
    Str more = STR_EMPTY;

    str_add_format(&more, "%zu version%s", view->count, view->count == 1 ? "" : "s");
    desk_draw_head(
        grid, is_conflict(view) ? "Two versions that did not see each other" : "What the note was before",
        more.data);
    Area body = {2, 0, area.rows - 4, area.columns};
    if (view->count == 2 && area.columns >= SIDE_BY_SIDE)
        draw_beside(view, grid, body);
    else
        draw_below(view, grid, body);
    static const char *const helps[] = {
        [VERSIONS_OF_NOTE] = "Enter keeps that one, e writes it anew; the log keeps both",
        [VERSIONS_OF_OTHER] = "Enter keeps that one; the log keeps both",
        [VERSIONS_IN_TIME] = "Enter brings that version back, as a new one",
    };
    grid_put(grid, area.rows - 2, 1, ROLE_DIM, helps[view->of]);
    desk_draw_foot(desk, grid, ROLE_DIM, "");
    str_free(&more);
}

/* --- acting */

static bool finish(VersionsView *view, Desk *desk, int result, const Err *err)
{
    if (result != 0)
        desk_say_error(desk, err);
    else
        desk_say(desk, ROLE_SAVED,
                 is_conflict(view) ? "settled; z takes it back" : "brought back; z takes it back");
    return result == 0;
}

static void choose(VersionsView *view, Desk *desk)
{
    const Version *version = &view->list[view->selected];
    Err err;
    int result;

    if (is_conflict(view))
        result = conflict_settle(view->store, view->entity.text, view->selected + 1, &err);
    else
        result = notes_correct(view->store, view->entity.text,
                               &(NoteChange){.text = version->text, .kind = version->kind}, &err);
    if (finish(view, desk, result, &err))
        desk_pop(desk);
}

static bool save_anew(void *owner, Desk *desk, const char *text, bool is_paste)
{
    VersionsView *view = owner;
    Err err;
    NoteChange change = {.typed = text};
    int result;

    if (is_paste)
        change = (NoteChange){.text = text};
    if (is_conflict(view) && strcmp(text, str_text(&view->typed)) == 0)
        result = conflict_settle(view->store, view->entity.text, view->selected + 1, &err);
    else
        result = notes_correct(view->store, view->entity.text, &change, &err);
    return finish(view, desk, result, &err);
}

static void leave(void *owner, Desk *desk)
{
    (void)owner;
    desk_pop(desk);
}

/* Starts from the selected version. */
static void write_anew(VersionsView *view, Desk *desk)
{
    const Version *version = &view->list[view->selected];
    Str about = STR_EMPTY;

    str_clear(&view->typed);
    line_add_typed(&view->typed, version->kind, version->text);
    for (size_t i = 0; i < view->count; i++)
        if (i != view->selected)
            str_add_format(&about, "%s%s: %s", about.size > 0 ? "\n" : "", view->list[i].author,
                           view->list[i].text);
    note_edit_open(desk, &(NoteEditSpec){
                             .title = "Write the note anew",
                             .about = str_text(&about),
                             .help = "typed as in a session: ,v #code @P07; Alt-Enter: new line",
                             .text = str_text(&view->typed),
                             .save = save_anew,
                             .done = leave,
                             .owner = view,
                         });
    str_free(&about);
}

static bool versions_act(void *self, Desk *desk, Action action, int number)
{
    VersionsView *view = self;
    int most = view->lines > view->rows ? view->lines - view->rows : 0;

    (void)number;
    switch (action) {
    case ACTION_UP:
    case ACTION_DOWN:
        if (action == ACTION_UP && view->selected > 0)
            view->selected--;
        else if (action == ACTION_DOWN && view->selected + 1 < view->count)
            view->selected++;
        view->skip = 0;
        return true;
    case ACTION_PAGE_UP:
        view->skip = view->skip > view->rows ? view->skip - view->rows : 0;
        return true;
    case ACTION_PAGE_DOWN:
        view->skip = view->skip + view->rows < most ? view->skip + view->rows : most;
        return true;
    case ACTION_PICK:
        choose(view, desk);
        return true;
    case ACTION_EDIT:
        if (view->of == VERSIONS_OF_OTHER)
            desk_say(desk, ROLE_DIM, "Choose one; what is still wrong can be corrected then");
        else
            write_anew(view, desk);
        return true;
    default:
        return false;
    }
}

static void versions_close(void *self)
{
    VersionsView *view = self;

    for (size_t i = 0; i < view->count; i++) {
        free(view->list[i].author);
        free(view->list[i].text);
    }
    free(view->list);
    str_free(&view->typed);
    free(view);
}

static const ViewClass versions_class = {
    .name = "versions",
    .context = CONTEXT_CHOICE,
    .draw = versions_draw,
    .act = versions_act,
    .close = versions_close,
};

static void open_view(Desk *desk, Store *store, const char *entity, VersionsOf of)
{
    static int (*const read[])(VersionsView * view, Err * err) = {
        [VERSIONS_OF_NOTE] = read_notes,
        [VERSIONS_OF_OTHER] = read_others,
        [VERSIONS_IN_TIME] = read_history,
    };
    VersionsView *view = mem_new(sizeof *view);
    Err err;

    view->store = store;
    view->entity = id_read(entity);
    view->of = of;
    int result = read[of](view, &err);
    if (result == 0 && view->count > 0) {
        desk_push(desk, &versions_class, view);
        return;
    }
    desk_say(desk, ROLE_WARNING, "%s", result != 0 ? err.text : "That is settled already");
    versions_close(view);
}

void settle_open(Desk *desk, Store *store, const char *entity, bool is_note)
{
    open_view(desk, store, entity, is_note ? VERSIONS_OF_NOTE : VERSIONS_OF_OTHER);
}

void versions_open(Desk *desk, Store *store, const char *note)
{
    open_view(desk, store, note, VERSIONS_IN_TIME);
}
