/* SPDX-License-Identifier: MIT */
/* rescue: on a fault, on exit and when memory has run out, the terminal gets its reset bytes and its old
 * modes. Everything here may run in a signal handler: write, tcsetattr, sigaction and raise only. */
#include "rescue.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "rir/mem.h"

static const int faults[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};
#define FAULTS (sizeof faults / sizeof faults[0])

static struct sigaction old_actions[FAULTS];
static struct termios old_modes;
static bool has_modes;
static const char *reset_bytes;
static size_t reset_size;
static volatile sig_atomic_t is_armed;

/* A fault may be a stack that ran over: the handler has one of its own. */
static char fault_stack[32 * 1024];

static void send(const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t sent = write(STDOUT_FILENO, bytes, size);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return;
        bytes += sent;
        size -= (size_t)sent;
    }
}

static void give_back(void)
{
    if (!is_armed)
        return;
    is_armed = 0;
    send(reset_bytes, reset_size);
    if (has_modes)
        tcsetattr(STDIN_FILENO, TCSANOW, &old_modes);
}

static void handle_fault(int number, siginfo_t *info, void *context)
{
    static const char sentence[] = "rir has stopped because of a fault in it. What it called saved is saved: "
                                   "`rir resume` goes on from there.\n";

    (void)context;
    if (is_armed) {
        give_back();
        if (write(STDERR_FILENO, sentence, sizeof sentence - 1) < 0)
            _exit(128 + number);
    }
    for (size_t i = 0; i < FAULTS; i++)
        if (faults[i] == number)
            sigaction(number, &old_actions[i], NULL);
    /* A fault of the machine comes again by itself, in its place; what was sent is sent again. */
    if (info == NULL || info->si_code <= 0 || number == SIGABRT)
        raise(number);
}

void rescue_prepare(void)
{
    static bool is_registered;
    struct sigaction action = {0};
    stack_t stack = {.ss_sp = fault_stack, .ss_size = sizeof fault_stack};

    has_modes = tcgetattr(STDIN_FILENO, &old_modes) == 0;
    action.sa_sigaction = handle_fault;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
    sigemptyset(&action.sa_mask);
    sigaltstack(&stack, NULL);
    for (size_t i = 0; i < FAULTS; i++)
        sigaction(faults[i], &action, &old_actions[i]);
    mem_set_last_words(give_back);
    if (!is_registered)
        is_registered = atexit(give_back) == 0;
}

void rescue_arm(const char *reset, size_t size)
{
    reset_bytes = reset;
    reset_size = size;
    is_armed = 1;
}

void rescue_disarm(void)
{
    is_armed = 0;
}

void rescue_end(void)
{
    is_armed = 0;
    mem_set_last_words(NULL);
    for (size_t i = 0; i < FAULTS; i++)
        sigaction(faults[i], &old_actions[i], NULL);
}
