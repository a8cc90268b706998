/* SPDX-License-Identifier: MIT */
/* reader_find: words looked for within one session. */
#include <stdlib.h>
#include <string.h>

#include "reader.h"
#include "rir/mem.h"
#include "rir/rows.h"

/* A note has the words when each of them stands in it. */
static bool has_words(const char *text, const char *words)
{
    Marks marks = {NULL, 0, 0};
    bool has = text_has_words(text, words);

    if (has)
        marks_find(&marks, text, words);
    has = marks.count > 0;
    marks_free(&marks);
    return has;
}

/* From the note under the cursor on (or back), then from the other end to it. */
static bool find_from(Reader *reader, bool is_back, bool is_around, bool with_here, Str *found)
{
#define FOUND                                                                                                \
    "SELECT a.id, note.text FROM note JOIN any_note a ON a.n = note.n WHERE note.session = (SELECT n FROM "  \
    "thing "                                                                                                 \
    "WHERE id = ?1) AND "
#define HERE "(SELECT elapsed, hlc FROM note WHERE n = (SELECT n FROM thing WHERE id = ?2))"
    static const char *const sql[2][2] = {
        {FOUND "(note.elapsed, note.hlc) >= " HERE " ORDER BY note.elapsed, note.hlc",
         FOUND "(note.elapsed, note.hlc) <= " HERE " ORDER BY note.elapsed, note.hlc"},
        {FOUND "(note.elapsed, note.hlc) <= " HERE " ORDER BY note.elapsed DESC, note.hlc DESC",
         FOUND "(note.elapsed, note.hlc) >= " HERE " ORDER BY note.elapsed DESC, note.hlc DESC"},
    };
    const char *here = reader_find_note(reader)->id.text;
    Rows *rows = rows_open(reader->store, NULL, sql[is_back][is_around], "tt", reader->session.text, here);

    while (found->size == 0 && rows_next(rows)) {
        bool is_here = strcmp(rows_text(rows, 0), here) == 0;
        if ((!is_here || with_here || is_around) && has_words(rows_text(rows, 1), reader->words))
            str_add(found, rows_text(rows, 0));
    }
    rows_close(rows, NULL);
    return found->size > 0;
}

static void go_to_match(Reader *reader, Desk *desk, bool is_back, bool with_here)
{
    Str found = STR_EMPTY;

    if (reader_find_note(reader) == NULL)
        return;
    if (find_from(reader, is_back, false, with_here, &found)) {
        reader_go(reader, desk, found.data);
    } else if (find_from(reader, is_back, true, with_here, &found)) {
        reader_go(reader, desk, found.data);
        desk_say(desk, ROLE_DIM, is_back ? "from the end again" : "from the beginning again");
    } else {
        desk_say(desk, ROLE_WARNING, "No note of this session has these words: %s", reader->words);
    }
    str_free(&found);
}

void reader_find_next(Reader *reader, Desk *desk, bool is_back)
{
    if (reader->words[0] == '\0')
        reader_find(reader, desk);
    else
        go_to_match(reader, desk, is_back, false);
}

/* --- the line in which the words are typed */

typedef struct {
    Reader *reader;
    Field field;
} Find;

static void find_draw(void *self, Desk *desk, Grid *grid)
{
    Find *find = self;
    Area area = grid_find_area(grid);
    int row = area.rows - 2;

    grid_draw_across(grid, area.rows - 4, 0, area.columns);
    reader_draw_notes(find->reader, grid, (Area){0, 0, area.rows - 4, area.columns});
    grid_put(grid, row - 1, 1, ROLE_DIM, "find in this session; an empty line takes the marks away");
    int column = 1 + grid_put(grid, row, 1, ROLE_ACCENT, "find") + 2;
    desk_draw_foot(desk, grid, ROLE_DIM, "");
    field_draw(&find->field, grid, (Area){row, column, 1, area.columns - column - 1}, ROLE_FIELD, true);
}

static bool find_act(void *self, Desk *desk, Action action, int number)
{
    Find *find = self;
    Reader *reader = find->reader;

    (void)number;
    if (action != ACTION_ACCEPT)
        return action != ACTION_FIELD_NEWLINE && field_act(&find->field, action);
    free(reader->words);
    reader->words = mem_copy_text(field_text(&find->field));
    desk_pop(desk);
    if (reader->words[0] != '\0')
        go_to_match(reader, desk, false, true);
    return true;
}

static void find_type(void *self, Desk *desk, const char *text, size_t size, bool is_paste)
{
    (void)desk;
    field_type(&((Find *)self)->field, text, size, is_paste, false);
}

static void find_close(void *self)
{
    Find *find = self;

    field_free(&find->field);
    free(find);
}

static const ViewClass find_class = {
    .name = "find",
    .context = CONTEXT_SEARCH,
    .draw = find_draw,
    .act = find_act,
    .type = find_type,
    .close = find_close,
};

void reader_find(Reader *reader, Desk *desk)
{
    Find *find = mem_new(sizeof *find);

    find->reader = reader;
    find->field = field_new();
    field_set_text(&find->field, reader->words);
    desk_push(desk, &find_class, find);
}
