/* SPDX-License-Identifier: MIT */
/* event: the unit of the log. Every act is one event that is never changed; the projection follows from
 * events.
 *
 * Kinds, versions and what their bodies hold are one table in src/store/kind.c, printed in doc/schema.md. */
#ifndef RIR_EVENT_H
#define RIR_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rir/id.h"

#define EVENT_DIGEST_BYTES 64

/* An event as it lies in the log and travels between copies. Texts belong to whoever made the struct. */
typedef struct {
    const char *site;    /* id of the copy that wrote it */
    int64_t seq;         /* 1, 2, 3 ... on that site, without gaps */
    int64_t hlc;         /* wall ms << 16 | counter: display order, and causes before effects */
    int64_t at;          /* wall ms UTC of the act */
    int tz;              /* minutes east of UTC there and then */
    const char *author;  /* the researcher's name */
    const char *kind;    /* "note.set" */
    int ver;             /* of the kind's body */
    const char *entity;  /* id of the thing spoken of */
    const char *session; /* id, or NULL outside any */
    const char *person;  /* id of the participant whose data it is; NULL: explicitly no one's */
    const char *seen;    /* heads the author had seen: `SITE:SEQ` separated by spaces, "" for none */
    const char *body;    /* JSON, the bytes first written; NULL once erased */
    /* BLAKE2b-256 of the body's bytes (its salt is in it), then BLAKE2b-256 over the text "rir event 1",
     * site, seq, hlc, at, tz, author, kind, ver, entity, session, person and seen, as digest_add_text and
     * digest_add_number take them, and the 32 bytes of the body's hash. */
    uint8_t digest[EVENT_DIGEST_BYTES];
} Event;

typedef struct {
    char site[ID_SIZE];
    int64_t seq; /* 0: no event */
} EventKey;

/* What a caller says to make an event; the store adds site, seq, hlc, author, seen, salt and digest. */
typedef struct {
    const char *kind;
    const char *entity;
    const char *session; /* NULL for none */
    const char *person;  /* NULL for no one */
    int64_t at;          /* 0: the clock's wall time now */
    int tz;              /* used with `at`; with at 0 the machine's offset */
    const char *body;    /* a JSON object, `{...}`; a member "salt" is added */
} Act;

/* How a kind shows in history and doc/schema.md. */
typedef struct {
    const char *kind;
    int ver;
    const char *body; /* its members, for people: "text, kind, question, ..." */
    const char *help; /* one line */
} EventKindRow;

const EventKindRow *event_list_kinds(size_t *count);

#endif
