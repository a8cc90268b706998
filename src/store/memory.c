/* SPDX-License-Identifier: MIT */
/* The memory that SQLite works in.
 *
 * Reading the schema of a study takes and gives back some fifteen thousand small blocks, and malloc was two
 * fifths of that. One thread uses SQLite; so small blocks come from chunks, and what is given back lies in a
 * list of its size until it is taken again. Large ones are malloc's. */
#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

/* Sizes differ by this; what SQLite is given begins 8 behind a multiple of it, as its own blocks do. */
#define STEP 16
#define MOST_SMALL 512      /* with its head */
#define CHUNK (64 * 1024)

typedef struct Block {
    size_t size; /* with this; what follows is SQLite's */
    struct Block *next; /* of a block that is free */
} Block;

#define HEAD offsetof(Block, next)

static struct {
    Block *free[MOST_SMALL / STEP + 1]; /* by size */
    char *rest, *end;                   /* of the chunk that is cut up */
} memory;

static size_t find_whole_size(int size)
{
    return ((size_t)size + HEAD + STEP - 1) / STEP * STEP;
}

static Block *find_block(void *content)
{
    return (Block *)(void *)((char *)content - HEAD);
}

/* What is left of a chunk that is too short is kept for shorter blocks. */
static bool add_chunk(void)
{
    size_t left = (size_t)(memory.end - memory.rest);
    char *chunk = malloc(CHUNK);
    if (!chunk)
        return false;
    if (left >= sizeof(Block)) {
        Block *block = (Block *)(void *)memory.rest;
        block->size = left;
        block->next = memory.free[left / STEP];
        memory.free[left / STEP] = block;
    }
    memory.rest = chunk;
    memory.end = chunk + CHUNK;
    return true;
}

static Block *take_small(size_t size)
{
    Block *block = memory.free[size / STEP];
    if (block) {
        memory.free[size / STEP] = block->next;
        return block;
    }
    if ((size_t)(memory.end - memory.rest) < size && !add_chunk())
        return NULL;
    block = (Block *)(void *)memory.rest;
    memory.rest += size;
    return block;
}

static void *take(int size)
{
    size_t whole = find_whole_size(size);
    Block *block = whole <= MOST_SMALL ? take_small(whole) : malloc(whole);
    if (!block)
        return NULL;
    block->size = whole;
    return (char *)block + HEAD;
}

static void give_back(void *content)
{
    Block *block = find_block(content);
    if (block->size > MOST_SMALL) {
        free(block);
        return;
    }
    block->next = memory.free[block->size / STEP];
    memory.free[block->size / STEP] = block;
}

static int find_size(void *content)
{
    return (int)(find_block(content)->size - HEAD);
}

static void *resize(void *content, int size)
{
    Block *block = find_block(content);
    size_t whole = find_whole_size(size);
    if (block->size > MOST_SMALL && whole > MOST_SMALL) {
        block = realloc(block, whole);
        if (!block)
            return NULL;
        block->size = whole;
        return (char *)block + HEAD;
    }
    if (block->size == whole)
        return content;
    void *other = take(size);
    if (!other)
        return NULL;
    size_t kept = (block->size < whole ? block->size : whole) - HEAD;
    memcpy(other, content, kept);
    give_back(content);
    return other;
}

static int round_up(int size)
{
    return (int)(find_whole_size(size) - HEAD);
}

static int begin(void *context)
{
    (void)context;
    return SQLITE_OK;
}

/* Nothing ends SQLite but the end of the program. */
static void end(void *context)
{
    (void)context;
}

/* A sanitizer sees more of malloc's blocks than of these. */
#if defined __SANITIZE_ADDRESS__
#define HAS_SANITIZER 1
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define HAS_SANITIZER 1
#endif
#endif
#ifndef HAS_SANITIZER
#define HAS_SANITIZER 0
#endif

void memory_configure(void)
{
    static const sqlite3_mem_methods methods = {take,     give_back, resize, find_size,
                                                round_up, begin,     end,    NULL};
    static bool is_done;
    if (is_done)
        return;
    is_done = true;
    /* One thread uses SQLite, so it need not lock; and nobody asks for its counts. */
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    if (!HAS_SANITIZER)
        sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
}
