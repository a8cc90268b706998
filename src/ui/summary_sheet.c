/* SPDX-License-Identifier: MIT */
/* summary_sheet: the contact summary of a session. A part is saved when the cursor leaves it; what is being
 * typed is kept as a draft within a second. What the session itself tells stands beside, as hints. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "keeper.h"
#include "rir/clock.h"
#include "rir/home.h"
#include "rir/mem.h"
#include "rir/rows.h"
#include "rir/summary.h"
#include "rir/widget.h"
#include "when.h"

#define BESIDE 110 /* columns from which the hints stand beside the parts */
#define LABEL_COLUMNS 22
#define PART_LEAST 6 /* rows of the part under the cursor */
#define HELP_MOST 2
#define PURPOSE "summary "

typedef struct {
    Store *store;
    const Settings *settings;
    Id session;
    char *title;
    Str state; /* "2 days late" */
    bool is_late;
    Field fields[SUMMARY_PARTS];
    char *saved[SUMMARY_PARTS]; /* as on disk */
    Str hints[SUMMARY_PARTS];
    size_t loaded; /* how many kinds of hints are there */
    size_t focus;
    Keeper keeper;
} Sheet;

/* --- loading */

static void load_state(Sheet *sheet, int64_t written)
{
    static const char sql[] =
        "SELECT s.number, a.people, a.title, s.ended FROM session s JOIN any_session a ON a.n = s.n "
        "WHERE s.n = (SELECT n FROM thing WHERE id = ?1)";
    int64_t now = clock_read().wall;
    Rows *rows = rows_open(sheet->store, NULL, sql, "t", sheet->session.text);
    Str title = STR_EMPTY;

    if (rows_next(rows)) {
        int64_t ended = rows_number(rows, 3);
        str_add_format(&title, "Contact summary  %lld  %s  %s", (long long)rows_number(rows, 0),
                       rows_text(rows, 1), rows_text(rows, 2));
        str_clear(&sheet->state);
        sheet->is_late = written == 0 && !rows_is_null(rows, 3) && now - ended > SUMMARY_DUE_MS;
        if (written != 0) {
            str_add(&sheet->state, "written ");
            when_add(&sheet->state, written, clock_find_offset(written), now, true);
        } else if (sheet->is_late) {
            when_add_days(&sheet->state, now - ended - SUMMARY_DUE_MS);
            str_add(&sheet->state, " late");
        } else {
            str_add(&sheet->state, "not written yet");
        }
    }
    rows_close(rows, NULL);
    free(sheet->title);
    sheet->title = str_take(&title);
}

/* Each line of it with a dash before it. */
static void add_dashes(Str *hints)
{
    Str lines = STR_EMPTY;

    for (const char *line = str_text(hints); *line != '\0';) {
        size_t size = strcspn(line, "\n");
        str_add_format(&lines, "%s- %.*s", lines.size > 0 ? "\n" : "", (int)size, line);
        line += size + (line[size] == '\n');
    }
    str_free(hints);
    *hints = lines;
}

static void load_codes(Sheet *sheet)
{
    static const char sql[] = "SELECT a.code, count(*) FROM note JOIN any_coding a ON a.n = note.n WHERE "
                              "note.session = (SELECT n FROM "
                              "thing WHERE id = ?1) GROUP BY a.code ORDER BY 2 DESC, 1 LIMIT 12";
    Str *themes = &sheet->hints[SUMMARY_THEMES];
    Rows *rows = rows_open(sheet->store, NULL, sql, "t", sheet->session.text);

    while (rows_next(rows))
        str_add_format(themes, "%s%s (%lld)", themes->size > 0 ? ", " : "codes: ", rows_text(rows, 0),
                       (long long)rows_number(rows, 1));
    rows_close(rows, NULL);
}

