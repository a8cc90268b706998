/* SPDX-License-Identifier: MIT */
/* The smallest program on the desk and the terminal: a field, a list of what was entered, and ways to die. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

#include "rir/mem.h"
#include "rir/term.h"
#include "rir/widget.h"

typedef struct {
    Field field;
    char **lines;
    size_t room;
    List list;
    int rows; /* of the list */
    long pastes, paste_bytes;
    bool has_clock;
} Demo;

static int64_t read_clock(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void add_line(Demo *demo, const char *text)
{
    demo->lines = mem_grow(demo->lines, &demo->room, demo->list.count + 1, sizeof *demo->lines);
    demo->lines[demo->list.count] = mem_copy_text(text);
    list_set_count(&demo->list, demo->list.count + 1);
    list_select(&demo->list, demo->list.count);
}

static void draw_line(const void *owner, Grid *grid, Area row, size_t item)
{
    const char *line = ((const Demo *)owner)->lines[item];

    grid_put_short(grid, row.row, row.column, ROLE_WORDS, line, strlen(line), row.columns);
}

static void demo_draw(void *self, Desk *desk, Grid *grid)
{
    Demo *demo = self;
    Area area = grid_find_area(grid);
    Str more = STR_EMPTY;

    str_add_format(&more, "%d x %d, %ld pastes of %ld bytes", area.columns, area.rows, demo->pastes,
                   demo->paste_bytes);
    if (demo->has_clock)
        str_add_format(&more, ", clock %ld", (long)(read_clock() / 1000 % 1000));
    desk_draw_head(grid, "Demo", more.data);
    demo->rows = area.rows - 5;
    list_draw(&demo->list, grid, (Area){2, 0, demo->rows, area.columns}, draw_line, demo, false);
    grid_draw_across(grid, area.rows - 3, 0, area.columns);
    grid_put(grid, area.rows - 2, 1, ROLE_DIM, "note");
    desk_draw_foot(desk, grid, ROLE_SAVED, "saved");
    field_draw(&demo->field, grid, (Area){area.rows - 2, 7, 1, area.columns - 8}, ROLE_FIELD, true);
    str_free(&more);
}

/* Goes deeper until the stack is used up (`depth` never becomes 0 before). */
static int overflow_stack(volatile int depth)
{
    volatile char frame[4096];

    frame[0] = (char)depth;
    return depth == 0 ? 0 : overflow_stack(depth + 1) + frame[0];
}

static void write_where_nothing_is(void)
{
    volatile char *page = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    page[0] = 1;
}

static void enter(Demo *demo)
{
    const char *text = field_text(&demo->field);

    if (strcmp(text, "!fault") == 0)
        write_where_nothing_is();
    else if (strcmp(text, "!stack") == 0)
        exit(overflow_stack(1));
    else if (strcmp(text, "!abort") == 0)
        abort();
    else if (strcmp(text, "!exit") == 0)
        exit(3);
    else if (strcmp(text, "!clock") == 0)
        demo->has_clock = true;
    else
        add_line(demo, text);
    field_set_text(&demo->field, "");
}

static bool demo_act(void *self, Desk *desk, Action action, int number)
{
    Demo *demo = self;

    (void)number;
    switch (action) {
    case ACTION_ACCEPT:
        enter(demo);
        return true;
    case ACTION_END:
        desk_pop(desk);
        return true;
    default:
        return field_act(&demo->field, action) || list_act(&demo->list, action, demo->rows);
    }
}

static void demo_type(void *self, Desk *desk, const char *text, size_t size, bool is_paste)
{
    Demo *demo = self;

    (void)desk;
    if (is_paste) {
        demo->pastes++;
        demo->paste_bytes += (long)size;
        if (size > 1000)
            return;
    }
    field_type(&demo->field, text, size, is_paste, true);
}

static int64_t demo_find_deadline(const void *self)
{
    return ((const Demo *)self)->has_clock ? 1000 - read_clock() % 1000 : -1;
}

static void demo_hang_up(void *self, Desk *desk)
{
    const char *path = getenv("DEMO_DRAFT");
    FILE *draft = path != NULL ? fopen(path, "we") : NULL;

    (void)desk;
    if (draft != NULL) {
        fputs(field_text(&((Demo *)self)->field), draft);
        fclose(draft);
    }
}

static void demo_close(void *self)
{
    Demo *demo = self;

    for (size_t i = 0; i < demo->list.count; i++)
        free(demo->lines[i]);
    free(demo->lines);
    field_free(&demo->field);
    free(demo);
}

static const ViewClass demo_class = {
    .name = "demo",
    .context = CONTEXT_SESSION,
    .draw = demo_draw,
    .act = demo_act,
    .type = demo_type,
    .find_deadline = demo_find_deadline,
    .hang_up = demo_hang_up,
    .close = demo_close,
};

int main(void)
{
    Demo *demo = mem_new(sizeof *demo);
    Desk *desk = desk_new(NULL);
    Err err;

    demo->field = field_new();
    add_line(demo, "first");
    desk_push(desk, &demo_class, demo);
    int status = term_run(desk, NULL, &err) == 0 ? 0 : 1;
    desk_free(desk);
    puts(status == 0 ? "demo is over" : err.text);
    return status;
}
