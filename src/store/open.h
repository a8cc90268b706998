/* SPDX-License-Identifier: MIT */
/* open: what making and opening a study share with rebuilding it. */
#ifndef STORE_OPEN_H
#define STORE_OPEN_H

#include "db.h"

#define OPEN_PROJECTION 17 /* version of projection.sql, views.sql and what the kinds make of events */

/* Makes empty tables, views and index of the projection. In the open transaction. */
int open_make_projection(Store *store, Err *err);

/* A second connection to the study, for reading, without a lock of its own; store_close ends it. */
Store *open_beside(const Store *store, Err *err);

#endif
