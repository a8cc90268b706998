# Manual pages and completions are made from the tables.
EXTRA_DIST += doc/grammar.md
EXTRA_DIST += doc/guides.md
