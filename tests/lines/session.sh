# SPDX-License-Identifier: MIT
# Line mode: an answer a line, what is kept when input ends, breaks off or is killed, and every way to start.
. "${RIR_SOURCE:-$(dirname "$0")/../..}/tests/tap.sh"

rir new study >/dev/null
rir person add P01 >/dev/null
rir person add P02 >/dev/null

q() { # SQL
    sqlite3 -readonly study.rir "$1"
}

start() { # OPTION...: a session from ./script
    rir start demonstration --person P01 --lines "$@" <script
}

# --- one line out for one line in
printf '%s\n' '/consent part yes' '/go meaning' 'a plain note' '"exact words' ',o seen' '?later' '/probe 1' \
    '/nonsense' \
    ',q no such kind' '/go nowhere' '/cover perhaps' '' '   ' '#' '/status' '/time' '/help' '/help go' \
    '/undo' '/redo' \
    '/strike 99' '/edit 99' 'text #code' '/end' >script
succeeds 'a script runs to its end' start
is 'every line is answered by one line' "$(wc -l <script)" "$(wc -l <out)"
is 'no answer is empty' 0 "$(grep -c '^$' out)"
holds 'a note is said to be saved' out 'saved 00:00:00 verbatim'
holds 'an unknown command is refused' out 'nonsense'
holds 'what the session is stands on standard error' err 'session 1  A short talk'
holds 'and so does missing consent' err 'consent not on record: part'
is 'what was refused left no note' 'a plain note|exact words|seen|later|#|text' \
    "$(q 'SELECT group_concat(text, "|") FROM (SELECT text FROM notes ORDER BY elapsed_ms, at, id)')"

# --- a line that goes on, a last line without its end, and windows line ends
printf 'one \\\ntwo \\\nthree #together\nplain\r\n"C:\\\\\nlast without an end' >script
succeeds 'lines that go on' start
is 'are answered all the same' 6 "$(wc -l <out)"
is 'and one note' 'one 
two 
three' "$(q "SELECT text FROM notes WHERE text LIKE 'one%'")"
is 'a carriage return is no text' 1 "$(q "SELECT count(*) FROM notes WHERE text = 'plain'")"
is 'two backslashes do not go on' 1 "$(q "SELECT count(*) FROM notes WHERE text LIKE 'C:%'")"
is 'the last line is kept too' 1 "$(q "SELECT count(*) FROM notes WHERE text = 'last without an end'")"
holds 'the session is left open' err 'left open: rir resume 2'
is 'so says the view' open "$(q 'SELECT state FROM sessions WHERE number = 2')"

# --- going on
printf '%s\n' 'after the break' '/adjourn' >script
run rir resume 2 --lines <script
is 'resume' 0 "$status"
is 'adjourned' adjourned "$(q 'SELECT state FROM sessions WHERE number = 2')"
printf '%s\n' 'on Thursday' '/end' 'too late' 'much too late' >script
run rir resume --lines <script
is 'resume of the latest that is open' 0 "$status"
is 'two sittings more' 3 "$(q 'SELECT sitting FROM sessions WHERE number = 2')"
holds 'what stands behind the end is not kept, and counted' err \
    '2 lines behind the end of the session were not kept'
is 'nor is it' 0 "$(q "SELECT count(*) FROM notes WHERE text LIKE '%too late'")"
fails 1 'resume of one that has ended' rir resume 2 --lines

# --- a session that is killed: what was said to be saved is there, the line being typed is a draft
has_draft() { # TEXT
    [ "$(q 'SELECT text FROM draft')" = "$1" ]
}

