/* SPDX-License-Identifier: MIT */
/* Large letters, made of cells: for what is read from the other end of a room. */
#ifndef UI_BIG_H
#define UI_BIG_H

#include "rir/grid.h"

/* Draws the text in the largest letters in which it fits into the area as a whole, broken between words. A
 * letter is five dots high; a dot is half a cell, a cell of two columns, or more of them. Returns the rows
 * taken; 0, with nothing drawn, when it does not fit in any, or has letters that are not at hand (those of
 * other scripts): it is then to be written as usual. */
int big_put(Grid *grid, Area area, Role role, const char *text);

#endif
