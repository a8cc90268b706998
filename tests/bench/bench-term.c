/* SPDX-License-Identifier: MIT */
/* rir beside nano, vim and ne in the same terminal: STUDY SESSION PROGRAM BOARD.
 *
 * STUDY is the one that `make bench` makes, SESSION an open session of 2,000 notes in it, PROGRAM the rir to
 * measure, BOARD a study with an open workshop of 200 people and 500 cards. The programs take turns, so that
 * what else the machine does meets all of them; each opens what it works on: rir the study, the others a file
 * of one screen. Figures are medians unless they say otherwise. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../pty/pty.h"
#include "rir/str.h"

#define STARTS 21
#define WARM 2 /* starts before those that count */
#define KEYS 240
#define QUIET_MS 50 /* a paint is done when nothing more has come for so long */
#define KEY_MS 25   /* between keys */
#define IDLE_MS 8000
#define MOST_ARGV 10
#define AS_FAST 1.05 /* what two runs of the same differ by */
#define LINES_OF_FILE 18
#define LAST_LINE "says 18"

typedef enum { RIR_RESUME, RIR_START, RIR_HOME, RIR_BOARD, NANO, VIM, NE, APPS } AppName;
#define OTHERS NANO

typedef struct {
    const char *name;
    const char *argv[MOST_ARGV];
    const char *mark;    /* stands in its bottom row once it is painted */
    const char *content; /* and this above */
    const char *insert; /* keys before text can be typed */
    bool is_present;
    double first[STARTS], paint[STARTS];
    size_t paint_bytes;
    double echo[KEYS];
    double saved[KEYS]; /* Enter to its echo, for each line */
    size_t saved_count;
    double bytes; /* for a letter */
    double idle, idle_clock;
    double resident, private;
} App;

static App apps[APPS] = {
    [RIR_RESUME] = {.name = "rir resume", .mark = " sav", .content = "Strategic leaders", .insert = ""},
    [RIR_START] = {.name = "rir start", .mark = " sav", .content = "Strategic leaders", .insert = ""},
    [RIR_HOME] = {.name = "rir home", .mark = "keys", .content = "Sessions", .insert = NULL},
    [RIR_BOARD] = {.name = "rir board", .mark = " sav", .content = "Idea number 500", .insert = ""},
    [NANO] =
        {.name = "nano", .argv = {"nano", "notes.txt"}, .mark = "^X", .content = LAST_LINE, .insert = ""},
    [VIM] = {.name = "vim",
             .argv = {"vim", "-u", "NONE", "-n", "notes.txt"},
             .mark = "notes.txt\"",
             .content = LAST_LINE,
             .insert = "i"},
    [NE] =
        {.name = "ne", .argv = {"ne", "notes.txt"}, .mark = "notes.txt", .content = LAST_LINE, .insert = ""},
};

static const char *const environment[] = {"TERM=xterm-256color", "LC_ALL=C.UTF-8", "NO_COLOR", "COLORTERM",
                                          NULL};

/* --- figures */

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double percentile(const double *list, size_t count, double part)
{
    static double sorted[KEYS > STARTS ? KEYS : STARTS];

    memcpy(sorted, list, count * sizeof *list);
    qsort(sorted, count, sizeof *sorted, compare);
    return sorted[(size_t)((double)(count - 1) * part + 0.5)];
}

static double to_ms(long long ns)
{
    return (double)ns / 1e6;
}

/* --- the programs */

static bool is_in_path(const char *name)
{
    const char *path = getenv("PATH");
    Str file = STR_EMPTY;
    bool found = false;

    while (path != NULL && *path != '\0' && !found) {
        size_t size = strcspn(path, ":");
        str_clear(&file);
        str_add_bytes(&file, path, size);
        str_add_format(&file, "/%s", name);
        found = access(str_text(&file), X_OK) == 0;
        path += size + (path[size] == ':');
    }
    str_free(&file);
    return found;
}

