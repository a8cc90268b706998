# SPDX-License-Identifier: MIT
# A whole interview of 300 typed lines gives exactly the notes, codes, coverage and marks that its expectation
# states, which was written without the program; and none of what was struck or off the record.
. "${RIR_SOURCE:-$(dirname "$0")/../..}/tests/tap.sh"

data=$RIR_SOURCE/tests/data
start=1795255200000 # 2026-11-21T10:00:00Z
RIR_CLOCK=$PWD/clock
RIR_OFFSET=0
RIR_SEED=300
export RIR_CLOCK RIR_OFFSET RIR_SEED
printf '%s 0 00000000-0000-4000-8000-00000000b007 0\n' "$((start - 60000))" >clock

rir new study >/dev/null
RIR_SEED=301 rir person add P01 >/dev/null
is 'the script has 300 lines' 300 "$(wc -l <"$data/interview-300.lines" | tr -d ' ')"
RIR_SEED=302 run "$RIR_SOURCE/tools/replay" "$data/interview-300.lines" 12000 "$start" \
    "$RIR_BUILD/rir" start "$data/interview.md" --person P01 --lines
is 'it runs to its end' 0 "$status"
mv out answers
is 'with an answer to each line' 300 "$(grep -vc '^> ' answers)"

view() { # NAME SQL: what there is
    sqlite3 -readonly study.rir "$2" >"$1.got"
    awk -v name="$1" '/^# / { on = index($0, "# " name ":") == 1; next } on' \
        "$data/interview-300.expected" >"$1.wanted"
    [ -s "$1.wanted" ] || fail "nothing is expected of $1"
    same "the $1 are exactly those stated" "$1.wanted" "$1.got"
}

view notes \
    'SELECT elapsed_ms, recorder_ms, kind, question, speaker, phase, quotable, text FROM notes ORDER BY elapsed_ms, n'
view codings \
    'SELECT notes.elapsed_ms, codings.code, valence, start, "end" FROM codings JOIN notes ON notes.id = codings.note
    ORDER BY notes.elapsed_ms, notes.n, codings.code COLLATE BINARY'
view coverage \
    'SELECT question, state, why, probes_used, probes_total, must, emergent FROM coverage ORDER BY ord'
view marks "SELECT elapsed_ms, value FROM moments WHERE kind = 'mark' ORDER BY elapsed_ms"
view codes 'SELECT name, origin FROM codes ORDER BY name COLLATE BINARY'
is 'the session ended, was recorded, and took an hour' '1|ended|1|60.0' \
    "$(sqlite3 -readonly study.rir 'SELECT number, state, recorded, minutes FROM sessions')"
is 'the pause is not in its net time' 59.4 "$(sqlite3 -readonly study.rir 'SELECT net_minutes FROM sessions')"
is 'consent' 'part|yes|spoken
quote|yes|paper
record|yes|spoken
reuse|no|' "$(sqlite3 -readonly study.rir 'SELECT item, answer, how FROM consents ORDER BY item')"

for words in 'HER NAME IS SPOKEN' 'this is to be struck' 'SAID OFF THE RECORD' 'NOR THIS'; do
    is "no file has \`$words\`" '' "$(grep -l -a "$words" ./study.rir*)"
done

cp study.rir before.copy
digest=$(rir verify | sed -n 's/study digest //p')
rir rebuild >/dev/null
is 'rebuilt, it has the same digest' "$digest" "$(rir verify | sed -n 's/study digest //p')"
view notes \
    'SELECT elapsed_ms, recorder_ms, kind, question, speaker, phase, quotable, text FROM notes ORDER BY elapsed_ms, n'

# Twice the same: nothing but the script, the clock and the seed decides.
mkdir again && cd again || exit 99
printf '%s 0 00000000-0000-4000-8000-00000000b007 0\n' "$((start - 60000))" >"$RIR_CLOCK"
rir new study >/dev/null
RIR_SEED=301 rir person add P01 >/dev/null
RIR_SEED=302 run "$RIR_SOURCE/tools/replay" "$data/interview-300.lines" 12000 "$start" \
    "$RIR_BUILD/rir" start "$data/interview.md" --person P01 --lines
is 'typed again by the same clock it is the same study' "$digest" \
    "$(rir verify | sed -n 's/study digest //p')"
same 'with the same answers' ../answers out

finish
