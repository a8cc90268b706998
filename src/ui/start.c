/* SPDX-License-Identifier: MIT */
/* start: the form that starts a session. What was last said stands there already, so that one Enter begins.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "documents.h"
#include "enter.h"
#include "guide_list.h"
#include "marks.h"
#include "modes.h"
#include "participants.h"
#include "people.h"
#include "rir/clock.h"
#include "rir/file.h"
#include "rir/guide.h"
#include "rir/home.h"
#include "rir/mem.h"
#include "rir/observation.h"
#include "rir/rows.h"

enum {
    START_GUIDE,
    START_DOCUMENT,
    START_PEOPLE,
    START_LATE,
    START_TEAM,
    START_GROUPS,
    START_ROLE,
    START_MODE,
    START_SETTING,
    START_OTHERS,
    START_REHEARSAL,
    START_ON,
    START_ROWS
};

static const FormRow start_rows[START_ROWS] = {
    [START_GUIDE] = {FORM_CHOICE, "guide", "type some of it; own guides are .md files beside the study",
                     false},
    [START_DOCUMENT] = {FORM_CHOICE, "document", "which one is read; type some of it", false},
    [START_PEOPLE] = {FORM_WORDS, "people", "pseudonyms in seat order; one that is unknown is added", true},
    [START_LATE] = {FORM_WORDS, "late", "of them, who is expected later", false},
    [START_TEAM] = {FORM_TEXT, "team", "whose workshop, focus group or meeting it is", false},
    [START_GROUPS] = {FORM_TEXT, "groups", "stakeholder groups: health: P01 P02; social care: P03", false},
    [START_ROLE] = {FORM_CHOICE, "role", "your part in what you observe; it may change on the way", false},
    [START_MODE] = {FORM_TEXT, "mode", "how you meet", true},
    [START_SETTING] = {FORM_TEXT, "setting", "where it is held", true},
    [START_OTHERS] = {FORM_TEXT, "others", "who else is present, without names; empty for no one", false},
    [START_REHEARSAL] = {FORM_CHOICE, "rehearsal", "to practise: never in a list, search or export", false},
    [START_ON] = {FORM_TEXT, "held on", "empty for now; held already, on paper: 2026-11-21 14:30", false},
};

typedef struct {
    Store *store;
    const Settings *settings;
    Enter enter;
    GuideList guides;
    People people;
    Documents documents;
    Form *form;
    char first_person[16]; /* who stands there at first where somebody has to */
    GuideKind kind;        /* for which the rows are those */
    int64_t number;        /* that the session will have */
    bool is_begun;
} Start;

/* --- suggestions */

/* What is typed begins a word of the guide's name or title. */
static bool begins_word(const char *text, const char *typed)
{
    Marks marks = {NULL, 0, 0};

    marks_find(&marks, text, typed);
    bool does = marks.count > 0;
    marks_free(&marks);
    return does;
}

static void add_guide(const GuideEntry *guide, FormOptions *options)
{
    Str detail = STR_EMPTY;

    if (guide->mistake != NULL) {
        str_add(&detail, guide->mistake);
    } else {
        if (guide->kind != GUIDE_INTERVIEW)
            str_add_format(&detail, "%s  ", guide_name_kind(guide->kind));
        if (guide->minutes > 0)
            str_add_format(&detail, "%d min  ", guide->minutes);
        str_add(&detail, guide->title);
    }
    form_add_option(options, guide->name, str_text(&detail), guide->mistake != NULL);
    str_free(&detail);
}

/* Those in which it begins a word come first. */
static void add_guides(const Start *start, const char *typed, FormOptions *options)
{
    Str hay = STR_EMPTY;

    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < start->guides.count; i++) {
            const GuideEntry *guide = &start->guides.list[i];
            str_clear(&hay);
            str_add_format(&hay, "%s %s", guide->name, guide->title);
            bool is_start = typed[0] == '\0' || begins_word(hay.data, typed);
            if (is_start == (round == 0) && (is_start || text_has_words(hay.data, typed)))
                add_guide(guide, options);
        }
    str_free(&hay);
}

