/* SPDX-License-Identifier: MIT */
/* decode: escape sequences, UTF-8 in pieces, bracketed pastes. */
#include "rir/decode.h"

#include <stdlib.h>
#include <string.h>

#include "rir/mem.h"
#include "rir/str.h"
#include "rir/text.h"

#define ESC '\x1b'
#define PASTE_END "\x1b[201~"
#define SEQUENCE_MOST 64 /* no key is longer: a longer one is not a key */

typedef struct {
    char *bytes;
    size_t size;
    Key key;
} Sequence;

struct Decoder {
    Str bytes;   /* fed */
    size_t at;   /* read so far */
    Str paste;   /* raw, without its marks */
    Str clean;   /* the paste as given out */
    bool is_pasting;
    bool is_settled; /* the bytes pending will not be followed by others */
    int delay;
    Sequence *sequences;
    size_t sequence_count;
    size_t sequence_room;
};

typedef enum { PART_KEY, PART_NOTHING, PART_INCOMPLETE, PART_PASTE } Part;

Decoder *decode_new(void)
{
    Decoder *decoder = mem_new(sizeof *decoder);

    decoder->delay = DECODE_ESCAPE_MS;
    return decoder;
}

void decode_free(Decoder *decoder)
{
    if (decoder == NULL)
        return;
    for (size_t i = 0; i < decoder->sequence_count; i++)
        free(decoder->sequences[i].bytes);
    free(decoder->sequences);
    str_free(&decoder->bytes);
    str_free(&decoder->paste);
    str_free(&decoder->clean);
    free(decoder);
}

void decode_set_delay(Decoder *decoder, int ms)
{
    decoder->delay = ms;
}

void decode_add_sequence(Decoder *decoder, const char *bytes, Key key)
{
    size_t size = strlen(bytes);

    if (size < 2 || size > SEQUENCE_MOST || bytes[0] != ESC)
        return;
    decoder->sequences = mem_grow(decoder->sequences, &decoder->sequence_room, decoder->sequence_count + 1,
                                  sizeof *decoder->sequences);
    decoder->sequences[decoder->sequence_count++] = (Sequence){mem_copy_text(bytes), size, key};
}

void decode_feed(Decoder *decoder, const void *bytes, size_t size)
{
    str_remove(&decoder->bytes, 0, decoder->at);
    decoder->at = 0;
    str_add_bytes(&decoder->bytes, bytes, size);
    decoder->is_settled = false;
}

static size_t count_left(const Decoder *decoder)
{
    return decoder->bytes.size - decoder->at;
}

int decode_find_wait(const Decoder *decoder)
{
    size_t left = count_left(decoder);

    if (decoder->is_pasting)
        return DECODE_PASTE_MS;
    if (left == 0)
        return -1;
    /* Esc, Esc [ and Esc O may be keys by themselves; anything longer is sure to be a piece of something. */
    if (decoder->bytes.data[decoder->at] == ESC && left <= 2)
        return decoder->delay;
    return decoder->delay > DECODE_PIECE_MS ? decoder->delay : DECODE_PIECE_MS;
}

void decode_settle(Decoder *decoder)
{
    decoder->is_settled = true;
}

/* xterm writes modifiers as 1 + shift 1 + alt 2 + control 4 (+ meta 8). */
static Key read_modifiers(unsigned number)
{
    unsigned bits = number > 1 ? number - 1 : 0;
    Key key = 0;

    if (bits & 1)
        key |= KEY_SHIFT;
    if (bits & (2 | 8))
        key |= KEY_ALT;
    if (bits & 4)
        key |= KEY_CTRL;
    return key;
}

