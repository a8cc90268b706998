/* SPDX-License-Identifier: MIT */
/* BLAKE2b, by libsodium. */
#include <stdio.h>
#include <string.h>

#include "rir/digest.h"

void digest_begin(DigestRun *run)
{
    crypto_generichash_init(&run->state, NULL, 0, DIGEST_BYTES);
}

void digest_add(DigestRun *run, const void *bytes, size_t size)
{
    crypto_generichash_update(&run->state, bytes, size);
}

void digest_add_number(DigestRun *run, int64_t number)
{
    uint8_t bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (uint8_t)((uint64_t)number >> (8 * i));
    digest_add(run, bytes, sizeof bytes);
}

void digest_add_text(DigestRun *run, const char *text)
{
    digest_add_number(run, text ? (int64_t)strlen(text) : -1);
    if (text)
        digest_add(run, text, strlen(text));
}

Digest digest_end(DigestRun *run)
{
    Digest digest;
    crypto_generichash_final(&run->state, digest.bytes, sizeof digest.bytes);
    return digest;
}

Digest digest_of(const void *bytes, size_t size)
{
    DigestRun run;
    digest_begin(&run);
    digest_add(&run, bytes, size);
    return digest_end(&run);
}

void digest_format(char out[DIGEST_HEX_SIZE], const Digest *digest)
{
    for (size_t i = 0; i < DIGEST_BYTES; i++)
        snprintf(out + 2 * i, 3, "%02x", digest->bytes[i]);
}