static void prepare_apps(const char *study, const char *session, const char *program, const char *board)
{
    static const char *const guide = "strategic-leaders";
    const char *const resume[] = {program, "-s", study, "resume", session};
    const char *const start[] = {program, "-s", study, "start", guide, "--person", "P01"};
    const char *const home[] = {program, "-s", study};
    const char *const cards[] = {program, "-s", board, "resume"};

    memcpy(apps[RIR_RESUME].argv, resume, sizeof resume);
    memcpy(apps[RIR_START].argv, start, sizeof start);
    memcpy(apps[RIR_HOME].argv, home, sizeof home);
    memcpy(apps[RIR_BOARD].argv, cards, sizeof cards);
    for (size_t i = 0; i < APPS; i++) {
        apps[i].is_present = i < OTHERS || is_in_path(apps[i].argv[0]);
        if (!apps[i].is_present)
            printf("%s is not installed, so nothing is compared with it\n", apps[i].name);
    }
}

/* Settings that ask nothing; the running clock on or off. */
static void write_settings(bool has_clock)
{
    FILE *file = NULL;

    if (mkdir(".config", 0700) == 0 || access(".config", F_OK) == 0)
        mkdir(".config/rir", 0700);
    file = fopen(".config/rir/settings", "we");
    if (file == NULL) {
        perror("settings");
        exit(1);
    }
    fprintf(file, "researcher = Bench\nclock = %s\n", has_clock ? "yes" : "no");
    fclose(file);
}

static void write_notes(void)
{
    FILE *file = fopen("notes.txt", "we");

    if (file == NULL) {
        perror("notes.txt");
        exit(1);
    }
    fputc('\n', file); /* on which is typed */
    for (int i = 1; i <= LINES_OF_FILE; i++)
        fprintf(file, "14:%02d The money follows the bed and not the person, says %d\n", i, i);
    fclose(file);
}

static bool is_painted(Pty *pty, void *owner)
{
    const App *app = owner;

    return pty_has_text(pty, app->mark) && pty_has_text(pty, app->content);
}

/* Started and painted: as much as can be seen before anything else is loaded. */
static Pty *open_app(App *app)
{
    Pty *pty = pty_open(24, 80, app->argv, environment);

    if (!pty_wait(pty, is_painted, app, PTY_PATIENCE)) {
        Str screen = STR_EMPTY;
        pty_add_screen(pty, &screen);
        fprintf(stderr, "bench-term: %s does not show `%s` and `%s`:\n%s", app->name, app->mark, app->content,
                str_text(&screen));
        exit(1);
    }
    return pty;
}

/* As when the window is closed, so that the next start finds things in order. */
static void close_app(Pty *pty)
{
    int status;

    pty_hang_up(pty);
    pty_wait_end(pty, &status, 3000);
    pty_close(pty);
}

/* --- measuring */

static void measure_start(App *app, int round)
{
    Pty *pty = open_app(app);

    if (round >= 0) {
        app->first[round] = to_ms(pty_find_first_output(pty) - pty_find_start(pty));
        app->paint[round] = to_ms(pty_find_last_output(pty) - pty_find_start(pty));
        app->paint_bytes = pty_count_bytes(pty);
    }
    pty_settle(pty, QUIET_MS);
    close_app(pty);
}

static void measure_starts(void)
{
    for (int round = -WARM; round < STARTS; round++)
        for (size_t i = 0; i < APPS; i++)
            if (apps[i].is_present)
                measure_start(&apps[i], round);
}

static bool has_more_bytes(Pty *pty, void *owner)
{
    return pty_count_bytes(pty) > *(size_t *)owner;
}

/* One key: the time to its echo, and what it took on the line. */
static size_t measure_key(Pty *pty, char letter, int quiet_ms, double *echo)
{
    size_t before = pty_count_bytes(pty);
    long long start = pty_read_clock(), seen;

    pty_send(pty, &letter, 1);
    if (!pty_wait(pty, has_more_bytes, &before, 1000)) {
        *echo = 1000;
        return 0;
    }
    seen = pty_find_last_output(pty);
    *echo = to_ms(seen - start);
    pty_settle(pty, quiet_ms);
    return pty_count_bytes(pty) - before;
}

