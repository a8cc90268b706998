/* SPDX-License-Identifier: MIT */
/* documents: the register of documents, found by typing; from here each is read, described and registered.
 * Confidential ones show neither title nor origin until asked for. */
#include "documents.h"

#include <stdlib.h>
#include <string.h>

#include "enter.h"
#include "rir/home.h"
#include "rir/mem.h"
#include "rir/rows.h"
#include "rir/text.h"
#include "rir/widget.h"

#define PREVIEW_ROWS 3
#define ASPECTS 4

/* The sessions in which a document was or is read, without rehearsals. */
typedef struct {
    Id session; /* the open one, else the latest; "" for none */
    int64_t number;
    int64_t count;
    bool is_open;
} Reading;

typedef struct {
    Store *store;
    const Settings *settings;
    Enter enter;
    Documents documents;
    Reading *readings; /* of each document */
    Field filter;
    size_t *found; /* indexes of documents */
    size_t found_count;
    List list; /* those found; last what is typed, to be registered */
    int rows;
    Id chosen; /* to be selected when the register was read: what a form has saved */
    bool must_load;
    bool is_revealed;
} Register;

void documents_add_about(Str *out, const Document *document)
{
    static const DocumentMember shown[] = {DOCUMENT_TYPE, DOCUMENT_ORGANISATION, DOCUMENT_AUTHOR};
    const char *between = "  ";

    str_add(out, document->values[DOCUMENT_TITLE]);
    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++) {
        if (document->values[shown[i]][0] == '\0')
            continue;
        str_add_format(out, "%s%s", between, document->values[shown[i]]);
        between = ", ";
    }
}

bool documents_is_discreet(const Document *document)
{
    return strcmp(document->values[DOCUMENT_CONFIDENTIALITY], "confidential") == 0;
}

/* --- reading the register */

static void take_reading(Register *shelf, const char *document, Rows *rows)
{
    for (size_t i = 0; i < shelf->documents.count; i++) {
        Reading *reading = &shelf->readings[i];
        if (strcmp(shelf->documents.list[i].id.text, document) != 0)
            continue;
        reading->count++;
        if (reading->is_open)
            return;
        reading->session = id_read(rows_text(rows, 1));
        reading->number = rows_number(rows, 2);
        reading->is_open = rows_number(rows, 3) != 0;
    }
}

static int read_readings(Register *shelf, Err *err)
{
    /* CROSS JOIN: sessions with documents are few, moments are many. */
    static const char sql[] =
        "SELECT DISTINCT m.value, t.id, s.number, s.ended IS NULL FROM session s CROSS "
        "JOIN moment m ON m.session = s.n AND m.kind = 'document' JOIN thing t ON t.n = "
        "s.n WHERE s.kind = 'document' AND s.rehearsal = 0 ORDER BY s.at";
    Rows *rows = rows_open(shelf->store, err, sql, "");

    free(shelf->readings);
    shelf->readings = mem_new((shelf->documents.count + 1) * sizeof *shelf->readings);
    while (rows_next(rows))
        take_reading(shelf, rows_text(rows, 0), rows);
    return rows_close(rows, err);
}

static bool has_words(const Document *document, const char *words)
{
    Str hay = STR_EMPTY;

    str_add(&hay, document->label);
    for (size_t i = 0; i < DOCUMENT_MEMBERS; i++)
        str_add_format(&hay, " %s", document->values[i]);
    bool has = text_has_words(hay.data, words);
    str_free(&hay);
    return has;
}

static void find(Register *shelf)
{
    const char *typed = field_text(&shelf->filter);

    shelf->found_count = 0;
    for (size_t i = 0; i < shelf->documents.count; i++)
        if (has_words(&shelf->documents.list[i], typed))
            shelf->found[shelf->found_count++] = i;
    list_set_count(&shelf->list, shelf->found_count + (typed[0] != '\0'));
}

static void load(Register *shelf, Desk *desk)
{
    Err err;

    shelf->must_load = false;
    if (document_list(shelf->store, &shelf->documents, &err) != 0 || read_readings(shelf, &err) != 0)
        desk_say(desk, ROLE_ALARM, "%s", err.text);
    free(shelf->found);
    shelf->found = mem_new((shelf->documents.count + 1) * sizeof *shelf->found);
    if (id_is_set(&shelf->chosen))
        field_set_text(&shelf->filter, "");
    find(shelf);
    for (size_t i = 0; i < shelf->found_count; i++)
        if (id_is_same(&shelf->documents.list[shelf->found[i]].id, &shelf->chosen))
            list_select(&shelf->list, i);
    shelf->chosen = id_read("");
}

