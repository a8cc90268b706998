# SPDX-License-Identifier: MIT
# Bad input and bad places: a clear error or a clean note, never a crash, nothing lost.
. "${RIR_SOURCE:-$(dirname "$0")/../..}/tests/tap.sh"

mount_here() { # FOLDER OPTION...: mounts, to be unmounted at the end; false when that is not possible here
    [ "$(id -u)" = 0 ] && mount "$@" 2>mount.err
}
unmount_all() {
    cd / || exit 99
    for place in "$tap_folder"/work/full "$tap_folder"/work/stick; do
        umount "$place" 2>/dev/null
    done
    tap_clean
}
trap unmount_all EXIT

refused() { # NAME TEXT COMMAND...: exit 1, and the error has the text
    wanted=$2
    name=$1
    shift 2
    run "$@"
    if [ "$status" = 1 ] && grep -qF -e "$wanted" err; then
        pass "$name"
    else
        fail "$name (exit $status)" err
    fi
}

# --- files that are no study
echo 'Dear diary' >diary.rir
refused 'a text file' 'diary.rir' rir -s diary.rir status
: >empty.rir
refused 'an empty file' 'empty.rir' rir -s empty.rir status
mkdir folder.rir
refused 'a folder' 'folder.rir' rir -s folder.rir status
sqlite3 other.rir 'CREATE TABLE a(b)'
refused 'a database of something else' 'other.rir' rir -s other.rir status
head -c 100000 /dev/urandom >noise.rir
refused 'noise' 'noise.rir' rir -s noise.rir status
ln -s nowhere.rir dangling.rir
refused 'a link to nothing' 'dangling.rir' rir -s dangling.rir status
is 'none of them was changed' 'Dear diary' "$(cat diary.rir)"
rm -rf ./*.rir

# --- a study from a newer rir
rir new study >/dev/null
rir person add P01 >/dev/null
printf '%s\n' '/consent part yes' '/next' 'a note that must not be lost #code' '"another' '/end' >script
rir start demonstration --person P01 --lines <script >/dev/null 2>&1
cp study.rir newer.copy
sqlite3 newer.copy 'PRAGMA user_version = 99'
refused 'a newer layout of the log' newer rir -s newer.copy status
cp study.rir newer.copy
sqlite3 newer.copy "UPDATE meta SET value = '99' WHERE key = 'projection'"
succeeds 'a newer projection can be read' rir -s newer.copy show
refused 'but not written' 'can only be read' rir -s newer.copy person add P02
cp study.rir newer.copy
sqlite3 newer.copy \
    "INSERT INTO event SELECT 1, max(seq) + 1, max(hlc) + 1, max(at), 0, 'newer', 'dance.set', 7, 1, NULL, NULL,
    '', '{\"salt\":\"\",\"text\":\"WORDS of another time\"}', x'00' FROM event WHERE site = 1;
    INSERT INTO newer SELECT 1, max(seq), 'dance.set', 7 FROM event WHERE site = 1"
succeeds 'kinds of event from a newer rir' rir -s newer.copy history
is 'are shown as such' 1 "$(grep -c 'dance.set .*(made by a newer rir)' out)"
lacks 'and not read' out 'WORDS of another time'
run rir -s newer.copy status
holds 'status says that there are some' out 'made by a newer rir'

# --- damage: every command ends by itself, and verify sees it
size=$(stat -c %s study.rir)
for part in 0 1 50 100 1000 4095 4096 4097 8192 $((size / 2)) $((size - 1)); do
    head -c "$part" study.rir >cut.copy
    for command in status show verify 'export json' 'person add P09'; do
        # shellcheck disable=SC2086 # words
        run rir -s cut.copy $command
        if [ "$status" -ge 126 ]; then fail "cut at $part: $command ended with $status" err; fi
    done
done
pass 'a truncated study crashes nothing'
refused 'cut in half it is called damaged' 'cut.copy' sh \
    -c "head -c $((size / 2)) study.rir >cut.copy; '$RIR_BUILD/rir' -s cut.copy verify"
seen=0
flipped=0
step=$((size / 20))
at=97
while [ "$at" -lt "$size" ]; do
    cp study.rir flipped.copy
    printf '\377\000\252' | dd of=flipped.copy bs=1 seek="$at" conv=notrunc 2>/dev/null
    flipped=$((flipped + 1))
    for command in status show verify; do
        run rir -s flipped.copy $command
        if [ "$status" -ge 126 ]; then fail "changed at $at: $command ended with $status" err; fi
    done
    [ "$status" = 0 ] || seen=$((seen + 1))
    at=$((at + step))
done
pass "changed bytes at $flipped places crash nothing"
cp study.rir flipped.copy
sqlite3 flipped.copy "UPDATE event SET body = replace(body, 'must not', 'may well') WHERE kind = 'note.set'"
run rir -s flipped.copy verify
is 'a note changed behind its back is found' 1 "$status"
holds 'and said' out 'is not what was written'
cp study.rir flipped.copy
sqlite3 flipped.copy "DELETE FROM event WHERE seq = 3"
run rir -s flipped.copy verify
is 'an event taken away is found' 1 "$status"
cp study.rir flipped.copy
sqlite3 flipped.copy "UPDATE note SET text = 'a lie'"
run rir -s flipped.copy verify
is 'a picture that is not what the log gives is found' 1 "$status"
run rir -s flipped.copy rebuild
run rir -s flipped.copy verify
is 'and made right by rebuild' 0 "$status"

# --- what is typed: broken UTF-8, NUL, control bytes, very long lines
printf \
    'broken \377\376 bytes\nnul \000 byte\nescape \033[31m red \007\n\302\205 next line\n\355\240\200 surrogate\n' >script
printf '/go \033[31mred\n/\033[31m\n/cover partly \033[31mred\n/edit 1 \033[32mgreen\n' >>script
printf '\001\002\003\n\t\n\xf0\x9f\x98\n#\xff\n@\xff\n/\xff\n/go \xff\n"\xff\n,o \xff\n' >>script
head -c 1000000 /dev/zero | tr '\0' 'x' >>script
printf '\n' >>script
awk 'BEGIN { for (i = 0; i < 20000; i++) printf "word%d #code%d ", i, i; print "" }' >>script
awk 'BEGIN { for (i = 0; i < 200000; i++) printf "\\"; print "" }' >>script
printf '/end\n' >>script
run rir start demonstration --person P01 --lines <script
is 'a session of rubbish runs to its end' 0 "$status"
is 'an answer to each line' "$(wc -l <script)" "$(wc -l <out)"
lacks 'no escape comes back in an answer' out "$(printf '\033')"
is 'all text is UTF-8' 0 \
    "$(sqlite3 -readonly study.rir "SELECT count(*) FROM notes WHERE text != CAST(CAST(text AS BLOB) AS TEXT)")"
sqlite3 -readonly study.rir 'SELECT text FROM notes' >text
if iconv -f UTF-8 -t UTF-8 text >/dev/null 2>&1; then pass 'and well formed'; else fail 'and well formed'; fi
is 'a megabyte is one note' 1000000 "$(sqlite3 -readonly study.rir 'SELECT max(length(text)) FROM notes')"
run rir show 2
lacks 'no escape reaches the terminal from show' out "$(printf '\033')"
run rir search red
lacks 'nor from search' out "$(printf '\033')"
run rir history
lacks 'nor from history' out "$(printf '\033')"
run rir export md
holds 'nothing of it is lost' out 'red'
run rir verify
is 'and all of it verifies' 0 "$status"
run rir person add "$(printf 'P\033[2J')"
is 'a pseudonym with an escape is refused' 1 "$status"
lacks 'and not echoed raw' err "$(printf '\033')"
run rir "$(printf 'x\033[2Jy')"
lacks 'nor is an unknown command' err "$(printf '\033')"

# --- where output goes
run sh -c "'$RIR_BUILD/rir' show 1 >/dev/full"
is 'output that cannot be written is an error' 1 "$status"
printf '%s\n' 'kept although nothing can be said' '/end' >script
run sh -c "'$RIR_BUILD/rir' start demonstration --person P01 --lines <script >/dev/full"
is 'a note is kept though its answer cannot be written' 1 \
    "$(sqlite3 -readonly study.rir "SELECT count(*) FROM notes WHERE text LIKE 'kept although%'")"
run sh -c "'$RIR_BUILD/rir' start demonstration --person P01 --lines <&-"
is 'no input at all leaves the session open' open \
    "$(sqlite3 -readonly study.rir 'SELECT state FROM sessions ORDER BY number DESC LIMIT 1')"
printf '/end\n' | rir resume --lines >/dev/null 2>&1

# --- locale and terminal
printf '%s\n' 'caf\303\251' >script
printf 'caf\303\251 \342\200\224 \344\277\241\n/end\n' >script
LC_ALL=C run rir start demonstration --person P01 --lines <script
is 'in the locale C a note keeps its letters' 'café — 信' \
    "$(sqlite3 -readonly study.rir "SELECT text FROM notes WHERE text LIKE 'caf%'")"
if localedef -i en_GB -f ISO-8859-1 "$PWD/en_GB.ISO-8859-1" >/dev/null 2>&1; then
    printf 'na\357ve r\351sum\351\n/end\n' >script
    LOCPATH=$PWD LC_ALL=en_GB.ISO-8859-1 run rir start demonstration --person P01 --lines <script
    LOCPATH=$PWD LC_ALL=en_GB.ISO-8859-1 rir person add P02 --role "$(printf 'm\351decin')" >/dev/null 2>&1
    is 'also in the words of a command' 'médecin' \
        "$(sqlite3 -readonly study.rir "SELECT role FROM people WHERE pseudonym = 'P02'")"
    is 'in a Latin-1 locale letters are translated' 'naïve résumé' \
        "$(sqlite3 -readonly study.rir "SELECT text FROM notes WHERE text LIKE 'na%'")"
else
    skip 'in a Latin-1 locale letters are translated' 'localedef or its Latin-1 sources are not installed'
fi
for term in nonsense dumb '' ../../etc/passwd; do
    TERM=$term run rir doctor
    is "doctor with TERM=$term" 0 "$status"
    printf 'x\n/end\n' >script
    TERM=$term run rir start demonstration --person P01 --lines <script
    is "line mode with TERM=$term" 0 "$status"
done

# --- the home of the researcher
run env -u HOME -u XDG_CONFIG_HOME -u XDG_STATE_HOME "$RIR_BUILD/rir" status
is 'without a home' 0 "$status"
mkdir -p "$XDG_CONFIG_HOME/rir"
echo 'this is no setting' >"$XDG_CONFIG_HOME/rir/settings"
run rir status
is 'with settings that cannot be read' 0 "$status"
holds 'says where' err 'settings:1:1'
rm -f "$XDG_CONFIG_HOME/rir/settings"

# --- places: a full disk, a folder that can only be read, a stick
mkdir full stick
if mount_here -t tmpfs -o size=2m,mode=700 tmpfs full; then
    rir new full/study >/dev/null
    RIR_STUDY=full/study.rir
    export RIR_STUDY
    rir person add P01 >/dev/null
    mkfifo in
    "$RIR_BUILD/rir" start demonstration --person P01 --lines <in >out 2>err &
    program=$!
    exec 3>in
    say() { # LINE: types it and waits for the answer
        lines=$(wc -l <out)
        printf '%s\n' "$1" >&3
        await is_answered
    }
    is_answered() {
        [ "$(wc -l <out)" -gt "$lines" ]
    }
    say 'before the disk was full'
    dd if=/dev/zero of=full/filler bs=4096 2>/dev/null
    for i in 1 2 3 4 5 6 7 8; do say "while full $i $(head -c 3000 /dev/zero | tr '\0' y)"; done
    holds 'a full disk is said' out 'NOT SAVED'
    saved=$(grep -c '^saved' out)
    rm -f full/filler
    say 'after there was room'
    say /end
    exec 3>&-
    wait "$program"
    is 'the session went on' 0 $?
    is 'each note said to be saved is there, and no other' "$((saved + 1))" \
        "$(sqlite3 -readonly full/study.rir 'SELECT count(*) FROM notes')"
    holds 'the last one too' out 'saved'
    run rir verify
    is 'and the study is whole' 0 "$status"
    dd if=/dev/zero of=full/filler bs=4096 2>/dev/null
    run rir export csv full/csv
    is 'an export onto a full disk fails' 1 "$status"
    is 'and leaves nothing half done' '' "$(ls -d full/csv* 2>/dev/null)"
    rm -f full/filler
    mount -o remount,ro full
    succeeds 'a study on a disk that can only be read can be read' rir show
    refused 'but not written' 'study.rir' rir person add P02
    refused 'nor can one be made there' 'full/other.rir' rir new full/other
    unset RIR_STUDY
    umount full
else
    for name in 'a full disk is said' 'the session went on' \
        'each note said to be saved is there, and no other' \
        'a study on a disk that can only be read can be read'; do
        skip "$name" 'mounting a small disk needs root and the right to mount'
    done
fi
if command -v mkfs.vfat >/dev/null 2>&1 && head -c 16777216 /dev/zero >fat.img && mkfs.vfat \
    fat.img >/dev/null 2>&1 &&
    mount_here -o loop fat.img stick; then
    refused 'a study on a stick is refused' 'stick' rir new stick/study
    succeeds 'unless asked for' rir new stick/study --anywhere
    run rir -s stick/study.rir status
    is 'and then works' 0 "$status"
    holds 'saying what it is' err 'stick'
    umount stick
else
    skip 'a study on a stick is refused' 'mounting a FAT image needs root, loop devices and mkfs.vfat'
fi

finish
