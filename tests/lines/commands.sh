# SPDX-License-Identifier: MIT
# Every command: what it does, what it refuses, and its exit status.
. "${RIR_SOURCE:-$(dirname "$0")/../..}/tests/tap.sh"

# --- help, version, usage
succeeds 'help lists the commands' rir --help
holds 'help names start' out 'start GUIDE'
rir --help >by-option
run rir help
same 'rir help is rir --help' by-option out
succeeds 'a command explains itself' rir start --help
holds 'with its options' out '--rehearsal'
succeeds 'help of a command of two words' rir help export csv
holds 'names its words' out 'export csv FOLDER'
succeeds 'help of a group' rir help person
holds 'lists its commands' out 'person list'
run rir help report
holds 'help of one that has others of two words shows them too' out 'report briefing PERSON|TEAM|SESSION'
run rir help log
holds 'all of them' out 'log term NAME'
for topic in lines kinds keys settings; do
    succeeds "help $topic" rir help $topic
done
run rir help lines
holds 'the typed grammar is in help' out '/cover full|partly|skipped|elsewhere'
succeeds 'version' rir --version
holds 'says which' out 'rir 0.1.0'
fails 2 'an unknown command' rir strat
holds 'the nearest is offered' err 'Did you mean `rir start`?'
fails 2 'a far one' rir xyzzy
holds 'points to help' err 'rir --help'
fails 2 'half a command of two words' rir export
holds 'its halves are named' err '`rir export md`'
fails 2 'an unknown option' rir new a --titel x
holds 'the nearest option is offered' err 'Did you mean --title?'
fails 2 'an option without its value' rir new a --title
fails 2 'a switch with a value' rir new a --anywhere=yes
fails 2 'too many words' rir verify now
fails 2 'too few words' rir search
fails 2 'help of what is not' rir help xyzzy
[ ! -e a.rir ] && pass 'nothing was made on the way' || fail 'nothing was made on the way'

# --- new and the choice of the study
fails 1 'without a study' rir status
holds 'says how to make one' err 'rir new NAME'
fails 1 'rir alone without a study' rir
holds 'shows help' out 'usage: rir'
succeeds 'new' rir new locality --title 'Locality evaluation'
is 'the file is private' 600 "$(stat -c %a locality.rir)"
fails 1 'new over an old one' rir new locality
succeeds 'rir alone is the status' rir
holds 'with the title' out 'Locality evaluation'
fails 1 'a study that is not there' rir -s nowhere status
succeeds 'new in another folder' sh -c "mkdir sub && '$RIR_BUILD/rir' new sub/other"
succeeds '-s names the study' rir -s sub/other.rir status
holds 'the other one' out other
succeeds 'its ending may be left out' rir -s sub/other status
RIR_STUDY=sub/other.rir
export RIR_STUDY
succeeds 'RIR_STUDY names the study' rir status
holds 'the other one again' out other
unset RIR_STUDY
rir new second >/dev/null
fails 1 'several studies' rir status
holds 'they are named' err 'locality.rir, second.rir'
rm -f second.rir*
rir backup --plain backup.rir 2>/dev/null >backup.out
cp locality.rir copied.rir
succeeds 'a backup and a copy beside the study' rir status
holds 'are not taken for it' out "$(rir -s locality.rir status | head -n 1)"
rm -f backup.rir* copied.rir*
fails 1 'and not when only copies are there' sh \
    -c "mkdir copies && cp locality.rir copies/a.rir && cp locality.rir copies/b.rir &&
    cd copies && '$RIR_BUILD/rir' status"
rm -rf copies

sqlite3 locality.rir "UPDATE meta SET value = '0' WHERE key = 'projection'"
succeeds 'a study last used by an older rir is brought up to date' rir status
lacks 'without a word of what did not go wrong' err 'older rir'
sqlite3 locality.rir "UPDATE meta SET value = '0' WHERE key = 'projection'"
chmod 444 locality.rir
if [ -w locality.rir ]; then
    skip 'unless it can only be read' 'root may write'
