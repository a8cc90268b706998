/* SPDX-License-Identifier: MIT */
/* log_form: one entry of the residency log. */
#include <stdlib.h>
#include <string.h>

#include "log_list.h"
#include "rir/mem.h"
#include "rir/person.h"
#include "rir/rows.h"

typedef struct {
    Store *store;
    Id id; /* "" for a new one */
    char *what;
    char *title;
    ResidencyMember members[RESIDENCY_MEMBERS]; /* of each row */
    FormRow rows[RESIDENCY_MEMBERS];
    size_t count;
    bool is_from_list;
    Form *form;
} LogForm;

static void add_choices(const char *choices, const char *typed, FormOptions *options)
{
    char *words = mem_copy_text(choices), *rest = NULL;

    for (char *word = strtok_r(words, "|", &rest); word != NULL; word = strtok_r(NULL, "|", &rest))
        if (text_has_words(word, typed))
            form_add_option(options, word, "", false);
    free(words);
}

/* What other entries have there: the same words for the same thing. */
static void suggest(void *owner, size_t row, const char *typed, FormOptions *options)
{
    static const char *const sql[RESIDENCY_MEMBERS] = {
        [RESIDENCY_NAME] = "SELECT DISTINCT name FROM log WHERE name IS NOT NULL ORDER BY name",
        [RESIDENCY_WITH] = "SELECT DISTINCT \"with\" FROM log_entry WHERE \"with\" IS NOT NULL UNION SELECT "
                           "pseudonym FROM people ORDER BY 1",
        [RESIDENCY_HAT] = "SELECT DISTINCT hat FROM log WHERE hat IS NOT NULL ORDER BY hat",
        [RESIDENCY_PLACE] = "SELECT DISTINCT place FROM log WHERE place IS NOT NULL ORDER BY place",
    };
    LogForm *log = owner;
    ResidencyMember member = log->members[row];

    if (member == RESIDENCY_TYPE)
        add_choices(residency_list_members()[member].choices, typed, options);
    if (sql[member] == NULL)
        return;
    Rows *rows = rows_open(log->store, NULL, sql[member], "");
    while (rows_next(rows))
        if (text_has_words(rows_text(rows, 0), typed))
            form_add_option(options, rows_text(rows, 0), "", false);
    rows_close(rows, NULL);
}

static size_t find_row(const LogForm *log, ResidencyMember member)
{
    size_t row = 0;

    while (row < log->count && log->members[row] != member)
        row++;
    return row;
}

static void log_draw(void *self, Desk *desk, Grid *grid)
{
    LogForm *log = self;
    Area area = grid_find_area(grid);
    size_t with = find_row(log, RESIDENCY_WITH);
    const char *caution = with < log->count ? person_caution(form_find(log->form, with)) : "";
    const char *below =
        caution[0] != '\0' ? caution : "Your own account: no names, never words of participants";

    desk_draw_head(grid, log->title, NULL);
    form_draw(log->form, grid, (Area){2, 0, area.rows - 5, area.columns});
    grid_put_short(grid, area.rows - 2, 1, caution[0] != '\0' ? ROLE_WARNING : ROLE_DIM, below, strlen(below),
                   area.columns - 2);
    desk_draw_foot(desk, grid, ROLE_DIM, "");
}

static void leave(const LogForm *log, Desk *desk)
{
    Store *store = log->store;
    bool is_from_list = log->is_from_list;

    desk_pop(desk);
    if (is_from_list)
        log_list_open(desk, store);
}

