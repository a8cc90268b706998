/* SPDX-License-Identifier: MIT */
/* note_edit: a few lines typed about a note. */
#include "note_edit.h"

#include <stdlib.h>
#include <string.h>

#include "keeper.h"
#include "rir/mem.h"
#include "rir/widget.h"

#define ABOUT_MOST 6 /* rows */

typedef struct {
    char *title, *about, *help;
    Field field;
    bool is_paste; /* all of it came from one paste: nothing in it is parsed */
    Keeper keeper;
    bool (*save)(void *owner, Desk *desk, const char *text, bool is_paste);
    void (*done)(void *owner, Desk *desk);
    void *owner;
} NoteEdit;

static void note_edit_draw(void *self, Desk *desk, Grid *grid)
{
    NoteEdit *edit = self;
    Area area = grid_find_area(grid);
    int row = 2;

    desk_draw_head(grid, edit->title, NULL);
    Area about = {row, 1, ABOUT_MOST, area.columns - 2};
    int lines = grid_count_lines(edit->about, strlen(edit->about), about.columns);
    about.rows = lines < ABOUT_MOST ? lines : ABOUT_MOST;
    grid_put_wrapped(grid, about, ROLE_DIM, edit->about, strlen(edit->about), 0);
    row += about.rows;
    grid_draw_across(grid, row++, 0, area.columns);
    field_draw(&edit->field, grid, (Area){row, 1, area.rows - 3 - row, area.columns - 2}, ROLE_FIELD, true);
    grid_put_short(grid, area.rows - 2, 1, ROLE_DIM, edit->help, strlen(edit->help), area.columns - 2);
    desk_draw_foot(desk, grid, ROLE_DIM, "");
}

static void give_up(NoteEdit *edit, Desk *desk)
{
    keeper_clear(&edit->keeper);
    desk_pop(desk);
}

static bool note_edit_act(void *self, Desk *desk, Action action, int number)
{
    NoteEdit *edit = self;

    (void)number;
    switch (action) {
    case ACTION_SAVE:
        if (!edit->save(edit->owner, desk, field_text(&edit->field), edit->is_paste))
            return true;
        give_up(edit, desk);
        if (edit->done != NULL)
            edit->done(edit->owner, desk);
        return true;
    case ACTION_BACK:
        give_up(edit, desk);
        return true;
    default:
        break;
    }
    if (!field_act(&edit->field, action))
        return false;
    edit->is_paste = false;
    keeper_note(&edit->keeper);
    return true;
}

static void note_edit_type(void *self, Desk *desk, const char *text, size_t size, bool is_paste)
{
    NoteEdit *edit = self;

    (void)desk;
    edit->is_paste = is_paste && field_text(&edit->field)[0] == '\0';
    field_type(&edit->field, text, size, is_paste, true);
    keeper_note(&edit->keeper);
}

static int64_t note_edit_find_deadline(const void *self)
{
    return keeper_find_deadline(&((const NoteEdit *)self)->keeper);
}

static void keep(NoteEdit *edit, Desk *desk, bool at_once)
{
    Err err;

    if (keeper_save(&edit->keeper, field_text(&edit->field), edit_cursor(edit->field.edit), at_once, &err) !=
        0)
        desk_say(desk, ROLE_ALARM, "%s", err.text);
}

static void note_edit_tick(void *self, Desk *desk)
{
    keep(self, desk, false);
}

static void note_edit_hang_up(void *self, Desk *desk)
{
    keep(self, desk, true);
}

static void note_edit_close(void *self)
{
    NoteEdit *edit = self;

    field_free(&edit->field);
    keeper_free(&edit->keeper);
    free(edit->title);
    free(edit->about);
    free(edit->help);
    free(edit);
}

static const ViewClass note_edit_class = {
    .name = "note",
    .context = CONTEXT_NOTE,
    .draw = note_edit_draw,
    .act = note_edit_act,
    .type = note_edit_type,
    .find_deadline = note_edit_find_deadline,
    .tick = note_edit_tick,
    .hang_up = note_edit_hang_up,
    .close = note_edit_close,
};

void note_edit_open(Desk *desk, const NoteEditSpec *spec)
{
    NoteEdit *edit = mem_new(sizeof *edit);

    edit->title = mem_copy_text(spec->title);
    edit->about = mem_copy_text(spec->about);
    edit->help = mem_copy_text(spec->help);
    edit->field = field_new();
    field_set_text(&edit->field, spec->text);
    edit->keeper = keeper_new(spec->store, spec->session, spec->purpose);
    edit->save = spec->save;
    edit->done = spec->done;
    edit->owner = spec->owner;
    desk_push(desk, &note_edit_class, edit);
}
