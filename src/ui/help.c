/* SPDX-License-Identifier: MIT */
/* help: the keys of a screen, from the table of acts and the keys in force. */
#include <stdlib.h>
#include <string.h>

#include "rir/mem.h"
#include "rir/text.h"
#include "rir/widget.h"

#define KEY_COLUMNS 16
#define COMMAND_LEAST 76 /* columns from which the typed twins are shown too */

typedef struct {
    const ActionRow *row; /* NULL for a heading, for an empty line and for more keys of the act above */
    const char *heading;
    char *keys;
} HelpLine;

typedef struct {
    Context context;
    HelpLine *lines;
    size_t count, room;
    List list;
    int rows; /* shown */
} Help;

static void add_line(Help *help, HelpLine line)
{
    help->lines = mem_grow(help->lines, &help->room, help->count + 1, sizeof *help->lines);
    help->lines[help->count++] = line;
}

/* How many bytes of a list of keys stand whole in their column; what is cut cannot be pressed. */
static size_t fit_keys(const char *keys)
{
    size_t size = strlen(keys), fit = 0;

    if ((int)text_measure(keys, size) <= KEY_COLUMNS)
        return size;
    for (const char *comma = strstr(keys, ", "); comma != NULL; comma = strstr(comma + 2, ", "))
        if (fit == 0 || (int)text_measure(keys, (size_t)(comma - keys)) < KEY_COLUMNS)
            fit = (size_t)(comma - keys) + 1;
    return fit > 0 ? fit : size;
}

/* An act, and below it the keys for which there was no room beside it. */
static void add_act(Help *help, const ActionRow *row, const char *keys)
{
    size_t fit = fit_keys(keys);

    add_line(help, (HelpLine){row, NULL, mem_copy_bytes(keys, fit)});
    for (keys += fit; *keys != '\0'; keys += fit) {
        keys += strspn(keys, " ");
        fit = fit_keys(keys);
        add_line(help, (HelpLine){NULL, "", mem_copy_bytes(keys, fit)});
    }
}

/* The acts that hold in one of these contexts. */
static void add_section(Help *help, const Keymap *keymap, const char *heading, unsigned want)
{
    size_t count;
    const ActionRow *rows = action_list(&count);

    if (help->count > 0)
        add_line(help, (HelpLine){NULL, "", NULL});
    add_line(help, (HelpLine){NULL, heading, NULL});
    for (size_t i = 0; i < count; i++) {
        if ((rows[i].contexts & want) == 0)
            continue;
        Str keys = STR_EMPTY;
        keymap_add_keys(&keys, keymap, rows[i].action, help->context);
        add_act(help, &rows[i], str_text(&keys));
        str_free(&keys);
    }
}

static void draw_line(const void *owner, Grid *grid, Area area, size_t at)
{
    const HelpLine *line = &((const Help *)owner)->lines[at];
    int column = area.column, end = area.column + area.columns;

    if (line->keys != NULL)
        grid_put_short(grid, area.row, column + 1, ROLE_KEY, line->keys, strlen(line->keys), KEY_COLUMNS);
    if (line->row == NULL) {
        grid_put(grid, area.row, column, ROLE_TITLE, line->heading);
        return;
    }
    column += KEY_COLUMNS + 3;
    if (line->row->commands != NULL && area.columns + 2 >= COMMAND_LEAST) {
        Str commands = STR_EMPTY;
        for (const char *c = line->row->commands; *c != '\0'; c++) {
            if (c == line->row->commands || c[-1] == ' ')
                str_add_byte(&commands, '/');
            str_add_byte(&commands, *c);
        }
        end = grid_put_right(grid, area.row, column, end - 1, ROLE_DIM, commands.data) - 1;
        str_free(&commands);
    }
    grid_put_short(grid, area.row, column, ROLE_TEXT, line->row->help, strlen(line->row->help), end - column);
}

static void help_draw(void *self, Desk *desk, Grid *grid)
{
    Help *help = self;
    Area area = grid_find_area(grid);
    Str title = STR_EMPTY;

    str_add_format(&title, "Keys: %s", context_name(help->context));
    desk_draw_head(grid, title.data,
                   context_is_text(help->context) ? "Alt-x is also Esc, then x" : NULL);
    help->rows = area.rows - 4;
    list_draw(&help->list, grid, (Area){2, 0, help->rows, area.columns}, draw_line, help, true);
    desk_draw_foot(desk, grid, ROLE_DIM, "");
    str_free(&title);
}

static bool help_act(void *self, Desk *desk, Action action, int number)
{
    Help *help = self;

    (void)number;
    if (action == ACTION_HELP || action == ACTION_PALETTE || action == ACTION_ACCEPT) {
        desk_pop(desk);
        if (action == ACTION_PALETTE)
            palette_open(desk);
        return true;
    }
    return list_act(&help->list, action, help->rows);
}

static void help_close(void *self)
{
    Help *help = self;

    for (size_t i = 0; i < help->count; i++)
        free(help->lines[i].keys);
    free(help->lines);
    free(help);
}

static const ViewClass help_class = {
    .name = "help",
    .context = CONTEXT_HELP,
    .draw = help_draw,
    .act = help_act,
    .close = help_close,
};

void help_open(Desk *desk)
{
    Help *help = mem_new(sizeof *help);
    const Keymap *keymap = desk_find_keymap(desk);

    help->context = desk_find_context(desk);
    add_section(help, keymap, "This screen", (unsigned)help->context);
    if (context_is_text(help->context))
        add_section(help, keymap, "While typing", CONTEXT_FIELD);
    add_section(help, keymap, "Everywhere", CONTEXT_ANY);
    list_set_count(&help->list, help->count);
    list_select(&help->list, 1);
    desk_push(desk, &help_class, help);
}
