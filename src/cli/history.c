/* SPDX-License-Identifier: MIT */
/* `rir history`: the event log, who did what when. Words are shown only of what may still be seen. */
#include <stdlib.h>

#include "commands.h"
#include "print.h"
#include "sessions.h"

/* What was struck, or undone, has no row any more; its words are not shown. */
#define IS_STRUCK                                                                                            \
    "CASE WHEN e.kind = 'question.ask' THEN NOT EXISTS(SELECT 1 FROM question_added WHERE n = e.entity) "    \
    "WHEN e.kind = 'question.cover' THEN NOT EXISTS(SELECT 1 FROM question_state WHERE n = e.entity) WHEN "  \
    "e.kind = 'consent.answer' THEN NOT EXISTS(SELECT 1 FROM consent_answer WHERE n = e.entity) WHEN "       \
    "e.kind IN ('session.set', 'session.end') THEN 0 WHEN e.kind GLOB 'session.*' THEN NOT EXISTS(SELECT 1 " \
    "FROM moment WHERE n = e.entity) END"

/* What kind of act was taken back, or done again. */
#define UNDONE                                                                                               \
    "(SELECT u.kind FROM event u JOIN site us ON us.n = u.site WHERE us.id = e.body->>'$.site' AND u.seq = " \
    "e.body->>'$.seq' AND u.kind NOT IN ('ballot.cast', 'rating.give'))"

/* What an event says, for people. The words of a note are shown while the note itself is: not when it was
 * struck, is off the record, was erased, or is of somebody who did not agree to take part. Bodies of newer
 * kinds are not read. */
#define IN_WORKSHOP "coalesce(e.session, 0) IN (SELECT n FROM session WHERE kind = 'workshop')"
#define WHAT                                                                                                 \
    "CASE WHEN e.body IS NULL THEN '(erased)' WHEN new.n IS NOT NULL THEN '(made by a newer rir)' ELSE "     \
    "CASE WHEN e.kind IN (SELECT kind FROM any_labelled_kind) THEN coalesce((SELECT words FROM "             \
    "any_labelled WHERE n = e.entity) || coalesce(': ' || (e.body->>'$.text'), ''), '(not shown)') WHEN "    \
    IS_STRUCK " THEN '(not shown)' ELSE CASE e.kind WHEN 'note.set' THEN CASE WHEN EXISTS(SELECT 1 FROM "    \
    "any_note v WHERE v.n = e.entity) THEN coalesce(e.body->>'$.kind', '') || ': ' || "                      \
    "coalesce(e.body->>'$.text', '') ELSE '(not shown)' END WHEN 'consent.answer' THEN "                     \
    "coalesce(e.body->>'$.item', '') || ' ' || coalesce(e.body->>'$.answer', '') || coalesce(' (' || "       \
    "nullif(e.body->>'$.how', '') || ')', '') WHEN 'question.cover' THEN coalesce(e.body->>'$.question', "   \
    "'') || ' ' || coalesce(e.body->>'$.state', '') || coalesce(': ' || nullif(e.body->>'$.why', ''), '') "  \
    "WHEN 'question.ask' THEN coalesce(e.body->>'$.question', '') || ': ' || coalesce(e.body->>'$.text', "   \
    "'') WHEN 'probe.use' THEN coalesce(e.body->>'$.question', '') || ' probe ' || "                         \
    "coalesce(e.body->>'$.probe', '') WHEN 'person.set' THEN e.body->>'$.pseudonym' WHEN 'study.set' THEN "  \
    "e.body->>'$.title' WHEN 'consensus.say' THEN coalesce(e.body->>'$.dimension', '') || ' ' || "           \
    "coalesce(e.body->>'$.level', '') WHEN 'session.set' THEN e.body->>'$.title' WHEN 'guide.keep' THEN "    \
    "e.body->>'$.name' WHEN 'code.set' THEN e.body->>'$.name' WHEN 'erase' THEN e.body->>'$.why' WHEN "      \
    "'summary.set' THEN '' WHEN 'undo' THEN " UNDONE " WHEN 'redo' THEN " UNDONE " WHEN 'session.off' "      \
    "THEN e.body->>'$.detail' WHEN 'session.until' THEN '' WHEN 'session.matrix' THEN "                      \
    "coalesce(e.body->>'$.detail', '') WHEN 'session.document' THEN (SELECT "                                \
    "label FROM any_document_label WHERE id = e.body->>'$.value') ELSE CASE WHEN e.kind IN "                 \
    "('session.speaker', 'session.turn', 'session.offer') AND " IN_WORKSHOP " "                              \
    "THEN '' ELSE coalesce((SELECT pseudonym FROM any_person WHERE id = e.body->>'$.value'), "               \
    "e.body->>'$.value') END END END END"

/* Whose words were noted in a workshop is not shown. */
#define IS_ANONYMOUS                                                                                         \
    "(e.kind IN (SELECT kind FROM any_labelled_kind) OR (e.kind IN ('note.set', 'undo', 'redo') AND "        \
    IN_WORKSHOP "))"

