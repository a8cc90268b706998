/* SPDX-License-Identifier: MIT */
/* Memory with a reserve: the first failure is survived, the second ends the program with its work on disk. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rir/mem.h"

static void *reserve;
static bool low;
static unsigned long fail_in;
static void (*last_words)(void);

static bool must_fail(void)
{
    return fail_in > 0 && --fail_in == 0;
}

static void set_reserve_aside(void)
{
    if (!reserve && !low)
        reserve = malloc(MEM_RESERVE_BYTES);
}

static bool give_reserve_back(void)
{
    bool had = reserve != NULL;
    free(reserve);
    reserve = NULL;
    low = true;
    return had;
}

_Noreturn static void die(void)
{
    static const char message[] = "rir: memory has run out. Every saved note is safe in the study; start rir "
                                  "again and go on with `rir resume`.\n";
    if (last_words)
        last_words();
    (void)!write(STDERR_FILENO, message, sizeof message - 1);
    _exit(1);
}

static void *ask(void *block, size_t bytes)
{
    if (bytes == 0)
        bytes = 1;
    set_reserve_aside();
    void *got = must_fail() ? NULL : realloc(block, bytes);
    if (!got && give_reserve_back())
        got = realloc(block, bytes);
    if (!got)
        die();
    return got;
}

void *mem_new(size_t bytes)
{
    void *block = ask(NULL, bytes);
    memset(block, 0, bytes ? bytes : 1);
    return block;
}

void *mem_resize(void *block, size_t bytes)
{
    return ask(block, bytes);
}

char *mem_copy_bytes(const void *bytes, size_t size)
{
    if (size == SIZE_MAX)
        die();
    char *copy = ask(NULL, size + 1);
    if (size > 0)
        memcpy(copy, bytes, size);
    copy[size] = '\0';
    return copy;
}

char *mem_copy_text(const char *text)
{
    return text ? mem_copy_bytes(text, strlen(text)) : NULL;
}

void *mem_grow(void *array, size_t *room, size_t need, size_t item)
{
    if (need <= *room)
        return array;
    size_t larger = *room ? *room : 8;
    while (larger < need) {
        if (larger > SIZE_MAX / 2)
            die();
        larger *= 2;
    }
    if (item && larger > SIZE_MAX / item)
        die();
    array = ask(array, larger * item);
    *room = larger;
    return array;
}

bool mem_is_low(void)
{
    return low;
}

void mem_set_last_words(void (*hook)(void))
{
    last_words = hook;
}

void mem_fail_at(unsigned long n)
{
    fail_in = n;
}
