#!/bin/sh
# SPDX-License-Identifier: MIT
# What a room of people leaves behind: who came when, by the time that was typed; a matrix named late; cards
# whose mark would tell whose they are; and what of all this goes to others.
. "${RIR_SOURCE:-$(dirname "$0")/../..}/tests/tap.sh"
TZ=UTC
export TZ

q() { # SQL
    sqlite3 -readonly study.rir "$1"
}

for name in rating two-dimensions; do cp "$RIR_SOURCE/tests/data/$name.md" .; done
rir new study >/dev/null
for person in P01 P02 P03 P04; do rir person add $person --group nurse >/dev/null; done
for person in P05 P06 P07; do rir person add $person --group 'social care' >/dev/null; done

# --- people come and go at times that are typed
cat >half.md <<'END'
---
title: Half a day
kind: workshop
minutes: 60
---
# Welcome {method=welcome minutes=5}
# Plenary {method=plenary minutes=55}
END
cat >script <<'END'
[10:00] we begin
/arrive P05 [10:05]
[~10:20] /arrive P06
/depart P05 [+40:00]
/arrive P05 [10:30]
/arrive P05 [9:00]
/depart P01 [10:10] P02
/depart P01 [10:10
/arrive a colleague [10:50]
[11:00] over
/end
END
rir start half.md --person P01 --person P02 --late P05 --late P06 --late P07 --on 2026-05-25T10:00 \
    --lines <script >out 2>err
holds 'somebody came at a time' out 'P05 came at 10:05, @3'
holds 'or about then, before the command too' out 'P06 came about at 10:20, @4'
holds 'by the time of the session too' out 'P05 left at 10:40'
holds 'nobody comes before they left' out 'P05 left at 10:40, after that; nothing was done'
holds 'nobody comes before it began' out '09:00 is before the session began'
holds 'a time that is none is said to be none' out '[10:10 is no time'
is 'who was there when, and for how long' 'P01|10:00|60.0
P02|10:00|60.0
P05|10:05|35.0
P06|10:20|40.0' "$(q "SELECT person, substr(\"from\", 12, 5), minutes FROM presence ORDER BY 1")"
rir equity 1 >out
is 'who was heard is counted by it' '35:00 40:00' "$(awk '/^@3 P05|^@4 P06/ { for (i = 3; i <= NF; i++) if ($i ~ /:/) printf "%s%s", n++ ? " " : "", $i }' out)"
is 'what was about then says so' '10:20' "$(q "SELECT substr(at, 12, 5) FROM moments WHERE approximate")"
run rir show 1
holds 'reading it too' out '~00:20:00  arrive P06'
printf '%s\n' '/arrive P05 [10:05]' '[9:30] we begin' '/arrive P05 [10:05]' '/end' >script
rir start half.md --person P01 --late P05 --on 2026-05-26 --lines <script >out 2>err
holds 'paper must say when it began' out 'when it began is not known yet'
is 'and then its people have their times' '35' \
    "$(q "SELECT elapsed_ms / 60000 FROM moments WHERE kind = 'arrive' ORDER BY n DESC LIMIT 1")"
rir verify >before && rir rebuild >/dev/null && rir verify >after
same 'made again from the log it is the same' before after

# --- a matrix that was not found
cp two-dimensions.md elsewhere.md
rm two-dimensions.md
printf '%s\n' '/matrix' /next '/rate : 1 1' /matrix '/matrix nowhere' '/matrix rating.md' \
    '/matrix elsewhere.md' '/rate : 2 3' \
    '/matrix elsewhere' /undo '/matrix elsewhere' /matrix '/rate nurse: 2 3' '/rate : 4 ?' '/reveal all' \
    /end >script
rir start rating.md --person P01 --person P02 --team North --lines <script >out 2>err
holds 'at the start it is said what to do' err \
    'the matrix two-dimensions was not found beside the guide: /matrix FILE names it, before it is rated'
holds 'nothing can be rated before' out 'not found when the session began: /matrix FILE names it'
holds 'a file that is not there' out 'nowhere was not found: give the path'
holds 'a file that is no matrix' out 'rating.md cannot be used'
holds 'the file is taken' out 'rated from now on by A trial matrix, 2 dimensions'
holds 'and stays once it was rated by' out 'ratings were given by the matrix there is, and it stays'
is 'until then another takes its place' 2 "$(grep -c 'rated from now on by A trial matrix' out)"
holds 'it says which it is' out 'rated by A trial matrix, 2 dimensions'
is 'the ratings are by its very text' '4|two-dimensions' "$(q "SELECT count(*), max(matrix) FROM ratings")"
run rir history 3
holds 'the history says which by its name' out 'session.matrix'
lacks 'and by no id' out "$(q "SELECT value FROM moments WHERE kind = 'matrix' LIMIT 1")"
rm elsewhere.md
run rir maturity North
holds 'the text is kept in the study' out 'A trial matrix'
printf '%s\n' /next '/rate : 2 3' '/rate : 4 ?' '/reveal all' /end >script
cp "$RIR_SOURCE/tests/data/two-dimensions.md" .
rir start rating.md --rehearsal --person P01 --person P02 --lines <script >out 2>err
run rir show r1
holds 'a rehearsal that is asked for shows its ratings' out \
    'ratings, round 1 of this rehearsal: A trial matrix'
run rir maturity
lacks 'which are in nothing else' out rehearsal

# --- somebody comes to an interview whom nobody expected
rir person add P09 >/dev/null
printf '%s\n' '[9:05] said to two ears' '/arrive P09 [9:10]' '[9:20] said to four' '[9:21] hers @P01' '[9:07] remembered later' \
    ',m my own thought' '[9:30] ,o a shrug' '/consent @P09 quote no' /end >script
rir start demonstration --person P01 --on 2026-06-01T09:00 --lines <script >out 2>err
last="session = (SELECT id FROM sessions ORDER BY n DESC LIMIT 1)"
is 'whoever was alone said what names nobody, until another came' 'said to two ears|P01
said to four|?
hers|P01
remembered later|P01
my own thought|
a shrug|' "$(q "SELECT text, speaker FROM notes WHERE $last ORDER BY n")"
is 'and it is theirs alone' 'P01||P01|P01||' "$(q "SELECT group_concat(coalesce(p.pseudonym, ''), '|') FROM (SELECT e.person AS who \
    FROM events e WHERE kind = 'note.set' AND $last ORDER BY seq) LEFT JOIN people p ON p.id = who")"
rir show 4 >out
holds 'reading it tells the consent of everybody who came' out 'consent P09: quote no'
rir export md >out 2>err
holds 'an export too, of whom nothing is on record' out 'consent of P01: nothing on record'
rir summary >out
holds 'the contact summary that is due names everybody who came' out 'P01 P09'
lacks 'and nobody who did not' out 'P06 P07'
rir consent 4 @P09 part no said >/dev/null
is 'what one of two said goes when either does not take part' 'hers
my own thought' "$(q "SELECT text FROM notes WHERE $last ORDER BY n")"
rir consent 4 @P09 part yes said >/dev/null

# --- whether a card may be quoted does not tell whose it is
cat >wall.md <<'END'
---
title: The wall
kind: workshop
consent:
  - id: part
    text: Agrees to take part
    required: true
  - id: quote
    text: Agrees to anonymised quotes
---
# Ideas {method=silent-generation minutes=10}
# Recommend {method=recommendations minutes=10}
END
people='--person P01 --person P02 --person P03 --person P04 --person P05'
wall() { # LINE...
    printf '%s\n' '/consent all part yes' "$@" /end >script
    # shellcheck disable=SC2086
    rir start wall.md $people --team Wall --lines <script >out 2>err
    last="session = (SELECT id FROM sessions ORDER BY n DESC LIMIT 1)"
}
wall '/consent all quote yes' '/consent @5 quote no' 'refused by five @5' 'allowed by one @1' 'nobody is named' /next 'let us meet @5' \
    'we all say so'
is 'where not everybody agreed no card of somebody says so' 'refused by five|
allowed by one|
nobody is named|0
let us meet|
we all say so|1' "$(q "SELECT text, quotable FROM cards WHERE $last ORDER BY n")"
is 'nor does its note' '3' "$(q "SELECT count(*) FROM notes WHERE $last AND quotable IS NULL")"
number=$(q "SELECT number FROM sessions ORDER BY n DESC LIMIT 1")
rir show "$number" >out
is 'nor reading it' '1' "$(grep -c 'NOT TO BE QUOTED' out)"
holds 'which says why, and what to quote from' out 'quote from what is made --for others'
rir show "$number" --json >out
holds 'for programs it is null' out '"quotable": null'
rir export md "$number" >out 2>err
is 'nor Markdown' '1' "$(grep -c 'not to be quoted' out)"
holds 'which says it too' out 'which cards may not be quoted would tell whose they are'
rir recommend show R2 >out
lacks 'nor a trail' out 'NOT TO BE QUOTED'
rir export json --for others >others.json 2>err
rir report "$number" >summary.md
rir export md "$number" --for others >others.md 2>err
for words in 'refused by five' 'let us meet'; do
    for file in others.json others.md summary.md; do lacks "and yet \`$words\` is not in $file" $file "$words"; done
done
for file in others.json others.md summary.md; do holds "but what was allowed is in $file" $file 'allowed by one'; done
wall '/consent all quote no' 'nobody agreed @1'
is 'where nobody agreed it says so' 'nobody agreed|0' "$(q "SELECT text, quotable FROM cards WHERE $last")"
wall '/consent all quote yes' 'everybody agreed @1'
is 'and where all did' 'everybody agreed|1' "$(q "SELECT text, quotable FROM cards WHERE $last")"

# --- what leaves for others names nobody, in whatever form
rir person add anna --group nurse >/dev/null
cat >vote.md <<'END'
---
title: A vote
kind: workshop
---
# Ideas {method=silent-generation minutes=10}
# Dots {method=dot-vote dots=1 minutes=10}
# Recommend {method=recommendations minutes=10}
END
printf '%s\n' '/consent all part yes' '/consent all quote yes' '/table 3' '/sheet T3-1' 'p05 and anna #money met, P05 said so #when-P05 @1' \
    'they met again #meeting+ @2' ',a Book the room' '/owner the ward manager' ',a Tell Anna Smith' '/owner Anna Smith' '/ask Does P05 agree?' \
    /next '/tally nurse: A' '/tally nurse: B' /reveal /next 'Meet with P05 monthly' '/owner Dr Jones' '/due when P05 is back' /end >script
# shellcheck disable=SC2086
rir start vote.md $people --person anna --team 'team of P05' --lines <script >out 2>err
number=$(q "SELECT number FROM sessions ORDER BY n DESC LIMIT 1")
succeeds 'an export for others' rir export csv for-others --for others
holds 'counts the texts that name somebody' out 'texts name somebody of the study: [somebody] stands in place of the pseudonym'
holds 'and owners that look like names' out '2 who see to something: what was typed looks like names'
holds 'and says what is to be read' out 'may hold a name: read it before you send it'
holds 'and what so few voted on' out '1 vote: fewer took part in it than the study'
same 'the account lies with it, and says the same' for-others/left-out.txt - <<END
made for others; left out:
$(sed -n '/left out:$/,$p' out | sed -e 1d -e 's/^  //')
END
rir export json --for others >for-others/all.json 2>err
rir export md --for others >for-others/all.md 2>err
words() { # WORDS: those in texts, where a pseudonym has no column of its own
    grep -rn -e "$1" for-others --include=notes.csv --include=cards.csv --include=questions.csv --include=codes.csv --include=codings.csv \
        --include=coverage.csv --include=clusters.csv --include=recommendations.csv --include=moments.csv | grep -v '/notes.csv.*,P0[0-9],' || :
}
is 'no words in it name anybody' '' "$(words '[Pp]05'; words 'anna'; grep -n 'P05 monthly\|anna.*met\|when P05\|team of P05' for-others/all.*)"
holds 'a role stays' for-others/cards.csv 'the ward manager'
lacks 'a name does not' for-others/cards.csv 'Dr Jones'
lacks 'nor in JSON' for-others/all.json 'Dr Jones'
holds 'Markdown has somebody there' for-others/all.md '\[somebody\] and \[somebody\]'
is 'the table of a card stays inside' '0' "$(awk -F, 'NR > 1 && /T3-1/' for-others/cards.csv | wc -l)"
lacks 'in the course of the session too' for-others/moments.csv ',table,'
is 'as who came and left, but in an interview' 'P09' "$(grep ',arrive,' for-others/moments.csv | cut -d, -f6)"
is 'two votes are too few' 1 "$(wc -l <for-others/votes.csv)"
is 'the team has them' 2 "$(q "SELECT count(*) FROM votes")"
place() { # FILE: the words that a code holds for
    sqlite3 :memory: "SELECT substr(n.value->>'text', (c.value->>'start') + 1, (c.value->>'end') - (c.value->>'start')) FROM
        json_each(readfile('$1'), '\$.codings') c JOIN json_each(readfile('$1'), '\$.notes') n ON n.value->>'id' = c.value->>'note'
        WHERE c.value->>'code' = 'money'"
}
rir export json >team.json 2>err
is 'a code holds for the same words' "$(place team.json)" "$(place for-others/all.json)"
is 'which are' money "$(place team.json)"
rir export csv team >/dev/null
is 'the team has every word' 1 "$(grep -c 'p05 and anna money met, P05 said so' team/notes.csv)"

# --- and so in what a command prints for others
rir finding add 'P05 and others see forms twice' --theme 'work of anna' >/dev/null
for command in 'finding list' 'finding show F1' 'finding show F1 --json' 'finding concordance' 'recommend list' 'recommend list --json' \
    'recommend list --csv' 'recommend show R3' 'recommend show R3 --json'; do
    # shellcheck disable=SC2086
    rir $command --for others >out 2>err
    if [ -s out ] && ! grep -e P05 -e anna -e Jones -e 'table 3' out >found; then pass "$command"; else fail "$command" out found; fi
done
rir recommend list >out
holds 'the team has all of it' out 'Dr Jones'
rir recommend show R3 >out
holds 'with the table' out ', table 3'

# --- small things
cat >board.md <<'END'
---
title: Board
kind: workshop
---
# Ideas {method=silent-generation minutes=10}
# Recommend {method=recommendations minutes=10}
END
printf '%s\n' 'One desk' 'A rota' 'One list' '/merge B C B into A all agreed' /next 'Meet every month' /help \
    '/help cards' \
    '/help /merge' /end >script
rir start board.md --person P01 --person P02 --lines <script >out 2>err
is 'a card named twice is merged once' '2' "$(q "SELECT count(*) FROM card_merges")"
holds 'and said once' out 'B, C merged into A'
is '/help is one short line, and has more' 3 \
    "$(awk '/^Enter saves|^cards: |^\/merge / && length($0) < 320' out | wc -l)"
run rir show
holds 'a recommendation has its label' out 'recommendation R4'

finish
