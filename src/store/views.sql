-- SPDX-License-Identifier: MIT
-- The plural views: for people who analyse. Text ids, ISO times (UTC), pseudonyms; built-in SQL functions
-- only. n is local to this file, for fast joins; exports leave it out. Rehearsals, and what is off the
-- record, struck or of people who did not agree to take part, are not in them. Each that a rehearsal could be
-- in stands on a view `any_...` with rehearsals in it, for a rehearsal asked for by name.

CREATE VIEW any_session AS SELECT
  thing.id AS id, s.number AS number, s.kind AS kind,
  (SELECT name FROM guide WHERE n = s.guide) AS guide, s.title AS title,
  strftime('%Y-%m-%dT%H:%M:%fZ', s.at / 1000.0, 'unixepoch') AS started,
  strftime('%Y-%m-%dT%H:%M:%fZ', s.ended / 1000.0, 'unixepoch') AS ended,
  round((SELECT sum(max(coalesce(stop_at, at), at) - at) FROM sitting WHERE session = s.n) / 60000.0,
    1) AS minutes,
  round(coalesce(s.ended_elapsed, (SELECT max(coalesce(stop_elapsed, elapsed)) FROM sitting
    WHERE session = s.n), 0)
    / 60000.0, 1) AS net_minutes,
  (SELECT count(*) FROM sitting WHERE session = s.n) AS sitting,
  (SELECT id FROM thing WHERE n = s.part_of) AS part_of,
  s.researcher AS researcher, s.mode AS mode, s.setting AS setting, s.others AS others_present,
  EXISTS(SELECT 1 FROM moment WHERE session = s.n AND kind = 'mark') AS recorded,
  s.interpreter AS interpreter, s.pilot AS pilot, s.place AS place,
  (SELECT group_concat(pseudonym, ' ') FROM (SELECT pseudonym FROM (
    SELECT p.n, p.pseudonym, 0 AS joined, sp.ord AS place FROM session_person sp
      JOIN person p ON p.n = sp.person
      WHERE sp.session = s.n AND sp.late = 0
    UNION ALL SELECT p.n, p.pseudonym, 1, m.hlc FROM moment m JOIN thing t ON t.id = m.value
      JOIN person p ON p.n = t.n
      WHERE m.session = s.n AND m.kind = 'arrive') GROUP BY n ORDER BY min(joined), min(place))) AS people,
  CASE WHEN s.ended IS NOT NULL THEN 'ended'
    WHEN (SELECT why FROM sitting WHERE session = s.n ORDER BY number DESC LIMIT 1) = 'adjourn'
      THEN 'adjourned'
    ELSE 'open' END AS state,
  s.minutes AS planned_minutes, s.paper AS paper, s.team AS team, s.n AS n, s.rehearsal AS rehearsal
  FROM session s JOIN thing ON thing.n = s.n;

CREATE VIEW sessions AS SELECT
  id, number, kind, guide, title, started, ended, minutes, net_minutes, sitting, part_of, researcher, mode,
    setting,
  others_present, recorded, interpreter, pilot, place, people, state, planned_minutes, paper, team, n
  FROM any_session WHERE rehearsal = 0;

CREATE VIEW any_person AS SELECT
  thing.id AS id, p.pseudonym AS pseudonym, p.relationship AS relationship, p.approach AS approach,
    p.role AS role,
  p.level AS level, p."group" AS "group", p.organisation AS organisation, p.team AS team, p.place AS place,
  p.about AS about, p.n AS n, p.rehearsal AS rehearsal
  FROM person p JOIN thing ON thing.n = p.n;

CREATE VIEW people AS SELECT
  id, pseudonym, relationship, approach, role, level, "group", organisation, team, place, about, n
  FROM any_person WHERE rehearsal = 0;

-- The latest answer to each consent item.
CREATE VIEW any_answer AS SELECT a.n AS n, a.person AS person, a.item AS item, a.answer AS answer,
  a.how AS how,
  a.session AS session, a.at AS at, a.scope AS scope
  FROM consent_answer a
  WHERE NOT EXISTS(SELECT 1 FROM consent_answer b WHERE b.person = a.person AND b.item = a.item
    AND b.scope = a.scope
    AND (b.hlc > a.hlc OR (b.hlc = a.hlc AND (SELECT id FROM thing WHERE n = b.n) > (SELECT id FROM thing
      WHERE n = a.n))));

-- The researcher's own kinds of note, never a participant's data; a test holds them equal to the table of
-- kinds.
CREATE VIEW any_own_kind(kind) AS VALUES ('comment'), ('memo'), ('follow-up');
-- What a workshop makes as a group, in nobody's words: no one person's to refuse, unless somebody is named.
CREATE VIEW any_made AS SELECT note.n AS n FROM note JOIN session s ON s.n = note.session
  WHERE note.kind IN ('decision', 'recommendation', 'action', 'parked') AND s.kind = 'workshop'
    AND note.speaker IS NULL
    AND note.seat IS NULL;

-- Who came, and since when: from the start, or later, expected or not. CAST: only where both halves have
-- the same affinities does SQLite look up one session in each, else it makes a list of all sessions first.
CREATE VIEW any_came AS SELECT session, person, CAST(0 AS INTEGER) AS since, CAST(0 AS INTEGER) AS hlc
  FROM session_person
  WHERE late = 0
  UNION ALL SELECT m.session, t.n, m.elapsed, m.hlc FROM moment m JOIN thing t ON t.id = m.value
    WHERE m.kind = 'arrive';

-- Whose words a note may hold that names nobody: the session's participants. In a group that is all of them
-- together: one who does not take part does not take the words of the others with them, as long as anybody
-- takes part.
CREATE VIEW any_bystander AS SELECT sp.session AS session, sp.person AS person
  FROM any_came sp JOIN session s ON s.n = sp.session
  WHERE (s.kind NOT IN ('workshop', 'focus-group', 'observation')
      OR NOT EXISTS(SELECT 1 FROM any_came o WHERE o.session = s.n AND o.person <> sp.person
        AND NOT EXISTS(SELECT 1 FROM any_answer c WHERE c.person = o.person AND c.item = 'part'
          AND c.answer = 'no'
          AND c.scope = CASE WHEN s.rehearsal THEN s.n ELSE 0 END)));

-- The kinds of note that are put on cards in a workshop.
CREATE VIEW any_card_kind(kind) AS VALUES ('idea'), ('recommendation'), ('decision'), ('dissent'), ('action'),
  ('parked');

-- Notes that may be seen for themselves: not struck, not kept apart, and nobody's words who did not agree to
-- take part. Whose words a note holds: its speaker; those whom its seat names; else the session's
-- participants. What was put forward in a workshop is anonymous: no view says whose it is. Here and in
-- any_note kinds are compared one by one: where one note is looked up, as for each that was found, a list for
-- IN takes longer to make than all the rest. A test holds them equal to the lists above.
CREATE VIEW any_alone AS SELECT note.*,
  CASE WHEN note.kind = 'idea' OR note.kind = 'recommendation' OR note.kind = 'decision'
      OR note.kind = 'dissent' OR note.kind = 'action' OR note.kind = 'parked'
    THEN EXISTS(SELECT 1 FROM session WHERE n = note.session AND kind = 'workshop') ELSE 0 END AS anonymous
  FROM note WHERE note.hidden = 0 AND (NOT EXISTS(SELECT 1 FROM consent_answer WHERE item = 'part'
    AND answer = 'no') OR note.kind IN (SELECT kind FROM any_own_kind)
  OR NOT EXISTS(SELECT 1 FROM any_answer c WHERE c.item = 'part' AND c.answer = 'no'
    AND c.scope = (SELECT CASE WHEN rehearsal THEN n ELSE 0 END FROM session WHERE n = note.session)
    AND CASE WHEN note.speaker IS NOT NULL THEN c.person = note.speaker
      WHEN note.seat <> '?' THEN instr(' ' || upper(note.seat) || ' ',
        ' ' || upper((SELECT pseudonym FROM person WHERE n = c.person)) || ' ') > 0
      ELSE c.person IN (SELECT person FROM any_bystander WHERE session = note.session) END));