/* Of a confidential one no more than that: the screen may be seen. Typing finds it all the same. */
static void add_documents(const Start *start, const char *typed, FormOptions *options)
{
    Str detail = STR_EMPTY, hay = STR_EMPTY;

    for (size_t i = 0; i < start->documents.count; i++) {
        const Document *document = &start->documents.list[i];
        str_clear(&detail);
        documents_add_about(&detail, document);
        str_clear(&hay);
        str_add_format(&hay, "%s %s", document->label, str_text(&detail));
        if (text_has_words(hay.data, typed))
            form_add_option(options, document->label,
                            documents_is_discreet(document) ? "confidential" : str_text(&detail), false);
    }
    str_free(&detail);
    str_free(&hay);
}

static void add_roles(const char *typed, FormOptions *options)
{
    static const char *const what[] = {"one of them, who takes part in all of it",
                                       "takes part, and is known to observe",
                                       "observes, and takes part now and then", "only observes"};
    const char *const *roles = observation_list_roles();

    for (size_t i = 0; roles[i] != NULL; i++)
        if (text_has_words(roles[i], typed))
            form_add_option(options, roles[i], i < sizeof what / sizeof what[0] ? what[i] : "", false);
}

/* The groups of the study, behind what stands there. */
static void add_groups(const Start *start, const char *typed, FormOptions *options)
{
    const char *part = strrchr(typed, ';');
    Str value = STR_EMPTY;

    part = part != NULL ? part + 1 : typed;
    part += strspn(part, " ");
    if (strchr(part, ':') != NULL)
        return;
    for (size_t i = 0; i < start->people.count; i++) {
        const char *group = start->people.list[i].values[PERSON_GROUP];
        bool is_offered = group[0] == '\0' || !text_has_words(group, part);
        str_clear(&value);
        str_add_format(&value, "%.*s%s: ", (int)(part - typed), typed, group);
        for (size_t k = 0; !is_offered && k < options->count; k++)
            is_offered = strcmp(options->list[k].value, value.data) == 0;
        if (!is_offered)
            form_add_option(options, value.data, "", false);
    }
    str_free(&value);
}

static void suggest(void *owner, size_t row, const char *typed, FormOptions *options)
{
    Start *start = owner;

    if (row == START_GUIDE)
        add_guides(start, typed, options);
    else if (row == START_DOCUMENT)
        add_documents(start, typed, options);
    else if (row == START_ROLE)
        add_roles(typed, options);
    else if (row == START_GROUPS)
        add_groups(start, typed, options);
    else if (row == START_TEAM)
        modes_add_options(start->store, MODES_TEAM, typed, options);
    else if (row == START_PEOPLE || row == START_LATE)
        people_add_options(&start->people, typed, true, options);
    else if (row == START_MODE)
        modes_add_options(start->store, MODES_MODE, typed, options);
    else if (row == START_SETTING)
        modes_add_options(start->store, MODES_SETTING, typed, options);
    else if (row == START_REHEARSAL)
        modes_add_yes_no(typed, options);
}

/* --- what stands there at first */

static const GuideEntry *find_first_guide(const Start *start)
{
    for (size_t i = 0; i < start->guides.count; i++)
        if (start->guides.list[i].mistake == NULL && start->guides.list[i].kind == GUIDE_INTERVIEW)
            return &start->guides.list[i];
    return start->guides.count > 0 ? &start->guides.list[0] : NULL;
}

/* The one used last when it is still there, else the first interview, else the first that can be used. */
static void set_guide(Start *start, const char *last)
{
    const GuideEntry *guide = guide_list_find(&start->guides, last);

    if (guide == NULL || guide->mistake != NULL)
        guide = find_first_guide(start);
    form_set(start->form, START_GUIDE, guide != NULL && guide->mistake == NULL ? guide->name : "");
}

