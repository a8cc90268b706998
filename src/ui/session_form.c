/* SPDX-License-Identifier: MIT */
/* session_form: who took part in a session, its title, mode, setting and the rest, corrected. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "modes.h"
#include "people.h"
#include "reader.h"
#include "rir/mem.h"
#include "rir/rows.h"
#include "rir/summary.h"

enum {
    FACT_PEOPLE,
    FACT_TITLE,
    FACT_MODE,
    FACT_SETTING,
    FACT_OTHERS,
    FACT_PLACE,
    FACT_TEAM,
    FACT_RESEARCHER,
    FACT_INTERPRETER,
    FACT_MINUTES,
    FACT_PILOT,
    FACTS
};

static const FormRow fact_rows[FACTS] = {
    [FACT_PEOPLE] = {FORM_WORDS, "people", "who took part, in seat order; unattributed notes are theirs",
                     true},
    [FACT_TITLE] = {FORM_TEXT, "title", "what the session is called in lists and exports", false},
    [FACT_MODE] = {FORM_TEXT, "mode", "face-to-face, phone, video, ...", false},
    [FACT_SETTING] = {FORM_TEXT, "setting", "where it was held: office, home, ...", false},
    [FACT_OTHERS] = {FORM_TEXT, "others", "who else was present, without names", false},
    [FACT_PLACE] = {FORM_TEXT, "place", "locality or site", false},
    [FACT_TEAM] = {FORM_TEXT, "team", "whose workshop, focus group or meeting it was", false},
    [FACT_RESEARCHER] = {FORM_TEXT, "researcher", "who asked", false},
    [FACT_INTERPRETER] = {FORM_TEXT, "interpreter", "if there was one, without a name", false},
    [FACT_MINUTES] = {FORM_TEXT, "minutes", "planned", false},
    [FACT_PILOT] = {FORM_CHOICE, "pilot", "whether it was held to try the guide", false},
};

typedef struct {
    Store *store;
    Id session;
    People people;
    Form *form;
    char *title;
} Facts;

static void suggest(void *owner, size_t row, const char *typed, FormOptions *options)
{
    Facts *facts = owner;

    if (row == FACT_PEOPLE)
        people_add_options(&facts->people, typed, false, options);
    else if (row == FACT_MODE)
        modes_add_options(facts->store, MODES_MODE, typed, options);
    else if (row == FACT_SETTING)
        modes_add_options(facts->store, MODES_SETTING, typed, options);
    else if (row == FACT_PILOT)
        modes_add_yes_no(typed, options);
}

static int load(Facts *facts, Err *err)
{
    static const char sql[] =
        "SELECT (SELECT group_concat(pseudonym, ' ') FROM (SELECT p.pseudonym FROM session_person sp JOIN "
        "person p ON p.n = sp.person WHERE sp.session = a.n ORDER BY sp.ord)), a.title, a.mode, a.setting, "
        "a.others_present, a.place, a.team, a.researcher, a.interpreter, a.planned_minutes, a.pilot, "
        "a.number FROM any_session a WHERE a.id = ?1";
    Rows *rows = rows_open(facts->store, err, sql, "t", facts->session.text);
    Str title = STR_EMPTY;

    bool is_there = rows_next(rows);
    for (int i = 0; is_there && i < FACT_PILOT; i++)
        form_set(facts->form, (size_t)i, rows_text(rows, i));
    if (is_there) {
        form_set(facts->form, FACT_PILOT, rows_number(rows, FACT_PILOT) ? "yes" : "no");
        str_add_format(&title, "Session %lld", (long long)rows_number(rows, FACT_PILOT + 1));
    }
    facts->title = str_take(&title);
    if (rows_close(rows, err) != 0)
        return -1;
    return is_there ? 0 : err_set(err, ERR_REFUSED, "there is no such session in this study");
}

static void facts_draw(void *self, Desk *desk, Grid *grid)
{
    Facts *facts = self;
    Area area = grid_find_area(grid);

    desk_draw_head(grid, facts->title, "every change is kept in the log");
    form_draw(facts->form, grid, (Area){2, 0, area.rows - 4, area.columns});
    desk_draw_foot(desk, grid, ROLE_DIM, "");
}

/* Ids of the people named; how many, or -1. */
static int find_people(Facts *facts, char *words, Id *ids, const char **list, Err *err)
{
    int count = 0;

    for (char *word = strtok(words, " ,"); word != NULL && count < SESSION_PEOPLE_MOST;
         word = strtok(NULL, " ,")) {
        if (person_find(facts->store, word, &ids[count], err) != 0)
            return -1;
        list[count] = ids[count].text;
        count++;
    }
    return count;
}

