# Manual pages and completions are made from the tables.