/* The document under the cursor; NULL on what is typed, and where there is none. */
static const Document *find_selected(const Register *shelf, const Reading **reading)
{
    if (shelf->list.selected >= shelf->found_count)
        return NULL;
    size_t index = shelf->found[shelf->list.selected];
    *reading = &shelf->readings[index];
    return &shelf->documents.list[index];
}

/* --- drawing */

enum { LABEL_COLUMNS = 6, READ_COLUMNS = 12, JUDGED_COLUMNS = 7, DATE_COLUMNS = 10 /* 2026-03-31 */ };

static size_t count_judged(const Document *document)
{
    size_t count = document->appraised[0] != '\0';

    for (const char *at = document->appraised; *at != '\0'; at++)
        count += *at == ',';
    return count;
}

static bool is_hidden(const Register *shelf, const Document *document)
{
    return !shelf->is_revealed && documents_is_discreet(document);
}

/* How far it is read: `not read`, `open, 3`, `12 extracts`. */
static void add_progress(Str *out, const Document *document, const Reading *reading)
{
    if (reading->is_open)
        str_add_format(out, "open, %lld", (long long)document->extracts);
    else if (reading->count == 0 && document->extracts == 0)
        str_add(out, "not read");
    else
        str_add_format(out, "%lld extract%s", (long long)document->extracts,
                       document->extracts == 1 ? "" : "s");
}

static void draw_text(const Register *shelf, Grid *grid, Area place, const Document *document)
{
    Str text = STR_EMPTY;
    size_t title = strlen(document->values[DOCUMENT_TITLE]);
    bool is_out = strcmp(document->values[DOCUMENT_SCOPE], "out") == 0;

    if (is_hidden(shelf, document)) {
        grid_put(grid, place.row, place.column, ROLE_DIM, "confidential: Alt-. shows it");
        return;
    }
    documents_add_about(&text, document);
    int used = grid_put_short(grid, place.row, place.column, is_out ? ROLE_DIM : ROLE_TEXT, text.data, title,
                              place.columns);
    if (used < place.columns)
        grid_put_short(grid, place.row, place.column + used, ROLE_DIM, text.data + title, text.size - title,
                       place.columns - used);
    str_free(&text);
}

static void draw_row(const void *owner, Grid *grid, Area row, size_t at)
{
    const Register *shelf = owner;
    int column = row.column, end = row.column + row.columns;
    Str text = STR_EMPTY;

    if (at >= shelf->found_count) {
        const char *typed = field_text(&shelf->filter);
        column += grid_put(grid, row.row, column, ROLE_ACCENT, "register") + 2;
        grid_put_short(grid, row.row, column, ROLE_TEXT, typed, strlen(typed), end - column);
        return;
    }
    const Document *document = &shelf->documents.list[shelf->found[at]];
    const Reading *reading = &shelf->readings[shelf->found[at]];
    grid_put_short(grid, row.row, column, ROLE_TEXT, document->label, strlen(document->label), LABEL_COLUMNS);
    column += LABEL_COLUMNS + 1;
    add_progress(&text, document, reading);
    grid_put_text(grid, row.row, column, reading->is_open ? ROLE_ACCENT : ROLE_DIM, text.data, text.size,
                  READ_COLUMNS);
    column += READ_COLUMNS + 1;
    if (count_judged(document) > 0)
        grid_put_format(grid, row.row, column, ROLE_DIM, "%zu of %d", count_judged(document), ASPECTS);
    column += JUDGED_COLUMNS + 1;
    const char *date = document->values[DOCUMENT_DATE];
    grid_put_short(grid, row.row, column, ROLE_DIM, date, strlen(date), DATE_COLUMNS);
    column += DATE_COLUMNS + 2;
    draw_text(shelf, grid, (Area){row.row, column, 1, end - column}, document);
    str_free(&text);
}

