/* SPDX-License-Identifier: MIT */
/* `rir study`: what holds for the whole study. */
#include "rir/study.h"

#include <stdlib.h>

#include "commands.h"

static int read_number(const Call *call, const char *option, int *number, Err *err)
{
    const char *word = call_find_option(call, option);
    char *end;
    if (!word)
        return 0;
    long value = strtol(word, &end, 10);
    if (!*word || *end || value < 0 || value > STUDY_SMALL_CELL_MOST)
        return err_set(err, ERR_USAGE, "--%s needs a number up to %d, not `%s`", option,
                       STUDY_SMALL_CELL_MOST, word);
    *number = (int)value;
    return 0;
}

static int run_set(Call *call, Err *err)
{
    StudyChange change = STUDY_CHANGE_NONE;
    change.title = call_find_option(call, "title");
    change.about = call_find_option(call, "about");
    if (read_number(call, "small-cell", &change.small_cell, err) != 0 ||
        read_number(call, "outside", &change.outside, err) != 0 ||
        read_number(call, "round-months", &change.round_months, err) != 0)
        return -1;
    if (!call->option_count)
        return err_set(err, ERR_USAGE,
                       "say what to set: rir study set --small-cell 4 (`rir help study set` lists what "
                       "there is)");
    if (study_set(call->store, &change, err) != 0)
        return -1;
    str_add(&call->out, "the study is changed\n");
    return 0;
}

static const OptionRow options[] = {
    {0, "title", "TEXT", "what the study is called", NULL},
    {0, "about", "TEXT", "what it is about", NULL},
    {0, "small-cell", "N", "groups of fewer people are not named in shares and tallies; 3 unless set", NULL},
    {0, "outside", "N",
     "so many ratings outside the region are no agreement; 4 unless set here or in the matrix", NULL},
    {0, "round-months", "N",
     "a team's next maturity round is due so many months after its last; 0: when another team is ahead",
     NULL},
    OPTIONS_END,
};

const CommandRow cli_study_set = {
    .name = "study set",
    .arguments = "",
    .help = "set what holds for the whole study",
    .more = "Each is a new version: the log keeps what it was before.",
    .options = options,
    .least = 0,
    .most = 0,
    .study = STUDY_WRITE,
    .run = run_set,
};
