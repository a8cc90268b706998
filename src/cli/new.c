/* SPDX-License-Identifier: MIT */
/* `rir new`: makes a study. */
#include <string.h>

#include "commands.h"
#include "print.h"
#include "rir/file.h"
#include "rir/text.h"

static void add_path(Str *path, const char *name)
{
    size_t size = strlen(name);
    str_add(path, name);
    if (size < 4 || strcmp(name + size - 4, ".rir") != 0)
        str_add(path, ".rir");
}

/* The title when none was given: the file's name without its ending. */
static void add_title(Str *title, const char *path)
{
    const char *name = file_find_name(path);
    text_add_clean(title, name, strlen(name) - strlen(".rir"));
}

static int run_new(Call *call, Err *err)
{
    Str path = STR_EMPTY, title = STR_EMPTY;
    const char *given = call_find_option(call, "title");
    int result = -1;
    add_path(&path, call_find_word(call, 0));
    if (given)
        str_add(&title, given);
    else
        add_title(&title, str_text(&path));
    if (strcmp(file_find_name(str_text(&path)), ".rir") == 0) {
        err_set(err, ERR_USAGE, "a study needs a name: rir new NAME");
    } else if (call_find_researcher(call, err) == 0) {
        call->store = store_create(str_text(&path), str_text(&title), call->researcher,
                                   call_has_option(call, "anywhere"), err);
        result = call->store ? 0 : -1;
    }
    if (result == 0) {
        str_add(&call->out, "made ");
        print_add_line(&call->out, str_text(&path));
        str_add(&call->out, "\n"
                            "next: rir person add P01, then rir start GUIDE --person P01 (rir guide list "
                            "shows guides)\n");
        if (*store_find_notice(call->store))
            call_remark("%s", store_find_notice(call->store));
    }
    str_free(&path);
    str_free(&title);
    return result;
}

static const OptionRow options[] = {
    {0, "title", "TITLE", "what the study is called, if not like its file", NULL},
    {0, "anywhere", NULL, "also on a stick or a network folder, where a power cut can cost notes", NULL},
    OPTIONS_END,
};

const CommandRow cli_new = {
    .name = "new",
    .arguments = "NAME",
    .help = "make a study: one file, NAME.rir",
    .more = "The file is yours alone (nobody else on this machine may read it). Keep it on the laptop's own "
            "disk; `rir doctor` looks whether that is encrypted.",
    .options = options,
    .words = {"file"},
    .least = 1,
    .most = 1,
    .study = STUDY_NONE,
    .run = run_new,
};
