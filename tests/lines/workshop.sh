#!/bin/sh
# SPDX-License-Identifier: MIT
# A workshop line by line: its activities say what a line is, its tables where it comes from.
. "${RIR_SOURCE:-$(dirname "$0")/../..}/tests/tap.sh"

rir new study >/dev/null

q() { # SQL
    sqlite3 -readonly study.rir "$1"
}

printf '%s\n' 'hello all' '/go ideas' '/table 3' 'One triage desk' 'Joint induction @2' \
    ',d We go on monthly' '/go robin' \
    '/table none' 'Shared record' '/undo' 'A rota' >script
succeeds 'a workshop is run line by line' rir start "$RIR_SOURCE/tests/data/workshop.md" --person P01 \
    --person P02 \
    --team North --lines <script
holds 'an idea has its letter' out 'idea A'
is 'the activity says the kind, the table holds until changed' 'paraphrase|welcome||
idea|ideas|3|A
idea|ideas|3|B
decision|ideas|3|D1
idea|round-robin||C' \
    "$(q 'SELECT note.kind, c.activity, c."table", c.label FROM note JOIN card c ON c.note = note.n
    ORDER BY note.hlc')"
is 'whose workshop it is' 'workshop|North|P01 P02' "$(q 'SELECT kind, team, people FROM sessions')"
printf '%s\n' 'Weekend cover' '/end' >script
succeeds 'it goes on after a break' rir resume --lines <script
holds 'at the same activity, with the next letter' out 'idea D'
fails 1 'no session is run by a codebook' rir start selfie --lines </dev/null
rir verify >before && rir rebuild >/dev/null && rir verify >after
same 'made again from the log it is the same' before after

finish
