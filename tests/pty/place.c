/* SPDX-License-Identifier: MIT */
/* place: folders made and removed, programs run in them. */
#include "place.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "rir/file.h"
#include "rir/mem.h"

#define MOST_VARIABLES 24
#define MOST_WORDS 48
#define MOST_BYTES (256 << 20)
#define NOBODY "65534"

struct Place {
    char *folder, *study, *home, *named; /* home and named are variables: HOME=..., RIR_STUDY=... */
    const char *variables[MOST_VARIABLES + 1];
    size_t variable_count;
    bool is_own;     /* the folder was made here */
    bool is_dropped; /* rir runs as nobody */
};

static void fail(const char *what)
{
    perror(what);
    abort();
}

static char *join(const char *folder, const char *name)
{
    Str path = STR_EMPTY;

    str_add_format(&path, "%s/%s", folder, name);
    return str_take(&path);
}

const char *place_find_program(void)
{
    static char path[PATH_MAX];
    const char *build = getenv("RIR_BUILD");

    snprintf(path, sizeof path, "%s/rir", build != NULL ? build : ".");
    return path;
}

void place_add_source(Str *path, const char *name)
{
    const char *source = getenv("RIR_SOURCE");

    str_add_format(path, "%s/%s", source != NULL ? source : ".", name);
}

void place_set(Place *place, const char *variable)
{
    if (place->variable_count == MOST_VARIABLES)
        abort();
    place->variables[place->variable_count++] = variable;
    place->variables[place->variable_count] = NULL;
}

static void write_settings(const Place *place, const char *settings)
{
    static const char *const folders[] = {"", "/.config", "/.config/rir"};
    Str path = STR_EMPTY;

    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        str_clear(&path);
        str_add_format(&path, "%s%s", place->home + strlen("HOME="), folders[i]);
        if (mkdir(str_text(&path), 0700) != 0 && errno != EEXIST)
            fail(str_text(&path));
    }
    str_add(&path, "/settings");
    FILE *file = fopen(str_text(&path), "we");
    if (file == NULL)
        fail(str_text(&path));
    fprintf(file, "researcher = Tester\n%s", settings != NULL ? settings : "");
    fclose(file);
    str_free(&path);
}

Place *place_new_in(const char *folder, const char *settings)
{
    static const char *const variables[] = {
        "LC_ALL=C.UTF-8", "TZ=UTC",   "LOGNAME=tester", "USER=tester", "XDG_CONFIG_HOME", "XDG_STATE_HOME",
        "RIR_CLOCK",      "RIR_SEED", "NO_COLOR",       "COLORTERM",   "ESCDELAY"};
    Place *place = mem_new(sizeof *place);

    place->folder = mem_copy_text(folder);
    place->study = join(folder, "study.rir");
    Str home = STR_EMPTY;
    str_add_format(&home, "HOME=%s/home", folder);
    place->home = str_take(&home);
    Str named = STR_EMPTY;
    str_add_format(&named, "RIR_STUDY=%s", place->study);
    place->named = str_take(&named);
    place_set(place, place->home);
    place_set(place, place->named);
    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++)
        place_set(place, variables[i]);
    write_settings(place, settings);
    return place;
}

Place *place_new(const char *settings)
{
    const char *temporary = getenv("TMPDIR");
    char *pattern = join(temporary != NULL && *temporary != '\0' ? temporary : "/tmp", "rir-pty.XXXXXX");

    if (mkdtemp(pattern) == NULL)
        fail(pattern);
    Place *place = place_new_in(pattern, settings);
    place->is_own = true;
    free(pattern);
    return place;
}

static int remove_entry(const char *path, const struct stat *facts, int type, struct FTW *walk)
{
    (void)facts;
    (void)type;
    if (walk->level > 0)
        remove(path);
    return 0;
}

