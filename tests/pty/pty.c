/* SPDX-License-Identifier: MIT */
/* pty: forkpty, libvterm, and waiting with deadlines. */
#include "pty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

#include "rir/mem.h"
#include "rir/text.h"

struct Pty {
    int master;
    pid_t process;
    bool is_ended;
    int status;
    VTerm *terminal;
    VTermScreen *screen;
    VTermPos cursor;
    bool is_alternate;
    Str answers; /* of the terminal, e.g. what a paste begins with */
    Str bytes;   /* written by the program */
    int rows, columns;
    long long start, first_output, last_output;
};

static int move_cursor(VTermPos position, VTermPos before, int is_visible, void *owner)
{
    (void)before;
    (void)is_visible;
    ((Pty *)owner)->cursor = position;
    return 1;
}

static int set_property(VTermProp property, VTermValue *value, void *owner)
{
    if (property == VTERM_PROP_ALTSCREEN)
        ((Pty *)owner)->is_alternate = value->boolean != 0;
    return 1;
}

static const VTermScreenCallbacks callbacks = {.movecursor = move_cursor, .settermprop = set_property};

static void take_answer(const char *bytes, size_t size, void *owner)
{
    str_add_bytes(&((Pty *)owner)->answers, bytes, size);
}

static void set_environment(const char *const *environment)
{
    setenv("TERM", "xterm-256color", 1);
    unsetenv("LINES");
    unsetenv("COLUMNS");
    for (; environment != NULL && *environment != NULL; environment++) {
        const char *value = strchr(*environment, '=');
        char *name = mem_copy_bytes(*environment,
                                    value != NULL ? (size_t)(value - *environment) : strlen(*environment));
        if (value != NULL)
            setenv(name, value + 1, 1);
        else
            unsetenv(name);
        free(name);
    }
}

Pty *pty_open(int rows, int columns, const char *const *argv, const char *const *environment)
{
    Pty *pty = mem_new(sizeof *pty);
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};

    pty->start = pty_read_clock();
    pty->process = forkpty(&pty->master, NULL, NULL, &size);
    if (pty->process < 0) {
        perror("forkpty");
        abort();
    }
    if (pty->process == 0) {
        struct rlimit none = {0, 0};
        setrlimit(RLIMIT_CORE, &none);
        set_environment(environment);
        execvp(argv[0], (char *const *)argv);
        perror(argv[0]);
        _exit(127);
    }
    fcntl(pty->master, F_SETFD, FD_CLOEXEC);
    fcntl(pty->master, F_SETFL, O_NONBLOCK);
    pty->rows = rows;
    pty->columns = columns;
    pty->terminal = vterm_new(rows, columns);
    vterm_set_utf8(pty->terminal, 1);
    vterm_output_set_callback(pty->terminal, take_answer, pty);
    pty->screen = vterm_obtain_screen(pty->terminal);
    vterm_screen_set_callbacks(pty->screen, &callbacks, pty);
    vterm_screen_enable_altscreen(pty->screen, 1);
    vterm_screen_reset(pty->screen, 1);
    return pty;
}

void pty_close(Pty *pty)
{
    if (!pty->is_ended) {
        kill(pty->process, SIGKILL);
        waitpid(pty->process, NULL, 0);
    }
    if (pty->master >= 0)
        close(pty->master);
    vterm_free(pty->terminal);
    str_free(&pty->answers);
    str_free(&pty->bytes);
    free(pty);
}

pid_t pty_find_process(const Pty *pty)
{
    return pty->process;
}

long long pty_read_clock(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000000000 + now.tv_nsec;
}

static long read_clock(void)
{
    return (long)(pty_read_clock() / 1000000);
}

/* Takes what the program wrote, waiting up to `patience` for it. 1: something came, 0: nothing, -1: it is
 * closed. */
static int take_output(Pty *pty, int patience)
{
    struct pollfd polled = {.fd = pty->master, .events = POLLIN};
    char bytes[16384];

    if (pty->master < 0)
        return -1;
    if (poll(&polled, 1, patience < 0 ? 0 : patience) <= 0)
        return 0;
    ssize_t size = read(pty->master, bytes, sizeof bytes);
    if (size < 0 && (errno == EAGAIN || errno == EINTR))
        return 0;
    if (size <= 0)
        return -1;
    pty->last_output = pty_read_clock();
    if (pty->first_output == 0)
        pty->first_output = pty->last_output;
    str_add_bytes(&pty->bytes, bytes, (size_t)size);
    vterm_input_write(pty->terminal, bytes, (size_t)size);
    return 1;
}

