/* SPDX-License-Identifier: MIT */
/* Findings by teams. */
#include "rir/concordance.h"

#include <stdlib.h>
#include <string.h>

#include "rir/mem.h"
#include "rir/rows.h"

static const char *const names[] = {
    [CONCORDANCE_NOT_ASKED] = "not asked",   [CONCORDANCE_NO_ANSWER] = "no answer",
    [CONCORDANCE_RECOGNISED] = "recognised", [CONCORDANCE_AMENDED] = "amended",
    [CONCORDANCE_CHALLENGED] = "challenged", [CONCORDANCE_ADDED] = "added",
    [CONCORDANCE_MIXED] = "mixed",
};

const char *concordance_name_state(ConcordanceState state)
{
    return names[state];
}

/* --- rows and columns */

static int read_findings(Store *store, bool for_others, Concordance *concordance, Err *err)
{
    static const char sql[] =
        "SELECT v.finding, v.label, CASE WHEN ?1 = 0 OR v.is_own OR EXISTS(SELECT 1 FROM response r JOIN "
        "thing t ON t.n = r.n JOIN "
        "any_shared h ON h.n = r.wording WHERE t.id = v.response) THEN v.text END, v.status, v.version FROM "
        "any_finding_version v JOIN "
        "any_finding_label l ON l.n = v.n WHERE v.is_current ORDER BY l.number, v.label";
    Rows *rows = rows_open(store, err, sql, "i", (int64_t)for_others);
    while (rows_next(rows)) {
        concordance->findings = mem_grow(concordance->findings, &concordance->finding_room,
                                         concordance->finding_count + 1, sizeof *concordance->findings);
        concordance->findings[concordance->finding_count++] =
            (ConcordanceFinding){.id = id_read(rows_text(rows, 0)),
                                 .label = mem_copy_text(rows_text(rows, 1)),
                                 .text = mem_copy_text(rows_text(rows, 2)),
                                 .status = mem_copy_text(rows_text(rows, 3)),
                                 .version = (int)rows_number(rows, 4)};
    }
    return rows_close(rows, err);
}

/* Sessions that count, each with its team, and what was shown in them: brought up, or answered. */
#define TEAMS                                                                                                \
    "WITH team(session, name, at, number) AS (SELECT n, coalesce(nullif(team, ''), 'session ' || number), "  \
    "at, number FROM session "                                                                               \
    "WHERE rehearsal = 0), shown(finding, session) AS (SELECT t.id, m.session FROM moment m JOIN thing t "   \
    "ON t.id = m.value WHERE "                                                                               \
    "m.kind = 'finding' UNION SELECT t.id, r.session FROM response r JOIN thing t ON t.n = r.finding) "

static int read_teams(Store *store, Concordance *concordance, Err *err)
{
    static const char sql[] = TEAMS
        "SELECT team.name FROM team JOIN shown ON shown.session = team.session GROUP BY team.name ORDER BY "
        "min(team.at), min(team.number), team.name";
    Rows *rows = rows_open(store, err, sql, "");
    while (rows_next(rows)) {
        concordance->teams = mem_grow(concordance->teams, &concordance->team_room,
                                      concordance->team_count + 1, sizeof *concordance->teams);
        concordance->teams[concordance->team_count++] = mem_copy_text(rows_text(rows, 0));
    }
    return rows_close(rows, err);
}

static ConcordanceCell *find_cell(const Concordance *concordance, const char *finding, const char *team)
{
    for (size_t f = 0; f < concordance->finding_count; f++)
        for (size_t t = 0;
             t < concordance->team_count && strcmp(concordance->findings[f].id.text, finding) == 0; t++)
            if (strcmp(concordance->teams[t], team) == 0)
                return &concordance->cells[f * concordance->team_count + t];
    return NULL;
}

/* --- cells */

static ConcordanceState find_state(const char *answer)
{
    for (ConcordanceState state = CONCORDANCE_RECOGNISED; state <= CONCORDANCE_ADDED; state++)
        if (strcmp(names[state], answer) == 0)
            return state;
    return CONCORDANCE_NO_ANSWER;
}

static void add_voices(ConcordanceCell *cell, ConcordanceState state, int version, size_t voices)
{
    cell->counts = mem_grow(cell->counts, &cell->room, cell->count + 1, sizeof *cell->counts);
    cell->counts[cell->count++] = (ConcordanceCount){state, version, voices};
}

static int read_shown(Store *store, Concordance *concordance, Err *err)
{
    static const char sql[] =
        TEAMS "SELECT DISTINCT shown.finding, team.name FROM shown JOIN team ON team.session = shown.session";
    Rows *rows = rows_open(store, err, sql, "");
    while (rows_next(rows)) {
        ConcordanceCell *cell = find_cell(concordance, rows_text(rows, 0), rows_text(rows, 1));
        if (cell)
            cell->state = CONCORDANCE_NO_ANSWER;
    }
    return rows_close(rows, err);
}