for signal in KILL TERM HUP INT; do
    rm -f in out # what the one before said is not waited for again
    mkfifo in
    # Not through the function: the signal is for the program itself.
    # Whoever runs the tests may have had hang-ups ignored, which rir would honour.
    env --default-signal=HUP,INT,TERM "$RIR_BUILD/rir" start demonstration --person P01 \
        --lines <in >out 2>err &
    program=$!
    exec 3>in
    printf '/go meaning\nsaved before %s\nhalf a li' "$signal" >&3
    await grep -qsF 'saved 00:' out
    number=$(q 'SELECT max(number) FROM sessions')
    await has_draft 'half a li'
    kill -"$signal" "$program"
    wait "$program" 2>/dev/null
    exec 3>&-
    is "$signal: the saved note is there" "saved before $signal" \
        "$(q "SELECT text FROM notes WHERE text LIKE '%before $signal'")"
    printf '\n/end\n' >script
    run rir resume "$number" --lines <script
    holds "$signal: resume goes on at the same question" err 'at: 2 What does working together mean to you?'
    holds "$signal: the half typed line is shown" err 'half typed: half a li'
    is "$signal: an empty line keeps it as it is" "half a li|meaning" \
        "$(q "SELECT n.text, n.question FROM notes n
        JOIN sessions s ON s.id = n.session WHERE s.number = $number AND n.text LIKE 'half%'")"
done

# --- nobody reads the answers
printf 'kept without a reader %s\n' 1 2 3 4 5 >script
run sh -c "'$RIR_BUILD/rir' start demonstration --person P01 --lines <script | true"
is 'lines are kept when nobody reads the answers' 5 \
    "$(q "SELECT count(*) FROM notes WHERE text LIKE 'kept without%'")"

# --- two at once
mkfifo in2
"$RIR_BUILD/rir" start demonstration --person P01 --lines <in2 >out2 2>err2 &
program=$!
exec 4>in2
printf 'first\n' >&4
await grep -qs saved out2
printf 'second\n' >script
run start
is 'a second session at once is refused' 1 "$status"
holds 'naming the process' err "$program"
run rir rebuild
is 'so is a rebuild meanwhile' 1 "$status"
run rir search first
is 'search works meanwhile' 0 "$status"
run rir backup --plain meanwhile.copy
is 'backup works meanwhile' 0 "$status"
printf '/end\n' >&4
exec 4>&-
wait "$program"

# --- ways to start
printf '%s\n' 'who is this?' '/end' >script
run rir start demonstration --person P77 --lines <script
is 'somebody unknown holds nothing up' 0 "$status"
holds 'and is said to be new' err 'P77 is new in this study, and was added'
is 'and takes part' P77 "$(q 'SELECT people FROM sessions ORDER BY number DESC LIMIT 1')"
printf '%s\n' '/consent all part yes' 'both' 'the first @P01' 'the second @2' 'whoever @?' '/speaker P02' \
    'now the second' \
    '/end' >script
run rir start demonstration --person P01 --person P02 --lines <script
is 'two participants' 'P01 P02' "$(q 'SELECT people FROM sessions ORDER BY number DESC LIMIT 1')"
is 'who spoke is kept apart' 'both|
now the second|P02
the first|P01
the second|P02
whoever|?' "$(q "SELECT n.text, n.speaker FROM notes n JOIN sessions s ON s.id = n.session WHERE s.number =
    (SELECT max(number) FROM sessions) ORDER BY n.text")"

printf '%s\n' '[9:40] at twenty to ten' '[~9:55] about five to ten' '[+12:00] twelve minutes in' \
    '/end' >script
run rir start demonstration --person P01 --on '2026-01-05T09:30' --lines <script
is 'a session from paper' 0 "$status"
is 'has its times' '2026-01-05T09:40:00.000Z|1|0
2026-01-05T09:42:00.000Z|1|0
2026-01-05T09:55:00.000Z|1|1' "$(q "SELECT n.at, n.entered_later, n.approximate FROM notes n JOIN sessions s
    ON
    s.id = n.session WHERE s.paper = 1 ORDER BY n.at")"
is 'and its day' '2026-01-05T09:30:00.000Z' "$(q 'SELECT started FROM sessions WHERE paper = 1')"
fails 1 'a session from paper in the future' rir start demonstration --person P01 --on 2093-01-05 --lines

