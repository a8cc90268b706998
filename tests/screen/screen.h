/* SPDX-License-Identifier: MIT */
/* screen: a desk without a terminal. Keys go in, what is seen is compared as text.
 *
 * The study, its clock and its session are those of the lab (tests/unit/lab.h). A wanted screen stands in the
 * test as it is seen, one row a string, spaces at the end of a row left out. With SCREEN_SHOW set every
 * screen that is not as wanted is printed as such strings, ready to be looked at and taken over. */
#ifndef TEST_SCREEN_H
#define TEST_SCREEN_H

#include "../unit/lab.h"
#include "rir/settings.h"
#include "rir/view.h"

extern Desk *screen_desk;
extern Settings *screen_settings; /* the first values, in the lab's folder; set them before screen_open */

int screen_set_up(void **state);
int screen_tear_down(void **state);

/* A desk, and a screen of this size before it. */
void screen_open(int rows, int columns);
void screen_close(void);
void screen_resize(int rows, int columns);
void screen_set_ascii(bool ascii);
/* Only as a terminal that ends: hang-up, then the desk is closed. */
void screen_hang_up(void);

/* Keys by name, separated by spaces: "Alt-n Tab Enter". */
void screen_press(const char *keys);
/* Characters, one after the other, each drawn. */
void screen_type(const char *text);
void screen_enter(const char *text); /* types it and presses Enter */
void screen_paste(const char *text);
/* Time passes; whatever is due happens when it is due. Returns how often the desk was woken. */
int screen_pass(int64_t ms);
/* Idle work, all of it. */
void screen_work(void);

/* Draws, and compares all of the screen. */
#define screen_expect(wanted) screen_check(wanted, __FILE__, __LINE__)
void screen_check(const char *wanted, const char *file, int line);
/* One row of it, the first is 0, negative ones counted from the last, -1. */
#define screen_expect_row(row, wanted) screen_check_row(row, wanted, __FILE__, __LINE__)
void screen_check_row(int row, const char *wanted, const char *file, int line);
/* Roles (grid_add_roles) or what mono keeps (grid_add_mono) of all of it. */
#define screen_expect_roles(wanted) screen_check_roles(wanted, __FILE__, __LINE__)
void screen_check_roles(const char *wanted, const char *file, int line);
#define screen_expect_mono(wanted) screen_check_mono(wanted, __FILE__, __LINE__)
void screen_check_mono(const char *wanted, const char *file, int line);
/* Whether these words are seen somewhere on one row. */
bool screen_has(const char *words);
void screen_add_text(Str *out); /* all of it */
void screen_find_cursor(int *row, int *column);

/* How many cells are others than when this was asked last; *row and *column (may be NULL): the first of
 * them. */
int screen_count_changes(int *row, int *column);

#endif
