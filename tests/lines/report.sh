#!/bin/sh
# SPDX-License-Identifier: MIT
# What participants get back, and what the researcher looks at before the next contact. The figures of the
# workshop are worked out by hand beside the ballots.
. "${RIR_SOURCE:-$(dirname "$0")/../..}/tests/tap.sh"

rir new study >/dev/null
people=
add() { # FIRST LAST GROUP
    for number in $(seq "$1" "$2"); do
        rir person add "$(printf 'P%02d' "$number")" --group "$3" >/dev/null
        people="$people --person $(printf 'P%02d' "$number")"
    done
}
add 1 6 health
add 7 12 'social care'
add 13 14 patients
add 15 16 carers

# --- a half day: 16 people, three stages of it
cat >workshop.md <<'END'
---
title: Recommendations
kind: workshop
minutes: 180
consent:
  - id: part
    text: I agree to take part
    required: true
  - id: quote
    text: My words may be quoted without my name
  - id: reuse
    text: The notes may be archived
---
# Welcome {#welcome method=welcome minutes=10}
# Ideas {#ideas method=silent-generation minutes=10}
# Round robin {#robin method=round-robin minutes=20}
# Findings {#findings method=co-interpretation minutes=20}
# Ranking {#ranking method=rank rank=3 minutes=10}
# Dots {#dots method=dot-vote dots=3 cap=2 minutes=10}
# Secret {#secret method=dot-vote dots=3 minutes=10}
# What to do {#todo method=recommendations minutes=40}
# Close {#close method=plenary minutes=10}
END
rir finding add 'Forms double the work' >/dev/null
touch flip.jpg bare.jpg
# Ranking, 3 points for the first: health A 3+3+2, B 2+0+3, C 1+2+0; social care A 2+0+1, B 1+0+2, C 3+0+3, D
# 3; the others, patients and carers, A 3, B 3. So A 14, B 11, C 9, D 3. Dots: A 2+2, B 1+1+1, C 1+2: B and C
# share the second place.
cat >script <<'END'
/consent all part yes paper
/consent all quote yes paper
/consent all reuse yes paper
Glad to be <here> & now | really
/go ideas
One triage desk @P03
Joint induction
/table 2
Stop changing the forms
/table none
/go robin
Shared record
Rota for weekends, P07 said so
Nobody wants this
/merge E into A everybody agreed
/cluster People: B
"We do it for the person @P01
,o somebody laughed
,c my own thought
?ask about the budget
/go findings
/finding F1
/challenge not here any more
/table 1
/recognise every Monday
/amend Forms double the work of nurses because they fill them in twice
/table none
/finding none
/go ranking
/tally health: A B C
/tally health: A C
/tally health: B A
/tally social care: C A B
/tally social care: D
/tally social care: C B A
/tally patients: A
/tally carers: B
/tally carers:
/tally spoiled
/reveal
/go dots
/tally health: A A B
/tally social care: B C
/tally patients: B A A
/tally health: C C
/reveal
/go secret
/tally carers: F F F
/reveal
/go todo
,r One triage desk for the whole locality
/owner R1 team lead
/horizon 3m
/level system
/measure fewer calls
/support 12 against 2
/link F1
One shared record
/owner John Smith
,x Too expensive
,d We start in March
/how show of hands
,k Parking
/owner K1 practice manager
/due K1 end of March
,a Book the room
/owner T1 secretary
/photo flip.jpg Wall of ideas
/photo bare.jpg
/depart P16
/go close
END
# shellcheck disable=SC2086
succeeds 'a workshop is held' rir start workshop.md $people --team North --lines <script
rir report 1 >out
holds 'while it is on the page says so' out 'It is not over yet'
printf '/end\n' | rir resume --lines >/dev/null 2>&1

succeeds 'its summary' rir report 1 --contact 'jo@example.org, 01522 000000' --until '31 December 2026' \
    --use 'It goes into our report.'
sed -E 's/[0-9]+ [A-Z][a-z]+ 20[0-9]{2}(, [0-9:]+ to [0-9:]+)?/DAY/' out >page
cat >wanted <<'END'
# What we heard: Recommendations