else
    fails 1 'unless it can only be read' rir status
fi
chmod 600 locality.rir
rir status >/dev/null

# --- person
succeeds 'person add' rir person add P01 --role 'ward sister' --level operational --team north
holds 'says who' out 'added P01'
succeeds 'without a pseudonym' rir person add
holds 'the next free one' out 'added P02'
fails 1 'the same again' rir person add P01
fails 1 'a pseudonym with a space' rir person add 'Mary Smith'
fails 1 'a pseudonym that is a word of a session' rir person add All
holds 'and why' err 'All cannot be a pseudonym: in a session it is a word of its own'
fails 1 'only digits' rir person add 7
succeeds 'person set' rir person set P02 --role director --level strategic
fails 2 'person set without anything' rir person set P02
fails 1 'of nobody' rir person set P99 --role x
succeeds 'person list' rir person list
holds 'has the role' out 'role: ward sister'
succeeds 'filtered' rir person list director
lacks 'leaves others out' out P01
succeeds 'as JSON' rir person list --json
holds 'with keys' out '"level": "strategic"'
succeeds 'as CSV' rir person list --csv
holds 'with a heading' out 'id,pseudonym,relationship,approach,role,level,group,organisation,team,place,about'
fails 2 'not as both' rir person list --json --csv
for attribute in relationship approach role level group organisation team place about; do
    rir person set P01 --$attribute "a $attribute" >/dev/null 2>&1 || fail "person set --$attribute"
done
is 'every attribute reaches the view' \
    'a relationship|a approach|a role|a level|a group|a organisation|a team|a place|a about' \
    "$(sqlite3 -readonly locality.rir 'SELECT relationship, approach, role, level, "group", organisation, team, place, about
        FROM people WHERE pseudonym = "P01"')"
rir person set P01 --about '' >/dev/null
is 'an empty value takes it away' '' "$(sqlite3 -readonly locality.rir 'SELECT coalesce(about, "") FROM people
    WHERE pseudonym = "P01"')"

# --- who the researcher is: the login name, until asked on a terminal, once
is 'elsewhere the login name serves' tester \
    "$(sqlite3 -readonly locality.rir 'SELECT DISTINCT author FROM events')"
if command -v script >/dev/null 2>&1; then
    printf 'A. Grey\nAG\n' | script -qec "'$RIR_BUILD/rir' person set P02 --team south" /dev/null >out 2>&1
    holds 'on a terminal it is asked' out 'Your name'
    is 'and known from then on' 'A. Grey' \
        "$(sqlite3 -readonly locality.rir 'SELECT author FROM events ORDER BY seq DESC LIMIT 1')"
    script -qec "'$RIR_BUILD/rir' person set P02 --team west" /dev/null </dev/null >out 2>&1
    lacks 'once' out 'Your name'
    holds 'and kept in the settings' "$XDG_CONFIG_HOME/rir/settings" 'initials = AG'
    rm -f "$XDG_CONFIG_HOME/rir/settings"
else
    skip 'on a terminal it is asked' 'script, of bsdutils, is not installed'
fi

# --- guide
succeeds 'guide list' rir guide list
holds 'names one' out strategic-leaders
succeeds 'guide list as JSON' rir guide list --json
succeeds 'guide show by name' rir guide show strategic-leaders
succeeds 'guide show --source' rir guide show demonstration --source
same 'the file itself' "$RIR_SOURCE/guides/interviews/demonstration.md" out
json() { # PATH: of ./out
    sqlite3 :memory: "SELECT json_extract(CAST(readfile('out') AS TEXT), '$1')"
}
succeeds 'guide show as JSON' rir guide show demonstration --json
is 'has its kind, consent and questions' 'interview|part|1|1' \
    "$(json '$.kind')|$(json '$.consent[0].id')|$(json '$.consent[0].required')|$(json '$.topics[1].questions[0].number')"