-- What a jotting was in full goes with it.
CREATE VIEW any_seen AS SELECT note.* FROM any_alone note WHERE NOT EXISTS(SELECT 1 FROM card c
  WHERE c.note = note.n
  AND c.jotting IS NOT NULL AND c.jotting <> note.n AND NOT EXISTS(SELECT 1 FROM any_alone j
    WHERE j.n = c.jotting));

-- Who may not be named in an observation: whoever did not agree to take part, or was not asked.
CREATE VIEW any_unnamed AS SELECT s.n AS session, p.n AS person FROM session s JOIN person p
  WHERE s.kind = 'observation'
  AND NOT EXISTS(SELECT 1 FROM any_answer a WHERE a.person = p.n AND a.item = 'part' AND a.answer = 'yes'
    AND a.scope = CASE WHEN s.rehearsal THEN s.n ELSE 0 END);

-- Whether all who came to a session agreed to quoting, 1, or none did, 0; NULL where they differ.
CREATE VIEW any_alike AS SELECT s.n AS session, CASE
  WHEN NOT EXISTS(SELECT 1 FROM any_came w WHERE w.session = s.n AND EXISTS(SELECT 1 FROM any_answer c
    WHERE c.person = w.person AND c.item = 'quote' AND c.answer = 'yes'
      AND c.scope = CASE WHEN s.rehearsal THEN s.n ELSE 0 END)) THEN 0
  WHEN NOT EXISTS(SELECT 1 FROM any_came w WHERE w.session = s.n AND NOT EXISTS(SELECT 1 FROM any_answer c
    WHERE c.person = w.person AND c.item = 'quote' AND c.answer = 'yes'
      AND c.scope = CASE WHEN s.rehearsal THEN s.n ELSE 0 END)) THEN 1 END AS quotable
  FROM session s;

CREATE VIEW any_note AS SELECT
  thing.id AS id, ss.id AS session,
  strftime('%Y-%m-%dT%H:%M:%fZ', note.at / 1000.0, 'unixepoch') AS at, note.elapsed AS elapsed_ms,
  note.recorder AS recorder_ms, note.kind AS kind, note.question AS question,
  CASE WHEN EXISTS(SELECT 1 FROM any_unnamed u WHERE u.session = note.session AND u.person = note.speaker)
    THEN '?'
    WHEN note.anonymous THEN NULL ELSE coalesce((SELECT pseudonym FROM person WHERE n = note.speaker),
      note.seat,
    CASE WHEN note.kind = 'comment' OR note.kind = 'memo' OR note.kind = 'follow-up' THEN NULL ELSE
    (SELECT CASE WHEN NOT EXISTS(SELECT 1 FROM any_unnamed u WHERE u.session = note.session
        AND u.person = p.n) THEN p.pseudonym END FROM person p WHERE p.n = (SELECT person FROM any_came
          WHERE session = note.session AND (since, hlc) < (note.elapsed, note.hlc)
            AND person IN (SELECT n FROM person) LIMIT 1)
        AND NOT EXISTS(SELECT 1 FROM any_came WHERE session = note.session AND person <> p.n
          AND (since, hlc) < (note.elapsed, note.hlc) AND person IN (SELECT n FROM person))) END) END
    AS speaker,
  note.text AS text, CASE WHEN note.anonymous AND (note.speaker IS NOT NULL OR note.seat IS NOT NULL)
    THEN NULL ELSE note.raw END
    AS raw,
  CASE WHEN note.kind IN (SELECT kind FROM any_own_kind) OR EXISTS(SELECT 1 FROM any_made WHERE n = note.n)
    THEN 1
    WHEN note.speaker IS NOT NULL THEN EXISTS(SELECT 1 FROM any_answer c WHERE c.person = note.speaker
      AND c.item = 'quote' AND c.answer = 'yes' AND c.scope = CASE WHEN s.rehearsal THEN s.n ELSE 0 END)
    WHEN s.kind = 'document' THEN EXISTS(SELECT 1 FROM card c JOIN document d ON d.n = c.document
      WHERE c.note = note.n
      AND d.confidentiality = 'public')
    -- Of several: each is somebody who came and agreed.
    WHEN note.seat IS NOT NULL THEN note.anonymous = 0 AND length(note.seat) = (
      SELECT coalesce(sum(length(p.pseudonym) + 1) - 1, 0) FROM person p
      WHERE instr(' ' || note.seat || ' ', ' ' || p.pseudonym || ' ') > 0
        AND p.n IN (SELECT person FROM any_came WHERE session = note.session)
        AND EXISTS(SELECT 1 FROM any_answer c WHERE c.person = p.n AND c.item = 'quote' AND c.answer = 'yes'
          AND c.scope = CASE WHEN s.rehearsal THEN s.n ELSE 0 END))
    ELSE EXISTS(SELECT 1 FROM any_came WHERE session = note.session)
      AND NOT EXISTS(SELECT 1 FROM any_came sp WHERE sp.session = note.session AND NOT EXISTS(
        SELECT 1 FROM any_answer c WHERE c.person = sp.person AND c.item = 'quote' AND c.answer = 'yes'
          AND c.scope = CASE WHEN s.rehearsal THEN s.n ELSE 0 END))
    END AS quotable,
  note.author AS author, note.later AS entered_later, note.phase AS phase, note.about AS approximate,
  note.tz AS tz, note.heads > 1 AS conflict, note.n AS n, s.rehearsal AS rehearsal,
  note.anonymous AND (note.speaker IS NOT NULL OR note.seat IS NOT NULL)
    AND (SELECT quotable FROM any_alike WHERE session = note.session) IS NULL AS tells
  FROM any_seen note JOIN session s ON s.n = note.session JOIN thing ON thing.n = note.n
    JOIN thing ss ON ss.n = note.session;

