/* SPDX-License-Identifier: MIT */
/* document_form: what is known of one document. */
#include <stdlib.h>
#include <string.h>

#include "documents.h"
#include "form.h"
#include "rir/mem.h"
#include "rir/person.h"
#include "rir/rows.h"

typedef struct {
    Store *store;
    Id id; /* "" for a new one */
    Id *saved;
    char *title;
    FormRow rows[DOCUMENT_MEMBERS];
    Form *form;
} DocumentForm;

/* What it is usually, then what other documents of the study have there. */
static const char *const usual[DOCUMENT_MEMBERS] = {
    [DOCUMENT_TYPE] = "strategy|minutes|agreement|policy|job description|email",
    [DOCUMENT_CONFIDENTIALITY] = "public|internal|confidential",
    [DOCUMENT_SCOPE] = "in|out",
};

static void suggest(void *owner, size_t row, const char *typed, FormOptions *options)
{
    static const char *const sql[DOCUMENT_MEMBERS] = {
        [DOCUMENT_AUTHOR] = "SELECT DISTINCT author FROM document WHERE author IS NOT NULL ORDER BY 1",
        [DOCUMENT_ORGANISATION] =
            "SELECT DISTINCT organisation FROM document WHERE organisation IS NOT NULL ORDER BY 1",
        [DOCUMENT_TYPE] = "SELECT DISTINCT type FROM document WHERE type IS NOT NULL ORDER BY 1",
        [DOCUMENT_AUDIENCE] = "SELECT DISTINCT audience FROM document WHERE audience IS NOT NULL ORDER BY 1",
        [DOCUMENT_PROVENANCE] =
            "SELECT DISTINCT provenance FROM document WHERE provenance IS NOT NULL ORDER BY 1",
    };
    DocumentForm *document = owner;
    char *words = mem_copy_text(usual[row] != NULL ? usual[row] : ""), *rest = NULL;

    for (char *word = strtok_r(words, "|", &rest); word != NULL; word = strtok_r(NULL, "|", &rest))
        form_offer(options, word, typed);
    free(words);
    if (sql[row] == NULL)
        return;
    Rows *rows = rows_open(document->store, NULL, sql[row], "");
    while (rows_next(rows))
        form_offer(options, rows_text(rows, 0), typed);
    rows_close(rows, NULL);
}

static void document_draw(void *self, Desk *desk, Grid *grid)
{
    DocumentForm *document = self;
    Area area = grid_find_area(grid);
    const char *caution = person_caution(form_find(document->form, DOCUMENT_AUTHOR));
    const char *below =
        caution[0] != '\0' ? caution : "Somebody's account, no fact; no names of private people";

    desk_draw_head(grid, document->title, NULL);
    form_draw(document->form, grid, (Area){2, 0, area.rows - 5, area.columns});
    grid_put_short(grid, area.rows - 2, 1, caution[0] != '\0' ? ROLE_WARNING : ROLE_DIM, below, strlen(below),
                   area.columns - 2);
    desk_draw_foot(desk, grid, ROLE_DIM, "");
}

static void say_saved(const DocumentForm *document, Desk *desk)
{
    static const char sql[] = "SELECT label FROM any_document_label WHERE id = ?1";
    Str label = STR_EMPTY;

    rows_find_text(document->store, &label, sql, "t", document->id.text);
    desk_say(desk, ROLE_SAVED, "saved: %s", str_text(&label));
    str_free(&label);
}

static void save(DocumentForm *document, Desk *desk)
{
    char *texts[DOCUMENT_MEMBERS];
    const char *values[DOCUMENT_MEMBERS];
    Err err;

    form_accept(document->form);
    for (size_t i = 0; i < DOCUMENT_MEMBERS; i++)
        values[i] = texts[i] = mem_copy_text(form_find(document->form, i));
    int result = 0;
    if (!id_is_set(&document->id) && values[DOCUMENT_TITLE][0] == '\0')
        result = err_set(&err, ERR_REFUSED, "a document needs a title");
    else if (!id_is_set(&document->id))
        result = document_add(document->store, values, &document->id, &err);
    else if (form_is_changed(document->form))
        result = document_set(document->store, document->id.text, values, &err);
    if (result != 0) {
        desk_say_error(desk, &err);
    } else {
        *document->saved = document->id;
        say_saved(document, desk);
        desk_pop(desk);
    }
    for (size_t i = 0; i < DOCUMENT_MEMBERS; i++)
        free(texts[i]);
}

static bool document_act(void *self, Desk *desk, Action action, int number)
{
    DocumentForm *document = self;

    (void)number;
    if (action == ACTION_SAVE) {
        save(document, desk);
        return true;
    }
    return form_act(document->form, action);
}

static void document_type(void *self, Desk *desk, const char *text, size_t size, bool is_paste)
{
    (void)desk;
    form_type(((DocumentForm *)self)->form, text, size, is_paste);
}

static void document_close(void *self)
{
    DocumentForm *document = self;

    form_free(document->form);
    free(document->title);
    free(document);
}

static const ViewClass document_class = {
    .name = "document",
    .context = CONTEXT_FORM,
    .draw = document_draw,
    .act = document_act,
    .type = document_type,
    .close = document_close,
};

void document_form_open(Desk *desk, Store *store, const char *id, const char *title, Id *saved)
{
    const DocumentMemberRow *members = document_list_members();
    DocumentForm *form = mem_new(sizeof *form);
    Document document;
    Err err;

    if (id != NULL && document_read(store, id, &document, &err) != 0) {
        desk_say(desk, ROLE_WARNING, "%s", err.text);
        free(form);
        return;
    }
    form->store = store;
    form->saved = saved;
    for (size_t i = 0; i < DOCUMENT_MEMBERS; i++)
        form->rows[i] = (FormRow){.label = members[i].name, .help = members[i].help};
    form->form = form_new(form->rows, DOCUMENT_MEMBERS, suggest, form);
    if (id != NULL) {
        form->id = document.id;
        form->title = mem_copy_text(document.label);
        for (size_t i = 0; i < DOCUMENT_MEMBERS; i++)
            form_set(form->form, i, document.values[i]);
        document_free(&document);
    } else {
        form->title = mem_copy_text("A document for the register");
        form_set(form->form, DOCUMENT_TITLE, title != NULL ? title : "");
    }
    form_set_focus(form->form,
                   id == NULL && title != NULL && title[0] != '\0' ? DOCUMENT_TYPE : DOCUMENT_TITLE);
    desk_push(desk, &document_class, form);
}
