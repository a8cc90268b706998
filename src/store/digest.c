/* SPDX-License-Identifier: MIT */
/* The digest of a study: its log, and the logical rows of its projection by id. Local numbers, drafts and the
 * index do not count, so that copies that hold the same events have the same digest. */
#include <string.h>

#include "rebuild.h"

#define ID(column) "(SELECT id FROM thing WHERE n = " column ")"

static const char log_sql[] = "SELECT s.id, e.seq, hex(e.digest), e.body IS NULL FROM event e JOIN site s ON "
                              "s.n = e.site ORDER BY s.id, e.seq";

/* Each begins with the id that it is ordered by. */
static const char *const rows_sql[] = {
    "SELECT t.id, title, about, small_cell, outside, round_months FROM study x JOIN thing t ON t.n = x.n "
    "ORDER BY 1",
    "SELECT t.id, name, kind, title, minutes, digest FROM guide x JOIN thing t ON t.n = x.n ORDER BY 1",
    "SELECT t.id, ord, x.id, title FROM guide_topic x JOIN thing t ON t.n = guide ORDER BY 1, 2",
    "SELECT t.id, ord, x.id, text, topic, must, probes FROM guide_question x JOIN thing t ON t.n = guide "
    "ORDER BY 1, 2",
    "SELECT t.id, ord, item, text, required FROM guide_consent x JOIN thing t ON t.n = guide ORDER BY 1, 2",
    "SELECT t.id, pseudonym, relationship, approach, role, level, \"group\", organisation, team, place, "
    "about, rehearsal FROM person x JOIN thing t ON t.n = x.n ORDER BY 1",
    "SELECT t.id, number, kind, " ID(
        "guide") ", title, researcher, mode, setting, others, interpreter, place, pilot, "
                 "rehearsal, paper, " ID("part_of") ", minutes, at, tz, ended, ended_elapsed FROM session x "
                                                    "JOIN thing t ON t.n = x.n "
                                                    "ORDER BY 1",
    "SELECT t.id, ord, " ID(
        "person") ", late FROM session_person x JOIN thing t ON t.n = session ORDER BY 1, 2, 3",
    "SELECT t.id, " ID("session") ", number, at, tz, boot_id, boot, elapsed, gap, stop_at, stop_elapsed, why "
                                  "FROM sitting x JOIN thing t ON t.n = x.n ORDER BY 1",
    "SELECT t.id, " ID("session") ", kind, at, elapsed, hlc, value, detail, about FROM moment x JOIN thing t "
                                  "ON t.n = x.n ORDER BY 1",
    "SELECT t.id, " ID("session") ", x.id, text, topic, at, elapsed FROM question_added x JOIN thing t ON "
                                  "t.n = x.n ORDER BY 1",
    "SELECT t.id, " ID("session") ", question, state, why, at, hlc FROM question_state x JOIN thing t ON t.n "
                                  "= x.n ORDER BY 1",
    "SELECT t.id, " ID(
        "session") ", question, probe, at FROM probe_used x JOIN thing t ON t.n = x.n ORDER BY 1",
    "SELECT t.id, " ID("session") ", kind, text, raw, question, " ID(
        "speaker") ", seat, at, tz, elapsed, recorder, phase, "
                   "author, hlc, later, about, volunteered, hidden, heads FROM thing t JOIN note x ON x.n = "
                   "t.n ORDER BY t.id",
    "SELECT t.id, site, seq, author, at, kind, text FROM note_head x JOIN thing t ON t.n = note ORDER BY 1, "
    "2, 3",
    "SELECT t.id, site, seq, kind, author, at, body FROM conflict x JOIN thing t ON t.n = entity ORDER BY 1, "
    "2, 3",
    "SELECT t.id, name, " ID("parent") ", definition, include, exclude, example, status, origin FROM code x "
                                       "JOIN thing t ON t.n = x.n ORDER BY 1",
    "SELECT t.id, " ID(
        "code") " AS c, coder, name, valence, start, \"end\", at FROM coding x JOIN thing t ON t.n = note "
                "ORDER BY 1, 2, 3, start",
    "SELECT t.id, name, uses FROM code_use x JOIN thing t ON t.n = code ORDER BY 1",
    "SELECT t.id, " ID("person") ", item, answer, how, " ID("session") ", at, hlc, " ID(
        "scope") " FROM consent_answer x JOIN thing t ON t.n = x.n "
                 "ORDER BY 1",
    "SELECT t.id, " ID(
        "session") ", field_note, themes, got, missed, salient, next, at, author FROM summary x "
                   "JOIN thing t ON t.n = x.n ORDER BY 1",
    "SELECT t.id, " ID("session") ", activity, stage, \"table\", \"group\", sheet, label, owner, due, how, "
                                  "dimension, page, " ID("document") ", " ID("jotting") ", " ID(
                                      "finding") " FROM card x JOIN thing t ON t.n = note ORDER BY 1",
    "SELECT t.id, " ID("session") ", " ID("card") ", " ID(
        "target") ", how, at, elapsed, hlc FROM card_merge x JOIN thing t ON "
                  "t.n = x.n ORDER BY 1",
    "SELECT t.id, " ID("session") ", " ID("card") ", " ID(
        "cluster") ", at, elapsed, hlc FROM card_move x JOIN thing t ON "
                   "t.n = x.n ORDER BY 1",
    "SELECT t.id, " ID("session") ", " ID(
        "cluster") ", name, at, elapsed, hlc FROM cluster_name x JOIN thing t ON t.n = x.n "
                   "ORDER BY 1",
    "SELECT t.id, number, hlc FROM finding x JOIN thing t ON t.n = x.n ORDER BY 1",
    "SELECT t.id, ord, key, number, text, response, extracts, theme, status, author, at FROM finding_version "
    "x JOIN thing t ON t.n = finding ORDER BY 1, 2",
    "SELECT t.id, ord, place, " ID(
        "note") " FROM finding_extract x JOIN thing t ON t.n = finding ORDER BY 1, 2, 3",
    "SELECT t.id, " ID("session") ", " ID("finding") ", version, answer, \"table\", " ID("wording") ", " ID(
        "reason") ", at, "
                  "elapsed, author, hlc, hidden FROM response x JOIN thing t ON t.n = x.n ORDER BY 1",
    "SELECT t.id, number, " ID("note") ", text, " ID(
        "session") ", at, author, hlc FROM recommendation x JOIN thing t ON t.n = x.n "
                   "ORDER BY 1",
    "SELECT t.id, " ID("recommendation") ", what, value, why, " ID("finding") ", version, " ID(
        "session") ", at, author, hlc FROM "
                   "recommendation_said x JOIN thing t ON t.n = x.n ORDER BY 1",
    "SELECT t.id, " ID("session") ", activity, \"group\", way, most, spoiled, paper, mixed, salt FROM ballot "
                                  "x JOIN thing t ON "
                                  "t.n = x.n ORDER BY 1",
    "SELECT t.id, place, " ID("card") " FROM ballot_choice x JOIN thing t ON t.n = ballot ORDER BY 1, 2",
    "SELECT t.id, " ID("session") ", activity, " ID(
        "matrix") ", \"group\", paper, mixed, salt FROM rating_sheet x JOIN thing t "
                  "ON t.n = x.n ORDER BY 1",
    "SELECT t.id, dimension, level FROM rating x JOIN thing t ON t.n = sheet ORDER BY 1, 2",
    "SELECT t.id, " ID("session") ", activity, " ID("matrix") ", dimension, level, " ID(
        "evidence") ", at, elapsed, hlc FROM "
                    "consensus_said x JOIN thing t ON t.n = x.n ORDER BY 1",
    "SELECT t.id, at FROM erased x JOIN thing t ON t.n = entity ORDER BY 1",
    "SELECT s.id, seq, kind, ver FROM newer x JOIN site s ON s.n = x.site ORDER BY 1, 2",
};

