-- The plural views: for people who analyse. Text ids, ISO times (UTC), pseudonyms; built-in SQL functions only.
-- n is local to this file, for fast joins; exports leave it out. Rehearsals, and what is off the record, struck or of
-- people who did not agree to take part, are not in them.
-- Each that a rehearsal could be in stands on a view `any_...` with rehearsals in it, for a rehearsal asked for by name.

CREATE VIEW any_session AS SELECT
  thing.id AS id, s.number AS number, s.kind AS kind,
  (SELECT name FROM guide WHERE n = s.guide) AS guide, s.title AS title,
  strftime('%Y-%m-%dT%H:%M:%fZ', s.at / 1000.0, 'unixepoch') AS started,
  strftime('%Y-%m-%dT%H:%M:%fZ', s.ended / 1000.0, 'unixepoch') AS ended,
  round((SELECT sum(max(coalesce(stop_at, at), at) - at) FROM sitting WHERE session = s.n) / 60000.0, 1) AS minutes,
  round(coalesce(s.ended_elapsed, (SELECT max(coalesce(stop_elapsed, elapsed)) FROM sitting WHERE session = s.n), 0)
    / 60000.0, 1) AS net_minutes,
  (SELECT count(*) FROM sitting WHERE session = s.n) AS sitting,
  (SELECT id FROM thing WHERE n = s.part_of) AS part_of,
  s.researcher AS researcher, s.mode AS mode, s.setting AS setting, s.others AS others_present,
  EXISTS(SELECT 1 FROM moment WHERE session = s.n AND kind = 'mark') AS recorded,
  s.interpreter AS interpreter, s.pilot AS pilot, s.place AS place,
  (SELECT group_concat(pseudonym, ' ') FROM (SELECT pseudonym FROM (
    SELECT p.n, p.pseudonym, 0 AS joined, sp.ord AS place FROM session_person sp JOIN person p ON p.n = sp.person
      WHERE sp.session = s.n
    UNION ALL SELECT p.n, p.pseudonym, 1, m.hlc FROM moment m JOIN thing t ON t.id = m.value JOIN person p ON p.n = t.n
      WHERE m.session = s.n AND m.kind = 'arrive') GROUP BY n ORDER BY min(joined), min(place))) AS people,
  CASE WHEN s.ended IS NOT NULL THEN 'ended'
    WHEN (SELECT why FROM sitting WHERE session = s.n ORDER BY number DESC LIMIT 1) = 'adjourn' THEN 'adjourned'
    ELSE 'open' END AS state,
  s.minutes AS planned_minutes, s.paper AS paper, s.team AS team, s.n AS n, s.rehearsal AS rehearsal
  FROM session s JOIN thing ON thing.n = s.n;

CREATE VIEW sessions AS SELECT
  id, number, kind, guide, title, started, ended, minutes, net_minutes, sitting, part_of, researcher, mode, setting,
  others_present, recorded, interpreter, pilot, place, people, state, planned_minutes, paper, team, n
  FROM any_session WHERE rehearsal = 0;

CREATE VIEW any_person AS SELECT
  thing.id AS id, p.pseudonym AS pseudonym, p.relationship AS relationship, p.approach AS approach, p.role AS role,
  p.level AS level, p."group" AS "group", p.organisation AS organisation, p.team AS team, p.place AS place,
  p.about AS about, p.n AS n, p.rehearsal AS rehearsal
  FROM person p JOIN thing ON thing.n = p.n;

CREATE VIEW people AS SELECT
  id, pseudonym, relationship, approach, role, level, "group", organisation, team, place, about, n
  FROM any_person WHERE rehearsal = 0;

