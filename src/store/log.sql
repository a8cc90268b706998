-- SPDX-License-Identifier: MIT
-- The log: the truth. Rows of `event` are never changed; erasing sets body to NULL and nothing else.

-- What this file says of itself: layout (of this table), projection (version), study (id), site (this copy's
-- id).
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Copies of the study that have written events, numbered for this file.
CREATE TABLE site(n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;

-- Everything events speak of, numbered for this file. Its n is the key of the projection's tables.
CREATE TABLE thing(n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE event(
  site INTEGER NOT NULL REFERENCES site(n),
  seq INTEGER NOT NULL,                       -- 1, 2, 3 ... on that site, without gaps
  -- wall ms << 16 | counter; order of display, causes before effects
  hlc INTEGER NOT NULL,
  at INTEGER NOT NULL,                        -- wall ms UTC
  tz INTEGER NOT NULL,                        -- minutes east of UTC
  author TEXT NOT NULL,
  kind TEXT NOT NULL,
  ver INTEGER NOT NULL,
  entity INTEGER NOT NULL REFERENCES thing(n),
  session INTEGER REFERENCES thing(n),
  person INTEGER REFERENCES thing(n),         -- whose data it is; NULL: no one's
  seen TEXT NOT NULL,                         -- `SITE:SEQ` of the heads the author had seen
  body TEXT,                                  -- JSON as first written; NULL: erased
  digest BLOB NOT NULL,                       -- BLAKE2b of the body, then of header and that
  PRIMARY KEY(site, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_entity ON event(entity, hlc);

-- What is being typed, one row a session: never an event, never sent.
CREATE TABLE draft(
  session TEXT PRIMARY KEY, text TEXT NOT NULL, cursor INTEGER NOT NULL, started INTEGER NOT NULL,
  elapsed INTEGER NOT NULL, paste INTEGER NOT NULL, context TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- How far each session's notes are in the search index: the last note's n; done when nothing is left behind
-- it.
CREATE TABLE indexed(session INTEGER PRIMARY KEY, upto INTEGER NOT NULL, done INTEGER NOT NULL) STRICT;
