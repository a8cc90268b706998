/* SPDX-License-Identifier: MIT */
/* signals: those a screen program lives with. Handlers only set a flag; outside of signals_poll all are
 * blocked, so that none comes between looking at a flag and waiting. */
#ifndef TERM_SIGNALS_H
#define TERM_SIGNALS_H

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum { SIGNAL_SIZE, SIGNAL_END, SIGNAL_INTERRUPT, SIGNAL_STOP, SIGNAL_CONTINUE, SIGNALS } Signal;

void signals_start(void);
void signals_end(void); /* as they were before signals_start */
/* Whether the signal came since it was last taken. */
bool signals_take(Signal which);
/* As poll(2), for up to `timeout` ms (-1: for ever), interrupted by these signals. */
int signals_poll(struct pollfd *polled, nfds_t count, int64_t timeout);
/* Stops the process as the terminal's own suspension would; returns when it is continued. */
void signals_stop_process(void);

#endif
