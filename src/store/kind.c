/* SPDX-License-Identifier: MIT */
/* The one table of event kinds: name, version, and the SQL or function that projects it. It feeds apply,
 * rebuild, exchange and doc/schema.md. */
#include <string.h>

#include "apply.h"
#include "kind.h"
#include "rir/event.h"

/* Parameters of every statement: ?1 entity, ?2 body, ?3 session, ?4 person, ?5 at, ?6 tz, ?7 author, ?8
 * hlc. */

/* An act that is written again without its words keeps its place among the others. */
#define ORDER "coalesce(?2->>'$.order', ?8)"

#define MOMENT(name)                                                                                         \
    "INSERT OR REPLACE INTO moment(n, session, kind, at, elapsed, hlc, value, detail, about) VALUES(?1, "    \
    "?3, '" name "', coalesce(?2->>'$.at', ?5), coalesce(?2->>'$.elapsed', 0), " ORDER                       \
    ", ?2->>'$.value', ?2->>'$.detail', coalesce(?2->>'$.about', 0))"

static const char study_set[] = "INSERT OR REPLACE INTO study(n, title, about, small_cell, outside, "
                                "round_months) VALUES(?1, coalesce(?2->>'$.title', ''), ?2->>'$.about', "
                                "?2->>'$.small_cell', ?2->>'$.outside', ?2->>'$.round_months')";
static const char person_set[] =
    "INSERT OR REPLACE INTO person(n, pseudonym, relationship, approach, role, level, \"group\", "
    "organisation, team, place, about, rehearsal) VALUES(?1, coalesce(?2->>'$.pseudonym', ''), "
    "?2->>'$.relationship', ?2->>'$.approach', ?2->>'$.role', ?2->>'$.level', ?2->>'$.group', "
    "?2->>'$.organisation', ?2->>'$.team', ?2->>'$.place', ?2->>'$.about', coalesce(?2->>'$.rehearsal', 0))";
static const char session_end[] = "UPDATE session SET ended = coalesce(?2->>'$.at', ?5), "
                                  "ended_elapsed = ?2->>'$.elapsed' WHERE n = ?1";
static const char sitting_start[] =
    "INSERT OR REPLACE INTO sitting(n, session, number, at, tz, boot_id, boot, elapsed, gap) VALUES(?1, ?3, "
    "coalesce(?2->>'$.number', 1), coalesce(?2->>'$.at', ?5), ?6, coalesce(?2->>'$.boot_id', ''), "
    "coalesce(?2->>'$.boot', 0), coalesce(?2->>'$.elapsed', 0), ?2->>'$.gap')";
static const char sitting_stop[] =
    "UPDATE sitting SET stop_at = coalesce(?2->>'$.at', ?5), stop_elapsed = ?2->>'$.elapsed', why = "
    "?2->>'$.why' WHERE n = ?1";
static const char question_ask[] =
    "INSERT OR REPLACE INTO question_added(n, session, id, text, topic, at, elapsed) VALUES(?1, ?3, "
    "coalesce(?2->>'$.question', ''), coalesce(?2->>'$.text', ''), coalesce(?2->>'$.topic', ''), "
    "coalesce(?2->>'$.at', ?5), coalesce(?2->>'$.elapsed', 0))";
static const char question_cover[] =
    "INSERT OR REPLACE INTO question_state(n, session, question, state, why, at, hlc) VALUES(?1, ?3, "
    "coalesce(?2->>'$.question', ''), coalesce(?2->>'$.state', ''), ?2->>'$.why', coalesce(?2->>'$.at', "
    "?5), " ORDER ")";
static const char probe_forget[] = "DELETE FROM probe_used WHERE n = ?1";
static const char probe_use[] =
    "INSERT INTO probe_used(n, session, question, probe, at) SELECT ?1, ?3, coalesce(?2->>'$.question', ''), "
    "coalesce(?2->>'$.probe', 0), coalesce(?2->>'$.at', ?5) WHERE coalesce(?2->>'$.used', 1)";
