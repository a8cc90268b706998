/* SPDX-License-Identifier: MIT */
/* The desk and what lies on it: keys find their acts, text its field, screens come out as drawn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "rir/mem.h"
#include "rir/widget.h"

/* A view that writes down what happens to it. */
typedef struct {
    Str *log;
    Field field;
    int64_t deadline;
    int work_left;
    bool is_choosy; /* answers only ACTION_NEXT */
} Probe;

static void probe_draw(void *self, Desk *desk, Grid *grid)
{
    Probe *probe = self;
    Area area = grid_find_area(grid);

    desk_draw_head(grid, "P07  Strategic leaders", "14:05 of 60");
    field_draw(&probe->field, grid, (Area){area.rows - 3, 10, 2, area.columns - 12}, ROLE_FIELD, true);
    desk_draw_foot(desk, grid, ROLE_SAVED, "saved");
}

static bool probe_act(void *self, Desk *desk, Action action, int number)
{
    Probe *probe = self;

    (void)desk;
    if (field_act(&probe->field, action))
        return true;
    if (probe->is_choosy && action != ACTION_NEXT)
        return false;
    str_add_format(probe->log, "%s %d;", action_find(action)->name, number);
    return true;
}

static void probe_type(void *self, Desk *desk, const char *text, size_t size, bool is_paste)
{
    Probe *probe = self;

    (void)desk;
    field_type(&probe->field, text, size, is_paste, true);
}

static int64_t probe_find_deadline(const void *self)
{
    return ((const Probe *)self)->deadline;
}

static void probe_tick(void *self, Desk *desk)
{
    (void)desk;
    str_add(((Probe *)self)->log, "tick;");
}

static bool probe_work(void *self, Desk *desk)
{
    Probe *probe = self;

    (void)desk;
    return probe->work_left > 0 && --probe->work_left > 0;
}

static void probe_add_safety(const void *self, Str *out)
{
    (void)self;
    str_add(out, "41 notes are saved.");
}

static void probe_hang_up(void *self, Desk *desk)
{
    (void)desk;
    str_add(((Probe *)self)->log, "hang up;");
}

static void probe_close(void *self)
{
    Probe *probe = self;

    str_add(probe->log, "close;");
    field_free(&probe->field);
    free(probe);
}

static const ViewClass probe_class = {
    .name = "probe",
    .context = CONTEXT_SESSION,
    .draw = probe_draw,
    .act = probe_act,
    .type = probe_type,
    .find_deadline = probe_find_deadline,
    .tick = probe_tick,
    .work = probe_work,
    .add_safety = probe_add_safety,
    .hang_up = probe_hang_up,
    .close = probe_close,
};

static Probe *push_probe(Desk *desk, Str *log)
{
    Probe *probe = mem_new(sizeof *probe);

    *probe = (Probe){.log = log, .field = field_new(), .deadline = -1};
    desk_push(desk, &probe_class, probe);
    return probe;
}

static void press(Desk *desk, const char *keys)
{
    Key key;

    while ((key = key_read_next(&keys)) != KEY_NONE) {
        Input input = input_from_key(key);
        desk_handle(desk, &input);
    }
    assert_string_equal(keys, "");
}

static void type(Desk *desk, const char *text)
{
    size_t size = strlen(text);
    uint32_t point;

    for (size_t at = 0; at < size;) {
        at += text_read_point(text + at, size - at, &point);
        Input input = input_from_key(point);
        desk_handle(desk, &input);
    }
}

static void check_screen(Desk *desk, int rows, int columns, const char *wanted)
{
    Grid *grid = grid_new(rows, columns);
    Str out = STR_EMPTY;

    desk_draw(desk, grid);
    grid_add_text(&out, grid);
    assert_string_equal(str_text(&out), wanted);
    str_free(&out);
    grid_free(grid);
}

static void check_row(Desk *desk, int rows, int columns, int row, const char *wanted)
{
    Grid *grid = grid_new(rows, columns);
    Str out = STR_EMPTY;

    desk_draw(desk, grid);
    grid_add_text(&out, grid);
    char *line = out.data;
    for (int i = 0; i < row; i++)
        line = strchr(line, '\n') + 1;
    line[strcspn(line, "\n")] = '\0';
    assert_string_equal(line, wanted);
    str_free(&out);
    grid_free(grid);
}

