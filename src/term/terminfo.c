/* SPDX-License-Identifier: MIT */
/* terminfo: the low-level calls of curses, which know descriptions and nothing of screens. */
#include "terminfo.h"

#include <curses.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

bool terminfo_open(const char *name)
{
    int found = 0;

    terminfo_close();
    if (setupterm((char *)name, STDOUT_FILENO, &found) == OK)
        return true;
    terminfo_close();
    return false;
}

void terminfo_close(void)
{
    if (cur_term != NULL)
        del_curterm(cur_term);
}

const char *terminfo_find(const char *capability)
{
    const char *found = tigetstr((char *)capability);

    return found == NULL || found == (const char *)-1 ? "" : found;
}

int terminfo_find_number(const char *capability)
{
    int number = tigetnum((char *)capability);

    return number < 0 ? -1 : number;
}

bool terminfo_has(const char *capability)
{
    return tigetflag((char *)capability) > 0;
}

void terminfo_add(Str *out, const char *string)
{
    while (*string != '\0') {
        const char *padding = strstr(string, "$<");
        const char *end = padding != NULL ? strchr(padding, '>') : NULL;
        if (end == NULL) {
            str_add(out, string);
            return;
        }
        str_add_bytes(out, string, (size_t)(padding - string));
        string = end + 1;
    }
}

void terminfo_add_numbers(Str *out, const char *string, int first, int second)
{
    const char *made = *string != '\0' ? tiparm(string, first, second) : NULL;

    if (made != NULL)
        terminfo_add(out, made);
}
