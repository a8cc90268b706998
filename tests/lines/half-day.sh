# SPDX-License-Identifier: MIT
# A half-day workshop as it is held: sixteen people of three stakeholder groups at four tables, one who comes
# late and two who leave early; ideas in a round and from a sheet, a merge that is agreed on, taken back and
# done again; a private ranking and a dot vote from paper, with a tie; a finding challenged; three
# recommendations; a parking lot. A line is typed a minute, so that line 27 of the script is minute 27. Every
# figure below was worked out by hand from the script.
. "${RIR_SOURCE:-$(dirname "$0")/../..}/tests/tap.sh"

data=$RIR_SOURCE/tests/data
start=1795255200000 # 2026-11-21T10:00:00Z
RIR_CLOCK=$PWD/clock
RIR_OFFSET=0
export RIR_CLOCK RIR_OFFSET
printf '%s 0 00000000-0000-4000-8000-00000000b007 0\n' "$((start - 60000))" >clock

q() { # SQL
    sqlite3 -readonly study.rir "$1"
}

says() { # NAME LINE TEXT: the answer to the line, as it is typed, holds the text
    awk -v line="> $2" 'asked { print; exit } $0 == line { asked = 1 }' answers >answer
    holds "$1" answer "$3"
}

rir new study >/dev/null
for n in 01 02 03 04 05 06; do rir person add "P$n" --group health; done >/dev/null
for n in 07 08 09 10 11 12; do rir person add "P$n" --group 'social care'; done >/dev/null
for n in 13 14 15 16; do rir person add "P$n" --group voluntary; done >/dev/null
rir finding add 'Forms double the work' >/dev/null
rir finding add 'Trust grows where people share a room' >/dev/null
people=$(for n in 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15; do echo "--person P$n"; done)
# shellcheck disable=SC2086
run "$RIR_SOURCE/tools/replay" "$data/half-day.lines" 60000 "$start" \
    "$RIR_BUILD/rir" start "$data/half-day.md" $people --late P16 --team North --lines
mv out answers
is 'it runs to its end' 0 "$status"
is 'with an answer to each line' "$(wc -l <"$data/half-day.lines" | tr -d ' ')" "$(grep -vc '^> ' answers)"

# --- who was there
is 'sixteen people, one late, two gone early' '16|109.0|35.0|140.0' \
    "$(q "SELECT (SELECT count(DISTINCT person) FROM presence),
    (SELECT minutes FROM presence WHERE person = 'P16'), (SELECT minutes FROM presence WHERE person = 'P03'),
    (SELECT minutes FROM presence WHERE person = 'P01')")"
is 'at four tables' '1|4
2|4
3|4
4|4' "$(q 'SELECT "table", count(DISTINCT person) FROM presence GROUP BY 1')"
is 'consent for all at once, then the exceptions' '15|14|1|1' \
    "$(q "SELECT sum(item = 'part' AND answer = 'yes' AND session IS NOT NULL)
    - 1, sum(item = 'quote' AND answer = 'yes'), sum(item = 'quote' AND answer = 'no'),
    (SELECT count(*) FROM people WHERE pseudonym NOT IN (SELECT person FROM consents WHERE item = 'quote'))
    FROM consents")"

# --- time: welcome took 20 of 15 minutes; two were given to the silence, five taken from the dots for the break
says 'time is given' '/extend 2m' 'left of 07:00'
says 'and taken' '/steal 5m from dots' \
    '05:00 taken from Dots, which has 05:00 now: Break, 10:00 left of 20:00'

# --- ideas, by nobody
is 'nine ideas in a round and from a sheet of table 2' 'A|health||
B|social care||
C|voluntary||
D|health||
E|social care||
F|voluntary||
G|health||
H|social care||
I||2|2' "$(q "SELECT label, CASE WHEN label = 'I' THEN '' ELSE \"group\" END, \"table\", sheet FROM cards
    WHERE kind = 'idea' ORDER BY n")"
is 'nobody is named beside an idea' 0 "$(q "SELECT count(*) FROM notes WHERE kind = 'idea' AND speaker IS NOT
    NULL")"
is 'D was merged into A in the end, by consent' 'A' "$(q "SELECT merged_into FROM cards WHERE label = 'D'")"
says 'a merge is taken apart' '/part D' 'D stands for itself again'

# --- the ranking: five points for the first to one for the fifth; what is given to D counts for A
says 'one card is not ranked twice, also under its other letter' '/tally health: D A B' 'A and D are one card'
says 'nor on the laptop' '/ballot social care: E A B C D' 'D and A are one card'
says 'an empty ballot counts as cast' '/tally health:' 'empty ballot 5 of 15, health 5 of 5'
says 'no more ballots than people' '/tally health: A' 'health has 5 here and as many ballots'
says 'one is missing' '/tally' \
    '14 of 15 ballots: health 5 of 5, social care 6 of 6, voluntary 3 of 4; missing 1 voluntary; 1 empty'
is 'points and voters of the ranking' 'B|40|10
A|39|10
C|29|9
E|24|8
H|14|5
F|11|4
I|7|3
G|3|2' "$(q "SELECT card, sum(points), count(*) FROM votes WHERE activity = 'ranking' AND card IS NOT NULL
    GROUP BY 1 ORDER BY 2 DESC")"
