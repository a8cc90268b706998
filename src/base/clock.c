/* SPDX-License-Identifier: MIT */
/* Time, read from the machine, from a test, or from the file that RIR_CLOCK names. */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "rir/clock.h"

#define MS_SECOND INT64_C(1000)
#define MS_MINUTE (60 * MS_SECOND)
#define MS_HOUR (60 * MS_MINUTE)
#define MS_DAY (24 * MS_HOUR)

static const ClockSource *source;

/* --- the clock of tests of whole programs */

typedef struct {
    Moment moment;
    char boot_id[CLOCK_BOOT_ID_SIZE];
    int offset;
    bool has_offset;
} FileClock;

static const char *find_clock_file(void)
{
    static const char *path;
    static bool has_looked;
    if (!has_looked) {
        path = getenv("RIR_CLOCK");
        has_looked = true;
    }
    return path && *path ? path : NULL;
}

static bool read_clock_file(FileClock *clock)
{
    const char *path = find_clock_file();
    FILE *file = path ? fopen(path, "re") : NULL;
    if (!file)
        return false;
    memset(clock, 0, sizeof *clock);
    int got = fscanf(file, "%" SCNd64 " %" SCNd64 " %36s %d", &clock->moment.wall, &clock->moment.boot,
                     clock->boot_id, &clock->offset);
    fclose(file);
    clock->has_offset = got == 4;
    return got >= 3;
}

/* --- the machine's clock */

static int64_t read_system(clockid_t id)
{
    struct timespec now;
    if (clock_gettime(id, &now) != 0)
        return 0;
    return (int64_t)now.tv_sec * MS_SECOND + now.tv_nsec / 1000000;
}

Moment clock_read(void)
{
    FileClock clock;
    if (source && source->read)
        return source->read();
    if (read_clock_file(&clock))
        return clock.moment;
    return (Moment){read_system(CLOCK_REALTIME), read_system(CLOCK_BOOTTIME)};
}

const char *clock_find_boot_id(void)
{
    static char id[CLOCK_BOOT_ID_SIZE];
    FileClock clock;
    if (source && source->find_boot_id)
        return source->find_boot_id();
    if (read_clock_file(&clock)) {
        memcpy(id, clock.boot_id, sizeof id);
        return id;
    }
    FILE *file = fopen("/proc/sys/kernel/random/boot_id", "re");
    if (!file || fscanf(file, "%36s", id) != 1)
        memcpy(id, "unknown", sizeof "unknown");
    if (file)
        fclose(file);
    return id;
}

int clock_find_offset(int64_t wall)
{
    FileClock clock;
    if (source && source->find_offset)
        return source->find_offset(wall);
    if (read_clock_file(&clock) && clock.has_offset)
        return clock.offset;
    time_t seconds = (time_t)(wall / MS_SECOND);
    struct tm local;
    if (!localtime_r(&seconds, &local))
        return 0;
    return (int)(local.tm_gmtoff / 60);
}

void clock_set_source(const ClockSource *given)
{
    source = given;
}

/* --- writing */

static int64_t divide_down(int64_t number, int64_t by)
{
    int64_t result = number / by;
    return number % by < 0 ? result - 1 : result;
}

static void split_wall(int64_t wall, int offset, struct tm *parts, int *ms)
{
    int64_t local = wall + offset * MS_MINUTE;
    time_t seconds = (time_t)divide_down(local, MS_SECOND);
    *ms = (int)(local - (int64_t)seconds * MS_SECOND);
    if (!gmtime_r(&seconds, parts))
        memset(parts, 0, sizeof *parts);
}

static void format_stamp(char out[CLOCK_STAMP_SIZE], int64_t wall, int offset)
{
    struct tm parts;
    int ms;
    split_wall(wall, offset, &parts, &ms);
    snprintf(out, CLOCK_STAMP_SIZE, "%04d-%02d-%02dT%02d:%02d:%02d.%03d", parts.tm_year + 1900,
             parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec, ms);
}

void clock_format_utc(char out[CLOCK_STAMP_SIZE], int64_t wall)
{
    format_stamp(out, wall, 0);
    strncat(out, "Z", CLOCK_STAMP_SIZE - strlen(out) - 1);
}

void clock_format_local(char out[CLOCK_STAMP_SIZE], int64_t wall, int offset)
{
    format_stamp(out, wall, offset);
    size_t used = strlen(out);
    int minutes = offset < 0 ? -offset : offset;
    snprintf(out + used, CLOCK_STAMP_SIZE - used, "%c%02d:%02d", offset < 0 ? '-' : '+', minutes / 60 % 100,
             minutes % 60);
}

void clock_format_day(char out[CLOCK_STAMP_SIZE], int64_t wall, int offset)
{
    format_stamp(out, wall, offset);
    char *end = strchr(out, 'T');
    if (end)
        *end = '\0';
}

