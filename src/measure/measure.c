/* SPDX-License-Identifier: MIT */
/* A figure, or none. */
#include "rir/measure.h"

#include <math.h>
#include <stdio.h>

Measure measure_divide(double numerator, double denominator)
{
    if (!isfinite(numerator) || !isfinite(denominator) || denominator == 0)
        return MEASURE_UNDEFINED;
    double value = numerator / denominator;
    return isfinite(value) ? (Measure){true, value} : MEASURE_UNDEFINED;
}

void measure_add_text(Str *out, Measure measure, int decimals)
{
    if (!measure.defined) {
        str_add(out, "-");
        return;
    }
    size_t start = out->size;
    str_add_format(out, "%.*f", decimals < 0 ? 0 : decimals > 9 ? 9 : decimals, measure.value);

    /* What rounds to nothing has no sign. */
    const char *text = str_text(out) + start;
    bool zero = text[0] == '-';
    for (const char *digit = text + 1; zero && *digit; digit++)
        zero = *digit == '0' || *digit == '.' || *digit == ',';
    if (zero)
        str_remove(out, start, 1);
}