is 'points by stakeholder group' 'health|A|19
health|B|16
health|C|9
social care|A|13
social care|B|21
social care|C|6
voluntary|A|7
voluntary|B|3
voluntary|C|14' "$(q "SELECT \"group\", card, sum(points) FROM votes WHERE activity = 'ranking' AND card IN
    ('A', 'B', 'C') GROUP BY 1, 2")"

# --- the dots: three each, two at most on one card; a tie
says 'the cap holds' '/tally health: A A A' 'at most 2 dots may be on one card'
is 'dots and voters' 'B|8|6
A|7|6
C|7|6
E|5|4
H|1|1' "$(q "SELECT card, sum(points), count(*) FROM votes WHERE activity = 'dots' AND card IS NOT NULL GROUP
    BY 1 ORDER BY 2 DESC, 1")"
holds 'the tie is said' answers '2= A One triage desk for the whole locality'
holds 'by the rule of the guide' answers '2= C A rota that covers weekends'
# Two ballots of the voluntary sector are too few to be told; alone as others they could be told all the same.
is 'a small group is joined with the next smallest' 'health|others' \
    "$(q "SELECT group_concat(g, '|') FROM (SELECT DISTINCT \"group\" AS g FROM votes WHERE activity = 'dots'
    ORDER BY g = 'others', g)")"

# --- findings and recommendations
run rir finding concordance
holds 'what one team says of a finding is not made one' out \
    'North: mixed: 2 recognised v1, 1 amended v1, 1 challenged v1; 1 dissent'
is 'each answer with its table' 'F1|1|recognised
F1|2|amended
F1|3|challenged
F1|4|recognised
F2||added' "$(q 'SELECT label, "table", answer FROM responses ORDER BY at')"
is 'three recommendations with owner, horizon, support and dissent' 'R1|locality manager|3m|12|2|0
R2|workforce leads|12m|14||0
R3|team leads|now|9|5|1' \
    "$(q 'SELECT label, owner, horizon, support, against, dissent FROM recommendations ORDER BY label')"
run rir recommend show R1
holds 'a trail leads back to the finding' out 'from F1 version 1'
holds 'and to the minute' out '01:55:00'

# --- the rest of the board
is 'decisions, dissent, action, parking lot' 'D1|by show of hands|||
K1||finance lead|next board|
K2||||
T1||facilitator|in two weeks|
X1||||D1
X2||||F1
X3||||R3' "$(q "SELECT label, how, owner, due, about FROM cards WHERE kind NOT IN ('idea', 'recommendation')
    ORDER BY label")"

# --- who was heard: eight turns, three of health, three of social care, two of the voluntary sector
run rir equity 1
holds 'eight turns' out 'turns: 8'
# 1, 1, 1, 1, 1, 1, 1, 1 and eight zeroes: G = 2 * (9 + ... + 16) / (16 * 8) - 17/16 = 0.5; times 16/15 =
# 0.533
holds 'Gini of sixteen, half of whom were heard' out '0.50 (0.53'

holds 'how long they spoke nothing tells' out 'not observed'

# --- what was made together is nobody's to refuse; what somebody said is
is 'decisions may be given back though one refused to be quoted' '1|1|0' \
    "$(q "SELECT min(quotable), max(quotable), (SELECT max(quotable) FROM notes WHERE kind = 'dissent') FROM
    notes
    WHERE kind IN ('decision', 'recommendation', 'action', 'parked')")"

# --- the summary for those who took part
run rir report 1
for row in '| 1. B Joint induction for new staff | 16 | 21 | 3 | 40 |' \
    '| 2. A One triage desk for the whole locality | 19 | 13 | 7 | 39 |' \
    '| 3. C A rota that covers weekends | 9 | 6 | 14 | 29 |' \
    '| 4. E A shared view of the record | 6 | 16 | 2 | 24 |' \
    '| 5. H Team leads from both employers | 3 | 11 | 0 | 14 |' \
    '| 6. F Stop changing the forms | 1 | 0 | 10 | 11 |' '| 8. G A named coordinator | 3 | 0 | 0 | 3 |' \
    '| 1. B Joint induction for new staff | 4 | 4 | 8 |' \
    '| 2= A One triage desk for the whole locality | 4 | 3 | 7 |' \
    '| 2= C A rota that covers weekends | 3 | 4 | 7 |' '| 4. E A shared view of the record | 1 | 4 | 5 |' \
    '16 people: 6 health, 6 social care, 4 voluntary' '14 ballots were cast, 1 of them empty' \
    '11 ballots were cast' \
    'We rank eight ideas' 'by show of hands' 'One triage desk for the whole locality, from April' \
    'locality manager' \
    'for it: 12; against it: 2' 'workforce leads' 'team leads' 'Who pays for the desk?' 'finance lead' \
    'Can families come next time?'; do
    holds "the summary has $row" out "$row"
done
lacks 'and names nobody' out 'P0'
lacks 'nor what somebody wanted not to be quoted' out 'Not without more staff'

# --- nobody's ballot
is 'no line with a ballot is kept' '' "$(grep -l -a 'A B C E G' ./study.rir*)"
rir history >history
lacks 'history tells of no choice' history 'A B C E G'
rir verify >before && rir rebuild >/dev/null && rir verify >after
same 'made again from the log it is the same' before after

finish
