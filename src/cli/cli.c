/* SPDX-License-Identifier: MIT */
/* One run of the program: protect what it holds, understand the command line, carry it out. */
#include "rir/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "arguments.h"
#include "codeset.h"
#include "command.h"
#include "complete.h"
#include "help.h"
#include "home.h"
#include "manual.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define IS_SANITIZED 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define IS_SANITIZED 1
#endif

/* A standard stream that was closed would be the next file opened: the study would be read as typed lines,
 * and what is said written into it. */
static void fill_streams(void)
{
    for (int stream = 0; stream <= 2; stream++)
        if (fcntl(stream, F_GETFD) < 0 && errno == EBADF && open("/dev/null", O_RDWR) != stream)
            abort();
}

/* Files are the researcher's alone, and nobody's words end in a core file. */
static void protect(void)
{
    const struct rlimit none = {0, 0};
    umask(077);
    setrlimit(RLIMIT_CORE, &none);
#ifndef IS_SANITIZED /* the leak check looks into its own process */
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

/* What builds and shells ask the program for; not for people, so not in the table. */
static bool answer_machine(int argc, char **argv, Str *out, int *status)
{
    const char *asked = argc > 1 ? argv[1] : "";
    *status = 0;
    if (strcmp(asked, "--print-man") == 0)
        manual_add(out);
    else if (strcmp(asked, "--print-completion") == 0 && argc == 3)
        *status = complete_add_script(out, argv[2]) ? 0 : 2;
    else if (strcmp(asked, "--complete") == 0 && argc >= 3)
        complete_add_words(out, argc - 2, argv + 2);
    else
        return false;
    return true;
}

/* A document has a version too: there the word takes a value. */
static bool asks_for_version(const Call *call)
{
    for (size_t i = 0; i < call->option_count; i++)
        if (strcmp(call->options[i].row->name, "version") == 0 && !call->options[i].row->value)
            return true;
    return false;
}

static int carry_out(Call *call, Err *err)
{
    if (asks_for_version(call)) {
        str_add_format(&call->out, "%s %s\n", PACKAGE_NAME, PACKAGE_VERSION);
        return 0;
    }
    if (call_has_option(call, "help")) {
        if (call->row)
            help_add_command(&call->out, call->row);
        else
            help_add_overview(&call->out);
        return 0;
    }
    Err trouble = {ERR_NONE, ""};
    call->settings = settings_open(&trouble);
    if (!call->settings)
        call_remark("your settings cannot be used: %s", trouble.text);
    if (!call->row)
        return home_run(call, err);
    if (call->row->study == STUDY_READ && call_open_study(call, STORE_READ_ONLY, err) != 0)
        return -1;
    if (call->row->study == STUDY_WRITE && call_open_study(call, STORE_WRITE, err) != 0)
        return -1;
    return call->row->run(call, err);
}

static int find_status(const Err *err)
{
    return err->code == ERR_USAGE ? 2 : 1;
}

static void free_call(Call *call)
{
    store_close(call->store);
    settings_close(call->settings);
    free(call->researcher_memory);
    str_free(&call->out);
    arguments_free(call);
}

int cli_run(int argc, char **argv)
{
    Call call = {.out = STR_EMPTY};
    Err err = {ERR_NONE, ""};
    int status = 0;
    fill_streams();
    protect();
    codeset_begin();
    setvbuf(stdin, NULL, _IONBF, 0); /* what is typed ahead of a question belongs to who reads next */
    if (!answer_machine(argc, argv, &call.out, &status) &&
        (arguments_read(&call, argc > 0 ? argc - 1 : 0, argv + 1, &err) != 0 || carry_out(&call, &err) != 0))
        status = find_status(&err);
    Err flush = {ERR_NONE, ""};
    if (call_flush(&call, &flush) != 0 && status == 0) {
        status = 1;
        err = flush;
    }
    if (err.code != ERR_NONE)
        call_remark("%s", err.text);
    free_call(&call);
    return status;
}
