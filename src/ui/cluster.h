/* SPDX-License-Identifier: MIT */
/* cluster: grapheme clusters of more bytes than a cell holds, kept once each and numbered. */
#ifndef UI_CLUSTER_H
#define UI_CLUSTER_H

#include <stddef.h>
#include <stdint.h>

/* The number of `text`, which is NUL-terminated and of `size` bytes; the same text has the same number. They
 * are kept as long as the program runs: there are as many as letters with marks have been shown. */
uint32_t cluster_keep(const char *text, size_t size);
const char *cluster_find(uint32_t number);

#endif
