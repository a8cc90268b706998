#!/bin/sh
# SPDX-License-Identifier: MIT
# An observation: what is looked at, in which part, whom a note may name, jottings and what they were in full.
. "${RIR_SOURCE:-$(dirname "$0")/../..}/tests/tap.sh"

rir new study >/dev/null

q() { # SQL
    sqlite3 -readonly study.rir "$1"
}
say() { # LINE...: typed in the session that is open
    printf '%s\n' "$@" >script
    run rir resume --lines <script
}

printf '%s\n' '/consent @P01 part yes' 'Chairs at three tables @P01' 'Leaves early @P05' \
    ',v We never do that @P05 @chair' \
    'Nods @Janet' 'Nods @P77' '/dimension act' 'Interrupts twice' '/dimension activ' 'Goes round the table' \
    ',m I took sides' \
    '/dimension sp' 'Two rooms' '/dimension none' 'Nothing in particular' '/dimension a' '/dim' '/role obs' \
    '/role complete-o' \
    '/absent Nobody from housing spoke' 'P05 comes back' >script
succeeds 'a meeting is observed line by line' rir start meeting-observation --person P01 --person P05 \
    --role observer-as --lines <script
holds 'who did not agree is left out, and it is said' out 'P05 has not agreed to take part: saved without who'
holds 'so is what may be a name' out 'Janet may be a name'
holds 'and a pseudonym of nobody known' out 'P77 is nobody who is known here'
holds 'words that name them are pointed out' out 'these words name them'
holds 'a beginning that several have is refused' out 'a is none of the nine dimensions, or several'
holds 'a whole word is that one' out 'looking at act,'
holds 'the part at the start is known' out 'you are complete-observer from now on'
is 'no note, nor the log, holds who did not agree, but in the words themselves' 'P05 comes back' \
    "$(q "SELECT text FROM note
    WHERE text || raw || coalesce(seat, '') LIKE '%P05%' OR speaker = (SELECT n FROM person WHERE pseudonym =
    'P05')")"
is 'nor does the log' '1' "$(q "SELECT count(*) FROM event WHERE kind = 'note.set' AND (body LIKE '%P05%' OR
    body LIKE '%' || (SELECT id
    FROM thing JOIN person ON person.n = thing.n WHERE pseudonym = 'P05') || '%')")"
is 'what is looked at holds, reflections are apart' 'descriptive|P01||0
descriptive|?||0
descriptive|? chair||0
descriptive|?||0
descriptive|?||0
descriptive||act|0
descriptive||activity|0
reflective|||0
descriptive||space|0
descriptive|||0
descriptive|||1
descriptive|||0' \
    "$(q 'SELECT side, f.speaker, dimension, absent FROM field_notes f JOIN note ON note.n = f.n ORDER BY note.hlc')"
say '/role' '/speaker P05' '/turn P05'
holds 'the part is known after a break' out 'you are complete-observer'
holds 'they cannot be said to speak' out 'in an observation they cannot be named'
is 'nobody is' '0' "$(q "SELECT count(*) FROM moment WHERE kind IN ('speaker', 'turn')")"
say '/role complete-p' '/undo' '/role'
holds 'undo takes the part back' out 'you are complete-observer'
say '/end'
is 'an ended session counts once a part' 'complete-observer
observer-as-participant' "$(q 'SELECT role FROM observations ORDER BY role')"
fails 1 'nobody is named afterwards either' rir edit 1 3 --speaker P05
fails 1 'nor in a note added later' rir edit 1 --add 'Came back @P05'

# what waits, and what was in full
succeeds 'status counts' rir status
holds 'hours' out 'hours observed in 1 session'
holds 'jottings that wait' out 'jottings not expanded: session 1'
waits() { # how many jottings wait
    rir status --json | sed -n 's/.*"jottings_unexpanded": \([0-9]*\).*/\1/p'
}
before=$(waits)
succeeds 'a jotting is expanded' rir edit 1 1 \
    --expand 'There are three tables, and the chairs stand apart #space'
