/* SPDX-License-Identifier: MIT */
/* `rir projector`: a workshop as everybody in the room may see it, on a second terminal that follows the
 * first. */
#include "commands.h"
#include "face.h"
#include "rir/projector.h"
#include "rir/term.h"
#include "sessions.h"

static int show(Call *call, Session *session, Err *err)
{
    Desk *desk = desk_new(call->settings);
    int result = projector_open(desk, session, err);
    if (result == 0)
        result = term_run(desk, call->settings, err);
    desk_free(desk);
    return result;
}

static int run_projector(Call *call, Err *err)
{
    Id id;
    SessionName name;
    const char *word = call_find_word(call, 0);
    if (word && sessions_find(call->store, word, &name, err) != 0)
        return -1;
    if (word)
        id = name.id;
    else if (session_find_open(call->store, NULL, &id, err) != 0)
        return -1;
    Session *session = session_watch(call->store, id.text, err);
    if (!session)
        return -1;
    if (!face_is_lines(call))
        return show(call, session, err);
    int result = projector_add_text(session, &call->out, err);
    session_close(session, NULL);
    return result;
}

static const OptionRow options[] = {
    {0, "lines", NULL, "print the board once, as it is now", NULL},
    OPTIONS_END,
};

const CommandRow cli_projector = {
    .name = "projector",
    .arguments = "[SESSION]",
    .help = "show a workshop to the room, without names, beside the terminal it is run on",
    .more = "The activity, the time left and the cards, in the largest letters that fit. It follows the "
            "session that is under way, by itself, and writes nothing. Without a session it is the latest "
            "that is open. Without a terminal it prints the board once.",
    .options = options,
    .words = {"session"},
    .least = 0,
    .most = 1,
    .study = STUDY_READ,
    .run = run_projector,
};