/* The keys named by the last letter of `ESC [ letter` and `ESC O letter`. */
static Key find_letter_key(char letter)
{
    switch (letter) {
    case 'A':
        return PRESS_UP;
    case 'B':
        return PRESS_DOWN;
    case 'C':
        return PRESS_RIGHT;
    case 'D':
        return PRESS_LEFT;
    case 'F':
        return PRESS_END;
    case 'H':
        return PRESS_HOME;
    case 'M':
        return PRESS_ENTER; /* of the keypad */
    case 'P':
    case 'Q':
    case 'R':
    case 'S':
        return PRESS_F1 + (Key)(letter - 'P');
    case 'Z':
        return PRESS_BACK_TAB;
    default:
        return KEY_NONE;
    }
}

/* The keys named by the number in `ESC [ number ~`. */
static Key find_number_key(unsigned number)
{
    switch (number) {
    case 1:
    case 7:
        return PRESS_HOME;
    case 2:
        return PRESS_INSERT;
    case 3:
        return PRESS_DELETE;
    case 4:
    case 8:
        return PRESS_END;
    case 5:
        return PRESS_PAGE_UP;
    case 6:
        return PRESS_PAGE_DOWN;
    default:
        break;
    }
    if (number >= 11 && number <= 15)
        return PRESS_F1 + number - 11;
    if (number >= 17 && number <= 21)
        return PRESS_F1 + number - 12;
    if (number >= 23 && number <= 24)
        return PRESS_F1 + number - 13;
    return KEY_NONE;
}

/* A byte below space, or DEL. */
static Key find_control_key(unsigned char byte)
{
    switch (byte) {
    case 0:
        return KEY_CTRL | ' ';
    case '\b':
    case 0x7f:
        return PRESS_BACKSPACE;
    case '\t':
        return PRESS_TAB;
    case '\n':
    case '\r':
        return PRESS_ENTER;
    case ESC:
        return PRESS_ESCAPE;
    default:
        return KEY_CTRL | (byte < 27 ? (Key)byte + 'a' - 1 : (Key)byte + '@');
    }
}

/* A codepoint with modifiers, as `ESC [ point ; modifiers u` gives it. */
static Key find_point_key(unsigned point, Key modifiers)
{
    if (point < ' ' || point == 0x7f)
        return find_control_key((unsigned char)point) | modifiers;
    if (point >= PRESS_FIRST)
        return KEY_NONE;
    if ((modifiers & KEY_SHIFT) && point >= 'a' && point <= 'z' && !(modifiers & KEY_CTRL))
        point -= 'a' - 'A';
    if ((modifiers & KEY_CTRL) && point >= 'A' && point <= 'Z')
        point += 'a' - 'A';
    return point | (modifiers & ~KEY_SHIFT);
}

static Key find_csi_key(const unsigned *numbers, size_t count, char last)
{
    Key modifiers = count > 1 ? read_modifiers(numbers[1]) : 0;

    if (last == '~' && count == 3 && numbers[0] == 27) /* xterm's modifyOtherKeys */
        return find_point_key(numbers[2], modifiers);
    if (last == 'u')
        return find_point_key(numbers[0], modifiers);
    Key key = last == '~' ? find_number_key(numbers[0]) : find_letter_key(last);
    if (last == '^' || last == '$' || last == '@') { /* rxvt: control, shift, both */
        key = find_number_key(numbers[0]);
        modifiers = last == '^' ? KEY_CTRL : last == '$' ? KEY_SHIFT : KEY_CTRL | KEY_SHIFT;
    }
    return key == KEY_NONE ? KEY_NONE : key | modifiers;
}