static int read_minutes(const char *text, int *minutes, Err *err)
{
    char *end;
    long number = strtol(text, &end, 10);

    if (*end != '\0' || number < 0 || number > 24 * 60)
        return err_set(err, ERR_REFUSED, "minutes are a number such as 60, not `%s`", text);
    *minutes = (int)number;
    return 0;
}

static int write(Facts *facts, char **texts, Err *err)
{
    Id ids[SESSION_PEOPLE_MOST];
    const char *list[SESSION_PEOPLE_MOST];
    SessionChange change = {
        .title = texts[FACT_TITLE],
        .mode = texts[FACT_MODE],
        .setting = texts[FACT_SETTING],
        .others = texts[FACT_OTHERS],
        .place = texts[FACT_PLACE],
        .team = texts[FACT_TEAM],
        .researcher = texts[FACT_RESEARCHER],
        .interpreter = texts[FACT_INTERPRETER],
        .pilot = strcmp(texts[FACT_PILOT], "yes") == 0,
        .people = list,
    };
    int count = find_people(facts, texts[FACT_PEOPLE], ids, list, err);

    if (count < 0 || read_minutes(texts[FACT_MINUTES], &change.minutes, err) != 0)
        return -1;
    change.person_count = (size_t)count;
    return session_correct(facts->store, facts->session.text, &change, err);
}

static void save(Facts *facts, Desk *desk)
{
    char *texts[FACTS];
    Err err;

    form_accept(facts->form);
    for (size_t i = 0; i < FACTS; i++)
        texts[i] = mem_copy_text(form_find(facts->form, i));
    if (!form_is_changed(facts->form)) {
        desk_pop(desk);
    } else if (write(facts, texts, &err) == 0) {
        desk_pop(desk);
        desk_say(desk, ROLE_SAVED, "corrected; what was there before stays in the log");
    } else {
        desk_say_error(desk, &err);
    }
    for (size_t i = 0; i < FACTS; i++)
        free(texts[i]);
}

static bool facts_act(void *self, Desk *desk, Action action, int number)
{
    Facts *facts = self;

    (void)number;
    if (action == ACTION_SAVE) {
        save(facts, desk);
        return true;
    }
    return form_act(facts->form, action);
}

static void facts_type(void *self, Desk *desk, const char *text, size_t size, bool is_paste)
{
    (void)desk;
    form_type(((Facts *)self)->form, text, size, is_paste);
}

static void facts_close(void *self)
{
    Facts *facts = self;

    form_free(facts->form);
    people_free(&facts->people);
    free(facts->title);
    free(facts);
}

static const ViewClass facts_class = {
    .name = "facts",
    .context = CONTEXT_FORM,
    .draw = facts_draw,
    .act = facts_act,
    .type = facts_type,
    .close = facts_close,
};

void session_form_open(Desk *desk, Store *store, const char *session)
{
    Facts *facts = mem_new(sizeof *facts);
    Err err;

    facts->store = store;
    facts->session = id_read(session);
    facts->form = form_new(fact_rows, FACTS, suggest, facts);
    if (person_list(store, NULL, &facts->people, &err) == 0 && load(facts, &err) == 0) {
        form_set_focus(facts->form, FACT_PEOPLE);
        desk_push(desk, &facts_class, facts);
        return;
    }
    desk_say(desk, ROLE_WARNING, "%s", err.text);
    facts_close(facts);
}
