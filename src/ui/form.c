/* SPDX-License-Identifier: MIT */
/* form: rows to type in, with suggestions. */
#include "form.h"

#include <stdlib.h>
#include <string.h>

#include "rir/mem.h"

#define NOT_ON_ONE ((size_t)-1)

typedef struct {
    Field field;
    char *value;   /* of a FORM_CHOICE: what is chosen; its field holds what is typed to find another */
    char *first;   /* as set */
    bool is_fresh; /* nothing was typed here yet */
    bool is_hidden;
} Row;

struct Form {
    const FormRow *specs;
    Row *rows;
    size_t count;
    FormSuggest suggest;
    void *owner;
    size_t focus;
    FormOptions options;
    size_t on;  /* the suggestion the cursor is on, or NOT_ON_ONE */
    size_t top; /* the first one shown */
    int label_columns;
    Str found; /* what form_find hands out */
};

/* --- suggestions */

void form_add_option(FormOptions *options, const char *value, const char *detail, bool is_wrong)
{
    options->list = mem_grow(options->list, &options->room, options->count + 1, sizeof *options->list);
    options->list[options->count++] = (FormOption){mem_copy_text(value), mem_copy_text(detail), is_wrong};
}

void form_offer(FormOptions *options, const char *value, const char *typed)
{
    if (value[0] == '\0' || !text_has_words(value, typed))
        return;
    for (size_t i = 0; i < options->count; i++)
        if (strcmp(options->list[i].value, value) == 0)
            return;
    form_add_option(options, value, "", false);
}

static void clear_options(FormOptions *options)
{
    for (size_t i = 0; i < options->count; i++) {
        free(options->list[i].value);
        free(options->list[i].detail);
    }
    options->count = 0;
}

/* The word the cursor is behind, for FORM_WORDS; else all of it. */
static const char *find_typed(const Form *form, size_t row)
{
    const char *text = field_text(&form->rows[row].field);

    if (form->specs[row].kind != FORM_WORDS)
        return text;
    const char *space = strrchr(text, ' ');
    return space != NULL ? space + 1 : text;
}

static void find_options(Form *form)
{
    const Row *row = &form->rows[form->focus];
    bool is_choice = form->specs[form->focus].kind == FORM_CHOICE;

    clear_options(&form->options);
    form->on = NOT_ON_ONE;
    form->top = 0;
    if (form->suggest != NULL)
        form->suggest(form->owner, form->focus,
                      row->is_fresh && !is_choice ? "" : find_typed(form, form->focus), &form->options);
    if (!is_choice)
        return;
    bool is_searching = field_text(&row->field)[0] != '\0';
    form->on = form->options.count > 0 && is_searching ? 0 : NOT_ON_ONE;
    for (size_t i = 0; !is_searching && i < form->options.count; i++)
        if (strcmp(form->options.list[i].value, row->value) == 0)
            form->on = i;
}

/* --- making */

Form *form_new(const FormRow *rows, size_t count, FormSuggest suggest, void *owner)
{
    Form *form = mem_new(sizeof *form);

    form->specs = rows;
    form->count = count;
    form->rows = mem_new(count * sizeof *form->rows);
    form->suggest = suggest;
    form->owner = owner;
    for (size_t i = 0; i < count; i++) {
        int columns = (int)text_measure(rows[i].label, strlen(rows[i].label));
        form->label_columns = columns > form->label_columns ? columns : form->label_columns;
        form->rows[i] = (Row){field_new(), mem_copy_text(""), mem_copy_text(""), true, false};
    }
    form->on = NOT_ON_ONE;
    return form;
}

void form_free(Form *form)
{
    if (form == NULL)
        return;
    for (size_t i = 0; i < form->count; i++) {
        field_free(&form->rows[i].field);
        free(form->rows[i].value);
        free(form->rows[i].first);
    }
    clear_options(&form->options);
    free(form->options.list);
    free(form->rows);
    str_free(&form->found);
    free(form);
}

static void set_value(Row *row, const char *text)
{
    char *copy = mem_copy_text(text);

    free(row->value);
    row->value = copy;
}

