/* SPDX-License-Identifier: MIT */
/* clock: the time of day, and the time that passes.
 *
 * Wall time is UTC milliseconds since 1970. Boot time is milliseconds since the machine started, running
 * through suspend (CLOCK_BOOTTIME), comparable only under one boot id. Offsets are minutes east of UTC. */
#ifndef RIR_CLOCK_H
#define RIR_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    int64_t wall; /* ms, UTC */
    int64_t boot; /* ms since boot */
} Moment;

#define CLOCK_BOOT_ID_SIZE 37
#define CLOCK_STAMP_SIZE 40

Moment clock_read(void);
/* The id of this start of the machine; another id means that boot times do not compare. */
const char *clock_find_boot_id(void);
/* Minutes east of UTC, in this machine's zone, at the wall time. */
int clock_find_offset(int64_t wall);

/* A clock for tests; NULL gives the machine's back. With the environment variable RIR_CLOCK naming a file
 * that holds `WALL BOOT BOOTID [OFFSET]` the clock is read from there at each call, for tests of whole
 * programs. */
typedef struct {
    Moment (*read)(void);
    const char *(*find_boot_id)(void);
    int (*find_offset)(int64_t wall);
} ClockSource;
void clock_set_source(const ClockSource *source);

/* `2026-11-21T10:02:13.250Z`, or with the offset `2026-11-21T11:02:13.250+01:00` where offset is not 0 and
 * local. */
void clock_format_utc(char out[CLOCK_STAMP_SIZE], int64_t wall);
void clock_format_local(char out[CLOCK_STAMP_SIZE], int64_t wall, int offset);
void clock_format_day(char out[CLOCK_STAMP_SIZE], int64_t wall, int offset);  /* 2026-11-21 */
void clock_format_time(char out[CLOCK_STAMP_SIZE], int64_t wall, int offset); /* 14:05 */
/* A span: `M:SS` with at least two digits of minutes, `H:MM:SS` from an hour on; negative gets a minus. */
void clock_format_span(char out[CLOCK_STAMP_SIZE], int64_t ms);
void clock_format_span_long(char out[CLOCK_STAMP_SIZE], int64_t ms); /* always HH:MM:SS */

/* `9:40`, `09:40`, `9:40:15` -> ms since midnight. False when it is no time of day. */
bool clock_parse_time(const char *text, int64_t *ms);
/* `12:00` (minutes:seconds), `1:02:03`, `90s`, `2m`, `1h`, `2` (minutes) -> ms. */
bool clock_parse_span(const char *text, int64_t *ms);
/* `2026-11-21`, with ` 14:30` or `T14:30[:05]` behind it, in the machine's zone -> wall ms, *has_time set. */
bool clock_parse_day(const char *text, int64_t *wall, bool *has_time);
/* Wall ms of the midnight that began the local day of `wall`. */
int64_t clock_find_midnight(int64_t wall, int offset);

#endif