void pty_send(Pty *pty, const void *bytes, size_t size)
{
    const char *at = bytes;

    while (size > 0 && pty->master >= 0) {
        ssize_t sent = write(pty->master, at, size > 2048 ? 2048 : size);
        if (sent > 0) {
            at += sent;
            size -= (size_t)sent;
        } else if (errno != EAGAIN && errno != EINTR) {
            return;
        }
        if (take_output(pty, sent > 0 ? 0 : 10) < 0)
            return;
    }
}

void pty_type(Pty *pty, const char *text)
{
    pty_send(pty, text, strlen(text));
}

void pty_resize(Pty *pty, int rows, int columns)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};

    vterm_set_size(pty->terminal, rows, columns);
    pty->rows = rows;
    pty->columns = columns;
    ioctl(pty->master, TIOCSWINSZ, &size);
}

void pty_hang_up(Pty *pty)
{
    close(pty->master);
    pty->master = -1;
}

bool pty_wait(Pty *pty, bool (*is_so)(Pty *pty, void *owner), void *owner, int patience)
{
    long end = read_clock() + patience;

    while (!is_so(pty, owner)) {
        long left = end - read_clock();
        if (left <= 0)
            return false;
        if (take_output(pty, (int)left) < 0)
            return is_so(pty, owner);
    }
    return true;
}

static bool has_text(Pty *pty, void *owner)
{
    return pty_has_text(pty, owner);
}

static bool has_no_text(Pty *pty, void *owner)
{
    return !pty_has_text(pty, owner);
}

bool pty_wait_text(Pty *pty, const char *text)
{
    return pty_wait(pty, has_text, (void *)text, PTY_PATIENCE);
}

bool pty_wait_no_text(Pty *pty, const char *text)
{
    return pty_wait(pty, has_no_text, (void *)text, PTY_PATIENCE);
}

void pty_watch(Pty *pty, int time)
{
    long end = read_clock() + time;

    for (long left = time; left > 0 && take_output(pty, (int)left) >= 0; left = end - read_clock())
        ;
}

void pty_settle(Pty *pty, int time)
{
    while (take_output(pty, time) > 0)
        ;
}

static bool has_bytes(Pty *pty, void *owner)
{
    return pty->bytes.size >= *(size_t *)owner;
}

bool pty_wait_bytes(Pty *pty, size_t count)
{
    return pty_wait(pty, has_bytes, &count, PTY_PATIENCE);
}

/* Finds the line of /proc/PID/status that begins with `name`, without the name; "" when there is none. */
static void find_fact(const Pty *pty, const char *name, char *fact, int size)
{
    char path[64];
    size_t length = strlen(name);

    snprintf(path, sizeof path, "/proc/%ld/status", (long)pty->process);
    FILE *file = fopen(path, "re");
    while (file != NULL && fgets(fact, size, file) != NULL)
        if (strncmp(fact, name, length) == 0) {
            memmove(fact, fact + length, strlen(fact + length) + 1);
            fclose(file);
            return;
        }
    if (file != NULL)
        fclose(file);
    fact[0] = '\0';
}

/* Waiting for the processor is no sleep. */
static bool is_asleep(const Pty *pty)
{
    char fact[256];

    find_fact(pty, "State:", fact, sizeof fact);
    return strchr(fact, 'S') != NULL || fact[0] == '\0';
}

bool pty_wait_idle(Pty *pty, int time)
{
    long end = read_clock() + PTY_PATIENCE;

    do {
        long woken = pty_count_wakeups(pty);
        size_t written = pty->bytes.size;
        bool was_asleep = is_asleep(pty);
        pty_watch(pty, time);
        if (was_asleep && is_asleep(pty) && pty_count_wakeups(pty) == woken && pty->bytes.size == written)
            return true;
    } while (read_clock() < end);
    return false;
}

