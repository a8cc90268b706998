/* SPDX-License-Identifier: MIT */
/* term: taking and giving back the terminal, and waiting for what comes from it. */
#include "rir/term.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "rescue.h"
#include "rir/decode.h"
#include "rir/file.h"
#include "rir/mem.h"
#include "screen.h"
#include "signals.h"

#define READ_SIZE 16384

struct Term {
    Decoder *decoder;
    Str notice;
    bool is_ascii; /* signs and lines */
    bool is_plain; /* nothing but ASCII can be sent */
    bool is_gone;  /* the terminal hung up */
    int watched;   /* a descriptor beside the keyboard, -1 for none */
};

static void add_notice(Term *term, const char *sentence)
{
    if (term->notice.size > 0)
        str_add(&term->notice, ". ");
    str_add(&term->notice, sentence);
}

/* Widths and output go by the locale's character set: UTF-8 wherever there is one. */
static void choose_locale(Term *term)
{
    setlocale(LC_CTYPE, "");
    if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
        return;
    if (setlocale(LC_CTYPE, "C.UTF-8") != NULL || setlocale(LC_CTYPE, "C.utf8") != NULL)
        return;
    term->is_ascii = true;
    term->is_plain = true;
    add_notice(term, "This system has no UTF-8 locale: letters beyond ASCII show as ? but are kept as typed");
}

static void choose_delay(Term *term)
{
    const char *delay = getenv("ESCDELAY");
    char *end;

    if (delay == NULL || *delay == '\0')
        return;
    long ms = strtol(delay, &end, 10);
    if (*end == '\0' && ms >= 0 && ms <= 10000)
        decode_set_delay(term->decoder, (int)ms);
}

static void show(Term *term)
{
    size_t size;
    const char *reset = screen_find_reset(&size);

    (void)term;
    rescue_arm(reset, size);
    screen_show();
}

static void hide(Term *term)
{
    (void)term;
    screen_hide();
    rescue_disarm();
}

Term *term_open(const Settings *settings, Err *err)
{
    Term *term = mem_new(sizeof *term);
    term->watched = -1;

    if (!file_is_terminal(STDIN_FILENO) || !file_is_terminal(STDOUT_FILENO)) {
        err_set(err, ERR_REFUSED, "There is no terminal to show screens on. The same session works line by "
                                  "line: add --lines");
        free(term);
        return NULL;
    }
    rescue_prepare();
    choose_locale(term);
    if (screen_start(&term->notice, err) != 0) {
        rescue_end();
        str_free(&term->notice);
        free(term);
        return NULL;
    }
    signals_start();
    term->decoder = decode_new();
    choose_delay(term);
    screen_add_keys(term->decoder);
    if (settings != NULL && theme_wants_ascii(settings_find(settings, "symbols")))
        term->is_ascii = true;
    screen_set_theme(theme_choose(settings != NULL ? settings_find(settings, "theme") : "auto",
                                  getenv("NO_COLOR"), screen_count_colours()));
    show(term);
    return term;
}

void term_close(Term *term)
{
    if (term == NULL)
        return;
    hide(term);
    screen_stop();
    signals_end();
    rescue_end();
    decode_free(term->decoder);
    str_free(&term->notice);
    free(term);
}

const char *term_find_notice(const Term *term)
{
    return str_text(&term->notice);
}

bool term_is_ascii(const Term *term)
{
    return term->is_ascii;
}

void term_find_size(const Term *term, int *rows, int *columns)
{
    (void)term;
    screen_find_size(rows, columns);
}

void term_show(Term *term, const Grid *grid)
{
    screen_draw(grid, term->is_plain);
}

void term_forget(Term *term)
{
    (void)term;
    screen_forget();
}

/* After a stop: the terminal may have another size, and another program's modes and text. */
static void come_back(Term *term)
{
    screen_resize();
    show(term);
}

void term_suspend(Term *term)
{
    hide(term);
    signals_stop_process();
    signals_take(SIGNAL_CONTINUE);
    come_back(term);
}

static bool take_signal(Term *term, Input *input)
{
    if (signals_take(SIGNAL_END))
        term->is_gone = true;
    if (term->is_gone) {
        *input = (Input){.type = INPUT_HANG_UP};
        return true;
    }
    if (signals_take(SIGNAL_STOP)) {
        term_suspend(term);
        *input = (Input){.type = INPUT_RESUME};
        return true;
    }
    if (signals_take(SIGNAL_CONTINUE)) { /* stopped by a signal that cannot be caught */
        come_back(term);
        *input = (Input){.type = INPUT_RESUME};
        return true;
    }
    if (signals_take(SIGNAL_SIZE)) {
        screen_resize();
        *input = (Input){.type = INPUT_RESIZE};
        screen_find_size(&input->rows, &input->columns);
        return true;
    }
    if (signals_take(SIGNAL_INTERRUPT)) {
        *input = input_from_key(KEY_CTRL | 'c');
        return true;
    }
    return false;
}

static int64_t read_clock(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void read_bytes(Term *term)
{
    char bytes[READ_SIZE];
    ssize_t size = read(STDIN_FILENO, bytes, sizeof bytes);

    if (size > 0)
        decode_feed(term->decoder, bytes, (size_t)size);
    else if (size == 0 || (errno != EINTR && errno != EAGAIN))
        term->is_gone = true;
}

void term_watch(Term *term, int descriptor)
{
    term->watched = descriptor;
}

bool term_wait(Term *term, int64_t timeout, Input *input)
{
    int64_t end = timeout > 0 ? read_clock() + timeout : 0;

    for (;;) {
        if (take_signal(term, input) || decode_next(term->decoder, input))
            return true;
        int64_t left = timeout > 0 ? end - read_clock() : timeout;
        if (timeout > 0 && left < 0)
            left = 0;
        int wait = decode_find_wait(term->decoder);
        bool is_settling = wait >= 0 && (left < 0 || wait <= left);

        struct pollfd polled[] = {{.fd = STDIN_FILENO, .events = POLLIN},
                                  {.fd = term->watched, .events = POLLIN}};
        int found = signals_poll(polled, 2, is_settling ? wait : left);
        if (found > 0 && (polled[0].revents & POLLIN))
            read_bytes(term);
        else if (found > 0 && polled[0].revents)
            term->is_gone = true;
        else if (found > 0) {
            *input = (Input){.type = INPUT_CHANGE};
            return true;
        } else if (found == 0 && is_settling)
            decode_settle(term->decoder);
        else if (found == 0)
            return false;
    }
}