for guide in recommendations integrated-locality-team selfie document-analysis; do
    rir guide show $guide --json >out
    is "$guide is JSON too" 1 "$(sqlite3 :memory: "SELECT json_valid(CAST(readfile('out') AS TEXT))")"
done
rir guide show integrated-locality-team --json >out
is 'a matrix has dimensions and levels' 'matrix|1' "$(json '$.kind')|$(sqlite3 :memory: \
    "SELECT json_array_length(CAST(readfile('out') AS TEXT), '$.dimensions[0].levels') > 2")"
succeeds 'guide print' rir guide print strategic-leaders
lacks 'no attributes on paper' out '{#'
succeeds 'guide print of a workshop' rir guide print maturity-self-assessment --people 3 --tables 2
holds 'the matrix it rates' out 'A purpose we share'
is 'a rating sheet each' 3 "$(grep -c '^Rating sheet number: ' out)"
succeeds 'guide print of a matrix' rir guide print scirocco
holds 'blank levels have room to write' out '5: ____'
fails 2 'guide print for nobody' rir guide print recommendations --people 0
fails 2 'guide print for too many' rir guide print recommendations --people 99999999999
printf -- '---\ntitle: X\nkind: workshop\n---\n# A {method=maturity matrix=strategic-leaders}\n' >rated.md
fails 1 'guide print with a matrix that is none' rir guide print rated.md
holds 'it says why' err 'no matrix'
printf -- '---\ntitle: Ours\nkind: matrix\n---\n# Our own\n0. a\n1. b\n' >strategic-leaders.md
succeeds 'a matrix beside the guide comes first' rir guide print rated.md
holds 'and is printed' out 'Our own'
rm strategic-leaders.md rated.md
fails 1 'a guide that is not there' rir guide show strategic-leader
holds 'the nearest is offered' err 'strategic-leaders'
succeeds 'guide new' rir guide new mine --title 'My own'
fails 1 'guide new over an old one' rir guide new mine
succeeds 'guide check by path' rir guide check mine.md
succeeds 'guide check by name in this folder' rir guide check mine
for kind in focus-group observation document workshop codebook matrix; do
    rir guide new "a-$kind" --kind $kind >/dev/null && rir guide check "a-$kind" >/dev/null ||
        fail "a new $kind is a guide"
