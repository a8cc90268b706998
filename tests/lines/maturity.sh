#!/bin/sh
# SPDX-License-Identifier: MIT
# Four teams rate themselves by a matrix, two rounds; every figure is worked out by hand. Twelve rate each
# time, and four ratings outside the region are a split.
. "${RIR_SOURCE:-$(dirname "$0")/../..}/tests/tap.sh"

cp "$RIR_SOURCE/tests/data/rating.md" "$RIR_SOURCE/tests/data/two-dimensions.md" .
rir new study >/dev/null
number=0
for group in health health health health health 'social care' 'social care' 'social care' 'social care' \
    housing housing housing \
    health health health health; do
    number=$((number + 1))
    rir person add "$(printf 'P%02d' $number)" --group "$group" >/dev/null
done

q() { # SQL
    sqlite3 -readonly study.rir "$1"
}

rate() { \
    # TEAM FIRST-PERSON LEADERSHIP INFORMATION [LINE...]: twelve sheets, five of health, four of social care,
    # three of housing
    team=$1 first=$2 leadership=$3 information=$4
    shift 4
    {
        echo /next
        place=0
        for level in $leadership; do
            place=$((place + 1))
            case $place in [1-5]) group=health ;; [6-9]) group='social care' ;; *) group=housing ;; esac
            printf '/rate %s: %s %s\n' "$group" "$level" "$(echo "$information" | cut -d ' ' -f $place)"
        done
        printf '%s\n' '/reveal all' '/reveal leadership' '/reveal information' "$@" '/end'
    } >script
    people=
    for who in 0 1 2 3 4 5 6 7 8 9 10 11; do people="$people --person $(printf 'P%02d' $((first + who)))"; \
        done
    # shellcheck disable=SC2086
    rir start rating.md $people --team "$team" --lines <script >answers 2>&1
}

same_for_all() { # LEVEL: twelve times
    echo "$1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1 $1"
}

# --- the first round: what the published rule says of 91.7, 75.0, 66.7 and 41.7 per cent, of half medians, of don't know
rate North 1 '2 2 2 2 3 3 3 3 3 3 4 0' '0 0 1 1 1 1 1 1 1 4 5 5' \
    '/consensus leadership 3 we meet on Mondays' \
    '/dimension leadership' ',x on paper only' '/dimension none' ',x of something else'
holds '11 of 12 agree' \
    answers 'Shared leadership: 1 at 0, 4 at 2, 6 at 3, 1 at 4; median 3, 11 of 12 within 2 to 4 (91.7 %), Agreement, Progressing'
holds '9 of 12 agree' \
    answers 'Information: 2 at 0, 7 at 1, 1 at 4, 2 at 5; median 1, 9 of 12 within 0 to 2 (75.0 %), Agreement, Initial'
holds 'all at once is one short line' \
    answers '2 dimensions: Agreement on 2; /reveal leadership shows how its ratings lie'
holds 'a consensus' answers 'Shared leadership: level 3 agreed, with evidence'
rate South 1 '0 0 2 2 3 3 3 3 4 4 5 5' '0 0 0 1 2 2 3 3 4 5 5 5'
holds '8 of 12 are split' answers 'median 3, 8 of 12 within 2 to 4 (66.7 %), Split, Uncertain'
holds '5 of 12 are split' answers 'median 2.5, 5 of 12 within 1 to 3 (41.7 %), Split, Uncertain'
holds 'and names what is split' \
    answers '2 dimensions: Agreement on 0, Split on leadership, information; /reveal leadership'
rate East 1 '0 1 2 2 2 2 3 3 3 3 5 5' '5 5 5 5 5 5 5 5 5 5 ? ?'
holds 'a half median rounds up' answers 'median 2.5, 9 of 12 within 1 to 3 (75.0 %), Agreement, Progressing'
holds "don't know is no level" \
    answers 'Information: 10 at 5; median 5, 10 of 10 within 3 to 5 (100.0 %), Agreement, Optimising; 2 do not know'
