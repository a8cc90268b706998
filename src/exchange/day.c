/* SPDX-License-Identifier: MIT */
/* Days as people write them, whatever the locale. */
#include "day.h"

#include <stdlib.h>

#include "rir/clock.h"

void day_add(Str *out, int64_t wall, int tz)
{
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    char day[CLOCK_STAMP_SIZE], *end;
    clock_format_day(day, wall, tz);
    long year = strtol(day, &end, 10);
    long month = *end == '-' ? strtol(end + 1, &end, 10) : 0;
    long number = *end == '-' ? strtol(end + 1, &end, 10) : 0;
    if (month >= 1 && month <= 12 && number)
        str_add_format(out, "%ld %s %ld", number, months[month - 1], year);
    else
        str_add(out, day);
}
