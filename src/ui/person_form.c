/* SPDX-License-Identifier: MIT */
/* person_form: what is known of one participant. */
#include <stdlib.h>
#include <string.h>

#include "people.h"
#include "rir/home.h"
#include "rir/mem.h"
#include "rir/rows.h"

typedef struct {
    Store *store;
    Id id; /* "" for a new one */
    char *title;
    Str consent;
    bool is_from_list;
    FormRow rows[PERSON_ATTRIBUTES];
    Form *form;
} PersonForm;

/* What others of the study have in that attribute: the same words for the same thing. */
static void suggest(void *owner, size_t row, const char *typed, FormOptions *options)
{
    PersonForm *person = owner;
    People people = {NULL, 0, 0};

    if (row == PERSON_PSEUDONYM || row == PERSON_ABOUT ||
        person_list(person->store, NULL, &people, NULL) != 0)
        return;
    for (size_t i = 0; i < people.count; i++)
        form_offer(options, people.list[i].values[row], typed);
    people_free(&people);
}

static void person_draw(void *self, Desk *desk, Grid *grid)
{
    PersonForm *person = self;
    Area area = grid_find_area(grid);
    int row = area.rows - 2;

    desk_draw_head(grid, person->title, NULL);
    const char *caution = person_caution(form_find(person->form, PERSON_PSEUDONYM));
    Str below = STR_EMPTY;
    if (caution[0] != '\0')
        str_add_format(&below, "Caution: %s", caution);
    else if (person->consent.size > 0)
        str_add_format(&below, "Consent: %s", person->consent.data);
    form_draw(person->form, grid, (Area){2, 0, area.rows - 5, area.columns});
    grid_put_short(grid, row, 1, caution[0] != '\0' ? ROLE_WARNING : ROLE_DIM, str_text(&below), below.size,
                   area.columns - 2);
    str_free(&below);
    desk_draw_foot(desk, grid, ROLE_DIM, "");
}

static void leave(const PersonForm *person, Desk *desk)
{
    Store *store = person->store;
    bool is_from_list = person->is_from_list;

    desk_pop(desk);
    if (is_from_list)
        people_open(desk, store);
}

static void save(PersonForm *person, Desk *desk)
{
    char *texts[PERSON_ATTRIBUTES];
    const char *values[PERSON_ATTRIBUTES];
    Err err;

    form_accept(person->form);
    for (size_t i = 0; i < PERSON_ATTRIBUTES; i++)
        values[i] = texts[i] = mem_copy_text(form_find(person->form, i));
    int result = 0;
    if (!id_is_set(&person->id))
        result = person_add(person->store, values, &person->id, &err);
    else if (form_is_changed(person->form))
        result = person_set(person->store, person->id.text, values, &err);
    if (result != 0) {
        desk_say_error(desk, &err);
    } else {
        leave(person, desk);
        desk_say(desk, ROLE_SAVED, "saved: %s", values[PERSON_PSEUDONYM]);
    }
    for (size_t i = 0; i < PERSON_ATTRIBUTES; i++)
        free(texts[i]);
}

static bool person_act(void *self, Desk *desk, Action action, int number)
{
    PersonForm *person = self;

    (void)number;
    if (action == ACTION_SAVE) {
        save(person, desk);
        return true;
    }
    if (action == ACTION_BACK) {
        leave(person, desk);
        return true;
    }
    return form_act(person->form, action);
}

static void person_type(void *self, Desk *desk, const char *text, size_t size, bool is_paste)
{
    (void)desk;
    form_type(((PersonForm *)self)->form, text, size, is_paste);
}

static void person_close(void *self)
{
    PersonForm *person = self;

    form_free(person->form);
    str_free(&person->consent);
    free(person->title);
    free(person);
}

static const ViewClass person_class = {
    .name = "person",
    .context = CONTEXT_FORM,
    .draw = person_draw,
    .act = person_act,
    .type = person_type,
    .close = person_close,
};

void person_form_open(Desk *desk, Store *store, const char *id, const char *pseudonym, bool is_from_list)
{
    const PersonAttributeRow *attributes = person_list_attributes();
    PersonForm *form = mem_new(sizeof *form);
    Person person;
    char next[16];
    Err err;

    if (id != NULL && person_read(store, id, &person, &err) != 0) {
        desk_say(desk, ROLE_WARNING, "%s", err.text);
        free(form);
        return;
    }
    form->store = store;
    form->is_from_list = is_from_list;
    for (size_t i = 0; i < PERSON_ATTRIBUTES; i++)
        form->rows[i] = (FormRow){.label = attributes[i].name, .help = attributes[i].help};
    form->form = form_new(form->rows, PERSON_ATTRIBUTES, suggest, form);
    if (id != NULL) {
        form->id = person.id;
        for (size_t i = 0; i < PERSON_ATTRIBUTES; i++)
            form_set(form->form, i, person.values[i]);
        form->title = mem_copy_text(person.values[PERSON_PSEUDONYM]);
        person_add_consent(store, id, &form->consent, NULL);
        person_free(&person);
    } else {
        person_next_pseudonym(store, next);
        form_set(form->form, PERSON_PSEUDONYM, pseudonym != NULL && pseudonym[0] != '\0' ? pseudonym : next);
        form->title = mem_copy_text("A new participant");
    }
    form_set_focus(form->form, id != NULL ? PERSON_RELATIONSHIP : PERSON_PSEUDONYM);
    desk_push(desk, &person_class, form);
}
