/* SPDX-License-Identifier: MIT */
/* `rir sessions`, and finding a session by what people call it. */
#include "sessions.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "print.h"
#include "rir/notes.h"

#define PICK                                                                                                 \
    "SELECT thing.id, s.n, s.number, s.rehearsal, s.ended IS NOT NULL FROM session s JOIN thing ON thing.n " \
    "= s.n "

void sessions_add_name(Str *out, int64_t number, bool is_rehearsal)
{
    str_add_format(out, "%s%" PRId64, is_rehearsal ? "r" : "", number);
}

static Rows *open_candidates(Store *store, const char *word, Err *err)
{
    bool is_rehearsal = word[0] == 'r' || word[0] == 'R';
    const char *digits = is_rehearsal ? word + 1 : word;
    bool is_number = *digits != '\0' && strlen(digits) < 10;
    for (const char *at = digits; *at; at++)
        is_number = is_number && isdigit((unsigned char)*at);
    if (strcmp(word, "last") == 0)
        return rows_open(store, err, PICK "WHERE s.rehearsal = 0 ORDER BY s.at DESC, s.number DESC LIMIT 1",
                         "");
    if (is_number)
        return rows_open(store, err,
                         PICK
                         "WHERE s.number = CAST(?1 AS INTEGER) AND s.rehearsal = ?2 ORDER BY s.at LIMIT 9",
                         "ti", digits, (int64_t)is_rehearsal);
    return rows_open(
        store, err, PICK "WHERE substr(thing.id, 1, length(?1)) = ?1 AND length(?1) >= 6 LIMIT 9", "t", word);
}

int sessions_find(Store *store, const char *word, SessionName *name, Err *err)
{
    Rows *rows = open_candidates(store, word, err);
    Str ids = STR_EMPTY;
    int count = 0;
    for (; rows_next(rows); count++) {
        *name = (SessionName){id_read(rows_text(rows, 0)), rows_number(rows, 1), rows_number(rows, 2),
                              rows_number(rows, 3) != 0, rows_number(rows, 4) != 0};
        str_add_format(&ids, "%s%s", count ? ", " : "", rows_text(rows, 0));
    }
    int result = rows_close(rows, err);
    if (result == 0 && count == 0)
        result = err_set(err, ERR_REFUSED, "there is no session `%s`; `rir sessions` lists them", word);
    else if (result == 0 && count > 1)
        result = err_set(err, ERR_REFUSED, "`%s` could be several sessions; name one by its id: %s", word,
                         str_text(&ids));
    str_free(&ids);
    return result;
}

int sessions_find_note(Store *store, const SessionName *session, const char *word, Id *note, Err *err)
{
    char *end;
    long long number = strtoll(word, &end, 10);
    if (*end != '\0' || strlen(word) > 7 || number < 1)
        return notes_find(store, word, note, err);
    Str id = STR_EMPTY;
    bool found = rows_find_text(store, &id,
                                "SELECT v.id FROM any_note v JOIN note b ON b.n = v.n WHERE b.session = ?1 "
                                "ORDER BY b.elapsed, b.hlc LIMIT 1 OFFSET ?2",
                                "ii", session->n, (int64_t)number - 1);
    *note = id_read(str_text(&id));
    str_free(&id);
    if (!found)
        return err_set(err, ERR_REFUSED,
                       "session %" PRId64 " has no note %lld; `rir show %" PRId64 "` numbers them",
                       session->number, number, session->number);
    return 0;
}

int sessions_find_any_note(Store *store, const char *word, Id *note, Err *err)
{
    SessionName session;
    const char *colon = strchr(word, ':');
    if (!colon)
        return notes_find(store, word, note, err);
    Str name = STR_EMPTY;
    str_add_bytes(&name, word, (size_t)(colon - word));
    int result = sessions_find(store, str_text(&name), &session, err);
    str_free(&name);
    return result == 0 ? sessions_find_note(store, &session, colon + 1, note, err) : -1;
}

static const PrintColumn columns[] = {
    {"number", "", PRINT_NUMBER},     {"started", "started", PRINT_MOMENT}, {"kind", "kind", PRINT_TEXT},
    {"people", "people", PRINT_TEXT}, {"minutes", "min", PRINT_NUMBER},     {"notes", "notes", PRINT_NUMBER},
    {"state", "state", PRINT_TEXT},   {"summed_up", "summary", PRINT_TEXT}, {"title", "title", PRINT_TEXT},
    {"id", NULL, PRINT_TEXT},
};

static int run_sessions(Call *call, Err *err)
{
    /* What is known of the people, minutes and state is the view's; a rehearsal is in no view. */
    Rows *rows;
    if (call_has_option(call, "rehearsals"))
        rows = rows_open(
            call->store, err,
            "SELECT 'r' || s.number, s.at, s.kind, (SELECT people FROM any_session v WHERE v.n = s.n), NULL, "
            "(SELECT count(*) FROM any_seen WHERE session = s.n), 'rehearsal', NULL, s.title, "
            "thing.id FROM session s JOIN thing ON thing.n = s.n WHERE s.rehearsal = 1 ORDER BY "
            "s.at, s.number",
            "");
    else
        rows = rows_open(call->store, err,
                         "SELECT v.number, s.at, v.kind, v.people, v.minutes, (SELECT count(*) FROM any_seen "
                         "WHERE session = s.n), v.state, CASE WHEN EXISTS(SELECT 1 FROM summary WHERE "
                         "session = s.n) THEN 'yes' WHEN v.state = 'ended' THEN 'missing' END, v.title, v.id "
                         "FROM sessions v JOIN session s ON s.n = v.n ORDER BY s.at, v.number",
                         "");
    return print_rows(call, columns, PRINT_COUNT(columns), rows,
                      "no sessions yet: rir start GUIDE --person P01", err);
}

static const OptionRow options[] = {
    {0, "rehearsals", NULL, "list the rehearsals instead, by names such as r1", NULL},
    OPTION_JSON,
    OPTION_CSV,
    OPTIONS_END,
};

const CommandRow cli_sessions = {
    .name = "sessions",
    .arguments = "",
    .help = "list the sessions",
    .more = "",
    .options = options,
    .study = STUDY_READ,
    .run = run_sessions,
};
