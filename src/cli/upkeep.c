/* SPDX-License-Identifier: MIT */
/* `rir verify`, `rir rebuild`, `rir backup`: proving, remaking and copying the study. */
#include "rir/upkeep.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "commands.h"
#include "print.h"
#include "rir/digest.h"
#include "rir/file.h"
#include "rir/json.h"

/* On a terminal long work says how far it is, on one line of standard error. */
static void report(void *context, int64_t done, int64_t whole)
{
    const char *what = context;
    fprintf(stderr, "\r%s %" PRId64 "%%", what, whole > 0 ? done * 100 / whole : 100);
    fflush(stderr);
}

static UpkeepReport *find_report(void)
{
    return file_is_terminal(2) ? report : NULL;
}

static void end_report(void)
{
    if (file_is_terminal(2))
        fprintf(stderr, "\r                    \r");
}

/* --- verify */

static void add_verdict(Call *call, const VerifyResult *result, const char *digest)
{
    Str *out = &call->out;
    if (call->form == FORM_JSON) {
        Json json = json_begin(out, 2);
        json_open(&json, NULL, '{');
        json_add_number(&json, "events", result->events);
        json_add_number(&json, "erased", result->erased);
        json_add_number(&json, "newer", result->newer);
        json_add_number(&json, "faults", result->faults);
        json_add_text(&json, "account", str_text(&result->account));
        json_add_text(&json, "digest", digest);
        json_close(&json, '}');
        str_add(out, "\n");
        return;
    }
    print_add_block(out, str_text(&result->account), 0);
    print_add_count(out, result->events, "event", "events");
    if (result->erased)
        str_add_format(out, ", %" PRId64 " of them erased", result->erased);
    if (result->newer)
        str_add_format(out, ", %" PRId64 " of them made by a newer rir", result->newer);
    str_add_format(out, ": %s\nstudy digest %s\n",
                   result->faults ? "NOT as they were written" : "all as they were written", digest);
}

static int run_verify(Call *call, Err *err)
{
    VerifyResult result = {.account = STR_EMPTY};
    Digest digest;
    char hex[DIGEST_HEX_SIZE] = "";
    int status = upkeep_verify(call->store, &result, find_report(), "verifying", err);
    end_report();
    if (status == 0 && upkeep_find_digest(call->store, &digest, result.faults ? NULL : err) == 0)
        digest_format(hex, &digest);
    else if (status == 0 && !result.faults)
        status = -1;
    if (status == 0)
        add_verdict(call, &result, hex);
    if (status == 0 && result.faults)
        status = err_set(err, ERR_ALARM,
                         "%" PRId64
                         " of what was looked at does not hold. Keep this file as it is, and compare it with "
                         "your last backup",
                         result.faults);
    upkeep_free_result(&result);
    return status;
}

static const OptionRow options_verify[] = {OPTION_JSON, OPTIONS_END};

const CommandRow cli_verify = {
    .name = "verify",
    .arguments = "",
    .help = "prove that nothing was changed",
    .more = "It checks the file, the digest of every event, that none is missing, and that what is shown is "
            "what the events give. The digest it prints is the same on every copy that holds the same "
            "events.",
    .options = options_verify,
    .study = STUDY_READ,
    .run = run_verify,
};

/* --- rebuild */

static int run_rebuild(Call *call, Err *err)
{
    int result = upkeep_rebuild(call->store, find_report(), "rebuilding", err);
    end_report();
    if (result == 0)
        str_add(&call->out, "everything shown was made again from the events\n");
    return result;
}

const CommandRow cli_rebuild = {
    .name = "rebuild",
    .arguments = "",
    .help = "make what is shown again from the events",
    .more = "Nothing is lost or changed by it: the events are the truth, the rest is their picture.",
    .study = STUDY_WRITE,
    .run = run_rebuild,
};

/* --- backup */

static int run_backup(Call *call, Err *err)
{
    const char *path = call_find_word(call, 0);
    if (!call_has_option(call, "plain"))
        return err_set(err, ERR_REFUSED, "this rir makes no sealed copies yet. `rir backup --plain %s` makes "
                                         "one that is NOT sealed: whoever finds it can read it",
                       path);
    if (upkeep_backup(call->store, path, err) != 0)
        return -1;
    str_add(&call->out, "copied to ");
    print_add_line(&call->out, path);
    str_add(&call->out, "\n");
    call_remark("this copy is NOT sealed: whoever finds it can read it. Keep it on an encrypted disk");
    return 0;
}

static const OptionRow options_backup[] = {
    {0, "plain", NULL, "a copy that is not sealed, and says so", NULL},
    OPTIONS_END,
};

const CommandRow cli_backup = {
    .name = "backup",
    .arguments = "--plain FILE",
    .help = "copy the study, also while it is in use",
    .more = "Only plain copies can be made by this rir: they are not sealed. A copy that is written to "
            "becomes a site of its own.",
    .options = options_backup,
    .words = {"file"},
    .least = 1,
    .most = 1,
    .study = STUDY_READ,
    .run = run_backup,
};
