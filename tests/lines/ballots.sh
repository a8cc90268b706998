#!/bin/sh
# SPDX-License-Identifier: MIT
# Secret ballots: figures worked out by hand, nothing before the reveal, and nobody's at any time.
. "${RIR_SOURCE:-$(dirname "$0")/../..}/tests/tap.sh"

rir new study >/dev/null
for who in P01 P02 P03; do rir person add $who --group 'social care' >/dev/null; done
for who in P04 P05 P06 P07; do rir person add $who --group health >/dev/null; done
for who in P08 P09; do rir person add $who --group housing >/dev/null; done
people='--person P01 --person P02 --person P03 --person P04 --person P05 --person P06 --person P07 --person P08 --person P09'

q() { # SQL
    sqlite3 -readonly study.rir "$1"
}

answers() { # NAME TEXT: the next line of the answers has it
    line=$((line + 1))
    if sed -n "${line}p" answers | grep -qF -e "$2"; then
        pass "$1"
    else
        fail "$1: no \`$2\` in line $line" answers
    fi
}

begin() { # the answers are those of the last run
    mv out answers
    line=${1:-0}
}

# --- casting: six cards; the ranking is of five, 5 points to 1
cat >script <<'EOT'
One triage desk
Joint induction
Shared record
A rota for weekends
One form
A duty phone
/tally
/next
/tally
/tally social care: C A F B E
/tally Soc: a c b
/tally social care:
/tally social care: A
/tally health: C B A D E
/tally health: F A
/tally health: A B C D F
/tally heal: spoiled
/tally h: A
/tally pharmacy: A
/tally housing: A Q
/tally housing: caf
/tally housing: A B A
/tally housing: A B C D E F
/ballot housing: C F
/tally
/off
/tally housing: A
/on
EOT
# shellcheck disable=SC2086
succeeds 'ballots are cast' rir start "$RIR_SOURCE/tests/data/ranking.md" $people --team North --lines <script
begin 6
answers 'not where no ballots are' 'no ballots are cast here'
answers 'on' 'Ranking'
answers 'nobody voted yet' \
    '0 of 9 ballots: health 0 of 4, housing 0 of 2, social care 0 of 3; missing 4 health, 2 housing, 3 social care'
answers 'a paper ballot' 'cast: ballot 1 of 9, social care 1 of 3; /recall '
answers 'letters and groups as one likes' 'cast: ballot 2 of 9, social care 2 of 3'
answers 'an empty one is cast' 'empty ballot 3 of 9, social care 3 of 3'
answers 'no more than are here of a group' 'social care has 3 here and as many ballots'
answers 'health' 'ballot 4 of 9'
answers 'a short one' 'ballot 5 of 9'
answers 'another' 'ballot 6 of 9'
answers 'a spoiled one is cast' 'spoiled ballot 7 of 9, health 4 of 4'
answers 'a beginning of two groups' '2 groups begin with "h": health, housing'
answers 'an unknown group' 'no group of those here is called "pharmacy": health, housing, social care'
answers 'an unknown card, with its place' 'place 2: there is no card Q; nothing was cast'
answers 'letters without a space' \
    'place 1: there is no card caf; with a space after each letter those are cards; nothing was cast'
answers 'a card twice, with its place' 'place 3: A stands there twice'
answers 'too many, with the place' 'place 6: a ballot has at most 5 places, and this has 6'
answers 'one on the laptop' 'cast: ballot 8 of 9, housing 1 of 2'
answers 'what is missing' \
    '8 of 9 ballots: health 4 of 4, housing 1 of 2, social care 3 of 3; missing 1 housing; 1 empty; 1 spoiled'
answers 'off' 'NOT KEEPING'
answers 'off the record no ballot is kept' 'NOT KEEPING: this would be kept'

# --- before the reveal, from another program
is 'no view shows a vote before the reveal' 0 "$(q 'SELECT count(*) FROM votes')"
is 'a ballot names nobody' 0 "$(q "SELECT count(person) FROM event WHERE kind = 'ballot.cast'")"
rir show 1 >shown
rir export md 1 >>shown
rir history 1 >>shown
for secret in 'C A F B E' 'C F' 'social care:' '/tally' '/ballot' '/recall'; do
    lacks "nothing that people read has \`$secret\`" shown "$secret"
    for file in study.rir*; do
        if grep -qaF -e "$secret" "$file"; then
            fail "a file has \`$secret\`"
        else
            pass "no line \`$secret\` in $file"
        fi
    done
done

