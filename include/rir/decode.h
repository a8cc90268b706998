/* SPDX-License-Identifier: MIT */
/* decode: the bytes a terminal sends, as inputs. Pure: bytes in, keys and pastes out, no terminal.
 *
 * Reads what xterm, the Linux console, rxvt, PuTTY, tmux and screen send, whether their keypad mode is on or
 * not, and what the terminal's own description adds (decode_add_sequence). Bytes may come in pieces of any
 * size. What is no key is passed over; an ill-formed byte is U+FFFD. */
#ifndef RIR_DECODE_H
#define RIR_DECODE_H

#include <stdbool.h>
#include <stddef.h>

#include "rir/key.h"

#define DECODE_ESCAPE_MS 25  /* a lone Esc byte is the key Esc when nothing followed for so long */
#define DECODE_PIECE_MS 500  /* as long a silence ends a sequence or codepoint of which only a piece came */
#define DECODE_PASTE_MS 2000 /* a paste whose end never came ends after so long a silence */

typedef struct Decoder Decoder;

Decoder *decode_new(void);
void decode_free(Decoder *decoder); /* NULL is fine */
/* How long to wait behind an Esc byte (slow lines want more); the environment variable ESCDELAY is the
 * caller's. */
void decode_set_delay(Decoder *decoder, int ms);
/* `bytes` (NUL-terminated, starting with ESC) stand for the key, before what is known without. */
void decode_add_sequence(Decoder *decoder, const char *bytes, Key key);

void decode_feed(Decoder *decoder, const void *bytes, size_t size);
/* The next input (INPUT_KEY or INPUT_PASTE); false when what is left is incomplete. A paste's text lives
 * until the next call of decode_next or decode_free. */
bool decode_next(Decoder *decoder, Input *input);
/* Milliseconds of silence after which decode_settle is to be called; -1: nothing is pending. */
int decode_find_wait(const Decoder *decoder);
/* Nothing followed in time: what is pending counts as it is. decode_next then gives it. */
void decode_settle(Decoder *decoder);

#endif