#define HISTORY                                                                                              \
    "SELECT CASE WHEN e.kind IN ('ballot.cast', 'rating.give') THEN e.at - e.at % 3600000 ELSE e.at END, "   \
    "e.author, e.kind, e.ver, (SELECT number FROM session WHERE n = e.session), CASE WHEN NOT " IS_ANONYMOUS \
    " THEN (SELECT pseudonym FROM person WHERE n = e.person) END, " WHAT ", site.id, e.seq, (SELECT id "     \
    "FROM thing WHERE n = e.entity), (SELECT id FROM thing WHERE n = e.session), CASE WHEN NOT "             \
    IS_ANONYMOUS " THEN (SELECT id FROM thing WHERE n = e.person) END, e.body IS NULL, new.n IS NOT NULL, "  \
    "e.hlc FROM "
#define NEWER " LEFT JOIN (SELECT 1 AS n, site, seq FROM newer) new ON new.site = e.site AND new.seq = e.seq "
#define OF_SESSION                                                                                           \
    HISTORY "event e JOIN site ON site.n = e.site" NEWER "WHERE (e.session = ?1 OR e.entity = ?1) "
/* Rehearsals are not in it; site by site, so that the last few cost no look at all the others. */
#define OF_STUDY                                                                                             \
    HISTORY "site CROSS JOIN event e ON e.site = site.n" NEWER "WHERE NOT EXISTS(SELECT 1 FROM session s "   \
    "WHERE s.rehearsal = 1 AND s.n IN (e.session, e.entity)) AND NOT EXISTS(SELECT 1 FROM person p WHERE "   \
    "p.n = e.entity AND p.rehearsal = 1) "
#define LATEST "ORDER BY e.hlc DESC, site.id DESC, e.seq DESC LIMIT ?2"
#define IN_ORDER ") ORDER BY 15, 8, 9"

static const PrintColumn columns[] = {
    {"at", "", PRINT_MOMENT},        {"author", "", PRINT_TEXT},      {"kind", "", PRINT_TEXT},
    {"version", NULL, PRINT_NUMBER}, {"number", "session", PRINT_NUMBER}, {"pseudonym", "", PRINT_TEXT},
    {"what", "", PRINT_TEXT},        {"site", NULL, PRINT_TEXT},      {"seq", NULL, PRINT_NUMBER},
    {"entity", NULL, PRINT_TEXT},    {"session", NULL, PRINT_TEXT},   {"person", NULL, PRINT_TEXT},
    {"erased", NULL, PRINT_YES},     {"newer", NULL, PRINT_YES},
};

static int64_t count_rehearsed(Store *store)
{
    return rows_find_number(store, 0,
                            "SELECT count(*) FROM event WHERE session IN (SELECT n FROM session WHERE "
                            "rehearsal = 1) OR entity IN (SELECT n FROM session WHERE rehearsal = 1 UNION "
                            "ALL SELECT n FROM person WHERE rehearsal = 1)",
                            "");
}

static int run_history(Call *call, Err *err)
{
    const char *word = call_find_word(call, 0);
    const char *last = call_find_option(call, "last");
    int64_t most = last ? strtoll(last, NULL, 10) : -1;
    SessionName session;
    Rows *rows;
    if (last && most <= 0)
        return err_set(err, ERR_USAGE, "--last needs a number from 1 on");
    if (word && sessions_find(call->store, word, &session, err) != 0)
        return -1;
    if (word)
        rows =
            rows_open(call->store, err, "SELECT * FROM (" OF_SESSION LATEST IN_ORDER, "ii", session.n, most);
    else if (last) /* the last of all are among the last of each site; rehearsals between them do not count */
        rows = rows_open(call->store, err,
                         "SELECT * FROM (" OF_STUDY
                         "AND e.seq > (SELECT max(seq) FROM event WHERE site = site.n) - ?2 - "
                         "?1 " LATEST IN_ORDER,
                         "ii", count_rehearsed(call->store), most);
    else
        rows = rows_open(call->store, err, OF_STUDY "ORDER BY 15, 8, 9", "");
    return print_rows(call, columns, PRINT_COUNT(columns), rows, "nothing happened yet", err);
}

static const OptionRow options[] = {
    {0, "last", "N", "only the last N", NULL},
    OPTION_JSON,
    OPTION_CSV,
    OPTIONS_END,
};

const CommandRow cli_history = {
    .name = "history",
    .arguments = "[SESSION]",
    .help = "show who did what when",
    .more = "This is the log of the study, or of one session. Nothing in it was ever changed; what was "
            "erased left only its time and author. The words of notes that were struck or are off the record "
            "are not shown.",
    .options = options,
    .words = {"session"},
    .least = 0,
    .most = 1,
    .study = STUDY_READ,
    .run = run_history,
};