static void load_follow_ups(Sheet *sheet)
{
    static const char sql[] = "SELECT a.text FROM note JOIN any_note a ON a.n = note.n WHERE note.session = "
                              "(SELECT n FROM thing WHERE "
                              "id = ?1) AND note.kind = 'follow-up' ORDER BY note.elapsed, note.hlc LIMIT 20";
    Str *next = &sheet->hints[SUMMARY_NEXT];
    Rows *rows = rows_open(sheet->store, NULL, sql, "t", sheet->session.text);

    while (rows_next(rows))
        str_add_format(next, "%s%s", next->size > 0 ? "\n" : "", rows_text(rows, 0));
    rows_close(rows, NULL);
    add_dashes(next);
}

static void load_coverage(Sheet *sheet)
{
    Str *got = &sheet->hints[SUMMARY_GOT], *missed = &sheet->hints[SUMMARY_MISSED];

    summary_add_hints(sheet->store, sheet->session.text, got, missed, NULL);
    add_dashes(got);
    add_dashes(missed);
}

/* What the session tells of questions, codes and follow-ups, one after the other. */
static bool sheet_work(void *self, Desk *desk)
{
    static void (*const load[])(Sheet * sheet) = {load_coverage, load_codes, load_follow_ups};
    Sheet *sheet = self;

    if (sheet->loaded == sizeof load / sizeof load[0])
        return false;
    load[sheet->loaded++](sheet);
    desk_touch(desk);
    return true;
}

static int load(Sheet *sheet, Err *err)
{
    Summary summary;

    if (summary_read(sheet->store, sheet->session.text, &summary, err) != 0)
        return -1;
    for (size_t i = 0; i < SUMMARY_PARTS; i++) {
        sheet->saved[i] = mem_copy_text(str_text(&summary.parts[i]));
        field_set_text(&sheet->fields[i], sheet->saved[i]);
    }
    load_state(sheet, summary.at);
    summary_free(&summary);
    return 0;
}

static void set_purpose(Sheet *sheet)
{
    Str purpose = STR_EMPTY;

    str_add_format(&purpose, PURPOSE "%s", summary_list_parts()[sheet->focus].name);
    keeper_set_purpose(&sheet->keeper, purpose.data);
    str_free(&purpose);
}

/* What was being typed when the program was broken off. */
static void restore(Sheet *sheet, Desk *desk)
{
    const SummaryPartRow *parts = summary_list_parts();
    Str text = STR_EMPTY, purpose = STR_EMPTY;

    if (keeper_read(sheet->store, sheet->session.text, &text, &purpose) &&
        strncmp(str_text(&purpose), PURPOSE, strlen(PURPOSE)) == 0)
        for (size_t i = 0; i < SUMMARY_PARTS; i++)
            if (strcmp(purpose.data + strlen(PURPOSE), parts[i].name) == 0) {
                sheet->focus = i;
                field_set_text(&sheet->fields[i], str_text(&text));
                sheet->keeper.has_draft = true;
                desk_say(desk, ROLE_WARNING, "This was being typed when rir was broken off");
            }
    set_purpose(sheet);
    str_free(&text);
    str_free(&purpose);
}

/* --- saving */

static bool is_part_changed(const Sheet *sheet, size_t part)
{
    return strcmp(field_text(&sheet->fields[part]), sheet->saved[part]) != 0;
}

static bool is_changed(const Sheet *sheet)
{
    for (size_t i = 0; i < SUMMARY_PARTS; i++)
        if (is_part_changed(sheet, i))
            return true;
    return false;
}

/* False: it could not be written, and still stands on the screen. */
static bool save(Sheet *sheet, Desk *desk)
{
    Summary summary = {.at = 0};
    Err err;

    if (!is_changed(sheet)) {
        keeper_clear(&sheet->keeper);
        return true;
    }
    for (size_t i = 0; i < SUMMARY_PARTS; i++)
        str_add(&summary.parts[i], field_text(&sheet->fields[i]));
    int result = summary_write(sheet->store, sheet->session.text, &summary, &err);
    if (result == 0) {
        for (size_t i = 0; i < SUMMARY_PARTS; i++) {
            free(sheet->saved[i]);
            sheet->saved[i] = mem_copy_text(field_text(&sheet->fields[i]));
        }
        keeper_clear(&sheet->keeper);
        load_state(sheet, clock_read().wall);
    } else {
        desk_say(desk, ROLE_ALARM, "NOT SAVED: %s", err.text);
    }
    summary_free(&summary);
    return result == 0;
}

