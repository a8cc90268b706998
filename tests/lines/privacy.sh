#!/bin/sh
# SPDX-License-Identifier: MIT
# What must not be told of anybody in a workshop: by those who came unexpected and refused, by cells that are
# small, by counts beside an anonymous board, by the way a ballot came in.
. "${RIR_SOURCE:-$(dirname "$0")/../..}/tests/tap.sh"

q() { # SQL
    sqlite3 -readonly study.rir "$1"
}

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
  - id: reuse
    text: Agrees to reuse
---
# Round {#round method=round-robin minutes=20}
What helps?

# Ranking {#ranking method=rank rank=2 minutes=10}

# Talk {#talk method=plenary minutes=30}
EOT
rir new study >/dev/null
for n in 1 2 3 4; do rir person add "P0$n" --group health; done >/dev/null
for n in 5 6 7; do rir person add "P0$n" --group 'social care'; done >/dev/null
rir person add P08 --group carers >/dev/null
rir person add P09 --group health >/dev/null
people='--person P01 --person P02 --person P03 --person P04 --person P05 --person P06 --person P07 --person P08'

# --- one who was not expected comes, and wants neither quotes nor reuse; another had agreed and leaves again
cat >script <<'EOT'
/consent all part yes paper
/consent all quote yes paper
/consent all reuse yes paper
/turn @1
first idea
/turn @8
second idea
/turn @5
third idea
/next
/tally health: A B
/tally health: B A
/tally social care: A B
/ballot carers: C A
/reveal
/next
"nobody's words in particular
/arrive P09
/consent @P09 part yes
/consent @P09 quote no
/consent @P09 reuse no
/end
EOT
# shellcheck disable=SC2086
succeeds 'a workshop' rir start guide.md $people --lines <script
is 'one who came unexpected and refuses quotes is asked for too' '0' \
    "$(q "SELECT max(quotable) FROM notes WHERE kind = 'verbatim'")"
rir export json --for others >others.json 2>err
lacks 'nothing that may be theirs goes to others' others.json 'in particular'
rir report 1 >out
lacks 'nor back to those who took part' out 'in particular'
rir show 1 >out
holds 'what they answered is on record where the session is read' out \
    'consent P09: part yes, quote no, reuse no'
rir person list >out
holds 'and the session with them' out 'P09     group: health; sessions: 1;'
rir consent 1 @P09 quote yes letter >/dev/null
is 'reuse is asked for apart from quotes' 0 \
    "$(rir export json --for others 2>err | grep -c 'in particular')"
rir consent 1 @P09 reuse yes letter >/dev/null
is 'with both the words may go' 1 "$(rir export json --for others 2>err | grep -c 'in particular')"

# --- one person in a group of their own: the turns of those without a group are not theirs alone
is 'health is named' 1 "$(q "SELECT count(*) FROM turns WHERE \"group\" = 'health'")"
is 'one of a group of their own is not told by having none: the next smallest has none either' 2 \
    "$(q 'SELECT count(*) FROM turns WHERE "group" IS NULL')"

# --- one ballot on the laptop among those from paper: everybody saw who went there
is 'what came in another way is not told when it is few' 0 \
    "$(q 'SELECT count(*) FROM votes WHERE paper IS NOT NULL')"

# --- counts beside a board
rir equity 1 --json >json
is 'cards are in nobody'"'"'s count of notes' '0' \
    "$(sqlite3 :memory: "SELECT sum(value->>'notes') FROM json_each(readfile('json'), '\$.people')")"
is 'those whose cards they are were heard all the same' 3 \
    "$(sqlite3 :memory: "SELECT sum(value->>'turns' > 0) FROM json_each(readfile('json'), '\$.people')")"

# --- who does not take part is named in no course of the session
rir consent 1 P09 part no letter >/dev/null
is 'who came and does not take part is not named' '?' "$(q "SELECT value FROM moments WHERE kind = 'arrive'")"

# --- words with a pseudonym in them, on the wall and on the page
cat >script <<'EOT'
/consent all part yes paper
/consent all quote yes paper
what P02 and p05 ask for, and P020 does not
EOT
# shellcheck disable=SC2086
rir start guide.md $people --lines <script >/dev/null 2>&1
rir projector 2 --lines >out
holds 'the room sees no pseudonym' out 'A  what [somebody] and [somebody] ask for, and P020 does not'
printf '/end\n' | rir resume --lines >/dev/null 2>&1
rir report 2 >out
holds 'nor do those who get the summary' out '\[somebody\] and \[somebody\] ask for'

