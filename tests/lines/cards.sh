#!/bin/sh
# SPDX-License-Identifier: MIT
# Cards of a workshop: labels, groups without authors, sheets, merges by consent and their undo, clusters,
# stages, decisions.
. "${RIR_SOURCE:-$(dirname "$0")/../..}/tests/tap.sh"

rir new study >/dev/null
for person in 01 02 03; do rir person add "P$person" --group 'social care' >/dev/null; done
for person in 04 05 06; do rir person add "P$person" --group patients >/dev/null; done
for person in 07 08 09; do rir person add "P$person" --group GPs >/dev/null; done
people='--person P01 --person P02 --person P03 --person P04 --person P05 --person P06 --person P07 --person P08 --person P09'

q() { # SQL
    sqlite3 -readonly study.rir "$1"
}

cat >workshop.md <<'END'
---
title: Cards
kind: workshop
minutes: 90
consent:
  - id: part
    text: Agrees to take part
    required: true
---
# Ideas {#ideas method=silent-generation minutes=10}

# Sort {#sort method=affinity minutes=10}
Put together what belongs together.

# All of us {#all method=1-2-4-all minutes=24}

# Coffee {#coffee method=world-cafe minutes=40 rounds=2}
END

cat >script <<'END'
/say
One triage desk @1
/table 3
/sheet T3-1
Joint induction @social-care
Shared record @P04
/sheet none
Stop changing the forms @nurses
/table none
,d We go on monthly
/how by a show of hands
,x Not in the summer @5
,k Parking
/owner the ward manager
,a Book the room
/owner John Smith
/due T1 2027-01-31
/owner K1 practice lead
END
# shellcheck disable=SC2086
succeeds 'cards are typed' rir start workshop.md $people --team North --lines <script
holds 'without a text of its own an activity has that of its method' out 'Please write down your own ideas'
holds 'a group may be named instead of somebody' out 'idea B; from social care'
holds 'an owner that looks like a name is cautioned' out 'T1 owner: John Smith; an owner is a role'
is 'each card has its label and what is known of it' 'idea|A|social care|||
idea|B|social care|3|T3-1|1
idea|C|patients|3|T3-1|1
idea|D|nurses|3||0
decision|D1||||0
dissent|X1|patients|||0
parked|K1||||0
action|T1||||0' "$(q "SELECT kind, label, \"group\", \"table\", sheet, CASE WHEN label = 'A' THEN NULL ELSE
    entered_later END FROM cards
    ORDER BY n")"
is 'who does what by when, how it was decided, what dissent is about' 'D1||||by a show of hands
X1|D1|||
K1||practice lead||
T1||John Smith|2027-01-31|' "$(q "SELECT label, about, owner, due, how FROM cards WHERE kind <> 'idea' ORDER
    BY n")"

# --- nobody's name, anywhere
is 'no view says whose a card is' '' "$(q "SELECT speaker || raw FROM notes WHERE kind <> 'observation' AND
    speaker IS NOT NULL")"
is 'nor the line as it was typed' '|Joint induction @social-care' \
    "$(q "SELECT group_concat(coalesce(raw, ''), '|') FROM (SELECT raw FROM notes WHERE kind = 'idea' ORDER BY
    n LIMIT 2)")"
rir show 1 >out
holds 'reading it shows the cards' out 'Shared record'
lacks 'and no author' out 'idea  P'
rir show 1 --json >out && lacks 'nor for programs' out '"speaker":"P'
rir search record --json >out && lacks 'nor searching' out '"speaker":"P'
rir history 1 --json >out && lacks 'nor the history' out '"pseudonym":"P'
rir export json --to out.json && mv out.json out && lacks 'nor an export' out '"speaker":"P'
is 'the log says of no note whose it is' '0' "$(q "SELECT count(person) FROM events WHERE kind = 'note.set'")"
rir consent 1 @P04 part no >/dev/null
is 'a refusal reaches them all the same' 'A B D' \
    "$(q "SELECT group_concat(label, ' ') FROM (SELECT label FROM cards WHERE kind = 'idea'
    ORDER BY n)")"
rir consent 1 @P04 part yes >/dev/null

# --- merging
cat >script <<'END'
/merge C into A
/merge C into A both groups agreed
/merge A into C everybody
/merge B into C nobody objected
/merge Q into A nobody objected
/part D
/undo
/redo
/part C
END
rir resume --lines <script >out
holds 'a merge without consent is refused, and how to write it is said' out \
    'only by consent: say how it was agreed, as in /merge C into A'
holds 'a merge says how it was agreed' out 'C merged into A (both groups agreed); /part C takes it apart'
holds 'no circle can be typed' out 'C was merged into A: /part C first'
holds 'a chain counts for its end' out 'B merged into C, which counts for A (nobody objected)'
holds 'an unknown card is said' out 'there is no card Q; nothing was done'
holds 'what is not merged cannot be parted' out 'D is merged into no other card'
holds 'a merge is undone' out 'undone: a merge'
is 'what was merged into which' 'A||One triage desk
B|C|Joint induction
C||Shared record
D||Stop changing the forms' "$(q "SELECT label, merged_into, text FROM cards WHERE kind = 'idea' ORDER BY n")"
is 'every merge and parting is kept' 'C A both groups agreed
B C nobody objected
C  ' "$(q "SELECT label || ' ' || coalesce(merged_into, '') || ' ' || coalesce(how, '') FROM card_merges ORDER
    BY n")"