void clock_format_time(char out[CLOCK_STAMP_SIZE], int64_t wall, int offset)
{
    struct tm parts;
    int ms;
    split_wall(wall, offset, &parts, &ms);
    snprintf(out, CLOCK_STAMP_SIZE, "%02d:%02d", parts.tm_hour, parts.tm_min);
}

void clock_format_span(char out[CLOCK_STAMP_SIZE], int64_t ms)
{
    const char *sign = ms < 0 ? "-" : "";
    int64_t seconds = (ms < 0 ? -ms : ms) / MS_SECOND;
    if (seconds < 3600)
        snprintf(out, CLOCK_STAMP_SIZE, "%s%02" PRId64 ":%02" PRId64, sign, seconds / 60, seconds % 60);
    else
        snprintf(out, CLOCK_STAMP_SIZE, "%s%" PRId64 ":%02" PRId64 ":%02" PRId64, sign, seconds / 3600,
                 seconds / 60 % 60, seconds % 60);
}

void clock_format_span_long(char out[CLOCK_STAMP_SIZE], int64_t ms)
{
    int64_t seconds = (ms < 0 ? -ms : ms) / MS_SECOND;
    snprintf(out, CLOCK_STAMP_SIZE, "%s%02" PRId64 ":%02" PRId64 ":%02" PRId64, ms < 0 ? "-" : "",
             seconds / 3600, seconds / 60 % 60, seconds % 60);
}

/* --- reading */

/* Up to three numbers with colons between; returns how many, 0 when the text is anything else. */
static int read_colons(const char *text, int64_t numbers[3])
{
    int count = 0;
    for (;;) {
        int digits = 0;
        int64_t number = 0;
        while (isdigit((unsigned char)*text) && digits < 6) {
            number = number * 10 + (*text++ - '0');
            digits++;
        }
        if (digits == 0)
            return 0;
        numbers[count++] = number;
        if (*text == '\0')
            return count;
        if (*text++ != ':' || count == 3)
            return 0;
    }
}

bool clock_parse_time(const char *text, int64_t *ms)
{
    int64_t parts[3] = {0, 0, 0};
    int count = read_colons(text, parts);
    if (count < 2 || parts[0] > 23 || parts[1] > 59 || parts[2] > 59)
        return false;
    *ms = parts[0] * MS_HOUR + parts[1] * MS_MINUTE + parts[2] * MS_SECOND;
    return true;
}

static bool parse_unit(const char *text, int64_t *ms)
{
    char *end;
    if (!isdigit((unsigned char)*text))
        return false;
    long long number = strtoll(text, &end, 10);
    int64_t unit = *end == 's' ? MS_SECOND : *end == 'h' ? MS_HOUR : MS_MINUTE;
    if (*end && (strchr("smh", *end) == NULL || end[1] != '\0'))
        return false;
    if (number > 1000000)
        return false;
    *ms = number * unit;
    return true;
}

bool clock_parse_span(const char *text, int64_t *ms)
{
    int64_t parts[3] = {0, 0, 0};
    int count = read_colons(text, parts);
    if (count < 2)
        return parse_unit(text, ms);
    if (count == 2)
        *ms = parts[0] * MS_MINUTE + parts[1] * MS_SECOND;
    else
        *ms = parts[0] * MS_HOUR + parts[1] * MS_MINUTE + parts[2] * MS_SECOND;
    return parts[count - 1] < 60 && (count == 2 || parts[1] < 60);
}

bool clock_parse_day(const char *text, int64_t *wall, bool *has_time)
{
    int year, month, day, used = 0;
    if (sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &used) != 3 || used != 10)
        return false;
    int64_t time_of_day = 0;
    *has_time = text[used] == ' ' || text[used] == 'T';
    if (*has_time && !clock_parse_time(text + used + 1, &time_of_day))
        return false;
    if (!*has_time && text[used] != '\0')
        return false;
    struct tm parts = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day};
    int64_t midnight = (int64_t)timegm(&parts) * MS_SECOND;
    if (year < 1970 || parts.tm_mon != month - 1 || parts.tm_mday != day)
        return false;
    /* The zone's offset belongs to the local time wanted, so it is looked up once more where the guess
     * landed. */
    int64_t local = midnight + time_of_day;
    int64_t guess = local - clock_find_offset(local) * MS_MINUTE;
    *wall = local - clock_find_offset(guess) * MS_MINUTE;
    return true;
}

int64_t clock_find_midnight(int64_t wall, int offset)
{
    int64_t local = wall + offset * MS_MINUTE;
    return divide_down(local, MS_DAY) * MS_DAY - offset * MS_MINUTE;
}
