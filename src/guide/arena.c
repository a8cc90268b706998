/* SPDX-License-Identifier: MIT */
/* Chunks in a list, each twice the one before up to a limit. */
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include "rir/mem.h"

#include "arena.h"

#define FIRST_CHUNK 4096
#define MOST_CHUNK (256 * 1024)

typedef struct Chunk {
    struct Chunk *next;
    max_align_t data[];
} Chunk;

struct Arena {
    Chunk *chunks;
    char *free; /* what is left of the newest chunk */
    size_t left;
    size_t chunk_size;
};

Arena *arena_new(void)
{
    Arena *arena = mem_new(sizeof *arena);
    arena->chunk_size = FIRST_CHUNK;
    return arena;
}

void arena_free(Arena *arena)
{
    if (arena == NULL)
        return;
    for (Chunk *chunk = arena->chunks; chunk != NULL;) {
        Chunk *next = chunk->next;
        free(chunk);
        chunk = next;
    }
    free(arena);
}

void *arena_take(Arena *arena, size_t bytes)
{
    size_t size = (bytes + alignof(max_align_t) - 1) / alignof(max_align_t) * alignof(max_align_t);
    if (size > arena->left) {
        size_t room = size > arena->chunk_size ? size : arena->chunk_size;
        Chunk *chunk = mem_new(sizeof *chunk + room);
        chunk->next = arena->chunks;
        arena->chunks = chunk;
        arena->free = (char *)chunk->data;
        arena->left = room;
        if (arena->chunk_size < MOST_CHUNK)
            arena->chunk_size *= 2;
    }
    void *taken = arena->free;
    arena->free += size;
    arena->left -= size;
    return taken;
}

const char *arena_copy(Arena *arena, const char *text, size_t size)
{
    if (size == 0)
        return "";
    char *copy = arena_take(arena, size + 1);
    memcpy(copy, text, size);
    return copy;
}

void *arena_copy_array(Arena *arena, const void *array, size_t count, size_t item)
{
    if (count == 0)
        return NULL;
    void *copy = arena_take(arena, count * item);
    memcpy(copy, array, count * item);
    return copy;
}