static void add_row(DigestRun *run, sqlite3_stmt *row)
{
    int columns = sqlite3_column_count(row);
    for (int i = 0; i < columns; i++) {
        if (sqlite3_column_type(row, i) == SQLITE_INTEGER)
            digest_add_number(run, sqlite3_column_int64(row, i));
        else
            digest_add_text(run, (const char *)sqlite3_column_text(row, i));
    }
}

static int add_rows(Store *store, DigestRun *run, const char *sql, Err *err)
{
    sqlite3_stmt *row = db_prepare(store, sql, err);
    if (!row)
        return -1;
    digest_add_text(run, sql);
    int got;
    while ((got = db_step(store, row, err)) == 1)
        add_row(run, row);
    db_reset(store, row);
    return got;
}

int digest_find_projection(Store *store, Digest *digest, Err *err)
{
    DigestRun run;
    digest_begin(&run);
    for (size_t i = 0; i < sizeof rows_sql / sizeof *rows_sql; i++)
        if (add_rows(store, &run, rows_sql[i], err) != 0)
            return -1;
    *digest = digest_end(&run);
    return 0;
}

int upkeep_find_digest(Store *store, Digest *digest, Err *err)
{
    DigestRun run;
    Digest projection;
    digest_begin(&run);
    if (add_rows(store, &run, log_sql, err) != 0 || digest_find_projection(store, &projection, err) != 0)
        return -1;
    digest_add(&run, projection.bytes, sizeof projection.bytes);
    *digest = digest_end(&run);
    return 0;
}
