/* SPDX-License-Identifier: MIT */
/* A system that has no UTF-8 locale: stands in front of setlocale (linked with --wrap=setlocale). */
#include <locale.h>
#include <stddef.h>

char *__wrap_setlocale(int category, const char *locale);

char *__wrap_setlocale(int category, const char *locale)
{
    (void)category;
    (void)locale;
    return NULL;
}