# --- clusters
cat >script <<'END'
/go sort
/cluster Money: A C
/cluster Access: B D
/cluster Nobody
/cluster Money as Pooled budgets
/move C Access
/move C Money
/move B none
/cluster
/off
/cluster Secret: A
/merge D into A secretly
/sheet secret
/on
END
rir resume --lines <script >out
holds 'clusters are told with what lies in them' out 'Pooled budgets: A; Access: C D; Nobody: empty'
holds 'an unknown cluster is said, and how to make it' out \
    'there is no cluster Money: /cluster Money: C makes it'
holds 'off the record no name is kept' out 'NOT KEEPING: the name of a cluster would be kept'
is 'the latest name and place hold' 'A|Pooled budgets
B|
C|Access
D|Access' "$(q "SELECT label, cluster FROM cards WHERE kind = 'idea' ORDER BY n")"
is 'empty clusters are there' 'Pooled budgets|1
Access|2
Nobody|0' "$(q 'SELECT name, cards FROM clusters ORDER BY n')"
is 'every move is kept' 'A C B D C B' "$(q "SELECT group_concat(label, ' ') FROM (SELECT label FROM card_moves
    ORDER BY n)")"
is 'nothing of it was kept' '0' "$(q "SELECT count(*) FROM event WHERE body LIKE '%ecret%'")"

# --- stages
cat >script <<'END'
/go all
/stage
alone I thought
/stage next
/say
together we thought
/stage 4
/stage next
/extend 12m
/stage 1
/go coffee
/speaker patients
/stage harvest
from the tables
/speaker none
/go ideas
/stage
END
rir resume --lines <script >out
holds 'a stage has its share of the time' out 'stage 1 of 4, alone, 0:00 of 2:00; next in pairs'
holds 'the next one says what to read out' out 'stage 2 of 4, in pairs, 4:00: In pairs: tell each other'
holds 'what an activity was given is shared out over its stages' out 'stage 1 of 4, alone, 3:00'
is 'a group that speaks is the card'"'"'s' 'patients' \
    "$(q "SELECT \"group\" FROM cards WHERE text = 'from the tables'")"
holds 'the last one says so' out 'all together is the last stage'
holds 'a world cafe has its harvest' out 'stage 3 of 3, harvest, 13:20'
holds 'other activities have none' out 'this activity has no stages'
is 'each card knows its stage' 'alone
in pairs
harvest' "$(q "SELECT stage FROM cards WHERE stage IS NOT NULL ORDER BY n")"

# --- kinds change, labels stay
cat >script <<'END'
/edit 1 from all the tables
/kind k 1
a plain line
/kind d 1
,p told @3
/kind i 1
/photo missing.jpg the wall
END
rir resume --lines <script >out
holds 'an edit says the label' out 'idea G; changed'
holds 'a missing photograph is said plainly' out 'missing.jpg'
is 'a label stays with its card, a new kind gets one' 'parked|G
decision|H
idea|I' "$(q "SELECT kind, label FROM cards ORDER BY n DESC LIMIT 3" | sort -t'|' -k2)"
printf 'picture' >wall.jpg
printf '%s\n' '/photo wall.jpg the wall of ideas' '/strike 1' '/off 5m' '/on' '/end' >script
rir resume --lines <script >out
holds 'a photograph is noted' out 'photograph wall.jpg noted'
rir verify >before && rir rebuild >/dev/null && rir verify >after
same 'made again from the log it is the same' before after

# --- the board read out, for whoever does not see it
cat >board.md <<'EOT'
---
title: Aloud
kind: workshop
---
# Round {#round method=round-robin}

# What to do {#todo method=recommendations}
EOT
rir new aloud >/dev/null
printf '%s\n' '/consent all part yes' /cards 'One desk' 'Fewer forms' 'A rota' '/merge C into A both agreed' '/cluster Access: A' /cards \
    '/cards c' '/cards a' ',d We go on' '/cards dec' '/cards Q' /next 'A desk in May' /cards '/cards ideas' |
    rir -s aloud.rir start board.md --person P01 --person P02 --lines >out 2>&1
holds 'nothing yet' out 'idea, 0: none yet'
holds 'cards and what was merged into them' out 'idea, 2: A One desk (with C A rota); B Fewer forms;'
holds 'one that was merged' out 'idea: C A rota; merged into A;'
holds 'one in a cluster' out 'idea: A One desk (with C A rota); in Access;'
holds 'another kind, by its beginning' out 'decision, 1: D1 We go on;'
holds 'a label that is none' out 'there is no card Q; /cards alone reads the ideas'
holds 'in that activity the recommendations' out 'recommendation, 1: R1 A desk in May;'
rm -f aloud.rir*

finish
