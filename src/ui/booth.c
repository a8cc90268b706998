/* SPDX-License-Identifier: MIT */
/* booth: the steps from one person to the next. */
#include "booth.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rir/mem.h"
#include "rir/roster.h"

void booth_say(Booth *booth, const char *format, ...)
{
    va_list args;

    str_clear(&booth->said);
    va_start(args, format);
    str_add_formatv(&booth->said, format, args);
    va_end(args);
}

void booth_forget(Booth *booth)
{
    field_free(&booth->field);
    booth->field = field_new();
}

void booth_add_command(const Booth *booth, Str *typed, const char *command)
{
    const char *group = booth->group < booth->group_count ? booth->groups[booth->group] : "";

    str_add_format(typed, "/%s %s: ", command, group);
}

/* --- steps */

static void go(Booth *booth, BoothStep step)
{
    booth->step = step == BOOTH_GROUP && booth->group_count < 2 ? BOOTH_CHOICE : step;
    str_clear(&booth->said);
    booth_forget(booth);
    if (booth->step == BOOTH_CHOICE)
        booth->kind->begin(booth);
}

static void choose_group(Booth *booth, size_t group)
{
    if (group >= booth->group_count) {
        booth_say(booth, "Press the number before your group");
        booth_forget(booth);
        return;
    }
    booth->group = group;
    go(booth, BOOTH_CHOICE);
}

static void keep_token(Booth *booth, const char *text)
{
    const char *word = strstr(text, "/recall ");
    size_t size = word != NULL ? strcspn(word + 8, " ") : 0;

    snprintf(booth->token, sizeof booth->token, "%.*s", (int)size, word != NULL ? word + 8 : "");
}

static void cast(Booth *booth, Desk *desk, const char *typed, BoothStep next)
{
    SessionReply reply;
    int result = session_do(booth->capture->session, typed, &reply);

    if (result != 0) {
        booth_say(booth, "%s", reply.text);
    } else {
        keep_token(booth, reply.text);
        go(booth, next);
    }
    capture_refresh(booth->capture, desk);
}

/* A word such as amber-41 takes a ballot back. */
static bool is_token(const char *text)
{
    size_t letters = 0;

    while (isalpha((unsigned char)text[letters]))
        letters++;
    size_t digits = strspn(text + letters + (text[letters] == '-'), "0123456789");
    return letters > 2 && text[letters] == '-' && digits > 0 && text[letters + 1 + digits] == '\0';
}

static void take_back(Booth *booth, Desk *desk)
{
    Str typed = STR_EMPTY;

    str_add_format(&typed, "/recall %s", field_text(&booth->field));
    cast(booth, desk, typed.data, BOOTH_GROUP);
    if (booth->said.size == 0)
        booth_say(booth, "It was taken back; another can be cast");
    str_free(&typed);
}

static void enter(Booth *booth, Desk *desk)
{
    Str typed = STR_EMPTY;

    switch (booth->step) {
    case BOOTH_GROUP:
        choose_group(booth, SESSION_NONE);
        break;
    case BOOTH_CHOICE:
        if (is_token(field_text(&booth->field)))
            take_back(booth, desk);
        else if (booth->kind->enter(booth, &typed))
            cast(booth, desk, typed.data, BOOTH_TOKEN);
        break;
    case BOOTH_TOKEN:
        booth->token[0] = '\0';
        go(booth, BOOTH_CLEAR);
        break;
    case BOOTH_CLEAR:
        go(booth, BOOTH_GROUP);
        break;
    }
    str_free(&typed);
}

/* --- drawing */

void booth_draw_field(Booth *booth, Grid *grid, Area area, const char *label)
{
    int row = area.row + area.rows - 1;

    grid_draw_across(grid, row - 1, 0, grid_count_columns(grid));
    int column = area.column + grid_put(grid, row, area.column, ROLE_DIM, label) + 2;
    field_draw(&booth->field, grid, (Area){row, column, 1, area.column + area.columns - column}, ROLE_FIELD,
               true);
}

static void draw_groups(Booth *booth, Grid *grid, Area area)
{
    int row = area.row + 2;

    grid_put(grid, area.row, area.column, ROLE_TITLE, "Which group are you from? Its number:");
    for (size_t i = 0; i < booth->group_count && i < 9 && row < area.row + area.rows; i++, row++) {
        const char *name = *booth->groups[i] != '\0' ? booth->groups[i] : "none of these";
        grid_put_format(grid, row, area.column, ROLE_KEY, "%zu", i + 1);
        grid_put_short(grid, row, area.column + 4, ROLE_TEXT, name, strlen(name), area.columns - 4);
    }
    grid_set_cursor(grid, area.row, area.column);
}

