/* SPDX-License-Identifier: MIT */
/* plain_body: most bodies are flat and have no escapes, and reading all members in one pass takes a fifth of
 * the time of asking SQLite for each. Whatever is not as plain as that is left to SQLite. */
#include <string.h>

#include "plain_body.h"

static const char *skip_blanks(const char *at)
{
    return at + strspn(at, " \t\r\n");
}

#define EACH(byte) ((uint64_t)(byte) * 0x0101010101010101)

/* Whether there is no escape and no control character in it, eight bytes at a time. It may be too careful. */
static bool is_plain(const char *text, size_t size)
{
    uint64_t odd = 0, eight;
    for (; size >= sizeof eight; text += sizeof eight, size -= sizeof eight) {
        memcpy(&eight, text, sizeof eight);
        uint64_t escape = eight ^ EACH('\\');
        odd |= ((eight - EACH(' ')) & ~eight) | ((escape - EACH(1)) & ~escape);
    }
    for (; size > 0; text++, size--)
        if (*text == '\\' || (unsigned char)*text < ' ')
            return false;
    return !(odd & EACH(0x80));
}

/* Behind the string that begins at `at`; NULL when it is not plain or does not end. */
static const char *read_string(const char *at, PlainMember *member)
{
    const char *end = *at == '"' ? strchr(at + 1, '"') : NULL;
    if (!end || !is_plain(at + 1, (size_t)(end - at - 1)))
        return NULL;
    member->text = at + 1;
    member->size = (size_t)(end - at - 1);
    return end + 1;
}

#define MOST_DIGITS 18 /* that surely fit */

static const char *read_integer(const char *at, PlainMember *member)
{
    bool is_negative = *at == '-';
    at += is_negative;
    size_t digits = strspn(at, "0123456789");
    if (digits == 0 || digits > MOST_DIGITS || (*at == '0' && digits > 1))
        return NULL;
    int64_t number = 0;
    for (const char *end = at + digits; at < end; at++)
        number = number * 10 + (*at - '0');
    *member = (PlainMember){.number = is_negative ? -number : number};
    return *at == ',' || *at == '}' ? at : NULL;
}

/* Behind the array, whose strings may have any escapes. */
static const char *skip_array(const char *at)
{
    int depth = 0;
    do {
        if (*at == '"') {
            for (at++; *at != '"'; at++)
                if (*at == '\0' || (*at == '\\' && *++at == '\0'))
                    return NULL;
        }
        depth += (*at == '[') - (*at == ']');
        if (*at++ == '\0')
            return NULL;
    } while (depth > 0);
    return at;
}

static const char *read_value(const char *at, PlainMember *member)
{
    if (*at == '"')
        return read_string(at, member);
    if (*at == '[') {
        *member = (PlainMember){.text = NULL};
        return skip_array(at);
    }
    return read_integer(at, member);
}

static int find_name(const char *const *names, const PlainMember *name)
{
    for (int i = 0; names[i]; i++)
        if (strlen(names[i]) == name->size && memcmp(names[i], name->text, name->size) == 0)
            return i;
    return -1;
}

bool plain_body_read(const char *body, const char *const *names, PlainMember *members,
                     const char *const *others)
{
    for (size_t i = 0; names[i]; i++)
        members[i] = (PlainMember){.text = NULL};
    if (*body != '{')
        return false;
    const char *at = body;
    do {
        PlainMember name, value;
        at = read_string(skip_blanks(at + 1), &name);
        if (!at || *(at = skip_blanks(at)) != ':')
            return false;
        at = skip_blanks(at + 1);
        bool is_array = *at == '[';
        at = read_value(at, &value);
        if (!at || find_name(others, &name) >= 0)
            return false;
        int which = find_name(names, &name);
        if (which >= 0) {
            if (is_array || members[which].is_there)
                return false;
            members[which] = value;
            members[which].is_there = true;
        }
        at = skip_blanks(at);
    } while (*at == ',');
    return *at == '}' && at[1] == '\0';
}