static const char note_strike[] = "UPDATE note SET hidden = hidden | 1 WHERE n = ?1";
static const char question_strike[] = "DELETE FROM question_added WHERE n = ?1";
static const char moment_strike[] = "DELETE FROM moment WHERE n = ?1";
static const char state_strike[] = "DELETE FROM question_state WHERE n = ?1";
static const char answer_strike[] = "DELETE FROM consent_answer WHERE n = ?1";
static const char response_strike[] = "UPDATE response SET hidden = hidden | 1 WHERE n = ?1";
static const char merge_strike[] = "DELETE FROM card_merge WHERE n = ?1";
static const char move_strike[] = "DELETE FROM card_move WHERE n = ?1";
static const char name_strike[] = "DELETE FROM cluster_name WHERE n = ?1";
static const char said_strike[] = "DELETE FROM recommendation_said WHERE n = ?1";
static const char ballot_strike[] = "DELETE FROM ballot WHERE n = ?1";
static const char choice_strike[] = "DELETE FROM ballot_choice WHERE ballot = ?1";
static const char sheet_strike[] = "DELETE FROM rating_sheet WHERE n = ?1";
static const char rating_strike[] = "DELETE FROM rating WHERE sheet = ?1";
static const char document_set[] =
    "INSERT INTO document(n, number, title, author, organisation, type, date, version, audience, purpose, "
    "provenance, confidentiality, scope, why, by, at, hlc) VALUES(?1, coalesce(?2->>'$.number', 0), "
    "coalesce(?2->>'$.title', ''), ?2->>'$.author', ?2->>'$.organisation', ?2->>'$.type', ?2->>'$.date', "
    "?2->>'$.version', ?2->>'$.audience', ?2->>'$.purpose', ?2->>'$.provenance', ?2->>'$.confidentiality', "
    "?2->>'$.scope', ?2->>'$.why', ?7, ?5, ?8) ON CONFLICT(n) DO UPDATE SET title = excluded.title, author = "
    "excluded.author, organisation = excluded.organisation, type = excluded.type, date = excluded.date, "
    "version = excluded.version, audience = excluded.audience, purpose = excluded.purpose, provenance = "
    "excluded.provenance, confidentiality = excluded.confidentiality, scope = excluded.scope, why = "
    "excluded.why";
static const char consent_answer[] =
    "INSERT OR REPLACE INTO consent_answer(n, person, item, answer, how, session, at, hlc, scope) SELECT ?1, "
    "?4, "
    "coalesce(?2->>'$.item', ''), coalesce(?2->>'$.answer', ''), ?2->>'$.how', ?3, coalesce(?2->>'$.at', "
    "?5), " ORDER ", "
    "CASE WHEN ?2->>'$.rehearsal' THEN coalesce(?3, 0) ELSE 0 END WHERE ?4 IS NOT NULL";
static const char summary_set[] =
    "INSERT OR REPLACE INTO summary(n, session, field_note, themes, got, missed, salient, next, at, author) "
    "SELECT ?1, ?3, ?2->>'$.field_note', ?2->>'$.themes', ?2->>'$.got', ?2->>'$.missed', ?2->>'$.salient', "
    "?2->>'$.next', ?5, ?7 WHERE ?3 IS NOT NULL";

#define TIMES "at, elapsed"