rate West 1 "$(same_for_all '?')" "$(same_for_all 0)"
holds 'nobody knows' answers 'Shared leadership: not rated; 12 do not know'
holds 'what nobody could rate is counted' answers '2 dimensions: Agreement on 1, 1 not rated; '
holds 'but 0 is a level' \
    answers 'Information: 12 at 0; median 0, 12 of 12 within 0 to 2 (100.0 %), Agreement, Initial'

# --- which are due
due() {
    rir status | sed -n 's/^  maturity round //p'
}
is 'nobody is ahead after one round each' '' "$(due)"

# --- the second: who rates has changed
rate North 4 "$(same_for_all 4)" '0 0 1 1 1 1 1 1 1 4 5 5' \
    '/consensus leadership 4 joint huddles since March' '/consensus information 1'
is 'whoever has had fewer rounds is due' '2 of East with two-dimensions: others are ahead
2 of South with two-dimensions: others are ahead
2 of West with two-dimensions: others are ahead' "$(due | sort)"
rate south 5 "$(same_for_all 3)" "$(same_for_all -)"
rate East 1 "$(same_for_all 3)" "$(same_for_all '?')"
sed 's/^3\. Leaders decide together\./3. Leaders decide most things together./' two-dimensions.md >new && mv \
    new two-dimensions.md
rate West 1 "$(same_for_all 3)" "$(same_for_all 0)"

is 'and nobody when all have had as many' '' "$(due)"

is 'rounds are counted by team' 'East|1 2
North|1 2
South|1 2
West|1 2' "$(q "SELECT t, group_concat(round, ' ') FROM (SELECT DISTINCT upper(substr(team, 1, 1)) ||
    substr(team, 2) AS t, round FROM ratings
    ORDER BY 1, 2) GROUP BY t")"
is 'a text is kept once' 2 "$(q "SELECT count(*) FROM guide WHERE kind = 'matrix'")"
is "don't know has no level" '0|12|0' "$(q "SELECT count(level), sum(dont_know), sum(level = 0) IS NOT NULL
    FROM ratings WHERE team = 'West'
    AND dimension = 'leadership' AND round = 1")"
is 'by group' 'health|5
housing|3
social care|4' "$(q "SELECT \"group\", count(*) FROM ratings WHERE team = 'North' AND round = 2 AND dimension
    = 'leadership' GROUP BY 1")"

succeeds 'teams are listed' rir maturity
is 'each with its rounds' 'East, North, South, West' \
    "$(sed -n 's/ .*2 rounds.*//p' out | paste -sd, | sed 's/,/, /g')"
holds 'and whether they can be compared' out 'by several versions of the matrix'

succeeds 'a profile with what changed' rir maturity north
sed -E 's/[0-9]{4}-[0-9]{2}-[0-9]{2}/DAY/; s/ +$//' out >north
cat >wanted <<'EOT'
North, A trial matrix
round 2, DAY, session 5: 12 rated: 5 health, 3 housing, 4 social care; 12 were there
round 1, DAY, session 1: 12 rated: 5 health, 3 housing, 4 social care; 12 were there
9 of the 12 were there in round 1 too; 3 came, 3 went.
agreement: fewer than 4 ratings outside the three levels around the median

Shared leadership
     0  1  2  3  4  5
     ·  ·  ·  ·  █  ·    median 4   12 of 12 within 3 to 5   Agreement, Progressing
     round 1: median 3, Agreement, Progressing
     agreed on level 4
     evidence  joint huddles since March

Information
     0  1  2  3  4  5
     ▃  █  ·  ·  ▂  ▃    median 1   9 of 12 within 0 to 2   Agreement, Initial
     round 1: median 1, Agreement, Initial
     agreed on level 1

change of medians               round 1         round 2         change
Shared leadership               3 Agreement     4 Agreement     +1  agreed 3 to 4
     evidence  joint huddles since March
Information                     1 Agreement     1 Agreement     0
EOT
same 'is this' wanted north
succeeds 'a session is read' rir show 5
holds 'with its ratings' out 'ratings, round 2 of North: A trial matrix'
holds 'and what was agreed' out \
    '  median 4, Agreement, 12 rated, 0 don'"'"'t know, agreed on 4  Shared leadership'
