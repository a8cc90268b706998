/* SPDX-License-Identifier: MIT */
/* signals: flags, and waiting with them. */
#include "signals.h"

#include <signal.h>
#include <time.h>

typedef struct {
    int number;
    Signal which;
} SignalRow;

static const SignalRow rows[] = {
    {SIGWINCH, SIGNAL_SIZE}, {SIGHUP, SIGNAL_END},   {SIGTERM, SIGNAL_END},     {SIGQUIT, SIGNAL_END},
    {SIGINT, SIGNAL_INTERRUPT}, {SIGTSTP, SIGNAL_STOP}, {SIGCONT, SIGNAL_CONTINUE},
};
#define ROWS (sizeof rows / sizeof rows[0])

static volatile sig_atomic_t flags[SIGNALS];
static struct sigaction old_actions[ROWS];
static sigset_t old_mask;

static void set_flag(int number)
{
    for (size_t i = 0; i < ROWS; i++)
        if (rows[i].number == number)
            flags[rows[i].which] = 1;
}

void signals_start(void)
{
    struct sigaction action = {0};
    sigset_t mask;

    sigemptyset(&mask);
    for (size_t i = 0; i < ROWS; i++)
        sigaddset(&mask, rows[i].number);
    sigprocmask(SIG_BLOCK, &mask, &old_mask);
    action.sa_handler = set_flag;
    action.sa_mask = mask;
    for (size_t i = 0; i < ROWS; i++)
        sigaction(rows[i].number, &action, &old_actions[i]);
}

/* What came while it was held back is taken as a flag. And what ends the process goes on being one: the
 * session is still to be closed, and when the terminal has gone its SIGHUP may come any moment. */
void signals_end(void)
{
    sigprocmask(SIG_SETMASK, &old_mask, NULL);
    for (size_t i = 0; i < ROWS; i++)
        if (rows[i].which != SIGNAL_END)
            sigaction(rows[i].number, &old_actions[i], NULL);
}

bool signals_take(Signal which)
{
    bool came = flags[which] != 0;

    flags[which] = 0;
    return came;
}

int signals_poll(struct pollfd *polled, nfds_t count, int64_t timeout)
{
    struct timespec wait = {.tv_sec = (time_t)(timeout / 1000), .tv_nsec = (long)(timeout % 1000) * 1000000L};
    sigset_t mask = old_mask;

    for (size_t i = 0; i < ROWS; i++)
        sigdelset(&mask, rows[i].number);
    return ppoll(polled, count, timeout < 0 ? NULL : &wait, &mask);
}

void signals_stop_process(void)
{
    struct sigaction usual = {.sa_handler = SIG_DFL}, ours;
    sigset_t stop;

    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    sigaction(SIGTSTP, &usual, &ours);
    raise(SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &stop, NULL); /* it stops here */
    sigprocmask(SIG_BLOCK, &stop, NULL);
    sigaction(SIGTSTP, &ours, NULL);
}
