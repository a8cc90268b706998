/* SPDX-License-Identifier: MIT */
/* Each plural view with its columns but n, in an order that does not depend on this file's local numbers.
 *
 * For others: notes that may not be quoted, or whose reuse was refused, go, with their codings; so do the
 * researchers' own notes, summaries and the log; free text about people and places is emptied. */
#include "views.h"

#define IN_SESSION "v.rehearsal = ?2 AND (?1 IS NULL OR v.session = ?1)"
/* A finding is the study's: of one session those that were brought up in it. */
#define BROUGHT_UP                                                                                           \
    "(?1 IS NULL AND ?2 = 0 OR EXISTS(SELECT 1 FROM moment m JOIN thing t ON t.n = m.session WHERE t.id = "  \
    "?1 AND m.kind = 'finding' AND m.value = f.finding))"
/* Words of a note in another row: all of them for the team, for others those that may be shared. */
#define SHARED(note)                                                                                         \
    "(?3 = 0 OR EXISTS(SELECT 1 FROM any_shared h JOIN thing ht ON ht.n = h.n WHERE ht.id = " note "))"
#define WORDING_NOTE                                                                                         \
    "(SELECT t.id FROM response r JOIN thing rt ON rt.n = r.n JOIN thing t ON t.n = r.wording WHERE rt.id "  \
    "= f.response)"
#define FINDING_TEXT "CASE WHEN f.is_own OR " SHARED(WORDING_NOTE) " THEN f.text END AS text"
#define EXTRACTS                                                                                             \
    "(SELECT group_concat(id, ' ') FROM (SELECT t.id AS id FROM finding_extract e JOIN any_seen s ON s.n = " \
    "e.note JOIN thing t ON t.n = e.note WHERE e.finding = f.n AND e.ord = f.ord AND " SHARED("t.id") " "    \
    "ORDER BY e.place)) AS extracts"
/* A table with one of a group at it would say whose it is. */
#define TEAM_ONLY_TABLE(row) "CASE WHEN ?3 THEN NULL ELSE " row ".\"table\" END AS \"table\""
/* For others as many must have chosen, or rated, as the study's limit says. */
#define ENOUGH_VOTES                                                                                         \
    "(?3 = 0 OR (SELECT count(*) FROM ballot b WHERE b.session = v.n AND b.activity = v.activity AND "       \
    "b.spoiled = 0 AND EXISTS(SELECT 1 FROM ballot_choice c WHERE c.ballot = b.n)) >= (SELECT least FROM "   \
    "any_cell))"
#define ENOUGH_RATINGS                                                                                       \
    "(?3 = 0 OR (SELECT count(*) FROM rating_sheet b JOIN rating r ON r.sheet = b.n WHERE b.session = v.n "  \
    "AND b.activity = v.activity AND r.dimension = v.dimension) >= (SELECT least FROM any_cell))"
#define TEAM_ONLY(column) "CASE WHEN ?3 THEN NULL ELSE v." column " END AS " column

/* Reasons are as typed, and so is whoever was named and is no participant: perhaps by name. */
#define SAFE_VALUE                                                                                           \
    "v.kind <> 'pause' AND (v.kind NOT IN ('speaker', 'arrive', 'depart') OR v.value = '?' OR EXISTS(SELECT " \
    "1 FROM person p WHERE p.pseudonym = v.value))"