-- The latest answer to each consent item.
CREATE VIEW any_answer AS SELECT a.n AS n, a.person AS person, a.item AS item, a.answer AS answer, a.how AS how,
  a.session AS session, a.at AS at, a.scope AS scope
  FROM consent_answer a
  WHERE NOT EXISTS(SELECT 1 FROM consent_answer b WHERE b.person = a.person AND b.item = a.item AND b.scope = a.scope
    AND (b.hlc > a.hlc OR (b.hlc = a.hlc AND (SELECT id FROM thing WHERE n = b.n) > (SELECT id FROM thing WHERE n = a.n))));

-- The researcher's own kinds of note, never a participant's data; a test holds them equal to the table of kinds.
CREATE VIEW any_own_kind(kind) AS VALUES ('comment'), ('memo'), ('follow-up');

-- Notes that may be seen: not struck, not kept apart, and nobody's words who did not agree to take part. Whose words a
-- note holds: its speaker; those whom its seat names; else the session's participants.
CREATE VIEW any_seen AS SELECT note.* FROM note WHERE note.hidden = 0 AND (note.kind IN (SELECT kind FROM any_own_kind)
  OR NOT EXISTS(SELECT 1 FROM consent_answer WHERE item = 'part' AND answer = 'no')
  OR NOT EXISTS(SELECT 1 FROM any_answer c WHERE c.item = 'part' AND c.answer = 'no'
    AND c.scope = (SELECT CASE WHEN rehearsal THEN n ELSE 0 END FROM session WHERE n = note.session)
    AND CASE WHEN note.speaker IS NOT NULL THEN c.person = note.speaker
      WHEN note.seat IS NOT NULL THEN instr(' ' || upper(note.seat) || ' ',
        ' ' || upper((SELECT pseudonym FROM person WHERE n = c.person)) || ' ') > 0
      ELSE c.person IN (SELECT person FROM session_person WHERE session = note.session) END));

CREATE VIEW any_note AS SELECT
  thing.id AS id, ss.id AS session,
  strftime('%Y-%m-%dT%H:%M:%fZ', note.at / 1000.0, 'unixepoch') AS at, note.elapsed AS elapsed_ms,
  note.recorder AS recorder_ms, note.kind AS kind, note.question AS question,
  coalesce((SELECT pseudonym FROM person WHERE n = note.speaker), note.seat,
    CASE WHEN note.kind IN (SELECT kind FROM any_own_kind) THEN NULL ELSE
    (SELECT CASE WHEN count(*) = 1 THEN max(p.pseudonym) END FROM session_person sp JOIN person p ON p.n = sp.person
      WHERE sp.session = note.session) END) AS speaker,
  note.text AS text, note.raw AS raw,
  CASE WHEN note.kind IN (SELECT kind FROM any_own_kind) THEN 1
    WHEN note.speaker IS NOT NULL THEN EXISTS(SELECT 1 FROM any_answer c WHERE c.person = note.speaker
      AND c.item = 'quote' AND c.answer = 'yes' AND c.scope = CASE WHEN s.rehearsal THEN s.n ELSE 0 END)
    WHEN note.seat IS NOT NULL THEN 0
    ELSE EXISTS(SELECT 1 FROM session_person WHERE session = note.session)
      AND NOT EXISTS(SELECT 1 FROM session_person sp WHERE sp.session = note.session AND NOT EXISTS(
        SELECT 1 FROM any_answer c WHERE c.person = sp.person AND c.item = 'quote' AND c.answer = 'yes'
          AND c.scope = CASE WHEN s.rehearsal THEN s.n ELSE 0 END))
    END AS quotable,
  note.author AS author, note.later AS entered_later, note.phase AS phase, note.about AS approximate,
  note.tz AS tz, note.heads > 1 AS conflict, note.n AS n, s.rehearsal AS rehearsal
  FROM any_seen note JOIN session s ON s.n = note.session JOIN thing ON thing.n = note.n
    JOIN thing ss ON ss.n = note.session;

CREATE VIEW notes AS SELECT
  id, session, at, elapsed_ms, recorder_ms, kind, question, speaker, text, raw, quotable, author, entered_later, phase,
  approximate, tz, conflict, n
  FROM any_note WHERE rehearsal = 0;

