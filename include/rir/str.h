/* SPDX-License-Identifier: MIT */
/* str: a growing byte string. A zeroed Str is an empty one. Bytes may be anything; text in it is UTF-8. */
#ifndef RIR_STR_H
#define RIR_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct {
    char *data;  /* NULL until something is added, NUL-terminated after */
    size_t size; /* bytes, without the NUL */
    size_t room;
} Str;

#define STR_EMPTY ((Str){NULL, 0, 0})

void str_add(Str *str, const char *text);
void str_add_bytes(Str *str, const void *bytes, size_t size);
void str_add_byte(Str *str, char byte);
void str_add_format(Str *str, const char *format, ...) __attribute__((format(printf, 2, 3)));
void str_add_formatv(Str *str, const char *format, va_list args) __attribute__((format(printf, 2, 0)));
void str_insert(Str *str, size_t at, const void *bytes, size_t size);
void str_remove(Str *str, size_t at, size_t size);
void str_cut(Str *str, size_t size); /* keeps the first `size` bytes */
void str_clear(Str *str);            /* empty, memory kept */
void str_free(Str *str);             /* empty, memory given back */
const char *str_text(const Str *str); /* never NULL; valid until the next change */
char *str_take(Str *str);            /* the caller frees; *str is empty after. Never NULL */

#endif
