/* SPDX-License-Identifier: MIT */
/* Findings as they are read: versions, extracts, answers. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "label.h"
#include "rir/finding.h"
#include "rir/mem.h"
#include "rir/rows.h"
#include "session.h"

int finding_find(Store *store, const char *word, Id *id, Err *err)
{
    static const LabelSort sort = {LABEL_FIND("any_finding_label"), LABEL_LIST("any_finding_label"),
                                   "finding", "findings", "rir finding add \"WHAT IT SAYS\""};
    return label_find(store, &sort, word, id, err);
}

/* --- one of them */

void finding_free(Finding *finding)
{
    for (size_t i = 0; i < finding->extract_count; i++) {
        free(finding->extracts[i].text);
        free(finding->extracts[i].kind);
    }
    free(finding->extracts);
    free(finding->label);
    free(finding->text);
    free(finding->theme);
    free(finding->status);
    free(finding->author);
    *finding = (Finding){.version = 0};
}

void findings_free(Findings *findings)
{
    for (size_t i = 0; i < findings->count; i++)
        finding_free(&findings->list[i]);
    free(findings->list);
    *findings = (Findings){0};
}

static int read_extracts(Store *store, Finding *finding, int64_t n, int64_t ord, FindingAudience audience,
                         Err *err)
{
    static const char sql[] = "SELECT v.id, v.text, v.kind, s.number, CASE WHEN v.tells THEN -1 ELSE "
                              "v.quotable END, v.id IS NOT NULL AND (?3 = "
                              "0 OR EXISTS(SELECT 1 FROM any_shared h WHERE h.n = e.note)) "
                              "FROM finding_extract e LEFT JOIN any_note v ON v.n = e.note LEFT JOIN note b "
                              "ON b.n = v.n LEFT JOIN session s ON s.n = b.session WHERE "
                              "e.finding = ?1 AND e.ord = ?2 ORDER BY e.place";
    size_t room = 0;
    Rows *rows = rows_open(store, err, sql, "iii", n, ord, (int64_t)(audience == FINDING_FOR_OTHERS));
    while (rows_next(rows)) {
        if (!rows_number(rows, 5)) {
            finding->left_out++;
            continue;
        }
        finding->extracts =
            mem_grow(finding->extracts, &room, finding->extract_count + 1, sizeof *finding->extracts);
        finding->extracts[finding->extract_count++] =
            (FindingExtract){.note = id_read(rows_text(rows, 0)),
                             .text = mem_copy_text(rows_text(rows, 1)),
                             .kind = mem_copy_text(rows_text(rows, 2)),
                             .session = rows_number(rows, 3),
                             .quotable = (int)rows_number(rows, 4)};
    }
    return rows_close(rows, err);
}

/* A team's wording is that team's words: shown to others only where they may be. */
#define VERSIONS                                                                                             \
    "SELECT f.finding, f.label, f.version, f.key, CASE WHEN ?3 = 0 OR f.is_own OR EXISTS(SELECT 1 FROM "     \
    "response r JOIN thing rt ON rt.n = r.n JOIN any_shared h ON h.n = r.wording WHERE rt.id = f.response) " \
    "THEN f.text "                                                                                           \
    "END, f.theme, f.status, f.author, f.response, f.n, f.ord, x.at FROM "                                   \
    "any_finding_version f JOIN finding_version x ON x.finding = f.n AND x.ord = f.ord "

static void take_version(Finding *finding, Rows *rows)
{
    *finding = (Finding){.id = id_read(rows_text(rows, 0)),
                         .label = mem_copy_text(rows_text(rows, 1)),
                         .version = (int)rows_number(rows, 2),
                         .text = mem_copy_text(rows_text(rows, 4)),
                         .theme = mem_copy_text(rows_text(rows, 5)),
                         .status = mem_copy_text(rows_text(rows, 6)),
                         .author = mem_copy_text(rows_text(rows, 7)),
                         .response = id_read(rows_text(rows, 8)),
                         .at = rows_number(rows, 11)};
    snprintf(finding->key, sizeof finding->key, "%s", rows_text(rows, 3));
}

int finding_read(Store *store, const char *id, int version, FindingAudience audience, Finding *finding,
                 Err *err)
{
    /* The last of a number: a theme or a status may have come later. */
    static const char sql[] =
        VERSIONS "WHERE f.finding = ?1 AND (?2 = 0 OR f.version = ?2) ORDER BY f.ord DESC LIMIT 1";
    int64_t n = 0, ord = 0;
    *finding = (Finding){.version = 0};
    Rows *rows =
        rows_open(store, err, sql, "tii", id, (int64_t)version, (int64_t)(audience == FINDING_FOR_OTHERS));
    bool is_there = rows_next(rows);
    if (is_there) {
        take_version(finding, rows);
        n = rows_number(rows, 9);
        ord = rows_number(rows, 10);
    }
    int result = rows_close(rows, err);
    if (result == 0 && !is_there)
        result = err_set(err, ERR_REFUSED,
                         version ? "the finding has no version %d" : "there is no such finding", version);
    if (result == 0)
        result = read_extracts(store, finding, n, ord, audience, err);
    if (result != 0)
        finding_free(finding);
    return result;
}