/* The first who has had no session, else a new one. */
static void find_person(Start *start)
{
    static const char sql[] =
        "SELECT EXISTS(SELECT 1 FROM session_person WHERE person = (SELECT n FROM thing WHERE id = ?1)) OR "
        "EXISTS(SELECT 1 FROM moment WHERE kind = 'arrive' AND value = ?1)";

    for (size_t i = 0; i < start->people.count; i++)
        if (!rows_find_number(start->store, 0, sql, "t", start->people.list[i].id.text)) {
            snprintf(start->first_person, sizeof start->first_person, "%s",
                     start->people.list[i].values[PERSON_PSEUDONYM]);
            return;
        }
    person_next_pseudonym(start->store, start->first_person);
}

/* What a session of the kind is asked for. Nobody meets to read a document, and nobody is late to an
 * interview. */
static bool has_row(GuideKind kind, size_t row)
{
    switch (row) {
    case START_DOCUMENT:
        return kind == GUIDE_DOCUMENT;
    case START_ROLE:
        return kind == GUIDE_OBSERVATION;
    case START_GROUPS:
        return kind == GUIDE_WORKSHOP || kind == GUIDE_FOCUS_GROUP;
    case START_LATE:
    case START_TEAM:
        return kind != GUIDE_INTERVIEW && kind != GUIDE_DOCUMENT;
    case START_PEOPLE:
    case START_MODE:
    case START_SETTING:
    case START_OTHERS:
        return kind != GUIDE_DOCUMENT;
    default:
        return true;
    }
}

/* Which rows there are depends on the guide; to a workshop people come as they come. */
static void fit_rows(Start *start)
{
    const GuideEntry *guide = guide_list_find(&start->guides, form_find(start->form, START_GUIDE));
    GuideKind kind = guide != NULL && guide->mistake == NULL ? guide->kind : start->kind;
    bool needs_people = session_needs_people(kind);
    bool is_first = strcmp(form_find(start->form, START_PEOPLE), start->first_person) == 0;
    bool is_empty = form_find(start->form, START_PEOPLE)[0] == '\0';

    start->kind = kind;
    for (size_t i = 0; i < START_ROWS; i++)
        form_hide(start->form, i, !has_row(kind, i));
    if (needs_people && is_empty && form_find_focus(start->form) == START_GUIDE)
        form_set(start->form, START_PEOPLE, start->first_person);
    if (!needs_people && is_first && form_find_focus(start->form) == START_GUIDE)
        form_set(start->form, START_PEOPLE, "");
}

/* The first that nothing was taken from yet, of those that belong to the study. */
static void set_document(Start *start)
{
    const char *first = "";

    for (size_t i = start->documents.count; i-- > 0;) {
        const Document *document = &start->documents.list[i];
        if (document->extracts == 0 && strcmp(document->values[DOCUMENT_SCOPE], "out") != 0)
            first = document->label;
    }
    form_set(start->form, START_DOCUMENT, first);
}

/* The part that was taken last. */
static void set_role(Start *start)
{
    static const char sql[] =
        "SELECT m.value FROM (SELECT n FROM session WHERE kind = 'observation' AND rehearsal = 0 ORDER BY at "
        "DESC LIMIT 1) s CROSS JOIN moment m ON m.session = s.n AND m.kind = 'role' ORDER BY m.hlc DESC";
    Str role = STR_EMPTY;

    rows_find_text(start->store, &role, sql, "");
    form_set(start->form, START_ROLE, str_text(&role));
    str_free(&role);
}

static void set_first(Start *start)
{
    static const char sql[] =
        "SELECT (SELECT name FROM guide WHERE n = s.guide), s.mode, s.setting FROM session s WHERE "
        "s.rehearsal = 0 ORDER BY s.at DESC LIMIT 1";
    Rows *rows = rows_open(start->store, NULL, sql, "");
    bool is_there = rows_next(rows);

    set_guide(start, is_there ? rows_text(rows, 0) : "");
    form_set(start->form, START_MODE,
             is_there && rows_text(rows, 1)[0] != '\0' ? rows_text(rows, 1) : "face-to-face");
    form_set(start->form, START_SETTING, is_there ? rows_text(rows, 2) : "");
    rows_close(rows, NULL);
    find_person(start);
    set_document(start);
    set_role(start);
    form_set(start->form, START_REHEARSAL, "no");
    fit_rows(start);
    if (is_there)
        form_set_focus(start->form, has_row(start->kind, START_PEOPLE) ? START_PEOPLE : START_DOCUMENT);
    else
        form_set_focus(start->form, START_GUIDE);
}

