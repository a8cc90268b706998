#!/bin/sh
# SPDX-License-Identifier: MIT
# A workshop of six people by a clock set by hand: its agenda, who comes and goes, who has the floor, and what
# `rir equity` makes of it. Every figure here was worked out by hand.
. "${RIR_SOURCE:-$(dirname "$0")/../..}/tests/tap.sh"

minute=60000
start=$((20598 * 24 * 60 * minute + 600 * minute)) # 2026-05-25T10:00Z
passed=0
TZ=UTC
RIR_CLOCK=$PWD/clock
export TZ RIR_CLOCK

at() { # MINUTES of the clock since ten
    passed=$1
    printf '%s %s 00000000-0000-4000-8000-000000000001\n' $((start + passed * minute)) \
        $((900 * minute + passed * minute)) \
        >clock.new && mv clock.new clock
}

mkfifo in out-line
open_session() { # WORDS of rir
    "$RIR_BUILD/rir" "$@" --lines <in >out-line 2>told &
    program=$!
    exec 3>in 4<out-line
}

close_session() {
    exec 3>&- 4<&-
    wait $program
}

say() { # LINE
    printf '%s\n' "$1" >&3
    IFS= read -r answer <&4 || answer='(no answer)'
}

says() { # LINE ANSWER: what is typed and the answer to it
    say "$1"
    is "$passed: $1" "$2" "$answer"
}

q() { # SQL
    sqlite3 -readonly study.rir "$1"
}

cat >half.md <<'END'
---
title: Half a day
kind: workshop
minutes: 60
consent:
  - id: part
    text: Agrees to take part
    required: true
  - id: quote
    text: Agrees to anonymised quotes
---
# Welcome {method=welcome minutes=5}
# Ideas {method=silent-generation minutes=10}
# Round robin {method=round-robin minutes=20 #robin}
# Break {method=break minutes=5}
# Plenary {method=plenary minutes=20}
END

at 0
rir new study >/dev/null
for person in P01 P02 P03; do rir person add $person --group nurse >/dev/null; done
for person in P04 P05 P06; do rir person add $person --group 'social care' >/dev/null; done
fails 2 'nobody is late to an interview' rir start demonstration --person P01 --late P02 --lines
open_session start half.md --person P01 --person P02 --person P03 --person P04 --person P05 --late P06
says /status \
    'session 1 P01 P02 P03 P04 P05 P06, 5 here, 1 expected, 00:00:00, at Welcome, 0 notes saved, consent not on record: part (P01), part (P02), part (P03), part (P04), part (P05)'
says /heard 'who was heard was not observed: /turn @3 marks who has the floor, @3 behind a note who said it'
says '/consent all part yes paper' 'P01, P02, P03, P04, P05 part yes (paper)'
says '/consent @5 quote no' 'P05 quote no: their words are kept for analysis and never quoted to others'
says /consent 'all required consent is on record; what nobody is named for stays out of what others get: quote refused by 1, not asked of P01, P02, P03, P04'
says '/turn @6' 'P06 is not here; /arrive P06 if they came'

at 4
says /next 'Ideas  10 minutes  to read out: /say'
says /time \
    '00:04:00 of 60 minutes, 00:56:00 left; Ideas, 10:00 left of 10:00; next Round robin; 1 minute ahead; ends about 10:59'
says '/turn @1' 'turns are observed in plenary; in Ideas they are not'
at 10
says '/arrive P06' 'P06 came, @6; consent is to be asked'
says '/arrive P06' 'P06 is here already; nothing was done'
says '/arrive P05 P06' 'P05 is here already; nothing was done'
says /consent 'consent not on record: part (P06); what nobody is named for stays out of what others get: quote refused by 1, not asked of P01, P02, P03, P04, P06'
says '/consent @6 part yes paper' 'P06 part yes (paper)'
at 16
says /time \
    '00:16:00 of 60 minutes, 00:44:00 left; Ideas, 02:00 over its 10:00; next Round robin; 1 minute behind; ends about 11:01'

says /next 'Round robin  20 minutes  to read out: /say'
says /turn '@1 P01 is next'
at 17
says 'One triage desk' 'saved 00:17:00 idea A; @2 P02 is next'
at 19
says 'Joint induction @4' 'saved 00:19:00 idea B; @5 P05 is next'
at 21
says 'A shared record' 'saved 00:21:00 idea C; @6 P06 is next'
at 22
says '/turn pass' 'P06 passes; @1 P01 is next'
says /heard \
    'not yet heard: 3 people (2 nurse, 1 social care); turns nurse 1 (0.67 of their share), social care 2 (1.33 of their share); Gini 0.50'