# --- taking back, the reveal, and what it adds up to
token=$(sed -n 's/.*\/recall \([a-z]*-[0-9]*\).*/\1/p' answers | sed -n 8p)
printf '%s\n' "/recall $token" "/recall $token" '/undo' '/tally' '/reveal' '/reveal' '/tally housing: A' \
    '/undo' '/tally housing:' '/undo' \
    '/redo' '/undo' '/reveal' >script
succeeds 'ballots are revealed' rir resume --lines <script
begin
answers 'a ballot is taken back by its word' 'the ballot was taken back; another can be cast'
answers 'once' 'no ballot that is still closed has the word'
answers 'and that can be undone' 'undone: taking one back'
answers 'it counts again' '8 of 9 ballots'
result='8 ballots, 1 empty, 1 spoiled; 1 C Shared record, 22 points from 5; 2 A One triage desk, 21 points from 5; 3= B Joint induction, 13 points from 4; 3= F A duty phone, 13 points from 4; 5 D A rota for weekends, 4 points from 2; 6 E One form, 2 points from 2; equal points share a rank'
answers 'the result as worked out by hand' "$result"
answers 'it can be read again' "$result; revealed before"
answers 'then no more are taken' 'these ballots are revealed'
answers 'the reveal can be undone' 'undone: a reveal'
answers 'which opens them again' 'empty ballot 9 of 9'
answers 'one undo takes it back' 'undone: a ballot'
answers 'redo' 'done again: a ballot'
answers 'undo' 'undone: a ballot'
answers 'revealed in the end' "$result"

is 'points in the view are those of the result' 'A|21
B|13
C|22
D|4
E|2
F|13' "$(q "SELECT card, sum(points) FROM votes WHERE activity = 'ranking' AND card IS NOT NULL GROUP BY
    card")"
is 'by group: one ballot of housing goes with the next smallest' 'others|A|12
others|B|8
others|C|13
others|D|4
others|E|1
others|F|10
social care|A|9
social care|B|5
social care|C|9
social care|E|1
social care|F|3' "$(q 'SELECT "group", card, sum(points) FROM votes WHERE card IS NOT NULL GROUP BY 1, 2')"
is 'empty and spoiled ones are there' '1|others
0|social care' "$(q 'SELECT spoiled, "group" FROM votes WHERE card IS NULL ORDER BY spoiled DESC')"
is 'one on the laptop among seven from paper is not told from them' '|8' \
    "$(q 'SELECT paper, count(DISTINCT ballot) FROM votes GROUP BY paper')"

# --- dots: at most two on a card; of equal points more voters come first
cat >script <<'EOT'
/next
/tally social care: A A A B
/tally social care: A A B B C
/tally social care: A A C
/tally health: B D
/tally housing: B D C C
/reveal
/end
EOT
succeeds 'dots are put' rir resume --lines <script
begin 1
answers 'not over the cap' 'dot 3: at most 2 dots may be on one card, and A has more'
answers 'not more than there are' 'place 5: a ballot has at most 4 dots, and this has 5'
answers 'one' 'ballot 1'
answers 'two' 'ballot 2'
answers 'three' 'ballot 3'
answers 'ties as the guide says' \
    '3 ballots; 1 C Shared record, 3 points from 2; 2= B Joint induction, 2 points from 2; 2= D A rota for weekends, 2 points from 2; 4 A One triage desk, 2 points from 1; of equal points those of more voters come first'

# --- who cast which: nobody can tell, from anything
is 'what was cast one by one is erased when the session ends' '0' \
    "$(q "SELECT count(*) FROM event WHERE kind = 'ballot.cast' AND
    body IS NOT NULL AND body->>'\$.mixed' IS NULL")"
is 'what is left was written at the reveals, of which one was undone' 3 \
    "$(q "SELECT count(DISTINCT body->>'\$.with') FROM event WHERE kind = 'ballot.cast'
    AND body IS NOT NULL")"
rir export csv folder >/dev/null
rir export md >report
rir export json >json
rir history >history
rir history --json >>history
rir show 1 >>report
rir search housing >>report
is 'all ballots are there still' '8|3' "$(q "SELECT count(DISTINCT CASE activity WHEN 'ranking' THEN ballot
    END) || '|' ||
    count(DISTINCT CASE activity WHEN 'dots' THEN ballot END) FROM votes")"
is 'a ballot has the hour only' 0 "$(q "SELECT count(*) FROM events WHERE kind = 'ballot.cast' AND at NOT LIKE
    '%:00:00.000Z'")"
