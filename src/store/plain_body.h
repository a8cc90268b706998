/* SPDX-License-Identifier: MIT */
/* plain_body: the members of an event's body, where they are of the plainest sort. */
#ifndef STORE_PLAIN_BODY_H
#define STORE_PLAIN_BODY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    const char *text; /* into the body, without quotation marks; NULL: a number */
    size_t size;
    int64_t number;
    bool is_there;
} PlainMember;

/* Reads the object's members `names` into `members`, in that order. False when the body is anything but a
 * flat object of integers and of strings without escapes, beside arrays, which are skipped; when one of
 * `names` comes twice; or when there is one of `others`: then SQLite's JSON has to say what is in it. Both
 * lists end in NULL. */
bool plain_body_read(const char *body, const char *const *names, PlainMember *members,
                     const char *const *others);

#endif
