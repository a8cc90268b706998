/* SPDX-License-Identifier: MIT */
/* people: participants in lists and forms. */
#ifndef UI_PEOPLE_H
#define UI_PEOPLE_H

#include "form.h"
#include "rir/person.h"

/* Adds those whom `typed` finds; with `is_new_offered` also what is typed itself, when it could be a new
 * pseudonym. */
void people_add_options(const People *people, const char *typed, bool is_new_offered, FormOptions *options);
/* The person of this pseudonym, any letter case; NULL when unknown. */
const Person *people_find(const People *people, const char *pseudonym);

/* The form of one participant; `id` NULL for a new one, of whom `pseudonym` may be given. When it leaves, the
 * list of people opens again if it came from there. */
void person_form_open(Desk *desk, Store *store, const char *id, const char *pseudonym, bool is_from_list);

#endif
