#!/bin/sh
# SPDX-License-Identifier: MIT
# The same findings go to three teams; what they answer makes the concordance, and a recommendation leads back
# to the note.
. "${RIR_SOURCE:-$(dirname "$0")/../..}/tests/tap.sh"

rir new study >/dev/null

q() { # SQL
    sqlite3 -readonly study.rir "$1"
}

workshop() { # TEAM PERSON PERSON, the lines on standard input
    rir start "$RIR_SOURCE/tests/data/findings.md" --person "$2" --person "$3" --team "$1" --lines
}

# --- an interview with four notes: quotable, not, withdrawn later, struck later
cat >script <<'X'
/consent @P01 part yes
/consent @P01 quote yes
/consent @P02 part yes
"The money follows the bed @P01
We fill in the form twice @P02
"Nobody asks the patients @P01
,o long pause
/end
X
rir start "$RIR_SOURCE/tests/data/interview.md" --person P01 --person P02 --lines <script >out 2>err

succeeds 'a finding is made, with extracts' rir finding add 'Forms double the work' --extract 1:1 \
    --extract 1:2 --theme work
holds 'it has a label and a version' out 'F1 version 1: Forms double the work'
rir finding add 'Nobody decides' --extract 1:3 >/dev/null
rir finding add 'Trust grows with time' >/dev/null
fails 1 'an extract must be a note' rir finding add 'x' --extract 1:9
fails 1 'a finding needs words' rir finding add ' '

# --- North: three tables do not agree on F1; F3 is not shown
cat >script <<'X'
/recognise
/go what
/finding F1
/table 1
/recognise every Monday @P03
/table 2
/recognise
/table 3
/challenge never seen here @P04
,x the others do not do our work @P04
And the discharge forms too
/table none
/finding F2
/add nobody asked the patients
/undo
/add nobody asks the families @P03
/end
X
workshop North P03 P04 <script >out 2>err
holds 'nothing is answered before a finding is up' out 'no finding is up; /finding F1 brings one up'
holds 'what is up is shown with what may be quoted' out \
    'F1 version 1: Forms double the work | “The money follows the bed”; 1 extract may not be shown'
lacks 'and without who said it' out P01
holds 'an answer says whose it is' out 'F1 version 1 challenged, table 3; never seen here'
holds 'one undo takes an answer back with its words' out 'undone: an answer to a finding'
is 'words are notes, about the finding' 'every Monday|paraphrase|1|F1
never seen here|paraphrase|3|F1
the others do not do our work|dissent|3|F1
And the discharge forms too|paraphrase|3|F1
nobody asks the families|paraphrase||F2' \
    "$(q 'SELECT n.text, n.kind, c."table", f.label FROM notes n JOIN card c ON c.note = n.n
    JOIN findings f ON f.n = c.finding ORDER BY n.elapsed_ms, n.n')"

# --- South amends F1, and its wording becomes version 2
cat >script <<'X'
/go what
/finding F1
/amend "Forms double the work because nobody shares them" because the system is not one
/recognise F2 we know that
/end
X
workshop South P05 P06 <script >out 2>err
holds 'a wording and its reason are parted' out \
    'amended, to: Forms double the work because nobody shares them; the system is not one'
fails 1 'an answer is to its own finding' rir finding set F2 --from 9
succeeds 'the amendment becomes the next version' rir finding set F1 --from 4
holds 'in the words of the team' out 'F1 version 2: Forms double the work because nobody shares them'
lacks 'which are not copied' out 'nothing'
is 'the words lie in the note alone' 1 "$(q "SELECT count(*) FROM event WHERE body LIKE '%nobody shares them%'
    AND kind = 'note.set'")$(
    q "SELECT count(*) FROM event WHERE body LIKE '%nobody shares them%' AND kind <> 'note.set'" | sed 's/^0$//')"
fails 1 'the same again changes nothing' rir finding set F1 --from 4
rir finding set F1 --status settled >out
holds 'a status is no new version' out 'F1 version 2'

# --- East sees version 2, changes its mind, and recommends
cat >script <<'X'
/consent all part yes paper
/consent all quote yes paper
/go what
/finding F1
/challenge we have one form
/recognise we saw it next door
/go todo
One form for both employers @P07
/owner team lead
/horizon R1 3m
/level team
/measure number of forms on the ward
/effort small
/support R1 1 against 1
/link F1
,x not in my time
A triage desk
/owner R2 Anna Miller
/link R2 F1
/status R2 agreed in the board
Stop the Friday report
/support 3
/strike
/undo
/horizon soon
/level R9 team
/end
X
workshop East P07 P08 <script >out 2>err
holds 'a recommendation has its label at once' out 'recommendation R1'
holds 'what is said without a label is of the last one' out 'R1 owner: team lead'
holds 'an owner is a role' out 'R2 owner: Anna Miller; an owner is a role; that looks like a name'
holds 'more hands than people are kept, and said' out 'R3 support 3; that is more than the 2 here'
holds 'a horizon is known' out 'a horizon is now, 3m, 12m, or a date'
holds 'an unknown one is refused' out 'there is no recommendation R9; there is R1, R2, R3'

# --- concordance, by hand: F1 North two tables recognise and one challenges, South amends v1, East ends with recognising v2;
#     F2 North only adds, South recognises though it was only named; F3 nobody was asked
rir finding concordance >out
is 'the concordance' "      North      South       East
F1    mixed      amended     recognised
F2    added      recognised  not asked
F3    not asked  not asked   not asked

F1 version 2, settled: Forms double the work because nobody shares them
    North: mixed: 2 recognised v1, 1 challenged v1; 1 dissent
    South: amended v1
    East: recognised v2
F2 version 1, open: Nobody decides
    North: added v1
    South: recognised v1
    East: not asked