/* The last guide that documents were read by, else the first there is. */
static void set_reading(Start *start, Desk *desk, const char *document)
{
    static const char sql[] = "SELECT g.name FROM session s JOIN guide g ON g.n = s.guide WHERE s.kind = "
                              "'document' AND s.rehearsal = 0 ORDER BY s.at DESC LIMIT 1";
    Str last = STR_EMPTY;

    rows_find_text(start->store, &last, sql, "");
    const GuideEntry *guide = guide_list_find(&start->guides, str_text(&last));
    bool is_usable = guide != NULL && guide->mistake == NULL && guide->kind == GUIDE_DOCUMENT;
    for (size_t i = 0; !is_usable && i < start->guides.count; i++) {
        guide = &start->guides.list[i];
        is_usable = guide->mistake == NULL && guide->kind == GUIDE_DOCUMENT;
    }
    str_free(&last);
    if (!is_usable) {
        desk_say(desk, ROLE_WARNING,
                 "There is no guide for documents: `rir guide new --kind document` makes one");
        return;
    }
    form_set(start->form, START_GUIDE, guide->name);
    form_set(start->form, START_DOCUMENT, document);
    fit_rows(start);
    form_set_focus(start->form, START_DOCUMENT);
}

/* --- drawing */

#define SAID_MOST 8 /* more are counted */

static bool is_among(char *const *list, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++)
        if (strcasecmp(list[i], word) == 0)
            return true;
    return false;
}

/* " with P01, P02 (new)", or " with 16 people, 3 of them new". */
static void add_people_said(const Start *start, Str *out, char *words)
{
    char *list[SESSION_PEOPLE_MOST];
    size_t count = 0, fresh = 0, before = out->size;

    for (char *word = strtok(words, " ,"); word != NULL; word = strtok(NULL, " ,")) {
        if (count == SESSION_PEOPLE_MOST || is_among(list, count, word))
            continue;
        bool is_new = people_find(&start->people, word) == NULL;
        str_add_format(out, "%s%s%s", count > 0 ? ", " : " with ", word, is_new ? " (new)" : "");
        list[count++] = word;
        fresh += is_new;
    }
    if (count <= SAID_MOST)
        return;
    str_cut(out, before);
    str_add_format(out, " with %zu people", count);
    if (fresh > 0)
        str_add_format(out, ", %zu of them new", fresh);
}

/* Those who are named by their group alone, behind the others. */
static void add_grouped(Start *start, char **words)
{
    PersonGroups groups = {NULL, 0, 0};
    Str all = STR_EMPTY;

    str_add(&all, *words);
    if (has_row(start->kind, START_GROUPS))
        person_read_groups(form_find(start->form, START_GROUPS), &groups, NULL);
    for (size_t i = 0; i < groups.count; i++)
        str_add_format(&all, " %s", groups.list[i].pseudonym);
    free(*words);
    *words = str_take(&all);
    person_free_groups(&groups);
}

