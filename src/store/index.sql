-- SPDX-License-Identifier: MIT
-- Full text of notes of ended sessions: filled on idle, emptied and filled again at will.
CREATE VIRTUAL TABLE note_fts USING fts5(
  text, content = 'note', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
-- Segments are merged by hand, a little in each slice of idle time: never much at once in somebody's way.
INSERT INTO note_fts(note_fts, rank) VALUES('automerge', 0);
INSERT INTO note_fts(note_fts, rank) VALUES('crisismerge', 256);