for id in $(q "SELECT id FROM thing WHERE n IN (SELECT n FROM ballot)"); do
    if grep -qF "$id" folder/votes.csv report; then
        fail "ballot $id can be followed" folder/votes.csv
    else
        pass 'no id of a ballot in a view'
    fi
done
for file in study.rir* folder/* report json history; do
    if grep -qaiE '(/|")(tally|ballot|recall) [a-z]|[a-z]+-[1-9][0-9] takes' "$file"; then
        fail "typed lines in $file"
    else
        pass "no typed line in $file"
    fi
done
is 'no row of the projection knows a person or a time of a ballot' \
    'activity,group,mixed,most,n,paper,salt,session,spoiled,way' \
    "$(q "SELECT group_concat(name, ',') FROM (SELECT name FROM pragma_table_info('ballot') ORDER BY name)")"
succeeds 'all holds' rir verify
cp out before
rir rebuild >/dev/null
rir verify >after
same 'made again from the log it is the same' before after

# By hand: six ballots rank six cards, what they leave out tied behind. Sums of ranks A 28.5, B 22, C 29.5, D
# 14, E 12, F 20: S = 260.5; T = 144; W = 12 * 260.5 / (36 * 210 - 6 * 144) = 0.4668.
rir show 1 >shown
sed -n '/^votes, Ranking/,/^$/p' shown >got
cat >wanted <<'EOT'
votes, Ranking: 8 ballots, 1 empty, 1 spoiled, 7 from paper; equal points share a rank
  how alike they were ranked: Kendall's W 0.47, from 0 to 1 (all alike)
    1    22 points from 5  C Shared record
        9 social care, 13 others
    2    21 points from 5  A One triage desk
        9 social care, 12 others
    3    13 points from 4  B Joint induction
        5 social care, 8 others
    3    13 points from 4  F A duty phone
        3 social care, 10 others
    5     4 points from 2  D A rota for weekends
        4 others
    6     2 points from 2  E One form
        1 social care, 1 others

EOT
same 'rir show has the result' wanted got

# --- cards that are merged
cat >script <<'EOT'
One triage desk
Joint induction
A desk for triage
A rota
/next
/tally social care: A B C
/undo
/prev
/merge C into A they say the same
/next
/tally social care: C B
/tally social care: A B C
/tally social care: B A D
/prev
/merge D into B a rota is learnt together
/next
/reveal
/prev
/part C
/next
/reveal
/end
EOT
# shellcheck disable=SC2086
succeeds 'a ranking of merged cards' rir start "$RIR_SOURCE/tests/data/ranking.md" $people --lines <script
begin 5
answers 'before it they are two' 'cast: ballot 1'
line=10
answers 'after it they are one: its letter counts for the other' 'cast: ballot 1 of 9'
answers 'and both on one ballot are one twice' \
    'place 3: C and A are one card, they were merged; nothing was cast'
answers 'a ballot' 'cast: ballot 2 of 9'
line=16
answers 'what was merged since: the better place counts, and what is behind moves up' \
    '2 ballots; 1= A One triage desk, 9 points from 2; 1= B Joint induction, 9 points from 2'
line=20
answers 'parted again, C stands for itself' \
    '2 ballots; 1 B Joint induction, 9 points from 2; 2 C A desk for triage, 5 points from 1; 3 A One triage desk, 4 points from 1'
is 'the view says the same' '4|A
9|B
5|C' "$(q "SELECT sum(points), card FROM votes WHERE session = (SELECT id FROM sessions ORDER BY number DESC)
    GROUP BY card")"

# --- nobody here; a rehearsal
cat >script <<'EOT'
/next
/tally
/reveal
/tally A
/end
EOT
succeeds 'a workshop without anybody' rir start "$RIR_SOURCE/tests/data/ranking.md" --lines <script
begin 1
answers 'none of none' '0 of 0 ballots'
answers 'nothing to reveal' 'no ballot was cast yet'
answers 'nobody can vote' 'nobody is here by the roster'
# shellcheck disable=SC2086
printf '%s\n' 'x' '/next' '/tally health: A' '/reveal' '/end' |
    rir start "$RIR_SOURCE/tests/data/ranking.md" $people --rehearsal --lines >/dev/null 2>&1
is 'votes of a rehearsal are in no view' 11 \
    "$(q 'SELECT count(*) FROM (SELECT DISTINCT activity, ballot FROM votes)')"
rir export json --rehearsal r1 >json
is 'but in its own export' 1 \
    "$(sqlite3 :memory: "SELECT count(*) FROM json_each(readfile('json'), '\$.votes')")"
finish