/* --- drawing */

/* One part: its title, and its text; whole under the cursor. Returns the rows it took. */
static int draw_part(Sheet *sheet, Grid *grid, Area area, size_t part)
{
    const SummaryPartRow *row = &summary_list_parts()[part];
    const char *text = field_text(&sheet->fields[part]);
    bool is_focus = part == sheet->focus;
    int column = area.column + 1 + LABEL_COLUMNS;
    int columns = area.column + area.columns - column - 1;

    if (is_focus)
        grid_put_sign(grid, area.row, area.column, ROLE_ACCENT, SIGN_HERE);
    grid_put(grid, area.row, area.column + 1, is_focus ? ROLE_ACCENT : ROLE_DIM, row->title);
    if (!is_focus) {
        if (text[0] == '\0')
            grid_put_sign(grid, area.row, column, ROLE_DIM, SIGN_OPEN);
        else
            grid_put_short(grid, area.row, column, ROLE_TEXT, text, strcspn(text, "\n"), columns);
        return 1;
    }
    int lines = grid_put_wrapped(grid, (Area){area.row, column, HELP_MOST, columns}, ROLE_DIM, row->help,
                                 strlen(row->help), 0);
    lines = lines < HELP_MOST ? lines : HELP_MOST;
    field_draw(&sheet->fields[part], grid, (Area){area.row + lines, column, area.rows - lines, columns},
               ROLE_FIELD, true);
    return area.rows;
}

/* What the session tells for the part under the cursor. */
static void draw_hints(const Sheet *sheet, Grid *grid, Area area)
{
    const Str *hints = &sheet->hints[sheet->focus];

    if (area.rows < 2 || hints->size == 0)
        return;
    grid_put(grid, area.row, area.column, ROLE_DIM, "From the session:");
    Area place = {area.row + 1, area.column, area.rows - 1, area.columns - 1};
    int lines = grid_put_wrapped(grid, place, ROLE_DIM, hints->data, hints->size, 0);
    if (lines > place.rows)
        grid_put_sign(grid, place.row + place.rows - 1, place.column + place.columns, ROLE_DIM,
                      SIGN_MORE_DOWN);
}

static int find_focus_rows(const Sheet *sheet, const Area *area, int columns)
{
    int wanted = field_count_rows(&sheet->fields[sheet->focus], columns) + HELP_MOST + 1;
    int most = area->rows - (SUMMARY_PARTS - 1);

    wanted = wanted < PART_LEAST ? PART_LEAST : wanted;
    return wanted < most ? wanted : most;
}

static void add_status(const Sheet *sheet, Str *out, Role *role)
{
    bool is_typing = is_changed(sheet);

    *role = is_typing ? ROLE_PENDING : ROLE_SAVED;
    str_add(out, is_typing ? "typing" : "saved");
}

static void sheet_draw(void *self, Desk *desk, Grid *grid)
{
    Sheet *sheet = self;
    Area area = grid_find_area(grid);
    bool is_beside = area.columns >= BESIDE;
    int columns = is_beside ? area.columns * 3 / 5 : area.columns;
    int row = 2, end = area.rows - 2;
    Role role;
    Str status = STR_EMPTY;

    desk_draw_head(grid, sheet->title, sheet->state.data);
    Area parts = {row, 0, end - row, columns};
    int focus_rows = find_focus_rows(sheet, &parts, columns - LABEL_COLUMNS - 2);
    for (size_t i = 0; i < SUMMARY_PARTS; i++)
        row += draw_part(sheet, grid, (Area){row, 0, i == sheet->focus ? focus_rows : 1, columns}, i);
    if (is_beside) {
        grid_draw_down(grid, 2, columns, end - 2);
        draw_hints(sheet, grid, (Area){2, columns + 2, end - 2, area.columns - columns - 2});
    } else if (end - row > 2) {
        grid_draw_across(grid, row, 0, area.columns);
        draw_hints(sheet, grid, (Area){row + 1, 1, end - row - 1, area.columns - 1});
    }
    grid_draw_across(grid, end, 0, area.columns);
    add_status(sheet, &status, &role);
    desk_draw_foot(desk, grid, role, str_text(&status));
    str_free(&status);
}

