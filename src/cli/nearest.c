/* SPDX-License-Identifier: MIT */
/* Distance of two words in letters added, dropped, changed or swapped. */
#include "nearest.h"

#include <string.h>

#define MOST 48 /* longer than every word tried */

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t measure(const char *a, const char *b)
{
    size_t cost[MOST + 1][MOST + 1];
    size_t a_size = least(strlen(a), MOST), b_size = least(strlen(b), MOST);
    for (size_t i = 0; i <= a_size; i++) {
        for (size_t j = 0; j <= b_size; j++) {
            if (i == 0 || j == 0) {
                cost[i][j] = i + j;
                continue;
            }
            size_t change = cost[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            cost[i][j] = least(change, least(cost[i - 1][j], cost[i][j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost[i][j] = least(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    }
    return cost[a_size][b_size];
}

Nearest nearest_begin(const char *typed)
{
    return (Nearest){typed, NULL, MOST};
}

void nearest_try(Nearest *nearest, const char *word)
{
    size_t size = strlen(nearest->typed);
    size_t distance =
        size >= 2 && strncmp(word, nearest->typed, size) == 0 ? 1 : measure(nearest->typed, word);
    if (distance < nearest->distance) {
        nearest->distance = distance;
        nearest->best = word;
    }
}

const char *nearest_end(const Nearest *nearest)
{
    size_t far = strlen(nearest->typed) < 4 ? 1 : strlen(nearest->typed) < 7 ? 2 : 3;
    return nearest->distance <= far ? nearest->best : NULL;
}
