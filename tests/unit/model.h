/* SPDX-License-Identifier: MIT */
/* model: what copies of a study must hold, worked out from what the test did to them. It shares nothing with
 * the store: it knows which copy holds which event, what each author had seen, and the rules, each written
 * once more. */
#ifndef TESTS_MODEL_H
#define TESTS_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rir/event.h"
#include "rir/parcel.h"
#include "rir/store.h"
#include "rir/str.h"

#define MODEL_COPIES 6

typedef struct {
    char site[ID_SIZE];
    int64_t seq, hlc;
    char kind[32], entity[ID_SIZE], session[ID_SIZE];
    char
        *content; /* the body as the test gave it; NULL for what the store makes itself (undo, redo, erase) */
    EventKey target; /* of an undo or redo */
    size_t *seen;    /* versions of the entity that were heads where and when it was made */
    size_t seen_count;
    uint32_t held; /* a bit for each copy that holds it */
} Known;

typedef struct {
    Known *list;
    size_t count, room;
    int copies;
} Model;

void model_free(Model *model);

/* Reads the events that the copy has just made; `contents` are the bodies given, in order. Says what is wrong
 * with them (number, clock, heads seen), or NULL. */
const char *model_learn(Model *model, int copy, Store *store, const char *const *contents, size_t count);
/* A copy of a copy holds what that holds. */
void model_copy(Model *model, int from, int to);
/* What `to` must say of an exchange of all that `from` has beyond `held`. */
ParcelResult model_exchange(Model *model, int from, int to, bool stale);

/* `to` has taken this event. */
void model_give(Model *model, int to, const char *site, int64_t seq);

bool model_holds(const Model *model, int copy, size_t event);
bool model_is_erased(const Model *model, int copy, const char *entity);
/* The version that counts last, -1 for none. */
long model_find_version(const Model *model, int copy, const char *entity, const char *kind);
/* The last event of a kind that counts. */
long model_find_last(const Model *model, int copy, const char *entity, const char *kind);
bool model_is_counted(const Model *model, int copy, size_t event); /* held, not undone, not erased */
/* The versions in conflict, `ENTITY SITE:SEQ` a line, sorted; "" for none. */
void model_add_conflicts(const Model *model, int copy, Str *out);
int64_t model_count_conflicts(const Model *model, int copy);

#endif