-- The questions of a session's guide and those asked beside it.
CREATE VIEW any_question AS
  SELECT ss.id AS session, q.id AS id, q.text AS text, q.topic AS topic, q.must AS must, 0 AS emergent,
    q.probes AS probes, q.ord AS ord, s.n AS n, s.rehearsal AS rehearsal
    FROM session s JOIN thing ss ON ss.n = s.n JOIN guide_question q ON q.guide = s.guide
  UNION ALL
  SELECT ss.id, a.id, a.text,
    coalesce((SELECT title FROM guide_topic WHERE guide = s.guide AND id = a.topic), a.topic), 0, 1, 0,
    100000 + a.elapsed, s.n, s.rehearsal
    FROM question_added a JOIN session s ON s.n = a.session JOIN thing ss ON ss.n = s.n;

CREATE VIEW questions AS SELECT
  session, id, text, topic, must, emergent, probes, ord, n
  FROM any_question WHERE rehearsal = 0;

CREATE VIEW any_coverage AS SELECT
  q.session AS session, q.id AS question, q.text AS text,
  coalesce(st.state, CASE
    WHEN EXISTS(SELECT 1 FROM note WHERE session = q.n AND question = q.id AND hidden = 0 AND volunteered = 0)
      OR EXISTS(SELECT 1 FROM probe_used WHERE session = q.n AND question = q.id) THEN 'covered'
    WHEN EXISTS(SELECT 1 FROM note WHERE session = q.n AND question = q.id AND hidden = 0) THEN 'volunteered'
    ELSE 'not asked' END) AS state,
  st.why AS why,
  (SELECT strftime('%Y-%m-%dT%H:%M:%fZ', min(at) / 1000.0, 'unixepoch') FROM (
    SELECT at FROM moment WHERE session = q.n AND kind = 'go' AND value = q.id
    UNION ALL SELECT at FROM note WHERE session = q.n AND question = q.id AND hidden = 0
    UNION ALL SELECT at FROM probe_used WHERE session = q.n AND question = q.id
    UNION ALL SELECT at FROM question_state WHERE session = q.n AND question = q.id)) AS first_at,
  (SELECT count(*) FROM probe_used WHERE session = q.n AND question = q.id) AS probes_used,
  q.probes AS probes_total, q.topic AS topic, q.must AS must, q.emergent AS emergent, q.ord AS ord, q.n AS n,
  q.rehearsal AS rehearsal
  FROM any_question q LEFT JOIN question_state st ON st.n = (SELECT n FROM question_state
    WHERE session = q.n AND question = q.id ORDER BY hlc DESC LIMIT 1);

CREATE VIEW coverage AS SELECT
  session, question, text, state, why, first_at, probes_used, probes_total, topic, must, emergent, ord, n
  FROM any_coverage WHERE rehearsal = 0;

CREATE VIEW codes AS
  SELECT thing.id AS id, c.name AS name, (SELECT name FROM code p WHERE p.n = c.parent) AS parent,
    c.definition AS definition, c.status AS status, c.origin AS origin, c.include AS include, c.exclude AS exclude,
    c.example AS example, c.n AS n
    FROM code c JOIN thing ON thing.n = c.n
  UNION ALL
  SELECT thing.id, u.name, NULL, NULL, 'active', 'emergent', NULL, NULL, NULL, u.code
    FROM code_use u JOIN thing ON thing.n = u.code
    WHERE u.uses > 0 AND NOT EXISTS(SELECT 1 FROM code WHERE n = u.code)
      AND EXISTS(SELECT 1 FROM coding JOIN any_seen note ON note.n = coding.note JOIN session s ON s.n = note.session
        WHERE coding.code = u.code AND s.rehearsal = 0);