printf '%s\n' '/consent part yes' 'only practised #practice' '/ask what?' '/end' >script
run rir start demonstration --person P01 --rehearsal --lines <script
is 'a rehearsal' 0 "$status"
for view in sessions notes questions coverage codings moments summaries; do
    is "is not in $view" 0 "$(q "SELECT count(*) FROM $view v WHERE v.n IN (SELECT n FROM session WHERE
        rehearsal
        UNION SELECT n FROM note WHERE text LIKE 'only practised%')")"
done
is 'nor is its code' 0 "$(q "SELECT count(*) FROM codes WHERE name = 'practice'")"
run rir search practised
holds 'nor is it found' out 'nothing has these words'
run rir history
lacks 'nor in history' out 'practised'
run rir sessions
lacks 'nor in the list' out 'rehearsal'
run rir sessions --rehearsals
holds 'unless asked for by name' out 'rehearsal'
rir export csv before >/dev/null
rir person list --csv >before.people
printf '%s\n' '/consent all part no' '/consent all quote no' 'once more #practice' '/photo script' \
    '/until 10m' '/end' >script
run rir start strategic-leaders --person P01 --person P98 --rehearsal --lines <script
is 'a rehearsal with somebody who is no participant' 0 "$status"
rir export csv after >/dev/null
is 'changes nothing that leaves the study' 'left-out.txt' \
    "$(diff -rq before after | sed 's|.*/||; s/ differ//')"
is 'nor the participants' "$(cat before.people)" "$(rir person list --csv)"
is 'nor the log for analysts' 0 "$(q "SELECT count(*) FROM events WHERE session IN (SELECT t.id FROM thing t
    JOIN session s
    ON s.n = t.n WHERE s.rehearsal = 1)")"
run rir show r2
holds 'but the rehearsal has them' out 'with: P01 P98'
holds 'and what they answered' out 'consent P98: part no, quote no'
rir person add P98 >/dev/null
is 'who takes part after all is one participant' 1 \
    "$(q "SELECT count(*) FROM people WHERE pseudonym = 'P98'")"
number=$(rir sessions --rehearsals --csv | sed -n '2s/,.*//p')
is 'it has a name of its own' r1 "$number"
run rir show "$number"
holds 'shown by name' out 'only practised'
fails 1 'export by its number alone' rir export md "$number"
run rir export md --rehearsal "$number"
holds 'exported by name' out 'only practised'
run rir export csv --rehearsal "$number" practice-csv
holds 'as CSV too' practice-csv/notes.csv 'only practised'
run rir export md
lacks 'not otherwise' out 'practised'
holds 'which is said' err '2 rehearsals'

printf '%s\n' 'x' '/end' >script
run rir start demonstration --person P01 --title T --mode phone --setting home --place hub --others aide \
    --interpreter yes \
    --pilot --minutes 20 --researcher 'A. Other' --part-of 1 --lines <script
is 'all that can be said of a session' 'T|phone|home|hub|aide|yes|1|20|A. Other|1' \
    "$(q 'SELECT v.title, v.mode, v.setting,
    v.place, v.others_present, v.interpreter, v.pilot, v.planned_minutes, v.researcher, p.number FROM sessions v JOIN
    sessions p ON p.id = v.part_of')"

# --- off the record, struck: in no file once the session has ended
printf '%s\n' 'stays' 'HIDDENONE is struck' '/strike' '/off' 'HIDDENTWO is not kept' '/on' \
    'HIDDENTHREE before' '/off 5m' '/on' \
    'stays too' '/off keep' 'APART is kept apart' '/on' '/end' >script
run start
lacks 'no answer repeats what is struck' out HIDDEN
is 'nothing struck or off the record in any file' '' "$(grep -l HIDDEN ./study.rir*)"
is 'what is kept apart is in no view' 0 "$(q "SELECT count(*) FROM notes WHERE text LIKE '%APART%'")"
run rir history
lacks 'nor in history' out APART
run rir export json
lacks 'nor exported' out APART
run rir search APART
holds 'nor found' out 'nothing has these words'

finish
