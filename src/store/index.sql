-- Full text of notes of ended sessions: filled on idle, emptied and filled again at will.
CREATE VIRTUAL TABLE note_fts USING fts5(
  text, content = 'note', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