at 23
says /extend \
    'extended by 05:00: Round robin, 18:00 left of 25:00; next Break; 6 minutes behind; ends about 11:06'
says '/steal 5m' \
    '05:00 taken from Plenary, which has 15:00 now: Round robin, 23:00 left of 30:00; next Break; 6 minutes behind; ends about 11:06'
says '/steal 5m from break' 'Break has 05:00 and keeps one minute: at most 04:00 can be taken'
says '/steal 5m from welcome' 'Welcome is done: time is taken from an activity to come'
says '/steal 2h' 'Plenary has 15:00 and keeps one minute: at most 14:00 can be taken'
says /undo 'undone: a change of the agenda'
at 24
says '/depart P02' 'P02 left'
at 25
says 'Rotas by team' 'saved 00:25:00 idea D; @3 P03 is next'
says '/seat P06 3' 'P03 sits in seat 3: nothing was done for P06; /seat P03 7 gives P03 another first'
says '/seat P06 2 table 4' 'P06 sits in seat 2 at table 4'
says '/seat P02 2' 'P06 sits in seat 2: nothing was done for P02; /seat P06 6 gives P06 another first'

at 26
says /next 'Break  5 minutes'
says '/skip running late' \
    'Break skipped (running late): Plenary, 20:00 left of 20:00; nothing comes after it; 14 minutes ahead; ends about 10:46'
says /prev 'Round robin  20 minutes  to read out: /say'
says /next 'Plenary  20 minutes'
at 30
says '/turn @3' '@3 P03 has the floor'
at 34
says /overlap 'several speak at once at 00:34:00'
at 36
says '/turn ?' 'somebody has the floor'
at 38
says '/turn none' 'nobody has the floor'
at 40
says '/turn 1' '@1 P01 has the floor'
at 41
says /pause 'paused at 00:41:00; /resume lets the clock run'
at 46
says /resume 'goes on at 00:41:00 after a pause of 00:05:00'
at 48
says '/turn P05' '@5 P05 has the floor'
at 50
says /adjourn 'adjourned at 00:45:00; `rir resume 1` goes on'
close_session
at 1500
open_session resume 1
says /turn 'nobody has the floor; /turn @3 says that seat 3 has it'
says '/turn @4' '@4 P04 has the floor'
at 1501
says /time \
    '00:46:00 of 60 minutes, 00:14:00 left; Plenary, 00:00 left of 20:00; nothing comes after it; 14 minutes ahead; ends about 11:01'
says /end 'ended at 00:46:00, 4 notes; what nobody is named for stays out of what others get: quote refused by 1, not asked of P01, P02, P03, P04, P06; the contact summary is due within a day'
close_session

is 'who was there, and when' 'P01|1||10:00|11:01|46.0
P02|2||10:00|10:24|24.0
P03|3||10:00|11:01|46.0
P04|4||10:00|11:01|46.0
P05|5||10:00|11:01|46.0
P06|2|4|10:10|11:01|36.0' "$(q "SELECT person, seat, \"table\", substr(\"from\", 12, 5), substr(until, 12, 5),
    minutes FROM presence ORDER BY person")"
is 'how long somebody had the floor; nobody is named, for that would say whose idea is whose' \
    '|nurse|robin|60.0|0
|social care|robin|0.0|0
|social care|robin|120.0|0
|nurse|robin|180.0|0
|nurse|plenary|360.0|1
||plenary|120.0|0
|nurse|plenary|180.0|0
|social care|plenary|120.0|0
|social care|plenary|60.0|0' \
    "$(q 'SELECT person, "group", activity, seconds, overlap FROM turns ORDER BY "from", rowid')"

# Observed: 16 to 25 and 30 to 46, 25 minutes; there for it: P02 8 of them, the others all: 133 minutes of
# people. Turns 3 0 1 2 2 0, seconds 420 0 360 60 240 0. Gini of turns 78/48 - 7/6, of time 10920/6480 - 7/6.
# Nurses 4 of 8 turns in 58 of 133 minutes, 780 of 1080 seconds; social care the rest in 75.
succeeds 'equity for the facilitator' rir equity 1
cat >wanted <<'END'
session 1: who was heard. For the facilitator; not to be shown to others.
turns: 9 in 25:00 observed, of these 1 of people who are not known and in no share
Gini of turns: 0.46 (0.55 for a small group); of time: 0.52 (0.62)
not heard: 2 people (1 nurse, 1 social care)

group                     people  silent  turns   ratio   time      ratio
nurse                     3       1       4       1.15    13:00     1.66
social care               3       1       4       0.89    05:00     0.49

