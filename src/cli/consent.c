/* SPDX-License-Identifier: MIT */
/* `rir consent`: answers given on paper, or after a session was closed. */
#include "rir/consent.h"

#include <string.h>

#include "commands.h"
#include "print.h"
#include "rir/clock.h"
#include "rir/person.h"
#include "sessions.h"

static int read_answer(const char *word, bool *agrees, Err *err)
{
    *agrees = strcmp(word, "yes") == 0;
    if (*agrees || strcmp(word, "no") == 0)
        return 0;
    return err_set(err, ERR_USAGE, "the answer is yes or no, not `%s`", word);
}

static int read_day(const Call *call, int64_t *at, Err *err)
{
    const char *day = call_find_option(call, "on");
    bool has_time;
    *at = 0;
    if (day && !clock_parse_day(day, at, &has_time))
        return err_set(err, ERR_USAGE, "--on needs a day such as 2026-11-21, or 2026-11-21T14:30, not `%s`",
                       day);
    return 0;
}

static int run_consent(Call *call, Err *err)
{
    const char *session_word = call_find_word(call, 0);
    const char *who = call_find_word(call, 1);
    const char *item = call_find_word(call, 2);
    SessionName session = {{""}, 0, 0, false, false};
    Id person;
    bool agrees;
    int64_t at;
    Str how = STR_EMPTY;
    int result = -1;
    call_add_words(call, 4, &how);
    if (read_answer(call_find_word(call, 3), &agrees, err) == 0 && read_day(call, &at, err) == 0 &&
        (strcmp(session_word, "-") == 0 || sessions_find(call->store, session_word, &session, err) == 0) &&
        person_find(call->store, *who == '@' ? who + 1 : who, &person, err) == 0)
        result = consent_record(call->store, session.id.text[0] ? session.id.text : NULL, person.text, item,
                                agrees, how.size ? str_text(&how) : NULL, at, err);
    if (result == 0) {
        str_add_format(&call->out, "recorded: %s, %s %s", *who == '@' ? who + 1 : who, item,
                       agrees ? "yes" : "no");
        if (how.size) {
            str_add(&call->out, " (");
            print_add_line(&call->out, str_text(&how));
            str_add(&call->out, ")");
        }
        const char *follows = consent_explain(item, agrees);
        str_add_format(&call->out, "%s%s\n", *follows ? ": " : "", follows);
    }
    str_free(&how);
    return result;
}

static const OptionRow options[] = {
    {0, "on", "DATE", "when it was given: 2026-11-21, or 2026-11-21T14:30", NULL},
    OPTIONS_END,
};

const CommandRow cli_consent = {
    .name = "consent",
    .arguments = "SESSION|- @P01 ITEM yes|no [HOW]",
    .help = "record an answer given on paper or later",
    .more = "The item is one of the session's guide: part, record, quote and so on; with `-` it belongs to "
            "no session. HOW is paper, spoken, letter, with a witness: whatever says how it was given. The "
            "latest answer counts, for every session of the person.",
    .options = options,
    .words = {"session", "person"},
    .least = 4,
    .most = -1,
    .study = STUDY_WRITE,
    .run = run_consent,
};