Thank you for taking part in the workshop on DAY, and for what you gave to it. This page gives back what we took from it, so that you can see it and put it right. It names nobody.

## About it

- Team: North
- When: DAY
- Who: 16 people: 6 health, 6 social care, 4 others

## What we heard

### Welcome

- Glad to be \<here> & now \| really

### Ideas

- **A** One triage desk\
  together with E: Rota for weekends, \[somebody\] said so (agreed: everybody agreed)
- **C** Stop changing the forms

#### Put together as: People

- **B** Joint induction

### Round robin

- **D** Shared record
- **F** Nobody wants this
- “We do it for the person”

## What you said about our findings

This is what we had found, and what was answered to it here.

### F1 Forms double the work

- **The group does not recognise it:** not here any more
- **One table would say it otherwise:** “Forms double the work of nurses”, because: they fill them in twice

## What matters most

### Ranking

Each ranked up to 3, in private: the first got 3 points, the next one point fewer, and so on. 10 ballots were cast, 1 of them empty, 1 could not be counted. Equal points share a place.

**Ranking**

| What | health | social care | others | all |
|---|---:|---:|---:|---:|
| 1. A One triage desk | 8 | 3 | 3 | 14 |
| 2. B Joint induction | 5 | 3 | 3 | 11 |
| 3. C Stop changing the forms | 3 | 6 | 0 | 9 |
| 4. D Shared record | 0 | 3 | 0 | 3 |

1 was chosen by nobody.

### Dots

Each had 3 dots, given in private. At most 2 could go to one. 4 ballots were cast. Equal points share a place.

**Dots**

| What | dots |
|---|---:|
| 1. A One triage desk | 4 |
| 2= B Joint induction | 3 |
| 2= C Stop changing the forms | 3 |

2 were chosen by nobody.

### Secret

Each had 3 dots, given in private. 1 ballot was cast. Equal points share a place.

There are too few votes to show what was chosen.

## What was recommended

- **R1** One triage desk for the whole locality\
  who answers for it: team lead; by when: within three months; for: system; how we shall see that it works: fewer calls; for it: 12; against it: 2; follows from: F1; how far it is: proposed
- **R2** One shared record\
  seen differently: 1; how far it is: proposed

## What was agreed

Decided together:

- **D1** We start in March\
  how it was decided: show of hands

## What was seen differently

Not everybody agreed with everything. This counts as much as what was agreed:

- **X1** Too expensive\
  about R2

## Who does what

Somebody will see to this:

- **T1** Book the room\
  who sees to it: secretary

## Put aside for later

There was no time for this. It is not forgotten:

- **K1** Parking\
  answer promised by: practice manager; until: end of March

## Photographs

- Wall of ideas
- 1 without a caption

## How to put it right

Is something wrong or missing, or should something be taken out? Please tell us. You need give no reason, and nobody will hear who asked.

- Whom to tell: RESEARCHER, jo@example.org, 01522 000000
- Until when: DAY

## What happens with it

It goes into our report.

Notes are kept with pseudonyms in place of names. Votes and ratings are kept without who gave them. Words are passed on only where those concerned agreed to it. You can change your mind at any time: we say plainly what can still be taken out.

This is what you were asked to agree to:

- I agree to take part
- My words may be quoted without my name
- The notes may be archived

## What is not on this page

Left out:

- 2 notes are the researchers' own
- 1 note is of what was seen, not of what was said
- who sees to it, 1 time: what was noted looks like a name
END
sed -i -E 's/(Whom to tell: )[^,]*,/\1RESEARCHER,/' page
same 'every word and figure of it' wanted page