succeeds 'the round before' rir maturity north --round 1
holds 'has its dissent' out 'dissent  on paper only'
lacks 'and none of another moment' out 'of something else'
succeeds 'most of those who rated are others' rir maturity south
holds 'is said' out '8 of the 12 were there in round 1 too; 4 came, 4 went. COMPARE WITH CARE'
holds 'a split that became an agreement' out \
    'Shared leadership               3 Split         3 Agreement     0'
holds 'left empty is not rated, and no change' out \
    'Information                     2.5 Split       - not rated     -'
succeeds 'half medians' rir maturity East
holds 'change by halves' out 'Shared leadership               2.5 Agreement   3 Agreement     +0.5'
holds "all don't know" out '12 do not know'
succeeds 'a changed matrix' rir maturity west
holds 'is not comparable' out 'NOT COMPARABLE: round 1 was rated by another version of this matrix'
lacks 'and nothing is compared' out 'change of medians'
fails 1 'asked for, it is refused' rir maturity west --against 1
holds 'and says so' err 'not comparable'
succeeds 'another panel size' rir maturity South --round 1 --outside 5
holds 'makes an agreement of it' out '8 of 12 within 2 to 4   Agreement'
rir study set --outside 5 >/dev/null
succeeds 'as the study says' rir maturity South --round 1
holds 'the same' out '8 of 12 within 2 to 4   Agreement'
succeeds 'for programs' rir maturity north --json
is 'with every figure' '1|4|3|12|agreed 4' \
    "$(sqlite3 :memory: "SELECT j->>'\$.changes[0].change' || '|' || (j->>'\$.now.dimensions[0].median')
    || '|' || (j->>'\$.before.dimensions[0].median') || '|' || (j->>'\$.now.dimensions[0].rated') || '|agreed ' ||
    (j->>'\$.now.dimensions[0].agreed') FROM (SELECT readfile('out') AS j)")"
fails 1 'a team that there is not' rir maturity Nowhere
fails 2 'no number' rir maturity north --round x

# --- typing: one rating at a time, sheets, refusals
cat >script <<'EOT'
/rate health: 3
/next
/rate health: 3 2 1
/rate health: 3 9
/rate health: 3
/dimension nothing
/dimension leadership
/rate health: 3
/rate health: ?
/rate health: 1
/consensus 3 too early
/reveal
/rate health: 1
/consensus 9
/consensus 2 a bed manager for all
/undo
/redo
/dimension next
/reveal
/rate hea: 4
EOT
rir start rating.md --person P01 --person P02 --team New --lines <script >out 2>/dev/null
sed -n '8p;9p' out | sed 's/recall .* takes/recall TOKEN takes/' >got
cat >wanted <<'EOT'
rating 1 of 2, health 1 of 2; /recall TOKEN takes it back until the reveal
rating 2 of 2, health 2 of 2; /recall TOKEN takes it back until the reveal
EOT
same 'one by one' wanted got
holds 'only in a rating' out 'nothing is rated here'
holds 'a sheet has all' out 'a sheet has 2 dimensions, and this has 3'
holds 'a level that there is not, with its place' out \
    'place 2: 9 is no level of "Information", which goes from 0 to 5'
holds 'one level of what' out 'one level of which dimension?'
holds 'no such dimension' out '"nothing" names no dimension, or several: 1 leadership, 2 information'
holds 'no more than are here' out '2 people are here, and "Shared leadership" has as many ratings'
holds 'no consensus before the reveal' out 'the ratings of "Shared leadership" are secret still'
holds 'the reveal' out \
    'Shared leadership: 1 at 3; median 3, 1 of 1 within 2 to 4 (100.0 %), Agreement, Progressing; 1 does not know'
holds 'nothing behind it' out '"Shared leadership" is revealed, and no more ratings are taken'
holds 'one undo takes a consensus back' out 'undone: a consensus'
holds 'nobody rated' out 'nobody rated Information yet'
is 'what is not revealed is in no view' 0 "$(q "SELECT count(*) FROM ratings WHERE team = 'New' AND dimension
    = 'information'")"
