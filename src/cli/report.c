/* SPDX-License-Identifier: MIT */
/* `rir report` and `rir report briefing`: pages made of sessions. */
#include "rir/report.h"

#include <string.h>

#include "commands.h"
#include "print.h"
#include "rir/file.h"
#include "rir/html.h"
#include "rir/markdown.h"
#include "rir/rows.h"
#include "sessions.h"

/* Where the page goes; NULL for standard output. */
static int find_target(const Call *call, const char **path, Err *err)
{
    *path = call_find_option(call, "to");
    if (call_has_option(call, "html") && call_has_option(call, "markdown"))
        return err_set(err, ERR_USAGE, "--html or --markdown, not both");
    if (*path && strcmp(*path, "-") == 0)
        *path = NULL;
    return *path && file_exists(*path) ? call_refuse_existing(*path, err) : 0;
}

static int write_page(Call *call, const Page *page, const char *path, Err *err)
{
    Str text = STR_EMPTY;
    int result = 0;
    if (call_has_option(call, "html"))
        html_add_page(&text, page);
    else
        markdown_add_page(&text, page);
    if (!path) {
        str_add_bytes(&call->out, str_text(&text), text.size);
    } else if ((result = file_write(path, str_text(&text), text.size, err)) == 0) {
        str_add(&call->out, "written to ");
        print_add_line(&call->out, path);
        str_add(&call->out, "\n");
    }
    str_free(&text);
    return result;
}

static int run_report(Call *call, Err *err)
{
    SessionName session;
    const char *path, *contact = call_find_option(call, "contact");
    if (find_target(call, &path, err) != 0 ||
        sessions_find(call->store, call_find_word(call, 0), &session, err) != 0)
        return -1;
    if (!contact && call->settings)
        contact = settings_find(call->settings, "contact");
    const ReportWords words = {contact, call_find_option(call, "until"), call_find_option(call, "use")};
    Page *page = report_make_summary(call->store, session.id.text, &words, err);
    int result = page ? write_page(call, page, path, err) : -1;
    page_free(page);
    return result;
}

/* A session, a person or a team: the first that the word names. */
static Page *make_briefing(Call *call, const char *word, Err *err)
{
    static const char person_sql[] =
        "SELECT t.id FROM person p JOIN thing t ON t.n = p.n WHERE p.rehearsal = 0 AND p.pseudonym = ?1 "
        "COLLATE NOCASE";
    static const char team_sql[] =
        "SELECT count(*) FROM session WHERE rehearsal = 0 AND lower(trim(team)) = lower(trim(?1))";
    SessionName session;
    Str id = STR_EMPTY;
    Page *page = NULL;
    if (sessions_find(call->store, word, &session, NULL) == 0)
        page = report_make_briefing(call->store, BRIEFING_SESSION, session.id.text, err);
    else if (rows_find_text(call->store, &id, person_sql, "t", word))
        page = report_make_briefing(call->store, BRIEFING_PERSON, str_text(&id), err);
    else if (rows_find_number(call->store, 0, team_sql, "t", word) > 0)
        page = report_make_briefing(call->store, BRIEFING_TEAM, word, err);
    else
        err_set(
            err, ERR_REFUSED,
            "there is no session, participant or team `%s`; `rir sessions` and `rir person list` have them",
            word);
    str_free(&id);
    return page;
}

static int run_briefing(Call *call, Err *err)
{
    const char *path;
    Str word = STR_EMPTY;
    if (find_target(call, &path, err) != 0)
        return -1;
    call_add_words(call, 0, &word);
    Page *page = make_briefing(call, str_text(&word), err);
    int result = page ? write_page(call, page, path, err) : -1;
    page_free(page);
    str_free(&word);
    return result;
}

#define PAGE                                                                                                 \
    {0, "html", NULL, "one HTML page that holds everything it needs", NULL},                                 \
        {0, "markdown", NULL, "Markdown (as it is without this)", NULL},                                     \
    {                                                                                                        \
        'o', "to", "FILE", "write to this file, which must not exist yet; - prints", "file"                  \
    }

static const OptionRow options[] = {
    PAGE,
    {0, "contact", "TEXT", "how to reach you with corrections; else the setting contact", NULL},
    {0, "until", "DAY", "until when corrections can be taken in", NULL},
    {0, "use", "TEXT", "what will be done with it, as a sentence or two", NULL},
    OPTIONS_END,
};

static const OptionRow options_briefing[] = {PAGE, OPTIONS_END};

const CommandRow cli_report = {
    .name = "report",
    .arguments = "SESSION",
    .help = "write the summary that those who took part get",
    .more = "What was heard, agreed, seen differently, voted, recommended and put aside, how to correct it, "
            "and what happens with it. It names "
            "nobody and shows no ballot; groups too small to be named are joined. It is made for others: "
            "words that may not be quoted, "
            "or whose reuse was refused, and your own notes are left out, and the page says how many and "
            "why. Read it before you "
            "send it: names that somebody typed into a note stand in it.",
    .options = options,
    .words = {"session"},
    .least = 1,
    .most = 1,
    .study = STUDY_READ,
    .run = run_report,
};

const CommandRow cli_report_briefing = {
    .name = "report briefing",
    .arguments = "PERSON|TEAM|SESSION",
    .help = "write what to look at before the next contact",
    .more = "What earlier sessions with a person or a team did not get, questions left open, what was "
            "promised, new questions, and "
            "recommendations not done yet; of a session also those it goes on from. For your own eyes.",
    .options = options_briefing,
    .words = {"person"},
    .least = 1,
    .most = -1,
    .study = STUDY_READ,
    .run = run_briefing,
};
