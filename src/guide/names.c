/* SPDX-License-Identifier: MIT */
/* A hash set, so that a guide of two hundred thousand questions is still read at once. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "rir/mem.h"
#include "rir/str.h"

#include "names.h"

static size_t hash_text(const char *text)
{
    uint64_t hash = 0xcbf29ce484222325u; /* FNV-1a */
    for (; *text != '\0'; text++)
        hash = (hash ^ (unsigned char)*text) * 0x100000001b3u;
    return (size_t)(hash ^ hash >> 32);
}

/* The slot that holds `text`, or the empty one where it belongs. */
static Name *find_slot(const Names *names, const char *text)
{
    size_t at = hash_text(text) & (names->room - 1);
    while (names->slots[at].text != NULL && strcmp(names->slots[at].text, text) != 0)
        at = (at + 1) & (names->room - 1);
    return &names->slots[at];
}

static void make_room(Names *names)
{
    if (names->count * 2 < names->room)
        return;
    Names wider = {.room = names->room == 0 ? 64 : names->room * 2, .count = names->count};
    wider.slots = mem_new(wider.room * sizeof *wider.slots);
    for (size_t i = 0; i < names->room; i++) {
        if (names->slots[i].text != NULL)
            *find_slot(&wider, names->slots[i].text) = names->slots[i];
    }
    free(names->slots);
    *names = wider;
}

bool names_add(Names *names, const char *text, size_t where, size_t *first)
{
    make_room(names);
    Name *slot = find_slot(names, text);
    if (slot->text != NULL) {
        *first = slot->where;
        return false;
    }
    *slot = (Name){.text = text, .where = where, .next = 2};
    names->count++;
    return true;
}

const char *names_make(Names *names, Arena *arena, const char *base)
{
    size_t first;
    const char *name = arena_copy(arena, base, strlen(base));
    if (names_add(names, name, 0, &first))
        return name;
    Str other = STR_EMPTY;
    do {
        str_clear(&other);
        str_add_format(&other, "%s-%zu", base, find_slot(names, base)->next++);
    } while (find_slot(names, str_text(&other))->text != NULL);
    name = arena_copy(arena, other.data, other.size);
    str_free(&other);
    names_add(names, name, 0, &first);
    return name;
}

void names_free(Names *names)
{
    free(names->slots);
    *names = NAMES_EMPTY;
}
