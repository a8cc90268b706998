/* SPDX-License-Identifier: MIT */
#include "screen.h"

#include "rir/text.h"

Desk *screen_desk;
Settings *screen_settings;
static Grid *grid, *before;

int screen_set_up(void **state)
{
    if (lab_set_up(state) != 0)
        return -1;
    setenv("XDG_CONFIG_HOME", lab_folder, 1);
    screen_settings = settings_open(&lab_err);
    return screen_settings ? 0 : -1;
}

int screen_tear_down(void **state)
{
    screen_close();
    settings_close(screen_settings);
    return lab_tear_down(state);
}

void screen_open(int rows, int columns)
{
    screen_close();
    screen_desk = desk_new(screen_settings);
    grid = grid_new(rows, columns);
    before = grid_new(rows, columns);
}

void screen_close(void)
{
    desk_free(screen_desk);
    grid_free(grid);
    grid_free(before);
    screen_desk = NULL;
    grid = NULL;
    before = NULL;
}

void screen_resize(int rows, int columns)
{
    Input input = {.type = INPUT_RESIZE, .rows = rows, .columns = columns};
    grid_resize(grid, rows, columns);
    desk_handle(screen_desk, &input);
}

void screen_set_ascii(bool ascii)
{
    grid_set_ascii(grid, ascii);
}

void screen_hang_up(void)
{
    Input input = {.type = INPUT_HANG_UP};
    desk_handle(screen_desk, &input);
    assert_true(desk_is_over(screen_desk));
    screen_close();
}

/* --- what comes in */

static void handle(const Input *input)
{
    desk_handle(screen_desk, input);
    desk_draw(screen_desk, grid);
}

void screen_press(const char *keys)
{
    Key key;
    while ((key = key_read_next(&keys)) != KEY_NONE) {
        Input input = input_from_key(key);
        handle(&input);
    }
    assert_string_equal(keys, "");
}

void screen_type(const char *text)
{
    size_t size = strlen(text);
    for (size_t at = 0; at < size;) {
        uint32_t point;
        at += text_read_point(text + at, size - at, &point);
        Input input = input_from_key(point);
        handle(&input);
    }
}

void screen_enter(const char *text)
{
    screen_type(text);
    screen_press("Enter");
    screen_work(); /* as soon as nothing more is typed */
}

void screen_paste(const char *text)
{
    Input input = {.type = INPUT_PASTE, .text = text, .size = strlen(text)};
    handle(&input);
}

int screen_pass(int64_t ms)
{
    int woken = 0;
    for (int64_t deadline; (deadline = desk_find_deadline(screen_desk)) >= 0 && deadline <= ms; woken++) {
        Input tick = {.type = INPUT_TICK};
        assert_true(woken < 100000);
        lab_pass(deadline);
        ms -= deadline;
        handle(&tick);
    }
    lab_pass(ms);
    return woken;
}

void screen_work(void)
{
    while (desk_work(screen_desk))
        ;
    desk_draw(screen_desk, grid);
}

/* --- what is seen */

/* As strings of C, so that it can be put into the test. */
static void show(const char *what, const char *file, int line)
{
    fprintf(stderr, "%s:%d: what is seen:\n", file, line);
    while (*what) {
        size_t size = strcspn(what, "\n");
        fputs("        \"", stderr);
        for (size_t i = 0; i < size; i++)
            fprintf(stderr, what[i] == '"' || what[i] == '\\' ? "\\%c" : "%c", what[i]);
        fputs("\\n\"\n", stderr);
        what += size + (what[size] == '\n');
    }
}

/* The lab's folder has another name each time, of this length. */
static void hide_folder(char *text)
{
    static const char name[] = "/tmp/rir-lab-XXXXXX";
    for (char *at; (at = strstr(text, lab_folder)) && strcmp(lab_folder, name) != 0;)
        memcpy(at, name, strlen(name));
}

static void compare(char *is, const char *wanted, const char *file, int line)
{
    hide_folder(is);
    if (strcmp(is, wanted) == 0)
        return;
    if (getenv("SCREEN_SHOW"))
        show(is, file, line);
    else
        _assert_string_equal(is, wanted, file, line);
}

static void check(void (*add)(Str *out, const Grid *grid), const char *wanted, const char *file, int line)
{
    Str is = STR_EMPTY;
    desk_draw(screen_desk, grid);
    add(&is, grid);
    compare(is.data, wanted, file, line);
    str_free(&is);
}

void screen_check(const char *wanted, const char *file, int line)
{
    check(grid_add_text, wanted, file, line);
}

void screen_check_roles(const char *wanted, const char *file, int line)
{
    check(grid_add_roles, wanted, file, line);
}

void screen_check_mono(const char *wanted, const char *file, int line)
{
    check(grid_add_mono, wanted, file, line);
}

static void add_text_row(Str *out, int row)
{
    Str all = STR_EMPTY;
    grid_add_text(&all, grid);
    const char *at = all.data;
    for (int i = row < 0 ? row + grid_count_rows(grid) : row; i > 0; i--)
        at = strchr(at, '\n') + 1;
    str_add_bytes(out, at, strcspn(at, "\n"));
    str_add(out, "");
    str_free(&all);
}

void screen_check_row(int row, const char *wanted, const char *file, int line)
{
    Str is = STR_EMPTY;
    desk_draw(screen_desk, grid);
    add_text_row(&is, row);
    compare(is.data, wanted, file, line);
    str_free(&is);
}

bool screen_has(const char *words)
{
    Str all = STR_EMPTY;
    desk_draw(screen_desk, grid);
    grid_add_text(&all, grid);
    bool has = strstr(all.data, words) != NULL;
    str_free(&all);
    return has;
}

void screen_add_text(Str *out)
{
    desk_draw(screen_desk, grid);
    grid_add_text(out, grid);
}

void screen_find_cursor(int *row, int *column)
{
    desk_draw(screen_desk, grid);
    assert_true(grid_find_cursor(grid, row, column));
}

int screen_count_changes(int *row, int *column)
{
    int changes = 0;
    desk_draw(screen_desk, grid);
    for (int i = 0; i < grid_count_rows(grid); i++)
        for (int k = 0; k < grid_count_columns(grid); k++) {
            const Cell *is = grid_find_cell(grid, i, k), *was = grid_find_cell(before, i, k);
            if (was && memcmp(is, was, sizeof *is) == 0)
                continue;
            if (changes++ == 0 && row && column) {
                *row = i;
                *column = k;
            }
        }
    grid_copy(before, grid);
    return changes;
}