/* `Enter begins session 13 with P07: Strategic leaders`, or what stands against it. */
static Role add_outcome(Start *start, Str *out)
{
    const FormOption *option = form_find_option(start->form);
    char *guide = mem_copy_text(form_find(start->form, START_GUIDE));
    char *people = mem_copy_text(form_find(start->form, START_PEOPLE));
    const char *caution = person_caution(people);
    const GuideEntry *entry = guide_list_find(&start->guides, guide);
    Role role = ROLE_TEXT;

    if (form_find_focus(start->form) == START_GUIDE && option != NULL && option->is_wrong) {
        role = ROLE_WARNING;
        str_add_format(out, "This guide has a mistake: %s", option->detail);
    } else if (entry == NULL) {
        role = ROLE_WARNING;
        str_add(out, start->guides.count > 0
                         ? "No guide has these words"
                         : "There is no guide: put one beside the study, as `rir guide new` makes it");
    } else if (caution[0] != '\0') {
        role = ROLE_WARNING;
        str_add_format(out, "Caution: %s", caution);
    } else {
        bool is_rehearsal = strcmp(form_find(start->form, START_REHEARSAL), "yes") == 0;
        if (is_rehearsal)
            str_add(out, "Enter begins a rehearsal");
        else
            str_add_format(out, "Enter begins session %lld", (long long)start->number);
        add_grouped(start, &people);
        if (has_row(start->kind, START_PEOPLE))
            add_people_said(start, out, people);
        else if (form_find(start->form, START_DOCUMENT)[0] != '\0')
            str_add_format(out, " with %s", form_find(start->form, START_DOCUMENT));
        str_add_format(out, ": %s", entry->title);
    }
    free(guide);
    free(people);
    return role;
}

static void start_draw(void *self, Desk *desk, Grid *grid)
{
    Start *start = self;
    Area area = grid_find_area(grid);
    Str outcome = STR_EMPTY;

    fit_rows(start);
    desk_draw_head(grid, "Start a session", NULL);
    form_draw(start->form, grid, (Area){2, 0, area.rows - 6, area.columns});
    grid_draw_across(grid, area.rows - 4, 0, area.columns);
    Role role = add_outcome(start, &outcome);
    grid_put_wrapped(grid, (Area){area.rows - 3, 1, 2, area.columns - 2}, role, str_text(&outcome),
                     outcome.size, 0);
    str_free(&outcome);
    desk_draw_foot(desk, grid, ROLE_DIM, "");
}

/* --- beginning */

static int read_on(char *const *texts, SessionOpening *opening, Err *err)
{
    const char *on = texts[START_ON];

    opening->paper = on[0] != '\0';
    if (opening->paper && !clock_parse_day(on, &opening->on, &opening->on_has_time))
        return err_set(err, ERR_REFUSED, "the day is written 2026-11-21, or 2026-11-21 14:30, not `%s`", on);
    return 0;
}

/* Those who are named by their group alone stand behind the others. */
static int add_people(Start *start, char **texts, bool is_rehearsal, const PersonGroups *groups,
                      Participants *people, Err *err)
{
    Str words = STR_EMPTY;

    str_add(&words, texts[START_PEOPLE]);
    for (size_t i = 0; i < groups->count; i++)
        str_add_format(&words, " %s", groups->list[i].pseudonym);
    int result =
        participants_find(people, start->store, str_text(&words), texts[START_LATE], is_rehearsal, err);
    str_free(&words);
    return result == 0 ? person_set_groups(start->store, groups, err) : -1;
}

static int find_participants(Start *start, char **texts, bool is_rehearsal, Participants *people, Err *err)
{
    PersonGroups groups = {NULL, 0, 0};
    int result = person_read_groups(texts[START_GROUPS], &groups, err);

    if (result == 0 && groups.count > 0 && is_rehearsal)
        result = err_set(err, ERR_REFUSED, "a rehearsal changes nobody's group: leave the groups empty");
    if (result == 0)
        result = add_people(start, texts, is_rehearsal, &groups, people, err);
    person_free_groups(&groups);
    if (result == 0 && people->count == 0 && session_needs_people(start->kind))
        result = err_set(err, ERR_REFUSED, "say who takes part: a pseudonym such as P01");
    return result;
}