static void draw_end(const Booth *booth, Grid *grid, Area area)
{
    size_t given, here;
    int row = area.row + area.rows / 3;
    Str text = STR_EMPTY;

    booth->kind->count((Booth *)(uintptr_t)booth, &given, &here);
    str_add_format(&text, "%s  %zu of %zu", booth->kind->saved, given, here);
    grid_put_short(grid, row, area.column, ROLE_SAVED, text.data, text.size, area.columns);
    str_clear(&text);
    if (booth->step == BOOTH_TOKEN) {
        str_add_format(
            &text,
            "Its word is %s. Until the result is shown the word takes it back: type it in place of a choice. "
            "Press Enter when you have read it.",
            booth->token);
        grid_put_wrapped(grid, (Area){row + 2, area.column, 4, area.columns}, ROLE_TEXT, text.data, text.size,
                         0);
    } else {
        grid_put(grid, row + 2, area.column, ROLE_TEXT, "Next person: Enter");
    }
    grid_set_cursor(grid, row, area.column);
    str_free(&text);
}

static void view_draw(void *self, Desk *desk, Grid *grid)
{
    Booth *booth = self;
    Area all = grid_find_area(grid);
    Area area = {2, 1, all.rows - 3, all.columns - 2};
    size_t given, here;
    Str more = STR_EMPTY;

    booth->kind->count(booth, &given, &here);
    str_add_format(&more, "%zu of %zu", given, here);
    desk_draw_head(grid, booth->kind->title, more.data);
    str_free(&more);
    if (booth->said.size > 0) {
        area.rows -= 2;
        grid_put_wrapped(grid, (Area){area.row + area.rows, 1, 2, all.columns - 2}, ROLE_WARNING,
                         booth->said.data, booth->said.size, 0);
    }
    if (booth->step == BOOTH_GROUP)
        draw_groups(booth, grid, area);
    else if (booth->step == BOOTH_CHOICE)
        booth->kind->draw(booth, grid, area);
    else
        draw_end(booth, grid, area);
    desk_draw_foot(desk, grid, ROLE_DIM, "");
}

/* --- keys */

static bool view_act(void *self, Desk *desk, Action action, int number)
{
    Booth *booth = self;

    (void)number;
    if (action == ACTION_SAVE) {
        enter(booth, desk);
        return true;
    }
    if (booth->step != BOOTH_CHOICE)
        return action == ACTION_FIELD_NEWLINE;
    str_clear(&booth->said);
    return booth->kind->act(booth, action) || field_act(&booth->field, action);
}

static void view_type(void *self, Desk *desk, const char *text, size_t size, bool is_paste)
{
    Booth *booth = self;

    (void)desk;
    str_clear(&booth->said);
    if (booth->step == BOOTH_GROUP)
        choose_group(booth,
                     size == 1 && text[0] >= '1' && text[0] <= '9' ? (size_t)(text[0] - '1') : SESSION_NONE);
    else if (booth->step == BOOTH_CHOICE)
        field_type(&booth->field, text, size, is_paste, false);
}

static void view_add_safety(const void *self, Str *out)
{
    (void)self;
    str_add(out, "What was cast is saved.");
}

static void view_close(void *self)
{
    Booth *booth = self;

    for (size_t i = 0; i < booth->group_count; i++)
        free(booth->groups[i]);
    free(booth->groups);
    free(booth->levels);
    field_free(&booth->field);
    str_free(&booth->said);
    free(booth);
}

static const ViewClass booth_class = {
    .name = "booth",
    .context = CONTEXT_BOOTH,
    .draw = view_draw,
    .act = view_act,
    .type = view_type,
    .add_safety = view_add_safety,
    .close = view_close,
};

/* --- opening */

static void add_group(Booth *booth, size_t *room, const char *name)
{
    for (size_t i = 0; i < booth->group_count; i++)
        if (strcmp(booth->groups[i], name) == 0)
            return;
    booth->groups = mem_grow(booth->groups, room, booth->group_count + 1, sizeof *booth->groups);
    booth->groups[booth->group_count++] = mem_copy_text(name);
}

static int compare_names(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;

    if ((**x == '\0') != (**y == '\0'))
        return **x == '\0' ? 1 : -1; /* those without one last */
    return strcmp(*x, *y);
}

static void find_groups(Booth *booth)
{
    const Session *session = booth->capture->session;
    size_t room = 0;

    for (size_t i = 0; i < session_count_people(session); i++) {
        RosterPerson person = roster_find_person(session, i);
        if (person.state != ROSTER_EXPECTED && !person.refuses)
            add_group(booth, &room, person.group);
    }
    if (booth->group_count > 1)
        qsort(booth->groups, booth->group_count, sizeof *booth->groups, compare_names);
}

void booth_open(Capture *capture, Desk *desk)
{
    TallyRule rule;
    const Topic *activity = session_find_activity(capture->session);
    const Plan *matrix = rating_find_matrix(capture->session);
    bool has_ballots = ballot_find_rule(activity, &rule);

    if (!has_ballots && matrix == NULL) {
        capture_say(capture, ROLE_WARNING, "Nothing is voted on or rated in this activity");
        return;
    }
    if (capture->draft_due != 0)
        capture_save_draft(capture);
    Booth *booth = mem_new(sizeof *booth);
    *booth = (Booth){.capture = capture,
                     .kind = has_ballots ? &booth_ballot : &booth_sheet,
                     .field = field_new(),
                     .matrix = matrix};
    find_groups(booth);
    go(booth, BOOTH_GROUP);
    desk_push(desk, &booth_class, booth);
}