static void save(LogForm *log, Desk *desk)
{
    char *texts[RESIDENCY_MEMBERS] = {NULL};
    const char *values[RESIDENCY_MEMBERS] = {[RESIDENCY_WHAT] = log->what};
    Err err;

    form_accept(log->form);
    for (size_t i = 0; i < log->count; i++)
        values[log->members[i]] = texts[i] = mem_copy_text(form_find(log->form, i));
    int result = 0;
    if (!id_is_set(&log->id))
        result = residency_add(log->store, values, &log->id, &err);
    else if (form_is_changed(log->form))
        result = residency_set(log->store, log->id.text, values, &err);
    if (result != 0) {
        desk_say_error(desk, &err);
    } else {
        leave(log, desk);
        desk_say(desk, ROLE_SAVED, "saved in the residency log");
    }
    for (size_t i = 0; i < log->count; i++)
        free(texts[i]);
}

static bool log_act(void *self, Desk *desk, Action action, int number)
{
    LogForm *log = self;

    (void)number;
    if (action == ACTION_SAVE) {
        save(log, desk);
        return true;
    }
    if (action == ACTION_BACK) {
        leave(log, desk);
        return true;
    }
    return form_act(log->form, action);
}

static void log_type(void *self, Desk *desk, const char *text, size_t size, bool is_paste)
{
    (void)desk;
    form_type(((LogForm *)self)->form, text, size, is_paste);
}

static void log_close(void *self)
{
    LogForm *log = self;

    form_free(log->form);
    free(log->title);
    free(log->what);
    free(log);
}

static const ViewClass log_class = {
    .name = "log entry",
    .context = CONTEXT_FORM,
    .draw = log_draw,
    .act = log_act,
    .type = log_type,
    .close = log_close,
};

/* The words first, as they are what there is to say; then the rest in the table's order. */
static void add_rows(LogForm *log)
{
    const ResidencyMemberRow *members = residency_list_members();
    static const ResidencyMember order[] = {RESIDENCY_NAME,  RESIDENCY_TEXT,    RESIDENCY_DATE,
                                            RESIDENCY_UNTIL, RESIDENCY_WITH,    RESIDENCY_HAT,
                                            RESIDENCY_PLACE, RESIDENCY_MINUTES, RESIDENCY_TYPE};

    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        if (!residency_has(log->what, order[i]))
            continue;
        log->members[log->count] = order[i];
        log->rows[log->count++] = (FormRow){.kind = order[i] == RESIDENCY_TYPE ? FORM_CHOICE : FORM_TEXT,
                                            .label = members[order[i]].name,
                                            .help = members[order[i]].help};
    }
}

void log_form_open(Desk *desk, Store *store, const char *id, const char *what, const char *text,
                   bool is_from_list)
{
    LogForm *log = mem_new(sizeof *log);
    ResidencyEntry entry = {.label = NULL};
    Str title = STR_EMPTY, today = STR_EMPTY;
    Err err;

    if (id != NULL && residency_read(store, id, &entry, &err) != 0) {
        desk_say(desk, ROLE_WARNING, "%s", err.text);
        free(log);
        return;
    }
    log->store = store;
    log->is_from_list = is_from_list;
    log->what = mem_copy_text(id != NULL ? entry.values[RESIDENCY_WHAT] : what);
    add_rows(log);
    log->form = form_new(log->rows, log->count, suggest, log);
    for (size_t i = 0; id != NULL && i < log->count; i++)
        form_set(log->form, i, entry.values[log->members[i]]);
    if (id != NULL) {
        log->id = entry.id;
        str_add_format(&title, "%s, %s", entry.label, log->what);
    } else {
        str_add_format(&title, "Residency log: %s %s", strcmp(what, "event") == 0 ? "an" : "a", what);
        form_set(log->form, find_row(log, RESIDENCY_TEXT), text != NULL ? text : "");
        log_list_add_today(&today);
        if (strcmp(what, "term") != 0)
            form_set(log->form, find_row(log, RESIDENCY_DATE), str_text(&today));
        if (strcmp(what, "memo") == 0)
            form_set(log->form, find_row(log, RESIDENCY_TYPE), "reflexive");
    }
    log->title = str_take(&title);
    str_free(&today);
    residency_free(&entry);
    form_set_focus(log->form, 0);
    desk_push(desk, &log_class, log);
}
