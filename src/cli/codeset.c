/* SPDX-License-Identifier: MIT */
/* Translating between UTF-8 and the terminal's set, by iconv. */
#include "codeset.h"

#include <iconv.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

static char name[64] = "UTF-8";

void codeset_begin(void)
{
    /* Only the set of characters: numbers, order and words are the same everywhere, and each of the others is
     * a file to be read at every start. */
    if (!setlocale(LC_CTYPE, ""))
        setlocale(LC_CTYPE, "C");
    snprintf(name, sizeof name, "%s", nl_langinfo(CODESET));
}

const char *codeset_find_name(void)
{
    return name;
}

bool codeset_is_utf8(void)
{
    return strcmp(name, "UTF-8") == 0;
}

/* Neither UTF-8, nor a plain seven bit set in which rir speaks UTF-8. */
static bool is_foreign(void)
{
    return !codeset_is_utf8() && strcmp(name, "ANSI_X3.4-1968") != 0 && strcmp(name, "US-ASCII") != 0;
}

/* Steps over one character that cannot be translated: the bytes of one UTF-8 character going out, one byte
 * coming in. */
static size_t measure_character(const char *bytes, size_t left, bool is_out)
{
    size_t size = 1;
    while (is_out && size < left && ((unsigned char)bytes[size] & 0xC0) == 0x80)
        size++;
    return size;
}

static void translate(Str *out, const char *bytes, size_t size, bool is_out)
{
    iconv_t way =
        is_foreign() ? (is_out ? iconv_open(name, "UTF-8") : iconv_open("UTF-8", name)) : (iconv_t)-1;
    if (way == (iconv_t)-1) {
        str_add_bytes(out, bytes, size);
        return;
    }
    char *from = (char *)(size_t)bytes; /* iconv does not change it */
    size_t left = size;
    while (left > 0) {
        char block[512], *to = block;
        size_t room = sizeof block;
        size_t done = iconv(way, &from, &left, &to, &room);
        str_add_bytes(out, block, (size_t)(to - block));
        if (done == (size_t)-1 && left > 0 && to == block) {
            size_t step = measure_character(from, left, is_out);
            if (is_out)
                str_add_byte(out, '?');
            else
                str_add_bytes(out, from, step);
            from += step;
            left -= step;
        }
    }
    iconv_close(way);
}

void codeset_add_in(Str *out, const char *bytes, size_t size)
{
    translate(out, bytes, size, false);
}

void codeset_add_out(Str *out, const char *text, size_t size)
{
    translate(out, text, size, true);
}