static void check_log(Str *log, const char *wanted)
{
    assert_string_equal(str_text(log), wanted);
    str_clear(log);
}

static void test_keys_become_acts_and_text(void **state)
{
    (void)state;
    Desk *desk = desk_new(NULL);
    Str log = STR_EMPTY;
    Probe *probe = push_probe(desk, &log);

    type(desk, "cut e整");
    press(desk, "Alt-n Alt-3 Ctrl-a Delete Alt-k");
    check_log(&log, "next 0;probe 3;kind 0;");
    assert_string_equal(field_text(&probe->field), "ut e整");
    press(desk, "Esc g"); /* Esc, then a letter, is Alt with it */
    press(desk, "Esc Esc x Esc Alt-m");
    check_log(&log, "go-to 0;mark 0;");
    assert_string_equal(field_text(&probe->field), "xut e整");
    press(desk, "Alt-] F9 Insert"); /* nothing to anyone */
    check_log(&log, "");
    desk_free(desk);
    check_log(&log, "close;");
    str_free(&log);
}

static void test_paste_is_one_text(void **state)
{
    (void)state;
    Desk *desk = desk_new(NULL);
    Str log = STR_EMPTY;
    Probe *probe = push_probe(desk, &log);
    Input paste = {.type = INPUT_PASTE, .text = "one\n/end\n", .size = 9};

    desk_handle(desk, &paste);
    assert_string_equal(field_text(&probe->field), "one\n/end\n");
    check_log(&log, "");
    desk_free(desk);
    str_free(&log);
}

static void test_golden_probe(void **state)
{
    (void)state;
    Desk *desk = desk_new(NULL);
    Str log = STR_EMPTY;
    push_probe(desk, &log);
    Grid *grid = grid_new(20, 60);
    int row, column;

    type(desk, "The money follows the bed. 整合");
    check_screen(desk, 20, 60,
                 " P07  Strategic leaders                         14:05 of 60\n"
                 "────────────────────────────────────────────────────────────\n"
                 "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n"
                 "          The money follows the bed. 整合\n"
                 "\n"
                 " saved   Alt: n next  p back  g go to  1-9 probe   F1 keys\n");
    desk_draw(desk, grid);
    assert_true(grid_find_cursor(grid, &row, &column));
    assert_int_equal(row, 17);
    assert_int_equal(column, 10 + 27 + 4);
    press(desk, "Esc");
    desk_say(desk, ROLE_WARNING, "The note could not be written: the disk is full. It is still in the line; "
                                 "make room, then press Enter again");
    check_screen(desk, 20, 60,
                 " P07  Strategic leaders                         14:05 of 60\n"
                 "────────────────────────────────────────────────────────────\n"
                 "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n"
                 "          The money follows the bed. 整合\n"
                 " The note could not be written: the disk is full. It is\n"
                 " still in the line; make room, then press Enter again\n");
    press(desk, "Esc");
    assert_string_equal(desk_find_message(desk), "");
    grid_free(grid);
    desk_free(desk);
    str_free(&log);
}

static void test_too_small(void **state)
{
    (void)state;
    Desk *desk = desk_new(NULL);
    Str log = STR_EMPTY;
    Probe *probe = push_probe(desk, &log);

    check_screen(desk, 5, 20, "Too small: 20 x 5\nhere, 60 x 20\nneeded. 41 notes are\nsaved.\n\n");
    check_screen(desk, 19, 80,
                 "Too small: 80 x 19 here, 60 x 20 needed. 41 notes are saved.\n"
                 "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n");
    check_screen(desk, 1, 1, "T\n");
    type(desk, "kept");
    press(desk, "Alt-n");
    check_log(&log, "next 0;");
    assert_string_equal(field_text(&probe->field), "kept");
    desk_free(desk);
    str_free(&log);
}

