#!/bin/sh
# SPDX-License-Identifier: MIT
# The edges of a workshop: gaps in somebody's presence, empty ballots only, an activity in which nobody is
# left, a roster of one and of two hundred, one seat for two, no turn at all: right, or a clear message.
. "${RIR_SOURCE:-$(dirname "$0")/../..}/tests/tap.sh"

minute=60000
start=$((20598 * 24 * 60 * minute + 600 * minute)) # 2026-05-25T10:00Z
TZ=UTC
RIR_CLOCK=$PWD/clock
export TZ RIR_CLOCK

at() { # MINUTES of the clock since ten
    printf '%s %s 00000000-0000-4000-8000-000000000001\n' $((start + $1 * minute)) \
        $((900 * minute + $1 * minute)) \
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

says() { # LINE ANSWER: what is typed and the answer to it
    printf '%s\n' "$1" >&3
    IFS= read -r answer <&4 || answer='(no answer)'
    case $answer in
    "$2"*) pass "$1" ;;
    *) is "$1" "$2" "$answer" ;;
    esac
}

q() { # SQL
    sqlite3 -readonly study.rir "$1"
}

cat >edges.md <<'END'
---
title: Edges
kind: workshop
minutes: 60
---
# Ideas {#ideas method=silent-generation minutes=10}
# Round {#round method=round-robin minutes=10}
# Ranking {#ranking method=rank rank=3 minutes=10}
# Dots {#dots method=dot-vote dots=2 minutes=10}
# Close {#close method=plenary minutes=10}
END

at 0
rir new study >/dev/null
for n in 1 2 3 4 5 6; do rir person add P0$n --group health >/dev/null; done

# --- a roster of one
open_session start edges.md --person P01
says 'An idea @1' 'saved 00:00:00 idea A'
says '/go round' 'Round'
says '/turn' '@1 P01 is next'
says 'Another' 'saved 00:00:00 idea B; @1 P01 is next'
says '/seat P01 1' 'P01 sits in seat 1'
says '/go ranking' 'Ranking'
says '/tally health:' 'empty ballot 1 of 1, health 1 of 1'
says '/tally health: A' '1 person is here and has cast a ballot: /arrive WHO when somebody came'
says '/reveal' '1 ballot, 1 empty; no card was chosen'
at 10

# --- an activity with nobody left
says '/depart P01' 'P01 left; nobody is here now'
says '/go dots' 'Dots  10 minutes  to read out: /say; nobody is here'
says '/tally' '0 of 0 ballots'
says '/tally health: A' 'nobody is here by the roster, and so nobody can vote'
says '/reveal' 'no ballot was cast yet'
says '/go round' 'Round  10 minutes  to read out: /say; nobody is here'
says '/turn next' 'nobody is here whose turn it could be'
says '/heard' 'nobody is here'
says '/consent all part yes' 'nobody is here whose answer it could be'
says 'What nobody said' 'saved 00:10:00 idea C'
at 20
says '/arrive P01' 'P01 came, @1'
says '/turn' '@1 P01 is next'
at 25
says '/end' 'ended at 00:25:00, 3 notes'
close_session
is 'a gap is a gap: two rows and no minute between them' '10:00 10:10 10.0, 10:20 10:25 5.0' \
    "$(q "SELECT group_concat(substr(\"from\", 12, 5) || ' ' || substr(until, 12, 5) || ' ' || minutes, ', ')
    FROM presence")"
rir equity 1 >out
holds 'of one person there is no share by group' out 'P01'
lacks 'the one group is not named' out 'health'
rir report 1 >out
holds 'one person is no group either' out '1 person'
lacks 'nobody is named' out 'P01'

# --- no turn at all, and presence that overlaps nothing observed
at 30
open_session start edges.md --person P01 --person P02 --person P03 --late P04
says '/go close' 'Close'
says '/heard' 'who was heard was not observed'
at 40
says '/arrive P04' 'P04 came, @4'
says '/depart P04' 'P04 left'
says '/seat P02 1' 'P01 sits in seat 1: nothing was done for P02'
says '/depart P01' 'P01 left'
says '/seat P02 1' 'P02 sits in seat 1'
says '/arrive P01' 'P01 came, @5'
says '/end' 'ended at 00:10:00, 0 notes'
close_session
rir equity 2 >out
holds 'without a turn there is no figure' out 'turns: not observed'
lacks 'and no nought' out 'Gini'
is 'who came for no time was there for none' '0.0' "$(q "SELECT minutes FROM presence WHERE person = 'P04'")"
rir report 2 >out
holds 'a workshop without a word has a summary' out 'Nothing was noted that may be given back.'

# --- a roster of two hundred
mkdir many && cd many || exit 99
rir new study >/dev/null
people=$(awk 'BEGIN { for (i = 1; i <= 200; i++) printf "--person P%03d ", i }')
awk 'BEGIN {
    print "/go round"
    for (i = 1; i <= 200; i++) printf "Idea %d @%d\n", i, i
    print "/heard"; print "/go ranking"
    for (i = 1; i <= 200; i++) printf "/tally : A B C\n"
    print "/tally : A"; print "/reveal"; print "/depart P001 @200"; print "/go close"; print "/turn 199"; print "/turn none"; print "/end"
}' >script
# shellcheck disable=SC2086
succeeds 'two hundred sit, speak and vote' rir start ../edges.md $people --lines <script
holds 'each has a turn' out 'everybody here was heard'
holds 'each has a ballot' out 'cast: ballot 200 of 200'
holds 'and no more' out '200 people are here and all have cast a ballot'
holds 'the points' out \
    '200 ballots; 1 A Idea 1, 600 points from 200; 2 B Idea 2, 400 points from 200; 3 C Idea 3, 200 points from 200'
is 'each has a seat of their own' '200|200' \
    "$(q 'SELECT count(DISTINCT person), count(DISTINCT seat) FROM presence')"
is 'each turn is kept' 201 "$(q 'SELECT count(*) FROM turns')"
rir equity 1 >out
is 'each is in the figures' 200 "$(grep -c '^@' out)"
holds 'shares of the same size give no inequality' out 'Gini of turns: 0.00'
# shellcheck disable=SC2086
fails 1 'more than a session holds are refused' rir start ../edges.md $people \
    $(awk 'BEGIN { for (i = 1; i <= 57; i++) printf "--person Q%02d ", i }') --lines
holds 'with a message' err 'more than 256 participants are too many for one session'
is 'and nobody is added for it' 0 "$(q "SELECT count(*) FROM people WHERE pseudonym LIKE 'Q%'")"
fails 1 'nor when one of them cannot be called so' rir start ../edges.md --person Q01 --person 'Q 02' --lines
is 'is anybody' 0 "$(q "SELECT count(*) FROM people WHERE pseudonym LIKE 'Q%'")"
finish