/* --- acting */

static void go(Sheet *sheet, Desk *desk, bool is_back)
{
    if (!save(sheet, desk))
        return;
    sheet->focus = (sheet->focus + (is_back ? SUMMARY_PARTS - 1u : 1u)) % SUMMARY_PARTS;
    set_purpose(sheet);
}

static bool sheet_act(void *self, Desk *desk, Action action, int number)
{
    Sheet *sheet = self;
    Field *field = &sheet->fields[sheet->focus];

    (void)number;
    switch (action) {
    case ACTION_NEXT_FIELD:
    case ACTION_PREVIOUS_FIELD:
        go(sheet, desk, action == ACTION_PREVIOUS_FIELD);
        return true;
    case ACTION_ACCEPT: /* of the last part: done */
        if (sheet->focus + 1 < SUMMARY_PARTS)
            go(sheet, desk, false);
        else if (save(sheet, desk))
            desk_pop(desk);
        return true;
    case ACTION_BACK:
        if (save(sheet, desk))
            desk_pop(desk);
        return true;
    default:
        break;
    }
    if (field_act(field, action)) {
        keeper_note(&sheet->keeper);
        return true;
    }
    if (action != ACTION_UP && action != ACTION_DOWN)
        return false;
    go(sheet, desk, action == ACTION_UP);
    return true;
}

static void sheet_type(void *self, Desk *desk, const char *text, size_t size, bool is_paste)
{
    Sheet *sheet = self;

    (void)desk;
    field_type(&sheet->fields[sheet->focus], text, size, is_paste, true);
    keeper_note(&sheet->keeper);
}

static int64_t sheet_find_deadline(const void *self)
{
    return keeper_find_deadline(&((const Sheet *)self)->keeper);
}

static void sheet_tick(void *self, Desk *desk)
{
    Sheet *sheet = self;
    const Field *field = &sheet->fields[sheet->focus];
    Err err;

    if (keeper_save(&sheet->keeper, field_text(field), edit_cursor(field->edit), false, &err) != 0)
        desk_say(desk, ROLE_ALARM, "%s", err.text);
}

static void sheet_add_safety(const void *self, Str *out)
{
    str_add(out, is_changed(self) ? "What is being typed is kept as a draft." : "Everything is saved.");
}

static void sheet_hang_up(void *self, Desk *desk)
{
    save(self, desk);
}

static void sheet_close(void *self)
{
    Sheet *sheet = self;

    for (size_t i = 0; i < SUMMARY_PARTS; i++) {
        field_free(&sheet->fields[i]);
        free(sheet->saved[i]);
        str_free(&sheet->hints[i]);
    }
    keeper_free(&sheet->keeper);
    str_free(&sheet->state);
    free(sheet->title);
    free(sheet);
}

static const ViewClass sheet_class = {
    .name = "summary",
    .context = CONTEXT_SUMMARY,
    .draw = sheet_draw,
    .act = sheet_act,
    .type = sheet_type,
    .find_deadline = sheet_find_deadline,
    .tick = sheet_tick,
    .work = sheet_work,
    .add_safety = sheet_add_safety,
    .hang_up = sheet_hang_up,
    .close = sheet_close,
};

void summary_sheet_open(Desk *desk, Store *store, const Settings *settings, const char *session)
{
    Sheet *sheet = mem_new(sizeof *sheet);
    Err err;

    sheet->store = store;
    sheet->settings = settings;
    sheet->session = id_read(session);
    for (size_t i = 0; i < SUMMARY_PARTS; i++)
        sheet->fields[i] = field_new();
    if (load(sheet, &err) != 0) {
        desk_say(desk, ROLE_ALARM, "%s", err.text);
        sheet_close(sheet);
        return;
    }
    sheet->keeper = keeper_new(store, session, "");
    desk_push(desk, &sheet_class, sheet);
    restore(sheet, desk);
}