# --- the same page in HTML
succeeds 'a page' rir report 1 --html -o page.html
is 'that is private' 600 "$(stat -c %a page.html)"
fails 1 'and not written over' rir report 1 --html -o page.html
succeeds 'or printed' rir report 1 --html -o -
cmp -s out page.html && pass 'the same bytes' || fail 'the same bytes' out
fails 2 'not in two ways at once' rir report 1 --html --markdown
fails 1 'no session' rir report 17
if command -v xmllint >/dev/null 2>&1; then
    succeeds 'well-formed' xmllint --noout page.html
    x() { # XPATH
        xmllint \
            --xpath "$(printf '%s' "$1" | sed -E 's#(^|[/(])([a-z0-9]+)([[/)]|$)#\1*[local-name()="\2"]\3#g; s#(^|[/(])([a-z0-9]+)([[/)]|$)#\1*[local-name()="\2"]\3#g')" page.html 2>/dev/null
    }
    is 'one heading of the first level' 1 "$(x 'count(//h1)')"
    is 'two pictures' 2 "$(x 'count(//img)')"
    is 'with words for them' 'Ranking. 1. A: 14, 2. B: 11, 3. C: 9, 4. D: 3 points.' \
        "$(x 'string(//img/@alt)')"
    is 'and their tables' 2 "$(x 'count(//table)')"
    xmllint --xpath 'string(//*[local-name()="img"]/@src)' page.html | sed \
        's/^data:image\/svg+xml;base64,//' | base64 -d >picture.svg
    succeeds 'a picture is well-formed' xmllint --noout picture.svg
    holds 'of the votes by group' picture.svg '>others</text>'
    # 14 points are 304 wide: health's 8 are 174, A's others end at 304
    holds 'to scale' picture.svg 'width="174" height="16" fill="url(#pattern-1)"'
else
    skip 'well-formed' 'xmllint is not installed'
fi
lacks 'what people type is no markup' page.html '<here>'
holds 'but text' page.html '&lt;here&gt; &amp; now'
lacks 'nothing is run' page.html '<script'
lacks 'nobody is named' page.html 'P0'
lacks 'nor who answers, where it is a name' page.html 'Smith'
# the demonstration's page has words in every script; a browser, where there is one, is tried by `make soak`
if [ -n "${RIR_SOAK-}" ] && command -v chromium >/dev/null 2>&1; then
    run timeout 120 chromium --headless --no-sandbox --disable-gpu --virtual-time-budget=2000 \
        --dump-dom "file://$PWD/page.html"
    holds 'a browser reads it to the end' out 'What is not on this page'
    run timeout 120 chromium --headless --no-sandbox --disable-gpu --window-size=360,800 \
        --screenshot=page.png "file://$PWD/page.html"
    [ -s page.png ] && pass 'and draws it' || fail 'and draws it' err
else
    skip 'a browser reads it to the end' 'only make soak, where chromium is installed, asks one'
fi

# --- refusals
rir consent 1 @P05 quote no >/dev/null
rir report 1 >out
holds 'one who refuses quoting takes the words of all with them, where nobody is named' out \
    'notes may not be quoted'
lacks 'so they are gone' out 'Stop changing'
holds 'of whom it is known who said it stays' out 'We do it for the person'
holds 'a vote keeps its sums' out '| 2. B (words left out) | 5 | 3 | 3 | 11 |'
holds 'what all made together stays' out '**R1** One triage desk for the whole locality'
rir consent 1 @P05 quote yes >/dev/null
rir consent 1 @P01 reuse no >/dev/null
rir report 1 >out
holds 'and one who refuses that it is passed on' out \
    'notes may not be passed on: somebody concerned refused that'
lacks 'their words too' out 'We do it for the person'
rir consent 1 @P01 reuse yes >/dev/null
rir consent 1 @P01 part no >/dev/null
rir report 1 >out
holds 'one who takes no part is not counted' out '15 people: 5 health'
lacks 'and not heard' out 'We do it for the person'
holds 'which is said' out '1 note may hold words of people who did not agree to take part'
rir consent 1 @P01 part yes >/dev/null

# --- an interview, for the one who gave it
cat >script <<'END'
/consent part yes
/consent quote yes
/next
"The money follows the bed
They meet on Mondays
/next
/cover skipped no time
/ask What about weekends?
?who chairs the finance group
END
rir start demonstration --person P02 --lines <script >/dev/null 2>&1
rir summary 2 --missed 'how the budget is made' --next 'ask for the minutes' >/dev/null
printf '/end\n' | rir resume --lines >/dev/null 2>&1
succeeds 'of an interview' rir report 2
holds 'by question' out '### What'
holds 'what was quoted' out '- “The money follows the bed”'
holds 'room to write' out '- Until when: ....'
lacks 'without the other one' out 'P02'