# --- somebody who wants nothing kept
printf '%s\n' '/consent part yes' '"The harbour lights went out' '/end' |
    rir start "$RIR_SOURCE/tests/data/interview.md" --person P05 --lines >/dev/null 2>&1
is 'they said something' P05 "$(q "SELECT speaker FROM notes WHERE text LIKE '%harbour%'")"
fails 2 'erasing wants a reason' rir person erase P05
fails 1 'and somebody' rir person erase P99 --why x
is 'nothing is gone yet' P05 "$(q "SELECT speaker FROM notes WHERE text LIKE '%harbour%'")"
succeeds 'a participant is erased' rir person erase p05 --why 'withdrew on 3 May'
holds 'says who' out 'P05 is erased for good'
holds 'with how much' out '2 notes, 6 answers to consent items'
holds 'what has it still' out 'Backups and exports made before have it still'
is 'they are no participant' 0 "$(q "SELECT count(*) FROM people WHERE pseudonym = 'P05'")"
is 'their words are in no file of the study' '' "$(grep -la 'harbour lights' study.rir*)"
is 'the log keeps why' 1 \
    "$(q "SELECT count(*) > 0 FROM event WHERE kind = 'erase' AND body LIKE '%withdrew on 3 May%'")"
succeeds 'all holds' rir verify
succeeds 'their session is there' rir show 3


# --- every byte of theirs: said under each name there is for it, changed, coded, put on a card, half typed, and searched for
rir person add P06 --role 'hoarfrost keeper' --about 'hoarfrost about' >/dev/null
rir person add P07 >/dev/null
printf '%s\n' '/consent @P06 part yes hoarfrost-paper' '"hoarfrost first @P06' 'hoarfrost both @P06 @P07' 'of P07 alone @P07' \
    '"hoarfrost changed @P06 #hoarfrost-code-' '/edit last hoarfrost again @P06' ',c my own thought of it' /end |
    rir start "$RIR_SOURCE/tests/data/interview.md" --person P06 --person P07 --lines >/dev/null 2>&1
printf '%s\n' '"hoarfrost alone' '/adjourn' | rir start "$RIR_SOURCE/tests/data/interview.md" --person P06 --lines >/dev/null 2>&1
printf '%s\n' '---' 'title: Board' 'kind: workshop' '---' '# Ideas {method=silent-generation minutes=10}' >board.md
printf '%s\n' '/arrive P06' 'hoarfrost idea @P06' ',d hoarfrost decided @P06' 'an idea of P07 @P07' /end |
    rir start board.md --person P07 --lines >/dev/null 2>&1
number=$(q 'SELECT number FROM sessions ORDER BY n DESC LIMIT 1')
rir edit "$number" 1 --text 'hoarfrost idea in other words' >/dev/null
rir search hoarfrost >out # what is searched for has been indexed
holds 'it is everywhere' out hoarfrost
is 'in the file too' study.rir "$(grep -la hoarfrost study.rir)"
mkfifo live
rir start board.md --person P07 --lines <live >live-out 2>&1 &
program=$!
exec 5>live
echo '/status' >&5
while ! grep -q 'session' live-out; do sleep 0.05; done
fails 1 'nobody is erased while a session is live' rir person erase P06 --why 'withdrew'
is 'and nothing is' 1 "$(q "SELECT count(*) FROM people WHERE pseudonym = 'P06'")"
echo '/end' >&5
exec 5>&-
wait $program
if command -v script >/dev/null 2>&1; then
    printf 'P07\n' | script -qec "'$RIR_BUILD/rir' person erase P06 --why withdrew" /dev/null >out 2>&1
    holds 'on a terminal the pseudonym is asked for again' out 'Type P06 again to go on'
    holds 'and another erases nothing' out 'that was another; nothing was erased'
    is 'so it is there' 1 "$(q "SELECT count(*) FROM people WHERE pseudonym = 'P06'")"
    printf 'p06\n' | script -qec "'$RIR_BUILD/rir' person erase P06 --why withdrew" /dev/null >out 2>&1
else
    skip 'on a terminal the pseudonym is asked for again' 'script, of bsdutils, is not installed'
    rir person erase P06 --why withdrew >out
fi
holds 'then it is done' out 'P06 is erased for good'
is 'no byte of it is left in any file' '' "$(grep -rla hoarfrost study.rir* "$XDG_STATE_HOME" 2>/dev/null)"
is 'what others said is there' 'of P07 alone
an idea of P07' "$(q "SELECT text FROM notes WHERE text LIKE '%P07%' ORDER BY n")"
succeeds 'all holds again' rir verify

finish
