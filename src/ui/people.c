/* SPDX-License-Identifier: MIT */
/* people: the participants of a study, in a list to find and add them in. */
#include "people.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "rir/home.h"
#include "rir/mem.h"
#include "rir/rows.h"

/* What is known of somebody, in one line: "ward manager, operational, health". */
static void add_about(Str *out, const Person *person)
{
    static const PersonAttribute shown[] = {PERSON_ROLE, PERSON_LEVEL, PERSON_GROUP, PERSON_ORGANISATION,
                                            PERSON_TEAM, PERSON_PLACE, PERSON_ABOUT};
    size_t before = out->size;

    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
        if (person->values[shown[i]][0] != '\0')
            str_add_format(out, "%s%s", out->size > before ? ", " : "", person->values[shown[i]]);
}

const Person *people_find(const People *people, const char *pseudonym)
{
    for (size_t i = 0; i < people->count; i++)
        if (strcasecmp(people->list[i].values[PERSON_PSEUDONYM], pseudonym) == 0)
            return &people->list[i];
    return NULL;
}

static bool begins(const char *pseudonym, const char *typed)
{
    return strncasecmp(pseudonym, typed, strlen(typed)) == 0;
}

/* Those whose pseudonym begins so come before those who have the words anywhere. */
void people_add_options(const People *people, const char *typed, bool is_new_offered, FormOptions *options)
{
    Str about = STR_EMPTY;

    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < people->count; i++) {
            const Person *person = &people->list[i];
            str_clear(&about);
            str_add_format(&about, "%s ", person->values[PERSON_PSEUDONYM]);
            size_t own = about.size;
            add_about(&about, person);
            bool is_start = begins(person->values[PERSON_PSEUDONYM], typed);
            if (is_start == (round == 0) && (is_start || text_has_words(about.data, typed)))
                form_add_option(options, person->values[PERSON_PSEUDONYM], about.data + own, false);
        }
    if (is_new_offered && typed[0] != '\0' && people_find(people, typed) == NULL &&
        person_check_pseudonym(typed, NULL) == 0)
        form_add_option(options, typed, "new in this study", false);
    str_free(&about);
}

/* --- the list */

static void person_chosen(void *owner, Desk *desk, size_t item, const char *typed)
{
    Store *store = owner;
    People people = {NULL, 0, 0};

    if (item == PICKER_TYPED)
        person_form_open(desk, store, NULL, typed, true);
    else if (person_list(store, NULL, &people, NULL) == 0 && item < people.count)
        person_form_open(desk, store, people.list[item].id.text, NULL, true);
    else
        person_form_open(desk, store, NULL, NULL, true);
    people_free(&people);
}

/* The number of each one's latest session, in words. */
static void add_latest(Store *store, const Person *person, Str *out)
{
    static const char sql[] =
        "SELECT s.number FROM any_roster sp JOIN session s ON s.n = sp.session WHERE sp.person = "
        "(SELECT n FROM thing WHERE id = ?1) AND s.rehearsal = 0 ORDER BY s.at DESC LIMIT 1";
    int64_t number = rows_find_number(store, 0, sql, "t", person->id.text);

    if (number > 0)
        str_add_format(out, "session %lld", (long long)number);
    else
        str_add(out, "no session");
}

void people_open(Desk *desk, Store *store)
{
    People people = {NULL, 0, 0};
    Err err;

    if (person_list(store, NULL, &people, &err) != 0) {
        desk_say(desk, ROLE_ALARM, "%s", err.text);
        return;
    }
    PickerItem *items = mem_new((people.count + 1) * sizeof *items);
    Str *marks = mem_new((people.count + 1) * sizeof *marks);
    Str *abouts = mem_new((people.count + 1) * sizeof *abouts);
    for (size_t i = 0; i < people.count; i++) {
        add_latest(store, &people.list[i], &marks[i]);
        add_about(&abouts[i], &people.list[i]);
        items[i] = (PickerItem){.mark = str_text(&marks[i]),
                                .label = people.list[i].values[PERSON_PSEUDONYM],
                                .detail = str_text(&abouts[i])};
    }
    char next[16];
    person_next_pseudonym(store, next);
    items[people.count] = (PickerItem){.mark = "new", .label = next, .detail = "the next free pseudonym"};
    picker_open(desk, &(PickerSpec){.title = "People",
                                    .items = items,
                                    .count = people.count + 1,
                                    .fresh = "new participant",
                                    .chosen = person_chosen,
                                    .owner = store});
    for (size_t i = 0; i < people.count; i++) {
        str_free(&marks[i]);
        str_free(&abouts[i]);
    }
    free(marks);
    free(abouts);
    free(items);
    people_free(&people);
}