# --- a focus group and an observation
printf '%s\n' '/consent all part yes' '/consent all quote yes' 'We all said that @3' '"Nobody asked us @P02' \
    ',x I did not @P03' /end >script
rir start locality-team-members --person P02 --person P03 --lines <script >/dev/null 2>&1
rir report 3 >out
holds 'of a focus group' out 'Thank you for taking part in the group discussion on'
holds 'words of one who agreed' out '“Nobody asked us”'
holds 'dissent too' out '- I did not'
printf '%s\n' '/consent all part yes' '/consent all quote yes' 'They stand in a ring' ',c I was tired' \
    /end >script
rir start meeting-observation --person P02 --lines <script >/dev/null 2>&1
rir report 4 >out
holds 'of an observation' out '## What we saw and heard'
holds 'what was seen' out '- They stand in a ring'
holds 'and what was thought is not there' out "1 note is the researchers' own"

# --- the briefing
succeeds 'before the next talk with somebody' rir report briefing P02
holds 'what was not got' out 'how the budget is made'
holds 'what was left out, and why' out 'skipped: no time'
holds 'what was promised' out '**follow-up** who chairs the finance group'
holds 'what to ask' out 'ask for the minutes'
holds 'what came up' out 'What about weekends?'
holds 'their workshop too' out '## Session 1, workshop'
succeeds 'before the next workshop of a team' rir report briefing north
holds 'what is not done' out '**R1** One triage desk for the whole locality'
holds 'who promised what' out 'who sees to it: practice manager; until: end of March'
rir recommend set R1 --status done >/dev/null
rir report briefing North >out
lacks 'until it is' out '**R1**'
printf '/next\nThey do now\n/next\nsome answer\n/end\n' | rir start demonstration --person P02 \
    --lines >/dev/null 2>&1
rir report briefing p02 >out
lacks 'what a later talk answered is not asked again' out 'skipped: no time'
is 'what two talks left open is told once' '' "$(grep '^- ' out | sort | uniq -d)"
succeeds 'of one session' rir report briefing 2
lacks 'is only of that' out '## Session 1'
fails 1 'of nothing known' rir report briefing nobody
holds 'is refused' err 'no session, participant or team'
fails 2 'of nothing' rir report briefing
rir --complete report '' >out
holds 'a shell knows both' out briefing
holds 'and the sessions' out "$(printf '2\tP02')"

# --- maturity, two rounds: a median of 3 and one of 2.5, then what was agreed on
cp "$RIR_SOURCE/tests/data/rating.md" "$RIR_SOURCE/tests/data/two-dimensions.md" .
rate() { # LINE...
    { printf '%s\n' '/consent all part yes' '/consent all quote yes' /next "$@" '/reveal all'; } >script
    # shellcheck disable=SC2086
    rir start rating.md $people --team South --lines <script >answers 2>&1
}
rate '/rate 2 0' '/rate 3 ?' '/rate 3 2' '/rate 4 3' '/rate 3 4'
printf '/end\n' | rir resume --lines >/dev/null 2>&1
rate '/rate 3 2' '/rate 4 ?' '/rate 4 3' '/rate 5 3' '/reveal all' \
    '/consensus leadership 4 joint huddles since March'
printf '/end\n' | rir resume --lines >/dev/null 2>&1
rir report 6 >first
rir report 7 >second
holds 'the first round stands alone' first '| Dimension | round 1 | ratings |  |'
holds 'a median' first '| Shared leadership | 3 | 2 to 4 | 5 of 5 within 2 to 4: agreement |'
holds 'a half one, and who does not know is not counted' first '| Information | 2.5 | 0 to 4 |'
holds 'the second beside the first' second \
    '| Shared leadership | 3 | 4 | 3 to 5 | agreed on level 4; 4 of 4 within 3 to 5: agreement |'
holds 'of the other dimension' second '| Information | 2.5 | 3 | 2 to 3 |'
holds 'what shows it, with the label that dissent may name' second '- **D1 Shared leadership:** joint huddles since March'
lacks 'which is no decision beside' second '## What was agreed'

finish
