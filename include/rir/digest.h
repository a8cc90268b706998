/* SPDX-License-Identifier: MIT */
/* digest: BLAKE2b-256 (RFC 7693), by libsodium. */
#ifndef RIR_DIGEST_H
#define RIR_DIGEST_H

#include <sodium/crypto_generichash.h>
#include <stddef.h>
#include <stdint.h>

#define DIGEST_BYTES 32
#define DIGEST_HEX_SIZE 65

typedef struct {
    uint8_t bytes[DIGEST_BYTES];
} Digest;

typedef struct {
    crypto_generichash_state state;
} DigestRun;

void digest_begin(DigestRun *run);
void digest_add(DigestRun *run, const void *bytes, size_t size);
/* A text with its length before it, so that two texts in a row cannot be read as others. NULL differs from
 * "". */
void digest_add_text(DigestRun *run, const char *text);
void digest_add_number(DigestRun *run, int64_t number);
Digest digest_end(DigestRun *run);
Digest digest_of(const void *bytes, size_t size);
void digest_format(char out[DIGEST_HEX_SIZE], const Digest *digest);

#endif
