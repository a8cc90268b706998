/* SPDX-License-Identifier: MIT */
/* Stakeholder groups of several participants at once. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "rir/mem.h"
#include "rir/person.h"

void person_free_groups(PersonGroups *groups)
{
    for (size_t i = 0; i < groups->count; i++) {
        free(groups->list[i].pseudonym);
        free(groups->list[i].group);
    }
    free(groups->list);
    *groups = (PersonGroups){NULL, 0, 0};
}

static const PersonGroup *find(const PersonGroups *groups, const char *pseudonym)
{
    for (size_t i = 0; i < groups->count; i++)
        if (strcasecmp(groups->list[i].pseudonym, pseudonym) == 0)
            return &groups->list[i];
    return NULL;
}

static int add(PersonGroups *groups, const char *pseudonym, const char *group, Err *err)
{
    const PersonGroup *before = find(groups, pseudonym);
    if (person_check_pseudonym(pseudonym, err) != 0)
        return -1;
    if (before && strcasecmp(before->group, group) != 0)
        return err_set(err, ERR_REFUSED, "%s stands in two groups: %s and %s", pseudonym, before->group,
                       group);
    if (before)
        return 0;
    groups->list = mem_grow(groups->list, &groups->room, groups->count + 1, sizeof *groups->list);
    groups->list[groups->count++] = (PersonGroup){mem_copy_text(pseudonym), mem_copy_text(group)};
    return 0;
}

/* Without the spaces around it. */
static char *trim(char *text)
{
    text += strspn(text, " ");
    for (size_t size = strlen(text); size > 0 && text[size - 1] == ' '; size--)
        text[size - 1] = '\0';
    return text;
}

/* "health: P01 P02" */
static int read_one(char *part, PersonGroups *groups, Err *err)
{
    char *colon = strchr(part, ':'), *rest = NULL;
    if (!colon)
        return err_set(err, ERR_REFUSED,
                       "groups are written health: P01 P02; social care: P03, and `%s` has no colon", part);
    *colon = '\0';
    const char *group = trim(part);
    if (!*group)
        return err_set(err, ERR_REFUSED, "before the colon stands the group: health: P01 P02");
    for (char *word = strtok_r(colon + 1, " ,", &rest); word; word = strtok_r(NULL, " ,", &rest))
        if (add(groups, *word == '@' ? word + 1 : word, group, err) != 0)
            return -1;
    return 0;
}

int person_read_groups(const char *text, PersonGroups *groups, Err *err)
{
    char *copy = mem_copy_text(text), *rest = NULL;
    int result = 0;
    for (char *part = strtok_r(copy, ";", &rest); part && result == 0; part = strtok_r(NULL, ";", &rest)) {
        part = trim(part);
        if (*part)
            result = read_one(part, groups, err);
    }
    free(copy);
    return result;
}

static int set_one(Store *store, const PersonGroup *one, Err *err)
{
    const char *values[PERSON_ATTRIBUTES] = {[PERSON_GROUP] = one->group};
    Person person;
    Id id;
    if (person_find(store, one->pseudonym, &id, err) != 0 || person_read(store, id.text, &person, err) != 0)
        return -1;
    bool is_new = strcmp(person.values[PERSON_GROUP], one->group) != 0;
    person_free(&person);
    return is_new ? person_set(store, id.text, values, err) : 0;
}

int person_set_groups(Store *store, const PersonGroups *groups, Err *err)
{
    for (size_t i = 0; i < groups->count; i++)
        if (set_one(store, &groups->list[i], err) != 0)
            return -1;
    return 0;
}
