/* SPDX-License-Identifier: MIT */
/* Long clusters, found by their hash. */
#include "cluster.h"

#include <stdlib.h>
#include <string.h>

#include "rir/mem.h"

static struct {
    char **list; /* by number */
    size_t count, room;
    uint32_t *slots; /* number + 1, 0 for none; at least half of them are empty */
    size_t slot_count;
} kept;

static size_t find_slot(const char *text, size_t size)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)text[i]) * 16777619u;
    size_t slot = hash % kept.slot_count;
    while (kept.slots[slot] != 0 && strcmp(kept.list[kept.slots[slot] - 1], text) != 0)
        slot = (slot + 1) % kept.slot_count;
    return slot;
}

static void make_room(void)
{
    if (kept.count * 2 < kept.slot_count)
        return;
    kept.slot_count = kept.slot_count > 0 ? kept.slot_count * 2 : 64;
    kept.slots = mem_resize(kept.slots, kept.slot_count * sizeof *kept.slots);
    memset(kept.slots, 0, kept.slot_count * sizeof *kept.slots);
    for (size_t i = 0; i < kept.count; i++)
        kept.slots[find_slot(kept.list[i], strlen(kept.list[i]))] = (uint32_t)i + 1;
}

uint32_t cluster_keep(const char *text, size_t size)
{
    make_room();
    size_t slot = find_slot(text, size);
    if (kept.slots[slot] == 0) {
        kept.list = mem_grow(kept.list, &kept.room, kept.count + 1, sizeof *kept.list);
        kept.list[kept.count++] = mem_copy_text(text);
        kept.slots[slot] = (uint32_t)kept.count;
    }
    return kept.slots[slot] - 1;
}

const char *cluster_find(uint32_t number)
{
    return kept.list[number];
}
