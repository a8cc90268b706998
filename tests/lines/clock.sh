# SPDX-License-Identifier: MIT
# A session through a bad day of its clock: summer time begins, the clock is set back ten years, the laptop
# sleeps, is started anew, and dies. What is in the views is in the order in which it was typed, with the
# times that passed.
. "${RIR_SOURCE:-$(dirname "$0")/../..}/tests/tap.sh"

minute=60000
start=$(((20541 * 24 * 60 + 50) * minute)) # 2026-03-29T00:50Z; summer time begins at 01:00
wall=$start
boot=$((100 * minute))
boot_id=00000000-0000-4000-8000-000000000001
TZ=GMT0BST,M3.5.0/1,M10.5.0
RIR_CLOCK=$PWD/clock
export TZ RIR_CLOCK

set_clock() {
    # Renamed into its place, so that nobody ever reads half of it.
    printf '%s %s %s\n' "$wall" "$boot" "$boot_id" >clock.new && mv clock.new clock
}

pass_time() { # MINUTES, of every clock
    wall=$((wall + $1 * minute))
    boot=$((boot + $1 * minute))
    set_clock
}

mkfifo in out-line
open_session() { # WORDS of rir
    "$RIR_BUILD/rir" "$@" --lines <in >out-line 2>told &
    program=$!
    exec 3>in 4<out-line
    say /time
}

say() { # LINE; its answer is in $answer
    printf '%s\n' "$1" >&3
    IFS= read -r answer <&4 || answer='(no answer)'
}

ask() { # SQL
    sqlite3 -readonly night.rir "$1"
}

set_clock
rir new night >/dev/null
rir person add P01 >/dev/null
open_session start strategic-leaders --person P01
say '/consent part yes spoken'
say '/go vision'

pass_time 5
say one
pass_time 15
say 'two, in summer time'
case $answer in saved\ 00:20:00*) pass 'elapsed is 20 minutes' ;; *) fail "elapsed is 20 minutes: $answer" ;; esac

wall=$((wall - 3653 * 24 * 60 * minute))
pass_time 1
say 'three, ten years back'
wall=$((wall + 2 * 3653 * 24 * 60 * minute))
pass_time 1
say 'four, ten years ahead'
wall=$((start + 22 * minute))

# Asleep: the clock of the boot runs through it, the wall clock is put right after it.
pass_time 90
say 'five, after sleep'
pass_time 1
say /pause
pass_time 10
say /resume
pass_time 1
say 'six, after a pause'

# The program dies; the machine is the same.
kill -9 "$program"
wait "$program" 2>/dev/null
exec 3>&- 4<&-
pass_time 4
open_session resume
holds 'the time without rir is said' told 'after 00:04:00 without rir'
say 'seven, after a kill'

# The machine dies, and starts anew with a clock ten years behind.
kill -9 "$program"
wait "$program" 2>/dev/null
exec 3>&- 4<&-
boot_id=00000000-0000-4000-8000-000000000002
boot=$((2 * minute))
wall=$((wall - 3653 * 24 * 60 * minute))
pass_time 0
open_session resume
holds 'a clock that was set back is said' told 'set back'
holds 'the session is where it was' told 'at: 3 What does integrated care mean here'
pass_time 1
say 'eight, after a reboot with a wrong clock'

# And once more, with the clock put right.
kill -9 "$program"
wait "$program" 2>/dev/null
exec 3>&- 4<&-
boot_id=00000000-0000-4000-8000-000000000003
boot=$minute
wall=$((start + 140 * minute))
pass_time 0
open_session resume
holds 'the gap is measured by the wall clock' told 'by the wall clock'
pass_time 1
say 'nine, put right'
say /end
exec 3>&- 4<&-
wait "$program"
is 'the session ends' 0 $?

is 'notes are in the order in which they were typed' 'one|two|three|four|five|six|seven|eight|nine' \
    "$(ask "SELECT group_concat(word, '|') FROM (SELECT substr(text, 1, instr(text || ',', ',') - 1) AS word FROM notes
        ORDER BY elapsed_ms, n)")"
is 'minutes into the session, without the pause and the time without rir' '5 20 21 22 112 114 114 115 116' \
    "$(ask "SELECT group_concat(elapsed_ms / 60000, ' ') FROM (SELECT elapsed_ms FROM notes ORDER BY n)")"
is 'times of day by the clock that the sitting began with' '00:55 01:10 01:11 01:12 02:42 02:54 02:58' \
    "$(ask "SELECT group_concat(substr(at, 12, 5), ' ') FROM (SELECT at FROM notes WHERE at LIKE '2026-03-29%' ORDER BY n
        LIMIT 7)")"
is 'the last is on the right day again' '2026-03-29T03:11' \
    "$(ask "SELECT substr(at, 1, 16) FROM notes ORDER BY n DESC LIMIT 1")"
is 'summer time is told from winter time' '0 60 60 60 60 60 60' \
    "$(ask "SELECT group_concat(tz, ' ') FROM (SELECT tz FROM notes ORDER BY n LIMIT 7)")"
is 'four sittings' 4 "$(ask 'SELECT sitting FROM sessions')"
is 'gaps are kept' '240000 0 ' \
    "$(ask "SELECT group_concat(gap, ' ') FROM (SELECT gap FROM sitting WHERE number IN (2, 3)
    ORDER BY number)") "
rir show 1 >out
holds 'and read in the course of the session' out '01:54:00  sitting 2 on 2026-03-29 at 03:58, after 00:04:00 without rir'
holds 'where no clock could tell, so it says' out '01:54:00  sitting 3 on 2016-03-28 at 03:58, after a time without rir'
is 'net minutes' 116.0 "$(ask 'SELECT net_minutes FROM sessions')"
succeeds 'the study verifies' rir verify
finish
