/* SPDX-License-Identifier: MIT */
/* Strings that grow. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rir/mem.h"
#include "rir/str.h"

static void make_room(Str *str, size_t more)
{
    str->data = mem_grow(str->data, &str->room, str->size + more + 1, 1);
}

void str_add_bytes(Str *str, const void *bytes, size_t size)
{
    make_room(str, size);
    if (size > 0)
        memcpy(str->data + str->size, bytes, size);
    str->size += size;
    str->data[str->size] = '\0';
}

void str_add(Str *str, const char *text)
{
    str_add_bytes(str, text, strlen(text));
}

void str_add_byte(Str *str, char byte)
{
    str_add_bytes(str, &byte, 1);
}

void str_add_formatv(Str *str, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int need = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (need < 0)
        return;
    make_room(str, (size_t)need);
    vsnprintf(str->data + str->size, (size_t)need + 1, format, args);
    str->size += (size_t)need;
}

void str_add_format(Str *str, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str_add_formatv(str, format, args);
    va_end(args);
}

void str_insert(Str *str, size_t at, const void *bytes, size_t size)
{
    if (at > str->size)
        at = str->size;
    make_room(str, size);
    memmove(str->data + at + size, str->data + at, str->size - at);
    if (size > 0)
        memcpy(str->data + at, bytes, size);
    str->size += size;
    str->data[str->size] = '\0';
}

void str_remove(Str *str, size_t at, size_t size)
{
    if (at >= str->size)
        return;
    if (size > str->size - at)
        size = str->size - at;
    memmove(str->data + at, str->data + at + size, str->size - at - size);
    str->size -= size;
    str->data[str->size] = '\0';
}

void str_cut(Str *str, size_t size)
{
    if (size >= str->size)
        return;
    str->size = size;
    str->data[size] = '\0';
}

void str_clear(Str *str)
{
    str_cut(str, 0);
}

void str_free(Str *str)
{
    free(str->data);
    *str = STR_EMPTY;
}

const char *str_text(const Str *str)
{
    return str->data ? str->data : "";
}

char *str_take(Str *str)
{
    char *data = str->data ? str->data : mem_copy_text("");
    *str = STR_EMPTY;
    return data;
}