static const Kind kinds[] = {
    {{"study.set", 1, "title, about, small_cell, outside, round_months",
      "the study's title, what it is about, how small a group is not named, "
      "how many ratings outside the region are no agreement, and how many months lie between maturity "
      "rounds"},
     KIND_EDITS,
     {study_set},
     NULL},
    {{"guide.keep", 1, "name, text", "the very text of a guide, kept with the study"},
     0,
     {NULL},
     apply_guide_keep},
    {{"person.set", 1,
      "pseudonym, relationship, approach, role, level, group, organisation, team, place, about, rehearsal",
      "a participant, by pseudonym"},
     KIND_EDITS,
     {person_set},
     NULL},
    {{"session.set", 1,
      "number, kind, guide, title, researcher, mode, setting, others, interpreter, pilot, place, "
      "team, rehearsal, paper, part_of, minutes, at, tz, people[], late[]",
      "a session and who takes part"},
     KIND_EDITS,
     {NULL},
     apply_session_set},
    {{"session.end", 1, TIMES, "the session is over"}, KIND_LAST, {session_end}, NULL},
    {{"sitting.start", 1, "number, at, boot, boot_id, elapsed, gap",
      "a sitting begins; the wall clock is read once"},
     0,
     {sitting_start},
     NULL},
    {{"sitting.stop", 1, TIMES ", why (adjourn, end, left)", "a sitting is over"},
     KIND_LAST,
     {sitting_stop},
     NULL},
    {{"session.go", 1, "value (question, or topic:ID), " TIMES, "the conversation moved to a question"},
     KIND_STEP,
     {MOMENT("go")},
     NULL},
    {{"session.pause", 1, "value (why), " TIMES ", order", "the clock stands"},
     KIND_STEP,
     {MOMENT("pause")},
     NULL},
    {{"session.resume", 1, TIMES, "the clock runs again"}, KIND_STEP, {MOMENT("resume")}, NULL},
    {{"session.phase", 1, "value (opening, main, closing, after), " TIMES, "the phase changed"},
     KIND_STEP,
     {MOMENT("phase")},
     NULL},
    {{"session.mark", 1, "value (label), " TIMES ", order",
      "a recorder was started: its time counts from here"},
     KIND_STEP,
     {MOMENT("mark")},
     NULL},
    {{"session.until", 1, "value (wall ms), " TIMES, "the end was moved; must-asks are planned anew"},
     KIND_STEP,
     {MOMENT("until")},
     NULL},
    {{"session.off", 1, "value (session ms from which), detail (keep), " TIMES, "off the record"},
     KIND_STEP,
     {MOMENT("off")},
     NULL},
    {{"session.on", 1, TIMES, "on the record again"}, KIND_STEP, {MOMENT("on")}, NULL},
    {{"session.speaker", 1, "value (person or seat), " TIMES, "who speaks from now on"},
     KIND_STEP,
     {MOMENT("speaker")},
     NULL},
    {{"session.arrive", 1, "value (person), detail (seat), about, " TIMES, "someone came"},
     KIND_STEP,
     {MOMENT("arrive")},
     NULL},
    {{"session.depart", 1, "value (person), about, " TIMES, "someone left"},
     KIND_STEP,
     {MOMENT("depart")},
     NULL},
    {{"session.say", 1, "value (topic or question), " TIMES, "a text was read out"},
     KIND_STEP,
     {MOMENT("say")},
     NULL},
    {{"session.photo", 1, "value (file name), detail (caption, digest), " TIMES, "a photograph belongs here"},
     KIND_STEP,
     {MOMENT("photo")},
     NULL},
    {{"session.for", 1, "value (question), " TIMES, "the next note belongs under a question"},
     KIND_STEP,
     {MOMENT("for")},
     NULL},
    {{"session.table", 1, "value (number, none when no table), " TIMES,
      "notes come from a table from now on"},
     KIND_STEP,
     {MOMENT("table")},
     NULL},
    {{"session.finding", 1, "value (finding, none when none), detail (its version, SITE:SEQ), " TIMES,
      "a finding is up: answers and "
      "notes are about it"},
     KIND_STEP,
     {MOMENT("finding")},
     NULL},
    {{"session.matrix", 1, "value (guide), detail (its name), " TIMES,
      "a maturity matrix is kept for this session"},
     0,
     {MOMENT("matrix")},
     NULL},
    {{"session.dimension", 1, "value (none when none), " TIMES,
      "what is looked at from now on: a dimension of the matrix, or of what is observed"},
     KIND_STEP,
     {MOMENT("dimension")},
     NULL},
    {{"session.reveal", 1, "value (activity), detail (dimension), " TIMES,
      "ballots or ratings were closed and shown"},
     KIND_STEP,
     {MOMENT("reveal")},
     NULL},
    {{"session.role", 1,
      "value (complete-participant, participant-as-observer, observer-as-participant, "
      "complete-observer), " TIMES,
      "the observer's part from now on"},
     KIND_STEP,
     {MOMENT("role")},
     NULL},
    {{"session.document", 1, "value (document), " TIMES, "what is read from now on"},
     KIND_STEP,
     {MOMENT("document")},
     NULL},
    {{"session.page", 1, "value (as typed), " TIMES, "where in the document extracts come from"},
     KIND_STEP,
     {MOMENT("page")},
     NULL},
    {{"session.seat", 1, "value (person), detail (seat), " TIMES, "someone sits in another seat"},
     KIND_STEP,
     {MOMENT("seat")},
     NULL},
    {{"session.sit", 1, "value (person), detail (table), " TIMES, "someone sits at a table"},
     KIND_STEP,
     {MOMENT("sit")},
     NULL},
    {{"session.turn", 1, "value (person, seat or ?; none when nobody), detail (activity), " TIMES,
      "someone has the floor from now on"},
     KIND_STEP,
     {MOMENT("turn")},
     NULL},
    {{"session.offer", 1, "value (person), " TIMES, "the round comes to someone, who may speak or pass"},
     KIND_STEP,
     {MOMENT("offer")},
     NULL},
    {{"session.overlap", 1, TIMES, "several spoke at once"}, KIND_STEP, {MOMENT("overlap")}, NULL},
    {{"session.extend", 1, "value (activity), detail (ms, negative when taken away), " TIMES,
      "an activity was given more time, "
      "or less"},
     KIND_STEP,
     {MOMENT("extend")},
     NULL},
    {{"session.skip", 1, "value (activity), detail (why), " TIMES, "an activity is left out"},
     KIND_STEP,
     {MOMENT("skip")},
     NULL},
    {{"session.sheet", 1, "value (what it is called, none when from no paper), " TIMES,
      "notes are copied from a paper from now on"},
     KIND_STEP,
     {MOMENT("sheet")},
     NULL},
    {{"session.stage", 1, "value (1, 2, ...), " TIMES, "an activity came to another of its stages"},
     KIND_STEP,
     {MOMENT("stage")},
     NULL},
    {{"session.exception", 1, "value (what was not on record), " TIMES,
      "notes are taken though required consent is not on "
      "record"},
     KIND_STEP,
     {MOMENT("exception")},
     NULL},
    {{"question.ask", 1, "question, text, topic, " TIMES, "a question nobody had planned"},
     KIND_STEP,
     {question_ask},
     NULL},
    {{"question.cover", 1, "question, state (full, partly, skipped, elsewhere), why, at, order",
      "how far a question is covered"},
     KIND_STEP,
     {question_cover},
     NULL},
    {{"probe.use", 1, "question, probe (1, 2, ...), used (0: not after all), at", "a probe was used"},
     KIND_STEP,
     {probe_forget, probe_use},
     NULL},
    {{"note.set", 1,
      "kind, text, raw, question, speaker, seat, " TIMES ", tz, recorder, phase, later, about, "
      "volunteered, off, codes[id, name, valence, start, end], card[activity, stage, table, group, sheet, "
      "label, owner, due, how, "
      "dimension, page, document, jotting, finding, absent, appraisal]",
      "a note, or a new version of it"},
     KIND_EDITS | KIND_STEP,
     {NULL},
     apply_note_set},
    {{"note.strike", 1, "",
      "a note, or whatever else held words, is struck: hidden at once, erased when the "
      "session ends"},
     KIND_STEP | KIND_LAST,
     {note_strike, question_strike, moment_strike, state_strike, answer_strike, response_strike, said_strike,
      ballot_strike, choice_strike, sheet_strike, rating_strike, merge_strike, move_strike, name_strike},
     NULL},
    {{"card.merge", 1, "card, into (none: parted), how, " TIMES,
      "a card was merged into another, by consent, or parted from it; "
      "the latest holds"},
     KIND_STEP,
     {NULL},
     apply_card_merge},
    {{"card.move", 1, "card, cluster (none: to none), " TIMES,
      "a card was moved to a cluster; the latest holds"},
     KIND_STEP,
     {NULL},
     apply_card_move},
    {{"cluster.name", 1, "cluster, name, " TIMES, "a cluster has a name from now on"},
     KIND_STEP,
     {NULL},
     apply_cluster_name},
    {{"consent.answer", 1, "item, answer (yes, no), how, at, order, rehearsal",
      "a participant's answer to one item; the latest holds"},
     KIND_STEP,
     {consent_answer},
     NULL},
    {{"summary.set", 1, "field_note, themes, got, missed, salient, next",
      "the contact summary sheet of a session"},
     KIND_EDITS,
     {summary_set},
     NULL},
    {{"code.set", 1, "name, parent, definition, include, exclude, example, status, origin",
      "a code of the codebook"},
     KIND_EDITS,
     {NULL},
     apply_code_set},
    {{"finding.set", 1, "number, text, response, extracts[], theme, status (open, settled, dropped)",
      "a finding, or a new version of it"},
     KIND_EDITS,
     {NULL},
     apply_finding_set},
    {{"response.set", 1,
      "finding, version (SITE:SEQ), answer (recognised, amended, challenged, added), table, wording (note), "
      "reason (note), at, elapsed, off",
      "what a table or a team answered to a finding"},
     KIND_EDITS | KIND_STEP,
     {NULL},
     apply_response_set},
    {{"recommendation.set", 1, "number, note, text",
      "a recommendation has its label; its words are the note's"},
     KIND_EDITS | KIND_STEP,
     {NULL},
     apply_recommendation_set},
    {{"recommendation.say", 1,
      "recommendation, what (owner, horizon, level, measure, effort, support, against, status, link), "
      "value, why, finding, version",
      "something was said of a recommendation; the latest of each holds"},
     KIND_STEP,
     {NULL},
     apply_recommendation_say},
    {{"ballot.cast", 1, "activity, way (rank, dots), most, group, choices[] (cards), spoiled, paper, mixed",
      "a ballot, of no one: put into the box, or mixed with the others at the reveal"},
     KIND_STEP,
     {NULL},
     apply_ballot_cast},
    {{"rating.give", 1,
      "activity, matrix (guide), group, ratings[dimension, level (none: don't know)], paper, mixed",
      "a rating sheet, of no one"},
     KIND_STEP,
     {NULL},
     apply_rating_give},
    {{"consensus.say", 1, "activity, matrix (guide), dimension, level, evidence (note), " TIMES,
      "the level a group agreed on; the latest holds"},
     KIND_STEP,
     {NULL},
     apply_consensus_say},
    {{"document.set", 1,
      "number, title, author, organisation, type, date, version, audience, purpose, provenance, "
      "confidentiality "
      "(public, internal, confidential), scope (in, out), why",
      "a document of the register, or a new version of what is known of it"},
     KIND_EDITS,
     {document_set},
     NULL},
    {{"log.set", 1,
      "number, what (contact, meeting, memo, event, term), date, until, name, with, people[], hat, place, "
      "minutes, type, "
      "text",
      "an entry of the residency log, or a new version of it"},
     KIND_EDITS,
     {NULL},
     apply_log_set},
    {{"erase", 1, "why", "the entity's bodies were erased"}, KIND_FINAL, {NULL}, apply_erase},
    {{"undo", 1, "site, seq", "an event is as if it had not been"}, KIND_FINAL, {NULL}, NULL},
    {{"redo", 1, "site, seq", "an undone event counts again"}, KIND_FINAL, {NULL}, NULL},
};

const Kind *kind_list(size_t *count)
{
    *count = sizeof kinds / sizeof *kinds;
    return kinds;
}

const Kind *kind_find(const char *name, int ver)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].row.ver == ver && strcmp(kinds[i].row.kind, name) == 0)
            return &kinds[i];
    return NULL;
}

const EventKindRow *event_list_kinds(size_t *count)
{
    static EventKindRow rows[sizeof kinds / sizeof *kinds];
    *count = sizeof kinds / sizeof *kinds;
    for (size_t i = 0; i < *count; i++)
        rows[i] = kinds[i].row;
    return rows;
}