void form_set(Form *form, size_t row, const char *text)
{
    Row *set = &form->rows[row];

    free(set->first);
    set->first = mem_copy_text(text);
    set_value(set, text);
    field_set_text(&set->field, form->specs[row].kind == FORM_CHOICE ? "" : text);
    set->is_fresh = true;
    if (row == form->focus)
        find_options(form);
}

const FormOption *form_find_option(const Form *form)
{
    return form->on < form->options.count ? &form->options.list[form->on] : NULL;
}

const char *form_find(Form *form, size_t row)
{
    const FormOption *option = row == form->focus ? form_find_option(form) : NULL;
    const char *text = field_text(&form->rows[row].field);

    if (form->specs[row].kind == FORM_CHOICE) {
        if (row == form->focus && text[0] != '\0')
            return option != NULL && !option->is_wrong ? option->value : "";
        return option != NULL ? option->value : form->rows[row].value;
    }
    if (option == NULL)
        return text;
    str_clear(&form->found);
    str_add_bytes(&form->found, text, (size_t)(find_typed(form, row) - text));
    if (form->rows[row].is_fresh)
        str_clear(&form->found);
    str_add(&form->found, option->value);
    return form->found.data;
}

size_t form_find_focus(const Form *form)
{
    return form->focus;
}

void form_set_focus(Form *form, size_t row)
{
    form->focus = row < form->count ? row : 0;
    find_options(form);
}

void form_hide(Form *form, size_t row, bool is_hidden)
{
    form->rows[row].is_hidden = is_hidden;
}

bool form_is_changed(const Form *form)
{
    for (size_t i = 0; i < form->count; i++) {
        bool is_choice = form->specs[i].kind == FORM_CHOICE;
        const char *now = is_choice ? form->rows[i].value : field_text(&form->rows[i].field);
        if (strcmp(now, form->rows[i].first) != 0)
            return true;
    }
    return false;
}

/* --- taking */

bool form_accept(Form *form)
{
    Row *row = &form->rows[form->focus];
    const FormOption *option = form_find_option(form);
    bool is_choice = form->specs[form->focus].kind == FORM_CHOICE;

    if (option == NULL)
        return !is_choice || field_text(&row->field)[0] == '\0';
    if (option->is_wrong)
        return false;
    char *value = mem_copy_text(form_find(form, form->focus));
    if (is_choice) {
        set_value(row, value);
        field_set_text(&row->field, "");
    } else {
        field_set_text(&row->field, value);
        row->is_fresh = false;
    }
    free(value);
    find_options(form);
    if (!is_choice)
        form->on = NOT_ON_ONE;
    return true;
}

static void go(Form *form, bool is_back)
{
    size_t row = form->focus;

    if (!form_accept(form))
        return;
    do
        row = is_back ? (row + form->count - 1) % form->count : (row + 1) % form->count;
    while (form->rows[row].is_hidden && row != form->focus);
    form_set_focus(form, row);
}

/* Through the suggestions; above the first of a free row stands what was typed. */
static bool move(Form *form, bool is_up)
{
    bool is_free = form->specs[form->focus].kind != FORM_CHOICE;

    if (form->options.count == 0)
        return false;
    if (is_up && form->on == NOT_ON_ONE)
        return false;
    if (is_up)
        form->on = form->on > 0 ? form->on - 1 : is_free ? NOT_ON_ONE : 0;
    else if (form->on == NOT_ON_ONE)
        form->on = 0;
    else if (form->on + 1 < form->options.count)
        form->on++;
    return true;
}

bool form_act(Form *form, Action action)
{
    Row *row = &form->rows[form->focus];

    switch (action) {
    case ACTION_NEXT_FIELD:
    case ACTION_PREVIOUS_FIELD:
        go(form, action == ACTION_PREVIOUS_FIELD);
        return true;
    case ACTION_UP:
    case ACTION_DOWN:
        if (!move(form, action == ACTION_UP))
            go(form, action == ACTION_UP);
        return true;
    case ACTION_FIELD_NEWLINE:
        return true;
    default:
        break;
    }
    Str before = STR_EMPTY;
    str_add(&before, field_text(&row->field));
    bool is_done = field_act(&row->field, action);
    if (is_done)
        row->is_fresh = false;
    if (strcmp(str_text(&before), field_text(&row->field)) != 0)
        find_options(form);
    str_free(&before);
    return is_done;
}

