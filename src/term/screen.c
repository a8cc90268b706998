/* SPDX-License-Identifier: MIT */
/* screen: the terminal taken and given back, and fed with pictures. */
#include "screen.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "paint.h"
#include "terminfo.h"

static struct termios shell_modes, own_modes;
static int size_rows, size_columns;
static Str paste_on, paste_off; /* empty when the terminal is not one for it */
static Str reset, out;
static bool is_shown;

/* --- what the terminal is */

/* A description that cannot place the cursor is of no use here. */
static bool start_as(const char *name)
{
    return terminfo_open(name) && *terminfo_find("cup") != '\0' && *terminfo_find("clear") != '\0';
}

static int start_terminal(Str *notice, Err *err)
{
    static const char *const others[] = {"xterm-256color", "xterm", "vt100", "ansi"};
    const char *name = getenv("TERM");

    if (name == NULL || *name == '\0' || strcmp(name, "dumb") == 0)
        return err_set(err, ERR_REFUSED,
            "This terminal cannot show screens (TERM is %s). The same session works line by line: add "
            "--lines",
            name == NULL || *name == '\0' ? "not set" : name);
    if (start_as(name))
        return 0;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (start_as(others[i])) {
            str_add_format(
                notice,
                "The terminal \"%s\" is not known here and is treated as %s; if the screen looks wrong, add "
                "--lines",
                name, others[i]);
            return 0;
        }
    return err_set(
        err, ERR_REFUSED,
        "This system has no description of the terminal \"%s\", nor of a common one (package ncurses-base). "
        "The same session works line by line: add --lines",
        name);
}

/* Bracketed paste is newer than most descriptions; terminals of the ANSI kind pass over what they do not
 * know. */
static void find_paste(void)
{
    bool is_ansi = strncmp(terminfo_find("cup"), "\x1b[", 2) == 0;
    const char *on = terminfo_find("BE"), *off = terminfo_find("BD");
    bool is_known = *on != '\0' && *off != '\0';

    str_clear(&paste_on);
    str_clear(&paste_off);
    terminfo_add(&paste_on, is_known ? on : is_ansi ? "\x1b[?2004h" : "");
    terminfo_add(&paste_off, is_known ? off : is_ansi ? "\x1b[?2004l" : "");
}

static void make_reset(void)
{
    static const char *const capabilities[] = {"sgr0", "op", "cnorm", "rmcup"};

    str_clear(&reset);
    str_add(&reset, str_text(&paste_off));
    for (size_t i = 0; i < sizeof capabilities / sizeof capabilities[0]; i++)
        terminfo_add(&reset, terminfo_find(capabilities[i]));
}

const char *screen_find_reset(size_t *size)
{
    *size = reset.size;
    return str_text(&reset);
}

/* Every key a byte, and none of them with a meaning for the system. */
static void make_modes(void)
{
    if (tcgetattr(STDIN_FILENO, &shell_modes) != 0)
        return;
    own_modes = shell_modes;
    own_modes.c_iflag &=
        ~(tcflag_t)(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON | IXOFF);
    own_modes.c_oflag &= ~(tcflag_t)OPOST;
    own_modes.c_lflag &= ~(tcflag_t)(ICANON | ISIG | IEXTEN | ECHO | ECHONL);
    own_modes.c_cc[VMIN] = 1;
    own_modes.c_cc[VTIME] = 0;
}

static void read_size(void)
{
    struct winsize size;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
        size_rows = size.ws_row;
        size_columns = size.ws_col;
        return;
    }
    size_rows = terminfo_find_number("lines");
    size_columns = terminfo_find_number("cols");
    if (size_rows <= 0 || size_columns <= 0) {
        size_rows = 24;
        size_columns = 80;
    }
}

int screen_start(Str *notice, Err *err)
{
    if (start_terminal(notice, err) != 0)
        return -1;
    find_paste();
    make_reset();
    make_modes();
    read_size();
    paint_start();
    return 0;
}

void screen_stop(void)
{
    screen_hide();
    paint_stop();
    terminfo_close();
    str_free(&paste_on);
    str_free(&paste_off);
    str_free(&reset);
    str_free(&out);
}

int screen_count_colours(void)
{
    return paint_count_colours();
}

void screen_set_theme(Theme theme)
{
    paint_set_theme(theme);
}

typedef struct {
    const char *capability;
    Key key;
} KeyCapability;

void screen_add_keys(Decoder *decoder)
{
    static const KeyCapability keys[] = {
        {"kcuu1", PRESS_UP},      {"kcud1", PRESS_DOWN},   {"kcub1", PRESS_LEFT},    {"kcuf1", PRESS_RIGHT},
        {"khome", PRESS_HOME},    {"kend", PRESS_END},     {"kpp", PRESS_PAGE_UP},   {"knp", PRESS_PAGE_DOWN},
        {"kich1", PRESS_INSERT},  {"kdch1", PRESS_DELETE}, {"kcbt", PRESS_BACK_TAB}, {"kent", PRESS_ENTER},
        {"kbs", PRESS_BACKSPACE}, {"kf1", PRESS_F1},       {"kf2", PRESS_F1 + 1},    {"kf3", PRESS_F1 + 2},
        {"kf4", PRESS_F1 + 3},    {"kf5", PRESS_F1 + 4},   {"kf6", PRESS_F1 + 5},    {"kf7", PRESS_F1 + 6},
        {"kf8", PRESS_F1 + 7},    {"kf9", PRESS_F1 + 8},   {"kf10", PRESS_F1 + 9},   {"kf11", PRESS_F1 + 10},
        {"kf12", PRESS_F1 + 11},
    };

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        decode_add_sequence(decoder, terminfo_find(keys[i].capability), keys[i].key);
}

/* --- what is sent */

/* A terminal that takes no more for the moment is waited for; one that has gone is not. */
static void send(void)
{
    const char *at = str_text(&out);
    size_t left = out.size;

    while (left > 0) {
        ssize_t sent = write(STDOUT_FILENO, at, left);
        if (sent > 0) {
            at += sent;
            left -= (size_t)sent;
        } else if (sent < 0 && errno == EAGAIN) {
            struct pollfd polled = {.fd = STDOUT_FILENO, .events = POLLOUT};
            if (poll(&polled, 1, -1) < 0 && errno != EINTR)
                break;
        } else if (sent == 0 || errno != EINTR) {
            break;
        }
    }
    str_clear(&out);
}

/* What takes the screen goes out with the first picture on it. */
void screen_show(void)
{
    tcsetattr(STDIN_FILENO, TCSADRAIN, &own_modes);
    terminfo_add(&out, terminfo_find("smcup"));
    str_add(&out, str_text(&paste_on));
    is_shown = true;
    screen_forget();
}

void screen_hide(void)
{
    if (!is_shown)
        return;
    str_clear(&out);
    str_add(&out, str_text(&paste_off));
    terminfo_add(&out, terminfo_find("sgr0"));
    terminfo_add_numbers(&out, terminfo_find("cup"), size_rows - 1, 0);
    terminfo_add(&out, terminfo_find("rmcup"));
    str_add_byte(&out, '\r');
    send();
    tcsetattr(STDIN_FILENO, TCSADRAIN, &shell_modes);
    is_shown = false;
}

void screen_find_size(int *rows, int *columns)
{
    *rows = size_rows;
    *columns = size_columns;
}

void screen_resize(void)
{
    read_size();
    screen_forget();
}

void screen_forget(void)
{
    paint_forget();
}

void screen_draw(const Grid *grid, bool is_plain)
{
    paint_add(&out, grid, is_plain);
    send();
}
