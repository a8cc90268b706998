/* SPDX-License-Identifier: MIT */
/* stamp: `[9:40]`, `[+12:00]`, `[~9:40]`, for what is entered later. A note must never get a wrong time
 * silently, so what looks like a time and is none is refused. */
#include "stamp.h"

#include <string.h>

#include "rir/clock.h"

#define STAMP_BYTES 24                            /* the longest that is looked at */
#define STAMP_SESSION_LIMIT (100LL * 3600 * 1000) /* no session has a hundred hours of its own time */

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_plain(char byte)
{
    return byte >= ' ' && byte <= '~';
}

/* `9:4...`: whatever follows, a time is meant. */
static bool begins_as_time(const char *content)
{
    size_t digits = strspn(content, "0123456789");
    return digits && content[digits] == ':' && is_digit(content[digits + 1]);
}

/* Copies what stands behind `[`, up to `]` or what no time holds. Returns whether `]` was found. */
static bool copy_content(const char *text, size_t size, char content[STAMP_BYTES + 1])
{
    size_t used = 0;
    while (used < size && used < STAMP_BYTES && text[used] != ']' && is_plain(text[used]))
        used++;
    memcpy(content, text, used);
    content[used] = 0;
    return used < size && text[used] == ']';
}

static bool parse_content(const char *content, bool is_session, int64_t *ms)
{
    char bare[STAMP_BYTES + 1];
    size_t used = strcspn(content, " \t");
    memcpy(bare, content, used);
    bare[used] = 0;
    if (content[used + strspn(content + used, " \t")])
        return false;
    if (!is_session)
        return clock_parse_time(bare, ms);
    return used <= 9 && clock_parse_span(bare, ms) && *ms >= 0 && *ms < STAMP_SESSION_LIMIT;
}

int stamp_read(const char *text, size_t end, size_t *at, Stamp *stamp, Str *wrong)
{
    char content[STAMP_BYTES + 1];
    if (*at >= end || text[*at] != '[')
        return 0;
    bool is_closed = copy_content(text + *at + 1, end - *at - 1, content);
    const char *rest = content + strspn(content, " \t");
    bool about = false, is_session = false;
    for (; *rest == '~' || *rest == '+'; rest++) {
        about = about || *rest == '~';
        is_session = is_session || *rest == '+';
    }
    bool is_span = is_session && is_closed && is_digit(*rest) && !rest[strspn(rest, "0123456789:hms \t")];
    if (!is_span && !begins_as_time(rest))
        return 0;
    int64_t ms = 0;
    if (!is_closed || !parse_content(rest, is_session, &ms)) {
        str_add_format(
            wrong,
            "[%s%s is no time: write [9:40] for the time of day, [+12:00] for the time into the session, "
            "[~9:40] for about then; a plain bracket is typed \\[",
            content, is_closed ? "]" : "");
        return -1;
    }
    *stamp = (Stamp){is_session ? LINE_TIME_SESSION : LINE_TIME_CLOCK, ms, about};
    *at += (size_t)(strchr(text + *at, ']') - (text + *at)) + 1;
    return 1;
}