END
head -n 9 out | sed 's/ *$//' >got
same 'every figure is the one worked out by hand' wanted got
is 'each by name' '@1 P01 3 420000
@0 P02 0 0
@3 P03 1 360000
@4 P04 2 60000
@5 P05 2 240000
@2 P06 0 0' \
    "$(rir equity 1 --json >json && sqlite3 :memory: "SELECT '@' || (value->>'seat') || ' ' || (value->>'person') || ' ' || (value->>'turns') || ' ' || (value->>'talk_ms') FROM json_each(readfile('json'), '\$.people') ORDER BY value->>'person'")"

succeeds 'the course is shown' rir show 1
sed -n '/^agenda/,$p' out | sed 's/ *$//' >got
cat >wanted <<'END'
agenda
  done     10:00-10:04  04:00   of 05:00  Welcome
  done     10:04-10:16  12:00   of 10:00  Ideas
  done     10:16-10:26  10:00   of 25:00  Round robin
  skipped  10:26-10:26  00:00   of 05:00  Break: running late
  done     10:26-11:01  20:00   of 20:00  Plenary

people
  @1 P01                  10:00-11:01  46.0 minutes
  @2 P02                  10:00-10:24  24.0 minutes
  @2 P06        table 4   10:10-11:01  36.0 minutes
  @3 P03                  10:00-11:01  46.0 minutes
  @4 P04                  10:00-11:01  46.0 minutes
  @5 P05                  10:00-11:01  46.0 minutes
  not heard: P06, P02
END
same 'with the times that were kept, and who was silent' wanted got
rir summary 1 >out
holds 'the contact summary names who was silent' out 'not heard: P06, P02'

# --- small groups, and those who do not take part
fails 1 'no limit of nobody' rir study set --small-cell 0
fails 2 'no limit that is none' rir study set --small-cell few
succeeds 'a limit of the study' rir study set --small-cell 4
rir equity 1 >out
is 'smaller groups are not named' 'not heard: 2 people' "$(grep '^not heard' out)"
lacks 'not in any table' out 'nurse'
rir study set --small-cell 3
rir consent 1 P03 part no >/dev/null
rir equity 1 >out
lacks 'who does not take part is not named' out P03
holds 'nor counted' out 'turns: 8 in 25:00 observed, of these 1'
is 'not in the views' 8 "$(q "SELECT (SELECT count(*) FROM turns) + (SELECT count(*) FROM presence WHERE
    person = 'P03')")"
rir history 1 >out
grep -E 'session\.(turn|offer|speaker)' out >floor
lacks 'history does not say who had the floor' floor P0
rir export csv for-others --for others >/dev/null
is 'what goes to others has no turns and no presence' '1 1' \
    "$(wc -l <for-others/turns.csv) $(wc -l <for-others/presence.csv)"
lacks 'nor where somebody sat' for-others/moments.csv turn
rir export md --for others >out 2>err
lacks 'nor does the report' out 'heard'
# --- a seat entered later is whose it was then
rir edit 1 1 --add '[+10:00] ,o from seat two @2' >/dev/null
rir edit 1 1 --add '[+30:00] ,o from seat two again @2' >/dev/null
is 'each is theirs who sat there then' 'P02 P06' \
    "$(q "SELECT group_concat(p.pseudonym, ' ') FROM (SELECT * FROM note WHERE text LIKE 'from seat two%'
    ORDER BY elapsed) note JOIN person p ON p.n = note.speaker")"

rir verify >before && rir rebuild >/dev/null && rir verify >after
same 'made again from the log it is the same' before after

# --- nobody named beforehand: people come as they come
mkdir open && cd open || exit 99
rir new study >/dev/null
printf '%s\n' '/arrive P01 p02' '/arrive P03 P03' '/arrive P03' '/undo' '/arrive a colleague' 'said @2' \
    '/end' >script
run rir start "$RIR_SOURCE/tests/data/workshop.md" --lines <script
holds 'who is not in the study yet is taken in' out \
    'P01 came, new in this study, @1, P02 came, new in this study, @2'
holds 'not twice' out 'P03 is named twice; nothing was done'
is 'they are of the study, and here' 'P01|P02|P03' \
    "$(sqlite3 -readonly study.rir "SELECT group_concat(pseudonym, '|') FROM (SELECT pseudonym FROM people ORDER BY 1)")"
is 'who was undone was not there' 'P01|P02' \
    "$(sqlite3 -readonly study.rir "SELECT group_concat(person, '|') FROM (SELECT DISTINCT person FROM presence ORDER BY 1)")"
cd ..

finish