static void measure_keys(void)
{
    static const char text[] = "they say that the money follows the bed and not who is in it ";
    Pty *ptys[APPS] = {NULL};
    size_t bytes[APPS] = {0};

    for (size_t i = 0; i < APPS; i++)
        if (apps[i].is_present && apps[i].insert != NULL && i != RIR_START) {
            ptys[i] = open_app(&apps[i]);
            pty_settle(ptys[i], QUIET_MS);
            pty_type(ptys[i], apps[i].insert);
            pty_settle(ptys[i], 300);
        }
    /* They take turns letter by letter; a new line after each sentence. */
    for (size_t key = 0; key < KEYS; key++)
        for (size_t i = 0; i < APPS; i++) {
            if (ptys[i] == NULL)
                continue;
            if (key % (sizeof text - 1) == 0 && key > 0)
                measure_key(ptys[i], '\r', 100, &apps[i].saved[apps[i].saved_count++]);
            bytes[i] += measure_key(ptys[i], text[key % (sizeof text - 1)], KEY_MS, &apps[i].echo[key]);
        }
    for (size_t i = 0; i < APPS; i++)
        if (ptys[i] != NULL) {
            apps[i].bytes = (double)bytes[i] / KEYS;
            pty_type(ptys[i], "\r"); /* nothing is left half typed */
            pty_settle(ptys[i], 100);
            close_app(ptys[i]);
        }
}

static double read_kilobytes(pid_t process, const char *file, const char *name)
{
    char path[64], line[256];
    double sum = 0;
    size_t size = strlen(name);

    snprintf(path, sizeof path, "/proc/%ld/%s", (long)process, file);
    FILE *opened = fopen(path, "re");
    if (opened == NULL)
        return -1;
    while (fgets(line, sizeof line, opened) != NULL)
        if (strncmp(line, name, size) == 0)
            sum += strtod(strchr(line, ':') + 1, NULL);
    fclose(opened);
    return sum;
}

/* All at once: who sleeps does not disturb the others. */
static void measure_idle(bool has_clock)
{
    Pty *ptys[APPS] = {NULL};
    long before[APPS] = {0};

    write_settings(has_clock);
    for (size_t i = 0; i < APPS; i++)
        if (apps[i].is_present && i != RIR_START && (i != RIR_HOME || !has_clock))
            ptys[i] = open_app(&apps[i]);
    for (size_t i = 0; i < APPS; i++)
        if (ptys[i] != NULL)
            pty_watch(ptys[i], 500);
    for (size_t i = 0; i < APPS; i++)
        if (ptys[i] != NULL)
            before[i] = pty_count_wakeups(ptys[i]);
    long long start = pty_read_clock();
    usleep(IDLE_MS * 1000);
    for (size_t i = 0; i < APPS; i++) {
        if (ptys[i] == NULL)
            continue;
        pid_t process = pty_find_process(ptys[i]);
        double seconds = to_ms(pty_read_clock() - start) / 1000;
        double wakeups = (double)(pty_count_wakeups(ptys[i]) - before[i]) / seconds;
        *(has_clock ? &apps[i].idle_clock : &apps[i].idle) = wakeups;
        apps[i].resident = read_kilobytes(process, "status", "VmRSS");
        apps[i].private = read_kilobytes(process, "smaps_rollup", "Private_");
        close_app(ptys[i]);
    }
    write_settings(true);
}

/* --- saying it */

static void put_row(const char *what, const char *format, double (*find)(const App *app))
{
    printf("%-30s", what);
    for (size_t i = 0; i < APPS; i++) {
        double figure = apps[i].is_present ? find(&apps[i]) : -1;
        char text[32] = "-";
        if (figure >= 0)
            snprintf(text, sizeof text, format, figure);
        printf(" %11s", text);
    }
    printf("\n");
}

static double find_first(const App *app)
{
    return percentile(app->first, STARTS, 0.5);
}
static double find_paint(const App *app)
{
    return percentile(app->paint, STARTS, 0.5);
}
static double find_paint_best(const App *app)
{
    return percentile(app->paint, STARTS, 0);
}
static double find_paint_most(const App *app)
{
    return percentile(app->paint, STARTS, 0.9);
}
static double find_paint_bytes(const App *app)
{
    return (double)app->paint_bytes;
}
static double find_bytes(const App *app)
{
    return app->bytes > 0 ? app->bytes : -1;
}
static double find_echo(const App *app)
{
    return app->bytes > 0 ? percentile(app->echo, KEYS, 0.5) : -1;
}
static double find_echo_most(const App *app)
{
    return app->bytes > 0 ? percentile(app->echo, KEYS, 0.95) : -1;
}
static double find_saved(const App *app)
{
    return app->saved_count > 0 ? percentile(app->saved, app->saved_count, 0.5) : -1;
}
static double find_idle(const App *app)
{
    return app == &apps[RIR_START] ? -1 : app->idle;
}
static double find_resident(const App *app)
{
    return app->resident > 0 ? app->resident : -1;
}
static double find_private(const App *app)
{
    return app->private > 0 ? app->private : -1;
}