static void test_help(void **state)
{
    (void)state;
    Desk *desk = desk_new(NULL);
    Str log = STR_EMPTY;

    push_probe(desk, &log)->is_choosy = true;
    press(desk, "F1");
    check_screen(desk, 20, 60,
                 " Keys: session                    Alt-x is also Esc, then x\n"
                 "────────────────────────────────────────────────────────────\n"
                 " This screen\n"
                 "▸ Alt-n, Alt-Right  the next question or activity\n"
                 "  Alt-p, Alt-Left   go back to the one before\n"
                 "  Alt-g             find a question, probe or word\n"
                 "  Alt-1..9          tick a probe by its number\n"
                 "  Alt-o             off the record, and on again\n"
                 "  Alt-m             mark the recorder, with a label\n"
                 "  Tab               another kind for the note being typed\n"
                 "  Shift-Tab         the kind before it\n"
                 "  Alt-k             another kind for a saved note\n"
                 "  Alt-v             only a clock on the screen, and back\n"
                 "  Alt-r             say when it ends, plan must-asks anew\n"
                 "  Alt-h             say how far this question is covered\n"
                 "  Alt-s             mark the text as read out\n"
                 "  Alt-i             file notes under another question\n"
                 "  Alt-a             add a question nobody planned          ↓\n"
                 "\n"
                 " Esc back   ? keys\n");
    check_row(desk, 24, 80, 4,
              "  Alt-p, Alt-Left   go back to the one before                            /prev");
    press(desk, "End");
    check_row(desk, 24, 80, 21, "▸ Ctrl-z            to the shell; `fg` comes back");
    press(desk, "Esc");
    assert_int_equal(desk_find_context(desk), CONTEXT_SESSION);
    desk_free(desk);
    str_free(&log);
}

static void test_palette(void **state)
{
    (void)state;
    Desk *desk = desk_new(NULL);
    Str log = STR_EMPTY;

    push_probe(desk, &log)->is_choosy = true;
    press(desk, "Alt-:");
    assert_int_equal(desk_find_context(desk), CONTEXT_PALETTE);
    type(desk, "question nex");
    check_screen(desk, 20, 60,
                 " All acts                                           1 of 37\n"
                 "────────────────────────────────────────────────────────────\n"
                 " find  question nex\n"
                 "\n"
                 "▸Alt-n      next         the next question or activity\n"
                 "\n\n\n\n\n\n\n\n\n\n\n\n\n\n"
                 " Enter choose  Esc back   F1 keys\n");
    press(desk, "Enter");
    check_log(&log, "next 0;");
    assert_int_equal(desk_find_context(desk), CONTEXT_SESSION);
    press(desk, "Alt-:");
    press(desk, "Ctrl-c"); /* leaves */
    assert_int_equal(desk_find_context(desk), CONTEXT_SESSION);
    press(desk, "Ctrl-c"); /* and says that nothing is lost */
    assert_string_not_equal(desk_find_message(desk), "");
    desk_free(desk);
    str_free(&log);
}

typedef struct {
    size_t item;
    char typed[64];
    int left;
} Chosen;

static void take_chosen(void *owner, Desk *desk, size_t item, const char *typed)
{
    Chosen *chosen = owner;

    (void)desk;
    chosen->item = item;
    strncpy(chosen->typed, typed, sizeof chosen->typed - 1);
}

static void take_left(void *owner, Desk *desk)
{
    (void)desk;
    ((Chosen *)owner)->left++;
}

static const PickerItem questions[] = {
    {"1", "✓", "What is your part in this?", "covered"},
    {"2", "·", "What gets in the way: money, rules, habits?", "must ask, 2 probes"},
    {"3", "·", "Who decides?", NULL},
    {"4", "◐", "What does integrated care mean in this partnership?", "must ask"},
    {"12", "·", "Ce qui a été difficile", "2 probes"},
};

static void open_questions(Desk *desk, Chosen *chosen, const char *fresh)
{
    picker_open(desk, &(PickerSpec){.title = "Go to",
                                    .items = questions,
                                    .count = 5,
                                    .selected = 1,
                                    .fresh = fresh,
                                    .chosen = take_chosen,
                                    .left = take_left,
                                    .owner = chosen});
}

