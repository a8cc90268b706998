/* SPDX-License-Identifier: MIT */
/* modes: what is usually said of how and where a session is held, and what this study said before. */
#ifndef UI_MODES_H
#define UI_MODES_H

#include "form.h"
#include "rir/store.h"

typedef enum { MODES_MODE, MODES_SETTING, MODES_TEAM } ModesOf;

void modes_add_options(Store *store, ModesOf of, const char *typed, FormOptions *options);
void modes_add_yes_no(const char *typed, FormOptions *options);

#endif
