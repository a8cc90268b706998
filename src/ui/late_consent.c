/* SPDX-License-Identifier: MIT */
/* late_consent: consent entered outside the running session: from paper, or asked after it. */
#include <stdlib.h>
#include <string.h>

#include "reader.h"
#include "rir/consent.h"
#include "rir/mem.h"
#include "rir/rows.h"

typedef struct {
    Id person;
    char *pseudonym, *item, *text;
    char *answer; /* "not on record", "yes, paper" */
    bool agrees;
    bool is_open; /* not on record */
    bool is_required;
} Asked;

typedef struct {
    Store *store;
    Id session;
    Asked *list;
    size_t count, room;
    List rows;
    int shown;
    size_t how;
} Later;

static const char *const hows[] = {"paper", "spoken", "recorded"};
#define HOWS (sizeof hows / sizeof hows[0])

static void free_list(Later *later)
{
    for (size_t i = 0; i < later->count; i++) {
        free(later->list[i].pseudonym);
        free(later->list[i].item);
        free(later->list[i].text);
        free(later->list[i].answer);
    }
    later->count = 0;
}

static char *describe(Rows *rows)
{
    Str out = STR_EMPTY;

    if (rows_is_null(rows, 4))
        str_add(&out, "not on record");
    else
        str_add_format(&out, "%s%s%s", rows_text(rows, 4), rows_text(rows, 5)[0] != '\0' ? ", " : "",
                       rows_text(rows, 5));
    return str_take(&out);
}

static int load(Later *later, Err *err)
{
    static const char sql[] =
        "SELECT t.id, p.pseudonym, g.item, g.text, c.answer, c.how, g.required FROM session s JOIN (SELECT "
        "person, min(place) AS place FROM (SELECT person, ord AS place FROM session_person WHERE session = "
        "(SELECT n FROM thing WHERE id = ?1) UNION ALL SELECT t.n, m.hlc FROM moment m JOIN thing t ON t.id "
        "= m.value WHERE m.session = (SELECT n FROM thing WHERE id = ?1) AND m.kind = 'arrive') GROUP BY "
        "person) w JOIN person p ON p.n = w.person JOIN thing t ON t.n = p.n JOIN guide_consent g ON g.guide "
        "= s.guide LEFT JOIN any_answer c ON c.person = p.n AND c.item = g.item AND c.scope = CASE WHEN "
        "s.rehearsal THEN s.n ELSE 0 END WHERE s.n = (SELECT n FROM thing WHERE id = ?1) ORDER BY w.place, "
        "g.ord";
    Rows *rows = rows_open(later->store, err, sql, "t", later->session.text);

    free_list(later);
    while (rows_next(rows)) {
        later->list = mem_grow(later->list, &later->room, later->count + 1, sizeof *later->list);
        later->list[later->count++] = (Asked){
            .person = id_read(rows_text(rows, 0)),
            .pseudonym = mem_copy_text(rows_text(rows, 1)),
            .item = mem_copy_text(rows_text(rows, 2)),
            .text = mem_copy_text(rows_text(rows, 3)),
            .answer = describe(rows),
            .is_open = rows_is_null(rows, 4),
            .agrees = strcmp(rows_text(rows, 4), "yes") == 0,
            .is_required = rows_number(rows, 6) != 0,
        };
    }
    list_set_count(&later->rows, later->count);
    return rows_close(rows, err);
}

#define ANSWER_COLUMNS 15
#define ITEM_COLUMNS 10

