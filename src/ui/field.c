/* SPDX-License-Identifier: MIT */
/* field: a place to type in, drawn. */
#include <string.h>

#include "rir/widget.h"

#define LEAST_COLUMNS 3 /* of edit_lay_out */

Field field_new(void)
{
    return (Field){.edit = edit_new(), .columns = 80};
}

void field_free(Field *field)
{
    edit_free(field->edit);
    field->edit = NULL;
}

const char *field_text(const Field *field)
{
    return edit_text(field->edit);
}

void field_set_text(Field *field, const char *text)
{
    edit_set_text(field->edit, text);
}

typedef struct {
    Action action;
    EditAct act;
} ActRow;

static const ActRow act_rows[] = {
    {ACTION_FIELD_LEFT, EDIT_LEFT},
    {ACTION_FIELD_RIGHT, EDIT_RIGHT},
    {ACTION_FIELD_WORD_LEFT, EDIT_WORD_LEFT},
    {ACTION_FIELD_WORD_RIGHT, EDIT_WORD_RIGHT},
    {ACTION_FIELD_HOME, EDIT_HOME},
    {ACTION_FIELD_END, EDIT_END},
    {ACTION_FIELD_BACKSPACE, EDIT_BACKSPACE},
    {ACTION_FIELD_DELETE, EDIT_DELETE},
    {ACTION_FIELD_CUT_WORD_LEFT, EDIT_CUT_WORD_LEFT},
    {ACTION_FIELD_CUT_SPACE_LEFT, EDIT_CUT_SPACE_LEFT},
    {ACTION_FIELD_CUT_WORD_RIGHT, EDIT_CUT_WORD_RIGHT},
    {ACTION_FIELD_CUT_TO_END, EDIT_CUT_TO_END},
    {ACTION_FIELD_CUT_TO_HOME, EDIT_CUT_TO_HOME},
    {ACTION_FIELD_YANK, EDIT_YANK},
    {ACTION_FIELD_YANK_POP, EDIT_YANK_POP},
    {ACTION_FIELD_SWAP, EDIT_SWAP},
    {ACTION_FIELD_SWAP_WORDS, EDIT_SWAP_WORDS},
    {ACTION_FIELD_UPPER, EDIT_UPPER},
    {ACTION_FIELD_LOWER, EDIT_LOWER},
    {ACTION_FIELD_CAPITAL, EDIT_CAPITAL},
    {ACTION_FIELD_UNDO, EDIT_UNDO},
    {ACTION_FIELD_NEWLINE, EDIT_NEWLINE},
};

bool field_act(Field *field, Action action)
{
    if (action == ACTION_UP || action == ACTION_DOWN)
        return edit_move_row(field->edit, (size_t)field->columns, action == ACTION_UP ? -1 : 1);
    for (size_t i = 0; i < sizeof act_rows / sizeof act_rows[0]; i++)
        if (act_rows[i].action == action) {
            edit_handle(field->edit, act_rows[i].act);
            return true;
        }
    return false;
}

void field_type(Field *field, const char *text, size_t size, bool is_paste, bool is_long)
{
    uint32_t point;

    if (!is_paste) {
        text_read_point(text, size, &point);
        edit_type(field->edit, point);
        return;
    }
    Str line = STR_EMPTY;
    str_add_bytes(&line, text, size);
    for (size_t i = 0; !is_long && i < size; i++)
        if (line.data[i] == '\n')
            line.data[i] = ' ';
    edit_insert(field->edit, str_text(&line), line.size);
    str_free(&line);
}

static int fit_columns(int columns)
{
    return columns < LEAST_COLUMNS ? LEAST_COLUMNS : columns;
}

int field_count_rows(const Field *field, int columns)
{
    return (int)edit_lay_out(field->edit, (size_t)fit_columns(columns)).count;
}

void field_draw(Field *field, Grid *grid, Area area, Role role, bool has_focus)
{
    if (area.rows < 1)
        return;
    field->columns = fit_columns(area.columns);
    EditLayout layout = edit_lay_out(field->edit, (size_t)field->columns);
    size_t rows = (size_t)area.rows;

    if (layout.cursor_row < field->top)
        field->top = layout.cursor_row;
    if (layout.cursor_row >= field->top + rows)
        field->top = layout.cursor_row - rows + 1;
    if (field->top + rows > layout.count)
        field->top = layout.count > rows ? layout.count - rows : 0;
    for (size_t i = 0; i < rows && field->top + i < layout.count; i++) {
        const EditRow *row = &layout.rows[field->top + i];
        grid_put_text(grid, area.row + (int)i, area.column, role, edit_text(field->edit) + row->start,
                      row->size, area.columns);
    }
    if (has_focus)
        grid_set_cursor(grid, area.row + (int)(layout.cursor_row - field->top),
                        area.column + (int)layout.cursor_column);
}