/* `bytes` begin with ESC [. */
static Part read_csi(const char *bytes, size_t size, size_t *used, Key *key)
{
    unsigned numbers[4] = {0, 0, 0, 0};
    size_t count = 0, at = 2;

    if (size > 2 && bytes[2] == '[') { /* the Linux console's F1 to F5: ESC [ [ A */
        if (size < 4)
            return PART_INCOMPLETE;
        *used = 4;
        *key = bytes[3] >= 'A' && bytes[3] <= 'E' ? PRESS_F1 + (Key)(bytes[3] - 'A') : KEY_NONE;
        return *key != KEY_NONE ? PART_KEY : PART_NOTHING;
    }
    for (; at < size && at < SEQUENCE_MOST && ((bytes[at] >= '0' && bytes[at] <= '?') || bytes[at] == ' ');
         at++) {
        if (bytes[at] >= '0' && bytes[at] <= '9' && count < 4 && numbers[count] < PRESS_FIRST)
            numbers[count] = numbers[count] * 10 + (unsigned)(bytes[at] - '0');
        else if (bytes[at] == ';')
            count++;
    }
    if (at >= SEQUENCE_MOST) {
        *used = at;
        return PART_NOTHING;
    }
    if (at == size)
        return PART_INCOMPLETE;
    *used = at + 1;
    if (bytes[at] < '@' && bytes[at] != '$') { /* broken off: the byte belongs to what follows */
        *used = at;
        return PART_NOTHING;
    }
    count = count < 3 ? count + 1 : 4;
    if (bytes[at] == '~' && count == 1 && numbers[0] == 200)
        return PART_PASTE;
    *key = find_csi_key(numbers, count, bytes[at]);
    return *key != KEY_NONE ? PART_KEY : PART_NOTHING;
}

/* `bytes` begin with ESC O. */
static Part read_ss3(const char *bytes, size_t size, size_t *used, Key *key)
{
    if (size < 3)
        return PART_INCOMPLETE;
    *used = 3;
    *key = find_letter_key(bytes[2]);
    if (bytes[2] >= 'a' && bytes[2] <= 'd') /* rxvt: control with an arrow */
        *key = find_letter_key((char)(bytes[2] - 'a' + 'A')) | KEY_CTRL;
    else if (bytes[2] >= 'j' && bytes[2] <= 'y') /* the keypad's digits and signs */
        *key = (Key)"*+,-./0123456789"[bytes[2] - 'j'];
    return *key != KEY_NONE ? PART_KEY : PART_NOTHING;
}

/* What the terminal's own description says. */
static Part find_sequence(const Decoder *decoder, const char *bytes, size_t size, size_t *used, Key *key)
{
    Part part = PART_NOTHING;

    for (size_t i = 0; i < decoder->sequence_count; i++) {
        const Sequence *sequence = &decoder->sequences[i];
        size_t same = size < sequence->size ? size : sequence->size;
        if (memcmp(bytes, sequence->bytes, same) != 0)
            continue;
        if (same == sequence->size) {
            *used = sequence->size;
            *key = sequence->key;
            return PART_KEY;
        }
        part = PART_INCOMPLETE;
    }
    return part;
}

/* Whether the bytes may be the start of a codepoint whose rest is still to come. */
static bool is_partial(const char *bytes, size_t size)
{
    unsigned char lead = (unsigned char)bytes[0];
    size_t need = lead >= 0xf0 && lead < 0xf5   ? 4
                  : lead >= 0xe0 && lead < 0xf0 ? 3
                  : lead >= 0xc2 && lead < 0xe0 ? 2
                                                : 1;

    if (size >= need)
        return false;
    for (size_t i = 1; i < size; i++)
        if (((unsigned char)bytes[i] & 0xc0) != 0x80)
            return false;
    return true;
}

/* A key that is no escape sequence. */
static Part read_plain(const char *bytes, size_t size, bool is_settled, size_t *used, Key *key)
{
    unsigned char byte = (unsigned char)bytes[0];
    uint32_t point;

    if (byte < ' ' || byte == 0x7f) {
        *used = 1;
        *key = find_control_key(byte);
        return PART_KEY;
    }
    if (!is_settled && is_partial(bytes, size))
        return PART_INCOMPLETE;
    *used = text_read_point(bytes, size, &point);
    *key = point;
    return PART_KEY;
}

