/* SPDX-License-Identifier: MIT */
/* The register of recommendations, as the engine drives it. */
#ifndef FIELD_RECOMMENDATIONS_H
#define FIELD_RECOMMENDATIONS_H

#include "record.h"
#include "rir/recommendation.h"
#include "session.h"

/* Adds the act that gives a note of kind recommendation in a workshop its label, and links it to `finding`
 * when one is up (NULL: none); nothing when it has a label already, or needs none. */
void recommendation_place(Store *store, const NoteRecord *record, const char *finding, const char *version,
                          Step *step);
/* ` R1`, of a note that has a label. */
void recommendation_add_label(Store *store, Str *out, const char *note);
/* `/owner R1 team lead`: says who answers for it and fills the reply. */
int recommendation_set_owner(Order *order, const char *label, const char *owner);

/* Adds one statement to a step. */
void recommendation_add_said(Store *store, Step *step, const char *id, SaidWhat what, const char *value,
                             const char *why);
/* That it follows from a finding as that is now, or does not. */
void recommendation_add_link(Store *store, Step *step, const char *id, const char *finding, bool is_linked);
/* `/status R1 started WHY` */
int recommendation_set_status(Order *order);

#endif