succeeds 'nor in the profile' rir maturity New
holds 'which says so' out 'not revealed yet'
is 'sheets name nobody' 0 "$(q "SELECT count(person) FROM event WHERE kind = 'rating.give'")"
fails 1 'a sheet of an open workshop' rir maturity rate last 'health: 3 3'
echo /end | rir resume --lines >/dev/null 2>&1
fails 1 'more sheets than people' rir maturity rate last 'health: 3 3'
succeeds 'a sheet that comes later' rir maturity rate last 'health: - 3'
holds 'is entered' out '1 sheet entered'
fails 1 'of a workshop without ratings' rir maturity rate last --activity nothing 'health: - 3'

# --- a matrix that is not there
sed 's/two-dimensions/three-dimensions/' rating.md >other.md
printf '%s\n' '/next' '/rate 3' '/end' | rir start other.md --person P01 --lines >out 2>err
holds 'is said at once' err \
    'the matrix three-dimensions was not found beside the guide: /matrix FILE names it, before it is rated'
holds 'and in its activity' out 'the matrix three-dimensions was not found when the session began'

rir verify >before && rir rebuild >/dev/null && rir verify >after
same 'made again from the log it is the same' before after

# --- a consensus names its dimension: what is said next is about that one, and one undo takes both back
rir new few >/dev/null
cat >script <<'EOT'
/consent all part yes paper
/go rating
/consensus people 4 the rota is one
/consensus leading 2
/undo
/consensus leading 2
,x not while there are two managers
/go nowhere
/end
EOT
run rir -s few.rir start maturity-self-assessment --person P01 --person P02 --team North --lines <script
lacks 'dissent is not about the evidence of another dimension' out 'X1 about'
holds 'a wrong word to go to speaks of activities' out 'no activity or question has that'
run rir -s few.rir maturity North
is 'it stays with the dimension agreed on' 'Leading and deciding' \
    "$(awk '/^[A-Z]/ { title = $0 } /dissent  not while/ { print title }' out)"
cat >script <<'EOT'
/consent all part yes paper
/go rating
/rate : 0 0 0 0 0 0 0 0
/rate : 5 5 5 5 5 5 5 5
/reveal all
/end
EOT
rir -s few.rir start maturity-self-assessment --person P01 --person P02 --team South --on 2020-01-31 \
    --lines <script >/dev/null 2>&1
run rir -s few.rir maturity South
holds 'a limit that so few can never reach is said to be one' out \
    'with 2 who rated that is always so: --outside 1'
succeeds 'months between rounds' rir -s few.rir study set --round-months 6
run rir -s few.rir status
holds 'say when the next is due' out \
    'maturity round 2 of South with integrated-locality-team OVERDUE: 2020-07-31'
lacks 'and when not' out 'of North'
rir -s few.rir status --json >out
is 'for programs too' 'South|2|2020-07-31T00:00:00.000Z' \
    "$(sqlite3 :memory: "SELECT v->>'$.team', v->>'$.round', v->>'$.due' FROM (SELECT value AS v FROM
    json_each(CAST(readfile('out') AS TEXT), '$.maturity_rounds_due'))")"
fails 1 'the same again is nothing new' rir -s few.rir study set --round-months 6
succeeds 'no months' rir -s few.rir study set --round-months 0
run rir -s few.rir status
lacks 'take the rule back' out 'OVERDUE: 2020-07-31'
printf '%s\n' '/consent all part yes paper' '/go rating' '/rate : 0 0 0 0 0 0 0 0' '/rate : 2 2 2 2 2 2 2 2' \
    '/rate : 2 2 2 2 2 2 2 2' '/rate : 3 3 3 3 3 3 3 3' '/rate : 5 5 5 5 5 5 5 5' '/rate : 5 5 5 5 5 5 5 5' '/reveal all' /end >script
run rir -s few.rir start maturity-self-assessment --person P01 --person P02 --person P03 --person P04 --person P05 --person P06 \
    --team East --lines <script
run rir -s few.rir maturity East
holds 'half of them is no agreement to lean on' out '3 of 6 within 1 to 3   Agreement'
holds 'and that is said' out 'with 6 who rated 3 near each other are enough for it: --outside 2, say, tells more'
rm -f few.rir*

finish