static void test_picker(void **state)
{
    (void)state;
    Desk *desk = desk_new(NULL);
    Str log = STR_EMPTY;
    Chosen chosen = {99, "", 0};

    push_probe(desk, &log);
    open_questions(desk, &chosen, NULL);
    check_screen(desk, 20, 60,
                 " Go to                                                    5\n"
                 "────────────────────────────────────────────────────────────\n"
                 " find\n"
                 "\n"
                 "  1  ✓  What is your part in this?      covered\n"
                 "▸ 2  ·  What gets in the way: money, …  must ask, 2 probes\n"
                 "  3  ·  Who decides?\n"
                 "  4  ◐  What does integrated care mea…  must ask\n"
                 " 12  ·  Ce qui a été difficile          2 probes\n"
                 "\n\n\n\n\n\n\n\n\n\n"
                 " Enter choose  Esc back   F1 keys\n");
    press(desk, "Enter");
    assert_int_equal(chosen.item, 1);
    open_questions(desk, &chosen, NULL);
    press(desk, "Down Down Down Down Up Enter");
    assert_int_equal(chosen.item, 3);
    open_questions(desk, &chosen, NULL);
    press(desk, "Alt-3");
    assert_int_equal(chosen.item, 2);
    open_questions(desk, &chosen, NULL);
    type(desk, "2"); /* the whole number comes before what only has it somewhere */
    press(desk, "Enter");
    assert_int_equal(chosen.item, 1);
    open_questions(desk, &chosen, NULL);
    type(desk, "ETE diff"); /* folded */
    press(desk, "Enter");
    assert_int_equal(chosen.item, 4);
    open_questions(desk, &chosen, NULL);
    type(desk, "nobody has this");
    press(desk, "Enter");
    assert_int_equal(desk_find_context(desk), CONTEXT_PICKER); /* nothing to choose: it stays */
    press(desk, "Ctrl-u Esc");
    assert_int_equal(chosen.left, 1);
    assert_int_equal(chosen.item, 4);
    desk_free(desk);
    str_free(&log);
}

static void test_picker_takes_what_was_typed(void **state)
{
    (void)state;
    Desk *desk = desk_new(NULL);
    Str log = STR_EMPTY;
    Chosen chosen = {99, "", 0};

    push_probe(desk, &log);
    open_questions(desk, &chosen, "new question:");
    type(desk, "who");
    check_row(desk, 20, 60, 4, "▸ 3  ·  Who decides?");
    check_row(desk, 20, 60, 5, " new question:  who");
    press(desk, "Down Enter");
    assert_int_equal(chosen.item, PICKER_TYPED);
    assert_string_equal(chosen.typed, "who");
    desk_free(desk);
    str_free(&log);
}

static void draw_number(const void *owner, Grid *grid, Area row, size_t item)
{
    (void)owner;
    grid_put_format(grid, row.row, row.column, ROLE_TEXT, "item %zu", item);
}

static void check_list(List *list, const char *wanted)
{
    Grid *grid = grid_new(3, 12);
    Str out = STR_EMPTY;

    list_draw(list, grid, grid_find_area(grid), draw_number, NULL, true);
    grid_add_text(&out, grid);
    assert_string_equal(str_text(&out), wanted);
    str_free(&out);
    grid_free(grid);
}

static void test_list_scrolls(void **state)
{
    (void)state;
    List list = {0};

    check_list(&list, "\n\n\n");
    assert_true(list_act(&list, ACTION_DOWN, 3));
    list_set_count(&list, 10);
    check_list(&list, "▸item 0\n item 1\n item 2    ↓\n");
    list_act(&list, ACTION_PAGE_DOWN, 3);
    list_act(&list, ACTION_DOWN, 3);
    check_list(&list, " item 1    ↑\n item 2\n▸item 3    ↓\n");
    list_act(&list, ACTION_LAST, 3);
    check_list(&list, " item 7    ↑\n item 8\n▸item 9\n");
    list_act(&list, ACTION_DOWN, 3);
    list_act(&list, ACTION_UP, 3);
    check_list(&list, " item 7    ↑\n▸item 8\n item 9\n");
    list_set_count(&list, 2);
    check_list(&list, " item 0\n▸item 1\n\n");
    list_act(&list, ACTION_FIRST, 3);
    list_set_count(&list, 0);
    check_list(&list, "\n\n\n");
    assert_false(list_act(&list, ACTION_NEXT, 3));
}