static Session *make_session(Start *start, char **texts, Err *err)
{
    const GuideEntry *guide = guide_list_find(&start->guides, texts[START_GUIDE]);
    Participants people = {.count = 0, .late_count = 0};
    SessionOpening opening = {
        .mode = texts[START_MODE],
        .setting = texts[START_SETTING],
        .others = texts[START_OTHERS],
        .rehearsal = strcmp(texts[START_REHEARSAL], "yes") == 0,
    };
    Session *session = NULL;
    Str text = STR_EMPTY;

    if (guide == NULL || guide->mistake != NULL)
        err_set(err, ERR_REFUSED, "choose a guide that can be used");
    else if (read_on(texts, &opening, err) == 0 &&
             file_read(guide->path, GUIDE_MOST_BYTES, &text, err) == 0 &&
             find_participants(start, texts, opening.rehearsal, &people, err) == 0) {
        opening.guide_text = str_text(&text);
        opening.guide_size = text.size;
        opening.guide_name = guide->name;
        opening.guide_path = guide->path;
        opening.people = people.list;
        opening.person_count = people.count;
        opening.late = people.late;
        opening.late_count = people.late_count;
        opening.team = texts[START_TEAM];
        opening.role = texts[START_ROLE];
        opening.document = texts[START_DOCUMENT];
        session = session_start(start->store, &opening, err);
    }
    str_free(&text);
    return session;
}

static void begin(Start *start, Desk *desk)
{
    char *texts[START_ROWS];
    Err err;

    if (!form_accept(start->form))
        return; /* what stands against it is on the screen */
    for (size_t i = 0; i < START_ROWS; i++)
        texts[i] = mem_copy_text(has_row(start->kind, i) ? form_find(start->form, i) : "");
    Session *session = make_session(start, texts, &err);
    if (session == NULL) {
        desk_say_error(desk, &err);
    } else {
        start->is_begun = true;
        enter_session(&start->enter, desk, session);
    }
    for (size_t i = 0; i < START_ROWS; i++)
        free(texts[i]);
}

/* The session is over: the form has done its work. */
static void left(void *owner, Desk *desk)
{
    (void)owner;
    desk_pop(desk);
}

static bool start_act(void *self, Desk *desk, Action action, int number)
{
    Start *start = self;

    (void)number;
    if (action == ACTION_BEGIN) {
        begin(start, desk);
        return true;
    }
    return form_act(start->form, action);
}

static void start_type(void *self, Desk *desk, const char *text, size_t size, bool is_paste)
{
    (void)desk;
    form_type(((Start *)self)->form, text, size, is_paste);
}

/* A session that left in another way than by its end leaves no form behind. */
static bool start_work(void *self, Desk *desk)
{
    const Start *start = self;

    if (start->is_begun && desk_find_context(desk) == CONTEXT_START)
        desk_pop(desk);
    return false;
}

static void start_close(void *self)
{
    Start *start = self;

    form_free(start->form);
    people_free(&start->people);
    documents_free(&start->documents);
    guide_list_free(&start->guides);
    free(start);
}

static const ViewClass start_class = {
    .name = "start",
    .context = CONTEXT_START,
    .draw = start_draw,
    .act = start_act,
    .type = start_type,
    .work = start_work,
    .close = start_close,
};

static void open_form(Desk *desk, Store *store, const Settings *settings, const char *document)
{
    static const char sql[] = "SELECT coalesce(max(number), 0) + 1 FROM session WHERE rehearsal = 0";
    Start *start = mem_new(sizeof *start);
    Err err;

    start->store = store;
    start->settings = settings;
    start->enter = (Enter){.store = store, .settings = settings, .left = left, .owner = start};
    start->number = rows_find_number(store, 1, sql, "");
    guide_list_read(&start->guides, store_find_path(store));
    if (person_list(store, NULL, &start->people, &err) != 0 ||
        document_list(store, &start->documents, &err) != 0)
        desk_say(desk, ROLE_ALARM, "%s", err.text);
    start->form = form_new(start_rows, START_ROWS, suggest, start);
    set_first(start);
    if (document != NULL)
        set_reading(start, desk, document);
    desk_push(desk, &start_class, start);
}

void start_open(Desk *desk, Store *store, const Settings *settings)
{
    open_form(desk, store, settings, NULL);
}

void start_open_document(Desk *desk, Store *store, const Settings *settings, const char *document)
{
    open_form(desk, store, settings, document);
}