static void draw_headings(Grid *grid, int row)
{
    int column = 1;

    grid_put(grid, row, column, ROLE_DIM, "label");
    column += LABEL_COLUMNS + 1;
    grid_put(grid, row, column, ROLE_DIM, "read");
    column += READ_COLUMNS + 1;
    grid_put(grid, row, column, ROLE_DIM, "judged");
    column += JUDGED_COLUMNS + 1;
    grid_put(grid, row, column, ROLE_DIM, "date");
    column += DATE_COLUMNS + 2;
    grid_put(grid, row, column, ROLE_DIM, "title  type, whose");
}

static void add_member(Str *out, const char *before, const Document *document, DocumentMember member)
{
    if (document->values[member][0] != '\0')
        str_add_format(out, "%s%s%s", out->size > 0 ? ", " : "", before, document->values[member]);
}

/* "; judged: credibility, meaning" */
static void add_judged(Str *out, const char *appraised)
{
    str_add(out, "; judged: ");
    for (; *appraised != '\0'; appraised++) {
        str_add_byte(out, *appraised);
        if (*appraised == ',')
            str_add_byte(out, ' ');
    }
}

/* What the row has no room for. */
static void add_details(Str *out, const Document *document, const Reading *reading)
{
    const char *confidentiality = document->values[DOCUMENT_CONFIDENTIALITY];

    add_member(out, "", document, DOCUMENT_TYPE);
    add_member(out, "", document, DOCUMENT_ORGANISATION);
    add_member(out, "by ", document, DOCUMENT_AUTHOR);
    add_member(out, "", document, DOCUMENT_VERSION);
    add_member(out, "for ", document, DOCUMENT_AUDIENCE);
    add_member(out, "", document, DOCUMENT_PURPOSE);
    str_add_format(out, "%s%s", out->size > 0 ? ", " : "",
                   confidentiality[0] != '\0' ? confidentiality : "internal unless said");
    if (document->values[DOCUMENT_SCOPE][0] != '\0')
        str_add_format(out, ", %s",
                       strcmp(document->values[DOCUMENT_SCOPE], "out") == 0 ? "out of the study"
                                                                            : "in the study");
    if (document->values[DOCUMENT_WHY][0] != '\0')
        str_add_format(out, ": %s", document->values[DOCUMENT_WHY]);
    if (document->appraised[0] != '\0')
        add_judged(out, document->appraised);
    if (document->absent > 0)
        str_add_format(out, "; %lld absent", (long long)document->absent);
    if (reading->count > 0)
        str_add_format(out, "; %s session %lld", reading->is_open ? "open in" : "read in",
                       (long long)reading->number);
}

static void draw_preview(const Register *shelf, Grid *grid, Area area)
{
    const Reading *reading;
    const Document *document = find_selected(shelf, &reading);
    Str details = STR_EMPTY;

    grid_draw_across(grid, area.row - 1, 0, area.columns);
    if (document == NULL || is_hidden(shelf, document))
        return;
    const char *title = document->values[DOCUMENT_TITLE];
    grid_put_short(grid, area.row, 1, ROLE_TEXT, title, strlen(title), area.columns - 2);
    add_details(&details, document, reading);
    grid_put_wrapped(grid, (Area){area.row + 1, 1, area.rows - 1, area.columns - 2}, ROLE_DIM, details.data,
                     details.size, 0);
    str_free(&details);
}

static void add_count(const Register *shelf, Str *out)
{
    size_t unread = 0;

    for (size_t i = 0; i < shelf->documents.count; i++)
        unread += shelf->readings[i].count == 0 && shelf->documents.list[i].extracts == 0 &&
                  strcmp(shelf->documents.list[i].values[DOCUMENT_SCOPE], "out") != 0;
    str_add_format(out, "%zu", shelf->documents.count);
    if (unread > 0)
        str_add_format(out, ", %zu not read", unread);
}

static void register_draw(void *self, Desk *desk, Grid *grid)
{
    Register *shelf = self;
    Area area = grid_find_area(grid);
    Str count = STR_EMPTY;

    if (shelf->must_load)
        load(shelf, desk);
    add_count(shelf, &count);
    desk_draw_head(grid, "Documents", count.data);
    int column = 1 + grid_put(grid, 2, 1, ROLE_DIM, "find") + 2;
    draw_headings(grid, 3);
    shelf->rows = area.rows - 6 - (PREVIEW_ROWS + 1);
    list_draw(&shelf->list, grid, (Area){4, 0, shelf->rows, area.columns}, draw_row, shelf, false);
    if (shelf->list.count == 0)
        grid_put(grid, 4, 1, ROLE_DIM, "No document yet: type a title and press Enter.");
    draw_preview(shelf, grid, (Area){area.rows - 2 - PREVIEW_ROWS, 0, PREVIEW_ROWS, area.columns});
    desk_draw_foot(desk, grid, ROLE_DIM, "");
    field_draw(&shelf->filter, grid, (Area){2, column, 1, area.columns - column - 1}, ROLE_FIELD, true);
    str_free(&count);
}