bool pty_wait_end(Pty *pty, int *status, int patience)
{
    long end = read_clock() + patience;

    while (!pty->is_ended) {
        if (waitpid(pty->process, &pty->status, WNOHANG) == pty->process) {
            pty->is_ended = true;
            break;
        }
        if (read_clock() >= end)
            return false;
        if (take_output(pty, 10) < 0)
            poll(NULL, 0, 5);
    }
    while (take_output(pty, 0) > 0)
        ;
    *status = pty->status;
    return true;
}

static bool find_cell(Pty *pty, int row, int column, VTermScreenCell *cell)
{
    return vterm_screen_get_cell(pty->screen, (VTermPos){.row = row, .col = column}, cell) != 0;
}

void pty_add_row(Pty *pty, Str *out, int row)
{
    size_t from = out->size;
    VTermScreenCell cell;

    for (int column = 0; column < pty->columns && find_cell(pty, row, column, &cell); column += cell.width) {
        if (cell.chars[0] == 0)
            str_add_byte(out, ' ');
        for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] != 0 && cell.chars[i] != (uint32_t)-1;
             i++)
            text_add_point(out, cell.chars[i]);
        if (cell.width < 1)
            cell.width = 1;
    }
    while (out->size > from && out->data[out->size - 1] == ' ')
        str_cut(out, out->size - 1);
}

void pty_add_screen(Pty *pty, Str *out)
{
    for (int row = 0; row < pty->rows; row++) {
        pty_add_row(pty, out, row);
        str_add_byte(out, '\n');
    }
}

bool pty_has_text(Pty *pty, const char *text)
{
    Str row = STR_EMPTY;
    bool has = false;

    for (int i = 0; i < pty->rows && !has; i++) {
        str_clear(&row);
        pty_add_row(pty, &row, i);
        has = strstr(str_text(&row), text) != NULL;
    }
    str_free(&row);
    return has;
}

void pty_find_cursor(const Pty *pty, int *row, int *column)
{
    *row = pty->cursor.row;
    *column = pty->cursor.col;
}

bool pty_is_alternate(const Pty *pty)
{
    return pty->is_alternate;
}

bool pty_is_pasting(Pty *pty)
{
    str_clear(&pty->answers);
    vterm_keyboard_start_paste(pty->terminal);
    return pty->answers.size > 0;
}

bool pty_is_bold(Pty *pty, int row, int column)
{
    VTermScreenCell cell;

    return find_cell(pty, row, column, &cell) && cell.attrs.bold;
}

bool pty_is_reverse(Pty *pty, int row, int column)
{
    VTermScreenCell cell;

    return find_cell(pty, row, column, &cell) && cell.attrs.reverse;
}

bool pty_has_colour(Pty *pty, int row, int column)
{
    VTermScreenCell cell;

    return find_cell(pty, row, column, &cell) &&
           (!VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) || !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg));
}

struct termios pty_find_modes(const Pty *pty)
{
    struct termios modes = {0};

    tcgetattr(pty->master, &modes);
    return modes;
}

size_t pty_count_bytes(const Pty *pty)
{
    return pty->bytes.size;
}

const char *pty_find_bytes(const Pty *pty)
{
    return str_text(&pty->bytes);
}

long pty_count_wakeups(const Pty *pty)
{
    char fact[256];

    find_fact(pty, "voluntary_ctxt_switches:", fact, sizeof fact);
    return fact[0] != '\0' ? strtol(fact, NULL, 10) : -1;
}

/* How long it takes until the program was woken so many times more; 0 when it was not, in PTY_PATIENCE. */
static long time_wakeups(Pty *pty, long count)
{
    long from = read_clock();
    long last = pty_count_wakeups(pty) + count;

    while (pty_count_wakeups(pty) < last)
        if (read_clock() - from > PTY_PATIENCE)
            return 0;
        else
            pty_watch(pty, 20);
    return read_clock() - from;
}

bool pty_wakes_each_second(Pty *pty)
{
    for (int i = 0; i < 8; i++)
        if (time_wakeups(pty, 3) >= 1500)
            return true;
    return false;
}

long long pty_find_start(const Pty *pty)
{
    return pty->start;
}

long long pty_find_first_output(const Pty *pty)
{
    return pty->first_output;
}

long long pty_find_last_output(const Pty *pty)
{
    return pty->last_output;
}
