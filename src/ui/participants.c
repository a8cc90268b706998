/* SPDX-License-Identifier: MIT */
/* participants: found by pseudonym, or added. */
#include "participants.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "rir/mem.h"
#include "rir/person.h"

/* The words of a text, each once: `@` before one is left out. */
typedef struct {
    char *memory[2];
    const char **list;
    size_t count, room;
} Words;

static void take_words(Words *words, int text)
{
    char *rest = NULL;

    for (char *word = strtok_r(words->memory[text], " ,", &rest); word != NULL;
         word = strtok_r(NULL, " ,", &rest)) {
        word += word[0] == '@';
        bool is_known = false;
        for (size_t i = 0; i < words->count; i++)
            is_known = is_known || strcasecmp(words->list[i], word) == 0;
        if (is_known)
            continue;
        words->list = mem_grow(words->list, &words->room, words->count + 1, sizeof *words->list);
        words->list[words->count++] = word;
    }
}

static void free_words(Words *words)
{
    free(words->list);
    free(words->memory[0]);
    free(words->memory[1]);
}

/* Before anybody is added to the study. */
static int check_words(const Words *words, Err *err)
{
    if (words->count > SESSION_PEOPLE_MOST)
        return err_set(err, ERR_REFUSED, "more than %d participants are too many for one session",
                       SESSION_PEOPLE_MOST);
    for (size_t i = 0; i < words->count; i++)
        if (person_check_pseudonym(words->list[i], err) != 0)
            return -1;
    return 0;
}

static int need(Store *store, const char *word, bool is_rehearsal, Id *id, Err *err)
{
    bool is_new;

    return is_rehearsal ? person_rehearse(store, word, id, err) : person_need(store, word, id, &is_new, err);
}

static int add_words(Participants *people, Store *store, const Words *words, bool is_rehearsal, Err *err)
{
    for (size_t i = 0; i < words->count; i++) {
        if (need(store, words->list[i], is_rehearsal, &people->ids[i], err) != 0)
            return -1;
        people->list[i] = people->ids[i].text;
    }
    people->count = words->count;
    return 0;
}

/* Those of the text, which stand among the people already. */
static void mark_late(Participants *people, const Words *words, const char *late)
{
    char *copy = mem_copy_text(late), *rest = NULL;

    for (char *word = strtok_r(copy, " ,", &rest); word != NULL; word = strtok_r(NULL, " ,", &rest)) {
        word += word[0] == '@';
        for (size_t i = 0; i < words->count; i++) {
            bool is_marked = false;
            for (size_t k = 0; k < people->late_count; k++)
                is_marked = is_marked || people->late[k] == people->list[i];
            if (!is_marked && strcasecmp(words->list[i], word) == 0)
                people->late[people->late_count++] = people->list[i];
        }
    }
    free(copy);
}

int participants_find(Participants *people, Store *store, const char *words, const char *late,
                      bool is_rehearsal, Err *err)
{
    Words all = {.memory = {mem_copy_text(words), mem_copy_text(late)}};

    take_words(&all, 0);
    take_words(&all, 1);
    int result = check_words(&all, err);
    if (result == 0)
        result = add_words(people, store, &all, is_rehearsal, err);
    if (result == 0)
        mark_late(people, &all, late);
    free_words(&all);
    return result;
}
