/* SPDX-License-Identifier: MIT */
/* parcel: the exchange of events between two copies of a study: what one has and the other lacks.
 *
 * The receiver takes all of a parcel or nothing, in one transaction, after checking every digest; the same
 * parcel twice, in any order, from any stale copy, ends in equal digests, and nothing erased comes back. */
#ifndef RIR_PARCEL_H
#define RIR_PARCEL_H

#include "rir/err.h"
#include "rir/event.h"
#include "rir/store.h"

/* How far each site is held: `SITE SEQ` a line, sorted. */
int parcel_add_held(Store *store, Str *out, Err *err);

/* Calls `give` for each event that `held` (text of parcel_add_held; "" for nothing) lacks, causes before
 * effects. `give` returns 0 to go on. */
typedef int ParcelGive(void *context, const Event *event, Err *err);
int parcel_send(Store *store, const char *held, ParcelGive *give, void *context, Err *err);

typedef struct {
    int64_t fresh;     /* new here */
    int64_t known;     /* here already */
    int64_t conflicts; /* entities with more than one head after it */
    int64_t erased;    /* came without a body, or were emptied because their entity is erased here */
    int64_t newer;     /* kept, shown as made by a newer rir, applied after an upgrade */
} ParcelResult;

typedef struct Parcel Parcel;
/* Staging in memory or a temporary table: nothing is in the study until parcel_finish. ERR_BUSY while a
 * session is live. */
Parcel *parcel_begin(Store *store, Err *err);
/* ERR_ALARM when the digest does not hold, ERR_REFUSED when it is of another study. */
int parcel_take(Parcel *parcel, const Event *event, Err *err);
/* ERR_ALARM names both events when a (site, seq) is here with another digest; ERR_REFUSED when events between
 * are missing, saying which. Frees the parcel in every case. `result` may be NULL. */
int parcel_finish(Parcel *parcel, ParcelResult *result, Err *err);
void parcel_drop(Parcel *parcel);

#endif