static const ExportView views[] = {
    {"sessions", "team",
     "SELECT v.id, v.number, v.kind, v.guide, " TEAM_ONLY("title") ", v.started, v.ended, v.minutes, "
     "v.net_minutes, v.sitting, v.part_of, v.researcher, v.mode, " TEAM_ONLY("setting") ", "
     TEAM_ONLY("others_present") ", v.recorded, " TEAM_ONLY("interpreter") ", v.pilot, " TEAM_ONLY("place")
     ", v.people, v.state, v.planned_minutes, v.paper, v.team FROM any_session v WHERE v.rehearsal = ?2 AND "
     "(?1 IS NULL OR v.id = ?1) ORDER BY v.started, v.id"},
    {"people", "role level group organisation team",
     "SELECT v.id, v.pseudonym, " TEAM_ONLY("relationship") ", " TEAM_ONLY("approach") ", v.role, v.level, "
     "v.\"group\", v.organisation, v.team, " TEAM_ONLY("place") ", " TEAM_ONLY("about") " FROM any_person v WHERE CASE WHEN "
     "?1 IS NULL THEN v.rehearsal = 0 ELSE v.n IN (SELECT person FROM any_roster sp JOIN thing t ON t.n = "
     "sp.session WHERE t.id = ?1) END ORDER BY v.pseudonym, v.id"},
    {"notes", "text",
     "SELECT v.id, v.session, v.at, v.elapsed_ms, v.recorder_ms, v.kind, v.question, v.speaker, v.text, "
     TEAM_ONLY("raw") ", CASE WHEN ?3 OR v.tells = 0 THEN v.quotable END AS "
     "quotable, v.author, v.entered_later, v.phase, v.approximate, v.tz, v.conflict "
     "FROM any_note v JOIN note b ON b.n = v.n WHERE " IN_SESSION " AND (?3 = 0 OR " VIEWS_SHARED ") ORDER "
     "BY v.at, v.session, v.elapsed_ms, v.id"},
    {"questions", "text topic",
     "SELECT v.session, v.id, v.text, v.topic, v.must, v.emergent, v.probes, v.ord FROM any_question v WHERE "
     IN_SESSION " ORDER BY v.session, v.ord, v.id"},
    {"coverage", "=text =topic",
     "SELECT v.session, v.question, v.text, v.state, " TEAM_ONLY("why") ", v.first_at, v.probes_used, "
     "v.probes_total, v.topic, v.must, v.emergent, v.ord FROM any_coverage v WHERE " IN_SESSION " ORDER BY "
     "v.session, v.ord, v.question"},
    {"codes", "name parent definition include exclude",
     "SELECT v.id, v.name, v.parent, v.definition, v.status, v.origin, v.include, v.exclude, "
     TEAM_ONLY("example") " FROM codes v WHERE ?3 = 0 OR EXISTS(SELECT 1 FROM code WHERE n = v.n) OR EXISTS("
     "SELECT 1 FROM coding c JOIN any_shared h ON h.n = c.note WHERE c.code = v.n) ORDER BY v.name, v.id"},
    {"codings", "=code",
     "SELECT c.note, c.code, c.valence, c.start, c.\"end\", c.coder, c.at, CASE WHEN ?3 THEN v.text END AS "
     VIEWS_SECRET " FROM any_coding c JOIN any_note v ON v.n = c.n JOIN note b ON b.n = c.n WHERE " IN_SESSION
     " AND (?3 = 0 OR " VIEWS_SHARED ") ORDER BY v.at, c.note, c.start, c.code, c.coder"},
    {"consents", "",
     "SELECT v.person, v.item, v.answer, " TEAM_ONLY("how") ", v.session, v.at FROM any_consent v WHERE "
     "v.scope = CASE WHEN ?2 THEN (SELECT n FROM thing WHERE id = ?1) ELSE 0 END AND (?1 IS NULL OR v.person "
     "IN (SELECT p.pseudonym FROM any_roster sp JOIN person p ON p.n = sp.person JOIN thing t ON t.n = "
     "sp.session WHERE t.id = ?1)) ORDER BY v.person, v.item, v.at"},
    {"moments", "detail",
     "SELECT v.id, v.session, v.kind, v.at, v.elapsed_ms, CASE WHEN ?3 = 0 OR " SAFE_VALUE " THEN v.value END "
     "AS value, CASE WHEN ?3 = 0 OR v.kind <> 'skip' THEN v.detail END AS detail, v.approximate FROM "
     "any_moment v WHERE " IN_SESSION " AND (?3 = 0 OR v.kind NOT IN ('photo', 'off', 'on', 'mark', 'seat', "
     "'sit', 'turn', 'offer', 'overlap', 'table', 'sheet') AND (v.kind NOT IN ('speaker', 'arrive', 'depart') "
     "OR (SELECT kind FROM session WHERE n = (SELECT session FROM moment WHERE n = v.n)) NOT IN ('workshop', "
     "'focus-group'))) ORDER BY v.session, v.elapsed_ms, v.at, v.id"},
    {"presence", "",
     "SELECT v.session, v.person, v.\"group\", v.seat, v.\"table\", v.\"from\", v.until, v.minutes FROM "
     "any_presence v WHERE " IN_SESSION " AND ?3 = 0 ORDER BY v.session, v.from_ms, v.\"from\", v.person"},
    {"turns", "",
     "SELECT v.session, v.person, v.\"group\", v.activity, v.\"from\", v.until, v.seconds, v.overlap FROM "
     "any_turn v WHERE " IN_SESSION " AND ?3 = 0 ORDER BY v.session, v.hlc, v.\"from\", v.person"},
    {"summaries", "",
     "SELECT v.session, v.field_note, v.themes, v.got, v.missed, v.salient, v.next, v.at, v.author FROM "
     "any_summary v WHERE " IN_SESSION " AND ?3 = 0 ORDER BY v.session"},
    {"findings", "=text =theme",
     "SELECT f.finding AS id, f.label, f.version, " FINDING_TEXT ", " EXTRACTS ", f.status, f.at, f.author, "
     "f.theme, f.left_out FROM any_finding_version f JOIN any_finding_label l ON l.n = f.n WHERE "
     "f.is_current AND " BROUGHT_UP " ORDER BY l.number, f.label"},
    {"finding_versions", "text",
     "SELECT f.finding, f.label, f.version, " FINDING_TEXT ", " EXTRACTS ", f.left_out, f.response, f.at, "
     "f.author FROM any_finding_version f JOIN any_finding_label l ON l.n = f.n WHERE " BROUGHT_UP " AND NOT "
     "EXISTS(SELECT 1 FROM finding_version b WHERE b.finding = f.n AND b.number = f.version AND b.ord > "
     "f.ord) ORDER BY l.number, f.label, f.version"},
    {"responses", "=team =wording =reason",
     "SELECT r.id, r.finding, r.label, r.version, r.session, r.team, " TEAM_ONLY_TABLE("r") ", r.answer, "
     "CASE WHEN " SHARED("r.wording_note") " THEN r.wording END AS wording, CASE WHEN " SHARED("r.reason_note") " THEN "
     "r.reason END AS reason, r.wording_note, r.reason_note, r.at, r.elapsed_ms, r.author FROM any_response "
     "r WHERE r.rehearsal = ?2 AND (?1 IS NULL OR r.session = ?1) ORDER BY r.at, r.session, r.elapsed_ms, "
     "r.id"},
    {"recommendations", "=text horizon level measure effort",
     "SELECT r.id, r.label, CASE WHEN r.note IS NULL OR " SHARED("r.note") " THEN r.text END AS text, "
     "r.owner, r.horizon, r.level, r.measure, r.effort, r.support, r.against, r.dissent, r.status, "
     "r.status_at, r.findings, r.session, r.note, r.author FROM any_recommendation r WHERE r.rehearsal = ?2 "
     "AND (?1 IS NULL OR r.session = ?1) ORDER BY r.number, r.label, r.id"},
    {"recommendation_status", "",
     "SELECT x.recommendation, x.label, x.status, CASE WHEN ?3 THEN NULL ELSE x.why END AS why, x.at, "
     "x.author, x.session FROM any_recommendation_status x JOIN any_recommendation r ON r.id = "
     "x.recommendation WHERE x.rehearsal = ?2 AND (?1 IS NULL OR r.session = ?1) ORDER BY r.number, x.label, "
     "x.at, x.n"},
    {"votes", "group",
     "SELECT v.session, v.activity, v.ballot, v.\"group\", v.card, v.card_id, v.place, v.points, v.paper, "
     "v.spoiled FROM any_vote v WHERE " IN_SESSION " AND " ENOUGH_VOTES
     " ORDER BY v.session, v.activity, v.ballot, v.place, "
     "v.card, v.card_id"},
    {"ratings", "=team group",
     "SELECT v.session, v.team, v.matrix, v.matrix_digest, v.round, v.activity, v.dimension, v.sheet, "
     "v.\"group\", v.level, v.dont_know, v.paper FROM any_rating v WHERE " IN_SESSION " AND " ENOUGH_RATINGS
     " ORDER BY v.session, "
     "v.activity, v.dimension, v.sheet"},
    {"consensus", "=team =evidence",
     "SELECT v.session, v.team, v.matrix, v.matrix_digest, v.round, v.activity, v.dimension, v.level, CASE "
     "WHEN ?3 = 0 OR EXISTS(SELECT 1 FROM any_note v JOIN note b ON b.n = v.n WHERE v.id = x.note AND "
     VIEWS_SHARED ") THEN v.evidence END AS evidence, v.note, v.at FROM any_consensus v JOIN any_consensus x "
     "ON x.n = v.n AND x.activity = v.activity AND x.dimension = v.dimension WHERE " IN_SESSION " ORDER BY "
     "v.session, v.activity, v.dimension"},
    {"cards", "=text =activity stage group =cluster due how",
     "SELECT v.id, v.session, v.at, v.elapsed_ms, v.kind, v.label, v.text, v.activity, v.stage, "
     TEAM_ONLY_TABLE("v") ", v.\"group\", " TEAM_ONLY("sheet") ", v.cluster, v.merged_into, v.owner, v.due, "
     "v.how, v.about, CASE WHEN ?3 THEN 1 ELSE v.quotable END AS quotable, v.entered_later FROM any_card v "
     "JOIN note b ON b.n = v.n WHERE " IN_SESSION " AND (?3 = 0 OR " VIEWS_SHARED ") ORDER BY v.session, "
     "b.hlc, v.id"},
    {"clusters", "name",
     "SELECT v.id, v.session, v.name, v.cards FROM any_cluster v WHERE " IN_SESSION " ORDER BY v.session, "
     "v.hlc, v.id"},
    {"card_merges", "",
     "SELECT v.id, v.session, v.at, v.elapsed_ms, v.card, v.label, v.merged_into, " TEAM_ONLY("how") " FROM "
     "any_card_merge v WHERE " IN_SESSION " ORDER BY v.session, v.at, v.id"},
    {"card_moves", "=cluster",
     "SELECT v.id, v.session, v.at, v.elapsed_ms, v.card, v.label, v.cluster FROM any_card_move v WHERE "
     IN_SESSION " ORDER BY v.session, v.at, v.id"},
    {"observations", "=team",
     "SELECT v.session, v.number, " TEAM_ONLY("title") ", v.team, " TEAM_ONLY("place") ", v.started, "
     "v.researcher, v.role, v.net_minutes FROM any_observation v WHERE " IN_SESSION " ORDER BY v.started, "
     "v.session, v.role"},
    {"field_notes", "=text",
     "SELECT f.id, f.session, f.at, f.elapsed_ms, f.side, f.kind, f.dimension, f.absent, f.expands, "
     "f.expanded, f.speaker, f.text, f.entered_later, f.approximate FROM any_field_note f JOIN any_note v ON "
     "v.n = f.n JOIN note b ON b.n = f.n WHERE " IN_SESSION " AND (?3 = 0 OR " VIEWS_SHARED ") ORDER BY "
     "f.at, f.session, f.elapsed_ms, f.id"},
    {"documents", "title author organisation type audience purpose",
     "SELECT v.id, v.label, v.title, v.author, v.organisation, v.type, v.date, v.version, v.audience, "
     "v.purpose, " TEAM_ONLY("provenance") ", v.confidentiality, v.scope, " TEAM_ONLY("why") ", v.extracts, "
     TEAM_ONLY("authenticity") ", " TEAM_ONLY("credibility") ", " TEAM_ONLY("representativeness") ", "
     TEAM_ONLY("meaning") ", " TEAM_ONLY("absent") ", v.added, v.registered_by FROM documents v JOIN "
     "any_document_label l ON l.n = v.n WHERE (?3 = 0 OR v.confidentiality IS NOT 'confidential') AND (?1 IS "
     "NULL AND ?2 = 0 OR EXISTS(SELECT 1 FROM moment m JOIN thing t ON t.n = m.session WHERE t.id = ?1 AND "
     "m.kind = 'document' AND m.value = v.id)) ORDER BY l.number, v.label"},
    {"extracts", "=text page",
     "SELECT x.id, x.session, x.document, x.page, x.kind, x.question, x.text, x.absent, x.appraisal, "
     "x.quotable, x.author, x.at FROM any_extract x JOIN any_note v ON v.n = x.n JOIN note b ON b.n = x.n "
     "WHERE " IN_SESSION " AND (?3 = 0 OR " VIEWS_SHARED ") ORDER BY x.at, x.session, x.id"},
    {"log", "",
     "SELECT v.id, v.label, v.what, v.date, v.until, v.name, v.\"with\", v.hat, v.place, v.minutes, v.type, "
     "v.text, v.at, v.author FROM log v JOIN any_log_label l ON l.n = v.n WHERE ?1 IS NULL AND ?2 = 0 AND ?3 "
     "= 0 ORDER BY coalesce(v.date, ''), l.number, v.label"},
    {"events", "",
     "SELECT v.site, v.seq, v.at, v.author, v.kind, v.entity, v.session, v.person, v.erased FROM any_event v "
     "WHERE ?3 = 0 AND v.rehearsal = ?2 AND (?1 IS NULL OR ?1 IN (v.session, v.entity)) ORDER BY v.site, "
     "v.seq"},
};
#define VIEW_COUNT (sizeof views / sizeof *views)

const ExportView *views_list(size_t *count)
{
    *count = VIEW_COUNT;
    return views;
}

const char *export_find_view(size_t n)
{
    return n < VIEW_COUNT ? views[n].name : NULL;
}

Rows *views_open(Store *store, const ExportView *view, const ExportChoice *choice, Err *err)
{
    return rows_open(store, err, view->sql, "tii", choice->session, (int64_t)choice->rehearsal,
                     (int64_t)(choice->audience == EXPORT_OTHERS));
}