CREATE VIEW any_coding AS SELECT
  any_note.id AS note, coalesce((SELECT name FROM code WHERE n = coding.code), coding.name) AS code,
  coding.valence AS valence, coding.start AS start, coding."end" AS "end", coding.coder AS coder,
  strftime('%Y-%m-%dT%H:%M:%fZ', coding.at / 1000.0, 'unixepoch') AS at, coding.note AS n,
  any_note.rehearsal AS rehearsal
  FROM coding JOIN any_note ON any_note.n = coding.note;

CREATE VIEW codings AS SELECT
  note, code, valence, start, "end", coder, at, n
  FROM any_coding WHERE rehearsal = 0;

CREATE VIEW any_consent AS SELECT
  p.pseudonym AS person, c.item AS item, c.answer AS answer, c.how AS how,
  (SELECT id FROM thing WHERE n = c.session) AS session,
  strftime('%Y-%m-%dT%H:%M:%fZ', c.at / 1000.0, 'unixepoch') AS at, c.n AS n, c.scope AS scope
  FROM any_answer c JOIN person p ON p.n = c.person;

CREATE VIEW consents AS SELECT person, item, answer, how, session, at, n FROM any_consent WHERE scope = 0;

-- Recorder marks, pauses, phases and the rest of a session's course.
CREATE VIEW any_moment AS SELECT
  thing.id AS id, ss.id AS session, m.kind AS kind,
  strftime('%Y-%m-%dT%H:%M:%fZ', m.at / 1000.0, 'unixepoch') AS at, m.elapsed AS elapsed_ms,
  CASE WHEN m.kind IN ('speaker', 'arrive', 'depart') THEN coalesce((SELECT p.pseudonym FROM thing t JOIN person p
    ON p.n = t.n WHERE t.id = m.value), m.value)
    WHEN m.kind = 'until' THEN strftime('%Y-%m-%dT%H:%M:%fZ', m.value / 1000.0, 'unixepoch') ELSE m.value END AS value,
  m.detail AS detail, m.n AS n, s.rehearsal AS rehearsal
  FROM moment m JOIN session s ON s.n = m.session JOIN thing ON thing.n = m.n JOIN thing ss ON ss.n = m.session;

CREATE VIEW moments AS SELECT
  id, session, kind, at, elapsed_ms, value, detail, n
  FROM any_moment WHERE rehearsal = 0;

CREATE VIEW any_summary AS SELECT
  ss.id AS session, m.field_note AS field_note, m.themes AS themes, m.got AS got, m.missed AS missed,
  m.salient AS salient, m.next AS next, strftime('%Y-%m-%dT%H:%M:%fZ', m.at / 1000.0, 'unixepoch') AS at,
  m.author AS author, m.n AS n, s.rehearsal AS rehearsal
  FROM summary m JOIN session s ON s.n = m.session JOIN thing ss ON ss.n = m.session;

CREATE VIEW summaries AS SELECT
  session, field_note, themes, got, missed, salient, next, at, author, n
  FROM any_summary WHERE rehearsal = 0;

CREATE VIEW any_event AS SELECT
  (SELECT id FROM site WHERE n = e.site) AS site, e.seq AS seq,
  strftime('%Y-%m-%dT%H:%M:%fZ', e.at / 1000.0, 'unixepoch') AS at, e.author AS author, e.kind AS kind,
  (SELECT id FROM thing WHERE n = e.entity) AS entity, (SELECT id FROM thing WHERE n = e.session) AS session,
  (SELECT id FROM thing WHERE n = e.person) AS person, e.body IS NULL AS erased, e.entity AS n,
  EXISTS(SELECT 1 FROM session s WHERE s.n IN (e.session, e.entity) AND s.rehearsal = 1)
    OR EXISTS(SELECT 1 FROM person p WHERE p.n = e.entity AND p.rehearsal = 1) AS rehearsal
  FROM event e;

CREATE VIEW events AS SELECT
  site, seq, at, author, kind, entity, session, person, erased, n
  FROM any_event WHERE rehearsal = 0;