F3 version 1, open: Trust grows with time
    North: not asked
    South: not asked
    East: not asked" "$(cat out)"
rir finding concordance --csv | sed 's/^[^,]*,//; s/\r$//' >out
is 'for programs, with nothing where nothing was asked' \
    'label,team,state,recognised,amended,challenged,added,dissent,left_out
F1,North,mixed,2,0,1,0,1,0
F1,South,amended,0,1,0,0,0,0
F1,East,recognised,1,0,0,0,0,0
F2,North,added,0,0,0,1,0,0
F2,South,recognised,1,0,0,0,0,0
F2,East,not asked,,,,,,
F3,North,not asked,,,,,,
F3,South,not asked,,,,,,
F3,East,not asked,,,,,,' "$(cat out)"
is 'each answer keeps the version that was seen' '1 1 1 1 1 1 2 2' \
    "$(q 'SELECT version FROM responses ORDER BY at, elapsed_ms' | tr '\n' ' ' |
    sed 's/ $//')"

# --- the register
is 'the register' \
    'R1|One form for both employers|team lead|3m|team|number of forms on the ward|small|1|1|1|proposed|F1
R2|A triage desk|Anna Miller|||||||0|agreed|F1
R3|Stop the Friday report||||||3||0|proposed|' \
    "$(q 'SELECT label, text, owner, horizon, level, measure, effort, support, against, dissent,
    status, findings FROM recommendations ORDER BY label')"
succeeds 'a status has a reason and a date' rir recommend set R1 --status started --why 'the ward began'
rir recommend set R1 --status done >/dev/null
is 'its history stays' 'started|the ward began
done|' "$(q "SELECT status, why FROM recommendation_status WHERE label = 'R1' ORDER BY at, n")"
fails 1 'a status is one of five' rir recommend set R1 --status maybe
succeeds 'the trail is printed' rir recommend show R1
holds 'to its own note' out 'said in session 4 (workshop, East,'
holds 'to the finding in the version it was' out 'from F1 version 2'
holds 'to the team whose wording it is' out 'worded in session 3 (workshop, South,'
holds 'to the extract, its session and its note' out 'extract, session 1 (interview,'
holds 'by number' out 'note 1 at'
holds 'and its words' out 'The money follows the bed'
holds 'with the dissent' out 'not in my time'
rir recommend show R1 --for others >out
lacks 'for others without what may not be quoted' out 'We fill in the form twice'
holds 'which is counted' out '1 note is left out'
rir finding set F1 'Each form is filled in twice' --drop 1:2 >/dev/null
rir recommend show R1 >out
holds 'a later version does not change where it came from' out 'from F1 version 2 (now version 3)'

# --- withdrawal of a person whose words were an extract, and of one who answered
rir consent - P01 part no >/dev/null
rir finding show F1 >out
lacks 'withdrawn words are in no extract' out 'The money follows the bed'
holds 'which is counted too' out '1 extract is left out'
rir recommend show R1 >out
lacks 'nor at the end of a trail' out 'The money follows the bed'
holds 'where they are counted' out '1 note is left out'
rir consent - P04 part no >/dev/null
rir finding concordance >out
holds 'an answer goes with its words' out 'North: recognised v1 (2); 1 left out'
rir finding show F1 --json >out
lacks 'also for programs' out 'never seen here'

# --- nothing of it in a rehearsal reaches the study
printf '%s\n' '/go what' '/finding F3' '/challenge in play' '/go todo' 'Only a rehearsal' \
    '/owner R1 ward manager' '/end' >script
rir start "$RIR_SOURCE/tests/data/findings.md" --person P09 --person P10 --team West --rehearsal \
    --lines <script >out 2>err
holds 'a rehearsal numbers for itself' out 'recommendation R1'
rir finding concordance >out
lacks 'no team of a rehearsal' out West
is 'no recommendation of one' 3 "$(q 'SELECT count(*) FROM recommendations')"
is 'no owner from one' 'team lead' "$(q "SELECT owner FROM recommendations WHERE label = 'R1'")"

# --- the log makes the same again, and it goes on after a break
printf '%s\n' '/go what' '/finding F3' >script
workshop West P11 P12 <script >out 2>err
printf '%s\n' '/recognise @P11' '/amend @P12 because so' '/off 1m' '/on' >script
rir resume --lines <script >out 2>err
is 'somebody without words is no reason, and no wording' 2 \
    "$(grep -c 'who said it goes behind what they said' out)"
printf '%s\n' '/recognise' '/challenge off @P11' '/off 5m' 'not kept' '/recognise' '/on' '/end' >script
rir resume --lines <script >out 2>err
holds 'what was up is up after a break' out 'F3 version 1 recognised'
holds 'off the record no answer is kept' out 'NOT KEEPING'
is 'nor what was answered in the minutes before' 0 "$(q "SELECT count(*) FROM responses WHERE team = 'West'")"
is 'nor its words anywhere' 0 "$(q "SELECT count(*) FROM event WHERE body LIKE '%recognised%' AND session =
    (SELECT n FROM sessions WHERE
    team = 'West')")"
rir history >out
holds 'what was said of a recommendation is in the history' out 'R1 measure number of forms on the ward'
rir consent - P07 part no >/dev/null
rir history >out
lacks 'but not when its words may not be seen' out 'number of forms on the ward'
is 'nor whose it was' '0 1' "$(q "SELECT count(*) FROM events WHERE kind IN ('response.set',
    'recommendation.set', 'recommendation.say')
    AND person IS NOT NULL") $(q "SELECT count(*) > 0 FROM event WHERE kind = 'recommendation.say' AND person
    IS NOT NULL")"
rir verify >before && rir rebuild >/dev/null && rir verify >after
same 'made again from the log it is the same' before after

finish