int finding_list(Store *store, FindingAudience audience, Findings *findings, Err *err)
{
    static const char sql[] = "SELECT id FROM any_finding_label ORDER BY number, label";
    findings_free(findings);
    int result = 0;
    Rows *rows = rows_open(store, err, sql, "");
    while (result == 0 && rows_next(rows)) {
        Id id = id_read(rows_text(rows, 0));
        findings->list =
            mem_grow(findings->list, &findings->room, findings->count + 1, sizeof *findings->list);
        result = finding_read(store, id.text, 0, audience, &findings->list[findings->count], err);
        findings->count += result == 0;
    }
    return rows_close(rows, result == 0 ? err : NULL) == 0 ? result : -1;
}

/* --- answers */

void responses_free(Responses *responses)
{
    for (size_t i = 0; i < responses->count; i++) {
        free(responses->list[i].answer);
        free(responses->list[i].team);
        free(responses->list[i].wording);
        free(responses->list[i].reason);
    }
    free(responses->list);
    *responses = (Responses){0};
}

static void take_response(Responses *responses, Rows *rows)
{
    responses->list =
        mem_grow(responses->list, &responses->room, responses->count + 1, sizeof *responses->list);
    responses->list[responses->count++] = (Response){.id = id_read(rows_text(rows, 0)),
                                                     .answer = mem_copy_text(rows_text(rows, 1)),
                                                     .version = (int)rows_number(rows, 2),
                                                     .session = rows_number(rows, 3),
                                                     .team = mem_copy_text(rows_text(rows, 4)),
                                                     .table = (int)rows_number(rows, 5),
                                                     .wording = mem_copy_text(rows_text(rows, 6)),
                                                     .reason = mem_copy_text(rows_text(rows, 7)),
                                                     .is_quotable = rows_number(rows, 8) != 0,
                                                     .at = rows_number(rows, 9),
                                                     .elapsed = rows_number(rows, 10)};
}

/* Which answers are asked for: of one session, or of all but rehearsals. */
#define OF "(CASE WHEN ?2 IS NULL THEN s.rehearsal = 0 ELSE s.n = (SELECT n FROM thing WHERE id = ?2) END)"

int finding_list_responses(Store *store, const char *finding, const char *session, Responses *responses,
                           Err *err)
{
    static const char sql[] = "SELECT v.id, v.answer, v.version, s.number, v.team, v.\"table\", v.wording, "
                              "v.reason, NOT EXISTS(SELECT 1 FROM any_note q "
                              "WHERE q.id IN (v.wording_note, v.reason_note) AND q.quotable = 0), r.at, "
                              "v.elapsed_ms FROM any_response v JOIN response r "
                              "ON r.n = v.n JOIN session s ON s.n = r.session WHERE v.finding = ?1 AND " OF
                              " ORDER BY s.at, s.number, v.elapsed_ms, v.hlc";
    static const char all_sql[] =
        "SELECT count(*) FROM response r JOIN thing f ON f.n = r.finding JOIN session s ON s.n = r.session "
        "WHERE f.id = ?1 AND " OF;
    static const char dissent_sql[] =
        "SELECT count(*) FROM card c JOIN thing f ON f.n = c.finding JOIN any_seen d ON d.n = c.note "
        "JOIN session s ON s.n = d.session WHERE f.id = ?1 AND d.kind = 'dissent' AND " OF;
    responses_free(responses);
    Rows *rows = rows_open(store, err, sql, "tt", finding, session);
    while (rows_next(rows))
        take_response(responses, rows);
    if (rows_close(rows, err) != 0)
        return -1;
    int64_t all = rows_find_number(store, 0, all_sql, "tt", finding, session);
    responses->left_out = all > (int64_t)responses->count ? (size_t)all - responses->count : 0;
    responses->dissent = (size_t)rows_find_number(store, 0, dissent_sql, "tt", finding, session);
    return 0;
}

int finding_find_response(Store *store, const char *finding, const char *word, Id *id, Err *err)
{
    Responses responses = {0};
    char *end;
    unsigned long number = strtoul(word, &end, 10);
    bool is_number = *word >= '0' && *word <= '9' && !*end, is_there = false;
    int result = finding_list_responses(store, finding, NULL, &responses, err);
    for (size_t i = 0; i < responses.count && !is_there; i++)
        if (is_number ? i + 1 == number : strcmp(responses.list[i].id.text, word) == 0) {
            is_there = true;
            *id = responses.list[i].id;
        }
    responses_free(&responses);
    if (result == 0 && !is_there)
        result = err_set(err, ERR_REFUSED, "the finding has no response %s; `rir finding show` numbers them",
                         word);
    return result;
}

/* --- in a session */

bool finding_find_up(const Session *session, Id *id, int *version)
{
    static const char sql[] =
        "SELECT number FROM finding_version v JOIN thing t ON t.n = v.finding WHERE t.id = ?1 AND key = ?2";
    const State *state = session->state;
    if (!state->finding)
        return false;
    if (id)
        *id = id_read(state->finding);
    if (version)
        *version =
            (int)rows_find_number(session->store, 0, sql, "tt", state->finding, state->finding_version);
    return true;
}
