/* SPDX-License-Identifier: MIT */
/* Ids: RFC 9562 layouts 7 (time first) and 8 (of a name). The only user of libuuid. */
#include <stdlib.h>
#include <string.h>
#include <uuid/uuid.h>

#include "rir/clock.h"
#include "rir/digest.h"
#include "rir/id.h"

static uint64_t seed;
static bool is_seeded;
static bool has_looked;

static void look_for_seed(void)
{
    if (has_looked)
        return;
    has_looked = true;
    const char *given = getenv("RIR_SEED");
    if (given && *given)
        id_set_seed(strtoull(given, NULL, 10));
}

void id_set_seed(uint64_t first)
{
    seed = first;
    is_seeded = true;
    has_looked = true;
}

static void fill_seeded(uint8_t bytes[16])
{
    uint64_t count = seed++;
    Digest digest = digest_of(&count, sizeof count);
    memcpy(bytes, digest.bytes, 16);
}

void id_fill_random(void *bytes, size_t size)
{
    uint8_t *out = bytes;
    look_for_seed();
    while (size > 0) {
        uint8_t block[16];
        if (is_seeded)
            fill_seeded(block);
        else
            uuid_generate_random(block);
        /* Bytes 6 and 8 of a random uuid hold its version and variant, so they are left out. */
        block[6] = block[15];
        block[8] = block[14];
        size_t part = size < 14 ? size : 14;
        memcpy(out, block, part);
        out += part;
        size -= part;
    }
}

static Id format_id(uint8_t bytes[16], int version)
{
    Id id;
    bytes[6] = (uint8_t)((bytes[6] & 0x0F) | (version << 4));
    bytes[8] = (uint8_t)((bytes[8] & 0x3F) | 0x80);
    uuid_unparse_lower(bytes, id.text);
    return id;
}

/* Ids made one after the other sort so, also within a millisecond: RFC 9562's counter in rand_a, begun at
 * random in its lower half. A clock set back is not followed by ids for as long as that could only be a
 * correction. */
#define COUNTER_MOST 0xFFF
#define CORRECTION_MS 10000

static uint64_t order_in_time(uint64_t ms, unsigned begin, unsigned *counter)
{
    static uint64_t last_ms;
    static unsigned last_counter;
    bool is_same = ms <= last_ms && last_ms - ms < CORRECTION_MS;
    if (is_same && last_counter == COUNTER_MOST)
        last_ms++;
    else if (!is_same)
        last_ms = ms;
    last_counter = is_same && last_counter < COUNTER_MOST ? last_counter + 1 : begin;
    *counter = last_counter;
    return last_ms;
}

Id id_make(void)
{
    uint8_t bytes[16];
    unsigned counter;
    id_fill_random(bytes + 6, 10);
    uint64_t ms = order_in_time((uint64_t)clock_read().wall, ((bytes[6] & 7u) << 8) | bytes[7], &counter);
    for (int i = 0; i < 6; i++)
        bytes[i] = (uint8_t)(ms >> (8 * (5 - i)));
    bytes[6] = (uint8_t)(counter >> 8);
    bytes[7] = (uint8_t)counter;
    return format_id(bytes, 7);
}

Id id_make_named(const char *space, const char *name)
{
    DigestRun run;
    digest_begin(&run);
    digest_add(&run, space, strlen(space) + 1);
    digest_add(&run, name, strlen(name));
    Digest digest = digest_end(&run);
    return format_id(digest.bytes, 8);
}

bool id_is_valid(const char *text)
{
    uuid_t bytes;
    if (!text || strlen(text) != ID_SIZE - 1 || uuid_parse(text, bytes) != 0)
        return false;
    for (const char *at = text; *at; at++)
        if (*at >= 'A' && *at <= 'F')
            return false;
    return true;
}

Id id_read(const char *text)
{
    Id id = {""};
    if (id_is_valid(text))
        memcpy(id.text, text, ID_SIZE);
    return id;
}

bool id_is_set(const Id *id)
{
    return id->text[0] != '\0';
}

bool id_is_same(const Id *a, const Id *b)
{
    return strcmp(a->text, b->text) == 0;
}