done
fails 2 'guide new of an unknown kind' rir guide new b --kind poem
printf -- '---\ntitle: X\nkind: poem\n---\n# A {minutes=x}\n' >broken.md
fails 1 'guide check of a broken one' rir guide check mine.md broken.md
holds 'every mistake has its line' out 'broken.md:3:'
holds 'the other mistake too' out 'broken.md:5:'
fails 1 'guide check of a file that is not there' rir guide check ./nowhere.md
# shellcheck disable=SC2046 # names without spaces
succeeds 'every guide that comes with rir is right' rir guide check $(cd "$RIR_SOURCE/guides" && ls -1 ./*/ |
    sed -n 's/\.md$//p')

# --- a session to speak of
fails 2 'start without anybody' rir start demonstration --lines
fails 1 'start with no guide' rir start demonstratio --person P01 --lines
fails 2 'start on no day' rir start demonstration --person P01 --on someday --lines
fails 2 'start with no minutes' rir start demonstration --person P01 --minutes soon --lines
fails 1 'start with a codebook' rir start selfie --person P66 --lines
is 'makes nobody up' 0 \
    "$(sqlite3 -readonly locality.rir "SELECT count(*) FROM people WHERE pseudonym = 'P66'")"
fails 1 'nothing to show yet' rir show
holds 'says so' err 'no session in this study yet'
fails 1 'start with no pseudonym' rir start demonstration --person 'P 1' --lines
fails 1 'resume with nothing open' rir resume --lines
succeeds 'sessions of none' rir sessions
holds 'says so' out 'no sessions yet'
printf '%s\n' '/consent part yes' '/consent quote yes paper' '/next' '"The money follows the bed #money-' \
    'they met on Thursdays' ',o looks at the door' '/cover partly no time' '/end' >script
succeeds 'start' rir start demonstration --person P01 --mode phone --others 'a colleague' --lines <script

# --- reading it
succeeds 'sessions' rir sessions
holds 'lists it' out 'A short talk about working together'
succeeds 'sessions as JSON' rir sessions --json
holds 'ended' out '"state": "ended"'
succeeds 'show' rir show
holds 'has the words' out 'The money follows the bed'
holds 'has its codes' out '[money (barrier)]'
holds 'has coverage' out 'partly'
holds 'has the reason' out 'no time'
holds 'has consent' out 'quote yes (paper)'
succeeds 'show by number, as JSON' rir show 1 --json
holds 'is the note' out '"text": "The money follows the bed"'
fails 1 'show of none' rir show 9
id=$(sqlite3 -readonly locality.rir 'SELECT id FROM sessions')
succeeds 'show by the start of an id' rir show "$(printf %.16s "$id")"
succeeds 'search' rir search money be
holds 'finds it' out 'The money follows the bed'
succeeds 'search for nothing there' rir search zebra
holds 'says so' out 'nothing has these words'
succeeds 'search as JSON' rir search bed --json
holds 'with the speaker' out '"speaker": "P01"'
succeeds 'search at most one' rir search t --most 1
is 'is one' 1 "$(wc -l <out | tr -d ' ')"
fails 2 'search at most none' rir search t --most 0
succeeds 'history' rir history 1
holds 'has the note' out 'verbatim: The money follows the bed'
holds 'has consent' out 'quote yes (paper)'
succeeds 'the last of history' rir history --last 1
is 'is one, below its heading' 2 "$(wc -l <out | tr -d ' ')"
succeeds 'history as JSON' rir history --json
holds 'with the site' out '"site"'
fails 2 'history of no length' rir history --last x

# --- edit
succeeds 'edit a text' rir edit 1 1 --text 'The money follows the bed, not the person'
succeeds 'edit a kind' rir edit 1 2 --kind v
holds 'says what it is now' out 'it is   verbatim'
succeeds 'edit a speaker' rir edit 1 2 --speaker @P02
succeeds 'edit a question' rir edit 1 2 --question meaning
succeeds 'edit by a line anew' rir edit 1 3 --line ',c looks at the clock #time-'
is 'the view follows' 'verbatim|role|P01|The money follows the bed, not the person
comment|role||looks at the clock
verbatim|meaning|P02|they met on Thursdays' \
    "$(sqlite3 -readonly locality.rir 'SELECT kind, question, speaker, text FROM notes ORDER BY text')"
is 'the codes too' 'money|barrier
time|barrier' "$(sqlite3 -readonly locality.rir 'SELECT code, valence FROM codings ORDER BY code')"
succeeds 'a note alone is shown' rir edit 1 1
fails 1 'edit of a note that is not there' rir edit 1 99 --text x
fails 2 'edit to no kind' rir edit 1 1 --kind poem
fails 1 'edit to the same' rir edit 1 1 --kind verbatim
fails 2 'edit of nothing' rir edit 1
succeeds 'strike' rir edit 1 3 --strike
holds 'for good' out 'erased for good'
run rir show 1
lacks 'it is gone' out 'looks at the clock'
lacks 'and in no file' locality.rir 'looks at the clock'
run rir history 1
lacks 'nor in history' out 'looks at the'
succeeds 'edit the person' rir edit 1 --person P02
is 'the session is with P02' P02 "$(sqlite3 -readonly locality.rir 'SELECT people FROM sessions')"
is 'and so is the consent that was given in it' 1 \
    "$(sqlite3 -readonly locality.rir 'SELECT quotable FROM notes WHERE text LIKE "The money%"')"
succeeds 'edit facts' rir edit 1 --title 'Another title' --mode video --place 'the hub'
is 'they are in the view' 'Another title|video|the hub' \
    "$(sqlite3 -readonly locality.rir 'SELECT title, mode, place FROM sessions')"
fails 1 'edit to nobody' rir edit 1 --person P99
succeeds 'edit the minutes and the pilot' rir edit 1 --minutes 45 --pilot yes
is 'they are in the view too' '45|1' \
    "$(sqlite3 -readonly locality.rir 'SELECT planned_minutes, pilot FROM sessions')"
fails 2 'edit to no number of minutes' rir edit 1 --minutes soon
succeeds 'add a note later' rir edit 1 1 --add ',m what she did not say'
holds 'is said' out 'added, marked as entered later: memo'
is 'is marked in the view' 'memo|1|1' \
    "$(sqlite3 -readonly locality.rir "SELECT kind, entered_later, approximate FROM notes WHERE text LIKE 'what she%'")"
fails 1 'adding no note' rir edit 1 --add '/end'

# --- consent
succeeds 'consent later' rir consent 1 @P02 quote yes letter --on 2026-01-05
is 'is in the view' 'P02|quote|yes|letter' \
    "$(sqlite3 -readonly locality.rir "SELECT person, item, answer, how FROM consents WHERE person = 'P02' AND item = 'quote'")"
is 'and counts' 1 \
    "$(sqlite3 -readonly locality.rir 'SELECT quotable FROM notes WHERE text LIKE "The money%"')"
succeeds 'consent outside any session' rir consent - P01 part yes
fails 2 'neither yes nor no' rir consent 1 @P02 quote maybe
fails 1 'an item the guide has not' rir consent 1 @P02 dance yes
fails 1 'of nobody' rir consent 1 @P99 quote yes
fails 2 'on no day' rir consent 1 @P02 quote yes --on someday

# --- who may be asked again
rir new again >/dev/null
succeeds 'nobody may be asked again before they agreed' rir -s again person list --recontact
holds 'is said' out 'nobody agreed to be contacted again'
printf '%s\n' '/consent part yes' '/consent recontact yes' /end | rir -s again start strategic-leaders \
    --person P01 --lines >/dev/null 2>&1
printf '%s\n' '/consent recontact no' /end | rir -s again start strategic-leaders --person P02 \
    --lines >told 2>/dev/null
holds 'refusing it says what follows' told 'not to be asked again'
succeeds 'who may be contacted again' rir -s again person list
holds 'is said of who agreed' out '; may be contacted again'
holds 'and of who refused' out '; NOT to be contacted again'
rir -s again person list --recontact >out
is 'and listed apart' P01 "$(cut -c 1-3 out)"
rir -s again person list --csv >out
is 'also for programs' 'recontact yes no' "$(tr -d '\r' <out | sed 's/.*,//' | tr '\n' ' ' | sed 's/ $//')"
rir -s again consent - P01 part no >/dev/null
run rir -s again person list --recontact
lacks 'not who takes no part any more' out P01
rm -f again.rir*

# --- versions that did not see each other, as two laptops make them
succeeds 'nothing is to be settled' rir settle
holds 'is said' out 'nothing is to be settled'
rir person set P02 --role 'medical director' >/dev/null
sqlite3 locality.rir \
    "INSERT INTO conflict SELECT e.entity, s.id, e.seq, e.kind, e.author, e.at, e.body FROM event e JOIN site s
    ON s.n = e.site JOIN person p ON p.n = e.entity WHERE e.kind = 'person.set' AND p.pseudonym = 'P02' ORDER BY e.hlc DESC LIMIT 2"
succeeds 'a conflict over a person' rir status
holds 'is in status' out '2 versions of participant P02 that did not see each other (rir settle 1)'
succeeds 'and in its list' rir settle
holds 'with its number' out '1   2 versions of participant P02'
succeeds 'also for programs' rir settle --json
is 'as JSON' 'participant|2' "$(sqlite3 :memory: "SELECT j.value->>'what', j.value->>'versions' FROM
    json_each(CAST(readfile('out') AS TEXT)) j")"
succeeds 'its versions' rir settle 1
holds 'say who and what' out 'version 2, by tester'
holds 'where they differ' out 'role: medical director'
fails 1 'no such version' rir settle 1 3
fails 1 'no such number' rir settle 2
fails 2 'no number of a version' rir settle 1 first
succeeds 'settling' rir settle 1 1
holds 'says which holds' out 'settled: version 1 of participant P02 holds'
is 'that one holds' 1 \
    "$(sqlite3 -readonly locality.rir "SELECT role <> 'medical director' FROM people WHERE pseudonym = 'P02'")"
run rir settle
holds 'nothing is left to settle' out 'nothing is to be settled'
succeeds 'the study verifies' rir verify

# --- summary
succeeds 'status says that the summary is due' rir status
holds 'by its command' out 'rir summary 1'
holds 'and of whom' out 'session 1, P02'
succeeds 'summaries due' rir summary
holds 'are listed' out 'due'
for listing in 'summary' 'sessions' 'sessions --rehearsals' 'person list' 'show 1' 'search the' \
    'search nothing' 'history' \
    'guide list' 'status' 'verify' 'doctor' 'summary 1'; do
    succeeds "$listing --json" rir $listing --json
    is "$listing --json is JSON" 1 "$(sqlite3 :memory: "SELECT json_valid(CAST(readfile('out') AS TEXT))")"
done
for listing in 'summary' 'sessions' 'person list' 'show 1' 'search the' 'history' 'guide list'; do
    succeeds "$listing --csv" rir $listing --csv
    is "$listing --csv has a heading and line ends as RFC 4180 has them" 0 \
        "$(grep -vc "$(printf '\r')\$" out)"
done
fails 2 'one summary as CSV' rir summary 1 --csv
succeeds 'the sheet' rir summary 1
holds 'asks' out 'Field note'
succeeds 'writing it' rir summary 1 --field-note 'quiet room' --themes 'money' --got g --missed m \
    --salient s --next n
is 'is in the view' 'quiet room|money|g|m|s|n' \
    "$(sqlite3 -readonly locality.rir 'SELECT field_note, themes, got, missed, salient, next FROM summaries')"
printf 'a quieter room\n\n' >answers
succeeds 'writing it line by line' rir summary 1 --lines <answers
is 'an empty line leaves a part' 'a quieter room|money' \
    "$(sqlite3 -readonly locality.rir 'SELECT field_note, themes FROM summaries')"
succeeds 'the sheet as JSON' rir summary 1 --json
succeeds 'none due any more' rir summary
holds 'says so' out 'every ended session'

# --- upkeep
succeeds 'verify' rir verify
holds 'is content' out 'all as they were written'
digest=$(sed -n 's/study digest //p' out)
succeeds 'rebuild' rir rebuild
run rir verify
is 'the same digest after it' "$digest" "$(sed -n 's/study digest //p' out)"
fails 1 'backup that is not sealed, unasked' rir backup copy.rir
holds 'says how' err '--plain'
succeeds 'backup --plain' rir backup --plain sub/copy.rir
holds 'says that it is not sealed' err 'NOT sealed'
is 'it is private' 600 "$(stat -c %a sub/copy.rir)"
fails 1 'backup over an old one' rir backup --plain sub/copy.rir
run rir -s sub/copy.rir verify
is 'the copy has the same digest' "$digest" "$(sed -n 's/study digest //p' out)"
succeeds 'doctor' rir doctor
for about in study store 'file system' space 'disk encryption' swap battery clock locale terminal; do
    holds "doctor looks at $about" out " $about: "
done
holds 'doctor says what is not protected' out 'What rir does not protect'
succeeds 'doctor as JSON' rir doctor --json
# A machine of our own: encrypted by eCryptfs, on battery, with one swap in memory and one on no known device.
machine=$PWD/machine
mkdir -p "$machine/proc/self" "$machine/sys/class/power_supply/BAT0" "$machine/sys/class/power_supply/AC"
echo "36 25 0:32 / / rw,relatime - ecryptfs /home/.secret rw" >"$machine/proc/self/mountinfo"
printf 'Filename Type Size Used Priority\n/dev/zram0 partition 1 0 100\n' >"$machine/proc/swaps"
echo Battery >"$machine/sys/class/power_supply/BAT0/type"
echo 12 >"$machine/sys/class/power_supply/BAT0/capacity"
echo Mains >"$machine/sys/class/power_supply/AC/type"
echo 0 >"$machine/sys/class/power_supply/AC/online"
RIR_SYSTEM=$machine run rir doctor
holds 'doctor sees encryption' out 'fine  disk encryption: on, by eCryptfs'
holds 'and a battery that is low' out 'look  battery: 12%, not on mains'
holds 'and swap in memory' out 'fine  swap: encrypted, or in memory'
echo "36 25 0:32 / / rw,relatime - zfs rpool rw" >"$machine/proc/self/mountinfo"
echo '/dev/unknown partition 1 0 100' >>"$machine/proc/swaps"
echo 1 >"$machine/sys/class/power_supply/AC/online"
RIR_SYSTEM=$machine run rir doctor
holds 'it says what it cannot tell' out 'cannot be told from here (ZFS'
holds 'of swap too' out 'whether /dev/unknown is encrypted'
holds 'and sees the mains' out '12%, on mains'
echo "36 25 0:32 / / rw,relatime - ext4 /dev/nothing rw" >"$machine/proc/self/mountinfo"
device=$(stat -c '%Hd:%Ld' . 2>/dev/null)
case $device in
0:* | '' | *%*) skip 'it sees a disk that is not encrypted' "the file system here has no device ($device)" ;;
*)
    mkdir -p "$machine/sys/dev/block/$device/slaves/below/dm"
    RIR_SYSTEM=$machine run rir doctor
    holds 'it sees a disk that is not encrypted' out 'BAD   disk encryption: OFF'
    echo 'CRYPT-LUKS2-0123' >"$machine/sys/dev/block/$device/slaves/below/dm/uuid"
    RIR_SYSTEM=$machine run rir doctor
    holds 'and one that lies on an encrypted one' out 'fine  disk encryption: on, by dm-crypt'
    ;;
esac
mkdir empty
succeeds 'doctor without a study' sh -c "cd empty && '$RIR_BUILD/rir' doctor"
chmod 644 locality.rir
run rir doctor
holds 'doctor sees a study that others may read' out 'BAD   study'
chmod 600 locality.rir

# --- people by their groups
rir new groups >/dev/null
fails 1 'a group has a colon' rir -s groups.rir start recommendations --group 'health P01' --lines </dev/null
fails 1 'nobody is of two groups' rir -s groups.rir start recommendations --group 'health: P01; social care: p01' --lines
fails 2 'a rehearsal changes no group' rir -s groups.rir start recommendations --rehearsal --group 'health: P01' --lines
is 'and nobody was added' 0 "$(sqlite3 -readonly groups.rir 'SELECT count(*) FROM people')"
succeeds 'people are named by their groups' rir -s groups.rir start recommendations --person P05 --late P03 \
    --group 'health: P01 @P02' --group 'social care: P03' --lines </dev/null
is 'are those of the session' 'P05 P01 P02' "$(sqlite3 -readonly groups.rir 'SELECT people FROM sessions')"
is 'and of these groups' 'P01 health,P02 health,P03 social care,P05 ' "$(sqlite3 -readonly groups.rir \
    "SELECT group_concat(pseudonym || ' ' || coalesce(\"group\", '')) FROM (SELECT * FROM people ORDER BY pseudonym)")"

finish
