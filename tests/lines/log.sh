#!/bin/sh
# SPDX-License-Identifier: MIT
# The residency log: contacts, meetings, memos, events and terms with their dates, their history, and who may
# have them.
. "${RIR_SOURCE:-$(dirname "$0")/../..}/tests/tap.sh"

rir new study >/dev/null
rir person add P01 >/dev/null
rir person add P02 >/dev/null

q() { # SQL
    sqlite3 -readonly study.rir "$1"
}
lacks() { # NAME FILE WORDS
    if grep -q "$3" "$2"; then fail "$1" "$2"; else pass "$1"; fi
}

run rir log
holds 'nothing is said to be' out 'nothing yet'
succeeds 'a contact' rir log add contact 'Asked about the new rota' --with 'P01, @p02, ward clerk' \
    --hat evaluator --place corridor --minutes 5 --date 2026-03-31T14:30
holds 'is shown as it was taken' out 'L1  2026-03-31T14:30  contact, with P01, P02, ward clerk, as evaluator'
succeeds 'a meeting' rir log add meeting 'Budget was put off' --name 'locality board' \
    --with 'chair, Anna Miller' --date 2026-04-02
holds 'with a word on names' err 'looks like a real name'
before=$(date +%Y-%m-%d)
succeeds 'a memo' rir log add memo I am tired of the rota
after=$(date +%Y-%m-%d)
succeeds 'of another type' rir log add memo 'Sampling is drifting to managers' --type methodological \
    --date 2026-03
succeeds 'an event' rir log add event 'New contract' 'signed by all but one' --from 2026-04-01 --to 2026-12
succeeds 'a term' rir log add term MDT 'multidisciplinary team, weekly' --from 2026-01 --until 2026-06-30
succeeds 'that means another thing later' rir log add term mdt 'the integrated team' --from 2026-07-01
fails 1 'a kind is one of five' rir log add chat 'x'
fails 1 'a contact has no end' rir log add contact x --until 2026-03
fails 1 'an entry has words' rir log add memo
fails 1 'a date is one' rir log add memo x --date 31.3.2026
fails 1 'nothing ends before it begins' rir log add event E --from 2026-05 --to 2026-04
fails 1 'minutes are a number' rir log add contact x --minutes long
fails 1 'a memo is one of four' rir log add memo x --type deep
memo=$(q "SELECT date, type FROM log WHERE label = 'L3'")
[ "$memo" = "$before|reflexive" ] || before=$after # it was midnight meanwhile
is 'a memo is of today, and reflexive' "$before|reflexive" "$memo"

rir log term MDT --on 2026-03-15 >out
holds 'what it meant then' out 'multidisciplinary'
lacks 'and not later' out 'integrated'
rir log term mdt --on 2026-08 >out
holds 'what it means later' out 'integrated'
fails 1 'before, nothing' rir log term MDT --on 2025
rir log term MDT --all >out
is 'all that it meant' 2 "$(grep -c 'term' out)"

is 'filters' 'L4
L3' "$(rir log --kind memo --csv | tail -n +2 | cut -d, -f2)"
is 'since, and what may have been' 'L6
L4
L1
L5
L2
L7
L3' "$(rir log --since 2026-03-31 --csv | tail -n +2 | cut -d, -f2)"
rir log rota tired >out
is 'words' 1 "$(grep -c '^L' out)"
succeeds 'for programs' rir log --json
holds 'as JSON' out '"hat": "evaluator"'

succeeds 'searching notes looks here too' rir search rota
holds 'and says where it is from' out 'residency log, contact'
rir search budget --json >out
is 'for programs too' 'log|L2|meeting' \
    "$(sqlite3 :memory: "SELECT v->>'$.from', v->>'$.label', v->>'$.kind' FROM (SELECT value AS v FROM
    json_each(CAST(readfile('out') AS TEXT)))")"
is 'a glossary is found by its term' 2 "$(rir search mdt --csv | grep -c ',log,')"
succeeds 'an entry is put right' rir log set L2 --with chair --text 'Budget was put off again'
is 'and the history kept' 2 "$(q "SELECT count(*) FROM event e JOIN log_entry l ON l.n = e.entity WHERE
    l.number = 2")"
fails 1 'nothing to change' rir log set L2 --with chair
fails 1 'an unknown one' rir log set L99 --text x
holds 'says what there is' err 'there is no log entry L99; this study has L1, L2'
rir search drifting >out
holds 'a memo is found' out 'residency log, memo'
succeeds 'an entry is erased' rir log set L4 --strike
rir search drifting >out 2>&1
holds 'is not found any more' out 'nothing has these words'
is 'for good' 0 "$(q "SELECT count(*) FROM event WHERE body LIKE '%drifting%'")"

printf '%s\n' 'x' '/end' | rir start "$RIR_SOURCE/tests/data/interview.md" --person P02 \
    --lines >/dev/null 2>&1
rir consent 1 @P02 part no letter >/dev/null
rir log --kind contact >out
holds 'whoever withdrew is not named' out 'with P01, ?, ward clerk'
rir search P02 >out
lacks 'nor found' out 'residency log'
rir log set L1 --minutes 6 >/dev/null
rir consent 1 @P02 part yes letter >/dev/null
rir log --kind contact >out
holds 'and is again when they agree' out 'with P01, P02, ward clerk'

rir export csv team >/dev/null && rir export csv others --for others >/dev/null
is 'the team has it' 6 "$(tail -n +2 team/log.csv | grep -c .)"
is 'nobody else has' 0 "$(tail -n +2 others/log.csv | grep -c .)"
rir export md >team.md && rir export md --for others >others.md
holds 'it is in the report' team.md '## Residency log'
holds 'with the glossary' team.md 'multidisciplinary team, weekly'
lacks 'but not for others' others.md 'Residency log'
rir verify >before && rir rebuild >/dev/null && rir verify >after
same 'made again from the log it is the same' before after
finish
