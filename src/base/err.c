/* SPDX-License-Identifier: MIT */
/* Errors in words, without an allocation. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "rir/err.h"

/* A cut in the middle of a codepoint would be ill-formed UTF-8. */
static void cut_whole(char *text, size_t size)
{
    size_t end = strnlen(text, size);
    if (end + 1 < size)
        return;
    size_t at = end;
    while (at > 0 && ((unsigned char)text[at - 1] & 0xC0) == 0x80)
        at--;
    if (at > 0 && (unsigned char)text[at - 1] >= 0xC0)
        text[at - 1] = '\0';
}

int err_set(Err *err, ErrCode code, const char *format, ...)
{
    if (!err)
        return -1;
    /* The arguments may point into the text that is replaced. */
    char text[sizeof err->text];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    cut_whole(text, sizeof text);
    memcpy(err->text, text, sizeof text);
    err->code = code;
    return -1;
}

int err_prefix(Err *err, const char *format, ...)
{
    if (!err)
        return -1;
    char text[sizeof err->text];
    va_list args;
    va_start(args, format);
    int used = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (used >= 0) {
        strncat(text, ": ", sizeof text - strlen(text) - 1);
        strncat(text, err->text, sizeof text - strlen(text) - 1);
    }
    cut_whole(text, sizeof text);
    memcpy(err->text, text, sizeof text);
    return -1;
}

void err_clear(Err *err)
{
    if (!err)
        return;
    err->code = ERR_NONE;
    err->text[0] = '\0';
}
