/* SPDX-License-Identifier: MIT */
/* when: moments as people say them in a list. */
#include "when.h"

#include <stdlib.h>
#include <string.h>

#include "rir/clock.h"

#define DAY_MS (INT64_C(24) * 3600 * 1000)

static const char *const weekdays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/* Days since 1970 there. */
static int64_t find_day(int64_t wall, int tz)
{
    int64_t local = wall + (int64_t)tz * 60000;

    return local >= 0 ? local / DAY_MS : -((-local + DAY_MS - 1) / DAY_MS);
}

/* "14 Nov", and the year when it is not that of `now`. Returns whether the year was said. */
static bool add_date(Str *out, int64_t wall, int tz, int64_t now)
{
    char day[CLOCK_STAMP_SIZE], today[CLOCK_STAMP_SIZE];

    clock_format_day(day, wall, tz);
    clock_format_day(today, now, tz);
    const char *month = strchr(day + 1, '-');
    int number = month != NULL ? atoi(month + 1) : 1;
    str_add_format(out, "%d %s", month != NULL ? atoi(month + 4) : 0, months[(number + 11) % 12]);
    if (month == NULL || strncmp(day, today, (size_t)(month - day)) == 0)
        return false;
    str_add_format(out, " %.*s", (int)(month - day), day);
    return true;
}

void when_add(Str *out, int64_t wall, int tz, int64_t now, bool has_time)
{
    int64_t day = find_day(wall, tz), ago = find_day(now, tz) - day;

    if (ago == 0) {
        str_add(out, "today");
    } else if (ago > 0 && ago < 7) {
        str_add(out, weekdays[((day + 4) % 7 + 7) % 7]);
    } else if (add_date(out, wall, tz, now)) {
        return;
    }
    if (has_time) {
        char time[CLOCK_STAMP_SIZE];
        clock_format_time(time, wall, tz);
        str_add_format(out, " %s", time);
    }
}

void when_add_days(Str *out, int64_t ms)
{
    long long days = (long long)(ms / DAY_MS);

    if (days < 1)
        days = 1;
    str_add_format(out, "%lld day%s", days, days == 1 ? "" : "s");
}