static void put_table(void)
{
    printf("\n%-30s", "");
    for (size_t i = 0; i < APPS; i++)
        printf(" %11s", apps[i].name);
    printf("\n");
    put_row("first byte, ms", "%.2f", find_first);
    put_row("first paint, ms", "%.2f", find_paint);
    put_row("first paint, best, ms", "%.2f", find_paint_best);
    put_row("first paint, p90, ms", "%.2f", find_paint_most);
    put_row("first paint, bytes", "%.0f", find_paint_bytes);
    put_row("bytes for a typed letter", "%.1f", find_bytes);
    put_row("key to echo, ms", "%.3f", find_echo);
    put_row("key to echo, p95, ms", "%.3f", find_echo_most);
    put_row("Enter to echo, ms", "%.3f", find_saved);
    put_row("wakeups a second, idle", "%.2f", find_idle);
    put_row("resident memory, kB", "%.0f", find_resident);
    put_row("private memory, kB", "%.0f", find_private);
    printf("\n");
}

/* One line as bench-store prints them. */
static void report(const char *what, double figure, const char *unit, double goal, bool is_met)
{
    printf("%-52s %12.2f %-9s goal <= %.2f  ratio %.2f  %s\n", what, figure, unit, goal,
           goal > 0 ? figure / goal : figure, is_met ? "met" : "NOT MET");
}

static double find_least(double (*find)(const App *app))
{
    double least = -1;

    for (size_t i = OTHERS; i < APPS; i++)
        if (apps[i].is_present && (least < 0 || find(&apps[i]) < least))
            least = find(&apps[i]);
    return least;
}

static void report_goals(void)
{
    const App *board = &apps[RIR_BOARD];
    double paint = find_least(find_paint), bytes = find_least(find_bytes), echo = find_least(find_echo_most);
    const App *resume = &apps[RIR_RESUME];

    for (size_t i = RIR_RESUME; i <= RIR_HOME && paint >= 0; i++) {
        char what[64];
        snprintf(what, sizeof what, "first paint of %s, the fastest of three", apps[i].name);
        report(what, find_paint(&apps[i]), "ms", paint, find_paint(&apps[i]) <= paint);
    }
    if (paint >= 0) {
        report("bytes for a typed letter, below the fewest of three", resume->bytes, "bytes", bytes,
               resume->bytes < bytes);
        report("key to echo p95, the fastest of three", find_echo_most(resume), "ms", echo,
               find_echo_most(resume) <= echo);
    }
    report("key to echo beside 500 cards, as in an interview", find_echo(board), "ms", find_echo(resume),
           find_echo(board) <= find_echo(resume) * AS_FAST);
    report("the same, p95", find_echo_most(board), "ms", find_echo_most(resume),
           find_echo_most(board) <= find_echo_most(resume) * AS_FAST);
    report("Enter to echo beside 500 cards, as in an interview", find_saved(board), "ms", find_saved(resume),
           find_saved(board) <= find_saved(resume) * AS_FAST);
    report("wakeups a second, no clock shown", resume->idle, "", 0, resume->idle < 0.05);
    report("wakeups a second, with a clock", resume->idle_clock, "", 1, resume->idle_clock <= 1.05);
    report("resident memory", resume->resident / 1000, "MB", 10, resume->resident <= 10000);
}

int main(int argc, char **argv)
{
    if (argc < 5) {
        fprintf(stderr, "usage: bench-term STUDY SESSION PROGRAM BOARD\n");
        return 2;
    }
    char *home = getenv("HOME");
    if (home == NULL || chdir(home) != 0) {
        fprintf(stderr, "bench-term: no home to work in\n");
        return 1;
    }
    prepare_apps(argv[1], argv[2], argv[3], argv[4]);
    write_settings(true);
    write_notes();
    measure_starts();
    measure_keys();
    measure_idle(false);
    measure_idle(true);
    put_table();
    report_goals();
    return 0;
}