-- Where they differ, whether a card may be quoted would tell whose it is: that is not said (tells), and what is
-- made for others leaves the card out all the same.
CREATE VIEW notes AS SELECT
  id, session, at, elapsed_ms, recorder_ms, kind, question, speaker, text, raw,
    CASE WHEN tells = 0 THEN quotable END AS quotable, author, entered_later, phase,
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
    c.definition AS definition, c.status AS status, c.origin AS origin, c.include AS include,
      c.exclude AS exclude,
    c.example AS example, c.n AS n
    FROM code c JOIN thing ON thing.n = c.n
  UNION ALL
  SELECT thing.id, u.name, NULL, NULL, 'active', 'emergent', NULL, NULL, NULL, u.code
    FROM code_use u JOIN thing ON thing.n = u.code
    WHERE u.uses > 0 AND NOT EXISTS(SELECT 1 FROM code WHERE n = u.code)
      AND EXISTS(SELECT 1 FROM coding JOIN any_seen note ON note.n = coding.note
        JOIN session s ON s.n = note.session
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

-- Who did not agree to take part, of those whom the session names.
CREATE VIEW any_refusal AS SELECT s.n AS session, c.person AS person
  FROM any_answer c JOIN session s ON c.scope = CASE WHEN s.rehearsal THEN s.n ELSE 0 END
  WHERE c.item = 'part' AND c.answer = 'no';

-- Who was here, from coming to leaving; without those who did not agree to take part.
CREATE VIEW any_presence AS
  WITH come AS (
    SELECT sp.session AS session, sp.person AS person, 'arrive' AS kind, s.at AS at, 0 AS elapsed, 0 AS hlc
      FROM session_person sp JOIN session s ON s.n = sp.session WHERE sp.late = 0
    UNION ALL SELECT m.session, p.n, m.kind, m.at, m.elapsed, m.hlc FROM moment m
      JOIN thing t ON t.id = m.value
      JOIN person p ON p.n = t.n WHERE m.kind IN ('arrive', 'depart')),
  ordered AS (SELECT *, lag(kind, 1, 'depart') OVER (PARTITION BY session, person ORDER BY hlc) AS before
    FROM come),
  changed AS (SELECT *, lead(at) OVER w AS until_at, lead(elapsed) OVER w AS until_elapsed FROM ordered
    WHERE kind <> before WINDOW w AS (PARTITION BY session, person ORDER BY hlc))
  SELECT thing.id AS session, p.pseudonym AS person, p."group" AS "group",
    coalesce((SELECT m.detail FROM moment m JOIN thing t ON t.id = m.value WHERE m.session = c.session
      AND m.kind IN ('seat', 'arrive') AND m.detail IS NOT NULL AND t.n = c.person
        ORDER BY m.hlc DESC LIMIT 1),
      (SELECT ord + 1 FROM session_person WHERE session = c.session AND person = c.person)) + 0 AS seat,
    (SELECT m.detail + 0 FROM moment m JOIN thing t ON t.id = m.value WHERE m.session = c.session
      AND m.kind = 'sit'
      AND t.n = c.person ORDER BY m.hlc DESC LIMIT 1) AS "table",
    strftime('%Y-%m-%dT%H:%M:%fZ', c.at / 1000.0, 'unixepoch') AS "from",
    strftime('%Y-%m-%dT%H:%M:%fZ', coalesce(c.until_at, s.ended) / 1000.0, 'unixepoch') AS until,
    round((coalesce(c.until_elapsed, s.ended_elapsed,
      (SELECT stop_elapsed FROM sitting WHERE session = s.n
        ORDER BY number DESC LIMIT 1)) - c.elapsed) / 60000.0, 1)
      AS minutes,
    c.elapsed AS from_ms, s.n AS n, s.rehearsal AS rehearsal
  FROM changed c JOIN session s ON s.n = c.session JOIN thing ON thing.n = s.n JOIN person p ON p.n = c.person
  WHERE c.kind = 'arrive' AND NOT EXISTS(SELECT 1 FROM any_refusal r WHERE r.session = s.n
    AND r.person = p.n);

CREATE VIEW presence AS SELECT
  session, person, "group", seat, "table", "from", until, minutes, n
  FROM any_presence WHERE rehearsal = 0;

-- Who had the floor; in a workshop nobody is named, for its turns tell whose idea came when. A turn ends with
-- the next, when its person leaves, the session moves on, or its sitting stops.
CREATE VIEW any_turn AS
  WITH ends AS (SELECT m.*, (SELECT x.n FROM moment x WHERE x.session = m.session AND x.hlc > m.hlc
      AND (x.kind IN ('turn', 'offer', 'go') OR (x.kind = 'depart' AND x.value = m.value))
        ORDER BY x.hlc LIMIT 1) AS next,
    (SELECT n FROM sitting WHERE session = m.session AND stop_at >= m.at AND stop_elapsed >= m.elapsed
      ORDER BY number LIMIT 1) AS sitting
    FROM moment m WHERE m.kind = 'turn' AND m.value <> ''),
  timed AS (SELECT m.*, x.hlc AS next_hlc,
    CASE WHEN x.elapsed IS NULL OR x.elapsed > st.stop_elapsed THEN st.stop_at ELSE max(x.at, m.at) END
      AS until_at,
    CASE WHEN x.elapsed IS NULL OR x.elapsed > st.stop_elapsed THEN st.stop_elapsed ELSE max(x.elapsed,
      m.elapsed) END
      AS until_elapsed
    FROM ends m LEFT JOIN moment x ON x.n = m.next LEFT JOIN sitting st ON st.n = m.sitting)
  SELECT thing.id AS session, CASE WHEN s.kind = 'workshop' THEN NULL WHEN p.n IS NULL AND m.value <> '?'
    THEN m.value
      ELSE p.pseudonym END AS person,
    CASE WHEN s.kind <> 'workshop' OR NOT EXISTS(SELECT 1 FROM any_small_group g WHERE g.session = s.n
      AND g.name = p."group" COLLATE NOCASE) THEN p."group" END AS "group",
    m.detail AS activity,
    strftime('%Y-%m-%dT%H:%M:%fZ', m.at / 1000.0, 'unixepoch') AS "from",
    strftime('%Y-%m-%dT%H:%M:%fZ', m.until_at / 1000.0, 'unixepoch') AS until,
    CASE WHEN s.paper = 0 THEN round((m.until_elapsed - m.elapsed) / 1000.0, 1) END AS seconds,
    (SELECT count(*) FROM moment o WHERE o.session = m.session AND o.kind = 'overlap' AND o.hlc > m.hlc
      AND o.hlc < coalesce(m.next_hlc, o.hlc + 1) AND o.elapsed <= coalesce(m.until_elapsed,
        o.elapsed)) AS overlap,
    m.elapsed AS from_ms, m.hlc AS hlc, p.n AS speaker, s.n AS n, s.rehearsal AS rehearsal
  FROM timed m JOIN session s ON s.n = m.session JOIN thing ON thing.n = s.n
    LEFT JOIN thing t ON t.id = m.value LEFT JOIN person p ON p.n = t.n
  WHERE NOT EXISTS(SELECT 1 FROM any_refusal r WHERE r.session = s.n AND r.person = p.n);

CREATE VIEW turns AS SELECT
  session, person, "group", activity, "from", until, seconds, overlap, n
  FROM any_turn WHERE rehearsal = 0;

-- Recorder marks, pauses, phases and the rest of a session's course.
CREATE VIEW any_moment AS SELECT
  thing.id AS id, ss.id AS session, m.kind AS kind,
  strftime('%Y-%m-%dT%H:%M:%fZ', m.at / 1000.0, 'unixepoch') AS at, m.elapsed AS elapsed_ms,
  CASE WHEN m.kind IN ('speaker', 'turn', 'offer') AND s.kind = 'workshop' THEN NULL
    WHEN m.kind IN ('speaker', 'arrive', 'depart', 'seat', 'sit', 'turn', 'offer') AND EXISTS(SELECT 1
      FROM any_refusal r JOIN thing t ON t.n = r.person
      WHERE t.id = m.value AND r.session = m.session) THEN '?'
    WHEN m.kind IN ('speaker', 'arrive', 'depart', 'seat', 'sit', 'turn', 'offer')
      THEN coalesce((SELECT p.pseudonym FROM thing t JOIN person p
    ON p.n = t.n WHERE t.id = m.value), m.value)
    WHEN m.kind = 'finding' THEN (SELECT label FROM any_finding_label WHERE id = m.value)
    WHEN m.kind = 'until' THEN strftime('%Y-%m-%dT%H:%M:%fZ', m.value / 1000.0, 'unixepoch') ELSE m.value
      END AS value,
  m.detail AS detail, m.about AS approximate, m.n AS n, s.rehearsal AS rehearsal
  FROM moment m JOIN session s ON s.n = m.session JOIN thing ON thing.n = m.n
    JOIN thing ss ON ss.n = m.session;

CREATE VIEW moments AS SELECT
  id, session, kind, at, elapsed_ms, value, detail, approximate, n
  FROM any_moment WHERE rehearsal = 0;

CREATE VIEW any_summary AS SELECT
  ss.id AS session, m.field_note AS field_note, m.themes AS themes, m.got AS got, m.missed AS missed,
  m.salient AS salient, m.next AS next, strftime('%Y-%m-%dT%H:%M:%fZ', m.at / 1000.0, 'unixepoch') AS at,
  m.author AS author, m.n AS n, s.rehearsal AS rehearsal
  FROM summary m JOIN session s ON s.n = m.session JOIN thing ss ON ss.n = m.session;

CREATE VIEW summaries AS SELECT
  session, field_note, themes, got, missed, salient, next, at, author, n
  FROM any_summary WHERE rehearsal = 0;

-- Notes whose words may be shared with others: participants, readers, a data archive.
CREATE VIEW any_shared(n) AS SELECT v.n FROM any_note v JOIN note b ON b.n = v.n
  WHERE v.quotable = 1 AND v.kind NOT IN (SELECT kind FROM any_own_kind) AND NOT EXISTS(SELECT 1
    FROM any_answer c
    WHERE c.item = 'reuse' AND c.answer = 'no' AND c.scope = CASE WHEN v.rehearsal THEN b.session ELSE 0 END
    AND CASE WHEN b.speaker IS NOT NULL THEN c.person = b.speaker WHEN EXISTS(SELECT 1 FROM any_made
      WHERE n = b.n) THEN 0
      ELSE c.person IN (SELECT person FROM any_came WHERE session = b.session) END);

-- Two laptops may have given the same number: the one made first has the label as it is, the next ones a
-- letter behind it.
CREATE VIEW any_finding_label AS SELECT f.n AS n, t.id AS id, f.number AS number,
  'F' || f.number || CASE row_number() OVER same WHEN 1 THEN '' ELSE char(96 + row_number() OVER same)
    END AS label
  FROM finding f JOIN thing t ON t.n = f.n WINDOW same AS (PARTITION BY f.number ORDER BY f.hlc, t.id);

-- Every version. Extracts are those that may be seen, and how many may not; a wording that may not be seen is
-- empty.
CREATE VIEW any_finding_version AS SELECT
  l.id AS finding, l.label AS label, v.number AS version,
  coalesce(v.text, (SELECT w.text FROM thing rt JOIN response r ON r.n = rt.n
    JOIN any_seen w ON w.n = r.wording
    WHERE rt.id = v.response AND r.hidden = 0)) AS text,
  (SELECT group_concat(id, ' ') FROM (SELECT t.id AS id FROM finding_extract e
    JOIN any_seen note ON note.n = e.note
    JOIN thing t ON t.n = e.note WHERE e.finding = v.finding AND e.ord = v.ord ORDER BY e.place)) AS extracts,
  (SELECT count(*) FROM finding_extract e WHERE e.finding = v.finding AND e.ord = v.ord
    AND NOT EXISTS(SELECT 1 FROM any_seen note WHERE note.n = e.note)) AS left_out,
  v.theme AS theme, v.status AS status, v.response AS response,
  strftime('%Y-%m-%dT%H:%M:%fZ', v.at / 1000.0, 'unixepoch') AS at, v.author AS author, v.finding AS n,
    v.ord AS ord,
  v.key AS key, v.text IS NOT NULL AS is_own,
  NOT EXISTS(SELECT 1 FROM finding_version b WHERE b.finding = v.finding AND b.ord > v.ord) AS is_current
  FROM finding_version v JOIN any_finding_label l ON l.n = v.finding;

CREATE VIEW findings AS SELECT
  finding AS id, label, version, text, extracts, status, at, author, theme, left_out, n
  FROM any_finding_version WHERE is_current;

-- A change of theme or status alone is no new version: the last event of each number counts.
CREATE VIEW finding_versions AS SELECT
  finding, label, version, text, extracts, left_out, response, at, author, n
  FROM any_finding_version v WHERE NOT EXISTS(SELECT 1 FROM finding_version b WHERE b.finding = v.n
    AND b.number = v.version
    AND b.ord > v.ord);

-- An answer goes with its words: struck, kept apart, or of someone who does not take part, it is not there.
CREATE VIEW any_response AS SELECT
  t.id AS id, l.id AS finding, l.label AS label,
  (SELECT number FROM finding_version WHERE finding = r.finding AND key = r.version) AS version,
  ss.id AS session, coalesce(nullif(s.team, ''), 'session ' || s.number) AS team, r."table" AS "table",
    r.answer AS answer,
  w.text AS wording, x.text AS reason, (SELECT id FROM thing WHERE n = w.n) AS wording_note,
  (SELECT id FROM thing WHERE n = x.n) AS reason_note,
  strftime('%Y-%m-%dT%H:%M:%fZ', r.at / 1000.0, 'unixepoch') AS at, r.elapsed AS elapsed_ms,
    r.author AS author, r.n AS n,
  r.hlc AS hlc, s.rehearsal AS rehearsal
  FROM response r JOIN thing t ON t.n = r.n JOIN session s ON s.n = r.session
    JOIN thing ss ON ss.n = r.session
  JOIN any_finding_label l ON l.n = r.finding LEFT JOIN any_seen w ON w.n = r.wording LEFT
    JOIN any_seen x ON x.n = r.reason
  WHERE r.hidden = 0 AND (r.wording IS NULL OR w.n IS NOT NULL) AND (r.reason IS NULL OR x.n IS NOT NULL);

CREATE VIEW responses AS SELECT
  id, finding, label, version, session, team, "table", answer, wording, reason, wording_note, reason_note, at,
    elapsed_ms,
  author, n
  FROM any_response WHERE rehearsal = 0;

-- Those of a rehearsal are numbered for themselves.
CREATE VIEW any_recommendation_label AS SELECT r.n AS n, t.id AS id, r.number AS number, r.session AS session,
  coalesce(s.rehearsal, 0) AS rehearsal,
  'R' || r.number || CASE row_number() OVER same WHEN 1 THEN '' ELSE char(96 + row_number() OVER same)
    END AS label
  FROM recommendation r JOIN thing t ON t.n = r.n LEFT JOIN note m ON m.n = r.note
  LEFT JOIN session s ON s.n = coalesce(m.session, r.session)
  WINDOW same AS (PARTITION BY r.number, CASE WHEN s.rehearsal THEN s.n ELSE 0 END ORDER BY r.hlc, t.id);

-- What holds, is 1 in back; what held before, in the order in which it was said, 2 and more.
CREATE VIEW any_recommendation_said AS SELECT
  x.n AS n, t.id AS id, x.recommendation AS recommendation, x.what AS what, x.value AS value, x.why AS why,
  x.finding AS finding, x.version AS version, x.session AS session, x.at AS at, x.author AS author,
  row_number() OVER (PARTITION BY x.recommendation, x.what, x.finding ORDER BY x.hlc DESC, t.id DESC) AS back
  FROM recommendation_said x JOIN thing t ON t.n = x.n;

CREATE VIEW any_recommendation AS SELECT
  l.id AS id, l.label AS label, coalesce(note.text, r.text) AS text,
  max(CASE x.what WHEN 'owner' THEN nullif(x.value, '') END) AS owner,
  max(CASE x.what WHEN 'horizon' THEN nullif(x.value, '') END) AS horizon,
  max(CASE x.what WHEN 'level' THEN nullif(x.value, '') END) AS level,
  max(CASE x.what WHEN 'measure' THEN nullif(x.value, '') END) AS measure,
  max(CASE x.what WHEN 'effort' THEN nullif(x.value, '') END) AS effort,
  max(CASE WHEN x.what = 'support' AND x.value <> '' THEN CAST(x.value AS INTEGER) END) AS support,
  max(CASE WHEN x.what = 'against' AND x.value <> '' THEN CAST(x.value AS INTEGER) END) AS against,
  (SELECT count(*) FROM card c JOIN any_seen d ON d.n = c.note WHERE c.finding = r.n
    AND d.kind = 'dissent') AS dissent,
  coalesce(max(CASE x.what WHEN 'status' THEN nullif(x.value, '') END), 'proposed') AS status,
  strftime('%Y-%m-%dT%H:%M:%fZ', coalesce(max(CASE x.what WHEN 'status' THEN x.at END), r.at) / 1000.0,
    'unixepoch')
    AS status_at,
  (SELECT group_concat(label, ' ') FROM (SELECT f.label AS label FROM any_recommendation_said k
    JOIN any_finding_label f
    ON f.n = k.finding WHERE k.recommendation = r.n AND k.what = 'link' AND k.back = 1 AND k.value = 'yes'
    ORDER BY f.number, f.label)) AS findings,
  (SELECT id FROM thing WHERE n = coalesce(note.session, r.session)) AS session,
  (SELECT id FROM thing WHERE n = r.note) AS note, r.author AS author, l.number AS number, r.n AS n,
    r.hlc AS hlc,
  l.rehearsal AS rehearsal
  FROM recommendation r JOIN any_recommendation_label l ON l.n = r.n LEFT
    JOIN any_seen note ON note.n = r.note
  LEFT JOIN any_recommendation_said x ON x.recommendation = r.n AND x.back = 1
  WHERE r.note IS NULL OR note.kind = 'recommendation' GROUP BY r.n;

CREATE VIEW recommendations AS SELECT
  id, label, text, owner, horizon, level, measure, effort, support, against, dissent, status, status_at,
    findings, session,
  note, author, n
  FROM any_recommendation WHERE rehearsal = 0;

CREATE VIEW any_recommendation_status AS SELECT
  r.id AS recommendation, r.label AS label, x.value AS status, x.why AS why,
  strftime('%Y-%m-%dT%H:%M:%fZ', x.at / 1000.0, 'unixepoch') AS at, x.author AS author,
  (SELECT id FROM thing WHERE n = x.session) AS session, x.n AS n, x.back AS back, r.rehearsal AS rehearsal
  FROM any_recommendation_said x JOIN any_recommendation r ON r.n = x.recommendation WHERE x.what = 'status';

CREATE VIEW recommendation_status AS SELECT
  recommendation, label, status, why, at, author, session, n
  FROM any_recommendation_status WHERE rehearsal = 0;

-- Secret ballots and ratings: nothing of them before the reveal, no time, and a number that follows from
-- their salt. Groups with fewer ballots than the study's limit stand together as others; when they are still
-- fewer, the next smallest do too. Where so few came from paper, or so few from the laptop, nothing says
-- which they are: everybody saw who went to the laptop.
CREATE VIEW any_cell AS SELECT coalesce((SELECT small_cell FROM study LIMIT 1), 3) AS least;

CREATE VIEW any_ballot AS
  WITH sizes AS (SELECT session, activity, "group", count(*) AS people FROM ballot WHERE spoiled = 0
      GROUP BY session, activity, "group"),
    placed AS (SELECT session, activity, "group", people, min(people) OVER (PARTITION BY session,
      activity) AS smallest,
      coalesce(sum(people) OVER (PARTITION BY session, activity ORDER BY people, "group"
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before FROM sizes)
  SELECT b.n AS n, b.session AS session, b.activity AS activity, b.way AS way, b.most AS most,
    b.spoiled AS spoiled,
    CASE WHEN sum(b.paper) OVER way IN (0, count(*) OVER way) OR min(sum(b.paper) OVER way,
      sum(1 - b.paper) OVER way)
      >= any_cell.least THEN b.paper END AS paper,
    row_number() OVER (PARTITION BY b.session, b.activity ORDER BY b.salt) AS number,
    CASE WHEN p.people IS NULL OR (p.smallest < any_cell.least AND (p.people < any_cell.least
      OR p.before < any_cell.least))
      THEN 'others' ELSE nullif(b."group", '') END AS "group"
    FROM ballot b JOIN session s ON s.n = b.session JOIN any_cell
      LEFT JOIN placed p ON p.session = b.session AND p.activity = b.activity AND p."group" = b."group"
    WHERE (s.ended IS NOT NULL OR EXISTS(SELECT 1 FROM moment m WHERE m.session = b.session
      AND m.kind = 'reveal'
      AND m.value = b.activity))
    WINDOW way AS (PARTITION BY b.session, b.activity);

-- The card that counts for each that was chosen: what it was merged into, and that into.
CREATE VIEW any_counting AS
  WITH RECURSIVE walk(card, n) AS (SELECT DISTINCT card, card FROM ballot_choice
    UNION SELECT w.card, m.target FROM walk w JOIN any_merge m ON m.card = w.n)
  SELECT w.card AS card, w.n AS counts, coalesce((SELECT label FROM any_card_label WHERE n = w.n),
      (SELECT l.label FROM recommendation r JOIN any_recommendation_label l ON l.n = r.n
        WHERE r.note = w.n LIMIT 1)) AS label
    FROM walk w WHERE NOT EXISTS(SELECT 1 FROM any_merge m WHERE m.card = w.n);

-- A row for each card on each ballot; one without a card for an empty or spoiled ballot. Of two cards that
-- were merged since, the better place counts, and what stands behind moves up.
CREATE VIEW any_vote AS
  WITH choice AS (SELECT c.ballot AS ballot, k.counts AS card, k.label AS label, count(*) AS dots,
      row_number() OVER (PARTITION BY c.ballot ORDER BY min(c.place)) AS place
    FROM ballot_choice c JOIN any_counting k ON k.card = c.card GROUP BY c.ballot, k.counts)
  SELECT ss.id AS session, b.activity AS activity, b.number AS ballot, b."group" AS "group", c.label AS card,
    thing.id AS card_id,
    CASE b.way WHEN 'rank' THEN c.place END AS place,
    CASE WHEN c.card IS NULL THEN NULL WHEN b.way = 'rank' THEN b.most + 1 - c.place ELSE c.dots
      END AS points,
    b.paper AS paper, b.spoiled AS spoiled, b.session AS n, s.rehearsal AS rehearsal
    FROM any_ballot b JOIN session s ON s.n = b.session JOIN thing ss ON ss.n = b.session
      LEFT JOIN choice c ON c.ballot = b.n LEFT JOIN thing ON thing.n = c.card;

CREATE VIEW votes AS SELECT
  session, activity, ballot, "group", card, card_id, place, points, paper, spoiled, n
  FROM any_vote WHERE rehearsal = 0;

-- The rounds of a team with a matrix, by its name: each activity of a session in which there are sheets or a
-- consensus. A session without a team, and a rehearsal, stands for itself.
CREATE VIEW any_round AS
  SELECT x.session AS session, x.activity AS activity, x.matrix AS matrix, g.name AS name, g.digest AS digest,
    dense_rank() OVER (PARTITION BY g.name, s.rehearsal, CASE WHEN s.rehearsal THEN ss.id ELSE
      coalesce(lower(nullif(trim(s.team), '')), ss.id) END ORDER BY s.at, ss.id, t.ord, x.activity) AS round,
    s.rehearsal AS rehearsal
    FROM (SELECT session, activity, matrix FROM rating_sheet UNION SELECT session, activity, matrix
      FROM consensus_said) x
      JOIN session s ON s.n = x.session JOIN thing ss ON ss.n = s.n JOIN guide g ON g.n = x.matrix
      LEFT JOIN guide_topic t ON t.guide = s.guide AND t.id = x.activity;

CREATE VIEW any_sheet AS
  WITH rated AS (SELECT s.session AS session, s.activity AS activity, s."group" AS "group", count(*) AS people
    FROM rating r
      JOIN rating_sheet s ON s.n = r.sheet GROUP BY s.session, s.activity, s."group", r.dimension),
    sizes AS (SELECT session, activity, "group", max(people) AS people FROM rated GROUP BY session, activity,
      "group"),
    placed AS (SELECT session, activity, "group", people, min(people) OVER (PARTITION BY session,
      activity) AS smallest,
      coalesce(sum(people) OVER (PARTITION BY session, activity ORDER BY people, "group"
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before FROM sizes)
  SELECT b.n AS n, b.session AS session, b.activity AS activity, b.matrix AS matrix,
    CASE WHEN sum(b.paper) OVER way IN (0, count(*) OVER way) OR min(sum(b.paper) OVER way,
      sum(1 - b.paper) OVER way)
      >= any_cell.least THEN b.paper END AS paper,
    row_number() OVER (PARTITION BY b.session, b.activity ORDER BY b.salt) AS number,
    CASE WHEN p.people IS NULL OR (p.smallest < any_cell.least AND (p.people < any_cell.least
      OR p.before < any_cell.least))
      THEN 'others' ELSE nullif(b."group", '') END AS "group"
    FROM rating_sheet b JOIN any_cell
      LEFT JOIN placed p ON p.session = b.session AND p.activity = b.activity AND p."group" = b."group"
    WINDOW way AS (PARTITION BY b.session, b.activity);

CREATE VIEW any_rating AS SELECT
  ss.id AS session, s.team AS team, g.name AS matrix, g.digest AS matrix_digest, o.round AS round,
    b.activity AS activity,
  r.dimension AS dimension, b.number AS sheet, b."group" AS "group", r.level AS level,
    r.level IS NULL AS dont_know,
  b.paper AS paper, b.session AS n, s.rehearsal AS rehearsal
  FROM any_sheet b JOIN rating r ON r.sheet = b.n JOIN session s ON s.n = b.session
    JOIN thing ss ON ss.n = b.session
    JOIN guide g ON g.n = b.matrix
    JOIN any_round o ON o.session = b.session AND o.activity = b.activity AND o.matrix = b.matrix
  WHERE s.ended IS NOT NULL OR EXISTS(SELECT 1 FROM moment m WHERE m.session = b.session AND m.kind = 'reveal'
    AND m.value = b.activity AND coalesce(m.detail, '') IN ('', r.dimension));

CREATE VIEW ratings AS SELECT
  session, team, matrix, matrix_digest, round, activity, dimension, sheet, "group", level, dont_know, paper, n
  FROM any_rating WHERE rehearsal = 0;

CREATE VIEW any_consensus AS SELECT
  ss.id AS session, s.team AS team, g.name AS matrix, g.digest AS matrix_digest, o.round AS round,
    c.activity AS activity,
  c.dimension AS dimension, c.level AS level, (SELECT text FROM any_seen WHERE n = c.evidence) AS evidence,
  (SELECT id FROM thing WHERE n = c.evidence) AS note,
  strftime('%Y-%m-%dT%H:%M:%fZ', c.at / 1000.0, 'unixepoch') AS at, c.session AS n, s.rehearsal AS rehearsal
  FROM consensus_said c JOIN session s ON s.n = c.session JOIN thing ss ON ss.n = c.session
    JOIN guide g ON g.n = c.matrix
    JOIN any_round o ON o.session = c.session AND o.activity = c.activity AND o.matrix = c.matrix
  WHERE NOT EXISTS(SELECT 1 FROM consensus_said d WHERE d.session = c.session AND d.activity = c.activity AND
    d.dimension = c.dimension AND (d.hlc, (SELECT id FROM thing WHERE n = d.n)) > (c.hlc, (SELECT id
      FROM thing WHERE n = c.n)));

CREATE VIEW consensus AS SELECT
  session, team, matrix, matrix_digest, round, activity, dimension, level, evidence, note, at, n
  FROM any_consensus WHERE rehearsal = 0;

-- Those expected and those who came.
CREATE VIEW any_roster AS SELECT session, person FROM session_person
  UNION SELECT m.session, p.n FROM moment m JOIN thing t ON t.id = m.value JOIN person p ON p.n = t.n
    WHERE m.kind = 'arrive';

-- The stakeholder groups of a session that are too small to be named, with the next smallest until they are
-- enough (rir/cell.h).
CREATE VIEW any_small_group AS SELECT session, name FROM (
  SELECT session, name, people, coalesce(sum(people) OVER (PARTITION BY session ORDER BY people, name
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before,
        min(people) OVER (PARTITION BY session) AS smallest
    FROM (SELECT r.session AS session, p."group" AS name, count(*) AS people FROM any_roster r
      JOIN person p ON p.n = r.person
      WHERE p."group" <> '' GROUP BY r.session, p."group"))
  WHERE people < (SELECT least FROM any_cell) OR (smallest < (SELECT least FROM any_cell)
    AND before < (SELECT least FROM any_cell));

-- Two laptops may have given the same label: the card made first has it as it is, the next ones A.2, D1b.
CREATE VIEW any_card_label AS SELECT n, id, session, label || CASE WHEN earlier = 0 THEN ''
    WHEN label GLOB '*[0-9]*' THEN char(97 + earlier) ELSE '.' || (earlier + 1) END AS label, note_hlc AS hlc
  FROM (SELECT c.note AS n, t.id AS id, c.session AS session, c.label AS label, note.hlc AS note_hlc,
    (SELECT count(*) FROM card d
      JOIN note o ON o.n = d.note JOIN thing ot ON ot.n = d.note WHERE d.session = c.session
        AND d.label = c.label
        AND o.hidden & 1 = 0 AND (o.hlc, ot.id) < (note.hlc, t.id)) AS earlier
    FROM card c JOIN note ON note.n = c.note JOIN thing t ON t.n = c.note WHERE c.label IS NOT NULL);

-- What each card was merged into last, of cards that may be seen. Where laptops merged in a circle, the card
-- made first of it stands for itself.
CREATE VIEW any_merge_said AS SELECT m.n AS n, m.session AS session, m.card AS card, m.target AS target,
  m.how AS how,
    note.hlc AS hlc
  FROM card_merge m JOIN thing t ON t.n = m.n JOIN any_seen note ON note.n = m.card
    JOIN any_seen other ON other.n = m.target
  WHERE m.card <> m.target AND note.session = m.session AND other.session = m.session
    AND NOT EXISTS(SELECT 1 FROM card_merge b JOIN thing bt ON bt.n = b.n WHERE b.card = m.card AND (b.hlc,
      bt.id) > (m.hlc, t.id));
CREATE VIEW any_merge AS SELECT n, session, card, target, how FROM any_merge_said x WHERE NOT EXISTS(
  WITH RECURSIVE walk(n) AS (SELECT x.target UNION SELECT y.target FROM walk
    JOIN any_merge_said y ON y.card = walk.n)
  SELECT 1 FROM walk w WHERE w.n = x.card AND NOT EXISTS(SELECT 1 FROM walk o JOIN note c ON c.n = o.n
    JOIN thing ct ON ct.n = o.n
    WHERE (c.hlc, ct.id) < (x.hlc, (SELECT id FROM thing WHERE n = x.card))));

-- The name that a cluster was given last, and when it was given its first.
CREATE VIEW any_cluster AS SELECT ct.id AS id, ss.id AS session, c.name AS name, c.cluster AS n,
  c.session AS in_session,
    (SELECT min(hlc) FROM cluster_name WHERE cluster = c.cluster) AS hlc,
    (SELECT count(*) FROM any_move m WHERE m.cluster = c.cluster) AS cards, s.rehearsal AS rehearsal
  FROM cluster_name c JOIN thing t ON t.n = c.n JOIN thing ct ON ct.n = c.cluster
    JOIN session s ON s.n = c.session
    JOIN thing ss ON ss.n = c.session
  WHERE NOT EXISTS(SELECT 1 FROM cluster_name b JOIN thing bt ON bt.n = b.n WHERE b.cluster = c.cluster
    AND (b.hlc, bt.id) > (c.hlc, t.id));
-- The cluster in which each card lies: the one it was moved to last.
CREATE VIEW any_move AS SELECT m.card AS card, m.cluster AS cluster, m.session AS session
  FROM card_move m JOIN thing t ON t.n = m.n JOIN any_seen note ON note.n = m.card
  WHERE m.cluster IS NOT NULL AND note.session = m.session AND NOT EXISTS(SELECT 1 FROM card_move b
    JOIN thing bt ON bt.n = b.n
    WHERE b.card = m.card AND (b.hlc, bt.id) > (m.hlc, t.id));

CREATE VIEW any_card AS SELECT v.id AS id, v.session AS session, v.at AS at, v.elapsed_ms AS elapsed_ms,
  v.kind AS kind,
  CASE WHEN c.label IS NULL AND v.kind = 'recommendation' THEN (SELECT l.label FROM recommendation r
      JOIN any_recommendation_label l ON l.n = r.n WHERE r.note = v.n ORDER BY l.id LIMIT 1)
    ELSE (SELECT label FROM any_card_label WHERE n = v.n) END AS label, v.text AS text,
  coalesce((SELECT title FROM guide_topic WHERE guide = s.guide AND id = c.activity), c.activity) AS activity,
  c.stage AS stage, c."table" AS "table",
  (SELECT CASE WHEN NOT EXISTS(SELECT 1 FROM any_small_group g WHERE g.session = s.n
    AND g.name = p."group" COLLATE NOCASE)
    THEN p."group" END FROM (SELECT coalesce(c."group", (SELECT nullif(p."group", '') FROM person p
      WHERE p.n = b.speaker))
    AS "group") p) AS "group",
  c.sheet AS sheet, (SELECT k.name FROM any_move m JOIN any_cluster k ON k.n = m.cluster
    WHERE m.card = v.n) AS cluster,
  (SELECT l.label FROM any_merge m JOIN any_card_label l ON l.n = m.target WHERE m.card = v.n) AS merged_into,
  c.owner AS owner, c.due AS due, c.how AS how,
  CASE WHEN c.finding IS NOT NULL THEN coalesce((SELECT label FROM any_card_label l
    JOIN any_seen o ON o.n = l.n
      WHERE l.n = c.finding), (SELECT label FROM any_finding_label WHERE n = c.finding),
    (SELECT label FROM any_recommendation_label WHERE n = c.finding)) END AS about,
  CASE WHEN v.tells = 0 THEN v.quotable END AS quotable, v.entered_later AS entered_later, v.n AS n,
  v.rehearsal AS rehearsal
  FROM any_note v JOIN note b ON b.n = v.n JOIN card c ON c.note = v.n JOIN session s ON s.n = b.session
  WHERE s.kind = 'workshop' AND v.kind IN (SELECT kind FROM any_card_kind);

CREATE VIEW cards AS SELECT
  id, session, at, elapsed_ms, kind, label, text, activity, stage, "table", "group", sheet, cluster,
    merged_into, owner, due, how,
  about, quotable, entered_later, n
  FROM any_card WHERE rehearsal = 0;

CREATE VIEW clusters AS SELECT id, session, name, cards, n FROM any_cluster WHERE rehearsal = 0;

-- Every merge and parting, every move, as long as both cards may be seen.
CREATE VIEW any_card_merge AS SELECT t.id AS id, ss.id AS session,
  strftime('%Y-%m-%dT%H:%M:%fZ', m.at / 1000.0, 'unixepoch') AS at, m.elapsed AS elapsed_ms,
  (SELECT id FROM thing WHERE n = m.card) AS card, (SELECT label FROM any_card_label
    WHERE n = m.card) AS label,
  (SELECT label FROM any_card_label WHERE n = m.target) AS merged_into, m.how AS how, m.n AS n,
    s.rehearsal AS rehearsal
  FROM card_merge m JOIN thing t ON t.n = m.n JOIN session s ON s.n = m.session
    JOIN thing ss ON ss.n = m.session
    JOIN any_seen note ON note.n = m.card
  WHERE m.target IS NULL OR EXISTS(SELECT 1 FROM any_seen o WHERE o.n = m.target);
CREATE VIEW card_merges AS SELECT id, session, at, elapsed_ms, card, label, merged_into, how, n
  FROM any_card_merge
  WHERE rehearsal = 0;

CREATE VIEW any_card_move AS SELECT t.id AS id, ss.id AS session,
  strftime('%Y-%m-%dT%H:%M:%fZ', m.at / 1000.0, 'unixepoch') AS at, m.elapsed AS elapsed_ms,
  (SELECT id FROM thing WHERE n = m.card) AS card, (SELECT label FROM any_card_label
    WHERE n = m.card) AS label,
  (SELECT name FROM any_cluster WHERE n = m.cluster) AS cluster, m.n AS n, s.rehearsal AS rehearsal
  FROM card_move m JOIN thing t ON t.n = m.n JOIN session s ON s.n = m.session
    JOIN thing ss ON ss.n = m.session
    JOIN any_seen note ON note.n = m.card;
CREATE VIEW card_moves AS SELECT id, session, at, elapsed_ms, card, label, cluster, n FROM any_card_move
  WHERE rehearsal = 0;
-- How long was observed, in which part; a session in which no part was said has one row without.
CREATE VIEW any_observation AS
  WITH said AS (SELECT n AS session, '' AS role, 0 AS elapsed, 0 AS hlc FROM session
    WHERE kind = 'observation'
      UNION ALL SELECT m.session, m.value, m.elapsed, m.hlc FROM moment m JOIN session s ON s.n = m.session
        WHERE m.kind = 'role' AND s.kind = 'observation'),
    held AS (SELECT session, role, elapsed, lead(elapsed) OVER (PARTITION BY session ORDER BY hlc) AS until
      FROM said),
    timed AS (SELECT h.session AS session, h.role AS role, sum(max(coalesce(h.until,
      CASE WHEN s.paper THEN (SELECT max(elapsed) FROM note WHERE session = s.n AND hidden = 0) END,
        s.ended_elapsed,
      (SELECT max(coalesce(stop_elapsed, elapsed)) FROM sitting WHERE session = s.n), 0) - h.elapsed,
        0)) AS ms
      FROM held h JOIN session s ON s.n = h.session GROUP BY h.session, h.role)
  SELECT v.id AS session, v.number AS number, v.title AS title, v.team AS team, v.place AS place,
    v.started AS started,
    v.researcher AS researcher, nullif(t.role, '') AS role, round(t.ms / 60000.0, 1) AS net_minutes, v.n AS n,
    v.rehearsal AS rehearsal
  FROM timed t JOIN any_session v ON v.n = t.session
  WHERE t.role <> '' OR t.ms > 0 OR NOT EXISTS(SELECT 1 FROM timed o WHERE o.session = t.session
    AND o.role <> '');

CREATE VIEW observations AS SELECT
  session, number, title, team, place, started, researcher, role, net_minutes, n
  FROM any_observation WHERE rehearsal = 0;

-- The notes of observations: what was seen, and apart from it what the researcher thought. A jotting is
-- expanded when another note says it in full, or it was said to be full as it stands.
CREATE VIEW any_field_note AS SELECT
  v.id AS id, v.session AS session, v.at AS at, v.elapsed_ms AS elapsed_ms,
  CASE WHEN v.kind IN (SELECT kind FROM any_own_kind) THEN 'reflective' ELSE 'descriptive' END AS side,
    v.kind AS kind,
  c.dimension AS dimension, coalesce(c.absent, 0) AS absent,
  (SELECT id FROM thing WHERE n = c.jotting AND n <> v.n) AS expands,
  CASE WHEN v.kind IN (SELECT kind FROM any_own_kind) THEN NULL
    ELSE coalesce(c.jotting = v.n, 0) OR EXISTS(SELECT 1 FROM card x JOIN any_seen e ON e.n = x.note
      WHERE x.jotting = v.n
      AND e.n <> v.n) END AS expanded,
  v.speaker AS speaker, v.text AS text, v.entered_later AS entered_later, v.approximate AS approximate,
    v.n AS n,
  v.rehearsal AS rehearsal
  FROM any_note v JOIN note b ON b.n = v.n JOIN session s ON s.n = b.session LEFT JOIN card c ON c.note = v.n
  WHERE s.kind = 'observation';

CREATE VIEW field_notes AS SELECT
  id, session, at, elapsed_ms, side, kind, dimension, absent, expands, expanded, speaker, text, entered_later,
    approximate, n
  FROM any_field_note WHERE rehearsal = 0;

-- Documents, with what was taken from them. Labels as of findings.
CREATE VIEW any_document_label AS SELECT d.n AS n, t.id AS id, d.number AS number,
  'DOC' || d.number || CASE row_number() OVER same WHEN 1 THEN '' ELSE char(96 + row_number() OVER same)
    END AS label
  FROM document d JOIN thing t ON t.n = d.n WINDOW same AS (PARTITION BY d.number ORDER BY d.hlc, t.id);

CREATE VIEW any_extract AS SELECT
  v.id AS id, v.session AS session, (SELECT label FROM any_document_label WHERE n = c.document) AS document,
    c.page AS page,
  v.kind AS kind, v.question AS question, v.text AS text, coalesce(c.absent, 0) AS absent,
    c.appraisal AS appraisal,
  v.quotable AS quotable, v.author AS author, v.at AS at, v.n AS n, c.document AS document_n,
    v.rehearsal AS rehearsal
  FROM card c JOIN any_note v ON v.n = c.note WHERE c.document IS NOT NULL;

CREATE VIEW extracts AS SELECT
  id, session, document, page, kind, question, text, absent, appraisal, quotable, author, at, n
  FROM any_extract WHERE rehearsal = 0;

CREATE VIEW documents AS SELECT
  l.id AS id, l.label AS label, d.title AS title, d.author AS author, d.organisation AS organisation,
    d.type AS type,
  d.date AS date, d.version AS version, d.audience AS audience, d.purpose AS purpose,
    d.provenance AS provenance,
  d.confidentiality AS confidentiality, d.scope AS scope, d.why AS why,
  (SELECT count(*) FROM any_extract x WHERE x.document_n = d.n AND x.rehearsal = 0
    AND x.kind = 'extract') AS extracts,
  (SELECT group_concat(text, char(10)) FROM (SELECT text FROM any_extract x WHERE x.document_n = d.n
    AND x.rehearsal = 0
    AND x.appraisal = 'authenticity' ORDER BY x.at, x.id)) AS authenticity,
  (SELECT group_concat(text, char(10)) FROM (SELECT text FROM any_extract x WHERE x.document_n = d.n
    AND x.rehearsal = 0
    AND x.appraisal = 'credibility' ORDER BY x.at, x.id)) AS credibility,
  (SELECT group_concat(text, char(10)) FROM (SELECT text FROM any_extract x WHERE x.document_n = d.n
    AND x.rehearsal = 0
    AND x.appraisal = 'representativeness' ORDER BY x.at, x.id)) AS representativeness,
  (SELECT group_concat(text, char(10)) FROM (SELECT text FROM any_extract x WHERE x.document_n = d.n
    AND x.rehearsal = 0
    AND x.appraisal = 'meaning' ORDER BY x.at, x.id)) AS meaning,
  (SELECT group_concat(text, char(10)) FROM (SELECT text FROM any_extract x WHERE x.document_n = d.n
    AND x.rehearsal = 0
    AND x.absent = 1 ORDER BY x.at, x.id)) AS absent,
  strftime('%Y-%m-%dT%H:%M:%fZ', d.at / 1000.0, 'unixepoch') AS added, d.by AS registered_by, d.n AS n
  FROM document d JOIN any_document_label l ON l.n = d.n;

-- Events that the history tells by the label of what they speak of, and what it says of each thing as long as
-- that may be seen.
CREATE VIEW any_labelled_kind(kind) AS VALUES ('finding.set'), ('session.finding'), ('response.set'),
  ('recommendation.set'),
  ('recommendation.say'), ('card.merge'), ('card.move'), ('cluster.name');
CREATE VIEW any_labelled(n, words) AS SELECT n, label FROM any_finding_label
  UNION ALL SELECT m.n, coalesce(l.label, 'none') FROM moment m LEFT
    JOIN any_finding_label l ON l.id = m.value WHERE m.kind = 'finding'
  UNION ALL SELECT n, label || ' ' || answer FROM any_response
  UNION ALL SELECT n, label FROM any_recommendation
  UNION ALL SELECT x.n, r.label || ' ' || x.what || ' ' || coalesce((SELECT label FROM any_finding_label
    WHERE n = x.finding), x.value)
    FROM recommendation_said x JOIN any_recommendation r ON r.n = x.recommendation
  UNION ALL SELECT n, label || coalesce(' into ' || merged_into || ': ' || coalesce(how, ''), ' for itself')
    FROM any_card_merge
  UNION ALL SELECT n, label || ' to ' || coalesce(cluster, 'none') FROM any_card_move
  UNION ALL SELECT n, name FROM cluster_name;

-- The residency log. Participants who did not agree to take part are `?`.
CREATE VIEW any_log_label AS SELECT e.n AS n, t.id AS id, e.number AS number,
  'L' || e.number || CASE row_number() OVER same WHEN 1 THEN '' ELSE char(96 + row_number() OVER same)
    END AS label
  FROM log_entry e JOIN thing t ON t.n = e.n WINDOW same AS (PARTITION BY e.number ORDER BY e.hlc, t.id);

CREATE VIEW log AS SELECT
  l.id AS id, l.label AS label, e.what AS what, e.date AS date, e.until AS until, e.name AS name,
  (SELECT group_concat(who, ', ') FROM (SELECT who FROM (SELECT lp.ord AS ord, CASE WHEN EXISTS(SELECT 1
    FROM any_answer a
      WHERE a.person = p.n AND a.item = 'part' AND a.answer = 'no' AND a.scope = 0) THEN '?' ELSE p.pseudonym
        END AS who
      FROM log_person lp JOIN person p ON p.n = lp.person WHERE lp.entry = e.n
    UNION ALL SELECT 1000000, e."with" WHERE e."with" IS NOT NULL) ORDER BY ord)) AS "with",
  e.hat AS hat, e.place AS place, e.minutes AS minutes, e.type AS type, e.text AS text,
  strftime('%Y-%m-%dT%H:%M:%fZ', e.at / 1000.0, 'unixepoch') AS at, e.author AS author, e.n AS n
  FROM log_entry e JOIN any_log_label l ON l.n = e.n;

CREATE VIEW any_event AS SELECT
  (SELECT id FROM site WHERE n = e.site) AS site, e.seq AS seq,
  strftime('%Y-%m-%dT%H:%M:%fZ', CASE WHEN e.kind IN ('ballot.cast', 'rating.give') THEN e.at - e.at % 3600000
    ELSE e.at END
    / 1000.0, 'unixepoch') AS at, e.author AS author, e.kind AS kind,
  (SELECT id FROM thing WHERE n = e.entity) AS entity, (SELECT id FROM thing WHERE n = e.session) AS session,
  CASE WHEN e.kind IN (SELECT kind FROM any_labelled_kind) OR e.kind IN ('note.set', 'undo', 'redo')
    AND coalesce(e.session, 0) IN (SELECT n FROM session WHERE kind = 'workshop') THEN NULL
    ELSE (SELECT id FROM thing WHERE n = e.person) END AS person, e.body IS NULL AS erased, e.entity AS n,
  EXISTS(SELECT 1 FROM session s WHERE s.n IN (e.session, e.entity) AND s.rehearsal = 1)
    OR EXISTS(SELECT 1 FROM person p WHERE p.n = e.entity AND p.rehearsal = 1) AS rehearsal
  FROM event e;

CREATE VIEW events AS SELECT
  site, seq, at, author, kind, entity, session, person, erased, n
  FROM any_event WHERE rehearsal = 0;