void place_free(Place *place)
{
    if (place == NULL)
        return;
    chmod(place->folder, 0700);
    nftw(place->folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    if (place->is_own)
        rmdir(place->folder);
    free(place->folder);
    free(place->study);
    free(place->home);
    free(place->named);
    free(place);
}

const char *place_find_folder(const Place *place)
{
    return place->folder;
}

const char *place_find_study(const Place *place)
{
    return place->study;
}

static void fill_argv(const Place *place, const char *const *words, const char **argv)
{
    static const char *const runner[] = {"setpriv", "--reuid=" NOBODY, "--regid=" NOBODY, "--clear-groups"};
    size_t count = 0;

    for (size_t i = 0; i < sizeof runner / sizeof runner[0] && place->is_dropped; i++)
        argv[count++] = runner[i];
    argv[count++] = place_find_program();
    while (*words != NULL && count < MOST_WORDS)
        argv[count++] = *words++;
    argv[count] = NULL;
}

Pty *place_open(Place *place, int rows, int columns, const char *const *words)
{
    const char *argv[MOST_WORDS + 1];

    fill_argv(place, words, argv);
    return pty_open(rows, columns, argv, place->variables);
}

static void set_variables(const Place *place)
{
    for (size_t i = 0; i < place->variable_count; i++) {
        if (strchr(place->variables[i], '=') != NULL)
            putenv((char *)place->variables[i]);
        else
            unsetenv(place->variables[i]);
    }
}

/* A file that has what the program is to read, open at its start. */
static int open_input(const char *input)
{
    FILE *file = input != NULL ? tmpfile() : fopen("/dev/null", "re");

    if (file == NULL)
        fail("input");
    if (input != NULL && (fwrite(input, 1, strlen(input), file) != strlen(input) || fflush(file) != 0))
        fail("input");
    int descriptor = dup(fileno(file));
    fclose(file);
    lseek(descriptor, 0, SEEK_SET);
    return descriptor;
}

int place_run_program(Place *place, const char *const *argv, const char *input, Str *out)
{
    int ends[2], status = 0;

    if (pipe(ends) != 0)
        fail("pipe");
    int descriptor = open_input(input);
    pid_t process = fork();
    if (process < 0)
        fail("fork");
    if (process == 0) {
        dup2(descriptor, STDIN_FILENO);
        dup2(ends[1], STDOUT_FILENO);
        dup2(ends[1], STDERR_FILENO);
        close(ends[0]);
        close(ends[1]);
        set_variables(place);
        execvp(argv[0], (char *const *)argv);
        _exit(127);
    }
    close(ends[1]);
    close(descriptor);
    char bytes[4096];
    for (ssize_t size; (size = read(ends[0], bytes, sizeof bytes)) > 0;)
        if (out != NULL)
            str_add_bytes(out, bytes, (size_t)size);
    close(ends[0]);
    waitpid(process, &status, 0);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

int place_run(Place *place, const char *const *words, const char *input, Str *out)
{
    const char *argv[MOST_WORDS + 1];

    fill_argv(place, words, argv);
    return place_run_program(place, argv, input, out);
}

static int give_away(const char *path, const struct stat *facts, int type, struct FTW *walk)
{
    (void)facts;
    (void)type;
    (void)walk;
    return lchown(path, (uid_t)atoi(NOBODY), (gid_t)atoi(NOBODY));
}

bool place_drop_root(Place *place)
{
    /* Nobody may read the folders on the way to the program and its guides. */
    static const char *const words[] = {"guide", "check", "strategic-leaders", NULL};

    if (geteuid() != 0)
        return true;
    if (nftw(place->folder, give_away, 16, FTW_PHYS) != 0)
        return false;
    place->is_dropped = true;
    return place_run(place, words, NULL, NULL) == 0;
}

void place_make_study(Place *place)
{
    const char *const new[] = {"new", place->study, NULL};
    const char *const people[][4] = {{"person", "add", "P01", NULL}, {"person", "add", "P02", NULL}};
    Str out = STR_EMPTY;
    int status = place_run(place, new, NULL, &out);

    for (size_t i = 0; i < 2 && status == 0; i++)
        status = place_run(place, people[i], NULL, &out);
    if (status != 0) {
        fprintf(stderr, "no study could be made: %s\n", str_text(&out));
        abort();
    }
    str_free(&out);
}

bool place_has_bytes(const Place *place, const char *text)
{
    DIR *folder = opendir(place->folder);
    Str bytes = STR_EMPTY;
    bool found = false;

    for (struct dirent *entry; folder != NULL && !found && (entry = readdir(folder)) != NULL;) {
        if (strncmp(entry->d_name, "study.rir", strlen("study.rir")) != 0)
            continue;
        char *path = join(place->folder, entry->d_name);
        str_clear(&bytes);
        found = file_read(path, MOST_BYTES, &bytes, NULL) == 0 &&
                memmem(bytes.data, bytes.size, text, strlen(text)) != NULL;
        free(path);
    }
    if (folder != NULL)
        closedir(folder);
    str_free(&bytes);
    return found;
}