static int read_voices(Store *store, Concordance *concordance, Err *err)
{
    static const char sql[] = "WITH voice AS (SELECT finding, team, answer, version, row_number() OVER "
                              "(PARTITION BY finding, session, coalesce(\"table\", 0), "
                              "answer = 'added' ORDER BY hlc DESC, id DESC) AS back FROM any_response WHERE "
                              "rehearsal = 0) SELECT finding, team, answer, "
                              "coalesce(version, 0), count(*) FROM voice WHERE back = 1 GROUP BY 1, 2, 3, 4 "
                              "ORDER BY instr('recognised amended challenged "
                              "added', answer), 4";
    Rows *rows = rows_open(store, err, sql, "");
    while (rows_next(rows)) {
        ConcordanceCell *cell = find_cell(concordance, rows_text(rows, 0), rows_text(rows, 1));
        ConcordanceState state = find_state(rows_text(rows, 2));
        if (cell && state != CONCORDANCE_NO_ANSWER)
            add_voices(cell, state, (int)rows_number(rows, 3), (size_t)rows_number(rows, 4));
    }
    return rows_close(rows, err);
}

static int read_dissent(Store *store, Concordance *concordance, Err *err)
{
    static const char sql[] = TEAMS
        "SELECT f.id, team.name, count(*) FROM card c JOIN any_seen d ON d.n = c.note JOIN thing f ON f.n = "
        "c.finding JOIN team ON team.session = d.session WHERE d.kind = 'dissent' GROUP BY 1, 2";
    Rows *rows = rows_open(store, err, sql, "");
    while (rows_next(rows)) {
        ConcordanceCell *cell = find_cell(concordance, rows_text(rows, 0), rows_text(rows, 1));
        if (cell)
            cell->dissent = (size_t)rows_number(rows, 2);
    }
    return rows_close(rows, err);
}

static int read_left_out(Store *store, Concordance *concordance, Err *err)
{
    static const char sql[] =
        TEAMS "SELECT f.id, team.name, count(*) FROM response r JOIN thing f ON f.n = r.finding JOIN team ON "
              "team.session = r.session WHERE NOT EXISTS(SELECT 1 FROM any_response v WHERE v.n = r.n) GROUP "
              "BY 1, 2";
    Rows *rows = rows_open(store, err, sql, "");
    while (rows_next(rows)) {
        ConcordanceCell *cell = find_cell(concordance, rows_text(rows, 0), rows_text(rows, 1));
        if (cell)
            cell->left_out = (size_t)rows_number(rows, 2);
    }
    return rows_close(rows, err);
}

size_t concordance_count(const ConcordanceCell *cell, ConcordanceState state)
{
    size_t voices = 0;
    for (size_t i = 0; i < cell->count; i++)
        voices += cell->counts[i].state == state ? cell->counts[i].voices : 0;
    return voices;
}

static void settle(ConcordanceCell *cell)
{
    size_t kinds = 0;
    for (ConcordanceState state = CONCORDANCE_RECOGNISED; state <= CONCORDANCE_CHALLENGED; state++)
        if (concordance_count(cell, state)) {
            cell->state = kinds++ ? CONCORDANCE_MIXED : state;
        }
    if (kinds == 0 && concordance_count(cell, CONCORDANCE_ADDED))
        cell->state = CONCORDANCE_ADDED;
}

/* --- the whole */

int concordance_read(Store *store, bool for_others, Concordance *concordance, Err *err)
{
    *concordance = (Concordance){.finding_count = 0};
    if (read_findings(store, for_others, concordance, err) != 0 || read_teams(store, concordance, err) != 0)
        return -1;
    size_t count = concordance->finding_count * concordance->team_count;
    concordance->cells = mem_new((count + 1) * sizeof *concordance->cells);
    if (read_shown(store, concordance, err) != 0 || read_voices(store, concordance, err) != 0 ||
        read_dissent(store, concordance, err) != 0 || read_left_out(store, concordance, err) != 0)
        return -1;
    for (size_t i = 0; i < count; i++)
        settle(&concordance->cells[i]);
    return 0;
}

void concordance_free(Concordance *concordance)
{
    for (size_t i = 0; concordance->cells && i < concordance->finding_count * concordance->team_count; i++)
        free(concordance->cells[i].counts);
    for (size_t i = 0; i < concordance->finding_count; i++) {
        free(concordance->findings[i].label);
        free(concordance->findings[i].text);
        free(concordance->findings[i].status);
    }
    for (size_t i = 0; i < concordance->team_count; i++)
        free(concordance->teams[i]);
    free(concordance->findings);
    free(concordance->teams);
    free(concordance->cells);
    *concordance = (Concordance){.finding_count = 0};
}

/* --- in words */

static void add_version(Str *out, int version)
{
    if (version)
        str_add_format(out, " v%d", version);
}

void concordance_add_cell(Str *out, const ConcordanceCell *cell)
{
    const char *between = "";
    bool is_mixed = cell->state == CONCORDANCE_MIXED;
    if (cell->state <= CONCORDANCE_NO_ANSWER || is_mixed)
        str_add_format(out, "%s%s", names[cell->state], is_mixed ? ": " : "");
    for (size_t i = 0; i < cell->count; i++) {
        const ConcordanceCount *said = &cell->counts[i];
        bool is_beside = said->state == CONCORDANCE_ADDED && cell->state != CONCORDANCE_ADDED;
        str_add(out, is_beside ? "; " : between);
        if (is_mixed || is_beside)
            str_add_format(out, "%zu %s", said->voices, names[said->state]);
        else
            str_add(out, names[said->state]);
        add_version(out, said->version);
        if (!is_mixed && !is_beside && said->voices > 1)
            str_add_format(out, " (%zu)", said->voices);
        between = ", ";
    }
    if (cell->dissent)
        str_add_format(out, "; %zu dissent", cell->dissent);
    if (cell->left_out)
        str_add_format(out, "; %zu left out", cell->left_out);
}
