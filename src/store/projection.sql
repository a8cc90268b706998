-- SPDX-License-Identifier: MIT
-- The projection: what the log amounts to. It can be dropped and made again; doc/schema.md explains it.
-- n is thing.n. Times are wall ms UTC, spans are ms of session time. Ids that people give (questions, consent
-- items) are text.

CREATE TABLE study(
  n INTEGER PRIMARY KEY, title TEXT NOT NULL, about TEXT,
  small_cell INTEGER,                         -- smaller groups are not named; NULL: not said
  -- that many ratings outside the region are no agreement; NULL: not said
  outside INTEGER,
  round_months INTEGER                        -- from one maturity round of a team to its next; NULL: not said
) STRICT;

CREATE TABLE guide(
  n INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL,
    minutes INTEGER NOT NULL,
  digest TEXT NOT NULL, text TEXT NOT NULL
) STRICT;
CREATE TABLE guide_topic(
  guide INTEGER NOT NULL, ord INTEGER NOT NULL, id TEXT NOT NULL, title TEXT NOT NULL, PRIMARY KEY(guide, ord)
) STRICT, WITHOUT ROWID;
CREATE TABLE guide_question(
  guide INTEGER NOT NULL, ord INTEGER NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL, topic TEXT NOT NULL,
  must INTEGER NOT NULL, probes INTEGER NOT NULL, PRIMARY KEY(guide, ord)
) STRICT, WITHOUT ROWID;
CREATE TABLE guide_consent(
  guide INTEGER NOT NULL, ord INTEGER NOT NULL, item TEXT NOT NULL, text TEXT NOT NULL,
    required INTEGER NOT NULL,
  PRIMARY KEY(guide, ord)
) STRICT, WITHOUT ROWID;

CREATE TABLE person(
  n INTEGER PRIMARY KEY, pseudonym TEXT NOT NULL, relationship TEXT, approach TEXT, role TEXT, level TEXT,
  "group" TEXT, organisation TEXT, team TEXT, place TEXT, about TEXT,
  rehearsal INTEGER NOT NULL                  -- made up for rehearsals
) STRICT;
CREATE INDEX person_pseudonym ON person(pseudonym);

