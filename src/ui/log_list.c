/* SPDX-License-Identifier: MIT */
/* log_list: the residency log, to read, to find in and to add to. */
#include "log_list.h"

#include <stdlib.h>
#include <string.h>

#include "rir/clock.h"
#include "rir/mem.h"

static const char *const kinds[] = {"contact", "meeting", "memo", "event", "term"};
#define KINDS (sizeof kinds / sizeof kinds[0])

void log_list_add_today(Str *out)
{
    char day[CLOCK_STAMP_SIZE];
    int64_t now = clock_read().wall;

    clock_format_day(day, now, clock_find_offset(now));
    str_add(out, day);
}

static void entry_chosen(void *owner, Desk *desk, size_t item, const char *typed)
{
    Store *store = owner;
    ResidencyLog log = {NULL, 0, 0};
    ResidencyChoice choice = {NULL, NULL, NULL};

    if (item == PICKER_TYPED)
        log_form_open(desk, store, NULL, "contact", typed, true);
    else if (item < KINDS)
        log_form_open(desk, store, NULL, kinds[item], NULL, true);
    else if (residency_list(store, &choice, &log, NULL) == 0 && item - KINDS < log.count)
        log_form_open(desk, store, log.list[log.count - 1 - (item - KINDS)].id.text, NULL, NULL, true);
    residency_free_log(&log);
}

/* `locality board, with chair: budget put off again` */
static void add_detail(Str *out, const ResidencyEntry *entry)
{
    char *const *values = entry->values;

    str_add(out, values[RESIDENCY_NAME]);
    if (values[RESIDENCY_WITH][0] != '\0')
        str_add_format(out, "%swith %s", out->size > 0 ? ", " : "", values[RESIDENCY_WITH]);
    if (values[RESIDENCY_TYPE][0] != '\0')
        str_add(out, values[RESIDENCY_TYPE]);
    str_add_format(out, "%s%s", out->size > 0 && values[RESIDENCY_TEXT][0] != '\0' ? ": " : "",
                   values[RESIDENCY_TEXT]);
}

void log_list_open(Desk *desk, Store *store)
{
    ResidencyLog log = {NULL, 0, 0};
    ResidencyChoice choice = {NULL, NULL, NULL};
    Err err;

    if (residency_list(store, &choice, &log, &err) != 0) {
        desk_say(desk, ROLE_ALARM, "%s", err.text);
        return;
    }
    size_t count = log.count + KINDS;
    PickerItem *items = mem_new(count * sizeof *items);
    Str *details = mem_new(count * sizeof *details);
    for (size_t i = 0; i < KINDS; i++)
        items[i] = (PickerItem){.mark = "new", .label = kinds[i]};
    for (size_t i = KINDS; i < count; i++) {
        const ResidencyEntry *entry = &log.list[count - 1 - i];
        add_detail(&details[i], entry);
        items[i] = (PickerItem){.mark = entry->values[RESIDENCY_DATE],
                                .label = entry->values[RESIDENCY_WHAT],
                                .detail = str_text(&details[i])};
    }
    picker_open(desk, &(PickerSpec){.title = "Residency log",
                                    .items = items,
                                    .count = count,
                                    .fresh = "new contact",
                                    .chosen = entry_chosen,
                                    .owner = store});
    for (size_t i = 0; i < count; i++)
        str_free(&details[i]);
    free(details);
    free(items);
    residency_free_log(&log);
}
