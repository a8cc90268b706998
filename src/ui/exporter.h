/* SPDX-License-Identifier: MIT */
/* exporter: one session written as Markdown beside the study. */
#ifndef UI_EXPORTER_H
#define UI_EXPORTER_H

#include "rir/id.h"
#include "rir/store.h"
#include "rir/view.h"

/* Part of the view that asks for it, which stays on the desk below. */
typedef struct {
    Store *store;
    Id session;
} Exporter;

/* Asks for whom it is, writes it and says where it is and what was left out. */
void exporter_open(Exporter *exporter, Desk *desk);

#endif
