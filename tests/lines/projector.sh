#!/bin/sh
# SPDX-License-Identifier: MIT
# What the room sees of a workshop, activity by activity.
. "${RIR_SOURCE:-$(dirname "$0")/../..}/tests/tap.sh"

cat >trial.md <<'EOT'
---
title: A trial
kind: matrix
---
# Shared leadership {#lead}

0. Nobody decides.
1. One employer does.
2. Both do.

# Money {#money}

0. None.
1. Some.
EOT
cat >guide.md <<'EOT'
---
title: An hour
kind: workshop
consent:
  - id: part
    text: Agrees to take part
    required: true
  - id: quote
    text: Agrees to anonymised quotes
---
# Welcome {#welcome method=welcome minutes=5}

Thank you for coming until [date: ....].

[Keep the manager away from P02.]

Sit down.

# Round {#round method=round-robin minutes=5}

# Sort {#sort method=affinity minutes=5}

# Ranking {#ranking method=rank rank=2 minutes=5}

# Pairs {#pairs method=1-2-4-all minutes=12}

# Rest {#rest method=break minutes=5}

[Look through the sheets.]

# Rate {#rate method=maturity matrix=trial minutes=10}

# Meaning {#meaning method=co-interpretation minutes=10}
EOT
rir new study >/dev/null
printf '/consent part yes\n/consent quote yes\n"P02 fills it in twice\n/end\n' |
    rir start strategic-leaders --person P01 --lines >/dev/null 2>&1
rir finding add 'Forms double the work' --extract 1:1 >/dev/null

room() { # LINES...: typed into the workshop; out is what the room sees then
    printf '%s\n' "$@" | rir resume --lines >answers 2>&1
    rir projector --lines >out 2>err
}
shows() { # NAME TEXT: below the heading, as lines joined by `|`
    is "$1" "$2" "$(sed -e 1d -e 's/[0-9][0-9]:[0-9][0-9] left/left/' out | paste -s -d '|' -)"
}

rir start guide.md --person P01 --person P02 --person P03 --person P04 --lines </dev/null >/dev/null 2>&1
room '/consent all part yes paper'
shows 'what the facilitator does is not on the wall' 'Thank you for coming until [date: ....].||Sit down.'
room /next
shows 'without words in the guide those of the method are' \
    'One idea each in turn, in your own words, and no discussion yet. It is fine to pass, and to come in again later. We go round until there are no more.'
room 'One desk' 'Fewer forms' 'A rota' 'A car' '/merge D into A both agreed'
shows 'a merged card is found under its own letter' 'A+D  One desk|B  Fewer forms|C  A rota'
room '/go sort' '/cluster Access: A C'
shows 'what is in no heap does not seem to be in the last' \
    'Access|A+D  One desk|C  A rota|in no cluster yet|B  Fewer forms'
room '/go ranking' '/tally : A B' '/tally : B' '/tally : C A'
shows 'no vote is seen before the reveal' 'Access|A+D  One desk|C  A rota|in no cluster yet|B  Fewer forms'
room /reveal
shows 'after it the room sees the result' '1=  A  3  One desk|1=  B  3  Fewer forms|3  C  2  A rota'
room '/go rest'
shows 'heaps are shown where their cards are' ''
room '/go pairs'
shows 'a stage begins with the words of the activity' \
    'alone  left|First you think alone, then in pairs, then in fours, and then we hear one idea from each four.'
room '/stage next'
shows 'the room sees which it is, and what to do in it' \
    'in pairs  left|In pairs: tell each other your ideas, and build on them.'
room 'A late idea'
room '/go ranking'
shows 'what was said after the reveal was never voted on' \
    '1=  A  3  One desk|1=  B  3  Fewer forms|3  C  2  A rota'
room '/go rate'
shows 'the dimensions' 'Shared leadership|Money'
room '/dimension lead' '/rate : 2' '/rate : 2' '/rate : ?'
shows 'the levels of one, and no rating' \
    'Shared leadership|0  Nobody decides.|1  One employer does.|2  Both do.'
room /reveal '/consensus 2 P03 leads'
shows 'then how they lie' \
    'Shared leadership|0  0|1  0|2  2|median 2, 2 of 2 within 2 to 2: Agreement; 1 does not know|agreed on 2: [somebody] leads'
room '/dimension none'
shows 'and all of them again' 'Shared leadership: agreed on 2|Money'
room '/go meaning' '/finding F1'
shows 'a finding with words that may be quoted' 'F1  Forms double the work|-  [somebody] fills it in twice'
room '/finding none'
lacks 'and without it' out 'Forms'

finish
