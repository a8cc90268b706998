/* SPDX-License-Identifier: MIT */
/* measure: a figure that may be undefined, which is never the same as 0. Pure. */
#ifndef RIR_MEASURE_H
#define RIR_MEASURE_H

#include <stdbool.h>

#include "rir/str.h"

typedef struct {
    bool defined; /* false: there is nothing to work it out from */
    double value; /* 0 when not defined, for comparison only: do not print it */
} Measure;

#define MEASURE_UNDEFINED ((Measure){false, 0})

/* numerator / denominator; undefined when the denominator is 0 or either is not a finite number. */
Measure measure_divide(double numerator, double denominator);

/* Adds the figure with so many decimals (0 to 9, halves to even as printf rounds), or `-`. Never `-0.00`. */
void measure_add_text(Str *out, Measure measure, int decimals);

#endif