CREATE TABLE session(
  n INTEGER PRIMARY KEY, number INTEGER NOT NULL, kind TEXT NOT NULL, guide INTEGER, title TEXT NOT NULL,
  researcher TEXT NOT NULL, mode TEXT, setting TEXT, others TEXT, interpreter TEXT, place TEXT,
  team TEXT,                                  -- whose workshop, focus group or meeting it is
  pilot INTEGER NOT NULL, rehearsal INTEGER NOT NULL, paper INTEGER NOT NULL, part_of INTEGER,
  minutes INTEGER NOT NULL,                   -- planned
  at INTEGER NOT NULL, tz INTEGER NOT NULL,   -- when it began, or the day it is said to have been held
  ended INTEGER, ended_elapsed INTEGER
) STRICT;
CREATE INDEX session_at ON session(at);
CREATE TABLE session_person(
  session INTEGER NOT NULL, person INTEGER NOT NULL, ord INTEGER NOT NULL,
  late INTEGER NOT NULL,                      -- expected later: counts from the arrival on
  PRIMARY KEY(session, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_person_person ON session_person(person);

CREATE TABLE sitting(
  n INTEGER PRIMARY KEY, session INTEGER NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL,
  tz INTEGER NOT NULL, boot_id TEXT NOT NULL, boot INTEGER NOT NULL, elapsed INTEGER NOT NULL,
  -- ms without rir since the sitting before broke off; NULL: no break
  gap INTEGER,
  stop_at INTEGER, stop_elapsed INTEGER, why TEXT -- adjourn, end; NULL: runs, or broke off
) STRICT;
CREATE INDEX sitting_session ON sitting(session, number);

-- What happened in the course of a session beside notes: go, pause, resume, phase, mark, until, off, on,
-- speaker, arrive, depart, say, photo, for, exception, table, sheet, stage, seat, sit, turn, offer, overlap,
-- extend, skip, finding, matrix, dimension, reveal.
CREATE TABLE moment(
  n INTEGER PRIMARY KEY, session INTEGER NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL,
    elapsed INTEGER NOT NULL,
  hlc INTEGER NOT NULL, value TEXT, detail TEXT, about INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX moment_session ON moment(session, kind, hlc);

-- Questions nobody had planned.
CREATE TABLE question_added(
  n INTEGER PRIMARY KEY, session INTEGER NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL, topic TEXT NOT NULL,
  at INTEGER NOT NULL, elapsed INTEGER NOT NULL
) STRICT;
CREATE INDEX question_added_session ON question_added(session);
-- What the researcher said of a question's coverage: the latest holds; without a row it follows from notes
-- and probes.
CREATE TABLE question_state(
  n INTEGER PRIMARY KEY, session INTEGER NOT NULL, question TEXT NOT NULL, state TEXT NOT NULL, why TEXT,
  at INTEGER NOT NULL, hlc INTEGER NOT NULL
) STRICT;
CREATE INDEX question_state_session ON question_state(session, question, hlc);
CREATE TABLE probe_used(
  n INTEGER PRIMARY KEY, session INTEGER NOT NULL, question TEXT NOT NULL, probe INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX probe_used_session ON probe_used(session, question);

CREATE TABLE note(
  n INTEGER PRIMARY KEY, session INTEGER NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, raw TEXT NOT NULL,
  question TEXT, speaker INTEGER,             -- person.n; NULL: the session's only participant, if it has one
  seat TEXT,                                  -- a speaker who is no known participant: `3`, `?`
  at INTEGER NOT NULL, tz INTEGER NOT NULL, elapsed INTEGER NOT NULL, recorder INTEGER, phase TEXT,
  author TEXT NOT NULL, hlc INTEGER NOT NULL, -- of its first event
  later INTEGER NOT NULL,                     -- entered later, from paper or memory
  about INTEGER NOT NULL,                     -- its time is approximate
  volunteered INTEGER NOT NULL,               -- filed under a question before that was asked
  hidden INTEGER NOT NULL,                    -- 0 shown; 1 struck, 2 off the record and kept apart (bits)
  heads INTEGER NOT NULL                      -- more than 1: edits that did not see each other, in note_head
) STRICT;
CREATE INDEX note_session ON note(session, elapsed, hlc);
CREATE INDEX note_hidden ON note(session) WHERE hidden > 0;
CREATE INDEX note_speaker ON note(speaker) WHERE speaker IS NOT NULL;
-- What is to be returned to, which home lists. Kinds are compared one by one: for IN each note that is saved
-- would make a list first. What reads by this index asks in the same words.
CREATE INDEX note_promised ON note(session)
  WHERE (kind = 'follow-up' OR kind = 'action' OR kind = 'parked') AND hidden = 0;
-- The versions of a note in conflict; no rows for a note with one head.
CREATE TABLE note_head(
  note INTEGER NOT NULL, site TEXT NOT NULL, seq INTEGER NOT NULL, author TEXT NOT NULL, at INTEGER NOT NULL,
  kind TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY(note, site, seq)
) STRICT, WITHOUT ROWID;
-- What more is known of a note than where it was typed: a card of a workshop, a jotting, an extract of a
-- document. No row for a note with nothing more.
CREATE TABLE card(
  note INTEGER PRIMARY KEY, session INTEGER NOT NULL,
  activity TEXT, stage TEXT,                  -- topic of the guide, and its stage
  "table" INTEGER, "group" TEXT,              -- the stakeholder group it comes from, when no one is named
  sheet TEXT,                                 -- the paper it was copied from
  label TEXT,                                 -- A, B, ... of an idea, D1 of a decision: given once, kept
  owner TEXT, due TEXT, how TEXT,             -- of an action, a parked thing; how a decision was made
  dimension TEXT,                             -- of an observation: space, actor, ...
  page TEXT, document INTEGER,                -- of an extract
  jotting INTEGER,                            -- the note that this one expands; itself: full as it stands
  finding INTEGER,                            -- what it is said about
  absent INTEGER,                             -- 1: what did not happen, or what a document does not say
  -- of a document: authenticity, credibility, representativeness, meaning
  appraisal TEXT
) STRICT;
CREATE INDEX card_session ON card(session, label);
CREATE INDEX card_jotting ON card(jotting) WHERE jotting IS NOT NULL;
CREATE INDEX card_document ON card(document) WHERE document IS NOT NULL;
CREATE INDEX card_finding ON card(finding) WHERE finding IS NOT NULL;
-- A card was merged into another, or parted from it again; it was moved to a cluster; a cluster was named.
-- The latest of each holds, the others are its history.
CREATE TABLE card_merge(
  n INTEGER PRIMARY KEY, session INTEGER NOT NULL, card INTEGER NOT NULL,
  target INTEGER,                             -- NULL: parted
  how TEXT,                                   -- how it was agreed
  at INTEGER NOT NULL, elapsed INTEGER NOT NULL, hlc INTEGER NOT NULL
) STRICT;
CREATE INDEX card_merge_card ON card_merge(card, hlc);
CREATE INDEX card_merge_session ON card_merge(session);
CREATE TABLE card_move(
  n INTEGER PRIMARY KEY, session INTEGER NOT NULL, card INTEGER NOT NULL,
  cluster INTEGER,                            -- NULL: to none
  at INTEGER NOT NULL, elapsed INTEGER NOT NULL, hlc INTEGER NOT NULL
) STRICT;
CREATE INDEX card_move_card ON card_move(card, hlc);
CREATE INDEX card_move_session ON card_move(session);
CREATE TABLE cluster_name(
  n INTEGER PRIMARY KEY, session INTEGER NOT NULL, cluster INTEGER NOT NULL, name TEXT NOT NULL,
  at INTEGER NOT NULL, elapsed INTEGER NOT NULL, hlc INTEGER NOT NULL
) STRICT;
CREATE INDEX cluster_name_cluster ON cluster_name(cluster, hlc);
CREATE INDEX cluster_name_session ON cluster_name(session);
-- Findings: what the researchers take the data to say, brought to team after team. Each version is kept, for
-- a team answers the one it saw. Words of participants are not in it: extracts are notes, and the wording of
-- an accepted amendment is the response's.
CREATE TABLE finding(
  n INTEGER PRIMARY KEY, number INTEGER NOT NULL, -- F1, F2, ... as given when it was made
  hlc INTEGER NOT NULL                            -- of its first event
) STRICT;
CREATE TABLE finding_version(
  finding INTEGER NOT NULL, ord INTEGER NOT NULL,
  key TEXT NOT NULL,                          -- SITE:SEQ of the event: what a response names
  number INTEGER NOT NULL,                    -- 1, 2, ... counts changes of words and extracts
  text TEXT, response TEXT,                   -- of its own, or of a response, by id
  extracts TEXT NOT NULL,                     -- ids of notes as in the body; one by one in finding_extract
  theme TEXT, status TEXT NOT NULL, author TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(finding, ord)
) STRICT, WITHOUT ROWID;
CREATE TABLE finding_extract(
  finding INTEGER NOT NULL, ord INTEGER NOT NULL, place INTEGER NOT NULL, note INTEGER NOT NULL,
    PRIMARY KEY(finding, ord, place)
) STRICT, WITHOUT ROWID;
-- What a table or a whole team answered to a finding. Words are in notes.
CREATE TABLE response(
  -- key of finding_version
  n INTEGER PRIMARY KEY, session INTEGER NOT NULL, finding INTEGER NOT NULL, version TEXT,
  answer TEXT NOT NULL,                       -- recognised, amended, challenged, added
  "table" INTEGER,                            -- NULL: the whole team
  wording INTEGER, reason INTEGER,            -- notes
  at INTEGER NOT NULL, elapsed INTEGER NOT NULL, author TEXT NOT NULL, hlc INTEGER NOT NULL,
  hidden INTEGER NOT NULL                     -- as of a note
) STRICT;
CREATE INDEX response_finding ON response(finding);
CREATE INDEX response_session ON response(session);

-- Recommendations. The words are a note's; text is the researcher's own, of one made at the desk.
CREATE TABLE recommendation(
  n INTEGER PRIMARY KEY, number INTEGER NOT NULL, note INTEGER, text TEXT, session INTEGER,
    at INTEGER NOT NULL,
  author TEXT NOT NULL, hlc INTEGER NOT NULL
) STRICT;
CREATE INDEX recommendation_note ON recommendation(note);
-- What was said of one: owner, horizon, level, measure, effort, support, against, status, link. The latest of
-- each holds, and the others are its history.
CREATE TABLE recommendation_said(
  n INTEGER PRIMARY KEY, recommendation INTEGER NOT NULL, what TEXT NOT NULL, value TEXT NOT NULL, why TEXT,
  finding INTEGER, version TEXT,              -- of a link
  session INTEGER, at INTEGER NOT NULL, author TEXT NOT NULL, hlc INTEGER NOT NULL
) STRICT;
CREATE INDEX recommendation_said_of ON recommendation_said(recommendation);

-- Documents that the study reads: its register.
CREATE TABLE document(
  n INTEGER PRIMARY KEY, number INTEGER NOT NULL, -- DOC1, DOC2, ... as given when it was added
  title TEXT NOT NULL, author TEXT, organisation TEXT, type TEXT, date TEXT, version TEXT, audience TEXT,
    purpose TEXT,
  provenance TEXT, confidentiality TEXT, scope TEXT, why TEXT,
  by TEXT NOT NULL, at INTEGER NOT NULL, hlc INTEGER NOT NULL -- of its first event
) STRICT;

-- The residency log: the researcher's own account. Dates as typed; of an event or a term, from when to when.
CREATE TABLE log_entry(
  n INTEGER PRIMARY KEY, number INTEGER NOT NULL, -- L1, L2, ... as given when it was made
  what TEXT NOT NULL,                         -- contact, meeting, memo, event, term
  date TEXT, until TEXT, name TEXT,
  "with" TEXT,                                -- roles; participants are in log_person
  hat TEXT, place TEXT, minutes INTEGER, type TEXT, text TEXT,
  author TEXT NOT NULL, at INTEGER NOT NULL, hlc INTEGER NOT NULL -- of its first event
) STRICT;
CREATE TABLE log_person(
  entry INTEGER NOT NULL, ord INTEGER NOT NULL, person INTEGER NOT NULL, PRIMARY KEY(entry, ord)
) STRICT, WITHOUT ROWID;

-- Other things (persons, sessions, codes, summaries) with more than one head.
CREATE TABLE conflict(entity INTEGER NOT NULL, site TEXT NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL,
  author TEXT NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY(entity, site, seq)
) STRICT, WITHOUT ROWID;

-- Codes that a codebook or a person defined. A code that was only used is in code_use, and emergent.
CREATE TABLE code(
  n INTEGER PRIMARY KEY, name TEXT NOT NULL, parent INTEGER, definition TEXT, include TEXT, exclude TEXT,
  -- status: active, retired; origin: emergent, or a codebook
  example TEXT, status TEXT NOT NULL, origin TEXT NOT NULL
) STRICT;
CREATE TABLE coding(
  note INTEGER NOT NULL, code INTEGER NOT NULL, coder TEXT NOT NULL, name TEXT NOT NULL,
    valence TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(note, code, coder, start)
) STRICT, WITHOUT ROWID;
CREATE INDEX coding_code ON coding(code, at, name DESC);
-- How often each code is used, counted as codings come and go, and its name: the earliest it was given.
CREATE TABLE code_use(code INTEGER PRIMARY KEY, name TEXT NOT NULL, uses INTEGER NOT NULL) STRICT;

-- The answers of participants to consent items; the view any_answer has the latest, which holds for all
-- sessions. What is answered in a rehearsal holds for that alone: scope is the rehearsal's session, 0 for
-- what is meant.
CREATE TABLE consent_answer(
  n INTEGER PRIMARY KEY, person INTEGER NOT NULL, item TEXT NOT NULL, answer TEXT NOT NULL, how TEXT,
  session INTEGER, at INTEGER NOT NULL, hlc INTEGER NOT NULL, scope INTEGER NOT NULL
) STRICT;
CREATE INDEX consent_answer_person ON consent_answer(person, item, scope, hlc);
CREATE INDEX consent_answer_item ON consent_answer(item, answer);

-- The contact summary sheet.
CREATE TABLE summary(
  n INTEGER PRIMARY KEY, session INTEGER NOT NULL, field_note TEXT, themes TEXT, got TEXT, missed TEXT,
  salient TEXT, next TEXT, at INTEGER NOT NULL, author TEXT NOT NULL
) STRICT;
CREATE INDEX summary_session ON summary(session);

-- Ballots and rating sheets. They have no person and no time; salt, which is random, is what they are
-- numbered by.
CREATE TABLE ballot(
  n INTEGER PRIMARY KEY, session INTEGER NOT NULL, activity TEXT NOT NULL, -- topic of the guide
  -- as in the roster, '' when not stated; the views join small ones
  "group" TEXT NOT NULL,
  way TEXT NOT NULL, most INTEGER NOT NULL,   -- rank, dots; how many choices there are
  spoiled INTEGER NOT NULL, paper INTEGER NOT NULL,
  mixed INTEGER NOT NULL,                     -- written again at the reveal, in a random order
  salt TEXT NOT NULL
) STRICT;
CREATE INDEX ballot_session ON ballot(session, activity, salt);
CREATE TABLE ballot_choice(
  ballot INTEGER NOT NULL, place INTEGER NOT NULL, card INTEGER NOT NULL, PRIMARY KEY(ballot, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE rating_sheet(
  n INTEGER PRIMARY KEY, session INTEGER NOT NULL, activity TEXT NOT NULL, matrix INTEGER, -- guide
  "group" TEXT NOT NULL, paper INTEGER NOT NULL, mixed INTEGER NOT NULL, salt TEXT NOT NULL
) STRICT;
CREATE INDEX rating_sheet_session ON rating_sheet(session, activity, salt);
-- No row for what was left empty.
CREATE TABLE rating(
  sheet INTEGER NOT NULL, dimension TEXT NOT NULL, level INTEGER, -- NULL: don't know
  PRIMARY KEY(sheet, dimension)
) STRICT, WITHOUT ROWID;
-- What a group agreed on: the latest of a session, activity and dimension holds.
CREATE TABLE consensus_said(
  n INTEGER PRIMARY KEY, session INTEGER NOT NULL, activity TEXT NOT NULL, matrix INTEGER,
    dimension TEXT NOT NULL,
  level INTEGER NOT NULL, evidence INTEGER,   -- a note
  at INTEGER NOT NULL, elapsed INTEGER NOT NULL, hlc INTEGER NOT NULL
) STRICT;
CREATE INDEX consensus_said_session ON consensus_said(session, activity, dimension, hlc);

-- Entities whose bodies were erased; nothing of them is taken in again.
CREATE TABLE erased(entity INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT;
-- Events made by a newer rir: kept and relayed, not applied.
CREATE TABLE newer(site INTEGER NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL, ver INTEGER NOT NULL,
  PRIMARY KEY(site, seq)) STRICT, WITHOUT ROWID;