is 'it waits no longer' "$((before - 1))" "$(waits)"
is 'the expansion is a note beside it, at its time' '1|1|0' \
    "$(q "SELECT e.at = j.at AND e.elapsed = j.elapsed, e.later,
    e.n = j.n FROM card c JOIN note e ON e.n = c.note JOIN note j ON j.n = c.jotting")"
is 'the jotting is as it was' 'Chairs at three tables' "$(q 'SELECT text FROM note ORDER BY hlc LIMIT 1')"
rir show 1 >shown
holds 'it says what of' shown 'in full of 1'
holds 'reflections stand apart' shown 'reflective: the researcher'
fails 1 'an expansion is not expanded' rir edit 1 2 --expand 'again'
fails 1 'whoever did not agree is not named in one' rir edit 1 3 --expand 'It was them @P05'
succeeds 'one is full as it stands' rir edit 1 3 --full
is 'nor does that wait' "$((before - 2))" "$(waits)"
succeeds 'all others are' rir edit 1 --full
is 'nothing waits' 0 "$(waits)"
succeeds 'a jotting is struck' rir edit 1 1 --strike
is 'and what it was in full with it' 0 "$(q "SELECT count(*) FROM event WHERE body LIKE '%three tables%'")"

# from paper, days later
printf '%s\n' '[9:00] Begins' '[~9:40] Long silence' '/expand 1 All looked at the chair for a minute' \
    '/expand 2' '/expand 2 full' \
    '/expand 9 x' '/expand x y' '/expand 1 Once more' '[11:30] Over' '[11:00] Before it was over' \
    '/expand 1 full' '/end' >script
succeeds 'jottings are typed in days later' rir start meeting-observation --on 2026-01-05 \
    --role complete-participant --lines <script
holds 'alone it shows the jotting' out 'Long silence | /expand 2'
holds 'an expansion is no jotting' out 'that is an expansion already'
is 'about is kept, the expansion has the time of its jotting' '1|40
1|40' "$(q "SELECT about, elapsed / 60000 FROM note WHERE session = (SELECT n FROM session WHERE paper) AND
    about ORDER BY hlc")"
is 'hours follow from the times given' '150.0' \
    "$(q "SELECT net_minutes FROM observations WHERE role = 'complete-participant'")"
is 'two wait, for the third is full' 2 "$(waits)"

# struck and undone while it runs; off the record; rehearsals
printf '%s\n' 'Short' '/expand 1 Long and full' '/strike 2' 'After' '/undo' '/undo' >script
succeeds 'a jotting is struck while it runs' rir start service-shadowing --person P09 --lines <script
is 'undo brings both back' 'Short
Long and full' "$(q "SELECT f.text FROM field_notes f JOIN note ON note.n = f.n WHERE note.session = (SELECT
    max(n) FROM session) ORDER BY hlc")"
say '/strike 2' '/off' '/expand 1 secret' '/absent secret' '/on' '/end'
is 'nothing of it is left when it ends' 0 "$(q "SELECT count(*) FROM event WHERE body LIKE '%Long and full%'
    OR body LIKE '%secret%'")"
is 'who was not asked is not named, though alone' '' \
    "$(q "SELECT DISTINCT speaker FROM notes WHERE session = (SELECT id FROM thing
    WHERE n = (SELECT max(n) FROM session))")"
hours=$(rir status --json)
printf '%s\n' 'x' '/role complete-observer' '/end' | rir start meeting-observation --rehearsal \
    --lines >/dev/null
is 'a rehearsal counts nowhere' "$hours" "$(rir status --json)"
rir status >out
lacks 'where nobody is named, no name is missing' out ', ,'
fails 1 'a part is for observations' rir start "$RIR_SOURCE/tests/data/interview.md" --person P01 \
    --role complete-observer --lines </dev/null
rir verify >before && rir rebuild >/dev/null && rir verify >after
same 'made again from the log it is the same' before after
printf '%s\n' '/role complete-p' '/end' | rir start meeting-observation --rehearsal --lines >out 2>told
holds 'a part that is not said is asked for at the start' told 'your part is not said: /role complete-participant,'
finish