void form_type(Form *form, const char *text, size_t size, bool is_paste)
{
    Row *row = &form->rows[form->focus];

    if (row->is_fresh && form->specs[form->focus].gives_way)
        field_set_text(&row->field, "");
    row->is_fresh = false;
    field_type(&row->field, text, size, is_paste, false);
    find_options(form);
}

/* --- drawing */

static void draw_row(Form *form, Grid *grid, Area area, size_t index)
{
    Row *row = &form->rows[index];
    const FormRow *spec = &form->specs[index];
    bool is_focus = index == form->focus, is_choice = spec->kind == FORM_CHOICE;
    int column = area.column + 1;

    if (is_focus)
        grid_put_sign(grid, area.row, area.column, ROLE_ACCENT, SIGN_HERE);
    grid_put(grid, area.row, column, is_focus ? ROLE_ACCENT : ROLE_DIM, spec->label);
    column += form->label_columns + 2;
    Area place = {area.row, column, 1, area.columns - column - 1};
    bool is_searching = is_choice && field_text(&row->field)[0] != '\0';
    if (is_choice && !is_searching) {
        const char *value = form_find(form, index);
        int used = grid_put_short(grid, area.row, column, ROLE_TEXT, value, strlen(value), place.columns);
        if (is_focus) {
            grid_set_attributes(grid, (Area){area.row, column, 1, used}, LOOK_REVERSE);
            grid_set_cursor(grid, area.row, column);
        }
        return;
    }
    if (!is_focus) {
        const char *text = field_text(&row->field);
        grid_put_short(grid, area.row, column, ROLE_TEXT, text, strlen(text), place.columns);
        return;
    }
    field_draw(&row->field, grid, place, ROLE_FIELD, true);
    if (row->is_fresh && spec->gives_way)
        grid_set_attributes(
            grid,
            (Area){area.row, column, 1,
                   (int)text_measure(field_text(&row->field), strlen(field_text(&row->field)))},
            LOOK_REVERSE);
}

static void draw_option(const Form *form, Grid *grid, Area area, size_t index)
{
    const FormOption *option = &form->options.list[index];
    int column = area.column + 3, end = area.column + area.columns - 1;
    Str text = STR_EMPTY;

    str_add_format(&text, "%s%s%s", option->value, option->detail[0] != '\0' ? "  " : "", option->detail);
    int used = grid_put_short(grid, area.row, column, option->is_wrong ? ROLE_WARNING : ROLE_TEXT, text.data,
                              text.size, end - column);
    if (index == form->on) {
        grid_put_sign(grid, area.row, column - 2, ROLE_ACCENT, SIGN_HERE);
        grid_set_attributes(grid, (Area){area.row, column, 1, used}, LOOK_REVERSE);
    }
    str_free(&text);
}

static void draw_options(Form *form, Grid *grid, Area area)
{
    size_t rows = area.rows > 0 ? (size_t)area.rows : 0;

    if (form->on != NOT_ON_ONE && form->on >= form->top + rows)
        form->top = form->on - rows + 1;
    if (form->on != NOT_ON_ONE && form->on < form->top)
        form->top = form->on;
    for (size_t i = 0; i < rows && form->top + i < form->options.count; i++)
        draw_option(form, grid, (Area){area.row + (int)i, area.column, 1, area.columns}, form->top + i);
    if (form->top + rows < form->options.count && rows > 0)
        grid_put_sign(grid, area.row + area.rows - 1, area.column + area.columns - 1, ROLE_DIM,
                      SIGN_MORE_DOWN);
    if (form->top > 0)
        grid_put_sign(grid, area.row, area.column + area.columns - 1, ROLE_DIM, SIGN_MORE_UP);
}

void form_draw(Form *form, Grid *grid, Area area)
{
    int row = area.row, end = area.row + area.rows;

    for (size_t i = 0; i < form->count && row < end; i++)
        if (!form->rows[i].is_hidden)
            draw_row(form, grid, (Area){row++, area.column, 1, area.columns}, i);
    row++;
    const char *help = form->specs[form->focus].help;
    if (row < end)
        grid_put_short(grid, row++, area.column + 1, ROLE_DIM, help, strlen(help), area.columns - 2);
    draw_options(form, grid, (Area){row, area.column, end - row, area.columns});
}