static void test_deadlines_work_and_hang_up(void **state)
{
    (void)state;
    Desk *desk = desk_new(NULL);
    Str log = STR_EMPTY;
    Chosen chosen = {99, "", 0};
    Input tick = {.type = INPUT_TICK}, gone = {.type = INPUT_HANG_UP};
    Probe *probe = push_probe(desk, &log);

    assert_int_equal(desk_find_deadline(desk), -1);
    probe->deadline = 700;
    push_probe(desk, &log)->deadline = 300;
    open_questions(desk, &chosen, NULL);
    assert_int_equal(desk_find_deadline(desk), 300);
    desk_handle(desk, &tick); /* views below have drafts to save too */
    check_log(&log, "tick;tick;");
    probe->work_left = 3;
    assert_true(desk_work(desk));
    assert_true(desk_work(desk));
    assert_false(desk_work(desk));
    assert_false(desk_is_over(desk));
    desk_handle(desk, &gone);
    assert_true(desk_is_over(desk));
    check_log(&log, "hang up;hang up;");
    desk_free(desk);
    check_log(&log, "close;close;");
    str_free(&log);
}

static void test_requests_of_the_terminal(void **state)
{
    (void)state;
    Desk *desk = desk_new(NULL);
    Str log = STR_EMPTY;
    Grid *grid = grid_new(24, 80);

    push_probe(desk, &log)->is_choosy = true;
    assert_int_equal(desk_take_request(desk), DESK_NOTHING);
    press(desk, "Ctrl-l");
    assert_int_equal(desk_take_request(desk), DESK_REPAINT);
    press(desk, "Ctrl-z");
    assert_int_equal(desk_take_request(desk), DESK_SUSPEND);
    assert_int_equal(desk_take_request(desk), DESK_NOTHING);
    assert_true(desk_is_stale(desk));
    desk_draw(desk, grid);
    assert_false(desk_is_stale(desk));
    desk_touch(desk);
    assert_true(desk_is_stale(desk));
    desk_pop(desk);
    assert_true(desk_is_over(desk));
    press(desk, "x Enter Ctrl-c"); /* nobody is there any more */
    desk_draw(desk, grid);
    grid_free(grid);
    desk_free(desk);
    str_free(&log);
}

/* A change that says nothing to the view draws nothing, and keeps nothing from being drawn. */
static void test_changes_from_elsewhere(void **state)
{
    (void)state;
    Str log = STR_EMPTY;
    Desk *desk = desk_new(NULL);
    Grid *grid = grid_new(24, 80);
    Input change = {.type = INPUT_CHANGE};
    push_probe(desk, &log);
    desk_draw(desk, grid);
    desk_handle(desk, &change);
    assert_false(desk_is_stale(desk));
    desk_touch(desk);
    desk_handle(desk, &change);
    assert_true(desk_is_stale(desk));
    grid_free(grid);
    desk_free(desk);
    str_free(&log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys_become_acts_and_text),
        cmocka_unit_test(test_paste_is_one_text),
        cmocka_unit_test(test_golden_probe),
        cmocka_unit_test(test_too_small),
        cmocka_unit_test(test_help),
        cmocka_unit_test(test_palette),
        cmocka_unit_test(test_picker),
        cmocka_unit_test(test_picker_takes_what_was_typed),
        cmocka_unit_test(test_list_scrolls),
        cmocka_unit_test(test_deadlines_work_and_hang_up),
        cmocka_unit_test(test_requests_of_the_terminal),
        cmocka_unit_test(test_changes_from_elsewhere),
    };
    return cmocka_run_group_tests_name("view", tests, NULL, NULL);
}