static Part read_escape(const Decoder *decoder, const char *bytes, size_t size, size_t *used, Key *key)
{
    Part part = find_sequence(decoder, bytes, size, used, key);

    if (part == PART_KEY)
        return part;
    if (part == PART_NOTHING && size >= 2 && bytes[1] == '[')
        part = read_csi(bytes, size, used, key);
    else if (part == PART_NOTHING && size >= 2 && bytes[1] == 'O')
        part = read_ss3(bytes, size, used, key);
    else if (size == 1)
        part = PART_INCOMPLETE;
    else if (part == PART_NOTHING) {
        /* Esc and something: Alt with it. Esc Esc [ A is Alt-Up in rxvt; Esc Esc is one Esc and another. */
        if (bytes[1] == ESC && size == 2)
            part = PART_INCOMPLETE;
        else if (bytes[1] == ESC && bytes[2] != '[' && bytes[2] != 'O') {
            *used = 1;
            *key = PRESS_ESCAPE;
            return PART_KEY;
        } else {
            part = bytes[1] == ESC ? read_escape(decoder, bytes + 1, size - 1, used, key)
                                   : read_plain(bytes + 1, size - 1, decoder->is_settled, used, key);
            *used += 1;
            *key |= KEY_ALT;
        }
    }
    if (part != PART_INCOMPLETE || !decoder->is_settled)
        return part;
    /* Nothing follows: Esc [ is Alt-[, a lone Esc is Esc, Esc Esc is it twice; a torn sequence is nothing. */
    if (size > 2) {
        *used = size;
        return PART_NOTHING;
    }
    *used = size == 2 && bytes[1] != ESC ? 2 : 1;
    *key = *used == 2 ? (Key)(unsigned char)bytes[1] | KEY_ALT : PRESS_ESCAPE;
    return PART_KEY;
}

/* Moves what has come of a paste over; true when it is complete. */
static bool collect_paste(Decoder *decoder)
{
    const char *bytes = decoder->bytes.data + decoder->at;
    size_t size = count_left(decoder), end = strlen(PASTE_END);
    const char *mark = size > 0 ? memmem(bytes, size, PASTE_END, end) : NULL;

    if (mark != NULL) {
        str_add_bytes(&decoder->paste, bytes, (size_t)(mark - bytes));
        decoder->at += (size_t)(mark - bytes) + end;
        return true;
    }
    /* The mark itself may be in pieces: its length less one stays behind. */
    size_t keep = decoder->is_settled ? 0 : end - 1 < size ? end - 1 : size;
    if (size > keep) {
        str_add_bytes(&decoder->paste, bytes, size - keep);
        decoder->at += size - keep;
    }
    return decoder->is_settled;
}

static void give_paste(Decoder *decoder, Input *input)
{
    decoder->is_pasting = false;
    if (decoder->paste.size > 0)
        text_add_clean(&decoder->clean, decoder->paste.data, decoder->paste.size);
    str_free(&decoder->paste);
    *input = (Input){.type = INPUT_PASTE, .text = str_text(&decoder->clean), .size = decoder->clean.size};
}

bool decode_next(Decoder *decoder, Input *input)
{
    str_free(&decoder->clean);
    while (decoder->is_pasting || count_left(decoder) > 0) {
        const char *bytes = decoder->bytes.data + decoder->at;
        size_t size = count_left(decoder), used = 0;
        Key key = KEY_NONE;
        if (decoder->is_pasting) {
            if (!collect_paste(decoder))
                return false;
            give_paste(decoder, input);
            return true;
        }
        Part part = bytes[0] == ESC ? read_escape(decoder, bytes, size, &used, &key)
                                    : read_plain(bytes, size, decoder->is_settled, &used, &key);
        if (part == PART_INCOMPLETE)
            return false;
        decoder->at += used;
        if (part == PART_PASTE)
            decoder->is_pasting = true;
        else if (part == PART_KEY) {
            *input = input_from_key(key);
            return true;
        }
    }
    return false;
}