/* --- acting */

static void open_form(Register *shelf, Desk *desk, const char *id, const char *title)
{
    shelf->must_load = true;
    document_form_open(desk, shelf->store, id, title, &shelf->chosen);
}

/* One that is being read is gone on with, one that was read is looked at, any other begun. */
static void open_selected(Register *shelf, Desk *desk)
{
    const Reading *reading;
    const Document *document = find_selected(shelf, &reading);
    const char *typed = field_text(&shelf->filter);

    if (document == NULL && typed[0] == '\0')
        return;
    shelf->must_load = true;
    if (document == NULL)
        open_form(shelf, desk, NULL, typed);
    else if (reading->count == 0)
        start_open_document(desk, shelf->store, shelf->settings, document->label);
    else if (!reading->is_open || !enter_resume(&shelf->enter, desk, reading->session.text))
        reader_open(desk, shelf->store, shelf->settings, reading->session.text, NULL, NULL);
}

static void start_selected(Register *shelf, Desk *desk)
{
    const Reading *reading;
    const Document *document = find_selected(shelf, &reading);

    shelf->must_load = true;
    if (document != NULL)
        start_open_document(desk, shelf->store, shelf->settings, document->label);
}

static void edit_selected(Register *shelf, Desk *desk)
{
    const Reading *reading;
    const Document *document = find_selected(shelf, &reading);

    if (document != NULL)
        open_form(shelf, desk, document->id.text, NULL);
}

static void filter_changed(Register *shelf)
{
    shelf->list.top = 0;
    shelf->list.selected = 0;
    find(shelf);
}

static bool register_act(void *self, Desk *desk, Action action, int number)
{
    Register *shelf = self;

    (void)number;
    switch (action) {
    case ACTION_ACCEPT:
        open_selected(shelf, desk);
        return true;
    case ACTION_START:
        start_selected(shelf, desk);
        return true;
    case ACTION_NEW_DOCUMENT:
        open_form(shelf, desk, NULL, field_text(&shelf->filter));
        return true;
    case ACTION_EDIT:
        edit_selected(shelf, desk);
        return true;
    case ACTION_REVEAL:
        shelf->is_revealed = !shelf->is_revealed;
        return true;
    case ACTION_FIELD_NEWLINE:
        return true;
    default:
        break;
    }
    if (list_act(&shelf->list, action, shelf->rows))
        return true;
    Str before = STR_EMPTY;
    str_add(&before, field_text(&shelf->filter));
    bool is_done = field_act(&shelf->filter, action);
    if (strcmp(str_text(&before), field_text(&shelf->filter)) != 0)
        filter_changed(shelf);
    str_free(&before);
    return is_done;
}

static void register_type(void *self, Desk *desk, const char *text, size_t size, bool is_paste)
{
    Register *shelf = self;

    (void)desk;
    field_type(&shelf->filter, text, size, is_paste, false);
    filter_changed(shelf);
}

static void register_add_safety(const void *self, Str *out)
{
    (void)self;
    str_add(out, "Everything is saved.");
}

static void register_close(void *self)
{
    Register *shelf = self;

    documents_free(&shelf->documents);
    field_free(&shelf->filter);
    free(shelf->readings);
    free(shelf->found);
    free(shelf);
}

static const ViewClass register_class = {
    .name = "documents",
    .context = CONTEXT_REGISTER,
    .draw = register_draw,
    .act = register_act,
    .type = register_type,
    .add_safety = register_add_safety,
    .close = register_close,
};

void documents_open(Desk *desk, Store *store, const Settings *settings)
{
    Register *shelf = mem_new(sizeof *shelf);

    shelf->store = store;
    shelf->settings = settings;
    shelf->enter = (Enter){.store = store, .settings = settings};
    shelf->filter = field_new();
    shelf->is_revealed = settings != NULL && strcmp(settings_find(settings, "discreet"), "no") == 0;
    shelf->must_load = true;
    desk_push(desk, &register_class, shelf);
}