static void draw_row(const void *owner, Grid *grid, Area row, size_t at)
{
    const Asked *asked = &((const Later *)owner)->list[at];
    int column = row.column, end = row.column + row.columns;

    grid_put_text(grid, row.row, column, asked->is_open && asked->is_required ? ROLE_WARNING : ROLE_TEXT,
                  asked->answer, strlen(asked->answer), ANSWER_COLUMNS - 1);
    column += ANSWER_COLUMNS;
    grid_put_short(grid, row.row, column, ROLE_DIM, asked->item, strlen(asked->item), ITEM_COLUMNS - 1);
    column += ITEM_COLUMNS;
    column += grid_put(grid, row.row, column, ROLE_TEXT, asked->pseudonym) + 2;
    grid_put_short(grid, row.row, column, ROLE_TEXT, asked->text, strlen(asked->text), end - column);
}

static void later_draw(void *self, Desk *desk, Grid *grid)
{
    Later *later = self;
    Area area = grid_find_area(grid);

    Str how = STR_EMPTY;

    str_add_format(&how, "given: %s", hows[later->how]);
    desk_draw_head(grid, "Consent, entered later", how.data);
    str_free(&how);
    /* The whole of the item, as it was read out. */
    int text_rows = area.rows / 4;
    const Asked *asked = &later->list[later->rows.selected];
    later->shown = area.rows - 5 - text_rows;
    list_draw(&later->rows, grid, (Area){2, 0, later->shown, area.columns}, draw_row, later, true);
    grid_draw_across(grid, 3 + later->shown, 0, area.columns);
    grid_put_wrapped(grid, (Area){4 + later->shown, 2, text_rows, area.columns - 4}, ROLE_ACCENT, asked->text,
                     strlen(asked->text), 0);
    desk_draw_foot(desk, grid, ROLE_DIM, "");
}

static size_t find_open(const Later *later, size_t from)
{
    for (size_t i = from; i < later->count; i++)
        if (later->list[i].is_open)
            return i;
    return from;
}

/* Whether it was recorded. */
static bool answer(Later *later, Desk *desk, bool agrees)
{
    size_t row = later->rows.selected;
    const Asked *asked = &later->list[row];
    const char *means = consent_explain(asked->item, agrees);
    Err err;

    if (consent_record(later->store, later->session.text, asked->person.text, asked->item, agrees,
                       hows[later->how], 0, &err) != 0) {
        desk_say_error(desk, &err);
        return false;
    }
    desk_say(desk, means[0] != '\0' ? ROLE_WARNING : ROLE_SAVED, "saved: %s %s %s%s%s", asked->pseudonym,
             asked->item, agrees ? "yes" : "no", means[0] != '\0' ? "; " : "", means);
    if (load(later, &err) != 0)
        desk_say(desk, ROLE_ALARM, "%s", err.text);
    return true;
}

static bool later_act(void *self, Desk *desk, Action action, int number)
{
    Later *later = self;

    (void)number;
    switch (action) {
    case ACTION_YES:
    case ACTION_NO:
        if (answer(later, desk, action == ACTION_YES))
            list_select(&later->rows, find_open(later, later->rows.selected + 1));
        return true;
    case ACTION_ANSWER:
        answer(later, desk, !later->list[later->rows.selected].agrees);
        return true;
    case ACTION_HOW:
        later->how = (later->how + 1) % HOWS;
        return true;
    default:
        return list_act(&later->rows, action, later->shown);
    }
}

static void later_close(void *self)
{
    Later *later = self;

    free_list(later);
    free(later->list);
    free(later);
}

static const ViewClass later_class = {
    .name = "consent",
    .context = CONTEXT_CONSENT,
    .draw = later_draw,
    .act = later_act,
    .close = later_close,
};

void late_consent_open(Desk *desk, Store *store, const char *session)
{
    Later *later = mem_new(sizeof *later);
    Err err;

    later->store = store;
    later->session = id_read(session);
    int result = load(later, &err);
    if (result == 0 && later->count > 0) {
        list_select(&later->rows, find_open(later, 0));
        desk_push(desk, &later_class, later);
        return;
    }
    desk_say(desk, result != 0 ? ROLE_ALARM : ROLE_DIM, "%s",
             result != 0 ? err.text : "The guide of this session asks for no consent");
    later_close(later);
}
