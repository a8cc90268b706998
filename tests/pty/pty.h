/* SPDX-License-Identifier: MIT */
/* pty: a program in a terminal of its own, watched through libvterm. For tests and measurements.
 *
 * Waiting is for something to become true, with a deadline; nothing sleeps. All times are milliseconds, but
 * for those of measurements, which say so. */
#ifndef TESTS_PTY_H
#define TESTS_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <termios.h>

#include "rir/str.h"

#define PTY_PATIENCE 60000 /* for what must come; a loaded machine is slow */

typedef struct Pty Pty;

/* Starts argv[0] (a path, or found in PATH) in a terminal of this size. `environment` (may be NULL) ends in
 * NULL: `NAME=VALUE` sets, `NAME` unsets; TERM is xterm-256color unless it says otherwise. Core dumps are
 * off. Aborts the test program when the system has no terminal to give. */
Pty *pty_open(int rows, int columns, const char *const *argv, const char *const *environment);
/* Kills the program if it still runs, reaps it, frees. */
void pty_close(Pty *pty);
pid_t pty_find_process(const Pty *pty);

void pty_send(Pty *pty, const void *bytes, size_t size); /* keys, as bytes; output is taken meanwhile */
void pty_type(Pty *pty, const char *text);
void pty_resize(Pty *pty, int rows, int columns);
void pty_hang_up(Pty *pty); /* the terminal goes away, as when its window is closed */

/* Takes output until `is_so`; false when the time is over first, or the program has closed the terminal. */
bool pty_wait(Pty *pty, bool (*is_so)(Pty *pty, void *owner), void *owner, int patience);
bool pty_wait_text(Pty *pty, const char *text); /* somewhere in a row of the screen; PTY_PATIENCE */
bool pty_wait_no_text(Pty *pty, const char *text);
void pty_watch(Pty *pty, int time); /* takes output for so long, whatever comes */
/* Takes output until none has come for `time`. A program that is slow to answer has not begun by then. */
void pty_settle(Pty *pty, int time);
/* Takes output until the program has slept for `time`, without waking or writing; false when PTY_PATIENCE is
 * over. */
bool pty_wait_idle(Pty *pty, int time);
/* Takes output until the program has written so many bytes since it was started; PTY_PATIENCE. */
bool pty_wait_bytes(Pty *pty, size_t count);
/* Takes output until the program has ended, *status as from waitpid. */
bool pty_wait_end(Pty *pty, int *status, int patience);

bool pty_has_text(Pty *pty, const char *text);
void pty_add_row(Pty *pty, Str *out, int row);  /* without spaces at its end */
void pty_add_screen(Pty *pty, Str *out);        /* every row, ended by LF */
void pty_find_cursor(const Pty *pty, int *row, int *column);
bool pty_is_alternate(const Pty *pty);          /* the alternate screen is shown */
bool pty_is_pasting(Pty *pty);                  /* bracketed paste is on */
bool pty_is_bold(Pty *pty, int row, int column);
bool pty_is_reverse(Pty *pty, int row, int column);
bool pty_has_colour(Pty *pty, int row, int column); /* other than the terminal's own */
struct termios pty_find_modes(const Pty *pty);

size_t pty_count_bytes(const Pty *pty); /* that the program has written so far */
const char *pty_find_bytes(const Pty *pty); /* all of them, NUL-terminated */
long pty_count_wakeups(const Pty *pty); /* times the program was woken so far; -1 when not known */
/* Whether three wakeups take a second and a half at least: a clock is shown. What wakes it besides, now and
 * then, is looked over. */
bool pty_wakes_each_second(Pty *pty);

/* For measuring: nanoseconds of the monotonic clock. */
long long pty_read_clock(void);
long long pty_find_start(const Pty *pty);        /* just before the program was made */
long long pty_find_first_output(const Pty *pty); /* when its first bytes were here; 0 before */
long long pty_find_last_output(const Pty *pty);  /* when its latest bytes were here; 0 before */

#endif
